import type {RawReport, ReportRecord} from "../model/index.ts"
import {type Input, readGiven} from "../read/index.ts"
import type {Arrival, Kept, NewEntry, RawInput, SourceItem, Store} from "../record/index.ts"
import {Failure, isNote, type Issue, issueOf, press} from "../support/index.ts"
import {type Clock, instant} from "./clock.ts"

/// Takes what was fetched into the record: read, kept with its bytes and its line in the ledger, and only then said to be done. Whatever
/// waits at the same time shares one transaction.
export type Intake = {
  /// What became of each report in it.
  readonly take: (given: Input, from: From) => Promise<readonly TakenReport[]>
  /// Writes what became of items, with what the ledger says of those that gave nothing to read.
  readonly settle: (name: string, items: readonly SourceItem[], entries: readonly NewEntry[]) => Promise<void>
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
  readonly store: Pick<Store, "take" | "sources">
  readonly clock: Clock
  /// The program that reads, and how it does.
  readonly program: string
  readonly read: (raw: RawReport) => ReportRecord | Promise<ReportRecord>
}

/// Items written by one transaction.
const GROUP = 32

type Waiting = {
  readonly arrivals: readonly Arrival[]
  readonly done: (kept: readonly (Kept | null)[]) => void
  readonly failed: (error: unknown) => void
}

export function openIntake({store, clock, program, read}: IntakeOptions): Intake {
  let queue: Waiting[] = []
  let isWriting = false
  return {
    async take(given, {source, item, ms, dress}) {
      const from = performance.now()
      const {name, bytes, media, url, charset} = given
      const known = {media, ...(url === undefined ? {} : {url}), ...(charset === undefined ? {} : {charset})}
      const readings = await readGiven(name, bytes, known)
      const at = instant(clock.now())
      const raw: RawInput = {pressed: press(bytes), at, source, name, media, charset: charset ?? null, published: null}
      const arrivals: Arrival[] = []
      const issues: (Issue | null)[] = []
      let note: Issue | null = null
      // Of an input that holds many reports each is told by its place in it.
      const arrived = (where: string, record: ReportRecord | null, issue: Issue | null): void => {
        issues.push(issue)
        const took = ms + performance.now() - from
        const at = where.startsWith(name) ? where : item
        arrivals.push({source, item: at, record, raw, code: issue?.code ?? null, detail: issue?.detail ?? null, ms: took})
      }
      for (const reading of readings) {
        if ("issue" in reading) {
          // What is told of a text that is read all the same goes with it.
          if (isNote(reading.issue)) note = reading.issue
          else arrived(reading.issue.where, null, reading.issue)
          continue
        }
        const report = dress(reading.report)
        let record: ReportRecord
        try {
          record = await read(report)
        } catch (error) {
          if (error instanceof Failure) throw error
          // A fault of ours in one report does not cost the others theirs.
          arrived(reading.where, null, issueOf("internal", item, error instanceof Error ? error.message : String(error)))
          continue
        }
        const isBare = record.events.length + record.statements.length + record.figures.length === 0
        arrived(reading.where, record, note ?? (isBare ? issueOf("no-claims", item) : null))
        note = null
      }
      if (arrivals.length === 0) arrived(item, null, note ?? issueOf("nothing-in-it", item))
      const kept = await keep(arrivals)
      return arrivals.map(({record}, i): TakenReport => {
        const [what, issue] = [kept[i] ?? null, issues[i] ?? null]
        if (record === null || what === null) return {kept: null, issue: issue ?? issueOf("nothing-in-it", item)}
        return {kept: what, report: record.report.id, title: record.report.title, issue}
      })
    },
    settle: (name, items, entries) => store.sources.settle(name, items, entries),
  }

  function keep(arrivals: readonly Arrival[]): Promise<readonly (Kept | null)[]> {
    return new Promise((done, failed) => {
      queue.push({arrivals, done, failed})
      if (isWriting) return
      isWriting = true
      void write()
    })
  }

  async function write(): Promise<void> {
    // Whatever comes within the same turn goes along.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const group = queue.slice(0, GROUP)
      queue = queue.slice(GROUP)
      const by = {at: instant(clock.now()), program}
      try {
        const kept = await store.take(
          group.flatMap((w) => w.arrivals),
          by,
        )
        let at = 0
        for (const w of group) w.done(kept.slice(at, (at += w.arrivals.length)))
      } catch (error) {
        if (error instanceof Failure || group.length === 1) {
          for (const w of group) w.failed(error)
          continue
        }
        // One of them cannot be kept, which is a fault of ours; the others can.
        for (const w of group) await store.take(w.arrivals, by).then(w.done, w.failed)
      }
    }
    isWriting = false
  }
}
