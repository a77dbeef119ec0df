import {hash} from "node:crypto"
import type {Kysely} from "kysely"
import type {Contents, ContentsPart} from "../contents.ts"
import type {Tables} from "./tables.ts"

/// Rows asked for at once.
const PIECE = 300
const MODULUS = 1n << 256n

/// Digests of what is told, added up: the same whatever comes first.
class Sum {
  #sum = 0n
  add(...parts: readonly unknown[]): void {
    this.#sum = (this.#sum + BigInt(`0x${hash("sha256", JSON.stringify(parts))}`)) % MODULUS
  }
  toString(): string {
    return this.#sum.toString(16).padStart(64, "0")
  }
}

/// Every row by its content: numbers of rows are where they happened to come to stand.
export async function contentsOf(db: Kysely<Tables>): Promise<Contents> {
  const sum = new Sum()
  const counts: {[what in ContentsPart]?: number} = {}
  counts.reports = await addReports(db, sum)
  counts.pairs = await addPairs(db, sum)
  counts.entities = await addEntities(db, sum)
  for (const d of await db.selectFrom("decision").selectAll().orderBy("seq").execute())
    sum.add("decision", d.id, d.standing, d.body, d.undone)
  await addRaw(db, sum)
  const count = async (
    table: "origin" | "claim" | "entity_name" | "link" | "decision" | "raw_origin" | "reading" | "ledger" | "change",
  ): Promise<number> =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow()
      ).n,
    )
  counts.origins = await count("origin")
  counts.claims = await count("claim")
  counts.names = await count("entity_name")
  counts.compared = await count("link")
  counts.decisions = await count("decision")
  counts.inputs = await count("raw_origin")
  counts.readings = await count("reading")
  counts.entries = await count("ledger")
  counts.changes = await count("change")
  return {digest: sum.toString(), counts: counts as Contents["counts"]}
}

/// All rows, a piece at a time, however many there are.
async function* walked<R, K>(first: K, piece: (after: K) => Promise<readonly R[]>, keyOf: (row: R) => K): AsyncGenerator<R> {
  for (let after = first; ; ) {
    const rows = await piece(after)
    yield* rows
    if (rows.length < PIECE) return
    after = keyOf(rows.at(-1) as R)
  }
}

async function addReports(db: Kysely<Tables>, sum: Sum): Promise<number> {
  let n = 0
  for (let after = 0; ; ) {
    const rows = await db.selectFrom("report").selectAll().where("seq", ">", after).orderBy("seq").limit(PIECE).execute()
    if (rows.length === 0) return n
    n += rows.length
    after = (rows.at(-1) as {seq: number}).seq
    const seqs = rows.map((r) => r.seq)
    const grouped = async <R extends {readonly report: number}>(all: Promise<readonly R[]>): Promise<Map<number, string[]>> => {
      const by = new Map<number, string[]>()
      for (const {report, ...row} of await all) by.set(report, [...(by.get(report) ?? []), JSON.stringify(row)])
      for (const list of by.values()) list.sort()
      return by
    }
    const parts = await Promise.all([
      grouped(
        db
          .selectFrom("origin")
          .select(["report", "source", "identity", "url", "outlet", "current", "digest"])
          .where("report", "in", seqs)
          .execute(),
      ),
      grouped(
        db
          .selectFrom("claim")
          .select(["report", "id", "family", "type", "status", "place", "first", "last", "start", "sentence", "body"])
          .where("report", "in", seqs)
          .execute(),
      ),
      grouped(db.selectFrom("entity_report").selectAll().where("report", "in", seqs).execute()),
      grouped(
        db
          .selectFrom("participant")
          .innerJoin("claim", "claim.seq", "participant.claim")
          .select(["claim.report", "claim.id", "participant.entity", "participant.role"])
          .where("claim.report", "in", seqs)
          .execute(),
      ),
      grouped(db.selectFrom("link").selectAll().where("report", "in", seqs).execute()),
      grouped(db.selectFrom("link_due").selectAll().where("report", "in", seqs).execute()),
      grouped(db.selectFrom("as_read").selectAll().where("report", "in", seqs).execute()),
      grouped(
        db
          .selectFrom("applied")
          .innerJoin("decision", "decision.seq", "applied.decision")
          .select(["applied.report", "decision.id"])
          .where("applied.report", "in", seqs)
          .execute(),
      ),
    ])
    for (const {seq, body, ...row} of rows) {
      // The first place it came from stands in it; all of them are told of beside it.
      const {report, entities} = JSON.parse(body) as {report: {[field: string]: unknown}; entities: unknown}
      sum.add("report", row, {...report, source: null, url: null, outlet: null}, entities, ...parts.map((by) => by.get(seq) ?? []))
    }
  }
}

