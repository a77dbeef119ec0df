import type {SaidDate} from "../../lang/index.ts"
import {NUMBER, PUNCT, WORD, dayOf, isRealDate, weekdayOf} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import {REASON, type HeadDate} from "./cut.ts"
import {type Days, yearly} from "./days.ts"
import {AGENCY, DIGEST, LINE, OPENS, PUBLISHED, UPDATED, bare} from "./facts.ts"
import {FOOT_LINES, HEAD_LINES, type Line, type Scene, type Told} from "./scene.ts"

/// The date of a publication line, a dateline or a digest's title. Without a year it is that day of every year.
export function headDate(scene: Scene): HeadDate | undefined {
  const {lines, marks} = scene
  const found: {readonly kind: "published" | "line" | "dateline" | "updated"; readonly at: HeadDate}[] = []
  const near = [...lines.keys()].filter((n) => n < HEAD_LINES || n >= lines.length - FOOT_LINES)
  let d = 0
  for (const n of near) {
    const line = lines[n] as Line
    while (d < marks.dates.length && (marks.dates[d] as SaidDate).from < line.from) d++
    const inLine: Told[] = []
    for (let k = d; k < marks.dates.length && (marks.dates[k] as SaidDate).from < line.to; k++) inLine.push(scene.told[k] as Told)
    const dashed = n < HEAD_LINES ? dashedDateline(scene, line) : undefined
    if (dashed) found.push({kind: "dateline", at: dashed})
    if (inLine.length === 0 || dashed) continue
    const kind = lineKind(scene, line, inLine, n)
    if (!kind) continue
    const told = inLine.find((t) => t.date.said.is === "date" && t.date.said.d !== undefined && t.date.said.m !== undefined) ?? undefined
    const days = told && headDays(scene, told, inLine)
    if (told && days) found.push({kind, at: {days, why: `${REASON[kind]} «${told.quote}»`}})
  }
  for (const kind of ["published", "line", "dateline", "updated"] as const) {
    const all = found.filter((f) => f.kind === kind)
    const full = all.find((f) => f.at.days.length === 1) ?? all[0]
    // A dateline's bare day and a line's full date may both stand: the full one says more.
    if (full && (full.at.days.length === 1 || !found.some((f) => f.at.days.length === 1))) return full.at
  }
  return undefined
}

function headDays(scene: Scene, told: Told, inLine: readonly Told[]): Days | undefined {
  const said = told.date.said
  if (said.is !== "date") return undefined
  const weekday =
    told.weekday ?? inLine.find((t) => t.weekday !== undefined && t.date.to <= told.date.from && t.date.to >= told.date.from - 2)?.weekday
  if (said.hijri) {
    const range = said.y === undefined ? undefined : scene.facts.language.settleDate(said, {tense: "past"})?.range
    if (!range) return undefined
    // The Hijri day is reckoned within a day of the one observed; the weekday tells which.
    for (const by of [0, 1, -1])
      if (weekday !== undefined && weekdayOf(range.first + by) === weekday) return [{first: range.first + by, last: range.first + by}]
    return [{first: range.first - 1, last: range.last + 1}]
  }
  const {y, m, d} = said as {y?: number; m: number; d: number}
  if (y !== undefined) return isRealDate(y, m, d) ? [{first: dayOf(y, m, d), last: dayOf(y, m, d)}] : undefined
  const days = yearly((k) => {
    const day = isRealDate(k, m, d) ? dayOf(k, m, d) : undefined
    return day === undefined || (weekday !== undefined && weekdayOf(day) !== weekday) ? undefined : {first: day, last: day}
  })
  return days.length > 0 ? days : undefined
}

/// «الكويت - 3 - 1 (كونا)»: day and month parted by dashes.
function dashedDateline(scene: Scene, line: Line): HeadDate | undefined {
  const {tokens} = scene.marks
  for (let i = line.from; i < Math.min(line.to - 5, line.from + 6); i++) {
    if (tokens.kind[i] !== NUMBER || !/^\d\d?$/.test(tokens.folded[i] as string)) continue
    const [sign, month, open] = [tokens.folded[i + 1] as string, tokens.folded[i + 2] as string, tokens.folded[i + 3] as string]
    if (!"-–/".includes(sign) || !/^\d\d?$/.test(month) || open !== "(" || !agencyAt(scene, i + 4, line.to)) return undefined
    const [d, m] = [Number(tokens.folded[i]), Number(month)]
    const days = yearly((y) => (isRealDate(y, m, d) ? {first: dayOf(y, m, d), last: dayOf(y, m, d)} : undefined))
    return days.length > 0 ? {days, why: `the dateline gives «${d} - ${m}»`} : undefined
  }
  return undefined
}

/// The number of words of an agency's name at token i.
function agencyAt({marks, own, facts}: Scene, i: number, to: number): number {
  if (!((own[i] ?? 0) & AGENCY)) return 0
  let name = ""
  for (let k = i; k < Math.min(to, i + 5); k++) {
    if (marks.tokens.kind[k] !== WORD) {
      // «أ.ف.ب»
      if (marks.tokens.folded[k] !== "." || (marks.tokens.folded[k - 1] as string).length > 1) break
      continue
    }
    name += (name ? " " : "") + marks.tokens.folded[k]
    if (facts.words.get("agency")?.has(name)) return k - i + 1
  }
  return 0
}

