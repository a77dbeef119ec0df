import {WORD, edtfOf, edtfRange, isoDay, type DayRange, type Mention} from "../../model/index.ts"
import {ALWAYS, from, hull, meet, type Days, union} from "./days.ts"
import type {Evidence} from "./evidence.ts"
import {FORMER} from "./facts.ts"
import type {Scene} from "./scene.ts"

/// Who is elected takes office within so many days.
const ELECT_DAYS = 100
/// Who has just lost an office is still called by it.
const GRACE = 45
/// A date among the first words of a sentence may be its dateline.
const DATELINE_WORDS = 4

/// Offices that a man may hold of several bodies, one after another: that he is called so tells of no term that is known.
const LOOSE: ReadonlySet<string> = new Set([
  "minister",
  "deputy-minister",
  "spokesperson",
  "party-leader",
  "envoy",
  "ambassador",
  "commander",
  "adviser",
])

const COUNTERPART = /^[وبلف]?نظير(?:ته|تها|ه|ها)$/

export function ofOffices(scene: Scene, out: Evidence[]): void {
  const {marks, facts, plain, placeOf} = scene
  const {entities} = facts.knowledge
  const dated = new Set<number>()
  // Who is named beside a day of the past may have held the office then.
  const told = new Set<number>()
  for (const t of scene.told)
    if (
      t.date.said.is === "date" &&
      t.date.said.m !== undefined &&
      t.tense === "past" &&
      t.sentence >= 0 &&
      t.date.from > (marks.sentences[t.sentence]?.from ?? 0) + DATELINE_WORDS
    )
      told.add(t.sentence)
  for (const t of scene.told) if (t.date.said.is === "date" && t.date.said.y !== undefined && t.sentence >= 0) dated.add(t.sentence)
  type Holder = {days: Days; count: number; lead: boolean; now: boolean; name: string; office: string; of: string}
  const holders = new Map<string, Holder>()
  let before: {readonly sentence: number; readonly office: Mention["office"]} | undefined
  for (const m of marks.mentions) {
    if (m.kind !== "person" || m.nameTo === m.nameFrom || m.known.length === 0) continue
    const sentence = marks.sentenceAt[m.from] ?? -1
    // «مع نظيره السعودي عادل الجبير» holds the office of who stands before.
    const counterpart = COUNTERPART.test(marks.tokens.folded[m.from] ?? "") || COUNTERPART.test(marks.tokens.folded[m.from - 1] ?? "")
    const office: Mention["office"] = m.office || (counterpart && before?.sentence === sentence ? before.office : "")
    if (m.office) before = {sentence, office: m.office}
    if (!office || LOOSE.has(office)) continue
    if (sentence < 0 || dated.has(sentence)) continue
    const elect = isElect(m)
    if (!elect && isFormer(m)) continue
    const terms: DayRange[] = []
    let en = ""
    let of = ""
    for (const k of m.known)
      for (const o of entities[k]?.offices ?? []) {
        if (o.office !== office || (m.countries.length > 0 && o.of.startsWith("country:") && !m.countries.includes(o.of))) continue
        terms.push({
          first: o.from ? (edtfRange(o.from)?.first ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY,
          last: o.to ? (edtfRange(o.to)?.last ?? Number.POSITIVE_INFINITY) + GRACE : Number.POSITIVE_INFINITY,
        })
        en = entities[k]?.en ?? ""
        of = o.of
      }
    if (terms.length === 0) continue
    if (elect) {
      const starts = terms.filter((term) => Number.isFinite(term.first))
      const days = union(starts.map(({first}) => ({first: first - ELECT_DAYS, last: first + 1})))
      if (starts.length > 0) out.push({rank: 64, days, why: `${en} is called ${office} elect: in the months before taking office`})
      continue
    }
    const key = `${en} ${office}`
    const old = holders.get(key)
    const lead = placeOf[sentence] === "lead" || placeOf[sentence] === "title"
    if (old) {
      old.count++
      old.lead ||= lead
      old.now ||= !told.has(sentence)
    } else
      holders.set(key, {days: union(terms), count: 1, lead, now: !told.has(sentence), name: en, office: office.replaceAll("-", " "), of})
  }
  // Of two who held one office after each other the earlier is remembered: «الرئيس جورج بوش» beside «الرئيس أوباما».
  for (const [key, h] of holders)
    for (const other of holders.values())
      if (other !== h && other.of === h.of && other.office === h.office && hull(other.days).first > hull(h.days).first) holders.delete(key)
  const bounded = [...holders.values()].filter((h) => h.now && Number.isFinite(hull(h.days).last))
  const together = bounded.reduce<{days: Days; names: string[]}>(
    (had, h) => {
      const left = meet(had.days, h.days)
      return left.length > 0 ? {days: left, names: [...had.names, h.name]} : had
    },
    {days: [ALWAYS], names: []},
  )
  // Two who hold office at one time say more than a year by its number, which may be that of a plan.
  if (together.names.length >= 2 && together.names.length >= 0.75 * bounded.length)
    out.push({
      rank: together.names.length > 2 ? 82 : 78.5,
      days: together.days,
      why: `${together.names.slice(0, 4).join(", ")} are all called by offices they held: ${together.days.map(edtfOf).join(" or ")}`,
    })
  for (const h of holders.values()) {
    const whole = hull(h.days)
    const sure = (h.lead ? 2 : 0) + Math.min(2, h.count - 1)
    if (Number.isFinite(whole.first))
      out.push({rank: 63 + sure, days: from(whole.first), why: `${h.name} is called ${h.office}: not before ${isoDay(whole.first)}`})
    if (h.days.length > 1 || Number.isFinite(whole.last))
      out.push({
        rank: 46 + sure,
        days: h.days,
        why: `${h.name} is called ${h.office}: in office or just out of it, ${h.days.map(edtfOf).join(" or ")}`,
      })
  }

  function isElect(m: Mention): boolean {
    for (let i = Math.max(0, m.from - 1); i < Math.min(m.to + 2, marks.tokens.count); i++)
      if (/^المنتخبه?$/.test(marks.tokens.folded[i] as string)) return true
    return false
  }

  function isFormer(m: Mention): boolean {
    for (let i = m.from - 2; i < Math.min(m.to + 2, marks.tokens.count); i++) {
      if (i >= 0 && (marks.mentionAt[i] === m.index || marks.tokens.kind[i] === WORD) && (plain[i] as number) & FORMER) return true
    }
    return false
  }
}
