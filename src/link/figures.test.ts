import {describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {type Counted, judgeFigures, matchFigures, misfits, significant} from "./figures.ts"
import {joinReport, LinkMemory} from "./memory.ts"

type Row = Omit<NonNullable<ReportRow["figures"]>[number], "id">
const counted = (row: Row, id: string): Counted => {
  const report = reportTraits({id: `r_${id}`, published: "2024-01-12", figures: [{id: `f_${id}`, ...row}]})
  return {report, figure: report.figures[0] as Counted["figure"]}
}
const SIDES = ["country:china", "country:russia"]
const trade = {parties: SIDES, days: "2022", value: 190e9}
const growth = {...trade, measure: "change" as const, unit: "%", value: 26.3, days: "2023"}
const cut = {
  metric: "production",
  unit: "bbl/day",
  measure: "change" as const,
  parties: ["org:opec-plus"],
  days: "2023-05/2023-12",
  value: -1_160_000,
}

describe("how two figures stand to each other", () => {
  const rows: readonly (readonly [name: string, a: Row, b: Row, is: string])[] = [
    ["the same value", trade, trade, "agreement"],
    ["parties in the other order", trade, {...trade, parties: [...SIDES].reverse()}, "agreement"],
    ["exports the other way", {...trade, metric: "exports"}, {...trade, metric: "exports", parties: [...SIDES].reverse()}, "none"],
    ["another value for the same year", trade, {...trade, value: 170e9}, "contradiction"],
    ["another year", trade, {...trade, days: "2023", value: 240e9}, "series"],
    ["a level and a growth", trade, {...growth, days: "2022"}, "none"],
    ["digits changed places", growth, {...growth, value: 23.6}, "contradiction"],
    ["rounded by one", {...trade, value: 240.1e9}, {...trade, value: 240e9}, "series"],
    ["«more than» of what is a little more", {...trade, value: 240.1e9}, {...trade, value: 240e9, comparator: ">"}, "series"],
    ["«more than» of what is much more", {...trade, value: 340e9}, {...trade, value: 200e9, comparator: ">"}, "contradiction"],
    ["«about» as rounding", {...growth, value: 46.9}, {...growth, value: 47, comparator: "~"}, "series"],
    ["«about» of other digits", {...trade, value: 1.16e12}, {...trade, value: 1.15e12, comparator: "~"}, "contradiction"],
    ["a forecast against the outcome", trade, {...trade, value: 200e9, status: "forecast"}, "series"],
    ["other parties", trade, {...trade, parties: ["country:china", "country:india"]}, "none"],
    ["another unit", trade, {...trade, unit: "CNY"}, "none"],
    [
      "sums of aid that are alike in nothing but the parties",
      {metric: "aid", value: 600e6, parties: SIDES, days: "2024"},
      {metric: "aid", value: 400e6, parties: SIDES, days: "2024"},
      "none",
    ],
    [
      "papers signed by two sides on one day",
      {metric: "count", unit: "memoranda", value: 17, parties: SIDES, days: "2024-09-04"},
      {metric: "count", unit: "deals", value: 20, comparator: "~", parties: SIDES, days: "2024-09-04"},
      "contradiction",
    ],
  ]
  test.each(rows)("%s", (_, a, b, is) => {
    const [x, y] = [counted(a, "1"), counted(b, "2")]
    const there = judgeFigures(x, y)
    expect(there.is, there.why.join("; ")).toBe(is)
    expect(judgeFigures(y, x).is).toBe(is)
  })
  test("an edited sentence tells the same figure, with another value", () => {
    const [x, y] = [counted({...cut, parties: ["country:saudi-arabia"]}, "1"), counted({...cut, value: -1_150_000, comparator: "~"}, "2")]
    expect(judgeFigures(x, y).is).toBe("none")
    expect(judgeFigures(x, y, {sameSentence: true}).is).toBe("contradiction")
  })
  test.each([
    [190e9, 2],
    [1_160_000, 3],
    [26.3, 3],
    [20, 1],
    [0.05, 1],
  ])("%d is told with %d digits", (value, digits) => {
    expect(significant(value)).toBe(digits)
  })
})

describe("the figures of two reports", () => {
  const report = (id: string, ...values: [metric: string, value: number, words: string][]) =>
    reportTraits({
      id,
      published: "2024-03-17",
      figures: values.map(([metric, value, words], i) => ({
        id: `f_${id}${i}`,
        metric,
        value,
        words,
        unit: "EUR",
        parties: ["org:eu", "country:egypt"],
        days: "2024",
      })),
    })
  const matches = (...of: Parameters<typeof matchFigures>) =>
    matchFigures(...of)
      .filter((m) => m.is !== "series")
      .map((m) => `${m.is} ${m.a.value / 1e6} ${m.b.value / 1e6}`)
  const one = report("1", ["aid", 7400e6, "حزمة"], ["aid", 5000e6, "قروض ميسرة لدعم"], ["aid", 600e6, "منح الاتحاد لمصر"])
  const other = report("2", ["aid", 7400e6, "حزمة"], ["aid", 5000e6, "قروض من الاتحاد"], ["aid", 400e6, "منح للهجرة لمصر"])
  test("what agrees is settled, and what is left of one matter contradicts", () => {
    expect(matches(one, other, () => false, false)).toEqual(["agreement 7400 7400", "agreement 5000 5000", "contradiction 600 400"])
  })
  test("without a matter in common nothing is said", () => {
    const third = report("3", ["aid", 400e6, "منح للهجرة ومراقبة الحدود"])
    expect(matches(one, third, () => false, false)).toEqual([])
  })
})

describe("arithmetic", () => {
  const series = (...rows: Row[]): string[] => misfits(rows.map((r, i) => counted(r, String(i)))).map((m) => m.why)
  test("growth fits the levels", () => {
    expect(series(trade, {...trade, days: "2023", value: 240.1e9}, growth)).toEqual([])
  })
  test("growth does not fit the levels", () => {
    expect(series(trade, {...trade, days: "2023", value: 240.1e9}, {...growth, value: 40})).toEqual([
      "from 190000000000 to 240100000000 is 26.4 %, not 40 %",
    ])
  })
  test("rounding is no misfit", () => {
    expect(series({...trade, value: 190e9}, {...trade, days: "2023", value: 240e9}, {...growth, value: 26})).toEqual([])
  })
  test("a part of the year is not more than the year", () => {
    expect(series(trade, {...trade, days: "2022-01/2022-04", value: 70e9})).toEqual([])
    expect(series(trade, {...trade, days: "2022-01/2022-04", value: 200e9})).toEqual([
      "a part of the year (200000000000) is more than the whole (190000000000)",
    ])
  })
  test("forecasts and bounds are not held against outcomes", () => {
    expect(series(trade, {...trade, days: "2023", value: 240e9, status: "forecast"}, {...growth, value: 40})).toEqual([])
    expect(series(trade, {...trade, days: "2023", value: 200e9, comparator: ">"}, {...growth, value: 26})).toEqual([])
  })
})

test("a record tells series, agreements and contradictions once, whoever came first", async () => {
  const rows: ReportRow[] = [
    {id: "r_1", published: "2023-01-13", figures: [{id: "f_1", ...trade}]},
    {
      id: "r_2",
      published: "2024-01-12",
      figures: [
        {id: "f_2", ...trade, days: "2023", value: 240.1e9},
        {id: "f_3", ...growth},
        {id: "f_5", ...trade},
      ],
    },
    {id: "r_3", published: "2024-01-13", figures: [{id: "f_4", ...growth, value: 23.6}]},
  ]
  const read = async (of: ReportRow[]) => {
    const memory = new LinkMemory()
    for (const row of of) await joinReport(reportTraits(row), memory)
    const {series, agreements, contradictions} = memory.links()
    return {series, agreements, contradictions}
  }
  const links = await read(rows)
  expect(links).toMatchObject({
    series: [{metric: "trade", figures: [{figure: "f_1"}, {figure: "f_5"}, {figure: "f_2"}, {figure: "f_3"}, {figure: "f_4"}]}],
    agreements: [{figures: [{figure: "f_1"}, {figure: "f_5"}]}],
    contradictions: [{kind: "value", why: "the same parties; the same period; 26.3 % against 23.6 %"}],
  })
  expect(await read([...rows].reverse())).toEqual(links)
})
