import type {Links, LinkedEvent} from "../link/index.ts"
import {edtfRange} from "../model/index.ts"
import type {
  ClaimQuery,
  EntitySummary,
  Facet,
  Facets,
  KeptClaim,
  KeptReport,
  MonthCount,
  Piece,
  ReportLine,
  ReportSearch,
  SearchHit,
  Slice,
  ItemCounts,
  SourceState,
  SourceTotals,
  Store,
} from "../record/index.ts"
import {DONE, FRESH} from "../record/index.ts"
import {failure, ISSUES} from "../support/index.ts"
import {
  answersFor,
  type ContradictionAnswer,
  contradictionsTold,
  type DueAnswer,
  dueAnswer,
  type EventAnswer,
  isHeldWhole,
  lastDay,
  lastPublished,
  namesOf,
  type Names,
  type SeriesAnswer,
  seriesAnswer,
  seriesTold,
} from "./across.ts"
import {
  type StoryLine,
  contradictionsWalked,
  dueWalked,
  eventsOfClaims,
  firstOf,
  lastOf,
  seriesNear,
  seriesWalked,
  storiesWalked,
} from "./large.ts"
import {decidedClaims, linksOfRecord} from "./linking.ts"

/// Questions whose answers are long or are made of several others: each list comes in pieces, each page of the reading room in one
/// answer.

/// Events that any claim of the query tells of, each once: at the first of its claims that fits.
export async function eventSlice(store: Store, query: Omit<ClaimQuery, "family">, piece: Piece = {}): Promise<Slice<EventAnswer>> {
  const asked = {...query, family: "event"} as const
  for (let after = piece.after; ; ) {
    const claims = await store.lists.claims(asked, {...piece, after})
    const events = await eventsOfClaims(store, claims.items)
    // Of an event that several claims of the query tell, the first one stands for it, on whatever piece that is.
    const others = [...new Set([...events.values()].flatMap((e) => (e.claims.length > 1 ? e.claims.map((c) => c.event) : [])))]
    const fitting = others.length > 0 ? (await store.lists.claims({...asked, ids: others}, {limit: 0})).items : []
    const firstOf = new Map<string, string>()
    for (const claim of fitting) {
      const event = events.get(claim.claim.id)
      if (event && !firstOf.has(event.id)) firstOf.set(event.id, claim.claim.id)
    }
    const shown: LinkedEvent[] = []
    for (const claim of claims.items) {
      const event = events.get(claim.claim.id)
      if (event && (firstOf.get(event.id) ?? claim.claim.id) === claim.claim.id) shown.push(event)
    }
    if (shown.length > 0 || claims.after === null) return {items: await answersFor(store, shown, claims.items), after: claims.after}
    after = claims.after
  }
}

export type ReportAnswer = KeptReport & {
  /// The event of the record that each event claim belongs to.
  readonly events: {
    readonly [claim: string]: {readonly id: string; readonly sources: number; readonly reports: number; readonly status: string}
  }
  readonly names: Names
  readonly copies: Links["copies"]
  /// Other reports on the same matter.
  readonly story: {readonly id: string; readonly reports: readonly ReportLineShort[]} | null
}
type ReportLineShort = SearchHit["report"]

