import {type Kysely, sql} from "kysely"
import {type Day, isoDay, type ReportRecord} from "../../model/index.ts"
import type {
  Change,
  ChangeKind,
  ClaimQuery,
  CountBy,
  Counted,
  EntityQuery,
  Facet,
  Facets,
  Lists,
  MonthCount,
  Piece,
  ReportLine,
  ReportQuery,
  ReportSearch,
  Slice,
  Together,
  Version,
} from "../lists.ts"
import type {AnyClaim, EntityName, EntitySummary, KeptClaim, ReportSummary, SearchHit, SearchTerm} from "../store.ts"
import type {ClaimRef} from "../../link/index.ts"
import {ALL, type Dialect} from "./differences.ts"
import {changeFrom} from "./changes.ts"
import type {Engine} from "./engine.ts"
import {all, type Condition, Finding, type Found, type Lead} from "./finding.ts"
import {ROLES_OF_PARTIES} from "./kept.ts"
import {entitiesIn} from "./parts.ts"
import {decode, sliceOf} from "./pieces.ts"
import {SqlSearch} from "./search.ts"
import {heldOr, type Standing} from "./standing.ts"
import type {Tables} from "./tables.ts"

/// What lists ask of the store they belong to.
export type ListNeeds = {
  readonly engine: Engine
  readonly standing: Standing
  readonly entityIds: (name: string) => Promise<readonly string[]>
  readonly entities: (ids: readonly string[]) => Promise<ReadonlyMap<string, EntityName>>
  readonly reports: (seqs: readonly number[]) => Promise<ReadonlyMap<number, ReportSummary>>
  readonly terms: (text: string, use: "query" | "text") => Promise<readonly SearchTerm[]>
}

const PIECE = 50

/// Where open ends lie.
const OPEN = 1_000_000_000
/// Where claims without a day stand.
const UNDATED = 2_000_000_000
type EventCount = {readonly at: number; readonly type: string; readonly status: string; readonly count: number}
const dayOf = (at: number, by: "month" | "day"): string => isoDay(at as Day).slice(0, by === "month" ? -3 : undefined)

const limitOf = (piece: Piece): number => piece.limit ?? PIECE

/// So many events are looked at for who acts with whom, and so many reports for how they name somebody.
const EVENTS_TOGETHER = 1000
const REPORTS_OF_ROLES = 60
/// So many times as many claims as are shown are looked at first.
const LOOKED = 3
type Cursor = readonly (string | number)[] | undefined
type ClaimRow = {seq: number; at: number; family: string; body: string; sentence: string; report: number}

export class SqlLists implements Lists {
  readonly #needs: ListNeeds
  readonly #db: Kysely<Tables>
  readonly #dialect: Dialect
  readonly #find: Finding
  readonly #search: SqlSearch
  constructor(needs: ListNeeds) {
    const {engine, standing, entityIds, reports, terms} = needs
    this.#needs = needs
    this.#db = engine.db
    this.#dialect = engine.dialect
    this.#find = new Finding(engine, standing, entityIds)
    this.#search = new SqlSearch({engine, standing, finding: this.#find, reports, terms})
  }

  searchList(query: ReportSearch, piece?: Piece): Promise<Slice<SearchHit>> {
    return this.#search.searchList(query, piece)
  }

  facets(query: ReportSearch, most: number, counted?: number): Promise<Facets> {
    return this.#search.facets(query, most, counted)
  }

