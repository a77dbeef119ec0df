import type {Marks} from "../../annotate/index.ts"
import {civilOf, dayOf, daysInMonth, edtfOf, isoDay, type Day, type DayRange, weekdayOf} from "../../model/index.ts"
import {firstFrom} from "../../support/index.ts"
import {countedFrom} from "./counts.ts"
import {FIRST_YEAR, LAST_YEAR, from, type Days, union} from "./days.ts"
import {q, short, type Evidence} from "./evidence.ts"
import {AFTERMATH, AHEAD, ANNIVERSARY, BEHIND, FORMER, lasts, type DatedEvent, type EventKind} from "./facts.ts"
import {CLOSE, COUNTED_AFTER, COUNTED_BEFORE, NEAR_EVENT, isSudden} from "./named.ts"
import {isDone, tenseAt, type Happening, type Named, type Scene, type Told} from "./scene.ts"

export function ofEvents(scene: Scene, out: Evidence[]): void {
  const coming = new Set<DatedEvent>()
  for (const e of scene.happenings) if (e.tense === "future") for (const x of e.among) coming.add(x)
  for (const e of scene.happenings) {
    const {among, tense, behind, agrees} = e
    const what = `"${short(e.quote)}"`
    const first = Math.min(...among.map((x) => x.range.first))
    const all = (kind: EventKind): boolean => among.every((x) => x.kind === kind)
    const visit = among.some((x) => x.kind === "visit")
    const label =
      among.length === 1
        ? `${among[0]?.en} (${edtfOf((among[0] as DatedEvent).range)})`
        : `one of ${among.length} known events, ${among
            .slice(0, 3)
            .map((x) => `${x.en} ${edtfOf(x.range)}`)
            .join(", ")}`
    const sudden = among.every(isSudden)
    if (!visit || agrees) {
      // «قال إنه تلقى دعوة إلى المنتدى» is said before it, too.
      if (!sudden && tense === "past" && among.some((x) => coming.has(x))) continue
      // «تترقب بت صندوق النقد في القرض»: what is known as news, told before it.
      if (all("news") && tense === "future" && !agrees) continue
      if (sudden || tense === "past")
        out.push({
          rank: sudden ? (agrees || behind ? 75.5 : e.to - e.from > CLOSE || tense === "future" ? 74 : 75) : visit ? 58 : 61,
          days: from(first),
          why: `${what} is ${label}: not before it`,
        })
      else if (tense === "future")
        out.push({
          rank: 61,
          days: union(among.map((x) => ({first: x.range.first - 300, last: x.range.last}))),
          why: `${what} is ${label}, still to come: not after it`,
        })
      else
        out.push({
          rank: 33,
          days: union(among.map((x) => ({first: x.range.first - 120, last: x.range.last + 1500}))),
          why: `${what} is ${label}: about then or later`,
        })
    }
    for (const t of e.near) {
      const gap = t.date.from >= e.to ? t.date.from - e.to : t.date.to <= e.from ? t.date.to - e.from : 0
      if (gap > COUNTED_AFTER || gap < -COUNTED_BEFORE) continue
      const inside = gap === 0 && t.date.from > e.from && e.to - e.from <= NEAR_EVENT && isDone(scene, e.from)
      const counted = countedFrom(t, among, tense, inside)
      if (counted) out.push({rank: visit ? 49 : 72, days: counted.days, why: `${q(t)} beside ${what} (${label}): ${counted.says}`})
    }
    ofWeekdays(scene, e, label, visit, out)
    const ordinal = anniversaryOf(scene, e)
    const today =
      ordinal !== undefined &&
      scene.placeOf[e.sentence] === "lead" &&
      scene.told.some((t) => t.sentence === e.sentence && t.by === 0 && !t.quoted)
    if (today)
      out.push({
        rank: 59,
        days: union(among.map((x) => nthDay(x.range.first, ordinal))),
        why: `anniversary ${ordinal} of ${what} (${label}), told with "today": published on it`,
      })
    if (ordinal !== undefined)
      out.push({
        rank: 71,
        days: union(among.map((x) => yearsOn(x.range.first, ordinal))),
        why: `anniversary ${ordinal} of ${what} (${label}): about that day`,
      })
    const place = scene.placeOf[e.sentence]
    if (behind || (tense === "future" && !visit && !all("news")) || among.some(lasts)) continue
    // «آلية الزناد التي فعّلت في 28 آب»: a day of its own, told after the news.
    const aside = agrees && e.near.some((t) => t.weekday === undefined && t.tense === "past") && scene.placeOf[e.sentence - 1] === "lead"
    if ((place === "lead" || place === "title") && !aside) {
      const later = all("news") && isAftermath(scene, e) ? 1 : 0
      out.push({
        // Of a journey there may be others, and one that is announced may be put off.
        rank: visit ? (among.some((x) => coming.has(x)) ? 48.1 : 48.15) : 48.2,
        days: union(
          among.map((x) => ({
            first: x.kind === "planned" || visit ? x.range.first - 6 : x.range.first + later,
            last: x.range.last + (later ? 24 : 12),
          })),
        ),
        why: `${what} is ${label} and the report opens with ${later ? "what came of it: published in the weeks after" : "it: told while it was news"}`,
      })
    }
  }
}

