import type {Entity, EventClaim, FigureClaim, Quote, ReportRecord, StatementClaim} from "../model/index.ts"
import type {ClaimDecision, Piece, Slice, Store} from "../record/index.ts"
import {failure} from "../support/index.ts"

/// What persons decided of a report, as a gold record: the form of `samples/gold/GUIDE.md`, by which programs are measured.
export type GoldFile = {
  readonly id: string
  readonly language: string
  readonly outlet: string | null
  readonly agencies: readonly string[]
  readonly title: string | null
  readonly text: string
  readonly boilerplate: readonly string[]
  readonly published: {readonly edtf: string | null; readonly accept: string | null; readonly basis: string}
  readonly entities: readonly GoldEntity[]
  readonly events: readonly GoldEvent[]
  readonly statements: readonly GoldStatement[]
  readonly figures: readonly GoldFigure[]
}
/// What nobody looked at is optional: a program may have it or not.
type Optional = {readonly optional?: true}
export type GoldEntity = Optional & {
  readonly key: string
  readonly kind: Entity["kind"]
  readonly en: string
  readonly ar: string
  readonly wikidata: string | null
  readonly mentions: readonly string[]
}
export type GoldEvent = Optional & {
  readonly type: string
  readonly status: string
  readonly participants: readonly string[]
  readonly target?: readonly string[]
  readonly place: string | null
  readonly time: string | null
  readonly evidence: string
  readonly also?: readonly string[]
  readonly note: string
}
export type GoldStatement = Optional & {
  readonly speaker: string | null
  readonly speakerText?: string
  readonly via: readonly string[]
  readonly kind: string
  readonly content: string
  readonly cue: string
}
export type GoldFigure = Optional & {
  readonly metric: string
  readonly parties: readonly string[]
  readonly value: number
  readonly unit: string
  readonly measure: string
  readonly comparator: string
  readonly period: string | null
  readonly status: string
  readonly source: readonly string[]
  readonly evidence: string
}

/// Reports with decided claims as gold. `whole` leaves out those of which a claim was not looked at.
export async function goldSlice(
  store: Store,
  {report, whole}: {readonly report?: string | undefined; readonly whole?: boolean | undefined},
  piece: Piece,
): Promise<Slice<GoldFile>> {
  const reports = report === undefined ? await store.decisions.reviewed(piece) : {items: [report], after: null}
  const items: GoldFile[] = []
  for (const id of reports.items) {
    const kept = await store.report(id)
    if (!kept) throw failure("id-unknown", id)
    const decided = await decidedClaims(store, id)
    const claims = [...kept.record.events, ...kept.record.statements, ...kept.record.figures]
    const looked = new Map(claims.filter((c) => c.why.some((w) => w.step === "review")).map((c) => [c.id, decided.get(c.id)?.reason ?? ""]))
    if (whole && looked.size < claims.length) continue
    items.push(goldOf(kept.record, looked))
  }
  return {items, after: reports.after}
}

async function decidedClaims(store: Store, report: string): Promise<Map<string, ClaimDecision>> {
  const {items} = await store.decisions.ledger({report, family: "claim", standing: true}, {limit: 0})
  return new Map([...items].reverse().flatMap((d) => (d.family === "claim" ? [[d.of.claim, d] as const] : [])))
}

/// A gold record of a report. `looked` are the claims that somebody decided on, with why.
export function goldOf(record: ReportRecord, looked: ReadonlyMap<string, string>): GoldFile {
  const {report} = record
  const keys = keysOf(record.entities)
  const key = (id: string): string => keys.get(id) ?? id
  const optional = (id: string): Optional => (looked.has(id) ? {} : {optional: true})
  const inDecided = new Set([
    ...record.events
      .filter((e) => looked.has(e.id))
      .flatMap((e) => [...e.participants.map((p) => p.entity), ...(e.place ? [e.place] : [])]),
    ...record.statements.filter((s) => looked.has(s.id)).flatMap((s) => [...(s.speaker ? [s.speaker] : []), ...s.via]),
    ...record.figures.filter((f) => looked.has(f.id)).flatMap((f) => [...f.parties, ...f.source]),
  ])
  const names = new Map(record.entities.map((e) => [e.id, e.name]))
  return {
    id: goldId(report.id),
    language: report.language,
    outlet: report.outlet,
    agencies: report.agencies.map((id) => names.get(id)?.en ?? id),
    title: report.title !== null && report.text.includes(report.title) ? report.title : null,
    text: report.text,
    // What was taken out of the text as received is not in this text.
    boilerplate: [],
    published: {
      edtf: report.published.edtf,
      accept: report.published.edtf,
      basis: report.published.basis === "given" ? "given" : "inferred",
    },
    entities: record.entities.map((e) => ({
      key: key(e.id),
      kind: e.kind,
      en: e.name.en,
      ar: e.name.ar,
      wikidata: e.wikidata,
      mentions: [...new Set(e.mentions.map((m) => m.quote))],
      ...(inDecided.has(e.id) && e.mentions.length > 0 ? {} : {optional: true as const}),
    })),
    events: record.events.map((e) => ({...eventOf(e, key, looked.get(e.id) ?? ""), ...optional(e.id)})),
    statements: record.statements.map((s) => ({...statementOf(s, key), ...optional(s.id)})),
    figures: record.figures.map((f) => ({...figureOf(f, key), ...optional(f.id)})),
  }
}

/// Gold files are called by letters and a number; the number is that of the report's id.
export const goldId = (report: string): string => `r${BigInt(`0x${report.slice(report.indexOf("_") + 1) || "0"}`)}`

/// The tail of each id; where two have the same, the whole id.
function keysOf(entities: readonly Entity[]): Map<string, string> {
  const tail = (id: string): string => id.slice(id.indexOf(":") + 1)
  const counts = new Map<string, number>()
  for (const e of entities) counts.set(tail(e.id), (counts.get(tail(e.id)) ?? 0) + 1)
  return new Map(entities.map((e) => [e.id, counts.get(tail(e.id)) === 1 ? tail(e.id) : e.id]))
}

/// Evidence in gold is 240 characters at most.
const MOST = 240
const wordsOf = ({quote}: Quote): string => quote.slice(0, MOST)

function eventOf(e: EventClaim, key: (id: string) => string, note: string): GoldEvent {
  const targets = e.participants.filter((p) => p.role === "target").map((p) => key(p.entity))
  const [first, ...rest] = e.evidence
  return {
    type: e.type,
    status: e.status,
    participants: [...new Set(e.participants.filter((p) => p.role !== "target").map((p) => key(p.entity)))],
    ...(targets.length > 0 ? {target: targets} : {}),
    place: e.place && key(e.place),
    time: e.time?.edtf ?? null,
    evidence: wordsOf(first),
    ...(rest.length > 0 ? {also: rest.map(wordsOf)} : {}),
    note,
  }
}

const statementOf = (s: StatementClaim, key: (id: string) => string): GoldStatement => ({
  speaker: s.speaker && key(s.speaker),
  ...(s.speaker === null && s.speakerText ? {speakerText: s.speakerText} : {}),
  via: s.via.map(key),
  kind: s.kind,
  content: s.content.quote,
  cue: s.cue.quote,
})

const figureOf = (f: FigureClaim, key: (id: string) => string): GoldFigure => ({
  metric: f.metric,
  parties: f.parties.map(key),
  value: f.value,
  unit: f.unit,
  measure: f.measure,
  comparator: f.comparator,
  period: f.period?.edtf ?? null,
  status: f.status,
  source: f.source.map(key),
  evidence: wordsOf(f.evidence[0]),
})
