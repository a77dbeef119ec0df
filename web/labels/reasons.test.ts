import {readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import {openReader, readReport} from "../../src/pipeline.ts"
import {reasonInArabic} from "./reasons.ts"
import {samples} from "../../test/room.ts"

/// On Arabic pages reasons are Arabic. Reasons are made in many places; these tests read the program for its sentences, so that a new one
/// without its Arabic is told here, by its place.

const root = new URL("../..", import.meta.url).pathname
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((f) => f.endsWith(".ts") && !/\.(?:test|contract)\.ts$/.test(f))
    .map((f) => `${folder}/${f}`)

/// Where any text with two English words in a row is a reason, and where only what is handed to one of these is.
const ONLY_REASONS = [
  ...filesIn("src/resolve/published"),
  ...["events", "figures", "stories", "lives", "dating", "parties", "links"].map((f) => `src/link/${f}.ts`),
]
const HANDED = [...filesIn("src/extract"), ...filesIn("src/resolve"), "src/record/reviewing.ts"]

/// A literal, with what is put into it left open.
type Parts = readonly (string | {readonly code: string})[]

/// The literals of a file, and where they stand.
function literals(code: string): {readonly at: number; readonly parts: Parts}[] {
  const found: {at: number; parts: Parts}[] = []
  const word = /"(?:[^"\\\n]|\\.)*"/y
  for (let i = 0; i < code.length; i++) {
    if (code.startsWith("//", i)) i = Math.max(i, code.indexOf("\n", i))
    else if (code[i] === '"') {
      word.lastIndex = i
      const text = word.exec(code)?.[0]
      if (text === undefined) continue
      found.push({at: i, parts: [text.slice(1, -1)]})
      i += text.length - 1
    } else if (code[i] === "`") {
      const read = template(code, i)
      if (!read) continue
      found.push({at: i, parts: read.parts})
      i = read.end
    }
  }
  return found
}

function template(code: string, from: number): {readonly parts: Parts; readonly end: number} | undefined {
  const parts: (string | {readonly code: string})[] = []
  let text = ""
  for (let i = from + 1; i < code.length; i++) {
    if (code[i] === "`") return {parts: [...parts, text], end: i}
    if (!code.startsWith("${", i)) {
      text += code[i]
      continue
    }
    let end = i + 2
    for (let depth = 1; depth > 0 && end < code.length; end++) {
      if (code[end] === "`") end = template(code, end)?.end ?? code.length
      else if (code[end] === "{") depth++
      else if (code[end] === "}") depth--
    }
    parts.push(text, {code: code.slice(i + 2, end - 1)})
    text = ""
    i = end - 1
  }
  return undefined
}

