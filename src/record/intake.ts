import type {ReportRecord} from "../model/index.ts"
import type {IssueCode} from "../support/index.ts"
import type {RawInput} from "./raw.ts"

/// An item that came in and was read, or was refused: what a record takes in at once. Its report, its bytes and its line in the ledger
/// stand together or not at all.
export type Arrival = {
  /// As the ledger has it: a source that was set up, or a door.
  readonly source: string
  readonly item: string
  /// Null where it was refused.
  readonly record: ReportRecord | null
  /// The input it stood in, where that is to be kept; the number of its origin, where it is kept already. Items of one input share it.
  readonly raw: RawInput | number | null
  readonly code: IssueCode | null
  readonly detail: string | null
  readonly ms: number
}

/// When, and by which program it was read.
export type Taking = {readonly at: string; readonly program: string | null}
