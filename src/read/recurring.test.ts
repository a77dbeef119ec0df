import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type RecurringLines, recurringLines, withoutLines} from "./recurring.ts"

const NOISE = "تابعوا قناتنا على تلغرام ليصلكم كل جديد 14"
const letter = (n: number): string => "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[n % 28] as string
const page = (n: number): string =>
  `خبر رقم ${letter(n)}${n}\n\nقال الوزير في يومه ${letter(n)} كلاما آخر عن الأمر الذي طال فيه النظر أمس.\n\n${NOISE}`
const source = "a"
const learned = (pages: number, of: (n: number) => string = page): RecurringLines => {
  const memory = recurringLines("الراصد")
  for (let n = 0; n < pages; n++) memory.learn(`u${n}`, of(n))
  return memory
}

describe("recurring lines", () => {
  test("a line on many pages of one outlet goes, with its reason; numbers in it do not matter", () => {
    const memory = learned(6, (n) => page(n).replace("14", String(n)))
    const cut = memory.without({source, text: page(9)})
    expect(cut.text).not.toContain("تلغرام")
    expect(cut.text).toContain("قال الوزير")
    expect(cut.removed).toEqual([{quote: NOISE, why: "recurring line: on 6 of 6 pages of الراصد"}])
  })
  test("not on the evidence of a few pages, of one page seen often, or of one text at many addresses", () => {
    const memory = learned(4)
    for (let n = 0; n < 20; n++) memory.learn("u0", page(n))
    for (let n = 0; n < 20; n++) memory.learn(`copy${n}`, page(1))
    expect(memory.without({source, text: page(9)}).removed).toBeUndefined()
  })
  test("a line that stands on a few of many pages is news, and one that stood on many long ago as well", () => {
    const other = (n: number): string => `خبر ${letter(n)} عن أمر غير هذا ${letter(n >> 3)}`
    expect(learned(60, (n) => (n < 8 ? page(n) : other(n))).without({source, text: page(9)}).removed).toBeUndefined()
    expect(learned(2000, (n) => (n < 300 ? page(n) : `${other(n)} ${n}`)).without({source, text: page(9)}).removed).toBeUndefined()
  })
  test.each([
    ["a headline", {title: "موجز الأنباء من الراصد", text: `موجز الأنباء من الراصد\n${"قال كلاما لم يقله أحد من قبل ".repeat(4)}`}],
    ["what is too short to be more than a credit or a place", {text: `القاهرة\n${"قال كلاما لم يقله أحد من قبل ".repeat(4)}`}],
    ["what is most of the text", {text: `${NOISE}\nقال كلاما آخر`}],
  ])("%s is never taken", (_, report) => {
    const memory = learned(9, (n) => `موجز الأنباء من الراصد\nالقاهرة\n${NOISE}\n${letter(n)} نص ${n}`)
    expect(memory.without({source, ...report})).toEqual({source, ...report})
  })
  test("nor what tells something, however often it is told", () => {
    expect(learned(9).without({source, text: page(9)}, {mayGo: (line) => !line.includes("تلغرام")}).removed).toBeUndefined()
  })
  test("a page that comes again is judged as it was: with the line, or without it and with the reason of then", () => {
    const memory = learned(4)
    const first = memory.without({source, text: page(20)})
    const later = learned(9)
    expect(first.removed).toBeUndefined()
    const unlearned = {before: {text: first.text, removed: []}}
    expect(later.without({source, text: page(20)}, unlearned)).toEqual(first)
    const cut = learned(6).without({source, text: page(20)})
    const before = {text: cut.text, removed: cut.removed ?? []}
    for (const of of [later, recurringLines("الراصد")]) expect(of.without({source, text: page(20)}, {before})).toEqual(cut)
    // A line of the article that the words of the language cut short stands in it all the same.
    const shortened = {text: page(20).replace(NOISE, "تابعوا قناتنا على تلغرام"), removed: []}
    expect(later.without({source, text: page(20)}, {before: shortened}).removed).toBeUndefined()
    // Only what the page did not have is judged anew.
    const more = later.without({source, text: `${page(20)}\nوأضاف أن الأمر انتهى.`}, unlearned)
    expect(more.text).toContain("تلغرام")
    const bare = page(20).replace(NOISE, "")
    expect(later.without({source, text: page(20)}, {before: {text: bare, removed: []}}).text).toBe(bare.trim())
  })
  test("the same lines are taken out again, whatever was learned since", () => {
    const cut = learned(6).without({source, text: page(9)})
    expect(withoutLines({source, text: page(9)}, cut.removed ?? [])).toEqual(cut)
    expect(withoutLines({source, text: "غيره"}, cut.removed ?? [])).toEqual({source, text: "غيره"})
  })
  test("what is known is kept and handed on", () => {
    const memory = learned(6)
    const again = recurringLines("الراصد", JSON.parse(JSON.stringify(memory.state())))
    expect(again.without({source, text: page(9)})).toEqual(memory.without({source, text: page(9)}))
  })
  test("memory is bounded, and a line on a third of the pages is never lost", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), (seed) => {
        const memory = recurringLines("الراصد", undefined, {lines: 60})
        for (let n = 0; n < 150; n++) {
          const others = Array.from(
            {length: 8},
            (_, k) =>
              `سطر من الكلام ${String.fromCharCode(0x628 + ((seed + n * 7 + k * 3) % 30))}${"هوي"[k % 3]}${String.fromCharCode(0x62a + (n % 25))} كلام`,
          )
          memory.learn(`u${n}`, [`${n}`, ...others, ...(n % 3 === 0 ? [NOISE] : [])].join("\n"))
        }
        const {lines, pages} = memory.state()
        return pages.length <= 400 && lines.length <= 60 && lines.some(([, on]) => on > 10)
      }),
      {numRuns: 20, seed: 5},
    )
  })
})
