import {readFileSync} from "node:fs"
import {resolve} from "node:path"
import {Command, InvalidArgumentError, Option} from "commander"
import type {Probe, ProbedThing, Source, SourceKind, SourceSettings} from "../gather/index.ts"
import type {Columns} from "../model/index.ts"
import type {ItemCounts, SourceState, Store} from "../record/index.ts"
import {canonicalUrl, failure, type Issue, isNote, issueOf} from "../support/index.ts"
import type {Context} from "./context.ts"
import {deskOf, type Desk, type DeskOptions, isThere, type Listed, listOf, visiting} from "./desk.ts"
import {withDesk} from "./gathering.ts"
import {EXIT} from "./exit.ts"
import {columnsOption} from "./inputs.ts"
import {jsonOf} from "./output.ts"
import {padEnd, type Terminal} from "./terminal.ts"

/// `sources`: where reports come from.

const KINDS = ["feed", "sitemap", "page", "list", "folder", "file", "stdin", "push"] as const
const list = (value: string, before: readonly string[] = []): string[] => [...before, value]
const whole = (value: string): number => {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError("a number is expected.")
  return n
}
type AddOptions = DeskOptions & {
  readonly name?: string
  readonly kind?: SourceKind
  readonly outlet?: string
  readonly every?: string
  readonly content?: "page" | "feed"
  readonly since?: string
  readonly most?: number
  readonly only?: string[]
  readonly not?: string[]
  readonly columns?: Columns
  readonly silentAfter?: number
}

export function sourcesCommand(context: Context): Command {
  const command = new Command("sources")
    .summary("where reports come from")
    .description(
      "Sources: feeds, sitemaps, pages, lists of addresses, folders, files, standard input, what is sent by HTTP. Those added by command are kept in the record; those of a configuration file ([[source]] in isnad.toml) stay there; the list shows both.",
    )
    .addHelpText(
      "after",
      `
Examples:
  $ isnad sources test https://example.org/rss
      what would be taken, with nothing kept
  $ isnad sources add https://example.org/rss --outlet "وكالة المثال"
      from now on it is asked by isnad fetch and isnad watch
  $ isnad sources add incoming/ --name desk
      a folder into which files are put
  $ isnad sources import feeds.opml
      all feeds of a feed reader
  $ isnad sources list
      how each is doing: what it gave, when, what fails, what has gone silent
  $ isnad sources pause example.org

docs/sources.md has all settings.`,
    )
  for (const sub of [addCommand, listCommand, testCommand, removeCommand, pauseCommand, resumeCommand, importCommand])
    command.addCommand(sub(context))
  return command
}

function addCommand(context: Context): Command {
  return withDesk(new Command("add"))
    .summary("add a source; what kind it is, is looked up where it is not said")
    .argument("[at]", "an address, a folder or a file; none for the kinds stdin and push")
    .option("--name <name>", "what it is to be called (default: after its address)")
    .addOption(new Option("--kind <kind>", "what it is").choices(KINDS))
    .option("--outlet <name>", "whose reports they are, where these do not say")
    .option("--every <time>", "how often it is asked: 90s, 15m, 6h, 1d")
    .addOption(new Option("--content <where>", "whether the text is taken from each page or from the feed").choices(["page", "feed"]))
    .option("--since <time>", "take nothing older than this")
    .option("--most <n>", "items fetched in one round", whole)
    .option("--only <part>", "only addresses with this in them (may be said again)", list)
    .option("--not <part>", "no addresses with this in them (may be said again)", list)
    .option("--columns <map>", "of tables and lines of JSON: text=النص,title=العنوان,published=التاريخ", columnsOption)
    .option("--silent-after <n>", "told as silent after so many times its usual interval", Number)
    .action(async (at: string | undefined, options: AddOptions) => {
      const desk = await deskOf(context, options)
      const probed = options.kind === undefined ? await probeOf(context, desk, at) : undefined
      const kind = options.kind ?? (probed as Probe).kind
      const where = at === undefined ? {} : kind === "folder" || kind === "file" || !/^https?:/i.test(at) ? {path: resolve(at)} : {url: at}
      await context.withStore(desk.db, {mustExist: false}, async (store) => {
        const taken = new Set((await listOf(store, desk)).map((l) => l.source.name))
        if (options.name !== undefined && taken.has(options.name)) throw failure("source-taken", options.name)
        const name = options.name ?? freeName(nameFor(at ?? kind), taken)
        const settings = defined({
          name,
          kind,
          ...where,
          outlet: options.outlet,
          every: options.every,
          content: options.content,
          since: options.since,
          most: options.most,
          only: options.only,
          not: options.not,
          columns: options.columns,
          silent_after: options.silentAfter,
        })
        const source = await keep(store, desk, settings)
        if (options.json) await context.out.write(`${jsonOf(settings)}\n`)
        else {
          const t = context.terminal
          await context.out.write(
            `${t.foreign(source.name)}: ${SAYS[kind]}${at ? ` at ${t.foreign(at)}` : ""}; ${howTaken(kind, t.foreign(source.name))}\n`,
          )
          for (const feed of probed?.also ?? [])
            await context.out.write(`The page names a feed, which tells of more: isnad sources add ${t.foreign(feed)}\n`)
        }
      })
    })
}

