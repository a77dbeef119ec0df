import {type Kysely, sql} from "kysely"
import {
  type ClaimKey,
  type ClaimRef,
  type Copy,
  type EventPair,
  type Expected,
  type FigurePair,
  type Keys,
  MOST_CLAIMS,
  MOST_HOLDERS,
  type Pairs,
  quantityOf,
  type StoryPair,
  type TextHolder,
  type Traits,
} from "../../link/index.ts"
import type {LinkDecision} from "../decisions.ts"
import type {LinkDesk, Linked, LinkStore} from "../links.ts"
import type {Piece, Slice} from "../lists.ts"
import {decisionFrom} from "./decisions.ts"
import {Bounded} from "./bounded.ts"
import {ALL, type Dialect} from "./differences.ts"
import {noteChanges} from "./changes.ts"
import type {Engine, Statements} from "./engine.ts"
import {decode, sliceOf} from "./pieces.ts"
import {
  contradictionChanges,
  contradictionsOf,
  claimsIn,
  eventChanges,
  eventVerdicts,
  NO_SCENE,
  type Scene,
  sceneAround,
  together,
  without,
} from "./happenings.ts"
import {putNumbers, putRows} from "./rows.ts"
import {heldOr, type Standing} from "./standing.ts"
import type {Tables} from "./tables.ts"

/// Of one quantity so many figures are compared, the last ones.
const MOST_OF_ONE = 200

type Family = "copy" | "event" | "figure" | "story"
type KeptPair = {readonly seq: number; readonly family: string; readonly body: string}
type PairRow = {readonly seq: number; readonly family: string; readonly body: EventPair}
/// Of a copy or of a story the body is another one; its family says so.
const pairFrom = ({seq, family, body}: KeptPair): PairRow => ({seq, family, body: JSON.parse(body) as EventPair})

const claimKey = (c: ClaimRef): string => `${c.report} ${c.claim}`
const reportsOf = (claims: readonly ClaimRef[]): string[] => [...new Set(claims.map((c) => c.report))]

/// Claims that are joined to others, found ring by ring.
class Neighbourhood {
  readonly seen: Map<string, ClaimRef>
  readonly pairs = new Map<number, PairRow>()
  ring: readonly ClaimRef[]
  constructor(claims: readonly ClaimRef[]) {
    this.seen = new Map(claims.map((c) => [claimKey(c), c]))
    this.ring = [...this.seen.values()]
  }
  /// The pairs of a ring: what they join to it is the next one.
  take(rows: readonly PairRow[]): void {
    const wanted = new Set(this.ring.map(claimKey))
    const next: ClaimRef[] = []
    for (const row of rows) {
      const {a, b} = row.body
      if (!wanted.has(claimKey(a)) && !wanted.has(claimKey(b))) continue
      this.pairs.set(row.seq, row)
      for (const c of [a, b])
        if (!this.seen.has(claimKey(c))) {
          this.seen.set(claimKey(c), c)
          next.push(c)
        }
    }
    this.ring = next
  }
}

/// The tables of links: `link` (traits), `text_key` and `claim_key` (what a report is found by), `pair`, `decision`, and
/// `link_due`, the reports that wait to be compared.
export class SqlLinks implements LinkStore {
  readonly #engine: Engine
  readonly #standing: Standing
  readonly #db: Kysely<Tables>
  readonly #texts: Texts
  readonly #recent: Recent = {traits: new Bounded(MOST_LETTERS), ids: new Bounded(MOST_IDS)}

  constructor(engine: Engine, standing: Standing) {
    this.#engine = engine
    this.#standing = standing
    this.#db = engine.db
    this.#texts = textsFor(engine.dialect)
  }

  async unlinked(limit: number): Promise<readonly string[]> {
    return (await this.#engine.statements.all<{id: string}>(this.#texts.unlinked, [limit])).map((r) => r.id)
  }

  linking<T>(work: (desk: LinkDesk) => Promise<T>): Promise<T> {
    return this.#engine.alone(async ({db, statements}) => {
      const desk = new SqlDesk(db, this.#engine.dialect, statements, this.#texts, this.#recent)
      const done = await work(desk)
      await desk.end()
      return done
    })
  }

  async linked(): Promise<Linked> {
    const reports = await this.#db
      .selectFrom("link")
      .innerJoin("report", "report.seq", "link.report")
      .select("link.body")
      .where("report.current", "=", 1)
      .orderBy("link.report")
      .execute()
    const pairs = await this.#db.selectFrom("pair").select(["seq", "family", "body"]).orderBy("seq").execute()
    return {reports: reports.map((r) => traitsFrom(r.body)), pairs: pairsFrom(pairs.map(pairFrom))}
  }

