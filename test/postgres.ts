import {execFileSync, spawn} from "node:child_process"
import {chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {setTimeout as wait} from "node:timers/promises"
import pg from "pg"
import {freePort} from "./ports.ts"

/// A PostgreSQL server for tests: the one that ISNAD_TEST_POSTGRES names (tests make and drop schemas of their own in its database), else
/// one of our own, from the binaries of the system, in a folder that goes when the tests end. Where there are none the tests that need it
/// are skipped, with a line that says so; where ISNAD_NEED_POSTGRES is set they fail instead.

/// One server for a run of tests, started by the first file that asks for it (`vitest.config.ts` names this file as its global setup).
export default function setup(): () => void {
  const dir = mkdtempSync(join(tmpdir(), "isnad-postgres-"))
  process.env.ISNAD_TEST_POSTGRES_DIR = dir
  process.env.ISNAD_TEST_POSTGRES_OF = String(process.pid)
  return () => {
    const cluster = readFileIn(dir, "cluster")
    if (cluster) stop(cluster)
    rmSync(dir, {recursive: true, force: true})
  }
}

const readFileIn = (dir: string, name: string): string | undefined =>
  existsSync(join(dir, name)) ? readFileSync(join(dir, name), "utf8") : undefined

/// The address of the server, or undefined where there is none.
export async function postgresServer(): Promise<string | undefined> {
  if (process.env.ISNAD_TEST_POSTGRES) return process.env.ISNAD_TEST_POSTGRES
  const dir = process.env.ISNAD_TEST_POSTGRES_DIR
  if (!dir) throw new Error("vitest.config.ts names test/postgres.ts as its global setup")
  let isFirst = true
  try {
    mkdirSync(join(dir, "starting"))
  } catch {
    isFirst = false
  }
  if (isFirst) {
    const server = await startServer({durable: false, program: Number(process.env.ISNAD_TEST_POSTGRES_OF)}).catch((error: unknown) =>
      String(error),
    )
    if (typeof server !== "string") writeFileSync(join(dir, "cluster"), server.cluster)
    writeFileSync(join(dir, "address"), typeof server === "string" ? `none: ${server}` : server.address)
  }
  for (let i = 0; i < 600; i++) {
    const said = readFileIn(dir, "address")
    if (said?.startsWith("postgres://")) return said
    if (said) {
      if (process.env.ISNAD_NEED_POSTGRES) throw new Error(`no PostgreSQL server could be started (${said})`)
      console.warn(`skipped: tests on PostgreSQL (${said}); Debian's package is called postgresql, ISNAD_TEST_POSTGRES names a server`)
      return undefined
    }
    await wait(100)
  }
  throw new Error("the PostgreSQL server did not start within a minute")
}

/// Takes away a record that a test made.
export async function dropSchema(server: string, schema: string): Promise<void> {
  const admin = new pg.Client({connectionString: server})
  await admin.connect()
  await admin.query(`drop schema if exists ${schema} cascade`)
  await admin.end()
}

/// Records for the tests of one file, each in a schema of its own. One that was closed is emptied and given out again: making all tables anew
/// for each test would take most of the time.
export function schemasFor(server: string, name: string) {
  const free: string[] = []
  const made: string[] = []
  const addresses = new WeakMap<object, string>()
  let admin: pg.Client | undefined
  async function ask(text: string): Promise<{readonly name: string}[]> {
    if (!admin) {
      admin = new pg.Client({connectionString: server})
      await admin.connect()
    }
    return (await admin.query(text)).rows
  }
  async function take(): Promise<string> {
    const schema = free.pop() ?? `${name}_${process.pid}_${made.length}`
    if (!made.includes(schema)) {
      made.push(schema)
      await ask(`drop schema if exists ${schema} cascade`)
    }
    return schema
  }
  async function empty(schema: string): Promise<void> {
    const tables = await ask(`select relname as name from pg_class where relkind = 'r' and relnamespace = to_regnamespace('${schema}')`)
    const texts = tables
      .filter((t) => !/^(?:isnad_record|kysely)/.test(t.name))
      .map((t) => `delete from ${schema}.${t.name}${t.name === "change" ? " where what != 'record'" : ""}`)
    // Whatever hangs on whatever.
    await ask(`begin; set local session_replication_role = replica; ${texts.join(";")}; commit`)
    free.push(schema)
  }
  return {
    /// A record with nothing in it.
    async open<S extends {close(): Promise<void>}>(open: (address: string) => Promise<S>): Promise<S> {
      const schema = await take()
      const store = await open(`${server}?schema=${schema}`)
      addresses.set(store, `${server}?schema=${schema}`)
      const close = store.close.bind(store)
      return Object.assign(store, {
        async close() {
          await close()
          await empty(schema)
        },
      })
    },
    /// Where a record that was given out is, for another program.
    addressOf: (store: object): string => addresses.get(store) as string,
    async end(): Promise<void> {
      for (const schema of made) await ask(`drop schema if exists ${schema} cascade`)
      await admin?.end()
    },
  }
}

export type Server = {readonly address: string; readonly cluster: string; readonly port: number}

/// A cluster of its own in a folder of the system's temporary ones, on a free port of the loopback. `durable` writes to the disk as a real
/// one does, for tests that kill it. It goes when `program` (this one) does.
export async function startServer({
  durable,
  program = process.pid,
}: {
  readonly durable: boolean
  readonly program?: number
}): Promise<Server> {
  const bin = binaries()
  const cluster = mkdtempSync(join(tmpdir(), "isnad-cluster-"))
  try {
    const user = owner()
    if (user) chownSync(cluster, user.uid, user.gid)
    chmodSync(cluster, 0o700)
    const port = await freePort()
    // Another order of letters than that of their bytes, so that nothing leans on it.
    const letters = Number(/\/(\d+)\/bin$/.exec(bin)?.[1]) >= 15 ? ["--locale-provider=icu", "--icu-locale=en"] : []
    asOwner(join(bin, "initdb"), [
      "-D",
      join(cluster, "data"),
      "-A",
      "trust",
      "-U",
      "isnad",
      "-E",
      "UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
      ...letters,
    ])
    const settings = [
      `port = ${port}`,
      "listen_addresses = '127.0.0.1'",
      "unix_socket_directories = ''",
      "max_connections = 60",
      "shared_buffers = 64MB",
      "log_min_messages = fatal",
      ...(durable ? [] : ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]),
    ]
    writeFileSync(join(cluster, "data", "postgresql.conf"), `${settings.join("\n")}\n`)
    await start(cluster)
    watch(cluster, program)
    return {address: `postgres://isnad@127.0.0.1:${port}/postgres`, cluster, port}
  } catch (error) {
    rmSync(cluster, {recursive: true, force: true})
    throw error
  }
}

