import type {DayRange} from "../model/index.ts"
import {overlap, publishedTogether} from "./events.ts"
import {FAR, type FigureTraits, type Traits} from "./traits.ts"

/// A figure claim with the report that makes it.
export type Counted = {readonly report: Traits; readonly figure: FigureTraits}

/// How two figure claims stand to each other: the same value of one quantity, another value of it for the same period, the
/// same quantity at another time, or nothing to do with each other.
export type FigureJudgement = {
  readonly is: "agreement" | "contradiction" | "series" | "none"
  readonly why: readonly string[]
}

const NONE: FigureJudgement = {is: "none", why: []}

/// Metrics by which two desks may class one figure: a loan is aid to one and debt to the other.
const NEAR: readonly (readonly string[])[] = [
  ["energy", "exports", "production"],
  ["energy", "imports"],
  ["aid", "debt", "investment", "budget"],
  ["count", "troops", "casualties", "displaced", "aid"],
]
export const metricsAgree = (a: string, b: string): boolean =>
  a === b || a === "other" || b === "other" || NEAR.some((group) => group.includes(a) && group.includes(b))

/// Metrics that say what they measure: with their parties and their period they are one quantity.
const NAMED = new Set(["trade", "exports", "imports", "gdp", "debt", "displaced"])
const FLOWS = new Set(["exports", "imports"])
/// From one to the other, so that the order of the parties counts.
const DIRECTED = new Set(["exports"])

/// Counted nouns are the language's; money, shares and measures must be the same unit.
export const isMeasured = (unit: string): boolean =>
  /^[A-Z]{3}$/.test(unit) || unit === "%" || /[/\d]/.test(unit) || /^(?:bbl|t|kg|km|ha|m|mw|gw|boe)$/i.test(unit)
const PEOPLE = new Set(["people", "persons", "soldiers", "civilians", "children", "women", "men", "prisoners", "workers"])
const PAPERS = new Set(["agreements", "deals", "memoranda", "accords", "contracts", "documents"])
export function unitsAgree(a: string, b: string): boolean {
  if (a === b) return true
  if (isMeasured(a) || isMeasured(b)) return false
  return (PEOPLE.has(a) && PEOPLE.has(b)) || (PAPERS.has(a) && PAPERS.has(b))
}
/// What stands for a unit where figures are looked up.
export const unitKey = (unit: string): string => (PEOPLE.has(unit) ? "people" : PAPERS.has(unit) ? "papers" : unit)

/// What the two reports have in common besides.
export type Ground = {
  /// The same sentence tells both, edited.
  readonly sameSentence?: boolean
  /// The reports agree on other figures, or one is a copy of the other: they speak of one matter.
  readonly oneMatter?: boolean
  /// Both stand in a sentence with a figure on which the reports agree.
  readonly beside?: boolean
}

export function judgeFigures(
  x: Counted,
  y: Counted,
  {sameSentence = false, oneMatter = false, beside = false}: Ground = {},
): FigureJudgement {
  const [a, b] = [x.figure, y.figure]
  if (a.measure !== b.measure || !unitsAgree(a.unit, b.unit) || !metricsAgree(a.metric, b.metric)) return NONE
  const within = x.report.report === y.report.report
  const parties =
    agreeInStates(a, b) ?? (sameSentence || (within && a.states.some((s) => b.states.includes(s))) ? "parties in common" : undefined)
  if (parties === undefined) return NONE
  if (!sameSentence && !arePlacesShared(a, b)) return NONE
  const common = overlap(a.words, b.words)
  const isNamed = a.metric === b.metric && NAMED.has(a.metric) && parties === "the same parties"
  const period = agreeInPeriod(a, b)
  if (period === "other" && !sameSentence) return !within && isNamed ? {is: "series", why: [parties, "for other periods"]} : NONE
  const why = [...(sameSentence ? ["told by the same sentence"] : []), parties, period]
  if (a.value === b.value) {
    // The same number twice in one report is said twice.
    if (within) return NONE
    if (!comparatorsAgree(a, b)) return {is: "series", why: [...why, "one a bound, the other a value"]}
    const isLarge = Math.abs(a.value) >= 1000 && (period !== "period not given by both" || publishedTogether(x.report, y.report))
    const isTelling = sameSentence || isNamed || significant(a.value) >= 3 || isLarge || common >= 0.15
    return isTelling ? {is: "agreement", why} : NONE
  }
  if (Math.sign(a.value) !== Math.sign(b.value)) return NONE
  const ratio = Math.max(Math.abs(a.value), Math.abs(b.value)) / Math.min(Math.abs(a.value), Math.abs(b.value))
  if (
    ratio > (oneMatter || sameSentence || beside ? 2 : 3) ||
    !isOneQuantity(a, b, {parties, period, common, ratio, within, isNamed, sameSentence, oneMatter, beside})
  )
    return NONE
  if (fits(a, b)) return within ? NONE : {is: "series", why: [...why, "the qualifiers leave room for both"]}
  // What was expected and what came are two things said of one quantity.
  if ((a.status === "reported") !== (b.status === "reported") && !sameSentence && !beside)
    return {is: "series", why: [...why, "forecast or target against outcome"]}
  return {is: "contradiction", why: [...why, `${said(a)} against ${said(b)}`]}
}

