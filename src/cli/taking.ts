import type {Reader} from "../pipeline.ts"
import type {Furniture} from "../gather/index.ts"
import type {Outcome, Tools} from "../readers/index.ts"
import type {Arrival, Kept, Store} from "../record/index.ts"
import type {Given, ReportLine, Taken} from "../serve/index.ts"
import {type Issue, issueOf} from "../support/index.ts"

type Line = Taken["items"][number]

/// The door of what is handed over to the server, as the ledger has it.
const DOOR = "http"

/// Reads what is handed over to the server: each report by itself, so that a bad one does not cost the others theirs. Between two the
/// server answers others. The reader is opened with the first of them, once.
export function takerWith(given?: Reader, program = ""): (store: Store, reports: readonly Given[], from?: string) => Promise<Taken> {
  let tools: Tools | undefined
  const furniture = new WeakMap<Store, Furniture>()
  return async (store, reports, from) => {
    const source = from ?? DOOR
    const [{openTools, readInput}, {arrivalsOf}] = await Promise.all([import("../readers/index.ts"), import("../intake/index.ts")])
    const plain = (tools ??= openTools(given))
    // What a source that was set up sends has furniture of its own.
    let own: Furniture | undefined
    if (from !== undefined) {
      const {furnitureFor} = await import("../gather/index.ts")
      own = furniture.get(store) ?? furnitureFor(store, plain)
      furniture.set(store, own)
    }
    const by: Tools = own ? {...plain, dress: (report) => (own as Furniture).without(source, report)} : plain
    const items: Line[] = []
    for (const {source: name, text, bytes, published} of reports) {
      const content = bytes === undefined ? Buffer.from(text ?? "", "utf8") : Buffer.from(bytes, "base64")
      const input = {name, bytes: content, media: null, published: published ?? null, isNamed: true}
      const at = new Date().toISOString()
      let raw: Arrival["raw"] = null
      for await (const part of readInput(input, {withBytes: true}, by)) {
        const arrivals = arrivalsOf({...part, input}, {source, at, media: null, charset: null}, raw)
        for (const [i, {arrival}] of arrivals.entries()) {
          const [kept] = await store.take([arrival], {at, program})
          items.push(await lineOf(store, part.outcomes[i] as Outcome, kept ?? null))
          await new Promise((resolve) => setImmediate(resolve))
        }
        raw = arrivals[0]?.arrival.raw ?? null
      }
    }
    if (from !== undefined) {
      await own?.save()
      const {receivedNow} = await import("../gather/index.ts")
      await receivedNow(
        store.sources,
        from,
        Date.now(),
        items.some((i) => i.kept === "new" || i.kept === "version"),
      )
    }
    return {items}
  }
}

async function lineOf(store: Store, outcome: Outcome, kept: Kept | null): Promise<Line> {
  if ("issue" in outcome) return {source: outcome.issue.where, kept: null, report: null, issues: [outcome.issue]}
  const {record, notes} = outcome
  const {events, statements, figures, report} = record
  const summary = (await store.reports([report.id])).get(report.id)
  const line: ReportLine | null = summary
    ? {
        ...summary,
        outlets: report.outlet === null ? [] : [report.outlet],
        claims: {event: events.length, statement: statements.length, figure: figures.length},
      }
    : null
  const issues: Issue[] = notes.map((n) => issueOf(n.code, n.code === "no-claims" ? report.source : n.where, n.detail))
  return {source: report.source, kept, report: line, issues}
}
