import {eventType} from "../kinds/index.ts"
import {
  type ClaimTime,
  type DayRange,
  type ParticipantRole,
  type Quote,
  type Reason,
  rangesOverlap,
  rangeWithin,
  type Status,
} from "../model/index.ts"

/// An event of one report while its tellings are joined.
export type Draft = {
  type: string
  status: Status
  participants: {party: number; role: ParticipantRole}[]
  place: number | undefined
  time: ClaimTime | null
  range: DayRange | undefined
  evidence: Quote[]
  frame: string
  confidence: number
  why: Reason[]
  token: number
  /// The verb whose day it shares where none is told of it.
  main: number
  sentence: number
  /// Its sides are those of talks told before, not its own words.
  carried: boolean
  /// Told with the article and nobody's name: what was told before; `attended`: its participants were there as well.
  again: "" | "told" | "attended"
  /// A deal of before that the words only speak of: it has no day of its own but that told with it.
  mentioned: boolean
  /// Nothing in its words says where it stands in its life: a present-tense headline, a bare «زيارة فلان».
  soft: boolean
  /// The parties of its participants, once asked for; `count`: of how many participants they are. Kept here, since a table outside would keep
  /// the whole of a read report alive until the next full collection.
  met: {readonly count: number; readonly parties: ReadonlySet<number>} | undefined
}

/// What joining needs to know of the parties.
export type Ties = {
  /// Is one place in the other: Beijing in China.
  readonly isWithin: (inner: number, outer: number) => boolean
  /// The state that a person acts for; undefined for others.
  readonly stateOf: (party: number) => number | undefined
  /// The state of which a body is a ministry or the government; undefined for others.
  readonly organOf: (party: number) => number | undefined
  /// Is it of days long before the report's own?
  readonly isLongPast: (days: DayRange) => boolean
}

/// More than there are types of events.
const MOST_TYPES = 256
/// How many earlier tellings of a type with one of the same parties are looked at: a story returns to its matter soon.
export const MERGE_REACH = 48

/// Joins the mentions of one happening: same type, the same people (or some of them), places and times that do not clash.
export function merge(drafts: readonly Draft[], ties: Ties): Draft[] {
  const out: Draft[] = []
  const byParty = new Map<number, Draft[]>()
  const types: string[] = []
  const keysOf = (d: Draft): number[] => {
    let type = types.indexOf(d.type)
    if (type < 0) type = types.push(d.type) - 1
    const keys: number[] = []
    for (const p of d.participants) {
      keys.push(p.party * MOST_TYPES + type)
      const state = ties.stateOf(p.party) ?? (OF_STATES.has(d.type) ? ties.organOf(p.party) : undefined)
      if (state !== undefined) keys.push(state * MOST_TYPES + type)
    }
    if (d.place !== undefined && (GATHERINGS.has(d.type) || PLACED_ACTS.has(d.type))) keys.push(-1 - (d.place * MOST_TYPES + type))
    if (PLACED_ACTS.has(d.type)) keys.push(-1 - ((MOST_SENTENCES + d.sentence) * MOST_TYPES + type))
    if (isClaimed(d)) keys.push(-1 - ((MOST_SENTENCES + d.sentence - 1) * MOST_TYPES + type))
    return keys
  }
  const index = (d: Draft): void => {
    for (const key of keysOf(d)) {
      const list = byParty.get(key)
      if (!list) byParty.set(key, [d])
      else if (!list.includes(d, Math.max(0, list.length - MERGE_REACH))) list.push(d)
    }
  }
  for (const d of drafts) {
    const again = d.again ? resumed(out, d, ties) : undefined
    let same = again
    for (const key of again ? [] : keysOf(d)) {
      const list = byParty.get(key)
      if (!list) continue
      for (let n = Math.max(0, list.length - MERGE_REACH); n < list.length && !same; n++)
        if (isSame(list[n] as Draft, d, ties)) same = list[n]
      if (same) break
    }
    if (!same) {
      out.push(d)
      index(d)
      continue
    }
    if (same === again && d.again === "told" && d.type !== "assault") {
      const known = partiesOf(same)
      d.participants = d.participants.filter((p) => known.has(p.party))
    }
    const fuller = d.participants.length > same.participants.length
    // «الكونغو ورواندا توقعان» above, the two ministers below: who signed is told by name.
    const named = (state: number, in_: Draft): boolean => in_.participants.some((q) => ties.stateOf(q.party) === state)
    // «ميلوني تعود باتفاقيات» above, «وقعت تونس وإيطاليا» below: whoever tells all sides alike tells them best.
    const whole = wholly(same, d, ties)
    if (whole) same.participants = [...whole.participants]
    else if (UPON_OTHERS.has(d.type)) joinAsStates(same, d, ties)
    else {
      const from = d.participants.filter((p) => !named(p.party, same))
      same.participants = same.participants.filter((p) => !named(p.party, d))
      for (const p of from) if (!same.participants.some((q) => q.party === p.party)) same.participants.push(p)
    }
    if (same.place === undefined || (d.place !== undefined && ties.isWithin(d.place, same.place))) same.place = d.place
    const putOff = same.status === "postponed" && d.status === "postponed"
    if (!same.range || (!putOff && d.range && d.range.last - d.range.first < same.range.last - same.range.first)) {
      if (d.time) {
        same.time = d.time
        same.range = d.range
      }
    }
    if (fuller || d.confidence > same.confidence) {
      same.frame = d.frame
      same.confidence = Math.max(same.confidence, d.confidence)
      same.evidence.unshift(...d.evidence)
    } else same.evidence.push(...d.evidence)
    same.why.push({step: "merged", says: `also told by ${d.frame}: «${d.evidence[0]?.quote}»`}, ...d.why.filter((w) => w.step === "time"))
    index(same)
    same.mentioned &&= d.mentioned
    if (same.soft && !d.soft) same.status = d.status
    if (!d.soft) same.soft = false
    if (same.status === "occurred" && !d.soft && d.status !== "occurred" && d.status !== "hypothetical") same.status = d.status
  }
  return out
}

