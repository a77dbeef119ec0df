import {type Day, type DayRange, isRealDate, NUMBER, PUNCT, type Tokens, WORD} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import {tokenize} from "../tokens.ts"
import {
  type CalendarUnit,
  type DateWord,
  dateWordOf,
  type Feast,
  isSame,
  monthOfTwo,
  needsContext,
  type Shift,
  shiftOf,
} from "./calendar.ts"
import {factsAt, nounOf} from "./facts.ts"
import {foldWord} from "./fold.ts"
import {type NumberMark, percentAt, readNumbers} from "./numbers.ts"
import {type Quantity, readQuantities} from "./quantities.ts"
import {type Part, type Said, type SaidDate, type Settled, type Span, settleDate} from "./settle.ts"

export * from "./settle.ts"

/// What was read up to `end`; `list` where several dates share a month («12 و19 و26 أبريل»).
type Read = {readonly end: number; readonly said: Said; readonly list?: readonly OnePart[]}
type OnePart = {readonly from: number; readonly end: number; readonly said: Said}
type MonthAt = {readonly end: number; readonly m: number; readonly hijri: boolean}
type DateSaid = {-readonly [K in keyof Extract<Said, {is: "date"}>]: Extract<Said, {is: "date"}>[K]}
type WeekdaySaid = {-readonly [K in keyof Extract<Said, {is: "weekday"}>]: Extract<Said, {is: "weekday"}>[K]}
type YearTail = {
  readonly end: number
  readonly y: number | undefined
  readonly year: Shift | "same" | undefined
  readonly shift: Shift | undefined
  readonly hijri: true | undefined
}

const pointedYear = (end: number, year: Shift | "same"): YearTail => ({end, y: undefined, year, shift: undefined, hijri: undefined})

/// A date with its open parts undefined: one shape for all, since every later step reads them.
const dateOf = (y: number | undefined, m?: number, d?: number): DateSaid => ({
  is: "date",
  y,
  m,
  d,
  hijri: undefined,
  weekday: undefined,
  shift: undefined,
  month: undefined,
  year: undefined,
  by: undefined,
})

/// The same date on another day.
function onDay(date: DateSaid, d: number | undefined): DateSaid {
  const out = dateOf(date.y, date.m, d)
  out.hijri = date.hijri
  out.weekday = date.weekday
  out.shift = date.shift
  out.month = date.month
  out.year = date.year
  out.by = date.by
  return out
}

function withWeekday(date: DateSaid, weekday: number): DateSaid {
  const out = onDay(date, date.d)
  out.weekday = weekday
  return out
}

/// A day that is also counted from the publication.
function counted(date: DateSaid, by: number): DateSaid {
  const out = onDay(date, date.d)
  out.by = by
  return out
}

/// A month with what is said of its year.
function monthOf(m: number, year: YearTail | undefined, hijri?: true): DateSaid {
  const out = dateOf(year?.y, m)
  out.hijri = hijri
  out.year = year?.year
  out.shift = year?.shift
  return out
}

const ofMonth = (month: Shift | "same"): DateSaid => {
  const out = dateOf(undefined)
  out.month = month
  return out
}

const hijriYear = (y: number): DateSaid => {
  const out = dateOf(y)
  out.hijri = true
  return out
}

type DayNumber = {readonly end: number; readonly d: number; readonly words: boolean}

/// Offices that are called general: «الأمين العام».
const GENERAL = /^[وفبك]?(?:ا?ل)?(?:امين|مدعي|مدير|قايد|نايب|مفتش|سكرتير|مشرف|قنصل|مراقب|منسق|مفوض|محامي|حاكم|مندوب)ه?$/
const HIJRI_MARKS = new Set(["ه", "هجري", "هجريه", "هجريا", "للهجره"])
const GREGORIAN_MARKS = new Set(["م", "ميلادي", "ميلاديه", "ميلاديا", "للميلاد"])
const YEAR_CUES = new Set([
  "في",
  "منذ",
  "حتي",
  "بحلول",
  "بعد",
  "قبل",
  "خلال",
  "من",
  "الي",
  "بين",
  "ل",
  "مذ",
  "وفي",
  "ومنذ",
  "ب",
  "حول",
  "فبراير",
  "وحتي",
  "بنهايه",
  "نهايه",
  "مطلع",
  "اواخر",
  "اوائل",
  "بدايه",
  "منتصف",
  "صيف",
  "شتاء",
  "خريف",
  "ربيع",
  "لعام",
  "اوايل",
  "انتخابات",
  "ميزانيه",
  "موازنه",
  "وثوره",
  "اتفاق",
  "اتفاقيه",
  "حرب",
  "غزو",
])

const DEEPEST = 5

class DateReader {
  readonly tokens: Tokens
  readonly numbers: readonly NumberMark[]
  readonly markAt: Int32Array
  /// How many dates deep the reader stands («نهاية الأسبوع الأول من الشهر المقبل»): no text can make it go on for ever.
  depth = 0
  constructor(tokens: Tokens, numbers: readonly NumberMark[]) {
    this.tokens = tokens
    this.numbers = numbers
    this.markAt = new Int32Array(tokens.count + 1).fill(-1)
    numbers.forEach((mark, n) => {
      this.markAt[mark.from] = n
    })
  }

  f(i: number): string {
    return i >= 0 && i < this.tokens.count && this.tokens.kind[i] !== PUNCT ? (this.tokens.folded[i] as string) : ""
  }
  isPunct(i: number, marks: string): boolean {
    return i >= 0 && i < this.tokens.count && this.tokens.kind[i] === PUNCT && marks.includes(this.tokens.folded[i] as string)
  }
  touching(i: number): boolean {
    return this.tokens.end[i] === this.tokens.start[i + 1]
  }
  word(i: number): DateWord | undefined {
    return factsAt(this.tokens, i).date
  }
  mark(i: number): NumberMark | undefined {
    const n = this.markAt[i]
    return n === undefined || n < 0 ? undefined : this.numbers[n]
  }
  lead(i: number): string | undefined {
    const w = this.word(i)
    return w?.is === "lead" ? w.word : undefined
  }

  // ---- pieces

  dayNumber(i: number): DayNumber | undefined {
    const {tokens} = this
    if (i >= tokens.count) return undefined
    if (tokens.kind[i] === NUMBER) {
      const s = tokens.folded[i] as string
      const d = Number(s)
      return s.length <= 2 && d >= 1 && d <= 31 && Number.isInteger(d) && (this.mark(i)?.scale ?? 1) === 1
        ? {end: i + 1, d, words: false}
        : undefined
    }
    if (this.f(i) === "ال" || this.f(i) === "و") return this.tokens.kind[i + 1] === NUMBER ? this.dayNumber(i + 1) : undefined
    // «الفاتح من نوفمبر»: the first, in the Maghreb.
    if (this.f(i) === "الفاتح" || this.f(i) === "فاتح") return {end: i + 1, d: 1, words: true}
    const mark = this.mark(i)
    if (mark?.said !== "words" || mark.fraction || mark.dual || mark.value < 1 || mark.value > 31) return undefined
    return {end: mark.to, d: mark.value, words: true}
  }

