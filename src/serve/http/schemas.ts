import {z} from "zod"
import type {LinkedEvent, Links} from "../../link/index.ts"
import {
  type Entity,
  type EventClaim,
  type FigureClaim,
  METRICS,
  type ReportRecord,
  type StatementClaim,
  STATUSES,
} from "../../model/index.ts"
import {CHANGES, ROLES} from "../../record/index.ts"
import type {
  AsRead,
  Change,
  Decision,
  EntityName,
  EntitySummary,
  Facets,
  KeptAct,
  KeptClaim,
  KeptEntity,
  ReportLine,
  ReportSummary,
  SearchHit,
  Stats,
} from "../../record/index.ts"
import type {Issue} from "../../support/index.ts"
import type {ChainTree, ContradictionAnswer, DecisionAnswer, EventAnswer, FigureTold, SeriesAnswer, StoryAnswer} from "../across.ts"
import type {Explanation} from "../explain.ts"
import type {GoldFile} from "../gold.ts"
import type {
  EntityAnswer,
  GatheringAnswer,
  RelationAnswer,
  ReportAnswer,
  SearchAnswer,
  SourcesAnswer,
  StoryLine,
  TodayAnswer,
} from "../pieces.ts"
import type {QueueItem} from "../review.ts"
import type {Visit} from "../visits.ts"

/// The shapes of all answers, once: documentation and types of the web are made from them, and tests hold every answer against
/// them. Each says that what the program gives is what is promised; a field more or less does not compile.

const shape = z.strictObject
const text = z.string()
const whole = z.int()
const count = z.int().nonnegative()
const many = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const edtf = text.describe("EDTF (ISO 8601-2): a day, a month, a year, an interval, an open one")

const quote = shape({start: whole, end: whole, quote: text}).meta({
  id: "Quote",
  description: "Words of a report: `text.slice(start, end) === quote`, in UTF-16 code units.",
})
const name = shape({ar: text, en: text}).meta({id: "Name"})
const names = z.record(text, name).describe("names by id, of entities and of reports (title, source)")
const kind = z.enum(["person", "organization", "country", "place"])
const reason = shape({step: text, says: text}).meta({id: "Reason"})
const time = shape({edtf, quote: z.exactOptional(text), basis: z.enum(["stated", "anchored", "inferred"])}).meta({id: "Time"})
const evidence = z.tuple([quote], quote).readonly().describe("the words it rests on; never none")
const status = z.enum(STATUSES)

export const eventClaim = shape({
  id: text,
  type: text,
  plover: shape({type: text, mode: text.nullable()}),
  cameo: text,
  status,
  participants: many(shape({entity: text, role: z.enum(["actor", "counterpart", "target", "host"])})),
  place: text.nullable(),
  time: time.nullable(),
  evidence,
  attribution: many(text),
  by: text,
  confidence: z.number(),
  why: many(reason),
}).meta({id: "EventClaim"}) satisfies z.ZodType<EventClaim>

export const statementClaim = shape({
  id: text,
  speaker: text.nullable(),
  speakerText: text.nullable(),
  via: many(text),
  kind: z.enum(["direct", "indirect"]),
  content: quote,
  cue: quote,
  time: time.nullable(),
  about: many(text),
  by: text,
  confidence: z.number(),
  why: many(reason),
}).meta({id: "StatementClaim"}) satisfies z.ZodType<StatementClaim>

export const figureClaim = shape({
  id: text,
  metric: z.enum(METRICS),
  parties: many(text),
  value: z.number(),
  unit: text,
  measure: z.enum(["level", "change"]),
  comparator: z.enum(["=", "~", ">", ">=", "<", "<="]),
  period: time.nullable(),
  status: z.enum(["reported", "forecast", "target"]),
  source: many(text),
  evidence,
  by: text,
  confidence: z.number(),
  why: many(reason),
}).meta({id: "FigureClaim"}) satisfies z.ZodType<FigureClaim>

const entity = shape({
  id: text,
  kind,
  name,
  wikidata: text.nullable(),
  known: z.boolean(),
  mentions: many(quote.extend({role: z.exactOptional(text)})),
}).meta({id: "Entity"}) satisfies z.ZodType<Entity>

