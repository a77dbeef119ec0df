import type {Kysely} from "kysely"
import type {Dialect} from "./differences.ts"
import type {Tables} from "./tables.ts"

/// A database with a record in it, as the questions of this folder see it. Opening, migrations and errors are the business of whoever
/// makes one: `record/sqlite`, `record/postgres`.
export type Engine = {
  readonly db: Kysely<Tables>
  readonly dialect: Dialect
  readonly statements: Statements
  /// One piece of work, all of it kept or none, and no other writer between, in this program or in another. Numbers that the database
  /// gives meanwhile (`change.seq`) are therefore seen in their order: whoever reads on from a number misses nothing.
  readonly alone: <T>(work: (alone: Alone) => Promise<T>) => Promise<T>
  /// Many questions of which all see the record as it was at one moment, while others go on writing to it.
  readonly reading: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>
  /// The same of whatever is asked meanwhile, of an engine that was opened for one reader.
  readonly atOneMoment?: <T>(work: () => Promise<T>) => Promise<T>
}
export type Alone = {readonly db: Kysely<Tables>; readonly statements: Statements}

export type Part = readonly [text: string, ...given: unknown[]]

/// Statements of the hot paths as they are, prepared once; parameters are `?1`, `?2`. SQLite answers at once, so that awaiting it costs nothing.
export type Statements = {
  readonly all: <T>(text: string, given: readonly unknown[]) => readonly T[] | Promise<readonly T[]>
  /// Several that change the record and of which none sees what another does: a server is asked once for all of them.
  readonly runAll: (parts: readonly Part[]) => unknown
}