/// Whether two different values are values of one quantity, and not of two that are alike. The same metric of the same parties
/// for the same period is; a sum of aid or a count of things needs more: words in common, or a matter in common.
function isOneQuantity(
  a: FigureTraits,
  b: FigureTraits,
  is: {
    readonly parties: string
    readonly period: string
    readonly common: number
    readonly ratio: number
    readonly within: boolean
    readonly isNamed: boolean
    readonly sameSentence: boolean
    readonly oneMatter: boolean
    readonly beside: boolean
  },
): boolean {
  const short = (f: FigureTraits, days = 8): boolean => f.days !== null && width(f.days) <= days
  const isCounted = !isMeasured(a.unit) && a.unit !== "" && a.metric === b.metric
  if (is.within) {
    // Within one report figures that are alike are mostly of different things (the dead and the missing): two sources must give
    // nearly the same count for the same days.
    return isCounted && is.ratio <= 1.25 && saidByOthers(a, b) && is.period === "the same period" && short(a) && a.sentence !== b.sentence
  }
  if (is.sameSentence) return true
  if (a.metric !== b.metric && !((a.metric === "other" || b.metric === "other") && is.oneMatter && is.common >= 0.15)) return false
  // Exports of one country may be of wheat or of gas; those from one country to another are mostly told as a whole.
  const isWhole = !FLOWS.has(a.metric) || new Set(a.states).size > 1 || is.common >= 0.5
  if (is.isNamed && is.period === "the same period" && isWhole) return true
  if (is.beside || (is.oneMatter && is.common >= 0.1)) return true
  // The same things counted within a month for the same two sides.
  const sides = Math.min(new Set(a.states).size, new Set(b.states).size)
  if (isCounted && sides > 1 && short(a, 31) && short(b, 31)) return true
  // Strikes of one week kill in many places: what is counted needs its place told alike, and nearly the same words.
  if (isCounted) return is.common >= 0.5 && is.period === "the same period" && short(a) && hasPlace(a) === hasPlace(b)
  return is.common >= 0.3
}

const isPlace = (id: string): boolean => id.startsWith("place:")
const hasPlace = (f: FigureTraits): boolean => f.parties.some(isPlace)

const comparatorsAgree = (a: FigureTraits, b: FigureTraits): boolean => SIDE[a.comparator] === SIDE[b.comparator]
const SIDE: {readonly [comparator: string]: number} = {"=": 0, "~": 0, ">": 1, ">=": 1, "<": -1, "<=": -1}

const said = (f: FigureTraits): string => `${f.comparator === "=" ? "" : f.comparator}${f.value} ${f.unit}`

function saidByOthers(a: FigureTraits, b: FigureTraits): boolean {
  return a.source.length > 0 && b.source.length > 0 && !a.source.some((s) => b.source.includes(s))
}

/// Whose figure it is. Of a report that names more than it needs the smaller set counts.
function agreeInStates(a: FigureTraits, b: FigureTraits): "the same parties" | "parties in common" | undefined {
  const [p, q] = [new Set(a.states), new Set(b.states)]
  const common = [...p].filter((s) => q.has(s)).length
  if (p.size === 0 || q.size === 0) return p.size === q.size ? "parties in common" : undefined
  if (common === 0) return undefined
  if (common === p.size && common === q.size) {
    if (DIRECTED.has(a.metric) && a.metric === b.metric && a.states.length === 2 && a.states[0] !== b.states[0]) return undefined
    return "the same parties"
  }
  return common === Math.min(p.size, q.size) ? "parties in common" : undefined
}

