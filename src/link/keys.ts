import {civilOf, type Day, type DayRange} from "../model/index.ts"
import {sortOf, TOGETHER} from "./events.ts"
import {isMeasured, significant, unitKey} from "./figures.ts"
import {hash53, mix} from "./hash.ts"
import {fingerprints, type Sentences, unpackSentences} from "./sentences.ts"
import {type EventTraits, FAR, type FigureTraits, type Traits} from "./traits.ts"

/// Under what a report is kept and looked up, so that it is compared only with those that may have to do with it: what looking up
/// costs does not grow with the record. `kept` is where it is found, `asked` where it looks. A key begins with its time: what is of
/// one time lies together in the record, and keeping a report touches few places of it, however many others there are.
///
///     16 bits   unit of time, and which one    (weeks, months, years, fortnights of copies; 4096 of each, then they begin anew)
///     37 bits   hash of what it is about
export type Keys = {
  readonly text: {
    readonly kept: readonly number[]
    readonly asked: readonly number[]
    /// Kept and asked for, whenever the report is of.
    readonly sketch: readonly number[]
    /// How many fingerprints it has.
    readonly prints: number
  }
  readonly claims: {readonly kept: readonly ClaimKey[]; readonly asked: readonly ClaimKey[]}
}
/// Claims by their number in the report: events first, then figures.
export type ClaimKey = readonly [key: number, claim: number]

const UNIT = {
  dw: 0,
  dm: 1,
  dy: 2,
  mm: 3,
  my: 4,
  yy: 5,
  off: 6,
  told: 8,
  war: 9,
  none: 10,
  near: 11,
  undated: 12,
  ever: 13,
} as const
const ABOUT = 2 ** 37
const timeOf = (unit: keyof typeof UNIT, n = 0): number => (UNIT[unit] * 4096 + (n & 4095)) * ABOUT
const timesOf = (unit: keyof typeof UNIT, of: readonly number[]): number[] => of.map((n) => timeOf(unit, n))

export function keysOf(traits: Traits, sentences: Sentences = unpackSentences(traits.sentences)): Keys {
  const kept: ClaimKey[] = []
  const asked: ClaimKey[] = []
  const put = (claim: number, times: Times, own: readonly number[], others: readonly number[] = own): void => {
    for (const about of own) for (const time of times.own) kept.push([time + about, claim])
    for (const about of others) for (const time of times.asked) asked.push([time + about, claim])
  }
  const about = aboutIn(new Map())
  traits.events.forEach((e, i) => {
    if (!mayBeJoined(e)) return
    const {own, others, two} = eventSubjects(e, about)
    const times = eventTimes(e, traits.published)
    put(i, times.fine, own, others)
    put(i, times.coarse, two)
    put(i, putOff(e, traits.published, times), two)
  })
  const told = toldTimes(traits.published)
  traits.figures.forEach((f, i) => {
    const claim = traits.events.length + i
    const {values, own, others} = figureSubjects(f, about)
    const {fine, coarse, close, days} = figureTimes(f, traits.published)
    // Fewer than ten of anything, or another number of them told of one side alone, are the same ones only within days (`figures.ts`).
    const isCounted = !isMeasured(f.unit)
    put(claim, isCounted && new Set(f.states).size < 2 ? days : close, own, others)
    if (isCounted && Math.abs(f.value) < 10) put(claim, days, values.own, values.others)
    // A number of three digits tells itself, whatever it is of.
    else for (const times of [fine, coarse, ...(significant(f.value) >= 3 ? [told] : [])]) put(claim, times, values.own, values.others)
  })
  return {text: textKeys(sentences, traits.published), claims: {kept, asked}}
}

/// The hash of what a key is about, of its words in their order. A word is hashed once a report.
type About = (...words: readonly (string | number)[]) => number
function aboutIn(known: Map<string | number, number>): About {
  const one = (word: string | number): number => {
    const at = known.get(word) ?? hash53(String(word))
    known.set(word, at)
    return at
  }
  return (...words) => {
    let a = words.length
    let b = 0
    for (const word of words) {
      const h = one(word)
      a = mix(Math.imul(a, 31) + (h >>> 0))
      b = mix(Math.imul(b, 31) + Math.floor(h / 65_536))
    }
    return (b & 31) * 2 ** 32 + (a >>> 0)
  }
}

