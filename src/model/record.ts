import type {Quote} from "./positions.ts"

/// The record of one report, as it leaves the program: the shapes of `docs/record-format.md`.

export type EntityKind = "person" | "organization" | "country" | "place"

export type EntityMention = Quote & {readonly role?: string}

export type Entity = {
  readonly id: string
  readonly kind: EntityKind
  readonly name: {readonly ar: string; readonly en: string}
  readonly wikidata: string | null
  /// Found in the knowledge base, not only in this text.
  readonly known: boolean
  readonly mentions: readonly EntityMention[]
}

export const STATUSES = ["planned", "ongoing", "occurred", "postponed", "cancelled", "denied", "hypothetical"] as const
export type Status = (typeof STATUSES)[number]

export type ParticipantRole = "actor" | "counterpart" | "target" | "host"
export type Participant = {readonly entity: string; readonly role: ParticipantRole}

export type TimeBasis = "stated" | "anchored" | "inferred"
export type ClaimTime = {readonly edtf: string; readonly quote?: string; readonly basis: TimeBasis}

/// Why a claim says what it says: one line a step, in the order the program took them.
export type Reason = {readonly step: string; readonly says: string}

export type EventClaim = {
  readonly id: string
  readonly type: string
  readonly plover: {readonly type: string; readonly mode: string | null}
  readonly cameo: string
  readonly status: Status
  readonly participants: readonly Participant[]
  readonly place: string | null
  readonly time: ClaimTime | null
  readonly evidence: readonly [Quote, ...Quote[]]
  readonly attribution: readonly string[]
  /// The frame that found it, such as `visit.verb.زار`.
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

export type StatementClaim = {
  readonly id: string
  readonly speaker: string | null
  readonly speakerText: string | null
  readonly via: readonly string[]
  readonly kind: "direct" | "indirect"
  readonly content: Quote
  readonly cue: Quote
  readonly time: ClaimTime | null
  readonly about: readonly string[]
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

export const METRICS = [
  "trade",
  "exports",
  "imports",
  "energy",
  "investment",
  "aid",
  "gdp",
  "casualties",
  "displaced",
  "troops",
  "price",
  "production",
  "budget",
  "debt",
  "count",
  "share",
  "duration",
  "other",
] as const
export type Metric = (typeof METRICS)[number]
export type Comparator = "=" | "~" | ">" | ">=" | "<" | "<="

export type FigureClaim = {
  readonly id: string
  readonly metric: Metric
  readonly parties: readonly string[]
  readonly value: number
  readonly unit: string
  readonly measure: "level" | "change"
  readonly comparator: Comparator
  readonly period: ClaimTime | null
  readonly status: "reported" | "forecast" | "target"
  readonly source: readonly string[]
  readonly evidence: readonly [Quote, ...Quote[]]
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

export type Claim = EventClaim | StatementClaim | FigureClaim

export type Published = {readonly edtf: string | null; readonly basis: "given" | "inferred" | "unknown"; readonly why: readonly string[]}

export type Removed = {readonly quote: string; readonly why: string}

/// How the reason begins for a line that was taken out since it recurs on its outlet's pages.
export const RECURRING = "recurring line"
export const isRecurringLine = ({why}: Removed): boolean => why.startsWith(RECURRING)

export type Report = {
  readonly id: string
  readonly source: string
  readonly url: string | null
  readonly outlet: string | null
  readonly agencies: readonly string[]
  readonly title: string | null
  readonly language: string
  readonly text: string
  readonly removed: readonly Removed[]
  readonly published: Published
}

export type ReportRecord = {
  readonly isnad: 1
  readonly report: Report
  readonly entities: readonly Entity[]
  readonly events: readonly EventClaim[]
  readonly statements: readonly StatementClaim[]
  readonly figures: readonly FigureClaim[]
}

/// A report as a reader of files hands it on: decoded text and what its wrapping said of it.
export type RawReport = {
  /// Where it came from: a path, `-` for standard input, or `path#n` for the n-th item of a collection.
  readonly source: string
  readonly text: string
  readonly url?: string
  readonly outlet?: string
  readonly title?: string
  /// EDTF, where the wrapping (JSON-LD, meta, a column) gives it; `changed` is the day of its last change.
  readonly published?: string
  readonly changed?: string
  readonly language?: string
  /// Who wrote it, as the wrapping says it: «محمد علي - القاهرة».
  readonly byline?: string
  readonly section?: string
  readonly tags?: readonly string[]
  /// What was taken out of the text before it came here, and why.
  readonly removed?: readonly Removed[]
}

/// What can be told of a report beside its text, by the names of columns and fields.
export const REPORT_FIELDS = [
  "text",
  "html",
  "title",
  "published",
  "changed",
  "url",
  "outlet",
  "byline",
  "section",
  "tags",
  "language",
  "id",
] as const
export type ReportField = (typeof REPORT_FIELDS)[number]
/// Which column of a table holds which field: `{text: "النص", published: "تاريخ"}`.
export type Columns = {readonly [field in ReportField]?: string}
