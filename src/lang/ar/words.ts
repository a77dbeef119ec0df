import {DEAD, ROOT, step, type Trie} from "../../support/index.ts"

/// What a word can be. The order is that of the packed form; `pos` names are those of the lexicon's files.
export const POS = [
  "noun",
  "adj",
  "verb",
  "masdar",
  "ap",
  "pp",
  "prep",
  "conj",
  "neg",
  "fut",
  "aux",
  "rel",
  "dem",
  "pron",
  "comp",
  "adv",
] as const
export type Pos = (typeof POS)[number]

/// Features of one reading of a stem, packed in one number so that a hundred thousand forms load as one array.
export const Feats = {
  pos: (f: number): Pos => POS[f & 15] as Pos,
  aspect: (f: number): "perf" | "impf" | undefined => ([undefined, "perf", "impf"] as const)[(f >> 4) & 3],
  voice: (f: number): "active" | "passive" | "either" | undefined => ([undefined, "active", "passive", "either"] as const)[(f >> 6) & 3],
  person: (f: number): number => (f >> 8) & 3,
  gender: (f: number): "m" | "f" | undefined => ([undefined, "m", "f", undefined] as const)[(f >> 10) & 3],
  number: (f: number): "sg" | "du" | "pl" | undefined => ([undefined, "sg", "du", "pl"] as const)[(f >> 12) & 3],
  construct: (f: number): boolean => (f & (1 << 14)) !== 0,
  beforePronoun: (f: number): boolean => (f & (1 << 15)) !== 0,
  bare: (f: number): boolean => (f & (1 << 16)) !== 0,
  indefinite: (f: number): boolean => (f & (1 << 17)) !== 0,
  /// Letters that only follow لم، لن، أن، ل: يزوروا، يلتق.
  shortened: (f: number): boolean => (f & (1 << 18)) !== 0,
  oblique: (f: number): boolean => (f & (1 << 19)) !== 0,
  nominative: (f: number): boolean => (f & (1 << 20)) !== 0,
  pack(x: {
    pos: Pos
    aspect?: string | undefined
    voice?: string | undefined
    person?: number | undefined
    gender?: string | undefined
    number?: string | undefined
    construct?: boolean | undefined
    beforePronoun?: boolean | undefined
    bare?: boolean | undefined
    indefinite?: boolean | undefined
    mood?: string | undefined
    case?: string | undefined
  }): number {
    return (
      POS.indexOf(x.pos) |
      ((x.aspect === "perf" ? 1 : x.aspect === "impf" ? 2 : 0) << 4) |
      ((x.voice === "active" ? 1 : x.voice === "passive" ? 2 : x.voice === "either" ? 3 : 0) << 6) |
      ((x.person ?? 0) << 8) |
      ((x.gender === "m" ? 1 : x.gender === "f" ? 2 : 0) << 10) |
      ((x.number === "sg" ? 1 : x.number === "du" ? 2 : x.number === "pl" ? 3 : 0) << 12) |
      (x.construct ? 1 << 14 : 0) |
      (x.beforePronoun ? 1 << 15 : 0) |
      (x.bare ? 1 << 16 : 0) |
      (x.indefinite ? 1 << 17 : 0) |
      (x.mood === "shortened" ? 1 << 18 : 0) |
      (x.case === "oblique" ? 1 << 19 : x.case === "nominative" ? 1 << 20 : 0)
    )
  },
}

export type Lemma = {
  readonly id: number
  /// The dictionary form, folded: زار, زياره, رسمي.
  readonly word: string
  readonly pos: Pos
  readonly gloss: string
  readonly tags: readonly string[]
  /// For a masdar or participle: the lemma number of its verb. For a relational adjective: -1.
  readonly verb: number
  /// That verb's dictionary form, folded.
  readonly verbWord: string | undefined
  /// For a relational adjective or the name of a people: the country's id.
  readonly country: string | undefined
}

/// Proclitics, as bits.
export const WA = 1
export const FA = 2
export const BI = 4
export const LI = 8
export const KA = 16
export const AL = 32
export const SA = 64

/// Every way in which proclitics can stand before a word; `letters` is what is cut, `restore` what is put back («لل» hides the alif of «ال»).
const PROCLITICS: readonly {letters: string; bits: number}[] = [
  {letters: "", bits: 0},
  {letters: "و", bits: WA},
  {letters: "ف", bits: FA},
  {letters: "ب", bits: BI},
  {letters: "ل", bits: LI},
  {letters: "ك", bits: KA},
  {letters: "ال", bits: AL},
  {letters: "س", bits: SA},
  {letters: "لل", bits: LI | AL},
  {letters: "وب", bits: WA | BI},
  {letters: "ول", bits: WA | LI},
  {letters: "وك", bits: WA | KA},
  {letters: "وال", bits: WA | AL},
  {letters: "وس", bits: WA | SA},
  {letters: "فب", bits: FA | BI},
  {letters: "فل", bits: FA | LI},
  {letters: "فال", bits: FA | AL},
  {letters: "فس", bits: FA | SA},
  {letters: "بال", bits: BI | AL},
  {letters: "كال", bits: KA | AL},
  {letters: "ولل", bits: WA | LI | AL},
  {letters: "فلل", bits: FA | LI | AL},
  {letters: "وبال", bits: WA | BI | AL},
  {letters: "فبال", bits: FA | BI | AL},
  {letters: "وكال", bits: WA | KA | AL},
]

