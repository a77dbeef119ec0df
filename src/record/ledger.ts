import type {IssueCode} from "../support/index.ts"
import type {Piece, Slice} from "./lists.ts"

/// What became of every item that the program met, one line each: nothing is passed over silently. Lines are added and never changed.
export interface Ledger {
  note(entries: readonly NewEntry[]): Promise<void>
  /// The latest first.
  entries(query: EntryQuery, piece?: Piece): Promise<Slice<Entry>>
  /// By source, in the order of their names. Counted while noting, so that asking costs the same however long the ledger is.
  totals(query: TotalsQuery): Promise<readonly SourceTotals[]>
}

/// What was done with an item: kept (as `Kept` has it), refused, found to be gone where it had been, or not asked for again since its
/// source says that it did not change.
export const DONE = ["new", "same", "origin", "version", "reread", "refused", "gone", "unchanged"] as const
export type Done = (typeof DONE)[number]

export type NewEntry = {
  /// An instant of ISO 8601 in UTC, `2026-05-24T09:30:00.000Z`: the record has no clock of its own.
  readonly at: string
  /// The name of a source that was set up, or of the door that the item came through: `files`, `stdin`, `http`, `stream`.
  readonly source: string
  /// Which one: a path (`news.jsonl#12`), an address, a name.
  readonly item: string
  readonly what: Done
  readonly report: string | null
  /// The digest of its bytes, where they are kept (`RawStore`).
  readonly raw: string | null
  /// Why it was refused, or what is to be told of it.
  readonly code: IssueCode | null
  readonly detail: string | null
  /// How long it took, in milliseconds.
  readonly ms: number
}
export type Entry = NewEntry & {readonly seq: number}

export type EntryQuery = TotalsQuery & {
  readonly what?: readonly Done[] | undefined
  readonly code?: string | undefined
  readonly report?: string | undefined
}

/// `from` and `to` are days of UTC, both inside.
export type TotalsQuery = {readonly source?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined}

export type SourceTotals = {
  readonly source: string
  readonly items: number
  readonly counts: {readonly [what in Done]: number}
  /// Items by the reason that was given, most first.
  readonly reasons: readonly {readonly code: string; readonly what: Done; readonly count: number}[]
  readonly first: string
  readonly last: string
  /// When it last gave something that the record did not have: a new report or a new version. Null where it never did.
  readonly lastNew: string | null
}
