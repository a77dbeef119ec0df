import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {civilOf, dayOf, isoDay, weekdayOf} from "../../model/index.ts"
import {datesOf, numbersOf, quantitiesOf} from "./dates.ts"
import {foldWord} from "./fold.ts"
import {hijriOf, hijriRange} from "./hijri.ts"
import {datesIn, numbersIn} from "./plain.ts"

// What is written by the rules of the language is read back: numbers in words, dates of every calendar and press, wherever they stand.

type Style = {readonly gender: "m" | "f"; readonly oblique: boolean; readonly mia: "مئة" | "مائة"}

const UNITS = {
  m: ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
  f: ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"],
} as const
const TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
/// 10^3 … 10^12: singular, dual, plural, with tanwin.
const SCALES = [
  [1e12, "تريليون", "تريليونان", "تريليونات", "تريليونا"],
  [1e9, "مليار", "ملياران", "مليارات", "مليارا"],
  [1e6, "مليون", "مليونان", "ملايين", "مليونا"],
  [1e3, "ألف", "ألفان", "آلاف", "ألفا"],
] as const

const inCase = (word: string, {oblique}: Style): string =>
  oblique ? word.replace(/(?<=[^ط])ان$/, "ين").replace(/(?<=عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون$/, "ين") : word

/// 1–999 with a noun of the gender: «ثلاثمئة وأربع وعشرون».
function below1000(n: number, style: Style): string {
  const {gender, mia} = style
  const [hundreds, rest] = [Math.floor(n / 100), n % 100]
  const words: string[] = []
  if (hundreds === 1) words.push(mia)
  else if (hundreds === 2) words.push(inCase(`${mia.slice(0, -1)}تان`, style))
  else if (hundreds > 2) words.push((hundreds === 8 ? "ثمان" : UNITS.f[hundreds]) + mia)
  const unit = rest % 10
  if (rest > 0 && rest <= 10) words.push(inCase(UNITS[gender][rest] as string, style))
  else if (rest === 11) words.push(gender === "m" ? "أحد عشر" : "إحدى عشرة")
  else if (rest === 12) words.push(`${gender === "m" ? "اثن" : "اثنت"}${style.oblique ? "ي" : "ا"} ${gender === "m" ? "عشر" : "عشرة"}`)
  else if (rest > 12 && rest < 20) words.push(`${UNITS[gender][unit]} ${gender === "m" ? "عشر" : "عشرة"}`)
  else if (rest >= 20) {
    if (unit) words.push(inCase(unit === 1 && gender === "f" ? "إحدى" : (UNITS[gender][unit] as string), style))
    words.push(inCase(TENS[Math.floor(rest / 10)] as string, style))
  }
  return words.join(" و")
}

function spelt(n: number, style: Style): string {
  if (n === 0) return "صفر"
  const parts: string[] = []
  let rest = n
  for (const [value, one, two, many, tanwin] of SCALES) {
    const count = Math.floor(rest / value)
    rest %= value
    if (count === 0) continue
    if (count === 1) parts.push(one)
    else if (count === 2) parts.push(inCase(two, style))
    else {
      const last = count % 100
      const noun = last >= 3 && last <= 10 ? many : last >= 11 ? tanwin : one
      // The construct drops its ن: «مئتا ألف».
      const counted = below1000(count, {...style, gender: "m"}).replace(last === 0 ? /(مئت|مائت)(ا|ي)ن$/ : /$^/, "$1$2")
      parts.push(`${counted} ${noun}`)
    }
  }
  if (rest) parts.push(below1000(rest, style))
  return parts.join(" و")
}

const styles: fc.Arbitrary<Style> = fc.record({
  gender: fc.constantFrom("m", "f"),
  oblique: fc.boolean(),
  mia: fc.constantFrom("مئة", "مائة"),
})
const numbers = fc.oneof(
  fc.nat(1200),
  fc.nat(1_000_000),
  fc.maxSafeNat().map((n) => n % 1e12),
  fc.tuple(fc.nat(999), fc.constantFrom(1e3, 1e6, 1e9)).map(([n, scale]) => n * scale),
)

describe("numbers in words", () => {
  test("are read back: both genders, both cases, 0 to a trillion", () => {
    fc.assert(
      fc.property(numbers, styles, (n, style) => {
        const text = spelt(n, style)
        expect([text, numbersOf(text).map((m) => m.value)]).toEqual([text, [n]])
      }),
      {numRuns: 2000},
    )
  })

  test("every one below 1200", () => {
    for (let n = 0; n < 1200; n++)
      for (const gender of ["m", "f"] as const)
        for (const oblique of [false, true]) {
          const text = spelt(n, {gender, oblique, mia: n % 2 ? "مئة" : "مائة"})
          expect([text, numbersOf(text).map((m) => m.value)]).toEqual([text, [n]])
        }
  })

  test("keep their value before a unit", () => {
    fc.assert(
      fc.property(
        numbers.filter((n) => n > 2),
        styles,
        (n, style) => {
          const text = `${spelt(n, style)} كيلومتر`
          expect([text, quantitiesOf(text).map((q) => [q.value, q.unit])]).toEqual([text, [[n, "km"]]])
        },
      ),
      {numRuns: 500},
    )
  })

  test("in digits: Western, Arabic and Persian, grouped or not", () => {
    const digits = (text: string, zero: number): string => text.replace(/\d/g, (d) => String.fromCharCode(zero + Number(d)))
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom("", ",", "٬", " ", "\u00a0"), fc.constantFrom(0x30, 0x660, 0x6f0), (n, by, zero) => {
        const text = digits(String(n).replace(/\B(?=(\d{3})+$)/g, by), zero)
        expect([text, numbersOf(text).map((m) => m.value)]).toEqual([text, [n]])
      }),
      {numRuns: 500},
    )
  })
})

