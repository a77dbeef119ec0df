import {existsSync} from "node:fs"
import {availableParallelism} from "node:os"
import {z} from "zod"
import {failure, tablesIn} from "../support/index.ts"

/// How the server is set up: what the command line says stands before the environment, that before the configuration file, that
/// before what is usual.
export const CONFIG = z.strictObject({
  db: z.string().min(1).default("isnad.db").describe("the record: a file, or postgres://user@host/name"),
  host: z.string().min(1).default("127.0.0.1").describe("address to listen at; the usual one is seen by this machine only"),
  port: z.coerce.number().int().min(0).max(65535).default(4773).describe("port to listen at; 0 for any that is free"),
  rate: z.coerce.number().int().min(1).default(3000).describe("requests a minute that are answered to one address"),
  write_rate: z.coerce.number().int().min(1).default(600).describe("of those, how many may change something"),
  max_body: z.coerce.number().min(0.1).max(500).default(16).describe("how long a body of reports may be, in MB"),
  threads: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(Math.min(8, availableParallelism()))
    .describe("threads that answer what only reads; 0 for none but the one that listens"),
  public: z.preprocess(flag, z.boolean().default(false)).describe("anyone may read; a change takes a token"),
  allow_host: z.preprocess(listed, z.array(z.string().min(1)).default([])).describe("further names by which the server may be asked"),
})
export type Config = z.infer<typeof CONFIG>

function listed(x: unknown): unknown {
  return typeof x === "string"
    ? x
        .split(",")
        .map((s) => s.trim().toLowerCase())
        .filter(Boolean)
    : x
}

function flag(x: unknown): unknown {
  return x === "true" || x === "1" ? true : x === "false" || x === "0" ? false : x
}

export const CONFIG_FILE = "isnad.toml"

type Given = {readonly [field in keyof Config]?: unknown}

export async function configFrom(flags: Given, env: NodeJS.ProcessEnv, file: string | undefined): Promise<Config> {
  const path = file ?? env.ISNAD_CONFIG ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined)
  const inFile = path === undefined ? {} : await fromFile(path)
  const fromEnv = Object.fromEntries(Object.keys(CONFIG.shape).map((field) => [field, env[`ISNAD_${field.toUpperCase()}`] || undefined]))
  const given = Object.assign({}, ...[inFile, fromEnv, flags].map(stated)) as object
  const read = CONFIG.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw failure("config-wrong", path ?? "isnad serve", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`)
}

/// What stands in the same file for those who gather reports.
const OTHERS = new Set(["gather", "source"])

const stated = (given: object): object => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

async function fromFile(path: string): Promise<object> {
  const file = await tablesIn(path)
  const unknown = Object.keys(file).find((key) => !(key in CONFIG.shape) && !OTHERS.has(key))
  if (unknown) throw failure("config-wrong", path, `there is no setting named ${unknown}`)
  return Object.fromEntries(Object.entries(file).filter(([key]) => !OTHERS.has(key)))
}
