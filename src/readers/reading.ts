import {searchTerms} from "../lang/ar/index.ts"
import {openWorld, type Traits, traitsOf, type World} from "../link/index.ts"
import type {RawReport, Removed, ReportRecord} from "../model/index.ts"
import {openReader, type Reader, readReport, readTogether} from "../pipeline.ts"
import {type Input, readGiven, type Reading, titled, withoutLines} from "../read/index.ts"
import {type Ended, type Issue, isNote, issueOf, type Pressed, press} from "../support/index.ts"

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

/// Items whose outcomes go together, of one input or of several.
const AT_ONCE = 64
/// Inputs read together at most, and bytes of them from which no more are added: whoever waits for the first waits for all.
const INPUTS_TOGETHER = 16
const BYTES_TOGETHER = 100_000

/// What reading needs, opened once a thread.
export type Tools = {
  readonly read: (report: RawReport) => ReportRecord
  /// Several at once, which takes less time than one after the other.
  readonly readTogether: (reports: readonly RawReport[]) => readonly Ended<ReportRecord>[]
  readonly world: World
  /// What whoever brings reports in this thread knows of them beside what they say.
  readonly dress?: (report: RawReport) => Promise<RawReport>
}

export function openTools(reader: Reader = openReader()): Tools {
  const {language, knowledge} = reader
  return {
    read: (report) => readReport(report, reader),
    readTogether: (reports) => readTogether(reports, reader),
    world: openWorld({language, knowledge, terms: searchTerms}),
  }
}

/// Whether so many are as many as are read together.
export const isFull = (inputs: readonly ToRead[]): boolean =>
  inputs.length >= INPUTS_TOGETHER || inputs.reduce((sum, {bytes}) => sum + bytes.length, 0) >= BYTES_TOGETHER

/// Reads inputs in groups, each when the one before was given: no more is held than is read together. The tools are asked for with the first.
export async function* readGroups<T extends ToRead>(
  inputs: AsyncIterable<T> | Iterable<T>,
  options: ReadingOptions,
  tools: () => Tools,
): AsyncGenerator<{readonly input: T; readonly part: Part}> {
  const waiting: T[] = []
  for await (const input of inputs) {
    waiting.push(input)
    if (isFull(waiting)) yield* readInputsTogether(waiting.splice(0), options, tools())
  }
  if (waiting.length > 0) yield* readInputsTogether(waiting, options, tools())
}

/// An item of an input on its way: what it is to be read as, or why it is not read.
type Item = {
  readonly of: number
  readonly notes: readonly Issue[]
  readonly where: string
  raw: RawReport | undefined
  issue: Issue | undefined
  /// Time spent on it before it is read.
  ms: number
}

/// Reads one input. It never throws for what the input holds. The first `skip` items were had already.
export async function* readInput(input: ToRead, options: ReadingOptions, tools: Tools, skip = 0): AsyncGenerator<Part> {
  for await (const {part} of readInputsTogether([input], options, tools, skip)) yield part
}

/// Reads inputs together and gives what they gave in their order. What comes of one depends on no other.
export async function* readInputsTogether<T extends ToRead>(
  inputs: readonly T[],
  options: ReadingOptions,
  tools: Tools,
  skip = 0,
): AsyncGenerator<{readonly input: T; readonly part: Part}> {
  const items: Item[] = []
  /// Up to which item each input goes.
  const ends: number[] = []
  for (const [of, input] of inputs.entries()) {
    items.push(...(await itemsOf(input, of, options)).slice(skip))
    ends.push(items.length)
  }
  let of = 0
  let pressed: Pressed | null | undefined
  let given = 0
  for (let from = 0; ; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE)
    const outcomes = await outcomesOf(some, inputs, options, tools)
    const read = from + some.length
    for (; of < inputs.length; of++) {
      const input = inputs[of] as T
      const end = ends[of] as number
      const isLast = end <= read
      if (pressed === undefined) pressed = options.withBytes && skip === 0 ? press(input.bytes) : null
      if (isLast || read > given) {
        yield {input, part: {outcomes: outcomes.slice(given - from, Math.min(end, read) - from), pressed, isLast}}
        pressed = null
        given = Math.min(end, read)
      }
      if (!isLast) break
      pressed = undefined
    }
    if (of === inputs.length) return
  }
}

