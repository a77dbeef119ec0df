import type {IssueCode} from "../support/index.ts"
import {mendLetters, type Told} from "./letters.ts"

/// Bytes as text. The encodings are those the Arabic press uses: UTF-8, UTF-16 (with and without its mark),
/// windows-1256 and ISO-8859-6. What a page says of itself is not believed: pages are often mislabelled, the bytes are not.
export type Decoded = {
  readonly text: string
  readonly encoding: Encoding
  /// Bytes that belong to no letter, as U+FFFD: by our reading, and `lost` by somebody's before us.
  readonly replaced: number
  readonly lost: number
  /// What was put right on the way.
  readonly told: readonly Told[]
}
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1256" | "iso-8859-6"
export type NotText = {readonly code: IssueCode; readonly detail: string}

export const isNotText = (x: Decoded | NotText): x is NotText => "code" in x

/// `label` is what a server or a head says of the encoding: it decides only where the bytes do not.
export function decode(bytes: Uint8Array, label?: string): Decoded | NotText {
  const decoded = byBytes(bytes, label)
  if (isNotText(decoded)) return decoded
  const {text, told} = mendLetters(decoded.text)
  return told.length ? {...decoded, text, told: [...decoded.told, ...told]} : decoded
}

function byBytes(bytes: Uint8Array, label: string | undefined): Decoded | NotText {
  const format = knownFormat(bytes)
  if (format) return {code: "file-binary", detail: format}
  const marked = byMark(bytes) ?? withoutMark(bytes)
  if (marked) return checked(withEncoding(bytes, marked))
  if (isBinary(bytes)) return {code: "file-binary", detail: "control bytes"}
  const utf8 = withEncoding(bytes, "utf-8")
  if (utf8.replaced === 0) return utf8
  // Bytes of an 8-bit encoding make a valid UTF-8 sequence only by chance, so a text with many valid ones is UTF-8, damaged.
  if (looksLikeUtf8(bytes)) return mixed(bytes, utf8) ?? checked(utf8)
  return byLetters(bytes, label)
}

/// At most one character in a hundred may be damaged; more, and the words can no longer be trusted.
function checked(decoded: Decoded): Decoded | NotText {
  if (decoded.replaced === 0) return decoded
  const share = decoded.replaced / decoded.text.length
  if (share > 0.01 && decoded.replaced > 3)
    return {code: "encoding-broken", detail: `${decoded.replaced} of ${decoded.text.length} characters`}
  return decoded
}

function withEncoding(bytes: Uint8Array, encoding: Encoding): Decoded {
  // The decoder takes the byte order mark away. A NUL is no character of a text, and a C library would end the string there.
  const text = new TextDecoder(encoding).decode(bytes).replaceAll("\u0000", "\ufffd")
  const lost = encoding === "utf-8" ? countOwnReplacements(bytes) : 0
  return {text, encoding, replaced: count(text, "\ufffd") - lost, lost, told: []}
}

const count = (text: string, c: string): number => {
  let n = 0
  for (let i = text.indexOf(c); i >= 0; i = text.indexOf(c, i + 1)) n++
  return n
}

/// U+FFFD that the file itself holds (EF BF BD): damaged before it reached us, and not by our reading.
function countOwnReplacements(bytes: Uint8Array): number {
  let n = 0
  for (let i = bytes.indexOf(0xef); i >= 0; i = bytes.indexOf(0xef, i + 1)) if (bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) n++
  return n
}

const FORMATS: readonly (readonly [name: string, ...head: number[]])[] = [
  ["a PDF", 0x25, 0x50, 0x44, 0x46, 0x2d],
  ["a ZIP archive or Office document", 0x50, 0x4b, 0x03, 0x04],
  ["a gzip archive", 0x1f, 0x8b],
  ["an old Office document", 0xd0, 0xcf, 0x11, 0xe0],
  ["a PNG image", 0x89, 0x50, 0x4e, 0x47],
  ["a JPEG image", 0xff, 0xd8, 0xff],
  ["a GIF image", 0x47, 0x49, 0x46, 0x38],
  ["a program", 0x7f, 0x45, 0x4c, 0x46],
  ["an SQLite file", 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
  ["an RTF document", 0x7b, 0x5c, 0x72, 0x74, 0x66],
]
const knownFormat = (bytes: Uint8Array): string | undefined => FORMATS.find(([, ...head]) => head.every((b, i) => bytes[i] === b))?.[0]

function byMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8"
  return undefined
}

/// UTF-16 without its mark: one byte of each pair is 00 (ASCII) or 06 (Arabic), which no other text has.
function withoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const pairs = Math.min(2048, bytes.length >> 1)
  if (pairs < 2) return undefined
  const high = [0, 0]
  for (let i = 0; i < pairs * 2; i++) if (bytes[i] === 0 || bytes[i] === 6) high[i & 1] = (high[i & 1] as number) + 1
  const [even, odd] = high as [number, number]
  if (odd > 0.7 * pairs && even < 0.3 * pairs) return "utf-16le"
  if (even > 0.7 * pairs && odd < 0.3 * pairs) return "utf-16be"
  return undefined
}

