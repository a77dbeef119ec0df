import {z} from "zod"
import type {Links} from "../link/index.ts"
import {METRICS, STATUSES} from "../model/index.ts"
import type {
  Decision,
  KeptClaim,
  KeptEntity,
  KeptReport,
  Page,
  SearchHit,
  Slice,
  Stats,
  Store,
  TimelineEntry,
  Who,
} from "../record/index.ts"
import {failure, givenDays} from "../support/index.ts"
import {
  chainAnswer,
  type ClaimChain,
  type ContradictionAnswer,
  contradictionsAnswer,
  decide,
  type DecisionAnswer,
  type DueAnswer,
  dueAnswer,
  type EventAnswer,
  eventAnswer,
  type EventsAnswer,
  eventsAnswer,
  type SeriesAnswer,
  seriesAnswer,
  type StoryAnswer,
  storyAnswer,
} from "./across.ts"
import {explanationOf, type Explanation} from "./explain.ts"
import {dayField as day, several as severalOf} from "./fields.ts"
import {linksOfRecord} from "./linking.ts"
import {type Versions, versionsOf} from "./versions.ts"
import {addClaim, correctClaim, joinEntities, judgeClaim, type QueueItem, queueSlice, spell, splitEntity, takeBack} from "./review.ts"

/// What can be asked of a record, once: name, sentence, input, examples, answer. The command line is made from these
/// entries, and so will be every other way in (REST, MCP): none of them adds a question of its own.
export type Operation<I extends z.ZodObject = z.ZodObject, O = unknown> = {
  readonly name: string
  readonly says: string
  readonly input: I
  /// The fields that a command line takes without their names, in order; the last one takes all words that are left.
  readonly positional: readonly (keyof z.infer<I> & string)[]
  readonly examples: readonly Example[]
  /// Whether it asks across reports, which must have been compared by then.
  readonly across?: boolean
  /// Whether it changes the record; then `run` must be told who asks.
  readonly changes?: true
  readonly run: (store: Store, input: z.infer<I>, who?: Who) => Promise<O>
}
/// A question with the sentence that says what it asks.
export type Example = {readonly says: string; readonly input: {readonly [field: string]: string | number | readonly string[]}}

const operation = <I extends z.ZodObject, O>(it: Operation<I, O>): Operation<I, O> => it

const name = (says: string) => z.string().min(1).describe(says).optional()
const several = <T extends z.ZodType>(item: T, says: string) => severalOf(z.array(item), says)
const page = {
  limit: z.coerce.number().int().min(0).default(50).describe("how many at most; 0 for all"),
  offset: z.coerce.number().int().min(0).default(0).describe("how many to pass over first"),
}

export const timeline = operation({
  name: "timeline",
  says: "What happened, by day: who, with whom, where, and the words and the report it rests on.",
  input: z.strictObject({
    actor: name("who acts, meets or hosts: a name in Arabic or English, or an id"),
    with: name("who else takes part in any role, or the country or place it happens in"),
    type: several(z.string().min(1), "kind of event (visit, meeting, agreement, …); several with commas"),
    status: several(z.enum(STATUSES), `how sure it is: ${STATUSES.join(", ")}`),
    place: name("where"),
    from: day("from this day, month or year on"),
    to: day("up to and with this day, month or year"),
    ...page,
  }),
  positional: [],
  examples: [
    {says: "all of 2023", input: {from: "2023", to: "2023"}},
    {says: "what two sides did together", input: {actor: "روسيا", with: "الصين"}},
    {says: "planned visits", input: {type: "visit", status: "planned"}},
  ],
  run: (store, {from, to, ...q}): Promise<Page<TimelineEntry>> =>
    store.timeline({...q, from: givenDays(from ?? "")?.first, to: givenDays(to ?? "")?.last}),
})

export type Shown =
  | {readonly sort: "report"; readonly report: KeptReport}
  | {readonly sort: "claim"; readonly claim: KeptClaim}
  | {readonly sort: "entity"; readonly entity: KeptEntity}

const anId = (says: string) => z.string().min(1).describe(says)

