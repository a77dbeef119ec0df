import type {Marks} from "../annotate/index.ts"
import {PUNCT, type Predicate} from "../model/index.ts"
import {itemAt} from "../support/index.ts"

/// Acts that one does of oneself: whoever stands in their genitive is asked to do them («طالب باستقالة الحكومة», «دعا إلى انسحاب إسرائيل»).
const DONE_BY = new Set(
  "انسحاب استقاله تنحي رحيل التزام امتثال تراجع كف توقف تخلي مغادره تعاون استجابه اعتذار اعتراف تنفيذ احترام انصياع تسليم موافقه جلاء خروج".split(
    " ",
  ),
)
/// Ending or lifting what is another's: «وقف الهجمات الإسرائيلية», «سحب القوات الروسية», «رفع العقوبات الأمريكية».
const ENDING = new Set("وقف انهاء رفع سحب الغاء تعليق تجميد ازاله فك ايقاف كبح لجم".split(" "))
/// What is ended so that nobody in particular is asked.
const OF_ALL = new Set("اطلاق نار قتال حرب صراع نزاع عنف".split(" "))
/// What brings both who fight to peace: asked of both by a third («خطة سلام», «تسوية سياسية»), of the other by one of them.
const PEACE = new Set(["سلام", "تسويه"])
/// «إنهاء الحرب»
const WARS = new Set(["حرب", "صراع", "نزاع", "قتال"])
const REACH = 14
/// What is asked stands behind these.
const ASKING_PREPS = new Set(["الي", "علي", "ان"])

/// What the words behind an act of asking say of who is to do it: mentions, or the token of an adjective of country.
export type Asked = {readonly mentions: readonly number[]} | {readonly adjective: number}

/// Who is asked where only what is asked for is told.
export function askedOf(marks: Marks, p: Predicate): Asked | undefined {
  const {tokens, words, mentionAt, mentions, sentences, predicateAt, predicates} = marks
  const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + REACH)
  const subjects = new Set(p.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? [a.mention] : [])))
  for (let i = p.token + 1; i < end; i++) {
    if (tokens.kind[i] === PUNCT) {
      if (!'"“”«»()'.includes(tokens.folded[i] as string)) return undefined
      continue
    }
    const at = predicateAt[i] as number
    if (at >= 0 && predicates[at]?.cls === "v") return undefined
    // «طالبت فرنسا في بيان مشترك صربيا وكوسوفو بخفض التصعيد»: a phrase between the verb and whom it asks.
    const spoken = itemAt(mentions, mentionAt[i] as number)
    if (spoken && spoken.from === i && !spoken.prep && !spoken.joined && spoken.kind !== "place" && !subjects.has(spoken.index)) {
      const row = rowFrom(marks, spoken.index)
      if (isAskedBehind(marks, row.to)) return {mentions: row.mentions}
    }
    if (mentionAt[i] !== -1) continue
    // «حث بوتين الأمريكيين على …», «دعا عباس الدول العربية إلى …»: a people, or the states of a bloc.
    const people = /^ال.+ين$/.test(tokens.folded[i] as string) ? i : tokens.folded[i] === "الدول" ? i + 1 : -1
    if (people >= 0 && (i === p.token + 1 || mentionAt[i - 1] !== -1) && words[people]?.al && isAskedBehind(marks, people + 1))
      return {adjective: people}
    const lemmas = words[i]?.nouns.map((r) => r.lemma.word) ?? []
    const done = lemmas.some((l) => DONE_BY.has(l))
    if (!done && !lemmas.some((l) => ENDING.has(l))) continue
    // The one who does it, or whose the thing is: right behind, or behind one noun.
    for (let j = i + 1; j <= i + (done ? 2 : 3) && j < end; j++) {
      const m = itemAt(mentions, mentionAt[j] as number)
      if (m) {
        // «دعت رعاياها إلى مغادرة لبنان»: what is left, not who leaves.
        if (lemmas.includes("مغادره") && m.form !== "body") return undefined
        const forces = m.form === "body" && m.countries.length === 1
        if (m.from !== j || m.prep || m.joined || m.kind === "place" || !(done || forces || j > i + 1)) return undefined
        return {mentions: [m.index]}
      }
      const w = words[j]
      if (!w || tokens.kind[j] === PUNCT || w.attached || w.joined) return undefined
      if (w.nisba?.lemma.country) return {adjective: j}
      if (w.prep || w.closed.size > 0 || w.nouns.some((r) => OF_ALL.has(r.lemma.word))) return undefined
    }
    return undefined
  }
  return undefined
}

/// Does what is asked begin here.
function isAskedBehind({tokens, words}: Marks, token: number): boolean {
  const next = words[token]
  return tokens.kind[token] !== PUNCT && next !== undefined && (next.attached === "ب" || ASKING_PREPS.has(tokens.folded[token] as string))
}

/// A mention with those joined to it, and the token behind them.
function rowFrom({mentions, mentionAt}: Marks, first: number): {readonly mentions: readonly number[]; readonly to: number} {
  const out = [first]
  let last = mentions[first]
  for (;;) {
    const next = last ? itemAt(mentions, mentionAt[last.to] as number) : undefined
    if (!last || !next?.joined || next.from !== last.to) return {mentions: out, to: last?.to ?? 0}
    out.push(next.index)
    last = next
  }
}

/// The word by which an act of asking seeks peace between those at war: a plan or settlement, the end of a war. A mere ceasefire is not enough,
/// for it may be asked of the world.
export function peaceSought({tokens, words, sentences, mentionAt}: Marks, p: Predicate): number {
  const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + REACH)
  for (let i = p.token + 1; i < end; i++) {
    if (tokens.kind[i] === PUNCT && !'"“”«»()'.includes(tokens.folded[i] as string)) return -1
    if (mentionAt[i] !== -1) continue
    const lemmas = words[i]?.nouns.map((r) => r.lemma.word) ?? []
    if (lemmas.some((l) => PEACE.has(l))) return i
    if (lemmas.includes("انهاء") && words[i + 1]?.nouns.some((r) => WARS.has(r.lemma.word))) return i
  }
  return -1
}
