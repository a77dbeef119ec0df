import {
  civilOf,
  dayOf,
  daysInMonth,
  edtfOf,
  isRealDate,
  mondayOf,
  monthRange,
  type Day,
  type DayRange,
  weekdayOf,
  yearRange,
} from "../../model/index.ts"
import {firstFrom} from "../../support/index.ts"
import {type Days, union, yearly} from "./days.ts"
import {q, short, type Evidence} from "./evidence.ts"
import {lasts, type DatedEvent} from "./facts.ts"
import {isBehind, type Happening, type Scene, type Tense, type Told} from "./scene.ts"

const COUNT_REACH = 30

/// «بعد أسبوعين من توقيع الاتفاق في 14 ديسمبر» in the opening: what it tells happened that long after that day, and the report soon after that.
export function ofCounts(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const said = t.date.said
    if (said.is !== "away" || said.from === "now" || t.before || t.quoted) continue
    if (!isOfNews(scene, t)) {
      ofShortCount(scene, t, out)
      continue
    }
    if (said.sign < 0 || said.from === "told") {
      const known = eventBehind(scene, t)
      if (known)
        out.push({rank: 74, days: known.days, why: `${q(t)} beside "${short(known.of.quote)}": what the report tells of happened then`})
      continue
    }
    const unit = UNIT_DAYS[said.unit]
    if (!unit || said.unit === "year") continue
    const known = eventBehind(scene, t)
    if (known) {
      out.push({rank: 74, days: known.days, why: `${q(t)} from "${short(known.of.quote)}": what the report opens with happened then`})
      continue
    }
    const isDay = (o: Told): boolean => o.date.said.is === "date" && o.date.said.d !== undefined && !o.date.said.hijri
    const beside = scene.told.find(
      (o) => o.sentence === t.sentence && o.date.from >= t.date.to && o.date.from - t.date.to <= COUNT_REACH && isDay(o),
    )
    // Where the day stands elsewhere, it is the first that the report goes on to tell of the past.
    const from =
      beside ?? scene.told.find((o) => o.sentence > t.sentence && o.tense === "past" && isDay(o) && !isBehind(scene, {from: o.date.from}))
    if (from?.date.said.is !== "date") continue
    const {m, d, y} = from.date.said
    if (m === undefined || d === undefined) continue
    const slack = said.unit === "day" ? 1 : said.unit === "week" ? 2.5 : 0.4 * unit
    const span = said.amount * unit
    const at = (k: number): DayRange | undefined => {
      if (!isRealDate(k, m, d)) return undefined
      const day = dayOf(k, m, d) + span
      return {first: Math.ceil(day - slack), last: Math.floor(day + slack) + FRESH_DAYS}
    }
    const only = y === undefined ? undefined : at(y)
    out.push({
      rank: beside ? 76 : 28,
      days: only ? [only] : yearly(at),
      why: `${q(t)} from ${q(from)}: what the report opens with happened then`,
    })
  }
}

/// «ورد ترامب، بعد أقل من أسبوع على عودته إلى البيت الأبيض»: what is told of the week after an event is told soon after it.
function ofShortCount(scene: Scene, t: Told, out: Evidence[]): void {
  const {said} = t.date
  if (said.is !== "away" || said.sign < 0 || t.tense !== "past" || (said.unit !== "day" && said.unit !== "week") || said.amount > 10) return
  const known = eventBehind(scene, t)
  if (known)
    out.push({
      rank: 34,
      days: known.days.map(({first, last}) => ({first, last: last + SOON_DAYS})),
      why: `${q(t)} from "${short(known.of.quote)}": told soon after it`,
    })
}

const SOON_DAYS = 3

/// Told of the news itself: in the opening, or by «وتأتي الزيارة قبل يوم من …».
function isOfNews(scene: Scene, t: Told): boolean {
  if (t.place === "lead" || t.place === "title") return !t.before
  const s = scene.marks.sentences[t.sentence]
  return s !== undefined && COMES.test(scene.marks.tokens.folded[s.from] as string) && !t.before
}

const COMES = /^و?(?:[يت]اتي|جاء|جاءت)$/

/// How far the event may stand from what is counted from it, in words.
const EVENT_REACH = 6

