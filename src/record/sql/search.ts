import {type Kysely, type RawBuilder, sql} from "kysely"
import {type Day, isoDay, type Report} from "../../model/index.ts"
import type {Facet, Facets, Piece, ReportSearch, Slice} from "../lists.ts"
import {MOST_RANKED, MOST_TOTAL} from "../lists.ts"
import type {ReportSummary, SearchHit, SearchTerm} from "../store.ts"
import {ALL, type Dialect} from "./differences.ts"
import type {Engine} from "./engine.ts"
import {facetsOfReports, mostFrequent, type ReportFacets} from "./facets.ts"
import {all, type Condition, type Finding, inBoth, numbersIn} from "./finding.ts"
import {decode, sliceOf} from "./pieces.ts"
import {snippetOf} from "./snippet.ts"
import {heldOr, type Standing} from "./standing.ts"
import type {Tables} from "./tables.ts"
import {wordsOfQuery} from "./words.ts"

/// What a search asks of the store it belongs to.
export type SearchNeeds = {
  readonly engine: Engine
  readonly standing: Standing
  readonly finding: Finding
  readonly reports: (seqs: readonly number[]) => Promise<ReadonlyMap<number, ReportSummary>>
  readonly terms: (text: string, use: "query" | "text") => Promise<readonly SearchTerm[]>
}

const PIECE = 50
/// Facets are counted over so many reports at most, the best or latest ones.
const COUNTED = 100
/// In a cursor: a list of those that were kept last. No report has fewer words than none.
const LAST_KEPT = -1
/// Where a report without a day stands, and how its day is told among numbers.
const UNDATED = 2_000_000_000
const NO_DAY = -2_147_483_648
/// Days that open ends and unknown times stand at are no dates.
const FARTHEST = 1_000_000

/// Whom words ask for, with what they are looked up by.
type Match = {
  readonly terms: ReadonlySet<string>
  readonly where: Condition
  readonly matches: Condition
  /// The reports that have the words; undefined where these are too many to look for the best.
  readonly reports: Int32Array | undefined
}
/// A report with its last day (`UNDATED` below zero where it has none), its first, and how many words it has where the shortest come first.
type FoundRow = {readonly seq: number; readonly day: number; readonly first: number | null; readonly words: number}
/// Reports that a search is for, to `MOST_TOTAL` and one more, those first that the search begins with; of the best all.
type SearchFound = {
  readonly where: readonly Condition[]
  readonly among: Int32Array | undefined
  readonly words: Match | undefined
  readonly rows: readonly FoundRow[]
}
/// What a report must be, and which reports those whom it is about have.
type ReportConditions = {
  readonly where: Condition[]
  readonly among: {readonly reports: Int32Array; readonly question: readonly unknown[]} | undefined
}

/// Reports by their words and by what they claim.
export class SqlSearch {
  readonly #needs: SearchNeeds
  readonly #db: Kysely<Tables>
  readonly #dialect: Dialect
  constructor(needs: SearchNeeds) {
    this.#needs = needs
    this.#db = needs.engine.db
    this.#dialect = needs.engine.dialect
  }

  /// What was found for a question that is asked twice: for its list, and for what there is to narrow it by.
  readonly #asked = new WeakMap<ReportSearch, Promise<SearchFound | undefined>>()

