import {civilOf, type Day, type DayRange} from "../model/index.ts"
import {sortOf, TOGETHER} from "./events.ts"
import {unitKey} from "./figures.ts"
import {hash53} from "./hash.ts"
import {fingerprints, type Sentences, unpackSentences} from "./sentences.ts"
import {type EventTraits, FAR, type FigureTraits, type Traits} from "./traits.ts"

/// Keys under which a report is kept and looked up, so that it is compared only with those that may have to do with it: what
/// looking up costs does not grow with the record. `kept` is where it is found, `asked` where it looks.
export type Keys = {
  readonly text: readonly number[]
  readonly kept: readonly number[]
  readonly asked: readonly number[]
}

export function keysOf(traits: Traits, sentences: Sentences = unpackSentences(traits.sentences)): Keys {
  const kept = new Set<number>()
  const asked = new Set<number>()
  for (const e of traits.events) {
    if (!mayBeJoined(e)) continue
    for (const subject of eventSubjects(e)) {
      const {own, others} = eventTimes(e, traits.published)
      for (const time of own) kept.add(hash53(`${subject} ${time}`))
      for (const time of [...own, ...others]) asked.add(hash53(`${subject} ${time}`))
      // What was put off looks for the day it was held on, whenever that is; and what is held looks for what was put off.
      if (e.status === "postponed") kept.add(hash53(`${subject} put off`))
      asked.add(hash53(`${subject} put off`))
      if (e.status === "postponed") for (const time of laterTimes(e, traits.published)) asked.add(hash53(`${subject} ${time}`))
    }
  }
  for (const f of traits.figures) {
    const {own, others} = figureSubjects(f)
    for (const subject of own) kept.add(hash53(subject))
    for (const subject of others) asked.add(hash53(subject))
  }
  return {text: fingerprints(sentences), kept: [...kept], asked: [...asked]}
}

/// Kind of event with two of those it is about: parties as states, the country it is in. With one where there is but one.
function eventSubjects(e: EventTraits): string[] {
  const sort = sortOf(e.type)
  const tokens = [...new Set([...e.parties.map((p) => p.state ?? p.id), ...(e.country ? [e.country] : [])])].sort().slice(0, MOST_PARTIES)
  const out: string[] = []
  for (let i = 0; i < tokens.length; i++) for (let j = i + 1; j < tokens.length; j++) out.push(`e ${sort} ${tokens[i]} ${tokens[j]}`)
  if (tokens.length === 1) out.push(`e ${sort} ${tokens[0]}`)
  // A person, or a body of no state, tells more than a state does.
  for (const p of e.parties) if (p.kind === "person" || p.state === null) out.push(`p ${sort} ${p.id}`)
  for (const p of e.parties) if (p.role === "target") out.push(`t ${sort} ${p.state ?? p.id}`)
  if (e.place && (e.parties.length === 0 || e.type === "summit")) out.push(`l ${sort} ${e.place}`)
  return [...new Set(out)]
}

const MOST_PARTIES = 6

/// Whether anything could be joined with it by what it is about (`events.ts` gives a point each for parties, days and place): one
/// side without the other, without a place and without a day, could not. Such claims are joined where their sentence is the same.
function mayBeJoined(e: EventTraits): boolean {
  const sort = sortOf(e.type)
  if (e.parties.length === 0) return TOGETHER.has(sort) && e.place !== null
  if (e.place !== null || sort === "visit") return true
  const sides = TOGETHER.has(sort)
    ? e.parties.length > 1
    : e.parties.some((p) => p.role === "target") && e.parties.some((p) => p.role !== "target")
  return sides || (!TOGETHER.has(sort) && e.parties.length > 0 && e.days !== null && span(e.days) <= WEEK)
}

const WEEK = 8
/// Longer times are kept by their years.
const MONTHS_AT_MOST = 100
/// Days on either side by which two claims of one event may differ.
const BESIDE = 3
/// How far from its publication an event that is told without a day is looked for: where its place is told too, and where not.
const UNDATED_PLACED = 45
const UNDATED = 3

