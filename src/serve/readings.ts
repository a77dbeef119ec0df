import {type AnyClaim, type AsRead, type PastReading, type Store, wordsOf} from "../record/index.ts"
import {failure} from "../support/index.ts"

/// What reading a report anew made of it: the claims that are gone, those that are new, and those that say something else, field by field.
export type ReadingDiff = {
  readonly report: string
  /// The report that stands in its place: itself, unless its text is now taken out of the same bytes in another way.
  readonly became: string
  readonly title: string | null
  /// When another reading took the place of this one, and by which program.
  readonly at: string | null
  readonly program: string | null
  /// What is said of the report itself otherwise than before.
  readonly fields: readonly FieldDiff[]
  readonly gone: readonly AnyClaim[]
  readonly added: readonly AnyClaim[]
  readonly changed: readonly ClaimDiff[]
  /// Claims that say what they said.
  readonly same: number
  readonly entities: {readonly gone: readonly string[]; readonly added: readonly string[]}
}
export type FieldDiff = {readonly field: string; readonly was: unknown; readonly is: unknown}
export type ClaimDiff = {readonly was: AnyClaim; readonly is: AnyClaim; readonly fields: readonly FieldDiff[]}

/// Many of them counted.
export type DiffTotals = {
  readonly reports: number
  /// Reports of which something is read otherwise.
  readonly otherwise: number
  readonly claims: {readonly same: number; readonly gone: number; readonly added: number; readonly changed: number}
  /// By family and field, most often first.
  readonly fields: readonly {readonly field: string; readonly count: number}[]
}

/// How a claim was found is no part of what it says.
const GROUNDS = new Set(["id", "by", "why", "plover", "cameo"])

/// A report as it was read before, by how it is read now; of several earlier readings the last one, or the one with this number.
export async function diffOfReport(store: Store, report: string, number?: number): Promise<ReadingDiff> {
  const past = await store.readings.of(report)
  const reading = number === undefined ? past.at(-1) : past[number - 1]
  if (!reading) throw failure("id-unknown", report, past.length === 0 ? "it was read once only" : `it was read ${past.length + 1} times`)
  return diffWithNow(store, reading)
}

/// Of every report that was read anew since a day: what it was before that day, by what it is now.
export async function* diffsSince(store: Store, day: string | null): AsyncGenerator<ReadingDiff> {
  const seen = new Set<string>()
  for (let after: string | undefined; ; ) {
    const piece = await store.readings.since(day, {after, limit: 50})
    for (const reading of piece.items) {
      const {id} = reading.record.report
      if (seen.has(id)) continue
      seen.add(id).add(reading.became)
      yield await diffWithNow(store, reading)
    }
    if (piece.after === null) return
    after = piece.after
  }
}

export function addTo(totals: DiffTotals, diff: ReadingDiff): DiffTotals {
  const fields = new Map(totals.fields.map((f) => [f.field, f.count]))
  const tell = (field: string): void => void fields.set(field, (fields.get(field) ?? 0) + 1)
  for (const f of diff.fields) tell(`report ${f.field}`)
  for (const c of diff.changed) for (const f of c.fields) tell(`${c.is.family} ${f.field}`)
  const {same, gone, added, changed} = totals.claims
  return {
    reports: totals.reports + 1,
    otherwise: totals.otherwise + (isSame(diff) ? 0 : 1),
    claims: {
      same: same + diff.same,
      gone: gone + diff.gone.length,
      added: added + diff.added.length,
      changed: changed + diff.changed.length,
    },
    fields: [...fields].map(([field, count]) => ({field, count})).sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1)),
  }
}
export const NO_DIFFS: DiffTotals = {reports: 0, otherwise: 0, claims: {same: 0, gone: 0, added: 0, changed: 0}, fields: []}

export const isSame = (d: ReadingDiff): boolean =>
  d.fields.length + d.gone.length + d.added.length + d.changed.length + d.entities.gone.length + d.entities.added.length === 0

