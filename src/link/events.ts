import type {DayRange} from "../model/index.ts"
import {agreeInParties, type PartyAgreement} from "./parties.ts"
import type {EventTraits, Party, Traits} from "./traits.ts"
import {FAR} from "./traits.ts"

/// An event claim with the report that makes it.
export type Told = {readonly report: Traits; readonly event: EventTraits}

/// Whether two event claims tell of one happening. `clash` says that they cannot, whatever else joins them.
export type Judgement = {
  readonly same: boolean
  readonly clash: boolean
  /// How much speaks for it, from 0 to 3: parties, days and place, a point each.
  readonly score: number
  readonly why: readonly string[]
}

/// Types that tell of the same sort of happening in other words: one desk's summit is another's talks.
const SORT: {readonly [type: string]: string} = {summit: "talks", meeting: "talks", agreement: "pact", cooperate: "pact"}
export const sortOf = (type: string): string => SORT[type] ?? type

/// Done together, or by one to another.
export const TOGETHER = new Set(["talks", "call", "pact"])
/// Said rather than done: the same side says much on one day, so the words must have something in common too.
const SAID = new Set(["request", "accuse", "reject", "threaten", "support"])

/// Days by which two claims of one happening may differ: a visit lasts, a decision is told a day later.
const SLACK: {readonly [sort: string]: number} = {visit: 3, talks: 0, call: 0, summit: 2, pact: 1, sanction: 2, aid: 3, coerce: 1}

const ENOUGH = 2.05
/// Beyond this a text that gives no day may speak of another time.
const NEAR_PUBLICATION = 45
const SAME_NEWS = 10
const SAME_DAYS = 3

export function judgeEvents(a: Told, b: Told, sameSentence = false): Judgement {
  const sort = sortOf(a.event.type)
  if (sort !== sortOf(b.event.type)) return clash("other kinds of event")
  const days = agreeInDays(a, b, sort)
  if (days.clash) return clash(days.why)
  // A war is fought in more places than one.
  const place = isWar(a) && isWar(b) ? {score: 1, clash: false, why: "wherever it is fought"} : agreeInPlace(a.event, b.event)
  if (place.clash) return clash(place.why)
  const parties = agreeInEvent(a, b, sort)
  const why = [parties.why, days.why, place.why]
  if (sameSentence) return {same: true, clash: false, score: 3, why: ["told by the same sentence", ...why]}
  if (parties.clash) return clash(parties.why)
  let score = parties.score + days.score + place.score
  if (a.event.type === b.event.type) score += 0.05
  if (SAID.has(sort)) {
    const common = overlap(a.event.words, b.event.words)
    if (common < 0.15) return {same: false, clash: false, score, why: [...why, "in other words"]}
    why.push("in like words")
  }
  // A denial is of the very thing: talks of three that were denied are not the talks of two that were held.
  const denial = [a.event, b.event].filter((e) => e.status === "denied")
  if (denial.length === 1 && (denial[0] as EventTraits).parties.length > parties.matched)
    return {same: false, clash: false, score: round(score), why: [...why, "a denial of something else"]}
  return {same: parties.score > 0 && score >= ENOUGH, clash: false, score: round(score), why}
}

const clash = (why: string): Judgement => ({same: false, clash: true, score: 0, why: [why]})
const round = (x: number): number => Math.round(x * 100) / 100

type Agreement = {readonly score: number; readonly clash: boolean; readonly why: string}

const isState = (p: Party): boolean => p.state !== null

/// A war is one event, whatever part of it a report recalls: one state against another, with no day or begun long before.
function isWar({event, report}: Told): boolean {
  if (event.type !== "assault" || (event.status !== "occurred" && event.status !== "ongoing")) return false
  const actors = event.parties.filter((p) => p.role !== "target")
  const targets = event.parties.filter((p) => p.role === "target")
  if (!actors.some(isState) || !targets.some(isState)) return false
  // «منذ فبراير 2022»: from then on, which is long past.
  return event.days === null || event.basis === "inferred" || (report.published !== null && event.days.first < report.published.first - 60)
}

