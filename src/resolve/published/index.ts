import type {Marks} from "../../annotate/index.ts"
import {edtfOf, edtfRange, type DayRange, weekdayOf} from "../../model/index.ts"
import {weekdayChain} from "./chain.ts"
import {answer, conclude, type Inferred} from "./conclude.ts"
import {ofCounts, ofDaysCounted} from "./counts.ts"
import {cutDates} from "./cut.ts"
import {ofDates, ofNearDates} from "./dates.ts"
import {sameDays} from "./days.ts"
import {lay, type Evidence} from "./evidence.ts"
import type {DatedFacts} from "./facts.ts"
import {ofEvents, ofYearlyDays} from "./happenings.ts"
import {headDate} from "./head.ts"
import {ofDatedPeriods, ofLastYear, ofMonths, ofPeriods} from "./months.ts"
import {ofOffices} from "./offices.ts"
import {readScene} from "./read-scene.ts"
import type {Scene} from "./scene.ts"
import {ofYears} from "./years.ts"

export {type DatedFacts, openDatedFacts} from "./facts.ts"
export {type KnownDay, knownDays} from "./named.ts"

/// When a report was published: as it or its wrapping says, else as far as what it tells allows.
///
/// Every datable mention is a piece of evidence: the days on which a report could speak so. The pieces are laid on each other, the
/// strongest first; one that leaves no day is set aside and said to be. What is left is the answer, as wide as it is.
/// A report that tells of «الأربعاء» in the past tense is fresh news: it is dated to the day of its newest weekday, if the week is known.

/// `removed`: what was cut from the text as no part of the report; a caption or a line of its page may tell a day.
export function inferPublished(
  marks: Marks,
  given: {readonly edtf: string; readonly source: string} | undefined,
  facts: DatedFacts,
  removed: readonly {readonly quote: string}[] = [],
): Inferred {
  const meta = given && edtfRange(/^\d{4}-\d\d-\d\dT/.test(given.edtf) ? given.edtf.slice(0, 10) : given.edtf)
  if (given && meta && meta.last - meta.first <= 2) return answer(meta, "given", [`${given.source}: ${edtfOf(meta)}`])
  const scene = readScene(marks, facts, cutDates(removed, facts))
  const head = headDate(scene) ?? scene.cut.find((c) => c.head)?.head
  if (head && head.days.length === 1) return answer(head.days[0] as DayRange, "given", [head.why])
  const evidence = collect(scene)
  if (meta && given) evidence.push({rank: 99, days: [meta], why: `${given.source}: ${edtfOf(meta)}`})
  if (head) evidence.push({rank: 98, days: head.days, why: head.why})
  const chain = weekdayChain(scene)
  if (head && chain?.exact)
    evidence.push({rank: 97, days: head.days.filter((r) => weekdayOf(r.first) === chain.weekday), why: `${chain.why}`})
  if (chain) {
    const below = (m: number, d: number, quote: string): void => {
      const fits = sameDays(m, d, undefined).filter((day) => chain.weekdays.has(weekdayOf(day)) || weekdayOf(day) === chain.weekday)
      if (fits.length > 0)
        evidence.push({
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
  const {days, why} = lay(
    evidence.filter((e) => e.days.length > 0),
    chain?.exact ? chain.weekday : undefined,
  )
  return conclude(scene, days, why, head, chain)
}

export function collect(scene: Scene): Evidence[] {
  const out: Evidence[] = []
  ofDates(scene, out)
  ofNearDates(scene, out)
  ofYears(scene, out)
  ofMonths(scene, out)
  ofPeriods(scene, out)
  ofLastYear(scene, out)
  ofDatedPeriods(scene, out)
  ofCounts(scene, out)
  ofOffices(scene, out)
  ofEvents(scene, out)
  ofYearlyDays(scene, out)
  ofDaysCounted(scene, out)
  return out
}
