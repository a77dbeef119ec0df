import {type Comparator, NUMBER, PUNCT, type TokenRange, type Tokens, WORD} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import {foldWord} from "./fold.ts"
import {factsAt} from "./facts.ts"
import type {NumWord} from "./number-words.ts"
import {shiftOf} from "./calendar.ts"
import {nounAt} from "./units.ts"

/// A number of the text. What stands around it (about, more than, at least) is in `comparator`; vague words (بضعة) carry their bounds.
export type NumberMark = TokenRange & {
  readonly value: number
  readonly atLeast: number | undefined
  readonly atMost: number | undefined
  readonly comparator: Comparator
  readonly said: "digits" | "words" | "mixed"
  readonly ordinal: true | undefined
  /// A part of a whole (نصف, ثلثي, ثلاثة أرباع); نصف مليون is a plain number.
  readonly fraction: true | undefined
  /// A per cent sign or word stands beside it.
  readonly percent: true | undefined
  /// مئات, آلاف, عشرات, بضعة.
  readonly vague: true | undefined
  /// The two is in the noun itself: شخصان.
  readonly dual: true | undefined
  /// With ال: السنوات الخمس.
  readonly definite: true | undefined
  /// The last scale that was said (1000 in «190 ألف»), else 1.
  readonly scale: number
  /// Where the words of the comparator begin («أكثر من 20»), else `from`.
  readonly qualifiedFrom: number
  /// The other bound of a range: its index.
  readonly rangeWith: number | undefined
}

/// The number of a NUMBER token; NaN for what is none (12.5.2023).
export function numberOf(tokens: Tokens, i: number): number {
  const s = tokens.folded[i] as string
  // «0,234» is a decimal, whatever the grouping rule says, and «37.000» is thirty-seven thousand.
  if (s.charCodeAt(0) === 48 && s.length > 1 && s.charCodeAt(1) !== 46) {
    const c = tokens.text.charCodeAt((tokens.start[i] as number) + 1)
    if (c === 0x2c || c === 0x066b) return Number(`0.${s.slice(1)}`)
  }
  const value = Number(s)
  return s.endsWith(".000") && s.length <= 7 ? value * 1000 : value
}

/// A piece of a number: what stands between two و. `scale` is the smallest factor that what follows must stay below.
type Piece = {
  end: number
  value: number
  scale: number
  coefficient: number
  digits: boolean
  words: boolean
  vague: boolean
  atMost: number | undefined
  fraction: boolean
  definite: boolean
  hundred: boolean
}

/// A piece in words, with what is rare left out. Pieces and marks are each of one shape: numbers are many.
const inWords = (end: number, value: number, scale: number, coefficient: number, definite: boolean): Piece => ({
  end,
  value,
  scale,
  coefficient,
  digits: false,
  words: true,
  vague: false,
  atMost: undefined,
  fraction: false,
  definite,
  hundred: false,
})

type Draft = {-readonly [K in keyof NumberMark]: NumberMark[K]}

const markFrom = (
  from: number,
  to: number,
  value: number,
  comparator: Comparator,
  said: NumberMark["said"],
  scale: number,
  qualifiedFrom: number,
): Draft => ({
  from,
  to,
  value,
  comparator,
  said,
  scale,
  qualifiedFrom,
  atLeast: undefined,
  atMost: undefined,
  ordinal: undefined,
  fraction: undefined,
  percent: undefined,
  vague: undefined,
  dual: undefined,
  definite: undefined,
  rangeWith: undefined,
})

/// Fifths, sevenths, ninths and tenths are spelt like the numbers but for a vowel; a pair of them like a ten.
const PARTS: ReadonlyMap<number, number> = new Map([
  [5, 1 / 5],
  [7, 1 / 7],
  [9, 1 / 9],
  [10, 1 / 10],
  [50, 2 / 5],
  [70, 2 / 7],
  [90, 2 / 9],
  [20, 2 / 10],
])
/// What is measured, not counted, so that «خمس» before it is a fifth.
const WHOLE =
  /^(?:(?:مساح|ميزاني|موازن|تجار|طاق)(?:ه|ت(?:ه|ها|هم))|(?:سكان|انتاج|ناتج|صادرات|واردات|امدادات|احتياجات|استهلاك|اراضي|دخل|اقتصاد)(?:ه|ها|هم)?)$/
const PART_WORD = /(?:خمس|سبع|تسع|عشر)(?:ين)?$/
const saidWithDamma = (tokens: Tokens, i: number): boolean => /(?:خُمس|سُبع|تُسع|عُشر)/u.test(tokens.text.slice(tokens.start[i], tokens.end[i]))

/// «½» as the sign of its own.
const VULGAR: ReadonlyMap<string, number> = new Map([
  ["½", 1 / 2],
  ["⅓", 1 / 3],
  ["⅔", 2 / 3],
  ["¼", 1 / 4],
  ["¾", 3 / 4],
  ["⅕", 1 / 5],
  ["⅛", 1 / 8],
])

const isOrdinalSkip = new Set(["كانون", "تشرين", "ربيع", "جمادي"])

