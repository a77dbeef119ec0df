import {existsSync, readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {type CompiledKnowledge, compileKnowledge} from "./knowledge/index.ts"
import {
  AL,
  type ArabicLists,
  compileLexicon,
  Feats,
  foldWord,
  type Lexicon,
  listsFrom,
  readAdjectives,
  readNouns,
  readVerbs,
  type Reading,
  readWord,
  SA,
} from "./lang/ar/index.ts"
import {readTable, type Row} from "./support/index.ts"

/// Everything the program knows of words and of the world, worked out of the data files.
export type Compiled = {readonly lexicon: Lexicon; readonly lists: ArabicLists; readonly knowledge: CompiledKnowledge}

/// Readings rare enough in the press that a name beats them: «بكين» is Beijing, not "they (f.) wept".
function isLikely(r: Reading): boolean {
  if (r.lemma.country !== undefined) return false
  if (Feats.pos(r.feats) === "verb")
    return Feats.person(r.feats) === 3 && Feats.number(r.feats) === "sg" && !r.suffix && !(r.proclitics & ~SA)
  if (Feats.number(r.feats) === "du" || (Feats.pos(r.feats) !== "noun" && Feats.number(r.feats) === "pl")) return false
  return !Feats.indefinite(r.feats) && !r.suffix && (r.proclitics & ~AL) === 0
}

/// The tables that are small enough to be read at every start.
export function readTables(root: string) {
  const words = join(root, "lang", "ar", "data")
  const facts = join(root, "knowledge", "data")
  const table = (folder: string, file: string): Row[] =>
    existsSync(join(folder, file)) ? readTable(readFileSync(join(folder, file), "utf8"), file) : []
  return {
    frames: table(words, "frames.tsv"),
    governors: table(words, "governors.tsv"),
    statusWords: table(words, "status-words.tsv"),
    blocs: table(words, "blocs.tsv"),
    deeds: table(words, "deeds.tsv"),
    bodies: table(words, "bodies.tsv"),
    boilerplate: [...table(words, "boilerplate.tsv"), ...table(words, "boilerplate-any.tsv")],
    speech: table(words, "speech.tsv"),
    metrics: table(words, "metrics.tsv"),
    datedEvents: table(facts, "dated-events.tsv"),
    yearlyDays: table(facts, "yearly-days.tsv"),
    publicationWords: table(words, "publication-words.tsv"),
  }
}

/// Reads the data files under `root` (the folder that holds `lang` and `knowledge`) and compiles them. About a second: the build does it once.
export function compileAll(root: string): Compiled {
  const words = join(root, "lang", "ar", "data")
  const facts = join(root, "knowledge", "data")
  const text = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8")
  const table = (folder: string, file: string): Row[] => readTable(text(folder, file), file)
  const all = (start: string): Row[] =>
    readdirSync(facts)
      .filter((f) => f.startsWith(`${start}-`) && f.endsWith(".tsv"))
      .sort()
      .flatMap((f) => table(facts, f))
  const countries = table(facts, "countries.tsv")
  const lexicon = compileLexicon({
    verbs: readVerbs(text(words, "verbs.tsv")),
    nouns: readNouns(text(words, "nouns.tsv")),
    adjectives: readAdjectives(text(words, "adjectives.tsv")),
    closed: table(words, "closed.tsv"),
    countries,
  })
  const lists = listsFrom({
    offices: table(words, "offices.tsv"),
    mentionWords: table(words, "mention-words.tsv"),
    givenNames: table(words, "given-names.tsv"),
    groups: table(words, "groups.tsv"),
  })
  const knowledge = compileKnowledge(
    {countries, people: all("people"), offices: all("offices"), orgs: all("orgs"), places: all("places")},
    {foldWord, isOrdinary: (folded) => readWord(lexicon, folded).readings.some(isLikely)},
  )
  return {lexicon, lists, knowledge}
}
