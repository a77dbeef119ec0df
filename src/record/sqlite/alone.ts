import type {Kysely} from "kysely"
import type {Connection} from "./driver.ts"
import type {Tables} from "./tables.ts"

/// One piece of work, all of it kept or none, and no other writer between. `begin immediate`, not Kysely's `begin`: a transaction that
/// reads first and then writes would fail where another program wrote in between, and cannot be waited out.
export function alone<T>(db: Kysely<Tables>, connection: Connection, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    connection.exec("begin immediate")
    try {
      const done = await work(one)
      connection.exec("commit")
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
}
