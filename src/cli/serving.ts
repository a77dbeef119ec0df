import {totalmem} from "node:os"
import {Command, InvalidArgumentError, Option} from "commander"
import {failure} from "../support/index.ts"
import type {AnswererData} from "./answering.ts"
import {type Context, WAIT} from "./context.ts"
import {takerWith} from "./taking.ts"
import {userName} from "./user.ts"

const port = (value: string): number => {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 0 || n > 65535) throw new InvalidArgumentError("a port is a number from 0 to 65535.")
  return n
}

type Options = {
  readonly db?: string
  readonly host?: string
  readonly port?: number
  readonly rate?: string
  readonly config?: string
  readonly allowHost?: string
  readonly public?: boolean
  readonly writeRate?: string
  readonly maxBody?: string
  readonly threads?: string
}

/// `serve`: the reading room and the API, on this machine only unless told otherwise.
export function serveCommand(context: Context): Command {
  return new Command("serve")
    .summary("open the reading room in the browser, and the API")
    .description(
      "Serves the record over HTTP: pages in Arabic and English, and an API. Only this machine sees it, unless --host says otherwise.",
    )
    .option("--db <record>", "a file, or postgres://user@host/name (or set ISNAD_DB; default isnad.db)")
    .option("--host <address>", "address to listen at (or ISNAD_HOST; default 127.0.0.1)")
    .addOption(new Option("--port <n>", "port to listen at, 0 for any free one (or ISNAD_PORT; default 4773)").argParser(port))
    .option("--rate <n>", "requests a minute answered to one address (or ISNAD_RATE; default 3000)")
    .option("--write-rate <n>", "of those, how many may change something (or ISNAD_WRITE_RATE; default 600)")
    .option("--max-body <MB>", "how long a body of reports may be (or ISNAD_MAX_BODY; default 16)")
    .option("--threads <n>", "threads that answer (or ISNAD_THREADS; default: one a core, 0 for none)")
    .option("--public", "anyone may read; a change takes a token (or ISNAD_PUBLIC=true)")
    .option("--allow-host <names>", "further names it may be asked by, with commas (or ISNAD_ALLOW_HOST)")
    .option("--config <file>", "settings in TOML (or ISNAD_CONFIG; default ./isnad.toml where it is there)")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad serve --db isnad.db
      the reading room on http://127.0.0.1:4773
  $ isnad serve --host 0.0.0.0 --port 8080 --allow-host record.example.org
      seen by other machines, behind a proxy that adds TLS; asks for tokens (isnad token add)
  $ isnad serve --host 0.0.0.0 --public
      anyone may read; nobody changes anything without a token`,
    )
    .action(async (_: unknown, command: Command) => {
      const {allowHost, writeRate, maxBody, config: file, ...flags} = command.opts() as Options
      const [{answerThreads, builtAnswerer, configFrom, makeServer, pagesFolder}, {isFile}, {programId}] = await Promise.all([
        import("../serve/index.ts"),
        import("../record/index.ts"),
        import("../readers/index.ts"),
      ])
      const config = await configFrom({...flags, allow_host: allowHost, write_rate: writeRate, max_body: maxBody}, context.world.env, file)
      // A server has connections of its own, and a record in memory is this thread's.
      const worker = isFile(config.db) ? builtAnswerer() : undefined
      const threads = worker === undefined ? 0 : config.threads
      const held = Math.round(Math.min(MOST_PAGES, Math.max(LEAST_PAGES, totalmem() / 1e6 / 16 / Math.max(1, threads))))
      await context.withStore(config.db, {mustExist: true, held: threads > 0 ? LEAST_PAGES : held}, async (store) => {
        // Whoever sits at this machine may do what he likes with a record of his own; other machines may not.
        if (!isLoopback(config.host) && !config.public && !(await store.access.hasTokens())) throw failure("access-open", config.host)
        await context.link(store)
        const answers =
          worker !== undefined && threads > 0
            ? await answerThreads(worker, threads, {db: config.db, wait: WAIT, held} satisfies AnswererData)
            : undefined
        const app = await makeServer({
          store,
          answers,
          version: context.version,
          pages: pagesFolder(),
          rate: config.rate,
          writeRate: config.write_rate,
          maxBody: config.max_body * 1e6,
          openness: config.public ? "public" : isLoopback(config.host) ? "local" : "tokens",
          local: userName(context.world.env),
          take: takerWith(undefined, programId(context.version)),
          hosts: isLoopback(config.host)
            ? ["localhost", "127.0.0.1", "[::1]", config.host, ...config.allow_host]
            : config.allow_host.length
              ? config.allow_host
              : undefined,
          link: (changed) => context.link(changed),
          onFault: (error, where) =>
            void context.world.stderr.write(
              `isnad: failed at ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
            ),
        })
        const ended = new Promise<void>((resolve) => {
          for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve)
        })
        try {
          const address = await app.listen({host: config.host, port: config.port}).catch((error: unknown) => {
            throw failure("address-taken", `${config.host}:${config.port}`, (error as {code?: string}).code, error)
          })
          await context.out.write(`The reading room is open: ${address}\n`)
          await ended
          await app.close()
        } finally {
          await answers?.close()
        }
      })
    })
}

/// Pages of the record that are held, in MB: a sixteenth of the machine's memory, parted among those who read.
const [LEAST_PAGES, MOST_PAGES] = [128, 1000]

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host)
