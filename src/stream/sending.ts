import {failure, type Issue, issueOf} from "../support/index.ts"
import {pack, type Sent} from "./messages.ts"
import type {Lane} from "./names.ts"
import type {Stream} from "./server.ts"

/// What sending did: how many wait now, how many had been sent already, what was refused.
export type SentCounts = {sent: number; same: number; readonly refused: Issue[]}

/// Messages under way at once: the server acknowledges each when it has it.
const UNDER_WAY = 64
/// A server that restarts is waited for.
const TRIES = 20
const PAUSE = 500

/// Sends inputs to a lane. When it returns, the server holds each of them, or it was refused and told.
export async function sendAll(
  stream: Stream,
  lane: Lane,
  inputs: AsyncIterable<Sent>,
  onSent: (counts: SentCounts) => void = () => {},
): Promise<SentCounts> {
  const counts: SentCounts = {sent: 0, same: 0, refused: []}
  const under = new Set<Promise<void>>()
  let fault: unknown
  for await (const sent of inputs) {
    const one = sendOne(stream, lane, sent)
      .then((what) => {
        if (typeof what === "string") counts[what]++
        else counts.refused.push(what)
        onSent(counts)
      })
      .catch((error: unknown) => {
        fault ??= error
      })
      .finally(() => under.delete(one))
    under.add(one)
    if (under.size >= UNDER_WAY) await Promise.race(under)
    if (fault) break
  }
  await Promise.all(under)
  if (fault) throw fault
  return counts
}

async function sendOne(stream: Stream, lane: Lane, sent: Sent): Promise<"sent" | "same" | Issue> {
  const {headers, data, id} = pack(sent)
  if (data.length + 4096 > stream.most)
    return issueOf("stream-too-large", sent.input.name, `${data.length} bytes packed, the server takes ${stream.most}`)
  for (let n = 1; ; n++) {
    try {
      const ack = await stream.js.publish(stream.names.subject(lane), data, {headers, msgID: id})
      return ack.duplicate ? "same" : "sent"
    } catch (error) {
      // Not acknowledged is not sent: it is sent again, and told from itself by its number.
      if (n >= TRIES || stream.nats.isClosed())
        throw failure("stream-unreachable", sent.input.name, error instanceof Error ? error.message : String(error), error)
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}