/// A report with all its claims, and what the record knows around it.
export async function reportAnswer(store: Store, id: string): Promise<ReportAnswer> {
  const report = await store.report(id)
  if (!report) throw failure("id-unknown", id)
  const {record} = report
  const claims = record.events.map((e) => ({report: id, claim: e.id}))
  const decided = decidedClaims(await store.links.decisions())
  const around = await linksOfRecord(store, await lastDay(store), await store.links.linkedAround([...claims, ...decided], "event"))
  const events: {[claim: string]: ReportAnswer["events"][string]} = {}
  for (const e of around.events)
    for (const c of e.claims)
      if (c.report === id)
        events[c.event] = {id: e.id, sources: e.sources, reports: new Set(e.claims.map((x) => x.report)).size, status: e.status}
  const near = await linksOfRecord(store, undefined, await store.links.linkedReports([id]))
  const story = near.stories.find((s) => s.reports.includes(id))
  const copies = near.copies.filter((c) => c.original === id || c.copy === id)
  const reports = await store.reports([...(story?.reports ?? []), ...copies.flatMap((c) => [c.original, c.copy])])
  return {
    ...report,
    events,
    names: await namesOf(store, [...record.entities.map((e) => e.id), ...record.report.agencies, ...reports.keys()]),
    copies,
    story: story && story.reports.length > 1 ? {id: story.id, reports: story.reports.flatMap((r) => reports.get(r) ?? [])} : null,
  }
}

export type SearchQuery = ReportSearch & {
  /// At least so many independent sources behind one of its events.
  readonly sources?: number | undefined
}
export type SearchAnswer = Slice<SearchHit> & {
  readonly facets: Omit<Facets, "counted"> & {readonly sources: readonly Facet[]; readonly contradicted: number}
  readonly names: Names
}

/// Reports by words and by what they claim, with what there is to narrow by.
export async function searchAnswer(store: Store, query: SearchQuery, piece: Piece): Promise<SearchAnswer> {
  const {sources, ...rest} = query
  const support = (await isHeldWhole(store)) ? await supportHeld(store) : supportAround(store)
  let asked: ReportSearch = rest
  let isCut = false
  // One source is behind every event.
  if (sources !== undefined && sources > 1) {
    const {counted, more} = await store.lists.facets({...rest, joined: true}, 0, MOST_LOOKED)
    isCut = more
    const of = await support.sources(counted)
    const enough = counted.filter((id) => (of.get(id) ?? 1) >= sources)
    asked = {...rest, within: rest.within ? enough.filter((id) => rest.within?.includes(id)) : enough}
  }
  const hits = await store.lists.searchList(asked, piece)
  const {counted, ...facets} = await store.lists.facets(asked, 12)
  const most = await support.sources(counted)
  const disputed = await support.disputed(counted)
  const bySources = new Map<number, number>()
  for (const id of counted) bySources.set(most.get(id) ?? 1, (bySources.get(most.get(id) ?? 1) ?? 0) + 1)
  const ids = [...facets.actor, ...facets.place, ...facets.pair].flatMap((f) => f.key.split(" "))
  return {
    ...hits,
    facets: {
      ...facets,
      more: facets.more || isCut,
      sources: [...bySources].sort(([a], [b]) => b - a).map(([key, count]) => ({key: String(key), count})),
      contradicted: counted.filter((id) => disputed.has(id)).length,
    },
    names: await namesOf(store, [...new Set(ids)]),
  }
}
/// How many sources stand behind the events of a report is worked out for the latest of those that share one with another.
const MOST_LOOKED = 600