class Reader {
  readonly tokens: Tokens
  readonly info: (NumWord | undefined)[]
  constructor(tokens: Tokens) {
    this.tokens = tokens
    const info: (NumWord | undefined)[] = new Array(tokens.count)
    for (let i = 0; i < tokens.count; i++) info[i] = factsAt(tokens, i).number
    // «وأحد» folds to واحد: before عشر, or between a hundred and a ten, it is "and one".
    for (let i = 0; i + 1 < tokens.count; i++) {
      if (tokens.folded[i] !== "واحد") continue
      const [before, next] = [info[i - 1]?.cls, info[i + 1]]
      const inside =
        next?.cls === "tens" && next.wa && (before === "hundred" || before === "scale" || before === "scales" || before === "dual")
      if ((next?.cls === "ten" && !next.wa) || inside) info[i] = {cls: "head", value: 1, wa: true, prep: false, al: false, pronoun: false}
    }
    for (let i = 0; i < tokens.count; i++) {
      const w = info[i]
      const part = w && !w.al ? PARTS.get(w.value) : undefined
      // «خُمس», «سُبعَين»: the vowel makes a part of it.
      if (w && part && PART_WORD.test(tokens.folded[i] as string) && saidWithDamma(tokens, i))
        info[i] = {...w, cls: "fraction", value: part}
      // «متين وعشرة»: two hundred in Egypt; alone it means firm.
      else if (
        !w &&
        tokens.folded[i] === "متين" &&
        (info[i + 1]?.cls === "unit" || info[i + 1]?.cls === "tens" || info[i + 1]?.cls === "ten")
      )
        info[i] = {cls: "hundred", value: 200, wa: false, prep: false, al: false, pronoun: false}
    }
    this.info = info
  }

  /// The token that a following و joins to this number, or -1: «ثلاثة و عشرون», «ثلاثة وعشرون», «3 آلاف و500».
  joined(i: number): number {
    if (i >= this.tokens.count) return -1
    if (this.info[i]?.wa) return i
    if (this.tokens.folded[i] !== "و") return -1
    const next = i + 1
    return next < this.tokens.count && (this.tokens.kind[next] === NUMBER || (this.info[next] && !this.info[next]?.wa)) ? next : -1
  }

  /// A word of a class that continues a number with nothing before it (no و, no preposition).
  bare(i: number): NumWord | undefined {
    const w = this.info[i]
    return w && !w.wa && !w.prep ? w : undefined
  }

  /// Units, tens and hundreds: 1–999.
  group(i: number): Piece | undefined {
    let at = i
    let value = 0
    let below = 1000
    let definite = false
    let unitOpen = false
    let hundred = false
    for (let first = true; ; first = false) {
      const w = this.info[at]
      if (!w) break
      let add = 0
      let end = at + 1
      let newBelow = 0
      let isUnit = false
      if (w.cls === "unit" || w.cls === "head") {
        const next = this.bare(end)
        if (next?.cls === "ten" && w.value < 10) {
          add = 10 + w.value
          end++
          newBelow = 0
        } else if (next?.cls === "hundred" && next.value === 100 && w.cls === "unit" && w.value >= 3 && below === 1000) {
          add = w.value * 100
          end++
          newBelow = 100
        } else if (w.cls === "head") {
          const j = this.joined(end)
          if (j < 0 || this.info[j]?.cls !== "tens") break
          add = w.value
          isUnit = true
        } else {
          add = w.value
          isUnit = true
        }
      } else if (w.cls === "ten" || w.cls === "teen") add = w.value
      else if (w.cls === "tens") {
        add = w.value
        newBelow = 0
      } else if (w.cls === "hundred") {
        add = w.value
        newBelow = 100
      } else break
      const fitsAfterUnit = unitOpen && w.cls === "tens"
      if (!first && !fitsAfterUnit && (unitOpen || add >= below)) break
      value += add
      at = end
      definite ||= w.al
      hundred = newBelow === 100
      below = newBelow
      unitOpen = isUnit
      const j = this.joined(at)
      if (j < 0 || (!unitOpen && below === 0)) break
      const next = this.info[j]
      if (!next || next.prep) break
      const nextFits = unitOpen
        ? next.cls === "tens"
        : next.cls === "unit" || next.cls === "head" || next.cls === "ten" || next.cls === "teen" || next.cls === "tens"
      if (!nextFits) break
      // «بين خمسة وعشرين وثلاثين»: the grammar of numbers wins.
      at = j
      // A head that leads nowhere gives its و back.
      if (next.cls === "head" && this.bare(at + 1)?.cls !== "ten" && this.info[this.joined(at + 1)]?.cls !== "tens") {
        at = end
        break
      }
    }
    if (at === i) return undefined
    const p = inWords(at, value, 1, value, definite)
    p.hundred = hundred
    return p
  }

  /// Scales that multiply what was read: «190 مليار», «مئات الآلاف», «ألف مليار».
  scaled(piece: Piece): Piece {
    for (;;) {
      const w = this.bare(piece.end)
      if (!w) return piece
      const isScale = w.cls === "scale" || w.cls === "scales" || w.cls === "scale-or-dual"
      if (!isScale || piece.value >= 1e18 || (piece.scale > 1 && w.value < 1000)) return piece
      // «ألفي مليون»; never a smaller scale behind a larger one but ألف itself.
      if (piece.scale > w.value) return piece
      piece.value *= w.value
      piece.scale = piece.scale * w.value
      piece.words = true
      piece.end++
    }
  }

