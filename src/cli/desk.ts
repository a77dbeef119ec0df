import {existsSync} from "node:fs"
import type {Gather, ItemDone, Listed, Round, RoundTools, Source, Visitor} from "../gather/index.ts"
import type {Tools} from "../readers/index.ts"
import type {Store} from "../record/index.ts"
import {failure, tablesIn} from "../support/index.ts"
import {type Context, DEFAULT_DB} from "./context.ts"

/// What `sources`, `fetch` and `watch` share: the configuration file, the record, and what gathers.

export type DeskOptions = {readonly db?: string; readonly config?: string; readonly json?: boolean}

export type Desk = {
  readonly db: string
  /// The configuration file, where there is one.
  readonly file: string | undefined
  readonly gather: Gather
  readonly inFile: readonly Source[]
}

/// The file is the one that `isnad serve` reads.
export async function deskOf(context: Context, options: DeskOptions): Promise<Desk> {
  const {GATHER, gatherFrom} = await import("../gather/index.ts")
  const {env} = context.world
  const file = options.config ?? (env.ISNAD_CONFIG || undefined) ?? (existsSync("isnad.toml") ? "isnad.toml" : undefined)
  const tables = file === undefined ? {} : await tablesIn(file)
  const {gather, sources} = file === undefined ? {gather: GATHER.parse({}), sources: []} : gatherFrom(tables, file)
  const db = options.db ?? (env.ISNAD_DB || undefined) ?? (typeof tables.db === "string" ? tables.db : DEFAULT_DB)
  return {db, file, gather, inFile: sources}
}

/// Whether there is a record: a server is asked, a file is looked for.
export const isThere = (db: string): boolean => /^postgres(?:ql)?:/.test(db) || existsSync(db)

export async function listOf(store: Store, desk: Desk): Promise<readonly Listed[]> {
  const {listed} = await import("../gather/index.ts")
  return listed(desk.inFile, await store.sources.added(), desk.gather.allow)
}

/// The sources of these names; all of them without names.
export function named(all: readonly Listed[], names: readonly string[]): readonly Source[] {
  const sources = all.map((l) => l.source)
  for (const name of names) if (!sources.some((s) => s.name === name)) throw failure("source-unknown", name)
  return names.length === 0 ? sources : sources.filter((s) => names.includes(s.name))
}

/// A visitor that keeps to the manners that the file asks for. Without a store nothing is written down, robots.txt neither.
export async function visiting<T>(
  context: Context,
  {gather}: Desk,
  store: Store | undefined,
  act: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const {allowedFrom, limitsOf, openClient, openPace, openVisitor, realClock, userAgent} = await import("../gather/index.ts")
  const allowed = allowedFrom(gather.allow)
  const client = openClient({agent: userAgent(context.version, gather.contact), allowed, limits: limitsOf(gather)})
  const pace = openPace({clock: realClock, pause: gather.pause, atOnce: gather.at_once, random: Math.random})
  const robots = store
    ? {
        get: (origin: string) => store.sources.robots(origin),
        keep: (origin: string, kept: Parameters<Store["sources"]["keepRobots"]>[1]) => store.sources.keepRobots(origin, kept),
      }
    : {get: async () => undefined, keep: async () => {}}
  try {
    return await act(openVisitor({client, clock: realClock, pace, allowed, robots}))
  } finally {
    await client.close()
  }
}

/// All that a round needs. What reads is opened with the first report that comes.
export async function toolsOf(context: Context, store: Store, visitor: Visitor, signal: AbortSignal): Promise<RoundTools> {
  const [{openIntake, realClock}, {Intake}, {programId}] = await Promise.all([
    import("../gather/index.ts"),
    import("../intake/index.ts"),
    import("../readers/index.ts"),
  ])
  const writer = new Intake(store, {
    now: () => new Date(),
    program: programId(context.version),
    isDebug: Boolean(context.world.env.ISNAD_DEBUG),
    onKept() {},
    // Told where the item is told.
    onFault() {},
  })
  let opened: Promise<Tools> | undefined
  const tools = (): Promise<Tools> => (opened ??= import("../readers/index.ts").then(({openTools}) => openTools()))
  return {
    visitor,
    clock: realClock,
    intake: openIntake({store, clock: realClock, tools, writer}),
    sources: store.sources,
    random: Math.random,
    signal,
    stdin: context.world.stdin,
  }
}

/// Ends with the first signal to stop, or when the time is over; a second signal ends the program at once, as the system has it.
export function stopping(lasts?: number): {readonly signal: AbortSignal; readonly end: () => void} {
  const stop = new AbortController()
  // Not a signal of its own joined to this one: nobody would hold it, and what nobody holds may be cleared away before its time.
  const over = lasts === undefined ? undefined : setTimeout(() => stop.abort(), lasts)
  const onSignal = (): void => stop.abort()
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, onSignal)
  return {
    signal: stop.signal,
    end: () => {
      clearTimeout(over)
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, onSignal)
    },
  }
}

/// Whether a round gave something that is to be compared with the rest of the record.
export const gave = ({counts}: Round): boolean => counts.new + counts.version + counts.reread + counts.origin > 0

export type {ItemDone, Listed, Round, Source}
