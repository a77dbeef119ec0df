import {headers} from "@nats-io/transport-node"
import type {Lane} from "./names.ts"
import type {Stream} from "./server.ts"

/// A message that could not be read, kept with the reason.
export type DeadLetter = {
  readonly number: number
  readonly at: string
  readonly lane: Lane
  readonly name: string
  readonly reason: string
  readonly tries: number
  readonly bytes: number
}

const text = (value: string | undefined): string => (value ? decodeURIComponent(value) : "")

export async function bury(
  stream: Stream,
  lane: Lane,
  message: {readonly headers?: ReturnType<typeof headers> | undefined; readonly data: Uint8Array; readonly seq: number},
  reason: string,
  tries: number,
): Promise<void> {
  const h = headers()
  for (const key of message.headers?.keys() ?? []) if (key.startsWith("Isnad-")) h.set(key, message.headers?.get(key) ?? "")
  h.set("Isnad-Reason", encodeURIComponent(reason.slice(0, 500)))
  h.set("Isnad-Tries", String(tries))
  // Buried once, though the worker may be killed before it says so to the lane.
  await stream.js.publish(stream.names.deadSubject(lane), message.data, {headers: h, msgID: `dead-${message.seq}`})
}

/// Dead letters, the oldest first.
export async function* deadLetters(stream: Stream): AsyncGenerator<DeadLetter> {
  const {state} = await stream.manager.streams.info(stream.names.dead)
  if (state.messages === 0) return
  for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
    const m = await stream.manager.streams.getMessage(stream.names.dead, {seq}).catch(() => null)
    if (!m) continue
    yield {
      number: m.seq,
      at: m.time.toISOString(),
      lane: m.subject.endsWith(".fill") ? "fill" : "live",
      name: text(m.header?.get("Isnad-Name")) || "(no name)",
      reason: text(m.header?.get("Isnad-Reason")),
      tries: Number(m.header?.get("Isnad-Tries") ?? 0),
      bytes: m.data.length,
    }
  }
}

/// Puts dead letters back into their lanes, all or those of these numbers, and tells which.
export async function replay(stream: Stream, numbers?: readonly number[]): Promise<readonly DeadLetter[]> {
  const done: DeadLetter[] = []
  for (const letter of await chosen(stream, numbers)) {
    const m = await stream.manager.streams.getMessage(stream.names.dead, {seq: letter.number})
    if (!m) continue
    const h = headers()
    for (const key of m.header.keys()) if (!/^(?:Isnad-Reason|Isnad-Tries|Nats-)/i.test(key)) h.set(key, m.header.get(key))
    await stream.js.publish(stream.names.subject(letter.lane), m.data, {headers: h, msgID: `again-${letter.number}-${letter.at}`})
    await stream.manager.streams.deleteMessage(stream.names.dead, letter.number)
    done.push(letter)
  }
  return done
}

/// Throws dead letters away.
export async function drop(stream: Stream, numbers?: readonly number[]): Promise<readonly DeadLetter[]> {
  const letters = await chosen(stream, numbers)
  for (const {number} of letters) await stream.manager.streams.deleteMessage(stream.names.dead, number)
  return letters
}

async function chosen(stream: Stream, numbers: readonly number[] | undefined): Promise<DeadLetter[]> {
  const out: DeadLetter[] = []
  for await (const letter of deadLetters(stream)) if (!numbers || numbers.includes(letter.number)) out.push(letter)
  return out
}
