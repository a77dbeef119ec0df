import type {Word} from "../lang/index.ts"
import {type Metric, METRICS} from "../model/index.ts"
import {list, type Row} from "../support/index.ts"

export type Direction = "up" | "down" | "double"

/// What a word says of a figure near it.
export type Cue = {
  readonly list: "metric" | "change"
  readonly metric: Metric
  readonly direction: Direction
  /// Kinds of quantity it speaks for: money, percent, measure, count, time.
  readonly kinds: ReadonlySet<string>
  readonly weight: number
  readonly word: string
  /// The second word of a phrase; "" for a word alone.
  readonly next: string
}

export type MetricLexicon = {
  readonly cues: ReadonlyMap<string, readonly Cue[]>
  /// The plain word lists: reach, forecast, target, lasting, named, …
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>
  /// Names of money with their ISO 4217 codes, for rates of exchange.
  readonly currencies: ReadonlyMap<string, readonly string[]>
  /// One bit for each plain list, by its name.
  readonly bits: ReadonlyMap<string, number>
  /// Adjectives that name a bloc of states, with its id.
  readonly blocs: ReadonlyMap<string, string>
}

/// The cues on a word, sorted by what they are asked for.
export type CueSet = {readonly all: readonly Cue[]; readonly metrics: ReadonlyMap<string, readonly Cue[]>; readonly change: Cue | undefined}

/// What a word says to figures wherever it stands.
export type FigureWord = {
  readonly cues: CueSet | undefined
  /// Some of the cues ask for the word after it.
  readonly phrased: boolean
  /// The bits of the lists it is in.
  readonly lists: number
  readonly shape: number
  /// The country of a relational adjective.
  readonly country: string | undefined
  /// The bloc of states of an adjective: «عربية», «خليجية».
  readonly bloc: string | undefined
  readonly lexicon: MetricLexicon | undefined
}

/// Bits of `shape`.
export const OPENER = 1
export const NEEDS_IN = 2
export const COMPLEMENT = 4
export const BESIDE = 8
export const ACCORDING = 16
/// A noun with the pronoun of a third person; one that only looks so; «بلاده».
export const POSSESSED = 32
export const POSSESSED_LOOK = 64
export const HOMELAND = 128
/// «مقارنة», a relative pronoun, «إليها» and «شريكها»: a second side.
export const COMPARED = 256
export const RELATIVE = 512
export const COUNTERPART = 1024
/// «بعد», «منذ»: before the phrase of another happening. «الإقليم», «البلاد»: a place come back to.
export const ASIDE = 2048
export const REGION = 4096
export const COUNTRY_AGAIN = 8192
/// «منذ»
export const SINCE = 16384
/// «بدعم من», «برعاية»: those who only help or look on.
export const HELPED = 32768

const KINDS: {readonly [letter: string]: string} = {m: "money", p: "percent", u: "measure", c: "count", t: "time"}
const ANY = new Set(["money", "percent", "measure"])

/// The words of `metrics.tsv`, folded, by their first word.
export function metricLexicon(
  rows: readonly Row[],
  fold: (word: string) => string,
  blocs: ReadonlyMap<string, string> = new Map(),
): MetricLexicon {
  const cues = new Map<string, Cue[]>()
  const lists = new Map<string, Set<string>>()
  const currencies = new Map<string, readonly string[]>()
  for (const row of rows) {
    const words = list(row.words).map((w) => w.split(" ").map(fold))
    if (row.list === "list") {
      const name = row.name as string
      lists.set(name, new Set([...(lists.get(name) ?? []), ...words.map((w) => w.join(" "))]))
      continue
    }
    if (row.list === "currency") {
      for (const w of words) currencies.set(w.join(" "), list(row.name))
      continue
    }
    const isMetric = row.list === "metric"
    if (!isMetric && row.list !== "change") throw new Error(`metrics: no list "${row.list}"`)
    if (isMetric && !(METRICS as readonly string[]).includes(row.name as string))
      throw new Error(`metrics: no metric "${row.name}": expected one of ${METRICS.join(", ")}`)
    const kinds = row.kinds ? new Set([...row.kinds].map((k) => KINDS[k] ?? "")) : ANY
    for (const [word = "", next = ""] of words) {
      const cue: Cue = {
        list: isMetric ? "metric" : "change",
        metric: isMetric ? (row.name as Metric) : "other",
        direction: isMetric ? "up" : (row.name as Direction),
        kinds,
        weight: Number(row.weight || 2),
        word,
        next,
      }
      cues.set(word, [...(cues.get(word) ?? []), cue])
    }
  }
  const bits = new Map<string, number>()
  for (const name of lists.keys()) bits.set(name, 1 << bits.size)
  if (bits.size > 31) throw new Error("metrics: more than 31 lists")
  return {cues, lists, currencies, bits, blocs}
}

/// «بينما», «لكن»: conjunctions that open a clause of their own.
const OPENERS = new Set([
  "بينما",
  "فيما",
  "حين",
  "غير",
  "لكن",
  "ولكن",
  "لكنها",
  "لكنه",
  "حيث",
  "اذ",
  "رغم",
  "علما",
  "بيد",
  "اما",
  "واما",
  "وبينما",
  "وفيما",
])