  /// A month name with its pair: «يناير/كانون الثاني», «أبريل نيسان», «آذار (مارس)».
  month(i: number, sure: boolean): MonthAt | undefined {
    const first = this.monthName(i)
    if (!first) return undefined
    let {end} = first
    let paired = false
    for (const [gap, close] of [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const) {
      if (gap === 1 && !this.isPunct(end, close ? "(" : "/-–ـ")) continue
      const second = this.monthName(end + gap)
      if (
        second &&
        second.m === first.m &&
        second.hijri === first.hijri &&
        !this.word(end + gap)?.wa &&
        (!close || this.isPunct(second.end, ")"))
      ) {
        end = second.end + close
        paired = true
        break
      }
    }
    if (!sure && !paired && (first.hijri || needsContext(this.f(i))) && !this.monthInContext(i, end, first.hijri)) return undefined
    return {end, m: first.m, hijri: first.hijri}
  }

  monthName(i: number): MonthAt | undefined {
    const w = this.word(i)
    if (!w || w.prep === "ك") return undefined
    if (w.is === "month") return {end: i + 1, m: w.m, hijri: w.hijri}
    if (w.is === "month-head" || w.is === "season") {
      const two = monthOfTwo(this.f(i), this.f(i + 1))
      if (two) return {end: i + 2, m: two.m, hijri: two.hijri}
    }
    return undefined
  }

  /// «في مارس», «مارس الماضي», «شهر رمضان», «مايو 2022»; not «مارس ضغوطا», «رجب طيب».
  monthInContext(i: number, end: number, hijri: boolean): boolean {
    const before = this.f(i - 1)
    const w = this.word(i - 1)
    if (w?.is === "unit" && w.unit === "month") return true
    const year = this.yearTail(end)
    if (year && (year.y === undefined || (hijri ? year.y > 1300 && year.y < 1500 : year.y >= 1500))) return true
    if (w?.is === "part") return true
    if (!hijri && this.word(end)?.is === "month" && this.word(end)?.wa) return true
    const asTime = /^[وف]?(في|منذ|بحلول|خلال|حتي)$/.test(before) || before === "شهر"
    if (hijri) return this.f(i).endsWith("رمضان") && asTime
    if (asTime) return true
    if (this.word(i)?.prep === "ب" || this.word(i)?.prep === "ل") return this.f(i).length > 4
    return (before === "الي" || before === "من" || before === "بين") && this.f(i) !== "اب"
  }

  /// A year as a number: digits of three or four, or words («ألفين وثمانية عشر»).
  yearNumber(i: number): {end: number; y: number; words: boolean} | undefined {
    const {tokens} = this
    if (i >= tokens.count) return undefined
    if (tokens.kind[i] === NUMBER) {
      const s = tokens.folded[i] as string
      if (!/^\d{4}$/.test(s) || tokens.end[i]! - tokens.start[i]! !== 4) return undefined
      if ((this.mark(i)?.scale ?? 1) > 1 || percentAt(tokens, i + 1)) return undefined
      return {end: i + 1, y: Number(s), words: false}
    }
    const mark = this.mark(i)
    return mark && mark.said === "words" && !mark.vague && mark.value >= 1300 && mark.value < 2200 && Number.isInteger(mark.value)
      ? {end: mark.to, y: mark.value, words: true}
      : undefined
  }

  /// The year behind a month or season: «2023», «، 2023», «من عام 2023», «من العام الماضي», «من السنة نفسها», «الماضي», and what marks its calendar.
  yearTail(i: number): YearTail | undefined {
    let j = i
    if (this.isPunct(j, "،,") && this.yearNumber(j + 1)) j++
    // «3-نوفمبر-2016»
    else if (this.isPunct(j, "-/") && this.touching(j - 1) && this.touching(j) && (this.yearNumber(j + 1)?.y ?? 0) >= 1900) j++
    const direct = this.yearNumber(j)
    if (direct && direct.y >= 1000 && direct.y <= 2200) return this.markedYear(direct)
    const adjective = shiftOf(this.f(i))
    if (adjective !== undefined) {
      // «الثلاثاء الماضي» of a month; a further year may follow: «مارس الماضي».
      return {end: i + 1, y: undefined, year: undefined, shift: adjective, hijri: undefined}
    }
    const from = this.f(j)
    if (from === "من" || from === "في" || from === "ل" || from === "خلال") j++
    const w = this.word(j)
    if (w?.is === "unit" && w.unit === "year") {
      const n = this.yearOrShort(j + 1)
      if (n) return this.markedYear(n)
      if (isSame(this.f(j + 1))) return pointedYear(j + 2, "same")
      const s = shiftOf(this.f(j + 1))
      if (s !== undefined) return pointedYear(j + 2, s)
      if (w.al && from === "من") return pointedYear(j + 1, 0)
    }
    if (w?.is === "this" || w?.is === "that") {
      const noun = this.word(j + 1)
      if (noun?.is === "unit" && noun.unit === "year" && noun.al) return pointedYear(j + 2, w.is === "this" ? 0 : "same")
    }
    return undefined
  }

  /// After عام or سنة any number up to 2200 is a year: «عام 247», «سنة 62».
  yearOrShort(i: number): {end: number; y: number} | undefined {
    const direct = this.yearNumber(i)
    if (direct) return direct
    const {tokens} = this
    if (tokens.kind[i] === NUMBER && /^\d{3}$/.test(tokens.folded[i] as string) && (this.mark(i)?.scale ?? 1) === 1)
      return {end: i + 1, y: Number(tokens.folded[i])}
    const mark = this.mark(i)
    if (
      mark &&
      mark.said === "words" &&
      !mark.vague &&
      !mark.fraction &&
      !mark.ordinal &&
      mark.value >= 100 &&
      mark.value < 2200 &&
      mark.scale < 1e6
    )
      return {end: mark.to, y: mark.value}
    return undefined
  }

  /// «2022-23»: the year after by its last two digits.
  shortYear(i: number, first: number): {end: number; y: number} | undefined {
    const {tokens} = this
    return tokens.kind[i] === NUMBER && tokens.folded[i] === String((first + 1) % 100).padStart(2, "0")
      ? {end: i + 1, y: first + 1}
      : undefined
  }

  markedYear({y, end}: {readonly y: number; readonly end: number}): YearTail {
    const mark = this.calendarMark(end)
    return {end: mark.end, y, year: undefined, shift: undefined, hijri: mark.hijri}
  }

  calendarMark(i: number): {end: number; hijri: true | undefined} {
    const f = this.f(i)
    if (HIJRI_MARKS.has(f)) return {end: i + 1, hijri: true}
    if (GREGORIAN_MARKS.has(f)) return {end: i + 1, hijri: undefined}
    if (this.isPunct(i, "(") && HIJRI_MARKS.has(this.f(i + 1))) return {end: i + 3, hijri: true}
    return {end: i, hijri: undefined}
  }

  // ---- dates that start with a number

  /// «17/4/2001», «2023-03-10», «22 / 1 / 1422 هـ», «21.04.2016», «7/10».
  numeric(i: number): Read | undefined {
    const {tokens} = this
    if (tokens.kind[i] !== NUMBER) return undefined
    const raw = tokens.folded[i] as string
    const dotted = /^([\d٠-٩۰-۹]{1,4})\.([\d٠-٩۰-۹]{1,2})\.([\d٠-٩۰-۹]{1,4})$/.exec(raw)
    if (dotted) {
      const said = threeParts(foldWord(dotted[1] as string), foldWord(dotted[2] as string), foldWord(dotted[3] as string), undefined)
      return said && {end: i + 1, said}
    }
    const sign = tokens.folded[i + 1]
    if ((sign !== "/" && sign !== "-" && sign !== "–" && sign !== ".") || tokens.kind[i + 2] !== NUMBER) return undefined
    if (sign === "." && !this.touching(i)) return undefined
    const spaced = !this.touching(i) || !this.touching(i + 1)
    const second = tokens.folded[i + 2] as string
    const third =
      tokens.folded[i + 3] === sign && tokens.kind[i + 4] === NUMBER && (spaced || this.touching(i + 2))
        ? (tokens.folded[i + 4] as string)
        : undefined
    if (third !== undefined) {
      const mark = this.calendarMark(i + 5)
      const said = spaced && raw.length < 4 && third.length < 4 ? undefined : threeParts(raw, second, third, mark.hijri)
      if (said) return {end: mark.end, said}
    }
    if (spaced || third !== undefined) return undefined
    const a = Number(raw)
    const b = Number(second)
    if (/^(1[89]|20)\d\d$/.test(raw) && second.length <= 2 && b >= 1 && b <= 12 && sign !== "-") return {end: i + 3, said: dateOf(a, b)}
    if (/^(1[89]|20)\d\d$/.test(second) && raw.length <= 2 && a >= 1 && a <= 12) return {end: i + 3, said: dateOf(b, a)}
    if (sign === "/" && raw.length <= 2 && second.length <= 2 && this.dayBefore(i)) {
      if (isRealDate(2024, b, a)) return {end: i + 3, said: dateOf(undefined, b, a)}
      if (isRealDate(2024, a, b)) return {end: i + 3, said: dateOf(undefined, a, b)}
    }
    return undefined
  }

  /// Whether what stands before makes «7/10» a day: في, يوم, a weekday, هجوم.
  dayBefore(i: number): boolean {
    const f = this.f(i - 1)
    const w = this.word(i - 1)
    return (
      f === "في" ||
      f === "منذ" ||
      f === "حتي" ||
      f === "بتاريخ" ||
      f === "تاريخ" ||
      f === "ليوم" ||
      w?.is === "weekday" ||
      (w?.is === "unit" && w.unit === "day")
    )
  }

  /// «12 مارس 2023», «الرابع من يوليو», «12 و19 و26 أبريل الماضي», «22-24 مايو», «من 22 إلى 24 آب», «28 منه», «16 الجاري», «20 من الشهر المقبل».
  dayMonth(i: number): {end: number; list: OnePart[]} | undefined {
    const first = this.dayNumber(i)
    if (!first) return undefined
    const days: {from: number; end: number; d: number}[] = [{from: i, end: first.end, d: first.d}]
    let through = false
    let j = first.end
    // More days before the month: a list or a range.
    while (days.length < 6) {
      let k = j
      let to = false
      const f = this.f(k)
      if (this.isPunct(k, "-–—/") && this.tokens.kind[k + 1] === NUMBER) {
        k++
        to = !this.isPunct(k - 1, "/")
      } else if (this.isPunct(k, "،,") && this.tokens.kind[k + 1] === NUMBER) k++
      else if (f === "الي" || f === "حتي" || f === "وحتي" || f === "لغايه") {
        k++
        if (this.f(k) === "ال") k++
        to = true
      } else if (f === "و" || f === "او") k++
      else if (!this.f(k).startsWith("و")) break
      const next = this.dayNumber(k)
      if (!next || next.d <= (days.at(-1)?.d ?? 0)) break
      days.push({from: k, end: next.end, d: next.d})
      through ||= to
      j = next.end
    }
    // «مجموعة السبع في ديسمبر», «الاجتماع السابع في مايو»: another's number.
    if (first.words && this.f(j) === "في") return undefined
    // The month; a failed list is read as its last day alone by the walk that comes later.
    const tail = this.dayTail(j, first.words || days.length > 1)
    if (!tail) return undefined
    const lastEnd = tail.end
    const make = (d: number): Said => onDay(tail.rest, d)
    if (days.length === 1) return {end: lastEnd, list: [{from: i, end: lastEnd, said: make(first.d)}]}
    const consecutive = days.length === 2 && (days[1]?.d ?? 0) - (days[0]?.d ?? 0) === 1
    const pair = days.length === 2 && this.word(i - 1)?.is === "unit"
    const between = this.lead(i - 1) === "between"
    if (through || consecutive || between || pair)
      return {
        end: lastEnd,
        list: [{from: i, end: lastEnd, said: {is: "between", first: make(days[0]?.d as number), last: make(days.at(-1)?.d as number)}}],
      }
    return {end: lastEnd, list: days.map((day, n) => ({from: day.from, end: n === days.length - 1 ? lastEnd : day.end, said: make(day.d)}))}
  }

  /// What follows the number of a day: the month with its year, or words that point to a month.
  dayTail(i: number, words: boolean): {end: number; rest: DateSaid} | undefined {
    let j = i
    if (this.isPunct(j, ".-") && !words && this.monthName(j + 1)) j++
    if (this.f(j) === "منه") return {end: j + 1, rest: ofMonth("same")}
    const direct = shiftOf(this.f(j))
    if (direct !== undefined && this.f(j).startsWith("ال") && this.tokens.kind[j] === WORD && direct <= 1 && !words)
      return {end: j + 1, rest: ofMonth(direct)}
    let of = false
    if (this.f(j) === "من" || this.f(j) === "في" || this.f(j) === "ل") {
      of = true
      j++
    }
    const w = this.word(j)
    if (w?.is === "this" || w?.is === "that") {
      const noun = this.word(j + 1)
      if (noun?.is === "unit" && noun.unit === "month" && noun.al) return {end: j + 2, rest: ofMonth(w.is === "this" ? 0 : "same")}
    }
    if (w?.is === "unit" && w.unit === "month" && w.number === "sg") {
      if (w.al && of) {
        const shift = shiftOf(this.f(j + 1))
        if (shift !== undefined) return {end: j + 2, rest: ofMonth(shift)}
        if (isSame(this.f(j + 1))) return {end: j + 2, rest: ofMonth("same")}
        return {end: j + 1, rest: ofMonth(0)}
      }
      if (!w.al) j++
    }
    const month = this.month(j, true)
    if (!month) return undefined
    const year = this.yearTail(month.end)
    const hijri = year?.hijri || month.hijri || undefined
    let end = year?.end ?? month.end
    if (hijri && !year) end = this.calendarMark(end).end
    return {end, rest: monthOf(month.m, year, hijri)}
  }

  // ---- dates that start with a word

  /// «مارس الماضي», «أبريل نيسان 2023», «مايو 13-15», «شهر مارس».
  monthDate(i: number): Read | undefined {
    let j = i
    const w = this.word(i)
    const named = w?.is === "unit" && w.unit === "month" && w.number === "sg"
    if (named) j++
    const month = this.month(j, named ?? false)
    if (!month) return undefined
    const year = this.yearTail(month.end)
    const hijri = year?.hijri || month.hijri || undefined
    if (!year) {
      // «يوليو 13-15», «January 22»: the day behind the month.
      const day = this.dayNumber(month.end)
      const clear = day && !named && (this.tokens.kind[month.end] === NUMBER ? !this.countedAfter(day.end) : this.mark(month.end)?.ordinal)
      if (day && clear) {
        const to =
          this.isPunct(day.end, "-–") || this.f(day.end) === "الي" || this.f(day.end) === "حتي" ? this.dayNumber(day.end + 1) : undefined
        const end = to?.end ?? day.end
        const late = this.yearTail(end)
        const first = dateOf(late?.y, month.m, day.d)
        first.hijri = hijri
        if (to && to.d > day.d) return {end: late?.y !== undefined ? late.end : end, said: {is: "between", first, last: onDay(first, to.d)}}
        return {end: late?.y !== undefined ? late.end : end, said: first}
      }
    }
    return {end: year?.end ?? (hijri ? this.calendarMark(month.end).end : month.end), said: monthOf(month.m, year, hijri)}
  }

  countedAfter(i: number): boolean {
    return percentAt(this.tokens, i) > 0 || (this.tokens.kind[i] === WORD && nounOf(this.tokens, i)?.cut === 0) || this.isPunct(i, "$€٪%")
  }

  weekdayDate(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "weekday") return undefined
    if (/^(صلاه|خطبه|مسجد|جامع|سوق)$/.test(this.f(i - 1))) return undefined
    let j = i + 1
    const said: WeekdaySaid = {is: "weekday", weekday: w.weekday, shift: undefined, week: undefined}
    const shift = shiftOf(this.f(j))
    const before = this.word(i - 1)
    if (shift !== undefined) {
      said.shift = shift
      j++
    } else if ((this.f(j) === "قبل" || this.f(j) === "بعد") && shiftOf(this.f(j + 1)) !== undefined && this.f(j + 1).startsWith("ال")) {
      said.shift = this.f(j) === "قبل" ? -2 : 2
      j += 2
    } else if (before?.is === "this") said.shift = 0
    // «من الأسبوع الماضي»
    if (this.f(j) === "من") {
      const k = this.word(j + 1)?.is === "this" ? j + 2 : j + 1
      const noun = this.word(k)
      if (noun?.is === "unit" && noun.unit === "week" && noun.al) {
        const s = shiftOf(this.f(k + 1))
        said.week = s ?? 0
        return {end: s === undefined ? k + 1 : k + 2, said}
      }
    }
    if (this.f(j) === "الاسبوع") {
      const s = shiftOf(this.f(j + 1))
      if (s !== undefined) {
        said.week = s
        return {end: j + 2, said}
      }
    }
    // The date of the day: «الثلاثاء 23 مايو», «الأربعاء، 13 شباط», «الاثنين (24 نيسان)», «السبت 23».
    let k = j
    if (this.isPunct(k, "،,(")) k++
    else if (this.f(k) === "الموافق" || this.f(k) === "في" || this.f(k) === "المصادف" || this.f(k) === "يوم") k++
    const date = this.dated(k)
    if (date && date.said.is === "date" && date.said.d !== undefined)
      return {end: this.isPunct(j, "(") && this.isPunct(date.end, ")") ? date.end + 1 : date.end, said: withWeekday(date.said, w.weekday)}
    const day = this.dayNumber(k)
    if (
      day &&
      !this.isPunct(j, "(") &&
      (k === j || this.f(j) === "في") &&
      !this.countedAfter(day.end) &&
      (this.tokens.kind[k] === NUMBER
        ? this.tokens.kind[day.end] !== NUMBER && !this.isPunct(day.end, ":/")
        : this.mark(k)?.ordinal || this.f(j) === "في")
    ) {
      if (!this.isClock(k)) return {end: day.end, said: withWeekday(dateOf(undefined, undefined, day.d), w.weekday)}
    }
    return {end: j, said}
  }

