import type {ParticipantRole, Reason} from "../model/index.ts"

/// As much of an act of one report as its opponents need.
export type Act = {
  readonly type: string
  readonly status: string
  readonly sentence: number
  readonly frame: string
  readonly participants: {party: number; role: ParticipantRole}[]
  readonly why: Reason[]
}

/// Acts that set one side against another.
const HOSTILE = new Set(["accuse", "threaten", "sanction", "assault", "coerce", "reject", "request"])
/// Breaking off what was agreed: done to whom it was agreed with.
const BROKEN = /\.(?:مزق|علق|جمد|ألغى|أنهى|أوقف|نقض|انسحب|خرج|عبر|أعرب)$/
/// Whose side somebody is on, and who is meant where he is answered: his state for a ministry.
type Sides = {readonly sideOf: (party: number) => number; readonly meant: (party: number) => number}

/// How many sentences away the act against the other is told.
const REACH = 4

/// «وحذرت بكين من "رد حازم"»: an act told without whom it is aimed at is aimed at him with whom its doer, or his state, is at odds just before.
/// `isOpen` says whether its words leave room for that: «حذر من أن القوى الانفصالية ستهزم» tells whom he means.
export function aimAtOpponents<A extends Act>(
  acts: readonly A[],
  sides: Sides,
  isOpen: (act: A) => boolean,
  nameOf: (party: number) => string,
): void {
  for (const [n, d] of acts.entries()) {
    const aimed = d.type === "threaten" ? !d.frame.includes(".said.") : d.type === "reject" && BROKEN.test(d.frame)
    if (!aimed || !isOpen(d) || d.status === "denied" || d.participants.some((p) => p.role !== "actor") || d.participants.length === 0)
      continue
    const own = new Set(d.participants.map((p) => sides.sideOf(p.party)))
    const met = [...new Set(opponentBefore(acts, n, own, sides.sideOf).map(sides.meant))]
    if (met.length === 0) continue
    for (const party of met) d.participants.push({party, role: "target"})
    d.why.push({step: "target", says: `at odds with ${met.map(nameOf).join(", ")}`})
  }
}

function opponentBefore(acts: readonly Act[], n: number, own: ReadonlySet<number>, sideOf: (party: number) => number): number[] {
  const d = acts[n] as Act
  for (let i = n - 1; i >= 0; i--) {
    const o = acts[i] as Act
    if (d.sentence - o.sentence > REACH) return []
    if (!HOSTILE.has(o.type)) continue
    const doers = o.participants.filter((p) => p.role === "actor").map((p) => p.party)
    const upon = o.participants.filter((p) => p.role === "target").map((p) => p.party)
    if (doers.length === 0 || upon.length === 0) continue
    const isOwn = (party: number): boolean => own.has(sideOf(party))
    if (upon.some(isOwn) && !doers.some(isOwn)) return doers
    if (doers.some(isOwn) && !upon.some(isOwn)) return upon
  }
  return []
}
