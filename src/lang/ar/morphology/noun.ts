import {foldWord} from "../fold.ts"
import {distinct, type Inflected} from "./inflected.ts"
import type {AdjectiveEntry, NounEntry} from "./lexicon.ts"
import {attach, beforePronoun} from "./orthography.ts"

/// Every surface form of a noun: singular, dual, its plurals, and the woman's forms where the entry is tagged `fem`.
export function inflectNoun(entry: NounEntry): Inflected[] {
  const as = {pos: "noun", gender: entry.gender} as const
  const forms: Inflected[] = isPluralOnly(entry)
    ? one(entry.lemma, {...as, number: "pl"})
    : [...one(entry.lemma, {...as, number: "sg"}), ...kin(entry.lemma, as), ...plurals(entry.lemma, entry.plural, as)]
  if (entry.tags.includes("fem")) {
    const woman = feminine(entry.lemma)
    const her = {...as, gender: "f"} as const
    forms.push(...one(woman, {...her, number: "sg"}), ...dual(woman, her), ...soundFeminine(woman, her))
  }
  return distinct(forms)
}

/// Every surface form of an adjective, its comparative included.
export function inflectAdjective(entry: AdjectiveEntry): Inflected[] {
  const he = {pos: "adj", gender: "m"} as const
  const she = {pos: "adj", gender: "f"} as const
  const herForm = entry.feminine || feminine(entry.lemma)
  const colour = herForm.endsWith("اء") // حمراء, not a final hamza of its own: حمراوان، حمراوات
  const herStem = colour ? `${herForm.slice(0, -1)}و` : herForm
  const forms = [
    ...one(entry.lemma, {...he, number: "sg"}),
    ...dual(entry.lemma, he),
    ...plurals(entry.lemma, entry.plural, he),
    ...one(herForm, {...she, number: "sg"}),
    ...dual(herStem, she),
    ...soundFeminine(herStem, she),
  ]
  for (const word of entry.comparative) {
    forms.push(...one(word, {...he, number: "sg", degree: "comparative"}))
  }
  if (entry.superlative)
    forms.push(
      ...one(entry.superlative, {...she, number: "sg", degree: "comparative"}),
      ...dual(entry.superlative, {...she, degree: "comparative"}),
    )
  return distinct(colour ? forms.filter((form) => !form.indefinite || form.number !== "sg") : forms) // أحمر takes no tanwin
}

/// The forms of a nisba adjective given in the masculine: روسي → روسية روسيان روسيين روسيون روسيات ….
/// Its dual idafa is left out: «روسيا» would be read as two Russians each time the country is named.
export function nisbaForms(base: string): Inflected[] {
  const he = {pos: "adj", gender: "m"} as const
  const she = {pos: "adj", gender: "f"} as const
  const her = `${base}ة`
  return distinct(
    [
      ...one(base, {...he, number: "sg"}),
      ...dual(base, he),
      ...soundMasculine(base, he),
      ...one(her, {...she, number: "sg"}),
      ...dual(her, she),
      ...soundFeminine(her, she),
    ].filter((form) => !form.construct),
  )
}

// «أب» and «أخ» show their case before what they belong to: أبو، أبا، أبي; their dual has a و.
function kin(lemma: string, as: As): Inflected[] {
  if (lemma !== "أب" && lemma !== "أخ") return dual(lemma, as)
  const owned = ["و", "ا", "ي"].flatMap((ending) => spelled(lemma + ending, {...as, number: "sg", construct: true}))
  return [...owned, ...dual(`${lemma}و`, as)]
}

/// What a form is, before its letters.
type As = Omit<Inflected, "form">

/// A masdar in all its forms. Those that take ـات take it (زيارات، اجتماعات); broken plurals are for the noun list.
export function masdarForms(masdar: string, takesPlural: boolean): Inflected[] {
  const as = {pos: "masdar", gender: masdar.endsWith("ة") ? "f" : "m"} as const
  return distinct([
    ...one(masdar, {...as, number: "sg"}),
    ...dual(masdar, as),
    ...(takesPlural || masdar.endsWith("ة") ? soundFeminine(masdar, as) : []),
  ])
}

/// A participle in both genders and all numbers.
export function participleForms(word: string, pos: "ap" | "pp"): Inflected[] {
  const he = {pos, voice: pos === "ap" ? "active" : "passive", gender: "m"} as const
  const she = {...he, gender: "f"} as const
  const her = feminine(word)
  return distinct([
    ...one(word, {...he, number: "sg"}),
    ...dual(word, he),
    ...soundMasculine(word, he),
    ...one(her, {...she, number: "sg"}),
    ...dual(her, she),
    ...soundFeminine(her, she),
  ])
}

