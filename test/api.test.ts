import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import fc from "fast-check"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {openStore, type Store} from "../src/record/index.ts"
import {linkPending} from "../src/intake/index.ts"
import {accept, configFrom, join as joinReports, makeServer} from "../src/serve/index.ts"
import {openapiOf} from "../src/serve/http/openapi.ts"
import {ROUTES, type Route, type RouteName} from "../src/serve/http/routes.ts"
import {problem} from "../src/serve/http/schemas.ts"

/// The API on a record of sample reports: every address against its schema, every form, every refusal.

const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const samples = join(import.meta.dirname, "..", "samples", "reports")
const texts = readdirSync(samples)
  .sort()
  .slice(0, 12)
  .map((name) => ({source: `samples/${name}`, text: readFileSync(join(samples, name), "utf8")}))

type App = Awaited<ReturnType<typeof makeServer>>
let store: Store
let app: App
const faults: unknown[] = []
beforeAll(async () => {
  store = await openStore(":memory:", {searchTerms: async () => searchTerms})
  await store.keepReports(texts.map((t) => readReport(t, reader)))
  await linkPending(store, () => world)
  const [one, two] = (await store.lists.reportList({})).items
  await joinReports.run(store, {one: one?.id as string, other: two?.id as string, reason: "قضية واحدة"})
  await store.access.note({at: "2024-05-01", by: "سلمى", role: "admin", does: "token add", of: "هند", status: 200, from: "cli"})
  const [claim] = (await store.lists.queue({}, {limit: 1})).items
  await accept.run(store, {id: claim?.claim.id as string}, {by: "سلمى", at: "2024-05-01T10:00:00Z"})
  await linkPending(store, () => world)
  app = await makeServer({
    store,
    writeRate: 1e6,
    now: () => new Date("2024-05-02T08:00:00Z"),
    link: (store) => linkPending(store, () => world),
    version: "0.0.0",
    rate: 1e6,
    hosts: ["localhost", "127.0.0.1"],
    poll: 20,
    onFault: (error) => void faults.push(error),
  })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

const get = (url: string, headers: {[name: string]: string} = {}) =>
  app.inject({url: `/api/v1${url}`, headers: {host: "localhost", ...headers}})
const json = async (url: string) => (await get(url)).json()

/// An address of every route that has something to say, made from the record.
const POSTED = ["addReports", "accept", "reject", "correct", "add", "spell", "join", "split", "undo", "signIn", "signOut"] as const
async function addresses(): Promise<{readonly [name in Exclude<RouteName, (typeof POSTED)[number]>]: readonly string[]}> {
  const claim = async (family: string): Promise<string> => (await json(`/claims?family=${family}&limit=1`)).items[0].claim.id
  const [report] = (await json("/reports?limit=1")).items
  const event = (await json("/events?limit=200")).items.find((e: {event: {claims: unknown[]}}) => e.event.claims.length > 1)
  const [decided] = (await json("/decisions?family=claim")).items
  const series = (await json("/series?limit=1")).items[0].series.id
  const [e, s, f] = [await claim("event"), await claim("statement"), await claim("figure")]
  return {
    reports: ["/reports", "/reports?about=روسيا&from=2023&to=2023-06", "/reports?source=g001"],
    report: [`/reports/${report.id}`, `/reports/${event.told[0].report.id}`],
    claims: ["/claims?limit=200", "/claims?family=statement", "/claims?family=figure&type=trade,exports", `/claims?report=${report.id}`],
    claim: [`/claims/${e}`, `/claims/${s}`, `/claims/${f}`],
    explain: [`/claims/${e}/explain`, `/claims/${s}/explain`, `/claims/${f}/explain`],
    timeline: ["/timeline", "/timeline?actor=السعودية&with=Iran&type=meeting,agreement&status=occurred,planned"],
    counts: ["/timeline/counts", "/timeline/counts?by=day", "/timeline/counts?by=type&actor=Iran", "/timeline/counts?by=status"],
    entities: ["/entities", "/entities?kind=person&limit=3", "/entities?name=بوتين"],
    entity: ["/entities/country:russia", "/entities/country:saudi-arabia"],
    search: ["/search?q=وزارة", "/search?actor=السعودية&type=agreement&sources=1", "/search?contradicted=true", "/search"],
    events: ["/events?limit=200", "/events?actor=السعودية", "/events?from=2023-03&to=2023-03-15&limit=2"],
    event: [`/events/${event.event.id}`, `/events/${event.event.claims[1].event}`],
    relation: ["/relations?a=السعودية&b=إيران", "/relations?a=country:china&b=country:russia"],
    visits: ["/visits?about=country:turkey", "/visits?about=روسيا&limit=1", "/visits?about=country:turkey&with=country:egypt"],
    stories: ["/stories", "/stories?limit=1"],
    story: [`/stories/${report.id}`],
    series: ["/series", "/series?metric=production&party=السعودية"],
    oneSeries: [`/series/${series}`],
    contradictions: ["/contradictions"],
    contradictionsOf: [`/contradictions/${series}`, `/contradictions/${f}`],
    due: ["/due", "/due?on=2024"],
    today: ["/today"],
    sources: ["/sources"],
    gathering: ["/gathering"],
    decisions: ["/decisions", "/decisions?family=claim", `/decisions?report=${decided.of.report}`],
    queue: ["/queue", "/queue?family=figure&limit=3", "/queue?type=visit,meeting"],
    asRead: [`/reports/${report.id}/read`],
    gold: ["/gold", `/gold?report=${report.id}`],
    session: ["/session"],
    audit: ["/audit"],
    stats: ["/stats"],
    changes: ["/changes", "/changes?since=3&limit=2"],
  }
}

describe("every address", () => {
  test("answers in the shape that is promised, and nothing else", async () => {
    const all = await addresses()
    for (const [name, urls] of Object.entries(all)) {
      for (const url of urls) {
        const answer = await get(url)
        expect(answer.statusCode, `${url}: ${answer.body}`).toBe(200)
        const read = (ROUTES[name as RouteName] as unknown as Route).answer.safeParse(answer.json())
        expect(read.error?.issues ?? [], url).toEqual([])
        if ("items" in answer.json() && !url.includes("source=") && !name.startsWith("contradictions"))
          expect(answer.json().items.length, url).toBeGreaterThan(0)
      }
    }
  })
  test("refuses a parameter that it does not know", async () => {
    for (const [name, urls] of Object.entries(await addresses())) {
      const url = urls[0] as string
      const answer = await get(`${url}${url.includes("?") ? "&" : "?"}colour=red`)
      expect([name, answer.statusCode]).toEqual([name, 400])
      expect(answer.json().error).toMatchObject({code: "parameter-wrong", where: "colour"})
    }
  })
  test.each(
    Object.entries(ROUTES)
      .filter(([, r]) => "columns" in r && r.columns)
      .map(([name]) => name as RouteName),
  )("%s come as a table and as lines", async (name) => {
    const url = (await addresses())[name as "reports"][0] as string
    const {items} = await json(url)
    const csv = await get(url, {accept: "text/csv"})
    expect(csv.headers["content-type"]).toMatch(/^text\/csv/)
    expect(csv.body.startsWith("\ufeff")).toBe(true)
    expect(csv.body.split("\r\n")[0]?.slice(1).split(",")).toEqual((ROUTES[name] as unknown as Route).columns?.map(([h]) => h))
    const lines = await get(url, {accept: "application/jsonl"})
    expect(
      lines.body
        .split("\n")
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    ).toEqual(items)
  })
})

describe("lists", () => {
  test.each(["/reports", "/claims", "/timeline", "/events", "/entities", "/stories", "/series", "/search?q=الرئيس"])(
    "%s read in pieces are the whole, each line once",
    async (path) => {
      const url = (after: string | null, limit: number): string =>
        `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ""}`
      const idOf = (item: {[key: string]: {id: string} | string}): string =>
        ((item["event"] ?? item["claim"] ?? item["series"] ?? item["report"] ?? item) as {id: string}).id
      const whole: string[] = []
      for (let after: string | null = null; ; ) {
        const piece: {items: []; after: string | null} = await json(url(after, 200))
        whole.push(...piece.items.map(idOf))
        after = piece.after
        if (!after) break
      }
      const pieces: string[] = []
      let after: string | null = null
      do {
        const answer = await get(url(after, 7))
        const piece = answer.json() as {items: []; after: string | null}
        expect(piece.items.length).toBeLessThanOrEqual(7)
        expect(answer.headers["link"] === undefined).toBe(piece.after === null)
        pieces.push(...piece.items.map(idOf))
        after = piece.after
      } while (after)
      expect(pieces).toEqual(whole)
      expect(new Set(pieces).size).toBe(pieces.length)
      expect(pieces.length).toBeGreaterThan(7)
    },
  )
  test("each event of the record is there once", async () => {
    const {events} = await (await import("../src/serve/index.ts")).linksOfRecord(store)
    const {items} = await json("/events?limit=200")
    expect(items.map((e: {event: {id: string}}) => e.event.id).sort()).toEqual(events.map((e) => e.id).sort())
  })
})

describe("what is refused", () => {
  test.each<[string, string, number, string]>([
    ["an address that is none", "/nothing", 404, "path-unknown"],
    ["an id that is none", "/events/ev_0", 404, "id-unknown"],
    ["a day that is none", "/events?from=2023-02-31", 400, "parameter-wrong"],
    ["a status that is none", "/events?status=maybe", 400, "parameter-wrong"],
    ["a number out of bounds", "/events?limit=0", 400, "parameter-wrong"],
    ["a place that is none", "/events?after=zz", 400, "parameter-wrong"],
    ["a parameter twice", "/events?actor=a&actor=b", 400, "parameter-wrong"],
    ["too many words", `/search?q=${"a".repeat(501)}`, 400, "parameter-wrong"],
    ["a parameter that must be there", "/relations?a=Russia", 400, "parameter-wrong"],
    ["nobody of this name", "/relations?a=Russia&b=Atlantis", 404, "id-unknown"],
    ["letters that are none", "/events/%zz", 400, "parameter-wrong"],
  ])("%s", async (_name, url, status, code) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(problem.safeParse(answer.json()).error?.issues ?? []).toEqual([])
    expect(answer.json().error.code).toBe(code)
  })
  test("a form that is not offered", async () => {
    expect((await get("/stats", {accept: "text/csv"})).json().error.code).toBe("format-other")
    expect((await get("/events", {accept: "image/png"})).statusCode).toBe(406)
    expect((await get("/events", {accept: "text/html,*/*;q=0.8"})).headers["content-type"]).toMatch(/json/)
    expect((await get("/events", {accept: "application/json;q=0.1, text/csv;q=0.9"})).headers["content-type"]).toMatch(/csv/)
  })
  test("another way of asking; another name for this machine; too large a body", async () => {
    const post = await app.inject({method: "POST", url: "/api/v1/events", headers: {host: "localhost"}, payload: {a: 1}})
    expect([post.statusCode, post.json().error.code, post.headers["allow"]]).toEqual([405, "method-other", "GET, HEAD"])
    const elsewhere = await get("/events", {host: "evil.example"})
    expect([elsewhere.statusCode, elsewhere.json().error.code]).toEqual([403, "host-other"])
    expect((await app.inject({method: "HEAD", url: "/api/v1/stats", headers: {host: "localhost:80"}})).statusCode).toBe(200)
  })
  test("too many requests from one address", async () => {
    const small = await makeServer({store, version: "0.0.0", rate: 3})
    const codes: number[] = []
    for (let i = 0; i < 5; i++) codes.push((await small.inject("/api/v1/stats")).statusCode)
    expect(codes).toEqual([200, 200, 200, 429, 429])
    expect((await small.inject("/api/v1/stats")).json().error.code).toBe("too-often")
    await small.close()
  })
  test("headers that keep a page from doing more than it should", async () => {
    const {headers} = await get("/stats")
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/)
    expect(headers["content-security-policy"]).not.toMatch(/unsafe/)
    expect(headers).toMatchObject({"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"})
  })
  test("a cell that a spreadsheet would take for a formula is text", async () => {
    const {csvOf} = await import("../src/serve/http/forms.ts")
    expect(csvOf(["=1+1", 'a"b', "@x", null, -1], [["v", (x: string | null) => x]])).toBe(
      '\ufeffv\r\n\'=1+1\r\n"a""b"\r\n\'@x\r\n\r\n-1\r\n',
    )
  })
})

