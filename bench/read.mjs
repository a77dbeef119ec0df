// How fast web archives are read, and in how much memory: a WARC of 10,000 records, first its records alone, then each page to its article.
//   node bench/read.mjs [--records N] [--articles N]
// One core: nothing of it runs beside another. Memory is the resident set after a collection, at ten places on the way.
import {createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs"
import {once} from "node:events"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {spawnSync} from "node:child_process"
import {setFlagsFromString} from "node:v8"
import {runInNewContext} from "node:vm"
import {gzipSync} from "node:zlib"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = spawnSync(process.execPath, [join(root, "scripts", "build.mjs"), "--if-stale"], {stdio: "inherit"})
if (built.status !== 0) process.exit(2)
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const [{readWarc}, {unpacked}, {readReports}] = await Promise.all(["read/archives/warc.js", "read/bytes.js", "read/index.js"].map(load))
setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc")

const args = process.argv.slice(2)
const option = (name, fallback) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : fallback)
const RECORDS = option("--records", 10_000)
const ARTICLES = option("--articles", RECORDS)

const work = mkdtempSync(join(tmpdir(), "isnad-bench-read-"))
process.on("exit", () => rmSync(work, {recursive: true, force: true}))
const file = join(work, "pages.warc.gz")
const sizes = await write(file)
const mb = (n) => (n / 1e6).toFixed(1)
console.log(
  `${RECORDS} records, ${mb(sizes.pages)} MB of pages (${(sizes.pages / RECORDS / 1000).toFixed(1)} kB each), ${mb(statSync(file).size)} MB packed, Node ${process.version}, ${cpus()[0]?.model ?? "?"}`,
)

const alone = await measured(RECORDS, async (step) => {
  let pages = 0
  for await (const found of readWarc("pages", unpacked(createReadStream(file), fail), 20_000_000)) {
    if ("code" in found) continue
    pages++
    if (step(pages)) break
  }
  return pages
})
tell("records alone", alone, "records")
const articles = await measured(ARTICLES, async (step) => {
  let reports = 0
  for await (const reading of readReports(file)) {
    if (!("report" in reading)) continue
    reports++
    if (step(reports)) break
  }
  return reports
})
tell("page to article", articles, "reports")
const failed = alone.count !== Math.round(RECORDS * sizes.share) || alone.rate < 500
if (failed) console.error(`asked are ${Math.round(RECORDS * sizes.share)} pages and 500 records a second`)
process.exitCode = failed ? 1 : 0

/// Pages of the samples, each with a number of its own so that no two are one; every tenth record is none: a picture, a redirection, a request.
async function write(path) {
  const folder = join(root, "samples", "pages")
  const pages = readdirSync(folder)
    .filter((f) => f.endsWith(".html"))
    .map((f) => readFileSync(join(folder, f)))
  const out = createWriteStream(path)
  let bytes = 0
  let wanted = 0
  for (let n = 0; n < RECORDS; n++) {
    const other = n % 10 === 9
    const html = Buffer.concat([pages[n % pages.length], Buffer.from(`<!-- ${n} -->`)])
    const type = other ? "image/png" : "text/html"
    const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nX-Record: ${n}\r\n\r\n`), html])
    const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/${n}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-${String(n).padStart(12, "0")}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`
    bytes += html.length
    if (!other) wanted++
    if (!out.write(gzipSync(Buffer.concat([Buffer.from(head), http, Buffer.from("\r\n\r\n")]), {level: 1}))) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
  return {pages: bytes, share: wanted / RECORDS}
}

async function measured(most, run) {
  const memory = []
  const every = Math.max(1, Math.floor(most / 11))
  const from = performance.now()
  const cpu = process.cpuUsage()
  let lost = 0
  const count = await run((n) => {
    if (n % every === 0) {
      const stop = performance.now()
      collect()
      memory.push(process.memoryUsage().rss / 1e6)
      lost += performance.now() - stop
    }
    return n >= most
  })
  const wall = (performance.now() - from - lost) / 1000
  const used = process.cpuUsage(cpu)
  return {count, wall, cpu: (used.user + used.system) / 1e6, rate: count / 0.9 / wall, memory}
}

function tell(name, {count, wall, cpu, rate, memory}, what) {
  const shown = memory.map((m) => m.toFixed(0)).join(" ")
  console.log(
    `${name.padEnd(16)} ${count} ${what === "records" ? "pages" : what} in ${wall.toFixed(1)} s (${cpu.toFixed(1)} s of processor): ${rate.toFixed(0)} records/s, ${((wall / count) * 1e6).toFixed(0)} µs a page`,
  )
  console.log(`${"".padEnd(16)} resident MB on the way: ${shown}`)
}

function fail(detail) {
  throw new Error(detail)
}
