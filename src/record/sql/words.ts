import type {SearchTerm} from "../store.ts"

/// Letters and digits stand in one token, all else parts two: the rule by which FTS5 reads what it is given, put down here so that every
/// database is given the same tokens. «3.5» is two, one behind the other.
/// What goes on for longer than any word is cut.
const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]{0,199}/gu
/// A text is found by so many of its words, and by so many letters of them, the first ones: more than any news report has, and as much as a
/// `tsvector` of PostgreSQL takes.
const MOST_TOKENS = 16_383
const MOST_LETTERS = 150_000
const tokensOf = (term: string): readonly string[] => term.match(TOKEN) ?? []

/// The tokens of a text, each of its terms once. How many they are is what hits are ordered by: every hit has all the words asked for,
/// and each counts once, so that of BM25 nothing is left but the length of the report. The shorter one stands first, of two of one
/// length the one kept first.
export function tokensOfText(terms: readonly SearchTerm[]): readonly string[] {
  const tokens = [...new Set(terms.map((t) => t.term))].flatMap(tokensOf)
  let letters = 0
  const end = tokens.findIndex((token, i) => i >= MOST_TOKENS || (letters += token.length) > MOST_LETTERS)
  return end < 0 ? tokens : tokens.slice(0, end)
}

/// The words of a query as tokens; a word without letters and digits is none.
export const wordsOfQuery = (terms: ReadonlySet<string>): readonly (readonly string[])[] =>
  [...terms].map(tokensOf).filter((tokens) => tokens.length > 0)
