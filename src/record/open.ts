import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {failure, withoutPassword} from "../support/index.ts"
import type {Contents} from "./contents.ts"
import {isPostgres} from "./postgres/address.ts"
import type {PostgresOptions} from "./postgres/driver.ts"
import type {BackupMade} from "./sqlite/backup.ts"
import {contentsOf} from "./sql/contents.ts"
import {copyRecord} from "./sql/copy.ts"
import type {Engine} from "./sql/engine.ts"
import type {OpenOptions as SqliteOptions} from "./sqlite/driver.ts"
import {engineAt as fileAt, openSqlite} from "./sqlite/open.ts"
import type {SearchTerms, Store} from "./store.ts"

export type OpenOptions = SqliteOptions & PostgresOptions
export type StoreOptions = OpenOptions & {readonly searchTerms: () => Promise<SearchTerms>}

/// Whether a record is a file, which others may open beside whoever has it open.
export const isFile = (db: string): boolean => db !== ":memory:" && !isPostgres(db)

/// Opens a record where its address says: `postgres://…` is one in PostgreSQL, all else is a SQLite file.
export async function openStore(db: string, options: StoreOptions): Promise<Store> {
  if (!isPostgres(db)) return openSqlite(db, options)
  const {openPostgres} = await import("./postgres/open.ts")
  return openPostgres(db, options)
}

/// Copies a record, as it is at this moment, into a file that is a record itself, and makes a record of one. What a server has is copied
/// row by row, so that a backup of one is restored to the other as well.
export async function backupStore(db: string, to: string, at: string, searchTerms: () => Promise<SearchTerms>): Promise<BackupMade> {
  const {backupBy, backupSqlite} = await import("./sqlite/backup.ts")
  if (!isPostgres(db)) return backupSqlite(db, to, at)
  const {engineAt} = await import("./postgres/open.ts")
  const server = await engineAt(db, {mustExist: true})
  return backupBy(to, at, async (part) => copied(server, await fileAt(part, {}), searchTerms, to)).finally(() => server.db.destroy())
}

export async function restoreStore(
  from: string,
  db: string,
  searchTerms: () => Promise<SearchTerms>,
): Promise<Contents & {readonly at: string | null}> {
  const {restoreBy, restoreSqlite} = await import("./sqlite/backup.ts")
  if (!isPostgres(db)) return restoreSqlite(from, db)
  const folder = mkdtempSync(join(tmpdir(), "isnad-restore-"))
  const {engineAt} = await import("./postgres/open.ts")
  try {
    return await restoreBy(from, join(folder, "restored.db"), async (part) => {
      const server = await engineAt(db, {})
      try {
        const made = await server.db.selectFrom("change").select("seq").limit(2).execute()
        if (made.length > 1) throw failure("record-there", withoutPassword(db))
        await copied(await fileAt(part, {mustExist: true}), server, searchTerms, from)
      } finally {
        await server.db.destroy()
      }
    })
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/// All of a record, found to be the same before it stands. The file of the two is closed then.
async function copied(from: Engine, to: Engine, searchTerms: () => Promise<SearchTerms>, where: string): Promise<void> {
  try {
    await copyRecord(from, to, await searchTerms(), async (source, copy) => {
      if ((await contentsOf(source)).digest !== (await contentsOf(copy)).digest)
        throw failure("backup-damaged", where, "the copy does not hold what the record holds")
    })
  } finally {
    for (const end of [from, to]) if (end.dialect.name === "sqlite") await end.db.destroy()
  }
}