/// Whether a report may tell this event twice: a war in several of its parts, a visit by its arrival and its end.
export function mayBeToldTwice(a: Told, b: Told): boolean {
  if (isWar(a) && isWar(b)) return true
  const [p, q] = [a.event.place, b.event.place]
  // Two cities that it names are two stations of a tour.
  return (
    a.event.type === "visit" &&
    b.event.type === "visit" &&
    (p === null || q === null || p === q || p === a.event.country || q === b.event.country)
  )
}

const width = (d: DayRange): number => d.last - d.first + 1
const isOpen = (d: DayRange): boolean => d.first <= -FAR || d.last >= FAR

/// The days on which both may have happened: a point for the same day, less for what is known only to a month or a year.
function agreeInDays(a: Told, b: Told, sort: string): Agreement {
  if (isWar(a) && isWar(b)) return {score: 0.9, clash: false, why: "a war that both recall"}
  const [x, y] = [a.event.days, b.event.days]
  if (x && y) {
    if (x.first === y.first && x.last === y.last) return {score: width(x) <= 8 ? 1 : 0.8, clash: false, why: "the same days"}
    const apart = Math.max(x.first, y.first) - Math.min(x.last, y.last)
    const slack = (SLACK[sort] ?? 1) + (a.event.basis === "inferred" || b.event.basis === "inferred" ? 1 : 0)
    if (apart > slack) return {score: 0, clash: true, why: "on other days"}
    if (apart > 0) return {score: 0.7, clash: false, why: `${apart} days apart`}
    const grain = Math.max(isOpen(x) ? 400 : width(x), isOpen(y) ? 400 : width(y))
    if (grain <= 3) return {score: 1, clash: false, why: "the same day"}
    if (grain <= 8) return {score: 0.9, clash: false, why: "within the same week"}
    if (grain <= 31) return {score: 0.75, clash: false, why: "within the same month"}
    if (grain <= 100) return {score: 0.5, clash: false, why: "within the same months"}
    if (publishedTogether(a.report, b.report)) return {score: 0.5, clash: false, why: "within the same year, and told in the same days"}
    return {score: 0.3, clash: false, why: "within the same year"}
  }
  const [p, q] = [x ?? a.report.published, y ?? b.report.published]
  if (!p || !q) return {score: 0.2, clash: false, why: "no day given"}
  const apart = Math.max(p.first, q.first) - Math.min(p.last, q.last)
  if (apart > NEAR_PUBLICATION) return {score: 0, clash: true, why: "told at other times"}
  if (publishedTogether(a.report, b.report, SAME_DAYS)) return {score: 0.5, clash: false, why: "told in the same days"}
  // A year around the other's publication says little.
  if (Math.max(width(p), width(q)) > 31) return {score: 0.2, clash: false, why: "told at about the same time"}
  return {score: apart <= SAME_NEWS ? 0.45 : 0.35, clash: false, why: "told at about the same time"}
}

/// Whether two reports are of the same days.
export function publishedTogether(a: Traits, b: Traits, within = SAME_NEWS): boolean {
  const [p, q] = [a.published, b.published]
  return p !== null && q !== null && Math.max(p.first, q.first) - Math.min(p.last, q.last) <= within
}

function agreeInPlace(a: EventTraits, b: EventTraits): Agreement {
  if (a.place === null || b.place === null) return {score: 0.5, clash: false, why: "place not given by both"}
  if (a.place === b.place) return {score: 1, clash: false, why: "the same place"}
  if (a.country === null || b.country === null) return {score: 0.2, clash: false, why: "places of which it is not known where they lie"}
  if (a.country !== b.country) return {score: 0, clash: true, why: "in other countries"}
  if (a.place === a.country || b.place === b.country) return {score: 0.9, clash: false, why: "one place within the other"}
  return {score: 0.4, clash: false, why: "two places of one country"}
}

