import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {joinReport, keysOf, linksOf} from "../link/index.ts"
import type {ChangeKind} from "./lists.ts"
import {recordOf} from "./store.contract.ts"
import type {Store} from "./store.ts"

/// The suite of the history of a record that every back end answers: what happens is told once, in numbered lines, in the piece of work
/// in which it happens.
export function changesContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const texts = [
    "زار ميشوستين بكين يوم الأربعاء.",
    "وصل ميشوستين إلى بكين.",
    "يزور ميشوستين بكين الأسبوع المقبل.",
    "بلغ التبادل التجاري رقما.",
  ]
  const ids = texts.map((text) => recordOf(text).report.id)
  const visit = {type: "visit", who: ["person:mishustin@russia"], place: "place:beijing", country: "country:china"}
  const trade = {metric: "trade", unit: "USD", parties: ["country:russia", "country:china"], days: "2022"}
  const rows: readonly ReportRow[] = [
    {id: ids[0] as string, published: "2023-05-24", text: texts[0] as string, events: [{id: "e_0", ...visit, days: "2023-05-24"}]},
    {
      id: ids[1] as string,
      published: "2023-05-24",
      text: texts[1] as string,
      events: [{id: "e_1", ...visit, days: "2023-05-24"}],
      figures: [{id: "f_1", value: 190e9, ...trade}],
    },
    {
      id: ids[2] as string,
      published: "2023-05-19",
      text: texts[2] as string,
      events: [{id: "e_2", ...visit, status: "planned", days: "2023-05-22/2023-05-28"}],
    },
    {id: ids[3] as string, published: "2023-05-25", text: texts[3] as string, figures: [{id: "f_3", value: 120e9, ...trade}]},
  ]
  const keep = async (i: number): Promise<void> => void (await store.keepReport(recordOf(texts[i] as string, {source: `${i}.txt`})))
  const link = (...of: readonly ReportRow[]): Promise<void> =>
    store.links.linking(async (desk) => {
      for (const row of of) {
        const traits = reportTraits(row)
        await desk.remove([traits.report], keysOf)
        await joinReport(traits, desk)
      }
    })
  const row = (i: number): ReportRow => rows[i] as ReportRow
  let at = 0
  beforeEach(() => {
    at = 0
  })
  /// What happened since the last time it was asked.
  const told = async (...what: ChangeKind[]): Promise<string[]> => {
    const changes = await store.lists.changes(at, 1000)
    at = changes.at(-1)?.seq ?? at
    return changes
      .filter((c) => what.length === 0 || what.includes(c.what))
      .map((c) =>
        [c.what, c.does, c.id, ...c.of, ...(c.was === undefined ? [] : ["was", c.was]), ...(c.is === undefined ? [] : ["is", c.is])].join(
          " ",
        ),
      )
  }
  const kept = async (...of: readonly number[]): Promise<void> => {
    for (const i of of) await keep(i)
    await link(...of.map(row))
    await told()
  }

  describe("the history", () => {
    const one = recordOf("زار بوتين الصين", {source: "a.txt", events: [{words: "زار بوتين", who: ["person:putin"]}]})
    const event = one.events[0]?.id as string
    const of = one.report.id
    test("a report and its claims; the same again is nothing", async () => {
      await store.keepReport(one)
      expect(await told()).toEqual([`report new ${of}`, `claim added ${event} ${of}`])
      await store.keepReport(one)
      expect(await told()).toEqual([])
    })
    test("another source; a reading with other claims; a new version, and the old text again", async () => {
      await store.keepReport(one)
      await told()
      await store.keepReport({...one, report: {...one.report, source: "b.txt"}})
      expect(await told()).toEqual([`report origin ${of}`])
      await store.keepReport({...one, events: one.events.map((e) => ({...e, status: "planned" as const}))})
      expect(await told()).toEqual([`report reread ${of}`, `claim changed ${event} ${of}`])
      await store.keepReport(recordOf("زار بوتين الصين", {source: "a.txt"}))
      expect(await told()).toEqual([`report reread ${of}`, `claim gone ${event} ${of}`])
      const next = recordOf("نص آخر تماما هنا", {source: "a.txt"})
      await store.keepReport(next)
      expect(await told()).toEqual([`report version ${next.report.id}`])
      await store.keepReport(recordOf("نص ثالث تماما هنا", {source: "b.txt"}))
      expect(await told("report")).toContain(`report withdrawn ${of}`)
      await store.keepReport(recordOf("زار بوتين الصين", {source: "b.txt"}))
      expect(await told("report")).toContain(`report returned ${of}`)
    })
    test("what a person changes of a claim, and takes back", async () => {
      await store.keepReport(one)
      await told()
      const [claim] = one.events
      if (!claim) throw new Error("it tells an event")
      const nobody = {by: null, at: null, reason: null}
      const anchor = {report: of, claim: event, family: "event", ...claim.evidence[0]} as const
      const {id} = await store.decisions.decide({says: "wrong", family: "claim", of: anchor, claim, fields: [], entities: [], ...nobody})
      expect(await told()).toEqual([`decision made ${id}`, `claim gone ${event} ${of}`])
      await store.decisions.takeBack(id, nobody)
      expect(await told()).toEqual([`decision undone ${id}`, `claim added ${event} ${of}`])
    })
    test("what cannot be kept is not told", async () => {
      await expect(store.keepReports([one, {...one, report: null as never}])).rejects.toThrow()
      expect(await told()).toEqual([])
    })
  })

  describe("the history of events", () => {
    test("claims join, wherever they came in", async () => {
      await kept(0)
      await keep(1)
      await told()
      await link(row(1))
      expect(await told()).toEqual([`links compared ${ids[1]}`, "event joined ev_0 e_0 e_1"])
      await keep(2)
      await link(row(2))
      // It is told first now by the report that came last.
      expect(await told("event")).toEqual(["event joined ev_2 e_2 was ev_0"])
    })
    test("all at once is told once; linking again is nothing", async () => {
      for (const i of [0, 1, 2]) await keep(i)
      await link(row(0), row(1), row(2))
      expect(await told("event")).toEqual(["event joined ev_2 e_2 e_0 e_1"])
      await link(row(2), row(0))
      expect(await told("event", "contradiction")).toEqual([])
    })
    test("where it stands", async () => {
      await kept(2)
      await keep(0)
      await link(row(0))
      expect(await told("event")).toEqual(["event joined ev_2 e_2 e_0", "event status ev_2 was planned is occurred"])
    })
    test("a claim that is gone, and comes again as another", async () => {
      await kept(0, 1)
      await link({...row(1), events: [{id: "e_9", ...visit, days: "2023-08-01"}]})
      expect(await told("event")).toEqual(["event left ev_0 e_1"])
      await link({...row(1), events: [{id: "e_8", ...visit, days: "2023-05-24"}]})
      expect(await told("event")).toEqual(["event joined ev_0 e_0 e_8"])
    })
    test("a report that its source does not give any more, and gives again", async () => {
      await kept(0, 1)
      await store.keepReport(recordOf("نص آخر تماما هنا", {source: "1.txt"}))
      expect(await told("event")).toEqual(["event left ev_0 e_1"])
      await keep(1)
      expect(await told("event")).toEqual(["event joined ev_0 e_0 e_1"])
    })
    test("what a person parts, and joins again", async () => {
      await kept(0, 1)
      const nobody = {by: null, at: null, reason: null}
      const anchor = (i: number) => ({report: ids[i] as string, claim: `e_${i}`})
      const {id} = await store.decisions.decide({says: "different", family: "event", a: anchor(0), b: anchor(1), ...nobody})
      expect(await told()).toEqual([`decision made ${id}`, "event split ev_0 ev_0 ev_1"])
      await store.decisions.takeBack(id, nobody)
      expect(await told()).toEqual([`decision undone ${id}`, "event joined ev_0 e_0 e_1"])
    })
    test("figures that contradict each other, until one of them is gone", async () => {
      await kept(1)
      await keep(3)
      await link(row(3))
      const [found] = await told("contradiction")
      expect(found).toMatch(/^contradiction found x_[0-9a-f]{16} (?:f_1 f_3|f_3 f_1)$/)
      expect(linksOf(await store.links.linked()).contradictions).toHaveLength(1)
      await link(row(3))
      expect(await told("contradiction")).toEqual([])
      await store.keepReport(recordOf("نص آخر تماما هنا", {source: "3.txt"}))
      expect(await told("contradiction")).toEqual([(found as string).replace("found", "withdrawn")])
      await keep(3)
      expect(await told("contradiction")).toEqual([found])
      await link({...row(3), figures: []})
      expect(await told("contradiction")).toEqual([(found as string).replace("found", "withdrawn")])
    })
  })
}
