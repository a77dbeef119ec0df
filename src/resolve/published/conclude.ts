import {civilOf, dayOf, edtfAtGrain, isRealDate, isoDay, type Day, type DayRange, type Published, weekdayOf} from "../../model/index.ts"
import {FEW_DAYS, CLOSED_DAYS, chooseWeek, weekPassed, closed, onWeekday, type Chain} from "./chain.ts"
import type {HeadDate} from "./cut.ts"
import {ALWAYS, FIRST_YEAR, LAST_YEAR, hull, isSame, meet, union, type Days} from "./days.ts"
import {lasts} from "./facts.ts"
import {q} from "./evidence.ts"
import {massOf, type Weights} from "./weigh.ts"
import {isAim, type Scene, type Told} from "./scene.ts"

export type Inferred = {readonly published: Published; readonly range: DayRange}

export function answer(range: DayRange, basis: Published["basis"], why: readonly string[]): Inferred {
  return {published: {edtf: edtfAtGrain(range), basis, why}, range}
}

/// Within one year the answer may be an interval; over more the words say too little to give more than open ends.
const WIDEST_CHAIN = 430

/// A dateline's day of the very weekday told is believed so many days later than the first year that is possible.
const SAME_DAY_YEARS = 400
const FEW_YEARS = 2200

export function conclude(
  scene: Scene,
  laid: Days,
  why: string[],
  head: HeadDate | undefined,
  chain: Chain | undefined,
  weights?: Weights,
): Inferred {
  let days = laid
  if (days.length === 1 && isSame(days, [ALWAYS])) {
    return {
      published: {
        edtf: null,
        basis: "unknown",
        why: chain ? [`${chain.why}, but nothing tells which week`] : ["nothing in the text tells when it was published"],
      },
      range: ALWAYS,
    }
  }
  if (head && days.length > 1) {
    const known = newestKnown(scene)
    // A weekday told as past is of the last days before the dateline's, most likely that day itself: «سيول 19 ديسمبر - قالت كوريا الشمالية يوم الثلاثاء».
    const age = (r: DayRange): number => (chain && !chain.exact ? (weekdayOf(r.first) - chain.weekday + 7) % 7 : 0)
    const fits = days.filter((r) => age(r) <= 2)
    const later = (fits.length > 0 ? fits : days).filter((r) => known !== undefined && r.last >= known)
    const first = later[0]
    const next = first && (later.find((r) => age(r) === 0 && r.first - first.first <= SAME_DAY_YEARS) ?? first)
    // Of few years, none after a day that is known, the only one with that weekday.
    const same = chain && !chain.exact && hull(days).last - hull(days).first <= FEW_YEARS ? days.filter((r) => age(r) === 0) : []
    if (next === undefined && same.length === 1)
      return answer(same[0] as DayRange, "inferred", [...why, `${(chain as Chain).why}: the only year that is left with that day`])
    if (next === undefined || known === undefined)
      return {published: {edtf: null, basis: "unknown", why: [...why, "nothing tells of which year"]}, range: ALWAYS}
    if (next.first - known <= 500)
      return answer(next, "inferred", [...why, "of the years that are left, the first after the newest date of the text"])
    const last = (later.filter((r) => r.first - known <= 1800).at(-1) ?? next).last
    return answer({first: next.first, last}, "inferred", [...why, "the newest date of the text lies years back: one of several years"])
  }
  if (!head && days.length > 1 && hull(days).first < dayOf(FIRST_YEAR + 11, 1, 1) && hull(days).last > dayOf(LAST_YEAR - 11, 1, 1)) {
    return {published: {edtf: null, basis: "unknown", why: [...why, "nothing tells of which year"].slice(-4)}, range: ALWAYS}
  }
  const known = newestKnown(scene)
  const paired = scene.told.some((t) => t.date.said.is === "date" && t.date.said.weekday !== undefined && t.date.said.m !== undefined)
  if (
    (known !== undefined || paired) &&
    days.length > 0 &&
    Number.isFinite(hull(days).first) &&
    hull(days).last > hull(days).first + 1200
  ) {
    const start = Math.max(known ?? 0, (days[0] as DayRange).first)
    const at = days.find((r) => r.last >= start)?.first ?? start
    const year = likeliestSeason(meet(days, [{first: Math.max(at, start), last: Math.max(at, start) + 400}]), weights)
    if (year.length > 0 && !isSame(year, days) && (!weights || massOfAll(year, weights) >= YEAR_HELD * massOfAll(days, weights))) {
      days = year
      why.push(`nothing newer than ${isoDay(Math.max(at, start))} is told of: most likely within about a year of it`)
    }
  }
  // A few days of several years: the weekday tells which.
  if (chain?.exact && days.length > 1 && days.every((r) => r.last - r.first <= FEW_DAYS)) {
    const candidates = onWeekday(days, chain.weekday)
    if (candidates.length > 0) {
      days = candidates.map((d) => ({first: d, last: d}))
      why.push(`${chain.why}, on one of ${candidates.length} such days`)
    }
  }
  const whole = hull(days)
  if (chain && Number.isFinite(whole.first) && whole.last - whole.first <= WIDEST_CHAIN) {
    // The weekday itself may lie before the days of publication: «الجمعة الماضي».
    const reach = onWeekday(union(days.map((r) => ({first: r.first - CLOSED_DAYS, last: r.last}))), chain.weekday)
    const passed = reach.length > 0 ? weekPassed(scene, chain, reach) : undefined
    if (passed) return answer(closed(passed.day, chain, days), "inferred", [...why, chain.why, passed.why])
    const candidates = onWeekday(days, chain.weekday)
    if (candidates.length === 1)
      return answer(closed(candidates[0] as Day, chain, days), "inferred", [
        ...why,
        `${chain.why}: ${isoDay(candidates[0] as Day)} is the only such day left`,
      ])
    if (candidates.length > 1) {
      const pick = chooseWeek(scene, chain, candidates)
      if (pick) return answer(closed(pick.day, chain, days), "inferred", [...why, chain.why, pick.why])
      const width = hull(days)
      if (chain.exact) days = candidates.map((d) => ({first: d, last: d}))
      const first = Math.max(width.first, candidates[0] as Day)
      const last = chain.exact ? (candidates.at(-1) as Day) : Math.min(width.last, (candidates.at(-1) as Day) + 6)
      return answer({first, last}, "inferred", [...why, `${chain.why}, in one of ${candidates.length} weeks`])
    }
  }
  const fresh = freshInterval(scene, days)
  if (fresh) return answer(fresh.range, "inferred", [...why, fresh.why])
  const {first, last} = hull(days)
  const range = {
    first: first < dayOf(FIRST_YEAR + 1, 1, 1) ? Number.NEGATIVE_INFINITY : first,
    last: last > dayOf(LAST_YEAR - 2, 1, 1) ? Number.POSITIVE_INFINITY : last,
  }
  return answer(range, "inferred", why)
}

