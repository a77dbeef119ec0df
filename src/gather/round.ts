import {setMaxListeners} from "node:events"
import type {RawReport} from "../model/index.ts"
import {type Input, titled} from "../read/index.ts"
import {FRESH, type NewEntry, type SourceItem, type Sources, type SourceState, type Validators} from "../record/index.ts"
import {canonicalUrl, Failure, type Issue, isIssue, issueOf} from "../support/index.ts"
import {addressOfPage} from "./canonical.ts"
import {type Clock, instant} from "./clock.ts"
import type {Intake, TakenReport} from "./intake.ts"
import {type Listing, listed, type Met, type Said} from "./listing.ts"
import {DAY, HOUR, intervalOf, MINUTE, type Source} from "./settings.ts"
import type {Visited, Visitor} from "./visit.ts"

/// One round of one source: what it lists, of that what is new or may have changed, of that the reports. An item is done when its report is
/// in the record; a source is asked for what came after only once all before is done. Whatever ends the program in between, the next
/// round goes on where this one was.
export type RoundTools = {
  readonly visitor: Visitor
  readonly clock: Clock
  readonly intake: Intake
  readonly sources: Sources
  readonly random: () => number
  readonly signal?: AbortSignal | undefined
  readonly stdin?: NodeJS.ReadableStream | undefined
  /// What is known to be done, so that a folder of many files is not looked up in the record every few seconds.
  readonly memory?: Map<string, string>
  /// What became of an item, as soon as it is known.
  readonly onItem?: (name: string, done: ItemDone) => void
}

export type ItemDone = {
  readonly item: string
  readonly what: NewEntry["what"]
  readonly title: string | null
  readonly issue: Issue | null
}

export type Round = {
  readonly source: string
  readonly counts: {readonly [what in NewEntry["what"]]: number}
  /// Listed and known already; left for the next round; to be tried again later.
  readonly listed: number
  readonly known: number
  readonly left: number
  readonly waiting: number
  /// Why the source itself could not be asked.
  readonly problem: Issue | null
  /// It has been silent for much longer than usual: told once.
  readonly silent: Silence | undefined
  /// When it is to be asked next.
  readonly due: number
  readonly state: SourceState
}

const BATCH = 100
/// Items of one source under way at one time; the pace of each server holds all the same.
const WORKERS = 6
/// Items looked at again in one round.
const REVISITS = 200
/// How often something that cannot be had is tried before it is given up.
const TRIES = 8
const LONGEST_BACKOFF = DAY

