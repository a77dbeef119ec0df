import {z} from "zod"
import {STATUSES} from "../model/index.ts"
import type {KeptClaim, KeptEntity, KeptReport, Page, SearchHit, Stats, Store, TimelineEntry} from "../record/index.ts"
import {failure, givenDays} from "../support/index.ts"
import {explanationOf, type Explanation} from "./explain.ts"

/// What can be asked of a record, once: name, sentence, input, examples, answer. The command line is made from these
/// entries, and so will be every other way in (REST, MCP): none of them adds a question of its own.
export type Operation<I extends z.ZodObject = z.ZodObject, O = unknown> = {
  readonly name: string
  readonly says: string
  readonly input: I
  /// The fields that a command line takes without their names, in order; the last one takes all words that are left.
  readonly positional: readonly (keyof z.infer<I> & string)[]
  readonly examples: readonly Example[]
  readonly run: (store: Store, input: z.infer<I>) => Promise<O>
}
/// A question with the sentence that says what it asks.
export type Example = {readonly says: string; readonly input: {readonly [field: string]: string | number | readonly string[]}}

const operation = <I extends z.ZodObject, O>(it: Operation<I, O>): Operation<I, O> => it

const name = (says: string) => z.string().min(1).describe(says).optional()
const day = (says: string) =>
  z
    .string()
    .refine((s) => givenDays(s) !== undefined, {error: "a day, month or year, such as 2023-05-24, 2023-05 or 2023"})
    .describe(says)
    .optional()
const page = {
  limit: z.coerce.number().int().min(0).default(50).describe("how many at most; 0 for all"),
  offset: z.coerce.number().int().min(0).default(0).describe("how many to pass over first"),
}
/// Given once, given several times, or with commas between.
const several = <T extends z.ZodType>(item: T, says: string) => z.preprocess(parted, z.array(item).optional()).describe(says)
const parted = (x: unknown): unknown =>
  x === undefined
    ? undefined
    : [x]
        .flat()
        .flatMap((s) => String(s).split(/[,،]/))
        .map((s) => s.trim())
        .filter(Boolean)

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

/// In the order in which a newcomer meets them.
export const OPERATIONS = [timeline, show, explain, search, stats] as const
