import type {Knowledge} from "../../knowledge/index.ts"
import type {Language, Word} from "../../lang/index.ts"
import {edtfRange, type DayRange} from "../../model/index.ts"
import {list, pushTo, type Row} from "../../support/index.ts"
import {ALWAYS} from "./days.ts"

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
/// `awaited`: a step that is asked for, planned or feared long before it is taken: only a verb of the past beside its name tells that it was; then it lasts.
/// `visit`: a leader's journey; others like it are not in the list, so it tells a day only where the report opens with it or a date agrees.
/// `yearly`: a feast or a national day.
export type EventKind = "news" | "planned" | "lasting" | "awaited" | "visit" | "yearly"
export type DatedEvent = {readonly range: DayRange; readonly kind: EventKind; readonly en: string; readonly yearly?: Yearly}
/// Spoken of for years from its first day.
export const lasts = (e: DatedEvent): boolean => e.kind === "lasting" || e.kind === "awaited"
type Yearly = {readonly hijri: boolean; readonly m: number; readonly d: number; readonly length: number; readonly base: number | undefined}
/// «غزو/الغزو»: one part with its spellings; it stands where any of them does.
type NamePart = {readonly part: number; readonly words: readonly string[]}
type Spots = {readonly from: Int32Array; readonly to: Int32Array; readonly walk: Float64Array; walks: number}
export type EventName = {readonly event: number; readonly parts: readonly number[]}

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
    for (const name of list(row["ar"])) {
      const numbers = name.split("+").map((part) => {
        const key = part.trim()
        const met = numberOf.get(key)
        if (met !== undefined) return met
        const number = namesOf.length
        numberOf.set(key, number)
        namesOf.push([])
        for (const way of new Set(key.split("/").map((spelling) => fold(spelling).join(" ")))) {
          const wayWords = way.split(" ")
          if (way) pushTo(parts, wayWords[0] as string, {part: number, words: wayWords})
        }
        return number
      })
      for (const n of numbers) (namesOf[n] as EventName[]).push({event, parts: numbers})
    }
  }
  // The part that the fewest names have tells soonest that a name does not stand there.
  const rarest = (all: readonly number[], n: number): number =>
    all.reduce(
      (best, p) => (p !== n && (best === n || (namesOf[p] as EventName[]).length < (namesOf[best] as EventName[]).length) ? p : best),
      n,
    )
  return {
    knowledge,
    language,
    words,
    firsts: {agency: firstOf("agency"), published: firstOf("published"), updated: firstOf("updated")},
    weekdays,
    events,
    partsAt: partsFinder(parts),
    namesOf,
    restOf: namesOf.map((names, n) => Int32Array.from(names, ({parts: all}) => rarest(all, n))),
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

export const CAPTION = 1
export const LINE = 2
export const PUBLISHED = 4
export const UPDATED = 8
/// First word of an agency's name, or of what opens a publication line.
export const AGENCY = 16
export const OPENS = 32
/// «تصوير», «الصورة»: below a picture.
export const PICTURE = 64
/// Begins as the future does, or the present.
export const FUTURE = 128
export const PRESENT = 256
/// Some part of a dated event's name begins with it.
export const PART = 512
/// Bits of the word without «و».
export const AHEAD = 1
export const BEHIND = 2
export const AIM = 4
export const DIGEST = 8
export const FORMER = 16
export const ANNIVERSARY = 32
export const PLAIN_CAPTION = 64
export const WAS = 128
export const NOT_YET = 256
export const DID_NOT = 512
export const MAYBE = 1024
export const DATA = 2048
export const AFTERMATH = 4096
/// «تأجيل», «أرجئت»: what follows «إلى» is the new time.
export const PUT_OFF = 8192

/// What a word tells: worked out once a distinct word.
export function traitsOf(word: Word, facts: DatedFacts): Traits {
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
    (has("aftermath", stripped) ? AFTERMATH : 0) |
    (has("put-off", stripped) ? PUT_OFF : 0)
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

export const bare = (folded: string): string => (folded.length > 3 && folded.startsWith("و") ? folded.slice(1) : folded)

const strip = (folded: string): string =>
  folded
    .replace(/^[وف](?=...)/, "")
    .replace(/^(?:لل)(?=...)/, "ال")
    .replace(/^[بلك](?=ال)/, "")

const PREFIXED = /^(?:[وف]?(?:لل|[بلك])|[وف])(?=...)/
