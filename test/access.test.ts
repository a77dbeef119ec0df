import {readFileSync} from "node:fs"
import {join} from "node:path"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {takerWith} from "../src/cli/taking.ts"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {openStore, ROLES, type Role, type Store} from "../src/record/index.ts"
import {ROUTES, type Route} from "../src/serve/http/routes.ts"
import {problem} from "../src/serve/http/schemas.ts"
import {linkPending} from "../src/intake/index.ts"
import {addToken, makeServer, type Openness, type ServerOptions} from "../src/serve/index.ts"

/// Who may do what over HTTP: by role, by session, by none; and that it is noted.

const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const TEXT = readFileSync(join(import.meta.dirname, "..", "samples", "reports", "g001.txt"), "utf8")
const AT = "2024-05-02T08:00:00.000Z"

type App = Awaited<ReturnType<typeof makeServer>>
let store: Store
let apps: App[] = []
let clock = Date.parse(AT)
beforeEach(async () => {
  clock = Date.parse(AT)
  store = await openStore(":memory:", {searchTerms: async () => searchTerms})
  await store.keepReport(readReport({source: "g001.txt", text: TEXT}, reader))
  await linkPending(store, () => world)
})
afterEach(async () => {
  for (const app of apps) await app.close()
  apps = []
  await store.close()
})

async function serve(openness: Openness, options: Partial<ServerOptions> = {}): Promise<App> {
  const app = await makeServer({
    store,
    version: "0.0.0",
    rate: 1e6,
    writeRate: 1e6,
    hosts: ["localhost"],
    openness,
    local: "سلمى",
    now: () => new Date(clock),
    take: takerWith(reader),
    link: (s) => linkPending(s, () => world),
    ...options,
  })
  apps.push(app)
  return app
}
type Headers = {readonly [name: string]: string}
const get = (app: App, path: string, headers: Headers = {}) => app.inject({url: `/api/v1${path}`, headers: {host: "localhost", ...headers}})
const post = (app: App, path: string, body: unknown = {}, headers: Headers = {}) =>
  app.inject({
    method: "POST",
    url: `/api/v1${path}`,
    headers: {host: "localhost", "content-type": "application/json", ...headers},
    payload: typeof body === "string" ? body : JSON.stringify(body),
  })
const claimId = async (): Promise<string> => (await store.lists.claims({}, {limit: 1})).items[0]?.claim.id as string
const acts = async () => (await store.access.acts({limit: 0})).items
const bearer = (secret: string): Headers => ({authorization: `Bearer ${secret}`})
const token = (role: Role, name: string = role): Promise<string> => addToken(store, name, role, AT)

