import {gzipSync, brotliCompressSync} from "node:zlib"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Desk, openDesk} from "./desk.ts"
import {encoded} from "./encodings.ts"
import {atom, filler, jsonFeed, page, rss, sitemap, sitemapIndex} from "./pages.ts"
import {type Given, openWorld, type World} from "./world.ts"

/// Thirty outlets, each with its own way of making trouble, gathered by one desk: at first, an hour later, and a day later. What the
/// ledger says of each is written down here beforehand, line by line.

const HOUR = 3_600_000
type Paths = {readonly [path: string]: Given}
type Row = {
  readonly is: string
  readonly kind?: "feed" | "sitemap" | "list" | "page"
  readonly at?: string
  readonly settings?: object
  readonly paths: (at: (path: string) => string) => Paths
  /// What is put there (or taken away, by undefined) before the second and before the third time.
  readonly next?: (at: (path: string) => string) => {readonly [path: string]: Given | undefined}
  readonly later?: (at: (path: string) => string) => {readonly [path: string]: Given | undefined}
  /// Of the first time, the second and the third: `what path code`.
  readonly first: readonly string[]
  readonly second?: readonly string[]
  readonly third?: readonly string[]
}

let no = 0
const news = (about: string, more = ""): string =>
  page({title: `خبر عن ${about}`, text: `بحث الوزيران اليوم ${about}. ${more}\n${filler(about)}`})
const items = (at: (path: string) => string, ...paths: readonly string[]) =>
  paths.map((path) => ({url: at(path), title: `خبر ${path}`, day: "2026-05-20"}))
const one = (at: (path: string) => string): string => rss("وكالة", items(at, "/1"))
/// One item, its page as given.
const simple = (is: string, given: Given, first: string, more: Partial<Row> = {}): Row => ({
  is,
  paths: (at) => ({"/feed.xml": one(at), "/1": given}),
  first: [first],
  ...more,
})
const fresh = (): string => news(`الملف ${++no}`)
const header = (type: string, body: string | Uint8Array, more: object = {}): Given => ({headers: {"content-type": type, ...more}, body})

