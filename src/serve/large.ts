import type {Contradiction, LinkedEvent, Links} from "../link/index.ts"
import {edtfRange} from "../model/index.ts"
import type {KeptClaim, Piece, ReportSummary, Slice, Store} from "../record/index.ts"
import {failure} from "../support/index.ts"
import {type ContradictionAnswer, contradictionsTold, lastDay, type SeriesAnswer, seriesTold} from "./across.ts"
import {decidedClaims, decidedReports, linksOfRecord} from "./linking.ts"

/// A record too large to be worked out as a whole is walked in the order of a list, and for each piece of it what is around is worked
/// out: an answer costs what it shows, however much the record holds.

/// The event of each claim, by the claim's id and by those of the claims joined to it.
export async function eventsOfClaims(store: Store, claims: readonly KeptClaim[], on?: number): Promise<Map<string, LinkedEvent>> {
  if (claims.length === 0) return new Map()
  const decided = decidedClaims(await store.links.decisions())
  const seeds = claims.map((c) => ({report: c.report.id, claim: c.claim.id}))
  const links = await linksOfRecord(store, on ?? (await lastDay(store)), await store.links.linkedAround([...seeds, ...decided], "event"))
  return new Map(links.events.flatMap((e) => e.claims.map((c) => [c.event, e] as const)))
}

export const firstOf = (e: LinkedEvent): number => edtfRange(e.time)?.first ?? Number.POSITIVE_INFINITY
export const lastOf = (e: LinkedEvent): number => edtfRange(e.time)?.last ?? Number.NEGATIVE_INFINITY

export type StoryLine = {
  readonly id: string
  readonly reports: readonly ReportSummary[]
  readonly from: string | null
  readonly to: string | null
}

/// Stories, each at the latest of its reports.
export async function storiesWalked(store: Store, {after, limit = 50}: Piece): Promise<Slice<StoryLine>> {
  const decided = decidedReports(await store.links.decisions())
  for (let at = after; ; ) {
    const reports = await store.lists.reportList({}, {after: at, limit: limit || MOST_WALKED})
    const ids = reports.items.map((r) => r.id)
    const {stories} = await linksOfRecord(store, undefined, await store.links.linkedReports([...ids, ...decided]))
    const storyOf = new Map(stories.flatMap((s) => s.reports.map((r) => [r, s] as const)))
    const inside = [...new Set(ids.flatMap((id) => storyOf.get(id)?.reports ?? []))]
    const known = new Map((await store.lists.reportList({ids: inside}, {limit: 0})).items.map((r) => [r.id, r]))
    const head = new Map<string, string>()
    for (const id of known.keys()) {
      const story = storyOf.get(id)
      if (story && !head.has(story.id)) head.set(story.id, id)
    }
    const items = ids.flatMap((id): StoryLine[] => {
      const story = storyOf.get(id)
      if (!story || head.get(story.id) !== id) return []
      const told = story.reports.flatMap((r) => known.get(r) ?? [])
      const days = told.map((r) => r.published).filter((d): d is string => d !== null)
      return [{id: story.id, reports: told.map(summaryOf), from: days[0] ?? null, to: days.at(-1) ?? null}]
    })
    if (items.length > 0 || reports.after === null) return {items, after: reports.after}
    at = reports.after
  }
}

const summaryOf = ({id, title, published, agencies, sources, current}: ReportSummary): ReportSummary => ({
  id,
  title,
  published,
  agencies,
  sources,
  current,
})

/// Claims and lines looked at by one step of a walk, and steps until it has what it came for.
const MOST_WALKED = 200
const MOST_STEPS = 5

