import {Command} from "commander"
import type {SaidOf, ToRead} from "../readers/index.ts"
import type {AnyClaim, Kept, RawOrigin, Store, TakenOut} from "../record/index.ts"
import type {DiffTotals, FieldDiff, ReadingDiff} from "../serve/index.ts"
import {failure, type Issue} from "../support/index.ts"
import type {Context} from "./context.ts"
import {EXIT} from "./exit.ts"
import {jobsOption} from "./inputs.ts"
import {dayGiven, limitGiven} from "./ledger.ts"
import {jsonOf} from "./output.ts"
import {startProgress} from "./progress.ts"
import type {Terminal} from "./terminal.ts"

/// `raw`, `reread` and `diff`: what was received, reading it once more, and what that made otherwise.

export const rereadingCommands = (context: Context): Command[] => [rawCommand(context), rereadCommand(context), diffCommand(context)]

function rawCommand(context: Context): Command {
  const command = new Command("raw")
    .summary("what was received, byte for byte")
    .description(
      "Writes the bytes that a report came in as they were received, of several the last; --where tells when and where they came from.",
    )
    .argument("<id>", "id of a report (r_…), or the digest of what was received, or its first letters (6 or more)")
    .option("--where", "when and where it came from, and what it gave")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
Examples:
  $ isnad raw r_0123456789abcdef > page.html
      the page as it came
  $ isnad raw r_0123456789abcdef --where
      all inputs that gave this report, with their digests
  $ isnad raw 3f2a9c41
      an input by its digest`,
    )
    .action(async (id: string, {db, json, where}: {readonly db: string; readonly json?: boolean; readonly where?: boolean}) => {
      const {terminal, out} = context
      await context.withStore(db, {mustExist: true}, async (store) => {
        const origins = id.startsWith("r_") ? await store.raw.ofReport(id) : await store.raw.origins(id.toLowerCase())
        const last = origins.at(-1)
        if (!last)
          throw failure("id-unknown", id, id.startsWith("r_") ? "no bytes of it were kept" : "no input, or more than one, begins so")
        if (json) await out.write(`${jsonOf({origins})}\n`)
        else if (where) await out.write(originsPage(terminal, origins))
        else {
          const bytes = (await store.raw.bytes(last.digest)) as Uint8Array
          // Foreign bytes must not command a terminal.
          await out.write(terminal.isTerminal ? `${terminal.foreign(Buffer.from(bytes).toString("utf8"))}\n` : bytes)
        }
      })
    })
}

const originsPage = (t: Terminal, origins: readonly RawOrigin[]): string =>
  `${origins
    .map(
      (o) =>
        `${t.paint.dim(o.at.slice(0, 19).replace("T", " "))}  ${t.foreign(o.source)}  ${t.foreign(o.name)}  ${o.size} bytes (${o.kept} kept)${o.media ? `  ${t.foreign(o.media)}` : ""}\n  ${o.digest}${o.reports.map((r) => `\n  gave ${t.paint.cyan(r.report)}${r.item === o.name ? "" : ` as ${t.foreign(r.item)}`}`).join("")}`,
    )
    .join("\n")}\n`

type RereadOptions = {
  readonly db: string
  readonly json?: boolean
  readonly since?: string
  readonly until?: string
  readonly source?: string
  readonly limit: number
  readonly jobs?: number
  readonly again?: boolean
}

function rereadCommand(context: Context): Command {
  const command = new Command("reread")
    .summary("read what was received once more, with the program of today")
    .description(
      "Reads what was received once more and keeps what it now says; what it said before stays for isnad diff. What was interrupted goes on where it was; what this program has read again already is not read once more, unless --again says so.",
    )
    .option("--since <day>", "only what came from this day on (UTC)", dayGiven)
    .option("--until <day>", "only what came up to this day", dayGiven)
    .option("--source <name>", "only of this source (files, stdin, http, or one that was set up)")
    .option("--limit <n>", "so many inputs at most, the others the next time; 0 for all", limitGiven, 0)
    .option("--again", "from the beginning")
    .addOption(jobsOption())
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
Examples:
  $ isnad reread --since 2026-11-01
      everything that came this month
  $ isnad reread --source files --limit 1000
      a thousand files; the same command goes on with the next
  $ isnad reread && isnad diff --since 2026-11-21
      all of it, and then what is read otherwise`,
    )
    .action(async (options: RereadOptions) => {
      const {db, json, since, until, source} = options
      const {terminal, out} = context
      const counts: {[kept in Kept]: number} = {new: 0, same: 0, origin: 0, version: 0, reread: 0}
      let [inputs, refused] = [0, 0]
      const tell = (issue: Issue): void => void (context.tell(issue) && refused++)
      await context.withStore(db, {mustExist: true}, async (store) => {
        const [{arrivalsOf, Intake}, {programId, readInputs}] = await Promise.all([
          import("../intake/index.ts"),
          import("../readers/index.ts"),
        ])
        const program = programId(context.version)
        const query = {from: since, to: until, source}
        const key = `reread ${JSON.stringify([program, query])}`
        const from = options.again ? undefined : await store.raw.place(key)
        const {origins} = await store.raw.totals({...query, after: from})
        const wanted = options.limit > 0 ? Math.min(options.limit, origins) : origins
        const bar = startProgress(wanted, "inputs", context.world.stderr)
        const intake = new Intake(store, {
          now: () => new Date(),
          program,
          isDebug: Boolean(context.world.env.ISNAD_DEBUG),
          onFault: tell,
          onKept: (kept) => void (kept && counts[kept]++),
        })
        try {
          let done: RawOrigin | undefined
          for await (const part of readInputs(receivedBefore(store, query, from, wanted), {
            jobs: options.jobs,
            withTraits: true,
            isDebug: Boolean(context.world.env.ISNAD_DEBUG),
          })) {
            const {origin} = part.input
            for (const o of part.outcomes) if ("issue" in o) tell(o.issue)
            const about = {source: origin.source, at: origin.at, media: null, charset: null, origin: origin.seq}
            for (const waiting of arrivalsOf(part, about)) await intake.add(waiting)
            if (!part.isLast) continue
            inputs++
            bar.step()
            done = origin
            // Where it goes on is noted behind what is kept, so that what a crash loses is read once more.
            if (inputs % 128 === 0) {
              await intake.flush()
              await store.raw.setPlace(key, origin.seq)
            }
          }
          await intake.flush()
          if (done) await store.raw.setPlace(key, done.seq)
          await context.link(store)
        } finally {
          bar.end()
        }
        if (json) await out.write(`${jsonOf({db, inputs, left: origins - inputs, kept: counts, refused, program})}\n`)
        else {
          const says = [
            [counts.reread, "read otherwise"],
            [counts.version + counts.new + counts.origin, "with another text"],
            [counts.same, "as before"],
            [refused, "refused"],
          ] as const
          const parts = says.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
          const rest =
            inputs === 0 && origins === 0 ? "nothing to read again; --again reads once more what this program has read" : parts.join(", ")
          const left = origins - inputs > 0 ? `; ${origins - inputs} left for the next time` : ""
          await out.write(`${terminal.foreign(db)}: ${inputs} inputs (${rest || "none"})${left}\n`)
        }
      })
      if (refused > 0) context.exit.code = EXIT.someFailed
    })
}