/// Text has tabs, line ends, page breaks and now and then an escape; more than one other control byte in a hundred is something else.
function isBinary(bytes: Uint8Array): boolean {
  const n = Math.min(bytes.length, 65536)
  let odd = 0
  for (let i = 0; i < n; i++) {
    const b = bytes[i] as number
    if (b < 32 && b !== 9 && b !== 10 && b !== 12 && b !== 13 && b !== 27) odd++
  }
  return odd > 0.01 * n
}

const looksLikeUtf8 = (bytes: Uint8Array): boolean => {
  const {whole, broken} = sequences(bytes)
  return whole > 2 * broken
}
const hasUtf8 = (bytes: Uint8Array): boolean => {
  const {whole, broken} = sequences(bytes)
  return whole >= 3 && whole > broken
}

/// Lead bytes followed by the continuation they ask for, against high bytes that fit no sequence.
function sequences(bytes: Uint8Array): {readonly whole: number; readonly broken: number} {
  let whole = 0
  let broken = 0
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i] as number
    if (b < 0x80) continue
    const length = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 0
    let at = 1
    while (at < length && ((bytes[i + at] as number) & 0xc0) === 0x80) at++
    if (length && at === length) {
      whole++
      i += length - 1
    } else broken++
  }
  return {whole, broken}
}

/// How often each letter stands in Arabic press text, per thousand letters (rounded; measured on the project's samples).
const LETTER_SHARE: {readonly [letter: string]: number} = {
  ا: 150,
  ل: 120,
  ي: 80,
  م: 60,
  ن: 58,
  و: 60,
  ر: 55,
  ت: 45,
  ع: 35,
  ب: 33,
  د: 33,
  أ: 28,
  س: 28,
  ة: 30,
  ه: 25,
  ق: 25,
  ف: 25,
  ك: 20,
  ح: 20,
  ج: 14,
  إ: 14,
  ش: 12,
  ص: 10,
  ط: 9,
  خ: 8,
  ى: 8,
  ض: 7,
  ذ: 6,
  ث: 5,
  ئ: 5,
  ز: 7,
  غ: 4,
  ء: 3,
  ظ: 2,
  ؤ: 2,
  آ: 2,
}

/// Which of the two 8-bit encodings gives letters as Arabic uses them.
function byLetters(bytes: Uint8Array, label: string | undefined): Decoded | NotText {
  const sample = bytes.subarray(0, 65536)
  // Of a few letters both may be likely; then what was said of them decides.
  const said = EIGHT_BIT.find((encoding) => encoding === label?.toLowerCase().replace(/^(?:x-)?cp-?/, "windows-"))
  const scored = EIGHT_BIT.map((encoding) => ({
    encoding,
    score: likelihood(new TextDecoder(encoding).decode(sample)) + (encoding === said ? 4 : 0),
  })).sort((a, b) => b.score - a.score)
  const best = scored[0] as (typeof scored)[number]
  // Arabic text scores about 60 a letter; letters thrown at random stay under 30.
  if (best.score < 38 && hasUtf8(sample)) return {code: "encoding-broken", detail: "broken UTF-8"}
  if (best.score < 38) return {code: "encoding-unknown", detail: "neither UTF-8 nor UTF-16, windows-1256 or ISO-8859-6"}
  return checked(withEncoding(bytes, best.encoding))
}

const EIGHT_BIT = ["windows-1256", "iso-8859-6"] as const

/// UTF-8 with lines of another encoding among it, as pages have that were put together from several places.
function mixed(bytes: Uint8Array, utf8: Decoded): Decoded | undefined {
  if (utf8.replaced <= 3) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const strict = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true})
  let out = ""
  let lines = 0
  let replaced = 0
  for (let at = 0; at < buffer.length; ) {
    const end = buffer.indexOf(10, at)
    const line = buffer.subarray(at, end < 0 ? buffer.length : end + 1)
    at += line.length
    try {
      out += strict.decode(line)
      continue
    } catch {
      // Not UTF-8, or damaged.
    }
    const best = EIGHT_BIT.map((encoding) => ({encoding, score: likelihood(new TextDecoder(encoding).decode(line))})).sort(
      (a, b) => b.score - a.score,
    )[0]
    if (best && best.score >= 45 && !looksLikeUtf8(line)) {
      lines++
      out += new TextDecoder(best.encoding).decode(line)
    } else {
      const part = withEncoding(line, "utf-8")
      replaced += part.replaced
      out += part.text
    }
  }
  if (lines === 0) return undefined
  const whole = checked({...utf8, text: out.replaceAll("\u0000", "\ufffd"), replaced})
  return isNotText(whole) ? undefined : {...whole, told: [{code: "encoding-mixed", detail: `${lines} lines`}]}
}

/// The mean commonness of the characters beyond ASCII; one that Arabic does not write counts against it.
function likelihood(text: string): number {
  let sum = 0
  let n = 0
  for (const c of text) {
    if (c < "\u0080") continue
    n++
    sum += LETTER_SHARE[c] ?? (/[،؛؟«»“”‘’–—…\u00a0\u064b-\u0652ـ٪٠-٩\u200c-\u200f•©]/.test(c) ? 40 : -60)
  }
  return n ? sum / n : 0
}