/// Acts that a headline may lay to a ministry and the news below to the state, or the other way about.
const OF_STATES = new Set(["sanction", "mobilize", "aid"])

/// How many of these act for a state that does the same in the other telling.
function organs(these: Draft, those: Draft, ties: Ties): number {
  let n = 0
  for (const p of these.participants) {
    const state = ties.organOf(p.party)
    if (state !== undefined && those.participants.some((q) => q.party === state && q.role === p.role)) n++
  }
  return n
}

/// What a state does to another, whoever of it announces that.
const UPON_OTHERS = new Set(["sanction", "mobilize", "aid"])

/// «السودان يقطع العلاقات» above, «أعلن وزير الدفاع أنه يقطع علاقاته» below: the state acts.
function joinAsStates(same: Draft, d: Draft, ties: Ties): void {
  const both = [...same.participants, ...d.participants.filter((p) => !same.participants.some((q) => q.party === p.party))]
  same.participants = both.filter((p) => {
    const state = ties.stateOf(p.party) ?? ties.organOf(p.party)
    return state === undefined || !both.some((q) => q.party === state && q.role === p.role)
  })
}

/// How many sentences on a report comes back to what it has told by a bare noun.
const RESUME_REACH = 8

/// The act told last that a noun with the article comes back to: nothing told of it now speaks against that one.
function resumed(out: readonly Draft[], d: Draft, ties: Ties): Draft | undefined {
  for (let n = out.length - 1; n >= 0; n--) {
    const a = out[n] as Draft
    if (d.sentence - a.sentence > RESUME_REACH) return undefined
    if (a.type !== d.type && !(a.type === "meeting" && d.type === "summit" && d.again === "attended")) continue
    if (a.status !== d.status && !a.soft && !d.soft && !(SETTLED.has(a.status) && SETTLED.has(d.status))) continue
    if (!sameTimes(a, d)) continue
    const apart =
      a.place !== undefined &&
      d.place !== undefined &&
      a.place !== d.place &&
      !ties.isWithin(a.place, d.place) &&
      !ties.isWithin(d.place, a.place)
    if (apart) continue
    const isOpen = (role: ParticipantRole): boolean => a.type === "assault" && !a.participants.some((p) => p.role === role)
    const told = partiesOf(a)
    // Who is told beside the noun spoke of it, or was there.
    const fits = d.participants.every((p) => told.has(p.party) || (a.type === "assault" ? isOpen(p.role) : p.role !== "target"))
    if (fits) return a
  }
  return undefined
}