/// A weekday this near a name, in words, may be its own.
const BESIDE = 6

const gapOf = (t: Told, e: Named): number => (t.date.from >= e.to ? t.date.from - e.to : t.date.to <= e.from ? e.from - t.date.to : 0)

/// «وكان المجلس قد طالبهم الأربعاء، في القرار 2722»: beside what happened on one day its weekday is of the week that ends with the publication;
/// «انتخابات الكنيست المقررة الثلاثاء المقبل»: of the week that follows.
function ofWeekdays(scene: Scene, e: Happening, label: string, visit: boolean, out: Evidence[]): void {
  if (e.behind || (visit && !e.agrees)) return
  const single = e.among.filter((x) => x.range.first === x.range.last)
  for (const t of e.near) {
    const {said} = t.date
    if (said.is !== "weekday" || said.week !== undefined || t.quoted) continue
    const coming = t.tense === "future" || said.shift === 1
    // In the opening the weekday is that of the news, whatever is named beside it.
    if (!coming && (t.place !== "body" || gapOf(t, e) > BESIDE || isAftermath(scene, e))) continue
    if (coming !== (e.tense === "future") || Math.abs(said.shift ?? 0) > 1) continue
    const same = single.filter((x) => weekdayOf(x.range.first) === said.weekday)
    if (same.length === 0) continue
    out.push({
      rank: 49.5,
      days: union(same.map(({range: {first}}) => (coming ? {first: first - 7, last: first - 1} : {first, last: first + 6}))),
      why: `${q(t)} beside "${short(e.quote)}" (${label}): that weekday, told in the week ${coming ? "before" : "after"} it`,
    })
  }
}

/// «اليوم الوطني», «اليوم العالمي للمرأة» is no day-word.
const OF_NAME = /^(?:الوطني|العالمي|الدولي|الاول)$/
const NO_DATE = {is: "date", weekday: undefined, shift: undefined, month: undefined, year: undefined, by: undefined} as const

