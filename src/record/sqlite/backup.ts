import {closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync} from "node:fs"
import {dirname, resolve} from "node:path"
import {Kysely, SqliteDialect} from "kysely"
import {Failure, failure} from "../../support/index.ts"
import {CONTENTS, type Contents} from "../contents.ts"
import {contentsOf} from "../sql/contents.ts"
import type {Tables} from "../sql/tables.ts"
import {type Connection, connect} from "./driver.ts"
import {migrate} from "./migrations.ts"

/// A backup is a record in one SQLite file, which any program that reads records can open: it holds what the record held at one moment, and
/// says in itself what that was. So it can be checked years later, without the record that it was made of.

export type BackupMade = Contents & {readonly bytes: number}

/// Copies a record as it is at this moment, while others go on writing to it (`vacuum into`: one reading of all of it). A file appears under
/// its name once it is whole and on the disk.
export function backupSqlite(path: string, to: string, at: string): Promise<BackupMade> {
  return backupBy(to, at, async (part) => {
    const connection = connect(path, {mustExist: true})
    try {
      await migrated(connection, path)
      connection.prepare("vacuum into ?").run([part])
    } finally {
      connection.close()
    }
  })
}

/// A backup of whatever `write` puts into the record at the path that it is given.
export async function backupBy(to: string, at: string, write: (part: string) => Promise<void>): Promise<BackupMade> {
  if (existsSync(to)) throw failure("backup-there", to)
  const part = `${to}.part`
  rmSync(part, {force: true})
  try {
    await write(part)
    checkPages(part, to)
    const made = await opened(part, async (db, copy) => {
      const contents = await contentsOf(db)
      await db
        .insertInto("backup")
        .values({at, steps: Number(copy.pragma("user_version")), digest: contents.digest, counts: JSON.stringify(contents.counts)})
        .execute()
      return {...contents, bytes: Number(copy.pragma("page_count")) * Number(copy.pragma("page_size"))}
    })
    settle(part, to)
    return made
  } catch (error) {
    for (const left of [part, `${part}-wal`, `${part}-shm`]) rmSync(left, {force: true})
    throw error
  }
}

/// Makes a record of a backup, where there is none: a copy, brought to the tables of today, that holds what the backup says it held.
export async function restoreSqlite(from: string, path: string): Promise<Contents & {readonly at: string | null}> {
  if (existsSync(path)) throw failure("record-there", path)
  return restoreBy(from, `${path}.part`, async (part) => settle(part, path))
}

/// The same by `take`, which is given a copy at `part` that was found whole.
export async function restoreBy(
  from: string,
  part: string,
  take: (part: string) => Promise<void>,
): Promise<Contents & {readonly at: string | null}> {
  rmSync(part, {force: true})
  try {
    if (!existsSync(from)) throw failure("record-missing", from)
    if (existsSync(`${from}-wal`) && statSync(`${from}-wal`).size > 0)
      throw failure("backup-damaged", from, "it is a record that is being written to: make a backup of it")
    // The copy is looked at, so that the backup itself is not even opened.
    try {
      copyFileSync(from, part)
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      throw failure(code === "ENOSPC" ? "disk-full" : "record-unopened", part, code, error)
    }
    checkPages(part, from)
    const restored = await opened(part, async (db, copy) => {
      const said = await db.selectFrom("backup").selectAll().orderBy("seq", "desc").executeTakeFirst()
      const contents = await contentsOf(db)
      if (said) {
        const counts = JSON.parse(said.counts) as {readonly [what: string]: number}
        const other = CONTENTS.find((what) => counts[what] !== undefined && counts[what] !== contents.counts[what])
        if (other) throw failure("backup-damaged", from, `${contents.counts[other]} ${other}, and it says ${counts[other]}`)
        // An older program counted up what it knew of.
        if (said.steps === Number(copy.pragma("user_version")) && said.digest !== contents.digest)
          throw failure("backup-damaged", from, "what it holds is not what it says it holds")
      }
      await db.deleteFrom("backup").execute()
      return {...contents, at: said?.at ?? null}
    })
    await take(part)
    return restored
  } catch (error) {
    for (const left of [part, `${part}-wal`, `${part}-shm`]) rmSync(left, {force: true})
    throw error
  }
}

async function migrated(connection: Connection, path: string): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({dialect: new SqliteDialect({database: connection})})
  await migrate(db, connection, path)
  return db
}

async function opened<T>(path: string, act: (db: Kysely<Tables>, connection: Connection) => Promise<T>): Promise<T> {
  const connection = connect(path, {})
  try {
    return await act(await migrated(connection, path), connection)
  } finally {
    connection.close()
  }
}

/// Whether SQLite finds the file whole; `where` is what it is a copy of.
function checkPages(part: string, where: string): void {
  try {
    const connection = connect(part, {mustExist: true})
    try {
      const said = connection.pragma("integrity_check")
      if (said !== "ok") throw failure("backup-damaged", where, String(said).slice(0, 200))
    } finally {
      connection.close()
    }
  } catch (error) {
    if (!(error instanceof Failure) || error.issue.where === where) throw error
    const {code, detail} = error.issue
    throw failure(code === "record-damaged" ? "backup-damaged" : code, where, detail, error)
  }
}

/// Under its name once all of it is on the disk.
function settle(part: string, path: string): void {
  for (const log of [`${part}-wal`, `${part}-shm`]) rmSync(log, {force: true})
  sync(part)
  renameSync(part, path)
  sync(dirname(resolve(path)))
}

function sync(path: string): void {
  const file = openSync(path, "r")
  try {
    fsyncSync(file)
  } catch {
    // A file system that cannot sync a folder keeps it in its own way.
  } finally {
    closeSync(file)
  }
}
