import {describe, expect, test} from "vitest"
import {openAtlas} from "../knowledge/index.ts"
import type {EventClaim} from "../model/index.ts"
import {whereOf} from "./visits.ts"

const told = (...hosts: readonly string[]): Pick<EventClaim, "participants">[] => [
  {participants: [{entity: "person:vladimir-putin", role: "actor"}, ...hosts.map((entity) => ({entity, role: "host"}) as const)]},
]

describe("where a visit was", () => {
  test.each<[string, string | null, readonly string[], string | null]>([
    ["the place that is told", "place:cairo", ["country:turkey"], "place:cairo"],
    ["else the country that is host", null, ["country:egypt"], "country:egypt"],
    ["a host in person may receive anywhere", null, ["person:abdel-fattah-el-sisi"], null],
    ["of two hosts none is meant", null, ["country:egypt", "country:turkey"], null],
    ["a place that is on no map is not its host's country", "place:nowhere-at-all", ["country:egypt"], null],
    ["nothing told, nothing drawn", null, [], null],
  ])("%s", (_says, place, hosts, at) => {
    expect(whereOf(place, told(...hosts), openAtlas())?.id ?? null).toBe(at)
  })
})
