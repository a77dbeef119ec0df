import {contentId} from "../support/index.ts"
import type {RawReport} from "../model/index.ts"

/// Lines that recur on the pages of one outlet are furniture, whatever they say: «تابعونا على قناتنا», «هذا الخبر منقول من …». What was seen of
/// each outlet is kept as counts of lines, in bounded memory; nothing is taken out on the evidence of one page, or of copies of one.
export type Recurring = {
  /// Another page of an outlet. The same page again, or another version of it, is no new evidence.
  learn(outlet: string, page: string, text: string): void
  /// A report without its outlet's recurring lines, which go to `removed` with their reason.
  without(outlet: string, report: RawReport): RawReport
  /// What is known, to be kept and handed to `recurring` again.
  state(): RecurringState
}
export type RecurringState = {readonly outlets: readonly OutletState[]}
type OutletState = {
  readonly outlet: string
  readonly pages: readonly string[]
  readonly counted: number
  readonly lines: readonly (readonly [line: string, pages: number])[]
}

export type RecurringOptions = {
  /// Pages on which a line must have stood, and the share of the outlet's pages. Default 5 and a quarter.
  readonly pages?: number
  readonly share?: number
  /// How much is remembered: outlets, and lines of each. Default 500 and 1,000.
  readonly outlets?: number
  readonly lines?: number
}

type Outlet = {pages: Set<string>; counted: number; lines: Map<string, number>}

/// Pages of an outlet that are known by themselves, so that none counts twice.
const KNOWN_PAGES = 200

export function recurring(state: RecurringState = {outlets: []}, options: RecurringOptions = {}): Recurring {
  const atLeast = options.pages ?? 5
  const share = options.share ?? 0.25
  const most = {outlets: options.outlets ?? 500, lines: options.lines ?? 1000}
  const outlets = new Map<string, Outlet>(
    state.outlets.map((o) => [o.outlet, {pages: new Set(o.pages), counted: o.counted, lines: new Map(o.lines)}]),
  )
  return {
    learn(name, page, text) {
      let outlet = outlets.get(name)
      if (outlet) outlets.delete(name)
      else outlet = {pages: new Set(), counted: 0, lines: new Map()}
      // Last used, last forgotten.
      outlets.set(name, outlet)
      if (outlets.size > most.outlets) outlets.delete(outlets.keys().next().value as string)
      const key = contentId("p", page)
      if (outlet.pages.has(key)) return
      outlet.pages.add(key)
      if (outlet.pages.size > KNOWN_PAGES) outlet.pages.delete(outlet.pages.values().next().value as string)
      outlet.counted++
      for (const line of linesOf(text)) outlet.lines.set(line, (outlet.lines.get(line) ?? 0) + 1)
      forget(outlet, most.lines)
    },
    without(name, report) {
      const outlet = outlets.get(name)
      if (!outlet || outlet.counted < atLeast) return report
      const least = Math.max(atLeast, share * Math.min(outlet.counted, KNOWN_PAGES))
      const removed: {quote: string; why: string}[] = []
      const kept = report.text.split("\n").filter((line) => {
        const pages = outlet.lines.get(keyOf(line)) ?? 0
        if (pages < least || line.trim() === "" || line.trim() === report.title) return true
        removed.push({quote: line.trim(), why: `recurring line: on ${pages} of ${outlet.counted} pages of ${name}`})
        return false
      })
      if (removed.length === 0) return report
      return {
        ...report,
        text: kept
          .join("\n")
          .replace(/\n{3,}/g, "\n\n")
          .trim(),
        removed: [...(report.removed ?? []), ...removed],
      }
    },
    state: () => ({
      outlets: [...outlets].map(([outlet, o]) => ({outlet, pages: [...o.pages], counted: o.counted, lines: [...o.lines]})),
    }),
  }
}

/// A line is the same whatever its numbers and signs: «عدد القراءات: 1243».
const keyOf = (line: string): string => {
  const plain = line
    .replace(/\p{Nd}+/gu, "0")
    .replace(/[^\p{L}0]+/gu, " ")
    .trim()
  return plain.length < 4 || plain.length > 400 ? "" : contentId("l", plain)
}

const linesOf = (text: string): Set<string> => {
  const lines = new Set(text.split("\n").map(keyOf))
  lines.delete("")
  return lines
}

/// Misra and Gries' frequent items (1982): where there are too many lines, each loses one page, and those without any go. A line that stands on
/// more than one page in `most` is never lost, and a count is never too high.
function forget(outlet: Outlet, most: number): void {
  while (outlet.lines.size > most)
    for (const [line, pages] of outlet.lines) {
      if (pages > 1) outlet.lines.set(line, pages - 1)
      else outlet.lines.delete(line)
    }
}
