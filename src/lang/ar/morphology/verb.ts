import {foldWord} from "../fold.ts"
import {distinct, keyOf, type Inflected} from "./inflected.ts"
import type {VerbEntry} from "./lexicon.ts"
import {masdarForms, participleForms} from "./noun.ts"
import {vocalise, write, writeAll} from "./orthography.ts"

/// Every surface form of a verb: perfect and imperfect, active and passive, its masdars and its participles.
export function inflectVerb(entry: VerbEntry): Inflected[] {
  const plan = planOf(entry)
  const passive = hasPassive(entry)
  return distinct([
    ...bothVoices(perfect(plan.perfect), passive ? perfect(plan.perfectPassive) : []),
    ...(entry.lemma === laysa ? [] : bothVoices(imperfect(plan.imperfect), passive ? imperfect(plan.imperfectPassive) : [])),
    ...masdarsOf(entry).flatMap((masdar) => masdarForms(masdar, entry.form !== "I")),
    ...wordsOf(entry.ap, () => activeParticiple(entry)).flatMap((word) => participleForms(word, "ap")),
    ...(passive ? wordsOf(entry.pp, () => passiveParticiple(entry)).flatMap((word) => participleForms(word, "pp")) : []),
  ])
}

/// The perfect 3ms with vowel signs, made from root and form: the check that a line of the list agrees with itself.
export function citation(entry: VerbEntry): string {
  return vocalise(perfect(planOf(entry).perfect)[0]!.sounds)
}

/// The masdars of a verb as written: those of its line, or the regular one of its form.
export function masdarsOf(entry: VerbEntry): readonly string[] {
  if (entry.masdar[0] === "-") return []
  if (entry.masdar.length > 0) return entry.masdar
  const regular = regularMasdar(entry)
  return regular === "" ? [] : [write(regular)]
}

function wordsOf(given: string, regular: () => string): string[] {
  if (given === "-") return []
  return given === "" ? writeAll(regular()) : given.split("|")
}

function hasPassive(entry: VerbEntry): boolean {
  return entry.pp !== "-" && entry.form !== "VII" && entry.form !== "IX"
}

const laysa = "لَيسَ"

// ── Stems ────────────────────────────────────────────────────────────────────────────────────────────────────────────
//
// A stem is what stays when the endings are taken off. `open` stands before a vowel, `closed` before a consonant and at
// the end of a shortened imperfect; they differ in hollow verbs (زAر / زuر) and doubled ones (مaدد / مaدaد).
// `end` is how the stem ends: in a consonant, or in a weak letter that melts with the ending:
//     ay رمى   aw دعا   iy بقي (perfects)     I يلتقي   U يدعو   A يلقى (imperfects)

type Stem = {readonly open: string; readonly closed: string; readonly end: "still" | "ay" | "aw" | "iy" | "I" | "U" | "A"}
type Prefixed = Stem & {readonly vowel: "a" | "u"}
type Plan = {readonly perfect: Stem; readonly perfectPassive: Stem; readonly imperfect: Prefixed; readonly imperfectPassive: Prefixed}

// A form of the verb is four heads (all that stands before the middle consonant of the last syllable) and the vowel after it.
//     head + middle + vowel + last:   I زa+w+a+r   VIII اiجتa+م+a+ع   II صaر+ر+a+ح
type Part = {readonly head: string; readonly vowel: "a" | "i" | "u"}
type Shape = {
  readonly middle: string
  readonly last: string
  readonly perfect: Part
  readonly perfectPassive: Part
  readonly imperfect: Part
  readonly imperfectPassive: Part
  readonly prefix: "a" | "u"
}

