import type {Marks} from "../annotate/index.ts"
import {type Mention, type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

const STEPS = new Set(["خطوه", "اجراء", "قرار", "تدبير", "موقف", "قيد", "رسم"])
const LIKE = /^(?:ال)?(?:مماثل|مشابه|مثيل)(?:ه|ا|ين)?$/
const TAKING = new Set(["اتخذ", "اعلن", "خطا", "قام", "اقر", "اصدر", "فرض"])
const FOLLOWING = new Set(["تلا", "تبع", "لحق", "اعقب"])
const REACH = 6

/// Who did as the one before: «واتخذت كندا خطوة مماثلة», «وحذت النرويج حذوها», «وتلتها الإمارات بمليار».
export function doersAlike(marks: Marks, p: Predicate): readonly number[] {
  if (p.cls !== "v" || p.negated || p.passive || !isAlike(marks, p)) return []
  return p.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 && isParty(marks.mentions[a.mention]) ? [a.mention] : []))
}

function isAlike(marks: Marks, p: Predicate): boolean {
  const {tokens} = marks
  if (p.lemma === "حذا") return ahead(marks, p, (i) => /^حذو(?:ه|ها|هم|هما)?$/.test(tokens.folded[i] as string))
  if (FOLLOWING.has(p.lemma)) {
    const goesBack = marks.words[p.token]?.verbs.some((r) => r.suffix === "3fs" || r.suffix === "3ms")
    return goesBack === true && p.args.some((a) => a.rel === "subj" && a.mention >= 0 && amountBehind(marks, marks.mentions[a.mention]))
  }
  if (!TAKING.has(p.lemma)) return false
  return ahead(marks, p, (i) => LIKE.test(tokens.folded[i] as string) && nounOf(marks, i - 1, STEPS))
}

/// Those told after a gift with no verb of their own: «تعهدت ألمانيا بتقديم 244 مليون يورو، وفرنسا بـ110 ملايين».
export function gappedDonors(marks: Marks, p: Predicate): readonly number[] {
  const {mentions, mentionAt, sentences, predicateAt, predicates} = marks
  const out: number[] = []
  const to = sentences[p.sentence]?.to ?? 0
  for (let i = p.token + 1; i < to; i++) {
    const v = itemAt(predicates, predicateAt[i] as number)
    if (v?.cls === "v") break
    const m = itemAt(mentions, mentionAt[i] as number)
    if (!m || m.from !== i) continue
    if (m.joined && isParty(m) && amountBehind(marks, m)) out.push(m.index)
    i = m.to - 1
  }
  return out
}

const isParty = (m: Mention | undefined): boolean => m !== undefined && (m.kind === "country" || m.kind === "organization")

/// «بـ110 ملايين», «بنحو مليار», «ب 500 ألف» right behind a name.
function amountBehind({tokens, aside}: Marks, m: Mention | undefined): boolean {
  if (!m || !(tokens.folded[m.to] ?? "").startsWith("ب")) return false
  return aside[m.to] === 1 || aside[m.to + 1] === 1 || aside[m.to + 2] === 1
}

function ahead({tokens}: Marks, p: Predicate, holds: (token: number) => boolean): boolean {
  for (let i = p.token + 1; i <= p.token + REACH && tokens.kind[i] === WORD; i++) if (holds(i)) return true
  return false
}

const nounOf = ({words}: Marks, token: number, list: ReadonlySet<string>): boolean =>
  words[token]?.nouns.some((r) => list.has(r.lemma.word)) ?? false
