import {z} from "zod"
import {METRICS, STATUSES} from "../../model/index.ts"
import type {KeptClaim, Role, Store, Who} from "../../record/index.ts"
import {failure, givenDays} from "../../support/index.ts"
import {type DecisionAnswer, type EventAnswer, eventAnswer, storyAnswer} from "../across.ts"
import {accept, add, correct, join, type Operation, queue, reject, spelling, split as splitUp, undo} from "../contract.ts"
import {disputesOf} from "../disputes.ts"
import {explanationOf} from "../explain.ts"
import {dayField, several as severalOf} from "../fields.ts"
import {goldSlice} from "../gold.ts"
import {
  contradictionSlice,
  duePiece,
  entityAnswer,
  eventSlice,
  oneSeries,
  relationAnswer,
  reportAnswer,
  searchAnswer,
  seriesSlice,
  gatheringAnswer,
  sourcesAnswer,
  storySlice,
  todayAnswer,
} from "../pieces.ts"
import {queueSlice} from "../review.ts"
import {type Visit, visitSlice} from "../visits.ts"
import * as is from "./schemas.ts"

/// Every address under /api/v1, once: what it takes, what it gives, and which question of the record it is. Checking, documentation
/// and the types of the web are made from this table.
export type Route<I extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> = {
  /// Parts in braces are fields of `input`; the other fields are parameters.
  readonly path: string
  /// How it is asked; GET where it says nothing. What is posted stands in the body, as JSON.
  readonly method?: "POST"
  readonly tag: "record" | "across" | "review" | "service"
  readonly says: string
  readonly input: I
  readonly answer: A
  /// How a line of a list stands in a table; lists only.
  readonly columns?: Columns
  /// The role it takes: `read` for what is asked, `review` for what is posted, where it says nothing.
  readonly needs?: Role | "nothing"
  /// Never kept by whoever asks: it is of the moment, or of him alone.
  readonly isFresh?: true
  readonly run: (store: Store, input: z.infer<I>, asked: Asked) => Promise<z.input<A>>
}
/// Who asks and when, and what the server itself can do for him.
export type Asked = Who & {
  readonly session: () => z.input<typeof is.session>
  readonly signIn: (secret: string) => Promise<z.input<typeof is.session>>
  readonly signOut: () => Promise<z.input<typeof is.session>>
  readonly take: (store: Store, given: readonly Given[], from?: string) => Promise<z.input<typeof is.taken>>
}
/// A report as it is handed over: its text, or the bytes of a file (base64).
export type Given = z.infer<typeof given>
/// A heading, and what stands under it for an item.
export type Columns = readonly (readonly [string, (item: never) => string | number | boolean | null])[]

const route = <I extends z.ZodObject, A extends z.ZodType>(it: Route<I, A>): Route<I, A> => it
/// An operation of the command line under an address.
const posted = <I extends z.ZodObject>(
  path: string,
  {says, input, run}: Operation<I, DecisionAnswer>,
): Route<I, typeof is.decisionAnswer> => ({
  path,
  method: "POST",
  tag: "review",
  says,
  input,
  answer: is.decisionAnswer,
  run,
})
const table = <T>(columns: {readonly [heading: string]: (item: T) => string | number | boolean | null}): Columns => Object.entries(columns)

const words = (says: string) => z.string().min(1).max(500).describe(says)
const name = (says: string) => words(says).optional()
const id = (says: string) => z.object({id: words(says)}).shape.id
const day = (says: string) => dayField(says, z.string().max(40))
const several = <T extends z.ZodType>(item: T, says: string) => severalOf(z.array(item).max(50), says)
const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const given = z.strictObject({
  source: z.string().min(1).max(500).describe("what it is called: a path, an address"),
  text: z.string().max(4_000_000).describe("its text").optional(),
  bytes: z
    .base64()
    .max(12_000_000)
    .describe("or the bytes of a file, in base64: .txt, .md, .html, .json, .jsonl in any encoding")
    .optional(),
  published: z
    .string()
    .max(40)
    .refine((s) => givenDays(s) !== undefined, {error: "a day, month or year"})
    .describe("the day of publication, where it is known")
    .optional(),
})
const piece = {
  after: z.string().max(200).describe("where to read on: `after` of the answer before").optional(),
  limit: number(1, 200).default(50).describe("how many at most"),
}
const claimFilter = {
  actor: name("who acts, meets or hosts: a name in Arabic or English, or an id"),
  with: name("who else takes part in any role, or the country or place it happens in"),
  about: name("who has any part in it"),
  place: name("where"),
  type: several(z.string().min(1).max(60), "kind of event, kind of statement, or what a figure measures; several with commas"),
  status: several(z.enum([...STATUSES, "reported", "forecast", "target"]), `how sure it is: ${STATUSES.join(", ")}`),
  from: day("from this day, month or year on"),
  to: day("up to and with this day, month or year"),
}
type Days = {readonly from?: string | undefined; readonly to?: string | undefined}
const inDays = <T extends Days>({from, to, ...rest}: T) => ({...rest, from: givenDays(from ?? "")?.first, to: givenDays(to ?? "")?.last})
const split = <T extends {readonly after?: string | undefined; readonly limit: number}>({after, limit, ...query}: T) =>
  [query, {after, limit}] as const

