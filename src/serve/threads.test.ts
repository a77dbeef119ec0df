import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {recordOf, searchTerms as terms} from "../record/store.contract.ts"
import {openStore, type Store} from "../record/index.ts"
import {type Answers, answersHere, type Question} from "./http/answers.ts"
import {makeServer} from "./index.ts"
import {type AnswerThreads, answerThreads, builtAnswerer} from "./threads.ts"

/// A thread that does as it is told: the id that is asked for is what becomes of it. It speaks as `answerer.ts` does.
const TOLD = `
import {parentPort, workerData} from "node:worker_threads"
let last = Promise.resolve()
parentPort.on("message", (question) => (last = last.then(() => (question ? answer(question) : parentPort.close()))))
async function answer(question) {
  const {id} = question.input
  if (id === "end") process.exit(1)
  if (id === "throw") throw new Error("told to")
  if (id === "slow") await new Promise((done) => setTimeout(done, 60))
  if (id === "issue") parentPort.postMessage({issue: {code: "id-unknown", where: id, says: "", hint: ""}})
  else if (id === "fault") parentPort.postMessage({fault: "ours"})
  else parentPort.postMessage({answer: {token: "t", bytes: Buffer.from(id + " " + workerData), after: null}})
}
parentPort.postMessage({ready: true})
`

const asked = (id: string): Question => ({name: "claim", input: {id}, form: "json"})

describe("threads that answer", () => {
  let dir = ""
  let file = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-threads-"))
    file = join(dir, "told.mjs")
    writeFileSync(file, TOLD)
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const withThreads = async (count: number, act: (ask: (id: string) => Promise<string>, threads: AnswerThreads) => Promise<void>) => {
    const threads = await answerThreads(file, count, "record")
    const ask = (id: string): Promise<string> =>
      threads.answer(asked(id)).then(
        ({bytes}) => Buffer.from(bytes).toString(),
        (error: Error) => (error as {issue?: {code: string}}).issue?.code ?? error.message,
      )
    try {
      await act(ask, threads)
    } finally {
      await threads.close()
    }
  }

  test("each question has its own answer, however many there are and however long each takes", () =>
    withThreads(2, async (ask) => {
      const ids = Array.from({length: 40}, (_, i) => (i % 9 === 0 ? "slow" : `${i}`))
      expect(await Promise.all(ids.map(ask))).toEqual(ids.map((id) => `${id} record`))
    }))
  test("what goes wrong with one is told to whoever asked it", () =>
    withThreads(1, async (ask) => {
      expect(await Promise.all(["issue", "a", "fault", "b"].map(ask))).toEqual(["id-unknown", "a record", "ours", "b record"])
    }))
  test.each(["end", "throw"])(
    "one that ends is started again: its question is told to be lost, all others are answered (%s)",
    (how) =>
      withThreads(2, async (ask) => {
        const ids = Array.from({length: 12}, (_, i) => (i === 3 || i === 4 ? how : `${i}`))
        expect(await Promise.all(ids.map(ask))).toEqual(ids.map((id) => (id === how ? "answer-lost" : `${id} record`)))
        expect(await ask("after")).toBe("after record")
      }),
    60_000,
  )
  test("closed, what is being answered still is, and nothing more is taken", async () => {
    await withThreads(1, async (ask, threads) => {
      const [first, waiting] = [ask("slow"), ask("waiting")]
      const closed = threads.close()
      expect([await first, await waiting, await ask("late")]).toEqual(["slow record", "answer-lost", "answer-lost"])
      await closed
    })
  })
  test("threads that cannot be opened: an error, not a wait", async () => {
    const broken = join(dir, "broken.mjs")
    writeFileSync(broken, "throw new Error('no record')")
    await expect(answerThreads(broken, 2, "")).rejects.toThrow("no record")
  })
})

const visit = (n: number) =>
  recordOf(`زار بوتين الصين مرة ${n}`, {
    source: `${n}.txt`,
    published: "2023-05-24",
    events: [{words: "زار بوتين", who: ["person:putin", "country:china"], type: "visit", time: "2023-05-24"}],
  })