export const reportRecord = shape({
  isnad: z.literal(1),
  report: shape({
    id: text,
    source: text,
    url: text.nullable(),
    outlet: text.nullable(),
    agencies: many(text),
    title: text.nullable(),
    language: text,
    text,
    removed: many(shape({quote: text, why: text})),
    published: shape({edtf: edtf.nullable(), basis: z.enum(["given", "inferred", "unknown"]), why: many(text)}),
  }),
  entities: many(entity),
  events: many(eventClaim),
  statements: many(statementClaim),
  figures: many(figureClaim),
}).meta({id: "ReportRecord", description: "The record of one report: docs/record-format.md."}) satisfies z.ZodType<ReportRecord>

const entityName = shape({id: text, kind, name, wikidata: text.nullable(), known: z.boolean()}).meta({
  id: "EntityName",
}) satisfies z.ZodType<EntityName>

export const entitySummary = entityName.extend({reports: count}).meta({id: "EntitySummary"}) satisfies z.ZodType<EntitySummary>

export const reportSummary = shape({
  id: text,
  title: text.nullable(),
  published: edtf.nullable(),
  agencies: many(text),
  sources: many(text),
  current: z.boolean(),
}).meta({id: "ReportSummary"}) satisfies z.ZodType<ReportSummary>

const families = shape({event: count, statement: count, figure: count})

export const reportLine = reportSummary
  .extend({outlets: many(text), claims: families})
  .meta({id: "ReportLine"}) satisfies z.ZodType<ReportLine>

const told = {report: reportSummary, entities: many(entityName), context: text}
export const keptClaim = z
  .discriminatedUnion("family", [
    shape({family: z.literal("event"), claim: eventClaim, ...told}),
    shape({family: z.literal("statement"), claim: statementClaim, ...told}),
    shape({family: z.literal("figure"), claim: figureClaim, ...told}),
  ])
  .meta({
    id: "Claim",
    description: "A claim with its report, the names in it and the sentence around its words.",
  }) satisfies z.ZodType<KeptClaim>

const eventRef = shape({report: text, event: text})
const figureRef = shape({report: text, figure: text})
const standing = z.enum([...STATUSES, "unconfirmed"])

const linkedEvent = shape({
  id: text,
  type: text,
  status: standing,
  time: edtf.nullable(),
  place: text.nullable(),
  participants: many(text),
  claims: many(eventRef),
  life: many(shape({status, day: edtf.nullable(), report: text, event: text, from: z.exactOptional(edtf), to: z.exactOptional(edtf)})),
  sources: count.describe("independent sources: distinct roots of the chains"),
  isnad: many(many(text)).describe("chains, from who said it first to who printed it last"),
  why: many(shape({a: eventRef, b: eventRef, says: many(text)})),
}).meta({id: "Event"}) satisfies z.ZodType<LinkedEvent>

export type Tree = {readonly by: string; readonly passed: readonly Tree[]}
const chainTree: z.ZodType<Tree> = shape({
  by: text,
  get passed(): z.ZodType<readonly Tree[]> {
    return many(chainTree)
  },
}).meta({id: "ChainTree", description: "Who said it first, and below whoever passed it on."}) satisfies z.ZodType<ChainTree>

export const eventAnswer = shape({
  event: linkedEvent,
  told: many(shape({id: text, status: text.nullable(), sentence: text, report: reportSummary})),
  chains: many(chainTree),
  names,
}).meta({
  id: "EventAnswer",
  description: "An event with the sentence and the report of every claim of it.",
}) satisfies z.ZodType<EventAnswer>

export const visit = shape({
  event: eventAnswer,
  visitors: many(text).describe("who went, as its claims tell"),
  of: many(text).describe("the countries that they are of"),
  at: shape({
    id: text.describe("the place, or its country where no point of its own is known"),
    name,
    is: z
      .enum(["point", "area", "country"])
      .describe(
        "how exactly it is known: a point; somewhere around one; no more than the country, of which lat and lon are the mean of its places",
      ),
    country: text.nullable(),
    lat: z.number(),
    lon: z.number(),
  }).nullable(),
}).meta({id: "Visit", description: "A visit, who went and where that is; at is null where nobody told."}) satisfies z.ZodType<Visit>

const figureTold = shape({figure: figureClaim, sentence: text, report: reportSummary}).meta({
  id: "FigureTold",
}) satisfies z.ZodType<FigureTold>
export const seriesAnswer = shape({
  series: shape({id: text, metric: text, parties: many(text), unit: text, figures: many(figureRef)}),
  figures: many(figureTold),
  names,
}).meta({id: "Series"}) satisfies z.ZodType<SeriesAnswer>
export const contradictionAnswer = shape({
  kind: z.enum(["value", "arithmetic"]),
  why: text,
  figures: many(figureTold),
}).meta({id: "Contradiction"}) satisfies z.ZodType<ContradictionAnswer>

