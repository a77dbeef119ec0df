import {type Day, NUMBER, dayOf, isoDay, yearRange} from "../../model/index.ts"
import {FIRST_YEAR, LAST_YEAR, from, until} from "./days.ts"
import {q, type Evidence} from "./evidence.ts"
import {bare} from "./facts.ts"
import {figureIn, hasFigure, isAim, isSamePeriod, lastYear, touches, type Scene, type Told} from "./scene.ts"

const isYear = (t: Told): number | undefined =>
  t.date.said.is === "date" && t.date.said.y !== undefined && t.date.said.m === undefined && !t.date.said.hijri ? t.date.said.y : undefined

export function ofYears(scene: Scene, out: Evidence[]): void {
  const {told, marks} = scene
  const {tokens} = marks
  for (const t of told) {
    const said = t.date.said
    const number = tokens.folded[t.date.to] ?? ""
    const open = number === "(" ? 1 : 0
    const year = open ? (tokens.folded[t.date.to + 1] ?? "") : number
    if (said.is === "relative" && said.unit === "year" && /^20\d\d$/.test(year) && tokens.kind[t.date.to + open] === NUMBER)
      out.push({rank: 86, days: [yearRange(Number(year) - said.by)], why: `"${t.quote} ${year}": published in ${Number(year) - said.by}`})
  }
  let latest: Told | undefined
  let latestYear = 0
  let bareDays = 0
  let ofParts = false
  for (const t of told) {
    const said = t.date.said
    ofParts = ofPart(scene, t, out) || ofParts
    if (said.is === "date" && said.y === undefined && said.year === undefined && said.m !== undefined && t.tense === "past" && !said.hijri)
      bareDays++
    const y = isYear(t) ?? (said.is === "date" && !said.hijri ? said.y : undefined) ?? lastYear(said)
    if (y === undefined || y < 1900 || y > LAST_YEAR) continue
    if (isAim(scene, t)) continue
    // «موازنة للعام 2024»: what something is meant for may be to come.
    if (/^ل(?:ل?عام|ل?سنة|20)/.test(t.quote)) continue
    const only = isYear(t)
    const next = bare(tokens.folded[t.date.to] ?? "")
    if (only !== undefined) {
      const shift = /^الجاري|^الحالي/.test(next)
        ? 0
        : /^الماضي|^المنصرم|^الفائت/.test(next)
          ? 1
          : /^المقبل|^القادم/.test(next)
            ? -1
            : undefined
      if (shift !== undefined) {
        out.push({rank: 86, days: [yearRange(only + shift)], why: `"${t.quote} ${next}": published in ${only + shift}`})
        continue
      }
      const beside = told[t.index - 1]
      const after = told[t.index + 1]
      const pointer = [beside, after].find((o) => o && touches(o, t, 1) && o.date.said.is === "relative" && o.date.said.unit === "year")
      if (pointer && pointer.date.said.is === "relative") {
        const year = only - pointer.date.said.by
        out.push({rank: 86, days: [yearRange(year)], why: `"${pointer.quote} ${t.quote}": published in ${year}`})
        continue
      }
      if (isSamePeriod(scene, t)) {
        out.push({
          rank: 60,
          days: [{first: endOfPart(scene, t, only + 1) ?? dayOf(only + 1, 1, 1), last: dayOf(only + 2, 3, 31)}],
          why: `"${t.quote}" is the year that this year's figures are compared with: published in ${only + 1} or soon after`,
        })
        continue
      }
    }
    if (t.tense === "future") {
      if (only !== undefined && said.is === "date")
        out.push({rank: 40, days: until(dayOf(only, 12, 31)), why: `"${t.quote}" is still to come: not after that year`})
      continue
    }
    if (said.is === "until" || said.is === "before") continue
    const first = dayOf(y, 1, 1)
    if (only !== undefined)
      out.push({
        rank: t.tense === "past" ? 77 : 44,
        days: from(first),
        why: `"${t.quote}"${t.tense === "past" ? " is told as past" : " is spoken of"}: not before ${y}`,
      })
    // A figure for a whole year is out when the year is.
    if (
      only !== undefined &&
      t.tense === "past" &&
      hasFigure(scene, t) &&
      !/^منذ|^خلال ال/.test(t.quote) &&
      tokens.folded[t.date.from - 1] !== "منذ"
    )
      out.push({rank: 42, days: from(dayOf(y + 1, 1, 1)), why: `figures for the whole of ${y} are out: not before ${y + 1}`})
    // «منذ ربيع عام 2022» says nothing of how long ago that is.
    let since = false
    for (let i = Math.max(0, t.date.from - 3); i < t.date.from && !since && only !== undefined; i++)
      since = bare(tokens.folded[i] as string) === "منذ"
    if (y > latestYear && !since) {
      latestYear = y
      latest = t
    }
  }
  if (!latest || latestYear < FIRST_YEAR) return
  out.push({
    rank: 22,
    days: [{first: dayOf(latestYear - 1, 1, 1), last: dayOf(latestYear + 1, 12, 31)}],
    why: `${latestYear} is the latest year named as past: a report of a later time would most likely name a later one`,
  })
  if (bareDays > 0 && !ofParts && latest.place !== "lead" && latest.place !== "title")
    out.push({
      rank: 20,
      days: [yearRange(latestYear + 1)],
      why: `${latestYear} is named with its number and other dates without a year: those are of the year after, the year of publication`,
    })
}

/// «في النصف الأول من العام مقارنة بالفترة نفسها من 2022»: that half of the year after is over.
function endOfPart({told, facts}: Scene, t: Told, y: number): Day | undefined {
  for (const o of told) {
    const {said} = o.date
    if (o.sentence !== t.sentence || said.is !== "part" || said.of.is !== "relative" || said.of.unit !== "year" || said.of.by !== 0)
      continue
    const of = {
      is: "date",
      y,
      hijri: undefined,
      m: undefined,
      d: undefined,
      weekday: undefined,
      shift: undefined,
      month: undefined,
      year: undefined,
      by: undefined,
    } as const
    return facts.language.settleDate({is: "part", part: said.part, of}, {tense: "past"})?.range.last
  }
  return undefined
}

/// «الأشهر التسعة الأولى من 2025», «النصف الأول من 2025» with a figure: published after them, and soon.
function ofPart({facts, marks}: Scene, t: Told, out: Evidence[]): boolean {
  const said = t.date.said
  if (said.is !== "part" || said.of.is !== "date" || said.of.y === undefined || said.of.hijri || t.tense === "future") return false
  const s = marks.sentences[t.sentence]
  const range = facts.language.settleDate(said, {tense: "past"})?.range
  if (!s || !range || range.last - range.first > 366 || !figureIn(marks, s.from, s.to, () => true)) return false
  const told = `figures of ${q(t)} are out`
  out.push({rank: 62, days: from(range.last - 6), why: `${told}: not before ${isoDay(range.last - 6)}`})
  out.push({rank: 21, days: [{first: range.last - 6, last: range.last + 150}], why: `${told}: published in the months after them`})
  return true
}
