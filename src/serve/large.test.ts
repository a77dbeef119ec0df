import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {whole} from "../../test/slices.ts"
import {searchTerms} from "../lang/ar/index.ts"
import {openWorld} from "../link/index.ts"
import {openReader, readReport} from "../pipeline.ts"
import {openStore, type Store} from "../record/index.ts"
import {contradictionSlice, oneSeries, seriesSlice, storySlice, todayAnswer} from "./pieces.ts"
import {contradictionsWalked, dueWalked, seriesNear, seriesWalked, storiesWalked} from "./large.ts"
import {dueAnswer, lastDay} from "./across.ts"
import {linkPending} from "../intake/index.ts"

/// A record that is walked piece by piece says what the same record says that is worked out as a whole.

const TEXTS = [
  [
    "2023-05-19",
    "قال متحدث باسم الحكومة الروسية إن رئيس الوزراء ميخائيل ميشوستين سيزور بكين يومي 23 و24 مايو أيار 2023. وبلغ حجم التبادل التجاري بين روسيا والصين 190 مليار دولار في عام 2022. وبلغ حجم التبادل التجاري بين روسيا والصين 147 مليار دولار في عام 2021. وارتفع حجم التبادل التجاري بين روسيا والصين بنسبة 60 في المئة في عام 2022.",
  ],
  [
    "2023-05-20",
    "قال متحدث باسم الحكومة الروسية أمس الجمعة إن رئيس الوزراء ميخائيل ميشوستين سيزور بكين يومي 23 و24 مايو أيار 2023. وبلغ حجم التبادل التجاري بين روسيا والصين 170 مليار دولار في عام 2022.",
  ],
  [
    "2023-05-24",
    "وصل رئيس الوزراء الروسي ميخائيل ميشوستين إلى بكين يوم الثلاثاء 23 مايو أيار 2023 في زيارة رسمية. والتقى ميشوستين الرئيس الصيني شي جين بينغ في بكين اليوم الأربعاء 24 مايو أيار 2023.",
  ],
  [
    "2023-06-01",
    "أعلنت الرئاسة المصرية أن الرئيس عبد الفتاح السيسي سيزور الدوحة في 5 يونيو حزيران 2023. وبلغت صادرات قطر من الغاز 80 مليار دولار في عام 2022.",
  ],
  [
    "2023-07-10",
    "أعلنت الرئاسة التركية أن الرئيس رجب طيب أردوغان سيزور القاهرة في 27 يوليو تموز 2023. وبلغت صادرات قطر من الغاز 95 مليار دولار في عام 2022.",
  ],
] as const

describe("a record walked and the same as a whole", () => {
  let store: Store
  beforeAll(async () => {
    const reader = openReader()
    const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
    store = await openStore(":memory:", {searchTerms: async () => searchTerms})
    await store.keepReports(TEXTS.map(([published, text], i) => readReport({source: `${i}.txt`, text, published}, reader)))
    await linkPending(store, () => world)
  }, 60_000)
  afterAll(() => store.close())
  test("stories, in the same order, each once", async () => {
    const expected = (await storySlice(store, {limit: 0})).items
    expect(expected.length).toBeGreaterThan(2)
    expect(expected.some((s) => s.reports.length > 1)).toBe(true)
    for (const limit of [1, 2, 50]) expect(await whole((after) => storiesWalked(store, {after, limit}))).toEqual(expected)
  })
  test("contradictions of values and of arithmetic", async () => {
    const expected = (await contradictionSlice(store, {limit: 0})).items
    expect(new Set(expected.map((c) => c.kind))).toEqual(new Set(["value", "arithmetic"]))
    for (const limit of [1, 50]) {
      const walked = await whole((after) => contradictionsWalked(store, {after, limit}))
      expect(new Set(walked.map((c) => JSON.stringify(c)))).toEqual(new Set(expected.map((c) => JSON.stringify(c))))
      expect(walked).toHaveLength(expected.length)
    }
  })
  test("series, all and of one party, and one by its id", async () => {
    const sorted = (items: readonly {readonly series: {readonly id: string}}[]) =>
      [...items].sort((a, b) => (a.series.id < b.series.id ? -1 : 1))
    const expected = (await seriesSlice(store, {}, {limit: 0})).items
    expect(expected.length).toBeGreaterThan(1)
    expect(sorted(await whole((after) => seriesWalked(store, {}, {after, limit: 1})))).toEqual(sorted(expected))
    for (const query of [{party: "قطر"}, {metric: "trade"}, {party: "country:egypt"}])
      expect(sorted((await seriesWalked(store, query, {limit: 50})).items)).toEqual(
        sorted((await seriesSlice(store, query, {limit: 50})).items),
      )
    for (const {series} of expected) {
      expect((await seriesNear(store, series.id)).find((s) => s.series.id === series.id)).toEqual(await oneSeries(store, series.id))
    }
    await expect(seriesNear(store, "se_none")).rejects.toMatchObject({issue: {code: "id-unknown"}})
  })
  test("what is due", async () => {
    const {overdue, ahead} = await dueAnswer(store, {})
    expect([overdue.length, ahead.length].every((n) => n > 0)).toBe(true)
    const walked = await dueWalked(store, await lastDay(store), 10)
    expect(walked.overdue.map((e) => e.id).sort()).toEqual(overdue.map((a) => a.event.id).sort())
    expect(walked.ahead.map((e) => e.id)).toEqual(ahead.map((a) => a.event.id))
    const today = await todayAnswer(store)
    expect(today.ahead.map((a) => a.event.id)).toEqual(walked.ahead.map((e) => e.id))
  })
})
