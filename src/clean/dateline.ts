import {quoteOf, type Quote, type Span} from "../model/index.ts"
import {classTable, HASH, hashStep, intern, WordTable} from "../support/index.ts"
import {AGENCIES, BYLINES, DATE_WORDS, MONTHS, OPENERS, PUBLISHED, WEEKDAYS} from "./head-words.ts"

/// What a report says of itself above and below its text: spans and words, not what they mean.
export type Head = {
  readonly title?: Span
  /// The name in quotes or brackets that credits the outlet itself: «الرياض - «الشرق الأوسط»».
  readonly outlet?: string
  readonly dateline?: Dateline
  readonly byline?: Span
  /// Lines such as «الأربعاء ٢٦ تموز ٢٠٢٣ | ١٠:١٥» and «آخر تحديث: …», in the order of the text.
  readonly published: readonly Span[]
}

/// «بكين 12 يناير (رويترز) – ». `span` reaches to where the report's first sentence begins.
export type Dateline = {
  readonly span: Span
  /// One entry a group of words between separators; where an outlet stands without quotes («صدى بيروت - الأربعاء …») its name is among them.
  readonly placeWords: readonly Quote[]
  readonly agencyWords: readonly Quote[]
  readonly dateWords: readonly Quote[]
}

const HEAD_LINES = 7
const FOOT_LINES = 4
const PARAGRAPH = 14

export function readHead(text: string): Head {
  const lines = inkedLines(text)
  const head: {-readonly [K in keyof Head]: Head[K]} = {published: []}
  const published: Span[] = []
  let outlet: string | undefined
  const isOwn = (line: Line) => isPublished(text, line) || isByline(text, line)

  const first = lines[0]
  if (first && isTitle(text, lines)) head.title = span(first)
  const from = head.title ? 1 : 0
  for (const line of lines.slice(from, from + HEAD_LINES)) {
    if (isPublished(text, line)) {
      published.push(span(line))
      continue
    }
    if (!head.byline && isByline(text, line)) {
      head.byline = span(line)
      continue
    }
    const found = head.dateline ? undefined : datelineOf(text, line)
    if (found) {
      head.dateline = found.dateline
      outlet = found.outlet
    }
    if (found ? !found.whole : line.words >= PARAGRAPH) break
  }
  for (const line of lines.slice(Math.max(from + 1, lines.length - FOOT_LINES))) {
    if (published.some((p) => p.start >= line.start) || head.byline?.start === line.start || !isOwn(line)) continue
    if (isPublished(text, line)) published.push(span(line))
    else head.byline ??= span(line)
  }
  if (outlet) head.outlet = outlet
  head.published = published
  return head
}

// ---- lines

/// A line with what it was found to be: each is asked several times.
type Line = {
  readonly start: number
  readonly end: number
  readonly words: number
  readonly blankAfter: boolean
  tokens?: readonly Token[]
  isPublished?: boolean
  isByline?: boolean
  dateline?: ReturnType<typeof readDateline> | null
}

const span = ({start, end}: Line): Span => ({start, end})

/// A line longer than this is text; its words are not counted further.
const LONG_LINE = 600

/// The inked lines at both ends of the text; what stands between them no one asks for.
function inkedLines(text: string): Line[] {
  const lines: Line[] = []
  let at = 0
  while (at < text.length && lines.length < HEAD_LINES + 2) {
    const next = text.indexOf("\n", at)
    const stop = next < 0 ? text.length : next
    const line = inkedLine(text, at, stop)
    if (line) lines.push(line)
    at = stop + 1
  }
  const last: Line[] = []
  for (let stop = text.length; stop >= at && last.length < FOOT_LINES; ) {
    const start = stop === 0 ? 0 : text.lastIndexOf("\n", stop - 1) + 1
    const line = start >= at ? inkedLine(text, start, stop) : undefined
    if (line) last.push(line)
    stop = start - 1
  }
  return lines.concat(last.reverse())
}

