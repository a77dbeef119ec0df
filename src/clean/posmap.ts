import type {CleanPos, RawPos, Span} from "../model/index.ts"

/// The way back from a changed text to the one it was made of.
///
///     raw    | k e p t | d r o p p e d |  k e p t  |
///     clean  | k e p t |  k e p t  |
///
/// Kept as sections in pairs: length before, length after (-1 = unchanged). Not a list of edits: composing two maps must stay linear in their length.
export type PosMap = {
  readonly sections: Int32Array
  readonly rawLength: number
  readonly cleanLength: number
  /// Where the character at a position of the clean text stood. The clean text's end is the raw text's end.
  readonly toRaw: (at: number) => RawPos
  /// The raw words of a span; what was dropped just before or just after it is not part of them.
  readonly toRawSpan: (span: Span) => Span
  /// Where the character at a raw position stands now; for a dropped one, where it would.
  readonly fromRaw: (at: number) => CleanPos
}

const SAME = -1

/// Collects sections from left to right; neighbours that mean the same are joined.
export type MapBuilder = {
  readonly keep: (length: number) => void
  readonly change: (before: number, after: number) => void
  readonly done: () => PosMap
}

export function mapBuilder(): MapBuilder {
  const out: number[] = []
  const keep = (length: number) => {
    if (length <= 0) return
    const last = out.length - 2
    if (last >= 0 && out[last + 1] === SAME) out[last] = (out[last] as number) + length
    else out.push(length, SAME)
  }
  const change = (before: number, after: number) => {
    if (before === 0 && after === 0) return
    const last = out.length - 2
    // Only droppings are joined: a line break that stands for CR LF keeps its own two characters.
    if (last >= 0 && after === 0 && out[last + 1] === 0) out[last] = (out[last] as number) + before
    else out.push(before, after)
  }
  return {keep, change, done: () => posMap(Int32Array.from(out))}
}

export function posMap(sections: Int32Array): PosMap {
  const count = sections.length >> 1
  const rawAt = new Int32Array(count + 1)
  const cleanAt = new Int32Array(count + 1)
  for (let i = 0; i < count; i++) {
    const before = sections[2 * i] as number
    const after = sections[2 * i + 1] as number
    rawAt[i + 1] = (rawAt[i] as number) + before
    cleanAt[i + 1] = (cleanAt[i] as number) + (after === SAME ? before : after)
  }
  const rawLength = rawAt[count] as number
  const cleanLength = cleanAt[count] as number
  const isSame = (i: number) => sections[2 * i + 1] === SAME

  const toRaw = (at: number): RawPos => {
    if (at >= cleanLength) return rawLength as RawPos
    const i = sectionOf(cleanAt, at)
    const into = at - (cleanAt[i] as number)
    return ((rawAt[i] as number) + (isSame(i) ? into : Math.min(into, sections[2 * i] as number))) as RawPos
  }
  const endOf = (at: number): number => {
    const i = sectionOf(cleanAt, at)
    return isSame(i) ? (rawAt[i] as number) + at - (cleanAt[i] as number) + 1 : (rawAt[i + 1] as number)
  }
  const toRawSpan = ({start, end}: Span): Span => {
    const from = toRaw(start)
    return {start: from, end: end > start ? endOf(Math.min(end, cleanLength) - 1) : from}
  }
  const fromRaw = (at: number): CleanPos => {
    if (at >= rawLength) return cleanLength as CleanPos
    const i = sectionOf(rawAt, at)
    const into = at - (rawAt[i] as number)
    return ((cleanAt[i] as number) + (isSame(i) ? into : Math.min(into, sections[2 * i + 1] as number))) as CleanPos
  }
  return {sections, rawLength, cleanLength, toRaw, toRawSpan, fromRaw}
}

export const sameMap = (length: number): PosMap => posMap(length ? Int32Array.of(length, SAME) : new Int32Array(0))

/// The section that holds position `at`: the last one that starts at or before it and is not empty on this side.
function sectionOf(starts: Int32Array, at: number): number {
  let lo = 0
  let hi = starts.length - 1
  while (hi - lo > 1) {
    const mid = (lo + hi) >> 1
    if ((starts[mid] as number) <= at) lo = mid
    else hi = mid
  }
  return lo
}

/// First `first`, then `second`: one map over both. One walk along the text between them.
export function composeMaps(first: PosMap, second: PosMap): PosMap {
  if (first.cleanLength !== second.rawLength)
    throw new Error(`maps do not meet: ${first.cleanLength} characters after the first, ${second.rawLength} before the second`)
  const out = mapBuilder()
  const a = cursor(first.sections)
  const b = cursor(second.sections)
  while (a.more() || b.more()) {
    if (a.more() && a.after() === 0) out.change(a.takeWhole().before, 0)
    else if (b.more() && b.before() === 0) out.change(0, b.takeWhole().after)
    else if (a.isSame() && b.isSame()) {
      const length = Math.min(a.after(), b.before())
      a.skip(length)
      b.skip(length)
      out.keep(length)
    } else {
      // A changed section cannot be cut: take from both sides until they end at the same place.
      let before = 0
      let after = 0
      let lead = 0 // how much further `a` has come than `b`, along the text between them
      do {
        const side = lead > 0 || (lead === 0 && b.isSame() === false) ? b : a
        const room = Math.abs(lead)
        const took = side.isSame() && room > 0 ? side.takePart(room) : side.isSame() ? undefined : side.takeWhole()
        if (!took) break
        if (side === a) {
          before += took.before
          lead += took.after
        } else {
          after += took.after
          lead -= took.before
        }
      } while (lead !== 0)
      out.change(before, after)
    }
  }
  return out.done()
}

function cursor(sections: Int32Array) {
  let i = 0
  let used = 0 // of an unchanged section
  const before = () => (sections[i] as number) - used
  const isSame = () => sections[i + 1] === SAME
  const after = () => (isSame() ? before() : (sections[i + 1] as number))
  const skip = (length: number) => {
    used += length
    if (before() === 0) {
      i += 2
      used = 0
    }
  }
  return {
    more: () => i < sections.length,
    before,
    after,
    isSame,
    skip,
    takeWhole: () => {
      const took = {before: before(), after: after()}
      i += 2
      used = 0
      return took
    },
    takePart: (room: number) => {
      const length = Math.min(room, before())
      skip(length)
      return {before: length, after: length}
    },
  }
}
