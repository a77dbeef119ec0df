import type {Marks} from "../annotate/index.ts"
import type {Quantity, SaidDate, Word} from "../lang/index.ts"
import {NEWLINE, PUNCT, type Sentence, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {
  BESIDE,
  COMPLEMENT,
  type Cue,
  type CueSet,
  cuesBefore,
  type FigureWord,
  figureWord,
  keysOf,
  type MetricLexicon,
  NEEDS_IN,
  OPENER,
} from "./figures-lexicon.ts"

const NOTHING: FigureWord = {cues: undefined, phrased: false, lists: 0, shape: 0, country: undefined, bloc: undefined, lexicon: undefined}
const NONE: readonly Cue[] = []

/// What the search for figures asks of a text, worked out once.
export class FigureView {
  readonly marks: Marks
  readonly lexicon: MetricLexicon
  /// For each token, what its word says anywhere, and its cues here.
  readonly words: readonly FigureWord[]
  readonly cues: readonly (CueSet | undefined)[]
  /// 2 where a token begins a clause of its own, 1 where it follows a comma or joins a new verb, else 0.
  readonly edge: Uint8Array
  /// The quantity that covers a token; -1 for none.
  readonly quantityAt: Int32Array
  readonly dateAt: Int32Array

  constructor(marks: Marks, lexicon: MetricLexicon) {
    this.marks = marks
    this.lexicon = lexicon
    const {tokens, quantities, dates} = marks
    const count = tokens.count
    const words = new Array<FigureWord>(count)
    const cues = new Array<CueSet | undefined>(count)
    for (let i = 0; i < count; i++) {
      const w = tokens.kind[i] === WORD ? figureWord(marks.words[i] as Word, lexicon) : NOTHING
      words[i] = w
      cues[i] = w.phrased ? cuesBefore(w, marks.words[i + 1]) : w.cues
    }
    this.words = words
    this.cues = cues
    this.quantityAt = new Int32Array(count + 1).fill(-1)
    this.dateAt = new Int32Array(count + 1).fill(-1)
    for (let n = 0; n < quantities.length; n++)
      for (let i = (quantities[n] as Quantity).from; i < (quantities[n] as Quantity).to; i++) this.quantityAt[i] = n
    for (let n = 0; n < dates.length; n++) for (let i = (dates[n] as SaidDate).from; i < (dates[n] as SaidDate).to; i++) this.dateAt[i] = n
    this.edge = new Uint8Array(tokens.count + 1)
    const {kind} = tokens
    for (let i = 0; i < count; i++)
      if (kind[i] !== WORD || (words[i] as FigureWord).shape & (OPENER | BESIDE | COMPLEMENT) || (marks.predicateAt[i] as number) >= 0)
        this.edge[i] = this.edgeOf(i)
  }

  edgeOf(i: number): number {
    const {tokens, words, predicates, predicateAt} = this.marks
    if (tokens.kind[i] === NEWLINE) return 2
    if (tokens.kind[i] === PUNCT) {
      const c = tokens.folded[i] as string
      if ("؛;:؟!".includes(c) || c === "." || c === "—" || c === "–") return 2
      return c === "،" || c === "," ? 1 : 0
    }
    if (tokens.kind[i] !== WORD) return 0
    const {shape} = this.words[i] as FigureWord
    if (shape & (OPENER | BESIDE | COMPLEMENT)) {
      if (shape & BESIDE) return 1
      if (shape & COMPLEMENT) return 2
      // «صادراتها غير النفطية» opens nothing, «غير أن» does; «في حين» only in this company.
      if (tokens.folded[i] === "غير" && !/^ان/.test(tokens.folded[i + 1] ?? "")) return 0
      if (!(shape & NEEDS_IN) || tokens.folded[i - 1] === "في" || tokens.folded[i - 1] === "وفي") return 2
    }
    const w = words[i]
    const p = predicateAt[i] as number
    if (p >= 0 && predicates[p]?.cls === "v" && (w?.joined || itemAt(tokens.folded, i - 1) === "و")) return 1
    return 0
  }

  f(i: number): string {
    return i >= 0 && i < this.marks.tokens.count ? (this.marks.tokens.folded[i] as string) : ""
  }

  isWord(i: number): boolean {
    return this.marks.tokens.kind[i] === WORD
  }

  isPunct(i: number, of: string): boolean {
    return this.marks.tokens.kind[i] === PUNCT && of.includes(this.f(i))
  }

  sentence(i: number): Sentence {
    return this.marks.sentences[this.marks.sentenceAt[i] as number] ?? {from: i, to: i + 1, paragraph: 0}
  }

  /// Is the word one of a list of the lexicon?
  in(i: number, list: string): boolean {
    const bit = this.lexicon.bits.get(list) ?? 0
    return ((this.words[i]?.lists ?? 0) & bit) !== 0
  }

  currencies(i: number): readonly string[] {
    const word = this.marks.words[i]
    if (!word) return []
    for (const k of keysOf(word)) {
      const codes = this.lexicon.currencies.get(k)
      if (codes) return codes
    }
    return []
  }

  metricCues(i: number, kind: string): readonly Cue[] {
    return this.cues[i]?.metrics.get(kind) ?? NONE
  }

  change(i: number): Cue | undefined {
    return this.cues[i]?.change
  }

  shape(i: number): number {
    return this.words[i]?.shape ?? 0
  }

  /// A verb that stands here as one: no particle, no auxiliary.
  isVerb(i: number): boolean {
    const p = this.marks.predicateAt[i] as number
    if (p >= 0) return this.marks.predicates[p]?.cls === "v"
    return false
  }

  /// First token of the clause: behind the nearest hard edge.
  clauseFrom(i: number): number {
    const from = this.sentence(i).from
    for (let k = i; k > from; k--) if (this.edge[k] === 2) return k + (this.isWord(k) && !(this.shape(k) & COMPLEMENT) ? 0 : 1)
    return from
  }

  clauseTo(i: number): number {
    const to = this.sentence(i).to
    for (let k = i; k < to; k++) if (this.edge[k] === 2) return k
    return to
  }

  /// The dates that touch a sentence, by their index.
  datesIn(s: Sentence): number[] {
    const out: number[] = []
    for (let i = s.from; i < s.to; i++) {
      const n = this.dateAt[i] as number
      if (n >= 0 && n !== out.at(-1)) out.push(n)
    }
    return out
  }

  /// The last date before a token in its paragraph that `fits`; -1 where there is none within the last hundred words.
  dateBefore(token: number, fits: (date: number) => boolean): number {
    const {paragraph} = this.sentence(token)
    for (let i = token - 1; i >= 0 && i > token - 120; i--) {
      const n = this.dateAt[i] as number
      if (n < 0) continue
      if (this.sentence(i).paragraph !== paragraph) return -1
      if (fits(n)) return n
    }
    return -1
  }

  /// Between round brackets? The token of the opening one, else -1.
  bracket(i: number): number {
    const from = Math.max(this.sentence(i).from, i - 12)
    for (let k = i - 1; k >= from; k--) {
      if (this.f(k) === ")") return -1
      if (this.f(k) === "(") return k
    }
    return -1
  }
}