async function itemsOf(input: ToRead, of: number, {isDebug}: ReadingOptions): Promise<Item[]> {
  const from = performance.now()
  const readings = await readGiven(input.name, input.bytes, {
    media: input.media,
    ...(input.url === undefined ? {} : {url: input.url}),
    ...(input.charset === undefined ? {} : {charset: input.charset}),
    ...(input.published === null ? {} : {published: input.published}),
  }).catch((error): Reading[] => {
    if (isDebug) throw error
    return [{issue: faultIn(input.name, error)}]
  })
  const ms = (performance.now() - from) / readings.length
  const items: Item[] = []
  let notes: Issue[] = []
  for (const reading of readings) {
    // Said of a text that is read all the same: it goes with it.
    if ("issue" in reading && isNote(reading.issue)) {
      notes.push(reading.issue)
      continue
    }
    items.push(
      "issue" in reading
        ? {of, notes, where: reading.issue.where, raw: undefined, issue: reading.issue, ms}
        : {of, notes, where: reading.where, raw: reading.report, issue: undefined, ms},
    )
    notes = []
  }
  return items
}

const faultIn = (where: string, error: unknown): Issue => issueOf("internal", where, error instanceof Error ? error.message : String(error))

async function outcomesOf(items: readonly Item[], inputs: readonly ToRead[], options: ReadingOptions, tools: Tools): Promise<Outcome[]> {
  for (const item of items) {
    const from = performance.now()
    if (item.raw)
      await guarded(item, options, async () => {
        item.raw = await dressed(item.raw as RawReport, item.where, inputs[item.of] as ToRead, tools)
      })
    item.ms += performance.now() - from
  }
  const waiting = items.filter((item) => item.raw !== undefined)
  const from = performance.now()
  const ended = waiting.length > 0 ? tools.readTogether(waiting.map((item) => item.raw as RawReport)) : []
  const letters = waiting.reduce((n, {raw}) => n + (raw as RawReport).text.length, 0)
  const msALetter = (performance.now() - from) / Math.max(letters, 1)
  const outcomes = new Map<Item, Outcome>()
  for (const [i, item] of waiting.entries()) {
    item.ms += msALetter * (item.raw as RawReport).text.length
    const since = performance.now()
    await guarded(item, options, () => {
      const one = ended[i] as Ended<ReportRecord>
      if ("fault" in one) throw one.fault
      const {value: record} = one
      const isBare = record.events.length + record.statements.length + record.figures.length === 0
      const traits = options.withTraits ? traitsOf(record, tools.world) : null
      const notes = isBare ? [...item.notes, issueOf("no-claims", item.where)] : item.notes
      outcomes.set(item, {item: item.where, record, traits, notes, ms: item.ms + performance.now() - since})
    })
  }
  return items.map((item) => outcomes.get(item) ?? {issue: item.issue as Issue, ms: item.ms})
}

/// A fault of ours in one report does not cost the others theirs.
async function guarded(item: Item, {isDebug}: ReadingOptions, act: () => void | Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (isDebug) throw error
    item.raw = undefined
    item.issue = faultIn(item.where, error)
  }
}

/// A report as it is read: with what its source and whoever brought it know of it.
async function dressed(report: RawReport, where: string, {isNamed, said, recurring}: ToRead, {dress}: Tools): Promise<RawReport> {
  const known = said?.[where]
  const told = known ? asSaid(report, known) : isNamed ? named(report, where) : report
  const gone = recurring?.[where]?.find(({source}) => source === told.source)?.lines
  const bare = gone ? withoutLines(told, gone) : told
  return dress ? dress(bare) : bare
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
