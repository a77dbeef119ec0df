import {isPostgres} from "./postgres/address.ts"
import type {PostgresOptions} from "./postgres/driver.ts"
import type {OpenOptions as SqliteOptions} from "./sqlite/driver.ts"
import {openSqlite} from "./sqlite/open.ts"
import type {SearchTerms, Store} from "./store.ts"

export type OpenOptions = SqliteOptions & PostgresOptions
export type StoreOptions = OpenOptions & {readonly searchTerms: () => Promise<SearchTerms>}

/// Opens a record where its address says: `postgres://…` is one in PostgreSQL, all else is a SQLite file.
export async function openStore(db: string, options: StoreOptions): Promise<Store> {
  if (!isPostgres(db)) return openSqlite(db, options)
  const {openPostgres} = await import("./postgres/open.ts")
  return openPostgres(db, options)
}
