/// A value of a base type that only its own makers may hand out.
export type Brand<T, B extends string> = T & {readonly __brand: B}

/// A UTF-16 offset in the text as received.
export type RawPos = Brand<number, "RawPos">
/// A UTF-16 offset in `report.text`, the text that claims rest on.
export type CleanPos = Brand<number, "CleanPos">

/// A half-open range of `report.text`: `text.slice(start, end)`.
export type Span = {readonly start: number; readonly end: number}

/// A span that repeats its words (W3C TextPositionSelector + TextQuoteSelector): `text.slice(start, end) === quote`.
export type Quote = {readonly start: number; readonly end: number; readonly quote: string}

export const quoteOf = (text: string, start: number, end: number): Quote => ({start, end, quote: text.slice(start, end)})

export const spansTouch = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
