import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {Command, CommanderError} from "commander"
import {DATA_ROOT, Failure, tablesIn} from "../support/index.ts"
import {backupCommands} from "./backups.ts"
import {changesCommand} from "./changes.ts"
import {contextOf, type World} from "./context.ts"
import {EXIT, EXIT_HELP, exitOf} from "./exit.ts"
import {ReaderGone} from "./output.ts"
import {fetchCommand, watchCommand} from "./gathering.ts"
import {goldCommand} from "./gold.ts"
import {ledgerCommand} from "./ledger.ts"
import {keepCommand, readCommand} from "./reading.ts"
import {rereadingCommands} from "./rereading.ts"
import {serveCommand} from "./serving.ts"
import {sourcesCommand} from "./sources.ts"
import {streamCommands} from "./streaming.ts"
import {accessCommands} from "./tokens.ts"
import {wordCommands} from "./words.ts"

/// The command line: one place that makes the commands, and the one place that turns what went wrong into a line and an exit code.
export async function runProgram(args: readonly string[], world: World): Promise<number> {
  const version = versionOf()
  const context = contextOf(world, version)
  const program = new Command("isnad")
    .description(
      "Reads Arabic news reports and keeps a checkable record: what happened, who said what, which figures, each with the words it rests on.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help; isnad COMMAND --help for one command")
    .addHelpText(
      "after",
      `
Start with:
  $ isnad keep samples/reports        read reports into ./isnad.db
  $ isnad sources add ADDRESS         a feed, a site, a folder: isnad watch takes what comes there
  $ isnad timeline --from 2023        what happened, with the words and the sources
  $ isnad explain ID                  why a line says what it says
  $ isnad serve                       the same in the browser

${EXIT_HELP}

Environment: ISNAD_DB (the record: a file, or postgres://user@host/name; else db in ./isnad.toml), NO_COLOR, FORCE_COLOR.`,
    )
    .showHelpAfterError("(isnad --help shows the commands)")
    .enablePositionalOptions()
    // The record that the configuration file names is the one that is asked, where nothing else is said.
    .hook("preAction", async (_, command) => {
      if (world.env.ISNAD_DB || command.getOptionValueSource("db") !== "default") return
      const file = world.env.ISNAD_CONFIG || (existsSync("isnad.toml") ? "isnad.toml" : undefined)
      const {db} = file === undefined ? {} : await tablesIn(file)
      if (typeof db === "string") command.setOptionValueWithSource("db", db, "config")
    })
  const taking = [readCommand(context), keepCommand(context), sourcesCommand(context), fetchCommand(context), watchCommand(context)]
  const words = [
    ledgerCommand(context),
    ...rereadingCommands(context),
    changesCommand(context),
    ...backupCommands(context),
    goldCommand(context),
    ...accessCommands(context),
    serveCommand(context),
    ...streamCommands(context),
    ...wordCommands(context),
  ]
  // What asks the record is made from schemas, whose library takes 40 ms to load: not where the call is for another command.
  const isOther = [...taking, ...words].some((command) => command.name() === args[0]) || args[0] === "--version" || args[0] === "-V"
  const commands = [...taking, ...(isOther ? [] : (await import("./ask.ts")).askCommands(context)), ...words]
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands, ...commands.flatMap((c) => c.commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      getOutHelpWidth: () => context.terminal.width,
      getErrHelpWidth: () => context.terminal.width,
    })
    command.showHelpAfterError(command === program ? "(isnad --help shows the commands)" : `(isnad ${command.name()} --help shows how)`)
  }
  try {
    if (args.length === 0) {
      program.outputHelp()
      return EXIT.usage
    }
    await program.parseAsync([...args], {from: "user"})
    return context.exit.code
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT.ok
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (error instanceof Failure) {
      context.tell(error.issue)
      return exitOf(error.issue.code)
    }
    const text = world.env.ISNAD_DEBUG && error instanceof Error ? error.stack : error instanceof Error ? error.message : String(error)
    world.stderr.write(`isnad: the program itself failed: ${text}\nPlease report it; ISNAD_DEBUG=1 shows where.\n`)
    return EXIT.internal
  }
}

const versionOf = (): string => (JSON.parse(readFileSync(join(DATA_ROOT, "..", "package.json"), "utf8")) as {version: string}).version
