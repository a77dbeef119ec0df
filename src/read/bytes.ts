import {once} from "node:events"
import {createReadStream} from "node:fs"
import type {Readable} from "node:stream"
import {createGunzip} from "node:zlib"
import {STDIN} from "./inputs.ts"
import {isGzip} from "./unpack.ts"

/// Bytes as they come, piece by piece: nothing that is read in this way needs more memory than its longest item.
export type Chunks = AsyncIterable<Uint8Array>

export const openChunks = (path: string, stdin: Readable | undefined): Chunks =>
  path === STDIN ? (stdin ?? process.stdin) : createReadStream(path)

export async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/// The bytes as they were before they were packed by gzip; what was not packed is given on.
export async function* unpacked(chunks: Chunks, onDamage: (detail: string) => void): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  let first: Uint8Array = new Uint8Array()
  while (first.length < 3) {
    const next = await iterator.next()
    if (next.done) break
    first = first.length ? Buffer.concat([first, next.value]) : next.value
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (first.length) yield first
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  yield* isGzip(first) ? inflated(all(), onDamage) : all()
}

const SLICE = 16_384
/// Archives of pages and tables grow five- to twentyfold; what grows a hundred times, beyond the first 32 MB, was packed to do harm.
const RATIO = 100
const FREE = 32_000_000

/// Gzip, member by member. Where one is damaged, what was packed whole after it is found again by the next member's first bytes; what lies
/// between is lost, and told by its place.
export async function* inflated(chunks: Chunks, onDamage: (detail: string) => void): AsyncGenerator<Uint8Array> {
  const source = slices(chunks)
  // What was handed to the decoder and may have to be looked through again, and where it begins in the file.
  let kept: Uint8Array[] = []
  let keptAt = 0
  let restart = -1
  let given = 0
  try {
    for (;;) {
      const gunzip = createGunzip()
      const from = keptAt
      const again = kept
      kept = []
      const closed = once(gunzip, "close").catch(() => {})
      const give = async (slice: Uint8Array): Promise<boolean> => {
        kept.push(slice)
        while (kept.length > 1 && keptAt + (kept[0] as Uint8Array).length + SLICE < from + gunzip.bytesWritten)
          keptAt += (kept.shift() as Uint8Array).length
        if (!gunzip.write(slice)) await Promise.race([once(gunzip, "drain").catch(() => {}), closed])
        return !gunzip.destroyed
      }
      const pump = async (): Promise<void> => {
        for (const [n, slice] of again.entries())
          if (!(await give(slice))) {
            kept.push(...again.slice(n + 1))
            return
          }
        for (;;) {
          const next = await source.next()
          if (next.done) break
          if (!(await give(next.value))) return
        }
        gunzip.end()
      }
      const pumping = pump()
      try {
        for await (const piece of gunzip) {
          yield piece as Uint8Array
          given += (piece as Uint8Array).length
          if (given > FREE && given > RATIO * (from + gunzip.bytesWritten)) {
            onDamage(`it grows to more than ${RATIO} times its size`)
            return
          }
        }
        return
      } catch (error) {
        await pumping
        const at = from + gunzip.bytesWritten
        onDamage(`${(error as Error).message} near byte ${at}`)
        const found = await nextMember(Math.max(at, restart + 1))
        if (!found) return
        restart = keptAt
        yield BREAK
      } finally {
        gunzip.destroy()
        await pumping.catch(() => {})
      }
    }
  } finally {
    await source.return(undefined)
  }

  /// Lets go of all before the next member that begins at or after `at`: the last in the piece that failed (those before it were read), or
  /// the first after it.
  async function nextMember(at: number): Promise<boolean> {
    let bytes = Buffer.concat(kept)
    let base = keptAt
    let from = Math.max(0, at - base)
    for (;;) {
      const window = bytes.subarray(from, from + SLICE)
      const last = window.lastIndexOf(MEMBER)
      const found = last >= 0 ? from + last : bytes.indexOf(MEMBER, from)
      if (found >= 0) {
        kept = [bytes.subarray(found)]
        keptAt = base + found
        return true
      }
      const next = await source.next()
      if (next.done) return false
      const tail = Math.max(0, bytes.length - 2)
      base += tail
      from = 0
      bytes = Buffer.concat([bytes.subarray(tail), next.value])
    }
  }
}

/// Stands where bytes were lost: what was being read ends there.
const BREAK = new Uint8Array()
const MEMBER = Buffer.from([0x1f, 0x8b, 8])

async function* slices(chunks: Chunks): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, at + SLICE)
  return undefined
}

/// Takes lines and counted bytes from what comes in pieces.
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array()
  #at = 0
  #done = false
  /// How many bytes were taken so far.
  position = 0

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /// Whether there is a byte more; an empty piece says that bytes were lost there, and ends what is being taken.
  async #fill(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      if (this.#done) return false
      const next = await this.#chunks.next()
      if (next.done) {
        this.#done = true
        return false
      }
      this.#chunk = next.value
      this.#at = 0
      if (this.#chunk.length === 0) return false
    }
    return true
  }

  /// The next line without its end, undefined behind the last one. A line over the limit is given in pieces of that length.
  async line(limit: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = []
    let size = 0
    for (;;) {
      if (!(await this.#fill())) {
        if (parts.length) return joined(parts)
        if (this.#done) return undefined
        continue
      }
      const stop = Math.min(this.#chunk.length, this.#at + limit - size)
      const end = this.#chunk.indexOf(10, this.#at)
      if (end >= 0 && end < stop) {
        parts.push(this.#chunk.subarray(this.#at, end))
        this.position += end + 1 - this.#at
        this.#at = end + 1
        return joined(parts)
      }
      parts.push(this.#chunk.subarray(this.#at, stop))
      size += stop - this.#at
      this.position += stop - this.#at
      this.#at = stop
      if (size >= limit) return joined(parts)
    }
  }

  /// Passes over empty lines that lie ready, and says how many: a file of nothing else is not read line by line.
  skipEmptyLines(): number {
    let n = 0
    for (; this.#at < this.#chunk.length; this.#at++, this.position++) {
      const b = this.#chunk[this.#at]
      if (b === 10) n++
      else if (b !== 13 || this.#chunk[this.#at + 1] !== 10) break
    }
    return n
  }

  /// Passes over the rest of a line that was too long.
  async endLine(): Promise<void> {
    while (await this.#fill()) {
      const end = this.#chunk.indexOf(10, this.#at)
      this.position += (end < 0 ? this.#chunk.length : end + 1) - this.#at
      this.#at = end < 0 ? this.#chunk.length : end + 1
      if (end >= 0) return
    }
  }

  /// So many bytes, or as many as there are.
  async take(n: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    await this.#pass(n, (part) => parts.push(part))
    return joined(parts)
  }

  /// Passes over so many bytes; how many there were.
  skip(n: number): Promise<number> {
    return this.#pass(n, () => {})
  }

  async #pass(n: number, use: (part: Uint8Array) => void): Promise<number> {
    let left = n
    while (left > 0 && (await this.#fill())) {
      const part = this.#chunk.subarray(this.#at, this.#at + left)
      use(part)
      left -= part.length
      this.#at += part.length
      this.position += part.length
    }
    return n - left
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => (parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts))
