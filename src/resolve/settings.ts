import type {Marks} from "../annotate/index.ts"
import {itemAt} from "../support/index.ts"
import type {Draft} from "./merge.ts"

/// Nouns that come back to an act told before, and the type of that act.
const RESUMED: ReadonlyMap<string, readonly string[]> = new Map([
  ["زياره", ["visit"]],
  ["رحله", ["visit"]],
  ["قمه", ["summit"]],
  ["موتمر", ["summit"]],
  ["منتدي", ["summit"]],
  ["دوره", ["summit"]],
  ["اجتماع", ["meeting", "summit"]],
  ["لقاء", ["meeting"]],
  ["محادثات", ["meeting"]],
  ["مباحثات", ["meeting"]],
  ["مفاوضات", ["meeting"]],
])
/// «خلال تلك الزيارة», «على هامش القمة», «في ختام المباحثات».
const DURING = /^[وف]?(?:خلال|اثناء|هامش|ختام|مستهل|اعقاب|عقب|بعد|ضمن)$/
const THAT = /^(?:تلك|هذه|ذلك|هذا)$/
const THERE = /^هناك$/
/// Words from an act to what sets it, and sentences back to the act that is meant.
const REACH = 14
const BACK = 3

/// Where and when an act happened that its words set within the one told before: «وأعلن هناك رفع العقوبات», «وخلال تلك الزيارة وقعت …».
/// The place and the days that it has of its own stay.
export function setWithin(marks: Marks, drafts: readonly Draft[], hasOwnDay: (d: Draft) => boolean): void {
  for (const [n, d] of drafts.entries()) {
    if ((d.time && d.place !== undefined) || d.mentioned) continue
    const meant = settingOf(marks, drafts, n)
    if (!meant || meant === d) continue
    if (!d.time && meant.time && meant.range && !hasOwnDay(d)) {
      d.time = {edtf: meant.time.edtf, basis: "inferred"}
      d.range = meant.range
      d.why.push({step: "time", says: `${meant.time.edtf}: within «${meant.evidence[0]?.quote.slice(0, 60)}»`})
    }
    if (d.place === undefined && meant.place !== undefined && SET_TYPES.has(d.type)) {
      d.place = meant.place
      d.why.push({step: "place", says: `that of «${meant.evidence[0]?.quote.slice(0, 60)}»`})
    }
  }
}

/// Acts that are done where they are told of.
const SET_TYPES = new Set(["meeting", "agreement", "summit", "cooperate", "concede"])

/// The act told before that an act is set within.
function settingOf(marks: Marks, drafts: readonly Draft[], n: number): Draft | undefined {
  const {tokens, words, sentences, predicates, predicateAt, mentionAt} = marks
  const d = drafts[n] as Draft
  const s = sentences[d.sentence]
  const told = itemAt(predicates, predicateAt[d.main] as number)
  const verb = told?.cls === "n" ? itemAt(predicates, told.governor) : told
  if (!s || verb?.cls !== "v" || verb.aspect !== "perf") return undefined
  const last = (fits: (o: Draft) => boolean): Draft | undefined => {
    for (let i = n - 1; i >= 0; i--) {
      const o = drafts[i] as Draft
      if (d.sentence - o.sentence > BACK) return undefined
      if (o.token < d.token && fits(o)) return o
    }
    return undefined
  }
  for (let i = Math.max(s.from, verb.token - REACH); i < Math.min(s.to, verb.token + REACH); i++) {
    const word = tokens.folded[i] as string
    // Between the act and what sets it no other verb stands.
    if (i > verb.token && predicates[predicateAt[i] as number]?.cls === "v") break
    if (i > verb.token && THERE.test(word)) return last((o) => o.place !== undefined && o.status === "occurred")
    if (!DURING.test(word)) continue
    let at = i + 1
    if (THAT.test(tokens.folded[at] ?? "")) at++
    const w = words[at]
    if (!w?.al || (mentionAt[at] as number) >= 0 || (mentionAt[at + 1] as number) >= 0) continue
    for (const r of w.nouns) {
      const types = RESUMED.get(r.lemma.word)
      if (!types) continue
      const verbBetween =
        i < d.main && predicates.some((p) => p.cls === "v" && p.sentence === d.sentence && p.token > at && p.token < d.main)
      if (verbBetween) break
      // «في ختام المؤتمر الصحفي»
      if (/^الصح/.test(tokens.folded[at + 1] ?? "")) break
      return last((o) => types.includes(o.type) && o.status !== "planned")
    }
  }
  return undefined
}
