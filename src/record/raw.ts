import type {Pressed} from "../support/index.ts"
import type {Piece, Slice} from "./lists.ts"

/// What was received, byte for byte, kept once by its content, with every time and place it came from: so that it can be read again by a
/// newer program, and shown as it was.
export interface RawStore {
  /// Keeps an input and where it came from, and gives the number of that origin. What is there already is not kept twice.
  put(input: RawInput): Promise<number>
  /// The bytes as they were received; undefined where none with this digest are kept.
  bytes(digest: string): Promise<Uint8Array | undefined>
  /// Where bytes came from, the first time first: those with this digest, or with the only one that begins so.
  origins(digest: string): Promise<readonly RawOrigin[]>
  /// The inputs that gave a report, the first first.
  ofReport(report: string): Promise<readonly RawOrigin[]>
  /// In the order in which they came.
  list(query: RawQuery, piece?: Piece): Promise<Slice<RawOrigin>>
  totals(query: RawQuery): Promise<RawTotals>
  /// How far a piece of work on all of them has come (the number of an origin), so that it goes on there; undefined where none was begun.
  place(work: string): Promise<number | undefined>
  setPlace(work: string, origin: number): Promise<void>
}

export type RawInput = {
  readonly pressed: Pressed
  /// An instant of ISO 8601 in UTC.
  readonly at: string
  /// As the ledger has it: a source that was set up, or a door.
  readonly source: string
  /// Its path, address or name; a line of a collection has its number behind.
  readonly name: string
  /// What it was told to be, by a header or the like; null where nothing was told.
  readonly media: string | null
  readonly charset: string | null
  /// A day of publication given with it.
  readonly published: string | null
}

export type RawOrigin = Omit<RawInput, "pressed"> & {
  readonly seq: number
  readonly digest: string
  /// Of the bytes as received, and as kept.
  readonly size: number
  readonly kept: number
  /// What it gave: an input may hold many reports.
  readonly reports: readonly {readonly item: string; readonly report: string}[]
}

/// `from` and `to` are days of UTC on which it came, both inside; `after` leaves only origins with a greater number.
export type RawQuery = {
  readonly source?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly after?: number | undefined
}
export type RawTotals = {readonly origins: number; readonly contents: number; readonly size: number; readonly kept: number}
