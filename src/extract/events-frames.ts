import type {Marks} from "../annotate/index.ts"
import type {Frame, Slot} from "../kinds/index.ts"
import type {Word} from "../lang/index.ts"
import type {Predicate} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {NO_LISTS, SUFFIX_LETTERS} from "./events-lexicon.ts"
import type {EventLists, Filled, Filler, Governing, Governor, Met, RawEvent, Role} from "./events-model.ts"

/// Whether a phrase hangs on a predicate in this way: most places of a frame are asked for in vain.
export function hangs(p: Predicate, rel: string): boolean {
  for (const a of p.args) if (a.rel === rel || (rel === "of" && a.rel === "of?")) return true
  return false
}

export function hasRole(fillers: Filled, role: Role, upTo = fillers.length): boolean {
  for (let n = 0; n < upTo; n++) if (fillers[n]?.role === role) return true
  return false
}

export function hasRoleBy(fillers: Filled, role: Role, rel: string): boolean {
  for (const f of fillers) if (f.role === role && f.filler.rel === rel) return true
  return false
}

/// Anyone but the place.
export function hasActors(fillers: Filled): boolean {
  for (const f of fillers) if (f.role !== "place") return true
  return false
}

/// «زيارة الرئيس», «زيارته»: whose it is, is told.
export function isOwned(fillers: Filled): boolean {
  for (const f of fillers) if (f.role !== "place" && (f.filler.rel === "of" || f.filler.rel === "suffix")) return true
  return false
}

export function placeIn(fillers: Filled): Filler | undefined {
  for (const f of fillers) if (f.role === "place") return f.filler
  return undefined
}

/// All but the place of the event, and the town that hosts it.
export function withoutPlaces(fillers: Filled, place: number, town: number): Filled {
  const out: {role: Role; filler: Filler}[] = []
  for (const f of fillers)
    if (f.filler.kind !== "mention" || ((f.role !== "place" || f.filler.mention !== place) && f.filler.mention !== town)) out.push(f)
  return out
}

/// A place that only prepositions fill cannot be borrowed from a verb's subject.
export function isLendable(slot: Slot): boolean {
  for (const r of slot.rels) if (r === "subj" || r === "of" || r === "suffix" || r === "nisba" || r === "obj") return true
  return false
}

/// A doer that is more than an adjective.
export function hasNamedActor(fillers: Filled): boolean {
  for (const f of fillers) if (f.role === "actor" && f.filler.rel !== "nisba") return true
  return false
}

export function hasSlot(frame: Frame, role: Role): boolean {
  for (const slot of frame.slots) if (slot.role === role) return true
  return false
}

/// «تعهد بدعم أوكرانيا»: only what stands behind such a preposition will do.
export function asksCompound(slot: Slot): boolean {
  return slot.required && slot.role === "target" && slot.rels.length === 1 && slot.rels[0] === "بدعم"
}

/// A phrase that hangs so and names nobody: a common noun or a pronoun.
export function hangsUnnamed(p: Predicate, rel: string): boolean {
  for (const a of p.args) if (a.mention < 0 && a.rel === rel) return true
  return false
}

/// A mention that hangs in exactly this way.
export function hangsNamed(p: Predicate, rel: string, mention: number): boolean {
  for (const a of p.args) if (a.mention === mention && a.rel === rel) return true
  return false
}

/// Both sides are told already: «ترجئ لقاء البرهان ودقلو». Two counterparts are one side: «محادثات مع الرئيس ورئيس الوزراء».
export function areBothTold(fillers: Filled): boolean {
  let sides = 0
  let parted = false
  for (const {role, filler} of fillers) {
    if (role !== "actor" && role !== "counterpart") continue
    sides++
    if (role === "actor" || filler.rel === "of" || filler.rel === "of?") parted = true
  }
  return sides >= 2 && parted
}

/// Fills a role; a mention that fills one is used up.
export function put(fillers: {role: Role; filler: Filler}[], used: number[], role: Role, filler: Filler): void {
  fillers.push({role, filler})
  if (filler.kind === "mention") used.push(filler.mention)
}

/// «جولة إلى السعودية وقطر والإمارات»: one visit a country.
export function legs(event: RawEvent): RawEvent[] {
  const more = event.fillers.flatMap((f) => (f.role === "place" && f.filler.kind === "mention" ? [f.filler.mention] : []))
  if (more.length === 0) return [event]
  const rest = event.fillers.filter((f) => f.role !== "place")
  return [{...event, fillers: rest}, ...more.map((place) => ({...event, fillers: rest, place}))]
}

export function metOf(word: Word, lists: EventLists): Met {
  const known = word.events as Met | undefined
  return known !== undefined && known.lists === lists ? known : meet(word, lists)
}

export function meet(word: Word, lists: EventLists): Met {
  const asked: (readonly string[])[] = []
  const add = (form: string): void => {
    for (const list of lists.frames.asked.get(form) ?? []) if (!asked.includes(list)) asked.push(list)
  }
  add(word.info.folded)
  if (word.info.readings.length === 0 && word.al) add(word.info.folded.replace(/^[وف]?[بك]?ال/, ""))
  // «سفيره» with its pronoun, not «سفيرة».
  if (word.info.readings.some((r) => r.suffix)) add(`${word.info.folded}+`)
  for (const r of word.nouns) {
    add(r.lemma.word)
    // «مساعداتها» and «المساعدات» are on a list as «مساعدات».
    const tail = r.suffix === undefined ? "" : SUFFIX_LETTERS.get(r.suffix)
    if (tail === "" ? r.stemFrom > 0 : tail !== undefined && word.info.folded.endsWith(tail))
      add(word.info.folded.slice(r.stemFrom, word.info.folded.length - (tail?.length ?? 0)))
  }
  for (const r of word.verbs) add(r.lemma.word)
  const elsewhere = lists.elsewhereWords.has(word.info.folded) || word.nouns.some((r) => lists.elsewhereWords.has(r.lemma.word))
  const met: Met = {elsewhere, asked: asked.length === 0 ? NO_LISTS : asked, lists}
  word.events = met
  return met
}

export function ruleOf(rules: readonly Governor[] | undefined, rel: string): Governor | undefined {
  if (rules) for (const rule of rules) if (rule.rel === "any" || rule.rel === rel) return rule
  return undefined
}

export function lightOf(governors: readonly Governing[]): Predicate | undefined {
  for (const {g, rule} of governors) if (rule.light) return g
  return undefined
}

export const isWhen = (word: string): boolean => word === "حين" || word === "عندما" || word === "حينما"

export const unused = (found: readonly Filler[], used: readonly number[]): readonly Filler[] =>
  found.length === 0 || used.length === 0 ? found : found.filter((f) => f.kind !== "mention" || !used.includes(f.mention))

/// A token so many before another, folded; "" before the first.
export const wordBefore = (tokens: Marks["tokens"], token: number, steps: number): string => itemAt(tokens.folded, token - steps) ?? ""
