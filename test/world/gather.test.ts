import {appendFileSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type Desk, type DeskOptions, openDesk} from "./desk.ts"
import {atom, filler, jsonFeed, page, rss, sitemap, sitemapIndex} from "./pages.ts"
import {openWorld, type World} from "./world.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: World
let desk: Desk
let dir: string
beforeEach(async () => {
  world = await openWorld()
  dir = mkdtempSync(join(tmpdir(), "isnad-gather-"))
})
afterEach(async () => {
  world.clock.stop()
  await desk?.close()
  await world.close()
  rmSync(dir, {recursive: true, force: true})
})
const open = async (options: DeskOptions = {}): Promise<Desk> => (desk = await openDesk(world, options))
const at = (host: string, path: string): string => world.at(host, path)
const news = (n: number, more = ""): string =>
  page({title: `خبر رقم ${n}`, text: `بحث الوزيران اليوم ملف رقم ${n}. ${more}\n${filler(`الملف ${n}`)}`})
/// Puts pages `/1` … `/n` and a feed of them at an outlet.
function outletOf(host: string, n: number, feed = "/feed.xml"): ReturnType<World["outlet"]> {
  const numbers = Array.from({length: n}, (_, i) => i + 1)
  return world.outlet(host, {
    [feed]: rss(
      host,
      numbers.map((i) => ({url: at(host, `/${i}`), title: `خبر رقم ${i}`, day: "2026-05-20"})),
    ),
    ...Object.fromEntries(numbers.map((i) => [`/${i}`, news(i)])),
  })
}

describe("a feed", () => {
  test("its new items are fetched and kept, each once; what is known is not asked for again", async () => {
    outletOf("a.test", 3)
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), outlet: "وكالة أ"} as const
    const first = await desk.round(feed)
    expect([first.counts.new, first.listed, first.left]).toEqual([3, 3, 0])
    expect(await desk.ledger()).toEqual(["new http://a.test/1", "new http://a.test/2", "new http://a.test/3"])
    const [line] = (await desk.store.lists.reportList({})).items
    const kept = await desk.store.report(line?.id as string)
    expect(kept?.record.report).toMatchObject({outlet: "وكالة أ", published: {edtf: "2026-05-20"}})
    expect(kept?.record.report.url).toMatch(/^http:\/\/a\.test:\d+\/\d$/)
    expect(kept?.origins).toHaveLength(1)

    const again = await desk.round(feed)
    expect([again.counts, again.known]).toEqual([{...again.counts, new: 0, same: 0}, 3])
    expect(world.pathsOf("a.test")).toEqual(["/feed.xml", "/1", "/2", "/3", "/feed.xml"])
  })
  test.each([
    ["Atom", atom],
    ["JSON Feed", jsonFeed],
  ])("as %s", async (_, made) => {
    world.outlet("a.test", {
      "/feed": {
        headers: {"content-type": "application/octet-stream"},
        body: made("أ", [{url: at("a.test", "/1"), title: "خبر", day: "2026-05-19"}]),
      },
      "/1": news(1),
    })
    await open()
    expect((await desk.round({name: "a", kind: "feed", url: at("a.test", "/feed")})).counts.new).toBe(1)
  })
  test("nothing is sent again where it did not change, and that is all that was asked", async () => {
    const outlet = outletOf("a.test", 1)
    const body = outlet.get("/feed.xml") as string
    outlet.set("/feed.xml", {headers: {etag: '"1"'}, body})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml")} as const
    await desk.round(feed)
    const second = await desk.round(feed)
    expect(second.counts.unchanged).toBe(1)
    expect(world.asked.at(-1)?.headers["if-none-match"]).toBe('"1"')
    expect((await desk.ledger()).at(-1)).toBe("unchanged http://a.test/feed.xml")
  })
  test("items without an address, and feeds that carry the text, are taken from the feed itself", async () => {
    world.outlet("a.test", {
      "/feed.xml": rss("أ", [
        {id: "x-1", title: "خبر أول", html: `<p>${filler("الأول")}</p>`},
        {url: at("a.test", "/2"), title: "خبر ثان", html: `<p>${filler("الثاني")}</p>`},
      ]),
    })
    await open()
    const round = await desk.round({name: "a", kind: "feed", url: at("a.test", "/feed.xml"), content: "feed"})
    expect(round.counts.new).toBe(2)
    expect(world.pathsOf("a.test")).toEqual(["/feed.xml"])
    expect((await desk.texts()).every((text) => text.includes("وأضاف المتحدث"))).toBe(true)
  })
  test("older than asked for, not of the part asked for: told once, not fetched", async () => {
    world.outlet("a.test", {
      "/feed.xml": rss("أ", [
        {url: at("a.test", "/news/1"), title: "جديد", day: "2026-05-20"},
        {url: at("a.test", "/news/2"), title: "قديم", day: "2026-04-01"},
        {url: at("a.test", "/sport/3"), title: "رياضة", day: "2026-05-20"},
      ]),
      "/news/1": news(1),
    })
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), since: "7d", only: ["/news/"]} as const
    await desk.round(feed)
    await desk.round(feed)
    expect((await desk.ledger()).sort()).toEqual([
      "new http://a.test/news/1",
      "refused http://a.test/news/2 item-old",
      "refused http://a.test/sport/3 item-unwanted",
    ])
  })
  test("a page that is no feed: told with what to do, tried again less and less often", async () => {
    world.outlet("a.test", {"/feed.xml": news(1)})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), every: "1h"} as const
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const round = await desk.round(feed)
      expect(round.problem?.code).toBe("feed-broken")
      waits.push(Math.round((round.due - world.clock.now()) / HOUR))
      world.clock.forward(round.due - world.clock.now())
    }
    expect(waits).toEqual([2, 4, 8, 16, 24, 24, 24, 24])
    expect((await desk.store.sources.states()).get("a")).toMatchObject({failures: 8, answered: null})
  })
})

