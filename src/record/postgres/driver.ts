import {createRequire} from "node:module"
import type {PostgresPool, PostgresPoolClient} from "kysely"
import type {Pool, PoolClient} from "pg"
import {Failure} from "../../support/index.ts"
import type {Address} from "./address.ts"
import {told} from "./errors.ts"

export type PostgresOptions = {
  /// Only for reading: nothing is made where there is no record.
  readonly mustExist?: boolean
  /// How long to wait for other writers, in milliseconds. Default 60,000: many programs may write, one after the other.
  readonly wait?: number
  /// Connections held open at most. Default 8.
  readonly connections?: number
}

/// Beyond this a question is not answered, in milliseconds. Migrations take the time they need.
const STATEMENT = 300_000
/// A program that was stopped or cut off while it wrote leaves the record to others after so long; what it wrote is taken back.
const IDLE_WRITER = 60_000
const TO_CONNECT = 10_000
/// Texts that a connection has prepared: those of the hot paths are few, and those that grow with a list are long.
const MOST_PREPARED = 400
const LONGEST_PREPARED = 3000

/// Connections to the server, as Kysely takes them from the pool of `pg`. What is added: numbers come as numbers, texts that are asked again
/// are prepared, errors are told in our words. Where one connection was lost those that were made before it are not trusted either: the
/// next question connects anew.
export function connect(address: Address, options: PostgresOptions = {}): PostgresPool {
  const pg = createRequire(import.meta.url)("pg") as typeof import("pg")
  const pool: Pool = new pg.Pool({
    connectionString: address.url,
    // Whoever looks at the server sees whose connection it is.
    application_name: `isnad ${address.schema}`.slice(0, 63),
    max: options.connections ?? 8,
    connectionTimeoutMillis: TO_CONNECT,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
    options: [
      `search_path=${address.schema}`,
      `lock_timeout=${options.wait ?? 60_000}`,
      `statement_timeout=${STATEMENT}`,
      `idle_in_transaction_session_timeout=${IDLE_WRITER}`,
      // A line that went dead without a word is noticed.
      "tcp_keepalives_idle=30",
      "tcp_keepalives_interval=10",
      "tcp_keepalives_count=3",
    ]
      .map((setting) => `-c ${setting}`)
      .join(" "),
    // Numbers of rows and sums come as texts otherwise; ours stay below 2^53.
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === 20 || oid === 1700 ? Number : pg.types.getTypeParser(oid, format as "text"),
    },
  })
  // A connection that breaks while nobody uses it is no error.
  pool.on("error", () => {})
  type Known = {readonly client: PostgresPoolClient; readonly madeAt: number}
  const known = new WeakMap<PoolClient, Known>()
  let lostAt = -1
  const tell = (error: unknown): unknown => {
    const found = told(error, address.shown)
    if (found instanceof Failure && found.issue.code === "record-unreachable") lostAt = performance.now()
    return found
  }
  return {
    async connect() {
      for (;;) {
        const client = await pool.connect().catch((error: unknown) => {
          throw tell(error)
        })
        const one = known.get(client) ?? {client: wrap(client, tell), madeAt: performance.now()}
        known.set(client, one)
        if (one.madeAt > lostAt) return one.client
        client.release(true)
      }
    },
    end: () => pool.end(),
  }
}

function wrap(client: PoolClient, tell: (error: unknown) => unknown): PostgresPoolClient {
  // While it is used, what breaks is told to whoever asks; the event is told to nobody else.
  client.on("error", () => {})
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_PREPARED || text.length > LONGEST_PREPARED) return known
    const name = `q${names.size}`
    names.set(text, name)
    return name
  }
  async function query(text: string, parameters: readonly unknown[] = []): Promise<unknown> {
    try {
      if (parameters.length === 0) {
        const done = await client.query(text)
        // What failed inside makes the server roll back, and say so as if it had been asked to.
        if (text === "commit" && done.command !== "COMMIT") throw new Error("the transaction failed before its end")
        return done
      }
      const name = nameOf(text)
      return await client.query({...(name === undefined ? {} : {name}), text, values: parameters.map(fit)})
    } catch (error) {
      throw tell(error)
    }
  }
  return {query: query as unknown as PostgresPoolClient["query"], release: () => client.release()}
}

/// PostgreSQL takes every letter but U+0000.
const fit = (value: unknown): unknown =>
  typeof value === "string" && value.includes("\0")
    ? value.replaceAll("\0", "\ufffd")
    : Array.isArray(value) && value.some((v) => typeof v === "string" && v.includes("\0"))
      ? value.map(fit)
      : value

/// Whoever writes holds the lock of the record, in any program on any machine, until the server has taken the whole. Writers stand in
/// a queue instead of meeting each other, as they do at a file: a report is compared with all that were kept before it, so that two cannot
/// be at it at once; and the numbers of changes are given in the order in which they can be read, so that whoever reads on from a number
/// misses none that comes late. Reading waits for nobody.
export const lockOf = (schema: string): string => `pg_advisory_xact_lock(${0x49534e44}, hashtext('${schema}'))`
