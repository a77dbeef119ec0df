import type {EntityKind} from "./record.ts"

/// A place in a text where someone or something is named or described: "الرئيس الصيني شي جين بينغ", "بكين", "وزارة الخارجية المصرية".
export type Mention = {
  readonly index: number
  /// Tokens of the whole phrase, title and nationality included.
  readonly from: number
  readonly to: number
  /// Tokens of the name alone; empty (`nameFrom === nameTo`) where only a title or description stands.
  readonly nameFrom: number
  readonly nameTo: number
  /// Offsets of the name (or of the phrase where there is no name) without attached particles.
  readonly start: number
  readonly end: number
  readonly kind: EntityKind
  /// What the knowledge base calls it, all candidates; empty for names it does not have.
  readonly known: readonly number[]
  /// `name`: a name stands here. `title`: an office or description without a name. `body`: a body found by its head noun. `pair`: two or more, told together («الزعيمان»).
  readonly form: "name" | "title" | "body" | "pair"
  /// The words of the title, as written; "" where there is none.
  readonly role: string
  /// Which office the title is: `president`, `foreign-minister`, …; "" where it is none of the listed.
  readonly office: string
  /// Nationality or state that the phrase gives, as entity ids: «الرئيس المصري», «أمير قطر».
  readonly countries: readonly string[]
  readonly gender: "m" | "f" | undefined
  readonly number: "sg" | "du" | "pl"
  /// «نظيره»: holds the same office as an earlier one.
  readonly counterpart: boolean
  readonly definite: boolean
  /// Attached or preceding preposition, folded: "", "ب", "ل", "الي", "مع" …
  readonly prep: string
  /// Joined by «و» to the mention before it.
  readonly joined: boolean
}

/// How a phrase hangs on a predicate: as its subject, object, genitive, by a preposition (its folded word), or as a possessive suffix.
export type Arg = {
  readonly rel: string
  /// Index of the mention; -1 where the phrase is a common noun or a pronoun not yet settled.
  readonly mention: number
  /// Its first token.
  readonly token: number
}

/// A verb or an event noun with what hangs on it.
export type Predicate = {
  readonly index: number
  readonly token: number
  /// Dictionary form, folded: زار, زياره.
  readonly lemma: string
  readonly cls: "v" | "n"
  readonly passive: boolean
  readonly future: boolean
  readonly aspect: "perf" | "impf" | undefined
  readonly negated: boolean
  readonly definite: boolean
  readonly plural: boolean
  /// «ندين», «طالبنا»: of who speaks.
  readonly first: boolean
  readonly sentence: number
  /// Tokens of the clause: what belongs to this predicate and no other.
  readonly from: number
  readonly to: number
  readonly args: readonly Arg[]
  /// The predicate on which this one hangs, and how; -1 for none.
  readonly governor: number
  readonly governorRel: string
}

export type Sentence = {readonly from: number; readonly to: number; readonly paragraph: number}

/// Text between quotation marks: tokens inside them; `open` where the closing mark is missing.
export type Quotation = {readonly from: number; readonly to: number; readonly open: boolean}

/// A sentence that machine translation or copying has damaged: how much of the trust in what rests on it is lost, and by which signs.
export type Damage = {readonly sentence: number; readonly weight: number; readonly says: readonly string[]}
