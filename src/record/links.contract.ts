import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type ReportRow, reportTraits} from "../../test/traits.ts"
import {joinAll, joinReport, keysOf, type Links, linksOf, type Traits} from "../link/index.ts"
import {recordOf} from "./store.contract.ts"
import type {Store} from "./store.ts"

/// The suite of links that every back end answers: what is kept of reports compared with each other comes back, a part of it is
/// what the whole has there, and decisions stay.
export function linksContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const texts = ["زار ميشوستين بكين يوم الأربعاء.", "وصل ميشوستين إلى بكين.", "التقى لافروف نظيره في بغداد."]
  const ids = texts.map((text) => recordOf(text).report.id)
  const visit = {type: "visit", who: ["person:mishustin@russia"], place: "place:beijing", country: "country:china"}
  const rows: readonly ReportRow[] = [
    {
      id: ids[0] as string,
      published: "2023-05-19",
      text: texts[0] as string,
      events: [{id: "e_1", ...visit, status: "planned", days: "2023-05-22/2023-05-28"}],
    },
    {id: ids[1] as string, published: "2023-05-24", text: texts[1] as string, events: [{id: "e_2", ...visit, days: "2023-05-24"}]},
    {
      id: ids[2] as string,
      published: "2023-05-24",
      text: texts[2] as string,
      events: [{id: "e_3", who: ["person:lavrov@russia", "person:hussein@iraq"], days: "2023-05-23"}],
    },
  ]
  const keep = async (of: readonly string[] = texts): Promise<void> => {
    for (const [i, text] of of.entries()) await store.keepReport(recordOf(text, {source: `${i}.txt`}))
  }
  const link = (traits: readonly Traits[]): Promise<void> =>
    store.links.linking(async (desk) => {
      for (const t of traits) {
        await desk.remove([t.report], keysOf)
        await joinReport(t, desk)
      }
    })
  const all = async (): Promise<Links> => linksOf(await store.links.linked())
  const claims = (links: Links): string[] => links.events.map((e) => e.claims.map((c) => c.event).join(" ")).sort()

  describe("links", () => {
    test("a report waits until it is linked, and again when it was read anew", async () => {
      await keep()
      expect(await store.links.unlinked(10)).toEqual(ids)
      expect(await store.links.unlinked(2)).toEqual(ids.slice(0, 2))
      await link(rows.map(reportTraits))
      expect(await store.links.unlinked(10)).toEqual([])
      await store.keepReport(recordOf(texts[0] as string, {source: "0.txt", published: "2023-05-18"}))
      expect(await store.links.unlinked(10)).toEqual([ids[0]])
    })
    test("a group compared at once is compared as one after the other, and the same again", async () => {
      // More than a group takes, and than a key gives (`MOST_HOLDERS`).
      const many = Array.from({length: 70}, (_, i): ReportRow & {readonly text: string} => ({
        id: recordOf(`زار ميشوستين بكين يوم الأربعاء ${i}.`).report.id,
        published: `2023-05-${20 + (i % 5)}`,
        text: `زار ميشوستين بكين يوم الأربعاء ${i}.`,
        events: [{id: `e_${i}`, ...visit, days: `2023-05-${21 + (i % 4)}`}],
      }))
      const traits = many.map(reportTraits)
      const pairsOf = async (of: Store): Promise<string[]> =>
        Object.values((await of.links.linked()).pairs)
          .flat()
          .map((pair) => JSON.stringify(pair))
          .sort()
      const other = await open()
      for (const one of [store, other]) await one.keepReports(many.map(({text}, i) => recordOf(text, {source: `${i}.txt`})))
      await link(traits)
      const compare = (all: readonly Traits[]): Promise<void> =>
        other.links.linking(async (desk) => {
          await desk.remove(
            all.map((t) => t.report),
            keysOf,
          )
          await joinAll(all, desk)
        })
      await compare(traits)
      expect((await pairsOf(other)).length).toBeGreaterThan(300)
      expect(await pairsOf(other)).toEqual(await pairsOf(store))
      expect(await other.links.unlinked(1)).toEqual([])
      // The last ones anew: they find the others as before.
      await compare(traits.slice(64))
      expect(await pairsOf(other)).toEqual(await pairsOf(store))
      await other.close()
    })
    test("of claims alone it gives how they stand to each other", async () => {
      await keep()
      await link(rows.map(reportTraits))
      const [one, two, three] = [
        {report: ids[0] as string, claim: "e_1"},
        {report: ids[1] as string, claim: "e_2"},
        {report: ids[2] as string, claim: "e_3"},
      ]
      expect(claims(linksOf(await store.links.linkedAmong([one, two])))).toEqual(["e_1 e_2"])
      expect(claims(linksOf(await store.links.linkedAmong([one, three])))).toEqual(["e_1", "e_3"])
    })
    test("it tells which reports share an event with another", async () => {
      await keep()
      await link(rows.map(reportTraits))
      const joined = async (reports: readonly string[]) => claims(linksOf(await store.links.linkedAroundReports(reports)))
      expect(await joined(ids)).toEqual(["e_1 e_2"])
      expect(await joined(ids.slice(1))).toEqual(["e_1 e_2"])
      expect(await joined(ids.slice(2))).toEqual([])
      expect(await store.links.contradicted(ids)).toEqual([])
    })
    test("what was joined comes back", async () => {
      await keep()
      await link(rows.map(reportTraits))
      expect(claims(await all())).toEqual(["e_1 e_2", "e_3"])
    })
    test("linking again changes nothing", async () => {
      await keep()
      await link(rows.map(reportTraits))
      const before = await all()
      await link(rows.map(reportTraits))
      expect(await all()).toEqual(before)
      await link([...rows].reverse().map(reportTraits))
      expect(await all()).toEqual(before)
    })
    test("a report read anew has its new claims joined and its old ones gone", async () => {
      await keep()
      await link(rows.map(reportTraits))
      await link([reportTraits({...(rows[1] as ReportRow), events: [{id: "e_9", ...visit, days: "2023-08-01"}]})])
      expect(claims(await all())).toEqual(["e_1", "e_3", "e_9"])
    })
    test("a report whose source gives another text now is left out", async () => {
      await keep()
      await link(rows.map(reportTraits))
      await store.keepReport(recordOf("نص آخر تماما هنا", {source: "1.txt"}))
      expect(claims(await all())).toEqual(["e_1", "e_3"])
    })
    test("around a claim there is what the whole has there", async () => {
      await keep()
      await link(rows.map(reportTraits))
      const whole = await all()
      const near = linksOf(await store.links.linkedAround([{report: ids[1] as string, claim: "e_2"}], "event"))
      expect(near.events).toEqual(whole.events.filter((e) => e.claims.some((c) => c.event === "e_2")))
    })
    test("around a report there is its story", async () => {
      await keep()
      const text =
        "وصل رئيس الوزراء الروسي إلى بكين يوم الأربعاء في زيارة رسمية تستمر يومين. وقال متحدث إن الجانبين سيوقعان اتفاقات في الطاقة والنقل"
      await link([
        reportTraits({...(rows[0] as ReportRow), published: "2023-05-24", text}),
        reportTraits({...(rows[1] as ReportRow), text}),
        reportTraits(rows[2] as ReportRow),
      ])
      const near = linksOf(await store.links.linkedReports([ids[1] as string]))
      expect(near.stories.map((s) => [...s.reports].sort())).toEqual([ids.slice(0, 2).sort()])
      expect(near.copies).toEqual((await all()).copies)
      expect(near.copies).toHaveLength(1)
    })
    test("what fails halfway leaves nothing", async () => {
      await keep()
      const failing = store.links.linking(async (desk) => {
        await joinReport(reportTraits(rows[0] as ReportRow), desk)
        throw new Error("stopped")
      })
      await expect(failing).rejects.toThrow("stopped")
      expect((await store.links.linked()).reports).toEqual([])
      expect(await store.links.unlinked(10)).toEqual(ids)
    })
    test("entities and reports by their ids; what is not there is left out", async () => {
      await store.keepReport(
        recordOf("زار بوتين الصين", {events: [{words: "زار بوتين الصين", who: ["person:putin"], place: "country:china"}]}),
      )
      expect([...(await store.entities(["person:putin", "person:nobody"])).values()].map((e) => e.name.en)).toEqual(["Vladimir Putin"])
      const id = recordOf("زار بوتين الصين").report.id
      expect([...(await store.reports([id, "r_none"])).keys()]).toEqual([id])
    })
  })
}
