import type {Marks} from "../annotate/index.ts"
import type {Word} from "../lang/index.ts"
import {type Mention, NEWLINE, NUMBER, PUNCT, type Quotation, type Reason, type Span, WORD} from "../model/index.ts"
import {
  CARRIER_HEAD,
  CIRCUMSTANCE,
  COMPLEMENTISER,
  DOCUMENT,
  LABEL,
  listForms,
  NOT_SPEAKER,
  NOUN,
  PARTICIPLE,
  PHRASE,
  SOURCE,
  speechBits,
  type SpeechLexicon,
  type SpeechWord,
  VERB,
} from "./statements-lexicon.ts"

export {type SpeechLexicon, speechLexicon, type SpeechWord} from "./statements-lexicon.ts"

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

/// Finds what is reported as said: at each word of speech, who says it, through whom, and which words.
/// `isCarrier` may know more agencies and outlets than the word list does.
export function extractStatements(
  marks: Marks,
  speech: SpeechLexicon,
  isCarrier: (mention: Mention) => boolean = () => false,
): RawStatement[] {
  return new StatementFinder(marks, speech, isCarrier).run()
}

const STRIP = '.,،؛;:!؟?…"”»›“«„‹-–—|/ـ'
const COMMAS = "،,؛;"
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
  time: false,
} as Word

const NO_SPEECH: readonly SpeechWord[] = []

/// No clause of the press has more tokens; what is longer is a list without full stops.
const LONGEST = 400
/// How far a subject may stand from the words it says: a name with its titles and a relative clause.
const REACH = 60

type Speaker = {
  readonly mention: number
  readonly span: Span | undefined
  readonly together: readonly number[]
  readonly inherited: boolean
}
/// What «says» only in a manner of speaking: figures, history.
const MUTE: Speaker = {mention: -2, span: undefined, together: [], inherited: false}
const NOBODY: Speaker = {mention: -1, span: undefined, together: [], inherited: false}

/// What follows a word of speech: `from` is the first token of what is said, `at` the token that opens it.
type Complement = {
  readonly kind: "clause" | "colon" | "quote" | "phrase" | "object"
  readonly at: number
  readonly from: number
  readonly quotation: number
}

