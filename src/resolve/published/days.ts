import {dayOf, isRealDate, monthRange, type Day, type DayRange, weekdayOf} from "../../model/index.ts"

export const ALWAYS: DayRange = {first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY}

/// Sorted and apart from each other.
export type Days = readonly DayRange[]

export const FIRST_YEAR = 1995
export const LAST_YEAR = 2040

export const from = (first: Day): Days => [{first, last: Number.POSITIVE_INFINITY}]
export const until = (last: Day): Days => [{first: Number.NEGATIVE_INFINITY, last}]

/// The same days of every year.
export function yearly(make: (y: number) => DayRange | undefined): Days {
  const out: DayRange[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++) {
    const range = make(y)
    if (range) out.push(range)
  }
  return union(out)
}

/// The same by month, worked out once a month for each way of asking: `way` is a number of its own.
export function byMonth(way: number, m: number, make: (y: number, m: number) => DayRange): Days {
  const key = 64 * way + m + 16
  let days = monthly[key]
  if (!days) monthly[key] = days = yearly((y) => make(y, m))
  return days
}
const monthly: (Days | undefined)[] = []

export const inMonth = (y: number, m: number): DayRange => monthRange(y, m)
export const beforeMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m - 11).first, last: monthRange(y, m - 1).last})
export const sinceMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m + 1).first, last: monthRange(y, m + 12).last - 31})
export const upToMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m - 10).first, last: monthRange(y, m).last})
export const soonAfterMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m).first, last: monthRange(y, m + 9).last})

export function union(ranges: readonly DayRange[]): Days {
  const out: {first: Day; last: Day}[] = []
  let end: {first: Day; last: Day} | undefined
  for (const r of isSorted(ranges) ? ranges : [...ranges].sort((a, b) => a.first - b.first)) {
    if (end && r.first <= end.last + 1) {
      if (r.last > end.last) end.last = r.last
    } else out.push((end = {first: r.first, last: r.last}))
  }
  return out
}

function isSorted(ranges: readonly DayRange[]): boolean {
  for (let i = 1; i < ranges.length; i++) if ((ranges[i] as DayRange).first < (ranges[i - 1] as DayRange).first) return false
  return true
}

export function meet(a: Days, b: Days): Days {
  const out: DayRange[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as DayRange
    const y = b[j] as DayRange
    const first = Math.max(x.first, y.first)
    const last = Math.min(x.last, y.last)
    if (first <= last) out.push(x.first === first && x.last === last ? x : y.first === first && y.last === last ? y : {first, last})
    if (x.last < y.last) i++
    else j++
  }
  return out
}

export const isSame = (a: Days, b: Days): boolean =>
  a.length === b.length && a.every((r, i) => r.first === b[i]?.first && r.last === b[i]?.last)
export const hull = (days: Days): DayRange => ({first: (days[0] as DayRange).first, last: (days.at(-1) as DayRange).last})

const SAME_DAYS = new Map<number, readonly number[]>()

/// Days of every year with this month and day, and weekday if told.
export const sameDays = (m: number, d: number, weekday: number | undefined): readonly number[] => {
  if (d > 31) return []
  const key = (m * 32 + d) * 8 + (weekday ?? 7)
  const known = SAME_DAYS.get(key)
  if (known) return known
  const out: number[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++)
    if (isRealDate(y, m, d) && (weekday === undefined || weekdayOf(dayOf(y, m, d)) === weekday)) out.push(dayOf(y, m, d))
  SAME_DAYS.set(key, out)
  return out
}

/// Some days of every month.
export function monthsWhere(make: (first: Day, last: Day) => DayRange): Days {
  const out: DayRange[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++)
    for (let m = 1; m <= 12; m++) {
      const range = monthRange(y, m)
      const days = make(range.first, range.last)
      if (days.first <= days.last) out.push(days)
    }
  return union(out)
}

const MONTHS_EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
export const monthName = (m: number): string => MONTHS_EN[m - 1] as string

export const monthBefore = (m: number, by: number): number => ((m - 1 - by + 24) % 12) + 1