describe("identity", () => {
  test("the same item by two feeds is one report with two origins, fetched once", async () => {
    outletOf("a.test", 1)
    const outlet = world.outlets.get("a.test")
    outlet?.set("/other.xml", rss("آخر", [{url: `${at("a.test", "/1")}?utm_source=rss#x`, title: "خبر رقم 1"}]))
    await open()
    await desk.round({name: "one", kind: "feed", url: at("a.test", "/feed.xml")})
    const second = await desk.round({name: "two", kind: "feed", url: at("a.test", "/other.xml")})
    expect(second.counts.origin).toBe(1)
    const lines = (await desk.store.lists.reportList({})).items
    expect(lines).toHaveLength(1)
    const kept = await desk.store.report(lines[0]?.id as string)
    expect(kept?.origins.map((o) => [o.source.split(" ")[0], o.url])).toEqual([
      ["one", at("a.test", "/1")],
      ["two", at("a.test", "/1")],
    ])
    expect(world.pathsOf("a.test")).toEqual(["/feed.xml", "/1", "/other.xml"])
  })
  test("the mobile twin is the same where the page says so; a page of another outlet cannot say it is ours", async () => {
    const text = `بحث الوزيران الملف اليوم.\n${filler("الملف")}`
    world.outlet("www.a.test", {"/1": page({title: "الخبر", text})})
    world.outlet("m.a.test", {"/1": page({title: "الخبر", text, canonical: at("www.a.test", "/1")})})
    world.outlet("thief.test", {"/x": page({title: "الخبر", text: `${text} زيف`, canonical: at("www.a.test", "/1")})})
    await open()
    const list = (name: string, url: string) => ({name, kind: "list", urls: [url]}) as const
    await desk.round(list("www", at("www.a.test", "/1")))
    const twin = await desk.round(list("mobile", at("m.a.test", "/1")))
    const thief = await desk.round(list("thief", at("thief.test", "/x")))
    expect([twin.counts.origin, thief.counts.version, thief.counts.new]).toEqual([1, 0, 1])
    const origins = await Promise.all(
      (await desk.store.lists.reportList({})).items.map(async (r) => (await desk.store.report(r.id))?.origins.map((o) => o.url)),
    )
    expect(origins.map((o) => [...new Set(o)]).sort()).toEqual([[at("thief.test", "/x")], [at("www.a.test", "/1")]])
  })
  test("an updated article is a new version: told by the feed, or seen when the page is looked at again", async () => {
    const outlet = outletOf("a.test", 2)
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), recheck: ["1h", "6h"]} as const
    await desk.round(feed)
    outlet.set("/1", news(1, "وأضيفت معلومة جديدة مهمة."))
    outlet.set(
      "/feed.xml",
      rss("أ", [
        {url: at("a.test", "/1"), title: "خبر رقم 1 (محدث)", day: "2026-05-21"},
        {url: at("a.test", "/2"), title: "خبر رقم 2", day: "2026-05-20"},
      ]),
    )
    expect((await desk.round(feed)).counts.version).toBe(1)
    outlet.set("/2", news(2, "وتغيرت المعلومة."))
    world.clock.forward(61 * MINUTE)
    expect((await desk.round(feed)).counts.version).toBe(1)
    const versions = await desk.store.sources.versions(at("a.test", "/2"))
    expect(versions.map((v) => v.current)).toEqual([false, true])
    const latest = await desk.store.report(versions[1]?.report as string)
    expect([latest?.earlier, latest?.current]).toEqual([[versions[0]?.report], true])
  })
  test("looked at again at its times and then no more, only sent where it changed", async () => {
    const outlet = outletOf("a.test", 1)
    outlet.set("/1", {headers: {etag: '"p"'}, body: news(1)})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), recheck: ["1h", "6h"], every: "30m"} as const
    for (let i = 0; i < 20; i++) {
      await desk.round(feed)
      world.clock.forward(31 * MINUTE)
    }
    expect(world.asked.filter((a) => a.path === "/1").map((a) => a.headers["if-none-match"])).toEqual([undefined, '"p"', '"p"'])
    expect((await desk.ledger()).filter((l) => l.startsWith("unchanged http://a.test/1"))).toHaveLength(2)
  })
  test("gone is what is not there twice; it stays in the record, and may come back", async () => {
    const outlet = outletOf("a.test", 1)
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), recheck: ["1h", "2h", "4h"]} as const
    await desk.round(feed)
    outlet.delete("/1")
    world.clock.forward(61 * MINUTE)
    await desk.round(feed)
    expect((await desk.ledger()).at(-1)).toBe("refused http://a.test/1 answer-gone")
    world.clock.forward(61 * MINUTE)
    const second = await desk.round(feed)
    expect([second.counts.gone, (await desk.ledger()).at(-1)]).toEqual([1, "gone http://a.test/1 answer-gone"])
    expect((await desk.store.stats()).reports).toBe(1)
    expect(await desk.store.sources.counts("a")).toMatchObject({gone: 1})
    outlet.set("/1", {status: 200, body: news(1)})
    outlet.set("/feed.xml", rss("أ", [{url: at("a.test", "/1"), title: "عاد الخبر", day: "2026-05-20"}]))
    expect((await desk.round(feed)).counts.same).toBe(1)
  })
})

