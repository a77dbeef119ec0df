import {
  type Day,
  type DayRange,
  type TimeBasis,
  type TokenRange,
  civilOf,
  dayOf,
  dayRange,
  daysInMonth,
  edtfAtGrain,
  isoDay,
  isoMonth,
  isRealDate,
  mondayOf,
  monthRange,
  weekdayOf,
  yearRange,
} from "../../model/index.ts"
import {type CalendarUnit, type EdgePart, type Feast, feastIn, type Shift} from "./calendar.ts"
import {hijriOf, hijriRange} from "./hijri.ts"

/// What a report said of a time, before it is settled. Nothing here knows the day of publication.
export type Said =
  /// A date with parts missing: «12 مارس», «14 فبراير الماضي», «28 منه», «عام 2022». `month` and `year` point where they are not named.
  | {
      readonly is: "date"
      readonly y: number | undefined
      readonly m: number | undefined
      readonly d: number | undefined
      readonly hijri: true | undefined
      readonly weekday: number | undefined
      readonly shift: Shift | undefined
      readonly month: Shift | "same" | undefined
      readonly year: Shift | "same" | undefined
      /// «اليوم الأحد 2 أبريل», «أمس 3 مايو»: the day also counted from the publication: what a publication date can be inferred from.
      readonly by: number | undefined
    }
  /// «الأربعاء», «السبت المقبل», «الأحد من الأسبوع الماضي».
  | {readonly is: "weekday"; readonly weekday: number; readonly shift: Shift | undefined; readonly week: Shift | undefined}
  /// «أمس», «الأسبوع الماضي», «هذا العام», «العقد المقبل»; with the weekday where it is said too: «أمس الأحد».
  | {readonly is: "relative"; readonly unit: CalendarUnit | "weekend"; readonly by: number; readonly weekday?: number}
  /// Counted from what was last spoken of: «ذلك العام», «اليوم التالي».
  | {readonly is: "same"; readonly unit: CalendarUnit; readonly by: number}
  /// «قبل أسبوعين», «بعد شهرين». `from: "event"`: of something told («بعد يوم من تعليق», «قبل ذلك بيومين»), not of the publication;
  /// `from: "told"`: of the day told of, else of the publication: what «عشية» or «غداة» stands before is a day after or before it.
  | {
      readonly is: "away"
      readonly amount: number
      readonly unit: CalendarUnit
      /// Sign 0: the tense says which way («شهر من الآن»).
      readonly sign: -1 | 0 | 1
      /// «سنة وشهرين», «شهر و21 يوما»: what is counted besides.
      readonly more?: readonly Span[]
      readonly from: "now" | "event" | "told"
    }
  /// «السنوات الخمس المقبلة», «خلال أسبوعين»; without an amount «خلال الأيام المقبلة». Sign 0: the tense says which way.
  | {readonly is: "stretch"; readonly amount: number | undefined; readonly unit: CalendarUnit; readonly sign: -1 | 0 | 1}
  /// So long from a day on, or up to it: «لمدة شهرين» from a day, a visit of three days that ended on it.
  | {readonly is: "lasting"; readonly of: Said; readonly amount: number; readonly unit: CalendarUnit; readonly sign: -1 | 1}
  | {readonly is: "part"; readonly part: Part; readonly of: Said}
  | {readonly is: "since" | "until" | "before" | "after"; readonly of: Said}
  | {readonly is: "between"; readonly first: Said; readonly last: Said}
  /// What has begun and goes on: the first lies behind, the last ahead.
  | {readonly is: "running"; readonly first: Said; readonly last: Said}
  | {readonly is: "decade"; readonly y: number}
  | {readonly is: "feast"; readonly feast: Feast; readonly y?: number; readonly shift?: Shift}

export type Span = {readonly amount: number; readonly unit: CalendarUnit}

