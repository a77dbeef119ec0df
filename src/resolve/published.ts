import type {Marks} from "../annotate/index.ts"
import type {Knowledge} from "../knowledge/index.ts"
import {type Language, type SaidDate, tokenize, type Word} from "../lang/index.ts"
import {
  type Day,
  type DayRange,
  civilOf,
  dayOf,
  daysInMonth,
  edtfAtGrain,
  edtfOf,
  edtfRange,
  isoDay,
  isRealDate,
  mondayOf,
  monthRange,
  type Mention,
  NEWLINE,
  NUMBER,
  type Published,
  PUNCT,
  type Tokens,
  weekdayOf,
  WORD,
  yearRange,
} from "../model/index.ts"
import {firstFrom, itemAt, list, pushTo, type Row} from "../support/index.ts"

/// When a report was published: as it or its wrapping says, else as far as what it tells allows.
///
/// Every datable mention is a piece of evidence: the days on which a report could speak so. The pieces are laid on each other, the
/// strongest first; one that leaves no day is set aside and said to be. What is left is the answer, as wide as it is.
/// A report that tells of «الأربعاء» in the past tense is fresh news: it is dated to the day of its newest weekday, if the week is known.

/// What the inference knows of the world and of words, made once by `openDatedFacts`.
export type DatedFacts = {
  readonly knowledge: Knowledge
  readonly language: Pick<Language, "fold" | "readDates" | "readNumbers" | "settleDate">
  readonly words: ReadonlyMap<string, ReadonlySet<string>>
  /// First words of the agencies' names and of what opens a publication line.
  readonly firsts: {readonly agency: ReadonlySet<string>; readonly published: ReadonlySet<string>; readonly updated: ReadonlySet<string>}
  readonly weekdays: ReadonlyMap<string, number>
  readonly events: readonly DatedEvent[]
  /// First word of a name's part → the parts that begin so.
  readonly partsAt: (folded: string) => readonly NamePart[] | undefined
  /// For each part, the names it belongs to.
  readonly namesOf: readonly (readonly EventName[])[]
  /// For each of those names, another part of it; the part itself where it has no other.
  readonly restOf: readonly Int32Array[]
  /// Where each part was met last: its span, and the number of the walk in which it was.
  readonly spots: Spots
}

/// `news`: told for days and remembered by its date. `planned`: known beforehand. `lasting`: a war or a state of things, spoken of for years from its first day.
/// `visit`: a leader's journey; others like it are not in the list, so it tells a day only where the report opens with it or a date agrees.
/// `yearly`: a feast or a national day.
type EventKind = "news" | "planned" | "lasting" | "visit" | "yearly"
type DatedEvent = {readonly range: DayRange; readonly kind: EventKind; readonly en: string; readonly yearly?: Yearly}
type Yearly = {readonly hijri: boolean; readonly m: number; readonly d: number; readonly length: number; readonly base: number | undefined}
type NamePart = {readonly part: number; readonly words: readonly string[]}
type Spots = {readonly from: Int32Array; readonly to: Int32Array; readonly walk: Float64Array; walks: number}
type EventName = {readonly event: number; readonly parts: readonly number[]}

/// `events`: rows of `dated-events.tsv` (id, edtf, kind, ar, en), where `ar` holds names parted by `|` and a name may be of several parts, `سيول + درنة`, that stand near each other in any order.
/// `yearly`: rows of `yearly-days.tsv`. `words`: rows of `publication-words.tsv` (list, word).
export function openDatedFacts(
  tables: {readonly events: readonly Row[]; readonly yearly: readonly Row[]; readonly words: readonly Row[]},
  knowledge: Knowledge,
  language: DatedFacts["language"],
): DatedFacts {
  const fold = (text: string): string[] => text.split(/\s+/).filter(Boolean).map(language.fold)
  const words = new Map<string, Set<string>>()
  for (const row of tables.words) {
    const at = words.get(row["list"] as string) ?? new Set<string>()
    at.add(fold(row["word"] as string).join(" "))
    words.set(row["list"] as string, at)
  }
  const firstOf = (name: string): Set<string> => new Set([...(words.get(name) ?? [])].map((phrase) => phrase.split(" ", 1)[0] as string))
  const weekdays = new Map<string, number>()
  for (let w = 6; w >= 0; w--) for (const word of words.get(`weekday-${w}`) ?? []) weekdays.set(word, w)
  const events: DatedEvent[] = []
  const parts = new Map<string, NamePart[]>()
  const numberOf = new Map<string, number>()
  const namesOf: EventName[][] = []
  for (const row of [...tables.events, ...tables.yearly]) {
    const event = events.length
    events.push(row["calendar"] ? yearlyEvent(row) : datedEvent(row))
    for (const name of list(row["ar"]).flatMap(spellings)) {
      const numbers = name.map((part) => {
        const met = numberOf.get(part)
        if (met !== undefined) return met
        const folded = fold(part)
        const key = folded.join(" ")
        const same = numberOf.get(key)
        if (same !== undefined) {
          numberOf.set(part, same)
          return same
        }
        const number = namesOf.length
        numberOf.set(part, number).set(key, number)
        namesOf.push([])
        pushTo(parts, folded[0] as string, {part: number, words: folded})
        return number
      })
      for (const n of numbers) (namesOf[n] as EventName[]).push({event, parts: numbers})
    }
  }
  return {
    knowledge,
    language,
    words,
    firsts: {agency: firstOf("agency"), published: firstOf("published"), updated: firstOf("updated")},
    weekdays,
    events,
    partsAt: partsFinder(parts),
    namesOf,
    restOf: namesOf.map((names, n) => Int32Array.from(names, ({parts: all}) => all.find((p) => p !== n) ?? n)),
    spots: {from: new Int32Array(namesOf.length), to: new Int32Array(namesOf.length), walk: new Float64Array(namesOf.length), walks: 0},
  }
}

function datedEvent(row: Row): DatedEvent {
  const range = edtfRange(row["edtf"])
  if (!range) throw new Error(`dated event ${row["id"]}: «${row["edtf"]}» is no EDTF date`)
  return {range, kind: row["kind"] as EventKind, en: row["en"] as string}
}

const yearlyEvent = (row: Row): DatedEvent => ({
  range: ALWAYS,
  kind: "yearly",
  en: row["en"] as string,
  yearly: {
    hijri: row["calendar"] === "hijri",
    m: Number(row["month"]),
    d: Number(row["day"]),
    length: Number(row["length"]),
    base: row["base"] ? Number(row["base"]) : undefined,
  },
})

/// What a word tells wherever it stands.
type Traits = {
  /// Bits of the word as written, and of the word without «و».
  readonly own: number
  readonly plain: number
  readonly weekday: number | undefined
  readonly by: number | undefined
  readonly facts: DatedFacts
}

const CAPTION = 1
const LINE = 2
const PUBLISHED = 4
const UPDATED = 8
/// First word of an agency's name, or of what opens a publication line.
const AGENCY = 16
const OPENS = 32
/// «تصوير», «الصورة»: below a picture.
const PICTURE = 64
/// Begins as the future does, or the present.
const FUTURE = 128
const PRESENT = 256
/// Some part of a dated event's name begins with it.
const PART = 512
/// Bits of the word without «و».
const AHEAD = 1
const BEHIND = 2
const AIM = 4
const DIGEST = 8
const FORMER = 16
const ANNIVERSARY = 32
const PLAIN_CAPTION = 64
const WAS = 128
const NOT_YET = 256
const DID_NOT = 512
const MAYBE = 1024
const DATA = 2048
const AFTERMATH = 4096

/// What a word tells: worked out once a distinct word.
function traitsOf(word: Word, facts: DatedFacts): Traits {
  const known = word.dating as Traits | undefined
  return known !== undefined && known.facts === facts ? known : meetWord(word, facts)
}

function meetWord(word: Word, facts: DatedFacts): Traits {
  const {folded} = word.info
  const has = (list: string, f: string): boolean => facts.words.get(list)?.has(f) ?? false
  const {firsts, weekdays} = facts
  const f = bare(folded)
  const stripped = strip(folded)
  const own =
    (has("caption", folded) ? CAPTION : 0) |
    (has("line", folded) ? LINE : 0) |
    (has("published", folded) ? PUBLISHED : 0) |
    (has("updated", folded) ? UPDATED : 0) |
    (firsts.agency.has(folded) ? AGENCY : 0) |
    (firsts.published.has(folded) || firsts.updated.has(folded) ? OPENS : 0) |
    (folded === "تصوير" || folded === "الصوره" ? PICTURE : 0) |
    (/^[وف]?س[يتن]../.test(folded) ? FUTURE : 0) |
    (/^[وف]?[يت]/.test(folded) ? PRESENT : 0) |
    (facts.partsAt(folded) ? PART : 0)
  const plain =
    (has("ahead", f) ? AHEAD : 0) |
    (has("behind", f) ? BEHIND : 0) |
    (has("aim", f) ? AIM : 0) |
    (has("digest", f) ? DIGEST : 0) |
    (has("former", f) ? FORMER : 0) |
    (has("anniversary", f) ? ANNIVERSARY : 0) |
    (has("caption", f) ? PLAIN_CAPTION : 0) |
    (/^ك(ان|انت|انوا)$/.test(f) ? WAS : 0) |
    (f === "لن" || f === "سوف" ? NOT_YET : 0) |
    (f === "لم" ? DID_NOT : 0) |
    (f === "قد" ? MAYBE : 0) |
    (has("data", stripped) ? DATA : 0) |
    (has("aftermath", stripped) ? AFTERMATH : 0)
  const [a, b] = [weekdays.get(f), weekdays.get(f.replace(/^[بل]?ل?ا?ل/, "ال"))]
  const traits: Traits = {
    own,
    plain,
    weekday: a === undefined ? b : b === undefined ? a : Math.min(a, b),
    by: has("today", f) ? 0 : has("today-1", f) ? -1 : has("today+1", f) ? 1 : undefined,
    facts,
  }
  word.dating = traits
  return traits
}

/// The parts that a word opens, with and without its attached particles: told once a distinct word. Nearly every word opens none.
function partsFinder(parts: ReadonlyMap<string, readonly NamePart[]>): DatedFacts["partsAt"] {
  const met = new Map<string, readonly NamePart[] | undefined>()
  return (f) => {
    const known = met.get(f)
    if (known !== undefined || met.has(f)) return known
    const lookups = [f]
    const cut = f.replace(PREFIXED, "")
    if (cut !== f) lookups.push(cut, f.replace(/^[وف]?لل/, "ال"), f.replace(/^[وف]/, ""))
    const all = [...new Set(lookups)].flatMap((word) => parts.get(word) ?? [])
    if (met.size >= 50_000) met.clear()
    const found = all.length > 0 ? all : undefined
    met.set(f, found)
    return found
  }
}

/// «غزو/الغزو + أوكرانيا» → two names of two parts.
function spellings(name: string): string[][] {
  let out: string[][] = [[]]
  for (const part of name.split("+")) {
    const ways = part
      .split("/")
      .map((w) => w.trim())
      .filter(Boolean)
    out = out.flatMap((head) => ways.map((way) => [...head, way]))
  }
  return out
}

export type Inferred = {readonly published: Published; readonly range: DayRange}

const ALWAYS: DayRange = {first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY}

/// `removed`: what was cut from the text as no part of the report; a caption or a line of its page may tell a day.
export function inferPublished(
  marks: Marks,
  given: {readonly edtf: string; readonly source: string} | undefined,
  facts: DatedFacts,
  removed: readonly {readonly quote: string}[] = [],
): Inferred {
  const meta = given && edtfRange(/^\d{4}-\d\d-\d\dT/.test(given.edtf) ? given.edtf.slice(0, 10) : given.edtf)
  if (given && meta && meta.last - meta.first <= 2) return answer(meta, "given", [`${given.source}: ${edtfOf(meta)}`])
  const scene = readScene(marks, facts, cutDates(removed, facts))
  const head = headDate(scene) ?? scene.cut.find((c) => c.head)?.head
  if (head && head.days.length === 1) return answer(head.days[0] as DayRange, "given", [head.why])
  const evidence = collect(scene)
  if (meta && given) evidence.push({rank: 99, days: [meta], why: `${given.source}: ${edtfOf(meta)}`})
  if (head) evidence.push({rank: 98, days: head.days, why: head.why})
  const chain = weekdayChain(scene)
  if (head && chain?.exact)
    evidence.push({rank: 97, days: head.days.filter((r) => weekdayOf(r.first) === chain.weekday), why: `${chain.why}`})
  if (chain) {
    const below = (m: number, d: number, quote: string): void => {
      const fits = sameDays(m, d, undefined).filter((day) => chain.weekdays.has(weekdayOf(day)) || weekdayOf(day) === chain.weekday)
      if (fits.length > 0)
        evidence.push({
          rank: 30,
          days: fits.map((day) => ({first: day, last: day + 6})),
          why: `"${quote}" below a picture falls on a weekday that the report tells of`,
        })
    }
    for (const {m, d, y, quote} of scene.cut) if (y === undefined) below(m, d, quote)
    for (const {date, place, quote} of scene.told)
      if (place === "caption" && date.said.is === "date" && !date.said.hijri && date.said.y === undefined && date.said.year === undefined)
        if (date.said.m !== undefined && date.said.d !== undefined) below(date.said.m, date.said.d, quote)
  }
  const {days, why} = lay(evidence.filter((e) => e.days.length > 0))
  return conclude(scene, days, why, head, chain)
}

