import {parseFeed} from "feedsmith"
import {type Issue, issueOf} from "../support/index.ts"
import {absolute} from "./addresses.ts"
import {definedOnly} from "./defined.ts"
import {decode, isNotText} from "./encoding.ts"
import {plainText} from "./html.ts"
import {publishedDay} from "./published.ts"
import {unpack} from "./unpack.ts"

/// An item of a feed: where its report is, and as much of it as the feed gives.
export type FeedItem = {
  readonly url?: string
  /// What the feed itself knows it by; where it gives nothing, the address or the title.
  readonly id: string
  readonly title?: string
  /// The whole report, where the feed carries it: as markup or as plain text.
  readonly html?: string
  readonly text?: string
  /// A few sentences of it, plain.
  readonly summary?: string
  /// Days, EDTF.
  readonly published?: string
  readonly changed?: string
  /// When it was last changed or else published, as the feed says it: another value is another version.
  readonly stamp?: string
  readonly outlet?: string
  readonly byline?: string
  readonly tags?: readonly string[]
}

export type Feed = {
  readonly title?: string
  /// The page of which it is the feed.
  readonly url?: string
  readonly language?: string
  readonly items: readonly FeedItem[]
  /// The address of the older items, where the feed comes in pieces.
  readonly next?: string
  readonly issues: readonly Issue[]
}

export type FeedOptions = {
  /// Items read of one feed. Default 10,000; what is left over is told.
  readonly maxItems?: number
  readonly maxBytes?: number
}

/// RSS, Atom, RDF or JSON Feed as items; an issue where it is none of these.
export function readFeed(bytes: Uint8Array, base: string | undefined, options: FeedOptions = {}): Feed | Issue {
  const where = base ?? "feed"
  const most = options.maxItems ?? MOST_ITEMS
  const unpacked = unpack(where, bytes, options.maxBytes ?? 20_000_000)
  if ("code" in unpacked) return unpacked
  const decoded = decode(unpacked.bytes)
  if (isNotText(decoded)) return issueOf(decoded.code, where, decoded.detail)
  const issues = unpacked.issue ? [unpacked.issue] : []
  if (decoded.replaced > 0) issues.push(issueOf("encoding-repaired", where, `${decoded.replaced} replaced`))
  const items: FeedItem[] = []
  let head: Omit<Feed, "items" | "issues"> = {}
  for (const piece of feedPieces(decoded.text, where, base, most)) {
    if ("code" in piece) {
      if (piece.code === "feed-broken") return piece
      issues.push(piece)
      continue
    }
    head = {...piece.head, ...head}
    items.push(...piece.items.slice(0, most - items.length))
  }
  return {...head, items, issues}
}

/// What has more is an archive and no feed.
export const MOST_ITEMS = 10_000

/// Items that are tried one by one where their piece is broken; a feed with more of them is broken altogether.
const MOST_BROKEN = 100

export type FeedPiece = {readonly head: Omit<Feed, "items" | "issues">; readonly items: readonly FeedItem[]}

/// Items handed to the parser at once: a feed of any length is parsed in pieces, and a broken item spoils no other piece.
const PIECE = 200

/// A feed piece by piece. The first thing given is an issue where the text is no feed at all.
export function* feedPieces(text: string, where: string, base: string | undefined, most = MOST_ITEMS): Generator<FeedPiece | Issue> {
  const cut = cutItems(text, most)
  if (!cut) {
    const whole = parsed(text)
    if (typeof whole === "string") yield issueOf("feed-broken", where, whole)
    else yield pieceOf(whole, base)
    return
  }
  const {closing, items, ended, left} = cut
  let {opening} = cut
  const around = parsed(opening + closing)
  const isFeed = typeof around !== "string"
  if (!isFeed && items.length === 0) {
    yield issueOf("feed-broken", where, around)
    return
  }
  let any = isFeed
  let broken = 0
  for (let at = 0; at < Math.max(1, items.length); at += PIECE) {
    const group = items.slice(at, at + PIECE)
    // What stands before the first item is read once: it may be long.
    if (at === PIECE) opening = skeleton(opening)
    const piece = parsed(opening + group.join("") + closing)
    if (typeof piece !== "string") {
      any = true
      yield pieceOf(piece, base)
      continue
    }
    // One of them breaks the others: each alone.
    opening = skeleton(opening)
    if (broken > MOST_BROKEN) {
      yield issueOf("item-broken", `${where}#${at + 1}`, `and ${group.length - 1} after it`)
      continue
    }
    for (const [n, item] of group.entries()) {
      const one = parsed(opening + item + closing)
      if (typeof one !== "string") {
        any = true
        yield pieceOf(one, base)
      } else if (++broken && any) yield issueOf("item-broken", `${where}#${at + n + 1}`, one)
      else if (at + n === items.length - 1) yield issueOf("feed-broken", where, one)
    }
  }
  if (left > 0) yield issueOf("feed-cut", where, `${items.length} read, ${left} left`)
  else if (any && !ended) yield issueOf("item-broken", `${where}#${items.length + 1}`, "the feed ends in the middle of it")
}

