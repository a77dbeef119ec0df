import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../lang/ar/index.ts"
import {openReader} from "../pipeline.ts"
import type {ReportRecord} from "../model/index.ts"
import {openStore, type Store} from "../record/index.ts"
import {recordOf} from "../record/store.contract.ts"
import {arrivalsOf, Intake, linkPending} from "../intake/index.ts"
import {DATA_ROOT} from "../support/index.ts"
import {type InputPart, openTools, programId, readInputs, type ReadersOptions, type Tools, type ToRead} from "./index.ts"
import {readInputsTogether} from "./reading.ts"
import {builtWorker} from "./threads.ts"

const input = (name: string, text = name): ToRead => ({name, bytes: Buffer.from(text), media: "text/plain", published: null})
async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

/// A thread that does as it is told: what an input says is what becomes of the reader. It speaks as `worker.ts` does.
const TOLD = `
import {parentPort, workerData} from "node:worker_threads"
import {existsSync, writeFileSync} from "node:fs"
const waiting = []
let onMore, busy = false
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
parentPort.on("message", (m) => { if ("more" in m) onMore(); else { waiting.push(m); if (!busy) work() } })
parentPort.postMessage({ready: true})
async function work() {
  busy = true
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const text = Buffer.from(job.input.bytes).toString()
    const [does, of] = text.split(" ")
    const together = !job.isAlone && waiting.some((w) => "input" in w && Buffer.from(w.input.bytes).toString() === "end-together")
    if (does === "end-together" || (does === "together" && together)) process.exit(1)
    const first = of && !existsSync(of)
    if (first) writeFileSync(of, "")
    if (does === "end" || (does === "end-once" && first)) process.exit(1)
    if (does === "throw") throw new Error("told to")
    if (does === "hang" || (does === "hang-once" && first)) for (;;);
    if (does === "slow") await sleep(40)
    const say = (item) => ({issue: {code: "no-claims", where: job.input.name + item, says: "", hint: ""}, ms: 0})
    if (does === "many" || does === "half") {
      for (let i = job.skip; i < 4; i++) {
        const more = new Promise((done) => (onMore = done))
        parentPort.postMessage({id: job.id, part: {outcomes: [say("#" + i)], pressed: null, isLast: false}})
        await more
        if (does === "half" && i === 1 && first) process.exit(1)
      }
      parentPort.postMessage({id: job.id, part: {outcomes: [], pressed: null, isLast: true}})
    } else parentPort.postMessage({id: job.id, part: {outcomes: [say("")], pressed: null, isLast: true}})
  }
  busy = false
}
`

describe("readers in threads", () => {
  let dir = ""
  let worker = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-readers-"))
    worker = join(dir, "told.mjs")
    writeFileSync(worker, TOLD)
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))

  const told = async (texts: readonly string[], given: ReadersOptions = {}): Promise<string[]> => {
    const out: string[] = []
    for await (const part of readInputs(each(texts.map((t, i) => input(`${i}`, t))), {jobs: 2, enough: 0, patience: 300, worker, ...given}))
      for (const o of part.outcomes) out.push("issue" in o ? `${o.issue.where} ${o.issue.code}` : "")
    return out
  }
  const mark = (): string => join(dir, `mark-${Math.random()}`)
  const all = (n: number, other: {readonly [i: number]: string} = {}): string[] =>
    Array.from({length: n}, (_, i) => other[i] ?? `${i} no-claims`)

  test("what came first comes first, however long each took", async () => {
    expect(await told(Array.from({length: 60}, (_, i) => (i % 7 === 0 ? "slow" : "quick")))).toEqual(all(60))
  })
  test("one that ends is replaced: what it was reading is read again, and what it had before it", async () => {
    expect(await told(Array.from({length: 40}, (_, i) => (i === 5 ? `end-once ${mark()}` : "quick")))).toEqual(all(40))
  })
  test("an input at which two readers end is told as an issue; the others are read", async () => {
    expect(await told(Array.from({length: 40}, (_, i) => (i === 5 || i === 30 ? "end" : i === 11 ? "throw" : "quick")))).toEqual(
      all(40, {5: "5 reader-ended", 11: "11 reader-ended", 30: "30 reader-ended"}),
    )
  })
  test("of those that it was reading together only the one at fault is told", async () => {
    const texts = Array.from({length: 30}, (_, i) => (i === 9 ? "end-together" : "together"))
    expect(await told(texts)).toEqual(all(30, {9: "9 reader-ended"}))
  })
  test("one that is silent for too long is replaced", async () => {
    expect(await told(["quick", `hang-once ${mark()}`, "quick", "hang", "quick"])).toEqual(all(5, {3: "3 reader-silent"}))
  })
  test("an input of many items comes in parts, each once, though its reader ended between", async () => {
    const items = ["0#0", "0#1", "0#2", "0#3", "1"].map((w) => `${w} no-claims`)
    expect(await told(["many", "quick"])).toEqual(items)
    expect(await told([`half ${mark()}`, "quick"])).toEqual(items)
  })
  test("readers that cannot be opened: an error, not a wait", async () => {
    const broken = join(dir, "broken.mjs")
    writeFileSync(broken, "throw new Error('no words')")
    await expect(told(["quick"], {worker: broken})).rejects.toThrow("no words")
  })
  test("no more is held than is being worked on, and whoever stops asking stops it", async () => {
    let taken = 0
    async function* endless(): AsyncGenerator<ToRead> {
      for (;;) yield input(`${taken++}`, "quick")
    }
    let n = 0
    for await (const _ of readInputs(endless(), {jobs: 2, enough: 0, worker})) if (++n === 300) break
    expect(n).toBe(300)
    expect(taken - n).toBeLessThan(150)
  })
  test("little is read in this thread", async () => {
    const small = [input("a.txt", "quick"), input("b.txt", "")]
    const tools = fakeTools()
    const out: InputPart[] = []
    for await (const part of readInputs(each(small), {jobs: 2, worker, tools: () => tools})) out.push(part)
    expect(out.flatMap((p) => p.outcomes.map((o) => ("issue" in o ? o.issue.code : "record")))).toEqual(["nothing-in-it", "file-empty"])
  })
})

