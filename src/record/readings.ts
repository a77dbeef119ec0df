import type {ReportRecord} from "../model/index.ts"
import type {Piece, Slice} from "./lists.ts"

/// How reports were read before they were read anew, so that two readings can be compared.
export interface Readings {
  /// Those of a report that others took the place of, the first first.
  of(report: string): Promise<readonly PastReading[]>
  /// Those that others took the place of since a day (of all times without one), in that order.
  since(day: string | null, piece?: Piece): Promise<Slice<PastReading>>
}

/// A reading as it was before persons said anything of it. Its report has no text: that is where the report is.
export type PastReading = {
  readonly seq: number
  readonly record: ReportRecord
  /// The report that stands in its place: itself, or another one where its text was taken out of the same bytes in another way.
  readonly became: string
  /// When another took its place, and the program that read that one.
  readonly at: string | null
  readonly program: string | null
}
