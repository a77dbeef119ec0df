// How fast reports are read, on one core, from text to record, nothing written; and how fast they are joined (links.mjs).
//   npm run bench               5,000 reports; the joining of 5,000
//   npm run bench -- --reports 20000 --links 100000 --json
import {spawnSync} from "node:child_process"
import {cpus} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {randomFrom, reportOf, reportsOf} from "./reports.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
/// Reports handed over at once.
const AT_ONCE = 64
const count = args.includes("--reports") ? Number(args[args.indexOf("--reports") + 1]) : 5000
const say = args.includes("--json") ? () => {} : console.log
const {openReader, readReport, readTogether} = await import(pathToFileURL(join(root, "dist", "pipeline.js")).href)

const timed = (act) => {
  const from = performance.now()
  act()
  return performance.now() - from
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const read = (text, i = 0) => readReport({source: `bench-${i}.txt`, text}, reader)

const opened = performance.now()
const reader = openReader()
const openMs = performance.now() - opened

const texts = reportsOf(count)
const bytes = texts.reduce((n, text) => n + Buffer.byteLength(text), 0)
const barePass = () => {
  let words = 0
  for (const text of texts) for (const _ of text.matchAll(/\p{L}+/gu)) words++
  return words
}
/// As `isnad read` and `isnad keep` read: what waits goes together.
const readAll = (some, onRecord = () => {}) => {
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const raws = some.slice(from, from + AT_ONCE).map((text, i) => ({source: `bench-${from + i}.txt`, text}))
    for (const {value, fault} of readTogether(raws, reader)) {
      if (fault) throw fault
      onRecord(value)
    }
  }
}
// The first tenth warms the compiler up and is not counted.
const warming = texts.slice(0, count / 10)
readAll(warming)
warming.forEach(read)
barePass()

// They take turns, so that a busy moment of the machine meets all of them.
const rounds = []
const claims = {events: 0, statements: 0, figures: 0}
for (let round = 0; round < 3; round++) {
  const bareMs = timed(barePass)
  const readMs = timed(() =>
    readAll(texts, (record) => {
      if (round > 0) return
      claims.events += record.events.length
      claims.statements += record.statements.length
      claims.figures += record.figures.length
    }),
  )
  const aloneMs = timed(() => texts.forEach(read))
  rounds.push({bareMs, readMs, aloneMs, ratio: readMs / bareMs, alone: aloneMs / bareMs})
}
const best = rounds.reduce((a, b) => (a.readMs < b.readMs ? a : b))
const result = {
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  reports: count,
  bytes,
  reportsPerSecond: Math.round((count / best.readMs) * 1000),
  microsecondsPerReport: Math.round((best.readMs / count) * 1000),
  barePassMicrosecondsPerReport: Math.round((best.bareMs / count) * 1000 * 10) / 10,
  barePasses: Math.round(median(rounds.map((r) => r.ratio)) * 10) / 10,
  barePassesAlone: Math.round(median(rounds.map((r) => r.alone)) * 10) / 10,
  claims,
  openReaderMs: Math.round(openMs),
  growth: growth(),
  hostile: hostile(),
  startUpMs: startUp(),
  peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
  links: joining(args.includes("--links") ? args[args.indexOf("--links") + 1] : "5000"),
}

say(`${result.reports} distinct reports, ${(bytes / 1e6).toFixed(1)} MB, Node ${result.node}, ${result.cpu}`)
say(
  `read               ${result.reportsPerSecond} reports/s on one core, ${result.microsecondsPerReport} µs a report, ${((bytes / best.readMs / 1e6) * 1000).toFixed(1)} MB/s`,
)
say(
  `one bare pass      ${result.barePassMicrosecondsPerReport} µs a report; reading costs ${result.barePasses} bare passes (rounds: ${rounds.map((r) => r.ratio.toFixed(1)).join(", ")}), ${result.barePassesAlone} where each report is read by itself`,
)
say(`found              ${claims.events} events, ${claims.statements} statements, ${claims.figures} figures`)
say(`peak memory        ${result.peakMemoryMB} MB`)
say(
  `start-up           ${result.startUpMs.version} ms to --version, ${result.startUpMs.read} ms to read one report, of which ${result.openReaderMs} ms to open the reader`,
)
say("length             µs per KB at 1 KB, 10 KB, 100 KB, 1 MB")
for (const [name, row] of Object.entries({report: result.growth, ...result.hostile}))
  say(`  ${name.padEnd(17)}${row.map((x) => String(x).padStart(8)).join("")}${isLinear(row) ? "" : "   MORE THAN LINEAR"}`)
