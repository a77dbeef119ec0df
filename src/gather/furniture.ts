import type {RawReport} from "../model/index.ts"
import {type RecurringLines, type RecurringState, recurringLines} from "../read/index.ts"
import type {Store} from "../record/index.ts"
import {bare} from "./address.ts"

/// Takes the lines out of what sources give that recur on the pages of one outlet.
///
/// A page is judged once: what was taken out is kept with the report and the source that gave it, and when the page comes again it is judged
/// as it was then. So an article that did not change gives no new version when a line is learned later, and reading the bytes anew gives the
/// text that was kept. What was learned is only evidence: a crash, or two programs at once, may lose some of it, and nothing else.
export type Furniture = {
  readonly without: (source: string, report: RawReport) => Promise<RawReport>
  /// What was learned since is kept.
  readonly save: () => Promise<void>
}

export type FurnitureOptions = {
  readonly sources: Store["sources"]
  readonly reports: Pick<Store, "record">
  /// Whether a line that recurs may go: one that tells something is news, however often it is told.
  readonly mayGo: (line: string) => boolean
}

/// Outlets that are held at once, and judgements that may not be in the record yet.
const MOST_OUTLETS = 200
const MOST_UNDER_WAY = 500
/// Pages of an outlet after which what was learned is kept meanwhile.
const SAVED_AFTER = 50

type Outlet = {readonly lines: Promise<RecurringLines>; learned: number}
type Before = {readonly text: string; readonly removed: NonNullable<RawReport["removed"]>}

export function openFurniture({sources, reports, mayGo}: FurnitureOptions): Furniture {
  const outlets = new Map<string, Outlet>()
  const underWay = new Map<string, Promise<RawReport>>()
  return {
    without(source, report) {
      const page = report.url ?? report.source
      // Two sources that give a page at the same time are given one judgement.
      const first = underWay.get(page)
      const mine = (async () => judged(outletOf(source, report), page, report, await first))()
      underWay.delete(page)
      underWay.set(page, mine)
      mine.catch(() => {})
      for (const key of underWay.keys()) {
        if (underWay.size <= MOST_UNDER_WAY) break
        underWay.delete(key)
      }
      return mine
    },
    async save() {
      for (const [name, outlet] of outlets) await kept(name, outlet)
    },
  }

  async function judged(name: string, page: string, report: RawReport, first: RawReport | undefined): Promise<RawReport> {
    const before = (await givenBefore(page, report.source)) ?? (first && {text: first.text, removed: first.removed ?? []})
    const outlet = await opened(name)
    const lines = await outlet.lines
    if (!before) {
      lines.learn(page, report.text)
      if (++outlet.learned >= SAVED_AFTER) await kept(name, outlet)
    }
    return lines.without(report, {before, mayGo})
  }

  /// What a page gave the last time, and how it was judged, whichever source it came by.
  async function givenBefore(page: string, source: string): Promise<Before | undefined> {
    const last = await sources.lastVersion(page, source)
    const record = last && (await reports.record(last.report))
    if (!last || !record) return undefined
    const {text, removed} = record.report
    const gone = (await sources.recurring(last.report)).find((r) => r.source === last.source)?.lines ?? []
    return {text, removed: [...removed.filter((r) => !gone.some((g) => g.quote === r.quote)), ...gone]}
  }

  async function opened(name: string): Promise<Outlet> {
    let outlet = outlets.get(name)
    if (outlet) outlets.delete(name)
    else outlet = {lines: sources.lines(name).then((state) => recurringLines(name, stateIn(state))), learned: 0}
    // Last used, last forgotten.
    outlets.set(name, outlet)
    for (const [old, one] of outlets) {
      if (outlets.size <= MOST_OUTLETS) break
      outlets.delete(old)
      await kept(old, one)
    }
    return outlet
  }

  async function kept(name: string, outlet: Outlet): Promise<void> {
    if (outlet.learned === 0) return
    outlet.learned = 0
    await sources.keepLines(name, JSON.stringify((await outlet.lines).state()))
  }
}

const stateIn = (state: string | undefined): RecurringState | undefined =>
  state === undefined ? undefined : (JSON.parse(state) as RecurringState)

/// By its host, which it cannot choose; what has no address by its source and whose it says it is.
function outletOf(source: string, {url, outlet}: RawReport): string {
  if (url !== undefined && URL.canParse(url)) return bare(new URL(url).host).replace(/^(?:www|m|mobile|amp)\./, "")
  return outlet === undefined ? source : `${outlet} (${source})`
}
