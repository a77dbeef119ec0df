import type {Claim, Entity, EventClaim, FigureClaim, Quote, Report, ReportRecord, StatementClaim} from "../model/index.ts"
import {contentId} from "../support/index.ts"
import type {ClaimAnchor, ClaimDecision, DecidedEntity, Decision, EntityDecision} from "./decisions.ts"
import type {AnyClaim, ClaimFamily} from "./store.ts"

/// What each kind of claim says, apart from its words and how it was found. A field that is decided on takes those behind it along.
const FACTS: {readonly [family in ClaimFamily]: {readonly [field: string]: readonly string[]}} = {
  event: {type: ["type", "plover", "cameo"], status: [], participants: [], place: [], time: [], attribution: [], evidence: []},
  statement: {speaker: ["speaker", "speakerText"], via: [], kind: [], time: [], content: []},
  figure: {
    metric: [],
    parties: [],
    value: [],
    unit: [],
    measure: [],
    comparator: [],
    period: [],
    status: [],
    source: [],
    evidence: [],
  },
}
const WORDS: ReadonlySet<string> = new Set(["evidence", "content"])

export const factsOf = (family: ClaimFamily): readonly string[] => Object.keys(FACTS[family])

export const wordsOf = (any: AnyClaim): Quote => (any.family === "statement" ? any.claim.content : any.claim.evidence[0])

export const anchorOf = (report: string, any: AnyClaim): ClaimAnchor => {
  const {start, end, quote} = wordsOf(any)
  return {report, claim: any.claim.id, family: any.family, start, end, quote}
}

type Standing = {any: AnyClaim; rejected: boolean}

/// A reading with what persons said of it, in the order in which they said it, and which of their words found something to stand on.
/// The same reading and the same words give the same, whichever came first. `foldName` brings spellings of a name together.
export function reviewRecord(
  read: ReportRecord,
  decisions: readonly Decision[],
  foldName: (name: string) => string,
): {readonly record: ReportRecord; readonly applied: readonly Decision[]} {
  const applied: Decision[] = []
  const reportId = read.report.id
  let agencies = read.report.agencies
  let entities = [...read.entities]
  let claims: Standing[] = [
    ...read.events.map((claim) => ({any: {family: "event", claim} as AnyClaim, rejected: false})),
    ...read.statements.map((claim) => ({any: {family: "statement", claim} as AnyClaim, rejected: false})),
    ...read.figures.map((claim) => ({any: {family: "figure", claim} as AnyClaim, rejected: false})),
  ]
  const ofEntities = decisions.filter((d): d is EntityDecision => d.standing && d.family === "entity")
  const intoOf = new Map(ofEntities.flatMap((d) => (d.says === "same" ? [[d.b, d.a] as const] : [])))
  const entityOf = new Map(ofEntities.map((d) => [d.entity.id, d.entity]))

  for (const decision of decisions) {
    if (!decision.standing) continue
    if (decision.family === "claim" ? onClaim(decision) : decision.family === "entity" && onEntity(decision)) applied.push(decision)
  }
  const kept = claims.filter((c) => !c.rejected).map((c) => c.any)
  const of = <T extends Claim>(family: ClaimFamily): T[] => kept.filter((c) => c.family === family).map((c) => c.claim as T)
  const events = of<EventClaim>("event")
  const there = new Set(events.map((e) => e.id))
  const record: ReportRecord = {
    ...read,
    report: {...read.report, agencies},
    entities,
    events,
    statements: of<StatementClaim>("statement").map((s) =>
      s.about.every((id) => there.has(id)) ? s : {...s, about: s.about.filter((id) => there.has(id))},
    ),
    figures: of<FigureClaim>("figure"),
  }
  return applied.length > 0 ? {record, applied} : {record: read, applied}

  function onClaim(decision: ClaimDecision): boolean {
    const at = placeOf(decision.of, read.report)
    if (!at) return false
    const found = claimAt(claims, decision, at, reportId)
    if (decision.says === "wrong") {
      if (!found || (found.any.claim.id !== decision.of.claim && !isSameClaim(found.any, decision.claim))) return false
      found.rejected = true
      return true
    }
    if (found) {
      found.rejected = false
      found.any = decided(found.any, decision, at.start - decision.of.start, read.report)
    } else {
      // What a person vouched for stays, though a later program does not find it.
      const own = moved({family: decision.of.family, claim: decision.claim} as AnyClaim, at.start - decision.of.start, read.report.text)
      if (!own) return false
      const id = decision.of.report === reportId ? decision.claim.id : contentId(decision.claim.id.slice(0, 1), reportId, decision.claim.id)
      claims.push({any: told({...own, claim: {...own.claim, id}} as AnyClaim, decision), rejected: false})
    }
    for (const e of decision.entities) add(e)
    return true
  }

  /// A name that the reading does not have comes in with the places where it stands in the text.
  function add(e: DecidedEntity): void {
    if (entities.some((x) => x.id === e.id)) return
    entities.push({...e, mentions: placesOf(e.name.ar, read.report.text)})
  }

  function onEntity(decision: EntityDecision): boolean {
    if (decision.says === "different") {
      if (!entities.some((e) => e.id === decision.a)) return false
      rename(new Map([[decision.a, decision.b]]))
      return true
    }
    const to = lastOf(decision.a, intoOf)
    const gone =
      decision.says === "same"
        ? entities.filter((e) => e.id === decision.b)
        : entities.filter(
            (e) =>
              !e.known &&
              e.id !== to &&
              [e.name.ar, e.name.en, ...e.mentions.map((m) => m.quote)].some((name) => foldName(name) === foldName(decision.name)),
          )
    if (gone.length === 0 || gone.some((e) => e.id === to)) return false
    rename(new Map(gone.map((e) => [e.id, to])))
    return true
  }

  function rename(to: ReadonlyMap<string, string>): void {
    const idOf = (id: string): string => to.get(id) ?? id
    agencies = unique(agencies.map(idOf))
    claims = claims.map((c) => ({...c, any: renamed(c.any, idOf)}))
    const merged = new Map<string, Entity>()
    for (const e of entities) {
      const id = idOf(e.id)
      const before = merged.get(id)
      const named = id === e.id ? e : {...(entityOf.get(id) ?? {...e, id}), mentions: e.mentions}
      if (!before) merged.set(id, named)
      else {
        const own = e.id === id ? e : before
        merged.set(id, {...own, mentions: [...before.mentions, ...e.mentions].sort((x, y) => x.start - y.start)})
      }
    }
    entities = [...merged.values()]
  }
}