  isClock(i: number): boolean {
    return this.f(i - 1) === "الساعه" || this.isPunct(i + 1, ":") || this.isPunct(i - 1, ":")
  }

  /// A number date or a month date, the ways a weekday or اليوم is spelled out.
  dated(i: number): Read | undefined {
    const numeric = this.numeric(i)
    if (numeric) return this.agreeing(numeric)
    const day = this.dayMonth(i)
    if (day) {
      const only = day.list[0]
      return day.list.length === 1 && only ? this.agreeing({end: only.end, said: only.said}) : undefined
    }
    return this.monthDate(i)
  }

  /// «18 شعبان 1444 هـ الموافق 10 مارس 2023 م»: one day in two calendars; the Gregorian one counts.
  agreeing(read: Read): Read {
    let j = read.end
    if (this.isPunct(j, "،,-–(/")) j++
    if (/^و?(ال|لل?)?(موافق|موافقه|مصادف)$/.test(this.f(j))) j++
    else if (this.f(j) === "" || !(read.said.is === "date" && read.said.hijri)) return read
    if (this.f(j) === "ل" || this.f(j) === "ليوم") j++
    const second = this.numeric(j) ?? this.dayMonthOne(j)
    if (second?.said.is !== "date" || read.said.is !== "date") return read
    if (Boolean(second.said.hijri) === Boolean(read.said.hijri)) return read
    const gregorian = read.said.hijri ? second.said : read.said
    return {end: this.isPunct(second.end, ")") ? second.end + 1 : second.end, said: gregorian}
  }

  dayMonthOne(i: number): Read | undefined {
    const day = this.dayMonth(i)
    const only = day?.list[0]
    return day && day.list.length === 1 && only ? {end: only.end, said: only.said} : undefined
  }

