// Keeps prepared reports from a place on, and says each that is safe: a number a line, once its report is on the disk. It is killed by
// torture.mjs at random moments.
//   node scripts/torture-writer.mjs PREPARED.jsonl RECORD.db FROM
import {readFileSync, writeSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const [prepared, path, from] = process.argv.slice(2)
const [{openStore}, {Intake, linkPending}, {searchTerms}, {press}] = await Promise.all([
  load("record/index.js"),
  load("intake/index.js"),
  load("lang/ar/index.js"),
  load("support/index.js"),
])
const AT = "2026-01-01T00:00:00.000Z"
const all = readFileSync(prepared, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line))
const number = new Map(all.map(({record}, i) => [record.report.id, i]))
const store = await openStore(path, {searchTerms: async () => searchTerms, wait: 20_000})
const intake = new Intake(store, {
  now: () => new Date(AT),
  program: "torture",
  isDebug: true,
  group: 8,
  linked: 24,
  onKept: (kept, {record}) => void (kept && writeSync(1, `${number.get(record.report.id)}\n`)),
  onFault: (issue) => {
    throw new Error(issue.says)
  },
})
writeSync(1, "begun\n")
const linkRest = () =>
  linkPending(store, async () => {
    const [{openTools}] = await Promise.all([load("readers/index.js")])
    return openTools().world
  })
// What a crash left uncompared, before what comes now: reports are compared in the order in which they were kept.
await linkRest()
for (const {record, traits, text} of all.slice(Number(from))) {
  const {source} = record.report
  const raw = {
    pressed: press(Buffer.from(text)),
    at: AT,
    source: "files",
    name: source,
    media: "text/plain",
    charset: null,
    published: null,
  }
  await intake.add({arrival: {source: "files", item: source, record, raw, code: null, detail: null, ms: 0}, traits})
  await new Promise((resolve) => setImmediate(resolve))
}
await intake.flush()
await linkRest()
await store.close()
writeSync(1, "done\n")
