/// The words of a text, cut once and shared by every later step: columns, not objects, since a report has thousands.
export const WORD = 1
export const NUMBER = 2
export const PUNCT = 3
export const NEWLINE = 4

export type Tokens = {
  /// The cleaned text, `report.text`.
  readonly text: string
  readonly count: number
  /// Offsets into `text`, end exclusive.
  readonly start: Int32Array
  readonly end: Int32Array
  /// WORD, NUMBER (digits with their separators: `1.5`, `2,000`, `٢٫٥`), PUNCT (one character each) or NEWLINE.
  readonly kind: Uint8Array
  /// The token folded for matching; digits are ASCII, decimal separator `.`, group separators dropped.
  readonly folded: readonly string[]
  /// For each word, what is remembered of its spelling; undefined where no word stands.
  readonly known: readonly (Known | undefined)[]
}

/// A spelling met before: one object for all texts. `facts` is what the language works out of the word when it is first asked.
export type Known = {readonly folded: string; facts: object | undefined}

export type TokenRange = {readonly from: number; readonly to: number}