type Parsed = ReturnType<typeof parseFeed<string>>

function parsed(text: string): Parsed | string {
  try {
    return parseFeed<string>(text)
  } catch (error) {
    return error instanceof RangeError ? "nested too deeply" : (error as Error).message
  }
}

type Cut = {
  readonly opening: string
  readonly closing: string
  readonly items: readonly string[]
  readonly ended: boolean
  readonly left: number
}

/// Where the items of an XML feed begin and end: one walk over its tags that steps over CDATA and comments, in which anything may stand.
function cutItems(text: string, most: number): Cut | undefined {
  const tag = /<!\[CDATA\[|<!--|<(\/?)((?:[\w-]+:)?(?:item|entry))(?=[\s/>])/gi
  const items: string[] = []
  let first = -1
  let open = -1
  let depth = 0
  let name = ""
  let left = 0
  const add = (item: string): void => {
    if (items.length < most) items.push(item)
    else left++
  }
  for (let m = tag.exec(text); m; m = tag.exec(text)) {
    if (m[2] === undefined) {
      const end = text.indexOf(m[0] === "<!--" ? "-->" : "]]>", m.index)
      if (end < 0) break
      tag.lastIndex = end + 3
      continue
    }
    if (name === "") name = m[2].toLowerCase()
    if (m[2].toLowerCase() !== name) continue
    if (m[1] === "") {
      if (first < 0) first = m.index
      // An item that was not closed ends where the next one begins.
      if (depth > 0 && open >= 0) add(`${text.slice(open, m.index)}</${name}>`)
      open = m.index
      depth = 1
    } else if (depth > 0) {
      const end = text.indexOf(">", m.index) + 1
      if (end > 0) add(text.slice(open, end))
      depth = 0
      open = -1
    }
  }
  if (first < 0) return undefined
  const opening = text.slice(0, first)
  return {opening, closing: closingOf(opening), items, ended: depth === 0, left}
}

/// The end tags of what stands open before the first item: the feed and its channel, and nothing else is looked for.
function closingOf(opening: string): string {
  const open: string[] = []
  for (const m of opening.matchAll(/<(\/?)((?:[\w-]+:)?(?:rss|channel|feed|rdf))\b[^>]*?(\/?)>/gi)) {
    if (m[1]) open.pop()
    else if (!m[3]) open.push(m[2] as string)
  }
  return open
    .reverse()
    .map((name) => `</${name}>`)
    .join("")
}

/// The tags around the items alone.
const skeleton = (opening: string): string => (opening.match(/<(?:[\w-]+:)?(?:rss|channel|feed|rdf)\b[^>]{0,4000}>/gi) ?? []).join("")

function pieceOf(parsed: Parsed, base: string | undefined): FeedPiece {
  switch (parsed.format) {
    case "rss":
      return rss(parsed.feed, base)
    case "rdf":
      return rdf(parsed.feed, base)
    case "atom":
      return atom(parsed.feed, base)
    case "json":
      return json(parsed.feed, base)
  }
}

type Of<F extends Parsed["format"]> = Extract<Parsed, {format: F}>["feed"]

function rss(feed: Of<"rss">, base: string | undefined): FeedPiece {
  const home = absolute(feed.link, base)
  const next = feed.atom?.links?.find((l) => l.rel === "next")?.href
  const head = definedOnly({
    title: line(feed.title),
    url: home,
    language: feed.language?.slice(0, 2).toLowerCase(),
    next: absolute(next, base),
  })
  const items = (feed.items ?? []).map((item) => {
    const guid = item.guid?.value
    const url = absolute(item.link, home ?? base) ?? (item.guid?.isPermaLink === false ? undefined : absolute(guid, undefined))
    const published = item.pubDate ?? item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0]
    const changed = item.atom?.updated ?? item.dcterms?.modified?.[0]
    return itemOf({
      id: guid,
      url,
      title: item.title,
      published,
      changed,
      html: item.content?.encoded,
      summary: item.description,
      outlet: item.source?.title ?? item.dc?.publishers?.[0],
      byline: item.dc?.creators?.[0] ?? item.authors?.[0]?.name,
      tags: item.categories?.map((c) => c.name as string | undefined),
    })
  })
  return {head, items}
}

function rdf(feed: Of<"rdf">, base: string | undefined): FeedPiece {
  const home = absolute(feed.link as string | undefined, base)
  const items = (feed.items ?? []).map((item) =>
    itemOf({
      id: item.rdf?.about,
      url: absolute((item.link as string | undefined) ?? item.rdf?.about, home ?? base),
      title: item.title as string | undefined,
      published: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0],
      changed: item.dcterms?.modified?.[0],
      html: item.content?.encoded,
      summary: item.description,
      outlet: item.dc?.publishers?.[0],
      byline: item.dc?.creators?.[0],
      tags: item.dc?.subjects,
    }),
  )
  return {head: definedOnly({title: line(feed.title as string | undefined), url: home}), items}
}

