import {type Anchor, joinAll, keysOf, type Links, linksOf, type Traits, traitsOf, type Verdict, type World} from "../link/index.ts"
import type {ReportRecord} from "../model/index.ts"
import type {LinkDecision, LinkDesk, Linked, Store} from "../record/index.ts"

/// Reports compared by one transaction: what lies together in the record is written once for all of them.
const GROUP = 256

/// Compares reports that the record holds and that were not compared yet, with all others. Returns how many. What a crash
/// interrupts is compared the next time.
export async function linkPending(
  store: Store,
  openWorld: () => World | Promise<World>,
  onGroup: (done: number) => void = () => {},
): Promise<number> {
  let done = 0
  let world: World | undefined
  for (;;) {
    const ids = await store.links.unlinked(GROUP)
    if (ids.length === 0) return done
    world ??= await openWorld()
    const traits: Traits[] = []
    for (const id of ids) {
      const kept = await store.report(id)
      if (kept) traits.push(traitsOf(kept.record, world))
    }
    await linkReports(store, traits)
    done += traits.length
    onGroup(done)
  }
}

/// Reports that were read just now, without fetching them again.
export async function linkRecords(store: Store, records: readonly ReportRecord[], world: World): Promise<void> {
  const waiting = new Set(await store.links.unlinked(records.length * 4))
  const fresh = [...new Map(records.filter((r) => waiting.has(r.report.id)).map((r) => [r.report.id, r])).values()]
  if (fresh.length > 0)
    await linkReports(
      store,
      fresh.map((r) => traitsOf(r, world)),
    )
}

/// Reports with what they are compared by, as the readers gave it. Of one that stands otherwise than it was read (persons said something of
/// it) traits are taken anew by `linkPending`.
export async function linkTraits(store: Store, reports: readonly {readonly traits: Traits; readonly digest: string}[]): Promise<void> {
  await store.links.linking(async (desk) => {
    const due = await desk.due(reports.map((r) => r.traits.report))
    const fresh = new Map(reports.filter((r) => due.get(r.traits.report) === r.digest).map((r) => [r.traits.report, r.traits]))
    await join([...fresh.values()], desk)
  })
}

const linkReports = (store: Store, reports: readonly Traits[]): Promise<void> => store.links.linking((desk) => join(reports, desk))

async function join(reports: readonly Traits[], desk: LinkDesk): Promise<void> {
  await desk.remove(
    reports.map((r) => r.report),
    keysOf,
  )
  await joinAll(reports, desk)
}

const verdictsOf = (decisions: readonly LinkDecision[]): Verdict[] =>
  decisions.filter((d) => d.standing).map((d) => ({says: d.says, a: d.a, b: d.b}))

/// Links of all the record, or of a part of it that was fetched.
export async function linksOfRecord(store: Store, on?: number, part?: Linked): Promise<Links> {
  if (part) return linksIn(store, part, on)
  // A server asks for the whole again and again: it is worked out once for every state of the record.
  const {token} = await store.lists.version()
  let known = whole.get(store)
  if (known?.token !== token) whole.set(store, (known = {token, by: new Map()}))
  const before = known.by.get(on)
  if (before) return before
  const links = await linksIn(store, await store.links.linked(), on)
  if (known.by.size >= MOST_DAYS) known.by.clear()
  known.by.set(on, links)
  return links
}
/// By the day they are told as of: few days are asked for between two changes.
const MOST_DAYS = 4
const whole = new WeakMap<Store, {readonly token: string; readonly by: Map<number | undefined, Links>}>()

async function linksIn(store: Store, {reports, pairs}: Linked, on: number | undefined): Promise<Links> {
  return linksOf({reports, pairs, verdicts: verdictsOf(await store.links.decisions()), ...(on === undefined ? {} : {on})})
}

/// Claims and reports that decisions speak of: they may join what no pair does.
export function decidedClaims(decisions: readonly LinkDecision[]): Anchor[] {
  return decisions.filter((d) => d.standing).flatMap((d) => [d.a, d.b].filter((x): x is Anchor => typeof x !== "string"))
}
export function decidedReports(decisions: readonly LinkDecision[]): string[] {
  return decisions.filter((d) => d.standing).flatMap((d) => [d.a, d.b].filter((x): x is string => typeof x === "string"))
}
