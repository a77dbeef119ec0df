import {type Furniture, isNumber, NUMBER, type Phrase, type Way, WORDS} from "./furniture.ts"

/// A text cut into lines, their words looked up in the furniture once.

export type Word = {readonly start: number; readonly end: number; readonly folded: string; readonly number: boolean}
export type Match = {readonly phrase: Phrase; readonly at: number; readonly length: number}

/// Words `from … to - 1` of a line, and the characters they stand in.
export type Piece = {readonly from: number; readonly to: number; readonly start: number; readonly end: number}

export type Line = {
  readonly start: number
  readonly end: number
  readonly words: readonly Word[]
  /// By the word they start at, the longest first.
  readonly matches: ReadonlyMap<number, readonly Match[]>
  /// Words inside an address, a hashtag or an account name.
  readonly address: ReadonlySet<number>
  /// What stands between bars, bullets and wide gaps; one piece where there are none.
  readonly pieces: readonly Piece[]
  readonly isParagraph: boolean
}

/// A line this long with a full stop, or this long without, is text of the report.
const PARAGRAPH = {stopped: 14, open: 20, verbFirst: 6}

export function readLines(text: string, furniture: Furniture): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf("\n", start)
    const end = next < 0 ? text.length : next
    lines.push(readLine(text, start, end, furniture))
    start = end + 1
  }
  return lines
}

function readLine(text: string, start: number, end: number, furniture: Furniture): Line {
  const line = text.slice(start, end)
  const words: Word[] = []
  for (const m of line.matchAll(WORDS)) {
    const number = isNumber(m[0])
    const folded = number ? NUMBER : furniture.fold(m[0])
    if (folded) words.push({start: start + m.index, end: start + m.index + m[0].length, folded, number})
  }
  const matches = new Map<number, Match[]>()
  for (let i = 0; i < words.length; i++) {
    const phrases = furniture.byFirst.get((words[i] as Word).folded)
    if (!phrases) continue
    const met = phrases.filter((p) => fits(p, words, i)).map((phrase) => ({phrase, at: i, length: phrase.words.length}))
    if (met.length) matches.set(i, met)
  }
  const starts = matches.get(0) ?? []
  const n = words.length
  const stopped = endsSentence(text, start, end)
  const isFurniture = starts.some((m) => has(m, "sure", "head", "bracket", "crumb"))
  const verbFirst = starts.some((m) => has(m, "prose"))
  const isParagraph = !isFurniture && (n >= PARAGRAPH.open || (stopped && n >= PARAGRAPH.stopped) || (verbFirst && n >= PARAGRAPH.verbFirst))
  return {start, end, words, matches, address: addresses(line, start, words), pieces: piecesOf(text, start, end, words, isParagraph ? BAR : BAR_OR_GAP), isParagraph}
}

export const has = (m: Match, ...ways: readonly Way[]): boolean => ways.some((way) => m.phrase.ways.has(way))

function fits(phrase: Phrase, words: readonly Word[], at: number): boolean {
  const n = phrase.words.length
  if (at + n > words.length) return false
  for (let k = 1; k < n; k++) if ((words[at + k] as Word).folded !== phrase.words[k]) return false
  return true
}

const ADDRESS = /(?:https?:\/\/|www\.|pic\.twitter\.com|t\.co\/)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|[#@][\p{L}\p{M}\p{N}_]+|\b[\w-]{1,64}\.(?:com|net|org|info|tv|news)\b\S*/giu
const MAY_HOLD_ADDRESS = /[#@]|www|http|\.(?:com|net|org|info|tv|news|co)/i

function addresses(line: string, start: number, words: readonly Word[]): ReadonlySet<number> {
  const held = new Set<number>()
  if (!MAY_HOLD_ADDRESS.test(line)) return held
  let i = 0
  for (const m of line.matchAll(ADDRESS)) {
    const from = start + m.index
    const to = from + m[0].length
    while (i < words.length && (words[i] as Word).end <= from) i++
    for (; i < words.length && (words[i] as Word).start < to; i++) held.add(i)
  }
  return held
}

/// In a paragraph two spaces are careless typing; in a line of furniture they stand for what a page draws apart.
const BAR = /[|│¦•·●▪∙‧]+|>>+/g
const BAR_OR_GAP = /[|│¦•·●▪∙‧]+|>>+|\t+|[ \t]{2,}/g

function piecesOf(text: string, start: number, end: number, words: readonly Word[], parting: RegExp): Piece[] {
  const pieces: Piece[] = []
  let at = start
  let word = 0
  const close = (to: number) => {
    const from = word
    while (word < words.length && (words[word] as Word).start < to) word++
    if (word === from) return
    let [first, last] = [at, to]
    while (first < last && isSpace(text[first])) first++
    while (last > first && isSpace(text[last - 1])) last--
    pieces.push({from, to: word, start: first, end: last})
  }
  for (const bar of text.slice(start, end).matchAll(parting)) {
    const from = start + bar.index
    close(from)
    at = from + bar[0].length
  }
  close(end)
  return pieces
}

const isSpace = (c: string | undefined): boolean => c === " " || c === "\t"

const CLOSING = "\"'”“’»)]}* \t…"
/// Whether a full stop, question mark or exclamation mark ends it, closing quotes and brackets aside.
export function endsSentence(text: string, start: number, end: number): boolean {
  let at = end - 1
  while (at >= start && CLOSING.includes(text[at] as string)) at--
  return at >= start && ".!؟?۔".includes(text[at] as string)
}

/// Whether what stands before `at` is the end of a sentence: the place where text flattened from a page goes on with furniture.
export function followsSentence(text: string, start: number, at: number): boolean {
  let i = at - 1
  while (i >= start && " \t\"«“([-–—*".includes(text[i] as string)) i--
  return i >= start && ".!؟?…»”\")]۔".includes(text[i] as string) && endsSentence(text, start, i + 1)
}
