import {buildTrie, list, type Row} from "../../support/index.ts"
import {foldWord} from "./fold.ts"
import {
  type AdjectiveEntry,
  type Inflected,
  inflectAdjective,
  inflectNoun,
  inflectVerb,
  masdarForms,
  masdarsOf,
  nisbaForms,
  type NounEntry,
  type VerbEntry,
} from "./morphology/index.ts"
import {Feats, type Lemma, type Lexicon, POS, type Pos} from "./words.ts"

export type LexiconTables = {
  readonly verbs: readonly VerbEntry[]
  readonly nouns: readonly NounEntry[]
  readonly adjectives: readonly AdjectiveEntry[]
  readonly closed: readonly Row[]
  readonly countries: readonly Row[]
}

/// Inflects every lemma of the word lists and packs the forms into one automaton.
export function compileLexicon(tables: LexiconTables): Lexicon {
  const lemmas: Lemma[] = []
  const forms = new Map<string, number[]>()
  const lemma = (word: string, pos: Pos, gloss: string, tags: readonly string[] = [], verb = -1, country?: string): number => {
    lemmas.push({
      id: lemmas.length,
      word: foldWord(word.replace(/\u064d$/u, "ي")),
      pos,
      gloss,
      tags,
      verb,
      verbWord: verb >= 0 ? lemmas[verb]?.word : undefined,
      country: country || undefined,
    })
    return lemmas.length - 1
  }
  const put = (form: string, lemmaId: number, feats: number): void => {
    if (!form) return
    const at = forms.get(form) ?? []
    for (let i = 0; i < at.length; i += 2) if (at[i] === lemmaId && at[i + 1] === feats) return
    at.push(lemmaId, feats)
    forms.set(form, at)
  }
  const putAll = (inflected: readonly Inflected[], lemmaId: number): void => {
    for (const f of inflected) put(f.form, lemmaId, Feats.pack(f))
  }

  for (const entry of tables.verbs) {
    const all = inflectVerb(entry)
    const verb = lemma(entry.lemma, "verb", entry.gloss)
    putAll(
      all.filter((f) => f.pos === "verb"),
      verb,
    )
    for (const masdar of masdarsOf(entry)) putAll(masdarForms(masdar, entry.form !== "I"), lemma(masdar, "masdar", entry.gloss, [], verb))
    for (const pos of ["ap", "pp"] as const) {
      const forms = all.filter((f) => f.pos === pos)
      if (forms.length > 0) putAll(forms, lemma(forms[0]?.form as string, pos, entry.gloss, [], verb))
    }
  }
  for (const entry of tables.nouns) putAll(inflectNoun(entry), lemma(entry.lemma, "noun", entry.gloss, entry.tags))
  for (const entry of tables.adjectives) putAll(inflectAdjective(entry), lemma(entry.lemma, "adj", entry.gloss))
  // «روسيا» is the country before it is an accusative of its adjective.
  const countryNames = new Set(tables.countries.flatMap((row) => [row.ar as string, ...list(row.ar_aliases)]).map(foldWord))
  for (const row of tables.countries) {
    for (const nisba of list(row.nisba)) {
      const id = lemma(nisba, "adj", `of ${row.en}`, ["nisba"], -1, `country:${row.id}`)
      // «كوري جنوبي», «جنوب أفريقي»: the word that is an adjective is inflected; the other is looked for beside it (see `profile.ts`).
      const [first, second] = nisba.split(" ") as [string, string?]
      putAll(
        nisbaForms(second === undefined || first.endsWith("ي") ? first : second).filter((f) => !(f.indefinite && countryNames.has(f.form))),
        id,
      )
      for (const plural of list(row.plural)) put(foldWord(plural), id, Feats.pack({pos: "adj", gender: "m", number: "pl"}))
    }
  }
  for (const row of tables.closed) {
    const pos = (POS as readonly string[]).includes(row.class as string) ? (row.class as Pos) : "adv"
    put(foldWord(row.form as string), lemma(row.form as string, pos, row.note ?? "", [row.class as string]), Feats.pack({pos}))
  }

  const values = new Map<string, number>()
  const starts: number[] = []
  const pairs: number[] = []
  for (const [form, at] of forms) {
    values.set(form, starts.length)
    starts.push(pairs.length)
    for (const x of at) pairs.push(x)
  }
  starts.push(pairs.length)
  return {lemmas, forms: buildTrie(values), starts: Int32Array.from(starts), pairs: Int32Array.from(pairs)}
}
