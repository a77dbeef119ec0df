import type {EntityKind} from "../model/index.ts"
import type {Trie} from "../support/index.ts"

export type Office = {
  readonly office: string
  /// `country:russia` or `org:nato`
  readonly of: string
  readonly from: string
  readonly to: string
}

/// Someone or something the knowledge base knows.
export type Known = {
  /// `person:…`, `org:…`, `country:…`, `place:…`
  readonly id: string
  readonly kind: EntityKind
  /// What sort of organisation or place: `agency`, `igo`, `ministry`, `city`, `sea` …
  readonly type: string
  readonly ar: string
  readonly en: string
  readonly gender?: "m" | "f"
  /// ISO 3166 code of a country, with which the code of its money begins.
  readonly iso2?: string
  /// The country it belongs to: `country:…`
  readonly country?: string
  readonly wikidata: string | null
  readonly offices?: readonly Office[]
  /// For a capital: the country whose government it may stand for.
  readonly capitalOf?: string
}

/// The name counts only where an agency's tag may stand: in brackets, between slashes, in a dateline.
export const TAG_ONLY = 1
/// The name is also an ordinary word, so it needs a sign that a name is meant.
export const ORDINARY = 2
/// A seat of government named for the government itself.
export const METONYM = 4

export type Knowledge = {
  readonly entities: readonly Known[]
  readonly indexOf: ReadonlyMap<string, number>
  /// Folded names, words parted by one space.
  readonly names: Trie
  /// For value v of `names`: pairs (entity, flags) stand at `pairs[starts[v]] … pairs[starts[v + 1] - 1]`.
  readonly starts: Int32Array
  readonly pairs: Int32Array
  /// Country id → the entity of its capital.
  readonly capitals: ReadonlyMap<string, number>
  /// Name keys, for spellings that no list has (see `knownByKey`): the entities of value v stand at `keyed[keyStarts[v]] … keyed[keyStarts[v + 1] - 1]`; `byLatin` of an entity where only its Latin name has the key.
  readonly keys: Trie
  readonly keyStarts: Int32Array
  readonly keyed: Int32Array
}
