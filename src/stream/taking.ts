import type {Consumer, JsMsg} from "@nats-io/jetstream"
import type {Stream} from "./server.ts"

/// How messages are taken from the server, and held while one works on them.

/// The server is asked for a consumer once, and again after it was away.
export class Consumers {
  readonly #stream: Stream
  readonly #known = new Map<string, Consumer>()
  constructor(stream: Stream) {
    this.#stream = stream
  }
  async get(stream: string, name: string): Promise<Consumer> {
    const known = this.#known.get(name) ?? (await this.#stream.js.consumers.get(stream, name))
    this.#known.set(name, known)
    return known
  }
  forget(name: string): void {
    this.#known.delete(name)
  }
}

/// The server is away: tried again after this time.
const PAUSE = 500

/// What waits for a consumer now, so many at most. The server is asked for exactly what it has, and the answer is awaited: whoever goes away
/// before it comes has taken what he will not have, and nobody else is given that for half a minute.
///
/// What others hold is not among what waits, though they may have been killed. `leftovers` asks for that too: the server gives what has been
/// held for too long, and where nothing has been, the answer takes all of its time.
export async function fetched(
  consumers: Consumers,
  stream: string,
  name: string,
  most: number,
  {leftovers = false}: {readonly leftovers?: boolean} = {},
): Promise<JsMsg[]> {
  const batch: JsMsg[] = []
  try {
    const consumer = await consumers.get(stream, name)
    const {num_pending, num_ack_pending} = await consumer.info()
    const there = num_pending + (leftovers ? num_ack_pending : 0)
    if (there === 0) return batch
    const messages = await consumer.fetch({max_messages: Math.min(there, most), expires: ANSWERS})
    for await (const m of messages) batch.push(m)
  } catch {
    // The server is away: the connection finds it again.
    consumers.forget(name)
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return batch
}
/// Others may have taken some of it meanwhile: then the server says after this time, in milliseconds, that there is no more.
const ANSWERS = 1000

/// The server is told that one is at it, until it is done.
export async function keptAlive<T>({ackWait}: Stream, batch: readonly JsMsg[], work: () => Promise<T>): Promise<T> {
  const alive = setInterval(() => {
    for (const m of batch) m.working()
  }, ackWait / 3)
  try {
    return await work()
  } finally {
    clearInterval(alive)
  }
}