export type Part =
  | {readonly edge: EdgePart}
  /// النصف، الربع، الثلث: `nth` of `of`; nth -1 is the last.
  | {readonly of: 2 | 3 | 4; readonly nth: number}
  | {readonly season: 1 | 2 | 3 | 4; readonly shift?: Shift}
  /// «الثلاثاء الأخير من مارس»
  | {readonly weekday: number; readonly nth: number}
  /// «الأشهر الأربعة الأولى», «الأسبوع الأخير»; nth 0: the one that holds `of`.
  | {readonly unit: CalendarUnit; readonly count: number; readonly nth: number}

export type SaidDate = TokenRange & {readonly said: Said}

export type Tense = "past" | "future" | "none"
export type SettleContext = {
  /// When the report was published; open ends where that is not known.
  readonly published?: DayRange | undefined
  readonly tense: Tense
  /// The day last spoken of, for «ذلك العام», «اليوم التالي», «28 منه».
  readonly near?: Day | undefined
}
export type Settled = {
  readonly edtf: string
  /// `stated`: the words alone give it; `anchored`: the publication or an earlier date was needed.
  readonly basis: TimeBasis
  readonly range: DayRange
  /// What «مطلع», «منتصف», «أواخر» usually mean inside the range: for «أواخر مارس» the last third.
  readonly narrow?: string
}

/// Beyond this width a publication date says too little to count from.
const WIDEST = 370

/// The days that were meant. Where the publication is an interval the answer is as wide as it makes it.
export function settleDate(said: Said, context: SettleContext): Settled | undefined {
  const stated = rangeOf(said, {now: undefined, tense: context.tense, near: undefined})
  if (stated) return finish(said, stated, "stated")
  const published = context.published
  const known =
    published && Number.isFinite(published.first) && Number.isFinite(published.last) && published.last - published.first <= WIDEST
  if (!known) {
    const range = context.near === undefined ? undefined : rangeOf(said, {now: undefined, tense: context.tense, near: context.near})
    return range && finish(said, range, "anchored")
  }
  let hull: DayRange | undefined
  // Every day of a short interval, the ends and a week's steps of a long one: a weekday's answer jumps inside it.
  const width = published.last - published.first
  const step = width <= 40 ? 1 : 7
  const near = context.near
  for (let now = published.first; ; now += step) {
    const day = Math.min(now, published.last)
    const range = rangeOf(said, {now: day, tense: context.tense, near})
    if (!range) return undefined
    hull = hull ? {first: Math.min(hull.first, range.first), last: Math.max(hull.last, range.last)} : range
    if (day === published.last) break
  }
  return hull && finish(said, hull, "anchored")
}

/// Settles the dates of a text in their order: each is the day last spoken of for those behind it («ذلك العام», «بعد يومين»).
export function settleInOrder(
  dates: readonly SaidDate[],
  context: {readonly published?: DayRange | undefined; readonly tenseOf: (n: number) => Tense},
): (Settled | undefined)[] {
  let near: Day | undefined
  return dates.map(({said}, n) => {
    const settled = settleDate(said, {published: context.published, tense: context.tenseOf(n), near})
    if (settled && Number.isFinite(settled.range.first) && (said.is === "since" || settled.range.last - settled.range.first <= 366))
      near = settled.range.first
    return settled
  })
}

function finish(said: Said, range: DayRange, basis: TimeBasis): Settled {
  if (said.is === "part" && "edge" in said.part) {
    const narrow = edgeOf(range, said.part.edge)
    // A third of a month is a manner of speaking; the month is what was said. The end of a year is said of its last month.
    const length = range.last - range.first
    if (length <= 31) return {edtf: formatted(range), basis, range, ...(narrow ? {narrow: formatted(narrow)} : {})}
    if (narrow && length <= 366) return {edtf: formatted(narrow), basis, range: narrow}
  }
  return {edtf: formatted(range), basis, range}
}

/// EDTF at the grain of the ends: years, months, else days.
function formatted({first, last}: DayRange): string {
  if (!Number.isFinite(first)) return Number.isFinite(last) ? `../${grain(last, "last")}` : "../.."
  if (!Number.isFinite(last)) return `${grain(first, "first")}/..`
  return edtfAtGrain({first, last})
}