const SAYS: {readonly [kind in SourceKind]: string} = {
  feed: "a feed",
  sitemap: "a sitemap",
  page: "a page",
  list: "a list of addresses",
  folder: "a folder",
  file: "a file",
  stdin: "standard input",
  push: "sent over HTTP",
}
const howTaken = (kind: SourceKind, name: string): string =>
  kind === "push"
    ? `isnad serve takes what is sent to POST /api/v1/reports with "from": "${name}"`
    : kind === "stdin"
      ? `PROGRAM | isnad fetch ${name} takes a report a line, as JSON or as an address`
      : `isnad fetch ${name} takes what is there`

async function probeOf(context: Context, desk: Desk, at: string | undefined): Promise<Probe> {
  if (at === undefined) throw failure("usage", "isnad sources add", "an address or a path is expected, or --kind stdin or push")
  const {probe} = await import("../gather/index.ts")
  const probed = await visiting(context, desk, undefined, (visitor) => probe(at, visitor))
  if ("code" in probed) throw failure(probed.code, probed.where, probed.detail)
  return probed
}

async function keep(store: Store, desk: Desk, settings: object): Promise<Source> {
  const {sourceFrom} = await import("../gather/index.ts")
  const source = sourceFrom(settings, "isnad sources add", desk.gather.allow)
  if (!(await store.sources.add({name: source.name, settings: JSON.stringify(settings), at: new Date().toISOString()})))
    throw failure("source-taken", source.name)
  return source
}

const defined = (given: object): SourceSettings =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as SourceSettings

/// After the host of an address or the last part of a path.
export function nameFor(at: string): string {
  const said =
    URL.canParse(at) && /^https?:/i.test(at)
      ? new URL(at).host.replace(/^(?:www|m|rss|feeds?)\./, "")
      : (at.split(/[/\\]/).filter(Boolean).at(-1) ?? at)
  const plain = said.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+|-+$/gu, "")
  return plain.slice(0, 50) || "source"
}

