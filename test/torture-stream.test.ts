import {type ChildProcess, spawn} from "node:child_process"
import {createHash} from "node:crypto"
import {existsSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join, resolve} from "node:path"
import {setTimeout as wait} from "node:timers/promises"
import {pathToFileURL} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openStore} from "../src/record/index.ts"
import {type Nats, natsServer, startNats} from "./nats.ts"
import {postgresServer, type Server, serverPid, start, startServer, stop} from "./postgres.ts"

/// Workers, senders, the NATS server and PostgreSQL are killed at random moments while reports go from files over the stream into a record:
/// afterwards every report is there exactly once, and says what it says where nobody was killed.
///   ISNAD_KILLS=50 ISNAD_REPORTS=2000 vitest run test/torture-stream.test.ts      (npm run torture:stream)

const root = resolve(import.meta.dirname, "..")
const program = join(root, "dist", "bundle", "isnad.js")
const nats = natsServer()
const hasPostgres = (await postgresServer()) !== undefined
const KILLS = Number(process.env.ISNAD_KILLS ?? 4)
const REPORTS = Number(process.env.ISNAD_REPORTS ?? 48)
const SEED = Number(process.env.ISNAD_SEED ?? 5)
const LONG = 120_000 + 20_000 * KILLS + 500 * REPORTS

type Made = {
  randomFrom(seed: number): () => number
  reportOf(length: number, random: () => number, day: string): string
}

describe.skipIf(!existsSync(program) || nats === undefined)("killed at random moments", () => {
  let dir = ""
  let random: () => number
  const running = new Set<ChildProcess>()
  const ends: (() => Promise<void> | void)[] = []
  const ran = (args: readonly string[]): {readonly child: ChildProcess; readonly done: Promise<number | null>} => {
    const child = spawn(process.execPath, ["--no-warnings", program, ...args], {
      cwd: dir,
      stdio: "ignore",
      env: {PATH: process.env.PATH, NO_COLOR: "1"},
    })
    running.add(child)
    return {
      child,
      done: new Promise((done) =>
        child.once("close", (code) => {
          running.delete(child)
          done(code)
        }),
      ),
    }
  }
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "isnad-torture-stream-"))
    const made = (await import(pathToFileURL(join(root, "bench", "reports.mjs")).href)) as Made
    random = made.randomFrom(SEED)
    const lines = Array.from({length: REPORTS}, (_, i) => {
      const published = new Date(Date.UTC(2024, 0, 1 + Math.floor(i / 8))).toISOString().slice(0, 10)
      return JSON.stringify({text: `${made.reportOf(500 + Math.floor(random() * 700), random, published)}\n\nرقم ${i}.`, published})
    })
    writeFileSync(join(dir, "reports.jsonl"), `${lines.join("\n")}\n`)
  })
  afterAll(async () => {
    for (const child of running) child.kill("SIGKILL")
    for (const end of ends) await end()
    rmSync(dir, {recursive: true, force: true})
  })

  async function undisturbed(server: Nats): Promise<State> {
    const over = ["--nats", server.address, "--prefix", "calm"]
    expect(await ran(["send", "reports.jsonl", ...over]).done).toBe(0)
    expect(await ran(["worker", "--until-empty", "--db", "calm.db", ...over]).done).toBe(0)
    return stateOf(join(dir, "calm.db"))
  }

  test(
    `${KILLS} kills while ${REPORTS} reports are sent, read and kept`,
    async () => {
      const server = await startNats(nats as string)
      ends.push(() => server.end())
      const expected = await undisturbed(server)
      expect(expected.reports.size).toBe(REPORTS)
      const postgres: Server | undefined = hasPostgres ? await startServer({durable: true}) : undefined
      if (postgres) ends.push(() => stop(postgres.cluster))
      const db = postgres?.address ?? join(dir, "killed.db")
      const over = ["--nats", server.address, "--prefix", "torture"]

      // Whoever watches over them starts them again.
      let isOver = false
      const workers: (ChildProcess | undefined)[] = []
      const keepAlive = async (n: number): Promise<void> => {
        while (!isOver) {
          const {child, done} = ran(["worker", "--db", db, ...over])
          workers[n] = child
          await done
        }
      }
      const alive = [keepAlive(0), keepAlive(1)]
      let sender: ChildProcess | undefined
      const sent = (async () => {
        for (;;) {
          const {child, done} = ran(["send", "reports.jsonl", ...over])
          sender = child
          if ((await done) === 0) break
        }
        sender = undefined
      })()
      const victims: {readonly [name: string]: () => Promise<void>} = {
        worker: async () => void workers[Math.floor(random() * workers.length)]?.kill("SIGKILL"),
        sender: async () => void sender?.kill("SIGKILL"),
        nats: async () => {
          await server.kill()
          await wait(random() * 500)
          await server.start()
        },
        ...(postgres
          ? {
              postgres: async () => {
                process.kill(serverPid(postgres.cluster), "SIGKILL")
                await wait(random() * 500)
                await start(postgres.cluster)
              },
            }
          : {}),
      }
      const names = Object.keys(victims)
      const killed: string[] = []
      for (let n = 0; n < KILLS; n++) {
        await wait(200 + random() * 1800)
        // Each of them at least once, then whichever.
        const name = names[n < names.length ? n : Math.floor(random() * names.length)] as string
        await (victims[name] as () => Promise<void>)()
        killed.push(name)
      }
      await within("everything sent", sent)
      isOver = true
      for (const child of workers) child?.kill("SIGTERM")
      await within("workers ended when told", Promise.all(alive))
      // What a killed worker had in hand is given out again after a while.
      expect(await within("what was left taken in", ran(["worker", "--until-empty", "--db", db, ...over]).done)).toBe(0)
      const state = await stateOf(db)
      expect(killed.length).toBe(KILLS)
      expect([...state.reports.keys()].sort()).toEqual([...expected.reports.keys()].sort())
      expect(state.reports).toEqual(expected.reports)
      expect(state.counts).toEqual(expected.counts)
      // Acknowledged once each: the ledger has one line that says «new» for every report.
      expect(state.fresh).toBe(REPORTS)
      expect(state.dead).toBe(0)
    },
    LONG,
  )
})

