import {type Kysely, sql} from "kysely"
import {
  type Anchor,
  type ClaimRef,
  type EventPair,
  type FigurePair,
  type LinkedEvent,
  linksOf,
  type Pairs,
  type Traits,
  type Verdict,
} from "../../link/index.ts"
import {contentId} from "../../support/index.ts"
import type {NewChange} from "../lists.ts"
import type {Dialect} from "./differences.ts"
import type {Tables} from "./tables.ts"

/// What became of events and contradictions: they are made of pairs when they are asked for, so a change of them is found by making those
/// around what was touched as they were before and as they are after, in the same piece of work.

/// Claims that are joined, directly or through others, to those that were touched, with their reports and their pairs.
export type Scene = {
  readonly reports: readonly Traits[]
  readonly pairs: readonly EventPair[]
  /// Claims whose own neighbours were not looked for any more.
  readonly open: ReadonlySet<string>
}
export const NO_SCENE: Scene = {reports: [], pairs: [], open: new Set()}

/// An event that so many claims tell is not made anew for every report: it is told to be looked at.
const MOST_CLAIMS_TOLD = 300
const MOST_PAIRS = 20_000

const keyOf = (c: ClaimRef): string => `${c.report} ${c.claim}`

export async function sceneAround(db: Kysely<Tables>, dialect: Dialect, claims: readonly ClaimRef[]): Promise<Scene> {
  if (claims.length === 0) return NO_SCENE
  const seen = new Map(claims.map((c) => [keyOf(c), c]))
  const pairs = new Map<string, EventPair>()
  let ring = [...seen.values()]
  while (ring.length > 0 && pairs.size < MOST_PAIRS) {
    const wanted = new Set(ring.map(keyOf))
    const bodies = await pairsTouching(db, dialect, [...new Set(ring.map((c) => c.report))], "event")
    ring = []
    for (const body of bodies) {
      if (pairs.has(body)) continue
      const pair = JSON.parse(body) as EventPair
      if (!wanted.has(keyOf(pair.a)) && !wanted.has(keyOf(pair.b))) continue
      pairs.set(body, pair)
      for (const c of [pair.a, pair.b])
        if (!seen.has(keyOf(c))) {
          seen.set(keyOf(c), c)
          ring.push(c)
        }
    }
  }
  const ids = [...new Set([...seen.values()].map((c) => c.report))]
  const {rows} = await sql<{body: string}>`
    select link.body from link join report on report.seq = link.report
    where ${sql.raw(dialect.plain("report.current"))} = 1 and ${dialect.oneOf("report.id", ids)}`.execute(db)
  const reports = rows.map(({body}): Traits => {
    const traits = JSON.parse(body) as Omit<Traits, "sentences">
    return {...traits, sentences: "", figures: [], events: traits.events.filter((e) => seen.has(`${traits.report} ${e.id}`))}
  })
  reports.sort((a, b) => (a.report < b.report ? -1 : 1))
  return {reports, pairs: [...pairs.values()], open: new Set(ring.map(keyOf))}
}

/// The scene around the events of one report, as it was last compared.
export async function sceneOf(db: Kysely<Tables>, dialect: Dialect, report: string): Promise<Scene> {
  const row = await db
    .selectFrom("link")
    .innerJoin("report", "report.seq", "link.report")
    .select("link.body")
    .where("report.id", "=", report)
    .executeTakeFirst()
  return row
    ? sceneAround(
        db,
        dialect,
        (JSON.parse(row.body) as Traits).events.map((e) => ({report, claim: e.id})),
      )
    : NO_SCENE
}

/// What persons said to be one or two events.
export async function eventVerdicts(db: Kysely<Tables>): Promise<Verdict[]> {
  const rows = await db.selectFrom("decision").selectAll().where("family", "=", "event").where("standing", "=", 1).orderBy("seq").execute()
  return rows.map((row) => {
    const {says, a, b} = JSON.parse(row.body) as Verdict
    return {says, a, b}
  })
}
export const claimsIn = (verdicts: readonly Verdict[]): ClaimRef[] =>
  verdicts.flatMap((v) => [v.a, v.b].filter((x): x is Anchor => typeof x !== "string"))

async function pairsTouching(
  db: Kysely<Tables>,
  dialect: Dialect,
  reports: readonly string[],
  family: "event" | "figure",
): Promise<string[]> {
  const found = await sql<{body: string}>`
    with mine as (select seq from report where ${dialect.oneOf("id", reports)})
    select body from pair where a in (select seq from mine) and family = ${family}
    union select body from pair where b in (select seq from mine) and family = ${family}`.execute(db)
  // Neither database gives them in an order of its own.
  return found.rows.map((r) => r.body).sort()
}

/// The same scene as it was, or as it is, without some reports.
export const without = ({reports, pairs, open}: Scene, gone: ReadonlySet<string>): Scene => ({
  reports: reports.filter((r) => !gone.has(r.report)),
  pairs: pairs.filter((p) => !gone.has(p.a.report) && !gone.has(p.b.report)),
  open,
})
/// Two scenes as one; what the first has of an event stands. Either has only those events of a report that it was asked for.
export function together(one: Scene, other: Scene): Scene {
  const reports = new Map(one.reports.map((r) => [r.report, r]))
  for (const r of other.reports) {
    const known = reports.get(r.report)
    const had = new Set(known?.events.map((e) => e.id))
    reports.set(r.report, known ? {...known, events: [...known.events, ...r.events.filter((e) => !had.has(e.id))]} : r)
  }
  return {
    reports: [...reports.values()],
    pairs: [...new Map([...other.pairs, ...one.pairs].map((p) => [JSON.stringify([p.a, p.b]), p])).values()],
    open: new Set([...one.open, ...other.open]),
  }
}

