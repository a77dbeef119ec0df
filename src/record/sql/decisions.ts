import {type Kysely, sql} from "kysely"
import type {Verdict} from "../../link/index.ts"
import type {Entity, Report, ReportRecord} from "../../model/index.ts"
import {contentId, digestOf} from "../../support/index.ts"
import type {AsRead, Decision, DecisionQuery, Decisions, NewDecision, Undone} from "../decisions.ts"
import type {NewChange, Piece, Slice} from "../lists.ts"
import {reviewRecord} from "../reviewing.ts"
import {ALL} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {noteChanges} from "./changes.ts"
import {claimsIn, eventChanges, eventVerdicts, sceneAround} from "./happenings.ts"
import {decode, sliceOf} from "./pieces.ts"
import {recordIn} from "./record.ts"
import type {Tables} from "./tables.ts"

/// What decisions ask of the store they belong to.
export type DecisionNeeds = {
  readonly engine: Engine
  /// The terms by which a name is found; the words of the language are loaded by `ready`.
  readonly terms: (name: string) => string
  readonly ready: () => Promise<void>
  /// Puts the claims of a report as they stand in place of those that the tables have. Names come from the entities as they were read.
  readonly replace: (db: Kysely<Tables>, report: number, stands: ReportRecord, digest: string, named: readonly Entity[]) => Promise<void>
  /// What the store remembers of rows it wrote is no longer so.
  readonly forget: () => void
}

type Row = Pick<Tables["decision"], "id" | "standing" | "body" | "undone">
export const decisionFrom = (row: Row): Decision =>
  ({
    // A decision of an older program does not say who made it.
    ...{by: null, at: null},
    ...(JSON.parse(row.body) as NewDecision),
    id: row.id,
    standing: row.standing === 1,
    undone: row.undone === null ? null : (JSON.parse(row.undone) as Undone),
  }) as Decision

const PIECE = 50
/// Rows written by one statement.
const BATCH = 500
/// Reports brought to a decision by one transaction.
const AT_ONCE = 32
const ofName = (terms: string): string => `name:${terms}`

/// The tables of decisions: `decision` is the ledger; `as_read` has what was read of a report of which persons said something, while the
/// other tables have it as it stands, so that every question sees it so; `applied` says by whose word.
export class SqlDecisions implements Decisions {
  readonly #needs: DecisionNeeds
  readonly #db: Kysely<Tables>
  constructor(needs: DecisionNeeds) {
    this.#needs = needs
    this.#db = needs.engine.db
  }

