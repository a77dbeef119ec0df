import type {Marks} from "../annotate/index.ts"
import {NUMBER, type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {hangs} from "./events-frames.ts"

/// What has the words of an act and is none: talks with the press, the occupier named by what he does, anniversaries, where a thing lies.

/// Talks that may be held with an outlet.
const TALKING = new Set(["مقابله", "حوار", "اتصال", "مكالمه", "محادثه", "لقاء"])
const OUTLETS = new Set(
  "صحيفه قناه تلفزيون اذاعه مجله جريده موقع برنامج يوميه اسبوعيه منصه بودكاست فضاييه صحيفتي قناتي مذيع صحفي صحافي اعلامي صحافه".split(" "),
)
/// By how many words the outlet may stand behind the talks.
const OUTLET_REACH = 7
/// «قال … في حوار»: words of saying under which such talks are where something was said.
const SAID_IN = new Set(
  "قال اكد اوضح اضاف اشار ذكر كشف صرح اعلن راي اعتبر تابع شدد لفت نفي بين ابان افاد حذر اقر اعترف استبعد توقع".split(" "),
)
const SAID_RELS = new Set(["في", "خلال"])
const SIDES = ["مع", "بين", "ب", "obj", "nisba"]
/// «ذكرى احتلال المدينة», «الذكرى السنوية لاحتلالها»
const MEMORIES = new Set(["ذكري", "عيد"])
const MEMORY_REACH = 4

/// «في حوار مع صحيفة «عكاظ»», «في اتصال هاتفي بـ«الشرق الأوسط»», «قال في اتصال هاتفي إن»: whoever talks to the press meets and calls nobody.
export function isInterview(marks: Marks, outlets: ReadonlySet<number>, p: Predicate): boolean {
  if (p.cls !== "n" || !TALKING.has(p.lemma)) return false
  const {tokens, words, mentions, mentionAt, sentences, predicates} = marks
  const end = Math.min(sentences[p.sentence]?.to ?? p.token, p.token + OUTLET_REACH + 1)
  for (let i = p.token + 1; i < end; i++) {
    const m = itemAt(mentions, mentionAt[i] as number)
    if (m?.from === i) {
      if (m.known.length > 0 && outlets.has(m.known[0] as number)) return !m.joined
      // «حوار مع رؤساء تحرير الصحف»
      if (m.kind !== "organization" && !(m.form === "title" && m.number === "pl")) break
    }
    if (tokens.kind[i] !== WORD) {
      if (".؛:".includes(tokens.folded[i] as string)) break
      continue
    }
    const w = words[i]
    if (!w) break
    // «لقاء صحفي»
    const told = w.attached !== "" || (words[i - 1]?.prep !== "" && words[i - 1]?.nouns.length === 0) || !w.joined
    if (told && w.nouns.some((r) => OUTLETS.has(r.lemma.word))) return true
    if (w.closed.has("comp")) break
  }
  if (p.lemma === "لقاء" || p.lemma === "محادثه") return false
  const over = itemAt(predicates, p.governor)
  if (over?.cls !== "v" || !SAID_IN.has(over.lemma) || !SAID_RELS.has(p.governorRel)) return false
  return !SIDES.some((rel) => hangs(p, rel)) && !over.args.some((a) => a.rel === "ل" && mentions[a.mention]?.kind === "person")
}

/// «سلطات الاحتلال», «يسيطر الاحتلال على الأغوار»: who occupies, not that he does.
export function isOccupier(marks: Marks, p: Predicate): boolean {
  if (p.lemma !== "احتلال" || !marks.words[p.token]?.al) return false
  return !(hangs(p, "nisba") && (hangs(p, "ل") || hangs(p, "في")))
}

/// «في ذكرى احتلال المدينة», «الذكرى السنوية الأولى لإسقاط الطائرة»: what is remembered has not just happened.
export function isRemembered(marks: Marks, p: Predicate): boolean {
  if (p.cls !== "n") return false
  const {tokens, words} = marks
  for (let i = p.token - 1; i >= p.token - MEMORY_REACH && i >= 0; i--) {
    if (tokens.kind[i] !== WORD) {
      if (tokens.kind[i] !== NUMBER) return false
      continue
    }
    const w = words[i]
    if (!w) return false
    if (w.nouns.some((r) => MEMORIES.has(r.lemma.word))) return i === p.token - 1 || words[p.token]?.attached === "ل"
    if (!w.al) return false
  }
  return false
}

/// «تقع المدينة في منطقة»: where it lies.
export const isLying = (p: Predicate): boolean => p.cls === "v" && p.lemma === "وقع" && p.aspect === "impf" && !p.future

/// Those who attack with words alone.
const OF_THE_PRESS = new Set("مذيع اعلام اعلامي صحيفه صحافه تلفزيون قناه مغرد ناشط كاتب معلق وسيله".split(" "))

/// «شن المذيع هجوما على الحكومة», «هاجمت صحيفة «كيهان» الاتفاق»: of the press and those who write there.
export function isOfPress(marks: Marks, outlets: ReadonlySet<number>, p: Predicate): boolean {
  const v = p.cls === "v" ? p : itemAt(marks.predicates, p.governor)
  if (v?.cls !== "v" || v.passive) return false
  for (const a of v.args) {
    if (a.rel !== "subj") continue
    const m = itemAt(marks.mentions, a.mention)
    if (
      m ? m.known.length > 0 && outlets.has(m.known[0] as number) : marks.words[a.token]?.nouns.some((r) => OF_THE_PRESS.has(r.lemma.word))
    )
      return true
  }
  return false
}
