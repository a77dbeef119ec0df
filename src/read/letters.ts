import type {IssueCode} from "../support/index.ts"
import {byteOf, type EightBit} from "./eight-bit.ts"

/// What was wrong with the letters of a text and was put right, or is only told.
export type Mended = {readonly text: string; readonly told: readonly Told[]}
export type Told = {readonly code: IssueCode; readonly detail: string}

/// What may be done to any text, markup too: text that was encoded twice is decoded, printed shapes become letters.
export function mendLetters(text: string): Mended {
  const told: Told[] = []
  const once = decodedTwice(text)
  if (once !== text) told.push({code: "encoding-double", detail: example(text, once)})
  const plain = withoutShapes(once)
  // Shapes that stand from left to right are turned with the text, where it is no markup any more.
  if (plain !== once) told.push({code: "letters-shaped", detail: `${shapesIn(once)} of ${once.length} characters`})
  return {text: plain, told}
}

/// What may be done to plain text only: what was escaped twice, lines that are stored as they are seen.
export function mendText(text: string): Mended {
  const shapes = shapesIn(text) > 20 ? shapesRunBackwards(text) : undefined
  const {text: mended, told} = mendLetters(unescaped(text))
  if (shapes || (shapes === undefined && runsBackwards(mended))) {
    const turned = mended
      .split("\n")
      .map((line) => (line.length > LONGEST_LINE ? line : turnedLine(line)))
      .join("\n")
    return {text: turned, told: [...told, {code: "text-reversed", detail: example(mended, turned)}]}
  }
  const digits = backwardYears(mended)
  return digits ? {text: mended, told: [...told, {code: "digits-reversed", detail: digits}]} : {text: mended, told}
}

const example = (before: string, after: string): string => {
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  const piece = (text: string): string => text.slice(at, at + 12).split("\n", 1)[0] as string
  return `«${piece(before)}» read as «${piece(after)}»`
}

// ---- encoded twice

/// UTF-8 that was read as an 8-bit encoding and written again: «Ø§Ù„» (windows-1252, Latin-1) or «ط§ظ„» (windows-1256) for «ال». The lead bytes
/// of Arabic letters, D8 and D9, give the two characters by which it is seen; where it was done twice over, their own lead bytes, C2 and C3.
type Doubled = {readonly encoding: EightBit; readonly seen: RegExp; readonly leads: readonly number[]; readonly gives: RegExp}

const AFTER_1252 =
  "\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122\\ufffd"
const AFTER_1256 =
  "\\u0080-\\u00bf\\u0152\\u0153\\u0679\\u067e\\u0686\\u0688\\u0691\\u0698\\u06a9\\u06af\\u06ba\\u06be\\u060c\\u061b\\u061f\\u0192\\u02c6\\u200c-\\u200f\\u2013-\\u203a\\u20ac\\u2122"
const ARABIC = /\p{Script=Arabic}/gu
const LEADS_1252 = new RegExp(`[\\u00d8\\u00d9][${AFTER_1252}]`, "g")

const DOUBLED: readonly Doubled[] = [
  {encoding: "windows-1252", seen: /\u00c3[\u0098\u0099\u02dc\u2122]\u00c2/g, leads: [0xc2, 0xc3], gives: LEADS_1252},
  {encoding: "windows-1252", seen: LEADS_1252, leads: [0xd8, 0xd9], gives: ARABIC},
  {encoding: "windows-1256", seen: new RegExp(`[طظ][${AFTER_1256}]`, "g"), leads: [0xd8, 0xd9], gives: ARABIC},
]

function decodedTwice(text: string): string {
  let out = text
  for (const way of DOUBLED) {
    // In what was doubled every letter is such a pair; two by chance are none.
    if ((out.match(way.seen)?.length ?? 0) >= 3) out = decodedRuns(out, way)
  }
  return out
}

const LONG_RUN = 4096

/// Runs of characters that have a byte in the encoding, each decoded as UTF-8 where its bytes are valid and give Arabic. Genuine text beside it,
/// of which the bytes make no UTF-8, stays as it is.
function decodedRuns(text: string, {encoding, leads, gives}: Doubled): string {
  const decoder = new TextDecoder("utf-8", {fatal: true})
  let out = ""
  let done = 0
  let start = -1
  let bytes: number[] = []
  let pairs = 0
  const end = (at: number): void => {
    if (start >= 0 && pairs >= 2) {
      try {
        const plain = decoder.decode(Uint8Array.from(bytes))
        const good = plain.match(gives)?.length ?? 0
        if (good >= 0.3 * pairs && good >= 2) {
          out += text.slice(done, start) + plain
          done = at
        }
      } catch {
        // No UTF-8: genuine letters.
      }
    }
    start = -1
    bytes = []
    pairs = 0
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    // A run is a word or words between tags and lines: where one was damaged the others are not lost.
    let b = c === "<" || c === ">" || c === "\n" || c === '"' ? undefined : byteOf(c, encoding)
    // Of the bytes that windows-1252 leaves open, one belongs to a common letter: D9 81, ف.
    if (c === "\ufffd" && bytes.at(-1) === 0xd9) b = 0x81
    if (b === undefined) {
      end(i)
      continue
    }
    // A run that has become long ends with its word.
    if (c === " " && bytes.length > LONG_RUN) {
      end(i)
      continue
    }
    if (start < 0) start = i
    bytes.push(b)
    if (leads.includes(b)) pairs++
  }
  end(text.length)
  return out + text.slice(done)
}