const copy = shape({
  original: text,
  copy: text,
  shared: z.number(),
  credited: z.boolean(),
  sentences: many(z.tuple([whole, whole]).readonly()),
  why: text,
}).meta({id: "Copy"}) satisfies z.ZodType<Links["copies"][number]>

export const reportAnswer = shape({
  record: reportRecord,
  origins: many(shape({source: text, url: text.nullable(), outlet: text.nullable(), current: z.boolean()})),
  current: z.boolean(),
  later: many(text),
  earlier: many(text),
  events: z.record(text, shape({id: text, sources: count, reports: count, status: text})),
  names,
  copies: many(copy),
  story: shape({id: text, reports: many(reportSummary)}).nullable(),
}).meta({id: "ReportAnswer"}) satisfies z.ZodType<ReportAnswer>

export const gatheringAnswer = shape({
  sources: many(
    shape({
      name: text,
      paused: z.boolean(),
      asked: text.nullable(),
      answered: text.nullable(),
      gave: text.nullable(),
      due: text.nullable(),
      failures: whole,
      problem: text.nullable(),
      listed: whole,
      waiting: whole,
      alarmed: text.nullable(),
      kind: text.nullable(),
      at: text.nullable(),
      items: shape({kept: whole, waiting: whole, refused: whole, gone: whole}),
      counts: shape({
        new: whole,
        same: whole,
        origin: whole,
        version: whole,
        reread: whole,
        refused: whole,
        gone: whole,
        unchanged: whole,
      }).describe("what was done with its items, ever"),
      refused: many(shape({code: text, says: text, hint: text, count: whole})).describe("why items were refused, most first"),
    }),
  ),
}).meta({id: "Gathering"}) satisfies z.ZodType<GatheringAnswer>

export const sourcesAnswer = shape({
  outlets: many(shape({key: text, count})),
  agencies: many(shape({key: text, count})),
  copies: many(copy.extend({from: reportSummary, by: reportSummary, days: whole.nullable()})),
  names,
}).meta({id: "Sources"}) satisfies z.ZodType<SourcesAnswer>

export const storyLine = shape({id: text, reports: many(reportSummary), from: edtf.nullable(), to: edtf.nullable()}).meta({
  id: "StoryLine",
}) satisfies z.ZodType<StoryLine>
export const storyAnswer = shape({
  story: shape({
    id: text,
    reports: many(text),
    steps: many(
      shape({
        report: text,
        does: z.enum(["begins", "grows", "merges", "splits"]),
        of: z.exactOptional(many(text)),
        why: z.exactOptional(text),
      }),
    ),
  }),
  reports: many(reportSummary),
  copies: many(copy),
  events: many(eventAnswer),
  dates: many(shape({report: text, edtf, was: edtf.nullable(), why: many(text)})),
}).meta({id: "Story"}) satisfies z.ZodType<StoryAnswer>

const counted = shape({key: text.nullable(), count})
const monthCount = shape({month: text, type: text, count})
export const counts = shape({items: many(counted)}).meta({id: "Counts"})
export const entityAnswer = shape({
  entity: entitySummary.extend({names: many(text), mentions: count, claims: families}) satisfies z.ZodType<KeptEntity>,
  companions: many(shape({entity: entityName, count})),
  together: many(shape({a: text, b: text, count})).describe("how often two of those take part in its events"),
  types: many(counted),
  months: many(monthCount),
  roles: many(shape({role: text, count})),
  events: slice(eventAnswer),
  statements: slice(keptClaim),
}).meta({id: "EntityAnswer"}) satisfies z.ZodType<EntityAnswer>

export const relationAnswer = shape({
  a: many(entitySummary),
  b: many(entitySummary),
  events: slice(eventAnswer),
  months: many(monthCount),
  series: many(seriesAnswer),
  statements: many(keptClaim),
}).meta({id: "Relation"}) satisfies z.ZodType<RelationAnswer>

