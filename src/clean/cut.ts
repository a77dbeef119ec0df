import {type Furniture, type KnownWord, WAY} from "./furniture.ts"
import {
  ADDRESS,
  type Before,
  DIGITS,
  endOf,
  endsSentence,
  followsSentence,
  has,
  type Line,
  type Match,
  type Piece,
  readLines,
  startOf,
} from "./lines.ts"

/// Finds what in a page's text is no part of the report. A line is weighed, else its pieces, else its tail after a sentence: by the
/// furniture in it and by how it looks. What reads like a sentence of a report stays.
///
///     ENOUGH ≤ furniture (sure 2, opens 1, whole 1, label .9, any .8, start .7, part .5)
///            + short .2, no full stop .2, above or below the report .1, bars and links .2, beside a bar .1, share buttons .3
///            − opens with a verb .6, a long sentence .4, more than 25 words .3, more than 45 .6
const ENOUGH = 0.999
const SHORT = 12
const LONG = 25
const VERY_LONG = 45

export type Cut = {readonly start: number; readonly end: number; readonly why: string}
type Zone = "head" | "body" | "foot"
type Verdict = {readonly why: string; readonly heads: boolean; readonly colon: boolean}

/// Cuts in order, none touching another's characters, and the lines they were found in, for the next round.
export function findCuts(
  text: string,
  furniture: Furniture,
  before?: Before,
): {readonly cuts: readonly Cut[]; readonly lines: readonly Line[]} {
  const lines = readLines(text, furniture, before)
  const first = lines.findIndex((line) => line.isParagraph)
  const last = lines.findLastIndex((line) => line.isParagraph)
  const title = lines.findIndex((line) => line.to > line.from)
  const cuts: Cut[] = []
  const taken = new Map<number, string>()
  const drop = (line: Line, why: string) => cuts.push({start: line.start, end: Math.min(line.end + 1, text.length), why})
  let ended = false // below an end mark stand story numbers and initials

  lines.forEach((line, i) => {
    if (line.start === line.end) return
    const under = taken.get(i)
    if (under !== undefined) return void drop(line, under)
    const zone: Zone = first < 0 ? "body" : i < first ? "head" : i > last ? "foot" : "body"
    const sight = ofSight(text, line, zone, ended)
    if (sight) {
      if (sight === "end-mark") ended = true
      return void drop(line, sight)
    }
    const verdict = weigh(text, line, {from: line.from, to: line.to, start: line.start, end: line.end}, zone, i === title)
    if (!verdict) return void cuts.push(...partsOf(text, line, zone, i === title))
    drop(line, verdict.why)
    if (verdict.why === "end-mark") ended = true
    // Above and inside a report a counter of comments is a widget; below it the comments follow.
    if (verdict.heads && (zone === "foot" || (verdict.why !== "counter" && verdict.why !== "comments")))
      for (const item of below(text, lines, i, zone, verdict)) taken.set(item, verdict.why)
  })
  return {cuts, lines}
}

// ---- by sight: what needs no words to be told

