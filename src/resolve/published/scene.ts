import type {Marks} from "../../annotate/index.ts"
import type {SaidDate} from "../../lang/index.ts"
import {PUNCT} from "../../model/index.ts"
import {firstFrom, itemAt} from "../../support/index.ts"
import type {CutDate} from "./cut.ts"
import {
  AHEAD,
  AIM,
  ANNIVERSARY,
  BEHIND,
  DATA,
  DID_NOT,
  FUTURE,
  MAYBE,
  NOT_YET,
  PRESENT,
  PUT_OFF,
  WAS,
  type DatedEvent,
  type DatedFacts,
} from "./facts.ts"

export type Tense = "past" | "future" | "none"

export type Told = {
  readonly date: SaidDate
  readonly index: number
  readonly tense: Tense
  readonly sentence: number
  readonly quote: string
  readonly place: "head" | "title" | "lead" | "body" | "caption"
  readonly quoted: boolean
  /// A date with its year stands before it in the sentence, so the year may be that one.
  readonly inherits: boolean
  /// The weekday named in it, and how many days from publication its day-word lies: «أمس الجمعة».
  readonly weekday: number | undefined
  readonly by: number | undefined
  /// «وكان قد زارها في 5 مايو»: told as what had happened before the news.
  readonly before: boolean
}

export type Line = {readonly from: number; readonly to: number; readonly words: number}

export type Scene = {
  readonly marks: Marks
  readonly facts: DatedFacts
  /// For each token, the bits of its word.
  readonly own: Uint16Array
  readonly plain: Uint16Array
  readonly lines: readonly Line[]
  readonly told: readonly Told[]
  /// For each sentence, the part of the report it belongs to.
  readonly placeOf: readonly Told["place"][]
  /// Names of dated events and of yearly days; what is said of the first is in `happenings`.
  readonly named: readonly Named[]
  readonly happenings: readonly Happening[]
  readonly cut: readonly CutDate[]
}

export const HEAD_LINES = 8
export const FOOT_LINES = 4

export const yearSaid = (said: SaidDate["said"]): number | undefined => (said.is === "date" ? said.y : lastYear(said))

/// How far a verb may stand from its date, in words.
const TENSE_LEFT = 30
const TENSE_RIGHT = 14

/// «قبل أن يعلن», «إلى أن توقف»: done, where what governs it is.
const DONE_BY = /^[وف]?(?:قبل|قبيل|الي|بعد|منذ|حتي)$/
/// Who managed to do something did it.
const MANAGED = /^[وف]?(?:استطاع|تمكن|نجح|سبق|كاد|اضطر|حدث|صادف|شاء)/

