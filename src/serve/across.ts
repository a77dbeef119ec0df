import {
  type Chain,
  type ClaimRef,
  type Contradiction,
  type Dated,
  type EventRef,
  type FigureRef,
  figureChains,
  independentSources,
  type LinkedEvent,
  type Links,
  type Series,
  type Story,
} from "../link/index.ts"
import {edtfRange, type Entity} from "../model/index.ts"
import type {Decision, KeptClaim, ReportSummary, Store, TimelineQuery, Who} from "../record/index.ts"
import {failure} from "../support/index.ts"
import {decidedClaims, decidedReports, linksOfRecord} from "./linking.ts"

/// What is asked across reports: answers with the names and the words that a reader needs beside them.

export type Names = {readonly [id: string]: Entity["name"]}

/// A claim as it is shown under an event or a contradiction: its sentence and its report.
export type ToldBy = {readonly id: string; readonly status: string | null; readonly sentence: string; readonly report: ReportSummary}

export type EventAnswer = {
  readonly event: LinkedEvent
  readonly told: readonly ToldBy[]
  readonly chains: readonly ChainTree[]
  readonly names: Names
}

/// Who has a figure or a statement from whom. Of a figure: those too who say the same.
export type ClaimChain = {
  readonly claim: Exclude<KeptClaim, {family: "event"}>["claim"]
  readonly told: readonly ToldBy[]
  readonly sources: number
  readonly isnad: readonly Chain[]
  readonly chains: readonly ChainTree[]
  readonly names: Names
}

/// A tree of transmission: who said it first at the root, whoever passed it on below.
export type ChainTree = {readonly by: string; readonly passed: readonly ChainTree[]}

function treesOf(chains: readonly Chain[]): ChainTree[] {
  const roots: {by: string; passed: ChainTree[]}[] = []
  for (const chain of chains) {
    let at = roots
    for (const by of chain) {
      let node = at.find((n) => n.by === by)
      if (!node) {
        node = {by, passed: []}
        at.push(node)
      }
      at = node.passed as typeof roots
    }
  }
  return roots
}

const tail = (id: string): string => id.slice(id.indexOf("_") + 1)

/// An event by its id or by that of any claim of it, with what is near it in the record.
async function linkedEvent(store: Store, id: string, on?: number): Promise<{readonly event: LinkedEvent; readonly links: Links}> {
  const claim = await store.claim(`e_${tail(id)}`)
  if (claim?.family !== "event") throw failure("id-unknown", id)
  const seed: ClaimRef = {report: claim.report.id, claim: claim.claim.id}
  const links = await linksAround(store, [seed], on ?? (await lastDay(store)))
  const event = links.events.find((e) => e.claims.some((c) => c.report === seed.report && c.event === seed.claim))
  if (!event) throw failure("id-unknown", id)
  return {event, links}
}

/// Beyond so many claims the whole record is as soon worked out as what is around each.
const MOST_AROUND = 2000

/// What is said across reports of some event claims.
async function linksAround(store: Store, claims: readonly ClaimRef[], on: number | undefined): Promise<Links> {
  if (claims.length > MOST_AROUND) return linksOfRecord(store, on)
  const decided = decidedClaims(await store.links.decisions())
  return linksOfRecord(store, on, await store.links.linkedAround([...claims, ...decided], "event"))
}

/// The last day the record has a report of: what is due is told as of it, so that the same record gives the same answer.
export async function lastDay(store: Store): Promise<number | undefined> {
  const last = edtfRange(await lastPublished(store))?.last
  return last !== undefined && Number.isFinite(last) ? last : undefined
}

/// The same as it is written.
export const lastPublished = async (store: Store): Promise<string | null> => (await sizeOf(store)).last

/// Whether what is known across reports is worked out for the whole record, and held until it changes. Of a larger one only what is
/// around the claims in question is (`large.ts`).
export const isHeldWhole = async (store: Store): Promise<boolean> => !(await sizeOf(store)).isMore
const MOST_HELD = 5000

/// Asked once for each state of the record.
async function sizeOf(store: Store): Promise<Size> {
  const {token} = await store.lists.version()
  const known = sizesHeld.get(store)
  if (known?.token === token) return known
  const size = {token, ...(await store.lists.size(MOST_HELD))}
  sizesHeld.set(store, size)
  return size
}
type Size = {readonly token: string; readonly isMore: boolean; readonly last: string | null}
const sizesHeld = new WeakMap<Store, Size>()

