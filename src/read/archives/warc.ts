import {type Issue, issueOf} from "../../support/index.ts"
import {ByteReader, type Chunks} from "../bytes.ts"
import {httpBody} from "./http.ts"

/// A page as an archive keeps it: its bytes as the server sent them, unpacked.
export type ArchivedPage = {
  readonly where: string
  readonly url: string | undefined
  readonly bytes: Uint8Array
  /// What the server said of the encoding.
  readonly charset: string | undefined
}

/// The pages of a WARC file (ISO 28500), one after another: responses of status 200 and resources that are HTML. What is not told by its
/// record (images, redirections) is counted, and what is damaged is stepped over to the next record.
///
/// The framing is ours and not a library's: a record whose length or head is wrong must cost only itself, whatever its size, and its head
/// must not be searched for without an end.
export async function* readWarc(where: string, chunks: Chunks, limit: number): AsyncGenerator<ArchivedPage | Issue> {
  const reader = new ByteReader(chunks)
  const passed = new Map<string, number>()
  const pass = (what: string): void => {
    passed.set(what, (passed.get(what) ?? 0) + 1)
  }
  let n = 0
  let lost = -1
  try {
    for (;;) {
      const at = reader.position
      const line = await reader.line(LINE)
      if (line === undefined) break
      if (isBlank(line)) {
        reader.skipEmptyLines()
        continue
      }
      if (!isVersion(line)) {
        if (lost < 0) lost = at
        continue
      }
      if (lost >= 0) {
        yield issueOf("archive-broken", `${where}#${n}`, `${at - lost} bytes before byte ${at} belong to no record`)
        lost = -1
      }
      n++
      const here = `${where}#${n}`
      const head = await readHead(reader)
      const length = Number(head?.get("content-length") ?? Number.NaN)
      if (!head || !Number.isSafeInteger(length) || length < 0) {
        yield issueOf("archive-broken", here, head ? "its length is not given" : "its head has no end")
        continue
      }
      const type = head.get("warc-type")?.toLowerCase()
      const url = head.get("warc-target-uri")?.replace(/^<(.*)>$/, "$1")
      const content = head.get("content-type")?.toLowerCase() ?? ""
      const isPage =
        (type === "response" && (content === "" || content.startsWith("application/http"))) || (type === "resource" && isHtml(content))
      if (!isPage || length > limit) {
        if (isPage) yield issueOf("file-too-large", here, `${length} bytes`)
        else if (type === "revisit") yield issueOf("archive-revisit", here, url)
        else if (type !== "warcinfo" && type !== "request" && type !== "metadata") pass(type ?? "records without a type")
        if ((await reader.skip(length)) < length) yield issueOf("archive-broken", here, "it ends too early")
        continue
      }
      const block = await reader.take(length)
      if (block.length < length) {
        yield issueOf("archive-broken", here, "it ends too early")
        continue
      }
      if (type === "resource") {
        yield {where: here, url, bytes: block, charset: charsetOf(content)}
        continue
      }
      const body = httpBody(block, limit)
      if (typeof body === "string") yield issueOf("archive-broken", here, body)
      else if (body.status !== 200) pass(`answers with ${body.status}`)
      else if (!isHtml(body.type)) pass(body.type.split(";")[0]?.trim() || "answers without a type")
      else yield {where: here, url, bytes: body.bytes, charset: charsetOf(body.type)}
    }
    if (n === 0) yield issueOf("archive-broken", where, "no WARC record in it")
    else if (lost >= 0) yield issueOf("archive-broken", `${where}#${n}`, `${reader.position - lost} bytes at its end belong to no record`)
    if (passed.size > 0) yield issueOf("archive-passed", where, told(passed))
  } finally {
    await reader.close()
  }
}

const LINE = 16_384
const HEAD = 131_072

const isBlank = (line: Uint8Array): boolean => line.length <= 1 && (line.length === 0 || line[0] === 13)
const isVersion = (line: Uint8Array): boolean => line.length < 20 && /^WARC\/\d/.test(Buffer.from(line).toString("latin1"))
const isHtml = (type: string): boolean => /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
const charsetOf = (type: string): string | undefined => /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]

/// The named fields of a record, to the blank line; a line that begins with a blank goes on the one before it.
async function readHead(reader: ByteReader): Promise<Map<string, string> | undefined> {
  const head = new Map<string, string>()
  let size = 0
  let name = ""
  for (;;) {
    const line = await reader.line(LINE)
    if (line === undefined || (size += line.length) > HEAD) return undefined
    if (isBlank(line)) return head
    const text = Buffer.from(line).toString("utf8").replace(/\r$/, "")
    if (/^[ \t]/.test(text) && name) {
      head.set(name, `${head.get(name)} ${text.trim()}`)
      continue
    }
    const colon = text.indexOf(":")
    if (colon < 1) return undefined
    name = text.slice(0, colon).trim().toLowerCase()
    if (!head.has(name)) head.set(name, text.slice(colon + 1).trim())
  }
}

const told = (passed: ReadonlyMap<string, number>): string => {
  const all = [...passed].sort((a, b) => b[1] - a[1])
  const more = all.slice(6).reduce((sum, [, n]) => sum + n, 0)
  return [...all.slice(0, 6).map(([what, n]) => `${n} ${what}`), ...(more ? [`${more} others`] : [])].join(", ")
}