const year = (y: number): string => `${y}`.padStart(4, "0")

/// One end of an open interval: the first of a month may be the month, which says no more than was said.
function grain(day: Day, end: "first" | "last"): string {
  const {y, m, d} = civilOf(day)
  if (end === "first" ? d === 1 : d === daysInMonth(y, m)) return (end === "first" ? m === 1 : m === 12) ? year(y) : isoMonth(y, m)
  return isoDay(day)
}

type Now = {readonly now: Day | undefined; readonly tense: Tense; readonly near: Day | undefined}

function unitRange(unit: CalendarUnit | "weekend", day: Day, by: number, tense: Tense): DayRange | undefined {
  const {y, m} = civilOf(day)
  switch (unit) {
    case "minute":
    case "hour":
      return dayRange(day)
    case "day":
      return dayRange(day + by)
    case "week":
      return {first: mondayOf(day) + 7 * by, last: mondayOf(day) + 7 * by + 6}
    case "weekend": {
      const saturday = mondayOf(day) + 5 + 7 * by
      if (by !== 0) return {first: saturday, last: saturday + 1}
      const back = saturday > day && tense !== "future" ? 7 : 0
      return {first: saturday - back, last: saturday - back + 1}
    }
    case "month":
      return monthRange(y, m + by)
    case "year":
      return yearRange(y + by)
    case "decade": {
      // «العقد الماضي» in 2023 is 2010–2019.
      const first = Math.floor(y / 10) * 10 + 10 * by
      return yearRange(first, first + 9)
    }
    case "century": {
      const first = Math.floor(y / 100) * 100 + 100 * by
      return yearRange(first, first + 99)
    }
  }
}

/// The month or day of month `m` that is meant from `now`: by its adjective, else by the tense, else the nearest, the past rather than the future.
function chooseYear(make: (y: number) => DayRange | undefined, now: Day, tense: Tense, shift: Shift | undefined): DayRange | undefined {
  const {y} = civilOf(now)
  const all: DayRange[] = []
  for (let k = -2; k <= 5; k++) {
    const range = make(y + k)
    if (range) all.push(range)
  }
  if (shift === 0) return all.find((r) => civilOf(r.first).y === y) ?? make(y)
  if (shift !== undefined && shift < 0) return all.filter((r) => r.last < now && !holds(r, now)).at(shift)
  if (shift !== undefined && shift > 0) return all.filter((r) => r.first > now).at(shift - 1)
  const past = all.filter((r) => r.first <= now).at(-1)
  const future = all.find((r) => r.last >= now)
  if (tense === "past") return past
  if (tense === "future") return future
  if (past && future && past !== future && future.first - now <= 120 && now - past.last > 240) return future
  return past
}

const holds = (r: DayRange, day: Day): boolean => r.first <= day && day <= r.last

