import {spawn} from "node:child_process"
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {SQLITE} from "../sql/differences.ts"
import {askedOften} from "../sql/links.ts"
import {MOST_RANKED, MOST_TOTAL} from "../lists.ts"
import {openSqlite} from "./open.ts"
import {Kysely, Migrator, SqliteDialect} from "kysely"
import {connect} from "./driver.ts"
import {MIGRATIONS} from "./migrations.ts"
import {accessContract} from "../access.contract.ts"
import {changesContract} from "../changes.contract.ts"
import {decisionsContract} from "../decisions.contract.ts"
import {ledgerContract} from "../ledger.contract.ts"
import {linksContract} from "../links.contract.ts"
import {listsContract} from "../lists.contract.ts"
import {rawContract} from "../raw.contract.ts"
import {sourcesContract} from "../sources.contract.ts"
import {recordOf, searchTerms as terms, storeContract} from "../store.contract.ts"

const searchTerms = async () => terms

describe("SQLite in memory", () => {
  storeContract(() => openSqlite(":memory:", {searchTerms}))
  linksContract(() => openSqlite(":memory:", {searchTerms}))
  listsContract(() => openSqlite(":memory:", {searchTerms}))
  sourcesContract(() => openSqlite(":memory:", {searchTerms}))
  accessContract(() => openSqlite(":memory:", {searchTerms}))
  decisionsContract(() => openSqlite(":memory:", {searchTerms}))
  changesContract(() => openSqlite(":memory:", {searchTerms}))
  ledgerContract(() => openSqlite(":memory:", {searchTerms}))
  rawContract(() => openSqlite(":memory:", {searchTerms}))
})

test("of very many matches those that were kept last come first, and more than so many are not counted", async () => {
  const store = await openSqlite(":memory:", {searchTerms})
  const made = Array.from({length: MOST_RANKED + 1}, (_, i) =>
    recordOf(`كلمة رقم${i}${["", " زيادة", " زيادة ثانية"][i % 3]}`, {source: `${i}.txt`}),
  )
  await store.keepReports(made.slice(0, MOST_RANKED))
  const sources = async (after?: string) => {
    const {items, after: next} = await store.lists.searchList({words: "كلمة"}, {limit: 3, after})
    return {sources: items.map((h) => h.report.sources[0]), next: next ?? undefined}
  }
  // The shortest first, and of those the first that was kept.
  const ranked = await sources()
  expect(ranked.sources).toEqual(["0.txt", "3.txt", "6.txt"])
  expect(await store.lists.facets({words: "كلمة"}, 3)).toMatchObject({total: MOST_TOTAL, more: true, first: "best"})
  await store.keepReports(made.slice(MOST_RANKED))
  const kept = await sources()
  expect(kept.sources).toEqual(["2000.txt", "1999.txt", "1998.txt"])
  expect((await sources(kept.next)).sources).toEqual(["1997.txt", "1996.txt", "1995.txt"])
  // A list that was begun goes on as it was.
  expect((await sources(ranked.next)).sources).toEqual(["9.txt", "12.txt", "15.txt"])
  expect(await store.lists.facets({words: "كلمة"}, 3)).toMatchObject({total: MOST_TOTAL, more: true, first: "kept"})
  await store.close()
})