  /// A number in digits over what the tokeniser leaves apart: «12،5», «1،234،567», «3 فاصلة 5», «3 مئة».
  ///
  /// An object, not a pair: the engine keeps an array with one broken number in it as floating point throughout, and every place in
  /// the text that is read from it would be a boxed number from then on.
  digits(i: number): {value: number; end: number} {
    const {tokens} = this
    let value = numberOf(tokens, i)
    let end = i + 1
    const touching = (k: number): boolean =>
      tokens.kind[k] === PUNCT &&
      tokens.folded[k] === "،" &&
      tokens.kind[k + 1] === NUMBER &&
      tokens.end[k - 1] === tokens.start[k] &&
      tokens.end[k] === tokens.start[k + 1]
    if (
      Number.isInteger(value) &&
      value < 1000 &&
      touching(end) &&
      !(tokens.folded[i - 1] === "،" && tokens.end[i - 1] === tokens.start[i])
    ) {
      const width = (tokens.folded[end + 1] as string).length
      if (width === 3) {
        while (touching(end) && /^\d{3}$/.test(tokens.folded[end + 1] as string)) {
          value = value * 1000 + Number(tokens.folded[end + 1])
          end += 2
        }
      } else if (width < 3 && !touching(end + 2)) {
        value = Number(`${value}.${tokens.folded[end + 1]}`)
        end += 2
      }
    } else if (
      tokens.folded[end] === "فاصله" &&
      tokens.kind[end + 1] === NUMBER &&
      Number.isInteger(value) &&
      /^\d+$/.test(tokens.folded[end + 1] as string)
    ) {
      value = Number(`${value}.${tokens.folded[end + 1]}`)
      end += 2
    }
    const hundred = this.bare(end)
    if (value < 10 && hundred?.cls === "hundred" && hundred.value === 100 && !hundred.al) return {value: value * 100, end: end + 1}
    return this.grouped(i, value, end) ?? this.powered(value, end) ?? {value, end}
  }

  /// «10 000 دينار»: thousands parted by a space.
  grouped(i: number, value: number, end: number): {value: number; end: number} | undefined {
    const {tokens} = this
    const isGroup = (k: number): boolean =>
      tokens.kind[k] === NUMBER &&
      /^\d{3}$/.test(tokens.folded[k] as string) &&
      (tokens.start[k] as number) === (tokens.end[k - 1] as number) + 1
    if (
      tokens.kind[end] !== NUMBER ||
      end !== i + 1 ||
      !/^[1-9]\d{0,2}$/.test(tokens.folded[i] as string) ||
      !isGroup(end) ||
      tokens.kind[i - 1] === NUMBER
    )
      return undefined
    for (; isGroup(end); end++) value = value * 1000 + Number(tokens.folded[end])
    const last = tokens.kind[end]
    return last === NUMBER || (last === PUNCT && /[/\-–:]/.test(tokens.folded[end] as string)) ? undefined : {value, end}
  }

  /// «2^3», «1.5e9»
  powered(value: number, end: number): {value: number; end: number} | undefined {
    const {tokens} = this
    const sign = tokens.folded[end]
    if ((sign !== "^" && sign !== "e") || tokens.start[end] !== tokens.end[end - 1]) return undefined
    const minus = tokens.folded[end + 1] === "-"
    const at = minus || tokens.folded[end + 1] === "+" ? end + 2 : end + 1
    if (tokens.kind[at] !== NUMBER || tokens.start[at] !== tokens.end[at - 1]) return undefined
    const power = numberOf(tokens, at) * (minus ? -1 : 1)
    const result = sign === "e" ? value * 10 ** power : value ** power
    return Number.isFinite(result) ? {value: result, end: at + 1} : undefined
  }

  /// «3/4 كوب», «77/100», «½», «3 1/2»: a part written with a bar. What may be a day and a month needs a noun that is measured or divided.
  barred(i: number): {value: number; end: number} | undefined {
    const {tokens} = this
    const touches = (k: number): boolean => tokens.end[k - 1] === tokens.start[k]
    const bar = (k: number): boolean => tokens.kind[k] === PUNCT && tokens.folded[k] === "/" && touches(k)
    if (!bar(i + 1) || tokens.kind[i + 2] !== NUMBER || !touches(i + 2) || (touches(i + 3) && /[/-]/.test(tokens.folded[i + 3] ?? "")))
      return undefined
    const minus = tokens.folded[i - 1] === "-" && touches(i) && !(i > 1 && touches(i - 1))
    if (!minus && i > 0 && touches(i) && tokens.folded[i - 1] !== "(") return undefined
    const [over, under] = [numberOf(tokens, i), numberOf(tokens, i + 2)]
    if (!Number.isInteger(over) || !Number.isInteger(under) || under < 2 || over >= 1000 || under > 1000) return undefined
    const round = under === 10 || under === 100 || under === 1000
    const after = tokens.folded[i + 3] ?? ""
    const measured =
      over < under &&
      under <= 10 &&
      tokens.kind[i + 3] === WORD &&
      (!!nounAt(after)?.forms.some((f) => f.unit.kind !== "time" && f.unit.kind !== "count") || this.isDivided(i + 3))
    const noDate = round && (minus || over > 31 || (over > 12 && under > 31))
    return measured || noDate ? {value: over / under, end: i + 3} : undefined
  }

  /// The part behind a whole: «3 1/2».
  mixedPart(i: number): {value: number; end: number} | undefined {
    const {tokens} = this
    if (
      tokens.folded[i + 1] !== "/" ||
      tokens.kind[i + 2] !== NUMBER ||
      tokens.end[i] !== tokens.start[i + 1] ||
      tokens.folded[i + 3] === "/"
    )
      return undefined
    const [over, under] = [numberOf(tokens, i), numberOf(tokens, i + 2)]
    return over >= 1 && over < under && under <= 8 ? {value: over / under, end: i + 3} : undefined
  }

  /// «3/4 السكان»; «3/4 الماضي» and «3/4 المقبل» are days.
  isDivided(i: number): boolean {
    const f = this.tokens.folded[i] as string
    return f.startsWith("ال") && f.length > 4 && shiftOf(f) === undefined && !factsAt(this.tokens, i).date
  }

