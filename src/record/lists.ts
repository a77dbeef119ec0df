import type {ClaimRef} from "../link/index.ts"
import type {Day, Status} from "../model/index.ts"
import type {ClaimFamily, EntityName, EntitySummary, KeptClaim, ReportSummary, SearchHit} from "./store.ts"

/// Lists of a record that may be long: each is read on from where the last piece ended, so that what is kept meanwhile
/// neither doubles nor hides a line. Every back end answers the suite in `lists.contract.ts`.
export interface Lists {
  /// Claims of current reports by day, the undated last, those of one day in the order in which they were kept.
  claims(query: ClaimQuery, piece?: Piece): Promise<Slice<KeptClaim>>
  /// Claims that nobody decided on yet, those first that are doubtful and matter most: deeds before figures before words, what stands in the lead before the rest.
  queue(query: ClaimQuery, piece?: Piece): Promise<Slice<KeptClaim>>
  /// Planned events whose last day was before this one, the latest first.
  lapsed(day: Day, piece?: Piece): Promise<Slice<KeptClaim>>
  /// Claims counted: by kind, by where they stand, by the month or day on which they begin.
  claimCounts(query: ClaimQuery, by: CountBy): Promise<readonly Counted[]>
  /// Counted by kind and month, those without a day left out; kinds by name, months in their order.
  monthCounts(query: ClaimQuery): Promise<readonly MonthCount[]>
  /// The same by their ids alone, the latest first.
  claimRefs(query: ClaimQuery, most: number): Promise<readonly ClaimRef[]>
  /// Where one of these is named in the texts of reports.
  mentionsOf(reports: readonly string[], entities: readonly string[]): Promise<ReadonlyMap<string, readonly Place[]>>
  /// All words by which texts name one of these; undefined where persons said who is who, since others' words may be theirs then.
  wordsFor(entities: readonly string[]): Promise<readonly string[] | undefined>
  /// Offices and descriptions by which its latest reports name it, most often first.
  rolesOf(entity: string, most: number): Promise<readonly Facet[]>
  /// Claims by their ids; what is not there is left out.
  claimsOf(ids: readonly string[]): Promise<ReadonlyMap<string, KeptClaim>>
  /// Current reports, the latest publication first, those without a day last.
  reportList(query: ReportQuery, piece?: Piece): Promise<Slice<ReportLine>>
  /// Entities of current reports, those in most reports first.
  entityList(query: EntityQuery, piece?: Piece): Promise<Slice<EntitySummary>>
  /// Reports whose words match and that make a claim as asked, best first, or of more than `MOST_RANKED` those that were kept last; without
  /// words, the latest publication first.
  searchList(query: ReportSearch, piece?: Piece): Promise<Slice<SearchHit>>
  /// What those reports have in common, most frequent first; of very many the latest `counted` are looked at.
  facets(query: ReportSearch, most: number, counted?: number): Promise<Facets>
  /// Entities that stand in events together with this one, most often first; of one that has a part in very many its latest events count.
  companions(entity: string, most: number): Promise<readonly {readonly entity: EntityName; readonly count: number}[]>
  /// How often two of these take part in an event together with this one, most often first; those who never do are left out.
  together(entity: string, others: readonly string[]): Promise<readonly Together[]>
  /// Who prints and who is credited: outlets and agencies of current reports, those of most reports first.
  carriers(most: number): Promise<{readonly outlets: readonly Facet[]; readonly agencies: readonly Facet[]}>
  /// What happened to the record after a place in its history.
  changes(after: number, limit: number, what?: readonly ChangeKind[]): Promise<readonly Change[]>
  /// Whether the record holds more than so many reports, and the last day that one of them is of.
  size(than: number): Promise<{readonly isMore: boolean; readonly last: string | null}>
  /// Holds what questions about somebody are answered from, before they are asked.
  readAhead(entity: string): Promise<void>
  /// Where the history of the record stands: another text after every change, the same text while nothing changes.
  version(): Promise<Version>
}

type Place = {readonly start: number; readonly end: number}
/// `a` comes before `b` in the order of their ids.
export type Together = {readonly a: string; readonly b: string; readonly count: number}

export type Piece = {readonly after?: string | undefined; readonly limit?: number | undefined}
/// `after` is where to read on, null at the end.
export type Slice<T> = {readonly items: readonly T[]; readonly after: string | null}