const nothing = z.strictObject({})
const joined = (items: readonly string[]): string => items.join(" ")

const claimColumns = table<KeptClaim>({
  id: (c) => c.claim.id,
  family: (c) => c.family,
  type: (c) => (c.family === "event" ? c.claim.type : c.family === "statement" ? c.claim.kind : c.claim.metric),
  status: (c) => (c.family === "statement" ? null : c.claim.status),
  time: (c) => (c.family === "figure" ? (c.claim.period?.edtf ?? null) : (c.claim.time?.edtf ?? null)),
  who: (c) =>
    c.family === "event"
      ? joined(c.claim.participants.map((p) => p.entity))
      : c.family === "statement"
        ? c.claim.speaker
        : joined(c.claim.parties),
  place: (c) => (c.family === "event" ? c.claim.place : null),
  value: (c) => (c.family === "figure" ? c.claim.value : null),
  unit: (c) => (c.family === "figure" ? c.claim.unit : null),
  attribution: (c) => joined(c.family === "event" ? c.claim.attribution : c.family === "statement" ? c.claim.via : c.claim.source),
  quote: (c) => (c.family === "statement" ? c.claim.content.quote : c.claim.evidence[0].quote),
  sentence: (c) => c.context,
  report: (c) => c.report.id,
  source: (c) => c.report.sources[0] ?? null,
  published: (c) => c.report.published,
  confidence: (c) => c.claim.confidence,
})

const eventColumns = table<EventAnswer>({
  id: ({event}) => event.id,
  type: ({event}) => event.type,
  status: ({event}) => event.status,
  time: ({event}) => event.time,
  place: ({event}) => event.place,
  participants: ({event}) => joined(event.participants),
  names: ({event, names}) => event.participants.map((p) => names[p]?.ar ?? p).join("، "),
  reports: ({event}) => new Set(event.claims.map((c) => c.report)).size,
  independent_sources: ({event}) => event.sources,
  sentence: ({told}) => told[0]?.sentence ?? null,
  source: ({told}) => told[0]?.report.sources[0] ?? null,
})