const massOfAll = (days: Days, weights: Weights): number => days.reduce((sum, r) => sum + massOf(r, weights), 0)

/// Of days in several seasons those of the likeliest, the first of equals.
function likeliestSeason(days: Days, weights: Weights | undefined): Days {
  const seasons: DayRange[][] = []
  for (const r of days) {
    const season = seasons.at(-1)
    const end = season?.at(-1)
    if (season && end && r.first - end.last <= SEASON_GAP) season.push(r)
    else seasons.push([r])
  }
  const mass = (season: Days): number => (weights ? massOfAll(season, weights) : 0)
  let best = seasons[0] ?? []
  for (const season of seasons) if (mass(season) > 2 * mass(best)) best = season
  return best
}
const SEASON_GAP = 120

/// A year is the answer where it holds so much of the weight of all days that are left.
const YEAR_HELD = 0.65

/// The newest day or event the text has behind it, with its year.
function newestKnown(scene: Scene): Day | undefined {
  let best: Day | undefined
  const consider = (day: Day | undefined): void => {
    if (day !== undefined && (best === undefined || day > best)) best = day
  }
  for (const t of scene.told) {
    const said = t.date.said
    // A year alone may be one to come.
    if (
      said.is === "date" &&
      said.y !== undefined &&
      t.tense !== "future" &&
      (said.m !== undefined || t.tense === "past") &&
      !isAim(scene, t)
    )
      consider(said.m === undefined ? dayOf(said.y, 1, 1) : dayOf(said.y, said.m, said.d ?? 1))
  }
  for (const e of scene.happenings)
    if (e.tense !== "future" && e.among.every((x) => !lasts(x) && (e.agrees || x.kind !== "visit")))
      consider(Math.min(...e.among.map((x) => x.range.first)))
  return best
}

/// A report without a weekday in its lead follows the newest day it tells of within a fortnight or so.
function freshInterval(scene: Scene, days: Days): {readonly range: DayRange; readonly why: string} | undefined {
  const {first} = hull(days)
  if (!Number.isFinite(first)) return undefined
  const end = days.findIndex((r, i) => i > 0 && r.first - (days[i - 1] as DayRange).last > 62)
  const whole = hull(end < 0 ? days : days.slice(0, end))
  if (whole.last - whole.first > WIDEST_CHAIN) return undefined
  let best: {day: Day; t: Told} | undefined
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.last : t.date.said
    if (
      t.tense !== "past" ||
      said.is !== "date" ||
      said.hijri ||
      said.m === undefined ||
      said.d === undefined ||
      said.year !== undefined ||
      said.shift !== undefined ||
      t.place === "caption" ||
      (t.before && t.place !== "title")
    )
      continue
    for (let y = civilOf(whole.first).y - 1; y <= civilOf(whole.first).y + 2; y++) {
      if ((said.y !== undefined && said.y !== y) || !isRealDate(y, said.m, said.d)) continue
      const day = dayOf(y, said.m, said.d)
      if (day <= whole.last && (!best || day > best.day)) best = {day, t}
    }
  }
  if (!best) return undefined
  const {day, t} = best
  const range = meet(days, [{first: day, last: day + 21}])[0]
  return range && {range, why: `${q(t)} is the newest day it tells of: published then or within three weeks`}
}
