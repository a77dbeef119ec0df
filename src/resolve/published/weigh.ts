import type {SaidDate} from "../../lang/index.ts"
import {dayOf, daysInMonth, isRealDate, type Day, type DayRange, weekdayOf} from "../../model/index.ts"
import type {Chain} from "./chain.ts"
import {type Days, FIRST_YEAR, LAST_YEAR, meet} from "./days.ts"
import type {Evidence} from "./evidence.ts"
import {lasts, type DatedFacts} from "./facts.ts"
import {isAim, yearSaid, type Scene, type Told} from "./scene.ts"

/// How likely each day is: every piece of evidence is either true, and the publication on one of its days, or mistaken, and says nothing.
/// The logarithms of the pieces are added up; pieces of one kind are often mistaken together, so many of them count as one and a bit.
/// To these come the habits of news: it follows soon on the newest day, month or year that it tells of.
/// They stand until those of the next report are weighed.
export type Weights = {
  readonly at: (day: Day) => number
  /// The days of a span with their weights, in order; those that weigh less than `least` may be left out.
  readonly along: (span: DayRange, least: number, visit: (day: Day, weight: number) => void) => void
  readonly best: Day
}

const FIRST = dayOf(FIRST_YEAR, 1, 1)
const COUNT = dayOf(LAST_YEAR, 12, 31) - FIRST + 1

/// For each day its month, counted from the first, its number among the days of a year, and its weekday.
const MONTH_OF = new Int16Array(COUNT)
const DAY_OF = new Int16Array(COUNT)
const WEEKDAY_OF = new Uint8Array(COUNT).map((_, n) => weekdayOf(n + FIRST))
const MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12
/// Written anew for each report (made anew they are 300 kB of it): by day, what the weight of the pieces changes by, and the share of a day; by
/// month, the weight of the pieces before it, and whether it changes within.
const STEPS = new Float64Array(COUNT + 1)
const SHARES = new Float64Array(COUNT)
const BEFORE = new Float64Array(MONTHS)
const CHANGES = new Uint8Array(MONTHS)
/// The first day of each month.
const STARTS = new Int32Array(MONTHS + 1).fill(COUNT)
for (let y = FIRST_YEAR, n = 0; y <= LAST_YEAR; y++)
  for (let m = 1; m <= 12; m++)
    for (let d = 1; d <= daysInMonth(y, m); d++, n++) {
      MONTH_OF[n] = (y - FIRST_YEAR) * 12 + m - 1
      DAY_OF[n] = dayOf(2000, m, d) - dayOf(2000, 1, 1)
      if (d === 1) STARTS[MONTH_OF[n] as number] = n
    }

/// The share of pieces that are mistaken, by rank: measured on reports whose day is known. What is told as past with its year is hardly ever mistaken.
const MISTAKEN: readonly (readonly [rank: number, share: number])[] = [
  [85, 0.03],
  [83, 0.08],
  [78, 0.04],
  [76, 0.02],
  [75.5, 0.02],
  [75, 0.05],
  [74, 0.2],
  [73, 0.15],
  [63, 0.015],
  [62, 0.06],
  [61.5, 0.3],
  [60.5, 0.35],
  [59, 0.03],
  [56.5, 0.02],
  [56, 0.06],
  [50.5, 0.03],
  [49.6, 0.15],
  [48.2, 0.2],
  [48.15, 0.4],
  [48.1, 0.85],
  [46, 0.03],
  [43.5, 0.1],
  [42, 0.09],
  [40, 0.6],
  [37, 0.1],
  [33, 0.4],
  [30.5, 0.15],
  [30, 0.3],
  [29, 0.2],
]

/// These are told by the habits of news as well.
const isHabit = (rank: number): boolean => rank === 22 || rank === 20 || rank === 38

const shareOf = (rank: number): number => MISTAKEN.find(([from]) => rank >= from)?.[1] ?? 0.5

/// What points to few days is mistaken for others near by, not for any of these decades: it counts for no more than if it left one day in so many.
const MOST_SHARP = 60

