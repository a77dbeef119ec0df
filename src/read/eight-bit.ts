/// The 8-bit encodings turned round: the bytes that stand for a text, as TextDecoder reads them.
export type EightBit = "windows-1256" | "iso-8859-6" | "windows-1252"

/// What windows-1252 has at 0x80–0x9F. Written down, as TextDecoder of Node 20 reads windows-1252 as Latin-1.
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

/// A byte as a character, undefined where the encoding has none there.
export function charOf(b: number, encoding: EightBit): string | undefined {
  if (encoding === "windows-1252") return b >= 128 && b < 160 ? WINDOWS_1252[b - 128] : String.fromCharCode(b)
  const c = new TextDecoder(encoding).decode(Uint8Array.of(b))
  return c === "\ufffd" ? undefined : c
}

const tables = new Map<EightBit, ReadonlyMap<string, number>>()

function tableOf(encoding: EightBit): ReadonlyMap<string, number> {
  let table = tables.get(encoding)
  if (!table) {
    const made = new Map<string, number>()
    for (let b = 255; b >= 0; b--) {
      const c = charOf(b, encoding)
      if (c !== undefined) made.set(c, b)
    }
    // Latin-1 is read as windows-1252 by every browser, and as itself by many servers.
    if (encoding === "windows-1252") for (let b = 128; b < 160; b++) made.set(String.fromCharCode(b), b)
    table = made
    tables.set(encoding, table)
  }
  return table
}

/// The byte of a character, undefined where the encoding has none.
export const byteOf = (c: string, encoding: EightBit): number | undefined => tableOf(encoding).get(c)

/// Undefined where a character has no byte in this encoding.
export function bytesOf(text: string, encoding: EightBit): Uint8Array | undefined {
  const table = tableOf(encoding)
  const bytes = new Uint8Array(text.length)
  let n = 0
  for (const c of text) {
    const b = table.get(c)
    if (b === undefined) return undefined
    bytes[n++] = b
  }
  return bytes.subarray(0, n)
}
