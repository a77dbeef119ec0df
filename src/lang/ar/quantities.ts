import {type Comparator, NEWLINE, NUMBER, PUNCT, type TokenRange, type Tokens, WORD} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import {foldWord} from "./fold.ts"
import {type NumberMark, percentAt} from "./numbers.ts"
import {factsAt, nounOf} from "./facts.ts"
import {currencyOfLetters, currencyOfSign, isFormOf, type Noun, nounAt, type Unit, type UnitKind, unitForms} from "./units.ts"

/// A number with what it measures. `value` is in the unit's own measure: 190 مليار دولار is 190e9 USD, عقدين is 20 year.
export type Quantity = TokenRange & {
  readonly value: number
  /// ISO 4217, `%`, a UCUM-like name, a length of time, or an English plural (`soldiers`; `things` for a noun that is not in the lists).
  readonly unit: string
  readonly kind: UnitKind
  readonly comparator: Comparator
  /// The number mark it stands on; -1 for one that is said by the noun alone (لمدة شهر).
  readonly number: number
  /// The noun counted, folded.
  readonly counted: string | undefined
  /// A currency that the words leave open (ريال): the codes it can be, `unit` the first of them.
  readonly ambiguous: readonly string[] | undefined
  /// The unit is not said here but before («والعراق 211 ألفا») or at the other end of a range.
  readonly implied: true | undefined
  /// A part of a whole, as a percentage: ربع is 25 %.
  readonly fraction: true | undefined
  /// A counted noun that is known only by its grammar.
  readonly guessed: true | undefined
}

type Draft = {-readonly [K in keyof Quantity]: Quantity[K]}

/// A quantity of `number` (-1 for none) with nothing left open. All are of one shape, since every later step reads them.
function quantity(number: number, comparator: Comparator, from: number, to: number, value: number, unit: string, kind: UnitKind): Draft {
  return {
    number,
    comparator,
    from,
    to,
    value,
    unit,
    kind,
    counted: undefined,
    ambiguous: undefined,
    implied: undefined,
    fraction: undefined,
    guessed: undefined,
  }
}

const SUFFIXES = ["هما", "ها", "هم", "هن", "نا", "ه"]
const GROUP_WORDS = new Set([
  "كبار",
  "ابرز",
  "اهم",
  "اكبر",
  "بين",
  "خيره",
  "صغار",
  "قدامي",
  "هولاء",
  "هذه",
  "اصل",
  "جميع",
  "سائر",
  "ساير",
  "مختلف",
  "اكثر",
  "افضل",
  "احدث",
  "هذا",
])
/// What can stand after a number and is no noun that it counts.
const NOT_COUNTED = new Set([
  "سنويا",
  "يوميا",
  "شهريا",
  "اسبوعيا",
  "تقريبا",
  "رسميا",
  "حاليا",
  "نهايا",
  "نهاييا",
  "عالميا",
  "محليا",
  "دوليا",
  "اضافيا",
  "هنا",
  "كما",
  "ايضا",
  "عندما",
  "بينما",
  "هذا",
  "ما",
  "اما",
  "مقارنه",
  "نتيجه",
  "اضافه",
  "بدايه",
  "خاصه",
  "عامه",
  "كافه",
  "زياده",
  "سابقا",
  "لاحقا",
  "معا",
  "مما",
  "عما",
  "حيثما",
  "اخري",
  "اخرين",
  "اخرون",
  "موخرا",
  "صباحا",
  "مساء",
  "ظهرا",
  "فجرا",
  "ليلا",
  "وفقا",
  "طبقا",
  "هجريا",
  "ميلاديا",
  "منها",
  "فيها",
  "بها",
  "لها",
  "عليها",
  "الا",
  "غدا",
])

/// Rates of time behind a measure: «برميل يوميا», «متر مكعب في السنة».
const RATES = new Map<string, string>()
for (const [unit, said] of [
  ["day", "يوميا يومي اليوم"],
  ["year", "سنويا سنوي السنة العام"],
  ["month", "شهريا شهري الشهر"],
  ["week", "أسبوعيا الأسبوع"],
  ["hour", "الساعة"],
  ["s", "الثانية"],
] as const)
  for (const w of said.split(" ")) RATES.set(foldWord(w), unit)
