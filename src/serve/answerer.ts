import type {MessagePort} from "node:worker_threads"
import type {Store} from "../record/index.ts"
import {Failure} from "../support/index.ts"
import {answerOf, type Question} from "./http/answers.ts"
import type {FromAnswerer, ToAnswerer} from "./threads.ts"

/// Those most named are asked about most: what that takes is read when the thread starts, as long as nobody asks.
const READ_AHEAD = 200
/// Nobody asks while nothing was asked for so many milliseconds.
const QUIET = 60

/// Answers what comes through a port, one question at a time, until it is told to end.
export function answerAt(port: MessagePort, store: Store): void {
  const send = (message: FromAnswerer, given: readonly ArrayBuffer[] = []): void => port.postMessage(message, given)
  let last: Promise<void> = Promise.resolve()
  let isEnd = false
  let asked = Number.NEGATIVE_INFINITY
  /// One thing behind the other.
  const then = (act: () => Promise<void>): Promise<void> => (last = last.then(act))
  port.on("message", (message: ToAnswerer) => {
    isEnd ||= message === null
    asked = performance.now()
    void then(async () => {
      if (message) return answer(message)
      await store.close()
      port.close()
    })
  })
  const answer = async (question: Question): Promise<void> => {
    try {
      const {bytes, ...rest} = await answerOf(store, question)
      // The bytes go over as they are, and nobody copies them: a buffer of their own, since small ones share theirs.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes)
      send({answer: {...rest, bytes: own}}, [own.buffer as ArrayBuffer])
    } catch (error) {
      send(
        error instanceof Failure ? {issue: error.issue} : {fault: error instanceof Error ? (error.stack ?? error.message) : String(error)},
      )
    }
  }
  send({ready: true})
  void readAhead()

  async function readAhead(): Promise<void> {
    let token = ""
    let of: readonly string[] = []
    const step = (act: () => Promise<void>): Promise<void> =>
      then(() =>
        act().catch(() => {
          // What cannot be read now is read, or told of, when it is asked for.
          of = []
        }),
      )
    await step(async () => {
      token = (await store.lists.version()).token
      of = (await store.lists.entityList({}, {limit: READ_AHEAD})).items.map((e) => e.id)
    })
    for (let i = 0; i < of.length && !isEnd; i++) {
      // Whoever asks comes first; of a record that has changed since, what was read is forgotten.
      do await new Promise((done) => (performance.now() - asked < QUIET ? setTimeout(done, QUIET).unref() : setImmediate(done)))
      while (performance.now() - asked < QUIET && !isEnd)
      await step(() =>
        store.atOneMoment(async () => {
          if ((await store.lists.version()).token === token) await store.lists.readAhead(of[i] as string)
          else of = []
        }),
      )
    }
  }
}
