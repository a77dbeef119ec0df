import {type MessagePort, parentPort, workerData} from "node:worker_threads"
import {openTools, type Part, readInput, type ReadingOptions, type ToRead} from "./reading.ts"

/// A reader in a thread of its own: inputs come one by one, parts of what they gave go back.

/// `more` asks for the next part of an input that gave more than one.
export type ToWorker = {readonly id: number; readonly input: ToRead; readonly skip: number} | {readonly more: number}
export type FromWorker = {readonly ready: true} | {readonly id: number; readonly part: Part}

const port = parentPort as MessagePort
const options = workerData as ReadingOptions
const tools = openTools()
const waiting: Extract<ToWorker, {id: number}>[] = []
let isBusy = false
let onMore: () => void = () => {}

port.on("message", (message: ToWorker) => {
  if ("more" in message) onMore()
  else {
    waiting.push(message)
    if (!isBusy) void work()
  }
})
const send = (message: FromWorker): void => port.postMessage(message)
send({ready: true})

async function work(): Promise<void> {
  isBusy = true
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const {id, input, skip} = next
    for await (const part of readInput(input, options, tools, skip)) {
      const more = part.isLast ? undefined : new Promise<void>((resolve) => (onMore = resolve))
      send({id, part})
      await more
    }
  }
  isBusy = false
}
