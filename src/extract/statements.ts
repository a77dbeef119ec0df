import type {Marks} from "../annotate/index.ts"
import {type Mention, NEWLINE, NUMBER, PUNCT, type Quotation} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {LABEL, SOURCE, type SpeechLexicon} from "./statements-lexicon.ts"

import {
  type Chain,
  COMMAS,
  type Complement,
  type Cue,
  type Draft,
  LONGEST,
  MUTE,
  type RawStatement,
  SAYS,
  type Speaker,
  understood,
} from "./statements-view.ts"
import {CarrierFinder} from "./statements-carriers.ts"

export {type SpeechLexicon, speechLexicon, type SpeechWord} from "./statements-lexicon.ts"
export type {RawStatement} from "./statements-view.ts"

/// Finds what is reported as said: at each word of speech, who says it, through whom, and which words.
/// `isCarrier` may know more agencies and outlets than the word list does.
export function extractStatements(
  marks: Marks,
  speech: SpeechLexicon,
  isCarrier: (mention: Mention) => boolean = () => false,
): RawStatement[] {
  return new StatementFinder(marks, speech, isCarrier).run()
}

/// One walk over the cues of a text, remembering who spoke last and which quotations are told.
class StatementFinder extends CarrierFinder {
  run(): RawStatement[] {
    this.findCues()
    for (const cue of this.cues) this.tell(cue)
    this.continueQuotations()
    this.headlines()
    for (const s of this.out) {
      this.speakForBody(s)
      s.via = s.via.filter((v) => !this.isSameSpeaker({...s, speaker: v}, s))
    }
    this.dropTitled()
    this.out.sort((a, b) => a.content.start - b.content.start || a.content.end - b.content.end)
    return this.out
  }

  /// What a title tells of somebody whom the report quotes in full: one statement, told by the report.
  dropTitled(): void {
    const [title, next] = this.m.sentences
    if (!title || !next || this.m.sentences.length < 4 || next.paragraph === title.paragraph || this.isPunct(title.to - 1, ".")) return
    for (let n = this.out.length - 1; n >= 0; n--) {
      const s = this.out[n] as Draft
      if (s.sentence !== 0) continue
      const again = this.out.some((o) => o.sentence > 0 && (this.holds(o, s) || (s.kind === "indirect" && this.isSameSpeaker(o, s))))
      if (again) this.out.splice(n, 1)
    }
  }

  isSameSpeaker(a: Draft, b: Draft): boolean {
    if (this.isSameName(a.speaker, b.speaker)) return true
    const [x, y] = [this.m.mentions[a.speaker], this.m.mentions[b.speaker]]
    return x !== undefined && y !== undefined && x.known.length > 0 && x.known[0] === y.known[0]
  }

  /// Do the words of one statement hold those of another?
  holds(whole: Draft, part: Draft): boolean {
    const words = new Set<string>()
    for (let j = whole.tokenFrom; j < whole.tokenTo; j++) if (this.isWord(j)) words.add(this.folded(j))
    for (let j = part.tokenFrom; j < part.tokenTo; j++) if (this.isWord(j) && !words.has(this.folded(j))) return false
    return true
  }

  tell(cue: Cue): void {
    this.passing = []
    const q = this.quotedIn[cue.token] as number
    if (cue.kind === "phrase") this.tellSource(cue)
    else if (cue.word?.cls === "relay") this.tellRelay(cue)
    // Inside quoted speech the words are the speaker's own.
    else if (q >= 0 && this.told[q] && cue.from < this.quotationEnd(this.m.quotations[q] as Quotation)) return
    else if (cue.kind === "noun") this.tellNoun(cue)
    else if (cue.kind === "participle") this.tellParticiple(cue)
    else this.tellVerb(cue)
  }

