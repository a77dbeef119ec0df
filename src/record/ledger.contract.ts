import {afterEach, beforeEach, describe, expect, test} from "vitest"
import type {NewEntry} from "./ledger.ts"
import type {Store} from "./store.ts"

/// The suite of the ledger of items that every back end answers.
export function ledgerContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())
  const entry = (at: string, given: Partial<NewEntry> = {}): NewEntry => ({
    at,
    source: "files",
    item: "a.txt",
    what: "new",
    report: "r_1",
    raw: null,
    code: null,
    detail: null,
    ms: 3,
    ...given,
  })
  const refused = {what: "refused", report: null, code: "file-empty"} as const
  const itemsOf = async (query: Parameters<Store["ledger"]["entries"]>[0]): Promise<string[]> =>
    (await store.ledger.entries(query)).items.map((e) => e.item)

  describe("the ledger of items", () => {
    test("an entry comes back as it was noted, with its number", async () => {
      const noted = entry("2024-05-01T10:00:00.000Z", {raw: "ab12", code: "no-claims", detail: "تفصيل", ms: 12.4})
      await store.ledger.note([noted])
      const [kept] = (await store.ledger.entries({})).items
      expect(kept).toEqual({...noted, ms: 12, seq: kept?.seq})
      expect(kept?.seq).toBeGreaterThan(0)
    })
    test("the latest first, piece by piece, whatever is noted between", async () => {
      await store.ledger.note(["a", "b", "c", "d", "e"].map((item, i) => entry(`2024-05-01T10:00:0${i}.000Z`, {item})))
      const first = await store.ledger.entries({}, {limit: 2})
      expect(first.items.map((e) => e.item)).toEqual(["e", "d"])
      await store.ledger.note([entry("2024-05-01T10:00:09.000Z", {item: "f"})])
      const second = await store.ledger.entries({}, {limit: 2, after: first.after as string})
      expect(second.items.map((e) => e.item)).toEqual(["c", "b"])
      const third = await store.ledger.entries({}, {limit: 2, after: second.after as string})
      expect([third.items.map((e) => e.item), third.after]).toEqual([["a"], null])
    })
    test("of one instant the last noted comes first", async () => {
      await store.ledger.note(["a", "b", "c"].map((item) => entry("2024-05-01T10:00:00.000Z", {item})))
      const first = await store.ledger.entries({}, {limit: 1})
      expect(first.items[0]?.item).toBe("c")
      expect((await store.ledger.entries({}, {after: first.after as string})).items.map((e) => e.item)).toEqual(["b", "a"])
    })
    test("by source, what was done, reason, day, report", async () => {
      await store.ledger.note([
        entry("2024-05-01T00:00:00.000Z", {item: "1"}),
        entry("2024-05-01T23:59:59.999Z", {item: "2", source: "http", report: "r_2"}),
        entry("2024-05-02T00:00:00.000Z", {item: "3", ...refused}),
        entry("2024-05-03T12:00:00.000Z", {item: "4", what: "same", raw: "ab12"}),
      ])
      expect(await itemsOf({source: "files"})).toEqual(["4", "3", "1"])
      expect(await itemsOf({what: ["refused", "same"]})).toEqual(["4", "3"])
      expect(await itemsOf({code: "file-empty"})).toEqual(["3"])
      expect(await itemsOf({from: "2024-05-02"})).toEqual(["4", "3"])
      expect(await itemsOf({to: "2024-05-01"})).toEqual(["2", "1"])
      expect(await itemsOf({from: "2024-05-01", to: "2024-05-02", source: "files"})).toEqual(["3", "1"])
      expect(await itemsOf({report: "r_2"})).toEqual(["2"])
    })
    test("totals of each source, with reasons and the last time it gave something new", async () => {
      await store.ledger.note([
        entry("2024-05-01T10:00:00.000Z"),
        entry("2024-05-01T11:00:00.000Z", {source: "http", ...refused, code: "language-other"}),
        entry("2024-05-02T10:00:00.000Z", refused),
      ])
      await store.ledger.note([
        entry("2024-05-02T09:00:00.000Z", {what: "version"}),
        entry("2024-05-02T11:00:00.000Z", refused),
        entry("2024-05-03T11:00:00.000Z", {what: "same", code: "no-claims"}),
      ])
      const none = {new: 0, same: 0, origin: 0, version: 0, reread: 0, refused: 0, gone: 0, unchanged: 0}
      const http = {
        source: "http",
        items: 1,
        counts: {...none, refused: 1},
        reasons: [{code: "language-other", what: "refused", count: 1}],
        first: "2024-05-01T11:00:00.000Z",
        last: "2024-05-01T11:00:00.000Z",
        lastNew: null,
      }
      expect(await store.ledger.totals({})).toEqual([
        {
          source: "files",
          items: 5,
          counts: {...none, new: 1, version: 1, refused: 2, same: 1},
          reasons: [
            {code: "file-empty", what: "refused", count: 2},
            {code: "no-claims", what: "same", count: 1},
          ],
          first: "2024-05-01T10:00:00.000Z",
          last: "2024-05-03T11:00:00.000Z",
          lastNew: "2024-05-02T09:00:00.000Z",
        },
        http,
      ])
      expect(await store.ledger.totals({source: "http"})).toEqual([http])
      expect(await store.ledger.totals({source: "files", from: "2024-05-02", to: "2024-05-02"})).toMatchObject([
        {items: 3, counts: {...none, version: 1, refused: 2}, lastNew: "2024-05-02T09:00:00.000Z"},
      ])
      expect(await store.ledger.totals({from: "2025-01-01"})).toEqual([])
    })
    test("many at once: none is lost", async () => {
      await store.ledger.note(
        Array.from({length: 1234}, (_, i) => entry(new Date(Date.UTC(2024, 4, 1, 0, 0, i)).toISOString(), {item: `${i}`})),
      )
      expect((await store.ledger.totals({}))[0]?.items).toBe(1234)
      expect((await store.ledger.entries({}, {limit: 0})).items.length).toBe(1234)
    })
    test("it is no change of the record", async () => {
      const {token} = await store.lists.version()
      await store.ledger.note([entry("2024-05-01T10:00:00.000Z")])
      await store.ledger.note([])
      expect((await store.lists.version()).token).toBe(token)
    })
  })
}