describe("roles", () => {
  /// The role that each address takes, as the contract says; whoever has one less is refused, whoever has it is not.
  const routes = Object.entries(ROUTES) as unknown as [string, Route][]
  test.each(ROLES)("%s may do what it may, at every address, and nothing else", async (role) => {
    const app = await serve("tokens")
    const headers = bearer(await token(role))
    for (const [name, route] of routes) {
      if (route.needs === "nothing") continue
      const needs = route.needs ?? (route.method === "POST" ? "review" : "read")
      const path = route.path.replace("{id}", "none")
      const answer = route.method === "POST" ? await post(app, path, {}, headers) : await get(app, path, headers)
      const allowed = ROLES.indexOf(role) >= ROLES.indexOf(needs)
      expect([name, answer.statusCode === 403], answer.body).toEqual([name, !allowed])
      if (!allowed) expect(answer.json().error.code).toBe("role-less")
    }
  })
  test("without a token nothing is told, of anything", async () => {
    const app = await serve("tokens")
    for (const [name, route] of routes) {
      if (route.needs === "nothing") continue
      const path = route.path.replace("{id}", await claimId())
      const answer = route.method === "POST" ? await post(app, path) : await get(app, path)
      expect([name, answer.statusCode, answer.json().error.code, answer.headers["www-authenticate"]]).toEqual([
        name,
        401,
        "token-missing",
        "Bearer",
      ])
      expect(problem.safeParse(answer.json()).success).toBe(true)
      expect(answer.body).not.toContain("السيسي")
    }
    expect((await get(app, "/changes", {accept: "text/event-stream"})).statusCode).toBe(401)
  })
  test.each(["Bearer", "Bearer x", "Bearer isnad_", "Basic eDp5", "isnad_x", ""])("a token that is none: «%s»", async (authorization) => {
    const app = await serve("public")
    await token("admin")
    const answer = await get(app, "/stats", {authorization})
    expect([answer.statusCode, answer.json().error.code]).toEqual([401, "token-wrong"])
  })
  test.each([
    ["a token that was taken back", "token"],
    ["a session that was ended", "session"],
  ] as const)("whoever follows the record by %s hears no more", async (_, by) => {
    const app = await serve("tokens", {poll: 30, hosts: ["127.0.0.1"]})
    const base = `${await app.listen({host: "127.0.0.1", port: 0})}/api/v1`
    const secret = await token("read")
    await token("admin")
    const json = {"content-type": "application/json"}
    const signIn = async (): Promise<{cookie: string; csrf: string}> => {
      const answer = await fetch(`${base}/session`, {method: "POST", headers: json, body: JSON.stringify({token: secret})})
      return {
        cookie: (answer.headers.get("set-cookie") as string).split(";")[0] as string,
        csrf: ((await answer.json()) as {csrf: string}).csrf,
      }
    }
    const session = by === "session" ? await signIn() : undefined
    const headers = session ? {cookie: session.cookie} : bearer(secret)
    const followed = await fetch(`${base}/changes`, {headers: {accept: "text/event-stream", ...headers}, signal: AbortSignal.timeout(5000)})
    expect(followed.status).toBe(200)
    const heard = followed.text()
    if (session)
      await fetch(`${base}/session/end`, {
        method: "POST",
        headers: {...json, cookie: session.cookie, "x-isnad-csrf": session.csrf},
        body: "{}",
      })
    else await store.access.revokeToken("read", AT)
    await new Promise((done) => setTimeout(done, 100))
    await store.keepReport(readReport({source: "later.txt", text: "وصل وزير الخارجية العماني إلى طهران اليوم."}, reader))
    // The stream has ended by itself, before what was kept later.
    expect(await heard).toBe("retry: 3000\n\n")
  })
  test("a token that was taken back is none from then on", async () => {
    const app = await serve("tokens")
    const secret = await token("read")
    expect((await get(app, "/stats", bearer(secret))).statusCode).toBe(200)
    await store.access.revokeToken("read", AT)
    expect((await get(app, "/stats", bearer(secret))).statusCode).toBe(401)
  })
  test("the record holds no token, only its digest", async () => {
    const secret = await token("admin")
    expect(secret).toMatch(/^isnad_[\w-]{43}$/)
    expect(JSON.stringify([await store.access.tokens(), await acts()])).not.toContain(secret.slice(6))
    await expect(token("read", "admin")).rejects.toMatchObject({issue: {code: "token-taken"}})
  })
})

describe("how the record is open", () => {
  test("local: to whoever sits at the machine, by his name; with the first token to nobody without", async () => {
    const app = await serve("local")
    expect((await get(app, "/session")).json()).toMatchObject({name: "سلمى", role: "admin", openness: "local"})
    await post(app, "/decisions/accept", {id: await claimId()})
    expect((await store.decisions.ledger({})).items[0]).toMatchObject({by: "سلمى", at: AT})
    const secret = await token("read")
    expect((await get(app, "/stats")).statusCode).toBe(401)
    expect((await get(app, "/stats", bearer(secret))).statusCode).toBe(200)
    expect((await get(app, "/session")).json()).toMatchObject({name: null, role: null})
  })
  test("public: everyone reads, nobody changes anything without a token", async () => {
    const app = await serve("public")
    expect((await get(app, "/events")).statusCode).toBe(200)
    expect((await get(app, "/session")).json()).toMatchObject({name: null, role: "read", openness: "public"})
    for (const [name, route] of Object.entries(ROUTES) as unknown as [string, Route][]) {
      if (route.method !== "POST" || route.needs === "nothing" || route.needs === "read") continue
      expect([name, (await post(app, route.path, {id: await claimId(), reports: [{source: "x", text: TEXT}]})).statusCode]).toEqual([
        name,
        401,
      ])
    }
    expect((await get(app, "/audit")).statusCode).toBe(401)
    expect((await store.decisions.ledger({})).items).toEqual([])
    expect((await store.stats()).reports).toBe(1)
    expect((await post(app, "/decisions/accept", {id: await claimId()}, bearer(await token("review", "هند")))).statusCode).toBe(200)
    expect((await store.decisions.ledger({})).items[0]).toMatchObject({by: "هند"})
  })
})