  /// اليوم, أمس, غدا with the weekday or date behind it.
  dayWord(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "day") return undefined
    let by = w.by
    let j = i + 1
    const before = this.f(i - 1)
    if (w.by === 0) {
      const shift = shiftOf(this.f(j))
      if (this.word(i - 1)?.is === "that" || /^[وفبل]?(?:نفس|ذات)$/.test(before) || isSame(this.f(j)))
        return {end: isSame(this.f(j)) ? j + 1 : j, said: {is: "same", unit: "day", by: 0}}
      if (shift === 1 || shift === -1)
        return {
          end: j + 1,
          said:
            this.f(j) === "التالي" || this.f(j) === "السابق"
              ? {is: "same", unit: "day", by: shift}
              : {is: "relative", unit: "day", by: shift},
        }
      // «برميل في اليوم», «مرتين في اليوم»: a rate; «اليوم الثالث»: a day of an event; «اليوم العالمي».
      const next = this.mark(j)
      if (next?.ordinal && this.word(next.to)?.is !== "month" && this.f(next.to) !== "من") return undefined
      if (/^العالمي|^الوطني|^الدولي|^الدراسي|^الدامي/.test(this.f(j))) return undefined
      if (before === "في" && (nounOf(this.tokens, i - 2) || this.mark(i - 2))) return undefined
    }
    if (w.by === -1 && this.lead(i - 1) === "before") by = -2
    if (this.f(j) === "الاول" && w.by === -1) {
      by = -2
      j++
    }
    const comma = this.isPunct(j, "،,(") ? 1 : 0
    const weekday = this.weekdayDate(j + comma)
    if (weekday) {
      const said = weekday.said
      const close = comma && this.isPunct(j, "(") && this.isPunct(weekday.end, ")") ? 1 : 0
      if (said.is === "date" && said.d !== undefined && said.m !== undefined) return {end: weekday.end + close, said: counted(said, by)}
      if (said.is === "weekday" && said.shift === undefined && said.week === undefined)
        return {end: weekday.end + close, said: {is: "relative", unit: "day", by, weekday: said.weekday}}
    }
    // «اليوم 10 مايو», «اليوم، 10 مايو», «اليوم (10 مايو)»
    const date = this.numeric(j + comma) ?? this.dayMonthOne(j + comma)
    if (date && date.said.is === "date" && date.said.m !== undefined && date.said.d !== undefined) {
      const bracket = comma > 0 && this.isPunct(j, "(")
      if (!bracket || this.isPunct(date.end, ")")) return {end: date.end + (bracket ? 1 : 0), said: counted(date.said, by)}
    }
    return {end: j, said: {is: "relative", unit: "day", by}}
  }

  /// «الأسبوع الماضي», «هذا العام», «ذلك الشهر», «العام 2022», «عامي 2021 و2022», «السنوات الخمس المقبلة», «نهاية الأسبوع».
  unitDate(i: number): Read | undefined {
    let j = i
    let pointer: "this" | "that" | undefined
    const lead = this.word(i)
    if (lead?.is === "this" || lead?.is === "that") {
      pointer = lead.is
      j++
    }
    const w = this.word(j)
    if (pointer && w?.is === "day" && w.by === 0) {
      return {end: j + 1, said: pointer === "this" ? {is: "relative", unit: "day", by: 0} : {is: "same", unit: "day", by: 0}}
    }
    if (pointer && w?.is === "season" && this.f(j).startsWith("ال"))
      return {end: j + 1, said: {is: "part", part: {season: w.season}, of: {is: "relative", unit: "year", by: 0}}}
    if (w?.is !== "unit") return undefined
    const {unit} = w
    j++
    if (w.number === "pair") return this.pair(i, unit, j)
    if (w.number === "sg") {
      if (unit === "year") {
        let k = j
        let fiscal = false
        if (/^المالي/.test(this.f(k)) || /^الدراسي/.test(this.f(k))) {
          k++
          fiscal = true
        }
        const year = this.yearOrShort(k)
        if (year && !pointer) {
          const mark = this.calendarMark(year.end)
          // «السنة المالية 2021/2022», «عام 2022-2023»
          const second = this.isPunct(mark.end, "/-–") ? (this.yearNumber(mark.end + 1) ?? this.shortYear(mark.end + 1, year.y)) : undefined
          if (second && second.y === year.y + 1)
            return {end: second.end, said: {is: "between", first: dateOf(year.y), last: dateOf(second.y)}}
          return {
            end: mark.end,
            said: mark.hijri || (year.y >= 1300 && year.y < 1500) ? hijriYear(year.y) : dateOf(year.y),
          }
        }
        if (fiscal) j = k
      }
      if (!w.al) return undefined
      if (pointer === "this") return {end: this.skipAdjective(j, 0), said: {is: "relative", unit, by: 0}}
      if (pointer === "that") return {end: j, said: {is: "same", unit, by: 0}}
      if (isSame(this.f(j))) return {end: j + 1, said: {is: "same", unit, by: 0}}
      const twice = this.f(j) === "ما" ? j + 1 : j
      if (
        (this.f(twice) === "قبل" || this.f(twice) === "بعد") &&
        this.f(twice + 1).startsWith("ال") &&
        shiftOf(this.f(twice + 1)) !== undefined
      )
        return {end: twice + 2, said: {is: "relative", unit, by: this.f(twice) === "قبل" ? -2 : 2}}
      // «الأسبوع الأول من الشهر المقبل»
      const century = unit === "century" ? this.mark(j) : undefined
      if (century?.ordinal)
        return {
          end: century.to,
          said: {is: "between", first: dateOf(century.value * 100 - 99), last: dateOf(century.value * 100)},
        }
      const nth = this.nth(j)
      if (nth && (unit === "week" || unit === "day" || unit === "month")) {
        const of =
          this.f(nth.end) === "من" || this.f(nth.end) === "في" || this.f(nth.end) === "ل"
            ? this.wholeAt(nth.end + 1)
            : this.wholeAt(nth.end)
        if (of) return {end: of.end, said: {is: "part", part: {unit, count: 1, nth: nth.n}, of: of.said}}
      }
      const shift = shiftOf(this.f(j))
      // «الأمين العام السابق», «المدعي العام الحالي»: the general one, no year.
      if (shift === undefined || (unit === "year" && GENERAL.test(this.f(i - 1)))) return undefined
      const weekday = unit === "week" ? this.word(j + 1) : undefined
      if (weekday?.is === "weekday" && !weekday.wa)
        return {end: j + 2, said: {is: "weekday", weekday: weekday.weekday, shift: undefined, week: shift}}
      const narrated = this.f(j) === "التالي" || this.f(j) === "التاليه" || this.f(j) === "السابق" || this.f(j) === "السابقه"
      return {end: j + 1, said: narrated ? {is: "same", unit, by: shift} : {is: "relative", unit, by: shift}}
    }
    if (pointer) return undefined
    // Plurals and duals with ال: «الأشهر الأربعة الأولى من العام», «السنوات الخمس المقبلة», «الأيام الماضية», «اليومين المقبلين».
    if (!w.al) return undefined
    let amount: number | undefined = w.number === "du" ? 2 : undefined
    let n = this.mark(this.f(j) === "ال" ? j + 1 : j)
    if (n && !n.ordinal && !n.fraction && w.number === "pl") {
      amount = n.value
      j = n.to
      const more = this.mark(j) ?? (this.f(j) === "او" ? this.mark(j + 1) : undefined)
      if (more && !more.ordinal && more.rangeWith !== undefined) {
        amount = more.value
        j = more.to
      }
    }
    const first = this.nth(j)
    n = this.mark(j)
    if (first && (first.n === 1 || first.n === -1)) {
      const of = this.f(first.end) === "من" || this.f(first.end) === "في" ? this.wholeAt(first.end + 1) : undefined
      if (of && amount !== undefined) return {end: of.end, said: {is: "part", part: {unit, count: amount, nth: first.n}, of: of.said}}
    }
    const shift = shiftOf(this.f(j))
    if (shift === undefined || shift === 0) return undefined
    return {end: j + 1, said: {is: "stretch", amount, unit, sign: shift < 0 ? -1 : 1}}
  }

  skipAdjective(i: number, shift: Shift): number {
    return shiftOf(this.f(i)) === shift ? i + 1 : i
  }

  nth(i: number): {end: number; n: number} | undefined {
    const f = this.f(i)
    if (f === "الاولي" || f === "الاول") return {end: i + 1, n: 1}
    if (f === "الاخير" || f === "الاخيره") return {end: i + 1, n: -1}
    const mark = this.mark(i)
    return mark?.ordinal && mark.definite && mark.value <= 12 ? {end: mark.to, n: mark.value} : undefined
  }

  /// «عامي 2017 و2019», «يومي الثلاثاء والأربعاء», «يومي 27 و28 أغسطس», «شهري مايو ويونيو».
  pair(i: number, unit: CalendarUnit, j: number): Read | undefined {
    if (unit === "year") {
      const a = this.yearNumber(j)
      if (!a) return undefined
      const k = this.f(a.end) === "و" ? a.end + 1 : a.end
      const b = this.yearNumber(k)
      if (!b) return {end: a.end, said: dateOf(a.y)}
      if (b.y === a.y + 1) return {end: b.end, said: {is: "between", first: dateOf(a.y), last: dateOf(b.y)}}
      return {
        end: b.end,
        said: dateOf(b.y),
        list: [
          {from: i, end: a.end, said: dateOf(a.y)},
          {from: k, end: b.end, said: dateOf(b.y)},
        ],
      }
    }
    if (unit === "day") {
      const days = this.dayMonth(j)
      if (days) return {end: days.end, said: days.list[0]?.said as Said, ...(days.list.length > 1 ? {list: days.list} : {})}
      const a = this.word(j)?.is === "weekday" ? this.weekdayDate(j) : undefined
      if (!a) return undefined
      const k = this.f(a.end) === "و" ? a.end + 1 : a.end
      const both = this.weekdaysDated(k)
      if (both) return both
      const b = this.word(k)?.is === "weekday" ? this.weekdayDate(k) : undefined
      if (!b || (!this.word(k)?.wa && k === a.end)) return a
      // An adjective in the dual belongs to both: «الثلاثاء والأربعاء الماضيين».
      const first =
        a.said.is === "weekday" && b.said.is === "weekday"
          ? {is: a.said.is, weekday: a.said.weekday, shift: b.said.shift ?? a.said.shift, week: b.said.week ?? a.said.week}
          : a.said
      return {end: b.end, said: {is: "between", first, last: b.said}}
    }
    if (unit === "month") {
      const a = this.month(j, true)
      const k = a && this.f(a.end) === "و" ? a.end + 1 : a?.end
      const b = a && k !== undefined ? this.month(k, true) : undefined
      if (!a || !b) return undefined
      const year = this.yearTail(b.end)
      return {end: year?.end ?? b.end, said: {is: "between", first: monthOf(a.m, year), last: monthOf(b.m, year)}}
    }
    return undefined
  }

  /// A whole that has parts: a year, month, week, decade or century, here also bare («نهاية العام», «أواخر الشهر»).
  wholeAt(i: number): Read | undefined {
    if (this.depth >= DEEPEST) return undefined
    this.depth++
    const read = this.wholeOf(i)
    this.depth--
    return read
  }

  wholeOf(i: number): Read | undefined {
    const unit = this.unitDate(i)
    if (unit && !unit.list) return unit
    const month = this.monthDate(i)
    if (month) return month
    const w = this.word(i)
    if (w?.is === "season") return this.seasonDate(i)
    if (w?.is === "decade") return this.decadeDate(i)
    if (w?.is === "fraction") return this.fractionDate(i)
    const year = this.yearNumber(i)
    if (year && year.y >= 1500 && year.y <= 2150) return {end: this.calendarMark(year.end).end, said: dateOf(year.y)}
    if (w?.is === "unit" && w.al && w.number === "sg" && (w.unit === "year" || w.unit === "month" || w.unit === "week"))
      return {end: i + 1, said: {is: "relative", unit: w.unit, by: 0}}
    // «الفترة نفسها من 2022», «العام الذي»: nothing.
    return undefined
  }

  /// «مطلع الشهر المقبل», «أواخر مارس», «منتصف 2022», «نهاية الأسبوع الماضي», «وقت سابق من هذا الأسبوع».
  partDate(i: number): Read | undefined {
    let w = this.word(i)
    if (w?.is !== "part") return undefined
    let j = i + 1
    // «وقت سابق من هذا الأسبوع»: وقت alone is no part.
    if (w.part === "earlier" || w.part === "later") {
      const f = this.f(j)
      if (f === "سابق" || f === "مبكر") w = {...w, part: "earlier"}
      else if (f !== "لاحق" && f !== "متاخر") return undefined
      j++
      if (this.f(j) !== "من" && this.f(j) !== "هذا" && this.f(j) !== "اليوم") return undefined
    }
    if (this.f(j) === "من") j++
    const whole = this.wholeAt(j) ?? (w.part === "earlier" || w.part === "later" ? this.point(j) : undefined)
    if (!whole) return undefined
    if (w.part === "earlier" || w.part === "later")
      return whole.said.is === "relative" && whole.said.unit === "day"
        ? {end: whole.end, said: whole.said}
        : {end: whole.end, said: {is: "part", part: {edge: w.part}, of: whole.said}}
    if (w.part === "end" && whole.said.is === "relative" && whole.said.unit === "week")
      return {end: whole.end, said: {is: "relative", unit: "weekend", by: whole.said.by}}
    if (whole.said.is === "weekday" || whole.said.is === "stretch" || (whole.said.is === "date" && whole.said.d !== undefined))
      return undefined
    return {end: whole.end, said: {is: "part", part: {edge: w.part}, of: whole.said}}
  }

  /// «النصف الأول من 2023», «الربع الثالث», «الثلاثي الأول من السنة».
  fractionDate(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "fraction") return undefined
    const nth = this.nth(i + 1)
    if (!nth || nth.n > w.of) return undefined
    let j = nth.end
    if (this.f(j) === "من" || this.f(j) === "في" || this.f(j) === "ل") j++
    const part: Part = {of: w.of as 2 | 3 | 4, nth: nth.n}
    const of = this.wholeAt(j)
    if (of && !(of.said.is === "part")) return {end: of.end, said: {is: "part", part, of: of.said}}
    // Alone it is of this year: quarters are, halves may be of a match.
    if (w.of === 4 && this.f(i).includes("ربع")) return {end: nth.end, said: {is: "part", part, of: {is: "relative", unit: "year", by: 0}}}
    return undefined
  }

  seasonDate(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "season" || monthOfTwo(this.f(i), this.f(i + 1))) return undefined
    const shift = shiftOf(this.f(i + 1))
    if (shift !== undefined)
      return {end: i + 2, said: {is: "part", part: {season: w.season, shift}, of: {is: "relative", unit: "year", by: 0}}}
    const year = this.yearTail(i + 1)
    if (year?.y !== undefined) return {end: year.end, said: {is: "part", part: {season: w.season}, of: dateOf(year.y)}}
    if (year?.year === "same") return {end: year.end, said: {is: "part", part: {season: w.season}, of: {is: "same", unit: "year", by: 0}}}
    if (year?.year !== undefined)
      return {end: year.end, said: {is: "part", part: {season: w.season}, of: {is: "relative", unit: "year", by: year.year}}}
    return undefined
  }

  /// «تسعينيات القرن الماضي», «الستينيات».
  decadeDate(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "decade") return undefined
    let century = 1900
    let end = i + 1
    const noun = this.word(end)
    if (noun?.is === "unit" && noun.unit === "century" && noun.al) {
      const shift = shiftOf(this.f(end + 1))
      const nth = this.mark(end + 1)
      if (shift !== undefined) {
        century = shift === -1 ? 1900 : 2000
        end += 2
      } else if (nth?.ordinal) {
        century = (nth.value - 1) * 100
        end = nth.to
      }
    } else if (w.years === 20 || !this.f(i).includes("ال")) {
      // «عشرينيات» are also the twenties of a life; «في الثمانين» never comes here.
      if (!this.f(i).includes("ال") && this.f(i - 1) !== "في" && this.f(i - 1) !== "منذ")
        return this.tokens.count === 1 ? {end, said: {is: "decade", y: century + w.years}} : undefined
    }
    return {end, said: {is: "decade", y: century + w.years}}
  }

  feastDate(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "lead") return undefined
    const next = this.f(i + 1)
    let feast: Feast | undefined
    let end = i + 2
    if (w.word === "eid") {
      feast =
        next === "الفطر"
          ? "fitr"
          : next === "الاضحي"
            ? "adha"
            : next === "الميلاد"
              ? "christmas"
              : next === "الفصح" || next === "القيامه"
                ? "easter"
                : next === "العمال"
                  ? "labour"
                  : undefined
      if (feast === "christmas" && (this.f(i + 2).startsWith("ال") || /^[ه]$|^ه/.test(next.slice(7))))
        feast = this.f(i + 2) === "المجيد" ? feast : undefined
    } else if (w.word === "new-year" && next === "السنه") {
      feast = /^الهجري/.test(this.f(i + 2)) ? "hijri-new-year" : "new-year"
      if (/^(الهجري|الميلادي|الجديد)/.test(this.f(i + 2))) end++
    } else if (w.word === "christmas") {
      feast = "christmas"
      end = i + 1
    } else if (w.word === "ashura") {
      feast = "ashura"
      end = i + 1
    }
    if (!feast) return undefined
    if (/^(المبارك|السعيد|المجيد)$/.test(this.f(end))) end++
    const year = this.yearTail(end)
    if (year?.y !== undefined) return {end: year.end, said: {is: "feast", feast, y: year.y}}
    if (year?.shift !== undefined) return {end: year.end, said: {is: "feast", feast, shift: year.shift}}
    return {end, said: {is: "feast", feast}}
  }

  // ---- lengths counted from now or from an event

  /// «أسبوعين», «ثلاثة أيام», «نحو سبع سنوات», «عام ونصف», «أيام».
  length(i: number): {end: number; amount: number | undefined; unit: CalendarUnit; vague: boolean} | undefined {
    let j = i
    // Qualifiers: «أكثر من», «ما يزيد على», «نحو»; the number mark knows them, here they are stepped over.
    for (let k = 0; k < 4 && this.tokens.kind[j] === WORD && !this.mark(j) && this.word(j)?.is !== "unit"; k++, j++)
      if (!LENGTH_QUALIFIERS.has(this.f(j))) return undefined
    const w = this.word(j)
    const mark = this.mark(j)
    if (mark && !mark.ordinal && !mark.dual) {
      const noun = this.word(mark.to)
      if (noun?.is === "unit" && !noun.wa && noun.prep === "" && noun.number !== "pair" && (!noun.al || mark.fraction)) {
        let end = mark.to + 1
        let amount = mark.value
        const half = this.mark(end)
        if (half?.fraction && this.f(end).startsWith("و")) {
          amount += half.value
          end = half.to
        }
        return {end, amount, unit: noun.unit, vague: mark.vague === true}
      }
      return undefined
    }
    if (w?.is !== "unit" || w.al || w.number === "pair") return undefined
    if (w.number === "pl") {
      return {end: j + 1, amount: undefined, unit: w.unit, vague: true}
    }
    let amount = w.number === "du" ? 2 : 1
    let end = j + 1
    const half = this.mark(end)
    if (half?.fraction && this.f(end).startsWith("و") && half.value < 1) {
      amount += half.value
      end = half.to
    } else if (w.number === "sg") {
      if (this.f(end) === "واحد" || this.f(end) === "واحده") end++
      else if (
        this.yearNumber(end) ||
        this.monthName(end) ||
        this.word(end)?.is === "weekday" ||
        (this.mark(end) && !this.f(end).startsWith("و"))
      )
        return undefined
    }
    return {end, amount, unit: w.unit, vague: false}
  }

  /// Lengths that are counted together: «سنة وشهرين», «شهر و21 يوما».
  spans(
    i: number,
    first = this.length(i),
  ): {end: number; said: {is: "away"; amount: number; unit: CalendarUnit; more?: Span[]}} | undefined {
    if (first?.amount === undefined) return undefined
    const more: Span[] = []
    let {end} = first
    const units = new Set<CalendarUnit>([first.unit])
    while (!first.vague && more.length < 3) {
      const joined = this.f(end) === "و" || (this.isPunct(end, "،,") && this.tokens.kind[end + 1] === NUMBER) ? end + 1 : end
      if (joined === end && !this.f(end).startsWith("و")) break
      const next = this.length(joined)
      if (next?.amount === undefined || next.vague || units.has(next.unit)) break
      // «قبل عام وشهر العسل»: a singular before a name is no length.
      if (!this.mark(joined) && next.amount === 1 && this.f(next.end).startsWith("ال")) break
      units.add(next.unit)
      more.push({amount: next.amount, unit: next.unit})
      end = next.end
    }
    return {end, said: {is: "away", amount: first.amount, unit: first.unit, ...(more.length ? {more} : {})}}
  }

  /// Where «من الآن», «من اليوم» ends, else 0.
  nowAt(i: number): number {
    return this.f(i) === "من" && /^ال(?:ان|يوم)$/.test(this.f(i + 1)) ? i + 2 : 0
  }

  /// «شهر و21 يوما من الآن» with nothing before it: the tense says which way.
  fromNow(i: number): Read | undefined {
    const spans = this.spans(i)
    const end = spans && this.nowAt(spans.end)
    return end ? {end, said: {...spans.said, sign: 0, from: "now"}} : undefined
  }

  /// What a leading preposition makes of a date or length.
  led(i: number): Read | undefined {
    const w = this.word(i)
    if (w?.is !== "lead") return undefined
    const j = i + 1
    switch (w.word) {
      case "since": {
        // «منذ شهر» lasts until now; «منذ شهر من الآن» is a month ago.
        const back = this.fromNow(j)
        if (back?.said.is === "away") return {end: back.end, said: {...back.said, sign: -1}}
        const date = this.point(j)
        if (date && !date.list) return {end: date.end, said: {is: "since", of: date.said}}
        const bare = this.wholeAt(j)
        if (bare) return {end: bare.end, said: {is: "since", of: bare.said}}
        const length = this.length(j)
        const spans = length?.vague ? undefined : this.spans(j, length)
        if (!spans) return undefined
        return {end: spans.end, said: {is: "since", of: {...spans.said, sign: -1, from: "now"}}}
      }
      case "until": {
        const date = this.point(j)
        if (date && !date.list) return {end: date.end, said: {is: "until", of: date.said}}
        return undefined
      }
      case "by": {
        const date = this.point(j) ?? this.wholeAt(j)
        return date && {end: date.end, said: date.said}
      }
      case "before":
      case "after": {
        const sign = w.word === "before" ? -1 : 1
        const f = this.f(i)
        // «بعد ظهر اليوم», «قبل ظهر الأحد»: a part of that day, not what follows it.
        if (this.f(j) === "ظهر" && (f === "بعد" || f === "قبل")) {
          const day = this.point(j)
          if (day) return day
        }
        // «قبل ذلك بيومين», «قبلها بيوم»
        const k = this.f(j) === "ذلك" ? j + 1 : f.endsWith("ها") || f.endsWith("له") || f.endsWith("ده") ? j : -1
        if (k > 0 && this.f(k).startsWith("ب")) {
          const by = this.lengthBy(k)
          if (by) return {end: by.end, said: {is: "away", amount: by.amount, unit: by.unit, sign, from: "event"}}
        }
        if (k > 0) return undefined
        if (this.f(j) === "امس" || this.f(j) === "غد" || this.f(j) === "الامس" || this.f(j) === "الغد") {
          const of = this.word(j)
          if (of?.is === "day" && of.by < 0 === sign < 0) {
            const read = this.dayWord(j)
            return {end: read?.end ?? j + 1, said: {is: "relative", unit: "day", by: sign * 2}}
          }
        }
        const length = this.length(j)
        const spans = this.spans(j, length)
        if (spans) {
          const now = this.nowAt(spans.end)
          const link = this.f(spans.end)
          const event = !now && (link === "من" || link === "علي" || link === "ان")
          return {end: now || spans.end, said: {...spans.said, sign, from: event ? "event" : "now"}}
        }
        if (length?.vague && length.unit === "day" && this.f(length.end) !== "من")
          return {end: length.end, said: {is: "stretch", unit: "day", amount: 7, sign}}
        const date = this.point(j)
        // «بعد ظهر الأربعاء», «قبل ظهر يوم 15 أكتوبر»: an hour of that day.
        if (date && this.f(j) === "ظهر") return date
        if (date && !date.list) return {end: date.end, said: {is: w.word, of: date.said}}
        return undefined
      }
      case "during":
      case "within": {
        const date = this.point(j)
        if (date) return date
        const length = this.length(j)
        if (!length || (w.word === "during" && /^(طوال|طيله|عبر|مدي)$/.test(this.f(i)))) return undefined
        const shift = shiftOf(this.f(length.end))
        if (length.amount === undefined) {
          if (length.unit === "day")
            return {end: length.end, said: {is: "stretch", unit: "day", amount: 7, sign: w.word === "within" ? 1 : 0}}
          if (length.unit === "hour")
            return {end: length.end, said: {is: "stretch", unit: "day", amount: 1, sign: w.word === "within" ? 1 : 0}}
          return undefined
        }
        return {
          end: shift === undefined ? length.end : length.end + 1,
          said: {
            is: "stretch",
            amount: length.amount,
            unit: length.unit,
            sign: shift !== undefined && shift !== 0 ? (shift < 0 ? -1 : 1) : 0,
          },
        }
      }
      case "last":
      case "first": {
        // «آخر جمعة من رمضان»
        const day = dateWordOf(`ال${this.f(j)}`)
        const link = this.f(j + 1)
        if (day?.is === "weekday" && !this.f(j).startsWith("ال") && (link === "في" || link === "من")) {
          const of = this.monthDate(j + 2)
          if (of) return {end: of.end, said: {is: "part", part: {weekday: day.weekday, nth: w.word === "last" ? -1 : 1}, of: of.said}}
        }
        // «آخر ثلاث سنوات», «أول أربعة أشهر من العام»
        const length = this.length(j)
        if (!length?.amount || length.amount < 2) return undefined
        const of = this.f(length.end) === "من" ? this.wholeAt(length.end + 1) : undefined
        if (of)
          return {
            end: of.end,
            said: {is: "part", part: {unit: length.unit, count: length.amount, nth: w.word === "last" ? -1 : 1}, of: of.said},
          }
        return w.word === "last" ? {end: length.end, said: {is: "stretch", amount: length.amount, unit: length.unit, sign: -1}} : undefined
      }
      case "between":
      case "from":
        return this.range(i, w.word)
      default:
        return this.feastDate(i)
    }
  }

  lengthBy(i: number): {end: number; amount: number; unit: CalendarUnit} | undefined {
    const w = this.word(i)
    if (w?.is === "unit" && w.prep === "ب")
      return w.number === "du"
        ? {end: i + 1, amount: 2, unit: w.unit}
        : w.number === "sg"
          ? {end: i + (this.f(i + 1) === "واحد" ? 2 : 1), amount: 1, unit: w.unit}
          : undefined
    const mark = this.mark(this.f(i) === "ب" ? i + 1 : i)
    const noun = mark && this.word(mark.to)
    return mark && noun?.is === "unit" ? {end: mark.to + 1, amount: mark.value, unit: noun.unit} : undefined
  }

  /// «من 22 إلى 24 مايو», «بين يناير ويوليو», «من مايو المقبل حتى نهاية العام», «بين عامي 2013 و2023».
  range(i: number, kind: "between" | "from"): {end: number; said: Said} | undefined {
    let j = i + 1
    const days = this.dayMonth(j)
    if (days && days.list.length === 1 && days.list[0]?.said.is === "between") return {end: days.end, said: days.list[0].said}
    const pairWord = this.word(j)
    if (pairWord?.is === "unit" && pairWord.number === "pair" && pairWord.unit === "year") {
      const a = this.yearNumber(j + 1)
      const k = a && this.f(a.end) === "و" ? a.end + 1 : a?.end
      const b = k !== undefined ? this.yearNumber(k) : undefined
      if (a && b) return {end: b.end, said: {is: "between", first: dateOf(a.y), last: dateOf(b.y)}}
    }
    const first = this.point(j) ?? this.yearPoint(j, kind)
    if (!first || first.list) return undefined
    j = first.end
    if (this.isPunct(j, "،,")) j++
    let k = -1
    if (kind === "between") {
      if (this.f(j) === "و") k = j + 1
      else if (this.f(j).startsWith("و")) k = j
    } else if (this.f(j) === "الي" || this.f(j) === "حتي" || this.f(j) === "وحتي" || this.f(j) === "والي" || this.f(j) === "لغايه")
      k = j + 1
    if (k < 0) return undefined
    const second = this.point(k) ?? this.yearPoint(k, kind) ?? this.wholeAt(k)
    if (!second || second.list) return undefined
    let a = first.said
    const b = second.said
    // The month or year said once belongs to both: «من 3 مايو إلى 12 سبتمبر 2023», «بين يناير ويوليو من هذا العام».
    if (a.is === "date" && b.is === "date") {
      if (a.y === undefined && a.year === undefined && a.shift === undefined) {
        if (b.y !== undefined) a = {...a, y: b.m !== undefined && a.m !== undefined && a.m > b.m ? b.y - 1 : b.y}
        else if (b.year !== undefined) a = {...a, year: b.year}
        else if (b.shift !== undefined) a = {...a, shift: b.shift}
      }
    }
    const edge = b.is === "until" ? b.of : b
    return {end: second.end, said: {is: "between", first: a, last: edge}}
  }

  yearPoint(i: number, kind: "between" | "from"): Read | undefined {
    const year = this.yearNumber(i)
    if (!year || year.y < 1800 || year.y > 2150 || this.countedAfter(year.end)) return undefined
    return kind ? {end: year.end, said: dateOf(year.y)} : undefined
  }

  /// A bare year: four digits where a date can stand and nothing is counted.
  bareYear(i: number): Read | undefined {
    const {tokens} = this
    if (tokens.kind[i] !== NUMBER) return undefined
    const year = this.yearNumber(i)
    if (!year) return undefined
    const mark = this.calendarMark(year.end)
    if (mark.hijri && year.y > 1300 && year.y < 1500) return {end: mark.end, said: hijriYear(year.y)}
    if (year.y < 1800 || year.y > 2150 || this.countedAfter(year.end)) return undefined
    if (
      this.isPunct(i - 1, "$€.:+") ||
      this.isPunct(year.end, "$€:") ||
      (this.isPunct(i - 1, "-–/") && this.touching(i - 1) && tokens.kind[i - 2] !== NUMBER)
    )
      return undefined
    const second = this.isPunct(year.end, "-–/") && this.touching(i) ? this.yearNumber(year.end + 1) : undefined
    if (second && second.y > year.y && second.y < year.y + 100)
      return {end: second.end, said: {is: "between", first: dateOf(year.y), last: dateOf(second.y)}}
    const before = this.f(i - 1)
    const cue =
      YEAR_CUES.has(before) ||
      this.isPunct(i - 1, "(") ||
      this.isPunct(year.end, ")") ||
      (before === "و" && YEAR_CUES.has(this.f(i - 3))) ||
      mark.end > year.end
    return cue ? {end: mark.end, said: dateOf(year.y)} : undefined
  }

  /// A date, or two with «إلى» or a dash between: «2 أكتوبر إلى 22 أكتوبر».
  run(i: number): Read | undefined {
    const first = this.point(i)
    if (!first || first.list) return first
    const joined = this.joined(i, first)
    if (joined) return joined
    if (first.said.is !== "date" || first.said.m === undefined) return first
    const f = this.f(first.end)
    if (f !== "الي" && f !== "حتي" && f !== "وحتي" && !this.isPunct(first.end, "-–—")) return first
    const second = this.point(first.end + 1)
    if (
      !second ||
      second.list ||
      second.said.is !== "date" ||
      second.said.m === undefined ||
      (first.said.d === undefined) !== (second.said.d === undefined)
    )
      return first
    const year = first.said.y === undefined && first.said.year === undefined && second.said.y !== undefined ? {y: second.said.y} : {}
    return {end: second.end, said: {is: "between", first: {...first.said, ...year}, last: second.said}}
  }

  /// «تموز وآب المقبلين», «الخميس والجمعة الماضيين»: two names that share what follows.
  joined(i: number, first: Read): Read | undefined {
    const k = this.f(first.end) === "و" ? first.end + 1 : first.end
    const w = this.word(k)
    if (!w || (k === first.end && !w.wa)) return undefined
    const a = first.said
    const isMonth =
      a.is === "date" &&
      a.m !== undefined &&
      a.d === undefined &&
      a.y === undefined &&
      a.shift === undefined &&
      a.year === undefined &&
      (w.is === "month" || w.is === "month-head")
    const isWeekday = a.is === "weekday" && a.shift === undefined && a.week === undefined && w.is === "weekday"
    if (!isMonth && !isWeekday) return undefined
    const both = isWeekday ? this.weekdaysDated(k) : undefined
    if (both) return both
    const second = isMonth ? this.secondMonth(k) : this.weekdayDate(k)
    const b = second?.said
    if (!second || !b || b.is !== a.is) return undefined
    let shared = a
    if (a.is === "date" && b.is === "date") {
      if (b.m === undefined || b.d !== undefined) return undefined
      shared = {...b, m: a.m as number}
      if (b.m === (a.m as number) + 1) return {end: second.end, said: {is: "between", first: shared, last: b}}
    } else if (a.is === "weekday" && b.is === "weekday" && /(ين|ان)$/.test(this.f(second.end - 1))) shared = {...b, weekday: a.weekday}
    return {
      end: second.end,
      said: b,
      list: [
        {from: i, end: first.end, said: shared},
        {from: k, end: second.end, said: b},
      ],
    }
  }

  /// «الجمعة والسبت 12 و13 مايو»: the second weekday at `i`, and the two days behind it.
  weekdaysDated(i: number): Read | undefined {
    if (this.word(i)?.is !== "weekday") return undefined
    const days = this.dayMonth(this.isPunct(i + 1, "،,(") ? i + 2 : i + 1)
    if (!days || (days.list.length === 1 && days.list[0]?.said.is !== "between")) return undefined
    return {end: days.end, said: days.list[0]?.said as Said, ...(days.list.length > 1 ? {list: days.list} : {})}
  }

  secondMonth(i: number): Read | undefined {
    const month = this.month(i, true)
    if (!month || month.hijri) return undefined
    const year = this.yearTail(month.end)
    return {
      end: year?.end ?? month.end,
      said: monthOf(month.m, year),
    }
  }

  // ---- one date at i

  point(i: number): Read | undefined {
    if (i >= this.tokens.count || this.depth >= DEEPEST) return undefined
    this.depth++
    const read = this.pointAt(i)
    this.depth--
    return read
  }

  pointAt(i: number): Read | undefined {
    const {tokens} = this
    const kind = tokens.kind[i]
    if (kind === NUMBER || (kind === WORD && (this.mark(i) || this.f(i) === "ال" || this.f(i) === "الفاتح" || this.f(i) === "فاتح"))) {
      const numeric = this.numeric(i)
      if (numeric) return this.agreeing(numeric)
      const ahead = this.fromNow(i)
      if (ahead) return ahead
      const days = this.dayMonth(i)
      if (days) {
        const only = days.list[0]
        return days.list.length === 1 && only
          ? this.agreeing({end: only.end, said: only.said})
          : {end: days.end, said: only?.said as Said, list: days.list}
      }
      const year = this.bareYear(i)
      if (year) return year
      // «3 أيام القادمة», «الخمس سنوات المقبلة»
      const length = this.length(i)
      const shift = length && shiftOf(this.f(length.end))
      if (length?.amount !== undefined && shift !== undefined && shift !== 0)
        return {end: length.end + 1, said: {is: "stretch", amount: length.amount, unit: length.unit, sign: shift < 0 ? -1 : 1}}
      // «ثالث ثلاثاء في أيلول»
      const nth = this.mark(i)
      if (nth?.ordinal && nth.value <= 5) {
        const at = this.word(nth.to)?.is === "unit" ? nth.to + 1 : nth.to
        const day = this.word(at) ?? dateWordOf(`ال${this.f(at)}`)
        if (day?.is === "weekday") {
          const of = this.monthDate(/^(في|من)$/.test(this.f(at + 1)) ? at + 2 : at + 1)
          if (of) return {end: of.end, said: {is: "part", part: {weekday: day.weekday, nth: nth.value}, of: of.said}}
        }
      }
      if (kind === NUMBER) return undefined
    }
    const w = this.word(i)
    if (!w) return undefined
    switch (w.is) {
      case "time-of-day": {
        const next = this.word(i + 1)
        if (this.f(i) === "ليله" || this.f(i) === "الليله") {
          const shift = shiftOf(this.f(i + 1))
          if (shift !== undefined) return {end: i + 2, said: {is: "relative", unit: "day", by: shift}}
        }
        const inner =
          next?.is === "weekday" ||
          next?.is === "day" ||
          (next?.is === "unit" && next.unit === "day") ||
          next?.is === "that" ||
          next?.is === "time-of-day" ||
          tokens.kind[i + 1] === NUMBER ||
          this.mark(i + 1)?.ordinal
            ? this.point(i + 1)
            : undefined
        if (inner) return inner
        // «عشية القمة», «غداة إعلان»: told on the eve, or on the morrow.
        if (this.f(i) === "عشيه" || this.f(i) === "غداه")
          return {end: i + 1, said: {is: "away", amount: 1, unit: "day", sign: this.f(i) === "عشيه" ? 1 : -1, from: "told"}}
        return undefined
      }
      case "day":
        return this.dayWord(i)
      case "weekday":
        return this.weekdayOrRun(i)
      case "month":
      case "month-head":
        return this.monthDate(i)
      case "season":
        return this.monthDate(i) ?? this.seasonDate(i)
      case "part":
        return this.partDate(i)
      case "fraction":
        return this.fractionDate(i)
      case "decade":
        return this.decadeDate(i)
      case "this":
      case "that": {
        const next = this.word(i + 1)
        if (w.is === "this" && next?.is === "weekday") return this.weekdayDate(i + 1)
        if (w.is === "this" && next?.is === "unit" && next.unit === "day" && !next.al) return this.point(i + 1)
        return this.unitDate(i)
      }
      case "unit": {
        const ahead = w.al || w.prep !== "" ? undefined : this.fromNow(i)
        if (ahead) return ahead
        if (w.unit === "week" && w.number === "sg" && !w.al) {
          // «أسبوع 16 سبتمبر»
          const day = this.mark(i + 1) || tokens.kind[i + 1] === NUMBER ? this.point(i + 1) : undefined
          if (day && !day.list && day.said.is === "date" && day.said.d !== undefined && day.said.m !== undefined)
            return {end: day.end, said: {is: "part", part: {unit: "week", count: 1, nth: 0}, of: day.said}}
        }
        if (/^ال(ليله)$/.test(this.f(i))) {
          const shift = shiftOf(this.f(i + 1))
          return {end: shift === undefined ? i + 1 : i + 2, said: {is: "relative", unit: "day", by: shift ?? 0}}
        }
        if (w.unit === "day" && w.number === "sg" && !w.al) {
          const next = this.word(i + 1)
          if (next?.is === "weekday" || next?.is === "day" || next?.is === "that" || next?.is === "this") return this.point(i + 1)
          if (tokens.kind[i + 1] === NUMBER || this.mark(i + 1)) {
            const inner = this.point(i + 1)
            if (inner) return inner
            const day = this.dayNumber(i + 1)
            if (day && tokens.kind[i + 1] === NUMBER && !this.countedAfter(day.end) && !this.isClock(i + 1))
              return {end: day.end, said: dateOf(undefined, undefined, day.d)}
          }
          if (this.lead(i + 1) === "before") return this.led(i + 1)
          return undefined
        }
        if (w.unit === "month" && w.number === "sg" && !w.al) return this.monthDate(i)
        return this.unitDate(i)
      }
      case "lead":
        return w.word === "eid" || w.word === "new-year" || w.word === "christmas" || w.word === "ashura"
          ? this.feastDate(i)
          : this.dayBeforeYesterday(i)
      default:
        return undefined
    }
  }

  /// «أول من أمس», «أول أمس».
  dayBeforeYesterday(i: number): Read | undefined {
    if (this.lead(i) !== "first") return undefined
    const j = this.f(i + 1) === "من" ? i + 2 : i + 1
    const w = this.word(j)
    if (w?.is !== "day" || w.by !== -1) return undefined
    const read = this.dayWord(j)
    return {end: read?.end ?? j + 1, said: {is: "relative", unit: "day", by: -2}}
  }

  /// «الجمعة 11 حتى الثلاثاء 15», «الثلاثاء الأخير من شهر مارس», else one weekday.
  weekdayOrRun(i: number): Read | undefined {
    const w = this.word(i)
    const nth = this.nth(i + 1)
    if (w?.is === "weekday" && nth && nth.n <= 5) {
      const link = /^(في|من|ل)$/.test(this.f(nth.end))
      const of = link ? (this.monthDate(nth.end + 1) ?? this.wholeAt(nth.end + 1)) : undefined
      if (of && link && nth.n !== 0 && of.said.is !== "weekday") {
        // «الثلاثاء الأخير من شهر مارس السنة القادمة»
        return {end: of.end, said: {is: "part", part: {weekday: w.weekday, nth: nth.n}, of: of.said}}
      }
    }
    if (w?.is === "weekday" && nth && nth.n >= 1 && nth.n <= 5 && !/^ال(اخير|اول)/.test(this.f(i + 1)))
      return {end: nth.end, said: {is: "part", part: {weekday: w.weekday, nth: nth.n}, of: {is: "relative", unit: "month", by: 0}}}
    return this.weekdayDate(i)
  }
}