describe("what cannot be had", () => {
  test("is tried again later, less and less often, and then given up; the rest goes on", async () => {
    const outlet = outletOf("a.test", 3)
    outlet.set("/2", {status: 500})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), every: "10m"} as const
    const first = await desk.round(feed)
    expect([first.counts.new, first.counts.refused, first.waiting]).toEqual([2, 1, 1])
    for (let i = 0; i < 12; i++) {
      const next = await desk.store.sources.nextDue("a")
      if (next === null) break
      world.clock.forward(Math.max(0, Date.parse(next) - world.clock.now()))
      await desk.round(feed)
    }
    expect(world.pathsOf("a.test").filter((p) => p === "/2")).toHaveLength(8)
    expect(await desk.store.sources.counts("a")).toEqual({kept: 2, waiting: 0, refused: 1, gone: 0})
  })
  test("comes when it can be had", async () => {
    const outlet = outletOf("a.test", 1)
    outlet.set("/1", {status: 503, headers: {"retry-after": "600"}})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml")} as const
    await desk.round(feed)
    expect((await desk.ledger()).at(-1)).toBe("refused http://a.test/1 asked-to-wait")
    outlet.set("/1", news(1))
    world.clock.forward(11 * MINUTE)
    expect((await desk.round(feed)).counts.new).toBe(1)
  })
  test("what robots.txt disallows, what is no page, what is in another language: refused once, each with its reason", async () => {
    const urls = ["/closed/1", "/film", "/english", "/empty", "/ok"]
    world.outlet("a.test", {
      "/robots.txt": "User-agent: *\nDisallow: /closed",
      "/film": {headers: {"content-type": "video/mp4"}, body: "x"},
      "/english":
        "<html><body><p>The minister said on Monday that talks with the delegation would continue next week in the capital.</p></body></html>",
      "/empty": "<html><body></body></html>",
      "/ok": news(1),
    })
    await open()
    const list = {name: "a", kind: "list", urls: urls.map((path) => at("a.test", path))} as const
    await desk.round(list)
    await desk.round(list)
    expect((await desk.ledger()).sort()).toEqual([
      "new http://a.test/ok",
      "refused http://a.test/closed/1 robots-disallowed",
      "refused http://a.test/empty nothing-in-it",
      "refused http://a.test/english language-other",
      "refused http://a.test/film answer-other",
    ])
  })
  test("a server that fails is left alone: its other pages stay for later, and no line is written for each", async () => {
    const outlet = outletOf("a.test", 30)
    for (let i = 1; i <= 30; i++) outlet.set(`/${i}`, {status: 500})
    await open({pause: 0})
    const round = await desk.round({name: "a", kind: "feed", url: at("a.test", "/feed.xml")})
    expect(round.left).toBeGreaterThan(20)
    expect(round.counts.refused).toBeLessThan(10)
    expect(world.pathsOf("a.test").length).toBeLessThan(10)
    for (let i = 1; i <= 30; i++) outlet.set(`/${i}`, news(i))
    world.clock.forward(2 * HOUR)
    for (let i = 0; i < 3; i++) {
      await desk.round({name: "a", kind: "feed", url: at("a.test", "/feed.xml")})
      world.clock.forward(2 * HOUR)
    }
    expect((await desk.store.stats()).reports).toBe(30)
  })
})

