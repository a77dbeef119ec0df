import {Command, InvalidArgumentError, Option} from "commander"
import {failure} from "../support/index.ts"
import type {Context} from "./context.ts"

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
}

/// `serve`: the reading room and the API, on this machine only unless told otherwise.
export function serveCommand(context: Context, version: string): Command {
  return new Command("serve")
    .summary("open the reading room in the browser, and the API")
    .description(
      "Serves the record over HTTP: pages in Arabic and English, and an API. Only this machine sees it, unless --host says otherwise.",
    )
    .option("--db <file>", "the record (or set ISNAD_DB; default isnad.db)")
    .option("--host <address>", "address to listen at (or ISNAD_HOST; default 127.0.0.1)")
    .addOption(new Option("--port <n>", "port to listen at, 0 for any free one (or ISNAD_PORT; default 4773)").argParser(port))
    .option("--rate <n>", "requests a minute answered to one address (or ISNAD_RATE; default 3000)")
    .option("--allow-host <names>", "further names it may be asked by, with commas (or ISNAD_ALLOW_HOST)")
    .option("--config <file>", "settings in TOML (or ISNAD_CONFIG; default ./isnad.toml where it is there)")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad serve --db isnad.db
      the reading room on http://127.0.0.1:4773
  $ isnad serve --host 0.0.0.0 --port 8080 --allow-host record.example.org
      seen by other machines, behind a proxy that adds TLS`,
    )
    .action(async (_: unknown, command: Command) => {
      const {allowHost, config: file, ...flags} = command.opts() as Options
      const {configFrom, makeServer, pagesFolder} = await import("../serve/index.ts")
      const config = await configFrom({...flags, allow_host: allowHost}, context.world.env, file)
      await context.withStore(config.db, {mustExist: true}, async (store) => {
        await context.link(store)
        const app = await makeServer({
          store,
          version,
          pages: pagesFolder(),
          rate: config.rate,
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
        let address: string
        try {
          address = await app.listen({host: config.host, port: config.port})
        } catch (error) {
          throw failure("address-taken", `${config.host}:${config.port}`, (error as {code?: string}).code, error)
        }
        await context.out.write(`The reading room is open: ${address}\n`)
        await ended
        await app.close()
      })
    })
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host)
