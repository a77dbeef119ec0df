import type {RawReport} from "../model/index.ts"
import {type Issue, type IssueCode, isIssue, issueOf} from "../support/index.ts"
import {chunksOf, unpacked} from "./bytes.ts"
import {type Decoded, decode, isNotText} from "./encoding.ts"
import type {FeedItem} from "./feeds.ts"
import {type Format, formatOf, formatOfMedia, formatOfText, STREAMED, sniffed} from "./formats.ts"
import {itemOf} from "./items.ts"
import {guessLanguage} from "./language.ts"
import {mendText, unescaped} from "./letters.ts"
import {readMarkdown} from "./markdown.ts"
import {type Input, type InputOptions, inputsAt, itemsOf, limitOf, pages, peeked, readAll, tooLarge} from "./taken.ts"
import {titled} from "./titled.ts"

/// What a file gave: a report, or an issue. A file of many reports gives many; a bad item does not stop the next one.
export type Reading =
  | {
      readonly report: RawReport
      /// Where it stands: its file, or which item of it.
      readonly where: string
    }
  | {readonly issue: Issue}

export type ReadOptions = InputOptions & {
  /// A publication day for all of them, EDTF; stronger than what a page says of itself.
  readonly published?: string
  /// Languages that can be read. Default Arabic.
  readonly languages?: readonly string[]
  /// What is known of the bytes from where they came: what they are, as a media type, their address, the encoding that their server told.
  readonly media?: string | null
  readonly url?: string
  readonly charset?: string
}

/// Reads one file (or `-`), item by item. It never throws for what a file holds.
export async function* readReports(path: string, options: ReadOptions = {}): AsyncGenerator<Reading> {
  for await (const one of inputsAt(path, options)) yield* readTaken(one, options)
}

/// Reads what was handed over under a name, file or text, as `readReports` reads what lies at a path.
export async function readGiven(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading[]> {
  const damages: string[] = []
  const {head, chunks} = await peeked(unpacked(chunksOf(bytes), (detail) => damages.push(detail)))
  const format = options.format ?? formatOfMedia(options.media) ?? formatOf(name) ?? sniffed(head)
  const readings: Reading[] = []
  if (format && STREAMED.has(format)) {
    for await (const one of itemsOf(name, format, chunks, options))
      for await (const reading of readTaken(one, options)) readings.push(reading)
  } else {
    const all = await readAll(chunks, limitOf(options))
    if (all === undefined) readings.push(tooLarge(name, limitOf(options)))
    else for await (const reading of readBytes(name, format, all, options)) readings.push(reading)
  }
  readings.unshift(...damages.map((detail) => issue("packed-broken", name, detail)))
  return readings.length > 0 ? readings : [issue("nothing-in-it", name, "no items")]
}

async function* readTaken(one: {readonly input: Input} | {readonly issue: Issue}, options: ReadOptions): AsyncGenerator<Reading> {
  if ("issue" in one) yield one
  else {
    const {name, bytes, media, url, charset} = one.input
    yield* readBytes(name, formatOfMedia(media), bytes, {...options, ...(url ? {url} : {}), ...(charset ? {charset} : {})})
  }
}

const issue = (code: IssueCode, where: string, detail?: string): Reading => ({issue: issueOf(code, where, detail)})

function* given(report: RawReport | Issue, options: ReadOptions): Generator<Reading> {
  if (isIssue(report)) yield {issue: report}
  else yield* checked(report, options, report.source)
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
    for await (const page of pages((await import("./archives/wacz.ts")).readWacz(path, bytes, limitOf(options))))
      yield* readTaken(page, options)
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
    yield* checked({source: path, ...raw}, options, path)
  }
}

/// Feeds give their items; sitemaps and lists of feeds hold addresses only.
async function* readXml(path: string, text: string, options: ReadOptions): AsyncGenerator<Reading> {
  const root = /<((?:[\w-]+:)?(?:rss|feed|rdf|urlset|sitemapindex|opml|html))\b/i.exec(text.slice(0, 20_000))?.[1]?.toLowerCase()
  if (root && /urlset|sitemapindex|opml/.test(root)) yield issue("list-only", path, root)
  else if (root === "html") yield* checked({source: path, ...(await fromHtml(text, options.url))}, options, path)
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
      const where = `${path}#${n}`
      yield* checked({source: where, ...wrapping(item, piece.head.title), text: titled(item.title, body ?? "")}, options, where)
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
  if (Array.isArray(value) && value.length === 0) yield issue("file-empty", path, "a list without items")
  else if (isJsonFeed(value)) yield* readFeedItems(path, text, options)
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
    where,
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
function* checked(report: RawReport, options: ReadOptions, where: string): Generator<Reading> {
  const {text, told} = mendText(report.text)
  for (const {code, detail} of told) yield issue(code, where, detail)
  if (!hasWords(text, 3)) {
    yield issue("nothing-in-it", where)
    return
  }
  const language = guessLanguage(text)
  const languages = options.languages ?? ["ar"]
  if (language && !languages.includes(language.code)) {
    yield issue("language-other", where, language.name)
    return
  }
  const published = options.published ?? report.published
  const title = report.title === undefined ? undefined : told.length ? mendText(report.title).text : unescaped(report.title)
  yield {
    where,
    report: {
      ...report,
      text,
      ...(title === undefined ? {} : {title}),
      ...(published === undefined ? {} : {published}),
      ...(language ? {language: language.code} : {}),
    },
  }
}
