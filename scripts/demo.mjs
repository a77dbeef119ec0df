// The first run: reads the samples into ./isnad.db and prints what the record then says, each line with its words and its source.
//   npm run demo
import {spawnSync} from "node:child_process"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const run = (...args) => {
  const {status} = spawnSync(process.execPath, args, {stdio: "inherit"})
  if (status !== 0) process.exit(status ?? 1)
}
const isnad = join("dist", "bundle", "isnad.js")

run("scripts/build.mjs", "--if-stale")
run(isnad, "keep", "samples/reports")
console.log()
run(isnad, "timeline", "--from", "2023-03", "--to", "2023-05", "--limit", "15")
console.log("\nNext:")
console.log("  npx isnad timeline --actor Putin --with China")
console.log('  npx isnad search "اتفاقية الغاز"')
console.log("  npx isnad explain ID        any id of the lines above")