/// Copies stand in the papers within days: all fingerprints of a text are looked for in its fortnight and those beside it.
const FORTNIGHT = 14
/// Of texts whose time is not known to about a month.
const MOST_FORTNIGHTS = 3
/// Whenever it was, a text that is copied for the most part is found by the least of its fingerprints, which a copy shares as far as it
/// shares the text (A. Broder's sketch, «On the resemblance and containment of documents», 1997).
export const SKETCH = 24

function textKeys(sentences: Sentences, published: DayRange | null): Keys["text"] {
  const all = fingerprints(sentences)
  const under = (times: readonly number[]): number[] => times.flatMap((time) => all.map((print) => time + (print % ABOUT)))
  const sketch = under([timeOf("ever")])
    .sort((a, b) => a - b)
    .slice(0, SKETCH)
  const [from, to] = published ? [Math.floor(published.first / FORTNIGHT), Math.floor(published.last / FORTNIGHT)] : [0, MOST_FORTNIGHTS]
  const isDated = to - from < MOST_FORTNIGHTS
  return {
    kept: under(isDated ? timesOf("near", range(from, to)) : [timeOf("undated")]),
    asked: under(isDated ? timesOf("near", range(from - 1, to + 1)) : [timeOf("undated")]),
    sketch,
    prints: all.length,
  }
}

/// Kind of event with two of those it is about: parties as states, the country it is in. With one where there is but one. What one
/// claim tells alone (a person without the other side, a target without who did it) is looked for among all, and all look
/// for what was told alone: two that tell more share more.
function eventSubjects(
  e: EventTraits,
  about: About,
): {
  readonly own: readonly number[]
  readonly others: readonly number[]
  /// Those of two, or of the only one.
  readonly two: readonly number[]
} {
  const sort = sortOf(e.type)
  // Where it is stands apart from who takes part: whoever receives does so at home.
  const tokens = [...new Set([...e.parties.flatMap((p) => [p.state ?? p.id, ...(p.heads ?? [])]), ...(e.country ? [`@${e.country}`] : [])])]
    .sort()
    .slice(0, MOST_PARTIES)
  const two = tokens.flatMap((s, i) => tokens.slice(i + 1).map((t) => about("e", sort, s, t)))
  const alone = new Set(tokens.map((t) => t.replace("@", "")))
  if (alone.size === 1) two.push(about("e", sort, [...alone][0] as string))
  const own = new Set(two)
  const others = new Set(two)
  const told = (what: string, who: string, isAlone: boolean): void => {
    own.add(about(what, sort, who, "all"))
    if (isAlone) own.add(about(what, sort, who, "alone"))
    others.add(about(what, sort, who, "alone"))
    if (isAlone) others.add(about(what, sort, who, "all"))
  }
  // A person, or a body of no state, tells more than a state does.
  const sides = new Set(e.parties.map((p) => p.id))
  for (const p of e.parties) if (p.kind === "person" || p.state === null) told("p", p.id, alone.size < 2 || sides.size < 2)
  const isDone = e.parties.some((p) => p.role !== "target")
  for (const p of e.parties) if (p.role === "target") told("t", p.state ?? p.id, !isDone)
  // A gathering of which nobody is named is found by where it is.
  if (e.place && sort === "talks") for (const at of new Set([e.place, e.country ?? e.place])) told("l", at, sides.size === 0)
  return {own: [...own], others: [...others], two}
}

const MOST_PARTIES = 6

/// Whether anything could be joined with it by what it is about (`events.ts` gives a point each for parties, days and place): one
/// side without the other, without a place and without a day, could not. Such claims are joined where their sentence is the same.
function mayBeJoined(e: EventTraits): boolean {
  const sort = sortOf(e.type)
  if (e.parties.length === 0) return e.type === "summit" && e.place !== null
  if (e.place !== null || sort === "visit") return true
  const sides = TOGETHER.has(sort)
    ? e.parties.length > 1
    : e.parties.some((p) => p.role === "target") && e.parties.some((p) => p.role !== "target")
  return sides || (!TOGETHER.has(sort) && e.parties.length > 0 && e.days !== null && span(e.days) <= WEEK)
}

