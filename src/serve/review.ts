import {EVENT_TYPES} from "../kinds/index.ts"
import {edtfRange, type EventClaim, METRICS, type Quote, STATUSES} from "../model/index.ts"
import {
  type AnyClaim,
  anchorOf,
  type ClaimQuery,
  type DecidedEntity,
  type Decision,
  type KeptClaim,
  type Piece,
  type Slice,
  type Store,
  type Who,
  wordsOf,
} from "../record/index.ts"
import {contentId, failure} from "../support/index.ts"
import {type DecisionAnswer, lastDay} from "./across.ts"
import {decidedClaims, linksOfRecord} from "./linking.ts"

/// What a person says of claims and entities. What was read stays; each word is a decision with who, when and why.

export type Because = Who & {readonly reason: string | null}

/// What a claim should say instead: fields of its kind, people and places by id or by name. «-» takes a value away.
export type Correction = {
  readonly type?: string | undefined
  readonly status?: string | undefined
  readonly actor?: readonly string[] | undefined
  readonly counterpart?: readonly string[] | undefined
  readonly target?: readonly string[] | undefined
  readonly host?: readonly string[] | undefined
  readonly place?: string | undefined
  readonly time?: string | undefined
  readonly speaker?: string | undefined
  readonly via?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly metric?: string | undefined
  readonly value?: number | undefined
  readonly unit?: string | undefined
  readonly measure?: string | undefined
  readonly comparator?: string | undefined
  readonly party?: readonly string[] | undefined
  readonly source?: readonly string[] | undefined
  readonly words?: string | undefined
}

const answerOf = async (store: Store, decision: Decision, claim: string): Promise<DecisionAnswer> => ({
  decisions: [decision],
  event: null,
  claim: (await store.claim(claim)) ?? null,
})

export async function judgeClaim(store: Store, id: string, says: "right" | "wrong", because: Because): Promise<DecisionAnswer> {
  const kept = await claimOf(store, id)
  const decision = await store.decisions.decide({
    says,
    family: "claim",
    of: anchorOf(kept.report.id, kept),
    claim: kept.claim,
    fields: [],
    entities: decidedOf(kept),
    ...because,
  })
  return answerOf(store, decision, id)
}

export async function correctClaim(store: Store, id: string, correction: Correction, because: Because): Promise<DecisionAnswer> {
  const kept = await claimOf(store, id)
  const {fields, claim, entities} = await corrected(store, kept, correction)
  if (fields.length === 0) throw failure("parameter-wrong", id, "it says so already")
  const decision = await store.decisions.decide({
    says: "rather",
    family: "claim",
    of: anchorOf(kept.report.id, kept),
    claim,
    fields,
    entities,
    ...because,
  })
  return answerOf(store, decision, id)
}

/// A claim that nobody found, on exact words of a report. `near` is about where they stand, where they stand there more than once.
export async function addClaim(
  store: Store,
  report: string,
  given: Correction & {readonly family: AnyClaim["family"]; readonly words: string; readonly near?: number | undefined},
  because: Because,
): Promise<DecisionAnswer> {
  const {family, words, near = 0, ...rest} = given
  const facts: Correction = rest
  const kept = await store.report(report)
  if (!kept) return unknownId(report)
  const summary = (await store.reports([report])).get(report) ?? unknownId(report)
  const quote = nearest(kept.record.report.text, words, near)
  const blank = {...blankOf(family, quote), report: summary, entities: [], context: words} as KeptClaim
  const {claim, entities} = await corrected(store, blank, facts)
  for (const field of NEEDED[family])
    if (facts[field] === undefined) throw failure("parameter-wrong", field, `a claim of this kind (${family}) needs it`)
  const id = contentId(family.slice(0, 1), report, "added", JSON.stringify({...claim, id: null}))
  const any = {family, claim: {...claim, id}} as AnyClaim
  if (await store.claim(id)) throw failure("parameter-wrong", "words", "the record has this claim already")
  const decision = await store.decisions.decide({
    says: "added",
    family: "claim",
    of: anchorOf(report, any),
    claim: any.claim,
    fields: Object.keys(facts).filter((f) => facts[f as keyof Correction] !== undefined),
    entities,
    ...because,
  })
  return answerOf(store, decision, id)
}

