import type {Readable} from "node:stream"
import type {Columns, RawReport} from "../model/index.ts"
import {type Issue, type IssueCode, isIssue, issueOf} from "../support/index.ts"
import type {ArchivedPage} from "./archives/warc.ts"
import {ByteReader, type Chunks, chunksOf, openChunks, unpacked} from "./bytes.ts"
import {type Decoded, decode, isNotText} from "./encoding.ts"
import type {FeedItem} from "./feeds.ts"
import {type Format, formatOf, formatOfText, STREAMED, sniffed} from "./formats.ts"
import {STDIN} from "./inputs.ts"
import {itemOf} from "./items.ts"
import {guessLanguage} from "./language.ts"
import {mendText, unescaped} from "./letters.ts"
import {readMarkdown} from "./markdown.ts"
import {titled} from "./titled.ts"

/// What a file gave: a report, or an issue. A file of many reports gives many; a bad item does not stop the next one.
export type Reading = {readonly report: RawReport} | {readonly issue: Issue}

export type ReadOptions = {
  /// Bytes of one file, or of one item of a collection, above which it is refused. Default 20 MB.
  readonly maxBytes?: number
  /// A publication day for all of them, EDTF; stronger than what a page says of itself.
  readonly published?: string
  /// Where `-` is read from. Default `process.stdin`.
  readonly stdin?: Readable
  /// Languages that can be read. Default Arabic.
  readonly languages?: readonly string[]
  /// Which column of a table holds which field: `{text: "النص"}`. What is not named is guessed by the names of the columns.
  readonly columns?: Columns
  /// What is known of the bytes from where they came: what they are, their address, the encoding that their server told.
  readonly format?: Format
  readonly url?: string
  readonly charset?: string
}

export const DEFAULT_MAX_BYTES = 20_000_000

/// Reads one file (or `-`), item by item. It never throws for what a file holds.
export async function* readReports(path: string, options: ReadOptions = {}): AsyncGenerator<Reading> {
  const damages: string[] = []
  const tell = function* (): Generator<Reading> {
    for (const detail of damages.splice(0)) yield issue("packed-broken", path, detail)
  }
  let any = false
  try {
    for await (const reading of readingsOf(path, options, damages)) {
      yield* tell()
      any = true
      yield reading
    }
    if (damages.length) any = true
    yield* tell()
    if (!any) yield issue("nothing-in-it", path, "no items")
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (!code) throw error
    yield issue(code === "ENOENT" ? "input-missing" : "input-unreadable", path, code === "ENOENT" ? undefined : code)
  }
}

async function* readingsOf(path: string, options: ReadOptions, damages: string[]): AsyncGenerator<Reading> {
  const named = options.format ?? formatOf(path)
  // A ZIP is read from its directory, which stands at its end.
  if (named === "wacz" && path !== STDIN)
    yield* fromArchive((await import("./archives/wacz.ts")).readWacz(path, path, limitOf(options)), options)
  else yield* fromChunks(path, named, openChunks(path, options.stdin), options, damages)
}

async function* fromChunks(
  name: string,
  named: Format | undefined,
  packed: Chunks,
  options: ReadOptions,
  damages: string[],
): AsyncGenerator<Reading> {
  const {head, chunks} = await peeked(unpacked(packed, (detail) => damages.push(detail)))
  const format = named ?? sniffed(head)
  if (format && STREAMED.has(format)) {
    yield* readStream(name, format, chunks, options)
    return
  }
  const bytes = await readAll(chunks, limitOf(options))
  if (bytes === undefined) yield issue("file-too-large", name, `limit ${megabytes(limitOf(options))}`)
  else yield* readBytes(name, format, bytes, options)
}

