import {foldWord} from "./fold.ts"

/// Words cut for search: the same word in two forms gives the same term, so that «الوزارات» finds «وزارة». Careful rather
/// than clever: it takes away what is surely no part of the word (the article, «و» before it, endings of number, gender and
/// possession) and leaves three letters at least. It finds no roots: a stemmer that makes «غداد» of «بغداد» loses names.
export type SearchTerm = {readonly term: string; readonly start: number; readonly end: number}

const WORD = /[\p{L}\p{M}\u0640\u200c\u200d]+|\p{Nd}+(?:[.,٫٬]\p{Nd}+)*/gu

/// One term a word for a query. A text that will be searched also gives, behind a word that may begin with «ب», «ل» or «ك» as
/// a preposition, the word without it («لوزارة» is found by «وزارة»); where the letter belongs to the word, what is left is no word
/// and nobody looks for it.
export function searchTerms(text: string, use: "query" | "text" = "query"): SearchTerm[] {
  const terms: SearchTerm[] = []
  for (const {0: word, index} of text.matchAll(WORD)) {
    const [start, end] = [index, index + word.length]
    const [term, bare] = cut(word)
    if (term !== undefined) terms.push({term, start, end})
    if (use === "text" && bare !== undefined) terms.push({term: bare, start, end})
  }
  return terms
}

/// The term of a word, and the one without a preposition.
type Cut = readonly [term?: string, bare?: string]

/// Texts repeat their words: what was cut is held.
function cut(word: string): Cut {
  if (word.length > LONGEST) return cutAnew(word)
  const known = cuts.get(word)
  if (known) return known
  if (cuts.size >= MOST_CUTS) cuts.clear()
  const made = cutAnew(word)
  cuts.set(word, made)
  return made
}
const MOST_CUTS = 40_000
const LONGEST = 40
const cuts = new Map<string, Cut>()

function cutAnew(word: string): Cut {
  // The seat of a hamza inside a word is a matter of spelling: مسؤول, مسئول.
  const folded = foldWord(word.replace(/[ؤئ]/g, "ء")).toLowerCase()
  if (folded === "") return []
  if (!/^[\u0621-\u064a]/.test(folded)) return [folded.replace(/[,٬](?=\d{3})/g, "")]
  const own = withoutAnd(folded)
  return /^[بلك]/.test(own) && own.length >= 5 ? [stemOf(own), stemOf(own.slice(1))] : [stemOf(own)]
}

const stemOf = (word: string): string => withoutEnding(withoutArticle(word))

/// Words that begin with a «و» of their own, folded and without endings. Any other «و» before three letters or more is «and».
const OWN_WAW = new Set(
  (
    "وزير وزار وزراء وفد وفود وفاء وفا وكال وكيل وكلاء وصل وصول وصف واصل وقع وقوع وقف وقوف وقت وقود وثيق وثاءق وثق وحد وحيد وجد وجود وجه وجهات وضع واضح وضوح اوضح وسط وسيط وسطاء وساط " +
    "واسع وسع وساءل وسيل واشنطن ورش ورد ورث ورق وراء وعد وعود وعي وزن وطن وطني ولاي والي ولد ولاد وليد ولي وهم وحشي واجه واجب وافق واحد وارسو وادي وباء وتير وتر وداءع ودي وشيك وصي وفق وفر وفير وقاي ويلز وردي وصفه وحي واقع واعد وارد وافد وظيف وظاءف وظيفي"
  ).split(" "),
)

function withoutAnd(word: string): string {
  if (word[0] !== "و" || word.length < 4) return word
  if (word.startsWith("وال") && !OWN_WAW.has(withoutEnding(word))) return word.slice(1)
  if (word[1] === "و") return word.slice(1)
  const bare = withoutEnding(word)
  if (OWN_WAW.has(bare) || OWN_WAW.has(bare.replace(/(?:ت|وا|ا)$/, ""))) return word
  return word.slice(1)
}

function withoutArticle(word: string): string {
  for (const article of ["بال", "كال", "فال", "لل", "ال"]) {
    if (word.startsWith(article) && word.length - article.length >= 3) return word.slice(article.length)
  }
  return word
}

/// Endings and the fewest letters that must stay before them; the first that fits is taken. Those that many names end in
/// («بوتين», «لبنان») need a longer word.
const ENDINGS: readonly (readonly [ending: string, becomes: string, stay: number])[] = [
  ["اتهما", "", 3],
  ["اتها", "", 3],
  ["اتهم", "", 3],
  ["اتنا", "", 3],
  ["اته", "", 3],
  ["تيهما", "", 3],
  ["تها", "", 4],
  ["تهم", "", 4],
  ["ته", "", 4],
  ["يين", "ي", 3],
  ["يون", "ي", 3],
  ["يات", "ي", 3],
  ["يه", "ي", 3],
  ["تين", "", 4],
  ["تان", "", 4],
  ["ات", "", 3],
  ["هما", "", 4],
  ["ها", "", 4],
  ["هم", "", 4],
  ["ين", "", 4],
  ["ون", "", 4],
  ["ان", "", 4],
  ["ه", "", 3],
]

function withoutEnding(word: string): string {
  for (const [ending, becomes, stay] of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= stay) return word.slice(0, word.length - ending.length) + becomes
  }
  return word
}
