import {type Kysely, type RawBuilder, type SqlBool, sql} from "kysely"
import type {Claim} from "../../model/index.ts"
import type {ColumnType} from "./rows.ts"
import type {Tables} from "./tables.ts"

/// Everything in which SQLite and PostgreSQL differ for the questions of this folder; all else is said once, for both. A new question is
/// written with Kysely, or with `sql` and these words; a new table is one line in `tables.ts` and a step in the migrations of each.
///
/// What needs no word here, since one text does for both: `on conflict do nothing`; `limit ALL`; the place of nulls, which is always
/// written out (SQLite puts them first, PostgreSQL last); texts in the order of their bytes (the columns of PostgreSQL say `collate "C"`);
/// truth as 0 and 1; JSON as text.
export type Dialect = {
  readonly name: "sqlite" | "postgres"
  /// A column that is one of many values: the list is one parameter, so that the text of a question does not depend on its length.
  /// SQLite has no lists and reads one out of JSON; PostgreSQL has them, and knows the type of their values by the column.
  /// `isPlain` says that no index is to be looked up by it (see `plain`).
  oneOf(column: string, values: readonly (string | number)[], isPlain?: boolean): RawBuilder<SqlBool>
  /// The values of a JSON list as rows with a column `value`. Each has functions of its own for it.
  each(json: string, as: string): string
  /// The same of a list of objects, which `->>` takes apart.
  eachObject(json: string, as: string): string
  /// A column that is one of what a question gives. PostgreSQL is to look each up, however many rows it takes a table to have: plans outlive
  /// what it knew of a record that has grown since.
  within(column: string, question: string): string
  /// Values of many rows in one text.
  joined(value: string, by: string): string
  /// A column that no index is to be looked up by: SQLite chooses indexes by rules, and is told with a plus; PostgreSQL counts.
  plain(column: string): string
  /// A table to be walked by this index, and tables to be joined in the order in which they are written: for SQLite only, again.
  by(index: string): RawBuilder<unknown>
  readonly thenJoin: string
  /// Where some words first stand in a column, counted from one.
  placeOf(column: string, words: string): RawBuilder<number>
  /// A pattern whatever the case of Latin letters: `like` does not mind it in SQLite, and does in PostgreSQL.
  readonly like: RawBuilder<unknown>
  /// Numbers of reports that have all the words; a word may be several tokens one behind the other. SQLite has them in an FTS5 table,
  /// PostgreSQL in a `tsvector` with the places of the tokens. Both get tokens that our own code has cut (`words.ts`), and neither orders
  /// by a rank of its own.
  /// `matches` says it of a row of `report_words`.
  matching(words: readonly (readonly string[])[]): RawBuilder<unknown>
  keepWords(db: Kysely<Tables>, reports: readonly {readonly seq: number; readonly tokens: readonly string[]}[]): Promise<unknown>
  matches(words: readonly (readonly string[])[]): RawBuilder<SqlBool>
  /// What a claim's row needs beside what it has in both: SQLite works `urgency` out of the claim's JSON, which PostgreSQL does not take
  /// apart where it holds half a letter; it is given the confidence apart.
  readonly claimColumns: (claim: Claim) => {readonly confidence?: number}
  /// After rows came with numbers of their own: the next number is behind them. SQLite sees to that by itself, PostgreSQL counts apart.
  goOn(table: string): RawBuilder<unknown>
  /// Of so many rows that are left to write, how many one statement writes. SQLite makes a statement for each length, which takes long and
  /// holds memory of its own, so that lengths are few: powers of two. PostgreSQL is far away, and asked as seldom as can be.
  atOnce(left: number, columns?: number): number
  /// Rows with columns of these types, and what is given for them. SQLite takes values one by one; PostgreSQL takes lists, a column each, so
  /// that the text is short and one for all lengths.
  values(types: readonly ColumnType[], rows: number): string
  given(columns: readonly string[], rows: readonly {readonly [column: string]: unknown}[]): readonly unknown[]
  numbers(first: readonly number[], second: readonly number[]): readonly unknown[]
  /// How many bytes the record takes. SQLite counts the pages of the file, PostgreSQL what lies in the schema.
  readonly bytes: RawBuilder<{bytes: number}>
}

