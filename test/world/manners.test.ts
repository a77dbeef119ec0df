import {brotliCompressSync, deflateSync, gzipSync} from "node:zlib"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {
  allowedFrom,
  checkedUrl,
  type Client,
  LIMITS,
  type Limits,
  openClient,
  openPace,
  openVisitor,
  refusedRange,
  type Visited,
  type Visitor,
} from "../../src/gather/index.ts"
import type {KeptRobots} from "../../src/record/index.ts"
import {NOON, openWorld, timed, type World} from "./world.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const SMALL = {...LIMITS, received: 200_000, unpacked: 8_000_000, begin: 5000, whole: 10_000, connect: 3000}
/// For what is meant to be too slow.
const SHORT = {...SMALL, begin: 200, whole: 500}

let world: World
let client: Client
let robots: Map<string, KeptRobots>
beforeEach(async () => {
  world = await openWorld()
  robots = new Map()
})
afterEach(async () => {
  world.clock.stop()
  await client?.close()
  await world.close()
})

type Options = {allow?: readonly string[]; pause?: number; atOnce?: number; limits?: Limits}
function visitor({allow = ["*"], pause = 1000, atOnce = 4, limits = SMALL}: Options = {}): Visitor {
  const allowed = allowedFrom(allow.flatMap((name) => (name === "*" ? [...world.outlets.keys()] : [name])))
  client = openClient({agent: "Isnad/test (+desk@example.org)", allowed, limits, resolve: world.resolve})
  return openVisitor({
    client: timed(client, world.clock),
    clock: world.clock,
    pace: openPace({clock: world.clock, pause, atOnce, random: () => 0}),
    allowed,
    robots: {get: async (origin) => robots.get(origin), keep: async (origin, kept) => void robots.set(origin, kept)},
  })
}
const says = (visited: Visited): string => (visited.kind === "refused" ? visited.issue.code : visited.kind)
const textOf = (visited: Visited): string => (visited.kind === "page" ? new TextDecoder().decode(visited.body) : says(visited))

describe("addresses", () => {
  test.each([
    ["https://example.com/a", "https://example.com/a"],
    ["http://example.com:8080/", "http://example.com:8080/"],
    ["//example.org/x", "https://example.org/x"],
    ["../y?z=1", "https://base.example/y?z=1"],
    ["ftp://example.com/", "address-refused"],
    ["file:///etc/passwd", "address-refused"],
    ["javascript:alert(1)", "address-refused"],
    ["data:text/html,x", "address-refused"],
    ["http://user:pass@example.com/", "address-refused"],
    ["http://example.com:22/", "address-refused"],
    ["http://example.com:6379/", "address-refused"],
    ["http://", "address-refused"],
    [`https://example.com/${"a".repeat(3000)}`, "address-refused"],
    ["http://127.0.0.1/", "address-private"],
    ["http://2130706433/", "address-private"],
    ["http://0x7f.1/", "address-private"],
    ["http://10.0.0.5/", "address-private"],
    ["http://100.64.3.2/", "address-private"],
    ["http://169.254.169.254/latest/meta-data/", "address-private"],
    ["http://0.0.0.0/", "address-private"],
    ["http://224.0.0.1/", "address-private"],
    ["http://[::1]/", "address-private"],
    ["http://[::ffff:127.0.0.1]/", "address-private"],
    ["http://[::ffff:8.8.8.8]/", "address-private"],
    ["http://[fe80::1]/", "address-private"],
    ["http://[fd00::1]/", "address-private"],
    ["http://[64:ff9b::7f00:1]/", "address-private"],
    ["http://[2002:7f00:1::]/", "address-private"],
    ["http://localhost/", "address-private"],
    ["http://localhost./", "address-private"],
    ["http://db.localhost/", "address-private"],
    ["http://intranet/", "address-private"],
    ["http://news.intern:9000/", "http://news.intern:9000/"],
    ["http://192.168.1.7:9000/", "http://192.168.1.7:9000/"],
    ["http://192.168.1.7:9001/", "address-refused"],
  ])("%s: %s", (said, expected) => {
    const url = checkedUrl(said, allowedFrom(["news.intern", "192.168.1.7:9000"]), "https://base.example/x/")
    expect(url instanceof URL ? url.href : url.code).toBe(expected)
  })
  test("of all kinds of networks only what is routed everywhere is asked", () => {
    for (const address of ["8.8.8.8", "2606:4700::1"]) expect(refusedRange(address)).toBeUndefined()
    for (const address of ["192.168.0.1", "198.18.0.1", "203.0.113.4", "fec0::1", "2001:db8::1", "ff02::1", "nonsense"])
      expect(refusedRange(address)).toBeDefined()
  })
})

