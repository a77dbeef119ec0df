import {type Mention, type Quotation, WORD} from "../model/index.ts"
import {DOCUMENT, listForms, NOT_SPEAKER, PARTICIPLE, PUBLISH, SOURCE} from "./statements-lexicon.ts"
import {itemAt} from "../support/index.ts"

import {
  type Chain,
  COMMAS,
  type Complement,
  type Cue,
  type Draft,
  isPronoun,
  LONGEST,
  MUTE,
  NOBODY,
  REACH,
  SAYS,
  type Speaker,
  understood,
} from "./statements-view.ts"
import {CueFinder} from "./statements-cues.ts"

const INDEFINITE = 1 << 17
/// «كل الدول», «جميع الأطراف»: those speak.
const PARTIES = /^(?:ال)?(?:دول|اطراف|قوي|جهات|فيات|كتل)$/

/// Who says it: after the verb, before it, or who spoke last.
export class SpeakerFinder extends CueFinder {
  /// The speaker of a verb: who follows it, or who stands before it, or who spoke last.
  speakerOf(cue: Cue): Speaker {
    const i = cue.token
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[i] as number)
    const stop = cue.complement?.at ?? this.sentenceEnd(i)
    const own = predicate?.args.filter((a) => a.rel === "subj" && a.token !== i && a.mention >= 0 && (a.token < i || a.token < stop)) ?? []
    const before = own.filter((a) => a.token < i)
    const stood = before.length === 1 ? this.spokesman(this.m.mentions[before[0]!.mention] as Mention) : undefined
    if (stood) return stood
    if (before.length > 0 && (this.isWord(i - 1) || cue.word?.cls === "tell")) return this.speakers(before.map((a) => a.mention))
    const next = this.nounPhraseAfter(i + 1, stop, cue)
    const beside = this.mentionAt(i - 1)
    if (
      !next &&
      beside &&
      beside.to === i &&
      !beside.prep &&
      SAYS.has(cue.word?.cls ?? "") &&
      cue.from === i &&
      !this.isWord(beside.from - 1) &&
      this.agrees(i, this.speakers([beside.index]))
    )
      return this.speakers([beside.index])
    if (!next && this.isWord(i - 1) && this.word(i - 1).closed.has("rel") && !this.word(i - 1).prep) {
      // «مودي، الذي أخبره أن»
      const antecedent = this.mentionAt(this.isPunct(i - 2, COMMAS) ? i - 3 : i - 2)
      if (antecedent) return this.speakers([antecedent.index])
    }
    if (next && cue.word?.cls === "judge" && next.span && !this.inList(this.tokenAt(next.span.start), SOURCE))
      return before.length > 0 ? this.speakers(before.map((a) => a.mention)) : this.spokeLast(cue)
    if (next && this.isJudged(cue, next, stop)) return this.topicBefore(cue) ?? this.spokeLast(cue)
    // «واتهم الولايات المتحدة بأنها»: the verb does not agree with whom it is said of.
    if (next && cue.word?.cls === "judge" && next.mention >= 0 && !this.agrees(i, next)) return this.spokeLast(cue)
    if (next && this.isAddressee(cue, next, stop)) return this.topicBefore(cue) ?? this.spokeLast(cue)
    if (next) return this.sameTitle(cue, next) ?? next
    const told = this.relativeBefore(cue)
    if (told) return told
    const writer = this.inLetter(cue) ? this.letterFrom(cue) : undefined
    if (writer) return writer
    const topic = this.topicBefore(cue)
    if (topic) return topic
    const placed = own
      .filter((a) => {
        const m = this.m.mentions[a.mention] as Mention
        return !this.isOutletName(m) && !this.isMet(a.mention, i, stop) && !(m.from > i && this.isUnderPhrase(m))
      })
      .map((a) => a.mention)
    if (placed.length > 0) {
      const many = this.isPlural(i) && !this.mayBeMany(this.speakers(placed)) ? this.nounBefore(cue) : undefined
      return many ?? this.speakers(placed)
    }
    // «سبق لوزير الخزانة X أن أعلن أن»
    const owner = this.isComplementiser(i - 1) ? this.mentionAt(i - 2) : undefined
    if (owner?.prep === "ل" && owner.to === i - 1) return this.speakers([owner.index])
    const noun = this.nominalBefore(cue)
    if (noun) return noun
    // «زار الوزير المخيم حيث أعلن كذا», «عقوبات على شركات قالت إنها», «احتجت البرازيل على ما وصفته»: who is spoken of in the sentence.
    if (this.hangsOnSentence(cue)) {
      const here = this.circumstanceOf(cue)
      if (!here.inherited && here.mention >= 0) return here
    }
    const earlier = this.spokeLast(cue)
    if (earlier.mention >= 0 || earlier.span) return earlier
    // «خلصت الدراسة إلى أن»: a paper of nobody's.
    if (this.inList(i + 1, DOCUMENT) && this.word(i + 1).al)
      return {mention: -1, span: this.span(i + 1, i + 2), together: [], inherited: false}
    return understood(this.circumstanceOf(cue))
  }

  /// «في حوار مع رؤساء التحرير وعدد من الكتاب»
  isUnderPhrase(m: Mention): boolean {
    const before = this.word(m.from - 1)
    return m.prep !== "" || before.prep !== ""
  }

  /// A verb in a clause about a thing or a body of the sentence: «حيث أعلن», «شركات قالت إنها», «ما وصفته».
  hangsOnSentence(cue: Cue): boolean {
    const i = cue.token
    const before = this.folded(i - 1)
    if (before === "حيث") return true
    if (cue.word?.cls === "judge") return before === "ما" || before === "بما" || before === "مما"
    if (cue.word?.cls !== "say" || cue.complement?.kind !== "clause" || cue.complement.at !== i + 1) return false
    // «شركات قالت إنها تمول الحرب»: they are spoken of by the pronoun.
    const w = this.word(i - 1)
    return (
      /^ا?ن(?:ه|ها|هم|هما|هن)$/.test(this.folded(i + 1)) &&
      this.isWord(i - 1) &&
      w.nouns.length > 0 &&
      !w.al &&
      !this.mentionAt(i - 1) &&
      !w.time
    )
  }

  /// «البرازيل، التي عززت قواتها، دعت البلدين إلى»: the topic before a relative clause set off by commas.
  topicBefore(cue: Cue): Speaker | undefined {
    if (!this.isPunct(cue.from - 1, COMMAS)) return undefined
    const start = this.sentenceStart(cue.token)
    for (let j = cue.from - 2; j > Math.max(start, cue.from - REACH); j--) {
      if (!this.isPunct(j, COMMAS) || !this.word(j + 1).closed.has("rel")) continue
      const m = this.mentionAt(j - 1)
      if (!m || m.prep || m.to !== j) return undefined
      const first = m.from === start || !this.isWord(m.from - 1) || /^(?:لكن|ولكن|ان|وان|اما)$/.test(this.folded(m.from - 1))
      const speaker = this.speakers([m.index])
      return first && this.agrees(cue.token, speaker) ? speaker : undefined
    }
    return undefined
  }

  /// «… ماكرون الذي كان قد هاتف الزعيمين وحذرهما من أن»: a verb joined to one of a relative clause has its subject.
  relativeBefore(cue: Cue): Speaker | undefined {
    if (!this.isJoined(cue) || this.isPunct(cue.from - 1, COMMAS)) return undefined
    for (let j = cue.from - 1; j > Math.max(this.sentenceStart(cue.token), cue.from - REACH); j--) {
      if (!this.isFiniteVerb(j) || this.mentionAt(j)) continue
      let rel = j - 1
      while (/^(?:قد|كان|كانت|كانوا|لم|لا)$/.test(this.folded(rel))) rel--
      if (!this.word(rel).closed.has("rel") || this.word(rel).prep) return undefined
      const m = this.mentionAt(this.isPunct(rel - 1, COMMAS) ? rel - 2 : rel - 1)
      const speaker = m && this.speakers([m.index])
      return speaker && this.agrees(cue.token, speaker) ? speaker : undefined
    }
    return undefined
  }

  /// «لكن مدير مركز الأرصاد أوضح أن»: people or a body at the head of the sentence, right before their verb.
  nominalBefore(cue: Cue): Speaker | undefined {
    const start = this.sentenceStart(cue.token)
    let head = cue.from
    while (
      head > start &&
      cue.from - head < 12 &&
      this.isWord(head - 1) &&
      !this.isFiniteVerb(head - 1) &&
      !this.word(head - 1).closed.has("rel")
    )
      head--
    if (head === cue.from || (head > start && !this.isPunct(head - 1, `.:–-${COMMAS}`))) return undefined
    if (/^و?لكن$/.test(this.folded(head))) head++
    else if (this.isComplementiser(head + 1) && /^و?(?:غير|الا|بيد|رغم|مع)$/.test(this.folded(head))) head += 2
    if (head >= cue.from - 1 || this.mentionAt(head)?.prep || !this.isPerson(head) || this.word(head).prep || this.word(head).attached)
      return undefined
    const m = this.mentionAt(head)
    const speaker = m ? this.speakers([m.index]) : this.describedAt(head, cue.from)
    return speaker && speaker !== MUTE && this.agrees(cue.token, speaker) ? speaker : undefined
  }

  /// «رسالة يناشدهم فيها …», «اتصال أكد له فيه أن».
  inLetter(cue: Cue): boolean {
    for (let j = cue.token + 1; j <= cue.token + 2; j++) if (/^(?:فيه|فيها|خلاله|خلالها)$/.test(this.folded(j))) return true
    return false
  }

  /// Whose letter or call it is: who it came from, or who sent it.
  letterFrom(cue: Cue): Speaker | undefined {
    const near = this.mentionAt(cue.from - 1)
    const sender = near && this.named(near, cue.from)
    if (near && (near.prep === "من" || this.word(near.from - 1).prep === "من" || /^من$/.test(this.folded(near.from - 1))) && sender) {
      const speaker = this.speakers([sender.index])
      if (this.agrees(cue.token, speaker)) return speaker
    }
    for (let j = cue.from - 1; j >= Math.max(this.sentenceStart(cue.token), cue.from - 20); j--) {
      if (!this.isWord(j) || this.folded(j) !== "من") continue
      const m = this.mentionAt(j + 1)
      if (m?.from !== j + 1) continue
      const speaker = this.withJoined(m)
      if (this.agrees(cue.token, speaker)) return speaker
    }
    const own = this.circumstanceOf(cue)
    return own.mention >= 0 || own.span ? understood(own, false) : undefined
  }

  /// «قال لافروف … وأوضح الوزير», «وتابع المسؤول ذاته»: a title without a name right after somebody spoke is his, where nobody else was named
  /// between and his own office is no other.
  sameTitle(cue: Cue, speaker: Speaker): Speaker | undefined {
    const m = itemAt(this.m.mentions, speaker.mention)
    const head = m ? m.from : speaker.span ? this.tokenAt(speaker.span.start) : -1
    const {last} = this
    if (!last || head < 0 || !this.word(head).al || speaker.together.length > 0) return undefined
    if (m ? m.form !== "title" || m.known.length > 0 || m.number !== "sg" : !this.isOnePerson(head)) return undefined
    if (this.isNamedBehind(m ? m.to : head + 1)) return undefined
    const spoke = itemAt(this.m.mentions, last.speaker.mention)
    const again = this.isSaidAgain(m ? m.to : head + 1)
    if (!spoke || head <= spoke.from || cue.sentence - last.sentence > (again ? 4 : 2)) return undefined
    // «وقال متحدث باسم الوزارة …. وأضاف المتحدث»: one without a name speaks for his body again.
    if (
      spoke.form === "title" &&
      !this.word(spoke.from).al &&
      spoke.office.endsWith("spokesperson") &&
      m?.office === "spokesperson" &&
      m.to - m.from === 1
    )
      return last.speaker
    if (spoke.kind !== "person" || spoke.form !== "name" || !this.agrees(cue.token, last.speaker)) return undefined
    if (!again && this.isAnotherNamed(spoke, head)) return undefined
    return this.bears(spoke, m, head, again) ? last.speaker : undefined
  }

  /// «المصدر ذاته», «المسؤول نفسه»
  isSaidAgain(j: number): boolean {
    return /^(?:ذات|نفس|عين)(?:ه|ها)$|^(?:المذكور|المذكوره|اياه|اياها)$/.test(this.folded(j))
  }

  /// «المسؤول», «القيادي»: a noun for one person.
  isOnePerson(j: number): boolean {
    return (
      listForms(this.folded(j)).some((f) => this.speech.persons.has(f)) ||
      this.word(j).nouns.some((r) => r.lemma.tags.includes("person") && ((r.feats >> 12) & 3) === 1 && !/[وي]ن$|ات$/.test(this.folded(j)))
    )
  }

  /// «القيادي في حركة كذا فلان», «النائب الأول لرئيس المجلس فلان»: the title goes on, perhaps to a name of its own.
  isNamedBehind(from: number): boolean {
    let j = from
    while (this.isWord(j) && this.word(j).al && !this.word(j).attached && !this.mentionAt(j)) j++
    if (!this.isWord(j) || this.isSaidAgain(j) || this.isComplementiser(j) || this.m.aside[j] || this.word(j).time) return false
    if (this.word(j).attached === "ل") return !this.word(j).al && !this.mentionAt(j)
    if (this.word(j).prep && this.word(j).nouns.length === 0) {
      if (!/^(?:في|ب)$/.test(this.word(j).prep)) return false
      j++
      const where = this.mentionAt(j)
      j = where ? where.to : j + 1
      const goesOn = (i: number): boolean =>
        this.isWord(i) && !this.mentionAt(i) && (this.word(i).al || this.word(i).adj !== undefined) && !this.word(i).attached
      while (goesOn(j) && !this.isComplementiser(j)) j++
    }
    const beside = this.mentionAt(j)
    return (
      (beside?.from === j && beside.kind === "person" && !beside.prep) || (this.isWord(j) && this.word(j).unknown && !this.word(j).attached)
    )
  }

  /// Somebody else named between one who spoke and a title, but in what was said.
  isAnotherNamed(spoke: Mention, head: number): boolean {
    for (let n = spoke.index + 1; n < this.m.mentions.length; n++) {
      const other = this.m.mentions[n] as Mention
      if (other.from >= head) return false
      if (
        other.kind === "person" &&
        other.number !== "pl" &&
        other.form !== "pair" &&
        !this.said[other.from] &&
        !this.isSameName(n, spoke.index) &&
        !/^و?لل/.test(this.folded(other.from))
      )
        return true
    }
    return false
  }

  /// May the title be that of one who spoke: his office, or a word that is no office and no other's.
  bears(spoke: Mention, m: Mention | undefined, head: number, again: boolean): boolean {
    const text = m ? this.m.text.slice(m.start, m.end) : this.m.text.slice(this.m.tokens.start[head], this.m.tokens.end[head])
    const title = text.replace(/^و?ال/, "")
    const office = m?.office ?? ""
    const single = !m || m.to - m.from === 1
    if (office === "spokesperson" && !single) {
      // «الناطق الرسمي باسم الوزارة»: only of one who was called so.
      for (let n = spoke.index; n >= Math.max(0, spoke.index - 200); n--)
        if (this.isSameName(n, spoke.index) && (this.m.mentions[n] as Mention).office === office) return this.sharesCountry(spoke, m)
      return false
    }
    // «الكاتب»: whose article is told of, and rarely the one named last.
    const writer = /^و?(?:ال|لل|بال)(?:كاتب|مولف|صحافي|صحفي)ه?$/.test(this.folded(head)) && !again
    let reached = false
    const near = spoke.index + 60
    for (let n = Math.min(near, this.m.mentions.length - 1); n >= Math.max(0, spoke.index - 200); n--) {
      const named = this.m.mentions[n] as Mention
      if (named.from >= head || named.kind !== "person" || !named.role || named.form !== "name") continue
      const same = this.isSameName(n, spoke.index)
      if (named.role.includes(title) || (office !== "" && named.office === office)) return same && this.sharesCountry(named, m)
      if (same && !reached) {
        if (office !== "" && office !== "spokesperson") return false
        reached = true
        if (writer) continue
        if (again || office === "") return this.sharesCountry(named, m)
      }
    }
    return !writer && (office === "" || office === "spokesperson" || (single && !reached))
  }

  /// «المسؤول الأميركي»: of no other state than he is.
  sharesCountry(a: Mention, b: Mention | undefined): boolean {
    return !b || a.countries.length === 0 || b.countries.length === 0 || a.countries.some((c) => b.countries.includes(c))
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
        // «المتحدث باسم الرئيس فلان»: the one whom he speaks for.
        if (this.folded(j) === "باسم" && (this.mentionAt(j + 1)?.kind === "person" || this.word(j + 1).title !== undefined)) return m
        if (this.word(j).prep && !this.word(j).attached && this.folded(j) !== "باسم")
          return m.form === "title" ? (this.namedBehind(j, stop) ?? m) : m
      } else if (this.isPunct(j, COMMAS) && m.form === "title") {
        // «المتحدث باسم الرئاسة، المستشار أحمد فهمي، بأن»
        const beside = this.mentionAt(j + 1)
        const set = beside?.from === j + 1 && beside.kind === "person" && beside.form === "name" && !beside.prep && !beside.joined
        return set && this.isPunct(beside.to, COMMAS) ? beside : m
      } else if ((this.opensAt[j] as number) < 0 && !this.isPunct(j, '(»”"')) return m
      j++
      steps++
    }
    return m
  }

  /// «القيادي في تحالفها كورني نانغا»: a name without a title of its own, behind where the one before it works.
  namedBehind(prep: number, stop: number): Mention | undefined {
    if (this.folded(prep) !== "في" && this.folded(prep) !== "لدي") return undefined
    for (let j = prep + 1; j < Math.min(stop, prep + 7); j++) {
      const m = this.mentionAt(j)
      if (m) {
        if (m.kind === "person")
          return j > prep + 1 && m.from === j && m.form === "name" && !m.prep && !m.joined && (!m.role || this.isRanked(m)) ? m : undefined
        j = m.to - 1
      } else if (!this.isWord(j) || this.isFiniteVerb(j) || this.inList(j, DOCUMENT) || this.word(j).prep || this.word(j).time)
        return undefined
    }
    return undefined
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

  isObjectOf(verb: number, m: Mention): boolean {
    return (
      itemAt(this.m.predicates, this.m.predicateAt[verb] as number)?.args.some((a) => a.rel === "obj" && a.mention === m.index) ?? false
    )
  }

  /// «ووصف النظام الإيراني بأنه «خطير»»: the one phrase before what he is called is whom it is said of, where somebody spoke just before.
  isJudged(cue: Cue, found: Speaker, stop: number): boolean {
    if (!/^(?:وصف|نعت|اتهم|شبه)$/.test(cue.word?.lemma ?? "") || cue.kind !== "verb" || !this.last || !this.isJoined(cue)) return false
    if (cue.sentence - this.last.sentence > 1 || !this.agrees(cue.token, this.last.speaker)) return false
    if (this.word(cue.token).verbs.some((r) => r.suffix && r.lemma.word === cue.word?.lemma)) return false
    const m = itemAt(this.m.mentions, found.mention)
    const end = m ? m.to : found.span ? this.tokenAt(found.span.start) + 1 : stop
    let by = end
    while (by < stop && this.isWord(by) && this.word(by).attached !== "ب" && !/^ب(?:ان|ـ)?/.test(this.folded(by))) by++
    for (let j = end; j < by; j++) {
      const w = this.word(j)
      const other = this.mentionAt(j)
      if (other && !other.prep && !other.joined) return false
      if (w.nouns.length > 0 && !w.prep && !w.attached && w.adj === undefined && w.nisba === undefined && !w.time && !this.m.aside[j])
        return false
    }
    return by > end - 1
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
    // «ودعا باريس إلى»: a state or a capital is feminine, so a masculine verb is another's.
    if (
      m &&
      m.form === "name" &&
      !this.isFeminine(cue.token) &&
      (m.kind === "place" || (m.kind === "country" && !this.agrees(cue.token, found))) &&
      this.isObjectOf(cue.token, m)
    )
      return true
    // «ودعتا مجلس الأمن إلى»: two or many before the verb, never behind it.
    const said = this.word(cue.token).verbs.filter((r) => r.lemma.word === cue.word?.lemma)
    if (said.length > 0 && said.every((r) => ((r.feats >> 12) & 3) >= 2)) return true
    // «وحث حزب المعارضة الرئيس على»: who is asked stands behind who asks.
    if (found.span) {
      let behind = head + 1
      while (behind < stop && (this.m.tokens.start[behind] as number) < found.span.end) behind++
      if (behind < stop && this.isWord(behind) && this.word(behind).al && !this.word(behind).attached && !this.word(behind).time)
        return false
    }
    // «وطالبت منظمات حقوقية بكذا»: whom something is asked of is seldom new to the reader.
    if (
      !m &&
      head >= 0 &&
      !this.word(head).al &&
      !this.word(head + 1).al &&
      !this.mentionAt(head + 1) &&
      !this.word(head).closed.has("quant")
    )
      return false
    // «إن «الباب مفتوح» ودعا كل الأطراف إلى»
    if (
      !m &&
      head >= 0 &&
      this.isJoined(cue) &&
      this.last?.sentence === cue.sentence &&
      !this.isPlural(cue.token) &&
      !/[وا]ن$/.test(this.folded(head)) &&
      this.agrees(cue.token, this.last.speaker) &&
      (this.word(head).closed.has("quant") || this.word(head).nouns.some((r) => ((r.feats >> 12) & 3) >= 2))
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
          return this.spokesman(m) ?? this.withJoined(m)
        }
        j = m.to
        continue
      }
      if (this.m.tokens.kind[j] !== WORD) {
        const q = this.opensAt[j] as number
        if (q >= 0) {
          const quotation = this.m.quotations[q] as Quotation
          if (j > from && this.isWord(j - 1) && !this.isFiniteVerb(j - 1)) {
            j = this.pastAdjective(quotation.to + 1)
            continue
          }
          // «أبلغ «العربي الجديد» وزير النفط فلان أن»: whom it was told.
          if (j === from && cue.word?.cls === "tell") {
            const teller = this.nounPhraseAfter(quotation.to + 1, stop, cue)
            if (teller) return teller
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
      if (isPronoun(this.folded(j)) || this.isAccusative(j)) {
        j++
        continue
      }
      // «في حوار مع رؤساء التحرير وعدد من الكتاب»: goes with the phrase before.
      if (j > from && this.isPunct(j - 1, '»”"') && this.pastAdjective(j) > j) {
        j++
        continue
      }
      if (j > from && w.joined && this.isWord(j - 1) && w.nouns.length > 0 && !this.isFiniteVerb(j) && !this.inList(j, PARTICIPLE)) {
        j = this.afterPhrase(j, stop)
        continue
      }
      // «بهذا الخصوص»
      if (/^[بلفك](?:هذا|هذه|ذلك|تلك)$/.test(this.folded(j))) {
        j = this.afterPhrase(j, stop)
        continue
      }
      // «قال كل من X وY إن»
      if (/^كلا?$/.test(this.folded(j)) && this.folded(j + 1) === "من") {
        const each = this.mentionAt(j + 2) ?? this.mentionAt(j + 3)
        if (each && (each.from === j + 2 || (each.from === j + 3 && (this.opensAt[j + 2] as number) >= 0))) return this.withJoined(each)
      }
      const counted = this.figure[j] || this.isMoreThan(j) ? this.countedAt(j, stop) : undefined
      if (counted) return counted
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
      // «كما أكد أهمية الحوار»: what is told, and nobody who speaks.
      const kind = cue.complement?.kind
      if (
        cue.kind === "verb" &&
        cue.word?.anyObject &&
        kind !== "clause" &&
        kind !== "phrase" &&
        !this.namesSource(j) &&
        !this.word(j + 1).unknown
      )
        return undefined
      if (w.nouns.length > 0 || w.unknown || j === from || w.closed.has("quant")) return this.describedAt(j, stop)
      j++
    }
    return undefined
  }

  /// Past the noun of a prepositional phrase and what belongs to it: «في مؤتمر صحفي», «للصحفيين».
  afterPhrase(j: number, stop: number): number {
    const m = this.mentionAt(j)
    if (m) return m.to
    const met = this.metBy(j, stop)
    if (met) return met.to
    // «لـ«العربي الجديد»»
    const quoted = itemAt(this.m.quotations, this.opensAt[j] ?? -1)
    if (quoted && quoted.to < stop) return this.pastAdjective(quoted.to + 1)
    // «بهذا الخصوص», «على أحد أسئلة الصحفيين»: the noun of what points to it or counts it.
    if (this.isWord(j + 1) && this.m.mentionAt[j + 1] === -1 && /^[بلفك]?(?:هذا|هذه|ذلك|تلك|احد|احدي|بعض|كل|جميع)$/.test(this.folded(j)))
      j++
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
      (!this.inList(j, SOURCE) || this.belongsTo(j))
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
      (next.kind !== "person" || (next.form === "title" && next.number === "pl"))
    )
      return next.to
    return j
  }

  /// «في صحيفة «السفير» اللبنانية»
  pastAdjective(j: number): number {
    const w = this.word(j)
    return w.al && !w.joined && !w.attached && !this.mentionAt(j) && (w.adj !== undefined || w.nisba !== undefined) ? j + 1 : j
  }

  /// «في مؤتمر صحفي», «على أسئلة الصحفيين»: an adjective of the noun before, or the second part of its construct, and nobody who speaks.
  belongsTo(j: number): boolean {
    const w = this.word(j)
    const before = this.word(j - 1)
    if (w.joined || before.nouns.length === 0) return false
    const plain = !before.al && !before.nouns.some((r) => r.suffix)
    const described = w.nouns.some((r) => r.lemma.pos === "adj" && ((r.feats >> 12) & 3) === 1)
    // «لوسائل إعلام جزائرية»
    if (/وسايل$/.test(this.folded(j - 1))) return true
    if (described && /ي(?:ه)?$/.test(this.folded(j))) return w.al === before.al || plain === !w.al
    return plain && w.al && before.adj === undefined && w.nouns.some((r) => ((r.feats >> 12) & 3) === 3)
  }

  /// «رئيسا», «مرارا», «ردا»: a noun in the accusative without its article is nobody who speaks.
  isAccusative(j: number): boolean {
    const w = this.word(j)
    if (this.m.text.slice(this.m.tokens.start[j], this.m.tokens.end[j]).includes("\u064b")) return true
    return (
      /[^ا]ا$/.test(this.folded(j)) &&
      !w.al &&
      w.nouns.length > 0 &&
      w.nouns.some((r) => (r.feats & INDEFINITE) !== 0 && !/[اي]$/.test(r.lemma.word)) &&
      !(this.word(j + 1).al && !this.word(j + 1).attached) &&
      (this.mentionAt(j + 1)?.prep ?? "-") !== ""
    )
  }

  /// «عقب لقائه رئيس الوزراء فلانا»: whom the one meant by the pronoun met, and not who speaks.
  metBy(j: number, stop: number): Mention | undefined {
    if (!this.word(j).nouns.some((r) => r.suffix && this.speech.meetings.has(r.lemma.word))) return undefined
    for (let n = j + 1; n < Math.min(stop, j + 9) && this.isWord(n); n++) {
      if (this.isComplementiser(n) || this.isFiniteVerb(n)) return undefined
      const m = this.mentionAt(n)
      if (m?.kind === "person") return m.prep ? undefined : m
      if (m) n = m.to - 1
    }
    return undefined
  }

  isMet(mention: number, verb: number, stop: number): boolean {
    const m = this.m.mentions[mention] as Mention
    for (let j = verb + 1; j < Math.min(m.from, verb + REACH); j++) if (this.metBy(j, stop) === m) return true
    return false
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

  /// «ثلاثة مسؤولين», «مهندسان»: people who speak without a name, counted.
  countedAt(j: number, stop: number): Speaker | undefined {
    let noun = this.isMoreThan(j) ? j + 2 : j
    while (noun < stop && this.isWord(noun) && this.figure[noun] && !this.isPersonNoun(noun)) noun++
    if (this.folded(noun) === "من") noun++
    if (noun >= stop || !this.isWord(noun) || this.mentionAt(noun) || !this.isPersonNoun(noun)) return undefined
    const rest = this.describedAt(noun, stop)
    return rest?.span ? {...rest, span: {start: this.span(j, j + 1).start, end: rest.span.end}} : rest
  }

  /// «ورحبت السعودية بالاتفاق، وأكدت وزارة خارجيتها»: the state named before in the sentence.
  ownerOf(j: number): Speaker | undefined {
    const at = this.folded(j) === "وزاره" ? j + 1 : j
    if (!/^(?:خارجيت|دفاع|داخليت|ماليت|حكومت|رياست|سفارت)(?:ها|ه)$/.test(this.folded(at))) return undefined
    for (let n = j - 1; n >= this.sentenceStart(j); n--) {
      const m = this.mentionAt(n)
      if (m?.kind === "country" && !m.prep && m.from === n) return this.speakers([m.index])
    }
    return undefined
  }

  /// A speaker told by a common noun: «محللون», «مسؤول في وزارة المالية», «بيانات الجمارك الصينية».
  describedAt(j: number, stop: number): Speaker | undefined {
    const owner = this.ownerOf(j)
    if (owner) return owner
    if (this.inList(j, NOT_SPEAKER) && !this.inList(j, DOCUMENT)) return MUTE
    // «كل هذه المعطيات تشير إلى»
    const all = /^و?(?:كل|جميع|كافه)$/.test(this.folded(j)) ? (/^(?:هذا|هذه|تلك|ذلك)$/.test(this.folded(j + 1)) ? j + 2 : j + 1) : -1
    if (
      all > 0 &&
      !this.mentionAt(all) &&
      this.folded(all) !== "من" &&
      !this.isPersonNoun(all) &&
      !this.word(all).body &&
      !PARTIES.test(this.folded(all))
    )
      return MUTE
    if (this.word(j).al && this.inList(j, NOT_SPEAKER) && this.m.mentionAt[j + 1] === -1) return MUTE
    const document = this.inList(j, DOCUMENT)
    // «قوامها», «نتائجه»: what belongs to somebody is no speaker, unless a person or a body.
    if (
      !document &&
      this.word(j).nouns.length > 0 &&
      this.word(j).nouns.every((r) => r.suffix) &&
      !this.isPerson(j) &&
      !this.isPersonNoun(j)
    )
      return undefined
    const known = document || this.inList(j, SOURCE) || this.isSome(j)
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
            // «زعيم «حزب الله» اللبناني فلان»
            const holder = this.mentionAt(this.pastAdjective(q.to + 1))
            if (holder?.kind === "person" && holder.form === "name" && !holder.prep && !holder.joined && this.isPersonNoun(j))
              return this.speakers([holder.index])
            const named = this.mentionAt(q.from)
            if (named && this.word(j).title === undefined) return this.speakers([named.index])
            return {mention: -1, span: this.span(j, q.to), together: [], inherited: false}
          }
        }
        // «ممثل منظمة «أطباء بلا حدود»»
        const called = itemAt(this.m.quotations, this.opensAt[to] ?? -1)
        if (
          called &&
          called.to < stop &&
          !this.word(to - 1).al &&
          this.isWord(to - 1) &&
          !/^[لبك]ـ?$/.test(this.folded(to - 1)) &&
          this.wordCount(called.from, called.to) <= 5
        ) {
          to = called.to + 1
          continue
        }
        break
      }
      const w = this.word(to)
      // «انتقدت المعارضة الاتفاق»: with its article no noun stands before another that is no adjective.
      if (to === j + 1 && definite && w.al && w.adj === undefined && w.nisba === undefined && w.nouns.length > 0 && !w.attached) break
      // «يقدر مصرفيون الأرصدة»: what keeps its «ن» stands in no construct.
      if (
        to === j + 1 &&
        w.al &&
        !this.word(j).al &&
        /[وي]ن$/.test(this.folded(j)) &&
        this.word(j).nouns.some((r) => ((r.feats >> 12) & 3) === 3)
      )
        break
      if (to === j + 1 && !w.al && !this.word(j).al && w.adj && !w.joined && !w.attached && w.closed.size === 0) {
        to++
        // «انتقد نواب أوروبيون القرار»: behind an adjective without the article stands what they judge.
        if (this.word(to).al && !this.word(to).attached && !this.mentionAt(to)) break
        continue
      }
      if (
        this.isComplementiser(to) ||
        (this.isFiniteVerb(to) && w.nouns.length === 0 && !(this.isCarrierHead(to - 1) && !this.verbWord(to))) ||
        w.closed.has("rel") ||
        (w.time && !(w.al && this.word(to - 1).title !== undefined)) ||
        this.m.aside[to]
      )
        break
      if (w.closed.has("conj") || (w.prep === "" && w.closed.size > 0 && !w.closed.has("quant"))) break
      if (this.isFiniteVerb(to) && !(this.isCarrierHead(to - 1) && !this.verbWord(to))) break
      if (/^و?ل/.test(this.folded(to)) && this.isCarrierHead(to)) break
      if ((definite || !known) && ((w.prep !== "" && w.nouns.length === 0) || w.attached !== "")) {
        const named = to - j <= 3 && w.prep !== "" ? this.namedBehind(to, stop) : undefined
        if (named) return this.speakers([named.index])
        break
      }
      // «في بيان», «في مقابلة»: where it was said, no part of who said it.
      if (w.prep === "في" && this.inList(to + 1, DOCUMENT)) break
      to++
    }
    const bearer = inner && !document ? this.bearerIn(j, to) : undefined
    if (bearer) return this.speakers([bearer.index])
    // A paper speaks for whoever made it; a word in apposition to a name speaks under the name.
    if (document && inner && inner.kind !== "place") return this.speakers([inner.index])
    // «زوجة الصحفي المعتقل»: the first word is who speaks, and no title of the second.
    const kin = inner?.from === j + 1 && !this.word(j).al && this.word(j).title === undefined && this.isPersonNoun(j)
    const ends = inner !== undefined && (inner.to >= to || (inner.form === "name" && this.word(inner.to).title !== undefined))
    if (!document && inner?.kind === "person" && !inner.prep && ends && !kin && !this.isSpokenFor(inner))
      return this.speakers([inner.index])
    // «شركة فورتكسا لتعقب الشحنات»: the word says what kind of body the name is.
    const called = inner?.from === j + 1 && inner.form === "name" && this.word(j).body !== undefined && !this.word(j).al
    if (!document && inner && inner.kind === "organization" && !inner.prep && (called || !this.inList(j, SOURCE)))
      return this.speakers([inner.index])
    if (
      document &&
      !inner &&
      this.word(j).al &&
      to === j + 1 &&
      this.word(j).nouns.some((r) => ((r.feats >> 12) & 3) === 1 && !/ات$/.test(this.folded(j)))
    )
      return undefined
    while (to > j + 1 && this.isWord(to - 1) && this.word(to - 1).prep) to--
    // «مفوضة الاتحاد لشؤون الهجرة ، ييلفا يوهانسون ،»
    const beside = this.isPunct(to, COMMAS) ? this.mentionAt(to + 1) : undefined
    if (
      beside?.from === to + 1 &&
      beside.kind === "person" &&
      beside.form === "name" &&
      !beside.prep &&
      !beside.joined &&
      this.isPunct(beside.to, COMMAS) &&
      this.isPersonNoun(j)
    )
      return this.speakers([beside.index])
    const met = definite && to === j + 1 ? (this.bodyBefore(j) ?? this.outletBefore(j) ?? this.calledBefore(j)) : undefined
    if (met) return this.speakers([met.index])
    return {mention: -1, span: this.span(j, to), together: [], inherited: false}
  }

  /// «المتحدث باسم الرئيس فلان»: the name is of the one whom an unnamed man speaks for.
  spokesman(m: Mention): Speaker | undefined {
    if (m.kind !== "person" || m.nameFrom <= m.from) return undefined
    for (let j = m.from; j + 1 < m.nameFrom; j++)
      if (this.folded(j) === "باسم" && j + 2 === m.nameFrom && this.word(j + 1).title !== undefined && this.word(j + 1).al)
        return {mention: -1, span: this.span(m.from, m.nameFrom), together: [], inherited: false}
    return undefined
  }

  /// «المتحدث باسم الرئيس فلان»
  isSpokenFor(m: Mention): boolean {
    return /^(?:باسم|بلسان)$/.test(this.folded(m.from - 1))
  }

  /// «عدد من المحللين», «كثير من المراقبين»
  isSome(j: number): boolean {
    return this.folded(j + 1) === "من" && /^و?(?:ال)?(?:عدد|كثير|عديد|قليل|بعض|مجموعه|جمله|غالبيه|اغلبيه|اكثر)$/.test(this.folded(j))
  }

  /// «مدير مؤسسة العلاقات الخارجية في برلين الدكتور فلان»: the name behind a rank of its own closes the whole title.
  bearerIn(from: number, to: number): Mention | undefined {
    for (let j = to - 1; j > from; j--) {
      const m = this.mentionAt(j)
      if (!m) continue
      return m.from > from && m.kind === "person" && !m.prep && !m.joined && m.to === to && this.isRanked(m) ? m : undefined
    }
    return undefined
  }

  /// «الدكتور فلان», «اللواء فلان»: a rank that goes with a name, and names no office of a body.
  isRanked(m: Mention): boolean {
    return m.nameTo > m.nameFrom && this.speech.ranks.has(this.folded(m.nameFrom - 1))
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
        return this.spokeBeside(m, body.lemma.word) ?? m
    }
    return undefined
  }

  /// «تحدثت صحيفة «X» عن …. وأوضحت الصحيفة أن»: the outlet called by that word last.
  outletBefore(j: number): Mention | undefined {
    if (!this.isCarrierHead(j) || !this.word(j).al) return undefined
    const head = listForms(this.folded(j)).at(-1)
    for (let n = j - 1; n > j - 200 && n >= 0; n--) {
      const m = this.mentionAt(n)
      if (m?.kind !== "organization" || m.from !== n || !this.isCarrier(m)) continue
      const before = this.wordBefore(m)
      if (listForms(this.folded(before)).at(-1) === head || listForms(this.folded(m.from)).at(-1) === head) return m
    }
    return undefined
  }

  /// «صندوق النقد الدولي … وقال الصندوق», «قوة حفظ السلام … وأعلنت القوة»: the last body whose name begins with that word.
  calledBefore(j: number): Mention | undefined {
    const head = listForms(this.folded(j)).at(-1)
    for (let n = j - 1; n > j - 200 && n >= 0; n--) {
      const m = this.mentionAt(n)
      if (m?.kind !== "organization" || m.form !== "name") continue
      const first = m.from < m.to ? m.from : m.nameFrom
      if (first === n && m.nameTo - first > 1 && listForms(this.folded(first)).at(-1) === head) return m
    }
    return undefined
  }

  /// «أعلن المجلس الأعلى … رفض مجلس الأمن …. وندد المجلس»: who spoke last, where the other was only named beside.
  spokeBeside(m: Mention, body: string): Mention | undefined {
    const {last} = this
    const spoke = itemAt(this.m.mentions, last?.speaker.mention ?? -1)
    if (!last || spoke?.kind !== "organization" || spoke.index >= m.index || this.m.sentenceAt[m.from] !== last.sentence) return undefined
    if (this.word(spoke.from).body?.lemma.word !== body) return undefined
    for (let j = m.from - 1; j > spoke.to && j > m.from - REACH; j--) {
      const p = itemAt(this.m.predicates, this.m.predicateAt[j] as number)
      // «غداة رفض المجلس»: a noun.
      const noun = this.isWord(j - 1) && (this.word(j - 1).time || this.word(j - 1).prep !== "") && this.word(j).nouns.length > 0
      if (p?.cls === "v" && !noun && p.args.some((a) => a.rel === "subj" && a.mention === m.index)) return undefined
    }
    return spoke
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

  /// Who spoke before, where the verb has no subject of its own.
  spokeLast(cue: Cue): Speaker {
    const predicate = itemAt(this.m.predicates, this.m.predicateAt[cue.token] as number)
    const own =
      predicate?.args.filter(
        (a) => a.rel === "subj" && a.mention >= 0 && (this.m.mentions[a.mention] as Mention).from >= this.sentenceStart(cue.token),
      ) ?? []
    if (own.some((a) => this.isMet(a.mention, cue.token, this.sentenceEnd(cue.token)) || this.isHeld(a.mention))) own.length = 0
    if (
      own.length > 0 &&
      this.last &&
      this.last.sentence < cue.sentence &&
      this.isJoined(cue) &&
      own.every((a) => (this.m.mentions[a.mention] as Mention).kind !== "place")
    )
      return understood(this.speakers(own.map((a) => a.mention)))
    // «ورفض الوزير هذه الضغوط ووصفها بأنها»: who acted in the same sentence, where nobody spoke in it yet.
    const acted = own.length === 0 && this.isJoined(cue) && (this.last?.sentence ?? -1) < cue.sentence ? this.actorBefore(cue) : undefined
    if (acted) return acted
    // «وكان X قد وصل صباحا. وقال إن»: the sentence before is nearer than who spoke before it.
    if (this.last && this.last.sentence < cue.sentence - 1 && own.length === 0) {
      const nearer = this.subjectBefore(cue)
      if (nearer.mention >= 0 && (this.m.mentions[nearer.mention] as Mention).kind === "person") return nearer
    }
    // «ويضيف التقرير أن»: the paper of whoever spoke, whatever the gender.
    const paper = this.inList(cue.token + 1, DOCUMENT) && this.word(cue.token + 1).al
    if (this.last && cue.sentence - this.last.sentence <= 3 && (paper || this.agrees(cue.token, this.last.speaker)))
      return understood(this.last.speaker)
    const inherited =
      predicate?.args.filter((a) => a.rel === "subj" && a.mention >= 0 && !this.isOutletName(this.m.mentions[a.mention] as Mention)) ?? []
    const subject = inherited.length > 0 ? understood(this.speakers(inherited.map((a) => a.mention))) : undefined
    const agreed = !subject || !this.agrees(cue.token, subject) ? this.spokeAndAgrees(cue) : undefined
    if (agreed ?? subject) return (agreed ?? subject) as Speaker
    const noun = this.isPlural(cue.token) || this.word(cue.token).joined ? this.nounBefore(cue) : undefined
    if (noun) return noun
    if (this.last && cue.sentence - this.last.sentence <= 6 && !(this.isPlural(cue.token) && !this.mayBeMany(this.last.speaker)))
      return understood(this.last.speaker)
    return this.subjectBefore(cue)
  }

  /// «قال الوزير إن …. وتقول واشنطن إن …. وأضاف أن»: the last person who spoke and agrees with the verb.
  spokeAndAgrees(cue: Cue): Speaker | undefined {
    for (let n = this.out.length - 1; n >= 0; n--) {
      const s = this.out[n] as Draft
      if (cue.sentence - s.sentence > 4) return undefined
      const speaker: Speaker = {mention: s.speaker, span: s.speakerSpan, together: s.together, inherited: false}
      if (this.m.mentions[s.speaker]?.kind === "person" && this.agrees(cue.token, speaker)) return understood(speaker)
    }
    return undefined
  }

  /// The one named as the subject of the verb before, in the same sentence.
  actorBefore(cue: Cue): Speaker | undefined {
    for (let j = cue.from - 1; j >= Math.max(this.sentenceStart(cue.token), cue.from - REACH); j--) {
      const p = itemAt(this.m.predicates, this.m.predicateAt[j] ?? -1)
      if (p?.cls !== "v" || this.said[j] || this.describes(j)) continue
      const own = p.args.filter((a) => a.rel === "subj" && a.mention >= 0).map((a) => a.mention)
      if (own.length === 0) continue
      const speaker = this.speakers(own)
      return (this.m.mentions[own[0] as number] as Mention).kind !== "place" && this.agrees(cue.token, speaker)
        ? understood(speaker)
        : undefined
    }
    return undefined
  }

  /// A verb that describes the noun before it: «التي أجراها», «بيان اطلعت عليه الوكالة», «بيان نشرته الوزارة».
  describes(verb: number): boolean {
    if (!this.isWord(verb - 1)) return false
    if (this.word(verb - 1).closed.has("rel")) return true
    const w = this.word(verb - 1)
    const indefinite = w.nouns.length > 0 && !w.al && !this.mentionAt(verb - 1)
    return indefinite && !this.word(verb).joined && (isPronoun(this.folded(verb + 1)) || this.word(verb).verbs.some((r) => r.suffix))
  }

  /// «رفض حلفاء أوكرانيا الخطة، وأصروا على أن», «قضت المحكمة …، وقالت إن»: the subject of the verb before, a common noun.
  nounBefore(cue: Cue): Speaker | undefined {
    const many = this.isPlural(cue.token)
    for (let j = cue.from - 1; j >= Math.max(this.sentenceStart(cue.token), cue.from - REACH); j--) {
      const p = itemAt(this.m.predicates, this.m.predicateAt[j] ?? -1)
      if (p?.cls !== "v" || this.said[j]) continue
      const subject = p.args.find((a) => a.rel === "subj" && a.token !== j)
      if (!subject) continue
      if (subject.mention >= 0 || (this.isWord(j - 1) && this.word(j - 1).closed.has("rel"))) return undefined
      const plural = this.word(subject.token).nouns.some((r) => ((r.feats >> 12) & 3) === 3)
      if (many ? plural : this.inList(subject.token, SOURCE)) return this.describedAt(subject.token, cue.from)
      return undefined
    }
    return undefined
  }

  /// «وكان X وصل إلى عنتيبي. وكتب أنه …»: where nobody spoke yet, the subject of the sentence before.
  subjectBefore(cue: Cue): Speaker {
    if (!this.word(cue.token).joined || cue.sentence === 0) return NOBODY
    const {from, to} = this.m.sentences[cue.sentence - 1] as {from: number; to: number}
    for (let j = from; j < Math.min(to, from + LONGEST); j++) {
      const p = itemAt(this.m.predicates, this.m.predicateAt[j] as number)
      if (p?.cls !== "v") continue
      const own = p.args.filter((a) => a.rel === "subj" && a.mention >= 0 && a.token >= from).map((a) => a.mention)
      const m = itemAt(this.m.mentions, own[0] ?? -1)
      if (m && m.kind !== "place" && this.agrees(cue.token, this.speakers(own))) return understood(this.speakers(own))
    }
    return NOBODY
  }

  /// Gender of a cue («أضافت», «مضيفة») against that of a speaker, where both show.
  agrees(i: number, speaker: Speaker): boolean {
    if (this.isHeld(speaker.mention)) return false
    if (!this.isFiniteVerb(i) && this.word(i).nouns.every((r) => r.lemma.pos !== "ap")) return true
    if (this.isPlural(i) && !this.mayBeMany(speaker)) return false
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

  /// «يصبح رئيسا»: what somebody becomes.
  isHeld(mention: number): boolean {
    const m = itemAt(this.m.mentions, mention)
    return m?.form === "title" && m.to - m.from === 1 && this.isAccusative(m.from)
  }

  mayBeMany(speaker: Speaker): boolean {
    const m = itemAt(this.m.mentions, speaker.mention)
    return (
      m === undefined ||
      speaker.together.length > 0 ||
      m.number === "pl" ||
      m.number === "du" ||
      m.form === "pair" ||
      (m.kind !== "person" && m.kind !== "country" && !this.word(m.from).body)
    )
  }

  isFeminine(i: number): boolean {
    const w = this.word(i)
    const shape = this.folded(i)
    if ((this.isFiniteVerb(i) && !this.inList(i, PARTICIPLE)) || w.nouns.length === 0) {
      const r = w.verbs.find((x) => this.speech.verbs.has(x.lemma.word) && ((x.feats >> 8) & 3) === 3)
      return r !== undefined && ((r.feats >> 10) & 3) === 2
    }
    return /ه$/.test(shape)
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

  /// «وهو ما شدد عليه الوزير فلان، قائلا»: one who speaks in passing.
  asideOf(cue: Cue): Speaker | undefined {
    const beside = cue.kind === "participle" && this.isPunct(cue.from - 1, COMMAS) ? this.mentionAt(cue.from - 2) : undefined
    if (beside?.kind !== "person" || beside.to !== cue.from - 1 || beside.prep || beside.joined) return undefined
    const verb = isPronoun(this.folded(beside.from - 1)) ? beside.from - 2 : beside.from - 1
    const speaker = this.speakers([beside.index])
    return this.verbWord(verb) && this.describes(verb) && this.agrees(cue.token, speaker) ? speaker : undefined
  }

  /// Whose circumstance a participle is: the speaker of the sentence, or the subject of its verb.
  circumstanceOf(cue: Cue): Speaker {
    const own: Speaker[] = []
    const aside = this.asideOf(cue)
    if (aside) return aside
    for (const s of this.toldIn(cue.sentence)) own.push({mention: s.speaker, span: s.speakerSpan, together: s.together, inherited: false})
    const from = Math.max(this.sentenceStart(cue.token), cue.token - LONGEST)
    const subjects: {speaker: Speaker; token: number}[] = []
    for (let j = cue.token - 1; j >= from; j--) {
      const p = itemAt(this.m.predicates, this.m.predicateAt[j] as number)
      if (p?.cls !== "v" || this.said[j]) continue
      if (this.describes(j)) continue
      const args = p.args.filter((a) => a.rel === "subj" && a.mention >= 0)
      if (args.length > 0) subjects.push({speaker: this.speakers(args.map((a) => a.mention)), token: j})
    }
    // A main verb after the last statement («، فيما انتقدت واشنطن الخطوة، معتبرة») is nearer than its speaker.
    const lastCue = this.out.at(-1)?.sentence === cue.sentence ? (this.out.at(-1) as Draft).cueToken : -1
    // «رفضت المحكمة دعوى رفعتها الخرطوم تتهم فيها أبوظبي، قائلة إن»: before the clauses within, the verb that opens the sentence or its part.
    if (cue.kind === "participle") subjects.sort((a, b) => Number(!this.opensClause(a.token)) - Number(!this.opensClause(b.token)))
    const order = [
      ...subjects.filter((s) => s.token > lastCue).map((s) => s.speaker),
      ...own,
      ...subjects.filter((s) => s.token <= lastCue).map((s) => s.speaker),
    ]
    const fits = order.find((s) => this.agrees(cue.token, s) && (s.mention >= 0 || s.span))
    if (fits) return fits
    // «وتابع قائلا»: whoever would be heard in the verb.
    const reach = this.verbWord(cue.token - 1)?.quote ? 3 : 1
    return this.last && cue.sentence - this.last.sentence <= reach && !(this.isPlural(cue.token) && !this.mayBeMany(this.last.speaker))
      ? understood(this.last.speaker)
      : NOBODY
  }

  speakerAfterQuotation(cue: Cue): Speaker {
    const stop = this.sentenceEnd(cue.token)
    const next = this.nounPhraseAfter(cue.token + 1, stop, cue)
    return next ? (this.sameTitle(cue, next) ?? next) : this.spokeLast(cue)
  }

  /// Who said what a phrase of attribution names, and who brought it: «كما كتبت صحيفة X نقلا عن Y», «بيانات نقلتها وكالة X عن Y», «بيان نشرته الوزارة على فيسبوك».
  chainIn(cue: Cue, end: number): Chain | undefined {
    // «بحسب ما نقلته صحيفة X عن مسؤولين»
    if (cue.word && this.inList(cue.to - 1, PUBLISH)) {
      for (let j = cue.to; j < end; j++) {
        if (this.folded(j) !== "عن") continue
        const carrier = this.sourceIn(cue, j)
        const m = this.mentionAt(j + 1)
        const origin = m?.from === j + 1 ? this.withJoined(m) : this.describedAt(j + 1, end)
        if (!carrier || !origin || origin === MUTE) break
        return {speaker: origin, via: carrier.mention < 0 ? [] : [carrier.mention]}
      }
    }
    let published = -1
    for (let j = cue.to; j < end; j++) {
      const inner = itemAt(this.cues, this.cueFrom[j] as number)
      if (inner?.kind === "phrase") {
        this.used.add(inner.token)
        const first = this.sourceIn(cue, j)
        const origin = this.chainIn(inner, end)
        if (!first || !origin) return origin ?? (first && {speaker: first, via: []})
        return {speaker: origin.speaker, via: first.mention < 0 ? origin.via : [first.mention, ...origin.via]}
      }
      if (published < 0 && (this.isPublishing(j) || this.isMaking(j)) && (j > cue.to || cue.word === undefined)) published = j
    }
    const said = this.sourceIn(cue, published < 0 ? end : published)
    if (published < 0) return said && {speaker: said, via: []}
    let at = published + 1
    while (at < end && (this.mentionAt(at)?.from !== at || (this.mentionAt(at) as Mention).prep !== "")) at++
    const publisher = this.mentionAt(at)
    if (!publisher) return said && {speaker: said, via: []}
    for (let j = publisher.to; j < end; j++) {
      if (this.folded(j) !== "عن") continue
      const m = this.mentionAt(j + 1)
      const origin = m?.from === j + 1 ? this.withJoined(m) : this.describedAt(j + 1, end)
      return {speaker: origin ?? this.speakers([publisher.index]), via: origin ? [publisher.index] : []}
    }
    // «وثيقة اطلعت عليها وكالة X»: read, not brought out.
    if (said && /^علي/.test(this.folded(published + 1))) return {speaker: said, via: [publisher.index]}
    // A paper of nobody else's speaks for who brought it out.
    if (!said || (said.mention < 0 && this.inList(this.tokenAt(said.span?.start ?? -1), DOCUMENT))) {
      const via: number[] = []
      for (let j = publisher.to; j < end; j++) {
        const m = this.mentionAt(j)
        if (m?.from === j && this.isCarrier(m) && this.isPlacedAsCarrier(m)) via.push(m.index)
      }
      return {speaker: this.speakers([publisher.index]), via}
    }
    return {speaker: said, via: [publisher.index]}
  }

  /// «ووفقا له», «وبحسب كلامه»: the one who spoke last.
  isOfPronoun(cue: Cue): boolean {
    const at = cue.to
    if (cue.word !== undefined || this.mentionAt(at) || !this.isWord(at)) return false
    if (/^ل(?:ه|ها|هم|هما)$/.test(this.folded(at))) return true
    const {nouns} = this.word(at)
    return (
      nouns.length > 0 && nouns.some((r) => r.suffix && this.speech.words.has(r.lemma.word)) && /(?:ه|ها|هم|هما)$/.test(this.folded(at))
    )
  }

  /// The source that a phrase of attribution names.
  sourceIn(cue: Cue, end: number): Speaker | undefined {
    // «على حد قوله»: the one who said it stands elsewhere.
    const pronoun = cue.word === undefined && cue.to - cue.token > 2 && this.word(cue.to - 1).nouns.some((r) => r.suffix)
    if (pronoun || this.isOfPronoun(cue)) return !this.last ? undefined : understood(this.last.speaker)
    // «بحسب كييف», «من وجهة نظر موسكو»
    const seat = this.mentionAt(cue.to)
    if (seat?.from === cue.to && seat.kind === "place" && seat.to >= end) return this.speakers([seat.index])
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
    // «وفق رؤية الملك», «حسب الخطة»: what is no paper and no words of anybody's names no source.
    if (cue.word === undefined && !this.namesSource(cue.to)) return undefined
    if (head >= end || !this.isWord(head)) return mention ? this.speakers([mention.index]) : undefined
    if (
      !mention &&
      !source &&
      !this.inList(head, DOCUMENT) &&
      !this.isCarrierHead(head) &&
      !(cue.word && (this.isPersonNoun(head) || /^من(?:هم|ها|هما)$/.test(this.folded(head + 1))))
    )
      return undefined
    const described = this.describedAt(head, end)
    // «وبحسب التقرير»: whose report was told of, or the paper itself.
    if (!described && !mention && this.inList(head, DOCUMENT) && this.word(head).al)
      return this.last && cue.sentence - this.last.sentence <= 2
        ? understood(this.last.speaker, false)
        : {mention: -1, span: this.span(head, head + 1), together: [], inherited: false}
    if (!described) return mention ? this.speakers([mention.index]) : undefined
    return described
  }
}
