import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {judgeEvents} from "./events.ts"
import {keysOf} from "./keys.ts"
import {rescheduled} from "./lives.ts"
import type {Traits} from "./traits.ts"

const finds = (a: Traits, b: Traits): boolean => {
  const kept = new Set(keysOf(b).claims.kept.map(([key]) => key))
  return keysOf(a).claims.asked.some(([key]) => kept.has(key))
}

const STATES = ["egypt", "turkey", "iran"]
const days = fc.oneof(
  fc.constantFrom("2023", "2023-05", "2023-07/..", "../2023-06-10", "2022/2024", "2023-04/2023-06"),
  fc.integer({min: 1, max: 28}).map((d) => `2023-05-${String(d).padStart(2, "0")}`),
  fc.integer({min: 1, max: 28}).map((d) => `2023-06-${String(d).padStart(2, "0")}/2023-07-02`),
)
const event = fc
  .record({
    type: fc.constantFrom("visit", "meeting", "assault", "sanction", "summit"),
    status: fc.constantFrom("planned", "occurred", "postponed"),
    who: fc.array(fc.constantFrom(...STATES.flatMap((s) => [`country:${s}`, `person:${s}@${s}`, `country:${s}/target`])), {maxLength: 3}),
    at: fc.option(fc.constantFrom(...STATES), {nil: undefined}),
    days: fc.option(days, {nil: undefined}),
  })
  .map(
    ({at, days, ...e}): Omit<NonNullable<ReportRow["events"]>[number], "id"> => ({
      ...(e as {type: string; status: "planned"; who: string[]}),
      ...(at ? {place: `place:${at}`, country: `country:${at}`} : {}),
      ...(days ? {days} : {}),
    }),
  )
const report = (id: string) =>
  fc
    .tuple(event, fc.constantFrom("2023-05-20", "2023-06-10", "2024-03-01"))
    .map(([e, published]) => reportTraits({id: `r_${id}`, published, events: [{id: `e_${id}`, ...e}]}))
const figure = fc
  .record({
    metric: fc.constantFrom("trade", "casualties", "aid"),
    value: fc.constantFrom(5, 190e9, 26.3),
    unit: fc.constantFrom("USD", "people"),
    parties: fc.uniqueArray(fc.constantFrom(...STATES.map((s) => `country:${s}`)), {maxLength: 3}),
    days: fc.option(days, {nil: undefined}),
  })
  .map(({days, ...f}) => reportTraits({id: "r_1", figures: [{id: "f_1", ...f, ...(days ? {days} : {})}]}))

describe("keys", () => {
  test("whichever of two reports comes first, the other finds it or neither does", () => {
    fc.assert(
      fc.property(report("a"), report("b"), (a, b) => finds(a, b) === finds(b, a)),
      {numRuns: 2000},
    )
    fc.assert(
      fc.property(figure, figure, (a, b) => finds(a, b) === finds(b, a)),
      {numRuns: 1000},
    )
  })
  test("what would be joined is found, but for claims of one state alone, which only their like find", () => {
    const pairs = fc.sample(fc.tuple(report("a"), report("b")), {numRuns: 20_000, seed: 7}).filter(([a, b]) => {
      const [x, y] = [
        {report: a, event: a.events[0] as Traits["events"][number]},
        {report: b, event: b.events[0] as Traits["events"][number]},
      ]
      return judgeEvents(x, y).same || rescheduled(x, y) !== undefined
    })
    expect(pairs.length).toBeGreaterThan(100)
    const lost = pairs.filter(([a, b]) => !finds(a, b))
    expect(lost.length / pairs.length).toBeLessThan(0.12)
  })
})