describe("no address of a private network", () => {
  test("a name that stands for one is not connected to", async () => {
    world.outlet("sly.example.com", {"/": "سر"})
    world.names.set("sly.example.com", ["127.0.0.1"])
    expect(says(await visitor({allow: []}).visit("http://sly.example.com/"))).toBe("address-private")
    expect(world.asked).toEqual([])
  })
  test("unless it is allowed by its name, with its port or for all", async () => {
    world.outlet("own.example.com", {"/": "خبر"})
    const at = world.at("own.example.com")
    expect(textOf(await visitor({allow: [`own.example.com:${world.port}`]}).visit(at))).toBe("خبر")
    await client.close()
    expect(says(await visitor({allow: ["own.example.com:1"]}).visit(at))).toBe("address-refused")
  })
  test("what was looked at is what is connected to: a name is looked up once for a connection, whatever it stands for a moment later", async () => {
    world.outlet("turns.example.com", {"/": "سر"})
    world.names.set("turns.example.com", ["10.0.0.1", "127.0.0.1"])
    expect(says(await visitor({allow: []}).visit("http://turns.example.com/"))).toBe("address-private")
    expect([world.lookups, world.asked]).toEqual([["turns.example.com"], []])
  })
  test("one private address among several is enough", async () => {
    const several = [
      {address: "2606:4700::1111", family: 6},
      {address: "127.0.0.1", family: 4},
    ]
    client = openClient({agent: "Isnad/test", allowed: new Set(), limits: SMALL, resolve: async () => several})
    const answer = await client.get(new URL("http://both.example.com/"), {})
    expect("code" in answer && answer.code).toBe("address-private")
  })
  test("nor by a redirect, in a name or in numbers", async () => {
    world.outlet("front.test", {
      "/number": {status: 302, headers: {location: `http://127.0.0.1:${world.port}/secret`}},
      "/metadata": {status: 302, headers: {location: "http://169.254.169.254/latest/"}},
      "/name": {status: 302, headers: {location: `http://inside.example.com/secret`}},
      "/six": {status: 302, headers: {location: "http://[::ffff:7f00:1]/secret"}},
      "/file": {status: 302, headers: {location: "file:///etc/passwd"}},
      "/password": {status: 302, headers: {location: "http://a:b@example.com/"}},
    })
    world.names.set("inside.example.com", ["10.0.0.1"])
    const v = visitor({allow: ["front.test"]})
    const asked = async (path: string): Promise<string> => says(await v.visit(world.at("front.test", path)))
    expect(await asked("/number")).toBe("address-refused")
    expect(await asked("/metadata")).toBe("address-private")
    expect(await asked("/name")).toBe("address-private")
    expect(await asked("/six")).toBe("address-private")
    expect(await asked("/file")).toBe("address-refused")
    expect(await asked("/password")).toBe("address-refused")
    expect(world.asked.some((a) => a.path === "/secret")).toBe(false)
  })
})

