import {civilOf, type Day, type DayRange} from "../model/index.ts"
import {sortOf, TOGETHER} from "./events.ts"
import {significant, unitKey} from "./figures.ts"
import {hash53} from "./hash.ts"
import {fingerprints, type Sentences, unpackSentences} from "./sentences.ts"
import {type EventTraits, FAR, type FigureTraits, type Traits} from "./traits.ts"

/// Under what a report is kept and looked up, so that it is compared only with those that may have to do with it: what looking up
/// costs does not grow with the record. `kept` is where it is found, `asked` where it looks. Every key has a time before it: what
/// is of one time lies together in the record, and a lookup touches the times it is about, however many others there are.
export type Keys = {
  readonly text: {
    readonly kept: readonly TextKey[]
    readonly asked: readonly TextKey[]
    /// Kept and asked for, whenever the report is of.
    readonly sketch: readonly TextKey[]
    /// How many fingerprints it has.
    readonly prints: number
  }
  readonly claims: {readonly kept: readonly ClaimKey[]; readonly asked: readonly ClaimKey[]}
}
export type TextKey = readonly [time: number, key: number]
/// Claims by their number in the report: events first, then figures.
export type ClaimKey = readonly [time: number, key: number, claim: number]

export function keysOf(traits: Traits, sentences: Sentences = unpackSentences(traits.sentences)): Keys {
  const kept: ClaimKey[] = []
  const asked: ClaimKey[] = []
  const put = (to: ClaimKey[], times: readonly number[], subjects: readonly string[], claim: number): void => {
    for (const subject of subjects) {
      const key = hash53(subject)
      for (const time of times) to.push([time, key, claim])
    }
  }
  traits.events.forEach((e, i) => {
    if (!mayBeJoined(e)) return
    const times = eventTimes(e, traits.published)
    const subjects = eventSubjects(e)
    put(kept, times.own, subjects.own, i)
    put(asked, times.asked, subjects.asked, i)
    const later = putOff(e, traits.published)
    put(kept, later.own, subjects.two, i)
    put(asked, later.asked, subjects.two, i)
  })
  traits.figures.forEach((f, i) => {
    const claim = traits.events.length + i
    const {values, own, others} = figureSubjects(f)
    const times = figureTimes(f, traits.published)
    put(kept, [...times.own, ...times.told], values, claim)
    put(asked, [...times.asked, ...times.told], values, claim)
    put(kept, times.close.own, own, claim)
    put(asked, times.close.asked, others, claim)
  })
  return {text: textKeys(sentences, traits.published), claims: {kept, asked}}
}

/// Units of time, so that no two of them meet.
const UNIT = {
  dw: 1,
  dm: 2,
  dy: 3,
  mm: 4,
  my: 5,
  yy: 6,
  off: 7,
  told: 8,
  war: 9,
  none: 10,
  near: 11,
  undated: 12,
  ever: 13,
  later: 14,
} as const
const ROOM = 2 ** 22
const timeOf = (unit: keyof typeof UNIT, n = 0): number => UNIT[unit] * ROOM + n + ROOM / 2
const timesOf = (unit: keyof typeof UNIT, of: readonly number[]): number[] => of.map((n) => timeOf(unit, n))

/// Copies stand in the papers within days: all fingerprints of a text are looked for in its fortnight and those beside it.
const FORTNIGHT = 14
/// Of texts whose time is not known to about a month.
const MOST_FORTNIGHTS = 3
/// Whenever it was, a text that is copied for the most part is found by the least of its fingerprints, which a copy shares as far as it
/// shares the text (A. Broder's sketch, «On the resemblance and containment of documents», 1997).
export const SKETCH = 24

