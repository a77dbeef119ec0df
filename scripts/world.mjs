// The map of the pages: the shapes of Natural Earth (as packed in world-atlas) under our own ids, without the atlas's names.
import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {join} from "node:path"

/// Names of the atlas that are shortened there, by our ids.
const SHORTENED = {
  "W. Sahara": "western-sahara",
  "Dem. Rep. Congo": "dr-congo",
  "Dominican Rep.": "dominican-republic",
  "Central African Rep.": "central-african-republic",
  "Eq. Guinea": "equatorial-guinea",
  "Solomon Is.": "solomon-islands",
  "N. Cyprus": "northern-cyprus",
  "Bosnia and Herz.": "bosnia-and-herzegovina",
  "S. Sudan": "south-sudan",
  eSwatini: "eswatini",
}
/// Lands that are none of our countries: drawn, never marked.
const ONLY_LAND = new Set(["Falkland Is.", "Greenland", "Fr. S. Antarctic Lands", "Puerto Rico", "New Caledonia", "Antarctica"])

export function worldMap(root) {
  const [head, ...rows] = readFileSync(join(root, "src/knowledge/data/countries.tsv"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t"))
  const cell = (row, name) => row[head.indexOf(name)] ?? ""
  const idOf = new Map(rows.flatMap((row) => [cell(row, "en"), ...cell(row, "en_aliases").split("|")].map((n) => [n, cell(row, "id")])))
  const atlas = JSON.parse(readFileSync(createRequire(join(root, "package.json")).resolve("world-atlas/countries-110m.json"), "utf8"))
  const geometries = atlas.objects.countries.geometries.map(({type, arcs, properties: {name}}) => {
    const id = SHORTENED[name] ?? idOf.get(name)
    if (!id && !ONLY_LAND.has(name)) throw new Error(`the atlas has «${name}», which scripts/world.mjs knows under no id`)
    return {type, arcs, ...(id ? {id: `country:${id}`} : {})}
  })
  const {type, arcs, transform} = atlas
  return JSON.stringify({type, arcs, transform, objects: {countries: {type: "GeometryCollection", geometries}}})
}
