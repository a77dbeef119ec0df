import {dayOf, isoDay, monthRange, weekdayOf} from "../../model/index.ts"
import type {Chain} from "./chain.ts"
import {from, monthName, monthsWhere, sameDays, union, until, yearly} from "./days.ts"
import {q, type Evidence} from "./evidence.ts"
import {isAim, isBehind, type Scene, type Told} from "./scene.ts"

export function ofDates(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const said = t.date.said
    if (said.is === "date") {
      const {y, m, d} = said
      if (y !== undefined) {
        const range = scene.facts.language.settleDate(said, {tense: "past"})?.range
        if (!range || (m === undefined && said.hijri)) continue
        if (m === undefined) continue
        if (t.by !== undefined && d !== undefined)
          out.push({
            rank: 95,
            days: [{first: range.first - t.by, last: range.last - t.by}],
            why: `${q(t)}: the day is counted from the publication`,
          })
        else if (t.tense === "past" && !isAim(scene, t))
          out.push({rank: 80, days: from(range.first), why: `${q(t)} is told as past: not before ${isoDay(range.first)}`})
        else if (t.tense === "future")
          out.push({rank: 61.5, days: until(range.last), why: `${q(t)} is still to come: not after ${isoDay(range.last)}`})
        else if (!isAim(scene, t))
          out.push({rank: 45, days: from(range.first), why: `${q(t)} is spoken of: most likely not before ${isoDay(range.first)}`})
      } else if (m !== undefined && d !== undefined && !said.hijri && said.year === undefined && !t.inherits) {
        const weekday = said.weekday
        if (t.by !== undefined) {
          const by = t.by
          out.push({
            rank: 94,
            days: sameDays(m, d, weekday).map((day) => ({first: day - by, last: day - by})),
            why: `${q(t)}: the day is counted from the publication`,
          })
        } else if (weekday !== undefined) {
          const days = sameDays(m, d, weekday)
          const [back, on] = t.tense === "past" ? [0, 300] : t.tense === "future" ? [300, 0] : [45, 300]
          if (t.tense === "past" && t.place !== "caption")
            out.push({
              rank: t.place === "lead" ? 39 : 37,
              days: union(days.map((day) => ({first: day, last: day + (t.place === "lead" ? 21 : 60)}))),
              why: `${q(t)}: a day told with its weekday is of late`,
            })
          out.push({
            rank: 78,
            days: union(days.map((day) => ({first: day - back, last: day + on}))),
            why: `${q(t)}${t.tense === "past" ? " with a past verb" : t.tense === "future" ? ", still to come" : ""}: of the years in which the weekday fits, the nearest`,
          })
        } else if (said.shift === 0) {
          const past = t.tense === "past"
          out.push({
            rank: 83,
            days: yearly((y) => {
              const month = monthRange(y, m)
              const day = month.first + d - 1
              return t.tense === "none" ? month : past ? {first: day, last: month.last} : {first: month.first, last: day}
            }),
            why: `${q(t)}: published in ${monthName(m)}${t.tense === "none" ? "" : past ? ", not before that day" : ", not after that day"}`,
          })
        } else if (said.shift !== undefined) {
          // «27 نوفمبر الماضي»: that month is over.
          const back = said.shift < 0
          out.push({
            rank: 57,
            days: yearly((y) =>
              back
                ? {first: monthRange(y, m).first + d - 1, last: monthRange(y, m + 11).last}
                : {first: monthRange(y, m - 11).first, last: monthRange(y, m).first + d - 1},
            ),
            why: `${q(t)} is the ${back ? "last" : "next"} ${monthName(m)}: published within the months ${back ? "after" : "before"} it`,
          })
          out.push(ofShifted(t, m, back))
        } else if (t.tense !== "none") {
          const days = sameDays(m, d, undefined)
          const past = t.tense === "past"
          if (past && t.place === "lead" && !isBehind(scene, {from: t.date.from}))
            out.push({
              rank: 50,
              days: union(days.map((day) => ({first: day, last: day + 45}))),
              why: `${q(t)} in the opening, with a past verb: told soon after`,
            })
          // «بعد ظهر يوم 15 أكتوبر»: of an hour only the same day or the next speaks so.
          if (past && t.place === "lead" && !t.before && PART_OF_DAY.test(t.quote))
            out.push({
              rank: 47,
              days: union(days.map((day) => ({first: day, last: day + 1}))),
              why: `${q(t)} in the opening, with the part of the day: told on that day or the next`,
            })
          out.push({
            rank: past ? 56 : 54,
            days: union(days.map((day) => (past ? {first: day, last: day + 300} : {first: day - 300, last: day}))),
            why: past
              ? `${q(t)} without a year, with a past verb: within ten months after it`
              : `${q(t)} without a year, still to come: within ten months before it`,
          })
        }
      } else if (d !== undefined && said.month === 0 && t.tense !== "none" && !t.quoted) {
        const past = t.tense === "past"
        out.push({
          rank: 50,
          days: monthsWhere((first, last) => (past ? {first: first + d - 1, last} : {first, last: Math.min(last, first + d - 1)})),
          why: `${q(t)}: this month, ${past ? "not before" : "not after"} its day ${d}`,
        })
      }
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d !== undefined &&
      said.last.y !== undefined
    ) {
      const day = dayOf(said.last.y, said.last.m, said.last.d)
      if (t.tense === "past") out.push({rank: 79, days: from(day), why: `${q(t)} is told as past: not before ${isoDay(day)}`})
      else if (t.tense === "future") out.push({rank: 61.5, days: until(day), why: `${q(t)} is still to come: not after ${isoDay(day)}`})
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d !== undefined &&
      said.last.y === undefined &&
      said.last.month === undefined
    ) {
      const {m, d} = said.last
      const days = sameDays(m, d, undefined)
      if (t.tense === "past" && t.place === "lead" && !isBehind(scene, {from: t.date.from}))
        out.push({
          rank: 50,
          days: union(days.map((day) => ({first: day, last: day + 45}))),
          why: `${q(t)} in the opening, with a past verb: told soon after`,
        })
      if (t.tense === "past")
        out.push({
          rank: 56,
          days: union(days.map((day) => ({first: day, last: day + 300}))),
          why: `${q(t)} without a year, with a past verb: within ten months after it`,
        })
      else if (t.tense === "future")
        out.push({
          rank: 54,
          days: union(days.map((day) => ({first: day - 300, last: day}))),
          why: `${q(t)} without a year, still to come: within ten months before it`,
        })
    } else if (said.is === "since" && t.tense !== "future") {
      const of = said.of.is === "part" ? said.of.of : said.of
      const range = of.is === "date" && of.y !== undefined ? scene.facts.language.settleDate(of, {tense: "past"})?.range : undefined
      if (range) out.push({rank: 79, days: from(range.first), why: `${q(t)}: not before ${isoDay(range.first)}`})
    } else if (said.is === "feast" && t.place === "lead" && t.tense !== "future") {
      const days = yearly((y) => {
        const range = scene.facts.language.settleDate({is: "feast", feast: said.feast, y}, {tense: "past"})?.range
        return range && {first: range.first - 4, last: range.last + 4}
      })
      out.push({rank: 30, days, why: `${q(t)} opens the report: about the days of the feast`})
    }
  }
}

