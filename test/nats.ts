import {type ChildProcess, spawn} from "node:child_process"
import {existsSync, mkdtempSync, rmSync} from "node:fs"
import {connect} from "node:net"
import {tmpdir} from "node:os"
import {delimiter, join} from "node:path"
import {setTimeout as wait} from "node:timers/promises"
import {freePort} from "./ports.ts"

/// NATS servers of our own for tests, each on a free port of the loopback with a folder that goes when it ends.
export type Nats = {
  readonly address: string
  /// Kills it without a word, and starts it anew on the same port and folder.
  kill(): Promise<void>
  start(): Promise<void>
  end(): Promise<void>
}

/// Debian puts it where only root looks.
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"]

/// Where the server is, or undefined: then tests that need it are skipped, or fail where ISNAD_NEED_NATS is set.
export function natsServer(): string | undefined {
  const found = PLACES.map((place) => join(place, "nats-server")).find((path) => existsSync(path))
  if (!found && process.env.ISNAD_NEED_NATS) throw new Error("no nats-server is installed (Debian's package is called nats-server)")
  if (!found) console.warn("skipped: tests over NATS; Debian's package is called nats-server")
  return found
}

export async function startNats(program: string): Promise<Nats> {
  const folder = mkdtempSync(join(tmpdir(), "isnad-nats-"))
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn(program, ["-js", "-sd", folder, "-a", "127.0.0.1", "-p", String(port)], {stdio: "ignore"})
    for (let n = 0; n < 200; n++) {
      if (await answers(port)) return
      await wait(50)
    }
    throw new Error("the NATS server did not start")
  }
  const kill = async (): Promise<void> => {
    const gone = child
    child = undefined
    if (!gone || gone.exitCode !== null) return
    const ended = new Promise((resolve) => gone.once("exit", resolve))
    gone.kill("SIGKILL")
    await ended
  }
  await start()
  return {
    address: `nats://127.0.0.1:${port}`,
    kill,
    start,
    async end() {
      await kill()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