describe("browsers", () => {
  const own = {origin: "http://localhost", "sec-fetch-site": "same-origin"}
  test.each<[string, Headers, number, string]>([
    ["a page of another site", {origin: "https://evil.example"}, 403, "origin-other"],
    ["a page of a site beside this one", {"sec-fetch-site": "same-site"}, 403, "origin-other"],
    ["a page without an origin", {origin: "null"}, 403, "origin-other"],
    ["a page of this server without its word", own, 403, "csrf-missing"],
    ["a page of this server with another word", {...own, "x-isnad-csrf": "a".repeat(32)}, 403, "csrf-missing"],
    ["a form", {"content-type": "application/x-www-form-urlencoded"}, 415, "body-other"],
    ["plain text", {"content-type": "text/plain"}, 415, "body-other"],
    ["another name of this machine", {host: "evil.example"}, 403, "host-other"],
  ])("%s changes nothing", async (_name, headers, status, code) => {
    const app = await serve("local")
    const answer = await post(app, "/decisions/accept", {id: await claimId()}, headers)
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code])
    expect((await store.decisions.ledger({})).items).toEqual([])
  })
  test("a page of this server with its word may, and a program that is no browser", async () => {
    const app = await serve("local")
    const {csrf} = (await get(app, "/session")).json()
    expect((await post(app, "/decisions/accept", {id: await claimId()}, {...own, "x-isnad-csrf": csrf})).statusCode).toBe(200)
    expect((await post(app, "/decisions/accept", {id: await claimId()})).statusCode).toBe(200)
    expect((await get(app, "/session")).headers["cache-control"]).toBe("no-store")
  })

  async function signedIn(app: App, secret: string): Promise<{cookie: string; csrf: string}> {
    const answer = await post(app, "/session", {token: secret}, own)
    expect([answer.statusCode, answer.statusCode === 200 ? "" : answer.body]).toEqual([200, ""])
    const cookie = String(answer.headers["set-cookie"])
    expect(cookie).toMatch(/^isnad=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/)
    return {cookie: cookie.split(";")[0] as string, csrf: answer.json().csrf}
  }
  test("signing in: a cookie that is no token, a word of its own, an end", async () => {
    const app = await serve("tokens")
    const secret = await token("review", "هند")
    const {cookie, csrf} = await signedIn(app, secret)
    expect(cookie).not.toContain(secret)
    expect((await get(app, "/session", {cookie})).json()).toEqual({name: "هند", role: "review", openness: "tokens", csrf})
    expect((await get(app, "/stats", {cookie})).statusCode).toBe(200)
    // A cookie alone is what a browser sends by itself: it changes nothing.
    for (const headers of [{cookie}, {cookie, ...own}, {cookie, "x-isnad-csrf": "x"}])
      expect((await post(app, "/decisions/accept", {id: await claimId()}, headers)).json().error.code).toBe("csrf-missing")
    expect((await post(app, "/decisions/accept", {id: await claimId()}, {cookie, ...own, "x-isnad-csrf": csrf})).statusCode).toBe(200)
    expect((await store.decisions.ledger({})).items[0]).toMatchObject({by: "هند"})
    const out = await post(app, "/session/end", {}, {cookie, ...own, "x-isnad-csrf": csrf})
    expect([out.statusCode, out.json().role]).toEqual([200, null])
    expect(String(out.headers["set-cookie"])).toContain("Max-Age=0")
    expect((await get(app, "/stats", {cookie})).statusCode).toBe(401)
  })
  test("a session ends with its time, and with its token", async () => {
    const app = await serve("tokens")
    const one = await signedIn(app, await token("read", "a"))
    const two = await signedIn(app, await token("read", "b"))
    await store.access.revokeToken("a", AT)
    expect((await get(app, "/stats", {cookie: one.cookie})).statusCode).toBe(401)
    expect((await get(app, "/stats", {cookie: two.cookie})).statusCode).toBe(200)
    clock += 13 * 3_600_000
    expect((await get(app, "/stats", {cookie: two.cookie})).statusCode).toBe(401)
  })
  test("trying tokens: ten a minute, from another site none", async () => {
    const app = await serve("tokens")
    await token("admin")
    expect((await post(app, "/session", {token: "x"}, {origin: "https://evil.example"})).json().error.code).toBe("origin-other")
    const codes: number[] = []
    for (let i = 0; i < 12; i++) codes.push((await post(app, "/session", {token: `isnad_${i}`}, own)).statusCode)
    expect(codes).toEqual([...Array(9).fill(401), 429, 429, 429])
    expect((await acts()).every((a) => a.does === "signIn" && a.of === "" && a.status >= 400)).toBe(true)
  })
  test("behind TLS the cookie says so", async () => {
    const app = await serve("tokens")
    const answer = await post(app, "/session", {token: await token("read")}, {...own, "x-forwarded-proto": "https"})
    expect(String(answer.headers["set-cookie"])).toContain("; Secure")
  })
})