const RATED = new Set(["bbl", "boe", "m3", "ft3", "t", "MWh", "GWh", "TWh", "L", "gal", "kg"])

const PERIOD_CUES = new Set([
  "لمده",
  "مده",
  "خلال",
  "منذ",
  "قبل",
  "بعد",
  "غضون",
  "طوال",
  "طيله",
  "قرابه",
  "نحو",
  "حوالي",
  "اكثر",
  "اقل",
  "ل",
  "ولمده",
  "وخلال",
  "ومنذ",
  "وبعد",
  "وقبل",
  "استمرت",
  "استمر",
  "دام",
  "دامت",
  "كل",
])

/// Every number with its unit, noun or per cent sign, and lengths of time said without a number (شهرين, لمدة عام), in the order of the text.
export function readQuantities(tokens: Tokens, numbers: readonly NumberMark[]): Quantity[] {
  const out: (Quantity | undefined)[] = numbers.map((mark, n) => (mark.ordinal ? undefined : quantityOf(tokens, mark, n, numbers)))
  shareInRanges(tokens, numbers, out)
  carryOn(tokens, numbers, out)
  const found = withCents(
    tokens,
    out.filter((q) => q !== undefined),
  )
  const lengths = bareLengths(tokens, numbers, found)
  return lengths.length === 0 ? inOrder(found) : merged(found, lengths)
}

const YEAR_BEFORE = new Set(["في", "وفي", "منذ", "حتي", "بحلول", "موسم"])

/// «في 23 يونيو 2023 حزمة عقوبات», «عام 2022 شركة»: the number belongs to what stands before it.
function isYearOfDate(tokens: Tokens, mark: NumberMark): boolean {
  if (mark.said !== "digits" || mark.to - mark.from !== 1 || mark.value < 1900 || mark.value > 2100) return false
  const start = tokens.start[mark.from] as number
  if ((tokens.end[mark.from] as number) - start !== 4) return false
  const before = tokens.folded[mark.from - 1] ?? ""
  const word = factsAt(tokens, mark.from - 1).date
  if (word?.is === "month" || (word?.is === "unit" && word.unit === "year") || factsAt(tokens, mark.from - 2).date?.is === "month-head")
    return true
  return YEAR_BEFORE.has(before) && mark.value % 100 !== 0
}

