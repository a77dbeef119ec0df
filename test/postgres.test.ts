import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {openStore, type Store} from "../src/record/index.ts"
import {linkPending} from "../src/intake/index.ts"
import {accept, join as joinReports, linksOfRecord, makeServer, reject} from "../src/serve/index.ts"
import {postgresServer, schemasFor} from "./postgres.ts"

/// The whole way with the record on a server: read, kept, joined, decided on, asked over HTTP; a file beside it says what must come.

const server = await postgresServer()
const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const samples = join(import.meta.dirname, "..", "samples", "reports")
const records = readdirSync(samples)
  .sort()
  .slice(0, 16)
  .map((name) => readReport({source: `samples/${name}`, text: readFileSync(join(samples, name), "utf8")}, reader))
const terms = {searchTerms: async () => searchTerms}

describe.skipIf(!server)("the record on a server", () => {
  const schemas = schemasFor(server as string, "journey")
  afterAll(() => schemas.end())
  const onServer = (): Promise<Store> => schemas.open((address) => openStore(address, terms))
  const filled = async (store: Store, of: typeof records): Promise<Store> => {
    for (let i = 0; i < of.length; i += 5) {
      await store.keepReports(of.slice(i, i + 5))
      await linkPending(store, () => world)
    }
    return store
  }

  test("in whatever order reports come, and by however many writers, the links are the same as in a file", async () => {
    const links = async (store: Store) => {
      const found = JSON.stringify(await linksOfRecord(store))
      await store.close()
      return found
    }
    const expected = await links(await filled(await openStore(":memory:", terms), records))
    expect(expected.length).toBeGreaterThan(1000)
    expect((await links(await filled(await onServer(), records))) === expected).toBe(true)
    expect((await links(await filled(await onServer(), [...records].reverse()))) === expected).toBe(true)
    // Two at once, each with its half.
    const one = await onServer()
    const two = await openStore(schemas.addressOf(one), terms)
    await Promise.all([
      filled(
        one,
        records.filter((_, i) => i % 2 === 0),
      ),
      filled(
        two,
        records.filter((_, i) => i % 2 === 1),
      ),
    ])
    await two.close()
    expect((await links(one)) === expected).toBe(true)
  })

  test("every address answers as it does with a file", async () => {
    const stores = [await openStore(":memory:", terms), await onServer()] as const
    const apps: Awaited<ReturnType<typeof makeServer>>[] = []
    for (const store of stores) {
      await filled(store, records)
      const [one, two] = (await store.lists.reportList({})).items
      await joinReports.run(store, {one: one?.id as string, other: two?.id as string, reason: "قضية واحدة"})
      const [right, wrong] = (await store.lists.queue({}, {limit: 2})).items
      const who = {by: "سلمى", at: "2024-05-01T10:00:00Z"}
      await accept.run(store, {id: right?.claim.id as string}, who)
      await reject.run(store, {id: wrong?.claim.id as string}, who)
      await linkPending(store, () => world)
      apps.push(
        await makeServer({
          store,
          now: () => new Date("2024-05-02T08:00:00Z"),
          link: (s) => linkPending(s, () => world),
          version: "0.0.0",
          rate: 1e6,
          writeRate: 1e6,
          hosts: ["localhost"],
          poll: 20,
        }),
      )
    }
    const get = (url: string) =>
      Promise.all(
        apps.map(async (app) => {
          const {statusCode, body} = await app.inject({url: `/api/v1${url}`, headers: {host: "localhost"}})
          return {statusCode, body}
        }),
      )
    const [, listed] = await get("/claims?limit=3")
    const claims = (JSON.parse(listed?.body as string) as {items: {claim: {id: string}; report: {id: string}}[]}).items
    const urls = [
      ...["/reports?limit=200", "/reports?source=G00", "/claims?limit=200", "/timeline", "/timeline/counts", "/timeline/counts?by=day"],
      ...["/entities", "/entities?kind=person&limit=3", "/entities/country:russia", "/search?q=وزارة", "/search?q=190", "/search"],
      ...[
        "/events?limit=200",
        "/stories",
        "/series",
        "/contradictions",
        "/due?on=2024",
        "/today",
        "/sources",
        "/decisions",
        "/queue",
        "/gold",
      ],
      ...["/visits?about=روسيا", "/relations?a=السعودية&b=إيران"],
      ...claims.flatMap(({claim, report}) => [`/claims/${claim.id}/explain`, `/reports/${report.id}`, `/reports/${report.id}/read`]),
    ]
    for (const url of urls) {
      const [file, remote] = await get(url)
      expect([url, file?.statusCode]).toEqual([url, 200])
      // Numbers that a database gives are its own, and places in lists are made of them; their order is the same.
      const read = (body = "") => JSON.parse(body, (key, value) => (key === "after" ? value !== null : value))
      expect(read(remote?.body), url).toEqual(read(file?.body))
    }
    const changes = await Promise.all(stores.map(async (store) => (await store.lists.changes(0, 500)).map(({what, id}) => `${what} ${id}`)))
    expect(changes[1]).toEqual(changes[0])
    for (const app of apps) await app.close()
    for (const store of stores) await store.close()
  })
})
