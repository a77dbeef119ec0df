/// What Unicode says of each UTF-16 unit, so that a lookup is the whole cost of a character. Halves of surrogate pairs are 0.
export const UNICODE = {letter: 1, digit: 2, figure: 3, format: 4, space: 5} as const

/// A table of a stage's own: `classes` gives the class of the kinds of `UNICODE`, by their number; `own` those of single characters.
export function classTable(
  classes: {readonly [kind in keyof typeof UNICODE]?: number},
  own: readonly (readonly [value: number, characters: string])[] = [],
): Uint8Array {
  const to = new Uint8Array(6)
  for (const [kind, n] of Object.entries(UNICODE)) to[n] = classes[kind as keyof typeof UNICODE] ?? 0
  const table = unicode().map((kind) => to[kind] as number)
  for (const [value, characters] of own) for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = value
  return table
}

let made: Uint8Array | undefined

/// Filled range by range: a test for each of 65,536 characters would be felt at every start.
function unicode(): Uint8Array {
  if (made) return made
  const table = new Uint8Array(65536)
  let all = ""
  const codes = new Uint16Array(4096)
  for (let from = 0; from < 65536; from += 4096) {
    for (let k = 0; k < 4096; k++) codes[k] = from + k >= 0xd800 && from + k <= 0xdfff ? 0 : from + k
    all += String.fromCharCode(...codes)
  }
  const fill = (kind: number, of: RegExp): void => {
    for (const m of all.matchAll(of)) table.fill(kind, m.index, m.index + m[0].length)
  }
  fill(UNICODE.letter, /[\p{L}\p{M}]+/gu)
  fill(UNICODE.figure, /\p{N}+/gu)
  fill(UNICODE.digit, /\p{Nd}+/gu)
  fill(UNICODE.format, /\p{Cf}+/gu)
  fill(UNICODE.space, /\s+/gu)
  return (made = table)
}
