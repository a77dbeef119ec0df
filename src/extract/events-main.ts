import type {Marks} from "../annotate/index.ts"
import {type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

/// How many verbs back the main one is looked for.
const REACH = 6
/// Words between a complementiser and its verb: «أن الصين لن تعارض».
const TO_VERB = 7

/// The verb whose day an act of speech shares where none is told of it: that of the clause a participle goes on from («قال … أمس …، محذرا من»),
/// that which brings what is said («أكد أن بلاده تعارض»), and the one before it in the sentence («قال في أكتوبر …، فاستدعت الوزارة»).
export function mainVerb(marks: Marks, p: Predicate): Predicate | undefined {
  if (p.cls !== "v") return undefined
  const word = marks.words[p.token]
  const participle = word?.verb === undefined
  const said = !participle && isSaid(marks, p)
  // What is told as past within what someone says is of a day of its own.
  if (said ? p.aspect !== "impf" || p.future : !participle && !word?.joined) return undefined
  const quoted = quotationOf(marks, p.token)
  let passed = 0
  for (let n = p.index - 1; n >= 0 && passed < REACH; n--) {
    const v = marks.predicates[n] as Predicate
    if (v.sentence !== p.sentence) return undefined
    if (v.cls !== "v" || marks.words[v.token]?.verb === undefined) continue
    passed++
    const at = quotationOf(marks, v.token)
    if (at !== quoted && at >= 0) continue
    // What is said, and the clauses of names, are passed over on the way to the verb of the sentence.
    if (isSaid(marks, v) || (!said && isRelative(marks, v))) continue
    return isBackground(marks, v) ? undefined : v
  }
  return undefined
}

/// Does a verb stand in a clause behind «أن», «إن», its subject before or behind it?
export function isSaid(marks: Marks, v: Predicate): boolean {
  const {tokens, words, predicateAt, predicates} = marks
  for (let i = v.token - 1; i >= Math.max(0, v.token - TO_VERB); i--) {
    if (tokens.kind[i] !== WORD) {
      if ('"“”«»'.includes(tokens.folded[i] as string)) continue
      return false
    }
    if (words[i]?.closed.has("comp")) return true
    const at = predicateAt[i] as number
    if (at >= 0 && predicates[at]?.cls === "v") return false
  }
  return false
}

function isRelative(marks: Marks, v: Predicate): boolean {
  return marks.tokens.kind[v.token - 1] === WORD && marks.words[v.token - 1]?.closed.has("rel") === true
}

/// «وكان قد …», «بعد أن …»: of a day before that of the story.
function isBackground(marks: Marks, v: Predicate): boolean {
  const s = marks.sentences[v.sentence]
  for (let i = v.token - 1; i >= Math.max(s?.from ?? 0, v.token - 8); i--) {
    if (marks.tokens.kind[i] !== WORD) continue
    if (/^[وف]?كان/.test(marks.tokens.folded[i] as string)) return true
    const at = marks.predicateAt[i] as number
    if (at >= 0 && marks.predicates[at]?.cls === "v") return false
  }
  return false
}

/// The quotation a token stands in; -1 for none.
export function quotationOf(marks: Marks, token: number): number {
  const {quotations} = marks
  let lo = 0
  let hi = quotations.length
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if ((quotations[mid]?.from as number) <= token) lo = mid + 1
    else hi = mid
  }
  const q = itemAt(quotations, lo - 1)
  return q && token < q.to ? lo - 1 : -1
}