export const show = operation({
  name: "show",
  says: "A report with all its claims, one claim, or an entity.",
  input: z.strictObject({id: anId("id of a report (r_…), a claim (e_…, s_…, f_…) or an entity (person:…, country:…)")}),
  positional: ["id"],
  examples: [
    {says: "a report", input: {id: "r_0123456789abcdef"}},
    {says: "an entity", input: {id: "country:russia"}},
  ],
  run: async (store, {id}): Promise<Shown> => {
    if (id.startsWith("r_")) {
      const report = await store.report(id)
      if (report) return {sort: "report", report}
    }
    const claim = await store.claim(id)
    if (claim) return {sort: "claim", claim}
    const entity = await store.entity(id)
    if (entity) return {sort: "entity", entity}
    throw failure("id-unknown", id)
  },
})

export const versions = operation({
  name: "versions",
  says: "What an address gave over time: each version, and the sentences that were added and removed.",
  input: z.strictObject({of: anId("an address, or the id of a report (r_…)")}),
  positional: ["of"],
  examples: [
    {says: "of an article", input: {of: "https://example.org/news/1"}},
    {says: "of a report and those before and after it", input: {of: "r_0123456789abcdef"}},
  ],
  run: (store, {of}): Promise<Versions> => versionsOf(store, of),
})

export const explain = operation({
  name: "explain",
  says: "Why a claim says what it says: the words, the pattern, each role and date, and who carried it.",
  input: z.strictObject({id: anId("id of a claim (e_…, s_…, f_…)")}),
  positional: ["id"],
  examples: [{says: "an event claim", input: {id: "e_0123456789abcdef"}}],
  run: async (store, {id}): Promise<Explanation> => {
    const claim = await store.claim(id)
    if (!claim) throw failure("id-unknown", id)
    return explanationOf(claim)
  },
})

export const search = operation({
  name: "search",
  says: "Reports in which all these words stand, in any of their forms: «وزارة» finds «الوزارات».",
  input: z.strictObject({words: z.string().min(1).describe("words to look for"), limit: page.limit.default(20), offset: page.offset}),
  positional: ["words"],
  examples: [
    {says: "one word", input: {words: "وزارة"}},
    {says: "two words, both there", input: {words: "اتفاقية الغاز"}},
  ],
  run: (store, q): Promise<Page<SearchHit>> => store.search(q),
})

export const stats = operation({
  name: "stats",
  says: "What the record holds, counted.",
  input: z.strictObject({}),
  positional: [],
  examples: [{says: "the whole record", input: {}}],
  run: (store): Promise<Stats> => store.stats(),
})

export const events = operation({
  name: "events",
  says: "What happened, each event once: by day, with all reports that tell of it, where it stands and how many independent sources it has.",
  input: timeline.input,
  positional: [],
  examples: [
    {says: "visits of a year", input: {type: "visit", from: "2023", to: "2023"}},
    {says: "what two sides did together", input: {actor: "روسيا", with: "الصين"}},
  ],
  across: true,
  run: (store, {from, to, ...q}): Promise<EventsAnswer> =>
    eventsAnswer(store, {...q, from: givenDays(from ?? "")?.first, to: givenDays(to ?? "")?.last}),
})

export const event = operation({
  name: "event",
  says: "One event: its life step by step, every report that tells of it, why they were joined, and who has it from whom.",
  input: z.strictObject({id: anId("id of an event (ev_…) or of any claim of it (e_…)")}),
  positional: ["id"],
  examples: [{says: "an event", input: {id: "ev_0123456789abcdef"}}],
  across: true,
  run: (store, {id}): Promise<EventAnswer> => eventAnswer(store, id),
})

export const chain = operation({
  name: "chain",
  says: "Who has it from whom: the isnad of an event, a figure or a statement as a tree, from whoever said it first to the last who printed it.",
  input: z.strictObject({id: anId("id of an event (ev_…) or of a claim (e_…, f_…, s_…)")}),
  positional: ["id"],
  examples: [
    {says: "the sources of an event", input: {id: "ev_0123456789abcdef"}},
    {says: "who else gives this figure", input: {id: "f_0123456789abcdef"}},
  ],
  across: true,
  run: (store, {id}): Promise<EventAnswer | ClaimChain> => chainAnswer(store, id),
})

