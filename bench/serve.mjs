// How fast the API answers: made-up reports in a record, then requests at a steady rate, each kind of question by itself.
//   npm run bench:serve                       2,000 reports, 50 requests a second
//   npm run bench:serve -- --reports 100000   and more
//   npm run bench:serve -- --only event,search
//   npm run bench:serve -- --db FILE          a record that is there already, or is made there and stays
import {existsSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {randomFrom, reportOf} from "./reports.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const option = (name, usual) => (args.includes(name) ? args[args.indexOf(name) + 1] : usual)
const count = Number(option("--reports", 2000))
const rate = Number(option("--rate", 50))
const seconds = Number(option("--seconds", 4))
const [{openReader, readReport}, {openStore}, {openWorld}, {searchTerms}, {makeServer}, {linkPending}] = await Promise.all([
  load("pipeline.js"),
  load("record/index.js"),
  load("link/index.js"),
  load("lang/ar/index.js"),
  load("serve/index.js"),
  load("intake/index.js"),
])

const dir = mkdtempSync(join(tmpdir(), "isnad-bench-"))
const file = option("--db", join(dir, "bench.db"))
const isThere = existsSync(file)
const store = await openStore(file, {searchTerms: async () => searchTerms})
const random = randomFrom(7)
if (!isThere) {
  const reader = openReader()
  const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
  const started = performance.now()
  for (let done = 0; done < count; ) {
    const records = []
    for (; records.length < 50 && done < count; done++) {
      const day = new Date(Date.UTC(2021, 0, 1 + Math.floor(random() * 1500))).toISOString().slice(0, 10)
      records.push(readReport({source: `bench/${done}.txt`, text: reportOf(1800, random), published: day}, reader))
    }
    await store.keepReports(records)
    await linkPending(store, () => world)
    if (done % 5000 === 0) console.log(`${done} reports after ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  console.log(`${count} reports kept and linked in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

const app = await makeServer({store, version: "bench", rate: 1e9, hosts: ["127.0.0.1"]})
const base = await app.listen({host: "127.0.0.1", port: 0})
const json = async (path) => (await fetch(base + path)).json()
const events = (await json("/api/v1/events?from=2022&limit=200")).items.map((e) => e.event.id)
const actors = (await json("/api/v1/entities?limit=60")).items.map((e) => e.id)
const reports = (await json("/api/v1/reports?limit=200")).items.map((r) => r.id)
const pick = (list) => list[Math.floor(random() * list.length)]
const WORDS = ["وزارة", "الرئيس", "اتفاق", "زيارة", "مليار دولار", "الخارجية"]
const month = () => `${2021 + Math.floor(random() * 4)}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}`
const questions = {
  timeline: () => `/api/v1/timeline?actor=${encodeURIComponent(pick(actors))}&limit=50`,
  events: () => `/api/v1/events?from=${month()}&limit=50`,
  event: () => `/api/v1/events/${pick(events)}`,
  report: () => `/api/v1/reports/${pick(reports)}`,
  queue: () => "/api/v1/queue?limit=20",
  search: () => `/api/v1/search?q=${encodeURIComponent(pick(WORDS))}&from=${month()}&limit=20`,
  relation: () => `/api/v1/relations?a=${encodeURIComponent(pick(actors))}&b=${encodeURIComponent(pick(actors))}`,
  today: () => "/api/v1/today",
}
console.log(`${rate} requests a second, ${seconds} s each, answers not taken from a tag`)
const only = option("--only", "")?.split(",").filter(Boolean) ?? []
for (const [name, path] of Object.entries(questions)) {
  if (only.length > 0 && !only.includes(name)) continue
  const times = []
  const first = performance.now()
  await (await fetch(base + path())).arrayBuffer()
  const cold = performance.now() - first
  const waiting = []
  for (let i = 0; i < rate * seconds; i++) {
    waiting.push(
      new Promise((done) =>
        setTimeout(
          async () => {
            const started = performance.now()
            const response = await fetch(base + path())
            await response.arrayBuffer()
            if (response.status >= 500) throw new Error(`${name}: ${response.status}`)
            times.push(performance.now() - started)
            done()
          },
          (i * 1000) / rate,
        ),
      ),
    )
  }
  await Promise.all(waiting)
  times.sort((a, b) => a - b)
  const at = (part) => `${times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1)} ms`
  console.log(
    `${name.padEnd(10)} p50 ${at(0.5).padStart(10)}  p95 ${at(0.95).padStart(10)}  p99 ${at(0.99).padStart(10)}  first ${cold.toFixed(0)} ms`,
  )
}
await app.close()
await store.close()
rmSync(dir, {recursive: true, force: true})
