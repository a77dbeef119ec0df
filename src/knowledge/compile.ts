import type {EntityKind} from "../model/index.ts"
import {buildTrie, list, type Row} from "../support/index.ts"
import {byLatin, latinNameKeys, latinWords, nameKey} from "./name-key.ts"
import {type Knowledge, type Known, METONYM, type Office, ORDINARY, TAG_ONLY} from "./types.ts"

/// The rows of the data files, by what they hold.
export type KnowledgeTables = {
  readonly countries: readonly Row[]
  readonly people: readonly Row[]
  readonly offices: readonly Row[]
  readonly orgs: readonly Row[]
  readonly places: readonly Row[]
}

/// What the compiler needs of a language: how it folds a word, and whether a folded word is an ordinary one of it.
export type NameLanguage = {readonly foldWord: (word: string) => string; readonly isOrdinary: (folded: string) => boolean}

export const foldName = (name: string, foldWord: (word: string) => string): string =>
  name
    .split(/[\s\-‑–.·'’«»"()]+/u)
    .map(foldWord)
    .filter(Boolean)
    .join(" ")

export type CompiledKnowledge = Omit<Knowledge, "indexOf" | "capitals">

const EITHER_GENDER = new Set(
  "lebanon iraq jordan morocco sudan south-sudan yemen somalia somaliland vatican congo dr-congo niger chad mexico gabon togo benin peru kosovo pakistan nepal".split(
    " ",
  ),
)

/// Turns the data files into the tables the program runs on.
export function compileKnowledge(tables: KnowledgeTables, language: NameLanguage): CompiledKnowledge {
  const entities: Known[] = []
  const indexOf = new Map<string, number>()
  const aliases = new Map<string, Map<number, number>>()
  const keys = new Map<string, Set<number>>()

  const add = (known: Known): number => {
    const old = indexOf.get(known.id)
    if (old !== undefined) return old
    indexOf.set(known.id, entities.length)
    entities.push(known)
    return entities.length - 1
  }
  const alias = (name: string, entity: number, flags = 0): void => {
    const folded = foldName(name, language.foldWord)
    if (!folded) return
    const all = !folded.includes(" ") && !(flags & TAG_ONLY) && language.isOrdinary(folded) ? flags | ORDINARY : flags
    const at = aliases.get(folded) ?? new Map<number, number>()
    const old = at.get(entity)
    // A plain reading beats one with conditions.
    at.set(entity, old === undefined ? all : old & all)
    aliases.set(folded, at)
    // «عبد الفتاح» is as often written in one word.
    if (/(^| )(عبد|ابو) /.test(folded)) {
      const joined = folded.replace(/(^| )(عبد|ابو) /g, "$1$2")
      const j = aliases.get(joined) ?? new Map<number, number>()
      if (!j.has(entity)) j.set(entity, all)
      aliases.set(joined, j)
    }
  }

  const kindOf: {readonly [prefix: string]: EntityKind} = {country: "country", person: "person", org: "organization", place: "place"}
  const known = (prefix: string, row: Row, type: string, more: Partial<Known> = {}): number =>
    add({
      id: `${prefix}:${row.id}`,
      kind: kindOf[prefix] as EntityKind,
      type,
      ar: row.ar as string,
      en: row.en as string,
      wikidata: row.wikidata || null,
      ...more,
    })

  const capitalOf = new Map(tables.countries.filter((c) => c.capital).map((c) => [c.capital as string, `country:${c.id}`]))
  const officesOf = new Map<string, Office[]>()
  for (const o of tables.offices) {
    const at = officesOf.get(o.person as string) ?? []
    at.push({office: o.office as string, of: o.of as string, from: o.from ?? "", to: o.to ?? ""})
    officesOf.set(o.person as string, at)
  }

  for (const row of tables.countries) {
    // Countries are feminine but for a few that the press also takes as masculine.
    const n = known("country", row, row.kind || "un-member", {
      ...(EITHER_GENDER.has(row.id as string) ? {} : {gender: "f"}),
      ...(row.iso2 ? {iso2: row.iso2} : {}),
    })
    for (const name of [row.ar as string, ...list(row.ar_aliases)]) alias(name, n)
    for (const name of [row.en as string, ...list(row.en_aliases)]) alias(name, n)
    for (const name of list(row.metonyms)) alias(name, n, METONYM)
  }
  for (const row of tables.places) {
    const capital = capitalOf.get(row.id as string)
    const n = known("place", row, row.kind || "city", {
      ...(row.country ? {country: `country:${row.country}`} : {}),
      ...(capital ? {capitalOf: capital} : {}),
    })
    for (const name of [row.ar as string, ...list(row.ar_aliases)]) alias(name, n)
    if (/^[A-Z]/.test(row.en ?? "")) alias(row.en as string, n)
  }
  for (const row of tables.orgs) {
    const n = known("org", row, row.kind || "body", row.country ? {country: `country:${row.country}`} : {})
    for (const name of [row.ar as string, ...list(row.ar_aliases), row.en as string, ...list(row.en_aliases)]) alias(name, n)
    for (const name of list(row.tags)) alias(name, n, TAG_ONLY)
  }
  for (const row of tables.people) {
    const offices = officesOf.get(row.id as string)
    const n = known("person", row, "person", {
      ...(row.gender === "f" || row.gender === "m" ? {gender: row.gender} : {}),
      ...(row.country ? {country: `country:${row.country}`} : {}),
      ...(offices ? {offices} : {}),
    })
    for (const name of [row.ar as string, ...list(row.ar_aliases), row.en as string, ...list(row.en_aliases)]) {
      alias(name, n)
      const key = /[\u0600-\u06ff]/.test(name) ? nameKey(foldName(name, language.foldWord).split(" ")) : undefined
      if (key) keys.set(key, (keys.get(key) ?? new Set()).add(n))
    }
    for (const key of latinNameKeys(latinWords(row.en as string)))
      if (!keys.get(key)?.has(n)) keys.set(key, (keys.get(key) ?? new Set()).add(byLatin(n)))
  }

  const named = trieOfLists([...aliases].map(([name, at]) => [name, [...at].flat()]))
  const byKey = trieOfLists([...keys].map(([key, set]) => [key, [...set]]))
  return {
    entities,
    names: named.trie,
    starts: named.starts,
    pairs: named.values,
    keys: byKey.trie,
    keyStarts: byKey.starts,
    keyed: byKey.values,
  }
}

/// A trie whose string of value v has the numbers at `values[starts[v]] … values[starts[v + 1] - 1]`.
function trieOfLists(lists: readonly (readonly [string, readonly number[]])[]) {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach(([, values], v) => {
    starts[v + 1] = (starts[v] as number) + values.length
  })
  return {
    trie: buildTrie(new Map(lists.map(([text], v) => [text, v]))),
    starts,
    values: Int32Array.from(lists.flatMap(([, values]) => values)),
  }
}

export const openKnowledge = (compiled: CompiledKnowledge): Knowledge => ({
  ...compiled,
  indexOf: new Map(compiled.entities.map((e, i) => [e.id, i])),
  capitals: new Map(compiled.entities.flatMap((e, i) => (e.capitalOf ? [[e.capitalOf, i] as const] : []))),
})
