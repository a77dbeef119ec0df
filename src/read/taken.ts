import type {Readable} from "node:stream"
import type {Columns} from "../model/index.ts"
import {type Issue, type IssueCode, isIssue, issueOf} from "../support/index.ts"
import type {ArchivedPage} from "./archives/warc.ts"
import {ByteReader, type Chunks, openChunks, unpacked} from "./bytes.ts"
import {withFields} from "./fields.ts"
import {type Format, formatOf, mediaOf, STREAMED, sniffed} from "./formats.ts"
import {STDIN} from "./inputs.ts"

/// What is taken in at once, as it was received: a file, or one item of a collection that is read item by item (a line, a page of an
/// archive, a message; of a table the row as an object of its columns), which is kept, read and refused by itself. It may hold many
/// reports: a list in JSON, a feed.
export type Input = {
  /// Its path or address; an item of a collection has its number behind (`news.jsonl#12`).
  readonly name: string
  readonly bytes: Uint8Array
  /// What it is, where that is known otherwise than by its name.
  readonly media: string | null
  /// The address that a page was fetched from, and the encoding that its server told.
  readonly url?: string
  readonly charset?: string
}

export type InputOptions = {
  /// Bytes of one file, or of one item of a collection, above which it is refused. Default 20 MB.
  readonly maxBytes?: number
  /// Where `-` is read from. Default `process.stdin`.
  readonly stdin?: Readable
  /// Which column of a table, or which field of a line of JSON, holds what: `{text: "النص"}`. What is not named is guessed by its name.
  readonly columns?: Columns
  readonly format?: Format
}

export const DEFAULT_MAX_BYTES = 20_000_000

type Taken = {readonly input: Input} | {readonly issue: Issue}

/// The inputs at a path (or `-`), one by one. It never throws for what lies there.
export async function* inputsAt(path: string, options: InputOptions = {}): AsyncGenerator<Taken> {
  const damages: string[] = []
  const tell = function* (): Generator<Taken> {
    for (const detail of damages.splice(0)) yield issue("packed-broken", path, detail)
  }
  try {
    const named = options.format ?? formatOf(path)
    if (named === "wacz" && path !== STDIN) {
      yield* pages((await import("./archives/wacz.ts")).readWacz(path, path, limitOf(options)))
      return
    }
    const {head, chunks} = await peeked(unpacked(openChunks(path, options.stdin), (detail) => damages.push(detail)))
    const format = named ?? sniffed(head)
    if (format && STREAMED.has(format)) {
      let any = false
      for await (const one of itemsOf(path, format, chunks, options)) {
        any = true
        yield* tell()
        yield one
      }
      if (!any && damages.length === 0) yield issue("nothing-in-it", path, "no items")
    } else {
      const bytes = await readAll(chunks, limitOf(options))
      yield* tell()
      if (bytes === undefined) yield tooLarge(path, limitOf(options))
      else yield {input: {name: path, bytes, media: format ? mediaOf(format) : null}}
    }
    yield* tell()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (!code) throw error
    yield issue(code === "ENOENT" ? "input-missing" : "input-unreadable", path, code === "ENOENT" ? undefined : code)
  }
}

/// Collections of any length, item by item.
export async function* itemsOf(path: string, format: Format, chunks: Chunks, options: InputOptions): AsyncGenerator<Taken> {
  const limit = limitOf(options)
  switch (format) {
    case "warc":
      yield* pages((await import("./archives/warc.ts")).readWarc(path, chunks, limit))
      return
    case "mbox":
      for await (const mail of (await import("./mail.ts")).mboxMessages(path, chunks, limit))
        yield isIssue(mail) ? {issue: mail} : {input: {name: mail.where, bytes: mail.bytes, media: mediaOf("mail")}}
      return
    case "table":
    case "tabs":
      for await (const row of (await import("./tables.ts")).readTable(path, chunks, {
        columns: options.columns,
        limit,
        tabs: format === "tabs",
      }))
        yield isIssue(row)
          ? {issue: row}
          : {input: {name: row.where, bytes: Buffer.from(JSON.stringify(row.fields), "utf8"), media: mediaOf("json")}}
      return
    default:
      yield* lines(path, chunks, limit, options.columns)
  }
}

export async function* pages(found: AsyncIterable<ArchivedPage | Issue>): AsyncGenerator<Taken> {
  for await (const page of found) {
    if (isIssue(page)) yield {issue: page}
    else {
      const {url, charset, bytes, where} = page
      yield {input: {name: where, bytes, media: mediaOf("html"), ...(url ? {url} : {}), ...(charset ? {charset} : {})}}
    }
  }
}

/// A collection line by line, so that a file of any length needs the memory of its longest line.
async function* lines(path: string, chunks: Chunks, limit: number, columns: Columns | undefined): AsyncGenerator<Taken> {
  const reader = new ByteReader(chunks)
  let n = 0
  let any = false
  try {
    for (;;) {
      const line = await reader.line(limit + 1)
      if (line === undefined) break
      n++
      const name = `${path}#${n}`
      if (line.length > limit) {
        any = true
        await reader.endLine()
        yield tooLarge(name, limit, " a line")
      } else if (!line.every((b) => b === 32 || b === 13 || b === 9)) {
        any = true
        yield {input: {name, bytes: columns ? withFields(line, columns) : line, media: mediaOf("json")}}
      } else n += reader.skipEmptyLines()
    }
    if (!any) yield issue("file-empty", path)
  } finally {
    await reader.close()
  }
}

export const limitOf = (options: InputOptions): number => options.maxBytes ?? DEFAULT_MAX_BYTES
const issue = (code: IssueCode, where: string, detail?: string): {readonly issue: Issue} => ({issue: issueOf(code, where, detail)})
const megabytes = (n: number): string => (n < 1e5 ? `${n} bytes` : `${Math.round(n / 1e5) / 10} MB`)
export const tooLarge = (where: string, limit: number, each = ""): {readonly issue: Issue} =>
  issue("file-too-large", where, `limit ${megabytes(limit)}${each}`)

/// The first piece, for a look, and all of them.
export async function peeked(chunks: AsyncGenerator<Uint8Array>): Promise<{readonly head: Uint8Array; readonly chunks: Chunks}> {
  const first = await chunks.next()
  const head = first.done ? new Uint8Array() : first.value
  const all = async function* (): AsyncGenerator<Uint8Array> {
    if (head.length) yield head
    yield* chunks
  }
  return {head, chunks: all()}
}

/// The whole file, or undefined once it passes the limit: a file is never held that will not be read.
export async function readAll(chunks: Chunks, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) return undefined
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}
