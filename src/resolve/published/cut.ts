import {tokenize, type SaidDate} from "../../lang/index.ts"
import {WORD, dayOf, isRealDate, type Tokens} from "../../model/index.ts"
import type {Days} from "./days.ts"
import type {DatedFacts} from "./facts.ts"

/// A day told in a piece that was cut from the page.
export type CutDate = {
  readonly m: number
  readonly d: number
  readonly y: number | undefined
  readonly quote: string
  readonly head?: HeadDate
}

const CUT_LENGTH = 300

export function cutDates(removed: readonly {readonly quote: string}[], facts: DatedFacts): CutDate[] {
  const out: CutDate[] = []
  for (const {quote} of removed) {
    if (quote.length > CUT_LENGTH || !/\p{N}/u.test(quote)) continue
    const {language} = facts
    const tokens = tokenize(quote, language.fold)
    let opener = ""
    let published = false
    for (let i = 0; i < Math.min(4, tokens.count) && tokens.kind[i] === WORD; i++) {
      opener += (opener ? " " : "") + tokens.folded[i]
      published ||= facts.words.get("published")?.has(opener) ?? false
    }
    const dates = language.readDates(tokens, language.readNumbers(tokens))
    const line = !published && isDateLine(tokens, dates, facts)
    for (const date of dates) {
      const said = date.said
      if (said.is !== "date" || said.hijri || said.m === undefined || said.d === undefined || said.year !== undefined) continue
      const {y, m, d} = said
      const words = quote.slice(tokens.start[date.from], tokens.end[date.to - 1])
      const head =
        (published || line) && y !== undefined && isRealDate(y, m, d)
          ? {days: [{first: dayOf(y, m, d), last: dayOf(y, m, d)}], why: `${published ? REASON.published : REASON.line} «${words}»`}
          : undefined
      out.push({m, d, y, quote: words, ...(head ? {head} : {})})
    }
  }
  return out
}

/// «13/8/2025 - آخر تحديث: 19:40 (توقيت مكة المكرمة)»: nothing but what stands in a line of publication.
function isDateLine(tokens: Tokens, dates: readonly SaidDate[], {words}: DatedFacts): boolean {
  let d = 0
  for (let i = 0; i < tokens.count; i++) {
    while (d < dates.length && (dates[d] as SaidDate).to <= i) d++
    if (tokens.kind[i] !== WORD || (dates[d]?.from ?? tokens.count) <= i) continue
    const f = tokens.folded[i] as string
    const two = `${f} ${tokens.folded[i + 1] ?? ""}`
    if (words.get("updated")?.has(two)) i++
    else if (!words.get("line")?.has(f) && !words.get("updated")?.has(f) && !words.get("published")?.has(f)) return false
  }
  return dates.length > 0
}

export type HeadDate = {readonly days: Days; readonly why: string}

export const REASON = {
  published: "the publication line says",
  line: "a line of its own gives the date",
  dateline: "the dateline gives",
  updated: "the line of the last update says",
} as const
