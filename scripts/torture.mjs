// Kills whoever writes to a record at random moments, again and again, and looks at what is left: every report that was acknowledged is there
// exactly once, the pages of the file are whole, and the record is the one that an undisturbed run makes.
//   npm run torture                                   10 kills while 300 reports are kept
//   npm run torture -- --kills 50 --reports 2000      the long form
//   npm run torture -- --seed 7 --json
import {spawn} from "node:child_process"
import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {randomFrom, reportOf} from "../bench/reports.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const args = process.argv.slice(2)
const given = (name, otherwise) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise)
const [kills, count, seed] = [given("--kills", 10), given("--reports", 300), given("--seed", 1)]
const say = args.includes("--json") ? () => {} : console.log
const random = randomFrom(seed)
const [{openStore}, {searchTerms}, {openTools, readInput}] = await Promise.all([
  load("record/index.js"),
  load("lang/ar/index.js"),
  load("readers/index.js"),
])

/// Who is killed: each keeps the prepared reports into a record and is killed while it does. Others are added here.
const VICTIMS = {sqlite: killedWriter}

const dir = mkdtempSync(join(tmpdir(), "isnad-torture-"))
const prepared = join(dir, "prepared.jsonl")
const started = performance.now()
try {
  await prepare()
  say(`${count} reports read in ${seconds(started)} s`)
  const undisturbed = performance.now()
  await run([prepared, join(dir, "reference.db"), "0"]).done
  say(`an undisturbed run keeps them in ${seconds(undisturbed)} s`)
  const reference = await stateOf(join(dir, "reference.db"))
  const results = {}
  for (const [name, victim] of Object.entries(VICTIMS)) results[name] = await victim(reference)
  const isWhole = Object.values(results).every((r) => r.wrong.length === 0)
  if (args.includes("--json")) console.log(JSON.stringify({reports: count, kills, seed, results}))
  else for (const [name, r] of Object.entries(results)) for (const line of r.wrong) console.log(`${name}: WRONG ${line}`)
  process.exitCode = isWhole ? 0 : 1
} finally {
  rmSync(dir, {recursive: true, force: true})
}

/// Reports with what they are compared by, so that what is tortured is the writing: among them ones that tell of the same.
async function prepare() {
  const tools = openTools()
  const lines = []
  for (let i = 0; i < count; i++) {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(i / 20))).toISOString().slice(0, 10)
    // One in five repeats a report of before with a line more.
    const again = i > 10 && random() < 0.2 ? JSON.parse(lines[Math.floor(random() * lines.length)]).text : undefined
    const text = `${again ?? reportOf(600 + Math.floor(random() * 900), random, day)}\n\nرقم ${i}.`
    const input = {name: `${i}.txt`, bytes: Buffer.from(text), media: "text/plain", published: day}
    for await (const {outcomes} of readInput(input, {withTraits: true}, tools))
      for (const {record, traits} of outcomes) if (record) lines.push(JSON.stringify({record, traits, text}))
  }
  writeFileSync(prepared, `${lines.join("\n")}\n`)
}

/// A writer: `heard` is called with every line it says.
function run(given, heard = () => {}) {
  const child = spawn(process.execPath, ["--no-warnings", join(root, "scripts", "torture-writer.mjs"), ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  let rest = ""
  child.stdout.on("data", (data) => {
    const lines = (rest + data).split("\n")
    rest = lines.pop()
    for (const line of lines) heard(line)
  })
  const done = new Promise((resolve) => child.on("close", (code, signal) => resolve({code, signal})))
  return {child, done}
}

async function killedWriter(reference) {
  const path = join(dir, "killed.db")
  const from = performance.now()
  const acknowledged = new Set()
  let next = 0
  let killed = 0
  const moments = {begun: 0, writing: 0}
  for (;;) {
    // So many more are acknowledged before it is killed; sometimes none, while it opens the record.
    const isLast = killed >= kills
    const enough = isLast ? Number.POSITIVE_INFINITY : Math.floor(random() * ((2 * count) / kills))
    let heard = 0
    let begun = false
    const writer = run([prepared, path, String(next)], (line) => {
      if (line === "begun") begun = true
      else if (line !== "done") {
        acknowledged.add(Number(line))
        heard++
      }
      if (heard >= enough && !isLast) setTimeout(() => writer.child.kill("SIGKILL"), random() * 40)
    })
    // One that is killed before it has said anything.
    const early = isLast || enough > 0 ? undefined : setTimeout(() => writer.child.kill("SIGKILL"), random() * 600)
    const {code, signal} = await writer.done
    clearTimeout(early)
    if (signal === "SIGKILL") {
      killed++
      moments[begun ? "writing" : "begun"]++
    } else if (code !== 0) throw new Error(`the writer ended with ${code}`)
    // Whoever sent them goes on behind the last that was acknowledged, and sends a few once more.
    next = Math.max(0, (acknowledged.size === 0 ? 0 : Math.max(...acknowledged) + 1) - Math.floor(random() * 20))
    if (code === 0 && killed >= kills) break
    // All were kept before it was killed so often: they are sent again.
    if (next >= count - 1) next = Math.floor(random() * count)
  }
  const state = await stateOf(path)
  const wrong = []
  if (state.integrity !== "ok") wrong.push(`the pages are not whole: ${state.integrity}`)
  for (const i of acknowledged) {
    const times = state.newOf.get(i) ?? 0
    if (times !== 1) wrong.push(`report ${i} was acknowledged and is kept ${times} times`)
  }
  if (acknowledged.size !== count) wrong.push(`${acknowledged.size} of ${count} were acknowledged`)
  if (state.digest !== reference.digest) wrong.push(`the record is another: ${JSON.stringify([state.counts, reference.counts])}`)
  const result = {killed, moments, acknowledged: acknowledged.size, digest: state.digest, seconds: Number(seconds(from)), wrong}
  say(
    `sqlite: ${killed} kills (${moments.begun} while it opened, ${moments.writing} while it wrote) in ${result.seconds} s; ${acknowledged.size} of ${count} acknowledged, ${wrong.length === 0 ? "all there exactly once, the same record as undisturbed" : "NOT WHOLE"}`,
  )
  return result
}

/// What is in a record: whether its pages are whole, which reports became new how often, all of it in a digest.
async function stateOf(path) {
  const Database = createRequire(join(root, "package.json"))("libsql")
  const db = new Database(path)
  const integrity = db.prepare("pragma integrity_check").get().integrity_check
  db.close()
  const store = await openStore(path, {searchTerms: async () => searchTerms})
  try {
    const newOf = new Map()
    for (let after; ; ) {
      const piece = await store.ledger.entries({what: ["new"]}, {after, limit: 1000})
      for (const {item} of piece.items) newOf.set(Number.parseInt(item, 10), (newOf.get(Number.parseInt(item, 10)) ?? 0) + 1)
      if (piece.after === null) break
      after = piece.after
    }
    return {integrity, newOf, ...(await store.contents())}
  } finally {
    await store.close()
  }
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(1)
}