  piece(i: number): Piece | undefined {
    const {tokens} = this
    if (tokens.kind[i] === NUMBER) {
      const part = this.barred(i)
      if (part) return {...inWords(part.end, part.value, 1, part.value, false), digits: true, words: false, fraction: true}
      let {value, end} = this.digits(i)
      if (Number.isNaN(value)) return undefined
      const sign = tokens.kind[end] === PUNCT ? VULGAR.get(tokens.folded[end] as string) : undefined
      const half = sign === undefined && tokens.kind[end] === NUMBER && Number.isInteger(value) ? this.mixedPart(end) : undefined
      if (sign !== undefined) {
        value += sign
        end++
      } else if (half) {
        value += half.value
        end = half.end
      }
      const p = inWords(end, value, 1, value, itemAt(tokens.folded, i - 1) === "ال")
      p.digits = true
      p.words = false
      p.hundred = this.info[end - 1]?.cls === "hundred"
      return this.scaled(p)
    }
    const w = this.info[i]
    if (!w) return undefined
    switch (w.cls) {
      case "scale":
        return this.scaled(inWords(i + 1, w.value, w.value, 1, w.al))
      case "scales": {
        const p = this.scaled(inWords(i + 1, w.value, w.value, 1, w.al))
        p.vague = true
        return p
      }
      case "dual":
        return this.scaled(inWords(i + 1, w.value, w.value / 2, 2, w.al))
      case "scale-or-dual":
        // «مليونا و380 ألف»: one and more; before what is counted («مليونا برميل») two.
        return itemAt(this.tokens.folded, i + 1) === "و" || this.info[i + 1]?.wa
          ? this.scaled(inWords(i + 1, w.value, w.value, 1, w.al))
          : this.scaled(inWords(i + 1, w.value * 2, w.value, 2, w.al))
      case "vague": {
        const p = this.scaled(inWords(i + 1, w.value, 1, w.value, w.al))
        p.vague = true
        return p
      }
      case "few": {
        // «بضعة وعشرون»
        const tens = this.joined(i + 1)
        const ten = tens > 0 && this.info[tens]?.cls === "tens" ? (this.info[tens]?.value ?? 0) : 0
        if (ten) return {...this.scaled(inWords(tens + 1, ten + 3, 1, ten + 3, w.al)), vague: true, atMost: ten + 9}
        const next = this.bare(i + 1)
        let p = inWords(i + 1, 3, 1, 3, w.al)
        if (next?.cls === "vague") {
          p.end = i + 2
          p.value = 3 * next.value
        }
        p = this.scaled(p)
        p.vague = true
        p.atMost = p.value * 3
        return p
      }
      case "fraction":
      case "fraction-if-definite": {
        if (w.cls === "fraction-if-definite" && !w.al && !this.nextIsDefiniteNoun(i + 1)) return undefined
        // «الربع الأول», «النصف الثاني»: a part of a year, not of a whole.
        if (w.al && (this.info[i + 1]?.cls === "ordinal" || (this.tokens.folded[i + 1] ?? "").startsWith("ال"))) return undefined
        const p = this.scaled(inWords(i + 1, w.value, 1, w.value, w.al))
        if (p.scale === 1) p.fraction = true
        return p
      }
      case "unit":
      case "head": {
        const next = this.bare(i + 1)
        const part = this.partOf(i)
        if (part > 0) {
          const p = inWords(i + 1, part, 1, part, w.al)
          p.fraction = true
          return p
        }
        if (w.cls === "unit" && next?.cls === "fractions") {
          const p = this.scaled(inWords(i + 2, w.value * next.value, 1, w.value * next.value, w.al))
          if (p.scale === 1) p.fraction = true
          return p
        }
        const g = this.group(i)
        return g && this.scaled(g)
      }
      case "ten":
      case "teen":
      case "tens":
      case "hundred": {
        const part = w.value === 10 ? this.partOf(i) : 0
        if (part > 0) {
          const p = inWords(i + 1, part, 1, part, w.al)
          p.fraction = true
          return p
        }
        if (w.value === 100 && w.al && isPercentWord(tokens.folded[i] as string, tokens.folded[i - 1])) return undefined
        if (w.value === 100 && w.prep && w.al) return undefined
        const g = this.group(i)
        return g && this.scaled(g)
      }
      default:
        return undefined
    }
  }

  /// «خمس السكان», «عشر إنتاجها», «بأكثر من الخمس»: a fifth, a tenth of what nobody counts; 0 where it is five or ten of something.
  partOf(i: number): number {
    const {folded} = this.tokens
    const w = this.info[i]
    const part = w && PART_WORD.test(folded[i] as string) ? (PARTS.get(w.value) ?? 0) : 0
    if (!w || part === 0) return 0
    if (!w.al) return this.nextIsDefiniteNoun(i + 1) || WHOLE.test(folded[i + 1] ?? "") ? part : 0
    const lead = folded[i - 1] ?? ""
    const led = lead === "من" ? /(?:اكثر|اقل|قرب)$/.test(folded[i - 2] ?? "") : /^(?:ب?نحو|ب?حوالي|ب?قرابه|بمقدار|بنسبه)$/.test(lead)
    return led ? part : 0
  }

  /// خمس السكان is a fifth of them; خمس الأوائل would be too, and is not written.
  nextIsDefiniteNoun(i: number): boolean {
    const f = this.tokens.kind[i] === WORD ? (this.tokens.folded[i] as string) : ""
    return f.startsWith("ال") && f.length > 4 && !this.info[i]
  }