/// How many independent sources the best supported event of each of these reports has, and which of them have a figure that another
/// contradicts.
type Support = {
  readonly sources: (reports: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readonly disputed: (reports: readonly string[]) => Promise<ReadonlySet<string>>
}

async function supportHeld(store: Store): Promise<Support> {
  const links = await linksOfRecord(store, await lastDay(store))
  const sources = mostSources(links)
  const disputed = new Set(links.contradictions.flatMap((c) => c.figures.map((f) => f.report)))
  return {sources: async () => sources, disputed: async () => disputed}
}

/// Only reports that share an event with another can have it from several.
const supportAround = (store: Store): Support => ({
  async sources(reports) {
    const {token} = await store.lists.version()
    let known = sourcesKnown.get(store)
    if (known?.token !== token) sourcesKnown.set(store, (known = {token, of: new Map()}))
    const of = known.of
    const fresh = reports.filter((id) => !of.has(id))
    for (let i = 0; i < fresh.length; i += AT_ONCE) {
      const some = fresh.slice(i, i + AT_ONCE)
      const links = await linksOfRecord(store, undefined, await store.links.linkedAroundReports(some))
      const most = mostSources(links)
      for (const id of some) of.set(id, most.get(id) ?? 1)
    }
    return of
  },
  disputed: async (reports) => new Set(await store.links.contradicted(reports)),
})
const AT_ONCE = 200
const sourcesKnown = new WeakMap<Store, {readonly token: string; readonly of: Map<string, number>}>()

function mostSources(links: Links): ReadonlyMap<string, number> {
  const known = sourcesOf.get(links)
  if (known) return known
  const most = new Map<string, number>()
  for (const e of links.events) for (const c of e.claims) most.set(c.report, Math.max(most.get(c.report) ?? 0, e.sources))
  sourcesOf.set(links, most)
  return most
}
/// Worked out once for each state of the record, as the links are.
const sourcesOf = new WeakMap<Links, ReadonlyMap<string, number>>()
const storiesOf = new WeakMap<Links, readonly StoryLine[]>()

export type {StoryLine} from "./large.ts"

/// Stories, the latest first.
export async function storySlice(store: Store, piece: Piece): Promise<Slice<StoryLine>> {
  if (!(await isHeldWhole(store))) return storiesWalked(store, piece)
  const links = await linksOfRecord(store, await lastDay(store))
  let lines = storiesOf.get(links)
  if (!lines) {
    lines = await storyLines(store, links)
    storiesOf.set(links, lines)
  }
  return pieceOf(lines, piece, (l) => l.id)
}

async function storyLines(store: Store, links: Links): Promise<StoryLine[]> {
  const summaries = await store.reports(links.stories.flatMap((s) => s.reports))
  const lines = links.stories.map((s) => {
    const reports = s.reports.flatMap((r) => summaries.get(r) ?? [])
    const days = reports.map((r) => r.published).filter((d): d is string => d !== null)
    const last = Math.max(...days.map((d) => edtfRange(d)?.last ?? Number.NEGATIVE_INFINITY))
    return {last, line: {id: s.id, reports, from: days[0] ?? null, to: days.at(-1) ?? null}}
  })
  lines.sort((a, b) => (b.last === a.last ? (a.line.id < b.line.id ? -1 : 1) : b.last - a.last))
  return lines.map((l) => l.line)
}

/// A piece of a list that is there as a whole: read on behind the line with the id that the cursor names.
export function pieceOf<T>(all: readonly T[], {after, limit = 50}: Piece, idOf: (item: T) => string): Slice<T> {
  const from = after === undefined ? 0 : all.findIndex((x) => idOf(x) === after) + 1
  if (after !== undefined && from === 0) throw failure("parameter-wrong", "after", "this is no place in this list")
  const items = limit > 0 ? all.slice(from, from + limit) : all.slice(from)
  const end = from + items.length
  return {items, after: end < all.length ? idOf(items.at(-1) as T) : null}
}

export type TodayAnswer = {
  readonly on: string | null
  readonly stories: readonly {readonly day: string; readonly stories: readonly StoryLine[]}[]
  readonly latest: readonly ReportLine[]
  readonly overdue: readonly EventAnswer[]
  readonly ahead: readonly EventAnswer[]
  readonly contradictions: readonly ContradictionAnswer[]
  readonly names: Names
}
const SHOWN_TODAY = 8

/// What an analyst wants first: stories by day, what came in, what is due and what does not fit.
export async function todayAnswer(store: Store): Promise<TodayAnswer> {
  const {items} = await storySlice(store, {limit: 40})
  const days = new Map<string, StoryLine[]>()
  for (const line of items) {
    const to = line.to
    if (to) days.set(to, [...(days.get(to) ?? []), line])
  }
  const {overdue, ahead} = (await isHeldWhole(store)) ? await dueHeld(store) : await dueWalked(store, await lastDay(store), SHOWN_TODAY)
  const contradictions = (await contradictionSlice(store, {limit: 4})).items
  const latest = (await store.lists.reportList({}, {limit: 6})).items
  return {
    on: await lastPublished(store),
    stories: [...days].slice(0, 10).map(([on, stories]) => ({day: on, stories})),
    latest,
    overdue: await answersFor(store, overdue),
    ahead: await answersFor(store, ahead),
    contradictions,
    names: await namesOf(store, [
      ...latest.flatMap((r) => r.agencies),
      ...contradictions.flatMap((c) => c.figures.flatMap((f) => f.figure.parties)),
    ]),
  }
}

/// Plans around a day, of each sort so many.
export async function duePiece(store: Store, on: {readonly day?: number; readonly said?: string}, most: number): Promise<DueAnswer> {
  if (await isHeldWhole(store)) {
    const {overdue, ahead, ...said} = await dueAnswer(store, on)
    return {...said, overdue: overdue.slice(-most), ahead: ahead.slice(0, most)}
  }
  const {overdue, ahead} = await dueWalked(store, on.day ?? (await lastDay(store)), most)
  return {
    on: on.said ?? (await lastPublished(store)),
    overdue: await answersFor(store, [...overdue].reverse()),
    ahead: await answersFor(store, ahead),
  }
}

async function dueHeld(store: Store): Promise<{readonly overdue: readonly LinkedEvent[]; readonly ahead: readonly LinkedEvent[]}> {
  const day = await lastDay(store)
  const {events} = await linksOfRecord(store, day)
  return {
    overdue: events
      .filter((e) => e.status === "unconfirmed")
      .sort((a, b) => lastOf(b) - lastOf(a))
      .slice(0, SHOWN_TODAY),
    ahead: events
      .filter((e) => e.status === "planned" && e.time !== null && (day === undefined || lastOf(e) >= day))
      .sort((a, b) => firstOf(a) - firstOf(b))
      .slice(0, SHOWN_TODAY),
  }
}

/// Figures that cannot all be right.
export async function contradictionSlice(store: Store, piece: Piece): Promise<Slice<ContradictionAnswer>> {
  if (!(await isHeldWhole(store))) return contradictionsWalked(store, piece)
  const {items, after} = pieceOf((await linksOfRecord(store)).contradictions, piece, (c) => c.figures.map((f) => f.figure).join("."))
  return {items: await contradictionsTold(store, items), after}
}

type SeriesQuery = {readonly metric?: string | undefined; readonly party?: string | undefined}

/// Figures on one quantity over time.
export async function seriesSlice(store: Store, query: SeriesQuery, piece: Piece): Promise<Slice<SeriesAnswer>> {
  return (await isHeldWhole(store))
    ? pieceOf(await seriesAnswer(store, query), piece, (s) => s.series.id)
    : seriesWalked(store, query, piece)
}

/// One series by its id.
export async function oneSeries(store: Store, id: string): Promise<SeriesAnswer> {
  const all = (await isHeldWhole(store)) ? await seriesAnswer(store, {}) : await seriesNear(store, id)
  const found = all.find((s) => s.series.id === id)
  if (!found) throw failure("id-unknown", id)
  return found
}

export type RelationAnswer = {
  readonly a: readonly EntitySummary[]
  readonly b: readonly EntitySummary[]
  readonly events: Slice<EventAnswer>
  readonly months: readonly MonthCount[]
  readonly series: readonly SeriesAnswer[]
  readonly statements: readonly KeptClaim[]
}

/// Two actors: what they did together, how often by month, what is counted between them, what one says of the other.
export async function relationAnswer(store: Store, one: string, other: string): Promise<RelationAnswer> {
  const named = async (name: string): Promise<readonly EntitySummary[]> => (await store.lists.entityList({name})).items
  const [a, b] = [await named(one), await named(other)]
  if (a.length === 0) throw failure("id-unknown", one)
  if (b.length === 0) throw failure("id-unknown", other)
  const idsOf = (of: readonly EntitySummary[]): Set<string> => new Set(of.map((e) => e.id))
  const [as, bs] = [idsOf(a), idsOf(b)]
  const query = {about: one, with: other} as const
  const events = await eventSlice(store, query, {limit: 50})
  const months = await store.lists.monthCounts({...query, family: "event"})
  const series = await seriesBetween(store, as, bs)
  const statements = [...(await statementsAbout(store, one, bs)), ...(await statementsAbout(store, other, as))]
  return {a, b, events, months, series, statements}
}

const MOST_FIGURES = 60

/// Figures over time of which both are parties.
async function seriesBetween(store: Store, as: ReadonlySet<string>, bs: ReadonlySet<string>): Promise<SeriesAnswer[]> {
  const links = (await isHeldWhole(store)) ? await linksOfRecord(store, await lastDay(store)) : await linksBetween(store, as, bs)
  return seriesTold(
    store,
    links.series.filter((s) => s.parties.some((p) => as.has(p)) && s.parties.some((p) => bs.has(p))),
  )
}
async function linksBetween(store: Store, as: ReadonlySet<string>, bs: ReadonlySet<string>): Promise<Links> {
  const claims = await store.lists.claimRefs({family: "figure", touching: [[...as], [...bs]]}, MOST_FIGURES)
  return linksOfRecord(store, undefined, await store.links.linkedAmong(claims))
}

const MOST_STATEMENTS = 60

/// What somebody said in which one of these is named.
async function statementsAbout(store: Store, speaker: string, about: ReadonlySet<string>): Promise<KeptClaim[]> {
  const said = await store.lists.claims({family: "statement", speaker, named: [...about]}, {limit: MOST_STATEMENTS})
  // Where they stand in a report is looked up for those alone whose words may name them.
  const words = await store.lists.wordsFor([...about])
  const naming = said.items.filter((c) => c.family === "statement" && (words?.some((word) => c.claim.content.quote.includes(word)) ?? true))
  const mentions = await store.lists.mentionsOf([...new Set(naming.map((c) => c.report.id))], [...about])
  return naming.filter((c) => {
    if (c.family !== "statement") return false
    const {start, end} = c.claim.content
    return mentions.get(c.report.id)?.some((m) => m.start >= start && m.end <= end)
  })
}

export type EntityAnswer = {
  readonly entity: Awaited<ReturnType<Store["entity"]>> & object
  readonly companions: Awaited<ReturnType<Store["lists"]["companions"]>>
  /// How often two of them take part in its events.
  readonly together: Awaited<ReturnType<Store["lists"]["together"]>>
  readonly types: readonly {readonly key: string | null; readonly count: number}[]
  readonly months: readonly MonthCount[]
  /// Offices and descriptions it is named by, most frequent first, with the reports' days.
  readonly roles: readonly {readonly role: string; readonly count: number}[]
  readonly events: Slice<EventAnswer>
  readonly statements: Slice<KeptClaim>
}

/// A person, body, country or place: names met, what it took part in, with whom, what it said.
export async function entityAnswer(store: Store, id: string): Promise<EntityAnswer> {
  const entity = await store.entity(id)
  if (!entity) throw failure("id-unknown", id)
  const companions = await store.lists.companions(id, 14)
  return {
    entity,
    companions,
    together: await store.lists.together(
      id,
      companions.map((c) => c.entity.id),
    ),
    types: await store.lists.claimCounts({family: "event", with: id}, "type"),
    months: await store.lists.monthCounts({family: "event", with: id}),
    roles: (await store.lists.rolesOf(id, 12)).map(({key, count}) => ({role: key, count})),
    events: await eventSlice(store, {with: id}, {limit: 60}),
    statements: await store.lists.claims({family: "statement", speaker: id}, {limit: 30}),
  }
}

export type CopyLine = Links["copies"][number] & {
  readonly from: ReportLineShort
  readonly by: ReportLineShort
  /// Days between the two, where both are known to the day.
  readonly days: number | null
}
export type SourcesAnswer = {
  readonly outlets: readonly Facet[]
  readonly agencies: readonly Facet[]
  readonly copies: readonly CopyLine[]
  readonly names: Names
}
const MOST_COPIES = 200

/// How each source is doing.
export type GatheringAnswer = {readonly sources: readonly GatheredSource[]}
export type GatheredSource = Pick<
  SourceState,
  "paused" | "asked" | "answered" | "gave" | "due" | "failures" | "problem" | "listed" | "waiting" | "alarmed"
> & {
  readonly name: string
  /// What it is and where, of one that was set up by command; what stands in a configuration file is known to whoever reads that.
  readonly kind: string | null
  readonly at: string | null
  readonly items: ItemCounts
  /// What was done with its items, ever, and why some were refused, most first.
  readonly counts: SourceTotals["counts"]
  readonly refused: readonly {readonly code: string; readonly says: string; readonly hint: string; readonly count: number}[]
}

const MOST_REASONS = 8
/// A newer program may have written others.
type Codes = {readonly [code: string]: {readonly says: string; readonly hint: string} | undefined}
const NONE_DONE = Object.fromEntries(DONE.map((what) => [what, 0])) as SourceTotals["counts"]

/// Sources by their names: those that were asked, and those that were added and not asked yet.
export async function gatheringAnswer(store: Store): Promise<GatheringAnswer> {
  const states = await store.sources.states()
  const added = new Map((await store.sources.added()).map((s) => [s.name, JSON.parse(s.settings) as {[setting: string]: unknown}]))
  const totals = new Map((await store.ledger.totals({})).map((t) => [t.source, t]))
  const sources: GatheredSource[] = []
  for (const name of [...new Set([...states.keys(), ...added.keys()])].sort()) {
    const {validators: _validators, gaps: _gaps, ...state} = states.get(name) ?? FRESH
    const {kind, url, path} = added.get(name) ?? {}
    const {counts = NONE_DONE, reasons = []} = totals.get(name) ?? {}
    sources.push({
      name,
      kind: typeof kind === "string" ? kind : null,
      at: typeof url === "string" ? url : typeof path === "string" ? path : null,
      ...state,
      items: await store.sources.counts(name),
      counts,
      refused: reasons
        .filter((r) => r.what === "refused")
        .slice(0, MOST_REASONS)
        .map(({code, count}) => ({code, count, ...((ISSUES as Codes)[code] ?? {says: code, hint: ""})})),
    })
  }
  return {sources}
}

export async function sourcesAnswer(store: Store): Promise<SourcesAnswer> {
  const {outlets, agencies} = await store.lists.carriers(40)
  const links = (await isHeldWhole(store))
    ? await linksOfRecord(store, await lastDay(store))
    : await linksOfRecord(store, undefined, await store.links.latestCopies(MOST_COPIES))
  const shown = links.copies.slice(0, MOST_COPIES)
  const reports = await store.reports(shown.flatMap((c) => [c.original, c.copy]))
  const dayOf = (report: ReportLineShort): number | undefined => {
    const range = edtfRange(report.published)
    return range && range.first === range.last ? range.first : undefined
  }
  const copies = shown.flatMap((copy): CopyLine[] => {
    const [from, by] = [reports.get(copy.original), reports.get(copy.copy)]
    if (!from || !by) return []
    const [first, then] = [dayOf(from), dayOf(by)]
    return [{...copy, from, by, days: first === undefined || then === undefined ? null : then - first}]
  })
  return {
    outlets,
    agencies,
    copies,
    names: await namesOf(
      store,
      agencies.map((a) => a.key),
    ),
  }
}