/// Each further piece of one kind counts so much of the first.
const FURTHER = 0.3
/// Who holds which office and what happened when are known each for itself.
const FURTHER_FACT = 0.8
const FACTS = 63

export function weigh(scene: Scene, evidence: readonly Evidence[], chain: Chain | undefined): Weights {
  const steps = STEPS.fill(0)
  CHANGES.fill(0)
  const change = (at: number, weight: number): void => {
    steps[at] = (steps[at] as number) + weight
    if (at < COUNT) CHANGES[MONTH_OF[at] as number] = 1
  }
  const add = (first: Day, last: Day, weight: number): void => {
    const from = Math.max(0, first - FIRST)
    const to = Math.min(COUNT - 1, last - FIRST)
    if (from > to) return
    change(from, weight)
    change(to + 1, -weight)
  }
  const ofKind = new Map<number, number>()
  const said = new Set<string>()
  const pieces = evidence.filter((e) => {
    if (isHabit(e.rank) || said.has(e.why)) return false
    said.add(e.why)
    ofKind.set(e.rank, (ofKind.get(e.rank) ?? 0) + 1)
    return true
  })
  for (const {rank, days} of pieces) {
    let covered = 0
    for (const r of days) covered += Math.max(0, Math.min(r.last, FIRST + COUNT - 1) - Math.max(r.first, FIRST) + 1)
    if (covered === 0) continue
    const n = ofKind.get(rank) as number
    const share = shareOf(rank)
    const weight =
      (Math.log(1 + ((1 - share) / share) * Math.min(MOST_SHARP, COUNT / covered)) *
        (1 + (rank >= FACTS ? FURTHER_FACT : FURTHER) * (n - 1))) /
      n
    for (const r of days) add(r.first, r.last, weight)
  }
  const habits = habitsOf(scene)
  const {since} = habits
  since.forEach((day, n) => {
    const next = since[n + 1] ?? Number.POSITIVE_INFINITY
    let from = 0
    for (const [end, share] of KNOWN_SINCE) {
      add(day + from, Math.min(day + end, next - 1), HABIT * Math.log(share / LONG_SINCE))
      from = end + 1
    }
  })
  const passed = passedOver(scene)
  const week = chain && weekOf(chain)
  const ofDay = (i: number): number => (habits.day === undefined ? 0 : (habits.day[DAY_OF[i] as number] as number))
  const ofWeek = (i: number): number => (week === undefined ? 0 : (week[WEEKDAY_OF[i] as number] as number))
  const score = (sum: number, month: number, i: number): number =>
    sum +
    (habits.month[month % 12] as number) +
    (habits.year[(month / 12) | 0] as number) +
    ofDay(i) +
    (passed[month] as number) +
    ofWeek(i)
  const isEven = habits.day === undefined && week === undefined
  const highest = (habits.day?.reduce((a, b) => Math.max(a, b)) ?? 0) + (week ? Math.max(...week) : 0)
  /// What the habits add on a day of the month at most.
  const top = (month: number): number =>
    (habits.month[month % 12] as number) + (habits.year[(month / 12) | 0] as number) + (passed[month] as number) + highest
  let sum = 0
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (let month = 0; month < MONTHS; month++) {
    BEFORE[month] = sum
    const start = STARTS[month] as number
    const changes = CHANGES[month] === 1
    // Nearly all days weigh less than one before them, whatever day it is.
    const more = top(month)
    if (!changes && sum + more <= most) continue
    const end = !changes && isEven ? start + 1 : (STARTS[month + 1] as number)
    for (let i = start; i < end; i++) {
      const step = steps[i] as number
      sum += step
      if (sum + more <= most || (isEven && step === 0 && i > start)) continue
      const of = score(sum, month, i)
      if (of > most + 1e-9) {
        best = i
        most = of
      }
    }
  }
  const along = ({first, last}: DayRange, least: number, visit: (day: Day, weight: number) => void): void => {
    const end = Math.min(last - FIRST, COUNT - 1)
    for (let i = Math.max(first - FIRST, 0); i <= end; ) {
      const month = MONTH_OF[i] as number
      const more = top(month)
      const next = Math.min(end + 1, STARTS[month + 1] as number)
      let weight = BEFORE[month] as number
      if (CHANGES[month] === 1) for (let k = STARTS[month] as number; k < i; k++) weight += steps[k] as number
      else if (weight + more < least) i = next
      for (; i < next; i++) {
        weight += steps[i] as number
        if (weight + more >= least) visit(i + FIRST, score(weight, month, i))
      }
    }
  }
  const at = (day: Day): number => {
    let weight = Number.NEGATIVE_INFINITY
    along({first: day, last: day}, weight, (_, of) => (weight = of))
    return weight
  }
  return {at, along, best: best + FIRST}
}