  async claims(query: ClaimQuery, piece: Piece = {}): Promise<Slice<KeptClaim>> {
    const found = await this.#find.claimsFound(query)
    if (!found) return {items: [], after: null}
    const limit = limitOf(piece)
    const most = limit > 0 ? limit + 1 : ALL
    const place = decode(piece.after, 2)
    const lead = limit > 0 ? await this.#find.leadOf(found) : undefined
    const rows = lead ? await this.#claimsOfLead(lead, found, query, place, most) : await this.#claimsInOrder(found, query, place, most)
    const kept = await this.#keptClaims(limit > 0 ? rows.slice(0, limit) : rows)
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.at, r.seq],
      (r) => kept.get(r.seq) as KeptClaim,
    )
  }

  async #claimsOfLead(lead: Lead, found: Found, query: ClaimQuery, place: Cursor, most: number): Promise<ClaimRow[]> {
    // Of claims in their order the first few are mostly all that is shown.
    if ("claims" in lead && lead.inOrder && !place && lead.claims.length > LOOKED * most) {
      const first = await this.#claimsOfLead({...lead, claims: lead.claims.slice(0, LOOKED * most)}, found, query, place, most)
      if (first.length === most) return first
    }
    const {tables, where, at, claim} = this.#find.ofLead(lead, found, query, "list")
    if (place) where.push(sql`(${at}, ${claim}) > (${place[0]}, ${place[1]})`)
    const {rows} = await sql<ClaimRow>`
      select claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report from (
        select ${at} as at, ${claim} as claim from ${tables} where ${all(where)} order by ${at}, ${claim} limit ${most}) as shown
      ${sql.raw(this.#dialect.thenJoin)} claim on claim.seq = shown.claim order by shown.at, shown.claim`.execute(this.#db)
    return rows
  }

  async #claimsInOrder(
    {where, parts, named}: Found,
    {from, family, report, ids}: ClaimQuery,
    place: Cursor,
    most: number,
  ): Promise<ClaimRow[]> {
    const isFew = report !== undefined || ids !== undefined
    const conditions = [
      ...where,
      ...this.#find.isNamed("claim.report", named),
      ...parts.map((p) => (isFew ? this.#find.hasPart(p) : this.#find.takesPart(p))),
    ]
    if (place) conditions.push(sql`(claim.at, claim.seq) > (${place[0]}, ${place[1]})`)
    const some = (more: Condition, by: Condition = sql``): Promise<{rows: ClaimRow[]}> =>
      sql<ClaimRow>`
        select claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report
        from claim ${by} join report ${this.#dialect.by("report_line")} on report.seq = claim.report
        where report.current = 1 and ${all(conditions)} and ${more}
        order by claim.at, claim.seq limit ${most}`.execute(this.#db)
    // One report's claims, or those with these ids, are few and are sorted.
    if (report !== undefined) return (await some(sql`true`, this.#dialect.by("claim_by_report"))).rows
    if (ids) return (await some(sql`true`, this.#dialect.by("claim_by_id"))).rows
    if (from === undefined || family === undefined) return (await some(sql`true`)).rows
    // What begins in the stretch, and before it what goes on into it.
    const before = await some(sql`claim.at < ${from} and claim.last > claim.at`, this.#dialect.by("claim_lasting"))
    const inside = before.rows.length < most ? await some(sql`claim.at >= ${from}`) : {rows: []}
    return [...before.rows, ...inside.rows].slice(0, most)
  }

  async queue(query: ClaimQuery, piece: Piece = {}): Promise<Slice<KeptClaim>> {
    const where = await this.#claimConditions(query)
    if (!where) return {items: [], after: null}
    const limit = limitOf(piece)
    const place = decode(piece.after, 2)
    if (place) where.push(sql`(claim.urgency < ${place[0]} or (claim.urgency = ${place[0]} and claim.seq < ${place[1]}))`)
    const {rows} = await sql<ClaimRow & {urgency: number}>`
      select claim.seq, claim.urgency, claim.at, claim.family, claim.body, claim.sentence, claim.report
      from claim ${this.#dialect.by("claim_by_urgency")} ${sql.raw(this.#dialect.thenJoin)} report on report.seq = claim.report
      where claim.urgency > 0 and report.current = 1 and ${all(where)}
      order by claim.urgency desc, claim.seq desc limit ${limit > 0 ? limit + 1 : ALL}`.execute(this.#db)
    const kept = await this.#keptClaims(limit > 0 ? rows.slice(0, limit) : rows)
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.urgency, r.seq],
      (r) => kept.get(r.seq) as KeptClaim,
    )
  }

  async lapsed(day: Day, piece: Piece = {}): Promise<Slice<KeptClaim>> {
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const {rows} = await sql<ClaimRow & {last: number}>`
      select claim.seq, claim.at, claim.last, claim.family, claim.body, claim.sentence, claim.report
      from claim ${this.#dialect.by("claim_planned")} ${sql.raw(this.#dialect.thenJoin)} report ${this.#dialect.by("report_line")}
        on report.seq = claim.report
      where claim.family = 'event' and claim.status = 'planned' and claim.last < ${day} and report.current = 1
        and ${place ? sql`(claim.last, claim.seq) < (${place[0]}, ${place[1]})` : sql`true`}
      order by claim.last desc, claim.seq desc limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    const kept = await this.#keptClaims(rows.slice(0, limit))
    return sliceOf(
      rows,
      limit,
      (r) => [r.last, r.seq],
      (r) => kept.get(r.seq) as KeptClaim,
    )
  }

  async rolesOf(entity: string, most: number): Promise<readonly Facet[]> {
    const {rows} = await sql<{body: string}>`
      select body from report where seq in (
        select report.seq from entity_report join report ${this.#dialect.by("report_line")} on report.seq = entity_report.report
        where entity_report.entity = ${entity} and report.current = 1
        order by report.published_last desc nulls last, report.seq desc limit ${REPORTS_OF_ROLES})`.execute(this.#db)
    const counts = new Map<string, number>()
    for (const {body} of rows)
      for (const e of (JSON.parse(body) as Pick<ReportRecord, "entities">).entities)
        if (e.id === entity) for (const {role} of e.mentions) if (role) counts.set(role, (counts.get(role) ?? 0) + 1)
    return [...counts]
      .map(([key, count]) => ({key, count}))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      .slice(0, most)
  }

  async mentionsOf(
    reports: readonly string[],
    entities: readonly string[],
  ): Promise<ReadonlyMap<string, readonly {readonly start: number; readonly end: number}[]>> {
    // What was named stands behind the text (`reportColumns`), which need not come along; a quotation mark inside a text is written otherwise.
    const {rows} = await sql<{id: string; named: string}>`
      select id, substr(body, ${this.#dialect.placeOf("body", ',"entities":[')}) as named from report where ${this.#find.is("id", reports)}`.execute(
      this.#db,
    )
    return new Map(
      rows.map(({id, named}) => {
        const {entities: all} = JSON.parse(`{${named.slice(1)}`) as Pick<ReportRecord, "entities">
        return [id, all.filter((e) => entities.includes(e.id)).flatMap((e) => e.mentions)]
      }),
    )
  }

  async wordsFor(entities: readonly string[]): Promise<readonly string[] | undefined> {
    const {words} = await this.#needs.standing.now()
    const key = entities.join("\n")
    const held = await heldOr(words, [key], async () => {
      const {rows} = await sql<{name: string}>`
        select distinct name from entity_name where ${this.#find.is("entity", entities)}
        and not exists (select 1 from decision where family = 'entity' and standing = 1)`.execute(this.#db)
      return new Map([[key, rows.map((r) => r.name)]])
    })
    const found = held.get(key) as readonly string[]
    return found.length > 0 ? found : undefined
  }

  async claimRefs(query: ClaimQuery, most: number): Promise<readonly ClaimRef[]> {
    const found = await this.#find.claimsFound(query)
    if (!found) return []
    const lead = await this.#find.leadOf(found)
    // Of claims in their order the last few are mostly all that is asked for.
    if (lead && "claims" in lead && lead.inOrder && lead.claims.length > LOOKED * most) {
      const last = await this.#latestRefs({...lead, claims: lead.claims.slice(-LOOKED * most)}, found, query, most)
      if (last.length === most) return last
    }
    return this.#latestRefs(lead, found, query, most)
  }

  async #latestRefs(lead: Lead | undefined, found: Found, query: ClaimQuery, most: number): Promise<readonly ClaimRef[]> {
    const {tables, where, at, claim} = lead ? this.#find.ofLead(lead, found, query, "list") : this.#find.ofAll(found)
    const {rows} = await sql<ClaimRef>`
      select report.id as report, claim.id as claim from (
        select ${claim} as seq from ${tables} where ${all(where)} order by ${at} desc, ${claim} desc limit ${most}) as latest
      ${sql.raw(this.#dialect.thenJoin)} claim on claim.seq = latest.seq
      ${sql.raw(this.#dialect.thenJoin)} report ${this.#dialect.by("report_shown")} on report.seq = claim.report
      order by claim.at desc, claim.seq desc`.execute(this.#db)
    return rows
  }

  async claimsOf(ids: readonly string[]): Promise<ReadonlyMap<string, KeptClaim>> {
    const {rows} = await sql<ClaimRow & {id: string}>`
      select claim.id, claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report
      from claim ${this.#dialect.by("claim_by_id")} join report ${this.#dialect.by("report_line")} on report.seq = claim.report
      where ${this.#find.is("claim.id", ids)} order by report.current, claim.seq desc`.execute(this.#db)
    const kept = await this.#keptClaims(rows)
    // The current one last, so that it stands.
    return new Map(rows.map((r) => [r.id, kept.get(r.seq) as KeptClaim]))
  }

  async #keptClaims(rows: readonly ClaimRow[]): Promise<Map<number, KeptClaim>> {
    const claims = rows.map((row) => ({family: row.family, claim: JSON.parse(row.body)}) as AnyClaim)
    const of = claims.map(entitiesIn)
    const entities = await this.#needs.entities([...new Set(of.flat())])
    const reports = await this.#needs.reports([...new Set(rows.map((r) => r.report))])
    return new Map(
      rows.map((row, i) => [
        row.seq,
        {
          ...(claims[i] as AnyClaim),
          report: reports.get(row.report) as ReportSummary,
          entities: (of[i] as readonly string[]).flatMap((id) => entities.get(id) ?? []),
          context: row.sentence,
        },
      ]),
    )
  }

  async claimCounts(query: ClaimQuery, by: CountBy): Promise<readonly Counted[]> {
    const kept = await this.#countsKept(query)
    if (kept) {
      if (by === "month" || by === "day") return inTime(kept, (r) => (Math.abs(r.at) < FARTHEST ? dayOf(r.at, by) : null))
      return inTime(kept, (r) => r[by]).sort((a, b) => b.count - a.count || ((a.key ?? "") < (b.key ?? "") ? -1 : 1))
    }
    const from = await this.#counted(query)
    if (!from) return []
    if (by === "type" || by === "status") {
      const {rows} = await sql<Counted>`
        select ${sql.ref(`claim.${by}`)} as key, count(*) as count ${from.claims} group by 1 order by 2 desc, 1`.execute(this.#db)
      return rows
    }
    const {rows} = await sql<{
      at: number
      count: number
    }>`select ${from.at} as at, count(*) as count ${from.claims} group by 1 order by 1`.execute(this.#db)
    return inTime(rows, (r) => (Math.abs(r.at) < FARTHEST ? dayOf(r.at, by) : null))
  }

  /// Events of the whole record, of some kinds or days: counted as they were kept. Besides those that stand in the days there are those
  /// that last into them, and those of which only the end is known.
  async #countsKept({family, type, status, from, to, ...others}: ClaimQuery): Promise<readonly EventCount[] | undefined> {
    if (family !== "event" || Object.values(others).some((given) => given !== undefined)) return undefined
    const is: Condition[] = []
    if (type?.length) is.push(this.#find.is("type", type))
    if (status?.length) is.push(this.#find.is("status", status))
    const days: Condition[] = from === undefined && to === undefined ? [] : [sql`at < ${UNDATED}`]
    if (from !== undefined) days.push(sql`at >= ${from}`)
    if (to !== undefined) days.push(sql`at <= ${to}`)
    const {rows} = await sql<EventCount>`
      select at, type, status, n as count from event_total where n > 0 and ${all([...is, ...days])} order by 1, 2, 3`.execute(this.#db)
    const besides = async (more: Condition, by: string): Promise<readonly EventCount[]> =>
      (
        await sql<EventCount>`
          select at, type, status, count(*) as count from claim ${this.#dialect.by(by)}
          where family = 'event' and ${more} and ${all(is)} and report not in (select seq from report where current = 0)
          group by 1, 2, 3 order by 1, 2, 3`.execute(this.#db)
      ).rows
    const lasting =
      from === undefined
        ? []
        : await besides(sql`at < ${from} and last > at and last >= ${from} and first <= ${to ?? UNDATED}`, "claim_lasting")
    const open = to === undefined ? [] : await besides(sql`first = ${-OPEN} and at > ${to} and last >= ${from ?? -UNDATED}`, "claim_by_day")
    return [...lasting, ...rows, ...open]
  }

  async monthCounts(query: ClaimQuery): Promise<readonly MonthCount[]> {
    const from = await this.#counted(query)
    if (!from) return []
    const {rows} = await sql<{type: string; at: number; count: number}>`
      select claim.type as type, ${from.at} as at, count(*) as count ${from.claims} group by 1, 2 order by 1, 2`.execute(this.#db)
    const types = [...new Set(rows.map((r) => r.type))]
    const timed = rows.filter((r) => Math.abs(r.at) < FARTHEST)
    return types.flatMap((type) =>
      inTime(
        timed.filter((r) => r.type === type),
        (r) => isoDay(r.at as Day).slice(0, -3),
      ).map(({key, count}) => ({month: key as string, type, count})),
    )
  }

  /// The claims of a query, to be counted, and where they stand: a lead knows it, so that claims need not be read for it.
  async #counted(query: ClaimQuery): Promise<{readonly claims: Condition; readonly at: Condition} | undefined> {
    const found = await this.#find.claimsFound(query)
    if (!found) return undefined
    const lead = await this.#find.leadOf(found)
    const {tables, where, at} = lead ? this.#find.ofLead(lead, found, query, "count") : this.#find.ofAll(found)
    return {claims: sql`from ${tables} where ${all(where)}`, at}
  }

  async #claimConditions(query: ClaimQuery): Promise<Condition[] | undefined> {
    const found = await this.#find.claimsFound(query)
    return found && [...found.where, ...this.#find.isNamed("claim.report", found.named), ...found.parts.map((p) => this.#find.takesPart(p))]
  }

  async reportList(query: ReportQuery, piece: Piece = {}): Promise<Slice<ReportLine>> {
    const where = await this.#find.reportConditions(query)
    if (!where) return {items: [], after: null}
    const {rows, limit} = await this.#latest(where, piece, query.ids !== undefined)
    const lines = await this.#reportLines(rows.slice(0, limit).map((r) => r.seq))
    return sliceOf(
      rows,
      limit,
      (r) => [r.day, r.seq],
      (r) => lines.get(r.seq) as ReportLine,
    )
  }

  /// The latest first; `day` of a report without one is before all others.
  async #latest(where: Condition[], piece: Piece, areFew = false): Promise<{rows: {seq: number; day: number}[]; limit: number}> {
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const day = sql`coalesce(report.published_last, -2000000000)`
    if (place) where.push(sql`(${day}, report.seq) < (${place[0]}, ${place[1]})`)
    const {rows} = await sql<{seq: number; day: number}>`
      select report.seq, ${day} as day from report where ${areFew ? this.#find.isCurrent("report") : sql`report.current = 1`} and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    return {rows, limit}
  }

  async #reportLines(seqs: readonly number[]): Promise<Map<number, ReportLine>> {
    const summaries = await this.#needs.reports(seqs)
    const outlets = await sql<{report: number; outlet: string}>`
      select distinct report, outlet from origin ${this.#dialect.by("origin_shown")} where outlet is not null and ${this.#find.isCurrent("origin")} and ${this.#find.is("report", seqs)} order by 1, 2`.execute(
      this.#db,
    )
    const counts = await sql<{report: number; family: string; n: number}>`
      select report, family, count(*) as n from claim where ${this.#find.is("report", seqs)} group by 1, 2`.execute(this.#db)
    const lines = new Map<number, ReportLine>()
    for (const [seq, summary] of summaries) {
      const of = (family: string): number => counts.rows.find((c) => c.report === seq && c.family === family)?.n ?? 0
      lines.set(seq, {
        ...summary,
        outlets: outlets.rows.filter((o) => o.report === seq).map((o) => o.outlet),
        claims: {event: of("event"), statement: of("statement"), figure: of("figure")},
      })
    }
    return lines
  }

  async entityList(query: EntityQuery, piece: Piece = {}): Promise<Slice<EntitySummary>> {
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const where: Condition[] = []
    if (query.kind) where.push(sql`entity.kind = ${query.kind}`)
    if (query.name !== undefined) {
      const ids = await this.#needs.entityIds(query.name)
      if (ids.length === 0) return {items: [], after: null}
      where.push(sql`${this.#find.is("entity.id", ids)}`)
    }
    if (place) where.push(sql`(reports < ${place[0]} or (reports = ${place[0]} and id > ${place[1]}))`)
    const {rows} = await sql<{id: string; n: number}>`
      select id, reports as n from entity where reports > 0 and ${all(where)}
      order by reports desc, id limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    const entities = await this.#needs.entities(rows.map((r) => r.id))
    return sliceOf(
      rows,
      limit,
      (r) => [r.n, r.id],
      (r) => ({...(entities.get(r.id) as EntityName), reports: r.n}),
    )
  }

  async companions(entity: string, most: number): Promise<readonly {readonly entity: EntityName; readonly count: number}[]> {
    const {rows} = await sql<{id: string; n: number}>`
      select other.entity as id, count(distinct other.claim) as n from (${this.#latestEvents(entity)}) as mine
      ${sql.raw(this.#dialect.thenJoin)} participant as other on other.claim = mine.claim and other.entity != ${entity}
      where ${this.#find.is("other.role", ROLES_OF_PARTIES)} group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    const entities = await this.#needs.entities(rows.map((r) => r.id))
    return rows.flatMap((r) => {
      const found = entities.get(r.id)
      return found ? [{entity: found, count: r.n}] : []
    })
  }

  /// Events it takes part in, those of the latest days, each once.
  #latestEvents(entity: string): Condition {
    const {by, thenJoin} = this.#dialect
    return sql`
      select distinct lead.at, lead.claim from participant as lead ${by("participant_in_order")}
      ${sql.raw(thenJoin)} claim ${by("claim_line")} on claim.seq = lead.claim
      ${sql.raw(thenJoin)} report ${by("report_line")} on report.seq = claim.report
      where lead.entity = ${entity} and ${this.#find.is("lead.role", ROLES_OF_PARTIES)} and claim.family = 'event' and report.current = 1
      order by lead.at desc, lead.claim desc limit ${EVENTS_TOGETHER}`
  }

  async together(entity: string, others: readonly string[]): Promise<readonly Together[]> {
    if (others.length < 2) return []
    const {rows} = await sql<{claim: number; entity: string}>`
      select distinct part.claim, part.entity from (${this.#latestEvents(entity)}) as mine
      ${sql.raw(this.#dialect.thenJoin)} participant as part on part.claim = mine.claim
      where ${this.#find.is("part.entity", others)} and ${this.#find.is("part.role", ROLES_OF_PARTIES)} order by 1, 2`.execute(this.#db)
    const inOne = new Map<number, string[]>()
    for (const {claim, entity: other} of rows) inOne.set(claim, [...(inOne.get(claim) ?? []), other])
    const counts = new Map<string, Together>()
    for (const all of inOne.values())
      all.forEach((a, i) => {
        for (const b of all.slice(i + 1)) counts.set(`${a} ${b}`, {a, b, count: (counts.get(`${a} ${b}`)?.count ?? 0) + 1})
      })
    return [...counts].sort(([x, a], [y, b]) => b.count - a.count || (x < y ? -1 : 1)).map(([, pair]) => pair)
  }

  async carriers(most: number): Promise<{readonly outlets: readonly Facet[]; readonly agencies: readonly Facet[]}> {
    const outlets = await sql<Facet>`
      select outlet as key, count(distinct report) as count from origin where current = 1 and outlet is not null
      group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    const agencies = await sql<Facet>`
      select key, n as count from total where of = 'agency' and n > 0 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    return {outlets: outlets.rows, agencies: agencies.rows}
  }

  async changes(after: number, limit: number, what?: readonly ChangeKind[]): Promise<readonly Change[]> {
    let query = this.#db.selectFrom("change").selectAll().where("seq", ">", after).orderBy("seq").limit(limit)
    query = what ? query.where("what", "in", what) : query.where("what", "!=", "record")
    return (await query.execute()).map(changeFrom)
  }

  async size(than: number): Promise<{readonly isMore: boolean; readonly last: string | null}> {
    const {rows} = await sql<{n: number; last: string | null}>`
      select (select count(*) from (select 1 from report where current = 1 limit ${than + 1}) as counted) as n, (
        select published from report where current = 1 and published_first > ${-OPEN} and published_last < ${OPEN}
        order by published_last desc, seq limit 1) as last`.execute(this.#db)
    return {isMore: (rows[0]?.n ?? 0) > than, last: rows[0]?.last ?? null}
  }

  async readAhead(entity: string): Promise<void> {
    await this.#find.readAhead(entity)
    await this.#search.readAhead(entity)
  }

  version(): Promise<Version> {
    return this.#needs.standing.version()
  }
}

/// Days that open ends and unknown times stand at are no dates.
const FARTHEST = 1_000_000

/// Rows in the order of their days, counted by what their day gives: all of one month stand together, those without a date last.
function inTime<R extends {readonly count: number}>(rows: readonly R[], keyOf: (row: R) => string | null): Counted[] {
  const counts = new Map<string | null, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + row.count)
  const dated = [...counts].filter(([key]) => key !== null)
  return [...dated, ...[...counts].filter(([key]) => key === null)].map(([key, count]) => ({key, count}))
}