/// What must be said of a claim of each kind.
const NEEDED: {readonly [family in AnyClaim["family"]]: readonly (keyof Correction)[]} = {
  event: ["type"],
  statement: ["speaker"],
  figure: ["metric", "value", "unit"],
}

/// A claim of which only its words are known.
function blankOf(family: AnyClaim["family"], quote: Quote): AnyClaim {
  const common = {id: "", by: "person", confidence: 1, why: []}
  if (family === "event") {
    const type = EVENT_TYPES[0] as (typeof EVENT_TYPES)[number]
    const kind = {type: type.name, plover: type.plover, cameo: type.cameo}
    const rest = {status: "occurred", participants: [], place: null, time: null, attribution: [], evidence: [quote]} as const
    return {family, claim: {...common, ...kind, ...rest} as EventClaim}
  }
  if (family === "statement") {
    // The words that tell of it are part of what was selected: there is no cue beside them.
    const cue = {start: quote.start, end: quote.start, quote: ""}
    const rest = {speaker: null, speakerText: null, via: [], kind: "direct", content: quote, cue, time: null, about: []} as const
    return {family, claim: {...common, ...rest}}
  }
  const what = {metric: "other", parties: [], value: 0, unit: "", measure: "level", comparator: "="} as const
  return {family, claim: {...common, ...what, period: null, status: "reported", source: [], evidence: [quote]}}
}

const claimOf = async (store: Store, id: string): Promise<KeptClaim> => (await store.claim(id)) ?? unknownId(id)

function unknownId(id: string): never {
  throw failure("id-unknown", id)
}

const decidedOf = (kept: KeptClaim): DecidedEntity[] =>
  kept.entities.map(({id, kind, name, wikidata, known}) => ({id, kind, name, wikidata, known}))

/// Which fields a correction may name, of each kind of claim.
const FIELDS: {readonly [family in AnyClaim["family"]]: readonly (keyof Correction)[]} = {
  event: ["type", "status", "actor", "counterpart", "target", "host", "place", "time", "source", "words"],
  statement: ["speaker", "via", "kind", "time", "words"],
  figure: ["metric", "value", "unit", "measure", "comparator", "party", "source", "status", "time", "words"],
}
const ROLES = ["actor", "counterpart", "target", "host"] as const

