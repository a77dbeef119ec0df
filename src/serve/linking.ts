import {type Anchor, type Links, linksOf, type Verdict} from "../link/index.ts"
import type {LinkDecision, Linked, Store} from "../record/index.ts"

const verdictsOf = (decisions: readonly LinkDecision[]): Verdict[] =>
  decisions.filter((d) => d.standing).map((d) => ({says: d.says, a: d.a, b: d.b}))

/// Links of all the record, or of a part of it that was fetched.
export async function linksOfRecord(store: Store, on?: number, part?: Linked): Promise<Links> {
  if (part) return linksIn(store, part, on)
  // A server asks for the whole again and again: it is worked out once for every state of the record.
  const {token} = await store.lists.version()
  let known = whole.get(store)
  if (known?.token !== token) whole.set(store, (known = {token, by: new Map()}))
  const before = known.by.get(on)
  if (before) return before
  const links = await linksIn(store, await store.links.linked(), on)
  if (known.by.size >= MOST_DAYS) known.by.clear()
  known.by.set(on, links)
  return links
}
/// By the day they are told as of: few days are asked for between two changes.
const MOST_DAYS = 4
const whole = new WeakMap<Store, {readonly token: string; readonly by: Map<number | undefined, Links>}>()

async function linksIn(store: Store, {reports, pairs}: Linked, on: number | undefined): Promise<Links> {
  return linksOf({reports, pairs, verdicts: verdictsOf(await store.links.decisions()), ...(on === undefined ? {} : {on})})
}

/// Claims and reports that decisions speak of: they may join what no pair does.
export function decidedClaims(decisions: readonly LinkDecision[]): Anchor[] {
  return decisions.filter((d) => d.standing).flatMap((d) => [d.a, d.b].filter((x): x is Anchor => typeof x !== "string"))
}
export function decidedReports(decisions: readonly LinkDecision[]): string[] {
  return decisions.filter((d) => d.standing).flatMap((d) => [d.a, d.b].filter((x): x is string => typeof x === "string"))
}
