/// Text in the 8-bit encodings of the Arabic press, by turning round what Node decodes.
const tables = new Map<string, Map<string, number>>()

export function encoded(text: string, encoding: "windows-1256" | "iso-8859-6" | "utf-16le"): Uint8Array {
  if (encoding === "utf-16le") return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])
  let table = tables.get(encoding)
  if (!table) {
    const decoder = new TextDecoder(encoding)
    table = new Map(Array.from({length: 256}, (_, b) => [decoder.decode(Uint8Array.of(b)), b]))
    tables.set(encoding, table)
  }
  return Uint8Array.from(text, (c) => table.get(c) ?? 63)
}