/// «بعد أسبوع من تكليف الحكومة الجيش», «بعد أقل من أسبوع على تنصيبه»: counted from an event whose day is known.
function eventBehind(scene: Scene, t: Told): {readonly days: Days; readonly of: Happening} | undefined {
  const {said} = t.date
  const of = scene.happenings.find(
    (e) => e.sentence === t.sentence && e.to > t.date.to && e.from - t.date.to <= EVENT_REACH && e.among.length === 1,
  )
  const x = of?.among[0]
  if (!of || !x || said.is !== "away" || x.kind === "visit") return undefined
  const unit = UNIT_DAYS[said.unit]
  if (!unit) return undefined
  const span = said.amount * unit
  const {folded} = scene.marks.tokens
  let less = false
  let more = false
  for (let i = t.date.from; i < t.date.to; i++) {
    less ||= folded[i] === "اقل"
    more ||= folded[i] === "اكثر"
  }
  const slack = said.unit === "day" ? 0 : said.unit === "week" ? 2 : 0.35 * unit
  const [from, to] = less ? [0.4 * span, span] : more ? [span, span + unit] : [span - slack, span + slack]
  const end = x.kind === "planned" && said.sign > 0 ? x.range.last : x.range.first
  const days =
    said.sign > 0
      ? {first: Math.floor(x.range.first + from), last: Math.ceil(end + to) + FRESH_DAYS}
      : {first: Math.floor(x.range.first - to), last: Math.ceil(x.range.first - from) + FRESH_DAYS}
  return {days: [days], of}
}

/// What a report opens with is told within so many days.
const FRESH_DAYS = 2

/// «دخلت الحرب يومها المئة», «في اليوم الـ200 للحرب», «عامه الثالث»: what lasts, counted from its first day.
export function ofDaysCounted(scene: Scene, out: Evidence[]): void {
  const {marks, placeOf} = scene
  const {folded} = marks.tokens
  for (const e of scene.happenings) {
    const place = placeOf[e.sentence]
    const s = marks.sentences[e.sentence]
    if (!s || (place !== "lead" && place !== "title") || !e.among.every(lasts)) continue
    for (let n = firstFrom(marks.numbers, Math.max(s.from + 1, e.from - COUNT_NEAR)); n < marks.numbers.length; n++) {
      const number = marks.numbers[n] as (typeof marks.numbers)[number]
      if (number.from >= Math.min(s.to, e.to + COUNT_NEAR)) break
      const article = folded[number.from - 1] === "ال"
      const noun = /^[وبلف]?(?:ال|ل)?(يوم|اسبوع|شهر|عام|سن[هت])(ها|ه)?$/.exec(folded[number.from - (article ? 2 : 1)] ?? "")
      const own = noun?.[2] !== undefined
      if (!noun || !(number.ordinal || number.definite || article) || !Number.isInteger(number.value) || number.value < 2) continue
      // «اليوم الـ200 للحرب»: the name follows; «الحرب … يومها المئة»: it went before.
      const bound = own
        ? e.to <= number.from
        : e.from >= number.to &&
          e.from - number.to <= 2 &&
          /^(?:ل|من$)/.test(folded[e.from - (folded[e.from]?.startsWith("ل") ? 0 : 1)] ?? "")
      if (!bound) continue
      const unit = noun[1] as string
      const spans = e.among.flatMap(({range}) => {
        const span = nthSpan(range.first, unit, number.value)
        return range.last > range.first && span.first > range.last + 1 ? [] : [span]
      })
      if (spans.length === 0) continue
      out.push({
        rank: 73,
        days: union(spans),
        why: `"${short(e.quote)}" is in its ${unit === "يوم" ? "day" : "time"} ${number.value}: ${spans.map(edtfOf).join(" or ")}`,
      })
    }
  }
}

/// How far the count may stand from the name of what lasts, in words.
const COUNT_NEAR = 8

/// The nth day, week, month or year of what began on a day; a count of days is off by one as often as not.
function nthSpan(first: Day, unit: string, n: number): DayRange {
  if (unit === "يوم") return {first: first + n - 2, last: first + n}
  if (unit === "اسبوع") return {first: first + 7 * (n - 1) - 1, last: first + 7 * n}
  const {y, m, d} = civilOf(first)
  const after = (count: number): Day => {
    const months = y * 12 + m - 1 + count * (unit === "شهر" ? 1 : 12)
    const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
    return dayOf(year, month, Math.min(d, daysInMonth(year, month)))
  }
  return {first: after(n - 1), last: after(n) - 1}
}

