import {type Mention, PUNCT, type Quotation, type Reason} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {INTERVIEW, type SpeechWord} from "./statements-lexicon.ts"

import {
  COMMAS,
  type Complement,
  type Cue,
  type Chain,
  type Draft,
  LONGEST,
  MUTE,
  REACH,
  SET_OFF,
  type Speaker,
  understood,
} from "./statements-view.ts"
import {ContentFinder} from "./statements-content.ts"

/// Telling a statement with those who carried it: agencies, papers of others, sources.
export class CarrierFinder extends ContentFinder {
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
    const why: Reason[] = [{step: "cue", says: `${cue.name}: «${this.m.text.slice(cueSpan.start, cueSpan.end)}», ${how}`}]
    if (speaker.inherited) why.push({step: "speaker", says: "no subject of its own: who spoke before"})
    const carriers = this.carriersOf(cue, speaker, from)
    const put = (mentions: readonly number[]): void => {
      for (const v of mentions) if (!carriers.includes(v) && v !== speaker.mention && !this.isNoOne(v)) carriers.push(v)
    }
    put(this.passing)
    // «وبحسب وكالة X، استبعد الوزير …، ووصف …»: brought by the same.
    if (cue.kind !== "phrase" && this.last?.sentence === cue.sentence && this.goesOn(speaker)) put(this.last.via)
    if (cue.word?.continues && this.last && cue.sentence - this.last.sentence <= 1 && this.goesOn(speaker)) put(this.last.via)
    if (carriers.length === 0) put(this.interviewers(cue, speaker))
    if (cue.word?.cls === "learn") {
      const learner = itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)?.args.find(
        (a) => a.rel === "subj" && a.mention >= 0 && a.token !== cue.token,
      ) ?? {mention: this.mentionAt(cue.token + 1)?.index ?? -1}
      if (learner.mention >= 0 && learner.mention !== speaker.mention) carriers.push(learner.mention)
    }
    const draft: Draft = {
      speaker: speaker.mention,
      speakerText: this.textOf(speaker),
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
    if (speaker.mention >= 0 || speaker.span) this.last = {speaker: understood(speaker, false), sentence: cue.sentence, via: draft.via}
    return draft
  }

  addComplement(cue: Cue, speaker: Speaker, outer?: Draft, until?: number): void {
    const c = cue.complement as Complement
    if (c.kind === "quote") {
      this.addQuotation(c.quotation, cue, speaker, "before", outer && this.isMostOf(c.quotation, outer) ? outer : undefined)
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
          : this.quotedShare(c.from, to, c.kind === "phrase")
    if (inner) {
      this.addQuotation(inner.quotation, cue, speaker, "fragment", outer)
      if (inner.all) return
    } else {
      const cut = this.trimmed(from, to)
      // «عبّر عن ذلك على صفحته»: nothing told.
      if (
        c.kind === "phrase" &&
        /^(?:ذلك|ذلكم|هذا)$/.test(this.folded(cut.from)) &&
        (cut.to === cut.from + 1 || !this.word(cut.from + 1).al)
      )
        return
      if (c.kind === "phrase" && this.isDeed(cue, cut.from, cut.to)) {
        if (speaker.mention >= 0 || speaker.span) this.last = {speaker: understood(speaker, false), sentence: cue.sentence, via: []}
        return
      }
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

  /// «إن الوزير أكد "…"»: whoever is quoted says it all.
  isMostOf(quotation: number, outer: Draft): boolean {
    const q = this.m.quotations[quotation] as Quotation
    return this.wordCount(q.from, q.to) * 2 >= this.wordCount(outer.tokenFrom, outer.tokenTo)
  }

  /// «طالب بوقف النار», «تعهد بتقديم قرض», «دعا إلى اجتماع عاجل»: done by being said, and no word of it quoted.
  isDeed(cue: Cue, from: number, to: number): boolean {
    const calls =
      cue.word?.lemma === "دعا" && this.word(from).nouns.some((r) => this.speech.gatherings.has(r.lemma.word) && r.proclitics === 0)
    if (!cue.word?.deed && !calls) return false
    for (let j = from; j < to; j++) if ((this.quotedIn[j] as number) >= 0) return false
    return true
  }

  addQuotation(n: number, cue: Cue, speaker: Speaker, where: string, outer?: Draft): void {
    const q = this.m.quotations[n] as Quotation
    if (this.told[n]) return
    this.told[n] = 1
    const cut = this.trimmed(q.from, this.quotationEnd(q))
    if (cut.to <= cut.from) return
    this.add(cue, speaker, cut.from, cut.to, "direct", where === "fragment" ? 0.8 : 0.92, `quotation ${where}`, outer)
  }

  /// The words for a speaker without a name: «مسؤول كبير في وزارة الخارجية».
  textOf(speaker: Speaker): string | null {
    const m = itemAt(this.m.mentions, speaker.mention)
    if (!m) return speaker.span ? this.m.text.slice(speaker.span.start, speaker.span.end) : null
    if (m.form !== "title" && m.form !== "pair") return null
    const of = /^(?:في|من|لدي)$/.test(this.folded(m.to)) && !this.word(m.from).al ? this.mentionAt(m.to + 1) : undefined
    if (of && of.kind !== "person" && !of.joined) return this.m.text.slice(m.start, of.end)
    // «حاكم الولاية», «مدير مركز الأرصاد»: the rest of a construct.
    let rest = m.to
    while (
      rest < m.to + 3 &&
      !this.word(rest - 1).al &&
      this.m.mentionAt[rest] === -1 &&
      this.m.aside[rest] === 0 &&
      this.isPlainNoun(rest)
    )
      rest++
    if (rest > m.to && this.word(rest - 1).al) return this.m.text.slice(m.start, this.span(m.to, rest).end)
    // «مسؤولون كوريون جنوبيون»
    let to = m.to
    while (
      this.word(to).adj &&
      !this.word(to).joined &&
      !this.word(to).attached &&
      this.word(to).al === this.word(to - 1).al &&
      this.m.aside[to] === 0
    )
      to++
    return this.m.text.slice(m.start, this.span(m.from, to).end)
  }

  isPlainNoun(i: number): boolean {
    const w = this.word(i)
    return (
      (w.unknown || w.nouns.some((r) => r.lemma.pos === "noun" || r.lemma.pos === "masdar")) &&
      !w.joined &&
      !w.attached &&
      w.closed.size === 0
    )
  }

  /// The one who speaks is the one who spoke last.
  goesOn(speaker: Speaker): boolean {
    return speaker.inherited || (this.last !== undefined && this.isSameName(speaker.mention, this.last.speaker.mention))
  }

  /// Agencies and outlets told with a cue: «قال لوكالة فرانس برس إن», «كتب على منصة إكس», «في مقابلة مع مجلة تايم، قال», «أخبر قناة العربية أن».
  carriersOf(cue: Cue, speaker: Speaker, from: number): number[] {
    const out: number[] = []
    const isOwn = (m: Mention): boolean => m.index === speaker.mention || speaker.together.includes(m.index)
    const look = (start: number, end: number): void => {
      for (let j = start; j < end; j++) {
        const m = this.mentionAt(j)
        if (!m || m.from !== j || isOwn(m) || out.includes(m.index)) continue
        if (this.isCarrier(m) ? cue.word?.cls === "tell" || this.isPlacedAsCarrier(m) || this.isPublisher(m) : this.isPublisher(m))
          out.push(m.index)
      }
    }
    const opened = cue.complement?.at
    look(
      cue.token + 1,
      opened ?? (cue.kind === "phrase" && cue.word === undefined ? cue.to : from < cue.token ? this.phraseEnd(cue) : cue.to),
    )
    // «رد الوزير في منشور على منصة إكس قائلا إن»
    if (cue.kind === "participle") {
      let j = cue.from
      while (j > this.sentenceStart(cue.token) && cue.from - j < 14 && this.isWord(j - 1) && !this.isFiniteVerb(j - 1)) j--
      look(j, cue.from)
    }
    // «وفي مقابلة مع قناة …، قال»
    const start = this.sentenceStart(cue.token)
    if (cue.kind === "verb" && cue.from - start <= REACH && from > cue.token && !this.toldIn(cue.sentence).length) {
      let verbless = true
      for (let j = start; j < cue.from && verbless; j++) verbless = !this.isFiniteVerb(j) || this.mentionAt(j) !== undefined
      if (verbless) look(start, cue.from)
    }
    return out
  }

  /// «أجرت مجلة تايم مقابلة مع X. وقال X إن»: the carriers of an interview told of a sentence or two before.
  interviewers(cue: Cue, speaker: Speaker): number[] {
    for (let s = cue.sentence - 1; s >= Math.max(0, cue.sentence - 2); s--) {
      const {from, to} = this.m.sentences[s] as {from: number; to: number}
      if (to - from > LONGEST) continue
      let interview = false
      for (let j = from; j < to && !interview; j++) interview = this.inList(j, INTERVIEW)
      if (!interview) continue
      const out: number[] = []
      let present = speaker.inherited
      for (let j = from; j < to; j++) {
        const m = this.mentionAt(j)
        if (m?.from !== j) continue
        if (this.isCarrier(m)) out.push(m.index)
        else if (this.isSameName(m.index, speaker.mention)) present = true
      }
      return present ? out : []
    }
    return []
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
      if (this.isComplementiser(j)) {
        this.tellOwn(cue, j)
        return
      }
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
      // «عن مسؤول -طلب عدم نشر اسمه- قوله»
      const inserted = this.isPunct(j, "-–—") ? this.find(j + 1, Math.min(limit, j + 20), "-–—") : -1
      if (inserted > 0 && this.isInserted(j, inserted)) {
        j = inserted
        continue
      }
      if (this.isWord(j) && this.word(j).nouns.some((r) => this.speech.nouns.has(r.lemma.word))) noun = j
      else if (this.isFiniteVerb(j) && !this.word(j - 1).closed.has("rel") && !this.isUnnamed(j)) break
    }
    if (open < 0 && quotation < 0) return
    const stop = noun > 0 ? noun : quotation >= 0 ? (this.m.quotations[quotation] as Quotation).from - 1 : open - 1
    const carrier = this.nounPhraseAfter(cue.token + 1, at, cue)
    const via: number[] = carrier && carrier.mention >= 0 ? [carrier.mention, ...carrier.together] : []
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)
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
    if (speaker) speaker = this.sameTitle(cue, speaker) ?? speaker
    else speaker = this.spokeLast(cue)
    if (noun > 0) this.used.add(noun)
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
      if (this.last) this.last.via = s.via
    }
  }

  /// «مصادر لم تسمها», «مسؤول رفض كشف هويته»: a verb that only says that the one before it has no name here.
  isUnnamed(verb: number): boolean {
    if (/^(?:[يتن]?سم(?:ه|ها|هم|هما|ي|وا)|[يت]?كشف|[يت]?ذكر|طلب[تاو]?ا?|رفض[تاو]?ا?|فضل[تاو]?ا?|اشترط[تاو]?ا?)$/.test(this.folded(verb)))
      for (let j = verb; j < verb + 7 && this.isWord(j); j++)
        if (/^(?:[يت]سم(?:ه|ها|هم|هما)|(?:اسم|هوي|اسماي)(?:ه|ها|هم|هما|ته|تها|تهم|تهما|يهما))$/.test(this.folded(j))) return true
    return false
  }

  /// «ونقلت وكالة X أن»: nobody behind her is named, so she says it.
  tellOwn(cue: Cue, opens: number): void {
    const carrier = this.nounPhraseAfter(cue.token + 1, opens, cue)
    const m = itemAt(this.m.mentions, carrier?.mention ?? -1)
    if (!carrier || !m || m.to !== opens || !this.isCarrier(m) || this.speaksWithin(opens)) return
    this.addComplement(
      {...cue, complement: {kind: "clause", at: opens, from: this.afterComplementiser(opens), quotation: -1}},
      {...carrier, inherited: false},
    )
  }

  /// «نقلت الهيئة أن السفارة حذرت من كذا»: another speaks right within, and he is the one to be told of.
  speaksWithin(opens: number): boolean {
    for (let j = opens + 1; j < opens + 9; j++) {
      const cue = itemAt(this.cues, this.cueFrom[j] as number)
      const p = cue?.complement && itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)
      if (p?.args.some((a) => a.rel === "subj" && a.mention >= 0 && a.token > opens)) return true
    }
    return false
  }

  /// «…، بحسب X», «وبحسب X، …».
  tellSource(cue: Cue): void {
    if ((this.quotedIn[cue.token] as number) >= 0 || this.used.has(cue.token) || (this.isPunct(cue.from - 1, "-–—") && this.insideOf(cue)))
      return
    let phraseEnd = this.phraseEnd(cue)
    const chain = this.chainIn(cue, phraseEnd)
    if (!chain) return
    const speaker = this.sameTitle(cue, chain.speaker) ?? chain.speaker
    this.passing = chain.via
    if (this.isOfPronoun(cue)) this.used.add(cue.to)
    const start = this.sentenceStart(cue.token)
    const end = this.sentenceEnd(cue.token)
    // What is attributed already: the source carried it.
    const told = this.toldIn(cue.sentence).find((s) => s.reach <= cue.from && this.onlyMarks(s.reach, cue.from))
    if (told) {
      this.addCarriers(told, cue, chain)
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
      // «وبحسب X، كما نقلت وكالة Y، …»
      const second = this.isPunct(phraseEnd, COMMAS) ? itemAt(this.cues, this.cueFrom[phraseEnd + 1] as number) : undefined
      if (second?.kind === "phrase") {
        phraseEnd = this.phraseEnd(second)
        const carried = this.chainIn(second, phraseEnd)
        if (carried && carried.speaker.mention >= 0) this.passing = [carried.speaker.mention, ...chain.via]
        this.used.add(second.token)
      }
      const next = this.cueFrom[phraseEnd + 1] as number
      if (next >= 0 && (this.cues[next] as Cue).complement) return
      const to = this.endOf(phraseEnd + 1, cue, "clause")
      let from = phraseEnd
      // «وبحسب الرئيس، فإن العمل …»
      if (this.isPunct(from, COMMAS) && this.folded(from + 1) === "فان") from += 2
      else if (this.folded(from) === "فان") from++
      // «وطبقا للنشرة لم تتمكن …»
      while (
        from > cue.to + 1 &&
        (this.word(from - 1).closed.has("neg") || this.word(from - 1).closed.has("fut") || this.folded(from - 1) === "قد")
      )
        from--
      if (this.isComplementiser(from)) from = this.afterComplementiser(from)
      const cut = this.trimmed(from, to)
      const share = this.quotedShare(cut.from, cut.to)
      if (share && !this.told[share.quotation]) {
        this.addQuotation(share.quotation, cue, speaker, "fragment")
        return
      }
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
      this.isPunct(cue.from - 1, SET_OFF) &&
      this.isPunct(phraseEnd, SET_OFF) &&
      phraseEnd < end &&
      this.wordCount(from, cue.from) <= 8 &&
      this.wordCount(phraseEnd, end) >= 3 &&
      !this.startsNewClause(phraseEnd + 1) &&
      !this.word(phraseEnd + 1).closed.has("rel") &&
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
    const beside = this.mentionAt(cue.to)
    if (beside && phraseEnd === beside.to && this.goesPastSource(cue, beside, end)) to = end
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

  /// A source after what is told already carried it. «قالت الأمم المتحدة …، نقلا عن الهلال الأحمر»: the source said it, and who told it carried it.
  addCarriers(told: Draft, cue: Cue, chain: Chain): void {
    const {speaker} = chain
    const isCarrier = (n: number): boolean => n >= 0 && this.isCarrier(this.m.mentions[n] as Mention)
    const put = (v: number): void => {
      if (v < 0 || v === told.speaker || told.via.includes(v) || this.isNoOne(v)) return
      told.via.push(v)
      told.why.push({step: "via", says: cue.name})
    }
    if (
      cue.name === "speech.source.نقلا" &&
      told.speaker >= 0 &&
      told.speaker !== speaker.mention &&
      (isCarrier(told.speaker) || !isCarrier(speaker.mention)) &&
      !this.isMedia(speaker)
    ) {
      const by = told.speaker
      told.speaker = speaker.mention
      told.speakerSpan = speaker.span
      told.speakerText = this.textOf(speaker)
      told.together = [...speaker.together]
      told.why.push({step: "speaker", says: `${cue.name}: the source said it, and who told it carried it`})
      put(by)
    } else put(speaker.mention)
    for (const v of chain.via) put(v)
  }

  /// «متحدث باسم المفوضية»: a spokesman without a name speaks for the body.
  speakForBody(s: Draft): void {
    const m = this.m.mentions[s.speaker]
    let body = -1
    if (m) {
      if (m.form !== "title" || this.word(m.from).al || !m.office.endsWith("spokesperson")) return
      for (let n = m.index - 1; n >= 0 && (this.m.mentions[n] as Mention).from > m.from; n--)
        if ((this.m.mentions[n] as Mention).kind === "organization") body = n
      if (body < 0) body = this.bodyBefore(m.to - 1)?.index ?? -1
    }
    if (body < 0) return
    s.why.push({step: "speaker", says: `«${s.speakerText}»: the body speaks through a spokesman without a name`})
    s.speaker = body
  }

  /// «وكالات الأنباء الروسية»: outlets of a country, none of them named.
  isNoOne(mention: number): boolean {
    const m = this.m.mentions[mention]
    return m !== undefined && m.form === "body" && m.number === "pl"
  }

  /// «نقلا عن وسائل إعلام محلية»: outlets without a name.
  isMedia(speaker: Speaker): boolean {
    const head = speaker.mention < 0 && speaker.span ? this.tokenAt(speaker.span.start) : -1
    return head >= 0 && (this.isCarrierHead(head) || this.folded(head).endsWith("وسايل"))
  }

  addSource(cue: Cue, speaker: Speaker, from: number, to: number): void {
    const told = this.add(cue, speaker, from, to, this.mostlyQuoted(from, to) ? "direct" : "indirect", 0.75, "attributed")
    if (told && to <= cue.from) told.reach = this.phraseEnd(cue)
  }
}
