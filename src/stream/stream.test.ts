import {readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {type Nats, natsServer, startNats} from "../../test/nats.ts"
import {searchTerms} from "../lang/ar/index.ts"
import {openTools, readInput, type Tools} from "../readers/index.ts"
import {openStore, type Store} from "../record/index.ts"
import {arrivalsOf, Intake} from "../intake/index.ts"
import {Failure, type Issue, issueOf} from "../support/index.ts"
import {
  type DeadLetter,
  deadLetters,
  drop,
  metricsOf,
  openStream,
  replay,
  type Sent,
  sendAll,
  serveHealth,
  type Stream,
  watchQueues,
  work,
} from "./index.ts"
import {partOf} from "./names.ts"

const SAMPLES = join(import.meta.dirname, "..", "..", "samples", "reports")
const program = natsServer()

/// Short reports, each another.
const reports: Sent[] = readdirSync(SAMPLES)
  .filter((name) => name.endsWith(".txt"))
  .slice(0, 6)
  .map((name) => ({
    source: "wire",
    input: {name: `samples/${name}`, bytes: readFileSync(join(SAMPLES, name)), media: null, published: null},
  }))
const all = async function* (some: readonly Sent[]): AsyncGenerator<Sent> {
  yield* some
}
const note = (name: string, text: string): Sent => ({
  source: "wire",
  input: {name, bytes: Buffer.from(text), media: null, published: "2024-05-05"},
})

describe.skipIf(program === undefined)("inputs over a NATS server", () => {
  let nats: Nats
  let tools: Tools
  let stream: Stream
  let store: Store
  let n = 0
  beforeAll(async () => {
    nats = await startNats(program as string)
    tools = openTools()
  }, 60_000)
  afterAll(async () => nats?.end())
  beforeEach(async () => {
    stream = await openStream(nats.address, {prefix: `test${n++}`})
    store = await openStore(":memory:", {searchTerms: async () => searchTerms})
    return async () => {
      await stream.close()
      await store.close()
    }
  })
  const letters = async (): Promise<DeadLetter[]> => {
    const out: DeadLetter[] = []
    for await (const letter of deadLetters(stream)) out.push(letter)
    return out
  }
  const run = (options: Partial<Parameters<typeof work>[1]> = {}) =>
    work(stream, {
      store,
      program: "test",
      signal: new AbortController().signal,
      untilEmpty: true,
      tools: () => tools,
      ...options,
    })

  test("what is sent is kept as if it had been kept here", async () => {
    expect(await sendAll(stream, "live", all(reports))).toMatchObject({sent: reports.length, same: 0, refused: []})
    expect(await run()).toEqual({messages: reports.length, reports: reports.length})
    const other = await openStore(":memory:", {searchTerms: async () => searchTerms})
    const second = await openStream(nats.address, {prefix: `test${n++}`})
    await sendAll(second, "fill", all([...reports].reverse()))
    await work(second, {
      store: other,
      program: "test",
      signal: new AbortController().signal,
      untilEmpty: true,
      tools: () => tools,
    })
    // How many lines the history has depends on how many reports came together.
    const {changes: _, ...counts} = (await store.contents()).counts
    expect((await other.contents()).counts).toMatchObject(counts)
    expect((await other.contents()).digest).toBe((await store.contents()).digest)
    const totals = await store.ledger.totals({})
    expect(totals.map((t) => [t.source, t.counts.new])).toEqual([["wire", reports.length]])
    await second.close()
    await other.close()
  })

  test("the same input sent twice is one, in the stream and in the record", async () => {
    await sendAll(stream, "live", all(reports.slice(0, 2)))
    expect(await sendAll(stream, "live", all(reports.slice(0, 2)))).toMatchObject({sent: 0, same: 2})
    await run()
    // From another source it is another message, and one report with two origins.
    await sendAll(stream, "live", all(reports.slice(0, 2).map((s) => ({...s, source: "other"}))))
    expect(await run()).toMatchObject({messages: 2})
    expect((await store.ledger.entries({source: "other"}, {})).items.map((e) => e.what)).toEqual(["same", "same"])
    expect((await store.stats()).reports).toBe(2)
  })

  test("claims go by their time to whoever compares them; what no message tells of is found in the record", async () => {
    const direct = await openStore(":memory:", {searchTerms: async () => searchTerms})
    const intake = new Intake(direct, {now: () => new Date(), program: "test", isDebug: true, onKept() {}, onFault() {}})
    for (const {input, source} of reports)
      for await (const part of readInput(input, {withTraits: true}, tools))
        for (const one of arrivalsOf({...part, input}, {source, at: "2024-05-05", media: null, charset: null})) await intake.add(one)
    await intake.flush()
    const pairsOf = async (of: Store): Promise<string[]> =>
      Object.values((await of.links.linked()).pairs)
        .flat()
        .map((p) => JSON.stringify(p))
        .sort()

    await sendAll(stream, "live", all(reports))
    expect(await run({does: ["read"]})).toMatchObject({messages: reports.length})
    expect((await store.links.unlinked(100)).length).toBe(reports.length)
    const {state} = await stream.manager.streams.info(stream.names.claims, {subjects_filter: stream.names.claimSubjects})
    const dated = (await direct.links.linked()).reports
    const keys = new Map<string, number>()
    for (const {published} of dated) {
      const subject = stream.names.claimSubject(partOf(published))
      keys.set(subject, (keys.get(subject) ?? 0) + 1)
    }
    expect(state.subjects).toEqual(Object.fromEntries(keys))
    // One of them is lost.
    await stream.manager.streams.deleteMessage(stream.names.claims, state.first_seq)
    await Promise.all([run({does: ["resolve"]}), run({does: ["resolve"]})])
    expect(await store.links.unlinked(100)).toEqual([])
    expect(await pairsOf(store)).toEqual(await pairsOf(direct))
    expect((await pairsOf(store)).length).toBeGreaterThan(0)
    await direct.close()
  })

  test("what came live is read before what is read up", async () => {
    const order: string[] = []
    await sendAll(stream, "fill", all(reports.slice(0, 3)))
    await sendAll(stream, "live", all(reports.slice(3, 6)))
    const watched: Store = new Proxy(store, {
      get(target, key) {
        if (key === "take")
          return (arrivals: Parameters<Store["take"]>[0], by: Parameters<Store["take"]>[1]) => {
            order.push(...arrivals.map((a) => a.item))
            return target.take(arrivals, by)
          }
        const value = Reflect.get(target, key, target) as unknown
        return typeof value === "function" ? value.bind(target) : value
      },
    })
    await run({store: watched})
    const names = (some: readonly Sent[]): string[] => some.map((s) => s.input.name).sort()
    expect(order.slice(0, 3).sort()).toEqual(names(reports.slice(3, 6)))
    expect(order.slice(3).sort()).toEqual(names(reports.slice(0, 3)))
  })

  test("what a worker held that was killed is given to another, though nothing new waits", async () => {
    await stream.close()
    stream = await openStream(nats.address, {prefix: `test${n++}`, ackWait: 1500})
    await sendAll(stream, "live", all(reports.slice(0, 3)))
    const gone = await openStream(nats.address, {prefix: `test${n - 1}`, ackWait: 1500})
    const consumer = await gone.js.consumers.get(gone.names.reports, gone.names.consumer("live"))
    let held = 0
    for await (const _ of await consumer.fetch({max_messages: 3, expires: 1000})) held++
    await gone.nats.close()
    expect(held).toBe(3)
    expect(await run({signal: AbortSignal.timeout(20_000)})).toEqual({messages: 3, reports: 3})
  }, 30_000)

  test("a record that cannot be written is waited for; nothing is acknowledged before it is kept", async () => {
    await sendAll(stream, "live", all(reports.slice(0, 2)))
    let faults = 2
    const seen: Issue[] = []
    const broken: Store = new Proxy(store, {
      get(target, key) {
        if (key === "take")
          return async (arrivals: Parameters<Store["take"]>[0], by: Parameters<Store["take"]>[1]) => {
            const info = await stream.manager.consumers.info(stream.names.reports, stream.names.consumer("live"))
            expect(info.num_ack_pending).toBe(2)
            if (faults-- > 0) throw new Failure(issueOf("record-locked", "record"))
            return target.take(arrivals, by)
          }
        const value = Reflect.get(target, key, target) as unknown
        return typeof value === "function" ? value.bind(target) : value
      },
    })
    await run({store: broken, onIssue: (issue) => void seen.push(issue)})
    expect(seen.map((i) => i.code)).toEqual(["record-locked", "record-locked"])
    expect((await store.stats()).reports).toBe(2)
    const info = await stream.manager.streams.info(stream.names.reports)
    expect(info.state.messages).toBe(0)
  })

  test("what cannot be read is put aside with its reason, tried again, or thrown away; the rest goes on", async () => {
    await stream.js.publish(stream.names.subject("live"), Buffer.from("not packed"))
    await sendAll(stream, "live", all(reports.slice(0, 1)))
    const issues: Issue[] = []
    expect(await run({onIssue: (i) => void issues.push(i)})).toEqual({messages: 2, reports: 1})
    const put = await letters()
    expect(put.map((l) => [l.lane, l.name, l.tries])).toEqual([["live", "(no name)", 1]])
    expect(put[0]?.reason).toContain("names no input")
    expect(issues.map((i) => i.code)).toEqual(["message-dead"])
    // In the ledger, too: nothing is skipped silently.
    const refused = await store.ledger.entries({what: ["refused"]}, {})
    expect(refused.items.map((e) => e.code)).toEqual(["message-broken"])
    expect((await replay(stream)).length).toBe(1)
    expect(await letters()).toEqual([])
    await run()
    const again = await letters()
    expect(again.length).toBe(1)
    expect((await drop(stream, [(again[0]?.number as number) + 1])).length).toBe(0)
    expect((await drop(stream)).length).toBe(1)
    expect(await letters()).toEqual([])
  })

  test("a report without anything in it is refused in the ledger, and is no dead letter", async () => {
    await sendAll(stream, "live", all([note("empty.txt", "")]))
    expect(await run()).toEqual({messages: 1, reports: 0})
    expect((await store.ledger.entries({what: ["refused"]}, {})).items.map((e) => e.code)).toEqual(["file-empty"])
    expect(await letters()).toEqual([])
  })

  test("an input larger than a message may be is told, and the others are sent", async () => {
    const noise = Buffer.from(Array.from({length: 1_500_000}, (_, i) => (i * 7919 + ((i * i) % 251)) % 256))
    const counts = await sendAll(
      stream,
      "live",
      all([{...note("large.txt", ""), input: {...note("large.txt", "").input, bytes: noise}}, note("small.txt", "خبر")]),
    )
    expect(counts.sent).toBe(1)
    expect(counts.refused.map((i) => [i.code, i.where])).toEqual([["stream-too-large", "large.txt"]])
  })

  test("a server that is killed while it is sent to and read from loses nothing", async () => {
    const many = Array.from({length: 40}, (_, i) =>
      note(`n${i}.txt`, `زار الرئيس الفرنسي القاهرة يوم ${1 + (i % 28)} مايو. وقال مصدر إن العدد بلغ ${i}.`),
    )
    const half = await sendAll(stream, "live", all(many.slice(0, 20)))
    expect(half.sent).toBe(20)
    const sending = sendAll(stream, "live", all(many.slice(20)))
    await nats.kill()
    await nats.start()
    const rest = await sending
    expect(rest.sent + rest.same).toBe(20)
    const working = run()
    await nats.kill()
    await nats.start()
    await working
    await run()
    expect((await store.stats()).reports).toBe(40)
    expect((await stream.manager.streams.info(stream.names.reports)).state.messages).toBe(0)
  }, 60_000)

  test("health, readiness and metrics", async () => {
    const metrics = metricsOf()
    watchQueues(metrics, stream)
    let ready = true
    const server = await serveHealth({host: "127.0.0.1", port: 0}, metrics, async () => ready)
    await sendAll(stream, "live", all(reports.slice(0, 3)))
    const get = async (path: string): Promise<[number, string]> => {
      const answer = await fetch(`${server.address}${path}`)
      return [answer.status, await answer.text()]
    }
    expect((await get("/metrics"))[1]).toContain('isnad_queue_messages{lane="live"} 3')
    await run({metrics})
    const [status, text] = await get("/metrics")
    expect(status).toBe(200)
    expect(text).toContain('isnad_reports_total{kept="new"} 3')
    expect(text).toContain('isnad_queue_messages{lane="live"} 0')
    expect(text).toContain("isnad_read_seconds_count 3")
    expect(await get("/healthz")).toEqual([200, "ok\n"])
    expect((await get("/readyz"))[0]).toBe(200)
    ready = false
    expect((await get("/readyz"))[0]).toBe(503)
    expect((await get("/other"))[0]).toBe(404)
    await server.close()
  })
})

test("a server that is not there is told", async () => {
  await expect(openStream("nats://127.0.0.1:1", {patience: 500})).rejects.toMatchObject({issue: {code: "stream-unreachable"}})
})
