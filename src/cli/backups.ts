import {Command} from "commander"
import type {Contents} from "../record/index.ts"
import {withoutPassword} from "../support/index.ts"
import type {Context} from "./context.ts"
import {jsonOf} from "./output.ts"

/// `backup` and `restore`.

const terms = async () => (await import("../lang/ar/index.ts")).searchTerms

export function backupCommands(context: Context): Command[] {
  const backup = new Command("backup")
    .summary("copy the record into a file, while others go on writing")
    .description(
      "Writes the record as it is at this moment into one file, which says in itself what it holds. Others may go on reading and writing. The file is a record: isnad commands open it with --db.",
    )
    .argument("<file>", "where to; there must be no such file")
  context
    .recordOptions(backup)
    .addHelpText(
      "after",
      `
Examples:
  $ isnad backup isnad-2026-11-21.backup
      the record ./isnad.db as it is now
  $ isnad backup /mnt/archive/today.backup --db news.db --json
      another one, with what it holds as JSON`,
    )
    .action(async (file: string, {db, json}: {readonly db: string; readonly json?: boolean}) => {
      const {backupStore} = await import("../record/index.ts")
      const made = await backupStore(db, file, new Date().toISOString(), terms)
      await context.out.write(
        json
          ? `${jsonOf({file, ...made})}\n`
          : `${context.terminal.foreign(file)}: ${saysOf(made)}, ${Math.ceil(made.bytes / 1e5) / 10} MB\n`,
      )
    })
  const restore = new Command("restore")
    .summary("make a record of a backup")
    .description(
      "Makes a record of what isnad backup wrote, where there is none yet, and checks that it holds what the backup says it held; nothing appears under the name of the record before that.",
    )
    .argument("<file>", "the backup")
    .requiredOption("--db <record>", "the record to make, where there is none: a file, or postgres://user@host/name")
    .option("--json", "the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad restore isnad-2026-11-21.backup --db isnad.db
      the record as it was
  $ isnad restore isnad-2026-11-21.backup --db postgres://desk@db.example/news
      the same on a server`,
    )
    .action(async (file: string, {db, json}: {readonly db: string; readonly json?: boolean}) => {
      const {restoreStore} = await import("../record/index.ts")
      const made = await restoreStore(file, db, terms)
      const since = made.at ? `, as it was ${made.at.slice(0, 16).replace("T", " ")}` : ""
      const shown = withoutPassword(db)
      await context.out.write(json ? `${jsonOf({db: shown, ...made})}\n` : `${context.terminal.foreign(shown)}: ${saysOf(made)}${since}\n`)
    })
  return [backup, restore]
}

const saysOf = ({counts, digest}: Contents): string =>
  `${counts.reports} reports, ${counts.claims} claims, ${counts.decisions} decisions, ${counts.inputs} inputs (${digest.slice(0, 16)})`
