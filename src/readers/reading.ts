import {searchTerms} from "../lang/ar/index.ts"
import {openWorld, type Traits, traitsOf, type World} from "../link/index.ts"
import type {RawReport, Removed, ReportRecord} from "../model/index.ts"
import {openReader, type Reader, readReport} from "../pipeline.ts"
import {type Input, readGiven, type Reading, titled, withoutLines} from "../read/index.ts"
import {type Issue, isNote, issueOf, type Pressed, press} from "../support/index.ts"

/// An input, and what it was given with.
export type ToRead = Input & {
  /// A day of publication, stronger than what a page says of itself.
  readonly published: string | null
  /// Whether its name is only a name, and not the place it came from: another text under the same name is another report, not a newer
  /// version of it.
  readonly isNamed?: boolean
  /// What its source said of its items when they came, by their names: it is beside the bytes, not in them.
  readonly said?: {readonly [item: string]: SaidOf}
  /// The recurring lines that were taken out of its items when they came, for each source that gave them.
  readonly recurring?: {readonly [item: string]: readonly {readonly source: string; readonly lines: readonly Removed[]}[]}
}
export type SaidOf = Pick<RawReport, "source" | "url" | "outlet" | "title" | "published">

/// How inputs are read: the same in this thread and in others, so all of it can be sent.
export type ReadingOptions = {
  /// Whether the bytes are to be kept, and come back pressed.
  readonly withBytes?: boolean
  /// Whether what reports are compared by is wanted.
  readonly withTraits?: boolean
  /// Whether a fault of ours is thrown, and not told as an issue.
  readonly isDebug?: boolean
}

/// What an item gave: its record, with what is to be told of it; or why there is none.
export type Outcome =
  | {
      /// Which item of the input it is; the input itself where it is one.
      readonly item: string
      readonly record: ReportRecord
      readonly traits: Traits | null
      readonly notes: readonly Issue[]
      readonly ms: number
    }
  | {readonly issue: Issue; readonly ms: number}

/// What an input gave, in the order of its items. An input of very many items gives several parts.
export type Part = {
  readonly outcomes: readonly Outcome[]
  /// With the first part.
  readonly pressed: Pressed | null
  readonly isLast: boolean
}

/// Items that go together.
const AT_ONCE = 64

/// What reading needs, opened once a thread.
export type Tools = {
  readonly read: (report: RawReport) => ReportRecord
  readonly world: World
  /// What whoever brings reports in this thread knows of them beside what they say.
  readonly dress?: (report: RawReport) => Promise<RawReport>
}

export function openTools(reader: Reader = openReader()): Tools {
  const {language, knowledge} = reader
  return {read: (report) => readReport(report, reader), world: openWorld({language, knowledge, terms: searchTerms})}
}

/// Reads one input. It never throws for what the input holds. The first `skip` items were had already.
export async function* readInput(input: ToRead, options: ReadingOptions, tools: Tools, skip = 0): AsyncGenerator<Part> {
  const from = performance.now()
  const readings = await readGiven(input.name, input.bytes, {
    media: input.media,
    ...(input.url === undefined ? {} : {url: input.url}),
    ...(input.charset === undefined ? {} : {charset: input.charset}),
    ...(input.published === null ? {} : {published: input.published}),
  })
  const share = (performance.now() - from) / readings.length
  let pressed = options.withBytes && skip === 0 ? press(input.bytes) : null
  let notes: Issue[] = []
  let outcomes: Outcome[] = []
  let n = 0
  for (const reading of readings) {
    // Said of a text that is read all the same: it goes with it.
    if ("issue" in reading && isNote(reading.issue)) notes.push(reading.issue)
    else {
      if (n++ >= skip) outcomes.push(await outcomeOf(reading, notes, options, tools, share, input))
      notes = []
      if (outcomes.length < AT_ONCE) continue
      yield {outcomes, pressed, isLast: false}
      outcomes = []
      pressed = null
    }
  }
  yield {outcomes, pressed, isLast: true}
}

async function outcomeOf(
  reading: Reading,
  notes: readonly Issue[],
  options: ReadingOptions,
  {read, world, dress}: Tools,
  before: number,
  {isNamed, said, recurring}: ToRead,
): Promise<Outcome> {
  const from = performance.now()
  const ms = (): number => before + performance.now() - from
  if ("issue" in reading) return {issue: reading.issue, ms: ms()}
  const {where} = reading
  const known = said?.[where]
  try {
    const told = known ? asSaid(reading.report, known) : isNamed ? named(reading.report, where) : reading.report
    const gone = recurring?.[where]?.find(({source}) => source === told.source)?.lines
    const record = read(await (dress ?? (async (r) => r))(gone ? withoutLines(told, gone) : told))
    const isBare = record.events.length + record.statements.length + record.figures.length === 0
    return {
      item: where,
      record,
      traits: options.withTraits ? traitsOf(record, world) : null,
      notes: isBare ? [...notes, issueOf("no-claims", where)] : notes,
      ms: ms(),
    }
  } catch (error) {
    // A fault of ours in one report does not cost the others theirs.
    if (options.isDebug) throw error
    return {issue: issueOf("internal", where, error instanceof Error ? error.message : String(error)), ms: ms()}
  }
}

/// Whose it is, where it was and when it came out, where the report does not say so itself.
const asSaid = (report: RawReport, said: SaidOf): RawReport => ({
  ...said,
  ...report,
  source: said.source,
  ...(said.url === undefined ? {} : {url: said.url}),
  ...(report.title === undefined ? {text: titled(said.title, report.text)} : {}),
})

const named = (report: RawReport, name: string): RawReport => {
  if (/^https?:\/\//.test(name) && !/#\d+$/.test(name)) return {...report, source: name, url: report.url ?? name}
  return /#\d+$/.test(report.source) ? report : {...report, source: `${report.source}#1`}
}
