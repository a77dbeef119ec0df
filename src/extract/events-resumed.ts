import type {Marks} from "../annotate/index.ts"
import {type Predicate, PUNCT, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

/// What the pronoun on a verb goes back to within its sentence: someone named, or a phrase of common nouns, the first of them first.
export type Resumed = {readonly mention: number} | {readonly nouns: readonly number[]}

const REACH = 6

/// «القرار الذي انتقدته بكين», «وهي خطوة أدانها الحزب», «الفرنسيان اللذان تحتجزهما طهران»: the noun that a relative clause resumes.
export function resumedBy(marks: Marks, p: Predicate): Resumed | undefined {
  const {tokens, words, mentionAt, sentences} = marks
  const from = sentences[p.sentence]?.from ?? p.token
  if (!words[p.token]?.verbs.some((r) => r.suffix?.startsWith("3"))) return undefined
  let i = p.token - 1
  while (i > from && tokens.kind[i] === WORD && (words[i]?.closed.has("aux") || words[i]?.closed.has("neg") || tokens.folded[i] === "قد"))
    i--
  if (i < from || tokens.kind[i] !== WORD) return undefined
  if (words[i]?.closed.has("rel") && words[i]?.prep === "") {
    // «وهو ما رفضته الوزارة»: what was told before, whatever it is.
    if (tokens.folded[i] === "ما" || tokens.folded[i] === "من") return undefined
    return antecedent(marks, i - 1, from)
  }
  // Without its relative pronoun the clause is said of an indefinite noun.
  const w = words[i]
  if (mentionAt[i] !== -1 || !w || w.al || w.prep || w.closed.size > 0 || w.nouns.length === 0) return undefined
  const bare = w.nouns.every((r) => r.lemma.pos === "adj") ? i - 1 : i
  const head = words[bare]
  return head && tokens.kind[bare] === WORD && mentionAt[bare] === -1 && !head.al && head.nouns.length > 0 && !head.time
    ? {nouns: [bare]}
    : undefined
}

/// «وهو ما نفته الأمم المتحدة», «الأمر الذي رفضته دمشق»: a clause that goes back to what was told, not to someone.
export function resumesWords({tokens, words}: Marks, p: Predicate): boolean {
  if (!words[p.token]?.verbs.some((r) => r.suffix?.startsWith("3"))) return false
  const before = tokens.folded[p.token - 1]
  return before === "ما"
    ? IT.has(tokens.folded[p.token - 2] ?? "")
    : before === "الذي" && /^[وف]?الامر$/.test(tokens.folded[p.token - 2] ?? "")
}
const IT = new Set(["وهو", "هو", "وهي"])

/// «… سقفا لسعر النفط، ورفضته موسكو», «لكن بكين ترفضه»: the noun of the sentence that the pronoun on a verb of answering stands for, the
/// nearest one before it that fits in gender, of those that name a deed or what somebody made.
export function thingMeant({tokens, words, mentionAt, sentences}: Marks, p: Predicate, isThing: (noun: number) => boolean): number {
  const suffix = words[p.token]?.verbs.find((r) => r.suffix === "3ms" || r.suffix === "3fs")?.suffix
  if (!suffix) return -1
  const from = sentences[p.sentence]?.from ?? p.token
  for (let i = p.token - 1; i >= Math.max(from, p.token - FAR); i--) {
    if (tokens.kind[i] !== WORD || mentionAt[i] !== -1) continue
    const w = words[i]
    if (!w || w.nouns.length === 0 || w.closed.size > 0 || w.time || !isThing(i)) continue
    const feminine = /(?:ه|ات)$/.test(tokens.folded[i] as string) || w.nouns.every((r) => ((r.feats >> 12) & 3) === 3)
    if (feminine === (suffix === "3fs")) return i
  }
  return -1
}
const FAR = 24

/// The head of the definite phrase that ends at a token.
function antecedent({tokens, words, mentionAt, mentions}: Marks, end: number, from: number): Resumed | undefined {
  let i = end
  if (tokens.kind[i] === PUNCT && "،,".includes(tokens.folded[i] as string)) i--
  const nouns: number[] = []
  for (; i >= Math.max(from, end - REACH); i--) {
    if (tokens.kind[i] !== WORD) {
      if ('"“”«»'.includes(tokens.folded[i] as string)) continue
      break
    }
    const m = itemAt(mentions, mentionAt[i] as number)
    if (m) return nouns.length > 0 ? {nouns} : m.kind === "place" ? undefined : {mention: m.index}
    const w = words[i]
    if (!w || w.nouns.length === 0 || (w.closed.size > 0 && !w.prep)) break
    nouns.unshift(i)
    // «بالقرار الذي»: before a noun with its own preposition the phrase ends; so it does at the head of a construct.
    if (w.attached || !w.al) break
  }
  return nouns.length > 0 ? {nouns} : undefined
}
