import {civilOf, dayOf, edtfRange, isoDay} from "../../src/model/index.ts"
import {fill, labels, locale} from "./index.ts"

/// Days as a reader says them, no more exact than they are known.

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, {timeZone: "UTC", ...options})
const FULL = format({day: "numeric", month: "long", year: "numeric"})
const MONTH = format({month: "long", year: "numeric"})
const MONTH_ALONE = format({month: "long"})
const DAY_MONTH = format({day: "numeric", month: "long"})
const WEEKDAY = format({weekday: "long", day: "numeric", month: "long", year: "numeric"})

export const dateOf = (day: number): Date => new Date(day * 86_400_000)
const at = (y: number, m: number, d: number): Date => dateOf(dayOf(y, m, d))

const SEASONS: {readonly [code: string]: "spring" | "summer" | "autumn" | "winter"} = {
  "21": "spring",
  "22": "summer",
  "23": "autumn",
  "24": "winter",
}

function single(edtf: string): string {
  const [y, m, d] = edtf.split("-") as [string, string | undefined, string | undefined]
  if (/^\d{3}X$/.test(y)) return fill(labels.decade, {year: `${y.slice(0, 3)}0`})
  if (m === undefined || m === "XX") return y
  const n = Number(m)
  if (n > 12) {
    if (SEASONS[m]) return fill(labels[SEASONS[m]], {year: y})
    return n >= 40 ? fill(labels.half, {n: n - 39, year: y}) : fill(labels.quarter, {n: n - 32, year: y})
  }
  return d === undefined || d === "XX" ? MONTH.format(at(Number(y), n, 1)) : FULL.format(at(Number(y), n, Number(d)))
}

export function sayDay(edtf: string | null | undefined): string {
  if (!edtf) return labels.undated
  const plain = edtf.replace(/[~?%]/g, "")
  const said = sayPlain(plain)
  return plain === edtf ? said : fill(labels.about, {day: said})
}

function sayPlain(edtf: string): string {
  const [a, b] = edtf.split("/") as [string, string | undefined]
  if (b === undefined) return edtfRange(a) ? single(a) : edtf
  if (a === ".." || a === "") return fill(labels.until, {day: single(b)})
  if (b === ".." || b === "") return fill(labels.since, {day: single(a)})
  const [from, to] = [a.split("-"), b.split("-")]
  if (from.length === 3 && to.length === 3 && from[0] === to[0])
    return from[1] === to[1]
      ? `${Number(from[2])}–${single(b)}`
      : `${DAY_MONTH.format(at(Number(from[0]), Number(from[1]), Number(from[2])))} – ${single(b)}`
  if (from.length === 2 && to.length === 2 && from[0] === to[0])
    return `${MONTH_ALONE.format(at(Number(from[0]), Number(from[1]), 1))} – ${single(b)}`
  return `${single(a)} – ${single(b)}`
}

/// With the day of the week, where a single day is known.
export const sayWeekday = (edtf: string | null): string => {
  const range = edtfRange(edtf)
  return range && range.first === range.last && Number.isFinite(range.first) ? WEEKDAY.format(dateOf(range.first)) : sayDay(edtf)
}

export const sayMonth = (day: number): string => MONTH.format(dateOf(day))
export const monthShort = format({month: "short"})
export const dayShort = format({day: "numeric", month: "short"})
export {civilOf, dayOf, edtfRange, isoDay}

/// What stands at a mark of an axis: a year, or a month or day within one.
export function sayTick(day: number, kind: "year" | "month" | "day"): string {
  if (kind === "year") return String(civilOf(day).y)
  return (kind === "month" ? monthShort : dayShort).format(dateOf(day))
}

const MOMENT = new Intl.DateTimeFormat(locale, {dateStyle: "medium", timeStyle: "short"})
const RELATIVE = new Intl.RelativeTimeFormat(locale, {numeric: "auto"})
const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const

/// An instant on the clock of the reader, and as he would say it now: «قبل 3 ساعات».
export const sayMoment = (at: string): string => MOMENT.format(new Date(at))
export function sayWhen(at: string, now = Date.now()): string {
  const ms = Date.parse(at) - now
  for (const [unit, length] of STEPS) if (Math.abs(ms) >= length) return RELATIVE.format(Math.round(ms / length), unit)
  return RELATIVE.format(0, "minute")
}