function quantityOf(tokens: Tokens, mark: NumberMark, n: number, numbers: readonly NumberMark[]): Quantity | undefined {
  const {from, to, value, comparator} = mark
  if (mark.dual) {
    const {dual} = factsAt(tokens, mark.from)
    if (!dual) return undefined
    return withUnit(
      tokens,
      mark,
      n,
      {forms: unitForms(dual.form.unit.word) ?? [dual.form], cut: 0, definite: dual.definite},
      mark.from,
      numbers,
    )
  }
  if (isYearOfDate(tokens, mark)) return undefined
  // «إم 23»: the number is of the name.
  if (mark.said === "digits" && tokens.folded[from - 1] === "ام") return undefined
  const percent = percentAt(tokens, to)
  if (percent) return quantity(n, comparator, from, to + percent, value, "%", "percent")
  if (mark.percent && /^(%|٪|بالم.*)$/.test(tokens.folded[mark.from - 1] ?? ""))
    return quantity(n, comparator, from - 1, to, value, "%", "percent")
  const next = tokens.folded[mark.to] ?? ""
  // «10¢», «43c»
  if (next === "¢" || (next === "c" && tokens.text[tokens.start[mark.to] as number] === "c"))
    return quantity(n, comparator, from, to + 1, round(value / 100), "USD", "money")
  // «COP 22»: a conference.
  const sign =
    isTaken(tokens, from) || (value < 100 && tokens.folded[from - 1] === "COP")
      ? undefined
      : currencyOfSign(itemAt(tokens.folded, mark.from - 1) ?? "")
  if (sign) return quantity(n, comparator, from - 1, to, value, sign, "money")
  const after = currencyOfSign(next)
  if (after) return quantity(n, comparator, from, to + 1, value, after, "money")
  const lettered = tokens.folded[mark.to + 1] === "." ? currencyOfLetters(next, tokens.folded[mark.to + 2] ?? "") : undefined
  if (lettered) return quantity(n, comparator, from, to + 3, value, lettered, "money")
  // «3 أرباع السكان»
  const parts = mark.scale === 1 && mark.said === "digits" ? PARTS.get(next) : undefined
  if (parts && value < parts) {
    const q = quantity(n, comparator, from, to + 1, round((value * 100) / parts), "%", "percent")
    q.fraction = true
    return q
  }
  if (tokens.kind[mark.to] === WORD) {
    const noun = nounOf(tokens, mark.to)
    const open = noun && (noun.cut === 0 || ((mark.fraction || mark.vague) && (tokens.folded[mark.to] as string).startsWith("ال")))
    if (noun && open) {
      const q = withUnit(tokens, mark, n, noun, mark.to, numbers)
      // «نصف الشركات» is a share of them, «نصف ساعة» a length.
      if (q && !(mark.fraction && (q.kind === "count" || noun.definite))) return q
    }
    const ofThem = !mark.fraction && tokens.folded[mark.to] === "من" ? counted(tokens, mark.to + 1) : undefined
    if (ofThem) {
      const q = quantity(n, comparator, from, ofThem.at + 1, value, ofThem.unit.unit, "count")
      q.counted = ofThem.unit.word
      return q
    }
  }
  const before = nounBefore(tokens, mark)
  if (before) {
    const {unit} = before
    const q = quantity(n, comparator, before.at, to, value * unit.factor, unit.unit, unit.kind)
    if (unit.kind === "count") q.counted = unit.word
    return q
  }
  if (mark.fraction) {
    const q = quantity(n, comparator, from, to, round(value * 100), "%", "percent")
    q.fraction = true
    return q
  }
  return guessed(tokens, mark, n) ?? numbered(tokens, mark, n)
}

/// «وبلغ عدد سكان المدينة 3.2 ملايين», «يقدر عدد المدارس المدمرة بنحو 400»: the number of the noun behind «عدد».
function numbered(tokens: Tokens, mark: NumberMark, n: number): Quantity | undefined {
  if (mark.vague || mark.value < 3 || isDateOrName(tokens, mark) || countsSomething(tokens, mark)) return undefined
  if (isTouched(tokens, mark.from)) return undefined
  for (let i = mark.qualifiedFrom - 1; i >= 0 && i > mark.qualifiedFrom - COUNT_REACH; i--) {
    const {kind, folded} = tokens
    if (kind[i] === NEWLINE || kind[i] === NUMBER || folded[i] === "." || folded[i] === "،") return undefined
    if (!COUNT.has(folded[i] as string)) continue
    if (!REACHED.test(folded[i - 1] ?? "") && !REACHED.test(folded[mark.qualifiedFrom - 1] ?? "") && mark.said !== "digits")
      return undefined
    const next = folded[i + 1] as string
    const {unit} = (nounOf(tokens, i + 1) ?? nounAt(bare(next)))?.forms.find((f) => f.unit.kind === "count" && f.number === "pl") ?? {}
    if (!unit && !REACHED.test(folded[i - 1] ?? "")) return undefined
    const q = quantity(
      n,
      mark.comparator,
      mark.from,
      mark.to,
      mark.value,
      unit?.unit ?? (/[وي]ن$/.test(next) ? "people" : "things"),
      "count",
    )
    q.counted = unit?.word ?? next.replace(/^(ال|لل)/, "")
    q.guessed = true
    return q
  }
  return undefined
}
/// «كوفيد-19»
const isTouched = ({kind, end, start, folded}: Tokens, from: number): boolean =>
  kind[from - 1] === PUNCT && end[from - 1] === start[from] && "-–—/.".includes(folded[from - 1] as string)
