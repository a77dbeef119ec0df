import {type Command, InvalidArgumentError, Option} from "commander"
import {type Columns, REPORT_FIELDS} from "../model/index.ts"
import type {InputPart, ReadersOptions, ToRead} from "../readers/index.ts"
import {givenDays, type Issue} from "../support/index.ts"
import type {Context} from "./context.ts"
import {startProgress} from "./progress.ts"

/// What the commands have in common that read files.

const INPUTS = "files, folders (with all in them), patterns in quotes, or - for standard input"
export const INPUT_HELP = `
Inputs: .txt, .md, .html, .json and .jsonl (fields: text, title, url, outlet, published, source, id), feeds (.xml, .rss, .atom), web
archives (.warc, .wacz), mail (.mbox, .eml) and tables (.csv, .tsv), each packed by gzip or not, in UTF-8, UTF-16, windows-1256 or
ISO-8859-6: docs/formats.md. What cannot be read is told on standard error, one line each; the rest goes on.`

export type InputOptions = {readonly on?: string; readonly maxSize: number; readonly columns?: Columns; readonly jobs?: number}

export function withInputOptions(command: Command): Command {
  return command
    .argument("<files...>", INPUTS)
    .option("--on <day>", "the day of publication, where you know it (2023-05-24)", dayOption)
    .addOption(new Option("--max-size <MB>", "refuse larger files, or larger items of a collection").default(20).argParser(sizeOption))
    .option(
      "--columns <names>",
      "which column of a table, or field of lines of JSON, holds what: 'text=النص,published=تاريخ'",
      columnsOption,
    )
    .addOption(jobsOption())
}

/// Reading many reports is shared out; few are read before other readers were open.
export const jobsOption = (): Option =>
  new Option("--jobs <n>", "readers side by side (default: as many as there are cores)").argParser((value) => {
    const n = Number(value)
    if (!Number.isInteger(n) || n < 1 || n > 256) throw new InvalidArgumentError("a number from 1 to 256 is expected.")
    return n
  })

export function dayOption(value: string): string {
  if (!givenDays(value)) throw new InvalidArgumentError("a day such as 2023-05-24 is expected.")
  return value
}

function sizeOption(value: string): number {
  const n = Number(value)
  if (!(n > 0)) throw new InvalidArgumentError("a number of megabytes is expected.")
  return n
}

/// `text=النص,published=تاريخ`
export function columnsOption(value: string): Columns {
  const pairs = value.split(",").map((pair) => pair.split("=").map((side) => side.trim()))
  if (pairs.some((pair) => pair.length !== 2 || !pair[0] || !pair[1]))
    throw new InvalidArgumentError("pairs such as text=النص are expected.")
  const unknown = pairs.find(([field]) => !(REPORT_FIELDS as readonly string[]).includes(field as string))
  if (unknown) throw new InvalidArgumentError(`there is no field ${unknown[0]}; there are: ${REPORT_FIELDS.join(", ")}.`)
  return Object.fromEntries(pairs) as Columns
}

/// What reading all files gives, in their order: parts of what inputs gave, and what was refused before it was read. `passed` is told of
/// files that nobody asked for by name.
export async function* readFiles(
  context: Context,
  words: readonly string[],
  options: InputOptions,
  how: ReadersOptions & {readonly withBar: boolean},
): AsyncGenerator<{readonly part: InputPart} | {readonly issue: Issue} | {readonly passed: Issue}> {
  const [{findInputs, inputsAt}, {readInputs}] = await Promise.all([import("../read/index.ts"), import("../readers/index.ts")])
  const {files, issues, passed} = await findInputs(words)
  for (const issue of issues) yield {issue}
  for (const issue of passed) yield {passed: issue}
  if (files.length === 0) return
  const bar = startProgress(files.length, "files", how.withBar ? context.world.stderr : ({isTTY: false} as NodeJS.WriteStream))
  const refused: Issue[] = []
  const taking = {
    maxBytes: options.maxSize * 1e6,
    stdin: context.world.stdin,
    ...(options.columns === undefined ? {} : {columns: options.columns}),
  }
  async function* inputs(): AsyncGenerator<ToRead> {
    for (const file of files) {
      for await (const one of inputsAt(file.path, taking)) {
        if ("issue" in one) refused.push(one.issue)
        else yield {...one.input, published: options.on ?? null}
      }
      bar.step()
    }
  }
  try {
    for await (const part of readInputs(inputs(), {...how, jobs: options.jobs, isDebug: Boolean(context.world.env.ISNAD_DEBUG)})) {
      for (const issue of refused.splice(0)) yield {issue}
      yield {part}
    }
    for (const issue of refused) yield {issue}
  } finally {
    bar.end()
  }
}
