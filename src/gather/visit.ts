import type {KeptRobots} from "../record/index.ts"
import {canonicalUrl, type Issue, type IssueCode, isIssue, issueOf} from "../support/index.ts"
import {type Allowed, bare, checkedUrl} from "./address.ts"
import type {Answer, Client} from "./client.ts"
import {type Clock, instant} from "./clock.ts"
import type {Pace} from "./pace.ts"
import {ROBOTS_MOST, type Rules, rulesOf} from "./robots.ts"

/// Asks other people's servers with manners: what their robots.txt allows, one after another, only if something changed, and not at all
/// for as long as they ask to be left alone or fail.
export type Visitor = {
  readonly visit: (said: string, visit?: Visit) => Promise<Visited>
  /// Sitemaps that a server's robots.txt names.
  readonly sitemaps: (origin: string) => Promise<readonly string[]>
}

export type Visit = {
  readonly base?: string | undefined
  readonly wants?: (type: string) => boolean
  readonly etag?: string | null | undefined
  readonly modified?: string | null | undefined
  /// A page that another source fetched a moment ago is taken from there.
  readonly shared?: boolean
  readonly signal?: AbortSignal | undefined
}

export type Visited =
  | {
      readonly kind: "page"
      readonly url: string
      readonly body: Uint8Array
      /// What the server says it is, and in which encoding.
      readonly type: string
      readonly charset: string | undefined
      readonly etag: string | null
      readonly modified: string | null
    }
  | {readonly kind: "unchanged"; readonly url: string}
  | {
      readonly kind: "refused"
      readonly issue: Issue
      /// Whether asking later may help, and from when on.
      readonly again: boolean
      readonly after: number | undefined
    }

export type VisitorOptions = {
  readonly client: Client
  readonly clock: Clock
  readonly pace: Pace
  readonly allowed: Allowed
  readonly robots: {
    readonly get: (origin: string) => Promise<KeptRobots | undefined>
    readonly keep: (origin: string, robots: KeptRobots) => Promise<void>
  }
}

const HOPS = 5
const MINUTE = 60_000
const DAY = 86_400_000
/// RFC 9309, 2.4: a day; a server that failed is asked again sooner.
const ROBOTS_FRESH = DAY
const ROBOTS_FAILED = 10 * MINUTE
/// How long a server that failed three times in a row is left alone, doubled with each further failure, and the longest.
const FAILURES = 3
const REST = 5 * MINUTE
const LONGEST_REST = DAY
/// A server may ask to be left alone for this long; what asks for more is taken to be mistaken.
const LONGEST_WAIT = 7 * DAY
const SHARED_FOR = 10 * MINUTE
const SHARED_MOST = 32e6

/// Failures that may pass, with the server as a whole.
const HOST_FAILS: ReadonlySet<IssueCode> = new Set<IssueCode>(["host-unreachable", "name-unknown", "answer-slow", "answer-broken"])
const MAY_PASS: ReadonlySet<IssueCode> = new Set<IssueCode>([
  ...HOST_FAILS,
  "robots-unreachable",
  "asked-to-wait",
  "stopped",
  "answer-failed",
])