export const story = operation({
  name: "story",
  says: "Reports on one matter: how the story came about, which are copies of which, and the events they share.",
  input: z.strictObject({id: anId("id of a story (st_…) or of any report of it (r_…)")}),
  positional: ["id"],
  examples: [{says: "the story of a report", input: {id: "r_0123456789abcdef"}}],
  across: true,
  run: (store, {id}): Promise<StoryAnswer> => storyAnswer(store, id),
})

export const due = operation({
  name: "due",
  says: "What was planned: what should have happened and was not reported since, and what is to come.",
  input: z.strictObject({on: day("as of this day (default: the last day the record has a report of)")}),
  positional: [],
  examples: [
    {says: "as of the last report", input: {}},
    {says: "as of a day", input: {on: "2024-01-31"}},
  ],
  across: true,
  run: (store, {on}): Promise<DueAnswer> => {
    const last = givenDays(on ?? "")?.last
    return dueAnswer(store, {...(last === undefined ? {} : {day: last}), ...(on === undefined ? {} : {said: on})})
  },
})

export const contradictions = operation({
  name: "contradictions",
  says: "Figures that cannot all be right: another value for the same quantity, or values whose arithmetic does not fit.",
  input: z.strictObject({}),
  positional: [],
  examples: [{says: "in the whole record", input: {}}],
  across: true,
  run: (store): Promise<readonly ContradictionAnswer[]> => contradictionsAnswer(store),
})

export const series = operation({
  name: "series",
  says: "Figures on one quantity over time: by period, with what each report says and where they agree.",
  input: z.strictObject({
    metric: z
      .enum(METRICS)
      .describe(`what is measured: ${METRICS.join(", ")}`)
      .optional(),
    party: name("whose: a name in Arabic or English, or an id"),
  }),
  positional: [],
  examples: [{says: "trade of one country", input: {metric: "trade", party: "الصين"}}],
  across: true,
  run: (store, q): Promise<readonly SeriesAnswer[]> => seriesAnswer(store, q),
})

export const links = operation({
  name: "links",
  says: "All that the record says across reports: copies, stories, events, series, agreements, contradictions.",
  input: z.strictObject({on: day("plans for days before this one are overdue (default: the last day the record has a report of)")}),
  positional: [],
  examples: [{says: "counted; with --json all of it", input: {}}],
  across: true,
  run: (store, {on}): Promise<Links> => linksOfRecord(store, givenDays(on ?? "")?.last),
})

const NOBODY: Who = {by: null, at: null}
const because = (who: Who | undefined, reason: string | undefined) => ({...(who ?? NOBODY), reason: reason ?? null})
const reason = z.string().min(1).max(1000).describe("why, for whoever asks later").optional()
const aClaim = anId("id of a claim (e_…, s_…, f_…)")

export const accept = operation({
  name: "accept",
  says: "This claim is right: a decision of yours, kept through every re-reading.",
  input: z.strictObject({id: aClaim, reason}),
  positional: ["id"],
  examples: [{says: "an event claim", input: {id: "e_0123456789abcdef"}}],
  changes: true,
  run: (store, {id, reason}, who): Promise<DecisionAnswer> => judgeClaim(store, id, "right", because(who, reason)),
})

export const reject = operation({
  name: "reject",
  says: "This claim is wrong: it leaves the record, through every re-reading, until that is taken back.",
  input: z.strictObject({id: aClaim, reason}),
  positional: ["id"],
  examples: [{says: "with the reason", input: {id: "e_0123456789abcdef", reason: "the words are about another visit"}}],
  changes: true,
  run: (store, {id, reason}, who): Promise<DecisionAnswer> => judgeClaim(store, id, "wrong", because(who, reason)),
})

const someone = (says: string) => several(z.string().min(1).max(300), says)
const value = (says: string) => z.string().min(1).max(300).describe(says).optional()