  /// «… في الدوحة. أفادت بذلك وزارة الخارجية.»: the sentence before, or the words before the comma, are what was said.
  tellThat(cue: Cue): boolean {
    if (cue.kind !== "verb" || cue.word?.cls !== "say" || this.isJoined(cue)) return false
    const that = /^عن$/.test(this.folded(cue.token + 1)) ? cue.token + 2 : cue.token + 1
    if (!/^(?:ب?ذلك|ب?هذا)$/.test(this.folded(that)) || (this.word(that + 1).al && this.folded(that) !== "بذلك")) return false
    const start = this.sentenceStart(cue.token)
    const end = this.sentenceEnd(cue.token)
    if (end - cue.token > 24) return false
    let [from, to] = [start, cue.from]
    if (cue.from === start) {
      const before = this.m.sentences[cue.sentence - 1]
      if (!before || before.to - before.from > LONGEST || this.toldIn(cue.sentence - 1).length > 0) return false
      ;[from, to] = [before.from, before.to]
    } else if (!this.isPunct(cue.from - 1, COMMAS)) return false
    // «موسكو ، 20 أكتوبر. / تاس /. اتفقت …»: what stands before a verb at the head is the dateline.
    const speaker = this.nounPhraseAfter(that + 1, end, cue)
    if (!speaker || speaker === MUTE) return false
    const cut = this.trimmed(from, to)
    if (this.wordCount(cut.from, cut.to) < 4) return false
    return (
      this.add(cue, speaker, cut.from, cut.to, this.mostlyQuoted(cut.from, cut.to) ? "direct" : "indirect", 0.75, "told of before") !==
      undefined
    )
  }

  tellVerb(cue: Cue): void {
    if (this.tellThat(cue)) return
    // «وأعتقد أن», «كما ذكرنا أن»: words of whoever has just spoken, or the writer's own.
    const {verbs} = this.word(cue.token)
    const mine = verbs.every((r) => r.lemma.word !== cue.word?.lemma || ((r.feats >> 8) & 3) === 1)
    if (mine && (!this.last || cue.sentence - this.last.sentence > 1)) return
    const inside = this.insideOf(cue)
    let speaker = cue.word?.cls === "learn" ? this.learnedFrom(cue) : cue.word?.cls === "text" ? this.writtenBy(cue) : this.speakerOf(cue)
    if (inside && !this.mayNest(cue, inside)) return
    if (speaker === MUTE) return
    // «أفادت قناة X نقلا عن Y بأن»: Y says it, X carries it; «أكد X، نقلا عن قناة Y، أن»: the other way round.
    const passed = this.cuesOf(cue.sentence).find(
      (c) =>
        c.kind === "phrase" && c.from > cue.token && c.from < (cue.complement?.at ?? 0) && this.phraseEnd(c) <= (cue.complement?.at ?? 0),
    )
    const chain = passed ? this.chainIn(passed, this.phraseEnd(passed)) : undefined
    const source = chain?.speaker
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
      if (!cue.complement) speaker = this.subjectBeforeVerb(cue) ?? this.speakerAfterQuotation(cue)
      this.addQuotation(after, cue, speaker, "after")
    }
    if (cue.word?.fragment && (!cue.complement || cue.word.cls === "judge") && cue.word.preps.length === 0) {
      if (cue.complement?.kind !== "clause" && cue.complement?.kind !== "quote") {
        this.tellFragment(cue, speaker)
        return
      }
    }
    if (!cue.complement) {
      if (after < 0 && !this.tellAcross(cue)) this.tellTrailing(cue)
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
    // «تابع «نهائي القرن»»: what was watched, not said.
    if (cue.word?.continues && cue.complement.kind === "quote" && this.isThing(cue)) return
    // A noun phrase without a subject of its own is too often a passive: «أُعلن تأجيل …».
    if (
      speaker.inherited &&
      cue.complement.kind === "object" &&
      !((cue.word?.cls === "urge" || cue.from < cue.token) && this.isJoined(cue) && this.last?.sentence === cue.sentence) &&
      !(cue.word?.cls === "deny" && this.isJoined(cue) && this.last && cue.sentence - this.last.sentence <= 1)
    )
      return
    const here = speaker.mention >= 0 && (this.m.mentions[speaker.mention] as Mention).from >= this.sentenceStart(cue.token)
    if (
      speaker.inherited &&
      cue.complement.kind === "phrase" &&
      !(here && this.isJoined(cue)) &&
      !(this.isJoined(cue) && this.last && cue.sentence - this.last.sentence <= 1)
    )
      return
    this.addComplement(cue, speaker, inside)
  }

