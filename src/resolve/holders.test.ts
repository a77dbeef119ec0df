import {describe, expect, it} from "vitest"
import {edtfRange, type DayRange} from "../model/index.ts"
import {openReader, readReport} from "../pipeline.ts"
import {holderOf} from "./holders.ts"

const reader = openReader()

describe("holderOf", () => {
  // office | of | days | who
  const rows = `
foreign-minister | country:turkey | 2025-03-01 | person:hakan-fidan
foreign-minister | country:turkey | 2022-03-01 | person:mevlut-cavusoglu
prime-minister | country:iraq | 2019-05-08 | person:adel-abdul-mahdi
president | country:united-states | 2021-01 | nobody: two of them held it in that month
president | country:atlantis | 2021-01-05 | nobody: no such state
`
  for (const row of rows.trim().split("\n")) {
    const [office, of, days, who] = row.split(" | ")
    it(`${office} of ${of} on ${days}: ${who}`, () => {
      const held = holderOf(reader.knowledge, office as string, of as string, edtfRange(days as string) as DayRange)
      expect(held?.id ?? "nobody").toBe(
        (who as string)
          .split(":")
          .slice(0, who?.startsWith("nobody") ? 1 : 2)
          .join(":"),
      )
    })
  }
})

describe("an office without its holder's name", () => {
  const reasons = (text: string, published: string): string[] =>
    readReport({source: "x", text, published}, reader).events.flatMap((e) => e.why.filter((w) => w.step === "office").map((w) => w.says))

  it("stands for the state, and the reasons tell who held it on that day", () => {
    expect(reasons("زار وزير الخارجية التركي دمشق.", "2025-03-01")).toEqual([
      "«وزير الخارجية التركي»: Hakan Fidan (person:hakan-fidan) held it then",
    ])
    expect(reasons("زار وزير الخارجية التركي دمشق.", "2011-03-01")[0]).toContain("person:ahmet-davutoglu")
  })

  it("is told of nobody where the day is not known", () => {
    expect(reasons("زار وزير الخارجية التركي دمشق.", "2023")).toEqual([])
  })
})