/// The dead of one town are not those of another in the same country.
function arePlacesShared(a: FigureTraits, b: FigureTraits): boolean {
  const [p, q] = [a.parties.filter(isPlace), b.parties.filter(isPlace)]
  return p.length === 0 || q.length === 0 || p.some((id) => q.includes(id))
}

function agreeInPeriod(a: FigureTraits, b: FigureTraits): "the same period" | "periods that meet" | "period not given by both" | "other" {
  const [p, q] = [a.days, b.days]
  if (!p || !q) return "period not given by both"
  if (p.first === q.first && p.last === q.last) return "the same period"
  if (Math.max(p.first, q.first) > Math.min(p.last, q.last)) {
    // A decision is told a day later; a year is another than the next.
    return Math.max(width(p), width(q)) <= 31 && Math.max(p.first, q.first) - Math.min(p.last, q.last) <= 2 ? "periods that meet" : "other"
  }
  return "periods that meet"
}

const width = (d: DayRange): number => Math.min(FAR, d.last) - Math.max(-FAR, d.first) + 1

/// Digits that a number is told with, trailing zeros left out.
export function significant(value: number): number {
  const digits = Math.abs(value).toPrecision(12).replace(/e.*$/, "").replace(".", "").replace(/^0+/, "").replace(/0+$/, "")
  return Math.max(1, digits.length)
}

/// Half a unit of the last digit told: what rounding can have taken away. At most a twentieth, so that «نحو 20» is not 17.
function rounding(value: number): number {
  const size = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - significant(value))
  return Math.min(size / 2, Math.abs(value) / 20)
}

/// What a claim leaves room for, its qualifier taken as a reader takes it: who says «أكثر من 20» does not mean 34 (H. P. Grice,
/// «Logic and conversation», 1975: one says as much as one knows).
const MORE = 1.25
function room(f: FigureTraits): readonly [number, number] {
  const v = Math.abs(f.value)
  const r = rounding(f.value)
  switch (f.comparator) {
    case ">":
    case ">=":
      return [v, v * MORE]
    case "<":
    case "<=":
      return [v / MORE, v]
    case "~":
      return [v - r, v + r]
    default:
      // Rounded by one desk and not by the other: 240 and 240.1. One digit alone is a round number, not a rounding.
      return significant(f.value) >= 2 ? [v - r, v + r] : [v, v]
  }
}

function fits(a: FigureTraits, b: FigureTraits): boolean {
  // For falls «more than» is further from zero, as for rises.
  const [one, other] = [room(a), room(b)]
  const exact = (f: FigureTraits): boolean => f.comparator === "="
  if (exact(a) && exact(b)) {
    // Only the coarser of the two can be the rounding of the finer.
    const [coarse, fine] = significant(a.value) < significant(b.value) ? [a, b] : [b, a]
    if (significant(coarse.value) === significant(fine.value)) return false
    const [low, high] = room(coarse)
    return Math.abs(fine.value) >= low && Math.abs(fine.value) <= high
  }
  const point = (f: FigureTraits): readonly [number, number] => (exact(f) ? [Math.abs(f.value), Math.abs(f.value)] : f === a ? one : other)
  const [p, q] = [point(a), point(b)]
  return p[0] <= q[1] && q[0] <= p[1]
}

/// Three figures of one series that cannot all be right, or a part that is more than its whole.
export type Misfit = {readonly figures: readonly Counted[]; readonly why: string}

const SUMMED = new Set(["trade", "exports", "imports", "investment"])

