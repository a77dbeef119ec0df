import pg from "pg"
import {Kysely, Migrator, PostgresDialect, sql} from "kysely"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {postgresServer, serverPid, type Server, start, startServer, stop} from "../../../test/postgres.ts"
import {recordOf, searchTerms as terms} from "../store.contract.ts"
import type {Store} from "../store.ts"
import {addressOf} from "./address.ts"
import {connect} from "./driver.ts"
import {told} from "./errors.ts"
import {MIGRATIONS} from "./migrations.ts"
import {openPostgres} from "./open.ts"

/// What a file does not have: a server that goes, other writers, rights, rooms of others.

const searchTerms = async () => terms
const server = await postgresServer()
const codeOf = async (act: () => Promise<unknown>): Promise<string> => {
  try {
    await act()
    return "no error"
  } catch (error) {
    return (error as {issue?: {code: string}}).issue?.code ?? String(error)
  }
}
const textOf = (i: number): string => `زار بوتين الصين في المرة ${i}`
const report = (i: number) => recordOf(textOf(i), {source: `${i}.txt`, events: [{words: "زار بوتين", who: ["person:putin"]}]})

describe("addresses", () => {
  test.each([
    ["postgres://desk@db/news", "isnad", "postgres://desk@db/news"],
    [
      "postgresql://desk:geheim@db:5433/news?schema=desk_1&sslmode=require",
      "desk_1",
      "postgresql://desk:geheim@db:5433/news?sslmode=require",
    ],
  ])("%s", (db, schema, url) => expect(addressOf(db)).toMatchObject({schema, url}))
  test.each([
    "postgres://db/news?schema=a;drop",
    "postgres://db/news?schema=Desk",
    "postgres://db/news?schema=pg_x",
    "postgres://a:geheim@b:port/x",
  ])("%s is refused, and no password is told", (db) => {
    let said = ""
    try {
      addressOf(db)
    } catch (error) {
      said = JSON.stringify((error as {issue: unknown}).issue)
    }
    expect(said).toContain("record-unopened")
    expect(said).not.toContain("geheim")
  })
})