function textKeys(sentences: Sentences, published: DayRange | null): Keys["text"] {
  const all = fingerprints(sentences)
  const sketch = [...all]
    .sort((a, b) => a - b)
    .slice(0, SKETCH)
    .map((key): TextKey => [timeOf("ever"), key])
  const under = (times: readonly number[]): TextKey[] => times.flatMap((time) => all.map((key): TextKey => [time, key]))
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
function eventSubjects(e: EventTraits): {
  readonly own: readonly string[]
  readonly asked: readonly string[]
  readonly two: readonly string[]
} {
  const sort = sortOf(e.type)
  const tokens = [...new Set([...e.parties.map((p) => p.state ?? p.id), ...(e.country ? [e.country] : [])])].sort().slice(0, MOST_PARTIES)
  const own: string[] = []
  const asked: string[] = []
  const both = (...subjects: string[]): void => {
    own.push(...subjects)
    asked.push(...subjects)
  }
  const told = (what: string, isAlone: boolean): void => {
    own.push(`${what} all`)
    if (isAlone) both(`${what} alone`)
    asked.push(`${what} ${isAlone ? "all" : "alone"}`)
  }
  for (let i = 0; i < tokens.length; i++) for (let j = i + 1; j < tokens.length; j++) both(`e ${sort} ${tokens[i]} ${tokens[j]}`)
  const two = [...own]
  if (tokens.length === 1) both(`e ${sort} ${tokens[0]}`)
  // A person, or a body of no state, tells more than a state does.
  const sides = new Set(e.parties.map((p) => p.id))
  for (const p of e.parties) if (p.kind === "person" || p.state === null) told(`p ${sort} ${p.id}`, tokens.length < 2 || sides.size < 2)
  const isDone = e.parties.some((p) => p.role !== "target")
  for (const p of e.parties) if (p.role === "target") told(`t ${sort} ${p.state ?? p.id}`, !isDone)
  // A gathering of which nobody is named is found by where it is.
  if (e.place && sort === "talks") for (const at of new Set([e.place, e.country ?? e.place])) told(`l ${sort} ${at}`, sides.size === 0)
  return {own: [...new Set(own)], asked: [...new Set(asked)], two}
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
const NO_TIME: Times = {own: [timeOf("none")], asked: [timeOf("none")]}

/// Under which times something is kept and asked for. A time of days, of months, of years (its grain) is compared with each grain in
/// the coarser unit of the two; as both sides put their times into that unit alike, each finds the other whichever comes first:
///
///     grain    kept under        asks for
///     days     dw  dm  dy        dw  mm  yy
///     months       mm  my        dm  mm  yy
///     years            yy        dy  my  yy
function timesAround(days: DayRange): Times {
  const weeks = range(Math.floor((days.first - 2) / 7), Math.floor((days.last + 2) / 7))
  const months = range(monthOf(days.first - BESIDE), monthOf(days.last + BESIDE))
  const years = range(yearOf(days.first), Math.min(yearOf(days.last), yearOf(days.first) + 3))
  if (span(days) <= WEEK)
    return {
      own: [...timesOf("dw", weeks), ...timesOf("dm", months), ...timesOf("dy", years)],
      asked: [...timesOf("dw", weeks), ...timesOf("mm", months), ...timesOf("yy", years)],
    }
  if (span(days) <= MONTHS_AT_MOST)
    return {
      own: [...timesOf("mm", months), ...timesOf("my", years)],
      asked: [...timesOf("dm", months), ...timesOf("mm", months), ...timesOf("yy", years)],
    }
  return {own: timesOf("yy", years), asked: [...timesOf("dy", years), ...timesOf("my", years), ...timesOf("yy", years)]}
}

/// Of an open end only the other is known, and that to about a month.
const closed = ({first, last}: DayRange): DayRange | null =>
  first <= -FAR ? (last >= FAR ? null : {first: last - 31, last}) : {first, last: last >= FAR ? first + 31 : last}

function eventTimes(e: EventTraits, published: DayRange | null): Times {
  const [byState, onState] = [e.parties.some((p) => p.role !== "target" && p.state), e.parties.some((p) => p.role === "target" && p.state)]
  const war = e.type === "assault" && byState && onState ? [timeOf("war")] : []
  const around = e.place !== null || e.type === "visit" || e.status === "planned" ? UNDATED_PLACED : UNDATED
  const given = e.days ?? (published && {first: published.first - around, last: published.last + around})
  const days = given && closed(given)
  if (!days) return {own: [...war, timeOf("none")], asked: [...war, timeOf("none")]}
  const times = timesAround(days)
  return {own: [...war, ...times.own], asked: [...war, ...times.asked]}
}

/// What was put off is looked for by what may be its later day, and looks for it. Two of those it is about must be the same.
function putOff(e: EventTraits, published: DayRange | null): Times {
  const from = published?.first ?? e.days?.first
  const isOff = e.status === "postponed" && from !== undefined && Math.abs(from) < FAR
  const later = isOff ? timesOf("later", range(yearOf(from), yearOf(from + PUT_OFF))) : []
  const off = isOff ? timesOf("off", range(yearOf(from), yearOf(from + PUT_OFF))) : []
  const held =
    e.days && Math.abs(e.days.first) < FAR && e.status !== "denied" && e.status !== "hypothetical" ? yearOf(e.days.first) : undefined
  return {
    own: [...off, ...(held === undefined ? [] : [timeOf("later", held)])],
    asked: [...later, ...(held === undefined ? [] : [timeOf("off", held)])],
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

/// What a figure is found by. `values`: its value with its unit and a party of it. `own` and `others`, how it is kept and asked for where
/// its value is another: its metric, unit and measure, about how large it is, with two of its parties; one that names a single party is
/// found by that party, and finds those that name more.
function figureSubjects(f: FigureTraits): {
  readonly values: readonly string[]
  readonly own: readonly string[]
  readonly others: readonly string[]
} {
  const unit = `${unitKey(f.unit)} ${f.measure}`
  const states = [...new Set(f.states)].sort().slice(0, MOST_PARTIES)
  // Values of one quantity are at most three times one another: those share one of two steps of nine, laid half a step apart.
  const size = Math.log(Math.max(Math.abs(f.value), 1e-9)) / Math.log(9)
  const own: string[] = []
  const others: string[] = []
  for (const step of [`a${Math.floor(size)}`, `b${Math.floor(size + 0.5)}`]) {
    const what = `f ${CLASS[f.metric] ?? f.metric} ${unit} ${Math.sign(f.value)}${step}`
    const pairs = states.flatMap((s, i) => states.slice(i + 1).map((t) => `${what} ${s} ${t}`))
    own.push(...pairs, ...states.map((s) => `${what} any ${s}`))
    if (states.length === 1) own.push(`${what} one ${states[0]}`)
    others.push(...pairs, ...states.map((s) => `${what} ${states.length === 1 ? "any" : "one"} ${s}`))
  }
  return {values: states.map((s) => `v ${f.value} ${unit} ${s}`), own, others}
}

/// Days around its publication of which a figure is that gives none.
const UNDATED_FIGURE = 7

type FigureTimes = Times & {
  /// Under which other values are looked for: days and months of days and months, years of years.
  readonly close: Times
  /// A number of three digits tells itself where it is told within about a month, whatever its period.
  readonly told: readonly number[]
}
function figureTimes(f: FigureTraits, published: DayRange | null): FigureTimes {
  const day = published && closed(published)
  const isTelling = day !== null && significant(f.value) >= 3 && span(day) <= MONTHS_AT_MOST
  const told = isTelling ? timesOf("told", range(monthOf(day.first - 15), monthOf(day.last + 15))) : []
  const given = f.days ?? (published && {first: published.first - UNDATED_FIGURE, last: published.last + UNDATED_FIGURE})
  const days = given && closed(given)
  const times = days ? timesAround(days) : NO_TIME
  const isOfYears = days !== null && span(days) > MONTHS_AT_MOST
  const within = (of: readonly number[], ...units: readonly (keyof typeof UNIT)[]): readonly number[] =>
    of.filter((t) => units.some((u) => UNIT[u] === Math.floor(t / ROOM)))
  const close = isOfYears
    ? {own: times.own, asked: within(times.asked, "yy")}
    : {own: within(times.own, "dw", "dm", "mm", "none"), asked: within(times.asked, "dw", "dm", "mm", "none")}
  return {...times, close, told}
}
