import {type MessagePort, parentPort, workerData} from "node:worker_threads"
import {isFull, openTools, type Part, readInputsTogether, type ReadingOptions, type ToRead} from "./reading.ts"

/// A reader in a thread of its own: inputs come one by one, parts of what they gave go back.

/// `isAlone`: not to be read together with others, since somebody ended at it or at one of those. `more` asks for the next part of an input
/// that gave more than one.
export type ToWorker = Job | {readonly more: number}
export type Job = {readonly id: number; readonly input: ToRead; readonly skip: number; readonly isAlone: boolean}
export type FromWorker = {readonly ready: true} | {readonly id: number; readonly part: Part}

const port = parentPort as MessagePort
const options = workerData as ReadingOptions
const tools = openTools()
const waiting: Job[] = []
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
  for (;;) {
    // What was sent meanwhile is heard first: it goes along.
    await new Promise((resolve) => setImmediate(resolve))
    const some = taken()
    if (some.length === 0) break
    const ids = new Map(some.map(({id, input}) => [input, id]))
    const {skip} = some[0] as Job
    for await (const {input, part} of readInputsTogether([...ids.keys()], options, tools, skip)) {
      const more = part.isLast ? undefined : new Promise<void>((resolve) => (onMore = resolve))
      send({id: ids.get(input) as number, part})
      await more
    }
  }
  isBusy = false
}

/// What waits, as much of it as is read together.
function taken(): Job[] {
  const some = waiting.splice(0, 1)
  while (some.length > 0 && [some[0], waiting[0]].every(isSociable) && !isFull(some.map(({input}) => input)))
    some.push(waiting.shift() as Job)
  return some
}

const isSociable = (job: Job | undefined): boolean => job !== undefined && !job.isAlone && job.skip === 0
