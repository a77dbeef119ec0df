import {existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs"
import {createServer, type Server} from "node:http"
import type {AddressInfo} from "node:net"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {PassThrough, Readable} from "node:stream"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {runProgram} from "./program.ts"
import {freeName, nameFor} from "./sources.ts"

const TEXT = "التقى وزير الخارجية المصري نظيره التركي في القاهرة اليوم، وبحث الوزيران العلاقات بين البلدين وسبل تطويرها في المرحلة المقبلة."

type Ran = {readonly code: number; readonly out: string; readonly err: string}

/// In a language that is not read yet, so that no reader has to be opened: what reading gives is tried in `test/world`.
const ENGLISH =
  "The ministers met in the capital on Monday to discuss relations between the two countries and the plan for the coming years."
let dir = ""
let server: Server
let site = ""
let config = ""
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "isnad-sources-"))
  server = createServer((request, response) => {
    const feed = (path: string): string =>
      `<rss version="2.0"><channel><title>وكالة</title><link>${site}</link><description>.</description><item><title>لقاء</title><link>${site}${path}</link><pubDate>Wed, 20 May 2026 08:00:00 GMT</pubDate></item></channel></rss>`
    const html = (body: string): string =>
      `<html lang="ar"><head><meta charset="utf-8"><title>لقاء</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body><article><h1>لقاء</h1><p>${body}</p></article></body></html>`
    if (request.url === "/feed") response.writeHead(200, {"content-type": "application/rss+xml"}).end(feed("/1"))
    else if (request.url === "/english") response.writeHead(200, {"content-type": "application/rss+xml"}).end(feed("/2"))
    else if (request.url === "/2") response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end(html(ENGLISH))
    else if (request.url === "/1" || request.url === "/")
      response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end(html(TEXT))
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  config = join(dir, "isnad.toml")
  writeFileSync(
    config,
    `db = ${JSON.stringify(join(dir, "a.db"))}\nport = 4773\n[gather]\nallow = ["${site.slice(7)}"]\npause = "0.01s"\n[[source]]\nname = "مجلد"\nkind = "folder"\npath = "in"\n`,
  )
  mkdirSync(join(dir, "in"))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(dir, {recursive: true, force: true})
})

async function run(args: readonly string[]): Promise<Ran> {
  const caught = (): {stream: NodeJS.WriteStream; text: () => string} => {
    const stream = new PassThrough()
    const chunks: Buffer[] = []
    stream.on("data", (c: Buffer) => chunks.push(c))
    return {stream: stream as unknown as NodeJS.WriteStream, text: () => Buffer.concat(chunks).toString()}
  }
  const [out, err] = [caught(), caught()]
  const env = {ISNAD_CONFIG: config}
  const code = await runProgram(args, {
    stdin: Readable.from([]),
    stdout: out.stream,
    stderr: err.stream,
    env,
  })
  return {code, out: out.text(), err: err.text()}
}
const listed = async (): Promise<{name: string; kind: string; from: string; paused: boolean; items: object}[]> =>
  JSON.parse((await run(["sources", "list", "--json"])).out)

