import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {RECURRING, type Removed} from "../model/index.ts"
import {FRESH, type SourceItem} from "./sources.ts"
import type {Store} from "./store.ts"
import {recordOf} from "./store.contract.ts"

/// The suite of sources and of what was met in them that every back end answers.
export function sourcesContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())
  const at = "2024-05-01T10:00:00.000Z"
  const item = (key: string, given: Partial<SourceItem> = {}): SourceItem => ({
    key,
    url: key,
    said: null,
    digest: "d1",
    etag: null,
    modified: null,
    report: "r_1",
    state: "kept",
    first: at,
    last: at,
    looks: 0,
    misses: 0,
    next: null,
    ...given,
  })

  describe("sources set up by command", () => {
    test("by their names, each once, until they are removed", async () => {
      const one = {name: "وكالة", settings: '{"kind":"feed"}', at}
      expect(await store.sources.add(one)).toBe(true)
      expect(await store.sources.add({...one, settings: "{}"})).toBe(false)
      await store.sources.add({name: "a", settings: "{}", at})
      expect(await store.sources.added()).toEqual([{name: "a", settings: "{}", at}, one])
      expect([await store.sources.remove("وكالة"), await store.sources.remove("وكالة")]).toEqual([true, false])
      expect((await store.sources.added()).map((s) => s.name)).toEqual(["a"])
    })
    test("with a source what was met in it is forgotten, and nothing of others or of the record", async () => {
      await store.keepReport(recordOf("نص محفوظ هنا", {source: "a x"}))
      for (const name of ["a", "b"]) {
        await store.sources.saveState(name, {...FRESH, listed: 3})
        await store.sources.settle(name, [item("x")], [])
      }
      expect(await store.sources.remove("a")).toBe(true)
      expect([...(await store.sources.states()).keys()]).toEqual(["b"])
      expect([(await store.sources.present("a")).length, (await store.sources.present("b")).length]).toEqual([0, 1])
      expect(await store.stats()).toMatchObject({reports: 1})
    })
  })

  describe("how a source is doing", () => {
    const state = {
      ...FRESH,
      asked: at,
      failures: 2,
      problem: "مشكلة",
      validators: {"https://a.example/feed": {etag: '"x"', modified: "Wed", stamp: "1"}},
      gaps: [60_000, 120_000],
    }
    test("as it was saved; of a source never asked nothing is known", async () => {
      await store.sources.saveState("a", state)
      expect(await store.sources.states()).toEqual(new Map([["a", state]]))
      await store.sources.saveState("a", {...state, failures: 0})
      expect((await store.sources.states()).get("a")?.failures).toBe(0)
    })
    test("paused by somebody while somebody else saves how it is doing", async () => {
      await store.sources.saveState("a", state)
      await store.sources.pause("a", true)
      await store.sources.saveState("a", {...state, failures: 3})
      expect((await store.sources.states()).get("a")).toEqual({...state, failures: 3, paused: true})
      await store.sources.pause("a", false)
      expect((await store.sources.states()).get("a")?.paused).toBe(false)
      await store.sources.pause("never asked", true)
      expect((await store.sources.states()).get("never asked")).toEqual({...FRESH, paused: true})
    })
  })

  describe("items", () => {
    test("by their keys, each source its own; settled again they are replaced, and first met stays", async () => {
      await store.sources.settle("a", [item("x"), item("y", {state: "refused", report: null})], [])
      await store.sources.settle("b", [item("x", {digest: "other"})], [])
      await store.sources.settle(
        "a",
        [item("x", {digest: "d2", etag: '"e"', first: "2025", last: "2024-05-02T10:00:00.000Z", looks: 1})],
        [],
      )
      const found = await store.sources.items("a", ["x", "y", "z"])
      expect(found).toEqual(
        new Map([
          ["x", item("x", {digest: "d2", etag: '"e"', last: "2024-05-02T10:00:00.000Z", looks: 1})],
          ["y", item("y", {state: "refused", report: null})],
        ]),
      )
      expect((await store.sources.items("b", ["x"])).get("x")?.digest).toBe("other")
      expect(await store.sources.counts("a")).toEqual({kept: 1, waiting: 0, refused: 1, gone: 0})
    })
    test("thousands at once", async () => {
      const keys = Array.from({length: 1700}, (_, i) => `k${i}`)
      await store.sources.settle(
        "a",
        keys.map((key) => item(key)),
        [],
      )
      expect((await store.sources.items("a", keys)).size).toBe(1700)
      expect((await store.sources.present("a")).length).toBe(1700)
    })
    test("those due by now, the longest overdue first; gone ones are present no more", async () => {
      await store.sources.settle(
        "a",
        [
          item("late", {next: "2024-05-01T12:00:00.000Z"}),
          item("later", {next: "2024-05-01T13:00:00.000Z"}),
          item("far", {next: "2024-05-09T13:00:00.000Z"}),
          item("never"),
          item("gone", {state: "gone"}),
        ],
        [],
      )
      await store.sources.settle("b", [item("other", {next: "2024-01-01T12:00:00.000Z"})], [])
      const due = async (now: string, limit = 10): Promise<string[]> => (await store.sources.due("a", now, limit)).map((i) => i.key)
      expect(await due("2024-05-01T13:00:00.000Z")).toEqual(["late", "later"])
      expect(await due("2024-05-01T13:00:00.000Z", 1)).toEqual(["late"])
      expect(await due("2024-05-01T11:00:00.000Z")).toEqual([])
      expect([await store.sources.nextDue("a"), await store.sources.nextDue("none")]).toEqual(["2024-05-01T12:00:00.000Z", null])
      expect(await store.sources.present("a")).toEqual(["far", "late", "later", "never"])
    })
    test("an item and its line in the ledger stand together or not at all", async () => {
      const entry = {at, source: "a", item: "x", what: "gone", report: "r_1", raw: null, code: null, detail: null, ms: 1} as const
      await store.sources.settle("a", [item("x", {state: "gone"})], [entry])
      expect((await store.ledger.entries({source: "a"})).items.map((e) => e.what)).toEqual(["gone"])
      const broken = {...item("y"), digest: null as unknown as string}
      await expect(store.sources.settle("a", [item("z"), broken], [{...entry, item: "y"}])).rejects.toThrow()
      expect((await store.sources.items("a", ["y", "z"])).size).toBe(0)
      expect((await store.ledger.entries({source: "a"})).items.length).toBe(1)
    })
    test("it is no change of the record", async () => {
      const {token} = await store.lists.version()
      await store.sources.settle("a", [item("x")], [])
      await store.sources.saveState("a", FRESH)
      expect((await store.lists.version()).token).toBe(token)
    })
  })

  test("robots.txt of a server: the last answer", async () => {
    const robots = {at, status: 200, text: "User-agent: *"}
    await store.sources.keepRobots("https://a.example", robots)
    await store.sources.keepRobots("https://a.example", {...robots, status: 404, text: ""})
    expect(await store.sources.robots("https://a.example")).toEqual({at, status: 404, text: ""})
    expect(await store.sources.robots("https://b.example")).toBeUndefined()
  })

  test("what was learned of an outlet's lines: as it was kept the last time", async () => {
    await store.sources.keepLines("a.example", "[1]")
    await store.sources.keepLines("a.example", "[1,2]")
    expect([await store.sources.lines("a.example"), await store.sources.lines("b.example")]).toEqual(["[1,2]", undefined])
  })

  test("lines that were taken out are kept with the source that had them, not with the text", async () => {
    const line = {quote: "تابعونا", why: `${RECURRING}: on 6 of 6 pages of a.example`}
    const given = (source: string, removed: readonly Removed[]) => {
      const record = recordOf("نص أول هنا", {source})
      return {...record, report: {...record.report, removed}}
    }
    await store.keepReport(given("x 1", []))
    const kept = given("y 1", [{quote: "شارك", why: "share"}, line])
    await store.keepReport(kept)
    expect(await store.sources.recurring(kept.report.id)).toEqual([{source: "y 1", lines: [line]}])
    await store.keepReport(given("y 1", []))
    expect(await store.sources.recurring(kept.report.id)).toEqual([])
    expect(await store.sources.recurring("r_unknown")).toEqual([])
  })

  test("what an address gave, the earliest first", async () => {
    const url = "https://a.example/1"
    const first = recordOf("نص أول هنا", {source: "x 1", url})
    const second = recordOf("نص ثان هنا", {source: "x 1", url})
    await store.keepReport(first)
    await store.keepReport(second)
    await store.keepReport(recordOf("نص ثان هنا", {source: "y 1", url}))
    expect(await store.sources.versions(url)).toEqual([
      {report: first.report.id, source: "x 1", current: false},
      {report: second.report.id, source: "x 1", current: true},
      {report: second.report.id, source: "y 1", current: true},
    ])
    expect(await store.sources.versions("https://b.example/1")).toEqual([])
    // Its own version that stands, else another's, and nothing of an address that gave nothing.
    expect(await store.sources.lastVersion(url, "x 1")).toEqual({report: second.report.id, source: "x 1", current: true})
    expect(await store.sources.lastVersion(url, "z 1")).toEqual({report: second.report.id, source: "y 1", current: true})
    expect(await store.sources.lastVersion("https://b.example/1", "x 1")).toBeUndefined()
  })
}
