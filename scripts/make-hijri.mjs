// Writes src/lang/ar/data/hijri.tsv: for each year of the Umm al-Qura calendar the day (from 1970-01-01) on which it begins
// and its twelve months as bits (1 = 30 days, Muharram first). Source: ICU's table, through Intl.
import {writeFileSync} from "node:fs"

const FIRST = 1356
const LAST = 1500
const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
  timeZone: "UTC",
  year: "numeric",
  month: "numeric",
  day: "numeric",
})
const hijriOf = (day) => {
  const part = Object.fromEntries(format.formatToParts(day * 86400000).map((p) => [p.type, p.value]))
  return {y: Number.parseInt(part.year ?? part.relatedYear, 10), m: Number(part.month), d: Number(part.day)}
}

const rows = []
let day = Math.floor(Date.UTC(1937, 0, 1) / 86400000)
while (hijriOf(day).y < FIRST) day++
for (let y = FIRST; y <= LAST; y++) {
  const start = day
  let bits = ""
  for (let m = 1; m <= 12; m++) {
    const at = hijriOf(day)
    if (at.y !== y || at.m !== m || at.d !== 1) throw new Error(`expected ${y}-${m}-1, found ${JSON.stringify(at)}`)
    const long = hijriOf(day + 29).d === 30
    bits += long ? "1" : "0"
    day += long ? 30 : 29
  }
  rows.push(`${y}\t${start}\t${bits}`)
}
writeFileSync(
  new URL("../src/lang/ar/data/hijri.tsv", import.meta.url),
  `# Umm al-Qura years: first day counted from 1970-01-01, months of 30 days as 1. Made by scripts/make-hijri.mjs from ICU's table.\nyear\tstart\tmonths\n${rows.join("\n")}\n`,
)
