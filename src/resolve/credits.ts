import type {Marks} from "../annotate/index.ts"
import type {Knowledge} from "../knowledge/index.ts"
import {NEWLINE, PUNCT} from "../model/index.ts"

const SHORT_LINE = 9

function hasVerb(marks: Marks, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const at = marks.predicateAt[i] as number
    if (at >= 0 && marks.predicates[at]?.cls === "v") return true
  }
  return false
}

/// The agencies that a report credits for itself: in its dateline, in brackets or between slashes, alone on a line, in a short line above or below.
/// `removed` are lines the cleaning took out: «المصدر: رويترز» credits too.
export function creditedAgencies(marks: Marks, knowledge: Knowledge, isAgencyLine: (text: string) => readonly number[]): string[] {
  const {tokens, mentions} = marks
  const out: string[] = []
  const put = (entity: number): void => {
    const e = knowledge.entities[entity]
    if (e?.type === "agency" && !out.includes(e.id)) out.push(e.id)
  }
  const isEdge = (i: number): boolean =>
    i < 0 ||
    i >= tokens.count ||
    tokens.kind[i] === NEWLINE ||
    (tokens.kind[i] === PUNCT && "()/[]–—-|".includes(tokens.folded[i] as string))
  for (const m of mentions) {
    const entity = m.known[0]
    if (entity === undefined || knowledge.entities[entity]?.type !== "agency") continue
    // Framed on both sides, as no name inside a sentence is: «(رويترز)», «/أ ش أ/», a line of its own.
    if (isEdge(m.from - 1) && isEdge(m.to)) put(entity)
    else if (isEdge(m.to) && m.from < 25 && !hasVerb(marks, 0, m.from)) put(entity)
    else {
      let from = m.from
      while (from > 0 && m.from - from <= SHORT_LINE && tokens.kind[from - 1] !== NEWLINE) from--
      let to = m.to
      while (to < tokens.count && to - from <= SHORT_LINE && tokens.kind[to] !== NEWLINE) to++
      // A short line of credit: «هوين لو (بحسب رويترز)», «المصدر: وكالات، رويترز».
      if (to - from <= SHORT_LINE && !hasVerb(marks, from, to)) put(entity)
    }
  }
  for (const entity of isAgencyLine(marks.text)) put(entity)
  return out
}