export function openVisitor({client, clock, pace, allowed, robots}: VisitorOptions): Visitor {
  const known = new Map<string, {readonly rules: Rules; readonly until: number}>()
  const asking = new Map<string, Promise<Rules>>()
  const resting = new Map<string, {failures: number; until: number; issue: Issue}>()
  const shared = new Map<string, {readonly page: Extract<Visited, {kind: "page"}>; readonly at: number}>()
  let sharedSize = 0
  const underWay = new Map<string, Promise<Visited>>()

  return {
    visit: (said, visit = {}) => (visit.shared ? together(said, visit) : follow(said, visit)),
    async sitemaps(origin) {
      const url = checkedUrl(origin, allowed)
      return isIssue(url) ? [] : (await rulesFor(url)).sitemaps
    },
  }

  /// Two sources that name the same page at the same time wait for one answer.
  async function together(said: string, visit: Visit): Promise<Visited> {
    const url = checkedUrl(said, allowed, visit.base)
    if (isIssue(url)) return refused(url)
    const key = canonicalUrl(url)
    const mine = underWay.get(key)
    if (mine) {
      const visited = await mine
      // Whoever was stopped stopped for himself alone.
      if (visited.kind !== "refused" || visited.issue.code !== "stopped") return visited
    }
    const visiting = follow(said, visit).finally(() => underWay.get(key) === visiting && underWay.delete(key))
    underWay.set(key, visiting)
    return visiting
  }

  async function follow(said: string, visit: Visit): Promise<Visited> {
    let url = checkedUrl(said, allowed, visit.base)
    for (let hop = 0; ; hop++) {
      if (isIssue(url)) return refused(url)
      const rules = await rulesFor(url, visit.signal)
      const disallowed = rules.refuses(url)
      if (disallowed) return refused(disallowed, known.get(url.origin)?.until)
      const asked: URL = url
      const key = canonicalUrl(asked)
      const before = visit.shared ? shared.get(key) : undefined
      if (before && clock.now() - before.at < SHARED_FOR) return before.page
      const rest = resting.get(asked.host)
      if (rest && rest.until > clock.now()) return refused(rest.issue, rest.until)
      const answer = await pace.turn(bare(asked.hostname), () => client.get(asked, askedWith(visit)), {
        pause: rules.pause,
        signal: visit.signal,
      })
      if (isIssue(answer)) {
        if (HOST_FAILS.has(answer.code)) failed(asked.host, answer)
        return refused(answer, resting.get(asked.host)?.until)
      }
      const {status, headers} = answer
      if (status === 429 || status >= 500) return busy(asked, answer)
      resting.delete(asked.host)
      if (status === 304) return {kind: "unchanged", url: asked.href}
      if (status === 200) {
        const page = {
          kind: "page",
          url: asked.href,
          body: answer.body,
          type: (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "",
          charset: /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(headers["content-type"] ?? "")?.[1]?.toLowerCase(),
          etag: headers.etag ?? null,
          modified: headers["last-modified"] ?? null,
        } as const
        if (visit.shared) share(key, page)
        return page
      }
      if (status === 404 || status === 410) return refused(issueOf("answer-gone", asked.href, `status ${status}`))
      if (![301, 302, 303, 307, 308].includes(status)) return refused(issueOf("answer-refused", asked.href, `status ${status}`))
      if (!headers.location) return refused(issueOf("redirect-refused", asked.href, "it leads nowhere"))
      if (hop >= HOPS) return refused(issueOf("redirect-refused", said, `more than ${HOPS} in a row`))
      const next: URL | Issue = checkedUrl(headers.location, allowed, asked.href)
      // What came over a safe connection is not to be read over one that anybody on the way may change.
      if (!isIssue(next) && asked.protocol === "https:" && next.protocol === "http:")
        return refused(issueOf("redirect-refused", asked.href, "from https: to http:"))
      url = next
    }
  }

  function refused(issue: Issue, after?: number): Visited {
    const again = MAY_PASS.has(issue.code)
    return {kind: "refused", issue, again, after: again ? after : undefined}
  }

  function askedWith({wants, etag, modified, signal}: Visit): Parameters<Client["get"]>[1] {
    const headers = {...(etag ? {"if-none-match": etag} : {}), ...(modified ? {"if-modified-since": modified} : {})}
    return {headers, signal, ...(wants ? {wants} : {})}
  }

  /// The server says how long it wants to be left alone, or shows by failing that it had better be.
  function busy(url: URL, {status, headers}: Answer): Visited {
    const until = retryAfter(headers["retry-after"], clock.now())
    const issue = issueOf(until === undefined ? "answer-failed" : "asked-to-wait", url.href, `status ${status}`)
    if (until === undefined && status !== 429) failed(url.host, issue)
    else {
      const rest = resting.get(url.host)
      resting.set(url.host, {failures: (rest?.failures ?? 0) + 1, until: until ?? clock.now() + REST, issue})
    }
    return refused(issue, resting.get(url.host)?.until)
  }

  function failed(host: string, issue: Issue): void {
    const failures = (resting.get(host)?.failures ?? 0) + 1
    const over = failures - FAILURES
    resting.set(host, {failures, until: over < 0 ? 0 : clock.now() + Math.min(REST * 2 ** over, LONGEST_REST), issue})
  }

  function share(key: string, page: Extract<Visited, {kind: "page"}>): void {
    for (const [old, {page: p, at}] of shared) {
      if (sharedSize + page.body.length <= SHARED_MOST && clock.now() - at < SHARED_FOR) break
      shared.delete(old)
      sharedSize -= p.body.length
    }
    const before = shared.get(key)
    if (before) sharedSize -= before.page.body.length
    shared.delete(key)
    if (page.body.length > SHARED_MOST / 4) return
    shared.set(key, {page, at: clock.now()})
    sharedSize += page.body.length
  }

  /// Each server is asked for its rules by one question at a time.
  function rulesFor(url: URL, signal?: AbortSignal): Promise<Rules> {
    const {origin} = url
    const mine = known.get(origin)
    if (mine && mine.until > clock.now()) return Promise.resolve(mine.rules)
    const under = asking.get(origin)
    if (under) return under
    const answer = askRules(origin, signal).finally(() => asking.delete(origin))
    asking.set(origin, answer)
    return answer
  }

  async function askRules(origin: string, signal: AbortSignal | undefined): Promise<Rules> {
    const take = (kept: KeptRobots): Rules => {
      const until = Date.parse(kept.at) + (hasAnswered(kept.status) ? ROBOTS_FRESH : ROBOTS_FAILED)
      const rules = rulesOf(origin, kept)
      known.set(origin, {rules, until})
      return rules
    }
    const kept = await robots.get(origin)
    if (kept && Date.parse(kept.at) + (hasAnswered(kept.status) ? ROBOTS_FRESH : ROBOTS_FAILED) > clock.now()) return take(kept)
    const fresh = await fetchRules(origin, signal)
    if (!isIssue(fresh) && hasAnswered(fresh.status)) {
      await robots.keep(origin, fresh)
      return take(fresh)
    }
    // Rules that were good yesterday are better than none (RFC 9309, 2.4).
    const isUsable = kept !== undefined && hasAnswered(kept.status) && Date.parse(kept.at) + 30 * DAY > clock.now()
    const rules = isUsable
      ? rulesOf(origin, kept)
      : isIssue(fresh)
        ? {refuses: (url: URL) => issueOf(fresh.code, url.href, fresh.detail), pause: undefined, sitemaps: []}
        : rulesOf(origin, fresh)
    // Whoever was stopped while asking learned nothing of the server.
    if (!signal?.aborted) {
      known.set(origin, {rules, until: clock.now() + ROBOTS_FAILED})
      if (!isUsable && !isIssue(fresh)) await robots.keep(origin, fresh)
    }
    return rules
  }

  /// What it says, or why it cannot be asked.
  async function fetchRules(origin: string, signal: AbortSignal | undefined): Promise<KeptRobots | Issue> {
    const at = instant(clock.now())
    let url = checkedUrl(`${origin}/robots.txt`, allowed)
    for (let hop = 0; hop <= HOPS && !isIssue(url); hop++) {
      const asked: URL = url
      const answer = await pace.turn(bare(asked.hostname), () => client.get(asked, {signal}), {signal})
      // Rules longer than any answer may be are no rules.
      if (isIssue(answer)) return answer.code === "answer-too-large" ? {at, status: 404, text: ""} : answer
      if (answer.status === 200) return {at, status: 200, text: new TextDecoder().decode(answer.body.subarray(0, ROBOTS_MOST))}
      if (answer.status < 300 || answer.status >= 400 || !answer.headers.location) return {at, status: answer.status, text: ""}
      url = checkedUrl(answer.headers.location, allowed, asked.href)
    }
    // More redirects than are followed, or one to where nothing may be asked: as if there were none (RFC 9309, 2.3.1.2).
    return {at, status: 404, text: ""}
  }
}

const hasAnswered = (status: number): boolean => status !== 429 && status < 500

/// Seconds or a date (RFC 9110, 10.2.3).
function retryAfter(said: string | undefined, now: number): number | undefined {
  if (said === undefined) return undefined
  const at = /^\s*\d{1,9}\s*$/.test(said) ? now + Number(said) * 1000 : Date.parse(said)
  if (Number.isNaN(at)) return undefined
  return Math.min(Math.max(at, now + 1000), now + LONGEST_WAIT)
}
