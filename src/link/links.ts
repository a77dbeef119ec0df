import {type Day, type DayRange, edtfOf} from "../model/index.ts"
import {type Chain, chainOf, independentSources} from "./chains.ts"
import {clusterItems, type Edge} from "./cluster.ts"
import {closestOriginals, type Copy} from "./copies.ts"
import {type Dated, datesFrom} from "./dating.ts"
import {judgeEvents, mayBeToldTwice, sortOf, type Told} from "./events.ts"
import {type Counted, metricsAgree, misfits, unitsAgree} from "./figures.ts"
import type {ClaimRef, EventPair, FigurePair, Pairs} from "./joining.ts"
import {lifeOf, type Standing, standing, type Step} from "./lives.ts"
import {type EventTraits, FAR, type FigureTraits, type Traits} from "./traits.ts"

/// What the record says across reports.
export type Links = {
  readonly copies: readonly Copy[]
  readonly stories: readonly Story[]
  readonly events: readonly LinkedEvent[]
  readonly series: readonly Series[]
  readonly agreements: readonly Agreement[]
  readonly contradictions: readonly Contradiction[]
  /// Reports without a day of their own, dated by their neighbours.
  readonly dates: readonly Dated[]
}

/// What a report does to a story: begins it, makes it grow, brings several together (`of` are those it brings), or parts from it though it
/// is linked to it. A split stands in both stories, with the report that begins the new one; `of` is the other story.
export type StoryStep = {
  readonly report: string
  readonly does: "begins" | "grows" | "merges" | "splits"
  readonly of?: readonly string[]
  /// Of a split.
  readonly why?: string
}
export type Story = {
  readonly id: string
  readonly reports: readonly string[]
  /// How it came about, in the order of publication.
  readonly steps: readonly StoryStep[]
}

export type EventRef = {readonly report: string; readonly event: string}
export type FigureRef = {readonly report: string; readonly figure: string}

export type LinkedEvent = {
  readonly id: string
  readonly type: string
  readonly status: Standing
  readonly time: string | null
  readonly place: string | null
  readonly participants: readonly string[]
  readonly claims: readonly EventRef[]
  readonly life: readonly Step[]
  readonly sources: number
  readonly isnad: readonly Chain[]
  /// Why claims were joined, a line a decision.
  readonly why: readonly {readonly a: EventRef; readonly b: EventRef; readonly says: readonly string[]}[]
}

export type Series = {
  readonly id: string
  readonly metric: string
  readonly parties: readonly string[]
  readonly unit: string
  readonly figures: readonly FigureRef[]
}
/// Figures that say the same, and how many have it from somebody else than the others.
export type Agreement = {readonly figures: readonly FigureRef[]; readonly sources: number; readonly isnad: readonly Chain[]}
export type Contradiction = {readonly kind: "value" | "arithmetic"; readonly figures: readonly FigureRef[]; readonly why: string}

/// What a person decided of two claims or two reports, which stands above what the program works out.
export type Verdict = {readonly says: "same" | "different"; readonly a: Anchor | string; readonly b: Anchor | string}

/// A claim as a decision knows it. Where its report was read anew and its id has changed, it is known by its kind and the place
/// of its words, so that the decision stands.
export type Anchor = ClaimRef & {readonly type?: string; readonly start?: number; readonly end?: number}

export function anchoredEvent(anchor: Anchor, report: Traits): EventTraits | undefined {
  const same = report.events.find((e) => e.id === anchor.claim)
  if (same || anchor.start === undefined || anchor.end === undefined) return same
  const [start, end] = [anchor.start, anchor.end]
  const shared = (e: EventTraits): number => Math.min(e.end, end) - Math.max(e.start, start)
  return report.events
    .filter((e) => sortOf(e.type) === sortOf(anchor.type ?? "") && shared(e) > 0)
    .sort((x, y) => shared(y) - shared(x) || compare(x.id, y.id))[0]
}

export type LinkInput = {
  readonly reports: readonly Traits[]
  readonly pairs: Pairs
  readonly verdicts?: readonly Verdict[]
  /// The day the answer is for: plans for days before it are overdue.
  readonly on?: Day
}