/// Plans around a day, the nearest first: those whose day has passed without a report since, and those to come.
export async function dueWalked(
  store: Store,
  day: number | undefined,
  most: number,
): Promise<{readonly overdue: readonly LinkedEvent[]; readonly ahead: readonly LinkedEvent[]}> {
  if (day === undefined) return {overdue: [], ahead: []}
  const walked = async (piece: (at: Piece) => Promise<Slice<KeptClaim>>, fits: (e: LinkedEvent) => boolean): Promise<LinkedEvent[]> => {
    const found = new Map<string, LinkedEvent>()
    let after: string | undefined
    for (let step = 0; step < MOST_STEPS && found.size < most; step++) {
      const claims = await piece({after, limit: Math.min(MOST_WALKED, 3 * most)})
      for (const event of (await eventsOfClaims(store, claims.items, day)).values()) if (fits(event)) found.set(event.id, event)
      if (claims.after === null) break
      after = claims.after
    }
    return [...found.values()]
  }
  const overdue = await walked(
    (at) => store.lists.lapsed(day, at),
    (e) => e.status === "unconfirmed",
  )
  const ahead = await walked(
    (at) => store.lists.claims({family: "event", status: ["planned"], from: day}, at),
    (e) => e.status === "planned" && e.time !== null && lastOf(e) >= day,
  )
  return {
    overdue: overdue.sort((a, b) => lastOf(b) - lastOf(a) || (a.id < b.id ? -1 : 1)).slice(0, most),
    ahead: ahead.sort((a, b) => firstOf(a) - firstOf(b) || (a.id < b.id ? -1 : 1)).slice(0, most),
  }
}

/// First the figures of which one contradicts the other, those found last first; then those that do not fit by arithmetic, quantity by
/// quantity.
export async function contradictionsWalked(store: Store, {after, limit = 50}: Piece): Promise<Slice<ContradictionAnswer>> {
  const most = limit || MOST_WALKED
  if (!after?.startsWith(ARITHMETIC)) {
    const pairs = await store.links.contradictions({after, limit: most})
    const told = pairs.items.map(
      ({a, b, why}): Contradiction => ({
        kind: "value",
        figures: [a, b].map(({report, claim}) => ({report, figure: claim})),
        why: why.join("; "),
      }),
    )
    if (told.length > 0) return {items: await contradictionsTold(store, told), after: pairs.after ?? ARITHMETIC}
  }
  for (let at = after?.startsWith(ARITHMETIC) ? after.slice(ARITHMETIC.length) : "", step = 1; ; step++) {
    const quantities = await store.links.quantities({}, {after: at || undefined, limit: MOST_WALKED})
    const {contradictions} = await linksOfQuantities(store, quantities.items)
    const found = contradictions.filter((c) => c.kind === "arithmetic")
    const next = quantities.after === null ? null : `${ARITHMETIC}${quantities.after}`
    if (found.length > 0 || next === null || step === MOST_STEPS) return {items: await contradictionsTold(store, found), after: next}
    at = quantities.after as string
  }
}
const ARITHMETIC = "arithmetic."

async function linksOfQuantities(store: Store, quantities: readonly string[]): Promise<Links> {
  return linksOfRecord(store, undefined, await store.links.linkedAmong(await store.links.figuresOf(quantities)))
}

/// Series by what they measure and of whom.
export async function seriesWalked(
  store: Store,
  {metric, party}: {readonly metric?: string | undefined; readonly party?: string | undefined},
  piece: Piece,
): Promise<Slice<SeriesAnswer>> {
  const parties = party === undefined ? undefined : (await store.entitiesNamed(party)).map((e) => e.id)
  const {items, after} = await store.links.quantities({metric, parties}, piece)
  return {items: await seriesTold(store, (await linksOfQuantities(store, items)).series), after}
}

/// The series of a figure's quantity; a series is known by one of its figures.
export async function seriesNear(store: Store, id: string): Promise<readonly SeriesAnswer[]> {
  const quantity = await store.links.quantityOf(`f_${id.slice(id.indexOf("_") + 1)}`)
  if (quantity === undefined) throw failure("id-unknown", id)
  return seriesTold(store, (await linksOfQuantities(store, [quantity])).series)
}
