import {Parser} from "htmlparser2"
import {type Issue, issueOf} from "../support/index.ts"
import {absolute} from "./addresses.ts"
import {parsesWhole, TooDeep} from "./deep.ts"
import {decode, isNotText} from "./encoding.ts"
import {publishedDay} from "./published.ts"
import {unpack} from "./unpack.ts"

/// A page that a sitemap names.
export type SitemapEntry = {
  readonly url: string
  /// Days, EDTF; `stamp` is the time of change as the sitemap says it.
  readonly changed?: string
  readonly stamp?: string
  /// What a news sitemap says of it.
  readonly title?: string
  readonly published?: string
  readonly outlet?: string
  readonly language?: string
}

export type Sitemap = {
  readonly entries: readonly SitemapEntry[]
  /// Further sitemaps, where this one is an index of them.
  readonly sitemaps: readonly {readonly url: string; readonly changed?: string; readonly stamp?: string}[]
  readonly issues: readonly Issue[]
}

export type SitemapOptions = {readonly maxEntries?: number; readonly maxBytes?: number}

/// The protocol allows 50,000 addresses and 50 MB.
const MOST = 50_000
const LIMIT = 52_428_800

/// A sitemap, an index of sitemaps, a news sitemap, or plain lines of addresses; packed or not. It is walked tag by tag, so that entities
/// declared in it are inert, and one that ends too early gives what it has.
export function readSitemap(bytes: Uint8Array, base: string | undefined, options: SitemapOptions = {}): Sitemap | Issue {
  const where = base ?? "sitemap"
  const most = options.maxEntries ?? MOST
  const unpacked = unpack(where, bytes, options.maxBytes ?? LIMIT)
  if ("code" in unpacked) return unpacked
  const decoded = decode(unpacked.bytes)
  if (isNotText(decoded)) return issueOf(decoded.code, where, decoded.detail)
  const issues: Issue[] = unpacked.issue ? [unpacked.issue] : []
  if (!decoded.text.trimStart().startsWith("<")) return lines(decoded.text, where, base, most, issues)
  const entries: SitemapEntry[] = []
  const sitemaps: {url: string; changed?: string; stamp?: string}[] = []
  let root: string | undefined
  let closed = false
  let unit: "url" | "sitemap" | undefined
  let field: string | undefined
  let said = ""
  let got: {[field: string]: string} = {}
  let left = 0
  let bad = 0
  let depth = 0
  const parser = new Parser(
    {
      onopentagname(tag) {
        if (++depth > DEEPEST) throw new TooDeep()
        const name = tag.toLowerCase()
        root ??= local(name)
        if (!name.includes(":") || /^(?:sm|s|sitemap):/.test(name)) {
          const plain = local(name)
          if (plain === "url" || plain === "sitemap") {
            unit = plain
            got = {}
          }
        }
        if (unit && FIELDS.has(name.replace(/^(?:sm|s|sitemap):/, ""))) {
          field = name.replace(/^(?:sm|s|sitemap):/, "")
          said = ""
        }
      },
      ontext(text) {
        if (field && said.length < 4000) said += text
      },
      onclosetag(tag, implied) {
        depth--
        const name = tag.toLowerCase().replace(/^(?:sm|s|sitemap):/, "")
        if (field === name) {
          got[name] ??= said.trim()
          field = undefined
        }
        if (!implied && local(name) === root) closed = true
        if (unit === undefined || name !== unit) return
        const url = absolute(got["loc"], base)
        // What the end of the text closed was cut short: its address may be too.
        if (implied) unit = undefined
        else if (!url) bad++
        else if (unit === "sitemap") sitemaps.push({url, ...changedOf(got["lastmod"])})
        else if (entries.length >= most) left++
        else entries.push({url, ...changedOf(got["lastmod"]), ...newsOf(got)})
        unit = undefined
      },
    },
    {xmlMode: true, decodeEntities: true},
  )
  if (!parsesWhole(parser, decoded.text)) return issueOf("sitemap-broken", where, "nested too deeply")
  if (root !== "urlset" && root !== "sitemapindex")
    return issueOf("sitemap-broken", where, root ? `it begins with <${root.slice(0, 40)}>` : undefined)
  if (bad > 0) issues.push(issueOf("sitemap-broken", where, `${bad} without an address`))
  if (!closed) issues.push(issueOf("sitemap-broken", where, "it ends too early"))
  if (left > 0) issues.push(issueOf("feed-cut", where, `${most} read, ${left} left`))
  return {entries, sitemaps, issues}
}

/// A sitemap is three tags deep, with its extensions five.
const DEEPEST = 100

const FIELDS = new Set(["loc", "lastmod", "news:title", "news:publication_date", "news:name", "news:language"])
const local = (name: string): string => name.slice(name.indexOf(":") + 1)

const changedOf = (stamp: string | undefined): {changed?: string; stamp?: string} => {
  const changed = publishedDay(stamp)
  return stamp ? {...(changed ? {changed} : {}), stamp} : {}
}

function newsOf(got: {readonly [field: string]: string}): Omit<SitemapEntry, "url"> {
  const published = publishedDay(got["news:publication_date"])
  return {
    ...(got["news:title"] ? {title: got["news:title"].replace(/\s+/g, " ")} : {}),
    ...(published ? {published} : {}),
    ...(got["news:name"] ? {outlet: got["news:name"]} : {}),
    ...(got["news:language"] ? {language: got["news:language"].slice(0, 2).toLowerCase()} : {}),
  }
}

/// A sitemap of plain lines: one address each.
function lines(text: string, where: string, base: string | undefined, most: number, issues: Issue[]): Sitemap | Issue {
  const said = text.split(/\r?\n/).filter((l) => l.trim() && !l.startsWith("#"))
  const urls = said.map((l) => (/^https?:\/\//i.test(l.trim()) ? absolute(l, base) : undefined)).filter((u) => u !== undefined)
  if (urls.length === 0) return issueOf("sitemap-broken", where)
  if (urls.length < said.length) issues.push(issueOf("sitemap-broken", where, `${said.length - urls.length} lines are no address`))
  if (urls.length > most) issues.push(issueOf("feed-cut", where, `${most} read, ${urls.length - most} left`))
  return {entries: urls.slice(0, most).map((url) => ({url})), sitemaps: [], issues}
}
