import type {Report, ReportRecord} from "../model/index.ts"
import {digestOf} from "../support/index.ts"

/// What tells one source from another over time, so that a changed text is known as a new version: its address, else its path.
/// Standard input and the n-th item of a collection have none: what stands there next time is another report.
export function identityOf(report: Report): string | null {
  if (report.url) return report.url
  return report.source === "" || report.source.startsWith("-") || /#\d+$/.test(report.source) ? null : report.source
}

/// Two readings of a text are the same when everything but where it came from is.
export function readingDigest(record: ReportRecord): string {
  let known = digests.get(record)
  if (known === undefined) {
    const {source: _source, url: _url, outlet: _outlet, ...report} = record.report
    digests.set(record, (known = digestOf([JSON.stringify({...record, report})])))
  }
  return known
}
/// Asked for again when what was kept is compared.
const digests = new WeakMap<ReportRecord, string>()
