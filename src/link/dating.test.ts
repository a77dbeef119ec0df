import {describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {joinReport, LinkMemory} from "./memory.ts"
import type {Traits} from "./traits.ts"

const TEXT =
  "وصل رئيس الوزراء الروسي إلى بكين يوم الأربعاء في زيارة رسمية تستمر يومين. وقال متحدث باسم الحكومة إن الجانبين سيوقعان اتفاقات في الطاقة والنقل والتجارة"
const visit = {type: "visit", who: ["person:mishustin@russia"], place: "place:beijing", country: "country:china"}
/// A report that gives no day: what it has was inferred.
const undated = (row: ReportRow) => ({...reportTraits(row), basis: "inferred" as const})

async function dates(known: ReportRow, open: Traits): Promise<string[]> {
  const memory = new LinkMemory()
  await joinReport(reportTraits(known), memory)
  await joinReport(open, memory)
  return memory.links().dates.map((d) => `${d.report} ${d.was} → ${d.edtf}`)
}

describe("a report without a day is dated by its neighbours", () => {
  test("a copy follows what it copies, within days", async () => {
    expect(
      await dates(
        {id: "r_a", published: "2023-05-24", agencies: ["org:reuters"], text: TEXT},
        undated({id: "r_b", published: "2023-05", text: TEXT}),
      ),
    ).toEqual(["r_b 2023-05 → 2023-05-24/2023-05-31"])
  })
  test("what it tells as past had happened", async () => {
    const known: ReportRow = {id: "r_a", published: "2023-05-25", events: [{id: "e_a", ...visit, days: "2023-05-24"}]}
    expect(await dates(known, undated({id: "r_b", published: "2023-05", events: [{id: "e_b", ...visit, days: "2023-05"}]}))).toEqual([
      "r_b 2023-05 → 2023-05-24/2023-05-31",
    ])
  })
  test("what it tells as planned had not", async () => {
    const known: ReportRow = {id: "r_a", published: "2023-05-25", events: [{id: "e_a", ...visit, days: "2023-05-24"}]}
    expect(
      await dates(known, undated({id: "r_b", published: "2023-05", events: [{id: "e_b", ...visit, status: "planned", days: "2023-05"}]})),
    ).toEqual(["r_b 2023-05 → 2023-05-01/2023-05-24"])
  })
  test("a day that is given stays, and so does one that nothing narrows", async () => {
    const known: ReportRow = {id: "r_a", published: "2023-05-25", events: [{id: "e_a", ...visit, days: "2023-05-24"}]}
    expect(
      await dates(known, {...reportTraits({id: "r_b", published: "2023-05", events: [{id: "e_b", ...visit, days: "2023-05"}]})}),
    ).toEqual([])
    expect(
      await dates(known, undated({id: "r_b", published: "2023-05-24/2023-05-31", events: [{id: "e_b", ...visit, days: "2023-05"}]})),
    ).toEqual([])
  })
})