/// Reads what was handed over under a name, file or text, as `readReports` reads what lies at a path.
export async function readGiven(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading[]> {
  const damages: string[] = []
  const readings: Reading[] = []
  for await (const reading of fromChunks(name, options.format ?? formatOf(name), chunksOf(bytes), options, damages)) readings.push(reading)
  readings.unshift(...damages.map((detail) => issue("packed-broken", name, detail)))
  return readings.length ? readings : [issue("nothing-in-it", name, "no items")]
}

const limitOf = (options: ReadOptions): number => options.maxBytes ?? DEFAULT_MAX_BYTES
const issue = (code: IssueCode, where: string, detail?: string): Reading => ({issue: issueOf(code, where, detail)})
const megabytes = (n: number): string => (n < 1e5 ? `${n} bytes` : `${Math.round(n / 1e5) / 10} MB`)

/// The first piece, for a look, and all of them.
async function peeked(chunks: AsyncGenerator<Uint8Array>): Promise<{readonly head: Uint8Array; readonly chunks: Chunks}> {
  const first = await chunks.next()
  const head = first.done ? new Uint8Array() : first.value
  const all = async function* (): AsyncGenerator<Uint8Array> {
    if (head.length) yield head
    yield* chunks
  }
  return {head, chunks: all()}
}

/// The whole file, or undefined once it passes the limit: a file is never held that will not be read.
async function readAll(chunks: Chunks, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) return undefined
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/// Collections of any length, item by item.
async function* readStream(path: string, format: Format, chunks: Chunks, options: ReadOptions): AsyncGenerator<Reading> {
  const limit = limitOf(options)
  switch (format) {
    case "warc":
      yield* fromArchive((await import("./archives/warc.ts")).readWarc(path, chunks, limit), options)
      return
    case "mbox":
      for await (const mail of (await import("./mail.ts")).readMbox(path, chunks, limit)) yield* given(mail, options)
      return
    case "table":
    case "tabs":
      for await (const row of (await import("./tables.ts")).readTable(path, chunks, {
        columns: options.columns,
        limit,
        tabs: format === "tabs",
      }))
        if (isIssue(row)) yield {issue: row}
        else yield* readItem(row.where, row.fields, options)
      return
    default:
      yield* readLines(path, chunks, limit, options)
  }
}

async function* fromArchive(found: AsyncIterable<ArchivedPage | Issue>, options: ReadOptions): AsyncGenerator<Reading> {
  for await (const page of found) {
    if (isIssue(page)) yield {issue: page}
    else {
      const {url, charset} = page
      yield* readBytes(page.where, "html", page.bytes, {...options, ...(url ? {url} : {}), ...(charset ? {charset} : {})})
    }
  }
}

function* given(report: RawReport | Issue, options: ReadOptions): Generator<Reading> {
  if (isIssue(report)) yield {issue: report}
  else yield* checked(report, options)
}

/// What the bytes of a text had to be helped with.
function* toldOf(where: string, {replaced, lost, told}: Decoded): Generator<Reading> {
  for (const {code, detail} of told) yield issue(code, where, detail)
  if (replaced > 0) yield issue("encoding-repaired", where, `${replaced} replaced`)
  else if (lost > 0) yield issue("encoding-repaired", where, `${lost} lost before it came here`)
}

async function* readBytes(path: string, format: Format | undefined, bytes: Uint8Array, options: ReadOptions): AsyncGenerator<Reading> {
  if (bytes.length === 0) {
    yield issue("file-empty", path)
    return
  }
  if (format === "wacz") {
    yield* fromArchive((await import("./archives/wacz.ts")).readWacz(path, bytes, limitOf(options)), options)
    return
  }
  if (format === "mail") {
    yield* given(await (await import("./mail.ts")).readMail(path, bytes), options)
    return
  }
  const decoded = decode(bytes, options.charset)
  if (isNotText(decoded)) {
    yield issue(decoded.code, path, decoded.detail)
    return
  }
  yield* toldOf(path, decoded)
  const {text} = decoded
  if (text.trim() === "") {
    yield issue("file-empty", path, "only blanks")
    return
  }
  const kind = format ?? formatOfText(text)
  if (kind === "json") yield* readJson(path, text, options)
  else if (kind === "xml") yield* readXml(path, text, options)
  else if (kind === "lines") {
    let n = 0
    for (const line of text.split("\n")) if (++n && line.trim()) yield* readLine(path, n, line, options)
  } else {
    const raw = kind === "html" ? await fromHtml(text, options.url) : kind === "markdown" ? readMarkdown(text) : {text}
    yield* checked({source: path, ...raw}, options)
  }
}

/// Feeds give their items; sitemaps and lists of feeds hold addresses only.
async function* readXml(path: string, text: string, options: ReadOptions): AsyncGenerator<Reading> {
  const root = /<((?:[\w-]+:)?(?:rss|feed|rdf|urlset|sitemapindex|opml|html))\b/i.exec(text.slice(0, 20_000))?.[1]?.toLowerCase()
  if (root && /urlset|sitemapindex|opml/.test(root)) yield issue("list-only", path, root)
  else if (root === "html") yield* checked({source: path, ...(await fromHtml(text, options.url))}, options)
  else yield* readFeedItems(path, text, options)
}

async function* readFeedItems(path: string, text: string, options: ReadOptions): AsyncGenerator<Reading> {
  const [{feedPieces}, {plainText}] = await Promise.all([import("./feeds.ts"), import("./html.ts")])
  let n = 0
  for (const piece of feedPieces(text, path, options.url)) {
    if (isIssue(piece)) {
      yield {issue: piece}
      continue
    }
    for (const item of piece.items) {
      n++
      const body = item.html === undefined ? (item.text ?? item.summary) : plainText(item.html)
      yield* checked({source: `${path}#${n}`, ...wrapping(item, piece.head.title), text: titled(item.title, body ?? "")}, options)
    }
  }
}

/// What a feed says of its item. A feed is its outlet's own, unless the item names another.
const wrapping = (
  {title, url, outlet, byline, tags, published, changed}: FeedItem,
  feed: string | undefined,
): Omit<RawReport, "source" | "text"> => ({
  ...(url ? {url} : {}),
  ...((outlet ?? feed) ? {outlet: outlet ?? (feed as string)} : {}),
  ...(title ? {title} : {}),
  ...(byline ? {byline} : {}),
  ...(tags ? {tags} : {}),
  ...(published ? {published} : {}),
  ...(changed ? {changed} : {}),
})

async function* readJson(path: string, text: string, options: ReadOptions): AsyncGenerator<Reading> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    yield issue("json-broken", path, (error as Error).message.slice(0, 80))
    return
  }
  if (isJsonFeed(value)) yield* readFeedItems(path, text, options)
  else if (!Array.isArray(value)) yield* readItem(path, value, options)
  else for (const [i, item] of value.entries()) yield* readItem(`${path}#${i + 1}`, item, options)
}