describe("a sitemap", () => {
  test("of a site whose robots.txt names it, through its index, the newest first, a few at a time until nothing is left", async () => {
    const numbers = Array.from({length: 25}, (_, i) => i + 1)
    world.outlet("a.test", {
      "/robots.txt": `Sitemap: ${at("a.test", "/index.xml")}`,
      "/index.xml": sitemapIndex([
        {url: at("a.test", "/old.xml"), day: "2026-01-01"},
        {url: at("a.test", "/new.xml"), day: "2026-05-20"},
      ]),
      "/new.xml": sitemap(
        numbers.slice(0, 20).map((i) => ({url: at("a.test", `/${i}`), day: `2026-05-${String(20 - (i % 10)).padStart(2, "0")}`})),
      ),
      "/old.xml": sitemap(numbers.slice(20).map((i) => ({url: at("a.test", `/${i}`), day: "2026-01-01"}))),
      ...Object.fromEntries(numbers.map((i) => [`/${i}`, news(i)])),
    })
    await open({pause: 0})
    const source = {name: "a", kind: "sitemap", url: at("a.test", "/"), most: 10} as const
    const first = await desk.round(source)
    expect([first.counts.new, first.left]).toEqual([10, 15])
    expect(
      world
        .pathsOf("a.test")
        .slice(0, 4)
        .map((p) => p),
    ).toEqual(["/index.xml", "/new.xml", "/old.xml", "/10"])
    expect((await desk.fetch([source])).map((r) => r.left)).toEqual([5, 0])
    expect((await desk.store.stats()).reports).toBe(25)
    const before = world.asked.length
    await desk.round(source)
    expect(world.asked.slice(before).map((a) => a.path)).toEqual(["/index.xml"])
  })
})