describe("robots.txt", () => {
  const rules =
    "User-agent: *\nDisallow: /admin\nDisallow: /*?print=\nAllow: /admin/open\n\nUser-agent: isnad\nDisallow: /closed\nCrawl-delay: 7\n"
  test("asked once, followed, and the group of our own name comes before that of all", async () => {
    world.outlet("a.test", {"/robots.txt": rules, "/closed/1": "لا", "/admin/1": "نعم", "/": "نعم"})
    const v = visitor()
    expect(says(await v.visit(world.at("a.test", "/closed/1")))).toBe("robots-disallowed")
    expect(says(await v.visit(world.at("a.test", "/admin/1")))).toBe("page")
    expect(says(await v.visit(world.at("a.test", "/")))).toBe("page")
    expect(world.asked.map((a) => a.path)).toEqual(["/robots.txt", "/admin/1", "/"])
  })
  test("its pause is kept where it is longer than ours", async () => {
    world.outlet("a.test", {"/robots.txt": rules, "/1": "نص", "/2": "نص"})
    const v = visitor({pause: 2000})
    await Promise.all(["/1", "/2"].map((path) => v.visit(world.at("a.test", path))))
    expect(world.asked.map((a) => a.at - NOON)).toEqual([0, 2000, 9000])
  })
  test.each([
    [404, "page"],
    [403, "page"],
    [500, "robots-unreachable"],
    [503, "robots-unreachable"],
    [429, "robots-unreachable"],
  ])("status %i: %s", async (status, expected) => {
    world.outlet("a.test", {"/robots.txt": {status}, "/": "نص"})
    expect(says(await visitor().visit(world.at("a.test")))).toBe(expected)
  })
  test("a server that failed is asked again after ten minutes, and a day later in any case", async () => {
    const outlet = world.outlet("a.test", {"/robots.txt": {status: 500}, "/": "نص"})
    const v = visitor()
    const asked = async (): Promise<string> => says(await v.visit(world.at("a.test")))
    expect(await asked()).toBe("robots-unreachable")
    outlet.set("/robots.txt", "User-agent: *\nDisallow: /")
    expect(await asked()).toBe("robots-unreachable")
    world.clock.forward(11 * MINUTE)
    expect(await asked()).toBe("robots-disallowed")
    outlet.delete("/robots.txt")
    world.clock.forward(23 * HOUR)
    expect(await asked()).toBe("robots-disallowed")
    world.clock.forward(2 * HOUR)
    expect(await asked()).toBe("page")
  })
  test("rules of yesterday hold while the server fails, for a month", async () => {
    const outlet = world.outlet("a.test", {"/robots.txt": "User-agent: *\nDisallow: /no", "/no": "نص", "/yes": "نص"})
    expect(says(await visitor().visit(world.at("a.test", "/no")))).toBe("robots-disallowed")
    outlet.set("/robots.txt", {status: 500})
    world.clock.forward(48 * HOUR)
    await client.close()
    const v = visitor()
    expect(says(await v.visit(world.at("a.test", "/no")))).toBe("robots-disallowed")
    expect(says(await v.visit(world.at("a.test", "/yes")))).toBe("page")
    world.clock.forward(31 * 24 * HOUR)
    expect(says(await v.visit(world.at("a.test", "/yes")))).toBe("robots-unreachable")
  })
  test("redirects of it are followed; one to where nothing may be asked is as if there were none", async () => {
    world.outlet("a.test", {
      "/robots.txt": {status: 301, headers: {location: "/r/robots.txt"}},
      "/r/robots.txt": "User-agent: *\nDisallow: /no",
      "/no": "نص",
    })
    world.outlet("b.test", {"/robots.txt": {status: 302, headers: {location: "http://10.0.0.1/"}}, "/no": "نص"})
    const v = visitor()
    expect(says(await v.visit(world.at("a.test", "/no")))).toBe("robots-disallowed")
    expect(says(await v.visit(world.at("b.test", "/no")))).toBe("page")
  })
  test("each hop of a redirect is asked of the rules of its own server", async () => {
    world.outlet("a.test", {"/go": {status: 302, headers: {location: world.at("b.test", "/no")}}})
    world.outlet("b.test", {"/robots.txt": "User-agent: *\nDisallow: /no", "/no": "نص"})
    expect(says(await visitor().visit(world.at("a.test", "/go")))).toBe("robots-disallowed")
    expect(world.pathsOf("b.test")).toEqual([])
  })
  test("rules made to take long are read in a moment", async () => {
    const bad = Array.from({length: 20_000}, (_, i) => `Disallow: /${"*a".repeat(10)}${i}$`).join("\n")
    world.outlet("a.test", {"/robots.txt": `\ufeffUser-agent: *\n${bad.slice(0, 190_000)}`, [`/${"a".repeat(1900)}`]: "نص"})
    const from = performance.now()
    await visitor().visit(world.at("a.test", `/${"a".repeat(1900)}`))
    expect(performance.now() - from).toBeLessThan(2000)
  })
})

