import type {Deed, Role} from "../extract/index.ts"
import {eventType} from "../kinds/index.ts"

/// As much of an event told before as an answer to it needs.
export type Told = {
  readonly type: string
  readonly sentence: number
  readonly participants: readonly {readonly party: number; readonly role: Role}[]
}

/// Someone whose words were reported, in the order of the text.
export type Spoken = {readonly party: number; readonly token: number}

/// How many sentences back the act is looked for that a deed word means.
const REACH = 12
/// A report's first lines tell the deed that its reactions answer.
const LEAD = 2
/// How many who spoke are looked at.
const MOST_SPOKEN = 24
/// Words between who said a thing and the clause that denies it.
const BREATH = 36
/// How many events are looked back on.
const MOST_TOLD = 256

/// Whom an answer to a deed is aimed at: the doers of «القرار», «الهجوم», «العقوبات», who charged what «الاتهامات» denies, both who fight
/// where someone asks for «وقف إطلاق النار». `told` holds the events before it, first to last; who answers is never meant himself.
export function answered(
  deed: Deed,
  answerers: ReadonlySet<number>,
  sentence: number,
  told: readonly Told[],
  spoken: readonly Spoken[],
  isOwn: (party: number) => boolean = (party) => answerers.has(party),
): number[] {
  const others = (of: Told, wanted: (role: Role) => boolean): number[] =>
    of.participants.filter((p) => wanted(p.role) && !answerers.has(p.party)).map((p) => p.party)
  const near = (e: Told): boolean => sentence - e.sentence <= REACH
  const doers = (e: Told): number[] =>
    e.participants.some((p) => p.role !== "target" && answerers.has(p.party)) ? [] : others(e, (role) => role !== "target")
  if (deed.means === "words") {
    // Who charges is not of the answerer's own side.
    const charging = (e: Told): number[] => doers(e).filter((n) => !isOwn(n))
    const last = lastOf(told, (e) => near(e) && (e.type === "accuse" || e.type === "threaten"))
    const charged = last ? charging(last) : []
    // «قال ترامب إن …، وهو ما نفته أديس أبابا»: who said it in the same breath, before who charged something earlier.
    const heard = deed.recent && last?.sentence !== sentence ? lastHeard(spoken, deed.token, isOwn) : undefined
    if (heard !== undefined) return [heard]
    if (charged.length > 0) return charged
    for (let n = spoken.length - 1, tries = 0; n >= 0 && tries < MOST_SPOKEN; n--) {
      const s = spoken[n] as Spoken
      if (s.token >= deed.token) continue
      // Who speaks for the answerer's own state charged him with nothing.
      if (!isOwn(s.party)) return [s.party]
      tries++
    }
    return []
  }
  if (deed.means === "fighting") {
    const last = lastOf(told, (e) => e.type === "assault" && e.participants.length > 1)
    return last ? last.participants.map((p) => p.party).filter((n) => !isOwn(n)) : []
  }
  if (deed.means === "deed") {
    const lead = deed.recent
      ? undefined
      : told.find((e) => e.sentence <= LEAD && eventType(e.type).family === "core" && doers(e).length > 0)
    const last = lead ?? lastOf(told, (e) => near(e) && doers(e).length > 0)
    return last ? doers(last) : []
  }
  const last = lastOf(told, (e) => near(e) && deed.means.includes(e.type) && doers(e).length > 0)
  return last ? doers(last) : []
}

/// Whose words were reported right before a token.
function lastHeard(spoken: readonly Spoken[], token: number, isOwn: (party: number) => boolean): number | undefined {
  for (let n = spoken.length - 1, tries = 0; n >= 0 && tries < MOST_SPOKEN; n--) {
    const s = spoken[n] as Spoken
    if (s.token >= token) continue
    if (token - s.token > BREATH) return undefined
    if (!isOwn(s.party)) return s.party
    tries++
  }
  return undefined
}

function lastOf(told: readonly Told[], wanted: (e: Told) => boolean): Told | undefined {
  for (let n = told.length - 1; n >= Math.max(0, told.length - MOST_TOLD); n--) if (wanted(told[n] as Told)) return told[n]
  return undefined
}
