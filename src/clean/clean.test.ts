import {existsSync, readdirSync, readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import fc from "fast-check"
import {describe, expect, it} from "vitest"
import {foldWord} from "../lang/ar/fold.ts"
import {readTable} from "../support/table.ts"
import {clean, composeMaps, makeFurniture, mapBuilder, type PosMap} from "./index.ts"
import {ROWS} from "./rows.ts"

const data = (name: string) => readFileSync(fileURLToPath(new URL(`../lang/ar/data/${name}`, import.meta.url)), "utf8")
const furniture = makeFurniture(
  ["boilerplate.tsv", "boilerplate-any.tsv"].flatMap((name) => readTable(data(name), name)),
  foldWord,
)

const TITLE = "الوزير يصل إلى العاصمة في زيارة رسمية"
const FIRST = "وصل وزير الخارجية إلى العاصمة أمس الثلاثاء في زيارة تستغرق ثلاثة أيام يلتقي خلالها عددا من كبار المسؤولين."
const LAST = "ومن المقرر أن يعقد الجانبان اجتماعا ثانيا في الشهر المقبل لبحث ملفات التجارة والطاقة والنقل بين البلدين."

const rows = ROWS.trim()
  .split("\n")
  .map((row) => {
    const [where = "", why = "", ...line] = row.split(" | ")
    return {where, why, line: line.join(" | ")}
  })

const page = (where: string, line: string): string =>
  where === "head"
    ? `${TITLE}\n\n${line}\n\n${FIRST}\n\n${LAST}\n`
    : where === "mid"
      ? `${TITLE}\n\n${FIRST}\n\n${line}\n\n${LAST}\n`
      : `${TITLE}\n\n${FIRST}\n\n${LAST}\n\n${line}\n`
const report = `${TITLE}\n\n${FIRST}\n\n${LAST}`

describe("lines of pages", () => {
  it("are many, and half of them stay", () => {
    expect(rows.length).toBeGreaterThanOrEqual(240)
    expect(rows.filter((r) => r.why === "keep").length).toBeGreaterThan(rows.length * 0.4)
  })

  it.each(rows)("$where $why: $line", ({where, why, line}) => {
    const raw = page(where, line)
    const cleaned = clean(raw, furniture)
    if (why === "keep") {
      expect(cleaned.removed).toEqual([])
      expect(cleaned.text).toBe(raw.trimEnd())
      return
    }
    expect(cleaned.text).toBe(report)
    expect(cleaned.removed[0]?.why).toBe(why)
  })
})

describe("parts of lines", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["نشر : 10/12/2022 - 09:31 ص    |    التعليقات (14)", "نشر : 10/12/2022 - 09:31 ص", "counter"],
    [`${FIRST} اقرأ أيضاً: أسعار الذهب تتراجع`, FIRST, "related"],
    [`${FIRST} [اقرأ أيضا: أسعار الذهب تتراجع]`, FIRST, "related"],
    [`${FIRST} تابعنا على Google News`, FIRST, "follow-us"],
    [`${FIRST} المصدر: رويترز`, FIRST, "source-link"],
    ["قال الوزير ADVERTISEMENT إن الاتفاق قريب.", "قال الوزير إن الاتفاق قريب.", "advertisement"],
    [`${FIRST} | 0 تعليق | طباعة`, FIRST, "counter"],
  ]
  it.each(cases)("%s", (line, left, why) => {
    const cleaned = clean(page("mid", line), furniture)
    expect(cleaned.text).toBe(`${TITLE}\n\n${FIRST}\n\n${left}\n\n${LAST}`)
    expect(cleaned.removed[0]?.why).toBe(why)
  })

  it.each([
    `${FIRST} اقرأ أيضا: كذا وكذا. وقال الوزير إن المحادثات ستستمر حتى نهاية الأسبوع.`,
    `${FIRST} المصدر: لن نعلق على ما نشرته الصحيفة في عددها الصادر أمس الأحد عن الخلاف.`,
    `وقال: «لا تعليق». شارك في الاجتماع وزير الدفاع.`,
    "قال الوزير  إن   الاتفاق قريب  وإن الجانبين سيوقعانه غدا.",
  ])("stay: %s", (line) => {
    expect(clean(page("mid", line), furniture).removed).toEqual([])
  })
})

describe("headings take the headlines below them", () => {
  it.each([
    "أخبار ذات صلة\n- الأرصاد: أمطار غزيرة على الساحل\n- هجوم الفريق يفتك بدفاع الضيوف",
    "اقرأ أيضا:\n\nأسعار الذهب تتراجع في الأسواق",
    "مواضيع ذات صلة\nخط الهيدروجين بين البلدين",
  ])("%s", (block) => {
    expect(clean(`${TITLE}\n\n${FIRST}\n\n${block}\n\n${LAST}`, furniture).text).toBe(report)
  })
  it("down to the end of the page below the report, but not a sentence above it", () => {
    expect(clean(`${report}\n\nالأكثر قراءة\n\nخبر عن الطقس\n\nخبر عن الرياضة`, furniture).text).toBe(report)
    expect(
      clean(
        `${report}\n\nالكلمات المفتاحية\nمصر\nإيران\nمواضيع ذات صلة\nافتتاح المتحف\nالتعليقات (2)\nقارئ\nخبر جميل`,
        furniture,
      ).removed.map((r) => r.why),
    ).toEqual(["tags", "tags", "tags", "related", "related", "counter", "counter", "counter"])
    expect(clean(`${TITLE}\n\nالتعليقات (2)\nحبر على ورق\n${FIRST}\n${LAST}`, furniture).text).toContain("حبر على ورق")
    expect(clean(`${TITLE}\n\nأخبار ذات صلة\n${FIRST}\n\n${LAST}`, furniture).text).toBe(report)
  })
})

