import {describe, expect, it} from "vitest"
import {dayOf, isoDay} from "../../model/index.ts"
import {hijriOf, hijriRange} from "./hijri.ts"

describe("the Hijri calendar", () => {
  it.each([
    [1444, 8, 18, "2023-03-10"],
    [1437, 3, 23, "2016-01-03"],
    [1445, 10, 13, "2024-04-22"],
    [1445, 9, 1, "2024-03-11"],
    [1447, 1, 1, "2025-06-26"],
    [1, 1, 1, "0622-07-19"],
    [1317, 8, 28, "1900-01-01"],
  ])("%i-%i-%i is %s", (y, m, d, day) => expect(isoDay(hijriRange(y, m, d)?.first as number)).toBe(day))

  it("comes back from every day, inside the table and outside", () => {
    for (let day = dayOf(1900, 1, 1); day < dayOf(2100, 1, 1); day += 3) {
      const {y, m, d} = hijriOf(day)
      expect(hijriRange(y, m, d)?.first).toBe(day)
    }
  })

  it("agrees with ICU on Umm al-Qura", () => {
    const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
      timeZone: "UTC",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    })
    for (let day = dayOf(1940, 1, 1); day < dayOf(2070, 1, 1); day += 97) {
      const {y, m, d} = hijriOf(day)
      expect(format.format(day * 86400000)).toMatch(new RegExp(`^${m}/${d}/${y}\\b`))
    }
  })

  it("has no month 13", () => expect(hijriRange(1445, 13)).toBeUndefined())
})