/// Arithmetic over one series (the same metric, unit class and parties): level(t) must be level(t−1) grown by the growth told
/// for t, and what is summed up over a part of a year must not exceed the year.
export function misfits(series: readonly Counted[]): Misfit[] {
  const out: Misfit[] = []
  const reported = series.filter(
    (c) => c.figure.status === "reported" && c.figure.days && c.figure.days.first > -FAR && c.figure.days.last < FAR,
  )
  const levels = reported.filter((c) => c.figure.measure === "level")
  const isYear = (d: DayRange): boolean => width(d) >= 365 && width(d) <= 366
  const growths = reported.filter((c) => c.figure.measure === "change" && c.figure.unit === "%")
  const exact = (c: Counted): boolean => c.figure.comparator === "=" || c.figure.comparator === "~"
  for (const now of levels) {
    const days = now.figure.days as DayRange
    if (!isYear(days) || !exact(now)) continue
    for (const before of levels) {
      if (before.figure.unit !== now.figure.unit || !exact(before)) continue
      const was = before.figure.days as DayRange
      if (!isYear(was) || was.last + 1 !== days.first) continue
      for (const growth of growths) {
        const of = growth.figure.days as DayRange
        if (of.first !== days.first || of.last !== days.last || !exact(growth)) continue
        const told = growth.figure.value
        const worked = (now.figure.value / before.figure.value - 1) * 100
        const slack =
          100 * (rounding(now.figure.value) / now.figure.value + rounding(before.figure.value) / before.figure.value) + rounding(told) + 0.5
        if (Math.abs(told - worked) > slack)
          out.push({
            figures: [before, now, growth],
            why: `from ${before.figure.value} to ${now.figure.value} is ${worked.toFixed(1)} %, not ${told} %`,
          })
      }
    }
    if (!SUMMED.has(now.figure.metric)) continue
    for (const part of levels) {
      const of = part.figure.days as DayRange
      if (part.figure.unit !== now.figure.unit || width(of) >= width(days) || of.first < days.first || of.last > days.last) continue
      if (part.figure.value > now.figure.value * 1.02)
        out.push({figures: [part, now], why: `a part of the year (${part.figure.value}) is more than the whole (${now.figure.value})`})
    }
  }
  return out
}

export type FigureMatch = {
  readonly a: FigureTraits
  readonly b: FigureTraits
  readonly is: "agreement" | "contradiction" | "series"
  readonly why: readonly string[]
}

/// The figures of two reports against each other. Each figure is told once in a report, so it has one counterpart in the other:
/// what agrees is settled first, and only what is left can contradict. Those that a key of both found are compared; all of them where
/// the two reports agree on any, or are copies.
export function matchFigures(
  x: Traits,
  y: Traits,
  sameSentence: (i: number, j: number) => boolean,
  isCopy: boolean,
  found: readonly (readonly [ofX: number, ofY: number])[] | "all" = "all",
): FigureMatch[] {
  const all = (): readonly (readonly [number, number])[] => x.figures.flatMap((_, i) => y.figures.map((_, j) => [i, j] as const))
  const judged = (
    oneMatter: boolean,
    pairs: readonly (readonly [number, number])[],
    agreed: readonly FigureMatch[] = [],
  ): (FigureMatch & {readonly weight: number})[] =>
    pairs.flatMap(([i, j]) => {
      const [a, b] = [x.figures[i] as FigureTraits, y.figures[j] as FigureTraits]
      if (a.measure !== b.measure || !unitsAgree(a.unit, b.unit)) return []
      const twin = sameSentence(a.sentence, b.sentence)
      const {is, why} = judgeFigures(
        {report: x, figure: a},
        {report: y, figure: b},
        {sameSentence: twin, oneMatter, beside: agreed.some((m) => m.a.sentence === a.sentence && m.b.sentence === b.sentence)},
      )
      if (is === "none") return []
      const near = Math.min(Math.abs(a.value), Math.abs(b.value)) / Math.max(Math.abs(a.value), Math.abs(b.value), 1e-9)
      return [{a, b, is, why, weight: (twin ? 2 : 0) + overlap(a.words, b.words) + near}]
    })
  const byWeight = (p: FigureMatch & {readonly weight: number}, q: FigureMatch & {readonly weight: number}): number =>
    q.weight - p.weight || (`${p.a.id} ${p.b.id}` < `${q.a.id} ${q.b.id}` ? -1 : 1)
  const taken = new Set<FigureTraits>()
  const once = (m: FigureMatch): boolean =>
    !taken.has(m.a) && !taken.has(m.b) && taken.add(m.a) !== undefined && taken.add(m.b) !== undefined
  const likely = judged(false, found === "all" || isCopy ? all() : found)
  const first = found === "all" || isCopy || !likely.some((m) => m.is === "agreement") ? likely : judged(false, all())
  const agreements = first
    .filter((m) => m.is === "agreement")
    .sort(byWeight)
    .filter(once)
  const oneMatter = isCopy || new Set(agreements.map((m) => m.a.value)).size >= 2
  const rest = agreements.length === 0 && !oneMatter ? first : judged(oneMatter, all(), agreements)
  const contradictions = rest
    .filter((m) => m.is !== "agreement")
    .sort(byWeight)
    .filter((m) => m.is === "series" || once(m))
  return [...agreements, ...contradictions].map(({a, b, is, why}) => ({a, b, is, why}))
}
