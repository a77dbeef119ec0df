import {classTable, HASH, hashStep} from "../support/index.ts"
import {type Furniture, type KnownWord, type Phrase, WAY} from "./furniture.ts"

/// A text cut into lines, their words looked up in the furniture once.

/// All words of the text, in columns; lines point into them, and a line that is taken over into the next round's text brings its columns with it.
export type Words = {
  count: number
  start: Int32Array
  end: Int32Array
  readonly known: KnownWord[]
  /// `MET`, `ADDRESS`, `DIGITS`: 0 for a word that says nothing.
  says: Uint8Array
}
/// A phrase starts at the word; the word stands inside an address, a hashtag or an account name; it is a number.
export const MET = 1
export const ADDRESS = 2
export const DIGITS = 4

export type Match = {readonly phrase: Phrase; readonly at: number; readonly length: number}

/// Words `from … to - 1`, and the characters they stand in.
export type Piece = {readonly from: number; readonly to: number; readonly start: number; readonly end: number}

export type Line = {
  readonly start: number
  readonly end: number
  readonly words: Words
  readonly from: number
  readonly to: number
  /// What has to be added to the places of its words.
  readonly shift: number
  /// By the word they start at, the longest first.
  readonly matches: ReadonlyMap<number, readonly Match[]>
  /// What stands between bars, bullets and wide gaps; one piece where there are none.
  readonly pieces: readonly Piece[]
  readonly isParagraph: boolean
  /// Neither phrases nor addresses stand in it, and not only numbers.
  readonly isPlain: boolean
}

/// A line this long with a full stop, or this long without, is text of the report.
const PARAGRAPH = {stopped: 14, open: 20, verbFirst: 6}

const LETTER = 1
const FIGURE = 2
const LATIN = 3
const SIGN = 4
const BARRED = 5
const SPACE = 6
const PAIR = 7
const LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
const classOf = classTable({letter: LETTER, digit: FIGURE, figure: FIGURE}, [
  [LATIN, LATIN_LETTERS + LATIN_LETTERS.toUpperCase()],
  [SIGN, "#@"],
  [BARRED, "|│¦•·●▪∙‧>"],
  [SPACE, " \t"],
])
classOf.fill(PAIR, 0xd800, 0xe000)

/// The class of a character beyond the first plane.
function classOfPair(text: string, at: number): number {
  const c = String.fromCodePoint(text.codePointAt(at) as number)
  return /[\p{L}\p{M}]/u.test(c) ? LETTER : /\p{N}/u.test(c) ? FIGURE : 0
}

const isJoint = (c: number): boolean => c === 46 || c === 44 || c === 58 || c === 0x66b || c === 0x66c

/// The lines of the text before and what was cut out of it: lines that were left alone need no second reading.
export type Before = {readonly lines: readonly Line[]; readonly cuts: readonly {readonly start: number; readonly end: number}[]}

/// The lines of a text, of empty ones in a row the first.
export function readLines(text: string, furniture: Furniture, before?: Before): Line[] {
  const lines: Line[] = []
  const kept = before ? keptLines(before) : []
  const room = before ? 64 : Math.max(16, text.length >> 2)
  const words: Words = {count: 0, start: new Int32Array(room), end: new Int32Array(room), known: [], says: new Uint8Array(room)}
  let k = 0
  let wasEmpty = false
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf("\n", start)
    const end = next < 0 ? text.length : next
    while (k < kept.length && (kept[k] as Line).start < start) k++
    const same = kept[k]
    const isEmpty = start === end
    // One empty line says what a million of them say.
    if (!isEmpty || !wasEmpty)
      lines.push(same && same.start === start && same.end === end ? same : readLine(text, start, end, furniture, words))
    wasEmpty = isEmpty
    start = end + 1
  }
  return lines
}