/// Month names as each press writes them.
const PRESSES = [
  "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
  "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
  "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
].map((names) => names.split(" ").map((name) => name.replace("_", " ")))
const WEEKDAYS = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"]
const HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split("|")
const ON = dayOf(2023, 5, 22)

describe("dates", () => {
  const edtf = (text: string): readonly (string | undefined)[] => datesOf(text, ON).map((d) => d.settled?.edtf)

  test("every day of 1900–2100 is read back, each in the names of a press", () => {
    const wrong: string[] = []
    let lines: string[] = []
    let days: string[] = []
    const last = dayOf(2100, 12, 31)
    for (let day = dayOf(1900, 1, 1), n = 0; day <= last; day++, n++) {
      const {y, m, d} = civilOf(day)
      const month = PRESSES[n % PRESSES.length]?.[m - 1]
      const forms = [
        `${d} ${month} ${y}`,
        `في ${d} من شهر ${month} عام ${y}`,
        `${d}/${m}/${y}`,
        isoDay(day),
        `يوم ${WEEKDAYS[weekdayOf(day)]} ${d} ${month} ${y}`,
      ]
      lines.push(forms[n % forms.length] as string)
      days.push(isoDay(day))
      if (d < 28 && day < last) continue
      const read = edtf(lines.join("\n"))
      if (read.join() !== days.join()) wrong.push(`${lines.join(" | ")} → ${read.join()}`)
      lines = []
      days = []
    }
    expect(wrong.slice(0, 9)).toEqual([])
  })

  test("every month of every press, with its other name and in words", () => {
    for (const names of PRESSES)
      for (const [n, name] of names.entries()) {
        const other = PRESSES[(PRESSES.indexOf(names) + 1) % PRESSES.length]?.[n]
        const month = String(n + 1).padStart(2, "0")
        expect([name, edtf(`${name} 2019`)]).toEqual([name, [`2019-${month}`]])
        expect([name, edtf(`الخامس والعشرين من ${name} 2019`)]).toEqual([name, [`2019-${month}-25`]])
        expect([name, edtf(`25 ${name}/${other} 2019`)]).toEqual([name, [`2019-${month}-25`]])
      }
  })

  test("days of every Hijri month from 1350 to 1490", () => {
    const wrong: string[] = []
    const last = hijriRange(1490, 12)?.last ?? 0
    for (let day = hijriRange(1350, 1, 1)?.first ?? 0; day <= last; day += 5) {
      const {y, m, d} = hijriOf(day)
      const text = `${d} ${HIJRI[m - 1]} ${y}${day % 2 ? " هـ" : ""}`
      const [read] = datesOf(text, ON)
      if (read?.settled?.range.first !== day || read.settled.range.last !== day)
        wrong.push(`${text} → ${read?.settled?.edtf}, not ${isoDay(day)}`)
    }
    expect(wrong.slice(0, 9)).toEqual([])
  })
})

describe("a quote", () => {
  const pieces = fc.constantFrom(
    "نحو ثلاثة ملايين دولار",
    "12,5 في المئة",
    "الأربعاء 3 أيار/مايو 2023",
    "قبل شهرين",
    "\u202b1.5 مليون\u202c",
    "٢٠\u200f٢٤",
    "٣ آلاف و\u2067500\u2069",
    "خلال رمضان 1445",
    "كتاب قديم",
    "،",
    ".\n",
  )

  test("is what stands where it says, through signs of direction", () => {
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 12}), (parts) => {
        const text = parts.join(" ")
        for (const {quote, start, end} of [...datesIn(text, {on: "2023-05-22"}), ...numbersIn(text)]) {
          expect(start).toBeLessThan(end)
          expect(text.slice(start, end)).toBe(quote)
        }
      }),
      {numRuns: 150},
    )
  })

  test("moves with what stands before it and means the same", () => {
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 8}), fc.constantFrom("قلم.\n", "\u200fقلم.\n", "كتاب؛\n\n"), (parts, before) => {
        const text = parts.join(" ")
        const by = before.length
        expect(numbersIn(before + text)).toEqual(numbersIn(text).map((x) => ({...x, start: x.start + by, end: x.end + by})))
        expect(datesIn(before + text, {on: "2023-05-22"})).toEqual(
          datesIn(text, {on: "2023-05-22"}).map((x) => ({...x, start: x.start + by, end: x.end + by})),
        )
      }),
      {numRuns: 150},
    )
  })
})

test("folding what is folded changes nothing, and marks on letters do not matter", () => {
  const letters = fc.array(fc.constantFrom(..."ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىگڤپچ٠٥۹7"), {minLength: 1, maxLength: 12})
  fc.assert(
    fc.property(
      letters,
      fc.constantFrom("\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u064b", "\u0640"),
      fc.nat(11),
      (word, mark, at) => {
        const folded = foldWord(word.join(""))
        expect(foldWord(folded)).toBe(folded)
        expect(foldWord(word.map((letter, i) => (i === at ? letter + mark : letter)).join(""))).toBe(folded)
      },
    ),
    {numRuns: 2000},
  )
})
