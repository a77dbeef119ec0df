import {type Kysely, sql} from "kysely"
import type {IssueCode} from "../../support/index.ts"
import {DONE, type Done, type Entry, type EntryQuery, type Ledger, type NewEntry, type SourceTotals, type TotalsQuery} from "../ledger.ts"
import type {Piece, Slice} from "../lists.ts"
import {batches} from "./batches.ts"
import type {Dialect} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {decode, sliceOf} from "./pieces.ts"
import {putRows} from "./rows.ts"
import type {Tables} from "./tables.ts"

const PIECE = 50

/// The tables `ledger` and `ledger_total`.
export class SqlLedger implements Ledger {
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  constructor(engine: Engine) {
    this.#engine = engine
    this.#db = engine.db
  }

  async note(entries: readonly NewEntry[]): Promise<void> {
    if (entries.length > 0) await this.#engine.alone(({db}) => noteEntries(db, this.#engine.dialect, entries))
  }

  async entries(query: EntryQuery, piece: Piece = {}): Promise<Slice<Entry>> {
    const limit = piece.limit ?? PIECE
    const place = decode(piece.after, 2)
    let q = this.#db.selectFrom("ledger").selectAll().orderBy("at", "desc").orderBy("seq", "desc")
    if (query.source !== undefined) q = q.where("source", "=", query.source)
    if (query.what) q = q.where("what", "in", query.what)
    if (query.code !== undefined) q = q.where("code", "=", query.code)
    if (query.report !== undefined) q = q.where("report", "=", query.report)
    if (query.from !== undefined) q = q.where("at", ">=", query.from)
    if (query.to !== undefined) q = q.where("at", "<", dayAfter(query.to))
    if (place) q = q.where(sql<boolean>`(at, seq) < (${place[0]}, ${place[1]})`)
    const rows = await (limit > 0 ? q.limit(limit + 1) : q).execute()
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.at, r.seq],
      (r): Entry => ({...r, what: r.what as Done, code: r.code as IssueCode | null}),
    )
  }

  async totals({source, from, to}: TotalsQuery): Promise<readonly SourceTotals[]> {
    let q = this.#db
      .selectFrom("ledger_total")
      .select((eb) => [
        "source",
        "what",
        "code",
        eb.fn.sum<number>("items").as("items"),
        eb.fn.min("first").as("first"),
        eb.fn.max("last").as("last"),
      ])
      .groupBy(["source", "what", "code"])
      .orderBy("source")
    if (source !== undefined) q = q.where("source", "=", source)
    if (from !== undefined) q = q.where("day", ">=", from)
    if (to !== undefined) q = q.where("day", "<=", to)
    const bySource = new Map<string, TotalRow[]>()
    for (const row of await q.execute()) bySource.set(row.source, [...(bySource.get(row.source) ?? []), {...row, items: Number(row.items)}])
    return [...bySource].map(([name, rows]) => totalsOf(name, rows))
  }
}

type TotalRow = Omit<Tables["ledger_total"], "day">

function totalsOf(source: string, rows: readonly TotalRow[]): SourceTotals {
  const sum = (some: readonly TotalRow[]): number => some.reduce((n, r) => n + r.items, 0)
  const last = (some: readonly TotalRow[]): string | null =>
    some.map((r) => r.last).reduce<string | null>((a, b) => (a === null || b > a ? b : a), null)
  return {
    source,
    items: sum(rows),
    counts: Object.fromEntries(DONE.map((what) => [what, sum(rows.filter((r) => r.what === what))])) as {[what in Done]: number},
    reasons: rows
      .filter((r) => r.code !== "")
      .map((r) => ({code: r.code, what: r.what as Done, count: r.items}))
      .sort((a, b) => b.count - a.count || (`${a.code} ${a.what}` < `${b.code} ${b.what}` ? -1 : 1)),
    first: rows.map((r) => r.first).reduce((a, b) => (b < a ? b : a)),
    last: last(rows) as string,
    lastNew: last(rows.filter((r) => r.what === "new" || r.what === "version")),
  }
}

/// As part of a piece of work: what was kept and what is said of it stand together or not at all.
export async function noteEntries(db: Kysely<Tables>, dialect: Dialect, entries: readonly NewEntry[]): Promise<void> {
  await putRows(
    db,
    dialect,
    "ledger",
    entries.map(({at, source, item, what, report, raw, code, detail, ms}) => ({
      at,
      source,
      item,
      what,
      report,
      raw,
      code,
      detail,
      ms: Math.round(ms),
    })),
  )
  const totals = new Map<string, Tables["ledger_total"]>()
  for (const {source, at, what, code} of entries) {
    const day = at.slice(0, 10)
    const key = JSON.stringify([source, day, what, code])
    const known = totals.get(key)
    if (!known) totals.set(key, {source, day, what, code: code ?? "", items: 1, first: at, last: at})
    else {
      known.items++
      if (at < known.first) known.first = at
      if (at > known.last) known.last = at
    }
  }
  if (totals.size === 0) return
  for (const batch of batches([...totals.values()], dialect))
    await db
      .insertInto("ledger_total")
      .values(batch)
      .onConflict((on) =>
        on.columns(["source", "day", "what", "code"]).doUpdateSet({
          items: sql`ledger_total.items + excluded.items`,
          first: sql`case when excluded.first < ledger_total.first then excluded.first else ledger_total.first end`,
          last: sql`case when excluded.last > ledger_total.last then excluded.last else ledger_total.last end`,
        }),
      )
      .execute()
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
