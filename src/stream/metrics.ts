import {createServer} from "node:http"
import {Counter, collectDefaultMetrics, Gauge, Histogram, Registry} from "prom-client"
import {failure} from "../support/index.ts"
import {LANES} from "./names.ts"
import type {Stream} from "./server.ts"

/// What a worker counts, in the form of Prometheus.
export type Metrics = {
  readonly registry: Registry
  kept(what: string): void
  read(ms: number): void
  waits(code: string): void
  buried(): void
}

export function metricsOf(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({register: registry, prefix: "isnad_"})
  const registers = [registry]
  const reports = new Counter({
    name: "isnad_reports_total",
    help: "Items taken in, by what became of them",
    labelNames: ["kept"],
    registers,
  })
  const reading = new Histogram({
    name: "isnad_read_seconds",
    help: "Time to read one input",
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2],
    registers,
  })
  const waits = new Counter({
    name: "isnad_record_waits_total",
    help: "Times the record could not be written, by reason",
    labelNames: ["code"],
    registers,
  })
  const dead = new Counter({name: "isnad_dead_letters_total", help: "Inputs that could not be read and were put aside", registers})
  return {
    registry,
    kept: (kept) => reports.inc({kept}),
    read: (ms) => reading.observe(ms / 1000),
    waits: (code) => waits.inc({code}),
    buried: () => dead.inc(),
  }
}

/// What waits on the stream, asked for when the metrics are.
export function watchQueues(metrics: Metrics, stream: Stream): void {
  const pending = new Gauge({
    name: "isnad_queue_messages",
    help: "Inputs that wait, by lane, reports whose claims wait to be compared, and dead letters",
    labelNames: ["lane"],
    registers: [metrics.registry],
    async collect() {
      for (const lane of LANES) {
        const info = await stream.manager.consumers.info(stream.names.reports, stream.names.consumer(lane)).catch(() => undefined)
        if (info) pending.set({lane}, info.num_pending + info.num_ack_pending)
      }
      const claims = await stream.manager.streams.info(stream.names.claims).catch(() => undefined)
      if (claims) pending.set({lane: "claims"}, claims.state.messages)
      const letters = await stream.manager.streams.info(stream.names.dead).catch(() => undefined)
      if (letters) pending.set({lane: "dead"}, letters.state.messages)
    },
  })
}

/// Health and metrics over HTTP: `/healthz` (the process answers), `/readyz` (its record and its stream do), `/metrics`.
export async function serveHealth(
  at: {readonly host: string; readonly port: number},
  metrics: Metrics,
  isReady: () => Promise<boolean>,
): Promise<{readonly address: string; close(): Promise<void>}> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, {"content-type": type, "cache-control": "no-store"}).end(body)
    }
    const path = (request.url ?? "/").split("?")[0]
    if (request.method !== "GET") answer(405, "text/plain", "GET only\n")
    else if (path === "/healthz") answer(200, "text/plain", "ok\n")
    else if (path === "/readyz")
      isReady().then(
        (ready) => answer(ready ? 200 : 503, "text/plain", ready ? "ready\n" : "not ready\n"),
        () => answer(503, "text/plain", "not ready\n"),
      )
    else if (path === "/metrics")
      metrics.registry.metrics().then(
        (text) => answer(200, metrics.registry.contentType, text),
        () => answer(500, "text/plain", "no metrics\n"),
      )
    else answer(404, "text/plain", "there are /healthz, /readyz and /metrics\n")
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(failure("address-taken", `${at.host}:${at.port}`, error.code, error)))
    server.listen(at.port, at.host, () => resolve())
  })
  const bound = server.address()
  return {
    address: `http://${at.host}:${typeof bound === "object" && bound ? bound.port : at.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
