import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {DATA_ROOT, readTable, type Row} from "../support/index.ts"

/// Where a place is, as exactly as it is known and no more: a city is a point, a region or a sea lies around one, and of a country
/// only that it is that country. `lat` and `lon` of a country are the mean of its places: something to hold on to, not a place in it.
export type Whereabouts = {
  /// The id it is drawn as: the place itself, or its country where its own point is not known.
  readonly id: string
  readonly name: {readonly ar: string; readonly en: string}
  readonly is: "point" | "area" | "country"
  readonly country: string | null
  readonly lat: number
  readonly lon: number
}
export type Atlas = {
  readonly whereIs: (id: string) => Whereabouts | null
  /// The country that a person, a body or a place is of.
  readonly countryOf: (id: string) => string | null
  /// A country with its people, bodies and places; anybody else alone.
  readonly membersOf: (id: string) => readonly string[]
}
export type AtlasTables = {readonly [name in "countries" | "places" | "people" | "orgs"]: readonly Row[]}

/// What is large enough that one point says little of it.
const AREAS = new Set(["area", "region", "river", "sea", "strait", "island", "mountain"])

/// Tells of ids of countries and places where they are, and null of all others; and which country has whom.
export function makeAtlas({countries, places, people, orgs}: AtlasTables): Atlas {
  const known = new Map<string, Whereabouts>()
  const inside = new Map<string, {readonly lat: number; readonly lon: number}[]>()
  const stateOf = new Map<string, string>()
  const members = new Map<string, string[]>()
  const belongs = (id: string, country: string): void => {
    if (stateOf.has(id)) return
    stateOf.set(id, country)
    const of = members.get(country) ?? [country]
    of.push(id)
    members.set(country, of)
  }
  for (const [prefix, rows] of [["place", places] as const, ["person", people] as const, ["org", orgs] as const])
    for (const row of rows) if (row.country) belongs(`${prefix}:${row.id}`, `country:${row.country}`)
  for (const row of places) {
    const id = `place:${row.id}`
    const country = stateOf.get(id) ?? null
    if (!row.lat || !row.lon || known.has(id)) continue
    const at = {lat: Number(row.lat), lon: Number(row.lon)}
    const is = AREAS.has(row.kind as string) ? "area" : "point"
    known.set(id, {id, name: {ar: row.ar as string, en: row.en as string}, is, country, ...at})
    if (country) inside.set(country, [...(inside.get(country) ?? []), at])
  }
  for (const row of countries) {
    const id = `country:${row.id}`
    const own = inside.get(id)
    if (own) known.set(id, {id, name: {ar: row.ar as string, en: row.en as string}, is: "country", country: id, ...meanOf(own)})
  }
  const countryOf = (id: string): string | null => (id.startsWith("country:") ? id : (stateOf.get(id) ?? null))
  return {
    whereIs: (id) => known.get(id) ?? (id.startsWith("place:") ? known.get(countryOf(id) ?? "") : undefined) ?? null,
    countryOf,
    membersOf: (id) => members.get(id) ?? [id],
  }
}

/// The middle of points of a sphere: of Fiji's too, on both sides of the date line.
function meanOf(points: readonly {readonly lat: number; readonly lon: number}[]): {readonly lat: number; readonly lon: number} {
  let [x, y, z] = [0, 0, 0]
  for (const {lat, lon} of points) {
    const [a, b] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180]
    x += Math.cos(a) * Math.cos(b)
    y += Math.cos(a) * Math.sin(b)
    z += Math.sin(a)
  }
  const degrees = (angle: number): number => Math.round((angle * 18000) / Math.PI) / 100
  return {lat: degrees(Math.atan2(z, Math.hypot(x, y))), lon: degrees(Math.atan2(y, x))}
}

let opened: Atlas | undefined
/// The atlas of the data files, read when somebody first asks for a map.
export function openAtlas(): Atlas {
  opened ??= readAtlas(join(DATA_ROOT, "knowledge", "data"))
  return opened
}
function readAtlas(facts: string): Atlas {
  const files = readdirSync(facts).sort()
  const all = (start: string): Row[] =>
    files.filter((f) => f.startsWith(start)).flatMap((f) => readTable(readFileSync(join(facts, f), "utf8"), f))
  return makeAtlas({countries: all("countries"), places: all("places-"), people: all("people-"), orgs: all("orgs-")})
}
