import {createRequire} from "node:module"
import {existsSync, statfsSync, statSync} from "node:fs"
import {dirname, resolve} from "node:path"
import type {SqliteDatabase} from "kysely"
import {Failure, failure, type IssueCode} from "../../support/index.ts"

/// The one place that knows which SQLite library is used: `libsql`, since its engine comes ready-made from the npm registry
/// for every platform, needs no compiler and speaks the interface of better-sqlite3 (tried: transactions, WAL, FTS5, four times
/// kill -9 with no acknowledged row lost). Two things it does differently are mended here: closing does not fold the write-ahead
/// log back into the file, and a missing folder is an error without a code.
export type Connection = SqliteDatabase & {
  exec(sql: string): void
  pragma(name: string): unknown
}

/// Statements held ready.
const MOST_STATEMENTS = 500

/// As much of a file as SQLite was built to map.
const MOST_MAPPED = 0x7fff0000

/// The file's kind, in SQLite's own place for it: "ISND".
const APPLICATION = 0x49534e44

export type OpenOptions = {
  /// Only for reading: nothing is made where there is no record.
  readonly mustExist?: boolean
  /// How long to wait for another writer, in milliseconds. Default 5000.
  readonly wait?: number
  /// The most pages of 4 kB the file may have; past it the disk counts as full. For tests of a full disk.
  readonly maxPages?: number
  /// For many questions of a large record: so many MB of pages are held, and what the address space takes of the file is read in place.
  /// Reading a page otherwise is a call of the system, and takes longer than what is then looked for in it.
  readonly held?: number
  /// Only one thing at a time is asked of it, and nothing is written: each is asked of the record as it was at one moment.
  readonly isReader?: boolean
}

type Libsql = new (
  path: string,
) => {
  prepare(sql: string): {
    readonly reader: boolean
    all(parameters: unknown): unknown[]
    get(): unknown
    run(parameters: unknown): {changes: number; lastInsertRowid: number}
    iterate(parameters: unknown): IterableIterator<unknown>
  }
  exec(sql: string): void
  close(): void
}

export function connect(path: string, options: OpenOptions = {}): Connection {
  const inMemory = path === ":memory:"
  const isThere = !inMemory && existsSync(path)
  if (options.mustExist && !inMemory && !isThere) throw failure("record-missing", path)
  if (isThere && statSync(path).isDirectory()) throw failure("record-unopened", path, "it is a folder")
  if (!inMemory && !existsSync(dirname(resolve(path)))) throw failure("record-unopened", path, "its folder does not exist")
  return guard(path, () => {
    const Database = createRequire(import.meta.url)("libsql") as Libsql
    const db = new Database(path)
    try {
      const one = (sql: string): unknown => Object.values(db.prepare(sql).get() as object)[0]
      db.exec(`pragma busy_timeout = ${options.wait ?? 5000}`)
      const isEmpty = one("select count(*) from sqlite_master") === 0
      if (!isEmpty && one("pragma application_id") !== APPLICATION) throw failure("record-foreign", path)
      if (isEmpty && options.mustExist && !inMemory) throw failure("record-missing", path, "the file is empty")
      if (isEmpty) db.exec(`pragma application_id = ${APPLICATION}`)
      // A record in a folder that may not be written stays readable; then the log cannot be made, and need not be.
      if (one("pragma journal_mode") !== "wal") {
        try {
          db.exec("pragma journal_mode = wal")
        } catch (error) {
          if (!options.mustExist) throw error
        }
      }
      // The log goes into the record when it has 64 MB, not at SQLite's 4, and 128 MB of pages are held: keys of links and of entities touch
      // many pages, and the same ones again.
      db.exec(
        "pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -128000; pragma wal_autocheckpoint = 16000",
      )
      if (options.held) db.exec(`pragma cache_size = -${Math.round(options.held * 1000)}; pragma mmap_size = ${MOST_MAPPED}`)
      if (options.isReader) db.exec("pragma query_only = on")
      if (options.maxPages) db.exec(`pragma max_page_count = ${options.maxPages}`)
    } catch (error) {
      db.close()
      throw error
    }
    type Statement = ReturnType<Connection["prepare"]>
    const made = (sql: string): Statement => {
      const statement = guard(path, () => db.prepare(sql))
      return {
        reader: statement.reader,
        all: (parameters) => guard(path, () => statement.all(parameters)),
        run: (parameters) => guard(path, () => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      } as Statement
    }
    const known = new Map<string, Statement>()
    return {
      prepare(sql: string) {
        const found = known.get(sql)
        const statement = found ?? made(sql)
        // The one asked for longest ago goes: what it holds outside of the heap is given back when the collector comes by, which is seldom.
        if (found) known.delete(sql)
        else if (known.size >= MOST_STATEMENTS) known.delete(known.keys().next().value as string)
        known.set(sql, statement)
        return statement
      },
      exec: (sql: string) => guard(path, () => db.exec(sql)),
      pragma: (name: string) => guard(path, () => Object.values((db.prepare(`pragma ${name}`).get() as object) ?? {})[0]),
      close() {
        known.clear()
        try {
          if (!options.mustExist) db.exec("pragma wal_checkpoint(truncate)")
        } catch {
          // Another program reads: the log stays, and whoever closes last folds it in.
        }
        db.close()
      },
    }
  })
}

/// Errors of the engine in words a person can act on. An error of our own SQL stays what it is.
function guard<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Failure) throw error
    const {rawCode, message} = error as {rawCode?: number; message?: string}
    const code = codeOf(path, rawCode ?? Number(/: (\d+)"?\)?$/.exec(message ?? "")?.[1] ?? 0))
    throw code ? failure(code, path, undefined, error) : error
  }
}

/// Result codes of SQLite (https://www.sqlite.org/rescode.html); the low byte is the primary one.
function codeOf(path: string, result: number): IssueCode | undefined {
  switch (result & 0xff) {
    case 5:
    case 6:
      return "record-locked"
    case 8:
      return "record-read-only"
    case 10:
      return isFull(path) ? "disk-full" : "record-unopened"
    case 11:
      return "record-damaged"
    case 13:
      return "disk-full"
    case 3:
    case 14:
      return isFull(path) ? "disk-full" : "record-unopened"
    case 26:
      return "record-foreign"
    default:
      return undefined
  }
}

function isFull(path: string): boolean {
  try {
    return statfsSync(dirname(resolve(path))).bavail < 16
  } catch {
    return false
  }
}
