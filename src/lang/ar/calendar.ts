import {type Day, type DayRange, dayOf} from "../../model/index.ts"
import {foldWord} from "./fold.ts"
import {hijriOf, hijriRange} from "./hijri.ts"
import {rowsOf} from "./units.ts"
import {list} from "../../support/index.ts"

/// The words of dates: month and weekday names, lengths of time, what points before and after, feasts.

export type CalendarUnit = "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century"
/// -1 الماضي, 0 الجاري, 1 المقبل.
export type Shift = -2 | -1 | 0 | 1 | 2

export type CalendarWord =
  | {readonly is: "month"; readonly m: number; readonly hijri: boolean}
  /// The first word of a month of two (كانون, ربيع): the second decides.
  | {readonly is: "month-head"}
  | {readonly is: "weekday"; readonly weekday: number}
  | {readonly is: "day"; readonly by: number}
  | {readonly is: "unit"; readonly unit: CalendarUnit; readonly number: "sg" | "du" | "pl" | "pair"; readonly al: boolean}
  | {readonly is: "part"; readonly part: EdgePart}
  | {readonly is: "time-of-day"}
  | {readonly is: "this"}
  | {readonly is: "that"}
  | {readonly is: "season"; readonly season: 1 | 2 | 3 | 4}
  | {readonly is: "fraction"; readonly of: number}
  | {readonly is: "decade"; readonly years: number}
  | {readonly is: "lead"; readonly word: Lead}

/// `earlier` and `later` are cut at the day of publication: «في وقت سابق من هذا الأسبوع», «بقية العام».
export type EdgePart = "start" | "early" | "middle" | "late" | "end" | "earlier" | "later" | "rest"
export type Lead =
  | "since"
  | "until"
  | "by"
  | "before"
  | "after"
  | "during"
  | "within"
  | "between"
  | "from"
  | "last"
  | "first"
  | "eid"
  | "new-year"
  | "christmas"
  | "ashura"

/// A word of dates and what was cut from before it: و and a preposition; «ب» of بأيلول, «ل» of لعام.
export type DateWord = CalendarWord & {readonly wa: boolean; readonly prep: "" | "ب" | "ل" | "ف" | "ك"}

/// Month names that are other words too (أب father, مارس practised, ماي, رجب and شعبان men's names): they need a date around them.
const MONTH_OR_NOT = new Set(["اب", "مارس", "ماي", "اوت", "تموز", "نيسان", "محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال", "المحرم"])
export const needsContext = (folded: string): boolean =>
  MONTH_OR_NOT.has(folded) || (folded.charCodeAt(0) === 0x648 && MONTH_OR_NOT.has(folded.slice(1)))

const words = new Map<string, DateWord>()
const twoWordMonths = new Map<string, {m: number; hijri: boolean}>()

const PREPS: readonly DateWord["prep"][] = ["", "ب", "ل", "ف", "ك"]

function put(form: string, word: CalendarWord, preps = true): void {
  const folded = foldWord(form)
  const al = folded.startsWith("ال")
  for (const conj of ["", "و"]) {
    for (const prep of preps ? PREPS : ([""] as const)) {
      if (prep === "ف" && conj) continue
      const key = conj + (prep === "ل" && al ? `لل${folded.slice(2)}` : prep + folded)
      if (!words.has(key)) words.set(key, {...word, wa: conj === "و", prep} as DateWord)
    }
  }
}

function each(text: string, use: (form: string) => void): void {
  for (const form of text.split("|")) use(form)
}

for (const row of rowsOf("months.tsv")) {
  const number = Number(row["number"])
  for (const form of list(row["forms"])) {
    if (row["kind"] === "weekday") put(form, {is: "weekday", weekday: number})
    else {
      const hijri = row["kind"] === "hijri"
      const [head = "", second] = foldWord(form).split(" ")
      if (second) {
        put(head, {is: "month-head"})
        // «5 كانون ثاني»
        if (!hijri && second.startsWith("ال")) twoWordMonths.set(`${head} ${second.slice(2)}`, {m: number, hijri})
        twoWordMonths.set(`${head} ${second}`, {m: number, hijri})
      } else put(form, {is: "month", m: number, hijri}, !MONTH_OR_NOT.has(head) || head === "مارس" || head === "رمضان")
    }
  }
}

