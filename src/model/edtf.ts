import {civilOf, type Day, dayOf, daysInMonth, isoDay, isoMonth} from "./day.ts"

/// The part of EDTF (ISO 8601-2) that the record uses, as a range of days. An open end is ±Infinity.
export type DayRange = {readonly first: Day; readonly last: Day}

export const dayRange = (day: Day): DayRange => ({first: day, last: day})
/// `m` may be below 1 or above 12: month 0 is the December before.
export function monthRange(y: number, m: number): DayRange {
  const at = y * 12 + (m - 1)
  if (at < MONTHS_FROM || at >= MONTHS_TO) return monthAt(at)
  return (MONTHS[at - MONTHS_FROM] ??= monthAt(at))
}
/// Months of these years are worked out once.
const MONTHS_FROM = 1980 * 12
const MONTHS_TO = 2050 * 12
const MONTHS = new Array<DayRange | undefined>(MONTHS_TO - MONTHS_FROM).fill(undefined)
function monthAt(at: number): DayRange {
  const [yy, mm] = [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1]
  return {first: dayOf(yy, mm, 1), last: dayOf(yy, mm, daysInMonth(yy, mm))}
}
/// The first of January to the end of December, of one year or of several.
export const yearRange = (y: number, to = y): DayRange => ({first: dayOf(y, 1, 1), last: dayOf(to, 12, 31)})

/// Sub-year groupings of EDTF level 2 (ISO 8601-2 §4.8): seasons, quarters, halves, as [first month, last month].
const PART: {readonly [code: number]: readonly [number, number]} = {
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 14],
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  40: [1, 6],
  41: [7, 12],
}

function singleRange(text: string): DayRange | undefined {
  const s = text.replace(/[~?%]/g, "")
  const full = /^(\d{4})-(\d\d)-(\d\d)$/.exec(s)
  if (full) return dayRange(dayOf(Number(full[1]), Number(full[2]), Number(full[3])))
  const month = /^(\d{4})-(\d\d)(?:-XX)?$/.exec(s)
  if (month) {
    const y = Number(month[1])
    const m = Number(month[2])
    if (m <= 12) return {first: dayOf(y, m, 1), last: dayOf(y, m, daysInMonth(y, m))}
    const part = PART[m]
    if (!part) return undefined
    return {first: monthRange(y, part[0]).first, last: monthRange(y, part[1]).last}
  }
  const year = /^(\d{4})(?:-XX(?:-XX)?)?$/.exec(s)
  if (year) return yearRange(Number(year[1]))
  const decade = /^(\d{3})X$/.exec(s)
  if (decade) return yearRange(Number(decade[1]) * 10, Number(decade[1]) * 10 + 9)
  const century = /^(\d{2})XX$/.exec(s)
  if (century) return yearRange(Number(century[1]) * 100, Number(century[1]) * 100 + 99)
  return undefined
}

/// First and last day of an EDTF value; undefined where it is none.
export function edtfRange(edtf: string | null | undefined): DayRange | undefined {
  if (!edtf) return undefined
  const parts = edtf.trim().split("/")
  if (parts.length === 1) return singleRange(parts[0] as string)
  if (parts.length !== 2) return undefined
  const [a, b] = parts as [string, string]
  const from = a === ".." || a === "" ? {first: Number.NEGATIVE_INFINITY, last: Number.NEGATIVE_INFINITY} : singleRange(a)
  const to = b === ".." || b === "" ? {first: Number.POSITIVE_INFINITY, last: Number.POSITIVE_INFINITY} : singleRange(b)
  return from && to ? {first: from.first, last: to.last} : undefined
}

export const rangesOverlap = (a: DayRange, b: DayRange): boolean => a.first <= b.last && b.first <= a.last
export const rangeWithin = (a: DayRange, b: DayRange): boolean => a.first >= b.first && a.last <= b.last

/// The shortest EDTF that says exactly these days: a year, a month, a day, or an interval of days.
export function edtfOf({first, last}: DayRange): string {
  const open = (d: Day): boolean => !Number.isFinite(d)
  if (open(first) || open(last)) return `${open(first) ? ".." : isoDay(first)}/${open(last) ? ".." : isoDay(last)}`
  if (first === last) return isoDay(first)
  const a = isoDay(first)
  const b = isoDay(last)
  const [y, m] = [Number(a.slice(0, 4)), Number(a.slice(5, 7))]
  if (a.endsWith("-01-01") && b === `${a.slice(0, 4)}-12-31`) return a.slice(0, 4)
  if (a.endsWith("-01") && b === isoDay(dayOf(y, m, daysInMonth(y, m)))) return isoMonth(y, m)
  return `${a}/${b}`
}

/// EDTF at the grain of the ends: a span of whole years as years, of whole months as months, else days.
export function edtfAtGrain({first, last}: DayRange): string {
  if (!Number.isFinite(first) || !Number.isFinite(last)) return edtfOf({first, last})
  const [a, b] = [civilOf(first), civilOf(last)]
  if (a.d !== 1 || b.d !== daysInMonth(b.y, b.m) || (a.y === b.y && (a.m === b.m || (a.m === 1 && b.m === 12))))
    return edtfOf({first, last})
  if (a.m === 1 && b.m === 12) return `${isoDay(first).slice(0, 4)}/${isoDay(last).slice(0, 4)}`
  return `${isoMonth(a.y, a.m)}/${isoMonth(b.y, b.m)}`
}
