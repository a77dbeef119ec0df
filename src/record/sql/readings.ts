import type {Kysely} from "kysely"
import type {ReportRecord} from "../../model/index.ts"
import {press, unpress} from "../../support/index.ts"
import type {Taking} from "../intake.ts"
import type {Piece, Slice} from "../lists.ts"
import type {PastReading, Readings} from "../readings.ts"
import {decode, sliceOf} from "./pieces.ts"
import type {Tables} from "./tables.ts"

const PIECE = 50

/// The table `reading`.
export class SqlReadings implements Readings {
  readonly #db: Kysely<Tables>
  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async of(report: string): Promise<readonly PastReading[]> {
    return (await this.#readings().where("was.id", "=", report).execute()).map(readingFrom)
  }

  async since(day: string | null, piece: Piece = {}): Promise<Slice<PastReading>> {
    const limit = piece.limit ?? PIECE
    const place = decode(piece.after, 1)
    let q = this.#readings()
    if (day !== null) q = q.where("reading.at", ">=", day)
    if (place) q = q.where("reading.seq", ">", place[0] as number)
    const rows = await (limit > 0 ? q.limit(limit + 1) : q).execute()
    return sliceOf(rows, limit > 0 ? limit : rows.length, (r) => [r.seq], readingFrom)
  }

  #readings() {
    return this.#db
      .selectFrom("reading")
      .innerJoin("report as was", "was.seq", "reading.report")
      .innerJoin("report as is", "is.seq", "reading.became")
      .select(["reading.seq", "reading.body", "reading.at", "reading.program", "is.id as became"])
      .orderBy("reading.seq")
  }
}

const readingFrom = ({body, ...row}: Omit<PastReading, "record"> & {readonly body: Uint8Array}): PastReading => ({
  ...row,
  record: JSON.parse(Buffer.from(unpress(body)).toString("utf8")) as ReportRecord,
})

/// As part of a piece of work: how a report was read until now.
export async function keepReading(
  db: Kysely<Tables>,
  report: number,
  read: ReportRecord,
  became: number,
  by: Taking | null,
): Promise<void> {
  const bare: ReportRecord = {...read, report: {...read.report, text: "", removed: []}}
  const body = Buffer.from(press(Buffer.from(JSON.stringify(bare), "utf8")).bytes)
  await db
    .insertInto("reading")
    .values({report, became, at: by?.at ?? null, program: by?.program ?? null, body})
    .execute()
}
