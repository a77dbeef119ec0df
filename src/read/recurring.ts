import {contentId} from "../support/index.ts"
import {isRecurringLine, RECURRING, type RawReport, type Removed} from "../model/index.ts"

/// Lines that recur on the pages of one outlet are furniture, whatever they say: «تابعونا على قناتنا», «هذا الخبر منقول من …». What was seen of
/// an outlet is kept as counts of lines, in bounded memory; nothing is taken out on the evidence of one page, or of copies of one.
export type RecurringLines = {
  /// Another page of the outlet. The same page again, or the same text at another address, is no new evidence.
  learn(page: string, text: string): void
  /// A report without the outlet's recurring lines, which go to `removed` with their reason.
  without(report: RawReport, judging?: Judging): RawReport
  /// What is known, to be kept and handed to `recurringLines` again.
  state(): RecurringState
}
export type RecurringState = {
  readonly pages: readonly string[]
  readonly counted: number
  readonly lines: readonly (readonly [line: string, pages: number])[]
}

export type Judging = {
  /// What the same page gave before, as it was kept: it is judged as it was then, so that what was learned since makes no new version of
  /// it. Only lines that it did not have are judged anew.
  readonly before?: {readonly text: string; readonly removed: readonly Removed[]} | undefined
  /// Whether a line may go that recurs: one that tells something stays, however often it is told.
  readonly mayGo?: (line: string) => boolean
}

export type RecurringOptions = {
  /// Pages on which a line must have stood, and the share of the outlet's pages. Default 5 and a quarter.
  readonly pages?: number
  readonly share?: number
  /// How many lines are remembered. Default 1,000.
  readonly lines?: number
}

/// Pages of an outlet that are known by themselves, so that none counts twice. At twice as many counts are halved: what an outlet did years
/// ago says less of it than what it does now.
const KNOWN_PAGES = 200
/// Letters of a line that can be furniture: shorter ones are credits, places, days.
const SHORTEST = 12
/// Where more than this share of the letters recurs, it is the text itself that does.
const MOST_TAKEN = 1 / 2

export function recurringLines(outlet: string, state?: RecurringState, options: RecurringOptions = {}): RecurringLines {
  const atLeast = options.pages ?? 5
  const share = options.share ?? 0.25
  const most = options.lines ?? 1000
  const pages = new Set(state?.pages)
  const lines = new Map(state?.lines)
  let counted = state?.counted ?? 0
  return {
    learn(page, text) {
      const keys = [contentId("p", page), contentId("p", text)]
      const isKnown = keys.some((key) => pages.has(key))
      for (const key of keys) pages.add(key)
      for (const key of pages) {
        if (pages.size <= 2 * KNOWN_PAGES) break
        pages.delete(key)
      }
      if (isKnown) return
      counted++
      for (const line of linesOf(text)) lines.set(line, (lines.get(line) ?? 0) + 1)
      forget(lines, most)
      if (counted < 2 * KNOWN_PAGES) return
      counted >>= 1
      for (const [line, n] of lines) {
        if (n > 1) lines.set(line, n >> 1)
        else lines.delete(line)
      }
    },
    without(report, {before, mayGo = () => true} = {}) {
      const then = before ? standing(before) : undefined
      const least = Math.max(atLeast, share * counted)
      const said = report.text.split("\n")
      const reasons = said.map((line): {readonly why: string; readonly isNew: boolean} | undefined => {
        const quote = line.trim()
        const key = keyOf(line)
        if (key === "" || quote === report.title) return undefined
        const why = then?.gone.get(key)
        if (why !== undefined) return {why, isNew: false}
        const on = lines.get(key) ?? 0
        if (counted < atLeast || on < least || then?.has(quote) || !mayGo(quote)) return undefined
        return {why: `${RECURRING}: on ${on} of ${counted} pages of ${outlet}`, isNew: true}
      })
      const letters = (n: number, line: string): number => n + line.trim().length
      const taken = said.filter((_, i) => reasons[i]).reduce(letters, 0)
      const isText = taken > MOST_TAKEN * said.reduce(letters, 0)
      const goes = (i: number): boolean => reasons[i] !== undefined && !(isText && reasons[i]?.isNew)
      return withoutLines(
        report,
        said.flatMap((line, i) => (goes(i) ? [{quote: line.trim(), why: reasons[i]?.why as string}] : [])),
      )
    },
    state: () => ({pages: [...pages], counted, lines: [...lines]}),
  }
}

/// A report without these lines: as it was taken the first time, however much was learned since.
export function withoutLines(report: RawReport, gone: readonly Removed[]): RawReport {
  if (gone.length === 0) return report
  const why = new Map(gone.map((r) => [r.quote, r]))
  const removed: Removed[] = []
  const kept = report.text.split("\n").filter((line) => {
    const one = why.get(line.trim())
    if (one) removed.push(one)
    return !one
  })
  if (removed.length === 0) return report
  const text = kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
  return {...report, text, removed: [...(report.removed ?? []), ...removed]}
}

/// How a page was judged before: the lines that were taken out, with their reasons, and those that were not.
function standing({text, removed}: NonNullable<Judging["before"]>) {
  const gone = new Map(removed.filter(isRecurringLine).map((r) => [keyOf(r.quote), r.why]))
  // What the words of the language took out of it stood in it too, and of some lines they took a part.
  const stood = [...text.split("\n"), ...removed.filter((r) => !isRecurringLine(r)).map((r) => r.quote)].map(plain).filter(Boolean)
  const all = new Set(stood)
  return {
    gone,
    has(line: string): boolean {
      const it = plain(line)
      return all.has(it) || stood.some((one) => one.length >= SHORTEST && (it.includes(one) || one.includes(it)))
    },
  }
}

const plain = (line: string): string => line.replace(/[^\p{L}\p{N}]+/gu, "")

/// A line is the same whatever its numbers and signs: «عدد القراءات: 1243».
const keyOf = (line: string): string => {
  const letters = line
    .replace(/\p{Nd}+/gu, "0")
    .replace(/[^\p{L}0]+/gu, " ")
    .trim()
  return letters.replace(/[0 ]/g, "").length < SHORTEST || letters.length > 400 ? "" : contentId("l", letters)
}

const linesOf = (text: string): Set<string> => {
  const lines = new Set(text.split("\n").map(keyOf))
  lines.delete("")
  return lines
}

/// Misra and Gries' frequent items (1982): where there are too many lines, each loses one page, and those without any go. A line that stands on
/// more than one page in `most` is never lost, and a count is never too high.
function forget(lines: Map<string, number>, most: number): void {
  while (lines.size > most)
    for (const [line, pages] of lines) {
      if (pages > 1) lines.set(line, pages - 1)
      else lines.delete(line)
    }
}