const ROWS: readonly Row[] = [
  {
    is: "RSS",
    paths: (at) => ({"/feed.xml": rss("أ", items(at, "/1", "/2", "/3")), "/1": fresh(), "/2": fresh(), "/3": fresh()}),
    first: ["new /1", "new /2", "new /3"],
  },
  {is: "Atom", paths: (at) => ({"/feed.xml": atom("أ", items(at, "/1", "/2")), "/1": fresh(), "/2": fresh()}), first: ["new /1", "new /2"]},
  {is: "JSON Feed", at: "/feed.json", paths: (at) => ({"/feed.json": jsonFeed("أ", items(at, "/1")), "/1": fresh()}), first: ["new /1"]},
  {
    is: "a feed that carries the text",
    settings: {content: "feed"},
    paths: (at) => ({"/feed.xml": rss("أ", [{url: at("/1"), title: "خبر", html: `<p>${filler(`الملف ${++no}`)}</p>`}])}),
    first: ["new /1"],
  },
  simple(
    "windows-1256, told by the server as UTF-8",
    header("text/html; charset=utf-8", encoded(fresh().replace("utf-8", "windows-1256"), "windows-1256")),
    "new /1",
  ),
  simple("ISO-8859-6", header("text/html; charset=iso-8859-6", encoded(fresh().replace("utf-8", "iso-8859-6"), "iso-8859-6")), "new /1"),
  simple("UTF-16", header("text/html", encoded(fresh(), "utf-16le")), "new /1"),
  simple("gzip", header("text/html", gzipSync(fresh()), {"content-encoding": "gzip"}), "new /1"),
  simple("brotli", header("text/html", brotliCompressSync(fresh()), {"content-encoding": "br"}), "new /1"),
  simple(
    "a gzip that ends too early, whole an hour later",
    header("text/html", gzipSync(fresh()).subarray(0, 300), {"content-encoding": "gzip"}),
    "refused /1 answer-broken",
    {
      next: () => ({"/1": fresh()}),
      second: ["new /1"],
    },
  ),
  simple("a bomb", header("text/html", gzipSync(Buffer.alloc(30e6)), {"content-encoding": "gzip"}), "refused /1 answer-bomb"),
  simple(
    "a page without an end",
    (_, response) => {
      const more = setInterval(() => response.write("خبر ".repeat(20_000)), 1)
      response.on("close", () => clearInterval(more))
    },
    "refused /1 answer-too-large",
  ),
  simple(
    "a page that comes letter by letter",
    (_, response) => {
      const more = setInterval(() => response.write("ا"), 30)
      response.on("close", () => clearInterval(more))
    },
    "refused /1 answer-slow",
    {next: () => ({"/1": fresh()}), second: ["new /1"]},
  ),
  {
    is: "an article behind three redirects",
    paths: (at) => ({
      "/feed.xml": one(at),
      "/1": {status: 301, headers: {location: "/b"}},
      "/b": {status: 302, headers: {location: at("/c")}},
      "/c": {status: 307, headers: {location: "article"}},
      "/article": fresh(),
    }),
    first: ["new /1"],
  },
  simple("a ring of redirects", {status: 302, headers: {location: "/1"}}, "refused /1 redirect-refused"),
  simple("a redirect to a router", {status: 302, headers: {location: "http://192.168.0.1/admin"}}, "refused /1 address-private"),
  simple(
    "a redirect to this machine in disguise",
    {status: 302, headers: {location: "http://[::ffff:7f00:1]/"}},
    "refused /1 address-private",
  ),
  {
    is: "a robots.txt that disallows the articles",
    paths: (at) => ({"/robots.txt": "User-agent: *\nDisallow: /1", "/feed.xml": one(at), "/1": fresh()}),
    first: ["refused /1 robots-disallowed"],
  },
  {
    is: "a robots.txt that fails, and comes back",
    paths: (at) => ({"/robots.txt": {status: 500}, "/feed.xml": one(at), "/1": fresh()}),
    first: ["refused /feed.xml robots-unreachable"],
    next: () => ({"/robots.txt": "User-agent: *\nAllow: /"}),
    second: ["new /1"],
  },
  simple("429 with Retry-After", {status: 429, headers: {"retry-after": "1800"}}, "refused /1 asked-to-wait", {
    next: () => ({"/1": fresh()}),
    second: ["new /1"],
  }),
  simple("500, and then not", {status: 500}, "refused /1 answer-failed", {next: () => ({"/1": fresh()}), second: ["new /1"]}),
  simple("never there", {status: 404}, "refused /1 answer-gone", {second: ["refused /1 answer-gone"]}),
  simple("updated, and then removed", header("text/html", news("الملف المتغير"), {etag: '"1"'}), "new /1", {
    next: () => ({"/1": header("text/html", news("الملف المتغير", "وأضيفت معلومة."), {etag: '"2"'})}),
    second: ["version /1"],
    later: () => ({"/1": {status: 410}}),
    third: ["refused /1 answer-gone", "gone /1 answer-gone"],
  }),
  simple("unchanged, and says so", header("text/html", fresh(), {"last-modified": "Wed, 20 May 2026 10:00:00 GMT"}), "new /1", {
    second: ["unchanged /1"],
    third: ["unchanged /1"],
  }),
  {
    is: "a feed that moved",
    paths: (at) => ({"/feed.xml": {status: 301, headers: {location: "/new.xml"}}, "/new.xml": one(at), "/1": fresh()}),
    first: ["new /1"],
  },
  {
    is: "a feed that is a page",
    paths: () => ({"/feed.xml": fresh()}),
    first: ["refused /feed.xml feed-broken"],
    second: ["refused /feed.xml feed-broken"],
    third: ["refused /feed.xml feed-broken"],
  },
  {
    is: "a sitemap of sitemaps",
    kind: "sitemap",
    at: "/",
    paths: (at) => ({
      "/robots.txt": `Sitemap: ${at("/sitemap.xml")}`,
      "/sitemap.xml": sitemapIndex([{url: at("/a.xml"), day: "2026-05-20"}]),
      "/a.xml": sitemap([
        {url: at("/1"), day: "2026-05-20"},
        {url: at("/2"), day: "2026-05-19"},
      ]),
      "/1": fresh(),
      "/2": fresh(),
    }),
    first: ["new /1", "new /2"],
  },
  {
    is: "a list of addresses, one of them no page and one in English",
    kind: "list",
    at: "/list.txt",
    paths: (at) => ({
      "/list.txt": `${at("/1")}\n${at("/film")}\n${at("/en")}\nhttp://user:secret@example.com/\n`,
      "/1": fresh(),
      "/film": header("video/mp4", "x"),
      "/en": header("text/html", `<p>${"The ministers met in the capital on Monday to discuss the plan. ".repeat(6)}</p>`),
    }),
    first: ["new /1", "refused /en language-other", "refused /film answer-other", "refused http://example.com/ address-refused"],
  },
  {
    is: "a live page",
    kind: "page",
    at: "/live",
    paths: () => ({"/live": news("التغطية المباشرة")}),
    first: ["new /live"],
    next: () => ({"/live": news("التغطية المباشرة", "وقال الوزير لاحقا إن المحادثات انتهت.")}),
    second: ["version /live"],
    third: ["same /live"],
  },
  {is: "a reader's copy of the first one", paths: () => ({}), first: []},
]