const UNIT_DAYS: {readonly [unit: string]: number} = {day: 1, week: 7, month: 30.44, year: 365.25}

/// Where a time counted from the publication stands beside an event whose day is known, the publication follows.
export function countedFrom(
  t: Told,
  events: readonly DatedEvent[],
  tense: Tense,
  inside: boolean,
): {readonly days: Days; readonly says: string} | undefined {
  if (t.quoted) return undefined
  const said = t.date.said.is === "since" ? t.date.said.of : t.date.said
  const lasting = events.every(lasts)
  if (said.is === "away" && said.from === "now" && said.sign < 0) {
    const unit = UNIT_DAYS[said.unit]
    if (!unit) return undefined
    const span = said.amount * unit
    // «قبل عامين» is said of a year and a half to nearly three; «منذ 15 شهرا» is counted to the month.
    const [less, more] =
      said.unit === "year"
        ? Number.isInteger(said.amount)
          ? [unit * 0.3, unit * 0.7]
          : [unit * 0.25, unit * 0.25]
        : said.unit === "month"
          ? said.amount > 1
            ? [unit * 0.55, unit * 0.55]
            : [10, 25]
          : said.unit === "week"
            ? [3.5, 3.5]
            : [1, 1]
    return {
      days: union(events.map((x) => ({first: Math.ceil(x.range.first + span - less), last: Math.floor(x.range.last + span + more)}))),
      says: `published about ${said.amount} ${said.unit}${said.amount === 1 ? "" : "s"} after it`,
    }
  }
  // «في 22 يوليو من العام الماضي» beside the event of that day: the year is told.
  const dated = said.is === "date" ? said : undefined
  if (dated && dated.m !== undefined && typeof dated.year === "number") {
    const {m, d, year} = dated
    const same = events.filter((x) => {
      const c = civilOf(x.range.first)
      return c.m === m && (d === undefined || c.d === d)
    })
    return same.length > 0
      ? {days: union(same.map((x) => yearRange(civilOf(x.range.first).y - year))), says: "the year of publication is counted from it"}
      : undefined
  }
  // «رفع صندوق النقد القرض في السادس من الشهر الجاري»
  if (dated && dated.d !== undefined && (dated.month === 0 || dated.month === -1)) {
    const {d, month} = dated
    const same = events.filter((x) => civilOf(x.range.first).d === d)
    return same.length > 0
      ? {
          days: union(
            same.map((x) => {
              const {y, m} = civilOf(x.range.first)
              return monthRange(y, m - month)
            }),
          ),
          says: "the month of publication is counted from it",
        }
      : undefined
  }
  // «عادت سوريا أمس إلى الجامعة العربية»: even what is spoken of for years was news once.
  if (t.date.said.is !== "relative" || (lasting && !(inside && t.date.said.unit === "day"))) return undefined
  if ((t.date.said.by < 0 && tense === "future") || (t.date.said.by > 0 && tense === "past")) return undefined
  const {unit, by} = t.date.said
  const at = (x: DatedEvent): DayRange | undefined => {
    const {y, m} = civilOf(x.range.first)
    // «غدا الجمعة في المنتدى»: one of its days.
    if (unit === "day" && Math.abs(by) <= 1 && x.range.last > x.range.first && x.kind === "planned") {
      if (t.weekday === undefined) return {first: x.range.first - by, last: x.range.last - by}
      const day = x.range.first + ((t.weekday - weekdayOf(x.range.first) + 7) % 7)
      return day <= x.range.last ? {first: day - by, last: day - by} : undefined
    }
    if (
      unit === "day" &&
      Math.abs(by) <= 1 &&
      x.range.last === x.range.first &&
      (t.weekday ?? weekdayOf(x.range.first)) === weekdayOf(x.range.first)
    )
      return {first: x.range.first - by, last: x.range.first - by}
    if (unit === "year") return yearRange(y - by)
    if (unit === "month") return monthRange(y, m - by)
    if (unit === "week") {
      // Sunday may open the week or close it.
      return {first: mondayOf(x.range.first) - 7 * by - 1, last: mondayOf(x.range.last) - 7 * by + 6}
    }
    return undefined
  }
  const days = events.map(at).filter((r) => r !== undefined)
  return days.length === events.length ? {days: union(days), says: "the publication is counted from it"} : undefined
}
