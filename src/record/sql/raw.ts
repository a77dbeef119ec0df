import {type Kysely, sql} from "kysely"
import {digestOfBytes, failure, unpress} from "../../support/index.ts"
import type {Piece, Slice} from "../lists.ts"
import type {RawInput, RawOrigin, RawQuery, RawStore, RawTotals} from "../raw.ts"
import {batches} from "./batches.ts"
import type {Engine} from "./engine.ts"
import {decode, sliceOf} from "./pieces.ts"
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
    return this.#engine.alone(({db}) => putRaw(db, input))
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
export async function putRaw(db: Kysely<Tables>, {pressed, at, source, name, media, charset, published}: RawInput): Promise<number> {
  const known = await db.selectFrom("raw").select("seq").where("digest", "=", pressed.digest).executeTakeFirst()
  const {seq} =
    known ??
    (await db
      .insertInto("raw")
      .values({digest: pressed.digest, size: pressed.size, kept: pressed.bytes.length, body: Buffer.from(pressed.bytes)})
      .returning("seq")
      .executeTakeFirstOrThrow())
  const origin = await db
    .insertInto("raw_origin")
    .values({raw: seq, at, source, name, media, charset, published})
    .onConflict((on) => on.columns(["raw", "source", "name"]).doUpdateSet({media, charset, published}))
    .returning("seq")
    .executeTakeFirstOrThrow()
  return origin.seq
}

/// The report that an item of an input gave when it was read before.
export async function givenBy(db: Kysely<Tables>, origin: number, item: string): Promise<number | undefined> {
  const row = await db.selectFrom("raw_report").select("report").where("origin", "=", origin).where("item", "=", item).executeTakeFirst()
  return row?.report
}

export async function gives(db: Kysely<Tables>, origin: number, item: string, report: number): Promise<void> {
  await db
    .insertInto("raw_report")
    .values({origin, item, report})
    .onConflict((on) => on.columns(["origin", "item"]).doUpdateSet({report}))
    .execute()
}
