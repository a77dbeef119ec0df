import type {Row} from "../../support/index.ts"
import {foldWord} from "./fold.ts"

/// English for a body that no list has: «وزارة الخارجية السودانية» → "Ministry of Foreign Affairs of Sudan". Undefined where a word of it has no English here.
export type BodyNames = {
  readonly heads: ReadonlyMap<string, string>
  readonly of: ReadonlyMap<string, string>
  readonly whole: ReadonlyMap<string, string>
}

const foldAll = (words: string): string => words.split(/\s+/).map(foldWord).filter(Boolean).join(" ")

export function bodyNames(rows: readonly Row[]): BodyNames {
  const part = (name: string): Map<string, string> =>
    new Map(rows.filter((r) => r.part === name).map((r) => [foldAll(r.ar as string), r.en as string]))
  return {heads: part("head"), of: part("of"), whole: part("whole")}
}

export function englishBody(
  ar: string,
  names: BodyNames,
  isNisba: (word: string) => boolean,
  country: string | undefined,
): string | undefined {
  const words = foldAll(ar)
    .split(" ")
    .filter((w) => !isNisba(w))
  const tail = country ? ` of ${country}` : ""
  const whole = names.whole.get(words.join(" "))
  if (whole) return `${whole}${tail}`
  const head = names.heads.get(words[0] ?? "")
  if (!head) return undefined
  if (words.length === 1) return `${head}${tail}`
  const of = names.of.get(words.slice(1).join(" "))
  return of ? `${head} of ${of}${tail}` : undefined
}