function rangeOf(said: Said, at: Now): DayRange | undefined {
  const {now, tense, near} = at
  switch (said.is) {
    case "date":
      return dateRange(said, at)
    case "weekday": {
      if (now === undefined) return undefined
      if (said.week !== undefined) return dayRange(mondayOf(now) + 7 * said.week + ((said.weekday + 6) % 7))
      const since = (((weekdayOf(now) - said.weekday) % 7) + 7) % 7
      const until = (7 - since) % 7
      if (said.shift === 0) return tense === "past" ? dayRange(now - since) : dayRange(now + until)
      if (said.shift !== undefined && said.shift < 0) return dayRange(now - (since === 0 ? 7 : since) - (said.shift === -2 ? 7 : 0))
      if (said.shift !== undefined) return dayRange(now + (until === 0 ? 7 : until) + (said.shift === 2 ? 7 : 0))
      return dayRange(tense === "future" ? now + until : now - since)
    }
    case "relative":
      return now === undefined ? undefined : unitRange(said.unit, now, said.by, tense)
    case "same": {
      const from = near ?? (said.by === 0 && said.unit === "day" ? undefined : now)
      return from === undefined ? undefined : unitRange(said.unit, from, said.by, tense)
    }
    case "away": {
      const from = said.from === "event" ? near : said.from === "told" ? (near ?? now) : said.sign > 0 && tense === "past" ? near : now
      if (from === undefined) return undefined
      const sign = said.sign || (tense === "past" ? -1 : 1)
      return said.more ? spansFrom(from, sign, [said, ...said.more]) : awayFrom(from, sign * said.amount, said.unit)
    }
    case "stretch": {
      if (now === undefined || said.amount === undefined) return undefined
      const sign = said.sign || (tense === "past" ? -1 : 1)
      const range = stretchFrom(now, sign, said.amount, said.unit)
      // «اليومين المقبلين» do not count today.
      return said.sign > 0 && said.unit === "day" && said.amount < 7 ? {first: now + 1, last: range.last} : range
    }
    case "lasting": {
      const of = rangeOf(said.of, at)
      return of && lastingFrom(of, said.sign, said.amount, said.unit)
    }
    case "part":
      return partRange(said.part, said.of, at)
    case "since": {
      const of = startOf(said.of, {...at, tense: "past"})
      return of === undefined ? undefined : {first: of, last: Number.POSITIVE_INFINITY}
    }
    case "until": {
      const of = rangeOf(edgeless(said.of), {...at, tense: tense === "past" ? "past" : "future"})
      const last = of && lastOf(said.of, of)
      return last === undefined ? undefined : {first: Number.NEGATIVE_INFINITY, last}
    }
    case "before":
    case "after": {
      const of = rangeOf(edgeless(said.of), at)
      if (!of) return undefined
      if (said.is === "after") return {first: (said.of.is === "part" ? lastOf(said.of, of) : of.last) + 1, last: Number.POSITIVE_INFINITY}
      const last = said.of.is === "part" && "edge" in said.of.part && said.of.part.edge === "end" ? of.last : of.first - 1
      // «قبل نهاية العام» of something to come: from now to then.
      if (tense === "future" && now !== undefined && now <= last) return {first: now, last}
      return {first: Number.NEGATIVE_INFINITY, last}
    }
    case "between": {
      const last = rangeOf(edgeless(said.last), at)
      const first = rangeOf(edgeless(said.first), at)
      if (!first || !last) return undefined
      const end = lastOf(said.last, last)
      let start = startOf(said.first, at) ?? first.first
      // «من مايو حتى نهاية العام»: of a month without a year, the last before the end.
      if (
        now !== undefined &&
        tense === "past" &&
        said.first.is === "date" &&
        said.first.y === undefined &&
        said.first.year === undefined
      ) {
        const nearer = rangeOf(said.first, {...at, now: end})
        if (nearer && nearer.first > start && nearer.first <= end) start = nearer.first
      }
      // «من الجمعة إلى الثلاثاء», «بين نوفمبر ويناير»: the second comes after the first.
      if (start > end && now !== undefined) {
        const later = rangeOf(edgeless(said.last), {...at, tense: "future", now: start})
        if (later && later.last >= start && tense === "future") return {first: start, last: later.last}
        const earlier = rangeOf(edgeless(said.first), {...at, tense: "past", now: end})
        if (earlier && earlier.first <= end) start = earlier.first
      }
      return start <= end ? {first: start, last: end} : undefined
    }
    case "running": {
      const first = startOf(said.first, {...at, tense: "past"})
      const last = rangeOf(edgeless(said.last), {...at, tense: "future"})
      return first !== undefined && last && first <= last.last ? {first, last: lastOf(said.last, last)} : undefined
    }
    case "decade":
      return yearRange(said.y, said.y + 9)
    case "feast":
      if (said.y !== undefined) return feastIn(said.feast, said.y)
      return now === undefined ? undefined : chooseYear((y) => feastIn(said.feast, y), now, tense, said.shift)
  }
}

/// «حتى نهاية مايو» ends with the month, «منذ مطلع العام» begins with the year: an edge is left out where an end is asked for.
const edgeless = (said: Said): Said =>
  said.is === "part" && "edge" in said.part && said.part.edge !== "earlier" && said.part.edge !== "later" && said.part.edge !== "rest"
    ? said.of
    : said