/// What may be said of a claim.
const facts = {
  type: value("what kind of event it is"),
  status: value("how sure it is"),
  actor: someone("who acts; several with commas"),
  counterpart: someone("with whom"),
  target: someone("to whom it is done"),
  host: someone("who receives"),
  place: value("where"),
  time: value("when, or for which period: EDTF"),
  speaker: value("who says it"),
  via: someone("who passed it on"),
  kind: value("direct or indirect"),
  metric: value("what a figure measures"),
  value: z.coerce.number().finite().describe("the amount, in base units").optional(),
  unit: value("of what the amount is"),
  measure: value("level or change"),
  comparator: value("=, ~, >, >=, < or <="),
  party: someone("whose figure it is"),
  source: someone("who is credited"),
}

export const add = operation({
  name: "add",
  says: "A claim that nobody found, on exact words of a report: a decision of yours, kept through every re-reading. An event needs its type, a statement its speaker, a figure metric, value and unit.",
  input: z.strictObject({
    report: anId("id of a report (r_…)"),
    family: z.enum(["event", "statement", "figure"]).describe("event, statement or figure"),
    words: z.string().min(1).max(2000).describe("the exact words of the report that it rests on"),
    near: z.coerce.number().int().min(0).max(4_000_000).describe("about where they stand, if more than once").optional(),
    ...facts,
    reason,
  }),
  positional: ["report"],
  examples: [
    {
      says: "a visit",
      input: {
        report: "r_0123456789abcdef",
        family: "event",
        words: "حل ضيفا على الدوحة",
        type: "visit",
        actor: "country:egypt",
        place: "country:qatar",
      },
    },
    {
      says: "a figure",
      input: {report: "r_0123456789abcdef", family: "figure", words: "نصف مليار دولار", metric: "trade", value: 500000000, unit: "USD"},
    },
  ],
  changes: true,
  run: (store, {report, reason, ...given}, who): Promise<DecisionAnswer> => addClaim(store, report, given, because(who, reason)),
})

export const correct = operation({
  name: "correct",
  says: "This claim should say something else: what you give is put in place of what was read. People and places by id or name; a new one as person:NAME; «-» takes a value away.",
  input: z.strictObject({
    id: aClaim,
    ...facts,
    words: z.string().min(1).max(2000).describe("the exact words of the report that it rests on").optional(),
    reason,
  }),
  positional: ["id"],
  examples: [
    {says: "it was planned only", input: {id: "e_0123456789abcdef", status: "planned", reason: "«يعتزم»"}},
    {says: "another actor, no place", input: {id: "e_0123456789abcdef", actor: "country:egypt", place: "-"}},
    {says: "a figure", input: {id: "f_0123456789abcdef", value: 190000000000, unit: "USD"}},
  ],
  changes: true,
  run: (store, {id, reason, ...correction}, who): Promise<DecisionAnswer> => correctClaim(store, id, correction, because(who, reason)),
})

export const spelling = operation({
  name: "spell",
  says: "This entity is also called so: whoever is known by that name alone is this one, in what is kept and in what comes.",
  input: z.strictObject({
    id: anId("id of an entity"),
    name: z.string().trim().min(2).max(200).describe("the name as reports spell it"),
    reason,
  }),
  positional: ["id", "name"],
  examples: [{says: "a spelling", input: {id: "person:vladimir-putin", name: "بوتن"}}],
  changes: true,
  run: (store, {id, name, reason}, who): Promise<DecisionAnswer> => spell(store, id, name, because(who, reason)),
})

const one = anId("id of an event (ev_…) or claim (e_…), of a story (st_…) or report (r_…), or of an entity")

export const join = operation({
  name: "join",
  says: "These two are one: a decision of yours, kept, and stronger than what the program works out.",
  input: z.strictObject({one, other: anId("id of what it is the same as; of entities, the one that goes into the first"), reason}),
  positional: ["one", "other"],
  examples: [
    {says: "two claims of one event", input: {one: "e_0123456789abcdef", other: "e_fedcba9876543210", reason: "same visit"}},
    {says: "two entities", input: {one: "person:vladimir-putin", other: "person:bwtn@russia"}},
  ],
  across: true,
  changes: true,
  run: (store, {one, other, reason}, who): Promise<DecisionAnswer> =>
    isEntity(one) ? joinEntities(store, one, other, because(who, reason)) : decide(store, "same", one, other, because(who, reason)),
})

