import {Command, InvalidArgumentError, Option} from "commander"
import type {Change, ChangeKind} from "../record/index.ts"
import type {Context} from "./context.ts"
import {limitGiven} from "./ledger.ts"
import {jsonOf} from "./output.ts"
import {padEnd, padStart, type Terminal} from "./terminal.ts"

/// `changes`: what happened to the record, in numbered lines.

const KINDS: readonly ChangeKind[] = ["report", "claim", "links", "event", "contradiction", "decision"]
/// Lines asked for at once, and how often a record that is followed is asked, in milliseconds.
const PIECE = 500
const EVERY = 1000

type Options = {
  readonly db: string
  readonly json?: boolean
  readonly after: number
  readonly limit: number
  readonly what?: readonly ChangeKind[]
  readonly follow?: boolean
}

export function changesCommand(context: Context): Command {
  const command = new Command("changes")
    .summary("what happened to the record, in numbered lines")
    .description(
      "The history of the record: reports kept, changed, withdrawn; claims added, changed, gone; events that claims joined, that split, that stand otherwise; contradictions found and withdrawn; decisions made and taken back. Whoever reads on from the last number misses nothing.",
    )
    .option("--after <n>", "from behind this number on", limitGiven, 0)
    .option("--limit <n>", "how many at most; 0 for all", limitGiven, 50)
    .addOption(
      new Option("--what <kinds>", `only of these, with commas: ${KINDS.join(", ")}`).argParser((value: string) => {
        const all = value.split(",").map((part) => part.trim())
        const wrong = all.find((one) => !(KINDS as readonly string[]).includes(one))
        if (wrong !== undefined) throw new InvalidArgumentError(`there is no «${wrong}»; there are: ${KINDS.join(", ")}.`)
        return all as ChangeKind[]
      }),
    )
    .option("--follow", "go on with what happens from now on, until it is interrupted")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
With --json one change a line.

Examples:
  $ isnad changes --what event,contradiction --limit 0
      everything that happened to events, and which figures contradict each other
  $ isnad changes --after 1200 --limit 0 --json
      all since number 1200, for a program that got so far
  $ isnad changes --follow
      what happens, as it happens`,
    )
    .action(async ({db, json, after, limit, what, follow}: Options) => {
      const {terminal, out} = context
      let isOver = false
      const end = (): void => {
        isOver = true
      }
      for (const signal of ["SIGINT", "SIGTERM"] as const) if (follow) process.once(signal, end)
      await context.withStore(db, {mustExist: true}, async (store) => {
        let at = after
        for (let left = follow || limit === 0 ? Number.POSITIVE_INFINITY : limit; left > 0 && !isOver; ) {
          const some = await store.lists.changes(at, Math.min(PIECE, left), what)
          for (const change of some) await out.write(json ? `${jsonOf(change)}\n` : changeLine(terminal, change))
          at = some.at(-1)?.seq ?? at
          left -= some.length
          if (some.length >= PIECE) continue
          if (!follow) break
          await new Promise((resolve) => setTimeout(resolve, EVERY))
        }
      })
    })
}

function changeLine(t: Terminal, {seq, what, does, id, of, was, is}: Change): string {
  const moved = is === undefined ? (was === undefined ? "" : `  was ${t.foreign(was)}`) : `  ${was} → ${is}`
  return `${t.paint.dim(padStart(String(seq), 8))}  ${padEnd(what, 13)} ${padEnd(does ?? "", 10)} ${t.paint.cyan(id)}${of.length > 0 ? t.paint.dim(`  ${of.join(" ")}`) : ""}${moved}\n`
}
