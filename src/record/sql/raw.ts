import {type Kysely, sql} from "kysely"
import {digestOfBytes, failure, unpress} from "../../support/index.ts"
import type {Piece, Slice} from "../lists.ts"
import type {RawInput, RawOrigin, RawQuery, RawStore, RawTotals} from "../raw.ts"
import {batches} from "./batches.ts"
import type {Dialect} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {decode, sliceOf} from "./pieces.ts"
import {putRows} from "./rows.ts"
import type {Tables} from "./tables.ts"

const PIECE = 50

/// The tables `raw` (bytes by their digest), `raw_origin` (where they came from) and `raw_report` (what they gave).
export class SqlRaw implements RawStore {
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  constructor(engine: Engine) {
    this.#engine = engine
    this.#db = engine.db
  }

  put(input: RawInput): Promise<number> {
    return this.#engine.alone(({db}) => putRaw(db, this.#engine.dialect, input))
  }

  async bytes(digest: string): Promise<Uint8Array | undefined> {
    const row = await this.#db.selectFrom("raw").select(["body", "digest"]).where("digest", "=", digest).executeTakeFirst()
    if (!row) return undefined
    const bytes = unpress(row.body)
    if (digestOfBytes(bytes) !== row.digest) throw failure("record-damaged", digest, "these bytes are not those that were received")
    return bytes
  }

  async origins(digest: string): Promise<readonly RawOrigin[]> {
    if (!/^[0-9a-f]{6,64}$/.test(digest)) return []
    // «g» comes after every letter of a digest.
    const found = await this.#db
      .selectFrom("raw")
      .select("seq")
      .where("digest", ">=", digest)
      .where("digest", "<", `${digest}g`)
      .limit(2)
      .execute()
    if (found.length !== 1) return []
    const rows = await this.#origins()
      .where("raw_origin.raw", "=", (found[0] as {seq: number}).seq)
      .execute()
    return this.#withReports(rows)
  }

  async ofReport(report: string): Promise<readonly RawOrigin[]> {
    const rows = await this.#origins()
      .where("raw_origin.seq", "in", (eb) =>
        eb
          .selectFrom("raw_report")
          .innerJoin("report", "report.seq", "raw_report.report")
          .select("raw_report.origin")
          .where("report.id", "=", report),
      )
      .execute()
    return this.#withReports(rows)
  }

  async list(query: RawQuery, piece: Piece = {}): Promise<Slice<RawOrigin>> {
    const limit = piece.limit ?? PIECE
    const place = decode(piece.after, 1)
    let q = this.#origins().where(during(query))
    if (place) q = q.where("raw_origin.seq", ">", place[0] as number)
    const rows = await (limit > 0 ? q.limit(limit + 1) : q).execute()
    const all = await this.#withReports(rows)
    return sliceOf(
      all,
      limit > 0 ? limit : all.length,
      (r) => [r.seq],
      (r) => r,
    )
  }

  async totals(query: RawQuery): Promise<RawTotals> {
    const {n} = await this.#db
      .selectFrom("raw_origin")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where(during(query))
      .executeTakeFirstOrThrow()
    const contents = await this.#db
      .selectFrom("raw")
      .select((eb) => [
        eb.fn.countAll<number>().as("n"),
        eb.fn.sum<number | null>("size").as("size"),
        eb.fn.sum<number | null>("kept").as("kept"),
      ])
      .where("seq", "in", (eb) => eb.selectFrom("raw_origin").select("raw").where(during(query)))
      .executeTakeFirstOrThrow()
    return {origins: Number(n), contents: Number(contents.n), size: Number(contents.size ?? 0), kept: Number(contents.kept ?? 0)}
  }

  async place(work: string): Promise<number | undefined> {
    return (await this.#db.selectFrom("raw_place").select("origin").where("work", "=", work).executeTakeFirst())?.origin
  }

  async setPlace(work: string, origin: number): Promise<void> {
    await this.#db
      .insertInto("raw_place")
      .values({work, origin})
      .onConflict((on) => on.column("work").doUpdateSet({origin}))
      .execute()
  }

  #origins() {
    return this.#db
      .selectFrom("raw_origin")
      .innerJoin("raw", "raw.seq", "raw_origin.raw")
      .select([
        "raw_origin.seq",
        "raw.digest",
        "raw.size",
        "raw.kept",
        "raw_origin.at",
        "raw_origin.source",
        "raw_origin.name",
        "raw_origin.media",
        "raw_origin.charset",
        "raw_origin.published",
      ])
      .orderBy("raw_origin.seq")
  }

