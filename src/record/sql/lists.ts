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
import {MOST_RANKED, MOST_TOTAL} from "../lists.ts"
import type {AnyClaim, EntityName, EntitySummary, KeptClaim, ReportSummary, SearchHit, SearchTerm} from "../store.ts"
import type {ClaimRef} from "../../link/index.ts"
import {ALL, type Dialect} from "./differences.ts"
import {changeFrom} from "./changes.ts"
import type {Engine} from "./engine.ts"
import {type EventFacets, ROLES_OF_ACTORS, ROLES_OF_PARTIES} from "./kept.ts"
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
const COUNTED = 100

/// Where open ends lie.
const OPEN = 1_000_000_000
/// Where claims without a day stand.
const UNDATED = 2_000_000_000
type EventCount = {readonly at: number; readonly type: string; readonly status: string; readonly count: number}
const dayOf = (at: number, by: "month" | "day"): string => isoDay(at as Day).slice(0, by === "month" ? -3 : undefined)

const all = (conditions: readonly Condition[]): RawBuilder<unknown> =>
  conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`

const limitOf = (piece: Piece): number => piece.limit ?? PIECE

type Part = {readonly entities: readonly string[]; readonly roles: readonly string[] | null}
/// Conditions on a claim, and those who must have a part in it.
/// `named`: one of whom its report names.
type Found = {readonly where: Condition[]; readonly parts: readonly Part[]; readonly named: readonly string[] | undefined}
/// Whose claims are walked, or the claims themselves.
type Lead = {readonly part: Part} | {readonly claims: readonly number[]}
/// The claims of a lead, with where their place in a list stands.
type OfLead = {readonly tables: Condition; readonly where: Condition[]; readonly at: Condition; readonly claim: Condition}
type Cursor = readonly (string | number)[] | undefined
/// Whom words ask for, with what they are looked up by.
type Match = {
  readonly where: Condition | undefined
  readonly matches: Condition | undefined
  readonly terms: ReadonlySet<string>
  readonly many: boolean
}
/// So many events are looked at for who acts with whom, and so many reports for how they name somebody.
const EVENTS_TOGETHER = 1000
const REPORTS_OF_ROLES = 60
type FoundRow = {readonly seq: number; readonly day: number; readonly first: number | null}
/// Reports that a search is for: without words, the latest of them.
type SearchFound = {
  readonly where: readonly Condition[]
  readonly words: Match | undefined
  readonly latest: readonly FoundRow[] | undefined
  /// How many there are, to `MOST_TOTAL` and one more, where that is known.
  readonly total: number | undefined
}
/// What a report must be, and which reports those whom it is about have.
type ReportConditions = {
  readonly where: Condition[]
  readonly among: {readonly reports: Int32Array; readonly question: readonly unknown[]} | undefined
}
/// The longest piece of a search.
const MOST_SHOWN = 200
/// Numbers told in one row with commas.
const inOrder = (told: string | null | undefined): Int32Array => Int32Array.from(told?.split(",") ?? [], Number).sort()
/// What is in both of two lists that are in order.
function inBoth(one: Int32Array, other: Int32Array): Int32Array {
  let at = 0
  return one.filter((claim) => {
    while (at < other.length && (other[at] as number) < claim) at++
    return other[at] === claim
  })
}
/// Numbers held in all, of four bytes; each list counts as so many more.
const MOST_HELD = 8_000_000
const NO_DAY = -2_147_483_648
const HELD_APART = 100
/// In a cursor: a list of those that were kept last. No report has fewer words than none.
const LAST_KEPT = -1
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

  /// Of rows that are found by something else: nearly all are current.
  #isCurrent(table: "report" | "origin"): Condition {
    return sql`${sql.raw(this.#dialect.plain(`${table}.current`))} = 1`
  }

  async claims(query: ClaimQuery, piece: Piece = {}): Promise<Slice<KeptClaim>> {
    const found = await this.#claimsFound(query)
    if (!found) return {items: [], after: null}
    const limit = limitOf(piece)
    const most = limit > 0 ? limit + 1 : ALL
    const place = decode(piece.after, 2)
    const lead = limit > 0 ? await this.#leadOf(found) : undefined
    const rows = lead ? await this.#claimsOfLead(lead, found, query, place, most) : await this.#claimsInOrder(found, query, place, most)
    const kept = await this.#keptClaims(limit > 0 ? rows.slice(0, limit) : rows)
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.at, r.seq],
      (r) => kept.get(r.seq) as KeptClaim,
    )
  }

  /// Where one alone must have a part his claims are walked in their order. Of several those claims are found first in which all have one:
  /// the numbers of their claims lie together, and come in one row each.
  async #leadOf(found: Found): Promise<Lead | undefined> {
    const {parts} = found
    if (parts.length < 2) return parts[0] && {part: parts[0]}
    const held = await Promise.all(parts.map((part) => this.#claimsWith(part)))
    const [fewest, ...others] = held.sort((x, y) => x.length - y.length) as [Int32Array, ...Int32Array[]]
    return {claims: [...new Set(others.reduce(inBoth, fewest))]}
  }

  /// The numbers of the claims that one of these has a part in.
  #claimsWith({entities, roles}: Part): Promise<Int32Array> {
    return this.#held(["claims", entities, roles], async () => {
      const {rows} = await sql<{held: string | null}>`
        select ${sql.raw(this.#dialect.joined("claim", ","))} as held from participant ${this.#dialect.by("participant_in_order")}
        where ${this.#is("entity", entities)} ${roles ? sql`and ${this.#is("role", roles)}` : sql``}`.execute(this.#db)
      return inOrder(rows[0]?.held)
    })
  }

  /// Numbers; those asked for last are held while the record stands.
  async #held(question: readonly unknown[], ask: () => Promise<Int32Array>): Promise<Int32Array> {
    const key = JSON.stringify([(await this.version()).token, ...question])
    const known = this.#numbers.get(key)
    if (known) {
      this.#numbers.delete(key)
      this.#numbers.set(key, known)
      return known
    }
    const numbers = await ask()
    this.#numbers.set(key, numbers)
    this.#heldNumbers += numbers.length + HELD_APART
    for (const [oldest, of] of this.#numbers) {
      if (this.#heldNumbers <= MOST_HELD) break
      this.#numbers.delete(oldest)
      this.#heldNumbers -= of.length + HELD_APART
    }
    return numbers
  }
  readonly #numbers = new Map<string, Int32Array>()
  #heldNumbers = 0

  /// The claims of a lead with their reports, and what they must be beside their place in a list. What conditions look at stands in
  /// indexes; the rows themselves are read for what is shown. A set is asked for its reports alone.
  #ofLead(lead: Lead, {where: given, named}: Found, {from}: ClaimQuery, use: "list" | "count" | "set"): OfLead {
    const {by} = this.#dialect
    const join = sql.raw(this.#dialect.thenJoin)
    const report = use === "set" ? sql`` : sql`${join} report ${by("report_line")} on report.seq = claim.report`
    const where = [...given, ...this.#isNamed("claim.report", named)]
    const conditions = use === "set" ? where : [sql`report.current = 1`, ...where]
    if ("claims" in lead)
      return {
        tables: sql`claim ${by("claim_line")} ${report}`,
        where: [sql`${this.#is("claim.seq", lead.claims)}`, ...conditions],
        at: sql`claim.at`,
        claim: sql`claim.seq`,
      }
    const [at, claimOf] = [sql`lead.at`, sql`lead.claim`]
    const {entities, roles} = lead.part
    const his = sql`${entities.length === 1 ? sql`entity = ${entities[0]}` : this.#is("entity", entities)}
      ${roles ? sql`and ${this.#is("role", roles)}` : sql``} ${from === undefined ? sql`` : sql`and last >= ${from}`}`
    const claim = sql`${join} claim ${by("claim_line")} on claim.seq = lead.claim ${report}`
    // What is said of claims and not of whoever takes part is looked up; without it his index tells their reports by itself.
    if (use === "set" && where.length === 0)
      return {tables: sql`participant as claim ${by("participant_in_order")}`, where: [his], at, claim: claimOf}
    // In several roles he has a part in it once. Where they come in his order it is asked of each, so that a list ends where it is full.
    const speaks = roles?.length === 1 && roles[0] === "speaker"
    if (use === "list" && entities.length === 1)
      return {
        tables: sql`participant as lead ${by(speaks ? "participant_speaking" : "participant_in_order")} ${claim}`,
        where: [
          sql`lead.entity = ${entities[0]} ${speaks ? sql`and lead.role = 'speaker'` : roles ? sql`and ${this.#is("lead.role", roles)}` : sql``}`,
          ...(from === undefined ? [] : [sql`lead.last >= ${from}`]),
          ...this.#isNamed("lead.report", named),
          sql`report.current = 1`,
          ...given,
          ...(roles?.length === 1
            ? []
            : [
                sql`lead.role = (select min(role) from participant as twin where twin.claim = lead.claim and twin.entity = lead.entity
                  ${roles ? sql`and ${this.#is("twin.role", roles)}` : sql``})`,
              ]),
        ],
        at,
        claim: claimOf,
      }
    return {
      tables: sql`(select at, claim, last from participant ${by("participant_in_order")} where ${his} group by at, claim, last) as lead ${claim}`,
      where: conditions,
      at,
      claim: claimOf,
    }
  }

  async #claimsOfLead(lead: Lead, found: Found, query: ClaimQuery, place: Cursor, most: number): Promise<ClaimRow[]> {
    const {tables, where, at, claim} = this.#ofLead(lead, found, query, "list")
    if (place) where.push(sql`(${at}, ${claim}) > (${place[0]}, ${place[1]})`)
    const shown = await sql<{claim: number}>`
      select ${claim} as claim from ${tables} where ${all(where)} order by ${at}, ${claim} limit ${most}`.execute(this.#db)
    const seqs = shown.rows.map((r) => r.claim)
    const {rows} = await sql<ClaimRow>`
      select seq, at, family, body, sentence, report from claim where ${this.#is("seq", seqs)} order by at, seq`.execute(this.#db)
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
      ...this.#isNamed("claim.report", named),
      ...parts.map((p) => (isFew ? this.#hasPart(p) : this.#takesPart(p))),
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

  /// That a report names one of these: few are asked for it, each is looked up.
  #isNamed(report: string, named: readonly string[] | undefined): Condition[] {
    if (!named) return []
    return [
      sql`exists (select 1 from entity_report as naming where ${this.#is("naming.entity", named)} and naming.report = ${sql.raw(
        this.#dialect.plain(report),
      )})`,
    ]
  }

  #takesPart({entities, roles}: Part): Condition {
    const role = roles ? sql`and ${this.#is("role", roles)}` : sql``
    return sql`claim.seq in (select claim from participant where ${this.#is("entity", entities)} ${role})`
  }

  /// The same of few claims: each is looked up.
  #hasPart({entities, roles}: Part): Condition {
    const role = roles ? sql`and ${this.#is("part.role", roles)}` : sql``
    return sql`exists (select 1 from participant as part where part.claim = claim.seq and ${this.#is("part.entity", entities)} ${role})`
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
    const {rows} = await sql<{id: string; body: string}>`select id, body from report where ${this.#is("id", reports)}`.execute(this.#db)
    return new Map(
      rows.map(({id, body}) => {
        const {entities: named} = JSON.parse(body) as Pick<ReportRecord, "entities">
        return [id, named.filter((e) => entities.includes(e.id)).flatMap((e) => e.mentions)]
      }),
    )
  }

  async claimRefs(query: ClaimQuery, most: number): Promise<readonly ClaimRef[]> {
    const found = await this.#claimsFound(query)
    if (!found) return []
    const lead = await this.#leadOf(found)
    const {tables, where, at, claim} = lead ? this.#ofLead(lead, found, query, "list") : this.#ofAll(found)
    const {rows} = await sql<{seq: number}>`
      select ${claim} as seq from ${tables} where ${all(where)} order by ${at} desc, ${claim} desc limit ${most}`.execute(this.#db)
    const named = await sql<ClaimRef>`
      select report.id as report, claim.id as claim from claim join report on report.seq = claim.report
      where ${this.#is(
        "claim.seq",
        rows.map((r) => r.seq),
      )} order by claim.at desc, claim.seq desc`.execute(this.#db)
    return named.rows
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
    if (type?.length) is.push(this.#is("type", type))
    if (status?.length) is.push(this.#is("status", status))
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
    const found = await this.#claimsFound(query)
    if (!found) return undefined
    const lead = await this.#leadOf(found)
    const {tables, where, at} = lead ? this.#ofLead(lead, found, query, "count") : this.#ofAll(found)
    return {claims: sql`from ${tables} where ${all(where)}`, at}
  }

  #ofAll({where, parts, named}: Found): OfLead {
    return {
      tables: sql`claim join report ${this.#dialect.by("report_line")} on report.seq = claim.report`,
      where: [sql`report.current = 1`, ...where, ...this.#isNamed("claim.report", named), ...parts.map((p) => this.#takesPart(p))],
      at: sql`claim.at`,
      claim: sql`claim.seq`,
    }
  }

  async #claimConditions(query: ClaimQuery): Promise<Condition[] | undefined> {
    const found = await this.#claimsFound(query)
    return found && [...found.where, ...this.#isNamed("claim.report", found.named), ...found.parts.map((p) => this.#takesPart(p))]
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
    for (const group of query.touching ?? []) {
      if (group.length === 0) return undefined
      parts.push({entities: group, roles: null})
    }
    return {where, parts, named: query.named}
  }

  async reportList(query: ReportQuery, piece: Piece = {}): Promise<Slice<ReportLine>> {
    const where = await this.#reportConditions(query)
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
      select report.seq, ${day} as day from report where ${areFew ? this.#isCurrent("report") : sql`report.current = 1`} and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${limit < ALL ? limit + 1 : ALL}`.execute(this.#db)
    return {rows, limit}
  }

  async #reportLines(seqs: readonly number[]): Promise<Map<number, ReportLine>> {
    const summaries = await this.#needs.reports(seqs)
    const outlets = await sql<{report: number; outlet: string}>`
      select distinct report, outlet from origin where outlet is not null and ${this.#isCurrent("origin")} and ${this.#is("report", seqs)} order by 1, 2`.execute(
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
    if (query.ids) where.push(sql`${this.#is("report.id", query.ids)}`)
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

  /// What was found for a question that is asked twice: for its list, and for what there is to narrow it by.
  readonly #asked = new WeakMap<ReportSearch, Promise<SearchFound | undefined>>()

  #searchFound(query: ReportSearch): Promise<SearchFound | undefined> {
    const known = this.#asked.get(query)
    if (known) return known
    const found = this.#findFor(query)
    this.#asked.set(query, found)
    return found
  }

  async #findFor(query: ReportSearch): Promise<SearchFound | undefined> {
    const conditions = await this.#searchConditions(query)
    if (!conditions) return undefined
    const words = await this.#match(query.words)
    if (words && !words.where) return undefined
    const {where, among} = conditions
    // Of many reports the words are walked, and whether they are among those asked for is looked up first.
    if (words?.many && among) where.push(this.#dialect.oneOf("report_words.rowid", [...among.reports], true))
    else if (among) where.push(this.#is("report.seq", [...among.reports]))
    if (words) return {where, words, latest: undefined, total: undefined}
    if (among && where.length === 1) return {where, words: undefined, ...(await this.#latestOf(among))}
    const areFew = query.about !== undefined || among !== undefined
    return {where, words: undefined, latest: await this.#latestFound(where, areFew, MOST_SHOWN + 1), total: undefined}
  }

  async #latestFound(where: readonly Condition[], areFew: boolean, most: number): Promise<readonly FoundRow[]> {
    const {rows} = await sql<FoundRow>`
      select report.seq, coalesce(report.published_last, ${-UNDATED}) as day, report.published_first as first
      from report ${this.#dialect.by(areFew ? "report_line" : "report_by_day")} where report.current = 1 and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${most}`.execute(this.#db)
    return rows
  }

  /// The latest of somebody's reports, held with how many he has.
  async #latestOf({reports, question}: NonNullable<ReportConditions["among"]>): Promise<Pick<SearchFound, "latest" | "total">> {
    const held = await this.#held(["latest", ...question], async () => {
      const rows = await this.#latestFound([this.#is("report.seq", [...reports])], true, MOST_TOTAL + 1)
      return Int32Array.of(rows.length, ...rows.slice(0, MOST_SHOWN + 1).flatMap((r) => [r.seq, r.day, r.first ?? NO_DAY]))
    })
    const latest: FoundRow[] = []
    for (let i = 1; i < held.length; i += 3) {
      const [seq, day, first] = held.subarray(i, i + 3) as unknown as [number, number, number]
      latest.push({seq, day, first: first === NO_DAY ? null : first})
    }
    return {latest, total: held[0]}
  }

  /// Conditions on a report out of what it must hold; the words are matched apart.
  async #searchConditions(query: ReportSearch): Promise<ReportConditions | undefined> {
    const {words: _words, within, joined, contradicted, from, to, source, about, ...claim} = query
    const where = await this.#reportConditions({from, to, source, about})
    if (!where) return undefined
    if (within) where.push(sql`report.seq in (select seq from report as one where ${this.#is("one.id", within)})`)
    if (joined)
      where.push(sql`(exists (select 1 from pair where a = report.seq and family = 'event')
        or exists (select 1 from pair where b = report.seq and family = 'event'))`)
    if (contradicted)
      where.push(sql`(exists (select 1 from pair where a = report.seq and contradicts = 1)
        or exists (select 1 from pair where b = report.seq and contradicts = 1))`)
    const found = await this.#claimsFound(claim)
    if (!found) return undefined
    const lead = await this.#leadOf(found)
    if (lead) {
      const {tables, where: of} = this.#ofLead(lead, found, claim, "set")
      const question = ["reports", claim]
      const reports = await this.#held(question, async () => {
        const {rows} = await sql<{held: string | null}>`
          select ${sql.raw(this.#dialect.joined("claim.report", ","))} as held from ${tables} where ${all(of)}`.execute(this.#db)
        return inOrder(rows[0]?.held).filter((report, i, every) => report !== every[i - 1])
      })
      return {where, among: {reports, question}}
    }
    const claims = [...found.where, ...this.#isNamed("claim.report", found.named)]
    if (claims.length > 0)
      where.push(
        sql`exists (select 1 from claim ${this.#dialect.by("claim_by_report")} where claim.report = report.seq and ${all(claims)})`,
      )
    return {where, among: undefined}
  }

  /// What the words ask for: which reports have them, and whether these are too many to look for the best; undefined where no word is asked
  /// for, no condition where what was given is no word.
  async #match(words: string | undefined): Promise<Match | undefined> {
    if (words === undefined) return undefined
    const terms = new Set((await this.#needs.terms(words, "query")).map((t) => t.term))
    const asked = wordsOfQuery(terms)
    if (asked.length === 0) return {where: undefined, matches: undefined, terms, many: false}
    const where = this.#dialect.matching(asked)
    const {rows} = await sql<{n: number}>`select count(*) as n from (${where} limit ${MOST_RANKED + 1}) as matched`.execute(this.#db)
    return {where: sql`report.seq in (${where})`, matches: this.#dialect.matches(asked), terms, many: (rows[0]?.n ?? 0) > MOST_RANKED}
  }

  /// Reports with these words, those that were kept last first: found in the order in which the words themselves are kept.
  #lastKept({matches}: Match, where: readonly Condition[]): Condition {
    return sql`
      from report_words ${sql.raw(this.#dialect.thenJoin)} report ${this.#dialect.by("report_line")} on report.seq = report_words.rowid
      where ${matches} and report.current = 1 and ${all(where)} order by report_words.rowid desc`
  }

  async searchList(query: ReportSearch, piece: Piece = {}): Promise<Slice<SearchHit>> {
    const found = await this.#searchFound(query)
    if (!found) return {items: [], after: null}
    const {words} = found
    const where = [...found.where]
    const limit = limitOf(piece) || ALL
    const place = decode(piece.after, 2)
    const most = limit < ALL ? limit + 1 : ALL
    const shown = async <R extends {readonly seq: number}>(rows: readonly R[], placeOf: (row: R) => readonly number[]) => {
      const seqs = rows.slice(0, limit).map((r) => r.seq)
      const hits = await this.#hits(seqs, words?.terms ?? new Set())
      return sliceOf(rows, limit, placeOf, (r) => hits.get(r.seq) as SearchHit)
    }
    if (!words) {
      const rows = place || limit > MOST_SHOWN ? (await this.#latest(where, piece)).rows : found.latest?.slice(0, most)
      return shown(rows ?? [], (r) => [r.day, r.seq])
    }
    // A list goes on in the order in which it began, though reports came in meanwhile.
    if (place ? place[0] === LAST_KEPT : words.many) {
      if (place) where.push(sql`report_words.rowid < ${place[1]}`)
      const {rows} = await sql<{seq: number}>`select report.seq ${this.#lastKept(words, where)} limit ${most}`.execute(this.#db)
      return shown(rows, (r) => [LAST_KEPT, r.seq])
    }
    const {rows} = await sql<{seq: number; words: number}>`
      select report.seq, report_length.words from report ${this.#dialect.by("report_line")}
      join report_length on report_length.report = report.seq where report.current = 1 and ${words.where} and ${all(where)}
      and ${place ? sql`(report_length.words, report.seq) > (${place[0]}, ${place[1]})` : sql`true`}
      order by report_length.words, report.seq limit ${most}`.execute(this.#db)
    return shown(rows, (r) => [r.words, r.seq])
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

  async facets(query: ReportSearch, most: number, looked = COUNTED): Promise<Facets> {
    const order = query.words === undefined ? "latest" : "best"
    const none: Facets = {
      total: 0,
      more: false,
      first: order,
      counted: [],
      actor: [],
      type: [],
      status: [],
      place: [],
      source: [],
      month: [],
      pair: [],
    }
    const asked = await this.#searchFound(query)
    if (!asked) return none
    const {words, latest} = asked
    const {by} = this.#dialect
    const kept = words?.many ? this.#lastKept(words, asked.where) : undefined
    const where = words?.where ? [...asked.where, words.where] : asked.where
    const from = kept ?? sql`from report ${by("report_line")} where report.current = 1 and ${all(where)}`
    // What fits into one piece is counted by that.
    const total =
      latest && latest.length <= MOST_SHOWN
        ? latest.length
        : (asked.total ??
          (await sql<{n: number}>`select count(*) as n from (select 1 ${from} limit ${MOST_TOTAL + 1}) as counted`.execute(this.#db))
            .rows[0]?.n ??
          0)
    const found =
      latest && looked <= MOST_SHOWN
        ? latest.slice(0, looked)
        : (
            await sql<FoundRow>`
              select report.seq, report.published_first as first ${kept ?? sql`${from} order by report.published_last desc nulls last, report.seq desc`}
              limit ${looked}`.execute(this.#db)
          ).rows
    const seqs = found.map((r) => r.seq)
    const {rows: events} = await sql<{report: number; id: string; events: string}>`
      select report_facets.report, report.id, report_facets.events from report_facets join report on report.seq = report_facets.report
      where ${this.#is("report_facets.report", seqs)}`.execute(this.#db)
    const {rows: sources} = await sql<{report: number; key: string}>`
      select distinct report, coalesce(outlet, source) as key from origin where ${this.#isCurrent("origin")} and ${this.#is("report", seqs)}`.execute(
      this.#db,
    )
    const idOf = new Map(events.map((e) => [e.report, e.id]))
    const read = events.map(({report, events}) => ({report, events: JSON.parse(events) as readonly EventFacets[]}))
    /// In how many reports each of these stands, most first.
    const ofEvents = (keysOf: (event: EventFacets) => readonly string[]): readonly Facet[] =>
      mostFrequent(
        read.map(({events}) => events.flatMap(keysOf)),
        most,
      )
    const months = mostFrequent(
      found.map(({first}) => (first !== null && Math.abs(first) < FARTHEST ? [dayOf(first, "month")] : [])),
      most,
    )
    return {
      total: Math.min(total, MOST_TOTAL),
      more: total > MOST_TOTAL,
      first: kept ? "kept" : order,
      counted: seqs.flatMap((seq) => idOf.get(seq) ?? []),
      actor: ofEvents(([, , , parties]) => parties),
      type: ofEvents(([type]) => [type]),
      status: ofEvents(([, status]) => [status]),
      place: ofEvents(([, , place]) => (place === null ? [] : [place])),
      source: mostFrequent(
        sources.map((s) => [s.key]),
        most,
      ),
      month: months,
      pair: ofEvents(([, , , parties]) => parties.flatMap((one, i) => parties.slice(i + 1).map((other) => `${one} ${other}`))),
    }
  }

  async companions(entity: string, most: number): Promise<readonly {readonly entity: EntityName; readonly count: number}[]> {
    const {rows} = await sql<{id: string; n: number}>`
      select other.entity as id, count(distinct other.claim) as n from (${this.#latestEvents(entity)}) as mine
      ${sql.raw(this.#dialect.thenJoin)} participant as other on other.claim = mine.claim and other.entity != ${entity}
      where ${this.#is("other.role", ROLES_OF_PARTIES)} group by 1 order by 2 desc, 1 limit ${most}`.execute(this.#db)
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
      where lead.entity = ${entity} and ${this.#is("lead.role", ROLES_OF_PARTIES)} and claim.family = 'event' and report.current = 1
      order by lead.at desc, lead.claim desc limit ${EVENTS_TOGETHER}`
  }

  async together(entity: string, others: readonly string[]): Promise<readonly Together[]> {
    if (others.length < 2) return []
    const {rows} = await sql<{claim: number; entity: string}>`
      select distinct part.claim, part.entity from (${this.#latestEvents(entity)}) as mine
      ${sql.raw(this.#dialect.thenJoin)} participant as part on part.claim = mine.claim
      where ${this.#is("part.entity", others)} and ${this.#is("part.role", ROLES_OF_PARTIES)} order by 1, 2`.execute(this.#db)
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

  async version(): Promise<Version> {
    const {rows} = await sql<{seq: number; made: string}>`
      select (select max(seq) from change) as seq, (select id from change order by seq limit 1) as made`.execute(this.#db)
    const {seq, made} = rows[0] as {seq: number; made: string}
    return {seq, token: `${made}.${seq}`}
  }
}

/// Days that open ends and unknown times stand at are no dates.
const FARTHEST = 1_000_000

/// In how many reports each key stands, most first; each report with its keys.
function mostFrequent(reports: readonly (readonly string[])[], most: number): readonly Facet[] {
  const counts = new Map<string, number>()
  for (const keys of reports) for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .map(([key, count]) => ({key, count}))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, most)
}

/// Rows in the order of their days, counted by what their day gives: all of one month stand together, those without a date last.
function inTime<R extends {readonly count: number}>(rows: readonly R[], keyOf: (row: R) => string | null): Counted[] {
  const counts = new Map<string | null, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + row.count)
  const dated = [...counts].filter(([key]) => key !== null)
  return [...dated, ...[...counts].filter(([key]) => key === null)].map(([key, count]) => ({key, count}))
}