function shapeOf({nouns, closed, info: {folded}}: Word): number {
  let shape = OPENERS.has(folded) ? OPENER : 0
  if (folded === "حين") shape |= NEEDS_IN
  if (folded === "مقابل") shape |= BESIDE
  if (/^[وفبل]?ان(ه|ها|هم|هما|هن|نا|ني|ي)?$/.test(folded)) shape |= COMPLEMENT
  if (/^[وف]?(وفقا|وفق|بحسب|حسب|طبقا|استنادا|نقلا|حسبما|وفقما)$/.test(folded)) shape |= ACCORDING
  if (nouns.some((r) => r.suffix === "3fs" || r.suffix === "3ms" || r.suffix === "3mp")) shape |= POSSESSED
  if (/(ها|هم)$/.test(folded)) shape |= POSSESSED_LOOK
  if (/^[وبلف]*بلاد(ه|ها|هم|نا)$/.test(folded)) shape |= HOMELAND
  if (/^[وف]?(مقارنه|قياسا)$/.test(folded)) shape |= COMPARED
  if (closed.has("rel")) shape |= RELATIVE
  if (/^(منها|اليها|منه|اليه|منهم|اليهم|[وبل]?جارت(ها|ه)|[وبل]?جار(ها|ه)|[وبل]?شريك(ها|ه|تها))$/.test(folded)) shape |= COUNTERPART
  if (/^[وف]?(بعد|قبل|منذ|عقب|غداه|عشيه|قبيل|بعيد|اثر|حال|بشرط|شريطه|رهن)$/.test(folded)) shape |= ASIDE
  if (/^([وفبل]?ال|[وف]?لل)(اقليم|قطاع|منطقه|جزيره|محافظه|ولايه|مدينه|ارخبيل|جيب|قناه|مضيق|ميناء|مطار|حقل|سد|قاره)$/.test(folded))
    shape |= REGION
  if (/^([وفبل]?ال|[وف]?لل)بلاد$/.test(folded)) shape |= COUNTRY_AGAIN
  if (/^[وف]?منذ$/.test(folded)) shape |= SINCE
  if (/^[وف]?(بدعم|بمشاركه|بمساعده|بمساهمه|برعايه|بوساطه|بحضور|باشراف|بمساندهه?|برفقه|بالتنسيق|بالتعاون|بالشراكه)$/.test(folded))
    shape |= HELPED
  return shape
}

function cueSet(all: readonly Cue[]): CueSet | undefined {
  if (all.length === 0) return undefined
  const metrics = new Map<string, readonly Cue[]>()
  for (const kind of ["money", "percent", "measure", "count", "time"]) {
    const of = all.filter((c) => c.list === "metric" && c.kinds.has(kind))
    if (of.length > 0) metrics.set(kind, of)
  }
  return {all, metrics, change: all.find((c) => c.list === "change")}
}

/// What a word says to figures: told once a distinct word.
export function figureWord(word: Word, lexicon: MetricLexicon): FigureWord {
  const known = word.figures as FigureWord | undefined
  return known !== undefined && known.lexicon === lexicon ? known : meet(word, lexicon)
}

function meet(word: Word, lexicon: MetricLexicon): FigureWord {
  const cues = new Set<Cue>()
  let lists = 0
  for (const key of keysOf(word)) {
    for (const cue of lexicon.cues.get(key) ?? []) cues.add(cue)
    for (const [name, bit] of lexicon.bits) if (lexicon.lists.get(name)?.has(key)) lists |= bit
  }
  const country = word.nisba?.lemma.country
  const all = [...cues]
  const out: FigureWord = {
    cues: cueSet(all),
    phrased: all.some((c) => c.next !== ""),
    lists,
    shape: shapeOf(word),
    country,
    bloc: country === undefined ? blocOf(word, lexicon) : undefined,
    lexicon,
  }
  word.figures = out
  return out
}

const blocOf = (word: Word, {blocs}: MetricLexicon): string | undefined => {
  for (const r of word.nouns) {
    const bloc = blocs.get(r.lemma.word)
    if (bloc !== undefined) return bloc
  }
  return undefined
}

const keysSeen = new WeakMap<Word, readonly string[]>()

/// Every dictionary form that a word can be, and the word itself without what is attached to it.
export function keysOf(word: Word): readonly string[] {
  const known = keysSeen.get(word)
  if (known) return known
  const {folded, readings} = word.info
  const keys = new Set<string>()
  for (const r of readings) {
    const pos = r.lemma.pos
    if (pos === "prep" || pos === "conj" || pos === "comp") continue
    if (word.closed.size > 0 && pos === "verb" && word.verbs.length === 0) continue
    keys.add(r.lemma.word)
  }
  if (folded) for (const bare of bareForms(folded)) keys.add(bare)
  const out = [...keys]
  keysSeen.set(word, out)
  return out
}

const BEFORE = ["وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل", "وب", "ول", "و", "ف", "ب", "ل"]
const AFTER = ["هما", "ها", "هم", "نا", "ه", "ات", "ا"]

/// «وديعتها» → وديعته, وديعه: for words that no dictionary has.
function bareForms(folded: string): string[] {
  const heads = [folded]
  for (const b of BEFORE) if (folded.length > b.length + 2 && folded.startsWith(b)) heads.push(folded.slice(b.length))
  const out = [...heads]
  for (const head of heads) {
    for (const a of AFTER) {
      if (head.length <= a.length + 2 || !head.endsWith(a)) continue
      const stem = head.slice(0, -a.length)
      out.push(stem)
      if (stem.endsWith("ت")) out.push(`${stem.slice(0, -1)}ه`)
      if (a === "ات") out.push(`${stem}ه`)
    }
  }
  return out
}

/// The cues of a word before `after`: those of phrases only where the phrase stands.
export function cuesBefore(word: FigureWord, after: Word | undefined): CueSet | undefined {
  if (!word.phrased || !word.cues) return word.cues
  const keys = after?.info.folded ? keysOf(after) : []
  const left = word.cues.all.filter((c) => !c.next || keys.includes(c.next))
  return left.length === word.cues.all.length ? word.cues : cueSet(left)
}