  /// An ordinal with what belongs to it: «الحادي والعشرين», «الثالثة عشرة».
  ordinal(i: number): {end: number; value: number; definite: boolean} | undefined {
    const {tokens} = this
    const w = this.info[i]
    if (!w) return undefined
    if (w.cls === "hundred" && w.al && w.value === 100 && !w.prep) {
      const j = this.joined(i + 1)
      const rest = j > 0 && this.info[j]?.al ? this.ordinal(j) : undefined
      return rest && {end: rest.end, value: rest.value + 100, definite: rest.definite}
    }
    if (w.cls === "tens" && w.al && !w.prep) {
      const before = tokens.kind[i - 1] === WORD ? (tokens.folded[i - 1] as string) : ""
      if (w.wa || (before && !before.startsWith("ال")) || before.endsWith("ات")) return undefined
      const known = before ? nounAt(before) : undefined
      if (known?.forms.some((f) => f.number === "pl")) return undefined
      return {end: i + 1, value: w.value, definite: true}
    }
    if (w.cls === "unit" && w.al && w.value === 1 && !w.prep) {
      const j = this.joined(i + 1)
      const ten = j > 0 && this.info[j]?.al && this.info[j]?.cls === "tens" ? this.info[j] : undefined
      return ten && {end: j + 1, value: ten.value + 1, definite: true}
    }
    if (w.cls !== "ordinal" && w.cls !== "ordinal-head") return undefined
    const before = tokens.folded[i - 1] ?? ""
    if (isOrdinalSkip.has(before) || isOrdinalSkip.has(before.slice(1)) || before === "الاخره" || before === "الاخر") return undefined
    const next = this.bare(i + 1)
    if (next?.cls === "ten") return {end: i + 2, value: w.value + 10, definite: w.al}
    const j = this.joined(i + 1)
    if (j > 0 && this.info[j]?.cls === "tens" && this.info[j]?.al)
      return {end: j + 1, value: w.value + (this.info[j]?.value ?? 0), definite: true}
    if (w.cls === "ordinal-head") return undefined
    // «أول من أمس» is a day; ثانية without ال is a second or "again".
    const form = tokens.folded[i] as string
    if (w.value === 1 && tokens.folded[i + 1] === "من" && /امس/.test(tokens.folded[i + 2] ?? "")) return undefined
    if (!w.al && (form.endsWith("ثانيه") || form.endsWith("اولي"))) return undefined
    return {end: i + 1, value: w.value, definite: w.al}
  }

  /// «ثلاثة فاصلة خمسة», «اثنان فاصلة صفر خمسة»: what follows the point, digit by digit or as one number.
  afterPoint(p: Piece): Piece | undefined {
    const {tokens} = this
    if (p.scale !== 1 || p.vague || p.fraction || tokens.folded[p.end] !== "فاصله" || !Number.isInteger(p.value)) return undefined
    let at = p.end + 1
    let places = ""
    for (
      let w = this.bare(at);
      w && w.cls === "unit" && w.value < 10 && this.joined(at + 1) < 0 && this.bare(at + 1)?.cls !== "ten";
      w = this.bare(at)
    ) {
      places += w.value
      at++
    }
    if (!places) {
      const rest = tokens.kind[at] === NUMBER ? undefined : this.bare(at) && this.group(at)
      if (!rest) return undefined
      places = String(rest.value)
      at = rest.end
    }
    const value = Number(`${p.value}.${places}`)
    return {...p, end: at, value, coefficient: value, words: true}
  }

  /// «واحد على عشرين» at the end of what is said, «ثلاثة أجزاء من مئة»: one number over another.
  ratio(i: number, p: Piece): Piece | undefined {
    const {tokens} = this
    if (p.vague || p.fraction) return undefined
    const link = tokens.folded[p.end] ?? ""
    const parts = PART_NOUNS.has(link) && tokens.folded[p.end + 1] === "من"
    if (!parts && link !== "علي") return undefined
    const under = this.whole(p.end + (parts ? 2 : 1))
    if (!under || under.vague || under.fraction || under.value <= p.value) return undefined
    const closed = under.end >= tokens.count || tokens.kind[under.end] === PUNCT || tokens.folded[under.end] === "من"
    if (!parts && (!closed || /^[ولب]?كل$/.test(tokens.folded[i - 1] ?? ""))) return undefined
    const value = p.value / under.value
    return {...p, end: under.end, value, coefficient: value, scale: 1, digits: p.digits || under.digits, words: true, fraction: true}
  }

  /// A whole number from its first piece: pieces joined by و while they get smaller, «ونصف», «واحد» after a scale.
  whole(i: number): Piece | undefined {
    const first = this.piece(i)
    if (!first) return undefined
    const spoken = this.afterPoint(first)
    if (spoken) return this.scaled(spoken)
    const p = first
    while (!p.fraction) {
      const one = this.bare(p.end)
      if (one?.cls === "unit" && one.value === 1 && p.scale >= 1000 && p.coefficient === 1 && !p.vague) {
        p.end++
        break
      }
      const j = this.joined(p.end)
      if (j < 0) break
      const w = this.info[j]
      if (w?.prep) break
      if (w?.cls === "fraction" && w.value < 2 / 3 && !w.pronoun && !w.al && !p.vague) {
        // «مليون ونصف», «25 مليارا ونصف المليار», «مليونين ونصف مليون»
        const scale = this.bare(j + 1)
        const own = scale && (scale.cls === "scale" || scale.cls === "scale-or-dual" || scale.cls === "scales") ? scale.value : 0
        if (own > p.scale) break
        p.value += w.value * (own || p.scale)
        p.end = j + (own ? 2 : 1)
        p.words = true
        break
      }
      if (w?.cls === "unit" && p.scale === 1 && this.bare(j + 1)?.cls === "fractions" && !p.vague) {
        p.value += w.value * (this.bare(j + 1)?.value ?? 0)
        p.end = j + 2
        p.words = true
        break
      }
      const hundredTail = p.hundred && this.tokens.kind[j] === NUMBER
      if (p.scale < 1000 && !hundredTail) break
      const next = this.piece(j)
      if (!next || next.vague || next.fraction || next.value >= (hundredTail ? 100 : p.scale) || (hundredTail && next.scale > 1)) break
      p.end = next.end
      p.value += next.value
      p.scale = next.scale > 1 ? next.scale : 1
      p.digits ||= next.digits
      p.words ||= next.words
      p.hundred = next.hundred
      p.coefficient = p.value
      if (p.scale === 1) break
    }
    return p
  }
}