export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`
}

type Line = {
  readonly listed: Listed
  readonly state: SourceState | undefined
  readonly counts: ItemCounts
  readonly silent: boolean
}

function listCommand(context: Context): Command {
  return withDesk(new Command("list"))
    .summary("all sources and how each is doing")
    .action(async (options: DeskOptions) => {
      const desk = await deskOf(context, options)
      // Looking makes no record.
      await context.withStore(isThere(desk.db) ? desk.db : ":memory:", {mustExist: false}, async (store) => {
        const {silenceOf} = await import("../gather/index.ts")
        const states = await store.sources.states()
        const lines: Line[] = []
        for (const listed of await listOf(store, desk)) {
          const state = states.get(listed.source.name)
          const silent = state ? silenceOf(listed.source, state, Date.now()) !== undefined : false
          lines.push({listed, state, counts: await store.sources.counts(listed.source.name), silent})
        }
        if (options.json) {
          const all = lines.map(({listed: {source, from}, state, counts, silent}) => ({
            ...source,
            from,
            paused: isPaused(source, state),
            items: counts,
            silent,
            state: state ?? null,
          }))
          await context.out.write(`${jsonOf(all)}\n`)
        } else await context.out.write(listPage(context.terminal, lines, Date.now()))
      })
    })
}

const isPaused = (source: Source, state: SourceState | undefined): boolean => source.paused || state?.paused === true

function listPage(t: Terminal, lines: readonly Line[], now: number): string {
  if (lines.length === 0) return `${t.paint.dim("There are none yet: isnad sources add ADDRESS, or [[source]] in isnad.toml.")}\n`
  return lines
    .map(({listed: {source, from, hides}, state, counts, silent}) => {
      const how = isPaused(source, state)
        ? t.paint.dim("paused")
        : source.kind === "push" || source.kind === "stdin"
          ? "open"
          : state === undefined
            ? t.paint.dim("never asked")
            : state.failures > 0
              ? t.paint.red(`failing (${state.failures})`)
              : silent
                ? t.paint.yellow("silent")
                : t.paint.green("well")
      const where = source.url ?? source.path ?? (source.urls ? `${source.urls.length} addresses` : "")
      const numbers = [
        `${counts.kept} kept`,
        ...(counts.refused ? [`${counts.refused} refused`] : []),
        ...(counts.gone ? [`${counts.gone} gone`] : []),
        ...(counts.waiting + (state?.waiting ?? 0) ? [`${counts.waiting + (state?.waiting ?? 0)} waiting`] : []),
      ].join(", ")
      const when = [
        state?.gave ? `last new ${ago(state.gave, now)}` : "nothing new yet",
        ...(state?.asked ? [`asked ${ago(state.asked, now)}`] : []),
        ...(state?.due && !isPaused(source, state) ? [`next ${ahead(state.due, now)}`] : []),
      ].join(", ")
      const first = `${padEnd(t.foreign(source.name), 24)} ${padEnd(source.kind, 8)} ${padEnd(how, 13)} ${numbers}`
      const rest = [
        `  ${t.foreign(where) || SAYS[source.kind]}${from === "record" ? "" : t.paint.dim(" (isnad.toml)")}`,
        `  ${t.paint.dim(when)}`,
        ...(hides ? [`  ${t.paint.yellow("one of the same name was added by command; the file holds")}`] : []),
        ...(state?.problem ? [`  ${t.paint.red(t.foreign(state.problem))}`] : []),
      ]
      return `${[first, ...rest].join("\n")}\n`
    })
    .join("")
}

const DAY = 86_400_000
function span(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return "less than a minute"
  if (minutes < 60) return `${minutes} min`
  return ms < 2 * DAY ? `${Math.round(minutes / 60)} h` : `${Math.round(ms / DAY)} days`
}
const ago = (at: string, now: number): string => `${span(Math.max(0, now - Date.parse(at)))} ago`
const ahead = (at: string, now: number): string => (Date.parse(at) <= now ? "now" : `in ${span(Date.parse(at) - now)}`)

/// Items shown of what would be taken.
const MOST_SHOWN = 10

function testCommand(context: Context): Command {
  return withDesk(new Command("test"))
    .summary("what would be taken from an address, a path or a source; nothing is kept")
    .argument("<at>", "an address, a path, or the name of a source")
    .option("--columns <map>", "of tables and lines of JSON: text=النص,title=العنوان,published=التاريخ", columnsOption)
    .addHelpText(
      "after",
      `