describe("errors in our words", () => {
  test.each([
    [{code: "53100", message: "could not extend file: No space left on device"}, "disk-full"],
    [{code: "55P03", message: "canceling statement due to lock timeout"}, "record-locked"],
    [{code: "40P01", message: "deadlock detected"}, "record-locked"],
    [{code: "25006", message: "cannot execute INSERT in a read-only transaction"}, "record-read-only"],
    [{code: "42501", message: "permission denied for table report"}, "record-read-only"],
    [{code: "57014", message: "canceling statement due to statement timeout"}, "record-slow"],
    [{code: "28P01", message: "password authentication failed"}, "record-unopened"],
    [{code: "3D000", message: "database does not exist"}, "record-missing"],
    [{code: "XX001", message: "invalid page in block 0"}, "record-damaged"],
    [{code: "57P01", message: "terminating connection due to administrator command"}, "record-unreachable"],
    [{code: "53300", message: "sorry, too many clients already"}, "record-unreachable"],
    [{code: "08006", message: "connection failure"}, "record-unreachable"],
    [{code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:1"}, "record-unreachable"],
    [{code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND db"}, "record-unreachable"],
    [{message: "Connection terminated unexpectedly"}, "record-unreachable"],
  ])("%o", (error, code) => expect(told(Object.assign(new Error(error.message), error), "x")).toMatchObject({issue: {code}}))
  test("an error of our own SQL stays what it is", () => {
    const error = Object.assign(new Error('column "x" does not exist'), {code: "42703"})
    expect(told(error, "x")).toBe(error)
  })
})

describe.skipIf(!server)("a record on a server", () => {
  const admin = new pg.Client({connectionString: server as string})
  const schemas: string[] = []
  const schema = (name: string): string => {
    const full = `server_${process.pid}_${name}`
    schemas.push(full)
    return full
  }
  const at = (name: string): string => `${server}?schema=${schema(name)}`
  const open = (address: string, more: object = {}): Promise<Store> => openPostgres(address, {searchTerms, ...more})
  beforeAll(() => admin.connect())
  afterAll(async () => {
    for (const name of schemas) await admin.query(`drop schema if exists ${name} cascade`)
    await admin.query("drop role if exists isnad_reader")
    await admin.end()
  })
  /// The connections to the schema made last: other tests use the same server.
  const cutOff = () =>
    admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
      `isnad ${schemas.at(-1)}`.slice(0, 63),
    ])

  test("where there is none and none is to be made", async () => {
    expect(await codeOf(() => open(at("none"), {mustExist: true}))).toBe("record-missing")
    const {rows} = await admin.query("select to_regnamespace($1) as made", [schemas.at(-1)])
    expect(rows[0].made).toBe(null)
  })
  test("a database that is not there; a server that is not there", async () => {
    expect(await codeOf(() => open((server as string).replace(/\/\w+$/, "/no_such_database")))).toBe("record-missing")
    expect(await codeOf(() => open("postgres://isnad@127.0.0.1:1/x"))).toBe("record-unreachable")
  })
  test("a schema of somebody else is left as it was", async () => {
    const address = at("theirs")
    await admin.query(`create schema ${schemas.at(-1)}; create table ${schemas.at(-1)}.report(theirs text)`)
    expect(await codeOf(() => open(address))).toBe("record-foreign")
    const {rows} = await admin.query(`select count(*)::int as n from pg_class where relnamespace = $1::regnamespace`, [schemas.at(-1)])
    expect(rows[0].n).toBe(1)
  })
  test("a record of a newer program is left alone", async () => {
    const address = at("newer")
    await (await open(address)).close()
    await admin.query(`update ${schemas.at(-1)}.isnad_record set steps = 99`)
    expect(await codeOf(() => open(address))).toBe("record-newer")
  })
  test("several programs open a new record at once: one makes the tables", async () => {
    const address = at("new")
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(address)))
    expect(await Promise.all(stores.map((s, i) => s.keepReport(report(i))))).toEqual(["new", "new", "new", "new"])
    expect(await stores[0]?.stats()).toMatchObject({reports: 4})
    for (const s of stores) await s.close()
  })
  /// A record as the program of so many steps left it, with one report in it.
  async function olderRecord(name: string, steps: number): Promise<string> {
    const address = at(name)
    const made = schemas.at(-1) as string
    await admin.query(`create schema ${made}`)
    const db = new Kysely<never>({dialect: new PostgresDialect({pool: connect(addressOf(address))})})
    const getMigrations = async () => Object.fromEntries(Object.entries(MIGRATIONS).slice(0, steps))
    const {error} = await new Migrator({db, provider: {getMigrations}, migrationTableSchema: made}).migrateToLatest()
    expect(error).toBeUndefined()
    const {report, entities, events} = OLD
    await sql`create table isnad_record (only_one boolean primary key default true check (only_one), steps integer not null)`.execute(db)
    await sql`insert into isnad_record(steps) values (${steps})`.execute(db)
    await sql`insert into report(id, current, basis, agencies, digest, body) values (${report.id}, 1, 'unknown', '[]', 'x', ${JSON.stringify({report, entities})})`.execute(
      db,
    )
    await sql`insert into origin(report, source, identity, current, digest) select seq, 'a.txt', 'a.txt', 1, 'x' from report`.execute(db)
    await sql`insert into claim(id, report, family, type, status, first, last, start, confidence, sentence, body)
      select ${events[0]?.id}, seq, 'event', 'visit', 'occurred', 19501, 19501, 0, 0.8, 'زار', ${JSON.stringify(events[0])} from report`.execute(
      db,
    )
    // Programs since then count what they keep.
    if (steps >= Object.keys(MIGRATIONS).indexOf("0004-kept-ready") + 1)
      await sql`insert into total(of, key, n) values ('claim', 'event', 1)`.execute(db)
    await db.destroy()
    return address
  }
  const OLD = recordOf("زار بوتين الصين", {events: [{words: "زار بوتين", who: ["person:putin"], time: "2023-05-24"}]})
  test.each(Object.keys(MIGRATIONS).map((_, i) => i + 1))(
    "a record of the program of %i steps is brought forward, with all that was in it",
    async (steps) => {
      const again = await open(await olderRecord(`older_${steps}`, steps), {mustExist: true})
      expect(await again.stats()).toMatchObject({reports: 1, claims: {event: 1}})
      expect((await again.report(OLD.report.id))?.record.events).toEqual(OLD.events)
      expect((await again.lists.queue({})).items.map((c) => c.claim.id)).toEqual([OLD.events[0]?.id])
      await again.close()
    },
  )
  test("another writer: waits, then says so; reading goes on", async () => {
    const one = await open(at("busy"))
    const two = await open(`${server}?schema=${schemas.at(-1)}`, {wait: 50})
    let release = (): void => {}
    const writing = one.links.linking(() => new Promise<void>((done) => (release = done)))
    await one.stats()
    expect(await codeOf(() => two.keepReport(report(1)))).toBe("record-locked")
    expect(await two.stats()).toMatchObject({reports: 0})
    release()
    await writing
    expect(await two.keepReport(report(1))).toBe("new")
    await one.close()
    await two.close()
  })
  test("whoever may only read can read", async () => {
    await (await open(at("read"))).close()
    const name = schemas.at(-1)
    await admin.query(
      `create role isnad_reader login; grant usage on schema ${name} to isnad_reader; grant select on all tables in schema ${name} to isnad_reader`,
    )
    const reader = await open(`${(server as string).replace(/\/\/[^@/]*@/, "//isnad_reader@")}?schema=${name}`, {mustExist: true})
    expect(await reader.stats()).toMatchObject({reports: 0})
    expect(await codeOf(() => reader.keepReport(report(1)))).toBe("record-read-only")
    await reader.close()
    await admin.query(`drop owned by isnad_reader`)
  })
  test("a line that is cut is told, takes back what was half written, and is made anew", async () => {
    const store = await open(at("cut"))
    await store.keepReport(report(1))
    const failing = store.links.linking(async (desk) => {
      await desk.remove([report(1).report.id], () => ({}) as never)
      await cutOff()
      await desk.traits([report(1).report.id])
    })
    expect(await codeOf(() => failing)).toBe("record-unreachable")
    expect(await store.keepReport(report(2))).toBe("new")
    await cutOff()
    // One that was idle when it was cut may be noticed only by whoever takes it.
    expect(["no error", "record-unreachable"]).toContain(await codeOf(() => store.stats()))
    expect(await store.stats()).toMatchObject({reports: 2})
    expect(await store.keepReport(report(2))).toBe("same")
    await store.close()
  })
  test("a change is never seen before one with a lower number: who reads on from a number misses none", async () => {
    const address = at("feed")
    const writers = await Promise.all([1, 2, 3].map(() => open(address)))
    const reader = await open(address)
    let isOver = false
    const seen: number[] = []
    const following = (async () => {
      for (let rounds = 0; rounds < 10_000; rounds++) {
        const isLast = isOver
        for (const c of await reader.lists.changes(seen.at(-1) ?? 0, 1000)) seen.push(c.seq)
        if (isLast) return
        await new Promise((done) => setTimeout(done, 2))
      }
    })()
    await Promise.all(
      writers.map(async (w, n) => {
        for (let i = 0; i < 15; i++) await w.keepReports([report(3 * i + n), report(1000 + 3 * i + n)])
      }),
    )
    isOver = true
    await following
    expect(seen).toEqual((await reader.lists.changes(0, 1000)).map((c) => c.seq))
    // Each report and its claim.
    expect(seen).toHaveLength(180)
    for (const s of [...writers, reader]) await s.close()
  })
})

