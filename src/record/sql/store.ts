import {type Kysely, type SelectQueryBuilder, sql} from "kysely"
import {edtfRange, type Entity, type EventClaim, isRecurringLine, type Report, type ReportRecord} from "../../model/index.ts"
import {Failure} from "../../support/index.ts"
import {identityOf, readingDigest} from "../identity.ts"
import {sentenceAround} from "../sentence.ts"
import type {
  AnyClaim,
  ClaimFamily,
  EntityName,
  EntitySummary,
  Kept,
  KeptClaim,
  KeptEntity,
  KeptReport,
  Origin,
  Page,
  ReportSummary,
  SearchHit,
  SearchTerm,
  SearchTerms,
  SearchQuery,
  Stats,
  Store,
  TimelineEntry,
  TimelineQuery,
} from "../store.ts"
import type {Contents} from "../contents.ts"
import type {Arrival, Taking} from "../intake.ts"
import type {Ledger, NewEntry} from "../ledger.ts"
import type {LinkStore} from "../links.ts"
import type {Lists, NewChange} from "../lists.ts"
import type {RawStore} from "../raw.ts"
import type {Readings} from "../readings.ts"
import {batches} from "./batches.ts"
import {noteChanges} from "./changes.ts"
import {contentsOf} from "./contents.ts"
import {contradictionChanges, contradictionsOf, eventChanges, eventVerdicts, NO_SCENE, type Scene, sceneOf, without} from "./happenings.ts"
import {noteEntries, SqlLedger} from "./ledger.ts"
import {SqlLinks} from "./links.ts"
import {SqlLists} from "./lists.ts"
import {gives, givenBy, itemKey, putRaws, SqlRaw} from "./raw.ts"
import {countReports, currentOf, facetsOf} from "./kept.ts"
import {entitiesIn, partsOf} from "./parts.ts"
import {keepReading, SqlReadings} from "./readings.ts"
import {recordIn} from "./record.ts"
import {putRows} from "./rows.ts"
import {snippetOf} from "./snippet.ts"
import type {Access} from "../access.ts"
import type {Sources} from "../sources.ts"
import {SqlAccess} from "./access.ts"
import {SqlDecisions} from "./decisions.ts"
import {ALL} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {SqlSources} from "./sources.ts"
import {heldOr, Standing} from "./standing.ts"
import type {Tables} from "./tables.ts"
import {tokensOfText, wordsOfQuery} from "./words.ts"

/// The record in a database that was opened and has its tables; closing the store closes it. What a crash left undone is done first.
export async function storeOn(engine: Engine, searchTerms: () => Promise<SearchTerms>): Promise<Store> {
  const store = new SqlStore(engine, searchTerms)
  try {
    await store.decisions.settle()
  } catch (error) {
    // Whoever may write to it, or is done writing, brings it up to date.
    if (!(error instanceof Failure && /^record-(?:locked|read-only)$/.test(error.issue.code))) {
      await store.close()
      throw error
    }
  }
  return store
}

const FAR = 1e9
const MOST_REMEMBERED = 200_000

class SqlStore implements Store {
  readonly links: LinkStore
  readonly lists: Lists
  readonly decisions: SqlDecisions
  readonly access: Access
  readonly sources: Sources
  readonly ledger: Ledger
  readonly raw: RawStore
  readonly readings: Readings
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  readonly #standing: Standing
  readonly #loadTerms: () => Promise<SearchTerms>
  #terms: SearchTerms | undefined
  /// Rows of entities and names that were written already: reports share most of theirs.
  readonly #written = new Set<string>()

  constructor(engine: Engine, loadTerms: () => Promise<SearchTerms>) {
    this.#engine = engine
    this.#db = engine.db
    this.#loadTerms = loadTerms
    this.#standing = new Standing(engine.db)
    this.links = new SqlLinks(engine, this.#standing)
    this.access = new SqlAccess(engine)
    this.sources = new SqlSources(engine)
    this.ledger = new SqlLedger(engine)
    this.raw = new SqlRaw(engine)
    this.readings = new SqlReadings(engine.db)
    this.decisions = new SqlDecisions({
      engine,
      terms: (name) => this.#nameTerms(name),
      ready: () => this.#ready(),
      replace: (one, report, stands, digest, named) => this.#replaceClaims(one, report, stands, digest, named),
      forget: () => this.#written.clear(),
    })
    this.lists = new SqlLists({
      engine,
      standing: this.#standing,
      entityIds: (name) => this.#entityIds(name),
      entities: (ids) => this.#entityNames(ids),
      reports: (seqs) => this.#reportSummaries(seqs),
      terms: async (text, use) => {
        await this.#ready()
        return this.#searchTerms(text, use)
      },
    })
  }

  /// The words of the language, loaded with the first call that needs them: most questions do not.
  async #ready(): Promise<void> {
    this.#terms ??= await this.#loadTerms()
  }

  #searchTerms(text: string, use: "query" | "text"): readonly SearchTerm[] {
    if (!this.#terms) throw new Error("the search terms are loaded by #ready before they are used")
    return this.#terms(text, use)
  }

  atOneMoment<T>(work: () => Promise<T>): Promise<T> {
    const {atOneMoment} = this.#engine
    return atOneMoment ? atOneMoment(() => this.#standing.pinned(work)) : work()
  }

  contents(): Promise<Contents> {
    return contentsOf(this.#db)
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }

  async keepReport(record: ReportRecord): Promise<Kept> {
    return (await this.keepReports([record]))[0] as Kept
  }

  keepReports(records: readonly ReportRecord[]): Promise<readonly Kept[]> {
    return this.#alone(async (db) =>
      (
        await this.#keepAll(
          db,
          records.map((record) => ({record, gave: undefined})),
          null,
        )
      ).map(({kept}) => kept),
    )
  }

