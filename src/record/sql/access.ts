import {type Kysely, sql} from "kysely"
import type {Access, Act, KeptAct, Role, Token} from "../access.ts"
import type {Piece, Slice} from "../lists.ts"
import type {Engine} from "./engine.ts"
import {decode, sliceOf} from "./pieces.ts"
import type {Tables} from "./tables.ts"

const MOST_REFUSED = 10_000

/// The tables `token` and `audit`.
export class SqlAccess implements Access {
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  constructor(engine: Engine) {
    this.#engine = engine
    this.#db = engine.db
  }

  addToken({name, role, made}: Omit<Token, "revoked">, digest: string): Promise<boolean> {
    return this.#engine.alone(async ({db}) => {
      const there = await db.selectFrom("token").select("seq").where("name", "=", name).where("revoked", "is", null).executeTakeFirst()
      if (there) return false
      await db.insertInto("token").values({name, role, made, revoked: null, digest}).execute()
      return true
    })
  }

  async revokeToken(name: string, at: string): Promise<boolean> {
    const done = await this.#db
      .updateTable("token")
      .set({revoked: at})
      .where("name", "=", name)
      .where("revoked", "is", null)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async tokens(): Promise<readonly Token[]> {
    const rows = await this.#db.selectFrom("token").select(["name", "role", "made", "revoked"]).orderBy("seq").execute()
    return rows as Token[]
  }

  async tokenOf(digest: string): Promise<Token | undefined> {
    const row = await this.#db
      .selectFrom("token")
      .select(["name", "role", "made", "revoked"])
      .where("digest", "=", digest)
      .where("revoked", "is", null)
      .executeTakeFirst()
    return row as Token | undefined
  }

  async hasTokens(): Promise<boolean> {
    return (await this.#db.selectFrom("token").select("seq").where("revoked", "is", null).limit(1).executeTakeFirst()) !== undefined
  }

  async note({at, by, role, does, of, status, from}: Act): Promise<void> {
    const {seq} = await this.#db
      .insertInto("audit")
      .values({at, who: by, role, does, of, status, origin: from})
      .returning("seq")
      .executeTakeFirstOrThrow()
    // Whoever is refused again and again does not fill the disk.
    if (status >= 400 && seq % 500 === 0)
      await sql`delete from audit where status >= 400 and seq < (
        select seq from audit where status >= 400 order by seq desc limit 1 offset ${MOST_REFUSED})`.execute(this.#db)
  }

  async acts(piece: Piece = {}): Promise<Slice<KeptAct>> {
    const limit = piece.limit ?? 50
    const place = decode(piece.after, 1)
    let query = this.#db.selectFrom("audit").selectAll().orderBy("seq", "desc")
    if (place) query = query.where("seq", "<", place[0] as number)
    const rows = await (limit > 0 ? query.limit(limit + 1) : query).execute()
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.seq],
      ({who, origin, role, ...r}) => ({...r, by: who, role: role as Role | null, from: origin}),
    )
  }
}