const unitWords: readonly (readonly [CalendarUnit, string, string, string])[] = [
  ["minute", "دقيقة", "دقائق", "دقيقتين|دقيقتان"],
  ["hour", "ساعة", "ساعات", "ساعتين|ساعتان"],
  ["day", "يوم", "أيام", "يومين|يومان"],
  ["day", "ليلة", "ليال|ليالي", "ليلتين|ليلتان"],
  ["week", "أسبوع", "أسابيع", "أسبوعين|أسبوعان"],
  ["month", "شهر", "أشهر|شهور", "شهرين|شهران"],
  ["year", "عام", "أعوام", "عامين|عامان"],
  ["year", "سنة", "سنوات|سنين", "سنتين|سنتان"],
  ["decade", "عقد", "عقود", "عقدين|عقدان"],
  ["century", "قرن", "قرون", "قرنين|قرنان"],
]
put("اليوم", {is: "day", by: 0})
for (const [unit, sg, pl, du] of unitWords) {
  for (const al of [false, true]) {
    const article = al ? "ال" : ""
    put(article + sg, {is: "unit", unit, number: "sg", al})
    if (!al && !sg.endsWith("ة")) put(`${sg}ا`, {is: "unit", unit, number: "sg", al})
    each(pl, (form) => put(article + form, {is: "unit", unit, number: "pl", al}))
    each(du, (form) => put(article + form, {is: "unit", unit, number: "du", al}))
  }
}
for (const [unit, pair] of [
  ["year", "عامي"],
  ["year", "سنتي"],
  ["day", "يومي"],
  ["month", "شهري"],
  ["day", "ليلتي"],
] as const)
  put(pair, {is: "unit", unit, number: "pair", al: false})
each("أمس|الأمس|البارحة|بارحة|امبارح|إمبارح", (f) => put(f, {is: "day", by: -1}))
each("غدا|الغد|غد", (f) => put(f, {is: "day", by: 1}))
each("مطلع|بداية|مستهل|بدايات", (f) => put(f, {is: "part", part: "start"}))
each("أوائل", (f) => put(f, {is: "part", part: "early"}))
each("منتصف|أواسط|وسط", (f) => put(f, {is: "part", part: "middle"}))
each("أواخر", (f) => put(f, {is: "part", part: "late"}))
each("نهاية|ختام|نهايات", (f) => put(f, {is: "part", part: "end"}))
each("وقت", (f) => put(f, {is: "part", part: "later"}))
each("باقي|بقية", (f) => put(f, {is: "part", part: "rest"}))
each("صباح|مساء|ليل|ليلة|فجر|ظهر|عصر|عشية|غداة|ظهيرة|ضحى|غروب", (f) => put(f, {is: "time-of-day"}))
each("هذا|هذه|هذين", (f) => put(f, {is: "this"}))
each("ذلك|تلك|ذاك", (f) => put(f, {is: "that"}))
for (const [n, forms] of ["ربيع", "صيف", "خريف", "شتاء"].entries()) {
  put(forms, {is: "season", season: (n + 1) as 1 | 2 | 3 | 4})
  put(`ال${forms}`, {is: "season", season: (n + 1) as 1 | 2 | 3 | 4})
}
each("النصف|السداسي|نصف", (f) => put(f, {is: "fraction", of: 2}))
each("الثلث|ثلث", (f) => put(f, {is: "fraction", of: 3}))
each("الربع|الثلاثي|الفصل|ربع", (f) => put(f, {is: "fraction", of: 4}))
for (const [n, stem] of ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"].entries()) {
  for (const end of ["يات", "ات"]) for (const al of ["", "ال"]) put(al + stem + end, {is: "decade", years: (n + 2) * 10})
}
const lead = (forms: string, word: Lead): void => each(forms, (f) => put(f, {is: "lead", word}, false))
lead("منذ|مذ|فمنذ", "since")
lead("حتى|لغاية", "until")
lead("بحلول", "by")
lead("قبل|قبيل|قبلها|قبله|فقبل|فقبلها", "before")
lead("بعد|بعيد|بعدها|بعده|فبعد|فبعدها", "after")
lead("خلال|أثناء|طوال|طيلة|عبر|مدى", "during")
lead("غضون", "within")
lead("بين", "between")
lead("من", "from")
lead("آخر|أخر", "last")
lead("أول", "first")
each("عيد", (f) => put(f, {is: "lead", word: "eid"}))
each("رأس", (f) => put(f, {is: "lead", word: "new-year"}))
each("الكريسماس", (f) => put(f, {is: "lead", word: "christmas"}))
each("عاشوراء", (f) => put(f, {is: "lead", word: "ashura"}))