/// What the program may put there: of several, one that makes a sentence is enough.
function valuesOf(code: string): readonly string[] {
  if (/\bq\(/.test(code)) return ['"كلمة"']
  if (/monthName|monthBefore/.test(code)) return ["March"]
  if (/WEEKDAYS_EN/.test(code)) return ["Monday"]
  if (/isoDay|edtf/i.test(code)) return ["2024-03-05"]
  if (/REASON\b/.test(code)) return ["the dateline gives"]
  if (/said\(/.test(code)) return ["~7 USD"]
  return [
    "كلمة",
    "7",
    '"كلمة"',
    '"كلمة" is Eid al-Fitr',
    '"كلمة" is behind it',
    'figures of "كلمة" are out',
    "«كلمة»",
    "planned",
    "trade",
    "March",
    "e_1",
    "e_1, which r_1 dates 2024",
    "still to come",
    "clause",
    "anchored",
    "day",
  ]
}

type Choice = {readonly of: string; readonly first: boolean}
/// The ways in which a template comes out: one for each side of every choice between texts in it. A choice that stands in it twice
/// falls the same way both times.
function ways(parts: Parts, made: readonly Choice[] = []): {readonly parts: Parts; readonly made: readonly Choice[]}[] {
  const [head, ...rest] = parts
  if (head === undefined) return [{parts: [], made}]
  const choice = typeof head === "string" ? undefined : /^([^?"`]+?) \? (.+)$/s.exec(head.code)
  const texts = choice && typeof head !== "string" ? sides(choice[2] as string) : undefined
  if (!choice || !texts) return ways(rest, made).map((w) => ({parts: [head, ...w.parts], made: w.made}))
  const of = choice[1] as string
  const known = made.find((m) => m.of === of)
  return [true, false].flatMap((first) =>
    known && known.first !== first
      ? []
      : ways(texts[first ? 0 : 1], known ? made : [...made, {of, first}]).flatMap((side) =>
          ways(rest, side.made).map((w) => ({parts: [...side.parts, ...w.parts], made: w.made})),
        ),
  )
}
/// `"a" : "b"`, where both are texts or choices themselves.
function sides(code: string): readonly [Parts, Parts] | undefined {
  const found = literals(code)
  const first = found[0]
  if (first?.at !== 0) return undefined
  const length = code.startsWith('"') ? (first.parts[0] as string).length + 2 : (template(code, 0)?.end ?? 0) + 1
  const other = /^ : (.+)$/s.exec(code.slice(length))?.[1]
  if (other === undefined) return undefined
  const last = literals(other)[0]
  return [first.parts, last?.at === 0 ? last.parts : [{code: other}]]
}
const filledWays = (parts: Parts): string[] =>
  parts.reduce<string[]>(
    (all, part) =>
      (typeof part === "string" ? all.map((a) => a + part) : all.flatMap((a) => valuesOf(part.code).map((v) => a + v))).slice(0, 60_000),
    [""],
  )
/// How it would read, with what is put into it left out.
const plainOf = (parts: Parts): string => parts.map((p) => (typeof p === "string" ? p : "…")).join("")
const isSentence = (text: string): boolean => /(?:^|\W)[a-z]{2,},? [a-z]{2,}/.test(text)

/// Parts of sentences, which other sentences take in.
const PARTS = [
  /^with an? (?:past|present) verb$|^still to come$|^the newest weekday it tells of,$/,
  /^one of … known events, …$|^the (?:publication line|line of the last update) says$|^(?:a line of its own gives the date|the dateline gives)$/,
  /^…, which … dates …$|^figures of … are out$/,
]
const isPart = (says: string): boolean => PARTS.some((p) => p.test(says))

type Found = {readonly where: string; readonly says: string; readonly may: () => readonly string[]}
function reasonsIn(file: string): Found[] {
  const code = readFileSync(join(root, file), "utf8")
  const all = ONLY_REASONS.includes(file)
  return literals(code).flatMap(({at, parts}) => {
    const before = code.slice(Math.max(0, at - 160), at)
    const line = before.slice(before.lastIndexOf("\n") + 1)
    if (/new Error\($|failure\(/.test(line) || /^import|from $/.test(line)) return []
    const made = (around = ""): Found[] =>
      ways(parts).map((way) => ({
        where: `${file}:${code.slice(0, at).split("\n").length}`,
        says: around + plainOf(way.parts),
        may: () => filledWays(way.parts).map((s) => around + s),
      }))
    if (/\bsays: (?:[^"`]*\? )?$|why: \[?(?:[^"`]*\? )?$|why\.push\($/.test(line)) return made().filter(({says}) => !/^\S+$/.test(says))
    if (/\bsay\("?[\w. ]+(?: as Status)?"?, $/.test(line)) return made("planned: ")
    if (/\.tell\(.*, $/.test(line)) return made("trade: ").filter(({says}) => isSentence(says))
    if (/\.placeBy\(.*, $/.test(line)) return made("كلمة: ")
    if (/\.add\(.*0\.\d+, $/.test(line)) return made("speech.verb: «كلمة», ")
    return all ? made().filter(({says}) => isSentence(says) && !isPart(says)) : []
  })
}

test.each([...ONLY_REASONS, ...HANDED])("every reason that %s gives has its Arabic", (file) => {
  const unknown = reasonsIn(file).filter(({may}) => !may().some((says) => reasonInArabic(says) !== undefined))
  expect(unknown.map(({where, says}) => `${where} ${says}`)).toEqual([])
})

test("the program is full of reasons", () => {
  expect([...ONLY_REASONS, ...HANDED].flatMap(reasonsIn).length).toBeGreaterThan(200)
})

test("every reason in the record of some samples has its Arabic", () => {
  const reader = openReader()
  const some = samples((name) => Number(name.slice(1, 4)) % 4 === 1)
  const unknown = some.flatMap((raw) => {
    const {report, events, statements, figures} = readReport(raw, reader)
    const reasons = [...[...events, ...statements, ...figures].flatMap((c) => c.why.map((w) => w.says)), ...report.published.why]
    return reasons.filter((says) => reasonInArabic(says) === undefined)
  })
  expect(unknown).toEqual([])
})

describe("said anew with the same words, days and names", () => {
  test.each([
    ["«يوم الأربعاء» is 2023-05-24 (anchored)", "«يوم الأربعاء» هو 24 مايو 2023 (محسوب من يوم التقرير)"],
    ["subj: «وزير الخارجية»", "فاعل: «وزير الخارجية»"],
    ["الي: «الدوحة»", "بعد «الي»: «الدوحة»"],
    ["planned: «يعتزم»", "مقرر: «يعتزم»"],
    [
      'set aside, as more speaks against it: "عام 2030" is still to come: not after that year',
      "نحي جانبا لأن ما يخالفه أقوى: «عام 2030» لم تأت بعد: ليس بعد تلك السنة",
    ],
    [
      "the same parties; the same period; 9700000000 USD against ~7700000000 USD",
      "الأطراف نفسها؛ المدة نفسها؛ 9.7 مليار دولار مقابل نحو 7.7 مليار دولار",
    ],
    ["corrected (status, time) by ليلى: خطأ في اليوم", "صححه ليلى (الحال، الزمان): خطأ في اليوم"],
  ])("%s", (said, arabic) => {
    expect(reasonInArabic(said)).toBe(arabic)
  })
  test("what no pattern knows stays as it is", () => {
    expect(reasonInArabic("something that the program never says")).toBeUndefined()
  })
})
