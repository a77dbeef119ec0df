import {type Day, weekdayOf} from "../../model/index.ts"
import {ALWAYS, isSame, meet, type Days} from "./days.ts"
import type {Told} from "./scene.ts"

/// The days on which a report could speak so, and how far that is to be trusted.
export type Evidence = {readonly rank: number; readonly days: Days; readonly why: string}

const MOST_REASONS = 14

/// Lays the pieces on each other, the strongest first. One that does not allow the likeliest day, or leaves nothing, is set aside.
/// `best`: that day, all pieces weighed.
/// `weekday`: that of publication, where the report says it: a piece that leaves no such day leaves nothing.
export function lay(evidence: readonly Evidence[], best: Day, weekday?: number): {readonly days: Days; readonly why: string[]} {
  let days: Days = [ALWAYS]
  const why: string[] = []
  const aside: string[] = []
  const said = new Set<string>()
  for (const e of [...evidence].sort((a, b) => b.rank - a.rank)) {
    if (said.has(e.why)) continue
    said.add(e.why)
    const left = e.days.some((r) => r.first <= best && best <= r.last) ? meet(days, e.days) : []
    if (left.length === 0 || (weekday !== undefined && !holdsWeekday(left, weekday))) {
      if (aside.length < 4) aside.push(`set aside, as more speaks against it: ${e.why}`)
    } else if (!isSame(left, days)) {
      if (why.length < MOST_REASONS) why.push(e.why)
      days = left
    }
  }
  return {days, why: [...why, ...aside]}
}

const holdsWeekday = (days: Days, weekday: number): boolean =>
  days.some((r) => !Number.isFinite(r.first) || r.first + ((weekday - weekdayOf(r.first) + 7) % 7) <= r.last)

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
export const q = (t: Told): string => `"${short(t.quote)}"`
