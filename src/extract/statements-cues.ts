import {type Mention, NUMBER, PUNCT, type Quotation, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {
  CARRIER_HEAD,
  DOCUMENT,
  isSpeechNoun,
  listForms,
  NOUN,
  PARTICIPLE,
  PHRASE,
  SOURCE,
  type SpeechWord,
  VERB,
} from "./statements-lexicon.ts"

import {COMMAS, type Complement, type Cue, isPronoun, REACH, SET_OFF, SpeechView} from "./statements-view.ts"

/// «بعد أن», «دون أن»: what they open is no complement.
const AFTER = /^و?(?:بعد|قبل|منذ|دون|بدون|حتي|رغم|غير|لولا|بمجرد|فور)$/

/// Verbs whose words may follow them without «إن» or a mark.
const BARE: ReadonlySet<string> = new Set(["قال", "قايل"])
/// «فإن», «فإنه»: after what somebody is named for, what he says.
export const FA_INNA = /^فان(?:ه|ها|هم|هما|نا)?$/

const PRONOUNS = new Set(["ه", "ها", "هم", "هما"])
/// «بيانه» for «بيان»
const isOwn = (folded: string, word: string): boolean => folded.startsWith(word) && PRONOUNS.has(folded.slice(word.length))

/// Where words of speech stand, and what opens the words said.
export class CueFinder extends SpeechView {
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

  verbAt(i: number, s: number, end: number): Cue | undefined {
    const all = this.verbWords(i)
    const word = all.find((o) => o.cls !== "text") ?? all[0]
    if (!word) return undefined
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[i] as number)
    const asVerb = predicate?.cls === "v"
    // «لا يتوقع خبراء …» is an opinion; «لم يقل إن» is none.
    if (asVerb && predicate.negated && word.cls !== "deny" && word.cls !== "think") return undefined
    const w = this.word(i)
    if (
      !asVerb &&
      w.nouns.length > 0 &&
      !this.opensClause(i) &&
      !this.isBeforeName(i, word, end) &&
      !(/^(?:فيه|فيها)$/.test(this.folded(i + 1)) && this.word(i - 1).nouns.length > 0) &&
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
    // «ما يسمى «مسيرة الأعلام»»: called so by nobody in particular. «شبه الرسمي», «شبه جزيرة»: almost.
    if (word.cls === "judge" && /ما$/.test(this.folded(i - 1)) && this.word(i - 1).closed.has("rel") && this.isCalled(i)) return undefined
    if (word.lemma === "شبه" && !w.joined && this.isWord(i - 1) && !this.opensClause(i)) return undefined
    // «دخول نادي الدول»
    if (word.bound && w.nouns.length > 0 && !this.opensClause(i)) return undefined
    // «كلينتون التي يرجح فوزها», «الذي يعتبر أرفع مستشار»: it is thought by nobody in particular.
    if (word.cls === "think" && this.isThoughtOf(i)) return undefined
    // «دبلوماسي يتابع الوضع»: what he does.
    if (word.continues && !w.joined && this.isDescription(i)) return undefined
    let found: {word: SpeechWord; complement: Complement} | undefined
    for (const option of all) {
      const complement = this.complement(i, option, end)
      if (option.cls === "text" && !this.inText(i, complement)) continue
      if (complement && (!found || complement.at < found.complement.at)) found = {word: option, complement}
    }
    const chosen = found?.word ?? word
    // «…»، هكذا قال X
    if (!asVerb && !found && this.folded(i - 1) !== "هكذا") return undefined
    if (found && this.isImpersonal(i, chosen, found.complement)) return undefined
    if ((chosen.cls === "text" || chosen.bound) && !found) return undefined
    // «التي يبلغ قوامها أربعة آلاف»: a number reached, nobody told.
    if (chosen.cls === "tell" && found) {
      if (this.word(i + 1).closed.has("quant") && !this.isPersonNoun(i + 1)) return undefined
      for (let j = i + 1; j < found.complement.at; j++) if (this.figure[j]) return undefined
    }
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

  /// A verb of the present right behind a noun without its article.
  isDescription(i: number): boolean {
    const before = this.word(i - 1)
    if (!this.isWord(i - 1) || before.nouns.length === 0 || before.al || before.time || this.mentionAt(i - 1)?.form === "name") return false
    return this.word(i).verbs.some((r) => ((r.feats >> 4) & 3) === 2)
  }

  /// A verb of thinking right behind «التي» that does not agree with it: another's thought, or nobody's.
  isThoughtOf(i: number): boolean {
    const rel = this.folded(i - 1)
    if (!/^و?ال(?:ذي|تي)$/.test(rel) || this.isComplementiser(i + 1)) return false
    const said = this.word(i).verbs.filter((r) => ((r.feats >> 8) & 3) === 3 && ((r.feats >> 4) & 3) === 2)
    if (said.length === 0 || said.some((r) => r.suffix)) return false
    return said.every((r) => (((r.feats >> 10) & 3) === 2) !== rel.endsWith("تي"))
  }

  /// «يسمى», «تسمى»: of the present, without whom it is said of.
  isCalled(i: number): boolean {
    return /^[يت]سمي$/.test(this.folded(i)) || this.word(i).verbs.every((r) => !r.suffix && ((r.feats >> 6) & 3) === 2)
  }

  isPersonNoun(j: number): boolean {
    return this.inList(j, SOURCE) || this.word(j).title !== undefined || this.word(j).nouns.some((r) => r.lemma.tags.includes("person"))
  }

  /// «وأصروا», «مطالبين»: said of several.
  isPlural(i: number): boolean {
    const w = this.word(i)
    if (this.inList(i, PARTICIPLE))
      return /[^ا]ين$/.test(this.folded(i)) && w.nouns.some((r) => r.lemma.pos === "ap" && ((r.feats >> 12) & 3) === 3)
    return (
      this.isFiniteVerb(i) && /وا?$|ون$/.test(this.folded(i)) && w.verbs.length > 0 && w.verbs.every((r) => ((r.feats >> 12) & 3) === 3)
    )
  }

  /// «ودعا» may be read as «ودّع»; here it is «و» with a verb of speech.
  isJoined(cue: Cue): boolean {
    if (this.word(cue.token).joined || cue.from < cue.token) return true
    return this.word(cue.token).verbs.some((r) => r.lemma.word === cue.word?.lemma && (r.proclitics & 3) !== 0)
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
      this.folded(i - 1) === "هكذا" ||
      this.m.aside[i - 1] === 1
    )
  }

  /// Takes «و», «كما», «فيما» and a comma before a verb into its clause.
  clauseStart(i: number): number {
    let j = i
    while (
      this.isWord(j - 1) &&
      (this.speech.joiners.has(this.folded(j - 1)) || /^[وفل]?قد$/.test(this.folded(j - 1)) || this.folded(j - 1) === "و")
    )
      j--
    return j
  }

  /// «يذكر أن», «ويتوقع أن»: nobody says it. A speaker between the verb and its clause, or before the verb, makes it somebody's.
  isImpersonal(i: number, word: SpeechWord, c: Complement): boolean {
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[i] as number)
    const own = predicate?.args.some((a) => a.rel === "subj" && a.token !== i) ?? false
    const said = this.word(i).verbs.filter((r) => r.lemma.word === word.lemma && ((r.feats >> 8) & 3) === 3)
    if (said.length > 0 && said.every((r) => ((r.feats >> 6) & 3) === 2)) return true
    if (predicate?.passive && !own && !this.word(i).verbs.some((r) => !r.suffix && ((r.feats >> 6) & 3) !== 2)) return true
    if (!word.impersonal) return false
    if (own) return false
    // «وذكر أن», «وزعم أن»: of the past, it goes on with who spoke.
    if (this.word(i).joined && c.at === i + 1 && this.word(i).verbs.some((r) => r.lemma.word === word.lemma && ((r.feats >> 4) & 3) === 1))
      return false
    for (let j = i + 1; j < c.at; j++)
      if (
        this.isWord(j) &&
        !this.m.aside[j] &&
        !this.word(j).time &&
        !(j === i + 1 && this.mentionAt(j)?.prep === "ل") &&
        (this.mentionAt(j) || this.word(j).nouns.length > 0)
      )
        return false
    return true
  }

  participleAt(i: number, s: number, end: number): Cue | undefined {
    const w = this.word(i)
    const r = w.nouns.find((x) => this.speech.participles.has(x.lemma.word) && !(x.proclitics & ~1) && !x.suffix)
    if (!r) return undefined
    const word = this.speech.participles.get(r.lemma.word) as SpeechWord
    // «عادة»: another word.
    if (word.bound && /ه$/.test(this.folded(i))) return undefined
    // «كان مؤكدا أن»: a predicate, not a circumstance.
    if (this.isWord(i - 1) && this.word(i - 1).prep && !this.mentionAt(i - 1)) return undefined
    const complement = this.complement(i, word, end)
    if (!complement && !word.fragment) return undefined
    return {kind: "participle", from: i, token: i, to: i + 1, word, complement, name: `speech.participle.${word.lemma}`, sentence: s}
  }

  /// «قوله إن», «قول السفير إن».
  nounAt(i: number, s: number, end: number): Cue | undefined {
    const w = this.word(i)
    const r = w.nouns.find((x) => isSpeechNoun(x, this.speech))
    if (!r) return undefined
    const word = this.speech.nouns.get(r.lemma.word) as SpeechWord
    // «على اعتبار أنه»: since.
    if (word.lemma === "اعتبار" && !r.suffix) return undefined
    const complement = this.complement(i, word, end)
    if (complement?.kind === "clause" && this.isPastVerb(i, complement.at)) return undefined
    // «بإعلانه فرض رسوم» tells who did it; «إعلان الانسحاب» nobody.
    if (!complement || (complement.kind === "object" && !r.suffix)) return undefined
    return {kind: "noun", from: i, token: i, to: i + 1, word, complement, name: `speech.noun.${word.lemma}`, sentence: s}
  }

  /// «تعليقا على تصريحات الوزير، رفض المتحدث أن», «بتعهداته، لا يمكن أن»: the clause is another verb's.
  isPastVerb(from: number, to: number): boolean {
    for (let j = from + 1; j < to; j++)
      if (
        this.isFiniteVerb(j) &&
        !this.mentionAt(j) &&
        !this.word(j - 1).closed.has("rel") &&
        (this.isPunct(j - 1, COMMAS) || this.word(j - 1).closed.has("neg"))
      )
        return true
    return this.isWord(to - 1) && this.isFiniteVerb(to - 1) && !this.mentionAt(to - 1)
  }

  /// «وفقا ل», «بحسب», «نقلا عن», «كما قال».
  phraseAt(i: number, s: number, end: number): Cue | undefined {
    const first = this.folded(i)
    const options = this.speech.phrases.get(first) ?? (first.startsWith("و") ? this.speech.phrases.get(first.slice(1)) : undefined)
    if (!options) return undefined
    for (const {words, link} of options) {
      let n = 1
      while (
        n < words.length &&
        (this.folded(i + n) === words[n] || (n === words.length - 1 && n > 1 && isOwn(this.folded(i + n), words[n] as string)))
      )
        n++
      if (n < words.length) continue
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
      if (!this.namesSource(to)) continue
      return {kind: "phrase", from: i, token: i, to, word: undefined, complement: undefined, name, sentence: s}
    }
    return undefined
  }

  /// What stands behind «بحسب»: somebody who speaks, a paper, words of somebody; not a plan, a law or a view of things.
  namesSource(at: number): boolean {
    if (!this.isWord(at)) return true
    // «وفقا لأحكام الاتفاقية», «وفق قواعد اللعبة»
    if (/^(?:ل|لل|ال)?(?:احكام|بنود|قواعد|مبادي|نصوص|شروط)$/.test(this.folded(at))) return false
    const m = this.mentionAt(at) ?? this.mentionAt(at - 1)
    if (m) return true
    const w = this.word(at)
    if (w.unknown || w.nouns.length === 0 || w.title || w.body || w.closed.size > 0) return true
    if (this.inList(at, SOURCE | DOCUMENT | CARRIER_HEAD) || this.isPersonNoun(at) || this.isWords(at)) return true
    return !w.nouns.some((r) => r.lemma.pos === "noun" || r.lemma.pos === "masdar")
  }

  /// «رأيه», «توقعات الخبراء»: words of somebody.
  isWords(i: number): boolean {
    return (
      this.word(i).nouns.some((r) => this.speech.words.has(r.lemma.word)) || listForms(this.folded(i)).some((f) => this.speech.words.has(f))
    )
  }

  /// A verb inside a phrase of attribution: «ما ذكرته», «بيان نشرته», the foreign name after «صحيفة».
  goesWithSource(j: number): boolean {
    return this.verbWord(j) !== undefined || this.isPublishing(j) || this.isMaking(j) || this.isCarrierHead(j - 1)
  }

  /// Where a phrase of attribution ends: at the comma, at the verb, with the sentence.
  phraseEnd(cue: Cue): number {
    const end = Math.min(this.sentenceEnd(cue.token), cue.to + REACH)
    let j = cue.to
    while (j < end) {
      const m = this.mentionAt(j)
      if (m) {
        j = m.to
        if (m.from === cue.to && this.goesPastSource(cue, m, end)) return j
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
        if (this.isPunct(j, SET_OFF) && this.isPunct(cue.from - 1, SET_OFF)) return j
      }
      if (
        this.isWord(j) &&
        (this.isComplementiser(j) ||
          FA_INNA.test(this.folded(j)) ||
          (this.isFiniteVerb(j) && j > cue.to && !this.word(j - 1).closed.has("rel") && !this.goesWithSource(j)))
      )
        return j
      j++
    }
    return end
  }

  /// «وثمن الوزير وفقا لوكالة X مواقف الصين»: the object of the verb before goes on behind the name of the source.
  goesPastSource(cue: Cue, m: Mention, end: number): boolean {
    const w = this.word(m.to)
    if (cue.word || m.kind !== "organization" || m.to + 1 >= end || !this.isWord(m.to) || !this.isWord(cue.from - 1)) return false
    if (this.mentionAt(m.to) || w.nouns.length === 0 || w.adj || w.nisba || w.prep || w.attached || w.joined || w.al || w.time) return false
    return !this.m.aside[m.to] && w.closed.size === 0
  }

  /// Looks from a word of speech to what opens its complement: a complementiser, a colon, a quotation, a preposition, a noun of action.
  complement(i: number, word: SpeechWord, end: number): Complement | undefined {
    const limit = Math.min(end, i + REACH)
    let subjectSeen = this.isPlural(i) || (word.cls === "participle" && word.anyObject)
    let barred = false
    let described = false
    let j = i + 1
    while (j < limit) {
      const mention = this.mentionAt(j)
      if (mention && mention.from === j) {
        // «معتبرا روسيا شريكا»: a participle has its speaker from before.
        if (
          word.cls === "participle" &&
          word.anyObject &&
          word.fragment &&
          j === i + 1 &&
          !/ات$/.test(this.folded(i)) &&
          !mention.prep &&
          !mention.joined &&
          !this.clauseBehind(j, limit)
        )
          return {kind: "object", at: j, from: j, quotation: -1}
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
        // «مسؤول في البيت الأبيض - طلب عدم الكشف عن هويته - إن»
        if (this.isPunct(j, "-–—")) {
          const close = this.find(j + 1, Math.min(limit, j + 20), "-–—")
          if (close > 0 && (this.isComplementiser(close + 1) || this.isPunct(close + 1, ":") || this.isInserted(j, close))) {
            j = close + 1
            continue
          }
        }
        // «كما أشار الوزير ، فإن …»: the sentence it goes with.
        if (this.isPunct(j, COMMAS) && FA_INNA.test(this.folded(j + 1))) return undefined
        if (this.isPunct(j, COMMAS) && this.unnamedTo(j + 1) > 0) {
          j = this.unnamedTo(j + 1)
          continue
        }
        if (this.isPunct(j, COMMAS)) {
          // What is set off by commas is stepped over: «، الذي زار بكين أمس،».
          if (this.isWord(j + 1)) {
            if (this.speech.comments.has(this.folded(j + 1)) && this.word(j + 2).closed.has("rel")) return undefined
            if (this.word(j + 1).closed.has("rel") || this.speech.comments.has(this.folded(j + 1)) || this.isSetOff(j + 1, limit)) {
              const close = this.find(j + 2, limit, this.word(j + 1).closed.has("rel") ? `${COMMAS}:` : COMMAS)
              if (close > 0) {
                if (word.cls === "participle") barred = true
                j = this.isPunct(close, ":") ? close : close + 1
                continue
              }
              if (!this.isComplementiser(j + 1)) return undefined
            }
            if (this.startsNewClause(j + 1) || (this.word(j + 1).joined && !this.mentionAt(j + 1))) {
              // «تقرير أعدته منظمة X، واطلعت عليه وكالة Y، إلى أن»
              const close = this.find(j + 2, Math.min(limit, j + 12), COMMAS)
              const opens =
                close > 0 &&
                (this.isComplementiser(close + 1) || (word.preps.includes(this.word(close + 1).prep) && this.isComplementiser(close + 2)))
              if (!opens || this.verbWord(j + 1)) return undefined
              j = close + 1
              continue
            }
          }
        }
        // Past a comma stands no object.
        if (this.isPunct(j, COMMAS)) barred = true
        j++
        continue
      }
      if (kind !== WORD) {
        if (kind === NUMBER && word.anyObject && subjectSeen && !barred && this.isFigure(j))
          return {kind: "object", at: j, from: j, quotation: -1}
        j++
        continue
      }
      const w = this.word(j)
      if (BARE.has(word.lemma) && (subjectSeen || j === i + 1) && this.opensSpeech(j))
        return {kind: "clause", at: j, from: j, quotation: -1}
      // «وأضاف نريد ضمان كذا»: nobody but the speaker says "we".
      if (word.cls === "say" && word.clause && j === i + 1 && this.isFirstPerson(j) && !this.clauseAhead(j + 1, word))
        return {kind: "clause", at: j, from: j, quotation: -1}
      // «رجح ألا يتجاوز …»
      if (word.clause && this.folded(j) === "الا" && this.isFiniteVerb(j + 1)) return {kind: "clause", at: j, from: j, quotation: -1}
      if (this.isComplementiser(j)) {
        if (w.joined) return undefined
        // «قال بعد أن عاد إن …»: when he said it.
        if (AFTER.test(this.folded(j - 1)) && !this.word(j - 1).nouns.some((r) => r.suffix)) {
          j++
          continue
        }
        return word.clause || word.preps.includes("ب")
          ? {kind: "clause", at: j, from: this.afterComplementiser(j), quotation: -1}
          : undefined
      }
      const prep = this.prepOf(j)
      // «حث السلطات والفصائل على حد سواء على كذا»: alike.
      if (prep === "علي" && (this.folded(j + 1) === "السواء" || (this.folded(j + 1) === "حد" && this.folded(j + 2) === "سواء"))) {
        j += this.folded(j + 1) === "حد" ? 3 : 2
        continue
      }
      // «ودعا مبعوث المنظمة إلى اليمن إلى كذا»: nobody calls for a country.
      const where = word.cls === "urge" && prep === "الي" ? this.mentionAt(j + 1) : undefined
      if (where?.from === j + 1 && (where.kind === "country" || where.kind === "place") && where.form === "name") {
        j = where.to
        continue
      }
      if (prep && w.nouns.length === 0 && word.preps.includes(prep) && !this.m.aside[j] && !this.isMoreThan(j - 1)) {
        if (this.isComplementiser(j + 1)) return {kind: "clause", at: j, from: this.afterComplementiser(j + 1), quotation: -1}
        if (
          (word.cls === "say" || word.cls === "participle") &&
          prep === word.preps[0] &&
          word.clause &&
          word.quote &&
          this.folded(j).startsWith("ا") &&
          (this.opensAt[j + 1] as number) < 0 &&
          !this.isAction(j + 1) &&
          !this.isTopic(j + 1, limit)
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
      // «أقر البرلمان أمس تمديد التفويض للقيام بعمليات»: what was adopted; the preposition is no longer the verb's.
      if (
        word.lemma === "اقر" &&
        subjectSeen &&
        !w.prep &&
        !w.attached &&
        !w.adj &&
        !w.al &&
        w.nouns.some((r) => r.lemma.pos === "masdar" && !r.suffix)
      )
        return undefined
      const afterSubject =
        barred &&
        this.isPunct(j - 1, COMMAS) &&
        !this.isPersonNoun(j) &&
        (word.anyObject
          ? this.mentionAt(j - 2)?.to === j - 1 || (subjectSeen && this.isAction(this.folded(j) === "عدم" ? j + 1 : j))
          : subjectSeen && this.isAction(this.folded(j) === "عدم" ? j + 1 : j) && !w.al)
      // «نفى ما تردد عن إغلاقه»
      if (word.anyObject && !barred && this.folded(j) === "ما" && w.closed.has("rel") && this.isFiniteVerb(j + 1))
        return {kind: "object", at: j, from: j, quotation: -1}
      if (
        word.object &&
        (!barred || afterSubject) &&
        this.isObject(j, i, subjectSeen, word) &&
        !(word.clause && this.clauseBehind(j, limit))
      )
        return {kind: "object", at: j, from: j, quotation: -1}
      if (this.isFiniteVerb(j) && !w.closed.has("prep")) {
        const other = this.verbWord(j)
        if (this.isWord(j - 1) && (this.word(j - 1).closed.has("rel") || !this.word(j).joined)) {
          // A clause that describes the speaker: «مسؤول طلب عدم نشر اسمه إن».
          if (other?.quote && !(other.continues && this.isDescription(j))) return undefined
          described ||= this.word(j - 1).closed.has("rel") || this.word(j).verbs.some((r) => r.suffix)
          j++
          continue
        }
        // «في خطابه الذي استمر ساعة وقوطع بالتصفيق، أن», «في مقابلة أجرتها معه الصحيفة وتطرق فيها إلى كذا: «…»».
        if (described && !other) {
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

  /// «وأكد -في تصريحات صحفية- ضرورة كذا»: dashes that stand close to what is between them.
  isInserted(open: number, close: number): boolean {
    const {start, end} = this.m.tokens
    return (
      close > open + 1 &&
      start[open + 1] === end[open] &&
      end[close - 1] === start[close] &&
      end[open - 1] !== start[open] &&
      end[close] !== start[close + 1]
    )
  }

  /// «قال لا يوجد صحفي محبوس», «قال الوزير نحن مطالبون بكذا»: words said without «إن» or a mark.
  opensSpeech(j: number): boolean {
    if (/^(?:نحن|لقد|لسنا|لست|ليس|ليست|هناك|اننا|انني)$/.test(this.folded(j))) return true
    return /^(?:لا|لن|لم)$/.test(this.folded(j)) && this.isWord(j + 1) && this.mayBeNegated(j + 1)
  }

  /// «وشدد نزال على أن», «وقال نصير إن»: what the verb of speech asks for, so the word before is a name.
  clauseAhead(j: number, word: SpeechWord): boolean {
    for (let n = j; n < j + 8 && this.isWord(n); n++)
      if (this.isComplementiser(n)) return this.afterComplementiser(n) === n || !this.isFiniteVerb(n - 1)
    return word.preps.includes(this.prepOf(j))
  }

  /// «نريد», «طلبنا», «سنعمل»: a verb of the first person in the plural, and no word besides.
  isFirstPerson(j: number): boolean {
    const w = this.word(j)
    return (
      this.isWord(j) &&
      w.verbs.length > 0 &&
      w.nouns.every((r) => r.suffix === "1p") &&
      w.closed.size === 0 &&
      !w.prep &&
      !w.joined &&
      !this.mentionAt(j) &&
      /^س?ن|نا$/.test(this.folded(j)) &&
      w.verbs.every((r) => ((r.feats >> 8) & 3) === 1 || (r.suffix !== undefined && w.nouns.length > 0))
    )
  }

  mayBeNegated(j: number): boolean {
    return this.isFiniteVerb(j) || this.word(j).verbs.some((r) => ((r.feats >> 4) & 3) === 2)
  }

  /// «أشار إلى عراقيل في طريق كذا»: a thing told of in at least four words, and nobody's name, no paper and no place.
  isTopic(j: number, limit: number): boolean {
    const w = this.word(j)
    if (!this.isWord(j) || this.mentionAt(j) || this.isPersonNoun(j) || this.inList(j, DOCUMENT) || w.closed.size > 0 || w.time)
      return false
    if (!(w.unknown || w.nouns.some((r) => r.lemma.pos === "noun")) || this.figure[j]) return false
    let n = 0
    for (let k = j; k < limit && !this.isPunct(k, ".،؛:"); k++) if (this.isWord(k)) n++
    return n >= 4
  }

  /// The preposition that a word is; «ب» stands alone before quotation marks: «بـ«عقوبات»».
  prepOf(j: number): string {
    const w = this.word(j)
    return w.prep || (/^[بل]$/.test(this.folded(j)) && w.nouns.length === 0 ? this.folded(j) : "")
  }

  /// «أكثر من مئة»
  isMoreThan(j: number): boolean {
    return /^و?(?:اكثر|اقل|ازيد)$/.test(this.folded(j)) && this.folded(j + 1) === "من" && this.isFigure(j + 2)
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

  /// A noun of action that is what the verb announces, not who announces it.
  isObject(j: number, verb: number, subjectSeen: boolean, {anyObject: any, acts, cls}: SpeechWord): boolean {
    const w = this.word(j)
    if (acts && !w.nouns.some((r) => this.speech.speechActs.has(r.lemma.word))) return false
    if (w.prep || w.attached || w.joined || this.inList(j, SOURCE) || /^(?:نفس|ذات|عين)(?:ه|ها|هم|هما)$/.test(this.folded(j))) return false
    // «، ومجددا الدعوة إلى كذا»
    if (acts && cls === "participle" && j === verb + 1) return true
    // «نفى الوزير أي صلة»
    if (any && subjectSeen && /^ايه?$/.test(this.folded(j)) && this.isWord(j + 1)) return true
    if (w.closed.size > 0 && this.folded(j) !== "عدم" && !(any && subjectSeen && w.closed.has("quant") && w.nouns.length > 0)) return false
    // «… ردا على ذلك», «احتجاجا على القرار»: why it was announced.
    if (/[^ا]ا$/.test(this.folded(j)) && this.folded(j + 1) === "علي" && w.nouns.some((r) => r.lemma.pos === "masdar")) return false
    if ((!subjectSeen || cls === "participle") && this.isBearer(j)) return false
    // «وأكد اتحاد الشغل أنه», «وأعلن اتحاد الكرة تأجيل المباراة»: a body, whose word is a noun of action as well.
    if (
      !subjectSeen &&
      j === verb + 1 &&
      w.body &&
      (this.word(j + 1).al || this.word(j + 2).al || this.mentionAt(j + 1)) &&
      this.actsBehind(j + 2)
    )
      return false
    if (w.nouns.some((r) => this.speech.declared.has(r.lemma.word))) return false
    if (this.isWord(j - 1) && j - 1 !== verb && !this.mentionAt(j - 1) && this.word(j - 1).prep && !isPronoun(this.folded(j - 1)))
      return false
    const before = j - 1
    // The second part of a construct is no object.
    if (
      before > verb &&
      this.isWord(before) &&
      !this.mentionAt(before) &&
      this.word(before).nouns.length > 0 &&
      !this.word(before).adj &&
      !this.word(before).al &&
      !this.word(before).time &&
      !this.m.aside[before]
    )
      return false
    if (any && subjectSeen && w.nouns.length > 0 && !w.adj) return true
    // «وأكدت الجبهة جهوزيتها للدفاع»: a word that no list has, and somebody's.
    if (any && subjectSeen && w.unknown && !w.al && /يت(?:ه|ها|هم|هما)$/.test(this.folded(j))) return true
    return (this.isAction(j) || (this.folded(j) === "عدم" && this.isAction(j + 1))) && (subjectSeen || !w.al)
  }

  /// A clause or a noun of action a few words ahead: what a body says or announces.
  actsBehind(j: number): boolean {
    for (let n = j; n < j + 5 && this.isWord(n); n++) {
      if (this.isComplementiser(n)) return true
      if (this.word(n).prep && this.word(n).nouns.length === 0) return false
      if (this.isAction(n) && !this.word(n).al && !this.word(n).attached) return true
    }
    return false
  }

  /// «أكد مصدر أمني، فضل عدم الكشف عن هويته، أن»: the clause behind what is set off.
  clauseBehind(j: number, limit: number): boolean {
    for (let n = j + 1; n < Math.min(limit, j + 30); n++) {
      if (this.participleLike(n) || this.isPunct(n, ":.") || (this.opensAt[n] as number) >= 0) return false
      if (this.isPunct(n, COMMAS) && this.isComplementiser(n + 1)) return !this.word(n + 1).joined
    }
    return false
  }

  /// «أكد سمو ولي العهد في كلمته أن»: a style of whoever speaks, for the clause comes after him or after where he speaks.
  isBearer(j: number): boolean {
    let person = false
    for (let n = j + 1; n < j + 14 && (this.isWord(n) || this.isPunct(n, "()")); n++) {
      if (this.isComplementiser(n))
        return person && !this.word(n).joined && (this.mentionAt(n - 1) !== undefined || this.inList(n - 1, DOCUMENT))
      if (this.mentionAt(n)?.kind === "person" || this.word(n).title !== undefined) person = true
      if (this.isFiniteVerb(n)) return false
    }
    return false
  }

  /// After a comma: a phrase that only says where or how («، في مؤتمر صحفي،», «، خلال لقائه …،»).
  isSetOff(j: number, limit: number): boolean {
    const w = this.word(j)
    return (
      (w.prep !== "" || w.attached !== "" || w.nouns.length > 0 || w.time || this.isFiniteVerb(j) || this.mentionAt(j) !== undefined) &&
      !this.isComplementiser(j) &&
      !(this.isFiniteVerb(j) && (w.joined || this.verbWord(j)?.quote === true)) &&
      !this.participleLike(j) &&
      this.closesAside(j, limit)
    )
  }

  /// «، طالبا عدم الإشارة إلى اسمه أو هويته: «…»»: the end of what only says that the speaker stays unnamed; -1 where it says more.
  unnamedTo(j: number): number {
    if (!/^(?:طالب|مفضل|رافض|مشترط|شريط|مطالب)(?:ا|ه|ين|ة)$/.test(this.folded(j))) return -1
    let end = -1
    for (let n = j + 1; n < j + 10 && this.isWord(n); n++)
      if (/^(?:اسم|هوي|اسماي)(?:ه|ها|هم|هما|ته|تها|تهم|تهما|يهما)$/.test(this.folded(n))) end = n + 1
    return end
  }

  /// A comma ahead, and no clause opened before it but by a verb within.
  closesAside(j: number, limit: number): boolean {
    const close = this.find(j + 1, limit, COMMAS)
    if (close < 0) return false
    for (let n = j + 1; n < close; n++)
      if (this.isComplementiser(n) && !this.word(n).joined && !AFTER.test(this.folded(n - 1)) && (this.quotedIn[n] as number) < 0)
        return this.verbBetween(j, n)
    return true
  }

  verbBetween(from: number, to: number): boolean {
    for (let j = from; j < to; j++) if (this.isFiniteVerb(j)) return true
    return false
  }

  /// «علمت «الراصد» من», «قال لـ«العربي الجديد» إن»: quotation marks around a name, with what is said still to come.
  isNameQuotation(open: number, q: Quotation, limit: number, word: SpeechWord): boolean {
    const size = this.wordCount(q.from, q.to)
    if (size > 4) return false
    if (this.m.mentionAt[q.from] !== -1 && this.mentionAt(q.from)?.to === q.to && this.mentionAt(q.from)?.kind !== "country") return true
    const prep = this.isWord(open - 1) && (this.folded(open - 1) === "ل" || this.isCarrierHead(open - 1))
    if (prep) return true
    if (size <= 2 && this.isWord(open - 1) && this.word(open - 1).prep && !this.mentionAt(open - 1) && !word.fragment) return true
    // «في برنامج «ساحات القتال» الذي ينتجه المعهد أن …»: what is told of the thing is no news.
    let aside = false
    for (let j = q.to + 1; j < Math.min(limit, q.to + 25); j++) {
      if (this.isComplementiser(j) && !this.word(j).joined) return word.clause
      if (this.isPunct(j, ":")) return true
      aside ||= this.isWord(j) && this.word(j).closed.has("rel")
      if (this.isPunct(j, COMMAS) || (this.isFiniteVerb(j) && !aside)) return false
    }
    return false
  }
}