export async function eventAnswer(store: Store, id: string): Promise<EventAnswer> {
  return answerFor(store, (await linkedEvent(store, id)).event)
}

/// The chain of an event, a figure or a statement, by its id or that of a claim of it.
export async function chainAnswer(store: Store, id: string): Promise<EventAnswer | ClaimChain> {
  if (!id.startsWith("f_") && !id.startsWith("s_")) return eventAnswer(store, id)
  const kept = await store.claim(id)
  if (!kept || kept.family === "event") throw failure("id-unknown", id)
  const {told, isnad} = kept.family === "figure" ? await figureTold(store, kept.report.id, id) : await statementTold(store, kept)
  return {
    claim: kept.claim,
    told,
    sources: independentSources(isnad),
    isnad,
    chains: treesOf(isnad),
    names: await namesOf(store, isnad.flat()),
  }
}

type Chained = {readonly told: readonly ToldBy[]; readonly isnad: readonly Chain[]}

async function figureTold(store: Store, report: string, figure: string): Promise<Chained> {
  const part = await store.links.linkedAround([{report, claim: figure}], "figure")
  const links = await linksOfRecord(store, undefined, part)
  const own = {report, figure}
  const agreement = links.agreements.find((a) => a.figures.some((f) => f.report === report && f.figure === figure))
  const chain = figureChains(part.reports, links.copies)
  const alone = part.reports.flatMap((r) =>
    r.figures.flatMap((f) => (r.report === report && f.id === figure ? [chain({report: r, figure: f})] : [])),
  )
  const told = (await Promise.all((agreement?.figures ?? [own]).map((f) => store.claim(f.figure)))).flatMap((c) => (c ? [toldBy(c)] : []))
  return {told, isnad: agreement?.isnad ?? alone}
}

/// Speaker, then whoever carried his words, the last of them nearest to the report.
async function statementTold(store: Store, kept: Extract<KeptClaim, {family: "statement"}>): Promise<Chained> {
  const {speaker, via} = kept.claim
  const report = (await store.record(kept.report.id))?.report
  const chain = [...(speaker ? [speaker] : []), ...[...via].reverse(), ...(report?.agencies ?? []), report?.outlet ?? kept.report.id]
  return {told: [toldBy(kept)], isnad: [[...new Set(chain)]]}
}

async function answerFor(store: Store, event: LinkedEvent): Promise<EventAnswer> {
  return (await answersFor(store, [event]))[0] as EventAnswer
}

/// Several at once: names and claims are fetched together, those that are known already not again.
export async function answersFor(store: Store, events: readonly LinkedEvent[], known: readonly KeptClaim[] = []): Promise<EventAnswer[]> {
  const claims = new Map(known.map((c) => [c.claim.id, c]))
  const others = events.flatMap((e) => e.claims.map((c) => c.event)).filter((id) => !claims.has(id))
  if (others.length > 0) for (const [id, claim] of await store.lists.claimsOf(others)) claims.set(id, claim)
  const idsOf = (e: LinkedEvent): string[] => [...e.participants, ...(e.place ? [e.place] : []), ...e.isnad.flat()]
  const names = await namesOf(store, [...new Set(events.flatMap(idsOf))])
  return events.map((event) => ({
    event,
    told: event.claims.flatMap((c) => claims.get(c.event) ?? []).map(toldBy),
    chains: treesOf(event.isnad),
    names: Object.fromEntries(idsOf(event).flatMap((id) => (names[id] ? [[id, names[id]]] : []))),
  }))
}

const toldBy = (kept: KeptClaim): ToldBy => ({
  id: kept.claim.id,
  status: kept.family === "event" ? kept.claim.status : null,
  sentence: kept.context,
  report: kept.report,
})

/// Names of entities, and of reports the title or the source.
export async function namesOf(store: Store, ids: readonly string[]): Promise<Names> {
  const names: {[id: string]: Entity["name"]} = {}
  for (const [id, e] of await store.entities(ids.filter((id) => id.includes(":")))) names[id] = e.name
  for (const [id, r] of await store.reports(ids.filter((id) => id.startsWith("r_"))))
    names[id] = {ar: (r as ReportSummary).title ?? "", en: (r as ReportSummary).sources[0] ?? id}
  return names
}