describe("what is sent", () => {
  test("is tagged by the state that it is of, though the record changed while it was worked out", async () => {
    const store = await openStore(":memory:", {searchTerms: async () => terms})
    await store.keepReport(visit(0))
    const here = answersHere(store)
    let change: (() => Promise<unknown>) | undefined
    const answers: Answers = {
      async answer(question) {
        await change?.()
        change = undefined
        return here.answer(question)
      },
    }
    const app = await makeServer({store, version: "1", answers})
    try {
      const get = (tag = "") => app.inject({url: "/api/v1/reports", headers: tag ? {"if-none-match": tag} : {}})
      const before = await get()
      change = () => store.keepReport(visit(1))
      await store.keepReport(visit(2))
      const meanwhile = await get(String(before.headers.etag))
      expect(meanwhile.json().items).toHaveLength(3)
      const after = await get()
      expect(after.json().items).toHaveLength(3)
      expect(after.headers.etag).toBe(meanwhile.headers.etag)
      expect((await get(String(meanwhile.headers.etag))).statusCode).toBe(304)
      expect(after.headers.etag).not.toBe(before.headers.etag)
    } finally {
      await app.close()
      await store.close()
    }
  })
})

/// With the thread that the build made, on a record in a file.
describe.skipIf(builtAnswerer() === undefined)("a record in a file, read by threads", () => {
  let dir = ""
  let store: Store
  let threads: AnswerThreads
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "isnad-threads-"))
    const db = join(dir, "record.db")
    store = await openStore(db, {searchTerms: async () => terms})
    await store.keepReports([visit(0), visit(1)])
    threads = await answerThreads(builtAnswerer() as string, 2, {db, wait: 5000, held: 20})
  }, 60_000)
  afterAll(async () => {
    await threads.close()
    await store.close()
    rmSync(dir, {recursive: true, force: true})
  })
  const text = async (answers: Answers, question: Question): Promise<string> =>
    Buffer.from((await answers.answer(question)).bytes).toString()

  test("the answers are the same to the letter, in every form", async () => {
    const here = answersHere(store)
    const {items} = JSON.parse(await text(here, {name: "claims", input: {limit: 5}, form: "json"})) as {items: {claim: {id: string}}[]}
    const questions: Question[] = [
      {name: "relation", input: {a: "person:putin", b: "country:china"}, form: "json"},
      {name: "claim", input: {id: items[0]?.claim.id}, form: "json"},
      {name: "search", input: {actor: "person:putin", limit: 5}, form: "json"},
      {name: "today", input: {}, form: "json"},
      ...(["json", "csv", "jsonl"] as const).map((form): Question => ({name: "timeline", input: {limit: 1}, form})),
    ]
    for (const question of questions) expect(await text(threads, question)).toBe(await text(here, question))
    const one = await threads.answer({name: "timeline", input: {limit: 1}, form: "json"})
    expect(one.after).not.toBeNull()
    expect(one.token).toBe((await store.lists.version()).token)
  })
  test("what is asked for and is not there is told as it is", async () => {
    await expect(threads.answer({name: "event", input: {id: "ev_none"}, form: "json"})).rejects.toMatchObject({issue: {code: "id-unknown"}})
  })
  test("an answer is of one moment, while this thread goes on writing", async () => {
    let n = 2
    let isOver = false
    const writing = (async () => {
      while (!isOver) await store.keepReport(visit(n++))
    })()
    const tokens = new Set<string>()
    try {
      for (let i = 0; i < 60; i++) {
        const {token, bytes} = await threads.answer({name: "stats", input: {}, form: "json"})
        // Each report makes one claim of an event; one question counts these, another those.
        const {reports, claims} = JSON.parse(Buffer.from(bytes).toString()) as {reports: number; claims: {event: number}}
        expect(claims.event).toBe(reports)
        tokens.add(token)
      }
    } finally {
      isOver = true
      await writing
    }
    expect(tokens.size).toBeGreaterThan(3)
    // What was written is there for whoever asks then.
    const {reports} = JSON.parse(await text(threads, {name: "stats", input: {}, form: "json"})) as {reports: number}
    expect(reports).toBe(n)
  }, 60_000)
})