async function corrected(store: Store, kept: KeptClaim, correction: Correction) {
  const wrong = (field: string, why: string): never => {
    throw failure("parameter-wrong", field, why)
  }
  const given = (Object.keys(correction) as (keyof Correction)[]).filter((f) => correction[f] !== undefined)
  for (const field of given) if (!FIELDS[kept.family].includes(field)) wrong(field, `a claim of this kind (${kept.family}) has none`)
  const entities = new Map(decidedOf(kept).map((e) => [e.id, e]))
  const party = async (said: string, field: string): Promise<string> => {
    const entity = await entitySaid(store, said, field)
    entities.set(entity.id, entity)
    return entity.id
  }
  const parties = async (said: readonly string[], field: string): Promise<string[]> => {
    const ids: string[] = []
    for (const one of said) if (one !== "-") ids.push(await party(one, field))
    return [...new Set(ids)]
  }
  const one = <T extends string>(field: string, value: string, of: readonly T[]): T =>
    of.includes(value as T) ? (value as T) : wrong(field, `one of ${of.join(", ")}`)
  const time = (field: string, said: string) =>
    said === "-"
      ? null
      : edtfRange(said)
        ? ({edtf: said, basis: "stated"} as const)
        : wrong(field, "EDTF: 2023-05-24, 2023-05, 2023-05-22/2023-05-24")

  const now: {[field: string]: unknown} = {...kept.claim}
  for (const field of given) {
    const said = correction[field] as never
    if (field === "type") {
      const type = EVENT_TYPES.find((t) => t.name === said)
      if (!type) return wrong(field, `one of ${EVENT_TYPES.map((t) => t.name).join(", ")}`)
      Object.assign(now, {type: type.name, plover: type.plover, cameo: type.cameo})
    } else if (field === "status") now[field] = one(field, said, kept.family === "event" ? STATUSES : ["reported", "forecast", "target"])
    else if (ROLES.includes(field as "actor")) {
      const others = (now["participants"] as EventClaim["participants"]).filter((p) => p.role !== field)
      const mine = (await parties(said, field)).map((entity) => ({entity, role: field}))
      // In the order of the roles, whichever was said first.
      now["participants"] = ROLES.flatMap((role) => [...others, ...mine].filter((p) => p.role === role))
    } else if (field === "place") now[field] = said === "-" ? null : await party(said, field)
    else if (field === "time") now[kept.family === "figure" ? "period" : "time"] = time(field, said)
    else if (field === "speaker") Object.assign(now, {speaker: said === "-" ? null : await party(said, field), speakerText: null})
    else if (field === "via") now[field] = await parties(said, field)
    else if (field === "source") now[kept.family === "event" ? "attribution" : "source"] = await parties(said, field)
    else if (field === "party") now["parties"] = await parties(said, field)
    else if (field === "kind") now[field] = one(field, said, ["direct", "indirect"])
    else if (field === "metric") now[field] = one(field, said, METRICS)
    else if (field === "measure") now[field] = one(field, said, ["level", "change"])
    else if (field === "comparator") now[field] = one(field, said, ["=", "~", ">", ">=", "<", "<="])
    else if (field === "words") {
      const quote = await quoteSaid(store, kept, said)
      if (kept.family === "statement") now["content"] = quote
      else now["evidence"] = [quote, ...kept.claim.evidence.slice(1).filter((q) => q.start !== quote.start || q.end !== quote.end)]
    } else now[field] = said
  }
  const before = kept.claim as unknown as {readonly [field: string]: unknown}
  const fields = Object.keys(now).filter((f) => f !== "plover" && f !== "cameo" && f !== "speakerText" && !isSame(f, now[f], before[f]))
  return {fields, claim: now as unknown as KeptClaim["claim"], entities: [...entities.values()]}
}

/// A time is the same where its value is, whatever it was worked out from.
const isSame = (field: string, a: unknown, b: unknown): boolean => {
  const bare = (x: unknown): unknown => ((field === "time" || field === "period") && x ? (x as {edtf: string}).edtf : x)
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b))
}

/// Exact words of the report, those nearest to where the claim has its own.
async function quoteSaid(store: Store, kept: KeptClaim, words: string): Promise<Quote> {
  return nearest((await store.record(kept.report.id))?.report.text ?? "", words, wordsOf(kept).start)
}

/// Exact words of a text, those nearest to a place.
function nearest(text: string, words: string, start: number): Quote {
  const [before, after] = [text.lastIndexOf(words, start), text.indexOf(words, start)]
  const at = before < 0 ? after : after < 0 || start - before <= after - start ? before : after
  if (at < 0) throw failure("parameter-wrong", "words", "these words do not stand in the report")
  return {start: at, end: at + words.length, quote: words}
}

const NEW = /^(person|organization|country|place):(.+)$/s

/// Whom somebody means: an id, a name that one entity of the record has, or `person:…` with a name that none has yet.
export async function entitySaid(store: Store, said: string, field: string): Promise<DecidedEntity> {
  const id = await store.decisions.standsFor(said)
  const byId = (await store.entities([id])).get(id)
  if (byId) return byId
  const fresh = NEW.exec(said)
  if (fresh) {
    const [, kind, name] = fresh as unknown as [string, DecidedEntity["kind"], string]
    const trimmed = name.trim()
    if (!trimmed || /^[a-z0-9@-]+$/.test(trimmed)) throw failure("parameter-wrong", field, `the record knows no ${said}`)
    return {
      id: `${kind}:${contentId("x", kind, trimmed).replace("_", "-")}`,
      kind,
      name: {ar: trimmed, en: trimmed},
      wikidata: null,
      known: false,
    }
  }
  const named = (await store.lists.entityList({name: said}, {limit: 6})).items
  const [one] = named
  if (!one)
    throw failure(
      "parameter-wrong",
      field,
      `nobody in the record is called «${said}»; give an id, or person:, organization:, country: or place: and a new name`,
    )
  if (named.length > 1)
    throw failure("parameter-wrong", field, `several are called «${said}»: ${named.map((e) => e.id).join(", ")}; give an id`)
  const {reports: _reports, ...entity} = one
  return entity
}