describe("tags", () => {
  test("the same question of the same record is not answered twice; a change makes another tag", async () => {
    const first = await get("/reports?limit=2")
    const etag = first.headers["etag"] as string
    expect(etag).toMatch(/^"[\w-]{22}"$/)
    const again = await get("/reports?limit=2", {"if-none-match": etag})
    expect([again.statusCode, again.body]).toEqual([304, ""])
    expect((await get("/reports?limit=3")).headers["etag"]).not.toBe(etag)
    expect((await get("/reports?limit=2", {accept: "text/csv"})).headers["etag"]).not.toBe(etag)
    await store.keepReport(readReport({source: "later.txt", text: "زار وزير الخارجية المصري الدوحة أمس."}, reader))
    expect((await get("/reports?limit=2", {"if-none-match": etag})).statusCode).toBe(200)
    await linkPending(store, () => world)
  })
})

describe("changes as they happen", () => {
  test("those missed come first, then each once it is there", async () => {
    const address = await app.listen({host: "127.0.0.1", port: 0})
    const {seq} = await store.lists.version()
    const stop = new AbortController()
    const answer = await fetch(`${address}/api/v1/changes`, {
      headers: {accept: "text/event-stream", "last-event-id": String(seq - 1)},
      signal: stop.signal,
    })
    expect(answer.headers.get("content-type")).toMatch(/^text\/event-stream/)
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'/)
    await store.keepReport(readReport({source: "live.txt", text: "وصل وزير الخارجية العماني إلى طهران اليوم."}, reader))
    let text = ""
    const decoder = new TextDecoder()
    for await (const part of answer.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(part, {stream: true})
      if (text.includes(`id: ${seq + 1}\n`)) break
    }
    stop.abort()
    expect([...text.matchAll(/^id: (\d+)$/gm)].map((m) => Number(m[1])).slice(0, 2)).toEqual([seq, seq + 1])
    expect(text).toContain("event: report")
    await linkPending(store, () => world)
  })
})