const startOf = (said: Said, at: Now): Day | undefined => {
  const range = rangeOf(edgeless(said), at)
  if (!range) return undefined
  if (said.is !== "part" || !("edge" in said.part) || said.part.edge === "start" || said.part.edge === "early") return range.first
  return edgeOf(range, said.part.edge)?.first ?? range.first
}
const lastOf = (said: Said, range: DayRange): Day =>
  said.is === "part" && "edge" in said.part && said.part.edge !== "end" && said.part.edge !== "late"
    ? (edgeOf(range, said.part.edge)?.last ?? range.last)
    : range.last

function dateRange(said: Extract<Said, {is: "date"}>, {now, tense, near}: Now): DayRange | undefined {
  const {y, m, d, weekday} = said
  if (said.hijri) {
    if (y !== undefined) return hijriRange(y, m, d)
    if (m === undefined || now === undefined) return undefined
    // A Hijri month comes every 354 days: its years are tried as the Gregorian ones are.
    const at = hijriOf(now).y
    const base = civilOf(now).y
    return chooseYear((k) => hijriRange(at + (k - base), m, d), now, tense, said.shift)
  }
  const given =
    said.year === undefined
      ? y
      : said.year === "same"
        ? near === undefined
          ? undefined
          : civilOf(near).y
        : now === undefined
          ? undefined
          : civilOf(now).y + said.year
  if (said.year !== undefined && given === undefined) return undefined
  if (m !== undefined) {
    const make = (k: number): DayRange | undefined =>
      d === undefined ? monthRange(k, m) : isRealDate(k, m, d) ? dayRange(dayOf(k, m, d)) : undefined
    if (given !== undefined) return make(given)
    if (now === undefined) return undefined
    if (weekday !== undefined && d !== undefined) {
      // The weekday tells the year.
      const fits: Day[] = []
      const {y: here} = civilOf(now)
      for (let k = here - 6; k <= here + 6; k++) if (isRealDate(k, m, d) && weekdayOf(dayOf(k, m, d)) === weekday) fits.push(dayOf(k, m, d))
      const nearest = fits.sort((a, b) => Math.abs(a - now) - Math.abs(b - now))[0]
      if (nearest !== undefined && Math.abs(nearest - now) < 300) return dayRange(nearest)
    }
    // A day of «مارس الماضي» is a day of the last March; of «مايو الجاري» of this one.
    if (said.shift !== undefined && d !== undefined) {
      const month = chooseYear((k) => monthRange(k, m), now, tense, said.shift)
      return month && make(civilOf(month.first).y)
    }
    return chooseYear(make, now, tense, said.shift)
  }
  if (d !== undefined) {
    if (said.month !== undefined) {
      const from = said.month === "same" ? (near ?? now) : now
      if (from === undefined) return undefined
      const at = civilOf(from)
      const month = monthRange(at.y, at.m + (said.month === "same" ? 0 : said.month))
      const first = civilOf(month.first)
      return isRealDate(first.y, first.m, d) ? dayRange(dayOf(first.y, first.m, d)) : undefined
    }
    if (now === undefined) return undefined
    // «السبت 23», «يوم 27»: of the months around, the one that fits.
    let best: Day | undefined
    for (let k = -3; k <= 3; k++) {
      const month = civilOf(monthRange(civilOf(now).y, civilOf(now).m + k).first)
      if (!isRealDate(month.y, month.m, d)) continue
      const day = dayOf(month.y, month.m, d)
      if (weekday !== undefined && weekdayOf(day) !== weekday) continue
      if (weekday === undefined && tense !== "none" && (tense === "past" ? day > now : day < now)) continue
      if (weekday === undefined && tense === "none" && day > now) continue
      if (best === undefined || Math.abs(day - now) < Math.abs(best - now)) best = day
    }
    return best === undefined ? undefined : dayRange(best)
  }
  return given === undefined ? undefined : yearRange(given)
}