function answer(range: DayRange, basis: Published["basis"], why: readonly string[]): Inferred {
  return {published: {edtf: edtfAtGrain(range), basis, why}, range}
}

// ---- days

/// Sorted and apart from each other.
type Days = readonly DayRange[]

const FIRST_YEAR = 1995
const LAST_YEAR = 2040

const from = (first: Day): Days => [{first, last: Number.POSITIVE_INFINITY}]
const until = (last: Day): Days => [{first: Number.NEGATIVE_INFINITY, last}]

/// The same days of every year.
function yearly(make: (y: number) => DayRange | undefined): Days {
  const out: DayRange[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++) {
    const range = make(y)
    if (range) out.push(range)
  }
  return union(out)
}

/// The same by month, worked out once a month for each way of asking: `way` is a number of its own.
function byMonth(way: number, m: number, make: (y: number, m: number) => DayRange): Days {
  const key = 64 * way + m + 16
  let days = monthly[key]
  if (!days) monthly[key] = days = yearly((y) => make(y, m))
  return days
}
const monthly: (Days | undefined)[] = []

const inMonth = (y: number, m: number): DayRange => monthRange(y, m)
const beforeMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m - 11).first, last: monthRange(y, m - 1).last})
const sinceMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m + 1).first, last: monthRange(y, m + 12).last - 31})
const upToMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m - 10).first, last: monthRange(y, m).last})
const soonAfterMonth = (y: number, m: number): DayRange => ({first: monthRange(y, m).first, last: monthRange(y, m + 9).last})

function union(ranges: readonly DayRange[]): Days {
  const out: {first: Day; last: Day}[] = []
  let end: {first: Day; last: Day} | undefined
  for (const r of isSorted(ranges) ? ranges : [...ranges].sort((a, b) => a.first - b.first)) {
    if (end && r.first <= end.last + 1) {
      if (r.last > end.last) end.last = r.last
    } else out.push((end = {first: r.first, last: r.last}))
  }
  return out
}

function isSorted(ranges: readonly DayRange[]): boolean {
  for (let i = 1; i < ranges.length; i++) if ((ranges[i] as DayRange).first < (ranges[i - 1] as DayRange).first) return false
  return true
}

function meet(a: Days, b: Days): Days {
  const out: DayRange[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as DayRange
    const y = b[j] as DayRange
    const first = Math.max(x.first, y.first)
    const last = Math.min(x.last, y.last)
    if (first <= last) out.push(x.first === first && x.last === last ? x : y.first === first && y.last === last ? y : {first, last})
    if (x.last < y.last) i++
    else j++
  }
  return out
}

const isSame = (a: Days, b: Days): boolean => a.length === b.length && a.every((r, i) => r.first === b[i]?.first && r.last === b[i]?.last)
const hull = (days: Days): DayRange => ({first: (days[0] as DayRange).first, last: (days.at(-1) as DayRange).last})

// ---- evidence

/// The days on which a report could speak so, and how far that is to be trusted.
type Evidence = {readonly rank: number; readonly days: Days; readonly why: string}

const MOST_REASONS = 14

/// Lays the pieces on each other, the strongest first. One that leaves nothing is set aside.
function lay(evidence: readonly Evidence[]): {readonly days: Days; readonly why: string[]} {
  let days: Days = [ALWAYS]
  const why: string[] = []
  const aside: string[] = []
  const said = new Set<string>()
  for (const e of [...evidence].sort((a, b) => b.rank - a.rank)) {
    if (said.has(e.why)) continue
    said.add(e.why)
    const left = meet(days, e.days)
    if (left.length === 0) {
      if (aside.length < 4) aside.push(`set aside, as stronger evidence contradicts it: ${e.why}`)
    } else if (!isSame(left, days)) {
      if (why.length < MOST_REASONS) why.push(e.why)
      days = left
    }
  }
  return {days, why: [...why, ...aside]}
}

// ---- the report as this stage sees it

type Tense = "past" | "future" | "none"

type Told = {
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
}

type Line = {readonly from: number; readonly to: number; readonly words: number}