/// Suffix pronouns: person, gender, number. The longest first, so that ها is not read as a stem and ا.
const ENCLITICS: readonly {letters: string; pronoun: Pronoun}[] = [
  {letters: "هما", pronoun: "3d"},
  {letters: "كما", pronoun: "2d"},
  {letters: "ها", pronoun: "3fs"},
  {letters: "هم", pronoun: "3mp"},
  {letters: "هن", pronoun: "3fp"},
  {letters: "نا", pronoun: "1p"},
  {letters: "كم", pronoun: "2mp"},
  {letters: "ني", pronoun: "1s"},
  {letters: "ه", pronoun: "3ms"},
  {letters: "ك", pronoun: "2ms"},
  {letters: "ي", pronoun: "1s"},
]

export type Pronoun = "3ms" | "3fs" | "3d" | "3mp" | "3fp" | "1s" | "1p" | "2ms" | "2d" | "2mp"

/// One way to read a word: its proclitics, its stem as a form of a lemma, its suffix pronoun.
export type Reading = {
  readonly lemma: Lemma
  readonly feats: number
  readonly proclitics: number
  readonly stemFrom: number
  readonly stemTo: number
  readonly suffix: Pronoun | undefined
}

export type WordInfo = {
  readonly folded: string
  readonly readings: readonly Reading[]
}

export type Lexicon = {
  readonly lemmas: readonly Lemma[]
  readonly forms: Trie
  /// For value v of the trie: pairs (lemma, feats) stand at `pairs[starts[v]] … pairs[starts[v + 1] - 1]`.
  readonly starts: Int32Array
  readonly pairs: Int32Array
}

const fits = (bits: number, feats: number, lemma: Lemma, suffix: Pronoun | undefined): boolean => {
  const pos = Feats.pos(feats)
  const nominal = pos === "noun" || pos === "adj" || pos === "masdar" || pos === "ap" || pos === "pp"
  if (bits & SA && !(pos === "verb" && Feats.aspect(feats) === "impf")) return false
  if (bits & AL && (!nominal || suffix !== undefined || Feats.construct(feats) || Feats.indefinite(feats))) return false
  if (bits & (BI | KA) && !nominal && pos !== "comp" && pos !== "rel" && pos !== "dem" && pos !== "prep") return false
  if (bits & LI && !nominal && !(pos === "verb" && Feats.aspect(feats) === "impf") && pos !== "rel" && pos !== "dem" && pos !== "prep")
    return false
  if (suffix !== undefined) {
    if (Feats.bare(feats) || Feats.indefinite(feats)) return false
    if (pos === "verb") return suffix !== "1s" || lemma.word.length > 2
    // «بها», «لهم»; «لي», «بي» and «لك» are as often names or their parts.
    if (pos === "prep") return lemma.word.length > 1 || suffix.startsWith("3")
    if (pos === "comp" || pos === "conj") return false
    return nominal && pos !== "adj"
  }
  return !Feats.beforePronoun(feats)
}

/// Reads a folded word in every way that its lexicon allows. At most 25 walks over a word of press length.
export function readWord(lexicon: Lexicon, folded: string): WordInfo {
  const readings: Reading[] = []
  const n = folded.length
  for (const {letters, bits} of PROCLITICS) {
    if (!folded.startsWith(letters)) continue
    const from = letters.length
    if (n - from < 1 || (from > 0 && n - from < 2)) continue
    let node = ROOT
    for (let i = from; i < n && node !== DEAD; i++) {
      node = step(lexicon.forms, node, folded.charCodeAt(i))
      if (node === DEAD) break
      const value = lexicon.forms.value[node] as number
      if (value < 0) continue
      const rest = i + 1
      let suffix: Pronoun | undefined
      if (rest < n) {
        if (n - rest > 3) continue
        const tail = folded.slice(rest)
        suffix = ENCLITICS.find((e) => e.letters === tail)?.pronoun
        if (!suffix) continue
      }
      const end = lexicon.starts[value + 1] as number
      for (let p = lexicon.starts[value] as number; p < end; p += 2) {
        const lemma = lexicon.lemmas[lexicon.pairs[p] as number] as Lemma
        const feats = lexicon.pairs[p + 1] as number
        if (fits(bits, feats, lemma, suffix)) readings.push({lemma, feats, proclitics: bits, stemFrom: from, stemTo: rest, suffix})
      }
    }
  }
  return {folded, readings}
}

/// Remembers the words already read: the press uses few words often. Bounded, and emptied when full, so memory stays flat.
export function wordReader(lexicon: Lexicon, limit = 20_000): (folded: string) => WordInfo {
  const seen = new Map<string, WordInfo>()
  return (folded) => {
    const known = seen.get(folded)
    if (known) return known
    const info = readWord(lexicon, folded)
    if (seen.size >= limit) seen.clear()
    seen.set(folded, info)
    return info
  }
}