const PART_NOUNS: ReadonlySet<string> = new Set(["جزء", "جزءا", "جزا", "اجزاء"])

const isPercentWord = (folded: string, before: string | undefined): boolean =>
  folded === "بالميه" ||
  folded === "بالمايه" ||
  ((folded === "الميه" || folded === "المايه") && (before === "في" || before === "ب" || before === "وفي"))

/// How many tokens of a per cent sign stand at `i`: «٪», «بالمئة», «في المائة»; 0 if none.
export function percentAt(tokens: Tokens, i: number): number {
  if (i >= tokens.count) return 0
  const f = tokens.folded[i] as string
  if (f === "%" || f === "٪" || f === "﹪") return 1
  if (f === "بالميه" || f === "بالمايه") return 1
  const next = tokens.folded[i + 1]
  if ((f === "في" || f === "ب") && (next === "الميه" || next === "المايه")) return 2
  return 0
}

// ---- what qualifies a number

const ABOUT = setOf("حول نحو حوالي قرابة زهاء يقارب تقارب يناهز تناهز قارب قاربت ناهز ناهزت مقاربا")
const ABOVE = setOf(
  "يتجاوز تتجاوز تجاوز تجاوزت متجاوزا متجاوزة يفوق تفوق فاق فاقت يتخطى تتخطى تخطى تخطت متخطيا يتعدى تتعدى تعدى تعدت يتجاوزون فوق",
)
const BELOW = setOf("دون")
const MORE_THAN = setOf("أكثر أكبر أزيد أعلى")
const LESS_THAN = setOf("أقل أدنى أصغر")
const NEAR_FROM = setOf("يقرب يقترب تقترب قريب قريبة قريبا اقترب اقتربت تقرب")
const EXCEED_BY = setOf("يزيد تزيد زاد زادت يربو تربو ينوف تنوف يزيدون ربا زائدا")
const FALL_BY = setOf("يقل تقل قل قلت يقلون")
const NOT = setOf("لا لم لن ألا لما")

function setOf(text: string): ReadonlySet<string> {
  const out = new Set<string>()
  for (const word of text.split(" ")) for (const before of ["", "و", "ف", "ب", "ل", "ول", "وب", "ك", "فل"]) out.add(before + foldWord(word))
  return out
}

type Qualified = {comparator: Comparator; from: number}

/// Reads backwards from the number over at most six words: «ما لا يقل عن», «بأكثر من», «لم تعد تتجاوز».
function qualifierBefore(tokens: Tokens, start: number): Qualified | undefined {
  const word = (i: number): string => (i >= 0 && tokens.kind[i] === WORD ? (tokens.folded[i] as string) : "")
  let p = start - 1
  if (p >= 0 && tokens.kind[p] === PUNCT && /[$€£]/.test(tokens.folded[p] as string)) p--
  if (word(p) === "ال") p--
  const a = word(p)
  if (!a) return undefined
  const denied = (i: number): boolean => NOT.has(word(i)) || (NOT.has(word(i - 1)) && (word(i) === "تعد" || word(i) === "يعد"))
  const back = (i: number): number => (word(i) === "ما" || word(i) === "بما" || word(i) === "لما" || word(i) === "وما" ? i : i + 1)
  if (ABOUT.has(a)) return {comparator: "~", from: back(p - 1)}
  if (ABOVE.has(a)) return denied(p - 1) ? {comparator: "<=", from: back(p - 2)} : {comparator: ">", from: back(p - 1)}
  if (BELOW.has(a)) return {comparator: "<", from: back(p - 1)}
  const b = word(p - 1)
  if (a === "من") {
    if (MORE_THAN.has(b)) return {comparator: ">", from: p - 1}
    if (LESS_THAN.has(b)) return {comparator: "<", from: p - 1}
    if (NEAR_FROM.has(b)) return {comparator: "~", from: back(p - 2)}
  }
  if (a === "عن" || a === "علي") {
    if (EXCEED_BY.has(b)) return denied(p - 2) ? {comparator: "<=", from: back(p - 3)} : {comparator: ">", from: back(p - 2)}
    if (FALL_BY.has(b)) return denied(p - 2) ? {comparator: ">=", from: back(p - 3)} : {comparator: "<", from: back(p - 2)}
  }
  if ((a === "الي" || a === "ل") && /^[يت]?صل/.test(b) && /^[بل]?ما$/.test(word(p - 2))) return {comparator: "<=", from: p - 2}
  if (a === "حدود" || a === "بحدود") return {comparator: "~", from: a === "حدود" ? p - 1 : p}
  if ((b === "بحد" || b === "كحد") && a === "اقصي") return {comparator: "<=", from: p - 1}
  if ((b === "بحد" || b === "كحد") && a === "ادني") return {comparator: ">=", from: p - 1}
  if (b === "علي" && a === "الاقل") return {comparator: ">=", from: p - 1}
  return undefined
}