say("joined             with so many reports in the record (npm run bench:links -- --reports 100000 goes on)")
for (const row of result.links.rows)
  say(
    `  ${String(row.reports).padStart(7)}          ${row.joinsPerSecond} reports/s on one core, ${row.passes} passes over 100 kB of text each, ${row.memoryMB} MB of memory`,
  )
say(
  `copies             ${result.links.copies.found} of ${result.links.copies.known} known ones found, ${result.links.copies.wrong} of ${result.links.copies.all} wrong`,
)
if (args.includes("--json")) console.log(JSON.stringify(result, null, 2))
process.exitCode = [result.growth, ...Object.values(result.hostile)].every(isLinear) ? 0 : 1

/// In a process of its own, so that neither's memory is the other's.
function joining(most) {
  const {stdout} = spawnSync(process.execPath, [join(root, "bench", "links.mjs"), "--json", "--read", "1000", "--reports", most], {
    encoding: "utf8",
    maxBuffer: 1e8,
  })
  return JSON.parse(stdout)
}

/// A text a hundred times as long may take three times as long a kilobyte (memory, caches), and no more.
function isLinear(row) {
  return row[3] <= 3 * Math.max(row[1], row[2], 20)
}

function perKilobyte(text) {
  const kb = Buffer.byteLength(text) / 1000
  const runs = kb < 20 ? 20 : kb < 200 ? 5 : 3
  const times = Array.from({length: runs}, () => timed(() => read(text)))
  return Math.round((median(times) * 1000) / kb)
}

/// The cost of a kilobyte at each length. A text that would take minutes is not waited for: `Infinity` stands for it.
function costs(textOf) {
  const row = []
  for (const size of [1e3, 1e4, 1e5, 1e6]) {
    const before = row.at(-1) ?? 0
    const isRunningAway = row.length > 1 && before > 5 * row.at(-2) && (before * size) / 1e9 > 5
    row.push(isRunningAway ? Number.POSITIVE_INFINITY : perKilobyte(textOf(size)))
  }
  return row
}

function growth() {
  const random = randomFrom(7)
  return costs((size) => reportOf(size, random))
}

/// Texts made to be slow: what a pattern with nested repetition, a bracket matcher or a list of open quotations would stumble over.
function hostile() {
  const shapes = {
    "one letter": "و",
    "one long word": "وال",
    "opening brackets": "(",
    brackets: ")(",
    "opening quotes": "«",
    quotes: '"',
    "said said said": "قال ",
    numbers: "19 ",
    digits: "9",
    commas: "، ",
    dots: ".",
    "line ends": "\n",
    names: "محمد بن ",
    titles: "وزير الخارجية ",
    "and and and": "زار مصر و",
    "of of of": "رئيس مجلس إدارة ",
    "between and": "بين مصر و",
    dates: "الأربعاء ",
    marks: "بَّ",
    tatweel: "ـ",
    "half letters": "\ud800",
  }
  const rows = {}
  for (const [name, shape] of Object.entries(shapes)) {
    rows[name] = costs((size) => `قال الوزير ${shape.repeat(Math.ceil(size / Buffer.byteLength(shape)))} في القاهرة.`)
  }
  return rows
}

function startUp() {
  const main = join(root, "dist", "bundle", "isnad.js")
  const sample = join(root, "samples", "reports", "g001.txt")
  const ms = (...words) => Math.round(median(Array.from({length: 5}, () => timed(() => spawnSync(process.execPath, [main, ...words])))))
  return {version: ms("--version"), read: ms("read", sample)}
}