describe("what was done", () => {
  test("everything that was asked to be changed is noted, done or refused, without its secrets", async () => {
    const app = await serve("public")
    const id = await claimId()
    const secret = await token("review", "هند")
    await post(app, "/decisions/accept", {id}, bearer(secret))
    await post(app, "/decisions/accept", {id: "e_none"}, bearer(secret))
    await post(app, "/decisions/reject", {id})
    await post(app, "/reports", {reports: [{source: "a", text: TEXT}]}, bearer(secret.replace(/.$/, "")))
    expect(await acts()).toMatchObject([
      {by: null, role: null, does: "addReports", of: "1 reports", status: 401, from: "127.0.0.1", at: AT},
      {by: null, role: "read", does: "reject", of: id, status: 401},
      {by: "هند", role: "review", does: "accept", of: "e_none", status: 404},
      {by: "هند", role: "review", does: "accept", of: id, status: 200},
    ])
    const admin = bearer(await token("admin"))
    expect((await get(app, "/audit?limit=2", admin)).json().items).toHaveLength(2)
    expect((await get(app, "/audit", {...admin, accept: "text/csv"})).body).toContain("هند")
  })
})

describe("limits", () => {
  test("changes have a rate of their own", async () => {
    const app = await serve("local", {writeRate: 2})
    const codes: number[] = []
    for (let i = 0; i < 4; i++) codes.push((await post(app, "/decisions/accept", {id: await claimId()})).statusCode)
    expect(codes).toEqual([200, 200, 429, 429])
    expect((await get(app, "/stats")).statusCode).toBe(200)
  })
  test("bodies: of decisions short, of reports as long as set", async () => {
    const app = await serve("local", {maxBody: 300_000})
    expect((await post(app, "/decisions/accept", {id: "e_0", reason: "x".repeat(250_000)})).json().error.code).toBe("body-too-large")
    expect((await post(app, "/reports", {reports: [{source: "a", text: "x".repeat(310_000)}]})).statusCode).toBe(413)
    expect((await post(app, "/reports", "{")).statusCode).toBe(400)
    expect((await post(app, "/reports", {reports: []})).statusCode).toBe(400)
  })
})