/// Inputs that are refused need no words of a language.
const fakeTools = (): Tools => ({}) as Tools

describe("inputs read together", () => {
  /// An input of items, told by a letter each: a report, nothing in it, a fault of ours.
  const items = (name: string, does: string): ToRead => ({
    ...input(
      `${name}.jsonl`,
      [...does].map((c, n) => JSON.stringify({text: c === "-" ? "" : `وصل الوزير إلى القاهرة ${c} ${n}`})).join("\n"),
    ),
    media: null,
  })
  const groups: number[] = []
  const record = (text: string): ReportRecord => recordOf(text, {source: text.split(" ").at(-1) as string})
  const unused = (): never => expect.unreachable()
  const tools: Tools = {
    read: unused,
    readTogether(reports) {
      groups.push(reports.length)
      return reports.map(({text}) => (text.includes("x") ? {fault: new Error("told to")} : {value: record(text)}))
    },
    world: {} as Tools["world"],
  }
  const parts = async (inputs: readonly ToRead[], skip = 0): Promise<string[]> => {
    groups.length = 0
    const out: string[] = []
    for await (const {input: of, part} of readInputsTogether(inputs, {withBytes: true}, tools, skip)) {
      const gave = part.outcomes.map((o) => ("issue" in o ? o.issue.code : o.record.report.source))
      const few = gave.length > 4 ? [gave[0], "to", gave.at(-1)] : gave
      out.push(`${of.name.slice(0, 1)}${part.pressed ? " with bytes" : ""}: ${few.join(" ")}${part.isLast ? "." : ""}`)
    }
    return out
  }
  test("each gives its own, in its order; what is nothing and what fails costs no other", async () => {
    expect(await parts([items("a", "r"), items("b", "rxr"), items("c", "-"), items("d", "r")])).toEqual([
      "a with bytes: 0.",
      "b with bytes: 0 internal 2.",
      "c with bytes: json-no-text.",
      "d with bytes: 0.",
    ])
    expect(groups).toEqual([5])
  })
  test("many items come in parts, and those of the next input with the rest", async () => {
    expect(await parts([items("a", "r".repeat(100)), items("b", "rr"), items("c", "r".repeat(26)), items("d", "r")])).toEqual([
      "a with bytes: 0 to 63",
      "a: 64 to 99.",
      "b with bytes: 0 1.",
      "c with bytes: 0 to 25.",
      "d with bytes: 0.",
    ])
    expect(groups).toEqual([64, 64, 1])
  })
  test("what was had already is not read again", async () => {
    expect(await parts([items("a", "rrr")], 2)).toEqual(["a: 2."])
    expect(await parts([items("a", "rrr")], 3)).toEqual(["a: ."])
  })
})

/// Reports as threads and this thread read them, kept in different orders.
describe.skipIf(builtWorker() === undefined)("the record is the same", () => {
  const texts = Array.from({length: 24}, (_, i) => {
    const [who, where] = [["وزير الخارجية المصري سامح شكري", "الرئيس الروسي فلاديمير بوتين"][i % 2], ["بكين", "القاهرة", "أنقرة"][i % 3]]
    return `وصل ${who} إلى ${where} يوم الأربعاء ${1 + (i % 5)} مايو 2024 في زيارة رسمية.\n\nوقال ${who} إن حجم التبادل التجاري بلغ ${10 + (i % 4)} مليار دولار في 2023.\n\nتقرير رقم ${i}.`
  })
  const reports = texts.map((text, i): ToRead => ({name: `${i}.txt`, bytes: Buffer.from(text), media: null, published: "2024-05-02"}))
  let tools: Tools
  beforeAll(() => {
    // The words as the build made them, as the threads have them.
    tools = openTools(openReader(join(DATA_ROOT, "..", "dist")))
  }, 60_000)
  const kept = async (inputs: readonly ToRead[], jobs: number): Promise<string> => {
    const store: Store = await openStore(":memory:", {searchTerms: async () => searchTerms})
    try {
      const options = {now: () => new Date(0), program: programId("1"), onKept() {}, onFault() {}, isDebug: true}
      const intake = new Intake(store, options)
      for await (const part of readInputs(each(inputs), {jobs, enough: 0, withBytes: true, withTraits: true, tools: () => tools}))
        for (const w of arrivalsOf(part, {source: "files", at: "2024-05-02T00:00:00.000Z", media: null, charset: null})) await intake.add(w)
      await intake.flush()
      await linkPending(store, () => tools.world)
      return (await store.contents()).digest
    } finally {
      await store.close()
    }
  }
  test("with one, two and three readers, in any order", async () => {
    const first = await kept(reports, 1)
    expect(await kept(reports, 2)).toBe(first)
    expect(await kept(reports.toReversed(), 3)).toBe(first)
    expect(await kept([...reports.slice(9), ...reports.slice(0, 9)], 1)).toBe(first)
    expect(await kept(reports.slice(1), 1)).not.toBe(first)
  }, 60_000)
})
