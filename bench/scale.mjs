// How many reports a second are kept end to end, by the program as it is run: read, taken in with their bytes, compared.
//   npm run bench:scale                                      a SQLite file, `isnad keep --jobs 1` and `--jobs 2`
//   npm run bench:scale -- --db postgres://user@host/name    the same into a server
//   npm run bench:scale -- --db … --nats nats://host:4222    and 1, 2 and 4 workers over JetStream
//   npm run bench:scale -- --reports 2000 --json
// Wall time is that of the whole run, its start included. Seconds of the processor are of the programs and, where it runs here too, of
// what serves them: on a machine that others use, reports a second of the processor say more.
import {spawn} from "node:child_process"
import {mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {edtfOf, randomFrom, reportOf} from "./reports.mjs"
import {serverTime} from "./served.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const program = join(root, "dist", "bundle", "isnad.js")
const args = process.argv.slice(2)
const option = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise)
const count = Number(option("--reports", 1000))
const address = option("--db")
const nats = option("--nats")
const isJson = args.includes("--json")
const dir = mkdtempSync(join(tmpdir(), "isnad-scale-"))
const input = join(dir, "reports.jsonl")
const random = randomFrom(23)
const day = (i) => Date.UTC(2022, 0, 1) / 86_400_000 + Math.floor(i / 60)
writeFileSync(
  input,
  Array.from({length: count}, (_, i) =>
    JSON.stringify({
      text: reportOf(1000 + Math.floor(random() * 1700), random, day(i)),
      published: edtfOf(day(i)),
      url: `https://outlet-${i % 40}.example/${i}`,
    }),
  ).join("\n"),
)

/// Runs the program, and tells the seconds of the processor that it took: the shell has them.
function run(given) {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "bash", process.execPath, "--no-warnings", program, ...given], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {...process.env, NO_COLOR: "1"},
    })
    let said = ""
    child.stderr.on("data", (data) => (said += data))
    child.on("close", (code) => {
      const [user, system] = (said.trim().split("\n").at(-1) ?? "").split(" ").map(Number)
      if (code !== 0 || Number.isNaN(user)) reject(new Error(`${given[0]} ended with ${code}: ${said}`))
      else resolve(user + system)
    })
  })
}

const rows = []
async function measured(what, work, bytesOf) {
  const server = address && (await serverTime(address))
  const watch = setInterval(() => void server?.ms(), 250)
  const from = performance.now()
  const own = await work()
  const wall = (performance.now() - from) / 1000
  const served = server ? (await server.ms()) / 1000 : 0
  clearInterval(watch)
  await server?.end()
  const row = {
    what,
    reports: count,
    perSecond: Math.round(count / wall),
    perSecondOfProcessor: Math.round(count / (own + served)),
    cores: Math.round((10 * (own + served)) / wall) / 10,
    ...(bytesOf ? {kilobytesPerReport: Math.round(bytesOf() / count / 100) / 10} : {}),
  }
  rows.push(row)
  if (!isJson)
    console.log(
      `${what.padEnd(34)} ${String(row.perSecond).padStart(5)} reports/s  ${String(row.perSecondOfProcessor).padStart(5)} per second of one core  (${row.cores} cores in use)${row.kilobytesPerReport ? `  ${row.kilobytesPerReport} kB a report` : ""}`,
    )
}

const schemas = []
/// A schema of its own for each, which goes at the end.
const at = () => {
  schemas.push(`scale_${process.pid}_${schemas.length}`)
  return `${address}${address.includes("?") ? "&" : "?"}schema=${schemas.at(-1)}`
}
try {
  for (const jobs of [1, 2]) {
    const file = join(dir, `${jobs}.db`)
    await measured(
      `SQLite, --jobs ${jobs}`,
      () => run(["keep", input, "--db", file, "--jobs", String(jobs)]),
      () => statSync(file).size,
    )
  }
  if (address)
    for (const jobs of [1, 2])
      await measured(`PostgreSQL, --jobs ${jobs}`, () => run(["keep", input, "--db", at(), "--jobs", String(jobs)]))
  if (address && nats)
    for (const workers of [1, 2, 4]) {
      const over = ["--nats", nats, "--prefix", `scale-${process.pid}-${workers}`]
      await run(["send", input, ...over])
      const db = at()
      const all = async () => {
        const used = await Promise.all(Array.from({length: workers}, () => run(["worker", "--until-empty", "--db", db, ...over])))
        return used.reduce((a, b) => a + b, 0)
      }
      await measured(`PostgreSQL, ${workers} worker${workers > 1 ? "s" : ""} over JetStream`, all)
    }
  if (isJson) console.log(JSON.stringify({cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, rows}, null, 2))
} finally {
  rmSync(dir, {recursive: true})
  if (address) {
    const server = await serverTime(address)
    for (const schema of schemas) await server.drop(schema)
    await server.end()
  }
}
