import PostalMime, {type Address, type Email} from "postal-mime"
import type {RawReport} from "../model/index.ts"
import {type Issue, isIssue, issueOf} from "../support/index.ts"
import {absolute} from "./addresses.ts"
import {ByteReader, type Chunks} from "./bytes.ts"
import {definedOnly} from "./defined.ts"
import {plainText} from "./html.ts"
import {publishedDay} from "./published.ts"
import {titled} from "./titled.ts"

/// The messages of an mbox file (RFC 4155), read one after another.
export async function* readMbox(where: string, chunks: Chunks, limit: number): AsyncGenerator<RawReport | Issue> {
  for await (const message of mboxMessages(where, chunks, limit))
    yield isIssue(message) ? message : await readMail(message.where, message.bytes)
}

/// The same as they stand there: each begins with a line `From …` behind a blank one.
export async function* mboxMessages(
  where: string,
  chunks: Chunks,
  limit: number,
): AsyncGenerator<{readonly where: string; readonly bytes: Uint8Array} | Issue> {
  const reader = new ByteReader(chunks)
  let lines: Uint8Array[] = []
  let size = 0
  let n = 0
  let blank = true
  const message = (): {readonly where: string; readonly bytes: Uint8Array} | Issue => {
    const here = `${where}#${n}`
    return size > limit ? issueOf("file-too-large", here, `limit ${limit} bytes a message`) : {where: here, bytes: Buffer.concat(lines)}
  }
  try {
    for (;;) {
      const line = await reader.line(limit + 1)
      const begins = line !== undefined && blank && startsMessage(line)
      if (n > 0 && (line === undefined || begins)) yield message()
      if (line === undefined) break
      blank = line.length === 0 || (line.length === 1 && line[0] === 13)
      // Of many empty lines one is as good as all.
      if (blank) reader.skipEmptyLines()
      if (begins) {
        n++
        lines = []
        size = 0
        continue
      }
      if (n === 0) {
        if (blank) continue
        yield issueOf("mail-broken", where, "it does not begin with a line «From …»")
        return
      }
      size += line.length + 1
      if (size > limit) lines = []
      else lines.push(quotedFrom(line) ? line.subarray(1) : line, LF)
    }
    if (n === 0) yield issueOf("file-empty", where)
  } finally {
    await reader.close()
  }
}

const LF = Buffer.from("\n")
const FROM = Buffer.from("From ")
const startsMessage = (line: Uint8Array): boolean => line.length < 1000 && FROM.equals(line.subarray(0, 5))

/// `>From`, `>>From`: a line of the text, marked so that it begins no message.
const quotedFrom = (line: Uint8Array): boolean => {
  let at = 0
  while (line[at] === 62) at++
  return at > 0 && FROM.equals(line.subarray(at, at + 5))
}

/// One message (RFC 5322, MIME) as a report: subject, sender, day, and its text or what its markup says. What was forwarded speaks for itself:
/// its own head is read, and not the one of who passed it on.
export async function readMail(where: string, bytes: Uint8Array): Promise<RawReport | Issue> {
  let mail: Email
  try {
    mail = await PostalMime.parse(bytes, {maxNestingDepth: 30, maxHeadersSize: 1_000_000})
  } catch (error) {
    return issueOf("mail-broken", where, (error as Error).message)
  }
  if (mail.headers.length === 0) return issueOf("mail-broken", where, "it has no head")
  const body = bodyOf(mail)
  if (!body) return issueOf("mail-no-text", where)
  const forwarded = forwardedIn(body)
  const text = (forwarded?.text ?? body).replace(/\n-- ?\n[\s\S]{0,2000}$/, "").trim()
  const title = withoutPrefix(forwarded?.subject ?? mail.subject)
  const header = (key: string): string | undefined => mail.headers.find((h) => h.key === key)?.value
  return {
    source: where,
    text: titled(title, text),
    ...definedOnly({
      title,
      url: absolute(header("archived-at")?.replace(/^\s*<|>\s*$/g, ""), undefined),
      outlet: forwarded?.from ?? senderOf(mail.from),
      published: publishedDay(forwarded?.date) ?? publishedDay(header("date")) ?? publishedDay(mail.date),
    }),
  }
}

/// The plain part, unless the markup says much more: newsletters often send «see it in your browser» as the plain part.
function bodyOf(mail: Email): string {
  const plain = (mail.text ?? "").replace(/\r\n?/g, "\n").trim()
  if (!mail.html) return plain
  const marked = plainText(mail.html)
  return letters(plain) >= 0.6 * letters(marked) ? plain : marked
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0

const senderOf = (from: Address | undefined): string | undefined => {
  const said = (from?.name ?? "").replace(/\s+/g, " ").trim()
  return said && !said.includes("@") ? said : from?.address?.split("@")[1]
}

const PREFIX = /^\s*(?:(?:fwd?|fw|re|tr|رد|إعادة توجيه|إعادة إرسال|تحويل|محوّ?لة?)\s*:\s*)+/iu
const withoutPrefix = (subject: string | undefined): string | undefined =>
  subject?.replace(PREFIX, "").replace(/\s+/g, " ").trim() || undefined

type Forwarded = {readonly text: string; readonly from?: string; readonly date?: string; readonly subject?: string}

const RULE = /^[-_=*\s]{2,}[^\n]{0,60}(?:forwarded|original|رسالة|الرسالة)[^\n]{0,60}$/imu
const FIELDS: readonly (readonly [field: "from" | "date" | "subject" | "to", names: RegExp])[] = [
  ["from", /^(?:from|من|المرسل)$/i],
  ["date", /^(?:date|sent|التاريخ|تاريخ الإرسال|تم الإرسال|أرسلت)$/i],
  ["subject", /^(?:subject|الموضوع)$/i],
  ["to", /^(?:to|cc|إلى|نسخة|نسخة إلى|reply-to)$/i],
]

/// What stands under «---------- Forwarded message ----------»: a head of a few lines, then the message.
function forwardedIn(body: string): Forwarded | undefined {
  const rule = RULE.exec(body.slice(0, 20_000))
  if (!rule) return undefined
  const lines = body
    .slice(rule.index + rule[0].length)
    .replace(/^\n+/, "")
    .split("\n")
  const said: {from?: string; date?: string; subject?: string; to?: string} = {}
  let n = 0
  for (; n < Math.min(lines.length, 14); n++) {
    const line = (lines[n] as string).replace(/[*\u200e\u200f\u202a-\u202e]/g, "").trim()
    if (!line) continue
    const [, name = "", value = ""] = /^([^:]{2,20}):\s*(.*)$/u.exec(line) ?? []
    const field = FIELDS.find(([, names]) => names.test(name.trim()))?.[0]
    if (!field) break
    said[field] ??= value.trim()
  }
  if (Object.keys(said).length < 2) return undefined
  const from = said.from?.replace(/[<([].*$/, "").replace(/^["'\s]+|["'\s]+$/g, "")
  return {text: lines.slice(n).join("\n").trim(), ...definedOnly({from, date: said.date, subject: said.subject})}
}
