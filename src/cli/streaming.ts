import {Command, InvalidArgumentError, Option} from "commander"
import type {Sent, Stream} from "../stream/index.ts"
import type {Context} from "./context.ts"
import {stopping} from "./desk.ts"
import {EXIT} from "./exit.ts"
import {INPUT_HELP, type InputOptions, withInputOptions} from "./inputs.ts"
import {jsonOf} from "./output.ts"
import {startProgress} from "./progress.ts"

/// `send`, `worker` and `dead`: inputs go over a NATS server to any number of programs that read them.

export const streamCommands = (context: Context): Command[] => [sendCommand(context), workerCommand(context), deadCommand(context)]

type ServerOptions = {readonly nats: string; readonly prefix: string; readonly replicas?: number}

const withServer = (context: Context, command: Command): Command =>
  command
    .addOption(
      // The help shows no address: a password may stand in it.
      new Option("--nats <servers>", "the NATS server, or several with commas (or set ISNAD_NATS)").default(
        context.world.env.ISNAD_NATS || "nats://127.0.0.1:4222",
        context.world.env.ISNAD_NATS ? "as ISNAD_NATS says" : "nats://127.0.0.1:4222",
      ),
    )
    .option("--prefix <word>", "what names on the server begin with, so that several records can share it", "isnad")

const whole =
  (least: number, most: number) =>
  (value: string): number => {
    const n = Number(value)
    if (!Number.isInteger(n) || n < least || n > most) throw new InvalidArgumentError(`a number from ${least} to ${most} is expected.`)
    return n
  }

async function withStream<T>(options: ServerOptions, act: (stream: Stream) => Promise<T>): Promise<T> {
  const {openStream} = await import("../stream/index.ts")
  const stream = await openStream(options.nats, {
    prefix: options.prefix,
    ...(options.replicas === undefined ? {} : {replicas: options.replicas}),
  })
  try {
    return await act(stream)
  } finally {
    await stream.close()
  }
}

function sendCommand(context: Context): Command {
  return withServer(context, withInputOptions(new Command("send")))
    .summary("send reports to workers, over a NATS server")
    .description(
      "Sends inputs to a NATS server with JetStream, where `isnad worker` takes them. When it ends the server holds each of them, or it was refused and told. The same input sent twice is one.",
    )
    .option("--fill", "into the lane for archives, which is worked on when nothing live waits")
    .option("--source <name>", "where they come from, for the ledger", "stream")
    .option("--json", "what was done as JSON")
    .addOption(new Option("--replicas <n>", "servers that each keep what waits, when the stream is made").argParser(whole(1, 5)))
    .addHelpText(
      "after",
      `${INPUT_HELP}

Examples:
  $ isnad send today.jsonl
      to the workers of the server on this machine
  $ isnad send archive/ --fill --nats nats://queue.example:4222
      years of reports, without delaying today's`,
    )
    .action(
      async (
        words: string[],
        options: InputOptions & ServerOptions & {readonly fill?: boolean; readonly source: string; readonly json?: boolean},
      ) => {
        const [{findInputs, inputsAt}, {sendAll}] = await Promise.all([import("../read/index.ts"), import("../stream/index.ts")])
        const {files, issues} = await findInputs(words)
        let failed = 0
        const tell = (issue: (typeof issues)[number]): void => {
          if (context.tell(issue)) failed++
        }
        issues.forEach(tell)
        const bar = startProgress(files.length, "files", context.world.stderr)
        async function* inputs(): AsyncGenerator<Sent> {
          for (const file of files) {
            for await (const one of inputsAt(file.path, {
              maxBytes: options.maxSize * 1e6,
              stdin: context.world.stdin,
              ...(options.columns === undefined ? {} : {columns: options.columns}),
            }))
              if ("issue" in one) tell(one.issue)
              else yield {input: {...one.input, published: options.on ?? null}, source: options.source}
            bar.step()
          }
        }
        const counts = await withStream(options, (stream) => sendAll(stream, options.fill ? "fill" : "live", inputs())).finally(() =>
          bar.end(),
        )
        counts.refused.forEach(tell)
        if (options.json) await context.out.write(`${jsonOf({...counts, failed})}\n`)
        else
          await context.out.write(
            `${counts.sent} sent${counts.same ? `, ${counts.same} sent before` : ""}${failed ? `; ${failed} inputs failed` : ""}\n`,
          )
        if (failed > 0) context.exit.code = EXIT.someFailed
      },
    )
}