async function diffWithNow(store: Store, reading: PastReading): Promise<ReadingDiff> {
  // What stands in its place may have been replaced in its turn.
  let became = reading.became
  for (const seen = new Set<string>(); !seen.has(became); ) {
    seen.add(became)
    became = (await store.readings.of(became)).findLast((r) => r.became !== became)?.became ?? became
  }
  const [now, kept] = [await store.decisions.asRead(became), await store.report(became)]
  if (!now || !kept) throw failure("id-unknown", became)
  const {record} = reading
  const before = claimsOf(record)
  const after = claimsOf(now)
  const pairs = pairedClaims(before, after)
  const paired = new Set([...pairs.keys(), ...pairs.values()])
  const changed = [...pairs]
    .map(([was, is]): ClaimDiff => ({was, is, fields: fieldDiffs(was.claim, is.claim)}))
    .filter((c) => c.fields.length > 0)
  const ids = (all: readonly {readonly id: string}[]): Set<string> => new Set(all.map((e) => e.id))
  const [had, has] = [ids(record.entities), ids(now.entities)]
  const {report} = kept.record
  const head = (r: typeof report, agencies: readonly string[]): object => ({
    published: r.published.edtf,
    basis: r.published.basis,
    title: r.title,
    agencies,
    language: r.language,
  })
  return {
    report: record.report.id,
    became,
    title: report.title,
    at: reading.at,
    program: reading.program,
    fields: fieldDiffs(head(record.report, record.report.agencies), head(report, now.agencies)),
    gone: before.filter((c) => !paired.has(c)),
    added: after.filter((c) => !paired.has(c)),
    changed,
    same: pairs.size - changed.length,
    entities: {gone: [...had].filter((id) => !has.has(id)), added: [...has].filter((id) => !had.has(id))},
  }
}

const claimsOf = ({events, statements, figures}: Pick<AsRead, "events" | "statements" | "figures">): AnyClaim[] => [
  ...events.map((claim): AnyClaim => ({family: "event", claim})),
  ...statements.map((claim): AnyClaim => ({family: "statement", claim})),
  ...figures.map((claim): AnyClaim => ({family: "figure", claim})),
]

/// Which claim of the one reading is which of the other: by its id; else the one of the same family whose words it shares most of.
function pairedClaims(before: readonly AnyClaim[], after: readonly AnyClaim[]): Map<AnyClaim, AnyClaim> {
  const pairs = new Map<AnyClaim, AnyClaim>()
  const byId = new Map(after.map((c) => [c.claim.id, c]))
  const taken = new Set<AnyClaim>()
  const pair = (was: AnyClaim, is: AnyClaim): void => {
    pairs.set(was, is)
    taken.add(was).add(is)
  }
  for (const was of before) {
    const is = byId.get(was.claim.id)
    if (is) pair(was, is)
  }
  const candidates = before
    .filter((c) => !taken.has(c))
    .flatMap((was) => after.filter((is) => !taken.has(is) && is.family === was.family).map((is) => ({was, is, score: likeness(was, is)})))
    .filter((c) => c.score > 0)
    .sort((a, b) => b.score - a.score || order(`${a.was.claim.id} ${a.is.claim.id}`, `${b.was.claim.id} ${b.is.claim.id}`))
  for (const {was, is} of candidates) if (!taken.has(was) && !taken.has(is)) pair(was, is)
  return pairs
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/// How much of their words two claims share, and whether they are of one kind; 0 where they have nothing to do with each other.
function likeness(a: AnyClaim, b: AnyClaim): number {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const shared = Math.min(x.end, y.end) - Math.max(x.start, y.start)
  if (shared <= 0) return 0
  return shared / (Math.max(x.end, y.end) - Math.min(x.start, y.start)) + (kindOf(a) === kindOf(b) ? 1 : 0)
}
const kindOf = ({family, claim}: AnyClaim): string => (family === "event" ? claim.type : family === "statement" ? claim.kind : claim.metric)

function fieldDiffs(was: object, is: object): FieldDiff[] {
  const [a, b] = [was as {[field: string]: unknown}, is as {[field: string]: unknown}]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((field) => !GROUNDS.has(field) && JSON.stringify(a[field]) !== JSON.stringify(b[field]))
    .map((field) => ({field, was: a[field] ?? null, is: b[field] ?? null}))
}