function inkedLine(text: string, at: number, stop: number): Line | undefined {
  const said = text.slice(at, stop)
  const ink = said.trim()
  if (!ink) return undefined
  const start = at + (said.length - said.trimStart().length)
  const words = ink.length > LONG_LINE ? LONG_LINE : countWords(ink)
  return {
    start,
    end: start + ink.length,
    words,
    blankAfter: text.slice(stop, stop + 40).trimStart() === "" || /^\n[ \t]*\n/.test(text.slice(stop, stop + 40)),
  }
}

const LETTER = 1
const FIGURE = 2
const SPACE = 3
const PAIR = 4
const classOf = classTable({letter: LETTER, digit: FIGURE, figure: FIGURE, space: SPACE})
classOf.fill(PAIR, 0xd800, 0xe000)
/// No question asked here tells longer lines apart.
const MANY_WORDS = 31

function countWords(text: string): number {
  let n = 0
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const cls = classOf[text.charCodeAt(i)] as number
    if (cls === PAIR) return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0
    const is = cls === LETTER || cls === FIGURE ? 1 : 0
    if (is > before && ++n === MANY_WORDS) return n
    before = is
  }
  return n
}

/// The first line, where it is no sentence and the text goes on: after a blank line, or with something longer, or with a date or byline.
function isTitle(text: string, lines: readonly Line[]): boolean {
  const [line, next] = lines
  if (!line || !next || line.words < 2 || line.words > 30) return false
  if (/[.۔:،,؛;]["»”)\]\s]*$/.test(text.slice(line.start, line.end).replace(/(?:\.{2,}|…)$/, ""))) return false
  if (isPublished(text, line) || isByline(text, line)) return false
  const dateline = datelineOf(text, line)
  if (dateline && (dateline.dateline.agencyWords.length > 0 || (dateline.whole && wordsOf(dateline.dateline.placeWords) <= 2))) return false
  return (
    line.blankAfter ||
    next.end - next.start > (line.end - line.start) * 1.2 ||
    isPublished(text, next) ||
    isByline(text, next) ||
    datelineOf(text, next) !== undefined
  )
}

// ---- words

const wordsOf = (quotes: readonly Quote[]): number => quotes.reduce((sum, q) => sum + q.quote.split(/\s+/).length, 0)

const foldNew = (word: string): string =>
  word
    .replace(/[\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/[ىئی]/g, "ي")
    .replace(/ؤ/g, "و")
    .replace(/ة/g, "ه")
    .toLowerCase()
const foldedWords = new WordTable((word) => intern(foldNew(word)), 20_000)
function fold(word: string): string {
  let hash = HASH
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i))
  return foldedWords.at(word, 0, word.length, hash)
}
const folded = (words: Iterable<string>): ReadonlySet<string> => new Set([...words].map(fold))
const agencies = folded(AGENCIES)
const agencyFirst = new Set([...agencies].map((name) => name.split(" ", 1)[0] as string))
const months = folded(MONTHS)
const weekdays = folded(WEEKDAYS)
const dateWords = folded(DATE_WORDS)
const published = folded(PUBLISHED)
const openers = folded(OPENERS)
const bylines: ReadonlyMap<string, boolean> = new Map([...BYLINES].map(([k, v]) => [fold(k), v]))

type Token = {readonly start: number; readonly end: number; readonly kind: "word" | "number" | "mark"; readonly folded: string}

const TOKEN = /(\p{N}+(?:[:.,/٫-]\p{N}+)*)|([\p{L}\p{M}\u0640]+)|(\S)/gu
const AT_MOST = 40

function tokensOf(text: string, line: Line): readonly Token[] {
  return (line.tokens ??= cutTokens(text, line.start, line.end))
}

function cutTokens(text: string, start: number, end: number): Token[] {
  const out: Token[] = []
  for (let i = start; i < end && out.length < AT_MOST; ) {
    const cls = classOf[text.charCodeAt(i)] as number
    if (cls === PAIR) return pairedTokens(text, start, end)
    const at = i++
    if (cls === SPACE) continue
    let hash = hashStep(HASH, text.charCodeAt(at))
    if (cls === LETTER) while (i < end && classOf[text.charCodeAt(i)] === LETTER) hash = hashStep(hash, text.charCodeAt(i++))
    else if (cls === FIGURE) {
      while (
        i < end &&
        (classOf[text.charCodeAt(i)] === FIGURE ||
          (JOINTS.includes(text[i] as string) && i + 1 < end && classOf[text.charCodeAt(i + 1)] === FIGURE))
      )
        i++
    }
    out.push({
      start: at,
      end: i,
      kind: cls === LETTER ? "word" : cls === FIGURE ? "number" : "mark",
      folded: cls === FIGURE ? fold(text.slice(at, i)) : foldedWords.at(text, at, i, hash),
    })
  }
  return out
}

const JOINTS = ":.,/٫-"

/// The same where characters beyond the first plane stand among them.
function pairedTokens(text: string, start: number, end: number): Token[] {
  const out: Token[] = []
  for (const m of text.slice(start, end).matchAll(TOKEN)) {
    const at = start + m.index
    out.push({start: at, end: at + m[0].length, kind: m[1] ? "number" : m[2] ? "word" : "mark", folded: fold(m[0])})
    if (out.length >= AT_MOST) break
  }
  return out
}

/// The longest agency name at token `i`, in tokens; its points («أ.ف.ب») are passed over. A joined و is allowed: «ووكالات».
function agencyAt(tokens: readonly Token[], i: number): number {
  const first = (tokens[i] as Token | undefined)?.folded ?? ""
  if (!agencyFirst.has(first) && !(first.startsWith("و") && agencyFirst.has(first.slice(1)))) return 0
  let said = ""
  let best = 0
  for (let k = i; k < tokens.length && k < i + 6; k++) {
    const t = tokens[k] as Token
    if (t.kind === "mark" && t.folded === "." && k > i) continue
    if (t.kind !== "word") break
    said += (said ? " " : "") + t.folded
    if (agencies.has(said) || (said.startsWith("و") && agencies.has(said.slice(1)))) best = k - i + 1
  }
  return best
}

const isDate = (t: Token): boolean => t.kind === "number" || (t.kind === "word" && (months.has(t.folded) || weekdays.has(t.folded)))

function matchOpening(tokens: readonly Token[], phrases: {has(said: string): boolean}): number {
  let said = ""
  let best = 0
  for (let k = 0; k < tokens.length && k < 4 && (tokens[k] as Token).kind === "word"; k++) {
    said += (said ? " " : "") + (tokens[k] as Token).folded
    if (phrases.has(said)) best = k + 1
  }
  return best
}

// ---- publication lines and bylines

const isPublished = (text: string, line: Line): boolean => (line.isPublished ??= looksPublished(text, line))
const isByline = (text: string, line: Line): boolean => (line.isByline ??= looksByline(text, line))

function looksPublished(text: string, line: Line): boolean {
  if (line.words > 22) return false
  const tokens = tokensOf(text, line)
  const opening = matchOpening(tokens, published)
  const dates = tokens.filter(isDate).length
  const hasFull =
    tokens.some((t) => t.kind === "number" && /\p{N}[/.-]\p{N}+[/.-]\p{N}/u.test(text.slice(t.start, t.end))) ||
    (tokens.some((t) => t.kind === "number") && tokens.some((t) => months.has(t.folded)))
  if (opening > 0) return dates > 0 && (hasFull || /^\s*[:：]/.test(text.slice((tokens[opening - 1] as Token).end, line.end)))
  return hasFull && tokens.every((t) => isDate(t) || dateWords.has(t.folded) || (t.kind === "mark" && "|-–—:،,/()•·.".includes(t.folded)))
}

function looksByline(text: string, line: Line): boolean {
  if (line.words > 18 || /\.\s*$/.test(text.slice(line.start, line.end).replace(/\b\p{L}\.\s*$/u, ""))) return false
  const all = tokensOf(text, line)
  const open = all[0]?.folded === "(" || all[0]?.folded === "["
  const tokens = open ? all.slice(1) : all
  const n = matchOpening(tokens, bylines)
  if (n === 0) return /\(\s*(?:بحسب|نقلا عن|وفقا ل|عن)\s[^)]{2,40}\)$/.test(text.slice(line.start, line.end)) && line.words <= 8
  const needsMark =
    bylines.get(
      tokens
        .slice(0, n)
        .map((t) => t.folded)
        .join(" "),
    ) ?? true
  const next = tokens[n]
  return next !== undefined && (!needsMark || open || (next.kind === "mark" && ":-–—/|".includes(next.folded)))
}