/// News speaks of what is new: the more known happenings a month leaves behind, after the newest that the report speaks of, the less likely it is.
/// Months after all that is known are less and less likely.
function passedOver({facts, happenings}: Scene): Float64Array {
  let newest = Number.NEGATIVE_INFINITY
  for (const e of happenings)
    if (e.tense !== "future" && e.among.length === 1) newest = Math.max(newest, (e.among[0] as {range: DayRange}).range.first)
  const out = new Float64Array(MONTHS)
  const {counts, last} = countsOf(facts)
  const at = Number.isFinite(newest) ? (MONTH_OF[Math.max(0, Math.min(newest - FIRST, COUNT - 1))] as number) : last
  for (let m = at + 1, weight = 0; m < MONTHS; m++) {
    weight -= m > last ? AFTER_ALL : PASSED * (counts[m] as number)
    out[m] = HABIT * weight
  }
  return out
}
/// Each known happening that is passed over, and each month after the last of them.
const PASSED = 0.01
const AFTER_ALL = 0.12

/// How many known happenings began in each month, and the last month that has some.
function countsOf({events}: DatedFacts): {readonly counts: Float64Array; readonly last: number} {
  const known = countsBy.get(events)
  if (known) return known
  const counts = new Float64Array(MONTHS)
  let last = 0
  for (const {range, kind} of events) {
    const n = range.first - FIRST
    if (kind === "yearly" || !(n >= 0 && n < COUNT)) continue
    const month = MONTH_OF[n] as number
    counts[month] = (counts[month] as number) + 1
    last = Math.max(last, month)
  }
  const made = {counts, last}
  countsBy.set(events, made)
  return made
}
const countsBy = new WeakMap<DatedFacts["events"], {readonly counts: Float64Array; readonly last: number}>()

type Habits = {
  /// By month of the year of publication, by year, and by day of the year.
  readonly month: Float64Array
  readonly year: Float64Array
  readonly day: Float64Array | undefined
  /// Days of news that are known with their year, in order.
  readonly since: readonly Day[]
}

/// A month told without its year, by its name alone, is over: so often the last one, the one before it, …
const MONTHS_SINCE = [0.01, 0.52, 0.2, 0.1, 0.05, 0.04, 0.05, 0.02, 0.01, 0.01, 0.02, 0.01]
/// «أكتوبر الماضي»: so many months later, up to the same month of the next year.
const MONTHS_PAST = [0.005, 0.17, 0.16, 0.13, 0.11, 0.09, 0.09, 0.06, 0.04, 0.05, 0.06, 0.03]
/// Years since the latest year named.
/// Measured on our annotated reports and on those of the press of 2015 and of 2022. A year to come is often named without a word that says so.
const YEARS_SINCE = [0.13, 0.32, 0.14, 0.09, 0.06, 0.04, 0.04, 0.035, 0.03, 0.02, 0.018, 0.015, 0.012, 0.01, 0.008, 0.006]
const NEXT_YEAR = 0.05
const LATER_YEAR = 0.004