/// Reads on from the number over its noun: «18 مدنيا على الأقل», «300 تقريبا».
function qualifierAfter(tokens: Tokens, end: number): Comparator | undefined {
  for (let i = end; i < end + 5 && i < tokens.count && tokens.kind[i] === WORD; i++) {
    const f = tokens.folded[i] as string
    const next = tokens.folded[i + 1]
    if (f === "علي" && next === "الاقل") return ">="
    if (f === "علي" && next === "الاكثر") return "<="
    if (f === "تقريبا") return "~"
    if (f === "فاكثر" || (f === "او" && next === "اكثر")) return ">="
    if ((f === "بحد" || f === "كحد") && next === "ادني") return ">="
    if ((f === "بحد" || f === "كحد") && next === "اقصي") return "<="
    if (f === "ونيف" || f === "ونيفا") return ">"
    if (i > end && factsAt(tokens, i).number) return undefined
  }
  return undefined
}

/// «رفع القرض من 3 إلى 8 مليارات» says two numbers, not a range between them.
const CHANGES = setOf(
  "رفع رفعت يرفع ترفع ارتفع ارتفعت يرتفع ترتفع ارتفاع ارتفاعا زاد زادت زيادة يزيد تزيد انخفض انخفضت انخفاض انخفاضا خفض خفضت يخفض تخفيض تراجع تراجعت تراجعا هبط هبطت هبوط قفز قفزت صعد صعدت صعودا نما نمت تقلص تقلصت تقليص توسع توسيع عدل عدلت تعديل تحول انتقل انتقلت تضاعف تضاعفت رفعه رفعها خفضه خفضها زيادته هوى هوت",
)

/// Every number of the text, in order: one walk from left to right; a token is looked at a fixed number of times.
export function readNumbers(tokens: Tokens): NumberMark[] {
  const reader = new Reader(tokens)
  const marks: Draft[] = []
  const {info} = reader
  for (let i = 0; i < tokens.count; ) {
    const isNumber = tokens.kind[i] === NUMBER
    if (!isNumber && !info[i]) {
      const sign = tokens.kind[i] === PUNCT ? VULGAR.get(tokens.folded[i] as string) : undefined
      if (sign) {
        marks.push(markOf(tokens, i, {...inWords(i + 1, sign, 1, sign, false), digits: true, words: false, fraction: true}))
      } else if (tokens.folded[i] === "http" || tokens.folded[i] === "https") {
        // The numbers of an address count nothing.
        while (i + 1 < tokens.count && tokens.start[i + 1] === tokens.end[i]) i++
      } else if (tokens.kind[i] === WORD) {
        const {dual} = factsAt(tokens, i)
        if (dual && (!dual.definite || dual.form.unit.kind === "time")) {
          const q = qualifierBefore(tokens, i)
          const comparator = q?.comparator ?? qualifierAfter(tokens, i + 1) ?? "="
          const two = markFrom(i, i + 1, 2, comparator, "words", 1, q?.from ?? i)
          two.dual = true
          if (dual.definite) two.definite = true
          marks.push(two)
        }
      }
      i++
      continue
    }
    const ordinal = isNumber ? undefined : reader.ordinal(i)
    if (ordinal) {
      const mark = markFrom(i, ordinal.end, ordinal.value, "=", "words", 1, i)
      mark.ordinal = true
      if (ordinal.definite) mark.definite = true
      marks.push(mark)
      i = ordinal.end
      continue
    }
    const whole = reader.whole(i)
    if (!whole) {
      i++
      continue
    }
    const p = reader.ratio(i, whole) ?? whole
    marks.push(markOf(tokens, i, p))
    i = p.end
  }
  return ranged(tokens, marks)
}

function markOf(tokens: Tokens, i: number, p: Piece): Draft {
  const q = qualifierBefore(tokens, i)
  const percent = percentAt(tokens, p.end) > 0 || isPercentBefore(tokens, i)
  let comparator: Comparator = q?.comparator ?? qualifierAfter(tokens, p.end) ?? "="
  const atMost = p.atMost
  let atLeast: number | undefined
  if (p.vague) {
    atLeast = p.value
    if (comparator === "=") comparator = atMost === undefined ? ">" : ">="
  }
  let value = p.value
  let from = i
  if (MINUS.has(itemAt(tokens.folded, i - 1) ?? "")) {
    value = -value
    from = i - 1
  } else if (tokens.kind[i] === NUMBER && i > 0 && tokens.kind[i - 1] === PUNCT) {
    const sign = tokens.folded[i - 1] as string
    const touches = tokens.end[i - 1] === tokens.start[i]
    const freeBefore = i === 1 || (tokens.end[i - 2] as number) < (tokens.start[i - 1] as number)
    if ((sign === "-" || sign === "−") && touches && freeBefore && tokens.kind[i - 2] !== NUMBER) {
      value = -value
      from = i - 1
    } else if ((sign === "." || sign === "٫") && touches && freeBefore && p.scale === 1 && Number.isInteger(value)) {
      value /= 10 ** (tokens.folded[i] as string).length
      from = i - 1
    }
  }
  const mark = markFrom(from, p.end, value, comparator, p.digits ? (p.words ? "mixed" : "digits") : "words", p.scale, q?.from ?? from)
  mark.atLeast = atLeast
  mark.atMost = atMost
  if (p.vague) mark.vague = true
  if (p.fraction) mark.fraction = true
  if (p.definite) mark.definite = true
  if (percent) mark.percent = true
  return mark
}

