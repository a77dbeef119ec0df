/// A key that the spellings of one foreign name share, however it came into Arabic: consonants by sound class, long vowels optional.
/// After the idea of Soundex and of Buckwalter-style normalisation, made for the routes of the Arabic press:
/// g is written غ ج ق or ك, v is ف or ڤ (و in some routes), p is ب, emphatic letters vary with plain ones, vowels come and go.
///
///     بوتين = بوتن      بينغ = بينج = بنغ      بطرسبورغ = بطرسبورج      زيلينسكي = زلنسكي
const CLASS: {readonly [letter: string]: string} = {
  غ: "g",
  ج: "g",
  ق: "g",
  ك: "g",
  خ: "h",
  ف: "f",
  ب: "b",
  ت: "t",
  ط: "t",
  د: "d",
  ض: "d",
  ذ: "d",
  ظ: "d",
  س: "s",
  ص: "s",
  ث: "s",
  ز: "z",
  ش: "c",
  ح: "h",
  ه: "h",
  م: "m",
  ن: "n",
  ل: "l",
  ر: "r",
}

/// The key of one folded word; vowels (ا و ي), ع and ء are dropped but for a leading one, doubled sounds count once.
export function wordKey(folded: string): string {
  let out = ""
  for (let i = 0; i < folded.length; i++) {
    const c = folded[i] as string
    const k = CLASS[c]
    if (k === undefined) {
      if (i === 0) out += "a"
      continue
    }
    if (c === "ه" && i === folded.length - 1 && i > 1) continue
    // «تش» is one sound, as is «نغ/نج/نك» at the end of a Chinese or English name.
    if (k === "c" && out.endsWith("t")) out = out.slice(0, -1)
    if (!out.endsWith(k)) out += k
  }
  return out
}

/// The key of a name of several folded words. A name too short to be told from others has no key.
export function nameKey(words: readonly string[]): string | undefined {
  const parts: string[] = []
  for (const word of words) {
    if (word === "بن" || word === "ال") continue
    // «عبدالمنعم» is «عبد المنعم», «ابوالغيط» «أبو الغيط».
    const at = word.length > 6 && (word.startsWith("عبدال") || word.startsWith("ابوال")) ? 3 : 0
    if (at) parts.push(wordKey(word.slice(0, at)))
    const rest = word.slice(at)
    parts.push(wordKey(rest.startsWith("ال") && rest.length > 4 ? rest.slice(2) : rest))
  }
  const letters = parts.reduce((n, p) => n + p.length, 0)
  return letters >= 5 && parts.length >= 2 ? parts.join("") : undefined
}