export const ROUTES = {
  reports: route({
    path: "/reports",
    tag: "record",
    says: "Reports that stand, the latest publication first.",
    input: z.strictObject({
      about: name("whom it speaks of"),
      source: name("a part of its path, address or outlet"),
      from: claimFilter.from,
      to: claimFilter.to,
      ...piece,
    }),
    answer: is.slice(is.reportLine),
    columns: table<z.infer<typeof is.reportLine>>({
      id: (r) => r.id,
      title: (r) => r.title,
      published: (r) => r.published,
      agencies: (r) => joined(r.agencies),
      sources: (r) => joined(r.sources),
      outlets: (r) => r.outlets.join(", "),
      events: (r) => r.claims.event,
      statements: (r) => r.claims.statement,
      figures: (r) => r.claims.figure,
    }),
    run: (store, q) => store.lists.reportList(...split(inDays(q))),
  }),
  report: route({
    path: "/reports/{id}",
    tag: "record",
    says: "A report: its text, every claim it makes, where it came from, its copies and its story.",
    input: z.strictObject({id: id("id of a report (r_…)")}),
    answer: is.reportAnswer,
    run: (store, q) => reportAnswer(store, q.id),
  }),
  claims: route({
    path: "/claims",
    tag: "record",
    says: "What reports say, claim by claim, by day; the undated last.",
    input: z.strictObject({
      family: z.enum(["event", "statement", "figure"]).describe("only claims of this family").optional(),
      speaker: name("who says it"),
      report: name("id of the report that makes it"),
      ...claimFilter,
      ...piece,
    }),
    answer: is.slice(is.keptClaim),
    columns: claimColumns,
    run: (store, q) => store.lists.claims(...split(inDays(q))),
  }),
  claim: route({
    path: "/claims/{id}",
    tag: "record",
    says: "One claim, with the sentence it rests on.",
    input: z.strictObject({id: id("id of a claim (e_…, s_…, f_…)")}),
    answer: is.keptClaim,
    run: async (store, q) => (await store.claim(q.id)) ?? missing(q.id),
  }),
  explain: route({
    path: "/claims/{id}/explain",
    tag: "record",
    says: "Why a claim says what it says: the words, the pattern, each role and date, and who carried it.",
    input: z.strictObject({id: id("id of a claim (e_…, s_…, f_…)")}),
    answer: is.explanation,
    run: async (store, q) => explanationOf((await store.claim(q.id)) ?? missing(q.id)),
  }),
  timeline: route({
    path: "/timeline",
    tag: "record",
    says: "What happened as each report tells it, by day.",
    input: z.strictObject({...claimFilter, ...piece}),
    answer: is.slice(is.keptClaim),
    columns: claimColumns,
    run: (store, q) => {
      const [query, at] = split(inDays(q))
      return store.lists.claims({...query, family: "event"}, at)
    },
  }),
  counts: route({
    path: "/timeline/counts",
    tag: "record",
    says: "The same, counted by month, day, kind or status.",
    input: z.strictObject({...claimFilter, by: z.enum(["month", "day", "type", "status"]).default("month").describe("counted by")}),
    answer: is.counts,
    columns: table<{key: string | null; count: number}>({key: (c) => c.key, count: (c) => c.count}),
    run: async (store, q) => {
      const {by, ...query} = inDays(q)
      return {items: await store.lists.claimCounts({...query, family: "event"}, by)}
    },
  }),
  entities: route({
    path: "/entities",
    tag: "record",
    says: "People, bodies, countries and places, those in most reports first.",
    input: z.strictObject({
      name: name("called so, in Arabic or English"),
      kind: z.enum(["person", "organization", "country", "place"]).describe("only of this kind").optional(),
      ...piece,
    }),
    answer: is.slice(is.entitySummary),
    columns: table<z.infer<typeof is.entitySummary>>({
      id: (e) => e.id,
      kind: (e) => e.kind,
      ar: (e) => e.name.ar,
      en: (e) => e.name.en,
      wikidata: (e) => e.wikidata,
      reports: (e) => e.reports,
    }),
    run: (store, q) => store.lists.entityList(...split(q)),
  }),
  entity: route({
    path: "/entities/{id}",
    tag: "across",
    says: "One of them: names met, offices, what it took part in and with whom, what it said.",
    input: z.strictObject({id: id("id of an entity (person:…, country:…)")}),
    answer: is.entityAnswer,
    run: (store, q) => entityAnswer(store, q.id),
  }),
  search: route({
    path: "/search",
    tag: "across",
    says: "Reports with these words in any of their forms, and with claims as asked; with what there is to narrow by.",
    input: z.strictObject({
      q: words("words, all of which must stand there: «وزارة» finds «الوزارات»").optional(),
      ...claimFilter,
      source: name("a part of the report's path, address or outlet"),
      sources: number(1, 99).describe("one of its events has at least so many independent sources").optional(),
      contradicted: z.enum(["true", "false"]).describe("only reports with a figure that another contradicts").optional(),
      ...piece,
    }),
    answer: is.searchAnswer,
    columns: table<z.infer<typeof is.searchHit>>({
      id: (h) => h.report.id,
      title: (h) => h.report.title,
      published: (h) => h.report.published,
      source: (h) => h.report.sources[0] ?? null,
      snippet: (h) => h.snippet,
    }),
    run: (store, input) => {
      const [{q, contradicted, ...query}, at] = split(inDays(input))
      return searchAnswer(store, {...query, words: q, contradicted: contradicted === "true" || undefined}, at)
    },
  }),
  events: route({
    path: "/events",
    tag: "across",
    says: "What happened, each event once, with every report that tells of it.",
    input: z.strictObject({...claimFilter, ...piece}),
    answer: is.slice(is.eventAnswer),
    columns: eventColumns,
    run: (store, q) => eventSlice(store, ...split(inDays(q))),
  }),
  event: route({
    path: "/events/{id}",
    tag: "across",
    says: "One event: its life step by step, who tells of it, why those are one, who has it from whom.",
    input: z.strictObject({id: id("id of an event (ev_…) or of any claim of it (e_…)")}),
    answer: is.eventAnswer,
    run: (store, q) => eventAnswer(store, q.id),
  }),
  relation: route({
    path: "/relations",
    tag: "across",
    says: "Two actors: what they did together, how often by month, what is counted between them, what each says of the other.",
    input: z.strictObject({a: words("one: a name or an id"), b: words("the other: a name or an id")}),
    answer: is.relationAnswer,
    run: (store, q) => relationAnswer(store, q.a, q.b),
  }),
  visits: route({
    path: "/visits",
    tag: "across",
    says: "Visits by day, each once: who went, and where that is, no more exactly than it is known.",
    input: z.strictObject({
      about: words("who went or was visited, or where; of a country its people and its places too: a name or an id"),
      with: name("who else, in the same way"),
      ...piece,
    }),
    answer: is.slice(is.visit),
    columns: table<Visit>({
      id: ({event}) => event.event.id,
      status: ({event}) => event.event.status,
      time: ({event}) => event.event.time,
      visitors: (v) => joined(v.visitors),
      place: ({event}) => event.event.place,
      at: ({at}) => at?.id ?? null,
      is: ({at}) => at?.is ?? null,
      lat: ({at}) => at?.lat ?? null,
      lon: ({at}) => at?.lon ?? null,
    }),
    run: (store, q) => visitSlice(store, ...split(q)),
  }),
  contradictionsOf: route({
    path: "/contradictions/{id}",
    tag: "across",
    says: "What does not fit with a figure, or with any figure of a series.",
    input: z.strictObject({id: id("id of a figure (f_…) or of a series (se_…)")}),
    answer: z.strictObject({items: z.array(is.contradictionAnswer).readonly()}),
    run: async (store, q) => ({items: await disputesOf(store, q.id)}),
  }),
  stories: route({
    path: "/stories",
    tag: "across",
    says: "Reports on one matter, the latest first.",
    input: z.strictObject(piece),
    answer: is.slice(is.storyLine),
    columns: table<z.infer<typeof is.storyLine>>({
      id: (s) => s.id,
      from: (s) => s.from,
      to: (s) => s.to,
      reports: (s) => s.reports.length,
      title: (s) => s.reports[0]?.title ?? null,
    }),
    run: (store, q) => storySlice(store, q),
  }),
  story: route({
    path: "/stories/{id}",
    tag: "across",
    says: "One story: how it came about, which reports are copies, which events they share.",
    input: z.strictObject({id: id("id of a story (st_…) or of any report of it (r_…)")}),
    answer: is.storyAnswer,
    run: (store, q) => storyAnswer(store, q.id),
  }),
  series: route({
    path: "/series",
    tag: "across",
    says: "Figures on one quantity over time.",
    input: z.strictObject({
      metric: z
        .enum(METRICS)
        .describe(`what is measured: ${METRICS.join(", ")}`)
        .optional(),
      party: name("whose: a name or an id"),
      ...piece,
    }),
    answer: is.slice(is.seriesAnswer),
    columns: table<z.infer<typeof is.seriesAnswer>>({
      id: ({series}) => series.id,
      metric: ({series}) => series.metric,
      parties: ({series}) => joined(series.parties),
      unit: ({series}) => series.unit,
      figures: ({series}) => series.figures.length,
      values: ({figures}) => figures.map((f) => `${f.figure.period?.edtf ?? "?"}: ${f.figure.comparator}${f.figure.value}`).join("; "),
    }),
    run: (store, q) => seriesSlice(store, ...split(q)),
  }),
  oneSeries: route({
    path: "/series/{id}",
    tag: "across",
    says: "One series, with every value, its source and its qualifier.",
    input: z.strictObject({id: id("id of a series (se_…)")}),
    answer: is.seriesAnswer,
    run: (store, q) => oneSeries(store, q.id),
  }),
  contradictions: route({
    path: "/contradictions",
    tag: "across",
    says: "Figures that cannot all be right, and why.",
    input: z.strictObject(piece),
    answer: is.slice(is.contradictionAnswer),
    columns: table<z.infer<typeof is.contradictionAnswer>>({
      kind: (c) => c.kind,
      why: (c) => c.why,
      figures: (c) => joined(c.figures.map((f) => f.figure.id)),
      values: (c) => c.figures.map((f) => `${f.figure.comparator}${f.figure.value} ${f.figure.unit}`).join("; "),
      reports: (c) => joined(c.figures.map((f) => f.report.id)),
    }),
    run: (store, q) => contradictionSlice(store, q),
  }),
  due: route({
    path: "/due",
    tag: "across",
    says: "What was planned: what should have happened and was not told of since, and what is to come.",
    input: z.strictObject({
      on: day("as of this day (default: the last day the record has a report of)"),
      limit: number(1, 1000).default(200).describe("how many of each at most, those nearest to the day"),
    }),
    answer: z.strictObject({
      on: z.string().nullable(),
      overdue: z.array(is.eventAnswer).readonly(),
      ahead: z.array(is.eventAnswer).readonly(),
    }),
    run: (store, {on, limit}) => {
      const last = givenDays(on ?? "")?.last
      return duePiece(store, {...(last === undefined ? {} : {day: last}), ...(on === undefined ? {} : {said: on})}, limit)
    },
  }),
  today: route({
    path: "/today",
    tag: "across",
    says: "Stories by day, what came in, what is due, what does not fit.",
    input: nothing,
    answer: is.todayAnswer,
    run: (store) => todayAnswer(store),
  }),
  sources: route({
    path: "/sources",
    tag: "across",
    says: "Who prints, who is credited, and who repeats whom how much later.",
    input: nothing,
    answer: is.sourcesAnswer,
    run: (store) => sourcesAnswer(store),
  }),
  gathering: route({
    path: "/gathering",
    needs: "write",
    isFresh: true,
    tag: "across",
    says: "Where reports come from, and how each source is doing: when it was asked, when it last gave something, what fails.",
    input: nothing,
    answer: is.gatheringAnswer,
    run: (store) => gatheringAnswer(store),
  }),
  decisions: route({
    path: "/decisions",
    tag: "review",
    says: "The ledger: what persons decided, the latest first, and what was taken back.",
    input: z.strictObject({
      family: z.enum(["claim", "entity", "event", "report"]).describe("only on these").optional(),
      report: name("only those that hold in this report"),
      ...piece,
    }),
    answer: is.slice(is.decision),
    columns: table<z.infer<typeof is.decision>>({
      id: (d) => d.id,
      says: (d) => d.says,
      family: (d) => d.family,
      a: (d) => (d.family === "claim" ? d.of.claim : typeof d.a === "string" ? d.a : d.a.claim),
      b: (d) => ("b" in d ? (typeof d.b === "string" ? d.b : d.b.claim) : d.family === "claim" ? joined(d.fields) : d.name),
      by: (d) => d.by,
      at: (d) => d.at,
      reason: (d) => d.reason,
      standing: (d) => d.standing,
    }),
    run: (store, q) => store.decisions.ledger(...split(q)),
  }),
  queue: route({
    path: "/queue",
    tag: "review",
    says: queue.says,
    input: z.strictObject({
      family: z.enum(["event", "statement", "figure"]).describe("only claims of this family").optional(),
      about: name("whoever has any part in it: a name or an id"),
      type: claimFilter.type,
      report: name("only of this report"),
      ...piece,
    }),
    answer: is.slice(is.queueItem),
    columns: table<z.infer<typeof is.queueItem>>({
      id: ({claim}) => claim.claim.id,
      family: ({claim}) => claim.family,
      doubt: ({doubt}) => doubt,
      reports: ({event}) => event?.reports ?? 1,
      sentence: ({claim}) => claim.context,
      report: ({claim}) => claim.report.id,
    }),
    run: (store, q) => queueSlice(store, ...split(q)),
  }),
  asRead: route({
    path: "/reports/{id}/read",
    tag: "review",
    says: "A report's claims and names as they were read, whatever persons said of them since.",
    input: z.strictObject({id: id("id of a report (r_…)")}),
    answer: is.asRead,
    run: async (store, q) => (await store.decisions.asRead(q.id)) ?? missing(q.id),
  }),
  gold: route({
    path: "/gold",
    tag: "review",
    says: "Reports with what persons decided of them, as gold records: by these a program is measured.",
    input: z.strictObject({
      report: name("only this report"),
      whole: z.enum(["true", "false"]).describe("only reports of which every claim was looked at").optional(),
      ...piece,
    }),
    answer: is.slice(is.goldFile),
    columns: table<z.infer<typeof is.goldFile>>({
      id: (g) => g.id,
      title: (g) => g.title,
      events: (g) => g.events.length,
      statements: (g) => g.statements.length,
      figures: (g) => g.figures.length,
    }),
    run: (store, {report, whole, ...at}) => goldSlice(store, {report, whole: whole === "true"}, at),
  }),
  addReports: route({
    path: "/reports",
    method: "POST",
    needs: "write",
    tag: "review",
    says: "Reads reports into the record: what became of each, with its record at once.",
    input: z.strictObject({
      reports: z.array(given).min(1).max(50),
      from: z
        .string()
        .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u)
        .describe("the name of the source that they come from, as the ledger and isnad sources list have it")
        .optional(),
    }),
    answer: is.taken,
    run: (store, {reports, from}, asked) => asked.take(store, reports, from),
  }),
  accept: posted("/decisions/accept", accept),
  reject: posted("/decisions/reject", reject),
  correct: posted("/decisions/correct", correct),
  add: posted("/decisions/add", add),
  spell: posted("/decisions/spell", spelling),
  join: posted("/decisions/join", join),
  split: posted("/decisions/split", splitUp),
  undo: posted("/decisions/undo", undo),
  session: route({
    path: "/session",
    needs: "nothing",
    isFresh: true,
    tag: "service",
    says: "Who you are to this server, what you may do, and the word that a browser must send with changes.",
    input: nothing,
    answer: is.session,
    run: async (_store, _q, asked) => asked.session(),
  }),
  signIn: route({
    path: "/session",
    method: "POST",
    needs: "nothing",
    tag: "service",
    says: "Signs a browser in with a token: sets a cookie that no script can read.",
    input: z.strictObject({token: words("a token, as isnad token add gave it")}),
    answer: is.session,
    run: (_store, {token}, asked) => asked.signIn(token),
  }),
  signOut: route({
    path: "/session/end",
    method: "POST",
    needs: "read",
    tag: "service",
    says: "Signs it out.",
    input: nothing,
    answer: is.session,
    run: (_store, _q, asked) => asked.signOut(),
  }),
  audit: route({
    path: "/audit",
    needs: "admin",
    isFresh: true,
    tag: "service",
    says: "What was asked to be changed, by whom and from where, done or refused; the latest first.",
    input: z.strictObject(piece),
    answer: is.slice(is.act),
    columns: table<z.infer<typeof is.act>>({
      seq: (a) => a.seq,
      at: (a) => a.at,
      by: (a) => a.by,
      role: (a) => a.role,
      does: (a) => a.does,
      of: (a) => a.of,
      status: (a) => a.status,
      from: (a) => a.from,
    }),
    run: (store, q) => store.access.acts(q),
  }),
  stats: route({
    path: "/stats",
    tag: "record",
    says: "What the record holds, counted.",
    input: nothing,
    answer: is.stats,
    run: (store) => store.stats(),
  }),
  changes: route({
    path: "/changes",
    tag: "service",
    says: "What happened to the record after a place in its history. Asked with Accept: text/event-stream, it stays open and tells what happens.",
    input: z.strictObject({
      since: number(0, Number.MAX_SAFE_INTEGER).default(0).describe("`seq` of the last change that is known"),
      what: several(z.enum(is.changeKinds), "only changes of these: report, claim, links, event, contradiction, decision"),
      limit: piece.limit,
    }),
    answer: z.strictObject({items: z.array(is.change).readonly(), seq: z.int().describe("where the history stands")}),
    columns: table<z.infer<typeof is.change>>({
      seq: (c) => c.seq,
      what: (c) => c.what,
      does: (c) => c.does,
      id: (c) => c.id,
      of: (c) => c.of.join(" "),
      was: (c) => c.was ?? null,
      is: (c) => c.is ?? null,
    }),
    run: async (store, q) => ({items: await store.lists.changes(q.since, q.limit, q.what), seq: (await store.lists.version()).seq}),
  }),
} as const

export type RouteName = keyof typeof ROUTES
/// What each address answers, for the web.
export type Answers = {readonly [N in RouteName]: z.infer<(typeof ROUTES)[N]["answer"]>}
export type Inputs = {readonly [N in RouteName]: z.input<(typeof ROUTES)[N]["input"]>}

function missing(id: string): never {
  throw failure("id-unknown", id)
}