const isHost = (p: Party): boolean => p.role === "host"
const isTarget = (p: Party): boolean => p.role === "target"

function agreeInEvent({event: a, report: ofA}: Told, {event: b, report: ofB}: Told, sort: string): PartyAgreement {
  if (sort === "visit") {
    const who = agreeInParties(
      a.parties.filter((p) => !isHost(p) && !isTarget(p)),
      b.parties.filter((p) => !isHost(p) && !isTarget(p)),
    )
    if (who.matched === 0) return {...who, clash: true, why: "other visitors"}
    // Without the place a visit is told by its visitor alone.
    return a.country === null || b.country === null ? {...who, score: who.score * 0.8} : who
  }
  if (TOGETHER.has(sort)) {
    const [one, other] = [a.parties, b.parties]
    if (one.length === 0 || other.length === 0) {
      const none = {matched: 0, clash: false}
      if (a.place === null || b.place === null) return {...none, score: 0, why: "nobody named"}
      // «قمة جوهانسبرغ»: a gathering told by its place alone.
      if (a.place === b.place && a.type === "summit" && b.type === "summit")
        return {...none, score: 0.5, why: "a gathering told by its place"}
      // «قمة عُقدت في موسكو»: of those whom its report is about.
      const [named, about] = one.length === 0 ? [other, ofA] : [one, ofB]
      const isAbout =
        (one.length === 0 ? a : b).type === "summit" && named.length > 1 && named.every((p) => about.actors.some(([id]) => id === p.id))
      return {...none, score: isAbout ? 0.45 : 0, why: isAbout ? "nobody named; its report is about the same" : "nobody named"}
    }
    const who = agreeInParties(one, other)
    if (who.matched === 0) return {...who, clash: who.least > 1, why: "other parties"}
    // One side of two tells a meeting only where the place tells the rest.
    if (who.least === 1 && Math.max(one.length, other.length) > 1)
      return {...who, score: who.score * (a.place !== null && b.place !== null ? 0.55 : 0.45)}
    return who.matched === 1 && who.least > 1 ? {...who, score: 0.3, why: "one party of several"} : who
  }
  const actors = agreeInParties(
    a.parties.filter((p) => !isTarget(p)),
    b.parties.filter((p) => !isTarget(p)),
  )
  const targets = agreeInParties(a.parties.filter(isTarget), b.parties.filter(isTarget))
  if (actors.least > 0 && actors.matched === 0) return {...actors, clash: true, why: "done by others"}
  if (targets.least > 0 && targets.matched === 0) return {...targets, clash: true, why: "done to others"}
  if (actors.matched > 0 && targets.matched > 0)
    return {
      score: Math.min(actors.score, targets.score),
      matched: 2,
      least: 2,
      clash: actors.clash || targets.clash,
      why: "the same side against the same",
    }
  // «القتال بين الجيش وقوات الدعم السريع»: each side does it to the other.
  const both = a.parties.every((p) => !isTarget(p)) && b.parties.every((p) => !isTarget(p))
  if (both && actors.matched > 1 && actors.matched === actors.least) return actors
  if (actors.matched > 0) return {...actors, score: actors.score * 0.6, why: "done by the same, to whom is not told by both"}
  if (targets.matched > 0) {
    // What is done to one person is told by that person.
    const persons = a.parties.some((p) => isTarget(p) && p.kind === "person" && b.parties.some((q) => isTarget(q) && q.id === p.id))
    return {...targets, score: targets.score * (persons ? 0.75 : 0.5), why: "done to the same, by whom is not told by both"}
  }
  return {score: 0, matched: 0, least: 0, clash: false, why: "nobody named"}
}

export function overlap(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const set = new Set(a)
  let n = 0
  for (const w of b) if (set.has(w)) n++
  return n / (set.size + b.length - n)
}
