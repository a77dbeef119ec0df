import {gunzipSync, gzipSync} from "node:zlib"
import type {Store} from "../record/index.ts"
import {linkTraits, type Unlinked} from "../intake/index.ts"
import {PARTS, partOf} from "./names.ts"
import {CLAIMS_AT_ONCE, type Stream} from "./server.ts"
import {type Consumers, fetched, keptAlive} from "./taking.ts"

/// What was read and kept goes to whoever compares it with the rest, keyed by its time. The record itself says what waits to be compared
/// (`link_due`): a message tells that early, and brings what is compared, so that nobody reads the report again. One that is lost, or comes
/// twice, changes nothing.

/// A message larger than the server takes is not sent, nor one while the server is away: then the record tells it.
export async function sendClaims(stream: Stream, reports: readonly Unlinked[]): Promise<void> {
  await Promise.all(
    reports.map(async (one) => {
      const {traits, digest} = one
      const data = gzipSync(JSON.stringify(one), {level: 1})
      if (data.length + 4096 > stream.most) return
      const subject = stream.names.claimSubject(partOf(traits.published))
      await stream.js.publish(subject, data, {msgID: `${traits.report} ${digest}`}).catch(() => undefined)
    }),
  )
}

/// Compares what waits under one key, the one with most of it, and tells how many reports that were.
export async function resolveSome(
  stream: Stream,
  consumers: Consumers,
  store: Store,
  persist: <T>(act: () => Promise<T>) => Promise<T>,
  asked: {readonly leftovers?: boolean} = {},
): Promise<number> {
  const {names, manager} = stream
  const info = await manager.streams.info(names.claims, {subjects_filter: names.claimSubjects}).catch(() => undefined)
  const waiting = Object.entries(info?.state.subjects ?? {}).sort(([, x], [, y]) => y - x)
  for (const [subject] of waiting) {
    const part = Number(subject.slice(subject.lastIndexOf(".") + 1))
    const batch = await fetched(consumers, names.claims, names.resolver(part), CLAIMS_AT_ONCE, asked)
    if (batch.length === 0) continue
    return keptAlive(stream, batch, async () => {
      const reports = batch.flatMap((m) => unpackClaims(m.data) ?? [])
      await persist(() => linkTraits(store, reports))
      // What could not be read from the message is found in the record when nothing else waits.
      for (const m of batch) m.ack()
      await stream.nats.flush().catch(() => undefined)
      return batch.length
    })
  }
  return 0
}

/// Whether nothing is on its way to be compared, nor in the hands of a resolver. The consumers are asked, not the stream: a server that was
/// killed may still hold what its consumers know to be done, and give it to nobody.
export async function noClaims({manager, names}: Stream): Promise<boolean> {
  try {
    for (let part = 0; part < PARTS; part++) {
      const {num_pending, num_ack_pending} = await manager.consumers.info(names.claims, names.resolver(part))
      if (num_pending + num_ack_pending > 0) return false
    }
    return true
  } catch {
    return false
  }
}

const MOST_BYTES = 100_000_000
function unpackClaims(data: Uint8Array): Unlinked | undefined {
  try {
    const one = JSON.parse(gunzipSync(data, {maxOutputLength: MOST_BYTES}).toString("utf8")) as Unlinked
    return typeof one.digest === "string" && typeof one.traits?.report === "string" ? one : undefined
  } catch {
    return undefined
  }
}
