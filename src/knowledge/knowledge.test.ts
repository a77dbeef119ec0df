import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, it} from "vitest"
import {foldWord} from "../lang/ar/index.ts"
import {meanings, nameAt} from "../lang/ar/gazetteer.ts"
import {tokenize} from "../lang/index.ts"
import {WORD} from "../model/index.ts"
import {openReader} from "../pipeline.ts"
import {list, readTable, type Row} from "../support/index.ts"
import {foldName} from "./compile.ts"
import {knownByKey} from "./name-key.ts"
import {ORDINARY} from "./types.ts"

const dir = new URL("data/", import.meta.url)
const tables = (prefix: string): (Row & {file: string})[] =>
  readdirSync(dir)
    .filter((f) => f.startsWith(prefix))
    .flatMap((file) => readTable(readFileSync(new URL(file, dir), "utf8"), file).map((row) => ({...row, file})))

const countries = tables("countries")
const people = tables("people")
const offices = tables("offices")
const orgs = tables("orgs")
const places = tables("places")
const countryIds = new Set(countries.map((r) => r.id))
const peopleIds = new Set(people.map((r) => r.id))

const OFFICES = new Set(
  (
    "king emir sultan emperor grand-duke pope crown-prince deputy-crown-prince president vice-president prime-minister deputy-prime-minister chancellor supreme-leader foreign-minister deputy-foreign-minister defence-minister finance-minister interior-minister energy-minister " +
    "economy-minister trade-minister justice-minister minister security-council-secretary national-security-adviser intelligence-chief army-chief speaker central-bank-governor ambassador un-representative envoy spokesperson " +
    "foreign-ministry-spokesperson presidency-spokesperson secretary-general head-of-body commissioner party-leader company-head"
  ).split(" "),
)
/// One holder at a time.
const SOLE = new Set(
  "king emir sultan emperor grand-duke pope crown-prince president prime-minister chancellor supreme-leader foreign-minister defence-minister finance-minister interior-minister central-bank-governor secretary-general".split(
    " ",
  ),
)
/// Where one office has several holders at once: heads of state who share the office, or rival governments.
const SHARED_SEATS = new Set(["country:bosnia-and-herzegovina", "country:san-marino", "country:libya"])

/// The months in which an office was surely held: a date that is a year or a month alone is taken at its narrowest.
const surelyHeld = (office: Row): readonly [number, number] => {
  const month = (date: string, whole: number): number =>
    Number(date.slice(0, 4)) * 12 + (date.length > 4 ? Number(date.slice(5, 7)) - 1 : whole)
  return [office.from ? month(office.from, 11) : 0, office.to ? month(office.to, 0) : Number.POSITIVE_INFINITY]
}

const twice = (ids: readonly (string | undefined)[]): string[] =>
  ids.filter((id, n): id is string => id !== undefined && ids.indexOf(id) !== n)
const bad = (rows: readonly (Row & {file: string})[], wrong: (row: Row) => boolean): string[] =>
  rows.filter(wrong).map((r) => `${r.file}: ${r.id ?? r.person}`)