describe.skipIf(!server || Boolean(process.env.ISNAD_TEST_POSTGRES))("a server that is killed", () => {
  let own: Server
  beforeAll(async () => {
    own = await startServer({durable: true})
  })
  afterAll(() => stop(own.cluster))

  test("every acknowledged report is there once; the program that kept them goes on by itself", async () => {
    const store = await openPostgres(own.address, {searchTerms})
    const acknowledged: number[] = []
    let next = 0
    let isOver = false
    const keeping = (async () => {
      for (let tries = 0; !isOver && tries < 3000; tries++) {
        const code = await codeOf(() => store.keepReports([report(next), report(next + 10_000)]))
        if (code === "no error") acknowledged.push(next++)
        else {
          expect(code).toBe("record-unreachable")
          await new Promise((done) => setTimeout(done, 50))
        }
      }
    })()
    for (let kill = 0; kill < 3; kill++) {
      await new Promise((done) => setTimeout(done, 300))
      process.kill(serverPid(own.cluster), "SIGKILL")
      await new Promise((done) => setTimeout(done, 300))
      await start(own.cluster)
    }
    const before = acknowledged.length
    for (let i = 0; i < 200 && acknowledged.length < before + 5; i++) await new Promise((done) => setTimeout(done, 50))
    isOver = true
    await keeping
    expect(acknowledged.length).toBeGreaterThanOrEqual(before + 5)
    expect(await store.stats()).toMatchObject({reports: 2 * acknowledged.length, sources: 2 * acknowledged.length})
    for (const i of acknowledged) expect((await store.report(report(i).report.id))?.origins).toHaveLength(1)
    await store.close()
  })
})
