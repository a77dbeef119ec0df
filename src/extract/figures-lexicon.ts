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
}

const KINDS: {readonly [letter: string]: string} = {m: "money", p: "percent", u: "measure", c: "count", t: "time"}
const ANY = new Set(["money", "percent", "measure"])

/// The words of `metrics.tsv`, folded, by their first word.
export function metricLexicon(rows: readonly Row[], fold: (word: string) => string): MetricLexicon {
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
    if (isMetric && !(METRICS as readonly string[]).includes(row.name as string)) throw new Error(`metrics: no metric "${row.name}": expected one of ${METRICS.join(", ")}`)
    const kinds = row.kinds ? new Set([...row.kinds].map((k) => KINDS[k] ?? "")) : ANY
    for (const [word = "", next = ""] of words) {
      const cue: Cue = {
        list: isMetric ? "metric" : "change", metric: isMetric ? (row.name as Metric) : "other", direction: isMetric ? "up" : (row.name as Direction),
        kinds, weight: Number(row.weight || 2), word, next,
      }
      cues.set(word, [...(cues.get(word) ?? []), cue])
    }
  }
  return {cues, lists, currencies}
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

/// The cues on each word of a text; undefined where there is none.
export function cuesOf(words: readonly Word[], lexicon: MetricLexicon): (readonly Cue[] | undefined)[] {
  return words.map((word, i) => {
    if (!word.info.folded) return undefined
    let out: Cue[] | undefined
    for (const key of keysOf(word)) {
      for (const cue of lexicon.cues.get(key) ?? []) {
        if (cue.next) {
          const after = words[i + 1]
          if (!after?.info.folded || !keysOf(after).includes(cue.next)) continue
        }
        if (out?.includes(cue)) continue
        out ??= []
        out.push(cue)
      }
    }
    return out
  })
}