export type EventsAnswer = {readonly events: readonly EventAnswer[]; readonly total: number; readonly next: number | null}

/// Events that any claim of the query tells of, each once, by day.
export async function eventsAnswer(store: Store, query: TimelineQuery): Promise<EventsAnswer> {
  const {limit = 50, offset = 0, ...rest} = query
  const claims = (await store.timeline({...rest, limit: 0})).items.map((i): ClaimRef => ({report: i.report.id, claim: i.event.id}))
  const wanted = new Set(claims.map((c) => `${c.report} ${c.claim}`))
  const links = await linksAround(store, claims, await lastDay(store))
  const all = links.events.filter((e) => e.claims.some((c) => wanted.has(`${c.report} ${c.event}`))).sort(byDay)
  const page = all.slice(offset, limit > 0 ? offset + limit : undefined)
  return {events: await answersFor(store, page), total: all.length, next: offset + page.length < all.length ? offset + page.length : null}
}

const startOf = (e: LinkedEvent): number => edtfRange(e.time)?.first ?? Number.POSITIVE_INFINITY
const byDay = (a: LinkedEvent, b: LinkedEvent): number => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1)

export type StoryAnswer = {
  readonly story: Story
  readonly reports: readonly ReportSummary[]
  readonly copies: Links["copies"]
  readonly events: readonly EventAnswer[]
  readonly dates: readonly Dated[]
}

export async function storyAnswer(store: Store, id: string): Promise<StoryAnswer> {
  const report = `r_${tail(id)}`
  if (!(await store.record(report))) throw failure("id-unknown", id)
  const decided = decidedReports(await store.links.decisions())
  const links = await linksOfRecord(store, undefined, await store.links.linkedReports([report, ...decided]))
  const story = links.stories.find((s) => s.reports.includes(report))
  if (!story) throw failure("id-unknown", id)
  const inside = new Set(story.reports)
  // The events that more than one of its reports tell.
  const claims = links.events
    .filter((e) => e.claims.some((c) => inside.has(c.report)))
    .flatMap((e) => e.claims.map((c) => ({report: c.report, claim: c.event})))
  const around = await linksOfRecord(store, await lastDay(store), await store.links.linkedAround(claims, "event"))
  const shared = around.events.filter((e) => new Set(e.claims.map((c) => c.report).filter((r) => inside.has(r))).size > 1).sort(byDay)
  const events = await answersFor(store, shared)
  const reports = await store.reports(story.reports)
  return {
    story,
    reports: story.reports.flatMap((r) => reports.get(r) ?? []),
    copies: links.copies.filter((c) => inside.has(c.original) && inside.has(c.copy)),
    events,
    dates: links.dates.filter((d) => inside.has(d.report)),
  }
}

export type DueAnswer = {readonly on: string | null; readonly overdue: readonly EventAnswer[]; readonly ahead: readonly EventAnswer[]}

/// Plans by their day: those that have passed with no report since, and those to come.
export async function dueAnswer(store: Store, on: {readonly day?: number; readonly said?: string}): Promise<DueAnswer> {
  const day = on.day ?? (await lastDay(store))
  // Whatever is due was planned.
  const planned = (await store.timeline({status: ["planned"], limit: 0})).items.map(
    (i): ClaimRef => ({report: i.report.id, claim: i.event.id}),
  )
  const links = await linksAround(store, planned, day)
  const answers = (of: readonly LinkedEvent[]): Promise<EventAnswer[]> => answersFor(store, [...of].sort(byDay))
  return {
    on: on.said ?? (await lastPublished(store)),
    overdue: await answers(links.events.filter((e) => e.status === "unconfirmed")),
    ahead: await answers(links.events.filter((e) => e.status === "planned" && e.time !== null)),
  }
}

/// A figure with the words it rests on.
export type FigureTold = {
  readonly figure: Extract<KeptClaim, {family: "figure"}>["claim"]
  readonly sentence: string
  readonly report: ReportSummary
}
export type ContradictionAnswer = {readonly kind: Contradiction["kind"]; readonly why: string; readonly figures: readonly FigureTold[]}
export type SeriesAnswer = {readonly series: Series; readonly figures: readonly FigureTold[]; readonly names: Names}

