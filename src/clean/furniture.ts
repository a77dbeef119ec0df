import {intern, list, pushTo, type Row, WordTable} from "../support/index.ts"

/// What stands around a report on its page and is no part of it: phrases, each with what it is and how much it says.
///
///     sure     at the start of a piece: no sentence of a report starts so
///     head     a heading: where nothing follows it, the headlines below it go with it
///     opens    at the start of a short piece
///     start    at the start of a short piece that is no sentence
///     label    at the start of a piece, followed by a colon
///     whole    the piece holds it and nothing else but numbers and other furniture
///     part     stands among others of its kind: «فيسبوك  تويتر  طباعة»
///     any      anywhere in a short piece
///     ends     a label near the end of a caption: «… تصوير: فلان»
///     credit   an agency or archive, in brackets at the end of a caption
///     bracket  opens a line in brackets: «(إعداد فلان - تحرير فلان)»
///     foot     below the last paragraph only
///     inline   may be cut out of the middle of a line
///     ticker   currencies, goods and weather
///     crumb    opens a path: «الرئيسية / أخبار / …»
///     prose    no furniture: a verb that opens a sentence
export const WAYS = [
  "sure",
  "head",
  "opens",
  "start",
  "label",
  "whole",
  "part",
  "any",
  "ends",
  "credit",
  "bracket",
  "foot",
  "inline",
  "ticker",
  "crumb",
  "prose",
] as const
export type Way = (typeof WAYS)[number]

/// One bit a way, so that a phrase is asked for several at once.
export const WAY = Object.fromEntries(WAYS.map((way, n) => [way, 1 << n])) as {readonly [way in Way]: number}

export type Phrase = {
  readonly words: readonly string[]
  readonly why: string
  /// Bits of `WAY`.
  readonly ways: number
  /// The most words that may follow it, where that tells furniture from prose.
  readonly most: number
  /// What must stand in the piece too: `question`, `number` (a telephone number or an address), `colon` (right after it).
  readonly needs: string
}

/// A word as furniture knows it: folded, with the phrases that open with it, the longest first.
export type KnownWord = {readonly folded: string; readonly number: boolean; readonly phrases: readonly Phrase[] | undefined}

export type Furniture = {
  /// What is known of each word of letters; `folded` is empty where nothing is left of it.
  readonly words: WordTable<KnownWord>
  readonly number: KnownWord
}

export const NUMBER = "0"
/// Words as furniture is matched by: letters, marks and digits; a number is one word whatever its digits. `lines.ts` cuts a text the same way.
export const WORDS = /\p{N}+(?:[.,:٫٬]\p{N}+)*|[\p{L}\p{M}]+/gu
export const isNumber = (word: string): boolean => /^\p{N}/u.test(word)

/// Makes furniture of tables with the columns `phrase`, `why`, `as`, `most` and `needs`; `0` in a phrase stands for any number.
export function makeFurniture(rows: readonly Row[], fold: (word: string) => string): Furniture {
  const byFirst = new Map<string, Phrase[]>()
  const lower = (word: string) => fold(word).toLowerCase()
  for (const row of rows) {
    const words =
      (row["phrase"] ?? "")
        .match(WORDS)
        ?.map((w) => (isNumber(w) ? NUMBER : intern(lower(w))))
        .filter(Boolean) ?? []
    const [first] = words
    if (first === undefined) throw new Error(`furniture phrase without words: ${JSON.stringify(row)}`)
    let ways = 0
    for (const way of list(row["as"])) {
      if (!(WAYS as readonly string[]).includes(way)) throw new Error(`furniture «${row["phrase"]}»: no way is called ${way}`)
      ways |= WAY[way as Way]
    }
    const phrase: Phrase = {
      words,
      why: row["why"] ?? "",
      ways,
      most: row["most"] ? Number(row["most"]) : Infinity,
      needs: row["needs"] ?? "",
    }
    pushTo(byFirst, first, phrase)
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  const known = (folded: string): KnownWord => ({folded, number: folded === NUMBER, phrases: byFirst.get(folded)})
  return {words: new WordTable((word) => known(intern(lower(word)))), number: known(NUMBER)}
}
