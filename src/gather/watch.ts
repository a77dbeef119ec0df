import {FRESH, type SourceState} from "../record/index.ts"
import {Failure, type Issue, issueOf} from "../support/index.ts"
import {type Round, type RoundTools, runRound} from "./round.ts"
import {HOUR, intervalOf, type Source} from "./settings.ts"

/// Rounds of many sources. Each goes its own way: one that fails, hangs or is slow is waited for by nobody else.

export type FetchOptions = RoundTools & {
  /// After each round, in turn with those of other sources: for what is done once for many reports.
  readonly onRound?: (round: Round) => Promise<void> | void
  readonly onFault?: (source: string, issue: Issue) => void
}

/// One round of each, all at once; the pace of servers and the limit of requests hold. What a source had too much of for one round is
/// gone on with until nothing is left, or nothing more is to be had now.
export async function fetchOnce(sources: readonly Source[], options: FetchOptions): Promise<readonly Round[]> {
  const states = await options.sources.states()
  const rounds: Round[] = []
  const rest = inTurn()
  await Promise.all(
    sources.map(async (source) => {
      let state = states.get(source.name)
      for (let n = 0; n < MOST_ROUNDS && !options.signal?.aborted; n++) {
        const round = await guarded(source, state, options)
        if (!round) return
        rounds.push(round)
        await rest(() => options.onRound?.(round))
        state = round.state
        const gotOn = round.listed - round.known - round.left > 0
        if (round.left === 0 || !gotOn || source.kind === "stdin") return
      }
    }),
  )
  return rounds
}
const MOST_ROUNDS = 200

export type WatchOptions = FetchOptions & {
  /// Asked again and again, so that sources may come and go while it runs.
  readonly current: () => Promise<readonly Source[]>
  readonly signal: AbortSignal
  /// How often `current` is asked. Default half a minute.
  readonly lookEvery?: number
}

/// Keeps them flowing until it is told to stop.
export async function watch(options: WatchOptions): Promise<void> {
  const {clock, current, lookEvery = 30_000} = options
  const broken = new AbortController()
  const signal = AbortSignal.any([options.signal, broken.signal])
  let fault: unknown
  const running = new Map<string, {readonly settings: string; readonly stop: AbortController; readonly ended: Promise<void>}>()
  const rest = inTurn()
  const end = async (name: string): Promise<void> => {
    const one = running.get(name)
    running.delete(name)
    one?.stop.abort()
    await one?.ended
  }
  while (!signal.aborted) {
    try {
      const sources = await current()
      const states = await options.sources.states()
      const wanted = new Map(sources.filter((s) => !s.paused && !states.get(s.name)?.paused && s.kind !== "push").map((s) => [s.name, s]))
      for (const [name, {settings}] of running) {
        const source = wanted.get(name)
        if (!source || JSON.stringify(source) !== settings) await end(name)
      }
      for (const [name, source] of wanted) {
        if (running.has(name)) continue
        const stop = new AbortController()
        const both = AbortSignal.any([signal, stop.signal])
        const ended = keepGoing(source, states.get(name), {...options, signal: both}, rest).catch((error: unknown) => {
          // A record that cannot be written is no matter of one source.
          fault ??= error
          broken.abort()
        })
        running.set(name, {settings: JSON.stringify(source), stop, ended})
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      // A file that somebody is writing just now is understood the next time.
      options.onFault?.("", error.issue)
    }
    await clock.sleep(lookEvery, signal)
  }
  await Promise.all([...running.keys()].map(end))
  if (fault) throw fault
}

async function keepGoing(source: Source, before: SourceState | undefined, options: WatchOptions, rest: Turn): Promise<void> {
  const {clock, signal} = options
  const memory = new Map<string, string>()
  let state = before
  // Not all at once when the program starts.
  let due = state?.due ? Date.parse(state.due) : clock.now() + Math.min(intervalOf(source), 5000) * options.random()
  while (!signal.aborted) {
    const nextItem = await options.sources.nextDue(source.name)
    const until = Math.min(due, nextItem === null ? due : Math.max(Date.parse(nextItem), clock.now() + SOONEST))
    // A source may be told to pause, and items become due: looked up now and then.
    if (until > clock.now()) {
      await clock.sleep(Math.min(until - clock.now(), HOUR), signal)
      if (signal.aborted || clock.now() < until) continue
    }
    if (memory.size > MOST_REMEMBERED) memory.clear()
    const round = await guarded(source, state, {...options, memory})
    if (signal.aborted) return
    state = round?.state ?? {...(state ?? FRESH), failures: (state?.failures ?? 0) + 1}
    due = round?.due ?? clock.now() + Math.min(intervalOf(source) * 2 ** Math.min(state.failures, 12), 24 * HOUR)
    if (round) await rest(() => options.onRound?.(round))
    if (source.kind === "stdin") return
  }
}
const SOONEST = 1000
const MOST_REMEMBERED = 500_000

/// A fault of ours in one source does not end the others; a record that cannot be written ends all.
async function guarded(source: Source, state: SourceState | undefined, options: FetchOptions): Promise<Round | undefined> {
  try {
    return await runRound(source, state, options)
  } catch (error) {
    if (error instanceof Failure && /^(?:record-|disk-)/.test(error.issue.code)) throw error
    const issue =
      error instanceof Failure ? error.issue : issueOf("internal", source.name, error instanceof Error ? error.message : String(error))
    options.onFault?.(source.name, issue)
    return undefined
  }
}

type Turn = (act: () => Promise<void> | void) => Promise<void>

/// One after another.
function inTurn(): Turn {
  let last: Promise<void> = Promise.resolve()
  return (act) => {
    const mine = last.then(act)
    last = mine.catch(() => {})
    return mine
  }
}