const isJsonFeed = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  /^https?:\/\/(?:www\.)?jsonfeed\.org\//.test(String((value as {version?: unknown}).version))

async function* readLine(path: string, n: number, line: string, options: ReadOptions): AsyncGenerator<Reading> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    yield issue("json-broken", `${path}#${n}`, (error as Error).message.slice(0, 80))
    return
  }
  yield* readItem(`${path}#${n}`, value, options)
}

async function* readItem(where: string, value: unknown, options: ReadOptions): AsyncGenerator<Reading> {
  const item = itemOf(value)
  if (!item) {
    yield issue("json-no-text", where)
    return
  }
  const page = item.html === undefined ? {} : await fromHtml(item.html, item.report.url)
  yield* checked(
    {...page, ...item.report, source: item.source ?? where, ...(item.html === undefined ? {} : {text: (page as RawReport).text})},
    options,
  )
}

// Loaded when the first page comes: a folder of plain texts does not pay for it.
const fromHtml = async (html: string, url: string | undefined): Promise<Omit<RawReport, "source">> => {
  const [{readPage}, {daysOnLine}] = await Promise.all([import("./html.ts"), import("../lang/index.ts")])
  return readPage(html, {url, days: daysOnLine})
}

function hasWords(text: string, n: number): boolean {
  const word = /\p{L}{2,}/gu
  while (n > 0 && word.test(text)) n--
  return n === 0
}

/// The last look before a report leaves: its letters are letters, it has words, in a language that can be read.
function* checked(report: RawReport, options: ReadOptions): Generator<Reading> {
  const {text, told} = mendText(report.text)
  for (const {code, detail} of told) yield issue(code, report.source, detail)
  if (!hasWords(text, 3)) {
    yield issue("nothing-in-it", report.source)
    return
  }
  const language = guessLanguage(text)
  const languages = options.languages ?? ["ar"]
  if (language && !languages.includes(language.code)) {
    yield issue("language-other", report.source, language.name)
    return
  }
  const published = options.published ?? report.published
  const title = report.title === undefined ? undefined : told.length ? mendText(report.title).text : unescaped(report.title)
  yield {
    report: {
      ...report,
      text,
      ...(title === undefined ? {} : {title}),
      ...(published === undefined ? {} : {published}),
      ...(language ? {language: language.code} : {}),
    },
  }
}

/// A collection line by line, so that a file of any length needs the memory of its longest line.
async function* readLines(path: string, chunks: Chunks, limit: number, options: ReadOptions): AsyncGenerator<Reading> {
  const reader = new ByteReader(chunks)
  let n = 0
  let any = false
  try {
    for (;;) {
      const line = await reader.line(limit + 1)
      if (line === undefined) break
      n++
      const where = `${path}#${n}`
      if (line.length > limit) {
        any = true
        await reader.endLine()
        yield issue("file-too-large", where, `limit ${megabytes(limit)} a line`)
        continue
      }
      if (line.every((b) => b === 32 || b === 13 || b === 9)) continue
      any = true
      const decoded = decode(line)
      if (isNotText(decoded)) {
        yield issue(decoded.code, where, decoded.detail)
        continue
      }
      yield* toldOf(where, decoded)
      yield* readLine(path, n, decoded.text, options)
    }
    if (!any) yield issue("file-empty", path)
  } finally {
    await reader.close()
  }
}
