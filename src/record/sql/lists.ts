import {type Kysely, type RawBuilder, sql} from "kysely"
import {type Day, isoDay, type Report, type ReportRecord} from "../../model/index.ts"
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
import {decode, sliceOf} from "./pieces.ts"
import {snippetOf} from "./snippet.ts"
import type {Tables} from "./tables.ts"
import {wordsOfQuery} from "./words.ts"

/// What lists ask of the store they belong to.
export type ListNeeds = {
  readonly engine: Engine
  readonly entityIds: (name: string) => Promise<readonly string[]>
  readonly entities: (ids: readonly string[]) => Promise<ReadonlyMap<string, EntityName>>
  readonly reports: (seqs: readonly number[]) => Promise<ReadonlyMap<number, ReportSummary>>
  readonly terms: (text: string, use: "query" | "text") => Promise<readonly SearchTerm[]>
}

type Condition = RawBuilder<unknown>
const PIECE = 50
/// Facets are counted over so many reports at most, the best or latest ones.
const COUNTED = 150
const ROLES_OF_ACTORS = ["actor", "counterpart", "host"]
const ROLES_OF_PARTIES = [...ROLES_OF_ACTORS, "target"]

const all = (conditions: readonly Condition[]): RawBuilder<unknown> =>
  conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`

const limitOf = (piece: Piece): number => piece.limit ?? PIECE

type Part = {readonly entities: readonly string[]; readonly roles: readonly string[] | null}
/// Conditions on a claim, and those who must have a part in it.
type Found = {readonly where: Condition[]; readonly parts: readonly Part[]}
type Cursor = readonly (string | number)[] | undefined
/// Of two who have a part in very many claims either may lead.
const MOST_COUNTED = 20_000

type ClaimRow = {seq: number; at: number; family: string; body: string; sentence: string; report: number}

export class SqlLists implements Lists {
  readonly #needs: ListNeeds
  readonly #db: Kysely<Tables>
  readonly #dialect: Dialect
  constructor(needs: ListNeeds) {
    this.#needs = needs
    this.#db = needs.engine.db
    this.#dialect = needs.engine.dialect
  }

  #is(column: string, values: readonly (string | number)[]): Condition {
    return this.#dialect.oneOf(column, values)
  }

  async claims(query: ClaimQuery, piece: Piece = {}): Promise<Slice<KeptClaim>> {
    const found = await this.#claimsFound(query)
    if (!found) return {items: [], after: null}
    const limit = limitOf(piece)
    const most = limit > 0 ? limit + 1 : ALL
    const place = decode(piece.after, 2)
    const lead = limit > 0 ? await this.#leadOf(found.parts) : undefined
    const rows = lead ? await this.#claimsOfLead(lead, found, query, place, most) : await this.#claimsInOrder(found, query, place, most)
    const kept = await this.#keptClaims(limit > 0 ? rows.slice(0, limit) : rows)
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.at, r.seq],
      (r) => kept.get(r.seq) as KeptClaim,
    )
  }

  /// Of those who must all have a part, the one with the fewest: his claims are walked in their order.
  async #leadOf(parts: readonly Part[]): Promise<Part | undefined> {
    const alone = parts.filter((p) => p.entities.length === 1)
    if (alone.length < 2) return parts.length === 1 ? alone[0] : undefined
    const counted = await Promise.all(
      alone.map(async (part) => {
        const {rows} = await sql<{n: number}>`
          select count(*) as n from (select 1 from participant where entity = ${part.entities[0]} limit ${MOST_COUNTED}) as counted`.execute(
          this.#db,
        )
        return {part, n: rows[0]?.n ?? 0}
      }),
    )
    return counted.sort((x, y) => x.n - y.n)[0]?.part
  }

  /// The claims of a lead with their reports, and what they must be beside their place in a list.
  #ofLead(lead: Part, {where, parts}: Found, {from}: ClaimQuery): {readonly tables: Condition; readonly where: Condition[]} {
    const roles = (alias: string, {roles}: Part): Condition => (roles ? sql`and ${this.#is(`${alias}.role`, roles)}` : sql``)
    const join = sql.raw(this.#dialect.thenJoin)
    const [entity] = lead.entities
    return {
      tables: sql`participant as lead ${this.#dialect.by("participant_in_order")}
        ${join} claim on claim.seq = lead.claim ${join} report on report.seq = claim.report`,
      where: [
        sql`lead.entity = ${entity} ${roles("lead", lead)} and report.current = 1`,
        ...where,
        // In several roles he has a part in it once.
        sql`lead.role = (select min(twin.role) from participant as twin where twin.claim = lead.claim and twin.entity = lead.entity ${roles("twin", lead)})`,
        // The others' claims as a set, looked up before any claim is read.
        ...parts.filter((p) => p !== lead).map((p) => this.#takesPart(p, "lead.claim")),
        ...(from === undefined ? [] : [sql`lead.last >= ${from}`]),
      ],
    }
  }

  async #claimsOfLead(lead: Part, found: Found, query: ClaimQuery, place: Cursor, most: number): Promise<ClaimRow[]> {
    const {tables, where} = this.#ofLead(lead, found, query)
    if (place) where.push(sql`(lead.at, lead.claim) > (${place[0]}, ${place[1]})`)
    const {rows} = await sql<ClaimRow>`
      select claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report
      from ${tables} where ${all(where)} order by lead.at, lead.claim limit ${most}`.execute(this.#db)
    return rows
  }

  async #claimsInOrder({where, parts}: Found, {from, family, report, ids}: ClaimQuery, place: Cursor, most: number): Promise<ClaimRow[]> {
    const conditions = [...where, ...parts.map((p) => this.#takesPart(p))]
    if (place) conditions.push(sql`(claim.at, claim.seq) > (${place[0]}, ${place[1]})`)
    const some = (more: Condition, by: Condition = sql``): Promise<{rows: ClaimRow[]}> =>
      sql<ClaimRow>`
        select claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report
        from claim ${by} join report on report.seq = claim.report where report.current = 1 and ${all(conditions)} and ${more}
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

  #takesPart({entities, roles}: Part, claim = "claim.seq"): Condition {
    const role = roles ? sql`and ${this.#is("role", roles)}` : sql``
    return sql`${sql.ref(claim)} in (select claim from participant where ${this.#is("entity", entities)} ${role})`
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

  async mentionsOf(report: string, entities: readonly string[]): Promise<readonly {readonly start: number; readonly end: number}[]> {
    const {rows} = await sql<{body: string}>`select body from report where id = ${report}`.execute(this.#db)
    const {entities: named} = JSON.parse(rows[0]?.body ?? '{"entities":[]}') as Pick<ReportRecord, "entities">
    return named.filter((e) => entities.includes(e.id)).flatMap((e) => e.mentions)
  }

  async claimRefs(query: ClaimQuery, most: number): Promise<readonly ClaimRef[]> {
    const found = await this.#claimsFound(query)
    if (!found) return []
    const lead = await this.#leadOf(found.parts)
    const {tables, where} = lead ? this.#ofLead(lead, found, query) : this.#ofAll(found)
    const order = lead ? sql`lead.at desc, lead.claim desc` : sql`claim.at desc, claim.seq desc`
    const {rows} = await sql<ClaimRef>`
      select report.id as report, claim.id as claim from ${tables} where ${all(where)} order by ${order} limit ${most}`.execute(this.#db)
    return rows
  }

  async claimsOf(ids: readonly string[]): Promise<ReadonlyMap<string, KeptClaim>> {
    const {rows} = await sql<ClaimRow & {id: string}>`
      select claim.id, claim.seq, claim.at, claim.family, claim.body, claim.sentence, claim.report
      from claim join report on report.seq = claim.report where ${this.#is("claim.id", ids)} order by report.current, claim.seq desc`.execute(
      this.#db,
    )
    const kept = await this.#keptClaims(rows)
    // The current one last, so that it stands.
    return new Map(rows.map((r) => [r.id, kept.get(r.seq) as KeptClaim]))
  }

  async #keptClaims(rows: readonly ClaimRow[]): Promise<Map<number, KeptClaim>> {
    const parts = await sql<{claim: number; entity: string}>`
      select distinct claim, entity from participant where ${this.#is(
        "claim",
        rows.map((r) => r.seq),
      )} order by claim, entity`.execute(this.#db)
    const of = new Map<number, string[]>()
    for (const {claim, entity} of parts.rows) {
      const known = of.get(claim)
      if (known) known.push(entity)
      else of.set(claim, [entity])
    }
    const entities = await this.#needs.entities([...new Set(parts.rows.map((p) => p.entity))])
    const reports = await this.#needs.reports([...new Set(rows.map((r) => r.report))])
    return new Map(
      rows.map((row) => [
        row.seq,
        {
          ...({family: row.family, claim: JSON.parse(row.body)} as AnyClaim),
          report: reports.get(row.report) as ReportSummary,
          entities: (of.get(row.seq) ?? []).flatMap((id) => entities.get(id) ?? []),
          context: row.sentence,
        },
      ]),
    )
  }

  async claimCounts(query: ClaimQuery, by: CountBy): Promise<readonly Counted[]> {
    const from = await this.#counted(query)
    if (!from) return []
    if (by === "type" || by === "status") {
      const {rows} = await sql<Counted>`
        select ${sql.ref(`claim.${by}`)} as key, count(*) as count ${from} group by 1 order by 2 desc, 1`.execute(this.#db)
      return rows
    }
    const {rows} = await sql<{at: number; count: number}>`select claim.at as at, count(*) as count ${from} group by 1 order by 1`.execute(
      this.#db,
    )
    return inTime(rows, (r) => (Math.abs(r.at) < FARTHEST ? isoDay(r.at as Day).slice(0, by === "month" ? -3 : undefined) : null))
  }

  async monthCounts(query: ClaimQuery): Promise<readonly MonthCount[]> {
    const from = await this.#counted(query)
    if (!from) return []
    const {rows} = await sql<{type: string; at: number; count: number}>`
      select claim.type as type, claim.at as at, count(*) as count ${from} group by 1, 2 order by 1, 2`.execute(this.#db)
    const types = [...new Set(rows.map((r) => r.type))]
    const timed = rows.filter((r) => Math.abs(r.at) < FARTHEST)
    return types.flatMap((type) =>
      inTime(
        timed.filter((r) => r.type === type),
        (r) => isoDay(r.at as Day).slice(0, -3),
      ).map(({key, count}) => ({month: key as string, type, count})),
    )
  }

  /// The claims of a query, to be counted.
  async #counted(query: ClaimQuery): Promise<Condition | undefined> {
    const found = await this.#claimsFound(query)
    if (!found) return undefined
    const lead = await this.#leadOf(found.parts)
    const {tables, where} = lead ? this.#ofLead(lead, found, query) : this.#ofAll(found)
    return sql`from ${tables} where ${all(where)}`
  }

  #ofAll({where, parts}: Found): {readonly tables: Condition; readonly where: Condition[]} {
    return {
      tables: sql`claim join report on report.seq = claim.report`,
      where: [sql`report.current = 1`, ...where, ...parts.map((p) => this.#takesPart(p))],
    }
  }

  async #claimConditions(query: ClaimQuery): Promise<Condition[] | undefined> {
    const found = await this.#claimsFound(query)
    return found && [...found.where, ...found.parts.map((p) => this.#takesPart(p))]
  }

  /// What a claim must be; undefined where nobody is called so.
  async #claimsFound(query: ClaimQuery): Promise<Found | undefined> {
    const where: Condition[] = []
    const parts: Part[] = []
    if (query.family) where.push(sql`claim.family = ${query.family}`)
    const named: [string | undefined, readonly string[] | null][] = [
      [query.actor, ROLES_OF_ACTORS],
      [query.with, [...ROLES_OF_PARTIES, "place"]],
      [query.place, ["place"]],
      [query.speaker, ["speaker"]],
      [query.about, null],
    ]
    const ids: (readonly string[] | undefined)[] = []
    for (const [name, roles] of named) {
      const of = name === undefined ? undefined : await this.#needs.entityIds(name)
      ids.push(of)
      if (of === undefined) continue
      if (of.length === 0) return undefined
      parts.push({entities: of, roles})
    }
    // The two sides are two: an actor is not with itself.
    const [one, two] = ids
    if (one?.length === 1 && two?.length === 1 && one[0] === two[0]) return undefined
    if (query.type?.length) where.push(sql`${this.#is("claim.type", query.type)}`)
    if (query.status?.length) where.push(sql`${this.#is("claim.status", query.status)}`)
    if (query.from !== undefined) where.push(sql`claim.last >= ${query.from}`)
    if (query.to !== undefined) where.push(sql`claim.first <= ${query.to}`)
    if (query.report !== undefined) where.push(sql`claim.report = (select seq from report where id = ${query.report})`)
    if (query.ids) where.push(sql`${this.#is("claim.id", query.ids)}`)
    if (query.named)
      where.push(
        sql`exists (select 1 from entity_report where entity_report.report = claim.report and ${this.#is("entity_report.entity", query.named)})`,
      )
    for (const group of query.touching ?? []) {
      if (group.length === 0) return undefined
      parts.push({entities: group, roles: null})
    }
    return {where, parts}
  }

  async reportList(query: ReportQuery, piece: Piece = {}): Promise<Slice<ReportLine>> {
    const where = await this.#reportConditions(query)
    if (!where) return {items: [], after: null}
    const {rows, limit} = await this.#latest(where, piece)
    const lines = await this.#reportLines(rows.slice(0, limit).map((r) => r.seq))
    return sliceOf(
      rows,
      limit,
      (r) => [r.day, r.seq],
      (r) => lines.get(r.seq) as ReportLine,
    )
  }

  /// The latest first; `day` of a report without one is before all others.
  async #latest(where: Condition[], piece: Piece): Promise<{rows: {seq: number; day: number}[]; limit: number}> {
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const day = sql`coalesce(report.published_last, -2000000000)`
    if (place) where.push(sql`(${day}, report.seq) < (${place[0]}, ${place[1]})`)
    const {rows} = await sql<{seq: number; day: number}>`
      select report.seq, ${day} as day from report where report.current = 1 and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    return {rows, limit}
  }

  async #reportLines(seqs: readonly number[]): Promise<Map<number, ReportLine>> {
    const summaries = await this.#needs.reports(seqs)
    const outlets = await sql<{report: number; outlet: string}>`
      select distinct report, outlet from origin where outlet is not null and current = 1 and ${this.#is("report", seqs)} order by 1, 2`.execute(
      this.#db,
    )
    const counts = await sql<{report: number; family: string; n: number}>`
      select report, family, count(*) as n from claim where ${this.#is("report", seqs)} group by 1, 2`.execute(this.#db)
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

  async #reportConditions(query: ReportQuery): Promise<Condition[] | undefined> {
    const where: Condition[] = []
    if (query.from !== undefined) where.push(sql`report.published_last >= ${query.from}`)
    if (query.to !== undefined) where.push(sql`report.published_first <= ${query.to}`)
    if (query.source !== undefined) {
      const {like} = this.#dialect
      const part = `%${query.source.replace(/[\\%_]/g, "\\$&")}%`
      where.push(sql`exists (select 1 from origin where origin.report = report.seq and origin.current = 1 and
        (source ${like} ${part} escape '\\' or url ${like} ${part} escape '\\' or outlet ${like} ${part} escape '\\'))`)
    }
    if (query.about !== undefined) {
      const ids = await this.#needs.entityIds(query.about)
      if (ids.length === 0) return undefined
      where.push(sql`report.seq in (select report from entity_report where ${this.#is("entity", ids)})`)
    }
    return where
  }

  async entityList(query: EntityQuery, piece: Piece = {}): Promise<Slice<EntitySummary>> {
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const where: Condition[] = []
    if (query.kind) where.push(sql`entity.kind = ${query.kind}`)
    if (query.name !== undefined) {
      const ids = await this.#needs.entityIds(query.name)
      if (ids.length === 0) return {items: [], after: null}
      where.push(sql`${this.#is("entity.id", ids)}`)
    }
    const {rows} = await sql<{id: string; n: number}>`
      select id, n from (
        select entity.id as id, count(*) as n from entity join entity_report on entity_report.entity = entity.id
        where entity_report.report not in (select seq from report where current = 0) and ${all(where)} group by 1) as counted
      where ${place ? sql`n < ${place[0]} or (n = ${place[0]} and id > ${place[1]})` : sql`true`}
      order by n desc, id limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    const entities = await this.#needs.entities(rows.map((r) => r.id))
    return sliceOf(
      rows,
      limit,
      (r) => [r.n, r.id],
      (r) => ({...(entities.get(r.id) as EntityName), reports: r.n}),
    )
  }

  /// Conditions on a report out of what it must hold; the words are matched apart.
  async #searchConditions(query: ReportSearch): Promise<Condition[] | undefined> {
    const {words: _words, within, from, to, source, about, ...claim} = query
    const where = await this.#reportConditions({from, to, source, about})
    if (!where) return undefined
    if (within) where.push(sql`${this.#is("report.id", within)}`)
    const ofClaim = await this.#claimConditions(claim)
    if (!ofClaim) return undefined
    if (ofClaim.length > 0) where.push(sql`report.seq in (select claim.report from claim where ${all(ofClaim)})`)
    return where
  }

  /// Reports that have the words; undefined where the query gives none, no condition where it gives only signs.
  async #match(words: string | undefined): Promise<{where: Condition | undefined; terms: ReadonlySet<string>} | undefined> {
    if (words === undefined) return undefined
    const terms = new Set((await this.#needs.terms(words, "query")).map((t) => t.term))
    const asked = wordsOfQuery(terms)
    return {where: asked.length > 0 ? sql`report.seq in (${this.#dialect.matching(asked)})` : undefined, terms}
  }

  async searchList(query: ReportSearch, piece: Piece = {}): Promise<Slice<SearchHit>> {
    const where = await this.#searchConditions(query)
    const words = await this.#match(query.words)
    if (!where || (words && !words.where)) return {items: [], after: null}
    const limit = limitOf(piece) || ALL
    if (!words) {
      const {rows} = await this.#latest(where, piece)
      const hits = await this.#hits(
        rows.slice(0, limit).map((r) => r.seq),
        new Set(),
      )
      return sliceOf(
        rows,
        limit,
        (r) => [r.day, r.seq],
        (r) => hits.get(r.seq) as SearchHit,
      )
    }
    const place = decode(piece.after, 2)
    const {rows} = await sql<{seq: number; words: number}>`
      select report.seq, report_length.words from report_length join report on report.seq = report_length.report
      where report.current = 1 and ${words.where} and ${all(where)}
      and ${place ? sql`(report_length.words, report.seq) > (${place[0]}, ${place[1]})` : sql`true`}
      order by report_length.words, report.seq limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    const hits = await this.#hits(
      rows.slice(0, limit).map((r) => r.seq),
      words.terms,
    )
    return sliceOf(
      rows,
      limit,
      (r) => [r.words, r.seq],
      (r) => hits.get(r.seq) as SearchHit,
    )
  }

  async found(query: ReportSearch, most: number): Promise<readonly string[]> {
    const where = await this.#searchConditions(query)
    const words = await this.#match(query.words)
    if (!where || (words && !words.where)) return []
    if (words?.where) where.push(words.where)
    const {rows} = await sql<{id: string}>`
      select report.id from report where report.current = 1 and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${most}`.execute(this.#db)
    return rows.map((r) => r.id)
  }

  async #hits(seqs: readonly number[], wanted: ReadonlySet<string>): Promise<Map<number, SearchHit>> {
    const reports = await this.#needs.reports(seqs)
    const bodies = await sql<{seq: number; body: string}>`select seq, body from report where ${this.#is("seq", seqs)}`.execute(this.#db)
    const hits = new Map<number, SearchHit>()
    for (const {seq, body} of bodies.rows) {
      const {text} = (JSON.parse(body) as {report: Report}).report
      const found = wanted.size > 0 ? (await this.#needs.terms(text, "text")).filter((t) => wanted.has(t.term)) : []
      hits.set(seq, {report: reports.get(seq) as ReportSummary, ...snippetOf(text, found)})
    }
    return hits
  }

  async facets(query: ReportSearch, most: number): Promise<Facets> {
    const none: Facets = {total: 0, actor: [], type: [], status: [], place: [], source: [], month: [], pair: []}
    const where = await this.#searchConditions(query)
    const words = await this.#match(query.words)
    if (!where || (words && !words.where)) return none
    if (words?.where) where.push(words.where)
    const total = await sql<{
      n: number
    }>`select count(*) as n from report ${this.#dialect.by("report_by_day")} where report.current = 1 and ${all(where)}`.execute(this.#db)
    const found = await sql<{seq: number}>`
      select report.seq from report where report.current = 1 and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${COUNTED}`.execute(this.#db)
    const seqs = found.rows.map((r) => r.seq)
    // Not all events of the record are to be walked: the reports are few.
    const isEvent = sql`${sql.raw(this.#dialect.plain("claim.family"))} = 'event'`
    const {rows: events} = await sql<{seq: number; report: number; type: string; status: string; place: string | null}>`
      select seq, report, type, status, place from claim where ${isEvent} and ${this.#is("claim.report", seqs)}`.execute(this.#db)
    const {rows: parts} = await sql<{claim: number; entity: string}>`
      select distinct claim, entity from participant where ${this.#is(
        "claim",
        events.map((e) => e.seq),
      )} and ${this.#is("role", ROLES_OF_PARTIES)} order by claim, entity`.execute(this.#db)
    const {rows: sources} = await sql<{report: number; key: string}>`
      select distinct report, coalesce(outlet, source) as key from origin where current = 1 and ${this.#is("report", seqs)}`.execute(
      this.#db,
    )
    const acting = new Map<number, string[]>()
    for (const {claim, entity} of parts) acting.set(claim, [...(acting.get(claim) ?? []), entity])
    /// In how many reports each of these stands, most first.
    const ofEvents = (keysOf: (event: (typeof events)[number]) => readonly string[]): readonly Facet[] =>
      counted(
        events.flatMap((event) => keysOf(event).map((key) => ({report: event.report, key}))),
        most,
      )
    return {
      total: total.rows[0]?.n ?? 0,
      actor: ofEvents((e) => acting.get(e.seq) ?? []),
      type: ofEvents((e) => [e.type]),
      status: ofEvents((e) => [e.status]),
      place: ofEvents((e) => (e.place === null ? [] : [e.place])),
      source: counted(sources, most),
      month: await this.#months(seqs, most),
      pair: ofEvents((e) => {
        const of = acting.get(e.seq) ?? []
        return of.flatMap((one, i) => of.slice(i + 1).map((other) => `${one} ${other}`))
      }),
    }
  }

  async #months(reports: readonly number[], most: number): Promise<readonly Facet[]> {
    const {rows} = await sql<{day: number; count: number}>`
      select published_first as day, count(*) as count from report
      where published_first is not null and ${this.#is("seq", reports)} group by 1 order by 1`.execute(this.#db)
    const months = inTime(rows, (r) => (Math.abs(r.day) < FARTHEST ? isoDay(r.day as Day).slice(0, -3) : null))
    return months
      .flatMap(({key, count}) => (key === null ? [] : [{key, count}]))
      .sort((a, b) => b.count - a.count)
      .slice(0, most)
  }

  async companions(entity: string, most: number): Promise<readonly {readonly entity: EntityName; readonly count: number}[]> {
    const {rows} = await sql<{id: string; n: number}>`
      select other.entity as id, count(distinct other.claim) as n from participant as mine
      join claim on claim.seq = mine.claim join report on report.seq = claim.report
      join participant as other on other.claim = mine.claim and other.entity != mine.entity
      where mine.entity = ${entity} and report.current = 1 and claim.family = 'event'
        and ${this.#is("mine.role", ROLES_OF_PARTIES)} and ${this.#is("other.role", ROLES_OF_PARTIES)}
      group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    const entities = await this.#needs.entities(rows.map((r) => r.id))
    return rows.flatMap((r) => {
      const found = entities.get(r.id)
      return found ? [{entity: found, count: r.n}] : []
    })
  }

  async together(entity: string, others: readonly string[]): Promise<readonly Together[]> {
    if (others.length < 2) return []
    const {rows} = await sql<Together>`
      select one.entity as a, other.entity as b, count(distinct one.claim) as count from participant as mine
      join claim on claim.seq = mine.claim join report on report.seq = claim.report
      join participant as one on one.claim = mine.claim
      join participant as other on other.claim = mine.claim and other.entity > one.entity
      where mine.entity = ${entity} and report.current = 1 and claim.family = 'event' and ${this.#is("mine.role", ROLES_OF_PARTIES)}
        and ${this.#is("one.entity", others)} and ${this.#is("one.role", ROLES_OF_PARTIES)}
        and ${this.#is("other.entity", others)} and ${this.#is("other.role", ROLES_OF_PARTIES)}
      group by 1, 2 order by 3 desc, 1, 2`.execute(this.#db)
    return rows
  }

  async carriers(most: number): Promise<{readonly outlets: readonly Facet[]; readonly agencies: readonly Facet[]}> {
    const outlets = await sql<Facet>`
      select outlet as key, count(distinct report) as count from origin where current = 1 and outlet is not null
      group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    const agencies = await sql<Facet>`
      select credited.value as key, count(*) as count from report, ${sql.raw(this.#dialect.each("report.agencies", "credited"))}
      where report.current = 1 group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
    return {outlets: outlets.rows, agencies: agencies.rows}
  }

  async changes(after: number, limit: number, what?: readonly ChangeKind[]): Promise<readonly Change[]> {
    let query = this.#db.selectFrom("change").selectAll().where("seq", ">", after).orderBy("seq").limit(limit)
    query = what ? query.where("what", "in", what) : query.where("what", "!=", "record")
    return (await query.execute()).map(changeFrom)
  }

  async version(): Promise<Version> {
    const {rows} = await sql<{seq: number; made: string}>`
      select (select max(seq) from change) as seq, (select id from change order by seq limit 1) as made`.execute(this.#db)
    const {seq, made} = rows[0] as {seq: number; made: string}
    return {seq, token: `${made}.${seq}`}
  }
}

/// Days that open ends and unknown times stand at are no dates.
const FARTHEST = 1_000_000

/// Rows in the order of their days, counted by what their day gives: all of one month stand together, those without a date last.
/// In how many reports each key stands, most first.
function counted(rows: readonly {readonly report: number; readonly key: string}[], most: number): readonly Facet[] {
  const reports = new Map<string, Set<number>>()
  for (const {report, key} of rows) {
    const of = reports.get(key)
    if (of) of.add(report)
    else reports.set(key, new Set([report]))
  }
  return [...reports]
    .map(([key, of]) => ({key, count: of.size}))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, most)
}

function inTime<R extends {readonly count: number}>(rows: readonly R[], keyOf: (row: R) => string | null): Counted[] {
  const counts = new Map<string | null, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + row.count)
  const dated = [...counts].filter(([key]) => key !== null)
  return [...dated, ...[...counts].filter(([key]) => key === null)].map(([key, count]) => ({key, count}))
}
