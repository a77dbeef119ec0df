import type {Frame} from "../kinds/index.ts"
import {type Predicate, PUNCT, type Reason, type Status, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {Aims} from "./events-aims.ts"
import {ruleOf} from "./events-frames.ts"
import {
  AHEAD_ONLY,
  AIM_REACH,
  ARRIVES,
  COMMITTEES,
  CONCLUDED,
  GATHERINGS,
  HELD,
  IF_REACH,
  IFS,
  IN_ITS_COURSE,
  JOINT,
  LASTS,
  MEANT_FOR,
  NEGATED,
  NEXT,
  NOW,
  NOW_REACH,
  PAYS,
  SHORT,
  SIGNED,
  SPOKEN_TYPES,
  STAY_REACH,
  THOUGHT,
  TOPIC_RELS,
  WAS,
  WAS_REACH,
  WHEN_RELS,
  WISH_REACH,
  WITHOUT,
  YIELDED,
} from "./events-lexicon.ts"
import type {Governing} from "./events-model.ts"

/// Acts of one side, whose masdar with «ل» tells what something else is done for.
const MEANT_TYPES = new Set(["concede", "assault", "coerce", "sanction", "mobilize", "retreat"])

/// Acts that are arranged beforehand.
const ARRANGED = new Set(["meeting", "visit", "summit", "agreement", "call", "cooperate"])
/// Masdars of bringing such an act about.
const BRINGING = new Set(
  "عقد اجراء توقيع ابرام استضافه ترتيب تنظيم استيناف بدء اطلاق انهاء تحديد جدوله تسهيل تشكيل تمديد تجديد تاسيس اقامه اعاده توصل وقف".split(
    " ",
  ),
)
const BRINGING_REACH = 3
const WAYS = new Set(["سبل", "اليات", "افاق", "فرص", "امكانيه", "احتمال"])
const WORKING = new Map([
  ["عمل", "علي"],
  ["هدف", "الي"],
  ["رمي", "الي"],
])
const TOWARD = /^(?:ال)?(?:رامي|هادف|ساعي|مساعي|سعي)(?:ه|ا|ها|هم)?$/
const EFFORTS = new Set(["مسعي", "سعي", "جهد", "محاوله", "فرصه", "خطه", "مبادره"])
const TO_TALK = new Set(["لبحث", "لمناقشه", "لدراسه", "لتدارس"])
const TALKED = new Set(["بحث", "مناقشه", "دراسه", "تدارس"])
/// «تمهيدا لـ», «نتيجة لـ»: words before «ل» that are no purpose.
const CAUSING = new Set(
  "نتيجه تتويج استكمال استمرار دعوه سبب شرط رفض ترحيب دعم نظر وفق ذكري موعد يوم مكان اتفاق اتفاقيه معاهده قرار هدنه".split(" "),
)
const CAUSED = new Set("نتيجه تتويجا استكمالا استمرارا خلافا وفقا طبقا نظرا ترحيبا تمهيدا اضافه بالاضافه".split(" "))
const LED_TO = new Set(["ادي", "قاد", "افضي", "رحب", "توصل", "تعرض", "خضع", "شهد"])
/// «اليوم التالي لغزو أوكرانيا», «الرافضين لقصف المدينة»
const NOT_MEANT = /^ال(?:تالي|سابق|لاحق|رافض|مويد|معارض|مناهض|داعم)(?:ه|ين|ون)?$/
/// What one has in an act that others know of, and when or about what else a thing is.
const PART_IN = new Set(["مسووليه", "مسئوليه", "تورط", "ضلوع", "علاقه", "صله", "علم", "دور", "مشاركه"])
const KNOWN_AT = new Set(["في", "خلال", "بعد", "قبل", "عقب", "اثر", "حول", "بشان", "بخصوص", "منذ", "اثناء"])
/// «كان يفترض أن …»
const SUPPOSED = /^(?:ال)?(?:يفترض|مفترض|منتظر|متوقع|ينتظر|يتوقع)ا?$/
const PLAN_REACH = 8
/// Where the sentence turns, and what became of the plan.
const TURNS = /^[وف]?(?:لكن(?:ه|ها|هم)?|غير|الا|بيد|قبل|ولكن)$/
const PUT_OFF = /^[وفب]?(?:ارجي|ارجيت|ارجا|ارجات|تاجل|تاجلت|تاجيل(?:ه|ها)?|ارجاء|ارجاوه|ارجاوها|ارجايه|ارجايها|اجلت|اجلها|اجله)$/
const CALLED_OFF = /^[وفب]?(?:الغي|الغيت|الغت|الغاء|الغاوه|الغاوها|الغايه|الغايها|الغاها|الغاه)$/

/// Of a deal that is only spoken of nothing over it says where it stands.
export const NO_GOVERNORS: readonly Governing[] = []

/// Where an act stands in its life, by what stands over it and beside it.
export class Statuses extends Aims {
  /// For each predicate, once asked: what stands over it, and its date.
  readonly governed: (readonly Governing[] | undefined)[] = []

  /// What stands over an event and has a say in it, the nearest first: asked once a predicate, whatever the number of its frames.
  governorsOf(p: Predicate): readonly Governing[] {
    const known = this.governed[p.index]
    if (known) return known
    const out: Governing[] = []
    this.governed[p.index] = out
    let at: Predicate | undefined = p
    for (let depth = 0; depth < 4 && at; depth++) {
      const g: Predicate | undefined = itemAt(this.marks.predicates, at.governor)
      if (!g) break
      const rel = at.governorRel
      // «تبخرت فكرة اللقاء»: what becomes of the thought of an act.
      const isThought = at !== p && at.cls === "n" && THOUGHT.has(out.at(-1)?.g === at ? (out.at(-1)?.rule.status ?? "") : "")
      const rules = g.cls === "v" ? this.lists.governors.v.get(g.lemma) : this.lists.governors.n.get(g.lemma)
      // What happens during or after an act is not its object: «تستعد … خلال زيارة …».
      const rule = (isThought && ruleOf(rules, "thought")) || ruleOf(rules, rel)
      if (WHEN_RELS.has(rel) && !(rel === "عن" && rule?.rel === rel)) break
      // «خرج الجنود بعد أسابيع من استقبال الوفد»: a span between the two, no way out of the first.
      if (rel === "من" && this.isSpanFrom(at)) break
      if (rule) out.push({g, rule})
      else if (rel === "in" || rel === "comp") break
      at = g
    }
    return out
  }

  /// «أكدت رغبتها في زيارة المدينة», «اعتزامها زيارة طهران»: the noun of a wish or plan whose object an act is, and what that says of it.
  wishOver(p: Predicate): Governing | undefined {
    const {predicates} = this.marks
    if (p.cls !== "n") return undefined
    // «استعداد بلاده لاستضافة مفاوضات»: of the masdar whose genitive the act is.
    let head = p
    for (let over = itemAt(predicates, head.governor); head.governorRel === "of" && over?.cls === "n" && over.token === head.token - 1; ) {
      head = over
      over = itemAt(predicates, head.governor)
    }
    for (let n = head.index - 1; n >= Math.max(0, head.index - 3); n--) {
      const q = predicates[n] as Predicate
      if (q.sentence !== p.sentence) return undefined
      if (q.cls !== "n" || !(q.token === head.token - 1 || q.args.some((a) => a.token === head.token && a.mention < 0))) continue
      const rule = this.lists.governors.n.get(q.lemma)?.find((r) => THOUGHT.has(r.status) && r.rel === "any")
      if (rule) return {g: q, rule}
    }
    return undefined
  }

  /// «عن أمله في أن يقوم بزيارة»: the noun of a wish or plan before «أن» and the verb.
  wishedFor(v: Predicate): Status | "" {
    const {tokens, words} = this.marks
    if (v.cls !== "v" || v.aspect !== "impf" || tokens.folded[v.token - 1] !== "ان") return ""
    for (let i = v.token - 2; i >= v.token - 1 - WISH_REACH && tokens.kind[i] === WORD; i--)
      for (const r of words[i]?.nouns ?? []) {
        const rule = this.lists.governors.n.get(r.lemma.word)?.find((x) => THOUGHT.has(x.status) && x.rel === "any")
        if (rule) return rule.status as Status
      }
    return ""
  }

  /// «سيصل إلى القاهرة، يجري خلالها محادثات», «سيزور مصر ويلتقي رئيسها»: what is told in the present in the course of what is to come.
  goesWithFuture(v: Predicate): boolean {
    const {tokens, words, predicates} = this.marks
    if (v.cls !== "v" || v.aspect !== "impf" || v.future) return false
    for (let n = v.index - 1; n >= 0; n--) {
      const before = predicates[n] as Predicate
      if (before.sentence !== v.sentence) return false
      if (before.cls !== "v") continue
      if (!before.future) return false
      if (words[v.token]?.joined) return true
      for (let i = v.token - 2; i <= v.token + 2; i++) if (IN_ITS_COURSE.has(tokens.folded[i] ?? "")) return true
      return false
    }
    return false
  }

  /// «لبحث توقيع اتفاق», «لعقد لقاء», «مشاورات بشأن استئناف المحادثات»: what others have come to do, or only talk of, by the words before the noun
  /// or before the masdars that it is the genitive of.
  isToBe(p: Predicate, frame: Frame): {readonly status: Status; readonly word: string} | undefined {
    const {tokens, words, mentionAt} = this.marks
    if (p.cls !== "n" || !ARRANGED.has(frame.type)) return undefined
    let head = p.token
    let brought = false
    const talked = (i: number): boolean =>
      !words[i]?.al &&
      mentionAt[i] === -1 &&
      (words[i]?.attached === "ل" || words[i]?.verb === undefined) &&
      (words[i]?.nouns.some((r) => TALKED.has(r.lemma.word) && r.suffix === undefined) ?? false)
    for (let n = 0; n < BRINGING_REACH; n++) {
      const over = words[head - 1]
      if (words[head]?.attached || tokens.kind[head - 1] !== WORD || mentionAt[head - 1] !== -1 || !over || over.al || over.joined) break
      if (!over.nouns.some((r) => BRINGING.has(r.lemma.word) && r.suffix === undefined)) break
      head--
      brought = true
    }
    // «توقيع اتفاق»: the masdar is itself the word of the event.
    brought ||= words[p.token]?.nouns.some((r) => BRINGING.has(r.lemma.word)) ?? false
    const w = words[head]
    if (!w || mentionAt[head] !== -1 || w.al || w.joined) return undefined
    const before = tokens.folded[head - 1] ?? ""
    // «سبل استئناف المحادثات», «المساعي الرامية إلى عقد لقاء», «تعمل على ترتيب اجتماع»
    if (brought && w.attached === "" && WAYS.has(before)) return {status: "planned", word: this.word(head - 1)}
    const toward = tokens.folded[head - 2] ?? ""
    if (brought && (before === "الي" || before === "علي") && w.attached === "") {
      const own = itemAt(this.marks.predicates, this.marks.predicateAt[head] as number)
      const verb = itemAt(this.marks.predicates, own?.governor ?? -1)
      const works = verb?.cls === "v" && WORKING.get(verb.lemma) === before && own?.governorRel === before
      if (works || (before === "الي" && TOWARD.test(toward))) return {status: "hypothetical", word: this.word(head - 2)}
    }
    // «مساعيه لعقد لقاء»
    if (brought && w.attached === "ل" && words[head - 1]?.nouns.some((r) => EFFORTS.has(r.lemma.word)))
      return {status: "hypothetical", word: this.word(head - 1)}
    // «لبحث توقيع اتفاق»: what is talked of.
    if (brought && w.attached === "" && (talked(head - 1) || TO_TALK.has(before)))
      return {status: "hypothetical", word: this.word(head - 1)}
    // «تمهيدا لعقد», «نتيجة لعقد»: the noun before says what it is; «ما أدى لعقد»: so does the verb.
    if (w.attached === "ل" && brought) {
      const bare = words[head - 1]
      if (tokens.kind[head - 1] === WORD && (bare?.nouns.some((r) => CAUSING.has(r.lemma.word)) || CAUSED.has(before))) return undefined
      const over = itemAt(this.marks.predicates, p.governor)
      if (over?.cls === "v" && LED_TO.has(over.lemma)) return undefined
      return {status: "planned", word: this.word(head)}
    }
    if (brought && w.attached === "" && tokens.kind[head - 1] === WORD) {
      if (MEANT_FOR.has(before.replace(/^[لوب]+(?=اجل|غيه|هدف)/, "")) || MEANT_FOR.has(before))
        return {status: "hypothetical", word: this.word(head - 1)}
      if (TOPIC_RELS.has(before)) return {status: "hypothetical", word: this.word(head - 1)}
    }
    return undefined
  }

  /// «يمهد الطريق لرفع العقوبات», «من أجل تحرير المدينة»: what is only meant to come about is no act yet.
  isMeantFor(p: Predicate, frame: Frame, governors: readonly Governing[]): boolean {
    const {tokens, words} = this.marks
    if (p.cls !== "n" || !MEANT_TYPES.has(frame.type)) return false
    if (!words[p.token]?.nouns.some((r) => r.lemma.pos === "masdar")) return false
    for (let i = p.token - 1; i >= p.token - 2; i--)
      if (MEANT_FOR.has((tokens.folded[i] ?? "").replace(/^[لوب]+(?=اجل|غيه)/, ""))) return true
    // «المؤيدون للغزو الروسي»: with the article, what something is about.
    if (words[p.token]?.attached !== "ل" || words[p.token]?.al || p.plural || NOT_MEANT.test(tokens.folded[p.token - 1] ?? "")) return false
    if (governors.some(({rule}) => rule.light && rule.rel === "ل")) return false
    return p.governorRel === "ل"
  }

  /// A definite noun of talks with a place or a day of its own («الاجتماع المقبل سيعقد في تركيا»), or a signing that simply took place («وتم الاتفاق»).
  goesOn(p: Predicate, frame: Frame, used: readonly number[]): boolean {
    if (p.cls === "v") return this.isOfGathering(p, frame)
    if ((frame.type !== "meeting" && frame.type !== "agreement") || !frame.slots.some((x) => x.rels.includes("بين"))) return false
    const over = itemAt(this.marks.predicates, p.governor)
    if (over?.cls === "v" && CONCLUDED.has(over.lemma) && p.governorRel === "subj") return true
    // «أسفرت المباحثات عن توقيع اتفاق»
    if (over?.cls === "v" && YIELDED.has(over.lemma) && (p.governorRel === "عن" || p.governorRel === "ب")) return true
    // «وأُلغيت جولة سادسة كانت مقررة في مسقط»
    if (p.lemma === "جوله" && over?.cls === "v" && p.governorRel === "subj" && over.passive) return this.placeOf(p, used) >= 0
    // «عقد جولة ثانية», «ستعقد جولة جديدة»
    if (p.lemma === "جوله" && NEXT.has(this.marks.tokens.folded[p.token + 1] ?? "") && over && HELD.has(over.lemma)) return true
    if (!p.definite && !p.args.some((a) => a.rel === "of")) return false
    if (frame.type === "agreement" && this.isSigned(p)) return true
    return p.definite && this.placeOf(p, used) >= 0 && this.dateOf(p) >= 0
  }

  /// «واعتمد المؤتمر إعلان …», «ستجتمع اللجنة المشتركة»: those who meet are told before.
  isOfGathering(p: Predicate, frame: Frame): boolean {
    if (frame.type !== "agreement" && frame.type !== "meeting") return false
    for (const a of p.args) {
      if (a.rel !== "subj" || a.mention >= 0 || !this.marks.words[a.token]?.al) continue
      if (frame.type === "agreement") return this.nounIn(a.token, GATHERINGS)
      if (!this.nounIn(a.token, COMMITTEES)) return false
      for (let i = a.token + 1; i <= a.token + 3; i++) if (JOINT.has(this.marks.tokens.folded[i] as string)) return true
    }
    return false
  }

  /// «اتفاق الهجرة المبرم عام 1968»: a participle right behind says that it was signed.
  isSigned(p: Predicate): boolean {
    for (let i = p.token + 1; i <= p.token + 4; i++) {
      const w = this.marks.words[i]
      if (!w || this.marks.tokens.kind[i] !== WORD) return false
      if (w.al && w.nouns.some((r) => r.lemma.pos === "pp" && SIGNED.has(r.lemma.verbWord ?? ""))) return true
    }
    return false
  }

  statusOf(p: Predicate, frame: Frame, governors: readonly Governing[], why: Reason[]): Status | "none" | "" {
    const say = (status: Status, says: string): Status => {
      why.push({step: "status", says: `${status}: ${says}`})
      return status
    }
    // «علقت الهند العمل بالمعاهدة الموقعة عام 1960»: whatever became of it, it was signed.
    if (frame.type === "agreement" && p.cls === "n" && this.isSigned(p)) return say("occurred", "a participle says that it was signed")
    const wish = governors === NO_GOVERNORS ? undefined : this.wishOver(p)
    if (wish && governors[0]?.g !== wish.g) return say(wish.rule.status as Status, `«${this.word(wish.g.token)}»`)
    const known = this.isKnown(p)
    for (const [n, {g, rule}] of governors.entries()) {
      const over = itemAt(governors, n + 1)
      if (known && (rule.status === "denied" || (g.negated && g.cls === "v"))) continue
      if (g.cls === "n" && THOUGHT.has(rule.status) && over?.rule.rel === "thought" && !over.g.negated && !over.g.future)
        return say(over.rule.status as Status, `«${this.word(over.g.token)}» over «${this.word(g.token)}»`)
      // «طالب بسحب القوات»: what is only asked for or threatened is the act over it.
      if (rule.status === "none") return "none"
      // «وافقت … على تمديد الهدنة»: to consent to an agreement is to make it.
      if (frame.type === "agreement" && g.lemma === "وافق" && g.aspect === "perf" && !g.negated) continue
      if (rule.status) {
        if (g.negated && rule.status === "planned") return say("denied", `«${this.word(g.token)}» under a negation`)
        // «ستنطلق المحادثات», «تنتهي الزيارة غدا»
        if (rule.status === "occurred" && g.cls === "v" && (g.future || (rule.rel === "subj" && g.aspect === "impf"))) {
          if (g.future) return this.future(g, say)
          continue
        }
        if (rule.status === "ongoing" && g.future) return this.future(g, say)
        return say(rule.status, `«${this.word(g.token)}»`)
      }
      if (g.future) return this.future(g, say)
      if (g.negated) return say("denied", `«${this.word(g.token)}» under a negation`)
      // «ومن المقرر أن يعقد اجتماعا», «ربما أجرى محادثات»: what stands by the light verb stands by what it does.
      if (g.cls === "v" && !SPOKEN_TYPES.has(frame.type)) {
        const planned = this.near(g, this.lists.plannedWords, 6, 0)
        if (planned) return say("planned", `«${planned}»`)
        const doubt = g.aspect === "impf" ? this.near(g, this.lists.ifWords, 6, 0) : ""
        if (doubt) return say("hypothetical", `«${doubt}»`)
        const wished = this.wishedFor(g)
        if (wished) return say(wished, `wished for in «${this.word(g.token)}»`)
        if (this.goesWithFuture(g)) return say("planned", `«${this.word(g.token)}» in the course of what is to come`)
      }
    }
    const now = frame.type === "visit" ? this.underWay(p, governors) : ""
    if (now) return say("ongoing", `«${now}»`)
    if (frame.status === NEGATED) return ""
    if (frame.status) return say(frame.status as Status, `«${this.word(p.token)}» says so itself`)
    const denial = known ? "" : this.deniedBefore(p)
    if (denial) return say("denied", `«${denial}»`)
    const planned = this.near(p, this.lists.plannedWords, 5, 9)
    if (planned) return say("planned", `«${planned}»`)
    if (p.negated && !this.excepted(p)) return say("denied", "under a negation")
    if (p.future) return this.future(p, say)
    const wished = this.wishedFor(p)
    if (wished) return say(wished, `wished for in «${this.word(p.token)}»`)
    if (this.goesWithFuture(p)) return say("planned", `«${this.word(p.token)}» in the course of what is to come`)
    if (this.isMeantFor(p, frame, governors))
      return frame.type === "concede" ? say("hypothetical", `meant by «${this.word(p.token)}»`) : "none"
    const toBe = this.isToBe(p, frame)
    if (toBe) return say(toBe.status, `«${toBe.word}»`)
    // «سترد بغارات»: what one is yet to do.
    const doing = p.cls === "n" && !p.definite ? itemAt(this.marks.predicates, p.governor) : undefined
    if (doing?.cls === "v" && doing.future && !doing.negated && (p.governorRel === "obj" || p.governorRel === "ب"))
      return this.future(doing, say)
    // «… على أن يلتقي الوزيران»: what is agreed to come.
    const {folded} = this.marks.tokens
    if (p.cls === "v" && p.aspect === "impf" && folded[p.token - 1] === "ان" && folded[p.token - 2] === "علي")
      return say("planned", "«على أن»")
    // «ومن المقرر أن يلتقي … قبل أن يغادر إلى …»: what comes before or after what is planned is planned.
    if (
      p.cls === "v" &&
      p.aspect === "impf" &&
      folded[p.token - 1] === "ان" &&
      (folded[p.token - 2] === "قبل" || folded[p.token - 2] === "بعد")
    ) {
      for (let n = p.index - 1; n >= 0; n--) {
        const v = this.marks.predicates[n] as Predicate
        if (v.sentence !== p.sentence) break
        if (v.cls !== "v") continue
        if (v.future || this.near(v, this.lists.plannedWords, 5, 0)) return say("planned", `after «${this.word(v.token)}»`)
        break
      }
    }
    // «دون أن تقدم مساعدة»
    if (p.cls === "v" && p.aspect === "impf" && folded[p.token - 1] === "ان" && WITHOUT.has(folded[p.token - 2] ?? ""))
      return say("denied", "«دون أن»")
    // «المفاوضات التي تجريها واشنطن»
    const goes = p.cls === "n" && p.governorRel === "relobj" ? this.marks.predicates[p.governor] : undefined
    if (goes?.aspect === "impf" && frame.type === "meeting") return say("ongoing", `«${this.word(goes.token)}»`)
    if (p.cls === "v" && p.aspect === "impf") {
      const doubt = this.near(p, this.lists.ifWords, 6, 0)
      if (doubt) return say("hypothetical", `«${doubt}»`)
      if (this.marks.tokens.folded[p.token - 1] === "قد" || this.marks.tokens.folded[p.token - 1] === "وقد")
        return say("hypothetical", "«قد» before an imperfect")
    } else if (p.cls === "v") {
      const doubt = this.near(p, this.lists.ifWords, 2, 0)
      if (doubt) return say("hypothetical", `«${doubt}»`)
    }
    return ""
  }

  /// «كان من المقرر أن تستضيف موسكو القمة، إلا أن بوتين قرر تأجيلها»: what was to be and came to nothing, by the words behind.
  givenUp(p: Predicate, why: Reason[]): Status | "" {
    const {tokens, sentences} = this.marks
    const s = sentences[p.sentence]
    if (!s) return ""
    let planned = -1
    for (let i = p.token - 1; i >= Math.max(s.from, p.token - PLAN_REACH) && planned < 0; i--)
      if (this.lists.plannedWords.has(tokens.folded[i] as string) || SUPPOSED.test(tokens.folded[i] as string)) planned = i
    if (planned < 0) return ""
    let was = false
    for (let i = planned - 1; i >= Math.max(s.from, planned - 3); i--) if (WAS.has(tokens.folded[i] as string)) was = true
    if (!was) return ""
    let turns = false
    for (let i = p.token + 1; i < s.to; i++) {
      const word = tokens.folded[i] as string
      turns ||= TURNS.test(word)
      if (!turns) continue
      const status = PUT_OFF.test(word) ? "postponed" : CALLED_OFF.test(word) ? "cancelled" : ""
      if (!status) continue
      why.push({step: "status", says: `${status}: «${this.word(planned)}» and «${this.word(i)}»`})
      return status
    }
    return ""
  }

  /// What is still to come, unless a condition stands over it: «إذا رفض الكونغرس …، فإن إيران ستنسحب».
  future(v: Predicate, say: (status: Status, says: string) => Status): Status {
    const condition = this.conditionOver(v)
    return condition ? say("hypothetical", `«${condition}»`) : say("planned", `«${this.word(v.token)}» is future`)
  }

  conditionOver(v: Predicate): string {
    const {tokens, sentences} = this.marks
    const from = Math.max(sentences[v.sentence]?.from ?? 0, v.token - IF_REACH)
    for (let i = v.token - 1; i >= from; i--) {
      if (";؛".includes(tokens.folded[i] as string)) return ""
      if (!IFS.has(tokens.folded[i] as string)) continue
      // «ما إذا كان سيزور»: whether, not if.
      if (tokens.folded[i - 1] === "ما" || tokens.folded[i - 1] === "عما") return ""
      if (/^حاله?$/.test(tokens.folded[i] as string) && tokens.folded[i - 1] !== "في") continue
      return this.word(i)
    }
    return ""
  }

  /// What tells that a visit goes on: «يقوم بزيارة», «يزور حاليا», «خلال زيارته الجارية», «وصل … في زيارة تستغرق يومين».
  underWay(p: Predicate, governors: readonly Governing[]): string {
    const {tokens, words, predicates} = this.marks
    if (p.future || p.negated) return ""
    const paying = governors.find(
      ({g, rule}) =>
        g.cls === "v" && g.aspect === "impf" && !g.negated && rule.light && PAYS.has(g.lemma) && tokens.folded[g.token - 1] !== "ان",
    )
    // «أول زيارة يقوم بها»: how many there were before is not when this one is.
    if (paying && p.cls === "n" && paying.g.token < p.token) return this.word(paying.g.token)
    const end = Math.min(tokens.count, p.token + (p.cls === "v" ? 4 : NOW_REACH))
    for (let i = p.cls === "v" ? p.token + 1 : Math.max(0, p.token - 2); i < end; i++) {
      if (tokens.kind[i] !== WORD && i > p.token) break
      if (NOW.has(tokens.folded[i] as string)) return this.word(i)
    }
    // An arrival that is told with how long he stays; one that is recalled is over.
    if (p.cls !== "v" || p.aspect !== "perf" || !ARRIVES.has(p.lemma) || this.isBefore(p.token)) return ""
    for (let n = p.index + 1; n < predicates.length; n++) {
      const next = predicates[n] as Predicate
      if (next.sentence !== p.sentence || next.token - p.token > STAY_REACH) break
      if (next.cls !== "v" || next.aspect !== "impf" || !LASTS.has(next.lemma) || words[next.token]?.joined) continue
      // Who stays for a day or some hours is gone when it is told.
      return SHORT.has(tokens.folded[next.token + 1] as string) ? "" : this.word(next.token)
    }
    return ""
  }

  /// «وكان الرئيس قد وصل»
  isBefore(token: number): boolean {
    const {folded} = this.marks.tokens
    if (folded[token - 1] !== "قد") return false
    for (let i = token - 2; i >= Math.max(0, token - WAS_REACH); i--) if (WAS.has(folded[i] as string)) return true
    return false
  }

  /// «نفت مصادر … ما تردد عن لقاء»: a denial earlier in the sentence reaches what it is about.
  /// «لم يعد السفير إلى منصبه إلا في يناير»: a negation with an exception affirms what it excepts; «إلا أن» begins a sentence of its own.
  excepted(p: Predicate): boolean {
    const {tokens, words, predicateAt, predicates, sentences} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + AIM_REACH)
    for (let i = p.token + 1; i < end; i++) {
      if (tokens.folded[i] === "الا") return !words[i + 1]?.closed.has("comp")
      const at = predicateAt[i] as number
      if (at >= 0 && predicates[at]?.cls === "v") return false
    }
    return false
  }

  deniedBefore(p: Predicate): string {
    // «ونفى الجيش …، واتهم …»: a clause joined on is not denied.
    if (p.cls === "v" && p.aspect === "perf" && this.marks.words[p.token]?.joined) return ""
    const joined = p.cls === "v" && this.marks.words[p.token]?.joined === true
    for (let n = p.index - 1; n >= 0; n--) {
      const v = this.marks.predicates[n] as Predicate
      if (v.sentence !== p.sentence || p.token - v.token > 16) return ""
      if (v.cls !== "v") continue
      // «طهران تنفي … وتتهم …»
      if (this.lists.governors.v.get(v.lemma)?.some((g) => g.status === "denied"))
        return v.negated || (joined && v.aspect === p.aspect) ? "" : this.word(v.token)
      if (v.aspect === "perf" && itemAt(this.marks.tokens.folded, v.token - 1) !== "ما" && this.marks.words[v.token]?.joined) return ""
    }
    return ""
  }

  /// «نفت مسؤوليتها عن الهجوم», «نفى استهداف مدنيين في القصف»: an act with the article that stands under the part in it, or beside another, is not
  /// what is denied.
  isKnown(p: Predicate): boolean {
    const {tokens, words} = this.marks
    if (p.cls !== "n" || !words[p.token]?.al) return false
    const before = tokens.folded[p.token - 1] ?? ""
    const prep = words[p.token]?.attached || (words[p.token - 1]?.nouns.length === 0 ? (words[p.token - 1]?.prep ?? "") : "")
    if (KNOWN_AT.has(prep) || KNOWN_AT.has(before)) return true
    for (let i = p.token - 1; i >= p.token - 3 && tokens.kind[i] === WORD; i--)
      if (prep !== "" && words[i]?.nouns.some((r) => PART_IN.has(r.lemma.word))) return true
    return false
  }

  near(p: Predicate, words: ReadonlySet<string>, before: number, after: number): string {
    const {tokens} = this.marks
    for (let i = p.token - 1; i >= Math.max(0, p.token - before); i--) {
      if (tokens.kind[i] !== WORD) break
      if (words.has(tokens.folded[i] as string)) return this.word(i)
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && this.marks.predicates[at]?.cls === "v") break
    }
    if (p.cls === "v") return ""
    for (let i = p.token + 1; i <= p.token + after && i < tokens.count; i++) {
      if (tokens.kind[i] === PUNCT && !"،,".includes(tokens.folded[i] as string)) break
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && this.marks.predicates[at]?.cls === "v" && this.marks.words[i]?.verb !== undefined) break
      if (words.has(tokens.folded[i] as string) && !AHEAD_ONLY.has(tokens.folded[i] as string)) return this.word(i)
    }
    return ""
  }
}
