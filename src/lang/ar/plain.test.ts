import {expect, it} from "vitest"
import {datesIn, numbersIn} from "../../pipeline.ts"

it("finds dates, counted from a day where they need one", () => {
  const text = "يصل الأربعاء المقبل ويغادر في 3 حزيران/يونيو 2023"
  const found = datesIn(text, {on: "2023-05-22"})
  expect(found.map((d) => [d.edtf, d.quote])).toEqual([
    ["2023-05-24", "الأربعاء المقبل"],
    ["2023-06-03", "3 حزيران/يونيو 2023"],
  ])
  for (const {quote, start, end} of found) expect(text.slice(start, end)).toBe(quote)
  expect(datesIn(text).map((d) => d.edtf)).toEqual([null, "2023-06-03"])
})

it("looks the way the tense goes", () => {
  expect(datesIn("الجمعة", {on: "2023-05-24", tense: "past"})[0]?.edtf).toBe("2023-05-19")
  expect(datesIn("الجمعة", {on: "2023-05-24", tense: "future"})[0]?.edtf).toBe("2023-05-26")
})

it("finds numbers with and without units, in order", () => {
  const text = "المركز الثالث: \u202b20\u202c مليون دولار، أكثر من 5 كيلومترات، 17"
  const found = numbersIn(text)
  expect(found.map((n) => [n.value, n.unit, n.comparator, n.ordinal ?? false])).toEqual([
    [3, null, "=", true],
    [20_000_000, "USD", "=", false],
    [5, "km", ">", false],
    [17, null, "=", false],
  ])
  for (const {quote, start, end} of found) expect(text.slice(start, end)).toBe(quote)
})
