import type {SearchTerm} from "../store.ts"

const WIDTH = 220

/// The stretch of a text with most different matches in it, cut at blanks, with the places of the matches.
export function snippetOf(text: string, matches: readonly SearchTerm[]): {snippet: string; matches: [number, number][]} {
  let best = {from: 0, different: -1}
  let to = 0
  const inside = new Map<string, number>()
  matches.forEach((match, from) => {
    while (to < matches.length && (matches[to] as SearchTerm).end - match.start <= WIDTH) {
      const {term} = matches[to++] as SearchTerm
      inside.set(term, (inside.get(term) ?? 0) + 1)
    }
    if (inside.size > best.different) best = {from, different: inside.size}
    const left = (inside.get(match.term) ?? 1) - 1
    if (left > 0) inside.set(match.term, left)
    else inside.delete(match.term)
  })
  const first = matches[best.from]
  let start = Math.max(0, (first?.start ?? 0) - 60)
  while (start > 0 && !/\s/.test(text[start - 1] as string) && start > (first?.start ?? 0) - 90) start--
  let end = Math.min(text.length, start + WIDTH + 60)
  while (end < text.length && !/\s/.test(text[end] as string) && end < start + WIDTH + 90) end++
  const before = start > 0 ? "… " : ""
  const after = end < text.length ? " …" : ""
  const seen = new Set<number>()
  const shown = matches.filter((m) => m.start >= start && m.end <= end && !seen.has(m.start) && seen.add(m.start))
  return {
    // One blank for one line break, so that the places stay right.
    snippet: before + text.slice(start, end).replace(/\s/g, " ") + after,
    matches: shown.map((m) => [m.start - start + before.length, m.end - start + before.length]),
  }
}
