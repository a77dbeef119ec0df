import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from "node:zlib"
import {WARCRecord, WARCSerializer} from "warcio"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {zipOf} from "../../../test/zip.ts"
import {isIssue} from "../../support/index.ts"
import {chunksOf, unpacked} from "../bytes.ts"
import {readGiven, readReports} from "../reports.ts"
import {type ArchivedPage, readWarc} from "./warc.ts"

const PARAGRAPH = "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري، وأكد الوزيران عمق العلاقات بين البلدين. "
const pageOf = (n: number): string =>
  `<!DOCTYPE html><html lang="ar"><head><title>خبر رقم ${n}</title></head><body><article><h1>خبر رقم ${n}</h1><p>${PARAGRAPH.repeat(3)}</p></article></body></html>`

type Http = {readonly status?: string; readonly headers?: {[name: string]: string}; readonly body?: Uint8Array; readonly type?: string}

/// A record as another program writes it.
async function record(
  n: number,
  {status = "HTTP/1.1 200 OK", headers, body, type = "response"}: Http = {},
  gzip = true,
): Promise<Uint8Array> {
  const made = WARCRecord.create(
    {
      type: type as "response",
      url: `https://example.org/a/${n}`,
      date: "2024-03-05T10:00:00Z",
      warcVersion: "WARC/1.1",
      ...(type === "resource" ? {warcHeaders: {"Content-Type": "text/html; charset=utf-8"}} : {}),
      statusline: status,
      httpHeaders: {"Content-Type": "text/html; charset=utf-8", ...headers},
    },
    (function* () {
      yield body ?? Buffer.from(pageOf(n))
    })(),
  )
  return await WARCSerializer.serialize(made, {gzip})
}

type Found = {pages: ArchivedPage[]; issues: string[]}
async function found(bytes: Uint8Array, limit = 1e6, cut = 5000): Promise<Found> {
  const out: Found = {pages: [], issues: []}
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut)
  }
  for await (const x of readWarc(
    "a.warc",
    unpacked(pieces(), (detail) => out.issues.push(`packed-broken ${detail}`)),
    limit,
  ))
    if (isIssue(x)) out.issues.push(`${x.code} ${x.where} ${x.detail ?? ""}`)
    else out.pages.push(x)
  return out
}
const numbers = (pages: readonly ArchivedPage[]): number[] => pages.map((p) => Number(p.url?.split("/").at(-1)))
const text = (page: ArchivedPage | undefined): string => Buffer.from(page?.bytes ?? []).toString()

