import type {Marks} from "../annotate/index.ts"
import {type Comparator, type Mention, type Metric, NEWLINE, NUMBER, type Predicate, type Sentence, type Span} from "../model/index.ts"
import {allSteps, itemAt, type Steps} from "../support/index.ts"
import {FigureDates} from "./figures-dates.ts"
import {type Change, type Draft, FAMILY, isNear, isToll, type PartyRef, type RawFigure} from "./figures-draft.ts"
import {ACCORDING, COMPLEMENT, type Cue, type MetricLexicon, POSSESSED, POSSESSED_LOOK, RELATIVE} from "./figures-lexicon.ts"
import {happeningOf, isPersonal} from "./figures-happenings.ts"
import {type Candidate, findCandidates, likeBefore} from "./figures-numbers.ts"
import {FigureParties, type KnownOf} from "./figures-parties.ts"
import {FigureView} from "./figures-view.ts"
import type {RawStatement} from "./statements-view.ts"

export type {KnownOf} from "./figures-parties.ts"
export type {PartyRef, RawFigure} from "./figures-draft.ts"
export {type MetricLexicon, metricLexicon} from "./figures-lexicon.ts"

type Sources = {readonly named: readonly number[]; readonly verbs: readonly Predicate[]}
const NO_WORD = {lists: 0, shape: 0}

/// Finds the figures of a text: each number with a unit is asked what it measures, by how much, whose and when.
/// Whoever speaks in one of `statements` is the source of the numbers in his words.
export const extractFigures = (...asked: Parameters<typeof extractingFigures>): RawFigure[] => allSteps(extractingFigures(...asked))

/// The same, step by step.
export function* extractingFigures(
  marks: Marks,
  metrics: MetricLexicon,
  known: KnownOf,
  statements: readonly RawStatement[] = [],
): Steps<RawFigure[]> {
  const view = new FigureView(marks, metrics)
  const reader = new FigureReader(view, known, statements)
  yield
  for (const c of reader.candidates) reader.drafts.push(reader.draft(c))
  yield
  return reader.claims()
}

