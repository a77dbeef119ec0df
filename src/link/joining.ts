import {type Copy, copyOf} from "./copies.ts"
import {type Judgement, judgeEvents, mayBeToldTwice, sortOf} from "./events.ts"
import {judgeFigures, matchFigures} from "./figures.ts"
import {type Reschedule, rescheduled} from "./lives.ts"
import {judgeStories} from "./stories.ts"
import type {EventTraits, Traits} from "./traits.ts"

/// Claims of one report past this number are not looked up.
export const MOST_CLAIMS = 4096

/// What was decided of two reports and their claims. A pair of claims is told by report and claim: claims of one text have one id
/// only within it.
export type ClaimRef = {readonly report: string; readonly claim: string}
export type EventPair = {
  readonly a: ClaimRef
  readonly b: ClaimRef
  readonly score: number
  readonly why: readonly string[]
  /// Which of the two tells the later day of what the other tells was put off, or planned for no day in particular.
  readonly later?: "a" | "b"
}
export type FigurePair = {
  readonly a: ClaimRef
  readonly b: ClaimRef
  readonly is: "agreement" | "contradiction" | "series"
  readonly why: readonly string[]
}
export type StoryPair = {readonly a: string; readonly b: string; readonly score: number; readonly why: readonly string[]}

export type Pairs = {
  readonly copies: readonly Copy[]
  readonly events: readonly EventPair[]
  readonly figures: readonly FigurePair[]
  readonly stories: readonly StoryPair[]
}

/// Claims of two reports that may have to do with each other, by their numbers: events first, then figures.
export type ClaimNumbers = readonly (readonly [ofOne: number, ofOther: number])[]

/// Everything that joins two reports, whichever is given first: what is kept of them when the second arrives. Of their claims those
/// are compared that were found by a key of both (all where none are given), and those that one sentence tells.
export function joinReports(one: Traits, other: Traits, mayBeCopy: boolean, found?: ClaimNumbers): Pairs {
  const [x, y] = one.report < other.report ? [one, other] : [other, one]
  const copy = mayBeCopy ? copyOf(x, y) : undefined
  const twins = new Set(copy?.sentences.map(([i, j]) => (copy.original === x.report ? `${i} ${j}` : `${j} ${i}`)))
  const sameSentence = (i: number, j: number): boolean => twins.size > 0 && twins.has(`${i} ${j}`)
  const {ofEvents, ofFigures} = pairsToJudge(
    x,
    y,
    found && (x === one ? found : found.map(([i, j]) => [j, i] as const)),
    sameSentence,
    twins,
  )
  const events: EventPair[] = []
  for (const [i, j] of ofEvents) {
    const [a, b] = [x.events[i] as EventTraits, y.events[j] as EventTraits]
    if (sortOf(a.type) !== sortOf(b.type)) continue
    const judged: Judgement = judgeEvents({report: x, event: a}, {report: y, event: b}, sameSentence(a.sentence, b.sentence))
    const put: Reschedule | undefined = judged.same ? undefined : rescheduled({report: x, event: a}, {report: y, event: b})
    if (judged.same || put)
      events.push({
        a: {report: x.report, claim: a.id},
        b: {report: y.report, claim: b.id},
        score: put?.score ?? judged.score,
        why: put?.why ?? judged.why,
        ...(put ? {later: put.held === "x" ? "a" : "b"} : {}),
      })
  }
  const matches = matchFigures(x, y, sameSentence, copy !== undefined, ofFigures)
  const figures = matches.map(
    ({a, b, is, why}): FigurePair => ({a: {report: x.report, claim: a.id}, b: {report: y.report, claim: b.id}, is, why}),
  )
  const story = judgeStories(x, y, copy, events, matches)
  return {copies: copy ? [copy] : [], events, figures, stories: story ? [{a: x.report, b: y.report, ...story}] : []}
}

/// Which claims of two reports are compared, each pair once: those found; where nothing was looked up, or one text repeats the other, all.
function pairsToJudge(
  x: Traits,
  y: Traits,
  found: ClaimNumbers | undefined,
  sameSentence: (i: number, j: number) => boolean,
  twins: ReadonlySet<string>,
): {readonly ofEvents: ClaimNumbers; readonly ofFigures: ClaimNumbers | "all"} {
  if (!found) return {ofEvents: allPairs(x.events.length, y.events.length), ofFigures: "all"}
  const once = new Map(found.map(([i, j]) => [i * MOST_CLAIMS + j, [i, j] as const]))
  if (twins.size > 0)
    for (const [i, j] of allPairs(x.events.length, y.events.length))
      if (sameSentence((x.events[i] as EventTraits).sentence, (y.events[j] as EventTraits).sentence)) once.set(i * MOST_CLAIMS + j, [i, j])
  const pairs = [...once.values()]
  return {
    ofEvents: pairs.filter(([i, j]) => i < x.events.length && j < y.events.length),
    ofFigures: pairs.flatMap(([i, j]) =>
      i >= x.events.length && j >= y.events.length ? [[i - x.events.length, j - y.events.length] as const] : [],
    ),
  }
}

const allPairs = (n: number, m: number): ClaimNumbers => Array.from({length: n * m}, (_, k) => [Math.floor(k / m), k % m] as const)

/// What joins claims of one report: a war told in several of its parts, a visit by its arrival and its end, an event that was put off and its new day, two sources that contradict each other.
export function joinWithin(x: Traits): Pairs {
  const events: EventPair[] = []
  const figures: FigurePair[] = []
  x.events.forEach((a, i) => {
    for (const b of x.events.slice(i + 1)) {
      const put = rescheduled({report: x, event: a}, {report: x, event: b})
      if (put)
        events.push({
          a: {report: x.report, claim: a.id},
          b: {report: x.report, claim: b.id},
          score: put.score,
          why: put.why,
          later: put.held === "x" ? "a" : "b",
        })
      const [one, other] = [
        {report: x, event: a},
        {report: x, event: b},
      ] as const
      if (!mayBeToldTwice(one, other)) continue
      const {same, score, why} = judgeEvents(one, other)
      if (same) events.push({a: {report: x.report, claim: a.id}, b: {report: x.report, claim: b.id}, score, why})
    }
  })
  x.figures.forEach((a, i) => {
    for (const b of x.figures.slice(i + 1)) {
      const {is, why} = judgeFigures({report: x, figure: a}, {report: x, figure: b})
      if (is !== "none") figures.push({a: {report: x.report, claim: a.id}, b: {report: x.report, claim: b.id}, is, why})
    }
  })
  return {copies: [], events, figures, stories: []}
}