type Cue = {
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

type Draft = {-readonly [K in keyof RawStatement]: RawStatement[K]} & {
  why: Reason[]
  via: number[]
  tokenFrom: number
  tokenTo: number
  reach: number
  cueToken: number
  together: number[]
}

/// One walk over the cues of a text, remembering who spoke last and which quotations are told.
class StatementFinder {
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
  /// Nouns of speech («قوله») that belong to a relay.
  readonly usedNouns = new Set<number>()

  constructor(m: Marks, speech: SpeechLexicon, isCarrier: (mention: Mention) => boolean) {
    this.m = m
    this.speech = speech
    this.isCarrierMention = isCarrier
    this.bits = new Uint16Array(m.tokens.count)
    for (let i = 0; i < m.tokens.count; i++) if (m.tokens.kind[i] === WORD) this.bits[i] = speechBits(m.words[i] as Word, speech)
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

  run(): RawStatement[] {
    this.findCues()
    for (const cue of this.cues) this.tell(cue)
    this.continueQuotations()
    this.headlines()
    this.out.sort((a, b) => a.content.start - b.content.start || a.content.end - b.content.end)
    return this.out
  }

  // ---- small questions

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
    return p >= 0 && this.m.predicates[p]?.cls === "v"
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

  // ---- where words of speech stand

  findCues(): void {
    const {sentences} = this.m
    for (let s = 0; s < sentences.length; s++) {
      const {from, to} = sentences[s] as {from: number; to: number}
      this.firstCue[s] = this.cues.length
      for (let i = from; i < to; i++) {
        const may = (this.bits[i] as number) & (VERB | PARTICIPLE | NOUN | PHRASE)
        if (may === 0 || this.isNamed(i)) continue
        const cue =
          (may & PHRASE ? this.phraseAt(i, s, to) : undefined) ??
          (may & PARTICIPLE ? this.participleAt(i, s, to) : undefined) ??
          (may & VERB ? this.verbAt(i, s, to) : undefined) ??
          (may & NOUN ? this.nounAt(i, s, to) : undefined)
        if (!cue) continue
        this.cueFrom[cue.from] = this.cues.length
        this.cues.push(cue)
        // The words between a cue and what it opens hold no cue of their own, except the noun of a relay («… عن X قوله إن») and sources.
        if (cue.kind === "phrase") i = Math.max(i, cue.to - 1)
      }
    }
    this.firstCue[sentences.length] = this.cues.length
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

  /// Part of a name or title; «مشيرا» is no marshal.
  isNamed(i: number): boolean {
    const m = this.mentionAt(i)
    return m !== undefined && !(m.to - m.from === 1 && /ا$/.test(this.folded(i)) && this.participleLike(i))
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
      if (!options || r.proclitics & 32) continue
      // «ودعت إلى» may be read as «ودّع»: the reading with «و» cut is as good.
      if (predicate?.cls === "v" && predicate.lemma !== r.lemma.word && !((r.proclitics & 3) !== 0 && predicate.lemma.startsWith("و")))
        continue
      for (const o of options) if (!out.includes(o)) out.push(o)
    }
    return out
  }

  verbAt(i: number, s: number, end: number): Cue | undefined {
    const all = this.verbWords(i)
    const word = all.find((o) => o.cls !== "text") ?? all[0]
    if (!word) return undefined
    const predicate = this.m.predicates[this.m.predicateAt[i] ?? -1]
    const asVerb = predicate?.cls === "v"
    if (asVerb && predicate.negated && word.cls !== "deny") return undefined
    const w = this.word(i)
    if (
      !asVerb &&
      w.nouns.length > 0 &&
      !this.opensClause(i) &&
      !this.isBeforeName(i, word, end) &&
      !(w.nouns.every((r) => r.lemma.pos === "ap") && this.complement(i, word, end)?.kind === "clause")
    )
      return undefined
    // «عبّر الرئيس عن» looks like a preposition with its noun.
    const after = this.mentionAt(i + 1)
    const stem = this.folded(i).replace(/^[وف]/, "")
    if (
      !asVerb &&
      w.closed.size > 0 &&
      !(
        w.closed.has("prep") &&
        after?.from === i + 1 &&
        (after.prep === stem || !after.prep) &&
        this.complement(i, word, end)?.kind === "phrase"
      )
    )
      return undefined
    // «ردا على»: a noun in the accusative, no dual.
    if (
      /ا$/.test(this.folded(i)) &&
      w.nouns.length > 0 &&
      w.verbs.filter((r) => all.some((o) => o.lemma === r.lemma.word)).every((r) => ((r.feats >> 12) & 3) === 2)
    )
      return undefined
    let found: {word: SpeechWord; complement: Complement} | undefined
    for (const option of all) {
      const complement = this.complement(i, option, end)
      if (option.cls === "text" && !this.inText(i, complement)) continue
      if (complement && (!found || complement.at < found.complement.at)) found = {word: option, complement}
    }
    const chosen = found?.word ?? word
    if (!asVerb && !found) return undefined
    if (found && this.isImpersonal(i, chosen, found.complement)) return undefined
    if (chosen.cls === "text" && !found) return undefined
    return {
      kind: "verb",
      from: this.clauseStart(i),
      token: i,
      to: i + 1,
      word: chosen,
      complement: found?.complement,
      name: `speech.verb.${chosen.lemma}`,
      sentence: s,
    }
  }

  /// A word that could be a noun is a verb of speech where a name follows it and then its clause: «وصفها زيلينسكي بأنها».
  isBeforeName(i: number, word: SpeechWord, end: number): boolean {
    const m = this.mentionAt(i + 1)
    return m !== undefined && m.from === i + 1 && !m.prep && m.kind !== "place" && this.complement(i, word, end)?.kind === "clause"
  }

  /// «جاء في بيان …», «بيان جاء فيه»: the verb has a paper with it.
  inText(i: number, c: Complement | undefined): boolean {
    if (!c) return false
    if (/^(?:فيه|فيها|به|بها)$/.test(this.folded(i + 1))) return this.isWord(i - 1)
    for (let j = i + 1; j < Math.min(c.at, i + 4); j++)
      if (this.isWord(j) && this.inList(j, DOCUMENT) && (this.word(j).attached !== "" || this.word(j - 1).prep !== "")) return true
    return false
  }

  /// First in its sentence or after a comma or «و»: where a verb would stand.
  opensClause(i: number): boolean {
    return (
      !this.isWord(i - 1) ||
      this.word(i).joined ||
      this.speech.joiners.has(this.folded(i - 1)) ||
      this.word(i - 1).time ||
      this.m.aside[i - 1] === 1
    )
  }

  /// Takes «و», «كما», «فيما» and a comma before a verb into its clause.
  clauseStart(i: number): number {
    let j = i
    while (
      this.isWord(j - 1) &&
      (this.speech.joiners.has(this.folded(j - 1)) ||
        this.folded(j - 1) === "قد" ||
        this.folded(j - 1) === "و" ||
        this.folded(j - 1) === "وقد")
    )
      j--
    return j
  }

  /// «يذكر أن», «ويتوقع أن»: nobody says it. A speaker between the verb and its clause, or before the verb, makes it somebody's.
  isImpersonal(i: number, word: SpeechWord, c: Complement): boolean {
    const predicate = this.m.predicates[this.m.predicateAt[i] ?? -1]
    const own = predicate?.args.some((a) => a.rel === "subj" && a.token !== i) ?? false
    const said = this.word(i).verbs.filter((r) => r.lemma.word === word.lemma)
    if (said.length > 0 && said.every((r) => ((r.feats >> 6) & 3) === 2)) return true
    if (predicate?.passive && !own && !this.word(i).verbs.some((r) => !r.suffix && ((r.feats >> 6) & 3) !== 2)) return true
    if (!word.impersonal) return false
    if (own) return false
    for (let j = i + 1; j < c.at; j++)
      if (this.isWord(j) && !this.m.aside[j] && !this.word(j).time && (this.mentionAt(j) || this.word(j).nouns.length > 0)) return false
    return true
  }

  participleAt(i: number, s: number, end: number): Cue | undefined {
    const w = this.word(i)
    const r = w.nouns.find((x) => this.speech.participles.has(x.lemma.word) && !(x.proclitics & ~1) && !x.suffix)
    if (!r) return undefined
    const word = this.speech.participles.get(r.lemma.word) as SpeechWord
    // «كان مؤكدا أن»: a predicate, not a circumstance.
    if (this.isWord(i - 1) && this.word(i - 1).prep && !this.mentionAt(i - 1)) return undefined
    const complement = this.complement(i, word, end)
    if (!complement && !word.fragment) return undefined
    return {kind: "participle", from: i, token: i, to: i + 1, word, complement, name: `speech.participle.${word.lemma}`, sentence: s}
  }

  /// «قوله إن», «قول السفير إن».
  nounAt(i: number, s: number, end: number): Cue | undefined {
    const w = this.word(i)
    const r = w.nouns.find((x) => this.speech.nouns.has(x.lemma.word) && !(x.proclitics & ~(1 | 4)))
    if (!r) return undefined
    const word = this.speech.nouns.get(r.lemma.word) as SpeechWord
    const complement = this.complement(i, word, end)
    if (!complement) return undefined
    return {kind: "noun", from: i, token: i, to: i + 1, word, complement, name: `speech.noun.${word.lemma}`, sentence: s}
  }

  /// «وفقا ل», «بحسب», «نقلا عن», «كما قال».
  phraseAt(i: number, s: number, end: number): Cue | undefined {
    const first = this.folded(i)
    const options = this.speech.phrases.get(first) ?? (first.startsWith("و") ? this.speech.phrases.get(first.slice(1)) : undefined)
    if (!options) return undefined
    for (const {words, link} of options) {
      const pronoun = words.length > 2 ? new Set(["ه", "ها", "هم", "هما"].map((x) => `${words.at(-1)}${x}`)) : undefined
      if (!words.every((w, n) => n === 0 || this.folded(i + n) === w || (n === words.length - 1 && pronoun?.has(this.folded(i + n)))))
        continue
      let to = i + words.length
      const name = `speech.source.${words.join("-")}`
      if (link === "verb") {
        if (!this.isWord(to) || !this.verbWord(to)) continue
        const word = this.verbWord(to) as SpeechWord
        if (word.cls === "urge" || word.cls === "judge") continue
        // «كما قال إن …» is the verb with its own clause.
        if (words[0] === "كما" && this.verbAt(to, s, end)?.complement) continue
        return {kind: "phrase", from: i, token: i, to: to + 1, word, complement: undefined, name, sentence: s}
      }
      if (link === "ل") {
        if (!this.isWord(to) || !/^لل?/.test(this.folded(to))) {
          if (this.folded(to) !== "ل") continue
          to++
        }
      } else if (link !== "of") {
        if (this.folded(to) !== link) continue
        to++
      }
      return {kind: "phrase", from: i, token: i, to, word: undefined, complement: undefined, name, sentence: s}
    }
    return undefined
  }

  /// Looks from a word of speech to what opens its complement: a complementiser, a colon, a quotation, a preposition, a noun of action.
  complement(i: number, word: SpeechWord, end: number): Complement | undefined {
    const limit = Math.min(end, i + REACH)
    let subjectSeen = false
    let j = i + 1
    while (j < limit) {
      const mention = this.mentionAt(j)
      if (mention && mention.from === j) {
        if (!mention.prep || j === i + 1) subjectSeen = true
        j = mention.to
        continue
      }
      const kind = this.m.tokens.kind[j]
      if (kind === PUNCT) {
        const q = this.opensAt[j] as number
        if (q >= 0) {
          const quotation = this.m.quotations[q] as Quotation
          if (this.isNameQuotation(j, quotation, limit, word)) {
            subjectSeen = true
            j = quotation.to + 1
            continue
          }
          if (word.quote) return {kind: "quote", at: j, from: quotation.from, quotation: q}
          return undefined
        }
        if (this.isPunct(j, ":")) {
          if (!word.quote) return undefined
          const next = this.opensAt[j + 1] as number
          if (next >= 0) return {kind: "quote", at: j, from: (this.m.quotations[next] as Quotation).from, quotation: next}
          return j + 1 < end ? {kind: "colon", at: j, from: j + 1, quotation: -1} : undefined
        }
        if (this.isPunct(j, "(")) {
          const close = this.find(j + 1, Math.min(limit, j + 30), ")")
          if (close > 0) {
            j = close + 1
            continue
          }
        }
        if (this.isPunct(j, COMMAS)) {
          // What is set off by commas is stepped over: «، الذي زار بكين أمس،».
          if (this.isWord(j + 1)) {
            if (this.word(j + 1).closed.has("rel") || this.speech.comments.has(this.folded(j + 1)) || this.isSetOff(j + 1, limit)) {
              const close = this.find(j + 2, limit, COMMAS)
              if (close > 0) {
                j = close + 1
                continue
              }
              if (!this.isComplementiser(j + 1)) return undefined
            }
            if (this.startsNewClause(j + 1) || (this.word(j + 1).joined && !this.mentionAt(j + 1))) return undefined
          }
        }
        j++
        continue
      }
      if (kind !== WORD) {
        if (kind === NUMBER && word.anyObject && subjectSeen && this.isFigure(j)) return {kind: "object", at: j, from: j, quotation: -1}
        j++
        continue
      }
      const w = this.word(j)
      if (this.isComplementiser(j)) {
        if (w.joined) return undefined
        return word.clause || word.preps.includes("ب")
          ? {kind: "clause", at: j, from: this.afterComplementiser(j), quotation: -1}
          : undefined
      }
      if (w.prep && w.nouns.length === 0 && word.preps.includes(w.prep) && !this.m.aside[j]) {
        if (this.isComplementiser(j + 1)) return {kind: "clause", at: j, from: this.afterComplementiser(j + 1), quotation: -1}
        if (
          (word.cls === "say" || word.cls === "participle") &&
          w.prep === word.preps[0] &&
          word.clause &&
          word.quote &&
          this.folded(j).startsWith("ا") &&
          (this.opensAt[j + 1] as number) < 0 &&
          !this.isAction(j + 1)
        )
          return undefined
        return {kind: "phrase", at: j, from: j + 1, quotation: -1}
      }
      if (this.m.aside[j] || w.time) {
        j++
        continue
      }
      // «علّق قائلا إن»: what follows belongs to the participle.
      if (this.participleLike(j) && /(?:ا|ه|ين)$/.test(this.folded(j)) && !w.al) return undefined
      if (this.phraseBy(j, word)) return {kind: "phrase", at: j, from: j, quotation: -1}
      if (word.object && this.isObject(j, i, subjectSeen, word.anyObject)) return {kind: "object", at: j, from: j, quotation: -1}
      if (this.isFiniteVerb(j) && !w.closed.has("prep")) {
        if (this.isWord(j - 1) && (this.word(j - 1).closed.has("rel") || !this.word(j).joined)) {
          // A clause that describes the speaker: «مسؤول طلب عدم نشر اسمه إن».
          if (this.verbWord(j)?.quote) return undefined
          j++
          continue
        }
        return undefined
      }
      if (w.nouns.length > 0 && !w.attached) subjectSeen = true
      j++
    }
    return undefined
  }

  /// «بضرورة …»: the preposition is part of the word.
  phraseBy(j: number, word: SpeechWord): boolean {
    if (!word.preps.includes("ب")) return false
    const w = this.word(j)
    return (
      w.attached === "ب" &&
      !this.m.aside[j] &&
      !w.time &&
      !w.closed.has("comp") &&
      w.nouns.some((r) => r.lemma.pos === "masdar" || r.lemma.pos === "noun")
    )
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

  /// A noun of action that is what the verb announces, not who announces it.
  isObject(j: number, verb: number, subjectSeen: boolean, any: boolean): boolean {
    const w = this.word(j)
    if (w.prep || w.attached || w.joined || w.closed.size > 0 || this.inList(j, SOURCE)) return false
    if (this.isWord(j - 1) && j - 1 !== verb && !this.mentionAt(j - 1) && this.word(j - 1).prep) return false
    const before = j - 1
    // The second part of a construct is no object.
    if (
      before > verb &&
      this.isWord(before) &&
      !this.mentionAt(before) &&
      this.word(before).nouns.length > 0 &&
      !this.word(before).al &&
      !this.word(before).time &&
      !this.m.aside[before]
    )
      return false
    if (any && subjectSeen && w.nouns.length > 0 && !w.adj) return true
    return this.isAction(j) && (subjectSeen || !w.al)
  }

  find(from: number, to: number, marks: string): number {
    for (let j = from; j < to; j++) if (this.isPunct(j, marks) && (this.quotedIn[j] as number) < 0) return j
    return -1
  }

  /// After a comma: a phrase that only says where or how («، في مؤتمر صحفي،», «، خلال لقائه …،»).
  isSetOff(j: number, limit: number): boolean {
    const w = this.word(j)
    return (
      (w.prep !== "" || w.attached !== "" || w.nouns.length > 0 || this.isFiniteVerb(j) || this.mentionAt(j) !== undefined) &&
      !this.isComplementiser(j) &&
      !(this.isFiniteVerb(j) && (w.joined || this.verbWord(j)?.quote === true)) &&
      this.find(j + 1, limit, COMMAS) > 0 &&
      !this.participleLike(j)
    )
  }

  participleLike(j: number): boolean {
    return ((this.bits[j] ?? 0) & CIRCUMSTANCE) !== 0
  }

  /// After a comma: «و» with a verb, or a word that joins clauses.
  startsNewClause(j: number): boolean {
    if (this.speech.joiners.has(this.folded(j))) return true
    return this.isFiniteVerb(j) && this.word(j).joined
  }

  /// «علمت «الراصد» من», «قال لـ«العربي الجديد» إن»: quotation marks around a name, with what is said still to come.
  isNameQuotation(open: number, q: Quotation, limit: number, word: SpeechWord): boolean {
    const size = this.wordCount(q.from, q.to)
    if (size > 4) return false
    if (this.m.mentionAt[q.from] !== -1 && this.mentionAt(q.from)?.to === q.to && this.mentionAt(q.from)?.kind !== "country") return true
    const prep = this.isWord(open - 1) && (this.folded(open - 1) === "ل" || this.isCarrierHead(open - 1))
    if (prep) return true
    if (size <= 2 && this.isWord(open - 1) && this.word(open - 1).prep && !this.mentionAt(open - 1) && !word.fragment) return true
    for (let j = q.to + 1; j < Math.min(limit, q.to + 25); j++) {
      if (this.isComplementiser(j) && !this.word(j).joined) return word.clause
      if (this.isPunct(j, ":")) return true
      if (this.isPunct(j, COMMAS) || this.isFiniteVerb(j)) return false
    }
    return false
  }

  wordCount(from: number, to: number): number {
    let n = 0
    for (let j = from; j < to; j++) if (this.m.tokens.kind[j] === WORD || this.m.tokens.kind[j] === NUMBER) n++
    return n
  }

  // ---- who says it

  /// The speaker of a verb: who follows it, or who stands before it, or who spoke last.
  speakerOf(cue: Cue): Speaker {
    const i = cue.token
    const predicate = this.m.predicates[this.m.predicateAt[i] ?? -1]
    const stop = cue.complement?.at ?? this.sentenceEnd(i)
    const own = predicate?.args.filter((a) => a.rel === "subj" && a.token !== i && a.mention >= 0) ?? []
    const before = own.filter((a) => a.token < i)
    if (before.length > 0 && (this.isWord(i - 1) || cue.word?.cls === "tell")) return this.speakers(before.map((a) => a.mention))
    const next = this.nounPhraseAfter(i + 1, stop, cue)
    if (!next && this.isWord(i - 1) && this.word(i - 1).closed.has("rel") && !this.word(i - 1).prep) {
      // «مودي، الذي أخبره أن»
      const antecedent = this.mentionAt(this.isPunct(i - 2, COMMAS) ? i - 3 : i - 2)
      if (antecedent) return this.speakers([antecedent.index])
    }
    if (next && cue.word?.cls === "judge" && next.span && !this.inList(this.tokenAt(next.span.start), SOURCE))
      return before.length > 0 ? this.speakers(before.map((a) => a.mention)) : this.spokeLast(cue)
    if (next && this.isAddressee(cue, next, stop)) return this.spokeLast(cue)
    if (next) return next
    const placed = own.filter((a) => !this.isOutletName(this.m.mentions[a.mention] as Mention))
    if (placed.length > 0) return this.speakers(placed.map((a) => a.mention))
    const earlier = this.spokeLast(cue)
    return earlier.mention < 0 && !earlier.span ? {...this.circumstanceOf(cue), inherited: true} : earlier
  }

  /// «الأمين العام للجامعة أحمد أبو الغيط», «وكالة الأنباء الروسية نوفوستي»: the name that stands by a title or by a kind of body.
  named(m: Mention, stop: number): Mention {
    // «الوزارة»: the body met before.
    if (
      m.kind === "organization" &&
      m.form === "body" &&
      m.to - m.from === 1 &&
      m.known.length === 0 &&
      m.countries.length === 0 &&
      this.word(m.from).al
    )
      return this.bodyBefore(m.from) ?? m
    if (m.form === "name" && !(m.kind === "organization" && m.nameFrom === m.nameTo)) return m
    let j = m.to
    let steps = 0
    while (j < stop && steps < 9) {
      const next = this.mentionAt(j)
      if (next) {
        if (next.joined) return m
        if (
          next.form === "name" &&
          !next.prep &&
          ((m.form === "title" && next.kind === "person") || (m.form === "body" && next.kind === "organization" && j <= m.to + 1))
        )
          return next
        if (next.kind === "person" || m.form !== "title") return m
        j = next.to
        steps++
        continue
      }
      if (this.isWord(j)) {
        if (this.isComplementiser(j) || this.isFiniteVerb(j) || this.word(j).closed.has("rel") || this.m.aside[j]) return m
        if (this.word(j).prep && !this.word(j).attached && this.folded(j) !== "باسم") return m
      } else if ((this.opensAt[j] as number) < 0 && !this.isPunct(j, "(")) return m
      j++
      steps++
    }
    return m
  }

  speakers(mentions: readonly number[]): Speaker {
    const first = this.m.mentions[mentions[0] as number] as Mention
    return {
      mention: mentions.length === 1 ? this.named(first, this.sentenceEnd(first.from)).index : first.index,
      span: undefined,
      together: mentions.slice(1),
      inherited: false,
    }
  }

  /// «على منصة «إكس»»: the name of where it was said.
  isOutletName(m: Mention): boolean {
    return m.prep === "" && (this.opensAt[m.from - 1] ?? -1) >= 0 && this.isCarrierHead(m.from - 2)
  }

  /// «وحث الجانب الأمريكي على», «ودعا المواطنين إلى»: the one phrase after the verb is whom it is said to, and the speaker goes on.
  isAddressee(cue: Cue, found: Speaker, stop: number): boolean {
    if (cue.word?.cls !== "urge" && cue.word?.cls !== "tell") return false
    const m = found.mention >= 0 ? this.m.mentions[found.mention] : undefined
    const head = m ? m.from : this.tokenAt(found.span?.start ?? -1)
    if (
      head >= 0 &&
      this.word(head).nouns.some((r) => (r.feats >> 19) & 1) &&
      !this.word(head).nouns.some((r) => (r.feats >> 20) & 1) &&
      /ين$/.test(this.folded(head))
    )
      return true
    if (
      cue.word.object ||
      cue.word.lemma === "دعا" ||
      !this.word(cue.token).joined ||
      !this.last ||
      cue.sentence - this.last.sentence > 1 ||
      !this.agrees(cue.token, this.last.speaker)
    )
      return false
    if (this.word(cue.token).verbs.some((r) => r.suffix)) return false
    for (let j = m ? m.to : head + 1; j < stop; j++) {
      const other = this.mentionAt(j)
      if (other && !other.prep && !other.joined) return false
      if (this.isPunct(j, COMMAS)) return false
    }
    return m === undefined || m.index !== this.last.speaker.mention
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

  /// Who stands right after a verb, over words of time and place.
  nounPhraseAfter(from: number, stop: number, cue: Cue): Speaker | undefined {
    let j = from
    while (j < stop) {
      const m = this.mentionAt(j)
      if (m && m.from === j) {
        if ((!m.prep || m.prep === this.folded(cue.token).replace(/^[وف]/, "")) && !(j > from + 1 && this.isOutletName(m))) {
          if (m.kind === "place" && cue.word?.cls !== "show") {
            // A town speaks for its government only where nobody else does.
            const other = this.nextMention(m.to, stop)
            if (other && !other.prep && !other.joined) return this.withJoined(other)
          }
          return this.withJoined(m)
        }
        j = m.to
        continue
      }
      if (this.m.tokens.kind[j] !== WORD) {
        const q = this.opensAt[j] as number
        if (q >= 0) {
          const quotation = this.m.quotations[q] as Quotation
          if (j > from && this.isWord(j - 1) && !this.isFiniteVerb(j - 1)) {
            j = quotation.to + 1
            continue
          }
          const inside = this.mentionAt(quotation.from)
          if (inside && !inside.prep) return this.speakers([inside.index])
          if (quotation.to < stop) return {mention: -1, span: this.span(quotation.from, quotation.to), together: [], inherited: false}
        }
        if (this.isPunct(j, ":")) return undefined
        j++
        continue
      }
      const w = this.word(j)
      if (this.m.aside[j] || w.time || (w.closed.size > 0 && !w.closed.has("quant") && !w.prep)) {
        if (w.closed.has("rel") || w.closed.has("comp")) return undefined
        j++
        continue
      }
      if (w.prep && w.nouns.length === 0) {
        j = this.afterPhrase(j + 1, stop)
        continue
      }
      if (w.attached) {
        j = this.afterPhrase(j, stop)
        continue
      }
      // «قال عبد المنعم الغيثي»: a given name may look like a verb.
      if (this.isFiniteVerb(j) && !(j === from && !w.joined && (w.nouns.length > 0 || this.word(j + 1).unknown || this.word(j + 1).al)))
        return undefined
      if (w.nouns.length > 0 || w.unknown || j === from || w.closed.has("quant")) return this.describedAt(j, stop)
      j++
    }
    return undefined
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

  /// Past the noun of a prepositional phrase and what belongs to it: «في مؤتمر صحفي», «للصحفيين».
  afterPhrase(j: number, stop: number): number {
    const m = this.mentionAt(j)
    if (m) return m.to
    j++
    while (
      j < stop &&
      this.isWord(j) &&
      !this.m.aside[j] &&
      this.m.mentionAt[j] === -1 &&
      !this.word(j).prep &&
      !this.word(j).attached &&
      !this.isComplementiser(j) &&
      !this.isFiniteVerb(j) &&
      this.word(j).nouns.length > 0 &&
      !this.inList(j, SOURCE)
    )
      j++
    const next = this.mentionAt(j)
    // «في مقر وزارة الخارجية»: the genitive belongs to the phrase.
    if (
      next &&
      next.from === j &&
      !next.prep &&
      !next.joined &&
      j > 0 &&
      this.isWord(j - 1) &&
      !this.word(j - 1).al &&
      !this.word(j - 1).time &&
      next.kind !== "person"
    )
      return next.to
    return j
  }

  withJoined(m: Mention): Speaker {
    const together: number[] = []
    let last = m
    for (let n = m.index + 1; n < this.m.mentions.length; n++) {
      const next = this.m.mentions[n] as Mention
      if (!next.joined || next.from !== last.to) break
      together.push(n)
      last = next
    }
    const named = together.length === 0 ? this.named(m, this.sentenceEnd(m.from)) : m
    return {mention: named.index, span: undefined, together, inherited: false}
  }

  /// A speaker told by a common noun: «محللون», «مسؤول في وزارة المالية», «بيانات الجمارك الصينية».
  describedAt(j: number, stop: number): Speaker | undefined {
    if (this.inList(j, NOT_SPEAKER) && !this.inList(j, DOCUMENT)) return MUTE
    if (this.word(j).al && this.inList(j, NOT_SPEAKER) && this.m.mentionAt[j + 1] === -1) return MUTE
    const document = this.inList(j, DOCUMENT)
    const known = document || this.inList(j, SOURCE)
    const definite = this.word(j).al && !document
    let to = j + 1
    let inner: Mention | undefined
    stop = Math.min(stop, j + REACH)
    while (to < stop) {
      const m = this.mentionAt(to)
      if (m) {
        if (m.from !== to) break
        if (this.isCarrier(m) && m.prep === "ل") break
        if (!inner) inner = m
        to = m.to
        continue
      }
      if (!this.isWord(to)) {
        if ((this.opensAt[to] as number) >= 0 && to === j + 1) {
          const q = this.m.quotations[this.opensAt[to] as number] as Quotation
          if (q.to < stop) {
            const named = this.mentionAt(q.from)
            if (named) return this.speakers([named.index])
            return {mention: -1, span: this.span(j, q.to), together: [], inherited: false}
          }
        }
        break
      }
      const w = this.word(to)
      if (to === j + 1 && !w.al && !this.word(j).al && w.adj && !w.joined && !w.attached && w.closed.size === 0) {
        to++
        continue
      }
      if (this.isComplementiser(to) || (this.isFiniteVerb(to) && w.nouns.length === 0) || w.closed.has("rel") || w.time || this.m.aside[to])
        break
      if (w.closed.has("conj") || (w.prep === "" && w.closed.size > 0 && !w.closed.has("quant"))) break
      if (this.isFiniteVerb(to)) break
      if (/^و?ل/.test(this.folded(to)) && this.isCarrierHead(to)) break
      if ((definite || !known) && ((w.prep !== "" && w.nouns.length === 0) || w.attached !== "")) break
      // «في بيان», «في مقابلة»: where it was said, no part of who said it.
      if (w.prep === "في" && this.inList(to + 1, DOCUMENT)) break
      to++
    }
    // A paper speaks for whoever made it; a word in apposition to a name speaks under the name.
    if (document && inner && inner.kind !== "place") return this.speakers([inner.index])
    if (!document && inner && inner.kind === "person" && !inner.prep && inner.to >= to) return this.speakers([inner.index])
    if (!document && inner && inner.kind === "organization" && !inner.prep && !this.inList(j, SOURCE)) return this.speakers([inner.index])
    if (
      document &&
      !inner &&
      this.word(j).al &&
      to === j + 1 &&
      this.word(j).nouns.some((r) => ((r.feats >> 12) & 3) === 1 && !/ات$/.test(this.folded(j)))
    )
      return undefined
    while (to > j + 1 && this.isWord(to - 1) && this.word(to - 1).prep) to--
    const met = definite && to === j + 1 ? this.bodyBefore(j) : undefined
    if (met) return this.speakers([met.index])
    return {mention: -1, span: this.span(j, to), together: [], inherited: false}
  }

  /// «الوزارة»: the last body called by that word.
  bodyBefore(j: number): Mention | undefined {
    const body = this.word(j).body
    if (!body) return undefined
    let near = j - 1
    while (near > 0 && (this.m.mentionAt[near] ?? -1) < 0 && near > j - 200) near--
    for (let n = this.m.mentionAt[near] ?? -1; n >= 0; n--) {
      const m = this.m.mentions[n] as Mention
      if (this.m.sentenceAt[j]! - this.m.sentenceAt[m.from]! > 8) return undefined
      if (m.kind !== "organization") continue
      const head = this.word(m.from).body
      if (
        (head && head.lemma.word === body.lemma.word && m.to - m.from > 1) ||
        this.speech.ministries.has(`${body.lemma.word} ${listForms(this.folded(m.from)).at(-1)}`)
      )
        return m
    }
    return undefined
  }

  /// Who spoke before, where the verb has no subject of its own.
  spokeLast(cue: Cue): Speaker {
    const predicate = this.m.predicates[this.m.predicateAt[cue.token] ?? -1]
    const own =
      predicate?.args.filter(
        (a) => a.rel === "subj" && a.mention >= 0 && (this.m.mentions[a.mention] as Mention).from >= this.sentenceStart(cue.token),
      ) ?? []
    if (
      own.length > 0 &&
      this.last &&
      this.last.sentence < cue.sentence &&
      this.word(cue.token).joined &&
      own.every((a) => (this.m.mentions[a.mention] as Mention).kind !== "place")
    )
      return {...this.speakers(own.map((a) => a.mention)), inherited: true}
    if (this.last && cue.sentence - this.last.sentence <= 3 && this.agrees(cue.token, this.last.speaker))
      return {...this.last.speaker, inherited: true}
    const inherited = predicate?.args.filter((a) => a.rel === "subj" && a.mention >= 0) ?? []
    if (inherited.length > 0) return {...this.speakers(inherited.map((a) => a.mention)), inherited: true}
    return this.last && cue.sentence - this.last.sentence <= 6 ? {...this.last.speaker, inherited: true} : NOBODY
  }

  /// Gender of a cue («أضافت», «مضيفة») against that of a speaker, where both show.
  agrees(i: number, speaker: Speaker): boolean {
    if (!this.isFiniteVerb(i) && this.word(i).nouns.every((r) => r.lemma.pos !== "ap")) return true
    const feminine = this.isFeminine(i)
    if (speaker.mention < 0) return true
    const m = this.m.mentions[speaker.mention] as Mention
    if (m.kind === "person") return m.gender === undefined || feminine === (m.gender === "f")
    if (m.gender !== undefined) return feminine === (m.gender === "f")
    if (m.kind === "country") return feminine === !listForms(this.folded(m.to - 1)).some((f) => this.speech.masculine.has(f))
    if (
      m.form === "name" &&
      this.isWord(m.from) &&
      /^(?:[وف]?[بل]?)?(?:وكاله|وزاره|شركه|منظمه|هييه|حركه|صحيفه|قناه|المحكمه|الوكاله)/.test(this.folded(m.from))
    )
      return feminine
    return true
  }

  isFeminine(i: number): boolean {
    const w = this.word(i)
    const shape = this.folded(i)
    if (this.isFiniteVerb(i) || w.nouns.length === 0) {
      const r = w.verbs.find((x) => this.speech.verbs.has(x.lemma.word) && ((x.feats >> 8) & 3) === 3)
      return r !== undefined && ((r.feats >> 10) & 3) === 2
    }
    return /ه$/.test(shape)
  }

  // ---- what is said

  span(from: number, to: number): Span {
    return {start: this.m.tokens.start[from] as number, end: this.m.tokens.end[to - 1] as number}
  }

  /// Tokens without the marks around them. A quotation mark stays where its partner is inside.
  trimmed(from: number, to: number): {from: number; to: number} {
    const strippable = (i: number, edge: "left" | "right"): boolean => {
      const kind = this.m.tokens.kind[i]
      if (kind === NEWLINE) return true
      if (kind !== PUNCT) return false
      const c = this.folded(i)
      if (c === ")") return edge === "right" && this.find(from, i, "(") < 0
      if (c === "(") return edge === "right" || this.find(i, to, ")") < 0
      if (!STRIP.includes(c)) return false
      if (edge === "left" && (this.opensAt[i] as number) >= 0) {
        const q = this.m.quotations[this.opensAt[i] as number] as Quotation
        return q.open || q.to >= to - 1
      }
      if (edge === "right" && "»›".includes(c)) return this.closesOutside(i, from)
      if (edge === "right" && '"”'.includes(c)) return this.closesOutside(i, from)
      return true
    }
    while (from < to && strippable(from, "left")) from++
    while (to > from && strippable(to - 1, "right")) to--
    return {from, to}
  }

  /// A closing mark whose quotation began before what we keep, or at its very first token.
  closesOutside(i: number, from: number): boolean {
    const q = this.quotedIn[i - 1] as number
    if (q < 0) return true
    const quotation = this.m.quotations[q] as Quotation
    return quotation.to !== i || quotation.from <= from
  }

  /// Where what is said ends: with the sentence, or before the next cue that stands beside it and not in it.
  endOf(from: number, cue: Cue, kind: Complement["kind"]): number {
    const end = Math.min(this.sentenceEnd(cue.token), from + LONGEST)
    for (let j = from; j < end; j++) {
      const inQuote = (this.quotedIn[j] as number) >= 0
      // «دعا إلى كذا بعد أن حدث كذا»: when it was said, no part of it.
      if (
        !inQuote &&
        j > from + 1 &&
        (kind === "phrase" || kind === "object") &&
        this.isWord(j) &&
        ((this.word(j).prep !== "" && this.isComplementiser(j + 1)) ||
          (this.word(j).closed.has("conj") && /ما$/.test(this.folded(j)) && this.isFiniteVerb(j + 1)))
      )
        return j
      const at = this.cueFrom[j] as number
      if (at >= 0 && !inQuote && j > from) {
        const next = this.cues[at] as Cue
        if (this.cuts(next, from)) return j
      }
      if (inQuote || !this.isPunct(j, COMMAS)) continue
      if (this.endsHere(j, from, cue)) return j
      // «، من جهته قال», «، في حين قالت»: the phrase before the cue goes with it.
      const soon = this.cueSoon(j + 1, end)
      if (soon) return j
      if ((kind === "phrase" || kind === "object") && this.isWord(j + 1)) {
        if (this.startsNewClause(j + 1)) return j
        const w = this.word(j + 1)
        if ((w.closed.has("conj") && !w.closed.has("rel")) || (w.prep !== "" && !w.joined)) return j
      }
    }
    return end
  }

  /// A comma after which the report speaks again.
  endsHere(comma: number, from: number, cue: Cue): boolean {
    const j = comma + 1
    if (!this.isWord(j) || this.wordCount(from, comma) < 2) return false
    const w = this.word(j)
    const word = this.folded(j)
    if (this.isFiniteVerb(j) && word.startsWith("ف") && w.joined) return true
    if ((word === "فيما" || word === "بينما" || word === "وفيما") && this.isFiniteVerb(j + 1)) return true
    // «، مستخدمين …», «، متجاهلا …»: what the speaker did meanwhile.
    if (
      /(?:ا|ين)$/.test(word) &&
      w.nouns.some((r) => r.lemma.pos === "ap" && !r.proclitics && !r.suffix) &&
      !w.nouns.some((r) => r.lemma.pos === "noun" || r.lemma.pos === "adj")
    )
      return true
    if (this.speech.comments.has(word)) {
      for (let n = j + 1; n < Math.min(this.sentenceEnd(cue.token), j + 5); n++) if (this.isWord(n) && this.verbWord(n)) return true
    }
    // Right after words in quotation marks the report goes on with what happened around them.
    const quoted = this.quotedIn[comma - 2] as number
    if (
      quoted >= 0 &&
      (this.m.quotations[quoted] as Quotation).to === comma - 1 &&
      this.wordCount((this.m.quotations[quoted] as Quotation).from, comma) >= 2
    )
      return !w.joined && !w.closed.has("rel") && !this.isComplementiser(j)
    return false
  }

  /// Whether a cue met after what is said began stands beside it.
  cuts(next: Cue, from: number): boolean {
    const comma = !this.isWord(next.from - 1)
    if (next.kind === "participle") return comma || next.complement !== undefined
    if (next.kind === "phrase") return next.from > from + 1
    if (next.kind === "noun") return false
    if (next.word?.cls === "judge" && !this.word(next.token).joined) return false
    const joined = this.word(next.token).joined || next.from < next.token
    if (comma) return joined && (next.complement !== undefined || next.word?.quote === true)
    if (!joined || next.complement === undefined || next.complement.kind === "object" || next.complement.kind === "phrase") return false
    const r = this.word(next.token).verbs.find((x) => this.speech.verbs.has(x.lemma.word))
    return r !== undefined && ((r.feats >> 4) & 3) === 1 && (next.word?.cls === "say" || next.word?.cls === "tell")
  }

  /// A verb of speech a few words after a comma, reached over «في حين», «من جهته»: its clause began with the comma.
  cueSoon(from: number, end: number): boolean {
    if (!this.isWord(from)) return false
    const w = this.word(from)
    if (!w.closed.has("conj") && !w.prep && !this.speech.joiners.has(this.folded(from)) && w.attached === "") return false
    if (this.isComplementiser(from)) return false
    for (let j = from; j < Math.min(end, from + 5); j++) {
      if (!this.isWord(j)) return false
      if (this.isComplementiser(j) || this.word(j).closed.has("rel")) return false
      const at = this.cueFrom[j] as number
      if (at < 0) continue
      const cue = this.cues[at] as Cue
      return cue.kind === "verb" && cue.complement !== undefined && cue.word?.cls !== "judge" && cue.complement.kind !== "object"
    }
    return false
  }

  // ---- telling

  tell(cue: Cue): void {
    this.passing = []
    const q = this.quotedIn[cue.token] as number
    if (cue.kind === "phrase") this.tellSource(cue)
    else if (cue.word?.cls === "relay") this.tellRelay(cue)
    // Inside quoted speech the words are the speaker's own.
    else if (q >= 0 && this.told[q]) return
    else if (cue.kind === "noun") this.tellNoun(cue)
    else if (cue.kind === "participle") this.tellParticiple(cue)
    else this.tellVerb(cue)
  }

  tellVerb(cue: Cue): void {
    const inside = this.insideOf(cue)
    let speaker = cue.word?.cls === "learn" ? this.learnedFrom(cue) : cue.word?.cls === "text" ? this.writtenBy(cue) : this.speakerOf(cue)
    if (inside && !this.mayNest(cue, inside)) return
    if (speaker === MUTE) return
    // «أفادت قناة X نقلا عن Y بأن»: Y says it, X carries it; «أكد X، نقلا عن قناة Y، أن»: the other way round.
    const passed = this.cuesOf(cue.sentence).find(
      (c) =>
        c.kind === "phrase" && c.from > cue.token && c.from < (cue.complement?.at ?? 0) && this.phraseEnd(c) <= (cue.complement?.at ?? 0),
    )
    const source = passed ? this.sourceIn(passed, this.phraseEnd(passed)) : undefined
    this.passing = []
    if (
      source &&
      speaker.mention >= 0 &&
      this.isCarrier(this.m.mentions[speaker.mention] as Mention) &&
      passed?.name === "speech.source.نقلا"
    ) {
      this.passing = [speaker.mention]
      speaker = source
    } else if (source && source.mention >= 0 && source.mention !== speaker.mention) this.passing = [source.mention]
    const after = cue.word?.quote && (!cue.complement || cue.complement.kind === "quote") ? this.quotationBefore(cue) : -1
    if (after >= 0) {
      if (!cue.complement) speaker = this.speakerAfterQuotation(cue)
      this.addQuotation(after, cue, speaker, "after")
    }
    if (cue.word?.fragment && (!cue.complement || cue.word.cls === "judge") && cue.word.preps.length === 0) {
      if (cue.complement?.kind !== "clause" && cue.complement?.kind !== "quote") {
        this.tellFragment(cue, speaker)
        return
      }
    }
    if (!cue.complement) {
      if (after < 0) this.tellTrailing(cue)
      return
    }
    if (speaker.mention < 0 && !speaker.span && cue.complement.kind !== "quote") return
    // Rain «reveals» holes: without a clause or a quotation only those speak whom the lists know to.
    if (
      speaker.span &&
      (cue.complement.kind === "phrase" || cue.complement.kind === "object") &&
      !this.isPerson(this.tokenAt(speaker.span.start))
    )
      return
    // A noun phrase without a subject of its own is too often a passive: «أُعلن تأجيل …».
    if (speaker.inherited && cue.complement.kind === "object") return
    const here = speaker.mention >= 0 && (this.m.mentions[speaker.mention] as Mention).from >= this.sentenceStart(cue.token)
    if (
      speaker.inherited &&
      cue.complement.kind === "phrase" &&
      !(here && this.word(cue.token).joined) &&
      !(this.word(cue.token).joined && this.last && cue.sentence - this.last.sentence <= 1)
    )
      return
    this.addComplement(cue, speaker, inside)
  }

  isPerson(j: number): boolean {
    return (
      j >= 0 &&
      (this.inList(j, SOURCE) ||
        this.inList(j, DOCUMENT) ||
        this.word(j).title !== undefined ||
        this.word(j).body !== undefined ||
        this.word(j).closed.has("quant") ||
        /[^ا]ون$/.test(this.folded(j)))
    )
  }

  /// The statement whose words a cue stands in.
  insideOf(cue: Cue): Draft | undefined {
    for (let n = this.out.length - 1; n >= Math.max(0, this.out.length - 6); n--) {
      const s = this.out[n] as Draft
      if (cue.token >= s.tokenFrom && cue.token < s.tokenTo) return s
    }
    return undefined
  }

  /// «قوله إن الرئيس أكد أن …»: what the inner speaker said is the news, the outer one carried it.
  mayNest(cue: Cue, outer: Draft): boolean {
    if (outer.kind === "direct") return false
    if (cue.word?.cls === "judge" || cue.word?.cls === "urge" || cue.word?.cls === "think") return false
    if (!cue.complement || cue.complement.kind === "phrase") return false
    const predicate = this.m.predicates[this.m.predicateAt[cue.token] ?? -1]
    return (
      cue.token - outer.tokenFrom <= 9 &&
      (predicate?.args.some((a) => a.rel === "subj" && a.mention >= 0 && a.token >= outer.tokenFrom && a.token !== cue.token) ?? false)
    )
  }

  /// «إن الوزير أكد أن «…»»: the words belong to the one quoted within.
  innerCue(from: number, to: number): boolean {
    for (let j = from; j < Math.min(to, from + 10); j++) {
      const at = this.cueFrom[j] as number
      if (at < 0) continue
      const cue = this.cues[at] as Cue
      if (
        cue.kind !== "verb" ||
        cue.word?.cls !== "say" ||
        !cue.complement ||
        (cue.complement.kind !== "clause" && cue.complement.kind !== "quote")
      )
        continue
      const p = this.m.predicates[this.m.predicateAt[cue.token] ?? -1]
      return p?.args.some((a) => a.rel === "subj" && a.mention >= 0 && a.token >= from && a.token !== cue.token) ?? false
    }
    return false
  }

  /// A clause cut at «وأن», «وإن».
  partsOf(from: number, to: number): {from: number; to: number}[] {
    const out: {from: number; to: number}[] = []
    let start = from
    for (let j = from; j < to; j++) {
      if ((this.quotedIn[j] as number) >= 0 || !this.isComplementiser(j) || !this.word(j).joined) continue
      out.push({from: start, to: j})
      start = this.afterComplementiser(j)
    }
    out.push({from: start, to})
    return out
  }

  addComplement(cue: Cue, speaker: Speaker, outer?: Draft, until?: number): void {
    const c = cue.complement as Complement
    if (c.kind === "quote") {
      this.addQuotation(c.quotation, cue, speaker, "before")
      return
    }
    let from = c.from
    const to = until ?? this.endOf(from, cue, c.kind)
    // «إن القاهرة «قد تنسف السد»، وإن …»: parts with words of their own in quotation marks are told one by one.
    if (c.kind === "clause" && until === undefined) {
      const parts = this.partsOf(from, to)
      if (parts.length > 1 && !this.innerCue(from, to) && parts.some((p) => this.quotedShare(p.from, p.to))) {
        let first = true
        for (const p of parts) {
          this.addComplement(
            {...cue, complement: {kind: "clause", at: c.at, from: p.from, quotation: -1}, ...(first ? {} : {name: `${cue.name}.and`})},
            speaker,
            outer,
            p.to,
          )
          first = false
        }
        return
      }
    }
    if (cue.word?.negative && c.kind === "clause") from = cue.token
    const opened = cue.word?.fragment && c.kind === "clause" ? (this.opensAt[c.from] as number) : -1
    const inner =
      c.kind === "colon" || this.innerCue(c.from, to)
        ? undefined
        : opened >= 0 && !this.told[opened]
          ? {quotation: opened, all: true}
          : this.quotedShare(c.from, to)
    if (inner) {
      this.addQuotation(inner.quotation, cue, speaker, "fragment", outer)
      if (inner.all) return
    } else {
      const cut = this.trimmed(from, to)
      if (this.wordCount(cut.from, cut.to) < (c.kind === "phrase" || c.kind === "object" ? 2 : 1)) return
      const direct = c.kind === "colon" || (this.mostlyQuoted(cut.from, cut.to) && !this.innerCue(c.from, to))
      this.add(
        cue,
        speaker,
        cut.from,
        cut.to,
        direct ? "direct" : "indirect",
        c.kind === "phrase" || c.kind === "object" ? 0.7 : 0.85,
        c.kind,
        outer,
      )
    }
  }

  /// The one quotation that makes up what is said, or its weightier part: «إن القاهرة «قد تنسف السد»».
  quotedShare(from: number, to: number): {quotation: number; all: boolean} | undefined {
    let found = -1
    for (let j = Math.max(0, from - 1); j < to; j++) {
      const q = this.opensAt[j] as number
      if (q < 0 || this.mentionAt((this.m.quotations[q] as Quotation).from)?.to === (this.m.quotations[q] as Quotation).to) continue
      if (found >= 0) return undefined
      found = q
    }
    if (found < 0) return undefined
    const q = this.m.quotations[found] as Quotation
    const whole = this.trimmed(from, Math.max(to, Math.min(q.to, to)))
    if (whole.to <= whole.from || q.to <= q.from) return undefined
    const inner = this.span(q.from, Math.min(q.to, this.m.tokens.count))
    const outer = this.span(whole.from, whole.to)
    const share = (inner.end - inner.start) / Math.max(1, Math.max(outer.end, inner.end) - outer.start)
    const size = this.wordCount(q.from, q.to)
    if (share >= 0.5 && (size >= 2 || share >= 0.8)) return {quotation: found, all: true}
    // «إن موقف الدوحة «لم يتغير»»: what is said of something, not a name within it.
    const first = this.word(q.from)
    const nominal =
      first.nouns.some((r) => r.lemma.pos === "adj" || r.lemma.pos === "pp" || r.lemma.pos === "ap") &&
      !first.al &&
      this.isWord(q.from - 2) &&
      (this.word(q.from - 2).al || this.mentionAt(q.from - 2) !== undefined)
    let verbal = false
    for (let j = from; j < q.from; j++) if (this.isFiniteVerb(j)) verbal = true
    const before = q.from - 2
    // «إن تصنيف الحزب «خطوة كبرى»»: no verb before, nothing that asks for a noun: the quoted words are the predicate.
    const equated =
      !verbal &&
      before >= from &&
      this.isWord(before) &&
      !this.word(before).attached &&
      (this.word(before).al || this.mentionAt(before) !== undefined || /[^ا]ا$/.test(this.folded(before))) &&
      q.to >= whole.to - 1
    const predicate =
      this.isWord(q.from) &&
      (nominal ||
        equated ||
        this.isFiniteVerb(q.from) ||
        first.closed.has("neg") ||
        first.closed.has("fut") ||
        this.folded(q.from) === "قد")
    return predicate && size >= 2 && share >= 0.25 ? {quotation: found, all: true} : undefined
  }

  mostlyQuoted(from: number, to: number): boolean {
    let quoted = 0
    for (let j = from; j < to; j++) if ((this.quotedIn[j] as number) >= 0 && this.m.tokens.kind[j] === WORD) quoted++
    return quoted * 2 > this.wordCount(from, to)
  }

  addQuotation(n: number, cue: Cue, speaker: Speaker, where: string, outer?: Draft): void {
    const q = this.m.quotations[n] as Quotation
    if (this.told[n]) return
    this.told[n] = 1
    const cut = this.trimmed(q.from, this.quotationEnd(q))
    if (cut.to <= cut.from) return
    this.add(cue, speaker, cut.from, cut.to, "direct", where === "fragment" ? 0.8 : 0.92, `quotation ${where}`, outer)
  }

  add(
    cue: Cue,
    speaker: Speaker,
    from: number,
    to: number,
    kind: "direct" | "indirect",
    confidence: number,
    how: string,
    outer?: Draft,
  ): Draft | undefined {
    if (to <= from || speaker === MUTE) return undefined
    const cueSpan = this.span(cue.token, Math.max(cue.token + 1, cue.kind === "phrase" ? cue.to : cue.token + 1))
    const title = speaker.mention >= 0 ? (this.m.mentions[speaker.mention] as Mention) : undefined
    const speakerText = title
      ? title.form === "title" || title.form === "pair"
        ? this.m.text.slice(title.start, title.end)
        : null
      : speaker.span
        ? this.m.text.slice(speaker.span.start, speaker.span.end)
        : null
    const why: Reason[] = [{step: "cue", says: `${cue.name}: «${this.m.text.slice(cueSpan.start, cueSpan.end)}», ${how}`}]
    if (speaker.inherited) why.push({step: "speaker", says: "no subject of its own: who spoke before"})
    const carriers = this.carriersOf(cue, speaker, from)
    for (const v of this.passing) if (!carriers.includes(v) && v !== speaker.mention) carriers.push(v)
    if (speaker.inherited && cue.word?.continues && this.last && cue.sentence - this.last.sentence <= 1)
      for (const v of this.last.via) if (!carriers.includes(v)) carriers.push(v)
    if (cue.word?.cls === "learn") {
      const learner = this.m.predicates[this.m.predicateAt[cue.token] ?? -1]?.args.find(
        (a) => a.rel === "subj" && a.mention >= 0 && a.token !== cue.token,
      ) ?? {mention: this.mentionAt(cue.token + 1)?.index ?? -1}
      if (learner.mention >= 0 && learner.mention !== speaker.mention) carriers.push(learner.mention)
    }
    const draft: Draft = {
      speaker: speaker.mention,
      speakerText,
      speakerSpan: speaker.span,
      together: [...speaker.together],
      via: carriers,
      kind,
      content: this.span(from, to),
      cue: cueSpan,
      sentence: cue.sentence,
      by: cue.name,
      confidence: Math.max(0.3, confidence - (speaker.inherited ? 0.1 : 0) - (speaker.mention < 0 && !speaker.span ? 0.25 : 0)),
      why,
      tokenFrom: from,
      tokenTo: to,
      reach: to,
      cueToken: cue.token,
    }
    if (outer) {
      draft.via = [...outer.via, ...(outer.speaker >= 0 ? [outer.speaker] : []), ...draft.via]
      why.push({step: "via", says: "told inside what another said"})
      const at = this.out.lastIndexOf(outer)
      if (at >= 0) this.out.splice(at, 1)
    }
    this.out.push(draft)
    this.said.fill(1, from, to)
    if (speaker.mention >= 0 || speaker.span) this.last = {speaker: {...speaker, inherited: false}, sentence: cue.sentence, via: draft.via}
    return draft
  }

  /// Agencies and outlets told between the cue and what is said: «قال لوكالة فرانس برس إن», «كتب على منصة إكس».
  carriersOf(cue: Cue, speaker: Speaker, from: number): number[] {
    const out: number[] = []
    const stop = Math.min(from, cue.complement?.at ?? cue.to)
    for (let j = cue.token + 1; j < stop; j++) {
      const m = this.mentionAt(j)
      if (!m || m.from !== j) continue
      if (
        m.index !== speaker.mention &&
        !speaker.together.includes(m.index) &&
        (m.prep !== "" || this.isOutletName(m)) &&
        this.isCarrier(m)
      )
        out.push(m.index)
    }
    return out
  }

  /// Who a paper speaks for: named in it, or the paper itself.
  writtenBy(cue: Cue): Speaker {
    const c = cue.complement as Complement
    let j = cue.token + 1
    if (/^(?:فيه|فيها|به|بها)$/.test(this.folded(j))) {
      for (let b = cue.token - 1; b >= this.sentenceStart(cue.token) && b > cue.token - 10; b--)
        if (this.inList(b, DOCUMENT)) return this.describedAt(b, cue.token) ?? NOBODY
      return NOBODY
    }
    while (j < c.at && !this.inList(j, DOCUMENT)) j++
    const named = this.describedAt(j, c.at)
    return named ?? this.spokeLast(cue)
  }

  learnedFrom(cue: Cue): Speaker {
    const stop = cue.complement?.at ?? this.sentenceEnd(cue.token)
    for (let j = cue.token + 1; j < stop; j++) {
      if (this.folded(j) !== "من") continue
      const m = this.mentionAt(j + 1)
      return m ? this.speakers([m.index]) : (this.describedAt(j + 1, stop) ?? NOBODY)
    }
    return this.speakerOf(cue)
  }

  /// A quotation that ends right before a verb: «…»، قال X.
  quotationBefore(cue: Cue): number {
    let j = cue.from - 1
    let steps = 0
    while (j >= 0 && steps < 4 && this.m.tokens.kind[j] === PUNCT) {
      const q = this.quotedIn[j - 1] as number
      if (q >= 0 && (this.m.quotations[q] as Quotation).to === j) {
        const quotation = this.m.quotations[q] as Quotation
        if (this.told[q] || this.word(cue.token).joined) return -1
        if (this.wordCount(quotation.from, quotation.to) < 2) return -1
        return q
      }
      j--
      steps++
    }
    return -1
  }

  speakerAfterQuotation(cue: Cue): Speaker {
    const stop = this.sentenceEnd(cue.token)
    return this.nounPhraseAfter(cue.token + 1, stop, cue) ?? this.spokeLast(cue)
  }

  /// «…، يقول X.»: an indirect sentence with its verb at the end.
  tellTrailing(cue: Cue): void {
    if (cue.word?.cls !== "say" || !cue.word.quote || this.isWord(cue.from - 1) || cue.from === this.sentenceStart(cue.token)) return
    if (!this.isPunct(cue.from - 1, COMMAS) || this.word(cue.token).joined) return
    const end = this.sentenceEnd(cue.token)
    if (end - cue.token > 16) return
    const speaker = this.nounPhraseAfter(cue.token + 1, end, cue)
    if (!speaker) return
    const from = this.freeStart(cue.from)
    const cut = this.trimmed(from, cue.from)
    if (this.wordCount(cut.from, cut.to) < 4) return
    this.add(cue, speaker, cut.from, cut.to, "indirect", 0.7, "clause before")
  }

  /// Where the words before a cue begin: the sentence, or what the last statement in it left.
  freeStart(before: number): number {
    let from = Math.max(this.sentenceStart(before - 1), before - LONGEST)
    for (const s of this.toldIn(this.m.sentenceAt[before - 1] as number)) if (s.tokenTo > from && s.tokenTo <= before) from = s.tokenTo
    for (let j = from; j < before; j++) {
      const at = this.cueFrom[j] as number
      if (at >= 0 && (this.cues[at] as Cue).kind === "phrase") from = Math.max(from, this.phraseEnd(this.cues[at] as Cue))
      // «…، مما أسفر عن …، بحسب X»: the last clause is what the source says.
      if (this.isPunct(j, COMMAS) && this.isWord(j + 1) && (this.quotedIn[j] as number) < 0 && this.wordCount(j, before) >= 4) {
        const w = this.word(j + 1)
        const word = this.folded(j + 1)
        if (
          word === "مما" ||
          (word === "ما" && this.isFiniteVerb(j + 2)) ||
          (this.startsNewClause(j + 1) && word !== "حيث" && word !== "اذ") ||
          (word === "و" && this.isFiniteVerb(j + 2))
        )
          from = j + (w.closed.has("rel") && word === "مما" ? 2 : 1)
      }
    }
    return from
  }

  /// Words in quotation marks after a verb that judges: «وصفه بأنه «مشين»», «لوّح بـ«رد»».
  tellFragment(cue: Cue, speaker: Speaker): boolean {
    if (speaker.mention < 0 && !speaker.span) return false
    const end = this.endOf(cue.token + 1, cue, "phrase")
    for (let j = cue.token + 1; j < end; j++) {
      const q = this.opensAt[j] as number
      if (q < 0 || this.told[q]) continue
      const quotation = this.m.quotations[q] as Quotation
      const m = this.mentionAt(quotation.from)
      if (m && m.to >= quotation.to) continue
      const size = this.wordCount(quotation.from, quotation.to)
      if (size < 1) continue
      // One quoted word counts only after «بأنه», «ب» or the judged thing.
      this.addQuotation(q, cue, speaker, "fragment")
      return true
    }
    return false
  }

  tellParticiple(cue: Cue): void {
    const speaker = this.circumstanceOf(cue)
    if (
      cue.word?.fragment &&
      cue.complement?.kind !== "clause" &&
      cue.complement?.kind !== "quote" &&
      (cue.word.preps.length === 0 || cue.word.lemma === "متهم")
    ) {
      this.tellFragment(cue, speaker)
      return
    }
    if (!cue.complement) return
    this.addComplement(cue, speaker)
  }

  /// Whose circumstance a participle is: the speaker of the sentence, or the subject of its verb.
  circumstanceOf(cue: Cue): Speaker {
    const own: Speaker[] = []
    for (const s of this.toldIn(cue.sentence)) own.push({mention: s.speaker, span: s.speakerSpan, together: s.together, inherited: false})
    const from = Math.max(this.sentenceStart(cue.token), cue.token - LONGEST)
    const subjects: {speaker: Speaker; token: number}[] = []
    for (let j = cue.token - 1; j >= from; j--) {
      const p = this.m.predicates[this.m.predicateAt[j] ?? -1]
      if (p?.cls !== "v" || this.said[j]) continue
      if (this.isWord(j - 1) && this.word(j - 1).closed.has("rel")) continue
      const args = p.args.filter((a) => a.rel === "subj" && a.mention >= 0)
      if (args.length > 0) subjects.push({speaker: this.speakers(args.map((a) => a.mention)), token: j})
    }
    // A main verb after the last statement («، فيما انتقدت واشنطن الخطوة، معتبرة») is nearer than its speaker.
    const lastCue = this.out.at(-1)?.sentence === cue.sentence ? (this.out.at(-1) as Draft).cueToken : -1
    const order = [
      ...subjects.filter((s) => s.token > lastCue).map((s) => s.speaker),
      ...own,
      ...subjects.filter((s) => s.token <= lastCue).map((s) => s.speaker),
    ]
    const fits = order.find((s) => this.agrees(cue.token, s) && (s.mention >= 0 || s.span))
    if (fits) return fits
    return this.last && cue.sentence - this.last.sentence <= 1 ? {...this.last.speaker, inherited: true} : NOBODY
  }

  tellNoun(cue: Cue): void {
    const c = cue.complement as Complement
    const r = this.word(cue.token).nouns.find((x) => this.speech.nouns.has(x.lemma.word))
    // A relay in the same sentence has told it already.
    if (
      this.usedNouns.has(cue.token) ||
      (c.quotation >= 0 && this.told[c.quotation]) ||
      this.toldIn(cue.sentence).some((s) => s.tokenFrom === c.from)
    )
      return
    let speaker: Speaker | undefined
    if (r?.suffix) speaker = this.spokeLast(cue)
    else speaker = this.nounPhraseAfter(cue.token + 1, c.at, cue)
    if (!speaker && !r?.suffix && c.at - cue.token <= 2) {
      // «سارعت الوزارة إلى إعلان أن»
      const own = this.circumstanceOf(cue)
      if (!own.inherited) speaker = own
    }
    if (!speaker || (speaker.mention < 0 && !speaker.span)) return
    if (cue.word?.lemma !== "قول" && speaker.inherited) return
    const inside = this.insideOf(cue)
    if (inside) return
    this.addComplement(cue, speaker)
  }

  /// «نقلت الوكالة عن X قوله إن», «نسبت إليه قوله», «نقلت عن المصدر أن».
  tellRelay(cue: Cue): void {
    const link = cue.word?.preps[0] ?? "عن"
    const end = this.sentenceEnd(cue.token)
    const limit = Math.min(end, cue.token + REACH)
    let at = -1
    for (let j = cue.token + 1; j < limit; j++) {
      if (this.isWord(j) && (this.folded(j) === link || (this.word(j).prep === link && !this.word(j).nouns.length))) {
        at = j
        break
      }
      if (this.isPunct(j, COMMAS) && !this.isSetOff(j + 1, limit)) break
      if (this.isComplementiser(j)) break
    }
    if (at < 0) return
    // What opens: a noun of speech with its clause, or the clause itself.
    let open = -1
    let noun = -1
    let quotation = -1
    for (let j = at + 1; j < limit; j++) {
      const m = this.mentionAt(j)
      if (m) {
        j = m.to - 1
        continue
      }
      if (this.isComplementiser(j)) {
        open = this.afterComplementiser(j)
        break
      }
      const q = this.opensAt[j] as number
      if (q >= 0 && !this.isNameQuotation(j, this.m.quotations[q] as Quotation, limit, {...(cue.word as SpeechWord), clause: true})) {
        quotation = q
        break
      }
      if (this.isPunct(j, ":")) {
        if ((this.opensAt[j + 1] as number) >= 0) quotation = this.opensAt[j + 1] as number
        else open = j + 1
        break
      }
      if (this.isWord(j) && this.word(j).nouns.some((r) => this.speech.nouns.has(r.lemma.word))) noun = j
      else if (this.isFiniteVerb(j) && !this.word(j - 1).closed.has("rel")) break
    }
    if (open < 0 && quotation < 0) return
    const stop = noun > 0 ? noun : quotation >= 0 ? (this.m.quotations[quotation] as Quotation).from - 1 : open - 1
    const carrier = this.nounPhraseAfter(cue.token + 1, at, cue)
    const via: number[] = carrier && carrier.mention >= 0 ? [carrier.mention] : []
    const predicate = this.m.predicates[this.m.predicateAt[cue.token] ?? -1]
    if (!carrier) for (const a of predicate?.args ?? []) if (a.rel === "subj" && a.mention >= 0 && a.token < cue.token) via.push(a.mention)
    const first = this.mentionAt(at + 1)
    if ((this.opensAt[at + 1] as number) >= 0 && quotation === this.opensAt[at + 1]) return
    let speaker: Speaker | undefined =
      this.isWord(at) && this.folded(at) !== link
        ? undefined
        : first && first.from === at + 1
          ? this.speakers([first.index])
          : this.describedAt(at + 1, Math.max(at + 2, stop))
    // «عن تاس قول السفير إن»: the noun has its own speaker, and the one before carried it.
    if (noun > 0 && !this.word(noun).nouns.some((r) => this.speech.nouns.has(r.lemma.word) && r.suffix)) {
      const inner = this.nounPhraseAfter(noun + 1, open > 0 ? open - 1 : stop, cue)
      if (inner) {
        if (speaker && speaker.mention >= 0) via.push(speaker.mention)
        else if (first) via.push(first.index)
        speaker = inner
      }
    }
    if (!speaker) speaker = this.spokeLast(cue)
    if (noun > 0) this.usedNouns.add(noun)
    const relay: Cue = {
      ...cue,
      complement: open >= 0 ? {kind: "clause", at: open, from: open, quotation: -1} : {kind: "quote", at: stop, from: stop, quotation},
    }
    const before = this.out.length
    this.addComplement(relay, speaker)
    for (let n = before; n < this.out.length; n++) {
      const s = this.out[n] as Draft
      s.via = [...new Set([...via, ...s.via])].filter((v) => v !== s.speaker)
      s.why.push({step: "via", says: "who relays it stands before the one quoted"})
    }
  }

  /// Where a phrase of attribution ends: at the comma, at the verb, with the sentence.
  phraseEnd(cue: Cue): number {
    const end = Math.min(this.sentenceEnd(cue.token), cue.to + REACH)
    let j = cue.to
    while (j < end) {
      const m = this.mentionAt(j)
      if (m) {
        j = m.to
        continue
      }
      if (this.m.tokens.kind[j] === PUNCT) {
        if (this.isPunct(j, "(")) {
          const close = this.find(j + 1, end, ")")
          if (close > 0) {
            j = close + 1
            continue
          }
        }
        const q = this.opensAt[j] as number
        if (q >= 0) {
          j = (this.m.quotations[q] as Quotation).to + 1
          continue
        }
        if (this.isPunct(j, COMMAS) || this.isPunct(j, ":.")) return j
      }
      if (
        this.isWord(j) &&
        (this.isComplementiser(j) || (this.isFiniteVerb(j) && j > cue.to && !this.word(j - 1).closed.has("rel") && !this.verbWord(j)))
      )
        return j
      j++
    }
    return end
  }

  /// «…، بحسب X», «وبحسب X، …».
  tellSource(cue: Cue): void {
    if ((this.quotedIn[cue.token] as number) >= 0) return
    const phraseEnd = this.phraseEnd(cue)
    const speaker = this.sourceIn(cue, phraseEnd)
    if (!speaker) return
    const start = this.sentenceStart(cue.token)
    const end = this.sentenceEnd(cue.token)
    // What is attributed already: the source carried it.
    const told = this.toldIn(cue.sentence).find((s) => s.reach <= cue.from && this.onlyMarks(s.reach, cue.from))
    if (told) {
      if (speaker.mention >= 0 && speaker.mention !== told.speaker && !told.via.includes(speaker.mention)) {
        told.via.push(speaker.mention)
        told.why.push({step: "via", says: cue.name})
      }
      told.reach = phraseEnd
      return
    }
    const between = this.toldIn(cue.sentence).find((s) => cue.from > s.cueToken && phraseEnd <= s.tokenFrom + 1)
    if (between) return
    const upcoming = this.cuesOf(cue.sentence).find(
      (c) => c.kind !== "phrase" && c.token < cue.from && (c.complement?.at ?? 0) >= phraseEnd,
    )
    if (upcoming) return
    const leading = this.wordCount(start, cue.from) <= 1
    if (leading) {
      const next = this.cueFrom[phraseEnd + 1] as number
      if (next >= 0 && (this.cues[next] as Cue).complement) return
      const to = this.endOf(phraseEnd + 1, cue, "clause")
      let from = phraseEnd
      if (this.isComplementiser(from)) from = this.afterComplementiser(from)
      const cut = this.trimmed(from, to)
      if (this.wordCount(cut.from, cut.to) >= 3) this.addSource(cue, speaker, cut.from, cut.to)
      return
    }
    const next = this.opensAt[phraseEnd + 1] as number
    if (
      this.isPunct(phraseEnd, COMMAS) &&
      next >= 0 &&
      !this.told[next] &&
      this.wordCount((this.m.quotations[next] as Quotation).from, (this.m.quotations[next] as Quotation).to) >= 2
    ) {
      this.addQuotation(next, cue, speaker, "after")
      return
    }
    if (
      this.wordCount(phraseEnd, end) > 0 &&
      this.isPunct(cue.from - 1, COMMAS) &&
      this.isPunct(phraseEnd, COMMAS) &&
      this.m.tokens.kind[phraseEnd + 1] === PUNCT
    )
      return
    let from = this.freeStart(cue.from)
    let to = cue.from
    // «ويعادل ذلك، وفق X، 450 ألف برميل»: set off inside its clause.
    if (
      this.isPunct(cue.from - 1, COMMAS) &&
      this.isPunct(phraseEnd, COMMAS) &&
      phraseEnd < end &&
      this.wordCount(from, cue.from) <= 8 &&
      this.wordCount(phraseEnd, end) >= 3 &&
      !this.startsNewClause(phraseEnd + 1) &&
      (this.cueFrom[phraseEnd + 1] as number) < 0
    ) {
      to = end
      for (let j = phraseEnd + 1; j < end; j++) {
        const at = this.cueFrom[j] as number
        if (at >= 0 && this.cuts(this.cues[at] as Cue, from)) {
          to = j
          break
        }
      }
    }
    const cut = this.trimmed(from, to)
    from = cut.from
    if (this.wordCount(from, cut.to) < 2 || (cue.word === undefined && this.wordCount(from, cut.to) < 3)) return
    const inner = this.quotedShare(from, cut.to)
    if (
      inner &&
      this.wordCount((this.m.quotations[inner.quotation] as Quotation).from, (this.m.quotations[inner.quotation] as Quotation).to) >= 4
    ) {
      this.addQuotation(inner.quotation, cue, speaker, "before")
      return
    }
    this.addSource(cue, speaker, from, cut.to)
  }

  addSource(cue: Cue, speaker: Speaker, from: number, to: number): void {
    const told = this.add(cue, speaker, from, to, this.mostlyQuoted(from, to) ? "direct" : "indirect", 0.75, "attributed")
    if (told && to <= cue.from) told.reach = this.phraseEnd(cue)
  }

  onlyMarks(from: number, to: number): boolean {
    for (let j = from; j < to; j++) if (this.m.tokens.kind[j] !== PUNCT) return false
    return true
  }

  /// The source that a phrase of attribution names.
  sourceIn(cue: Cue, end: number): Speaker | undefined {
    // «على حد قوله»: the one who said it stands elsewhere.
    const pronoun = cue.word === undefined && cue.to - cue.token > 2 && this.word(cue.to - 1).nouns.some((r) => r.suffix)
    if (pronoun) return !this.last ? undefined : {...this.last.speaker, inherited: true}
    let mention: Mention | undefined
    for (let j = cue.to - 1; j < end; j++) {
      const m = this.mentionAt(j)
      if (!m) continue
      if (m.from < cue.from) continue
      if (m.kind === "place" || (m.prep === "في" && m.kind !== "person")) {
        j = m.to - 1
        continue
      }
      mention = m
      break
    }
    let head = cue.to
    if (/^لل?/.test(this.folded(cue.to)) || cue.word) head = cue.to
    while (
      head < end &&
      this.isWord(head) &&
      (this.word(head).closed.has("rel") || this.verbWord(head) !== undefined) &&
      this.m.mentionAt[head] === -1 &&
      this.word(head).nouns.length === 0
    )
      head++
    const source = this.isWord(head) && this.m.mentionAt[head] === -1 && this.inList(head, SOURCE)
    if (mention && !source) return this.withJoined(mention)
    if (head >= end || !this.isWord(head)) return mention ? this.speakers([mention.index]) : undefined
    if (!mention && !source && !this.inList(head, DOCUMENT)) return undefined
    const described = this.describedAt(head, end)
    if (!described) return mention ? this.speakers([mention.index]) : undefined
    return described
  }

  // ---- quotations without a cue, and headlines

  /// A quotation that goes on where the last one ended: in the next sentence or paragraph, or after a comma.
  continueQuotations(): void {
    const told = [...this.out].sort((a, b) => a.tokenTo - b.tokenTo)
    let next = 0
    let previous: Draft | undefined
    for (let n = 0; n < this.m.quotations.length; n++) {
      const q = this.m.quotations[n] as Quotation
      for (; next < told.length && (told[next] as Draft).tokenTo <= q.from; next++)
        if (!previous || (told[next] as Draft).tokenTo > previous.tokenTo) previous = told[next]
      if (this.told[n] || !previous || this.wordCount(q.from, q.to) < 4 || (this.said[q.from] && this.said[q.to - 1])) continue
      const m = this.mentionAt(q.from)
      if (m && m.to >= q.to) continue
      const sentence = this.m.sentenceAt[q.from] as number
      const start = this.sentenceStart(q.from)
      if (sentence - previous.sentence > 3 || !(this.onlyMarks(start, q.from) || this.isNear(previous.tokenTo, q.from))) continue
      const cut = this.trimmed(q.from, this.quotationEnd(q))
      if (cut.to <= cut.from) continue
      this.told[n] = 1
      previous = {
        ...previous,
        kind: "direct",
        content: this.span(cut.from, cut.to),
        sentence,
        by: "speech.quotation.continued",
        confidence: 0.7,
        tokenFrom: cut.from,
        tokenTo: cut.to,
        reach: cut.to,
        why: [{step: "speaker", says: "a quotation without a cue goes on from the statement before"}],
      }
      this.said.fill(1, cut.from, cut.to)
      this.out.push(previous)
    }
  }

  /// Three words at most between two tokens.
  isNear(from: number, to: number): boolean {
    return to >= from && to - from <= 8 && this.wordCount(from, to) <= 3
  }

  /// Where a quotation ends. One without its closing mark ends before a sentence in which somebody speaks.
  quotationEnd(q: Quotation): number {
    if (!q.open) return q.to
    let s = (this.m.sentenceAt[q.from] as number) + 1
    for (; s < this.m.sentences.length; s++) {
      const {from} = this.m.sentences[s] as {from: number}
      if (from >= q.to) break
      const at = this.cueFrom[from] as number
      if (at >= 0 && (this.cues[at] as Cue).complement) return from
    }
    return q.to
  }

  /// «بوتين: …», «محللون: …»: a name, a colon, and what it said, at the head of a line.
  headlines(): void {
    for (let s = 0; s < this.m.sentences.length; s++) {
      const {from, to} = this.m.sentences[s] as {from: number; to: number}
      let i = from
      while (i < to && (this.m.tokens.kind[i] === PUNCT || (this.isPunct(i + 1, "|") && this.isWord(i)))) i++
      let colon = -1
      for (let j = i; j < Math.min(to, i + 10); j++) {
        if (this.isPunct(j, ":")) {
          colon = j
          break
        }
        if (this.isFiniteVerb(j) && !this.mentionAt(j) && this.word(j).nouns.length === 0) break
      }
      if (colon <= i || colon + 1 >= to) continue
      if (this.cuesOf(s).some((c) => c.token < colon)) continue
      const cut = this.trimmed(colon + 1, to)
      const size = this.wordCount(cut.from, cut.to)
      if (size < 3 || this.said[cut.from]) continue
      const speaker = this.headSpeaker(i, colon)
      if (!speaker) continue
      const quotation = this.opensAt[colon + 1] as number
      const whole = quotation >= 0 && (this.m.quotations[quotation] as Quotation).to >= cut.to - 1
      const cue: Cue = {
        kind: "verb",
        from: i,
        token: colon,
        to: colon + 1,
        word: undefined,
        complement: undefined,
        name: "speech.headline",
        sentence: s,
      }
      const last = this.last
      if (quotation >= 0) this.told[quotation] = 1
      this.add(cue, speaker, cut.from, cut.to, whole ? "direct" : "indirect", 0.7, "after a colon")
      this.last = last
    }
  }

  speaksItself(i: number): boolean {
    if ((this.opensAt[i] as number) >= 0) return true
    return (
      this.isWord(i) &&
      this.word(i).verbs.some(
        (r) => (((r.feats >> 8) & 3) === 1 && (r.proclitics & 64) !== 0) || (((r.feats >> 8) & 3) === 1 && !this.word(i).nouns.length),
      )
    )
  }

  headSpeaker(i: number, colon: number): Speaker | undefined {
    if (!this.isWord(i) || this.inList(i, LABEL)) return undefined
    const m = this.mentionAt(i)
    if (m && m.from === i) {
      if (m.kind === "place" || m.prep || this.wordCount(m.to, colon) > 3 || this.nextMention(m.to, colon)?.joined) return undefined
      // «ليبيا: أرقام الضحايا ترتفع» tells of a country; it speaks only in the first person or in quotation marks.
      if (m.kind === "country" && !this.speaksItself(colon + 1)) return undefined
      return this.withJoined(m)
    }
    const inner = this.nextMention(i, colon)
    if (inner && inner.to === colon && this.wordCount(i, colon) <= 6 && !inner.prep && inner.kind !== "place") {
      return this.word(i).nouns.length > 0 &&
        (inner.kind === "organization" || this.word(i).body !== undefined || this.word(i).title !== undefined)
        ? {mention: inner.index, span: this.span(i, colon), together: [], inherited: false}
        : undefined
    }
    if (this.inList(i, SOURCE) || this.word(i).body || this.word(i).title)
      return {mention: -1, span: this.span(i, colon), together: [], inherited: false}
    return undefined
  }
}