/// So many units from a day, at the grain of the unit: «قبل ثلاثة أشهر» is a month, «قبل عامين» a year, «قبل أسبوعين» a day.
function awayFrom(from: Day, amount: number, unit: CalendarUnit): DayRange {
  const {y, m} = civilOf(from)
  switch (unit) {
    case "minute":
    case "hour":
      return dayRange(from + (unit === "hour" ? Math.trunc(amount / 24) : 0))
    case "day":
      return dayRange(from + Math.round(amount))
    case "week":
      return dayRange(from + Math.round(amount * 7))
    case "month":
      return Number.isInteger(amount) ? monthRange(y, m + amount) : dayRange(from + Math.round(amount * 30.44))
    case "year":
      return Number.isInteger(amount) ? yearRange(y + amount) : monthRange(y, m + Math.round(amount * 12))
    case "decade":
      return yearRange(y + Math.round(amount * 10))
    case "century":
      return yearRange(y + Math.round(amount * 100))
  }
}

/// So many units on from a day, or back to it: days and weeks count their first; months and years end on the day of their number.
function lastingFrom(of: DayRange, sign: -1 | 1, amount: number, unit: CalendarUnit): DayRange | undefined {
  if (unit === "day" || unit === "week") {
    const days = Math.round(amount * (unit === "week" ? 7 : 1)) - 1
    return sign > 0 ? {first: of.first, last: of.last + days} : {first: of.first - days, last: of.last}
  }
  if (unit !== "month" && unit !== "year") return undefined
  const months = sign * Math.round(amount * (unit === "year" ? 12 : 1))
  const moved = (day: Day): Day => {
    const {y, m, d} = civilOf(day)
    const month = civilOf(monthRange(y, m + months).first)
    const end = daysInMonth(month.y, month.m)
    return dayOf(month.y, month.m, d === daysInMonth(y, m) ? end : Math.min(d, end))
  }
  return sign > 0 ? {first: of.first, last: moved(of.last)} : {first: moved(of.first), last: of.last}
}

/// Several lengths one after another, the longest first, at the grain of the shortest: «قبل سنة وشهرين» is a month, «قبل شهر و21 يوما» a day.
function spansFrom(from: Day, sign: number, spans: readonly Span[]): DayRange {
  const order: readonly CalendarUnit[] = ["century", "decade", "year", "month", "week", "day", "hour", "minute"]
  const sorted = [...spans].sort((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit))
  let day = from
  let range = dayRange(from)
  for (const {amount, unit} of sorted) {
    range = awayFrom(day, sign * amount, unit)
    // A year or a month back is the same day of it, as far as it has one.
    const {d} = civilOf(day)
    const month = unit === "month" ? range : monthRange(civilOf(range.first).y, civilOf(day).m)
    day = range.last > range.first ? Math.min(month.first + d - 1, month.last) : range.first
  }
  return range
}

function stretchFrom(now: Day, sign: number, amount: number, unit: CalendarUnit): DayRange {
  const days =
    unit === "hour" ? Math.max(1, amount / 24) : unit === "minute" ? 0 : unit === "day" ? amount : unit === "week" ? amount * 7 : 0
  if (unit === "hour" || unit === "minute" || unit === "day" || unit === "week")
    return sign < 0 ? {first: now - Math.round(days), last: now} : {first: now, last: now + Math.round(days)}
  const {y, m} = civilOf(now)
  if (unit === "month") {
    const far = monthRange(y, m + sign * Math.round(amount))
    const here = monthRange(y, m)
    return sign < 0 ? {first: far.first, last: here.last} : {first: here.first, last: far.last}
  }
  const years = Math.round(amount * (unit === "year" ? 1 : unit === "decade" ? 10 : 100))
  return sign < 0 ? yearRange(y - years, y) : yearRange(y, y + years)
}

