import {civilOf, dayOf, edtfOf, isRealDate, monthRange, type Day, type DayRange, weekdayOf} from "../../model/index.ts"
import {meet, type Days} from "./days.ts"
import {lasts} from "./facts.ts"
import {q, short} from "./evidence.ts"
import {anniversaryOf, yearsOn} from "./happenings.ts"
import {hasFigure, type Scene, type Told} from "./scene.ts"

export const FEW_DAYS = 10

export type Chain = {
  readonly weekday: number
  readonly exact: boolean
  readonly after: boolean
  readonly before: boolean
  readonly why: string
  readonly weekdays: ReadonlySet<number>
}

const WEEKDAYS_EN = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

/// The weekday of publication, by «اليوم الجمعة» exactly, else by the newest weekday told as past.
export function weekdayChain({told}: Scene): Chain | undefined {
  const weekdays = new Set<number>()
  const usable = told.filter((t) => t.weekday !== undefined && t.place !== "title" && t.place !== "head" && t.place !== "caption")
  for (const t of usable) if (t.tense !== "future" && (t.by === undefined || t.by <= 0)) weekdays.add(t.weekday as number)
  const counted = usable.filter((t) => t.by !== undefined && (t.date.said.is === "relative" || t.date.said.is === "date"))
  const exact = counted.find((t) => !t.quoted) ?? counted[0]
  if (exact) {
    const weekday = ((((exact.weekday as number) - (exact.by as number)) % 7) + 7) % 7
    return {weekday, exact: true, after: false, before: false, weekdays, why: `${q(exact)}: published on a ${WEEKDAYS_EN[weekday]}`}
  }
  const others = usable.filter((t) => t.tense === "past" && !isOld(t) && !t.quoted && !t.before)
  const opening = usable.filter((t) => t.place === "lead" && !isOld(t))
  const lead = opening.find((t) => t.tense !== "future") ?? (others.length > 0 ? opening[0] : undefined)
  if (!lead) return undefined
  // «قال اليوم» beside «الخميس»: that Thursday is not today.
  const today = told.some(
    (t) =>
      t.by === 0 &&
      t.weekday === undefined &&
      t.tense === "past" &&
      t.place === "body" &&
      !t.quoted &&
      !t.before &&
      t.date.said.is === "relative" &&
      t.date.to - t.date.from === 1,
  )
  let best: {weekday: number; cost: number} | undefined
  const leadAt = lead.weekday as number
  const coming = lead.tense === "future"
  const after = isPassed(lead)
  for (let p = 0; p < 7; p++) {
    const age = (w: number): number => (p - w + 7) % 7
    const newest = Math.max(0, ...others.map((t) => (isPassed(t) && age(t.weekday as number) === 0 ? 7 : age(t.weekday as number))))
    const isToday = today && others.some((t) => t.weekday === p)
    const cost = newest + (isToday ? 3 : 0) + 0.8 * (coming ? (7 - age(leadAt)) % 7 : after && age(leadAt) === 0 ? 7 : age(leadAt))
    if (!best || cost < best.cost) best = {weekday: p, cost}
  }
  const weekday = (best as {weekday: number}).weekday
  const before = lead.tense !== "past" && others.length === 0
  const how = coming ? "still to come" : lead.tense === "past" ? "with a past verb" : "with a present verb"
  return {
    weekday,
    exact: false,
    after,
    before,
    weekdays,
    why: `${q(lead)}, ${how}, opens the report: published on ${weekday === leadAt ? "that" : "the newest weekday it tells of,"} ${WEEKDAYS_EN[weekday]} or within days ${before ? "before" : "after"} it`,
  }

  /// «السبت الماضي», «السبت الماضي 6 مايو»: that day is behind.
  function isPassed(t: Told): boolean {
    const said = t.date.said
    return said.is === "weekday" ? said.shift === -1 : said.is === "date" && /الماضي/.test(t.quote)
  }
  function isOld(t: Told): boolean {
    const said = t.date.said
    return (
      (said.is === "weekday" && (said.week !== undefined || said.shift === -2)) ||
      (said.is === "date" && said.y !== undefined) ||
      said.is === "since" ||
      said.is === "until"
    )
  }
}