describe("the contract", () => {
  const contract = openapiOf("0.0.0") as {
    openapi: string
    paths: {
      [path: string]: {
        get?: {operationId: string; parameters?: {name: string; in: string; schema: object}[]}
        post?: {operationId: string; requestBody: {content: {"application/json": {schema: {properties: {[field: string]: object}}}}}}
      }
    }
    components: {schemas: {[id: string]: object}}
  }
  test("names every address and every parameter, and every reference leads somewhere", async () => {
    expect((await json("/openapi.json")).openapi).toBe("3.1.0")
    expect(Object.values(contract.paths).flatMap((p) => Object.keys(p))).toHaveLength(Object.keys(ROUTES).length + 1)
    for (const [name, route] of Object.entries(ROUTES)) {
      if (route.method === "POST") {
        const posted = contract.paths[`/api/v1${route.path}`]?.post
        expect(posted?.operationId).toBe(name)
        const {properties} = posted?.requestBody.content["application/json"].schema ?? {properties: {}}
        expect(Object.keys(properties)).toEqual(Object.keys(route.input.shape))
        continue
      }
      const operation = contract.paths[`/api/v1${route.path}`]?.get
      expect(operation?.operationId).toBe(name)
      expect(operation?.parameters?.map((p) => p.name)).toEqual(Object.keys(route.input.shape))
      for (const p of operation?.parameters ?? []) expect([name, p.name, Object.keys(p.schema).length > 0]).toEqual([name, p.name, true])
    }
    const refs = [...JSON.stringify(contract).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1] as string)
    expect(refs.length).toBeGreaterThan(40)
    expect(refs.filter((r) => !(r.replace("#/components/schemas/", "") in contract.components.schemas))).toEqual([])
  })

  test("five thousand made-up requests, and none that the server fails at", async () => {
    const pool = Object.values(await addresses()).flat()
    const odd = fc.oneof(
      fc.string({maxLength: 30}),
      fc.string({unit: "binary", maxLength: 20}),
      fc.constantFrom(
        "روسيا",
        "country:china",
        "visit,meeting",
        "2023-05",
        "2023/2024",
        "../..",
        "-1",
        "1e9",
        "NaN",
        "true",
        "__proto__",
        "'; drop table report; --",
        '"',
        "*",
        "%00",
        "\u0000",
        "null",
        "W10",
        "WzEsMl0",
        "WzEsIngiXQ",
      ),
    )
    const fields = [...new Set(Object.values(ROUTES).flatMap((r) => Object.keys(r.input.shape)))]
    const request = fc.record({
      base: fc.oneof(
        {weight: 5, arbitrary: fc.constantFrom(...pool.map((u) => u.split("?")[0] as string))},
        {weight: 1, arbitrary: odd.map((s) => `/${encodeURIComponent(s)}`)},
      ),
      tail: fc.option(odd, {freq: 12}),
      query: fc.dictionary(fc.oneof({weight: 9, arbitrary: fc.constantFrom(...fields)}, {weight: 1, arbitrary: odd}), odd, {maxKeys: 3}),
      accept: fc.constantFrom("application/json", "text/csv", "application/jsonl", "*/*", "", "x/y;q=2"),
      raw: fc.boolean(),
    })
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(request, async ({base, tail, query, accept, raw}) => {
        const search = Object.entries(query).map(([k, v]) => `${encode(k)}=${raw ? v.replace(/[\s#]/g, "") : encode(v)}`)
        const answer = await get(`${base}${tail === null ? "" : `/${encode(tail)}`}?${search.join("&")}`, {accept})
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
        expect(answer.statusCode).toBeLessThan(500)
        if (answer.statusCode >= 400) expect(problem.safeParse(answer.json()).success).toBe(true)
      }),
      {numRuns: 5000, seed: 20260101},
    )
    expect(faults).toEqual([])
    for (const status of [200, 400, 404, 406]) expect(seen.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(50)
  }, 180_000)
})
describe("what is posted", () => {
  test("a thousand made-up bodies, and none that the server fails at", async () => {
    const {accept, asRead} = {
      ...(await addresses()),
      accept: (await json("/claims?limit=20")).items.map((c: {claim: {id: string}}) => c.claim.id),
    }
    const ids = [...accept, ...asRead.map((u) => u.split("/")[2] as string), "country:russia", "person:لا احد", "ev_0", "d_0", "-"]
    const odd = fc.oneof(
      {weight: 3, arbitrary: fc.constantFrom(...ids)},
      fc.constantFrom("visit", "planned", "2023-05", ">", "direct", "trade", "__proto__", "person:", "", "\u0000"),
      fc.string({maxLength: 20}),
      fc.jsonValue({maxDepth: 2}),
    )
    const posts = Object.values(ROUTES).filter((r) => r.method === "POST" && r.path !== "/session") as unknown as Route[]
    const request = fc.constantFrom(...posts).chain((route) =>
      fc.record({
        path: fc.constant(route.path),
        body: fc.oneof(
          {weight: 9, arbitrary: fc.record(Object.fromEntries(Object.keys(route.input.shape).map((f) => [f, odd])), {requiredKeys: []})},
          {weight: 1, arbitrary: fc.jsonValue()},
        ),
      }),
    )
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(request, async ({path, body}) => {
        const answer = await app.inject({
          method: "POST",
          url: `/api/v1${path}`,
          headers: {host: "localhost", "content-type": "application/json"},
          payload: JSON.stringify(body),
        })
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
        expect(answer.statusCode, `${path} ${JSON.stringify(body)} ${answer.body}`).toBeLessThan(500)
        if (answer.statusCode >= 400) expect(problem.safeParse(answer.json()).success).toBe(true)
      }),
      {numRuns: 1000, seed: 20260101},
    )
    expect(faults).toEqual([])
    for (const status of [200, 400, 404]) expect(seen.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(10)
  }, 180_000)
})