function workerCommand(context: Context): Command {
  const command = withServer(context, new Command("worker"))
    .summary("read what waits on a NATS server into the record")
    .description(
      "Takes inputs from a NATS server, reads them and keeps what they give; each is acknowledged when that is committed. Any number of workers, on any number of machines, share the work; a record that several write to is best on PostgreSQL. Ctrl+C ends it after what it has in hand.",
    )
    .addOption(new Option("--lane <lane>", "only this lane (default: live before fill)").choices(["live", "fill"]))
    .addOption(
      new Option("--only <part>", "only read and keep what waits, or only compare what was kept (default: both)").choices([
        "read",
        "resolve",
      ]),
    )
    .option("--until-empty", "end when nothing waits")
    .option("--no-raw", "keep the records, not the bytes")
    .option("--health <address>", "answer /healthz, /readyz and /metrics at this address, such as 127.0.0.1:4774")
  context.recordOptions(command)
  return command
    .addHelpText(
      "after",
      `
Examples:
  $ isnad worker --db postgres://isnad@db.example/record --nats nats://queue.example:4222 --health 127.0.0.1:4774
      one of many
  $ isnad worker --db postgres://isnad@db.example/record --nats nats://queue.example:4222 --only resolve
      comparing what the others keep
  $ isnad worker --db news.db --until-empty
      what waits on this machine, into a file, and no more`,
    )
    .action(
      async (
        options: ServerOptions & {
          readonly db: string
          readonly json?: boolean
          readonly lane?: "live" | "fill"
          readonly only?: "read" | "resolve"
          readonly untilEmpty?: boolean
          readonly raw: boolean
          readonly health?: string
        },
      ) => {
        const health = options.health === undefined ? undefined : listenAt(options.health)
        const [{metricsOf, serveHealth, watchQueues, work}, {programId}] = await Promise.all([
          import("../stream/index.ts"),
          import("../readers/index.ts"),
        ])
        const stop = stopping()
        await context.withStore(options.db, {mustExist: false}, async (store) =>
          withStream(options, async (stream) => {
            const metrics = metricsOf()
            watchQueues(metrics, stream)
            const server = health
              ? await serveHealth(health, metrics, async () => {
                  await Promise.all([store.lists.version(), stream.nats.flush()])
                  return true
                })
              : undefined
            if (server && !options.json) await context.out.write(`health and metrics: ${server.address}\n`)
            try {
              const done = await work(stream, {
                store,
                program: programId(context.version),
                ...(options.lane ? {lanes: [options.lane]} : {}),
                ...(options.only ? {does: [options.only]} : {}),
                withRaw: options.raw,
                signal: stop.signal,
                untilEmpty: options.untilEmpty === true,
                metrics,
                onIssue: (issue) => void context.tell(issue),
              })
              await context.out.write(
                options.json ? `${jsonOf(done)}\n` : `${done.messages} inputs taken, ${done.reports} reports new or changed\n`,
              )
            } finally {
              await server?.close()
            }
          }),
        )
        stop.end()
      },
    )
}

function listenAt(value: string): {readonly host: string; readonly port: number} {
  const found = /^(?:(.+):)?(\d{1,5})$/.exec(value)
  const port = Number(found?.[2])
  if (!found || port > 65535) throw new InvalidArgumentError("an address such as 127.0.0.1:4774 is expected.")
  return {host: found[1] ?? "127.0.0.1", port}
}

function deadCommand(context: Context): Command {
  const numbers = (values: readonly string[]): number[] | undefined =>
    values.length === 0 ? undefined : values.map((v) => whole(1, Number.MAX_SAFE_INTEGER)(v))
  const dead = withServer(context, new Command("dead"))
    .summary("inputs that workers could not read: list, try again, throw away")
    .description("Inputs that made the program fail are put aside with the reason, so that the others go on.")
    .argument("[what]", "list, replay or drop", "list")
    .argument("[numbers...]", "which ones, by the numbers of the list (default: all)")
    .option("--json", "as JSON, one line each")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad dead
      what was put aside, and why
  $ isnad dead replay
      all of it once more, with the program of today
  $ isnad dead drop 3 4
      two of them are of no use`,
    )
  return dead.action(async (what: string, values: string[], options: ServerOptions & {readonly json?: boolean}) => {
    if (what !== "list" && what !== "replay" && what !== "drop") throw new InvalidArgumentError("list, replay or drop is expected.")
    const which = numbers(values)
    const {deadLetters, drop, replay} = await import("../stream/index.ts")
    await withStream(options, async (stream) => {
      const letters = []
      if (what === "list") {
        for await (const letter of deadLetters(stream)) if (!which || which.includes(letter.number)) letters.push(letter)
      } else letters.push(...(what === "replay" ? await replay(stream, which) : await drop(stream, which)))
      const {terminal, out} = context
      if (options.json) for (const letter of letters) await out.write(`${jsonOf(letter)}\n`)
      else {
        const done = {list: "put aside", replay: "sent once more", drop: "thrown away"}[what]
        for (const l of letters)
          await out.write(
            `${l.number}  ${l.at.slice(0, 19)}Z  ${l.lane}  ${terminal.foreign(l.name)}\n    ${terminal.foreign(l.reason)} (${l.tries} ${l.tries === 1 ? "try" : "tries"}, ${l.bytes} bytes)\n`,
          )
        await out.write(`${letters.length} ${done}\n`)
      }
    })
  })
}