function shapeOf(entry: VerbEntry): Shape {
  const [c1, c2, c3, c4] = entry.root as [string, string, string, string]
  const of = (
    middle: string,
    last: string,
    prefix: "a" | "u",
    perfect: [string, Part["vowel"]],
    perfectPassive: string,
    imperfect: [string, Part["vowel"]],
    imperfectPassive: string,
  ): Shape => ({
    middle,
    last,
    prefix,
    perfect: {head: perfect[0], vowel: perfect[1]},
    perfectPassive: {head: perfectPassive, vowel: "i"},
    imperfect: {head: imperfect[0], vowel: imperfect[1]},
    imperfectPassive: {head: imperfectPassive, vowel: "a"},
  })
  const t = entry.form === "VIII" ? withInfixedT(entry) : ""
  // biome-ignore format: a table, one form a line
  switch (entry.form) {
    case "I": return of(c2, c3, "a", [`${c1}a`, perfectVowel(entry)], `${c1}u`, [dropsWaw(entry) ? "" : c1, entry.impf || "u"], c1)
    case "II": return of(c2, c3, "u", [`${c1}a${c2}`, "a"], `${c1}u${c2}`, [`${c1}a${c2}`, "i"], `${c1}a${c2}`)
    case "III": return of(c2, c3, "u", [`${c1}A`, "a"], `${c1}U`, [`${c1}A`, "i"], `${c1}A`)
    case "IV": return of(c2, c3, "u", [`ءa${c1}`, "a"], `ءu${c1}`, [c1, "i"], c1)
    case "V": return of(c2, c3, "a", [`تa${c1}a${c2}`, "a"], `تu${c1}u${c2}`, [`تa${c1}a${c2}`, "a"], `تa${c1}a${c2}`)
    case "VI": return of(c2, c3, "a", [`تa${c1}A`, "a"], `تu${c1}U`, [`تa${c1}A`, "a"], `تa${c1}A`)
    case "VII": return of(c2, c3, "a", [`اiن${c1}a`, "a"], `اuن${c1}u`, [`ن${c1}a`, "i"], `ن${c1}a`)
    case "VIII": return of(c2, c3, "a", [`اi${t}a`, "a"], `اu${t}u`, [`${t}a`, "i"], `${t}a`)
    case "IX": return of(c3, c3, "a", [`اi${c1}${c2}a`, "a"], `اu${c1}${c2}u`, [`${c1}${c2}a`, "i"], `${c1}${c2}a`)
    case "X": return of(c2, c3, "a", [`اiستa${c1}`, "a"], `اuستu${c1}`, [`ستa${c1}`, "i"], `ستa${c1}`)
    case "QI": return of(c3, c4, "u", [`${c1}a${c2}`, "a"], `${c1}u${c2}`, [`${c1}a${c2}`, "i"], `${c1}a${c2}`)
    case "QII": return of(c3, c4, "a", [`تa${c1}a${c2}`, "a"], `تu${c1}u${c2}`, [`تa${c1}a${c2}`, "a"], `تa${c1}a${c2}`)
    case "QIV": return of(c4, c4, "a", [`اi${c1}${c2}a${c3}`, "a"], `اu${c1}${c2}u${c3}`, [`${c1}${c2}a${c3}`, "i"], `${c1}${c2}a${c3}`)
  }
}

function planOf(entry: VerbEntry): Plan {
  const shape = shapeOf(entry)
  if (entry.lemma === laysa) {
    const stem: Stem = {open: "لaيس", closed: "لaس", end: "still"}
    return {perfect: stem, perfectPassive: stem, imperfect: {...stem, vowel: "a"}, imperfectPassive: {...stem, vowel: "a"}}
  }
  return {
    perfect: stemOf(entry, shape, "perfect"),
    perfectPassive: stemOf(entry, shape, "perfectPassive"),
    imperfect: {...stemOf(entry, shape, "imperfect"), vowel: shape.prefix},
    imperfectPassive: {...stemOf(entry, shape, "imperfectPassive"), vowel: "u"},
  }
}

function stemOf(entry: VerbEntry, shape: Shape, name: "perfect" | "perfectPassive" | "imperfect" | "imperfectPassive"): Stem {
  const {head, vowel} = shape[name]
  const {middle, last} = shape
  if (isWeak(last)) {
    const base = dropsHamzaOfRaa(entry, name) ? head : head + middle
    return {open: base, closed: base, end: weakEnd(entry, name, vowel)}
  }
  if (isHollow(entry)) {
    const onset = head.replace(/[aiu]$/, "")
    const long = name !== "imperfectPassive" && name !== "perfectPassive" && head.endsWith("a") ? "A" : lengthened(vowel)
    const short = entry.form === "I" && name === "perfect" ? (entry.impf === "u" ? "u" : "i") : shortened(long)
    return {open: onset + long + last, closed: onset + short + last, end: "still"}
  }
  if (isDoubled(entry)) {
    const open = /[aiuAU]$/.test(head) ? head + middle + last : head + vowel + middle + last
    return {open, closed: head + middle + vowel + last, end: "still"}
  }
  const stem = head + middle + vowel + last
  return {open: stem, closed: stem, end: "still"}
}

function weakEnd(entry: VerbEntry, name: keyof Plan, vowel: Part["vowel"]): Stem["end"] {
  if (name === "perfectPassive") return "iy"
  if (name === "imperfectPassive") return "A"
  if (name === "imperfect") return vowel === "i" ? "I" : vowel === "u" ? "U" : "A"
  if (entry.form !== "I") return "ay"
  if (vowel === "i") return "iy"
  return /ا$/.test(lettersOf(entry.lemma)) ? "aw" : "ay"
}

