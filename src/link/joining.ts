import {type Copy, copyOf, enoughFingerprints} from "./copies.ts"
import {type Judgement, judgeEvents, mayBeToldTwice, sortOf} from "./events.ts"
import {judgeFigures, matchFigures} from "./figures.ts"
import {type Reschedule, rescheduled} from "./lives.ts"
import {judgeStories} from "./stories.ts"
import type {Traits} from "./traits.ts"

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

/// Everything that joins two reports, whichever is given first: what is kept of them when the second arrives.
export function joinReports(one: Traits, other: Traits, sharedFingerprints: number): Pairs {
  const [x, y] = one.report < other.report ? [one, other] : [other, one]
  const copy = enoughFingerprints(sharedFingerprints) ? copyOf(x, y) : undefined
  const twins = new Set(copy?.sentences.map(([i, j]) => (copy.original === x.report ? `${i} ${j}` : `${j} ${i}`)))
  const sameSentence = (i: number, j: number): boolean => twins.size > 0 && twins.has(`${i} ${j}`)
  const events: EventPair[] = []
  for (const a of x.events)
    for (const b of y.events) {
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
  const matches = matchFigures(x, y, sameSentence, copy !== undefined)
  const figures = matches.map(
    ({a, b, is, why}): FigurePair => ({a: {report: x.report, claim: a.id}, b: {report: y.report, claim: b.id}, is, why}),
  )
  const story = judgeStories(x, y, copy, events, matches)
  return {copies: copy ? [copy] : [], events, figures, stories: story ? [{a: x.report, b: y.report, ...story}] : []}
}

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
