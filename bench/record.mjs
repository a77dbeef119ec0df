// How many reports a second a record takes: a SQLite file and, where --db names one, a PostgreSQL server, in turns with the same reports.
//   npm run bench:record -- --db postgres://user@host/name            1,000 reports
//   npm run bench:record -- --db postgres://… --reports 10000         to 10,000
//   npm run bench:record -- --read 500                                read fewer of them from texts
//   npm run bench:record -- --json
// The first ones are read from texts; those after them are made from those, with other ids and days and, for joining, other names and numbers.
// Time is that of the processor, so that a busy machine does not count: of this program and, where the server runs here too, of the
// processes that serve it (elsewhere their part is not seen).
// On the server they stand in a schema of their own, which is taken away at the end.
import {mkdtempSync, rmSync} from "node:fs"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {edtfOf, randomFrom, reportOf} from "./reports.mjs"
import {serverTime} from "./served.mjs"
import {traitsMaker} from "./traits.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const option = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise)
const most = Number(option("--reports", 1000))
const READ = Number(option("--read", 1000))
const address = option("--db")
const say = args.includes("--json") ? () => {} : console.log
const [{openReader, readReport}, {openStore}, {joinAll, keysOf, openWorld, traitsOf}, {searchTerms}] = await Promise.all([
  load("pipeline.js"),
  load("record/index.js"),
  load("link/index.js"),
  load("lang/ar/index.js"),
])
const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const random = randomFrom(17)
const FIRST_DAY = Date.UTC(2020, 0, 1) / 86_400_000
const GROUP = 64

const spent = () => {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1000
}
const server = address && (await serverTime(address))

const pool = []
let maker
let readMs = 0
/// A report with all that was read of it, and its traits.
async function made(n) {
  const day = FIRST_DAY + Math.floor(n / 60)
  if (n < READ) {
    const text = reportOf(1000 + Math.floor(random() * 1700), random, day)
    const from = spent()
    const record = readReport({source: `bench-${n}.txt`, text, published: edtfOf(day)}, reader)
    readMs += spent() - from
    const traits = traitsOf(record, world)
    pool.push({record, traits})
    return {record, traits}
  }
  maker ??= await traitsMaker(
    load,
    pool.map((p) => p.traits),
    random,
  )
  const {record, traits} = pool[n % pool.length]
  const id = `r_${n}`
  const named = (c) => ({...c, id: `${c.id}_${n}`})
  return {
    traits: maker.again(traits, Math.floor(n / pool.length), id, day),
    record: {
      ...record,
      report: {...record.report, id, source: `bench-${n}.txt`, published: {edtf: edtfOf(day), basis: "given", why: []}},
      events: record.events.map(named),
      statements: record.statements.map(named),
      figures: record.figures.map(named),
    },
  }
}

const dir = mkdtempSync(join(tmpdir(), "isnad-bench-record-"))
const schema = `bench_${process.pid}`
const open = (db) => openStore(db, {searchTerms: async () => searchTerms})
const ends = [{name: "SQLite", store: await open(join(dir, "bench.db"))}]
if (address) ends.push({name: "PostgreSQL", store: await open(`${address}${address.includes("?") ? "&" : "?"}schema=${schema}`)})
for (const end of ends) Object.assign(end, {keepMs: 0, linkMs: 0})
const steps = [...new Set([1000, 10_000, 100_000].filter((n) => n < most).concat(most))]
const rows = []
try {
  let reports = 0
  let before = 0
  for (const step of steps) {
    while (reports < step) {
      const batch = []
      while (batch.length < GROUP && reports + batch.length < step) batch.push(await made(reports + batch.length))
      // Now this one first, now the other: what slows the machine down meets both.
      for (const end of (reports / GROUP) % 2 === 0 ? ends : [...ends].reverse()) {
        const clock = async () => spent() + (end.name === "SQLite" ? 0 : await server.ms())
        const from = await clock()
        await end.store.keepReports(batch.map((one) => one.record))
        const kept = await clock()
        await end.store.links.linking(async (desk) => {
          const all = batch.map((one) => one.traits)
          await desk.remove(
            all.map((t) => t.report),
            keysOf,
          )
          await joinAll(all, desk)
        })
        end.keepMs += kept - from
        end.linkMs += (await clock()) - kept
      }
      reports += batch.length
    }
    const n = reports - before
    const perReport = readMs / Math.min(reports, READ)
    for (const end of ends) {
      const {bytes} = await end.store.stats()
      const row = {
        reports,
        backEnd: end.name,
        keptPerSecond: Math.round((1000 * n) / end.keepMs),
        linkedPerSecond: Math.round((1000 * n) / end.linkMs),
        // Read, kept and joined, one after the other on one core.
        endToEndPerSecond: Math.round(1000 / (perReport + (end.keepMs + end.linkMs) / n)),
        kilobytesPerReport: Math.round(bytes / reports / 100) / 10,
      }
      rows.push(row)
      say(
        `${String(row.reports).padStart(7)} reports  ${row.backEnd.padEnd(10)}  ${String(row.keptPerSecond).padStart(5)} kept/s  ${String(row.linkedPerSecond).padStart(5)} joined/s  ${String(row.endToEndPerSecond).padStart(5)} read, kept and joined/s  ${row.kilobytesPerReport} kB a report`,
      )
      end.keepMs = 0
      end.linkMs = 0
    }
    before = reports
  }
  if (args.includes("--json")) console.log(JSON.stringify({cpu: cpus()[0]?.model ?? "unknown", rows}, null, 2))
} finally {
  for (const {store} of ends) await store.close()
  rmSync(dir, {recursive: true})
  await server?.drop(schema)
  await server?.end()
}
