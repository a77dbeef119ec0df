import {type Language, type NumberMark, type Quantity, type SaidDate, tokenize, type Word} from "../lang/index.ts"
import type {Damage, Mention, Predicate, Quotation, Sentence, Tokens} from "../model/index.ts"
import {allSteps, type Steps} from "../support/index.ts"

/// Everything that is marked in one text. Arrays named in the plural are in the order of the text; indexes point into them.
export type Marks = {
  readonly text: string
  readonly tokens: Tokens
  /// One for each token; punctuation and numbers have an empty one.
  readonly words: readonly Word[]
  readonly sentences: readonly Sentence[]
  readonly quotations: readonly Quotation[]
  readonly numbers: readonly NumberMark[]
  readonly quantities: readonly Quantity[]
  readonly dates: readonly SaidDate[]
  readonly mentions: readonly Mention[]
  readonly predicates: readonly Predicate[]
  /// The damaged sentences, in the order of the text.
  readonly damage: readonly Damage[]
  /// For each token: the mention that covers it, the predicate that stands on it, the sentence it is in; -1 for none.
  readonly mentionAt: Int32Array
  readonly predicateAt: Int32Array
  readonly sentenceAt: Int32Array
  /// 1 where a token is part of a quantity, 2 of a date.
  readonly aside: Uint8Array
}

/// Marks a text: words, sentences, quotations, numbers, dates, names, predicates with what hangs on them.
export const annotate = (text: string, language: Language): Marks => allSteps(annotating(text, language))

/// The same, step by step.
export function* annotating(text: string, language: Language): Steps<Marks> {
  const tokens = tokenize(text, language.fold)
  yield
  const words = language.profiles(tokens)
  const sentences = language.findSentences(tokens)
  const quotations = language.findQuotations(tokens)
  yield
  const numbers = language.readNumbers(tokens)
  const quantities = language.readQuantities(tokens, numbers)
  yield
  const dates = language.readDates(tokens, numbers)
  const aside = new Uint8Array(tokens.count)
  for (const q of quantities) for (let i = q.from; i < q.to; i++) aside[i] = 1
  for (const d of dates) for (let i = d.from; i < d.to; i++) aside[i] = 2
  yield
  const mentions = language.findMentions(tokens, words, aside)
  yield
  const {predicates, cover, predicateAt} = language.analyseSyntax(tokens, words, mentions, sentences, aside)
  const sentenceAt = new Int32Array(tokens.count).fill(-1)
  sentences.forEach((s, n) => sentenceAt.fill(n, s.from, s.to))
  yield
  return {
    text,
    tokens,
    words,
    sentences,
    quotations,
    numbers,
    quantities,
    dates,
    mentions,
    predicates,
    damage: language.findDamage({tokens, words, sentences, quotations, mentionAt: cover}),
    mentionAt: cover,
    predicateAt,
    sentenceAt,
    aside,
  }
}
