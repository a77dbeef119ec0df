import {type Day, weekdayOf} from "../../model/index.ts"
import {ALWAYS, isSame, meet, type Days} from "./days.ts"
import type {Told} from "./scene.ts"

/// The days on which a report could speak so, and how far that is to be trusted.
export type Evidence = {readonly rank: number; readonly days: Days; readonly why: string}

const MOST_REASONS = 14
/// Pieces up to this rank are habits of news: they are weighed, and exclude nothing.
const HABITS = 22
const MOST_WEIGHED = 2

/// Lays the pieces on each other, the strongest first. One that does not allow the likeliest day, or leaves nothing, is set aside.
/// `best`: that day, all pieces weighed.
/// `weekday`: that of publication, where the report says it: a piece that leaves no such day leaves nothing.
/// `habits`: whether habits of news exclude days: where a dateline leaves few, they choose among years.
export function lay(
  evidence: readonly Evidence[],
  best: Day,
  weekday?: number,
  habits = false,
): {readonly days: Days; readonly why: string[]} {
  let days: Days = [ALWAYS]
  const why: string[] = []
  const weighed: string[] = []
  const aside: string[] = []
  const said = new Set<string>()
  for (const e of [...evidence].sort((a, b) => b.rank - a.rank)) {
    if (said.has(e.why)) continue
    said.add(e.why)
    if (e.rank <= HABITS && !habits) {
      if (weighed.length < MOST_WEIGHED && holds(e.days, best)) weighed.push(e.why)
      continue
    }
    const left = holds(e.days, best) ? meet(days, e.days) : []
    if (left.length === 0 || (weekday !== undefined && !holdsWeekday(left, weekday))) {
      if (aside.length < 4) aside.push(`set aside, as more speaks against it: ${e.why}`)
    } else if (!isSame(left, days)) {
      if (why.length < MOST_REASONS) why.push(e.why)
      days = left
    }
  }
  return {days, why: [...why, ...weighed, ...aside]}
}

const holds = (days: Days, day: Day): boolean => days.some((r) => r.first <= day && day <= r.last)

const holdsWeekday = (days: Days, weekday: number): boolean =>
  days.some((r) => !Number.isFinite(r.first) || r.first + ((weekday - weekdayOf(r.first) + 7) % 7) <= r.last)

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
export const q = (t: Told): string => `"${short(t.quote)}"`
