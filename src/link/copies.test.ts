import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {closestOriginals, type Copy, copyOf, enoughFingerprints} from "./copies.ts"
import {compareSentences, fingerprints, packSentences, sentencesOf, type Term, unpackSentences} from "./sentences.ts"
import {reportTraits} from "../../test/traits.ts"

const terms = (text: string): Term[] =>
  [...text.matchAll(/\p{L}+|\d+/gu)].map((m) => ({term: m[0], start: m.index, end: m.index + m[0].length}))
const cut = (text: string) => sentencesOf(text, terms(text)).sentences

const LEAD = "أعلنت السعودية وعدد من شركائها في أوبك اليوم الأحد تخفيضات طوعية في إنتاج النفط تسري من مايو حتى نهاية العام الجاري"
const CUT = "وذكرت وزارة الطاقة في بيان أن المملكة ستخفض إنتاجها خمسمئة ألف برميل يوميا ووصفت القرار بأنه تدبير احترازي"
const TALKS = "وقال نائب رئيس الوزراء إن بلاده ستمدد حتى نهاية العام خفضا قدره خمسمئة ألف برميل يوميا بدأته في مارس"
const OTHER = "وصل الرئيس المصري إلى أنقرة في أول زيارة رسمية منذ اثني عشر عاما والتقى نظيره التركي في القصر الرئاسي"
const ELSE = "وتظاهر مئات الأشخاص في العاصمة احتجاجا على ارتفاع أسعار الخبز قبل أن تفرقهم الشرطة مساء الأربعاء"

describe("sentences two texts share", () => {
  const rows: readonly (readonly [name: string, a: readonly string[], b: readonly string[], low: number, high: number])[] = [
    ["the same text", [LEAD, CUT, TALKS], [LEAD, CUT, TALKS], 1, 1],
    [
      "words changed, a number rounded",
      [LEAD, CUT],
      [LEAD.replace("اليوم", "أمس").replace("الجاري", "الحالي"), CUT.replace("خمسمئة", "500")],
      1,
      1,
    ],
    ["an excerpt of a longer text", [LEAD, CUT, TALKS, OTHER, ELSE], [CUT], 1, 1],
    ["one sentence of three", [LEAD, CUT, TALKS], [LEAD, OTHER, ELSE], 0.3, 0.42],
    ["a formula in common", [OTHER], ["وصل الوزير الروسي إلى بكين في أول زيارة رسمية له هذا العام"], 0, 0],
    ["nothing in common", [LEAD, CUT], [OTHER, ELSE], 0, 0],
  ]
  test.each(rows)("%s", (_, a, b, low, high) => {
    const {shared} = compareSentences(cut(a.join(".\n")), cut(b.join(".\n")))
    expect(shared).toBeGreaterThanOrEqual(low)
    expect(shared).toBeLessThanOrEqual(high)
  })
  test("a sentence cut in two is still there", () => {
    const half = CUT.split(" ووصفت ")
    expect(compareSentences(cut(CUT), cut(`${half[0]}. ووصفت ${half[1]}`)).shared).toBe(1)
  })
  test("either way round", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(LEAD, CUT, TALKS, OTHER, ELSE)),
        fc.array(fc.constantFrom(LEAD, CUT, TALKS, OTHER, ELSE)),
        (a, b) => {
          const [x, y] = [cut(a.join(". ")), cut(b.join(". "))]
          expect(compareSentences(x, y).shared).toBe(compareSentences(y, x).shared)
        },
      ),
    )
  })
  test("packing loses nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({min: 1, max: 0xffffff}), {minLength: 1})), (sentences) => {
        expect(unpackSentences(packSentences(sentences))).toEqual(sentences)
      }),
    )
  })
})

describe("fingerprints", () => {
  test("eight words in a row that two texts share give a key of both, whatever stands around them", () => {
    const words = fc.array(fc.constantFrom(...`${OTHER} ${ELSE}`.split(" ")), {maxLength: 20})
    const passage = LEAD.split(" ").slice(0, 8)
    fc.assert(
      fc.property(words, words, words, words, (a, b, c, d) => {
        const [x, y] = [[...a, ...passage, ...b].join(" "), [...c, ...passage, ...d].join(" ")].map((t) => new Set(fingerprints(cut(t))))
        expect([...(x as Set<number>)].some((k) => (y as Set<number>).has(k))).toBe(true)
      }),
    )
  })
  test("other texts share none", () => {
    const theirs = new Set(fingerprints(cut(OTHER)))
    expect(fingerprints(cut(LEAD)).filter((k) => theirs.has(k))).toEqual([])
    expect(enoughFingerprints(2, 2)).toBe(false)
    expect(enoughFingerprints(3, 12)).toBe(true)
    expect(enoughFingerprints(3, 40)).toBe(false)
  })
})

describe("who was first", () => {
  const text = [LEAD, CUT, TALKS].join(". ")
  const rows: readonly (readonly [
    name: string,
    first: Parameters<typeof reportTraits>[0],
    second: Parameters<typeof reportTraits>[0],
    why: string,
    credited: boolean,
  ])[] = [
    ["by the day", {id: "r_b", published: "2023-04-02", text}, {id: "r_a", published: "2023-04-03", text}, "published first", false],
    [
      "an agency before one without",
      {id: "r_b", agencies: ["org:reuters"], text},
      {id: "r_a", text},
      "an agency's report; the other has none",
      false,
    ],
    ["credited", {id: "r_b", agencies: ["org:reuters"], text}, {id: "r_a", credits: ["org:reuters"], text}, "credited by the other", true],
    ["the fuller text", {id: "r_b", text: `${text}. ${ELSE}`}, {id: "r_a", text}, "the fuller text", false],
    ["nothing tells", {id: "r_a", text}, {id: "r_b", text}, "nothing tells which was first", false],
  ]
  test.each(rows)("%s", (_, first, second, why, credited) => {
    const [x, y] = [reportTraits(first), reportTraits(second)]
    const copy = copyOf(x, y)
    expect(copy).toMatchObject({original: first.id, copy: second.id, why, credited})
    expect(copyOf(y, x)).toEqual(copy)
  })
  test("texts with a formula in common are no copies", () => {
    expect(copyOf(reportTraits({id: "r_a", text: `${OTHER}. ${ELSE}`}), reportTraits({id: "r_b", text}))).toBeUndefined()
  })
  test("a copy of a copy is told of the first it shares as much with", () => {
    const c = (original: string, copy: string, shared: number): Copy => ({original, copy, shared, sentences: [], credited: false, why: ""})
    const begins = (id: string): number => Number(id.slice(2))
    expect(
      closestOriginals([c("r_1", "r_2", 0.9), c("r_1", "r_3", 0.85), c("r_2", "r_3", 0.9)], begins).map((x) => `${x.original} ${x.copy}`),
    ).toEqual(["r_1 r_2", "r_1 r_3"])
    expect(closestOriginals([c("r_1", "r_3", 0.4), c("r_2", "r_3", 0.9)], begins).map((x) => x.original)).toEqual(["r_2"])
  })
})
