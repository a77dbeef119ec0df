import {Command, InvalidArgumentError} from "commander"
import {type Issue, lineOf} from "../support/index.ts"
import type {Context} from "./context.ts"
import {deskOf, type DeskOptions, gave, type ItemDone, listOf, named, type Round, stopping, toolsOf, visiting} from "./desk.ts"
import {EXIT} from "./exit.ts"
import {jsonOf} from "./output.ts"
import {padEnd} from "./terminal.ts"

/// `fetch` and `watch`: what takes reports from where they are.

export const withDesk = (command: Command): Command =>
  command
    .option("--db <file>", "the record (or set ISNAD_DB, or db in the configuration file; default isnad.db)")
    .option("--config <file>", "the file with [gather] and [[source]] (or ISNAD_CONFIG; default ./isnad.toml where it is there)")
    .option("--json", "what happens as JSON, one line each")

export function fetchCommand(context: Context): Command {
  return withDesk(new Command("fetch"))
    .summary("take what is new from the sources, once")
    .description(
      "Asks each source for what is new and takes it into the record: new articles, new versions of changed ones, what is gone. What was taken is not taken twice; what is interrupted goes on the next time.",
    )
    .argument("[names...]", "sources, by name; all without one")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad fetch
      all sources of ./isnad.toml and of the record, once (for cron)
  $ isnad fetch sana wafa --db news.db
      two of them, into another record
  $ tail -F wire.jsonl | isnad fetch wire
      a source of the kind stdin: a report a line, as JSON or as an address`,
    )
    .action(async (names: string[], options: DeskOptions) => {
      const desk = await deskOf(context, options)
      await context.withStore(desk.db, {mustExist: false}, async (store) => {
        const {fetchOnce} = await import("../gather/index.ts")
        const all = named(await listOf(store, desk), names)
        const states = await store.sources.states()
        const asked = all.filter((s) => s.kind !== "push" && (names.length > 0 || !(s.paused || states.get(s.name)?.paused)))
        // Standard input has an end only where somebody ends it: read when it is asked for by name.
        const sources = asked.filter((s) => s.kind !== "stdin" || names.includes(s.name))
        const show = shown(context, options)
        const stop = stopping()
        let faults = 0
        const rounds = await visiting(context, desk, store, async (visitor) =>
          fetchOnce(sources, {
            ...(await toolsOf(context, store, visitor, stop.signal)),
            onItem: (name, done) => show.item(name, done),
            onRound: async (round) => {
              show.round(round)
              if (gave(round)) await context.link(store)
            },
            onFault: (name, issue) => {
              faults++
              show.fault(name, issue)
            },
          }),
        ).finally(stop.end)
        await show.done()
        const sum = (what: keyof Round["counts"]): number => rounds.reduce((n, r) => n + r.counts[what], 0)
        if (!options.json) {
          const parts = (["new", "version", "origin", "reread", "same", "gone", "refused"] as const)
            .map((what) => [sum(what), SAYS[what]] as const)
            .filter(([n]) => n > 0)
            .map(([n, says]) => `${n} ${says}`)
          const asked = `${sources.length} ${sources.length === 1 ? "source" : "sources"} asked`
          await context.out.write(`${context.terminal.foreign(desk.db)}: ${asked}; ${parts.join(", ") || "nothing new"}\n`)
          if (sources.length === 0 && all.length === 0)
            await context.out.write("There are no sources yet: isnad sources add ADDRESS, or [[source]] in isnad.toml (docs/sources.md).\n")
        }
        if (faults > 0 || rounds.some((r) => r.problem !== null)) context.exit.code = EXIT.someFailed
      })
    })
}

const SAYS = {
  new: "new",
  version: "new versions",
  origin: "known from elsewhere",
  reread: "read anew",
  same: "already there",
  gone: "gone",
  refused: "refused",
} as const

export function watchCommand(context: Context): Command {
  return withDesk(new Command("watch"))
    .summary("keep taking what is new from the sources, until stopped")
    .description(
      "Keeps the sources flowing into the record: each is asked at its own interval, pages are looked at again for changes, folders are watched. Sources that are added, changed or paused meanwhile are followed. Ctrl+C ends it; the next time it goes on where it was.",
    )
    .argument("[names...]", "sources, by name; all without one")
    .option("--for <time>", "end by itself after this time, such as 10m or 8h", (value) => value)
    .addHelpText(
      "after",
      `
Examples:
  $ isnad watch
      all sources, with a line for what comes
  $ isnad watch wafa --for 1h --json
      one of them for an hour, as JSON lines
  $ isnad sources list
      how each of them is doing`,
    )
    .action(async (names: string[], options: DeskOptions & {readonly for?: string}) => {
      const {drawDuration, durationOf, watch} = await import("../gather/index.ts")
      const lasts = options.for === undefined ? undefined : durationOf(options.for)
      if (options.for !== undefined && lasts === undefined) throw new InvalidArgumentError("a duration such as 10m or 8h is expected.")
      const first = await deskOf(context, options)
      await context.withStore(first.db, {mustExist: false}, async (store) => {
        named(await listOf(store, first), names)
        const show = shown(context, options)
        const stop = stopping(lasts)
        // Asked for anew now and then, so that a file that was changed is followed. What concerns all sources holds from the start.
        const current = async () => named(await listOf(store, {...(await deskOf(context, options)), gather: first.gather}), names)
        const count = (await current()).length
        show.line(`watching ${count} ${count === 1 ? "source" : "sources"} into ${first.db}; Ctrl+C ends it`, {
          event: "start",
          sources: count,
        })
        await visiting(context, first, store, async (visitor) =>
          watch({
            ...(await toolsOf(context, store, visitor, stop.signal)),
            signal: stop.signal,
            current,
            onItem: (name, done) => show.item(name, done),
            onRound: async (round) => {
              show.round(round)
              if (round.silent)
                show.line(
                  `${round.source}: nothing new for ${drawDuration(Date.now() - Date.parse(round.silent.since))}, usually something every ${drawDuration(round.silent.usual)}`,
                  {event: "silent", source: round.source, since: round.silent.since, usual: round.silent.usual},
                )
              if (gave(round)) await context.link(store)
            },
            onFault: (name, issue) => show.fault(name, issue),
          }),
        ).finally(stop.end)
        await context.link(store)
        show.line("stopped; what was under way goes on the next time", {event: "stop"})
        await show.done()
      })
    })
}

/// What happens, a line each, as it happens. Lines are written in their order; nobody waits for a slow reader but the last line.
function shown(context: Context, {json}: {readonly json?: boolean}) {
  const {terminal: t, out} = context
  let last: Promise<void> = Promise.resolve()
  const write = (text: string): void => {
    last = last.then(() => out.write(text))
    last.catch(() => {})
  }
  const clock = (): string => t.paint.dim(new Date().toTimeString().slice(0, 8))
  const line = (text: string, event: object): void =>
    write(json ? `${jsonOf({at: new Date().toISOString(), ...event})}\n` : `${clock()} ${text}\n`)
  return {
    line,
    item(source: string, {item, what, title, issue}: ItemDone): void {
      // What stayed as it was is no news on a screen.
      if (!json && (what === "same" || what === "unchanged" || what === "origin")) return
      const shownAs = {
        new: t.paint.green("+"),
        version: t.paint.cyan("~"),
        reread: "~",
        gone: t.paint.yellow("-"),
        refused: t.paint.dim("x"),
      }
      const sign = shownAs[what as keyof typeof shownAs] ?? " "
      const says = title ? t.foreign(title) : t.foreign(item)
      const why = what === "refused" && issue ? t.paint.dim(` ${issue.says.replace(/\.$/, "")} [${issue.code}]`) : ""
      line(`${padEnd(t.foreign(source), 18)} ${sign} ${says}${why}`, {
        event: "item",
        source,
        item,
        what,
        title,
        code: issue?.code ?? null,
        detail: issue?.detail ?? null,
      })
    },
    round(round: Round): void {
      const {source, counts, problem, left, waiting, due} = round
      const event = {
        event: "round",
        source,
        counts,
        listed: round.listed,
        left,
        waiting,
        due: new Date(due).toISOString(),
        problem: problem?.code ?? null,
      }
      if (problem) line(`${padEnd(t.foreign(source), 18)} ${t.paint.red("!")} ${t.foreign(lineOf(problem))}`, event)
      else if (json) line("", event)
      else if (left > 0) line(`${padEnd(t.foreign(source), 18)}   ${t.paint.dim(`${left} more wait for the next round`)}`, event)
    },
    fault(source: string, issue: Issue): void {
      line(`${padEnd(t.foreign(source), 18)} ${t.paint.red("!")} ${t.foreign(lineOf(issue))}`, {
        event: "fault",
        source,
        code: issue.code,
        where: issue.where,
      })
    },
    done: () => last,
  }
}
