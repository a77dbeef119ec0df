import {type RawBuilder, sql} from "kysely"
import type {ClaimQuery, ReportQuery} from "../lists.ts"
import type {ClaimFamily} from "../store.ts"
import type {Dialect} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {ROLES_OF_ACTORS, ROLES_OF_PARTIES} from "./kept.ts"
import {HELD_APART, type Standing} from "./standing.ts"

/// How the claims and reports of a question are found: what they must be, and by which index they are walked.

export type Condition = RawBuilder<unknown>
export type Part = {readonly entities: readonly string[]; readonly roles: readonly string[] | null}
/// Conditions on a claim, and those who must have a part in it.
/// `named`: one of whom its report names.
export type Found = {
  readonly where: Condition[]
  readonly parts: readonly Part[]
  readonly named: readonly string[] | undefined
  readonly family: ClaimFamily | undefined
}
/// Whose claims are walked, or the claims themselves; `inOrder` where they stand as lists have them.
export type Lead = {readonly part: Part} | {readonly claims: readonly number[]; readonly inOrder?: true}
/// The claims of a lead, with where their place in a list stands.
export type OfLead = {readonly tables: Condition; readonly where: Condition[]; readonly at: Condition; readonly claim: Condition}

export const all = (conditions: readonly Condition[]): RawBuilder<unknown> =>
  conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`

/// Numbers told in one row with commas.
export function numbersIn(told: string | null | undefined): Int32Array {
  if (!told) return new Int32Array()
  const numbers: number[] = []
  let [number, sign] = [0, 1]
  // Digit by digit: of a hundred thousand numbers no hundred thousand texts are made.
  for (let i = 0; i < told.length; i++) {
    const code = told.charCodeAt(i)
    if (code === COMMA) {
      numbers.push(sign * number)
      number = 0
      sign = 1
    } else if (code === MINUS) sign = -1
    else number = 10 * number + code - ZERO
  }
  numbers.push(sign * number)
  return Int32Array.from(numbers)
}
const [COMMA, MINUS, ZERO] = [44, 45, 48]
/// Whether a list that is in order has a number.
function has(numbers: Int32Array, number: number): boolean {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const at = (from + to) >> 1
    if ((numbers[at] as number) < number) from = at + 1
    else to = at
  }
  return numbers[from] === number
}
/// Which claims whoever has a role in has it in.
const FAMILY_OF: {readonly [role: string]: ClaimFamily} = {
  ...{actor: "event", counterpart: "event", host: "event", target: "event", place: "event", attribution: "event"},
  ...{speaker: "statement", via: "statement"},
  ...{party: "figure", source: "figure"},
}
const ROLES = Object.keys(FAMILY_OF)

/// What is in both of two lists, as the first has it.
function inBothOrders(one: number[], other: readonly number[]): number[] {
  const there = new Set(other)
  return one.filter((claim) => there.has(claim))
}

/// What is in both of two lists whose numbers grow.
export function inBoth(one: Int32Array, other: Int32Array): Int32Array {
  let at = 0
  return one.filter((claim) => {
    while (at < other.length && (other[at] as number) < claim) at++
    return other[at] === claim
  })
}

export class Finding {
  readonly #dialect: Dialect
  readonly #engine: Engine
  readonly #standing: Standing
  readonly #entityIds: (name: string) => Promise<readonly string[]>
  constructor(engine: Engine, standing: Standing, entityIds: (name: string) => Promise<readonly string[]>) {
    this.#engine = engine
    this.#dialect = engine.dialect
    this.#standing = standing
    this.#entityIds = entityIds
  }

  is(column: string, values: readonly (string | number)[]): Condition {
    return this.#dialect.oneOf(column, values)
  }

  /// Of rows that are found by something else: nearly all are current.
  isCurrent(table: "report" | "origin"): Condition {
    return sql`${sql.raw(this.#dialect.plain(`${table}.current`))} = 1`
  }

  /// Where one alone must have a part his claims are walked in their order. Of several those claims are found first in which all have one:
  /// the numbers of their claims lie together, and come in one row each.
  async leadOf(found: Found): Promise<Lead | undefined> {
    const {parts, named, family} = found
    if (parts.length < 2) return parts[0] && ((named && (await this.#saidNaming(parts[0], named))) || {part: parts[0]})
    if (parts.every((p) => p.entities.length === 1)) {
      const [fewest, ...others] = (await Promise.all(parts.map((part) => this.#claimsInOrder(part, family)))).sort(
        (x, y) => x.length - y.length,
      ) as [number[], ...number[][]]
      return {claims: others.reduce(inBothOrders, fewest), inOrder: true}
    }
    const held = await Promise.all(parts.map((part) => this.claimsWith(part)))
    const [fewest, ...others] = held.sort((x, y) => x.length - y.length) as [Int32Array, ...Int32Array[]]
    return {claims: [...new Set(others.reduce(inBoth, fewest))]}
  }

  /// The claims that one has a part in, as lists have them: all of them are held with his roles, whatever is asked for.
  async #claimsInOrder({entities, roles}: Part, family: ClaimFamily | undefined): Promise<number[]> {
    const [entity] = entities
    const held = await this.#partsOf(entity as string)
    const wanted = ROLES.reduce(
      (mask, role, i) => ((roles?.includes(role) ?? true) && (!family || FAMILY_OF[role] === family) ? mask | (1 << i) : mask),
      0,
    )
    const claims: number[] = []
    for (let i = 0; i < held.length; i += 2) {
      const claim = held[i] as number
      if ((held[i + 1] as number) & wanted && claims.at(-1) !== claim) claims.push(claim)
    }
    return claims
  }

  /// His claims in their order, each with a sign for a role that he has in it.
  #partsOf(entity: string): Promise<Int32Array> {
    const ofRole = ROLES.map((role, i) => sql`when ${sql.lit(role)} then ${sql.lit(1 << i)}`)
    return this.held(["parts", entity], async () => {
      const {rows} = await sql<{held: string | null}>`
        select ${sql.raw(this.#dialect.joined("claim || ',' || role", ","))} as held from (
          select claim, case role ${sql.join(ofRole, sql` `)} end as role
          from participant ${this.#dialect.by("participant_in_order")} where entity = ${entity} order by at, claim) as in_order`.execute(
        this.#engine.db,
      )
      return numbersIn(rows[0]?.held)
    })
  }

  /// What one says in reports that name some others: the numbers of his statements and of those reports lie together, and what is in both
  /// is found before any of it is looked up.
  async #saidNaming({entities, roles}: Part, named: readonly string[]): Promise<Lead | undefined> {
    if (entities.length !== 1 || roles?.length !== 1 || roles[0] !== "speaker") return undefined
    const [said, naming] = [await this.#saidBy(entities[0] as string), await this.#naming(named)]
    const claims: number[] = []
    for (let i = 0; i < said.length; i += 2) if (has(naming, said[i + 1] as number)) claims.push(said[i] as number)
    return {claims, inOrder: true}
  }

  /// Statements in their order, each with its report.
  #saidBy(speaker: string): Promise<Int32Array> {
    return this.held(["said", speaker], async () => {
      const {rows} = await sql<{held: string | null}>`
        select ${sql.raw(this.#dialect.joined("claim || ',' || report", ","))} as held from (
          select claim, report from participant ${this.#dialect.by("participant_speaking")}
          where entity = ${speaker} and role = 'speaker' order by at, claim) as in_order`.execute(this.#engine.db)
      return numbersIn(rows[0]?.held)
    })
  }

  /// Reports that name one of these.
  #naming(entities: readonly string[]): Promise<Int32Array> {
    return this.held(["naming", entities], async () => {
      const {rows} = await sql<{held: string | null}>`
        select ${sql.raw(this.#dialect.joined("report", ","))} as held from entity_report where ${this.is("entity", entities)}`.execute(
        this.#engine.db,
      )
      return numbersIn(rows[0]?.held).sort()
    })
  }

  async readAhead(entity: string): Promise<void> {
    await this.#partsOf(entity)
    await this.#saidBy(entity)
    await this.#naming([entity])
  }

  /// The numbers of the claims that one of these has a part in.
  claimsWith({entities, roles}: Part): Promise<Int32Array> {
    return this.held(["claims", entities, roles], async () => {
      const {rows} = await sql<{held: string | null}>`
        select ${sql.raw(this.#dialect.joined("claim", ","))} as held from participant ${this.#dialect.by("participant_in_order")}
        where ${this.is("entity", entities)} ${roles ? sql`and ${this.is("role", roles)}` : sql``}`.execute(this.#engine.db)
      return numbersIn(rows[0]?.held).sort()
    })
  }

  /// Numbers; those asked for last are held while the record stands.
  async held(question: readonly unknown[], ask: () => Promise<Int32Array>): Promise<Int32Array> {
    const {numbers} = await this.#standing.now()
    const key = JSON.stringify(question)
    let known = numbers.get(key)
    if (!known) numbers.set(key, (known = await ask()), known.length + HELD_APART)
    return known
  }

  /// The claims of a lead with their reports, and what they must be beside their place in a list. What conditions look at stands in
  /// indexes; the rows themselves are read for what is shown. A set is asked for its reports alone.
  ofLead(lead: Lead, {where: given, named}: Found, {from}: ClaimQuery, use: "list" | "count" | "set"): OfLead {
    const {by} = this.#dialect
    const join = sql.raw(this.#dialect.thenJoin)
    const report = use === "set" ? sql`` : sql`${join} report ${by("report_line")} on report.seq = claim.report`
    const isKnown = "claims" in lead && lead.inOrder
    const where = isKnown ? given : [...given, ...this.isNamed("claim.report", named)]
    const conditions = use === "set" ? where : [sql`report.current = 1`, ...where]
    if ("claims" in lead)
      return {
        tables: sql`claim ${by("claim_line")} ${report}`,
        where: [sql`${this.is("claim.seq", lead.claims)}`, ...conditions],
        at: sql`claim.at`,
        claim: sql`claim.seq`,
      }
    const [at, claimOf] = [sql`lead.at`, sql`lead.claim`]
    const {entities, roles} = lead.part
    const his = sql`${entities.length === 1 ? sql`entity = ${entities[0]}` : this.is("entity", entities)}
      ${roles ? sql`and ${this.is("role", roles)}` : sql``} ${from === undefined ? sql`` : sql`and last >= ${from}`}`
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
          sql`lead.entity = ${entities[0]} ${speaks ? sql`and lead.role = 'speaker'` : roles ? sql`and ${this.is("lead.role", roles)}` : sql``}`,
          ...(from === undefined ? [] : [sql`lead.last >= ${from}`]),
          ...this.isNamed("lead.report", named),
          sql`report.current = 1`,
          ...given,
          ...(roles?.length === 1
            ? []
            : [
                sql`lead.role = (select min(role) from participant as twin where twin.claim = lead.claim and twin.entity = lead.entity
                  ${roles ? sql`and ${this.is("twin.role", roles)}` : sql``})`,
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

  /// That a report names one of these: few are asked for it, each is looked up.
  isNamed(report: string, named: readonly string[] | undefined): Condition[] {
    if (!named) return []
    return [
      sql`exists (select 1 from entity_report as naming where ${this.is("naming.entity", named)} and naming.report = ${sql.raw(
        this.#dialect.plain(report),
      )})`,
    ]
  }

  takesPart({entities, roles}: Part): Condition {
    const role = roles ? sql`and ${this.is("role", roles)}` : sql``
    return sql`claim.seq in (select claim from participant where ${this.is("entity", entities)} ${role})`
  }

  /// The same of few claims: each is looked up.
  hasPart({entities, roles}: Part): Condition {
    const role = roles ? sql`and ${this.is("part.role", roles)}` : sql``
    return sql`exists (select 1 from participant as part where part.claim = claim.seq and ${this.is("part.entity", entities)} ${role})`
  }

  ofAll({where, parts, named}: Found): OfLead {
    return {
      tables: sql`claim join report ${this.#dialect.by("report_line")} on report.seq = claim.report`,
      where: [sql`report.current = 1`, ...where, ...this.isNamed("claim.report", named), ...parts.map((p) => this.takesPart(p))],
      at: sql`claim.at`,
      claim: sql`claim.seq`,
    }
  }

  /// What a claim must be; undefined where nobody is called so.
  async claimsFound(query: ClaimQuery): Promise<Found | undefined> {
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
      const of = name === undefined ? undefined : await this.#entityIds(name)
      ids.push(of)
      if (of === undefined) continue
      if (of.length === 0) return undefined
      parts.push({entities: of, roles})
    }
    // The two sides are two: an actor is not with itself.
    const [one, two] = ids
    if (one?.length === 1 && two?.length === 1 && one[0] === two[0]) return undefined
    if (query.type?.length) where.push(sql`${this.is("claim.type", query.type)}`)
    if (query.status?.length) where.push(sql`${this.is("claim.status", query.status)}`)
    if (query.from !== undefined) where.push(sql`claim.last >= ${query.from}`)
    if (query.to !== undefined) where.push(sql`claim.first <= ${query.to}`)
    if (query.report !== undefined) where.push(sql`claim.report = (select seq from report where id = ${query.report})`)
    if (query.ids) where.push(sql`${this.is("claim.id", query.ids)}`)
    for (const group of query.touching ?? []) {
      if (group.length === 0) return undefined
      parts.push({entities: group, roles: null})
    }
    return {where, parts, named: query.named, family: query.family}
  }

  async reportConditions(query: ReportQuery): Promise<Condition[] | undefined> {
    const where: Condition[] = []
    if (query.from !== undefined) where.push(sql`report.published_last >= ${query.from}`)
    if (query.to !== undefined) where.push(sql`report.published_first <= ${query.to}`)
    if (query.ids) where.push(sql`${this.is("report.id", query.ids)}`)
    if (query.source !== undefined) {
      const {like} = this.#dialect
      const part = `%${query.source.replace(/[\\%_]/g, "\\$&")}%`
      where.push(sql`exists (select 1 from origin where origin.report = report.seq and origin.current = 1 and
        (source ${like} ${part} escape '\\' or url ${like} ${part} escape '\\' or outlet ${like} ${part} escape '\\'))`)
    }
    if (query.about !== undefined) {
      const ids = await this.#entityIds(query.about)
      if (ids.length === 0) return undefined
      where.push(sql`report.seq in (select report from entity_report where ${this.is("entity", ids)})`)
    }
    return where
  }
}