describe("pace", () => {
  test("one server is asked one thing at a time, with a pause; others meanwhile; few at once in all", async () => {
    let under = 0
    let most = 0
    for (const name of ["a.test", "b.test", "c.test", "d.test"])
      world.outlet(
        name,
        Object.fromEntries(
          ["/1", "/2", "/3"].map((path) => [
            path,
            (_: string, response: import("node:http").ServerResponse) => {
              most = Math.max(most, ++under)
              setTimeout(() => {
                under--
                response.end("نص")
              }, 5)
            },
          ]),
        ),
      )
    const v = visitor({pause: 3000, atOnce: 2})
    await Promise.all(
      ["a.test", "b.test", "c.test", "d.test"].flatMap((name) => ["/1", "/2", "/3"].map((path) => v.visit(world.at(name, path)))),
    )
    expect(most).toBe(2)
    for (const name of ["a.test", "d.test"]) {
      const times = world.asked.filter((a) => a.host === name).map((a) => a.at)
      expect(times.length).toBe(4)
      for (let i = 1; i < times.length; i++) expect((times[i] as number) - (times[i - 1] as number)).toBeGreaterThanOrEqual(3000)
    }
    expect(world.clock.now() - NOON).toBeLessThan(20_000)
  })
  test("chance makes a pause up to half as long again", async () => {
    const {clock} = world
    const times: number[] = []
    const pace = openPace({clock, pause: 1000, atOnce: 1, random: () => 0.999})
    for (let i = 0; i < 3; i++) await pace.turn("a", async () => void times.push(clock.now() - NOON))
    expect(times).toEqual([0, 1499.5, 2999])
  })
  test("a server is told who asks", async () => {
    world.outlet("a.test", {"/": "نص"})
    await visitor().visit(world.at("a.test"))
    expect(new Set(world.asked.map((a) => a.headers["user-agent"]))).toEqual(new Set(["Isnad/test (+desk@example.org)"]))
  })
})

describe("what changed since", () => {
  test("by ETag or by date, and nothing is sent where nothing changed", async () => {
    world.outlet("a.test", {
      "/tag": {headers: {etag: '"v1"'}, body: "نص"},
      "/date": {headers: {"last-modified": "Wed, 20 May 2026 10:00:00 GMT"}, body: "نص"},
    })
    const v = visitor()
    const tag = await v.visit(world.at("a.test", "/tag"))
    const date = await v.visit(world.at("a.test", "/date"))
    expect([tag.kind === "page" && tag.etag, date.kind === "page" && date.modified]).toEqual(['"v1"', "Wed, 20 May 2026 10:00:00 GMT"])
    expect(says(await v.visit(world.at("a.test", "/tag"), {etag: '"v1"'}))).toBe("unchanged")
    expect(says(await v.visit(world.at("a.test", "/tag"), {etag: '"v0"'}))).toBe("page")
    expect(says(await v.visit(world.at("a.test", "/date"), {modified: "Wed, 20 May 2026 10:00:00 GMT"}))).toBe("unchanged")
  })
  test("what another source fetched a moment ago is not fetched again, whatever tracks its address", async () => {
    world.outlet("a.test", {"/x?id=1": "نص"})
    const v = visitor()
    await v.visit(world.at("a.test", "/x?id=1"), {shared: true})
    expect(textOf(await v.visit(world.at("a.test", "/x?id=1&utm_source=rss#top"), {shared: true}))).toBe("نص")
    expect(world.pathsOf("a.test")).toEqual(["/x?id=1"])
    world.clock.forward(11 * MINUTE)
    await v.visit(world.at("a.test", "/x?id=1"), {shared: true})
    expect(world.pathsOf("a.test").length).toBe(2)
  })
})

