/// Where those who appear with somebody stand around him in a picture: the more they have in common the nearer, and side by side those
/// who appear with each other. The same people always stand in the same places.

export type Companion = {readonly id: string; readonly count: number}
export type Tie = {readonly a: string; readonly b: string; readonly count: number}
export type Placed<C extends Companion> = C & {readonly x: number; readonly y: number; readonly size: number}

/// The nearest stands at this part of the way to the rim.
const NEAREST = 0.55

/// `companions` come with the most frequent first; the middle of the picture is 0, 0.
export function placesAround<C extends Companion>(
  companions: readonly C[],
  ties: readonly Tie[],
  {width, height}: {readonly width: number; readonly height: number},
): Placed<C>[] {
  const most = companions[0]?.count ?? 1
  return ringOf(companions, ties).map((c, i, ring) => {
    const angle = (2 * Math.PI * i) / ring.length - Math.PI / 2
    // By its root: a pair with a hundred events is not to push all others to the rim.
    const share = Math.sqrt(c.count / most)
    const way = 1 - (1 - NEAREST) * share
    return {
      ...c,
      x: Math.round(Math.cos(angle) * way * width),
      y: Math.round(Math.sin(angle) * way * height),
      size: Math.round(5 + 9 * share),
    }
  })
}

/// The order around the ring: next to each stands whoever of those left appears with it most often, else the most frequent one.
function ringOf<C extends Companion>(companions: readonly C[], ties: readonly Tie[]): C[] {
  const left = [...companions]
  const ring: C[] = []
  const tied = (one: string, other: string): number =>
    ties.find((t) => (t.a === one && t.b === other) || (t.a === other && t.b === one))?.count ?? 0
  while (left.length > 0) {
    const last = ring.at(-1)
    const next = last ? left.reduce((best, c) => (tied(last.id, c.id) > tied(last.id, best.id) ? c : best)) : (left[0] as C)
    ring.push(next)
    left.splice(left.indexOf(next), 1)
  }
  return ring
}