describe("knowledge data", () => {
  it("has each id once in its family", () => {
    for (const rows of [countries, people, orgs, places]) expect(twice(rows.map((r) => r.id))).toEqual([])
  })

  it("has ids that are slugs", () => {
    expect(bad([...countries, ...people, ...orgs, ...places], (r) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(r.id ?? ""))).toEqual([])
  })

  it("has an Arabic and an English name for all", () => {
    expect(bad([...countries, ...people, ...orgs, ...places], (r) => !/[\u0621-\u064a]/.test(r.ar ?? "") || !r.en)).toEqual([])
  })

  it("points to countries that it has", () => {
    expect(bad([...people, ...orgs, ...places], (r) => !!r.country && !countryIds.has(r.country))).toEqual([])
  })

  it("points to capitals that it has", () => {
    const ids = new Set(places.map((r) => r.id))
    expect(bad(countries, (r) => !!r.capital && !ids.has(r.capital))).toEqual([])
  })

  it("has no name that folds to nothing or to one letter", () => {
    expect(
      bad([...countries, ...people, ...orgs, ...places], (r) =>
        [r.ar as string, ...list(r.ar_aliases), ...list(r.metonyms)].some((name) => foldName(name, foldWord).length < 2),
      ),
    ).toEqual([])
  })

  // A party or a governorate that only its leader makes news for needs no row of its own.
  it("has offices of known people, of known kinds, in known countries, with dates in order", () => {
    const date = /^(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?$/
    expect(
      bad(offices, (o) => {
        const [kind, id] = (o.of ?? "").split(":")
        const known = kind === "country" ? countryIds.has(id) : kind === "org" && /^[a-z0-9-]+$/.test(id ?? "")
        return (
          !peopleIds.has(o.person) ||
          !OFFICES.has(o.office ?? "") ||
          !known ||
          !date.test(o.from ?? "") ||
          !date.test(o.to ?? "") ||
          (!!o.from && !!o.to && o.to.slice(0, o.from.length) < o.from.slice(0, o.to.length))
        )
      }).map((x, n) => `${x} ${n}`),
    ).toEqual([])
  })

  it("has no two holders of a sole office at a time", () => {
    const seats = new Map<string, (Row & {file: string})[]>()
    for (const o of offices) {
      if (!SOLE.has(o.office ?? "") || SHARED_SEATS.has(o.of ?? "")) continue
      const seat = `${o.office} ${o.of}`
      seats.set(seat, [...(seats.get(seat) ?? []), o])
    }
    const clashes = [...seats].flatMap(([seat, held]) =>
      held.flatMap((a, n) =>
        held.slice(n + 1).flatMap((b) => {
          const [fromA, toA] = surelyHeld(a)
          const [fromB, toB] = surelyHeld(b)
          return Math.min(toA, toB) > Math.max(fromA, fromB) ? [`${seat}: ${a.person} and ${b.person}`] : []
        }),
      ),
    )
    expect(clashes).toEqual([])
  })

  const families = [
    ["country", countries],
    ["person", people],
    ["org", orgs],
    ["place", places],
  ] as const
  const namesOf = (row: Row): readonly string[] => [row.ar as string, ...list(row.ar_aliases)]

  // A name of two families is a seat named for who sits in it, or declared here.
  it("has each name once in its family, and shared ones only by intent", () => {
    const DECLARED = new Set(
      "عمان|السلطة الفلسطينية|السلطة الوطنية الفلسطينية|الكرسي الرسولي|حاضرة الفاتيكان|الأناضول|مشروع نيوم"
        .split("|")
        .map((name) => foldName(name, foldWord)),
    )
    const holders = new Map<string, {readonly family: string; readonly row: Row; readonly metonym: boolean}[]>()
    for (const [family, rows] of families)
      for (const row of rows)
        for (const [names, metonym] of [
          [namesOf(row), false],
          [list(row.metonyms), true],
        ] as const)
          for (const name of names) {
            const folded = foldName(name, foldWord)
            holders.set(folded, [...(holders.get(folded) ?? []), {family, row, metonym}])
          }
    const wrong = [...holders].flatMap(([name, held]) => {
      const ids = new Set(held.map((h) => `${h.family}:${h.row.id}`))
      if (ids.size < 2 || DECLARED.has(name)) return []
      const once = new Set(held.map((h) => h.family)).size === ids.size
      const seat = held.some((h) => h.metonym || (h.family === "place" && h.row.kind === "building"))
      return once && seat ? [] : [`${name}: ${[...ids].join(", ")}`]
    })
    expect(wrong).toEqual([])
  })

  // «رأي» or «نور» alone would be found in every second sentence: such a name needs a word beside it.
  it("has no person, outlet, company or party whose one-word name is an ordinary word", () => {
    const DECLARED = new Set([
      "الغرب",
      "ايقاد",
      "الايقاد",
      "سيبري",
      "الازهر",
      "الكرملين",
      "كرملين",
      "الدوما",
      "البنتاغون",
      "بنتاغون",
      "الكونغرس",
      "الكنيست",
      "كنيست",
    ])
    const {knowledge} = openReader()
    const ordinary = [...people, ...orgs].flatMap((row) =>
      namesOf(row).filter((name) => {
        const folded = foldName(name, foldWord)
        if (folded.includes(" ") || DECLARED.has(folded)) return false
        const hit = nameAt(tokenize(name, foldWord), knowledge, 0)
        return !!hit && meanings(knowledge, hit).some((m) => m.flags & ORDINARY)
      }),
    )
    expect(ordinary).toEqual([])
  })

  it("finds somebody known under a spelling that no list has, and nobody for a name that is only near", () => {
    const {knowledge} = openReader()
    const known = (name: string): string | undefined => knowledge.entities[knownByKey(knowledge, name.split(" ").map(foldWord)) ?? -1]?.id
    for (const [name, id] of [
      ["جيورجيا ملوني", "person:giorgia-meloni"],
      ["ميكائيل ميشوستن", "person:mikhail-mishustin"],
      ["دميتري مدفيديف", "person:dmitry-medvedev"],
      ["كير ستارمير", "person:keir-starmer"],
      ["نارندرا مودي", "person:narendra-modi"],
    ] as const)
      expect(known(name), name).toBe(id)
    for (const name of ["تارا عوزي", "جورج مارون", "منير حداوي"]) expect(known(name), name).toBeUndefined()
  })

  it("finds every name by the gazetteer", () => {
    const {knowledge} = openReader()
    const lost: string[] = []
    const check = (family: string, row: Row, name: string): void => {
      const tokens = tokenize(name, foldWord)
      const want = knowledge.indexOf.get(`${family}:${row.id}`)
      for (let i = 0; i < tokens.count; i++) {
        if (tokens.kind[i] !== WORD) continue
        const hit = nameAt(tokens, knowledge, i)
        if (hit && meanings(knowledge, hit).some((m) => m.entity === want)) return
      }
      lost.push(`${family}:${row.id} ${name}`)
    }
    for (const [family, rows] of families) for (const row of rows) for (const name of namesOf(row)) check(family, row, name)
    expect(lost).toEqual([])
  })
})