/// Where an id leads to in the end. Whoever goes round in a circle stays where he is.
function lastOf(id: string, into: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let at = id
  while (!seen.has(at)) {
    seen.add(at)
    const next = into.get(at)
    if (next === undefined) return at
    at = next
  }
  return id
}

type Place = {readonly start: number; readonly end: number}

/// Where the words of a decision stand in this text: where they stood, or else where they stand nearest to that.
function placeOf({start, end, quote}: ClaimAnchor, {text}: Report): Place | undefined {
  if (text.slice(start, end) === quote) return {start, end}
  if (quote === "") return undefined
  const before = text.lastIndexOf(quote, start)
  const after = text.indexOf(quote, start)
  const at = before < 0 ? after : after < 0 || start - before <= after - start ? before : after
  return at < 0 ? undefined : {start: at, end: at + quote.length}
}

/// The claim that a decision speaks of: by its id, or else the one of its kind on its words.
function claimAt(claims: readonly Standing[], {of, claim, says}: ClaimDecision, at: Place, report: string): Standing | undefined {
  const mine = claims.filter((c) => c.any.family === of.family)
  const byId = of.report === report ? mine.find((c) => c.any.claim.id === of.claim) : undefined
  if (byId) return byId
  const shared = ({any}: Standing): number => Math.min(wordsOf(any).end, at.end) - Math.max(wordsOf(any).start, at.start)
  const there = mine.filter((c) => shared(c) > 0)
  const alike = there.filter((c) => isSameClaim(c.any, claim))
  const sort = there.filter((c) => sortOf(c.any) === sortOf({family: of.family, claim} as AnyClaim))
  // Of several on the same words only one that says the same, or the only one of its sort, is meant. What was added is another than
  // those that were there, until a program finds the very same.
  if (says === "added") return alike[0]
  return alike.sort((x, y) => shared(y) - shared(x))[0] ?? (sort.length === 1 ? sort[0] : undefined)
}

