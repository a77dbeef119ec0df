import type {Traits} from "../link/index.ts"
import type {ReportRecord} from "../model/index.ts"
import type {InputPart} from "../readers/index.ts"
import {type Arrival, type Kept, type RawInput, readingDigest, type Store} from "../record/index.ts"
import {Failure, type Issue, issueOf} from "../support/index.ts"
import {linkTraits, type Unlinked} from "./comparing.ts"

/// Where an input came from, for the ledger and the bytes that are kept.
export type From = {
  readonly source: string
  readonly at: string
  readonly media: string | null
  readonly charset: string | null
  /// The number of its origin, where its bytes are kept already.
  readonly origin?: number
  /// How long it took to come here.
  readonly ms?: number
}

/// What an input gave, ready to be taken in. Parts of one input share what is made of the first.
export function arrivalsOf({input, outcomes, pressed}: InputPart, from: From, before: Arrival["raw"] = null): readonly Waiting[] {
  const raw: RawInput | number | null =
    from.origin ??
    (pressed === null
      ? before
      : {
          pressed,
          at: from.at,
          source: from.source,
          name: input.name,
          media: from.media ?? input.media,
          charset: from.charset,
          published: input.published,
        })
  return outcomes.map((o): Waiting => {
    const note = "issue" in o ? o.issue : o.notes[0]
    return {
      arrival: {
        source: from.source,
        item: "issue" in o ? o.issue.where : o.item,
        record: "issue" in o ? null : o.record,
        raw,
        code: note?.code ?? null,
        detail: note?.detail ?? null,
        ms: (from.ms ?? 0) + o.ms,
      },
      traits: "issue" in o ? null : o.traits,
    }
  })
}

/// An arrival, with what its report is compared by where that is known already.
export type Waiting = {readonly arrival: Arrival; readonly traits: Traits | null}

/// A line of the ledger for what was refused before it was read.
export const refusal = (issue: Issue, source: string): Waiting => ({
  arrival: {source, item: issue.where, record: null, raw: null, code: issue.code, detail: issue.detail ?? null, ms: 0},
  traits: null,
})

/// Arrivals taken in by one transaction: what a crash can lose, and what shares the cost of one write to the disk; and reports that are
/// compared by one.
const GROUP = 64
const LINKED_AT_ONCE = 256

/// For very many, where nobody waits for one of them: what lies together in the record is written the more seldom. Comparing holds the lock of
/// the record for some seconds then.
export const IN_BULK = {group: 512, linked: 1024} as const
/// However many they may be, so much of them is held in memory at most: letters of what waits to be taken in, claims of what waits to be
/// compared.
const MOST_LETTERS = 400_000
const MOST_WAITING_CLAIMS = 16_000

export type IntakeOptions = {
  readonly now: () => Date
  /// The program that reads.
  readonly program: string
  /// Told of each that was taken in, in the order in which they came.
  readonly onKept: (kept: Kept | null, arrival: Arrival) => void | Promise<void>
  readonly onFault: (issue: Issue) => void
  readonly isDebug: boolean
  /// Arrivals that are taken in at once, and reports that are compared at once.
  readonly group?: number
  readonly linked?: number
  /// Compares reports that were kept. Default: here and now.
  readonly link?: (reports: readonly Unlinked[]) => Promise<void>
}

/// What became of what was handed over: kept, refused (null), or why it could not be kept, which is a fault of ours.
export type Taken = Kept | Issue | null

/// Some that came together, and whoever waits to know what became of them.
type Entry = {
  readonly some: readonly Waiting[]
  readonly done?: (taken: readonly Taken[]) => void
  readonly failed?: (error: unknown) => void
}

/// Takes in what readers give, in groups: one writer, however many read.
export class Intake {
  readonly #store: Store
  readonly #options: IntakeOptions
  #queue: Entry[] = []
  /// Letters in the queue.
  #letters = 0
  #unlinked: Unlinked[] = []
  #claims = 0
  /// What is under way, one thing after the other.
  #last: Promise<void> = Promise.resolve()

  constructor(store: Store, options: IntakeOptions) {
    this.#store = store
    this.#options = options
  }

  /// Waits for others to come, until there are enough of them or `flush` is called.
  async add(waiting: Waiting): Promise<void> {
    this.#queue.push({some: [waiting]})
    this.#letters += waiting.arrival.record?.report.text.length ?? 0
    if (this.#queue.length >= (this.#options.group ?? GROUP) || this.#letters >= MOST_LETTERS) await this.#inTurn(() => this.#write())
  }

  /// Is told what became of them as soon as it is in the record; whatever is handed over at the same time goes along.
  take(some: readonly Waiting[]): Promise<readonly Taken[]> {
    return new Promise((done, failed) => {
      this.#queue.push({some, done, failed})
      setImmediate(() => void this.#inTurn(() => this.#write()).catch(() => {}))
    })
  }

  /// All that was added is kept, and compared where it can be.
  async flush(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#write()
      await this.#link()
    })
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const mine = this.#last.then(act)
    this.#last = mine.catch(() => {})
    return mine
  }

  async #write(): Promise<void> {
    this.#letters = 0
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, this.#options.group ?? GROUP)
      try {
        const taken = await this.#takeAll(group.flatMap((entry) => entry.some))
        let at = 0
        for (const {some, done} of group) done?.(taken.slice(at, (at += some.length)))
      } catch (error) {
        for (const {failed} of group) failed?.(error)
        throw error
      }
    }
    if (this.#unlinked.length >= (this.#options.linked ?? LINKED_AT_ONCE) || this.#claims >= MOST_WAITING_CLAIMS) await this.#link()
  }

  async #takeAll(all: readonly Waiting[]): Promise<readonly Taken[]> {
    const by = {at: this.#options.now().toISOString(), program: this.#options.program}
    const take = async (some: readonly Waiting[]): Promise<readonly (Kept | null)[]> => {
      const kept = await this.#store.take(
        some.map((w) => w.arrival),
        by,
      )
      for (const [i, w] of some.entries()) await this.#settle(kept[i] as Kept | null, w)
      return kept
    }
    try {
      return await take(all)
    } catch (error) {
      if (error instanceof Failure || this.#options.isDebug) throw error
      // One of them cannot be kept, which is a fault of ours; the others can.
      const taken: Taken[] = []
      for (const one of all) {
        try {
          taken.push(...(await take([one])))
        } catch (fault) {
          if (fault instanceof Failure) throw fault
          const issue = issueOf("internal", one.arrival.item, fault instanceof Error ? fault.message : String(fault))
          this.#options.onFault(issue)
          await take([refusal(issue, one.arrival.source)])
          taken.push(issue)
        }
      }
      return taken
    }
  }

  async #settle(kept: Kept | null, {arrival, traits}: Waiting): Promise<void> {
    if (kept !== null && kept !== "same" && traits) {
      this.#unlinked.push({traits, digest: readingDigest(arrival.record as ReportRecord)})
      this.#claims += traits.events.length + traits.figures.length
    }
    await this.#options.onKept(kept, arrival)
  }

  async #link(): Promise<void> {
    const reports = this.#unlinked
    this.#unlinked = []
    this.#claims = 0
    if (reports.length > 0) await (this.#options.link ?? ((all) => linkTraits(this.#store, all)))(reports)
  }
}