const RULE = /^[-_=*~•·.…|<>«»ـ–—#+/\s]{3,}$/
const CODE =
  /\bfunction\s*\(|\bvar\s+\w|\bconst\s+\w+\s*=|=>|\bwindow\.|\bdocument\.|adsbygoogle|googletag|<\/?\w+[^>]*>|@media|\{[^}]*:[^}]*;\s*\}|\$\(|\(\s*\)\s*;/
/// Code shows itself at once; reading on would let a line of brackets cost more than its length.
const GLANCE = 500
const ARABIC = /[\u0600-\u06ff]/
const LATIN_INITIALS = /^\s*[a-z]{2,4}(?:[/-][a-z]{2,4})+\s*$/i

function ofSight(text: string, line: Line, zone: Zone, ended: boolean): string | undefined {
  const said = text.slice(line.start, line.end)
  if (line.to === line.from) return RULE.test(said) ? "separator" : undefined
  if (!ARABIC.test(said) && CODE.test(said.slice(0, GLANCE))) return "script"
  if (zone !== "foot") return undefined
  if (LATIN_INITIALS.test(said) || isEndMark(said, line, ended)) return "end-mark"
  return undefined
}

/// «سترينغر/بور/ب ق», «بور-سغ/ح ع»: writers and desks of an agency; two alone need their initials.
const SLASHED = /^[\p{L}\p{M}]{1,10}(?:-[\p{L}\p{M}]{1,10})?(?: ?\/ ?[\p{L}\p{M} -]{1,10}){2,4}$/u
const TWO_SLASHED = /^[\p{L}\p{M}]{1,4}(?:-[\p{L}\p{M}]{1,4} ?\/ ?[\p{L}\p{M}]{1,4}| ?\/ ?[\p{L}\p{M}]{1,2})(?:[ -][\p{L}\p{M}]{1,3})?$/u

/// «عب/هت/ك م», «// انتهى // 19:42», «--(بترا) ن ع/م ك», «وام/فلان»; below one of them also bare numbers. An agency alone is a credit and stays.
function isEndMark(said: string, line: Line, ended: boolean): boolean {
  const {words, from, to} = line
  if (to - from > 8) return false
  if (TWO_SLASHED.test(said.trim())) return true
  if (SLASHED.test(said.trim()) && said.split("/").some((part) => part.trim().length <= 3)) return true
  let initials = 0
  let numbers = 0
  let marks = 0
  let agencies = 0
  for (let i = from; i < to; ) {
    const met = line.matches.get(i)
    const mark = met?.find((m) => has(m, WAY.foot) && m.phrase.why === "end-mark")
    const agency = met?.find((m) => has(m, WAY.credit))
    const word = words.known[i] as KnownWord
    if (mark) marks++
    else if (agency) agencies++
    else if (word.number) numbers++
    else if (word.folded.length <= 2 && ARABIC.test(word.folded)) initials++
    else
      return (
        i > from &&
        agencies === 1 &&
        marks + initials + numbers === 0 &&
        to - from <= 6 &&
        /^[^\p{L}]*[\p{L}\p{M}]+(?: \p{L}{1,2}){0,2}\s*\//u.test(said)
      )
    i += mark?.length ?? agency?.length ?? 1
  }
  if (marks) return true
  if (/\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}/.test(said)) return false
  return initials >= 2 || (initials === 1 && agencies > 0) || (ended && agencies === 0 && numbers + initials > 0)
}

// ---- by weight