/// What was received, in the order in which it came, ready to be read.
async function* receivedBefore(
  store: Store,
  query: {readonly from?: string | undefined; readonly to?: string | undefined; readonly source?: string | undefined},
  from: number | undefined,
  wanted: number,
): AsyncGenerator<ToRead & {readonly origin: RawOrigin}> {
  let left = wanted
  for (let after = from; left > 0; ) {
    const {items} = await store.raw.list({...query, after}, {limit: Math.min(64, left)})
    for (const origin of items) {
      const {name, media, published, charset} = origin
      const bytes = (await store.raw.bytes(origin.digest)) as Uint8Array
      const said = await saidOf(store, origin)
      // Where no source went to fetch it, it came under a name.
      const isNamed = said === undefined && origin.source !== "files" && origin.source !== "stdin"
      const recurring = await recurringOf(store, origin)
      yield {name, bytes, media, published, isNamed, recurring, ...(charset ? {charset} : {}), ...(said ? {said} : {}), origin}
    }
    if (items.length === 0) return
    left -= items.length
    after = items.at(-1)?.seq
  }
}

/// What a source that was set up said of what it gave, by the reports that were made of it then.
async function saidOf(store: Store, {source, reports}: RawOrigin): Promise<ToRead["said"]> {
  const said: {[item: string]: SaidOf} = {}
  for (const {item, report} of reports) {
    const kept = await store.report(report)
    const from = kept?.origins.filter((o) => o.source.startsWith(`${source} `)) ?? []
    const origin = from.find((o) => o.source.endsWith(` ${item}`)) ?? from[0]
    if (!kept || !origin) continue
    const {title, published} = kept.record.report
    said[item] = {
      source: origin.source,
      ...(origin.url === null ? {} : {url: origin.url}),
      ...(origin.outlet === null ? {} : {outlet: origin.outlet}),
      ...(title === null ? {} : {title}),
      ...(published.basis === "given" && published.edtf !== null ? {published: published.edtf} : {}),
    }
  }
  return Object.keys(said).length > 0 ? said : undefined
}

