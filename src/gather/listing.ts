import {readFile, stat} from "node:fs/promises"
import {findInputs, type Input, inputsAt, readFeed, readSitemap, type SitemapEntry, withFields} from "../read/index.ts"
import type {SourceState, Validators} from "../record/index.ts"
import {canonicalUrl, digestOf, digestOfBytes, type Issue, isIssue, issueOf} from "../support/index.ts"
import type {Clock} from "./clock.ts"
import type {Source} from "./settings.ts"
import type {Visited, Visitor} from "./visit.ts"

/// What a source says that it has, one thing after another.
export type Met =
  | (Thing & {readonly kind: "link"; readonly url: string})
  | (Thing & {readonly kind: "input"; readonly input: () => Promise<Input | Issue>})
  /// `isSource`: it is the source itself that could not be listed, and not one thing of it.
  | {readonly kind: "problem"; readonly item: string; readonly issue: Issue; readonly isSource: boolean; readonly after: number | undefined}
  /// A list that did not change.
  | {readonly kind: "unchanged"; readonly item: string}
  /// What there is but is not taken yet: a file that somebody still writes.
  | {readonly kind: "later"}

type Thing = {
  readonly key: string
  readonly item: string
  /// Another digest means that it may have changed.
  readonly digest: string
  readonly said: Said
  /// The file that holds it among others.
  readonly file?: string
}

/// What a list says of a thing that lies elsewhere.
export type Said = {
  readonly title?: string | undefined
  readonly published?: string | undefined
  readonly outlet?: string | undefined
}

export type Listing = {
  readonly source: Source
  readonly state: SourceState
  readonly visitor: Visitor
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  readonly stdin: NodeJS.ReadableStream | undefined
  /// Written while listing: what to ask the next time with, once all that was listed is done.
  readonly validators: {[url: string]: NonNullable<Validators[string]>}
  /// Which files of a folder are there.
  readonly present: Set<string>
}

/// Pages of a feed or sitemaps of a site that are fetched in one round.
const MOST_LISTS = 50
const MOST_OLDER = 5
/// A file is read once nobody has written to it for this long.
const SETTLED = 1000

export function listed(listing: Listing): AsyncGenerator<Met> {
  switch (listing.source.kind) {
    case "feed":
      return feed(listing)
    case "sitemap":
      return sitemaps(listing)
    case "page":
      return page(listing)
    case "list":
      return addresses(listing)
    case "folder":
    case "file":
      return files(listing)
    case "stdin":
      return standardInput(listing)
    case "push":
      return nothing()
  }
}

async function* nothing(): AsyncGenerator<Met> {}

type Page = Extract<Visited, {kind: "page"}>

/// A list at an address, where it changed since.
async function fetchList({visitor, state, validators, signal}: Listing, url: string): Promise<Page | Met> {
  const before = state.validators[url]
  const visited = await visitor.visit(url, {etag: before?.etag, modified: before?.modified, signal, wants: isList})
  if (visited.kind === "unchanged") {
    if (before) validators[url] = before
    return {kind: "unchanged", item: url}
  }
  if (visited.kind === "refused") return {kind: "problem", item: url, issue: visited.issue, isSource: true, after: visited.after}
  validators[url] = {...(visited.etag ? {etag: visited.etag} : {}), ...(visited.modified ? {modified: visited.modified} : {})}
  return visited
}

const isList = (type: string): boolean => !/^(?:image|video|audio|font)\/|^application\/(?:pdf|zip|msword|vnd\.)/.test(type)

async function* feed(listing: Listing): AsyncGenerator<Met> {
  const {source, state} = listing
  let url = source.url as string
  // Older pages of a feed are asked for the first time only: later on they hold nothing new.
  const most = state.answered === null ? MOST_OLDER : 1
  for (let n = 0; n < most; n++) {
    const page = await fetchList(listing, url)
    if (page.kind !== "page") {
      yield page
      return
    }
    const read = await readFeed(page.body, page.url)
    if (isIssue(read)) {
      yield {kind: "problem", item: url, issue: read, isSource: true, after: undefined}
      return
    }
    for (const issue of read.issues) yield {kind: "problem", item: url, issue, isSource: false, after: undefined}
    for (const item of read.items) {
      const at = item.url === undefined ? undefined : canonicalOf(item.url)
      const said = {title: item.title, published: item.published, outlet: item.outlet ?? read.title}
      const digest = digestOf([
        item.title ?? "",
        item.stamp ?? "",
        item.published ?? "",
        source.content === "feed" ? (item.html ?? item.text ?? item.summary ?? "") : "",
      ])
      const thing = {key: at ?? item.id, item: at ?? `${url}#${item.id}`, digest, said}
      if (at !== undefined && source.content === "page") {
        yield {...thing, kind: "link", url: item.url as string}
        continue
      }
      const name = at ?? `${url}#${item.id}`
      const html = item.html
      const text = item.text ?? item.summary ?? ""
      const input: Input =
        html === undefined
          ? {name, bytes: Buffer.from(text, "utf8"), media: "text/plain"}
          : {name, bytes: Buffer.from(html, "utf8"), media: "text/html"}
      yield {...thing, kind: "input", input: async () => input}
    }
    if (!read.next || read.next === url) return
    url = read.next
  }
}

