// Makes the pages that are worked out of the program: docs/issues.md, docs/commands.md, docs/coverage.md.
//   node scripts/generate.mjs           writes them
//   node scripts/generate.mjs --check   exits 1 where one is not what the program says
import {spawnSync} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const load = (path) => import(pathToFileURL(join(root, "dist", path)).href)
const made = "<!-- Made by `npm run coverage`; do not edit. -->"

const pages = {"docs/issues.md": await issuesPage(), "docs/commands.md": await commandsPage(), "docs/coverage.md": await coveragePage()}
let stale = 0
for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path)
  const old = existsSync(file) ? readFileSync(file, "utf8") : ""
  if (old === text) continue
  stale++
  if (process.argv.includes("--check")) console.error(`${path} is not what the program says: run npm run coverage`)
  else {
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, text)
    console.log(`wrote ${path}`)
  }
}
if (process.argv.includes("--check")) {
  console.log(stale ? `${stale} generated pages are stale` : `${Object.keys(pages).length} generated pages are up to date`)
  process.exit(stale ? 1 : 0)
}

async function issuesPage() {
  const {ISSUES} = await load("support/index.js")
  const rows = Object.entries(ISSUES).map(([code, {says, hint}]) => `| \`${code}\` | ${says} | ${hint.replaceAll("|", "\\|")} |`)
  return `# What can go wrong

${made}

Each is told in one line on standard error: where, what, what to do, and its code in brackets. One bad input never stops the others.

| code | says | what to do |
|---|---|---|
${rows.join("\n")}
`
}

async function commandsPage() {
  const help = (...args) => {
    const {stdout, status, stderr} = spawnSync(process.execPath, [join(root, "dist", "bundle", "isnad.js"), ...args, "--help"], {
      encoding: "utf8",
      env: {PATH: process.env.PATH},
    })
    if (status !== 0) throw new Error(`isnad ${args.join(" ")} --help: ${stderr}`)
    return stdout.trimEnd()
  }
  const main = help()
  const names = [...main.matchAll(/^ {2}([a-z]+) .*$/gm)]
    .map((m) => m[1])
    .filter((name) => name !== "help" && main.indexOf(`  ${name} `) > main.indexOf("Commands:"))
  const section = (title, text) => `## ${title}\n\n\`\`\`\n${text}\n\`\`\`\n`
  return `# Commands

${made}

${[section("isnad", main), ...names.map((name) => section(`isnad ${name}`, help(name)))].join("\n")}`
}

/// Languages × kinds: what each language has for a kind, and how far the samples are read.
async function coveragePage() {
  const [{EVENT_TYPES}, {METRICS}, pipeline] = await Promise.all([load("kinds/index.js"), load("model/index.js"), load("pipeline.js")])
  const reader = pipeline.openReader()
  const gold = readdirSync(join(root, "samples", "gold"))
    .filter((name) => /^g\d+\.json$/.test(name))
    .sort()
  const asked = {}
  const found = {}
  const count = (into, key) => {
    into[key] = (into[key] ?? 0) + 1
  }
  for (const name of gold) {
    const g = JSON.parse(readFileSync(join(root, "samples", "gold", name), "utf8"))
    const record = pipeline.readReport({source: name, text: g.text}, reader)
    for (const [into, r] of [
      [asked, g],
      [found, record],
    ]) {
      for (const e of r.events) count(into, `event ${e.type}`)
      for (const s of r.statements) count(into, `statement ${s.kind}`)
      for (const f of r.figures) count(into, `figure ${f.metric}`)
    }
  }
  const languages = readdirSync(join(root, "src", "lang"), {withFileTypes: true})
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort()
  const triggers = Object.fromEntries(languages.map((l) => [l, triggersOf(l)]))
  const cell = (key) => `${found[key] ?? 0} / ${asked[key] ?? 0}`
  const eventRows = EVENT_TYPES.map(
    (t) =>
      `| \`${t.name}\` | ${t.says} | ${t.plover.type}${t.plover.mode ? `/${t.plover.mode}` : ""} | ${languages.map((l) => triggers[l][t.name] ?? "–").join(" | ")} | ${cell(`event ${t.name}`)} |`,
  )
  return `# Coverage

${made}

Which language has which kind, and how much of it the program reads in the ${gold.length} samples: claims made / claims a careful reader makes. A number near
the other says that about as much is found; whether it is right is what \`npm run score\` measures.

## Events
Words that open a frame of the kind, by language (${languages.join(", ")}).

| kind | an event of this kind is | PLOVER | ${languages.join(" | ")} | samples |
|---|---|---|${languages.map(() => "---|").join("")}---|
${eventRows.join("\n")}

## Statements
| kind | samples |
|---|---|
${["direct", "indirect"].map((k) => `| ${k} | ${cell(`statement ${k}`)} |`).join("\n")}

## Figures
| metric | samples |
|---|---|
${METRICS.map((m) => `| \`${m}\` | ${cell(`figure ${m}`)} |`).join("\n")}
`
}

function triggersOf(language) {
  const folder = join(root, "src", "lang", language, "data")
  const counts = {}
  for (const file of existsSync(folder) ? readdirSync(folder).filter((f) => /^frames.*\.tsv$/.test(f)) : []) {
    const [header, ...rows] = readFileSync(join(folder, file), "utf8")
      .split(/\r?\n/)
      .filter((line) => line.trim() && !line.startsWith("#"))
      .map((line) => line.split("\t"))
    const [type, lemmas] = [header.indexOf("type"), header.indexOf("lemmas")]
    for (const row of rows) counts[row[type]] = (counts[row[type]] ?? 0) + row[lemmas].split("|").filter(Boolean).length
  }
  return counts
}
