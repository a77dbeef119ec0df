/// What is worked out of a word once and remembered: the press uses few words often. A word is found by its place in the text, without being
/// cut out first.
///
///     slots   | 0 0 | h 7 | 0 0 | h 3 | …      hash and 1 + place in `words`, in pairs; by hash, then one after the other
///
/// Bounded: emptied when full, so memory stays flat; a word that is too long, or that many others crowd out, is worked out anew, so that no
/// text can make a lookup slow.
export class WordTable<Value> {
  readonly make: (word: string) => Value
  readonly limit: number
  mask = 4095
  slots = new Int32Array(8192)
  words: string[] = []
  values: Value[] = []

  constructor(make: (word: string) => Value, limit = 100_000) {
    this.make = make
    this.limit = limit
  }

  /// The value of `text[from, to)`; `hash` is `hashStep` of each of its units, from `HASH`.
  at(text: string, from: number, to: number, hash: number): Value {
    const n = to - from
    if (n > LONGEST) return this.make(text.slice(from, to))
    let at = (hash ^ (hash >>> 15)) & this.mask
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const slot = this.slots[2 * at + 1] as number
      if (slot === 0) return this.add(text.slice(from, to), hash, at)
      if (this.slots[2 * at] === hash) {
        const word = this.words[slot - 1] as string
        if (word.length === n) {
          let i = 0
          while (i < n && word.charCodeAt(i) === text.charCodeAt(from + i)) i++
          if (i === n) return this.values[slot - 1] as Value
        }
      }
      at = (at + 1) & this.mask
    }
    return this.make(text.slice(from, to))
  }

  add(word: string, hash: number, at: number): Value {
    const value = this.make(word)
    if (this.words.length >= this.limit) {
      this.slots.fill(0)
      this.words = []
      this.values = []
    }
    // A slice keeps the whole text it was cut from alive: the table keeps words of their own.
    this.words.push(intern(word))
    this.values.push(value)
    this.slots[2 * at] = hash
    this.slots[2 * at + 1] = this.words.length
    if (this.words.length * 2 > this.mask) this.grow()
    return value
  }

  grow(): void {
    const old = this.slots
    this.mask = this.mask * 2 + 1
    this.slots = new Int32Array(2 * (this.mask + 1))
    for (let k = 0; k < old.length; k += 2) {
      if (old[k + 1] === 0) continue
      const hash = old[k] as number
      let at = (hash ^ (hash >>> 15)) & this.mask
      while (this.slots[2 * at + 1] !== 0) at = (at + 1) & this.mask
      this.slots[2 * at] = hash
      this.slots[2 * at + 1] = old[k + 1] as number
    }
  }
}

const LONGEST = 64
const MOST_TRIES = 24

export const HASH = 0x2f0b4a27
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x5bd1e995) ^ (hash >>> 13)

/// The one copy of a string that the engine keeps for names of properties: equal strings are then the same, and a comparison with any
/// literal is one of addresses.
export function intern(s: string): string {
  const o: {[name: string]: number} = Object.create(null)
  o[s] = 0
  for (const name in o) return name
  return s
}

/// What was made of a word before; forgotten all at once when 20,000 are held, so memory stays flat.
export function remembered(cache: Map<string, string>, word: string, make: (word: string) => string): string {
  const known = cache.get(word)
  if (known !== undefined) return known
  if (cache.size >= 20_000) cache.clear()
  const made = make(word)
  cache.set(intern(word), made)
  return made
}