/// Where events stand as they were told: whether a plan is overdue depends on the day one asks for.
const NO_DAY = Number.NEGATIVE_INFINITY

function eventsOf({reports, pairs}: Scene, verdicts: readonly Verdict[]): readonly LinkedEvent[] {
  const all: Pairs = {copies: [], events: pairs, figures: [], stories: []}
  return linksOf({reports, pairs: all, verdicts, on: NO_DAY}).events
}

type Told = {readonly scene: Scene; readonly verdicts: readonly Verdict[]}

/// What changed between two scenes: claims that joined an event, events that became one or several, where they stand.
export function eventChanges(before: Told, after: Told): NewChange[] {
  const large = largeIn(after.scene)
  const smaller = (scene: Scene): Scene =>
    large.size === 0
      ? scene
      : {
          ...scene,
          reports: scene.reports.map((r) => ({...r, events: r.events.filter((e) => !large.has(`${r.report} ${e.id}`))})),
          pairs: scene.pairs.filter((p) => !large.has(keyOf(p.a))),
        }
  const was = eventsOf(smaller(before.scene), before.verdicts)
  const is = eventsOf(smaller(after.scene), after.verdicts)
  const changes: NewChange[] = [...new Set([...large.values()])].sort().map((id) => ({what: "event", does: "large", id}))
  const keys = (e: LinkedEvent): string[] => e.claims.map((c) => `${c.report} ${c.event}`)
  const wasOf = new Map(was.flatMap((e) => keys(e).map((k) => [k, e] as const)))
  const isOf = new Map(is.flatMap((e) => keys(e).map((k) => [k, e] as const)))
  for (const event of is) {
    const prior = [...new Set(keys(event).flatMap((k) => wasOf.get(k) ?? []))]
    // What it came of mostly: the event that gave most of its claims.
    const shared = (e: LinkedEvent): number => keys(e).filter((k) => isOf.get(k) === event).length
    const [main] = [...prior].sort((a, b) => shared(b) - shared(a) || (a.id < b.id ? -1 : 1))
    // An event of a single claim was not told of yet: it is told whole.
    const known = main && main.claims.length > 1 ? main : undefined
    const fresh = event.claims.filter((c) => !known?.claims.some((m) => m.report === c.report && m.event === c.event))
    const others = prior.filter((e) => e !== main && e.claims.length > 1).map((e) => e.id)
    if (event.claims.length > 1 && fresh.length > 0)
      changes.push({
        what: "event",
        does: "joined",
        id: event.id,
        of: fresh.map((c) => c.event),
        ...(known && (known.id !== event.id || others.length > 0) ? {was: [known.id, ...others].join(" ")} : {}),
      })
    if (main && main.status !== event.status && shared(main) * 2 > main.claims.length)
      changes.push({what: "event", does: "status", id: event.id, was: main.status, is: event.status})
  }
  for (const event of was) {
    if (event.claims.length < 2) continue
    const now = [...new Set(keys(event).flatMap((k) => isOf.get(k) ?? []))]
    if (now.length > 1) changes.push({what: "event", does: "split", id: event.id, of: now.map((e) => e.id).sort()})
    const gone = event.claims.filter((c) => !isOf.has(`${c.report} ${c.event}`) && !large.has(`${c.report} ${c.event}`))
    if (gone.length > 0) changes.push({what: "event", does: "left", id: now[0]?.id ?? event.id, of: gone.map((c) => c.event)})
  }
  return changes
}

/// Claims of events that are too large to be made here, each with the first claim of its event.
function largeIn({reports, pairs, open}: Scene): ReadonlyMap<string, string> {
  const all = reports.flatMap((r) => r.events.map((e): string => `${r.report} ${e.id}`))
  const head = new Map(all.map((key) => [key, key]))
  const headOf = (key: string): string => {
    let at = key
    for (let next = head.get(at); next !== undefined && next !== at; next = head.get(at)) at = next
    return at
  }
  for (const {a, b} of pairs) {
    const [x, y] = [headOf(keyOf(a)), headOf(keyOf(b))]
    if (x !== y) head.set(x < y ? y : x, x < y ? x : y)
  }
  const sizes = new Map<string, number>()
  const unended = new Set([...open].map(headOf))
  for (const key of head.keys()) sizes.set(headOf(key), (sizes.get(headOf(key)) ?? 0) + 1)
  const out = new Map<string, string>()
  for (const key of head.keys()) {
    const first = headOf(key)
    if ((sizes.get(first) ?? 0) > MOST_CLAIMS_TOLD || unended.has(first)) out.set(key, first.slice(first.indexOf(" ") + 1))
  }
  return out
}

export async function contradictionsOf(db: Kysely<Tables>, dialect: Dialect, report: string): Promise<readonly FigurePair[]> {
  return (await pairsTouching(db, dialect, [report], "figure"))
    .map((b) => JSON.parse(b) as FigurePair)
    .filter((p) => p.is === "contradiction")
}

export function contradictionChanges(before: readonly FigurePair[], after: readonly FigurePair[]): NewChange[] {
  const idOf = ({a, b}: FigurePair): string => contentId("x", a.report, a.claim, b.report, b.claim)
  const byId = (all: readonly FigurePair[]): Map<string, FigurePair> => new Map(all.map((c) => [idOf(c), c]))
  const [was, is] = [byId(before), byId(after)]
  const told = (does: "found" | "withdrawn", id: string, {a, b}: FigurePair): NewChange => ({
    what: "contradiction",
    does,
    id,
    of: [a.claim, b.claim],
  })
  return [
    ...[...is].filter(([id]) => !was.has(id)).map(([id, c]) => told("found", id, c)),
    ...[...was].filter(([id]) => !is.has(id)).map(([id, c]) => told("withdrawn", id, c)),
  ]
}
