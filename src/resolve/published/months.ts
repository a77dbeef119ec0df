import type {SaidDate} from "../../lang/index.ts"
import {isoDay, monthRange, type DayRange} from "../../model/index.ts"
import {ofShifted} from "./dates.ts"
import {beforeMonth, byMonth, from, inMonth, monthBefore, monthName, sinceMonth, soonAfterMonth, until, upToMonth, yearly} from "./days.ts"
import {q, type Evidence} from "./evidence.ts"
import {figureIn, hasFigure, isSamePeriod, touches, type Scene, type Told} from "./scene.ts"

/// A month without day or year: «في مارس», «مارس الماضي».
const bareMonth = (t: Told): {m: number; shift: number | undefined} | undefined => {
  const said = t.date.said.is === "part" && "edge" in t.date.said.part ? t.date.said.of : t.date.said
  return said.is === "date" &&
    said.m !== undefined &&
    said.d === undefined &&
    said.y === undefined &&
    said.year === undefined &&
    !said.hijri
    ? {m: said.m, shift: said.shift}
    : undefined
}

export function ofMonths(scene: Scene, out: Evidence[]): void {
  const {told} = scene
  const coming = new Set<number>()
  for (const t of told) {
    const month = bareMonth(t)
    if (!month || t.place === "caption" || t.inherits) continue
    const {m, shift} = month
    if (shift === 0) {
      out.push({rank: 84, days: byMonth(0, m, inMonth), why: `${q(t)}: published in ${monthName(m)}`})
      continue
    }
    if (shift !== undefined && shift > 0) {
      coming.add(m)
      out.push({
        rank: 66,
        days: byMonth(1, m, beforeMonth),
        why: `${q(t)} is the next ${monthName(m)}: published before that month`,
      })
      out.push(ofShifted(t, m, false))
      continue
    }
    if (shift !== undefined && shift < 0) {
      out.push({
        rank: 57,
        days: byMonth(2, m, sinceMonth),
        why: `${q(t)} is the last ${monthName(m)}: published within the months after it`,
      })
      out.push(ofShifted(t, m, true))
      continue
    }
    if (t.tense === "future") {
      coming.add(m)
      out.push({
        rank: 53,
        days: byMonth(3, m, upToMonth),
        why: `${q(t)} without a year, still to come: not after that ${monthName(m)}`,
      })
    } else if (t.tense === "past")
      out.push({
        rank: 43,
        days: byMonth(4, m, soonAfterMonth),
        why: `${q(t)} without a year, with a past verb: within ten months after it`,
      })
  }
  for (const t of told) {
    const said = t.date.said
    if (said.is !== "relative" || said.unit !== "month" || said.by === 0 || t.quoted) continue
    const beside = [told[t.index - 1], told[t.index + 1]].find((o) => o && touches(o, t, 2) && bareMonth(o))
    const named = beside && bareMonth(beside)
    if (named && beside)
      out.push({
        rank: 85,
        days: yearly((y) => monthRange(y, named.m - said.by)),
        why: `"${t.quote}" is ${monthName(named.m)}: published in ${monthName(monthBefore(named.m, said.by))}`,
      })
    else if (said.by === 1 && t.tense !== "past" && coming.size === 1) {
      const [m] = [...coming] as [number]
      out.push({
        rank: 52,
        days: yearly((y) => monthRange(y, m - 1)),
        why: `${q(t)} and the only month to come, ${monthName(m)}, are one: published in ${monthName(monthBefore(m, 1))}`,
      })
    }
  }
}

/// «التبادل بين البلدين قفز العام الماضي إلى 240 مليار دولار» in the opening: figures of a year are out in the first months of the next.
export function ofLastYear(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const {said} = t.date
    if (said.is !== "relative" || said.unit !== "year" || said.by !== -1 || t.tense !== "past" || t.quoted) continue
    if ((t.place !== "lead" && t.place !== "title") || t.before || isSamePeriod(scene, t) || !hasFigure(scene, t)) continue
    out.push({
      rank: 35,
      days: yearly((y) => ({first: monthRange(y, 1).first, last: monthRange(y, 4).last})),
      why: `figures of ${q(t)} open the report: published in the first months of the year`,
    })
  }
}