function isWeak(letter: string): boolean {
  return letter === "و" || letter === "ي"
}

// The middle letter shows in the verbs that keep it: استحوذ، ازدوج. It is ا in the hollow ones.
function isHollow(entry: VerbEntry): boolean {
  const [, c2, c3] = entry.root
  if (!isWeak(c2!) || isWeak(c3!) || entry.root.length > 3) return false
  if (!["I", "IV", "VII", "VIII", "X"].includes(entry.form)) return false
  return /[اآ].$/.test(lettersOf(entry.lemma))
}

function isDoubled(entry: VerbEntry): boolean {
  const [, c2, c3] = entry.root
  if (entry.form === "IX" || entry.form === "QIV") return true
  return entry.root.length === 3 && c2 === c3 && ["I", "III", "IV", "VI", "VII", "VIII", "X"].includes(entry.form)
}

// و drops from the imperfect of form I: وصل يصل، وضع يضع; not وجل يوجل، ود يود. وسع and وطئ drop it although their perfect has i.
function dropsWaw(entry: VerbEntry): boolean {
  const [c1, c2, c3] = entry.root
  if (c1 !== "و" || c2 === c3) return false
  if (entry.impf === "i") return true
  return entry.impf === "a" && (perfectVowel(entry) === "a" || ["وسع", "وطئ"].includes(lettersOf(entry.lemma)))
}

// رأى loses its hamza in the imperfect (يرى) and in form IV (أرى يري).
function dropsHamzaOfRaa(entry: VerbEntry, name: keyof Plan): boolean {
  if (entry.root.join("") !== "رءي") return false
  return entry.form === "IV" || (entry.form === "I" && (name === "imperfect" || name === "imperfectPassive"))
}

// Form I only: فَعَلَ، فَعِلَ، فَعُلَ are told apart by the sign in the lemma.
function perfectVowel(entry: VerbEntry): "a" | "i" | "u" {
  if (entry.lemma.includes("ِ")) return "i"
  return entry.lemma.includes("ُ") ? "u" : "a"
}

// The first root letter and the ت of form VIII, as they sound together: اتصل، اصطدم، اطلع، ادعى، ازداد.
// Where a root could go two ways (اتخذ / ائتمر، ادخر / اذكر) the lemma is asked.
function withInfixedT(entry: VerbEntry): string {
  const c1 = entry.root[0]!
  const second = lettersOf(entry.lemma)[1]!
  if (c1 === "و" || c1 === "ي") return "تت"
  if (c1 === "ء") return second === "ت" ? "تت" : "ءت"
  if (c1 === "ص" || c1 === "ض") return `${c1}ط`
  if (c1 === "ط" || c1 === "د" || c1 === "ظ") return c1 + c1
  if (c1 === "ز") return "زد"
  if (c1 === "ذ") return second + second
  return `${c1}ت`
}

function lettersOf(lemma: string): string {
  return lemma.replace(/[\u064b-\u0652]/g, "")
}

function lengthened(vowel: Part["vowel"]): string {
  return vowel.toUpperCase()
}

function shortened(vowel: string): string {
  return vowel.toLowerCase()
}

// ── Endings ──────────────────────────────────────────────────────────────────────────────────────────────────────────

type Cell = Omit<Inflected, "form" | "pos"> & {readonly sounds: string}

function perfect(stem: Stem): Cell[] {
  const before = beforeConsonant(stem)
  const {open, end} = stem
  const one = {aspect: "perf", number: "sg"} as const
  const two = {aspect: "perf", number: "du", person: 3} as const
  const many = {aspect: "perf", number: "pl"} as const
  const he = end === "still" ? `${open}a` : end === "aw" ? `${open}A` : end === "ay" ? `${open}Y` : `${open}iيa`
  const she = end === "iy" ? `${open}iيaت` : `${open}aت`
  const they = end === "ay" || end === "aw" ? `${open}aو` : `${open}U`
  const both = end === "still" ? `${open}A` : end === "ay" ? `${open}aيA` : end === "aw" ? `${open}aوA` : `${open}iيA`
  return [
    {...one, person: 3, gender: "m", sounds: he, ...(end === "ay" ? {bare: true} : {})},
    ...(end === "ay" ? [{...one, person: 3, gender: "m", sounds: `${open}A`, beforePronoun: true} as const] : []),
    {...one, person: 3, gender: "f", sounds: she},
    {...one, person: 2, gender: "m", sounds: `${before}تa`},
    {...one, person: 1, sounds: `${before}تu`},
    {...two, gender: "m", sounds: both},
    {...two, gender: "f", sounds: `${she}A`},
    {...many, person: 3, gender: "m", sounds: `${they}#`, bare: true},
    {...many, person: 3, gender: "m", sounds: they, beforePronoun: true},
    {...many, person: 3, gender: "f", sounds: `${before}نa`},
    {...many, person: 2, gender: "m", sounds: `${before}تuم`, bare: true},
    {...many, person: 2, gender: "m", sounds: `${before}تuمU`, beforePronoun: true},
    {...many, person: 1, sounds: `${before}نA`},
  ]
}