export const searchHit = shape({
  report: reportSummary,
  snippet: text,
  matches: many(z.tuple([whole, whole]).readonly()).describe("matched words as [start, end) of the snippet"),
}).meta({id: "SearchHit"}) satisfies z.ZodType<SearchHit>
const facet = shape({key: text, count})
const facets = {
  total: count.describe("how many reports there are; where there are `more`, there are more than so many"),
  more: z.boolean(),
  first: z.enum(["best", "kept", "latest"]).describe("what comes first: the best match, what was kept last, or the latest publication"),
  actor: many(facet),
  type: many(facet),
  status: many(facet),
  place: many(facet),
  source: many(facet),
  month: many(facet),
  pair: many(facet),
}
shape(facets) satisfies z.ZodType<Omit<Facets, "counted">>
export const searchAnswer = shape({
  items: many(searchHit),
  after: text.nullable(),
  facets: shape({...facets, sources: many(facet), contradicted: count}),
  names,
}).meta({id: "SearchAnswer"}) satisfies z.ZodType<SearchAnswer>

export const todayAnswer = shape({
  on: edtf.nullable(),
  stories: many(shape({day: text, stories: many(storyLine)})),
  latest: many(reportLine),
  overdue: many(eventAnswer),
  ahead: many(eventAnswer),
  contradictions: many(contradictionAnswer),
  names,
}).meta({id: "Today"}) satisfies z.ZodType<TodayAnswer>

export const explanation = shape({
  id: text,
  family: z.enum(["event", "statement", "figure"]),
  says: text,
  sentence: text,
  evidence: many(quote),
  roles: many(shape({role: text, id: text, ar: text, en: text})),
  time: shape({edtf, basis: text, quote: text.nullable()}).nullable(),
  by: text,
  confidence: z.number(),
  why: many(reason),
  isnad: many(text),
  report: reportSummary,
}).meta({id: "Explanation"}) satisfies z.ZodType<Explanation>

const anchor = shape({report: text, claim: text, type: z.exactOptional(text), start: z.exactOptional(whole), end: z.exactOptional(whole)})
const who = {
  by: text.nullable().describe("who said so"),
  at: text.nullable().describe("when, an instant of ISO 8601"),
  reason: text.nullable().describe("why"),
}
const ledger = {
  id: text,
  ...who,
  standing: z.boolean().describe("false where it was taken back"),
  undone: shape(who).nullable().describe("who took it back"),
}
const claimAnchor = shape({
  report: text,
  claim: text,
  family: z.enum(["event", "statement", "figure"]),
  start: whole,
  end: whole,
  quote: text,
})
const onEntity = {family: z.literal("entity"), a: text, entity: entityName}
export const decision = z
  .union([
    shape({
      says: z.enum(["same", "different"]),
      family: z.enum(["event", "report"]),
      a: z.union([anchor, text]),
      b: z.union([anchor, text]),
      ...ledger,
    }),
    shape({
      says: z.enum(["right", "wrong", "rather", "added"]),
      family: z.literal("claim"),
      of: claimAnchor,
      claim: z.union([eventClaim, statementClaim, figureClaim]).describe("how it stood, or what it says instead, or what was added"),
      fields: many(text).describe("what was corrected, or given"),
      entities: many(entityName),
      ...ledger,
    }),
    shape({says: z.literal("same"), ...onEntity, b: text.describe("is nobody else than `a`"), ...ledger}),
    shape({says: z.literal("different"), ...onEntity, b: text.describe("who it is in this report"), report: text, ...ledger}),
    shape({says: z.literal("called"), ...onEntity, name: text, ...ledger}),
  ])
  .meta({
    id: "Decision",
    description: "What a person said of the record: kept beside the claims, through every re-reading, until it is taken back.",
  }) satisfies z.ZodType<Decision>

export const decisionAnswer = shape({
  decisions: many(decision),
  event: eventAnswer.nullable().describe("the event that came of it"),
  claim: keptClaim.nullable().describe("the claim as it stands now; null where it was rejected"),
}).meta({id: "Decided"}) satisfies z.ZodType<DecisionAnswer>

export const queueItem = shape({
  claim: keptClaim,
  doubt: z.number().describe("0 to 1"),
  event: shape({id: text, reports: count, sources: count}).nullable(),
}).meta({id: "QueueItem"}) satisfies z.ZodType<QueueItem>

export const asRead = shape({
  agencies: many(text),
  entities: many(entity),
  events: many(eventClaim),
  statements: many(statementClaim),
  figures: many(figureClaim),
}).meta({id: "AsRead", description: "A report as it was read, whatever was said of it since."}) satisfies z.ZodType<AsRead>

