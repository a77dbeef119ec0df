import type {Removed} from "../model/index.ts"
import type {NewEntry} from "./ledger.ts"

/// Where reports come from, as the record knows it: the sources that were set up by command, how each is doing, and the items that were
/// met in each. The sources of a configuration file are not here, but how they are doing is. Instants are of ISO 8601 in UTC: the record
/// has no clock of its own.
export interface Sources {
  /// Those set up by command, by their names.
  added(): Promise<readonly AddedSource[]>
  /// False where one of this name is there.
  add(source: AddedSource): Promise<boolean>
  /// Forgets a source and what was met in it; reports stay, and so does the ledger. False where nothing was known by this name.
  remove(name: string): Promise<boolean>
  /// How each is doing, by name; a source that was never asked is not there.
  states(): Promise<ReadonlyMap<string, SourceState>>
  /// All but whether it is paused, which somebody else may have said meanwhile.
  saveState(name: string, state: SourceState): Promise<void>
  pause(name: string, paused: boolean): Promise<void>
  /// Items of a source by their keys; those never met are not there.
  items(name: string, keys: readonly string[]): Promise<ReadonlyMap<string, SourceItem>>
  /// All keys of items that are still there, as far as is known: for telling what has gone from a list.
  present(name: string): Promise<readonly string[]>
  /// Items to be looked at again by now, the longest overdue first.
  due(name: string, now: string, limit: number): Promise<readonly SourceItem[]>
  /// When the next of them is due.
  nextDue(name: string): Promise<string | null>
  counts(name: string): Promise<ItemCounts>
  /// Writes what became of items together with what the ledger says of them, all or nothing.
  settle(name: string, items: readonly SourceItem[], entries: readonly NewEntry[]): Promise<void>
  /// What a server's robots.txt said when it was last asked.
  robots(origin: string): Promise<KeptRobots | undefined>
  keepRobots(origin: string, robots: KeptRobots): Promise<void>
  /// Reports that an address (or a path, or an id of a source) gave, the earliest first.
  versions(identity: string): Promise<readonly GivenVersion[]>
  /// Of these the one that stands: what the source itself gave before what another gave; where none stands, the last.
  lastVersion(identity: string, source: string): Promise<GivenVersion | undefined>
  /// What was learned of an outlet's lines (as JSON), so that it is known again the next time.
  lines(outlet: string): Promise<string | undefined>
  keepLines(outlet: string, lines: string): Promise<void>
  /// The recurring lines that were taken out of a report, for each source that gave it with some.
  recurring(report: string): Promise<readonly TakenOut[]>
}

/// `settings` is what the configuration file would hold, as JSON.
export type AddedSource = {readonly name: string; readonly settings: string; readonly at: string}

export type SourceState = {
  readonly paused: boolean
  /// When it was last asked, when it last answered, when it last gave something new.
  readonly asked: string | null
  readonly answered: string | null
  readonly gave: string | null
  /// When it is to be asked next.
  readonly due: string | null
  /// How often it failed in a row, and why the last time, in a line.
  readonly failures: number
  readonly problem: string | null
  /// What the server gave for asking again only if something changed.
  readonly validators: Validators
  /// Days, hours … between two rounds that gave something new, in milliseconds, the latest last.
  readonly gaps: readonly number[]
  /// The last round: items listed, and those left for the next.
  readonly listed: number
  readonly waiting: number
  /// When its silence was last told.
  readonly alarmed: string | null
}

export type Validators = {readonly [url: string]: {readonly etag?: string; readonly modified?: string; readonly stamp?: string}}

export const FRESH: SourceState = {
  paused: false,
  asked: null,
  answered: null,
  gave: null,
  due: null,
  failures: 0,
  problem: null,
  validators: {},
  gaps: [],
  listed: 0,
  waiting: 0,
  alarmed: null,
}

/// One thing that a source gives: a page, an entry, a file, a line.
export type SourceItem = {
  /// What tells it from others of its source: its canonical address, else its id, else its path.
  readonly key: string
  /// Where it is fetched, and what its list said of it (JSON).
  readonly url: string | null
  readonly said: string | null
  /// Of what the list said, or of a file's size and time: another digest means that it may have changed.
  readonly digest: string
  readonly etag: string | null
  readonly modified: string | null
  /// The report it last gave; null where it was refused.
  readonly report: string | null
  readonly state: ItemState
  readonly first: string
  readonly last: string
  /// How often it was looked at again, and how often in a row in vain.
  readonly looks: number
  readonly misses: number
  /// When it is to be looked at again; null for never.
  readonly next: string | null
}

/// Kept; to be asked for again, since it could not be had; refused for good; gone where it had been.
export const ITEM_STATES = ["kept", "waiting", "refused", "gone"] as const
export type ItemState = (typeof ITEM_STATES)[number]
export type ItemCounts = {readonly [state in ItemState]: number}

export type KeptRobots = {readonly at: string; readonly status: number; readonly text: string}

export type TakenOut = {readonly source: string; readonly lines: readonly Removed[]}

export type GivenVersion = {readonly report: string; readonly source: string; readonly current: boolean}
