import {enoughFingerprints} from "./copies.ts"
import {type ClaimNumbers, joinReports, joinWithin, type Pairs} from "./joining.ts"
import {type ClaimKey, type Keys, keysOf, SKETCH} from "./keys.ts"
import {type Links, linksOf, type Verdict} from "./links.ts"
import type {Traits} from "./traits.ts"

/// Where links are kept and looked up: a record, or memory.
export type Desk = {
  /// Reports kept under keys of a text; of a key that very many share (a formula, a line of the house) the last ones.
  readonly textHolders: (keys: readonly number[]) => Promise<ReadonlyMap<string, TextHolder>> | ReadonlyMap<string, TextHolder>
  /// Claims kept under any of the keys, by their report: the one that asks and the one found.
  readonly claimHolders: (keys: readonly ClaimKey[]) => Promise<ReadonlyMap<string, ClaimNumbers>> | ReadonlyMap<string, ClaimNumbers>
  readonly traits: (reports: readonly string[]) => Promise<ReadonlyMap<string, Traits>> | ReadonlyMap<string, Traits>
  readonly add: (traits: Traits, keys: Keys, pairs: Pairs) => Promise<void> | void
  /// Reports that are about to be compared one after the other: what they will look up can be asked for at once.
  readonly expect?: (group: readonly Expected[]) => Promise<void> | void
  /// They were all compared: what was added can be kept at once.
  readonly settle?: () => Promise<void> | void
}
export type Expected = {readonly traits: Traits; readonly keys: Keys}

/// Reports that are looked up and kept together: more make a question dearer, and hold more of the record in memory.
const GROUP = 32

/// Under how many of the keys asked for a report is kept, and how many fingerprints it has.
export type TextHolder = {readonly shared: number; readonly prints: number}

/// Reports that are compared with a new one at most, those with most in common first.
const MOST_COPIES = 64

/// More reports, one after the other, so that each is compared with those before it.
export async function joinAll(reports: readonly Traits[], desk: Desk): Promise<void> {
  for (let i = 0; i < reports.length; i += GROUP) {
    const group = reports.slice(i, i + GROUP).map((traits): Expected => ({traits, keys: keysOf(traits)}))
    await desk.expect?.(group)
    for (const one of group) await join(one, desk)
    await desk.settle?.()
  }
}
export const joinReport = (traits: Traits, desk: Desk): Promise<void> => joinAll([traits], desk)

/// One more report: looked up by its keys, compared with those found, and kept with what was decided. What it costs does not grow
/// with the number of reports kept.
async function join({traits, keys}: Expected, desk: Desk): Promise<void> {
  const copies = new Set([
    ...likelyCopies(await desk.textHolders(keys.text.asked), () => 0),
    ...likelyCopies(await desk.textHolders(keys.text.sketch), (of) => Math.min(SKETCH, keys.text.prints, of.prints)),
  ])
  const claims = await desk.claimHolders(keys.claims.asked)
  const near = new Set([...claims.keys(), ...copies])
  near.delete(traits.report)
  const others = await desk.traits([...near])
  const all = {copies: [], events: [], figures: [], stories: []} as {[family in keyof Pairs]: Pairs[family][number][]}
  const take = (pairs: Pairs): void => {
    all.copies.push(...pairs.copies)
    all.events.push(...pairs.events)
    all.figures.push(...pairs.figures)
    all.stories.push(...pairs.stories)
  }
  take(joinWithin(traits))
  for (const id of [...near].sort()) {
    const other = others.get(id)
    if (other) take(joinReports(traits, other, copies.has(id), claims.get(id) ?? []))
  }
  await desk.add(traits, keys, all)
}

function likelyCopies(holders: ReadonlyMap<string, TextHolder>, least: (of: TextHolder) => number): string[] {
  return [...holders]
    .filter(([, of]) => enoughFingerprints(of.shared, least(of)))
    .sort(([a, x], [b, y]) => y.shared - x.shared || (a < b ? -1 : 1))
    .slice(0, MOST_COPIES)
    .map(([id]) => id)
}

/// A record's links in memory: for tests and for measuring.
export class LinkMemory implements Desk {
  readonly reports = new Map<string, Traits>()
  readonly pairs: {[family in keyof Pairs]: Pairs[family][number][]} = {copies: [], events: [], figures: [], stories: []}
  readonly #text = new Map<number, (readonly [report: string, prints: number])[]>()
  readonly #claims = new Map<number, (readonly [report: string, claim: number])[]>()

  textHolders(keys: readonly number[]): Map<string, TextHolder> {
    const found = new Map<string, TextHolder>()
    for (const key of keys)
      for (const [id, prints] of this.#text.get(key)?.slice(-MOST_HOLDERS.text) ?? [])
        found.set(id, {shared: (found.get(id)?.shared ?? 0) + 1, prints})
    return found
  }
  claimHolders(keys: readonly ClaimKey[]): Map<string, [number, number][]> {
    const found = new Map<string, [number, number][]>()
    for (const [key, mine] of keys)
      for (const [id, theirs] of this.#claims.get(key)?.slice(-MOST_HOLDERS.claims) ?? []) {
        const at = found.get(id)
        if (at) at.push([mine, theirs])
        else found.set(id, [[mine, theirs]])
      }
    return found
  }
  traits(ids: readonly string[]): Map<string, Traits> {
    return new Map(ids.flatMap((id) => (this.reports.has(id) ? [[id, this.reports.get(id) as Traits]] : [])))
  }
  add(traits: Traits, keys: Keys, pairs: Pairs): void {
    this.reports.set(traits.report, traits)
    const put = <T>(index: Map<number, T[]>, key: number, item: T): void => {
      const at = index.get(key)
      if (at) at.push(item)
      else index.set(key, [item])
    }
    for (const key of [...keys.text.kept, ...keys.text.sketch]) put(this.#text, key, [traits.report, keys.text.prints] as const)
    for (const [key, claim] of keys.claims.kept) put(this.#claims, key, [traits.report, claim] as const)
    this.pairs.copies.push(...pairs.copies)
    this.pairs.events.push(...pairs.events)
    this.pairs.figures.push(...pairs.figures)
    this.pairs.stories.push(...pairs.stories)
  }
  links(verdicts: readonly Verdict[] = [], on?: number): Links {
    return linksOf({reports: [...this.reports.values()], pairs: this.pairs, verdicts, ...(on === undefined ? {} : {on})})
  }
}

/// Reports and claims that one key leads to at most, the last ones: what more share is a formula of the press, or an event that those few
/// lead to.
export const MOST_HOLDERS = {text: 48, claims: 64} as const