/// Starts it again. One that was killed leaves processes that are a moment in going.
export async function start(cluster: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return asOwner(join(binaries(), "pg_ctl"), ["-D", join(cluster, "data"), "-l", join(cluster, "log"), "-w", "-t", "60", "start"])
    } catch (error) {
      if (tries >= 20) throw error
      await wait(250)
    }
  }
}

/// Whoever starts a server may be killed before it can stop it: then it goes by itself.
function watch(cluster: string, program: number): void {
  const script = `while kill -0 ${program} && [ -d ${cluster} ]; do sleep 2; done; kill -QUIT $(head -n 1 ${cluster}/data/postmaster.pid); rm -rf ${cluster}`
  spawn("/bin/sh", ["-c", script], {detached: true, stdio: "ignore", cwd: "/"}).unref()
}

/// Stops it at once, as if it had been killed, and takes its folder away.
export function stop(cluster: string): void {
  try {
    asOwner(join(binaries(), "pg_ctl"), ["-D", join(cluster, "data"), "-m", "immediate", "-w", "stop"])
  } catch {
    // It is down already.
  }
  rmSync(cluster, {recursive: true, force: true})
}

/// The process of the server itself: killing it takes the others with it.
export const serverPid = (cluster: string): number => Number(readFileSync(join(cluster, "data", "postmaster.pid"), "utf8").split("\n")[0])

function binaries(): string {
  const root = "/usr/lib/postgresql"
  const [version] = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  if (version) return join(root, version, "bin")
  const path = (process.env.PATH ?? "").split(":").find((folder) => existsSync(join(folder, "initdb")))
  if (path) return path
  throw new Error("initdb is not there")
}

/// PostgreSQL does not run as root: then the user that its package made does, or nobody.
function owner(): {readonly uid: number; readonly gid: number} | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody")
  return user && {uid: Number(user[2]), gid: Number(user[3])}
}

function asOwner(command: string, args: readonly string[]): void {
  const user = owner()
  // Its output goes nowhere: a server that keeps a pipe open would keep whoever waits for its end.
  execFileSync(command, args, {stdio: "ignore", cwd: "/", ...(user ? {uid: user.uid, gid: user.gid} : {})})
}
