import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {digestOfBytes, press} from "../support/index.ts"
import type {Arrival, Taking} from "./intake.ts"
import type {RawInput} from "./raw.ts"
import type {Store} from "./store.ts"
import {recordOf} from "./store.contract.ts"

/// The suite of what was received, of taking in, and of readings that others took the place of, that every back end answers.
export function rawContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())
  const by: Taking = {at: "2024-05-01T10:00:00.000Z", program: "1"}
  const input = (text: string, given: Partial<RawInput> = {}): RawInput => ({
    pressed: press(Buffer.from(text)),
    at: by.at,
    source: "files",
    name: "a.txt",
    media: null,
    charset: null,
    published: null,
    ...given,
  })
  const arrival = (text: string, given: Partial<Arrival> = {}): Arrival => ({
    source: "files",
    item: "a.txt",
    record: recordOf(text, {source: given.item ?? "a.txt"}),
    raw: input(text),
    code: null,
    detail: null,
    ms: 1,
    ...given,
  })

  describe("what was received", () => {
    test("comes back byte for byte, kept once, with every place it came from", async () => {
      const bytes = Buffer.from([0xff, 0xfe, 0, 10, 13, ...Buffer.from("نص ".repeat(2000))])
      const one = {...input(""), pressed: press(bytes)}
      const first = await store.raw.put(one)
      expect(await store.raw.put({...one, at: "2025-01-01T00:00:00.000Z"})).toBe(first)
      const second = await store.raw.put({...one, source: "feed", name: "https://a.example/1", media: "text/html", charset: "utf-8"})
      expect(second).toBeGreaterThan(first)
      const digest = digestOfBytes(bytes)
      expect(Buffer.from((await store.raw.bytes(digest)) as Uint8Array).equals(bytes)).toBe(true)
      const origins = await store.raw.origins(digest)
      expect(origins.map((o) => [o.seq, o.at, o.source, o.name, o.media, o.charset])).toEqual([
        [first, by.at, "files", "a.txt", null, null],
        [second, by.at, "feed", "https://a.example/1", "text/html", "utf-8"],
      ])
      expect(origins[0]).toMatchObject({digest, size: bytes.length, reports: []})
      expect(await store.raw.totals({})).toEqual({origins: 2, contents: 1, size: bytes.length, kept: origins[0]?.kept})
    })
    test("is found by the beginning of its digest, where only one begins so", async () => {
      for (let i = 0; i < 40; i++) await store.raw.put(input(`نص ${i}`, {name: `${i}.txt`}))
      const digest = press(Buffer.from("نص 7")).digest
      expect((await store.raw.origins(digest.slice(0, 12))).map((o) => o.name)).toEqual(["7.txt"])
      for (const wrong of ["", "abc", "f".repeat(64), `${digest.slice(0, 10)}%`, "%%%%%%%%", digest.toUpperCase()])
        expect(await store.raw.origins(wrong)).toEqual([])
      expect(await store.raw.bytes("f".repeat(64))).toBeUndefined()
    })
    test("in the order in which it came, by day and source, piece by piece", async () => {
      const days = ["2024-05-01T00:00:00.000Z", "2024-05-01T23:59:59.999Z", "2024-05-02T00:00:00.000Z", "2024-05-03T09:00:00.000Z"]
      for (const [i, at] of days.entries()) await store.raw.put(input(`نص ${i}`, {at, name: `${i}`, source: i === 1 ? "http" : "files"}))
      const names = async (query: Parameters<Store["raw"]["list"]>[0]) => (await store.raw.list(query)).items.map((o) => o.name)
      expect(await names({})).toEqual(["0", "1", "2", "3"])
      expect(await names({from: "2024-05-02"})).toEqual(["2", "3"])
      expect(await names({to: "2024-05-01"})).toEqual(["0", "1"])
      expect(await names({source: "files", from: "2024-05-01", to: "2024-05-02"})).toEqual(["0", "2"])
      expect(await store.raw.totals({to: "2024-05-01"})).toMatchObject({origins: 2, contents: 2})
      const [, second] = (await store.raw.list({})).items
      expect(await names({after: second?.seq as number})).toEqual(["2", "3"])
      expect(await store.raw.totals({after: second?.seq as number})).toMatchObject({origins: 2})
      const first = await store.raw.list({}, {limit: 3})
      expect((await store.raw.list({}, {limit: 3, after: first.after as string})).items.map((o) => o.name)).toEqual(["3"])
    })
    test("how far a piece of work has come", async () => {
      expect(await store.raw.place("a")).toBeUndefined()
      await store.raw.setPlace("a", 7)
      await store.raw.setPlace("b", 9)
      await store.raw.setPlace("a", 8)
      expect([await store.raw.place("a"), await store.raw.place("b")]).toEqual([8, 9])
    })
    test("to keep it is no change of the record", async () => {
      const {token} = await store.lists.version()
      await store.raw.put(input("نص"))
      expect((await store.lists.version()).token).toBe(token)
    })
  })

  describe("taking in", () => {
    test("reports, their bytes and their lines in the ledger at once", async () => {
      const raw = input("[…]", {name: "two.json"})
      const done = await store.take(
        [
          arrival("نص أول هنا", {item: "two.json#1", raw}),
          arrival("", {item: "two.json#2", raw, record: null, code: "json-no-text"}),
          arrival("نص ثالث هنا", {item: "two.json#3", raw, code: "no-claims", ms: 2}),
          arrival("نص بلا أصل", {item: "b.txt", raw: null}),
        ],
        by,
      )
      expect(done).toEqual(["new", null, "new", "new"])
      const entries = (await store.ledger.entries({})).items.toReversed()
      expect(entries.map((e) => [e.item, e.what, e.code, e.raw === raw.pressed.digest])).toEqual([
        ["two.json#1", "new", null, true],
        ["two.json#2", "refused", "json-no-text", true],
        ["two.json#3", "new", "no-claims", true],
        ["b.txt", "new", null, false],
      ])
      const ids = entries.map((e) => e.report)
      const [origin] = await store.raw.ofReport(ids[2] as string)
      expect(origin?.reports).toEqual([
        {item: "two.json#1", report: ids[0]},
        {item: "two.json#3", report: ids[2]},
      ])
      expect(await store.raw.ofReport(ids[3] as string)).toEqual([])
      const {seq} = origin as {seq: number}
      expect(await store.take([arrival("نص أول هنا", {item: "two.json#1", raw: seq})], by)).toEqual(["same"])
      expect((await store.ledger.entries({})).items[0]).toMatchObject({what: "same", raw: raw.pressed.digest})
    })
    test("all or nothing: what cannot be kept leaves neither bytes nor lines", async () => {
      const bad = {...recordOf("نص فاسد هنا"), report: null as never}
      await expect(store.take([arrival("نص أول هنا"), arrival("نص", {record: bad})], by)).rejects.toThrow()
      expect([await store.raw.totals({}), await store.ledger.totals({}), (await store.stats()).reports]).toEqual([
        {origins: 0, contents: 0, size: 0, kept: 0},
        [],
        0,
      ])
      expect(await store.take([arrival("نص أول هنا")], by)).toEqual(["new"])
    })
    test("keeps what it was given to keep", async () => {
      await store.take([], by)
      expect(await store.ledger.totals({})).toEqual([])
    })
  })

  describe("readings that others took the place of", () => {
    const visit = {words: "زار بوتين", who: ["person:putin"]}
    test("are kept, the text apart, and found by report and day", async () => {
      const read = (events: (typeof visit)[], at: string, program: string) =>
        store.take([arrival("زار بوتين الصين", {record: recordOf("زار بوتين الصين", {source: "a.txt", events})})], {at, program})
      expect(await read([], "2024-05-01T10:00:00.000Z", "1")).toEqual(["new"])
      expect(await read([visit], "2024-05-02T10:00:00.000Z", "2")).toEqual(["reread"])
      expect(await read([visit], "2024-05-03T10:00:00.000Z", "3")).toEqual(["same"])
      expect(await read([], "2024-05-04T10:00:00.000Z", "4")).toEqual(["reread"])
      const {id} = recordOf("زار بوتين الصين").report
      const past = await store.readings.of(id)
      expect(past.map((p) => [p.at?.slice(0, 10), p.program, p.became, p.record.events.length, p.record.report.text])).toEqual([
        ["2024-05-02", "2", id, 0, ""],
        ["2024-05-04", "4", id, 1, ""],
      ])
      expect((await store.readings.since("2024-05-03")).items.map((p) => p.program)).toEqual(["4"])
      const first = await store.readings.since(null, {limit: 1})
      expect(first.items.map((p) => p.program)).toEqual(["2"])
      expect((await store.readings.since(null, {after: first.after as string})).items.map((p) => p.program)).toEqual(["4"])
      expect(await store.readings.of("r_none")).toEqual([])
    })
    test("of a text that is now taken out of the same bytes in another way: the new report stands in its place", async () => {
      const raw = input("<p>نص أول هنا</p>", {name: "x.jsonl#1"})
      await store.take([arrival("نص أول هنا إعلان", {item: "x.jsonl#1", raw})], by)
      const [origin] = (await store.raw.list({})).items
      expect(await store.take([arrival("نص أول هنا", {item: "x.jsonl#1", raw: origin?.seq as number})], by)).toEqual(["version"])
      expect(await store.stats()).toMatchObject({reports: 1, superseded: 1})
      const [was, is] = [recordOf("نص أول هنا إعلان").report.id, recordOf("نص أول هنا").report.id]
      expect((await store.readings.of(was)).map((p) => p.became)).toEqual([is])
      expect((await store.raw.list({})).items[0]?.reports).toEqual([{item: "x.jsonl#1", report: is}])
    })
    test("a reading as it was before persons said anything of it", async () => {
      const record = recordOf("زار بوتين الصين", {source: "x.txt", events: [visit]})
      await store.keepReport(record)
      const [event] = record.events
      if (!event) throw new Error("it tells an event")
      const of = {report: record.report.id, claim: event.id, family: "event", ...event.evidence[0]} as const
      await store.decisions.decide({
        says: "wrong",
        family: "claim",
        of,
        claim: event,
        fields: [],
        entities: [],
        by: null,
        at: null,
        reason: null,
      })
      expect((await store.report(record.report.id))?.record.events).toEqual([])
      await store.keepReport(recordOf("زار بوتين الصين", {source: "x.txt", published: "2024-01-01", events: [visit]}))
      expect((await store.readings.of(record.report.id))[0]?.record.events).toEqual(record.events)
    })
  })
}