  /// A few words in quotation marks, without a verb, right behind a verb and its subject.
  isThing(cue: Cue): boolean {
    const c = cue.complement as Complement
    const q = this.m.quotations[c.quotation] as Quotation
    if (this.isPunct(c.at, ":") || this.wordCount(q.from, q.to) > 3 || !this.isWord(c.at - 1)) return false
    for (let j = q.from; j < q.to; j++) if (this.isFiniteVerb(j)) return false
    return true
  }

  /// «…»، المتحدث X قال
  subjectBeforeVerb(cue: Cue): Speaker | undefined {
    const from = this.subjectStart(cue)
    return from < cue.from ? this.nounPhraseAfter(from, cue.from, cue) : undefined
  }

  /// «وقال مسؤول كبير . " … "»: a sentence of nothing but the verb and its speaker, and a quotation after it.
  tellAcross(cue: Cue): boolean {
    if (!cue.word?.quote || !SAYS.has(cue.word.cls)) return false
    const end = this.sentenceEnd(cue.token)
    if (end - cue.token > 20) return false
    const next = this.opensAt[this.nextToken(end)] ?? -1
    if (next < 0 || this.told[next]) return false
    const speaker = this.nounPhraseAfter(cue.token + 1, end, cue)
    if (!speaker) return false
    const to = speaker.mention >= 0 ? (this.m.mentions[speaker.mention] as Mention).to : cue.token + 1
    for (let j = to; j < end; j++)
      if (this.isPunct(j, COMMAS) || (this.opensAt[j] as number) >= 0 || (this.isFiniteVerb(j) && speaker.mention >= 0)) return false
    this.addQuotation(next, cue, speaker, "before")
    return true
  }

  nextToken(i: number): number {
    while (i < this.m.tokens.count && this.m.tokens.kind[i] === NEWLINE) i++
    return i
  }

  /// «…، يقول X.»: an indirect sentence with its verb at the end.
  tellTrailing(cue: Cue): void {
    if (cue.word?.cls !== "say" || !cue.word.quote || this.isWord(cue.from - 1) || cue.from === this.sentenceStart(cue.token)) return
    if (!this.isPunct(cue.from - 1, COMMAS) || this.isJoined(cue)) return
    const end = this.sentenceEnd(cue.token)
    if (end - cue.token > 16) return
    const speaker = this.nounPhraseAfter(cue.token + 1, end, cue)
    if (!speaker) return
    const from = this.freeStart(cue.from)
    const cut = this.trimmed(from, cue.from)
    if (this.wordCount(cut.from, cut.to) < 4) return
    this.add(cue, speaker, cut.from, cut.to, "indirect", 0.7, "clause before")
  }

  /// Words in quotation marks after a verb that judges: «وصفه بأنه «مشين»», «لوّح بـ«رد»».
  tellFragment(cue: Cue, speaker: Speaker): boolean {
    if (speaker.mention < 0 && !speaker.span) return false
    const end = this.endOf(cue.token + 1, cue, "phrase")
    for (let j = cue.token + 1; j < end; j++) {
      // «انتقدت المعارضة الاتفاق الذي وصفته بأنه «…»»: another word of speech has them.
      const other = itemAt(this.cues, this.cueFrom[j] as number)
      if (other && other !== cue && other.kind === "verb" && other.word?.cls === "judge" && other.complement?.kind === "clause") {
        this.last = {speaker: understood(speaker, false), sentence: cue.sentence, via: []}
        return false
      }
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
      if (this.tellFragment(cue, speaker) || cue.complement?.kind !== "object") return
    }
    if (!cue.complement || (speaker.mention < 0 && !speaker.span && cue.complement.kind !== "quote")) return
    const before = this.last
    this.addComplement(cue, speaker)
    if (before && this.asideOf(cue)) this.last = before
  }

