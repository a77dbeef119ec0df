import type {Consumer, JsMsg} from "@nats-io/jetstream"
import {ACK_WAIT, type Stream} from "./server.ts"

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

/// What waits, so many at most; few that are there are better than many that may come, so that one waits no longer than `wait` for more.
export async function fetched(
  consumers: Consumers,
  stream: string,
  name: string,
  most: number,
  wait: number,
  signal: AbortSignal,
): Promise<JsMsg[]> {
  const batch: JsMsg[] = []
  try {
    const consumer = await consumers.get(stream, name)
    const messages = await consumer.fetch({max_messages: most, expires: Math.max(wait, 1000)})
    const stop = (): void => messages.stop()
    signal.addEventListener("abort", stop, {once: true})
    const quiet = setTimeout(stop, wait)
    for await (const m of messages) {
      batch.push(m)
      clearTimeout(quiet)
      if (messages.getPending() === 0) break
    }
    clearTimeout(quiet)
    signal.removeEventListener("abort", stop)
  } catch {
    // The server is away: the connection finds it again.
    consumers.forget(name)
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return batch
}

/// The server is told that one is at it, until it is done.
export async function keptAlive<T>(batch: readonly JsMsg[], work: () => Promise<T>): Promise<T> {
  const alive = setInterval(() => {
    for (const m of batch) m.working()
  }, ACK_WAIT / 3)
  try {
    return await work()
  } finally {
    clearInterval(alive)
  }
}
