import {type CsvError, parse} from "csv-parse"
import {type Columns, REPORT_FIELDS, type ReportField} from "../model/index.ts"
import {type Issue, isIssue, issueOf} from "../support/index.ts"
import type {Chunks} from "./bytes.ts"
import {type Decoded, decode, isNotText} from "./encoding.ts"

/// A row of a table by the fields of a report, and where it stands.
export type TableRow = {readonly where: string; readonly fields: {readonly [field: string]: string}}

/// The fields a column can be told to hold, and the names by which tables call them, in Arabic and English. The first name that a table has
/// is the column.
const COLUMN_NAMES: {readonly [field in ReportField]: readonly string[]} = {
  text: [
    "text",
    "body",
    "content",
    "article",
    "fulltext",
    "full text",
    "content text",
    "النص",
    "نص",
    "نص الخبر",
    "متن",
    "المتن",
    "متن الخبر",
    "المحتوى",
    "محتوى",
    "الخبر",
    "التفاصيل",
    "المقال",
    "نص المقال",
  ],
  html: ["html", "content html", "body html"],
  title: ["title", "headline", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال"],
  published: [
    "published",
    "published at",
    "date published",
    "publish date",
    "publication date",
    "pubdate",
    "date",
    "تاريخ النشر",
    "تاريخ",
    "التاريخ",
    "اليوم",
    "تاريخ الخبر",
    "وقت النشر",
  ],
  changed: ["changed", "updated", "updated at", "modified", "date modified", "تاريخ التحديث", "آخر تحديث"],
  url: ["url", "link", "permalink", "canonical", "الرابط", "رابط", "رابط الخبر", "العنوان الإلكتروني"],
  outlet: [
    "outlet",
    "publisher",
    "source name",
    "site",
    "newspaper",
    "source",
    "الصحيفة",
    "الوسيلة",
    "الجهة",
    "اسم المصدر",
    "المصدر",
    "الموقع",
    "القناة",
    "الوكالة",
  ],
  byline: ["byline", "author", "writer", "الكاتب", "المراسل", "المحرر", "بقلم"],
  section: ["section", "category", "القسم", "التصنيف", "الباب", "الفئة"],
  tags: ["tags", "keywords", "الوسوم", "كلمات مفتاحية", "الكلمات المفتاحية"],
  language: ["language", "lang", "اللغة"],
  id: ["id", "guid", "رقم", "الرقم", "المعرف", "معرف", "م"],
}

export type TableOptions = {readonly columns?: Columns | undefined; readonly limit: number; readonly tabs: boolean}

const SAMPLE = 65_536

/// The rows of a CSV or TSV table, one after another, under the names of its first row.
export async function* readTable(where: string, chunks: Chunks, options: TableOptions): AsyncGenerator<TableRow | Issue> {
  const iterator = chunks[Symbol.asyncIterator]()
  const {sample, ended} = await sampleOf(iterator)
  if (sample.length === 0) {
    yield issueOf("file-empty", where)
    return
  }
  const decoded = decode(ended ? sample : upToLine(sample))
  if (isNotText(decoded)) {
    yield issueOf(decoded.code, where, decoded.detail)
    return
  }
  const first = decoded.text.split("\n", 1)[0] as string
  const rows: (readonly string[] | Issue)[] = []
  const parser = parse({
    delimiter: options.tabs ? "\t" : delimiterOf(first),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: Math.min(options.limit, MOST_OF_A_ROW),
    // Rows are taken here and not from the stream: what a stream holds when it fails is lost with it.
    on_record: (row: string[]) => {
      rows.push(row)
      return null
    },
    on_skip: (error: CsvError | undefined) => {
      rows.push(issueOf("table-broken", `${where}#${error?.lines ?? "?"}`, error?.message.slice(0, 120)))
      return undefined
    },
  })
  let failed: Error | undefined
  parser.on("error", (error) => {
    failed = error
  })
  parser.resume()
  const put = (text: string | undefined): Promise<void> =>
    new Promise((done) => {
      if (failed) done()
      else if (text === undefined) parser.end(() => done()).once("error", () => done())
      else parser.write(text, () => done())
    })
  const text = textOf(sample, iterator, decoded)
  let columns: readonly (readonly [field: string, at: number])[] | undefined
  let n = 0
  try {
    for (let done = false; !done && !failed; ) {
      const next = await text.next()
      done = next.done === true
      await put(next.value)
      for (const row of rows.splice(0)) {
        if (isIssue(row)) yield row
        else if (!columns) {
          const found = columnsOf(row, options.columns)
          if (typeof found === "string") {
            yield issueOf("table-no-text", where, found)
            return
          }
          columns = found
        } else {
          n++
          const fields: {[field: string]: string} = {}
          for (const [field, at] of columns) if (row[at]?.trim()) fields[field] = row[at].trim()
          yield {where: `${where}#${n}`, fields}
        }
      }
    }
    if (failed) yield issueOf("table-broken", `${where}#${n + 1}`, failed.message.slice(0, 120))
    if (text.replaced() > 0) yield issueOf("encoding-repaired", where, `${text.replaced()} replaced`)
  } finally {
    parser.destroy()
    await iterator.return?.()
  }
}

/// A row longer than this is a quotation mark without its pair.
const MOST_OF_A_ROW = 2_000_000

async function sampleOf(iterator: AsyncIterator<Uint8Array>): Promise<{readonly sample: Uint8Array; readonly ended: boolean}> {
  const parts: Uint8Array[] = []
  let size = 0
  while (size < SAMPLE) {
    const next = await iterator.next()
    if (next.done) return {sample: Buffer.concat(parts), ended: true}
    parts.push(next.value)
    size += next.value.length
  }
  return {sample: Buffer.concat(parts), ended: false}
}

/// To the last line end, so that no letter is cut in two; a UTF-16 line ends with two bytes.
function upToLine(sample: Uint8Array): Uint8Array {
  const end = sample.lastIndexOf(10)
  return end < 0 ? sample : sample.subarray(0, end + 1 + (sample[end + 1] === 0 ? 1 : 0))
}

/// The table's text piece by piece, in the encoding that its beginning told; letters that were replaced are counted.
function textOf(
  sample: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  {encoding}: Decoded,
): AsyncGenerator<string, undefined> & {replaced(): number} {
  let replaced = 0
  const decoder = new TextDecoder(encoding)
  const told = (text: string): string => {
    for (let i = text.indexOf("\ufffd"); i >= 0; i = text.indexOf("\ufffd", i + 1)) replaced++
    return text
  }
  async function* walk(): AsyncGenerator<string, undefined> {
    yield told(decoder.decode(sample, {stream: true}))
    for (;;) {
      const next = await rest.next()
      if (next.done) break
      yield told(decoder.decode(next.value, {stream: true}))
    }
    yield told(decoder.decode())
    return undefined
  }
  return Object.assign(walk(), {replaced: () => replaced})
}

/// Of comma, semicolon (spreadsheets of most Arab countries), tab and bar, the one that the first row has most of, outside quotes.
function delimiterOf(first: string): string {
  const bare = first.replace(/"[^"]*"/g, "")
  const counts = [",", ";", "\t", "|", "،"].map((d) => [d, bare.split(d).length] as const)
  return (counts.sort((a, b) => b[1] - a[1])[0] as readonly [string, number])[0]
}

/// Names are compared without case, marks and what stands between words.
const plain = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u064b-\u0652\u0640\ufeff\u200e\u200f]/g, "")
    .replace(/[أإآ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[\s_.:-]+/g, " ")
    .trim()

/// Where each field stands; or why the text has no column.
function columnsOf(names: readonly string[], given: Columns | undefined): readonly (readonly [field: string, at: number])[] | string {
  const at = new Map<string, number>()
  names.forEach((name, n) => {
    if (!at.has(plain(name))) at.set(plain(name), n)
  })
  const found: [string, number][] = []
  for (const field of REPORT_FIELDS) {
    const named = given?.[field]
    const place = named === undefined ? COLUMN_NAMES[field].map((k) => at.get(plain(k))).find((n) => n !== undefined) : at.get(plain(named))
    if (named !== undefined && place === undefined) return `there is no column ${named}; there are: ${names.slice(0, 12).join(", ")}`
    if (place !== undefined && !found.some(([, taken]) => taken === place)) found.push([field, place])
  }
  if (!found.some(([field]) => field === "text" || field === "html")) return `its columns: ${names.slice(0, 12).join(", ").slice(0, 200)}`
  return found
}