  tellNoun(cue: Cue): void {
    const c = cue.complement as Complement
    const r = this.word(cue.token).nouns.find((x) => this.speech.nouns.has(x.lemma.word))
    // A relay in the same sentence has told it already.
    if (
      this.used.has(cue.token) ||
      (c.quotation >= 0 && this.told[c.quotation]) ||
      this.toldIn(cue.sentence).some((s) => s.tokenFrom === c.from)
    )
      return
    let speaker: Speaker | undefined
    if (r?.suffix && c.kind === "object") {
      speaker = this.circumstanceOf(cue)
      if (speaker.inherited) return
    } else if (r?.suffix) {
      // «أغضب الرئيس جيرانه بقوله إن …»: the doer of what he did by saying so.
      const doer = this.word(cue.token).attached === "ب" ? this.circumstanceOf(cue) : undefined
      speaker = doer && !doer.inherited && doer.mention >= 0 ? doer : this.spokeLast(cue)
    } else if (this.word(cue.token).al) speaker = this.circumstanceOf(cue)
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

  /// «بوتين: …», «محللون: …»: a name, a colon, and what it said, at the head of a line.
  headlines(): void {
    for (let s = 0; s < this.m.sentences.length; s++) {
      const {from, to} = this.m.sentences[s] as {from: number; to: number}
      const i = this.lineStart(from, to)
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
      const bringer = this.bringerAt(i, colon)
      const speaker = bringer ? bringer.speaker : this.headSpeaker(i, colon)
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
      // «غوتيريش لـ«الجزيرة»: …»
      const carriers: number[] = bringer ? [...bringer.via] : []
      for (let j = i; j < colon && !bringer; j++) {
        const m = this.mentionAt(j)
        if (m?.from === j && m.index !== speaker.mention && this.isCarrier(m) && this.isPlacedAsCarrier(m)) carriers.push(m.index)
      }
      this.passing = carriers
      const last = this.last
      if (quotation >= 0) this.told[quotation] = 1
      this.add(cue, speaker, cut.from, cut.to, whole ? "direct" : "indirect", 0.7, "after a colon")
      this.passing = []
      this.last = last
    }
  }

  /// «19:30 – بايدن: …», «عاجل | الكرملين: …»: past the hour and the marks at the head of a line.
  lineStart(from: number, to: number): number {
    let i = from
    while (i < to) {
      const kind = this.m.tokens.kind[i]
      if (kind === PUNCT || (this.isPunct(i + 1, "|") && this.isWord(i))) i++
      else if (kind === NUMBER && this.isPunct(i + 1, ":") && this.m.tokens.kind[i + 2] === NUMBER) {
        // «14:30 بتوقيت غرينتش – …»
        i += 3
        for (let j = i; j < Math.min(to, i + 5); j++) if (this.isPunct(j, "-–—|")) i = j
      } else if (kind === NUMBER && this.isPunct(i + 1, "-–—|.)")) i++
      else break
    }
    return i
  }

  /// «رويترز عن مسؤول في وزارة النفط: …»: an agency and whom it quotes.
  bringerAt(i: number, colon: number): Chain | undefined {
    const m = this.mentionAt(i)
    if (!m || m.from !== i || m.prep || !this.isCarrier(m)) return undefined
    let j = m.to
    if (this.isPunct(j, '»”"')) j++
    if (this.folded(j) === "نقلا") j++
    if (this.folded(j) !== "عن") return undefined
    const named = this.mentionAt(j + 1)
    const speaker = named?.from === j + 1 ? this.withJoined(named) : this.describedAt(j + 1, colon)
    return speaker && speaker !== MUTE ? {speaker, via: [m.index]} : undefined
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
      // «واس - القاهرة:»: where an agency has it from.
      if (this.isCarrier(m) && this.isPunct(m.to, "-–—/") && this.mentionAt(m.to + 1)?.kind === "place") return undefined
      // «فخامة الرئيس:» opens a letter.
      if (m.form === "title" && /^(?:فخامه|جلاله|سياده|دوله|معالي|سعاده|سمو|صاحب|ايها|عزيزي)$/.test(this.folded(i))) return undefined
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
    if (this.inList(i, SOURCE) || this.word(i).body || this.word(i).title) {
      // «مصادر لـ«العربية»: …»
      let to = i + 1
      while (to < colon && this.isWord(to) && this.folded(to) !== "ل" && !(this.mentionAt(to)?.prep === "ل")) to++
      return {mention: -1, span: this.span(i, to), together: [], inherited: false}
    }
    return undefined
  }
}
