import type {Furniture} from "./furniture.ts"
import {type Cut, findCuts} from "./cut.ts"
import {dropControls} from "./normalize.ts"
import {composeMaps, mapBuilder, type PosMap, sameMap} from "./posmap.ts"

export {type Furniture, makeFurniture} from "./furniture.ts"
export {composeMaps, mapBuilder, posMap, type PosMap, sameMap} from "./posmap.ts"
export {readHead, type Head} from "./dateline.ts"

/// A piece of the raw text that is no part of the report, and which rule says so.
export type RemovedPiece = {readonly quote: string; readonly why: string; readonly start: number; readonly end: number}
export type Cleaned = {readonly text: string; readonly removed: readonly RemovedPiece[]; readonly map: PosMap}

/// A cut may lay bare another («نص. اقرأ أيضا: كذا» leaves a line that is shorter); more rounds than this no page needs.
const ROUNDS = 6

/// The report without its page: letters stay as they are, `map` leads every position back to the raw text.
export function clean(raw: string, furniture: Furniture): Cleaned {
  let {text, map} = dropControls(raw)
  const removed: RemovedPiece[] = []
  let before: ReturnType<typeof findCuts> | undefined
  for (let round = 0; round < ROUNDS; round++) {
    before = findCuts(text, furniture, before)
    const {cuts} = before
    if (cuts.length === 0) break
    for (const cut of cuts) {
      const piece = removedPiece(raw, text, map, cut)
      if (piece) removed.push(piece)
    }
    const next = without(text, cuts)
    map = composeMaps(map, next.map)
    text = next.text
  }
  const closed = without(text, blanks(text))
  removed.sort((a, b) => a.start - b.start)
  return {text: closed.text, removed, map: composeMaps(map, closed.map)}
}

function removedPiece(raw: string, text: string, map: PosMap, cut: Cut): RemovedPiece | undefined {
  let {start, end} = cut
  while (start < end && /\s/.test(text[start] as string)) start++
  while (end > start && /\s/.test(text[end - 1] as string)) end--
  if (start === end) return undefined
  const span = map.toRawSpan({start, end})
  return {quote: raw.slice(span.start, span.end), why: cut.why, ...span}
}

/// Blank lines at the start, white space at the end, and all but one of several blank lines.
function blanks(text: string): Cut[] {
  const cuts: Cut[] = []
  const lead = /^\s*\n/.exec(text)?.[0].length ?? 0
  const ink = text.trimEnd().length
  if (ink === 0) return text ? [{start: 0, end: text.length, why: ""}] : []
  if (lead > 0) cuts.push({start: 0, end: Math.min(lead, text.length), why: ""})
  for (const run of text.matchAll(/\n[ \t\n]*\n/g)) {
    const start = run.index
    const end = start + run[0].length
    if (start < lead || end > ink) continue
    if (hasThreeBreaks(run[0])) cuts.push({start: start + 1, end: end - 1, why: ""})
  }
  if (ink < text.length) cuts.push({start: ink, end: text.length, why: ""})
  return cuts
}

/// Whether more than one blank line stands in a run of white space.
function hasThreeBreaks(run: string): boolean {
  const second = run.indexOf("\n", run.indexOf("\n") + 1)
  return second >= 0 && run.indexOf("\n", second + 1) >= 0
}

function without(text: string, cuts: readonly Cut[]): {readonly text: string; readonly map: PosMap} {
  if (cuts.length === 0) return {text, map: sameMap(text.length)}
  const map = mapBuilder()
  let out = ""
  let at = 0
  for (const cut of cuts) {
    out += text.slice(at, cut.start)
    map.keep(cut.start - at)
    map.change(cut.end - cut.start, 0)
    at = cut.end
  }
  map.keep(text.length - at)
  return {text: out + text.slice(at), map: map.done()}
}
