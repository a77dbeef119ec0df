import {Command, InvalidArgumentError, Option} from "commander"
import {type Columns, REPORT_FIELDS, type ReportRecord} from "../model/index.ts"
import type {Kept} from "../record/index.ts"
import {Failure, givenDays, type Issue, issueOf, withoutPassword} from "../support/index.ts"
import type {Context} from "./context.ts"
import {EXIT} from "./exit.ts"
import {jsonOf} from "./output.ts"
import {recordPage} from "./pages.ts"
import {startProgress} from "./progress.ts"

/// `read` and `keep`: the commands that take reports in.

const INPUTS = "files, folders (with all in them), patterns in quotes, or - for standard input"
const INPUT_HELP = `
Inputs: .txt, .md, .html, .json and .jsonl (fields: text, title, url, outlet, published, source, id), feeds (.xml, .rss, .atom), web
archives (.warc, .wacz), mail (.mbox, .eml) and tables (.csv, .tsv), each packed by gzip or not, in UTF-8, UTF-16, windows-1256 or
ISO-8859-6: docs/formats.md. What cannot be read is told on standard error, one line each; the rest goes on.`

type InputOptions = {readonly on?: string; readonly maxSize: number; readonly columns?: Columns}

function withInputOptions(command: Command): Command {
  return command
    .argument("<files...>", INPUTS)
    .option("--on <day>", "the day of publication, where you know it (2023-05-24)", dayOption)
    .addOption(new Option("--max-size <MB>", "refuse larger files, or larger items of a collection").default(20).argParser(sizeOption))
    .option("--columns <names>", "which column of a table holds what: 'text=النص,published=تاريخ'", columnsOption)
}

export function dayOption(value: string): string {
  if (!givenDays(value)) throw new InvalidArgumentError("a day such as 2023-05-24 is expected.")
  return value
}

function sizeOption(value: string): number {
  const n = Number(value)
  if (!(n > 0)) throw new InvalidArgumentError("a number of megabytes is expected.")
  return n
}

function columnsOption(value: string): Columns {
  const pairs = value.split(",").map((pair) => pair.split("=").map((side) => side.trim()))
  if (pairs.some((pair) => pair.length !== 2 || !pair[0] || !pair[1]))
    throw new InvalidArgumentError("pairs such as text=النص are expected.")
  const unknown = pairs.find(([field]) => !(REPORT_FIELDS as readonly string[]).includes(field as string))
  if (unknown) throw new InvalidArgumentError(`there is no field ${unknown[0]}; there are: ${REPORT_FIELDS.join(", ")}.`)
  return Object.fromEntries(pairs) as Columns
}

export function readCommand(context: Context): Command {
  return withInputOptions(new Command("read"))
    .summary("read reports and print their records")
    .description("Reads reports and prints what they say: events, statements, figures, entities, each with the words it rests on.")
    .addOption(
      new Option(
        "--format <form>",
        "how to print: one JSON record a line, or a page to read (default: page on a terminal, else jsonl)",
      ).choices(["jsonl", "page"]),
    )
    .option("--json", "the same as --format jsonl")
    .addHelpText(
      "after",
      `${INPUT_HELP}

Examples:
  $ isnad read report.txt
      a page of what the report says
  $ isnad read "archive/**/*.html" > records.jsonl
      records of a whole archive
  $ curl -s https://example.org/news.html | isnad read - --on 2024-03-05
      a page from standard input, published on a day you know`,
    )
    .action(async (words: string[], options: InputOptions & {readonly format?: "jsonl" | "page"; readonly json?: boolean}) => {
      const format = options.json ? "jsonl" : (options.format ?? (context.terminal.isTerminal ? "page" : "jsonl"))
      let first = true
      const failed = await readAll(
        context,
        words,
        options,
        async (record) => {
          const rule = first ? "" : `${context.terminal.paint.dim("─".repeat(Math.min(60, context.terminal.width)))}\n`
          first = false
          await context.out.write(format === "jsonl" ? `${jsonOf(record)}\n` : rule + recordPage(context.terminal, record, false))
        },
        context.world.stdout.isTTY !== true,
      )
      if (failed > 0) context.exit.code = EXIT.someFailed
    })
}

/// Reports written to the record by one transaction: what a crash can lose, and what shares the cost of one write to the disk.
const GROUP = 32

