import type {JsMsg} from "@nats-io/jetstream"
import {openTools, readGroups, type Tools, type ToRead} from "../readers/index.ts"
import type {Kept, Store} from "../record/index.ts"
import {arrivalsOf, Intake, linkPending, refusal, type Waiting} from "../intake/index.ts"
import {noClaims, resolveSome, sendClaims} from "./claims.ts"
import {Failure, type Issue, issueOf} from "../support/index.ts"
import {bury} from "./dead.ts"
import {unpack} from "./messages.ts"
import type {Metrics} from "./metrics.ts"
import {type Lane, LANES} from "./names.ts"
import type {Stream} from "./server.ts"
import {Consumers, fetched, keptAlive} from "./taking.ts"

/// Reads what waits on a stream into a record. A message is acknowledged when what it gave is committed, never before: whatever is killed
/// when, it is given to another worker, and taking it in twice changes nothing, for reports are told by their content.

export type WorkOptions = {
  readonly store: Store
  readonly program: string
  /// Lanes that are worked on; of both, the live one first.
  readonly lanes?: readonly Lane[]
  /// Reading what waits, comparing what was read, or both.
  readonly does?: readonly ("read" | "resolve")[]
  readonly withRaw?: boolean
  readonly maxBytes?: number
  readonly signal: AbortSignal
  /// Ends when nothing waits and nobody has anything in hand (else it goes on until the signal).
  readonly untilEmpty?: boolean
  readonly metrics?: Metrics
  readonly onIssue?: (issue: Issue) => void
  readonly onBatch?: (done: {readonly messages: number; readonly reports: number}) => void
  readonly tools?: () => Tools
  readonly now?: () => Date
}

/// Messages taken at once: what one commit is shared by, and what another worker does again where this one is killed.
const BATCH = 32
/// Nothing waits: the server is asked again after this time, in milliseconds.
const IDLE = 200
/// A worker without work asks for what others hold too long so often, in milliseconds.
const LEFTOVERS = 3000
/// A message that was given out so often without an end has killed whoever took it.
const MOST_TRIES = 5
/// The record cannot be reached, or is full: tried again after this time, longer and longer.
const PAUSE = 500
const LONGEST_PAUSE = 15_000

export async function work(stream: Stream, options: WorkOptions): Promise<{readonly messages: number; readonly reports: number}> {
  const {store, signal, untilEmpty = false} = options
  const does = options.does ?? ["read", "resolve"]
  const lanes = does.includes("read") ? LANES.filter((lane) => (options.lanes ?? LANES).includes(lane)) : []
  const tools = (options.tools ?? openTools)()
  const consumers = new Consumers(stream)
  const total = {messages: 0, reports: 0}
  let looked = performance.now()
  while (!signal.aborted) {
    let got = await taken({})
    // Nothing else waits: perhaps somebody was killed with something in hand.
    if (got === 0 && !signal.aborted && performance.now() - looked > LEFTOVERS) {
      got = await taken({leftovers: true})
      looked = performance.now()
    }
    if (got > 0) continue
    if (untilEmpty && (await isEmpty(stream, lanes)) && (!does.includes("resolve") || (await noClaims(stream)))) break
    await new Promise((resolve) => setTimeout(resolve, IDLE))
  }
  return total

  /// One batch of what waits to be read, and of what waits to be compared.
  async function taken(asked: {readonly leftovers?: boolean}): Promise<number> {
    let got = 0
    for (const lane of lanes) {
      const batch = await fetched(consumers, stream.names.reports, stream.names.consumer(lane), BATCH, asked)
      if (batch.length === 0) continue
      got += batch.length
      const reports = await keptAlive(stream, batch, () => settled(stream, lane, batch, tools, options))
      total.messages += batch.length
      total.reports += reports
      options.onBatch?.({messages: batch.length, reports})
      // Whatever came live meanwhile goes first.
      break
    }
    if (does.includes("resolve")) {
      got += await resolveSome(stream, consumers, store, (act) => persist(options, act), asked)
      // What nothing told of: a worker was killed after it had kept it.
      if (got === 0 && !signal.aborted && (await noClaims(stream)))
        got += await persist(options, () => linkPending(store, () => tools.world))
    }
    return got
  }
}