describe("WARC", () => {
  test.each([true, false])("pages as another program wrote them, gzip %s, whatever the pieces", async (gzip) => {
    const all = Buffer.concat(await Promise.all([1, 2, 3].map((n) => record(n, {}, gzip))))
    for (const cut of [1, 7, 100, 1e6]) {
      const {pages, issues} = await found(all, 1e6, cut)
      expect([numbers(pages), issues, text(pages[1])]).toEqual([[1, 2, 3], [], pageOf(2)])
    }
  })
  const chunked = (body: Uint8Array): Uint8Array =>
    Buffer.concat([
      Buffer.from(`${(10).toString(16)}\r\n`),
      body.subarray(0, 10),
      Buffer.from(`\r\n${(body.length - 10).toString(16)};x=y\r\n`),
      body.subarray(10),
      Buffer.from("\r\n0\r\n\r\n"),
    ])
  const body = Buffer.from(pageOf(1))
  test.each<[string, {[name: string]: string}, Uint8Array]>([
    ["gzip", {"Content-Encoding": "gzip"}, gzipSync(body)],
    ["deflate", {"Content-Encoding": "deflate"}, deflateSync(body)],
    ["bare deflate", {"Content-Encoding": "deflate"}, deflateRawSync(body)],
    ["brotli", {"Content-Encoding": "br"}, brotliCompressSync(body)],
    ["chunked", {"Transfer-Encoding": "chunked"}, chunked(body)],
    ["chunked and gzip", {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, chunked(gzipSync(body))],
    ["said to be chunked and packed, kept as neither", {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, body],
    ["a coding that nobody knows, kept unpacked", {"Content-Encoding": "zstd"}, body],
  ])("a body: %s", async (_name, headers, bytes) => {
    const {pages, issues} = await found(await record(1, {headers, body: bytes}))
    expect([text(pages[0]), issues]).toEqual([pageOf(1), []])
  })
  test("only pages that answered with 200; what else was there is counted", async () => {
    const all = Buffer.concat([
      await record(1),
      await record(2, {status: "HTTP/1.1 404 Not Found"}),
      await record(3, {headers: {"Content-Type": "image/png"}}),
      await record(4, {headers: {"Content-Type": "image/png"}}),
      await record(5, {type: "request"}),
      await record(6, {type: "resource"}),
    ])
    const {pages, issues} = await found(all)
    expect(numbers(pages)).toEqual([1, 6])
    expect(issues).toEqual(["archive-passed a.warc 2 image/png, 1 answers with 404"])
  })
  test("what had not changed is told with its address", async () => {
    const {issues} = await found(await record(7, {type: "revisit"}))
    expect(issues).toEqual(["archive-revisit a.warc#1 https://example.org/a/7"])
  })
  test("too large a record, and one that grows too large, are refused; the next is read", async () => {
    const big = await record(1, {body: Buffer.alloc(50_000, 65)})
    const bomb = await record(2, {headers: {"Content-Encoding": "gzip"}, body: gzipSync(Buffer.alloc(5e6, 65))})
    const {pages, issues} = await found(Buffer.concat([big, bomb, await record(3)]), 20_000)
    expect(numbers(pages)).toEqual([3])
    expect(issues.map((i) => i.split(" ").slice(0, 2).join(" "))).toEqual(["file-too-large a.warc#1", "archive-broken a.warc#2"])
  })
  test("a length that is wrong costs its record only", async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map((n) => record(n, {}, false)))
    const at = Buffer.from(two as Uint8Array).indexOf("Content-Length: ")
    for (const [from, to] of [
      ["Content-Length: ", "Content-Length: 1"],
      ["Content-Length: ", "Content-Length: -"],
      ["Content-Length: ", "Content-Lentgh: "],
    ] as const) {
      const broken = Buffer.concat([(two as Uint8Array).subarray(0, at), Buffer.from(to), (two as Uint8Array).subarray(at + from.length)])
      const {pages, issues} = await found(Buffer.concat([one as Uint8Array, broken, three as Uint8Array, await record(4, {}, false)]))
      expect(numbers(pages)).toContain(1)
      expect(numbers(pages)).toContain(4)
      expect(issues.join()).toContain("archive-broken")
    }
  })
  test("a damaged member of gzip costs its record and no other, and is told by its place", async () => {
    const members = await Promise.all(Array.from({length: 60}, (_, n) => record(n, {body: Buffer.from(pageOf(n) + noise(n, 4000))})))
    for (const hit of [0, 30, 59]) {
      const broken = members.map((m, n) => (n === hit ? damaged(m) : m))
      const {pages, issues} = await found(Buffer.concat(broken))
      const missing = members.map((_, n) => n).filter((n) => !numbers(pages).includes(n))
      expect([hit, missing.includes(hit), missing.length <= 8, issues.some((i) => i.startsWith("packed-broken"))]).toEqual([
        hit,
        true,
        true,
        true,
      ])
      expect(new Set(numbers(pages)).size).toBe(pages.length)
    }
  })
  test.each([
    ["nothing", ""],
    ["a page", pageOf(1)],
    ["a line without an end", `WARC/1.0\r\n${"x".repeat(300_000)}`],
    ["a head without an end", `WARC/1.0\r\n${"a: b\r\n".repeat(30_000)}`],
    ["a record cut short", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n"],
  ])("%s is told", async (_name, said) => {
    const {pages, issues} = await found(Buffer.from(said))
    expect([pages, issues.every((i) => i.startsWith("archive-broken")), issues.length > 0]).toEqual([[], true, true])
  })
})

/// Letters that gzip cannot make short, the same each time.
const noise = (seed: number, length: number): string => {
  let x = seed + 1
  return Array.from({length}, () => String.fromCharCode(97 + (((x = (x * 1103515245 + 12345) % 2147483648) >> 16) % 26))).join("")
}
const damaged = (member: Uint8Array): Uint8Array => {
  const copy = Buffer.from(member)
  copy.fill(0xff, 200, 260)
  return copy
}

describe("archives as files", () => {
  let dir = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-archives-"))
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const sources = async (path: string, given?: Uint8Array): Promise<string[]> => {
    const out: string[] = []
    const readings = given ? await readGiven(path, given) : readReports(path)
    for await (const r of readings) out.push("report" in r ? `${r.report.source.replace(dir, "")} ${r.report.url}` : r.issue.code)
    return out
  }
  test("pages of a WARC are reports with their addresses, from a file and from bytes", async () => {
    const path = join(dir, "a.warc.gz")
    const bytes = Buffer.concat([await record(1), await record(2)])
    writeFileSync(path, bytes)
    expect(await sources(path)).toEqual(["/a.warc.gz#1 https://example.org/a/1", "/a.warc.gz#2 https://example.org/a/2"])
    expect(await sources("up.warc.gz", bytes)).toEqual(["up.warc.gz#1 https://example.org/a/1", "up.warc.gz#2 https://example.org/a/2"])
    expect(await sources("-", bytes)).toHaveLength(2)
  })
  test("a WACZ holds WARC files", async () => {
    const warc = Buffer.concat([await record(1), await record(2)])
    const zip = zipOf([
      ["datapackage.json", Buffer.from("{}")],
      ["archive/data.warc.gz", warc],
    ])
    const path = join(dir, "a.wacz")
    writeFileSync(path, zip)
    expect(await sources(path)).toEqual([
      "/a.wacz/data.warc.gz#1 https://example.org/a/1",
      "/a.wacz/data.warc.gz#2 https://example.org/a/2",
    ])
    expect(await sources("up.wacz", zip)).toHaveLength(2)
    expect(await sources("up.wacz", zip.subarray(0, zip.length - 40))).toEqual(["archive-broken"])
    expect(await sources("up.wacz", zipOf([["a.txt", Buffer.from("x")]]))).toEqual(["archive-broken"])
  })
  test("any file may be packed", async () => {
    const path = join(dir, "a.txt.gz")
    writeFileSync(path, gzipSync(PARAGRAPH))
    expect(await sources(path)).toHaveLength(1)
    expect(await sources("x.html.gz", gzipSync(pageOf(1)))).toHaveLength(1)
    expect(await sources("x.txt.gz", gzipSync(PARAGRAPH.repeat(50)).subarray(0, 150))).toContain("packed-broken")
  })
  test("bytes in pieces are the same bytes", async () => {
    const parts: Uint8Array[] = []
    for await (const part of unpacked(chunksOf(gzipSync(pageOf(3))), () => {})) parts.push(part)
    expect(Buffer.concat(parts).toString()).toBe(pageOf(3))
  })
})
