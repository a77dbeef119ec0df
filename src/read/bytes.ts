import {createReadStream} from "node:fs"
import {extname} from "node:path"
import type {Readable} from "node:stream"
import {type Issue, type IssueCode, issueOf} from "../support/index.ts"
import {STDIN} from "./inputs.ts"

/// What is taken in at once, as it was received: a file, or one line of a collection, which is kept, read and refused by itself. It may hold
/// many reports (a list in JSON).
export type Input = {
  /// Its path or address; a line of a collection has its number behind (`news.jsonl#12`).
  readonly name: string
  readonly bytes: Uint8Array
  /// What sort of text it is, where that is known otherwise than by its name.
  readonly media: string | null
}

export type InputOptions = {
  /// Bytes of one file, or of one line of a collection, above which it is refused. Default 20 MB.
  readonly maxBytes?: number
  /// Where `-` is read from. Default `process.stdin`.
  readonly stdin?: Readable
}

export const DEFAULT_MAX_BYTES = 20_000_000

const ENDINGS: {readonly [media: string]: string} = {
  "text/plain": ".txt",
  "text/markdown": ".md",
  "text/html": ".html",
  "application/xhtml+xml": ".html",
  "application/json": ".json",
  "application/x-ndjson": ".jsonl",
  "application/jsonl": ".jsonl",
}
/// The ending that files of a media type have; undefined for a type that says nothing here.
export const endingOf = (media: string | null | undefined): string | undefined =>
  ENDINGS[(media ?? "").split(";")[0]?.trim().toLowerCase() ?? ""]

/// The inputs at a path (or `-`), one by one. It never throws for what lies there.
export async function* inputsAt(
  path: string,
  options: InputOptions = {},
): AsyncGenerator<{readonly input: Input} | {readonly issue: Issue}> {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES
  const ending = extname(path).toLowerCase()
  try {
    if (ending === ".jsonl" || ending === ".ndjson") {
      yield* lines(path, limit, options)
      return
    }
    const bytes = await whole(path, limit, options)
    if (bytes === undefined) yield issue("file-too-large", path, `limit ${megabytes(limit)}`)
    else yield {input: {name: path, bytes, media: null}}
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (!code) throw error
    yield issue(code === "ENOENT" ? "input-missing" : "input-unreadable", path, code === "ENOENT" ? undefined : code)
  }
}

const issue = (code: IssueCode, where: string, detail?: string): {readonly issue: Issue} => ({issue: issueOf(code, where, detail)})
const megabytes = (n: number): string => (n < 1e5 ? `${n} bytes` : `${Math.round(n / 1e5) / 10} MB`)
const open = (path: string, options: InputOptions): Readable => (path === STDIN ? (options.stdin ?? process.stdin) : createReadStream(path))

/// The whole file, or undefined once it passes the limit: a file is never held that will not be read.
async function whole(path: string, limit: number, options: InputOptions): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of open(path, options) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/// A collection line by line, so that a file of any length needs the memory of its longest line.
async function* lines(
  path: string,
  limit: number,
  options: InputOptions,
): AsyncGenerator<{readonly input: Input} | {readonly issue: Issue}> {
  let rest: Uint8Array[] = []
  let size = 0
  let n = 0
  let any = false
  let dropping = false
  for await (const chunk of open(path, options) as AsyncIterable<Uint8Array>) {
    let at = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, at)) {
      rest.push(chunk.subarray(at, end))
      at = end + 1
      yield* line()
    }
    size += chunk.length - at
    if (size > limit) {
      dropping = true
      rest = []
    } else if (!dropping) rest.push(chunk.subarray(at))
  }
  yield* line()
  if (!any) yield issue("file-empty", path)

  function* line(): Generator<{readonly input: Input} | {readonly issue: Issue}> {
    const bytes = Buffer.concat(rest)
    const isTooLong = dropping
    rest = []
    size = 0
    n++
    dropping = false
    const name = `${path}#${n}`
    if (isTooLong) yield issue("file-too-large", name, `limit ${megabytes(limit)} a line`)
    else if (!bytes.every((b) => b === 32 || b === 13 || b === 9)) {
      any = true
      yield {input: {name, bytes, media: "application/json"}}
    }
  }
}