function beforeConsonant({closed, end}: Stem): string {
  if (end === "ay") return `${closed}aي`
  if (end === "aw") return `${closed}aو`
  return end === "iy" ? `${closed}I` : closed
}

const prefixes: readonly (Pick<Cell, "person" | "gender" | "number"> & {readonly letter: string})[] = [
  {letter: "ي", person: 3, gender: "m", number: "sg"},
  {letter: "ت", person: 3, gender: "f", number: "sg"},
  {letter: "ت", person: 2, gender: "m", number: "sg"},
  {letter: "ء", person: 1, number: "sg"},
  {letter: "ن", person: 1, number: "pl"},
  {letter: "ي", person: 3, gender: "m", number: "du"},
  {letter: "ت", person: 3, gender: "f", number: "du"},
  {letter: "ي", person: 3, gender: "m", number: "pl"},
  {letter: "ت", person: 2, gender: "m", number: "pl"},
  {letter: "ي", person: 3, gender: "f", number: "pl"},
]

function imperfect(stem: Prefixed): Cell[] {
  return prefixes.flatMap(({letter, ...who}): Cell[] => {
    const open = letter + stem.vowel + stem.open
    const closed = letter + stem.vowel + stem.closed
    const as = {...who, aspect: "impf"} as const
    if (who.number === "du") return dualImperfect(open, stem.end, as)
    if (who.number === "pl" && who.gender === "m") return pluralImperfect(open, stem.end, as)
    if (who.number === "pl" && who.gender === "f") return [{...as, sounds: womenImperfect(closed, stem.end)}]
    return singleImperfect(open, closed, stem, as)
  })
}

type Who = Omit<Cell, "sounds">

function singleImperfect(open: string, closed: string, stem: Stem, as: Who): Cell[] {
  const {end} = stem
  if (end === "still") {
    const full: Cell[] = [{...as, sounds: `${open}u`}]
    if (stem.open !== stem.closed) full.push({...as, sounds: closed, mood: "shortened"})
    if (open.endsWith("ء")) {
      // يقرأ: يقرؤه، يقرأه
      full.push(
        {...as, sounds: `${open}u-`, beforePronoun: true, mood: "indicative"},
        {...as, sounds: `${open}a-`, beforePronoun: true, mood: "shortened"},
      )
    }
    return full
  }
  if (end === "I")
    return [
      {...as, sounds: `${open}I`},
      {...as, sounds: `${open}i`, mood: "shortened"},
    ]
  if (end === "U")
    return [
      {...as, sounds: `${open}U`},
      {...as, sounds: `${open}u`, mood: "shortened"},
    ]
  return [
    {...as, sounds: `${open}Y`, bare: true},
    {...as, sounds: `${open}A`, beforePronoun: true},
    {...as, sounds: `${open}a`, mood: "shortened"},
  ]
}

function dualImperfect(open: string, end: Stem["end"], as: Who): Cell[] {
  const stem = end === "I" ? `${open}iي` : end === "U" ? `${open}uو` : end === "A" ? `${open}aي` : open
  return [
    {...as, sounds: `${stem}Aنi`, mood: "indicative"},
    {...as, sounds: `${stem}A`, mood: "shortened"},
  ]
}

function pluralImperfect(open: string, end: Stem["end"], as: Who): Cell[] {
  const stem = end === "A" ? `${open}aو` : `${open}U`
  return [
    {...as, sounds: `${stem}نa`, mood: "indicative"},
    {...as, sounds: `${stem}#`, mood: "shortened", bare: true},
    {...as, sounds: stem, mood: "shortened", beforePronoun: true},
  ]
}

function womenImperfect(closed: string, end: Stem["end"]): string {
  return `${end === "still" ? closed : end === "A" ? `${closed}aي` : closed + end}نa`
}

