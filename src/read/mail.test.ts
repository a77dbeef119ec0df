import {describe, expect, test} from "vitest"
import {isIssue} from "../support/index.ts"
import {chunksOf} from "./bytes.ts"
import {readMail, readMbox} from "./mail.ts"
import {readGiven} from "./reports.ts"

const TEXT = "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري."
const b64 = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`
const message = (headers: string, body: string): string => `${headers}\r\n\r\n${body}`
const HEAD = `From: ${b64("نشرة الراصد")} <news@rased.example>\r\nTo: desk@example.org\r\nSubject: ${b64("وزير الخارجية في الدوحة")}\r\nDate: Tue, 05 Mar 2024 23:30:00 +0300\r\nMIME-Version: 1.0`
const read = (text: string | Uint8Array) => readMail("a.eml", typeof text === "string" ? Buffer.from(text) : text)
const qp = (text: string): string => [...Buffer.from(text)].map((b) => `=${b.toString(16).toUpperCase().padStart(2, "0")}`).join("")

describe("messages", () => {
  const base = {source: "a.eml", title: "وزير الخارجية في الدوحة", outlet: "نشرة الراصد", published: "2024-03-05"}
  test.each<[string, string]>([
    ["plain", message(`${HEAD}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit`, TEXT)],
    [
      "base64",
      message(
        `${HEAD}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64`,
        Buffer.from(TEXT).toString("base64"),
      ),
    ],
    [
      "quoted-printable",
      message(`${HEAD}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable`, qp(TEXT)),
    ],
    [
      "markup beside a plain part that says nothing",
      message(
        `${HEAD}\r\nContent-Type: multipart/alternative; boundary=b1`,
        `--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nView online\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><table><tr><td><p>${TEXT}</p></td></tr></table>\r\n--b1--`,
      ),
    ],
  ])("%s", async (_name, text) => expect(await read(text)).toEqual({...base, text: `وزير الخارجية في الدوحة\n\n${TEXT}`}))
  test("windows-1256, as its head says", async () => {
    const byteOf = new Map(Array.from({length: 256}, (_, b) => [new TextDecoder("windows-1256").decode(Uint8Array.of(b)), b]))
    const body = Uint8Array.from([...TEXT], (c) => byteOf.get(c) ?? 63)
    const head = Buffer.from(`${HEAD}\r\nContent-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`)
    expect(await read(Buffer.concat([head, body]))).toMatchObject({text: `وزير الخارجية في الدوحة\n\n${TEXT}`})
  })
  test.each<[string, string]>([
    [
      "English head",
      `انظر أدناه\n\n---------- Forwarded message ---------\nFrom: صحيفة المدى <n@mada.example>\nDate: Mon, Mar 4, 2024 at 9:15 AM\nSubject: لقاء في الدوحة\nTo: <a@b.example>\n\n${TEXT}`,
    ],
    [
      "Arabic head",
      `---------- رسالة مُعاد توجيهها ----------\nمن: صحيفة المدى <n@mada.example>\nالتاريخ: 2024-03-04\nالموضوع: لقاء في الدوحة\nإلى: a@b.example\n\n${TEXT}`,
    ],
  ])("what was forwarded speaks for itself: %s", async (_name, body) =>
    expect(
      await read(
        message(
          `${HEAD.replace(/Subject: .*/, `Subject: Fwd: ${b64("لقاء في الدوحة")}`)}\r\nContent-Type: text/plain; charset=utf-8`,
          body,
        ),
      ),
    ).toEqual({
      source: "a.eml",
      title: "لقاء في الدوحة",
      outlet: "صحيفة المدى",
      published: "2024-03-04",
      text: `لقاء في الدوحة\n\n${TEXT}`,
    }),
  )
  test("a signature goes, a prefix goes", async () => {
    const mail = await read(
      message(`Subject: RE: FW: ${b64("لقاء")}\r\nContent-Type: text/plain; charset=utf-8`, `${TEXT}\r\n-- \r\nفلان\r\n`),
    )
    expect(mail).toMatchObject({title: "لقاء", text: `لقاء\n\n${TEXT}`})
  })
  test.each<[string, string, string]>([
    ["no text", message(`${HEAD}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64`, "AAAA"), "mail-no-text"],
    [
      "nested without end",
      `${HEAD}\r\n${Array.from({length: 60}, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join("")}`,
      "mail-",
    ],
    ["bytes", "\u0000\u0001\u0002", "mail-"],
  ])("%s is told", async (_name, text, code) => {
    const mail = await read(text)
    expect(isIssue(mail) && mail.code).toContain(code)
  })
})

describe("mailboxes", () => {
  const mbox = (...messages: string[]): string =>
    messages.map((m) => `From news@rased.example Tue Mar  5 23:30:00 2024\n${m.replaceAll("\r\n", "\n")}\n\n`).join("")
  const one = (n: number, body = TEXT): string =>
    message(`Subject: ${b64(`خبر رقم ${n}`)}\r\nContent-Type: text/plain; charset=utf-8`, body)
  const all = async (text: string, limit = 1e6, cut = 50): Promise<string[]> => {
    const bytes = Buffer.from(text)
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut)
    }
    const out: string[] = []
    for await (const m of readMbox("a.mbox", pieces(), limit)) out.push(isIssue(m) ? `${m.code} ${m.where}` : `${m.source} ${m.title}`)
    return out
  }
  test("message by message, whatever the pieces", async () => {
    const text = mbox(one(1), one(2, `${TEXT}\n\n>From هنا\nFrom here it goes on\n${TEXT}`), one(3))
    for (const cut of [1, 3, 1000, 1e6])
      expect(await all(text, 1e6, cut)).toEqual(["a.mbox#1 خبر رقم 1", "a.mbox#2 خبر رقم 2", "a.mbox#3 خبر رقم 3"])
  })
  test("a line that was marked is given as it was", async () => {
    const [r] = await readGiven("a.mbox", Buffer.from(mbox(one(1, `${TEXT}\n\n>From هنا`))))
    expect(r && "report" in r && r.report.text.endsWith("\nFrom هنا")).toBe(true)
  })
  test("one that is too large costs itself only", async () =>
    expect(await all(mbox(one(1), one(2, TEXT.repeat(100)), one(3)), 2000)).toEqual([
      "a.mbox#1 خبر رقم 1",
      "file-too-large a.mbox#2",
      "a.mbox#3 خبر رقم 3",
    ]))
  test("one that is broken costs itself only", async () =>
    expect(await all(mbox(one(1), "", one(3)))).toEqual(["a.mbox#1 خبر رقم 1", "mail-broken a.mbox#2", "a.mbox#3 خبر رقم 3"]))
  test.each([
    ["words", "كلام", "mail-broken a.mbox"],
    ["nothing", "", "file-empty a.mbox"],
  ])("%s is none", async (_name, text, told) => expect(await all(text)).toEqual([told]))
  test("an mbox is told by its beginning", async () => {
    const readings = await readGiven("-", Buffer.from(mbox(one(1), one(2))))
    expect(readings.map((r) => ("report" in r ? r.report.source : r.issue.code))).toEqual(["-#1", "-#2"])
    const mail = await readGiven("-", Buffer.from(message(`${HEAD}\r\nContent-Type: text/plain; charset=utf-8`, TEXT)))
    expect(mail).toMatchObject([{report: {outlet: "نشرة الراصد"}}])
  })
  test("bytes that are chunks of nothing", async () => {
    const out = []
    for await (const m of readMbox("a.mbox", chunksOf(new Uint8Array()), 10)) out.push(m)
    expect(out).toMatchObject([{code: "file-empty"}])
  })
})