const encode = (s: string): string => encodeURIComponent(s.replace(/[\ud800-\udfff]/g, "?"))

describe("the configuration", () => {
  const dir = mkdtempSync(join(tmpdir(), "isnad-config-"))
  afterAll(() => rmSync(dir, {recursive: true}))
  const file = (text: string): string => {
    const path = join(dir, "isnad.toml")
    writeFileSync(path, text)
    return path
  }
  test("the command line before the environment, that before the file, that before what is usual", async () => {
    const path = file('port = 1\nhost = "::1"\nrate = 9\nallow_host = ["a.example"]\n')
    const given = {ISNAD_PORT: "2", ISNAD_HOST: "localhost", ISNAD_DB: "x.db", ISNAD_THREADS: "0"}
    expect(await configFrom({port: 3}, given, path)).toEqual({
      db: "x.db",
      host: "localhost",
      port: 3,
      rate: 9,
      write_rate: 600,
      max_body: 16,
      threads: 0,
      public: false,
      allow_host: ["a.example"],
    })
    expect(await configFrom({}, {ISNAD_ALLOW_HOST: "B.example, c.example"}, path)).toMatchObject({allow_host: ["b.example", "c.example"]})
    expect(await configFrom({}, {}, file(""))).toMatchObject({host: "127.0.0.1", db: "isnad.db"})
  })
  test.each(["port = 70000", "threads = -1", "colour = 1", "port = ", 'rate = "x"'])(
    "a file that is wrong is told of: %s",
    async (text) => {
      await expect(configFrom({}, {}, file(text))).rejects.toMatchObject({issue: {code: "config-wrong"}})
    },
  )
  test("a file that is not there is told of", async () => {
    await expect(configFrom({}, {}, join(dir, "none.toml"))).rejects.toMatchObject({issue: {code: "config-wrong"}})
  })
})