/// «ثورة 25 يناير», «حرب أكتوبر», «جسر 6 أكتوبر» are names, unless a year follows.
const NAMED_BY_DATE = new Set(
  ["ثوره", "حرب", "ميدان", "جسر", "كوبري", "مدينه", "انتصارات", "جامعه", "شارع", "حركه", "ساحه", "محور", "صحيفه"].flatMap((w) => [
    w,
    `و${w}`,
    `ب${w}`,
    `ل${w}`,
  ]),
)

const LENGTH_QUALIFIERS = new Set([
  "اكثر",
  "من",
  "نحو",
  "حوالي",
  "قرابه",
  "زهاء",
  "ما",
  "يزيد",
  "علي",
  "عن",
  "يقارب",
  "اقل",
  "يقرب",
  "لا",
  "يقل",
  "بضعه",
  "بضع",
  "عده",
  "مجرد",
  "مده",
  "فتره",
  "حدود",
  "يناهز",
])
function threeParts(a: string, b: string, c: string, hijri: true | undefined): Said | undefined {
  const yearFirst = a.length === 4
  let year = Number(yearFirst ? a : c)
  let month = Number(b)
  let day = Number(yearFirst ? c : a)
  if (!yearFirst && c.length === 2) year += year < 50 ? 2000 : 1900
  else if (!yearFirst && c.length !== 4) return undefined
  if (month > 12 && day <= 12) [month, day] = [day, month]
  const isHijri = hijri || (year >= 1300 && year < 1500)
  if (isHijri ? month < 1 || month > 12 || day < 1 || day > 30 : !isRealDate(year, month, day)) return undefined
  const said = dateOf(year, month, day)
  if (isHijri) said.hijri = true
  return said
}

