/// A file of named arrays: what the compiler of a language writes and the program maps at start, without parsing.
/// Layout: "ISNAD\0\0\1", then a length-prefixed JSON directory [{name, type, at, length}], then the arrays, each on an 8-byte boundary.
export type PackedArray = Int32Array | Uint16Array | Uint8Array

type Entry = {readonly name: string; readonly type: "i32" | "u16" | "u8"; readonly at: number; readonly length: number}

const MAGIC = "ISNAD\0\0\u0001"
const align = (n: number): number => (n + 7) & ~7

export function pack(arrays: {readonly [name: string]: PackedArray}): Uint8Array {
  const directory: Entry[] = []
  let at = 0
  for (const [name, a] of Object.entries(arrays)) {
    directory.push({name, type: a instanceof Int32Array ? "i32" : a instanceof Uint16Array ? "u16" : "u8", at, length: a.length})
    at = align(at + a.byteLength)
  }
  const head = new TextEncoder().encode(JSON.stringify(directory))
  const body = align(MAGIC.length + 4 + head.length)
  const out = new Uint8Array(body + at)
  out.set(new TextEncoder().encode(MAGIC), 0)
  new DataView(out.buffer).setUint32(MAGIC.length, head.length, true)
  out.set(head, MAGIC.length + 4)
  for (const e of directory) {
    const a = arrays[e.name] as PackedArray
    out.set(new Uint8Array(a.buffer, a.byteOffset, a.byteLength), body + e.at)
  }
  return out
}

export function unpack(bytes: Uint8Array): {readonly [name: string]: PackedArray} {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length))
  if (magic !== MAGIC) throw new Error("not a compiled language file: rebuild with `npm run build`")
  // Node's small reads come from a shared pool; arrays need a buffer of their own to be aligned.
  const own = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  const headLength = new DataView(own.buffer, own.byteOffset).getUint32(MAGIC.length, true)
  const directory = JSON.parse(new TextDecoder().decode(own.subarray(MAGIC.length + 4, MAGIC.length + 4 + headLength))) as Entry[]
  const body = own.byteOffset + align(MAGIC.length + 4 + headLength)
  const out: {[name: string]: PackedArray} = {}
  for (const e of directory) {
    const start = body + e.at
    out[e.name] =
      e.type === "i32"
        ? new Int32Array(own.buffer, start, e.length)
        : e.type === "u16"
          ? new Uint16Array(own.buffer, start, e.length)
          : new Uint8Array(own.buffer, start, e.length)
  }
  return out
}