Examples:
  $ isnad sources test https://example.org/
      what it is, its items, the first of them as it would be read, and feeds that the page names`,
    )
    .action(async (at: string, options: DeskOptions & {readonly columns?: Columns}) => {
      const desk = await deskOf(context, options)
      const {probe, readPage} = await import("../gather/index.ts")
      const known = await sourceAt(context, desk, at)
      const said = known?.url ?? known?.path ?? at
      const t = context.terminal
      await visiting(context, desk, undefined, async (visitor) => {
        const probed = await probe(said, visitor)
        if ("code" in probed) throw failure(probed.code, probed.where, probed.detail)
        const issues: Issue[] = [...probed.issues]
        const isHere = probed.kind === "folder" || probed.kind === "file"
        const here = isHere ? await firstOf(said, options.columns ?? known?.columns) : undefined
        issues.push(...(here?.issues ?? []))
        // The first of its items, as it would be read.
        const first =
          probed.kind === "feed" || probed.kind === "list" || probed.kind === "sitemap"
            ? probed.things.find((x) => /^https?:/.test(x.item) && !/\.xml(?:\.gz)?$/.test(x.item))
            : undefined
        let report: Awaited<ReturnType<typeof readPage>> | undefined
        if (first) {
          const visited = await visitor.visit(first.item)
          if (visited.kind === "page") report = await readPage(visited)
          else if (visited.kind === "refused") issues.push(visited.issue)
          if (report && "code" in report) issues.push(report)
        }
        if (probed.kind === "page") {
          const visited = await visitor.visit(said)
          if (visited.kind === "page") report = await readPage(visited)
        }
        const read = report && !("code" in report) ? report : undefined
        if (options.json) {
          const {title, published, outlet, url, text} = read ?? {text: undefined}
          await context.out.write(
            `${jsonOf({at: said, kind: probed.kind, title: probed.title ?? null, items: probed.things.length, things: here?.things ?? probed.things, files: here?.files, also: probed.also, first: read ? {title, published, outlet, url, text} : null, issues})}\n`,
          )
        } else {
          const lines = [
            `${t.foreign(said)}: ${SAYS[probed.kind]}${probed.title ? ` («${t.foreign(probed.title)}»)` : ""}${probed.things.length && probed.kind !== "page" ? `, ${probed.things.length} items` : ""}`,
            ...(here
              ? [`  ${here.files} ${here.files === 1 ? "file" : "files"}; the first reports in ${here.files === 1 ? "it" : "them"}:`]
              : []),
            ...(here?.things ?? probed.things)
              .slice(0, MOST_SHOWN)
              .map(
                (x) =>
                  `  ${padEnd(x.published ?? "undated", 12)} ${x.title ? `${t.foreign(x.title)}  ` : ""}${t.paint.dim(t.foreign(x.item))}`,
              ),
            ...(probed.things.length > MOST_SHOWN ? [t.paint.dim(`  … and ${probed.things.length - MOST_SHOWN} more`)] : []),
            ...(read
              ? [
                  "",
                  `${first ? "The first of them" : "It"} would be read so:`,
                  `  title      ${t.foreign(read.title ?? "none")}`,
                  `  published  ${read.published ?? (first?.published ? `${first.published} (the list says so)` : "not said")}`,
                  `  outlet     ${t.foreign(read.outlet ?? "not said")}`,
                  `  address    ${t.foreign(read.url ?? first?.item ?? said)}`,
                  `  text       ${read.text.length} characters: ${t.foreign(read.text.replace(/\s+/g, " ").slice(0, 160))}…`,
                ]
              : []),
            ...probed.also.map((feed) => `The page names a feed: isnad sources add ${t.foreign(feed)}`),
            ...(isHere ? ["isnad read shows what its reports say."] : []),
          ]
          await context.out.write(`${lines.join("\n")}\n`)
          for (const issue of issues) context.tell(issue)
        }
        if (issues.some((i) => !isNote(i))) context.exit.code = EXIT.someFailed
      })
    })
}

/// The first reports of a file or a folder.
async function firstOf(path: string, columns: Columns | undefined) {
  const {findInputs, readReports} = await import("../read/index.ts")
  const {files, issues, passed} = await findInputs([path])
  const things: ProbedThing[] = []
  const told = [...issues, ...passed]
  for (const file of files) {
    if (things.length >= MOST_SHOWN || told.length >= MOST_SHOWN) break
    for await (const reading of readReports(file.path, columns ? {columns} : {})) {
      if ("issue" in reading) told.push(reading.issue)
      else things.push({item: reading.where, title: reading.report.title, published: reading.report.published})
      if (things.length >= MOST_SHOWN || told.length >= MOST_SHOWN) break
    }
  }
  return {files: files.length, things, issues: told.slice(0, MOST_SHOWN)}
}

/// A name stands for its source.
async function sourceAt(context: Context, desk: Desk, at: string): Promise<Source | undefined> {
  if (/^https?:/i.test(at)) return undefined
  const inFile = desk.inFile.find((s) => s.name === at)
  if (inFile || !isThere(desk.db)) return inFile
  return context.withStore(
    desk.db,
    {mustExist: true},
    async (store) => (await listOf(store, desk)).find((l) => l.source.name === at)?.source,
  )
}

function removeCommand(context: Context): Command {
  return withDesk(new Command("remove"))
    .summary("forget a source; its reports stay in the record")
    .argument("<name>", "the source")
    .action(async (name: string, options: DeskOptions) => {
      const desk = await deskOf(context, options)
      if (desk.inFile.some((s) => s.name === name)) throw failure("source-wrong", name, `it stands in ${desk.file}: take it out there`)
      await context.withStore(desk.db, {mustExist: true}, async (store) => {
        if (!(await store.sources.remove(name))) throw failure("source-unknown", name)
      })
      await context.out.write(
        options.json ? `${jsonOf({removed: name})}\n` : `${context.terminal.foreign(name)}: removed; its reports stay\n`,
      )
    })
}

const pausing =
  (paused: boolean) =>
  (context: Context): Command =>
    withDesk(new Command(paused ? "pause" : "resume"))
      .summary(paused ? "ask a source no more until resumed" : "ask a paused source again")
      .argument("<name>", "the source")
      .action(async (name: string, options: DeskOptions) => {
        const desk = await deskOf(context, options)
        await context.withStore(desk.db, {mustExist: false}, async (store) => {
          const source = (await listOf(store, desk)).find((l) => l.source.name === name)?.source
          if (!source) throw failure("source-unknown", name)
          if (!paused && source.paused) throw failure("source-wrong", name, `paused = true stands in ${desk.file}: take it out there`)
          await store.sources.pause(name, paused)
        })
        await context.out.write(
          options.json ? `${jsonOf({name, paused})}\n` : `${context.terminal.foreign(name)}: ${paused ? "paused" : "goes on"}\n`,
        )
      })
const pauseCommand = pausing(true)
const resumeCommand = pausing(false)

function importCommand(context: Context): Command {
  return withDesk(new Command("import"))
    .summary("add all feeds of a feed reader (OPML)")
    .argument("<file>", "an OPML file")
    .action(async (file: string, options: DeskOptions) => {
      const {readOpml} = await import("../read/index.ts")
      let bytes: Uint8Array
      try {
        bytes = readFileSync(file)
      } catch (error) {
        throw failure("input-missing", file, (error as NodeJS.ErrnoException).code)
      }
      const opml = await readOpml(bytes, undefined)
      if ("code" in opml) throw failure(opml.code, file, opml.detail)
      const desk = await deskOf(context, options)
      await context.withStore(desk.db, {mustExist: false}, async (store) => {
        const all = await listOf(store, desk)
        const names = new Set(all.map((l) => l.source.name))
        const known = new Set(all.flatMap((l) => (l.source.url ? [canonicalUrl(l.source.url)] : [])))
        const added: string[] = []
        let before = 0
        let failed = 0
        for (const issue of opml.issues) if (context.tell(issue)) failed++
        for (const {url, title} of opml.feeds) {
          if (known.has(canonicalUrl(url))) {
            before++
            continue
          }
          const name = freeName(nameFor(title ?? url), names)
          try {
            await keep(store, desk, defined({name, kind: "feed", url, outlet: title}))
          } catch (error) {
            const issue = (error as {issue?: Issue}).issue
            if (!issue) throw error
            context.tell(issueOf(issue.code, url, issue.detail))
            failed++
            continue
          }
          known.add(canonicalUrl(url))
          names.add(name)
          added.push(name)
        }
        const t = context.terminal
        await context.out.write(
          options.json
            ? `${jsonOf({added, known: before, failed})}\n`
            : `${added.length} added${added.length ? `: ${added.map(t.foreign).join(", ")}` : ""}${before ? `; ${before} were there already` : ""}${failed ? `; ${failed} could not be` : ""}\n`,
        )
        if (failed > 0) context.exit.code = EXIT.someFailed
      })
    })
}
