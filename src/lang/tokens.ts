import {type Known, NEWLINE, NUMBER, PUNCT, type Tokens, WORD} from "../model/index.ts"
import {classTable, HASH, hashStep, intern, WordTable} from "../support/index.ts"

const LETTER = 1
const DIGIT = 2
const SPACE = 3
const BREAK = 4
const JOINER = 5

const SEPARATORS = new Set([".", ",", "٫", "٬", "'", "’"].map((c) => c.charCodeAt(0)))

const classOf = classTable({letter: LETTER, digit: DIGIT, format: JOINER, space: SPACE}, [
  [BREAK, "\n\r\u2028\u2029"],
  [LETTER, "\u0640"],
])
// Halves of surrogate pairs are letters: names in scripts beyond the first plane stay whole.
classOf.fill(LETTER, 0xd800, 0xe000)

/// One string a mark of punctuation, whatever the text it stands in.
const marks: (string | undefined)[] = []
// «"إف 16″»: typesetters of the web make inches of a quotation mark behind a number; wide and reversed ones are quotation marks too.
for (const c of [0x2033, 0x201f, 0x301e, 0xff02]) marks[c] = '"'

/// Words folded before, for each way of folding.
const foldedBy = new WeakMap<(word: string) => string, WordTable<Known>>()

function foldedWords(fold: (word: string) => string): WordTable<Known> {
  let known = foldedBy.get(fold)
  if (!known) {
    const same = new Map<string, string>()
    // Spellings of one word share one string, so that what is asked of the word later compares addresses.
    known = new WordTable((word) => {
      const folded = fold(word)
      let own = same.get(folded)
      if (own === undefined) {
        if (same.size >= 100_000) same.clear()
        own = intern(folded)
        same.set(own, own)
      }
      return {folded: own, facts: undefined}
    }, 60_000)
    foldedBy.set(fold, known)
  }
  return known
}

const digitValue = (c: number): number =>
  c <= 57 ? c - 48 : c >= 0x0660 && c <= 0x0669 ? c - 0x0660 : c >= 0x06f0 && c <= 0x06f9 ? c - 0x06f0 : -1

/// The number's digits in ASCII. A separator groups when three digits follow and it could; else it marks the decimals.
function foldNumber(text: string, from: number, to: number): string {
  let plain = from
  while (plain < to && text.charCodeAt(plain) >= 48 && text.charCodeAt(plain) <= 57) plain++
  if (plain === to) return text.slice(from, to)
  let out = ""
  let groups = 0
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    const value = digitValue(c)
    if (value >= 0) {
      out += value
      continue
    }
    let next = i + 1
    while (next < to && classOf[text.charCodeAt(next)] === DIGIT) next++
    const isLast = next >= to
    const groupOf3 = next - i - 1 === 3 && i > from
    const isGroup = c === 0x066c || c === 39 || c === 0x2019 || (groupOf3 && (c === 44 || (c === 46 && (groups > 0 || !isLast))))
    if (isGroup) groups++
    else if (out.includes(".")) return text.slice(from, to)
    else out += "."
  }
  return out
}

/// Cuts a text into words, numbers, punctuation and line breaks: one pass, every character looked at once.
/// Words keep what joins them (harakat, tatweel, zero-width joiners) and lose it in `folded`.
export function tokenize(text: string, fold: (word: string) => string): Tokens {
  const n = text.length
  let capacity = Math.max(16, n >> 1)
  let start: Int32Array = new Int32Array(capacity)
  let end: Int32Array = new Int32Array(capacity)
  let kind: Uint8Array = new Uint8Array(capacity)
  const folded: string[] = []
  const words = foldedWords(fold)
  const known: (Known | undefined)[] = []
  let count = 0
  let i = 0
  while (i < n) {
    const cls = classOf[text.charCodeAt(i)] as number
    if (cls === SPACE || cls === JOINER) {
      i++
      continue
    }
    const from = i
    let what = PUNCT
    let hash = HASH
    i++
    if (cls === LETTER) {
      what = WORD
      hash = hashStep(hash, text.charCodeAt(from))
      while (i < n) {
        const c = text.charCodeAt(i)
        const k = classOf[c]
        if (k !== LETTER && k !== JOINER) break
        hash = hashStep(hash, c)
        i++
      }
    } else if (cls === DIGIT) {
      what = NUMBER
      while (i < n) {
        const c = text.charCodeAt(i)
        if (classOf[c] === DIGIT) i++
        else if (SEPARATORS.has(c) && i + 1 < n && classOf[text.charCodeAt(i + 1)] === DIGIT) i += 2
        else break
      }
    } else if (cls === BREAK) {
      what = NEWLINE
      while (i < n && (classOf[text.charCodeAt(i)] === BREAK || classOf[text.charCodeAt(i)] === SPACE)) i++
    }
    if (count === capacity) {
      capacity *= 2
      start = grown(start, capacity)
      end = grown(end, capacity)
      const wider = new Uint8Array(capacity)
      wider.set(kind)
      kind = wider
    }
    start[count] = from
    end[count] = i
    kind[count] = what
    if (what === WORD) {
      const word = words.at(text, from, i, hash)
      folded.push(word.folded)
      known.push(word)
    } else {
      folded.push(
        what === NUMBER
          ? foldNumber(text, from, i)
          : what === NEWLINE
            ? "\n"
            : (marks[text.charCodeAt(from)] ??= intern(text[from] as string)),
      )
      known.push(undefined)
    }
    count++
  }
  return {text, count, start: start.subarray(0, count), end: end.subarray(0, count), kind: kind.subarray(0, count), folded, known}
}

function grown(old: Int32Array, capacity: number): Int32Array {
  const out = new Int32Array(capacity)
  out.set(old)
  return out
}
