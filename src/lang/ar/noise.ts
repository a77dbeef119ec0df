import {NEWLINE, PUNCT, type Damage, type Quotation, type Sentence, type Tokens, WORD} from "../../model/index.ts"
import type {Profile} from "./profile.ts"
import {Feats} from "./words.ts"

/// What machine translation and broken copies leave in a sentence, seen and said, never repaired: each sign takes its share of the trust
/// in whatever rests on the sentence.
const WEIGHT = {
  "letters lost": 0.3,
  "ends in the middle": 0.2,
  "a particle twice": 0.2,
  "words twice": 0.15,
  "words left in another language": 0.12,
  "genders that do not agree": 0.08,
  "a quotation without its end": 0.1,
  "a bracket without its partner": 0.06,
  "marks upon marks": 0.06,
  "the sentence stood before": 0.1,
  "words that no list has": 0.15,
} as const
type Sign = keyof typeof WEIGHT

/// However broken a sentence is, what was found in it was found.
const MOST = 0.5
const SHOWN = 3

export type NoiseInput = {
  readonly tokens: Tokens
  readonly words: readonly Profile[]
  readonly sentences: readonly Sentence[]
  readonly quotations: readonly Quotation[]
  /// For each token: the mention that covers it, -1 for none.
  readonly mentionAt: Int32Array
}

/// The damaged sentences of a text, in its order.
export function findDamage(x: NoiseInput): Damage[] {
  const out: Damage[] = []
  const seen = new Map<string, number>()
  const open = new Set<number>()
  for (const q of x.quotations) if (q.open) open.add(q.from)
  x.sentences.forEach((s, sentence) => {
    const signs = signsIn(x, s.from, s.to, open)
    if (repeatedIn(x, s, seen)) signs.push({sign: "the sentence stood before", shown: ""})
    if (signs.length === 0) return
    let trust = 1
    for (const {sign} of signs) trust *= 1 - WEIGHT[sign]
    const says = signs.slice(0, SHOWN).map(({sign, shown}) => (shown ? `${sign}: «${shown}»` : sign))
    out.push({sentence, weight: Math.min(MOST, 1 - trust), says})
  })
  return out
}

type Found = {readonly sign: Sign; readonly shown: string}

const ARABIC = /[\u0621-\u064a]/
const shownOf = (tokens: Tokens, a: number, b: number): string => tokens.text.slice(tokens.start[a], tokens.end[b - 1])

function signsIn(x: NoiseInput, from: number, to: number, open: ReadonlySet<number>): Found[] {
  const out: Found[] = []
  const {tokens, words, mentionAt} = x
  let arabic = 0
  let unknown = 0
  let brackets = 0
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]
    if (kind === PUNCT) {
      if (open.has(i + 1)) out.push({sign: "a quotation without its end", shown: shownOf(tokens, i, Math.min(to, i + 4))})
      const c = tokens.folded[i] as string
      if (c === "(") brackets++
      else if (c === ")") {
        // «1)» counts a list.
        if (brackets === 0 && i - from > 2)
          out.push({sign: "a bracket without its partner", shown: shownOf(tokens, Math.max(from, i - 2), i + 1)})
        else if (brackets > 0) brackets--
      }
      if (isPause(c) && i + 1 < to && isPause(tokens.folded[i + 1] as string) && !(c === "." && tokens.folded[i + 1] === "."))
        out.push({sign: "marks upon marks", shown: shownOf(tokens, i, i + 2)})
      if (c === "\ufffd") out.push({sign: "letters lost", shown: ""})
      continue
    }
    if (kind !== WORD) continue
    const w = words[i] as Profile
    if (isLeftOver(x, i)) {
      if (i === from || !isLeftOver(x, i - 1)) out.push({sign: "words left in another language", shown: shownOf(tokens, i, i + 1)})
      continue
    }
    arabic++
    if (w.unknown && (mentionAt[i] as number) < 0 && ARABIC.test(tokens.folded[i] as string)) unknown++
    if (i + 1 < to && isTwice(x, i, 1))
      out.push({sign: isParticle(w) ? "a particle twice" : "words twice", shown: shownOf(tokens, i, i + 2)})
    else if (i + 3 < to && isTwice(x, i, 2)) out.push({sign: "words twice", shown: shownOf(tokens, i, i + 4)})
    if (i + 1 < to && disagrees(x, i)) out.push({sign: "genders that do not agree", shown: shownOf(tokens, i, i + 2)})
  }
  if (brackets > 0) out.push({sign: "a bracket without its partner", shown: "("})
  if (arabic >= 8 && unknown > arabic * 0.4) out.push({sign: "words that no list has", shown: `${unknown} of ${arabic}`})
  const last = lastWord(tokens, from, to)
  if (last >= from && DANGLING.has(tokens.folded[last] as string) && (mentionAt[last] as number) < 0)
    out.push({sign: "ends in the middle", shown: shownOf(tokens, last, last + 1)})
  return out
}

const isPause = (c: string): boolean => c === "،" || c === "," || c === "؛" || c === ";" || c === "."

/// Words after which a sentence cannot stop.
const DANGLING = new Set(["في", "علي", "الي", "من", "عن", "ان", "التي", "الذي", "الذين", "او", "ثم", "و", "لان", "حيث"])

/// The word right before the full stop that ends a sentence; -1 where none ends it.
function lastWord(tokens: Tokens, from: number, to: number): number {
  let i = to - 1
  while (i > from && tokens.kind[i] === NEWLINE) i--
  if (tokens.kind[i] !== PUNCT || tokens.folded[i] !== "." || (tokens.kind[i - 1] as number) !== WORD) return -1
  return i - 1 - from >= 3 ? i - 1 : -1
}

