import {itemAt} from "../support/index.ts"
import type {Draft} from "./figures-draft.ts"
import type {FigureView} from "./figures-view.ts"

/// The happening that a figure is of: the word that names it, and the types of event it can be.
export type Happening = {
  readonly token: number
  readonly types: readonly string[]
  /// Told before: «المحادثات التي استمرت …».
  readonly again: boolean
}

const TALKS = ["meeting", "call", "summit", "visit"]
const DRILLS = ["cooperate", "mobilize"]
const ENDING = "(?:ه|ها|هما|هم)?$"
/// What lasts, by its noun.
const LASTING: readonly (readonly [nouns: RegExp, types: readonly string[]])[] = [
  [
    new RegExp(`^[وفبل]*(?:ال|لل)?(?:لقاء|اجتماع|محادثات|مباحثات|محادثه|مفاوضات|مشاورات|حوار|جلسه|جلست|قمه|قمت)${ENDING}`),
    ["meeting", "summit", "visit"],
  ],
  [new RegExp(`^[وفبل]*(?:ال|لل)?(?:اتصال|اتصالا|مكالمه|مكالمت|مهاتفه)${ENDING}`), ["call"]],
  [new RegExp(`^[وفبل]*(?:ال|لل)?(?:زياره|زيارت|رحله|رحلت|جوله|جولت)${ENDING}`), ["visit"]],
  [new RegExp(`^[وفبل]*(?:ال|لل)?(?:مناوره|مناورات|تدريبات|تمرين|تمارين)${ENDING}`), DRILLS],
  [new RegExp(`^[وفبل]*(?:ال|لل)?(?:مواجهه|مواجهات|معركه|معارك|اشتباكات|قتال|حصار|حمله|هجوم|هجوما)${ENDING}`), ["assault"]],
]
/// What is done so often, or with so many, by its verb.
const DONE: ReadonlyMap<string, readonly string[]> = new Map([
  ["التقي", TALKS],
  ["قابل", TALKS],
  ["اجتمع", TALKS],
  ["استقبل", TALKS],
  ["تحدث", TALKS],
  ["هاتف", TALKS],
  ["زار", TALKS],
  ["سافر", TALKS],
  ["جال", TALKS],
  ["وقع", ["agreement"]],
  ["ابرم", ["agreement"]],
  ["الغي", ["agreement"]],
  ["انهي", ["agreement"]],
])
/// What those who meet or travel do, which is counted of themselves and not of their states.
const PERSONAL =
  /^(مره|مرات|لقاء|لقاءات|اجتماع|اجتماعات|زياره|زيارات|دوله|دول|بلد|بلدان|عاصمه|عواصم|مدينه|مدن|مكالمه|مكالمات|اتصال|اتصالات)/
const REACH = 16

/// The happening that a length of time or a count belongs to.
export function happeningOf(view: FigureView, d: Draft): Happening | undefined {
  const {c} = d
  const {from} = view.sentence(c.from)
  if (d.metric === "duration") {
    for (let i = c.head - 1; i >= from && i > c.head - REACH; i--) {
      if (view.edge[i] === 2) return undefined
      if (!view.isWord(i) || view.isVerb(i)) continue
      for (const [nouns, types] of LASTING)
        if (nouns.test(view.f(i)))
          return {token: i, types, again: types === DRILLS || /^[وفبلك]*(ال|لل)/.test(view.f(i)) || /(ه|ها|هما)$/.test(view.f(i).slice(4))}
    }
    return undefined
  }
  if (d.metric !== "count") return undefined
  for (let i = c.head - 1; i >= from && i > c.head - REACH; i--) {
    if (view.edge[i] === 2) return undefined
    if (!view.isVerb(i)) continue
    const p = itemAt(view.marks.predicates, view.marks.predicateAt[i] as number)
    const types = p && DONE.get(p.lemma)
    return types ? {token: i, types, again: false} : undefined
  }
  return undefined
}

/// How often somebody met another, how many states he went to: of those men.
export const isPersonal = ({metric, c, happening}: Draft): boolean =>
  metric === "count" && happening !== undefined && happening.types === TALKS && (c.unit === "times" || PERSONAL.test(c.counted))
