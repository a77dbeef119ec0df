import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, describe, expect, test} from "vitest"
import {dropSchema, postgresServer} from "../../../test/postgres.ts"
import {backupStore, openStore, restoreStore} from "../open.ts"
import {engineAt as serverAt} from "../postgres/open.ts"
import {engineAt as fileAt} from "../sqlite/open.ts"
import {recordOf, searchTerms} from "../store.contract.ts"
import type {Store} from "../store.ts"
import {contentsOf} from "./contents.ts"
import {copyRecord} from "./copy.ts"
import {storeOn} from "./store.ts"

const server = await postgresServer()
const terms = async () => searchTerms

describe("a record copied from one database to another", () => {
  const dir = mkdtempSync(join(tmpdir(), "isnad-copy-"))
  const schemas: string[] = []
  afterAll(async () => {
    rmSync(dir, {recursive: true, force: true})
    for (const schema of schemas) await dropSchema(server as string, schema)
  })
  const onServer = (name: string): string => {
    schemas.push(`copy_${process.pid}_${name}`)
    return `${server}?schema=${schemas.at(-1)}`
  }
  const reports = Array.from({length: 60}, (_, i) =>
    recordOf(`زار بوتين الصين ${i} 3.${i}`, {
      source: `${i % 50}.txt`,
      events: [{words: "زار بوتين", who: ["person:putin", "country:china"], time: "2023-05", place: "country:china"}],
    }),
  )
  async function fill(store: Store): Promise<void> {
    await store.keepReports(reports)
    const [claim] = (await store.lists.claims({}, {limit: 1})).items
    const entity = {id: "person:xi", kind: "person", name: {ar: "شي", en: "Xi"}, wikidata: null, known: true} as const
    const who = {by: "سلمى", at: "2024-05-01T10:00:00Z", reason: null}
    await store.decisions.decide({says: "called", family: "entity", a: "person:xi", name: "الرئيس", entity, ...who})
    await store.decisions.decide({
      ...{says: "wrong", family: "claim", claim: claim?.claim as never, fields: [], entities: [], ...who},
      of: {report: claim?.report.id as string, claim: claim?.claim.id as string, family: "event", start: 0, end: 9, quote: "زار بوتين"},
    })
    await store.access.addToken({name: "a", role: "admin", made: "2024-05-01"}, "d1")
  }
  async function answers(store: Store): Promise<unknown> {
    const {bytes: _bytes, ...stats} = await store.stats()
    return {
      stats,
      version: await store.lists.version(),
      search: await store.search({words: "الصين 3.7", limit: 0}),
      queue: await store.lists.queue({}, {limit: 0}),
      ledger: await store.decisions.ledger({}),
      tokens: await store.access.tokens(),
      changes: await store.lists.changes(0, 1000),
      contents: await store.contents(),
    }
  }

  test.skipIf(!server)("from a file to a server and back it is the same record, and goes on as one", async () => {
    const [file, address, back] = [join(dir, "a.db"), onServer("there"), join(dir, "back.db")]
    const first = await openStore(file, {searchTerms: terms})
    await fill(first)
    const expected = await answers(first)
    await first.close()
    const engines = [await fileAt(file, {}), await serverAt(address, {}), await fileAt(back, {})] as const
    const same = async (source: Parameters<typeof contentsOf>[0], copy: Parameters<typeof contentsOf>[0]) =>
      expect(await contentsOf(copy)).toEqual(await contentsOf(source))
    await copyRecord(engines[0], engines[1], searchTerms, same)
    await copyRecord(engines[1], engines[2], searchTerms, same)
    await engines[0].db.destroy()
    for (const engine of engines.slice(1)) {
      const store = await storeOn(engine, terms)
      expect(await answers(store)).toEqual(expected)
      const {seq} = await store.lists.version()
      expect(await store.keepReport(reports[55] as never)).toBe("same")
      expect(await store.keepReport(recordOf("نص جديد بعد النقل"))).toBe("new")
      expect((await store.lists.changes(seq, 10)).length).toBeGreaterThan(0)
      await store.close()
    }
  })
  test.skipIf(!server)("a drill: the record of a server is lost, and made again of its backup, on a server and in a file", async () => {
    const backup = join(dir, "drill.backup")
    const address = onServer("lost")
    const store = await openStore(address, {searchTerms: terms})
    await fill(store)
    const expected = await answers(store)
    await store.close()
    const at = "2026-11-21T20:00:00.000Z"
    const made = await backupStore(address, backup, at, terms)
    expect(made).toMatchObject({counts: {reports: 60, claims: 59, decisions: 2}})
    await dropSchema(server as string, schemas.at(-1) as string)
    for (const place of [onServer("again"), join(dir, "again.db")]) {
      expect(await restoreStore(backup, place, terms)).toEqual({digest: made.digest, counts: made.counts, at})
      const again = await openStore(place, {searchTerms: terms, mustExist: true})
      expect(await answers(again)).toEqual(expected)
      await again.close()
      // Nothing is written over.
      await expect(restoreStore(backup, place, terms)).rejects.toMatchObject({issue: {code: "record-there"}})
    }
    await expect(backupStore(onServer("none"), join(dir, "none.backup"), at, terms)).rejects.toMatchObject({
      issue: {code: "record-missing"},
    })
    expect(existsSync(join(dir, "none.backup"))).toBe(false)
    writeFileSync(join(dir, "cut.backup"), readFileSync(backup).subarray(0, 40_000))
    const cut = onServer("cut")
    await expect(restoreStore(join(dir, "cut.backup"), cut, terms)).rejects.toMatchObject({issue: {code: "backup-damaged"}})
    await expect(openStore(cut, {searchTerms: terms, mustExist: true})).rejects.toMatchObject({issue: {code: "record-missing"}})
  })
  test.skipIf(!server)("what is found wrong at the end leaves nothing", async () => {
    const file = join(dir, "b.db")
    const store = await openStore(file, {searchTerms: terms})
    await store.keepReports(reports.slice(0, 3))
    await store.close()
    const [from, to] = [await fileAt(file, {}), await serverAt(onServer("wrong"), {})]
    const copying = copyRecord(from, to, searchTerms, async () => {
      throw new Error("not the same")
    })
    await expect(copying).rejects.toThrow("not the same")
    expect((await contentsOf(to.db)).counts).toMatchObject({reports: 0, claims: 0, changes: 1})
    await from.db.destroy()
    await to.db.destroy()
  })
})
