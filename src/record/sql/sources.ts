import type {Kysely} from "kysely"
import type {Removed} from "../../model/index.ts"
import type {NewEntry} from "../ledger.ts"
import {
  type AddedSource,
  FRESH,
  type GivenVersion,
  ITEM_STATES,
  type ItemCounts,
  type ItemState,
  type KeptRobots,
  type SourceItem,
  type Sources,
  type SourceState,
  type TakenOut,
} from "../sources.ts"
import type {Engine} from "./engine.ts"
import {noteEntries} from "./ledger.ts"
import type {Tables} from "./tables.ts"

const BATCH = 500

/// The tables `source`, `source_state`, `source_item`, `robots` and `outlet_lines`.
export class SqlSources implements Sources {
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  constructor(engine: Engine) {
    this.#engine = engine
    this.#db = engine.db
  }

  async added(): Promise<readonly AddedSource[]> {
    return this.#db.selectFrom("source").select(["name", "settings", "at"]).orderBy("name").execute()
  }

  async add(source: AddedSource): Promise<boolean> {
    const rows = await this.#db
      .insertInto("source")
      .values({...source})
      .onConflict((on) => on.column("name").doNothing())
      .returning("name")
      .execute()
    return rows.length > 0
  }

  remove(name: string): Promise<boolean> {
    return this.#engine.alone(async ({db}) => {
      const done = await Promise.all([
        db.deleteFrom("source").where("name", "=", name).executeTakeFirst(),
        db.deleteFrom("source_state").where("name", "=", name).executeTakeFirst(),
        db.deleteFrom("source_item").where("source", "=", name).executeTakeFirst(),
      ])
      return done.some((d) => Number(d.numDeletedRows) > 0)
    })
  }

  async states(): Promise<ReadonlyMap<string, SourceState>> {
    const rows = await this.#db.selectFrom("source_state").select(["name", "paused", "body"]).execute()
    return new Map(rows.map((r) => [r.name, {...FRESH, ...(JSON.parse(r.body) as SourceState), paused: r.paused === 1}]))
  }

  async saveState(name: string, {paused, ...state}: SourceState): Promise<void> {
    const body = JSON.stringify(state)
    await this.#db
      .insertInto("source_state")
      .values({name, paused: paused ? 1 : 0, body})
      .onConflict((on) => on.column("name").doUpdateSet({body}))
      .execute()
  }

  async pause(name: string, paused: boolean): Promise<void> {
    const value = paused ? 1 : 0
    await this.#db
      .insertInto("source_state")
      .values({name, paused: value, body: "{}"})
      .onConflict((on) => on.column("name").doUpdateSet({paused: value}))
      .execute()
  }

  async items(name: string, keys: readonly string[]): Promise<ReadonlyMap<string, SourceItem>> {
    const found = new Map<string, SourceItem>()
    for (let i = 0; i < keys.length; i += BATCH) {
      const rows = await this.#db
        .selectFrom("source_item")
        .selectAll()
        .where("source", "=", name)
        .where("key", "in", keys.slice(i, i + BATCH))
        .execute()
      for (const row of rows) found.set(row.key, itemFrom(row))
    }
    return found
  }

  async present(name: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("source_item")
      .select("key")
      .where("source", "=", name)
      .where("state", "!=", "gone")
      .orderBy("key")
      .execute()
    return rows.map((r) => r.key)
  }

  async due(name: string, now: string, limit: number): Promise<readonly SourceItem[]> {
    const rows = await this.#db
      .selectFrom("source_item")
      .selectAll()
      .where("source", "=", name)
      .where("next", "<=", now)
      .orderBy("next")
      .orderBy("key")
      .limit(limit)
      .execute()
    return rows.map(itemFrom)
  }

  async nextDue(name: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom("source_item")
      .select("next")
      .where("source", "=", name)
      .where("next", "is not", null)
      .orderBy("next")
      .limit(1)
      .executeTakeFirst()
    return row?.next ?? null
  }

  async counts(name: string): Promise<ItemCounts> {
    const rows = await this.#db
      .selectFrom("source_item")
      .select((eb) => ["state", eb.fn.countAll<number>().as("n")])
      .where("source", "=", name)
      .groupBy("state")
      .execute()
    const of = new Map(rows.map((r) => [r.state, Number(r.n)]))
    return Object.fromEntries(ITEM_STATES.map((state) => [state, of.get(state) ?? 0])) as {[state in ItemState]: number}
  }

  async settle(name: string, items: readonly SourceItem[], entries: readonly NewEntry[]): Promise<void> {
    if (items.length === 0 && entries.length === 0) return
    await this.#engine.alone(async ({db}) => {
      for (let i = 0; i < items.length; i += BATCH)
        await db
          .insertInto("source_item")
          .values(items.slice(i, i + BATCH).map((item) => ({...item, source: name})))
          .onConflict((on) =>
            on.columns(["source", "key"]).doUpdateSet((eb) => ({
              url: eb.ref("excluded.url"),
              said: eb.ref("excluded.said"),
              digest: eb.ref("excluded.digest"),
              etag: eb.ref("excluded.etag"),
              modified: eb.ref("excluded.modified"),
              report: eb.ref("excluded.report"),
              state: eb.ref("excluded.state"),
              last: eb.ref("excluded.last"),
              looks: eb.ref("excluded.looks"),
              misses: eb.ref("excluded.misses"),
              next: eb.ref("excluded.next"),
            })),
          )
          .execute()
      await noteEntries(db, this.#engine.dialect, entries)
    })
  }

  async robots(origin: string): Promise<KeptRobots | undefined> {
    return this.#db.selectFrom("robots").select(["at", "status", "text"]).where("origin", "=", origin).executeTakeFirst()
  }

  async keepRobots(origin: string, {at, status, text}: KeptRobots): Promise<void> {
    await this.#db
      .insertInto("robots")
      .values({origin, at, status, text})
      .onConflict((on) => on.column("origin").doUpdateSet({at, status, text}))
      .execute()
  }

  async versions(identity: string): Promise<readonly GivenVersion[]> {
    const rows = await this.#db
      .selectFrom("origin")
      .innerJoin("report", "report.seq", "origin.report")
      .select(["report.id", "origin.source", "origin.current"])
      .where("origin.identity", "=", identity)
      .orderBy("origin.seq")
      .execute()
    return rows.map((r) => ({report: r.id, source: r.source, current: r.current === 1}))
  }

  async lastVersion(identity: string, source: string): Promise<GivenVersion | undefined> {
    const given = this.#db
      .selectFrom("origin")
      .innerJoin("report", "report.seq", "origin.report")
      .select(["report.id", "origin.source", "origin.current"])
      .where("origin.identity", "=", identity)
    const standing = await given.where("origin.current", "=", 1).orderBy("origin.seq").execute()
    const row =
      standing.findLast((r) => r.source === source) ??
      standing.at(-1) ??
      (await given.orderBy("origin.seq", "desc").limit(1).executeTakeFirst())
    return row && {report: row.id, source: row.source, current: row.current === 1}
  }

  async lines(outlet: string): Promise<string | undefined> {
    return (await this.#db.selectFrom("outlet_lines").select("body").where("outlet", "=", outlet).executeTakeFirst())?.body
  }

  async keepLines(outlet: string, body: string): Promise<void> {
    await this.#db
      .insertInto("outlet_lines")
      .values({outlet, body})
      .onConflict((on) => on.column("outlet").doUpdateSet({body}))
      .execute()
  }

  async recurring(report: string): Promise<readonly TakenOut[]> {
    const rows = await this.#db
      .selectFrom("origin")
      .innerJoin("report", "report.seq", "origin.report")
      .select(["origin.source", "origin.recurring"])
      .where("report.id", "=", report)
      .where("origin.recurring", "is not", null)
      .orderBy("origin.seq")
      .execute()
    return rows.map((r) => ({source: r.source, lines: JSON.parse(r.recurring as string) as Removed[]}))
  }
}

const itemFrom = ({source: _source, ...row}: Tables["source_item"]): SourceItem => ({...row, state: row.state as ItemState})
