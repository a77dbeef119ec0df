import type {RawReport, ReportRecord} from "../model/index.ts"
import type {Reader} from "../pipeline.ts"
import type {Kept, Store} from "../record/index.ts"
import type {Given, ReportLine, Taken} from "../serve/index.ts"
import {type Issue, isNote, issueOf} from "../support/index.ts"

type Line = Taken["items"][number]

/// Reads what is handed over to the server: each report by itself, so that a bad one does not cost the others theirs. Between two the
/// server answers others. The reader is opened with the first of them, once.
export function takerWith(given?: Reader): (store: Store, reports: readonly Given[]) => Promise<Taken> {
  let reader = given
  return async (store, reports) => {
    const [{readGiven}, {openReader, readReport}] = await Promise.all([import("../read/index.ts"), import("../pipeline.ts")])
    const by = (reader ??= openReader())
    const items: Line[] = []
    for (const {source, text, bytes, published} of reports) {
      const content = bytes === undefined ? Buffer.from(text ?? "", "utf8") : Buffer.from(bytes, "base64")
      const readings = await readGiven(source, content, published === undefined ? {} : {published})
      const notes: Issue[] = []
      for (const reading of readings) {
        if ("issue" in reading) {
          // What is told of a text that is read all the same goes with it.
          if (isNote(reading.issue)) notes.push(reading.issue)
          else items.push({source: reading.issue.where, kept: null, report: null, issues: [reading.issue]})
          continue
        }
        items.push(await keep(store, named(reading.report, source), (raw) => readReport(raw, by), notes.splice(0)))
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    return {items}
  }
}

/// What comes under a name comes from no place: another text under the same name is another report, not a newer version of it.
const named = (report: RawReport, source: string): RawReport => {
  if (/^https?:\/\//.test(source)) return {...report, source, url: report.url ?? source}
  return /#\d+$/.test(report.source) ? report : {...report, source: `${report.source}#1`}
}

async function keep(store: Store, raw: RawReport, read: (raw: RawReport) => ReportRecord, issues: Issue[]): Promise<Line> {
  const record = read(raw)
  const {events, statements, figures, report} = record
  if (events.length + statements.length + figures.length === 0) issues.push(issueOf("no-claims", raw.source))
  const kept: Kept = await store.keepReport(record)
  const summary = (await store.reports([report.id])).get(report.id)
  const line: ReportLine | null = summary
    ? {
        ...summary,
        outlets: report.outlet === null ? [] : [report.outlet],
        claims: {event: events.length, statement: statements.length, figure: figures.length},
      }
    : null
  return {source: raw.source, kept, report: line, issues}
}
