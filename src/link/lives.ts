import {type Day, isoDay, type Status} from "../model/index.ts"
import {judgeEvents, sortOf, type Told} from "./events.ts"
import {agreeInParties} from "./parties.ts"
import {FAR, type Party} from "./traits.ts"

/// Where an event stands: as its last step tells, or `unconfirmed` where it was planned for a day that has passed and nothing was told of it since.
export type Standing = Status | "unconfirmed"

export type Step = {
  readonly status: Status
  /// The day it was told on.
  readonly day: string | null
  readonly report: string
  readonly event: string
  /// Of what was put off: the day it was set for, and the day it was set for or held on after.
  readonly from?: string
  readonly to?: string
}

/// Within this time what is held is what was put off. Later the parties may have had other plans between.
const PUT_OFF_DAYS = 550

/// `held` is the one of the two that tells the later day.
export type Reschedule = {readonly held: "x" | "y"; readonly score: number; readonly why: readonly string[]}

/// A plan for no day in particular is fulfilled soon or was another.
const PLANNED_DAYS = 45

/// Whether one claim tells that an event was put off, or planned for no day in particular, and the other of the same event at its day.
export function rescheduled(x: Told, y: Told): Reschedule | undefined {
  const isOff = (t: Told): boolean => t.event.status === "postponed"
  const isPlan = (t: Told): boolean => t.event.status === "planned" && t.event.days === null
  const [off, held] = isOff(x) || (isPlan(x) && !isOff(y)) ? [x, y] : [y, x]
  const isHeld = held.event.status === "ongoing" || held.event.status === "occurred"
  if (!(isOff(off) && (isHeld || held.event.status === "planned" || held.event.status === "cancelled")) && !(isPlan(off) && isHeld))
    return undefined
  const within = isOff(off) ? PUT_OFF_DAYS : PLANNED_DAYS
  if (sortOf(off.event.type) !== sortOf(held.event.type)) return undefined
  const told = off.report.published?.first ?? off.event.days?.first
  const days = held.event.days
  if (told === undefined || !days || days.first < told || days.first > told + within) return undefined
  // What a report plans while it tells of today's is the next one.
  if (!isOff(off) && (days.first === told || off.report === held.report)) return undefined
  const sides = (t: Told): readonly Party[] =>
    t.event.type === "visit" ? t.event.parties.filter((p) => p.role !== "host" && p.role !== "target") : t.event.parties
  const who = agreeInParties(sides(off), sides(held))
  const needed = off.event.type === "visit" ? 1 : 2
  if (who.clash || who.matched < needed || who.matched < who.least) return undefined
  const [a, b] = [off.event, held.event]
  const elsewhere = a.country !== null && b.country !== null && a.country !== b.country
  // A visit put off is to the same country; a round of talks may be moved.
  if (elsewhere && (a.type === "visit" || days.first > told + 60)) return undefined
  if (a.type === "visit" && (a.country === null || b.country === null)) return undefined
  const later = days.first - told
  return {
    held: held === x ? "x" : "y",
    score: Math.round((1 - later / (2 * PUT_OFF_DAYS)) * 100) / 100,
    why: [
      isOff(off) ? "put off, and held or set for a later day" : "planned for no day in particular, and held soon after",
      who.why,
      elsewhere ? "moved to another place" : "place agrees",
    ],
  }
}

const RANK: {readonly [status in Status]: number} = {
  planned: 0,
  hypothetical: 0,
  postponed: 1,
  cancelled: 2,
  denied: 2,
  ongoing: 3,
  occurred: 4,
}

/// The changes that the claims of one event tell, oldest first, each by the claim that told it first. What is only recalled
/// once the event has taken place is no step.
export function lifeOf(claims: readonly Told[]): Step[] {
  const day = (t: Told): Day => t.report.published?.first ?? Number.POSITIVE_INFINITY
  const sorted = [...claims]
    .filter((t) => t.event.status !== "hypothetical" || claims.length === 1)
    .sort(
      (a, b) =>
        day(a) - day(b) ||
        RANK[a.event.status] - RANK[b.event.status] ||
        b.event.confidence - a.event.confidence ||
        (a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : a.report.report < b.report.report ? -1 : 1),
    )
  const steps: Told[] = []
  for (const t of sorted) {
    const last = steps.at(-1)
    if (!last || isStep(last, t)) steps.push(t)
  }
  return steps.map((t, i): Step => {
    const at = day(t)
    const step = {
      status: t.event.status,
      day: Number.isFinite(at) && Math.abs(at) < FAR ? isoDay(at) : null,
      report: t.report.report,
      event: t.event.id,
    }
    if (t.event.status !== "postponed") return step
    const before = steps.slice(0, i).findLast((s) => s.event.days !== null)
    const after = steps.slice(i + 1).find((s) => s.event.days !== null)
    const [from, to] = [setFor(before ?? t), after && setFor(after)]
    return {...step, ...(from ? {from} : {}), ...(to ? {to} : {})}
  })
}

const setFor = (t: Told): string | undefined =>
  t.event.days && Math.abs(t.event.days.first) < FAR ? isoDay(t.event.days.first) : undefined

function isStep(last: Told, next: Told): boolean {
  const [was, is] = [last.event.status, next.event.status]
  if (is === was) return is === "postponed" && setFor(last) !== setFor(next) && judgeEvents(last, next).clash
  if (was === "occurred") return is === "denied"
  if (was === "ongoing") return is !== "planned"
  return true
}

/// Where the event stands on a day.
export function standing(steps: readonly Step[], claims: readonly Told[], on: Day): Standing {
  const last = steps.at(-1)
  if (!last) return "hypothetical"
  if (last.status !== "planned") return last.status
  const due = claims
    .filter((t) => t.event.status === "planned" && t.event.days && t.event.days.last < FAR)
    .map((t) => (t.event.days as {last: Day}).last)
  return due.length > 0 && Math.max(...due) < on ? "unconfirmed" : "planned"
}