describe("sources by command and in a file", () => {
  test("tested, added, listed, fetched, told, paused, removed", async () => {
    expect((await listed()).map((s) => s.name)).toEqual(["مجلد"])
    expect(existsSync(join(dir, "a.db"))).toBe(false)
    const tested = await run(["sources", "test", `${site}/feed`])
    expect([tested.code, tested.out]).toEqual([0, expect.stringContaining("a feed («وكالة»), 1 items")])
    expect(tested.out).toContain("2026-05-20 (the list says so)")
    expect((await run(["sources", "test", site])).out).toContain(`isnad sources add ${site}/feed`)
    expect(await run(["sources", "add", `${site}/english`, "--name", "wakala", "--outlet", "وكالة المثال"])).toMatchObject({code: 0})
    expect((await listed()).map((s) => [s.name, s.kind, s.from])).toEqual([
      ["wakala", "feed", "record"],
      ["مجلد", "folder", "file"],
    ])
    writeFileSync(join(dir, "in", "a.txt"), `${ENGLISH} Later they left.`)
    const then = new Date(Date.now() - 60_000)
    utimesSync(join(dir, "in", "a.txt"), then, then)
    const fetched = await run(["fetch"])
    expect([fetched.code, fetched.out]).toEqual([0, expect.stringContaining("2 sources asked; 2 refused")])
    expect((await run(["fetch"])).out).toContain("nothing new")
    expect((await listed()).map((s) => s.items)).toEqual([1, 1].map((refused) => ({kept: 0, waiting: 0, refused, gone: 0})))

    expect((await run(["sources", "pause", "wakala"])).code).toBe(0)
    expect((await run(["fetch"])).out).toContain("1 source asked")
    expect((await listed())[0]?.paused).toBe(true)
    expect((await run(["sources", "resume", "wakala"])).code).toBe(0)
    expect((await run(["sources", "list"])).out).toMatch(/wakala +feed +well +0 kept, 1 refused/)
    expect((await run(["sources", "remove", "wakala"])).code).toBe(0)
    expect((await listed()).map((s) => s.name)).toEqual(["مجلد"])
  })
  test("a feed that is gone fails, and the program says so at its end", async () => {
    await run(["sources", "add", `${site}/gone.rss`, "--kind", "feed", "--name", "gone"])
    const fetched = await run(["fetch", "gone"])
    expect([fetched.code, fetched.out]).toEqual([1, expect.stringContaining("[answer-gone]")])
    expect((await run(["sources", "list"])).out).toMatch(/gone +feed +failing \(1\) +0 kept/)
    await run(["sources", "remove", "gone"])
  })
  test("commands that ask the record ask the one that the file names", async () => {
    const ledger = await run(["ledger", "--json"])
    expect([ledger.code, ledger.err]).toEqual([0, ""])
    expect(JSON.parse(ledger.out).sources.map((s: {source: string}) => s.source)).toContain("wakala")
    expect((await run(["ledger", "--db", join(dir, "other.db")])).err).toContain("[record-missing]")
  })
  test("how a source takes what comes is told by its kind", async () => {
    const added = async (...args: string[]): Promise<string> => (await run(["sources", "add", ...args])).out
    expect(await added("--kind", "push", "--name", "partner")).toContain('POST /api/v1/reports with "from": "partner"')
    expect(await added("--kind", "stdin", "--name", "wire")).toContain("| isnad fetch wire")
    for (const name of ["partner", "wire"]) await run(["sources", "remove", name])
  })
  test("a file and a folder are tested: their first reports, by a map of columns", async () => {
    const rows = [1, 2].map((n) => `"${TEXT} ${n}";"لقاء ${n}";20/05/2026`)
    writeFileSync(join(dir, "t.csv"), ["متن الصفحة;اسم;يوم", ...rows].join("\n"))
    const tested = await run(["sources", "test", join(dir, "t.csv"), "--columns", "text=متن الصفحة,title=اسم,published=يوم"])
    expect([tested.code, tested.err]).toEqual([0, ""])
    expect(tested.out).toMatch(
      /a file\n {2}1 file; the first reports in it:\n {2}2026-05-20 {3}لقاء 1 .*t\.csv#1\n {2}2026-05-20 {3}لقاء 2/,
    )
    const without = await run(["sources", "test", join(dir, "t.csv")])
    expect([without.code, without.err]).toEqual([1, expect.stringContaining("[table-no-text]")])
    const folder = await run(["sources", "test", join(dir, "in"), "--json"])
    expect(JSON.parse(folder.out)).toMatchObject({kind: "folder", files: 1, issues: [{code: "language-other"}]})
  })
  test("what is wrong is told with what to do", async () => {
    const cases: readonly (readonly [args: readonly string[], code: number, says: string])[] = [
      [["sources", "add", "https://10.0.0.1/feed", "--kind", "feed"], 1, "[address-private]"],
      [["sources", "add", "ftp://example.org/", "--kind", "feed", "--name", "x"], 2, "a source of the kind feed takes url"],
      [["sources", "add", "https://example.org/", "--kind", "feed", "--every", "often"], 2, "a duration such as"],
      [["sources", "add", "https://example.org/", "--kind", "feed", "--name", "a b"], 2, "letters, digits"],
      [["sources", "add", "https://example.org/", "--kind", "feed", "--name", "مجلد"], 2, "[source-taken]"],
      [["sources", "remove", "مجلد"], 2, "take it out there"],
      [["sources", "remove", "none"], 4, "[source-unknown]"],
      [["sources", "pause", "none"], 4, "[source-unknown]"],
      [["fetch", "none"], 4, "[source-unknown]"],
      [["sources", "test", `${site}/none`], 1, "[answer-gone]"],
    ]
    for (const [args, code, says] of cases) {
      const ran = await run(args)
      expect([args.join(" "), ran.code, ran.err]).toEqual([args.join(" "), code, expect.stringContaining(says)])
    }
  })
  test("watching for a time ends by itself", async () => {
    const from = Date.now()
    const ran = await run(["watch", "--for", "1s"])
    expect([ran.code, ran.err]).toEqual([0, ""])
    expect(ran.out).toMatch(/watching \d+ sources? into .*\n(?:.*\n)*.*stopped; what was under way goes on the next time\n$/)
    expect(Date.now() - from).toBeLessThan(15_000)
  })
  test("feeds of a feed reader, each once", async () => {
    const opml = join(dir, "feeds.opml")
    writeFileSync(
      opml,
      `<opml version="2.0"><body><outline text="أخبار"><outline text="وكالة أ" xmlUrl="https://a.example/rss"/><outline text="وكالة أ" xmlUrl="https://a.example/sport?utm_source=x"/><outline xmlUrl="http://192.168.1.1/rss" text="داخلي"/></outline></body></opml>`,
    )
    const first = await run(["sources", "import", opml, "--json"])
    expect([first.code, JSON.parse(first.out), first.err]).toEqual([
      1,
      {added: ["وكالة-أ", "وكالة-أ-2"], known: 0, failed: 1},
      expect.stringContaining("[address-private]"),
    ])
    expect(JSON.parse((await run(["sources", "import", opml, "--json"])).out)).toMatchObject({added: [], known: 2})
  })
  test("a configuration that is not understood is told, by the server too", async () => {
    const wrong = join(dir, "wrong.toml")
    for (const [text, says] of [
      ['[[source]]\nname = "x"\nkind = "fed"\nurl = "https://a.example/"', "kind"],
      ['[[source]]\nname = "x"\nkind = "feed"', "takes url"],
      ['[gather]\npause = "long"', "gather.pause"],
      ["[gather]\nnonsense = 1", "gather"],
      ['[source]\nname = "x"', "[[source]]"],
      ['[[source]]\nname="x"\nkind="push"\n[[source]]\nname="x"\nkind="push"', "two sources are named x"],
    ] as const) {
      writeFileSync(wrong, text)
      const ran = await run(["fetch", "--config", wrong, "--db", join(dir, "none.db")])
      expect([text, ran.code > 0, ran.err]).toEqual([text, true, expect.stringContaining(says)])
    }
  })
})

describe("names for sources", () => {
  test.each([
    ["https://www.example.org/rss/all.xml", "example.org"],
    ["https://feeds.example.org/", "example.org"],
    ["http://127.0.0.1:8080/feed", "127.0.0.1-8080"],
    ["/data/in coming/", "in-coming"],
    ["وكالة الأنباء", "وكالة-الأنباء"],
    ["///", "source"],
  ])("%s: %s", (at, name) => expect(nameFor(at)).toBe(name))
  test("the next that is free", () => expect(freeName("a", new Set(["a", "a-2"]))).toBe("a-3"))
})
