import {type Command, Option} from "commander"
import type {Readable} from "node:stream"
import type {World as LinkWorld} from "../link/index.ts"
import type {Store} from "../record/index.ts"
import {type Issue, isNote, lineOf} from "../support/index.ts"
import {type Output, outputTo} from "./output.ts"
import {type Terminal, terminalOf} from "./terminal.ts"

/// What commands have of the world outside: streams, environment, the record. Tests give their own.
export type World = {
  readonly stdin: Readable
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
}

export type Context = {
  readonly world: World
  /// Of the program.
  readonly version: string
  readonly out: Output
  readonly terminal: Terminal
  /// What the program will end with, when nothing is thrown.
  readonly exit: {code: number}
  /// Tells an issue in one line on standard error; true where it makes the input fail.
  readonly tell: (issue: Issue) => boolean
  readonly recordOptions: (command: Command) => Command
  /// Compares reports of a record that were not compared with the others yet.
  readonly link: (store: Store) => Promise<number>
  readonly withStore: <T>(
    path: string,
    options: {readonly mustExist: boolean; readonly held?: number},
    act: (store: Store) => Promise<T>,
  ) => Promise<T>
}

/// How long a command waits for another program that is writing, in milliseconds: a large piece of work may take some seconds.
export const WAIT = 30_000

export const DEFAULT_DB = "isnad.db"

export function contextOf(world: World, version: string): Context {
  const errors = terminalOf(world.stderr, world.env)
  let linkWorld: LinkWorld | undefined
  return {
    world,
    version,
    exit: {code: 0},
    out: outputTo(world.stdout),
    terminal: terminalOf(world.stdout, world.env),
    tell(issue) {
      const note = isNote(issue)
      world.stderr.write(`${note ? errors.paint.dim("note") : errors.paint.red("problem")} ${errors.foreign(lineOf(issue))}\n`)
      return !note
    },
    recordOptions: (command) =>
      command
        .addOption(
          // The help shows no address: a password may stand in it.
          new Option("--db <record>", "a file, or postgres://user@host/name (or set ISNAD_DB)").default(
            world.env.ISNAD_DB || DEFAULT_DB,
            world.env.ISNAD_DB ? "as ISNAD_DB says" : DEFAULT_DB,
          ),
        )
        .option("--json", "the answer as JSON"),
    async link(store) {
      const {linkPending} = await import("../intake/index.ts")
      return linkPending(store, async () => (linkWorld ??= await openLinkWorld()))
    },
    async withStore(path, options, act) {
      // Loaded here: reading reports needs no database.
      const {openStore} = await import("../record/index.ts")
      const store = await openStore(path, {
        wait: WAIT,
        ...options,
        searchTerms: async () => (await import("../lang/ar/index.ts")).searchTerms,
      })
      try {
        return await act(store)
      } finally {
        await store.close()
      }
    },
  }
}

/// What comparing reports needs to know: the words and the facts that reading has.
async function openLinkWorld(): Promise<LinkWorld> {
  const [{openWorld}, {searchTerms}, {openReader}] = await Promise.all([
    import("../link/index.ts"),
    import("../lang/ar/index.ts"),
    import("../pipeline.ts"),
  ])
  const {language, knowledge} = openReader()
  return openWorld({language, knowledge, terms: searchTerms})
}
