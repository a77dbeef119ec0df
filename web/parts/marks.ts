import type {Answers} from "../api.ts"

/// A text cut where claims begin and end, so that every word is underlined for each claim it carries.

export type Family = "event" | "statement" | "figure" | "cue" | "entity"
export type Mark = {readonly start: number; readonly end: number; readonly id: string; readonly family: Family}
export type Segment = {readonly start: number; readonly end: number; readonly marks: readonly Mark[]}

type Record = Answers["report"]["record"]

export function marksOf(record: Record): Mark[] {
  const marks: Mark[] = []
  const take = (family: Family, id: string, spans: readonly {readonly start: number; readonly end: number}[]): void => {
    for (const {start, end} of spans) if (end > start) marks.push({start, end, id, family})
  }
  for (const e of record.events) take("event", e.id, e.evidence)
  for (const s of record.statements) {
    take("statement", s.id, [s.content])
    take("cue", s.id, [s.cue])
  }
  for (const f of record.figures) take("figure", f.id, f.evidence)
  for (const e of record.entities) take("entity", e.id, e.mentions)
  return marks
}

/// Paragraphs of the text, each cut into stretches that the same marks cover. One walk over starts and ends.
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[][] {
  const cuts = new Set<number>([0, text.length])
  for (const m of marks) cuts.add(m.start).add(m.end)
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) cuts.add(i).add(i + 1)
  const sorted = [...cuts].filter((c) => c >= 0 && c <= text.length).sort((a, b) => a - b)
  const starting = [...marks].sort((a, b) => a.start - b.start)
  const paragraphs: Segment[][] = [[]]
  let open: Mark[] = []
  let next = 0
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i] as number, sorted[i + 1] as number]
    open = open.filter((m) => m.end > start)
    while (next < starting.length && (starting[next] as Mark).start <= start) open.push(starting[next++] as Mark)
    if (text.slice(start, end) === "\n") paragraphs.push([])
    else paragraphs.at(-1)?.push({start, end, marks: open.filter((m) => m.end > start)})
  }
  return paragraphs.filter((p) => p.length > 0)
}

/// The sentences of a text, roughly: for comparing two texts, never for evidence.
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!؟?])\s+|\n+/u)
    .map((s) => s.trim())
    .filter(Boolean)

/// Letters only, so that marks and spacing make no difference.
export const bare = (sentence: string): string =>
  sentence
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
