import {extname} from "node:path"
import type {RawReport} from "../model/index.ts"
import {type Issue, type IssueCode, issueOf} from "../support/index.ts"
import {decode, isNotText} from "./encoding.ts"
import {endingOf, type InputOptions, inputsAt} from "./bytes.ts"
import {itemOf} from "./items.ts"
import {guessLanguage} from "./language.ts"
import {readMarkdown} from "./markdown.ts"

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
}

/// Reads one file (or `-`), item by item. It never throws for what a file holds.
export async function* readReports(path: string, options: ReadOptions = {}): AsyncGenerator<Reading> {
  for await (const part of inputsAt(path, options)) {
    if ("issue" in part) yield part
    else yield* await readGiven(part.input.name, part.input.bytes, {...options, media: part.input.media})
  }
}

/// Reads what was handed over under a name, file or text, as `readReports` reads what lies at a path. What sort of text it is tells its
/// media type, where one is given that is known, else the ending of its name.
export function readGiven(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions & {readonly media?: string | null} = {},
): Promise<Reading[]> {
  return readBytes(name, endingOf(options.media) ?? extname(name).toLowerCase(), bytes, options)
}

const issue = (code: IssueCode, where: string, detail?: string): Reading => ({issue: issueOf(code, where, detail)})
async function readBytes(path: string, ending: string, bytes: Uint8Array, options: ReadOptions): Promise<Reading[]> {
  if (bytes.length === 0) return [issue("file-empty", path)]
  const decoded = decode(bytes)
  if (isNotText(decoded)) return [issue(decoded.code, path, decoded.detail)]
  const repaired = decoded.replaced > 0 ? [issue("encoding-repaired", path, `${decoded.replaced} replaced`)] : []
  if (decoded.text.trim() === "") return [issue("file-empty", path, "only blanks")]
  const kind = kindOf(ending, decoded.text)
  if (kind === "json") return [...repaired, ...(await readJson(path, decoded.text, options))]
  if (kind === "lines") {
    const readings: Reading[] = []
    let n = 0
    for (const line of decoded.text.split("\n")) if (++n && line.trim()) readings.push(await readLine(path, n, line, options))
    return [...repaired, ...readings]
  }
  const raw = kind === "html" ? await fromHtml(decoded.text) : kind === "markdown" ? readMarkdown(decoded.text) : {text: decoded.text}
  return [...repaired, checked({source: path, ...raw}, options, path)]
}

type Kind = "text" | "html" | "markdown" | "json" | "lines"

/// By the ending; where there is none (standard input, an odd name), by how the text begins.
function kindOf(ending: string, text: string): Kind {
  if (ending === ".html" || ending === ".htm" || ending === ".xhtml") return "html"
  if (ending === ".md" || ending === ".markdown") return "markdown"
  if (ending === ".json") return "json"
  if (ending === ".txt") return "text"
  if (ending === ".jsonl" || ending === ".ndjson") return "lines"
  const start = text.slice(0, 2000).trimStart()
  if (/^<(?:!doctype html|html|head|body|article)\b/i.test(start)) return "html"
  if (/^[[{]/.test(start)) {
    const firstLine = text.trimStart().split("\n", 1)[0] as string
    return isJson(firstLine) && text.trim().length > firstLine.trim().length ? "lines" : isJson(text) ? "json" : "text"
  }
  return "text"
}

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === "object"
  } catch {
    return false
  }
}

async function readJson(path: string, text: string, options: ReadOptions): Promise<Reading[]> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [issue("json-broken", path, (error as Error).message.slice(0, 80))]
  }
  if (!Array.isArray(value)) return [await readItem(path, value, options)]
  if (value.length === 0) return [issue("file-empty", path, "a list without items")]
  return Promise.all(value.map((item, i) => readItem(`${path}#${i + 1}`, item, options)))
}

async function readLine(path: string, n: number, line: string, options: ReadOptions): Promise<Reading> {
  try {
    return await readItem(`${path}#${n}`, JSON.parse(line), options)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return issue("json-broken", `${path}#${n}`, error.message.slice(0, 80))
  }
}

async function readItem(where: string, value: unknown, options: ReadOptions): Promise<Reading> {
  const item = itemOf(value)
  if (!item) return issue("json-no-text", where)
  const page = item.html === undefined ? {} : await fromHtml(item.html)
  return checked(
    {...page, ...item.report, source: item.source ?? where, ...(item.html === undefined ? {} : {text: (page as RawReport).text})},
    options,
    where,
  )
}

// Loaded when the first page comes: a folder of plain texts does not pay for it.
const fromHtml = async (html: string): Promise<Omit<RawReport, "source">> => (await import("./html.ts")).readPage(html)

function hasWords(text: string, n: number): boolean {
  const word = /\p{L}{2,}/gu
  while (n > 0 && word.test(text)) n--
  return n === 0
}

/// The last look before a report leaves: it has words, in a language that can be read.
function checked(report: RawReport, options: ReadOptions, where: string): Reading {
  if (!hasWords(report.text, 3)) return issue("nothing-in-it", where)
  const language = guessLanguage(report.text)
  const languages = options.languages ?? ["ar"]
  if (language && !languages.includes(language.code)) return issue("language-other", where, language.name)
  const published = options.published ?? report.published
  return {where, report: {...report, ...(published === undefined ? {} : {published}), ...(language ? {language: language.code} : {})}}
}
