import {Command, InvalidArgumentError, Option} from "commander"
import {DONE, type Done, type Entry, type SourceTotals} from "../record/index.ts"
import {givenDays, ISSUES, type IssueCode} from "../support/index.ts"
import type {Context} from "./context.ts"
import {jsonOf} from "./output.ts"
import {padEnd, padStart, type Terminal} from "./terminal.ts"

/// `ledger`: what became of every item that was met.

export function dayGiven(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || !givenDays(value)) throw new InvalidArgumentError("a day such as 2026-11-21 is expected.")
  return value
}

export function limitGiven(value: string): number {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError("a number is expected.")
  return n
}

type Options = {
  readonly db: string
  readonly json?: boolean
  readonly entries?: boolean
  readonly source?: string
  readonly what?: readonly Done[]
  readonly report?: string
  readonly since?: string
  readonly until?: string
  readonly limit: number
  readonly after?: string
}

export function ledgerCommand(context: Context): Command {
  const command = new Command("ledger")
    .summary("what became of every file and item that was met")
    .description(
      "Counts, for each source, what was kept, what the record had already, and what was refused and why. With --entries line by line, the latest first. Sources are the doors (files, stdin, http) and those that were set up by name.",
    )
    .option("--entries", "line by line")
    .option("--source <name>", "only of this source")
    .addOption(
      new Option("--what <done>", `only what was: ${DONE.join(", ")}; several with commas`).argParser((value: string) => {
        const all = value.split(",").map((part) => part.trim())
        const wrong = all.find((one) => !(DONE as readonly string[]).includes(one))
        if (wrong !== undefined) throw new InvalidArgumentError(`there is no «${wrong}»; there are: ${DONE.join(", ")}.`)
        return all as Done[]
      }),
    )
    .option("--report <id>", "only what gave this report")
    .option("--since <day>", "from this day on (UTC)", dayGiven)
    .option("--until <day>", "up to this day", dayGiven)
    .option("--limit <n>", "how many lines at most; 0 for all", limitGiven, 50)
    .option("--after <place>", "where to read on")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
Examples:
  $ isnad ledger
      each source with its counts, and the reasons for what was refused
  $ isnad ledger --entries --what refused --since 2026-11-01
      everything that was refused this month, with the reason
  $ isnad ledger --entries --report r_0123456789abcdef
      when this report came, and by which ways
  $ isnad ledger --entries --limit 0 --json > ledger.json
      all of it`,
    )
    .action(async (options: Options) => {
      const {db, json, source, since, until, what, report, limit, after} = options
      const {terminal, out} = context
      await context.withStore(db, {mustExist: true}, async (store) => {
        const days = {source, from: since, to: until}
        if (options.entries || what || report || after) {
          const slice = await store.ledger.entries({...days, what, report}, {limit, after})
          await out.write(json ? `${jsonOf(slice)}\n` : entriesPage(terminal, slice.items, slice.after))
        } else {
          const totals = await store.ledger.totals(days)
          await out.write(json ? `${jsonOf({sources: totals})}\n` : totalsPage(terminal, totals))
        }
      })
    })
}

const SAID: readonly (readonly [Done, string])[] = [
  ["new", "new"],
  ["version", "version"],
  ["reread", "reread"],
  ["origin", "origin"],
  ["same", "same"],
  ["unchanged", "unchanged"],
  ["gone", "gone"],
  ["refused", "refused"],
]

function totalsPage(t: Terminal, totals: readonly SourceTotals[]): string {
  if (totals.length === 0) return "Nothing stands in the ledger.\n"
  // What no source had is left out.
  const columns = SAID.filter(([what]) => totals.some((s) => s.counts[what] > 0))
  const width = Math.max(6, ...totals.map((s) => Math.min(40, s.source.length)))
  const head = `${padEnd("source", width)}  ${padStart("items", 7)}${columns.map(([, says]) => padStart(says, 10)).join("")}  ${padEnd("last new", 17)} last`
  const lines = totals.flatMap((s) => [
    `${padEnd(t.foreign(s.source), width)}  ${padStart(String(s.items), 7)}${columns
      .map(([what]) => {
        const n = padStart(s.counts[what] ? String(s.counts[what]) : "·", 10)
        return what === "refused" && s.counts.refused > 0 ? t.paint.red(n) : s.counts[what] ? n : t.paint.dim(n)
      })
      .join("")}  ${padEnd(s.lastNew ? minute(s.lastNew) : "never", 17)} ${minute(s.last)}`,
    ...s.reasons.map((r) =>
      t.paint.dim(`${" ".repeat(width)}  ${padStart(String(r.count), 7)}  ${r.what}: ${sentence(r.code)} [${r.code}]`),
    ),
  ])
  return `${t.paint.bold(head)}\n${lines.join("\n")}\n`
}

function entriesPage(t: Terminal, entries: readonly Entry[], after: string | null): string {
  if (entries.length === 0) return "There is no such line in the ledger.\n"
  const lines = entries.map((e) => {
    const what = padEnd(e.what, 9)
    const why = e.code
      ? `  ${sentence(e.code)}${e.detail ? ` (${t.foreign(e.detail)})` : ""} [${e.code}]`
      : e.detail
        ? `  ${t.foreign(e.detail)}`
        : ""
    return `${t.paint.dim(e.at.slice(0, 19).replace("T", " "))}  ${e.what === "refused" ? t.paint.red(what) : what} ${t.foreign(e.source)}  ${t.foreign(e.item)}${e.report ? `  ${t.paint.cyan(e.report)}` : ""}${why}${t.paint.dim(`  ${e.ms} ms`)}`
  })
  return `${lines.join("\n")}\n${after ? `${t.paint.dim(`more with --after ${after}`)}\n` : ""}`
}

const minute = (at: string): string => at.slice(0, 16).replace("T", " ")
const sentence = (code: string): string => (Object.hasOwn(ISSUES, code) ? ISSUES[code as IssueCode].says : code).replace(/\.$/, "")