/// Periods whose figures are out: months, first months of the year, quarters and halves.
export function ofPeriods(scene: Scene, out: Evidence[]): void {
  const {told, marks} = scene
  let end = -1 // last month of the newest period
  let newest: Told | undefined
  let grain: "month" | "quarter" | "half" = "month"
  for (const t of told) {
    const said = t.date.said
    const thisYear = (of: SaidDate["said"]): boolean => of.is === "relative" && of.unit === "year" && of.by === 0
    if (t.tense === "future" || t.place === "caption" || t.sentence < 0) continue
    // The first months of a year are named for their figures alone.
    const s = marks.sentences[t.sentence]
    const counted = said.is === "part" && thisYear(said.of) && s && figureIn(marks, s.from, s.to, (i) => i >= t.date.to || i < t.date.from)
    if (!counted && !hasFigure(scene, t)) continue
    let last: number | undefined
    let how: "month" | "quarter" | "half" = "month"
    const month = bareMonth(t)
    // «اتفقت على زيادة الإنتاج في نوفمبر» gives no figures of that month.
    if (month && month.shift === undefined && t.date.said.is === "date" && t.tense === "past") last = month.m
    else if (said.is === "part" && thisYear(said.of)) {
      if ("unit" in said.part && said.part.unit === "month" && said.part.nth === 1) last = said.part.count
      else if ("of" in said.part && said.part.of === 4 && said.part.nth > 0) {
        last = said.part.nth * 3
        how = "quarter"
      } else if ("of" in said.part && said.part.of === 2 && said.part.nth === 1) {
        last = 6
        how = "half"
      }
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d === undefined &&
      said.last.year === 0
    )
      last = said.last.m
    if (last === undefined || last > 12) continue
    // «بين يناير ويوليو من هذا العام» is newer than «في مارس»; of a month alone we know only that it is not far back.
    if (last > end) {
      end = last
      newest = t
      grain = how
    }
  }
  if (!newest || end < 0) return
  const wait = grain === "half" ? 31 : grain === "quarter" ? 12 : 0
  const lasts = grain === "half" ? 92 : grain === "quarter" ? 125 : 50
  out.push({
    rank: 51,
    days: yearly((y) => ({first: monthRange(y, end).last + 1, last: monthRange(y, end + 11).last})),
    why: `figures up to ${monthName(end)} are out (${q(newest)}): not before the month after`,
  })
  out.push({
    rank: 36,
    days: yearly((y) => ({first: monthRange(y, end).last + 1 + wait, last: monthRange(y, end).last + wait + lasts})),
    why: `figures up to ${monthName(end)} are the newest (${q(newest)}): published before later ones were out`,
  })
}

/// «التضخم بلغ 32.7 بالمئة في مارس 2023», «أرباح الربع الأول من 2024» in the opening, with nothing newer told: published when such figures are.
export function ofDatedPeriods(scene: Scene, out: Evidence[]): void {
  let newest: {readonly t: Told; readonly range: DayRange} | undefined
  let latest = Number.NEGATIVE_INFINITY
  for (const t of scene.told) {
    if (t.sentence < 0 || t.place === "caption" || t.place === "head") continue
    const range = scene.facts.language.settleDate(t.date.said, {tense: "past"})?.range
    if (!range || !Number.isFinite(range.last)) continue
    if (t.tense !== "future" && t.date.said.is !== "feast") latest = Math.max(latest, range.first)
    const days = range.last - range.first
    const isPeriod = (days >= 27 && days <= 30) || (days >= 88 && days <= 92)
    if (!isPeriod || t.tense === "future" || (t.place !== "lead" && t.place !== "title") || isSamePeriod(scene, t) || !hasFigure(scene, t))
      continue
    if (!newest || range.last > newest.range.last) newest = {t, range}
  }
  if (!newest || latest > newest.range.last) return
  const {t, range} = newest
  const quarter = range.last - range.first > 31
  out.push({rank: 52, days: from(range.last + 1), why: `figures of ${q(t)} are out: not before ${isoDay(range.last + 1)}`})
  out.push({
    rank: 37,
    days: until(range.last + (quarter ? 125 : 62)),
    why: `figures of ${q(t)} are the newest told: published before later ones were out`,
  })
}
