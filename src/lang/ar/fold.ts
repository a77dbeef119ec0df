/// Folding: what two spellings of one Arabic word must share to be looked up as one word.
/// For matching only; the text of a report is never changed.
///
///     أ إ آ ٱ → ا     ى ئ ی → ي     ؤ → و     ة → ه     ء stays
///     harakat, dagger alif, tatweel, zero-width and bidi controls → nothing
///     ٠–٩ ۰–۹ → 0–9    پ → ب   چ → ج   ژ → ز   ڤ → ف   گ ڭ → غ   ک → ك
///     presentation forms (ﻼ, ﺔ, …) → their letters, then as above

const letters: readonly (readonly [from: string, to: string])[] = [
  ["أإآٱٲٳ", "ا"],
  ["ىئیېۍێ", "ي"],
  ["ؤۇۆۈۋ", "و"],
  ["ةۀەہھۃ", "ه"],
  ["کڪ", "ك"],
  ["گڭ", "غ"],
  ["پ", "ب"],
  ["چ", "ج"],
  ["ژ", "ز"],
  ["ڤ", "ف"],
  ["ڨ", "ق"],
]

/// Every character that folding changes, outside the presentation forms. The value is one character, or "" where the character vanishes.
export const foldTable: ReadonlyMap<string, string> = makeTable()

function makeTable(): Map<string, string> {
  const table = new Map<string, string>()
  for (const [from, to] of letters) for (const letter of from) table.set(letter, to)
  for (let digit = 0; digit < 10; digit++) {
    table.set(String.fromCharCode(0x0660 + digit), String(digit))
    table.set(String.fromCharCode(0x06f0 + digit), String(digit))
  }
  const vanish = (from: number, to: number) => {
    for (let code = from; code <= to; code++) table.set(String.fromCharCode(code), "")
  }
  vanish(0x0610, 0x061a) // signs of honour, small high letters
  vanish(0x064b, 0x065f) // harakat, combining hamza and madda
  vanish(0x0670, 0x0670) // dagger alif
  vanish(0x06d6, 0x06dc) // signs of recitation; U+06D4 is a full stop and stays
  vanish(0x06df, 0x06e8)
  vanish(0x06ea, 0x06ed)
  vanish(0x0640, 0x0640) // tatweel
  vanish(0x061c, 0x061c) // Arabic letter mark
  vanish(0x200b, 0x200f)
  vanish(0x202a, 0x202e)
  vanish(0x2060, 0x2064)
  vanish(0x2066, 0x2069)
  vanish(0xfeff, 0xfeff)
  vanish(0x00ad, 0x00ad)
  return table
}

// One lookup a character: code → "" | folded | undefined (unchanged), filled as characters are met.
const known: (string | undefined)[] = []

/// The folded form of one character (a UTF-16 unit): "" where it vanishes, several letters for a ligature.
export function foldChar(character: string): string {
  const code = character.charCodeAt(0)
  const met = known[code]
  if (met !== undefined) return met
  return (known[code] = foldNew(character, code))
}

function foldNew(character: string, code: number): string {
  const folded = foldTable.get(character)
  if (folded !== undefined) return folded
  if (!isPresentationForm(code)) return character
  let out = ""
  for (const part of character.normalize("NFKC")) out += part === " " ? "" : (foldTable.get(part) ?? part)
  return out
}

function isPresentationForm(code: number): boolean {
  return (code >= 0xfb50 && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfefe) || (code >= 0xff01 && code <= 0xff5e)
}

/// The folded form of a word (or of any text). Folding twice changes nothing more.
export function foldWord(word: string): string {
  const n = word.length
  let at = 0
  while (at < n && stays(word.charCodeAt(at))) at++
  if (at === n) return word
  let out = word.slice(0, at)
  while (at < n) {
    out += foldChar(word[at] as string)
    const from = ++at
    while (at < n && stays(word.charCodeAt(at))) at++
    if (at > from) out += word.slice(from, at)
  }
  return out
}

/// 1 where a character is its own folded form, 2 where it is not, 0 where it was not met yet.
const met = new Uint8Array(65536)

function stays(code: number): boolean {
  const known = met[code] as number
  if (known !== 0) return known === 1
  const character = String.fromCharCode(code)
  const same = foldChar(character) === character
  met[code] = same ? 1 : 2
  return same
}