const canonicalOf = (url: string): string => {
  try {
    return canonicalUrl(url)
  } catch {
    return url
  }
}

async function* sitemaps(listing: Listing): AsyncGenerator<Met> {
  const {source, state, visitor, validators} = listing
  const first = new URL(source.url as string)
  let waiting: {readonly url: string; readonly stamp?: string | undefined}[] = [{url: first.href}]
  if (first.pathname === "/" || first.pathname === "/robots.txt") {
    const named = await visitor.sitemaps(first.origin)
    waiting = (named.length > 0 ? named : [new URL("/sitemap.xml", first).href]).map((url) => ({url}))
  }
  const seen = new Set<string>()
  let entries: SitemapEntry[] = []
  for (let n = 0; n < MOST_LISTS && waiting.length > 0; n++) {
    const next = waiting.shift() as (typeof waiting)[number]
    if (seen.has(next.url)) continue
    seen.add(next.url)
    const before = state.validators[next.url]
    if (next.stamp !== undefined && before?.stamp === next.stamp) {
      validators[next.url] = before
      continue
    }
    const page = await fetchList(listing, next.url)
    if (page.kind !== "page") {
      yield page
      continue
    }
    const read = await readSitemap(page.body, page.url)
    if (isIssue(read)) {
      yield {kind: "problem", item: next.url, issue: read, isSource: true, after: undefined}
      continue
    }
    for (const issue of read.issues) yield {kind: "problem", item: next.url, issue, isSource: false, after: undefined}
    if (next.stamp !== undefined) validators[next.url] = {...validators[next.url], stamp: next.stamp}
    entries.push(...read.entries)
    waiting.push(...read.sitemaps)
    // Those that changed last come first: they hold what is new.
    waiting.sort((a, b) => ((b.stamp ?? "") < (a.stamp ?? "") ? -1 : 1))
  }
  if (waiting.length > 0) {
    const detail = `${waiting.length} more sitemaps than ${MOST_LISTS}`
    yield {kind: "problem", item: first.href, issue: issueOf("feed-cut", first.href, detail), isSource: false, after: undefined}
  }
  const dayOf = (e: SitemapEntry): string => e.published ?? e.changed ?? ""
  entries = entries.sort((a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(b) < dayOf(a) ? -1 : 1))
  for (const entry of entries) {
    const key = canonicalOf(entry.url)
    yield {
      kind: "link",
      key,
      item: key,
      url: entry.url,
      digest: digestOf([entry.stamp ?? "", entry.published ?? ""]),
      said: {title: entry.title, published: entry.published, outlet: entry.outlet},
    }
  }
}

/// One page that changes: looked at each time.
async function* page({source, clock}: Listing): AsyncGenerator<Met> {
  const key = canonicalOf(source.url as string)
  yield {kind: "link", key, item: key, url: source.url as string, digest: `${clock.now()}`, said: {}}
}

async function* addresses(listing: Listing): AsyncGenerator<Met> {
  const {source, present} = listing
  let lines = source.urls ?? []
  const where = source.url ?? source.path ?? source.name
  if (source.url !== undefined) {
    const page = await fetchList(listing, source.url)
    if (page.kind !== "page") {
      yield page
      return
    }
    lines = new TextDecoder().decode(page.body).split("\n")
  } else if (source.path !== undefined) {
    try {
      lines = (await readFile(source.path, "utf8")).split("\n")
    } catch (error) {
      yield {kind: "problem", item: where, issue: fileIssue(source.path, error), isSource: true, after: undefined}
      return
    }
  }
  for (const line of lines) {
    const said = line.replace(/^\ufeff/, "").trim()
    if (said === "" || said.startsWith("#")) continue
    if (!URL.canParse(said)) {
      yield {
        kind: "problem",
        item: where,
        issue: issueOf("address-refused", said.slice(0, 300), "it is no address"),
        isSource: false,
        after: undefined,
      }
      continue
    }
    const key = canonicalOf(said)
    present.add(key)
    yield {kind: "link", key, item: key, url: said, digest: "", said: {}}
  }
}