export type ClaimQuery = {
  readonly family?: ClaimFamily | undefined
  /// Entities, as `entitiesNamed` takes them. `actor` acts, meets or hosts; `with` has any role, or is where it happens; `about`
  /// has any part in it, as who says it too.
  readonly actor?: string | undefined
  readonly with?: string | undefined
  readonly about?: string | undefined
  readonly speaker?: string | undefined
  readonly place?: string | undefined
  /// Kind of event, kind of statement, or what a figure measures.
  readonly type?: readonly string[] | undefined
  readonly status?: readonly (Status | "reported" | "forecast" | "target")[] | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly report?: string | undefined
  readonly ids?: readonly string[] | undefined
  /// Only claims of reports in which one of these is named.
  readonly named?: readonly string[] | undefined
  /// Entities by their ids: of each group one has a part in it, or is where it happens.
  readonly touching?: readonly (readonly string[])[] | undefined
}
export type CountBy = "type" | "status" | "month" | "day"
/// `key` is null for claims without a day.
export type Counted = {readonly key: string | null; readonly count: number}

export type MonthCount = {readonly month: string; readonly type: string; readonly count: number}

export type ReportQuery = {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  /// A part of a path, an address, or the name of an outlet.
  readonly source?: string | undefined
  readonly about?: string | undefined
  /// Only these.
  readonly ids?: readonly string[] | undefined
}
export type ReportLine = ReportSummary & {
  readonly outlets: readonly string[]
  readonly claims: {readonly [family in ClaimFamily]: number}
}
export type EntityQuery = {readonly kind?: string | undefined; readonly name?: string | undefined}

/// Words, and what the reports must claim; `within` leaves only these reports.
export type ReportSearch = ClaimQuery &
  Omit<ReportQuery, "ids"> & {
    readonly words?: string | undefined
    readonly within?: readonly string[] | undefined
    /// Only reports of which an event is told by another too; with a figure that another contradicts.
    readonly joined?: true | undefined
    readonly contradicted?: true | undefined
  }
export type Facet = {readonly key: string; readonly count: number}
/// Of so many matches the best are looked for; of more, all say too little to be told apart by their length.
export const MOST_RANKED = 2000
/// So many reports are counted to the last.
export const MOST_TOTAL = 1000
export type Facets = {
  /// How many reports there are, or, where there are `more`, that there are more than so many.
  readonly total: number
  readonly more: boolean
  /// What comes first: the best match, what was kept last, or the latest publication.
  readonly first: "best" | "kept" | "latest"
  /// The reports that the rest is counted over.
  readonly counted: readonly string[]
  readonly actor: readonly Facet[]
  readonly type: readonly Facet[]
  readonly status: readonly Facet[]
  readonly place: readonly Facet[]
  readonly source: readonly Facet[]
  readonly month: readonly Facet[]
  /// Two that act together, as two ids with a blank between.
  readonly pair: readonly Facet[]
}

/// What happens to a record, and to what.
export const CHANGES = {
  /// A report: kept, given by another source, a new version, read anew; given by nobody any more, and given again.
  report: ["new", "origin", "version", "reread", "withdrawn", "returned"],
  /// A claim of a report (`of`), as it was read or as persons changed it.
  claim: ["added", "changed", "gone"],
  /// A report, when it was compared with the others.
  links: ["compared"],
  /// An event: claims (`of`) joined it, and the events that it was until then (`was`); it became several (`of`); claims left it since they
  /// are gone; it stands otherwise (`was`, `is`). An event of a single claim is told by its claim. `large`: so many tell of it that it is
  /// not made anew for every report; the id is that of a claim in it.
  event: ["joined", "split", "left", "status", "large"],
  /// Two figures (`of`) that contradict each other.
  contradiction: ["found", "withdrawn"],
  /// What a person decided.
  decision: ["made", "undone"],
} as const
export type ChangeKind = keyof typeof CHANGES
export type NewChange = {
  [K in ChangeKind]: {
    readonly what: K
    readonly does: (typeof CHANGES)[K][number]
    readonly id: string
    readonly of?: readonly string[]
    readonly was?: string
    readonly is?: string
  }
}[ChangeKind]
/// With its number. `does` is null in a history that an older program wrote.
export type Change = {
  readonly seq: number
  readonly what: ChangeKind
  readonly id: string
  readonly does: NewChange["does"] | null
  readonly of: readonly string[]
  readonly was?: string
  readonly is?: string
}
export type Version = {readonly seq: number; readonly token: string}
