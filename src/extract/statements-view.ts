import type {Marks} from "../annotate/index.ts"
import type {Word} from "../lang/index.ts"
import {type Mention, NUMBER, PUNCT, type Quotation, type Reason, type Span, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {
  CARRIER_HEAD,
  CIRCUMSTANCE,
  COMPLEMENTISER,
  listForms,
  PUBLISH,
  speechBits,
  type SpeechLexicon,
  type SpeechWord,
  VERB,
} from "./statements-lexicon.ts"

/// Something said, as the words of speech find it, before anyone in it is settled.
export type RawStatement = {
  /// Index of the mention that speaks; -1 where none does.
  readonly speaker: number
  /// Exact words for the speaker where no mention stands: «محللون», «المصدر».
  readonly speakerText: string | null
  readonly speakerSpan: Span | undefined
  /// Further mentions that say it with the first: «روسيا والصين».
  readonly together: readonly number[]
  /// Mentions that carried it, the nearest to the reader first.
  readonly via: readonly number[]
  readonly kind: "direct" | "indirect"
  readonly content: Span
  readonly cue: Span
  readonly sentence: number
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

export const COMMAS = "،,؛;"
/// Marks around what is set off.
export const SET_OFF = `${COMMAS}-–—`
/// What stands before the first and after the last word.
const NO_WORD = {
  info: {folded: "", readings: []},
  unknown: false,
  verb: undefined,
  verbs: [],
  nouns: [],
  adj: undefined,
  title: undefined,
  body: undefined,
  nisba: undefined,
  prep: "",
  closed: new Set<string>(),
  al: false,
  joined: false,
  attached: "",
  cut: 0,
  before: undefined,
  time: false,
  syntax: undefined,
  mentions: undefined,
  events: undefined,
  speech: undefined,
  figures: undefined,
  dating: undefined,
} as Word

const SHORTENED = 1 << 18
const BEFORE_NOUNS: ReadonlySet<string> = new Set(["عن", "في", "الي"])
/// «له», «فيها», «لماذا»: nobody's name.
const PRONOUN = /^(?:(?:ل|ب|في|عن|علي|الي|من|مع|لدي)(?:ه|ها|هم|هما|هن|نا|كم)|عنه|منه|اياه|اياها|لماذا|ماذا|كيف|متي)$/
export const isPronoun = (word: string): boolean => word.length <= 6 && PRONOUN.test(word)

const NO_SPEECH: readonly SpeechWord[] = []

/// No clause of the press has more tokens; what is longer is a list without full stops.
export const LONGEST = 400
/// How far a subject may stand from the words it says: a name with its titles and a relative clause.
export const REACH = 60

export type Speaker = {
  readonly mention: number
  readonly span: Span | undefined
  readonly together: readonly number[]
  readonly inherited: boolean
}
/// Who says it, and through whom.
/// Verbs by which somebody says words of his own.
export const SAYS: ReadonlySet<string> = new Set(["say", "think", "tell"])
export type Chain = {readonly speaker: Speaker; readonly via: readonly number[]}
/// The same speaker, told anew or only understood.
export const understood = ({mention, span, together}: Speaker, inherited = true): Speaker => ({mention, span, together, inherited})

/// What «says» only in a manner of speaking: figures, history.
export const MUTE: Speaker = {mention: -2, span: undefined, together: [], inherited: false}
export const NOBODY: Speaker = {mention: -1, span: undefined, together: [], inherited: false}

/// What follows a word of speech: `from` is the first token of what is said, `at` the token that opens it.
export type Complement = {
  readonly kind: "clause" | "colon" | "quote" | "phrase" | "object"
  readonly at: number
  readonly from: number
  readonly quotation: number
}

export type Cue = {
  readonly kind: "verb" | "participle" | "noun" | "phrase"
  /// First token of the cue, with «و» or «كما» before it; the token of the word itself; the first after it.
  readonly from: number
  readonly token: number
  readonly to: number
  readonly word: SpeechWord | undefined
  readonly complement: Complement | undefined
  readonly name: string
  readonly sentence: number
}

export type Draft = {-readonly [K in keyof RawStatement]: RawStatement[K]} & {
  why: Reason[]
  via: number[]
  tokenFrom: number
  tokenTo: number
  reach: number
  cueToken: number
  together: number[]
}

/// A text as the finders of statements see it: its marks, the cues and statements met so far, and small questions about a word.
export class SpeechView {
  readonly m: Marks
  readonly speech: SpeechLexicon
  readonly isCarrierMention: (mention: Mention) => boolean
  /// For each token, what its word may be to speech.
  readonly bits: Uint16Array
  readonly cues: Cue[] = []
  /// For each token: the cue that starts there, or -1.
  readonly cueFrom: Int32Array
  /// For each token: the quotation that opens there (its opening mark), and the one it stands in.
  readonly opensAt: Int32Array
  readonly quotedIn: Int32Array
  readonly told: Uint8Array
  /// 1 where a token is part of what some statement says; 1 where a quantity stands.
  readonly said: Uint8Array
  readonly figure: Uint8Array
  /// For each sentence, the first of its cues.
  readonly firstCue: Int32Array
  readonly out: Draft[] = []
  last: {speaker: Speaker; sentence: number; via: readonly number[]} | undefined
  /// Carriers told between a verb and its clause.
  passing: readonly number[] = []
  /// Where quotations end that have no closing mark, by their first token.
  readonly ends = new Map<number, number>()
  /// Cues that belong to another: the noun of a relay («قوله»), the second source of a chain.
  readonly used = new Set<number>()

  constructor(m: Marks, speech: SpeechLexicon, isCarrier: (mention: Mention) => boolean) {
    this.m = m
    this.speech = speech
    this.isCarrierMention = isCarrier
    this.bits = new Uint16Array(m.tokens.count)
    for (let i = 0; i < m.tokens.count; i++) if (m.tokens.kind[i] === WORD) this.bits[i] = speechBits(m.words[i] as Word, speech)
    // «سي إن إن»: no «إن» within the name of an outlet.
    for (const n of m.mentions)
      if (n.kind === "organization" && n.known.length > 0 && n.to - n.from > 1)
        for (let i = n.from; i < n.to; i++) this.bits[i] = (this.bits[i] as number) & ~COMPLEMENTISER
    this.cueFrom = new Int32Array(m.tokens.count + 1).fill(-1)
    this.opensAt = new Int32Array(m.tokens.count + 1).fill(-1)
    this.quotedIn = new Int32Array(m.tokens.count + 1).fill(-1)
    this.told = new Uint8Array(m.quotations.length)
    this.said = new Uint8Array(m.tokens.count)
    this.figure = new Uint8Array(m.tokens.count)
    for (const q of m.quantities) this.figure.fill(1, q.from, q.to)
    this.firstCue = new Int32Array(m.sentences.length + 1)
    m.quotations.forEach((q, n) => {
      this.opensAt[q.from - 1] = n
      this.quotedIn.fill(n, q.from, q.to)
    })
  }

  word(i: number): Word {
    return this.m.words[i] ?? NO_WORD
  }

  folded(i: number): string {
    return i >= 0 && i < this.m.tokens.count ? (this.m.tokens.folded[i] as string) : ""
  }

  isWord(i: number): boolean {
    return i >= 0 && i < this.m.tokens.count && this.m.tokens.kind[i] === WORD
  }

  isPunct(i: number, marks: string): boolean {
    return i >= 0 && i < this.m.tokens.count && this.m.tokens.kind[i] === PUNCT && marks.includes(this.folded(i))
  }

  mentionAt(i: number): Mention | undefined {
    const n = this.m.mentionAt[i] ?? -1
    return n >= 0 && !this.isComplementiser(i) ? this.m.mentions[n] : undefined
  }

  sentenceEnd(i: number): number {
    return this.m.sentences[this.m.sentenceAt[i] ?? -1]?.to ?? i
  }

  sentenceStart(i: number): number {
    return this.m.sentences[this.m.sentenceAt[i] ?? -1]?.from ?? i
  }

  isComplementiser(i: number): boolean {
    return ((this.bits[i] ?? 0) & COMPLEMENTISER) !== 0
  }

  /// «أنه», «بأنها»: the pronoun stands for the one spoken of and is part of the clause, unless «ب» stands before it.
  afterComplementiser(i: number): number {
    const bare = this.folded(i).replace(/^[وف]/, "")
    return bare.length > 2 && !bare.startsWith("ب") ? i : i + 1
  }

  isFiniteVerb(i: number): boolean {
    const p = this.m.predicateAt[i] ?? -1
    // «عن أحد العمال»: no verb follows a preposition.
    return p >= 0 && this.m.predicates[p]?.cls === "v" && !BEFORE_NOUNS.has(this.folded(i - 1))
  }

  isCarrier(m: Mention): boolean {
    if (this.isCarrierMention(m)) return true
    if (m.kind === "person" || m.kind === "country") return false
    for (let i = m.from; i < m.to; i++) {
      if (this.isCarrierHead(i)) return true
      const forms = listForms(this.folded(i))
      for (const c of this.speech.carriers)
        if (i + c.length <= m.to && c.every((w, n) => (n === 0 ? forms.includes(w) : this.folded(i + n) === w))) return true
    }
    // «صحيفة الشرق», «موقع «بوليتيكو»»: the word before says what it is.
    const before = (this.opensAt[m.from - 1] ?? -1) >= 0 ? m.from - 2 : m.from - 1
    return this.m.mentionAt[before] === -1 && this.isCarrierHead(before)
  }

  /// In a list of the lexicon, by its bit.
  inList(i: number, list: number): boolean {
    return ((this.bits[i] ?? 0) & list) !== 0
  }

  /// A word that says what kind of outlet follows: «وكالة», «لصحيفة».
  isCarrierHead(i: number): boolean {
    return ((this.bits[i] ?? 0) & CARRIER_HEAD) !== 0
  }

  /// Part of a name or title; «مشيرا» is no marshal.
  isNamed(i: number): boolean {
    const m = this.mentionAt(i)
    return m !== undefined && !(m.to - m.from === 1 && /(?:ا|ين)$/.test(this.folded(i)) && this.participleLike(i))
  }

  verbWord(i: number): SpeechWord | undefined {
    return this.verbWords(i).find((w) => w.cls !== "text")
  }

  /// Every verb of speech that a word may be.
  verbWords(i: number): readonly SpeechWord[] {
    if (!((this.bits[i] ?? 0) & VERB)) return NO_SPEECH
    const w = this.word(i)
    const at = this.m.predicateAt[i] ?? -1
    const predicate = at >= 0 ? this.m.predicates[at] : undefined
    const out: SpeechWord[] = []
    for (const r of w.verbs) {
      const options = this.speech.verbs.get(r.lemma.word)
      // «نشره» is no «نُشِر» of أشار: shortened forms stand after a negation.
      if (!options || r.proclitics & 32 || r.feats & SHORTENED) continue
      // «ابن» is no «أَبَنَّ»: what several women did has letters of other words.
      if (w.nouns.length > 0 && ((r.feats >> 10) & 15) === 14) continue
      // «ودعت إلى» may be read as «ودّع»: the reading with «و» cut is as good.
      if (predicate?.cls === "v" && predicate.lemma !== r.lemma.word && !((r.proclitics & 3) !== 0 && predicate.lemma.startsWith("و")))
        continue
      // «وزاد» goes on; «يزيد» alone is rather a name.
      for (const o of options) if (!out.includes(o) && (w.joined || !(o.bound && o.continues))) out.push(o)
    }
    return out
  }

  isFigure(j: number): boolean {
    return this.figure[j] === 1
  }

  isAction(j: number): boolean {
    return (
      this.isWord(j) &&
      this.word(j).nouns.some((r) => r.lemma.pos === "masdar" || r.lemma.tags.includes("event") || r.lemma.tags.includes("abstract"))
    )
  }

  find(from: number, to: number, marks: string): number {
    for (let j = from; j < to; j++) if (this.isPunct(j, marks) && (this.quotedIn[j] as number) < 0) return j
    return -1
  }

  participleLike(j: number): boolean {
    return ((this.bits[j] ?? 0) & CIRCUMSTANCE) !== 0
  }

  /// After a comma: «و» with a verb, or a word that joins clauses.
  startsNewClause(j: number): boolean {
    if (this.speech.joiners.has(this.folded(j))) return true
    return this.isFiniteVerb(j) && this.word(j).joined
  }

  wordCount(from: number, to: number): number {
    let n = 0
    for (let j = from; j < to; j++) if (this.m.tokens.kind[j] === WORD || this.m.tokens.kind[j] === NUMBER) n++
    return n
  }

  span(from: number, to: number): Span {
    return {start: this.m.tokens.start[from] as number, end: this.m.tokens.end[to - 1] as number}
  }

  tokenAt(offset: number): number {
    let lo = 0
    let hi = this.m.tokens.count - 1
    while (lo <= hi) {
      const mid = (lo + hi) >> 1
      const start = this.m.tokens.start[mid] as number
      if (start === offset) return mid
      if (start < offset) lo = mid + 1
      else hi = mid - 1
    }
    return -1
  }

  nextMention(from: number, stop: number): Mention | undefined {
    for (let j = from; j < stop; j++) {
      const m = this.mentionAt(j)
      if (m) return m
      if (!this.isPunct(j, COMMAS) && !this.isWord(j)) return undefined
      if (this.isWord(j) && this.isFiniteVerb(j)) return undefined
    }
    return undefined
  }

  onlyMarks(from: number, to: number): boolean {
    for (let j = from; j < to; j++) if (this.m.tokens.kind[j] !== PUNCT) return false
    return true
  }

  isQuoted(j: number): boolean {
    const q = itemAt(this.m.quotations, this.quotedIn[j] as number)
    return q !== undefined && j < this.quotationEnd(q)
  }

  /// Where a quotation ends. One without its closing mark ends before a sentence in which somebody speaks.
  quotationEnd(q: Quotation): number {
    if (!q.open) return q.to
    const known = this.ends.get(q.from)
    if (known !== undefined) return known
    const end = this.openEnd(q)
    this.ends.set(q.from, end)
    return end
  }

  openEnd(q: Quotation): number {
    let s = (this.m.sentenceAt[q.from] as number) + 1
    for (; s < this.m.sentences.length; s++) {
      const {from} = this.m.sentences[s] as {from: number}
      if (from >= q.to) break
      const at = this.cueFrom[from] as number
      if (at >= 0 && (this.cues[at] as Cue).complement) return from
    }
    return q.to
  }

  mostlyQuoted(from: number, to: number): boolean {
    let quoted = 0
    for (let j = from; j < to; j++) if (this.m.tokens.kind[j] === WORD && this.isQuoted(j)) quoted++
    return quoted * 2 > this.wordCount(from, to)
  }

  /// Three words at most between two tokens.
  isNear(from: number, to: number): boolean {
    return to >= from && to - from <= 8 && this.wordCount(from, to) <= 3
  }

  /// The word before a name, over an opening mark.
  wordBefore(m: Mention): number {
    return (this.opensAt[m.from - 1] ?? -1) >= 0 ? m.from - 2 : m.from - 1
  }

  /// A name where a carrier would stand: under a preposition, or after «صحيفة», «منصته» under one: «لـ«الحرة»», «في تصريح لموقع أكسيوس».
  isPlacedAsCarrier(m: Mention): boolean {
    if (m.prep !== "" || this.isOutletName(m)) return true
    const before = this.wordBefore(m)
    if (!this.isWord(before)) return false
    const head = this.isCarrierHead(before)
    const w = this.word(before)
    if (head && (w.attached !== "" || (this.isWord(before - 1) && this.word(before - 1).prep !== ""))) return true
    return w.nouns.length === 0 && (w.prep !== "" || this.folded(before) === "ل")
  }

  /// «بيان نشرته الرئاسة», «أرقام أوردتها صحيفة X», «دبلوماسيين نقل عنهم موقع X»: who brought out the words of others.
  isPublisher(m: Mention): boolean {
    if (m.kind !== "organization" || m.prep !== "") return false
    let j = this.wordBefore(m)
    if (this.isCarrierHead(j)) j--
    if (/^(?:عنه|عنها|عنهم|عنهما|عليه|عليها|عليهما)$/.test(this.folded(j))) j--
    return this.isPublishing(j)
  }

  /// «مسح أجرته رويترز», «حصيلة أعدتها الوكالة»: a verb of making the paper before it.
  isMaking(j: number): boolean {
    return this.word(j).verbs.some((r) => r.suffix && (r.lemma.word === "اجري" || r.lemma.word === "اعد"))
  }

  /// A verb of bringing out, about what stands before it: «نشرته», «التي بثتها», «نقل عنهم».
  isPublishing(j: number): boolean {
    if (!this.inList(j, PUBLISH)) return false
    return (
      this.word(j).verbs.some((r) => r.suffix) ||
      (this.isWord(j - 1) && this.word(j - 1).closed.has("rel")) ||
      /^(?:عنه|عنها|عنهم|عنهما|عليه|عليها|عليهما)$/.test(this.folded(j + 1))
    )
  }

  /// Two mentions by one last word: «فولوديمير زيلينسكي», «زيلينسكي».
  isSameName(a: number, b: number): boolean {
    if (a < 0 || b < 0) return false
    if (a === b) return true
    const x = this.m.mentions[a] as Mention
    const y = this.m.mentions[b] as Mention
    return x.kind === y.kind && x.form === y.form && this.folded(x.to - 1) === this.folded(y.to - 1)
  }

  /// «على منصة «إكس»»: the name of where it was said.
  isOutletName(m: Mention): boolean {
    return m.prep === "" && (this.opensAt[m.from - 1] ?? -1) >= 0 && this.isCarrierHead(m.from - 2)
  }

  cuesOf(sentence: number): Cue[] {
    return this.cues.slice(this.firstCue[sentence], this.firstCue[sentence + 1])
  }

  /// The statements told in a sentence, the last first. Cues come in the order of the text, so they are the newest.
  toldIn(sentence: number): Draft[] {
    const out: Draft[] = []
    for (let n = this.out.length - 1; n >= 0 && (this.out[n] as Draft).sentence >= sentence; n--) out.push(this.out[n] as Draft)
    return out
  }
}
