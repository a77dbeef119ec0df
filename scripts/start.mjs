// Reads the samples into ./isnad.db and opens the reading room at an address of this machine, which it prints.
//   npm start                       with the samples
//   npm start -- --port 8080        what `isnad serve` takes goes on to it
import {spawn, spawnSync} from "node:child_process"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))
const run = (...args) => {
  const {status} = spawnSync(process.execPath, args, {stdio: "inherit"})
  if (status !== 0) process.exit(status ?? 1)
}
const isnad = join("dist", "bundle", "isnad.js")
run("scripts/build.mjs", "--if-stale")
run(isnad, "keep", "samples/reports")
const server = spawn(process.execPath, [isnad, "serve", ...process.argv.slice(2)], {stdio: "inherit"})
// A key that ends this program ends the server, which says goodbye by itself.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal))
server.on("exit", (code) => process.exit(code ?? 0))