export function keepCommand(context: Context): Command {
  const command = withInputOptions(new Command("keep"))
    .summary("read reports into the record")
    .description(
      "Reads reports and keeps them in the record. Reading the same report twice adds nothing; a changed one becomes a new version, and the old one is kept.",
    )
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `${INPUT_HELP}

Examples:
  $ isnad keep archive/
      all reports of a folder into ./isnad.db
  $ isnad keep today.jsonl --db news.db
      a collection into another record
  $ isnad keep page.html --on 2024-03-05
      a report published on a day you know`,
    )
    .action(async (words: string[], options: InputOptions & {readonly db: string; readonly json?: boolean}) => {
      const counts: {[kept in Kept]: number} = {new: 0, same: 0, origin: 0, version: 0, reread: 0}
      const claims = {events: 0, statements: 0, figures: 0}
      const issues: Issue[] = []
      const failed = await context.withStore(options.db, {mustExist: false}, async (store) => {
        let group: ReportRecord[] = []
        const note = (k: Kept, record: ReportRecord): void => {
          counts[k]++
          if (k === "same" || k === "origin") return
          claims.events += record.events.length
          claims.statements += record.statements.length
          claims.figures += record.figures.length
        }
        const write = async (): Promise<number> => {
          const records = group
          group = []
          let failures = 0
          try {
            ;(await store.keepReports(records)).forEach((k, i) => note(k, records[i] as ReportRecord))
          } catch (error) {
            if (error instanceof Failure || context.world.env.ISNAD_DEBUG) throw error
            // One of them cannot be kept, which is a fault of ours; the others can.
            for (const record of records) {
              try {
                note(await store.keepReport(record), record)
              } catch (one) {
                if (one instanceof Failure) throw one
                const issue = issueOf("internal", record.report.source, one instanceof Error ? one.message : String(one))
                issues.push(issue)
                context.tell(issue)
                failures++
              }
            }
          }
          return failures
        }
        let lost = 0
        const unread = await readAll(
          context,
          words,
          options,
          async (record) => {
            group.push(record)
            if (group.length >= GROUP) lost += await write()
          },
          true,
          (issue) => issues.push(issue),
        )
        if (group.length) lost += await write()
        await context.link(store)
        return unread + lost
      })
      const reports = Object.values(counts).reduce((a, b) => a + b, 0)
      if (options.json)
        await context.out.write(`${jsonOf({db: withoutPassword(options.db), reports, kept: counts, claims, failed, issues})}\n`)
      else {
        const parts = [
          [counts.new, "new"],
          [counts.version, "new versions"],
          [counts.reread, "read anew"],
          [counts.origin, "known from another source"],
          [counts.same, "already there"],
        ] as const
        const what = parts
          .filter(([n]) => n > 0)
          .map(([n, says]) => `${n} ${says}`)
          .join(", ")
        const added = `${claims.events} events, ${claims.statements} statements, ${claims.figures} figures`
        await context.out.write(
          `${context.terminal.foreign(withoutPassword(options.db))}: ${reports} reports (${what || "none"}); ${added} added${failed ? `; ${failed} inputs failed` : ""}\n`,
        )
      }
      if (failed > 0) context.exit.code = EXIT.someFailed
    })
}

/// Reads all inputs one after another and gives each record on. Returns how many inputs failed; each was told in one line.
async function readAll(
  context: Context,
  words: readonly string[],
  options: InputOptions,
  use: (record: ReportRecord) => Promise<void>,
  withBar: boolean,
  note: (issue: Issue) => void = () => {},
): Promise<number> {
  const [{findInputs, readReports}, {openReader, readReport}] = await Promise.all([import("../read/index.ts"), import("../pipeline.ts")])
  const {files, issues} = await findInputs(words)
  let failed = 0
  const tell = (issue: Issue): void => {
    note(issue)
    if (context.tell(issue)) failed++
  }
  issues.forEach(tell)
  if (files.length === 0) return failed
  const reader = openReader()
  const bar = startProgress(files.length, "files", withBar ? context.world.stderr : ({isTTY: false} as NodeJS.WriteStream))
  const readOptions = {
    maxBytes: options.maxSize * 1e6,
    stdin: context.world.stdin,
    ...(options.columns === undefined ? {} : {columns: options.columns}),
    ...(options.on === undefined ? {} : {published: options.on}),
  }
  try {
    for (const file of files) {
      for await (const reading of readReports(file.path, readOptions)) {
        if ("issue" in reading) {
          tell(reading.issue)
          continue
        }
        let record: ReportRecord
        try {
          record = readReport(reading.report, reader)
        } catch (error) {
          // A fault of ours in one report does not cost the others theirs.
          if (context.world.env.ISNAD_DEBUG) throw error
          tell(issueOf("internal", reading.report.source, error instanceof Error ? error.message : String(error)))
          continue
        }
        if (record.events.length + record.statements.length + record.figures.length === 0) tell(issueOf("no-claims", record.report.source))
        await use(record)
      }
      bar.step()
    }
  } finally {
    bar.end()
  }
  return failed
}
