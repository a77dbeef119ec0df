import type {SearchTerm} from "../store.ts"

/// Letters and digits stand in one token, all else parts two: the rule by which FTS5 reads what it is given, put down here so that every
/// database is given the same tokens. «3.5» is two, one behind the other.
const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]*/gu
const tokensOf = (term: string): readonly string[] => term.match(TOKEN) ?? []

/// The tokens of a text, each of its terms once. How many they are is what hits are ordered by: every hit has all the words asked for,
/// and each counts once, so that of BM25 nothing is left but the length of the report. The shorter one stands first, of two of one
/// length the one kept first.
export const tokensOfText = (terms: readonly SearchTerm[]): readonly string[] =>
  [...new Set(terms.map((t) => t.term))].flatMap((term) => tokensOf(term))

/// The words of a query as tokens; a word without letters and digits is none.
export const wordsOfQuery = (terms: ReadonlySet<string>): readonly (readonly string[])[] =>
  [...terms].map(tokensOf).filter((tokens) => tokens.length > 0)
