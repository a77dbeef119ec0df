import type {Marks} from "../annotate/index.ts"
import {metricKind} from "../kinds/index.ts"
import {type Comparator, type Mention, type Metric, NEWLINE, type Predicate, type Reason, type Sentence, type Span} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {
  ACCORDING,
  COMPARED,
  COUNTERPART,
  type Cue,
  type FigureWord,
  HOMELAND,
  type MetricLexicon,
  POSSESSED,
  POSSESSED_LOOK,
  RELATIVE,
  stemOf,
} from "./figures-lexicon.ts"
import {type Candidate, findCandidates} from "./figures-numbers.ts"
import {FigureView} from "./figures-view.ts"

export {type MetricLexicon, metricLexicon} from "./figures-lexicon.ts"

/// Whom a figure is of: a mention, a country that only an adjective names, or «البلدين», the two that the text speaks of.
export type PartyRef =
  | {readonly kind: "mention"; readonly mention: number}
  | {readonly kind: "country"; readonly country: string}
  | {readonly kind: "pair"; readonly token: number}

/// A figure as the words give it, before anyone in it is settled.
export type RawFigure = {
  readonly metric: Metric
  readonly parties: readonly PartyRef[]
  readonly value: number
  readonly unit: string
  /// Currencies that the words leave open, `unit` the first of them.
  readonly currencyOpen: readonly string[] | undefined
  readonly measure: "level" | "change"
  readonly comparator: Comparator
  /// Index of the date that tells the period; -1 for none.
  readonly date: number
  readonly status: "reported" | "forecast" | "target"
  /// Mentions of who says so.
  readonly source: readonly number[]
  readonly evidence: Span
  readonly sentence: number
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

/// Finds the figures of a text: each number with a unit is asked what it measures, by how much, whose and when.
export function extractFigures(marks: Marks, metrics: MetricLexicon): RawFigure[] {
  return new FigureReader(new FigureView(marks, metrics)).run()
}

type Topic = {readonly ref: PartyRef; readonly stem: string; readonly sure: boolean}
type Naming = {readonly stem: string; readonly ref: PartyRef; readonly at: number; readonly paragraph: number; readonly weight: number}
type Tally = {
  readonly told: ReadonlyMap<string, {readonly n: number; readonly ref: PartyRef; readonly at: number}>
  readonly total: number
  readonly most: number
  readonly top: readonly string[]
  readonly byParagraph: ReadonlyMap<number, ReadonlySet<string>>
}
type Sources = {readonly named: readonly number[]; readonly verbs: readonly Predicate[]}
const NO_WORD = {lists: 0, shape: 0}
type Change = {readonly token: number; readonly direction: "up" | "down"}
type Draft = {
  readonly c: Candidate
  metric: Metric
  /// The word that told the metric; -1 where none did.
  cue: number
  cueWord: string
  measure: "level" | "change"
  change: Change | undefined
  value: number
  comparator: Comparator
  status: RawFigure["status"]
  parties: PartyRef[]
  date: number
  source: number[]
  carried: boolean
  heading: boolean
  why: Reason[]
}

const TURNED: {readonly [c in Comparator]: Comparator} = {"=": "=", "~": "~", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
/// Words between a change and its amount: «بنسبة», «قدره», «بواقع», «مجموعها».
const AMOUNT = /^[وب]?(ب?نسبه|بنسبه|نسبته|نسبتها|قدره|قدرها|مقدار|بمقدار|بواقع|مجموعها|مجموعه|بوتيره|وتيره|معدل|بمعدل|بنحو|نحو|حجمه|حجمها)$/
const WORTH = /^[وب]?(قيمته|قيمتها|قيمه|بقيمه|كلفته|بكلفه|بتكلفه|تكلفته|تكلفتها|مبلغ|بمبلغ)$/
const TO = /^[وف]?(الي|حتي|عند|لتصل|ليصل|لتبلغ|ليبلغ|لتسجل|ليسجل)$/
const FAMILY = new Set<Metric>([
  "trade",
  "exports",
  "imports",
  "investment",
  "energy",
  "production",
  "gdp",
  "price",
  "debt",
  "aid",
  "budget",
])
/// What two sides sign together.
const TREATIES = new Set(["agreements", "memoranda", "deals", "contracts", "rounds"])
/// Per cent that are no shares: rates of interest, of the jobless.
const RATES = new Set(["فايده", "بطاله", "سعر", "اسعار", "معدل"])
/// What a share can be of that has two sides.
const SHARED = new Set<Metric>(["trade", "exports", "imports", "energy", "debt"])
const CUE_REACH = 34

class FigureReader {
  readonly view: FigureView
  readonly marks: Marks
  readonly drafts: Draft[] = []

  constructor(view: FigureView) {
    this.view = view
    this.marks = view.marks
  }

  run(): RawFigure[] {
    const candidates = findCandidates(this.view)
    for (const c of candidates) this.drafts.push(this.draft(c))
    this.doubled()
    this.drafts.sort((a, b) => a.c.from - b.c.from)
    return this.once().map((d) => this.claim(d))
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
      source: [],
      carried: false,
      heading: this.inHeading(c.from),
      why: [],
    }
  }

  draft(c: Candidate): Draft {
    const before = this.drafts.at(-1)
    const d = this.blank(c)
    if (before && this.isConversion(before.c, c)) return this.converted(d, before)
    this.measure(d, before)
    this.metric(d, before)
    if (d.measure === "change" && d.change?.direction === "down" && d.c.unit !== "times") {
      d.value = -d.value
      d.comparator = TURNED[d.comparator]
    }
    this.settle(d, before)
    return d
  }

  /// What is asked of a figure once its metric is known, each of the ones before it.
  settle(d: Draft, before: Draft | undefined): void {
    d.status = this.status(d, before)
    d.date = this.date(d, before)
    d.source = this.source(d, before)
    d.parties = this.parties(d, before)
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
    const after = c.kind === "percent" ? this.changeAfter(c.to) : undefined
    const found = after ?? this.changeBefore(c, 40)
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
      this.isNear(before.c, c, 1) &&
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
      this.isNear(before.c, c, 1) &&
      !TO.test(view.f(c.head - 1))
    ) {
      d.measure = "change"
      d.change = before.change
      d.carried = true
    }
  }

  isNear(a: Candidate, b: Candidate, sentences: number): boolean {
    const {sentenceAt, sentences: all} = this.marks
    const m = sentenceAt[a.from] as number
    const n = sentenceAt[b.from] as number
    return n - m <= sentences && all[m]?.paragraph === all[n]?.paragraph
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
    if (view.f(i) === "ما" || view.f(i) === "بين" || view.f(i) === "بما") i--
    if ((TO.test(view.f(i)) || TO.test(view.f(c.from - 1))) && c.unit !== "times")
      return this.isInflation(c) ? {token: i, direction: "up"} : undefined
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
      if (inQuantity) continue
      const cue = view.change(i)
      const covered = marks.mentionAt[i] !== -1
      if (cue && !covered) {
        const verb = view.isVerb(i)
        const noun = !verb && (marks.words[i]?.nouns.length ?? 0) > 0
        if (verb || noun) {
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
      if (view.f(i) === "البالغ" || view.f(i) === "البالغه") return undefined
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
      const f = view.f(i).replace(/^[وف]/, "")
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
        (/^[وب]?(نسبه|حصه|النسبه|حصته|حصتها)$/.test(this.view.f(i)) && !AMOUNT.test(this.view.f(i)))
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
    if (before && /^(اخري|اضافيه|اضافي|اخر)$/.test(this.view.f(c.to)) && this.carries(before, c)) {
      d.carried = true
      return this.tell(d, before.metric, before.cue, "more of the same")
    }
    const found = this.nearestCue(c)
    if (c.kind === "percent" && d.measure === "level") {
      if (found && found.cue.metric === "other" && RATES.has(found.cue.word)) return this.tell(d, "other", found.token, found.cue.word)
      return this.tell(d, "share", found?.token ?? -1, "per cent of something")
    }
    if (/^(km|m|mi|nmi|km2|m2|ha|degree|Cel|km\/h|feddan|dunam|acre|ft|ft2|knot)$/.test(c.unit) && d.measure === "level")
      return this.tell(d, "other", -1, "a distance or size")
    const rated = c.kind === "measure" && /^(bbl|boe)\//.test(c.unit)
    if (found && !(rated && found.cue.weight === 1)) {
      const own = found.cost <= 22 || !before || !this.isNear(before.c, c, 0)
      if (own) return this.tell(d, found.cue.metric, found.token, found.cue.word)
    }
    if (before && this.carries(before, c)) {
      d.carried = true
      return this.tell(d, before.metric, before.cue, `as before: «${this.text(before.c.from, before.c.to)}»`)
    }
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

  tell(d: Draft, metric: Metric, cue: number, says: string): Draft {
    d.metric = metric
    d.cue = cue
    d.cueWord = cue >= 0 ? this.word(cue) : ""
    d.why.push({step: "metric", says: `${metric}: ${cue >= 0 ? `«${d.cueWord}»` : says}`})
    return d
  }

  /// «70 دولارا للبرميل», «دولار / للأونصة»
  isPerUnit(to: number): boolean {
    const at = this.view.f(to) === "/" ? to + 1 : to
    return (
      /^(لل|ل)?(برميل|اونصه|اوقيه|طن|كيلو|كيلوغرام|كيلوجرام|لتر|ليتر|غالون|جالون|بوشل|سهم|وحده|متر|ميغاواط|رطل)$/.test(this.view.f(at)) &&
      (at > to || /^لل/.test(this.view.f(at)))
    )
  }

  carries(before: Draft, c: Candidate): boolean {
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
    return this.isNear(before.c, c, sameKind ? 1 : 0) && (sameKind || (step && c.kind !== "measure") || c.unit === "times")
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
      if (!inMention) for (const cue of view.metricCues(i, kind)) if (cue.weight > 1 || cost <= 13) offer(cue, i, cost + this.headCost(i))
      cost += inMention ? 0.5 : 1
    }
    cost = 1
    const partitive = view.f(c.to) === "من" || view.f(c.to) === "ك"
    for (let i = c.to; i < s.to && i < c.to + 9; i++) {
      if (view.edge[i] !== 0 || view.quantityAt[i] !== -1) break
      if (!view.isWord(i)) continue
      if (view.isVerb(i) && i > c.to) cost += 8
      const near = i <= c.to + (partitive ? 2 : 1)
      if (this.marks.mentionAt[i] === -1 && view.dateAt[i] === -1) {
        const purpose = this.marks.words[i]?.attached === "ل"
        for (const cue of view.metricCues(i, kind))
          if (!purpose || cue.metric === "aid") offer(cue, i, near && (partitive || i === c.to) ? 0 : cost + 6)
      }
      cost += 1
    }
    return best
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
    const tally = c.bare === "tally" || (c.implied && c.counted === "")
    const human = ["people", "soldiers", "families", "things"].includes(c.unit)
    // The counted noun itself: «12 ألف قتيل», «350 جنديا».
    let own: {cue: Cue; token: number} | undefined
    for (let i = c.from; i < c.to; i++) for (const cue of view.metricCues(i, "count")) if (cue.weight >= 3) own ??= {cue, token: i}
    if (own && own.cue.metric !== "troops") return this.tell(d, own.cue.metric, own.token, own.cue.word)
    if (human || c.bare === "acts" || tally) {
      // Right after: «46 شخصا قتلوا», «40 ألفا نزحوا».
      for (let i = c.to; i < Math.min(c.to + 5, s.to); i++) {
        if (view.edge[i] !== 0 || view.quantityAt[i] !== -1 || this.marks.words[i]?.joined) break
        if (this.marks.words[i]?.prep && !/^(علي|الي|بين|بجراح|في)$/.test(view.f(i))) break
        const cue = view.metricCues(i, "count").find((x) => x.weight >= 3 && x.metric !== "troops")
        if (
          cue &&
          (i === c.to || view.isVerb(i) || /^(علي|الي)$/.test(view.f(i - 1)) || this.marks.words[i]?.al || view.f(i - 1) === "بين")
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
        const cue = inMention ? undefined : view.metricCues(i, "count").find((x) => x.weight >= 3 && x.metric !== "troops")
        const afterBaad = /^(بعد|منذ|قبل|بتهمه|ضد|بشان|حول|جراء|بسبب)$/.test(view.f(i - 1))
        if (cue && !(afterBaad && words > 1) && (view.isVerb(i) || words <= 4 || tally)) return this.tell(d, cue.metric, i, cue.word)
        if (view.edge[i] === 2) break
        if (view.isVerb(i) && !tally && !view.in(i, "reach")) break
      }
      if (
        c.bare !== "" &&
        before &&
        c.implied &&
        this.isNear(before.c, c, 2) &&
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
      if (c.implied && before && before.metric === "casualties" && this.isNear(before.c, c, 0)) {
        d.carried = true
        return this.tell(d, before.metric, before.cue, "as before")
      }
    }
    if (own) return this.tell(d, own.cue.metric, own.token, own.cue.word)
    if (c.unit === "soldiers" && !/^(ضباط|ضابط|حارس|شرطي)$/.test(c.counted)) return this.tell(d, "troops", c.from, "soldiers")
    return this.tell(d, "count", -1, c.counted || c.unit)
  }

  // ---- reported, expected or aimed at

  status(d: Draft, before: Draft | undefined): RawFigure["status"] {
    const {view, marks} = this
    const {c} = d
    const s = view.sentence(c.from)
    let words = 0
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
      const says = (list: string): boolean => (verb ? (view.lexicon.lists.get(list)?.has(verb.lemma) ?? false) : view.in(i, list))
      if (future && verb)
        return this.saysSo(
          d,
          (verb.args.some((a) => a.rel === "subj" && a.mention >= 0) && !this.view.change(i)) || /^[وف]?سن/.test(view.f(i)) || this.isCut(i)
            ? "target"
            : "forecast",
          i,
        )
      if (says("target")) return this.saysSo(d, "target", i)
      if (says("forecast")) return this.saysSo(d, "forecast", i)
      if (view.edge[i] === 2 && !/ان/.test(view.f(i))) break
      if (view.isVerb(i) && marks.predicates[p]?.aspect === "perf" && !view.in(i, "reach")) break
    }
    if (/^[وف]?(بعد|مقابل)$/.test(view.f(c.head - 1))) return "reported"
    const date = [0, 1, 2, 3].map((k) => view.dateAt[c.to + k] ?? -1).find((n) => n >= 0) ?? -1
    if (date >= 0)
      for (let i = itemAt(marks.dates, date)?.from ?? 0; i < (itemAt(marks.dates, date)?.to ?? 0); i++)
        if (/^ال(مقبل|قادم)ه?$/.test(view.f(i))) return this.saysSo(d, "forecast", i)
    return d.carried && before && this.isNear(before.c, c, 0) ? before.status : "reported"
  }

  saysSo(d: Draft, status: RawFigure["status"], token: number): RawFigure["status"] {
    d.why.push({step: "status", says: `${status}: «${this.word(token)}»`})
    return status
  }

  isCut(i: number): boolean {
    const cue = this.view.change(i)
    return cue?.direction === "down" && /^[وف]?س/.test(this.view.f(i)) && /خفض|قلص|قتطع/.test(this.view.f(i))
  }

  // ---- when

  /// The date that belongs to the number: nearest in its clause, not one that only compares («مقارنة بعام 2022», «عن العام السابق»).
  date(d: Draft, before: Draft | undefined): number {
    const {view, marks} = this
    const {c} = d
    const s = view.sentence(c.from)
    let best = -1
    let bestCost = c.kind === "time" ? 16 : 44
    for (const n of view.datesIn(s)) {
      const x = marks.dates[n] as (typeof marks.dates)[number]
      if (x.from < c.to && x.to > c.from && c.kind !== "time") continue
      if (c.kind === "time" && x.from < c.to && x.to > c.from) continue
      const lead = view.f(x.from - 1)
      const compared =
        (/^(عن|مقارنه|مقابل|ب|مع)$/.test(lead) &&
          /^(عن|مقارنه|قياسا|مع|ب)$/.test(lead === "ب" || lead === "مع" ? view.f(x.from - 2) : lead)) ||
        view.f(x.from - 1) === "مقارنه" ||
        view.f(x.from - 2) === "مقارنه" ||
        (lead === "عن" && d.measure === "change")
      if (compared || (x.said.is === "since" && this.isRecord(x.from))) continue
      const after = x.from >= c.to
      let cost = after ? 0 : 4
      const [from, to] = after ? [c.to, x.from] : [x.to, c.head]
      // «هدف … الذي كان البلدان يأملان بلوغه في 2024», «تخفيضات … تسري من مايو حتى نهاية العام»
      const told = after && (view.shape(c.to) & RELATIVE) !== 0
      const valid = after && (x.said.is === "between" || x.said.is === "until")
      for (let i = from; i < to && cost < 60; i++) {
        cost += 1
        if (view.edge[i] === 2) cost += after ? 16 : 9
        else if (view.edge[i] === 1) cost += after && !valid ? (view.f(i + 1).startsWith("و") ? 11 : 7) : 3
        if (view.isVerb(i)) cost += after && !told && !valid ? 8 : 2
        if (after && (view.shape(i) & COMPARED || (!told && view.change(i)))) cost += 18
        if (
          view.quantityAt[i] !== -1 &&
          view.quantityAt[i - 1] !== view.quantityAt[i] &&
          marks.quantities[view.quantityAt[i] as number]?.kind !== "time"
        )
          cost += after ? 14 : 5
        if (after && !told && view.shape(i) & RELATIVE) cost += 6
      }
      if (!after) for (let i = x.from - 1; i >= Math.max(s.from, x.from - 4); i--) if (view.shape(i) & RELATIVE) cost += 16
      if (x.said.is === "before" || x.said.is === "after" || x.said.is === "away") cost += 12
      if (cost < bestCost) {
        best = n
        bestCost = cost
      }
    }
    if (best >= 0) return best
    // Carried on from the last figure of its kind that was not told as background («وكان قد سجل …»).
    const {sentenceAt} = marks
    for (let n = this.drafts.length - 1; n >= 0 && n >= this.drafts.length - 6; n--) {
      const x = this.drafts[n] as Draft
      if ((sentenceAt[c.from] as number) - (sentenceAt[x.c.from] as number) > 3) break
      const kin =
        x.metric === d.metric || (FAMILY.has(x.metric) && FAMILY.has(d.metric)) || d.metric === "share" || (d.carried && x === before)
      if (!kin || x.date < 0 || d.metric === "duration" || (d.status === "reported" && x.status !== "reported") || this.isBackground(x))
        continue
      const said = marks.dates[x.date]?.said.is
      if (said === "away" || (!FAMILY.has(d.metric) && sentenceAt[x.c.from] !== sentenceAt[c.from] && !this.isPoint(x.date))) continue
      return x.date
    }
    // A count is of the day told last in its paragraph.
    if (d.metric === "duration") return -1
    return view.dateBefore(c.from, (n) => this.isPoint(n))
  }

  isPoint(date: number): boolean {
    const is = itemAt(this.marks.dates, date)?.said.is
    return is === "date" || is === "weekday" || is === "relative" || is === "between"
  }

  /// «وكان التبادل قد سجل 190 مليارا في 2022»
  isBackground(d: Draft): boolean {
    const from = this.view.clauseFrom(d.c.from)
    for (let i = from; i < d.c.from; i++)
      if (/^[وف]?كان(ت|وا)?$/.test(this.view.f(i)))
        for (let k = i + 1; k < Math.min(i + 7, d.c.from); k++) if (this.view.f(k) === "قد") return true
    return false
  }

  /// «في أول انخفاض منذ 2019», «أدنى مستوى منذ عام»: since when it is a record, not when it was.
  isRecord(at: number): boolean {
    const from = this.view.sentence(at).from
    for (let i = at - 1; i >= at - 9 && i >= from; i--)
      if (/^[وفلب]?(ال)?(اول|اولي|ادني|اعلي|اكبر|اقل|اسوا|افضل|مره)$/.test(this.view.f(i))) return true
    return false
  }

  // ---- who says so

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
    if (out.length === 0 && d.carried && before && this.isNear(before.c, d.c, 1)) return before.source
    return out
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

  // ---- whose

  parties(d: Draft, before: Draft | undefined): PartyRef[] {
    const {view, marks} = this
    const {c} = d
    const kind = metricKind(d.metric)
    const s = view.sentence(c.from)
    let [from, to] = this.span(d)
    // Behind the figure before in its sentence: what that one had is carried on.
    const follows = before !== undefined && before.c.to > from && before.c.to <= c.head && before.c.from >= s.from
    if (follows) from = before.c.to
    const placed: Placed[] = []
    const sources = new Set(d.source)
    this.collect(from, to, d, sources, placed)
    this.pronouns(from, to, d, placed)
    const own = placed.length
    const traded = wantsBodies(d.metric)
    const isState = (x: {ref: PartyRef}): boolean =>
      x.ref.kind !== "mention" || this.isState(marks.mentions[x.ref.mention] as Mention, traded)
    const states = (): number => placed.filter(isState).length + placed.filter((x) => x.ref.kind === "pair").length
    const mutual = kind.sides === 2 || (d.metric === "count" && TREATIES.has(c.unit))
    const wanted = mutual || ["aid", "energy", "debt", "investment"].includes(d.metric) ? 2 : 1
    // «تحدثت دوشانبي عن 35 قتيلا»: a state that tells of its own.
    if (states() === 0 && !traded)
      for (const m of d.source)
        if (["country", "place"].includes(marks.mentions[m]?.kind ?? "") || (marks.mentions[m] as Mention).countries.length > 0)
          this.offer(m, d, placed, 5)
    if (
      before &&
      (follows || (own > 0 && wanted === 2 && before.metric === d.metric && this.isNear(before.c, c, 0))) &&
      d.metric !== "duration"
    )
      this.take(this.otherSide(before, placed, wanted), placed)
    if (states() < wanted && from > s.from) this.collect(s.from, from, d, sources, placed, 10)
    const gives = d.metric === "aid" || d.metric === "debt" || d.metric === "investment"
    if (states() < wanted) for (const m of d.source) if (this.isState(marks.mentions[m] as Mention, gives)) this.offer(m, d, placed, 16)
    if (
      states() < wanted &&
      before &&
      this.isNear(before.c, c, 1) &&
      (own === 0 || d.carried || kind.sides === 2 || before.metric === d.metric)
    )
      this.take(this.otherSide(before, placed, wanted), placed)
    // The country told of near it, or the one or two of whom the report speaks.
    const related =
      mutual ||
      (wanted === 2 && d.metric !== "energy") ||
      d.metric === "energy" ||
      (d.metric === "share" && d.cue >= 0 && view.metricCues(d.cue, "percent").some((x) => SHARED.has(x.metric)))
    // «صادرات البرازيل من اللحوم» has one side; «صادراتها إلى جارتها» two.
    const need = related && (kind.order === "none" || this.hasCounterpart(from, to, placed)) ? 2 : 1
    if (own === 0 && states() < need && !this.topics(s.paragraph)[0]?.sure) {
      const told = this.stateBefore(s.from)
      if (told) placed.push({ref: told, at: 0, rank: 20})
    }
    if (states() < need)
      for (const t of this.topics(s.paragraph)) {
        if (states() >= need) break
        if (!(related ? t.sure : true) || placed.some((x) => this.stem(x.ref) === t.stem)) continue
        placed.push({ref: t.ref, at: 0, rank: kind.order === "from-to" ? 2.5 : 24})
      }
    if (states() === 0 && mutual) placed.push({ref: {kind: "pair", token: c.from}, at: 0, rank: 25})
    if (placed.length === 0)
      for (const m of sources) if (marks.mentions[m]?.kind !== "person") placed.push({ref: {kind: "mention", mention: m}, at: 0, rank: 30})
    placed.sort((a, b) => a.rank - b.rank || a.at - b.at)
    return placed.map((x) => x.ref)
  }

  /// The country told of last before this sentence.
  stateBefore(token: number): PartyRef | undefined {
    if (this.askedBefore !== token) {
      this.askedBefore = token
      this.foundBefore = this.findStateBefore(token)
    }
    return this.foundBefore
  }
  askedBefore = -1
  foundBefore: PartyRef | undefined

  findStateBefore(token: number): PartyRef | undefined {
    const {marks} = this
    const sentence = marks.sentenceAt[token] as number
    for (let i = token - 1; i >= 0 && sentence - (marks.sentenceAt[i] as number) <= 2; i--) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind === "country" && m.form === "name") return {kind: "mention", mention: m.index}
    }
    return undefined
  }

  /// Letters that a country's name and its adjective share: روسيا and روسي are one.
  stem(ref: PartyRef): string {
    if (ref.kind === "pair") return ""
    if (ref.kind === "country") return ref.country
    const m = this.marks.mentions[ref.mention] as Mention
    return m.kind === "country"
      ? stemOf(this.marks.tokens.folded[m.nameFrom] ?? "")
      : `k${m.known[0] ?? this.marks.text.slice(m.start, m.end)}`
  }

  /// The countries and unions that the report names most, with those of the figure's own paragraph first. `sure`: named often enough to be what it is about.
  topics(paragraph: number): readonly Topic[] {
    const known = this.topicsOf.get(paragraph)
    if (known) return known
    const {told, total, most, top, byParagraph} = (this.tallied ??= this.tally())
    const here = byParagraph.get(paragraph)
    const stems: {stem: string; score: number; at: number}[] = []
    for (const stem of top) stems.push({stem, score: (told.get(stem)?.n ?? 0) + (here?.has(stem) ? 0.5 : 0), at: told.get(stem)?.at ?? 0})
    if (here)
      for (const stem of here)
        if (!top.includes(stem)) stems.push({stem, score: (told.get(stem)?.n ?? 0) + 0.5, at: told.get(stem)?.at ?? 0})
    stems.sort((a, b) => b.score - a.score || a.at - b.at)
    const out = stems.slice(0, 4).flatMap(({stem}) => {
      const x = told.get(stem)
      return x ? [{ref: x.ref, stem, sure: x.n >= 1.7 && x.n * 4 >= most && x.n / total >= 0.12}] : []
    })
    this.topicsOf.set(paragraph, out)
    return out
  }
  readonly topicsOf = new Map<number, readonly Topic[]>()
  tallied: Tally | undefined

  /// How often each is named in the whole report; the first paragraph, its headline, weighs more.
  tally(): Tally {
    const told = new Map<string, {n: number; ref: PartyRef; at: number}>()
    const byParagraph = new Map<number, Set<string>>()
    let total = 0
    for (const x of this.namings()) {
      total += x.weight
      const n = x.weight + (x.paragraph === 0 ? 0.8 : 0)
      const stems = byParagraph.get(x.paragraph)
      if (stems) stems.add(x.stem)
      else byParagraph.set(x.paragraph, new Set([x.stem]))
      const old = told.get(x.stem)
      if (!old) told.set(x.stem, {n, ref: x.ref, at: x.at})
      else {
        old.n += n
        if (x.ref.kind === "mention" && old.ref.kind === "country") old.ref = x.ref
      }
    }
    const ranked = [...told.entries()].sort((a, b) => b[1].n - a[1].n || a[1].at - b[1].at)
    return {told, total, most: ranked[0]?.[1].n ?? 0, top: ranked.slice(0, 4).map(([stem]) => stem), byParagraph}
  }

  /// Each place where a country or union is named, by its name or by its adjective.
  namings(): Naming[] {
    const {marks} = this
    const out: Naming[] = []
    const add = (stem: string, ref: PartyRef, at: number, weight: number): void => {
      const n = marks.sentenceAt[at] as number
      if (n >= 0) out.push({stem, ref, at, paragraph: marks.sentences[n]?.paragraph ?? 0, weight})
    }
    for (const m of marks.mentions) {
      if (m.form !== "name" || m.known.length === 0) continue
      if (m.kind === "country") add(stemOf(marks.tokens.folded[m.nameFrom] ?? ""), {kind: "mention", mention: m.index}, m.from, 1)
      else if (this.isUnion(m)) add(`k${m.known[0]}`, {kind: "mention", mention: m.index}, m.from, 1)
    }
    const {words} = this.view
    for (let i = 0; i < words.length; i++) {
      const {country, stem} = words[i] as FigureWord
      if (country) add(stem, {kind: "country", country}, i, 0.7)
    }
    return out
  }

  isUnion(m: Mention): boolean {
    return m.kind === "organization" && /اتحاد$/.test(this.marks.tokens.folded[m.nameFrom] ?? "")
  }

  /// The country of an adjective; not where the word is as well an ordinary one («مالي»).
  nisba(i: number): string | undefined {
    return this.view.words[i]?.country
  }

  /// A second side is spoken of, by a pronoun or as the only one that is named: «وارداتها منها», «الصادرات إلى روسيا».
  hasCounterpart(from: number, to: number, placed: readonly {rank: number}[]): boolean {
    if (placed.length > 0 && placed.every((x) => x.rank % 10 === 0 && x.rank >= 50)) return true
    for (let i = from; i < to; i++) if (this.view.shape(i) & COUNTERPART) return true
    return false
  }

  /// «بلغت تجارتها مع السعودية 116 مليارا ومع إيران 15.8»: whom the clause names takes the place that he had before, the other stays.
  otherSide(before: Draft, placed: readonly {ref: PartyRef}[], wanted: number): readonly PartyRef[] {
    const named = placed.find((x) => x.ref.kind === "mention")?.ref
    if (wanted < 2 || before.parties.length < 2 || named?.kind !== "mention") return before.parties
    const m = this.marks.mentions[named.mention] as Mention
    return m.prep && m.prep !== "في" && m.prep !== "بين" ? before.parties.slice(0, 1) : before.parties.slice(1)
  }

  take(refs: readonly PartyRef[], placed: Placed[]): void {
    for (const ref of refs) place(placed, {ref, at: placed.length, rank: 12})
  }

  isState(m: Mention, bodies: boolean): boolean {
    return m.kind === "country" || m.form === "pair" || m.countries.length > 0 || this.isUnion(m) || (bodies && m.kind === "organization")
  }

  /// The clause of the figure, stretched to its metric word.
  span(d: Draft): [number, number] {
    const {view} = this
    const s = view.sentence(d.c.from)
    let from = view.clauseFrom(d.c.from)
    if (d.cue >= s.from && d.cue < from) from = d.cue
    if (d.change && d.change.token >= s.from && d.change.token < from) from = d.change.token
    let to = view.clauseTo(d.c.to)
    // No farther than the next figure's own clause.
    for (let i = d.c.to; i < to; i++) {
      const next = view.quantityAt[i] as number
      if (next !== -1 && this.marks.quantities[next]?.kind !== "time" && this.marks.quantities[next]?.from !== d.c.from) {
        let k = i
        while (k > d.c.to && view.edge[k] === 0) k--
        to = Math.max(d.c.to, k)
        break
      }
    }
    return [from, to]
  }

  collect(from: number, to: number, d: Draft, sources: ReadonlySet<number>, placed: Placed[], base = 0): void {
    const {view, marks} = this
    const put = (ref: PartyRef, at: number, rank: number): void => place(placed, {ref, at, rank: base + rank})
    for (let i = from; i < to; i++) {
      const n = marks.mentionAt[i] as number
      if (n >= 0) {
        const m = marks.mentions[n] as Mention
        i = Math.max(i, m.to - 1)
        if (sources.has(n)) continue
        if (m.form === "pair" && m.kind !== "person") {
          put({kind: "pair", token: m.from}, m.from, metricKind(d.metric).order === "none" ? 0 : 4)
          continue
        }
        this.offer(n, d, placed, base)
        continue
      }
      const country = this.nisba(i)
      if (country && view.quantityAt[i] === -1) put({kind: "country", country}, i, this.nisbaRank(i, d))
    }
  }

  /// A mention as a party: a person who holds an office stands for the state, but for how long a visit lasts; a body stands beside its state.
  offer(n: number, d: Draft, placed: Placed[], base: number): void {
    const m = this.marks.mentions[n] as Mention
    const put = (ref: PartyRef, rank: number): void => place(placed, {ref, at: m.from, rank: base + rank})
    const rank = this.rank(m, d)
    const states = m.kind === "person" ? this.statesOf(m) : m.countries
    if (m.kind !== "person" || states.length === 0 || d.metric === "duration" || d.metric === "share")
      put(
        {kind: "mention", mention: n},
        states.length > 0 && m.kind === "organization" && metricKind(d.metric).order !== "none" ? rank + 0.2 : rank,
      )
    if (m.kind === "person" || m.kind === "organization") for (const country of states) put({kind: "country", country}, rank + 0.1)
  }

  /// The state of an office holder: from his title here, or where he was introduced.
  statesOf(m: Mention): readonly string[] {
    if (m.countries.length > 0 || m.nameTo === m.nameFrom) return m.countries
    const {mentions, tokens} = this.marks
    if (!this.statesByName) {
      this.statesByName = new Map()
      for (const x of mentions) {
        if (x.kind !== "person" || x.countries.length === 0 || x.nameTo === x.nameFrom) continue
        for (const key of [`k${x.known[0] ?? ""}`, tokens.folded[x.nameTo - 1] ?? ""])
          if (key.length > 1 && !this.statesByName.has(key)) this.statesByName.set(key, x.countries)
      }
    }
    return this.statesByName.get(`k${m.known[0] ?? ""}`) ?? this.statesByName.get(tokens.folded[m.nameTo - 1] ?? "") ?? []
  }
  statesByName: Map<string, readonly string[]> | undefined

  /// The order of the parties: exporter before importer, buyer before origin; else as the text has them.
  rank(m: Mention, d: Draft): number {
    const order = metricKind(d.metric).order
    if (order === "none") return m.kind === "country" ? 1 : 2
    const to = m.prep === "الي" || m.prep === "ل" || m.prep === "نحو" || m.prep === "لدي"
    const out = m.prep === "من"
    if (order === "from-to") return to ? 50 : out ? 0 : m.prep === "في" || m.prep === "ب" ? 4 : 1
    return out ? 50 : 1
  }

  nisbaRank(i: number, d: Draft): number {
    const order = metricKind(d.metric).order
    return order === "none" ? 1 : i - d.cue <= 3 && i > d.cue ? 1 : 2
  }

  /// «تجارتها», «إنتاجه», «بلاده»: whoever was the subject last.
  pronouns(from: number, to: number, d: Draft, placed: Placed[]): void {
    const {view, marks} = this
    for (let i = from; i < to; i++) {
      const shape = view.shape(i)
      if (!(shape & (POSSESSED | POSSESSED_LOOK | HOMELAND)) || marks.mentionAt[i] !== -1) continue
      const home = (shape & HOMELAND) !== 0
      if (!home && !(i === d.cue && shape & POSSESSED) && view.metricCues(i, d.c.kind).length === 0) continue
      const m = this.lastSubject(i)
      if (m === undefined) continue
      const ref: PartyRef =
        home && (marks.mentions[m] as Mention).countries.length > 0
          ? {kind: "country", country: (marks.mentions[m] as Mention).countries[0] as string}
          : {kind: "mention", mention: m}
      place(placed, {ref, at: i, rank: 1})
    }
  }

  lastSubject(token: number): number | undefined {
    const {marks} = this
    const sentence = marks.sentenceAt[token] as number
    for (let i = token - 1; i >= 0 && sentence - (marks.sentenceAt[i] as number) <= 2; i--) {
      const n = marks.mentionAt[i] as number
      const m = itemAt(marks.mentions, n)
      if (!m) continue
      if ((m.kind === "country" && !m.prep) || m.kind === "person" || (m.kind === "organization" && !m.prep)) return n
    }
    return undefined
  }

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
      status: d.status,
      source: d.source,
      evidence: this.evidence(d),
      sentence: this.marks.sentenceAt[c.from] as number,
      by,
      confidence: Math.round(confidence * 100) / 100,
      why: d.why,
    }
  }
}

/// Metrics that companies and funds are parties of as states are.
const wantsBodies = (metric: Metric): boolean =>
  ["trade", "exports", "imports", "energy", "investment", "aid", "debt", "budget"].includes(metric)

/// A party for a figure, where its name stands, and how near it is; the lowest rank is the nearest.
type Placed = {readonly ref: PartyRef; readonly at: number; readonly rank: number}

const place = (placed: Placed[], x: Placed): void => {
  if (!placed.some((y) => sameParty(y.ref, x.ref))) placed.push(x)
}

const sameParty = (a: PartyRef, b: PartyRef): boolean =>
  a.kind === "mention"
    ? b.kind === "mention" && a.mention === b.mention
    : a.kind === "country"
      ? b.kind === "country" && a.country === b.country
      : b.kind === "pair"
