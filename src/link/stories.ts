import type {Copy} from "./copies.ts"
import type {FigureMatch} from "./figures.ts"
import type {EventPair} from "./joining.ts"
import {unpackSentences} from "./sentences.ts"
import type {EventTraits, Traits} from "./traits.ts"

/// A matter is in the news for days: reports further apart tell of its next turn.
const SAME_NEWS_DAYS = 3
/// Sentences that stand at the head of a report, its title among them.
const HEAD = 3
const ENOUGH = 1

/// Whether two reports tell one story: a copy, or the same news (events that both put at their head) of the same days with the same
/// actors. After the features that trackers of stories weigh — time, actors, words (J. Allan et al., «Topic detection and tracking
/// pilot study», 1998) — and events decided on before.
export function judgeStories(
  x: Traits,
  y: Traits,
  copy: Copy | undefined,
  events: readonly EventPair[],
  figures: readonly FigureMatch[],
): {readonly score: number; readonly why: readonly string[]} | undefined {
  const apart =
    x.published && y.published ? Math.max(x.published.first, y.published.first) - Math.min(x.published.last, y.published.last) : 0
  if (apart > SAME_NEWS_DAYS) return undefined
  if (copy) return {score: 1, why: ["one is a copy of the other"]}
  const byId = (t: Traits, id: string): EventTraits => t.events.find((e) => e.id === id) as EventTraits
  const shared = events.filter((p) => !p.later).map((p) => [byId(x, p.a.claim), byId(y, p.b.claim)] as const)
  const isNews = (e: EventTraits, t: Traits): boolean =>
    !e.days || !t.published || (e.days.last >= t.published.first - 10 && e.days.first <= t.published.last + 30)
  const news = shared.filter(([a, b]) => isNews(a, x) && isNews(b, y))
  const head = news.filter(([a, b]) => a.sentence < HEAD && b.sentence < HEAD)
  const agreed = figures.filter((m) => m.is === "agreement").length
  // Alike in actors and words two reports of one week often are; something that happened, or figures, must be shared too.
  if (news.length === 0 && agreed < 2) return undefined
  const actors = cosine(new Map(x.actors), new Map(y.actors))
  const words = cosine(wordCounts(x), wordCounts(y))
  const score = actors + words + 0.25 * Math.min(2, head.length) + 0.1 * Math.min(3, news.length) + 0.1 * Math.min(3, agreed)
  if (score < ENOUGH) return undefined
  const why = [
    "published in the same days",
    `actors alike by ${actors.toFixed(2)}`,
    `words by ${words.toFixed(2)}`,
    ...(news.length > 0 ? [`${news.length} events in common, ${head.length} at the head of both`] : []),
    ...(agreed > 0 ? [`${agreed} figures in common`] : []),
  ]
  return {score: Math.round(score * 100) / 100, why}
}

const wordCounts = (t: Traits): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const s of unpackSentences(t.sentences)) for (const w of s) counts.set(w, (counts.get(w) ?? 0) + 1)
  return counts
}

function cosine<K>(a: ReadonlyMap<K, number>, b: ReadonlyMap<K, number>): number {
  let dot = 0
  let p = 0
  let q = 0
  for (const [k, n] of a) {
    const w = Math.log1p(n)
    p += w * w
    const m = b.get(k)
    if (m) dot += w * Math.log1p(m)
  }
  for (const n of b.values()) q += Math.log1p(n) ** 2
  return p && q ? dot / Math.sqrt(p * q) : 0
}
