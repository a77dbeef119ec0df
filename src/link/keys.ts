import {civilOf, type Day, type DayRange} from "../model/index.ts"
import {sortOf, TOGETHER} from "./events.ts"
import {significant, unitKey} from "./figures.ts"
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
    const times = eventTimes(e, traits.published)
    for (const subject of eventSubjects(e)) {
      for (const time of times.own) kept.add(hash53(`${subject} ${time}`))
      for (const time of times.asked) asked.add(hash53(`${subject} ${time}`))
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
  // A gathering of which nobody is named is found by where it is.
  if (e.place && sort === "talks") out.push(`l ${sort} ${e.place}`, ...(e.country ? [`l ${sort} ${e.country}`] : []))
  return [...new Set(out)]
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

/// Under which times an event is kept and asked for. A time of days, of months, of years (its grain) is compared with each grain in
/// the coarser unit of the two; as both sides put their times into that unit alike, each finds the other whichever comes first:
///
///     grain    kept under        asks for
///     days     dw  dm  dy        dw  mm  yy
///     months       mm  my        dm  mm  yy
///     years            yy        dy  my  yy
function eventTimes(e: EventTraits, published: DayRange | null): {readonly own: readonly string[]; readonly asked: readonly string[]} {
  const own: string[] = []
  const asked: string[] = []
  const both = (...times: string[]): void => {
    own.push(...times)
    asked.push(...times)
  }
  const [byState, onState] = [e.parties.some((p) => p.role !== "target" && p.state), e.parties.some((p) => p.role === "target" && p.state)]
  if (e.type === "assault" && byState && onState) both("war")
  const around = e.place !== null || e.type === "visit" || e.status === "planned" ? UNDATED_PLACED : UNDATED
  const given = e.days ?? (published && {first: published.first - around, last: published.last + around})
  if (!given || (given.first <= -FAR && given.last >= FAR)) {
    both("?")
    return {own, asked}
  }
  // Of an open end only the other is known, and that to about a month.
  const days =
    given.first <= -FAR
      ? {first: given.last - 31, last: given.last}
      : given.last >= FAR
        ? {first: given.first, last: given.first + 31}
        : given
  const weeks = range(Math.floor((days.first - 2) / 7), Math.floor((days.last + 2) / 7))
  const months = range(monthOf(days.first - BESIDE), monthOf(days.last + BESIDE))
  const years = range(yearOf(days.first), Math.min(yearOf(days.last), yearOf(days.first) + 3))
  const told = (unit: string, of: readonly number[]): string[] => of.map((n) => `${unit}${n}`)
  if (span(days) <= WEEK) {
    own.push(...told("dw", weeks), ...told("dm", months), ...told("dy", years))
    asked.push(...told("dw", weeks), ...told("mm", months), ...told("yy", years))
  } else if (span(days) <= MONTHS_AT_MOST) {
    own.push(...told("mm", months), ...told("my", years))
    asked.push(...told("dm", months), ...told("mm", months), ...told("yy", years))
  } else {
    own.push(...told("yy", years))
    asked.push(...told("dy", years), ...told("my", years), ...told("yy", years))
  }
  // What was put off is looked for by what may be its later day, and looks for it.
  asked.push(...told("off", years))
  const from = published?.first ?? e.days?.first
  if (e.status === "postponed" && from !== undefined && Math.abs(from) < FAR) {
    const later = range(yearOf(from), yearOf(from + PUT_OFF))
    own.push(...told("off", later))
    asked.push(...told("dy", later), ...told("my", later), ...told("yy", later))
  }
  return {own, asked}
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
  const times = figureTimes(f)
  // A number of three digits tells itself whenever it is told; 5 people need the days too.
  const values =
    significant(f.value) >= 3
      ? states.map((s) => `v ${f.value} ${unit} ${s}`)
      : states.flatMap((s) => times.map((t) => `v ${f.value} ${unit} ${s} ${t}`))
  const own = [...values]
  const others = [...values]
  for (const time of times) {
    const what = `f ${CLASS[f.metric] ?? f.metric} ${unit} ${time}`
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

/// The years of a figure; of what is counted in days (the dead, the arrested) the months.
function figureTimes(f: FigureTraits): string[] {
  if (!f.days || f.days.first <= -FAR || f.days.last >= FAR) return ["?"]
  if (CLASS[f.metric] === "count" && span(f.days) <= MONTHS_AT_MOST)
    return range(monthOf(f.days.first - BESIDE), monthOf(f.days.last + BESIDE)).map((m) => `m${m}`)
  return range(yearOf(f.days.first), yearOf(f.days.last))
    .slice(0, 6)
    .map((y) => `y${y}`)
}