const WEEK = 8
/// Longer times are told by their years.
const MONTHS_AT_MOST = 100
/// Days on either side by which two claims of one event may differ.
const BESIDE = 3
/// How far from its publication an event that is told without a day is looked for: where its place is told too or it is a plan, and where not.
const UNDATED_PLACED = 45
const UNDATED = 3
/// What was put off is held within this time.
const PUT_OFF = 550

const span = (d: DayRange): number => d.last - d.first + 1

type Times = {readonly own: readonly number[]; readonly asked: readonly number[]}
const same = (times: readonly number[]): Times => ({own: times, asked: times})
const NEVER = same([])

/// Under which times something is kept and asked for. A time of days, of months, of years (its grain) is compared with each grain in
/// the coarser unit of the two; as both sides put their times into that unit alike, each finds the other whichever comes first:
///
///     grain    kept under        asks for
///     days     dw  dm  dy        dw  mm  yy
///     months       mm  my        dm  mm  yy
///     years            yy        dy  my  yy
///
/// `fine` are days and months among each other, `coarse` is what has to do with years; `close` compares years with years alone, `days` days
/// with days. `years` are those it may lie in.
type GrainTimes = {
  readonly fine: Times
  readonly coarse: Times
  readonly close: Times
  readonly days: Times
  readonly years: readonly number[]
}
function timesAround(days: DayRange): GrainTimes {
  const weeks = range(Math.floor((days.first - 2) / 7), Math.floor((days.last + 2) / 7))
  const months = range(monthOf(days.first - BESIDE), monthOf(days.last + BESIDE))
  if (span(days) > MONTHS_AT_MOST) {
    const years = range(yearOf(days.first), Math.min(yearOf(days.last), yearOf(days.first) + 3))
    const coarse = {own: timesOf("yy", years), asked: [...timesOf("dy", years), ...timesOf("my", years), ...timesOf("yy", years)]}
    return {fine: NEVER, coarse, close: same(coarse.own), days: NEVER, years}
  }
  const years = range(yearOf(days.first - BESIDE), yearOf(days.last + BESIDE))
  const [fine, unit]: [Times, "dy" | "my"] =
    span(days) <= WEEK
      ? [{own: [...timesOf("dw", weeks), ...timesOf("dm", months)], asked: [...timesOf("dw", weeks), ...timesOf("mm", months)]}, "dy"]
      : [{own: timesOf("mm", months), asked: [...timesOf("dm", months), ...timesOf("mm", months)]}, "my"]
  return {
    fine,
    coarse: {own: timesOf(unit, years), asked: timesOf("yy", years)},
    close: fine,
    days: unit === "dy" ? same(timesOf("dw", weeks)) : NEVER,
    years,
  }
}
const NO_TIME: GrainTimes = {
  fine: same([timeOf("none")]),
  coarse: NEVER,
  close: same([timeOf("none")]),
  days: same([timeOf("none")]),
  years: [],
}

/// Of an open end only the other is known, and that to about a month.
const closed = ({first, last}: DayRange): DayRange | null =>
  first <= -FAR ? (last >= FAR ? null : {first: last - 31, last}) : {first, last: last >= FAR ? first + 31 : last}

/// What is known to a year alone is told by two of those it is about (with «within the same year» one does not reach a join).
function eventTimes(e: EventTraits, published: DayRange | null): GrainTimes {
  const [byState, onState] = [e.parties.some((p) => p.role !== "target" && p.state), e.parties.some((p) => p.role === "target" && p.state)]
  const isWar = e.type === "assault" && byState && onState
  const around = e.place !== null || e.type === "visit" || e.status === "planned" ? UNDATED_PLACED : UNDATED
  const given = e.days ?? (published && {first: published.first - around, last: published.last + around})
  const days = given && closed(given)
  const times = days ? timesAround(days) : NO_TIME
  if (!isWar) return times
  const {own, asked} = times.coarse
  return {...times, coarse: {own: [...own, timeOf("war")], asked: [...asked, timeOf("war")]}}
}

