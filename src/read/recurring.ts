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
/// And those of a line that is a paragraph.
const LONGEST = 400
/// Where more than this share of the letters recurs, it is the text itself that does.
const MOST_TAKEN = 1 / 2

/// Lines of a text above which it is a list, or was made to take long; and those of one text that are asked about.
const MOST_LINES = 3000
const MOST_ASKED = 50

type Line = {readonly quote: string; readonly key: string}

export function recurringLines(outlet: string, state?: RecurringState, options: RecurringOptions = {}): RecurringLines {
  const atLeast = options.pages ?? 5
  const share = options.share ?? 0.25
  const most = options.lines ?? 1000
  const pages = new Set(state?.pages)
  const lines = new Map(state?.lines)
  let counted = state?.counted ?? 0
  return {
    learn(page, text) {
      if (isList(text)) return
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
      if (isList(report.text)) return report
      const then = before ? standing(before) : undefined
      const least = Math.max(atLeast, share * counted)
      const said = report.text.split("\n").map((line) => ({quote: line.trim(), key: line.trim() === report.title ? "" : keyOf(line)}))
      const recurs = ({key}: Line): boolean => key !== "" && counted >= atLeast && (lines.get(key) ?? 0) >= least
      const letters = (of: readonly Line[]): number => of.reduce((n, {quote}) => n + quote.length, 0)
      const isText = letters(said.filter((l) => recurs(l) || then?.gone.has(l.key))) > MOST_TAKEN * letters(said)
      // Asked once of lines that differ by their numbers, and of so many in one text.
      const asked = new Map<string, boolean>()
      const goes = (line: Line): boolean => {
        if (isText || !recurs(line)) return false
        let answer = asked.get(line.key)
        if (answer === undefined && asked.size < MOST_ASKED) {
          answer = !then?.has(line.quote) && mayGo(line.quote)
          asked.set(line.key, answer)
        }
        return answer ?? false
      }
      const gone = said.flatMap((line) => {
        const why = then?.gone.get(line.key)
        if (why !== undefined) return [{quote: line.quote, why}]
        return goes(line) ? [{quote: line.quote, why: `${RECURRING}: on ${lines.get(line.key)} of ${counted} pages of ${outlet}`}] : []
      })
      return withoutLines(report, gone)
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

function isList(text: string): boolean {
  let lines = 1
  for (let at = text.indexOf("\n"); at >= 0 && lines <= MOST_LINES; at = text.indexOf("\n", at + 1)) lines++
  return lines > MOST_LINES
}

const plain = (line: string): string => line.replace(/[^\p{L}\p{N}]+/gu, "")

/// A line is the same whatever its numbers and signs: «عدد القراءات: 1243».
const keyOf = (line: string): string => {
  if (line.length > 2 * LONGEST) return ""
  const letters = line
    .replace(/\p{Nd}+/gu, "0")
    .replace(/[^\p{L}0]+/gu, " ")
    .trim()
  return letters.replace(/[0 ]/g, "").length < SHORTEST || letters.length > LONGEST ? "" : contentId("l", letters)
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
