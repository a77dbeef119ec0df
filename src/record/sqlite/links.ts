import {type Kysely, sql} from "kysely"
import {
  type ClaimRef,
  type Copy,
  type EventPair,
  type FigurePair,
  type Keys,
  MOST_HOLDERS,
  type Pairs,
  type StoryPair,
  type Traits,
} from "../../link/index.ts"
import {contentId} from "../../support/index.ts"
import type {Decision, LinkDesk, Linked, LinkStore, NewDecision} from "../links.ts"
import type {Connection} from "./driver.ts"
import type {Tables} from "./tables.ts"

type Family = "copy" | "event" | "figure" | "story"
type PairRow = {readonly family: string; readonly body: string}

/// The tables of links: `link` (traits), `text_key` and `subject_key` (what a report is found by), `pair`, `decision`, and
/// `link_due`, the reports that wait to be compared.
export class SqliteLinks implements LinkStore {
  readonly #db: Kysely<Tables>
  readonly #connection: Connection
  readonly #recent = new Map<string, Traits>()

  constructor(db: Kysely<Tables>, connection: Connection) {
    this.#db = db
    this.#connection = connection
  }

  async unlinked(limit: number): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("link_due")
      .innerJoin("report", "report.seq", "link_due.report")
      .select("report.id")
      .where("report.current", "=", 1)
      .orderBy("report.seq")
      .limit(limit)
      .execute()
    return rows.map((r) => r.id)
  }

  linking<T>(work: (desk: LinkDesk) => Promise<T>): Promise<T> {
    return this.#alone((db) => work(new SqliteDesk(db, this.#recent)))
  }

  async #alone<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#db.connection().execute(async (db) => {
      this.#connection.exec("begin immediate")
      try {
        const done = await work(db)
        this.#connection.exec("commit")
        return done
      } catch (error) {
        try {
          this.#connection.exec("rollback")
        } catch {
          // A full disk has rolled back already.
        }
        throw error
      }
    })
  }

  async linked(): Promise<Linked> {
    const reports = await this.#db
      .selectFrom("link")
      .innerJoin("report", "report.seq", "link.report")
      .select("link.body")
      .where("report.current", "=", 1)
      .execute()
    const pairs = await this.#db.selectFrom("pair").select(["family", "body"]).execute()
    return {reports: reports.map((r) => traitsFrom(r.body)), pairs: pairsFrom(pairs)}
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
    const ids = JSON.stringify(reports)
    const of = JSON.stringify(families)
    const found = await sql<PairRow>`
      with mine as (select seq from report where id in (select value from json_each(${ids})))
      select family, body from pair where a in (select seq from mine) and family in (select value from json_each(${of}))
      union select family, body from pair where b in (select seq from mine) and family in (select value from json_each(${of}))`.execute(
      this.#db,
    )
    return found.rows
  }

  async #traitsOf(reports: readonly string[]): Promise<Traits[]> {
    const found = await sql<{body: string}>`
      select link.body from link join report on report.seq = link.report
      where report.current = 1 and report.id in (select value from json_each(${JSON.stringify(reports)}))`.execute(this.#db)
    return found.rows.map((r) => traitsFrom(r.body))
  }

  async decide(decision: NewDecision): Promise<Decision> {
    const body = JSON.stringify(decision)
    return this.#alone(async (db) => {
      const {n} = await db
        .selectFrom("decision")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
      const id = contentId("d", body, n)
      await db.insertInto("decision").values({id, standing: 1, body}).execute()
      return {...decision, id, standing: true}
    })
  }

  async takeBack(id: string): Promise<boolean> {
    const done = await this.#db.updateTable("decision").set({standing: 0}).where("id", "=", id).where("standing", "=", 1).executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async decisions(): Promise<readonly Decision[]> {
    const rows = await this.#db.selectFrom("decision").selectAll().orderBy("seq").execute()
    return rows.map((r) => ({...(JSON.parse(r.body) as NewDecision), id: r.id, standing: r.standing === 1}))
  }
}

/// Traits held in memory: reports of the same days are asked for again and again.
const MOST_RECENT = 4000

class SqliteDesk implements LinkDesk {
  readonly #db: Kysely<Tables>
  /// By report and reading, so that what another program read anew is not taken for what it was.
  readonly #recent: Map<string, Traits>
  constructor(db: Kysely<Tables>, recent: Map<string, Traits>) {
    this.#db = db
    this.#recent = recent
  }

