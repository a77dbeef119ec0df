import {spawn} from "node:child_process"
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join, resolve} from "node:path"
import {pathToFileURL} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {type Contents, openStore} from "../src/record/index.ts"

/// What may happen to a record while it is written, in a short form; `npm run torture` has the long one.

const root = resolve(import.meta.dirname, "..")
const program = join(root, "dist", "bundle", "isnad.js")

type Ran = {readonly code: number | null; readonly out: string; readonly err: string}
const run = (args: readonly string[], cwd = root): Promise<Ran> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ["--no-warnings", ...args], {cwd, env: {PATH: process.env["PATH"]}})
    let [out, err] = ["", ""]
    child.stdout.on("data", (d) => (out += d))
    child.stderr.on("data", (d) => (err += d))
    child.on("close", (code) => done({code, out, err}))
  })

describe.skipIf(!existsSync(program))("whatever happens", () => {
  let dir = ""
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "isnad-whatever-"))
    // Made-up reports that tell of different things: of very many that tell the same, which are compared depends on which came last.
    const made = (await import(pathToFileURL(join(root, "bench", "reports.mjs")).href)) as {
      randomFrom(seed: number): () => number
      reportOf(length: number, random: () => number, day: string): string
    }
    for (const [seed, folder] of ["one", "two"].entries()) {
      mkdirSync(join(dir, folder))
      const random = made.randomFrom(seed + 4)
      for (let i = 0; i < 40; i++)
        writeFileSync(join(dir, folder, `${i}.txt`), `${made.reportOf(700, random, "2024-01-05")}\n\nالملف ${folder} رقم ${i}.\n`)
    }
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const contents = async (db: string): Promise<Contents> => {
    const store = await openStore(join(dir, db), {searchTerms: async () => searchTerms, mustExist: true})
    try {
      return await store.contents()
    } finally {
      await store.close()
    }
  }

  test("the writer is killed five times: what was acknowledged is there exactly once, and the record is the same", async () => {
    const {code, out, err} = await run(["scripts/torture.mjs", "--kills", "5", "--reports", "60", "--seed", "3", "--json"])
    expect([code, err]).toEqual([0, ""])
    const {sqlite} = JSON.parse(out).results
    expect(sqlite).toMatchObject({killed: 5, acknowledged: 60, wrong: []})
    expect(sqlite.moments.writing).toBeGreaterThan(0)
  }, 180_000)
  test("two programs write to one record: each waits for the other, and nothing is lost", async () => {
    const both = await Promise.all(["one", "two"].map((folder) => run([program, "keep", folder, "--db", "both.db", "--json"], dir)))
    expect(both.map((r) => [r.code, JSON.parse(r.out).kept.new])).toEqual([
      [0, 40],
      [0, 40],
    ])
    const alone = await run([program, "keep", "one", "two", "--db", "alone.db", "--json"], dir)
    expect(JSON.parse(alone.out).kept.new).toBe(80)
    const [together, apart] = [await contents("both.db"), await contents("alone.db")]
    expect(together.counts).toMatchObject({reports: 80, origins: 80, compared: 80, inputs: 80, entries: 80})
    expect(together.digest).toBe(apart.digest)
  }, 180_000)
})
