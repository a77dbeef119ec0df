import {z} from "zod"
import {REPORT_FIELDS} from "../model/index.ts"
import {failure, isIssue} from "../support/index.ts"
import {allowedFrom, checkedUrl} from "./address.ts"
import {LIMITS, type Limits} from "./client.ts"

/// What is said of sources: in `[gather]` and `[[source]]` of the configuration file, or by `isnad sources add`.

const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const UNITS: {readonly [unit: string]: number} = {s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY}

/// `90s`, `15m`, `6h`, `7d`, `2w` as milliseconds.
export function durationOf(said: string): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([smhdw])\s*$/.exec(said)
  return found ? Number(found[1]) * (UNITS[found[2] as string] as number) : undefined
}

export function drawDuration(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`
  return `${Math.round(ms / DAY)} days`
}

const duration = z.string().transform((said, at) => {
  const ms = durationOf(said)
  if (ms !== undefined) return ms
  at.addIssue({code: "custom", message: 'a duration such as "90s", "15m", "6h" or "7d" is expected'})
  return z.NEVER
})

export const KINDS = ["feed", "sitemap", "page", "list", "folder", "file", "stdin", "push"] as const
export type SourceKind = (typeof KINDS)[number]

/// How often a source is asked where its settings do not say.
const EVERY: {readonly [kind in SourceKind]: number} = {
  feed: 15 * MINUTE,
  sitemap: 30 * MINUTE,
  page: HOUR,
  list: HOUR,
  folder: 5 * SECOND,
  file: 30 * SECOND,
  stdin: 0,
  push: 0,
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u
/// What the ledger calls the doors that have no source.
const DOORS = new Set(["files", "stdin", "http", "stream"])

export const SOURCE = z.strictObject({
  name: z
    .string()
    .regex(NAME, "letters, digits and . _ - are expected, 60 at most")
    .refine((name) => !DOORS.has(name), "this name is the program's own"),
  kind: z.enum(KINDS),
  url: z.string().optional().describe("of a feed, a sitemap (or a site, whose robots.txt names its sitemaps), a page, a list of addresses"),
  path: z.string().min(1).optional().describe("of a folder, a file, a list of addresses"),
  urls: z.array(z.string().min(1)).min(1).optional().describe("a list of addresses, written down here"),
  outlet: z.string().min(1).optional().describe("whose reports they are, where these do not say"),
  every: duration.optional().describe("how often it is asked"),
  content: z.enum(["page", "feed"]).default("page").describe("whether the text is fetched from the page or taken from the feed itself"),
  since: duration.optional().describe("how old items may be; those without a date are taken"),
  most: z.number().int().min(1).max(100_000).default(500).describe("items fetched in one round; the rest follows in the next ones"),
  only: z.array(z.string().min(1)).default([]).describe("only addresses that hold one of these"),
  not: z.array(z.string().min(1)).default([]).describe("no addresses that hold one of these"),
  recheck: z
    .array(duration)
    .default([HOUR, 6 * HOUR, DAY, 7 * DAY])
    .describe("when a page is looked at again, counted from when it was first met"),
  silent_after: z.number().min(1).default(10).describe("told as silent after this many times its usual interval"),
  columns: z
    .partialRecord(z.enum(REPORT_FIELDS), z.string().min(1))
    .optional()
    .describe("which column of tables, or field of lines of JSON, is what: text, title, url, outlet, published, id"),
  paused: z.boolean().default(false),
})
export type Source = z.infer<typeof SOURCE>
export type SourceSettings = z.input<typeof SOURCE>

export const intervalOf = (source: Source): number => Math.max(source.every ?? EVERY[source.kind], SECOND)

export const GATHER = z.strictObject({
  contact: z.string().min(3).max(200).optional().describe("an address by which those who run the servers reach you; sent to them"),
  allow: z.array(z.string().min(1)).default([]).describe("machines of a private network that may be asked, by name or name:port"),
  pause: duration.default(2 * SECOND).describe("between two requests to one server"),
  at_once: z.number().int().min(1).max(64).default(8).describe("requests under way at one time"),
  received: z
    .number()
    .min(0.01)
    .max(500)
    .default(LIMITS.received / 1e6)
    .describe("the longest answer, in MB as it comes"),
  unpacked: z
    .number()
    .min(0.01)
    .max(2000)
    .default(LIMITS.unpacked / 1e6)
    .describe("… and unpacked"),
  timeout: duration.default(LIMITS.whole).describe("the longest that one answer may take"),
})
export type Gather = z.infer<typeof GATHER>

export const limitsOf = ({received, unpacked, timeout}: Gather): Limits => ({
  received: received * 1e6,
  unpacked: unpacked * 1e6,
  connect: Math.min(LIMITS.connect, timeout),
  begin: Math.min(LIMITS.begin, timeout),
  whole: timeout,
})

/// What we call ourselves to the servers that we ask: the name and version of the program, and whom to write to.
export function userAgent(version: string, contact: string | undefined): string {
  const shown = contact?.replace(/[^\x20-\x7e]|[()\\]/g, "").trim()
  return `Isnad/${version} (${shown ? `+${shown}` : "reader of news reports; no contact given"})`
}

const AT: {readonly [kind in SourceKind]: readonly (readonly ("url" | "path" | "urls")[])[]} = {
  feed: [["url"]],
  sitemap: [["url"]],
  page: [["url"]],
  list: [["url"], ["path"], ["urls"]],
  folder: [["path"]],
  file: [["path"]],
  stdin: [[]],
  push: [[]],
}

/// Settings of one source, read; throws where they are not understood. `where` is where they stand.
export function sourceFrom(given: unknown, where: string, allow: readonly string[]): Source {
  const read = SOURCE.safeParse(given)
  const name = (given as {name?: unknown} | null)?.name
  const at = typeof name === "string" ? `${where}, source ${name}` : where
  if (!read.success) {
    const [issue] = read.error.issues
    throw failure("source-wrong", at, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`)
  }
  const source = read.data
  const said = (["url", "path", "urls"] as const).filter((field) => source[field] !== undefined)
  if (!AT[source.kind].some((fields) => fields.length === said.length && fields.every((f) => said.includes(f)))) {
    const needs = AT[source.kind].map((fields) => fields.join(" and ") || "none of url, path and urls").join(", or ")
    throw failure("source-wrong", at, `a source of the kind ${source.kind} takes ${needs}`)
  }
  if (source.url !== undefined) {
    const url = checkedUrl(source.url, allowedFrom(allow))
    if (isIssue(url)) throw failure(url.code, at, url.detail ?? source.url)
  }
  return source
}
