import {lookUp} from "../support/index.ts"
import type {Knowledge} from "./types.ts"

/// A key that the spellings of one foreign name share, however it came into Arabic: consonants by sound class, long vowels optional.
/// After the idea of Soundex and of Buckwalter-style normalisation, made for the routes of the Arabic press:
/// g is written غ ج ق or ك, v is ف or ڤ (و in some routes), p is ب, s and z vary, emphatic letters vary with plain ones, vowels come and go,
/// but for the one a name ends with.
///
///     بوتين = بوتن      بينغ = بينج = بنغ      بطرسبورغ = بطرسبورج      زيلينسكي = زلنسكي      غونزاليس = غونزاليز
const CLASS: {readonly [letter: string]: string} = {
  غ: "g",
  ج: "g",
  ق: "g",
  ك: "g",
  ک: "g",
  گ: "g",
  ژ: "g",
  خ: "h",
  ف: "f",
  ڤ: "f",
  ب: "b",
  پ: "b",
  ت: "t",
  ط: "t",
  د: "d",
  ض: "d",
  ذ: "d",
  ظ: "d",
  س: "s",
  ص: "s",
  ث: "s",
  ز: "s",
  ش: "c",
  چ: "c",
  ح: "h",
  ه: "h",
  م: "m",
  ن: "n",
  ل: "l",
  ر: "r",
}
/// A vowel that opens or closes a name; a name that ends in a consonant has none there.
const VOWEL = "a"

/// The key of one folded word; vowels (ا و ي), ع and ء are dropped but for the first and the last, doubled letters count once.
export const wordKey = (folded: string): string => sounded(folded).key

/// A key with what is written before each of its sounds: the letters of its vowels.
type Sounded = {readonly key: string; readonly vowels: readonly string[]}

function sounded(folded: string): Sounded {
  let key = ""
  const vowels: string[] = []
  let open = ""
  let before = ""
  for (let i = 0; i < folded.length; i++) {
    const c = folded[i] as string
    const k = CLASS[c]
    const last = i === folded.length - 1 && i > 1
    if (k === undefined || (c === "ه" && last)) {
      open += c
      before = ""
      if (i > 0 && !last) continue
      key += VOWEL
      vowels.push(open)
      open = ""
      continue
    }
    // «تش» is one sound.
    if (k === "c" && before === "t") {
      key = key.slice(0, -1)
      open = vowels.pop() as string
    }
    if (k !== before) {
      key += k
      vowels.push(open)
    }
    open = ""
    before = k
  }
  return {key, vowels}
}

/// What a Latin spelling may stand for, the likelier first; the longest spelling that fits is taken. "" is silent.
const SPELLINGS: {readonly [spelling: string]: readonly string[]} = {
  tsch: ["c"],
  schtsch: ["c"],
  shch: ["c"],
  sch: ["c", "sg"],
  tch: ["c"],
  tzsch: ["c"],
  sh: ["c"],
  ch: ["c", "g", "h"],
  cz: ["c", "tc"],
  sz: ["s", "c"],
  zh: ["g", "c"],
  kh: ["h", "g"],
  gh: ["g", ""],
  ph: ["f"],
  th: ["t", "s", "d"],
  dh: ["d"],
  dj: ["g"],
  ck: ["g"],
  qu: ["g"],
  gn: ["n", "gn"],
  ll: ["l", ""],
  x: ["gs", "s", "c", "h"],
  tz: ["ts", "s"],
  dt: ["t", "d"],
  rh: ["r", "rh"],
  ç: ["s", "c"],
  š: ["c", "s"],
  wr: ["r"],
  cch: ["g"],
  cc: ["c", "g"],
  zz: ["ts", "ds", "s"],
  b: ["b"],
  c: ["g"],
  d: ["d"],
  f: ["f"],
  g: ["g"],
  h: ["h", ""],
  j: ["g", "", "h"],
  k: ["g"],
  l: ["l"],
  m: ["m"],
  n: ["n"],
  p: ["b"],
  q: ["g"],
  r: ["r"],
  s: ["s"],
  t: ["t"],
  v: ["f", ""],
  w: ["", "f"],
  z: ["s", "ts"],
}
const LONGEST_SPELLING = 7
/// No word has more keys; those of the likelier spellings stand first.
const MOST_KEYS = 24
const isVowel = (c: string | undefined): boolean => c !== undefined && "aeiouy".includes(c)

/// The keys that a word in Latin letters may have in Arabic, the likeliest first.
export const latinKeys = (word: string): readonly string[] => [...new Set(latinSounded(word).map((s) => s.key))]