describe("a page and lists of addresses", () => {
  test("one page is looked at each time, and each change is a version", async () => {
    const outlet = world.outlet("a.test", {"/live": {headers: {etag: '"1"'}, body: news(1)}})
    await open()
    const source = {name: "a", kind: "page", url: at("a.test", "/live")} as const
    const kept = async (): Promise<string> => {
      const {counts} = await desk.round(source)
      return Object.entries(counts)
        .filter(([, n]) => n > 0)
        .map(([what]) => what)
        .join()
    }
    expect(await kept()).toBe("new")
    expect(await kept()).toBe("unchanged")
    outlet.set("/live", {headers: {etag: '"2"'}, body: news(1, "وتحدث الوزير لاحقا.")})
    expect(await kept()).toBe("version")
  })
  test("a list in a file; what is taken off the list is told as gone and stays", async () => {
    outletOf("a.test", 3)
    await open()
    const path = join(dir, "list.txt")
    writeFileSync(path, `# صفحات\n${at("a.test", "/1")}\n\n${at("a.test", "/2")}#part\nليس عنوانا\n`)
    const source = {name: "a", kind: "list", path} as const
    expect((await desk.round(source)).counts).toMatchObject({new: 2, refused: 1})
    writeFileSync(path, `${at("a.test", "/2")}\n${at("a.test", "/3")}\n`)
    expect((await desk.round(source)).counts).toMatchObject({new: 1, gone: 1})
    expect((await desk.store.stats()).reports).toBe(3)
  })
})

describe("a folder", () => {
  const write = (name: string, text: string): void => {
    const path = join(dir, name)
    writeFileSync(path, text)
    // As if it had been written a while ago: a file is read once nobody writes to it.
    const then = new Date(Date.now() - 10_000 + n++)
    utimesSync(path, then, then)
  }
  let n = 0
  const source = (): {name: string; kind: "folder"; path: string} => ({name: "desk", kind: "folder", path: dir})
  test("new files are taken, changed ones are new versions, those that are gone are told", async () => {
    await open()
    write("a.txt", filler("الأول"))
    write("b.txt", filler("الثاني"))
    expect((await desk.round(source())).counts).toMatchObject({new: 2})
    expect((await desk.round(source())).known).toBe(2)
    write("a.txt", `${filler("الأول")} وزيد عليه خبر.`)
    write("c.html", news(3))
    unlinkSync(join(dir, "b.txt"))
    const third = await desk.round(source())
    expect(third.counts).toMatchObject({new: 1, version: 1, gone: 1})
    expect((await desk.store.stats()).reports).toBe(3)
  })
  test("lines added to a collection are taken, those before are not read again", async () => {
    let read = 0
    await open({onRead: () => void read++})
    const line = (i: number): string =>
      `${JSON.stringify({title: `خبر ${i}`, text: filler(`الملف ${i}`), url: `https://x.example/${i}`})}\n`
    write("all.jsonl", line(1) + line(2))
    expect((await desk.round(source())).counts).toMatchObject({new: 2})
    appendFileSync(join(dir, "all.jsonl"), `${line(3)}{broken\n`)
    const then = new Date(Date.now() - 5000)
    utimesSync(join(dir, "all.jsonl"), then, then)
    const second = await desk.round(source())
    expect([second.counts, read]).toEqual([{...second.counts, new: 1, refused: 1}, 3])
    expect((await desk.round(source())).listed).toBe(0)
  })
  test("an empty folder is no problem, one that is not there is", async () => {
    await open()
    expect((await desk.round(source())).problem).toBeNull()
    expect((await desk.round({...source(), path: join(dir, "none")})).problem?.code).toBe("input-missing")
  })
})

