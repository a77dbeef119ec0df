import {type Mention, NEWLINE, PUNCT, type Quotation} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

import {COMMAS, type Complement, type Cue, type Draft, LONGEST, REACH, SAYS} from "./statements-view.ts"
import {SpeakerFinder} from "./statements-speakers.ts"

const STRIP = '.,،؛;:!؟?…"”»›“«„‹-–—|/ـ'

/// Which words are said: where they begin and end, and which of them stand in quotation marks.
export class ContentFinder extends SpeakerFinder {
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
      // «شكره للرئيس الذي كان قد هاتفه»: what had been is told by the report. «بكذا وباكو تحشد»: another clause.
      if (!inQuote && j > from && (kind === "phrase" || kind === "object") && this.isWord(j)) {
        if (
          j > from + 1 &&
          this.word(j).closed.has("rel") &&
          /^كانت?$/.test(this.folded(j + 1)) &&
          this.mentionAt(j - 1)?.kind === "person"
        )
          return j
        const beside = this.mentionAt(j)
        if (beside?.from === j && beside.joined && this.mayBeVerb(beside.to)) return j
      }
      const at = this.cueFrom[j] as number
      if (at >= 0 && !inQuote && j > from) {
        const next = this.cues[at] as Cue
        if (this.isInsertedSource(next, end)) {
          j = this.phraseEnd(next)
          continue
        }
        if (this.cuts(next, from)) return j
      }
      if (inQuote || !this.isPunct(j, COMMAS)) continue
      if (this.endsHere(j, from, cue)) return j
      // «، من جهته قال», «، في حين قالت»: the phrase before the cue goes with it.
      const soon = this.cueSoon(j + 1, end)
      if (soon) return j
      if (this.turnsTo(j + 1, end)) return j
      if ((kind === "phrase" || kind === "object") && this.isWord(j + 1)) {
        if (this.startsNewClause(j + 1) || this.isRemark(j + 1)) return j
        // «أعرب عن قلقه، والمندوب الروسي شن هجوما»
        const beside = this.mentionAt(j + 1)
        if (beside?.joined && this.isFiniteVerb(beside.to)) return j
        const w = this.word(j + 1)
        // «مقتل تسعة أشخاص، بينهم أربعة أطفال»; «توصل الطرفين، الثلاثاء، إلى»
        if (/^(?:بينهم|بينها|بينهن)$/.test(this.folded(j + 1)) || (w.prep && /^(?:بينهم|بينها|بينهن)$/.test(this.folded(j + 2)))) continue
        if (this.isPunct(j + 2, COMMAS) && (w.time || this.m.aside[j + 1])) {
          j += 2
          continue
        }
        if ((w.closed.has("conj") && !w.closed.has("rel")) || (w.prep !== "" && !w.joined)) return j
        if (this.isComplementiser(j + 2) && /^(?:غير|الا)$/.test(this.folded(j + 1))) return j
      }
    }
    return end
  }

  /// «فالدولتان -وفق وصفه- شاركتا»: set off by dashes within a clause that goes on, with the words of the one who speaks.
  isInsertedSource(cue: Cue, end: number): boolean {
    if (cue.kind !== "phrase" || cue.word || !this.isPunct(cue.from - 1, "-–—")) return false
    const close = this.phraseEnd(cue)
    if (!this.isPunct(close, "-–—") || close + 2 >= end || !this.isWord(close + 1)) return false
    return this.word(cue.to - 1).nouns.some((r) => r.suffix) || this.isOfPronoun(cue)
  }

  /// «، غير أن مصدرا في الوزارة نفى …»: another one speaks, before any comma.
  turnsTo(from: number, end: number): boolean {
    if (!/^(?:غير|الا|بيد|لكن|ولكن)$/.test(this.folded(from))) return false
    let head = from + 1
    if (/^(?:غير|الا|بيد)$/.test(this.folded(from))) {
      if (!this.isComplementiser(head)) return false
      head++
    }
    for (let j = head; j < Math.min(end, head + 12); j++) {
      if (!this.isWord(j) || this.isComplementiser(j)) return false
      const at = this.cueFrom[j] as number
      if (at < 0) {
        if (this.isFiniteVerb(j) && !this.mentionAt(j)) return false
        continue
      }
      const cue = this.cues[at] as Cue
      return j > head && cue.kind === "verb" && cue.complement !== undefined && this.isPerfect(cue.token)
    }
    return false
  }

  isRemark(j: number): boolean {
    return (
      !this.word(j).joined &&
      (this.speech.remarks.has(this.folded(j)) || this.speech.remarks.has(`${this.folded(j)} ${this.folded(j + 1)}`))
    )
  }

  /// A comma after which the report speaks again.
  endsHere(comma: number, from: number, cue: Cue): boolean {
    const j = comma + 1
    if (!this.isWord(j) || this.wordCount(from, comma) < 2) return false
    const w = this.word(j)
    const word = this.folded(j)
    if (this.isFiniteVerb(j) && word.startsWith("ف") && w.joined) return !this.isCondition(from, comma)
    if ((word === "فيما" || word === "بينما" || word === "وفيما" || word === "كما") && this.isFiniteVerb(j + 1)) return true
    // «، في حين رجحت الصحيفة كذا»: what another said meanwhile.
    const meanwhile = word === "في" && this.folded(j + 1) === "حين" && this.isFiniteVerb(j + 2) && this.isPerfect(j + 2)
    if (meanwhile && this.verbWord(j + 2) && !this.word(j + 2).verbs.some((r) => r.suffix)) return true
    if (this.startsRemark(j, from, this.sentenceEnd(cue.token))) return true
    // «كان قد أعلن أن …، لكن المحكمة لم تحكم بعد»: a word of the past, and what came of it.
    if (/^(?:لكن|غير|الا)$/.test(word) && (word === "لكن" || this.isComplementiser(j + 1)) && this.isPluperfect(cue)) return true
    // «، مستخدمين …», «، متجاهلا …»: what the speaker did meanwhile.
    if (
      /(?:ا|ين)$/.test(word) &&
      w.nouns.some((r) => r.lemma.pos === "ap" && !r.proclitics && !r.suffix) &&
      !w.nouns.some((r) => r.lemma.pos === "noun" || r.lemma.pos === "adj")
    )
      return true
    // «أكد أن بلاده تولي العلاقات أهمية، وطلب من موسكو كذا»: what he did next, beside what is no past.
    if (this.actsOn(j) && this.isPresent(from, comma)) return true
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
      // «إن الأسعار «مرتفعة»، وطالب الشركات بخفضها»: so does a verb of the past that has its subject from before.
      return (!w.joined || this.actsOn(j)) && !w.closed.has("rel") && !this.isComplementiser(j)
    return false
  }

  /// «إذا سقط الاتفاق، فسنفقد …»: what follows from a condition, within what is said.
  isCondition(from: number, to: number): boolean {
    for (let j = from; j < to; j++) if (/^و?(?:اذا|لو|اما|مهما|كلما|طالما|متي|مادام)$/.test(this.folded(j))) return true
    return false
  }

  /// «وطلب من موسكو», «وأرسلتا وفدا»: a joined verb of the past without a subject of its own.
  actsOn(j: number): boolean {
    if (!this.word(j).joined || !this.isFiniteVerb(j) || !this.isPerfect(j) || this.mentionAt(j)) return false
    // «وأرسلتا وفدا»: two or many before the verb, never behind it.
    if (this.word(j).verbs.every((r) => ((r.feats >> 12) & 3) >= 2)) return true
    const p = itemAt(this.m.predicates, this.m.predicateAt[j] as number)
    return p?.cls === "v" && !p.passive && (this.word(j + 1).prep !== "" || !p.args.some((a) => a.rel === "subj" && a.token > j))
  }

  /// Words with a verb of the present or the future, and none of the past.
  isPresent(from: number, to: number): boolean {
    let present = false
    for (let j = from; j < to; j++) {
      if (this.mentionAt(j) || !this.mayBeVerb(j)) continue
      if (this.isFiniteVerb(j) && this.isPerfect(j)) return false
      present = true
    }
    return present
  }

  /// «، بعد ساعات من …», «، في إشارة إلى …»: when it happened and what it means is told by the report, unless the clause goes on behind it.
  startsRemark(j: number, from: number, end: number): boolean {
    if (!this.isRemark(j)) return false
    let verbal = false
    for (let n = from; n < j && !verbal; n++) verbal = this.isFiniteVerb(n)
    if (!verbal) return false
    const close = this.find(j + 1, end, COMMAS)
    return (
      close < 0 || close - j > 12 || this.word(close + 1).joined || this.participleLike(close + 1) || this.word(close + 1).closed.size > 0
    )
  }

  /// «كان الوزير قد أعلن أن»
  isPluperfect(cue: Cue): boolean {
    if (cue.kind !== "verb" || !/^و?قد$/.test(this.folded(cue.token - 1))) return false
    const start = this.sentenceStart(cue.token)
    for (let j = cue.token - 2; j >= Math.max(start, cue.token - 20); j--) if (/^و?كانت?$/.test(this.folded(j))) return true
    return false
  }

  /// «تحشد»: a verb, or a noun where none would stand.
  mayBeVerb(i: number): boolean {
    return this.isFiniteVerb(i) || (this.isWord(i) && !this.word(i).al && this.word(i).verbs.some((r) => ((r.feats >> 4) & 3) === 2))
  }

  /// Whether a cue met after what is said began stands beside it.
  cuts(next: Cue, from: number): boolean {
    const comma = !this.isWord(next.from - 1)
    if (next.kind === "participle") return comma || next.complement !== undefined
    if (next.kind === "phrase") return next.from > from + 1
    if (next.kind === "noun") return false
    // «رحب الوزير بالقرار، وصفه نظيره بأنه …»
    if (next.word?.cls === "judge" && !this.word(next.token).joined)
      return this.isPunct(next.token - 1, COMMAS) && next.complement?.kind === "clause"
    const joined = this.isJoined(next)
    if (comma && !joined) return this.answers(next)
    // «، واتهم واشنطن بأنها «…»»
    if (comma && next.word?.fragment && this.isPerfect(next.token) && this.quotesSoon(next)) return true
    if (comma) return next.complement !== undefined || next.word?.quote === true
    if (!joined || next.complement === undefined || next.complement.kind === "object") return false
    if (!this.isPerfect(next.token)) return false
    // «إن الباب سيبقى مفتوحا ودعا الأطراف إلى …»: a past verb of speech beside what is no past.
    if (next.complement.kind === "phrase" || next.word?.cls === "urge") {
      for (let j = from; j < next.from; j++) if (this.isFiniteVerb(j) && this.isPerfect(j)) return false
      return next.word?.cls === "urge" || next.word?.cls === "say"
    }
    return next.word?.cls === "say" || next.word?.cls === "tell"
  }

  /// A quotation behind a cue, before the next comma.
  quotesSoon(cue: Cue): boolean {
    const end = Math.min(this.sentenceEnd(cue.token), cue.to + REACH)
    for (let j = cue.to; j < end; j++) {
      if ((this.opensAt[j] as number) >= 0) return true
      if (this.isPunct(j, COMMAS)) return false
    }
    return false
  }

  /// «بينما تؤكد الحكومة أن …، تقول النقابات إن»: right behind the comma, with a subject and a clause of its own.
  answers(next: Cue): boolean {
    if (!this.isPunct(next.token - 1, COMMAS) || !SAYS.has(next.word?.cls ?? "")) return false
    if (next.complement?.kind !== "clause" && next.complement?.kind !== "quote") return false
    return next.complement.at > next.token + 1 && this.isFiniteVerb(next.token)
  }

  isPerfect(i: number): boolean {
    const {verbs} = this.word(i)
    const r = verbs.find((x) => this.speech.verbs.has(x.lemma.word)) ?? verbs[0]
    return r !== undefined && ((r.feats >> 4) & 3) === 1
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
    // «إن واشنطن تقر بأن»: what he says of another.
    if (cue.word?.preps.includes("ب") && !this.isPerfect(cue.token)) return false
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)
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
      const p = itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)
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

  /// The one quotation that makes up what is said, or its weightier part: «إن القاهرة «قد تنسف السد»».
  quotedShare(from: number, to: number, phrase = false): {quotation: number; all: boolean} | undefined {
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
    // «إن البلدين يقترحان هدنة «في الجو والبحر»، على أن …»: the end of a clause that has its verb before.
    if (share < 0.7 && !phrase && !this.hasVerb(q.from, q.to) && this.hasVerb(from, q.from - 1)) return undefined
    if (share >= 0.5 && (size >= 2 || share >= 0.8)) return {quotation: found, all: true}
    // «أعرب عن تقديره لـ«الدعم الثابت» من بكين»: a feeling, and the words for what it is about.
    if (phrase && size >= 2 && share >= 0.3 && q.from - 1 > from && this.wordCount(from, q.from - 1) <= 2 && this.isAction(from))
      return {quotation: found, all: true}
    // «أعرب عن «قلقه البالغ» إزاء التطورات»
    if (phrase && size >= 2 && share >= 0.3 && q.from <= from + 1) return {quotation: found, all: true}
    // «لوّح بـ«رد» قد يبلغ …»: what is quoted, and a clause about it.
    if (phrase && q.from <= from + 1 && size >= 2 && this.mayBeVerb(q.to + (this.folded(q.to + 1) === "قد" ? 2 : 1)))
      return {quotation: found, all: true}
    // «ضبطت أسلحة «تكفي لجيش»»: after a verb the quoted words are a part of its clause; so they are where the clause goes on behind them.
    for (let j = from; j < q.from; j++) if (this.isFiniteVerb(j)) return undefined
    if (q.to < whole.to - 1 && share < 0.4) return undefined
    // «إن موقف الدوحة «لم يتغير»»: what is said of something, not a name within it.
    const first = this.word(q.from)
    const before = q.from - 2
    const definite = this.isWord(before) && (this.word(before).al || this.mentionAt(before) !== undefined)
    const nominal = first.nouns.some((r) => r.lemma.pos === "adj" || r.lemma.pos === "pp" || r.lemma.pos === "ap") && !first.al && definite
    // «إن تصنيف الحزب «خطوة كبرى»»: nothing that asks for a noun before: the quoted words are the predicate.
    const equated =
      before >= from &&
      this.isWord(before) &&
      !this.word(before).attached &&
      (definite || /[^ا]ا$/.test(this.folded(before))) &&
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

  hasVerb(from: number, to: number): boolean {
    for (let j = from; j < to; j++) if (this.isFiniteVerb(j) && !this.mentionAt(j)) return true
    return false
  }

  /// A quotation that ends right before a verb, or before the subject of one: «…»، قال X; «…»، المتحدث X قال.
  quotationBefore(cue: Cue): number {
    let j = this.subjectStart(cue) - 1
    // «…»، هكذا قال X
    if (/^و?هكذا$/.test(this.folded(j))) j--
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

  /// Where a cue begins with the name that stands before it as its subject: after a mark, without a verb between.
  subjectStart(cue: Cue): number {
    if (cue.complement || cue.from !== cue.token) return cue.from
    let j = cue.from
    let subject: Mention | undefined
    while (cue.from - j < 20 && this.isWord(j - 1) && (!this.isFiniteVerb(j - 1) || this.mentionAt(j - 1))) {
      j--
      const m = this.mentionAt(j)
      if (m && m.from === j && !m.prep) subject = m
    }
    const opens =
      subject !== undefined &&
      this.m.tokens.kind[j - 1] === PUNCT &&
      !this.word(j).prep &&
      this.agrees(cue.token, this.speakers([subject.index]))
    return opens ? j : cue.from
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
        // «، على أن تدفع كذا، وفق X،», «، التي لم يحسم مصيرها بعد بحسب X».
        if (word === "علي" && this.isComplementiser(j + 2)) from = j + 3
        else if (w.closed.has("rel") && !w.prep && this.isWord(before - 1) && word !== "ما" && this.find(j + 1, before, COMMAS) < 0)
          from = j + 2
        else if (
          word === "مما" ||
          (word === "ما" && this.word(j + 2).verbs.length > 0) ||
          (this.startsNewClause(j + 1) && word !== "حيث" && word !== "اذ") ||
          (word === "و" && this.isFiniteVerb(j + 2))
        )
          from = j + (w.closed.has("rel") && word === "مما" ? 2 : 1)
      }
    }
    return from
  }
}
