// Reads the samples into ./isnad.db and opens the reading room at an address of this machine, which it prints.
//   npm start                       with the samples
//   npm start -- --port 8080        what `isnad serve` takes goes on to it
import {spawn} from "node:child_process"
import {isnad, keepSamples} from "./keep-samples.mjs"

keepSamples()
const server = spawn(process.execPath, [isnad, "serve", ...process.argv.slice(2)], {stdio: "inherit"})
// A key that ends this program ends the server, which says goodbye by itself.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal))
server.on("exit", (code) => process.exit(code ?? 0))
