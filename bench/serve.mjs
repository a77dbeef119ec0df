// How fast the reading room answers: made-up reports in a record, `isnad serve` as a program of its own, and requests sent at a steady
// rate whether those before were answered or not.
//   npm run bench:serve                       2,000 reports, 50 requests a second
//   npm run bench:serve -- --reports 100000   and more
//   npm run bench:serve -- --db FILE          a record that is there already, or is made there and stays
//   npm run bench:serve -- --rate 50 --seconds 60 --json
//   npm run bench:serve -- --wait 20          so many seconds before the mixed ones: what threads read ahead when nobody asks is read then
//   npm run bench:serve -- --browser          and how soon the first page is there in Chromium
// First each kind of question that the pages ask is asked once, of a server that has answered nothing yet; then timelines, events,
// searches and relations are asked all mixed, each with others and other words. No answer is taken from a tag.
import {spawn} from "node:child_process"
import {existsSync, mkdtempSync, rmSync} from "node:fs"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {Agent, fetch} from "undici"
import {fillRecord} from "./made.mjs"
import {firstPage} from "./page.mjs"
import {randomFrom} from "./reports.mjs"
import {processorOf} from "./served.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const option = (name, usual) => (args.includes(name) ? args[args.indexOf(name) + 1] : usual)
const rate = Number(option("--rate", 50))
const seconds = Number(option("--seconds", 30))
const wait = Number(option("--wait", 0))
const say = args.includes("--json") ? () => {} : console.log

const dir = mkdtempSync(join(tmpdir(), "isnad-bench-"))
const file = option("--db", join(dir, "bench.db"))
if (!existsSync(file)) {
  const count = Number(option("--reports", 2000))
  const [{openStore}, {searchTerms}] = await Promise.all([load("record/index.js"), load("lang/ar/index.js")])
  const store = await openStore(file, {searchTerms: async () => searchTerms})
  const started = performance.now()
  const took = () => `${((performance.now() - started) / 1000).toFixed(0)} s`
  let told = 0
  await fillRecord(store, count, load, (done) => {
    if (done - told >= 5000) say(`${(told = done)} reports after ${took()}`)
  })
  say(`${count} reports read, kept and compared in ${took()}`)
  await store.close()
}

