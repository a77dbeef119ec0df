import {annotating} from "./annotate/index.ts"
import {clean, type Furniture, readHead} from "./clean/index.ts"
import {
  type EventLists,
  extractEvents,
  extractingFigures,
  extractSpoken,
  extractStatements,
  type KnownOf,
  type MetricLexicon,
  type SpeechLexicon,
  withSpoken,
} from "./extract/index.ts"
import type {Knowledge, Known} from "./knowledge/index.ts"
import type {Language} from "./lang/index.ts"
import type {Mention, RawReport, ReportRecord} from "./model/index.ts"
import {creditedAgencies, type DatedFacts, inferring, knownDays, settling} from "./resolve/index.ts"
import {allSteps, contentId, type Ended, itemAt, sideBySide, type Steps} from "./support/index.ts"

export {openReader} from "./open.ts"
export {type DatesInOptions, datesIn, type FoundDate, type FoundNumber, numbersIn} from "./lang/index.ts"

/// All that reading needs, opened once: the words of the language, the facts of the world, the lists of each stage.
export type Reader = {
  readonly language: Language
  readonly knowledge: Knowledge
  readonly furniture: Furniture
  readonly events: EventLists
  readonly speech: SpeechLexicon
  readonly metrics: MetricLexicon
  readonly facts: DatedFacts
}

/// Reports whose steps are done side by side: more keep more in memory, and gain little.
const TOGETHER = 16
const LETTERS_TOGETHER = 60_000

/// Who carries the words of others.
const CARRIERS = new Set(["agency", "outlet"])

/// Bodies that states are members of.
const BLOCS = new Set(["igo", "union", "alliance"])

/// Bodies that act for their state.
const STATE_BODIES = new Set(["ministry", "armed-force", "government", "parliament", "court"])

/// What the stages ask of the names that they meet.
export function knownOf({entities}: Knowledge): KnownOf {
  const entity = (m: Mention): Known | undefined => itemAt(entities, m.known[0] ?? -1)
  return {
    isCarrier: (m) => CARRIERS.has(entity(m)?.type ?? ""),
    regionOf: (m) => {
      const e = entity(m)
      return e?.kind === "place" && e.type === "area" && e.country === undefined ? e.id : undefined
    },
    isBloc: (m) => BLOCS.has(entity(m)?.type ?? ""),
    stateOf: (m) => (STATE_BODIES.has(entity(m)?.type ?? "") ? entity(m)?.country : undefined),
    countryOf: (m) => {
      const e = entity(m)
      return e?.kind === "country" ? e.id : (e?.capitalOf ?? e?.offices?.find((o) => o.to === "" && o.of.startsWith("country:"))?.of)
    },
  }
}

/// The travel of one report: clean → annotate → extract → resolve. The same report gives the same record, today and next year.
export const readReport = (raw: RawReport, reader: Reader): ReportRecord => allSteps(reading(raw, reader))

/// Reads several, each step for some of them before the next. What comes of one depends on no other, and a fault in one costs no other
/// its record.
export function readTogether(raws: readonly RawReport[], reader: Reader): Ended<ReportRecord>[] {
  const out: Ended<ReportRecord>[] = []
  let some: Steps<ReportRecord>[] = []
  let letters = 0
  for (const [i, raw] of raws.entries()) {
    some.push(reading(raw, reader))
    letters += raw.text.length
    if (some.length < TOGETHER && letters < LETTERS_TOGETHER && i < raws.length - 1) continue
    for (const one of sideBySide(some)) out.push(one)
    some = []
    letters = 0
  }
  return out
}

function* reading(raw: RawReport, reader: Reader): Steps<ReportRecord> {
  const {language, knowledge} = reader
  const {text, removed} = clean(raw.text, reader.furniture)
  yield
  const id = contentId("r", text)
  const head = readHead(text)
  yield

  const marks = yield* annotating(text, language)
  yield

  const known = knownOf(knowledge)
  const statements = extractStatements(marks, reader.speech, known.isCarrier)
  yield
  const deeds = extractEvents(marks, reader.events)
  yield
  const events = withSpoken(deeds, extractSpoken(marks, reader.events, statements, known.countryOf))
  yield
  const figures = yield* extractingFigures(marks, reader.metrics, known, statements)
  yield

  const given = raw.published ? {edtf: raw.published, source: "metadata"} : undefined
  const {published, range} = yield* inferring(marks, given, reader.facts, removed)
  yield
  const settled = yield* settling({
    reportId: id,
    marks,
    language,
    knowledge,
    events,
    statements,
    figures,
    published: range,
    isDayInferred: published.basis === "inferred",
    known: () => knownDays(marks, reader.facts),
  })

  const agencies = creditedAgencies(marks, knowledge, () => [])
  const title = raw.title ?? (head.title ? text.slice(head.title.start, head.title.end) : null)
  return {
    isnad: 1,
    report: {
      id,
      source: raw.source,
      url: raw.url ?? null,
      outlet: raw.outlet ?? head.outlet ?? null,
      agencies,
      title,
      language: raw.language ?? language.code,
      text,
      removed: [...(raw.removed ?? []), ...removed.map(({quote, why}) => ({quote, why}))],
      published,
    },
    ...settled,
  }
}