  async holders(keys: readonly number[], kind: "text" | "subject"): Promise<Map<string, number>> {
    const found = await sql<{id: string; n: number}>`
      select report.id, count(*) as n from json_each(${JSON.stringify(keys)}) as asked
      join ${sql.table(`${kind}_key`)} as held on held.key = asked.value join report on report.seq = held.report
      group by report.id`.execute(this.#db)
    return new Map(found.rows.map((r) => [r.id, r.n]))
  }

  async traits(reports: readonly string[]): Promise<Map<string, Traits>> {
    const rows = await sql<{seq: number; id: string; digest: string}>`
      select link.report as seq, report.id, link.digest from link join report on report.seq = link.report
      where report.current = 1 and report.id in (select value from json_each(${JSON.stringify(reports)}))`.execute(this.#db)
    const out = new Map<string, Traits>()
    const missing: number[] = []
    const keyOf = new Map<string, string>()
    for (const {seq, id, digest} of rows.rows) {
      const key = `${id} ${digest}`
      const known = this.#recent.get(key)
      if (known) out.set(id, known)
      else missing.push(seq)
      keyOf.set(id, key)
    }
    if (missing.length === 0) return out
    const found = await sql<{body: string; sentences: string}>`
      select body, sentences from link where report in (select value from json_each(${JSON.stringify(missing)}))`.execute(this.#db)
    for (const row of found.rows) {
      const traits = traitsFrom(row.body, row.sentences)
      out.set(traits.report, traits)
      this.#remember(keyOf.get(traits.report) as string, traits)
    }
    return out
  }

  #remember(key: string, traits: Traits): void {
    if (this.#recent.size >= MOST_RECENT) this.#recent.delete(this.#recent.keys().next().value as string)
    this.#recent.set(key, traits)
  }

  async add(traits: Traits, keys: Keys, pairs: Pairs): Promise<void> {
    const {seq, digest} = await this.#db
      .selectFrom("report")
      .select(["seq", "digest"])
      .where("id", "=", traits.report)
      .executeTakeFirstOrThrow()
    const {sentences, ...rest} = traits
    const body = JSON.stringify(rest)
    await sql`insert or replace into link(report, digest, body, sentences) values (${seq}, ${digest}, ${body}, ${sentences})`.execute(
      this.#db,
    )
    await this.#hold("text", seq, keys.text)
    await this.#hold("subject", seq, keys.kept)
    const rows = [
      ...pairs.copies.map((p) => ["copy", p.original, p.copy, p] as const),
      ...pairs.events.map((p) => ["event", p.a.report, p.b.report, p] as const),
      ...pairs.figures.map((p) => ["figure", p.a.report, p.b.report, p] as const),
      ...pairs.stories.map((p) => ["story", p.a, p.b, p] as const),
    ].map(([family, a, b, pair]) => ({family, a, b, body: JSON.stringify(pair)}))
    if (rows.length > 0)
      await sql`
        insert into pair(family, a, b, body)
        select row.value ->> 'family', one.seq, other.seq, row.value ->> 'body' from json_each(${JSON.stringify(rows)}) as row
        join report as one on one.id = row.value ->> 'a' join report as other on other.id = row.value ->> 'b'`.execute(this.#db)
    await this.#db.deleteFrom("link_due").where("report", "=", seq).execute()
  }

  /// A key that very many reports have (a formula, a line of the house) tells nothing more: past a number no further one is kept under it.
  async #hold(kind: "text" | "subject", seq: number, keys: readonly number[]): Promise<void> {
    const t = sql.table(`${kind}_key`)
    const most = MOST_HOLDERS[kind]
    await sql`
      insert or ignore into ${t}(key, report) select value, ${seq} from json_each(${JSON.stringify(keys)})
      where (select count(*) from (select 1 from ${t} as held where held.key = value limit ${most})) < ${most}`.execute(this.#db)
  }

  async remove(report: string, keysOf: (traits: Traits) => Keys): Promise<void> {
    const row = await this.#db
      .selectFrom("link")
      .innerJoin("report", "report.seq", "link.report")
      .select(["report.seq", "link.body", "link.sentences"])
      .where("report.id", "=", report)
      .executeTakeFirst()
    if (!row) return
    const keys = keysOf(traitsFrom(row.body, row.sentences))
    for (const [table, of] of [
      ["text_key", keys.text],
      ["subject_key", keys.kept],
    ] as const)
      await sql`delete from ${sql.table(table)} where report = ${row.seq} and key in (select value from json_each(${JSON.stringify(of)}))`.execute(
        this.#db,
      )
    await sql`delete from pair where a = ${row.seq} or b = ${row.seq}`.execute(this.#db)
    await this.#db.deleteFrom("link").where("report", "=", row.seq).execute()
  }
}

/// Sentences lie beside the other traits: only comparing texts asks for them.
const traitsFrom = (body: string, sentences = ""): Traits => ({...(JSON.parse(body) as Omit<Traits, "sentences">), sentences})

function pairsFrom(rows: readonly PairRow[]): Pairs {
  const of = <T>(family: Family): T[] => rows.filter((r) => r.family === family).map((r) => JSON.parse(r.body) as T)
  return {copies: of<Copy>("copy"), events: of<EventPair>("event"), figures: of<FigurePair>("figure"), stories: of<StoryPair>("story")}
}
