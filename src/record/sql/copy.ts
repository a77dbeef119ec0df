import {type Kysely, sql} from "kysely"
import type {Claim, Report} from "../../model/index.ts"
import type {SearchTerms} from "../store.ts"
import type {Engine} from "./engine.ts"
import type {Tables} from "./tables.ts"
import {tokensOfText} from "./words.ts"

/// Every table with what its rows are told by, those first that others name. What is worked out of them is made anew: the words that
/// reports are found by.
const TABLES = {
  report: ["seq"],
  origin: ["seq"],
  claim: ["seq"],
  participant: ["claim", "entity", "role"],
  entity: ["id"],
  entity_name: ["entity", "name"],
  entity_report: ["entity", "report"],
  report_length: ["report"],
  report_facets: ["report"],
  total: ["of", "key"],
  event_total: ["at", "type", "status"],
  link: ["report"],
  link_due: ["report"],
  text_key: ["key", "holder"],
  claim_key: ["key", "claim"],
  pair: ["seq"],
  figure_line: ["quantity", "report", "figure"],
  decision: ["seq"],
  as_read: ["report"],
  applied: ["decision", "report"],
  review_due: ["report"],
  token: ["seq"],
  audit: ["seq"],
  change: ["seq"],
  ledger: ["seq"],
  ledger_total: ["source", "day", "what", "code"],
  raw: ["seq"],
  raw_origin: ["seq"],
  raw_report: ["origin", "item"],
  raw_place: ["work"],
  reading: ["seq"],
  source: ["name"],
  source_state: ["name"],
  source_item: ["source", "key"],
  robots: ["origin"],
  outlet_lines: ["outlet"],
} as const satisfies {readonly [table in Exclude<keyof Tables, "report_words" | "backup">]: readonly (keyof Tables[table])[]}
type Copied = keyof typeof TABLES

/// Rows carried at once; of what is large a few.
const PIECE = 200
const FEW: {readonly [table in Copied]?: number} = {raw: 8, reading: 20, report: 50}

type Row = {readonly [column: string]: unknown}

/// All that a record holds, as it is at one moment, into an empty one, whatever the databases: all of it, or nothing. `check` is asked
/// before it stands; where it throws nothing was copied.
export function copyRecord<T>(
  from: Engine,
  to: Engine,
  terms: SearchTerms,
  check: (source: Kysely<Tables>, copy: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return from.reading((source) =>
    to.alone(async ({db}) => {
      // The new record goes on where the old one stood, and is the same record.
      await db.deleteFrom("change").execute()
      for (const table of Object.keys(TABLES) as Copied[]) await copyTable(source, to, db, table, terms)
      for (const [table, [key]] of Object.entries(TABLES)) if (key === "seq") await to.dialect.goOn(table).execute(db)
      return check(source, db)
    }),
  )
}

async function copyTable(source: Kysely<Tables>, to: Engine, db: Kysely<Tables>, table: Copied, terms: SearchTerms): Promise<void> {
  const keys = TABLES[table]
  const limit = FEW[table] ?? PIECE
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  for (let after: Row | undefined; ; ) {
    const place = after
    const where = place ? sql`where (${columns}) > (${sql.join(keys.map((key) => place[key]))})` : sql``
    const {rows} = await sql<Row>`select * from ${sql.table(table)} ${where} order by ${columns} limit ${limit}`.execute(source)
    if (rows.length === 0) return
    const ready = table === "claim" ? rows.map((row) => claimRow(row, to)) : rows
    await db
      .insertInto(table)
      .values(ready as never)
      .execute()
    if (table === "report")
      await to.dialect.keepWords(
        db,
        rows.map(({seq, body}) => {
          const {text} = (JSON.parse(body as string) as {report: Report}).report
          return {seq: seq as number, tokens: tokensOfText(terms(text, "text"))}
        }),
      )
    if (rows.length < limit) return
    after = rows.at(-1)
  }
}

/// Without what a database works out of the rest.
function claimRow({at: _at, urgency: _urgency, confidence: _confidence, ...row}: Row, to: Engine): Row {
  return {...row, ...to.dialect.claimColumns(JSON.parse(row.body as string) as Claim)}
}
