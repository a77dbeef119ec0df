import {type Kysely, sql} from "kysely"
import {
  type ClaimKey,
  type ClaimRef,
  type Copy,
  type EventPair,
  type FigurePair,
  type Keys,
  MOST_CLAIMS,
  MOST_HOLDERS,
  type Pairs,
  type StoryPair,
  type TextHolder,
  type Traits,
} from "../../link/index.ts"
import type {LinkDecision} from "../decisions.ts"
import type {LinkDesk, Linked, LinkStore} from "../links.ts"
import {decisionFrom} from "./decisions.ts"
import {ALL, type Dialect} from "./differences.ts"
import {noteChanges} from "./changes.ts"
import type {Engine, Statements} from "./engine.ts"
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
import type {Tables} from "./tables.ts"

type Family = "copy" | "event" | "figure" | "story"
type PairRow = {readonly family: string; readonly body: string}

/// The tables of links: `link` (traits), `text_key` and `claim_key` (what a report is found by), `pair`, `decision`, and
/// `link_due`, the reports that wait to be compared.
export class SqlLinks implements LinkStore {
  readonly #engine: Engine
  readonly #db: Kysely<Tables>
  readonly #texts: Texts
  readonly #recent: Recent = {traits: new Bounded(MOST_RECENT), ids: new Bounded(16 * MOST_RECENT)}

  constructor(engine: Engine) {
    this.#engine = engine
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
      await desk.tell()
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
    const pairs = await this.#db.selectFrom("pair").select(["family", "body"]).orderBy("seq").execute()
    return {reports: reports.map((r) => traitsFrom(r.body)), pairs: pairsFrom(pairs)}
  }

  async copies(): Promise<readonly Copy[]> {
    const rows = await this.#db.selectFrom("pair").select("body").where("family", "=", "copy").orderBy("seq").execute()
    return rows.map((r) => JSON.parse(r.body) as Copy)
  }