/// Events and figures are told apart by what they are; two statements on the same words are one.
const sortOf = (any: AnyClaim): string => (any.family === "event" ? any.claim.type : any.family === "figure" ? any.claim.metric : "")

/// What makes it that claim, whatever else is read of it: who does what, which amount, who speaks.
function isSameClaim(any: AnyClaim, other: Claim): boolean {
  if (any.family === "event") {
    const {claim} = any
    const that = other as EventClaim
    const who = (c: EventClaim): string =>
      c.participants
        .map((p) => p.entity)
        .sort()
        .join(" ")
    return claim.type === that.type && who(claim) === who(that)
  }
  if (any.family === "statement") return any.claim.speaker === (other as StatementClaim).speaker
  const that = other as FigureClaim
  return any.claim.metric === that.metric && any.claim.value === that.value && any.claim.unit === that.unit
}

/// A claim with the facts that were decided; whatever else was read of it stays as it was read.
function decided(any: AnyClaim, decision: ClaimDecision, by: number, {text}: Report): AnyClaim {
  const all = FACTS[any.family]
  const fields = decision.says === "right" || decision.says === "added" ? Object.keys(all).filter((f) => !WORDS.has(f)) : decision.fields
  const from = moved({family: any.family, claim: decision.claim} as AnyClaim, by, text)?.claim as unknown as {
    readonly [field: string]: unknown
  }
  const claim: {[field: string]: unknown} = {...any.claim}
  for (const field of fields) {
    if (WORDS.has(field) && !from) continue
    const source = from ?? (decision.claim as unknown as {readonly [field: string]: unknown})
    for (const f of all[field]?.length ? all[field] : [field]) claim[f] = source[f]
  }
  return told({family: any.family, claim} as unknown as AnyClaim, decision)
}

/// Nothing is left to doubt, and the reasons say who settled it.
function told(any: AnyClaim, {says, fields, by, reason}: ClaimDecision): AnyClaim {
  const what = says === "right" ? "accepted" : says === "added" ? "added" : `corrected (${fields.join(", ")})`
  const line = `${what}${by ? ` by ${by}` : ""}${reason ? `: ${reason}` : ""}`
  return {...any, claim: {...any.claim, confidence: 1, why: [...any.claim.why, {step: "review", says: line}]}} as AnyClaim
}

/// A claim with its words so many characters farther on; undefined where they are others there.
function moved(any: AnyClaim, by: number, text: string): AnyClaim | undefined {
  const move = (q: Quote): Quote => ({...q, start: q.start + by, end: q.end + by})
  const claim =
    any.family === "statement"
      ? {...any.claim, content: move(any.claim.content), cue: move(any.claim.cue)}
      : {...any.claim, evidence: any.claim.evidence.map(move)}
  const quotes = "cue" in claim ? [claim.content, claim.cue] : (claim.evidence as Quote[])
  return quotes.every((q) => text.slice(q.start, q.end) === q.quote) ? ({family: any.family, claim} as AnyClaim) : undefined
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

function renamed(any: AnyClaim, idOf: (id: string) => string): AnyClaim {
  const maybe = (id: string | null): string | null => (id === null ? null : idOf(id))
  if (any.family === "event") {
    const {claim} = any
    const participants = claim.participants.map((p) => ({...p, entity: idOf(p.entity)}))
    const isFirst = (p: (typeof participants)[number], i: number): boolean =>
      participants.findIndex((x) => x.entity === p.entity && x.role === p.role) === i
    return {
      family: "event",
      claim: {
        ...claim,
        participants: participants.filter(isFirst),
        place: maybe(claim.place),
        attribution: unique(claim.attribution.map(idOf)),
      },
    }
  }
  if (any.family === "statement")
    return {family: "statement", claim: {...any.claim, speaker: maybe(any.claim.speaker), via: unique(any.claim.via.map(idOf))}}
  return {family: "figure", claim: {...any.claim, parties: unique(any.claim.parties.map(idOf)), source: unique(any.claim.source.map(idOf))}}
}

const MOST_PLACES = 200
function placesOf(name: string, text: string): Quote[] {
  const places: Quote[] = []
  if (name !== "")
    for (let at = text.indexOf(name); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(name, at + name.length))
      places.push({start: at, end: at + name.length, quote: name})
  return places
}
