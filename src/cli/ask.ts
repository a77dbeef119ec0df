import {Command, Option} from "commander"
import {z} from "zod"
import type {Store, Who} from "../record/index.ts"
import {failure} from "../support/index.ts"
import {
  accept,
  chain,
  contradictions,
  add,
  correct,
  decisions,
  due,
  event,
  events,
  type Example,
  explain,
  join,
  links,
  OPERATIONS,
  type Operation,
  queue,
  reject,
  search,
  series,
  show,
  spelling,
  split,
  stats,
  story,
  timeline,
  undo,
  versions,
} from "../serve/index.ts"
import {
  chainPage,
  contradictionsPage,
  decidedPage,
  decisionsPage,
  duePage,
  eventPage,
  eventsPage,
  linksPage,
  queuePage,
  seriesPage,
  storyPage,
} from "./across-pages.ts"
import type {Context} from "./context.ts"
import {jsonOf} from "./output.ts"
import {explainPage, searchPage, shownPage, statsPage, timelinePage, versionsPage} from "./pages.ts"
import type {Terminal} from "./terminal.ts"
import {userName} from "./user.ts"

/// Commands that ask the record: one for each operation, its options made from the operation's input.
export function askCommands(context: Context): Command[] {
  return OPERATIONS.map((operation) => commandOf(operation as unknown as Operation, context))
}

/// How each answer is drawn for a reader; `--json` gives the answer itself.
const PAGES = new Map<string, (t: Terminal, answer: never) => string>([
  [timeline.name, timelinePage],
  [show.name, shownPage],
  [versions.name, versionsPage],
  [explain.name, explainPage],
  [search.name, searchPage],
  [stats.name, statsPage],
  [events.name, eventsPage],
  [event.name, eventPage],
  [chain.name, chainPage],
  [story.name, storyPage],
  [due.name, duePage],
  [contradictions.name, contradictionsPage],
  [series.name, seriesPage],
  [links.name, linksPage],
  [queue.name, queuePage],
  [accept.name, decidedPage],
  [reject.name, decidedPage],
  [correct.name, decidedPage],
  [add.name, decidedPage],
  [spelling.name, decidedPage],
  [join.name, decidedPage],
  [split.name, decidedPage],
  [undo.name, decidedPage],
  [decisions.name, decisionsPage],
])

/// Fields that hold several, one option each or with commas between.
const LISTS = new Set(["type", "status", "actor", "counterpart", "target", "host", "via", "party", "source"])

type Field = {readonly type?: string; readonly description?: string; readonly default?: unknown}

function commandOf(operation: Operation, context: Context): Command {
  const command = new Command(operation.name).summary(summaryOf(operation.says)).description(operation.says)
  const schema = z.toJSONSchema(operation.input, {io: "input", unrepresentable: "any"}) as {
    readonly properties?: {readonly [name: string]: Field}
  }
  const fields = Object.entries(schema.properties ?? {})
  for (const [name, field] of fields) {
    const says = field.description ?? ""
    if (operation.positional.includes(name)) command.argument(name === "words" ? "<words...>" : `<${name}>`, says)
    else {
      const option = new Option(`--${name} <${PLACEHOLDER[`${operation.name} ${name}`] ?? PLACEHOLDER[name] ?? name}>`, says)
      // A command line repeats an option where a list is meant.
      if (LISTS.has(name) && field.type !== "string")
        option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
      if (field.default !== undefined) option.default(undefined, String(field.default))
      command.addOption(option)
    }
  }
  if (operation.changes) command.option("--by <name>", "who decides (or ISNAD_BY; default: the name you are signed in by)")
  context.recordOptions(command)
  command.addHelpText(
    "after",
    `\nExamples:\n${operation.examples.map((e) => `  $ ${exampleOf(operation, e)}\n      ${e.says}`).join("\n")}`,
  )
  command.action(async (...given: unknown[]) => {
    const values = given.slice(0, operation.positional.length)
    const {db, json, by, ...options} = command.opts() as {db: string; json?: boolean; by?: string; [name: string]: unknown}
    const input: {[name: string]: unknown} = {...options}
    operation.positional.forEach((name, i) => {
      input[name] = Array.isArray(values[i]) ? (values[i] as string[]).join(" ") : values[i]
    })
    const read = operation.input.safeParse(input)
    if (!read.success)
      throw failure(
        "usage",
        `isnad ${operation.name}`,
        read.error.issues.map((i) => `${i.path.length ? `--${i.path[0] as string}: ` : ""}${i.message}`).join("; "),
      )
    const answer = await context.withStore(db, {mustExist: true}, async (store: Store) => {
      if (operation.across) await context.link(store)
      const answer = await operation.run(store, read.data, operation.changes && whoDecides(context, by))
      // What a decision left to be compared anew is compared now: the next question finds it so.
      if (operation.changes) await context.link(store)
      return answer
    })
    const page = PAGES.get(operation.name) as (t: Terminal, answer: unknown) => string
    await context.out.write(json ? `${jsonOf(answer, context.terminal.isTerminal ? 2 : undefined)}\n` : page(context.terminal, answer))
  })
  return command
}

const whoDecides = ({world}: Context, by: string | undefined): Who => ({by: by ?? userName(world.env), at: new Date().toISOString()})

const PLACEHOLDER: {readonly [field: string]: string} = {
  actor: "name",
  with: "name",
  place: "name",
  type: "kind",
  from: "day",
  "split from": "id",
  to: "day",
  on: "day",
  party: "name",
  metric: "kind",
  reason: "words",
  limit: "n",
  offset: "n",
}

const summaryOf = (says: string): string => (says.split(/[:.]/)[0] as string).toLowerCase()

function exampleOf(operation: Operation, {input}: Example): string {
  const quoted = (value: string): string => (/^[\w.:/-]+$/.test(value) ? value : `"${value}"`)
  const words = Object.entries(input).map(([name, value]) =>
    operation.positional.includes(name) ? quoted(String(value)) : `--${name} ${quoted(String(value))}`,
  )
  return ["isnad", operation.name, ...words].join(" ")
}
