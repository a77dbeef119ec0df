// What the demo and the reading room begin with: the program built, and the samples in ./isnad.db.
import {spawnSync} from "node:child_process"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))
export const isnad = join("dist", "bundle", "isnad.js")

/// Runs a script of this project and ends with it where it fails.
export function run(...args) {
  const {status} = spawnSync(process.execPath, args, {stdio: "inherit"})
  if (status !== 0) process.exit(status ?? 1)
}

export function keepSamples() {
  run("scripts/build.mjs", "--if-stale")
  run(isnad, "keep", "samples/reports")
}