export async function runRound(source: Source, before: SourceState | undefined, tools: RoundTools): Promise<Round> {
  const {visitor, clock, intake, sources, signal} = tools
  // Each of its workers listens, and each request.
  if (signal) setMaxListeners(0, signal)
  const state = before ?? FRESH
  const from = clock.now()
  const began = performance.now()
  const now = (): string => instant(clock.now())
  const counts: {[what in NewEntry["what"]]: number} = {
    new: 0,
    same: 0,
    origin: 0,
    version: 0,
    reread: 0,
    refused: 0,
    gone: 0,
    unchanged: 0,
  }
  let [all, known, left, waiting] = [0, 0, 0, 0]
  let problem: Issue | null = null
  let problemAfter = 0
  let soonest = Number.POSITIVE_INFINITY
  const resting = new Set<string>()
  const listing: Listing = {
    source,
    state,
    visitor,
    clock,
    signal,
    stdin: tools.stdin,
    validators: {},
    present: new Set(),
  }

  let taken = 0
  const knownIn = new Map<string, number>()
  const batch: Met[] = []
  let keys = new Set<string>()
  for await (const met of listed(listing)) {
    if (signal?.aborted) break
    // The same thing once more is looked at when it is known what became of it the first time: an archive may hold two states of a page.
    if ("key" in met) {
      if (keys.has(met.key)) {
        await work(batch.splice(0))
        keys = new Set()
      }
      keys.add(met.key)
    }
    batch.push(met)
    // What comes one by one is taken one by one.
    if (batch.length >= BATCH || source.kind === "stdin") {
      await work(batch.splice(0))
      keys = new Set()
    }
  }
  if (signal?.aborted) left += batch.length
  else await work(batch)
  await noteKnown()
  if (!signal?.aborted && problem === null) await goneFrom()
  if (!signal?.aborted) await lookAgain()
  await intake.flush()

  const isDone = !signal?.aborted && left === 0
  const gave = counts.new + counts.version > 0
  // One list of several that fails is told; where nothing else came, it is the source that failed.
  const failed = problem !== null && (all === 0 || source.kind === "page")
  const failures = failed ? state.failures + 1 : signal?.aborted ? state.failures : 0
  // A folder that takes long to look through is looked through less often: a twentieth of the time at most.
  const isLooked = (source.kind === "folder" || source.kind === "file") && all === known
  const took = isLooked ? performance.now() - began : 0
  const interval = Math.max(intervalOf(source) * (1 + 0.1 * tools.random()), 20 * took)
  let due = from + (failed ? Math.min(interval * 2 ** Math.min(failures, 20), Math.max(LONGEST_BACKOFF, interval)) : interval)
  if (failed) due = Math.max(due, problemAfter)
  // What was left is gone on with as soon as it may be.
  else if (left > 0) due = Math.min(due, Math.max(clock.now() + 1000, soonest === Number.POSITIVE_INFINITY ? 0 : soonest))
  const after: SourceState = {
    ...state,
    asked: instant(from),
    answered: failed ? state.answered : now(),
    ...(gave ? givenAt(state, clock.now()) : {}),
    due: instant(due),
    failures,
    problem: problem === null ? null : lineOfProblem(problem),
    validators: isDone && !failed ? remembered(source, state.validators, listing.validators) : state.validators,
    listed: failed ? state.listed : all,
    waiting: left,
  }
  const silent = after.alarmed === null ? silenceOf(source, after, clock.now()) : undefined
  const saved = silent ? {...after, alarmed: now()} : after
  if (!signal?.aborted) await sources.saveState(source.name, saved)
  return {source: source.name, counts, listed: all, known, left, waiting, problem, silent, due, state: saved}

  function knows(met: Extract<Met, {key: string}>): void {
    known++
    if (met.file !== undefined) knownIn.set(met.file, (knownIn.get(met.file) ?? 0) + 1)
  }

  /// A file that was read for nothing, or in part, is told so in one line: not one for each thing that is known.
  async function noteKnown(): Promise<void> {
    const entries = [...knownIn].map(([file, n]) => ({...entryOf(file, "same", null, null, 0), detail: `${n} of what is in it was there`}))
    counts.same += entries.length
    if (entries.length > 0) await intake.settle(source.name, [], entries)
  }

  /// Those of a batch that are new, that may have changed, or whose time has come.
  async function work(mets: readonly Met[]): Promise<void> {
    const isRemembered = (m: Met): boolean => "key" in m && tools.memory?.get(m.key) === m.digest
    const things = mets.filter((m) => "key" in m && !isRemembered(m)) as Extract<Met, {key: string}>[]
    const before = await sources.items(
      source.name,
      things.map((m) => m.key),
    )
    const todo: {readonly met: Extract<Met, {key: string}>; readonly item: SourceItem | undefined}[] = []
    const entries: NewEntry[] = []
    const items: SourceItem[] = []
    for (const met of mets) {
      if (met.kind === "later") left++
      else if (met.kind === "unchanged") {
        entries.push(entryOf(met.item, "unchanged", null, null, 0))
      } else if (met.kind === "problem") {
        if (met.issue.code === "stopped") continue
        if (met.isSource) {
          problem ??= met.issue
          problemAfter = Math.max(problemAfter, met.after ?? 0)
        }
        entries.push(entryOf(met.item, "refused", null, met.issue, 0))
      } else {
        all++
        if (isRemembered(met)) {
          knows(met)
          continue
        }
        const item = before.get(met.key)
        if (item && item.digest === met.digest && item.state !== "gone") {
          knows(met)
          if (item.state !== "waiting") tools.memory?.set(met.key, met.digest)
          continue
        }
        if (item?.state === "waiting" && item.next !== null && Date.parse(item.next) > clock.now()) {
          known++
          continue
        }
        const tooOld = isTooOld(met.said) || !isWanted(met)
        if (tooOld) {
          if (item) continue
          const issue = isWanted(met) ? issueOf("item-old", met.item, met.said.published) : issueOf("item-unwanted", met.item)
          items.push(itemOf(met, undefined, {state: "refused"}))
          entries.push(entryOf(met.item, "refused", null, issue, 0))
          continue
        }
        if (taken >= source.most) {
          left++
          continue
        }
        taken++
        todo.push({met, item})
      }
    }
    for (const {what, code} of entries) if (code !== "stopped") counts[what]++
    if (entries.length > 0 || items.length > 0) await intake.settle(source.name, items, entries)
    for (const e of entries)
      if (e.what === "refused") tell(e.item, "refused", null, e.code ? issueOf(e.code, e.item, e.detail ?? undefined) : null)
    await pool(todo, ({met, item}) => handle(met, item))
  }

  async function pool<T>(things: readonly T[], act: (thing: T) => Promise<void>): Promise<void> {
    let at = 0
    const worker = async (): Promise<void> => {
      while (at < things.length) {
        const thing = things[at++] as T
        if (signal?.aborted) {
          left++
          continue
        }
        await act(thing)
      }
    }
    await Promise.all(Array.from({length: Math.min(WORKERS, things.length)}, worker))
  }

  function isTooOld({published}: Said): boolean {
    if (source.since === undefined || published === undefined) return false
    const at = Date.parse(published)
    // A day is over when it is over.
    return !Number.isNaN(at) && at + DAY < clock.now() - source.since
  }

  function isWanted(met: Extract<Met, {key: string}>): boolean {
    if (met.kind !== "link") return true
    if (source.not.some((part) => met.url.includes(part))) return false
    return source.only.length === 0 || source.only.some((part) => met.url.includes(part))
  }

  async function handle(met: Extract<Met, {key: string}>, item: SourceItem | undefined): Promise<void> {
    if (met.kind === "link") return fetchPage(met, item)
    const began = performance.now()
    const given = await met.input()
    if (isIssue(given)) return refuse(met, item, given, performance.now() - began)
    const key = met.key
    await take(met, item, given, (raw) => {
      const own = raw.url ?? (/^https?:/.test(key) ? key : undefined)
      return {
        ...raw,
        ...(own === undefined ? {} : {url: safely(own)}),
        ...dressed(raw, met.said),
        source: `${source.name} ${/^https?:/.test(key) ? key : raw.source}`,
      }
    })
  }

  /// What the source and its list know, where the page itself does not say it.
  function dressed(raw: RawReport, said: Said): Partial<RawReport> {
    const outlet = raw.outlet ?? source.outlet ?? said.outlet
    const published = raw.published ?? said.published
    const title = raw.title ?? said.title
    return {
      ...(outlet === undefined ? {} : {outlet}),
      ...(published === undefined ? {} : {published}),
      ...(title === undefined ? {} : {title}),
      // A headline that only the list has opens the text as one in the page does.
      ...(raw.title === undefined && title !== undefined ? {text: titled(title, raw.text)} : {}),
    }
  }

  async function fetchPage(met: Extract<Met, {kind: "link"}>, item: SourceItem | undefined): Promise<void> {
    const host = hostOf(met.url)
    if (resting.has(host)) {
      left++
      return
    }
    const began = performance.now()
    // Asked for without what tells where it was found: it is the same page, and those who run the server learn nothing of our readers.
    // One with a password in it is refused as it was found.
    const address = /^https?:\/\/[^/?#]*@/i.test(met.url) ? met.url : met.key
    const visited = await visitor.visit(address, {
      etag: item?.etag,
      modified: item?.modified,
      shared: item === undefined,
      wants: isPage,
      signal,
    })
    const ms = performance.now() - began
    if (visited.kind === "unchanged" && item) {
      await settle(
        met,
        {...item, digest: met.digest, said: JSON.stringify(met.said), last: now(), looks: item.looks + 1, misses: 0, next: recheckOf(item)},
        [entryOf(met.item, "unchanged", item.report, null, ms)],
      )
      return
    }
    if (visited.kind === "refused") return refused(met, item, visited, host, ms)
    if (visited.kind === "unchanged") return refuse(met, item, issueOf("answer-refused", met.url, "status 304 without being asked so"), ms)
    const {url: from, charset} = visited
    const given: Input = {name: met.item, bytes: visited.body, media: visited.type || null, url: from, ...(charset ? {charset} : {})}
    await take(
      {...met, validators: visited},
      item,
      given,
      (raw) => {
        const url = addressOfPage(visited.url, raw.url)
        return {...raw, ...dressed(raw, met.said), url, source: `${source.name} ${url}`}
      },
      ms,
    )
  }

  async function refused(
    met: Extract<Met, {kind: "link"}>,
    item: SourceItem | undefined,
    {issue, again, after}: Extract<Visited, {kind: "refused"}>,
    host: string,
    ms: number,
  ): Promise<void> {
    if (issue.code === "stopped") {
      left++
      return
    }
    // Of one page that cannot be had it is the source that fails.
    if (source.kind === "page") problem ??= issue
    const misses = (item?.misses ?? 0) + 1
    if (issue.code === "answer-gone") {
      // Gone is what is not there twice: servers lose and find pages.
      if (misses < 2) {
        const next = instant(clock.now() + (item?.report ? HOUR : 10 * MINUTE))
        return settle(met, itemOf(met, item, {state: item?.report ? "kept" : "waiting", misses, next}), [
          entryOf(met.item, "refused", item?.report ?? null, issue, ms),
        ])
      }
      const isGone = item?.report !== null && item?.report !== undefined
      return settle(met, itemOf(met, item, {state: isGone ? "gone" : "refused", misses, next: null}), [
        entryOf(met.item, isGone ? "gone" : "refused", item?.report ?? null, issue, ms),
      ])
    }
    if (!again) return refuse(met, item, issue, ms)
    // A server that rests is not asked for the next of its pages either: they stay where they are.
    if (after !== undefined && after > clock.now()) {
      resting.add(host)
      soonest = Math.min(soonest, after)
    }
    if (misses >= TRIES) return refuse(met, item, issue, ms)
    waiting++
    const next = Math.max(after ?? 0, clock.now() + Math.min(10 * MINUTE * 2 ** (misses - 1), DAY))
    await settle(met, itemOf(met, item, {state: item?.report ? "kept" : "waiting", misses, next: instant(next)}), [
      entryOf(met.item, "refused", item?.report ?? null, issue, ms),
    ])
  }

  async function refuse(met: Extract<Met, {key: string}>, item: SourceItem | undefined, issue: Issue, ms: number): Promise<void> {
    if (issue.code === "stopped") {
      left++
      return
    }
    const hasReport = item?.report !== null && item?.report !== undefined
    await settle(met, itemOf(met, item, {state: hasReport ? "kept" : "refused", next: null}), [
      entryOf(met.item, "refused", item?.report ?? null, issue, ms),
    ])
  }

  async function take(
    met: Extract<Met, {key: string}> & {readonly validators?: {readonly etag: string | null; readonly modified: string | null}},
    item: SourceItem | undefined,
    given: Input,
    dress: (raw: RawReport) => RawReport,
    fetched = 0,
  ): Promise<void> {
    let reports: readonly TakenReport[]
    // What the intake keeps it also notes; what it could not even try is noted here.
    let entries: NewEntry[] = []
    try {
      reports = await intake.take(given, {source: source.name, item: met.item, ms: fetched, dress})
    } catch (error) {
      if (error instanceof Failure) throw error
      const issue = issueOf("internal", met.item, error instanceof Error ? error.message : String(error))
      reports = [{kept: null, issue}]
      entries = [entryOf(met.item, "refused", null, issue, fetched)]
    }
    const last = reports.filter((r) => r.kept !== null).at(-1)
    const isLink = met.kind === "link" && source.kind !== "page"
    await settle(
      met,
      itemOf(met, item, {
        state: last ? "kept" : item?.report ? "kept" : "refused",
        report: last?.report ?? item?.report ?? null,
        etag: met.validators?.etag ?? null,
        modified: met.validators?.modified ?? null,
        misses: 0,
        looks: (item?.looks ?? -1) + 1,
        next: isLink && last ? recheckOf(item) : null,
      }),
      entries,
      reports,
    )
  }

  /// When a page is looked at again: the first of its times that is still to come.
  function recheckOf(item: SourceItem | undefined): string | null {
    const first = item ? Date.parse(item.first) : clock.now()
    const next = source.recheck.map((after) => first + after).find((at) => at > clock.now())
    return next === undefined ? null : instant(next)
  }

  function itemOf(met: Extract<Met, {key: string}>, item: SourceItem | undefined, with_: Partial<SourceItem>): SourceItem {
    return {
      key: met.key,
      url: met.kind === "link" ? met.url : null,
      said: met.kind === "link" ? JSON.stringify(met.said) : null,
      digest: met.digest,
      etag: item?.etag ?? null,
      modified: item?.modified ?? null,
      report: item?.report ?? null,
      state: item?.state ?? "kept",
      first: item?.first ?? now(),
      last: now(),
      looks: item?.looks ?? 0,
      misses: item?.misses ?? 0,
      next: null,
      ...with_,
    }
  }

  function entryOf(
    item: string,
    what: NewEntry["what"],
    report: string | null,
    issue: Issue | null,
    ms: number,
    _title?: string | null,
  ): NewEntry {
    return {at: now(), source: source.name, item, what, report, raw: null, code: issue?.code ?? null, detail: issue?.detail ?? null, ms}
  }

  async function settle(
    met: Extract<Met, {key: string}>,
    item: SourceItem,
    entries: readonly NewEntry[],
    reports: readonly TakenReport[] = [],
  ): Promise<void> {
    await intake.settle(source.name, [item], entries)
    if (reports.length === 0)
      for (const e of entries) {
        counts[e.what]++
        tell(met.item, e.what, null, e.code ? issueOf(e.code, e.item, e.detail ?? undefined) : null)
      }
    for (const report of reports) {
      const what = report.kept ?? "refused"
      counts[what]++
      tell(met.item, what, report.kept === null ? null : report.title, report.issue)
    }
  }

  function tell(item: string, what: NewEntry["what"], title: string | null, issue: Issue | null): void {
    tools.onItem?.(source.name, {item, what, title, issue})
  }

  /// What was in a folder or on a list and is there no longer.
  async function goneFrom(): Promise<void> {
    if (source.kind !== "folder" && source.kind !== "list") return
    if (source.kind === "list" && listing.present.size === 0) return
    // Of a folder files are told: what stands in an archive has an address, and what stands in a collection a place in it.
    const isOwn = (key: string): boolean => source.kind === "list" || !(key.includes("#") || /^https?:/.test(key))
    const gone = (await sources.present(source.name)).filter((key) => !listing.present.has(key) && isOwn(key))
    for (let i = 0; i < gone.length; i += BATCH) {
      const keys = gone.slice(i, i + BATCH)
      const items = [...(await sources.items(source.name, keys)).values()].map(
        (item): SourceItem => ({...item, state: "gone", last: now(), next: null}),
      )
      const entries = items.map((item) => ({
        ...entryOf(item.key, "gone", item.report, null, 0),
        detail: source.kind === "list" ? "no longer listed" : "no longer there",
      }))
      await intake.settle(source.name, items, entries)
      counts.gone += items.length
      for (const e of entries) tell(e.item, "gone", null, null)
    }
  }

  /// Pages whose time has come: to see whether they changed or are gone, or since they could not be had before.
  async function lookAgain(): Promise<void> {
    const due = await sources.due(source.name, now(), REVISITS)
    const mets = due
      .filter((item) => item.url !== null)
      .map((item) => ({
        item,
        met: {
          kind: "link",
          key: item.key,
          item: item.key,
          url: item.url as string,
          digest: item.digest,
          said: item.said === null ? {} : (JSON.parse(item.said) as Said),
        } as const,
      }))
    await pool(mets, ({met, item}) => fetchPage(met, item))
  }
}

const isPage = (type: string): boolean => type === "" || /^text\/(?:html|plain)$|^application\/xhtml\+xml$/.test(type)
const lineOfProblem = (issue: Issue): string =>
  `${issue.says.replace(/\.$/, "")}${issue.detail ? ` (${issue.detail})` : ""} [${issue.code}]`

/// Of a site of many sitemaps, what those gave that were not asked for this time is remembered too.
function remembered(source: Source, before: Validators, now: Validators): Validators {
  if (source.kind !== "sitemap") return now
  return Object.fromEntries(Object.entries({...before, ...now}).slice(-MOST_VALIDATORS))
}
const MOST_VALIDATORS = 500

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
const safely = (url: string): string => (URL.canParse(url) ? canonicalUrl(url) : url)

/// What is known of a source that just gave something new: how long it had not is what tells its silence later.
const givenAt = (state: SourceState, now: number): Pick<SourceState, "gave" | "gaps" | "alarmed"> => ({
  gave: instant(now),
  gaps: state.gave === null ? state.gaps : [...state.gaps, now - Date.parse(state.gave)].slice(-20),
  alarmed: null,
})

/// Something came of itself from a source that is not asked.
export async function receivedNow(sources: Sources, name: string, now: number, isNew: boolean): Promise<void> {
  const state = (await sources.states()).get(name) ?? FRESH
  const at = instant(now)
  await sources.saveState(name, {...state, asked: at, answered: at, ...(isNew ? givenAt(state, now) : {})})
}

export type Silence = {readonly since: string; readonly usual: number}

/// A source that gave something new about every hour and nothing for ten is silent.
export function silenceOf(source: Source, state: SourceState, now: number): Silence | undefined {
  if (state.gave === null || state.gaps.length < 3) return undefined
  const sorted = [...state.gaps].sort((a, b) => a - b)
  const usual = Math.max(sorted[sorted.length >> 1] as number, intervalOf(source))
  return now - Date.parse(state.gave) > usual * source.silent_after ? {since: state.gave, usual} : undefined
}