function weigh(text: string, line: Line, piece: Piece, zone: Zone, isTitle: boolean): Verdict | undefined {
  const n = piece.to - piece.from
  const bracketed = zone === "head" && text[piece.end - 1] === ")"
  if (n === 0 || (line.isPlain && !bracketed && !saysCopyright(text, piece))) return undefined
  const {says} = line.words
  const best = {base: 0, why: "", most: undefined as Match | undefined}
  const offer = (base: number, why: string, m?: Match) => {
    if (base > best.base) Object.assign(best, {base, why, most: m})
  }
  const opening = line.matches.get(piece.from) ?? []
  for (const m of opening) if (m.at + m.length <= piece.to) offer(openingWeight(text, line, piece, m, zone), m.phrase.why, m)

  let covered = 0
  let kinds = 0 // phrases of which one is enough, where nothing else stands there
  let parts = 0
  let figures = 0
  let rates = 0
  let platforms = 0
  let agencies = 0
  let links = 0
  let name = ""
  for (let i = piece.from; i < piece.to; ) {
    const said = says[i] as number
    if (said === 0) {
      i++
      continue
    }
    const met = line.matches.get(i)
    let longest: Match | undefined
    if (met)
      for (const m of met) {
        if (m.at + m.length > piece.to || has(m, WAY.prose)) continue
        if (has(m, WAY.any)) offer(0.8, m.phrase.why)
        if (has(m, WAY.ends) && i > piece.from && isEnding(text, line, piece, m)) offer(0.9, m.phrase.why)
        if (weightOf(m) > (longest ? weightOf(longest) : 0)) longest = m
      }
    if (said & ADDRESS) links++
    if (longest) {
      if (has(longest, WAY.whole | WAY.sure | WAY.opens | WAY.any | WAY.inline)) kinds++
      else if (has(longest, WAY.part | WAY.label | WAY.start)) parts++
      if (has(longest, WAY.ticker)) rates++
      if (has(longest, WAY.part) && longest.phrase.why === "share-bar") platforms++
      if (has(longest, WAY.credit) && !has(longest, WAY.part | WAY.whole)) agencies++
      if (!name || has(longest, WAY.whole)) name ||= longest.phrase.why
    } else if (said & DIGITS && !(said & ADDRESS)) figures++
    const step = longest?.length ?? 1
    covered += longest || said & (ADDRESS | DIGITS) ? step : 0
    i += step
  }
  const full = covered === n
  const bars = line.pieces.length > 1 && piece.from === line.from && piece.to === line.to
  if (full && agencies === 0) {
    if (kinds) offer(1, name)
    else if (parts >= 2) offer(0.8, name)
    else if (parts === 1 && (n === 1 || figures === 0)) offer(links ? 0.8 : 0.5, name)
    else if (rates >= 2 && figures >= 2 && bars) offer(0.9, "ticker")
    else if (links === n) offer(1, /[#]/.test(text.slice(piece.start, piece.end)) ? "tags" : "embed")
  }
  if (n <= 14 && holdsAddress(says, piece) && /[\w-]@[\w-]/.test(text.slice(piece.start, piece.end))) offer(1.05, "contact")
  if (saysCopyright(text, piece)) offer(1, "copyright")
  if (n >= 6 && n <= LONG && isCreditedCaption(text, line, piece, zone)) offer(0.8, "photo-caption")
  if (best.base === 0) return undefined

  const m = best.most
  const stopped = endsSentence(text, piece.start, piece.end)
  const verbFirst = opening.some((x) => has(x, WAY.prose)) && !(m && has(m, WAY.sure | WAY.opens))
  let weight = best.base
  if (n <= SHORT) weight += 0.2
  if (!stopped) weight += 0.2
  if (zone !== "body") weight += 0.1
  if (bars || links) weight += 0.2
  else if (line.pieces.length > 1) weight += 0.1
  if (platforms && best.why !== "photo-caption") weight += 0.3
  if (verbFirst && !full) weight -= 0.6
  if (stopped && n > SHORT) weight -= 0.4
  if (n > LONG) weight -= 0.3
  if (n > VERY_LONG) weight -= 0.6
  // The first line is the title unless it is nothing but furniture, or what no title says.
  if (isTitle && !full && !(m && has(m, WAY.sure | WAY.head | WAY.bracket | WAY.crumb | WAY.label))) weight -= 0.5
  if (weight < ENOUGH) return undefined
  const heads = full && opening.some((x) => has(x, WAY.head) && x.length === n)
  return {why: best.why, heads, colon: ":：".includes(text.slice(piece.start, piece.end).trimEnd().at(-1) ?? " ")}
}

/// Which of the phrases at a word counts: one that may stand alone, else one of a row, else any other.
const weightOf = (m: Match): number =>
  has(m, WAY.whole)
    ? 3
    : has(m, WAY.part)
      ? 2
      : has(m, WAY.sure | WAY.head | WAY.opens | WAY.start | WAY.label | WAY.any | WAY.ticker | WAY.credit)
        ? 1
        : 0

function holdsAddress(says: Uint8Array, piece: Piece): boolean {
  for (let i = piece.from; i < piece.to; i++) if ((says[i] as number) & ADDRESS) return true
  return false
}

const saysCopyright = (text: string, piece: Piece): boolean =>
  text[firstInk(text, piece)] === "©" || /^\s*\([cC]\)/.test(text.slice(piece.start, piece.end))

/// What a phrase at the start of a piece says.
function openingWeight(text: string, line: Line, piece: Piece, m: Match, zone: Zone): number {
  const rest = piece.to - piece.from - m.length
  if (rest > m.phrase.most) return 0
  const after = text.slice(endOf(line, m.at + m.length - 1), piece.end)
  if (!met(m.phrase.needs, text.slice(piece.start, piece.end), after)) return 0
  if (has(m, WAY.sure)) return 2
  if (has(m, WAY.opens)) return 1
  if (has(m, WAY.bracket) && /^\s*[([]/.test(text.slice(piece.start, piece.end)) && /[)\]][\s.]*$/.test(text.slice(piece.start, piece.end)))
    return 1.2
  if (has(m, WAY.label) && rest > 0 && /^[\s)»"]*[:：]/.test(after)) return 0.9
  // «Credit...فلان»
  if (has(m, WAY.label) && rest > 0 && m.phrase.why.startsWith("photo") && /^\s*(?:…|\.{3})/.test(after)) return 0.9
  if (has(m, WAY.crumb) && rest > 0 && /^\s*[/>»›‹«|\\←<]/.test(after) && !endsSentence(text, piece.start, piece.end)) return 1
  if (has(m, WAY.foot) && zone === "foot") return 0.9
  if (has(m, WAY.start)) return 0.7
  return 0
}

const met = (needs: string, piece: string, after: string): boolean =>
  needs === "" ||
  (needs === "question" && /[؟?]/.test(piece)) ||
  (needs === "number" && /\p{N}[\p{N}\s()+-]{5,}|@|www|http/u.test(piece)) ||
  (needs === "colon" && /^\s*[:：]/.test(after))

/// «… تصوير: وكالة» closes the piece, and what stands before it is no longer than a caption.
function isEnding(text: string, line: Line, piece: Piece, m: Match): boolean {
  const rest = piece.to - m.at - m.length
  return (
    rest >= 1 &&
    rest <= m.phrase.most &&
    m.at - piece.from <= 22 &&
    /^\s*[:：]/.test(text.slice(endOf(line, m.at + m.length - 1), piece.end))
  )
}

/// «فلان يصافح فلانا في مكان ( وكالات )»: brackets with nothing but agencies and archives at the end. After a long sentence they credit the report.
/// A line that opens with «صورة» may credit anyone.
function isCreditedCaption(text: string, line: Line, piece: Piece, zone: Zone): boolean {
  const said = text.slice(piece.start, piece.end)
  const open = said.trimEnd().endsWith(")") ? said.lastIndexOf("(") : said.trimEnd().endsWith("]") ? said.lastIndexOf("[") : -1
  if (open < 0) return false
  let i = piece.from
  while (i < piece.to && startOf(line, i) < piece.start + open) i++
  const opensAsPhoto = line.matches.get(piece.from)?.some((m) => m.phrase.why === "photo-caption") ?? false
  if (opensAsPhoto && i - piece.from >= 2 && piece.to - i <= 4) return true
  if (i - piece.from < 5) return false
  const before = piece.start + open
  if (endsSentence(text, piece.start, before) && i - piece.from > 14) return false
  // Above the first paragraph a photographer may stand there: «فلان مغادرا القصر أمس (فلان وفلان)».
  if (zone === "head" && piece.to - i >= 2 && piece.to - i <= 4 && i - piece.from >= 4 && !endsSentence(text, piece.start, before)) {
    let names = true
    for (let j = i; j < piece.to; j++) if ((line.words.says[j] as number) & DIGITS) names = false
    if (names) return true
  }
  let agencies = 0
  while (i < piece.to) {
    const m = line.matches.get(i)?.find((x) => has(x, WAY.credit))
    if (!m && !((line.words.says[i] as number) & DIGITS)) return false
    if (m) agencies++
    i += m?.length ?? 1
  }
  return agencies > 0
}

function firstInk(text: string, piece: Piece): number {
  let at = piece.start
  while (at < piece.end && " \t|*•-–—".includes(text[at] as string)) at++
  return at
}

// ---- parts of a line

/// Pieces between bars that are furniture, what stands in the middle of a sentence by mistake, and a tail after a sentence.
function partsOf(text: string, line: Line, zone: Zone, isTitle: boolean): Cut[] {
  const cuts: Cut[] = []
  const {pieces, to} = line
  if (pieces.length > 1) {
    const verdicts = pieces.map((piece) => weigh(text, line, piece, zone, isTitle && piece.from === line.from))
    const kept = verdicts.findIndex((v) => !v)
    if (kept < 0) return [{start: line.start, end: Math.min(line.end + 1, text.length), why: (verdicts[0] as Verdict).why}]
    pieces.forEach((piece, i) => {
      const verdict = verdicts[i]
      if (!verdict) return
      const next = pieces[i + 1]
      // Before the first kept piece the bar after it goes too, elsewhere the bar before it.
      if (i < kept) cuts.push({start: i === 0 ? line.start : piece.start, end: (next as Piece).start, why: verdict.why})
      else cuts.push({start: (pieces[i - 1] as Piece).end, end: next ? piece.end : line.end, why: verdict.why})
    })
    if (cuts.length) return cuts
  }
  for (const [at, matches] of line.matches) {
    const inline = matches.find((m) => has(m, WAY.inline))
    if (inline) {
      cuts.push(inlineCut(text, line, inline))
      continue
    }
    if (at === line.from || !matches.some((m) => has(m, WAY.sure | WAY.head | WAY.opens | WAY.label | WAY.any))) continue
    const start = startOf(line, at)
    if (!followsSentence(text, line.start, start)) continue
    const why = tailWhy(text, line, {from: at, to, start, end: line.end}, matches)
    if (!why) continue
    cuts.push({start: endOfSentence(text, line.start, start), end: line.end, why})
    break
  }
  return cuts
}

const TAIL = 25

/// A tail goes where a strong phrase opens it and what follows is a headline: one run of words without a further sentence.
function tailWhy(text: string, line: Line, tail: Piece, matches: readonly Match[]): string | undefined {
  const n = tail.to - tail.from
  if (n > TAIL || tail.end - tail.start > TAIL * 20) return undefined
  const said = text.slice(tail.start, tail.end)
  if (/[.!؟?]\s+\S/.test(said.replace(/[.!؟?…\s"»”)\]]+$/, ""))) return undefined
  for (const m of matches) {
    const rest = n - m.length
    const after = text.slice(endOf(line, m.at + m.length - 1), tail.end)
    const colon = /^\s*[:：]/.test(after)
    if (rest > m.phrase.most || !met(m.phrase.needs, said, after)) continue
    if (has(m, WAY.sure | WAY.any) || (has(m, WAY.opens) && (colon || rest === 0 || !endsSentence(text, tail.start, tail.end))))
      return m.phrase.why
    if (has(m, WAY.label) && colon && rest > 0 && rest <= 12 && !(rest > 6 && endsSentence(text, tail.start, tail.end))) return m.phrase.why
  }
  return undefined
}

/// A cut in the middle takes its brackets and one of the spaces beside it.
function inlineCut(text: string, line: Line, m: Match): Cut {
  let start = startOf(line, m.at)
  let end = endOf(line, m.at + m.length - 1)
  if ("[(".includes(text[start - 1] ?? " ") && start - 1 >= line.start && "])".includes(text[end] ?? " ")) {
    start--
    end++
  }
  if (text[end] === " " && (start === line.start || text[start - 1] === " ")) end++
  return {start, end, why: m.phrase.why}
}

/// Spaces, opening quotes and dashes before a tail go with it.
function endOfSentence(text: string, start: number, at: number): number {
  let i = at
  while (i > start && ' \t"«“([-–—*'.includes(text[i - 1] as string)) i--
  // A closing quote belongs to the sentence; it looks like an opening one.
  while (i < at && text[i] === '"') i++
  return i
}

// ---- below a heading

const BULLET = /^\s*(?:[-–—•●▪*◾▶»>✔☑]|\d{1,2}\s*[.)-])/
const AT_MOST = 8

/// The headlines under «أخبار ذات صلة»: the lines that follow at once, or after a blank line where they are bulleted, where the heading
/// ends with a colon or where the report is over. A sentence, a date or a byline ends them.
function below(text: string, lines: readonly Line[], heading: number, zone: Zone, verdict: Verdict): number[] {
  const items: number[] = []
  let blank = false
  for (let i = heading + 1; i < lines.length && (zone === "foot" || items.length < AT_MOST); i++) {
    const line = lines[i] as Line
    if (line.to === line.from) {
      if (zone !== "foot" && items.length > 0) break
      blank = true
      continue
    }
    const said = text.slice(line.start, line.end)
    const bulleted = BULLET.test(said)
    if (blank && !bulleted && zone !== "foot" && !(verdict.colon && items.length === 0)) break
    const n = line.to - line.from
    if (line.matches.get(line.from)?.some((m) => has(m, WAY.sure | WAY.head))) break
    if (line.isParagraph || n > 22 || (verdict.why === "tags" && n > 5)) break
    if (!bulleted && n > 3 && /[.!]["»”)\]\s]*$/.test(said)) break
    if (line.matches.get(line.from)?.some((m) => m.phrase.why === "relative-time") && /\d/.test(said)) break
    items.push(i)
  }
  return items
}
