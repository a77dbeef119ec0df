import {createServer, type IncomingMessage, type ServerResponse} from "node:http"
import type {AddressInfo} from "node:net"
import type {Client, Clock} from "../../src/gather/index.ts"

/// A world of outlets on the loopback address: each is a name, and a function that answers. Names are looked up by `resolve`, so that
/// they stand for this machine in the tests alone; time is a `clock` that goes on by itself when everybody waits.

export type Asked = {readonly host: string; readonly path: string; readonly headers: IncomingMessage["headers"]; readonly at: number}
export type Answering = (path: string, response: ServerResponse, request: IncomingMessage) => void

export type Given =
  | string
  | Uint8Array
  | {readonly status?: number; readonly headers?: {readonly [name: string]: string}; readonly body?: string | Uint8Array}
  | Answering

/// What an outlet serves, path by path; a path may be changed, added and taken away as time goes by.
export type Outlet = Map<string, Given>

export type World = {
  readonly port: number
  readonly outlets: Map<string, Outlet>
  readonly asked: Asked[]
  readonly clock: TestClock
  /// `/path` at an outlet, as an address.
  readonly at: (host: string, path?: string) => string
  /// An outlet with these paths; one without a robots.txt allows all.
  readonly outlet: (host: string, paths: {readonly [path: string]: Given}) => Outlet
  /// What was asked of an outlet, without its robots.txt.
  readonly pathsOf: (host: string) => string[]
  readonly resolve: (host: string) => Promise<readonly {readonly address: string; readonly family: number}[]>
  /// Names that stand for other addresses: each look-up takes the next one of its list, and the last one stays.
  readonly names: Map<string, string[]>
  readonly lookups: string[]
  readonly close: () => Promise<void>
}

export async function openWorld(host = "127.0.0.1"): Promise<World> {
  const outlets = new Map<string, Outlet>()
  const asked: Asked[] = []
  const clock = testClock()
  const names = new Map<string, string[]>()
  const lookups: string[] = []
  const server = createServer((request, response) => {
    const name = (request.headers.host ?? "").split(":")[0] as string
    const path = request.url ?? "/"
    asked.push({host: name, path, headers: request.headers, at: clock.now()})
    response.on("error", () => {})
    answer(outlets.get(name)?.get(path), path, request, response)
  })
  server.keepAliveTimeout = 1000
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const {port} = server.address() as AddressInfo
  return {
    port,
    outlets,
    asked,
    clock,
    names,
    lookups,
    at: (name, path = "/") => `http://${name}:${port}${path}`,
    outlet(name, paths) {
      const outlet: Outlet = new Map(Object.entries(paths))
      outlets.set(name, outlet)
      return outlet
    },
    pathsOf: (name) => asked.filter((a) => a.host === name && a.path !== "/robots.txt").map((a) => a.path),
    async resolve(name) {
      lookups.push(name)
      const list = names.get(name)
      if (list) return [{address: (list.length > 1 ? list.shift() : list[0]) as string, family: list[0]?.includes(":") ? 6 : 4}]
      if (!outlets.has(name)) throw Object.assign(new Error(name), {code: "ENOTFOUND"})
      return [{address: host, family: 4}]
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function answer(given: Given | undefined, path: string, request: IncomingMessage, response: ServerResponse): void {
  if (typeof given === "function") {
    given(path, response, request)
    return
  }
  if (given === undefined) {
    response.writeHead(404, {"content-type": "text/html"}).end("لا شيء")
    return
  }
  const {status = 200, headers = {}, body = ""} = typeof given === "string" || given instanceof Uint8Array ? {body: given} : given
  // As most servers do: what did not change is not sent again.
  const etag = headers.etag
  if (status === 200 && etag !== undefined && request.headers["if-none-match"] === etag) {
    response.writeHead(304, {etag}).end()
    return
  }
  const modified = headers["last-modified"]
  if (status === 200 && etag === undefined && modified !== undefined && request.headers["if-modified-since"] === modified) {
    response.writeHead(304).end()
    return
  }
  response.writeHead(status, {"content-type": typeOf(path), ...headers}).end(body)
}

const typeOf = (path: string): string =>
  /\.(?:xml|rss|atom)$/.test(path)
    ? "application/xml"
    : /\.json$/.test(path)
      ? "application/json"
      : /\.txt$/.test(path)
        ? "text/plain"
        : "text/html; charset=utf-8"

export type TestClock = Clock & {
  /// Time stands still while this is under way: waiting for a server takes none.
  readonly during: <T>(work: Promise<T>) => Promise<T>
  readonly forward: (ms: number) => void
  readonly stop: () => void
}

export const NOON = Date.parse("2026-05-20T12:00:00.000Z")

/// Whoever sleeps is woken in the order of time, as soon as nobody works.
export function testClock(from = NOON): TestClock {
  let now = from
  let working = 0
  let stopped = false
  let sleepers: {readonly at: number; readonly wake: () => void}[] = []
  const pump = (): void => {
    if (stopped) return
    if (working === 0 && sleepers.length > 0) {
      const next = Math.min(...sleepers.map((s) => s.at))
      const woken = sleepers.filter((s) => s.at === next)
      sleepers = sleepers.filter((s) => s.at !== next)
      now = Math.max(now, next)
      for (const {wake} of woken) wake()
    }
    setTimeout(pump, 1).unref()
  }
  pump()
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) {
          resolve()
          return
        }
        const stop = (): void => {
          sleepers = sleepers.filter((s) => s !== sleeper)
          sleeper.wake()
        }
        const sleeper = {
          at: now + ms,
          wake: () => {
            signal?.removeEventListener("abort", stop)
            resolve()
          },
        }
        sleepers.push(sleeper)
        signal?.addEventListener("abort", stop, {once: true})
      }),
    async during(work) {
      working++
      try {
        return await work
      } finally {
        working--
      }
    },
    forward(ms) {
      now += ms
    },
    stop() {
      stopped = true
    },
  }
}

export const timed = (client: Client, clock: TestClock): Client => ({...client, get: (url, asked) => clock.during(client.get(url, asked))})
