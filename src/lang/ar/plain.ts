import type {Comparator, TimeBasis} from "../../model/index.ts"
import {givenDays} from "../../support/index.ts"
import {datesOf, numbersOf, quantitiesOf} from "./dates.ts"

/// A date found in a few words. `edtf` is null where nothing tells the day it is counted from.
export type FoundDate = {
  readonly quote: string
  /// Where the quote stands in the text, in UTF-16 units: `text.slice(start, end)` is the quote.
  readonly start: number
  readonly end: number
  readonly edtf: string | null
  readonly basis: TimeBasis | null
}

/// A number found in a few words, with its unit if one stands by it: an ISO 4217 code, a symbol (`km`, `%`), a counted noun.
export type FoundNumber = {
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly value: number
  readonly unit: string | null
  readonly comparator: Comparator
  /// «الثالث» is the third.
  readonly ordinal?: true
}

export type DatesInOptions = {
  /// The day on which the words are said, as EDTF: what «yesterday» and «Wednesday» are counted from.
  readonly on?: string
  /// Which way a bare weekday or month looks; by itself it is the nearest.
  readonly tense?: "past" | "future" | "none"
}

/// Every date of a text in order of reading: `datesIn("يصل الأربعاء المقبل", {on: "2023-05-22"})`.
export function datesIn(text: string, {on = "", tense = "none"}: DatesInOptions = {}): FoundDate[] {
  // Without a day nothing can be counted from, and only dates that are said in full are settled.
  const day = givenDays(on)?.last ?? Number.POSITIVE_INFINITY
  return datesOf(text, day, tense).map(({text: quote, start, end, settled}) => ({
    quote,
    start,
    end,
    edtf: settled?.edtf ?? null,
    basis: settled?.basis ?? null,
  }))
}

/// Every number, sum and measure of a text in order of reading: `numbersIn("أكثر من ثلاثة مليارات دولار")`.
export function numbersIn(text: string): FoundNumber[] {
  const measured = quantitiesOf(text)
  const taken = new Set(measured.map((q) => q.number))
  const bare = numbersOf(text).filter((_, i) => !taken.has(i))
  return [...measured.map((q) => ({...q, unit: q.unit as string | null, ordinal: false})), ...bare.map((n) => ({...n, unit: null}))]
    .sort((a, b) => a.start - b.start)
    .map(({text: quote, start, end, value, unit, comparator, ordinal}) => ({
      quote,
      start,
      end,
      value,
      unit,
      comparator,
      ...(ordinal ? {ordinal: true as const} : {}),
    }))
}