/// Every date, length from now and named day of the text, in order; one walk, each word looked at a fixed number of times.
export function readDates(tokens: Tokens, numbers: readonly NumberMark[]): SaidDate[] {
  const reader = new DateReader(tokens, numbers)
  const out: SaidDate[] = []
  for (let i = 0; i < tokens.count; ) {
    const kind = tokens.kind[i]
    if (
      kind !== NUMBER &&
      (kind !== WORD || (!factsAt(tokens, i).date && (reader.markAt[i] as number) < 0 && tokens.folded[i] !== "الفاتح"))
    ) {
      i++
      continue
    }
    const read = reader.led(i) ?? reader.run(i)
    if (!read) {
      // A number that is no date is stepped over whole; its last word may still open one («خمسة أيام»).
      i++
      continue
    }
    const named = NAMED_BY_DATE.has(itemAt(tokens.folded, i - 1) ?? "") && read.said.is === "date" && read.said.y === undefined
    if (named) {
      i = read.end
      continue
    }
    if (read.list) for (const part of read.list) out.push({from: part.from, to: part.end, said: part.said})
    else out.push({from: i, to: read.end, said: read.said})
    i = Math.max(read.end, i + 1)
  }
  return out
}

// ---- conveniences over a plain text

/// The words something rests on, and where they stand in the text.
export type Quoted = {readonly text: string; readonly start: number; readonly end: number}
export type DateIn = SaidDate & Quoted & {readonly settled: Settled | undefined}

