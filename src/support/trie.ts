/// A set of strings with a number each, walked letter by letter: the automaton under the lexicon and the gazetteer.
/// Built once, kept as flat arrays, so that loading it is reading a file and a step is a scan of one node's few edges.
export type Trie = {
  /// Edges of node n are `edgeStart[n] … edgeStart[n + 1] - 1`, sorted by letter.
  readonly edgeStart: Int32Array
  readonly letter: Uint16Array
  readonly target: Int32Array
  /// The value of the string that ends at the node, or -1.
  readonly value: Int32Array
}

export const ROOT = 0
export const DEAD = -1

/// Below this many edges a scan beats bisection.
const SCAN = 8

export function step(trie: Trie, node: number, letter: number): number {
  let lo = trie.edgeStart[node] as number
  let hi = trie.edgeStart[node + 1] as number
  const letters = trie.letter
  while (hi - lo > SCAN) {
    const mid = (lo + hi) >> 1
    if ((letters[mid] as number) <= letter) lo = mid
    else hi = mid
  }
  for (; lo < hi; lo++) if (letters[lo] === letter) return trie.target[lo] as number
  return DEAD
}

/// Walks `text[from, to)` from a node.
export function walk(trie: Trie, node: number, text: string, from: number, to: number): number {
  let at = node
  for (let i = from; i < to && at !== DEAD; i++) at = step(trie, at, text.charCodeAt(i))
  return at
}

export function lookUp(trie: Trie, text: string, from = 0, to = text.length): number {
  const node = walk(trie, ROOT, text, from, to)
  return node === DEAD ? -1 : (trie.value[node] as number)
}

/// Builds the trie of `entries`; keys must be distinct. Time: sorting, then one step a letter.
export function buildTrie(entries: ReadonlyMap<string, number>): Trie {
  const keys = [...entries.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const edgeStart: number[] = []
  const letter: number[] = []
  const target: number[] = []
  const value: number[] = []
  // Depth first: behind the first letters a word is the only one of its kind, and its nodes then lie one after the other in memory.
  // What is still to be done: ranges of keys that share a prefix of `depth` letters, and the edge that leads to each.
  const open = [{from: 0, to: keys.length, depth: 0, edge: -1}]
  for (let range = open.pop(); range; range = open.pop()) {
    const {from, to, depth, edge} = range
    if (edge >= 0) target[edge] = edgeStart.length
    edgeStart.push(letter.length)
    let i = from
    const first = keys[i]
    if (first !== undefined && first.length === depth && i < to) {
      value.push(entries.get(first) as number)
      i++
    } else value.push(-1)
    const below = open.length
    while (i < to) {
      const c = (keys[i] as string).charCodeAt(depth)
      let j = i + 1
      while (j < to && (keys[j] as string).charCodeAt(depth) === c) j++
      open.push({from: i, to: j, depth: depth + 1, edge: letter.length})
      letter.push(c)
      target.push(-1)
      i = j
    }
    // The first letter is taken up next.
    open.push(...open.splice(below).reverse())
  }
  edgeStart.push(letter.length)
  return {
    edgeStart: Int32Array.from(edgeStart),
    letter: Uint16Array.from(letter),
    target: Int32Array.from(target),
    value: Int32Array.from(value),
  }
}
