// Reads gold reports with the program, scores the records, and holds them against floors that only rise.
//   node score/run.mjs [--gold DIR] [--floors FILE] [--misses] [--json] [--write FILE] [--raise] [--records FILE]
// --misses prints what was missed, by cause; --json prints the numbers and the causes for a program, and nothing else; --write puts the
// table of causes between the marks <!-- causes --> and <!-- /causes --> of a page.
// Exit 1 below a floor, 2 where something cannot be read.
import {spawnSync} from "node:child_process"
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {basename, dirname, join, resolve} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {byCause, causesOf, causesTable, causesText} from "./causes.mjs"
import {goldFiles, recordsById} from "./match.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback)
const gold = resolve(option("--gold", join(root, "samples", "gold")))
const floorsFile = resolve(option("--floors", join(root, "score", "floors.json")))

const built = spawnSync(process.execPath, [join(root, "scripts", "build.mjs"), "--if-stale"], {stdio: "inherit"})
if (built.status !== 0) process.exit(2)

const work = mkdtempSync(join(tmpdir(), "isnad-score-"))
const records = option("--records", join(work, "records.jsonl"))
if (!args.includes("--records")) await readGold(records)
// Where gold says what belongs together across reports, what the program joins is measured too.
const links = existsSync(join(gold, "LINKS.json")) ? join(work, "links.json") : undefined
if (links) writeFileSync(links, JSON.stringify(await linksOfRecords(records)))
const {numbers, misses} = score(records)
const apart = links ? await joinedAcrossDays(misses) : undefined
const causes = byCause(missesOf(records))
rmSync(work, {recursive: true, force: true})

const json = args.includes("--json")
const tell = json ? () => {} : console.log
const floors = existsSync(floorsFile) ? JSON.parse(readFileSync(floorsFile, "utf8")) : {}
const raised = {}
// The fields of what was found are shares of a number that grows: finding more of what is hard may lower them, so they have no floor.
const isShare = (name) => /^(?:core|verbal|figure|statement) /.test(name) || name === "published compatible"
let failed = 0
tell(`${basename(dirname(gold))}/${basename(gold)}: ${numbers.reports} reports`)
for (const [name, value] of Object.entries(measures(numbers))) {
  const floor = floors[name]
  const below = floor !== undefined && value < floor
  if (below) failed++
  // Rounded down, so that a floor is never above what was reached.
  if (!isShare(name)) raised[name] = Math.max(floor ?? 0, Math.floor(value * 1000) / 1000)
  tell(
    `  ${name.padEnd(30)} ${(100 * value).toFixed(1).padStart(5)} %${floor === undefined ? "" : `   floor ${(100 * floor).toFixed(1).padStart(5)} %`}${below ? "   BELOW" : ""}`,
  )
}
for (const name of Object.keys(floors)) {
  if (name in raised) continue
  failed++
  tell(`  ${name.padEnd(30)} not measured   BELOW`)
}
if (apart) {
  // Two meetings of the same two on different days are two: this has no floor but none.
  if (apart.length > 0) failed++
  const {tp, pred} = numbers.f1["across events"]
  tell(
    `  wrong joins across days        ${String(apart.length).padStart(5)}     of ${pred} pairs joined (${pred - tp} wrong)${apart.length ? "   BELOW" : ""}`,
  )
  for (const pair of apart) tell(`    ${pair}`)
}
if (args.includes("--raise")) {
  writeFileSync(floorsFile, `${JSON.stringify({...floors, ...raised}, null, 2)}\n`)
  tell(`floors raised in ${floorsFile}`)
}
if (args.includes("--write")) writeTable(resolve(option("--write")))
if (json) console.log(JSON.stringify({...numbers, causes}, null, 2))
else if (args.includes("--misses")) console.log(`\n${causesText(causes)}`)
tell(failed ? `${failed} below their floor` : "all at or above their floors")
process.exitCode = failed ? 1 : 0

/// The text of each gold file, read as a report of that name; its day of publication is not told.
async function readGold(file) {
  const {openReader, readReport} = await import(pathToFileURL(join(root, "dist", "pipeline.js")).href)
  const reader = openReader()
  const lines = goldFiles(gold).map((path) => {
    const {text} = JSON.parse(readFileSync(path, "utf8"))
    return JSON.stringify(readReport({source: basename(path), text}, reader))
  })
  writeFileSync(file, `${lines.join("\n")}\n`)
}

/// What the records say across reports, as `isnad links --json` would.
async function linksOfRecords(file) {
  const [{openReader}, {joinReport, LinkMemory, openWorld, traitsOf}, {searchTerms}] = await Promise.all(
    ["pipeline.js", "link/index.js", "lang/ar/index.js"].map((path) => import(pathToFileURL(join(root, "dist", path)).href)),
  )
  const {language, knowledge} = openReader()
  const world = openWorld({language, knowledge, terms: searchTerms})
  const memory = new LinkMemory()
  for (const line of readFileSync(file, "utf8").split("\n")) if (line.trim()) await joinReport(traitsOf(JSON.parse(line), world), memory)
  return memory.links()
}

function score(file) {
  const command = [
    join(root, "score", "score.mjs"),
    "--gold",
    gold,
    "--records",
    file,
    "--json",
    "--misses",
    ...(links ? ["--links", links] : []),
  ]
  const {status, stdout, stderr} = spawnSync(process.execPath, command, {encoding: "utf8", maxBuffer: 1e8})
  if (status !== 0) {
    console.error(stderr)
    process.exit(2)
  }
  return {numbers: JSON.parse(stdout), misses: stderr.split("\n")}
}

/// Pairs of events joined that gold has as two, on days that do not meet.
async function joinedAcrossDays(misses) {
  const {edtfRange} = await import(pathToFileURL(join(root, "dist", "model", "index.js")).href)
  const days = new Map(
    goldFiles(gold).flatMap((path) => {
      const g = JSON.parse(readFileSync(path, "utf8"))
      return g.events.map((e, n) => [`${g.id}#${n}`, edtfRange(e.time?.edtf ?? e.time)])
    }),
  )
  return misses.flatMap((line) => {
    const [, a, b] = /^across events: wrong (\S+) = (\S+)$/.exec(line) ?? []
    const [x, y] = [days.get(a), days.get(b)]
    return x && y && Math.max(x.first, y.first) > Math.min(x.last, y.last) ? [`${a} = ${b}`] : []
  })
}

function missesOf(file) {
  const records = recordsById(readFileSync(file, "utf8"))
  return goldFiles(gold).flatMap((path) => {
    const g = JSON.parse(readFileSync(path, "utf8"))
    return causesOf(g, records.get(g.id))
  })
}

function writeTable(page) {
  const parts = /^([\s\S]*<!-- causes -->\n)[\s\S]*(<!-- \/causes -->[\s\S]*)$/.exec(readFileSync(page, "utf8"))
  if (!parts) {
    console.error(`${page} has no marks for the table of causes`)
    process.exit(2)
  }
  writeFileSync(page, `${parts[1]}${causesTable(causes)}\n${parts[2]}`)
}

/// F1 of every counted line and the share of every ratio, by the names the score gives them.
function measures({f1, ratios}) {
  const all = {}
  for (const [name, x] of Object.entries(f1).sort()) all[name] = x.f1
  for (const [name, x] of Object.entries(ratios).sort()) all[name] = x.ok / x.n
  return all
}