export const ALL = Number.MAX_SAFE_INTEGER

export const SQLITE: Dialect = {
  name: "sqlite",
  oneOf: (column, values, isPlain) =>
    sql`${isPlain ? sql.raw(`+${column}`) : sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
  each: (json, as) => `json_each(${json}) as ${as}`,
  eachObject: (json, as) => `json_each(${json}) as ${as}`,
  within: (column, question) => `${column} in (${question})`,
  joined: (value, by) => `group_concat(${value}, '${by}')`,
  plain: (column) => `+${column}`,
  by: (index) => sql`indexed by ${sql.ref(index)}`,
  thenJoin: "cross join",
  placeOf: (column, words) => sql`instr(${sql.ref(column)}, ${words})`,
  like: sql`like`,
  matching: (words) => sql`select rowid from report_words where ${SQLITE.matches(words)}`,
  matches: (words) => sql`report_words match ${words.map((tokens) => `"${tokens.join(" ")}"`).join(" ")}`,
  async keepWords(db, reports) {
    for (const {seq, tokens} of reports) await sql`insert into report_words(rowid, terms) values (${seq}, ${tokens.join(" ")})`.execute(db)
  },
  claimColumns: () => ({}),
  goOn: () => sql`select 1`,
  atOnce: (left, columns = 12) => Math.min(columns < 3 ? 256 : 64, 2 ** Math.floor(Math.log2(left))),
  values: (types, rows) =>
    `values ${Array(rows)
      .fill(`(${types.map(() => "?").join(", ")})`)
      .join(", ")}`,
  given(columns, rows) {
    const out: unknown[] = []
    for (const row of rows) for (const c of columns) out.push(row[c])
    return out
  },
  numbers(first, second) {
    const out: number[] = []
    for (let i = 0; i < first.length; i++) out.push(first[i] as number, second[i] as number)
    return out
  },
  bytes: sql`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`,
}

export const POSTGRES: Dialect = {
  name: "postgres",
  oneOf: (column, values) => sql`${sql.ref(column)} = any(${values})`,
  each: (json, as) => `json_array_elements_text((${json})::json) as ${as}(value)`,
  eachObject: (json, as) => `json_array_elements((${json})::json) as ${as}(value)`,
  within: (column, question) => `${column} = any(array(${question}))`,
  joined: (value, by) => `string_agg((${value})::text, '${by}')`,
  plain: (column) => column,
  by: () => sql``,
  thenJoin: "join",
  placeOf: (column, words) => sql`strpos(${sql.ref(column)}, ${words})`,
  // Of the letters of these columns (`collate "C"`) only the Latin ones of ASCII have another case, as SQLite has it.
  like: sql`ilike`,
  matching: (words) => sql`select rowid from report_words where ${POSTGRES.matches(words)}`,
  matches: (words) => sql`terms @@ ${words.map((tokens) => `(${tokens.map((t) => `'${t}'`).join(" <-> ")})`).join(" & ")}::tsquery`,
  keepWords(db, reports) {
    const vectors = reports.map(({tokens}) => {
      const places = new Map<string, number[]>()
      tokens.forEach((token, i) => {
        const known = places.get(token)
        if (known) known.push(i + 1)
        else places.set(token, [i + 1])
      })
      return [...places].map(([token, at]) => `'${token}':${at.join(",")}`).join(" ")
    })
    return sql`insert into report_words(rowid, terms) select seq, vector::tsvector
      from unnest(${reports.map((r) => r.seq)}::bigint[], ${vectors}::text[]) as given(seq, vector)`.execute(db)
  },
  claimColumns: ({confidence}) => ({confidence}),
  goOn: (table) =>
    sql`select setval(pg_get_serial_sequence(${table}, 'seq'), coalesce((select max(seq) from ${sql.table(table)}), 0) + 1, false)`,
  atOnce: (left, columns) => Math.min(columns === undefined ? 500 : 5000, left),
  values: (types) => `select * from unnest(${types.map((type, i) => `$${i + 1}::${type}[]`).join(", ")})`,
  given: (columns, rows) => columns.map((c) => rows.map((row) => row[c])),
  numbers: (first, second) => [first, second],
  bytes: sql`
    select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'm')`,
}