export const split = operation({
  name: "split",
  says: "These two are two: a decision of yours, kept, and stronger than what the program works out.",
  input: z.strictObject({
    one,
    from: z
      .string()
      .min(1)
      .describe("from this one only (default: from all its event holds); of an entity, the report in which it is another")
      .optional(),
    into: z.string().min(1).max(300).describe("of an entity: who it is there, an id or person:NAME").optional(),
    reason,
  }),
  positional: ["one"],
  examples: [
    {says: "a claim out of its event", input: {one: "e_0123456789abcdef"}},
    {says: "two reports that are not one story", input: {one: "r_0123456789abcdef", from: "r_fedcba9876543210"}},
    {says: "another of the same name", input: {one: "person:vladimir-putin", from: "r_0123456789abcdef", into: "person:ايغور بوتين"}},
  ],
  across: true,
  changes: true,
  run: (store, {one, from, into, reason}, who): Promise<DecisionAnswer> => {
    if (!isEntity(one)) {
      if (into !== undefined) throw failure("parameter-wrong", "into", "only an entity is split into another")
      return decide(store, "different", one, from, because(who, reason))
    }
    if (from === undefined) throw failure("parameter-wrong", "from", "in which report")
    if (into === undefined) throw failure("parameter-wrong", "into", "who it is there")
    return splitEntity(store, one, from, into, because(who, reason))
  },
})

const isEntity = (id: string): boolean => id.includes(":")

export const undo = operation({
  name: "undo",
  says: "Takes back a decision: the record is as it would be without it. It stays in the ledger as taken back.",
  input: z.strictObject({id: anId("id of the decision (d_…), as decisions shows it"), reason}),
  positional: ["id"],
  examples: [{says: "a decision", input: {id: "d_0123456789abcdef"}}],
  changes: true,
  run: (store, {id, reason}, who): Promise<DecisionAnswer> => takeBack(store, id, because(who, reason)),
})

const pieces = {
  limit: z.coerce.number().int().min(0).max(1000).default(50).describe("how many at most; 0 for all"),
  after: z.string().min(1).max(200).describe("where to read on: `after` of the answer before").optional(),
}

export const decisions = operation({
  name: "decisions",
  says: "The ledger: what persons decided, the latest first, and what was taken back.",
  input: z.strictObject({
    family: z.enum(["claim", "entity", "event", "report"]).describe("only on these").optional(),
    report: z.string().min(1).max(100).describe("only those that hold in this report").optional(),
    ...pieces,
  }),
  positional: [],
  examples: [
    {says: "all of them", input: {limit: 0}},
    {says: "those on claims", input: {family: "claim"}},
  ],
  run: (store, {limit, after, ...query}): Promise<Slice<Decision>> => store.decisions.ledger(query, {limit, after}),
})

export const queue = operation({
  name: "queue",
  says: "Claims that nobody decided on yet: the doubtful first, and of those what matters most.",
  input: z.strictObject({
    family: z.enum(["event", "statement", "figure"]).describe("only claims of this family").optional(),
    about: name("whoever has any part in it: a name or an id"),
    type: several(z.string().min(1).max(60), "kind of event, kind of statement, or what a figure measures; several with commas"),
    report: z.string().min(1).max(100).describe("only of this report").optional(),
    ...pieces,
    limit: z.coerce.number().int().min(1).max(200).default(50).describe("how many at most"),
  }),
  positional: [],
  examples: [
    {says: "what to look at first", input: {}},
    {says: "only visits and meetings", input: {type: "visit,meeting"}},
  ],
  across: true,
  run: (store, {limit, after, ...query}): Promise<Slice<QueueItem>> => queueSlice(store, query, {limit, after}),
})

/// In the order in which a newcomer meets them.
export const OPERATIONS = [
  timeline,
  show,
  versions,
  explain,
  search,
  stats,
  events,
  event,
  chain,
  story,
  due,
  contradictions,
  series,
  links,
  queue,
  accept,
  reject,
  correct,
  add,
  spelling,
  join,
  split,
  undo,
  decisions,
] as const
