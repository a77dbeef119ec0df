import {existsSync} from "node:fs"
import {join} from "node:path"
import {makeFurniture} from "./clean/index.ts"
import {type Compiled, compileAll, readTables} from "./compile.ts"
import type {DeedMeaning, Governor} from "./extract/index.ts"
import {metricLexicon, speechLexicon} from "./extract/index.ts"
import {framesFrom} from "./kinds/index.ts"
import {openKnowledge} from "./knowledge/index.ts"
import {bodyNames, foldWord} from "./lang/ar/index.ts"
import {openArabic} from "./lang/index.ts"
import type {Reader} from "./pipeline.ts"
import {openDatedFacts} from "./resolve/index.ts"
import {DATA_ROOT, pushTo} from "./support/index.ts"
import {loadCompiled} from "./compiled.ts"

const deedMeaning = (means: string): DeedMeaning =>
  means === "deed" || means === "words" || means === "fighting" ? means : means.split(" ")

/// Opens the reader: from what the build compiled where it is there, else from the data files (tests, a fresh checkout).
export function openReader(root = DATA_ROOT): Reader {
  const file = join(root, "compiled", "ar.bin")
  const compiled: Compiled = existsSync(file) ? loadCompiled(root) : compileAll(root)
  const tables = readTables(root)
  const fold = (words: string): string => words.split(" ").map(foldWord).join(" ")
  const frames = framesFrom(tables.frames, fold)
  const governors = {v: new Map<string, Governor[]>(), n: new Map<string, Governor[]>()}
  for (const row of tables.governors) {
    const g: Governor = {
      lemma: fold(row.lemma as string),
      cls: row.cls as "v" | "n",
      rel: fold(row.rel as string),
      status: (row.status ?? "") as Governor["status"],
      light: row.light === "1",
    }
    pushTo(governors[g.cls], g.lemma, g)
  }
  const knowledge = openKnowledge(compiled.knowledge)
  // Asked of every verb and noun of a text: one look-up each.
  const eventNouns = new Set([...frames.nouns.keys(), ...governors.n.keys()])
  const knownVerbs = new Set([...frames.verbs.keys(), ...governors.v.keys(), ...tables.speech.map((r) => foldWord(r.lemma as string))])
  const governing = (test: (g: Governor) => boolean): Set<string> =>
    new Set([...governors.v].filter(([, all]) => all.some(test)).map(([lemma]) => lemma))
  const moving = governing((g) => g.status !== "")
  const light = governing((g) => g.light)
  const stating = new Set([...governors.n].filter(([, all]) => all.some((g) => g.status !== "")).map(([lemma]) => lemma))
  const isStatusNoun = (lemma: string): boolean => stating.has(lemma)
  const isEventNoun = (lemma: string): boolean => eventNouns.has(lemma)
  const isKnownVerb = (lemma: string): boolean => knownVerbs.has(lemma)
  const isGovernor = (lemma: string): boolean => moving.has(lemma)
  const isLightVerb = (lemma: string): boolean => light.has(lemma)
  const language = openArabic(compiled.lexicon, compiled.lists, knowledge, {
    isEventNoun,
    isKnownVerb,
    isGovernor,
    isLightVerb,
    isStatusNoun,
    bodies: bodyNames(tables.bodies),
  })
  const words = (name: string): Set<string> => new Set(tables.statusWords.filter((r) => r.list === name).map((r) => fold(r.word as string)))
  return {
    language,
    knowledge,
    furniture: makeFurniture(tables.boilerplate, foldWord),
    events: {
      frames,
      governors,
      plannedWords: words("planned"),
      ifWords: words("if"),
      elsewhereWords: words("elsewhere"),
      deeds: new Map(tables.deeds.map((r) => [fold(r.noun as string), deedMeaning(r.means as string)])),
      outlets: new Set(knowledge.entities.flatMap((e, n) => (e.type === "agency" || e.type === "outlet" ? [n] : []))),
      blocs: new Map(tables.blocs.map((r) => [fold(r.adjective as string), r.org as string])),
      actingBlocs: new Map(tables.blocs.filter((r) => r.acts).map((r) => [fold(r.adjective as string), r.org as string])),
    },
    speech: speechLexicon(tables.speech, foldWord),
    metrics: metricLexicon(tables.metrics, foldWord, new Map(tables.blocs.map((r) => [fold(r.adjective as string), r.org as string]))),
    facts: openDatedFacts({events: tables.datedEvents, yearly: tables.yearlyDays, words: tables.publicationWords}, knowledge, language),
  }
}
