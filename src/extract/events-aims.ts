import type {Frame} from "../kinds/index.ts"
import type {Word} from "../lang/index.ts"
import {type Mention, type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {askedOf, peaceSought} from "./events-asked.ts"
import {hangs, hangsNamed, hasRole, put} from "./events-frames.ts"
import {
  ANSWERING,
  AIM_PREPS,
  AIM_REACH,
  AIM_STOPS,
  AIMED,
  AIMING,
  CONDITIONS,
  DEED_REACH,
  DENIALS,
  MAKER_REACH,
  OTHER_TIME,
  OUSTED,
  OUSTING,
  PUT_ON,
  SUFFERS,
} from "./events-lexicon.ts"
import type {Deed, Filler, Role} from "./events-model.ts"
import {Places} from "./events-places.ts"
import {resumedBy, resumesWords} from "./events-resumed.ts"

const IN_IT = new Set(["فيها", "فيه", "خلالها", "خلاله"])
const LETTERS = new Set(["رساله", "خطاب", "برقيه", "مذكره", "اتصال", "مكالمه"])
const ADDRESSING = new Set(["الي", "ل", "ب", "مع"])
const LETTER_REACH = 24

/// At whom an act is aimed where no place of its frame says.
export class Aims extends Places {
  /// Whom an act of speech is aimed at, where no place of the frame says: the first party its clause names after the verb, as in
  /// «رفض الدعم الذي أعلنه الاتحاد الأوروبي».
  aim(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (p.cls !== "v" || !AIMED.has(frame.type) || hasRole(fillers, "target")) return
    // Those whom what is asked for names are asked only where they are to do it.
    if (frame.type === "request") {
      this.asked(p, fillers, used)
      return
    }
    // «نفت كيغالي دعم الحركة»: what is denied names others than who said it.
    if (DENIALS.has(p.lemma) || this.isOfOwnDeed(p)) return
    this.aimFrom(p, p.token + 1, frame, fillers, used)
  }

  /// «فرضت بريطانيا عقوبات على ثلاثة من قادة قوات الدعم السريع», «رسوما على السيارات المصنوعة في الصين», «أصول مسؤولين من روسيا البيضاء»:
  /// whose those and that are on which it falls.
  fallsOn(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {predicates} = this.marks
    let from = -1
    // The verb over a masdar may hold the phrase, or the noun under a verb.
    const under = itemAt(predicates, p.index + 1)
    for (const q of [p, under?.governor === p.index ? under : undefined, p.cls === "n" ? itemAt(predicates, p.governor) : undefined])
      for (const a of q?.args ?? []) {
        if (a.mention >= 0 || a.token <= p.token) continue
        if (a.rel === "علي" || a.rel === "عن") from = a.token
        else if (from < 0 && q === p && (a.rel === "obj" || a.rel === "of") && !hangs(p, "علي")) from = a.token
      }
    if (from >= 0 && from - p.token < AIM_REACH) this.aimFrom(p, from, frame, fillers, used)
  }

  aimFrom(p: Predicate, first: number, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {words, mentionAt, mentions, sentences} = this.marks
    const from = frame.type === "sanction" ? first : this.objectFrom(p)
    const end = Math.min(sentences[p.sentence]?.to ?? 0, from - 1 + AIM_REACH)
    const falls = frame.type === "sanction"
    for (let i = from; i < end; i++) {
      if (this.parts(i)) return
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m && m.from === i) {
        if (
          !used.includes(m.index) &&
          // «رفض قادة الانقلاب في النيجر»: taken for the state they are of.
          !hangsNamed(p, "subj", m.index) &&
          !((ANSWERING.has(frame.type) || frame.type === "support") && this.isSufferer(p, m.index)) &&
          (m.kind !== "place" ||
            (m.form === "name" &&
              (AIM_PREPS.has(m.prep) || (m.prep === "علي" && frame.type === "threaten" && this.isPutOn(p, m)) || this.actsHere(m))) ||
            (falls && m.prep === "في")) &&
          !fillers.some((f) => f.filler.kind === "mention" && f.filler.mention === m.index)
        ) {
          let last = m
          for (;;) {
            put(fillers, used, "target", {kind: "mention", mention: last.index, rel: "aim"})
            const behind = this.behindBracket(last.to)
            const next = itemAt(mentions, mentionAt[behind] as number)
            if (!next?.joined || next.from !== behind || (next.kind !== m.kind && m.prep !== "بين")) return
            last = next
          }
        }
        i = m.to - 1
        continue
      }
      // «رفض الدعم الذي أعلنه الاتحاد», «بالدور الذي اضطلعت به عمان», but not «رحب بالاتفاق الذي تتولى الشركة بموجبه …».
      // «هدد بفرض عقوبات على كل من يشتري النفط من إيران»: what others do. «رفضت انتقاد الغزو وألقت باللوم على الغرب»: another act.
      const verb = itemAt(this.marks.predicates, this.marks.predicateAt[i] as number)?.cls === "v"
      if (verb && (frame.type === "threaten" || falls || words[i]?.joined)) return
      // «ألغت تمويل الجزر بعد اتفاقها مع الصين»: another matter.
      if (mentionAt[i] === -1 && OTHER_TIME.has(words[i]?.prep ?? "") && this.marks.tokens.folded[i - 1] !== "من") return
      if (falls && words[i]?.joined) return
      if (words[i]?.closed.has("rel") && !words[i + 1]?.verbs.some((r) => r.suffix) && !this.pronounAt(i + 2)) return
      if (words[i]?.closed.has("comp") || (mentionAt[i] === -1 && AIM_STOPS.has(words[i]?.prep ?? ""))) return
      const country = mentionAt[i] === -1 ? (words[i]?.nisba?.lemma.country ?? this.nisbaAfter(i - 1, true, 1)?.country) : undefined
      if (country) {
        fillers.push({role: "target", filler: {kind: "country", country, token: i, rel: "aim"}})
        return
      }
    }
  }

  hasOwnObject(p: Predicate): boolean {
    const hasPronoun = this.marks.words[p.token]?.verbs.some((r) => r.suffix?.startsWith("3")) ?? false
    return !hasPronoun || resumedBy(this.marks, p) !== undefined
  }

  /// «هدد بفرض عقوبات على طهران»: what is put on a capital is put on its state.
  isPutOn(p: Predicate, m: Mention): boolean {
    for (let i = p.token + 1; i < m.from; i++) if (this.nounIn(i, PUT_ON)) return true
    return false
  }

  isOfOwnDeed(p: Predicate): boolean {
    for (const a of p.args) if (a.rel === "obj" && a.mention < 0 && this.isOwnDeed(p, a.token)) return true
    return false
  }

  /// «المجموعة الاقتصادية لدول غرب أفريقيا (إيكواس) والاتحاد الأفريقي»: past a name's short form in brackets.
  behindBracket(token: number): number {
    const {folded} = this.marks.tokens
    if (folded[token] !== "(") return token
    for (let i = token + 1; i <= token + 4; i++) if (folded[i] === ")") return i + 1
    return token
  }

  /// «دعوى رفعتها الخرطوم»: a capital right behind a verb of which it is the subject is its state.
  actsHere(m: Mention): boolean {
    if (m.prep) return false
    // «تصريحات أدلت بها مدريد»
    for (let i = m.from - 1; i >= m.from - 2; i--) {
      const v = itemAt(this.marks.predicates, this.marks.predicateAt[i] as number)
      if (v?.cls === "v") return hangsNamed(v, "subj", m.index) || (i < m.from - 1 && hangsNamed(v, "obj", m.index))
    }
    return false
  }

  /// Where the words of what an act of speech is about begin: behind the verb, or at its object where a clause set off stands between.
  objectFrom(p: Predicate): number {
    for (const a of p.args)
      if (a.rel === "obj" && a.mention < 0 && a.token > p.token)
        for (let i = p.token + 1; i < a.token; i++) if (this.parts(i)) return a.token
    return p.token + 1
  }

  /// «روجت بكين لخطة سلام»: asked of those who fight.
  peaceOf(p: Predicate): Deed | undefined {
    const token = peaceSought(this.marks, p)
    return token >= 0 ? {token, means: "fighting"} : undefined
  }

  /// «هدد بفرض رسوم عليها», «أعرب عن تقديره له»: the one meant by a pronoun behind.
  aimAtPronoun(p: Predicate, fillers: {role: Role; filler: Filler}[]): void {
    if (p.cls !== "v") return
    const {words, mentionAt, sentences, predicateAt, predicates} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + DEED_REACH)
    for (let i = p.token + 1; i < end; i++) {
      if (this.parts(i) || words[i]?.closed.has("comp") || words[i]?.closed.has("rel")) return
      if (predicates[predicateAt[i] as number]?.cls === "v") return
      const pronoun = mentionAt[i] === -1 && AIMING.has(words[i]?.prep ?? "") ? this.pronounAt(i) : undefined
      // «رفع العقوبات المفروضة عليها»: the participle's own.
      if (!pronoun?.startsWith("3") || words[i - 1]?.nouns.some((r) => r.lemma.pos === "pp")) continue
      fillers.push({role: "target", filler: {kind: "pronoun", pronoun, token: i, rel: "aim"}})
      return
    }
  }

  /// «قدمت واشنطن مقترحا ورفضته بكين», «ضد مشروع قرار صاغته الجزائر», «الخطة التي طرحها ترامب»: who made what is answered.
  aimAtMaker(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (p.cls !== "v") return
    const noun = this.thingAnswered(p)
    if (noun < 0) return
    const maker = this.makerOf(p, noun)
    const m = itemAt(this.marks.mentions, maker)
    if (!m || used.includes(maker) || hangsNamed(p, "subj", maker) || (m.kind === "place" && !this.actsHere(m))) return
    put(fillers, used, "target", {kind: "mention", mention: maker, rel: "aim"})
  }

  /// «رسالة إلى قادة المنظمة يناشدهم فيها», «اتصال بنظيره حذره خلاله»: an act of speech in a letter or a call is aimed at whom it went to.
  aimAtAddressee(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {tokens, words, mentionAt, mentions, sentences} = this.marks
    if (p.cls !== "v" || !(IN_IT.has(tokens.folded[p.token + 1] as string) || IN_IT.has(tokens.folded[p.token + 2] as string))) return
    for (let i = p.token - 1; i >= Math.max(sentences[p.sentence]?.from ?? 0, p.token - LETTER_REACH); i--) {
      if (mentionAt[i] !== -1 || !words[i]?.nouns.some((r) => LETTERS.has(r.lemma.word))) continue
      for (let j = i + 1; j < p.token; j++) {
        const m = itemAt(mentions, mentionAt[j] as number)
        if (m?.from !== j || !(ADDRESSING.has(m.prep) || ADDRESSING.has(tokens.folded[j - 1] as string) || this.leadsTo(i, j))) continue
        if (m.kind !== "place" && !used.includes(m.index) && !hangsNamed(p, "subj", m.index))
          put(fillers, used, "target", {kind: "mention", mention: m.index, rel: "aim"})
        return
      }
      return
    }
  }

  /// «رسالة إلى قادة «إيكواس»»: between a letter and whom it goes to stand common nouns at most.
  leadsTo(letter: number, to: number): boolean {
    const {tokens, words, mentionAt} = this.marks
    for (let i = to - 1; i > letter && i >= to - 3; i--) {
      if (tokens.kind[i] !== WORD) continue
      if (mentionAt[i] !== -1) return false
      if (ADDRESSING.has(tokens.folded[i] as string)) return true
      if (words[i]?.prep || words[i]?.verb !== undefined) return false
    }
    return false
  }

  /// The noun of what an act of speech answers: what its pronoun stands for, or the first noun behind it.
  thingAnswered(p: Predicate): number {
    // «وهو ما نفته»: all that was said before.
    if (resumesWords(this.marks, p)) return -1
    const resumed = resumedBy(this.marks, p)
    if (resumed) return "nouns" in resumed ? (resumed.nouns.at(-1) ?? -1) : -1
    if (this.marks.words[p.token]?.verbs.some((r) => r.suffix?.startsWith("3"))) return this.answersThings(p) ? this.thingOf(p) : -1
    const {words, mentionAt, tokens, sentences} = this.marks
    // «استخدمت روسيا حق النقض (الفيتو) ضد مشروع قرار»
    const against = p.args.find((a) => a.rel === "ضد" && a.mention < 0)?.token
    const from = against ?? this.objectFrom(p)
    for (let i = from; i < Math.min(sentences[p.sentence]?.to ?? 0, from + DEED_REACH); i++) {
      if (tokens.kind[i] !== WORD ? this.parts(i) : words[i]?.closed.has("comp") || words[i]?.closed.has("rel")) return -1
      if (mentionAt[i] === -1 && this.isMade(i)) return i
    }
    return -1
  }

  /// Who made what a noun names: the doer of the verb that it is the object of, or that describes it.
  makerOf(p: Predicate, noun: number): number {
    const {predicates, predicateAt, words, tokens, sentences} = this.marks
    const subject = (v: Predicate): number => v.args.find((a) => a.rel === "subj" && a.mention >= 0)?.mention ?? -1
    const end = Math.min(sentences[p.sentence]?.to ?? 0, noun + MAKER_REACH)
    for (let i = noun + 1; i < end; i++) {
      if (tokens.kind[i] !== WORD && this.parts(i)) break
      const v = itemAt(predicates, predicateAt[i] as number)
      if (v?.cls !== "v" || v === p) continue
      return words[i]?.verbs.some((r) => r.suffix?.startsWith("3")) ? subject(v) : -1
    }
    for (let i = noun - 1; i >= Math.max(sentences[p.sentence]?.from ?? 0, noun - AIM_REACH); i--) {
      const v = itemAt(predicates, predicateAt[i] as number)
      if (v?.cls === "v" && v !== p && v.args.some((a) => a.token === noun && (a.rel === "obj" || a.rel === "عن"))) return subject(v)
    }
    return -1
  }

  /// «حذر من أن أشياء سيئة ستحدث إذا لم تعد كابول القاعدة»: who is to do otherwise.
  unless(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {words, tokens, sentences, predicates, predicateAt} = this.marks
    const end = sentences[p.sentence]?.to ?? 0
    for (let i = p.token + 1; i < end; i++) {
      const unless = tokens.folded[i] === "ما" && tokens.folded[i + 1] === "لم"
      if (!unless && !CONDITIONS.has(tokens.folded[i] as string)) continue
      for (let j = i + 1; j <= i + 3 && j < end; j++) {
        const v = itemAt(predicates, predicateAt[j] as number)
        if (v?.cls !== "v" || words[j]?.verb === undefined) continue
        // «إذا تعرضت بلاده لهجوم»: who would suffer is not who is threatened.
        if (v.passive || SUFFERS.has(v.lemma)) return
        for (const a of v.args)
          if (
            a.rel === "subj" &&
            a.mention >= 0 &&
            a.token > v.token &&
            !used.includes(a.mention) &&
            this.marks.mentions[a.mention]?.form !== "pair"
          )
            put(fillers, used, "target", {kind: "mention", mention: a.mention, rel: "aim"})
        return
      }
      return
    }
  }

  asked(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const asked = askedOf(this.marks, p)
    if (!asked) return
    if ("mentions" in asked) {
      for (const mention of asked.mentions)
        if (!used.includes(mention) && !this.isSufferer(p, mention)) put(fillers, used, "target", {kind: "mention", mention, rel: "asked"})
      return
    }
    const w = this.marks.words[asked.adjective]
    const bloc = w?.nouns.find((r) => this.lists.blocs.has(r.lemma.word))?.lemma.word
    const country = w?.nisba?.lemma.country ?? (bloc === undefined ? undefined : this.lists.blocs.get(bloc))
    if (country) fillers.push({role: "target", filler: {kind: "country", country, token: asked.adjective, rel: "asked"}})
  }

  /// «انتقدت واشنطن القرار», «نفت ذلك», «دعا إلى وقف إطلاق النار»: the first word behind the act that goes back to a deed.
  deedOf(p: Predicate): Deed | undefined {
    const {tokens, words, mentionAt, predicateAt, predicates, sentences} = this.marks
    if (p.cls === "v" && resumesWords(this.marks, p)) {
      const denied = DENIALS.has(p.lemma) || p.lemma === "رفض" || p.lemma === "فند"
      return {token: p.token, means: denied ? "words" : "deed", recent: true}
    }
    const resumed = p.cls === "v" ? resumedBy(this.marks, p) : undefined
    if (resumed && "nouns" in resumed) {
      for (const n of resumed.nouns)
        for (const r of words[n]?.nouns ?? []) {
          const means = this.lists.deeds.get(r.lemma.word)
          if (means) return {token: n, means, recent: true}
        }
      return undefined
    }
    if (this.isOfOwnDeed(p)) return undefined
    const thing = p.cls === "v" && this.answersThings(p) ? this.thingOf(p) : -1
    for (const r of words[thing]?.nouns ?? []) {
      const means = this.lists.deeds.get(r.lemma.word)
      if (means) return {token: thing, means, recent: true}
    }
    let recent = false
    const from = this.objectFrom(p)
    const end = Math.min(sentences[p.sentence]?.to ?? 0, from - 1 + DEED_REACH)
    for (let i = from; i < end; i++) {
      if (tokens.kind[i] !== WORD) {
        if (this.parts(i)) return undefined
        continue
      }
      if (mentionAt[i] !== -1) continue
      const w = words[i] as Word
      const at = predicateAt[i] as number
      if (w.closed.has("comp") || w.closed.has("rel") || (at >= 0 && predicates[at]?.cls === "v")) return undefined
      const next = words[i + 1]
      // «ونفت ذلك الرئيسة»: who denies it stands behind.
      const doer = itemAt(this.marks.mentions, mentionAt[i + 1] as number)
      const alone =
        tokens.kind[i + 1] !== WORD || next?.prep || next?.closed.size || next?.joined || (doer && hangsNamed(p, "subj", doer.index))
      if (w.closed.has("dem") && alone) return {token: i, means: "words"}
      if (w.closed.has("dem")) recent = true
      const definite = w.al || w.nouns.some((r) => r.suffix) || (next?.al ?? false)
      if (!definite) continue
      // «رفضت انتقاد الغزو»: what one refuses to do oneself.
      const own = p.lemma === "رفض" && !w.al && !w.nouns.some((r) => r.suffix)
      for (const r of w.nouns) {
        if (own && r.lemma.pos === "masdar") return undefined
        const means = this.lists.deeds.get(r.lemma.word)
        // «وتنفي كابول وجود مثل هذا الدعم»: what is denied was said.
        if (means && recent && DENIALS.has(p.lemma)) return {token: i, means: "words"}
        if (means) return {token: i, means, recent}
      }
    }
    return undefined
  }

  /// «مطالبين باستقالة رئيس الوزراء», «احتجاجا على كلمة نتنياهو», «تنديدا بسياسات الحكومة»: whom a protest is against.
  against(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (hasRole(fillers, "target")) return
    const {words, mentionAt, mentions, sentences, tokens} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + AIM_REACH + 4)
    for (let i = p.token + 1; i < end; i++) {
      if (this.parts(i) && !"،,".includes(tokens.folded[i] as string)) return
      // «أمام السفارة الإيطالية»
      const there = itemAt(mentions, mentionAt[i] as number)
      const embassy = there?.from === i && there.prep === "امام" ? this.embassyOf(there.index) : undefined
      if (embassy) {
        fillers.push({role: "target", filler: {kind: "country", country: embassy, token: i, rel: "aim"}})
        return
      }
      if (mentionAt[i] !== -1 || !words[i]?.nouns.some((r) => OUSTED.has(r.lemma.word))) continue
      // «للمطالبة برحيله»
      const own = words[i]?.nouns.find((r) => OUSTED.has(r.lemma.word) && r.suffix?.startsWith("3"))?.suffix
      if (own && OUSTING.test(tokens.folded[i] as string)) {
        fillers.push({role: "target", filler: {kind: "pronoun", pronoun: own, token: i, rel: "aim"}})
        return
      }
      const m = itemAt(mentions, mentionAt[i + 1] as number)
      if (m && !m.prep && !m.joined && m.kind !== "place" && !used.includes(m.index))
        put(fillers, used, "target", {kind: "mention", mention: m.index, rel: "aim"})
      return
    }
  }
}