/// The lines that were taken out of what an input gave since they recur at its outlet: they are taken out again, and no others.
async function recurringOf(store: Store, {reports}: RawOrigin): Promise<NonNullable<ToRead["recurring"]>> {
  const gone: {[item: string]: readonly TakenOut[]} = {}
  for (const {item, report} of reports) {
    const lines = await store.sources.recurring(report)
    if (lines.length > 0) gone[item] = lines
  }
  return gone
}

function diffCommand(context: Context): Command {
  const command = new Command("diff")
    .summary("what reading anew made otherwise")
    .description(
      "Compares how a report was read before with how it is read now: claims that are gone, that are new, that say something else, field by field. Without a report: all that were read anew since a day, and totals.",
    )
    .argument("[id]", "id of a report (r_…)")
    .option("--since <day>", "all that were read anew since this day (UTC)", dayGiven)
    .option("--reading <n>", "which of its earlier readings, 1 for the first (default: the last)", limitGiven)
    .option("--totals", "the totals alone")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
With --json one comparison a line, and the totals on the last.

Examples:
  $ isnad diff r_0123456789abcdef
      this report: - gone, + new, ~ otherwise
  $ isnad diff --since 2026-11-21
      all that were read anew since
  $ isnad diff --totals
      how many claims a newer program lost, found and changed, and in which fields`,
    )
    .action(
      async (
        id: string | undefined,
        options: {
          readonly db: string
          readonly json?: boolean
          readonly since?: string
          readonly reading?: number
          readonly totals?: boolean
        },
      ) => {
        const {terminal, out} = context
        await context.withStore(options.db, {mustExist: true}, async (store) => {
          const {addTo, diffOfReport, diffsSince, isSame, NO_DIFFS} = await import("../serve/index.ts")
          let totals: DiffTotals = NO_DIFFS
          const diffs =
            id === undefined
              ? diffsSince(store, options.since ?? null)
              : (async function* () {
                  yield await diffOfReport(store, id, options.reading)
                })()
          for await (const diff of diffs) {
            totals = addTo(totals, diff)
            if (options.totals) continue
            if (options.json) await out.write(`${jsonOf(diff)}\n`)
            else if (id !== undefined || !isSame(diff)) await out.write(diffPage(terminal, diff))
          }
          await out.write(options.json ? `${jsonOf({totals})}\n` : totalsPage(terminal, totals))
        })
      },
    )
}

function diffPage(t: Terminal, diff: ReadingDiff): string {
  const head = `${t.paint.bold(t.foreign(diff.title ?? diff.report))} ${t.paint.dim(`${diff.report}${diff.became === diff.report ? "" : ` → ${diff.became}`}${diff.at ? `, read anew ${diff.at.slice(0, 16).replace("T", " ")}` : ""}${diff.program ? ` by ${diff.program}` : ""}`)}`
  const fieldLine = ({field, was, is}: FieldDiff): string => `    ${field}: ${t.foreign(short(was))} → ${t.foreign(short(is))}`
  return `${[
    head,
    ...diff.fields.map(fieldLine),
    ...diff.gone.map((c) => t.paint.red(`  - ${claimLine(t, c)}`)),
    ...diff.added.map((c) => t.paint.green(`  + ${claimLine(t, c)}`)),
    ...diff.changed.flatMap(({is, fields}) => [t.paint.yellow(`  ~ ${claimLine(t, is)}`), ...fields.map(fieldLine)]),
    ...(diff.entities.gone.length ? [`  entities gone: ${diff.entities.gone.map(t.foreign).join(", ")}`] : []),
    ...(diff.entities.added.length ? [`  entities new: ${diff.entities.added.map(t.foreign).join(", ")}`] : []),
    t.paint.dim(`  ${diff.same} claims as before`),
  ].join("\n")}\n\n`
}

function claimLine(t: Terminal, {family, claim}: AnyClaim): string {
  const kind = family === "event" ? `${claim.type} ${claim.status}` : family === "statement" ? claim.kind : `${claim.metric} ${claim.value}`
  const {quote} = family === "statement" ? claim.content : claim.evidence[0]
  return `${family} ${kind}  «${t.foreign(cut(quote))}»  ${claim.id}`
}

function totalsPage(t: Terminal, {reports, otherwise, claims, fields}: DiffTotals): string {
  if (reports === 0) return "No report was read anew.\n"
  const line = `${reports} reports read anew, ${otherwise} otherwise: ${claims.gone} claims gone, ${claims.added} new, ${claims.changed} changed, ${claims.same} as before`
  return `${t.paint.bold(line)}\n${fields.map((f) => `  ${f.field}: ${f.count}`).join("\n")}${fields.length ? "\n" : ""}`
}

const short = (value: unknown): string => cut(typeof value === "string" ? value : JSON.stringify(value))
const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text).replace(/\s+/g, " ")