describe("standard input", () => {
  test("a report a line, as JSON or as an address, taken as it comes", async () => {
    outletOf("a.test", 1)
    await open()
    const {runRound, sourceFrom} = await import("../../src/gather/index.ts")
    const source = sourceFrom({name: "wire", kind: "stdin"}, "the test", [])
    const line = (text: string): Buffer => Buffer.from(`${JSON.stringify({text})}\n`)
    const stdin = async function* (): AsyncGenerator<Buffer> {
      const whole = Buffer.concat([line(filler("الأول")), line(filler("الثاني"))])
      yield whole.subarray(0, 50)
      yield whole.subarray(50)
      expect((await desk.store.stats()).reports).toBe(2)
      yield Buffer.from(`\n${at("a.test", "/1")}\n{broken\n`)
      yield line(filler("الثالث")).subarray(0, -1)
    }
    const round = await runRound(source, undefined, {...desk.tools, stdin: stdin() as unknown as NodeJS.ReadableStream})
    expect(round.counts).toMatchObject({new: 4, refused: 1})
    expect(await desk.ledger()).toEqual([
      "new wire.jsonl#1",
      "new wire.jsonl#2",
      "new http://a.test/1",
      "refused wire.jsonl#5 json-broken",
      "new wire.jsonl#6",
    ])
  })
})

describe("standard input with a map of fields", () => {
  test("lines of a form of their own are reports", async () => {
    await open()
    const {runRound, sourceFrom} = await import("../../src/gather/index.ts")
    const source = sourceFrom({name: "wire", kind: "stdin", columns: {text: "متن", published: "meta.day"}}, "the test", [])
    const stdin = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(`${JSON.stringify({متن: filler("الأول"), meta: {day: "2026-05-20"}})}\n${JSON.stringify({text: 1})}\n`)
    }
    const round = await runRound(source, undefined, {...desk.tools, stdin: stdin() as unknown as NodeJS.ReadableStream})
    expect(round.counts).toMatchObject({new: 1, refused: 1})
    const [line] = (await desk.store.lists.reportList({})).items
    expect(line?.published).toBe("2026-05-20")
  })
})

describe("silence", () => {
  test("a source that gave something every hour and nothing for ten is told, once, until it gives again", async () => {
    const outlet = outletOf("a.test", 1)
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml"), every: "1h", recheck: [] as string[]} as const
    const show = (i: number): void => {
      outlet.set(`/${i}`, news(i))
      outlet.set("/feed.xml", rss("أ", [{url: at("a.test", `/${i}`), title: `خبر رقم ${i}`}]))
    }
    const silent: number[] = []
    for (let i = 1; i <= 30; i++) {
      if (i <= 6 || i === 28) show(i)
      const round = await desk.round(feed)
      if (round.silent) silent.push(i)
      world.clock.forward(HOUR)
    }
    expect(silent).toEqual([17])
    expect((await desk.store.sources.states()).get("a")?.alarmed).toBeNull()
  })
})

describe("ends in the middle", () => {
  test("what was not done is done the next time, and nothing twice", async () => {
    outletOf("a.test", 10)
    const outlet = world.outlets.get("a.test")
    outlet?.set("/feed.xml", {headers: {etag: '"1"'}, body: outlet.get("/feed.xml") as string})
    await open()
    const feed = {name: "a", kind: "feed", url: at("a.test", "/feed.xml")} as const
    const stop = new AbortController()
    let seen = 0
    const {runRound, sourceFrom} = await import("../../src/gather/index.ts")
    const source = sourceFrom(feed, "the test", [...world.outlets.keys()])
    const part = await runRound(source, undefined, {...desk.tools, signal: stop.signal, onItem: () => void (++seen === 4 && stop.abort())})
    expect(part.counts.new).toBeGreaterThanOrEqual(4)
    expect(part.counts.new).toBeLessThan(10)
    const rest = await desk.round(feed)
    expect(part.counts.new + rest.counts.new).toBe(10)
    expect((await desk.ledger()).sort()).toEqual(Array.from({length: 10}, (_, i) => `new http://a.test/${i + 1}`).sort())
  })
})