  /// Breadth first, a query a ring: a neighbourhood is as large as one event is told often.
  async linkedAround(claims: readonly ClaimRef[], family: "event" | "figure"): Promise<Linked> {
    const key = (c: ClaimRef): string => `${c.report} ${c.claim}`
    const seen = new Map(claims.map((c) => [key(c), c]))
    const pairs = new Map<string, PairRow>()
    let ring = [...seen.values()]
    while (ring.length > 0) {
      const wanted = new Set(ring.map(key))
      const rows = await this.#touching([...new Set(ring.map((c) => c.report))], [family])
      ring = []
      for (const row of rows) {
        const {a, b} = JSON.parse(row.body) as EventPair
        if (!wanted.has(key(a)) && !wanted.has(key(b))) continue
        pairs.set(row.body, row)
        for (const c of [a, b])
          if (!seen.has(key(c))) {
            seen.set(key(c), c)
            ring.push(c)
          }
      }
    }
    const ids = [...new Set([...seen.values()].map((c) => c.report))]
    const copies = await this.#touching(ids, ["copy"])
    const inside = (t: Traits): Traits => ({
      ...t,
      events: family === "event" ? t.events.filter((e) => seen.has(`${t.report} ${e.id}`)) : [],
      figures: family === "figure" ? t.figures.filter((f) => seen.has(`${t.report} ${f.id}`)) : [],
    })
    // What was copied stands in the chain, though it need not tell of the event itself.
    const originals = copies.map((r) => JSON.parse(r.body) as Copy).map((c) => c.original)
    return {
      reports: (await this.#traitsOf([...new Set([...ids, ...originals])])).map(inside),
      pairs: pairsFrom([...pairs.values(), ...copies]),
    }
  }

  async linkedAmong(claims: readonly ClaimRef[]): Promise<Linked> {
    const wanted = new Set(claims.map((c) => `${c.report} ${c.claim}`))
    const ids = [...new Set(claims.map((c) => c.report))]
    const pairs = (await this.#touching(ids, ["event", "figure"])).filter((row) => {
      const {a, b} = JSON.parse(row.body) as EventPair
      return wanted.has(`${a.report} ${a.claim}`) && wanted.has(`${b.report} ${b.claim}`)
    })
    const reports = (await this.#traitsOf(ids)).map((t) => ({
      ...t,
      events: t.events.filter((e) => wanted.has(`${t.report} ${e.id}`)),
      figures: t.figures.filter((f) => wanted.has(`${t.report} ${f.id}`)),
    }))
    return {reports, pairs: pairsFrom(pairs)}
  }

  async paired(by: "event" | "contradiction", within?: readonly string[]): Promise<readonly string[]> {
    const is = by === "event" ? sql`pair.family = 'event'` : sql`pair.family = 'figure' and pair.body like '%"is":"contradiction"%'`
    const mine = within ? sql`and ${this.#engine.dialect.oneOf("report.id", within)}` : sql``
    const {rows} = await sql<{id: string}>`
      select report.id from report join pair on pair.a = report.seq where ${is} and report.current = 1 ${mine}
      union select report.id from report join pair on pair.b = report.seq where ${is} and report.current = 1 ${mine} order by 1`.execute(
      this.#db,
    )
    return rows.map((r) => r.id)
  }

  async linkedReports(reports: readonly string[]): Promise<Linked> {
    const seen = new Set(reports)
    const pairs = new Map<string, PairRow>()
    let ring = [...reports]
    while (ring.length > 0) {
      const rows = await this.#touching(ring, ["story", "copy"])
      ring = []
      for (const row of rows) {
        pairs.set(row.body, row)
        const body = JSON.parse(row.body) as {a?: string; b?: string; original?: string; copy?: string}
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
    const found = await sql<PairRow>`
      with mine as (select seq from report where ${oneOf("id", reports)})
      select family, body from pair where a in (select seq from mine) and ${oneOf("family", families)}
      union select family, body from pair where b in (select seq from mine) and ${oneOf("family", families)}`.execute(this.#db)
    return found.rows
  }

  async #traitsOf(reports: readonly string[]): Promise<Traits[]> {
    const rows = await this.#engine.statements.all<{body: string}>(this.#texts.traits, [JSON.stringify(reports)])
    return rows.map((r) => traitsFrom(r.body))
  }

  async decisions(): Promise<readonly LinkDecision[]> {
    const rows = await this.#db.selectFrom("decision").selectAll().where("family", "in", ["event", "report"]).orderBy("seq").execute()
    return rows.map((r) => decisionFrom(r) as LinkDecision)
  }
}

const claimsOf = ({report, events}: Traits): ClaimRef[] => events.map((e) => ({report, claim: e.id}))

/// Traits held in memory: reports of the same days are asked for again and again.
const MOST_RECENT = 2500

/// A report and the number of its fingerprints, as a key holds them.
const MOST_PRINTS = 16_384
const textHolder = (seq: number, {text}: Keys): number => seq * MOST_PRINTS + Math.min(text.prints, MOST_PRINTS - 1)

/// Keys by the number of their claim, as JSON.
function byClaim({claims}: Keys): string {
  const out: {[claim: number]: number[]} = {}
  for (const [key, claim] of claims.kept) {
    if (claim >= MOST_CLAIMS) continue
    const at = out[claim]
    if (at) at.push(key)
    else out[claim] = [key]
  }
  return JSON.stringify(out)
}

/// The hot path of linking: a handful of prepared statements a report, run as they are.
class SqlDesk implements LinkDesk {
  readonly #db: Kysely<Tables>
  readonly #dialect: Dialect
  readonly #statements: Statements
  readonly #texts: Texts
  readonly #recent: Recent
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
  }

  #all<T>(text: string, ...given: readonly unknown[]): readonly T[] | Promise<readonly T[]> {
    return this.#statements.all<T>(text, given)
  }

  async textHolders(keys: readonly number[]): Promise<Map<string, TextHolder>> {
    const found = new Map<number, number>()
    for (const [, held] of await this.#holders(this.#texts.askTexts, keys))
      for (const packed of held) found.set(packed, (found.get(packed) ?? 0) + 1)
    // Names that two reports mention give one or two, and need no answer.
    const telling = [...found].filter(([, shared]) => shared > 2)
    const ids = await this.#idsOf(telling.map(([packed]) => Math.floor(packed / MOST_PRINTS)))
    return new Map(
      telling.map(([packed, shared]) => [ids.get(Math.floor(packed / MOST_PRINTS)) as string, {shared, prints: packed % MOST_PRINTS}]),
    )
  }

  async claimHolders(keys: readonly ClaimKey[]): Promise<Map<string, [number, number][]>> {
    const askedBy = new Map<number, number[]>()
    for (const [key, mine] of keys) {
      const at = askedBy.get(key)
      if (at) at.push(mine)
      else askedBy.set(key, [mine])
    }
    const found = new Map<number, [number, number][]>()
    for (const [key, held] of await this.#holders(this.#texts.askClaims, [...askedBy.keys()]))
      for (const packed of held) {
        const seq = Math.floor(packed / MOST_CLAIMS)
        const pairs = found.get(seq) ?? []
        found.set(seq, pairs)
        for (const mine of askedBy.get(key) as number[]) pairs.push([mine, packed % MOST_CLAIMS])
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
    const out = new Map<string, Traits>()
    if (reports.length === 0) return out
    const missing: number[] = []
    const keyOf = new Map<string, string>()
    for (const {seq, id, digest} of await this.#all<{seq: number; id: string; digest: string}>(
      this.#texts.readings,
      JSON.stringify(reports),
    )) {
      const key = `${id} ${digest}`
      const known = this.#recent.traits.get(key)
      if (known) out.set(id, known)
      else missing.push(seq)
      keyOf.set(id, key)
    }
    if (missing.length === 0) return out
    for (const row of await this.#all<{body: string; sentences: string}>(this.#texts.bodies, JSON.stringify(missing))) {
      const traits = traitsFrom(row.body, row.sentences)
      out.set(traits.report, traits)
      this.#recent.traits.set(keyOf.get(traits.report) as string, traits)
    }
    return out
  }

  async add(traits: Traits, keys: Keys, pairs: Pairs): Promise<void> {
    const texts = this.#texts
    const [{seq, digest}] = (await this.#all(texts.reading, traits.report)) as [{seq: number; digest: string}]
    const {sentences, ...rest} = traits
    this.#recent.traits.set(`${traits.report} ${digest}`, traits)
    const rows = [
      ...pairs.copies.map((p) => ["copy", p.original, p.copy, p] as const),
      ...pairs.events.map((p) => ["event", p.a.report, p.b.report, p] as const),
      ...pairs.figures.map((p) => ["figure", p.a.report, p.b.report, p] as const),
      ...pairs.stories.map((p) => ["story", p.a, p.b, p] as const),
    ].map(([family, a, b, pair]) => ({family, a, b, body: JSON.stringify(pair)}))
    await this.#statements.runAll([
      [texts.keepLink, seq, digest, JSON.stringify(rest), sentences],
      [texts.keepTexts, textHolder(seq, keys), JSON.stringify([...keys.text.kept, ...keys.text.sketch])],
      [texts.keepClaims, seq * MOST_CLAIMS, byClaim(keys)],
      ...(rows.length > 0 ? [[texts.keepPairs, JSON.stringify(rows)] as const] : []),
      ["delete from link_due where report = ?1", seq],
      ["insert into change(what, id, does) values ('links', ?1, 'compared')", traits.report],
    ])
    this.#added.add(traits.report)
    for (const {a, b} of pairs.events) for (const c of [a, b]) this.#joined.set(`${c.report} ${c.claim}`, c)
    this.#contradict.push(...pairs.figures.filter((p) => p.is === "contradiction"))
  }

  /// Notes what became of events and contradictions by what was taken out and put in.
  async tell(): Promise<void> {
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

  async dueReading(report: string): Promise<string | undefined> {
    return (await this.#all<{digest: string}>(this.#texts.due, report))[0]?.digest
  }

  async remove(report: string, keysOf: (traits: Traits) => Keys): Promise<void> {
    const texts = this.#texts
    const [row] = await this.#all<{seq: number; body: string; sentences: string}>(texts.linked, report)
    if (!row) return
    const traits = traitsFrom(row.body, row.sentences)
    this.#before = together(this.#before, await sceneAround(this.#db, this.#dialect, claimsOf(traits)))
    this.#contradicted.push(...(await contradictionsOf(this.#db, this.#dialect, report)))
    const keys = keysOf(traits)
    await this.#statements.runAll([
      [texts.dropTexts, textHolder(row.seq, keys), JSON.stringify([...keys.text.kept, ...keys.text.sketch])],
      [texts.dropClaims, row.seq * MOST_CLAIMS, byClaim(keys)],
      ["delete from pair where a = ?1 or b = ?1", row.seq],
      ["delete from link where report = ?1", row.seq],
    ])
  }
}