/// Events, stories and series out of reports and what was decided of their pairs. The same reports give the same answer, in
/// whatever order they were kept.
export function linksOf(input: LinkInput): Links {
  const reports = [...input.reports].sort((a, b) => compare(a.report, b.report))
  const byId = new Map(reports.map((r) => [r.report, r]))
  const pairs = inOrder(input.pairs)
  const here = (id: string): boolean => byId.has(id)
  const begins = (id: string): number => byId.get(id)?.published?.first ?? Number.POSITIVE_INFINITY
  const on =
    input.on ?? Math.max(...reports.map((r) => (r.published && r.published.last < FAR ? r.published.last : Number.NEGATIVE_INFINITY)))
  const copies = closestOriginals(
    pairs.copies.filter((c) => here(c.original) && here(c.copy)),
    begins,
  )
  const verdicts = input.verdicts ?? []
  const figures = reports.flatMap((report) => report.figures.map((figure): Counted => ({report, figure})))
  const events = eventsOf(reports, pairs.events, verdicts, copies, on)
  return {
    copies,
    stories: storiesOf(reports, pairs, verdicts, begins),
    events,
    ...figuresOf(figures, pairs.figures, figureChains(reports, copies)),
    dates: datesFrom(reports, copies, events),
  }
}

/// Pairs as they would stand had the reports come in the order of their ids.
function inOrder(pairs: Pairs): Pairs {
  const by =
    <T>(key: (x: T) => string) =>
    (x: T, y: T): number =>
      compare(key(x), key(y))
  const claims = (p: {readonly a: ClaimRef; readonly b: ClaimRef}): string => `${p.a.report} ${p.a.claim} ${p.b.report} ${p.b.claim}`
  return {
    copies: [...pairs.copies].sort(by((c) => `${c.original} ${c.copy}`)),
    events: [...pairs.events].sort(by(claims)),
    figures: [...pairs.figures].sort(by(claims)),
    stories: [...pairs.stories].sort(by((p) => `${p.a} ${p.b}`)),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const refKey = (report: string, claim: string): string => `${report} ${claim}`
const idLike = (prefix: string, id: string): string => `${prefix}_${id.slice(id.indexOf("_") + 1)}`

function decidedPairs(verdicts: readonly Verdict[], numberOf: (x: Anchor | string) => number | undefined) {
  // Of several decisions on one pair the last one stands.
  const last = new Map<string, {readonly pair: readonly [number, number]; readonly says: Verdict["says"]}>()
  for (const v of verdicts) {
    const [a, b] = [numberOf(v.a), numberOf(v.b)]
    if (a !== undefined && b !== undefined && a !== b) last.set(`${Math.min(a, b)} ${Math.max(a, b)}`, {pair: [a, b], says: v.says})
  }
  const of = (says: Verdict["says"]): (readonly [number, number])[] => [...last.values()].filter((d) => d.says === says).map((d) => d.pair)
  const [together, apart] = [of("same"), of("different")]
  return {together, apart}
}

/// Event claims into events: first those of one happening, then what was put off with the day it was held on.
function eventsOf(
  reports: readonly Traits[],
  pairs: readonly EventPair[],
  verdicts: readonly Verdict[],
  copies: readonly Copy[],
  on: Day,
): LinkedEvent[] {
  const told = reports.flatMap((report) => report.events.map((event): Told => ({report, event})))
  const number = new Map(told.map((t, i) => [refKey(t.report.report, t.event.id), i]))
  const numberOf = (ref: ClaimRef): number | undefined => number.get(refKey(ref.report, ref.claim))
  const edges: (Edge & {readonly pair: EventPair})[] = []
  const later: (Edge & {readonly pair: EventPair})[] = []
  for (const pair of pairs) {
    const [a, b] = [numberOf(pair.a), numberOf(pair.b)]
    if (a !== undefined && b !== undefined) (pair.later ? later : edges).push({a, b, score: pair.score, pair})
  }
  const byId = new Map(reports.map((r) => [r.report, r]))
  const decided = decidedPairs(verdicts, (x) => {
    const report = typeof x === "string" ? undefined : byId.get(x.report)
    const event = report && anchoredEvent(x as Anchor, report)
    return event && numberOf({report: report.report, claim: event.id})
  })
  // A report tells an event once: its two claims are two events.
  const clashes = (a: number, b: number): boolean => {
    const [x, y] = [told[a] as Told, told[b] as Told]
    return (x.report === y.report && !mayBeToldTwice(x, y)) || judgeEvents(x, y).clash
  }
  const strong = new Set(edges.filter((e) => e.score >= 3).map((e) => `${e.a} ${e.b}`))
  const groups = clusterItems(told.length, edges, (a, b) => !strong.has(`${Math.min(a, b)} ${Math.max(a, b)}`) && clashes(a, b), decided)
  const lives = withLaterDays(groups, later, decided.apart)
  const copyOf = new Map(copies.map((c) => [c.copy, c]))
  const whyOf = new Map<number, EventPair[]>()
  for (const {a, pair} of [...edges, ...later]) whyOf.set(a, [...(whyOf.get(a) ?? []), pair])
  return lives
    .map((numbers) => eventOf(numbers, told, (t) => chainOf(t.event, t.report, copyOf, (id) => byId.get(id)), whyOf, on))
    .sort((x, y) => compare(x.id, y.id))
}

type LaterEdge = Edge & {readonly pair: EventPair}

/// Groups of claims that tell an event was put off, each with the group that tells of it at the next day it was set for or
/// held on: the nearest one, and each once.
function withLaterDays(
  groups: readonly number[][],
  later: readonly LaterEdge[],
  apart: readonly (readonly [number, number])[],
): number[][] {
  const groupOf = new Map(groups.flatMap((g, i) => g.map((n) => [n, i] as const)))
  const forbidden = new Set(apart.flatMap(([a, b]) => [`${groupOf.get(a)} ${groupOf.get(b)}`, `${groupOf.get(b)} ${groupOf.get(a)}`]))
  const best = new Map<string, LaterEdge>()
  for (const e of later) {
    const [off, held] = e.pair.later === "b" ? [groupOf.get(e.a), groupOf.get(e.b)] : [groupOf.get(e.b), groupOf.get(e.a)]
    if (off === undefined || held === undefined || off === held || forbidden.has(`${off} ${held}`)) continue
    const key = `${off} ${held}`
    const known = best.get(key)
    if (!known || known.score < e.score) best.set(key, e)
  }
  const sorted = [...best].sort(([ka, x], [kb, y]) => y.score - x.score || compare(ka, kb))
  const next = new Map<number, number>()
  const taken = new Set<number>()
  for (const [key] of sorted) {
    const [off, held] = key.split(" ").map(Number) as [number, number]
    if (next.has(off) || taken.has(held) || next.get(held) === off) continue
    next.set(off, held)
    taken.add(held)
  }
  const out: number[][] = []
  groups.forEach((g, i) => {
    if (taken.has(i)) return
    const all = [...g]
    for (let at = next.get(i); at !== undefined; at = next.get(at)) all.push(...(groups[at] as number[]))
    out.push(all)
  })
  return out
}

function eventOf(
  numbers: readonly number[],
  told: readonly Told[],
  chain: (t: Told) => Chain,
  whyOf: ReadonlyMap<number, readonly EventPair[]>,
  on: Day,
): LinkedEvent {
  const claims = numbers.map((i) => told[i] as Told)
  const first = [...claims].sort(
    (a, b) => dayOf(a.report) - dayOf(b.report) || compare(a.event.id, b.event.id) || compare(a.report.report, b.report.report),
  )
  const life = lifeOf(claims)
  const isnad = distinct(first.map(chain))
  const inside = new Set(claims.map((t) => refKey(t.report.report, t.event.id)))
  const why = numbers
    .flatMap((i) => whyOf.get(i) ?? [])
    .filter((p) => inside.has(refKey(p.a.report, p.a.claim)) && inside.has(refKey(p.b.report, p.b.claim)))
    .map((p) => ({a: {report: p.a.report, event: p.a.claim}, b: {report: p.b.report, event: p.b.claim}, says: p.why}))
  const current = claims.filter((t) => t.event.status === life.at(-1)?.status)
  const days = exactDays(current.length > 0 ? current : claims)
  return {
    id: idLike("ev", (first[0] as Told).event.id),
    type: mostSaid(first.map((t) => t.event.type)) as string,
    status: standing(life, claims, on),
    time: days && edtfOf(days),
    place: placeOf(first),
    participants: partiesOf(first),
    claims: first.map((t) => ({report: t.report.report, event: t.event.id})),
    life,
    sources: independentSources(isnad),
    isnad,
    why,
  }
}

const dayOf = (t: Traits): number => t.published?.first ?? Number.POSITIVE_INFINITY

/// The days of an event: the narrowest that any report gives, those said before those worked out.
function exactDays(claims: readonly Told[]): DayRange | null {
  const given = claims.filter((t) => t.event.days !== null)
  const rank = (t: Told): number => (t.event.basis === "inferred" ? 1 : 0)
  const [best] = given.sort((a, b) => {
    const [x, y] = [a.event.days as DayRange, b.event.days as DayRange]
    return rank(a) - rank(b) || x.last - x.first - (y.last - y.first) || x.first - y.first || compare(a.event.id, b.event.id)
  })
  const d = best?.event.days
  return d ? {first: d.first <= -FAR ? Number.NEGATIVE_INFINITY : d.first, last: d.last >= FAR ? Number.POSITIVE_INFINITY : d.last} : null
}

/// What most say; of those said alike often, the one that comes first.
function mostSaid<T>(all: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const x of all) counts.set(x, (counts.get(x) ?? 0) + 1)
  let best: T | undefined
  for (const [x, n] of counts) if (best === undefined || n > (counts.get(best) as number)) best = x
  return best
}

/// The most precise place named: a city before its country.
function placeOf(claims: readonly Told[]): string | null {
  const places = claims.flatMap((t) => (t.event.place ? [t.event] : []))
  return mostSaid(places.filter((e) => e.place !== e.country).map((e) => e.place)) ?? mostSaid(places.map((e) => e.place)) ?? null
}

/// Everybody named; a state is left out where someone who stands for it is named.
function partiesOf(claims: readonly Told[]): string[] {
  const all = new Map(claims.flatMap((t) => t.event.parties.map((p) => [p.id, p])))
  const stood = new Set([...all.values()].filter((p) => p.kind !== "country").map((p) => p.state))
  return [...all.values()].filter((p) => p.kind !== "country" || !stood.has(p.id)).map((p) => p.entity)
}

/// Days over which one story may stretch before the next turn of the matter is a story of its own.
const LONGEST_STORY = 14

function storiesOf(reports: readonly Traits[], pairs: Pairs, verdicts: readonly Verdict[], begins: (id: string) => number): Story[] {
  const number = new Map(reports.map((r, i) => [r.report, i]))
  const edges = pairs.stories.flatMap((p): Edge[] => {
    const [a, b] = [number.get(p.a), number.get(p.b)]
    return a === undefined || b === undefined ? [] : [{a, b, score: p.score}]
  })
  const decided = decidedPairs(verdicts, (x) => (typeof x === "string" ? number.get(x) : undefined))
  const isFar = (a: number, b: number): boolean => {
    const [p, q] = [(reports[a] as Traits).published, (reports[b] as Traits).published]
    return p !== null && q !== null && Math.max(p.first, q.first) - Math.min(p.last, q.last) > LONGEST_STORY
  }
  const linked = new Map<number, Set<number>>()
  for (const {a, b} of [...edges, ...decided.together.map(([a, b]) => ({a, b}))]) {
    linked.set(a, (linked.get(a) ?? new Set()).add(b))
    linked.set(b, (linked.get(b) ?? new Set()).add(a))
  }
  const before = (a: number, b: number): number => {
    const [x, y] = [(reports[a] as Traits).report, (reports[b] as Traits).report]
    return begins(x) - begins(y) || compare(x, y)
  }
  const groups = clusterItems(reports.length, edges, isFar, decided).map((numbers) => [...numbers].sort(before))
  const idOf = (i: number): string => (reports[i] as Traits).report
  const storyOf = new Map(groups.flatMap((g) => g.map((i) => [i, idLike("st", idOf(g[0] as number))] as const)))
  const apart = new Set(decided.apart.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  /// The stories that the first report of a group parts from, with why.
  const partsFrom = (first: number): ReadonlyMap<string, string> => {
    const from = new Map<string, string>()
    for (const j of linked.get(first) ?? []) {
      const other = storyOf.get(j) as string
      if (other === storyOf.get(first) || before(j, first) > 0) continue
      if (apart.has(`${first} ${j}`)) from.set(other, "a person decided so")
      else if (!from.has(other)) from.set(other, `with it the story would go on for more than ${LONGEST_STORY} days`)
    }
    return from
  }
  const splits = groups.map((g) => partsFrom(g[0] as number))
  const partedBy = new Map<string, {readonly first: number; readonly why: string}[]>()
  splits.forEach((from, n) => {
    for (const [story, why] of from) partedBy.set(story, [...(partedBy.get(story) ?? []), {first: groups[n]?.[0] as number, why}])
  })
  return groups
    .map((order, n): Story => {
      const id = idLike("st", idOf(order[0] as number))
      const [begun, ...steps] = stepsOf(order, linked, reports) as [StoryStep, ...StoryStep[]]
      const from = [...(splits[n] as ReadonlyMap<string, string>)].sort(([x], [y]) => compare(x, y))
      const own: StoryStep[] = [
        from.length === 0 ? begun : {report: begun.report, does: "splits", of: from.map(([x]) => x), why: from[0]?.[1] as string},
        ...steps,
      ]
      const parted = [...(partedBy.get(id) ?? [])].sort((x, y) => before(x.first, y.first))
      for (const {first, why} of parted) {
        const at = own.findLastIndex((s) => before(number.get(s.report) as number, first) < 0)
        own.splice(at + 1, 0, {report: idOf(first), does: "splits", of: [idLike("st", idOf(first))], why})
      }
      return {id, reports: order.map(idOf), steps: own}
    })
    .sort((x, y) => compare(x.id, y.id))
}

/// How a story came about: each report begins one, makes one grow, or brings several together.
function stepsOf(order: readonly number[], linked: ReadonlyMap<number, ReadonlySet<number>>, reports: readonly Traits[]): StoryStep[] {
  const idOf = (i: number): string => (reports[i] as Traits).report
  const partOf = new Map<number, number>()
  return order.map((i): StoryStep => {
    const before = [...(linked.get(i) ?? [])].filter((j) => partOf.has(j)).map((j) => partOf.get(j) as number)
    const parts = [...new Set(before)].sort((a, b) => compare(idOf(a), idOf(b)))
    const head = parts[0] ?? i
    partOf.set(i, head)
    for (const [j, p] of partOf) if (parts.includes(p)) partOf.set(j, head)
    if (parts.length === 0) return {report: idOf(i), does: "begins"}
    return parts.length === 1
      ? {report: idOf(i), does: "grows"}
      : {report: idOf(i), does: "merges", of: parts.map((p) => idLike("st", idOf(p)))}
  })
}

/// Who has a figure from whom.
export function figureChains(reports: readonly Traits[], copies: readonly Copy[]): (c: Counted) => Chain {
  const copyOf = new Map(copies.map((c) => [c.copy, c]))
  const byId = new Map(reports.map((r) => [r.report, r]))
  return ({report, figure}) => chainOf({by: figure.source, sentence: figure.sentence}, report, copyOf, (id) => byId.get(id))
}

const distinct = (chains: readonly Chain[]): Chain[] => [...new Map(chains.map((c) => [c.join(" ← "), c])).values()]

/// What a figure measures and of whom; undefined where it does not say so. Levels and growth of one quantity stand in one series, whatever
/// their unit.
export const quantityOf = ({metric, states}: FigureTraits): string | undefined =>
  states.length === 0 || metric === "other" || metric === "count"
    ? undefined
    : `${metric} ${states.length === 2 && metric === "exports" ? states.join(">") : [...new Set(states)].sort().join(" ")}`

function figuresOf(
  figures: readonly Counted[],
  pairs: readonly FigurePair[],
  chain: (c: Counted) => Chain,
): Pick<Links, "series" | "agreements" | "contradictions"> {
  const number = new Map(figures.map((c, i) => [refKey(c.report.report, c.figure.id), i]))
  const at = (i: number): Counted => figures[i] as Counted
  const refOf = (c: Counted): FigureRef => ({report: c.report.report, figure: c.figure.id})
  const known = pairs.flatMap((p) => {
    const [a, b] = [number.get(refKey(p.a.report, p.a.claim)), number.get(refKey(p.b.report, p.b.claim))]
    return a === undefined || b === undefined ? [] : [{a, b, score: 1, pair: p}]
  })
  const never = (): boolean => false
  const agreements = clusterItems(
    figures.length,
    known.filter((k) => k.pair.is === "agreement"),
    (a, b) => at(a).figure.value !== at(b).figure.value || at(a).figure.measure !== at(b).figure.measure,
  ).filter((g) => g.length > 1)
  const contradictions: Contradiction[] = known
    .filter((k) => k.pair.is === "contradiction")
    .map((k) => ({kind: "value", figures: [refOf(at(k.a)), refOf(at(k.b))], why: k.pair.why.join("; ")}))
  const lines = new Map<string, number[]>()
  figures.forEach((c, i) => {
    const key = quantityOf(c.figure)
    const line = key === undefined ? undefined : lines.get(key)
    if (line) line.push(i)
    else if (key !== undefined) lines.set(key, [i])
  })
  const alike: Edge[] = known.filter(
    (k) => metricsAgree(at(k.a).figure.metric, at(k.b).figure.metric) && unitsAgree(at(k.a).figure.unit, at(k.b).figure.unit),
  )
  const chained: Edge[] = [...lines.values()].flatMap((line) => line.slice(1).map((b, i) => ({a: line[i] as number, b, score: 1})))
  const groups = clusterItems(figures.length, [...alike, ...chained], never).filter((g) => g.length > 1)
  const series = groups.map((numbers): Series => {
    const all = numbers
      .map(at)
      .sort(
        (x, y) =>
          (x.figure.days?.first ?? FAR) - (y.figure.days?.first ?? FAR) ||
          dayOf(x.report) - dayOf(y.report) ||
          compare(x.figure.id, y.figure.id),
      )
    const first = [...all].sort((x, y) => compare(x.figure.id, y.figure.id))[0] as Counted
    return {
      id: idLike("se", first.figure.id),
      metric: mostSaid(all.map((c) => c.figure.metric)) as string,
      parties:
        mostSaid(all.map((c) => c.figure.parties.join(" ")))
          ?.split(" ")
          .filter(Boolean) ?? [],
      unit: mostSaid(all.map((c) => c.figure.unit)) as string,
      figures: all.map(refOf),
    }
  })
  const arithmetic = [...lines.values()]
    .flatMap((line) => misfits(line.map(at)))
    .map((m): Contradiction => ({kind: "arithmetic", figures: m.figures.map(refOf), why: m.why}))
  const text = (c: Contradiction): string => c.figures.map((f) => refKey(f.report, f.figure)).join(" ")
  return {
    series: series.sort((x, y) => compare(x.id, y.id)),
    agreements: agreements.map((g) => {
      const isnad = distinct(g.map((i) => chain(at(i))))
      return {figures: g.map((i) => refOf(at(i))), sources: independentSources(isnad), isnad}
    }),
    contradictions: [...contradictions, ...arithmetic].sort((x, y) => compare(text(x), text(y))),
  }
}
