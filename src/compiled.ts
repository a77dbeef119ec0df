import {readFileSync, writeFileSync, mkdirSync} from "node:fs"
import {join} from "node:path"
import type {Compiled} from "./compile.ts"

import {type PackedArray, pack, type Trie, unpack} from "./support/index.ts"

type Known = Compiled["knowledge"]["entities"][number]
type Office = NonNullable<Known["offices"]>[number]
type Lemma = Compiled["lexicon"]["lemmas"][number]

/// The compiled language and knowledge on disk: numbers in one packed file, names and lists in one JSON file beside it.
const files = (root: string): {bin: string; json: string} => ({
  bin: join(root, "compiled", "ar.bin"),
  json: join(root, "compiled", "ar.json"),
})

const flat = (prefix: string, t: Trie): {[name: string]: PackedArray} => ({
  [`${prefix}.edgeStart`]: t.edgeStart,
  [`${prefix}.letter`]: t.letter,
  [`${prefix}.target`]: t.target,
  [`${prefix}.value`]: t.value,
})

/// Eleven thousand lemmas are quicker to read as a few long strings than as as many objects.
type LemmaColumns = {
  readonly word: string
  readonly pos: string
  readonly gloss: string
  readonly tags: string
  readonly verb: readonly number[]
  readonly country: string
}

function lemmaColumns(lemmas: readonly Lemma[]): LemmaColumns {
  const column = (of: (x: Lemma) => string): string => lemmas.map((x) => of(x).replace(/[\n]/g, " ")).join("\n")
  return {
    word: column((x) => x.word),
    pos: column((x) => x.pos),
    gloss: column((x) => x.gloss),
    tags: column((x) => x.tags.join(",")),
    verb: lemmas.map((x) => x.verb),
    country: column((x) => x.country ?? ""),
  }
}

function lemmasOf(columns: LemmaColumns): Lemma[] {
  const [word, pos, gloss, tags, country] = [columns.word, columns.pos, columns.gloss, columns.tags, columns.country].map((c) =>
    c.split("\n"),
  ) as [string[], string[], string[], string[], string[]]
  // Few sets of tags stand on many words. All lemmas are of one shape: reading asks them more than anything else.
  const sets = new Map<string, readonly string[]>([["", []]])
  const tagsOf = (cell: string): readonly string[] => {
    const known = sets.get(cell) ?? cell.split(",")
    sets.set(cell, known)
    return known
  }
  return word.map((w, id) => {
    const verb = columns.verb[id] as number
    return {
      id,
      word: w,
      pos: pos[id] as Lemma["pos"],
      gloss: gloss[id] as string,
      tags: tagsOf(tags[id] as string),
      verb,
      verbWord: verb >= 0 ? word[verb] : undefined,
      country: country[id] || undefined,
    }
  })
}

/// One string for all that say the same: few countries and offices stand on many entities.
function sharedStrings(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const old = known.get(text)
    if (old === undefined) known.set(text, text)
    return old ?? text
  }
}

/// The columns of an entity that are plain words; an empty cell stands for none.
const CELLS = ["id", "kind", "type", "ar", "en", "gender", "iso2", "country", "wikidata", "capitalOf"] as const
type EntityColumns = {readonly [C in (typeof CELLS)[number] | "offices"]: string}

const OFFICE = ["office", "of", "from", "to"] as const

function entityColumns(entities: readonly Known[]): EntityColumns {
  const columns: {[name: string]: string} = {}
  for (const name of CELLS) columns[name] = entities.map((e) => e[name] ?? "").join("\n")
  columns.offices = entities.map((e) => (e.offices ?? []).map((o) => OFFICE.map((part) => o[part]).join("\t")).join("|")).join("\n")
  return columns as EntityColumns
}

/// All entities are of one shape, as the lemmas are.
function entitiesOf(columns: EntityColumns): Known[] {
  const column = (name: keyof EntityColumns): string[] => columns[name].split("\n")
  const [kinds, types, ar, en, genders] = [column("kind"), column("type"), column("ar"), column("en"), column("gender")]
  const [iso2, countries, wikidata, capitals] = [column("iso2"), column("country"), column("wikidata"), column("capitalOf")]
  const offices = column("offices")
  const once = sharedStrings()
  const officeOf = (text: string): Office => {
    const [office, of, from, to] = text.split("\t") as [string, string, string, string]
    return {office: once(office), of: once(of), from, to}
  }
  return column("id").map((id, i) => {
    const held = offices[i] as string
    return {
      id,
      kind: once(kinds[i] as string) as Known["kind"],
      type: once(types[i] as string),
      ar: ar[i] as string,
      en: en[i] as string,
      gender: (once(genders[i] as string) || undefined) as Known["gender"],
      iso2: iso2[i] || undefined,
      country: once(countries[i] as string) || undefined,
      wikidata: wikidata[i] || null,
      offices: held ? held.split("|").map(officeOf) : undefined,
      capitalOf: capitals[i] || undefined,
    } as Known
  })
}

export function saveCompiled(root: string, compiled: Compiled): void {
  const {lexicon, lists, knowledge} = compiled
  mkdirSync(join(root, "compiled"), {recursive: true})
  const {bin, json} = files(root)
  writeFileSync(
    bin,
    pack({
      ...flat("forms", lexicon.forms),
      "forms.starts": lexicon.starts,
      "forms.pairs": lexicon.pairs,
      ...flat("names", knowledge.names),
      "names.starts": knowledge.starts,
      "names.pairs": knowledge.pairs,
      ...flat("keys", knowledge.keys),
      "keys.starts": knowledge.keyStarts,
      "keys.values": knowledge.keyed,
    }),
  )
  const plain = {
    lemmas: lemmaColumns(lexicon.lemmas),
    entities: entityColumns(knowledge.entities),
    lists: {
      ...lists,
      givenNames: [...lists.givenNames],
      honorifics: [...lists.honorifics],
      placeHeads: [...lists.placeHeads],
      bareBodies: [...lists.bareBodies],
      pairs: [...lists.pairs],
      groups: [...lists.groups],
    },
  }
  writeFileSync(json, JSON.stringify(plain), "utf16le")
}

export function loadCompiled(root: string): Compiled {
  const {bin, json} = files(root)
  const a = unpack(readFileSync(bin))
  const plain = JSON.parse(readFileSync(json, "utf16le"))
  const trie = (prefix: string): Trie => ({
    edgeStart: a[`${prefix}.edgeStart`] as Int32Array,
    letter: a[`${prefix}.letter`] as Uint16Array,
    target: a[`${prefix}.target`] as Int32Array,
    value: a[`${prefix}.value`] as Int32Array,
  })
  return {
    lexicon: {
      lemmas: lemmasOf(plain.lemmas),
      forms: trie("forms"),
      starts: a["forms.starts"] as Int32Array,
      pairs: a["forms.pairs"] as Int32Array,
    },
    lists: {
      ...plain.lists,
      givenNames: new Set(plain.lists.givenNames),
      honorifics: new Set(plain.lists.honorifics),
      placeHeads: new Map(plain.lists.placeHeads),
      bareBodies: new Set(plain.lists.bareBodies),
      pairs: new Map(plain.lists.pairs),
      groups: new Map(plain.lists.groups),
    },
    knowledge: {
      entities: entitiesOf(plain.entities),
      names: trie("names"),
      starts: a["names.starts"] as Int32Array,
      pairs: a["names.pairs"] as Int32Array,
      keys: trie("keys"),
      keyStarts: a["keys.starts"] as Int32Array,
      keyed: a["keys.values"] as Int32Array,
    },
  }
}
