// What the knowledge tables hold: rows by table, and for each state the years since 2010 in which a head of state,
// a head of government or a foreign minister is not known. Usage: npm run build && node scripts/count-knowledge.mjs [country …]
import {readdirSync, readFileSync} from "node:fs"
import {readTable} from "../dist/support/index.js"

const dir = new URL("../src/knowledge/data/", import.meta.url)
const FIRST = 2010
const LAST = 2026
const table = (file) => readTable(readFileSync(new URL(file, dir), "utf8"), file)
const tables = (prefix) =>
  readdirSync(dir)
    .filter((file) => file.startsWith(prefix))
    .flatMap(table)

/// States whose head of state is also head of government, so that they have no prime minister (or none with power).
const NO_PREMIER = new Set(
  (
    "united-states mexico guatemala honduras el-salvador nicaragua costa-rica panama colombia venezuela ecuador bolivia paraguay chile argentina uruguay brazil " +
    "dominican-republic cyprus switzerland kenya nigeria ghana liberia sierra-leone gambia zambia malawi botswana south-africa indonesia philippines maldives palau micronesia marshall-islands " +
    "nauru kiribati seychelles comoros south-sudan eritrea turkmenistan vatican suriname angola san-marino monaco oman saudi-arabia brunei iran turkey"
  ).split(" "),
)
/// Realms of the British crown: one head of state in London.
const CROWN = new Set(
  "canada australia new-zealand jamaica bahamas grenada papua-new-guinea solomon-islands tuvalu saint-lucia saint-vincent-grenadines saint-vincent-and-the-grenadines antigua-and-barbuda antigua-barbuda saint-kitts-and-nevis saint-kitts-nevis belize".split(
    " ",
  ),
)
const ROLES = {
  state: new Set("president king emir sultan emperor grand-duke pope supreme-leader".split(" ")),
  government: new Set("prime-minister chancellor".split(" ")),
  foreign: new Set(["foreign-minister"]),
}

const month = (date, end) => {
  const [year, m] = date.split("-").map(Number)
  return year * 12 + (m ? m - 1 : end ? 11 : 0)
}
const gaps = (offices) => {
  const known = new Array((LAST - FIRST + 1) * 12 - 6).fill(false)
  for (const o of offices) {
    const from = o.from ? month(o.from, false) - FIRST * 12 : 0
    const to = o.to ? month(o.to, true) - FIRST * 12 : known.length - 1
    for (let n = Math.max(0, from); n <= Math.min(to, known.length - 1); n++) known[n] = true
  }
  const out = []
  for (let n = 0; n < known.length; n++) {
    if (known[n]) continue
    const from = n
    while (n + 1 < known.length && !known[n + 1]) n++
    if (n - from >= 2) out.push([from, n])
  }
  return out
}
const at = (n) => `${FIRST + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`

for (const prefix of ["countries", "people", "offices", "orgs-agencies", "orgs-outlets", "orgs", "places", "dated-events"])
  console.log(prefix.padEnd(14), tables(prefix).length)
const offices = tables("offices")
const only = process.argv.slice(2)
const missing = {state: 0, government: 0, foreign: 0}
const whole = {state: 0, government: 0, foreign: 0}
const months = {state: 0, government: 0, foreign: 0}
for (const country of tables("countries")) {
  if (!/member|observer|state/.test(country.kind) && !only.includes(country.id)) continue
  const said = []
  for (const [role, names] of Object.entries(ROLES)) {
    if (role === "state" && CROWN.has(country.id)) continue
    if (role === "government" && NO_PREMIER.has(country.id)) continue
    const holes = gaps(offices.filter((o) => o.of === `country:${country.id}` && names.has(o.office)))
    if (!holes.length) continue
    missing[role]++
    const lost = holes.reduce((sum, [a, b]) => sum + b - a + 1, 0)
    months[role] += lost
    if (lost === (LAST - FIRST + 1) * 12 - 6) whole[role]++
    said.push(`${role} ${holes.map(([a, b]) => `${at(a)}…${at(b)}`).join(" ")}`)
  }
  if (said.length && (!only.length || only.includes(country.id))) console.log(`${country.id}: ${said.join("; ")}`)
}
for (const role of Object.keys(missing))
  console.log(`${role}: states with a gap ${missing[role]}, of them nobody known ${whole[role]}; months without a holder ${months[role]}`)