/// What was put off looks for what may be its later day, which is kept under its days, months or years already, and is kept where all look
/// for it. Two of those it is about must be the same.
function putOff(e: EventTraits, published: DayRange | null, {years}: GrainTimes): Times {
  const from = published?.first ?? e.days?.first
  const isOff = e.status === "postponed" && from !== undefined && Math.abs(from) < FAR
  const later = isOff ? range(yearOf(from), yearOf(from + PUT_OFF)) : []
  const months = later.flatMap((y) => range(12 * y, 12 * y + 11))
  return {
    own: timesOf("off", later),
    asked: [...timesOf("dm", months), ...timesOf("mm", months), ...timesOf("yy", later), ...timesOf("off", years)],
  }
}

const monthOf = (day: Day): number => {
  const {y, m} = civilOf(day)
  return y * 12 + m - 1
}
const yearOf = (day: Day): number => civilOf(day).y
const range = (from: number, to: number): number[] => Array.from({length: Math.max(0, to - from + 1)}, (_, i) => from + i)

/// Metrics that two desks may class one figure under stand under one name.
const CLASS: {readonly [metric: string]: string} = {
  exports: "flow",
  imports: "flow",
  energy: "flow",
  production: "flow",
  aid: "money",
  debt: "money",
  investment: "money",
  budget: "money",
  count: "count",
  troops: "count",
  casualties: "count",
  displaced: "count",
}

/// Values of one quantity are at most about three times one another, and mostly nearly alike: they share a step of nine, or lie on both
/// sides of its edge.
const STEP = Math.log(9)
const EDGE = Math.log(1.6) / STEP

/// What a figure is found by, with two of its parties, for two figures must have two in common, or the only one that either names
/// (`figures.ts`): one that names a single party is found by that party, and finds those that name more. `values`: its value and unit.
/// `own` and `others`, how it is kept and asked for where its value is another: its metric, unit and measure, about how large it is.
function figureSubjects(
  f: FigureTraits,
  about: About,
): {readonly values: Subjects; readonly own: readonly number[]; readonly others: readonly number[]} {
  const unit = `${unitKey(f.unit)} ${f.measure}`
  const states = [...new Set(f.states)].sort().slice(0, MOST_PARTIES)
  const size = Math.log(Math.max(Math.abs(f.value), 1e-9)) / STEP
  const [step, edge] = [Math.floor(size), Math.round(size)]
  const sizes = Math.abs(size - edge) < EDGE ? [`${step}`, `edge ${edge}`] : [`${step}`]
  const among = (what: string): Subjects => {
    const pairs = states.flatMap((s, i) => states.slice(i + 1).map((t) => about(what, s, t)))
    const alone = states.length === 1
    const one = states.map((s) => about(what, "one", s))
    const any = states.map((s) => about(what, "any", s))
    return {own: [...pairs, ...(alone ? one : any)], others: [...pairs, ...one, ...(alone ? any : [])]}
  }
  const bySize = sizes.map((size) => among(`f ${CLASS[f.metric] ?? f.metric} ${unit} ${Math.sign(f.value)} ${size}`))
  return {
    values: among(`v ${f.value} ${unit}`),
    own: bySize.flatMap((x) => x.own),
    others: bySize.flatMap((x) => x.others),
  }
}

/// What something is kept under, and what it asks for.
type Subjects = {readonly own: readonly number[]; readonly others: readonly number[]}

/// Days around its publication of which a figure is that gives none.
const UNDATED_FIGURE = 7

function figureTimes(f: FigureTraits, published: DayRange | null): GrainTimes {
  const given = f.days ?? (published && {first: published.first - UNDATED_FIGURE, last: published.last + UNDATED_FIGURE})
  const days = given && closed(given)
  return days ? timesAround(days) : NO_TIME
}

/// Whatever their periods, numbers that were told within about a month.
function toldTimes(published: DayRange | null): Times {
  const told = published && closed(published)
  return told && span(told) <= MONTHS_AT_MOST ? same(timesOf("told", range(monthOf(told.first - 15), monthOf(told.last + 15)))) : NEVER
}