const COUNT_REACH = 14
const COUNT = new Set(["عدد", "وعدد", "العدد", "بعدد", "فعدد"])
const REACHED = /^[وف]?[يت]?(بلغ|صل|وصل|تجاوز|تعدي|تخطي|ناهز|قدر|قارب|فاق)(ت|ا)?$/

const PARTS: ReadonlyMap<string, number> = new Map([
  ["اثلاث", 3],
  ["ارباع", 4],
  ["اخماس", 5],
  ["اعشار", 10],
])

/// In «20$ 43c» the sign is of the number it touches.
const isTaken = ({kind, start, end}: Tokens, from: number): boolean =>
  from > 1 && kind[from - 2] === NUMBER && end[from - 2] === start[from - 1] && end[from - 1] !== start[from]

const TA_MARBUTA = 0x629
const round = (x: number): number => Math.round(x * 1000) / 1000

function withUnit(
  tokens: Tokens,
  mark: NumberMark,
  n: number,
  noun: Noun,
  at: number,
  numbers: readonly NumberMark[],
): Quantity | undefined {
  let to = at + 1
  let unit: Unit | undefined
  for (const form of noun.forms) {
    const end = nextFits(tokens, form.unit.next, at + 1)
    if (end < 0) continue
    unit = form.unit
    to = end
    break
  }
  if (!unit) return undefined
  // «34 عقدا» are contracts, «ثلاثة عقود» decades.
  if (unit.unit === "year" && unit.factor === 10 && mark.value > 10) unit = noun.forms.find((f) => f.unit.kind === "count")?.unit ?? unit
  let value = mark.value * unit.factor
  let name = unit.unit
  let ambiguous: readonly string[] | undefined
  if (unit.kind !== "count") {
    // «ثلاث سنوات ونصف», «مترين ونصف المتر»
    const half = numbers[n + 1]
    if (half?.fraction && half.from === to && /^و/.test(tokens.folded[to] as string) && half.value < 1) {
      value += half.value * unit.factor
      to = half.to
      const again = nounOf(tokens, to)
      if (again?.forms.some((f) => f.unit.unit === name)) to++
    }
  }
  if (unit.currencies) {
    const settled = currencyAfter(tokens, unit, to)
    if (settled) [name, to] = [settled.code, settled.to]
    else if (unit.currencies.length > 1) ambiguous = unit.currencies.map((c) => c.code)
  }
  if (RATED.has(name)) {
    const rate = rateAfter(tokens, to)
    if (rate) [name, to] = [`${name}/${rate.per}`, rate.to]
  }
  const q = quantity(n, mark.comparator, mark.from, to, unit.factor === 1 ? value : round(value), name, unit.kind)
  if (unit.kind === "count") q.counted = unit.word
  if (ambiguous) q.ambiguous = ambiguous
  return q
}

/// Where the words that a unit asks for end, or -1: متر *مكعب*, نقطة *أساس*; a group word may stand between for counted nouns.
function nextFits(tokens: Tokens, next: readonly string[], at: number): number {
  let i = at
  for (const word of next) {
    if (tokens.kind[i] !== WORD || !(tokens.folded[i] === word || isFormOf(tokens.folded[i] as string, word))) return -1
    i++
  }
  return i
}

function currencyAfter(tokens: Tokens, unit: Unit, at: number): {code: string; to: number} | undefined {
  for (const {code, adjectives} of unit.currencies ?? []) {
    for (const words of adjectives) {
      const last = words.length
      let fits = 0
      while (fits < last && tokens.kind[at + fits] === WORD && isFormOf(tokens.folded[at + fits] as string, words[fits] as string)) fits++
      if (fits === last) return {code, to: at + last}
    }
  }
  return undefined
}

