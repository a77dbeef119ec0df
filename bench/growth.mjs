// What a report costs as the record grows: taken in (bytes, claims, words, ledger) and compared with all others, as `isnad keep` does.
//   npm run bench:growth                              to 10,000 reports in a SQLite file
//   npm run bench:growth -- --reports 1000000         to a million (hours)
//   npm run bench:growth -- --db postgres://…         a PostgreSQL server instead
//   npm run bench:growth -- --step 10000 --a-day 60 --read 300 --bytes 1000-2700
//   npm run bench:growth -- --file PATH --from 80000  in this file, which stays, and holds so many already
//   npm run bench:growth -- --json
// Milliseconds are those of the processor, so that a busy machine counts less: of this program and, where the server runs here too, of the
// processes that serve it. Each line is of the reports since the line before it.
import {mkdtempSync, rmSync, statSync} from "node:fs"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {reportMaker} from "./arrivals.mjs"
import {serverTime} from "./served.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const option = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise)
const most = Number(option("--reports", 10_000))
const start = Number(option("--from", 0))
const step = Number(option("--step", Math.min(most, 10_000)))
const address = option("--db")
const isJson = args.includes("--json")
const say = isJson ? () => {} : console.log
const [{openStore}, {IN_BULK, Intake}, {searchTerms}] = await Promise.all([
  load("record/index.js"),
  load("intake/index.js"),
  load("lang/ar/index.js"),
])
const made = await reportMaker(load, {
  read: Number(option("--read", 300)),
  aDay: Number(option("--a-day", 60)),
  bytes: option("--bytes", "1000-2700").split("-").map(Number),
})

const dir = mkdtempSync(join(tmpdir(), "isnad-growth-"))
const file = option("--file", join(dir, "growth.db"))
const schema = `growth_${process.pid}`
const server = address && (await serverTime(address))
const store = await openStore(address ? `${address}${address.includes("?") ? "&" : "?"}schema=${schema}` : file, {
  searchTerms: async () => searchTerms,
})
const spent = () => {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1000
}
const total = async () => spent() + (server ? await server.ms() : 0)
/// What a piece of work takes, told apart from making the reports.
const cost = {take: 0, link: 0}
const timed = async (what, work) => {
  const from = await total()
  try {
    return await work()
  } finally {
    cost[what] += (await total()) - from
  }
}
const taking = {
  take: (arrivals, by) => timed("take", () => store.take(arrivals, by)),
  links: {linking: (work) => timed("link", () => store.links.linking(work))},
}
const intake = new Intake(taking, {
  now: () => new Date(),
  program: "bench",
  isDebug: true,
  ...IN_BULK,
  onKept: () => {},
  onFault: (issue) => {
    throw new Error(issue.says)
  },
})
const rows = []
const _before = {at: 0, read: 0}
const began = performance.now()
try {
  for (let n = start; n < most; ) {
    const from = {...cost}
    const end = Math.min(most, n < 1000 ? 1000 : n < step ? step : n + step)
    const first = n
    for (; n < end; n++) await intake.add(made(n))
    await intake.flush()
    const count = end - first
    const bytes = address
      ? (await store.stats()).bytes
      : statSync(file).size + (statSync(`${file}-wal`, {throwIfNoEntry: false})?.size ?? 0)
    const row = {
      reports: n,
      takeMs: (cost.take - from.take) / count,
      linkMs: (cost.link - from.link) / count,
      rssMB: Math.round(process.memoryUsage.rss() / 1e6),
      peakMB: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
      heapMB: Math.round(process.memoryUsage().heapTotal / 1e6),
      kilobytesPerReport: Math.round(bytes / n / 100) / 10,
      seconds: Math.round((performance.now() - began) / 1000),
    }
    rows.push(row)
    const ms = (x) => x.toFixed(2).padStart(6)
    say(
      `${String(n).padStart(8)} reports ${ms(row.takeMs + row.linkMs)} ms a report (${ms(row.takeMs)} taken in, ${ms(row.linkMs)} compared)  ${row.rssMB} MB (peak ${row.peakMB}, heap ${row.heapMB})  ${row.kilobytesPerReport} kB a report  ${row.seconds} s`,
    )
  }
  if (isJson) console.log(JSON.stringify({cpu: cpus()[0]?.model ?? "unknown", rows}, null, 2))
} finally {
  await store.close()
  rmSync(dir, {recursive: true})
  await server?.drop(schema)
  await server?.end()
}
