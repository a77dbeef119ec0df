import {failure} from "../support/index.ts"
import type {Contents} from "./contents.ts"
import {isPostgres} from "./postgres/address.ts"
import type {PostgresOptions} from "./postgres/driver.ts"
import type {BackupMade} from "./sqlite/backup.ts"
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

/// Copies a record into a file, and makes a record of one. What is in PostgreSQL is copied by the server's own tools.
export async function backupStore(db: string, to: string, at: string): Promise<BackupMade> {
  if (isPostgres(db)) throw failure("backup-by-server", "backup")
  return (await import("./sqlite/backup.ts")).backupSqlite(db, to, at)
}
export async function restoreStore(from: string, db: string): Promise<Contents & {readonly at: string | null}> {
  if (isPostgres(db)) throw failure("backup-by-server", "restore")
  return (await import("./sqlite/backup.ts")).restoreSqlite(from, db)
}
