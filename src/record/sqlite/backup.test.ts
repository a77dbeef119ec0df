import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {press} from "../../support/index.ts"
import {recordOf, searchTerms as terms} from "../store.contract.ts"
import type {Store} from "../store.ts"
import {backupSqlite, restoreSqlite} from "./backup.ts"
import {connect} from "./driver.ts"
import {openSqlite} from "./open.ts"

const searchTerms = async () => terms
const AT = "2026-11-21T10:00:00.000Z"

describe("backup and restore", () => {
  let dir = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-backup-"))
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const codeOf = (act: Promise<unknown>): Promise<string> =>
    act.then(
      () => "no error",
      (error) => (error as {issue?: {code: string}}).issue?.code ?? String(error),
    )
  const take = (store: Store, i: number): Promise<unknown> => {
    const text = `زار بوتين الصين مرة ${i}`
    const raw = {pressed: press(Buffer.from(text)), at: AT, source: "files", name: `${i}.txt`, media: null, charset: null, published: null}
    const record = recordOf(text, {source: `${i}.txt`, events: [{words: "زار بوتين", who: ["person:putin"]}]})
    return store.take([{source: "files", item: `${i}.txt`, record, raw, code: null, detail: null, ms: 1}], {at: AT, program: "1"})
  }
  const filled = async (name: string, n: number): Promise<string> => {
    const path = join(dir, name)
    const store = await openSqlite(path, {searchTerms})
    for (let i = 0; i < n; i++) await take(store, i)
    await store.close()
    return path
  }
  const contents = async (path: string) => {
    const store = await openSqlite(path, {searchTerms, mustExist: true})
    try {
      return await store.contents()
    } finally {
      await store.close()
    }
  }

  test("the drill: a backup while a writer goes on; the record lost; what is restored is what the backup held, and more can be kept", async () => {
    const path = await filled("live.db", 40)
    const writer = await openSqlite(path, {searchTerms})
    let written = 40
    let isOver = false
    const writing = (async () => {
      while (!isOver) {
        await take(writer, written++)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const made = await backupSqlite(path, join(dir, "live.backup"), AT)
    isOver = true
    await writing
    await writer.close()
    expect(made.counts.reports).toBeGreaterThanOrEqual(40)
    expect(made.counts.reports).toBeLessThanOrEqual(written)
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, {force: true})
    const restored = await restoreSqlite(join(dir, "live.backup"), path)
    expect(restored).toMatchObject({digest: made.digest, counts: made.counts, at: AT})
    expect(await contents(path)).toEqual({digest: made.digest, counts: made.counts})
    // The same reports give the same record again, wherever they were kept.
    const again = await openSqlite(path, {searchTerms})
    for (let i = 0; i < written; i++) await take(again, i)
    expect((await again.stats()).reports).toBe(written)
    const {reports} = await again.stats()
    expect((await again.ledger.totals({}))[0]?.counts.new).toBe(reports)
    expect((await again.lists.changes(0, 10_000, ["report"])).map((c) => c.id)).toHaveLength(reports)
    await again.close()
    expect((await contents(path)).digest).toBe((await contents(await filled("same.db", written))).digest)
  })
  test("a full disk: reports, bytes, lines and history of what fitted, nothing of the rest; with room again it goes on", async () => {
    const path = join(dir, "full.db")
    const store = await openSqlite(path, {searchTerms, maxPages: 130})
    let kept = 0
    const code = await codeOf(
      (async () => {
        for (; kept < 2000; kept++) await take(store, kept)
      })(),
    )
    expect(code).toBe("disk-full")
    expect(kept).toBeGreaterThan(3)
    const whole = async (of: Store, n: number): Promise<void> => {
      const {counts} = await of.contents()
      expect(counts).toMatchObject({reports: n, origins: n, claims: n, inputs: n, entries: n})
      expect((await of.lists.changes(0, 10_000, ["report", "claim"])).length).toBe(2 * n)
    }
    await whole(store, kept)
    await store.close()
    const again = await openSqlite(path, {searchTerms})
    await take(again, kept)
    await whole(again, kept + 1)
    await again.close()
    expect((await contents(path)).digest).toBe((await contents(await filled("roomy.db", kept + 1))).digest)
  })
  test("another program writes: a backup is made all the same", async () => {
    const path = await filled("locked.db", 2)
    const other = connect(path, {})
    other.exec("begin immediate; delete from ledger")
    const made = await backupSqlite(path, join(dir, "locked.backup"), AT)
    expect(made.counts).toMatchObject({reports: 2, entries: 2})
    other.exec("rollback")
    other.close()
  })
  test("a backup is a record that can be asked", async () => {
    const path = await filled("asked.db", 3)
    await backupSqlite(path, join(dir, "asked.backup"), AT)
    const store = await openSqlite(join(dir, "asked.backup"), {searchTerms, mustExist: true})
    expect((await store.search({words: "بوتين"})).total).toBe(3)
    await store.close()
  })
  test("nothing is overwritten, and nothing half made is left", async () => {
    const path = await filled("there.db", 2)
    writeFileSync(join(dir, "there.backup"), "mine")
    expect(await codeOf(backupSqlite(path, join(dir, "there.backup"), AT))).toBe("backup-there")
    expect(readFileSync(join(dir, "there.backup"), "utf8")).toBe("mine")
    await backupSqlite(path, join(dir, "there2.backup"), AT)
    expect(await codeOf(restoreSqlite(join(dir, "there2.backup"), path))).toBe("record-there")
    expect(await codeOf(backupSqlite(join(dir, "none.db"), join(dir, "none.backup"), AT))).toBe("record-missing")
    expect(await codeOf(backupSqlite(path, join(dir, "no", "x.backup"), AT))).not.toBe("no error")
    expect(await codeOf(restoreSqlite(join(dir, "none.backup"), join(dir, "new.db")))).toBe("record-missing")
    expect(await codeOf(restoreSqlite(join(dir, "there.backup"), join(dir, "new.db")))).toBe("record-foreign")
    expect(await codeOf(restoreSqlite(join(dir, "there2.backup"), join(dir, "no", "new.db")))).toBe("record-unopened")
    expect(existsSync(join(dir, "new.db"))).toBe(false)
    expect(readdirSync(dir).filter((f) => f.includes(".part"))).toEqual([])
  })
  test("a backup that does not hold what it says is refused: rows gone, a word changed, bytes lost", async () => {
    const path = await filled("whole.db", 12)
    const tampered = async (name: string, act: (file: string) => void): Promise<string> => {
      const file = join(dir, name)
      await backupSqlite(path, file, AT)
      act(file)
      return codeOf(restoreSqlite(file, join(dir, `${name}.db`)))
    }
    const run = (sql: string) => (file: string) => {
      const connection = connect(file, {})
      connection.exec(sql)
      connection.close()
    }
    expect(await tampered("rows.backup", run("delete from ledger where seq = 5"))).toBe("backup-damaged")
    expect(await tampered("word.backup", run("update claim set body = replace(body, 'occurred', 'planned') where seq = 3"))).toBe(
      "backup-damaged",
    )
    const torn = await tampered("bytes.backup", (file) => {
      const bytes = readFileSync(file)
      bytes.fill(0x5a, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 9000)
      writeFileSync(file, bytes)
    })
    expect(torn).toBe("backup-damaged")
    expect(readdirSync(dir).filter((f) => /\.backup\.db/.test(f))).toEqual([])
  })
})