type Scene = {
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

const HEAD_LINES = 8
const FOOT_LINES = 4
const LEAD_SENTENCES = 2

function readScene(marks: Marks, facts: DatedFacts, cut: readonly CutDate[]): Scene {
  const {tokens, sentences, dates} = marks
  const {count, kind} = tokens
  const own = new Uint16Array(count)
  const plain = new Uint16Array(count)
  const lines: Line[] = []
  const lineAt = new Int32Array(count).fill(-1)
  for (let i = 0, start = 0, words = 0; i <= count; i++) {
    if (i < count && kind[i] !== NEWLINE) {
      lineAt[i] = lines.length
      if (kind[i] === WORD) {
        const traits = traitsOf(marks.words[i] as Word, facts)
        own[i] = traits.own
        plain[i] = traits.plain
        words++
      } else if (kind[i] === NUMBER && facts.partsAt(tokens.folded[i] as string)) own[i] = PART
      continue
    }
    if (i > start) lines.push({from: start, to: i, words})
    start = i + 1
    words = 0
  }
  const [first, second] = lines
  const isTitle =
    first !== undefined &&
    second !== undefined &&
    first.words <= 28 &&
    !/[.؛:،]\s*$/.test(marks.text.slice(tokens.start[first.from], tokens.end[first.to - 1]).replace(/(?:\.{2,}|…)$/, ""))
  const captions = lines.map(({from, to, words}, n) => {
    if (words > 30) return false
    for (let i = from; i < Math.min(to, from + 4); i++) if ((plain[i] as number) & PLAIN_CAPTION) return true
    if (to - from <= 30) for (let i = Math.max(from + 1, to - 4); i < to; i++) if ((own[i] as number) & CAPTION) return true
    if (words <= 25) for (let i = from; i < to; i++) if ((own[i] as number) & PICTURE) return true
    return n > 1 && n < lines.length - FOOT_LINES && words <= 16 && isBareCaption(marks, lines[n] as Line)
  })
  let lead = 0
  const placeOf = sentences.map((s): Told["place"] => {
    const line = lineAt[s.from] ?? -1
    if (line >= 0 && captions[line]) return "caption"
    if (line === 0 && isTitle) return "title"
    if (s.to - s.from >= 8 && lead < LEAD_SENTENCES) {
      lead++
      return "lead"
    }
    return lead === 0 ? "head" : "body"
  })
  const inQuote = new Uint8Array(tokens.count + 1)
  for (const q of marks.quotations) inQuote.fill(1, q.from, q.to)
  const scene = {
    marks,
    facts,
    own,
    plain,
    lines,
    told: [] as readonly Told[],
    placeOf,
    named: findEvents(marks, facts, own),
    happenings: [] as readonly Happening[],
    cut,
  }
  let inheriting = false
  scene.told = dates.map((date, index): Told => {
    const sentence = marks.sentenceAt[date.from] ?? -1
    let weekday: number | undefined
    let by: number | undefined
    for (let i = date.from; i < date.to; i++) {
      if (kind[i] !== WORD) continue
      const traits = traitsOf(marks.words[i] as Word, facts)
      weekday ??= traits.weekday
      by ??= traits.by
    }
    if (date.said.is === "weekday") weekday = date.said.weekday
    if (date.said.is === "relative" && date.said.unit === "day") by = date.said.by
    const before = itemAt(dates, index - 1)
    const inherits =
      before !== undefined &&
      marks.sentenceAt[before.from] === sentence &&
      (yearSaid(before.said) !== undefined || inheriting) &&
      date.said.is === "date" &&
      date.said.y === undefined &&
      date.said.shift === undefined
    inheriting = inherits
    return {
      date,
      index,
      sentence,
      weekday,
      by,
      inherits,
      tense: sentence < 0 ? "none" : tenseAt(scene, date, sentence),
      quote: marks.text.slice(tokens.start[date.from], tokens.end[date.to - 1]),
      place: sentence < 0 ? "head" : (placeOf[sentence] as Told["place"]),
      quoted: inQuote[date.from] === 1,
    }
  })
  scene.happenings = readHappenings(scene)
  return scene
}

/// «الوفدان الروسي والأوكراني في إسطنبول، 2 يونيو»: no verb, and a day at its end.
function isBareCaption({tokens, dates, predicateAt, predicates}: Marks, line: Line): boolean {
  const last = itemAt(dates, firstFrom(dates, Math.max(line.from, line.to - 6)))
  if (last?.said.is !== "date" || last.said.d === undefined || last.to > line.to || last.from - line.from < 3) return false
  for (let i = last.to; i < line.to; i++) if (tokens.kind[i] === WORD) return false
  for (let i = line.from; i < line.to; i++) if (itemAt(predicates, predicateAt[i] as number)?.cls === "v") return false
  return true
}

/// A day told in a piece that was cut from the page.
type CutDate = {readonly m: number; readonly d: number; readonly y: number | undefined; readonly quote: string; readonly head?: HeadDate}

const CUT_LENGTH = 300

function cutDates(removed: readonly {readonly quote: string}[], facts: DatedFacts): CutDate[] {
  const out: CutDate[] = []
  for (const {quote} of removed) {
    if (quote.length > CUT_LENGTH || !/\p{N}/u.test(quote)) continue
    const {language} = facts
    const tokens = tokenize(quote, language.fold)
    let opener = ""
    let published = false
    for (let i = 0; i < Math.min(4, tokens.count) && tokens.kind[i] === WORD; i++) {
      opener += (opener ? " " : "") + tokens.folded[i]
      published ||= facts.words.get("published")?.has(opener) ?? false
    }
    const dates = language.readDates(tokens, language.readNumbers(tokens))
    const line = !published && isDateLine(tokens, dates, facts)
    for (const date of dates) {
      const said = date.said
      if (said.is !== "date" || said.hijri || said.m === undefined || said.d === undefined || said.year !== undefined) continue
      const {y, m, d} = said
      const words = quote.slice(tokens.start[date.from], tokens.end[date.to - 1])
      const head =
        (published || line) && y !== undefined && isRealDate(y, m, d)
          ? {days: [{first: dayOf(y, m, d), last: dayOf(y, m, d)}], why: `${published ? REASON.published : REASON.line} «${words}»`}
          : undefined
      out.push({m, d, y, quote: words, ...(head ? {head} : {})})
    }
  }
  return out
}

/// «13/8/2025 - آخر تحديث: 19:40 (توقيت مكة المكرمة)»: nothing but what stands in a line of publication.
function isDateLine(tokens: Tokens, dates: readonly SaidDate[], {words}: DatedFacts): boolean {
  let d = 0
  for (let i = 0; i < tokens.count; i++) {
    while (d < dates.length && (dates[d] as SaidDate).to <= i) d++
    if (tokens.kind[i] !== WORD || (dates[d]?.from ?? tokens.count) <= i) continue
    const f = tokens.folded[i] as string
    const two = `${f} ${tokens.folded[i + 1] ?? ""}`
    if (words.get("updated")?.has(two)) i++
    else if (!words.get("line")?.has(f) && !words.get("updated")?.has(f) && !words.get("published")?.has(f)) return false
  }
  return dates.length > 0
}

const yearSaid = (said: SaidDate["said"]): number | undefined => (said.is === "date" ? said.y : lastYear(said))

const bare = (folded: string): string => (folded.length > 3 && folded.startsWith("و") ? folded.slice(1) : folded)

/// How far a verb may stand from its date, in words.
const TENSE_LEFT = 30
const TENSE_RIGHT = 14

/// The tense in which a date is told: of the verb before it in the sentence, else of the first after it.
function tenseAt(
  {marks, own, plain}: Pick<Scene, "marks" | "own" | "plain">,
  at: {readonly from: number; readonly to: number; readonly inside?: boolean},
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
  const wasAhead = (i: number): boolean => (((plain[i - 1] ?? 0) | (plain[i - 2] ?? 0) | (plain[i - 3] ?? 0)) & WAS) !== 0
  if (at.inside)
    for (let i = at.from; i < at.to; i++) {
      const tense = ahead(i) ? "future" : verb(i)
      if (tense && tense !== "none") return tense
    }
  let commas = 0
  let behind = false
  for (let i = at.from - 1; i >= Math.max(s.from, at.from - TENSE_LEFT); i--) {
    // What is to come in one clause says nothing of the next.
    if (tokens.kind[i] === PUNCT && "،,؛".includes(tokens.folded[i] as string)) commas++
    behind ||= ((plain[i] as number) & BEHIND) !== 0
    const tense = ahead(i) ? (wasAhead(i) ? "none" : "future") : verb(i)
    // «من المقرر أن تنعقد القمة في 17 يونيو»: the verb under «أن» has the time of what governs it.
    if (tense === "none" && !ahead(i) && tokens.folded[i - 1] === "ان" && i - 1 > s.from) continue
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

// ---- what the report says of itself

type HeadDate = {readonly days: Days; readonly why: string}

/// The date of a publication line, a dateline or a digest's title. Without a year it is that day of every year.
function headDate(scene: Scene): HeadDate | undefined {
  const {lines, marks} = scene
  const found: {readonly kind: "published" | "line" | "dateline" | "updated"; readonly at: HeadDate}[] = []
  const near = [...lines.keys()].filter((n) => n < HEAD_LINES || n >= lines.length - FOOT_LINES)
  let d = 0
  for (const n of near) {
    const line = lines[n] as Line
    while (d < marks.dates.length && (marks.dates[d] as SaidDate).from < line.from) d++
    const inLine: Told[] = []
    for (let k = d; k < marks.dates.length && (marks.dates[k] as SaidDate).from < line.to; k++) inLine.push(scene.told[k] as Told)
    const dashed = n < HEAD_LINES ? dashedDateline(scene, line) : undefined
    if (dashed) found.push({kind: "dateline", at: dashed})
    if (inLine.length === 0 || dashed) continue
    const kind = lineKind(scene, line, inLine, n)
    if (!kind) continue
    const told = inLine.find((t) => t.date.said.is === "date" && t.date.said.d !== undefined && t.date.said.m !== undefined) ?? undefined
    const days = told && headDays(scene, told, inLine)
    if (told && days) found.push({kind, at: {days, why: `${REASON[kind]} «${told.quote}»`}})
  }
  for (const kind of ["published", "line", "dateline", "updated"] as const) {
    const all = found.filter((f) => f.kind === kind)
    const full = all.find((f) => f.at.days.length === 1) ?? all[0]
    // A dateline's bare day and a line's full date may both stand: the full one says more.
    if (full && (full.at.days.length === 1 || !found.some((f) => f.at.days.length === 1))) return full.at
  }
  return undefined
}

const REASON = {
  published: "the publication line says",
  line: "a line of its own gives the date",
  dateline: "the dateline gives",
  updated: "the line of the last update says",
} as const

function headDays(scene: Scene, told: Told, inLine: readonly Told[]): Days | undefined {
  const said = told.date.said
  if (said.is !== "date") return undefined
  const weekday =
    told.weekday ?? inLine.find((t) => t.weekday !== undefined && t.date.to <= told.date.from && t.date.to >= told.date.from - 2)?.weekday
  if (said.hijri) {
    const range = said.y === undefined ? undefined : scene.facts.language.settleDate(said, {tense: "past"})?.range
    if (!range) return undefined
    // The Hijri day is reckoned within a day of the one observed; the weekday tells which.
    for (const by of [0, 1, -1])
      if (weekday !== undefined && weekdayOf(range.first + by) === weekday) return [{first: range.first + by, last: range.first + by}]
    return [{first: range.first - 1, last: range.last + 1}]
  }
  const {y, m, d} = said as {y?: number; m: number; d: number}
  if (y !== undefined) return isRealDate(y, m, d) ? [{first: dayOf(y, m, d), last: dayOf(y, m, d)}] : undefined
  const days = yearly((k) => {
    const day = isRealDate(k, m, d) ? dayOf(k, m, d) : undefined
    return day === undefined || (weekday !== undefined && weekdayOf(day) !== weekday) ? undefined : {first: day, last: day}
  })
  return days.length > 0 ? days : undefined
}

/// «الكويت - 3 - 1 (كونا)»: day and month parted by dashes.
function dashedDateline(scene: Scene, line: Line): HeadDate | undefined {
  const {tokens} = scene.marks
  for (let i = line.from; i < Math.min(line.to - 5, line.from + 6); i++) {
    if (tokens.kind[i] !== NUMBER || !/^\d\d?$/.test(tokens.folded[i] as string)) continue
    const [sign, month, open] = [tokens.folded[i + 1] as string, tokens.folded[i + 2] as string, tokens.folded[i + 3] as string]
    if (!"-–/".includes(sign) || !/^\d\d?$/.test(month) || open !== "(" || !agencyAt(scene, i + 4, line.to)) return undefined
    const [d, m] = [Number(tokens.folded[i]), Number(month)]
    const days = yearly((y) => (isRealDate(y, m, d) ? {first: dayOf(y, m, d), last: dayOf(y, m, d)} : undefined))
    return days.length > 0 ? {days, why: `the dateline gives «${d} - ${m}»`} : undefined
  }
  return undefined
}

/// The number of words of an agency's name at token i.
function agencyAt({marks, own, facts}: Scene, i: number, to: number): number {
  if (!((own[i] ?? 0) & AGENCY)) return 0
  let name = ""
  for (let k = i; k < Math.min(to, i + 5); k++) {
    if (marks.tokens.kind[k] !== WORD) {
      // «أ.ف.ب»
      if (marks.tokens.folded[k] !== "." || (marks.tokens.folded[k - 1] as string).length > 1) break
      continue
    }
    name += (name ? " " : "") + marks.tokens.folded[k]
    if (facts.words.get("agency")?.has(name)) return k - i + 1
  }
  return 0
}

function lineKind(scene: Scene, line: Line, inLine: readonly Told[], n: number): "published" | "line" | "dateline" | "updated" | undefined {
  const {marks, own, plain, lines} = scene
  const {tokens, predicateAt, predicates, mentionAt} = marks
  // Dates come in the order of the text.
  const dated = (i: number): boolean => {
    let [lo, hi] = [0, inLine.length]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((inLine[mid] as Told).date.to <= i) lo = mid + 1
      else hi = mid
    }
    return lo < inLine.length && (inLine[lo] as Told).date.from <= i
  }
  let opener: "published" | "updated" | undefined
  let phrase = ""
  const {words: listed} = scene.facts
  if ((own[line.from] as number) & OPENS)
    for (let i = line.from; i < Math.min(line.to, line.from + 4) && tokens.kind[i] === WORD; i++) {
      phrase += (phrase ? " " : "") + tokens.folded[i]
      if (listed.get("updated")?.has(phrase)) opener = "updated"
      else if (listed.get("published")?.has(phrase)) opener ??= "published"
    }
  const foot = n >= HEAD_LINES && n >= lines.length - FOOT_LINES
  let others = 0
  let verbs = 0
  let before = 0
  const firstDate = inLine[0]?.date.from ?? line.to
  for (let i = line.from; i < line.to; i++) {
    if (tokens.kind[i] !== WORD || dated(i)) continue
    const word = own[i] as number
    const n = predicateAt[i] as number
    const p = n >= 0 ? predicates[n] : undefined
    if (p?.cls === "v" && p.aspect === "perf" && (mentionAt[i] ?? -1) < 0 && !(word & (LINE | PUBLISHED))) verbs++
    if (!(word & (LINE | PUBLISHED | UPDATED)) && agencyAt(scene, i, line.to) === 0) others++
    if (i < firstDate) before++
    // A sentence: only a dateline before it is left to be asked for.
    if (others > 8 && (before > 6 || i >= firstDate)) break
  }
  const words = others + inLine.length
  if (opener && others <= (foot ? 4 : 8)) return opener
  if (scene.told.length > 0 && others === 0) return "line"
  const last = inLine.at(-1) as Told
  const end = last.date.to
  const full = inLine.some((t) => t.date.said.is === "date" && t.date.said.y !== undefined && t.date.said.d !== undefined)
  // «صدى بيروت - الأربعاء 19 شباط 2025»: an outlet or a place and the date, and no sentence.
  const goesOn = (): boolean => {
    for (let k = end; k < line.to; k++)
      if (tokens.kind[k] === WORD && !((own[k] as number) & (LINE | UPDATED | OPENS)) && agencyAt(scene, k, line.to) === 0) return true
    return false
  }
  const cue = firstDate > line.from ? bare(tokens.folded[firstDate - 1] as string) : ""
  const isEvent = /^(منذ|حتي|قبل|بعد|خلال|بين|من|الي)$/.test(cue)
  if (!foot && full && verbs === 0 && words <= 7 && !isEvent && cue !== "في" && !goesOn()) {
    if (n > 0 && (PUNCT === tokens.kind[firstDate - 1] || before <= 4)) return "line"
    if (n === 0) for (let i = line.from; i < firstDate; i++) if ((plain[i] as number) & DIGEST) return "line"
  }
  if (foot || before > 6 || isEvent) return undefined
  // A dateline: a place, the date, and then a dash, a bracket or an agency before the report begins.
  const told = inLine.find((t) => t.date.said.is === "date" && t.date.said.d !== undefined)
  if (!told) return undefined
  for (let i = line.from; i < told.date.from; i++) {
    const p = itemAt(predicates, predicateAt[i] as number)
    if (
      tokens.kind[i] === WORD &&
      !dated(i) &&
      p?.cls === "v" &&
      p.aspect === "perf" &&
      (mentionAt[i] ?? -1) < 0 &&
      !scene.marks.words[i]?.unknown &&
      told.date.from - line.from > 4
    )
      return undefined
  }
  const next = told.date.to < line.to ? (tokens.folded[told.date.to] as string) : "\n"
  // «موسكو، 20 أكتوبر. /تاس/.»
  const dotted = next === "." && ("/([".includes(tokens.folded[told.date.to + 1] ?? "") || agencyAt(scene, told.date.to + 1, line.to) > 0)
  const sign = next === "\n" || "(-–—/|:[".includes(next) || dotted || agencyAt(scene, told.date.to, line.to) > 0
  const placed =
    told.date.from === line.from ||
    PUNCT === tokens.kind[told.date.from - 1] ||
    cue === "في" ||
    (mentionAt[told.date.from - 1] ?? -1) >= 0 ||
    told.date.from - line.from <= 3
  return sign && placed && !(next === "\n" && n === 0) ? "dateline" : undefined
}

// ---- evidence of dates

function collect(scene: Scene): Evidence[] {
  const out: Evidence[] = []
  ofDates(scene, out)
  ofNearDates(scene, out)
  ofYears(scene, out)
  ofMonths(scene, out)
  ofPeriods(scene, out)
  ofDatedPeriods(scene, out)
  ofCounts(scene, out)
  ofOffices(scene, out)
  ofEvents(scene, out)
  ofYearlyDays(scene, out)
  ofDaysCounted(scene, out)
  return out
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
const q = (t: Told): string => `"${short(t.quote)}"`

const SAME_DAYS = new Map<number, readonly number[]>()

/// Days of every year with this month and day, and weekday if told.
const sameDays = (m: number, d: number, weekday: number | undefined): readonly number[] => {
  if (d > 31) return []
  const key = (m * 32 + d) * 8 + (weekday ?? 7)
  const known = SAME_DAYS.get(key)
  if (known) return known
  const out: number[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++)
    if (isRealDate(y, m, d) && (weekday === undefined || weekdayOf(dayOf(y, m, d)) === weekday)) out.push(dayOf(y, m, d))
  SAME_DAYS.set(key, out)
  return out
}

function ofDates(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const said = t.date.said
    if (said.is === "date") {
      const {y, m, d} = said
      if (y !== undefined) {
        const range = scene.facts.language.settleDate(said, {tense: "past"})?.range
        if (!range || (m === undefined && said.hijri)) continue
        if (m === undefined) continue
        if (t.by !== undefined && d !== undefined)
          out.push({
            rank: 95,
            days: [{first: range.first - t.by, last: range.last - t.by}],
            why: `${q(t)}: the day is counted from the publication`,
          })
        else if (t.tense === "past" && !isAim(scene, t))
          out.push({rank: 80, days: from(range.first), why: `${q(t)} is told as past: not before ${isoDay(range.first)}`})
        else if (t.tense === "future")
          out.push({rank: 62, days: until(range.last), why: `${q(t)} is still to come: not after ${isoDay(range.last)}`})
        else if (!isAim(scene, t))
          out.push({rank: 45, days: from(range.first), why: `${q(t)} is spoken of: most likely not before ${isoDay(range.first)}`})
      } else if (m !== undefined && d !== undefined && !said.hijri && said.year === undefined && !t.inherits) {
        const weekday = said.weekday
        if (t.by !== undefined) {
          const by = t.by
          out.push({
            rank: 94,
            days: sameDays(m, d, weekday).map((day) => ({first: day - by, last: day - by})),
            why: `${q(t)}: the day is counted from the publication`,
          })
        } else if (weekday !== undefined) {
          const days = sameDays(m, d, weekday)
          const [back, on] = t.tense === "past" ? [0, 300] : t.tense === "future" ? [300, 0] : [45, 300]
          if (t.tense === "past" && t.place !== "caption")
            out.push({
              rank: t.place === "lead" ? 39 : 37,
              days: union(days.map((day) => ({first: day, last: day + (t.place === "lead" ? 21 : 60)}))),
              why: `${q(t)}: a day told with its weekday is of late`,
            })
          out.push({
            rank: 78,
            days: union(days.map((day) => ({first: day - back, last: day + on}))),
            why: `${q(t)}${t.tense === "past" ? " with a past verb" : t.tense === "future" ? ", still to come" : ""}: of the years in which the weekday fits, the nearest`,
          })
        } else if (said.shift === 0) {
          const past = t.tense === "past"
          out.push({
            rank: 83,
            days: yearly((y) => {
              const month = monthRange(y, m)
              const day = month.first + d - 1
              return t.tense === "none" ? month : past ? {first: day, last: month.last} : {first: month.first, last: day}
            }),
            why: `${q(t)}: published in ${monthName(m)}${t.tense === "none" ? "" : past ? ", not before that day" : ", not after that day"}`,
          })
        } else if (said.shift !== undefined) {
          // «27 نوفمبر الماضي»: that month is over.
          const back = said.shift < 0
          out.push({
            rank: 57,
            days: yearly((y) =>
              back
                ? {first: monthRange(y, m).first + d - 1, last: monthRange(y, m + 11).last}
                : {first: monthRange(y, m - 11).first, last: monthRange(y, m).first + d - 1},
            ),
            why: `${q(t)} is the ${back ? "last" : "next"} ${monthName(m)}: published within the months ${back ? "after" : "before"} it`,
          })
          out.push(ofShifted(t, m, back))
        } else if (t.tense !== "none") {
          const days = sameDays(m, d, undefined)
          const past = t.tense === "past"
          if (past && t.place === "lead" && !isBehind(scene, {from: t.date.from}))
            out.push({
              rank: 50,
              days: union(days.map((day) => ({first: day, last: day + 45}))),
              why: `${q(t)} in the opening, with a past verb: told soon after`,
            })
          out.push({
            rank: past ? 56 : 54,
            days: union(days.map((day) => (past ? {first: day, last: day + 300} : {first: day - 300, last: day}))),
            why: past
              ? `${q(t)} without a year, with a past verb: within ten months after it`
              : `${q(t)} without a year, still to come: within ten months before it`,
          })
        }
      } else if (d !== undefined && said.month === 0 && t.tense !== "none" && !t.quoted) {
        const past = t.tense === "past"
        out.push({
          rank: 50,
          days: monthsWhere((first, last) => (past ? {first: first + d - 1, last} : {first, last: Math.min(last, first + d - 1)})),
          why: `${q(t)}: this month, ${past ? "not before" : "not after"} its day ${d}`,
        })
      }
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d !== undefined &&
      said.last.y !== undefined
    ) {
      const day = dayOf(said.last.y, said.last.m, said.last.d)
      if (t.tense === "past") out.push({rank: 79, days: from(day), why: `${q(t)} is told as past: not before ${isoDay(day)}`})
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d !== undefined &&
      said.last.y === undefined &&
      said.last.month === undefined
    ) {
      const {m, d} = said.last
      const days = sameDays(m, d, undefined)
      if (t.tense === "past" && t.place === "lead" && !isBehind(scene, {from: t.date.from}))
        out.push({
          rank: 50,
          days: union(days.map((day) => ({first: day, last: day + 45}))),
          why: `${q(t)} in the opening, with a past verb: told soon after`,
        })
      if (t.tense === "past")
        out.push({
          rank: 56,
          days: union(days.map((day) => ({first: day, last: day + 300}))),
          why: `${q(t)} without a year, with a past verb: within ten months after it`,
        })
      else if (t.tense === "future")
        out.push({
          rank: 54,
          days: union(days.map((day) => ({first: day - 300, last: day}))),
          why: `${q(t)} without a year, still to come: within ten months before it`,
        })
    } else if (said.is === "since" && t.tense !== "future") {
      const of = said.of.is === "part" ? said.of.of : said.of
      const range = of.is === "date" && of.y !== undefined ? scene.facts.language.settleDate(of, {tense: "past"})?.range : undefined
      if (range) out.push({rank: 79, days: from(range.first), why: `${q(t)}: not before ${isoDay(range.first)}`})
    } else if (said.is === "feast" && t.place === "lead" && t.tense !== "future") {
      const days = yearly((y) => {
        const range = scene.facts.language.settleDate({is: "feast", feast: said.feast, y}, {tense: "past"})?.range
        return range && {first: range.first - 4, last: range.last + 4}
      })
      out.push({rank: 30, days, why: `${q(t)} opens the report: about the days of the feast`})
    }
  }
}

/// «مايو الماضي» is seldom said later than so many months after it, nor «يوليو المقبل» earlier.
const MONTHS_NEAR = 6

function ofShifted(t: Told, m: number, back: boolean): Evidence {
  return {
    rank: 38,
    days: yearly((y) =>
      back
        ? {first: monthRange(y, m + 1).first, last: monthRange(y, m + MONTHS_NEAR).last}
        : {first: monthRange(y, m - MONTHS_NEAR).first, last: monthRange(y, m - 1).last},
    ),
    why: `${q(t)}: that ${monthName(m)} ${back ? "is over since" : "begins in"} a few months`,
  }
}

/// «الثلاثاء المقبل 11 يوليو» is said in the week before that day.
function ofNearDates(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const {said} = t.date
    if (
      said.is !== "date" ||
      said.hijri ||
      said.m === undefined ||
      said.d === undefined ||
      said.weekday === undefined ||
      t.quoted ||
      t.sentence < 0
    )
      continue
    if (!/(?:المقبل|القادم)/.test(t.quote)) continue
    const days = said.y === undefined ? sameDays(said.m, said.d, said.weekday) : [dayOf(said.y, said.m, said.d)]
    out.push({
      rank: 60,
      days: union(days.map((day) => ({first: day - 7, last: day - 1}))),
      why: `${q(t)}: published in the week before it`,
    })
  }
}

/// Some days of every month.
function monthsWhere(make: (first: Day, last: Day) => DayRange): Days {
  const out: DayRange[] = []
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y++)
    for (let m = 1; m <= 12; m++) {
      const range = monthRange(y, m)
      const days = make(range.first, range.last)
      if (days.first <= days.last) out.push(days)
    }
  return union(out)
}

