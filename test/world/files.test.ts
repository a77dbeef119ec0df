import {appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {gzipSync} from "node:zlib"
import {WARCRecord, WARCSerializer} from "warcio"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import type {RawReport} from "../../src/model/index.ts"
import {zipOf} from "../zip.ts"
import {type Desk, openDesk} from "./desk.ts"
import {encoded} from "./encodings.ts"
import {filler, page, rss} from "./pages.ts"
import {openWorld, type World} from "./world.ts"

/// Files and folders as sources: each form that a desk may have its reports in, taken once, told by its place, and what came anew.

let world: World
let desk: Desk
let dir: string
let read: RawReport[]
beforeEach(async () => {
  world = await openWorld()
  dir = mkdtempSync(join(tmpdir(), "isnad-files-"))
  read = []
  desk = await openDesk(world, {onRead: (raw) => void read.push(raw)})
})
afterEach(async () => {
  world.clock.stop()
  await desk.close()
  await world.close()
  rmSync(dir, {recursive: true, force: true})
})

let written = 0
/// As if it had been written a while ago: a file is read once nobody writes to it.
function settled(path: string): string {
  const then = new Date(Date.now() - 60_000 + written++)
  utimesSync(path, then, then)
  return path
}
function put(name: string, bytes: string | Uint8Array): string {
  const path = join(dir, name)
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, bytes)
  return settled(path)
}
const ledger = async (): Promise<string[]> => (await desk.ledger("s")).map((line) => line.replace(`${dir}/`, ""))
const file = (name: string, more: object = {}) => desk.round({name: "s", kind: "file", path: join(dir, name), ...more})
const folder = (more: object = {}) => desk.round({name: "s", kind: "folder", path: dir, ...more})

const title = (n: number): string => `خبر رقم ${n}`
const text = (n: number): string => `بحث الوزيران اليوم ملف رقم ${n}.\n${filler(`الملف ${n}`)}`
const html = (n: number, more = ""): string => page({title: title(n), text: `${text(n)} ${more}`, published: "2026-05-20"})
async function captured(n: number, body = html(n), date = "2026-05-20T10:00:00Z"): Promise<Uint8Array> {
  const made = WARCRecord.create(
    {
      type: "response",
      url: `https://a.example/${n}?utm_source=x`,
      date,
      warcVersion: "WARC/1.1",
      statusline: "HTTP/1.1 200 OK",
      httpHeaders: {"Content-Type": "text/html; charset=utf-8"},
    },
    (function* () {
      yield Buffer.from(body)
    })(),
  )
  return await WARCSerializer.serialize(made, {gzip: true})
}
const b64 = (said: string): string => `=?UTF-8?B?${Buffer.from(said).toString("base64")}?=`
const mail = (n: number): string =>
  `From: ${b64("نشرة الراصد")} <news@rased.example>\nSubject: ${b64(title(n))}\nDate: Wed, 20 May 2026 10:00:00 +0300\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text(n)}\n`
const mbox = (...numbers: readonly number[]): string =>
  numbers.map((n) => `From news@rased.example Wed May 20 10:00:00 2026\n${mail(n)}\n`).join("")
const table = (...numbers: readonly number[]): string =>
  ["المتن الكامل;عنوان الصفحة;يوم;رابط", ...numbers.map((n) => `"${text(n)}";${title(n)};20/05/2026;https://c.example/${n}`)].join("\n")
const COLUMNS = {text: "المتن الكامل", title: "عنوان الصفحة", published: "يوم", url: "رابط"}
const line = (n: number): string =>
  JSON.stringify({meta: {رابط: `https://j.example/${n}`, at: "2026-05-20T10:00:00Z"}, متن: text(n), "عنوان الصفحة": title(n)})
const FIELDS = {text: "متن", title: "عنوان الصفحة", published: "meta.at", url: "meta.رابط"}

type Form = {
  readonly name: string
  readonly bytes: () => Promise<string | Uint8Array>
  readonly settings?: object
  readonly gave: readonly string[]
}
const FORMS: readonly Form[] = [
  {
    name: "a.warc.gz",
    bytes: async () => Buffer.concat([await captured(1), await captured(2)]),
    gave: ["new a.warc.gz#1", "new a.warc.gz#2"],
  },
  {
    name: "a.wacz",
    bytes: async () =>
      zipOf([
        ["datapackage.json", Buffer.from("{}")],
        ["archive/data.warc.gz", Buffer.concat([await captured(1), await captured(2)])],
      ]),
    gave: ["new a.wacz/data.warc.gz#1", "new a.wacz/data.warc.gz#2"],
  },
  {name: "a.mbox", bytes: async () => mbox(1, 2), gave: ["new a.mbox#1", "new a.mbox#2"]},
  {name: "a.eml", bytes: async () => mail(1), gave: ["new a.eml"]},
  {name: "a.csv", bytes: async () => table(1, 2), settings: {columns: COLUMNS}, gave: ["new a.csv#1", "new a.csv#2"]},
  {
    name: "a.csv.gz",
    bytes: async () => gzipSync(encoded(table(1, 2), "windows-1256")),
    settings: {columns: COLUMNS},
    gave: ["new a.csv.gz#1", "new a.csv.gz#2"],
  },
  {name: "a.jsonl", bytes: async () => `${line(1)}\n\n${line(2)}\n`, settings: {columns: FIELDS}, gave: ["new a.jsonl#1", "new a.jsonl#3"]},
  {
    name: "a.json",
    bytes: async () => JSON.stringify([1, 2].map((n) => ({title: title(n), text: text(n), date: "2026-05-20"}))),
    gave: ["new a.json#1", "new a.json#2"],
  },
  {
    name: "a.rss",
    bytes: async () =>
      rss(
        "الراصد",
        [1, 2].map((n) => ({url: `https://f.example/${n}`, title: title(n), day: "2026-05-20", html: `<p>${text(n)}</p>`})),
      ),
    gave: ["new a.rss#1", "new a.rss#2"],
  },
  {name: "a.html", bytes: async () => html(1), gave: ["new a.html"]},
]

