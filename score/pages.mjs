// Reads the pages of samples/pages with the program and with the library alone, and holds what was found against floors that only rise.
//   node score/pages.mjs [--only FROM-TO] [--misses] [--json] [--raise]
// The measure of text is that of the public benchmark of article extraction (github.com/scrapinghub/article-extraction-benchmark): shingles of
// four words with their counts, true and false ones as shares of all of a page; precision and recall are means over pages, F1 is made of them.
import {spawnSync} from "node:child_process"
import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const built = spawnSync(process.execPath, [join(root, "scripts", "build.mjs"), "--if-stale"], {stdio: "inherit"})
if (built.status !== 0) process.exit(2)
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const [{decode, readGiven}, {openReader}, {clean}] = await Promise.all(["read/index.js", "pipeline.js", "clean/index.js"].map(load))
const {furniture} = openReader()

const folder = join(root, "samples", "pages")
const [from, to] = (args.includes("--only") ? args[args.indexOf("--only") + 1] : "1-99").split("-").map(Number)
const names = readdirSync(folder)
  .flatMap((f) => /^(p\d\d)\.html$/.exec(f)?.[1] ?? [])
  .filter((name) => Number(name.slice(1)) >= from && Number(name.slice(1)) <= to)
  .sort()

const rows = []
for (const name of names) {
  const bytes = readFileSync(join(folder, `${name}.html`))
  const gold = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))
  const text = readFileSync(join(folder, `${name}.txt`), "utf8")
  const report = (await readGiven(`${name}.html`, bytes)).find((r) => "report" in r)?.report
  const cleaned = report ? clean(report.text, furniture).text : ""
  rows.push({
    name,
    gold,
    report,
    page: shares(text, body(report?.text ?? "", report?.title)),
    kept: shares(text, body(cleaned, report?.title)),
    library: shares(text, libraryAlone(decode(bytes).text)),
    said: {text, kept: body(cleaned, report?.title)},
  })
}

/// What the library finds by itself. A page that the program decodes is handed to it decoded.
function libraryAlone(html) {
  const require = createRequire(import.meta.url)
  const {parseHTML} = require("linkedom")
  const {Readability} = require("@mozilla/readability")
  try {
    return new Readability(parseHTML(html).document).parse()?.textContent ?? ""
  } catch {
    return ""
  }
}

/// A report begins with its headline, which the gold text leaves out.
function body(text, title) {
  return title && text.startsWith(title) ? text.slice(title.length) : text
}

function shares(gold, found) {
  const [a, b] = [shingles(gold), shingles(found)]
  let tp = 0
  let all = 0
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key) ?? 0, b.get(key) ?? 0]
    tp += Math.min(x, y)
    all += Math.max(x, y)
  }
  const [inGold, inFound] = [sum(a), sum(b)]
  return {precision: inFound ? tp / inFound : inGold ? undefined : 1, recall: inGold ? tp / inGold : 1, same: all ? tp / all : 1}
}

function shingles(text) {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  const counts = new Map()
  for (let i = 0; i < Math.max(1, words.length - 3); i++) {
    const key = words.slice(i, i + 4).join(" ")
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function sum(counts) {
  return [...counts.values()].reduce((n, x) => n + x, 0)
}
const mean = (numbers) => (numbers.length ? numbers.reduce((n, x) => n + x, 0) / numbers.length : 0)

function measures(which) {
  const precision = mean(rows.map((r) => r[which].precision).filter((p) => p !== undefined))
  const recall = mean(rows.map((r) => r[which].recall))
  return {precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0}
}

const FIELDS = ["title", "published", "changed", "outlet", "byline", "section", "tags", "url"]
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
function fields() {
  const told = {}
  for (const field of FIELDS) {
    const present = rows.filter((r) => r.gold[field] !== undefined)
    told[field] = {of: present.length, right: present.filter((r) => same(r.report?.[field], r.gold[field])).length}
  }
  // A date that no page tells must not be found.
  const absent = rows.filter((r) => r.gold.published === undefined)
  told["no date invented"] = {of: absent.length, right: absent.filter((r) => r.report?.published === undefined).length}
  return told
}

const texts = {"page to article": measures("page"), "and cleaned": measures("kept"), "the library alone": measures("library")}
const found = fields()
if (args.includes("--json")) console.log(JSON.stringify({pages: rows.length, texts, fields: found}, null, 2))
else {
  const percent = (x) => `${(100 * x).toFixed(1).padStart(5)} %`
  console.log(`${rows.length} pages            precision   recall       F1`)
  for (const [name, m] of Object.entries(texts))
    console.log(`  ${name.padEnd(20)} ${percent(m.precision)}  ${percent(m.recall)}  ${percent(m.f1)}`)
  for (const [name, {right, of}] of Object.entries(found)) console.log(`  ${name.padEnd(20)} ${String(right).padStart(3)} of ${of}`)
}
if (args.includes("--misses"))
  for (const r of rows) {
    const wrong = FIELDS.filter((f) => (r.gold[f] !== undefined || f === "published") && !same(r.report?.[f], r.gold[f]))
    if (r.kept.same > 0.98 && wrong.length === 0) continue
    console.log(`\n${r.name} ${r.gold.manner}: ours ${(100 * r.kept.same).toFixed(0)} %, library ${(100 * r.library.same).toFixed(0)} %`)
    for (const f of wrong) console.log(`  ${f}: ${JSON.stringify(r.report?.[f])} is ${JSON.stringify(r.gold[f])}`)
    const lines = (text) =>
      text
        .split("\n")
        .map((l) => l.trim())
        .filter(Boolean)
    for (const l of lines(r.said.kept)) if (!r.said.text.includes(l)) console.log(`  + ${l.slice(0, 110)}`)
    for (const l of lines(r.said.text)) if (!r.said.kept.includes(l)) console.log(`  - ${l.slice(0, 110)}`)
  }

const floorsFile = join(root, "score", "floors-pages.json")
const floors = existsSync(floorsFile) ? JSON.parse(readFileSync(floorsFile, "utf8")) : {}
const now = {
  "text F1": texts["and cleaned"].f1,
  "text F1 of pages": texts["page to article"].f1,
  ...Object.fromEntries(Object.entries(found).map(([name, {right, of}]) => [name, of ? right / of : 1])),
}
const below = Object.entries(floors).filter(([name, floor]) => (now[name] ?? 0) < floor)
for (const [name, floor] of below) console.error(`${name} is below its floor: ${(now[name] ?? 0).toFixed(3)} of ${floor}`)
if (texts["and cleaned"].f1 < texts["the library alone"].f1) below.push(["the library alone", 1])
if (args.includes("--raise")) {
  for (const [name, value] of Object.entries(now)) floors[name] = Math.max(floors[name] ?? 0, Math.floor(1000 * value) / 1000)
  writeFileSync(floorsFile, `${JSON.stringify(floors, null, 2)}\n`)
}
if (rows.length === 40) process.exitCode = below.length ? 1 : 0
