import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {bytesOf, charOf, type EightBit} from "./eight-bit.ts"
import {decode, isNotText} from "./encoding.ts"
import {mendText} from "./letters.ts"
import {readGiven} from "./reports.ts"

const TEXT =
  "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري. وأكد الوزيران «عمق العلاقات» بين البلدين؛ وقال الوزير إن حجم التجارة بلغ 3 مليارات دولار."

function eightBit(text: string, encoding: EightBit): Uint8Array {
  const bytes = bytesOf(text, encoding)
  if (!bytes) throw new Error(`${encoding} has not all of «${text}»`)
  return bytes
}
const utf16 = (text: string, little: boolean): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le")
  return little ? bytes : bytes.swap16()
}
const join2 = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts)

describe("encodings", () => {
  const iso = TEXT.replace(/[«»]/g, '"')
  const rows: [string, Uint8Array, string, string][] = [
    ["UTF-8", Buffer.from(TEXT), "utf-8", TEXT],
    ["UTF-8 with its mark", join2(Uint8Array.of(0xef, 0xbb, 0xbf), Buffer.from(TEXT)), "utf-8", TEXT],
    ["UTF-16LE with its mark", join2(Uint8Array.of(0xff, 0xfe), utf16(TEXT, true)), "utf-16le", TEXT],
    ["UTF-16BE with its mark", join2(Uint8Array.of(0xfe, 0xff), utf16(TEXT, false)), "utf-16be", TEXT],
    ["UTF-16LE without", utf16(TEXT, true), "utf-16le", TEXT],
    ["UTF-16BE without", utf16(TEXT, false), "utf-16be", TEXT],
    ["windows-1256", eightBit(TEXT, "windows-1256"), "windows-1256", TEXT],
    ["ISO-8859-6", eightBit(iso, "iso-8859-6"), "iso-8859-6", iso],
    ["windows-1256, a few words", eightBit("زار الرئيس دمشق", "windows-1256"), "windows-1256", "زار الرئيس دمشق"],
    ["ISO-8859-6, a few words", eightBit("زار الرئيس دمشق", "iso-8859-6"), "iso-8859-6", "زار الرئيس دمشق"],
    ["ASCII", Buffer.from("plain words"), "utf-8", "plain words"],
  ]
  test.each(rows)("%s", (_name, bytes, encoding, text) => {
    expect(decode(bytes)).toEqual({text, encoding, replaced: 0, lost: 0, told: []})
  })
  test("a few broken bytes are replaced and counted", () => {
    const bytes = Buffer.from(`${TEXT} ${TEXT} ${TEXT}`)
    bytes[200] = 0xff
    const decoded = decode(bytes)
    expect(isNotText(decoded)).toBe(false)
    if (!isNotText(decoded)) expect([decoded.encoding, decoded.replaced > 0 && decoded.replaced <= 2]).toEqual(["utf-8", true])
  })
  test("many broken bytes are refused", () => {
    const bytes = Buffer.from(`${TEXT} ${TEXT}`)
    for (let i = 10; i < bytes.length; i += 15) bytes[i] = 0xff
    expect(decode(bytes)).toMatchObject({code: "encoding-broken"})
  })
  test.each([
    ["a PDF", Buffer.from("%PDF-1.7 \u0001\u0002")],
    ["a ZIP archive or Office document", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
    ["control bytes", Uint8Array.from({length: 500}, (_, i) => (i * 37) % 29)],
  ])("%s is not text", (detail, bytes) => expect(decode(bytes)).toEqual({code: "file-binary", detail}))
  test("letters of another 8-bit encoding are not taken for Arabic", () => {
    const cyrillic = Uint8Array.from({length: 300}, (_, i) => (i % 7 === 0 ? 32 : 0xe0 + ((i * 11) % 32)))
    expect(decode(cyrillic)).toMatchObject({code: "encoding-unknown"})
  })
})

/// UTF-8 read as another encoding, and that written as UTF-8.
const doubled = (text: string, as: EightBit): string => Array.from(Buffer.from(text), (b) => charOf(b, as)).join("")
const textOf = (bytes: Uint8Array, label?: string): string => {
  const decoded = decode(bytes, label)
  return isNotText(decoded) ? decoded.code : decoded.text
}

describe("mislabelled and mixed", () => {
  test.each<[string, Uint8Array, string]>([
    ["UTF-8 that is called windows-1256", Buffer.from(TEXT), "windows-1256"],
    ["windows-1256 that is called UTF-8", eightBit(TEXT, "windows-1256"), "utf-8"],
    ["windows-1256 that is called ISO-8859-6", eightBit(TEXT, "windows-1256"), "iso-8859-6"],
    ["UTF-16 that is called UTF-8", utf16(TEXT, true), "utf-8"],
  ])("%s", (_name, bytes, label) => expect(textOf(bytes, label)).toBe(TEXT))
  test("lines of windows-1256 in a page of UTF-8", () => {
    const lines = [TEXT, TEXT, "تعليق القارئ على الخبر أعلاه", TEXT]
    const bytes = join2(...lines.map((l, n) => join2(n === 2 ? eightBit(l, "windows-1256") : Buffer.from(l), Buffer.from("\n"))))
    expect(decode(bytes)).toMatchObject({text: `${lines.join("\n")}\n`, replaced: 0, told: [{code: "encoding-mixed", detail: "1 lines"}]})
  })
})

describe("encoded twice", () => {
  test.each<[string, EightBit]>([
    ["read as windows-1252: «Ø§Ù„»", "windows-1252"],
    ["read as windows-1256: «ط§ظ„»", "windows-1256"],
  ])("%s", (_name, as) => {
    expect(doubled("ال", as)).toBe(as === "windows-1252" ? "Ø§Ù„" : "ط§ظ„")
    expect(decode(Buffer.from(doubled(TEXT, as)))).toMatchObject({text: TEXT, told: [{code: "encoding-double"}]})
  })
  test("read as Latin-1, with its control characters", () => {
    const latin = Buffer.from(TEXT).toString("latin1")
    expect(textOf(Buffer.from(latin))).toBe(TEXT)
  })
  test("twice over", () => expect(textOf(Buffer.from(doubled(doubled(TEXT, "windows-1252"), "windows-1252")))).toBe(TEXT))
  test("the second byte of ف lost on the way", () => {
    const lost = doubled("قال وزير الخارجية في فندق الشرق", "windows-1252").replaceAll("\u0081", "\ufffd")
    expect(textOf(Buffer.from(lost))).toBe("قال وزير الخارجية في فندق الشرق")
  })
  test("a title that was doubled beside a text that was not", () => {
    const page = `<title>${doubled("وزير الخارجية في الدوحة", "windows-1252")}</title>\n<p>${TEXT}</p><p>café, naïve, Müller §5</p>`
    expect(textOf(Buffer.from(page))).toBe(`<title>وزير الخارجية في الدوحة</title>\n<p>${TEXT}</p><p>café, naïve, Müller §5</p>`)
  })
  test.each(["Å Ø Ù §12 «Ørsted» à Ù", "طط ظظ ظ§ ط„ كتب", TEXT, "Østergård Øresund Ø§"])("genuine letters stay: %s", (text) =>
    expect(textOf(Buffer.from(text))).toBe(text),
  )
  test("in a field of JSON, told once", async () => {
    const readings = await readGiven("a.jsonl", Buffer.from(JSON.stringify({text: doubled(TEXT, "windows-1252")})))
    expect(readings.map((r) => ("report" in r ? r.report.text : r.issue.code))).toEqual(["encoding-double", TEXT])
  })
})

describe("letters", () => {
  test.each<[string, string, string, string[]]>([
    ["escaped twice", "قال &amp;quot;الوزير&amp;quot; &#1573;&#x646; &laquo;كذا&raquo;&nbsp;", 'قال "الوزير" إن «كذا»\u00a0', []],
    ["printed shapes", "\ufeed\ufebb\ufede \ufe8d\ufedf\ufeee\ufeaf\ufef3\ufeae", "وصل الوزير", ["letters-shaped"]],
    ["a ligature", "\ufefb \ufef7\ufee7\ufeea", "لا لأنه", ["letters-shaped"]],
    ["the sign of the rial and ornaments stay", "١٠ ﷼ ﴾كذا﴿", "١٠ ﷼ ﴾كذا﴿", []],
    ["a letter of Persian", "\ufb56\ufef4\ufedc", "پيك", ["letters-shaped"]],
    ["years backwards", "في عام 3202 وعام 2202 زادت الصادرات", "في عام 3202 وعام 2202 زادت الصادرات", ["digits-reversed"]],
    ["a year and a number", "في عام 2023 وعام 2202 زادت الصادرات", "في عام 2023 وعام 2202 زادت الصادرات", []],
    ["an ampersand", "شركة AT&T و &كذا;", "شركة AT&T و &كذا;", []],
  ])("%s", (_name, text, plain, told) => {
    const mended = mendText(text)
    expect([mended.text, mended.told.map((t) => t.code)]).toEqual([plain, told])
  })
  const seen = (line: string): string =>
    (line.match(/[\da-zA-Z]+(?:[.,:/][\da-zA-Z]+)*|[\s\S]/g) ?? [])
      .reverse()
      .map((c) => ({"«": "»", "»": "«", "(": ")", ")": "("})[c] ?? c)
      .join("")
  test("lines stored as they are seen are turned round, numbers are not", () => {
    const text = `${TEXT}\nوقالت وكالة Reuters (الثلاثاء) إن القيمة بلغت 3.5 في 2023/05/24 في القاهرة.`
    const mended = mendText(text.split("\n").map(seen).join("\n"))
    expect([mended.text, mended.told.map((t) => t.code)]).toEqual([text, ["text-reversed"]])
  })
  test("printed shapes from left to right", () => {
    const shapes =
      "\ufeed\ufebb\ufede \ufe8d\ufedf\ufeee\ufeaf\ufef3\ufeae \ufe8d\ufedf\ufee4\ufebc\ufeae\ufef1 \ufe8d\ufedf\ufef0 \ufe8d\ufedf\ufed8\ufe8e\ufeeb\ufeae\ufe93"
    const mended = mendText([...shapes].reverse().join(""))
    expect([mended.text, mended.told.map((t) => t.code)]).toEqual(["وصل الوزير المصري الى القاهرة", ["letters-shaped", "text-reversed"]])
  })
  test("what was lost before it came is told", async () => {
    const readings = await readGiven("a.txt", Buffer.from(`${TEXT} المو\ufffdظف`))
    expect(readings.map((r) => ("report" in r ? "report" : `${r.issue.code} ${r.issue.detail}`))).toEqual([
      "encoding-repaired 1 lost before it came here",
      "report",
    ])
  })
})

describe("laws", () => {
  const word = fc.constantFrom(
    ..."في من على إلى قال الوزير المصري القاهرة دولة العلاقات أكد التجارة 2023 مليار دولار، البيان. الرئيس وزارة مباحثات شؤون".split(" "),
  )
  const texts = fc.array(word, {minLength: 8, maxLength: 60}).map((words) => words.join(" "))
  const ways: [string, (text: string) => Uint8Array][] = [
    ["UTF-8", (t) => Buffer.from(t)],
    ["UTF-8 with its mark", (t) => Buffer.from(`\ufeff${t}`)],
    ["UTF-16LE", (t) => utf16(t, true)],
    ["UTF-16BE with its mark", (t) => utf16(`\ufeff${t}`, false)],
    ["windows-1256", (t) => eightBit(t, "windows-1256")],
    ["ISO-8859-6", (t) => eightBit(t, "iso-8859-6")],
    ["twice by windows-1252", (t) => Buffer.from(doubled(t, "windows-1252"))],
    ["twice by windows-1256", (t) => Buffer.from(doubled(t, "windows-1256"))],
  ]
  test.each(ways)("what is encoded in %s is decoded again", (_name, encode) => {
    fc.assert(
      fc.property(texts, (text) => {
        const decoded = decode(encode(text))
        return !isNotText(decoded) && decoded.text === text && decoded.replaced === 0
      }),
      {numRuns: 60, seed: 7},
    )
  })
  test("text that is right is left as it is, and mending again changes nothing", () => {
    fc.assert(
      fc.property(texts, fc.string({unit: "binary", maxLength: 30}), (text, odd) => {
        const once = mendText(text + odd).text
        return mendText(text).text === text && mendText(once).text === once
      }),
      {numRuns: 200, seed: 7},
    )
  })
})
