import {existsSync} from "node:fs"
import {dirname, join} from "node:path"
import {Worker} from "node:worker_threads"
import {DATA_ROOT, type IssueCode, issueOf} from "../support/index.ts"
import type {Part, ReadingOptions, ToRead} from "./reading.ts"
import type {FromWorker, ToWorker} from "./worker.ts"

/// What a thread runs, as the build made it; undefined in a tree that was never built, where one thread reads.
export function builtWorker(): string | undefined {
  const file = join(dirname(DATA_ROOT), "dist", "bundle", "reader.js")
  return existsSync(file) ? file : undefined
}

/// Inputs that a thread has before it, so that it goes on while this one writes.
const AHEAD = 40
/// An input at which two readers end is not read.
const TRIES = 2
/// Memory of a thread, in MB: past it the thread ends, and not the program.
const MOST_MEMORY = 1500
/// What a reader makes lives as long as its report: in so many MB it is gone before anything is moved for it.
const YOUNG_MEMORY = 96

/// An input on its way, and the parts that came of it.
type Slot = {
  readonly id: number
  readonly input: ToRead
  tries: number
  /// Items that came already.
  had: number
  /// Whether it is read by itself: a reader ended while it had this one and others in hand.
  isAlone: boolean
  readonly parts: Part[]
  wake: () => void
}
type Thread = {readonly worker: Worker; readonly slots: Slot[]; isReady: boolean; timer: NodeJS.Timeout | undefined; isGone: boolean}

export type ThreadsOptions = ReadingOptions & {
  readonly jobs: number
  readonly worker: string
  /// How long a reader may be silent over one input before it is replaced, in milliseconds.
  readonly patience: number
}

/// Readers in threads. One that ends or is silent for too long is replaced, and what it was reading is read once more by another.
export class Threads {
  readonly #options: ThreadsOptions
  readonly #threads: Thread[] = []
  readonly #waiting: Slot[] = []
  #broken: Error | undefined
  #last = 0
  #isClosed = false

  constructor(options: ThreadsOptions) {
    this.#options = options
    for (let i = 0; i < options.jobs; i++) this.#open()
  }

  /// What an input gives, part by part; it is on its way from now on.
  start(input: ToRead): AsyncGenerator<Part> {
    const slot: Slot = {id: ++this.#last, input, tries: 0, had: 0, isAlone: false, parts: [], wake: () => {}}
    this.#waiting.push(slot)
    this.#deal()
    return this.#partsOf(slot)
  }

  async *#partsOf(slot: Slot): AsyncGenerator<Part> {
    for (;;) {
      const part = slot.parts.shift()
      if (part) {
        yield part
        if (part.isLast) return
        const thread = this.#threads.find((t) => t.slots.includes(slot))
        if (thread) {
          thread.worker.postMessage({more: slot.id} satisfies ToWorker)
          this.#watch(thread)
        }
      }
      if (this.#broken) throw this.#broken
      if (slot.parts.length === 0) await new Promise<void>((resolve) => (slot.wake = resolve))
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(
      this.#threads.map((t) => {
        clearTimeout(t.timer)
        return t.worker.terminate()
      }),
    )
  }

  #open(): void {
    const {worker: file, withBytes = false, withTraits = false, isDebug = false} = this.#options
    const worker = new Worker(file, {
      workerData: {withBytes, withTraits, isDebug} satisfies ReadingOptions,
      resourceLimits: {maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: YOUNG_MEMORY},
    })
    const thread: Thread = {worker, slots: [], isReady: false, timer: undefined, isGone: false}
    this.#threads.push(thread)
    worker.on("message", (message: FromWorker) => this.#hear(thread, message))
    worker.on("error", (error: Error) => this.#lose(thread, "reader-ended", error))
    worker.on("exit", () => this.#lose(thread, "reader-ended", new Error("it ended")))
  }

  #deal(): void {
    while (this.#waiting.length > 0) {
      // What a reader ended at is read by one that has nothing else before it.
      const slot = this.#waiting[0] as Slot
      const free = this.#threads.filter(
        (t) => t.isReady && t.slots.length < (slot.tries > 0 ? 1 : AHEAD) && !t.slots.some((s) => s.tries > 0),
      )
      if (free.length === 0) return
      const least = free.reduce((a, b) => (b.slots.length < a.slots.length ? b : a))
      this.#waiting.shift()
      least.slots.push(slot)
      least.worker.postMessage({id: slot.id, input: slot.input, skip: slot.had, isAlone: slot.isAlone} satisfies ToWorker)
      if (least.slots.length === 1) this.#watch(least)
    }
  }

  #hear(thread: Thread, message: FromWorker): void {
    if (thread.isGone) return
    if ("ready" in message) {
      thread.isReady = true
      this.#deal()
      return
    }
    const slot = thread.slots.find((s) => s.id === message.id)
    if (!slot) return
    slot.parts.push(message.part)
    slot.had += message.part.outcomes.length
    if (message.part.isLast) {
      thread.slots.splice(thread.slots.indexOf(slot), 1)
      this.#watch(thread)
      this.#deal()
      // It waits for us to take what it gave.
    } else clearTimeout(thread.timer)
    slot.wake()
  }

  /// A thread that has work is to say something before long.
  #watch(thread: Thread): void {
    clearTimeout(thread.timer)
    if (thread.slots.length === 0) return
    // What it said while this thread was busy is heard before the second look.
    thread.timer = setTimeout(() => {
      thread.timer = setTimeout(() => this.#lose(thread, "reader-silent", new Error("it was silent")), 1000)
    }, this.#options.patience)
  }

  #lose(thread: Thread, code: IssueCode, error: Error): void {
    if (thread.isGone || this.#isClosed) return
    thread.isGone = true
    clearTimeout(thread.timer)
    void thread.worker.terminate()
    this.#threads.splice(this.#threads.indexOf(thread), 1)
    // Several may have been read together: from now on one by one, and the first is at fault for certain.
    for (const slot of thread.slots) slot.isAlone = true
    const [suspect, ...others] = thread.slots
    if (!thread.isReady || this.#options.isDebug) {
      // It cannot read at all, which another one could not either.
      this.#broken = error
      for (const slot of [...thread.slots, ...this.#waiting, ...this.#threads.flatMap((t) => t.slots)]) slot.wake()
      return
    }
    this.#waiting.unshift(...others)
    if (suspect) {
      suspect.tries++
      if (suspect.tries < TRIES) this.#waiting.unshift(suspect)
      else {
        suspect.parts.push({outcomes: [{issue: issueOf(code, suspect.input.name, error.message), ms: 0}], pressed: null, isLast: true})
        suspect.wake()
      }
    }
    this.#open()
  }
}
