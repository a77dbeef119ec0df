import {existsSync} from "node:fs"
import {dirname, join} from "node:path"
import {Worker} from "node:worker_threads"
import {DATA_ROOT, Failure, failure, type Issue} from "../support/index.ts"
import type {Answer, Answers, Question} from "./http/answers.ts"

/// Answers are worked out in threads, each with a reader of the record of its own, so that one long question does not keep all others
/// waiting. This thread listens, lets in, and writes.

/// What a thread runs, as the build made it; undefined in a tree that was never built, where the thread that listens answers.
export function builtAnswerer(): string | undefined {
  const file = join(dirname(DATA_ROOT), "dist", "bundle", "answerer.js")
  return existsSync(file) ? file : undefined
}

export type FromAnswerer = {readonly ready: true} | {readonly answer: Answer} | {readonly issue: Issue} | {readonly fault: string}
/// null: end, once what is asked is answered.
export type ToAnswerer = Question | null

type Waiting = {readonly question: Question; readonly done: (answer: Answer) => void; readonly failed: (error: Error) => void}
type Thread = {readonly worker: Worker; isReady: boolean; asked: Waiting | undefined; isGone: boolean}

export type AnswerThreads = Answers & {readonly close: () => Promise<void>}

/// Memory of a thread, in MB: past it the thread ends, and not the program.
const MOST_MEMORY = 2000
/// Of that, for what an answer is made of and which is gone with it.
const SHORT_LIVED = 64
/// How long an answer may still take when the threads are closed, in milliseconds.
const PATIENCE = 2000

/// Opens so many threads, and waits until one of them answers.
export async function answerThreads(file: string, count: number, workerData: unknown): Promise<AnswerThreads> {
  const threads: Thread[] = []
  const waiting: Waiting[] = []
  let isClosed = false
  let opened = (_error?: Error): void => {}
  const open = (): void => {
    const worker = new Worker(file, {
      workerData,
      resourceLimits: {maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: SHORT_LIVED},
    })
    const thread: Thread = {worker, isReady: false, asked: undefined, isGone: false}
    threads.push(thread)
    worker.on("message", (message: FromAnswerer) => hear(thread, message))
    worker.on("error", (error: Error) => lose(thread, error))
    worker.on("exit", () => lose(thread, new Error("it ended")))
  }
  const deal = (): void => {
    for (const thread of threads) {
      if (!thread.isReady || thread.asked) continue
      const next = waiting.shift()
      if (!next) return
      thread.asked = next
      thread.worker.postMessage(next.question satisfies ToAnswerer)
    }
  }
  const hear = (thread: Thread, message: FromAnswerer): void => {
    if ("ready" in message) {
      thread.isReady = true
      opened()
    } else {
      const {asked} = thread
      thread.asked = undefined
      if ("answer" in message) asked?.done(message.answer)
      else asked?.failed("issue" in message ? new Failure(message.issue) : new Error(message.fault))
    }
    deal()
  }
  /// What it was at is told to have failed; the others wait for the one that is opened in its place.
  const lose = (thread: Thread, error: Error): void => {
    if (thread.isGone) return
    thread.isGone = true
    threads.splice(threads.indexOf(thread), 1)
    thread.asked?.failed(failure("answer-lost", thread.asked.question.name, error.message, error))
    if (isClosed) return
    if (thread.isReady) open()
    // One that could not even be opened is not opened again before somebody asks.
    else {
      opened(error)
      if (threads.length === 0) for (const w of waiting.splice(0)) w.failed(failure("answer-lost", w.question.name, error.message, error))
    }
  }
  const first = new Promise<void>((done, failed) => {
    opened = (error) => (error ? failed(error) : done())
  })
  for (let i = 0; i < count; i++) open()
  const close = async (): Promise<void> => {
    isClosed = true
    for (const w of waiting.splice(0)) w.failed(failure("answer-lost", w.question.name, "the server ends"))
    await Promise.all(
      threads.map(async ({worker}) => {
        const ended = new Promise((done) => worker.once("exit", done))
        worker.postMessage(null satisfies ToAnswerer)
        const timer = setTimeout(() => void worker.terminate(), PATIENCE)
        await ended
        clearTimeout(timer)
      }),
    )
  }
  try {
    await first
  } catch (error) {
    await close()
    throw error
  }
  return {
    answer: (question) =>
      new Promise((done, failed) => {
        if (isClosed) return failed(failure("answer-lost", question.name, "the server ends"))
        waiting.push({question, done, failed})
        for (let missing = count - threads.length; missing > 0; missing--) open()
        deal()
      }),
    close,
  }
}