describe("servers that ask for patience or fail", () => {
  test.each([
    [429, "120", 120_000],
    [503, "Wed, 20 May 2026 12:05:00 GMT", 300_000],
    [429, undefined, 300_000],
  ])("status %i with Retry-After %s: left alone for %i ms", async (status, after, ms) => {
    const outlet = world.outlet("a.test", {
      "/": {status, ...(after === undefined ? {} : {headers: {"retry-after": after}})},
      "/other": "نص",
    })
    const v = visitor({pause: 0})
    const first = await v.visit(world.at("a.test"))
    expect([says(first), first.kind === "refused" && first.again, first.kind === "refused" && first.after]).toEqual([
      after === undefined ? "answer-failed" : "asked-to-wait",
      true,
      NOON + ms,
    ])
    outlet.set("/", "نص")
    expect(says(await v.visit(world.at("a.test", "/other")))).not.toBe("page")
    expect(world.pathsOf("a.test").length).toBe(1)
    world.clock.forward(ms + 1)
    expect(says(await v.visit(world.at("a.test", "/other")))).toBe("page")
  })
  test("three failures in a row: it rests, twice as long each time, for a day at most; others are not touched", async () => {
    world.outlet("a.test", {"/": {status: 500}})
    world.outlet("b.test", {"/": "نص"})
    const v = visitor({pause: 0})
    const rests: number[] = []
    for (let i = 0; i < 14; i++) {
      const visited = await v.visit(world.at("a.test"))
      const until = visited.kind === "refused" ? (visited.after ?? 0) : 0
      if (until > world.clock.now()) {
        rests.push((until - world.clock.now()) / MINUTE)
        expect(says(await v.visit(world.at("a.test")))).toBe("answer-failed")
        world.clock.forward(until - world.clock.now())
      }
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440])
    expect(world.pathsOf("a.test").length).toBe(14)
    expect(says(await v.visit(world.at("b.test")))).toBe("page")
  })
  test("an address that nobody answers at, and a name that nobody has", async () => {
    const v = visitor({allow: ["127.0.0.1:9", "nobody.example.com"]})
    expect(says(await v.visit("http://127.0.0.1:9/"))).toBe("host-unreachable")
    expect(says(await v.visit("http://nobody.example.com/"))).toBe("name-unknown")
  })
})

describe("redirects", () => {
  test("five are followed, six are not, nor a ring, nor one to nowhere", async () => {
    const chain = (n: number): {[path: string]: {status: number; headers: {location: string}}} =>
      Object.fromEntries(Array.from({length: n}, (_, i) => [`/${n}/${i}`, {status: 301, headers: {location: `/${n}/${i + 1}`}}]))
    world.outlet("a.test", {
      ...chain(5),
      "/5/5": "وصلنا",
      ...chain(6),
      "/6/6": "نص",
      "/ring": {status: 302, headers: {location: "/ring"}},
      "/void": {status: 302},
    })
    const v = visitor({pause: 0})
    const end = await v.visit(world.at("a.test", "/5/0"))
    expect([textOf(end), end.kind === "page" && end.url]).toEqual(["وصلنا", world.at("a.test", "/5/5")])
    expect(says(await v.visit(world.at("a.test", "/6/0")))).toBe("redirect-refused")
    expect(says(await v.visit(world.at("a.test", "/ring")))).toBe("redirect-refused")
    expect(says(await v.visit(world.at("a.test", "/void")))).toBe("redirect-refused")
  })
})