  /// What was remembered of rows that a failure took back is forgotten.
  async #alone<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await this.#needs.engine.alone(({db}) => work(db))
    } catch (error) {
      this.#needs.forget()
      throw error
    }
  }

  async decide(decision: NewDecision): Promise<Decision> {
    await this.#needs.ready()
    const made = await this.#alone(async (db) => {
      const {n} = await db
        .selectFrom("decision")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
      const before = await eventVerdicts(db)
      const body = JSON.stringify(decision)
      const id = contentId("d", body, n)
      const subject = this.#subjectOf(decision)
      const {seq} = await db
        .insertInto("decision")
        .values({id, standing: 1, body, family: decision.family, subject})
        .returning("seq")
        .executeTakeFirstOrThrow()
      await noteChanges(db, this.#needs.engine.dialect, [
        {what: "decision", does: "made", id},
        ...(await this.#eventsBy(db, decision, before)),
      ])
      if (decision.family === "entity" && decision.says === "called") await this.#name(db, seq, decision.a, [decision.name])
      await this.#due(db, await this.#concerned(db, decision))
      return decisionFrom({id, standing: 1, body, undone: null})
    })
    await this.settle()
    return made
  }

  /// Brings reports to what was said of them, a few at a time, so that others get their answers between; what a crash interrupts goes on
  /// when the record is opened again.
  async settle(): Promise<void> {
    for (;;) {
      const due = await this.#db.selectFrom("review_due").select("report").orderBy("report").limit(AT_ONCE).execute()
      if (due.length === 0) return
      await this.#needs.ready()
      await this.#alone(async (db) => {
        for (const {report} of due) await this.#review(db, report)
        await sql`delete from review_due where ${this.#needs.engine.dialect.oneOf(
          "report",
          due.map((d) => d.report),
        )}`.execute(db)
      })
    }
  }

  async #due(db: Kysely<Tables>, reports: readonly number[]): Promise<void> {
    for (let i = 0; i < reports.length; i += BATCH)
      await db
        .insertInto("review_due")
        .values(reports.slice(i, i + BATCH).map((report) => ({report})))
        .onConflict((on) => on.doNothing())
        .execute()
  }

  async takeBack(id: string, undone: Undone): Promise<boolean> {
    await this.#needs.ready()
    const done = await this.#alone(async (db) => {
      const row = await db.selectFrom("decision").select(["seq", "body"]).where("id", "=", id).where("standing", "=", 1).executeTakeFirst()
      if (!row) return false
      const before = await eventVerdicts(db)
      await db
        .updateTable("decision")
        .set({standing: 0, undone: JSON.stringify(undone)})
        .where("seq", "=", row.seq)
        .execute()
      const events = await this.#eventsBy(db, JSON.parse(row.body) as NewDecision, before)
      await noteChanges(db, this.#needs.engine.dialect, [{what: "decision", does: "undone", id}, ...events])
      await db.deleteFrom("entity_name").where("decision", "=", row.seq).execute()
      this.#needs.forget()
      const reports = await db.selectFrom("applied").select("report").where("decision", "=", row.seq).orderBy("report").execute()
      await this.#due(
        db,
        reports.map((r) => r.report),
      )
      return true
    })
    await this.settle()
    return done
  }

  /// What a decision on events makes of them, or its being taken back; `before` is what stood until then.
  async #eventsBy(db: Kysely<Tables>, decision: NewDecision, before: readonly Verdict[]): Promise<NewChange[]> {
    if (decision.family !== "event") return []
    const verdicts = await eventVerdicts(db)
    const scene = await sceneAround(db, this.#needs.engine.dialect, claimsIn([decision, ...before, ...verdicts]))
    return eventChanges({scene, verdicts: before}, {scene, verdicts})
  }

  async ledger({id, family, standing, report}: DecisionQuery, piece: Piece = {}): Promise<Slice<Decision>> {
    const limit = piece.limit ?? PIECE
    const place = decode(piece.after, 1)
    let query = this.#db.selectFrom("decision").selectAll().orderBy("seq", "desc")
    if (id !== undefined) query = query.where("id", "=", id)
    if (family) query = query.where("family", "=", family)
    if (standing !== undefined) query = query.where("standing", "=", standing ? 1 : 0)
    if (report !== undefined)
      query = query.where(
        sql<boolean>`(subject = ${report} or seq in (select decision from applied where report = (select seq from report where id = ${report})))`,
      )
    if (place) query = query.where("seq", "<", place[0] as number)
    const rows = await (limit > 0 ? query.limit(limit + 1) : query).execute()
    return sliceOf(rows, limit > 0 ? limit : rows.length, (r) => [r.seq], decisionFrom)
  }

  async asRead(report: string): Promise<AsRead | undefined> {
    const row = await this.#db.selectFrom("report").selectAll().where("id", "=", report).executeTakeFirst()
    return row && asReadFrom((await this.#read(this.#db, row)).record)
  }

  /// The same within a piece of work, with the report as it is.
  async readingOf(db: Kysely<Tables>, report: number): Promise<ReportRecord> {
    const row = await db.selectFrom("report").selectAll().where("seq", "=", report).executeTakeFirstOrThrow()
    return (await this.#read(db, row)).record
  }

  async reviewed(piece: Piece = {}): Promise<Slice<string>> {
    const limit = piece.limit ?? PIECE
    const place = decode(piece.after, 1)
    const {rows} = await sql<{seq: number; id: string}>`
      select report.seq, report.id from report where report.current = 1 and report.seq > ${place?.[0] ?? 0} and report.seq in (
        select applied.report from applied join decision on decision.seq = applied.decision where decision.family = 'claim')
      order by report.seq limit ${limit > 0 ? limit + 1 : ALL}`.execute(this.#db)
    return sliceOf(
      rows,
      limit > 0 ? limit : rows.length,
      (r) => [r.seq],
      (r) => r.id,
    )
  }

  async standsFor(entity: string): Promise<string> {
    const seen = new Set<string>()
    for (let at = entity; ; ) {
      seen.add(at)
      const row = await this.#db
        .selectFrom("decision")
        .select("body")
        .where("subject", "=", at)
        .where("family", "=", "entity")
        .where("standing", "=", 1)
        .orderBy("seq", "desc")
        .executeTakeFirst()
      const next = row && (JSON.parse(row.body) as {a: string}).a
      if (next === undefined) return at
      if (seen.has(next)) return entity
      at = next
    }
  }

  /// Reports that were read just now are brought to what persons said of them.
  async reviewAnew(db: Kysely<Tables>, reports: readonly number[]): Promise<void> {
    const any = await db
      .selectFrom("decision")
      .select("seq")
      .where("subject", "is not", null)
      .where("standing", "=", 1)
      .limit(1)
      .executeTakeFirst()
    if (any) for (const report of reports) await this.#review(db, report)
  }

  #subjectOf(decision: NewDecision): string | null {
    if (decision.family === "claim") return decision.of.report
    if (decision.family !== "entity") return null
    if (decision.says === "same") return decision.b
    return decision.says === "different" ? decision.report : ofName(this.#needs.terms(decision.name))
  }

  /// Reports in which a decision may find something to stand on.
  async #concerned(db: Kysely<Tables>, decision: NewDecision): Promise<number[]> {
    if (decision.family !== "claim" && decision.family !== "entity") return []
    if (decision.family === "entity" && decision.says !== "different") {
      const ids =
        decision.says === "same"
          ? sql`(${decision.b})`
          : sql`(select entity_name.entity from entity_name join entity on entity.id = entity_name.entity
              where entity_name.terms = ${this.#needs.terms(decision.name)} and entity.known = 0 and entity.id != ${decision.a})`
      const {rows} = await sql<{
        report: number
      }>`select distinct report from entity_report where entity in ${ids} order by report`.execute(db)
      return rows.map((r) => r.report)
    }
    // The report itself, and what the same source gave later.
    const id = decision.family === "claim" ? decision.of.report : decision.report
    const {rows} = await sql<{seq: number}>`
      select seq from report where id = ${id} union
      select later.report from origin as mine join origin as later on later.identity = mine.identity and later.seq > mine.seq
      where mine.report = (select seq from report where id = ${id}) order by 1`.execute(db)
    return rows.map((r) => r.seq)
  }

  /// Brings a report to what is said of it: works out how it stands from how it was read.
  async #review(db: Kysely<Tables>, report: number): Promise<void> {
    const row = await db.selectFrom("report").selectAll().where("seq", "=", report).executeTakeFirstOrThrow()
    const {record: read, isKept} = await this.#read(db, row)
    const decisions = await this.#over(db, row, read)
    if (decisions.length === 0 && !isKept) return
    const {record: stands, applied} = reviewRecord(
      read,
      decisions.map((d) => d.decision),
      this.#needs.terms,
    )
    await db.deleteFrom("applied").where("report", "=", report).execute()
    if (applied.length === 0 && !isKept) return
    const digest = row.digest.split(" ")[0] as string
    if (applied.length === 0) {
      await db.deleteFrom("as_read").where("report", "=", report).execute()
      await this.#needs.replace(db, report, read, digest, read.entities)
      return
    }
    if (!isKept)
      await db
        .insertInto("as_read")
        .values({report, body: JSON.stringify(asReadFrom(read))})
        .execute()
    const seqOf = new Map(decisions.map((d) => [d.decision.id, d.seq]))
    await db
      .insertInto("applied")
      .values(applied.map((d) => ({decision: seqOf.get(d.id) as number, report})))
      .execute()
    // What persons added is named as they named it; whoever was said to be somebody else keeps the names he was read by.
    const there = new Set(read.entities.map((e) => e.id))
    const added = stands.entities.filter((e) => !there.has(e.id)).map((e) => ({...e, mentions: []}))
    await this.#needs.replace(db, report, stands, `${digest} ${digestOf(applied.map((d) => d.id))}`, [...read.entities, ...added])
    for (const d of applied) {
      if (d.family !== "entity" || d.says !== "same") continue
      const gone = read.entities.find((e) => e.id === d.b)
      if (gone) await this.#name(db, seqOf.get(d.id) as number, d.a, [gone.name.ar, gone.name.en, ...gone.mentions.map((m) => m.quote)])
    }
  }

  async #name(db: Kysely<Tables>, decision: number, entity: string, names: readonly string[]): Promise<void> {
    const there = await db.selectFrom("entity").select("id").where("id", "=", entity).executeTakeFirst()
    const rows = [...new Set(names)].filter(Boolean).map((name) => ({entity, name, terms: this.#needs.terms(name), decision}))
    if (there && rows.length > 0)
      await db
        .insertInto("entity_name")
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute()
  }

  async #read(
    db: Kysely<Tables>,
    row: Pick<Tables["report"], "body"> & {readonly seq: number},
  ): Promise<{record: ReportRecord; isKept: boolean}> {
    const kept = await db.selectFrom("as_read").select("body").where("report", "=", row.seq).executeTakeFirst()
    if (!kept) return {record: await recordIn(db, row), isKept: false}
    const {report} = JSON.parse(row.body) as {report: Report}
    const {agencies, ...rest} = JSON.parse(kept.body) as AsRead
    return {record: {isnad: 1, report: {...report, agencies}, ...rest}, isKept: true}
  }

  /// Decisions that stand and that may speak of this report: on its claims, or on those of what its source gave before; on whoever is
  /// named in it, and on whom those are said to be.
  async #over(
    db: Kysely<Tables>,
    row: {readonly seq: number; readonly id: string},
    read: ReportRecord,
  ): Promise<{readonly seq: number; readonly decision: Decision}[]> {
    const earlier = await sql<{id: string}>`
      select distinct report.id from origin as mine join origin as before on before.identity = mine.identity and before.seq < mine.seq
      join report on report.seq = before.report where mine.report = ${row.seq} and before.report != ${row.seq}`.execute(db)
    const found = new Map<number, Decision>()
    let asked = [row.id, ...earlier.rows.map((r) => r.id)]
    for (const e of read.entities) {
      asked.push(e.id)
      if (!e.known)
        for (const name of [e.name.ar, e.name.en, ...e.mentions.map((m) => m.quote)]) asked.push(ofName(this.#needs.terms(name)))
    }
    const seen = new Set<string>()
    while (asked.length > 0) {
      for (const subject of asked) seen.add(subject)
      const {rows} = await sql<Row & {seq: number}>`
        select seq, id, standing, body, undone from decision where standing = 1 and ${this.#needs.engine.dialect.oneOf("subject", [...new Set(asked)])}`.execute(
        db,
      )
      asked = []
      for (const r of rows) {
        const decision = decisionFrom(r)
        found.set(r.seq, decision)
        if (decision.family === "entity" && !seen.has(decision.entity.id)) asked.push(decision.entity.id)
      }
    }
    return [...found].sort(([a], [b]) => a - b).map(([seq, decision]) => ({seq, decision}))
  }
}

const asReadFrom = ({report, entities, events, statements, figures}: ReportRecord): AsRead => ({
  agencies: report.agencies,
  entities,
  events,
  statements,
  figures,
})