const isYear = (t: Told): number | undefined =>
  t.date.said.is === "date" && t.date.said.y !== undefined && t.date.said.m === undefined && !t.date.said.hijri ? t.date.said.y : undefined

/// «رؤية 2030», «كأس العالم 2026»: the name of an aim or occasion, not a time past.
function isAim({plain}: Scene, t: Told): boolean {
  for (let i = t.date.from - 1; i >= Math.max(0, t.date.from - 4); i--) {
    if ((plain[i] as number) & AIM) return true
  }
  return (((plain[t.date.from] ?? 0) | (plain[t.date.from - 1] ?? 0)) & AHEAD) !== 0
}

/// Whether two dates touch: «العام الماضي (2023)», «عام 2024 الجاري», «الشهر المقبل، أكتوبر».
const touches = (a: Told, b: Told, gap: number): boolean =>
  a.sentence === b.sentence && (a.date.from < b.date.from ? b.date.from - a.date.to : a.date.from - b.date.to) <= gap

function ofYears(scene: Scene, out: Evidence[]): void {
  const {told, marks} = scene
  const {tokens} = marks
  for (const t of told) {
    const said = t.date.said
    const number = tokens.folded[t.date.to] ?? ""
    const open = number === "(" ? 1 : 0
    const year = open ? (tokens.folded[t.date.to + 1] ?? "") : number
    if (said.is === "relative" && said.unit === "year" && /^20\d\d$/.test(year) && tokens.kind[t.date.to + open] === NUMBER)
      out.push({rank: 86, days: [yearRange(Number(year) - said.by)], why: `"${t.quote} ${year}": published in ${Number(year) - said.by}`})
  }
  let latest: Told | undefined
  let latestYear = 0
  let bareDays = 0
  let ofParts = false
  for (const t of told) {
    const said = t.date.said
    ofParts = ofPart(scene, t, out) || ofParts
    if (said.is === "date" && said.y === undefined && said.year === undefined && said.m !== undefined && t.tense === "past" && !said.hijri)
      bareDays++
    const y = isYear(t) ?? (said.is === "date" && !said.hijri ? said.y : undefined) ?? lastYear(said)
    if (y === undefined || y < 1900 || y > LAST_YEAR) continue
    if (isAim(scene, t)) continue
    // «موازنة للعام 2024»: what something is meant for may be to come.
    if (/^ل(?:ل?عام|ل?سنة|20)/.test(t.quote)) continue
    const only = isYear(t)
    const next = bare(tokens.folded[t.date.to] ?? "")
    if (only !== undefined) {
      const shift = /^الجاري|^الحالي/.test(next)
        ? 0
        : /^الماضي|^المنصرم|^الفائت/.test(next)
          ? 1
          : /^المقبل|^القادم/.test(next)
            ? -1
            : undefined
      if (shift !== undefined) {
        out.push({rank: 86, days: [yearRange(only + shift)], why: `"${t.quote} ${next}": published in ${only + shift}`})
        continue
      }
      const beside = told[t.index - 1]
      const after = told[t.index + 1]
      const pointer = [beside, after].find((o) => o && touches(o, t, 1) && o.date.said.is === "relative" && o.date.said.unit === "year")
      if (pointer && pointer.date.said.is === "relative") {
        const year = only - pointer.date.said.by
        out.push({rank: 86, days: [yearRange(year)], why: `"${pointer.quote} ${t.quote}": published in ${year}`})
        continue
      }
      if (isSamePeriod(scene, t)) {
        out.push({
          rank: 60,
          days: [{first: dayOf(only + 1, 1, 1), last: dayOf(only + 2, 3, 31)}],
          why: `"${t.quote}" is the year that this year's figures are compared with: published in ${only + 1} or soon after`,
        })
        continue
      }
    }
    if (t.tense === "future") {
      if (only !== undefined && said.is === "date")
        out.push({rank: 40, days: until(dayOf(only, 12, 31)), why: `"${t.quote}" is still to come: not after that year`})
      continue
    }
    if (said.is === "until" || said.is === "before") continue
    const first = dayOf(y, 1, 1)
    if (only !== undefined)
      out.push({
        rank: t.tense === "past" ? 77 : 44,
        days: from(first),
        why: `"${t.quote}"${t.tense === "past" ? " is told as past" : " is spoken of"}: not before ${y}`,
      })
    // A figure for a whole year is out when the year is.
    if (
      only !== undefined &&
      t.tense === "past" &&
      hasFigure(scene, t) &&
      !/^منذ|^خلال ال/.test(t.quote) &&
      tokens.folded[t.date.from - 1] !== "منذ"
    )
      out.push({rank: 42, days: from(dayOf(y + 1, 1, 1)), why: `figures for the whole of ${y} are out: not before ${y + 1}`})
    // «منذ ربيع عام 2022» says nothing of how long ago that is.
    let since = false
    for (let i = Math.max(0, t.date.from - 3); i < t.date.from && !since && only !== undefined; i++)
      since = bare(tokens.folded[i] as string) === "منذ"
    if (y > latestYear && !since) {
      latestYear = y
      latest = t
    }
  }
  if (!latest || latestYear < FIRST_YEAR) return
  out.push({
    rank: 22,
    days: [{first: dayOf(latestYear - 1, 1, 1), last: dayOf(latestYear + 1, 12, 31)}],
    why: `${latestYear} is the latest year named as past: a report of a later time would most likely name a later one`,
  })
  if (bareDays > 0 && !ofParts && latest.place !== "lead" && latest.place !== "title")
    out.push({
      rank: 20,
      days: [yearRange(latestYear + 1)],
      why: `${latestYear} is named with its number and other dates without a year: those are of the year after, the year of publication`,
    })
}

/// «الأشهر التسعة الأولى من 2025», «النصف الأول من 2025» with a figure: published after them, and soon.
function ofPart({facts, marks}: Scene, t: Told, out: Evidence[]): boolean {
  const said = t.date.said
  if (said.is !== "part" || said.of.is !== "date" || said.of.y === undefined || said.of.hijri || t.tense === "future") return false
  const s = marks.sentences[t.sentence]
  const range = facts.language.settleDate(said, {tense: "past"})?.range
  if (!s || !range || range.last - range.first > 366 || !figureIn(marks, s.from, s.to, () => true)) return false
  const told = `figures of ${q(t)} are out`
  out.push({rank: 62, days: from(range.last - 6), why: `${told}: not before ${isoDay(range.last - 6)}`})
  out.push({rank: 21, days: [{first: range.last - 6, last: range.last + 150}], why: `${told}: published in the months after them`})
  return true
}

const lastYear = (said: SaidDate["said"]): number | undefined =>
  said.is === "between" && said.last.is === "date"
    ? said.last.y
    : said.is === "since"
      ? yearSaid(said.of)
      : said.is === "part" && said.of.is === "date"
        ? said.of.y
        : undefined

