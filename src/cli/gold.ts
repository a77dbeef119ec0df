import {mkdirSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {Command} from "commander"
import {failure} from "../support/index.ts"
import type {Context} from "./context.ts"
import {jsonOf} from "./output.ts"

/// `gold`: what persons decided, as gold records: one file a report with `--to`, else one a line.
export function goldCommand(context: Context): Command {
  const command = new Command("gold")
    .summary("what you decided, as gold records to measure by")
    .description(
      "Writes reports with decided claims in the form of samples/gold: decided claims as they stand, others as optional, rejected ones left out.",
    )
    .option("--report <id>", "only this report")
    .option("--whole", "only reports of which every claim was looked at")
    .option("--to <folder>", "one file a report into this folder")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
Examples:
  $ isnad gold --to my-gold
      a folder that the scorer reads: node score/run.mjs --gold my-gold --floors my-floors.json
  $ isnad gold --whole > gold.jsonl
      one a line, those only that were looked at from end to end`,
    )
    .action(
      async ({db, report, whole, to}: {readonly db: string; readonly report?: string; readonly whole?: boolean; readonly to?: string}) => {
        const {goldSlice} = await import("../serve/index.ts")
        await context.withStore(db, {mustExist: true}, async (store) => {
          let after: string | undefined
          let written = 0
          do {
            const piece = await goldSlice(store, {report, whole}, {after, limit: 50})
            for (const gold of piece.items) {
              if (to === undefined) await context.out.write(`${jsonOf(gold)}\n`)
              else writeFile(to, `${gold.id}.json`, `${JSON.stringify(gold, null, 2)}\n`)
              written++
            }
            after = piece.after ?? undefined
          } while (after)
          if (to !== undefined) await context.out.write(`${context.terminal.foreign(to)}: ${written} gold records\n`)
        })
      },
    )
}

function writeFile(folder: string, name: string, text: string): void {
  try {
    mkdirSync(folder, {recursive: true})
    writeFileSync(join(folder, name), text)
  } catch (error) {
    throw failure("output-failed", join(folder, name), (error as NodeJS.ErrnoException).code, error)
  }
}