/// «اليوم الوطني السعودي», «عيد العمال» in the opening: told on the day where it says «today», else about it; numbered, in a year that is known.
export function ofYearlyDays(scene: Scene, out: Evidence[]): void {
  const {facts, marks, plain, placeOf, told} = scene
  for (const e of scene.named) {
    const known = facts.events[e.events[0] as number]
    const day = known?.yearly
    const place = placeOf[e.sentence]
    if (!known || !day || (place !== "lead" && place !== "title")) continue
    let apart = false
    for (let i = Math.max(0, e.from - 3); i < e.from && !apart; i++)
      apart = ((plain[i] as number) & (BEHIND | AHEAD | FORMER)) !== 0 || /^و?قبي?ل$/.test(marks.tokens.folded[i] as string)
    if (apart || tenseAt(scene, {...e, inside: true}, e.sentence) === "future") continue
    const inYear = (y: number): DayRange | undefined => {
      const said = {...NO_DATE, y, m: day.m, d: day.d, hijri: day.hijri ? (true as const) : undefined}
      const range = facts.language.settleDate(said, {tense: "past"})?.range
      return range && {first: range.first, last: range.last + day.length - 1}
    }
    const years = (make: (range: DayRange) => DayRange): Days => {
      const shift = day.hijri ? 579 : 0
      const ranges: DayRange[] = []
      for (let y = FIRST_YEAR; y <= LAST_YEAR + 2; y++) {
        const range = inYear(y - shift)
        if (range) ranges.push(make(range))
      }
      return union(ranges)
    }
    const what = `"${short(e.quote)}" is ${known.en}`
    const number = day.base === undefined ? undefined : numberBeside(marks, e)
    const nth = number === undefined || day.base === undefined ? undefined : inYear(day.base + number)
    if (nth)
      out.push({
        rank: 71,
        days: [{first: nth.first - 10, last: nth.last + 10}],
        why: `${what}, number ${number}: about ${isoDay(nth.first)}`,
      })
    // «اليوم», «أمس الأحد» beside it, not in the name itself.
    const said = told.find(
      (t) =>
        t.sentence === e.sentence &&
        t.by !== undefined &&
        Math.abs(t.by) <= 1 &&
        !OF_NAME.test(marks.tokens.folded[t.date.to] ?? "") &&
        !t.quoted,
    )
    const slack = day.hijri ? 1 : 0
    if (said?.by !== undefined && day.length === 1) {
      const later = -said.by
      out.push({
        rank: 62,
        days: years((r) => ({first: r.first + later - slack, last: r.last + later + slack})),
        why: `${what}, told beside ${q(said)}: published on it${later ? ` (${later > 0 ? "+" : ""}${later} day)` : ""}`,
      })
    } else
      out.push({
        rank: 31,
        days: years((r) => ({first: r.first - 7, last: r.last + 7})),
        why: `${what} and opens the report: about its days`,
      })
  }
}

/// The number with which something returns, beside its name: «الثالث والتسعين», «الـ52».
function numberBeside(marks: Marks, e: Named): number | undefined {
  for (let n = firstFrom(marks.numbers, Math.max(0, e.from - 3)); n < marks.numbers.length; n++) {
    const number = marks.numbers[n] as (typeof marks.numbers)[number]
    if (number.from > e.to + 2) return undefined
    const counts = number.ordinal || number.definite || marks.tokens.folded[number.from - 1] === "ال"
    if (counts && Number.isInteger(number.value) && number.value > 3 && number.value < 300) return number.value
  }
  return undefined
}

function nthDay(day: Day, years: number): DayRange {
  const {y, m, d} = civilOf(day)
  const at = dayOf(y + years, m, Math.min(d, daysInMonth(y + years, m)))
  return {first: at, last: at}
}

export function yearsOn(day: Day, years: number): DayRange {
  const {first, last} = nthDay(day, years)
  return {first: first - 10, last: last + 10}
}

/// «حصيلة فيضانات درنة»: the words before the name tell of what came after.
function isAftermath({marks, plain}: Scene, e: Named): boolean {
  const s = marks.sentences[e.sentence]
  for (let i = e.from; i >= Math.max(s?.from ?? 0, e.from - 8); i--) if ((plain[i] as number) & AFTERMATH) return true
  return false
}

/// «الذكرى الثانية ل…», «الذكرى العاشرة»: the number, where one stands before the event's name.
export function anniversaryOf({marks, plain}: Scene, e: Named): number | undefined {
  for (let i = e.from; i >= Math.max(0, e.from - 6); i--) {
    if (!((plain[i] as number) & ANNIVERSARY)) continue
    const number = marks.numbers[firstFrom(marks.numbers, i + 1)]
    if (!number || number.from > i + 3) return undefined
    return (number.ordinal || marks.tokens.folded[number.from - 1] === "ال") &&
      Number.isInteger(number.value) &&
      number.value > 0 &&
      number.value < 120
      ? number.value
      : undefined
  }
  return undefined
}