/// «الفترة نفسها من 2022», «نفس الفترة من العام 2022».
function isSamePeriod({marks, facts}: Scene, t: Told): boolean {
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
function hasFigure({marks, plain}: Scene, t: Told): boolean {
  const s = marks.sentences[t.sentence]
  if (!s) return false
  const near = (i: number): boolean => i >= t.date.from - 40 && i < t.date.to + 40
  let word = false
  for (let i = Math.max(s.from, t.date.from - 30); i < Math.min(s.to, t.date.to + 30) && !word; i++)
    word = ((plain[i] as number) & DATA) !== 0
  return word && figureIn(marks, s.from, s.to, near)
}

const strip = (folded: string): string =>
  folded
    .replace(/^[وف](?=...)/, "")
    .replace(/^(?:لل)(?=...)/, "ال")
    .replace(/^[بلك](?=ال)/, "")

function figureIn(marks: Marks, start: number, end: number, near: (i: number) => boolean): boolean {
  for (let n = firstFrom(marks.quantities, start); n < marks.quantities.length; n++) {
    const x = marks.quantities[n]
    if (!x || x.from >= end) return false
    if (x.kind !== "time" && near(x.from)) return true
  }
  return false
}

const MONTHS_EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
const monthName = (m: number): string => MONTHS_EN[m - 1] as string

/// A month without day or year: «في مارس», «مارس الماضي».
const bareMonth = (t: Told): {m: number; shift: number | undefined} | undefined => {
  const said = t.date.said.is === "part" && "edge" in t.date.said.part ? t.date.said.of : t.date.said
  return said.is === "date" &&
    said.m !== undefined &&
    said.d === undefined &&
    said.y === undefined &&
    said.year === undefined &&
    !said.hijri
    ? {m: said.m, shift: said.shift}
    : undefined
}

function ofMonths(scene: Scene, out: Evidence[]): void {
  const {told} = scene
  const coming = new Set<number>()
  for (const t of told) {
    const month = bareMonth(t)
    if (!month || t.place === "caption" || t.inherits) continue
    const {m, shift} = month
    if (shift === 0) {
      out.push({rank: 84, days: byMonth(0, m, inMonth), why: `${q(t)}: published in ${monthName(m)}`})
      continue
    }
    if (shift !== undefined && shift > 0) {
      coming.add(m)
      out.push({
        rank: 66,
        days: byMonth(1, m, beforeMonth),
        why: `${q(t)} is the next ${monthName(m)}: published before that month`,
      })
      out.push(ofShifted(t, m, false))
      continue
    }
    if (shift !== undefined && shift < 0) {
      out.push({
        rank: 57,
        days: byMonth(2, m, sinceMonth),
        why: `${q(t)} is the last ${monthName(m)}: published within the months after it`,
      })
      out.push(ofShifted(t, m, true))
      continue
    }
    if (t.tense === "future") {
      coming.add(m)
      out.push({
        rank: 53,
        days: byMonth(3, m, upToMonth),
        why: `${q(t)} without a year, still to come: not after that ${monthName(m)}`,
      })
    } else if (t.tense === "past")
      out.push({
        rank: 43,
        days: byMonth(4, m, soonAfterMonth),
        why: `${q(t)} without a year, with a past verb: within ten months after it`,
      })
  }
  for (const t of told) {
    const said = t.date.said
    if (said.is !== "relative" || said.unit !== "month" || said.by === 0 || t.quoted) continue
    const beside = [told[t.index - 1], told[t.index + 1]].find((o) => o && touches(o, t, 2) && bareMonth(o))
    const named = beside && bareMonth(beside)
    if (named && beside)
      out.push({
        rank: 85,
        days: yearly((y) => monthRange(y, named.m - said.by)),
        why: `"${t.quote}" is ${monthName(named.m)}: published in ${monthName(monthBefore(named.m, said.by))}`,
      })
    else if (said.by === 1 && t.tense !== "past" && coming.size === 1) {
      const [m] = [...coming] as [number]
      out.push({
        rank: 52,
        days: yearly((y) => monthRange(y, m - 1)),
        why: `${q(t)} and the only month to come, ${monthName(m)}, are one: published in ${monthName(monthBefore(m, 1))}`,
      })
    }
  }
}

const monthBefore = (m: number, by: number): number => ((m - 1 - by + 24) % 12) + 1

/// Periods whose figures are out: months, first months of the year, quarters and halves.
function ofPeriods(scene: Scene, out: Evidence[]): void {
  const {told, marks} = scene
  let end = -1 // last month of the newest period
  let newest: Told | undefined
  let grain: "month" | "quarter" | "half" = "month"
  for (const t of told) {
    const said = t.date.said
    const thisYear = (of: SaidDate["said"]): boolean => of.is === "relative" && of.unit === "year" && of.by === 0
    if (t.tense === "future" || t.place === "caption" || t.sentence < 0) continue
    // The first months of a year are named for their figures alone.
    const s = marks.sentences[t.sentence]
    const counted = said.is === "part" && thisYear(said.of) && s && figureIn(marks, s.from, s.to, (i) => i >= t.date.to || i < t.date.from)
    if (!counted && !hasFigure(scene, t)) continue
    let last: number | undefined
    let how: "month" | "quarter" | "half" = "month"
    const month = bareMonth(t)
    if (month && month.shift === undefined && t.date.said.is === "date") last = month.m
    else if (said.is === "part" && thisYear(said.of)) {
      if ("unit" in said.part && said.part.unit === "month" && said.part.nth === 1) last = said.part.count
      else if ("of" in said.part && said.part.of === 4 && said.part.nth > 0) {
        last = said.part.nth * 3
        how = "quarter"
      } else if ("of" in said.part && said.part.of === 2 && said.part.nth === 1) {
        last = 6
        how = "half"
      }
    } else if (
      said.is === "between" &&
      said.last.is === "date" &&
      said.last.m !== undefined &&
      said.last.d === undefined &&
      said.last.year === 0
    )
      last = said.last.m
    if (last === undefined || last > 12) continue
    // «بين يناير ويوليو من هذا العام» is newer than «في مارس»; of a month alone we know only that it is not far back.
    if (last > end) {
      end = last
      newest = t
      grain = how
    }
  }
  if (!newest || end < 0) return
  const wait = grain === "half" ? 31 : grain === "quarter" ? 12 : 0
  const lasts = grain === "half" ? 92 : grain === "quarter" ? 125 : 50
  out.push({
    rank: 51,
    days: yearly((y) => ({first: monthRange(y, end).last + 1, last: monthRange(y, end + 11).last})),
    why: `figures up to ${monthName(end)} are out (${q(newest)}): not before the month after`,
  })
  out.push({
    rank: 36,
    days: yearly((y) => ({first: monthRange(y, end).last + 1 + wait, last: monthRange(y, end).last + wait + lasts})),
    why: `figures up to ${monthName(end)} are the newest (${q(newest)}): published before later ones were out`,
  })
}

/// «التضخم بلغ 32.7 بالمئة في مارس 2023», «أرباح الربع الأول من 2024» in the opening, with nothing newer told: published when such figures are.
function ofDatedPeriods(scene: Scene, out: Evidence[]): void {
  let newest: {readonly t: Told; readonly range: DayRange} | undefined
  let latest = Number.NEGATIVE_INFINITY
  for (const t of scene.told) {
    if (t.sentence < 0 || t.place === "caption" || t.place === "head") continue
    const range = scene.facts.language.settleDate(t.date.said, {tense: "past"})?.range
    if (!range || !Number.isFinite(range.last)) continue
    if (t.tense !== "future" && t.date.said.is !== "feast") latest = Math.max(latest, range.first)
    const days = range.last - range.first
    const isPeriod = (days >= 27 && days <= 30) || (days >= 88 && days <= 92)
    if (!isPeriod || t.tense === "future" || (t.place !== "lead" && t.place !== "title") || isSamePeriod(scene, t) || !hasFigure(scene, t))
      continue
    if (!newest || range.last > newest.range.last) newest = {t, range}
  }
  if (!newest || latest > newest.range.last) return
  const {t, range} = newest
  const quarter = range.last - range.first > 31
  out.push({rank: 52, days: from(range.last + 1), why: `figures of ${q(t)} are out: not before ${isoDay(range.last + 1)}`})
  out.push({
    rank: 37,
    days: until(range.last + (quarter ? 125 : 62)),
    why: `figures of ${q(t)} are the newest told: published before later ones were out`,
  })
}

// ---- spans counted from a day

const COUNT_REACH = 30

/// «بعد أسبوعين من توقيع الاتفاق في 14 ديسمبر» in the opening: what it tells happened that long after that day, and the report soon after that.
function ofCounts(scene: Scene, out: Evidence[]): void {
  for (const t of scene.told) {
    const said = t.date.said
    if (said.is !== "away" || said.from !== "event" || said.sign < 0 || (t.place !== "lead" && t.place !== "title")) continue
    const unit = UNIT_DAYS[said.unit]
    if (!unit || said.unit === "year") continue
    const isDay = (o: Told): boolean => o.date.said.is === "date" && o.date.said.d !== undefined && !o.date.said.hijri
    const beside = scene.told.find(
      (o) => o.sentence === t.sentence && o.date.from >= t.date.to && o.date.from - t.date.to <= COUNT_REACH && isDay(o),
    )
    // Where the day stands elsewhere, it is the first that the report goes on to tell of the past.
    const from = beside ?? scene.told.find((o) => o.sentence > t.sentence && o.tense === "past" && isDay(o))
    if (from?.date.said.is !== "date") continue
    const {m, d, y} = from.date.said
    if (m === undefined || d === undefined) continue
    const slack = said.unit === "day" ? 1 : said.unit === "week" ? 2.5 : 0.4 * unit
    const span = said.amount * unit
    const at = (k: number): DayRange | undefined => {
      if (!isRealDate(k, m, d)) return undefined
      const day = dayOf(k, m, d) + span
      return {first: Math.ceil(day - slack), last: Math.floor(day + slack) + FRESH_DAYS}
    }
    const only = y === undefined ? undefined : at(y)
    out.push({
      rank: beside ? 76 : 28,
      days: only ? [only] : yearly(at),
      why: `${q(t)} from ${q(from)}: what the report opens with happened then`,
    })
  }
}

/// What a report opens with is told within so many days.
const FRESH_DAYS = 2

// ---- who holds an office

/// Who is elected takes office within so many days.
const ELECT_DAYS = 100
/// Who has just lost an office is still called by it.
const GRACE = 45
/// A date among the first words of a sentence may be its dateline.
const DATELINE_WORDS = 4

const COUNTERPART = /^[وبلف]?نظير(?:ته|تها|ه|ها)$/

function ofOffices(scene: Scene, out: Evidence[]): void {
  const {marks, facts, plain, placeOf} = scene
  const {entities} = facts.knowledge
  const dated = new Set<number>()
  // Who is named beside a day of the past may have held the office then.
  const told = new Set<number>()
  for (const t of scene.told)
    if (
      t.date.said.is === "date" &&
      t.date.said.m !== undefined &&
      t.tense === "past" &&
      t.sentence >= 0 &&
      t.date.from > (marks.sentences[t.sentence]?.from ?? 0) + DATELINE_WORDS
    )
      told.add(t.sentence)
  for (const t of scene.told) if (t.date.said.is === "date" && t.date.said.y !== undefined && t.sentence >= 0) dated.add(t.sentence)
  type Holder = {days: Days; count: number; lead: boolean; now: boolean; name: string; office: string}
  const holders = new Map<string, Holder>()
  let before: {readonly sentence: number; readonly office: Mention["office"]} | undefined
  for (const m of marks.mentions) {
    if (m.kind !== "person" || m.nameTo === m.nameFrom || m.known.length === 0) continue
    const sentence = marks.sentenceAt[m.from] ?? -1
    // «مع نظيره السعودي عادل الجبير» holds the office of who stands before.
    const counterpart = COUNTERPART.test(marks.tokens.folded[m.from] ?? "") || COUNTERPART.test(marks.tokens.folded[m.from - 1] ?? "")
    const office: Mention["office"] = m.office || (counterpart && before?.sentence === sentence ? before.office : "")
    if (m.office) before = {sentence, office: m.office}
    if (!office) continue
    if (sentence < 0 || dated.has(sentence)) continue
    const elect = isElect(m)
    if (!elect && isFormer(m)) continue
    const terms: DayRange[] = []
    let en = ""
    for (const k of m.known)
      for (const o of entities[k]?.offices ?? []) {
        if (o.office !== office || (m.countries.length > 0 && o.of.startsWith("country:") && !m.countries.includes(o.of))) continue
        terms.push({
          first: o.from ? (edtfRange(o.from)?.first ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY,
          last: o.to ? (edtfRange(o.to)?.last ?? Number.POSITIVE_INFINITY) + GRACE : Number.POSITIVE_INFINITY,
        })
        en = entities[k]?.en ?? ""
      }
    if (terms.length === 0) continue
    if (elect) {
      const starts = terms.filter((term) => Number.isFinite(term.first))
      const days = union(starts.map(({first}) => ({first: first - ELECT_DAYS, last: first + 1})))
      if (starts.length > 0) out.push({rank: 64, days, why: `${en} is called ${office} elect: in the months before taking office`})
      continue
    }
    const key = `${en} ${office}`
    const old = holders.get(key)
    const lead = placeOf[sentence] === "lead" || placeOf[sentence] === "title"
    if (old) {
      old.count++
      old.lead ||= lead
      old.now ||= !told.has(sentence)
    } else holders.set(key, {days: union(terms), count: 1, lead, now: !told.has(sentence), name: en, office: office.replaceAll("-", " ")})
  }
  const bounded = [...holders.values()].filter((h) => h.now && Number.isFinite(hull(h.days).last))
  const together = bounded.reduce<{days: Days; names: string[]}>(
    (had, h) => {
      const left = meet(had.days, h.days)
      return left.length > 0 ? {days: left, names: [...had.names, h.name]} : had
    },
    {days: [ALWAYS], names: []},
  )
  // Two who hold office at one time say more than a year by its number, which may be that of a plan.
  if (together.names.length >= 2 && together.names.length >= 0.75 * bounded.length)
    out.push({
      rank: together.names.length > 2 ? 82 : 78.5,
      days: together.days,
      why: `${together.names.slice(0, 4).join(", ")} are all called by offices they held: ${together.days.map(edtfOf).join(" or ")}`,
    })
  for (const h of holders.values()) {
    const whole = hull(h.days)
    const sure = (h.lead ? 2 : 0) + Math.min(2, h.count - 1)
    if (Number.isFinite(whole.first))
      out.push({rank: 63 + sure, days: from(whole.first), why: `${h.name} is called ${h.office}: not before ${isoDay(whole.first)}`})
    if (h.days.length > 1 || Number.isFinite(whole.last))
      out.push({
        rank: 46 + sure,
        days: h.days,
        why: `${h.name} is called ${h.office}: in office or just out of it, ${h.days.map(edtfOf).join(" or ")}`,
      })
  }

  function isElect(m: Mention): boolean {
    for (let i = Math.max(0, m.from - 1); i < Math.min(m.to + 2, marks.tokens.count); i++)
      if (/^المنتخبه?$/.test(marks.tokens.folded[i] as string)) return true
    return false
  }

  function isFormer(m: Mention): boolean {
    for (let i = m.from - 2; i < Math.min(m.to + 2, marks.tokens.count); i++) {
      if (i >= 0 && (marks.mentionAt[i] === m.index || marks.tokens.kind[i] === WORD) && (plain[i] as number) & FORMER) return true
    }
    return false
  }
}

// ---- events whose date is known

/// Where an event's name stands: `from` is its first word.
type Named = {
  readonly events: readonly number[]
  readonly from: number
  readonly to: number
  readonly sentence: number
  readonly quote: string
}

/// The parts of a name stand no farther apart than this, in words.
const NAME_REACH = 20
const PREFIXED = /^(?:[وف]?(?:لل|[بلك])|[وف])(?=...)/

/// A happening whose day is known, where the text names it.
export type KnownDay = {
  readonly from: number
  readonly to: number
  readonly sentence: number
  readonly range: DayRange
  readonly en: string
}

/// The happenings of the knowledge base that a text names and that can only be one: «الغزو الروسي لأوكرانيا».
export function knownDays(marks: Marks, facts: DatedFacts): KnownDay[] {
  const own = new Uint16Array(marks.tokens.count)
  for (let i = 0; i < own.length; i++)
    if (marks.tokens.kind[i] === WORD) own[i] = traitsOf(marks.words[i] as Word, facts).own
    else if (marks.tokens.kind[i] === NUMBER && facts.partsAt(marks.tokens.folded[i] as string)) own[i] = PART
  const out: KnownDay[] = []
  for (const n of findEvents(marks, facts, own)) {
    const e = n.events.length === 1 ? facts.events[n.events[0] as number] : undefined
    if (e && !e.yearly && e.kind !== "visit" && e.kind !== "planned")
      out.push({from: n.from, to: n.to, sentence: n.sentence, range: e.range, en: e.en})
  }
  return out
}

/// Every name of a dated event: one walk, each word looked up with and without its attached particles.
function findEvents(marks: Marks, facts: DatedFacts, own: Uint16Array): Named[] {
  const {tokens, sentences} = marks
  const {spots} = facts
  const out: Named[] = []
  for (let n = 0; n < sentences.length; n++) {
    const s = sentences[n] as {from: number; to: number}
    const walk = ++spots.walks
    let byName: Map<EventName, Named> | undefined
    for (let i = s.from; i < s.to; i++) {
      if (!((own[i] as number) & PART)) continue
      const open = facts.partsAt(tokens.folded[i] as string)
      if (!open) continue
      for (const part of open) {
        let k = i + 1
        let fits = true
        for (let w = 1; w < part.words.length && fits; w++) {
          while (k < s.to && tokens.kind[k] === PUNCT && !/[.؟!؛:]/.test(tokens.folded[k] as string) && k < i + 12) k++
          const here = k < s.to ? (tokens.folded[k] as string) : ""
          const want = part.words[w] as string
          fits =
            here === want ||
            (here.length === want.length + 1 && here.length > 2 && here.endsWith(want) && "وبلف".includes(here[0] as string))
          k++
        }
        if (!fits) continue
        spots.from[part.part] = i
        spots.to[part.part] = k
        spots.walk[part.part] = walk
        const names = facts.namesOf[part.part] as readonly EventName[]
        const rests = facts.restOf[part.part] as Int32Array
        for (let m = 0; m < names.length; m++) {
          if (spots.walk[rests[m] as number] !== walk) continue
          const name = names[m] as EventName
          const {parts} = name
          let at = i
          let to = k
          let near = true
          for (let x = 0; x < parts.length && near; x++) {
            const p = parts[x] as number
            const first = spots.from[p] as number
            near = spots.walk[p] === walk && i - first <= NAME_REACH
            if (first < at) at = first
            if ((spots.to[p] as number) > to) to = spots.to[p] as number
          }
          if (!near) continue
          byName ??= new Map()
          const old = byName.get(name)
          if (old && old.to - old.from <= to - at) continue
          byName.set(name, {events: [name.event], from: at, to, sentence: n, quote: marks.text.slice(tokens.start[at], tokens.end[to - 1])})
        }
      }
    }
    if (!byName) continue
    // Rows that share a name are one mention of several events.
    // Of names for one event that overlap, the shorter span stands.
    const here: {events: number[]; from: number; to: number; sentence: number; quote: string}[] = []
    for (const x of [...byName.values()].sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
      const same = here.find(
        (h) => h.from < x.to && x.from < h.to && ((h.from === x.from && h.to === x.to) || h.events.some((e) => x.events.includes(e))),
      )
      if (same)
        for (const e of x.events) {
          if (!same.events.includes(e)) same.events.push(e)
        }
      else here.push({...x, events: [...x.events]})
    }
    out.push(...here)
  }
  return out
}

/// A date this near a name, in words, may be its date; one that counts from the publication stands nearer.
const NEAR_EVENT = 10
const COUNTED_BEFORE = 2
const COUNTED_AFTER = 4

/// A name with what the sentence says of its time.
type Happening = Named & {
  readonly among: readonly DatedEvent[]
  readonly tense: Tense
  /// Spoken of as what lies behind: «منذ غزوها».
  readonly behind: boolean
  /// A date beside it agrees with its day or month.
  readonly agrees: boolean
  readonly near: readonly Told[]
}

function readHappenings(scene: Omit<Scene, "happenings">): Happening[] {
  const {facts, told} = scene
  const bySentence = new Map<number, Told[]>()
  for (const t of told) {
    const at = bySentence.get(t.sentence)
    if (at) at.push(t)
    else bySentence.set(t.sentence, [t])
  }
  return scene.named
    .filter((e) => facts.events[e.events[0] as number]?.kind !== "yearly")
    .map((e): Happening => {
      const near = (bySentence.get(e.sentence) ?? []).filter(
        (t) => (t.date.from >= e.to ? t.date.from - e.to : t.date.to <= e.from ? e.from - t.date.to : 0) <= NEAR_EVENT,
      )
      let among = e.events.map((n) => facts.events[n] as DatedEvent).filter((x) => x.kind !== "yearly")
      const behind = isBehind(scene, e)
      let tense: Tense = behind ? "past" : isBefore(scene, e) ? "none" : tenseAt(scene, {...e, inside: true}, e.sentence)
      let agrees = false
      // A date beside the name tells which of several is meant, and that it is this one.
      for (const t of near) {
        const said = t.date.said
        const at = said.is === "between" ? said.last : said.is === "part" || said.is === "since" ? said.of : said
        if (at.is !== "date" || at.hijri || (at.m === undefined && at.y === undefined)) continue
        const fits = among.filter((x) => {
          const [c, l] = [civilOf(x.range.first), civilOf(x.range.last)]
          return (
            (at.y === undefined || at.y === c.y) &&
            (at.m === undefined || at.m === c.m || at.m === l.m) &&
            (at.m === undefined || at.d === undefined || Math.abs(at.d - l.d) <= 2 || Math.abs(at.d - c.d) <= 2)
          )
        })
        if (fits.length === 0) continue
        among = fits
        agrees ||= at.m !== undefined
        if (at.m !== undefined && t.tense !== "none" && !behind) tense = t.tense
      }
      return {...e, among, tense, behind, agrees, near}
    })
}

function ofEvents(scene: Scene, out: Evidence[]): void {
  const coming = new Set<DatedEvent>()
  for (const e of scene.happenings) if (e.tense === "future") for (const x of e.among) coming.add(x)
  for (const e of scene.happenings) {
    const {among, tense, behind, agrees} = e
    const what = `"${short(e.quote)}"`
    const first = Math.min(...among.map((x) => x.range.first))
    const all = (kind: EventKind): boolean => among.every((x) => x.kind === kind)
    const visit = among.some((x) => x.kind === "visit")
    const label =
      among.length === 1
        ? `${among[0]?.en} (${edtfOf((among[0] as DatedEvent).range)})`
        : `one of ${among.length} known events, ${among
            .slice(0, 3)
            .map((x) => `${x.en} ${edtfOf(x.range)}`)
            .join(", ")}`
    const sudden = among.every((x) => x.kind === "news" || x.kind === "lasting")
    if (!visit || agrees) {
      // «قال إنه تلقى دعوة إلى المنتدى» is said before it, too.
      if (!sudden && tense === "past" && among.some((x) => coming.has(x))) continue
      if (sudden || tense === "past")
        out.push({rank: sudden ? 75 : visit ? 58 : 61, days: from(first), why: `${what} is ${label}: not before it`})
      else if (tense === "future")
        out.push({
          rank: 61,
          days: union(among.map((x) => ({first: x.range.first - 300, last: x.range.last}))),
          why: `${what} is ${label}, still to come: not after it`,
        })
      else
        out.push({
          rank: 33,
          days: union(among.map((x) => ({first: x.range.first - 120, last: x.range.last + 1500}))),
          why: `${what} is ${label}: about then or later`,
        })
    }
    for (const t of e.near) {
      const gap = t.date.from >= e.to ? t.date.from - e.to : t.date.to <= e.from ? t.date.to - e.from : 0
      if (gap > COUNTED_AFTER || gap < -COUNTED_BEFORE) continue
      const inside = gap === 0 && t.date.from > e.from && e.to - e.from <= NEAR_EVENT && isDone(scene, e.from)
      const counted = countedFrom(t, among, tense, inside)
      if (counted) out.push({rank: visit ? 49 : 72, days: counted.days, why: `${q(t)} beside ${what} (${label}): ${counted.says}`})
    }
    const ordinal = anniversaryOf(scene, e)
    const today =
      ordinal !== undefined &&
      scene.placeOf[e.sentence] === "lead" &&
      scene.told.some((t) => t.sentence === e.sentence && t.by === 0 && !t.quoted)
    if (today)
      out.push({
        rank: 59,
        days: union(among.map((x) => nthDay(x.range.first, ordinal))),
        why: `anniversary ${ordinal} of ${what} (${label}), told with "today": published on it`,
      })
    if (ordinal !== undefined)
      out.push({
        rank: 71,
        days: union(among.map((x) => yearsOn(x.range.first, ordinal))),
        why: `anniversary ${ordinal} of ${what} (${label}): about that day`,
      })
    const place = scene.placeOf[e.sentence]
    if (behind || (tense === "future" && !visit && !all("news")) || all("lasting") || among.some((x) => x.kind === "lasting")) continue
    // «آلية الزناد التي فعّلت في 28 آب»: a day of its own, told after the news.
    const aside = agrees && e.near.some((t) => t.weekday === undefined && t.tense === "past") && scene.placeOf[e.sentence - 1] === "lead"
    if ((place === "lead" || place === "title") && !aside) {
      const later = all("news") && isAftermath(scene, e) ? 1 : 0
      out.push({
        rank: 48,
        days: union(
          among.map((x) => ({
            first: x.kind === "planned" || visit ? x.range.first - 6 : x.range.first + later,
            last: x.range.last + (later ? 24 : 12),
          })),
        ),
        why: `${what} is ${label} and the report opens with ${later ? "what came of it: published in the weeks after" : "it: told while it was news"}`,
      })
    }
  }
}

/// «اليوم الوطني», «اليوم العالمي للمرأة» is no day-word.
const OF_NAME = /^(?:الوطني|العالمي|الدولي|الاول)$/
const NO_DATE = {is: "date", weekday: undefined, shift: undefined, month: undefined, year: undefined, by: undefined} as const

/// «اليوم الوطني السعودي», «عيد العمال» in the opening: told on the day where it says «today», else about it; numbered, in a year that is known.
function ofYearlyDays(scene: Scene, out: Evidence[]): void {
  const {facts, marks, plain, placeOf, told} = scene
  for (const e of scene.named) {
    const known = facts.events[e.events[0] as number]
    const day = known?.yearly
    const place = placeOf[e.sentence]
    if (!known || !day || (place !== "lead" && place !== "title")) continue
    let apart = false
    for (let i = Math.max(0, e.from - 3); i < e.from && !apart; i++)
      apart = ((plain[i] as number) & (BEHIND | AHEAD | FORMER)) !== 0 || /^و?قبي?ل$/.test(marks.tokens.folded[i] as string)
    if (apart || tenseAt(scene, {...e, inside: true}, e.sentence) === "future") continue
    const inYear = (y: number): DayRange | undefined => {
      const said = {...NO_DATE, y, m: day.m, d: day.d, hijri: day.hijri ? (true as const) : undefined}
      const range = facts.language.settleDate(said, {tense: "past"})?.range
      return range && {first: range.first, last: range.last + day.length - 1}
    }
    const years = (make: (range: DayRange) => DayRange): Days => {
      const shift = day.hijri ? 579 : 0
      const ranges: DayRange[] = []
      for (let y = FIRST_YEAR; y <= LAST_YEAR + 2; y++) {
        const range = inYear(y - shift)
        if (range) ranges.push(make(range))
      }
      return union(ranges)
    }
    const what = `"${short(e.quote)}" is ${known.en}`
    const number = day.base === undefined ? undefined : numberBeside(marks, e)
    const nth = number === undefined || day.base === undefined ? undefined : inYear(day.base + number)
    if (nth)
      out.push({
        rank: 71,
        days: [{first: nth.first - 10, last: nth.last + 10}],
        why: `${what}, number ${number}: about ${isoDay(nth.first)}`,
      })
    // «اليوم», «أمس الأحد» beside it, not in the name itself.
    const said = told.find(
      (t) =>
        t.sentence === e.sentence &&
        t.by !== undefined &&
        Math.abs(t.by) <= 1 &&
        !OF_NAME.test(marks.tokens.folded[t.date.to] ?? "") &&
        !t.quoted,
    )
    const slack = day.hijri ? 1 : 0
    if (said?.by !== undefined && day.length === 1) {
      const later = -said.by
      out.push({
        rank: 62,
        days: years((r) => ({first: r.first + later - slack, last: r.last + later + slack})),
        why: `${what}, told beside ${q(said)}: published on it${later ? ` (${later > 0 ? "+" : ""}${later} day)` : ""}`,
      })
    } else
      out.push({
        rank: 31,
        days: years((r) => ({first: r.first - 7, last: r.last + 7})),
        why: `${what} and opens the report: about its days`,
      })
  }
}

/// The number with which something returns, beside its name: «الثالث والتسعين», «الـ52».
function numberBeside(marks: Marks, e: Named): number | undefined {
  for (let n = firstFrom(marks.numbers, Math.max(0, e.from - 3)); n < marks.numbers.length; n++) {
    const number = marks.numbers[n] as (typeof marks.numbers)[number]
    if (number.from > e.to + 2) return undefined
    const counts = number.ordinal || number.definite || marks.tokens.folded[number.from - 1] === "ال"
    if (counts && Number.isInteger(number.value) && number.value > 3 && number.value < 300) return number.value
  }
  return undefined
}

/// «دخلت الحرب يومها المئة», «في اليوم الـ200 للحرب», «عامه الثالث»: what lasts, counted from its first day.
function ofDaysCounted(scene: Scene, out: Evidence[]): void {
  const {marks, placeOf} = scene
  const {folded} = marks.tokens
  for (const e of scene.happenings) {
    const place = placeOf[e.sentence]
    const s = marks.sentences[e.sentence]
    if (!s || (place !== "lead" && place !== "title") || e.among.some((x) => x.kind !== "lasting")) continue
    for (let n = firstFrom(marks.numbers, Math.max(s.from + 1, e.from - COUNT_NEAR)); n < marks.numbers.length; n++) {
      const number = marks.numbers[n] as (typeof marks.numbers)[number]
      if (number.from >= Math.min(s.to, e.to + COUNT_NEAR)) break
      const article = folded[number.from - 1] === "ال"
      const noun = /^[وبلف]?(?:ال|ل)?(يوم|اسبوع|شهر|عام|سن[هت])(ها|ه)?$/.exec(folded[number.from - (article ? 2 : 1)] ?? "")
      const own = noun?.[2] !== undefined
      if (!noun || !(number.ordinal || number.definite || article) || !Number.isInteger(number.value) || number.value < 2) continue
      // «اليوم الـ200 للحرب»: the name follows; «الحرب … يومها المئة»: it went before.
      const bound = own
        ? e.to <= number.from
        : e.from >= number.to &&
          e.from - number.to <= 2 &&
          /^(?:ل|من$)/.test(folded[e.from - (folded[e.from]?.startsWith("ل") ? 0 : 1)] ?? "")
      if (!bound) continue
      const unit = noun[1] as string
      const spans = e.among.flatMap(({range}) => {
        const span = nthSpan(range.first, unit, number.value)
        return range.last > range.first && span.first > range.last + 1 ? [] : [span]
      })
      if (spans.length === 0) continue
      out.push({
        rank: 73,
        days: union(spans),
        why: `"${short(e.quote)}" is in its ${unit === "يوم" ? "day" : "time"} ${number.value}: ${spans.map(edtfOf).join(" or ")}`,
      })
    }
  }
}

/// How far the count may stand from the name of what lasts, in words.
const COUNT_NEAR = 8

/// The nth day, week, month or year of what began on a day; a count of days is off by one as often as not.
function nthSpan(first: Day, unit: string, n: number): DayRange {
  if (unit === "يوم") return {first: first + n - 2, last: first + n}
  if (unit === "اسبوع") return {first: first + 7 * (n - 1) - 1, last: first + 7 * n}
  const {y, m, d} = civilOf(first)
  const after = (count: number): Day => {
    const months = y * 12 + m - 1 + count * (unit === "شهر" ? 1 : 12)
    const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
    return dayOf(year, month, Math.min(d, daysInMonth(year, month)))
  }
  return {first: after(n - 1), last: after(n) - 1}
}

function nthDay(day: Day, years: number): DayRange {
  const {y, m, d} = civilOf(day)
  const at = dayOf(y + years, m, Math.min(d, daysInMonth(y + years, m)))
  return {first: at, last: at}
}

function yearsOn(day: Day, years: number): DayRange {
  const {first, last} = nthDay(day, years)
  return {first: first - 10, last: last + 10}
}

/// «منذ غزوها», «بعد زلزال», «اندلاع الحرب»: told as what lies behind, not as the news.
function isBehind({plain}: Pick<Scene, "plain">, e: {readonly from: number}): boolean {
  for (let i = e.from; i >= Math.max(0, e.from - 4); i--) {
    if ((plain[i] as number) & (BEHIND | ANNIVERSARY)) return true
  }
  return false
}

/// A verb of the past stands at a token.
function isDone({marks}: Pick<Scene, "marks">, i: number): boolean {
  const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
  return p?.cls === "v" && p.aspect === "perf"
}

/// «قبل أسبوع من انتخابات الكنيست»: what the verb tells went before it.
function isBefore({marks}: Pick<Scene, "marks">, e: {readonly from: number}): boolean {
  for (let i = e.from - 1; i >= Math.max(0, e.from - 4); i--)
    if (/^[وف]?(?:قبل|قبيل|عشيه)$/.test(marks.tokens.folded[i] as string)) return true
  return false
}

/// «حصيلة فيضانات درنة»: the words before the name tell of what came after.
function isAftermath({marks, plain}: Scene, e: Named): boolean {
  const s = marks.sentences[e.sentence]
  for (let i = e.from; i >= Math.max(s?.from ?? 0, e.from - 8); i--) if ((plain[i] as number) & AFTERMATH) return true
  return false
}

/// «الذكرى الثانية ل…», «الذكرى العاشرة»: the number, where one stands before the event's name.
function anniversaryOf({marks, plain}: Scene, e: Named): number | undefined {
  for (let i = e.from; i >= Math.max(0, e.from - 6); i--) {
    if (!((plain[i] as number) & ANNIVERSARY)) continue
    const number = marks.numbers[firstFrom(marks.numbers, i + 1)]
    if (!number || number.from > i + 3) return undefined
    return (number.ordinal || marks.tokens.folded[number.from - 1] === "ال") &&
      Number.isInteger(number.value) &&
      number.value > 0 &&
      number.value < 120
      ? number.value
      : undefined
  }
  return undefined
}

const UNIT_DAYS: {readonly [unit: string]: number} = {day: 1, week: 7, month: 30.44, year: 365.25}

/// Where a time counted from the publication stands beside an event whose day is known, the publication follows.
function countedFrom(
  t: Told,
  events: readonly DatedEvent[],
  tense: Tense,
  inside: boolean,
): {readonly days: Days; readonly says: string} | undefined {
  if (t.quoted) return undefined
  const said = t.date.said.is === "since" ? t.date.said.of : t.date.said
  const lasting = events.every((x) => x.kind === "lasting")
  if (said.is === "away" && said.from === "now" && said.sign < 0) {
    const unit = UNIT_DAYS[said.unit]
    if (!unit) return undefined
    const span = said.amount * unit
    // «قبل عامين» is said of a year and a half to nearly three; «منذ 15 شهرا» is counted to the month.
    const [less, more] =
      said.unit === "year"
        ? Number.isInteger(said.amount)
          ? [unit * 0.3, unit * 0.7]
          : [unit * 0.25, unit * 0.25]
        : said.unit === "month"
          ? said.amount > 1
            ? [unit * 0.55, unit * 0.55]
            : [10, 25]
          : said.unit === "week"
            ? [3.5, 3.5]
            : [1, 1]
    return {
      days: union(events.map((x) => ({first: Math.ceil(x.range.first + span - less), last: Math.floor(x.range.last + span + more)}))),
      says: `published about ${said.amount} ${said.unit}${said.amount === 1 ? "" : "s"} after it`,
    }
  }
  // «في 22 يوليو من العام الماضي» beside the event of that day: the year is told.
  const dated = said.is === "date" ? said : undefined
  if (dated && dated.m !== undefined && typeof dated.year === "number") {
    const {m, d, year} = dated
    const same = events.filter((x) => {
      const c = civilOf(x.range.first)
      return c.m === m && (d === undefined || c.d === d)
    })
    return same.length > 0
      ? {days: union(same.map((x) => yearRange(civilOf(x.range.first).y - year))), says: "the year of publication is counted from it"}
      : undefined
  }
  // «عادت سوريا أمس إلى الجامعة العربية»: even what is spoken of for years was news once.
  if (t.date.said.is !== "relative" || (lasting && !(inside && t.date.said.unit === "day"))) return undefined
  if ((t.date.said.by < 0 && tense === "future") || (t.date.said.by > 0 && tense === "past")) return undefined
  const {unit, by} = t.date.said
  const at = (x: DatedEvent): DayRange | undefined => {
    const {y, m} = civilOf(x.range.first)
    if (
      unit === "day" &&
      Math.abs(by) <= 1 &&
      x.range.last === x.range.first &&
      (t.weekday ?? weekdayOf(x.range.first)) === weekdayOf(x.range.first)
    )
      return {first: x.range.first - by, last: x.range.first - by}
    if (unit === "year") return yearRange(y - by)
    if (unit === "month") return monthRange(y, m - by)
    if (unit === "week") {
      // Sunday may open the week or close it.
      return {first: mondayOf(x.range.first) - 7 * by - 1, last: mondayOf(x.range.last) - 7 * by + 6}
    }
    return undefined
  }
  const days = events.map(at).filter((r) => r !== undefined)
  return days.length === events.length ? {days: union(days), says: "the publication is counted from it"} : undefined
}

// ---- the day itself

/// Within one year the answer may be an interval; over more the words say too little to give more than open ends.
const WIDEST_CHAIN = 430
const FEW_DAYS = 10
/// A dateline's day of the very weekday told is believed so many days later than the first year that is possible.
const SAME_DAY_YEARS = 400
const FEW_YEARS = 2200

function conclude(scene: Scene, laid: Days, why: string[], head: HeadDate | undefined, chain: Chain | undefined): Inferred {
  let days = laid
  if (days.length === 1 && isSame(days, [ALWAYS])) {
    return {
      published: {
        edtf: null,
        basis: "unknown",
        why: chain ? [`${chain.why}, but nothing tells which week`] : ["nothing in the text tells when it was published"],
      },
      range: ALWAYS,
    }
  }
  if (head && days.length > 1) {
    const known = newestKnown(scene)
    // A weekday told as past is of the last days before the dateline's, most likely that day itself: «سيول 19 ديسمبر - قالت كوريا الشمالية يوم الثلاثاء».
    const age = (r: DayRange): number => (chain && !chain.exact ? (weekdayOf(r.first) - chain.weekday + 7) % 7 : 0)
    const fits = days.filter((r) => age(r) <= 2)
    const later = (fits.length > 0 ? fits : days).filter((r) => known !== undefined && r.last >= known)
    const first = later[0]
    const next = first && (later.find((r) => age(r) === 0 && r.first - first.first <= SAME_DAY_YEARS) ?? first)
    // Of few years, none after a day that is known, the only one with that weekday.
    const same = chain && !chain.exact && hull(days).last - hull(days).first <= FEW_YEARS ? days.filter((r) => age(r) === 0) : []
    if (next === undefined && same.length === 1)
      return answer(same[0] as DayRange, "inferred", [...why, `${(chain as Chain).why}: the only year that is left with that day`])
    if (next === undefined || known === undefined)
      return {published: {edtf: null, basis: "unknown", why: [...why, "nothing tells of which year"]}, range: ALWAYS}
    if (next.first - known <= 500)
      return answer(next, "inferred", [...why, "of the years that are left, the first after the newest date of the text"])
    const last = (later.filter((r) => r.first - known <= 1800).at(-1) ?? next).last
    return answer({first: next.first, last}, "inferred", [...why, "the newest date of the text lies years back: one of several years"])
  }
  if (!head && days.length > 1 && hull(days).first < dayOf(FIRST_YEAR + 11, 1, 1) && hull(days).last > dayOf(LAST_YEAR - 11, 1, 1)) {
    return {published: {edtf: null, basis: "unknown", why: [...why, "nothing tells of which year"].slice(-4)}, range: ALWAYS}
  }
  const known = newestKnown(scene)
  const paired = scene.told.some((t) => t.date.said.is === "date" && t.date.said.weekday !== undefined && t.date.said.m !== undefined)
  if (
    (known !== undefined || paired) &&
    days.length > 0 &&
    Number.isFinite(hull(days).first) &&
    hull(days).last > hull(days).first + 1200
  ) {
    const start = Math.max(known ?? 0, (days[0] as DayRange).first)
    const at = days.find((r) => r.last >= start)?.first ?? start
    const year = firstSeason(meet(days, [{first: Math.max(at, start), last: Math.max(at, start) + 400}]))
    if (year.length > 0 && !isSame(year, days)) {
      days = year
      why.push(`nothing newer than ${isoDay(Math.max(at, start))} is told of: most likely within about a year of it`)
    }
  }
  // A few days of several years: the weekday tells which.
  if (chain?.exact && days.length > 1 && days.every((r) => r.last - r.first <= FEW_DAYS)) {
    const candidates = onWeekday(days, chain.weekday)
    if (candidates.length > 0) {
      days = candidates.map((d) => ({first: d, last: d}))
      why.push(`${chain.why}, on one of ${candidates.length} such days`)
    }
  }
  const whole = hull(days)
  if (chain && Number.isFinite(whole.first) && whole.last - whole.first <= WIDEST_CHAIN) {
    const candidates = onWeekday(days, chain.weekday)
    if (candidates.length === 1)
      return answer(closed(candidates[0] as Day, chain, days), "inferred", [
        ...why,
        `${chain.why}: ${isoDay(candidates[0] as Day)} is the only such day left`,
      ])
    if (candidates.length > 1) {
      const pick = chooseWeek(scene, chain, candidates)
      if (pick) return answer(closed(pick.day, chain, days), "inferred", [...why, chain.why, pick.why])
      const width = hull(days)
      if (chain.exact) days = candidates.map((d) => ({first: d, last: d}))
      const first = Math.max(width.first, candidates[0] as Day)
      const last = chain.exact ? (candidates.at(-1) as Day) : Math.min(width.last, (candidates.at(-1) as Day) + 6)
      return answer({first, last}, "inferred", [...why, `${chain.why}, in one of ${candidates.length} weeks`])
    }
  }
  const fresh = freshInterval(scene, days)
  if (fresh) return answer(fresh.range, "inferred", [...why, fresh.why])
  const {first, last} = hull(days)
  const range = {
    first: first < dayOf(FIRST_YEAR + 1, 1, 1) ? Number.NEGATIVE_INFINITY : first,
    last: last > dayOf(LAST_YEAR - 2, 1, 1) ? Number.POSITIVE_INFINITY : last,
  }
  return answer(range, "inferred", why)
}

/// Of days in several years, those of the first.
function firstSeason(days: Days): Days {
  const end = days.findIndex((r, i) => i > 0 && r.first - (days[i - 1] as DayRange).last > SEASON_GAP)
  return end < 0 ? days : days.slice(0, end)
}
const SEASON_GAP = 120

type Chain = {
  readonly weekday: number
  readonly exact: boolean
  readonly after: boolean
  readonly before: boolean
  readonly why: string
  readonly weekdays: ReadonlySet<number>
}

const WEEKDAYS_EN = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

/// The weekday of publication, by «اليوم الجمعة» exactly, else by the newest weekday told as past.
function weekdayChain({told, marks}: Scene): Chain | undefined {
  const weekdays = new Set<number>()
  const usable = told.filter((t) => t.weekday !== undefined && t.place !== "title" && t.place !== "head" && t.place !== "caption")
  for (const t of usable) if (t.tense !== "future" && (t.by === undefined || t.by <= 0)) weekdays.add(t.weekday as number)
  const counted = usable.filter((t) => t.by !== undefined && (t.date.said.is === "relative" || t.date.said.is === "date"))
  const exact = counted.find((t) => !t.quoted) ?? counted[0]
  if (exact) {
    const weekday = ((((exact.weekday as number) - (exact.by as number)) % 7) + 7) % 7
    return {weekday, exact: true, after: false, before: false, weekdays, why: `${q(exact)}: published on a ${WEEKDAYS_EN[weekday]}`}
  }
  const others = usable.filter((t) => t.tense === "past" && !isOld(t) && !t.quoted && !isPluperfect(t))
  const opening = usable.filter((t) => t.place === "lead" && !isOld(t))
  const lead = opening.find((t) => t.tense !== "future") ?? (others.length > 0 ? opening[0] : undefined)
  if (!lead) return undefined
  let best: {weekday: number; cost: number} | undefined
  const leadAt = lead.weekday as number
  const coming = lead.tense === "future"
  const after = isPassed(lead)
  for (let p = 0; p < 7; p++) {
    const age = (w: number): number => (p - w + 7) % 7
    const newest = Math.max(0, ...others.map((t) => (isPassed(t) && age(t.weekday as number) === 0 ? 7 : age(t.weekday as number))))
    const cost = newest + 0.8 * (coming ? (7 - age(leadAt)) % 7 : after && age(leadAt) === 0 ? 7 : age(leadAt))
    if (!best || cost < best.cost) best = {weekday: p, cost}
  }
  const weekday = (best as {weekday: number}).weekday
  const before = lead.tense !== "past" && others.length === 0
  const how = coming ? "still to come" : lead.tense === "past" ? "with a past verb" : "with a present verb"
  return {
    weekday,
    exact: false,
    after,
    before,
    weekdays,
    why: `${q(lead)}, ${how}, opens the report: published on ${weekday === leadAt ? "that" : "the newest weekday it tells of,"} ${WEEKDAYS_EN[weekday]} or within days ${before ? "before" : "after"} it`,
  }

  /// «السبت الماضي», «السبت الماضي 6 مايو»: that day is behind.
  function isPassed(t: Told): boolean {
    const said = t.date.said
    return said.is === "weekday" ? said.shift === -1 : said.is === "date" && /الماضي/.test(t.quote)
  }
  function isOld(t: Told): boolean {
    const said = t.date.said
    return (
      (said.is === "weekday" && (said.week !== undefined || said.shift === -2)) ||
      (said.is === "date" && said.y !== undefined) ||
      said.is === "since" ||
      said.is === "until"
    )
  }
  function isPluperfect(t: Told): boolean {
    const s = marks.sentences[t.sentence]
    if (!s) return false
    for (let i = s.from; i < Math.min(s.from + 6, t.date.from); i++)
      if (/^ك(ان|انت|انوا)$/.test(bare(marks.tokens.folded[i] as string))) return true
    return false
  }
}

function onWeekday(days: Days, weekday: number): Day[] {
  const out: Day[] = []
  for (const r of days) for (let d = r.first + ((weekday - weekdayOf(r.first) + 7) % 7); d <= r.last; d += 7) out.push(d)
  return out
}

/// «الأربعاء الماضي» leaves the days of a week after it; else the day itself is the best guess.
function closed(day: Day, chain: Chain, days: Days): DayRange {
  if (chain.before) return meet(days, [{first: day - 5, last: day}])[0] ?? {first: day, last: day}
  if (!chain.after || chain.exact) return {first: day, last: day}
  const within = meet(days, [{first: day, last: day + 5}])[0]
  return within ?? {first: day, last: day}
}

type Anchor = {readonly day: Day; readonly strong: boolean; readonly why: string}

/// `make` gives its day in a year, where there is one.
type Behind = {readonly make: (y: number) => Day | undefined; readonly strong: boolean; readonly why: string}

/// Days that the report has behind it: the nearest publication after them is the likely one.
function anchors(scene: Scene, chain: Chain): Behind[] {
  const out: Behind[] = []
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.last : t.date.said
    if (t.tense === "future" || said.is !== "date" || said.hijri) continue
    const {m, d, y} = said
    if (m === undefined || said.year !== undefined) continue
    if (d === undefined) {
      // A month told by its name is over, else it would be «هذا الشهر».
      if (t.tense === "past" && y === undefined && said.shift === undefined && !t.inherits && !hasFigure(scene, t))
        out.push({make: (k) => monthRange(k, m).last, strong: false, why: `${q(t)} is behind it`})
      continue
    }
    // A day of the body without its weekday lies one week or eight behind the report.
    const strong = t.place === "lead" || t.place === "caption" || t.weekday !== undefined
    if (strong)
      out.push({
        make: (k) => (y !== undefined && y !== k ? undefined : isRealDate(k, m, d) ? dayOf(k, m, d) : undefined),
        strong,
        why: `${q(t)} is behind it`,
      })
  }
  for (const {y, m, d, quote} of scene.cut) {
    const day = (k: number): Day | undefined => ((y !== undefined && y !== k) || !isRealDate(k, m, d) ? undefined : dayOf(k, m, d))
    out.push({
      make: (k) => (day(k) !== undefined && weekdayOf(day(k) as Day) === chain.weekday ? day(k) : undefined),
      strong: true,
      why: `"${quote}" below a picture is behind it`,
    })
  }
  return out
}

const STRONG_GAP = 7
const WEAK_GAP = 3

/// Of several weeks the one that follows closest on what the report tells.
function chooseWeek(scene: Scene, chain: Chain, all: readonly Day[]): {readonly day: Day; readonly why: string} | undefined {
  // Years apart, the first is meant: a report tells of its newest day soon after it.
  const end = all.findIndex((d, i) => i > 0 && d - (all[i - 1] as Day) > 14)
  const candidates = end < 0 ? all : all.slice(0, end)
  const firstYear = civilOf(candidates[0] as Day).y
  const firstDay = candidates[0] as Day
  const lastDay = candidates.at(-1) as Day
  let best: Anchor | undefined
  const consider = (a: Anchor): void => {
    if (a.day <= lastDay && (!best || a.day > best.day || (a.day === best.day && a.strong && !best.strong))) best = a
  }
  for (const a of anchors(scene, chain)) {
    for (let y = firstYear - 1; y <= firstYear + 1; y++) {
      const day = a.make(y)
      if (day === undefined || Math.abs(day - firstDay) > 300) continue
      // A day whose weekday the report names as well is the day of that weekday.
      const agrees = chain.weekdays.has(weekdayOf(day))
      consider({day, strong: a.strong || agrees, why: a.why})
    }
  }
  for (const e of scene.happenings) {
    const place = scene.placeOf[e.sentence]
    const opens = place === "lead" || place === "title"
    const ordinal = anniversaryOf(scene, e)
    if (ordinal !== undefined)
      for (const x of e.among)
        consider({day: yearsOn(x.range.first, ordinal).first + 10, strong: true, why: `the anniversary of "${short(e.quote)}" is that day`})
    if (e.tense === "future" && !(opens && e.among.every((x) => x.kind !== "planned"))) continue
    for (const x of e.among)
      if (x.kind !== "lasting" && x.range.last - x.range.first <= FEW_DAYS && (x.kind !== "visit" || opens || e.agrees))
        consider({day: x.range.first, strong: opens, why: `"${short(e.quote)}" (${x.en}, ${edtfOf(x.range)}) is behind it`})
  }
  if (best) {
    const {day, strong, why} = best
    const next = candidates.find((c) => c >= day)
    if (next !== undefined && next - day <= (strong ? STRONG_GAP : WEAK_GAP)) return {day: next, why: `${why}: the first such day after it`}
  }
  return weekBefore(scene, candidates)
}

/// A day to come that is told by its number is mostly of the week that follows.
function weekBefore(scene: Scene, candidates: readonly Day[]): {readonly day: Day; readonly why: string} | undefined {
  let nearest: {readonly day: Day; readonly t: Told} | undefined
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.first : t.date.said
    if (t.tense !== "future" || t.quoted || t.inherits || said.is !== "date" || said.hijri || said.shift !== undefined) continue
    const {m, d, y} = said
    if (m === undefined || d === undefined || said.year !== undefined) continue
    for (const c of candidates)
      for (const k of [civilOf(c).y, civilOf(c).y + 1]) {
        if ((y !== undefined && y !== k) || !isRealDate(k, m, d)) continue
        const day = dayOf(k, m, d)
        if (day >= c && day - c <= STRONG_GAP && (!nearest || day < nearest.day)) nearest = {day, t}
      }
  }
  if (!nearest) return undefined
  const {day, t} = nearest
  const last = candidates.filter((c) => c <= day && day - c <= STRONG_GAP).at(-1)
  return last === undefined ? undefined : {day: last, why: `${q(t)} is still to come: the last such day before it`}
}