/// Files that hold many reports, each of which is told by its content.
const OF_MANY = /\.(?:jsonl|ndjson|json|csv|tsv|warc|wacz|mbox|xml|rss|atom|rdf)(?:\.gz)?$/i

async function* files(listing: Listing): AsyncGenerator<Met> {
  const {source, state, clock, validators, present, signal} = listing
  const {files: found, issues, passed} = await findInputs([source.path as string])
  const isEmpty = source.kind === "folder" && issues.every((i) => i.code === "input-none")
  if (!isEmpty) for (const issue of issues) yield {kind: "problem", item: issue.where, issue, isSource: true, after: undefined}
  for (const issue of passed) {
    present.add(issue.where)
    yield {kind: "input", key: issue.where, item: issue.where, digest: "", said: {}, input: async () => issue}
  }
  let hasWaited = false
  for (const {path} of found) {
    if (signal?.aborted) return
    present.add(path)
    let stamp = await stampOf(path)
    if (stamp !== undefined && Date.now() - stamp.at < SETTLED && !hasWaited) {
      // Waited for once in a round: by then nobody writes to the others either.
      hasWaited = true
      await clock.sleep(SETTLED, signal)
      stamp = await stampOf(path)
    }
    if (stamp === undefined) continue
    if (Date.now() - stamp.at < SETTLED && Date.now() >= stamp.at) {
      yield {kind: "later"}
      continue
    }
    const options = source.columns === undefined ? {} : {columns: source.columns}
    if (!OF_MANY.test(path)) {
      const whole = async (): Promise<Input | Issue> => {
        for await (const part of inputsAt(path, options)) return "issue" in part ? part.issue : part.input
        return issueOf("file-empty", path)
      }
      yield {kind: "input", key: path, item: path, digest: stamp.digest, said: {}, input: whole}
      continue
    }
    if (state.validators[path]?.etag === stamp.digest) {
      validators[path] = {etag: stamp.digest}
      continue
    }
    for await (const part of inputsAt(path, options)) {
      if ("issue" in part) yield {kind: "problem", item: part.issue.where, issue: part.issue, isSource: false, after: undefined}
      else yield oneOf(path, part.input)
    }
    validators[path] = {etag: stamp.digest}
  }
}

/// One of many of a file is told by its content, or by its address: another content is another thing.
function oneOf(path: string, input: Input): Met {
  const digest = digestOfBytes(input.bytes).slice(0, 16)
  const key = input.url === undefined ? `${path}#${digest}` : canonicalOf(input.url)
  return {kind: "input", key, item: input.name, digest, said: {}, file: path, input: async () => input}
}

async function stampOf(path: string): Promise<{readonly digest: string; readonly at: number} | undefined> {
  try {
    const {size, mtimeMs} = await stat(path)
    return {digest: `${size}:${mtimeMs}`, at: mtimeMs}
  } catch {
    return undefined
  }
}

function fileIssue(path: string, error: unknown): Issue {
  const {code} = error as NodeJS.ErrnoException
  return issueOf(code === "ENOENT" ? "input-missing" : "input-unreadable", path, code)
}

/// Lines of standard input as they come: each is a report, in JSON or as an address.
async function* standardInput({stdin, source, signal}: Listing): AsyncGenerator<Met> {
  if (!stdin) return
  let n = 0
  let rest = Buffer.alloc(0)
  const lineAt = (line: Buffer): Met | undefined => {
    n++
    const said = line.toString("utf8").trim()
    if (said === "") return undefined
    const name = `${source.name}.jsonl#${n}`
    if (/^https?:\/\//.test(said) && URL.canParse(said)) {
      const key = canonicalOf(said)
      return {kind: "link", key, item: key, url: said, digest: "", said: {}}
    }
    const bytes = source.columns ? withFields(line, source.columns) : line
    return oneOf(source.name, {name, bytes, media: "application/json"})
  }
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    if (signal?.aborted) return
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const met = lineAt(rest.subarray(0, end))
      rest = rest.subarray(end + 1)
      if (met) yield met
    }
    if (rest.length > LONGEST_LINE) {
      yield {
        kind: "problem",
        item: `${source.name}#${n + 1}`,
        issue: issueOf("file-too-large", `${source.name}#${n + 1}`),
        isSource: false,
        after: undefined,
      }
      return
    }
  }
  const last = lineAt(rest)
  if (last) yield last
}
const LONGEST_LINE = 20_000_000
