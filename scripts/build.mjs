// Builds dist/: the compiler's JavaScript and types, the data files beside them, and the language and knowledge worked out once.
//   node scripts/build.mjs             always
//   node scripts/build.mjs --if-stale  only where a source is newer than the last build
import {spawnSync} from "node:child_process"
import {cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const STAMP = "dist/.built"

const newest = (path) => {
  const s = statSync(path)
  if (!s.isDirectory()) return /\.(test|contract)\.tsx?$/.test(path) ? 0 : s.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), s.mtimeMs)
}
const sources = [
  "src",
  "web",
  "scripts/build-web.mjs",
  "scripts/world.mjs",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "scripts/build.mjs",
]
if (process.argv.includes("--if-stale") && existsSync(STAMP) && Math.max(...sources.map(newest)) <= statSync(STAMP).mtimeMs) process.exit(0)

const compiler = findCompiler()
if (!compiler) {
  // `npm install --omit=dev` in an unpacked release: the build is there already.
  if (existsSync(STAMP)) process.exit(0)
  console.error("isnad: cannot build: the TypeScript compiler is not installed. Run npm install without --omit=dev.")
  process.exit(1)
}
const started = performance.now()
rmSync("dist", {recursive: true, force: true})
const compiled = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {stdio: "inherit"})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)
copyData("src")
// The words and the facts, worked out once: start-up then reads two files.
const dist = join(root, "dist")
const load = (file) => import(pathToFileURL(join(dist, file)).href)
const [{compileAll}, {saveCompiled}] = await Promise.all([load("compile.js"), load("compiled.js")])
saveCompiled(dist, compileAll(dist))
await bundle()
const {script, first, map} = await (await load("../scripts/build-web.mjs")).buildWeb(root)
writeFileSync(STAMP, "")
console.error(
  `pages: ${(script / 1024).toFixed(0)} kB of script when packed, ${(first / 1024).toFixed(0)} kB before the first page, ${(map / 1024).toFixed(0)} kB for the first map`,
)
console.error(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s`)

function findCompiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc")
  } catch {
    return undefined
  }
}

/// The command line, and what it has in threads (readers of reports, and those who answer for the server), in few files: a hundred and fifty modules take a tenth of a second to find one by one. Packages stay outside.
async function bundle() {
  const {rolldown} = await import("rolldown")
  const build = await rolldown({
    input: {isnad: "dist/cli/main.js", reader: "dist/readers/worker.js", answerer: "dist/cli/answering.js"},
    platform: "node",
    external: (id) => !/^[./]/.test(id) && !id.startsWith(root),
    logLevel: "warn",
  })
  await build.write({dir: "dist/bundle", format: "esm", chunkFileNames: "[name]-[hash].js"})
}

/// Every folder named `data` goes along as it is.
function copyData(folder) {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    if (!entry.isDirectory()) continue
    const path = join(folder, entry.name)
    if (entry.name !== "data") {
      copyData(path)
      continue
    }
    const to = join("dist", path.slice("src/".length))
    mkdirSync(dirname(to), {recursive: true})
    cpSync(path, to, {recursive: true})
  }
}
