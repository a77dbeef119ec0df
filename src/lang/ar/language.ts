import {type Mention, type Sentence, type Tokens, WORD} from "../../model/index.ts"
import type {Knowledge} from "../../knowledge/index.ts"
import {list, type Row} from "../../support/index.ts"
import {factsAt} from "./facts.ts"
import {foldWord} from "./fold.ts"
import {groupsFrom} from "./groups.ts"
import type {MentionLists, OfficePattern} from "./mentions.ts"
import {findMentions} from "./mentions.ts"
import {asOneNisba, type Profile, profileOf, profiler} from "./profile.ts"
import {analyseSyntax, findQuotations, findSentences, type Syntax, type SyntaxCues} from "./syntax.ts"
import {type BodyNames, englishBody} from "./body-names.ts"
import {readDates, settleDate} from "./dates.ts"
import {findDamage} from "./noise.ts"
import {romanise} from "./romanise.ts"
import {readNumbers} from "./numbers.ts"
import {readQuantities} from "./quantities.ts"
import {type Lexicon, wordReader} from "./words.ts"

export type ArabicLists = MentionLists

const TA_MARBUTA = 0x0629
const NOT_A_WORD = profileOf({folded: "", readings: []})

const folded = (words: string): string => words.split(/\s+/).map(foldWord).join(" ")

/// The small lists of the language, out of its data files.
export function listsFrom(tables: {
  readonly offices: readonly Row[]
  readonly mentionWords: readonly Row[]
  readonly givenNames: readonly Row[]
  readonly groups: readonly Row[]
}): ArabicLists {
  const offices: OfficePattern[] = tables.offices.map((row) => {
    const bodies = list(row.body)
    return {
      office: row.office as string,
      head: folded(row.head as string),
      any: bodies.includes("*"),
      bodies: bodies.filter((b) => b !== "*").map((b) => folded(b).split(" ")),
    }
  })
  const of = (name: string): Row[] => tables.mentionWords.filter((r) => r.list === name)
  return {
    offices,
    givenNames: new Set(tables.givenNames.map((r) => folded(r.name as string))),
    honorifics: new Set(of("honorific").map((r) => folded(r.word as string))),
    placeHeads: new Map(of("place-head").map((r) => [folded(r.word as string), r.note as string])),
    pairs: new Map(of("pair").map((r) => [folded(r.word as string), r.note as string])),
    bareBodies: new Set(of("bare-body").map((r) => folded(r.word as string))),
    groups: groupsFrom(tables.groups),
  }
}

/// Arabic, ready to read: everything a stage asks of a language.
export function openArabic(lexicon: Lexicon, lists: ArabicLists, knowledge: Knowledge, cues: SyntaxCues & {readonly bodies: BodyNames}) {
  const profile = profiler(wordReader(lexicon))
  return {
    code: "ar" as const,
    fold: foldWord,
    profiles: (tokens: Tokens): Profile[] => {
      const out = new Array<Profile>(tokens.count)
      for (let i = 0; i < tokens.count; i++) {
        if (tokens.kind[i] !== WORD) {
          out[i] = NOT_A_WORD
          continue
        }
        const facts = factsAt(tokens, i)
        if (facts.owner !== profile || !facts.profile) {
          facts.profile = profile(tokens.folded[i] as string, tokens.text.charCodeAt((tokens.end[i] as number) - 1) === TA_MARBUTA)
          facts.owner = profile
        }
        out[i] = facts.profile
        // «الكوري الجنوبي»: the second word says of which country the first is.
        const first = i > 0 ? (out[i - 1] as Profile) : NOT_A_WORD
        if (first.before)
          for (const r of facts.profile.nouns) {
            const whole = first.al === facts.profile.al ? first.before.get(r.lemma.word) : undefined
            if (whole) out[i - 1] = whole
          }
        if (facts.profile.before && !first.attached) [out[i - 1], out[i]] = asOneNisba(first, facts.profile)
      }
      return out
    },
    findSentences,
    findQuotations,
    findDamage,
    readNumbers,
    readQuantities,
    readDates,
    settleDate,
    romanise,
    /// English for a name no list has: a body by its words where they are known, else its letters.
    bodyInEnglish: (name: string, country?: string): string | undefined =>
      englishBody(name, cues.bodies, (w) => profile(w).nisba !== undefined, country),
    findMentions: (tokens: Tokens, profiles: readonly Profile[], aside: Uint8Array): Mention[] =>
      findMentions(tokens, profiles, knowledge, lists, aside),
    analyseSyntax: (
      tokens: Tokens,
      profiles: readonly Profile[],
      mentions: readonly Mention[],
      sentences: readonly Sentence[],
      aside: Uint8Array,
    ): Syntax => analyseSyntax({tokens, profiles, mentions, sentences, aside, cues}),
  }
}