/// «يوميا», «في اليوم», «من النفط الخام يوميا»: a rate within four words.
function rateAfter(tokens: Tokens, at: number): {per: string; to: number} | undefined {
  for (let i = at; i < at + 5 && tokens.kind[i] === WORD; i++) {
    const f = tokens.folded[i] as string
    const per = RATES.get(f)
    const adverb = per && (f.endsWith("يا") || f.endsWith("ي"))
    if (
      adverb ||
      (per && (tokens.folded[i - 1] === "في" || tokens.folded[i - 1] === "كل") && i > at && !isPastOrNext(tokens.folded[i + 1] ?? ""))
    )
      return {per, to: i + 1}
    if (i === at && f !== "من" && f !== "في" && !per && f !== "خام" && f !== "نفط") return undefined
  }
  return undefined
}

const isPastOrNext = (f: string): boolean => /^ال(ماضي|جاري|حالي|مقبل|قادم|اول|ثاني|منصرم)/.test(f)

/// The noun after «من», over a group word: «من كبار القادة», «من موظفيها».
function counted(tokens: Tokens, from: number): {unit: Unit; at: number} | undefined {
  let i = from
  if (GROUP_WORDS.has(tokens.folded[i] ?? "")) i++
  if (tokens.kind[i] !== WORD) return undefined
  const f = tokens.folded[i] as string
  const plain = nounOf(tokens, i) ?? nounAt(bare(f))
  const form = plain?.forms.find((x) => x.unit.kind === "count" && x.number === "pl" && x.unit.next.length === 0)
  return form && {unit: form.unit, at: i}
}

/// A word without its pronoun: موظفيها → موظفي.
function bare(f: string): string {
  for (const s of SUFFIXES) if (f.length > s.length + 2 && f.endsWith(s)) return f.slice(0, -s.length)
  return f
}

/// «الأشهر الثلاثة», «السنوات الـ10», «شخص واحد»: the noun leads.
function nounBefore(tokens: Tokens, mark: NumberMark): {unit: Unit; at: number} | undefined {
  let at = mark.from - 1
  if (tokens.folded[at] === "ال") at--
  if (at < 0 || tokens.kind[at] !== WORD) return undefined
  const noun = nounOf(tokens, at)
  if (!noun) return undefined
  const wanted = noun.forms.find(
    (f) =>
      f.unit.next.length === 0 &&
      (mark.definite ? noun.definite && f.number === "pl" : mark.value === 1 && f.number === "sg" && !noun.definite),
  )
  if (!wanted || (!mark.definite && mark.said !== "words")) return undefined
  // «وطن واحد» is no ton.
  if (wanted.unit.kind === "measure" && noun.cut > 0 && !noun.definite) return undefined
  return {unit: wanted.unit, at}
}

/// A noun of no list that the grammar of numbers shows: the accusative after 11–99 («15 مصنفا»), the plural after 3–10 («خمس حاويات»), a people («12 لبنانيا»).
function guessed(tokens: Tokens, mark: NumberMark, n: number): Quantity | undefined {
  if (mark.vague || tokens.kind[mark.to] !== WORD) return undefined
  const f = tokens.folded[mark.to] as string
  if (
    NOT_COUNTED.has(f) ||
    factsAt(tokens, mark.to).date ||
    f.length < 4 ||
    (!/^الت.ا.ات$/.test(f) && /^(ال|وال|بال|لل|[وفبلسيتن](?=.*ت$)?و?ال)/.test(f)) ||
    !Number.isInteger(mark.value)
  )
    return undefined
  const tail = mark.value % 100
  const people = tail >= 11 && f.endsWith("يا") ? true : tail >= 3 && tail <= 10 && /ي(ين|ون)$/.test(f)
  const accusative = tail >= 11 && tail <= 99 && mark.scale === 1 && f.endsWith("ا") && !f.endsWith("ها") && !f.endsWith("وا")
  const feminine = tail >= 11 && mark.scale === 1 && tokens.text.charCodeAt((tokens.end[mark.to] as number) - 1) === TA_MARBUTA
  const plural = tail >= 3 && tail <= 10 && mark.scale === 1 && (f.endsWith("ات") || /^ا..ا.$/.test(f) || /^م.ا.ي?.$/.test(f))
  if (!people && !accusative && !feminine && !plural) return undefined
  if (mark.value >= 1900 && mark.value <= 2100 && mark.said === "digits") return undefined
  const q = quantity(n, mark.comparator, mark.from, mark.to + 1, mark.value, people ? "people" : "things", "count")
  q.counted = f
  q.guessed = true
  return q
}