const TURNED: {readonly [c in Comparator]: Comparator} = {"=": "=", "~": "~", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
/// What is paid out in parts.
const GIVEN = new Set<Metric>(["aid", "debt", "investment", "budget"])
/// Words between a change and its amount: «بنسبة», «قدره», «بواقع», «مجموعها».
const AMOUNT = /^[وب]?(ب?نسبه|بنسبه|نسبته|نسبتها|قدره|قدرها|مقدار|بمقدار|بواقع|مجموعها|مجموعه|بوتيره|وتيره|معدل|بمعدل|بنحو|نحو|حجمه|حجمها)$/
const WORTH = /^[وب]?(قيمته|قيمتها|قيمه|بقيمه|كلفته|بكلفه|بتكلفه|تكلفته|تكلفتها|مبلغ|بمبلغ)$/
const TO = /^[وف]?(الي|حتي|عند|لتصل|ليصل|لتبلغ|ليبلغ|لتسجل|ليسجل)$/
const COMPARED_TO = /^[وف]?(مقابل|مقارنه)$/
/// What is levied on goods.
const TARIFFS = ["رسوم", "رسم", "تعريفه", "تعريفات", "تعرفه", "تعرفات"]
/// Per cent that are no shares: rates of interest, of the jobless.
const RATES = new Set(["فايده", "بطاله", "سعر", "اسعار", "معدل", ...TARIFFS])
/// Verbs that only say how much a noun before them comes to.
const SUMS = /^([يت]?بلغت?|[يت]صل|وصلت?|[يت]?قدرت?|[يت]?ناهزت?|[يت]?تجاوزت?|[يت]?قاربت?|[يت]عادل)$/
/// How those died who «لقوا … حتفهم», «قضوا … غرقا».
const DIED = /^([وف]?(لقي|لقيت|لقوا|يلقي|قضي|قضت|قضوا))$/
const DEATHS = /^((حتف|مصرع|نحب)(ه|ها|هم|هما)|غرقا|حرقا|جوعا|عطشا|بردا|اختناقا|دهسا)$/
const DEATH_REACH = 16
/// What happens to people and things on a day.
const DATED_BACK = new Set<Metric>(["casualties", "displaced", "count", "troops"])
const CUE_REACH = 34
const COLON_REACH = 24
/// Verbs that take the amount they pass, or come near, as their object.
const BEYOND = new Map<string, Comparator>([
  ["تجاوز", ">"],
  ["تخطي", ">"],
  ["فاق", ">"],
  ["تعدي", ">"],
  ["ناهز", "~"],
  ["قارب", "~"],
])

class FigureReader {
  readonly view: FigureView
  readonly marks: Marks
  readonly drafts: Draft[] = []
  readonly dates: FigureDates
  readonly whose: FigureParties
  readonly candidates: readonly Candidate[]
  readonly statements: readonly RawStatement[]

  constructor(view: FigureView, known: KnownOf, statements: readonly RawStatement[]) {
    this.view = view
    this.marks = view.marks
    this.statements = statements
    this.candidates = findCandidates(view)
    this.dates = new FigureDates(view)
    this.whose = new FigureParties(view, known, this.candidates)
  }

  claims(): RawFigure[] {
    this.doubled()
    this.drafts.sort((a, b) => a.c.from - b.c.from)
    return this.once()
      .filter((d) => !this.isOften(d))
      .map((d) => this.claim(d))
  }

  /// «ثلاث مرات»: how often something was done, where no growth is told and nothing that is counted so.
  isOften(d: Draft): boolean {
    return d.c.unit === "times" && d.measure === "level" && d.happening === undefined && d.value <= 12
  }

  blank(c: Candidate): Draft {
    return {
      c,
      metric: "other",
      cue: -1,
      cueWord: "",
      measure: "level",
      change: undefined,
      value: c.value,
      comparator: c.comparator,
      status: "reported",
      parties: [],
      date: -1,
      dated: false,
      said: undefined,
      toll: false,
      sum: false,
      pledged: false,
      part: false,
      happening: undefined,
      vote: false,
      source: [],
      carried: false,
      heading: this.inHeading(c.from),
      why: [],
    }
  }

  /// «6 مليارات، منها 2.5 مليار صادرات …. وحدد البلدان هدفا …»: a new sentence speaks of the whole again.
  wholeOf(before: Draft | undefined, c: Candidate): Draft | undefined {
    const {sentenceAt} = this.marks
    if (!before?.part || !FAMILY.has(before.metric) || c.kind !== "money" || sentenceAt[before.c.from] === sentenceAt[c.from]) return before
    const whole = this.drafts.findLast((d) => !d.part && d.c.kind === "money" && FAMILY.has(d.metric) && d.c.from < before.c.from)
    return whole && isNear(this.marks, whole.c, before.c, 0) ? whole : before
  }

  draft(of: Candidate): Draft {
    const before = this.wholeOf(this.drafts.at(-1), of)
    const c = before ? likeBefore(this.view, of, before.c) : of
    const d = this.blank(c)
    if (before && this.isConversion(before.c, c)) return this.converted(d, before)
    this.measure(d, before)
    this.metric(d, before)
    if (d.comparator === "=" && c.kind !== "time") d.comparator = this.beyond(c)
    if (d.measure === "change" && d.change?.direction === "down" && d.c.unit !== "times") {
      d.value = -d.value
      d.comparator = TURNED[d.comparator]
    }
    this.settle(d, before)
    if (before) this.dateBack(d, before)
    if (before?.c.opens && before.c.unit === c.unit && c.from - before.c.to <= 4 && this.view.f(before.c.head - 1) !== "من")
      this.share(before, d)
    return d
  }

  /// «قتل خمسة وأصيب 12 آخرون في غارة أمس»: the day behind the last of several is that of all, where none has another.
  dateBack(d: Draft, before: Draft): void {
    const {marks, view} = this
    const x = itemAt(marks.dates, d.date)
    if (!x || !DATED_BACK.has(d.metric) || !DATED_BACK.has(before.metric) || before.dated || d.status !== before.status) return
    if (x.from < d.c.to || x.said.is === "since" || marks.sentenceAt[before.c.from] !== marks.sentenceAt[x.from]) return
    for (let i = before.c.to; i < d.c.head; i++) if (view.edge[i] === 2 || (view.shape(i) & RELATIVE && view.f(i) !== "من")) return
    before.date = d.date
    before.said = d.said
    before.dated = true
    before.sum = d.sum
  }

  /// «ما بين 17 و19 مليار دولار من الاستثمارات»: both bounds are of one thing, and what tells of it may stand behind the second alone.
  share(low: Draft, high: Draft): void {
    const [told, other] = high.metric === "other" && low.metric !== "other" ? [low, high] : [high, low]
    other.metric = told.metric
    other.cue = told.cue
    other.cueWord = told.cueWord
    other.status = told.status
    low.date = high.date
    low.said = high.said
    low.toll = high.toll
    low.sum = high.sum
    low.pledged = high.pledged
    low.happening = high.happening
    low.vote = high.vote
    low.source = high.source
    low.parties = high.parties
  }

  /// What is asked of a figure once its metric is known, each of the ones before it.
  settle(d: Draft, before: Draft | undefined): void {
    d.status = this.status(d, before)
    this.dates.when(d, before, this.drafts)
    d.source = this.source(d, before)
    d.happening = happeningOf(this.view, d)
    d.parties = this.whose.parties(d, before, this.drafts)
    this.spoken(d)
  }

  /// Whoever says a number in a statement is its source, and no side of it where others are.
  spoken(d: Draft): void {
    const speakers = this.speakersAt(d.c.from)
    if (!speakers) return
    d.source = speakers
    const others = d.parties.filter(
      (x) => x.kind !== "mention" || !speakers.includes(x.mention) || this.marks.mentions[x.mention]?.kind !== "person",
    )
    if (others.length > 0) d.parties = others
  }

  // ---- the same amount in other money

  /// «7.4 مليار يورو (نحو 8.1 مليار دولار)»
  isConversion(a: Candidate, b: Candidate): boolean {
    if (a.kind !== b.kind || a.unit === b.unit || (a.kind !== "money" && a.kind !== "measure")) return false
    const open = this.view.bracket(b.from)
    return open >= a.to && open - a.to <= 1 && b.head - open <= 3
  }

  converted(d: Draft, of: Draft): Draft {
    return {
      ...of,
      c: d.c,
      value: of.value < 0 ? -d.value : d.value,
      comparator: d.comparator,
      carried: true,
      heading: d.heading,
      parties: [...of.parties],
      why: [{step: "conversion", says: `of «${this.text(of.c.from, of.c.to)}»`}],
    }
  }

  /// «تجاوز حجم التبادل 150 مليارا», «لم تتخط ديونها …»: the verb whose object the amount is.
  beyond(c: Candidate): Comparator {
    const {view, marks} = this
    const s = view.sentence(c.from)
    const passes = this.passes(c)
    if (passes >= 0) {
      const less = /قلت?$/.test(view.f(passes))
      const negated = /^[وف]?(لا|لم|لن)$/.test(view.f(passes - 1))
      return negated ? (less ? ">=" : "<=") : less ? "<" : ">"
    }
    if (marks.words[c.head]?.prep || marks.words[c.head - 1]?.prep || marks.words[c.head]?.attached) return "="
    for (let i = c.head - 1; i >= s.from && i > c.head - 14; i--) {
      if (view.edge[i] === 2 && !view.isWord(i)) return "="
      if (view.quantityAt[i] !== -1) return "="
      if (!view.isVerb(i)) continue
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      const sign = p && BEYOND.get(p.lemma)
      if (!sign) return "="
      return !p.negated ? sign : sign === ">" ? "<=" : ">="
    }
    return "="
  }

  /// «يقل راتبه عن 300 دولار», «لا تزيد مساحته على …», «تجارة زادت قيمتها على …»: the verb that only says on which side of the amount it is.
  passes({head}: Candidate): number {
    const {view} = this
    if (!/^(عن|علي)$/.test(view.f(head - 1))) return -1
    const {from} = view.sentence(head)
    for (let i = head - 2; i >= from && i > head - 10 && view.edge[i] !== 2 && view.quantityAt[i] === -1; i--)
      if (/^[وف]?([يت](قل|زيد)|زادت?|قلت?)$/.test(view.f(i))) return i
    return -1
  }

  /// «يبلغ ارتفاع السد 145 مترا», «على ارتفاع 9 آلاف متر», «جدار بارتفاع ستة أمتار»: how high it is, not by how much it rose.
  isHeight(i: number, {unit}: Candidate): boolean {
    const {view} = this
    if (!/^(mm|cm|m|km|ft)$/.test(unit) || !/^[وفب]?(ال)?ارتفاع(ه|ها|ات)?$/.test(view.f(i))) return false
    if (/^(منسوب|مستوي|سطح|المياه|المد)$/.test(view.f(i + 1))) return false
    if (/^[وف]?ب/.test(view.f(i)) || view.f(i - 1) === "علي") return true
    for (let k = i - 1; k >= i - 3 && k >= 0; k--) if (/^[وف]?[يت]?(بلغ|صل|وصل|ناهز|تجاوز)ت?$/.test(view.f(k))) return true
    return /^ارتفاع(ه|ها)$/.test(view.f(i))
  }

  // ---- level or change

  measure(d: Draft, before: Draft | undefined): void {
    const {view} = this
    const {c} = d
    if (c.kind === "time") return
    if (c.unit === "times") {
      const doubled = this.changeBefore(c, 12)
      if (c.counted === "ضعف" || doubled) {
        d.measure = "change"
        d.change = {token: doubled?.token ?? c.from, direction: doubled?.direction ?? "up"}
      }
      return
    }
    // «إلى 6.3 مليار في 2023 مقابل 5.3 مليار»: told beside it, of the same sort.
    if (before && before.c.kind === c.kind && COMPARED_TO.test(view.f(c.head - 1)) && isNear(this.marks, before.c, c, 0)) {
      d.measure = before.measure
      d.change = before.change
      return
    }
    // «إلى 1.6 مليون برميل من مليوني برميل»: where it came from.
    if (
      before &&
      before.c.kind === c.kind &&
      this.view.f(c.head - 1) === "من" &&
      this.isNextTo(before.c.to, c.head - 1) &&
      TO.test(this.view.f(before.c.head - 1)) &&
      !this.isInflation(c)
    ) {
      d.measure = before.measure
      d.change = before.change
      return
    }
    const after = c.kind === "percent" ? this.changeAfter(c.to) : this.summed(c)
    const found = after ?? (c.kind === "percent" ? this.summed(c) : undefined) ?? this.changeBefore(c, 40)
    if (found && c.kind === "count" && !this.countChanges(c, found.token)) return
    if (found) {
      d.measure = "change"
      d.change = found
      d.why.push({step: "change", says: `${found.direction}: «${this.word(found.token)}»`})
      return
    }
    // «بينما الهدف كان 5 بالمئة», «يتوقع الصندوق 2.5%»: growth again.
    if (
      c.kind === "percent" &&
      before?.measure === "change" &&
      before.c.kind === "percent" &&
      isNear(this.marks, before.c, c, 1) &&
      !this.partOf(c) &&
      !this.ownSubject(c)
    ) {
      d.measure = "change"
      d.change = before.change
      d.carried = true
    }
    // «والعراق 211 ألفا»: a cut told on.
    if (
      c.implied &&
      c.kind === "measure" &&
      before?.measure === "change" &&
      before.c.unit === c.unit &&
      isNear(this.marks, before.c, c, 1) &&
      !TO.test(view.f(c.head - 1))
    ) {
      d.measure = "change"
      d.change = before.change
      d.carried = true
    }
  }

  /// Nothing but a date between two amounts, or the word of where it came from: «إلى 4.5 مليار في العام الماضي، نزولا من …».
  isNextTo(from: number, to: number): boolean {
    const {view} = this
    for (let i = from; i < to; i++)
      if (
        view.dateAt[i] === -1 &&
        !view.isPunct(i, "،,") &&
        !/^(في|خلال|نزولا|هبوطا|صعودا|ارتفاعا|انخفاضا|تراجعا)$/.test(view.f(i)) &&
        !(i + 1 < to && view.dateAt[i + 1] !== -1)
      )
        return false
    return true
  }

  /// «تراجعا بلغ 45 بالمئة», «زيادة وصلت إلى 3 مليارات», «الارتفاع الذي ناهز 10 بالمئة»: how much a noun of growth or fall comes to.
  summed(c: Candidate): Change | undefined {
    const {view, marks} = this
    if (c.kind === "count") return undefined
    let i = c.head - 1
    while (TO.test(view.f(i)) || AMOUNT.test(view.f(i)) || view.f(i) === "ب") i--
    if (!SUMS.test(view.f(i))) return undefined
    i--
    if (view.shape(i) & RELATIVE) i--
    // «تراجعا حادا بلغ …»
    if (!view.change(i) && marks.words[i]?.adj !== undefined && !marks.words[i]?.prep) i--
    if (view.edge[i] !== 0 || view.isVerb(i) || marks.mentionAt[i] !== -1 || /قد$/.test(view.f(i))) return undefined
    const cue = view.change(i)
    return cue && (marks.words[i]?.nouns.length ?? 0) > 0 && !this.isHeight(i, c)
      ? {token: i, direction: cue.direction === "down" ? "down" : "up"}
      : undefined
  }

  /// «10% زيادة»
  changeAfter(to: number): Change | undefined {
    for (let i = to; i < to + 2; i++) {
      if (!this.view.isWord(i) || this.marks.words[i]?.prep) return undefined
      const cue = this.view.change(i)
      if (cue && !this.view.isVerb(i) && this.marks.words[i]?.nouns.length)
        return {token: i, direction: cue.direction === "down" ? "down" : "up"}
    }
    return undefined
  }

  /// The word of growth or fall that the amount hangs on; none where the number is where it came to («ارتفع إلى 5»).
  changeBefore(c: Candidate, reach: number): Change | undefined {
    const {view, marks} = this
    let i = c.head - 1
    if (this.passes(c) >= 0) return undefined
    // «398 مليارا، مرتفعا من 36.7 مليار في 2004»: what it was before.
    if (view.f(i) === "من" && c.kind !== "percent" && /^(مرتفع|منخفض|متراجع|صاعد|ارتفاع|انخفاض|تراجع)(ا|ه)$/.test(view.f(i - 1)))
      return undefined
    // «يرتفع 4% ويتجاوز 80 دولارا»: a verb of its own tells where it came to.
    if (view.isVerb(c.head) && view.edge[c.head] !== 0) return this.isInflation(c) ? {token: i, direction: "up"} : undefined
    if (view.f(i) === "ما" || view.f(i) === "بين" || view.f(i) === "بما") i--
    if ((TO.test(view.f(i)) || TO.test(view.f(c.from - 1))) && c.unit !== "times")
      return this.isInflation(c) ? {token: i, direction: "up"} : undefined
    // «إلى 2.8 بالمئة من 3.5»: a rate it was, whichever way it went.
    if (/^(من|بعد|مقابل)$/.test(view.f(i)) && this.isInflation(c)) return {token: i, direction: "up"}
    const word = marks.words[c.head]
    if (word?.attached === "ل" && c.kind !== "time") return undefined
    if (view.f(i) === "من" && c.unit !== "times" && this.stepsTo(c.to)) return undefined
    if (WORTH.test(view.f(i))) return undefined
    const led =
      AMOUNT.test(view.f(i)) || word?.attached === "ب" || (/^ب/.test(view.f(c.head)) && word?.unknown !== false) || view.f(i) === "ب"
    const from = view.sentence(c.from).from
    let content = 0
    let commas = 0
    for (; i >= from && i > c.head - reach; i--) {
      if (view.edge[i] === 2) {
        // A change word may open the clause itself.
        if (!view.isWord(i)) return undefined
      }
      if (view.edge[i] === 1 && !view.isWord(i)) commas++
      if (!view.isWord(i)) {
        if (view.edge[i] === 2) return undefined
        continue
      }
      const inQuantity = view.quantityAt[i] !== -1 || view.dateAt[i] !== -1
      if (inQuantity || AMOUNT.test(view.f(i))) continue
      const cue = view.change(i)
      const covered = marks.mentionAt[i] !== -1
      if (cue && !covered) {
        const verb = view.isVerb(i)
        const noun = !verb && (marks.words[i]?.nouns.length ?? 0) > 0
        if (verb || noun) {
          if (noun && this.isHeight(i, c)) return undefined
          // «خفض الانبعاثات بقيمة …»: a noun speaks for what is near it.
          const reachOk = verb ? true : content <= 4 || (led && content <= 10)
          if (c.kind === "money" && noun && content > 3) return undefined
          if (commas > 0 && !led) return undefined
          if (reachOk) return {token: i, direction: cue.direction === "down" ? "down" : "up"}
        }
      }
      if (view.edge[i] === 2) return undefined
      if (view.isVerb(i) && this.totals(i)) continue
      if (
        view.isVerb(i) &&
        !covered &&
        !(marks.words[i - 1]?.closed.has("rel") ?? false) &&
        !(view.f(i) === "كان" || view.f(i) === "كانت" || view.f(i) === "وكان" || view.f(i) === "وكانت")
      ) {
        return this.isInflation(c) ? {token: i, direction: "up"} : undefined
      }
      // «خفضها الطوعي البالغ مليون برميل», not «تراجعت البلاد البالغ سكانها …».
      if (/^البالغه?$/.test(view.f(i))) {
        if (i !== c.head - 1) return undefined
        for (let k = i - 1; k >= i - 3 && k >= from; k--) {
          const cut = view.isVerb(k) ? undefined : view.change(k)
          if (cut) return {token: k, direction: cut.direction === "down" ? "down" : "up"}
        }
        return undefined
      }
      content++
    }
    return this.isInflation(c) ? {token: c.from, direction: "up"} : undefined
  }

  /// «تخفيضات … يبلغ مجموعها»: a verb that only sums up the noun before it.
  totals(i: number): boolean {
    return /^(يبلغ|تبلغ|بلغ|بلغت|يصل|تصل|وصل|وصلت)$/.test(this.view.f(i)) && /^(مجموع|حجم|قدر|نسبت|مقدار)(ها|ه)$/.test(this.view.f(i + 1))
  }

  /// «معدل النمو 3%», «سجل التضخم 38%»: the rate is itself a change.
  isInflation(c: Candidate): boolean {
    if (c.kind !== "percent") return false
    const {view} = this
    const from = view.sentence(c.from).from
    for (let i = c.head - 1; i >= from && i > c.head - 14; i--) {
      if (view.edge[i] === 2) return false
      if (!view.isWord(i) || view.quantityAt[i] !== -1) continue
      const f = view.f(i).replace(/^[وف]?[بل]?(?=نمو|ال|تضخم)/, "")
      if (f === "التضخم" || f === "تضخم" || f === "النمو" || f === "نموا" || f === "نمو" || f === "نموه" || f === "نموها") return true
    }
    return false
  }

  stepsTo(to: number): boolean {
    for (let i = to; i < to + 8; i++) {
      if (this.view.edge[i] === 2 || this.view.isPunct(i, "،,")) return false
      if (this.view.f(i) === "الي") return true
    }
    return false
  }

  countChanges(c: Candidate, token: number): boolean {
    const lead = this.view.f(c.head - 1)
    const word = this.marks.words[c.head]
    return (
      (AMOUNT.test(lead) || lead === "ب" || word?.attached === "ب" || /^ب(اكثر|اقل|نحو|حوالي)/.test(this.view.f(c.head))) &&
      c.head - token <= 8 &&
      this.view.isVerb(token)
    )
  }

  /// «57 % منها», «17 % من مجموع وارداتها», «نصف صادرات روسيا»: a part of something.
  partOf(c: Candidate): boolean {
    const f = this.view.f(c.to)
    return c.fraction || /^(من|منها|منهم|منه)$/.test(f)
  }

  /// Has the amount a subject of its own since the last edge: «وحصة أوروبا 5 بالمئة»?
  ownSubject(c: Candidate): boolean {
    for (let i = c.head - 1; i > c.head - 10 && i >= 0; i--) {
      if (
        this.view.metricCues(i, "percent").length > 0 ||
        /^[وب]?(حصه|النسبه|حصته|حصتها)$/.test(this.view.f(i)) ||
        // «نسبة الشركات المعطلة»
        (/^و?نسبه$/.test(this.view.f(i)) && this.marks.words[i + 1]?.al)
      )
        return true
      if (this.view.edge[i] === 2) return false
    }
    return false
  }

  // ---- what it measures

  metric(d: Draft, before: Draft | undefined): Draft {
    const {c} = d
    if (c.kind === "time") return this.tell(d, "duration", -1, "a length of time")
    if (c.bare === "rate") return this.tell(d, "price", -1, "what a currency is worth")
    if (c.kind === "money" && this.isPerUnit(c.to)) return this.tell(d, "price", -1, "for one of a measure")
    if (c.kind === "count" && c.unit !== "times") return this.countMetric(d, before)
    const found = this.nearestCue(c)
    // «ضخ 14 مليارا إضافية» has a word of its own, since the figure before.
    const mine = found && before && found.token >= before.c.to && found.token < c.head && this.marks.words[found.token]?.attached !== "ل"
    if (before && /^(اخري|اضافيه|اضافي|اخر)$/.test(this.view.f(c.to)) && !mine && this.carries(before, c)) {
      d.carried = true
      return this.tell(d, before.metric, before.cue, "more of the same")
    }
    const surplus = before?.metric === "trade" && c.kind === "money" && isNear(this.marks, before.c, c, 1) ? this.balance(before, c) : -1
    if (surplus >= 0) return this.tell(d, "trade", surplus, "the balance of the trade told before")
    const owes = c.kind === "money" ? this.owes(c) : -1
    if (owes >= 0) return this.tell(d, "debt", owes, "owed")
    if (c.kind === "percent" && d.measure === "level") {
      if (found && found.cue.metric === "other" && RATES.has(found.cue.word)) return this.tell(d, "other", found.token, found.cue.word)
      return this.tell(d, "share", found?.token ?? -1, "per cent of something")
    }
    if (/^(km|m|mi|nmi|km2|m2|ha|degree|Cel|km\/h|feddan|dunam|acre|ft|ft2|knot)$/.test(c.unit) && d.measure === "level")
      return this.tell(d, "other", -1, "a distance or size")
    const rated = c.kind === "measure" && /^(bbl|boe)\//.test(c.unit)
    if (found && !(rated && found.cue.weight === 1)) {
      const own = found.cost <= 22 || !before || !isNear(this.marks, before.c, c, 0)
      // «من القروض والمنح»: what is given outright makes it aid.
      const beside = own && found.cue.metric === "debt" ? this.marks.words[found.token + 1] : undefined
      if (beside?.joined && this.view.metricCues(found.token + 1, c.kind).some((x) => x.metric === "aid" && x.weight >= 3))
        return this.tell(d, "aid", found.token + 1, this.word(found.token + 1))
      // «قرض …، تصرف منه دفعة أولى قدرها …»
      const whole = found.cue.word === "دفعه" ? this.drafts.slice(-3).findLast((x) => GIVEN.has(x.metric)) : undefined
      if (whole && this.carries(whole, c)) return this.tell(d, whole.metric, whole.cue, "a part of what was told before")
      if (own) return this.tell(d, found.cue.metric, found.token, found.cue.word)
    }
    if (before && this.carries(before, c, d.measure === "change")) {
      d.carried = true
      return this.tell(d, before.metric, before.cue, `as before: «${this.text(before.c.from, before.c.to)}»`)
    }
    // «وبلغت التجارة 37 مليارا. ويستهدف البلدان رفعها إلى 100 مليار», «وفي مايو ارتفعت بنسبة 10»: what the sentence before measured.
    if (before && FAMILY.has(before.metric) && !(found && found.cue.weight > 1) && isNear(this.marks, before.c, c, 2) && this.resumes(c)) {
      d.carried = true
      return this.tell(d, before.metric, before.cue, `as before: «${this.text(before.c.from, before.c.to)}»`)
    }
    if (/^[kMGT]?Wh?$/.test(c.unit) && !found) return this.tell(d, "energy", -1, "power")
    if (rated) return this.tell(d, d.measure === "change" || !found ? "production" : found.cue.metric, found?.token ?? -1, "barrels a day")
    if (found) return this.tell(d, found.cue.metric, found.token, found.cue.word)
    if (
      c.kind === "money" &&
      /^[وب]?(هدف|الهدف)$/.test(this.view.f(c.head - 1) === "ال" ? this.view.f(c.head - 2) : this.view.f(c.head - 1))
    ) {
      const recent = this.drafts.slice(-30)
      const aimed =
        recent.findLast((x) => x.c.kind === "money" && x.metric === "trade") ??
        recent.findLast((x) => x.c.kind === "money" && FAMILY.has(x.metric))
      if (aimed) {
        d.carried = true
        return this.tell(d, aimed.metric, -1, "the aim of what was told before")
      }
    }
    if (c.kind === "money" && before?.metric === "aid" && this.marks.words[c.to]?.attached === "ل") {
      d.carried = true
      return this.tell(d, "aid", -1, "for a purpose, as the aid before")
    }
    if (c.unit === "times" && d.measure === "level") return this.tell(d, "count", -1, "times")
    if (d.measure === "change")
      for (let i = c.head - 1; i > c.head - 9 && i >= this.view.sentence(c.from).from; i--)
        if (/^[وب]?(عدد|اعداد|عددهم|عددها|العدد)$/.test(this.view.f(i))) return this.tell(d, "count", i, "a count")
    return this.tell(d, "other", -1, "no word says what it measures")
  }

  /// «وبلغ الفائض لصالح بكين 159 مليارا» behind a trade: the word of the balance; -1 where there is none.
  balance(before: Draft, {head}: Candidate): number {
    const {view} = this
    const from = Math.max(before.c.to, view.sentence(head).from)
    for (let i = head - 1; i >= from && i > head - 10; i--) if (/^[وفبل]*(ال|لل)?(فايض|عجز)(ا|ها|ه|هما)?$/.test(view.f(i))) return i
    return -1
  }

  /// «إن بلاده مدينة لإيران بنحو 11 مليارا»: who owes, not a town.
  owes({head}: Candidate): number {
    const {view, marks} = this
    const {from} = view.sentence(head)
    for (let i = head - 1; i >= from && i > head - 9 && view.edge[i] !== 2; i--)
      if (/^[وف]?مدين(ه|ا|ون|ين)?$/.test(view.f(i))) {
        const to = itemAt(marks.mentions, marks.mentionAt[i + 1] as number)
        return to?.prep === "ل" || /^ل(ه|ها|هم|نا)$/.test(view.f(i + 1)) ? i : -1
      }
    return -1
  }

  tell(d: Draft, metric: Metric, cue: number, says: string): Draft {
    d.metric = metric
    d.cue = cue
    d.cueWord = cue >= 0 ? this.word(cue) : ""
    d.why.push({step: "metric", says: `${metric}: ${cue >= 0 ? `«${d.cueWord}»` : says}`})
    return d
  }

  /// «70 دولارا للبرميل», «دولار / للأونصة»
  isPerUnit(to: number): boolean {
    const at = /^(\/|لكل)$/.test(this.view.f(to)) ? to + 1 : to
    return (
      /^(لل|ل)?(برميل|اونصه|اوقيه|طن|كيلو|كيلوغرام|كيلوجرام|لتر|ليتر|غالون|جالون|بوشل|سهم|وحده|متر|ميغاواط|رطل)$/.test(this.view.f(at)) &&
      (at > to || /^لل/.test(this.view.f(at)))
    )
  }

  carries(before: Draft, c: Candidate, change = false): boolean {
    // «استقبل 14.5 مليون سائح، بزيادة 34 بالمئة»
    if (change && c.kind === "percent" && before.metric === "count") return isNear(this.marks, before.c, c, 0)
    if (
      before.metric === "share" ||
      before.metric === "duration" ||
      before.metric === "count" ||
      before.metric === "casualties" ||
      before.metric === "displaced"
    )
      return false
    const sameKind = before.c.kind === c.kind && (c.kind !== "measure" || before.c.unit === c.unit)
    const step = c.kind === "percent" || before.c.kind === "percent"
    return isNear(this.marks, before.c, c, sameKind ? 1 : 0) && (sameKind || (step && c.kind !== "measure") || c.unit === "times")
  }

  /// Right before the amount a word of growth that names nothing of its own: «رفعها إلى», «ارتفعت بنسبة», «أن ينمو بمقدار».
  resumes(c: Candidate): boolean {
    const {view, marks} = this
    if (c.kind !== "money" && c.kind !== "percent") return false
    for (let i = c.head - 1; i >= c.head - 4 && i >= view.sentence(c.from).from; i--) {
      if (!view.isWord(i)) return false
      if (view.change(i)) {
        if (/(?:ها|ه|هما)$/.test(view.f(i)) && (view.shape(i) & (POSSESSED | POSSESSED_LOOK)) !== 0) return true
        const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
        return (
          p?.cls === "v" &&
          !p.args.some(
            (a) => a.rel === "subj" && a.token >= view.sentence(c.from).from && a.token !== i && !(a.token >= c.head && a.token < c.to),
          )
        )
      }
      if (!AMOUNT.test(view.f(i)) && !TO.test(view.f(i)) && view.f(i) !== "ب" && marks.words[i]?.attached !== "ب") return false
    }
    return false
  }

  /// The metric word nearest to the amount: before it over commas and verbs, or right after it («23 مليار دولار من ديون …», «600 مليون يورو منحا»).
  nearestCue(c: Candidate): {cue: Cue; token: number; cost: number} | undefined {
    const {view} = this
    const kind = c.unit === "times" ? "money" : c.kind
    const s = view.sentence(c.from)
    let best: {cue: Cue; token: number; cost: number} | undefined
    const offer = (cue: Cue, token: number, cost: number): void => {
      const total = cost + (cue.weight === 1 ? 12 : cue.weight === 2 ? 4 : 0)
      if (!best || total < best.cost) best = {cue, token, cost: total}
    }
    let cost = 0
    for (let i = c.head - 1; i >= s.from && cost < CUE_REACH; i--) {
      if (view.edge[i] === 2) cost += 14
      else if (view.edge[i] === 1) cost += 2
      if (!view.isWord(i)) continue
      if (view.quantityAt[i] !== -1 && view.quantityAt[i + 1] !== view.quantityAt[i]) cost += 5
      if (view.quantityAt[i] !== -1 || view.dateAt[i] !== -1) continue
      const inMention = this.marks.mentionAt[i] !== -1
      // «من أصل 30 مليونا»
      const whole = view.f(i) === "اصل" && view.f(i - 1) === "من"
      if (!inMention && !whole)
        for (const cue of view.metricCues(i, kind)) if (cue.weight > 1 || cost <= 13) offer(cue, i, cost + this.headCost(i))
      cost += inMention ? 0.5 : 1
    }
    cost = 1
    const partitive = view.f(c.to) === "من" || view.f(c.to) === "ك"
    const valued = WORTH.test(view.f(c.head - 1))
    // «1.6 مليار جنيه (ملياري دولار) من تمويل …»
    const after = c.kind === "money" ? this.behindBracket(c.to) : c.to
    const first = view.f(after) === "من" ? after + 1 : -1
    for (let i = after; i < s.to && i < after + 9; i++) {
      // «165 مليونا ومنحة قدرها …»: what is joined to it is another.
      if (view.edge[i] !== 0 || view.quantityAt[i] !== -1 || this.marks.words[i]?.joined) break
      if (!view.isWord(i)) continue
      // «اتفاقا بقيمة 27 مليارا يهدف إلى زيادة الإنتاج»: what is worth it stands before.
      if (valued && view.isVerb(i)) break
      if (view.isVerb(i) && i > c.to) cost += 8
      const near = i <= c.to + (partitive ? 2 : 1)
      if (this.marks.mentionAt[i] === -1 && view.dateAt[i] === -1) {
        const purpose = this.marks.words[i]?.attached === "ل"
        for (const cue of view.metricCues(i, kind))
          if (!purpose || cue.metric === "aid") offer(cue, i, i === first || (near && (partitive || i === c.to)) ? 0 : cost + 6)
        // «من تمويل الصادرات»: the head of the phrase says what it is.
        if (i === first && view.metricCues(i, kind).length > 0) break
      }
      cost += 1
    }
    return best
  }

  /// The token behind the same amount in other money: «(2 مليار دولار)».
  behindBracket(to: number): number {
    if (this.view.f(to) !== "(") return to
    for (let i = to + 1; i < to + 9; i++) if (this.view.f(i) === ")") return i + 1
    return to
  }

  /// A weak word inside the phrase of a stronger («صادرات الطاقة», «أسعار النفط») gives way to it by its weight alone; a noun after «من أجل», «في إطار» is farther.
  headCost(i: number): number {
    return /^(اطار|اجل|ضوء|ظل)$/.test(this.view.f(i - 1)) ? 6 : 0
  }

  countMetric(d: Draft, before: Draft | undefined): Draft {
    const {view} = this
    const {c} = d
    const s = view.sentence(c.from)
    const toll = this.drafts.slice(-8).findLast((x) => x.metric === "casualties" || x.metric === "displaced")
    const told = this.isToldApart(c, before)
    const tally = !told && (c.bare === "tally" || (c.implied && c.counted === ""))
    // «80 سفينة … وأغرقوا اثنتين منها»: a part of things is no toll.
    const thingly = (c.bare === "part" || c.implied) && c.unit !== "things" && !["people", "soldiers", "families"].includes(c.unit)
    // «سبع هجمات …، وقع ثلاث منها في كابل»
    const human = ["people", "soldiers", "families", "things"].includes(c.unit) && !(c.unit === "things" && view.f(c.to) === "منها")
    // «تسهيل الهجرة القانونية لـ12 ألفا»: nobody is driven out.
    for (let i = c.head - 1; i > c.head - 6 && i >= s.from; i--)
      if (
        /^[وبل]?(ال|لل)?(قانونيه|نظاميه|شرعيه)$/.test(view.f(i)) &&
        view.metricCues(i - 1, "count").some((x) => x.metric === "displaced") &&
        !/^غير$/.test(view.f(i - 1))
      )
        return this.tell(d, "count", -1, c.counted || c.unit)
    // The counted noun itself: «12 ألف قتيل», «350 جنديا».
    let own: {cue: Cue; token: number} | undefined
    for (let i = c.from; i < c.to; i++)
      for (const cue of view.metricCues(i, "count")) if (cue.weight >= 3 && (human || cue.metric !== "troops")) own ??= {cue, token: i}
    if (own && own.cue.metric !== "troops") return this.tell(d, own.cue.metric, own.token, own.cue.word)
    // «وفر 70 بالمئة من سكان المدينة البالغ عددهم 1.5 مليون»: of whom there are so many, whatever befell them.
    if (/^عدد(هم|ها)$/.test(view.f(c.head - 1)) && /^البالغه?$/.test(view.f(c.head - 2)))
      for (let i = c.head - 3; i > c.head - 6; i--)
        if (/^[وبل]?(ال|لل)?سكان(ه|ها)?$/.test(view.f(i))) return this.tell(d, "count", i, "people who live there")
    const died = human ? this.died(c) : -1
    if (died >= 0) return this.tell(d, "casualties", died, this.word(died))
    if (human || c.bare === "acts" || (tally && !thingly)) {
      // Right after: «46 شخصا قتلوا», «40 ألفا نزحوا».
      for (let i = c.to; i < Math.min(c.to + 5, s.to); i++) {
        if (view.edge[i] !== 0 || view.quantityAt[i] !== -1 || this.marks.words[i]?.joined) break
        if (this.marks.words[i]?.prep && !/^(علي|الي|بين|بجراح|في)$/.test(view.f(i)) && !(i === c.to && view.f(i) === "من")) break
        const cue = view.metricCues(i, "count").find((x) => x.weight >= 3 && x.metric !== "troops")
        // «شيع مئات الفلسطينيين جثمان …»
        if (
          cue &&
          !/^(جثمان|جثه)$/.test(cue.word) &&
          (i === c.to ||
            view.isVerb(i) ||
            /^(علي|الي)$/.test(view.f(i - 1)) ||
            this.marks.words[i]?.al ||
            view.f(i - 1) === "بين" ||
            /^(حتف|مصرع)ه(م|ما|ن)$/.test(view.f(i)))
        )
          return this.tell(d, cue.metric, i, cue.word)
      }
      // Before, in its clause: «مقتل 18 مدنيا», «أصيب في الهجوم 30 شخصا».
      let words = 0
      for (let i = c.head - 1; i >= s.from && words < (tally ? 30 : 12); i--) {
        if (view.edge[i] === 2 && !view.isWord(i)) break
        if (!view.isWord(i) || view.quantityAt[i] !== -1 || view.dateAt[i] !== -1) continue
        words++
        const inMention = this.marks.mentionAt[i] !== -1
        const cue = inMention
          ? undefined
          : view.metricCues(i, "count").find((x) => x.weight >= 3 && ((tally && human) || x.metric !== "troops"))
        const afterBaad = /^(بعد|منذ|قبل|بتهمه|ضد|بشان|حول|جراء|بسبب)$/.test(view.f(i - 1))
        if (cue && !(afterBaad && words > 1) && (view.isVerb(i) || words <= 4 || tally)) return this.tell(d, cue.metric, i, cue.word)
        if (view.edge[i] === 2) break
        if (view.isVerb(i) && !tally && !view.in(i, "reach")) break
      }
      const shared = this.sharedVerb(c)
      if (shared) return this.tell(d, shared.cue.metric, shared.token, shared.cue.word)
      if (
        c.bare !== "" &&
        before &&
        c.implied &&
        isNear(this.marks, before.c, c, 2) &&
        (before.metric === "casualties" || before.metric === "displaced") &&
        c.bare !== "acts"
      ) {
        d.carried = true
        return this.tell(d, before.metric, before.cue, "as before")
      }
      // «رفع الرقم من 3,166 إلى …»
      if (tally && toll && (this.marks.sentenceAt[c.from] as number) - (this.marks.sentenceAt[toll.c.from] as number) <= 4) {
        d.carried = true
        return this.tell(d, toll.metric, toll.cue, "the toll told before")
      }
      if (c.implied && !told && before && before.metric === "casualties" && isNear(this.marks, before.c, c, 0)) {
        d.carried = true
        return this.tell(d, before.metric, before.cue, "as before")
      }
    }
    if (own) return this.tell(d, own.cue.metric, own.token, own.cue.word)
    // «يرفع عديد القوة إلى 1500 عنصر», «تعزيزات قوامها 400 رجل»
    if (human)
      for (let i = c.head - 1; i > c.head - 6 && i >= s.from && view.edge[i] === 0; i--)
        if (/^[وفب]?(ال)?(عديد|قوام)(ه|ها|هم)?$/.test(view.f(i))) return this.tell(d, "troops", i, "forces")
    // «5600 من أفراد القوات المسلحة»
    if (human)
      for (let i = c.to; i < c.to + 3 && view.edge[i] === 0; i++)
        if (view.f(i) !== "من" && view.metricCues(i, "count").some((x) => x.metric === "troops" && x.word === "قوات"))
          return this.tell(d, "troops", i, "forces")
    if (c.unit === "soldiers" && !/^(ضباط|ضابط|حارس|شرطي)$/.test(c.counted)) return this.tell(d, "troops", c.from, "soldiers")
    return this.tell(d, "count", -1, c.counted || c.unit)
  }

  /// «لقي ما لا يقل عن 115 مسلحا من الجبهة حتفهم», «قضى 17 مهاجرا غرقا»: the word that says how; -1 where they did not die.
  died({head, to}: Candidate): number {
    const {view} = this
    let verb = head - 1
    const {from, to: end} = view.sentence(head)
    while (verb > head - 5 && verb >= from && !DIED.test(view.f(verb)) && view.edge[verb] === 0) verb--
    if (verb < from || !DIED.test(view.f(verb))) return -1
    for (let i = to; i < end && i < to + DEATH_REACH && view.edge[i] !== 2 && !view.isVerb(i); i++) if (DEATHS.test(view.f(i))) return i
    return -1
  }

  /// «ويحتاج 12 مليون سوداني إلى الغذاء», «وأنقذ خفر السواحل 98 آخرين» behind a toll: people of a state, or others, under a verb of their own.
  isToldApart(c: Candidate, before: Draft | undefined): boolean {
    const {view} = this
    const others = /^(اخرون|اخرين|اخري|اخرا)$/.test(view.f(c.to - 1))
    if (!others && view.words[c.to]?.country === undefined && view.words[c.to - 1]?.country === undefined) return false
    const from = Math.max(view.sentence(c.from).from, before?.c.to ?? 0)
    for (let i = c.head - 1; i >= from; i--)
      if (view.isVerb(i)) return !view.metricCues(i, "count").some((x) => others || x.weight >= 3) && !view.in(i, "reach")
    return false
  }

  /// «18 من المهاجمين وجنديا واحدا قتلوا»: the verb of several who stand before it.
  sharedVerb(c: Candidate): {cue: Cue; token: number} | undefined {
    const {view, marks} = this
    const {to} = view.sentence(c.from)
    let joined = 0
    for (let i = c.to; i < to && i < c.to + 9; i++) {
      if (!view.isWord(i)) return undefined
      if (marks.words[i]?.joined) joined++
      const several = /^(لقوا|[ء-ي]+وا)$/.test(view.f(i))
      if (view.isVerb(i) || several) {
        const cue = view
          .metricCues(several && /^لقوا$/.test(view.f(i)) ? i + 1 : i, "count")
          .find((x) => x.weight >= 3 && x.metric !== "troops")
        return several && cue && !marks.words[i]?.joined ? {cue, token: i} : undefined
      }
      if (joined > 1 || (marks.words[i]?.prep && view.f(i) !== "من")) return undefined
    }
    return undefined
  }

  // ---- reported, expected or aimed at

  status(d: Draft, before: Draft | undefined): RawFigure["status"] {
    const {view, marks} = this
    const {c} = d
    // «رفع الحد الأدنى من 2700 إلى 3000»: what it is now.
    if (view.f(c.head - 1) === "من" && this.stepsTo(c.to)) return "reported"
    const s = view.sentence(c.from)
    let words = 0
    // «وتضم 30 دولة» behind another clause: only a verb before it can still say that it is to come, no noun («سعيه إلى …»).
    let joined = false
    for (let i = c.head - 1; i >= s.from && words < 22; i--) {
      if (!view.isWord(i)) {
        if (view.edge[i] === 2) break
        continue
      }
      if (view.quantityAt[i] !== -1 && d.carried && before) return before.status
      if (marks.mentionAt[i] !== -1) continue
      words++
      const p = marks.predicateAt[i] as number
      const own = p >= 0 ? marks.predicates[p] : undefined
      const verb = own?.cls === "v" ? own : undefined
      const future = verb !== undefined && (verb.future || /^[وف]?(سوف|لن)$/.test(view.f(i - 1)))
      if (future && verb)
        return this.saysSo(
          d,
          (verb.args.some((a) => a.rel === "subj" && a.mention >= 0) && !this.view.change(i)) || /^[وف]?سن/.test(view.f(i)) || this.isCut(i)
            ? "target"
            : "forecast",
          i,
        )
      // «استهدف الطيران ثلاثة مواقع»: fired at. «بشكل كامل»: no hope («أمل»).
      const struck = verb?.lemma === "استهدف" && (c.kind === "count" || c.kind === "time" || isToll(d))
      if (/^كاملا?ه?$/.test(view.f(i)) || struck) continue
      const said = !joined || verb !== undefined || (marks.words[i]?.al && view.f(i - 1).endsWith("من"))
      if (said && this.says(i, verb, "target")) return this.saysSo(d, "target", i)
      if (said && this.says(i, verb, "forecast")) return this.saysSo(d, "forecast", i)
      if (view.edge[i] === 2 && (!/ان/.test(view.f(i)) || this.asserts(i))) break
      if (!verb || (!joined && this.isAside(i, c.head))) continue
      if (verb.aspect === "perf" && !view.in(i, "reach")) break
      // «التي تضم 30 دولة»: what is so now.
      if (view.shape(i - 1) & RELATIVE) break
      if (joined && !(view.shape(i - 1) & COMPLEMENT)) break
      joined ||= marks.words[i]?.joined === true || view.f(i - 1) === "و"
    }
    if (/^[وف]?(بعد|مقابل)$/.test(view.f(c.head - 1))) return "reported"
    const date = [0, 1, 2, 3].map((k) => view.dateAt[c.to + k] ?? -1).find((n) => n >= 0) ?? -1
    if (date >= 0)
      for (let i = itemAt(marks.dates, date)?.from ?? 0; i < (itemAt(marks.dates, date)?.to ?? 0); i++)
        if (/^ال(مقبل|قادم)ه?$/.test(view.f(i))) return this.saysSo(d, "forecast", i)
    return d.carried && before && isNear(this.marks, before.c, c, 0) ? before.status : "reported"
  }

  /// «وستنتج المحطة التي تبنيها روسيا 4800», «يشارك في المؤتمر -الذي ينتهي الأحد- 80 ألفا»: a clause within the one of the amount.
  isAside(verb: number, head: number): boolean {
    const {view} = this
    if (!(view.shape(verb - 1) & RELATIVE)) return false
    if (/(ه|ها|هم|هما)$/.test(view.f(verb)) && !view.change(verb)) return true
    for (let i = verb + 1; i < head; i++) if (view.isPunct(i, "-–")) return true
    return false
  }

  /// «إن», by its hamza: what follows is told as it is.
  asserts(i: number): boolean {
    const {start, end} = this.marks.tokens
    return this.marks.text.slice(start[i], end[i]).includes("إ")
  }

  /// Is the word of a list: a verb by what it is here, any other word by all it may be.
  says(i: number, verb: Predicate | undefined, list: string): boolean {
    return verb ? (this.view.lexicon.lists.get(list)?.has(verb.lemma) ?? false) : this.view.in(i, list)
  }

  saysSo(d: Draft, status: RawFigure["status"], token: number): RawFigure["status"] {
    d.why.push({step: "status", says: `${status}: «${this.word(token)}»`})
    return status
  }

  isCut(i: number): boolean {
    const cue = this.view.change(i)
    return cue?.direction === "down" && /^[وف]?س/.test(this.view.f(i)) && /خفض|قلص|قتطع/.test(this.view.f(i))
  }

  // ---- who says so

  /// Who speaks where a number stands; nobody with a name gives an empty list, no statement none at all.
  speakersAt(token: number): number[] | undefined {
    const at = this.marks.tokens.start[token] as number
    const said = this.statements.findLast((x) => x.content.start <= at && at < x.content.end)
    return said && [said.speaker, ...said.together].filter((m) => m >= 0)
  }

  source(d: Draft, before: Draft | undefined): number[] {
    const {view, marks} = this
    const s = view.sentence(d.c.from)
    const {named, verbs} = this.sourcesIn(marks.sentenceAt[d.c.from] as number, s)
    if (named.length > 0) return [...named]
    const out: number[] = []
    for (let v = verbs.length - 1; v >= 0; v--) {
      const p = verbs[v] as Predicate
      const inside = p.token < d.c.from ? view.change(p.token) === undefined : view.isPunct(p.token - 1, "،,")
      if (!inside) continue
      for (const a of p.args) if (a.rel === "subj" && a.mention >= 0 && !out.includes(a.mention)) out.push(a.mention)
      break
    }
    if (out.length === 0) {
      const speaker = this.beforeColon(s, d.c.from)
      if (speaker !== undefined) return [speaker]
    }
    if (out.length === 0 && d.carried && before && isNear(this.marks, before.c, d.c, 1)) return before.source
    return out
  }

  /// «المتحدث باسم القوة فلان: 73 غارة …»: the one named last before the colon that opens the sentence, where no verb stands.
  beforeColon(s: Sentence, to: number): number | undefined {
    const {view, marks} = this
    let last: number | undefined
    for (let i = s.from; i < to && i < s.from + COLON_REACH; i++) {
      const n = marks.mentionAt[i] as number
      if (n >= 0) last = n
      else if (view.isVerb(i)) return undefined
      if (view.isPunct(i, ":") && marks.tokens.kind[i + 1] !== NUMBER) return last
      if (view.isPunct(i, ":") && last !== undefined) return last
    }
    return undefined
  }

  /// What a sentence says of sources, worked out once: whom «وفقا ل» names, and the verbs of speech with a speaker.
  sourcesIn(n: number, s: Sentence): Sources {
    if (n === this.sourcesAt) return this.sources
    const {view, marks} = this
    const {predicateAt, predicates, mentionAt} = marks
    const speech = view.lexicon.bits.get("speech") ?? 0
    const cited = view.lexicon.bits.get("source") ?? 0
    const named: number[] = []
    const verbs: Predicate[] = []
    for (let i = s.from; i < s.to; i++) {
      const {lists, shape} = view.words[i] ?? NO_WORD
      if (lists & cited && shape & ACCORDING)
        for (let k = i + 1; k < Math.min(i + 7, s.to); k++) {
          const m = mentionAt[k] as number
          if (m < 0) continue
          if (!named.includes(m)) named.push(m)
          break
        }
      const p = lists & speech ? itemAt(predicates, predicateAt[i] as number) : undefined
      if (p?.cls === "v" && (view.words[p.token]?.lists ?? 0) & speech && p.args.some((a) => a.rel === "subj" && a.mention >= 0))
        verbs.push(p)
    }
    this.sourcesAt = n
    this.sources = {named, verbs}
    return this.sources
  }
  sourcesAt = -2
  sources: Sources = {named: [], verbs: []}

  // ---- «تضاعفت» without a number

  doubled(): void {
    const {view, marks} = this
    const told = [...this.drafts]
    let next = 0
    for (let p = 0; p < marks.tokens.count; p++) {
      if (!view.cues[p]?.change) continue
      while (next < told.length && (told[next] as Draft).c.from < p) next++
      const cue = view.cues[p]?.all.find((x) => x.list === "change" && x.direction === "double" && x.word === "تضاعف")
      if (!cue || !view.isWord(p) || marks.sentenceAt[p] === -1) continue
      const s = view.sentence(p)
      if (
        told
          .slice(next, next + 4)
          .some((d) => d.c.from > p && d.c.from < s.to && d.c.from - p <= 12 && (d.c.unit === "times" || d.c.kind === "percent"))
      )
        continue
      if (/^[وف]?(لم|لن|لا)$/.test(view.f(p - 1))) continue
      const c: Candidate = {
        from: p,
        to: p + 1,
        head: p,
        value: 100,
        unit: "%",
        kind: "percent",
        comparator: "=",
        counted: "",
        open: [],
        bare: "",
        implied: false,
        fraction: false,
        vague: false,
        definite: false,
        opens: false,
      }
      const before = told[next - 1]
      const d: Draft = {
        ...this.blank(c),
        measure: "change",
        change: {token: p, direction: "up"},
        why: [{step: "change", says: `doubled: «${this.word(p)}»`}],
      }
      this.metric(d, before)
      if (d.metric === "other" || d.metric === "share") continue
      this.settle(d, before)
      this.drafts.push(d)
    }
  }

  // ---- each figure once

  /// A headline: a line of its own near the top without a full stop.
  inHeading(token: number): boolean {
    const {marks, view} = this
    const n = marks.sentenceAt[token] as number
    const s = marks.sentences[n]
    if (!s || s.paragraph > 3 || s.to - s.from > 28) return false
    const {sentences} = marks
    let [first, end] = [n, n + 1]
    while (n - first < 4 && itemAt(sentences, first - 1)?.paragraph === s.paragraph) first--
    while (end < n + 6 && sentences[end]?.paragraph === s.paragraph) end++
    if (end - first > 3) return false
    let last = (sentences[end - 1]?.to ?? s.to) - 1
    while (last > s.from && marks.tokens.kind[last] === NEWLINE) last--
    const stop = view.f(last)
    return stop !== "." && stop !== "!" && (stop !== "؟" || s.paragraph === 0) && sentences.length > end - first + 1
  }

  once(): Draft[] {
    const out: Draft[] = []
    const byAmount = new Map<string, Draft[]>()
    this.drafts.forEach((d, n) => {
      if (d.heading && this.drafts.slice(n + 1, n + 60).some((x) => this.rounds(d, x))) return
      const key = `${Math.abs(d.value)} ${d.c.unit}`
      const same = byAmount.get(key) ?? []
      if (same.slice(-20).some((x) => this.repeats(x, d))) return
      if (d.c.definite && d.c.kind === "money" && same.length > 0) return
      byAmount.set(key, [...same.slice(-20), d])
      out.push(d)
    })
    return out
  }

  /// The headline's number is that of the text, or the text's rounded.
  rounds(head: Draft, body: Draft): boolean {
    if (head.c.kind !== body.c.kind || this.isAim(body) || (head.c.kind !== "count" && head.c.unit !== body.c.unit)) return false
    const a = Math.abs(head.value)
    const b = Math.abs(body.value)
    return a === b || (a > 20 && Math.abs(a - b) / Math.max(a, b) < 0.015)
  }

  /// «متجاوزا الهدف … بـ 240 مليار»
  isAim(d: Draft): boolean {
    for (let i = d.c.head - 1; i > d.c.head - 8 && i >= 0; i--) if (/^[وب]?(ال)?هدف$/.test(this.view.f(i))) return true
    return false
  }

  repeats(a: Draft, b: Draft): boolean {
    if (a.value !== b.value || a.c.unit !== b.c.unit || a.metric !== b.metric || a.measure !== b.measure || a.c.counted !== b.c.counted)
      return false
    if (a.status !== b.status && a.metric !== "count") return false
    if (a.date >= 0 && b.date >= 0 && a.date !== b.date && a.c.kind === "percent") return false
    const names = (d: Draft): string[] => d.parties.map((p) => this.partyKey(p))
    const x = names(a)
    const y = names(b)
    return x.length === 0 || y.length === 0 || x.some((k) => y.includes(k))
  }

  partyKey(p: PartyRef): string {
    if (p.kind === "country") return p.country
    if (p.kind === "pair") return "pair"
    const m = this.marks.mentions[p.mention] as Mention
    return m.known.length > 0 ? `k${m.known[0]}` : this.marks.text.slice(m.start, m.end)
  }

  // ---- the claim

  text(from: number, to: number): string {
    return this.marks.text.slice(this.marks.tokens.start[from], this.marks.tokens.end[to - 1])
  }
  word(i: number): string {
    return this.text(i, i + 1)
  }

  /// From the verb or metric word to the unit; no longer than 240 characters.
  evidence(d: Draft): Span {
    const {tokens} = this.marks
    const s = this.view.sentence(d.c.from)
    let from = d.c.head
    let to = d.c.to
    const take = (i: number): void => {
      if (i < s.from || i >= s.to) return
      const a = Math.min(from, i)
      const b = Math.max(to, i + 1)
      if ((tokens.end[b - 1] as number) - (tokens.start[a] as number) > 240) return
      from = a
      to = b
    }
    if (d.change) take(d.change.token)
    if (d.cue >= 0) take(d.cue)
    // The verb over them.
    for (let i = from - 1; i >= s.from && i > from - 6; i--) {
      if (this.view.edge[i] === 2) break
      if (this.view.isVerb(i)) {
        take(i)
        break
      }
      if (!this.view.isWord(i)) break
    }
    if (d.c.fraction && to === d.c.to && this.view.isWord(to)) take(to)
    const x = itemAt(this.marks.dates, d.date)
    if (x && x.from >= to && x.from <= to + 2) take(x.to - 1)
    return {start: tokens.start[from] as number, end: tokens.end[to - 1] as number}
  }

  claim(d: Draft): RawFigure {
    const {c} = d
    const by = `figure.${d.metric}${d.measure === "change" ? ".change" : ""}.${d.cueWord || c.counted || c.unit}`
    const confidence = Math.max(
      0.3,
      0.9 -
        (d.cue < 0 && c.kind !== "time" && c.kind !== "count" ? 0.2 : 0) -
        (d.carried ? 0.1 : 0) -
        (c.bare ? 0.15 : 0) -
        (c.implied ? 0.05 : 0),
    )
    return {
      metric: d.metric,
      parties: d.parties,
      value: d.value,
      unit: c.unit,
      currencyOpen: c.open.length > 1 ? c.open : undefined,
      measure: d.measure,
      comparator: d.comparator,
      date: d.date,
      said: d.said,
      toll: d.toll,
      sum: d.sum,
      pledged: d.pledged,
      quoted:
        d.metric === "price" &&
        (c.kind !== "money" || c.bare === "rate" || this.isPerUnit(c.to)) &&
        !(d.cue >= 0 && /تضخم/.test(this.view.f(d.cue))) &&
        !this.isInflation(c),
      status: d.status,
      happening: d.happening,
      personal: isPersonal(d),
      source: d.source,
      evidence: this.evidence(d),
      sentence: this.marks.sentenceAt[c.from] as number,
      by,
      confidence: Math.round(confidence * 100) / 100,
      why: d.why,
    }
  }
}
