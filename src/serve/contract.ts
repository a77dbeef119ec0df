import {z} from "zod"
import type {Links} from "../link/index.ts"
import {METRICS, STATUSES} from "../model/index.ts"
import type {Decision, KeptClaim, KeptEntity, KeptReport, Page, SearchHit, Stats, Store, TimelineEntry} from "../record/index.ts"
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
  readonly run: (store: Store, input: z.infer<I>) => Promise<O>
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

const decided = {
  one: anId("id of an event (ev_…) or claim (e_…), or of a story (st_…) or report (r_…)"),
  reason: z.string().min(1).describe("why, for whoever asks later").optional(),
}

export const join = operation({
  name: "join",
  says: "These two are one: a decision of yours, kept, and stronger than what the program works out.",
  input: z.strictObject({...decided, other: anId("id of what it is the same as")}),
  positional: ["one", "other"],
  examples: [{says: "two claims of one event", input: {one: "e_0123456789abcdef", other: "e_fedcba9876543210", reason: "same visit"}}],
  across: true,
  run: (store, {one, other, reason}): Promise<DecisionAnswer> => decide(store, "same", one, other, reason ?? null),
})

export const split = operation({
  name: "split",
  says: "These two are two: a decision of yours, kept, and stronger than what the program works out.",
  input: z.strictObject({
    ...decided,
    from: z.string().min(1).describe("from this one only (default: from all its event holds)").optional(),
  }),
  positional: ["one"],
  examples: [
    {says: "a claim out of its event", input: {one: "e_0123456789abcdef"}},
    {says: "two reports that are not one story", input: {one: "r_0123456789abcdef", from: "r_fedcba9876543210"}},
  ],
  across: true,
  run: (store, {one, from, reason}): Promise<DecisionAnswer> => decide(store, "different", one, from, reason ?? null),
})

export const undo = operation({
  name: "undo",
  says: "Takes back a decision made with join or split.",
  input: z.strictObject({id: anId("id of the decision (d_…), as join, split and decisions show it")}),
  positional: ["id"],
  examples: [{says: "a decision", input: {id: "d_0123456789abcdef"}}],
  run: async (store, {id}): Promise<readonly Decision[]> => {
    if (!(await store.links.takeBack(id))) throw failure("id-unknown", id)
    return store.links.decisions()
  },
})

export const decisions = operation({
  name: "decisions",
  says: "What persons decided with join and split.",
  input: z.strictObject({}),
  positional: [],
  examples: [{says: "all of them", input: {}}],
  run: (store): Promise<readonly Decision[]> => store.links.decisions(),
})

/// In the order in which a newcomer meets them.
export const OPERATIONS = [
  timeline,
  show,
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
  join,
  split,
  undo,
  decisions,
] as const
