import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {judgeEvents, type Told} from "./events.ts"
import {joinReport, LinkMemory} from "./memory.ts"
import type {Links} from "./links.ts"

type Row = NonNullable<ReportRow["events"]>[number]
const told = (event: Row, published = "2023-05-24"): Told => {
  const report = reportTraits({id: `r_${event.id}`, published, events: [event]})
  return {report, event: report.events[0] as Told["event"]}
}

const XI = "person:xi@china"
const LI = "person:li@china"
const PUTIN = "person:putin@russia"
const MISHUSTIN = "person:mishustin@russia"
const BEIJING = {place: "place:beijing", country: "country:china"}
const MOSCOW = {place: "place:moscow", country: "country:russia"}
const visit = {type: "visit", who: [MISHUSTIN], ...BEIJING, days: "2023-05-24"}
const talks = {type: "meeting", who: [MISHUSTIN, XI], ...BEIJING, days: "2023-05-24"}
const strike = {
  type: "assault",
  who: ["country:israel", "country:syria/target"],
  place: "place:aleppo",
  country: "country:syria",
  days: "2023-05-24",
}

describe("whether two claims tell of one event", () => {
  const same: readonly (readonly [name: string, a: Omit<Row, "id">, b: Omit<Row, "id">])[] = [
    ["the same", visit, visit],
    ["a city within its country", visit, {...visit, place: "country:china", country: "country:china"}],
    ["a month around the day", visit, {...visit, days: "2023-05"}],
    ["a visit lasts", {...visit, days: "2023-05-22"}, visit],
    ["planned, and held", {...visit, status: "planned", days: "2023-05-22/2023-05-28"}, visit],
    ["a minister for his state", visit, {...visit, who: ["country:russia"]}],
    ["a summit is talks", talks, {...talks, type: "summit"}],
    ["more parties named", talks, {...talks, who: [MISHUSTIN, LI, XI]}],
    ["one side and the place", talks, {...talks, who: [XI]}],
    ["a deed, the one acted upon left out by one", {...strike, who: ["country:israel"]}, strike],
    [
      "a war recalled without a day",
      {type: "assault", who: ["country:russia", "country:ukraine/target"]},
      {type: "assault", who: ["country:russia", "country:ukraine/target"], days: "2022-02"},
    ],
    [
      "a gathering told by its place",
      {type: "summit", place: "place:johannesburg", country: "country:south-africa", days: "2023-08-22/2023-08-24"},
      {type: "summit", who: ["org:brics"], place: "place:johannesburg", country: "country:south-africa", days: "2023-08-22/2023-08-24"},
    ],
  ]
  const different: readonly (readonly [name: string, a: Omit<Row, "id">, b: Omit<Row, "id">])[] = [
    ["talks of the same two on the next day", talks, {...talks, days: "2023-05-25"}],
    ["talks of the same two a month later", talks, {...talks, days: "2023-06"}],
    ["a visit and the talks held during it", visit, talks],
    ["another visitor of the same state", visit, {...visit, who: [PUTIN]}],
    ["to another country", visit, {...visit, place: "place:astana", country: "country:kazakhstan"}],
    ["with another man of the same state", talks, {...talks, who: [MISHUSTIN, LI]}],
    ["talks of others at the same place", talks, {...talks, who: ["person:raisi@iran", "person:lula@brazil"]}],
    ["a visit a year before", visit, {...visit, days: "2022-05-24"}],
    [
      "the same side, where neither place nor other side is told",
      {type: "meeting", who: [XI], days: "2023-05-24"},
      {type: "meeting", who: [MISHUSTIN, XI], days: "2023-05-24"},
    ],
    ["a strike by another", strike, {...strike, who: ["country:turkey", "country:syria/target"]}],
    [
      "criticism of the same in other words",
      {type: "accuse", who: [PUTIN, "org:nato/target"], days: "2023-05-24", words: "اتهم بوتين الحلف بالتوسع شرقا"},
      {type: "accuse", who: [PUTIN, "org:nato/target"], days: "2023-05-24", words: "انتقد إرسال دبابات"},
    ],
  ]
  const judged = (a: Omit<Row, "id">, b: Omit<Row, "id">) =>
    [
      judgeEvents(told({...a, id: "e_1"} as Row), told({...b, id: "e_2"} as Row)),
      judgeEvents(told({...b, id: "e_2"} as Row), told({...a, id: "e_1"} as Row)),
    ] as const
  test.each(same)("%s: one", (_, a, b) => {
    const [there, back] = judged(a, b)
    expect(there, there.why.join("; ")).toMatchObject({same: true, clash: false})
    expect(back).toEqual(there)
  })
  test.each(different)("%s: two", (_, a, b) => {
    const [there, back] = judged(a, b)
    expect(there.same, there.why.join("; ")).toBe(false)
    expect(back).toEqual(there)
  })
  test("the same sentence joins what names nobody, and not what clashes in its days", () => {
    const bare = told({id: "e_1", type: "accuse", who: ["org:us-nsc"]})
    const again = told({id: "e_2", type: "accuse", who: []})
    expect(judgeEvents(bare, again).same).toBe(false)
    expect(judgeEvents(bare, again, true).same).toBe(true)
    expect(judgeEvents(told({id: "e_1", ...talks}), told({id: "e_2", ...talks, days: "2023-07-01"}), true).same).toBe(false)
  })
})

