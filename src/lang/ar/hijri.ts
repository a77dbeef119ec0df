import type {Day, DayRange} from "../../model/index.ts"
import {rowsOf} from "./units.ts"

/// The Hijri calendar: Umm al-Qura for 1356–1500 AH, the tabular calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29 of 30) elsewhere.
/// Sightings of the moon can differ from either by a day.
export type Hijri = {readonly y: number; readonly m: number; readonly d: number}

type Year = {readonly start: Day; readonly months: string}
const years = new Map<number, Year>(
  rowsOf("hijri.tsv").map((r) => [Number(r["year"]), {start: Number(r["start"]), months: r["months"] as string}]),
)

const EPOCH = -492148 // 1 Muharram 1 AH (16 July 622 Julian), from 1970-01-01

const tabularStart = (y: number): Day => EPOCH + (y - 1) * 354 + Math.floor((3 + 11 * y) / 30)
const tabularMonths = (y: number): string => `10101010101${(14 + 11 * y) % 30 < 11 ? "1" : "0"}`

const yearOf = (y: number): Year => years.get(y) ?? {start: tabularStart(y), months: tabularMonths(y)}

/// The days of a Hijri year, month or day; undefined where there is none (30 of a short month).
export function hijriRange(y: number, m?: number, d?: number): DayRange | undefined {
  const year = yearOf(y)
  let first = year.start
  if (m === undefined) return {first, last: first + lengthOf(year) - 1}
  if (m < 1 || m > 12) return undefined
  for (let k = 0; k < m - 1; k++) first += year.months[k] === "1" ? 30 : 29
  const length = year.months[m - 1] === "1" ? 30 : 29
  if (d === undefined) return {first, last: first + length - 1}
  if (d < 1 || d > 30) return undefined
  // A 30th that this calendar lacks was seen as the 30th all the same.
  return {first: first + d - 1, last: first + d - 1}
}

const lengthOf = (year: Year): number => [...year.months].reduce((sum, c) => sum + (c === "1" ? 30 : 29), 0)

export function hijriOf(day: Day): Hijri {
  let y = Math.floor((day - EPOCH) / 354.367) + 1
  while (yearOf(y).start > day) y--
  while (yearOf(y + 1).start <= day) y++
  const {start, months} = yearOf(y)
  let left = day - start
  for (let m = 1; m <= 12; m++) {
    const length = months[m - 1] === "1" ? 30 : 29
    if (left < length || m === 12) return {y, m, d: left + 1}
    left -= length
  }
  throw new Error(`no Hijri month for day ${day}`)
}