describe.each(FORMS)("$name", ({name, bytes, settings, gave}) => {
  test("as a file: each report once, with its headline and its day, and nothing the next time", async () => {
    put(name, await bytes())
    const first = await file(name, settings)
    expect(await ledger()).toEqual(gave)
    expect([first.counts.new, first.problem]).toEqual([gave.length, null])
    expect(read.map((r) => [r.title, r.published])).toEqual(gave.map((_, i) => [title(i + 1), "2026-05-20"]))
    for (const [i, r] of read.entries()) expect(r.text).toContain(`ملف رقم ${i + 1}.`)
    const again = await file(name, settings)
    expect([again.counts.new, read.length]).toEqual([0, gave.length])
    // Touched, and the same all the same.
    settled(join(dir, name))
    const touched = await file(name, settings)
    expect([touched.counts.new, touched.counts.version, (await desk.store.stats()).reports]).toEqual([0, 0, gave.length])
  })
  test("as one of a folder, among what is none", async () => {
    put(`in/${name}`, await bytes())
    put("in/picture.png", "x")
    await folder(settings)
    expect((await ledger()).sort()).toEqual([...gave.map((l) => l.replace(" ", " in/")), "refused in/picture.png input-other"].sort())
    const again = await folder(settings)
    expect([again.counts.new, again.counts.gone, (await desk.store.stats()).reports]).toEqual([0, 0, gave.length])
  })
})

describe("what is particular", () => {
  test("pages of an archive have their own addresses; of two states of one page the later is a version of the first", async () => {
    put(
      "a.warc.gz",
      Buffer.concat([await captured(1), await captured(2), await captured(1, html(1, "وأضيفت معلومة."), "2026-05-21T10:00:00Z")]),
    )
    const round = await file("a.warc.gz")
    expect(round.counts).toMatchObject({new: 2, version: 1})
    const versions = await desk.store.sources.versions("https://a.example/1")
    expect(versions.map((v) => v.current)).toEqual([false, true])
    expect((await desk.store.report(versions[1]?.report as string))?.record.report.text).toContain("وأضيفت معلومة")
  })
  test("what is added to a mailbox, a table and lines is taken alone; what is broken costs itself, and is told", async () => {
    put("a.mbox", mbox(1))
    put("a.csv", table(2))
    put("a.jsonl", `${line(3)}\n`)
    await folder({columns: COLUMNS})
    // A map that fits the table only: fields that have no place of their own are no text.
    expect(read.map((r) => r.title).sort()).toEqual([title(1), title(2)])
    expect((await ledger()).filter((l) => l.includes("refused"))).toEqual(["refused a.jsonl#1 json-no-text"])
    appendFileSync(join(dir, "a.mbox"), mbox(4))
    appendFileSync(join(dir, "a.csv"), `\n"${text(5)}";${title(5)};20/05/2026;https://c.example/5\n"مبتورة;;`)
    settled(join(dir, "a.mbox"))
    settled(join(dir, "a.csv"))
    await folder({columns: COLUMNS})
    expect(
      read
        .map((r) => r.title)
        .slice(2)
        .sort(),
    ).toEqual([title(4), title(5)])
    const lines = await ledger()
    expect(lines.some((l) => l.startsWith("refused a.csv"))).toBe(true)
    // What each file gave before is told in one line.
    expect(lines.filter((l) => l.startsWith("same")).sort()).toEqual(["same a.csv", "same a.mbox"])
  })
  test("what a file holds twice is read once, and told", async () => {
    put("a.mbox", mbox(1))
    put("b.mbox", `${mbox(2)}${mbox(2)}`)
    await folder({})
    expect(read).toHaveLength(2)
    expect((await ledger()).filter((l) => l.startsWith("same"))).toEqual(["same b.mbox"])
  })
  test("a column that is not there is told by its name, with those that are", async () => {
    put("a.csv", table(1))
    const round = await file("a.csv", {columns: {...COLUMNS, title: "عنوان"}})
    expect(round.counts).toMatchObject({new: 0, refused: 1})
    const [entry] = (await desk.store.ledger.entries({source: "s"}, {limit: 0})).items
    expect(entry).toMatchObject({
      code: "table-no-text",
      detail: expect.stringContaining("there is no column عنوان; there are: المتن الكامل"),
    })
  })
  test("a newsletter is its sender's, unless the source says whose it is", async () => {
    put("a.eml", mail(1))
    put("b.eml", mail(2))
    await file("a.eml", {outlet: "وكالة أخرى"})
    expect(read[0]?.outlet).toBe("نشرة الراصد")
  })
})