let world: World
let desk: Desk
const ledgers: Map<string, string[]>[] = []
const hostOf = (i: number): string => `o${i + 1}.test`
const at = (i: number) => (path: string) => world.at(hostOf(i), path)
const settings: {name: string}[] = []

beforeAll(async () => {
  world = await openWorld()
  for (const [i, row] of ROWS.entries()) world.outlet(hostOf(i), row.paths(at(i)))
  // The last of them tells of what the first has, with marks of its own in the addresses.
  const last = ROWS.length - 1
  world.outlet(hostOf(last), {
    "/feed.xml": rss(
      "قارئ",
      [1, 2, 3].map((n) => ({url: `${at(0)(`/${n}`)}?utm_source=reader&fbclid=x${n}#part`, title: `خبر /${n}`, day: "2026-05-20"})),
    ),
  })
  desk = await openDesk(world, {pause: 100, limits: {received: 1_000_000, unpacked: 20_000_000, begin: 5000, whole: 6000}})
  for (const [i, row] of ROWS.entries())
    settings.push({
      name: `o${i + 1}`,
      kind: row.kind ?? "feed",
      url: at(i)(row.at ?? "/feed.xml"),
      every: "10m",
      recheck: ["1h", "1d", "1d", "25h"],
      ...row.settings,
    } as {name: string})
  let from = 0
  const gather = async (): Promise<void> => {
    await desk.fetch(settings)
    const {items: all} = await desk.store.ledger.entries({}, {limit: 0})
    const bySource = new Map<string, string[]>()
    for (const e of all.filter((x) => x.seq > from)) {
      const path = e.item.replace(new RegExp(`^http://o\\d+\\.test:${world.port}`), "")
      const line = `${e.what} ${path}${e.code && e.code !== "no-claims" ? ` ${e.code}` : ""}`
      // A list that did not change, and one that is asked a second time to see what is gone.
      bySource.set(e.source, [...(bySource.get(e.source) ?? []), line])
    }
    from = Math.max(from, ...all.map((e) => e.seq))
    ledgers.push(bySource)
  }
  const change = (what: "next" | "later"): void => {
    for (const [i, row] of ROWS.entries())
      for (const [path, given] of Object.entries(row[what]?.(at(i)) ?? {})) {
        const outlet = world.outlets.get(hostOf(i))
        if (given === undefined) outlet?.delete(path)
        else outlet?.set(path, given)
      }
  }
  await gather()
  change("next")
  world.clock.forward(HOUR + 60_000)
  await gather()
  change("later")
  world.clock.forward(24 * HOUR)
  await gather()
  world.clock.forward(HOUR)
  const third = ledgers[2] as Map<string, string[]>
  await gather()
  for (const [source, lines] of ledgers[3] as Map<string, string[]>) third.set(source, [...(third.get(source) ?? []), ...lines])
}, 120_000)
afterAll(async () => {
  world.clock.stop()
  await desk.close()
  await world.close()
})

