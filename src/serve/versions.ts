import type {Store} from "../record/index.ts"
import {canonicalUrl, failure} from "../support/index.ts"

/// What a source gave at one address over time, and what changed from each version to the next.
export type Versions = {readonly of: string; readonly versions: readonly Version[]}

export type Version = {
  readonly report: string
  readonly title: string | null
  readonly published: string | null
  /// Whether some source still gives it.
  readonly current: boolean
  readonly sources: readonly string[]
  /// When it was first received, where its bytes are kept.
  readonly received: string | null
  /// Sentences that the version before did not have, and that this one has no more, in their order. Of the first version there are none.
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/// `of` is a report or an address.
export async function versionsOf(store: Store, of: string): Promise<Versions> {
  const ids = await idsOf(store, of)
  if (ids.length === 0) throw failure("id-unknown", of)
  const versions: Version[] = []
  let before: readonly string[] | undefined
  for (const id of ids) {
    const kept = await store.report(id)
    if (!kept) continue
    const {report} = kept.record
    const sentences = sentencesOf(report.text)
    const [first] = await store.raw.ofReport(id)
    versions.push({
      report: id,
      title: report.title,
      published: report.published.edtf,
      current: kept.current,
      sources: kept.origins.map((o) => o.source),
      received: first?.at ?? null,
      ...(before ? difference(before, sentences) : {added: [], removed: []}),
    })
    before = sentences
  }
  return {of, versions}
}

async function idsOf(store: Store, of: string): Promise<readonly string[]> {
  if (of.startsWith("r_")) {
    const kept = await store.report(of)
    if (kept) return [...[...kept.earlier].reverse(), of, ...kept.later]
  }
  for (const identity of new Set([of, URL.canParse(of) ? canonicalUrl(of) : of])) {
    const given = await store.sources.versions(identity)
    if (given.length > 0) return [...new Set(given.map((v) => v.report))]
  }
  return []
}

/// Sentences as a reader sees them: what ends with a full stop, a question or exclamation mark before a blank, or with a line.
export const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?؟…]["»”)]?)\s+/u)
    .map((s) => s.replace(/\s+/g, " ").trim())
    .filter(Boolean)

/// Longer texts are compared without regard to the order of their sentences.
const MOST = 1500

/// The sentences that are not in the longest sequence that both have.
export function difference(before: readonly string[], after: readonly string[]): {readonly added: string[]; readonly removed: string[]} {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  if (a.length > MOST || b.length > MOST) {
    const [inA, inB] = [new Set(a), new Set(b)]
    return {added: b.filter((s) => !inA.has(s)), removed: a.filter((s) => !inB.has(s))}
  }
  // `length[i][j]`: of the longest sequence that a from i on and b from j on have.
  const length = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number): number => length[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (length[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const added: string[] = []
  const removed: string[] = []
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (j < b.length && (i === a.length || at(i, j + 1) > at(i + 1, j))) added.push(b[j++] as string)
    else removed.push(a[i++] as string)
  }
  return {added, removed}
}
