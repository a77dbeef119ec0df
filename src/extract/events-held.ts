import type {Marks} from "../annotate/index.ts"
import {type Mention, type Status, WORD} from "../model/index.ts"
import {firstFrom, itemAt} from "../support/index.ts"

/// Someone who is told as held: «الكاتب فلان، الموقوف في مطار العاصمة منذ نوفمبر», «ما زال الرئيس فلان محتجزا في القصر».
export type Held = {
  readonly mention: number
  /// The participle.
  readonly token: number
  readonly status: Status | ""
  readonly place: number
  readonly date: number
}

const PARTICIPLE = /^(ال)?(?:محتجز|معتقل|موقوف|مسجون|محبوس|مختطف|مخطوف)(?:ه|ا|ين|ان)?$/
const LASTING = /^(?:و|ف)?(?:مازال|مازالت|يزال|تزال|زال|زالت|ظل|ظلت|يظل|تظل|بقي|بقيت)$/
const BEING = /^(?:و|ف)?(?:كان|كانت|بات|باتت|اصبح)$/
/// Words between a name and its participle, between that and where or since when.
const BETWEEN = 2
const REACH = 8

export function heldIn(marks: Marks): readonly Held[] {
  const out: Held[] = []
  for (const m of marks.mentions) {
    if (m.kind !== "person" || m.number === "pl") continue
    const held = heldAs(marks, m)
    if (held) out.push(held)
  }
  return out
}

function heldAs(marks: Marks, m: Mention): Held | undefined {
  const {tokens, mentionAt} = marks
  for (let i = m.to; i <= m.to + BETWEEN; i++) {
    if (tokens.kind[i] !== WORD) {
      if (i === m.to && "،,".includes(tokens.folded[i] ?? " ")) continue
      return undefined
    }
    const found = PARTICIPLE.exec(tokens.folded[i] as string)
    if (found) {
      const definite = found[1] !== undefined
      const status = definite ? "" : stateBefore(marks, m)
      return status === undefined
        ? undefined
        : {mention: m.index, token: i, status, place: placeOf(marks, m, i), date: dateBehind(marks, i)}
    }
    // Nothing but an adverb stands between: «محتجزا» may follow «ما زال فلان».
    if (mentionAt[i] !== -1) return undefined
  }
  return undefined
}

/// What the verb of being before the name says; undefined where there is none.
function stateBefore({tokens}: Marks, m: Mention): Status | "" | undefined {
  for (let i = m.from - 1; i >= Math.max(0, m.from - BETWEEN); i--) {
    const word = tokens.folded[i] as string
    if (LASTING.test(word)) return "ongoing"
    if (BEING.test(word)) return ""
  }
  return undefined
}

function placeOf(marks: Marks, m: Mention, token: number): number {
  const behind = placeBehind(marks, token)
  return behind >= 0 ? behind : placeBefore(marks, m)
}

/// «النيجر، حيث ما زال فلان محتجزا»
function placeBefore({mentions, mentionAt, tokens}: Marks, m: Mention): number {
  for (let i = m.from - 1; i >= Math.max(1, m.from - BETWEEN * 2); i--) {
    if (tokens.folded[i] !== "حيث") continue
    const before = "،,".includes(tokens.folded[i - 1] as string) ? i - 2 : i - 1
    const there = itemAt(mentions, mentionAt[before] as number)
    return there && (there.kind === "place" || there.kind === "country") ? there.index : -1
  }
  return -1
}

function placeBehind({mentions, mentionAt, tokens, sentences, sentenceAt}: Marks, token: number): number {
  const end = Math.min(sentences[sentenceAt[token] as number]?.to ?? token, token + REACH)
  for (let i = token + 1; i < end; i++) {
    if (tokens.kind[i] !== WORD) return -1
    const m = itemAt(mentions, mentionAt[i] as number)
    if (m?.from === i && (m.kind === "place" || m.kind === "country")) return m.prep === "في" || m.prep === "ب" ? m.index : -1
  }
  return -1
}

function dateBehind({dates, sentences, sentenceAt}: Marks, token: number): number {
  const to = sentences[sentenceAt[token] as number]?.to ?? token
  const n = firstFrom(dates, token)
  return n < dates.length && (dates[n]?.from as number) < Math.min(to, token + REACH + 2) ? n : -1
}
