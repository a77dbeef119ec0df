import type {Marks} from "../annotate/index.ts"
import type {SaidDate} from "../lang/index.ts"
import type {Sentence} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {type Draft, FAMILY, isNear, isToll, type Said} from "./figures-draft.ts"
import {ACCORDING, ASIDE, COMPARED, COMPLEMENT, RELATIVE, SINCE} from "./figures-lexicon.ts"
import type {FigureView} from "./figures-view.ts"

/// What brings a stretch of time: «في خمس سنوات», «على مدى ثلاثة أعوام», «لمدة شهرين».
const STRETCH_LEAD = /^[وف]?(في|خلال|طوال|طيله|لمده|مده|مدي|مدار|امتداد|غضون)$/
const LASTING_LEAD = /^[وف]?(طوال|طيله|لمده|مده|مدي|مدار|امتداد)$/
const CALENDAR = new Set(["year", "month", "week", "day"])
/// «الفترة نفسها من 2022», «الربع المماثل من العام الماضي»
const SAME = /^(نفسها|نفسه|ذاتها|ذاته|المماثله|المماثل|المقابله|المقابل|عينها|عينه)$/
const PERIOD_NOUN = /^[وب]?(ال)?(فتره|مده|شهر|ربع|نصف|اشهر)$/
/// Verbs and nouns of ending, of beginning and of going on, by their dictionary form.
const ENDS = new Set(["اختتم", "اختتام", "ختام", "انتهي", "انهي", "انتهاء", "غادر", "مغادره", "عاد"])
const BEGINS = new Set(["بدا", "انطلق", "سري", "باشر", "بدء", "انطلاق", "استهل"])
const GOES_ON = new Set(["استمر", "مدد", "تواصل", "تمديد", "استمرار", "امتد", "ظل", "سري", "واصل", "ابقي", "بقي"])
/// Verbs whose object is a step to come.
const RESOLVED = new Set(["اتفق", "قرر", "وافق", "اقر", "تعهد", "التزم", "اعتزم", "اعلن"])
const OUTBREAK = new Set(["اندلع", "نشب", "بدا", "انطلق", "تفجر", "انفجر"])
/// Money that is given or lent over time to come.
const GIVEN = new Set(["aid", "debt", "investment"])
const TO = /^[وف]?(الي|عند)$/
/// «أول», «أعلى مستوى», «أعنف قتال»: what is the most of its kind since a time.
const RECORD =
  /^[وفلب]?(ال)?(اولي?|مره|ادني|اعلي|اسوا|اكبر|اقل|اقصي|اعن?ف|افضل|اضخم|اشد|اقوي|اطول|اخطر|اقسي|ادمي|افدح|اعمق|اوسع|ابرز|احدث|اسرع|ابطا|اضعف)$/
/// How far behind «بعد» or «منذ» a date is still of the other happening.
const ASIDE_REACH = 7
const OPENING = 10
const STEP_REACH = 14
/// For how many sentences the day told last holds.
const DAY_HELD = 3

/// Finds the date that tells when a figure was so.
export class FigureDates {
  readonly view: FigureView
  readonly marks: Marks

  constructor(view: FigureView) {
    this.view = view
    this.marks = view.marks
  }

  /// The date of a figure, and the time that it makes with other words: «لمدة شهرين», «الفترة نفسها من 2022».
  when(d: Draft, before: Draft | undefined, drafts: readonly Draft[]): void {
    const past = before && this.stepsFrom(before, d) ? before.date : -1
    const own = this.ownDate(d, past)
    d.date = own >= 0 ? own : this.carried(d, before, drafts, past)
    d.dated = own >= 0
    if (d.metric === "duration") d.said = this.lasting(d)
    else
      d.said =
        this.sinceHappening(d) ??
        this.sinceOutbreak(d) ??
        this.ahead(d) ??
        this.asked(d) ??
        this.samePeriod(d, drafts) ??
        this.runs(d) ??
        this.stretch(d, own >= 0) ??
        this.days(d)
    d.pledged = own >= 0 && d.status !== "reported" && this.isPledged(own, d)
    d.sum = d.date < 0 && (this.isSum(d) || this.isSinceWhenever(d))
    // What the dead and the fled are a share of.
    d.toll = isToll(d)
      ? !d.sum
      : d.metric === "troops"
        ? this.isStationed(d)
        : d.metric === "share" && before?.toll === true && isNear(this.marks, before.c, d.c, 0)
  }

