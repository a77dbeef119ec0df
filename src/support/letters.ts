/// What Unicode says of a character; `figure`: a number that is no decimal digit.
type Kind = "letter" | "digit" | "figure" | "format" | "space"
type Range = {readonly kind: Kind; readonly from: number; readonly to: number}

/// The class of each UTF-16 unit, so that a lookup is the whole cost of a character: `classes` gives that of each kind, `own` those of single
/// characters. Halves of surrogate pairs are 0.
export function classTable(
  classes: {readonly [kind in Kind]?: number},
  own: readonly (readonly [value: number, characters: string])[] = [],
): Uint8Array {
  const table = new Uint8Array(65536)
  for (const {kind, from, to} of unicode()) table.fill(classes[kind] ?? 0, from, to)
  for (const [value, characters] of own) for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = value
  return table
}

let ranges: readonly Range[] | undefined

/// Range by range, later ones over earlier: a test for each of 65,536 characters would be felt at every start.
function unicode(): readonly Range[] {
  if (ranges) return ranges
  let all = ""
  const codes = new Uint16Array(4096)
  for (let from = 0; from < 65536; from += 4096) {
    for (let k = 0; k < 4096; k++) codes[k] = from + k >= 0xd800 && from + k <= 0xdfff ? 0 : from + k
    all += String.fromCharCode(...codes)
  }
  const of = (kind: Kind, marks: RegExp): Range[] => [...all.matchAll(marks)].map((m) => ({kind, from: m.index, to: m.index + m[0].length}))
  ranges = [
    ...of("letter", /[\p{L}\p{M}]+/gu),
    ...of("figure", /\p{N}+/gu),
    ...of("digit", /\p{Nd}+/gu),
    ...of("format", /\p{Cf}+/gu),
    ...of("space", /\s+/gu),
  ]
  return ranges
}