describe("SQLite in a file", () => {
  let dir = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-record-"))
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const codeOf = async (act: () => Promise<unknown>): Promise<string | undefined> => {
    try {
      await act()
      return "no error"
    } catch (error) {
      return (error as {issue?: {code: string}}).issue?.code ?? String(error)
    }
  }

  test("what each joined report asks for is found by its number or its id, not by walking the record", async () => {
    const path = join(dir, "plans.db")
    await (await openSqlite(path, {searchTerms})).close()
    const Database = createRequire(import.meta.url)("libsql")
    const db = new Database(path)
    const walks = askedOften(SQLITE).filter((sql) => {
      const given = [...sql.matchAll(/\?/g)].map(() => "[]")
      const plan = db.prepare(`explain query plan ${sql}`).all(...given) as {detail: string}[]
      return plan.some(
        ({detail}) =>
          /^SCAN (?!given|found|last_ones|json_each|CONSTANT|\(subquery)|report_by_day/.test(detail) && !detail.includes("link_due"),
      )
    })
    db.close()
    expect(walks).toEqual([])
  })
  test("what was kept is there after closing, in one file", async () => {
    const path = join(dir, "one.db")
    const store = await openSqlite(path, {searchTerms})
    await store.keepReport(recordOf("نص محفوظ في ملف"))
    await store.close()
    expect([existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0]).toEqual([false])
    const again = await openSqlite(path, {searchTerms, mustExist: true})
    expect(await again.stats()).toMatchObject({reports: 1})
    await again.close()
  })
  test("where there is none and none is to be made", async () => {
    expect(await codeOf(() => openSqlite(join(dir, "none.db"), {searchTerms, mustExist: true}))).toBe("record-missing")
    expect(existsSync(join(dir, "none.db"))).toBe(false)
  })
  test("a folder that is not there; a folder", async () => {
    expect(await codeOf(() => openSqlite(join(dir, "no", "x.db"), {searchTerms}))).toBe("record-unopened")
    expect(await codeOf(() => openSqlite(dir, {searchTerms}))).toBe("record-unopened")
  })
  test("a file of another sort is left as it was", async () => {
    const text = join(dir, "letter.txt")
    writeFileSync(text, "Dear Sir, ".repeat(500))
    expect(await codeOf(() => openSqlite(text, {searchTerms}))).toBe("record-foreign")
    expect(readFileSync(text, "utf8")).toBe("Dear Sir, ".repeat(500))
    const other = join(dir, "other.db")
    const Database = createRequire(import.meta.url)("libsql") as new (path: string) => {exec(sql: string): void; close(): void}
    const db = new Database(other)
    db.exec("create table theirs(a)")
    db.close()
    expect(await codeOf(() => openSqlite(other, {searchTerms}))).toBe("record-foreign")
  })
  /// A record as the program of so many steps left it, with one report in it.
  async function olderRecord(name: string, steps: number, rows = ""): Promise<string> {
    const path = join(dir, name)
    const connection = connect(path)
    const db = new Kysely<never>({dialect: new SqliteDialect({database: connection})})
    const getMigrations = async () => Object.fromEntries(Object.entries(MIGRATIONS).slice(0, steps))
    const {error} = await new Migrator({db, provider: {getMigrations}}).migrateToLatest()
    expect(error).toBeUndefined()
    const {report, entities, events} = OLD
    connection.exec(`pragma user_version = ${steps}`)
    connection
      .prepare(
        "insert into report(id, current, title, published, published_first, published_last, basis, agencies, digest, body) values (?, 1, null, null, null, null, 'unknown', '[]', 'x', ?)",
      )
      .run([report.id, JSON.stringify({report, entities})])
    connection.exec("insert into origin(report, source, identity, current, digest) values (1, 'a.txt', 'a.txt', 1, 'x')")
    connection
      .prepare(
        "insert into claim(id, report, family, type, status, place, first, last, start, sentence, body) values (?, 1, 'event', 'visit', 'occurred', null, 19501, 19501, 0, 'زار', ?)",
      )
      .run([events[0]?.id, JSON.stringify(events[0])])
    if (rows) connection.exec(rows)
    await db.destroy()
    return path
  }
  const OLD = recordOf("زار بوتين الصين", {events: [{words: "زار بوتين", who: ["person:putin"], time: "2023-05-24"}]})
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])(
    "a record of %i steps ago is brought forward, with all that was in it",
    async (steps) => {
      const again = await openSqlite(await olderRecord(`older-${steps}.db`, steps), {searchTerms, mustExist: true})
      expect(await again.stats()).toMatchObject({reports: 1, claims: {event: 1}})
      expect((await again.report(OLD.report.id))?.record.events).toEqual(OLD.events)
      expect((await again.lists.queue({})).items.map((c) => c.claim.id)).toEqual([OLD.events[0]?.id])
      if (steps < 3) expect(await again.links.unlinked(10)).toEqual([OLD.report.id])
      await again.close()
    },
  )
  test("what is kept ready of the reports of an older program is what it would have kept", async () => {
    const path = await olderRecord(
      "ready.db",
      14,
      `insert into entity(id, kind, ar, en, known) values ('person:putin', 'person', 'بوتين', 'Putin', 1);
      insert into participant(claim, entity, role, at, last) values (1, 'person:putin', 'actor', 19501, 19501);
      insert into entity_report(entity, report, mentions) values ('person:putin', 1, 1);
      insert into link(report, digest, body, sentences) values (1, 'x', '{"figures":[
        {"id":"f_1","metric":"trade","states":["country:russia","country:china"]},{"id":"f_2","metric":"exports","states":["country:russia","country:china"]},
        {"id":"f_3","metric":"other","states":["country:china"]},{"id":"f_4","metric":"gdp","states":[]}]}', '');
      insert into pair(family, a, b, body) values ('figure', 1, 1, '{"is":"contradiction"}'), ('figure', 1, 1, '{"is":"series"}')`,
    )
    const again = await openSqlite(path, {searchTerms, mustExist: true})
    expect(await again.stats()).toMatchObject({events: {visit: 1}, statuses: {occurred: 1}})
    expect((await again.lists.entityList({})).items.map((e) => [e.id, e.reports])).toEqual([["person:putin", 1]])
    expect(await again.lists.claimCounts({family: "event"}, "day")).toEqual([{key: "2023-05-24", count: 1}])
    expect(await again.lists.facets({}, 3)).toMatchObject({
      total: 1,
      type: [{key: "visit", count: 1}],
      actor: [{key: "person:putin", count: 1}],
    })
    await again.close()
    const connection = connect(path)
    const rows = (text: string) =>
      connection
        .prepare(text)
        .all([])
        .map((row) => Object.values(row as object).join(" "))
    expect(rows("select quantity, figure from figure_line order by figure")).toEqual([
      "trade country:china country:russia f_1",
      "exports country:russia>country:china f_2",
    ])
    expect(rows("select contradicts from pair order by seq")).toEqual(["1", "0"])
    connection.close()
  })
  test("the lengths of reports that an older program kept are known", async () => {
    const lengths = [1, 127, 128, 300, 16_383, 16_384, 20_000]
    const rows = lengths.map((_, i) => `(${i + 2}, 'r_${i}', 1, 'unknown', '[]', 'x', '{}')`)
    const words = lengths.map((n, i) => `(${i + 2}, '${Array.from({length: n}, (_, w) => `w${w}`).join(" ")}')`)
    const path = await olderRecord(
      "lengths.db",
      7,
      `insert into report(seq, id, current, basis, agencies, digest, body) values ${rows.join(", ")};
      insert into report_words(rowid, terms) values ${words.join(", ")}`,
    )
    await (await openSqlite(path, {searchTerms})).close()
    const connection = connect(path)
    const kept = connection.prepare("select words from report_length order by report").all([]) as {words: number}[]
    connection.close()
    expect(kept.map((r) => r.words)).toEqual(lengths)
  })
  test("decisions of an older program stand, and can be taken back", async () => {
    const body = {says: "same", family: "report", a: "r_1", b: "r_2", reason: "قضية واحدة"}
    const path = await olderRecord(
      "decided.db",
      4,
      `insert into decision(id, standing, body) values ('d_1', 1, '${JSON.stringify(body)}'), ('d_2', 0, '${JSON.stringify(body)}')`,
    )
    const again = await openSqlite(path, {searchTerms, mustExist: true})
    expect(await again.access.hasTokens()).toBe(false)
    expect(await again.links.decisions()).toEqual([
      {...body, by: null, at: null, id: "d_1", standing: true, undone: null},
      {...body, by: null, at: null, id: "d_2", standing: false, undone: null},
    ])
    expect(await again.decisions.takeBack("d_1", {by: "x", at: null, reason: null})).toBe(true)
    await again.close()
  })
  test("a decision that a crash left half done is brought to all its reports when the record is opened again", async () => {
    const path = join(dir, "half.db")
    const store = await openSqlite(path, {searchTerms})
    const visits = Array.from({length: 3}, (_, i) =>
      recordOf(`زار بوتين الصين ${i}`, {source: `${i}.txt`, events: [{words: "زار بوتين", who: ["person:putin"]}]}),
    )
    await store.keepReports(visits)
    const nobody = {by: null, at: null, reason: null}
    const entity = {id: "person:xi", kind: "person", name: {ar: "شي", en: "Xi"}, wikidata: null, known: true} as const
    const {id} = await store.decisions.decide({says: "same", family: "entity", a: "person:xi", b: "person:putin", entity, ...nobody})
    await store.close()
    // As it was before the last two were reached.
    const connection = connect(path)
    connection.exec("update decision set standing = 0; insert into review_due(report) values (2), (3)")
    connection.close()
    const again = await openSqlite(path, {searchTerms})
    expect((await again.timeline({})).items.map((i) => i.participants[0]?.entity)).toEqual(["person:xi", "person:putin", "person:putin"])
    expect(id).toMatch(/^d_/)
    await again.close()
  })
  test("a record of a newer program is left alone", async () => {
    const path = join(dir, "newer.db")
    await (await openSqlite(path, {searchTerms})).close()
    const Database = createRequire(import.meta.url)("libsql") as new (path: string) => {exec(sql: string): void; close(): void}
    const db = new Database(path)
    db.exec("pragma user_version = 99")
    db.close()
    expect(await codeOf(() => openSqlite(path, {searchTerms}))).toBe("record-newer")
  })
  test("another writer: waits, then says so; reading goes on", async () => {
    const path = join(dir, "busy.db")
    const one = await openSqlite(path, {searchTerms})
    await one.keepReport(recordOf("نص أول هنا"))
    const Database = createRequire(import.meta.url)("libsql") as new (path: string) => {exec(sql: string): void; close(): void}
    const other = new Database(path)
    other.exec("begin immediate")
    const two = await openSqlite(path, {searchTerms, wait: 50})
    expect(await codeOf(() => two.keepReport(recordOf("نص ثان هنا", {source: "b.txt"})))).toBe("record-locked")
    expect(await two.stats()).toMatchObject({reports: 1})
    other.exec("rollback")
    other.close()
    expect(await two.keepReport(recordOf("نص ثان هنا", {source: "b.txt"}))).toBe("new")
    await two.close()
    await one.close()
  })
  test("a full disk: nothing of the report that did not fit, all of those before it", async () => {
    const path = join(dir, "full.db")
    const store = await openSqlite(path, {searchTerms, maxPages: 120})
    const long = (i: number): ReturnType<typeof recordOf> =>
      recordOf(`${i} ${Array.from({length: 3000}, (_, n) => `كلمة${i * 3000 + n}`).join(" ")}`, {source: `${i}.txt`})
    let kept = 0
    const code = await codeOf(async () => {
      for (; kept < 100; kept++) await store.keepReport(long(kept))
    })
    expect(code).toBe("disk-full")
    expect(kept).toBeGreaterThan(0)
    expect(await store.stats()).toMatchObject({reports: kept, sources: kept})
    await store.close()
    const again = await openSqlite(path, {searchTerms})
    expect(await again.keepReport(long(kept))).toBe("new")
    expect(await again.stats()).toMatchObject({reports: kept + 1})
    await again.close()
  })
  test.skipIf(process.getuid?.() === 0)("a record that may not be written can be read", async () => {
    const path = join(dir, "ro.db")
    await (await openSqlite(path, {searchTerms})).close()
    chmodSync(path, 0o444)
    expect(await codeOf(async () => (await openSqlite(path, {searchTerms})).keepReport(recordOf("نص جديد هنا")))).toBe("record-read-only")
  })
  test("killed at any moment: every acknowledged report is there, whole", async () => {
    const path = join(dir, "killed.db")
    const script = join(dir, "writer.mjs")
    writeFileSync(script, WRITER)
    const acknowledged = await new Promise<number>((done) => {
      const child = spawn(process.execPath, ["--no-warnings", script, createRequire(import.meta.url).resolve("libsql"), path], {
        stdio: ["ignore", "pipe", "inherit"],
      })
      let out = ""
      child.stdout.on("data", (d) => {
        out += d
        if (out.length > 600) child.kill("SIGKILL")
      })
      child.on("close", () =>
        done(
          Number(
            out
              .trimEnd()
              .split("\n")
              .at(out.endsWith("\n") ? -1 : -2),
          ),
        ),
      )
    })
    const Database = createRequire(import.meta.url)("libsql") as new (
      path: string,
    ) => {prepare(sql: string): {get(): {n: number; integrity_check: string}}; close(): void}
    const db = new Database(path)
    expect(db.prepare("pragma integrity_check").get().integrity_check).toBe("ok")
    const {n} = db.prepare("select count(*) n from x").get()
    expect(n).toBeGreaterThanOrEqual(acknowledged)
    expect(n % 7).toBe(0)
    db.close()
  })
})

/// Writes groups of seven rows and says how many there are after each; killed while it does so.
const WRITER = `
import {createRequire} from "node:module"
const Database = createRequire(process.argv[2])(process.argv[2])
const db = new Database(process.argv[3])
db.exec("pragma journal_mode = wal; pragma synchronous = full; create table x(a integer primary key, b text)")
for (;;) {
  db.exec("begin immediate")
  for (let i = 0; i < 7; i++) db.prepare("insert into x(b) values (?)").run("z".repeat(500))
  db.exec("commit")
  process.stdout.write(db.prepare("select count(*) n from x").get().n + "\\n")
}
`
