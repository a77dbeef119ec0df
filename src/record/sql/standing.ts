import {CompiledQuery, type Kysely} from "kysely"
import type {Traits} from "../../link/index.ts"
import type {LinkDecision} from "../decisions.ts"
import type {Version} from "../lists.ts"
import type {EntityName, ReportSummary} from "../store.ts"
import {Bounded} from "./bounded.ts"
import type {ReportFacets} from "./facets.ts"
import type {Tables} from "./tables.ts"

/// What is asked of a record again and again, and cannot be otherwise while it stands: who is called how, what a report is. With the first
/// change all of it is forgotten.
export type Held = {
  readonly token: string
  /// null for those who are not there.
  readonly names: Bounded<string, EntityName | null>
  /// Whom a name in a query stands for.
  readonly called: Bounded<string, readonly string[]>
  readonly reports: Bounded<number, ReportSummary>
  readonly facets: Bounded<number, ReportFacets>
  /// Long lists of numbers, by what was asked.
  readonly numbers: Bounded<string, Int32Array>
  readonly traits: Bounded<string, Traits | null>
  /// Texts of reports, as much as so many letters.
  readonly texts: Bounded<number, string>
  /// By what words texts name some.
  readonly words: Bounded<string, readonly string[]>
  /// Reports of which a figure is contradicted.
  readonly contradicted: Bounded<string, boolean>
  decisions: readonly LinkDecision[] | undefined
}

/// Numbers held in all, of four bytes; each list counts as so many more.
const MOST_NUMBERS = 8_000_000
export const HELD_APART = 100
const MOST_LETTERS = 8_000_000

const heldAt = (token: string): Held => ({
  token,
  names: new Bounded(20_000),
  called: new Bounded(5_000),
  reports: new Bounded(20_000),
  facets: new Bounded(10_000),
  numbers: new Bounded(MOST_NUMBERS),
  traits: new Bounded(2_000),
  texts: new Bounded(MOST_LETTERS),
  words: new Bounded(2_000),
  contradicted: new Bounded(20_000),
  decisions: undefined,
})

export class Standing {
  readonly #db: Kysely<Tables>
  #held: Held | undefined
  #pinned: Version | undefined
  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /// Where the history of the record stands.
  async version(): Promise<Version> {
    return this.#pinned ?? this.#ask()
  }

  async #ask(): Promise<Version> {
    const {rows} = await this.#db.executeQuery<{seq: number; made: string}>(VERSION)
    const {seq, made} = rows[0] as {seq: number; made: string}
    return {seq, token: `${made}.${seq}`}
  }

  async now(): Promise<Held> {
    const {token} = await this.version()
    if (this.#held?.token !== token) this.#held = heldAt(token)
    return this.#held
  }

  /// While this is done nobody asks whether the record changed: whoever asks reads it as it was at one moment.
  async pinned<T>(work: () => Promise<T>): Promise<T> {
    this.#pinned = await this.#ask()
    try {
      return await work()
    } finally {
      this.#pinned = undefined
    }
  }
}

const VERSION = CompiledQuery.raw("select (select max(seq) from change) as seq, (select id from change order by seq limit 1) as made")

/// What is held of each, and the rest as it is asked for all at once.
export async function heldOr<K, V>(
  held: Bounded<K, V>,
  keys: Iterable<K>,
  ask: (missing: K[]) => Promise<ReadonlyMap<K, V>>,
  weigh: (value: V) => number = () => 1,
): Promise<Map<K, V>> {
  const found = new Map<K, V>()
  const missing: K[] = []
  for (const key of new Set(keys)) {
    const known = held.get(key)
    if (known === undefined) missing.push(key)
    else found.set(key, known)
  }
  if (missing.length > 0)
    for (const [key, value] of await ask(missing)) {
      held.set(key, value, weigh(value))
      found.set(key, value)
    }
  return found
}
