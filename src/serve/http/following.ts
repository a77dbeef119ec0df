import type {ServerResponse} from "node:http"
import type {FastifyReply, FastifyRequest} from "fastify"
import type {Change, ChangeKind, Store} from "../../record/index.ts"
import {failure} from "../../support/index.ts"
import {TYPES} from "./forms.ts"

/// Those who follow the record: each change is sent to all of them once it is there, whichever program made it.
export type Following = {
  /// Leaves the answer open; changes after `since`, or after the last one that the asker has seen, come first. `what` leaves only these.
  /// `mayStay` is asked again and again: whoever's token was taken back, or whose session is over, hears no more.
  readonly add: (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: {readonly since?: number; readonly what?: readonly ChangeKind[]},
    mayStay: () => Promise<boolean>,
  ) => Promise<FastifyReply>
  readonly end: () => void
}

const MOST_FOLLOWERS = 200
const AT_ONCE = 500
/// So many pieces are sent one behind the other; then others get their answers.
const PIECES = 10
const QUIET = 15_000

export function follow(store: Store, every: number): Following {
  type Follower = {readonly wants: (c: Change) => boolean; readonly mayStay: () => Promise<boolean>}
  const followers = new Map<ServerResponse, Follower>()
  let at = 0
  let timer: NodeJS.Timeout | undefined
  let quiet = 0
  let busy = false
  const line = (c: Change): string => `id: ${c.seq}\nevent: ${c.what}\ndata: ${JSON.stringify(c)}\n\n`

  async function look(): Promise<void> {
    if (busy) return
    busy = true
    try {
      for (const [to, {mayStay}] of followers) if (!(await mayStay())) to.end()
      let any = false
      for (let piece = 0; piece < PIECES; piece++) {
        const changes = await store.lists.changes(at, AT_ONCE)
        for (const [to, {wants}] of followers) {
          const text = changes.filter(wants).map(line).join("")
          if (text && !to.writableEnded) to.write(text)
        }
        any ||= changes.length > 0
        at = changes.at(-1)?.seq ?? at
        if (changes.length < AT_ONCE) break
      }
      quiet = any ? 0 : quiet + every
      if (quiet >= QUIET) {
        for (const to of followers.keys()) if (!to.writableEnded) to.write(": still here\n\n")
        quiet = 0
      }
    } catch {
      // A record that is busy is asked again next time.
    } finally {
      busy = false
    }
  }

  return {
    async add(request, reply, {since, what}, mayStay) {
      if (followers.size >= MOST_FOLLOWERS) throw failure("too-often", request.url, "too many follow already")
      const seen = Number(request.headers["last-event-id"])
      const {seq} = await store.lists.version()
      if (followers.size === 0) at = seq
      const from = Number.isSafeInteger(seen) && seen > 0 ? seen : since || at
      const missed: Change[] = []
      for (let after = from; after < at; ) {
        const some = (await store.lists.changes(after, AT_ONCE, what)).filter((c) => c.seq <= at)
        if (some.length === 0) break
        missed.push(...some)
        after = (some.at(-1) as Change).seq
      }
      reply.hijack()
      const headers = reply.getHeaders() as {[name: string]: string}
      reply.raw.writeHead(200, {...headers, "content-type": TYPES.events, "cache-control": "no-store", "x-accel-buffering": "no"})
      reply.raw.write(`retry: 3000\n\n${missed.map(line).join("")}`)
      followers.set(reply.raw, {wants: (c) => what === undefined || what.includes(c.what), mayStay})
      timer ??= setInterval(() => void look(), every).unref()
      request.raw.on("close", () => {
        followers.delete(reply.raw)
        if (followers.size === 0) {
          clearInterval(timer)
          timer = undefined
        }
      })
      return reply
    },
    end() {
      clearInterval(timer)
      for (const to of followers.keys()) to.end()
      followers.clear()
    },
  }
}