function latinSounded(word: string): readonly Sounded[] {
  const w = plainLatin(word)
  // «الكانتارا» is read as if it had the article; «إستونيا», «إمبو»: Arabic opens no word with two consonants.
  const open =
    w.length > 3 && /^[aeiou]l/.test(w) ? [...sounds(w), ...sounds(w.slice(2)), ...(isVowel(w[2]) ? sounds(w.slice(3)) : [])] : sounds(w)
  if (w.length < 3 || isVowel(w[0]) || isVowel(w[1]) || !"smn".includes(w[0] as string)) return open
  return [...open, ...open.map((s) => ({key: VOWEL + s.key, vowels: ["ae", ...s.vowels]}))]
}

type Open = {readonly key: string; readonly vowels: readonly string[]; readonly open: string; readonly before: string}

function sounds(w: string): readonly Sounded[] {
  let all: readonly Open[] = [{key: "", vowels: [], open: "", before: ""}]
  const vowel = (o: Open, letter: string): Open => ({key: o.key + VOWEL, vowels: [...o.vowels, o.open + letter], open: "", before: ""})
  const silent = (o: Open, letter: string): Open => ({...o, open: o.open + letter, before: ""})
  let i = 0
  while (i < w.length) {
    const c = w[i] as string
    const at = i
    if (isVowel(c)) {
      const last = i === w.length - 1 && i > 1
      all = all.flatMap((o) => (i === 0 ? [vowel(o, c)] : !last ? [silent(o, c)] : c === "e" ? [silent(o, c), vowel(o, c)] : [vowel(o, c)]))
      i++
      continue
    }
    let n = Math.min(LONGEST_SPELLING, w.length - i)
    while (n > 1 && !Object.hasOwn(SPELLINGS, w.slice(i, i + n))) n--
    all = soundsAt(w, i, n)
      .flatMap((s) =>
        all.map((o): Open => {
          if (s === VOWEL || (s === "" && at === 0)) return vowel(o, c)
          if (s === "") return silent(o, "wv".includes(c) ? "w" : c === "j" || c === "l" ? "y" : "")
          return o.before === s
            ? o
            : {key: o.key + s, vowels: [...o.vowels, o.open, ...new Array(s.length - 1).fill("")], open: "", before: s}
        }),
      )
      .slice(0, MOST_KEYS)
    i += n
    while (w[i] !== undefined && w[i] === w[i - 1] && !isVowel(w[i])) i++
  }
  return all
}

function soundsAt(w: string, i: number, n: number): readonly string[] {
  const spelling = w.slice(i, i + n)
  const before = w[i - 1]
  const after = w[i + n]
  const last = i + n === w.length
  const said = SPELLINGS[spelling] ?? [""]
  if (spelling === "gh" && i === 0) return ["g"]
  const soft = after !== undefined && "eiy".includes(after)
  if (spelling === "c") return soft ? ["s", "c", "g"] : last ? ["g", "c"] : ["g"]
  if (spelling === "s" && last && before !== undefined && "aou".includes(before)) return ["s", "c", VOWEL]
  if (spelling === "h" && last) return [VOWEL, "h"]
  if (spelling === "w" && last) return [VOWEL, "f"]
  if (spelling === "v") return ["f"]
  // What French leaves silent: «شاركو» charcot, «دوما» dumas, «جورج» georges, «ميتيران» mitterrand.
  if (last && isVowel(before) && "tsxdzp".includes(spelling)) return spelling === "s" ? [...said, "", VOWEL] : [...said, VOWEL]
  if (last && (before === "r" || before === "n") && "td".includes(spelling)) return [...said, ""]
  return said
}

/// Lower case without the marks on letters; letters that are none of English by what they sound like.
function plainLatin(word: string): string {
  return word
    .toLowerCase()
    .replace(
      /[şčćžßøåæœłđı]/g,
      (c) => ({ş: "sh", č: "ch", ć: "ch", ž: "zh", ß: "ss", ø: "o", å: "o", æ: "e", œ: "e", ł: "l", đ: "dj", ı: "i"})[c] as string,
    )
    .replace(/[^çš]/g, (c) => c.normalize("NFD"))
    .replace(/[^a-zçš]/g, "")
}

const bare = (folded: string): string => (folded.startsWith("ال") && folded.length > 4 ? folded.slice(2) : folded)

/// The key of one word of a name, without its article.
const partKey = (folded: string): string => wordKey(bare(folded))

export const latinWords = (name: string): string[] => name.split(/[\s-]+/).filter(Boolean)

/// An entity in the index of keys, found there by its Latin name alone; done twice it gives the entity back.
export const byLatin = (entity: number): number => ~entity

/// The one whom a knowledge base has under this name, however it is spelt: by the key of a spelling that is listed, or else by the sounds of the name in Latin letters.
export function knownByKey(knowledge: Knowledge, words: readonly string[]): number | undefined {
  const key = nameKey(words)
  const v = key === undefined ? -1 : lookUp(knowledge.keys, key)
  if (v < 0) return undefined
  const found = [...knowledge.keyed.subarray(knowledge.keyStarts[v], knowledge.keyStarts[v + 1])]
  const listed = found.filter((n) => {
    const ar = knowledge.entities[n]?.ar ?? ""
    return n >= 0 && !vowelsClash(words, ar) && !cutElsewhere(words, ar)
  })
  if (listed.length > 0) return listed.length === 1 ? listed[0] : undefined
  const heard = found.map(byLatin).filter((n) => soundsLike(words, latinWords(knowledge.entities[n]?.en ?? "")))
  return heard.length === 1 ? heard[0] : undefined
}

