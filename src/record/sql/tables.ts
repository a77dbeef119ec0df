import type {ColumnType, Generated} from "kysely"

/// The tables as the code sees them; the `migrations.ts` of each database make them. Days are whole numbers from 1970-01-01; an open end is ±1e9.
export type Tables = {
  report: {
    seq: Generated<number>
    id: string
    /// 1 while some source still gives this text.
    current: number
    title: string | null
    published: string | null
    published_first: number | null
    published_last: number | null
    basis: string
    agencies: string
    digest: string
    /// `{report, entities}` of the record as JSON; its claims are in `claim`.
    body: string
  }
  origin: {
    seq: Generated<number>
    report: number
    source: string
    /// What tells this source from others over time: its URL or path; null where there is none (standard input).
    identity: string | null
    url: string | null
    outlet: string | null
    current: number
    digest: string
    /// The lines that were taken out of it since they recur at its outlet, as JSON; null where there were none.
    recurring: string | null
  }
  claim: {
    seq: Generated<number>
    id: string
    report: number
    family: string
    type: string
    status: string
    place: string | null
    first: number | null
    last: number | null
    /// Where its evidence begins.
    start: number
    sentence: string
    body: string
    /// The day it stands at in lists, worked out of `first` and `last`.
    at: ColumnType<number, never, never>
    /// How much it asks to be looked at, worked out of `body`, `type` and `start`.
    urgency: ColumnType<number, never, never>
    /// In PostgreSQL only (`differences.ts`).
    confidence: ColumnType<never, number | undefined, never>
  }
  participant: {
    claim: number
    entity: string
    role: string
    /// Where the claim stands in lists (`claim.at`), the last day of it and its report, told again, so that lists are walked by whoever
    /// takes part.
    at: number
    last: number | null
    report: number
  }
  entity: {
    id: string
    kind: string
    ar: string
    en: string
    wikidata: string | null
    known: number
    /// Current reports that name it (`kept.ts`).
    reports: Generated<number>
  }
  entity_name: {
    entity: string
    name: string
    /// The terms of the name, each with a space before and behind.
    terms: string
    /// The decision that gave it this name; null where a report or the knowledge does.
    decision: number | null
  }
  entity_report: {
    entity: string
    report: number
    mentions: number
  }
  /// Traits of a report, for comparing it with others: all but its sentences as JSON, and its sentences packed.
  link: {
    report: number
    /// Of the reading they were taken from.
    digest: string
    body: string
    sentences: string
  }
  /// Reports that wait to be compared with the others.
  link_due: {
    report: number
  }
  /// What reports are found by: the keys of `link/keys.ts`. Their time comes first, so that reports of the same days lie together, and
  /// keeping one touches few pages however many there are.
  text_key: {
    key: number
    /// A report (its `seq`) and how many fingerprints it has, as `links.ts` packs them.
    holder: number
  }
  claim_key: {
    key: number
    /// Of a report (its `seq`) and the number of the claim in it, as `links.ts` packs them.
    claim: number
  }
  /// What was decided of two reports or their claims (`a` and `b` are reports).
  pair: {
    seq: Generated<number>
    family: string
    a: number
    b: number
    body: string
    /// 1 where two figures contradict each other.
    contradicts: Generated<number>
  }
  /// Figures of reports that were compared, by what they measure of whom: those of one quantity stand in one series (`quantityOf`).
  figure_line: {
    quantity: string
    report: number
    figure: string
  }
  /// The events of a report as facets count them: `EventFacets` of each, as JSON.
  report_facets: {
    report: number
    events: string
  }
  /// What current reports hold, counted: claims by family, events by kind and status, reports by the agencies they credit.
  total: {
    of: string
    key: string
    n: number
  }
  /// Event claims of current reports by the day they stand at.
  event_total: {
    at: number
    type: string
    status: string
    n: number
  }
  /// What a person decided. Nothing is taken out of it; what was taken back does not stand.
  decision: {
    seq: Generated<number>
    id: string
    standing: number
    body: string
    family: string
    /// By what it is found when a report is read: the report, the entity that is another, or the terms of a name.
    subject: string | null
    /// Who took it back, as JSON.
    undone: string | null
  }
  /// Reports of which persons said something, as they were read: `AsRead` as JSON. The other tables hold them as they stand.
  as_read: {
    report: number
    body: string
  }
  /// Reports that a decision may speak of and that were not brought to it yet.
  review_due: {
    report: number
  }
  /// Which decisions found something to stand on in which report.
  applied: {
    decision: number
    report: number
  }
  /// Who may ask over HTTP; a token is known by its digest.
  token: {
    seq: Generated<number>
    name: string
    role: string
    made: string
    revoked: string | null
    digest: string
  }
  /// What was asked to be changed over HTTP, allowed or not.
  audit: {
    seq: Generated<number>
    at: string
    who: string | null
    role: string | null
    does: string
    of: string
    status: number
    origin: string
  }
  /// What happened to the record, in its order.
  change: {
    seq: Generated<number>
    what: string
    id: string
    does: string | null
    /// What else is told of it (`of`, `was`, `is`), as JSON.
    about: string | null
  }
  /// What was received, pressed, by its digest.
  raw: {
    seq: Generated<number>
    digest: string
    size: number
    /// Bytes of `body`.
    kept: number
    body: Buffer
  }
  /// When and where it came from.
  raw_origin: {
    seq: Generated<number>
    raw: number
    at: string
    source: string
    name: string
    media: string | null
    charset: string | null
    published: string | null
  }
  /// Which report an item of it gave when it was last read.
  raw_report: {
    origin: number
    item: string
    report: number
  }
  /// What a backup holds, by the program that made it; empty in a record.
  backup: {
    seq: Generated<number>
    at: string
    steps: number
    digest: string
    counts: string
  }
  /// How far a piece of work on all that was received has come.
  raw_place: {
    work: string
    origin: number
  }
  /// How a report was read until it was read anew (`PastReading` as JSON, pressed).
  reading: {
    seq: Generated<number>
    report: number
    became: number
    at: string | null
    program: string | null
    body: Buffer
  }
  /// What became of every item that was met.
  ledger: {
    seq: Generated<number>
    at: string
    source: string
    item: string
    what: string
    report: string | null
    raw: string | null
    code: string | null
    detail: string | null
    ms: number
  }
  /// The same counted; `code` is empty where no reason was given.
  ledger_total: {
    source: string
    day: string
    what: string
    code: string
    items: number
    first: string
    last: string
  }
  /// Sources that were set up by command; `settings` is JSON.
  source: {
    name: string
    settings: string
    at: string
  }
  /// How each source is doing, those of a configuration file too: `SourceState` as JSON, but for `paused`.
  source_state: {
    name: string
    paused: number
    body: string
  }
  /// What was met in each source.
  source_item: {
    source: string
    key: string
    url: string | null
    said: string | null
    digest: string
    etag: string | null
    modified: string | null
    report: string | null
    state: string
    first: string
    last: string
    looks: number
    misses: number
    next: string | null
  }
  robots: {
    origin: string
    at: string
    status: number
    text: string
  }
  /// What was learned of the lines that recur on an outlet's pages, as JSON.
  outlet_lines: {
    outlet: string
    body: string
  }
  /// The words of a report as the full text index of each database has them (`differences.ts`), and how many tokens they are.
  report_words: {
    rowid: number
    terms: string
  }
  report_length: {
    report: number
    words: number
  }
}