/// Looked at again and found as they were: of no matter here, where a row does not say so.
const plain = (lines: readonly string[] | undefined, expected: readonly string[]): string[] =>
  [...new Set(lines ?? [])].filter((l) => expected.includes(l) || !/^(?:same|unchanged) /.test(l)).sort()

describe("thirty outlets", () => {
  test("there are thirty of them", () => expect(ROWS.length).toBe(30))
  test.each(ROWS.slice(0, -1).map((row, i) => [i + 1, row.is, row] as const))("%i %s", (n, _, row) => {
    const of = (round: number): string[] | undefined => ledgers[round]?.get(`o${n}`)
    const address = (line: string): string => line.replace("http://user:secret@example.com/", "http://example.com/")
    expect(plain(of(0), row.first).map(address)).toEqual([...row.first].sort())
    expect(plain(of(1), row.second ?? [])).toEqual([...(row.second ?? [])].sort())
    expect(plain(of(2), row.third ?? [])).toEqual([...(row.third ?? [])].sort())
  })
  test("30 the same articles by another feed: further origins of the same reports", async () => {
    expect(
      ledgers[0]
        ?.get("o30")
        ?.map((l) => l.split(" ")[0])
        .every((what) => what === "origin" || what === "new" || what === "same"),
    ).toBe(true)
    const versions = await Promise.all([1, 2, 3].map((n) => desk.store.sources.versions(at(0)(`/${n}`))))
    for (const given of versions) {
      expect(new Set(given.map((v) => v.report)).size).toBe(1)
      expect(given.map((v) => v.source.split(" ")[0]).sort()).toEqual(["o1", "o30"])
    }
    for (const n of [1, 2, 3])
      expect(world.asked.filter((a) => a.host === "o1.test" && a.path === `/${n}` && a.at < (world.asked[0]?.at ?? 0) + HOUR)).toHaveLength(
        1,
      )
  })
  test("the ledger accounts for every item that was listed, and for nothing twice as new", async () => {
    const {items: all} = await desk.store.ledger.entries({}, {limit: 0})
    const items = new Set(all.map((e) => `${e.source} ${e.item}`))
    for (const [i] of ROWS.entries())
      for (const key of await desk.store.sources.present(`o${i + 1}`)) expect(items).toContain(`o${i + 1} ${key}`)
    const asNew = all.filter((e) => e.what === "new").map((e) => e.item)
    expect(new Set(asNew).size).toBe(asNew.length)
    expect((await desk.store.stats()).reports).toBe(
      new Set(all.filter((e) => e.what === "new" || e.what === "version").map((e) => e.report)).size - 2,
    )
  })
  test("every text is Arabic, whatever its bytes were", async () => {
    for (const text of await desk.texts()) {
      expect(text).toContain("وأضاف المتحدث")
      expect(text).not.toContain("\ufffd")
    }
  })
  test("no private address was asked, and nobody was asked faster than the pause", () => {
    const times = new Map<string, number[]>()
    for (const a of world.asked) times.set(a.host, [...(times.get(a.host) ?? []), a.at])
    for (const [host, list] of times)
      for (let i = 1; i < list.length; i++) expect([host, (list[i] as number) - (list[i - 1] as number) >= 100]).toEqual([host, true])
  })
})
