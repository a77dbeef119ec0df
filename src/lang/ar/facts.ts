import type {Known, Tokens} from "../../model/index.ts"
import {type DateWord, dateWordOf} from "./calendar.ts"
import {type NumWord, numWordOf} from "./number-words.ts"
import type {Profile} from "./profile.ts"
import {dualAt, lengthOf, type Noun, nounAt, type Unit, type UnitForm} from "./units.ts"

/// What the readers of numbers, measures and dates ask of a word, worked out once a distinct word and kept with it.
export type Facts = {
  readonly number: NumWord | undefined
  readonly dual: {readonly form: UnitForm; readonly definite: boolean} | undefined
  readonly date: DateWord | undefined
  /// The length of time whose singular it is: شهر, لشهر.
  readonly length: Unit | undefined
  /// The noun of the lists that it is; null where it is none, undefined where no one has asked.
  noun: Noun | null | undefined
  /// Its readings, and the lexicon that gave them.
  profile: Profile | undefined
  owner: object | undefined
}

export function factsAt(tokens: Tokens, i: number): Facts {
  const known = tokens.known[i]
  return known ? ((known.facts as Facts | undefined) ?? makeFacts(known)) : NOTHING
}

const NOTHING: Facts = {
  number: undefined,
  dual: undefined,
  date: undefined,
  length: undefined,
  noun: null,
  profile: undefined,
  owner: undefined,
}

function makeFacts(known: Known): Facts {
  const {folded} = known
  const facts: Facts = {
    number: numWordOf(folded),
    dual: dualAt(folded),
    date: dateWordOf(folded),
    length: lengthOf(folded),
    noun: undefined,
    profile: undefined,
    owner: undefined,
  }
  known.facts = facts
  return facts
}

export function nounOf(tokens: Tokens, i: number): Noun | undefined {
  const facts = factsAt(tokens, i)
  if (facts.noun === undefined) facts.noun = nounAt(tokens.folded[i] as string) ?? null
  return facts.noun ?? undefined
}
