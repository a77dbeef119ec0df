import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {recurring} from "./recurring.ts"

const NOISE = "تابعوا قناتنا على تلغرام ليصلكم كل جديد 14"
const page = (n: number): string =>
  `خبر رقم ${"ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[n % 28]}${n}\n\nقال الوزير في يومه ${"سشصضطظعغ"[n % 8]} كلاما آخر عن الأمر.\n\n${NOISE}`

describe("recurring lines", () => {
  test("a line on many pages of one outlet goes, with its reason; numbers in it do not matter", () => {
    const memory = recurring()
    for (let n = 0; n < 6; n++) memory.learn("الراصد", `u${n}`, page(n).replace("14", String(n)))
    const cut = memory.without("الراصد", {source: "a", text: page(9)})
    expect(cut.text).not.toContain("تلغرام")
    expect(cut.text).toContain("قال الوزير")
    expect(cut.removed).toEqual([{quote: NOISE, why: "recurring line: on 6 of 6 pages of الراصد"}])
    expect(memory.without("المدى", {source: "a", text: page(9)})).toEqual({source: "a", text: page(9)})
  })
  test("not on the evidence of a few pages, or of one page seen often", () => {
    const memory = recurring()
    for (let n = 0; n < 4; n++) memory.learn("الراصد", `u${n}`, page(n))
    for (let n = 0; n < 20; n++) memory.learn("الراصد", "u0", page(n))
    expect(memory.without("الراصد", {source: "a", text: page(9)}).removed).toBeUndefined()
  })
  test("a line that stands on a few of many pages is news", () => {
    const memory = recurring()
    for (let n = 0; n < 60; n++) memory.learn("الراصد", `u${n}`, n < 8 ? page(n) : `خبر ${n} ${"ا".repeat(n % 9)} آخر`)
    expect(memory.without("الراصد", {source: "a", text: page(9)}).removed).toBeUndefined()
  })
  test("a headline is never taken", () => {
    const memory = recurring()
    for (let n = 0; n < 9; n++) memory.learn("الراصد", `u${n}`, "موجز الأنباء\n\nنص")
    expect(memory.without("الراصد", {source: "a", title: "موجز الأنباء", text: "موجز الأنباء\n\nقال"}).text).toBe("موجز الأنباء\n\nقال")
  })
  test("what is known is kept and handed on", () => {
    const memory = recurring()
    for (let n = 0; n < 6; n++) memory.learn("الراصد", `u${n}`, page(n))
    const again = recurring(JSON.parse(JSON.stringify(memory.state())))
    expect(again.without("الراصد", {source: "a", text: page(9)})).toEqual(memory.without("الراصد", {source: "a", text: page(9)}))
  })
  test("memory is bounded, and a line on a third of the pages is never lost", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), (seed) => {
        const memory = recurring(undefined, {lines: 60, outlets: 3})
        for (let n = 0; n < 150; n++) {
          const others = Array.from(
            {length: 8},
            (_, k) =>
              `سطر ${String.fromCharCode(0x628 + ((seed + n * 7 + k * 3) % 30))}${"هوي"[k % 3]}${String.fromCharCode(0x62a + (n % 25))} كلام`,
          )
          memory.learn("الراصد", `u${n}`, [...others, ...(n % 3 === 0 ? [NOISE] : [])].join("\n"))
          if (n < 9) memory.learn(`o${n}`, "u", "سطر")
        }
        const {outlets} = memory.state()
        const lines = outlets.find((o) => o.outlet === "الراصد")?.lines ?? []
        return outlets.length <= 3 && lines.length <= 60 && lines.some(([, pages]) => pages > 10)
      }),
      {numRuns: 20, seed: 5},
    )
  })
})
