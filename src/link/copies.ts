import {compareSentences, isTelling, type Sentences, type SharedSentences, unpackSentences} from "./sentences.ts"
import type {Traits} from "./traits.ts"

/// Two reports of which one repeats the other's text.
export type Copy = {
  readonly original: string
  readonly copy: string
  /// Part of the shorter text that stands in sentences of both.
  readonly shared: number
  /// Sentences that both have, as numbers: in the original, in the copy.
  readonly sentences: readonly (readonly [number, number])[]
  /// Whether the copy names the agency or outlet it has the text from.
  readonly credited: boolean
  /// How it is known which came first.
  readonly why: string
}

/// Less than this is background that one desk puts under all its reports, or a statement that both quote.
const LEAST = 0.35
/// This much of it in sentences that are surely the same.
const LEAST_SURE = 0.25

/// Fingerprints that two reports must share before their texts are compared: names that both mention give one or two. Of two
/// sketches, which speak for a whole text, more than a chance part (`least` is the size of the smaller).
export const enoughFingerprints = (shared: number, least = 0): boolean => shared >= 3 && shared >= 0.15 * least

/// Whoever copies keeps the names and numbers. Texts with fewer of them in common have formulas in common.
const LEAST_NAMED = 0.2
/// From so many on they tell.
const NAMED = 6

/// A text as it is compared, made once for the many that it is compared with.
type Text = {readonly sentences: Sentences; readonly named: ReadonlySet<number>}
const texts = new WeakMap<Traits, Text>()
function textOf(t: Traits): Text {
  const known = texts.get(t)
  if (known) return known
  const sentences = unpackSentences(t.sentences)
  const text = {sentences, named: new Set(sentences.flatMap((s) => s.filter(isTelling)))}
  texts.set(t, text)
  return text
}

function areNamedAlike({named: a}: Text, {named: b}: Text): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < NAMED) return true
  let common = 0
  for (const w of small) if (large.has(w)) common++
  return common >= LEAST_NAMED * small.size
}

/// Whether one of two reports is a copy of the other, and which. The answer is the same whichever is given first.
export function copyOf(x: Traits, y: Traits): Copy | undefined {
  if (!areNamedAlike(textOf(x), textOf(y))) return undefined
  const {first, why} = firstOf(x, y)
  const [original, copy] = first === x ? [x, y] : [y, x]
  const {shared, sure, pairs}: SharedSentences = compareSentences(textOf(original).sentences, textOf(copy).sentences)
  if (shared < LEAST || sure < LEAST_SURE) return undefined
  return {original: original.report, copy: copy.report, shared, sentences: pairs, credited: isCredited(original, copy), why}
}

/// Who had the text first: by the day of publication; where that does not tell, an agency's own report before one that has
/// no agency of its own, one that the other credits, the fuller text. Last, so that the answer is always the same, by id.
function firstOf(x: Traits, y: Traits): {readonly first: Traits; readonly why: string} {
  const [a, b] = x.report < y.report ? [x, y] : [y, x]
  if (a.published && b.published) {
    if (a.published.last < b.published.first) return {first: a, why: "published first"}
    if (b.published.last < a.published.first) return {first: b, why: "published first"}
  }
  const [aCredited, bCredited] = [isCredited(a, b), isCredited(b, a)]
  if (aCredited !== bCredited) return {first: aCredited ? a : b, why: "credited by the other"}
  const [aWire, bWire] = [a.agencies.length > 0, b.agencies.length > 0]
  if (aWire !== bWire) return {first: aWire ? a : b, why: "an agency's report; the other has none"}
  const begins = (t: Traits): number => t.published?.first ?? Number.POSITIVE_INFINITY
  if (begins(a) !== begins(b)) return {first: begins(a) < begins(b) ? a : b, why: "may have been published earlier"}
  if (a.sentences.length !== b.sentences.length) return {first: a.sentences.length > b.sentences.length ? a : b, why: "the fuller text"}
  return {first: a, why: "nothing tells which was first"}
}

function isCredited(original: Traits, copy: Traits): boolean {
  const named = new Set([...copy.agencies, ...copy.credits])
  if (original.agencies.some((id) => named.has(id))) return true
  return original.outletName !== null && original.outletName !== copy.outletName && copy.bodies.includes(original.outletName)
}

/// Of each copy the report it was taken from: the earliest of those with which it shares about as much as with any.
export function closestOriginals(copies: readonly Copy[], begins: (report: string) => number): Copy[] {
  const by = new Map<string, Copy[]>()
  for (const c of copies) by.set(c.copy, [...(by.get(c.copy) ?? []), c])
  return [...by.values()]
    .map((all) => {
      const most = Math.max(...all.map((c) => c.shared))
      return all
        .filter((c) => c.shared >= most - 0.1)
        .reduce((x, y) => {
          const earlier = begins(x.original) - begins(y.original)
          return earlier < 0 || (earlier === 0 && (x.shared > y.shared || (x.shared === y.shared && x.original < y.original))) ? x : y
        })
    })
    .sort((x, y) => (x.copy < y.copy ? -1 : x.copy > y.copy ? 1 : 0))
}
