import {Command, Option} from "commander"
import type {ReportRecord} from "../model/index.ts"
import type {Kept} from "../record/index.ts"
import type {Waiting} from "../intake/index.ts"
import {type Issue, withoutPassword} from "../support/index.ts"
import type {Context} from "./context.ts"
import {EXIT} from "./exit.ts"
import {INPUT_HELP, type InputOptions, readFiles, withInputOptions} from "./inputs.ts"
import {jsonOf} from "./output.ts"
import {recordPage} from "./pages.ts"

/// `read` and `keep`: the commands that take reports in.

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
      records of a whole archive, on all cores
  $ curl -s https://example.org/news.html | isnad read - --on 2024-03-05
      a page from standard input, published on a day you know`,
    )
    .action(async (words: string[], options: InputOptions & {readonly format?: "jsonl" | "page"; readonly json?: boolean}) => {
      const format = options.json ? "jsonl" : (options.format ?? (context.terminal.isTerminal ? "page" : "jsonl"))
      const {terminal, out} = context
      let first = true
      let failed = 0
      const tell = (issue: Issue): void => void (context.tell(issue) && failed++)
      const print = async (record: ReportRecord): Promise<void> => {
        const rule = first ? "" : `${terminal.paint.dim("─".repeat(Math.min(60, terminal.width)))}\n`
        first = false
        await out.write(format === "jsonl" ? `${jsonOf(record)}\n` : rule + recordPage(terminal, record, false))
      }
      for await (const one of readFiles(context, words, options, {withBar: context.world.stdout.isTTY !== true})) {
        if ("issue" in one) tell(one.issue)
        else if ("part" in one)
          for (const outcome of one.part.outcomes) {
            if ("issue" in outcome) tell(outcome.issue)
            else {
              outcome.notes.forEach(tell)
              await print(outcome.record)
            }
          }
      }
      if (failed > 0) context.exit.code = EXIT.someFailed
    })
}

type KeepOptions = InputOptions & {readonly db: string; readonly json?: boolean; readonly raw: boolean}

export function keepCommand(context: Context): Command {
  const command = withInputOptions(new Command("keep"))
    .summary("read reports into the record")
    .description(
      "Reads reports and keeps them in the record, with the bytes they came in. Reading the same report twice adds nothing; a changed one becomes a new version, and the old one is kept. What became of each file stands in the ledger (isnad ledger).",
    )
    .option("--no-raw", "keep no bytes as they came: a smaller record, of which nothing can be read again")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `${INPUT_HELP}

Examples:
  $ isnad keep archive/
      all reports of a folder into ./isnad.db, read on all cores
  $ isnad keep today.jsonl --db news.db
      a collection into another record
  $ isnad keep page.html --on 2024-03-05
      a report published on a day you know
  $ isnad keep archive/ --no-raw --jobs 1
      on one core, without the bytes of the files`,
    )
    .action(async (words: string[], options: KeepOptions) => {
      const counts: {[kept in Kept]: number} = {new: 0, same: 0, origin: 0, version: 0, reread: 0}
      const claims = {events: 0, statements: 0, figures: 0}
      const issues: Issue[] = []
      let failed = 0
      let passed = 0
      const tell = (issue: Issue): void => {
        issues.push(issue)
        if (context.tell(issue)) failed++
      }
      await context.withStore(options.db, {mustExist: false}, async (store) => {
        const [{arrivalsOf, IN_BULK, Intake, refusal}, {programId}] = await Promise.all([
          import("../intake/index.ts"),
          import("../readers/index.ts"),
        ])
        const intake = new Intake(store, {
          ...IN_BULK,
          now: () => new Date(),
          program: programId(context.version),
          isDebug: Boolean(context.world.env.ISNAD_DEBUG),
          onFault: tell,
          onKept(kept, {record}) {
            if (kept === null || record === null) return
            counts[kept]++
            if (kept === "same" || kept === "origin") return
            claims.events += record.events.length
            claims.statements += record.statements.length
            claims.figures += record.figures.length
          },
        })
        // Reports are compared in the order in which they were kept, so that a run that was cut off leaves the same record as one that was not.
        await context.link(store)
        let raw: Waiting["arrival"]["raw"] = null
        for await (const one of readFiles(context, words, options, {withBar: true, withBytes: options.raw, withTraits: true})) {
          if ("passed" in one) {
            passed++
            await intake.add(refusal(one.passed, "files"))
          } else if ("issue" in one) {
            tell(one.issue)
            await intake.add(refusal(one.issue, doorOf(one.issue.where)))
          } else {
            const {part} = one
            for (const o of part.outcomes) for (const issue of "issue" in o ? [o.issue] : o.notes) tell(issue)
            const from = {source: doorOf(part.input.name), at: new Date().toISOString(), media: null, charset: null}
            const arrivals = arrivalsOf(part, from, raw)
            for (const waiting of arrivals) await intake.add(waiting)
            raw = part.isLast ? null : (arrivals[0]?.arrival.raw ?? null)
          }
        }
        await intake.flush()
        await context.link(store)
      })
      const reports = Object.values(counts).reduce((a, b) => a + b, 0)
      if (options.json)
        await context.out.write(`${jsonOf({db: withoutPassword(options.db), reports, kept: counts, claims, failed, passed, issues})}\n`)
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
        const rest = `${failed ? `; ${failed} inputs failed` : ""}${passed ? `; ${passed} files of other sorts passed over` : ""}`
        await context.out.write(
          `${context.terminal.foreign(withoutPassword(options.db))}: ${reports} reports (${what || "none"}); ${added} added${rest}\n`,
        )
      }
      if (failed > 0) context.exit.code = EXIT.someFailed
    })
}

/// By which door a file came, as the ledger has it.
const doorOf = (name: string): string => (/^-(?:#\d+)?$/.test(name) ? "stdin" : "files")