  #found(query: ReportSearch): Promise<SearchFound | undefined> {
    const known = this.#asked.get(query)
    if (known) return known
    const found = this.#findFor(query)
    this.#asked.set(query, found)
    return found
  }

  async #findFor(query: ReportSearch): Promise<SearchFound | undefined> {
    const conditions = await this.#conditions(query)
    if (!conditions) return undefined
    const {where, among} = conditions
    const words = await this.#match(query.words)
    if (words === null) return undefined
    const found = {where, among: among?.reports, words}
    if (words?.reports) return {...found, rows: await this.#best(among ? inBoth(words.reports, among.reports) : words.reports, where)}
    if (words) return {...found, rows: rowsIn(await this.#packed(sql`${this.#lastKept(words, found)} limit ${MOST_TOTAL + 1}`))}
    const latest = (): Promise<Int32Array> => this.#latest(this.#ofReports(found), query.about !== undefined || among !== undefined)
    // The latest of somebody's reports are held.
    const isHeld = among && where.length === 0
    return {...found, rows: rowsIn(isHeld ? await this.#needs.finding.held(["latest", ...among.question], latest) : await latest())}
  }

  #ofReports({where, among}: Pick<SearchFound, "where" | "among">): readonly Condition[] {
    return among ? [...where, this.#dialect.oneOf("report.seq", [...among])] : where
  }

  #latest(where: readonly Condition[], areFew: boolean): Promise<Int32Array> {
    return this.#packed(sql`
      from report ${this.#dialect.by(areFew ? "report_line" : "report_by_day")} where report.current = 1 and ${all(where)}
      order by report.published_last desc nulls last, report.seq desc limit ${MOST_TOTAL + 1}`)
  }

  /// Rows as numbers, four each, that came in one text: crossing into the engine for each takes longer than reading does.
  async #packed(from: Condition, words: Condition = sql`0`): Promise<Int32Array> {
    const row = sql.raw(
      this.#dialect.joined(`seq || ',' || coalesce(last, ${-UNDATED}) || ',' || coalesce(first, ${NO_DAY}) || ',' || words`, ","),
    )
    const {rows} = await sql<{held: string | null}>`
      select ${row} as held from (
        select report.seq as seq, report.published_last as last, report.published_first as first, ${words} as words ${from}) as found`.execute(
      this.#db,
    )
    return numbersIn(rows[0]?.held)
  }

  /// Of some reports those that fit, the latest first.
  async #best(reports: Int32Array, where: readonly Condition[]): Promise<readonly FoundRow[]> {
    if (reports.length === 0) return []
    const from = sql`
      from report ${this.#dialect.by("report_line")} join report_length on report_length.report = report.seq
      where report.current = 1 and ${this.#dialect.oneOf("report.seq", [...reports])} and ${all(where)}`
    return rowsIn(await this.#packed(from, sql`report_length.words`)).sort((a, b) => b.day - a.day || b.seq - a.seq)
  }

  /// Conditions on a report out of what it must hold; the words are matched apart.
  async #conditions(query: ReportSearch): Promise<ReportConditions | undefined> {
    const {finding} = this.#needs
    const {words: _words, within, joined, contradicted, from, to, source, about, ...claim} = query
    const where = await finding.reportConditions({from, to, source, about})
    if (!where) return undefined
    if (within) where.push(sql`report.seq in (select seq from report as one where ${this.#dialect.oneOf("one.id", within)})`)
    if (joined)
      where.push(sql`(exists (select 1 from pair where a = report.seq and family = 'event')
        or exists (select 1 from pair where b = report.seq and family = 'event'))`)
    if (contradicted)
      where.push(sql`(exists (select 1 from pair where a = report.seq and contradicts = 1)
        or exists (select 1 from pair where b = report.seq and contradicts = 1))`)
    const found = await finding.claimsFound(claim)
    if (!found) return undefined
    const lead = await finding.leadOf(found)
    if (lead) {
      const {tables, where: of} = finding.ofLead(lead, found, claim, "set")
      const question = ["reports", claim]
      const reports = await finding.held(question, async () => {
        const {rows} = await sql<{held: string | null}>`
          select ${sql.raw(this.#dialect.joined("claim.report", ","))} as held from ${tables} where ${all(of)}`.execute(this.#db)
        return numbersIn(rows[0]?.held)
          .sort()
          .filter((report, i, every) => report !== every[i - 1])
      })
      return {where, among: {reports, question}}
    }
    const claims = [...found.where, ...finding.isNamed("claim.report", found.named)]
    if (claims.length > 0)
      where.push(
        sql`exists (select 1 from claim ${this.#dialect.by("claim_by_report")} where claim.report = report.seq and ${all(claims)})`,
      )
    return {where, among: undefined}
  }

  /// What the words ask for; undefined where no word is asked for, null where what was given is no word.
  async #match(words: string | undefined): Promise<Match | null | undefined> {
    if (words === undefined) return undefined
    const terms = new Set((await this.#needs.terms(words, "query")).map((t) => t.term))
    const asked = wordsOfQuery(terms)
    if (asked.length === 0) return null
    const matching = this.#dialect.matching(asked)
    const {rows} = await sql<{held: string | null}>`
      select ${sql.raw(this.#dialect.joined("rowid", ","))} as held from (${matching} limit ${MOST_RANKED + 1}) as matched`.execute(
      this.#db,
    )
    const reports = numbersIn(rows[0]?.held).sort()
    return {
      terms,
      where: sql`report.seq in (${matching})`,
      matches: this.#dialect.matches(asked),
      reports: reports.length > MOST_RANKED ? undefined : reports,
    }
  }

  /// Reports with these words, those that were kept last first: found in the order in which the words themselves are kept.
  /// Whether they are among those asked for is looked up first.
  #lastKept({matches}: Match, {where, among}: Pick<SearchFound, "where" | "among">): RawBuilder<unknown> {
    const conditions = among ? [...where, this.#dialect.oneOf("report_words.rowid", [...among], true)] : where
    return sql`
      from report_words ${sql.raw(this.#dialect.thenJoin)} report ${this.#dialect.by("report_line")} on report.seq = report_words.rowid
      where ${matches} and report.current = 1 and ${all(conditions)} order by report_words.rowid desc`
  }

  async readAhead(entity: string): Promise<void> {
    await this.#found({actor: entity})
  }

  async searchList(query: ReportSearch, piece: Piece = {}): Promise<Slice<SearchHit>> {
    const found = await this.#found(query)
    if (!found) return {items: [], after: null}
    const {words, rows} = found
    const limit = (piece.limit ?? PIECE) || ALL
    const place = decode(piece.after, 2) as readonly [number, number] | undefined
    const most = limit < ALL ? limit + 1 : ALL
    const shown = async <R extends {readonly seq: number}>(rows: readonly R[], placeOf: (row: R) => readonly number[]) => {
      const seqs = rows.slice(0, limit).map((r) => r.seq)
      const hits = await this.#hits(seqs, words?.terms ?? new Set())
      return sliceOf(rows, limit, placeOf, (r) => hits.get(r.seq) as SearchHit)
    }
    const isWhole = !place && (rows.length <= MOST_TOTAL || limit < rows.length)
    if (!words) return shown(isWhole ? rows.slice(0, most) : await this.#moreOfLatest(found, place, most), (r) => [r.day, r.seq])
    // A list goes on in the order in which it began, though reports came in meanwhile.
    if (place ? place[0] === LAST_KEPT : !words.reports)
      return shown(isWhole ? rows.slice(0, most) : await this.#moreOfKept(found, words, place, most), (r) => [LAST_KEPT, r.seq])
    const best = words.reports ? rows : await this.#shortest(found, words)
    const behind = place ? best.filter((r) => r.words > place[0] || (r.words === place[0] && r.seq > place[1])) : best
    return shown([...behind].sort((a, b) => a.words - b.words || a.seq - b.seq).slice(0, most), (r) => [r.words, r.seq])
  }

  async #moreOfLatest(found: SearchFound, place: readonly [number, number] | undefined, most: number) {
    const day = sql`coalesce(report.published_last, ${-UNDATED})`
    const behind = place ? [sql`(${day}, report.seq) < (${place[0]}, ${place[1]})`] : []
    const {rows} = await sql<{seq: number; day: number}>`
      select report.seq, ${day} as day from report where report.current = 1 and ${all([...this.#ofReports(found), ...behind])}
      order by report.published_last desc nulls last, report.seq desc limit ${most}`.execute(this.#db)
    return rows
  }

  async #moreOfKept({where, among}: SearchFound, words: Match, place: readonly [number, number] | undefined, most: number) {
    const behind = place ? [sql`report_words.rowid < ${place[1]}`] : []
    const {rows} = await sql<{
      seq: number
    }>`select report.seq ${this.#lastKept(words, {where: [...where, ...behind], among})} limit ${most}`.execute(this.#db)
    return rows
  }

  /// All reports with the words, however many they are by now.
  async #shortest(found: SearchFound, words: Match): Promise<readonly FoundRow[]> {
    const {rows} = await sql<FoundRow>`
      select report.seq, report_length.words from report ${this.#dialect.by("report_line")}
      join report_length on report_length.report = report.seq where report.current = 1 and ${words.where} and ${all(this.#ofReports(found))}`.execute(
      this.#db,
    )
    return rows
  }

  async #hits(seqs: readonly number[], wanted: ReadonlySet<string>): Promise<Map<number, SearchHit>> {
    const reports = await this.#needs.reports(seqs)
    const {texts} = await this.#needs.standing.now()
    const held = await heldOr(
      texts,
      seqs,
      (missing) => this.#texts(missing),
      (text) => text.length,
    )
    const hits = new Map<number, SearchHit>()
    for (const [seq, text] of held) {
      const found = wanted.size > 0 ? (await this.#needs.terms(text, "text")).filter((t) => wanted.has(t.term)) : []
      hits.set(seq, {report: reports.get(seq) as ReportSummary, ...snippetOf(text, found)})
    }
    return hits
  }

  async #texts(seqs: readonly number[]): Promise<Map<number, string>> {
    const {rows} = await sql<{seq: number; body: string}>`
      select seq, body from report where ${this.#dialect.oneOf("seq", seqs)}`.execute(this.#db)
    return new Map(rows.map(({seq, body}) => [seq, (JSON.parse(body) as {report: Report}).report.text]))
  }

  async facets(query: ReportSearch, most: number, looked = COUNTED): Promise<Facets> {
    const order = query.words === undefined ? "latest" : "best"
    const found = await this.#found(query)
    const rows = found?.rows.slice(0, looked) ?? []
    const held = await heldOr(
      (await this.#needs.standing.now()).facets,
      rows.map((r) => r.seq),
      (missing) => facetsOfReports(this.#db, this.#dialect, missing),
    )
    const read = rows.flatMap(({seq}) => held.get(seq) ?? [])
    const frequent = (key: Exclude<keyof ReportFacets, "id">): readonly Facet[] =>
      mostFrequent(
        read.map((r) => r[key]),
        most,
      )
    const total = found?.rows.length ?? 0
    return {
      total: Math.min(total, MOST_TOTAL),
      more: total > MOST_TOTAL,
      first: found?.words && !found.words.reports ? "kept" : order,
      counted: read.map((r) => r.id),
      actor: frequent("actor"),
      type: frequent("type"),
      status: frequent("status"),
      place: frequent("place"),
      source: frequent("source"),
      month: mostFrequent(
        rows.map(({first}) => (first !== null && Math.abs(first) < FARTHEST ? [isoDay(first as Day).slice(0, -3)] : [])),
        most,
      ),
      pair: frequent("pair"),
    }
  }
}

function rowsIn(packed: Int32Array): FoundRow[] {
  const rows: FoundRow[] = []
  for (let i = 0; i < packed.length; i += 4) {
    const [seq, day, first, words] = packed.subarray(i, i + 4) as unknown as [number, number, number, number]
    rows.push({seq, day, first: first === NO_DAY ? null : first, words})
  }
  return rows
}
