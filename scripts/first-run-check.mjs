// What a newcomer does first, in an empty folder: keep the samples, keep them again, look at the timeline, explain a line of it.
//   node scripts/first-run-check.mjs FOLDER
import {spawn, spawnSync} from "node:child_process"
import {dirname, join, resolve} from "node:path"
import {fileURLToPath} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const db = join(resolve(process.argv[2] ?? "."), "first-run.db")
const isnad = (...args) => {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, "dist", "bundle", "isnad.js"), ...args, "--db", db], {
    encoding: "utf8",
    cwd: root,
    maxBuffer: 1e8,
  })
  if (status !== 0) fail(`isnad ${args.join(" ")} ended with ${status}: ${stderr}`)
  return stdout
}
const fail = (why) => {
  console.error(why)
  process.exit(1)
}

const first = JSON.parse(isnad("keep", "samples/reports", "--json"))
if (first.kept.new !== 44 || first.failed !== 0) fail(`44 new reports expected, found ${JSON.stringify(first)}`)
const again = JSON.parse(isnad("keep", "samples/reports", "--json"))
if (again.kept.same !== 44) fail(`reading again must add nothing, found ${JSON.stringify(again.kept)}`)
const timeline = JSON.parse(isnad("timeline", "--limit", "0", "--json"))
if (timeline.total < 100) fail(`more than 100 events expected, found ${timeline.total}`)
for (const {event, sentence, report} of timeline.items) {
  if (!event.evidence[0]?.quote || !sentence || !report.sources[0]) fail(`${event.id} has no words or no source`)
}
const [line] = timeline.items
if (!isnad("explain", line.event.id).includes(line.event.by)) fail(`${line.event.id} is not explained`)
if (JSON.parse(isnad("search", "وزارة", "--json")).total === 0) fail("«وزارة» finds nothing")

// Several programs may make a new record at once: one makes the tables, the others wait for it.
const shared = `${db}.shared`
const keepers = ["g001", "g002", "g003", "g004"].map(
  (name) =>
    new Promise((done) => {
      const child = spawn(
        process.execPath,
        [join(root, "dist", "bundle", "isnad.js"), "keep", `samples/reports/${name}.txt`, "--db", shared],
        {
          cwd: root,
          stdio: ["ignore", "ignore", "inherit"],
        },
      )
      child.on("close", done)
    }),
)
if ((await Promise.all(keepers)).some((code) => code !== 0)) fail("keeping by several programs at once failed")
console.log(`${first.reports} reports, ${timeline.total} events, every one with its words and its source`)
