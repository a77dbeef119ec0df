/// One class a UTF-16 unit, so that a lookup is the whole cost of a character. Filled range by range: a test for each of 65,536 characters
/// would be felt at every start. Later fillings win; halves of surrogate pairs stay 0.
export function classTable(classes: readonly (readonly [value: number, of: RegExp])[]): Uint8Array {
  const table = new Uint8Array(65536)
  for (const [value, of] of classes) for (const m of everyCharacter().matchAll(of)) table.fill(value, m.index, m.index + m[0].length)
  return table
}

let every: string | undefined

/// All units in order, each at its own place; spaces stand for the surrogates, and are told apart by the caller.
function everyCharacter(): string {
  if (every !== undefined) return every
  let all = ""
  const codes = new Uint16Array(256)
  for (let from = 0; from < 65536; from += 256) {
    for (let k = 0; k < 256; k++) codes[k] = from >= 0xd800 && from <= 0xdfff ? 0 : from + k
    all += String.fromCharCode(...codes)
  }
  return (every = all)
}
