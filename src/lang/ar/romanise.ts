import {foldTable, foldWord} from "./fold.ts"
import {intern, itemAt} from "../../support/index.ts"
import {rowsOf} from "./units.ts"

/// A readable English spelling of a name in Arabic letters, for people, places and bodies that no list has: the parts that the table
/// knows as the press spells them, the rest by rule. A foreign name shows the vowels it is written with; an Arab name hides its short
/// ones, so they are guessed from the shape of the word.
///
///     محمد شياع السوداني → Mohammed Shiya al-Sudani     غريغوري ميكس → Gregory Mix
///
/// ASCII letters, spaces, hyphens and apostrophes; digits where the name has digits. One name always gives one spelling.
export function romanise(name: string): string {
  const known = spelled.get(name)
  if (known !== undefined) return known
  const spelling = romaniseNew(name)
  if (spelled.size >= 20_000) spelled.clear()
  // A name may be a slice that keeps its whole text alive; the table keeps names of their own.
  spelled.set(intern(name), spelling)
  return spelling
}

const spelled = new Map<string, string>()

function romaniseNew(name: string): string {
  const words = plain(name)
    .split(/[^\p{L}\p{N}'’-]+/u)
    .map((w) => w.replace(/^[-'’]+|[-'’]+$/g, ""))
    .filter(Boolean)
  const arab = isArab(words.flatMap((w) => w.split("-")))
  const out: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const next = words[i + 1]
    if (word === "عبد" && next?.startsWith("ال")) {
      out.push(servant(next.slice(2)))
      i++
    } else if (next === "الله" && !LINKS.has(foldWord(word)) && !word.startsWith("ال")) {
      out.push(ofGod(word))
      i++
    } else
      out.push(
        word
          .split("-")
          .filter(Boolean)
          .map((part) => spell(part, arab))
          .filter(Boolean)
          .join("-"),
      )
  }
  const joined = out
    .filter(Boolean)
    .join(" ")
    .replace(/^[a-z]/, (c) => c.toUpperCase())
  return joined || (/\p{L}/u.test(name) ? "A" : "")
}

type Part = {readonly en: string; readonly kind: "arab" | "link" | "other"}

const parts = new Map<string, Part>(
  rowsOf("romanise.tsv").map((row) => [foldWord(row["part"] as string), {en: row["en"] as string, kind: row["kind"] as Part["kind"]}]),
)
const LINKS = new Set([...parts].filter(([, part]) => part.kind === "link").map(([word]) => word))

/// Letters alone: no harakat, no tatweel; presentation forms and digits in their ordinary shape. Hamzas stay: they tell vowels.
function plain(name: string): string {
  let out = ""
  for (const c of name.normalize("NFKC").normalize("NFC")) {
    const folded = foldTable.get(c)
    if (folded !== "") out += folded !== undefined && /[0-9]/.test(folded) ? folded : (SAME_LETTER[c] ?? c)
  }
  return out
}

const SAME_LETTER: {readonly [letter: string]: string} = {
  ی: "ي",
  ې: "ي",
  ێ: "ي",
  ک: "ك",
  ہ: "ه",
  ھ: "ه",
  ە: "ه",
  ۀ: "ه",
  ٱ: "ا",
  ۆ: "و",
  ۇ: "و",
  ۈ: "و",
  "‑": "-",
  "–": "-",
}

// ---- whose name it is

const ARAB_LETTERS = /[حعصضظذء]|ة$/
const FOREIGN_LETTERS = /[پچژڤگڭڨ]/
const FOREIGN_ENDS =
  /(?:وف|وفا|يف|يفا|سكي|سكايا|شفيلي|يتش|ينكو|تشوك|سون|سن|برغ|شتاين|وغلو|ييف|ييفا|ادزه|ادزي|و|وس|يا|ينغ|ونغ|انغ|يز|[^ي]ه)$/
/// Endings that no Arab word has.
const SURE_ENDS = /(?:اييفا?|ييفا?|سكي|سكايا|شفيلي|وفيتش|ينكو|ادزه|شتاين)$/
/// سويلم, عويس: the diminutive.
const DIMINUTIVE = /^[^اوي]وي[^اوي]{1,2}ي?$/

/// Is this an Arab's name? The parts the table knows say it; else the letters that foreign names are hardly written with.
function isArab(words: readonly string[]): boolean {
  let arab = 0
  let other = 0
  for (const word of words) {
    const part = parts.get(foldWord(word)) ?? parts.get(foldWord(word.replace(/^ال/, "")))
    if (part?.kind === "arab") arab += 2
    else if (part?.kind === "other") other += 2
    else if (FOREIGN_LETTERS.test(word)) other += 3
    else if (/^(?:ال|عبدال)../.test(word) || ARAB_LETTERS.test(word)) arab += 3
    else if (FOREIGN_ENDS.test(word) && word.length > 3) other++
    else if (DIMINUTIVE.test(word)) arab++
    else if (/[طقث]/.test(word) || (word.length < 5 && word.replace(/[اويى]/g, "").length > word.length - 2)) arab++
    else other++
  }
  return arab > other
}

/// One word of a name.
function spell(word: string, arab: boolean): string {
  if (!/[\u0621-\u06d3]/.test(word)) return latin(word)
  const known = parts.get(foldWord(word))
  if (known) return known.en
  if (/^عبدال../.test(word)) return servant(word.slice(5))
  if (/..الدين$/.test(word)) return `${spell(word.slice(0, -5), true)} al-Din`
  if (/..الله$/.test(word)) return ofGod(word.slice(0, -4))
  if (word === "الله") return "Allah"
  if (word.startsWith("ال") && word.length > 4) {
    const rest = parts.get(foldWord(word.slice(2)))
    if (rest?.kind === "arab" || arab) return `al-${capital(rest?.en ?? arabWord(word.slice(2)))}`
  }
  // حسنوف, كريموف: a known part with a Russian ending.
  const [, stem = "", end = ""] = /^(.{3,}?)(وفا?|ييفا?|يفا?|وفيتش)$/.exec(word) ?? []
  const base = stem ? parts.get(foldWord(stem)) : undefined
  if (base?.kind === "arab") return base.en + (base.en.endsWith("i") && end.startsWith("ي") ? "y" : "") + RUSSIAN[end]
  return capital(arab && !FOREIGN_LETTERS.test(word) && !SURE_ENDS.test(word) ? arabWord(word) : foreignWord(word))
}

/// عبد الرحمن: servant of one of the names of God.
function servant(of: string): string {
  if (of === "له") return "Abdullah"
  return `Abdul ${parts.get(foldWord(of))?.en ?? capital(arabWord(of))}`
}

/// نصر الله, عطا الله.
function ofGod(word: string): string {
  if (word === "عبد") return "Abdullah"
  if (foldWord(word) === "ايه") return "Ayatollah"
  const base = spell(word, true)
  // هبة الله, رحمت الله, حفيظ الله; نصر الله
  if (/[ةت]$/.test(word)) return `${base.replace(/(?<=a)t$/, "").replace(/(?<![aeiou])$/, "a")}tullah`
  return `${base.replace(/a+$/, "")}${/^..ي.$/.test(word) ? "u" : "a"}llah`
}

const capital = (word: string): string => (word ? word[0]!.toUpperCase() + word.slice(1) : "")

const STROKES: {readonly [letter: string]: string} = {
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ß: "ss",
  æ: "ae",
  Æ: "Ae",
  œ: "oe",
  ı: "i",
  "’": "'",
}
const latin = (word: string): string =>
  [...word.normalize("NFD")]
    .map((c) => STROKES[c] ?? c)
    .join("")
    .replace(/[^A-Za-z0-9'-]/g, "")

// ---- Arab names: consonants and long vowels as written, short vowels by the shape of the word

const CONSONANTS: {readonly [letter: string]: string} = {
  ب: "b",
  ت: "t",
  ث: "th",
  ج: "j",
  ح: "h",
  خ: "kh",
  د: "d",
  ذ: "dh",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "sh",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  ع: "",
  غ: "gh",
  ف: "f",
  ق: "q",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  ء: "",
  ئ: "",
  ؤ: "",
  پ: "p",
  چ: "ch",
  ژ: "zh",
  ڤ: "v",
  گ: "g",
  ڭ: "g",
  ڨ: "g",
}

/// A consonant (silent for ع and ء), or a vowel; `short` for that of an opening أ, which closes its syllable.
type Sound = {readonly c: string} | {readonly v: string; readonly short: boolean}

function arabSounds(word: string): Sound[] {
  const out: Sound[] = []
  const vowel = (v: string, short = false): void => void out.push({v, short})
  const isLong = (c: string | undefined): boolean => c !== undefined && "اىةآ".includes(c)
  for (let i = 0; i < word.length; i++) {
    const c = word[i] as string
    const next = word[i + 1]
    const after = out.at(-1)
    if (i === 0 && "أإاآ".includes(c)) {
      if (next === "ي" && c !== "آ") {
        vowel(c === "أ" ? "ay" : "i", c === "أ")
        i++
      } else if (next === "و" && c !== "آ") {
        vowel(c === "أ" && word.length === 3 ? "aw" : "ou", false)
        i++
      } else vowel(c === "إ" ? "i" : "a", c !== "آ")
    } else if (isLong(c) || c === "أ") vowel("a")
    else if (c === "إ") vowel("i")
    else if (c === "و" && next === "ي" && i === 1 && word.length > 3) {
      // سويد, عويس: the diminutive.
      vowel("u")
      out.push({c: "w"})
      vowel("ai")
      i++
    } else if (c === "و") {
      if (i === 0 || isLong(next) || (after && "v" in after)) out.push({c: "w"})
      else if (next === "و") out.push({c: "w"})
      else if (next === "ي" && i === word.length - 2) {
        vowel("a")
        out.push({c: "w"})
      } else vowel(next === undefined ? "o" : "ou")
    } else if (c === "ي") {
      if (i === 0 || (after && "v" in after)) {
        if (next === undefined && after && "v" in after) vowel("i")
        else out.push({c: "y"})
      } else if (isLong(next)) {
        vowel(i === 1 && word[0] === "ع" ? "a" : "i")
        out.push({c: "y"})
      } else if (next === "و" && i < word.length - 2) out.push({c: "y"})
      else vowel("i")
    } else if (c === "ت" && next === "ش") {
      out.push({c: "ch"})
      i++
    } else out.push({c: CONSONANTS[c] ?? ""})
  }
  return out
}

const SONORANT = new Set(["r", "l", "n", "m", "h", "s", "sh", "w"])

function arabWord(word: string): string {
  const sounds = arabSounds(word)
  let out = ""
  let i = 0
  while (i < sounds.length) {
    const sound = sounds[i] as Sound
    if ("v" in sound) {
      out += sound.v
      i++
      continue
    }
    const run: string[] = []
    const before = itemAt(sounds, i - 1) as {v: string; short: boolean} | undefined
    while (i < sounds.length && "c" in (sounds[i] as Sound)) run.push((sounds[i++] as {c: string}).c)
    const after = sounds[i] as {v: string} | undefined
    out += before ? (after ? between(run, before) : closing(run, before)) : opening(run, after, word[0] === "م")
  }
  const tidy = out
    .replace(/aa+/g, "aa")
    .replace(/i{2,}|iyi/g, "i")
    .replace(/(?<=ou)u|(?<=[ou])ou(?=u)/g, "")
    .replace(/^aa/, "a")
    .replace(/aa$/, "a")
  return tidy || "a"
}

/// The consonants a word opens with: حمد-ان, جعفر, منتصر.
function opening(run: readonly string[], after: {v: string} | undefined, m: boolean): string {
  const [a = "", b = "", c = "", d = "", ...rest] = run
  const n = run.length
  if (after) {
    if (n === 1) return a
    const first = m && n >= 3 && after.v === "a" ? "i" : "a"
    if (n === 2) return `${a}a${b}`
    if (n === 3) return a + first + b + c
    return `${a}${m ? "u" : "a"}${b}${c}a${d}${rest.join("e")}`
  }
  if (n === 1) return `${a}a`
  if (n === 2) return `${a}a${b}`
  if (n === 3) return SONORANT.has(b) && !SONORANT.has(c) && c ? `${a}a${b}${c}` : `${a}a${b}a${c}`
  if (n === 4) return m ? `${a}u${b}${c}e${d}` : `${a}a${b}${c}a${d}`
  return `${a}${m ? "u" : "a"}${b}${c}a${d}e${rest.join("e")}`
}

function between(run: readonly string[], before: {v: string; short: boolean}): string {
  const [a = "", b = "", ...rest] = run
  if (run.length === 1) return a
  if (before.short) return a + b + (rest.length ? `a${rest.join("a")}` : "")
  if (run.length === 2) return before.v === "a" ? `${a}e${b}` : a + b
  return `${a}e${b}${rest.join("")}`
}

function closing(run: readonly string[], before: {v: string; short: boolean}): string {
  const [a = "", b = "", ...rest] = run
  if (run.length === 1) return a
  if (run.length === 2) return before.short ? `${a}a${b}` : `${a}e${b}`
  return `${a}${b}${before.short ? "a" : "e"}${rest.join("e")}`
}

// ---- foreign names: vowels as written, e where no mouth could do without

const RUSSIAN: {readonly [end: string]: string} = {
  وف: "ov",
  وفا: "ova",
  يف: "ev",
  يفا: "eva",
  ييف: "iyev",
  ييفا: "iyeva",
  وفيتش: "ovich",
}

/// Endings that name themselves by their language: ـوف, ـسكي, ـشفيلي.
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/(?:اي|ايي)يف$/, "ayev"],
  [/(?:اي|ايي)يفا$/, "ayeva"],
  [/يوييف$/, "iyoyev"],
  [/ييف$/, "iyev"],
  [/ييفا$/, "iyeva"],
  [/يفيتش$/, "evich"],
  [/وفيتش$/, "ovich"],
  [/يتش$/, "ic"],
  [/وفسكي$/, "ovsky"],
  [/سكي$/, "sky"],
  [/سكايا$/, "skaya"],
  [/وفا$/, "ova"],
  [/وف$/, "ov"],
  [/يفا$/, "eva"],
  [/يف$/, "ev"],
  [/شفيلي$/, "shvili"],
  [/ادز[هي]$/, "adze"],
  [/يدز[هي]$/, "idze"],
  [/ينكو$/, "enko"],
  [/تشوك$/, "chuk"],
  [/سون$/, "son"],
  [/سن$/, "sen"],
  [/بي?ر[غج]$/, "berg"],
  [/بور[غج]$/, "burg"],
  [/شتاين$/, "stein"],
  [/مان$/, "man"],
  [/أ?وغلو$/, "oglu"],
  [/زاد[هة]$/, "zadeh"],
  [/ييه$/, "ier"],
  [/يه$/, "e"],
  [/نيا$/, "nia"],
  [/ونغ$|ونج$/, "ong"],
  [/ن[غج]$/, "ng"],
  [/تون$/, "ton"],
  [/يز$/, "ez"],
  [/ه$/, "e"],
  [/ة$/, "a"],
]

const LETTERS: {readonly [letter: string]: string} = {
  ...CONSONANTS,
  غ: "g",
  ذ: "dh",
  ظ: "z",
  ا: "a",
  أ: "a",
  آ: "a",
  ى: "a",
  إ: "e",
  ة: "a",
}

function foreignWord(word: string): string {
  let body = word
  let end = ""
  for (const [at, as] of ENDS) {
    const found = at.exec(body)
    if (found && found.index >= 2) {
      body = body.slice(0, found.index)
      end = as
      break
    }
  }
  // Pieces, not one growing string: asking a rope for its last letter copies it each time.
  const out: string[] = []
  let before = ""
  const put = (piece: string): void => {
    if (piece === "") return
    out.push(piece)
    before = piece.at(-1) as string
  }
  for (let i = 0; i < body.length; i++) {
    const c = body[i] as string
    const next = body[i + 1] ?? ""
    const last = i === body.length - 1 && !end
    const afterVowel = before !== "" && "aeiou".includes(before)
    if (c === "ت" && next === "ش") {
      put("ch")
      i++
    } else if (c === "د" && next === "ج") {
      put("j")
      i++
    } else if (c === "ك" && next === "س" && before) {
      put("x")
      i++
    } else if (i === 0 && "أاإ".includes(c) && next === "و") {
      put("o")
      i++
    } else if (i === 0 && "إا".includes(c) && next === "ي") {
      put("i")
      i++
    } else if (c === "و")
      put(
        i === 0 || (next === "ا" && !afterVowel && i > 0) || (afterVowel && next !== "" && "اي".includes(next))
          ? "w"
          : next === "و"
            ? ""
            : last
              ? "o"
              : before === "a"
                ? "u"
                : "o",
      )
    else if (c === "ي" && i > 0 && !afterVowel && (OPEN_E.includes(next) ? next !== "" : i === 1 && next === "ن")) put("e")
    else if (c === "ي")
      put(
        i === 0 ? "y" : "اوآ".includes(next) && next ? (afterVowel ? "y" : "i") : afterVowel ? (last ? "y" : "i") : next === "ي" ? "" : "i",
      )
    else if (c === "ف" && afterVowel && next !== "" && "اوي".includes(next)) put("v")
    else put(LETTERS[c] ?? "")
  }
  return (
    voiced(out.join("") + end)
      .replace(/([aeiou])\1+/g, (v) => (v[0] === "o" ? "oo" : (v[0] as string)))
      .replace(/(.)\1\1+/g, "$1") || "a"
  )
}

/// Before these ي is oftener e than i: بيرغ, هيلمان, فيدور, لينين.
const OPEN_E = "رلدفب"

const SOUND = /sh|ch|kh|th|dh|zh|[bcdfghjklmnpqrstvwxyz]/g
const ONSET =
  /^(?:s(?:h|ch)?[tpkcmnlvwr]?[rlw]?|(?:[bpfgkctdv]|kh|th|ch|dh)[rlvwy]?|d[mwz]|ts|ps|[gk]n|n[gdkt]?|m[bp]?|[lrhjwyqx]|z[dlvh]?|vl|hr|hl)$/
const CODA =
  /^(?:[rlnm](?:[bcdfgjkmnpqstvzx]|sh|ch|th|kh|[tdkg]s)|s[tkp]|[kpfbg][ts]|ts|st[s]|ck|x|ght|r[lmn]|rst|rts|nst|ndt|ldt|tch|sch|mpf|nts|nds|ngs?)$/

/// Puts e where consonants cannot be said together: nlson → nelson, kastx → kastex.
function voiced(word: string): string {
  const runs = word.split(/([aeiou]+|y$)/)
  return runs
    .map((run, n) => {
      if (n % 2 === 1 || run === "") return run
      const sounds = run.match(SOUND) ?? []
      if (runs.length === 1) return opened(sounds, false)
      if (n === 0) return opened(sounds, true)
      return n === runs.length - 1 ? closed(sounds) : amid(sounds)
    })
    .join("")
}

function opened(run: readonly string[], vowelAfter: boolean): string {
  if (vowelAfter && (run.length < 2 || ONSET.test(run.join("")))) return run.join("")
  return `${run[0] ?? ""}e${vowelAfter ? amid(run.slice(1)) : closed(run.slice(1))}`
}

function amid(run: readonly string[]): string {
  let out = ""
  let at = 0
  const said = (left: number): boolean =>
    left < 3 ||
    (left === 3 && (ONSET.test(run.slice(at + 1).join("")) || CODA.test(run.slice(at, at + 2).join("")))) ||
    (left === 4 && CODA.test(run.slice(at, at + 2).join("")) && ONSET.test(run.slice(at + 2).join("")))
  for (; !said(run.length - at); at += 2) out += `${run[at]}${run[at + 1]}e`
  return out + run.slice(at).join("")
}

function closed(run: readonly string[]): string {
  if (run.length < 2 || CODA.test(run.join(""))) return run.join("")
  return `${amid(run.slice(0, -1))}e${run.at(-1)}`
}
