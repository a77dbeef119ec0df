/// Hashes for blocking and comparing: fast, the same on every machine, never shown to anybody.

/// 53 bits of a string, so that a key is a whole number for JavaScript and SQLite alike.
/// Algorithm: two multiplicative lanes with a final mix, after MurmurHash3's finaliser (Appleby 2011).
export function hash53(text: string): number {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x9e3779b1)
    b = Math.imul(b ^ c, 0x5f356495)
  }
  a = mix(a ^ b)
  b = mix(b ^ a)
  return (b >>> 11) * 4294967296 + (a >>> 0)
}

export function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/// 24 bits of a word: enough to compare two sentences, and three bytes in the record.
export const hash24 = (word: string): number => hash53(word) % 0x1000000 || 1