const span = (d: DayRange): number => d.last - d.first + 1

/// Where the time of an event is kept, and where else those are that may be the same: days by their week, longer times by their
/// months, the longest by their years.
function eventTimes(e: EventTraits, published: DayRange | null): {readonly own: readonly string[]; readonly others: readonly string[]} {
  const [byState, onState] = [e.parties.some((p) => p.role !== "target" && p.state), e.parties.some((p) => p.role === "target" && p.state)]
  const war = e.type === "assault" && byState && onState ? ["war"] : []
  const around = e.place !== null || e.type === "visit" ? UNDATED_PLACED : UNDATED
  const given = e.days ?? (published && {first: published.first - around, last: published.last + around})
  if (!given || (given.first <= -FAR && given.last >= FAR)) return {own: ["?", ...war], others: []}
  const days =
    given.first <= -FAR ? {first: given.last, last: given.last} : given.last >= FAR ? {first: given.first, last: given.first} : given
  const wide = {first: days.first - BESIDE, last: days.last + BESIDE}
  const years = range(yearOf(days.first), yearOf(days.last))
    .slice(0, 3)
    .map((y) => `y${y}`)
  const weeks = (d: DayRange): string[] => range(Math.floor(d.first / 7), Math.floor(d.last / 7)).map((w) => `w${w}`)
  const months = (d: DayRange): string[] => range(monthOf(d.first), monthOf(d.last)).map((m) => `m${m}`)
  // A time with an open end is known by the other end alone, and may be of any length.
  if (given !== days) return {own: [...weeks(days), ...months(days), ...war], others: [...weeks(wide), ...months(wide), ...years]}
  if (span(days) <= WEEK) return {own: [...weeks(days), ...war], others: [...weeks(wide), ...months(wide), ...years]}
  if (span(days) <= MONTHS_AT_MOST) return {own: [...months(days), ...war], others: [...weeks(wide), ...months(wide), ...years]}
  const whole = {first: days.first, last: Math.min(days.last, days.first + 3 * 366)}
  return {own: [...years, ...war], others: [...weeks(whole), ...months(whole)]}
}

/// Where that is looked for which was put off: from the day it was told on, a year and a half on.
function laterTimes(e: EventTraits, published: DayRange | null): string[] {
  const from = published?.first ?? e.days?.first
  if (from === undefined || Math.abs(from) >= FAR) return []
  const to = from + 550
  return [...range(Math.floor(from / 7), Math.floor(to / 7)).map((w) => `w${w}`), ...range(monthOf(from), monthOf(to)).map((m) => `m${m}`)]
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

/// What a figure is found by: its value with its unit and a party of it; its metric, unit and measure with two of its parties and the
/// year. One that names a single party is found by that party, and finds those that name more.
function figureSubjects(f: FigureTraits): {readonly own: readonly string[]; readonly others: readonly string[]} {
  const unit = `${unitKey(f.unit)} ${f.measure}`
  const states = [...new Set(f.states)].sort().slice(0, MOST_PARTIES)
  const years = f.days && f.days.first > -FAR && f.days.last < FAR ? range(yearOf(f.days.first), yearOf(f.days.last)).slice(0, 6) : ["?"]
  const values = states.map((s) => `v ${f.value} ${unit} ${s}`)
  const own = [...values]
  const others = [...values]
  for (const year of years) {
    const what = `f ${CLASS[f.metric] ?? f.metric} ${unit} ${year}`
    const pairs = states.flatMap((s, i) => states.slice(i + 1).map((t) => `${what} ${s} ${t}`))
    own.push(...pairs, ...states.map((s) => `${what} any ${s}`))
    others.push(...pairs)
    if (states.length === 1) {
      own.push(`${what} one ${states[0]}`)
      others.push(`${what} any ${states[0]}`)
    } else others.push(...states.map((s) => `${what} one ${s}`))
  }
  return {own, others}
}
