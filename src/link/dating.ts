import {type DayRange, edtfOf, isoDay} from "../model/index.ts"
import type {Copy} from "./copies.ts"
import type {LinkedEvent} from "./links.ts"
import {FAR, type Traits} from "./traits.ts"

/// The day of publication of a report that does not give it, as its neighbours narrow it down.
export type Dated = {
  readonly report: string
  readonly edtf: string
  /// What it was before, by the report alone.
  readonly was: string | null
  readonly why: readonly string[]
}

/// A copy stands in the paper within a week of what it copies.
const COPIED_WITHIN = 7

/// Reports that do not give their day, by those they share sentences or events with: a copy follows what it copies; what a report
/// tells as past had happened, what it tells as planned had not. Constraints that leave nothing are no constraints: then the
/// report keeps what it had.
export function datesFrom(reports: readonly Traits[], copies: readonly Copy[], events: readonly LinkedEvent[]): Dated[] {
  const byId = new Map(reports.map((r) => [r.report, r]))
  const limits = new Map<string, {readonly first: number; readonly last: number; readonly why: string}[]>()
  const open = (r: Traits): boolean => r.basis !== "given" && (r.published === null || r.published.last > r.published.first)
  const limit = (report: string, first: number, last: number, why: string): void => {
    const at = limits.get(report)
    if (at) at.push({first, last, why})
    else limits.set(report, [{first, last, why}])
  }
  const isExact = (d: DayRange | null): d is DayRange => d !== null && d.last - d.first <= 3 && Math.abs(d.first) < FAR
  for (const c of copies) {
    const [original, copy] = [byId.get(c.original), byId.get(c.copy)]
    if (!original || !copy) continue
    if (open(copy) && isExact(original.published))
      limit(
        copy.report,
        original.published.first,
        original.published.last + COPIED_WITHIN,
        `a copy of ${original.report}, published ${edtfOf(original.published)}`,
      )
    if (open(original) && isExact(copy.published))
      limit(original.report, -FAR, copy.published.last, `copied by ${copy.report}, published ${edtfOf(copy.published)}`)
  }
  for (const e of events) {
    if (e.claims.length < 2) continue
    const told = e.claims.flatMap((c) => {
      const report = byId.get(c.report)
      const event = report?.events.find((x) => x.id === c.event)
      return report && event ? [{report, event}] : []
    })
    for (const {report, event} of told) {
      if (!open(report)) continue
      for (const other of told) {
        if (other.report === report || other.event.status === "postponed" || !isExact(other.event.days) || other.event.basis === "inferred")
          continue
        const {first, last} = other.event.days
        const of = `${e.id}, which ${other.report.report} dates ${edtfOf({first, last})}`
        if (event.status === "occurred" && other.event.status === "occurred") limit(report.report, first, FAR, `tells as past ${of}`)
        if (event.status === "planned" && other.event.status !== "planned") limit(report.report, -FAR, last, `tells as planned ${of}`)
      }
    }
  }
  const out: Dated[] = []
  for (const [id, all] of [...limits].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = (byId.get(id) as Traits).published ?? {first: -FAR, last: FAR}
    let now = before
    const why: string[] = []
    for (const l of all.sort((a, b) => (a.why < b.why ? -1 : 1))) {
      const next = {first: Math.max(now.first, l.first), last: Math.min(now.last, l.last)}
      if (next.first > next.last || (next.first === now.first && next.last === now.last)) continue
      now = next
      why.push(l.why)
    }
    if (why.length > 0) out.push({report: id, edtf: told(now), was: before.first <= -FAR && before.last >= FAR ? null : told(before), why})
  }
  return out
}

const told = (d: DayRange): string => (d.first <= -FAR ? `../${isoDay(d.last)}` : d.last >= FAR ? `${isoDay(d.first)}/..` : edtfOf(d))