export function onWeekday(days: Days, weekday: number): Day[] {
  const out: Day[] = []
  for (const r of days) for (let d = r.first + ((weekday - weekdayOf(r.first) + 7) % 7); d <= r.last; d += 7) out.push(d)
  return out
}

export const CLOSED_DAYS = 5

/// «الأربعاء الماضي» leaves the days of a week after it; else the day itself is the best guess.
export function closed(day: Day, chain: Chain, days: Days): DayRange {
  if (chain.before) return meet(days, [{first: day - 5, last: day}])[0] ?? {first: day, last: day}
  if (!chain.after || chain.exact) return {first: day, last: day}
  const within = meet(days, [{first: day, last: day + CLOSED_DAYS}])[0]
  return within ?? {first: day, last: day}
}

type Anchor = {readonly day: Day; readonly strong: boolean; readonly before: boolean; readonly why: string}

/// `make` gives its day in a year, where there is one.
type Behind = {
  readonly make: (y: number) => Day | undefined
  readonly strong: boolean
  /// The end of a month.
  readonly month?: boolean
  /// Told in the opening as what had happened before the news.
  readonly before?: boolean
  readonly why: string
}

/// Days that the report has behind it: the nearest publication after them is the likely one.
function anchors(scene: Scene, chain: Chain): Behind[] {
  const out: Behind[] = []
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.last : t.date.said
    if (t.tense === "future" || said.is !== "date" || said.hijri) continue
    const {m, d, y} = said
    if (m === undefined || said.year !== undefined) continue
    if (d === undefined) {
      // A month told by its name is over, else it would be «هذا الشهر».
      if (t.tense === "past" && y === undefined && said.shift === undefined && !t.inherits && !hasFigure(scene, t))
        out.push({make: (k) => monthRange(k, m).last, strong: false, month: true, why: `${q(t)} is behind it`})
      continue
    }
    // A day of the body without its weekday lies one week or eight behind the report.
    const before = t.place === "lead" && t.before && t.weekday === undefined
    const strong = t.place === "lead" || t.place === "caption" || t.weekday !== undefined
    if (strong)
      out.push({
        make: (k) => (y !== undefined && y !== k ? undefined : isRealDate(k, m, d) ? dayOf(k, m, d) : undefined),
        strong,
        before,
        why: `${q(t)} is behind it`,
      })
  }
  for (const {y, m, d, quote} of scene.cut) {
    const day = (k: number): Day | undefined => ((y !== undefined && y !== k) || !isRealDate(k, m, d) ? undefined : dayOf(k, m, d))
    out.push({
      make: (k) => (day(k) !== undefined && weekdayOf(day(k) as Day) === chain.weekday ? day(k) : undefined),
      strong: true,
      why: `"${quote}" below a picture is behind it`,
    })
  }
  return out
}

const STRONG_GAP = 7
const WEAK_GAP = 3
const BEFORE_GAP = 4

/// Of several weeks the one that follows closest on what the report tells.
export function chooseWeek(scene: Scene, chain: Chain, all: readonly Day[]): {readonly day: Day; readonly why: string} | undefined {
  const candidates = firstYear(all)
  const best = newestAnchor(scene, chain, candidates)
  if (best) {
    const {day, strong, before, why} = best
    // A day of the last few would be told by its weekday.
    const from = before ? day + BEFORE_GAP : day
    const next = candidates.find((c) => c >= from)
    if (next !== undefined && next - from <= (strong ? STRONG_GAP : WEAK_GAP))
      return {day: next, why: `${why}: the first such day after it`}
  }
  return weekBefore(scene, candidates)
}