/// A record that is away, or full, is waited for, longer and longer.
async function persist<T>({onIssue, metrics, signal}: WorkOptions, act: () => Promise<T>): Promise<T> {
  for (let pause = PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      onIssue?.(error.issue)
      metrics?.waits(error.issue.code)
      // Nothing was acknowledged: whoever takes the messages next takes them in anew.
      if (signal.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/// Nothing waits, and nothing is in the hands of a worker that may have been killed.
async function isEmpty(stream: Stream, lanes: readonly Lane[]): Promise<boolean> {
  try {
    for (const lane of lanes) {
      const {num_pending, num_ack_pending} = await stream.manager.consumers.info(stream.names.reports, stream.names.consumer(lane))
      if (num_pending + num_ack_pending > 0) return false
    }
    return true
  } catch {
    return false
  }
}

/// Reads a batch, commits what it gave, acknowledges it. Tells how many reports were kept.
async function settled(stream: Stream, lane: Lane, batch: readonly JsMsg[], tools: Tools, options: WorkOptions): Promise<number> {
  const {store, metrics} = options
  const now = options.now ?? (() => new Date())
  const waiting: Waiting[] = []
  const good: JsMsg[] = []
  const dead: {readonly message: JsMsg; readonly reason: string; readonly tries: number}[] = []
  const told = new Map<ToRead, {readonly message: JsMsg; readonly source: string; readonly gave: Waiting[]}>()
  const began = performance.now()
  for (const m of batch) {
    const tries = m.info.deliveryCount
    // Said before it is read: a message that kills whoever reads it must not be read for ever.
    if (tries > MOST_TRIES) {
      dead.push({message: m, reason: `given out ${tries - 1} times, and nobody came to an end with it`, tries: tries - 1})
      continue
    }
    try {
      const {input, source} = unpack(m.headers, m.data, options.maxBytes ?? 20_000_000)
      told.set(input, {message: m, source, gave: []})
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      dead.push({message: m, reason, tries})
      waiting.push(refusal(issueOf("message-broken", `${stream.names.subject(lane)} ${m.seq}`, reason), "stream"))
    }
  }
  const at = now().toISOString()
  let raw: Waiting["arrival"]["raw"] = null
  for await (const {input, part} of readGroups(told.keys(), {withBytes: options.withRaw !== false, withTraits: true}, () => tools)) {
    const {source, gave} = told.get(input) as {source: string; gave: Waiting[]}
    const arrivals = arrivalsOf({...part, input}, {source, at, media: null, charset: null}, gave.length > 0 ? raw : null)
    raw = arrivals[0]?.arrival.raw ?? null
    gave.push(...arrivals)
  }
  for (const {message: m, gave} of told.values()) {
    const fault = gave.find((w) => w.arrival.code === "internal")
    if (fault) dead.push({message: m, reason: `the program failed: ${fault.arrival.detail ?? ""}`, tries: m.info.deliveryCount})
    else good.push(m)
    waiting.push(...gave)
    metrics?.read((performance.now() - began) / told.size)
  }
  const reports = await persist(options, async () => {
    const counts: (Kept | null)[] = []
    const intake = new Intake(store, {
      now,
      program: options.program,
      isDebug: false,
      onFault: (issue) => options.onIssue?.(issue),
      onKept: (kept) => void counts.push(kept),
      link: (unlinked) => sendClaims(stream, unlinked),
    })
    for (const one of waiting) await intake.add(one)
    await intake.flush()
    for (const kept of counts) metrics?.kept(kept ?? "refused")
    return counts.filter((kept) => kept !== null && kept !== "same").length
  })
  for (const {message, reason, tries} of dead) {
    await bury(stream, lane, message, reason, tries)
    metrics?.buried()
    options.onIssue?.(issueOf("message-dead", message.headers?.get("Isnad-Name") ? nameOf(message) : `${lane} ${message.seq}`, reason))
    // Without a reason: servers before 2.10 do not take one.
    message.term()
  }
  for (const m of good) m.ack()
  await stream.nats.flush().catch(() => undefined)
  return reports
}

const nameOf = (m: JsMsg): string => decodeURIComponent(m.headers?.get("Isnad-Name") ?? "")