/// «بين 28 و30 بالمئة», «من 3 إلى 8 مليارات دولار»: one unit for both.
function shareInRanges(tokens: Tokens, numbers: readonly NumberMark[], out: (Quantity | undefined)[]): void {
  for (let n = 0; n + 1 < numbers.length; n++) {
    const a = numbers[n] as NumberMark
    const b = numbers[n + 1] as NumberMark
    const q = out[n + 1]
    if (a.ordinal || !q || q.implied) continue
    const listed =
      q.kind !== "time" &&
      q.kind !== "count" &&
      b.from - a.to === 1 &&
      /^[و،,-]$/.test(tokens.folded[a.to] as string) &&
      a.scale === b.scale &&
      a.said !== "words" &&
      !(a.value >= 1900 && a.value <= 2100)
    const close = a.rangeWith === n + 1 || listed
    if (close && !out[n]) out[n] = shared(n, a, q, q.unit === "%" ? a.value : round((a.value * q.value) / b.value))
    else if (a.rangeWith === n + 1 && out[n] && !q) out[n + 1] = undefined
  }
  for (let n = 1; n < numbers.length; n++) {
    const q = out[n - 1]
    const b = numbers[n] as NumberMark
    if (b.rangeWith === n - 1 && q && !out[n]) out[n] = shared(n, b, q, round((b.value * q.value) / (numbers[n - 1] as NumberMark).value))
  }
}

/// A number that shares the unit of another quantity.
function shared(n: number, mark: NumberMark, other: Quantity, value: number): Quantity {
  const q = quantity(n, mark.comparator, mark.from, mark.to, value, other.unit, other.kind)
  q.counted = other.counted
  q.ambiguous = other.ambiguous
  q.fraction = other.fraction
  q.guessed = other.guessed
  q.implied = true
  return q
}

/// «144 ألف برميل يوميا، والعراق 211 ألفا»: a scaled number without a noun takes the money or measure last said in its paragraph.
function carryOn(tokens: Tokens, numbers: readonly NumberMark[], out: (Quantity | undefined)[]): void {
  let last: Quantity | undefined
  let counted: Quantity | undefined
  let at = 0
  for (let n = 0; n < numbers.length; n++) {
    const mark = numbers[n] as NumberMark
    for (; at < mark.from; at++) if (tokens.kind[at] === NEWLINE) last = undefined
    const q = out[n]
    // «قتل 3 جنود وأصيب 12 آخرون»: others of the same.
    if (!q && !mark.ordinal && !mark.fraction && OTHERS.has(tokens.folded[mark.to] ?? "")) {
      const others = quantity(n, mark.comparator, mark.from, mark.to + 1, mark.value, counted?.unit ?? "people", "count")
      others.implied = true
      others.counted = counted?.counted
      out[n] = others
      continue
    }
    const meant = q || mark.ordinal || mark.fraction || isDateOrName(tokens, mark) ? undefined : elided(tokens, mark, counted)
    if (meant) {
      const left = quantity(n, mark.comparator, mark.from, mark.to, mark.value, meant, "count")
      left.implied = true
      out[n] = left
      continue
    }
    if (q) {
      if (q.kind === "count" && !q.guessed) counted = q
      if (q.kind === "money" || q.kind === "measure") last = q
      // «800 ألف نسمة مقابل 28 مليونا»: of people again.
      else if (q.kind === "count" && mark.scale >= 1000) last = undefined
      continue
    }
    if (!last || mark.scale < 1000 || mark.vague || mark.ordinal || countsSomething(tokens, mark)) continue
    const carried = quantity(n, mark.comparator, mark.from, mark.to, mark.value, last.unit, last.kind)
    carried.implied = true
    carried.ambiguous = last.ambiguous
    out[n] = carried
  }
}