/// The tense in which a date is told: of the verb before it in the sentence, else of the first after it.
export function tenseAt(
  {marks, own, plain, facts}: Pick<Scene, "marks" | "own" | "plain" | "facts">,
  at: {readonly from: number; readonly to: number; readonly inside?: boolean; readonly said?: SaidDate["said"]},
  sentence: number,
): Tense {
  const {tokens, predicates, predicateAt, sentences, aside} = marks
  const s = sentences[sentence] as {from: number; to: number}
  const verb = (i: number): Tense | undefined => {
    const n = predicateAt[i] as number
    const p = n >= 0 ? predicates[n] : undefined
    // «سيطرت» only looks like a future.
    const done = p?.cls === "v" && p.aspect === "perf"
    if ((own[i] as number) & FUTURE && !done && marks.words[i]?.verb && (marks.mentionAt[i] ?? -1) < 0) return "future"
    if (p?.cls !== "v") return undefined
    const before = i > 0 ? (plain[i - 1] as number) : 0
    if (p.future || before & NOT_YET) return "future"
    if (p.aspect === "impf" && !((own[i] as number) & PRESENT)) return undefined
    if (p.aspect === "impf") return before & DID_NOT ? "past" : before & MAYBE ? "future" : "none"
    return p.aspect === "perf" ? "past" : undefined
  }
  const ahead = (i: number): boolean => ((plain[i] as number) & AHEAD) !== 0 && !aside[i]
  // «بحلول 2 أبريل»
  if (((plain[at.from] as number) & AHEAD) !== 0) return "future"
  // «الاتفاق المبرم عام 2015», whatever is to come of it.
  if (at.said?.is === "date" && at.said.y !== undefined && facts.words.get("done-at")?.has(tokens.folded[at.from - 1] as string))
    return "past"
  const isMaybe = (i: number): boolean =>
    ((own[i] as number) & PRESENT) !== 0 && ((plain[i - 1] ?? 0) & MAYBE) !== 0 && marks.words[i]?.verb !== undefined
  const wasAhead = (i: number): boolean => (((plain[i - 1] ?? 0) | (plain[i - 2] ?? 0) | (plain[i - 3] ?? 0)) & WAS) !== 0
  // «القمة المقررة», «انتخابات الكنيست المرتقبة»
  if (at.inside && at.to < s.to && ahead(at.to)) return "future"
  if (isPutOff({marks, plain}, at, s)) return "future"
  if (at.inside && isWished({marks, facts}, at.from, s.from)) return "future"
  if (at.inside)
    for (let i = at.from; i < at.to; i++) {
      const tense = ahead(i) ? "future" : verb(i)
      if (tense && tense !== "none") return tense
    }
  let commas = 0
  let behind = false
  // «توقع أن تعقد بين 3 و5 أيار»: what hangs on «أن» comes after the verb that governs it.
  let hangs = false
  for (let i = at.from - 1; i >= Math.max(s.from, at.from - TENSE_LEFT); i--) {
    // What is to come in one clause says nothing of the next.
    if (tokens.kind[i] === PUNCT && "،,؛".includes(tokens.folded[i] as string)) commas++
    behind ||= ((plain[i] as number) & BEHIND) !== 0
    const tense = ahead(i) ? (wasAhead(i) ? "none" : "future") : verb(i)
    // «الموعد قد يكون في نوفمبر», of a verb that is no other news.
    if (!tense && isMaybe(i) && at.from - i <= 7) return "future"
    // «من المقرر أن تنعقد القمة في 17 يونيو»: the verb under «أن» has the time of what governs it.
    if (tense === "none" && !ahead(i) && tokens.folded[i - 1] === "ان" && i - 1 > s.from) {
      const link = tokens.folded[i - 2] ?? ""
      if (link === "علي") return "future"
      hangs ||= !DONE_BY.test(link)
      continue
    }
    const wish = tense === "past" && commas === 0 && !at.inside ? wishOf({marks, facts}, i, at.from) : undefined
    // «دعا إلى التظاهر في 15 أغسطس» lies ahead; «اتفقت على زيادة الإنتاج في نوفمبر» may, and so may a month of any wish.
    if (wish) return wish === "calls" && at.said?.is === "date" && at.said.d !== undefined ? "future" : "none"
    if (tense === "past" && hangs && !MANAGED.test(tokens.folded[i] as string)) return "future"
    if (tense === "future" && ((commas > 0 && at.from - i > 7) || behind)) return "none"
    // A verb of the present in a clause before says nothing either.
    if (tense === "none" && (commas > 0 || at.from - i > 7)) continue
    if (tense) return tense
  }
  for (let i = at.to; i < Math.min(s.to, at.to + TENSE_RIGHT); i++) {
    const tense = ahead(i) ? "future" : verb(i)
    if (tense) return tense
  }
  return "none"
}

/// How far from the verb its complement may stand, in words.
const WISH_REACH = 10
const LINK = /^(?:الي|علي)$/
const LINKED = /^[وف]?(?:ب|لل?)(?=...)/

/// What a predicate at `i` wants of what follows it before `to`: «دعا إلى», «اتفقت على», «هدد ب».
function wishOf({marks, facts}: Pick<Scene, "marks" | "facts">, i: number, to: number): "calls" | "agrees" | undefined {
  const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
  const wish =
    !p || p.passive
      ? undefined
      : facts.words.get("calls")?.has(p.lemma)
        ? "calls"
        : facts.words.get("agrees")?.has(p.lemma)
          ? "agrees"
          : undefined
  if (!wish) return undefined
  const {folded} = marks.tokens
  // «اقترح عقد جولة», «حدد موعد الجلسة»
  let linked =
    facts.words.get("wants")?.has(p?.lemma ?? "") === true && p?.args.some((a) => a.rel === "obj" && a.token > i && a.token < to) === true
  for (let k = i + 1; k < to; k++) {
    // «وافق على الاتفاق الموقع في مايو»
    if (facts.words.get("done-at")?.has(folded[k] as string)) return undefined
    if (linked || k > i + WISH_REACH) continue
    const deed = itemAt(marks.predicates, marks.predicateAt[k] as number)
    const name = (marks.mentionAt[k] ?? -1) >= 0
    linked =
      !name && (LINK.test(folded[k] as string) ? k + 1 < to : LINKED.test(folded[k] as string) && (deed?.cls === "n" || wish === "calls"))
  }
  return linked ? wish : undefined
}