  async #withReports(rows: readonly Omit<RawOrigin, "reports">[]): Promise<RawOrigin[]> {
    const reports = new Map<number, {item: string; report: string}[]>()
    for (const batch of batches(rows, this.#engine.dialect)) {
      const some = await this.#db
        .selectFrom("raw_report")
        .innerJoin("report", "report.seq", "raw_report.report")
        .select(["raw_report.origin", "raw_report.item", "report.id"])
        .where(
          "raw_report.origin",
          "in",
          batch.map((r) => r.seq),
        )
        .orderBy("raw_report.origin")
        .orderBy("raw_report.item")
        .execute()
      for (const {origin, item, id} of some) reports.set(origin, [...(reports.get(origin) ?? []), {item, report: id}])
    }
    return rows.map((r) => ({...r, reports: reports.get(r.seq) ?? []}))
  }
}

const during = ({source, from, to, after}: RawQuery) => {
  let where = sql<boolean>`1 = 1`
  if (source !== undefined) where = sql<boolean>`${where} and raw_origin.source = ${source}`
  if (from !== undefined) where = sql<boolean>`${where} and raw_origin.at >= ${from}`
  if (to !== undefined) where = sql<boolean>`${where} and raw_origin.at < ${`${to}~`}`
  if (after !== undefined) where = sql<boolean>`${where} and raw_origin.seq > ${after}`
  return where
}

/// As part of a piece of work. The first time stands; what was told with it is taken over anew.
export async function putRaw(db: Kysely<Tables>, dialect: Dialect, input: RawInput): Promise<number> {
  return (await putRaws(db, dialect, [input])).get(input) as number
}

/// Inputs, and the number of the origin of each: what is kept already is not kept again.
export async function putRaws(db: Kysely<Tables>, dialect: Dialect, inputs: readonly RawInput[]): Promise<ReadonlyMap<RawInput, number>> {
  const byDigest = new Map(inputs.map(({pressed}) => [pressed.digest, pressed]))
  const known = await sql<{digest: string; seq: number}>`
    select digest, seq from raw where ${dialect.oneOf("digest", [...byDigest.keys()])}`.execute(db)
  const seqOf = new Map(known.rows.map((r) => [r.digest, r.seq]))
  const added = await putRows<"raw", {digest: string; seq: number}>(
    db,
    dialect,
    "raw",
    [...byDigest.values()]
      .filter(({digest}) => !seqOf.has(digest))
      .map(({digest, size, bytes}) => ({digest, size, kept: bytes.length, body: Buffer.from(bytes)})),
    "returning digest, seq",
  )
  for (const {digest, seq} of added) seqOf.set(digest, seq)
  const rawOf = ({pressed}: RawInput): number => seqOf.get(pressed.digest) as number
  const keyOf = (raw: number, source: string, name: string): string => JSON.stringify([raw, asKept(source), asKept(name)])
  const origins = await putRows<"raw_origin", {seq: number; raw: number; source: string; name: string}>(
    db,
    dialect,
    "raw_origin",
    // The same from the same place twice: what was said of it last stands.
    [
      ...new Map(
        inputs.map((input) => {
          const {at, source, name, media, charset, published} = input
          return [keyOf(rawOf(input), source, name), {raw: rawOf(input), at, source, name, media, charset, published}]
        }),
      ).values(),
    ],
    `on conflict (raw, source, name) do update set media = excluded.media, charset = excluded.charset, published = excluded.published
      returning seq, raw, source, name`,
  )
  const originOf = new Map(origins.map((o) => [keyOf(o.raw, o.source, o.name), o.seq]))
  return new Map(inputs.map((input) => [input, originOf.get(keyOf(rawOf(input), input.source, input.name)) as number]))
}

/// PostgreSQL has no U+0000.
const asKept = (text: string): string => text.replaceAll("\0", "\ufffd")
export const itemKey = (origin: number | undefined, item: string): string => `${origin} ${asKept(item)}`

/// The reports that items of inputs gave when they were read before, by `itemKey`.
export async function givenBy(
  db: Kysely<Tables>,
  dialect: Dialect,
  items: readonly {readonly origin: number; readonly item: string}[],
): Promise<ReadonlyMap<string, number>> {
  if (items.length === 0) return new Map()
  const {rows} = await sql<{origin: number; item: string; report: number}>`
    select origin, item, report from raw_report where ${dialect.oneOf(
      "origin",
      items.map((i) => i.origin),
    )} and ${dialect.oneOf(
      "item",
      items.map((i) => i.item),
    )}`.execute(db)
  return new Map(rows.map((r) => [itemKey(r.origin, r.item), r.report]))
}

export async function gives(
  db: Kysely<Tables>,
  dialect: Dialect,
  items: readonly {readonly origin: number; readonly item: string; readonly report: number}[],
): Promise<void> {
  await putRows(db, dialect, "raw_report", items, "on conflict (origin, item) do update set report = excluded.report")
}
