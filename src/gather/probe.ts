import {stat} from "node:fs/promises"
import {Parser} from "htmlparser2"
import type {RawReport} from "../model/index.ts"
import {decode, isNotText, readFeed, readGiven, readSitemap} from "../read/index.ts"
import {type Issue, isIssue, issueOf} from "../support/index.ts"
import {addressOfPage} from "./canonical.ts"
import type {SourceKind} from "./settings.ts"
import type {Visited, Visitor} from "./visit.ts"

/// What lies at an address or a path, so that nobody has to know what kind of source it is.
export type Probe = {
  readonly kind: SourceKind
  /// As it is to be asked: a page that names its feed leads to the feed.
  readonly at: string
  readonly title: string | undefined
  readonly things: readonly ProbedThing[]
  /// Other sources that the page names.
  readonly also: readonly string[]
  readonly issues: readonly Issue[]
}
export type ProbedThing = {readonly item: string; readonly title: string | undefined; readonly published: string | undefined}

export async function probe(said: string, visitor: Visitor): Promise<Probe | Issue> {
  if (!/^https?:/i.test(said)) return probeFile(said)
  const visited = await visitor.visit(said)
  if (visited.kind === "refused") return visited.issue
  if (visited.kind === "unchanged") return issueOf("answer-refused", said, "status 304 without being asked so")
  const {body, url, type} = visited
  const none = {also: [], issues: [], title: undefined}
  const feed = await readFeed(body, url)
  if (!isIssue(feed)) {
    const things = feed.items.map((i): ProbedThing => ({item: i.url ?? i.id, title: i.title, published: i.published}))
    return {...none, kind: "feed", at: said, title: feed.title, things, issues: feed.issues}
  }
  if (/^text\/plain$/.test(type)) {
    const lines = new TextDecoder()
      .decode(body)
      .split("\n")
      .map((l) => l.trim())
    const addresses = lines.filter((l) => /^https?:\/\//.test(l))
    if (addresses.length > 0 && addresses.length >= lines.filter((l) => l && !l.startsWith("#")).length / 2)
      return {...none, kind: "list", at: said, things: addresses.map((item) => ({item, title: undefined, published: undefined}))}
  }
  const map = await readSitemap(body, url)
  if (!isIssue(map) && map.entries.length + map.sitemaps.length > 0) {
    const things = [
      ...map.sitemaps.map((s): ProbedThing => ({item: s.url, title: "a further sitemap", published: s.changed})),
      ...map.entries.map((e): ProbedThing => ({item: e.url, title: e.title, published: e.published ?? e.changed})),
    ]
    return {...none, kind: "sitemap", at: said, things, issues: map.issues}
  }
  const decoded = decode(body)
  const feeds = isNotText(decoded) ? [] : feedsIn(decoded.text, url)
  const read = await readPage(visited)
  if (isIssue(read) && feeds.length === 0) return read
  const report = isIssue(read) ? undefined : read
  const at = report ? addressOfPage(url, report.url) : said
  const things = report ? [{item: at, title: report.title, published: report.published}] : []
  return {...none, kind: "page", at: said, title: report?.title, things, also: feeds}
}

/// One page as it would be read, with nothing kept.
export async function readPage({body, url, type, charset}: Extract<Visited, {kind: "page"}>): Promise<RawReport | Issue> {
  const readings = await readGiven(url, body, {media: type || null, url, ...(charset ? {charset} : {})})
  for (const reading of readings) if ("report" in reading) return reading.report
  for (const reading of readings) if ("issue" in reading) return reading.issue
  return issueOf("nothing-in-it", url)
}

async function probeFile(path: string): Promise<Probe | Issue> {
  try {
    const kind = (await stat(path)).isDirectory() ? "folder" : "file"
    return {kind, at: path, title: undefined, things: [], also: [], issues: []}
  } catch {
    return issueOf("input-missing", path)
  }
}

/// Feeds that a page names in its head.
function feedsIn(html: string, base: string): string[] {
  const found = new Set<string>()
  const parser = new Parser({
    onopentag(name, a) {
      if (name !== "link" || !a.href || !/\balternate\b/i.test(a.rel ?? "") || !/(?:rss|atom)\+xml|feed\+json/i.test(a.type ?? "")) return
      if (URL.canParse(a.href, base)) found.add(new URL(a.href, base).href)
    },
  })
  parser.write(html.slice(0, 500_000))
  parser.end()
  return [...found].slice(0, 20)
}