/// «تهدد بإعادة فرض العقوبات», «دعا إلى عقد القمة»: what stands at `from` is wanted, and has not happened.
function isWished({marks, facts}: Pick<Scene, "marks" | "facts">, from: number, start: number): boolean {
  const {folded} = marks.tokens
  if (!LINKED.test(folded[from] as string) && !LINK.test(folded[from - 1] ?? "")) return false
  for (let i = from - 1; i >= Math.max(start, from - WISH_REACH); i--) {
    const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
    if (p) return !p.passive && ((p.cls === "v" && facts.words.get("calls")?.has(p.lemma)) || WISHED.has(p.lemma))
  }
  return false
}
/// Of those that agree, these speak of what has not been done.
const WISHED: ReadonlySet<string> = new Set(["هدد", "توعد", "لوح", "تهديد"])

/// «لإسقاط النظام», «محاولة إسقاطه», «يريد انسحابها»: the name of a happening that is aimed at, feared or awaited.
export function isHoped(scene: Pick<Scene, "marks" | "facts">, e: {readonly from: number; readonly sentence: number}): boolean {
  const {marks, facts} = scene
  const start = marks.sentences[e.sentence]?.from ?? 0
  if (isPurpose(marks, e.from) || isWished(scene, e.from, start)) return true
  for (let i = e.from - 1; i >= Math.max(start, e.from - HOPE_REACH); i--) {
    const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
    if (p) return !p.passive && facts.words.get("hopes")?.has(p.lemma) === true
  }
  return false
}
const HOPE_REACH = 4

/// A noun of doing under «ل»: «لزيارة», «لتوريد».
function isPurpose({tokens, predicates, predicateAt}: Marks, i: number): boolean {
  const p = itemAt(predicates, predicateAt[i] as number)
  return p?.cls === "n" && !p.definite && /^[وف]?ل/.test(tokens.folded[i] as string) && !p.lemma.startsWith("ل")
}

/// «اعتبارا من 2026», «ابتداء من عام 2027»
function isOnset({tokens}: Marks, i: number): boolean {
  return (
    (tokens.folded[i - 1] === "من" || tokens.folded[i] === "من") &&
    /^[وف]?(?:اعتبارا|ابتداء|بدءا)$/.test(tokens.folded[i - (tokens.folded[i] === "من" ? 1 : 2)] ?? "")
  )
}

/// «رؤية 2030», «كأس العالم 2026»: the name of an aim or occasion, not a time past.
export function isAim({marks, plain}: Scene, t: Told): boolean {
  for (let i = t.date.from - 1; i >= Math.max(0, t.date.from - 4); i--) {
    if ((plain[i] as number) & AIM) return true
    // «دعوة لزيارة القاهرة عام 2026»
    if (t.date.said.is === "date" && t.date.said.d === undefined && isPurpose(marks, i)) return true
  }
  if (t.date.said.is === "date" && t.date.said.d === undefined && isOnset(marks, t.date.from)) return true
  return (((plain[t.date.from] ?? 0) | (plain[t.date.from - 1] ?? 0)) & AHEAD) !== 0
}

/// Whether two dates touch: «العام الماضي (2023)», «عام 2024 الجاري», «الشهر المقبل، أكتوبر».
export const touches = (a: Told, b: Told, gap: number): boolean =>
  a.sentence === b.sentence && (a.date.from < b.date.from ? b.date.from - a.date.to : a.date.from - b.date.to) <= gap

export const lastYear = (said: SaidDate["said"]): number | undefined =>
  said.is === "between" && said.last.is === "date"
    ? said.last.y
    : said.is === "since"
      ? yearSaid(said.of)
      : said.is === "part" && said.of.is === "date"
        ? said.of.y
        : undefined

/// «الفترة نفسها من 2022», «نفس الفترة من العام 2022».
export function isSamePeriod({marks, facts}: Scene, t: Told): boolean {
  const {tokens} = marks
  const [alike, periods] = [facts.words.get("same-period"), facts.words.get("period")]
  let same = false
  let period = false
  for (let i = t.date.from - 1; i >= Math.max(0, t.date.from - 5); i--) {
    const f = tokens.folded[i] as string
    const cut = f.replace(/^[وبل]+(?=ال|نفس)/, "")
    same ||= alike?.has(f) || alike?.has(cut) || false
    period ||= periods?.has(f) || periods?.has(cut) || false
  }
  return same && period
}

/// A count, a sum or a share stands in the sentence, and a word of data.
export function hasFigure({marks, plain}: Scene, t: Told): boolean {
  const s = marks.sentences[t.sentence]
  if (!s) return false
  const near = (i: number): boolean => i >= t.date.from - 40 && i < t.date.to + 40
  let word = false
  for (let i = Math.max(s.from, t.date.from - 30); i < Math.min(s.to, t.date.to + 30) && !word; i++)
    word = ((plain[i] as number) & DATA) !== 0
  return word && figureIn(marks, s.from, s.to, near)
}