/// The key of a name of several folded words. A name too short to be told from others has no key.
export function nameKey(words: readonly string[]): string | undefined {
  const parts: string[] = []
  for (const word of words) {
    if (word === "بن" || word === "ال") continue
    // «عبدالمنعم» is «عبد المنعم», «ابوالغيط» «أبو الغيط».
    const at = word.length > 6 && (word.startsWith("عبدال") || word.startsWith("ابوال")) ? 3 : 0
    if (at) parts.push(wordKey(word.slice(0, at)))
    parts.push(partKey(word.slice(at)))
  }
  return isLongEnough(parts) ? parts.join("") : undefined
}

/// The keys that a name of several words in Latin letters may have in Arabic: none where it is too short, or so open that it says little.
export function latinNameKeys(words: readonly string[]): readonly string[] {
  let names: string[][] = [[]]
  for (const word of words) {
    if (LATIN_PARTICLE.test(word)) continue
    const keys = latinKeys(word)
    if (keys.length === 0 || keys[0] === "") return []
    names = keys.flatMap((key) => names.map((parts) => [...parts, key])).slice(0, MOST_KEYS)
  }
  return [...new Set(names.filter(isLongEnough).map((parts) => parts.join("")))]
}

/// What the long vowels of Arabic may be in Latin letters.
const VOWELS: {readonly [letter: string]: string} = {ا: "aeu", و: "ouwvae", ي: "ieyja", ه: "aeho"}

/// Do the long vowels that an Arabic word writes stand where a Latin one has a vowel like them? Short ones are not written, so what is missing says nothing.
function vowelsFit(arabic: Sounded, latin: Sounded): boolean {
  const opens = arabic.key.startsWith(VOWEL)
  return arabic.vowels.every((written, n) => {
    // «أو», «إي» open with one vowel: the first letter only carries it.
    if (n === 0 && opens) return true
    const heard = n === 1 && opens ? `${latin.vowels[0]}${latin.vowels[1]}` : (latin.vowels[n] ?? "")
    return [...written].every((letter) => {
      const like = VOWELS[letter]
      return (
        like === undefined ||
        [...heard].some((v) => like.includes(v)) ||
        (letter === "ا" && (heard.includes("oi") || (written.includes("ي") && /[iy]/.test(heard))))
      )
    })
  })
}

/// Do two spellings with one key write unlike vowels in one place: «تارا», «تارو»? What one of them leaves out says nothing.
function vowelsClash(words: readonly string[], listed: string): boolean {
  const a = words.map((w) => sounded(bare(w)))
  const b = listed.split(" ").map((w) => sounded(bare(w.replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه"))))
  if (a.length !== b.length || a.some((x, n) => x.key !== b[n]?.key)) return false
  const like = (x: string, y: string): boolean =>
    x === "" || y === "" || [...x].some((c) => y.includes(c)) || (/[اه]/.test(x) && /[اه]/.test(y))
  return a.some((x, n) => x.vowels.some((v, i) => !like(v, b[n]?.vowels[i] ?? "")))
}

/// Are these as many words with the same sounds as a listed name, and yet none of them the same: «خالد العيسى», «خالدة زيا»?
function cutElsewhere(words: readonly string[], listed: string): boolean {
  const parts = (all: readonly string[]): string[] => all.filter((w) => w !== "بن" && w !== "ال").map(partKey)
  const a = parts(words)
  const b = parts(listed.split(" ").map((w) => w.replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه")))
  return a.length === b.length && a.every((key, n) => key !== b[n])
}

/// May these words in Arabic and in Latin letters be one name? By their sounds, one word of each after the other.
export function soundsLike(arabic: readonly string[], latin: readonly string[]): boolean {
  const plain = (words: readonly string[], particle: RegExp): string[] => words.filter((w) => !particle.test(w))
  const ar = plain(arabic, /^(?:بن|ال)$/)
  const la = plain(latin, LATIN_PARTICLE)
  return (
    ar.length === la.length &&
    ar.every((word, n) => {
      const a = sounded(bare(word))
      return latinSounded(la[n] as string).some((l) => l.key === a.key && vowelsFit(a, l))
    })
  )
}

const LATIN_PARTICLE = /^(?:bin|ibn|ben|al|el|the)$/i

const isLongEnough = (parts: readonly string[]): boolean => parts.length >= 2 && parts.reduce((n, p) => n + p.length, 0) >= 5