describe("what cannot be seen", () => {
  it("goes, and the map leads back", () => {
    const raw = "\ufeffقال\u00a0الوزير\u200f إن\r\nالات\u00adفاق\u0000 قريب.\r\n\r\n\r\n\u202bنعم\u202c."
    const {text, map} = clean(raw, furniture)
    expect(text).toBe("قال الوزير إن\nالاتفاق قريب.\n\nنعم.")
    const at = text.indexOf("الاتفاق")
    const span = map.toRawSpan({start: at, end: at + 7})
    expect(raw.slice(span.start, span.end)).toBe("الات\u00adفاق")
  })
})

describe("maps", () => {
  const invisible = fc.constantFrom("\u200f", "\u200b", "\u00ad", "\r\n", "\n\n\n", "\u00a0", "\u0000", "\ufeff", "  ", " | ", "\t")
  const line = fc.constantFrom(...rows.map((r) => r.line), FIRST, LAST, TITLE, "")
  const raws = fc
    .array(
      fc.oneof(
        {weight: 4, arbitrary: line},
        {weight: 2, arbitrary: fc.constant("\n")},
        {weight: 1, arbitrary: invisible},
        {weight: 1, arbitrary: fc.string({maxLength: 8})},
      ),
      {maxLength: 30},
    )
    .map((parts) => parts.join(""))

  it("lead every kept character to the same character, and lengths add up", () => {
    fc.assert(
      fc.property(raws, (raw) => {
        const {text, map, removed} = clean(raw, furniture)
        expect(map.rawLength).toBe(raw.length)
        expect(map.cleanLength).toBe(text.length)
        for (let i = 0; i < text.length; i++) {
          const from = raw[map.toRaw(i)] as string
          if (from !== text[i])
            expect([from, text[i]]).toEqual(
              text[i] === " "
                ? [expect.stringMatching(/[\u00a0\u202f\u2007]/), " "]
                : [expect.stringMatching(/[\r\u000b\u000c\u2028\u2029\u0085]/), "\n"],
            )
          expect(map.fromRaw(map.toRaw(i))).toBe(i)
        }
        let gone = 0
        for (let s = 0; s < map.sections.length; s += 2)
          if (map.sections[s + 1] !== -1) gone += (map.sections[s] as number) - (map.sections[s + 1] as number)
        expect(text.length + gone).toBe(raw.length)
        let end = 0
        for (const piece of removed) {
          expect(raw.slice(piece.start, piece.end)).toBe(piece.quote)
          expect(piece.start).toBeGreaterThanOrEqual(end)
          end = piece.start
        }
      }),
      {numRuns: 200},
    )
  })

  it("change nothing when cleaning twice", () => {
    fc.assert(
      fc.property(raws, (raw) => {
        const once = clean(raw, furniture)
        const twice = clean(once.text, furniture)
        expect(twice.text).toBe(once.text)
        expect(twice.removed).toEqual([])
      }),
      {numRuns: 200},
    )
  })

  it("compose like going back one step after the other", () => {
    const steps = fc.array(fc.record({keep: fc.nat(4), before: fc.nat(3), after: fc.nat(1)}), {maxLength: 12})
    const make = (parts: readonly {keep: number; before: number; after: number}[]): PosMap => {
      const b = mapBuilder()
      for (const p of parts) {
        b.keep(p.keep)
        b.change(p.before, Math.min(p.after, p.before))
      }
      return b.done()
    }
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const first = make(a)
        const drop = make(b.map((p) => ({...p, after: 0})))
        const second = fit(drop, first.cleanLength)
        const both = composeMaps(first, second)
        expect([both.rawLength, both.cleanLength]).toEqual([first.rawLength, second.cleanLength])
        for (let i = 0; i < both.cleanLength; i++) {
          expect(both.toRaw(i)).toBe(first.toRaw(second.toRaw(i)))
          const between = second.toRawSpan({start: i, end: i + 1})
          expect(both.toRawSpan({start: i, end: i + 1})).toEqual(first.toRawSpan(between))
        }
      }),
    )
  })
})

/// The map cut or lengthened to a text of `length` characters.
function fit(map: PosMap, length: number): PosMap {
  const out = mapBuilder()
  let left = length
  for (let s = 0; s < map.sections.length && left > 0; s += 2) {
    const n = Math.min(left, map.sections[s] as number)
    if (map.sections[s + 1] === -1) out.keep(n)
    else out.change(n, Math.min(n, map.sections[s + 1] as number))
    left -= n
  }
  out.keep(left)
  return out.done()
}

const samples = fileURLToPath(new URL("../../samples/gold/", import.meta.url))
describe.skipIf(!existsSync(samples))("samples", () => {
  type Gold = {
    readonly text: string
    readonly boilerplate: readonly string[]
    readonly events: readonly {evidence: string}[]
    readonly figures: readonly {evidence: string}[]
    readonly statements: readonly {content: string}[]
  }
  const letters = (s: string) =>
    foldWord(s)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
  const files = existsSync(samples) ? (readdirSync(samples, {recursive: true}) as string[]).filter((f) => /\d\.json$/.test(f)) : []
  it.each(files)("%s loses its furniture and none of its words", (file) => {
    const gold = JSON.parse(readFileSync(samples + file, "utf8")) as Gold
    const text = letters(clean(gold.text, furniture).text)
    for (const b of gold.boilerplate) expect(text).not.toContain(letters(b))
    for (const quote of [...gold.events, ...gold.figures].map((x) => x.evidence).concat(gold.statements.map((x) => x.content)))
      expect(text).toContain(letters(quote))
  })
})
