import {type Day, dayOf, isoDay, isRealDate, weekdayOf} from "../../model/index.ts"
import {list} from "../../support/index.ts"
import {foldWord} from "./fold.ts"
import {hijriRange} from "./hijri.ts"
import {rowsOf} from "./units.ts"

/// A day as a page prints it beside a headline: «الأربعاء ٢٦ تموز ٢٠٢٣ | ١٠:١٥», «13 شعبان 1445 هـ», «10/12/2022 - 09:31 ص». Only whole dates with
/// their year count: what a sentence says of «الأربعاء» is for the readers of sentences.
export type LineDay = {readonly day: string; readonly hijri: boolean; readonly start: number; readonly end: number}

const months = new Map<string, {readonly m: number; readonly hijri: boolean}>()
const weekdays = new Map<string, number>()
for (const row of rowsOf("months.tsv"))
  for (const form of list(row["forms"])) {
    if (row["kind"] === "weekday") weekdays.set(foldWord(form), Number(row["number"]))
    else months.set(foldWord(form), {m: Number(row["number"]), hijri: row["kind"] === "hijri"})
  }

type Token = {readonly said: string; readonly number: number; readonly start: number; readonly end: number}

/// The days on a line, in its order; the same day in both calendars is one, told by the Gregorian.
export function daysOnLine(line: string): readonly LineDay[] {
  const tokens: Token[] = [...line.matchAll(/\p{Nd}+|[\p{L}\p{M}]+|[/.:-]/gu)].map((m) => ({
    said: m[0],
    number: /^\p{Nd}/u.test(m[0]) ? Number(ascii(m[0])) : Number.NaN,
    start: m.index,
    end: m.index + m[0].length,
  }))
  const weekday = tokens.map((t) => weekdays.get(foldWord(t.said))).find((w) => w !== undefined)
  const found: LineDay[] = []
  for (let i = 0; i < tokens.length; i++) {
    const at = byName(tokens, i) ?? byNumbers(tokens, i, weekday)
    if (!at) continue
    found.push({day: isoDay(at.day), hijri: at.hijri, start: (tokens[i] as Token).start, end: (tokens[at.last] as Token).end})
    i = at.last
  }
  const gregorian = found.filter((f) => !f.hijri)
  return gregorian.length ? gregorian : found
}

type Found = {readonly day: Day; readonly hijri: boolean; readonly last: number}

const ascii = (digits: string): string => digits.replace(/[^0-9]/gu, (c) => String(digitOf(c)))
const digitOf = (c: string): number => {
  const code = c.charCodeAt(0)
  return code >= 0x6f0 ? code - 0x6f0 : code - 0x660
}

/// «26 تموز 2023», «7 نيسان أبريل 2023», «7 نيسان/أبريل 2023», «يوليو 20، 2023», «غشت 29 - 2022» is none.
function byName(tokens: readonly Token[], i: number): Found | undefined {
  const first = tokens[i] as Token
  if (!Number.isNaN(first.number)) {
    const month = monthAt(tokens, i + 1)
    if (!month) return undefined
    let next = month.next
    const other = monthAt(tokens, tokens[next]?.said === "/" ? next + 1 : next)
    if (other && !other.hijri === !month.hijri) next = other.next
    return dated(tokens, first.number, month, next)
  }
  const month = monthAt(tokens, i)
  const day = month && tokens[month.next]
  return month && day && !Number.isNaN(day.number) ? dated(tokens, day.number, month, month.next + 1) : undefined
}

function dated(
  tokens: readonly Token[],
  d: number,
  {m, hijri}: {readonly m: number; readonly hijri: boolean},
  at: number,
): Found | undefined {
  const year = tokens[at]
  if (!year || Number.isNaN(year.number)) return undefined
  const isHijri = hijri || year.number < 1600
  return dayIn(year.number, m, d, isHijri, at)
}

function dayIn(y: number, m: number, d: number, hijri: boolean, last: number): Found | undefined {
  if (hijri) {
    const range = y >= 1300 && y <= 1500 ? hijriRange(y, m, d) : undefined
    return range && {day: range.first, hijri, last}
  }
  return y >= 1900 && y <= 2100 && isRealDate(y, m, d) ? {day: dayOf(y, m, d), hijri, last} : undefined
}

function monthAt(tokens: readonly Token[], i: number): {readonly m: number; readonly hijri: boolean; readonly next: number} | undefined {
  const token = tokens[i]
  if (!token || !Number.isNaN(token.number)) return undefined
  const word = foldWord(token.said)
  const two = tokens[i + 1] ? months.get(`${word} ${foldWord((tokens[i + 1] as Token).said)}`) : undefined
  if (two) return {...two, next: i + 2}
  const one = months.get(word)
  return one && {...one, next: i + 1}
}

/// «26/7/2023», «2023-07-26», «2025:07:30», «18 / 8 / 1444». The day stands before the month, unless there is no such month or the weekday that
/// is told fits only the other way round.
function byNumbers(tokens: readonly Token[], i: number, weekday: number | undefined): Found | undefined {
  const [a, s1, b, s2, c] = tokens.slice(i, i + 5)
  if (!a || !s1 || !b || !s2 || !c || !/^[/.:-]$/.test(s1.said) || s1.said !== s2.said) return undefined
  if ([a, b, c].some((t) => Number.isNaN(t.number))) return undefined
  if (a.said.length === 4) return dayIn(a.number, b.number, c.number, a.number < 1600, i + 4)
  if (c.said.length !== 4 || s1.said === ":") return undefined
  const hijri = c.number < 1600
  const dayFirst = dayIn(c.number, b.number, a.number, hijri, i + 4)
  const monthFirst = dayIn(c.number, a.number, b.number, hijri, i + 4)
  if (dayFirst && monthFirst && weekday !== undefined && weekdayOf(dayFirst.day) !== weekday && weekdayOf(monthFirst.day) === weekday)
    return monthFirst
  return dayFirst ?? monthFirst
}