function atom(feed: Of<"atom">, base: string | undefined): FeedPiece {
  const from = absolute(feed.xml?.base, base) ?? base
  type Links = typeof feed.links
  const link = (links: Links, rel: string): string | undefined =>
    absolute(links?.find((l) => (l.rel ?? "alternate") === rel)?.href as string | undefined, from)
  const head = definedOnly({
    title: line((feed.title as {value?: string} | undefined)?.value),
    url: link(feed.links, "alternate"),
    language: feed.xml?.lang?.slice(0, 2).toLowerCase(),
    next: link(feed.links, "next"),
  })
  const items = (feed.entries ?? []).map((entry) => {
    const {content} = entry
    const plain = content?.type === "text" || content?.type === "text/plain"
    return itemOf({
      id: entry.id as string | undefined,
      url: link(entry.links, "alternate") ?? absolute(entry.links?.[0]?.href as string | undefined, from),
      title: (entry.title as {value?: string} | undefined)?.value,
      published: entry.published ?? entry.dc?.dates?.[0],
      changed: entry.updated as string | undefined,
      html: plain ? undefined : content?.value,
      text: plain ? content?.value : undefined,
      summary: entry.summary?.value,
      outlet: entry.source?.title?.value,
      byline: entry.authors?.[0]?.name as string | undefined,
      tags: entry.categories?.map((c) => (c.label ?? c.term) as string | undefined),
    })
  })
  return {head, items}
}

function json(feed: Of<"json">, base: string | undefined): FeedPiece {
  const home = absolute(feed.home_page_url, base)
  const head = definedOnly({
    title: line(feed.title as string | undefined),
    url: home,
    language: feed.language?.slice(0, 2).toLowerCase(),
    next: absolute(feed.next_url, base),
  })
  const items = (feed.items as NonNullable<Exclude<typeof feed.items, {__requirable: unknown}>> | undefined) ?? []
  return {
    head,
    items: items.map((item) =>
      itemOf({
        id: item.id as string | undefined,
        url: absolute(item.url ?? item.external_url, home ?? base),
        title: item.title,
        published: item.date_published,
        changed: item.date_modified,
        html: item.content_html,
        text: item.content_text,
        summary: item.summary,
        byline: item.authors?.[0]?.name,
        tags: item.tags,
      }),
    ),
  }
}

type Said = {
  readonly [key in "id" | "url" | "title" | "published" | "changed" | "html" | "text" | "summary" | "outlet" | "byline"]?:
    | string
    | undefined
} & {readonly tags?: readonly (string | undefined)[] | undefined}

function itemOf(said: Said): FeedItem {
  const title = line(said.title)
  const summary = said.summary === undefined ? undefined : plainText(said.summary)
  const tags = said.tags?.map((t) => line(t)).filter((t) => t !== undefined)
  return {
    id: said.id?.trim() || said.url || title || "",
    ...definedOnly({
      url: said.url,
      title,
      html: said.html,
      text: said.text,
      summary,
      published: publishedDay(said.published ?? said.changed),
      changed: publishedDay(said.changed),
      stamp: said.changed ?? said.published,
      outlet: line(said.outlet),
      byline: line(said.byline),
    }),
    ...(tags?.length ? {tags} : {}),
  }
}

/// A line of plain words: titles come with markup and line breaks in them.
const line = (said: string | undefined): string | undefined => {
  if (!said) return undefined
  const plain = /[<&]/.test(said) ? plainText(said) : said
  return plain.replace(/\s+/g, " ").trim() || undefined
}
