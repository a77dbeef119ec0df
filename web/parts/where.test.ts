import {describe, expect, test} from "vitest"
import type {Visit} from "../api.ts"
import {directionsOf, drawnAs, marksOf} from "./where.ts"

type At = NonNullable<Visit["at"]>
const at = (id: string, is: At["is"], country: string | null): At => ({id, is, country, name: {ar: id, en: id}, lat: 10, lon: 20})
const doha = at("place:doha", "point", "country:qatar")
const gulf = at("place:gulf", "area", null)
const egypt = at("country:egypt", "country", "country:egypt")
const malta = at("country:malta", "country", "country:malta")

const visit = (status: string, where: At | null, visitors: readonly string[] = []): Visit =>
  ({
    event: {event: {status, place: where?.id ?? null}},
    visitors,
    of: visitors.includes("person:y") ? ["country:qatar"] : [],
    at: where,
  }) as unknown as Visit
const shapes = (id: string): boolean => id === "country:egypt"

describe("a visit on the map", () => {
  test.each([
    ["a city is a point", doha, "point"],
    ["a region lies around its point", gulf, "around"],
    ["a country is its shape", egypt, "shape"],
    ["a country too small to have one lies around its middle, and is no point", malta, "around"],
  ] as const)("%s", (_says, where, is) => {
    expect(marksOf([visit("occurred", where)], shapes).map((m) => m.is)).toEqual([is])
  })
  test.each([
    ["occurred", "past"],
    ["ongoing", "past"],
    ["planned", "planned"],
    ["postponed", "planned"],
    ["unconfirmed", "planned"],
    ["cancelled", undefined],
    ["denied", undefined],
    ["hypothetical", undefined],
  ])("what is %s is drawn as %s", (status, drawn) => {
    expect(drawnAs(visit(status, doha))).toBe(drawn)
    expect(marksOf([visit(status, doha)], shapes).length).toBe(drawn ? 1 : 0)
  })
  test("where nobody told the place, nothing is drawn", () => {
    expect(marksOf([visit("occurred", null)], shapes)).toEqual([])
  })
  test("a place is marked once, past and planned counted apart, most visits first", () => {
    const marks = marksOf([visit("occurred", egypt), visit("planned", doha), visit("occurred", doha), visit("denied", doha)], shapes)
    expect(marks.map((m) => [m.id, m.past, m.planned])).toEqual([
      ["place:doha", 1, 1],
      ["country:egypt", 1, 0],
    ])
  })
})

describe("the direction of a visit", () => {
  test("a city of a country is in it; who went elsewhere went from it", () => {
    const [into, out, third] = [
      visit("occurred", doha, ["country:egypt"]),
      visit("occurred", egypt, ["country:qatar"]),
      visit("occurred", malta, ["person:x"]),
    ]
    const {to, by, other} = directionsOf([into, out, third], "country:qatar")
    expect([to, by, other]).toEqual([[into], [out], [third]])
  })
  test("a country goes by its people", () => {
    const gone = visit("occurred", egypt, ["person:y"])
    expect(directionsOf([gone], "country:qatar").by).toEqual([gone])
  })
  test("travel inside one's own country is a visit to it, told once", () => {
    const own = visit("occurred", doha, ["country:qatar"])
    expect(directionsOf([own], "country:qatar")).toEqual({to: [own], by: [], other: []})
  })
})
