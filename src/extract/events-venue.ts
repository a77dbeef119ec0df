import type {Marks} from "../annotate/index.ts"
import {type Mention, type Predicate, PUNCT, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

/// Where one speaks: «في كلمة أمام القمة في الرياض».
const VENUES = new Set(
  "اجتماع موتمر قمه لقاء جلسه خطاب كلمه منتدي احاطه زياره ملتقي ندوه تصريح بيان محادثات مباحثات مفاوضات دوره حوار مقابله".split(" "),
)
const HELD = new Set(["عقد", "انعقد", "جري", "اقيم", "التام"])
const PLACE_PREPS = new Set(["في", "ب", "داخل", "امام", "وسط"])
const REACH = 22
const DESCRIBING = new Set(["adj", "pp", "ap"])

/// Where an act of speech was done: a place told with «في» that belongs to no other happening («رحب باجتماعهما في بكين» was not in Beijing), or
/// where the gathering is held with which its sentence opens («في قمة عقدت في موسكو، دعا …»).
export function venueOf(marks: Marks, p: Predicate, used: readonly number[]): number {
  for (const a of p.args) {
    const m = a.mention >= 0 ? marks.mentions[a.mention] : undefined
    if (
      m &&
      PLACE_PREPS.has(a.rel) &&
      isPlace(m) &&
      !used.includes(m.index) &&
      m.from > p.token &&
      !described(marks, m) &&
      !others(marks, p.token + 1, m.from)
    )
      return m.index
  }
  return openingVenue(marks, p)
}

const isPlace = (m: Mention): boolean => (m.kind === "place" || m.kind === "country") && m.form !== "pair"

/// «لجنة المتابعة المعنية بليبيا»: the place is the participle's.
function described({words}: Marks, m: Mention): boolean {
  const before = words[m.from - 1]
  return (
    m.prep === "ب" && before !== undefined && before.al && before.nouns.length > 0 && before.nouns.every((r) => DESCRIBING.has(r.lemma.pos))
  )
}

/// Does a verb or the noun of an act stand between?
function others({tokens, words, predicateAt, predicates, mentionAt}: Marks, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== WORD || mentionAt[i] !== -1) continue
    const at = predicateAt[i] as number
    if (at >= 0 && predicates[at]?.cls === "v") return true
    const w = words[i]
    if (w?.closed.has("rel") || w?.closed.has("comp")) return true
    if (w?.nouns.some((r) => r.lemma.pos === "masdar") && !w.nouns.some((r) => VENUES.has(r.lemma.word))) return true
  }
  return false
}

function openingVenue(marks: Marks, p: Predicate): number {
  const {tokens, words, mentions, mentionAt, sentences, predicateAt, predicates} = marks
  const from = sentences[p.sentence]?.from ?? p.token
  if (p.token - from > REACH || p.token - from < 3) return -1
  let first = from
  while (first < p.token && tokens.kind[first] === PUNCT) first++
  const opens = /^[وف]?(?:في|خلال|اثناء)$/.test(tokens.folded[first] as string)
  if (!opens || !words[first + 1]?.nouns.some((r) => VENUES.has(r.lemma.word))) return -1
  // The gathering's own clause ends with the comma before the verb, or right before it.
  let comma = p.token
  for (let i = first + 2; i < p.token; i++) if (tokens.kind[i] === PUNCT && "،,".includes(tokens.folded[i] as string)) comma = i
  if (p.token - comma > 2 && comma !== p.token) return -1
  for (let i = first + 2; i < comma; i++) {
    const m = itemAt(mentions, mentionAt[i] as number)
    if (m && m.from === i && PLACE_PREPS.has(m.prep) && isPlace(m)) return m.index
    const at = predicateAt[i] as number
    if (at >= 0 && predicates[at]?.cls === "v" && !predicates[at].passive && !HELD.has(predicates[at].lemma)) return -1
  }
  return -1
}