/// The newest day or event the text has behind it, with its year.
function newestKnown(scene: Scene): Day | undefined {
  let best: Day | undefined
  const consider = (day: Day | undefined): void => {
    if (day !== undefined && (best === undefined || day > best)) best = day
  }
  for (const t of scene.told) {
    const said = t.date.said
    // A year alone may be one to come.
    if (
      said.is === "date" &&
      said.y !== undefined &&
      t.tense !== "future" &&
      (said.m !== undefined || t.tense === "past") &&
      !isAim(scene, t)
    )
      consider(said.m === undefined ? dayOf(said.y, 1, 1) : dayOf(said.y, said.m, said.d ?? 1))
  }
  for (const e of scene.happenings)
    if (e.tense !== "future" && e.among.every((x) => x.kind !== "lasting" && (e.agrees || x.kind !== "visit")))
      consider(Math.min(...e.among.map((x) => x.range.first)))
  return best
}

/// A report without a weekday in its lead follows the newest day it tells of within a fortnight or so.
function freshInterval(scene: Scene, days: Days): {readonly range: DayRange; readonly why: string} | undefined {
  const {first} = hull(days)
  if (!Number.isFinite(first)) return undefined
  const end = days.findIndex((r, i) => i > 0 && r.first - (days[i - 1] as DayRange).last > 62)
  const whole = hull(end < 0 ? days : days.slice(0, end))
  if (whole.last - whole.first > WIDEST_CHAIN) return undefined
  let best: {day: Day; t: Told} | undefined
  for (const t of scene.told) {
    const said = t.date.said.is === "between" ? t.date.said.last : t.date.said
    if (
      t.tense !== "past" ||
      said.is !== "date" ||
      said.hijri ||
      said.m === undefined ||
      said.d === undefined ||
      said.year !== undefined ||
      said.shift !== undefined ||
      t.place === "caption"
    )
      continue
    for (let y = civilOf(whole.first).y - 1; y <= civilOf(whole.first).y + 2; y++) {
      if ((said.y !== undefined && said.y !== y) || !isRealDate(y, said.m, said.d)) continue
      const day = dayOf(y, said.m, said.d)
      if (day <= whole.last && (!best || day > best.day)) best = {day, t}
    }
  }
  if (!best) return undefined
  const {day, t} = best
  const range = meet(days, [{first: day, last: day + 21}])[0]
  return range && {range, why: `${q(t)} is the newest day it tells of: published then or within three weeks`}
}
