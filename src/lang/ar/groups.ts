import {list, type Row} from "../../support/index.ts"
import {foldWord} from "./fold.ts"

/// A common noun by which the press names a group: «مقاومة», «قوات», «متمردون».
export type Group = {
  readonly forms: readonly string[]
  /// Adjectives that make a name of it, folded, with the article; «@» is any nationality.
  readonly named: readonly string[]
  /// Adjectives that name nobody: «الجماعة المتشددة» is the one spoken of.
  readonly described: readonly string[]
  /// What it is with a man in its genitive: his forces («قوات صالح»), or the state that he heads («نظام الأسد»), which `titled` asks his title for («حكومة الرئيس هادي»).
  readonly owner: "forces" | "state" | "titled" | ""
  /// `named`: the word alone is the body of that noun which the text names; `armed`: the one armed group of the text; "": nobody.
  readonly bare: "named" | "armed" | ""
  /// Whom the word alone means in a text that also names somebody.
  readonly means: readonly {readonly entity: string; readonly where: string}[]
}

/// Groups by every form of their noun.
export type Groups = ReadonlyMap<string, Group>

export function groupsFrom(rows: readonly Row[]): Groups {
  const out = new Map<string, Group>()
  const adjectives = (cell: string | undefined): string[] => list(cell).map((w) => (w === "@" ? w : `ال${foldWord(w)}`))
  for (const row of rows) {
    const forms = list(row.word).map(foldWord)
    const group: Group = {
      forms,
      named: adjectives(row.named),
      described: adjectives(row.described),
      owner: row.owner === "1" ? "forces" : row.owner === "state" || row.owner === "titled" ? row.owner : "",
      bare: row.bare === "1" ? "named" : row.bare === "armed" ? "armed" : "",
      means: list(row.means).map((m) => {
        const [entity, where] = m.split(" if ") as [string, string]
        return {entity, where}
      }),
    }
    for (const form of forms) out.set(form, group)
  }
  return out
}

/// A word that may be a group's noun, taken apart.
export type GroupWord = {
  readonly group: Group
  readonly form: string
  readonly al: boolean
  readonly prep: "" | "ب" | "ل" | "ك"
  readonly joined: boolean
  /// Letters before the noun, article not counted; with «لل» none of it.
  readonly cut: number
}

const PARTS = /^([وف]?)(?:(لل)|([بلك]?)(ال)?)(.+)$/

/// «وللمقاومة» → the noun «مقاومة» with what is written before it; the whole word where it is the noun itself («كتائب»).
export function groupWord(word: string, groups: Groups): GroupWord | undefined {
  const whole = groups.get(word)
  if (whole) return {group: whole, form: word, al: false, prep: "", joined: false, cut: 0}
  const parts = PARTS.exec(word)
  if (!parts) return undefined
  const [, joined = "", both, prep = "", al, form = ""] = parts
  const group = groups.get(form)
  if (!group) return undefined
  return {
    group,
    form,
    al: both !== undefined || al !== undefined,
    prep: both ? "ل" : (prep as GroupWord["prep"]),
    joined: joined !== "",
    cut: joined.length + prep.length,
  }
}