/// Two entities are one: the second is nobody else than the first.
export async function joinEntities(store: Store, one: string, other: string, because: Because): Promise<DecisionAnswer> {
  const [a, b] = [await knownEntity(store, one), await knownEntity(store, other)]
  if (a.id === b.id) throw failure("parameter-wrong", other, "they are one already")
  const decision = await store.decisions.decide({says: "same", family: "entity", a: a.id, b: b.id, entity: a, ...because})
  return {decisions: [decision], event: null, claim: null}
}

/// In one report, whoever was taken for this entity is another.
export async function splitEntity(store: Store, one: string, report: string, into: string, because: Because): Promise<DecisionAnswer> {
  const a = await knownEntity(store, one)
  const kept = await store.report(report)
  if (!kept?.record.entities.some((e) => e.id === a.id)) throw failure("id-unknown", report, `it does not name ${a.id}`)
  const entity = await entitySaid(store, into, "into")
  if (entity.id === a.id) throw failure("parameter-wrong", "into", "that is the same")
  const decision = await store.decisions.decide({says: "different", family: "entity", a: a.id, b: entity.id, report, entity, ...because})
  return {decisions: [decision], event: null, claim: null}
}

/// A name by which an entity is known, too.
export async function spell(store: Store, id: string, name: string, because: Because): Promise<DecisionAnswer> {
  const entity = await knownEntity(store, id)
  const decision = await store.decisions.decide({says: "called", family: "entity", a: entity.id, name: name.trim(), entity, ...because})
  return {decisions: [decision], event: null, claim: null}
}

async function knownEntity(store: Store, said: string): Promise<DecidedEntity> {
  const id = await store.decisions.standsFor(said)
  const found = (await store.entities([id])).get(id)
  return found ?? unknownId(said)
}

export async function takeBack(store: Store, id: string, because: Because): Promise<DecisionAnswer> {
  if (!(await store.decisions.takeBack(id, because))) throw failure("id-unknown", id)
  const decisions = (await store.decisions.ledger({id})).items
  const [decision] = decisions
  return {decisions, event: null, claim: decision?.family === "claim" ? ((await store.claim(decision.of.claim)) ?? null) : null}
}

/// A claim that waits for somebody's word, and what hangs on it.
export type QueueItem = {
  readonly claim: KeptClaim
  readonly doubt: number
  /// The event it belongs to, and how many reports tell of it.
  readonly event: {readonly id: string; readonly reports: number; readonly sources: number} | null
}

/// A piece of the queue: the record's order, and inside the piece those events first that many reports tell.
export async function queueSlice(store: Store, query: ClaimQuery, piece: Piece): Promise<Slice<QueueItem>> {
  const {items, after} = await store.lists.queue(query, piece)
  const seeds = items.filter((c) => c.family === "event").map((c) => ({report: c.report.id, claim: c.claim.id}))
  const decided = decidedClaims(await store.links.decisions())
  const links =
    seeds.length > 0
      ? await linksOfRecord(store, await lastDay(store), await store.links.linkedAround([...seeds, ...decided], "event"))
      : {events: []}
  const eventOf = new Map(links.events.flatMap((e) => e.claims.map((c) => [c.event, e] as const)))
  const made = items.map((claim, i) => {
    const event = eventOf.get(claim.claim.id)
    const reports = event ? new Set(event.claims.map((c) => c.report)).size : 1
    const doubt = Math.round((1 - claim.claim.confidence) * 100) / 100
    return {
      order: doubt * (1 + Math.log2(reports)) * (2 * items.length - i),
      item: {claim, doubt, event: event ? {id: event.id, reports, sources: event.sources} : null},
    }
  })
  return {items: made.sort((a, b) => b.order - a.order).map((m) => m.item), after}
}
