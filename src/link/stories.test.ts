import {describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {joinReport, LinkMemory} from "./memory.ts"
import type {Verdict} from "./links.ts"

const words = "وصل رئيس الوزراء الروسي إلى بكين وأجرى محادثات مع الرئيس الصيني في قاعة الشعب حول الطاقة والتجارة"
const visit = (id: string, days = "2023-05-24") => ({
  id,
  type: "visit",
  who: ["person:mishustin@russia", "person:xi@china/host"],
  place: "place:beijing",
  country: "country:china",
  days,
})
const report = (id: string, published: string, text = words): ReportRow => ({
  id: `r_${id}`,
  published,
  text: `${text}. ${id} ${id}`,
  events: [visit(`e_${id}`)],
})
const read = async (rows: readonly ReportRow[], verdicts: Verdict[] = []) => {
  const memory = new LinkMemory()
  for (const row of rows) await joinReport(reportTraits(row), memory)
  return memory.links(verdicts)
}
const stories = async (...of: Parameters<typeof read>) => (await read(...of)).stories.map((s) => s.reports.join(" "))

// Written anew by each, so that none is a copy.
const own = (n: number): string => {
  const all = words.split(" ")
  return [...all.slice(n), ...all.slice(0, n)].filter((_, i) => i % 5 !== n % 5).join(" ")
}

describe("stories", () => {
  const first = report("a", "2023-05-24", own(1))
  const second = report("b", "2023-05-25", own(7))
  const later = report("c", "2023-06-20", own(11))
  const other: ReportRow = {
    ...report("d", "2023-05-24", "تظاهر مئات الأشخاص في العاصمة احتجاجا على ارتفاع أسعار الخبز قبل أن تفرقهم الشرطة"),
    events: [],
  }
  test("the same news of the same days", async () => {
    expect(await stories([first, second, later, other])).toEqual(["r_a r_b", "r_c", "r_d"])
  })
  test("how it came about, in the order of publication", async () => {
    const third = report("e", "2023-05-23", own(11))
    expect((await read([second, first, third])).stories).toMatchObject([
      {
        id: "st_e",
        steps: [
          {report: "r_e", does: "begins"},
          {report: "r_a", does: "grows"},
          {report: "r_b", does: "grows"},
        ],
      },
    ])
  })
  test("a matter told for weeks splits, and both parts keep the step", async () => {
    const days = ["2023-05-24", "2023-05-26", "2023-05-29", "2023-06-01", "2023-06-04", "2023-06-07", "2023-06-10"]
    const rows = days.map((day, i) => ({...report(`s${i}`, day, own([1, 7, 11][i % 3] as number)), events: [visit(`e_s${i}`, day)]}))
    const {stories} = await read(rows)
    expect(stories.map((s) => s.reports.join(" "))).toEqual(["r_s0 r_s1 r_s2 r_s3 r_s4", "r_s5 r_s6"])
    const why = "with it the story would go on for more than 14 days"
    expect(stories[0]?.steps.at(-1)).toEqual({report: "r_s5", does: "splits", of: ["st_s5"], why})
    expect(stories[1]?.steps).toEqual([
      {report: "r_s5", does: "splits", of: ["st_s0"], why},
      {report: "r_s6", does: "grows"},
    ])
    expect((await read([...rows].reverse())).stories).toEqual(stories)
  })
  test("a person's split is a step", async () => {
    const {stories} = await read([first, second], [{says: "different", a: "r_a", b: "r_b"}])
    expect(stories.map((s) => s.steps)).toEqual([
      [
        {report: "r_a", does: "begins"},
        {report: "r_b", does: "splits", of: ["st_b"], why: "a person decided so"},
      ],
      [{report: "r_b", does: "splits", of: ["st_a"], why: "a person decided so"}],
    ])
  })
  test("what a person decides stands above it", async () => {
    expect(await stories([first, second, other], [{says: "different", a: "r_a", b: "r_b"}])).toEqual(["r_a", "r_b", "r_d"])
    expect(await stories([first, other], [{says: "same", a: "r_a", b: "r_d"}])).toEqual(["r_a r_d"])
  })
  test("a person joins and parts events", async () => {
    const events = async (verdicts: Verdict[]) =>
      (await read([first, second, other], verdicts)).events.map((e) => e.claims.map((c) => c.event).join(" "))
    expect(await events([])).toEqual(["e_a e_b"])
    const pair = {a: {report: "r_a", claim: "e_a"}, b: {report: "r_b", claim: "e_b"}}
    expect(await events([{says: "different", ...pair}])).toEqual(["e_a", "e_b"])
  })
})