/// Every date of a text, settled from one day: a bare weekday or month is the nearest one in the past.
export function datesOf(text: string, on: Day, tense: "past" | "future" | "none" = "none"): DateIn[] {
  const {tokens, quoted} = plain(text)
  const published: DayRange = {first: on, last: on}
  return readDates(tokens, readNumbers(tokens)).map((date) => ({
    ...date,
    ...quoted(date),
    settled: settleDate(date.said, {published, tense}),
  }))
}

export function numbersOf(text: string): (NumberMark & Quoted)[] {
  const {tokens, quoted} = plain(text)
  return readNumbers(tokens).map((mark) => ({...mark, ...quoted(mark)}))
}

export function quantitiesOf(text: string): (Quantity & Quoted)[] {
  const {tokens, quoted} = plain(text)
  return readQuantities(tokens, readNumbers(tokens)).map((q) => ({...q, ...quoted(q)}))
}

export const durationsOf = (text: string): (Quantity & Quoted)[] => quantitiesOf(text).filter((q) => q.kind === "time")

/// Signs of direction say nothing, and may stand within a number.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/// The words of a text without its signs of direction, and the way back to where they stood.
function plain(text: string): {readonly tokens: Tokens; readonly quoted: (range: {readonly from: number; readonly to: number}) => Quoted} {
  const kept: number[] = []
  if (DIRECTION.test(text)) for (let i = 0; i < text.length; i++) if (!DIRECTION.test(text[i] as string)) kept.push(i)
  const tokens = tokenize(kept.length ? kept.map((i) => text[i]).join("") : text, foldWord)
  const at = (i: number): number => (kept.length ? (kept[i] as number) : i)
  const quoted = ({from, to}: {readonly from: number; readonly to: number}): Quoted => {
    const start = at(tokens.start[from] as number)
    const end = at((tokens.end[to - 1] as number) - 1) + 1
    return {text: text.slice(start, end), start, end}
  }
  return {tokens, quoted}
}