/// Lines that no cut touches, at their place in the text without the cuts.
function keptLines({lines, cuts}: Before): Line[] {
  const out: Line[] = []
  let c = 0
  let gone = 0
  for (const line of lines) {
    while (c < cuts.length && (cuts[c] as {end: number}).end <= line.start)
      gone += (cuts[c] as {end: number}).end - (cuts[c++] as {start: number}).start
    const cut = cuts[c]
    if (cut && cut.start < line.end) continue
    out.push(
      gone === 0
        ? line
        : {
            ...line,
            start: line.start - gone,
            end: line.end - gone,
            shift: line.shift - gone,
            pieces: line.pieces.map((p) => ({...p, start: p.start - gone, end: p.end - gone})),
          },
    )
  }
  return out
}

export const startOf = (line: Line, word: number): number => (line.words.start[word] as number) + line.shift
export const endOf = (line: Line, word: number): number => (line.words.end[word] as number) + line.shift

function addWord(words: Words, start: number, end: number, known: KnownWord, says: number): void {
  const n = words.count
  if (n === words.start.length) {
    const [a, b, c] = [new Int32Array(2 * n), new Int32Array(2 * n), new Uint8Array(2 * n)]
    a.set(words.start)
    b.set(words.end)
    c.set(words.says)
    words.start = a
    words.end = b
    words.says = c
  }
  words.start[n] = start
  words.end[n] = end
  words.says[n] = says
  words.known.push(known)
  words.count = n + 1
}

const NONE: ReadonlyMap<number, readonly Match[]> = new Map()

function readLine(text: string, start: number, end: number, furniture: Furniture, words: Words): Line {
  const from = words.count
  let hasLatin = false
  let hasBar = false
  let hasGap = false
  let opens = false // a word may open a phrase
  let numbers = 0
  let before = 0 // class of the character before
  for (let i = start; i < end; ) {
    let cls = classOf[text.charCodeAt(i)] as number
    if (cls === PAIR) cls = classOfPair(text, i)
    const at = i
    if (cls === LETTER || cls === LATIN) {
      let hash = HASH
      while (i < end) {
        const c = text.charCodeAt(i)
        const k = classOf[c] as number
        if (k === LETTER) hash = hashStep(hash, c)
        else if (k === LATIN) {
          hasLatin = true
          hash = hashStep(hash, c)
        } else if (k === PAIR && classOfPair(text, i) === LETTER) {
          hash = hashStep(hashStep(hash, c), text.charCodeAt(i + 1))
          i++
        } else break
        i++
      }
      const known = furniture.words.at(text, at, i, hash)
      if (known.folded) addWord(words, at, i, known, 0)
      opens ||= known.phrases !== undefined
    } else if (cls === FIGURE) {
      i = pastFigures(text, i, end)
      while (i + 1 < end && isJoint(text.charCodeAt(i))) {
        const more = pastFigures(text, i + 1, end)
        if (more === i + 1) break
        i = more
      }
      addWord(words, at, i, furniture.number, DIGITS)
      opens ||= furniture.number.phrases !== undefined
      numbers++
    } else {
      if (cls === SIGN) hasLatin = true
      else if (cls === BARRED) hasBar = true
      else if (cls === SPACE && (before === SPACE || text.charCodeAt(i) === 9)) hasGap = true
      i++
    }
    before = cls
  }
  const to = words.count
  let matches = NONE
  if (opens) {
    const met = new Map<number, Match[]>()
    for (let i = from; i < to; i++) {
      const {phrases} = words.known[i] as KnownWord
      if (!phrases) continue
      let here: Match[] | undefined
      for (const phrase of phrases) {
        if (!fits(phrase, words, i, to)) continue
        const match = {phrase, at: i, length: phrase.words.length}
        if (here) here.push(match)
        else here = [match]
      }
      if (!here) continue
      met.set(i, here)
      words.says[i] = (words.says[i] as number) | MET
    }
    if (met.size > 0) matches = met
  }
  const starts = matches.get(from)
  const n = to - from
  let isFurniture = false
  let verbFirst = false
  if (starts)
    for (const m of starts) {
      isFurniture ||= has(m, WAY.sure | WAY.head | WAY.bracket | WAY.crumb)
      verbFirst ||= has(m, WAY.prose)
    }
  const isParagraph =
    !isFurniture &&
    n >= PARAGRAPH.verbFirst &&
    (n >= PARAGRAPH.open || (n >= PARAGRAPH.stopped && endsSentence(text, start, end)) || verbFirst)
  const linked = hasLatin && markAddresses(text, start, end, words, from, to)
  const pieces =
    hasBar || (hasGap && !isParagraph)
      ? piecesOf(text, start, end, words, from, to, isParagraph ? BAR : BAR_OR_GAP)
      : wholeOf(text, start, end, from, to)
  return {start, end, words, from, to, shift: 0, matches, pieces, isParagraph, isPlain: matches === NONE && !linked && numbers < n}
}

