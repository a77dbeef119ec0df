import {hash24, hash53, mix} from "./hash.ts"

/// A report as the comparison of texts sees it: sentences of words, each as a number. Its lowest bit says whether the word is part
/// of a name or a number, which are what tells a sentence from others made after the same pattern («ارتفع سعر … إلى …»).
export type Sentences = readonly (readonly number[])[]

export type Term = {readonly term: string; readonly start: number; readonly end: number}

/// Shorter ones («وأضاف:», a byline) tell nothing of where a text comes from.
const SHORTEST = 4
/// A text's sentences past this number are not compared: what is longer is a book.
const MOST = 400

/// What stands between two words of which a sentence ends: a full stop, a question or exclamation mark, a line's end.
const BREAK = /[.!?؟…\n]/

const wordOf = (word: number): number => word >>> 1
/// Whether it is part of a name or a number.
export const isTelling = (word: number): boolean => (word & 1) === 1

export function sentencesOf(
  text: string,
  terms: readonly Term[],
  isName: (term: Term) => boolean = () => false,
): {readonly sentences: Sentences; readonly starts: readonly number[]} {
  const sentences: number[][] = []
  const starts: number[] = []
  let now: number[] = []
  let from = 0
  let before = 0
  const close = (): void => {
    if (now.length >= SHORTEST && sentences.length < MOST) {
      sentences.push(now)
      starts.push(from)
    }
    now = []
  }
  for (const t of terms) {
    const {term, start, end} = t
    if (before > 0 && BREAK.test(text.slice(before, start))) close()
    if (now.length === 0) from = start
    now.push(((hash24(term) >>> 1) << 1) | (/\d/.test(term) || isName(t) ? 1 : 0) || 2)
    before = end
  }
  close()
  return {sentences, starts}
}

/// Words in a run, and runs in a window: texts that share RUN + WINDOW - 1 = 8 words in a row share a key.
const RUN = 4
const WINDOW = 5
const NO_RUN = 2 ** 32

/// Keys by which a text that shares runs of words is found: of every window of runs the one whose hash is least. Whatever stands
/// around a shared passage, the keys inside it are the same, so a copy of two paragraphs is found as surely as a copy of all.
/// S. Schleimer, D. Wilkerson, A. Aiken, «Winnowing: local algorithms for document fingerprinting», 2003. (A. Broder's MinHash of
/// the whole text, 1997, needs a third of the keys, and misses the excerpt.) In a sentence with names only runs with one of them
/// count: the others are formulas, which half the press shares.
export function fingerprints(sentences: Sentences): number[] {
  const keys = new Set<number>()
  for (const words of sentences) {
    const named = words.some(isTelling)
    const runs: number[] = []
    for (let i = 0; i + RUN <= words.length; i++) {
      let h = RUN
      let counts = !named
      for (let j = 0; j < RUN; j++) {
        const word = words[i + j] as number
        if (isTelling(word)) counts = true
        h = mix(Math.imul(h, 31) + wordOf(word))
      }
      runs.push(counts ? h >>> 0 : NO_RUN)
    }
    for (let i = 0; i === 0 || i + WINDOW <= runs.length; i++) {
      let least = NO_RUN
      for (let j = i; j < Math.min(runs.length, i + WINDOW); j++) least = Math.min(least, runs[j] as number)
      if (least !== NO_RUN) keys.add(hash53(`w${least}`))
    }
  }
  return [...keys]
}

export type SharedSentences = {
  /// Part of the words of the shorter text that stand in sentences both have.
  readonly shared: number
  /// The same without those that are told only by what stands beside them.
  readonly sure: number
  /// Numbers of the sentences that both have: of the first text, of the second.
  readonly pairs: readonly (readonly [number, number])[]
}

/// Two sentences are surely one sentence edited where they share this part of their neighbouring words (Dice): what templates of
/// the press have in common («في زيارة رسمية تستمر») stays under it.
const SURE = 0.5
/// Beside a sure one, in the same order, less is enough: names spelled otherwise, numbers rounded, «اليوم» for «أمس».
const BESIDE = 0.25
/// How many sentences an editor may have put in or left out between the two.
const REACH = 3

