import type {Claim, Day, Entity, EventClaim, FigureClaim, Participant, ReportRecord, StatementClaim, Status} from "../model/index.ts"
import type {Access} from "./access.ts"
import type {Contents} from "./contents.ts"
import type {Decisions} from "./decisions.ts"
import type {Arrival, Taking} from "./intake.ts"
import type {Ledger} from "./ledger.ts"
import type {LinkStore} from "./links.ts"
import type {Lists} from "./lists.ts"
import type {RawStore} from "./raw.ts"
import type {Readings} from "./readings.ts"
import type {Sources} from "./sources.ts"

/// The record: reports, the claims they make, the entities the claims are about. It speaks of reports and claims, never of
/// tables; every back end answers the suite in `store.contract.ts`.
///
/// A report is told by its text: the same text from another source is the same report with another origin. A source that
/// gives another text than before has a new version; the old one stays, and its claims leave the timeline when no other
/// source still gives it.
export interface Store {
  /// Keeps one report and all its claims, or nothing of it.
  keepReport(record: ReportRecord): Promise<Kept>
  /// Keeps several at once, all or none: what a crash can lose is one such group.
  keepReports(records: readonly ReportRecord[]): Promise<readonly Kept[]>
  /// Takes in what came, reports with their bytes and their lines in the ledger, all or none of it; null stands for what was refused.
  take(arrivals: readonly Arrival[], by: Taking): Promise<readonly (Kept | null)[]>
  report(id: string): Promise<KeptReport | undefined>
  /// What a report says alone, without where it came from and its versions, of which a page that changes all day has hundreds.
  record(id: string): Promise<ReportRecord | undefined>
  claim(id: string): Promise<KeptClaim | undefined>
  entity(id: string): Promise<KeptEntity | undefined>
  /// Entities by their ids, and reports by theirs, as lists show them; what is not there is left out.
  entities(ids: readonly string[]): Promise<ReadonlyMap<string, EntityName>>
  reports(ids: readonly string[]): Promise<ReadonlyMap<string, ReportSummary>>
  /// Entities called by this name: an id, or words of a name in Arabic or English, best first.
  entitiesNamed(name: string): Promise<readonly EntitySummary[]>
  /// Event claims of current reports by day: dated ones first, earliest first.
  timeline(query: TimelineQuery): Promise<Page<TimelineEntry>>
  /// Reports whose words match, best first.
  search(query: SearchQuery): Promise<Page<SearchHit>>
  stats(): Promise<Stats>
  /// What is known across reports.
  readonly links: LinkStore
  /// What persons said of it.
  readonly decisions: Decisions
  /// Who may do what over HTTP.
  readonly access: Access
  /// Long lists, read piece by piece.
  readonly lists: Lists
  /// What became of every item that was met.
  readonly ledger: Ledger
  /// What was received, byte for byte.
  readonly raw: RawStore
  /// How reports were read before they were read anew.
  readonly readings: Readings
  /// Several questions of which all see the record as it was at one moment, where it was opened for a reader who asks one thing at a time;
  /// otherwise each sees it as it is.
  atOneMoment<T>(work: () => Promise<T>): Promise<T>
  /// All that it holds in one word, for comparing two records; it reads all of it.
  contents(): Promise<Contents>
  /// Where reports come from, and what was met there.
  readonly sources: Sources
  close(): Promise<void>
}

/// What keeping a report did: `new`; `same` (nothing was added); `origin` (a known text from another source); `version` (the
/// source gave another text before); `reread` (the same text, read differently: a newer program or another publication day).
export type Kept = "new" | "same" | "origin" | "version" | "reread"

/// Where a report came from. `current` is false where the source has given another text since.
export type Origin = {readonly source: string; readonly url: string | null; readonly outlet: string | null; readonly current: boolean}

export type KeptReport = {
  readonly record: ReportRecord
  readonly origins: readonly Origin[]
  readonly current: boolean
  /// Reports that the same source gave after this one, and before it.
  readonly later: readonly string[]
  readonly earlier: readonly string[]
}

export type ClaimFamily = "event" | "statement" | "figure"
export type AnyClaim =
  | {readonly family: "event"; readonly claim: EventClaim}
  | {readonly family: "statement"; readonly claim: StatementClaim}
  | {readonly family: "figure"; readonly claim: FigureClaim}
export const claimOf = (any: AnyClaim): Claim => any.claim

export type EntityName = Pick<Entity, "id" | "kind" | "name" | "wikidata" | "known">
/// With how many current reports speak of it: counted, so asked for only where it is shown.
export type EntitySummary = EntityName & {readonly reports: number}

/// A claim with what is needed to read it: the names of its entities, the report that makes it, the text around its words.
export type KeptClaim = AnyClaim & {
  readonly report: ReportSummary
  readonly entities: readonly EntityName[]
  readonly context: string
}

export type ReportSummary = {
  readonly id: string
  readonly title: string | null
  readonly published: string | null
  readonly agencies: readonly string[]
  readonly sources: readonly string[]
  readonly current: boolean
}

export type KeptEntity = EntitySummary & {
  readonly names: readonly string[]
  readonly mentions: number
  readonly claims: {readonly [family in ClaimFamily]: number}
}

export type TimelineQuery = {
  /// Entities, as `entitiesNamed` takes them. `actor` acts, meets or hosts; `with` has any role, or is where it happens.
  readonly actor?: string | undefined
  readonly with?: string | undefined
  readonly place?: string | undefined
  readonly type?: readonly string[] | undefined
  readonly status?: readonly Status[] | undefined
  /// First and last day; an event belongs when its time touches them. Undated events belong only where neither is given.
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

export type TimelineEntry = {
  readonly event: EventClaim
  readonly participants: readonly (Participant & {readonly name: Entity["name"]})[]
  readonly place: {readonly id: string; readonly name: Entity["name"]} | null
  readonly attribution: readonly {readonly id: string; readonly name: Entity["name"]}[]
  /// The sentence that the event rests on.
  readonly sentence: string
  readonly report: ReportSummary
}

export type SearchQuery = {readonly words: string; readonly limit?: number; readonly offset?: number}
export type SearchHit = {
  readonly report: ReportSummary
  /// Words of the report around the matches; the matched ones are `[start, end)` in `snippet`.
  readonly snippet: string
  readonly matches: readonly (readonly [start: number, end: number])[]
}

export type Page<T> = {readonly items: readonly T[]; readonly total: number; readonly next: number | null}

export type Stats = {
  readonly reports: number
  readonly superseded: number
  readonly sources: number
  readonly claims: {readonly [family in ClaimFamily]: number}
  readonly entities: {readonly [kind: string]: number}
  readonly events: {readonly [type: string]: number}
  readonly statuses: {readonly [status: string]: number}
  readonly published: {readonly first: string | null; readonly last: string | null; readonly unknown: number}
  readonly bytes: number
}

/// How words are cut for search: the same word in two forms gives the same term. Given to the store, so that it knows no language.
/// A text may give more than one term a word, a query gives one.
export type SearchTerm = {readonly term: string; readonly start: number; readonly end: number}
export type SearchTerms = (text: string, use: "query" | "text") => readonly SearchTerm[]
