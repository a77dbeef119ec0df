import {type Kysely, sql} from "kysely"
import type {Facet} from "../lists.ts"
import type {Dialect} from "./differences.ts"
import type {EventFacets} from "./kept.ts"
import type {Tables} from "./tables.ts"

/// What a report is counted under, each key once.
export type ReportFacets = {
  readonly id: string
  readonly actor: readonly string[]
  readonly type: readonly string[]
  readonly status: readonly string[]
  readonly place: readonly string[]
  /// Two that act together, as two ids with a blank between.
  readonly pair: readonly string[]
  readonly source: readonly string[]
}

export async function facetsOfReports(
  db: Kysely<Tables>,
  dialect: Dialect,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ReportFacets>> {
  const {rows} = await sql<{report: number; id: string; events: string}>`
    select report_facets.report, report.id, report_facets.events from report_facets
    join report ${dialect.by("report_shown")} on report.seq = report_facets.report
    where ${dialect.oneOf("report_facets.report", seqs)}`.execute(db)
  const sources = await sql<{report: number; key: string}>`
    select distinct report, coalesce(outlet, source) as key from origin ${dialect.by("origin_shown")}
    where ${sql.raw(dialect.plain("origin.current"))} = 1 and ${dialect.oneOf("report", seqs)}`.execute(db)
  const sourcesOf = new Map<number, string[]>()
  for (const {report, key} of sources.rows) {
    const known = sourcesOf.get(report)
    if (known) known.push(key)
    else sourcesOf.set(report, [key])
  }
  return new Map(
    rows.map(({report, id, events}) => {
      const read = JSON.parse(events) as readonly EventFacets[]
      const once = (keysOf: (event: EventFacets) => readonly string[]): readonly string[] => [...new Set(read.flatMap(keysOf))]
      const facets: ReportFacets = {
        id,
        actor: once(([, , , parties]) => parties),
        type: once(([type]) => [type]),
        status: once(([, status]) => [status]),
        place: once(([, , place]) => (place === null ? [] : [place])),
        pair: once(([, , , parties]) => parties.flatMap((one, i) => parties.slice(i + 1).map((other) => `${one} ${other}`))),
        source: sourcesOf.get(report) ?? [],
      }
      return [report, facets] as const
    }),
  )
}

/// In how many reports each key stands, most first; each report with its keys, each once.
export function mostFrequent(reports: readonly (readonly string[])[], most: number): readonly Facet[] {
  const counts = new Map<string, number>()
  for (const keys of reports) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const first: Facet[] = []
  // Most keys stand in one report only, and are not among the first: a few are held in order, not all of them sorted.
  for (const [key, count] of counts) {
    const before = (f: Facet): boolean => f.count > count || (f.count === count && f.key < key)
    if (first.length >= most && (most === 0 || before(first.at(-1) as Facet))) continue
    let at = first.length
    while (at > 0 && !before(first[at - 1] as Facet)) at--
    first.splice(at, 0, {key, count})
    if (first.length > most) first.pop()
  }
  return first
}