const withProclitics = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split(" ")
      .map(foldWord)
      .flatMap((w) => [w, `و${w}`, `ف${w}`, `ب${w}`, `ل${w}`]),
  )
/// What happens to people, before a number that leaves them out: «وأصيب أكثر من 100 بجراح», «إصابة ثلاثة منهم».
const BEFALLS = withProclitics(
  "قتل قتلت مقتل قتلوا أصيب أصيبت إصابة جرح جرحت استشهد استشهاد توفي توفيت وفاة اعتقل اعتقلت اعتقال احتجز احتجزت احتجاز خطف اختطاف نزح نزحت نزوح شرد تشريد أجلي إجلاء اغتيال غرق إنقاذ",
)
const TOLLS = withProclitics("حصيلة الحصيلة القتلى الوفيات الضحايا الجرحى المصابين النازحين المفقودين المعتقلين اللاجئين الإصابات")
const REACHES = withProclitics("إلى بلغ بلغت من عند أنها انها أنهم تجاوز تجاوزت وصل وصلت")

/// The noun that a bare number leaves out: people, by what befalls them or by «منهم»; for «منها» what was last counted.
function elided(tokens: Tokens, mark: NumberMark, counted: Quantity | undefined): string | undefined {
  const next = tokens.kind[mark.to] === WORD ? (tokens.folded[mark.to] as string) : ""
  if (mark.value === 1) return undefined
  if (next === "منهم" || next === "منهن" || next === "بجراح" || next === "بجروح") return "people"
  if (next === "منها") return counted?.unit === "people" ? undefined : counted?.unit
  // «400 جرحوا», «40 ألفا نزحوا»: a verb in the masculine plural.
  if (next.length >= 4 && next.endsWith("وا") && !next.startsWith("ا")) return "people"
  let at = mark.qualifiedFrom - 1
  if (tokens.folded[at] === "ال") at--
  const before = tokens.kind[at] === WORD ? (tokens.folded[at] as string) : ""
  if (BEFALLS.has(before)) return "people"
  if (!REACHES.has(before) && before !== "بين" && before !== "و") return undefined
  for (let i = at - 1; i >= 0 && i > at - 12; i--) {
    if (tokens.kind[i] === NEWLINE || tokens.folded[i] === "." || tokens.folded[i] === "،") return undefined
    if (TOLLS.has(tokens.folded[i] as string)) return "people"
  }
  return undefined
}

/// «24 مايو», «2022», «10:30»: no count.
function isDateOrName(tokens: Tokens, mark: NumberMark): boolean {
  const next = tokens.folded[mark.to] ?? ""
  const before = tokens.folded[mark.from - 1] ?? ""
  if (next === ":" || before === ":" || next === "/" || before === "/" || !Number.isInteger(mark.value)) return true
  if (
    mark.said === "digits" &&
    mark.value >= 1900 &&
    mark.value <= 2100 &&
    !/,/.test(tokens.text.slice(tokens.start[mark.from], tokens.end[mark.to - 1]))
  )
    return true
  const word = factsAt(tokens, mark.to).date
  return word !== undefined && word.is !== "lead"
}

const OTHERS = new Set(["اخرين", "اخرون", "اخري", "اخرا"])

/// A word follows that could be what is counted: no preposition, verb of the list or mark of punctuation.
function countsSomething(tokens: Tokens, mark: NumberMark): boolean {
  if (tokens.kind[mark.to] !== WORD) return false
  const f = tokens.folded[mark.to] as string
  return !PARTICLES.has(f) && !/^(لل|بال|وال|ال|ل[^ل]|ب)/.test(f)
}
const PARTICLES = new Set(
  "في من الى على عن مع منذ خلال بعد قبل حتى عام سنة هذا هذه العام ثم و أو مقابل مقارنة بحلول هي هو كان كانت إضافي إضافية أخرى آخر بنهاية عند لدى بين منها منه فقط سنويا قروضا منحا تقريبا على بسبب لكن فورا نقدا أي"
    .split(" ")
    .map(foldWord),
)

