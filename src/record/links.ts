import type {ClaimRef, Copy, Desk, FigurePair, Keys, Traits, Pairs} from "../link/index.ts"
import type {LinkDecision} from "./decisions.ts"
import type {Piece, Slice} from "./lists.ts"

/// What a record keeps across reports: the traits of each report, the keys it is found by, what was decided of each two, and what
/// persons decided. The deciding is done elsewhere (`src/link`); the record keeps and fetches.
export interface LinkStore {
  /// Current reports that were not compared with the others yet, or were read anew since.
  unlinked(limit: number): Promise<readonly string[]>
  /// One piece of work on links, all of it kept or none, and no other writer between.
  linking<T>(work: (desk: LinkDesk) => Promise<T>): Promise<T>
  /// Everything that is kept of current reports, for an answer about the whole record.
  linked(): Promise<Linked>
  /// All copies that were found.
  copies(): Promise<readonly Copy[]>
  /// What is kept of one claim's neighbourhood: claims joined to it, and to those, with their reports.
  linkedAround(claims: readonly ClaimRef[], family: "event" | "figure"): Promise<Linked>
  /// What is kept of these claims alone: how they stand to each other, not to any other.
  linkedAmong(claims: readonly ClaimRef[]): Promise<Linked>
  /// The same of all event claims of these reports that are joined to another report's.
  linkedAroundReports(reports: readonly string[]): Promise<Linked>
  /// Those of these reports of which a figure is contradicted by another's.
  contradicted(reports: readonly string[]): Promise<readonly string[]>
  /// Pairs of figures that contradict each other, those found last first.
  contradictions(piece: Piece): Promise<Slice<FigurePair>>
  /// What figures measure and of whom, where there is more than one of it, by name: of one metric, or of some parties.
  quantities(
    query: {readonly metric?: string | undefined; readonly parties?: readonly string[] | undefined},
    piece: Piece,
  ): Promise<Slice<string>>
  /// The figures of these quantities, of each the last ones.
  figuresOf(quantities: readonly string[]): Promise<readonly ClaimRef[]>
  /// What a figure measures and of whom, where it says so.
  quantityOf(figure: string): Promise<string | undefined>
  /// The copies that were found last, with their reports.
  latestCopies(most: number): Promise<Linked>
  /// What is kept of one report's neighbourhood: reports of its story, and of theirs, and copies.
  linkedReports(reports: readonly string[]): Promise<Linked>
  /// What persons said to be one or two, taken back or not, in their order.
  decisions(): Promise<readonly LinkDecision[]>
}

export type Linked = {readonly reports: readonly Traits[]; readonly pairs: Pairs}

export interface LinkDesk extends Desk {
  /// Of these reports the current ones that wait to be compared, each with the digest of how it stands.
  due(reports: readonly string[]): Promise<ReadonlyMap<string, string>>
  /// Takes out what was worked out of reports when they were last linked, their keys as `keysOf` gives them.
  remove(reports: readonly string[], keysOf: (traits: Traits) => Keys): Promise<void>
}
