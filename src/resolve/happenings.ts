import type {RawFigure} from "../extract/index.ts"
import type {Draft} from "./merge.ts"

/// How many acts back a happening is looked for that the words come back to.
const REACH = 40

/// Those who take part in what a figure measures: the talks that lasted so long, the one who met another so often.
export function sidesOf({happening, metric}: RawFigure, drafts: readonly Draft[], from: number, at: number): readonly number[] {
  if (!happening) return []
  const fits = (d: Draft): boolean =>
    happening.types.includes(d.type) && d.status !== "denied" && d.participants.length > (d.type === "visit" ? 0 : 1)
  const here = drafts.find((d) => fits(d) && d.evidence.some((q) => q.start <= at && at < q.end))
  // «حل الرئيس بموسكو في زيارة تدوم ثلاثة أيام»: another word of the sentence tells it.
  const beside = here ?? drafts.findLast((d) => fits(d) && d.evidence.some((q) => q.start >= from && q.end <= at))
  if (beside) return sides(beside)
  if (!happening.again || metric !== "duration") return []
  let last: Draft | undefined
  let seen = 0
  for (let n = drafts.length - 1; n >= 0 && seen < REACH; n--) {
    const d = drafts[n] as Draft
    const start = d.evidence[0]?.start ?? at
    if (start >= at) continue
    seen++
    // Talks that a report comes back to are of two; a visit alone is not what lasted.
    if (fits(d) && d.participants.length > 1 && (!last || start > (last.evidence[0]?.start ?? 0))) last = d
  }
  return last ? sides(last) : []
}

/// The doer first.
const sides = (d: Draft): readonly number[] =>
  [...d.participants].sort((a, b) => Number(a.role !== "actor") - Number(b.role !== "actor")).map((p) => p.party)
