import {type MessagePort, parentPort, workerData} from "node:worker_threads"
import {openStore} from "../record/index.ts"
import {answerAt} from "../serve/index.ts"

/// A thread that answers for the server: a reader of the record, which it is told where to find.

export type AnswererData = {readonly db: string; readonly wait: number; readonly held: number}

const {db, wait, held} = workerData as AnswererData
const store = await openStore(db, {
  wait,
  held,
  mustExist: true,
  isReader: true,
  searchTerms: async () => (await import("../lang/ar/index.ts")).searchTerms,
})
await answerAt(parentPort as MessagePort, store)