const PART_OF_DAY = /^و?(?:(?:بعد|قبل) )?(?:ظهر|صباح|مساء|فجر|عصر) /

/// «مايو الماضي» is seldom said later than so many months after it, nor «يوليو المقبل» earlier.
const MONTHS_NEAR = 6

export function ofShifted(t: Told, m: number, back: boolean): Evidence {
  return {
    rank: back ? 38 : 38.5,
    days: yearly((y) =>
      back
        ? {first: monthRange(y, m + 1).first, last: monthRange(y, m + MONTHS_NEAR).last}
        : {first: monthRange(y, m - MONTHS_NEAR).first, last: monthRange(y, m - 1).last},
    ),
    why: `${q(t)}: that ${monthName(m)} ${back ? "is over since" : "begins in"} a few months`,
  }
}

/// «الثلاثاء المقبل 11 يوليو» is said in the week before that day, «الأحد الماضي، 24 أغسطس» in the week after.
export function ofNearDates(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const {said} = t.date
    if (
      said.is !== "date" ||
      said.hijri ||
      said.m === undefined ||
      said.d === undefined ||
      said.weekday === undefined ||
      t.quoted ||
      t.sentence < 0
    )
      continue
    const passed = /الماضي|المنصرم|الفائت/.test(t.quote)
    if (!passed && !/(?:المقبل|القادم)/.test(t.quote)) continue
    const days = said.y === undefined ? sameDays(said.m, said.d, said.weekday) : [dayOf(said.y, said.m, said.d)]
    if (passed) {
      out.push({
        rank: 60,
        days: union(days.map((day) => ({first: day + 1, last: day + 8}))),
        why: `${q(t)}: published in the week after it`,
      })
      continue
    }
    out.push({
      rank: 60,
      days: union(days.map((day) => ({first: day - 7, last: day - 1}))),
      why: `${q(t)}: published in the week before it`,
    })
  }
}

/// A day below a picture that falls on a weekday of the report is of its week.
export function ofPictures(scene: Scene, chain: Chain, out: Evidence[]): void {
  const below = (m: number, d: number, quote: string): void => {
    const fits = sameDays(m, d, undefined).filter((day) => chain.weekdays.has(weekdayOf(day)) || weekdayOf(day) === chain.weekday)
    if (fits.length > 0)
      out.push({
        rank: 30,
        days: fits.map((day) => ({first: day, last: day + 6})),
        why: `"${quote}" below a picture falls on a weekday that the report tells of`,
      })
  }
  for (const {m, d, y, quote} of scene.cut) if (y === undefined) below(m, d, quote)
  for (const {date, place, quote} of scene.told)
    if (place === "caption" && date.said.is === "date" && !date.said.hijri && date.said.y === undefined && date.said.year === undefined)
      if (date.said.m !== undefined && date.said.d !== undefined) below(date.said.m, date.said.d, quote)
}
