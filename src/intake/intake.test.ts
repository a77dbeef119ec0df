import {afterEach, beforeEach, describe, expect, test} from "vitest"
import type {ReportRecord} from "../model/index.ts"
import {type Arrival, openStore, type Store} from "../record/index.ts"
import {recordOf, searchTerms} from "../record/store.contract.ts"
import type {Issue} from "../support/index.ts"
import type {Traits} from "../link/index.ts"
import {IN_BULK, Intake, type Waiting} from "./index.ts"

let store: Store
beforeEach(async () => {
  store = await openStore(":memory:", {searchTerms: async () => searchTerms})
})
afterEach(() => store.close())

const of = (record: ReportRecord | null, item: string): Waiting => ({
  arrival: {source: "a", item, record, raw: null, code: record ? null : "nothing-in-it", detail: null, ms: 1},
  traits: null,
})
const good = (n: number): Waiting => of(recordOf(`نص رقم ${n} هنا`, {source: `a ${n}`}), `${n}`)
/// A record without its text: no report can be kept of it.
const broken = (item: string): Waiting => {
  const record = recordOf("نص آخر", {source: "a x"})
  return of({...record, report: {...record.report, text: null as unknown as string}}, item)
}

describe("what is taken in", () => {
  const taken: string[] = []
  const faults: Issue[] = []
  let groups: number[] = []
  const intake = (): Intake => {
    taken.length = faults.length = 0
    groups = []
    const counting: Store = Object.create(store, {
      take: {
        value: (all: readonly Arrival[], by: Parameters<Store["take"]>[1]) => {
          groups.push(all.length)
          return store.take(all, by)
        },
      },
    })
    return new Intake(counting, {
      now: () => new Date(0),
      program: "test",
      isDebug: false,
      group: 4,
      onKept: (kept, {item}) => void taken.push(`${item} ${kept}`),
      onFault: (issue) => void faults.push(issue),
    })
  }
  test("at the same time shares one transaction, and each is told what became of its own", async () => {
    const one = intake()
    const all = await Promise.all([one.take([good(1), good(2)]), one.take([of(null, "3")]), one.take([good(1)])])
    expect(all).toEqual([["new", "new"], [null], ["same"]])
    expect(groups).toEqual([4])
  })
  test("one by one waits for others, in the order in which they came", async () => {
    const one = intake()
    for (const n of [1, 2, 3]) await one.add(good(n))
    expect(groups).toEqual([])
    for (const n of [4, 5]) await one.add(good(n))
    expect(groups).toEqual([4])
    await one.flush()
    expect([groups, taken]).toEqual([[4, 1], [1, 2, 3, 4, 5].map((n) => `${n} new`)])
  })
  test("in bulk is held no longer than its letters and claims are few", async () => {
    const linked: number[] = []
    const writes: number[] = []
    const bulk = new Intake(store, {
      ...IN_BULK,
      now: () => new Date(0),
      program: "test",
      isDebug: true,
      onKept: (_, {item}) => void writes.push(Number(item)),
      onFault: () => {},
      link: async (reports) => void linked.push(reports.length),
    })
    const long = (n: number): Waiting => of(recordOf(`${n} ${"نص طويل ".repeat(25_000)}`, {source: `long ${n}`}), `${n}`)
    await bulk.add(long(1))
    expect(writes).toEqual([])
    await bulk.add(long(2))
    expect(writes).toEqual([1, 2])
    const telling = (n: number): Waiting => {
      const one = good(n)
      const traits = {report: one.arrival.record?.report.id, events: Array(8000), figures: Array(1)} as unknown as Traits
      return {...one, traits}
    }
    for (let n = 3; n < 3 + IN_BULK.group; n++) await bulk.add(n < 5 ? telling(n) : good(n))
    expect([writes.length, linked]).toEqual([2 + IN_BULK.group, [2]])
  })
  test("with one that cannot be kept: the others are, and that one is told, in the ledger too", async () => {
    const one = intake()
    const [first, second] = await Promise.all([one.take([good(1), broken("2")]), one.take([good(3)])])
    expect([first, second]).toEqual([["new", expect.objectContaining({code: "internal", where: "2"})], ["new"]])
    expect(faults.map((f) => [f.code, f.where])).toEqual([["internal", "2"]])
    const {items} = await store.ledger.entries({source: "a"})
    expect(items.map((e) => `${e.item} ${e.what} ${e.code}`).sort()).toEqual(["1 new null", "2 refused internal", "3 new null"])
  })
  test("into a record that cannot be written: whoever waits is told, and so is whoever ends it", async () => {
    const one = intake()
    await store.close()
    const failing = one.take([good(1)])
    await expect(failing).rejects.toThrow()
    await one.add(good(2))
    await expect(one.flush()).rejects.toThrow()
    store = await openStore(":memory:", {searchTerms: async () => searchTerms})
  })
})
