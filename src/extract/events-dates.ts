import {type Predicate, PUNCT, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {isWhen, wordBefore} from "./events-frames.ts"
import {
  AFTER,
  AGENT_LEMMAS,
  APART,
  COMPARE_REACH,
  COMPARED,
  DEED_PREPS,
  DURING,
  EVES,
  GATHERINGS,
  GRATULATING,
  NO_DATES,
  OTHER_TIME,
  PARTICIPLES,
  SPAN_DAYS,
  TOOK_PLACE,
  WHEN_RELS,
} from "./events-lexicon.ts"
import type {RawEvent} from "./events-model.ts"
import {Words} from "./events-words.ts"

/// How what is answered hangs on the verb of it.
const ANSWERED_RELS = new Set(["obj", "ب", "علي", "ضد"])
const ANSWERING_TYPES = new Set(["accuse", "support", "reject"])
const SPANS: ReadonlySet<string> = new Set(["stretch", "lasting", "running", "away", "since"])
/// A court condemns as well, and one congratulates by telephone.
const WORDS_ONLY = new Set([...ANSWERING_TYPES, "coerce", "call", "threaten"])
/// «الذكرى العاشرة للهجمات»: what is remembered on a day.
const MEMORIES = new Set(["ذكري", "الذكري", "بذكري", "لذكري", "وذكري"])
const MEMORY_REACH = 8
/// «إن», «أن», «بأن»: what is said.
const SAYING_COMP = new Set(["ان", "بان", "انه", "انها", "بانه", "بانها", "انهم"])

/// Which date of its sentence is the day of an act.
export class Dates extends Words {
  readonly dated: (number | undefined)[] = []

  /// «توصل الطرفين، الثلاثاء، إلى اتفاق»: where a day set off by commas ends; the token itself where none begins behind it.
  pastInsertedDay(token: number, sentence: number): number {
    const {tokens, dates} = this.marks
    if (!"،,".includes(tokens.folded[token] as string)) return token
    for (const n of this.datesIn(sentence)) {
      const d = dates[n]
      if (d && (d.from === token + 1 || d.from === token + 2) && "،,".includes(tokens.folded[d.to] ?? " ")) return d.to
    }
    return token
  }

  /// «للمفاوضات التي جرت يوم السبت في الدوحة»: the verb of the clause right behind a definite noun, where it only says that it took place.
  clauseOn(p: Predicate): Predicate | undefined {
    if (p.cls !== "n" || !p.definite) return undefined
    const v = this.marks.predicates[p.index + 1]
    if (v?.cls !== "v" || v.sentence !== p.sentence || v.token - p.token > 4 || !TOOK_PLACE.has(v.lemma)) return undefined
    return this.marks.words[v.token - 1]?.closed.has("rel") ? v : undefined
  }

  /// The dates of a sentence, found once for all its predicates.
  datesIn(sentence: number): readonly number[] {
    if (this.marks.dates.length === 0) return NO_DATES
    if (!this.bySentence) {
      this.bySentence = new Map()
      for (let n = 0; n < this.marks.dates.length; n++) {
        const at = this.marks.sentenceAt[this.marks.dates[n]?.from ?? 0] as number
        const list = this.bySentence.get(at)
        if (list) list.push(n)
        else this.bySentence.set(at, [n])
      }
    }
    return this.bySentence.get(sentence) ?? NO_DATES
  }

  bySentence: Map<number, number[]> | undefined

  plannedDate(p: Predicate): number {
    const {tokens, dates} = this.marks
    for (const n of this.datesIn(p.sentence)) {
      const d = dates[n]
      if (!d || d.from <= p.token || d.from > p.token + 28) continue
      for (let i = d.from - 1; i >= Math.max(p.token + 1, d.from - 4); i--)
        if (this.lists.plannedWords.has(tokens.folded[i] as string) && !this.marks.words[i]?.verb && !this.isOthers(p, i)) return n
    }
    return -1
  }

  /// «اجتماع … يفتح الباب أمام المشاركة في القمة المقررة في 19 أيار»: the planned one is another gathering, named nearer to its date.
  isOthers(p: Predicate, token: number): boolean {
    for (let n = p.index + 1; n < this.marks.predicates.length; n++) {
      const q = this.marks.predicates[n] as Predicate
      if (q.token >= token) return false
      if (q.cls === "n" && q.token > p.token + 5 && (GATHERINGS.has(q.lemma) || AGENT_LEMMAS.has(q.lemma))) return true
    }
    return false
  }

  /// The span between an act and the one that is told as before or after it, and the date of that one; undefined where none is told.
  countedFrom(p: Predicate): RawEvent["counted"] {
    const {tokens, dates, predicates} = this.marks
    const since = this.countedFromThat(p)
    if (since) return since
    let i = p.token - 1
    if (p.cls === "v" && tokens.folded[i] === "ان") i--
    const word = tokens.folded[i]
    const eve = EVES.get(word ?? "") ?? 0
    // «عشية مباحثات يعقدانها اليوم»: its own day is told.
    const own = eve ? itemAt(dates, this.dateOf(p)) : undefined
    if (own && own.from > p.token && (own.said.is === "relative" || own.said.is === "weekday")) return undefined
    let span: {days: number; slack: number} | undefined = eve ? {days: eve, slack: 0} : undefined
    let from = i
    if (!span && word === "من")
      for (const n of this.datesIn(p.sentence)) {
        const d = dates[n]
        if (d?.to !== i || d.said.is !== "away" || d.said.from !== "event") continue
        const unit = SPAN_DAYS.get(d.said.unit)
        if (unit === undefined) return undefined
        span = {days: Math.round(d.said.sign * d.said.amount * unit), slack: unit > 1 ? Math.ceil(unit / 7) : 0}
        from = d.from
      }
    if (!span) return undefined
    // The act that this one is counted from: the verb whose clause the span stands in.
    for (let n = p.index - 1; n >= 0; n--) {
      const v = predicates[n] as Predicate
      if (v.sentence !== p.sentence) break
      if (v.cls === "v" && v.token < from) return {...span, date: this.dateOf(v)}
    }
    return {...span, date: -1}
  }

  /// «وبعد ثلاثة أيام من ذلك أجرى ترامب اتصالا»: counted from the day told last.
  countedFromThat(p: Predicate): RawEvent["counted"] {
    const {tokens, dates, predicates, predicateAt, sentenceAt} = this.marks
    const teller = p.cls === "n" ? itemAt(predicates, p.governor) : p
    for (const n of this.datesIn(p.sentence)) {
      const d = dates[n]
      const from = dates[n - 1]
      if (d?.said.is !== "away" || d.said.from !== "event" || tokens.folded[d.to] !== "من" || tokens.folded[d.to + 1] !== "ذلك") continue
      const unit = SPAN_DAYS.get(d.said.unit)
      if (unit === undefined || !from || d.to > p.token || p.sentence - (sentenceAt[from.from] as number) > 1) continue
      let first = d.to
      while (first < p.token && predicates[predicateAt[first] as number]?.cls !== "v") first++
      if (first !== (teller ?? p).token) continue
      return {days: -Math.round(d.said.sign * d.said.amount * unit), slack: unit > 1 ? Math.ceil(unit / 7) : 0, date: n - 1}
    }
    return undefined
  }

  /// «بعد 12 عاما من تعليق عضويتها»
  isSpanFrom(p: Predicate): boolean {
    const {tokens, dates} = this.marks
    if (tokens.folded[p.token - 1] !== "من") return false
    return this.datesIn(p.sentence).some((n) => {
      const d = dates[n]
      return d?.to === p.token - 1 && d.said.is === "away" && d.said.from === "event"
    })
  }

  /// «بعد ساعات من هجوم»
  isAfterSpan(p: Predicate): boolean {
    const {folded} = this.marks.tokens
    return (
      folded[p.token - 1] === "من" &&
      OTHER_TIME.has(folded[p.token - 3] as string) &&
      (this.marks.words[p.token - 2]?.nouns.some((r) => r.lemma.tags.includes("time")) ?? false)
    )
  }

  dateOf(p: Predicate): number {
    const known = this.dated[p.index]
    if (known !== undefined) return known
    const date = this.findDate(p)
    this.dated[p.index] = date
    return date
  }

  findDate(p: Predicate): number {
    const {dates, tokens, predicates, predicateAt} = this.marks
    let best = -1
    let bestCost = 32
    /// The nearest date of a clause set off before the act.
    let aside: {date: number; cost: number} | undefined
    // «منذ غزوها لأوكرانيا»: named only to date something else, so the sentence's date is not its own.
    const before = wordBefore(tokens, p.token, 1)
    const second = wordBefore(tokens, p.token, 2)
    // «منذ أن أصدرت», «بعدما أعلنت» alike.
    // «تعهد في فبراير خلال زيارة إلى …»: at the same time.
    const during = p.cls === "n" && DURING.has(before)
    const background = during
      ? false
      : p.cls === "n"
        ? WHEN_RELS.has(before) || WHEN_RELS.has(second) || WHEN_RELS.has(wordBefore(tokens, p.token, 3)) || this.isSpanFrom(p)
        : before === "بعدما" || (before === "ان" && (WHEN_RELS.has(second) || second === "علي"))
    // «زيارة … المقررة في 28 تموز»: the date behind the word of planning is the event's.
    const set = p.cls === "n" ? this.plannedDate(p) : -1
    if (set >= 0) return set
    for (const n of this.datesIn(p.sentence)) {
      const d = dates[n]
      if (!d || Math.abs(d.from - p.token) > 40) continue
      const ahead = d.from > p.token
      const from = ahead ? p.token + 1 : d.to
      const to = ahead ? d.from : p.token
      if (background && (!ahead || d.from > p.token + 12)) continue
      if (p.cls === "v" && ahead && this.isParticiples(d.from)) continue
      if (ahead && this.isOfDeed(p, d.from)) continue
      const apart = this.isApart(p, d.from, d.to)
      if (apart && ahead) continue
      if (this.comparesSince(d.from)) continue
      if (this.isOfTelling(p, d.from) || this.isOfMemory(p, d.from)) continue
      // «لن تنتج أسلحة خلال 15 عاما وسخر من …»: a span told of the clause before.
      if (SPANS.has(d.said.is) && p.cls === "v" && !ahead && this.marks.words[p.token]?.joined && this.hasVerbBefore(p, d.from)) continue
      // «بعد يوم من إعلان …»: a span from something else, whose own day is told elsewhere if at all.
      if (d.said.is === "away" && ((d.said.from === "event" && tokens.folded[d.to] === "من") || EVES.has(tokens.folded[d.from] as string)))
        continue
      let quotes = 0
      // A date within an insertion («– أول زيارة منذ 1991 –») is the insertion's.
      let inserted = false
      let commas = 0
      let cost = (ahead ? 0 : 5) + (d.said.is === "since" ? 12 : d.said.is === "stretch" && p.aspect === "perf" ? 14 : 0)
      for (let i = from; i < to; i++) {
        cost += 1
        if (tokens.kind[i] === PUNCT) {
          const mark = tokens.folded[i] as string
          if ("،,".includes(mark)) commas++
          if ("–—-()".includes(mark)) inserted = !inserted
          else if ('"“”«»'.includes(mark)) quotes += 1
          else cost += "،,؛".includes(mark) ? (ahead ? 3 : 5) : 1
        }
        const at = predicateAt[i] as number
        // «السيسي، الذي التقاه بوتين الأربعاء، …»: a date of the clause set off; one not set off
        // («الانتخابات التي جرت الأحد») tells the day of the deed as well.
        if (at >= 0 && predicates[at]?.cls === "v") {
          const told = p.cls === "v" && ahead && this.marks.words[i - 1]?.closed.has("rel") && "،,".includes(tokens.folded[i - 2] ?? " ")
          // «ويطالب الهند بوقف الشراء، وهدد هذا الشهر …»: what he does and what he did.
          const other = p.cls === "v" && ahead && this.marks.words[i]?.joined && predicates[at]?.aspect !== p.aspect
          // «الاتفاق الذي أبرمه الغرب، زار برلين أمس»: the clause of a noun ends with the comma.
          const past = ahead && commas > 0 && p.cls === "v" && this.marks.words[p.token - 1]?.closed.has("rel")
          cost += told || other || past ? 26 : 10
        }
        const w = this.marks.words[i]
        // «في 10 مارس، حين اتفقا»: the conjunction of time ties the act to the date.
        if (!ahead && isWhen(tokens.folded[i] as string)) cost -= 4
        else if (w && w.closed.size > 0 && (w.closed.has("rel") || w.closed.has("comp") || (w.closed.has("conj") && w.nouns.length === 0)))
          cost += 8
        // «يزور أوكرانيا منذ استقلالها عام 1991»: the day of what came before it.
        else if (ahead && i + 1 < d.from && OTHER_TIME.has(tokens.folded[i] as string) && tokens.folded[i - 1] !== "من") cost += 32
      }
      if (inserted) cost += ahead ? 8 : 32
      // «قال بوتين أمام القمة "سنكون مستعدين خلال الأشهر المقبلة …"»: what is quoted has its own days.
      if (quotes % 2 === 1) cost += ahead ? 16 : 32
      // «اجتمع ولي العهد بقصر السلام مع رئيس تركمانستان وكان سموه قد عقد أمس …»: the day stands right behind another verb.
      const beside = ahead && p.cls === "v" && d.from - 1 > p.token && predicates[predicateAt[d.from - 1] as number]?.cls === "v"
      if (beside && !this.marks.words[d.from - 2]?.closed.has("rel")) cost += 20
      if (apart) {
        if (cost < bestCost) aside = {date: n, cost}
      } else if (cost < bestCost) {
        best = n
        bestCost = cost
      }
    }
    if (aside && (best < 0 || aside.cost + APART < bestCost)) best = aside.date
    // «زار … في الأسبوع الماضي … للقاء الرئيس»: an event noun without a date shares its verb's.
    const over = itemAt(predicates, p.governor)
    const clause = best < 0 ? this.clauseOn(p) : undefined
    if (clause) return this.dateOf(clause)
    if (best >= 0 || p.cls !== "n" || !over || over.sentence !== p.sentence) return best
    if (over.cls === "v" && ANSWERED_RELS.has(p.governorRel) && this.isAnswering(over)) return -1
    if (during || (!background && !WHEN_RELS.has(p.governorRel))) return this.dateOf(over)
    // «قطع زيارته في أبريل عقب هجوم»: of the same month, if not of the same day.
    const near = AFTER.has(before) ? this.dateOf(over) : -1
    const said = itemAt(dates, near)?.said
    return said?.is === "date" && said.d === undefined && said.m !== undefined ? near : -1
  }

  /// «قال أمس إن الوزير زار روسيا», «أدانت أمس هجمات الجماعة»: the day before an act on which somebody told of it.
  isOfTelling(p: Predicate, date: number): boolean {
    const {predicates, words, tokens} = this.marks
    if (date > p.token) return false
    const over = itemAt(predicates, p.governor)
    if (p.cls === "n")
      return (
        over?.cls === "v" &&
        over.token < p.token &&
        ANSWERED_RELS.has(p.governorRel) &&
        this.isAnswering(over) &&
        !tokens.folded[p.token]?.startsWith("ل")
      )
    if (p.aspect !== "perf" || p.future) return false
    // The clause of what is said, its verb of saying before the day or right behind it.
    for (let i = p.token - 1; i > date; i--) {
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && predicates[at]?.cls === "v") return false
      if (words[i]?.closed.has("comp")) return SAYING_COMP.has(tokens.folded[i] as string)
    }
    return false
  }

  isOfMemory(p: Predicate, date: number): boolean {
    const {words} = this.marks
    if (date > p.token || !(words[p.token]?.attached === "ل" || words[p.token - 1]?.closed.has("rel"))) return false
    for (let i = p.token - 1; i > Math.max(date, p.token - MEMORY_REACH); i--)
      if (MEMORIES.has(this.marks.tokens.folded[i] as string)) return true
    return false
  }

  hasVerbBefore(p: Predicate, token: number): boolean {
    for (let n = p.index - 1; n >= 0; n--) {
      const v = this.marks.predicates[n] as Predicate
      if (v.sentence !== p.sentence) return false
      if (v.cls === "v" && v.token < token) return true
    }
    return false
  }

  /// A verb that only answers, blames or backs what others did.
  isAnswering(v: Predicate): boolean {
    // «يقوم بزيارة»: a verb that only lends its subject.
    if (this.lists.governors.v.get(v.lemma)?.some((r) => r.light && (r.rel === "any" || r.rel === "obj"))) return false
    const frames = this.lists.frames.verbs.get(v.lemma)
    return frames?.some((f) => ANSWERING_TYPES.has(f.type)) === true && frames.every((f) => WORDS_ONLY.has(f.type))
  }

  /// «أول زيارة منذ 24 عاما», «أعنف هجوم منذ مايو»: since when nothing was like it, not when it was.
  comparesSince(date: number): boolean {
    const {tokens, sentences, sentenceAt} = this.marks
    const since = tokens.folded[date] === "منذ" ? date : tokens.folded[date - 1] === "منذ" ? date - 1 : -1
    if (since < 0) return false
    const from = Math.max(sentences[sentenceAt[date] as number]?.from ?? 0, since - COMPARE_REACH)
    for (let i = since - 1; i >= from && tokens.kind[i] === WORD; i--) {
      const word = tokens.folded[i] as string
      if (COMPARED.test(word)) return true
    }
    return false
  }

  /// «هنأه بإجراء الانتخابات في 5 أكتوبر», «هنأتها على انتخابها الأسبوع الماضي»: the day is of what one congratulates on.
  isOfDeed(p: Predicate, date: number): boolean {
    if (p.cls !== "v" || !GRATULATING.has(p.lemma)) return false
    const {words, tokens} = this.marks
    for (let i = p.token + 1; i < date; i++) {
      const w = words[i]
      const under = w?.attached || (tokens.kind[i - 1] === WORD ? (words[i - 1]?.prep ?? "") : "")
      if (DEED_PREPS.has(under) && w?.nouns.length && !w.time && this.marks.mentionAt[i] === -1) return true
    }
    return false
  }

  /// «شي، الذي وصل يوم الأربعاء، وقع …»: the day of a clause set off by commas is not that of what comes after it, nor the other way round.
  isApart(p: Predicate, from: number, to: number): boolean {
    for (const v of this.setOffIn(p.sentence)) {
      const dated = from > v.token && to <= v.to
      if (dated ? p.token >= v.to : p.token >= v.token && p.token < v.to && from >= v.to) return true
    }
    return false
  }

  /// The verbs of relative clauses set off by two commas, found once for a sentence.
  setOffIn(sentence: number): readonly Predicate[] {
    const known = this.setOff.get(sentence)
    if (known) return known
    const {tokens, words, predicates, predicateAt, sentences} = this.marks
    const out: Predicate[] = []
    const s = sentences[sentence]
    for (let i = (s?.from ?? 0) + 2; s && i < s.to; i++) {
      const v = itemAt(predicates, predicateAt[i] as number)
      if (v?.cls !== "v" || !words[i - 1]?.closed.has("rel")) continue
      if ("،,".includes(tokens.folded[i - 2] as string) && v.to < s.to && "،,".includes(tokens.folded[v.to] as string)) out.push(v)
    }
    this.setOff.set(sentence, out)
    return out
  }

  readonly setOff = new Map<number, readonly Predicate[]>()

  /// «علقت الجزائر المعاهدة المبرمة قبل عقدين»: a date right behind a participle with the article is the participle's.
  isParticiples(date: number): boolean {
    const {words, tokens, mentionAt} = this.marks
    const at = tokens.kind[date - 1] === WORD && words[date - 1]?.prep && words[date - 1]?.nouns.length === 0 ? date - 2 : date - 1
    const w = words[at]
    return w?.al === true && mentionAt[at] === -1 && w.nouns.length > 0 && w.nouns.every((r) => PARTICIPLES.has(r.lemma.pos))
  }
}