export const dateWordOf = (folded: string): DateWord | undefined => words.get(folded)

/// A month of two words: كانون الثاني, ربيع الأول.
export function monthOfTwo(first: string, second: string): {m: number; hijri: boolean} | undefined {
  return twoWordMonths.get(`${first.replace(/^[وبلفك]+(?=كانون|تشرين|ربيع|جمادي|ذو|ذي)/, "")} ${second}`)
}

const SHIFTS = new Map<string, Shift>()
for (const [shift, forms] of [
  [
    -1,
    "الماضي|الماضية|المنصرم|المنصرمة|الفائت|الفائتة|السابق|السابقة|الماضيين|الماضيتين|الأخير|الأخيرة|الأخيرين|الأخيرتين|ماضية|ماضيين|الأسبق|المنقضي|المنقضية|الفارط|الفارطة",
  ],
  [0, "الجاري|الجارية|الحالي|الحالية|الراهن|الراهنة|الحاضر|جاري|الجار"],
  [1, "المقبل|المقبلة|القادم|القادمة|التالي|التالية|الآتي|الآتية|المقبلين|المقبلتين|القادمين|القادمتين|قادمة|مقبلة|اللاحق|المقبلات|الوشيك"],
] as const)
  each(forms, (f) => SHIFTS.set(foldWord(f), shift))
export const shiftOf = (folded: string | undefined): Shift | undefined => (folded === undefined ? undefined : SHIFTS.get(folded))

const SAME = new Set("نفسه|نفسها|ذاته|ذاتها|عينه|عينها|المذكور|نفسهما".split("|").map(foldWord))
export const isSame = (folded: string | undefined): boolean => folded !== undefined && SAME.has(folded)

// ---- feasts: fixed days, and days of the Hijri year

export type Feast = "fitr" | "adha" | "new-year" | "hijri-new-year" | "christmas" | "mawlid" | "ashura" | "labour" | "easter"

/// The days of a feast in a Gregorian year (two where the Hijri year brings it twice: the first).
export function feastIn(feast: Feast, year: number): DayRange | undefined {
  const fixed: {readonly [f in Feast]?: readonly [number, number]} = {"new-year": [1, 1], christmas: [12, 25], labour: [5, 1]}
  const at = fixed[feast]
  if (at) {
    const day = dayOf(year, at[0], at[1])
    return {first: day, last: day}
  }
  if (feast === "easter") {
    const day = easterOf(year)
    return {first: day, last: day}
  }
  const hijri: {readonly [f in Feast]?: readonly [number, number, number]} = {
    fitr: [10, 1, 3],
    adha: [12, 10, 4],
    "hijri-new-year": [1, 1, 1],
    mawlid: [3, 12, 1],
    ashura: [1, 10, 1],
  }
  const [m, d, days] = hijri[feast] as readonly [number, number, number]
  const from = hijriOf(dayOf(year, 1, 1)).y
  for (let y = from; y <= from + 2; y++) {
    const range = hijriRange(y, m, d)
    if (range && range.first >= dayOf(year, 1, 1) && range.first <= dayOf(year, 12, 31))
      return {first: range.first, last: range.first + days - 1}
  }
  return undefined
}

/// Western Easter, by the anonymous Gregorian computus.
function easterOf(y: number): Day {
  const a = y % 19
  const b = Math.floor(y / 100)
  const c = y % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(y, Math.floor(n / 31), (n % 31) + 1)
}