function pastFigures(text: string, from: number, end: number): number {
  let i = from
  while (i < end) {
    const k = classOf[text.charCodeAt(i)] as number
    if (k === FIGURE) i++
    else if (k === PAIR && classOfPair(text, i) === FIGURE) i += 2
    else break
  }
  return i
}

/// Whether a phrase goes one of these ways (bits of `WAY`).
export const has = (m: Match, ways: number): boolean => (m.phrase.ways & ways) !== 0

function fits(phrase: Phrase, words: Words, at: number, to: number): boolean {
  const n = phrase.words.length
  if (at + n > to) return false
  for (let k = 1; k < n; k++) if ((words.known[at + k] as KnownWord).folded !== phrase.words[k]) return false
  return true
}

const ADDRESSES =
  /(?:https?:\/\/|www\.|pic\.twitter\.com|t\.co\/)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|[#@][\p{L}\p{M}\p{N}_]+|\b[\w-]{1,64}\.(?:com|net|org|info|tv|news)\b\S*/giu
const MAY_HOLD_ADDRESS = /[#@]|www|http|\.(?:com|net|org|info|tv|news|co)/i

function markAddresses(text: string, start: number, end: number, words: Words, from: number, to: number): boolean {
  const line = text.slice(start, end)
  if (!MAY_HOLD_ADDRESS.test(line)) return false
  let any = false
  let i = from
  for (const m of line.matchAll(ADDRESSES)) {
    const first = start + m.index
    const last = first + m[0].length
    while (i < to && (words.end[i] as number) <= first) i++
    for (; i < to && (words.start[i] as number) < last; i++) {
      words.says[i] = (words.says[i] as number) | ADDRESS
      any = true
    }
  }
  return any
}

/// In a paragraph two spaces are careless typing; in a line of furniture they stand for what a page draws apart.
const BAR = /[|│¦•·●▪∙‧]+|>>+/g
const BAR_OR_GAP = /[|│¦•·●▪∙‧]+|>>+|\t+|[ \t]{2,}/g

function piecesOf(text: string, start: number, end: number, words: Words, from: number, upTo: number, parting: RegExp): Piece[] {
  const pieces: Piece[] = []
  let at = start
  let word = from
  const close = (to: number) => {
    const first = word
    while (word < upTo && (words.start[word] as number) < to) word++
    if (word > first) pieces.push(pieceOf(text, at, to, first, word))
  }
  for (const bar of text.slice(start, end).matchAll(parting)) {
    const barAt = start + bar.index
    close(barAt)
    at = barAt + bar[0].length
  }
  close(end)
  return pieces
}

const wholeOf = (text: string, start: number, end: number, from: number, to: number): Piece[] =>
  to > from ? [pieceOf(text, start, end, from, to)] : []

function pieceOf(text: string, start: number, end: number, from: number, to: number): Piece {
  let [first, last] = [start, end]
  while (first < last && isSpace(text.charCodeAt(first))) first++
  while (last > first && isSpace(text.charCodeAt(last - 1))) last--
  return {from, to, start: first, end: last}
}

const isSpace = (c: number): boolean => c === 32 || c === 9

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
  while (i >= start && ' \t"«“([-–—*'.includes(text[i] as string)) i--
  return i >= start && '.!؟?…»”")]۔'.includes(text[i] as string) && endsSentence(text, start, i + 1)
}