// ---- datelines

const DASHES = "-–—"
const MOST_PLACE_WORDS = 5

const datelineOf = (text: string, line: Line): ReturnType<typeof readDateline> =>
  (line.dateline === undefined ? (line.dateline = readDateline(text, line) ?? null) : line.dateline) ?? undefined

/// Reads the dateline at the start of a line, token by token, until a word that belongs to none.
function readDateline(
  text: string,
  line: Line,
): {readonly dateline: Dateline; readonly whole: boolean; readonly outlet: string | undefined} | undefined {
  const tokens = tokensOf(text, line)
  const places: Quote[] = []
  const agency: Quote[] = []
  const dates: Quote[] = []
  let outlet: string | undefined
  let group: Span | undefined // words of a place so far
  let date: Span | undefined
  let placeWords = 0
  let end = -1 // where the report begins, if the dateline ends here
  let dashes = 0
  const flush = () => {
    if (group) places.push(quoteOf(text, group.start, group.end))
    if (date) dates.push(quoteOf(text, date.start, date.end))
    group = date = undefined
  }
  const grow = (s: Span | undefined, t: Token): Span => (s ? {start: s.start, end: t.end} : {start: t.start, end: t.end})
  const spaced = (t: Token) => text[t.end] === " " || text[t.start - 1] === " "

  const opening = tokens[0]?.folded ?? ""
  if (openers.has(opening) || (opening.startsWith("و") && openers.has(opening.slice(1)))) return undefined
  let i = 0
  for (; i < tokens.length; i++) {
    const t = tokens[i] as Token
    if (t.kind === "mark") {
      if (t.folded === "(" || t.folded === "[") {
        const close = tokens.findIndex((x, k) => k > i && (x.folded === ")" || x.folded === "]"))
        if (close < 0 || close - i > 14) break
        const inside = readBracket(text, tokens, i + 1, close)
        if (!inside && (i > 0 || close - i > 4)) break
        flush()
        if (inside) {
          agency.push(...inside.agency)
          dates.push(...inside.dates)
        } else places.push(quoteOf(text, (tokens[i + 1] as Token).start, (tokens[close - 1] as Token).end))
        i = close
        end = i + 1
        continue
      }
      if (t.folded === "/") {
        const n = agencyAt(tokens, i + 1)
        if (n > 0 && tokens[i + 1 + n]?.folded === "/") {
          flush()
          agency.push(quoteOf(text, (tokens[i + 1] as Token).start, (tokens[i + n] as Token).end))
          i += n + 1
          end = i + 1
          continue
        }
        flush()
        continue
      }
      if (t.folded === "«" || t.folded === '"' || t.folded === "“") {
        const close = tokens.findIndex((x, k) => k > i && '»"”'.includes(x.folded))
        if (close < 0 || close - i > 4 || (places.length === 0 && !group) || placeWords > 3) break
        flush()
        outlet = text.slice((tokens[i + 1] as Token).start, (tokens[close - 1] as Token).end)
        i = close
        continue
      }
      if (DASHES.includes(t.folded)) {
        // «--(بترا)» and «البحر-المتوسط»: only a dash with space beside it parts a dateline from its report.
        if (!spaced(t)) break
        flush()
        dashes++
        end = i + 1
        continue
      }
      if (t.folded === ":" && (places.length > 0 || group || agency.length > 0)) {
        flush()
        if (agency.length > 0) end = i + 1
        continue
      }
      if ("،,.|".includes(t.folded)) {
        if (t.folded !== ".") flush()
        continue
      }
      break
    }
    const n = t.kind === "word" ? agencyAt(tokens, i) : 0
    // An agency without brackets counts at the end of a line or before a dash: «… 2023 م واس», «بكين - وكالات».
    if (
      n > 0 &&
      (i + n >= tokens.length ||
        DASHES.includes((tokens[i + n] as Token).folded) ||
        (tokens[i + n] as Token).folded === ":" ||
        /^و/.test((tokens[i + n] as Token).folded)) &&
      (places.length + agency.length > 0 || group || date || outlet || i + n < tokens.length || tokens.length <= 3)
    ) {
      flush()
      const joined = n === 1 && !agencies.has(t.folded) ? 1 : 0 // the و of «ووكالات»
      agency.push(quoteOf(text, t.start + joined, (tokens[i + n - 1] as Token).end))
      i += n - 1
      continue
    }
    if (isDate(t) || (dateWords.has(t.folded) && (date !== undefined || isDate(tokens[i + 1] ?? t)))) {
      if (group) flush()
      date = grow(date, t)
      continue
    }
    if (t.kind === "number" || date || agency.length > 0 || outlet || ++placeWords > MOST_PLACE_WORDS) break
    group = grow(group, t)
  }
  const whole = i >= tokens.length
  if (whole) flush()
  const has = agency.length > 0 || dates.some((d) => /\p{N}/u.test(d.quote)) || outlet !== undefined
  if (whole) {
    if (!(has && places.length + agency.length > 0) && !(dashes === 1 && places.length === 2 && placeWords <= 4 && tokens.length <= 6))
      return undefined
    return {
      whole,
      dateline: {span: {start: line.start, end: line.end}, placeWords: places, agencyWords: agency, dateWords: dates},
      outlet,
    }
  }
  if (end <= 0 || end >= tokens.length) return undefined
  const until = (tokens[end - 1] as Token).end
  const inside = (q: Quote) => q.end <= until
  const dateline = {
    span: {start: line.start, end: until},
    placeWords: places.filter(inside),
    agencyWords: agency.filter(inside),
    dateWords: dates.filter(inside),
  }
  const told = dateline.agencyWords.length > 0 || dateline.dateWords.some((d) => /\p{N}/u.test(d.quote))
  const short = wordsOf(dateline.placeWords)
  if (dateline.placeWords.length + dateline.agencyWords.length === 0 || (!told && short > 3) || (!told && line.words < 12)) return undefined
  while (dateline.span.end < line.end && /[\s–—-]/.test(text[dateline.span.end] as string)) dateline.span.end++
  return {whole: false, dateline, outlet}
}

/// «(رويترز)», «(د ب أ)», «(CNN)», «(أ ف ب، رويترز)», «(الأربعاء)»: agencies and dates and nothing else.
function readBracket(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
): {readonly agency: Quote[]; readonly dates: Quote[]} | undefined {
  const agency: Quote[] = []
  const dates: Quote[] = []
  for (let i = from; i < to; ) {
    const t = tokens[i] as Token
    const n = agencyAt(tokens, i)
    if (n > 0 && i + n <= to) {
      agency.push(quoteOf(text, t.start, (tokens[i + n - 1] as Token).end))
      i += n
    } else if (isDate(t)) {
      dates.push(quoteOf(text, t.start, t.end))
      i++
    } else if (t.kind === "mark" && "-–/،,.".includes(t.folded)) i++
    else if (t.kind === "word" && /^[A-Z]{2,6}$/.test(text.slice(t.start, t.end))) {
      agency.push(quoteOf(text, t.start, t.end))
      i++
    } else return undefined
  }
  return agency.length + dates.length > 0 ? {agency, dates} : undefined
}