/// «20 دولارا و43 سنتا» is one sum.
function withCents(tokens: Tokens, found: Quantity[]): Quantity[] {
  const out: Quantity[] = []
  for (const q of found) {
    const before = out.at(-1)
    if (
      before &&
      q.kind === "money" &&
      before.kind === "money" &&
      q.unit === "USD" &&
      q.value < 1 &&
      before.unit === "USD" &&
      (before.to === q.from || (before.to === q.from - 1 && tokens.folded[before.to] === "و"))
    )
      out[out.length - 1] = {...before, to: q.to, value: round(before.value + q.value)}
    else out.push(q)
  }
  return out
}

/// «لمدة شهر», «منذ عقد», «سنة ونصف»: one, said by the singular behind a word of duration.
function bareLengths(tokens: Tokens, numbers: readonly NumberMark[], found: readonly Quantity[]): Quantity[] {
  const out: Quantity[] = []
  let next = 0
  let nextFound = 0
  for (let i = 0; i < tokens.count; i++) {
    const unit = factsAt(tokens, i).length
    if (!unit) continue
    const f = tokens.folded[i] as string
    while (nextFound < found.length && (found[nextFound] as Quantity).to <= i) nextFound++
    while (next < numbers.length && (numbers[next] as NumberMark).to <= i) next++
    const mark = numbers[next]
    if (mark && mark.from <= i) continue
    if (nextFound < found.length && (found[nextFound] as Quantity).from <= i) continue
    const before = tokens.folded[i - 1] ?? ""
    const half = mark && mark.from === i + 1 && mark.fraction && /^و/.test(tokens.folded[i + 1] as string) ? mark : undefined
    const own = f.charCodeAt(0) === 0x644 && f.length > 2 && !unitForms(f)
    const after = tokens.folded[i + 1] ?? ""
    if (!half) {
      if (!PERIOD_CUES.has(before) && !(before === "من" && PERIOD_CUES.has(tokens.folded[i - 2] ?? "")) && !(own && after === "من"))
        continue
      if (tokens.kind[i + 1] === NUMBER || (mark && mark.from === i + 1) || (tokens.kind[i + 1] === WORD && isNamed(after))) continue
    }
    const value = round(unit.factor * (1 + (half?.value ?? 0)))
    out.push(quantity(half ? next : -1, "=", i, half ? half.to : i + 1, value, unit.unit, "time"))
  }
  return out
}

/// «منذ عام 2022», «خلال شهر رمضان», «بعد يوم الأحد»: a date, not a length.
const isNamed = (after: string): boolean =>
  /^(ال|رمضان|شوال|محرم|صفر|رجب|شعبان|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|كانون|تشرين|شباط|اذار|نيسان|ايار|حزيران|تموز|اب|ايلول|مقبل|الماضي|ماض)/.test(
    after,
  )

/// Quantities as the numbers gave them: already in order but where a noun before its number opens one earlier.
function inOrder(found: Quantity[]): Quantity[] {
  for (let n = 1; n < found.length; n++)
    if ((found[n] as Quantity).from <= (found[n - 1] as Quantity).from || (found[n] as Quantity).to <= (found[n - 1] as Quantity).to)
      return merged(found, [])
  return found
}

function merged(a: readonly Quantity[], b: readonly Quantity[]): Quantity[] {
  const taken = new Set(b.filter((q) => q.number >= 0).map((q) => q.number))
  const all = [...a.filter((q) => !taken.has(q.number)), ...b].sort((x, y) => x.from - y.from || y.to - x.to)
  // «عامين ونصف»: the half is in the length already.
  return all.filter((q, n) => n === 0 || q.to > (all[n - 1] as Quantity).to)
}

/// The currency of an open quantity by the countries at hand (ISO 3166 two-letter codes, the likeliest first): ريال beside Saudi Arabia is SAR.
export function settleCurrency(q: Quantity, countries: Iterable<string>): string {
  if (!q.ambiguous) return q.unit
  for (const country of countries) {
    const code = q.ambiguous.find((c) => c.startsWith(country.toUpperCase()))
    if (code) return code
  }
  return q.unit
}