const HISTORY: readonly ReportRow[] = [
  {
    id: "r_announced",
    published: "2023-05-19",
    events: [
      {id: "e_1", ...visit, status: "planned", days: "2023-05-22/2023-05-28"},
      {id: "e_2", type: "assault", who: ["country:russia", "country:ukraine/target"]},
    ],
  },
  {
    id: "r_held",
    published: "2023-05-24",
    events: [
      {id: "e_3", ...visit},
      {id: "e_4", ...talks},
      {id: "e_5", ...talks, who: [MISHUSTIN, LI]},
    ],
  },
  {
    id: "r_recalled",
    published: "2023-09-02",
    events: [
      {id: "e_6", ...visit, days: "2023-05"},
      {id: "e_7", type: "visit", who: [XI], ...MOSCOW, days: "2023-03"},
      {id: "e_8", type: "assault", who: ["country:russia", "country:ukraine/target"]},
    ],
  },
  {
    id: "r_again",
    published: "2023-12-21",
    events: [
      {id: "e_9", ...visit, days: "2023-12-19/2023-12-20"},
      {id: "e_a", ...talks, days: "2023-12-20"},
    ],
  },
  {id: "r_year", published: "2024-01-05", events: [{id: "e_b", ...visit, days: "2023"}]},
]
const read = async (rows: readonly ReportRow[]): Promise<Links> => {
  const memory = new LinkMemory()
  for (const row of rows) await joinReport(reportTraits(row), memory)
  return memory.links()
}
const groups = (links: Links): string[] =>
  links.events
    .filter((e) => e.claims.length > 1)
    .map((e) =>
      e.claims
        .map((c) => c.event)
        .sort()
        .join(" "),
    )

describe("events of a record", () => {
  test("claims of one happening are one event, two days stay two", async () => {
    expect(groups(await read(HISTORY))).toEqual(["e_1 e_3 e_6", "e_2 e_8", "e_9 e_b"])
  })
  test("a life is told by its changes, with who told them first", async () => {
    const [event] = (await read(HISTORY)).events.filter((e) => e.claims.some((c) => c.event === "e_3"))
    expect(event).toMatchObject({
      type: "visit",
      status: "occurred",
      time: "2023-05-24",
      place: "place:beijing",
      participants: ["person:mishustin"],
      life: [
        {status: "planned", day: "2023-05-19", report: "r_announced", event: "e_1"},
        {status: "occurred", day: "2023-05-24", report: "r_held", event: "e_3"},
      ],
      sources: 3,
    })
  })
  test("the order in which reports come changes nothing", async () => {
    const first = JSON.stringify(await read(HISTORY))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...HISTORY], {minLength: HISTORY.length}), async (rows) => {
        expect(JSON.stringify(await read(rows))).toBe(first)
      }),
      {numRuns: 40},
    )
  })
  test("a report more adds claims to events and takes none away, where it is of another matter", async () => {
    const before = groups(await read(HISTORY))
    const other: ReportRow = {
      id: "r_other",
      published: "2023-06-01",
      events: [
        {id: "e_z", type: "visit", who: ["person:lula@brazil"], place: "place:lisbon", country: "country:portugal", days: "2023-05-30"},
      ],
    }
    expect(groups(await read([...HISTORY, other]))).toEqual(before)
  })
})

