import type {Intake as Writer} from "../intake/index.ts"
import type {RawReport, ReportRecord} from "../model/index.ts"
import type {Input} from "../read/index.ts"
import type {Tools} from "../readers/index.ts"
import type {Arrival, Kept, NewEntry, SourceItem, Store} from "../record/index.ts"
import {type Issue, issueOf} from "../support/index.ts"
import {type Clock, instant} from "./clock.ts"
import {type Furniture, openFurniture} from "./furniture.ts"

/// Takes what was fetched into the record: read, kept with its bytes and its line in the ledger, and only then said to be done.
export type Intake = {
  /// What became of each report in it.
  readonly take: (given: Input, from: From) => Promise<readonly TakenReport[]>
  /// Writes what became of items, with what the ledger says of those that gave nothing to read.
  readonly settle: (name: string, items: readonly SourceItem[], entries: readonly NewEntry[]) => Promise<void>
  /// What came is compared with the rest of the record, and what was learned of outlets is kept.
  readonly flush: () => Promise<void>
}

export type From = {
  readonly source: string
  readonly item: string
  /// How long it took to come.
  readonly ms: number
  /// Adds what its source knows of it.
  readonly dress: (raw: RawReport) => RawReport
}

export type TakenReport =
  | {readonly kept: Kept; readonly report: string; readonly title: string | null; readonly issue: Issue | null}
  | {readonly kept: null; readonly issue: Issue}

export type IntakeOptions = {
  readonly store: Store
  readonly clock: Clock
  /// What reads, opened with the first that comes.
  readonly tools: () => Promise<Tools>
  /// Writes what was read; whoever else brings reports in may share it.
  readonly writer: Writer
  /// Whether what reports are compared by is taken too. Default true.
  readonly withTraits?: boolean
}

export function openIntake({store, clock, tools, writer, withTraits = true}: IntakeOptions): Intake {
  let opened: {readonly tools: Tools; readonly furniture: Furniture} | undefined
  const open = async () => {
    const given = await tools()
    return (opened ??= {tools: given, furniture: furnitureFor(store, given)})
  }
  return {
    async take({name, bytes, media, url, charset}, {source, item, ms, dress}) {
      const [{readInput}, {arrivalsOf}] = await Promise.all([import("../readers/index.ts"), import("../intake/index.ts")])
      const {tools: own, furniture} = await open()
      const at = instant(clock.now())
      const from = {source, at, media, charset: charset ?? null, ms}
      const input = {name, bytes, media, published: null, ...(url === undefined ? {} : {url}), ...(charset === undefined ? {} : {charset})}
      const taken: TakenReport[] = []
      let raw: Arrival["raw"] = null
      const dressed = async (report: RawReport): Promise<RawReport> => {
        // Between two reports others have their turn: answers that come in, signals.
        await new Promise((resolve) => setImmediate(resolve))
        return furniture.without(source, dress(report))
      }
      for await (const part of readInput(input, {withBytes: true, withTraits}, {...own, dress: dressed})) {
        const waiting = arrivalsOf({...part, input}, from, raw)
        raw = waiting[0]?.arrival.raw ?? raw
        const kept = waiting.length > 0 ? await writer.take(waiting) : []
        for (const [i, {arrival}] of waiting.entries()) taken.push(reportOf(arrival, kept[i] ?? null))
      }
      return taken.length > 0 ? taken : [{kept: null, issue: issueOf("nothing-in-it", item)}]
    },
    settle: (name, items, entries) => store.sources.settle(name, items, entries),
    async flush() {
      await writer.flush()
      await opened?.furniture.save()
    },
  }
}

/// A line that says something by itself, or that the words of the language take out anyhow, is no furniture of the outlet.
export const furnitureFor = (store: Store, {read}: Pick<Tools, "read">): Furniture =>
  openFurniture({sources: store.sources, reports: store, mayGo: (line) => isMute(read({source: "", text: line}))})

const isMute = ({report, events, statements, figures}: ReportRecord): boolean =>
  events.length + statements.length + figures.length + report.agencies.length === 0 &&
  report.text !== "" &&
  report.removed.length === 0 &&
  report.published.basis === "unknown"

function reportOf({item, record, code, detail}: Arrival, kept: Kept | Issue | null): TakenReport {
  const issue = code === null ? null : issueOf(code, item, detail ?? undefined)
  if (kept !== null && typeof kept !== "string") return {kept: null, issue: kept}
  if (record === null || kept === null) return {kept: null, issue: issue ?? issueOf("nothing-in-it", item)}
  return {kept, report: record.report.id, title: record.report.title, issue}
}
