import type {Anchor} from "../link/index.ts"
import type {Claim, Entity, EntityKind} from "../model/index.ts"
import type {Piece, Slice} from "./lists.ts"

/// What persons say of the record. Nothing that was read is changed by it: a decision is kept beside the claims and holds where its
/// words stand, so that it survives every re-reading and can be taken back. It is tied to what is made of content (the id of a report,
/// the words of a claim, the id of an entity), never to a row.

/// Who decides, and when (an instant of ISO 8601): the record has no clock of its own. Null where nobody said.
export type Who = {readonly by: string | null; readonly at: string | null}

/// A claim as a decision knows it: by its id, and by its words where it was read anew and has another one.
export type ClaimAnchor = {
  readonly report: string
  readonly claim: string
  readonly family: "event" | "statement" | "figure"
  readonly start: number
  readonly end: number
  readonly quote: string
}

export type DecidedEntity = {
  readonly id: string
  readonly kind: EntityKind
  readonly name: Entity["name"]
  readonly wikidata: string | null
  readonly known: boolean
}

/// Two events or two stories are one, or are two.
export type LinkWord = {
  readonly says: "same" | "different"
  readonly family: "event" | "report"
  /// Two claims, or two reports by their ids.
  readonly a: Anchor | string
  readonly b: Anchor | string
}
/// A claim is right as it stands, is wrong, says something else, or was found by a person alone. `claim` is how it stood when it was
/// decided; of one that says something else, or was added, `claim` is what it says, and `fields` what was given. `entities` are those that
/// the claim names.
export type ClaimWord = {
  readonly says: "right" | "wrong" | "rather" | "added"
  readonly family: "claim"
  readonly of: ClaimAnchor
  readonly claim: Claim
  readonly fields: readonly string[]
  readonly entities: readonly DecidedEntity[]
}
/// `b` is nobody else than `a`, everywhere; or: `a` of one report is somebody else, `b`; or: this name is `a`, everywhere.
export type EntityWord =
  | {readonly says: "same"; readonly family: "entity"; readonly a: string; readonly b: string; readonly entity: DecidedEntity}
  | {
      readonly says: "different"
      readonly family: "entity"
      readonly a: string
      readonly b: string
      readonly report: string
      readonly entity: DecidedEntity
    }
  | {readonly says: "called"; readonly family: "entity"; readonly a: string; readonly name: string; readonly entity: DecidedEntity}

export type NewDecision = (LinkWord | ClaimWord | EntityWord) & {readonly reason: string | null} & Who
export type Undone = Who & {readonly reason: string | null}
/// `undone` says who took it back; then it does not stand.
export type Decision = NewDecision & {readonly id: string; readonly standing: boolean; readonly undone: Undone | null}
export type LinkDecision = Extract<Decision, LinkWord>
export type ClaimDecision = Extract<Decision, ClaimWord>
export type EntityDecision = Extract<Decision, EntityWord>

export type DecisionQuery = {
  readonly id?: string | undefined
  readonly family?: Decision["family"] | undefined
  readonly standing?: boolean | undefined
  /// Only decisions on claims of this report, on its story, or on who is named in it.
  readonly report?: string | undefined
}

export interface Decisions {
  decide(decision: NewDecision): Promise<Decision>
  /// Takes a decision back; it stays on record as taken back. False where there is none that stands.
  takeBack(id: string, undone: Undone): Promise<boolean>
  /// The ledger, the latest first.
  ledger(query: DecisionQuery, piece?: Piece): Promise<Slice<Decision>>
  /// A report's claims and entities as they were read, whatever persons said of them since.
  asRead(report: string): Promise<AsRead | undefined>
  /// Current reports with a claim that somebody decided on, in the order in which they were kept.
  reviewed(piece?: Piece): Promise<Slice<string>>
  /// The entity that this one was said to be; itself where nobody said so.
  standsFor(entity: string): Promise<string>
}

export type AsRead = {
  readonly agencies: readonly string[]
  readonly entities: readonly Entity[]
  readonly events: readonly Extract<Claim, {readonly plover: unknown}>[]
  readonly statements: readonly Extract<Claim, {readonly cue: unknown}>[]
  readonly figures: readonly Extract<Claim, {readonly metric: unknown}>[]
}
