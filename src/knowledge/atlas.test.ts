import {describe, expect, test} from "vitest"
import {openAtlas} from "./atlas.ts"

describe("where a place is, as exactly as it is known", () => {
  const {whereIs} = openAtlas()
  test.each([
    ["place:damascus", "point", "place:damascus", "country:syria"],
    ["place:baghdad", "point", "place:baghdad", "country:iraq"],
    // A region lies around its point.
    ["place:aleppo-governorate", "area", "place:aleppo-governorate", "country:syria"],
    // Without a point of its own it is no more than somewhere in its country.
    ["place:hama-governorate", "country", "country:syria", "country:syria"],
    ["country:syria", "country", "country:syria", "country:syria"],
    ["country:bahrain", "country", "country:bahrain", "country:bahrain"],
  ])("%s is drawn as a %s", (id, is, as, country) => {
    expect(whereIs(id)).toMatchObject({id: as, is, country})
  })
  test.each(["place:nowhere-at-all", "person:vladimir-putin", "org:nato", ""])("%s is on no map", (id) => {
    expect(whereIs(id)).toBe(null)
  })
  test("the mean of a country's places lies near it, on both sides of the date line too", () => {
    const {lat, lon} = whereIs("country:syria") as NonNullable<ReturnType<typeof whereIs>>
    expect([lat > 32 && lat < 38, lon > 35 && lon < 43]).toEqual([true, true])
    expect(Math.abs(whereIs("country:fiji")?.lon ?? 0)).toBeGreaterThan(170)
  })
})

describe("whose is who", () => {
  const {countryOf, membersOf} = openAtlas()
  test("a country has its people and its cities, anybody else only himself", () => {
    expect(membersOf("country:russia")).toEqual(expect.arrayContaining(["country:russia", "person:vladimir-putin", "place:moscow"]))
    expect(membersOf("person:vladimir-putin")).toEqual(["person:vladimir-putin"])
    expect([countryOf("person:vladimir-putin"), countryOf("place:cairo"), countryOf("country:egypt")]).toEqual([
      "country:russia",
      "country:egypt",
      "country:egypt",
    ])
    expect(countryOf("org:united-nations")).toBe(null)
  })
})