  /// «ينتشر ألف جندي في تشاد», «لا يزال هناك 350 جنديا»: who stands there these days.
  isStationed(d: Draft): boolean {
    const {view, marks} = this
    const from = view.clauseFrom(d.c.from)
    for (let i = d.c.head - 1; i >= from; i--) {
      if (/^[وف]?[يت]زال(ون)?$/.test(view.f(i))) return true
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "impf" && !p.future && /^(انتشر|تمركز|وجد|تواجد|رابط|بقي|نشر|احتفظ)$/.test(p.lemma)
    }
    return false
  }

  /// «وفي فبراير، تعهد الأمير باستثمار …»: a date at the head of the sentence, a verb of the past behind it.
  isPledged(date: number, d: Draft): boolean {
    const {view, marks} = this
    const x = marks.dates[date] as SaidDate
    if (x.from >= d.c.from) return false
    if (x.from - view.sentence(d.c.from).from > 2) return this.promisedOn(x, d)
    for (let i = x.to; i < d.c.head; i++) {
      if (view.shape(i) & COMPLEMENT) return false
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "perf" && !p.future
    }
    return false
  }

  /// «تعهدت الإمارات في أبريل بتقديم …»: between the verb of the past and what is promised.
  promisedOn(x: SaidDate, d: Draft): boolean {
    const {view, marks} = this
    for (let i = x.to; i < d.c.head; i++) if (view.isVerb(i) || view.edge[i] === 2 || view.shape(i) & COMPLEMENT) return false
    const {from} = view.sentence(x.from)
    for (let i = x.from - 1; i >= from && i > x.from - OPENING && view.edge[i] !== 2; i--) {
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "perf" && !p.future
    }
    return false
  }

  saidAt(date: number): Said | undefined {
    return itemAt(this.marks.dates, date)?.said
  }

  /// The date that belongs to the number: nearest in its clause, not one that only compares («مقارنة بعام 2022», «عن العام السابق»).
  ownDate(d: Draft, past = -1): number {
    const {view, marks} = this
    const {c} = d
    const s = view.sentence(c.from)
    let best = -1
    let bestCost = c.kind === "time" ? 16 : 44
    for (const n of view.datesIn(s)) {
      const x = marks.dates[n] as SaidDate
      if ((x.from < c.to && x.to > c.from) || n === past) continue
      // «بعد ثلاث سنوات من الغزو»: from a day that nobody tells.
      if (x.said.is === "away" && x.said.from === "event" && view.f(x.to) === "من") continue
      if (this.isCited(x, s) || this.isCompared(x, d) || (x.said.is === "since" && this.isRecord(x.from)) || this.isOfSpeech(x, d)) continue
      const after = x.from >= c.to
      if (!after && x.said.is === "weekday" && this.isOfOther(x, c.head)) continue
      let cost = after ? 0 : 4
      let verbs = 0
      const [from, to] = after ? [c.to, x.from] : [x.to, c.head]
      // «هدف … الذي كان البلدان يأملان بلوغه في 2024», «تخفيضات … تسري من مايو حتى نهاية العام»
      const told = after && (view.shape(c.to) & RELATIVE) !== 0
      const valid = after && (x.said.is === "between" || x.said.is === "until")
      // «فقبل ذلك بيومين كانت …»: what opens the sentence dates the whole of it.
      if (x.from - s.from <= 2) cost -= OPENING
      for (let i = from; i < to && cost < 60; i++) {
        cost += 1
        // «بعدما سحبت قواتها بين عامي …»
        if (after && /^[وف]?(بعدما|قبلما|عندما|حينما|لما)$/.test(view.f(i))) cost += 40
        if (view.edge[i] === 2) cost += after ? 16 : 9
        else if (view.edge[i] === 1) cost += after && !valid ? (view.f(i + 1).startsWith("و") ? 11 : 7) : 3
        // A second verb has a time of its own: «لبناء مدارس تضررت جراء الزلزال الذي ضرب البلاد في نوفمبر».
        if (view.isVerb(i)) cost += after && !told && !valid ? 8 * ++verbs : 2
        if (after && (view.shape(i) & COMPARED || (!told && view.change(i)))) cost += 18
        if (
          view.quantityAt[i] !== -1 &&
          view.quantityAt[i - 1] !== view.quantityAt[i] &&
          view.bracket(i) < 0 &&
          itemAt(marks.quantities, view.quantityAt[i] as number)?.kind !== "time"
        )
          cost += after ? 14 : 5
        if (after && !told && view.shape(i) & RELATIVE) cost += verbs > 0 ? 14 : 6
        // «, وزيارة رئيسي لبكين في فبراير»: the next happening has a date of its own.
        if (after && marks.words[i]?.joined && itemAt(marks.predicates, marks.predicateAt[i] as number)?.cls === "n") cost += 14
      }
      if (!after) for (let i = x.from - 1; i >= Math.max(s.from, x.from - 4); i--) if (view.shape(i) & RELATIVE) cost += 16
      if (x.said.is === "before" || x.said.is === "after" || x.said.is === "away") cost += 12
      // «عقب هجوم يوم الأحد …، والذي أسفر عن مقتل …»: the day of the happening that the figure is told of.
      const hung = !after && this.opensRelative(x.to, c.head)
      if (!hung && !(after && (this.isSince(x, s) || (isToll(d) && this.isAfterwards(x, s))))) cost += this.aside(x, s, c.to - 1)
      if (cost < bestCost) {
        best = n
        bestCost = cost
      }
    }
    return best
  }

