import type {MessagePort} from "node:worker_threads"
import type {Store} from "../record/index.ts"
import {Failure} from "../support/index.ts"
import {answerOf, type Question} from "./http/answers.ts"
import type {FromAnswerer, ToAnswerer} from "./threads.ts"

/// Answers what comes through a port, one question at a time, until it is told to end.
export function answerAt(port: MessagePort, store: Store): void {
  const send = (message: FromAnswerer, given: readonly ArrayBuffer[] = []): void => port.postMessage(message, given)
  let last: Promise<void> = Promise.resolve()
  port.on("message", (message: ToAnswerer) => {
    last = last.then(async () => {
      if (message) await answer(message)
      else {
        await store.close()
        port.close()
      }
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
}
