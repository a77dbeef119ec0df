import {spawn} from "node:child_process"
import {existsSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join, resolve} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {openStore} from "../../src/record/index.ts"
import {searchTerms} from "../../src/record/store.contract.ts"
import {filler, page, rss} from "./pages.ts"
import {openWorld, type World} from "./world.ts"

/// The program itself, as it was built, killed in the middle of its work again and again.
const PROGRAM = resolve(import.meta.dirname, "../../dist/bundle/isnad.js")
const FEEDS = 3
const ITEMS = 8

let world: World
let dir = ""
beforeAll(async () => {
  world = await openWorld()
  dir = mkdtempSync(join(tmpdir(), "isnad-killed-"))
  const at = (path: string): string => world.at("127.0.0.1", path)
  const outlet = world.outlet("127.0.0.1", {})
  for (let f = 1; f <= FEEDS; f++) {
    const items = Array.from({length: ITEMS}, (_, i) => ({url: at(`/${f}/${i}`), title: `خبر ${f} ${i}`, day: "2026-05-20"}))
    outlet.set(`/${f}.xml`, {headers: {etag: `"${f}"`}, body: rss(`وكالة ${f}`, items)})
    for (let i = 0; i < ITEMS; i++) {
      const body = page({
        title: `وزير الخارجية المصري في الدوحة ${f} ${i}`,
        text: `زار وزير الخارجية المصري الدوحة أمس في لقاء رقم ${f * 100 + i}.\n${filler(`${f} ${i}`)}`,
      })
      outlet.set(`/${f}/${i}`, (_, response) => void setTimeout(() => response.writeHead(200, {"content-type": "text/html"}).end(body), 15))
    }
  }
  const sources = Array.from({length: FEEDS}, (_, f) => `[[source]]\nname = "f${f + 1}"\nkind = "feed"\nurl = "${at(`/${f + 1}.xml`)}"\n`)
  writeFileSync(
    join(dir, "isnad.toml"),
    `db = ${JSON.stringify(join(dir, "news.db"))}\n[gather]\nallow = ["127.0.0.1:${world.port}"]\npause = "0.01s"\n${sources.join("\n")}`,
  )
})
afterAll(async () => {
  world.clock.stop()
  await world.close()
  rmSync(dir, {recursive: true, force: true})
})

function run(...args: string[]): Promise<{readonly out: string; readonly code: number | null}> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["--no-warnings", PROGRAM, ...args], {cwd: dir, stdio: ["ignore", "pipe", "inherit"]})
    let out = ""
    child.stdout.on("data", (data: Buffer) => (out += data.toString("utf8")))
    child.on("close", (code) => done({out, code}))
  })
}

/// Runs `isnad fetch`; killed once it has told of so many items.
function fetchUntil(items: number): Promise<{readonly told: number; readonly code: number | null; readonly errors: string}> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["--no-warnings", PROGRAM, "fetch", "--json"], {cwd: dir, env: {...process.env, ISNAD_DB: ""}})
    let told = 0
    let errors = ""
    child.stdout.on("data", (data: Buffer) => {
      told += data.toString("utf8").split('"event":"item"').length - 1
      if (told >= items) child.kill("SIGKILL")
    })
    child.stderr.on("data", (data: Buffer) => (errors += data.toString("utf8")))
    child.on("close", (code) => done({told, code, errors}))
  })
}

describe.skipIf(!existsSync(PROGRAM))("killed in the middle", () => {
  test("the next time goes on: no item is lost and none comes twice", async () => {
    for (const items of [3, 6]) expect(await fetchUntil(items)).toMatchObject({code: null})
    const last = await fetchUntil(Number.POSITIVE_INFINITY)
    expect([last.code, last.errors]).toEqual([0, ""])
    const store = await openStore(join(dir, "news.db"), {searchTerms: async () => searchTerms, mustExist: true})
    const {items: entries} = await store.ledger.entries({}, {limit: 0})
    const asNew = entries.filter((e) => e.what === "new").map((e) => e.item)
    expect([asNew.length, new Set(asNew).size]).toEqual([FEEDS * ITEMS, FEEDS * ITEMS])
    expect(new Set(entries.map((e) => e.what)).has("refused")).toBe(false)
    expect(await store.stats()).toMatchObject({reports: FEEDS * ITEMS, superseded: 0})
    for (let f = 1; f <= FEEDS; f++) expect(await store.sources.counts(`f${f}`)).toMatchObject({kept: ITEMS, waiting: 0})
    const {items: lines} = await store.lists.reportList({}, {limit: 100})
    const originsOf = async (of: typeof store): Promise<unknown[]> => Promise.all(lines.map(async (l) => (await of.report(l.id))?.origins))
    const origins = await originsOf(store)
    await store.close()
    // What was received gives the same when it is read again: what its feed said of it is not lost.
    const again = await run("reread", "--again", "--json", "--db", join(dir, "news.db"))
    expect(JSON.parse(again.out)).toMatchObject({kept: {new: 0, version: 0, origin: 0, reread: 0, same: FEEDS * ITEMS}})
    const after = await openStore(join(dir, "news.db"), {searchTerms: async () => searchTerms, mustExist: true})
    expect(await originsOf(after)).toEqual(origins)
    await after.close()
    const before = world.asked.length
    expect((await fetchUntil(1)).told).toBeLessThanOrEqual(FEEDS)
    expect(new Set(world.asked.slice(before).map((a) => a.path))).toEqual(new Set(["/1.xml", "/2.xml", "/3.xml"]))
  })
})
