import {CompiledQuery, type Kysely} from "kysely"
import {batches} from "./batches.ts"
import type {Dialect} from "./differences.ts"
import type {Tables} from "./tables.ts"

/// Rows put in where many come at once. The text is made once for each table and length, and not anew by Kysely for every report: half the
/// time of keeping one went into that.

/// Of which type columns are in PostgreSQL, which is given each as one list.
const COLUMNS = {
  report: {
    id: "text",
    current: "smallint",
    title: "text",
    published: "text",
    published_first: "integer",
    published_last: "integer",
    basis: "text",
    agencies: "text",
    digest: "text",
    body: "text",
  },
  report_length: {report: "bigint", words: "integer"},
  report_facets: {report: "bigint", events: "text"},
  figure_line: {quantity: "text", report: "bigint", figure: "text"},
  origin: {
    report: "bigint",
    source: "text",
    identity: "text",
    url: "text",
    outlet: "text",
    current: "smallint",
    digest: "text",
    recurring: "text",
  },
  claim: {
    id: "text",
    report: "bigint",
    family: "text",
    type: "text",
    status: "text",
    place: "text",
    first: "integer",
    last: "integer",
    start: "integer",
    sentence: "text",
    body: "text",
    confidence: "double precision",
  },
  participant: {claim: "bigint", entity: "text", role: "text", at: "integer", last: "integer", report: "bigint"},
  entity: {id: "text", kind: "text", ar: "text", en: "text", wikidata: "text", known: "smallint"},
  entity_name: {entity: "text", name: "text", terms: "text", decision: "bigint"},
  entity_report: {entity: "text", report: "bigint", mentions: "integer"},
  change: {what: "text", id: "text", does: "text", about: "text"},
  link_due: {report: "bigint"},
  link: {report: "bigint", digest: "text", body: "text", sentences: "text"},
  raw: {digest: "text", size: "integer", kept: "integer", body: "bytea"},
  raw_origin: {raw: "bigint", at: "text", source: "text", name: "text", media: "text", charset: "text", published: "text"},
  raw_report: {origin: "bigint", item: "text", report: "bigint"},
  ledger: {
    at: "text",
    source: "text",
    item: "text",
    what: "text",
    report: "text",
    raw: "text",
    code: "text",
    detail: "text",
    ms: "integer",
  },
} as const satisfies {readonly [T in keyof Tables]?: {readonly [C in keyof Tables[T]]?: ColumnType}}
export type ColumnType = "text" | "smallint" | "integer" | "bigint" | "double precision" | "bytea"

type Table = keyof typeof COLUMNS
export type Row<T extends Table> = {readonly [C in keyof (typeof COLUMNS)[T]]?: unknown}

/// Rows of a table, all with the same columns, in their order. `then` is what follows: `on conflict …`, `returning …`.
export async function putRows<T extends Table, R = never>(
  db: Kysely<Tables>,
  dialect: Dialect,
  table: T,
  rows: readonly Row<T>[],
  then = "",
): Promise<readonly R[]> {
  if (rows.length === 0) return []
  const types = COLUMNS[table] as {readonly [column: string]: ColumnType}
  const columns = Object.keys(rows[0] as Row<T>)
  const given: R[] = []
  for (const batch of batches(rows as readonly {readonly [column: string]: unknown}[], dialect, columns.length)) {
    const key = `${dialect.name} ${table} ${columns.length} ${batch.length} ${then}`
    let text = texts.get(key)
    if (text === undefined) {
      const values = dialect.values(
        columns.map((c) => types[c] as ColumnType),
        batch.length,
      )
      texts.set(key, (text = `insert into ${table}(${columns.join(", ")}) ${values} ${then}`))
    }
    const parameters = dialect.given(columns, batch)
    for (const row of (await db.executeQuery<R>(CompiledQuery.raw(text, parameters as unknown[]))).rows) given.push(row)
  }
  return given
}

/// Rows of two numbers, very many of them: a list of each column.
export async function putNumbers(
  db: Kysely<Tables>,
  dialect: Dialect,
  table: "text_key" | "claim_key",
  columns: readonly [string, string],
  [first, second]: readonly [readonly number[], readonly number[]],
  then: string,
): Promise<void> {
  for (let i = 0; i < first.length; ) {
    const n = dialect.atOnce(first.length - i, 2)
    const key = `${dialect.name} ${table} ${n}`
    const text = texts.get(key) ?? `insert into ${table}(${columns.join(", ")}) ${dialect.values(["bigint", "bigint"], n)} ${then}`
    texts.set(key, text)
    await db.executeQuery(CompiledQuery.raw(text, dialect.numbers(first.slice(i, i + n), second.slice(i, i + n)) as unknown[]))
    i += n
  }
}
const texts = new Map<string, string>()
