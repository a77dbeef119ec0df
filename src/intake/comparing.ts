import {joinAll, keysOf, type Traits, traitsOf, type World} from "../link/index.ts"
import type {ReportRecord} from "../model/index.ts"
import type {LinkDesk, Store} from "../record/index.ts"

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
      const record = await store.record(id)
      if (record) traits.push(traitsOf(record, world))
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
export async function linkTraits(store: Store, reports: readonly Unlinked[]): Promise<void> {
  await store.links.linking(async (desk) => {
    const due = await desk.due(reports.map((r) => r.traits.report))
    const fresh = new Map(reports.filter((r) => due.get(r.traits.report) === r.digest).map((r) => [r.traits.report, r.traits]))
    await join([...fresh.values()], desk)
  })
}

/// A report that was kept and not compared yet: what it is compared by, and the reading that this was taken from.
export type Unlinked = {readonly traits: Traits; readonly digest: string}

const linkReports = (store: Store, reports: readonly Traits[]): Promise<void> => store.links.linking((desk) => join(reports, desk))

async function join(reports: readonly Traits[], desk: LinkDesk): Promise<void> {
  await desk.remove(
    reports.map((r) => r.report),
    keysOf,
  )
  await joinAll(reports, desk)
}