const tanwinKasra = "ٍ"

function isPluralOnly(entry: NounEntry): boolean {
  return entry.tags.includes("plural")
}

/// One number of a word that is one piece: a singular or a broken plural.
function one(word: string, as: As): Inflected[] {
  if (word.endsWith(tanwinKasra)) {
    // قاضٍ: قاض، القاضي، قاضيا
    const stem = word.slice(0, -1)
    return [
      ...spelled(stem, {...as, indefinite: true, bare: true}),
      ...spelled(`${stem}ي`, as),
      ...(isDiptotePlural(`${stem}ي`, as) ? [] : spelled(`${stem}يا`, {...as, indefinite: true, bare: true})),
    ]
  }
  const joined = beforePronoun(word)
  const stays = joined.includes(word)
  return [
    ...spelled(word, stays ? as : {...as, bare: true}),
    ...joined.filter((form) => form !== word).flatMap((form) => spelled(form, {...as, beforePronoun: true})),
    ...(takesAlif(word, as) ? attach(word, "ا").flatMap((form) => spelled(form, {...as, indefinite: true, bare: true})) : []),
  ]
}

// The alif of the indefinite accusative (رئيسا): not after ة اء ا ى أ, not on sound feminine plurals, not on diptote plurals.
function takesAlif(word: string, as: As): boolean {
  if (/(?:[ةاىأؤ]|اء)$/.test(word)) return false
  if (as.number === "pl" && (/ات$/.test(word) || isDiptotePlural(word, as))) return false
  if (as.degree) return false // أكبر is a diptote
  return true
}

// مدارس، قوانين: two letters, ا, then two letters or three with ي in the middle.
function isDiptotePlural(word: string, as: As): boolean {
  return as.number === "pl" && /^..ا(?:..|.[يئ].)$/.test(word)
}

function dual(word: string, as: As): Inflected[] {
  const stem = stemBeforeVowel(word, "ت")
  return [
    ...joinedAs(stem, "ان", {...as, number: "du", case: "nominative", bare: true}),
    ...joinedAs(stem, "ين", {...as, number: "du", case: "oblique", bare: true}),
    ...joinedAs(stem, "ا", {...as, number: "du", case: "nominative", construct: true}),
    ...joinedAs(stem, "ي", {...as, number: "du", case: "oblique", construct: true}),
  ]
}

function plurals(word: string, plural: readonly string[], as: As): Inflected[] {
  return plural.flatMap((form) => {
    if (form === "ون") return soundMasculine(word, as)
    if (form === "ات") return soundFeminine(word, as)
    return one(form, {...as, number: "pl"})
  })
}

function soundMasculine(word: string, as: As): Inflected[] {
  const stem = word.endsWith("ى") || word.endsWith(tanwinKasra) ? word.slice(0, -1) : word
  return [
    ...joinedAs(stem, "ون", {...as, number: "pl", case: "nominative", bare: true}),
    ...joinedAs(stem, "ين", {...as, number: "pl", case: "oblique", bare: true}),
    ...joinedAs(stem, "و", {...as, number: "pl", case: "nominative", construct: true}),
    ...joinedAs(stem, "ي", {...as, number: "pl", case: "oblique", construct: true}),
  ]
}

function soundFeminine(word: string, as: As): Inflected[] {
  if (word.endsWith("اة")) return spelled(`${word.slice(0, -2)}يات`, {...as, number: "pl"}) // مباراة: مباريات
  return joinedAs(stemBeforeVowel(word, ""), "ات", {...as, number: "pl"})
}

function stemBeforeVowel(word: string, forTaMarbuta: string): string {
  const stem = word.slice(0, -1)
  if (word.endsWith("ة")) return stem + forTaMarbuta
  if (word.endsWith("ى") || word.endsWith(tanwinKasra)) return `${stem}ي`
  return word
}

function feminine(word: string): string {
  const stem = word.slice(0, -1)
  if (word.endsWith("ى")) return `${stem}اة`
  if (word.endsWith(tanwinKasra)) return `${stem}ية`
  return attach(word, "ة")[0]!
}

function joinedAs(stem: string, ending: string, as: As): Inflected[] {
  return attach(stem, ending).flatMap((form) => spelled(form, as))
}

// «مسؤول» and «شؤون» are also written with ئ, which folding keeps apart.
function spelled(word: string, as: As): Inflected[] {
  const forms = [{form: foldWord(word), ...as}]
  if (/[^اأدذرزو]ؤو/.test(word)) forms.push({form: foldWord(word.replace("ؤو", "ئو")), ...as})
  return forms
}