/// Writes both voices; a form with the same letters and the same person in both is one form of voice "either".
/// التقى and التُقي are such a pair once folded, although only one of them can take a pronoun unchanged.
function bothVoices(active: readonly Cell[], passive: readonly Cell[]): Inflected[] {
  const written = (cells: readonly Cell[]) =>
    distinct(cells.flatMap(({sounds, ...as}) => spellings(sounds).map((form): Inflected => ({form, pos: "verb", ...as}))))
  const actives = written(active)
  const passives = new Map(written(passive).map((form) => [likeness(form), form]))
  const inActive = new Set(actives.map(likeness))
  return [
    ...actives.map((form): Inflected => {
      const other = passives.get(likeness(form))
      if (!other) return {...form, voice: "active"}
      const {bare, ...rest} = form
      return {...rest, voice: "either", ...(bare && other.bare ? {bare} : {})}
    }),
    ...[...passives.values()].filter((form) => !inActive.has(likeness(form))).map((form): Inflected => ({...form, voice: "passive"})),
  ]
}

function likeness({bare: _, ...form}: Inflected): string {
  return keyOf(form)
}

// A hyphen holds the place of the pronoun, so that a hamza before it is not written as a final one.
function spellings(sounds: string): string[] {
  return [...new Set(writeAll(sounds).map((form) => foldWord(form.replace("-", ""))))]
}

// ── Nouns of the verb ────────────────────────────────────────────────────────────────────────────────────────────────

function activeParticiple(entry: VerbEntry): string {
  const [c1, c2, c3] = entry.root as [string, string, string]
  if (entry.form === "I") {
    if (isWeak(c3)) return `${c1}A${c2}iٍ`
    if (isHollow(entry)) return `${c1}Aءi${c3}`
    return isDoubled(entry) ? `${c1}A${c2}${c3}` : `${c1}A${c2}i${c3}`
  }
  const shape = shapeOf(entry)
  const stem = stemOf(entry, {...shape, imperfect: {...shape.imperfect, vowel: "i"}}, "imperfect")
  return isWeak(shape.last) ? `مu${stem.open}iٍ` : `مu${stem.open}`
}

function passiveParticiple(entry: VerbEntry): string {
  const [c1, c2, c3] = entry.root as [string, string, string]
  if (entry.form === "I") {
    if (isWeak(c3)) return entry.impf === "u" ? `مa${c1}${c2}uوو` : `مa${c1}${c2}iيي`
    if (isHollow(entry)) return `مa${c1}${c2 === "و" ? "U" : "I"}${c3}`
    return `مa${c1}${c2}U${c3}`
  }
  const shape = shapeOf(entry)
  const stem = stemOf(entry, shape, "imperfectPassive")
  return `مu${stem.open}${isWeak(shape.last) ? "Y" : ""}`
}

// The masdar that the form makes by rule; none for form I.
function regularMasdar(entry: VerbEntry): string {
  const [c1, c2, c3, c4] = entry.root as [string, string, string, string]
  const weak = isWeak(c3)
  const hollow = isHollow(entry)
  const doubled = isDoubled(entry)
  const t = entry.form === "VIII" ? withInfixedT(entry) : ""
  // biome-ignore format: a table, one form a line
  switch (entry.form) {
    case "I": return ""
    case "II": return weak ? `تa${c1}${c2}iيaة` : c3 === "ء" ? `تa${c1}${c2}iءaة` : `تa${c1}${c2}I${c3}`
    case "III": return weak ? `مu${c1}A${c2}Aة` : doubled ? `مu${c1}A${c2}${c3}aة` : `مu${c1}A${c2}a${c3}aة`
    case "IV": return weak ? `ءi${c1}${c2}Aء` : hollow ? `ءi${c1}A${c3}aة` : `ءi${c1}${c2}A${c3}`
    case "V": return weak ? `تa${c1}a${c2}${c2}iٍ` : `تa${c1}a${c2}${c2}u${c3}`
    case "VI": return weak ? `تa${c1}A${c2}iٍ` : doubled ? `تa${c1}A${c2}${c3}` : `تa${c1}A${c2}u${c3}`
    case "VII": return weak ? `اiن${c1}i${c2}Aء` : hollow ? `اiن${c1}iيA${c3}` : `اiن${c1}i${c2}A${c3}`
    case "VIII": return weak ? `اi${t}i${c2}Aء` : hollow ? `اi${t}iيA${c3}` : `اi${t}i${c2}A${c3}`
    case "IX": return `اi${c1}${c2}i${c3}A${c3}`
    case "X": return weak ? `اiستi${c1}${c2}Aء` : hollow ? `اiستi${c1}A${c3}aة` : `اiستi${c1}${c2}A${c3}`
    case "QI": return `${c1}a${c2}${c3}a${c4}aة`
    case "QII": return `تa${c1}a${c2}${c3}u${c4}`
    case "QIV": return `اi${c1}${c2}i${c3}${c4}A${c4}`
  }
}
