import {civilOf, type Day, type DayRange} from "../model/index.ts"
import {sortOf} from "./events.ts"
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
    for (const subject of eventSubjects(e)) {
      const {own, others} = eventTimes(e, traits.published)
      for (const time of own) kept.add(hash53(`${subject} ${time}`))
      for (const time of [...own, ...others]) asked.add(hash53(`${subject} ${time}`))
      // What was put off looks for the day it was held on, whenever that is; and what is held looks for what was put off.
      if (e.status === "postponed") kept.add(hash53(`${subject} put off`))
      asked.add(hash53(`${subject} put off`))
      if (e.status === "postponed") for (const time of laterMonths(e, traits.published)) asked.add(hash53(`${subject} ${time}`))
    }
  }
  for (const f of traits.figures)
    for (const subject of figureSubjects(f)) {
      kept.add(hash53(subject))
      asked.add(hash53(subject))
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
/// Longer times are kept by their years.
const MONTHS_AT_MOST = 100
/// Days on either side by which two claims of one event may differ.
const BESIDE = 3
/// How far from its publication an event that is told without a day is looked for.
const UNDATED = 45

/// Where the time of an event is kept, and where else those are that may be the same: short times by month, long ones by year.
function eventTimes(e: EventTraits, published: DayRange | null): {readonly own: readonly string[]; readonly others: readonly string[]} {
  const war = e.type === "assault" ? ["war"] : []
  const given = e.days ?? (published && {first: published.first - UNDATED, last: published.last + UNDATED})
  if (!given || (given.first <= -FAR && given.last >= FAR)) return {own: ["?", ...war], others: []}
  const days =
    given.first <= -FAR ? {first: given.last, last: given.last} : given.last >= FAR ? {first: given.first, last: given.first} : given
  const years = range(yearOf(days.first), yearOf(days.last)).slice(0, 3)
  if (days.last - days.first <= MONTHS_AT_MOST) {
    const own = months(days)
    return {
      own: [...own.map((m) => `m${m}`), ...war],
      others: [...months({first: days.first - BESIDE, last: days.last + BESIDE}).map((m) => `m${m}`), ...years.map((y) => `y${y}`)],
    }
  }
  return {own: [...years.map((y) => `y${y}`), ...war], others: years.flatMap((y) => range(y * 12, y * 12 + 11).map((m) => `m${m}`))}
}

/// Months in which what was put off may be held: from the day it was told on, a year and a half on.
function laterMonths(e: EventTraits, published: DayRange | null): string[] {
  const from = published?.first ?? e.days?.first
  if (from === undefined || Math.abs(from) >= FAR) return []
  const m = monthOf(from)
  return range(m, m + 18).map((x) => `m${x}`)
}

const monthOf = (day: Day): number => {
  const {y, m} = civilOf(day)
  return y * 12 + m - 1
}
const yearOf = (day: Day): number => civilOf(day).y
const months = (d: DayRange): number[] => range(monthOf(d.first), monthOf(d.last))
const range = (from: number, to: number): number[] => Array.from({length: Math.max(0, to - from + 1)}, (_, i) => from + i)

/// What a figure is found by: its value with its unit and each of its parties; its metric, unit, measure and parties with the year.
function figureSubjects(f: FigureTraits): string[] {
  const unit = unitKey(f.unit)
  const states = [...new Set(f.states)].sort().slice(0, MOST_PARTIES)
  const years = f.days && f.days.first > -FAR && f.days.last < FAR ? range(yearOf(f.days.first), yearOf(f.days.last)).slice(0, 6) : ["?"]
  const out = [`v ${f.value} ${unit} ${f.measure}`]
  const all = states.length === 0 ? [""] : states
  for (const year of new Set([...years, "?"])) {
    if (year === "?" && years[0] !== "?") continue
    for (const state of all) out.push(`f ${unit} ${f.measure} ${state} ${year}`)
  }
  return out
}