describe("adding reports", () => {
  const NEW = "وصل وزير الخارجية العماني بدر البوسعيدي إلى طهران يوم 2 أغسطس 2025 والتقى نظيره الإيراني."
  test("text and files in any encoding: each with what became of it, at once in every answer", async () => {
    const app = await serve("local")
    const bytes = Buffer.from([
      0xe6, 0xd5, 0xe1, 0x20, 0xe6, 0xd2, 0xed, 0xd1, 0x20, 0xc7, 0xe1, 0xce, 0xc7, 0xd1, 0xcc, 0xed, 0xc9, 0x20, 0xc7, 0xe1, 0xe3, 0xd5,
      0xd1, 0xed, 0x20, 0xc5, 0xe1, 0xec, 0x20, 0xc8, 0xdb, 0xcf, 0xc7, 0xcf, 0x2e,
    ])
    const page = `<html><head><title>خبر</title></head><body><article><p>${NEW.replace("طهران", "مسقط")}</p><p>${"وقال إن الزيارة ناجحة جدا. ".repeat(20)}</p></article></body></html>`
    const answer = await post(app, "/reports", {
      reports: [
        {source: "pasted", text: NEW},
        {source: "1256.txt", bytes: bytes.toString("base64"), published: "2024-01-05"},
        {source: "page.html", bytes: Buffer.from(page).toString("base64")},
        {source: "two.jsonl", text: `{"text": ${JSON.stringify(NEW.replace("2025", "2024"))}}\n{"text": ""}`},
        {source: "empty.txt", text: ""},
        {source: "english.txt", text: "The president arrived in Cairo on Tuesday for talks with his counterpart."},
      ],
    })
    expect([answer.statusCode, answer.statusCode === 200 ? "" : answer.body]).toEqual([200, ""])
    expect(ROUTES.addReports.answer.safeParse(answer.json()).error?.issues ?? []).toEqual([])
    const {items} = answer.json() as {
      items: {source: string; kept: string | null; report: {id: string; claims: {event: number}}; issues: {code: string}[]}[]
    }
    expect(items.map((i) => [i.source, i.kept, i.issues[0]?.code])).toEqual([
      ["pasted#1", "new", undefined],
      ["1256.txt#1", "new", undefined],
      ["page.html#1", "new", undefined],
      ["two.jsonl#1", "new", undefined],
      ["two.jsonl#2", null, "json-no-text"],
      ["empty.txt", null, "file-empty"],
      ["english.txt", null, "language-other"],
    ])
    expect(items[0]?.report.claims.event).toBeGreaterThan(0)
    expect((await get(app, `/reports/${items[1]?.report.id}`)).json().record.report).toMatchObject({
      text: "وصل وزير الخارجية المصري إلى بغداد.",
      published: {edtf: "2024-01-05", basis: "given"},
    })
    // Linked by the time of the answer.
    expect(await store.links.unlinked(5)).toEqual([])
    expect((await get(app, "/events?place=طهران")).json().items.length).toBeGreaterThan(0)
  })
  test("the same again adds nothing; another text under the same name is another report", async () => {
    const app = await serve("local")
    const add = async (text: string): Promise<string> =>
      (await post(app, "/reports", {reports: [{source: "a.txt", text}]})).json().items[0].kept
    expect([await add(NEW), await add(NEW), await add(NEW.replace("طهران", "بغداد"))]).toEqual(["new", "same", "new"])
    expect((await store.stats()).superseded).toBe(0)
  })
  test("what a source sends under its name stands under it in the ledger, and keeps it from being silent", async () => {
    const app = await serve("local")
    const add = (text: string, from: string) => post(app, "/reports", {reports: [{source: "a.txt", text}], from})
    expect((await add(NEW, "partner")).json().items[0].kept).toBe("new")
    expect((await store.ledger.totals({source: "partner"}))[0]?.counts.new).toBe(1)
    const state = (await store.sources.states()).get("partner")
    expect(state?.gave).toBe(state?.asked)
    await add(NEW, "partner")
    expect((await store.sources.states()).get("partner")?.gave).toBe(state?.gave)
    expect((await add(NEW, "no/name")).statusCode).toBe(400)
    expect((await get(app, "/gathering")).json().sources).toMatchObject([
      {name: "partner", failures: 0, gave: state?.gave, paused: false, counts: {new: 1, same: 1, refused: 0}, refused: []},
    ])
  })
  test("what an address gives anew is a newer version", async () => {
    const app = await serve("local")
    const add = async (text: string): Promise<string> =>
      (await post(app, "/reports", {reports: [{source: "https://a.example/1", text}]})).json().items[0].kept
    expect([await add(NEW), await add(NEW.replace("طهران", "بغداد"))]).toEqual(["new", "version"])
  })
  test("a server without a reader takes none", async () => {
    const app = await serve("local", {take: undefined as never})
    expect((await post(app, "/reports", {reports: [{source: "a", text: NEW}]})).statusCode).toBe(405)
  })
})
