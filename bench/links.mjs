// How fast reports are joined, and how many copies are found: made-up reports, one in ten of them a copy of an earlier one.
//   npm run bench:links                      1,000 and 5,000 reports in the record
//   npm run bench:links -- --reports 100000  to 100,000 (half an hour of one core)
//   npm run bench:links -- --read 1000       read fewer of them from texts
//   npm run bench:links -- --json
// The first ones are read from texts; those after them are the same with other names, numbers and days, as reading is measured elsewhere.
import {mkdtempSync, rmSync, statSync} from "node:fs"
import {cpus, tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {copyOf, edtfOf, randomFrom, reportOf} from "./reports.mjs"
import {bareRecord, traitsMaker} from "./traits.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const most = args.includes("--reports") ? Number(args[args.indexOf("--reports") + 1]) : 5000
const say = args.includes("--json") ? () => {} : console.log
const [{openReader, readReport}, {openStore}, {joinAll, keysOf, openWorld, traitsOf}, {searchTerms}] = await Promise.all([
  load("pipeline.js"),
  load("record/index.js"),
  load("link/index.js"),
  load("lang/ar/index.js"),
])

const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const random = randomFrom(11)
const pick = (list) => list[Math.floor(random() * list.length)]

const dir = mkdtempSync(join(tmpdir(), "isnad-links-"))
const store = await openStore(join(dir, "links.db"), {searchTerms: async () => searchTerms})
const steps = [...new Set([...[1000, 5000, 10_000, 20_000, 50_000, 100_000].filter((n) => n < most), most])]
/// Reports joined by one transaction, as `isnad keep` does.
const GROUP = 256
/// So many are read from texts; `--read` takes fewer.
const READ = args.includes("--read") ? Number(args[args.indexOf("--read") + 1]) : 5000
const calibrate = () => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const from = process.cpuUsage()
    for (let i = 0; i < 20; i++) for (const _ of bareText.matchAll(/\p{L}+/gu));
    best = Math.min(best, process.cpuUsage(from).user)
  }
  return best / 20
}
const bareText = reportOf(100_000, randomFrom(5))
const truth = new Map()
const recent = []
const pool = []
const ids = new Set()
const rows = []
let reports = 0
let linkMs = 0
const slice = []
let maker

const FIRST_DAY = Date.UTC(2020, 0, 1) / 86_400_000
/// The report with a number, and what it is a copy of: sixty a day, a tenth of them copies of what stood in the days before.
async function made(n) {
  const day = FIRST_DAY + Math.floor(n / 60)
  const before = recent.filter((r) => r.day < day)
  const original = before.length > 50 && random() < 0.1 ? pick(before) : undefined
  if (n >= READ) {
    maker ??= await traitsMaker(load, pool, random)
    const id = `r_${n}`
    const fresh = maker.again(pool[n % pool.length], Math.floor(n / pool.length), id, day)
    return original ? {...maker.copy(original.traits, fresh, id, day), original, day} : {traits: fresh, share: 0, day}
  }
  const fresh = reportOf(1000 + Math.floor(random() * 1700), random, day)
  const {text, share} = original ? copyOf(original.text, fresh, random) : {text: fresh, share: 0}
  const traits = traitsOf(readReport({source: `links-${n}.txt`, text, published: edtfOf(day)}, reader), world)
  if (!original) pool.push(traits)
  return {traits, text, share, original, day}
}