export async function figuresTold(store: Store, refs: readonly FigureRef[]): Promise<FigureTold[]> {
  const claims = await store.lists.claimsOf(refs.map((r) => r.figure))
  return refs.flatMap((ref) => {
    const kept = claims.get(ref.figure)
    return kept?.family === "figure" ? [{figure: kept.claim, sentence: kept.context, report: kept.report}] : []
  })
}

export async function contradictionsAnswer(store: Store): Promise<readonly ContradictionAnswer[]> {
  return contradictionsTold(store, (await linksOfRecord(store)).contradictions)
}

/// Several at once: their figures are fetched together.
export async function contradictionsTold(store: Store, contradictions: readonly Contradiction[]): Promise<ContradictionAnswer[]> {
  const told = await figuresTold(
    store,
    contradictions.flatMap((c) => c.figures),
  )
  const byId = new Map(told.map((f) => [f.figure.id, f]))
  return contradictions.map(({kind, why, figures}) => ({kind, why, figures: figures.flatMap((f) => byId.get(f.figure) ?? [])}))
}

export async function seriesTold(store: Store, all: readonly Series[]): Promise<SeriesAnswer[]> {
  const told = await figuresTold(
    store,
    all.flatMap((s) => s.figures),
  )
  const byId = new Map(told.map((f) => [f.figure.id, f]))
  const names = await namesOf(store, [...new Set(all.flatMap((s) => s.parties))])
  return all.map((series) => ({
    series,
    figures: series.figures.flatMap((f) => byId.get(f.figure) ?? []),
    names: Object.fromEntries(series.parties.flatMap((id) => (names[id] ? [[id, names[id]]] : []))),
  }))
}

export async function seriesAnswer(
  store: Store,
  query: {readonly metric?: string | undefined; readonly party?: string | undefined},
): Promise<readonly SeriesAnswer[]> {
  const links = await linksOfRecord(store)
  const party = query.party === undefined ? undefined : new Set((await store.entitiesNamed(query.party)).map((e) => e.id))
  return seriesTold(
    store,
    links.series.filter(
      (s) => (query.metric === undefined || s.metric === query.metric) && (!party || s.parties.some((p) => party.has(p))),
    ),
  )
}

/// What was decided; the event that came of it, or the claim as it stands now, null where it was rejected.
export type DecisionAnswer = {readonly decisions: readonly Decision[]; readonly event: EventAnswer | null; readonly claim: KeptClaim | null}

/// «These are one event» or «these are two», of two events, two claims or two reports.
export async function decide(
  store: Store,
  says: "same" | "different",
  one: string,
  other: string | undefined,
  because: Who & {readonly reason: string | null},
): Promise<DecisionAnswer> {
  if (isReport(one) || (other !== undefined && isReport(other))) {
    const a = `r_${tail(one)}`
    // Without the other a report is parted from all that its story holds.
    const others = other === undefined ? (await storyAnswer(store, a)).story.reports.filter((id) => id !== a) : [`r_${tail(other)}`]
    for (const id of [a, ...others]) if (!(await store.record(id))) throw failure("id-unknown", id)
    const decisions: Decision[] = []
    for (const b of others) decisions.push(await store.decisions.decide({says, family: "report", a, b, ...because}))
    return {decisions, event: null, claim: null}
  }
  const anchorOf = async (id: string) => {
    const claim = await store.claim(`e_${tail(id)}`)
    if (claim?.family !== "event") throw failure("id-unknown", id)
    const [first] = claim.claim.evidence
    return {report: claim.report.id, claim: claim.claim.id, type: claim.claim.type, start: first.start, end: first.end}
  }
  const a = await anchorOf(one)
  // Without the other a claim is parted from all that its event holds.
  const others =
    other === undefined
      ? (await linkedEvent(store, one)).event.claims.map((c: EventRef) => c.event).filter((id) => id !== a.claim)
      : [other]
  const decisions: Decision[] = []
  for (const id of others) decisions.push(await store.decisions.decide({says, family: "event", a, b: await anchorOf(id), ...because}))
  return {decisions, event: await eventAnswer(store, one), claim: null}
}

const isReport = (id: string): boolean => id.startsWith("r_") || id.startsWith("st_")