const optional = z.exactOptional(z.literal(true).describe("nobody looked at it: a program may have it or not"))
export const goldFile = shape({
  id: text,
  language: text,
  outlet: text.nullable(),
  agencies: many(text),
  title: text.nullable(),
  text,
  boilerplate: many(text),
  published: shape({edtf: edtf.nullable(), accept: edtf.nullable(), basis: text}),
  entities: many(shape({key: text, kind, en: text, ar: text, wikidata: text.nullable(), mentions: many(text), optional})),
  events: many(
    shape({
      type: text,
      status: text,
      participants: many(text),
      target: z.exactOptional(many(text)),
      place: text.nullable(),
      time: edtf.nullable(),
      evidence: text,
      also: z.exactOptional(many(text)),
      note: text,
      optional,
    }),
  ),
  statements: many(
    shape({
      speaker: text.nullable(),
      speakerText: z.exactOptional(text),
      via: many(text),
      kind: text,
      content: text,
      cue: text,
      optional,
    }),
  ),
  figures: many(
    shape({
      metric: text,
      parties: many(text),
      value: z.number(),
      unit: text,
      measure: text,
      comparator: text,
      period: edtf.nullable(),
      status: text,
      source: many(text),
      evidence: text,
      optional,
    }),
  ),
}).meta({
  id: "Gold",
  description: "A report with what persons decided of it, in the form of samples/gold/GUIDE.md.",
}) satisfies z.ZodType<GoldFile>

const role = z.enum(ROLES)
export const session = shape({
  name: text.nullable(),
  role: role.nullable().describe("null where you may do nothing"),
  openness: z.enum(["local", "tokens", "public"]),
  csrf: text.describe("send it as x-isnad-csrf with whatever a browser changes"),
}).meta({id: "Session"})

export const act = shape({
  seq: whole,
  at: text,
  by: text.nullable(),
  role: role.nullable(),
  does: text.describe("name of the operation"),
  of: text,
  status: whole,
  from: text,
}).meta({id: "Act"}) satisfies z.ZodType<KeptAct>

const issue = shape({code: text, where: text, says: text, hint: text, detail: z.exactOptional(text)})
export const taken = shape({
  items: many(
    shape({
      source: text,
      kept: z.enum(["new", "same", "origin", "version", "reread"]).nullable().describe("null where it was not kept"),
      report: reportLine.nullable(),
      issues: many(issue).describe("why not, or what to know"),
    }),
  ),
}).meta({id: "Taken"})

export const changeKinds = ["report", "claim", "links", "event", "contradiction", "decision"] as const satisfies readonly Change["what"][]
export const change = shape({
  seq: whole,
  what: z.enum(changeKinds),
  id: text,
  does: z.enum(Object.values(CHANGES).flat()).nullable().describe("what happened to it; null in a history that an older program wrote"),
  of: many(text).describe(
    "what else it concerns: the report of a claim, the claims that joined an event, the figures that contradict each other",
  ),
  was: z.exactOptional(text).describe("of an event that stands otherwise, or that came of others"),
  is: z.exactOptional(text),
}).meta({id: "Change"}) satisfies z.ZodType<Change>

const counting = z.record(text, count)
export const stats = shape({
  reports: count,
  superseded: count,
  sources: count,
  claims: families,
  entities: counting,
  events: counting,
  statuses: counting,
  published: shape({first: edtf.nullable(), last: edtf.nullable(), unknown: count}),
  bytes: count,
}).meta({id: "Stats"}) satisfies z.ZodType<Stats>

export const health = shape({status: z.literal("ok"), version: text, record: text.describe("another word after every change")}).meta({
  id: "Health",
})

export const problem = shape({
  error: shape({
    code: text.describe("one of docs/issues.md"),
    says: text.describe("what went wrong"),
    hint: text.describe("what to do"),
    where: text.describe("the parameter, id or path it is about"),
    detail: z.exactOptional(text),
  }),
}).meta({id: "Problem", description: "The one shape of errors."}) satisfies z.ZodType<{error: Omit<Issue, "code">}>

/// A piece of a list: `after` goes into the next request, and is null at the end.
export function slice<T extends z.ZodType>(item: T) {
  return shape({items: many(item), after: text.nullable().describe("where to read on; null at the end")})
}