try {
  for (const step of steps) {
    while (reports < step) {
      const batch = []
      while (batch.length < GROUP && reports + batch.length < step) {
        const one = await made(reports + batch.length)
        if (ids.has(one.traits.report)) continue
        ids.add(one.traits.report)
        batch.push(one)
        if (one.original) truth.set(`${one.original.traits.report} ${one.traits.report}`, one.share)
        else if (recent.push(one) > 600) recent.shift()
      }
      // Text copied from what was read has no text of its own once reports are made from reports.
      if (reports + batch.length >= READ && recent.some((r) => r.text)) recent.length = 0
      await store.keepReports(batch.map((one) => bareRecord(one.traits, edtfOf(one.day))))
      const from = process.cpuUsage()
      await store.links.linking(async (desk) => {
        const all = batch.map((one) => one.traits)
        await desk.remove(
          all.map((t) => t.report),
          keysOf,
        )
        await joinAll(all, desk)
      })
      // Time of the processor, so that a busy machine does not count.
      const used = process.cpuUsage(from)
      const ms = (used.user + used.system) / 1000
      linkMs += ms
      slice.push({n: batch.length, ms})
      if (slice.length > 3) slice.shift()
      reports += batch.length
    }
    const last = slice.reduce((s, x) => ({n: s.n + x.n, ms: s.ms + x.ms}), {n: 0, ms: 0})
    rows.push({
      reports,
      joinsPerSecond: Math.round((last.n / last.ms) * 1000),
      microseconds: Math.round((last.ms / last.n) * 1000),
      // The same in passes over 100 kB of text in that moment, which tells a busy machine from slow code.
      passes: Math.round((100 * last.ms * 1000) / last.n / calibrate()) / 100,
      memoryMB: Math.round(process.memoryUsage.rss() / 1e6),
      recordMB: Math.round(statSync(join(dir, "links.db")).size / 1e6),
    })
    const row = rows.at(-1)
    say(
      `${String(row.reports).padStart(7)} reports   ${String(row.joinsPerSecond).padStart(5)} joined/s of one core at the end of it   ${row.microseconds} µs a report (${row.passes} passes over 100 kB of text)   ${row.memoryMB} MB of memory   ${row.recordMB} MB of record`,
    )
  }
  const pairs = {copies: await store.links.copies()}
  const found = new Set(pairs.copies.map((c) => `${c.original} ${c.copy}`))
  const turned = (key) => key.split(" ").reverse().join(" ")
  const known = [...truth]
  const clear = known.filter(([, share]) => share >= 0.6)
  const faint = known.filter(([, share]) => share < 0.15)
  // Two copies of one report are copies of each other; a pair of reports that share nothing is none.
  const originals = new Map()
  for (const [key] of known) originals.set(key.split(" ")[1], key.split(" ")[0])
  const rootOf = (id) => originals.get(id) ?? id
  const wrong = [...found].filter((key) => {
    const [a, b] = key.split(" ")
    return rootOf(a) !== rootOf(b)
  })
  if (args.includes("--wrong"))
    for (const key of wrong)
      console.error(
        key,
        pairs.copies.find((c) => `${c.original} ${c.copy}` === key),
      )
  const result = {
    cpu: cpus()[0]?.model ?? "unknown",
    rows,
    joinsPerSecondOverall: Math.round((reports / linkMs) * 1000),
    copies: {
      known: clear.length,
      found: clear.filter(([key]) => found.has(key) || found.has(turned(key))).length,
      rightDirection: clear.filter(([key]) => found.has(key)).length,
      faint: faint.length,
      faintFound: faint.filter(([key]) => found.has(key) || found.has(turned(key))).length,
      all: found.size,
      wrong: wrong.length,
    },
  }
  const {copies} = result
  say(
    `copies   ${copies.found} of ${copies.known} with 60 % and more found (${copies.rightDirection} the right way round), ${copies.faintFound} of ${copies.faint} with less than 15 %, ${copies.wrong} of ${copies.all} between reports that share nothing`,
  )
  const percent = (part, whole) => (100 * (whole ? part / whole : 1)).toFixed(2)
  say(`         recall ${percent(copies.found, copies.known)} %, precision ${percent(copies.all - copies.wrong, copies.all)} %`)
  if (args.includes("--json")) console.log(JSON.stringify(result, null, 2))
  process.exitCode = copies.found === copies.known && copies.faintFound === 0 ? 0 : 1
} finally {
  await store.close()
  rmSync(dir, {recursive: true})
}
