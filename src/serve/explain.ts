import type {Quote, Reason} from "../model/index.ts"
import type {ClaimFamily, KeptClaim, ReportSummary} from "../record/index.ts"

/// Why a claim says what it says, in parts that can be shown in any form.
export type Explanation = {
  readonly id: string
  readonly family: ClaimFamily
  /// The claim in short: its type and status, or its figure.
  readonly says: string
  readonly sentence: string
  readonly evidence: readonly Quote[]
  readonly roles: readonly {readonly role: string; readonly id: string; readonly ar: string; readonly en: string}[]
  readonly time: {readonly edtf: string; readonly basis: string; readonly quote: string | null} | null
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
  /// From who said it to the report in hand: speaker, agencies, the report's own credits, its sources.
  readonly isnad: readonly string[]
  readonly report: ReportSummary
}

export function explanationOf(kept: KeptClaim): Explanation {
  const nameOf = (id: string): {ar: string; en: string} => kept.entities.find((e) => e.id === id)?.name ?? {ar: id, en: id}
  const role =
    (name: string) =>
    (id: string): Explanation["roles"][number] => ({role: name, id, ...nameOf(id)})
  const credited = [...kept.report.agencies, kept.report.sources[0] ?? ""].filter(Boolean)
  const chain = (...ids: (string | null)[]): string[] => [...new Set([...ids.filter((id): id is string => id !== null), ...credited])]
  const common = {
    sentence: kept.context,
    report: kept.report,
    id: kept.claim.id,
    family: kept.family,
    by: kept.claim.by,
    confidence: kept.claim.confidence,
    why: kept.claim.why,
  }
  if (kept.family === "event") {
    const {claim} = kept
    return {
      ...common,
      says: `${claim.type}, ${claim.status} (PLOVER ${claim.plover.type}${claim.plover.mode ? `/${claim.plover.mode}` : ""}, CAMEO ${claim.cameo})`,
      evidence: claim.evidence,
      roles: [...claim.participants.map((p) => role(p.role)(p.entity)), ...(claim.place ? [role("place")(claim.place)] : [])],
      time: timeOf(claim.time),
      isnad: chain(...claim.attribution),
    }
  }
  if (kept.family === "statement") {
    const {claim} = kept
    return {
      ...common,
      says: `${claim.kind} statement${claim.speaker ? "" : claim.speakerText ? ` of «${claim.speakerText}»` : ", speaker unnamed"}`,
      evidence: [claim.cue, claim.content],
      roles: [...(claim.speaker ? [role("speaker")(claim.speaker)] : []), ...claim.via.map(role("via"))],
      time: timeOf(claim.time),
      isnad: chain(claim.speaker, ...claim.via),
    }
  }
  const {claim} = kept
  return {
    ...common,
    says: `${claim.metric} ${claim.comparator === "=" ? "" : claim.comparator}${claim.value} ${claim.unit} (${claim.measure}, ${claim.status})`,
    evidence: claim.evidence,
    roles: [...claim.parties.map(role("party")), ...claim.source.map(role("source"))],
    time: timeOf(claim.period),
    isnad: chain(...claim.source),
  }
}

const timeOf = (time: {readonly edtf: string; readonly basis: string; readonly quote?: string} | null): Explanation["time"] =>
  time && {edtf: time.edtf, basis: time.basis, quote: time.quote ?? null}
