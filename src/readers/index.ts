import {availableParallelism} from "node:os"
import {openTools, type Part, readGroups, type ReadingOptions, type Tools, type ToRead} from "./reading.ts"
import {builtWorker, Threads} from "./threads.ts"

export {
  openTools,
  type Outcome,
  type Part,
  readGroups,
  readInput,
  type ReadingOptions,
  type SaidOf,
  type Tools,
  type ToRead,
} from "./reading.ts"

export {programId} from "./program.ts"

/// As many readers as the machine has cores for.
export const MOST_JOBS = availableParallelism()

export type ReadersOptions = ReadingOptions & {
  /// Readers side by side; 1 reads in this thread. Default: all cores.
  readonly jobs?: number | undefined
  /// Bytes from which opening other readers (0.3 s each) is worth it.
  readonly enough?: number
  readonly patience?: number
  /// What a thread runs.
  readonly worker?: string | undefined
  /// For reading in this thread.
  readonly tools?: () => Tools
}

/// Bytes read in about the time in which a reader is opened, times two.
const ENOUGH = 600_000
const PATIENCE = 60_000
/// Inputs, and bytes of them, that are held at once: what was read waits for whoever writes it.
const MOST_HELD = 64
const MOST_BYTES = 32_000_000

/// An input and a part of what it gave.
export type InputPart<T extends ToRead = ToRead> = Part & {readonly input: T}

/// Reads inputs, on as many cores as asked for, and gives what they gave in their order: what comes of them does not depend on how many
/// read. No more of them is held than is being worked on.
export async function* readInputs<T extends ToRead>(inputs: AsyncIterable<T>, options: ReadersOptions = {}): AsyncGenerator<InputPart<T>> {
  const jobs = Math.max(1, options.jobs ?? MOST_JOBS)
  const worker = jobs > 1 ? (options.worker ?? builtWorker()) : undefined
  const all = inputs[Symbol.asyncIterator]()
  const first: T[] = []
  let bytes = 0
  let isEnd = false
  while (worker !== undefined && !isEnd && bytes < (options.enough ?? ENOUGH)) {
    const next = await all.next()
    if (next.done) isEnd = true
    else {
      first.push(next.value)
      bytes += next.value.bytes.length
    }
  }
  const rest = joined(first, all)
  if (worker === undefined || isEnd) yield* here(rest, options)
  else yield* inThreads(rest, new Threads({...options, jobs, worker, patience: options.patience ?? PATIENCE}), jobs)
}

async function* joined<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield* first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* here<T extends ToRead>(inputs: AsyncIterable<T>, options: ReadersOptions): AsyncGenerator<InputPart<T>> {
  let opened: Tools | undefined
  const tools = (): Tools => (opened ??= (options.tools ?? openTools)())
  for await (const {input, part} of readGroups(inputs, options, tools)) yield {...part, input}
}

async function* inThreads<T extends ToRead>(inputs: AsyncIterable<T>, threads: Threads, jobs: number): AsyncGenerator<InputPart<T>> {
  const all = inputs[Symbol.asyncIterator]()
  const held: {readonly input: T; readonly parts: AsyncGenerator<Part>}[] = []
  let bytes = 0
  let isEnd = false
  try {
    for (;;) {
      while (!isEnd && (held.length === 0 || (held.length < MOST_HELD * jobs && bytes < MOST_BYTES))) {
        const next = await all.next()
        if (next.done) isEnd = true
        else {
          held.push({input: next.value, parts: threads.start(next.value)})
          bytes += next.value.bytes.length
        }
      }
      const next = held.shift()
      if (!next) return
      for await (const part of next.parts) yield {...part, input: next.input}
      bytes -= next.input.bytes.length
    }
  } finally {
    await all.return?.()
    await threads.close()
  }
}
