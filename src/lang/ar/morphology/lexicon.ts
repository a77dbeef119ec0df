/// The columns of the three word lists. A line is tab-separated; `#` opens a comment line; a list inside a column is joined by |.

export type VerbEntry = {
  /// The perfect, third person masculine singular, with vowel signs: زَارَ، بَقِيَ، اتَّفَقَ. It tells what root and form leave open.
  readonly lemma: string
  readonly root: readonly string[]
  readonly form: VerbForm
  /// Form I only: the vowel of the imperfect.
  readonly impf: "u" | "i" | "a" | ""
  /// Unvocalised. Empty for the regular masdar of the form.
  readonly masdar: readonly string[]
  /// Empty when regular, "-" for none. No passive participle means no passive at all (سافر، انسحب).
  readonly ap: string
  readonly pp: string
  readonly gloss: string
}

export const verbForms = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII", "QIV"] as const
export type VerbForm = (typeof verbForms)[number]

export const nounTags = [
  "title",
  "body",
  "event",
  "measure",
  "counted",
  "money",
  "time",
  "place",
  "speech",
  "person",
  "thing",
  "fem", // a woman is named by the same word with ة: وزيرة
  "plural", // the lemma is itself a plural: محادثات
] as const
export type NounTag = (typeof nounTags)[number]

export type NounEntry = {
  readonly lemma: string
  /// Broken plurals as written, or ون, or ات; a final ٍ marks مبانٍ / المباني.
  readonly plural: readonly string[]
  readonly gender: "m" | "f"
  readonly tags: readonly NounTag[]
  readonly gloss: string
}

export type AdjectiveEntry = {
  readonly lemma: string
  readonly plural: readonly string[]
  /// Empty for the feminine in ة.
  readonly feminine: string
  readonly comparative: readonly string[]
  /// The feminine of the superlative where the press uses it: الدول الكبرى.
  readonly superlative: string
  readonly gloss: string
}

export function readVerbs(text: string): VerbEntry[] {
  return rows(text, 8).map(([lemma, root, form, impf, masdar, ap, pp, gloss]) => ({
    lemma,
    root: root.split(" "),
    form: oneOf(verbForms, form, lemma),
    impf: oneOf(["u", "i", "a", ""] as const, impf, lemma),
    masdar: list(masdar),
    ap,
    pp,
    gloss,
  }))
}

export function readNouns(text: string): NounEntry[] {
  return rows(text, 5).map(([lemma, plural, gender, tags, gloss]) => ({
    lemma,
    plural: list(plural).filter((form) => form !== "-"),
    gender: oneOf(["m", "f"] as const, gender, lemma),
    tags: tags
      .split(",")
      .filter(Boolean)
      .map((tag) => oneOf(nounTags, tag, lemma)),
    gloss,
  }))
}

/// In the plural column of an adjective `f=حمراء` names a feminine that is not the masculine with ة; in the comparative column, that of أفعل (كبرى).
export function readAdjectives(text: string): AdjectiveEntry[] {
  return rows(text, 4).map(([lemma, plural, comparative, gloss]) => ({
    lemma,
    plural: list(plural).filter((form) => form !== "-" && !form.startsWith("f=")),
    feminine:
      list(plural)
        .find((form) => form.startsWith("f="))
        ?.slice(2) ?? "",
    comparative: list(comparative).filter((form) => form !== "-" && !form.startsWith("f=")),
    superlative:
      list(comparative)
        .find((form) => form.startsWith("f="))
        ?.slice(2) ?? "",
    gloss,
  }))
}

function rows(text: string, columns: 8): [string, string, string, string, string, string, string, string][]
function rows(text: string, columns: 5): [string, string, string, string, string][]
function rows(text: string, columns: 4): [string, string, string, string][]
function rows(text: string, columns: number): string[][] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const cells = line.split("\t")
      if (cells.length !== columns) throw new Error(`expected ${columns} columns, found ${cells.length}: ${line}`)
      return cells
    })
}

function list(cell: string): string[] {
  return cell.split("|").filter(Boolean)
}

function oneOf<Choice extends string>(choices: readonly Choice[], found: string, where: string): Choice {
  const choice = choices.find((one) => one === found)
  if (choice === undefined) throw new Error(`${where}: expected one of ${choices.join(" ")}, found "${found}"`)
  return choice
}
