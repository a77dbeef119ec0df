import type {Span} from "../model/index.ts"

/// A full stop ends a sentence only before a blank or the end: not in «1.5», and not in «أ.ف.ب».
const isEnd = (text: string, at: number): boolean => {
  const c = text[at]
  if (c === "\n" || c === "؟" || c === "!" || c === "?") return true
  return c === "." && /[\s»"”)\]]/.test(text[at + 1] ?? " ") && !/(?:^|[\s.(])\p{L}$/u.test(text.slice(Math.max(0, at - 2), at))
}

const LONGEST = 400

/// The sentence around a span, for showing: never longer than about 400 characters on either side of it.
export function sentenceAround(text: string, span: Span): string {
  let from = span.start
  const floor = Math.max(0, span.start - LONGEST)
  while (from > floor && !isEnd(text, from - 1)) from--
  let to = span.end
  const ceiling = Math.min(text.length, span.end + LONGEST)
  while (to < ceiling && !isEnd(text, to)) to++
  if (to < text.length && text[to] !== "\n" && to < ceiling) to++
  const cutLeft = from === floor && floor > 0 ? "… " : ""
  const cutRight = to === ceiling && to < text.length ? " …" : ""
  return cutLeft + text.slice(from, to).replace(/\s+/g, " ").trim() + cutRight
}