/// What is held in memory of the record, the last ones asked for: traits by report and reading, so that what another program read anew
/// is not taken for what it was; ids by number.
type Recent = {readonly traits: Bounded<string, Traits>; readonly ids: Bounded<number, string>}
class Bounded<K, V> {
  readonly #held = new Map<K, V>()
  readonly #most: number
  constructor(most: number) {
    this.#most = most
  }
  get(key: K): V | undefined {
    const value = this.#held.get(key)
    if (value !== undefined) this.#put(key, value)
    return value
  }
  set(key: K, value: V): void {
    if (this.#held.size >= this.#most && !this.#held.has(key)) this.#held.delete(this.#held.keys().next().value as K)
    this.#put(key, value)
  }
  /// Behind all others, so that the one asked for longest ago is the first to go.
  #put(key: K, value: V): void {
    this.#held.delete(key)
    this.#held.set(key, value)
  }
}

/// What is asked for each report that is joined: none of it may grow with the record.
const ASKED_OFTEN = ["askTexts", "askClaims", "ids", "readings", "bodies", "unlinked", "traits", "due", "reading", "linked"] as const
export const askedOften = (dialect: Dialect): readonly string[] => ASKED_OFTEN.map((name) => textsFor(dialect)[name])

type Texts = ReturnType<typeof textsFor>
function textsFor({each, eachObject, eachField, joined, plain, thenJoin}: Dialect) {
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
  /// Keys by the number of their claim.
  const eachClaim = `
    select cast(k.value as bigint), cast(?1 as bigint) + cast(c.key as bigint) from ${eachField("?2", "c")}, ${each("c.value", "k")}`
  return {
    askTexts: holdersOf("text_key", "holder", MOST_HOLDERS.text),
    askClaims: holdersOf("claim_key", "claim", MOST_HOLDERS.claims),
    ids: `select seq, id from report where seq in (${numbers(1)})`,
    readings: `
      select link.report as seq, report.id, link.digest from report join link on link.report = report.seq
      where ${isCurrent} and report.id in (${given(1)})`,
    bodies: `select body, sentences from link where report in (${numbers(1)})`,
    unlinked: `
      select report.id from link_due ${thenJoin} report on report.seq = link_due.report where ${isCurrent} order by link_due.report limit ?1`,
    traits: `
      select link.body from link join report on report.seq = link.report where ${isCurrent} and report.id in (${given(1)})`,
    due: `select report.digest from report join link_due on link_due.report = report.seq where ${isCurrent} and report.id = ?1`,
    reading: "select seq, digest from report where id = ?1",
    linked: "select report.seq, link.body, link.sentences from report join link on link.report = report.seq where report.id = ?1",
    keepLink: `
      insert into link(report, digest, body, sentences) values (?1, ?2, ?3, ?4)
      on conflict (report) do update set digest = excluded.digest, body = excluded.body, sentences = excluded.sentences`,
    keepTexts: `
      insert into text_key(key, holder) select cast(given.value as bigint), cast(?1 as bigint) from ${each("?2", "given")} where true on conflict do nothing`,
    keepClaims: `insert into claim_key(key, claim) ${eachClaim} where true on conflict do nothing`,
    keepPairs: `
      insert into pair(family, a, b, body)
      select given.value ->> 'family', one.seq, other.seq, given.value ->> 'body' from ${eachObject("?1", "given")}
      join report as one on one.id = given.value ->> 'a' join report as other on other.id = given.value ->> 'b'`,
    dropTexts: `delete from text_key where (key, holder) in (select cast(given.value as bigint), cast(?1 as bigint) from ${each("?2", "given")})`,
    dropClaims: `delete from claim_key where (key, claim) in (${eachClaim})`,
  }
}

/// Sentences lie beside the other traits: only comparing texts asks for them.
const traitsFrom = (body: string, sentences = ""): Traits => ({...(JSON.parse(body) as Omit<Traits, "sentences">), sentences})

function pairsFrom(rows: readonly PairRow[]): Pairs {
  const of = <T>(family: Family): T[] => rows.filter((r) => r.family === family).map((r) => JSON.parse(r.body) as T)
  return {copies: of<Copy>("copy"), events: of<EventPair>("event"), figures: of<FigurePair>("figure"), stories: of<StoryPair>("story")}
}
