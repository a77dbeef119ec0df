import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import fc from "fast-check"
import {describe, expect, it} from "vitest"
import {edtfRange, type Quote, type ReportRecord} from "../src/model/index.ts"
import {openReader, readReport, readTogether} from "../src/pipeline.ts"

/// What must hold of every record, whatever the text.

const reader = openReader()
const samples = readdirSync("samples/reports")
  .sort()
  .map((f) => readFileSync(join("samples/reports", f), "utf8"))

/// Pieces that news is made of, the awkward ones too; shuffled they make texts no newspaper prints.
const pieces = [
  "زار",
  "وزير الخارجية",
  "المصري",
  "سامح شكري",
  "بكين",
  "يوم الأربعاء",
  "،",
  ".",
  "\n",
  "“",
  "”",
  "«",
  "»",
  '"',
  "(",
  ")",
  "–",
  "-",
  ":",
  "12",
  "٪",
  "مليار دولار",
  "في",
  "إلى",
  "مع",
  "بين",
  "و",
  "قال",
  "إن",
  "أن",
  "الذي",
  "التي",
  "لم",
  "لن",
  "قد",
  "كان",
  "من المقرر أن",
  "محادثات",
  "عقوبات على",
  "روسيا",
  "لـ",
  "أ.ف.ب",
  "د.",
  "شي جين بينغ",
  "لي",
  "ون-بين",
  "5+1",
  "http://x.y",
  "ـــ",
  "َ",
  "\u200f",
  "\u00a0",
  "A",
  "🙂",
  "١٩٢.١٦٨",
  "الرئيسان",
  "نظيره",
  "الزعيمان",
  "«الشرق",
  "العاصمة",
  "التركية",
  "منذ",
  "قبل أسبوعين",
  "الماضي",
  "وفقا ل",
  "بحسب",
  "رويترز",
  "هجوم",
  "بلاده",
  "ه",
  "ال",
  "لل",
]
const texts = fc.oneof(
  fc.array(fc.constantFrom(...pieces), {maxLength: 60}).map((a) => a.join(" ")),
  fc.array(fc.constantFrom(...pieces), {maxLength: 30}).map((a) => a.join("")),
  fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.nat({max: 400})).map(([t, at, n]) => t.slice(at % t.length, (at % t.length) + n)),
  fc.string({unit: "grapheme", maxLength: 60}),
)

function quotesOf(r: ReportRecord): Quote[] {
  return [
    ...r.entities.flatMap((e) => e.mentions),
    ...r.events.flatMap((e) => e.evidence),
    ...r.statements.flatMap((s) => [s.content, s.cue]),
    ...r.figures.flatMap((f) => f.evidence),
  ]
}

function check(r: ReportRecord): void {
  for (const q of quotesOf(r)) {
    expect(r.report.text.slice(q.start, q.end)).toBe(q.quote)
    expect(q.quote.length).toBeGreaterThan(0)
  }
  const entities = new Set(r.entities.map((e) => e.id))
  for (const e of r.events) {
    for (const p of e.participants) expect(entities).toContain(p.entity)
    if (e.place) expect(entities).toContain(e.place)
    if (e.time) expect(edtfRange(e.time.edtf), e.time.edtf).toBeDefined()
    expect(e.why.length).toBeGreaterThan(0)
  }
  for (const s of r.statements) {
    expect(s.speaker === null || entities.has(s.speaker)).toBe(true)
    for (const v of s.via) expect(entities).toContain(v)
  }
  for (const f of r.figures) {
    expect(Number.isFinite(f.value)).toBe(true)
    for (const p of [...f.parties, ...f.source]) expect(entities).toContain(p)
    if (f.period) expect(edtfRange(f.period.edtf), f.period.edtf).toBeDefined()
  }
  const ids = [...r.events, ...r.statements, ...r.figures].map((c) => c.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(r.entities.map((e) => e.id)).size).toBe(r.entities.length)
}

describe("every record", () => {
  it("rests on exact words and names what it speaks of, whatever the text", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, "2024-03-05", "2023-05"), (text, published) => {
        check(readReport({source: "law", text, ...(published ? {published} : {})}, reader))
      }),
      {numRuns: 1500, seed: 11},
    )
  })

  it("holds for the samples, and is the same on a second reading", () => {
    for (const text of samples) {
      const once = readReport({source: "law", text}, reader)
      check(once)
      expect(readReport({source: "law", text}, reader)).toEqual(once)
    }
  })

  it("is the same whichever reports are read together with it", () => {
    const alone = new Map(samples.map((text) => [text, readReport({source: "law", text}, reader)]))
    fc.assert(
      fc.property(fc.shuffledSubarray([...alone.keys(), ...alone.keys()], {minLength: 1}), fc.array(texts, {maxLength: 4}), (some, odd) => {
        const raws = [...odd, ...some].map((text) => ({source: "law", text}))
        const records = readTogether(raws, reader).slice(odd.length)
        expect(records).toEqual(some.map((text) => ({value: alone.get(text)})))
      }),
      {numRuns: 12, seed: 5},
    )
  })

  it("takes time in proportion to the text", () => {
    const minutes = (copies: number): number => {
      const text = Array.from({length: copies}, (_, n) => samples[n % samples.length]).join("\n\n")
      const started = performance.now()
      readReport({source: "law", text}, reader)
      return performance.now() - started
    }
    minutes(40)
    // Ten times the text may take no more than thirty times as long: far above the noise, far below a square.
    const small = Math.min(minutes(20), minutes(20))
    expect(Math.min(minutes(200), minutes(200))).toBeLessThan(30 * small + 400)
  })
})
