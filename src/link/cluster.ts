/// Pairs into groups, so that the result is the same in whatever order the pairs were found.

/// Disjoint sets (Galler and Fischer 1964), with the smaller number as the head.
export class Groups {
  readonly #head: number[]
  constructor(n: number) {
    this.#head = Array.from({length: n}, (_, i) => i)
  }
  of(i: number): number {
    let head = i
    while (this.#head[head] !== head) head = this.#head[head] as number
    while (this.#head[i] !== head) {
      const next = this.#head[i] as number
      this.#head[i] = head
      i = next
    }
    return head
  }
  join(a: number, b: number): number {
    const [x, y] = [this.of(a), this.of(b)]
    const head = Math.min(x, y)
    this.#head[x] = head
    this.#head[y] = head
    return head
  }
}

export type Edge = {readonly a: number; readonly b: number; readonly score: number}

/// Joins items by their edges, best first, where nothing in the one group clashes with anything in the other: a claim that knows
/// only the month joins the day it fits best, and two days stay two (agglomerative clustering under cannot-link constraints:
/// K. Wagstaff, C. Cardie, «Clustering with instance-level constraints», 2000). Items must be numbered in an order made of
/// their content, which settles what scores leave open.
export function clusterItems(
  n: number,
  edges: readonly Edge[],
  clashes: (a: number, b: number) => boolean,
  decided: {readonly together: readonly (readonly [number, number])[]; readonly apart: readonly (readonly [number, number])[]} = {
    together: [],
    apart: [],
  },
): number[][] {
  const groups = new Groups(n)
  const members = Array.from({length: n}, (_, i) => [i])
  const apart = new Set(decided.apart.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`))
  const merge = (a: number, b: number): void => {
    const [x, y] = [groups.of(a), groups.of(b)]
    if (x === y) return
    const head = groups.join(x, y)
    members[head] = [...(members[x] as number[]), ...(members[y] as number[])]
  }
  for (const [a, b] of decided.together) merge(a, b)
  const together = new Set(decided.together.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`))
  const key = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`
  const sorted = [...edges].sort(
    (x, y) => y.score - x.score || Math.min(x.a, x.b) - Math.min(y.a, y.b) || Math.max(x.a, x.b) - Math.max(y.a, y.b),
  )
  for (const {a, b} of sorted) {
    const [x, y] = [groups.of(a), groups.of(b)]
    if (x === y) continue
    const free = (members[x] as number[]).every((i) =>
      (members[y] as number[]).every((j) => !apart.has(key(i, j)) && (together.has(key(i, j)) || !clashes(i, j))),
    )
    if (free) merge(x, y)
  }
  return members.filter((_, i) => groups.of(i) === i).map((m) => m.sort((x, y) => x - y))
}