// ---- escaped twice

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|laquo|raquo|ldquo|rdquo|lsquo|rsquo|ndash|mdash|hellip|bull|zwnj|zwj|lrm|rlm|middot|copy));/gi
const NAMED: {readonly [name: string]: string} = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  laquo: "«",
  raquo: "»",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  bull: "•",
  zwnj: "\u200c",
  zwj: "\u200d",
  lrm: "\u200e",
  rlm: "\u200f",
  middot: "·",
  copy: "©",
}

/// `&quot;` and `&#1575;` that still stand in plain text were escaped once too often.
export function unescaped(text: string): string {
  if (!text.includes("&")) return text
  let out = text
  for (let round = 0; round < 2; round++) {
    const next = out.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16)
      return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : " "
    })
    if (next === out) return out
    out = next
  }
  return out
}

// ---- printed shapes

/// The presentation forms of Arabic, without the ornaments and the sign of the rial, which are no letters.
const SHAPES = /[\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]/g
const shapesIn = (text: string): number => text.match(SHAPES)?.length ?? 0
const withoutShapes = (text: string): string => (/[\ufb50-\ufefc]/.test(text) ? text.replace(SHAPES, lettersOf) : text)

/// The letters of a shape. A mark of its own (U+FE70 …) stands on a space or tatweel in the tables, and here on the letter before it.
const lettersOf = (shape: string): string => {
  const plain = shape.normalize("NFKC")
  return /^[ \u0640]\p{M}+$/u.test(plain) ? plain.slice(1) : plain
}

/// Whether shapes stand from left to right. A shape that ends a word (final) goes before one that begins a word (initial) only there.
function shapesRunBackwards(text: string): boolean | undefined {
  let forwards = 0
  let backwards = 0
  let last = ""
  for (const c of text) {
    const form = formOf(c)
    if (form && last) {
      if ((last === "initial" && form !== "initial") || (last === "medial" && form === "final")) forwards++
      if ((last === "final" && form !== "final" && form !== "isolated") || (last === "medial" && form === "initial")) backwards++
    }
    last = form
  }
  return forwards + backwards < 5 ? undefined : backwards > forwards
}

/// Forms-B hold each letter as isolated, final, initial, medial, in this order; letters that join on one side only have the first two.
const TWO_FORMS = "آأؤإاةدذرزوىﻵﻷﻹﻻ"
function formOf(c: string): "" | "isolated" | "final" | "initial" | "medial" {
  const code = c.charCodeAt(0)
  if (code < 0xfe80 || code > 0xfefc) return ""
  let at = 0xfe81
  if (code === 0xfe80) return "isolated"
  for (const letter of FORMS_B) {
    const n = TWO_FORMS.includes(letter) ? 2 : 4
    if (code < at + n) return (["isolated", "final", "initial", "medial"] as const)[code - at] as "isolated"
    at += n
  }
  return ""
}
const FORMS_B = [..."آأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيﻵﻷﻹﻻ"]

// ---- lines that are stored as they are seen

/// Letters stored from left to right: «ال» stands at the end of words as «لا», and ة, ى and ء, with which words end, begin them.
function runsBackwards(text: string): boolean {
  const words = text.slice(0, 20_000).match(/[\u0621-\u064a]{3,}/g) ?? []
  if (words.length < 8) return false
  let backwards = 0
  let forwards = 0
  for (const word of words) {
    if (/^[ةىئ]/.test(word) && !/^ئ[يه]/.test(word)) backwards++
    if (/لا$/.test(word)) backwards += 0.5
    if (/[ةى]$/.test(word)) forwards++
    if (/^[وفبكل]?ال/.test(word)) forwards += 0.5
  }
  return backwards > 3 * forwards && backwards >= 0.15 * words.length
}

const MIRRORED: {readonly [c: string]: string} = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "«": "»",
  "»": "«",
  "{": "}",
  "}": "{",
  "<": ">",
  ">": "<",
  "“": "”",
  "”": "“",
}

/// A longer line is no line of a printed page.
const LONGEST_LINE = 20_000

/// A line turned round; numbers and words in Latin letters, which are seen from left to right, keep their order.
function turnedLine(line: string): string {
  const runs = line.match(/[\p{Script=Latin}\d٠-٩]+(?:[.,:/٫٬'&+-][\p{Script=Latin}\d٠-٩]+)*%?|[^\p{Script=Latin}\d٠-٩]\p{M}*/gu) ?? []
  return runs
    .reverse()
    .map((run) => MIRRORED[run] ?? run)
    .join("")
}

/// Years written backwards («عام 3202»): named where several are and none stands right.
function backwardYears(text: string): string | undefined {
  const years = [
    ...text.matchAll(
      /(?:عام|سنة|العام|لعام|بعام|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\s+([0-9٠-٩]{4})(?![0-9٠-٩])/g,
    ),
  ].map((m) => m[1] as string)
  const isYear = (said: string): boolean => /^(?:19|20|١٩|٢٠)/.test(said)
  const backwards = years.filter((y) => !isYear(y) && isYear([...y].reverse().join("")))
  return backwards.length >= 2 && !years.some((y) => isYear(y) && !isYear([...y].reverse().join("")))
    ? backwards.slice(0, 4).join(", ")
    : undefined
}