function lineKind(scene: Scene, line: Line, inLine: readonly Told[], n: number): "published" | "line" | "dateline" | "updated" | undefined {
  const {marks, own, plain, lines} = scene
  const {tokens, predicateAt, predicates, mentionAt} = marks
  // Dates come in the order of the text.
  const dated = (i: number): boolean => {
    let [lo, hi] = [0, inLine.length]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((inLine[mid] as Told).date.to <= i) lo = mid + 1
      else hi = mid
    }
    return lo < inLine.length && (inLine[lo] as Told).date.from <= i
  }
  let opener: "published" | "updated" | undefined
  let phrase = ""
  const {words: listed} = scene.facts
  if ((own[line.from] as number) & OPENS)
    for (let i = line.from; i < Math.min(line.to, line.from + 4) && tokens.kind[i] === WORD; i++) {
      phrase += (phrase ? " " : "") + tokens.folded[i]
      if (listed.get("updated")?.has(phrase)) opener = "updated"
      else if (listed.get("published")?.has(phrase)) opener ??= "published"
    }
  const foot = n >= HEAD_LINES && n >= lines.length - FOOT_LINES
  let others = 0
  let verbs = 0
  let before = 0
  const firstDate = inLine[0]?.date.from ?? line.to
  for (let i = line.from; i < line.to; i++) {
    if (tokens.kind[i] !== WORD || dated(i)) continue
    const word = own[i] as number
    const n = predicateAt[i] as number
    const p = n >= 0 ? predicates[n] : undefined
    if (p?.cls === "v" && p.aspect === "perf" && (mentionAt[i] ?? -1) < 0 && !(word & (LINE | PUBLISHED))) verbs++
    if (!(word & (LINE | PUBLISHED | UPDATED)) && agencyAt(scene, i, line.to) === 0) others++
    if (i < firstDate) before++
    // A sentence: only a dateline before it is left to be asked for.
    if (others > 8 && (before > 6 || i >= firstDate)) break
  }
  const words = others + inLine.length
  if (opener && others <= (foot ? 4 : 8)) return opener
  if (scene.told.length > 0 && others === 0) return "line"
  const last = inLine.at(-1) as Told
  const end = last.date.to
  const full = inLine.some((t) => t.date.said.is === "date" && t.date.said.y !== undefined && t.date.said.d !== undefined)
  // «صدى بيروت - الأربعاء 19 شباط 2025»: an outlet or a place and the date, and no sentence.
  const goesOn = (): boolean => {
    for (let k = end; k < line.to; k++)
      if (tokens.kind[k] === WORD && !((own[k] as number) & (LINE | UPDATED | OPENS)) && agencyAt(scene, k, line.to) === 0) return true
    return false
  }
  const cue = firstDate > line.from ? bare(tokens.folded[firstDate - 1] as string) : ""
  const isEvent = /^(منذ|حتي|قبل|بعد|خلال|بين|من|الي)$/.test(cue)
  if (!foot && full && verbs === 0 && words <= 7 && !isEvent && cue !== "في" && !goesOn()) {
    if (n > 0 && (PUNCT === tokens.kind[firstDate - 1] || before <= 4)) return "line"
    if (n === 0) for (let i = line.from; i < firstDate; i++) if ((plain[i] as number) & DIGEST) return "line"
  }
  if (foot || before > 6 || isEvent) return undefined
  // A dateline: a place, the date, and then a dash, a bracket or an agency before the report begins.
  const told = inLine.find((t) => t.date.said.is === "date" && t.date.said.d !== undefined)
  if (!told) return undefined
  for (let i = line.from; i < told.date.from; i++) {
    const p = itemAt(predicates, predicateAt[i] as number)
    if (
      tokens.kind[i] === WORD &&
      !dated(i) &&
      p?.cls === "v" &&
      p.aspect === "perf" &&
      (mentionAt[i] ?? -1) < 0 &&
      !scene.marks.words[i]?.unknown &&
      told.date.from - line.from > 4
    )
      return undefined
  }
  const next = told.date.to < line.to ? (tokens.folded[told.date.to] as string) : "\n"
  // «موسكو، 20 أكتوبر. /تاس/.»
  const dotted = next === "." && ("/([".includes(tokens.folded[told.date.to + 1] ?? "") || agencyAt(scene, told.date.to + 1, line.to) > 0)
  const sign = next === "\n" || "(-–—/|:[".includes(next) || dotted || agencyAt(scene, told.date.to, line.to) > 0
  const placed =
    told.date.from === line.from ||
    PUNCT === tokens.kind[told.date.from - 1] ||
    cue === "في" ||
    (mentionAt[told.date.from - 1] ?? -1) >= 0 ||
    told.date.from - line.from <= 3
  return sign && placed && !(next === "\n" && n === 0) ? "dateline" : undefined
}