/// Types that are known by their place as well as by who was there.
const GATHERINGS = new Set(["summit", "protest"])
const MOST_SENTENCES = 1_000_000
const TAKING = /^assault\.(?:verb|noun)\.(?:تحرير|تطهير|استعادة|استرداد|استعاد|استرد|حرر|طهر|انتزع|سيطر|استولى|سيطرة|استيلاء)$/
/// «وتبنى التنظيم الهجوم»: the attack told just before, whose doer was not.
const isClaimed = (d: Draft): boolean => d.type === "assault" && d.frame.endsWith("تبنى")
/// Acts that one sentence may tell twice, once without their doer: «مقتل … في غارة إسرائيلية على مخيم».
const PLACED_ACTS = new Set(["assault", "coerce", "protest"])

/// Could two acts belong together: their days overlap, or both are undated and near each other in the text.
export function sameTimes(a: Draft, b: Draft): boolean {
  return !a.range || !b.range || rangesOverlap(a.range, b.range)
}

const SETTLED = new Set<Status>(["occurred", "ongoing"])
const GONE = new Set<Status>(["postponed", "cancelled", "denied"])

/// The parties of an act, kept with it as long as none joins.
function partiesOf(d: Draft): ReadonlySet<number> {
  if (d.met?.count === d.participants.length) return d.met.parties
  const parties = new Set<number>()
  for (const p of d.participants) parties.add(p.party)
  d.met = {count: d.participants.length, parties}
  return parties
}

