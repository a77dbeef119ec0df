import {readFileSync} from "node:fs"
import {describe, expect, it} from "vitest"
import {foldWord, readNouns, readVerbs} from "../lang/ar/index.ts"
import {masdarsOf} from "../lang/ar/morphology/index.ts"
import {list, type Row, readTable} from "../support/index.ts"
import {EVENT_TYPES} from "./event-types.ts"
import {framesFrom} from "./frames.ts"

const read = (file: string): string => readFileSync(new URL(`../lang/ar/data/${file}`, import.meta.url), "utf8")
const frames = readTable(read("frames.tsv"), "frames.tsv")
const governors = readTable(read("governors.tsv"), "governors.tsv")
const statusWords = readTable(read("status-words.tsv"), "status-words.tsv")

const verbs = readVerbs(read("verbs.tsv"))
const known = {
  v: new Set(verbs.map((v) => foldWord(v.lemma))),
  n: new Set(
    [...readNouns(read("nouns.tsv")).map((n) => n.lemma), ...verbs.flatMap((v) => masdarsOf(v))].map((w) =>
      foldWord(w.replace(/\u064d$/u, "ي")),
    ),
  ),
}
const isKnown = (cls: string, lemma: string): boolean => known[cls as "v" | "n"]?.has(foldWord(lemma)) ?? false

const STATUSES = new Set(["", "planned", "ongoing", "occurred", "postponed", "cancelled", "denied", "hypothetical", "none"])

describe("frames.tsv", () => {
  it("is read", () => {
    expect(framesFrom(frames, foldWord).byLemma.size).toBeGreaterThan(400)
  })

  it("names only words that the lexicon inflects", () => {
    const missing = frames.flatMap((row) =>
      list(row.lemmas)
        .filter((l) => !isKnown(row.cls as string, l))
        .map((l) => `${row.type} ${row.cls} ${l}`),
    )
    expect(missing).toEqual([])
  })

  it("has words enough for every type", () => {
    for (const type of EVENT_TYPES) {
      const lemmas = new Set(
        frames.filter((row) => row.type === type.name).flatMap((row) => list(row.lemmas).map((l) => `${row.cls}:${foldWord(l)}`)),
      )
      expect(lemmas.size, type.name).toBeGreaterThanOrEqual(type.family === "core" ? 25 : 15)
    }
  })

  it("says nothing twice", () => {
    const seen = new Set<string>()
    const twice: string[] = []
    for (const row of frames) {
      for (const lemma of list(row.lemmas)) {
        const key = [row.type, row.cls, foldWord(lemma), row.roles, row.with, row.without].join(" / ")
        if (seen.has(key)) twice.push(key)
        seen.add(key)
      }
    }
    expect(twice).toEqual([])
  })

  it("holds lists of single words that do not repeat or contradict each other", () => {
    const wrong: string[] = []
    for (const row of frames) {
      for (const column of ["lemmas", "with", "without"] as const) {
        const words = list(row[column])
        if (words.some((w) => w.includes(" "))) wrong.push(`${row.type} ${row.lemmas}: more than one word in ${column}`)
        if (new Set(words).size !== words.length) wrong.push(`${row.type} ${row.lemmas}: a word twice in ${column}`)
      }
      const without = new Set(list(row.without))
      const both = list(row.with).filter((w) => without.has(w))
      if (both.length > 0) wrong.push(`${row.type} ${row.lemmas}: with and without ${both.join(" ")}`)
    }
    expect(wrong).toEqual([])
  })

  it("gives a verb no places that only nouns have, and the other way round", () => {
    const only: {readonly [cls: string]: readonly string[]} = {v: ["of", "nisba"], n: ["subj", "obj2"]}
    const wrong = frames.filter((row) => (row.roles ?? "").split(/[\s|=]+/).some((rel) => only[row.cls as string]?.includes(rel)))
    expect(wrong.map((row) => `${row.type} ${row.lemmas}`)).toEqual([])
  })

  it("lets nothing through on its trigger alone", () => {
    const bare = (row: Row): boolean => !(row.roles ?? "").includes("!") && !row.with && row.type !== "protest"
    const open = frames.filter((row) => row.cls === "v" && bare(row))
    expect(open.map((row) => `${row.type} ${row.lemmas}`)).toEqual([])
  })
})

describe("governors.tsv and status-words.tsv", () => {
  it("name only words that the lexicon inflects, and no row twice", () => {
    expect(governors.filter((row) => !isKnown(row.cls as string, row.lemma as string)).map((row) => row.lemma)).toEqual([])
    const keys = governors.map((row) => `${row.cls} ${foldWord(row.lemma as string)} ${row.rel}`)
    expect(keys.filter((k, n) => keys.indexOf(k) !== n)).toEqual([])
  })

  it("give statuses that exist", () => {
    expect(
      // Only a frame may ask for a negation.
      [...governors, ...frames.filter((row) => row.status !== "negated")]
        .filter((row) => !STATUSES.has(row.status ?? ""))
        .map((row) => `${row.lemma ?? row.lemmas} ${row.status}`),
    ).toEqual([])
    expect(statusWords.filter((row) => !["planned", "if", "elsewhere"].includes(row.list ?? ""))).toEqual([])
  })
})