/// Shares of a day, by how many days the newest day lies back, up to each end: one told in the body, by its number, is older than a week, else it were told by its weekday.
const BODY_SINCE: Steps = [
  [2, 0.007],
  [6, 0.02],
  [16, 0.04],
  [24, 0.018],
  [38, 0.016],
  [75, 0.004],
  [120, 0.0015],
  [300, 0.0006],
  [366, 0.0002],
]
/// The same by how many days the next day to come lies ahead.
const AHEAD_BY: Steps = [
  [7, 0.075],
  [14, 0.03],
  [31, 0.012],
  [62, 0.003],
  [300, 0.0005],
  [366, 0.0002],
]
const KNOWN_SINCE: Steps = [
  [1, 0.13],
  [4, 0.06],
  [13, 0.02],
  [42, 0.004],
  [120, 0.0015],
  [366, 0.0005],
  [1100, 0.0001],
]
const LONG_SINCE = 0.00003
type Steps = readonly (readonly [end: number, share: number])[]

const shareAt = (steps: Steps, age: number): number => steps.find(([end]) => age <= end)?.[1] ?? LONG_SINCE

/// By days, the logarithms.
const logsOf = (steps: Steps): Float64Array => Float64Array.from({length: 367}, (_, age) => Math.log(shareAt(steps, age)))
const LOG_BODY_SINCE = logsOf(BODY_SINCE)
const LOG_AHEAD_BY = logsOf(AHEAD_BY)

/// The habits hang together: none counts whole.
const HABIT = 0.7

/// «اليوم الجمعة» is hardly ever mistaken; a weekday told as past is mostly that of publication or the one before.
function weekOf({weekday, exact, before}: Chain): readonly number[] {
  return Array.from({length: 7}, (_, w) => {
    const age = before ? (weekday - w + 7) % 7 : (w - weekday + 7) % 7
    return Math.log(exact ? (age === 0 ? 0.95 : 0.008) : (WEEKDAY_SINCE[age] as number))
  })
}
const WEEKDAY_SINCE = [0.55, 0.2, 0.08, 0.05, 0.04, 0.04, 0.04]

export function habitsOf(scene: Scene): Habits {
  const months: number[] = []
  const past: number[] = []
  const days: number[] = []
  const ahead: number[] = []
  let latest = 0
  for (const t of scene.told) {
    const {said} = t.date
    if (t.sentence < 0 || t.place === "caption") continue
    if (t.tense === "future") {
      const next = bareDay(t, said.is === "between" ? said.first : said)
      if (next !== undefined && !t.quoted) ahead.push(next)
      continue
    }
    const y = yearSaid(said)
    if (y !== undefined && y > latest && y <= LAST_YEAR && !isAim(scene, t) && !(said.is === "date" && said.hijri)) latest = y
    const m = monthAlone(t)
    if (said.is === "date" && said.shift === -1 && said.m !== undefined && said.y === undefined && !said.hijri) past.push(said.m)
    else if (m !== undefined && t.tense === "past" && said.is === "date" && said.shift === undefined) months.push(m)
    const last = bareDay(t, said.is === "between" ? said.last : said)
    if (last !== undefined && t.tense === "past" && t.place === "body" && t.weekday === undefined) days.push(last)
  }
  const month = new Float64Array(12)
  for (let m = 0; m < 12; m++) {
    if (months.length > 0) {
      const age = Math.min(...months.map((k) => (m - (k - 1) + 12) % 12))
      month[m] = HABIT * Math.log(MONTHS_SINCE[age] as number)
    }
    for (const k of past) month[m] = (month[m] as number) + (HABIT / past.length) * Math.log(MONTHS_PAST[(m - (k - 1) + 12) % 12] as number)
  }
  const year = new Float64Array(LAST_YEAR - FIRST_YEAR + 1)
  if (latest >= FIRST_YEAR)
    for (let n = 0; n < year.length; n++) {
      const age = n + FIRST_YEAR - latest
      year[n] = Math.log(age < 0 ? (age === -1 ? NEXT_YEAR : LATER_YEAR) : (YEARS_SINCE[age] ?? 0.001))
    }
  const isTold = days.length + ahead.length > 0
  const day = isTold ? new Float64Array(366) : undefined
  for (let n = 0; day && n < 366; n++) {
    let weight = 0
    if (days.length > 0) weight += LOG_BODY_SINCE[soonest(days, (d) => (n - d + 366) % 366)] as number
    if (ahead.length > 0) weight += LOG_AHEAD_BY[soonest(ahead, (d) => (d - n + 366) % 366)] as number
    day[n] = HABIT * weight
  }
  const since = new Set<Day>()
  for (const e of scene.happenings)
    if (e.tense === "past" && !e.near.some(isDay) && e.among.length === 1 && scene.placeOf[e.sentence] === "body")
      for (const x of e.among) if (!lasts(x) && x.kind !== "visit") since.add(x.range.first)
  return {month, year, day, since: [...since].sort((a, b) => a - b)}
}