const server = spawn(process.execPath, [join(root, "dist/bundle/isnad.js"), "serve", "--db", file, "--port", "0", "--rate", "1000000"], {
  stdio: ["ignore", "pipe", "inherit"],
})
const ended = new Promise((done) => server.once("exit", done))
const base = await new Promise((found, failed) => {
  let text = ""
  server.stdout.setEncoding("utf8").on("data", (part) => {
    text += part
    const address = /http:\/\/[^\s/]+/.exec(text)?.[0]
    if (address) found(address)
  })
  ended.then(() => failed(new Error(`the server ended: ${text}`)))
})
const spent = () => processorOf(server.pid)
const agent = new Agent({connections: 64, connect: {timeout: 60_000}})
const ask = async (path) => {
  const started = performance.now()
  const response = await fetch(`${base}/api/v1${path}`, {dispatcher: agent})
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`)
  return {ms: performance.now() - started, text}
}
const items = async (path) => JSON.parse((await ask(path)).text).items
const random = randomFrom(Number(option("--seed", 7)))
const pick = (list) => list[Math.floor(random() * list.length)]
const id = encodeURIComponent
const at = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))]
const ms = (n) => `${n.toFixed(1)} ms`.padStart(10)

try {
  // Those in most reports are asked for most, as readers do.
  const entities = (await items("/entities?limit=200")).map((e) => e.id)
  const actors = [...entities, ...entities.slice(0, 100), ...entities.slice(0, 50)]
  const {reports, published} = JSON.parse((await ask("/stats")).text)
  const years = [Number(published.first.slice(0, 4)), Number(published.last.slice(0, 4))]
  const month = () =>
    `${years[0] + Math.floor(random() * (years[1] - years[0] + 1))}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}`
  const events = []
  for (let year = years[0]; year <= years[1]; year++)
    events.push(...(await items(`/claims?family=event&from=${year}-06&limit=200`)).map((c) => c.claim.id))
  const known = (await items("/reports?limit=200")).map((r) => r.id)
  const WORDS = [
    ...["وزارة", "الرئيس", "اتفاق", "زيارة", "مليار دولار", "الخارجية", "المحادثات", "عقوبات", "القصف", "التجاري", "الغاز", "القمح"],
    ...["النفط", "المناخ", "الهجرة", "المياه", "بوتين", "القاهرة", "اجتماع", "الشرطة", "الحكومة", "صادرات", "مبعوث", "طنا"],
  ]
  const words = () => (random() < 0.5 ? pick(WORDS) : `${pick(WORDS)} ${pick(WORDS)}`)
  const questions = {
    timeline: () => `/timeline?actor=${id(pick(actors))}${random() < 0.5 ? `&from=${month()}` : ""}&limit=50`,
    event: () => `/events/${pick(events)}`,
    search: () =>
      random() < 0.7
        ? `/search?q=${id(words())}${random() < 0.5 ? `&from=${month()}` : ""}&limit=20`
        : `/search?actor=${id(pick(actors))}${random() < 0.3 ? `&q=${id(pick(WORDS))}` : ""}&limit=20`,
    relation: () => `/relations?a=${id(pick(actors))}&b=${id(pick(actors))}`,
  }
  const pages = {
    today: "/today",
    "timeline of all": "/events?limit=50",
    "timeline, counted": "/timeline/counts?by=month",
    stories: "/stories?limit=50",
    series: "/series?limit=100",
    contradictions: "/contradictions?limit=100",
    sources: "/sources",
    entities: "/entities?limit=50",
    entity: `/entities/${id(entities[0])}`,
    visits: `/visits?about=${id(entities[0])}&limit=100`,
    report: `/reports/${known[7]}`,
    story: `/stories/${known[11]}`,
    queue: "/queue?limit=20",
    due: "/due?limit=20",
    stats: "/stats",
  }
  say(`${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.version}; ${reports} reports in the record`)
  say("\nwhat pages ask, the first time and five times with another address:")
  const firsts = {}
  for (const [name, path] of Object.entries(pages)) {
    const first = (await ask(path)).ms
    const again = []
    // Another address is another question: nothing that was answered is sent again.
    for (let i = 0; i < 5; i++)
      again.push((await ask(path.includes("limit=") ? path.replace(/limit=(\d+)/, (_, n) => `limit=${Number(n) - 1 - i}`) : path)).ms)
    again.sort((a, b) => a - b)
    firsts[name] = {first, median: again[2]}
    say(`  ${name.padEnd(18)} ${ms(first)} ${ms(again[2])}`)
  }
  for (const question of Object.values(questions)) for (let i = 0; i < 10; i++) await ask(question())

  if (wait > 0) await new Promise((go) => setTimeout(go, wait * 1000))
  const times = Object.fromEntries(Object.keys(questions).map((name) => [name, []]))
  const kinds = Object.keys(questions)
  const before = spent()
  await Promise.all(
    Array.from({length: rate * seconds}, async (_, i) => {
      const name = kinds[i % kinds.length]
      const path = questions[name]()
      await new Promise((go) => setTimeout(go, (i * 1000) / rate))
      times[name].push((await ask(path)).ms)
    }),
  )
  const used = before === undefined ? undefined : (spent() - before) / (rate * seconds)
  say(`\nmixed, ${rate} requests a second for ${seconds} s:`)
  say(`  ${"".padEnd(10)} ${["p50", "p95", "p99", "longest"].map((h) => h.padStart(10)).join(" ")}`)
  const rows = {}
  for (const [name, all] of [...Object.entries(times), ["all", Object.values(times).flat()]]) {
    all.sort((a, b) => a - b)
    const row = [at(all, 0.5), at(all, 0.95), at(all, 0.99), all.at(-1)]
    rows[name] = {p50: row[0], p95: row[1], p99: row[2], longest: row[3]}
    say(`  ${name.padEnd(10)} ${row.map(ms).join(" ")}`)
  }
  if (used !== undefined) say(`  the server used ${used.toFixed(1)} ms of the processor a request`)
  const page = args.includes("--browser") ? await firstPage(base) : undefined
  if (page) {
    const whole = (n) => `${n.toFixed(0)} ms`
    say(
      `\nfirst page in Chromium, medians: takes what is typed after ${whole(page.field)}, stories stand there after ${whole(page.stories)}`,
    )
    say(
      `  the slowest of them after ${whole(page.slowest)}; ${(page.script / 1000).toFixed(0)} kB of script as sent, ${page.requests} requests`,
    )
  }
  if (args.includes("--json"))
    console.log(JSON.stringify({cpu: cpus()[0]?.model, reports, rate, seconds, used, pages: firsts, mixed: rows, page}, null, 2))
} finally {
  server.kill("SIGTERM")
  await ended
  rmSync(dir, {recursive: true, force: true})
}
