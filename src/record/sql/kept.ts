import {type Kysely, sql} from "kysely"
import type {EventClaim} from "../../model/index.ts"
import type {Dialect} from "./differences.ts"
import type {Tables} from "./tables.ts"

/// What lists and counts are answered from is kept with each report, in the same piece of work: nothing is counted over the whole record
/// when it is asked for.

/// An event as facets count it: its kind, where it stands, its place, and who acts in it.
export type EventFacets = readonly [type: string, status: string, place: string | null, parties: readonly string[]]

export const ROLES_OF_ACTORS = ["actor", "counterpart", "host"]
export const ROLES_OF_PARTIES = [...ROLES_OF_ACTORS, "target"]

export function facetsOf(events: readonly EventClaim[]): string {
  const facets = events.map((e): EventFacets => {
    const parties = e.participants.filter((p) => ROLES_OF_PARTIES.includes(p.role)).map((p) => p.entity)
    return [e.type, e.status, e.place, [...new Set(parties)].sort()]
  })
  return JSON.stringify(facets)
}

/// Those of these reports that are current.
export async function currentOf(db: Kysely<Tables>, dialect: Dialect, reports: readonly number[]): Promise<readonly number[]> {
  const {rows} = await sql<{seq: number}>`
    select seq from report where ${dialect.oneOf("seq", reports)} and ${sql.raw(dialect.plain("current"))} = 1`.execute(db)
  return rows.map((r) => r.seq)
}

/// Counts reports that are current with the others, or no more: as their claims and names stand at this moment.
export async function countReports(db: Kysely<Tables>, dialect: Dialect, reports: readonly number[], by: 1 | -1): Promise<void> {
  if (reports.length === 0) return
  const times = sql.lit(by)
  const claims = sql`from claim ${dialect.by("claim_by_report")} where ${dialect.oneOf("claim.report", reports)}`
  await sql`
    insert into total(of, key, n)
      select 'claim', family, ${times} * count(*) ${claims} group by 2
      union all select 'type', type, ${times} * count(*) ${claims} and family = 'event' group by 2
      union all select 'status', status, ${times} * count(*) ${claims} and family = 'event' group by 2
      union all select 'agency', credited.value, ${times} * count(*)
        from report, ${sql.raw(dialect.each("report.agencies", "credited"))} where ${dialect.oneOf("report.seq", reports)} group by 2
    on conflict (of, key) do update set n = total.n + excluded.n`.execute(db)
  await sql`
    insert into event_total(at, type, status, n)
      select at, type, status, ${times} * count(*) ${claims} and family = 'event' group by 1, 2, 3
    on conflict (at, type, status) do update set n = event_total.n + excluded.n`.execute(db)
  // What these reports name is counted first: an entity that very many name is not asked for all of those.
  await sql`
    update entity set reports = entity.reports + ${times} * named.n
    from (select entity, count(*) as n from entity_report where ${dialect.oneOf("entity_report.report", reports)} group by entity) as named
    where entity.id = named.entity`.execute(db)
}
