import {enoughFingerprints} from "./copies.ts"
import {joinReports, joinWithin, type Pairs} from "./joining.ts"
import {type Keys, keysOf} from "./keys.ts"
import {type Links, linksOf, type Verdict} from "./links.ts"
import type {Traits} from "./traits.ts"

/// Where links are kept and looked up: a record, or memory.
export type Desk = {
  /// Reports kept under any of the keys, with under how many; of a key that very many share (a formula, a line of the house) only some.
  readonly holders: (
    keys: readonly number[],
    kind: "text" | "subject",
  ) => Promise<ReadonlyMap<string, number>> | ReadonlyMap<string, number>
  readonly traits: (reports: readonly string[]) => Promise<ReadonlyMap<string, Traits>> | ReadonlyMap<string, Traits>
  readonly add: (traits: Traits, keys: Keys, pairs: Pairs) => Promise<void> | void
}

/// Reports that are compared with a new one at most, those with most in common first.
const MOST_COPIES = 64

/// One more report: looked up by its keys, compared with those found, and kept with what was decided. What it costs does not grow
/// with the number of reports kept.
export async function joinReport(traits: Traits, desk: Desk): Promise<Pairs> {
  const keys = keysOf(traits)
  const texts = await desk.holders(keys.text, "text")
  const subjects = await desk.holders(keys.asked, "subject")
  const likely = [...texts].filter(([, n]) => enoughFingerprints(n)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const near = new Set([...subjects.keys(), ...likely.slice(0, MOST_COPIES).map(([id]) => id)])
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
    if (other) take(joinReports(traits, other, texts.get(id) ?? 0))
  }
  await desk.add(traits, keys, all)
  return all
}

/// A record's links in memory: for tests and for measuring.
export class LinkMemory implements Desk {
  readonly reports = new Map<string, Traits>()
  readonly pairs: {[family in keyof Pairs]: Pairs[family][number][]} = {copies: [], events: [], figures: [], stories: []}
  readonly #text = new Map<number, string[]>()
  readonly #subject = new Map<number, string[]>()

  holders(keys: readonly number[], kind: "text" | "subject"): Map<string, number> {
    const index = kind === "text" ? this.#text : this.#subject
    const found = new Map<string, number>()
    for (const key of keys) for (const id of index.get(key) ?? []) found.set(id, (found.get(id) ?? 0) + 1)
    return found
  }
  traits(ids: readonly string[]): Map<string, Traits> {
    return new Map(ids.flatMap((id) => (this.reports.has(id) ? [[id, this.reports.get(id) as Traits]] : [])))
  }
  add(traits: Traits, keys: Keys, pairs: Pairs): void {
    this.reports.set(traits.report, traits)
    const put = (index: Map<number, string[]>, of: readonly number[], most: number): void => {
      for (const key of of) {
        const at = index.get(key)
        if (!at) index.set(key, [traits.report])
        else if (at.length < most) at.push(traits.report)
      }
    }
    put(this.#text, keys.text, MOST_HOLDERS.text)
    put(this.#subject, keys.kept, MOST_HOLDERS.subject)
    this.pairs.copies.push(...pairs.copies)
    this.pairs.events.push(...pairs.events)
    this.pairs.figures.push(...pairs.figures)
    this.pairs.stories.push(...pairs.stories)
  }
  links(verdicts: readonly Verdict[] = [], on?: number): Links {
    return linksOf({reports: [...this.reports.values()], pairs: this.pairs, verdicts, ...(on === undefined ? {} : {on})})
  }
}

/// Reports remembered under one key: what more share is a formula of the press, or an event that those few lead to.
export const MOST_HOLDERS = {text: 48, subject: 128} as const