const MINUS = new Set(["سالب", "وسالب", "بسالب", "ناقص", "وناقص", "بناقص"])

/// «%40» and «بالمئة 40», as right-to-left pages carry it.
function isPercentBefore(tokens: Tokens, i: number): boolean {
  const f = itemAt(tokens.folded, i - 1)
  if (f === "بالميه" || f === "بالمايه") return tokens.kind[i - 2] !== NUMBER
  return (
    (f === "%" || f === "٪") &&
    tokens.kind[i] === NUMBER &&
    tokens.end[i - 1] === tokens.start[i] &&
    tokens.kind[i - 2] !== NUMBER &&
    (i < 2 || (tokens.end[i - 2] as number) < (tokens.start[i - 1] as number))
  )
}

/// Joins the bounds of ranges: «بين 25 و50 ألف», «من 5 إلى 7», «25-30», «أربعة أو خمسة». The first takes the scale and the per cent of the second.
function ranged(tokens: Tokens, marks: Draft[]): NumberMark[] {
  for (let n = 0; n + 1 < marks.length; n++) {
    const a = marks[n] as Draft
    const b = marks[n + 1] as Draft
    if (a.ordinal || b.ordinal || b.from - a.to > 4 || a.rangeWith !== undefined || a.dual) continue
    const kind = rangeKind(tokens, a, b)
    if (!kind) continue
    let value = a.value
    let scale = a.scale
    if (a.scale === 1 && b.scale > 1 && a.value < b.value / b.scale && !a.fraction) {
      value *= b.scale
      scale = b.scale
    }
    // «ما بين 32 و30 مليار دولار»: the higher bound first.
    if (kind === "between" && a.scale === 1 && b.scale >= 1000 && !a.fraction && a.value <= 999 && a.value * b.scale > b.value) {
      if (a.value * b.scale > 3 * b.value) continue
      a.value *= b.scale
      a.scale = b.scale
      a.comparator = "<="
      a.rangeWith = n + 1
      b.comparator = ">="
      b.rangeWith = n
      continue
    }
    if (value >= b.value) continue
    // «ارتفع من 1.2 مليار عام 2021 إلى 3.4 مليار»: years are no bounds of an amount.
    if (isYear(a) !== isYear(b) || (isYear(a) && kind === "dash")) continue
    const isChange = kind === "from" && changesBefore(tokens, a.qualifiedFrom)
    a.value = value
    a.scale = scale
    a.comparator = isChange ? "=" : ">="
    a.rangeWith = n + 1
    if (b.percent) a.percent = true
    b.comparator = isChange ? "=" : "<="
    b.rangeWith = n
  }
  return marks
}

const isYear = (m: NumberMark): boolean =>
  m.said === "digits" && m.value >= 1900 && m.value <= 2100 && Number.isInteger(m.value) && m.to - m.from === 1

const BETWEEN = new Set(["بين", "وبين", "ببين", "فبين", "لبين"])

function rangeKind(tokens: Tokens, a: NumberMark, b: NumberMark): "between" | "from" | "dash" | "or" | undefined {
  const between = (i: number): boolean => BETWEEN.has(tokens.folded[i] ?? "")
  const gap = b.from - a.to
  const first = tokens.folded[a.to] ?? ""
  const isWordB = tokens.kind[b.from] === WORD
  const bWord = isWordB ? factsAt(tokens, b.from).number : undefined
  if (gap === 1 && tokens.kind[a.to] === PUNCT && /[-–—−]/.test(first)) {
    const chained = (i: number, j: number): boolean =>
      tokens.kind[i] === PUNCT && tokens.end[i] === tokens.start[j] && tokens.kind[j] === NUMBER
    return a.said === "digits" &&
      b.said !== "words" &&
      !chained(b.to, b.to + 1) &&
      !(tokens.kind[a.from - 1] === PUNCT && tokens.kind[a.from - 2] === NUMBER && tokens.end[a.from - 1] === tokens.start[a.from])
      ? "dash"
      : undefined
  }
  for (let i = a.to; i < b.from; i++) if (tokens.kind[i] !== WORD) return undefined
  const link = tokens.folded[b.from - 1] ?? ""
  if (gap >= 1 && link === "او") return "or"
  const qualifier = b.qualifiedFrom < b.from
  const joined = bWord?.wa || (gap >= 1 && link === "و")
  if (joined && (between(a.qualifiedFrom - 1) || between(a.from - 1))) return "between"
  if (qualifier) return undefined
  const to =
    link === "الي" ||
    link === "حتي" ||
    link === "وحتي" ||
    link === "ل" ||
    (link === "ال" && tokens.folded[b.from - 2] === "الي") ||
    (gap === 0 && bWord?.prep && (tokens.folded[b.from] as string).startsWith("ل"))
  // «ما بين خمسة آلاف إلى ستة آلاف»
  if (to && between(a.from - 1)) return "between"
  if (to && tokens.folded[a.from - 1] === "من") return "from"
  if (to && gap === 1 && a.said === "digits" && link === "الي") return "from"
  return undefined
}

function changesBefore(tokens: Tokens, from: number): boolean {
  for (let i = from - 1; i >= 0 && i > from - 13 && tokens.kind[i] !== PUNCT; i--) if (CHANGES.has(tokens.folded[i] as string)) return true
  return false
}