describe("sizes and times", () => {
  const page = "خبر طويل ".repeat(400)
  test.each([
    ["gzip", gzipSync(page)],
    ["br", brotliCompressSync(page)],
    ["deflate", deflateSync(page)],
  ])("%s is unpacked", async (encoding, body) => {
    world.outlet("a.test", {"/": {headers: {"content-encoding": encoding}, body}})
    expect(textOf(await visitor().visit(world.at("a.test")))).toBe(page)
  })
  test.each<[string, import("./world.ts").Given, string]>([
    ["a gzip that ends too early", {headers: {"content-encoding": "gzip"}, body: gzipSync(page).subarray(0, 60)}, "answer-broken"],
    ["what is called gzip and is none", {headers: {"content-encoding": "gzip"}, body: page}, "answer-broken"],
    ["a bomb", {headers: {"content-encoding": "gzip"}, body: gzipSync(Buffer.alloc(50e6))}, "answer-bomb"],
    ["a bomb in brotli", {headers: {"content-encoding": "br"}, body: brotliCompressSync(Buffer.alloc(50e6))}, "answer-bomb"],
    ["packed in a way nobody asked for", {headers: {"content-encoding": "zstd"}, body: page}, "answer-encoding"],
    ["packed twice", {headers: {"content-encoding": "gzip, gzip"}, body: gzipSync(gzipSync(page))}, "answer-encoding"],
    ["announced to be too large", {body: Buffer.alloc(300_000, 65)}, "answer-too-large"],
    [
      "without an end",
      (_, response) => {
        response.on("close", () => clearInterval(more))
        const more = setInterval(() => response.write("خبر ".repeat(10_000)), 1)
      },
      "answer-too-large",
    ],
    [
      "a letter now and then",
      (_, response) => {
        response.on("close", () => clearInterval(more))
        const more = setInterval(() => response.write("ا"), 30)
      },
      "answer-slow",
    ],
    ["no answer", () => {}, "answer-slow"],
    ["an answer that stops", (_, response) => void response.write("نص"), "answer-slow"],
    [
      "shorter than announced",
      (_, response) => {
        response.writeHead(200, {"content-length": "1000"})
        response.write("نص")
        setTimeout(() => response.destroy(), 10)
      },
      "answer-broken",
    ],
    ["a connection that is cut", (_, response) => void response.socket?.destroy(), "answer-broken"],
    ["no HTTP", (_, response) => void response.socket?.end("SSH-2.0-OpenSSH\r\n"), "answer-broken"],
    ["headers longer than any", (_, response) => void response.writeHead(200, {"x-long": "a".repeat(40_000)}).end("نص"), "answer-broken"],
    ["not there", {status: 404}, "answer-gone"],
    ["gone", {status: 410}, "answer-gone"],
    ["not for everyone", {status: 401}, "answer-refused"],
    ["a failure", {status: 500}, "answer-failed"],
  ])("%s: %#", async (_, given, code) => {
    world.outlet("a.test", {"/": given})
    expect(says(await visitor({limits: code === "answer-slow" ? SHORT : SMALL}).visit(world.at("a.test")))).toBe(code)
  })
  test("what is no page is not fetched", async () => {
    world.outlet("a.test", {"/film": {headers: {"content-type": "video/mp4"}, body: Buffer.alloc(100_000)}})
    expect(says(await visitor().visit(world.at("a.test", "/film"), {wants: (type) => type.startsWith("text/")}))).toBe("answer-other")
  })
  test("a stop ends what is under way", async () => {
    world.outlet("a.test", {"/": () => {}})
    const stop = new AbortController()
    const visiting = visitor().visit(world.at("a.test"), {signal: stop.signal})
    setTimeout(() => stop.abort(), 50)
    expect(says(await visiting)).toBe("stopped")
  })
})