/// «الجمعة الماضي», and something of the days after it: told before another such day.
export function weekPassed(scene: Scene, chain: Chain, all: readonly Day[]): {readonly day: Day; readonly why: string} | undefined {
  const best = chain.after && !chain.exact ? newestAnchor(scene, chain, firstYear(all)) : undefined
  const day = best && all.findLast((c) => c < best.day && best.day - c < CLOSED_DAYS)
  return best?.strong && day !== undefined ? {day, why: `${best.why}: the last such day before it`} : undefined
}

/// Years apart, the first is meant: a report tells of its newest day soon after it.
function firstYear(all: readonly Day[]): readonly Day[] {
  const end = all.findIndex((d, i) => i > 0 && d - (all[i - 1] as Day) > 14)
  return end < 0 ? all : all.slice(0, end)
}

function newestAnchor(scene: Scene, chain: Chain, candidates: readonly Day[]): Anchor | undefined {
  const year = civilOf(candidates[0] as Day).y
  const firstDay = candidates[0] as Day
  const lastDay = candidates.at(-1) as Day
  let best: Anchor | undefined
  const consider = (a: Anchor): void => {
    if (a.day <= lastDay && (!best || a.day > best.day || (a.day === best.day && a.strong && !best.strong))) best = a
  }
  for (const a of anchors(scene, chain)) {
    for (let y = year - 1; y <= year + 1; y++) {
      const day = a.make(y)
      if (day === undefined || Math.abs(day - firstDay) > 300) continue
      // A day whose weekday the report names as well is the day of that weekday.
      const agrees = !a.month && chain.weekdays.has(weekdayOf(day))
      consider({day, strong: a.strong || agrees, before: a.before ?? false, why: a.why})
    }
  }
  for (const e of scene.happenings) {
    const place = scene.placeOf[e.sentence]
    const opens = place === "lead" || place === "title"
    const ordinal = anniversaryOf(scene, e)
    if (ordinal !== undefined)
      for (const x of e.among)
        consider({
          day: yearsOn(x.range.first, ordinal).first + 10,
          strong: true,
          before: false,
          why: `the anniversary of "${short(e.quote)}" is that day`,
        })
    // «بعد أقل من أسبوع على عودته»: counted from, and so not the news.
    if (scene.told.some((t) => t.sentence === e.sentence && t.date.said.is === "away" && t.date.from < e.to && e.from - t.date.to <= 6))
      continue
    if (e.tense === "future" && !(opens && e.among.every((x) => x.kind !== "planned"))) continue
    for (const x of e.among)
      if (!lasts(x) && x.range.last - x.range.first <= FEW_DAYS && (x.kind !== "visit" || opens || e.agrees))
        consider({day: x.range.first, strong: opens, before: false, why: `"${short(e.quote)}" (${x.en}, ${edtfOf(x.range)}) is behind it`})
  }
  return best
}

/// A day to come that is told by its number is mostly of the week that follows.
function weekBefore(scene: Scene, candidates: readonly Day[]): {readonly day: Day; readonly why: string} | undefined {
  let nearest: {readonly day: Day; readonly t: Told} | undefined
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.first : t.date.said
    if (t.tense !== "future" || t.quoted || t.inherits || said.is !== "date" || said.hijri || said.shift !== undefined) continue
    const {m, d, y} = said
    if (m === undefined || d === undefined || said.year !== undefined) continue
    for (const c of candidates)
      for (const k of [civilOf(c).y, civilOf(c).y + 1]) {
        if ((y !== undefined && y !== k) || !isRealDate(k, m, d)) continue
        const day = dayOf(k, m, d)
        if (day >= c && day - c <= STRONG_GAP && (!nearest || day < nearest.day)) nearest = {day, t}
      }
  }
  if (!nearest) return undefined
  const {day, t} = nearest
  const last = candidates.filter((c) => c <= day && day - c <= STRONG_GAP).at(-1)
  return last === undefined ? undefined : {day: last, why: `${q(t)} is still to come: the last such day before it`}
}
