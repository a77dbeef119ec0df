import {failure, withoutPassword} from "../../support/index.ts"

/// Where a record in PostgreSQL is: `postgres://user@host:port/name?schema=isnad`, with whatever else libpq knows (`sslmode`, …). A record
/// has a schema of its own, so that several may stand in one database, and beside the tables of others.
export type Address = {
  /// For the driver, without the schema.
  readonly url: string
  readonly schema: string
  /// For whoever reads it: without the password.
  readonly shown: string
}

export const isPostgres = (db: string): boolean => /^postgres(?:ql)?:\/\//i.test(db)

const DEFAULT_SCHEMA = "isnad"

export function addressOf(db: string): Address {
  let url: URL
  try {
    url = new URL(db)
  } catch (error) {
    throw failure("record-unopened", withoutPassword(db), "the address is not of the form postgres://user@host/name", error)
  }
  const shown = withoutPassword(db)
  const schema = url.searchParams.get("schema") ?? DEFAULT_SCHEMA
  // What needs no quotes in SQL nor in the options of a connection.
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith("pg_"))
    throw failure("record-unopened", shown, `«${schema}» is no name of a schema: small Latin letters, digits and _`)
  url.searchParams.delete("schema")
  return {url: url.href, schema, shown}
}
