import type {Marks} from "../../annotate/index.ts"
import type {SaidDate, Word} from "../../lang/index.ts"
import {NEWLINE, NUMBER, WORD} from "../../model/index.ts"
import {firstFrom, itemAt} from "../../support/index.ts"
import type {CutDate} from "./cut.ts"
import {CAPTION, PART, PICTURE, PLAIN_CAPTION, traitsOf, type DatedFacts} from "./facts.ts"
import {findEvents, readHappenings} from "./named.ts"
import {FOOT_LINES, isPluperfect, tenseAt, type Happening, type Line, type Scene, type Told, yearSaid} from "./scene.ts"

const LEAD_SENTENCES = 2

export function readScene(marks: Marks, facts: DatedFacts, cut: readonly CutDate[]): Scene {
  const {tokens, sentences, dates} = marks
  const {count, kind} = tokens
  const own = new Uint16Array(count)
  const plain = new Uint16Array(count)
  const lines: Line[] = []
  const lineAt = new Int32Array(count).fill(-1)
  for (let i = 0, start = 0, words = 0; i <= count; i++) {
    if (i < count && kind[i] !== NEWLINE) {
      lineAt[i] = lines.length
      if (kind[i] === WORD) {
        const traits = traitsOf(marks.words[i] as Word, facts)
        own[i] = traits.own
        plain[i] = traits.plain
        words++
      } else if (kind[i] === NUMBER && facts.partsAt(tokens.folded[i] as string)) own[i] = PART
      continue
    }
    if (i > start) lines.push({from: start, to: i, words})
    start = i + 1
    words = 0
  }
  const [first, second] = lines
  const isTitle =
    first !== undefined &&
    second !== undefined &&
    first.words <= 28 &&
    !/[.؛:،]\s*$/.test(marks.text.slice(tokens.start[first.from], tokens.end[first.to - 1]).replace(/(?:\.{2,}|…)$/, ""))
  const captions = lines.map(({from, to, words}, n) => {
    if (words > 30) return false
    for (let i = from; i < Math.min(to, from + 4); i++) if ((plain[i] as number) & PLAIN_CAPTION) return true
    if (to - from <= 30) for (let i = Math.max(from + 1, to - 4); i < to; i++) if ((own[i] as number) & CAPTION) return true
    if (words <= 25) for (let i = from; i < to; i++) if ((own[i] as number) & PICTURE) return true
    return n > 1 && n < lines.length - FOOT_LINES && words <= 16 && isBareCaption(marks, lines[n] as Line)
  })
  let lead = 0
  const placeOf = sentences.map((s): Told["place"] => {
    const line = lineAt[s.from] ?? -1
    if (line >= 0 && captions[line]) return "caption"
    if (line === 0 && isTitle) return "title"
    if (s.to - s.from >= 8 && lead < LEAD_SENTENCES) {
      lead++
      return "lead"
    }
    return lead === 0 ? "head" : "body"
  })
  const inQuote = new Uint8Array(tokens.count + 1)
  for (const q of marks.quotations) inQuote.fill(1, q.from, q.to)
  const scene = {
    marks,
    facts,
    own,
    plain,
    lines,
    told: [] as readonly Told[],
    placeOf,
    named: findEvents(marks, facts, own),
    happenings: [] as readonly Happening[],
    cut,
  }
  let inheriting = false
  scene.told = dates.map((date, index): Told => {
    const sentence = marks.sentenceAt[date.from] ?? -1
    let weekday: number | undefined
    let by: number | undefined
    for (let i = date.from; i < date.to; i++) {
      if (kind[i] !== WORD) continue
      const traits = traitsOf(marks.words[i] as Word, facts)
      weekday ??= traits.weekday
      by ??= traits.by
    }
    if (date.said.is === "weekday") weekday = date.said.weekday
    if (date.said.is === "relative" && date.said.unit === "day") by = date.said.by
    const before = itemAt(dates, index - 1)
    const inherits =
      before !== undefined &&
      marks.sentenceAt[before.from] === sentence &&
      (yearSaid(before.said) !== undefined || isOfPastYear(before.said) || inheriting) &&
      date.said.is === "date" &&
      date.said.y === undefined &&
      date.said.shift === undefined
    inheriting = inherits
    return {
      date,
      index,
      sentence,
      weekday,
      by,
      inherits,
      before: sentence >= 0 && isPluperfect(scene, date, sentence),
      tense: sentence < 0 ? "none" : tenseAt(scene, date, sentence),
      quote: marks.text.slice(tokens.start[date.from], tokens.end[date.to - 1]),
      place: sentence < 0 ? "head" : (placeOf[sentence] as Told["place"]),
      quoted: inQuote[date.from] === 1,
    }
  })
  scene.happenings = readHappenings(scene)
  return scene
}

/// «أبريل من العام الماضي»
const isOfPastYear = (said: SaidDate["said"]): boolean => said.is === "date" && typeof said.year === "number" && said.year < 0

/// «الوفدان الروسي والأوكراني في إسطنبول، 2 يونيو»: no verb, and a day at its end.
function isBareCaption({tokens, dates, predicateAt, predicates}: Marks, line: Line): boolean {
  const last = itemAt(dates, firstFrom(dates, Math.max(line.from, line.to - 6)))
  if (last?.said.is !== "date" || last.said.d === undefined || last.to > line.to || last.from - line.from < 3) return false
  for (let i = last.to; i < line.to; i++) if (tokens.kind[i] === WORD) return false
  for (let i = line.from; i < line.to; i++) if (itemAt(predicates, predicateAt[i] as number)?.cls === "v") return false
  return true
}