async function addEntities(db: Kysely<Tables>, sum: Sum): Promise<number> {
  let n = 0
  for (let after = ""; ; ) {
    const rows = await db.selectFrom("entity").selectAll().where("id", ">", after).orderBy("id").limit(PIECE).execute()
    if (rows.length === 0) return n
    n += rows.length
    after = (rows.at(-1) as {id: string}).id
    const ids = rows.map((r) => r.id)
    const names = await db.selectFrom("entity_name").select(["entity", "name", "terms"]).where("entity", "in", ids).execute()
    for (const name of names) sum.add("name", name)
    // Of an entity made up from a text the name stays that of the text which came first.
    for (const {id, kind, known, ar, en, wikidata} of rows) sum.add("entity", id, kind, known === 1 ? [ar, en, wikidata] : [])
  }
}

async function addPairs(db: Kysely<Tables>, sum: Sum): Promise<number> {
  let n = 0
  const piece = (after: number) =>
    db
      .selectFrom("pair")
      .innerJoin("report as a", "a.seq", "pair.a")
      .innerJoin("report as b", "b.seq", "pair.b")
      .select(["pair.seq", "pair.family", "pair.body", "a.id as one", "b.id as other"])
      .where("pair.seq", ">", after)
      .orderBy("pair.seq")
      .limit(PIECE)
      .execute()
  for await (const {family, body, one, other} of walked(0, piece, (r) => r.seq)) {
    sum.add("pair", family, one, other, body)
    n++
  }
  return n
}

async function addRaw(db: Kysely<Tables>, sum: Sum): Promise<void> {
  const contents = (after: number) =>
    db.selectFrom("raw").select(["seq", "digest", "size"]).where("seq", ">", after).orderBy("seq").limit(PIECE).execute()
  for await (const {digest, size} of walked(0, contents, (r) => r.seq)) sum.add("raw", digest, size)
  const origins = (after: number) =>
    db
      .selectFrom("raw_origin")
      .innerJoin("raw", "raw.seq", "raw_origin.raw")
      .select([
        "raw_origin.seq",
        "raw.digest",
        "raw_origin.source",
        "raw_origin.name",
        "raw_origin.media",
        "raw_origin.charset",
        "raw_origin.published",
      ])
      .where("raw_origin.seq", ">", after)
      .orderBy("raw_origin.seq")
      .limit(PIECE)
      .execute()
  for await (const {seq, ...origin} of walked(0, origins, (r) => r.seq)) {
    const gave = await db
      .selectFrom("raw_report")
      .innerJoin("report", "report.seq", "raw_report.report")
      .select(["raw_report.item", "report.id"])
      .where("raw_report.origin", "=", seq)
      .orderBy("raw_report.item")
      .execute()
    sum.add("input", origin, gave)
  }
  const readings = (after: number) =>
    db
      .selectFrom("reading")
      .innerJoin("report as was", "was.seq", "reading.report")
      .innerJoin("report as is", "is.seq", "reading.became")
      .select(["reading.seq", "was.id as was", "is.id as is", "reading.body"])
      .where("reading.seq", ">", after)
      .orderBy("reading.seq")
      .limit(PIECE)
      .execute()
  for await (const {was, is, body} of walked(0, readings, (r) => r.seq)) sum.add("reading", was, is, Buffer.from(body).toString("base64"))
}