  async copies(): Promise<readonly Copy[]> {
    const rows = await this.#db.selectFrom("pair").select("body").where("family", "=", "copy").orderBy("seq").execute()
    return rows.map((r) => JSON.parse(r.body) as Copy)
  }

  /// Breadth first, a query a ring: a neighbourhood is as large as one event is told often.
  async linkedAround(claims: readonly ClaimRef[], family: "event" | "figure"): Promise<Linked> {
    const around = new Neighbourhood(claims)
    while (around.ring.length > 0) around.take(await this.#touching(reportsOf(around.ring), [family]))
    return this.#neighbours(around, family)
  }

  async linkedAroundReports(reports: readonly string[]): Promise<Linked> {
    const rows = await this.#touching(reports, ["event"])
    const own = new Set(reports)
    const joined = rows.flatMap(({body: {a, b}}) => [a, b].filter((c) => own.has(c.report)))
    const around = new Neighbourhood(joined)
    around.take(rows)
    while (around.ring.length > 0) around.take(await this.#touching(reportsOf(around.ring), ["event"]))
    return this.#neighbours(around, "event")
  }

  async #neighbours({seen, pairs}: Neighbourhood, family: "event" | "figure"): Promise<Linked> {
    const ids = reportsOf([...seen.values()])
    const copies = await this.#touching(ids, ["copy"])
    const inside = (t: Traits): Traits => ({
      ...t,
      events: family === "event" ? t.events.filter((e) => seen.has(`${t.report} ${e.id}`)) : [],
      figures: family === "figure" ? t.figures.filter((f) => seen.has(`${t.report} ${f.id}`)) : [],
    })
    // What was copied stands in the chain, though it need not tell of the event itself.
    const originals = copies.map(({body}) => (body as unknown as Copy).original)
    return {
      reports: (await this.#traitsOf([...new Set([...ids, ...originals])])).map(inside),
      pairs: pairsFrom([...pairs.values(), ...copies]),
    }
  }

  async linkedAmong(claims: readonly ClaimRef[]): Promise<Linked> {
    const wanted = new Set(claims.map((c) => `${c.report} ${c.claim}`))
    const ids = [...new Set(claims.map((c) => c.report))]
    const families = claims.some((c) => !c.claim.startsWith("f_")) ? (["event", "figure"] as const) : (["figure"] as const)
    const pairs = (await this.#between(ids, families)).filter(({body: {a, b}}) => {
      return wanted.has(`${a.report} ${a.claim}`) && wanted.has(`${b.report} ${b.claim}`)
    })
    const reports = (await this.#traitsOf(ids)).map((t) => ({
      ...t,
      events: t.events.filter((e) => wanted.has(`${t.report} ${e.id}`)),
      figures: t.figures.filter((f) => wanted.has(`${t.report} ${f.id}`)),
    }))
    return {reports, pairs: pairsFrom(pairs)}
  }

  async contradicted(reports: readonly string[]): Promise<readonly string[]> {
    const held = await heldOr((await this.#standing.now()).contradicted, reports, async (missing) => {
      const {rows} = await sql<{id: string}>`
        with mine as (select seq, id from report where ${this.#engine.dialect.oneOf("id", missing)})
        select id from mine where exists (select 1 from pair where a = mine.seq and contradicts = 1)
          or exists (select 1 from pair where b = mine.seq and contradicts = 1)`.execute(this.#db)
      const are = new Set(rows.map((r) => r.id))
      return new Map(missing.map((id) => [id, are.has(id)]))
    })
    return [...held].flatMap(([id, is]) => (is ? [id] : [])).sort()
  }

  async contradictions({after, limit = 50}: Piece): Promise<Slice<FigurePair>> {
    const place = decode(after, 1)
    const {by, plain, thenJoin} = this.#engine.dialect
    const join = sql.raw(thenJoin)
    const {rows} = await sql<{seq: number; body: string}>`
      select pair.seq, pair.body from pair ${by("pair_contradicting")}
      ${join} report as one on one.seq = pair.a ${join} report as other on other.seq = pair.b
      where contradicts = 1 and ${sql.raw(plain("one.current"))} = 1 and ${sql.raw(plain("other.current"))} = 1
        and ${place ? sql`pair.seq < ${place[0]}` : sql`true`}
      order by pair.seq desc limit ${limit + 1}`.execute(this.#db)
    return sliceOf(
      rows,
      limit,
      (r) => [r.seq],
      (r) => JSON.parse(r.body) as FigurePair,
    )
  }

  async quantities(
    {metric, parties}: {readonly metric?: string | undefined; readonly parties?: readonly string[] | undefined},
    {after, limit = 50}: Piece,
  ): Promise<Slice<string>> {
    const place = decode(after, 1)?.[0] ?? ""
    const {oneOf, by, thenJoin} = this.#engine.dialect
    const join = sql.raw(thenJoin)
    const theirs = parties
      ? sql`quantity in (
          select line.quantity from participant ${join} claim ${by("claim_line")} on claim.seq = participant.claim
          ${join} claim as figure on figure.seq = claim.seq
          ${join} figure_line as line ${by("figure_line_by_report")} on line.report = claim.report and line.figure = figure.id
          where ${oneOf("participant.entity", parties)} and participant.role = 'party' and claim.family = 'figure')`
      : sql`true`
    // A blank stands behind the metric, and an exclamation mark is the letter behind the blank.
    const named = metric === undefined ? sql`true` : sql`quantity >= ${`${metric} `} and quantity < ${`${metric}!`}`
    const {rows} = await sql<{quantity: string}>`
      select quantity from figure_line where quantity > ${place} and ${named} and ${theirs}
      group by quantity having count(*) > 1 order by quantity limit ${limit + 1}`.execute(this.#db)
    return sliceOf(
      rows,
      limit,
      (r) => [r.quantity],
      (r) => r.quantity,
    )
  }

  async figuresOf(quantities: readonly string[]): Promise<readonly ClaimRef[]> {
    const {rows} = await sql<ClaimRef>`
      select report.id as report, held.figure as claim from (
        select report, figure, row_number() over (partition by quantity order by report desc) as nth from figure_line
        where ${this.#engine.dialect.oneOf("quantity", quantities)}) as held
      join report on report.seq = held.report where nth <= ${MOST_OF_ONE} and report.current = 1`.execute(this.#db)
    return rows
  }

  async quantityOf(figure: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom("claim")
      .innerJoin("figure_line", (join) =>
        join.onRef("figure_line.report", "=", "claim.report").onRef("figure_line.figure", "=", "claim.id"),
      )
      .select("quantity")
      .where("claim.id", "=", figure)
      .executeTakeFirst()
    return row?.quantity
  }

  async latestCopies(most: number): Promise<Linked> {
    const latest = await this.#db
      .selectFrom("pair")
      .innerJoin("report", "report.seq", "pair.b")
      .select("pair.body")
      .where("family", "=", sql.lit("copy"))
      .where("report.current", "=", 1)
      .orderBy("pair.seq", "desc")
      .limit(most)
      .execute()
    const copies = [...new Set(latest.map((r) => (JSON.parse(r.body) as Copy).copy))]
    // Of each copy all it may be a copy of, so that the nearest is told.
    const pairs = await this.#touching(copies, ["copy"])
    const ids = pairs.map((r) => r.body as unknown as Copy).flatMap((c) => [c.original, c.copy])
    return {reports: await this.#traitsOf([...new Set(ids)]), pairs: pairsFrom(pairs)}
  }

  async linkedReports(reports: readonly string[]): Promise<Linked> {
    const seen = new Set(reports)
    const pairs = new Map<number, PairRow>()
    let ring = [...reports]
    while (ring.length > 0) {
      const rows = await this.#touching(ring, ["story", "copy"])
      ring = []
      for (const row of rows) {
        pairs.set(row.seq, row)
        const body = row.body as unknown as {a?: string; b?: string; original?: string; copy?: string}
        for (const id of row.family === "story" ? [body.a, body.b] : [body.original, body.copy])
          if (id && !seen.has(id)) {
            seen.add(id)
            ring.push(id)
          }
      }
    }
    return {reports: await this.#traitsOf([...seen]), pairs: pairsFrom([...pairs.values()])}
  }

  async #touching(reports: readonly string[], families: readonly Family[]): Promise<PairRow[]> {
    const {oneOf} = this.#engine.dialect
    const found = await sql<KeptPair>`
      with mine as (select seq from report where ${oneOf("id", reports)})
      select seq, family, body from pair where a in (select seq from mine) and ${oneOf("family", families)}
      union all select seq, family, body from pair where b in (select seq from mine) and a not in (select seq from mine)
        and ${oneOf("family", families)}`.execute(this.#db)
    return found.rows.map(pairFrom)
  }

  /// Pairs of which both are among these.
  async #between(reports: readonly string[], families: readonly Family[]): Promise<PairRow[]> {
    const {oneOf, plain} = this.#engine.dialect
    const found = await sql<KeptPair>`
      with mine as (select seq from report where ${oneOf("id", reports)})
      select seq, family, body from pair
      where a in (select seq from mine) and ${sql.raw(plain("b"))} in (select seq from mine) and ${oneOf("family", families)}`.execute(
      this.#db,
    )
    return found.rows.map(pairFrom)
  }

  async #traitsOf(reports: readonly string[]): Promise<Traits[]> {
    const {traits} = await this.#standing.now()
    const found = await heldOr(traits, reports, async (missing) => {
      const {by, oneOf} = this.#engine.dialect
      const {rows} = await sql<{body: string}>`
        select link.body from report as mine join report ${by("report_line")} on report.seq = mine.seq join link on link.report = mine.seq
        where report.current = 1 and ${oneOf("mine.id", missing)}`.execute(this.#db)
      const read = rows.map((r) => traitsFrom(r.body))
      return new Map<string, Traits | null>([...missing.map((id) => [id, null] as const), ...read.map((t) => [t.report, t] as const)])
    })
    return reports.flatMap((id) => found.get(id) ?? [])
  }

  async decisions(): Promise<readonly LinkDecision[]> {
    const held = await this.#standing.now()
    if (!held.decisions) {
      const rows = await this.#db.selectFrom("decision").selectAll().where("family", "in", ["event", "report"]).orderBy("seq").execute()
      held.decisions = rows.map((r) => decisionFrom(r) as LinkDecision)
    }
    return held.decisions
  }
}

const claimsOf = ({report, events}: Traits): ClaimRef[] => events.map((e) => ({report, claim: e.id}))

/// What is held in memory of the record: reports of the same days are asked for again and again. Letters of their traits as JSON, which
/// take about four times as many bytes when they are parsed.
const MOST_LETTERS = 12_000_000
const MOST_IDS = 40_000
/// Traits fetched at once.
const MOST_BODIES = 128
/// Keys that wait to be written: some 30 MB.
const MOST_ADDED = 200_000

/// A report and the number of its fingerprints, as a key holds them.
const MOST_PRINTS = 16_384
const textHolder = (seq: number, {text}: Keys): number => seq * MOST_PRINTS + Math.min(text.prints, MOST_PRINTS - 1)

/// Keys with what is kept under each, as they are kept.
const eachText = ({text}: Keys, holder: number, put: PutKey): void => {
  for (const key of text.kept) put(key, holder)
  for (const key of text.sketch) put(key, holder)
}
const eachClaim = ({claims}: Keys, seq: number, put: PutKey): void => {
  for (const [key, claim] of claims.kept) if (claim < MOST_CLAIMS) put(key, seq * MOST_CLAIMS + claim)
}
type PutKey = (key: number, held: number) => void
const rowsOf = (each: (put: PutKey) => void): (readonly [key: number, held: number])[] => {
  const rows: (readonly [number, number])[] = []
  each((key, held) => void rows.push([key, held]))
  return rows
}

type AskHeld = (keys: readonly number[]) => Promise<readonly (readonly [key: number, held: readonly number[]])[]>

/// What is kept under keys, as one piece of work sees it: what the record has, asked for a group of reports at once, and what was added,
/// which is written at its end. Of a key that many share the last ones are given.
class Held {
  readonly #most: number
  readonly #ask: AskHeld
  /// Only keys under which something is kept.
  readonly #known = new Map<number, readonly number[]>()
  /// Of each key in their order.
  readonly #added = new Map<number, number[]>()
  #rows = 0
  constructor(most: number, ask: AskHeld) {
    this.#most = most
    this.#ask = ask
  }
  /// Neighbours in the table are asked for one behind the other, so that each of its pages is touched once.
  async expect(keys: readonly number[]): Promise<void> {
    const sorted = Float64Array.from(keys).sort()
    const once: number[] = []
    for (const key of sorted) if (key !== once.at(-1)) once.push(key)
    this.#known.clear()
    for (const [key, held] of await this.#ask(once)) this.#known.set(key, held)
  }
  under(key: number): readonly number[] {
    const [known, added] = [this.#known.get(key) ?? NONE, this.#added.get(key)]
    if (added === undefined) return known
    return [...known, ...added.slice(-this.#most)].sort((a, b) => b - a).slice(0, this.#most)
  }
  get all(): Iterable<readonly number[]> {
    return this.#known.values()
  }
  get rows(): number {
    return this.#rows
  }
  add(key: number, held: number): void {
    this.#rows++
    const at = this.#added.get(key)
    if (at === undefined) this.#added.set(key, [held])
    else {
      // Reports come in the order of their numbers, nearly always.
      let i = at.length
      while (i > 0 && (at[i - 1] as number) > held) i--
      if (i === at.length) at.push(held)
      else at.splice(i, 0, held)
    }
  }
  /// What was added, in the order of the table, as two lists.
  get added(): readonly [keys: readonly number[], held: readonly number[]] {
    const [keys, all]: [number[], number[]] = [new Array(this.#rows), new Array(this.#rows)]
    let n = 0
    for (const key of Float64Array.from(this.#added.keys()).sort())
      for (const held of this.#added.get(key) as number[]) {
        keys[n] = key
        all[n++] = held
      }
    return [keys, all]
  }
  forget(): void {
    this.#known.clear()
    this.#added.clear()
    this.#rows = 0
  }
}
const NONE: readonly number[] = []

type Pending = {readonly seq: number; readonly digest: string; readonly isCurrent: boolean; readonly traits: Traits}

/// The hot path of linking: a handful of prepared statements a group of reports, run as they are.
class SqlDesk implements LinkDesk {
  readonly #db: Kysely<Tables>
  readonly #dialect: Dialect
  readonly #statements: Statements
  readonly #texts: Texts
  readonly #recent: Recent
  readonly #textsHeld: Held
  readonly #claimsHeld: Held
  /// Reports of the group, how they stand, and those that were compared and are not written yet.
  readonly #group = new Map<string, Omit<Pending, "traits">>()
  readonly #pending = new Map<string, Pending>()
  #pairs: {readonly family: Family; readonly a: string; readonly b: string; readonly body: string; readonly contradicts?: 1 | 0}[] = []
  readonly #lines = new Map<string, {readonly quantity: string; readonly report: number; readonly figure: string}>()
  /// Readings that the record has of reports, as keys of `recent`; null where it has none. Nobody else writes meanwhile.
  readonly #readings = new Map<string, string | null>()
  /// What was taken out and put in, for telling what became of events.
  #before: Scene = NO_SCENE
  readonly #contradicted: FigurePair[] = []
  readonly #contradict: FigurePair[] = []
  readonly #added = new Set<string>()
  readonly #joined = new Map<string, ClaimRef>()
  constructor(db: Kysely<Tables>, dialect: Dialect, statements: Statements, texts: Texts, recent: Recent) {
    this.#db = db
    this.#dialect = dialect
    this.#statements = statements
    this.#texts = texts
    this.#recent = recent
    this.#textsHeld = new Held(MOST_HOLDERS.text, (keys) => this.#holders(texts.askTexts, keys))
    this.#claimsHeld = new Held(MOST_HOLDERS.claims, (keys) => this.#holders(texts.askClaims, keys))
  }

  #all<T>(text: string, ...given: readonly unknown[]): readonly T[] | Promise<readonly T[]> {
    return this.#statements.all<T>(text, given)
  }

  async expect(group: readonly Expected[]): Promise<void> {
    for (const row of await this.#all<{id: string; seq: number; digest: string; current: number}>(
      this.#texts.standing,
      JSON.stringify(group.map(({traits}) => traits.report)),
    ))
      this.#group.set(row.id, {seq: row.seq, digest: row.digest, isCurrent: row.current === 1})
    const [texts, claims]: [number[], number[]] = [[], []]
    for (const {keys} of group) {
      for (const key of keys.text.asked) texts.push(key)
      for (const key of keys.text.sketch) texts.push(key)
      for (const [key] of keys.claims.asked) claims.push(key)
    }
    await this.#textsHeld.expect(texts)
    await this.#claimsHeld.expect(claims)
    const seqs = new Set<number>()
    for (const held of this.#claimsHeld.all) for (const packed of held) seqs.add(Math.floor(packed / MOST_CLAIMS))
    await this.traits([...(await this.#idsOf([...seqs])).values()])
  }

  async textHolders(keys: readonly number[]): Promise<Map<string, TextHolder>> {
    const found = new Map<number, number>()
    for (const key of keys) for (const packed of this.#textsHeld.under(key)) found.set(packed, (found.get(packed) ?? 0) + 1)
    // Names that two reports mention give one or two, and need no answer.
    const telling = [...found].filter(([, shared]) => shared > 2)
    const ids = await this.#idsOf(telling.map(([packed]) => Math.floor(packed / MOST_PRINTS)))
    return new Map(
      telling.map(([packed, shared]) => [ids.get(Math.floor(packed / MOST_PRINTS)) as string, {shared, prints: packed % MOST_PRINTS}]),
    )
  }

  async claimHolders(keys: readonly ClaimKey[]): Promise<Map<string, [number, number][]>> {
    const found = new Map<number, [number, number][]>()
    for (const [key, mine] of keys)
      for (const packed of this.#claimsHeld.under(key)) {
        const seq = Math.floor(packed / MOST_CLAIMS)
        const pairs = found.get(seq)
        if (pairs) pairs.push([mine, packed % MOST_CLAIMS])
        else found.set(seq, [[mine, packed % MOST_CLAIMS]])
      }
    const ids = await this.#idsOf([...found.keys()])
    return new Map([...found].map(([seq, pairs]) => [ids.get(seq) as string, pairs]))
  }

  async #holders(ask: string, keys: readonly number[]): Promise<(readonly [key: number, held: readonly number[]])[]> {
    const [row] = await this.#all<{held: string | null}>(ask, JSON.stringify(keys))
    return (row?.held ?? "")
      .split(";")
      .filter(Boolean)
      .map((part) => {
        const colon = part.indexOf(":")
        return [
          Number(part.slice(0, colon)),
          part
            .slice(colon + 1)
            .split(",")
            .map(Number),
        ] as const
      })
  }

  /// A report keeps its number for ever.
  async #idsOf(seqs: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const out = new Map<number, string>()
    const missing: number[] = []
    for (const seq of seqs) {
      const id = this.#recent.ids.get(seq)
      if (id === undefined) missing.push(seq)
      else out.set(seq, id)
    }
    if (missing.length === 0) return out
    for (const {seq, id} of await this.#all<{seq: number; id: string}>(this.#texts.ids, JSON.stringify(missing))) {
      out.set(seq, id)
      this.#recent.ids.set(seq, id)
    }
    return out
  }

  async traits(reports: readonly string[]): Promise<Map<string, Traits>> {
    const unknown = reports.filter((id) => !this.#readings.has(id) && !this.#pending.has(id))
    if (unknown.length > 0) {
      for (const id of unknown) this.#readings.set(id, null)
      for (const {id, digest} of await this.#all<{id: string; digest: string}>(this.#texts.readings, JSON.stringify(unknown)))
        this.#readings.set(id, `${id} ${digest}`)
    }
    const out = new Map<string, Traits>()
    const missing: string[] = []
    for (const id of reports) {
      const pending = this.#pending.get(id)
      const key = this.#readings.get(id) ?? null
      const known = pending ? (pending.isCurrent ? pending.traits : undefined) : key === null ? undefined : this.#recent.traits.get(key)
      if (known) out.set(id, known)
      else if (key !== null && !pending) missing.push(id)
    }
    for (let i = 0; i < missing.length; i += MOST_BODIES) {
      const asked = JSON.stringify(missing.slice(i, i + MOST_BODIES))
      for (const row of await this.#all<{body: string; sentences: string}>(this.#texts.bodies, asked)) {
        const traits = traitsFrom(row.body, row.sentences)
        out.set(traits.report, traits)
        this.#recent.traits.set(this.#readings.get(traits.report) as string, traits, row.body.length)
      }
    }
    return out
  }

  add(traits: Traits, keys: Keys, pairs: Pairs): void {
    const {report} = traits
    const {seq, digest, isCurrent} = this.#group.get(report) as Omit<Pending, "traits">
    this.#pending.set(report, {seq, digest, isCurrent, traits})
    this.#recent.ids.set(seq, report)
    eachText(keys, textHolder(seq, keys), (key, holder) => this.#textsHeld.add(key, holder))
    eachClaim(keys, seq, (key, claim) => this.#claimsHeld.add(key, claim))
    for (const p of pairs.copies) this.#pairs.push({family: "copy", a: p.original, b: p.copy, body: JSON.stringify(p)})
    for (const p of pairs.events) this.#pairs.push({family: "event", a: p.a.report, b: p.b.report, body: JSON.stringify(p)})
    for (const p of pairs.figures)
      this.#pairs.push({
        family: "figure",
        a: p.a.report,
        b: p.b.report,
        body: JSON.stringify(p),
        contradicts: p.is === "contradiction" ? 1 : 0,
      })
    for (const f of traits.figures) {
      const quantity = quantityOf(f)
      if (quantity !== undefined) this.#lines.set(`${quantity} ${seq} ${f.id}`, {quantity, report: seq, figure: f.id})
    }
    for (const p of pairs.stories) this.#pairs.push({family: "story", a: p.a, b: p.b, body: JSON.stringify(p)})
    this.#added.add(report)
    for (const {a, b} of pairs.events) for (const c of [a, b]) this.#joined.set(`${c.report} ${c.claim}`, c)
    this.#contradict.push(...pairs.figures.filter((p) => p.is === "contradiction"))
  }

  /// Writes what the group added, but for its keys, which wait for more of them.
  async settle(): Promise<void> {
    const [db, dialect] = [this.#db, this.#dialect]
    const all = [...this.#pending.values()]
    await putRows(
      db,
      dialect,
      "link",
      all.map(({seq, digest, traits: {sentences, ...rest}}) => {
        const body = JSON.stringify(rest)
        const key = `${rest.report} ${digest}`
        this.#recent.traits.set(key, {...rest, sentences}, body.length)
        this.#readings.set(rest.report, key)
        return {report: seq, digest, body, sentences}
      }),
      "on conflict (report) do update set digest = excluded.digest, body = excluded.body, sentences = excluded.sentences",
    )
    if (all.length > 0)
      await this.#statements.runAll([
        [this.#texts.keepPairs, JSON.stringify(this.#pairs)],
        [this.#texts.done, JSON.stringify(all.map(({seq}) => seq))],
      ])
    await putRows(
      db,
      dialect,
      "change",
      all.map(({traits}) => ({what: "links", id: traits.report, does: "compared"})),
    )
    this.#pairs = []
    await putRows(this.#db, this.#dialect, "figure_line", [...this.#lines.values()], "on conflict do nothing")
    this.#lines.clear()
    this.#pending.clear()
    this.#group.clear()
    if (this.#textsHeld.rows + this.#claimsHeld.rows > MOST_ADDED) await this.#settleKeys()
  }

  /// Keys of one time lie together in the record, and reports that come together are of one time: the more of them are written at once, the
  /// more rows each page takes that is touched.
  async #settleKeys(): Promise<void> {
    const [db, dialect] = [this.#db, this.#dialect]
    await putNumbers(db, dialect, "text_key", ["key", "holder"], this.#textsHeld.added, "on conflict do nothing")
    await putNumbers(db, dialect, "claim_key", ["key", "claim"], this.#claimsHeld.added, "on conflict do nothing")
    this.#textsHeld.forget()
    this.#claimsHeld.forget()
  }

  /// The end of the work: all of it is written, and what became of events and contradictions is noted.
  async end(): Promise<void> {
    await this.settle()
    await this.#settleKeys()
    await this.#tell()
  }

  async #tell(): Promise<void> {
    const changes = contradictionChanges(this.#contradicted, this.#contradict)
    const verdicts = await eventVerdicts(this.#db)
    const seeds = [
      ...this.#joined.values(),
      ...this.#before.reports.flatMap(claimsOf),
      ...(this.#joined.size > 0 || this.#before.reports.length > 0 ? claimsIn(verdicts) : []),
    ]
    const after = await sceneAround(this.#db, this.#dialect, seeds)
    const before = together(this.#before, without(after, this.#added))
    changes.push(...eventChanges({scene: before, verdicts}, {scene: after, verdicts}))
    await noteChanges(this.#db, this.#dialect, changes)
  }

  async due(reports: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#all<{id: string; digest: string}>(this.#texts.due, JSON.stringify(reports))
    return new Map(rows.map(({id, digest}) => [id, digest]))
  }

  async remove(reports: readonly string[], keysOf: (traits: Traits) => Keys): Promise<void> {
    await this.settle()
    await this.#settleKeys()
    const texts = this.#texts
    for (const {id} of await this.#all<{id: string}>(texts.linked, JSON.stringify(reports))) {
      const [row] = (await this.#all(texts.linkOf, id)) as [{seq: number; body: string; sentences: string}]
      const traits = traitsFrom(row.body, row.sentences)
      this.#before = together(this.#before, await sceneAround(this.#db, this.#dialect, claimsOf(traits)))
      this.#contradicted.push(...(await contradictionsOf(this.#db, this.#dialect, id)))
      const keys = keysOf(traits)
      await this.#statements.runAll([
        [texts.dropTexts, JSON.stringify(rowsOf((put) => eachText(keys, textHolder(row.seq, keys), put)))],
        [texts.dropClaims, JSON.stringify(rowsOf((put) => eachClaim(keys, row.seq, put)))],
        ["delete from pair where a = ?1 or b = ?1", row.seq],
        ["delete from figure_line where report = ?1", row.seq],
        ["delete from link where report = ?1", row.seq],
      ])
      this.#readings.delete(id)
    }
  }
}

/// What is held in memory of the record, the last ones asked for: traits by report and reading, so that what another program read anew
/// is not taken for what it was; ids by number.
type Recent = {readonly traits: Bounded<string, Traits>; readonly ids: Bounded<number, string>}
/// What is asked for each report that is joined: none of it may grow with the record.
const ASKED_OFTEN = ["askTexts", "askClaims", "ids", "standing", "readings", "bodies", "unlinked", "due", "linked", "linkOf"] as const
export const askedOften = (dialect: Dialect): readonly string[] => ASKED_OFTEN.map((name) => textsFor(dialect)[name])

type Texts = ReturnType<typeof textsFor>
function textsFor({each, eachObject, joined, plain, thenJoin, within}: Dialect) {
  const given = (n: number): string => `select given.value from ${each(`?${n}`, "given")}`
  const numbers = (n: number): string => `select cast(given.value as bigint) from ${each(`?${n}`, "given")}`
  /// Nearly all reports are current: whoever has their ids or numbers must not walk the index of current ones, whose length is the record's.
  const isCurrent = `${plain("report.current")} = 1`
  /// Holders of keys, in one row: crossing into the engine costs more than reading does. The last ones under a key are at the end of its
  /// rows, so that a lookup reads no more than it gives. (The limit keeps the lookup from being written out twice.)
  const holdersOf = (table: "text_key" | "claim_key", column: string, most: number): string => `
    select ${joined("key || ':' || held", ";")} as held from (
      select cast(given.value as bigint) as key, (
        select ${joined(column, ",")} from (
          select ${column} from ${table} where key = cast(given.value as bigint) order by ${column} desc limit ${most}) as last_ones
      ) as held
      from ${each("?1", "given")} limit ${ALL}
    ) as found where held is not null`
  const eachKey = `select cast(given.value ->> 0 as bigint), cast(given.value ->> 1 as bigint) from ${eachObject("?1", "given")}`
  return {
    askTexts: holdersOf("text_key", "holder", MOST_HOLDERS.text),
    askClaims: holdersOf("claim_key", "claim", MOST_HOLDERS.claims),
    ids: `select seq, id from report where ${within("seq", numbers(1))}`,
    standing: `select id, seq, digest, current from report where ${within("id", given(1))}`,
    readings: `
      select report.id, link.digest from report join link on link.report = report.seq where ${isCurrent} and ${within("report.id", given(1))}`,
    bodies: `select link.body, link.sentences from report join link on link.report = report.seq where ${within("report.id", given(1))}`,
    unlinked: `
      select report.id from link_due ${thenJoin} report on report.seq = link_due.report where ${isCurrent} order by link_due.report limit ?1`,
    due: `
      select report.id, report.digest from report join link_due on link_due.report = report.seq where ${isCurrent} and ${within("report.id", given(1))}`,
    linked: `select report.id from report join link on link.report = report.seq where ${within("report.id", given(1))}`,
    linkOf: "select report.seq, link.body, link.sentences from report join link on link.report = report.seq where report.id = ?1",
    done: `delete from link_due where ${within("report", numbers(1))}`,
    keepPairs: `
      insert into pair(family, a, b, body, contradicts)
      select given.value ->> 'family', one.seq, other.seq, given.value ->> 'body', cast(coalesce(given.value ->> 'contradicts', '0') as smallint) from ${eachObject("?1", "given")}
      join report as one on one.id = given.value ->> 'a' join report as other on other.id = given.value ->> 'b'`,
    dropTexts: `delete from text_key where (key, holder) in (${eachKey})`,
    dropClaims: `delete from claim_key where (key, claim) in (${eachKey})`,
  }
}

/// Sentences lie beside the other traits: only comparing texts asks for them.
const traitsFrom = (body: string, sentences = ""): Traits => ({...(JSON.parse(body) as Omit<Traits, "sentences">), sentences})

function pairsFrom(rows: readonly PairRow[]): Pairs {
  const of = <T>(family: Family): T[] => rows.filter((r) => r.family === family).map((r) => r.body as unknown as T)
  return {copies: of<Copy>("copy"), events: of<EventPair>("event"), figures: of<FigurePair>("figure"), stories: of<StoryPair>("story")}
}