/// The exact comparison of two texts: which sentences are the same ones. Seeds are found by an index of neighbouring words, and
/// extended to what stands beside them, as finders of reused text do (M. Potthast et al., «Overview of the 5th international
/// competition on plagiarism detection», 2013). Linear in the length of the texts.
export function compareSentences(a: Sentences, b: Sentences): SharedSentences {
  const holders = new Map<number, number[]>()
  const setsB = b.map((words) => new Set(neighbours(words)))
  setsB.forEach((set, j) => {
    for (const pair of set) {
      const at = holders.get(pair)
      if (at) at.push(j)
      else holders.set(pair, [j])
    }
  })
  type Match = {readonly i: number; readonly j: number; readonly dice: number}
  const sure: Match[] = []
  const likely = new Map<string, Match>()
  const wordsB = b.map((words) => new Set(words.map(wordOf)))
  const tellingB = b.map((words) => words.filter(isTelling).map(wordOf))
  a.forEach((words, i) => {
    const mine = new Set(neighbours(words))
    const wordsA = new Set(words.map(wordOf))
    const tellingA = words.filter(isTelling).map(wordOf)
    const common = new Map<number, number>()
    for (const pair of mine) for (const j of holders.get(pair) ?? []) common.set(j, (common.get(j) ?? 0) + 1)
    for (const [j, n] of common) {
      const other = (setsB[j] as Set<number>).size
      const match = {i, j, dice: (2 * n) / (mine.size + other)}
      const theirs = tellingB[j] as readonly number[]
      const told = tellingA.length + theirs.length
      const names = theirs.filter((w) => wordsA.has(w)).length + tellingA.filter((w) => (wordsB[j] as Set<number>).has(w)).length
      // The same pattern filled with other names and numbers is another sentence; one number put otherwise is not.
      const isFilledAlike = told <= 2 ? match.dice >= 0.75 || (names > 0 && names * 2 >= told) : names * 2 >= told
      const least = Math.min(mine.size, other)
      // A sentence that was cut in two, or two that were joined, stands whole within the other.
      if (isFilledAlike && (match.dice >= SURE || (least >= 6 && n / least >= 0.8))) sure.push(match)
      else if ((told <= 2 || names * 4 >= told) && (match.dice >= BESIDE || (least >= 6 && n / least >= SURE)))
        likely.set(`${i} ${j}`, match)
    }
  })
  const better = (x: Match, y: Match): number => y.dice - x.dice || x.i - y.i || x.j - y.j
  const pairs: [number, number][] = []
  const [takenA, takenB] = [new Set<number>(), new Set<number>()]
  const take = ({i, j}: Match): boolean => {
    if (takenA.has(i) && takenB.has(j)) return false
    takenA.add(i)
    takenB.add(j)
    pairs.push([i, j])
    return true
  }
  const open = sure.sort(better).filter(take)
  const [seedsA, seedsB] = [new Set(takenA), new Set(takenB)]
  while (open.length > 0) {
    const {i, j} = open.pop() as Match
    const near: Match[] = []
    for (let x = i - REACH; x <= i + REACH; x++)
      for (let y = j - REACH; y <= j + REACH; y++) {
        // In the same order: both before the sure one, or both after it.
        if ((x - i) * (y - j) < 0) continue
        const match = likely.get(`${x} ${y}`)
        if (match && !takenA.has(x) && !takenB.has(y)) near.push(match)
      }
    open.push(...near.sort(better).filter((m) => !takenA.has(m.i) && !takenB.has(m.j) && take(m)))
  }
  const words = (of: Sentences, which?: ReadonlySet<number>): number =>
    of.reduce((n, s, i) => (which && !which.has(i) ? n : n + s.length), 0)
  const [allA, allB] = [words(a), words(b)]
  const part = (inA: ReadonlySet<number>, inB: ReadonlySet<number>): number =>
    allA === 0 || allB === 0 ? 0 : Math.round(1000 * Math.max(words(a, inA) / allA, words(b, inB) / allB)) / 1000
  return {shared: part(takenA, takenB), sure: part(seedsA, seedsB), pairs: pairs.sort((x, y) => x[0] - y[0] || x[1] - y[1])}
}

const neighbours = (words: readonly number[]): number[] =>
  words.length < 2 ? words.map(wordOf) : words.slice(1).map((w, i) => wordOf(words[i] as number) * 0x1000000 + wordOf(w))

/// Sentences as bytes in base64: three a word, and zero after each sentence.
export function packSentences(sentences: Sentences): string {
  const bytes = Buffer.alloc(sentences.reduce((n, s) => n + 3 * (s.length + 1), 0))
  let at = 0
  for (const words of sentences) {
    for (const w of words) at = bytes.writeUIntLE(w, at, 3)
    at = bytes.writeUIntLE(0, at, 3)
  }
  return bytes.toString("base64")
}

export function unpackSentences(packed: string): Sentences {
  const bytes = Buffer.from(packed, "base64")
  const out: number[][] = []
  let now: number[] = []
  for (let at = 0; at + 3 <= bytes.length; at += 3) {
    const w = bytes.readUIntLE(at, 3)
    if (w !== 0) now.push(w)
    else {
      out.push(now)
      now = []
    }
  }
  return out
}
