import {list, pushTo, type Row} from "../support/index.ts"
import {EVENT_TYPES} from "./event-types.ts"

/// One place of a frame: which phrases fill it, and as what.
export type Slot = {
  /// Where the phrase hangs: `subj`, `obj`, `of`, `nisba`, `suffix`, or prepositions; the first that is filled wins.
  readonly rels: readonly string[]
  readonly role: "actor" | "counterpart" | "target" | "host" | "place"
  /// Without it the frame finds nothing.
  readonly required: boolean
  /// Only a named or titled one of this kind: «استضاف ترامب نتنياهو» is a meeting, «استضافت قطر البطولة» is none.
  readonly kind: "person" | undefined
}

/// How a language tells one type of event: a trigger word and the places around it.
export type Frame = {
  readonly name: string
  readonly type: string
  readonly lemma: string
  readonly cls: "v" | "n"
  readonly slots: readonly Slot[]
  /// The trigger counts only with one of these nouns as its object or after its preposition: «شن هجوما».
  readonly with: readonly string[]
  /// Nouns with which it is something else: «زيارة الموقع».
  readonly without: readonly string[]
  readonly status: string
}

export type FrameTable = {
  readonly byLemma: ReadonlyMap<string, readonly Frame[]>
  /// The same by kind of word.
  readonly verbs: ReadonlyMap<string, readonly Frame[]>
  readonly nouns: ReadonlyMap<string, readonly Frame[]>
  /// For each word that a frame asks for or shuns, the `with` and `without` lists it is on.
  readonly asked: ReadonlyMap<string, readonly (readonly string[])[]>
}

const ROLES = new Set(["actor", "counterpart", "target", "host", "place"])

/// Reads frames from rows `type lemmas cls roles with without status note`. Lemmas parted by `|` share a row.
/// Roles: `subj=actor! obj=target إلى|ل=place`; `!` marks what the frame cannot do without, `actor:person` what must be a person.
export function framesFrom(rows: readonly Row[], fold: (word: string) => string): FrameTable {
  const byLemma = new Map<string, Frame[]>()
  const asked = new Map<string, (readonly string[])[]>()
  const types = new Set<string>(EVENT_TYPES.map((t) => t.name))
  // «سفيره» is asked for with its pronoun: folding would make it «سفيرة».
  const foldAll = (words: readonly string[]): string[] => words.map((w) => (/.{3}ه$/u.test(w) ? `${fold(w)}+` : fold(w)))
  for (const row of rows) {
    if (!types.has(row.type as string)) throw new Error(`frames: no event type "${row.type}"`)
    const slots: Slot[] = (row.roles ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .map((part) => {
        const [rels, role] = part.split("=") as [string, string]
        const [bare, kind] = role.replace("!", "").split(":") as [string, string | undefined]
        if (!ROLES.has(bare)) throw new Error(`frames: ${row.lemmas}: no role "${bare}"`)
        if (kind !== undefined && kind !== "person") throw new Error(`frames: ${row.lemmas}: no kind "${kind}"`)
        return {rels: rels.split("|").map(fold), role: bare as Slot["role"], required: role.endsWith("!"), kind}
      })
    const wanted = foldAll(list(row.with))
    const shunned = foldAll(list(row.without))
    for (const words of [wanted, shunned]) for (const word of words) pushTo(asked, word, words)
    for (const lemma of list(row.lemmas)) {
      const folded = fold(lemma)
      const frame: Frame = {
        name: `${row.type}.${row.cls === "v" ? "verb" : "noun"}.${lemma}`,
        type: row.type as string,
        lemma: folded,
        cls: row.cls as "v" | "n",
        slots,
        with: wanted,
        without: shunned,
        status: row.status ?? "",
      }
      const key = `${frame.cls}:${folded}`
      pushTo(byLemma, key, frame)
    }
  }
  const only = (cls: string): Map<string, readonly Frame[]> =>
    new Map([...byLemma].filter(([key]) => key.startsWith(cls)).map(([key, frames]) => [key.slice(2), frames]))
  return {byLemma, verbs: only("v:"), nouns: only("n:"), asked}
}
