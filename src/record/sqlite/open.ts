import {Kysely, SqliteDialect} from "kysely"
import {SQLITE} from "../sql/differences.ts"
import type {Alone, Engine, Statements} from "../sql/engine.ts"
import {storeOn} from "../sql/store.ts"
import type {Tables} from "../sql/tables.ts"
import type {SearchTerms, Store} from "../store.ts"
import {type Connection, connect, type OpenOptions} from "./driver.ts"
import {migrate} from "./migrations.ts"

export type SqliteOptions = OpenOptions & {readonly searchTerms: () => Promise<SearchTerms>}

/// Opens a record in one SQLite file, making it where there is none (unless `mustExist`). `:memory:` is one that ends with the program.
export async function openSqlite(path: string, options: SqliteOptions): Promise<Store> {
  return storeOn(await engineAt(path, options), options.searchTerms)
}

export async function engineAt(path: string, options: OpenOptions): Promise<Engine> {
  const connection = connect(path, options)
  const db = new Kysely<Tables>({dialect: new SqliteDialect({database: connection})})
  try {
    await migrate(db, connection, path)
  } catch (error) {
    connection.close()
    throw error
  }
  return engineOf(db, connection, options.isReader === true)
}

function engineOf(db: Kysely<Tables>, connection: Connection, isReader: boolean): Engine {
  const statements: Statements = {
    all: <T>(text: string, given: readonly unknown[]) => connection.prepare(text).all(given) as T[],
    runAll(parts) {
      for (const [text, ...given] of parts) connection.prepare(text).run(given)
    },
  }
  /// `begin immediate`, not Kysely's `begin`: a transaction that reads first and then writes would fail where another program wrote in
  /// between, and cannot be waited out.
  const alone = <T>(work: (alone: Alone) => Promise<T>): Promise<T> =>
    db.connection().execute(async (one) => {
      connection.exec("begin immediate")
      try {
        const done = await work({db: one, statements})
        connection.exec("commit")
        // The engine answers at once, so that writing alone would never let anything else come to its turn: others who wait for this
        // thread, and what gives back the memory of rows that were read.
        await new Promise(setImmediate)
        return done
      } catch (error) {
        try {
          connection.exec("rollback")
        } catch {
          // A full disk has rolled back already.
        }
        throw error
      }
    })
  const reading = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
    db.connection().execute(async (one) => {
      connection.exec("begin")
      try {
        return await work(one)
      } finally {
        connection.exec("rollback")
      }
    })
  const atOneMoment = async <T>(work: () => Promise<T>): Promise<T> => {
    connection.exec("begin")
    try {
      return await work()
    } finally {
      connection.exec("rollback")
    }
  }
  return {db, dialect: SQLITE, statements, alone, reading, ...(isReader ? {atOneMoment} : {})}
}
