import type {Marks} from "../../annotate/index.ts"
import {edtfOf, edtfRange, type DayRange, weekdayOf} from "../../model/index.ts"
import {allSteps, type Steps} from "../../support/index.ts"
import {type Chain, FEW_DAYS, weekdayChain} from "./chain.ts"
import {answer, conclude, type Inferred} from "./conclude.ts"
import {ofCounts, ofDaysCounted} from "./counts.ts"
import {cutDates} from "./cut.ts"
import {ofDates, ofNearDates, ofPictures} from "./dates.ts"
import {hull} from "./days.ts"
import {lay, type Evidence} from "./evidence.ts"
import type {DatedFacts} from "./facts.ts"
import {ofEvents, ofYearlyDays} from "./happenings.ts"
import {headDate} from "./head.ts"
import {ofDatedPeriods, ofLastYear, ofMonths, ofPeriods} from "./months.ts"
import {ofOffices} from "./offices.ts"
import {readScene} from "./read-scene.ts"
import type {Scene} from "./scene.ts"
import {likely, massOf, weigh} from "./weigh.ts"
import {ofYears} from "./years.ts"

export {type DatedFacts, openDatedFacts} from "./facts.ts"
export {type KnownDay, knownDays} from "./named.ts"

/// When a report was published: as it or its wrapping says, else as far as what it tells allows.
///
/// Every datable mention is a piece of evidence: the days on which a report could speak so. All are weighed against each other, each being
/// true or mistaken; those that do not allow the likeliest day are set aside and said to be, and the others laid on each other. What is left
/// is the answer, as wide as it is, or the day of it that holds most of the weight.
/// A report that tells of «الأربعاء» in the past tense is fresh news: it is dated to the day of its newest weekday, if the week is known.

/// `removed`: what was cut from the text as no part of the report; a caption or a line of its page may tell a day.
export const inferPublished = (...asked: Parameters<typeof inferring>): Inferred => allSteps(inferring(...asked))

/// The same, step by step.
export function* inferring(
  marks: Marks,
  given: {readonly edtf: string; readonly source: string} | undefined,
  facts: DatedFacts,
  removed: readonly {readonly quote: string}[] = [],
): Steps<Inferred> {
  const meta = given && edtfRange(/^\d{4}-\d\d-\d\dT/.test(given.edtf) ? given.edtf.slice(0, 10) : given.edtf)
  if (given && meta && meta.last - meta.first <= 2) return answer(meta, "given", [`${given.source}: ${edtfOf(meta)}`])
  const scene = readScene(marks, facts, cutDates(removed, facts))
  yield
  const head = headDate(scene) ?? scene.cut.find((c) => c.head)?.head
  if (head && head.days.length === 1) return answer(head.days[0] as DayRange, "given", [head.why])
  const chain = weekdayChain(scene)
  const evidence = gather(scene, chain)
  if (meta && given) evidence.push({rank: 99, days: [meta], why: `${given.source}: ${edtfOf(meta)}`})
  if (head) evidence.push({rank: 98, days: head.days, why: head.why})
  if (head && chain?.exact)
    evidence.push({rank: 97, days: head.days.filter((r) => weekdayOf(r.first) === chain.weekday), why: `${chain.why}`})
  yield
  const pieces = evidence.filter((e) => e.days.length > 0)
  const weights = weigh(scene, pieces, chain)
  const {days, why} = lay(pieces, weights.best, chain?.exact ? chain.weekday : undefined, head !== undefined)
  if (head || !Number.isFinite(hull(days).first)) return conclude(scene, days, why, head, chain)
  const {within, sure, mass} = likely(days, weights)
  const concluded = conclude(scene, days, [...why], head, chain, weights)
  const {range} = concluded
  const held =
    massOf(range, weights) >= HELD * mass && massOf({first: range.first - ABOUT, last: range.last + ABOUT}, weights) >= HELD_ABOUT * mass
  if (concluded.published.basis === "unknown" || (range.last - range.first <= FEW_DAYS && held)) return concluded
  if (sure)
    return answer(sure, "inferred", [
      ...why,
      ...(chain ? [chain.why] : []),
      "of the days that are left, by far the likeliest after what it tells of",
    ])
  if (held) return concluded
  const wide = hull(within)
  return Number.isFinite(wide.last)
    ? answer(wide, "inferred", [...why, "of these days, those most likely after what it tells of"])
    : concluded
}

/// What is concluded must hold so much of the weight, and the weeks about it so much: else another year is as likely.
const HELD = 0.05
const HELD_ABOUT = 0.5
const ABOUT = 30

/// Every piece of evidence of what is told.
export function gather(scene: Scene, chain: Chain | undefined): Evidence[] {
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
  if (chain) ofPictures(scene, chain, out)
  return out
}
