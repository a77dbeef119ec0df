import type {RawReport, ReportRecord} from "../../src/model/index.ts"
import {
  allowedFrom,
  fetchOnce,
  type Limits,
  LIMITS,
  openClient,
  openIntake,
  openPace,
  openVisitor,
  type ItemDone,
  type Round,
  type RoundTools,
  runRound,
  sourceFrom,
} from "../../src/gather/index.ts"
import {Intake} from "../../src/intake/index.ts"
import type {World as LinkWorld} from "../../src/link/index.ts"
import type {Tools} from "../../src/readers/index.ts"
import {openStore, type Store} from "../../src/record/index.ts"
import {searchTerms} from "../../src/record/store.contract.ts"
import {contentId} from "../../src/support/index.ts"
import {timed, type World} from "./world.ts"

/// A desk that takes reports from a world of outlets into a record of its own.
export type Desk = {
  readonly store: Store
  readonly tools: RoundTools
  readonly items: (ItemDone & {readonly source: string})[]
  readonly round: (settings: object) => Promise<Round>
  readonly fetch: (settings: readonly object[]) => Promise<readonly Round[]>
  /// What the ledger says of a source: `what item` with the reason behind, the first first.
  readonly ledger: (source?: string) => Promise<string[]>
  readonly texts: () => Promise<string[]>
  readonly close: () => Promise<void>
}

export type DeskOptions = {
  readonly allow?: readonly string[]
  readonly limits?: Partial<Limits>
  readonly pause?: number
  readonly db?: string
  readonly store?: Store
  /// Called before each report is read: for a desk that fails.
  readonly onRead?: (raw: RawReport) => void
  /// What reads, where what reports say matters.
  readonly tools?: Tools
}

/// Time stands still while these work: what the record takes takes none.
function held<T extends object>(target: T, {during}: World["clock"]): T {
  return new Proxy(target, {
    get(it, name) {
      const value = Reflect.get(it, name) as unknown
      if (typeof value !== "function") return value
      return (...given: unknown[]) => {
        const result = (value as (...all: unknown[]) => unknown).apply(it, given)
        return result instanceof Promise ? during(result) : result
      }
    },
  })
}

export async function openDesk(world: World, options: DeskOptions = {}): Promise<Desk> {
  const {clock} = world
  const store = options.store ?? (await openStore(options.db ?? ":memory:", {searchTerms: async () => searchTerms}))
  const allow = options.allow ?? [...world.outlets.keys()]
  const allowed = allowedFrom(allow)
  const limits = {...LIMITS, begin: 5000, whole: 10_000, connect: 3000, ...options.limits}
  const client = openClient({agent: "Isnad/test (+desk@example.org)", allowed, limits, resolve: world.resolve})
  const sources = held(store.sources, clock)
  const visitor = openVisitor({
    client: timed(client, clock),
    clock,
    pace: openPace({clock, pause: options.pause ?? 1000, atOnce: 8, random: () => 0}),
    allowed,
    robots: {get: (origin) => sources.robots(origin), keep: (origin, kept) => sources.keepRobots(origin, kept)},
  })
  const items: Desk["items"] = []
  const read = (raw: RawReport): ReportRecord => {
    options.onRead?.(raw)
    return bareRecord(raw)
  }
  const readTogether = (raws: readonly RawReport[]) => raws.map((raw) => ({value: read(raw)}))
  const tools: RoundTools = {
    visitor,
    clock,
    sources,
    random: () => 0,
    intake: held(
      openIntake({
        store,
        clock,
        withTraits: options.tools !== undefined,
        tools: async () => options.tools ?? {read, readTogether, world: {} as LinkWorld},
        writer: new Intake(store, {now: () => new Date(clock.now()), program: "test", isDebug: false, onKept() {}, onFault() {}}),
      }),
      clock,
    ),
    onItem: (source, done) => void items.push({source, ...done}),
  }
  return {
    store,
    tools,
    items,
    async round(settings) {
      const source = sourceFrom(settings, "the test", allow)
      return runRound(source, (await store.sources.states()).get(source.name), tools)
    },
    fetch: (settings) =>
      fetchOnce(
        settings.map((s) => sourceFrom(s, "the test", allow)),
        tools,
      ),
    async ledger(source) {
      const {items: entries} = await store.ledger.entries(source === undefined ? {} : {source}, {limit: 0})
      return entries
        .map((e) => `${e.what} ${e.item.replace(`:${world.port}`, "")}${e.code && e.code !== "no-claims" ? ` ${e.code}` : ""}`)
        .reverse()
    },
    async texts() {
      const {items: reports} = await store.lists.reportList({}, {limit: 100})
      const kept = await Promise.all(reports.map((r) => store.report(r.id)))
      return kept.flatMap((k) => (k ? [k.record.report.text] : [])).sort()
    },
    async close() {
      await client.close()
      if (!options.store) await store.close()
    },
  }
}

/// A report with its text and what was said of it, and no claims: what it says is no matter here.
export function bareRecord(raw: RawReport): ReportRecord {
  return {
    isnad: 1,
    report: {
      id: contentId("r", raw.text),
      source: raw.source,
      url: raw.url ?? null,
      outlet: raw.outlet ?? null,
      agencies: [],
      title: raw.title ?? null,
      language: raw.language ?? "ar",
      text: raw.text,
      removed: raw.removed ?? [],
      published:
        raw.published === undefined
          ? {edtf: null, basis: "unknown", earliest: null, latest: null, why: []}
          : {edtf: raw.published, basis: "given", earliest: raw.published, latest: raw.published, why: []},
    } as unknown as ReportRecord["report"],
    entities: [],
    events: [],
    statements: [],
    figures: [],
  }
}