function soonest(days: readonly number[], age: (day: number) => number): number {
  let least = 366
  for (const d of days) least = Math.min(least, age(d))
  return least
}

/// A day told by its number and month alone: its number among the days of a year.
const bareDay = (t: Told, said: SaidDate["said"]): number | undefined =>
  said.is === "date" &&
  !said.hijri &&
  !t.inherits &&
  said.y === undefined &&
  said.m !== undefined &&
  said.d !== undefined &&
  said.year === undefined &&
  isRealDate(2000, said.m, said.d)
    ? dayOf(2000, said.m, said.d) - dayOf(2000, 1, 1)
    : undefined
const isDay = (t: Told): boolean => t.date.said.is === "date" && t.date.said.d !== undefined

/// A month without day or year.
const monthAlone = (t: Told): number | undefined => {
  const {said} = t.date
  return said.is === "date" && said.y === undefined && said.d === undefined && said.year === undefined && !said.hijri && !t.inherits
    ? said.m
    : undefined
}

/// How much of the weight a narrower span must hold to stand for the whole.
const MOST = 0.95
/// Days apart by no more than this are one span.
const GAP = 14
/// One day, or the next, is the answer where it holds so much: of such, nine in ten were right.
const SURE = 0.35
/// Of a day and the next, one alone is the answer where it holds so much of both.
const ALONE = 0.6

/// `days`: those that are left. `within`: the spans of them that hold nearly all of the weight. `sure`: the day or two that hold most of it.
/// `mass`: all of it, in that of the best day.
export type Likely = {readonly within: Days; readonly sure: DayRange | undefined; readonly mass: number}

/// A day that much less likely than the best, in logarithms, is of no span.
const LEAST = 11
/// Nor does one that much less likely count at all.
const LIGHTEST = 20
const LEAST_SHARE = Math.exp(-LEAST)

export function likely(days: Days, {at, along, best}: Weights): Likely {
  // In the weight of the best day.
  const shares = SHARES
  const weighty: number[] = []
  const most = at(best)
  let all = 0
  // Most days weigh as much as the one before.
  let [last, share] = [Number.NaN, 0]
  for (const r of days)
    along(r, most - LIGHTEST, (day, weight) => {
      const below = weight - most
      if (below < -LIGHTEST) return
      if (below !== last) {
        last = below
        share = Math.exp(below)
      }
      all += share
      shares[day - FIRST] = share
      if (share >= LEAST_SHARE) weighty.push(day - FIRST)
    })
  const [one, two] = [1, Math.exp(at(best + 1) - at(best))]
  const sure = one + two >= SURE * all ? {first: best, last: one >= ALONE * (one + two) ? best : best + 1} : undefined
  for (let below = 1; below <= LEAST; below++) {
    const least = Math.exp(-below)
    const spans: {first: Day; last: Day}[] = []
    let mass = 0
    for (const n of weighty) {
      if ((shares[n] as number) < least) continue
      mass += shares[n] as number
      const end = spans.at(-1)
      if (end && n + FIRST - end.last <= GAP) end.last = n + FIRST
      else spans.push({first: n + FIRST, last: n + FIRST})
    }
    if (mass >= MOST * all) return {within: meet(days, spans), sure, mass: all}
  }
  return {within: days, sure, mass: all}
}

/// The weight of a span, in that of the best day.
export function massOf(range: DayRange, {at, along, best}: Weights): number {
  const most = at(best)
  let mass = 0
  let [last, share] = [Number.NaN, 0]
  along(range, Number.NEGATIVE_INFINITY, (_, weight) => {
    if (weight !== last) {
      last = weight
      share = Math.exp(weight - most)
    }
    mass += share
  })
  return mass
}