/// What the words of an edge mean by custom: thirds of a month, the first or last month or quarter of a year.
function edgeOf(range: DayRange, edge: EdgePart): DayRange | undefined {
  if (edge === "earlier" || edge === "later" || edge === "rest") return undefined
  const length = range.last - range.first + 1
  const {y, m} = civilOf(range.first)
  if (length >= 28 && length <= 31) {
    if (edge === "start" || edge === "early") return {first: range.first, last: range.first + 9}
    if (edge === "middle") return {first: range.first + 10, last: range.first + 19}
    return {first: range.first + 20, last: range.last}
  }
  if (length >= 353 && length <= 366) {
    if (edge === "start") return monthRange(y, m)
    if (edge === "early") return {first: range.first, last: monthRange(y, m + 2).last}
    if (edge === "middle") return {first: monthRange(y, m + 4).first, last: monthRange(y, m + 7).last}
    if (edge === "late") return {first: monthRange(y, m + 9).first, last: range.last}
    return {first: monthRange(y, m + 11).first, last: range.last}
  }
  return undefined
}

function partRange(part: Part, of: Said, at: Now): DayRange | undefined {
  if ("season" in part) {
    const season = (y: number): DayRange => {
      const month = part.season * 3
      return {first: dayOf(y, month, 1), last: monthRange(y, month + 2).last}
    }
    if (part.shift !== undefined)
      return at.now === undefined ? undefined : chooseYear(season, at.now, at.tense, part.shift === 0 ? undefined : part.shift)
    const whole = rangeOf(of, at)
    return whole && season(civilOf(whole.first).y)
  }
  const whole = rangeOf(of, at)
  if (!whole) return undefined
  if ("edge" in part) {
    if (part.edge !== "earlier" && part.edge !== "later" && part.edge !== "rest") return whole
    if (at.now === undefined || !holds(whole, at.now)) return whole
    return part.edge === "earlier" ? {first: whole.first, last: at.now} : {first: at.now, last: whole.last}
  }
  const {y, m} = civilOf(whole.first)
  const length = whole.last - whole.first + 1
  if ("weekday" in part) {
    const days: Day[] = []
    for (let day = whole.first; day <= whole.last; day++) if (weekdayOf(day) === part.weekday) days.push(day)
    const day = days.at(part.nth < 0 ? part.nth : part.nth - 1)
    return day === undefined ? undefined : dayRange(day)
  }
  if ("unit" in part) {
    if (part.unit === "week") {
      // «أسبوع 16 سبتمبر»: the week that the day is in.
      if (part.nth === 0) return {first: mondayOf(whole.first), last: mondayOf(whole.first) + 6}
      // The weeks whose Monday falls inside.
      const monday = part.nth < 0 ? mondayOf(whole.last) - 7 * (part.count - 1) : mondayOf(whole.first + 6) + 7 * (part.nth - 1)
      return {first: monday, last: monday + 7 * part.count - 1}
    }
    if (part.unit === "day")
      return part.nth < 0
        ? {first: whole.last - part.count + 1, last: whole.last}
        : {first: whole.first + part.nth - 1, last: whole.first + part.nth + part.count - 2}
    if (part.unit === "month")
      return part.nth < 0
        ? {first: monthRange(civilOf(whole.last).y, civilOf(whole.last).m - part.count + 1).first, last: whole.last}
        : {first: monthRange(y, m + part.nth - 1).first, last: monthRange(y, m + part.nth - 2 + part.count).last}
    if (part.unit === "year" && part.nth > 0) return yearRange(y + part.nth - 1, y + part.nth - 2 + part.count)
    return undefined
  }
  const nth = part.nth < 0 ? part.of : part.nth
  if (length > 340 && length < 367) {
    const months = 12 / part.of
    return {first: monthRange(y, m + (nth - 1) * months).first, last: monthRange(y, m + nth * months - 1).last}
  }
  if (length >= 28 && length <= 31) {
    // The first half of a month is 1–15.
    const cut = (k: number): Day => whole.first + Math.round((30 * k) / part.of)
    return {first: cut(nth - 1), last: nth === part.of ? whole.last : cut(nth) - 1}
  }
  if (length > 3000) {
    const years = Math.round((civilOf(whole.last).y - y + 1) / part.of)
    return yearRange(y + (nth - 1) * years, y + nth * years - 1)
  }
  return undefined
}