/// A step that does not come to its end says which it was.
async function within<T>(step: string, done: Promise<T>): Promise<T> {
  const late = Symbol()
  const first = await Promise.race([done, wait(LONG / 4, late, {ref: false})])
  if (first === late) throw new Error(`not within ${LONG / 4000} s: ${step}`)
  return first as T
}

type State = {
  /// Reports by id, with a digest of what they say.
  readonly reports: ReadonlyMap<string, string>
  readonly counts: object
  readonly fresh: number
  readonly dead: number
}

async function stateOf(address: string): Promise<State> {
  const store = await openStore(address, {searchTerms: async () => searchTerms, mustExist: true})
  try {
    const reports = new Map<string, string>()
    for (let after: string | undefined; ; ) {
      const piece = await store.lists.reportList({}, {limit: 200, ...(after === undefined ? {} : {after})})
      for (const {id} of piece.items) {
        const kept = await store.report(id)
        reports.set(id, createHash("sha256").update(JSON.stringify(kept?.record)).digest("hex"))
      }
      if (piece.after === null) break
      after = piece.after
    }
    const totals = await store.ledger.totals({})
    const sum = (what: "new" | "refused"): number => totals.reduce((n, t) => n + t.counts[what], 0)
    // Which of very many made-up reports are compared depends on their order; what the record says and holds does not.
    const {origins, claims, entities, names, compared, inputs} = (await store.contents()).counts
    return {reports, counts: {origins, claims, entities, names, compared, inputs}, fresh: sum("new"), dead: sum("refused")}
  } finally {
    await store.close()
  }
}