function isSame(a: Draft, b: Draft, ties: Ties): boolean {
  if (a.type !== b.type) return false
  if (a.status !== b.status && !a.soft && !b.soft) {
    const ok =
      (SETTLED.has(a.status) && SETTLED.has(b.status)) ||
      GONE.has(a.status) ||
      GONE.has(b.status) ||
      (a.status === "planned" && b.status === "hypothetical") ||
      (b.status === "planned" && a.status === "hypothetical")
    if (!ok) return false
  }
  const A = partiesOf(a)
  const B = partiesOf(b)
  let shared = 0
  for (const x of A) if (B.has(x)) shared++
  // «الاتفاق النووي مع إيران» … «الاتفاق بين إيران والقوى الكبرى»: a report speaks of one deal of somebody.
  if (a.mentioned || b.mentioned)
    return (shared > 0 || represented(A, B, ties) > 0) && (!a.range || !b.range || rangesOverlap(a.range, b.range))
  const verbal = eventType(a.type).family === "verbal"
  const spoken =
    shared < Math.min(A.size, B.size) && (verbal ? Math.min(a.sentence, b.sentence) === 0 : near(a, b))
      ? represented(A, B, ties) + represented(B, A, ties)
      : 0
  shared += spoken
  // «الخارجية الأمريكية تفرض عقوبات على إيران» above, «فرضت واشنطن عقوبات على طهران» below.
  if (Math.min(a.sentence, b.sentence) === 0 && OF_STATES.has(a.type) && shared > 0 && shared < Math.min(A.size, B.size))
    shared += organs(a, b, ties) + organs(b, a, ties)
  // A gathering told without its members is the one told with them, at the same place.
  const sameGathering =
    (GATHERINGS.has(a.type) || (PLACED_ACTS.has(a.type) && a.sentence === b.sentence)) &&
    (PLACED_ACTS.has(a.type)
      ? a.place === b.place || a.place === undefined || b.place === undefined
      : a.place !== undefined && a.place === b.place) &&
    (A.size === 0 || B.size === 0 || (a.type === "summit" && a.sentence === b.sentence))
  // «تحرير عدن» … «سيطرت القوات على عدن»: a town is taken once in a report.
  const taken =
    TAKING.test(a.frame) && TAKING.test(b.frame) && a.place !== undefined && a.place === b.place && (A.size === 0 || B.size === 0)
  if (taken && sameTimes(a, b)) return true
  const claimed = isClaimed(b) && b.sentence - a.sentence <= 1 && b.place === undefined && !a.participants.some((p) => p.role === "actor")
  if (claimed) return true
  if (!sameGathering && (shared < Math.min(A.size, B.size) || shared === 0)) return false
  // Who strikes in one telling is not who is struck in the other.
  const crossed = a.participants.some((p) =>
    b.participants.some((q) => p.party === q.party && p.role !== q.role && (p.role === "target" || q.role === "target")),
  )
  if (crossed) return false
  // «وتم التوقيع على 17 مذكرة» is no second telling of what the same two agreed elsewhere.
  if (a.type === "agreement" && a.carried !== b.carried && a.sentence !== b.sentence) return false
  // Acts of speech are many: two calls of one man in two sentences are two, unless both are aimed at the same.
  if (verbal && a.sentence !== b.sentence) {
    if (A.size !== B.size || !a.participants.some((p) => p.role === "target")) return false
  }
  // «وطالب اللجنة بإلزام إسرائيل …، وكرر مطالبته بالإفراج»: two acts of one man in one sentence.
  if (verbal && a.sentence === b.sentence && A.size !== B.size && a.frame !== b.frame && byVerbs(a, b)) return false
  if (
    a.place !== undefined &&
    b.place !== undefined &&
    a.place !== b.place &&
    !ties.isWithin(a.place, b.place) &&
    !ties.isWithin(b.place, a.place)
  )
    return false
  // «استضاف ترامب علييف وباشينيان» is the news; «والتقى الزعيمان في 10 يوليو» far below is of before.
  if (!verbal && !a.range && b.range && a.sentence <= 1 && b.sentence - a.sentence > NEWS_REACH && ties.isLongPast(b.range)) return false
  // A meeting put off has two days, the old and the new.
  if (a.range && b.range && !(a.status === "postponed" && b.status === "postponed")) {
    if (!rangesOverlap(a.range, b.range)) return false
    const wide = (r: DayRange): boolean => r.last - r.first > 45
    if (!rangeWithin(a.range, b.range) && !rangeWithin(b.range, a.range) && (wide(a.range) || wide(b.range))) return false
  }
  return true
}

const byVerbs = (a: Draft, b: Draft): boolean => a.frame.includes(".verb.") && b.frame.includes(".verb.")

/// Of two tellings of what states do together, the one with more sides where the other only has some of them by their people.
function wholly(a: Draft, b: Draft, ties: Ties): Draft | undefined {
  if (!TOGETHER.has(a.type)) return undefined
  const [more, less] = a.participants.length > b.participants.length ? [a, b] : [b, a]
  if (more.participants.length < 2 || less.participants.length >= more.participants.length) return undefined
  const parties = partiesOf(more)
  const held = less.participants.every((p) => parties.has(p.party) || parties.has(ties.stateOf(p.party) ?? -1))
  return held && less.participants.some((p) => !parties.has(p.party)) ? more : undefined
}
const TOGETHER = new Set(["agreement", "cooperate"])

/// Sentences behind its first within which a report still tells its news.
const NEWS_REACH = 6

/// A headline and the news below it, or neighbouring sentences.
const near = (a: Draft, b: Draft): boolean => Math.min(a.sentence, b.sentence) <= 1 || Math.abs(a.sentence - b.sentence) <= 3

/// How many of these, not among those themselves, are states for which one of those acts.
function represented(these: ReadonlySet<number>, those: ReadonlySet<number>, ties: Ties): number {
  let n = 0
  for (const x of these) {
    if (those.has(x)) continue
    for (const y of those)
      if (!these.has(y) && ties.stateOf(y) === x) {
        n++
        break
      }
  }
  return n
}