export function figureIn(marks: Marks, start: number, end: number, near: (i: number) => boolean): boolean {
  for (let n = firstFrom(marks.quantities, start); n < marks.quantities.length; n++) {
    const x = marks.quantities[n]
    if (!x || x.from >= end) return false
    if (x.kind !== "time" && near(x.from)) return true
  }
  return false
}

/// Where an event's name stands: `from` is its first word.
export type Named = {
  readonly events: readonly number[]
  readonly from: number
  readonly to: number
  readonly sentence: number
  readonly quote: string
}

/// A name with what the sentence says of its time.
export type Happening = Named & {
  readonly among: readonly DatedEvent[]
  readonly tense: Tense
  /// Spoken of as what lies behind: «منذ غزوها».
  readonly behind: boolean
  /// A date beside it agrees with its day or month.
  readonly agrees: boolean
  readonly near: readonly Told[]
}

const PUT_OFF_LEFT = 24

/// «تأجيل الاجتماع إلى سبتمبر», «أرجئت الزيارة حتى مايو»
function isPutOff(
  {marks, plain}: Pick<Scene, "marks" | "plain">,
  at: {readonly from: number; readonly inside?: boolean},
  s: {readonly from: number},
): boolean {
  const {folded} = marks.tokens
  const day = /^[وف]?(?:يوم|شهر|مطلع|منتصف|اواخر|اوايل|نهايه|بدايه)$/.test(folded[at.from - 1] ?? "") ? at.from - 1 : at.from
  const to = /^(?:الي|حتي|لغايه)$/
  if (at.inside || !(to.test(folded[day - 1] ?? "") || to.test(folded[at.from] ?? ""))) return false
  for (let i = day - 2; i >= Math.max(s.from, day - PUT_OFF_LEFT); i--) if ((plain[i] as number) & PUT_OFF) return true
  return false
}

/// How far from its sentence's beginning «كان» opens a look back, and how far before a date it may stand within one.
const WAS_OPENS = 6
const WAS_LEFT = 14

/// «وكان الوزيران قد التقيا في 5 مايو», «بعدما كانت قد أعلنت»: «كان» opens the sentence, or stands before the date with «قد».
export function isPluperfect({marks, plain}: Pick<Scene, "marks" | "plain">, at: {readonly from: number}, sentence: number): boolean {
  const s = marks.sentences[sentence] as {from: number; to: number}
  let opens = false
  for (let i = s.from; i < Math.min(s.from + WAS_OPENS, at.from); i++) opens ||= ((plain[i] as number) & WAS) !== 0
  let sure = false
  const {folded} = marks.tokens
  for (let i = at.from - 1; i >= Math.max(s.from, at.from - WAS_LEFT); i--) {
    // «وكانت قد دعت إلى قمة، قبل أن تعلن الاثنين إلغاءها»: back in the news.
    if (folded[i] === "ان" && /^[وف]?قبل$/.test(folded[i - 1] ?? "")) return false
    sure ||= ((plain[i] as number) & MAYBE) !== 0
    if (sure && (plain[i] as number) & WAS) return true
  }
  return opens
}

/// «منذ غزوها», «بعد زلزال», «اندلاع الحرب»: told as what lies behind, not as the news.
export function isBehind({marks, plain}: Pick<Scene, "marks" | "plain">, e: {readonly from: number}): boolean {
  for (let i = e.from; i >= Math.max(0, e.from - 4); i--) {
    // «بعد أيام، وانتخابات الكنيست»: another's time.
    if (i < e.from && marks.tokens.kind[i] === PUNCT && "،,؛.".includes(marks.tokens.folded[i] as string)) return false
    if ((plain[i] as number) & (BEHIND | ANNIVERSARY)) return true
  }
  return false
}

/// A verb of the past stands at a token.
export function isDone({marks}: Pick<Scene, "marks">, i: number): boolean {
  const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
  return p?.cls === "v" && p.aspect === "perf"
}

/// «قبل أسبوع من انتخابات الكنيست»: what the verb tells went before it.
export function isBefore({marks}: Pick<Scene, "marks">, e: {readonly from: number}): boolean {
  for (let i = e.from - 1; i >= Math.max(0, e.from - 4); i--)
    if (/^[وف]?(?:قبل|قبيل|عشيه)$/.test(marks.tokens.folded[i] as string)) return true
  return false
}
