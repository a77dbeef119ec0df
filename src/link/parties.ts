import type {Party} from "./traits.ts"

export type PartyAgreement = {
  /// From 0 to 1: how well the smaller side is found in the other.
  readonly score: number
  readonly matched: number
  /// How many the smaller side names.
  readonly least?: number
  /// Two different persons of one state where one is expected.
  readonly clash: boolean
  readonly why: string
}

/// How far one party is the other: a minister stands for the state where the other report names only the state, a commander for his force.
function isParty(a: Party, b: Party): number {
  if (a.id === b.id) return 1
  if (a.heads?.includes(b.id) || b.heads?.includes(a.id)) return 0.8
  if (a.state === null || a.state !== b.state) return 0
  if (a.kind === "country" || b.kind === "country") return 0.8
  if (a.kind === "person" && b.kind === "person") return 0
  return 0.6
}

/// Two sides of a happening compared: each party of the smaller is matched with the best of the other that is left.
export function agreeInParties(a: readonly Party[], b: readonly Party[]): Required<PartyAgreement> {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a]
  const least = small.length
  if (least === 0) return {score: 0, matched: 0, least, clash: false, why: "nobody named by both"}
  const pairs = small
    .flatMap((p, i) => large.map((q, j) => ({i, j, is: isParty(p, q), name: p.id < q.id ? `${p.id} ${q.id}` : `${q.id} ${p.id}`})))
    .filter((x) => x.is > 0)
  // By name where they fit alike, so that it is the same whichever side is given first.
  pairs.sort((x, y) => y.is - x.is || (x.name < y.name ? -1 : x.name > y.name ? 1 : x.i - y.i || x.j - y.j))
  const [takenI, takenJ] = [new Set<number>(), new Set<number>()]
  let sum = 0
  let standing = false
  for (const {i, j, is} of pairs) {
    if (takenI.has(i) || takenJ.has(j)) continue
    takenI.add(i)
    takenJ.add(j)
    sum += is
    if (is < 1) standing = true
  }
  const left = large.filter((_, j) => !takenJ.has(j))
  // «التقى شي» and «التقى لي»: two persons of one state, of whom neither stands in the other report.
  const rivals = small.some(
    (p, i) => !takenI.has(i) && p.kind === "person" && p.state !== null && left.some((q) => q.kind === "person" && q.state === p.state),
  )
  const extra = large.length - least
  return {
    score: Math.max(0, sum / least - 0.05 * Math.max(0, extra - 1)),
    matched: takenI.size,
    least,
    clash: rivals,
    why: takenI.size === 0 ? "other parties" : standing ? "the same parties, a person or body standing for the state" : "the same parties",
  }
}