const PARTICLES = ["prep", "comp", "rel", "conj", "dem", "neg", "fut"]
const isParticle = (w: Profile): boolean => w.closed.size > 0 && PARTICLES.some((c) => w.closed.has(c)) && w.nouns.length === 0

/// The same one or two words twice in a row. Indefinite nouns and names may be said twice: «رويدا رويدا», «خطوة خطوة», «كيم كيم».
function isTwice({tokens, words, mentionAt}: NoiseInput, i: number, size: 1 | 2): boolean {
  for (let n = 0; n < size; n++)
    if (tokens.kind[i + n + size] !== WORD || tokens.folded[i + n] !== tokens.folded[i + n + size]) return false
  const w = words[i] as Profile
  const folded = tokens.folded[i] as string
  if (size === 2) return (tokens.folded[i + 1] as string).length > 2 && folded !== tokens.folded[i + 1] && (mentionAt[i] as number) < 0
  if (w.al && folded.length > 3) return true
  if ((mentionAt[i] as number) >= 0 || w.closed.has("pron") || w.unknown) return false
  return isParticle(w) || (w.nouns.length === 0 && folded.length > 2)
}

const LATIN = /^[a-z]{2,}$/
/// Measures as they stand in Arabic too.
const MEASURES = new Set("km kg mm cm nm mg ml mw gw kw kwh mwh gwh twh ppm bbl btu mbps gbps ghz mhz hp cc rpm vs".split(" "))

/// A word in small Latin letters among Arabic ones, part of no address.
function isLeftOver({tokens}: NoiseInput, i: number): boolean {
  if (tokens.kind[i] !== WORD) return false
  const {text} = tokens
  const start = tokens.start[i] as number
  const end = tokens.end[i] as number
  const first = text.charCodeAt(start)
  if (first < 97 || first > 122) return false
  const word = text.slice(start, end)
  return LATIN.test(word) && !MEASURES.has(word) && !isJoint(text[start - 1]) && !isJoint(text[end])
}

/// What ties the parts of an address, a handle or a brand.
const isJoint = (c: string | undefined): boolean => c !== undefined && /[.@/_\-:#&'’+0-9A-Z]/.test(c)

/// «هذه القرار», «الوزارة الجديد»: one thing said of the other in another gender, whatever way the words are read.
function disagrees(x: NoiseInput, i: number): boolean {
  const {tokens, words} = x
  const next = words[i + 1] as Profile
  if (!next.al || next.joined || next.attached) return false
  const folded = tokens.folded[i] as string
  const dem = DEMONSTRATIVE.get(folded.startsWith("و") ? folded.slice(1) : folded)
  if (dem) return next.nouns.length > 0 && next.nouns.every((r) => isNoun(r.lemma.pos) && isOf(r.feats, other(dem)))
  const w = words[i] as Profile
  if (!w.al || w.nouns.length === 0 || w.time || next.time) return false
  // «الدفاع الروسية» is the ministry.
  for (const g of (x.mentionAt[i] as number) >= 0 ? (["f"] as const) : (["f", "m"] as const))
    if (w.nouns.every((r) => isNoun(r.lemma.pos) && !r.suffix && isOf(r.feats, g)))
      return next.nouns.length > 0 && next.nouns.every((r) => r.lemma.pos === "adj" && isOf(r.feats, other(g))) && isChainOf(x, i, g)
  return false
}

/// «رئيس الوزارة الجديد»: an adjective may belong to any noun of its chain, so all of them must be of the one gender.
function isChainOf({tokens, words, mentionAt}: NoiseInput, i: number, gender: "m" | "f"): boolean {
  for (let j = i - 1; j >= 0 && tokens.kind[j] === WORD; j--) {
    const w = words[j] as Profile
    if (w.closed.has("prep") || (w.verbs.length > 0 && w.nouns.length === 0) || w.closed.has("comp")) return true
    if (w.al || w.unknown || w.nouns.length === 0 || (mentionAt[j] as number) !== (mentionAt[i] as number)) return false
    if (!w.nouns.every((r) => isNoun(r.lemma.pos) && isOf(r.feats, gender))) return false
    if (w.attached) return true
  }
  return true
}

const DEMONSTRATIVE: ReadonlyMap<string, "m" | "f"> = new Map([
  ["هذا", "m"],
  ["هذه", "f"],
  ["ذلك", "m"],
  ["تلك", "f"],
])
const other = (g: "m" | "f"): "m" | "f" => (g === "m" ? "f" : "m")
const isNoun = (pos: string): boolean => pos === "noun" || pos === "masdar"
const isOf = (feats: number, gender: "m" | "f"): boolean => Feats.gender(feats) === gender && Feats.number(feats) === "sg"

/// Whether a sentence of six words or more has stood in the text before. Sentences alike in length and at both ends are compared word by word.
function repeatedIn({tokens}: NoiseInput, {from, to: end}: Sentence, seen: Map<string, number>): boolean {
  let to = end
  while (to > from && tokens.kind[to - 1] === NEWLINE) to--
  if (to - from < 6) return false
  const key = `${to - from} ${tokens.folded[from]} ${tokens.folded[from + 1]} ${tokens.folded[from + 2]} ${tokens.folded[to - 3]} ${tokens.folded[to - 2]}`
  const before = seen.get(key)
  if (before === undefined) {
    seen.set(key, from)
    return false
  }
  let words = 0
  for (let i = 0; i < to - from; i++) {
    if (tokens.folded[from + i] !== tokens.folded[before + i]) return false
    if (tokens.kind[from + i] === WORD) words++
  }
  return words >= 6
}