describe("lives", () => {
  const sisi = {type: "visit", who: ["person:sisi@egypt"], place: "place:ankara", country: "country:turkey"}
  const life = async (...rows: ReportRow[]) =>
    (await read(rows)).events.map((e) => ({
      status: e.status,
      steps: e.life.map((s) => `${s.status} ${s.day}${s.from ? ` from ${s.from}` : ""}${s.to ? ` to ${s.to}` : ""}`),
    }))
  const planned: ReportRow = {id: "r_1", published: "2023-07-20", events: [{id: "e_1", ...sisi, status: "planned", days: "2023-07-27"}]}
  const off: ReportRow = {id: "r_2", published: "2023-07-26", events: [{id: "e_2", ...sisi, status: "postponed", days: "2023-07-27"}]}
  const held: ReportRow = {id: "r_3", published: "2024-09-04", events: [{id: "e_3", ...sisi, days: "2024-09-04"}]}
  test("what is put off keeps one life, its old day and its new", async () => {
    expect(await life(planned, off, held)).toEqual([
      {status: "occurred", steps: ["planned 2023-07-20", "postponed 2023-07-26 from 2023-07-27 to 2024-09-04", "occurred 2024-09-04"]},
    ])
  })
  test("a visit that nobody put off, and the next one, are two", async () => {
    expect(await life(planned, held)).toHaveLength(2)
  })
  test("a plan whose day has passed is unconfirmed", async () => {
    expect(await life(planned, {id: "r_9", published: "2023-08-30", events: []})).toEqual([
      {status: "unconfirmed", steps: ["planned 2023-07-20"]},
    ])
    expect(await life(planned, {id: "r_9", published: "2023-07-22", events: []})).toEqual([
      {status: "planned", steps: ["planned 2023-07-20"]},
    ])
  })
  test("a denial is a step in the life of what it denies", async () => {
    expect(await life(planned, {id: "r_4", published: "2023-07-22", events: [{id: "e_4", ...sisi, status: "denied"}]})).toEqual([
      {status: "denied", steps: ["planned 2023-07-20", "denied 2023-07-22"]},
    ])
  })
  test("a plan recalled after the event is no step back", async () => {
    expect(
      await life(
        planned,
        {id: "r_5", published: "2023-07-28", events: [{id: "e_5", ...sisi, days: "2023-07-27"}]},
        {id: "r_6", published: "2023-08-02", events: [{id: "e_6", ...sisi, status: "planned", days: "2023-07-27"}]},
      ),
    ).toEqual([{status: "occurred", steps: ["planned 2023-07-20", "occurred 2023-07-28"]}])
  })
})

describe("sources", () => {
  const event = (id: string, by: string[] = []): Row => ({id, ...visit, by})
  const count = async (...rows: ReportRow[]) => (await read(rows)).events.map((e) => e.sources)
  test("each report with its own word is a source", async () => {
    expect(await count({id: "r_1", events: [event("e_1")]}, {id: "r_2", outlet: "الأيام", events: [event("e_2")]})).toEqual([2])
  })
  test("a common agency counts once", async () => {
    expect(
      await count(
        {id: "r_1", agencies: ["org:reuters"], events: [event("e_1")]},
        {id: "r_2", agencies: ["org:reuters"], events: [event("e_2")]},
      ),
    ).toEqual([1])
  })
  test("what both have from one speaker counts once", async () => {
    expect(
      await count(
        {id: "r_1", agencies: ["org:reuters"], events: [event("e_1", ["org:kremlin"])]},
        {id: "r_2", agencies: ["org:afp"], events: [event("e_2", ["org:kremlin"])]},
      ),
    ).toEqual([1])
  })
  test("a copy counts once, and its chain runs through what it copied", async () => {
    const text =
      "وصل رئيس الوزراء الروسي إلى بكين يوم الأربعاء في زيارة رسمية تستمر يومين. وقال متحدث باسم الحكومة إن الجانبين سيوقعان اتفاقات في الطاقة والنقل والتجارة"
    const links = await read([
      {id: "r_1", published: "2023-05-24", agencies: ["org:reuters"], text, events: [event("e_1")]},
      {id: "r_2", published: "2023-05-25", outlet: "الأيام", text, events: [event("e_2")]},
    ])
    expect(links.events).toMatchObject([
      {
        sources: 1,
        isnad: [
          ["org:reuters", "r_1"],
          ["org:reuters", "r_1", "الأيام"],
        ],
      },
    ])
  })
})
