import {type Knowledge, TAG_ONLY} from "../../knowledge/index.ts"
import {NUMBER, PUNCT, type Tokens, WORD} from "../../model/index.ts"
import {DEAD, ROOT, step, walk} from "../../support/index.ts"

/// A name of the knowledge base found at a token.
export type NameHit = {
  readonly from: number
  /// Token after the last one.
  readonly to: number
  /// Letters of the first folded token that belong to particles, not to the name.
  readonly cut: number
  /// Value in the gazetteer.
  readonly value: number
}

const HYPHEN = new Set(["-", "‑", "–", "ـ", "'", "’"])

/// Which letters may stand before a name's first word. «لل» hides the alif of the article: what follows is walked as «ال…».
const CUTS: readonly {letters: string; article: boolean}[] = [
  {letters: "", article: false},
  {letters: "و", article: false},
  {letters: "ف", article: false},
  {letters: "ب", article: false},
  {letters: "ل", article: false},
  {letters: "ك", article: false},
  {letters: "لل", article: true},
  {letters: "ول", article: false},
  {letters: "وب", article: false},
  {letters: "فب", article: false},
  {letters: "فل", article: false},
  {letters: "ولل", article: true},
  {letters: "فلل", article: true},
]

/// A particle that may be cut from a word so that a name begins with the rest: letters cut, node of the trie behind the word, the name that
/// ends there (-1 for none), the node behind a space, and with which letters a name goes on from there (a bit for each, by its last five
/// bits): nearly every word behind is none of them, and is told so without a look at the trie.
export type NameStart = {
  readonly cut: number
  readonly node: number
  readonly value: number
  readonly spaced: number
  readonly nexts: number
}

const NO_STARTS: readonly NameStart[] = []

/// The ways in which a name can begin with a word: none for nearly every word, so that a text is walked only where names may stand.
export function nameStarts(knowledge: Knowledge, first: string): readonly NameStart[] {
  const trie = knowledge.names
  let out: NameStart[] | undefined
  for (const {letters, article} of CUTS) {
    if (letters && (!first.startsWith(letters) || first.length < letters.length + 2)) continue
    let node = article ? walk(trie, ROOT, "ال", 0, 2) : ROOT
    if (node !== DEAD) node = walk(trie, node, first, letters.length, first.length)
    if (node !== DEAD && ends(trie, node)) (out ??= []).push(startAt(trie, letters.length, node))
  }
  return out ?? NO_STARTS
}

function startAt(trie: Knowledge["names"], cut: number, node: number): NameStart {
  const spaced = step(trie, node, 32)
  let nexts = 0
  if (spaced !== DEAD)
    for (let e = trie.edgeStart[spaced] as number; e < (trie.edgeStart[spaced + 1] as number); e++)
      nexts |= 1 << ((trie.letter[e] as number) & 31)
  return {cut, node, value: trie.value[node] as number, spaced, nexts}
}

/// Is a node the end of a name's word: a name ends there, or goes on with a space, a digit, a sign.
function ends(trie: Knowledge["names"], node: number): boolean {
  if ((trie.value[node] as number) >= 0) return true
  for (let e = trie.edgeStart[node] as number; e < (trie.edgeStart[node + 1] as number); e++)
    if ((trie.letter[e] as number) < LETTERS) return true
  return false
}

/// Below this are spaces, digits and signs.
const LETTERS = 0x41

/// The longest name that starts at a token, under any particle; the fewest letters cut wins among equals.
export function nameAt(
  tokens: Tokens,
  knowledge: Knowledge,
  at: number,
  starts = nameStarts(knowledge, tokens.folded[at] as string),
): NameHit | undefined {
  const trie = knowledge.names
  let to = 0
  let letters = 0
  let found = -1
  for (const start of starts) {
    let node = start.node
    let i = at
    while (node !== DEAD) {
      const value = i === at ? start.value : (trie.value[node] as number)
      // «وصل إلى بغداد اليوم»: an agency's tag where no tag stands is no name, and hides no shorter one.
      if (value >= 0 && (found < 0 || (i + 1 > to && (i === at || !isTagAlone(knowledge, value) || isTagPlace(tokens, at, i + 1))))) {
        to = i + 1
        letters = start.cut
        found = value
      }
      let next = i + 1
      if (next >= tokens.count) break
      // «أوبك+», «لبنان24», «5+1»: written together, kept together.
      if (
        tokens.start[next] === tokens.end[i] &&
        (tokens.kind[next] === NUMBER || tokens.folded[next] === "+" || tokens.folded[i] === "+")
      ) {
        const together = walk(trie, node, tokens.folded[next] as string, 0, (tokens.folded[next] as string).length)
        if (together !== DEAD) {
          node = together
          i = next
          continue
        }
      }
      if (tokens.kind[next] === PUNCT && tokens.folded[next] !== "+") {
        const mark = tokens.folded[next] as string
        const close = tokens.start[next + 1] === tokens.end[next]
        const short = (tokens.end[i] as number) - (tokens.start[i] as number)
        if (!HYPHEN.has(mark) && !(mark === "." && (short <= 2 || (short <= 4 && close)))) break
        next++
        if (next >= tokens.count) break
      }
      if (tokens.kind[next] !== WORD && tokens.kind[next] !== NUMBER && tokens.folded[next] !== "+") break
      const word = tokens.folded[next] as string
      if (i === at && (start.nexts & (1 << (word.charCodeAt(0) & 31))) === 0) break
      node = i === at ? start.spaced : step(trie, node, 32)
      if (node === DEAD) break
      node = walk(trie, node, word, 0, word.length)
      i = next
    }
  }
  return found < 0 ? undefined : {from: at, to, cut: letters, value: found}
}

/// One entity that a name may mean.
export type Meaning = {readonly entity: number; readonly flags: number}

/// The entities a hit may mean, with the conditions under which.
export function meanings(knowledge: Knowledge, hit: NameHit): readonly Meaning[] {
  let byValue = met.get(knowledge)
  if (!byValue) met.set(knowledge, (byValue = new Map()))
  const known = byValue.get(hit.value)
  if (known) return known
  const out: Meaning[] = []
  for (let p = knowledge.starts[hit.value] as number; p < (knowledge.starts[hit.value + 1] as number); p += 2) {
    out.push({entity: knowledge.pairs[p] as number, flags: knowledge.pairs[p + 1] as number})
  }
  byValue.set(hit.value, out)
  return out
}

/// Whether a name is nothing but the tag of agencies.
function isTagAlone(knowledge: Knowledge, value: number): boolean {
  for (let p = knowledge.starts[value] as number; p < (knowledge.starts[value + 1] as number); p += 2)
    if (!((knowledge.pairs[p + 1] as number) & TAG_ONLY)) return false
  return true
}

/// Meanings by value, as many at most as the knowledge base has names.
const met = new WeakMap<Knowledge, Map<number, readonly Meaning[]>>()

const TAG_EDGE = new Set(["(", ")", "/", "[", "]", "-", "–", "—", "ـ", "//", "«", "»"])

/// Agencies' bare tags count where tags stand: bracketed, between slashes, at a dateline's dash, alone on a line.
export function isTagPlace(tokens: Tokens, from: number, to: number): boolean {
  const before = from === 0 ? "\n" : (tokens.folded[from - 1] as string)
  const after = to >= tokens.count ? "\n" : (tokens.folded[to] as string)
  const edge = (s: string): boolean => TAG_EDGE.has(s) || s === "\n"
  return (edge(before) && (edge(after) || after === ":" || after === "،" || after === ",")) || (edge(after) && /[0-9مه]$/.test(before))
}
