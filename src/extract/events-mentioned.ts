import type {Marks} from "../annotate/index.ts"
import type {Predicate} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {SIGNED} from "./events-lexicon.ts"
import type {Filled} from "./events-model.ts"

/// What was once agreed, and is spoken of for long after.
const DEALS = new Set("اتفاق اتفاقيه معاهده صفقه هدنه تفاهم بروتوكول".split(" "))
/// Verbs and masdars by which a deal comes about.
const MAKING = new Set("تم جري وقع ابرم عقد توصل اعلن انجز صادق صدق وافق مدد جدد دخل سري بدا رعي قاد اقر مضي".split(" "))
const MAKING_NOUNS = new Set("توقيع ابرام توصل اعلان عقد تمديد تجديد مصادقه تصديق موافقه".split(" "))
/// Tokens from the noun to a date that is its own: «الاتفاق النووي الموقع في 14 يوليو».
const OWN_DATE = 5

/// «دافع عن الاتفاق مع إيران», «تطرقت المباحثات إلى الاتفاق النووي»: a deal known from before, which the sentence speaks of and does not
/// tell the making of.
export function isMentioned(marks: Marks, p: Predicate): boolean {
  if (p.cls !== "n" || !DEALS.has(p.lemma) || !isKnown(marks, p)) return false
  const over = itemAt(marks.predicates, p.governor)
  if (over?.cls === "v") return !MAKING.has(over.lemma) || over.negated
  return !(over?.cls === "n" && MAKING_NOUNS.has(over.lemma))
}

/// «الاتفاق», «اتفاقهم», «اتفاق فيينا»
function isKnown({words, mentionAt, mentions, tokens}: Marks, p: Predicate): boolean {
  const w = words[p.token]
  if (w?.al || p.definite || w?.nouns.some((r) => r.suffix && r.lemma.word === p.lemma)) return true
  let next = p.token + 1
  while ('"“”«»'.includes(tokens.folded[next] ?? " ")) next++
  const m = itemAt(mentions, mentionAt[next] as number)
  return m !== undefined && m.kind === "place" && !m.prep && !m.joined
}

/// Is a date told of the deal itself: right behind a participle or the noun?
export function isOwnDate(marks: Marks, p: Predicate, date: number): boolean {
  const d = itemAt(marks.dates, date)
  if (!d || d.from <= p.token) return false
  const signed = signedBehind(marks, p)
  if (d.from - p.token > (signed ? 2 * OWN_DATE : 2)) return false
  for (let i = p.token + 1; i < d.from; i++) {
    const at = marks.predicateAt[i] as number
    if (at >= 0 && marks.predicates[at]?.cls === "v") return false
  }
  return true
}

function signedBehind({words}: Marks, p: Predicate): boolean {
  for (let i = p.token + 1; i <= p.token + OWN_DATE; i++)
    if (words[i]?.al && words[i]?.nouns.some((r) => r.lemma.pos === "pp" && SIGNED.has(r.lemma.verbWord ?? ""))) return true
  return false
}

/// Nouns by which a report comes back to what it has told, by the type of it.
const RESUMING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["meeting", new Set("لقاء اجتماع محادثه محادثات مباحثه مباحثات مفاوضه مفاوضات مشاوره مشاورات جلسه استقبال مقابله".split(" "))],
  ["summit", new Set("قمه موتمر اجتماع جلسه منتدي".split(" "))],
  ["call", new Set("اتصال مكالمه".split(" "))],
  ["visit", new Set("زياره جوله".split(" "))],
  ["assault", new Set("هجوم هجمه غاره قصف تفجير انفجار اعتداء عمليه ضربه حادث اشتباك مواجهه معركه كمين".split(" "))],
  ["protest", new Set("مظاهره تظاهره احتجاج مسيره اعتصام اضراب".split(" "))],
])

const ATTENDING = new Set(["حضر", "شهد"])

/// «استعرض الجانبان خلال اللقاء», «وأسفر الهجوم عن …»: a noun with the article, or a verb of which it is the subject or object, that names none
/// who act or are acted upon.
export function resumption({words, mentionAt, predicates}: Marks, p: Predicate, type: string, own: Filled): "" | "told" | "attended" {
  const nouns = RESUMING.get(type)
  if (!nouns) return ""
  const isAgain = (token: number): boolean =>
    mentionAt[token] === -1 &&
    (words[token]?.al ?? false) &&
    (words[token]?.nouns.some((r) => nouns.has(r.lemma.word)) ?? false) &&
    // «القمة الروسية العربية», «القمة التاسعة»: one of its own kind.
    !(type === "summit" && words[token + 1]?.al && mentionAt[token + 1] === -1 && !words[token + 1]?.prep)
  if (p.cls === "n") {
    if (!isAgain(p.token) || !own.every((f) => f.role === "place")) return ""
    const over = itemAt(predicates, p.governor)
    return over?.cls === "v" && ATTENDING.has(over.lemma) && p.governorRel === "obj" ? "attended" : "told"
  }
  const isOver = (rel: string): boolean => rel === "subj" || rel === "obj" || (type === "meeting" && (rel === "خلال" || rel === "اثناء"))
  if (!p.args.some((a) => a.mention < 0 && isOver(a.rel) && isAgain(a.token))) return ""
  return ATTENDING.has(p.lemma) ? "attended" : "told"
}