  /// «من 2.4 مليار يورو في عام 2014 إلى عشرة مليارات»: does the date of the first amount, told right behind it, say when that was, and not the second?
  stepsFrom(before: Draft, d: Draft): boolean {
    const {view} = this
    const x = itemAt(this.marks.dates, before.date)
    return (
      x !== undefined &&
      before.dated &&
      before.c.kind === d.c.kind &&
      TO.test(view.f(d.c.head - 1)) &&
      view.f(before.c.head - 1) === "من" &&
      x.from >= before.c.to &&
      x.to < d.c.head &&
      d.c.head - before.c.to < STEP_REACH
    )
  }

  /// Is there a relative pronoun between two words, and no verb before it?
  opensRelative(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      if (this.view.shape(i) & RELATIVE) return true
      if (this.view.isVerb(i)) return false
    }
    return false
  }

  /// «وبحسب تقرير اطلعت عليه الوكالة مطلع سبتمبر، …»: when the paper was read or brought out.
  isCited(x: SaidDate, s: Sentence): boolean {
    const {view} = this
    let verb = false
    for (let i = x.from - 1; i >= Math.max(s.from, x.from - 14); i--) {
      if (view.edge[i] === 2 || view.isPunct(i, "،,")) return false
      if (view.isVerb(i)) verb = true
      if (view.shape(i) & ACCORDING) return verb
    }
    return false
  }

  /// Is it a time that the figure is only measured against?
  isCompared(x: SaidDate, d: Draft): boolean {
    const {view} = this
    const lead = view.f(x.from - 1)
    // «عن الفترة ذاتها من 2023», «مقارنة بالشهر نفسه من العام الماضي»
    const same = lead === "من" ? x.from - 2 : x.from - 1
    if (
      d.measure === "change" &&
      SAME.test(view.f(same)) &&
      PERIOD_NOUN.test(view.f(same - 1)) &&
      (view.f(same - 2) === "عن" || /^[وف]?(مقارنه|قياسا)$/.test(view.f(same - 2)))
    )
      return true
    // «… في يوليو مقارنة مع نفس الشهر من العام الماضي، لتصل إلى …»
    if (x.to <= d.c.head)
      for (let i = x.from - 1; i > x.from - ASIDE_REACH && i >= 0 && view.edge[i] === 0 && view.quantityAt[i] === -1; i--)
        if (view.shape(i) & COMPARED) return true
    return (
      (/^(عن|مقارنه|مقابل|ب|مع)$/.test(lead) &&
        /^(عن|مقارنه|قياسا|مع|ب)$/.test(lead === "ب" || lead === "مع" ? view.f(x.from - 2) : lead)) ||
      view.f(x.from - 2) === "مقارنه" ||
      (/^(عن|علي)$/.test(lead) && d.measure === "change" && x.from >= d.c.to)
    )
  }

  /// «قال الأسبوع الماضي إن القتلى …»: when it was said, which says nothing of when it was. What is news of a day may be of that day.
  isOfSpeech(x: SaidDate, d: Draft): boolean {
    if (x.from >= d.c.from || !(FAMILY.has(d.metric) || d.metric === "share" || isToll(d))) return false
    const {view} = this
    const s = view.sentence(x.from)
    // «خفضت الأمم المتحدة يوم الاثنين الحصيلة إلى 3958»: the day on which the toll was told anew.
    if (isToll(d) && TO.test(view.f(d.c.head - 1))) {
      for (let i = d.c.head - 2; i >= s.from && view.edge[i] !== 2; i--) if (/^[وفبل]?(ال)?حصيله$/.test(view.f(i))) return true
    }
    let complement = -1
    for (let i = x.to; i < d.c.head; i++) {
      if (view.isVerb(i) || view.isPunct(i, "؛;:")) return false
      if (view.shape(i) & COMPLEMENT) {
        complement = i
        break
      }
    }
    if (complement < 0) return false
    for (let i = x.from - 1; i >= s.from; i--) {
      if (view.isVerb(i)) return view.in(i, "speech")
      if (view.edge[i] === 2) break
    }
    return false
  }

  /// What a date costs that stands in the phrase of another happening: behind a participle («المبرم في مارس»), or «منذ», «بعد» and a noun,
  /// not with the amount itself.
  aside(x: SaidDate, s: Sentence, amount = -1): number {
    const {view, marks} = this
    const near = marks.words[view.f(x.from - 1) === "في" ? x.from - 2 : x.from - 1]
    if (near?.al && near.info.readings.some((r) => r.lemma.pos === "pp")) return 24
    let nouns = 0
    for (let i = x.from - 1; i >= Math.max(s.from, x.from - ASIDE_REACH); i--) {
      if (i === amount || view.edge[i] !== 0 || view.isVerb(i) || view.quantityAt[i] !== -1) return 0
      if (view.shape(i) & ASIDE) return nouns > 0 ? 40 : 0
      if (view.f(i) !== "في" && view.f(i) !== "من" && view.f(i) !== "قبل") nouns++
    }
    return 0
  }

  /// The date told before that still holds: of the last figure of its kind, else the day told last in the paragraph.
  carried(d: Draft, before: Draft | undefined, drafts: readonly Draft[], past: number): number {
    const {view, marks} = this
    const {c} = d
    const {sentenceAt, sentences} = marks
    const at = sentenceAt[c.from] as number
    const toll = isToll(d)
    if (toll && this.isSum(d)) return this.warBefore(c.from)
    if (this.isNow(c.from) || (d.metric === "troops" && this.isStationed(d))) return -1
    for (let n = drafts.length - 1; n >= 0 && n >= drafts.length - 6; n--) {
      const x = drafts[n] as Draft
      const from = sentenceAt[x.c.from] as number
      if (at - from > 3) break
      if ((toll || d.metric === "price" || d.metric === "share") && sentences[at]?.paragraph !== sentences[from]?.paragraph) break
      const told = itemAt(marks.dates, x.date)
      const shared = d.metric === "share" && (x.metric !== "count" || (from === at && !(told && this.isOfOther(told, c.head))))
      const kin = x.metric === d.metric || (FAMILY.has(x.metric) && FAMILY.has(d.metric)) || shared || (d.carried && x === before)
      // A figure told as background («وكان قد سجل …») hands nothing on.
      if (
        !kin ||
        x.date < 0 ||
        x.date === past ||
        d.metric === "duration" ||
        (d.status === "reported" && x.status !== "reported") ||
        this.isBackground(x)
      )
        continue
      const said = this.saidAt(x.date)?.is
      if (said === "away" || (from !== at && said === "since" && x.metric !== d.metric)) continue
      if (!FAMILY.has(d.metric) && from !== at && (!this.isPoint(x.date) || sentences[at]?.paragraph !== sentences[from]?.paragraph))
        continue
      return x.date
    }
    if (d.metric === "duration" || this.isSinceWhenever(d)) return -1
    return view.dateBefore(c.from, (n) => {
      if (n === past || at - (sentenceAt[(marks.dates[n] as SaidDate).from] as number) > DAY_HELD) return false
      const x = marks.dates[n] as SaidDate
      if (x.said.is === "weekday" && this.isOfOther(x, c.head)) return false
      return this.isPoint(n) && this.aside(x, view.sentence(x.from)) === 0 && !this.isOfSpeech(x, d)
    })
  }

  /// Does another clause open between the two, in one sentence: «…، الأربعاء، …، بينما حذر …»?
  isOfOther(x: SaidDate, to: number): boolean {
    const {view} = this
    const {from} = view.sentence(to)
    if (x.from - from <= 2) return false
    for (let i = x.to; i < to; i++) if (view.edge[i] === 2 && /^[وف]?(بينما|فيما|حين)$/.test(view.f(i))) return true
    return false
  }

  /// «بعد حرب استمرت 12 يوما في حزيران. وأسفرت الحرب عن مقتل …»: the war has its month in the sentence before; -1 where it has none.
  warBefore(token: number): number {
    const {view, marks} = this
    const s = view.sentence(token)
    let again = false
    for (let i = s.from; i < token && !again; i++) again = /^[وف]?(الحرب|القتال|المعارك|الجوله)$/.test(view.f(i))
    const n = (marks.sentenceAt[token] as number) - 1
    const told = marks.sentences[n]
    if (!again || !told || told.paragraph !== s.paragraph) return -1
    for (const date of view.datesIn(told)) {
      const x = marks.dates[date] as SaidDate
      if (!this.isPoint(date)) continue
      for (let i = x.from - 1; i >= Math.max(told.from, x.from - 9) && view.edge[i] !== 2; i--)
        if (/^[وفبل]?(حرب|الحرب|قتال|معارك)$/.test(view.f(i))) return date
    }
    return -1
  }

  /// «وتبلغ الكميات حاليا نحو …»: of now, not of a day told before.
  isNow(token: number): boolean {
    const {view} = this
    const to = view.clauseTo(token)
    for (let i = view.clauseFrom(token); i < Math.min(to, token + 8); i++)
      if (/^[وف]?(حاليا|الان|راهنا|اليوم)$/.test(view.f(i)) && view.dateAt[i] === -1) return true
    return false
  }

  isPoint(date: number): boolean {
    const is = this.saidAt(date)?.is
    return is === "date" || is === "weekday" || is === "relative" || is === "between"
  }

  /// «وتقول المنظمة إن 1.2 مليون نزحوا», «أوقعت الحرب 12 ألف قتيل»: the whole toll until now, of no one day.
  isSum(d: Draft): boolean {
    const {view, marks} = this
    if (!isToll(d)) return false
    const s = view.sentence(d.c.from)
    for (let i = d.c.head - 1; i >= s.from; i--) {
      if (!view.isWord(i)) continue
      if (/^[وف]?(الحرب|النزاع|الصراع|القتال|الازمه|حرب|نزاع)$/.test(view.f(i))) return true
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v" && view.in(i, "speech") && p.aspect === "impf") return true
      if (view.edge[i] === 2 && !(view.shape(i) & COMPLEMENT)) break
    }
    return this.isOfWar(d)
  }

  /// «قتل أكثر من ألف شخص خلال الحرب»: in all of it.
  isOfWar({c}: Draft): boolean {
    const {view} = this
    const to = view.clauseTo(c.to)
    for (let i = c.to; i < to; i++)
      if (/^(خلال|طوال|طيله|اثناء)$/.test(view.f(i)) && /^(ال)?(حرب|نزاع|صراع|قتال|مواجهات|معارك|جوله|حمله)$/.test(view.f(i + 1)))
        return true
    return false
  }

  /// «1900 شخص منذ بدء الحرب»: since a day that nobody tells.
  isSinceWhenever(d: Draft): boolean {
    const {view} = this
    const to = view.clauseTo(d.c.to)
    for (let i = d.c.to; i < to; i++) if (view.shape(i) & SINCE && !this.isRecord(i)) return true
    return false
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
    for (let i = at - 1; i >= at - 9 && i >= from; i--) if (RECORD.test(this.view.f(i))) return true
    return false
  }

  // ---- times that several words make

  /// «فروا منذ بدء الحرب في 24 فبراير», «منذ بدء الغزو قبل عامين»: a date by way of what happened on it; not where that only makes a record.
  isSince(x: SaidDate, s: Sentence): boolean {
    const {view} = this
    if (x.said.is === "since") return false
    for (let i = x.from - 1; i >= Math.max(s.from, x.from - ASIDE_REACH); i--) {
      if (view.edge[i] !== 0 || view.isVerb(i) || view.quantityAt[i] !== -1) return false
      if (view.shape(i) & SINCE) return !this.isRecord(i)
    }
    return false
  }

  /// «لقوا حتفهم بعد انقلاب مركبهم ليل السبت»: they died of it, so then.
  isAfterwards(x: SaidDate, s: Sentence): boolean {
    const {view} = this
    for (let i = x.from - 1; i >= Math.max(s.from, x.from - ASIDE_REACH - 3) && view.edge[i] === 0; i--)
      if (/^(بعد|عقب|اثر|غداه)$/.test(view.f(i))) return true
    return false
  }

  /// «اندلعت الحرب في أبريل 2023، وأسفرت عن مقتل 20 ألفا»: the toll since then, not of that month.
  sinceOutbreak(d: Draft): Said | undefined {
    const x = itemAt(this.marks.dates, d.date)
    if (!isToll(d) || !x || x.from >= d.c.from || x.said.is !== "date" || x.said.y === undefined) return undefined
    const {view, marks} = this
    const {from} = view.sentence(x.from)
    let war = false
    for (let i = x.from - 1; i >= from && i > x.from - OPENING; i--) {
      if (/^[وفبل]?(ال)?(حرب|نزاع|صراع|قتال|احتجاجات|انتفاضه|غزو|تمرد)$/.test(view.f(i))) war = true
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return war && OUTBREAK.has(p.lemma) ? {is: "since", of: x.said} : undefined
    }
    return undefined
  }

  sinceHappening(d: Draft): Said | undefined {
    const x = itemAt(this.marks.dates, d.date)
    return x && x.from >= d.c.to && this.isSince(x, this.view.sentence(x.from)) ? {is: "since", of: x.said} : undefined
  }

  /// «تحتاج إلى 20 مليونا خلال ستة أشهر»: the months to come, though the verb is no future.
  asked(d: Draft): Said | undefined {
    const said = this.saidAt(d.date)
    return said?.is === "stretch" && said.sign === 0 && this.isAsked(d) ? {...said, sign: 1} : undefined
  }

  /// «خفض الإنتاج … اعتبارا من نوفمبر»: what was agreed may lie ahead, whatever the tense of the agreement.
  ahead(d: Draft): Said | undefined {
    const x = itemAt(this.marks.dates, d.date)
    if (x?.said.is !== "date" || x.said.y !== undefined || x.said.m === undefined || x.said.shift !== undefined) return undefined
    const {view} = this
    if (view.f(x.from - 1) === "من" && /^[وف]?(اعتبارا|ابتداء|بدءا)$/.test(view.f(x.from - 2))) return x.said
    return x.from >= d.c.to && this.isResolved(d) ? x.said : undefined
  }

  /// «اتفقت ثماني دول على زيادة الإنتاج …», «قررت خفضه»: a step of growth or fall that was resolved, as a noun under a verb of the past.
  isResolved({change, c}: Draft): boolean {
    const {view, marks} = this
    if (!change || change.token > c.head || (view.isVerb(change.token) && !marks.words[change.token - 1]?.prep)) return false
    const from = view.clauseFrom(change.token)
    for (let i = change.token - 1; i >= from && i > change.token - OPENING; i--) {
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "perf" && RESOLVED.has(p.lemma)
    }
    return false
  }

  /// «85 مليونا في النصف الأول … مقابل 952 مليونا في الفترة نفسها من 2022»: the months of the one in the year of the other.
  samePeriod(d: Draft, drafts: readonly Draft[]): Said | undefined {
    const x = itemAt(this.marks.dates, d.date)
    if (!x) return undefined
    const {view} = this
    const at = view.f(x.from - 1) === "من" ? x.from - 2 : x.from - 1
    if (!SAME.test(view.f(at)) && !/^[وب]?نفس$/.test(view.f(at - 1))) return undefined
    if (!PERIOD_NOUN.test(view.f(at - 1)) && !PERIOD_NOUN.test(view.f(at))) return undefined
    const year = yearOf(x.said)
    if (!year) return undefined
    for (let n = drafts.length - 1; n >= 0 && n >= drafts.length - 4; n--) {
      const said = this.saidAt((drafts[n] as Draft).date)
      const moved = said && inYear(said, year)
      if (moved) return moved
    }
    return undefined
  }

  /// «بدأته في مارس وسيستمر حتى نهاية العام»: from the one date to the other.
  runs(d: Draft): Said | undefined {
    const x = itemAt(this.marks.dates, d.date)
    if (!x) return undefined
    const {view, marks} = this
    const s = view.sentence(d.c.from)
    if (x.from < s.from || x.from >= s.to) return undefined
    const near = (date: SaidDate, words: ReadonlySet<string>): boolean => {
      for (let i = date.from - 1; i >= Math.max(s.from, date.from - 4); i--) {
        const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
        if (p && words.has(p.lemma)) return true
      }
      return false
    }
    for (const n of view.datesIn(s)) {
      const y = marks.dates[n] as SaidDate
      if (y === x) continue
      const [first, until] = x.said.is === "until" ? [y, x] : [x, y]
      if (until.said.is !== "until" || first.said.is === "until" || first.said.is === "between") continue
      if (near(first, BEGINS) && near(until, GOES_ON))
        return {is: "running", first: first.said.is === "since" ? first.said.of : first.said, last: until.said.of}
    }
    return undefined
  }

  /// «في خمس سنوات», «على مدى ثلاثة أعوام» behind the amount: back from the report for what was, on from it for what will be.
  stretch(d: Draft, dated: boolean): Said | undefined {
    const {view, marks} = this
    const {c} = d
    const to = view.sentence(c.from).to
    for (let i = c.to; i < Math.min(to, c.to + 11); i++) {
      if (view.edge[i] === 2 || view.shape(i) & COMPARED) return undefined
      // «فرض رسوم بنسبة 30 بالمئة، ثم علقها لمدة 60 يوما»: so long lasts what the next verb tells.
      if (view.isVerb(i) && i > c.to && (view.edge[i] !== 0 || /^ثم$/.test(view.f(i - 1)))) return undefined
      const n = view.quantityAt[i] as number
      const q = itemAt(marks.quantities, n)
      if (!q) continue
      // «70 مليونا لمساعدة ربع مليون في ثلاثة أشهر»
      if (q.kind === "count" && c.kind === "money") continue
      if (q.kind !== "time") return undefined
      const {unit, value} = q
      const lead = q.from - 1
      if (!CALENDAR.has(unit) || !Number.isInteger(value) || view.dateAt[i] !== -1) return undefined
      const lasts = LASTING_LEAD.test(view.f(lead)) || /^لمده/.test(view.f(q.from))
      if (!lasts && !STRETCH_LEAD.test(view.f(lead))) return undefined
      if (!lasts && dated) return undefined
      const of = lasts && dated ? this.saidAt(d.date) : undefined
      if (of?.is === "date" && of.d === undefined) return {is: "lasting", of, amount: value, unit: unit as "day", sign: 1}
      const on = d.status !== "reported" || (GIVEN.has(d.metric) && (lasts || !this.isDone(d))) || this.isAsked(d)
      return {is: "stretch", amount: value, unit: unit as "day", sign: on ? 1 : -1}
    }
    return undefined
  }

  /// «في 12 و19 و26 أبريل»: from the first of several days to the last.
  days(d: Draft): Said | undefined {
    const {marks, view} = this
    const x = itemAt(marks.dates, d.date)
    if (!x || x.from < d.c.to || x.said.is !== "date") return undefined
    let last = x
    for (let n = d.date + 1; ; n++) {
      const next = itemAt(marks.dates, n)
      if (next?.said.is !== "date" || !(next.from === last.to || (next.from === last.to + 1 && view.f(last.to) === "و"))) break
      last = next
    }
    return last === x ? undefined : {is: "between", first: x.said, last: last.said}
  }

  /// Is the verb over the amount a past one?
  isDone(d: Draft): boolean {
    const {view, marks} = this
    const from = view.clauseFrom(d.c.from)
    for (let i = d.c.head - 1; i >= from; i--) {
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "perf" && !this.isAsked(d)
    }
    return false
  }

  /// «طلبت … 70 مليونا», «تحتاج إلى …»: money for a time to come.
  isAsked(d: Draft): boolean {
    const {view, marks} = this
    const from = view.clauseFrom(d.c.from)
    for (let i = d.c.head - 1; i >= from; i--) {
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p && /^(طلب|ناشد|نداء|احتاج|خصص|تخصيص|تعهد|وافق|موافقه|منح|اقر|وعد)$/.test(p.lemma)) return true
    }
    return false
  }

  /// A length of time with the day it began or ended on: «تم تمديدها في 17 مايو لمدة شهرين», «اختتم الجمعة زيارته التي استمرت ثلاثة أيام».
  lasting(d: Draft): Said | undefined {
    const {view, marks} = this
    const {c} = d
    const x = itemAt(marks.dates, d.date)
    if (!x || !CALENDAR.has(c.unit) || !Number.isInteger(c.value) || !(this.isPoint(d.date) && x.said.is !== "between")) return undefined
    const s = view.sentence(c.from)
    const lasting = (sign: -1 | 1): Said => ({is: "lasting", of: x.said, amount: c.value, unit: c.unit as "day", sign})
    if (x.from < c.from) {
      for (let i = x.from; i >= s.from && i > x.from - 8; i--) {
        const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
        if (p && ENDS.has(p.lemma)) return lasting(-1)
      }
    }
    const lead = view.f(c.head - 1)
    return LASTING_LEAD.test(lead) || /^لمده$/.test(view.f(c.head)) || /^[وف]?ل(مده)?$/.test(lead) || marks.words[c.head]?.attached === "ل"
      ? lasting(1)
      : undefined
  }
}

type DateSaid = Extract<Said, {is: "date"}>

/// The year alone that a date tells, or one told by its place («العام الماضي»).
function yearOf(said: Said): DateSaid | undefined {
  if (said.is === "date") return said.y !== undefined && said.m === undefined && !said.hijri ? said : undefined
  if (said.is !== "relative" || said.unit !== "year" || said.by < -2 || said.by > 2) return undefined
  const none = undefined
  return {
    is: "date",
    y: none,
    m: none,
    d: none,
    hijri: none,
    weekday: none,
    shift: none,
    month: none,
    year: said.by as NonNullable<DateSaid["shift"]>,
    by: none,
  }
}

/// The same part of another year: its half, its quarter, its month.
function inYear(said: Said, year: DateSaid): Said | undefined {
  if (said.is === "date" && said.m !== undefined && !said.hijri) return {...year, m: said.m}
  if (said.is === "part" && !("edge" in said.part)) return {is: "part", part: said.part, of: year}
  if (said.is === "between") {
    const [first, last] = [inYear(said.first, year), inYear(said.last, year)]
    return first && last ? {is: "between", first, last} : undefined
  }
  return undefined
}