  take(arrivals: readonly Arrival[], by: Taking): Promise<readonly (Kept | null)[]> {
    return this.#alone(async (db) => {
      const {dialect} = this.#engine
      const inputs = await putRaws(db, dialect, [...new Set(arrivals.flatMap(({raw}) => (typeof raw === "object" && raw ? [raw] : [])))])
      const originOf = ({raw}: Arrival): number | undefined => (typeof raw === "object" && raw ? inputs.get(raw) : (raw ?? undefined))
      const entries: NewEntry[] = []
      const done: (Kept | null)[] = []
      for (const group of apart(arrivals, (a) => itemKey(originOf(a), a.item))) {
        const items = group.map((arrival) => ({arrival, origin: originOf(arrival)}))
        const gave = await givenBy(
          db,
          dialect,
          items.flatMap(({arrival, origin}) => (origin === undefined || !arrival.record ? [] : [{origin, item: arrival.item}])),
        )
        const read = items.flatMap(({arrival: {record, item}, origin}) =>
          record ? [{record, item, origin, gave: origin === undefined ? undefined : gave.get(itemKey(origin, item))}] : [],
        )
        const kept = await this.#keepAll(db, read, by)
        await gives(
          db,
          dialect,
          read.flatMap(({item, origin}, i) => (origin === undefined ? [] : [{origin, item, report: (kept[i] as {seq: number}).seq}])),
        )
        let next = 0
        for (const {arrival, origin} of items) {
          const {source, item, record, raw, code, detail, ms} = arrival
          const one = record ? (kept[next++] as {kept: Kept}).kept : null
          done.push(one)
          entries.push({
            at: by.at,
            source,
            item,
            what: one ?? "refused",
            report: record?.report.id ?? null,
            raw: typeof raw === "object" ? (raw?.pressed.digest ?? null) : origin === undefined ? null : await digestOfOrigin(db, origin),
            code,
            detail,
            ms,
          })
        }
      }
      await noteEntries(db, dialect, entries)
      return done
    })
  }

  async #alone<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    await this.#ready()
    try {
      return await this.#engine.alone(({db}) => work(db))
    } catch (error) {
      this.#written.clear()
      throw error
    }
  }

  /// Reports in their order. Those that the record does not have, from sources that gave nothing yet, are most of all that comes: they are
  /// kept together, as long as nothing else comes between. Whether a report is one of those is asked for all at once.
  async #keepAll(db: Kysely<Tables>, given: readonly ToKeep[], by: Taking | null): Promise<readonly KeptAs[]> {
    const {oneOf} = this.#engine.dialect
    const ids = new Set(given.map(({record}) => record.report.id))
    const identities = new Set(given.flatMap(({record}) => identityOf(record.report) ?? []))
    const known = await sql<{id: string}>`select id from report where ${oneOf("id", [...ids])}`.execute(db)
    const named = await sql<{identity: string}>`
      select identity from origin where ${oneOf("identity", [...identities])} and current = 1`.execute(db)
    const met = new Set([...known.rows.map((r) => r.id), ...named.rows.map((r) => r.identity)])
    const out: KeptAs[] = []
    let fresh: ReportRecord[] = []
    const keepFresh = async (): Promise<void> => {
      out.push(...(await this.#keepNew(db, fresh)))
      fresh = []
    }
    for (const {record, gave} of given) {
      const identity = identityOf(record.report)
      const isFresh = gave === undefined && !met.has(record.report.id) && (identity === null || !met.has(identity))
      met.add(record.report.id)
      if (identity !== null) met.add(identity)
      if (isFresh) fresh.push(record)
      else {
        await keepFresh()
        out.push(await this.#keep(db, record, by, gave))
      }
    }
    await keepFresh()
    return out
  }

  /// Reports of which nothing is known yet.
  async #keepNew(db: Kysely<Tables>, records: readonly ReportRecord[]): Promise<readonly KeptAs[]> {
    if (records.length === 0) return []
    const seqs = await this.#addReports(
      db,
      records.map((record) => ({record, changes: [{what: "report", does: "new", id: record.report.id}]})),
    )
    await putRows(
      db,
      this.#engine.dialect,
      "origin",
      records.map((record, i) => originColumns(record.report, seqs[i] as number, readingDigest(record))),
    )
    await this.decisions.reviewAnew(db, seqs)
    return seqs.map((seq): KeptAs => ({kept: "new", seq}))
  }

  /// `gave` is the report that the same bytes gave when they were read before: where the text was taken out of them in another way, this
  /// one stands in its place.
  async #keep(db: Kysely<Tables>, record: ReportRecord, by: Taking | null, gave: number | undefined): Promise<KeptAs> {
    const {report} = record
    const digest = readingDigest(record)
    const recurring = recurringOf(report)
    const known = await db.selectFrom("report").select(["seq", "basis"]).where("id", "=", report.id).executeTakeFirst()
    const origin =
      known &&
      (await db
        .selectFrom("origin")
        .select(["seq", "current", "digest"])
        .where("report", "=", known.seq)
        .where("source", "=", report.source)
        .executeTakeFirst())
    if (known && origin?.current && origin.digest === digest) return {kept: "same", seq: known.seq}

    const before = await this.#before(db, record, known?.seq, gave)
    // A reading without the day of publication does not replace one that has it from the source.
    const isReread =
      known !== undefined &&
      origin?.digest !== digest &&
      (origin
        ? report.published.basis === "given" || known.basis !== "given"
        : report.published.basis === "given" && known.basis !== "given")
    const kept: Kept =
      before.length > 0
        ? "version"
        : known === undefined
          ? "new"
          : isReread
            ? "reread"
            : origin === undefined
              ? "origin"
              : origin.current
                ? "same"
                : "version"
    if (kept !== "same") await noteChanges(db, this.#engine.dialect, [{what: "report", does: kept, id: report.id}])
    for (const old of before) {
      await db.updateTable("origin").set({current: 0}).where("seq", "=", old.seq).execute()
      await this.#settleCurrent(db, old.report)
    }
    const reportSeq = known?.seq ?? ((await this.#addReports(db, [{record, changes: []}]))[0] as number)
    const isNewReading = isReread && !(await this.#isReading(db, reportSeq, digest))
    for (const old of before) if (old.report === gave) await keepReading(db, gave, await this.decisions.readingOf(db, gave), reportSeq, by)
    if (isNewReading) {
      await keepReading(db, reportSeq, await this.decisions.readingOf(db, reportSeq), reportSeq, by)
      await db.deleteFrom("as_read").where("report", "=", reportSeq).execute()
      await this.#replaceClaims(db, reportSeq, record, digest, record.entities)
    }
    if (origin)
      await db
        .updateTable("origin")
        .set({current: 1, digest, url: report.url, outlet: report.outlet, recurring})
        .where("seq", "=", origin.seq)
        .execute()
    else await putRows(db, this.#engine.dialect, "origin", [originColumns(report, reportSeq, digest)])
    await this.#settleCurrent(db, reportSeq)
    if (known === undefined || isNewReading || (origin === undefined && before.length > 0)) await this.decisions.reviewAnew(db, [reportSeq])
    return {kept, seq: reportSeq}
  }

  /// What the same source gave until now, by its identity or out of the same bytes.
  async #before(
    db: Kysely<Tables>,
    {report}: ReportRecord,
    known: number | undefined,
    gave: number | undefined,
  ): Promise<readonly {readonly seq: number; readonly report: number}[]> {
    const identity = identityOf(report)
    const current = db
      .selectFrom("origin")
      .select(["seq", "report"])
      .where("current", "=", 1)
      .where("report", "!=", known ?? -1)
      .orderBy("seq")
    const named = identity === null ? [] : await current.where("identity", "=", identity).execute()
    if (gave === undefined || gave === known || named.some((o) => o.report === gave)) return named
    return [...named, ...(await current.where("report", "=", gave).where("source", "=", report.source).execute())]
  }

  async #isReading(db: Kysely<Tables>, report: number, digest: string): Promise<boolean> {
    const row = await db.selectFrom("report").select("digest").where("seq", "=", report).executeTakeFirst()
    // Behind the digest of the reading stands that of what persons said of it.
    return row?.digest.split(" ")[0] === digest
  }

  /// A report is current while some source gives it. Where that changes, so do the events that it tells of.
  async #settleCurrent(db: Kysely<Tables>, report: number): Promise<void> {
    const {id, current} = await db.selectFrom("report").select(["id", "current"]).where("seq", "=", report).executeTakeFirstOrThrow()
    const given = await db
      .selectFrom("origin")
      .select("seq")
      .where("report", "=", report)
      .where("current", "=", 1)
      .limit(1)
      .executeTakeFirst()
    const stands = given ? 1 : 0
    if (stands === current) return
    const scene = (): Promise<Scene> => sceneOf(db, this.#engine.dialect, id)
    const before = stands === 0 ? await scene() : NO_SCENE
    await db.updateTable("report").set({current: stands}).where("seq", "=", report).execute()
    await countReports(db, this.#engine.dialect, [report], stands === 1 ? 1 : -1)
    const after = stands === 1 ? await scene() : without(before, new Set([id]))
    const verdicts = await eventVerdicts(db)
    const was = stands === 1 ? without(after, new Set([id])) : before
    const figures = await contradictionsOf(db, this.#engine.dialect, id)
    await noteChanges(db, this.#engine.dialect, [
      {what: "report", does: stands === 1 ? "returned" : "withdrawn", id},
      ...eventChanges({scene: was, verdicts}, {scene: after, verdicts}),
      ...(stands === 1 ? contradictionChanges([], figures) : contradictionChanges(figures, [])),
    ])
  }

  /// The rows of new reports, and of all that was read of them; `changes` stand before those of their claims.
  async #addReports(
    db: Kysely<Tables>,
    given: readonly {readonly record: ReportRecord; readonly changes: readonly NewChange[]}[],
  ): Promise<readonly number[]> {
    const {dialect} = this.#engine
    const rows = await putRows<"report", {id: string; seq: number}>(
      db,
      dialect,
      "report",
      given.map(({record}) => ({id: record.report.id, current: 1, ...reportColumns(record, readingDigest(record))})),
      "returning id, seq",
    )
    const seqOf = new Map(rows.map((r) => [r.id, r.seq]))
    const added = given.map(({record, changes}) => ({seq: seqOf.get(record.report.id) as number, record, changes}))
    const words = added.map(({seq, record}) => ({seq, tokens: tokensOfText(this.#searchTerms(record.report.text, "text"))}))
    await dialect.keepWords(db, words)
    await putRows(
      db,
      dialect,
      "report_length",
      words.map(({seq, tokens}) => ({report: seq, words: tokens.length})),
    )
    await this.#addReadings(
      db,
      added.map((one) => ({...one, named: one.record.entities, before: []})),
    )
    return added.map(({seq}) => seq)
  }

  async #replaceClaims(db: Kysely<Tables>, seq: number, record: ReportRecord, digest: string, named: readonly Entity[]): Promise<void> {
    const before = await db.selectFrom("claim").select(["id", "body"]).where("report", "=", seq).orderBy("seq").execute()
    await countReports(db, this.#engine.dialect, await currentOf(db, this.#engine.dialect, [seq]), -1)
    await db.deleteFrom("claim").where("report", "=", seq).execute()
    await db.deleteFrom("entity_report").where("report", "=", seq).execute()
    await db.updateTable("report").set(reportColumns(record, digest)).where("seq", "=", seq).execute()
    await this.#addReadings(db, [{seq, record, named, before, changes: []}])
  }

  async #addReadings(db: Kysely<Tables>, readings: readonly NewReading[]): Promise<void> {
    const {dialect} = this.#engine
    await putRows(
      db,
      dialect,
      "link_due",
      readings.map(({seq}) => ({report: seq})),
      "on conflict do nothing",
    )
    const claims = readings.map(({seq, record: {report, events, statements, figures}}) => {
      const row = (any: AnyClaim) => ({...claimRow(seq, report.text, any), ...dialect.claimColumns(any.claim)})
      const all = [
        ...events.map((c) => row({family: "event", claim: c})),
        ...statements.map((c) => row({family: "statement", claim: c})),
        ...figures.map((c) => row({family: "figure", claim: c})),
      ]
      // Claims of one id are one claim.
      return [...new Map(all.map((row) => [row.id, row])).values()]
    })
    await noteChanges(
      db,
      dialect,
      readings.flatMap(({record, before, changes}, i) => [
        ...changes,
        ...claimChanges(record.report.id, before, claims[i] as (typeof claims)[number]),
      ]),
    )
    type Kept = {id: string; report: number; seq: number; at: number; last: number | null}
    const kept = await putRows<"claim", Kept>(db, dialect, "claim", claims.flat(), "returning id, report, seq, at, last")
    const claimOf = new Map(kept.map((c) => [`${c.report} ${c.id}`, c]))
    await putRows(
      db,
      dialect,
      "participant",
      readings.flatMap(({seq, record}) => participantsOf(record, (id) => claimOf.get(`${seq} ${id}`) as Kept)),
    )
    await this.#addEntities(db, readings)
    await putRows(
      db,
      dialect,
      "entity_report",
      readings.flatMap(({seq, record}) =>
        [...new Map(record.entities.map((e) => [e.id, e])).values()].map((e) => ({
          entity: e.id,
          report: seq,
          mentions: e.mentions.length,
        })),
      ),
    )
    await putRows(
      db,
      dialect,
      "report_facets",
      readings.map(({seq, record}) => ({report: seq, events: facetsOf(record.events)})),
      "on conflict (report) do update set events = excluded.events",
    )
    const seqs = readings.map((r) => r.seq)
    await countReports(db, dialect, await currentOf(db, dialect, seqs), 1)
  }

  /// Entities of reports, and the names by which they are found.
  async #addEntities(db: Kysely<Tables>, readings: readonly NewReading[]): Promise<void> {
    const {dialect} = this.#engine
    if (this.#written.size > MOST_REMEMBERED) this.#written.clear()
    const isUnwritten = (key: string): boolean => !this.#written.has(key) && this.#written.add(key) !== undefined
    const rows = new Map<string, Omit<Tables["entity"], "reports">>()
    const names = new Map<string, Tables["entity_name"]>()
    for (const {record, named} of readings) {
      for (const e of new Map([...named, ...record.entities].map((e) => [e.id, e])).values()) {
        const row = entityRow(e)
        if (!isUnwritten(Object.values(row).join("\n"))) continue
        // What the knowledge base says of an entity is taken over anew; a name made up from one text stays as it first was.
        if (row.known === 1 || !rows.has(e.id)) rows.set(e.id, row)
      }
      for (const e of new Map(named.map((e) => [e.id, e])).values())
        for (const name of [e.name.ar, e.name.en, ...e.mentions.map((m) => m.quote)]) {
          const key = `${e.id} ${name}`
          if (name && isUnwritten(key)) names.set(key, {entity: e.id, name, terms: this.#nameTerms(name), decision: null})
        }
    }
    await putRows(
      db,
      dialect,
      "entity",
      [...rows.values()],
      `on conflict (id) do update set kind = excluded.kind, ar = excluded.ar, en = excluded.en, wikidata = excluded.wikidata,
        known = excluded.known where excluded.known = 1`,
    )
    await putRows(
      db,
      dialect,
      "entity_name",
      [...names.values()],
      "on conflict (entity, name) do update set decision = null where entity_name.decision is not null",
    )
  }

  #nameTerms(name: string): string {
    return ` ${this.#searchTerms(name, "query")
      .map((t) => plainLatin(t.term))
      .join(" ")} `
  }

  async report(id: string): Promise<KeptReport | undefined> {
    const row = await this.#db.selectFrom("report").selectAll().where("id", "=", id).executeTakeFirst()
    if (!row) return undefined
    const origins = await this.#db.selectFrom("origin").selectAll().where("report", "=", row.seq).orderBy("seq").execute()
    const versions = async (compare: "<" | ">"): Promise<string[]> => {
      const rows = await this.#db
        .selectFrom("origin as mine")
        .innerJoin("origin as other", "other.identity", "mine.identity")
        .innerJoin("report", "report.seq", "other.report")
        .select("report.id")
        .where("mine.report", "=", row.seq)
        .whereRef("other.seq", compare, "mine.seq")
        .where("other.report", "!=", row.seq)
        .orderBy("other.seq", compare === ">" ? "asc" : "desc")
        .execute()
      return [...new Set(rows.map((r) => r.id))]
    }
    return {
      record: await recordIn(this.#db, row),
      origins: origins.map((o): Origin => ({source: o.source, url: o.url, outlet: o.outlet, current: o.current === 1})),
      current: row.current === 1,
      later: await versions(">"),
      earlier: await versions("<"),
    }
  }

  async record(id: string): Promise<ReportRecord | undefined> {
    const row = await this.#db.selectFrom("report").selectAll().where("id", "=", id).executeTakeFirst()
    return row && recordIn(this.#db, row)
  }

  async claim(id: string): Promise<KeptClaim | undefined> {
    const {rows} = await sql<Pick<Tables["claim"], "family" | "body" | "report" | "sentence">>`
      select claim.family, claim.body, claim.report, claim.sentence
      from claim ${this.#engine.dialect.by("claim_by_id")} join report ${this.#engine.dialect.by("report_line")} on report.seq = claim.report
      where claim.id = ${id} order by report.current desc, claim.seq limit 1`.execute(this.#db)
    const [row] = rows
    if (!row) return undefined
    const any = {family: row.family, claim: JSON.parse(row.body)} as AnyClaim
    const reports = await this.#reportSummaries([row.report])
    const entities = await this.#entityNames(entitiesIn(any))
    return {...any, report: reports.get(row.report) as ReportSummary, entities: [...entities.values()], context: row.sentence}
  }

  async entity(asked: string): Promise<KeptEntity | undefined> {
    const id = await this.decisions.standsFor(asked)
    const summary = (await this.#entitySummaries([id])).get(id)
    if (!summary) return undefined
    const names = await this.#db.selectFrom("entity_name").select("name").where("entity", "=", id).orderBy("name").execute()
    const counted = await this.#db
      .selectFrom("entity_report")
      .select((eb) => eb.fn.sum<number>("mentions").as("n"))
      .where("entity", "=", id)
      .executeTakeFirst()
    const {by, thenJoin} = this.#engine.dialect
    const {rows: claims} = await sql<{family: string; n: number}>`
      select family, count(*) as n from (
        select distinct claim.seq, claim.family from participant ${by("participant_in_order")}
        ${sql.raw(thenJoin)} claim ${by("claim_line")} on claim.seq = participant.claim where participant.entity = ${id}) as his
      group by family`.execute(this.#db)
    return {...summary, names: names.map((n) => n.name), mentions: counted?.n ?? 0, claims: familyCounts(claims)}
  }

  entities(ids: readonly string[]): Promise<ReadonlyMap<string, EntityName>> {
    return this.#entityNames(ids)
  }

  async reports(ids: readonly string[]): Promise<ReadonlyMap<string, ReportSummary>> {
    if (ids.length === 0) return new Map()
    const {rows} = await sql<{seq: number; id: string}>`
      select seq, id from report where ${this.#engine.dialect.oneOf("id", [...new Set(ids)])}`.execute(this.#db)
    const summaries = await this.#reportSummaries(rows.map((r) => r.seq))
    return new Map(rows.map((r) => [r.id, summaries.get(r.seq) as ReportSummary]))
  }

  async entitiesNamed(name: string): Promise<readonly EntitySummary[]> {
    const asId = await this.#entitySummaries([name])
    if (asId.size > 0) return [...asId.values()]
    await this.#ready()
    const terms = this.#searchTerms(name, "query").map((t) => plainLatin(t.term))
    if (terms.length === 0) return []
    const whole = ` ${terms.join(" ")} `
    let query = this.#db
      .selectFrom("entity_name")
      .select(["entity", sql<number>`max(case when terms = ${whole} then 1 else 0 end)`.as("isWhole")])
      .groupBy("entity")
    for (const term of terms) query = query.where("terms", "like", `% ${term.replace(/[%_\\]/g, "")} %`)
    const rows = await query.execute()
    const summaries = await this.#entitySummaries(rows.map((r) => r.entity))
    const rank = new Map(rows.map((r) => [r.entity, r.isWhole]))
    return [...summaries.values()].sort(
      (a, b) => (rank.get(b.id) ?? 0) - (rank.get(a.id) ?? 0) || b.reports - a.reports || compare(a.id, b.id),
    )
  }

  /// The entities a name in a query stands for: those called exactly so; where there are none, those whose name contains it.
  async #entityIds(name: string): Promise<readonly string[]> {
    const {called} = await this.#standing.now()
    return (await heldOr(called, [name], async () => new Map([[name, await this.#called(name)]]))).get(name) ?? []
  }

  async #called(name: string): Promise<readonly string[]> {
    if ((await this.#entityNames([name])).size > 0) return [await this.decisions.standsFor(name)]
    await this.#ready()
    const found = await this.entitiesNamed(name)
    const terms = ` ${this.#searchTerms(name, "query")
      .map((t) => plainLatin(t.term))
      .join(" ")} `
    const exact = await this.#db.selectFrom("entity_name").select("entity").distinct().where("terms", "=", terms).execute()
    const ids = new Set(exact.map((e) => e.entity))
    return found.some((e) => ids.has(e.id)) ? found.filter((e) => ids.has(e.id)).map((e) => e.id) : found.map((e) => e.id)
  }

  async timeline(query: TimelineQuery): Promise<Page<TimelineEntry>> {
    const limit = query.limit ?? 50
    const offset = query.offset ?? 0
    const nobody: Page<TimelineEntry> = {items: [], total: 0, next: null}
    let base = this.#db
      .selectFrom("claim")
      .innerJoin("report", "report.seq", "claim.report")
      .where("claim.family", "=", "event")
      .where("report.current", "=", 1)
    const named: [string | undefined, readonly string[] | undefined][] = [
      [query.actor, ["actor", "counterpart", "host"]],
      [query.with, ["actor", "counterpart", "host", "target", "place"]],
      [query.place, ["place"]],
    ]
    for (const [name, roles] of named) {
      if (name === undefined) continue
      const ids = await this.#entityIds(name)
      if (ids.length === 0) return nobody
      base = base.where((eb) =>
        eb.exists(
          eb
            .selectFrom("participant")
            .select(sql.lit(1).as("one"))
            .whereRef("participant.claim", "=", "claim.seq")
            .where("participant.entity", "in", ids)
            .where("participant.role", "in", roles as string[]),
        ),
      )
    }
    // The two sides are two: an actor is not with itself.
    if (query.actor !== undefined && query.with !== undefined) {
      const [one, two] = [await this.#entityIds(query.actor), await this.#entityIds(query.with)]
      if (one.length === 1 && two.length === 1 && one[0] === two[0]) return nobody
    }
    if (query.type?.length) base = base.where("claim.type", "in", [...query.type])
    if (query.status?.length) base = base.where("claim.status", "in", [...query.status])
    if (query.from !== undefined) base = base.where("claim.last", ">=", query.from)
    if (query.to !== undefined) base = base.where("claim.first", "<=", query.to)
    const total = (await base.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n
    const rows = await byDay(base)
      .select(["claim.seq", "claim.body", "claim.sentence", "claim.report"])
      .limit(limit > 0 ? limit : ALL)
      .offset(offset)
      .execute()
    const events = rows.map((r) => JSON.parse(r.body) as EventClaim)
    const entities = await this.#entityNames(
      events.flatMap((e) => [...e.participants.map((p) => p.entity), ...e.attribution, ...(e.place ? [e.place] : [])]),
    )
    const reports = await this.#reportSummaries(rows.map((r) => r.report))
    const nameOf = (id: string): Entity["name"] => entities.get(id)?.name ?? {ar: id, en: id}
    const items = rows.map((row, i): TimelineEntry => {
      const event = events[i] as EventClaim
      return {
        event,
        participants: event.participants.map((p) => ({...p, name: nameOf(p.entity)})),
        place: event.place ? {id: event.place, name: nameOf(event.place)} : null,
        attribution: event.attribution.map((id) => ({id, name: nameOf(id)})),
        sentence: row.sentence,
        report: reports.get(row.report) as ReportSummary,
      }
    })
    return {items, total, next: offset + items.length < total ? offset + items.length : null}
  }

  async search(query: SearchQuery): Promise<Page<SearchHit>> {
    await this.#ready()
    const limit = query.limit ?? 20
    const offset = query.offset ?? 0
    const wanted = new Set(this.#searchTerms(query.words, "query").map((t) => t.term))
    const words = wordsOfQuery(wanted)
    if (words.length === 0) return {items: [], total: 0, next: null}
    const matching = sql`
      from report_length join report on report.seq = report_length.report
      where report.current = 1 and report.seq in (${this.#engine.dialect.matching(words)})`
    const counted = await sql<{n: number}>`select count(*) as n ${matching}`.execute(this.#db)
    const total = counted.rows[0]?.n ?? 0
    const found = await sql<{seq: number; body: string}>`
      select report.seq, report.body ${matching} order by report_length.words, report.seq
      limit ${limit > 0 ? limit : ALL} offset ${offset}`.execute(this.#db)
    const reports = await this.#reportSummaries(found.rows.map((r) => r.seq))
    const items = found.rows.map((row): SearchHit => {
      const {text} = (JSON.parse(row.body) as {report: Report}).report
      return {
        report: reports.get(row.seq) as ReportSummary,
        ...snippetOf(
          text,
          this.#searchTerms(text, "text").filter((t) => wanted.has(t.term)),
        ),
      }
    })
    return {items, total, next: offset + items.length < total ? offset + items.length : null}
  }

  async stats(): Promise<Stats> {
    const db = this.#db
    const reports = await db
      .selectFrom("report")
      .select((eb) => ["current", eb.fn.countAll<number>().as("n")])
      .groupBy("current")
      .execute()
    const totals = async (of: string): Promise<{name: string; n: number}[]> =>
      db
        .selectFrom("total")
        .select(["key as name", "n"])
        .where("of", "=", of)
        .where("n", ">", 0)
        .orderBy("n", "desc")
        .orderBy("name")
        .execute()
    const families = await totals("claim")
    const types = await totals("type")
    const statuses = await totals("status")
    const kinds = await db
      .selectFrom("entity")
      .select((eb) => ["kind as name", eb.fn.countAll<number>().as("n")])
      .groupBy("kind")
      .orderBy("n", "desc")
      .orderBy("name")
      .execute()
    const sources = await db
      .selectFrom("origin")
      .select((eb) => eb.fn.count<number>("source").distinct().as("n"))
      .where("current", "=", 1)
      .executeTakeFirstOrThrow()
    const ofDay = (order: "asc" | "desc"): Promise<{published: string | null} | undefined> =>
      db
        .selectFrom("report")
        .select("published")
        .where("current", "=", 1)
        .where("published_first", "is not", null)
        .where("published_first", ">", -FAR)
        .where("published_last", "<", FAR)
        .orderBy(order === "asc" ? "published_first" : "published_last", order)
        .orderBy("seq")
        .limit(1)
        .executeTakeFirst()
    const unknown = await db
      .selectFrom("report")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("current", "=", 1)
      .where("published_last", "is", null)
      .executeTakeFirstOrThrow()
    const pairs = (rows: readonly {readonly name: string; readonly n: number}[]): {[name: string]: number} =>
      Object.fromEntries(rows.map((r) => [r.name, r.n]))
    return {
      reports: reports.find((r) => r.current === 1)?.n ?? 0,
      superseded: reports.find((r) => r.current === 0)?.n ?? 0,
      sources: sources.n,
      claims: familyCounts(families.map(({name, n}) => ({family: name, n}))),
      entities: pairs(kinds),
      events: pairs(types),
      statuses: pairs(statuses),
      published: {first: (await ofDay("asc"))?.published ?? null, last: (await ofDay("desc"))?.published ?? null, unknown: unknown.n},
      bytes: (await this.#engine.dialect.bytes.execute(db)).rows[0]?.bytes ?? 0,
    }
  }

  async #reportSummaries(seqs: readonly number[]): Promise<Map<number, ReportSummary>> {
    if (seqs.length === 0) return new Map()
    return heldOr((await this.#standing.now()).reports, seqs, (missing) => this.#askSummaries(missing))
  }

  async #askSummaries(seqs: readonly number[]): Promise<Map<number, ReportSummary>> {
    const {oneOf, by} = this.#engine.dialect
    const {rows} = await sql<Pick<Tables["report"], "id" | "title" | "published" | "agencies" | "current"> & {seq: number}>`
      select seq, id, title, published, agencies, current from report ${by("report_shown")} where ${oneOf("seq", seqs)}`.execute(this.#db)
    const origins = await sql<{report: number; source: string}>`
      select report, source from origin ${by("origin_shown")} where ${oneOf("report", seqs)} order by current desc, seq`.execute(this.#db)
    const sources = new Map<number, string[]>(rows.map((r) => [r.seq, []]))
    for (const {report, source} of origins.rows) sources.get(report)?.push(source)
    return new Map(
      rows.map(({seq, agencies, current, ...row}) => [
        seq,
        {...row, agencies: JSON.parse(agencies) as string[], sources: sources.get(seq) ?? [], current: current === 1},
      ]),
    )
  }

  async #entityNames(ids: readonly string[]): Promise<Map<string, EntityName>> {
    if (ids.length === 0) return new Map()
    const found = await heldOr((await this.#standing.now()).names, ids, (missing) => this.#askNames(missing))
    return new Map(
      [...new Set(ids)].flatMap((id) => {
        const name = found.get(id)
        return name ? [[id, name] as const] : []
      }),
    )
  }

  async #askNames(ids: readonly string[]): Promise<Map<string, EntityName | null>> {
    const names = new Map<string, EntityName | null>(ids.map((id) => [id, null]))
    const {rows} = await sql<Omit<Tables["entity"], "reports">>`
      select id, kind, ar, en, wikidata, known from entity where ${this.#engine.dialect.oneOf("id", ids)}`.execute(this.#db)
    for (const row of rows) names.set(row.id, nameFrom(row))
    return names
  }

  async #entitySummaries(ids: readonly string[]): Promise<Map<string, EntitySummary>> {
    const out = new Map<string, EntitySummary>()
    for (const batch of batches([...new Set(ids)], this.#engine.dialect)) {
      const rows = await this.#db
        .selectFrom("entity")
        .select(["id", "kind", "ar", "en", "wikidata", "known", "reports"])
        .where("id", "in", batch)
        .execute()
      for (const r of rows) out.set(r.id, {...nameFrom(r), reports: r.reports})
    }
    return out
  }
}

const nameFrom = (r: Omit<Tables["entity"], "reports">): EntityName => ({
  id: r.id,
  kind: r.kind as Entity["kind"],
  name: {ar: r.ar, en: r.en},
  wikidata: r.wikidata,
  known: r.known === 1,
})

/// Dated events first; those known only to a month or a year stand before the days in it. Then the order of the reports and of their words.
function byDay<O>(query: SelectQueryBuilder<Tables, "claim" | "report", O>): SelectQueryBuilder<Tables, "claim" | "report", O> {
  return (
    query
      .orderBy(sql`claim.first is null`)
      // «up to 2023» stands at its end, the only day that is known of it.
      .orderBy(sql`case when claim.first = ${sql.lit(-FAR)} then claim.last else claim.first end`)
      .orderBy("claim.last", (o) => o.asc().nullsFirst())
      .orderBy("report.published_first", (o) => o.asc().nullsFirst())
      .orderBy("claim.report")
      .orderBy("claim.start")
      .orderBy("claim.seq")
  )
}

/// What became of the claims of a report when others took their place.
function claimChanges(
  report: string,
  before: readonly {readonly id: string; readonly body: string}[],
  after: readonly {readonly id: string; readonly body: string}[],
): NewChange[] {
  const [was, is] = [new Map(before.map((c) => [c.id, c.body])), new Set(after.map((c) => c.id))]
  const of = [report]
  return [
    ...before.filter((c) => !is.has(c.id)).map(({id}): NewChange => ({what: "claim", does: "gone", id, of})),
    ...after
      .filter((c) => was.get(c.id) !== c.body)
      .map(({id}): NewChange => ({what: "claim", does: was.has(id) ? "changed" : "added", id, of})),
  ]
}

const digestOfOrigin = async (db: Kysely<Tables>, origin: number): Promise<string> =>
  (
    await db
      .selectFrom("raw_origin")
      .innerJoin("raw", "raw.seq", "raw_origin.raw")
      .select("raw.digest")
      .where("raw_origin.seq", "=", origin)
      .executeTakeFirstOrThrow()
  ).digest

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/// «Erdoğan» is found by «Erdogan».
const plainLatin = (term: string): string =>
  term
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("ı", "i")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")

const familyCounts = (rows: readonly {readonly family: string; readonly n: number}[]): {[family in ClaimFamily]: number} => {
  const of = (family: ClaimFamily): number => rows.find((r) => r.family === family)?.n ?? 0
  return {event: of("event"), statement: of("statement"), figure: of("figure")}
}

/// Days as columns; the open ends of an interval are far days, so that comparisons need no special case.
function dayColumns(edtf: string | null | undefined): {first: number | null; last: number | null} {
  const range = edtfRange(edtf)
  return range ? {first: Math.max(-FAR, range.first), last: Math.min(FAR, range.last)} : {first: null, last: null}
}

type ToKeep = {
  readonly record: ReportRecord
  /// The report that the same bytes gave when they were read before.
  readonly gave: number | undefined
}
type KeptAs = {readonly kept: Kept; readonly seq: number}

/// What was read of a report whose row stands already.
type NewReading = {
  readonly seq: number
  readonly record: ReportRecord
  /// By their names entities are found.
  readonly named: readonly Entity[]
  /// The claims that it had.
  readonly before: readonly {readonly id: string; readonly body: string}[]
  readonly changes: readonly NewChange[]
}

/// Parts of a list, in its order, within which no two have the same key.
function* apart<T>(all: readonly T[], keyOf: (one: T) => string): Generator<readonly T[]> {
  let part: T[] = []
  let keys = new Set<string>()
  for (const one of all) {
    const key = keyOf(one)
    if (keys.has(key)) {
      yield part
      part = []
      keys = new Set()
    }
    part.push(one)
    keys.add(key)
  }
  if (part.length > 0) yield part
}

const originColumns = (report: Report, seq: number, digest: string) => ({
  report: seq,
  source: report.source,
  identity: identityOf(report),
  url: report.url,
  outlet: report.outlet,
  current: 1,
  digest,
  recurring: recurringOf(report),
})

/// The lines that were taken out of a report since its outlet repeats them.
function recurringOf(report: Report): string | null {
  const gone = report.removed.filter(isRecurringLine)
  return gone.length > 0 ? JSON.stringify(gone) : null
}

const entityRow = (e: Entity): Omit<Tables["entity"], "reports"> => ({
  id: e.id,
  kind: e.kind,
  ar: e.name.ar,
  en: e.name.en,
  wikidata: e.wikidata,
  known: e.known ? 1 : 0,
})

/// Who has which part in the claims of a report, each once.
function participantsOf(
  {events, statements, figures}: ReportRecord,
  claimOf: (id: string) => {readonly seq: number; readonly at: number; readonly last: number | null; readonly report: number},
): readonly Tables["participant"][] {
  const all = new Map<string, Tables["participant"]>()
  const take = (any: AnyClaim): void => {
    const {seq, at, last, report} = claimOf(any.claim.id)
    for (const [entity, role] of partsOf(any)) all.set(`${seq} ${entity} ${role}`, {claim: seq, entity, role, at, last, report})
  }
  for (const claim of events) take({family: "event", claim})
  for (const claim of statements) take({family: "statement", claim})
  for (const claim of figures) take({family: "figure", claim})
  return [...all.values()]
}

function reportColumns({report, entities}: ReportRecord, digest: string): Omit<Tables["report"], "seq" | "id" | "current"> {
  const {first, last} = dayColumns(report.published.edtf)
  return {
    title: report.title,
    published: report.published.edtf,
    published_first: first,
    published_last: last,
    basis: report.published.basis,
    agencies: JSON.stringify(report.agencies),
    digest,
    body: JSON.stringify({report, entities}),
  }
}

function claimRow(report: number, text: string, {family, claim}: AnyClaim): Omit<Tables["claim"], "seq" | "at" | "urgency" | "confidence"> {
  const evidence = family === "statement" ? claim.content : claim.evidence[0]
  const {first, last} = dayColumns(family === "figure" ? claim.period?.edtf : claim.time?.edtf)
  return {
    id: claim.id,
    report,
    family,
    type: family === "event" ? claim.type : family === "statement" ? claim.kind : claim.metric,
    status: family === "statement" ? "" : claim.status,
    place: family === "event" ? claim.place : null,
    first,
    last,
    start: evidence.start,
    sentence: sentenceAround(text, evidence),
    body: JSON.stringify(claim),
  }
}
