import type {NumberMark, Quantity} from "../lang/index.ts"
import {type Comparator, NEWLINE, NUMBER, PUNCT, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import type {FigureView} from "./figures-view.ts"

/// A number that may say something of the world, with where it stands.
export type Candidate = {
  readonly from: number
  readonly to: number
  /// Where the words that qualify it begin: «أكثر من», «ما لا يقل عن».
  readonly head: number
  readonly value: number
  readonly unit: string
  readonly kind: Quantity["kind"]
  readonly comparator: Comparator
  readonly counted: string
  readonly open: readonly string[]
  /// How it was found: with its unit, or as a bare number that the words around it explain.
  readonly bare: "" | "acts" | "part" | "tally" | "carried" | "rate"
  readonly implied: boolean
  readonly fraction: boolean
  readonly vague: boolean
  /// With ال: told before («الـ60 مليونا»).
  readonly definite: boolean
  /// The first bound of a range whose other bound is the next: «ما بين 17 و19 مليارا».
  readonly opens: boolean
}

const LASTING_KINDS = new Set(["year", "month", "week", "day", "hour", "minute"])
/// Two of these are told as «صاروخين»; two of others is mostly grammar («الطرفان», «غرفتين»).
const DUAL_UNITS = new Set([
  "agreements",
  "memoranda",
  "deals",
  "contracts",
  "missiles",
  "drones",
  "aircraft",
  "bombs",
  "tanks",
  "ships",
  "boats",
  "votes",
  "satellites",
  "submarines",
  "soldiers",
])

/// The numbers of a text that a figure can rest on, in its order.
export function findCandidates(view: FigureView): Candidate[] {
  const {numbers, quantities} = view.marks
  const taken = new Set<number>()
  for (const q of quantities) if (q.number >= 0) taken.add(q.number)
  const found: Candidate[] = []
  let n = 0
  const bareBefore = (token: number): void => {
    for (; n < numbers.length && (numbers[n] as NumberMark).from < token; n++) {
      const c = taken.has(n) ? undefined : ofBare(view, numbers[n] as NumberMark, found)
      if (c) found.push(c)
    }
  }
  for (const q of quantities) {
    bareBefore(q.from)
    if (speaks(view, q)) found.push(ofQuantity(view, q, numbers[q.number]))
  }
  bareBefore(view.marks.tokens.count)
  return found
}

function ofQuantity(view: FigureView, q: Quantity, mark: NumberMark | undefined): Candidate {
  // «370 ألف أفغاني عادوا»: men, unless money is spoken of.
  if (q.unit === "AFN" && !moneyBefore(view, q.from))
    return ofQuantity(view, {...q, kind: "count", unit: "people", counted: view.f(q.to - 1)}, mark)
  const rate = q.kind === "money" ? exchangeAfter(view, q.to) : ""
  // «هوى الريال إلى 1,06 مليون للدولار»: a rate, whatever was counted before.
  const against = q.implied && !rate && mark ? exchangeAfter(view, mark.to) : ""
  const own = against ? currencyBefore(view, q.from, view.sentence(q.from).from) : []
  if (mark && own.length > 0) {
    const units = own.map((code) => `${code}/${against}`)
    return {
      ...ofQuantity(view, {...q, implied: undefined}, mark),
      to: mark.to,
      unit: units[0] as string,
      kind: "count",
      counted: "",
      bare: "rate",
      implied: true,
      open: units.length > 1 ? units : [],
    }
  }
  const first = mark?.rangeWith !== undefined && mark.rangeWith < q.number ? view.marks.numbers[mark.rangeWith] : undefined
  const head = Math.min(first?.qualifiedFrom ?? q.from, mark?.qualifiedFrom ?? q.from, q.from)
  return {
    from: q.from,
    to: q.to,
    head,
    value: q.fraction ? Math.round(q.value * 10) / 10 : q.value,
    unit: q.unit,
    kind: q.kind,
    comparator: q.comparator,
    counted: q.counted ?? "",
    open: q.ambiguous ?? [],
    bare: rate ? "rate" : "",
    implied: q.implied ?? false,
    fraction: q.fraction ?? false,
    vague: mark?.vague ?? false,
    definite: mark?.definite ?? false,
    opens: mark?.rangeWith !== undefined && mark.rangeWith > q.number,
  }
}

function moneyBefore(view: FigureView, from: number): boolean {
  for (let i = from - 1; i > from - 9 && i >= view.sentence(from).from; i--)
    if (view.isWord(i) && (/مبلغ|قيمه/.test(view.f(i)) || view.metricCues(i, "money").some((c) => c.weight > 1))) return true
  return false
}

/// Does a quantity say something of the world?
function speaks(view: FigureView, q: Quantity): boolean {
  const {numbers} = view.marks
  const mark = numbers[q.number]
  const head = Math.min(mark?.qualifiedFrom ?? q.from, q.from)
  if (view.marks.sentenceAt[q.from] === -1) return false
  // «ما لا يزيد على أربعة أو خمسة بالمئة»: the ceiling alone.
  if (mark?.rangeWith !== undefined && mark.rangeWith > q.number && ceilingBefore(view, q.from)) return false
  // «حركة طالبان»: a name, and no two of anything.
  if (mark?.dual && view.marks.mentionAt[q.from] !== -1 && q.kind === "count" && /ان$/.test(view.f(q.from))) return false
  if (q.kind === "time") return isLength(view, q, mark, head)
  if (q.kind === "count" && (q.guessed || q.implied) && isNaming(view, q.from)) return false
  if (q.kind === "count") {
    // «العدد 15 من المجلة»
    if (q.implied && /^(ال)?عدد$/.test(view.f(head - 1))) return false
    const yearly = mark?.said !== "words" && q.value >= 1900 && q.value <= 2100
    if (q.guessed && yearly) return false
    // «مجلس الأمن المؤلف من 15 عضوا»
    if (view.f(head - 1) === "من" && /^[وف]?ال(مولف|مكون)ه?$/.test(view.f(head - 2)) && /^(عضوا?|اعضاء|دوله|دول)$/.test(view.f(q.to - 1)))
      return false
    for (let i = q.from; q.unit === "things" && i < q.to; i++) if (view.in(i, "idle")) return false
    // «ثمانية من كل عشرة لبنانيين»
    if (view.f(head - 1) === "كل" && view.f(head - 2) === "من") return false
    // «في 2009 و2010 مذكرات»: a year beside a year.
    if (yearly && mark?.scale === 1 && (view.dateAt[q.from - 1] !== -1 || view.dateAt[q.from - 2] !== -1)) return false
    if (view.isPunct(q.from - 1, "-–") && isNaming(view, q.from)) return false
    // «بين قوتين عظميين»: powers.
    if (mark?.dual && q.counted === "قوه" && !/^(عسكري|بحري|جوي|بري|خاص)/.test(view.f(q.to))) return false
    if (mark?.dual)
      return (
        ((DUAL_UNITS.has(q.unit) || isBase(view, q)) && !startsWithArticle(view, q.from)) ||
        (q.unit === "people" && hurtNear(view, q.from, q.to))
      )
    // «الأطراف الأربعة», «الدول الـ27»: known ones, told again.
    if (mark?.definite && mark.comparator === "=" && mark.scale < 1000) return false
    if (q.value === 1) return hurtNear(view, q.from, q.to)
    if (mark?.vague) return hurtNear(view, q.from, q.to) || (mark.scale >= 1000 && fledNear(view, q.from, q.to))
    return true
  }
  // «عقودا بملايين الدولارات»
  if (q.kind === "money" && mark?.vague) return false
  if (q.kind === "percent" && q.fraction && /^(ال)?(نهاي|سنوي|شهري|مصنع|موصل|نهائ)/.test(view.f(q.to))) return false
  // «كانت طهران وواشنطن قد عقدتا»: a verb of two.
  if (q.kind === "measure" && q.unit === "knot" && mark?.dual) return false
  if (q.kind === "measure" && /^(mm|cm)$/.test(q.unit) && view.in(head - 1, "named")) return false
  // «على بعد 20 كيلومترا»: where, not how much.
  if (
    q.kind === "measure" &&
    /^(km|m|mi|nmi)$/.test(q.unit) &&
    (view.f(head - 1) === "بعد" || view.f(head - 1) === "مسافه") &&
    /^(علي|وعلي)$/.test(view.f(head - 2))
  )
    return false
  return true
}

/// «بقاعدتين عسكريتين», «قاعدتين جويتين»
const isBase = (view: FigureView, q: Quantity): boolean => q.counted === "قاعده" && /^(عسكري|جوي|بحري|بري|صاروخي)/.test(view.f(q.to))

const startsWithArticle = (view: FigureView, i: number): boolean => /^[وفبك]?(ال|لل)/.test(view.f(i))

/// Types of aircraft and missiles that are told by a number.
const MODEL = /^[وفبل]?(ال)?(اف|ميغ|ميج|سو|سوخوي|تو|بي|بوينغ|ايرباص|سي|ام|اس|ار|كا|مي)$/
/// Letters by their names.
const LETTER = /^(ايه|بي|سي|دي|اف|جي|اتش|كيه|ام|كيو|ار|اس|تي|دبليو|اكس|واي|زد|سو|ميغ|ميج|تو)$/
/// «القرار 1701», «رقم 5», «المادة 6», «مجموعة العشرين».
function isNaming(view: FigureView, from: number): boolean {
  let i = from - 1
  if (view.f(i) === "ال" || view.f(i) === "(") i--
  // «إف - 16», «ميغ-29»
  if (view.isPunct(i, "-–")) return MODEL.test(view.f(i - 1))
  // «إس 400», «الرحلة إم إتش 370»
  if (view.marks.tokens.kind[from] === NUMBER && LETTER.test(view.f(i))) return true
  if (view.f(i) === "رقم") return true
  return view.isWord(i) && view.in(i, "named") && !view.isVerb(i) && view.marks.tokens.kind[from] === NUMBER
}

/// «لا يزيد على», «لا تتجاوز» right before a range.
function ceilingBefore(view: FigureView, from: number): boolean {
  for (let i = from - 1; i >= from - 4 && i > 0; i--)
    if (/^[وف]?(ي|ت)(زيد|تجاوز|تعدي|تخطي|فوق)$/.test(view.f(i))) return /^(لا|لم|لن|الا)$/.test(view.f(i - 1)) || view.f(i - 2) === "لم"
  return false
}

/// A verb or noun of killing or wounding at the number: «مقتل 18 مدنيا», «46 شخصا قتلوا».
function hurtNear(view: FigureView, from: number, to: number): boolean {
  return cueNear(view, from, to, "casualties")
}
function fledNear(view: FigureView, from: number, to: number): boolean {
  return cueNear(view, from, to, "displaced") || cueNear(view, from, to, "troops")
}
function cueNear(view: FigureView, from: number, to: number, metric: string): boolean {
  const s = view.sentence(from)
  for (let i = Math.min(to + 2, s.to) - 1; i >= Math.max(s.from, from - 4); i--) {
    if (i >= to && view.edge[i] === 2) continue
    if (view.metricCues(i, "count").some((c) => c.metric === metric && c.weight >= 3)) return true
  }
  return false
}

/// What goes on for days, and does not happen on one.
const LASTED =
  /^ال(محادثات|مباحثات|مفاوضات|مشاورات|مداولات|مناقشات|مساومات|قتال|معارك|اشتباكات|مواجهات|حصار|احتجاجات|تظاهرات|مظاهرات|اضطرابات|قصف|جمود|انتظار)$/
/// A length that is stated («لمدة شهرين», «استمرت خمسة أيام», «هدنة الأيام السبعة»), not a way to tell a date («قبل عامين»).
function isLength(view: FigureView, q: Quantity, mark: NumberMark | undefined, head: number): boolean {
  if (!LASTING_KINDS.has(q.unit)) return false
  if (isAge(view, q.from, q.to)) return false
  const before = view.f(head - 1)
  const first = view.f(q.from)
  // «البلدان الثلاثة يوم 28 يناير»
  if (mark?.definite && mark.to < q.to && !startsWithArticle(view, mark.to)) return false
  // «لا عائدات قبل خمس إلى سبع سنوات»: no day is told by two lengths.
  if (mark?.rangeWith !== undefined) return true
  // «بعد خمسة أيام من المحادثات»: so long they talked.
  if (/^[وف]?بعد$/.test(before) && view.f(q.to) === "من" && LASTED.test(view.f(q.to + 1))) return true
  if (/^[وف]?(قبل|بعد)$/.test(before) || /^[وف]?(قبل|بعد)$/.test(view.f(head - 2))) return false
  const s = view.sentence(q.from)
  if (/^[وف]?(منذ|مذ)$/.test(before)) {
    for (let i = head - 2; i >= Math.max(s.from, head - 10); i--) {
      if (view.edge[i] === 2) break
      if (view.in(i, "lasting") || /^(لم|لا|ليس|ليست)$/.test(view.f(i)) || /^[وفل]?(اول|الاول|الاولي)$/.test(view.f(i))) return true
    }
    return false
  }
  if (/^[وف]?(خلال|غضون)$/.test(before)) {
    if (mark?.definite) return false
    for (let i = head - 2; i >= s.from && i >= head - 22; i--)
      if (view.in(i, "agreed") && !/^[وف]?(بموجب|وفق|حسب)$/.test(view.f(i - 1))) return true
    return false
  }
  for (let i = head - 1; i >= Math.max(s.from, head - 4); i--) {
    if (view.edge[i] === 2) break
    if (view.in(i, "lasting")) return true
  }
  // «تمديد التفويض … ثلاث سنوات أخرى»
  if (/^[وب]?(اخري|اضافيه|اضافي|اضافيين|اخرين)$/.test(view.f(q.to)))
    for (let i = head - 1; i >= Math.max(s.from, head - 24); i--)
      if (/^[وفبل]?(ال)?(تمديد|يمدد|تمدد|مدد|مددت|تجديد|جدد|جددت)$/.test(view.f(i))) return true
  // «أغلق محتجون الحقل أكثر من أسبوعين»
  if (mark && head < q.from && (view.isPunct(head - 1, "،,") || !marksDate(view, head - 1))) return true
  if (/^ل/.test(first) && !/^لي/.test(first) && view.marks.words[q.from]?.attached === "ل") return true
  // A length that its noun takes directly: «هدنة 72 ساعة», «بسجنه خمس سنوات», «رحلة الأيام الثلاثة».
  const noun = view.marks.words[head - 1]
  if (
    mark &&
    view.isWord(head - 1) &&
    noun &&
    noun.nouns.length > 0 &&
    !noun.prep &&
    noun.closed.size === 0 &&
    !noun.time &&
    view.dateAt[head - 1] === -1 &&
    view.quantityAt[head - 1] === -1
  ) {
    if (view.dateAt[q.from] !== -1) return false
    return !(noun.verb && noun.verb.stemFrom === 0 && !noun.adj && view.isVerb(head - 1)) || view.in(head - 1, "lasting")
  }
  // «أمهلت 12 عونا 48 ساعة»
  for (let i = head - 1; i >= Math.max(s.from, head - 14); i--) {
    if (view.edge[i] !== 0) break
    if (/^[وف]?(امهل|امهلت|امهلا|امهلوا|حكم|حكمت|بسجن|سجن)$/.test(view.f(i))) return true
  }
  return false
}

/// A preposition or a word of time, after which a length tells a date.
const marksDate = (view: FigureView, i: number): boolean => {
  const w = view.marks.words[i]
  return !view.isWord(i) || !w || w.prep !== "" || w.time || /^[وف]?(قبل|بعد|منذ|خلال|قرابه|من|الي|في)$/.test(view.f(i))
}

/// «عن عمر ناهز 80 عاما», «البالغ من العمر 45 عاما», «(63 عاما)».
function isAge(view: FigureView, from: number, to: number): boolean {
  for (let i = from - 1; i >= Math.max(0, from - 5); i--) {
    if (view.edge[i] === 2) break
    if (view.in(i, "age")) return true
  }
  return view.f(from - 1) === "(" && view.f(to) === ")"
}

const LIKE_LEAD = /^[وفب]?(مقابل|من|الي|بعد|بدلا|نحو|عن|قدره|قدرها|مقداره|مقدارها|مقدار|واقع|زياده|ارتفاع|انخفاض|تراجع|خفض)$/
/// What an amount takes over from the one before: «مليون برميل» compared with barrels a day is a day's, «15 مليارا أخرى» is money again.
export function likeBefore(view: FigureView, c: Candidate, before: Candidate): Candidate {
  if (view.marks.sentenceAt[c.from] !== view.marks.sentenceAt[before.from]) return c
  if (c.kind === "measure" && before.kind === "measure" && before.unit.startsWith(`${c.unit}/`))
    return LIKE_LEAD.test(view.f(c.head - 1)) ? {...c, unit: before.unit} : c
  if (c.kind === "count" && before.kind === "money" && c.value >= 1e9 && /^(اخر|$)/.test(c.counted))
    return {...c, kind: "money", unit: before.unit, open: before.open, counted: ""}
  return c
}

// ---- numbers without a noun

/// «276 للدولار», «مقابل الدولار»: what one is worth in the other.
function exchangeAfter(view: FigureView, to: number): string {
  const q = view.f(to)
  const at = /^لل/.test(q) ? to : /^(مقابل|امام|لكل)$/.test(q) ? to + 1 : -1
  if (at < 0) return ""
  const word = view.f(at).replace(/^(لل|ال)/, "")
  return word === "دولار" ? "USD" : word === "يورو" ? "EUR" : ""
}

function ofBare(view: FigureView, mark: NumberMark, found: readonly Candidate[]): Candidate | undefined {
  const {tokens} = view.marks
  if (
    mark.ordinal ||
    mark.fraction ||
    mark.dual ||
    mark.percent ||
    Number.isNaN(mark.value) ||
    view.dateAt[mark.from] !== -1 ||
    view.marks.sentenceAt[mark.from] === -1
  )
    return undefined
  if (view.marks.mentionAt[mark.from] !== -1) return undefined
  if (isNaming(view, mark.from) || isAge(view, mark.from, mark.to) || view.f(mark.from - 1) === "العدد") return undefined
  const head = mark.qualifiedFrom
  // Clock times, scores, code names: «10:30», «2-1», «إف-16».
  const joins = (k: number): boolean => tokens.kind[k] === PUNCT && "-–/:.ـ".includes(view.f(k))
  if (joins(mark.from - 1) && tokens.end[mark.from - 1] === tokens.start[mark.from]) return undefined
  if (joins(mark.to) && tokens.kind[mark.to + 1] === NUMBER && tokens.end[mark.to - 1] === tokens.start[mark.to]) return undefined
  const year =
    mark.said === "digits" &&
    Number.isInteger(mark.value) &&
    mark.value >= 1850 &&
    mark.value <= 2100 &&
    tokens.end[mark.to - 1]! - tokens.start[mark.from]! === 4
  const make = (bare: Candidate["bare"], unit: string, kind: Candidate["kind"] = "count", of?: Candidate): Candidate => ({
    from: mark.from,
    to: mark.to,
    head,
    value: mark.value,
    unit,
    kind,
    comparator: mark.comparator,
    counted: of?.counted ?? "",
    open: of?.open ?? [],
    bare,
    implied: true,
    fraction: false,
    vague: mark.vague ?? false,
    definite: mark.definite ?? false,
    opens: false,
  })
  const s = view.sentence(mark.from)
  let last: Candidate | undefined
  for (let k = found.length - 1; k >= 0; k--) {
    const c = found[k] as Candidate
    if (c.from < mark.from && c.kind !== "time") {
      if (c.from >= s.from || view.sentence(c.from).paragraph === s.paragraph) last = c
      break
    }
  }
  const rate = exchangeAfter(view, mark.to)
  const own = rate ? currencyBefore(view, mark.from, s.from) : []
  if (rate && (mark.scale === 1 || own.length > 0)) {
    if (own.length === 0) return undefined
    const units = own.map((code) => `${code}/${rate}`)
    return {...make("rate", units[0] as string), open: units.length > 1 ? units : []}
  }
  if (year && mark.comparator === "=") return undefined
  if (mark.vague && mark.scale < 100 && !hurtNear(view, mark.from, mark.to)) return undefined
  const counted = last?.kind === "count" ? last : undefined
  const small = mark.value < 2 || !Number.isInteger(mark.value)
  // «بعد أن كانت 286»
  if (last?.bare === "rate" && /^[وف]?(كان|كانت|عند|علي|الي)$/.test(view.f(head - 1))) return make("rate", last.unit, last.kind)
  if (!small) {
    // «أربعة منها», «ثلاثة منهم», «مع أكثر من 40 منها»; «أربعة من فريق الإنقاذ»
    const after = view.f(mark.to)
    if (after === "منها" && counted?.unit === "people") return make("part", "things")
    if (/^(منها|منهم|منهن|منهما)$/.test(after))
      return make("part", counted?.unit ?? (after === "منها" ? "things" : "people"), "count", counted)
    if (hurtNear(view, mark.from, mark.to) || fledNear(view, mark.from, mark.to)) {
      if (!peopleOrFree(view, mark)) return undefined
      return make("acts", "people")
    }
    // «بينهم 3.5 مليون صيني»
    if (mark.scale >= 100 && view.words[mark.to]?.country !== undefined && !startsWithArticle(view, mark.to)) return make("acts", "people")
    // «إسقاط 29 من أصل 36 مسيرة»
    const whole = after === "من" && /^(اصل|بين)$/.test(view.f(mark.to + 1)) ? view.quantityAt[mark.to + 2] : undefined
    const of = whole === undefined ? undefined : itemAt(view.marks.quantities, whole)
    if (of?.kind === "count") return {...make("part", of.unit), counted: of.counted ?? ""}
    if (
      after === "من" &&
      view.marks.words[mark.to + 1]?.nouns.length &&
      !year &&
      mark.value < 1000 &&
      startsWithArticle(view, mark.to + 1) &&
      !countSense(view, mark)
    )
      return make("part", counted?.unit ?? "people", "count", counted)
    // «وثمانية كلاب», «33 ألف مخطوطة»: three to ten, or whole hundreds, with an indefinite noun.
    const few = mark.value <= 10 && mark.value >= 3 && mark.scale === 1
    if ((few || (mark.value % 100 === 0 && !year && !mark.vague)) && !mark.definite && countsNoun(view, mark))
      return {
        ...make("", /^م[^لو].{2,}(ين|ون)$/.test(after) ? "people" : "things"),
        to: mark.to + 1,
        counted: view.f(mark.to),
        implied: false,
      }
    // «ثلاثة من قادتها», «30 من عناصره»: people of whoever the pronoun stands for.
    if (after === "من" && !year && mark.value < 10000 && peopleOf(view, mark.to + 1))
      return {...make("part", "people"), counted: view.f(mark.to + 1), implied: false}
    // «بينهم 17 ألفا في تركيا و3 آلاف في سوريا»
    const among = /^[وف]?(بينهم|منهم|بينهن)$/
    const joined = /^و/.test(view.f(mark.from)) || view.f(mark.from - 1) === "و"
    if (
      counted &&
      counted.from >= s.from &&
      (view.marks.words[mark.to]?.prep !== "" ||
        view.marks.tokens.kind[mark.to] !== WORD ||
        /^(تقريبا|فقط|حاليا)$/.test(view.f(mark.to))) &&
      (among.test(view.f(head - 1)) || (joined && counted.bare === "part" && mark.from - counted.to <= 5))
    )
      return make("part", counted.unit, "count", counted)
    // «مقتل 1062 شخصا في إيران و28 في إسرائيل»
    if (
      counted &&
      counted.from >= s.from &&
      joined &&
      mark.from - counted.to <= 5 &&
      view.f(mark.to) === "في" &&
      view.f(counted.to) === "في" &&
      view.marks.mentionAt[mark.to + 1] !== -1 &&
      noVerb(view, counted.to, mark.from)
    )
      return make("carried", counted.unit, "count", counted)
    // A number that acts: «16 أفرجت عنهم روسيا», «وثمانية عادوا».
    if (
      counted &&
      view.isVerb(mark.to) &&
      !mark.definite &&
      (view.edge[mark.from - 1] !== 0 || /^و/.test(view.f(mark.from)) || view.f(mark.from - 1) === "و")
    )
      return make("acts", counted.unit, "count", counted)
    // «التدريبات البالغ عددها 40», «المعتقلين البالغ عددهم 65»: of the noun before.
    const noun = numbered(view, head)
    if (noun >= 0) {
      return {...make("part", /هم$/.test(view.f(head - 1)) ? "people" : "things"), counted: view.f(noun)}
    }
    if (tally(view, mark, s.from)) return make("tally", counted?.unit ?? "people", "count", counted)
    if (year) return undefined
    // «وامتنع أربعة عن التصويت», «وعارضه ستة»
    if (counted && counted.from >= s.from && VOTES.test(view.f(mark.from - 1)) && !nounAfter(view, mark))
      return make("acts", counted.unit, "count", counted)
    // «مقارنة مع 43», «من 3,166 إلى …», «أكثر من 250»
    const lead = view.f(head - 1)
    const attached = view.marks.words[head]?.attached === "ب" || /^با(كثر|قل)/.test(view.f(head))
    const stepped = /^[وف]?(الي|من|مع|مقابل|ب|نحو|انها|انهم|انه|عند|بعد)$/.test(lead) || attached
    const stops =
      tokens.kind[mark.to] !== WORD ||
      view.marks.words[mark.to]?.prep !== "" ||
      (view.marks.words[mark.to]?.closed.size ?? 0) > 0 ||
      view.isVerb(mark.to) ||
      view.dateAt[mark.to] !== -1 ||
      view.marks.mentionAt[mark.to] !== -1
    if (
      counted &&
      last &&
      last.from >= s.from &&
      stops &&
      (mark.comparator !== "=" ||
        /^(مقابل|اصل)$/.test(lead) ||
        (stepped && /^[وف]?(مقارنه|قياسا|مقابل|بعد|بدلا|ارتفاعا|انخفاضا)$/.test(view.f(head - 2) || lead)) ||
        /^(الي|انهم|انها)$/.test(lead))
    )
      return make("carried", counted.unit, "count", counted)
    // «استقبلت بولندا مليون لاجئ، فيما استقبلت ألمانيا 1.1 مليون», «يليهم الليبيون بـ1.4 مليون»: thousands and millions of the same.
    const by = attached || lead === "ب" ? head - 2 : head - 1
    const named = view.marks.mentionAt[by] !== -1 || view.words[by]?.country !== undefined
    if (counted && last && last.from >= s.from && stops && mark.scale >= 1000 && named)
      return make("carried", counted.unit, "count", counted)
    // «… 440 ألف جندي. أما الجيش الجزائري فيضم 130 ألفا»
    if (counted && last === counted && mark.scale >= 1000 && counted.value >= 1000 && stops && goesOn(view, counted, s.from, head))
      return make("carried", counted.unit, "count", counted)
    if (counted && last && stops && /^(انهم|انها)$/.test(lead)) return make("carried", counted.unit, "count", counted)
    // «تريد رفعه إلى ثلاثين»: the scale of the figure before.
    if (last?.kind === "money" && last.from >= s.from && stops && lead === "الي" && mark.value < 1000) {
      const scale = last.value >= 1e12 ? 1e12 : last.value >= 1e9 ? 1e9 : last.value >= 1e6 ? 1e6 : 0
      if (scale) return {...make("carried", last.unit, "money", last), value: mark.value * scale}
    }
  }
  return undefined
}

/// Does a sentence that opens with «أما» set another beside what the one before it counted?
const goesOn = (view: FigureView, counted: Candidate, from: number, head: number): boolean =>
  /^و?اما$/.test(view.f(from)) &&
  head - from < 12 &&
  (view.marks.sentenceAt[from] as number) - (view.marks.sentenceAt[counted.from] as number) === 1

/// «… البالغ عددها 40»: the noun that is counted so; -1 where these words do not stand before the number.
function numbered(view: FigureView, head: number): number {
  if (!/^عدد(ها|هم|هن|ه)$/.test(view.f(head - 1)) || !/^البالغه?$/.test(view.f(head - 2))) return -1
  for (let i = head - 3; i > head - 7 && i >= 0 && view.edge[i] === 0; i--) {
    const w = view.marks.words[i]
    if (view.isWord(i) && w && w.nouns.length > 0 && !w.adj && !w.nisba) return i
  }
  return head - 3
}

/// «من قادتها», «من جنوده»: several people of somebody.
function peopleOf(view: FigureView, i: number): boolean {
  const w = view.marks.words[i]
  return (
    view.isWord(i) &&
    w !== undefined &&
    /(?:ها|هم|ه)$/.test(view.f(i)) &&
    (w.title !== undefined || w.nouns.some((r) => r.suffix !== undefined && r.lemma.tags.includes("person")))
  )
}

function noVerb(view: FigureView, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (view.isVerb(i) || view.edge[i] === 2) return false
  return true
}

/// Right behind a small number stands a noun and nothing that it can be instead: no name, verb, adjective, word of time.
function countsNoun(view: FigureView, mark: NumberMark): boolean {
  const {marks} = view
  const w = marks.words[mark.to]
  if (!view.isWord(mark.to) || !w) return false
  return (
    w.nouns.length > 0 &&
    !w.al &&
    !w.prep &&
    !w.joined &&
    !w.time &&
    !w.adj &&
    !w.nisba &&
    w.closed.size === 0 &&
    w.verbs.length === 0 &&
    marks.mentionAt[mark.to] === -1 &&
    view.dateAt[mark.to] === -1 &&
    !view.in(mark.to, "idle") &&
    !/ا$/.test(view.f(mark.to))
  )
}

/// Verbs of those who vote.
const VOTES = /^[وف]?(امتنع|امتنعت|صوت|صوتت|ايده|ايدته|ايدها|عارضه|عارضته|عارضها|رفضه|رفضته|رفضها|غاب|تغيب)$/
const nounAfter = (view: FigureView, mark: NumberMark): boolean =>
  view.isWord(mark.to) && (view.marks.words[mark.to]?.nouns.length ?? 0) > 0 && !view.marks.words[mark.to]?.prep

/// What follows is no noun that the number counts instead («قتل 3 كلاب»).
function peopleOrFree(view: FigureView, mark: NumberMark): boolean {
  const w = view.marks.words[mark.to]
  if (!view.isWord(mark.to) || !w) return true
  if (
    view.isVerb(mark.to) ||
    w.prep ||
    w.attached ||
    w.closed.size > 0 ||
    w.unknown ||
    w.joined ||
    view.dateAt[mark.to] !== -1 ||
    view.marks.mentionAt[mark.to] !== -1 ||
    view.metricCues(mark.to, "count").length > 0 ||
    w.nisba
  )
    return true
  return w.al || w.adj !== undefined || w.verb !== undefined
}

const countSense = (view: FigureView, mark: NumberMark): boolean => view.f(mark.to + 1).length < 4

/// «عدد المدرجين … الألفين», «حصيلة الوفيات … إلى 3,958», «القتلى قد يصلون إلى ما بين …».
function tally(view: FigureView, mark: NumberMark, from: number): boolean {
  const lead = view.f(mark.qualifiedFrom - 1)
  const word = view.marks.words[mark.from]
  const led =
    /^[وف]?(الي|من|عند|بلغ|بلغت|كان|كانت|انها|نحو|قائمته|هو|هي)$/.test(lead) ||
    mark.comparator !== "=" ||
    mark.definite === true ||
    word?.attached === "ب"
  if (
    !led ||
    (view.isWord(mark.to) &&
      (view.marks.words[mark.to]?.nouns.length ?? 0) > 0 &&
      !view.marks.words[mark.to]?.prep &&
      !view.isVerb(mark.to))
  )
    return false
  for (let i = mark.from - 1; i >= Math.max(from - 30, 0) && i > mark.from - 32; i--) {
    if (view.marks.tokens.kind[i] === NEWLINE) return false
    if (i < from && !/^(انها|من|الي)$/.test(lead)) return false
    const f = view.f(i)
    if (/^[وف]?(عدد|حصيله|الحصيله|عددهم|عددها|الرقم|العدد)$/.test(f)) return true
    if (view.metricCues(i, "count").some((c) => c.weight >= 3)) return true
  }
  return false
}

/// The currency that a rate is told of, by the nearest word before: its codes, the likeliest first.
function currencyBefore(view: FigureView, at: number, from: number): readonly string[] {
  for (let i = at - 1; i >= Math.max(from, at - 14); i--) {
    if (!view.isWord(i)) continue
    const codes = view.currencies(i)
    if (codes.length > 0) return codes
  }
  return []
}
