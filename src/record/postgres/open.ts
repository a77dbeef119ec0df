import {CompiledQuery, Kysely, PostgresDialect, sql} from "kysely"
import {POSTGRES} from "../sql/differences.ts"
import type {Alone, Engine, Statements} from "../sql/engine.ts"
import {storeOn} from "../sql/store.ts"
import type {Tables} from "../sql/tables.ts"
import type {SearchTerms, Store} from "../store.ts"
import {addressOf} from "./address.ts"
import {connect, lockOf, type PostgresOptions} from "./driver.ts"
import {migrate} from "./migrations.ts"

/// Opens a record in PostgreSQL, making it in its schema where there is none (unless `mustExist`).
export async function openPostgres(
  db: string,
  options: PostgresOptions & {readonly searchTerms: () => Promise<SearchTerms>},
): Promise<Store> {
  const address = addressOf(db)
  const kysely = new Kysely<Tables>({dialect: new PostgresDialect({pool: connect(address, options)})})
  try {
    await migrate(kysely, address, options.mustExist ?? false)
  } catch (error) {
    await kysely.destroy()
    throw error
  }
  return storeOn(engineOf(kysely, address.schema), options.searchTerms)
}

function engineOf(db: Kysely<Tables>, schema: string): Engine {
  const alone = <T>(work: (alone: Alone) => Promise<T>): Promise<T> =>
    db.connection().execute(async (one) => {
      try {
        await sql.raw(`begin; select ${lockOf(schema)}`).execute(one)
        const done = await work({db: one, statements: statementsOn(one)})
        await sql.raw("commit").execute(one)
        return done
      } catch (error) {
        try {
          await sql.raw("rollback").execute(one)
        } catch {
          // The line is lost, and the server rolls back by itself.
        }
        throw error
      }
    })
  return {db, dialect: POSTGRES, statements: statementsOn(db), alone}
}

const texts = new Map<string, string>()
/// Parameters are `$1` in PostgreSQL.
function textOf(text: string): string {
  let known = texts.get(text)
  if (known === undefined) texts.set(text, (known = text.replace(/\?(\d)/g, "$$$1")))
  return known
}

/// Statements as parts of one, with parameters counted through.
function together(parts: readonly string[]): string {
  let before = 0
  const named = parts.map((text, i) => {
    const numbers = [...text.matchAll(/\?(\d)/g)].map((m) => Number(m[1]))
    const counted = text.replace(/\?(\d)/g, (_, n: string) => `$${before + Number(n)}`)
    before += Math.max(0, ...numbers)
    return `part_${i} as (${counted})`
  })
  return `with ${named.join(", ")} select 1`
}

function statementsOn(db: Kysely<Tables>): Statements {
  const run = async <T>(text: string, given: readonly unknown[]): Promise<readonly T[]> =>
    (await db.executeQuery<T>(CompiledQuery.raw(textOf(text), [...given]))).rows
  return {
    all: run,
    runAll: (parts) =>
      run(
        together(parts.map(([text]) => text)),
        parts.flatMap(([, ...given]) => given),
      ),
  }
}
