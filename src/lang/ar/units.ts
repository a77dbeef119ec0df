import {readFileSync} from "node:fs"
import {join} from "node:path"
import {list, DATA_ROOT, readTable, type Row} from "../../support/index.ts"
import {foldWord} from "./fold.ts"

export type UnitKind = "money" | "percent" | "measure" | "time" | "count"

/// What a noun after (or before) a number measures: `برميل` → bbl, `سنة` → year, `جندي` → soldiers.
export type Unit = {
  readonly unit: string
  readonly kind: UnitKind
  readonly factor: number
  /// The singular, folded.
  readonly word: string
  /// Words that must follow, folded, masculine and without ال: متر *مكعب*.
  readonly next: readonly string[]
  /// Money: every currency of this name with the adjectives that tell it, the likeliest first.
  readonly currencies?: readonly Currency[]
}
export type Currency = {readonly code: string; readonly adjectives: readonly (readonly string[])[]}

/// The grammatical number of a form: in a dual the noun itself says two.
export type UnitForm = {readonly unit: Unit; readonly number: "sg" | "pl" | "du"}

export const rowsOf = (file: string): Row[] => readTable(readFileSync(join(DATA_ROOT, "lang", "ar", "data", file), "utf8"), file)

/// Several units can share a word (متر, متر مكعب; عقد); those that ask for a next word come first.
const forms = new Map<string, UnitForm[]>()
/// Dual forms that cannot be read as a plural: شخصان, سفينتين, مذكرتي, but not مدنيين.
const duals = new Map<string, UnitForm>()

function put(form: string, unit: Unit, number: UnitForm["number"]): void {
  const known = forms.get(form)
  if (!known) forms.set(form, [{unit, number}])
  else if (!known.some((f) => f.unit === unit)) {
    if (unit.next.length) known.unshift({unit, number})
    else known.push({unit, number})
  }
}

/// The forms of a noun from its singular and plurals: tanwin (طنا; not of an abbreviation, where «كم» would be «كما»), dual in its cases,
/// the cases and construct of a sound plural.
function addNoun(
  singular: string,
  plurals: readonly string[],
  make: Omit<Unit, "word" | "next">,
  next: readonly string[],
  dual = true,
  abbreviated = false,
): void {
  const [head = "", ...rest] = foldWord(singular).split(" ")
  const unit: Unit = {...make, word: [head, ...rest].join(" "), next: [...rest, ...next]}
  const feminine = (singular.split(" ")[0] as string).endsWith("ة")
  const sound = plurals.some((p) => p.endsWith("ون"))
  put(head, unit, "sg")
  if (!feminine && !abbreviated) put(`${head}ا`, unit, "sg")
  for (const plural of plurals) {
    const form = foldWord(plural).split(" ")[0] as string
    put(form, unit, "pl")
    if (form.endsWith("ون")) for (const end of ["ين", "ي", "و"]) put(form.slice(0, -2) + end, unit, "pl")
    else if (!form.endsWith("ات") && !form.endsWith("ه") && !form.endsWith("اء")) put(`${form}ا`, unit, "pl")
  }
  if (head.length < 3 || !dual) return
  const stem = feminine ? `${head.slice(0, -1)}ت` : head
  const two: UnitForm = {unit, number: "du"}
  // ان always; ين unless the sound plural writes the same; the construct (مذكرتي توقيف) only for feminines, where nothing else looks like it.
  const ends = feminine ? ["ان", "ين", "ا", "ي"] : sound ? ["ان"] : ["ان", "ين"]
  for (const end of ends) {
    const form = stem + end
    if (forms.has(form) || next.length > 0 || rest.length > 0) continue
    if (!duals.has(form)) duals.set(form, two)
  }
}

const squareEnds = (word: string): string[] => [
  word,
  `${word}ا`,
  `${word}ه`,
  `${word}ين`,
  `${word}ان`,
  `${word}تين`,
  `${word}تان`,
  `ال${word}`,
  `ال${word}ه`,
]

for (const row of rowsOf("units.tsv")) {
  const next = row["next"] ? foldWord(row["next"]).split(" ") : []
  for (const [n, form] of list(row["forms"]).entries())
    addNoun(
      form,
      n === 0 ? list(row["plurals"]) : [],
      {unit: row["unit"] as string, kind: row["kind"] as UnitKind, factor: Number(row["factor"])},
      next,
      row["dual"] !== "no",
      n > 0 && form.length <= 3,
    )
}
for (const row of rowsOf("currencies.tsv")) {
  const currencies = list(row["codes"]).map((cell): Currency => {
    const [code = "", adjectives = ""] = cell.split(":")
    return {code, adjectives: adjectives ? adjectives.split(",").map((a) => foldWord(a).split(" ")) : []}
  })
  for (const [n, form] of list(row["forms"]).entries())
    addNoun(form, n === 0 ? list(row["plurals"]) : [], {unit: currencies[0]?.code ?? "XXX", kind: "money", factor: 1, currencies}, [])
}
for (const cent of [
  ["سنت", "سنتات"],
  ["سينت", "سينتات"],
] as const)
  addNoun(cent[0], [cent[1]], {unit: "USD", kind: "money", factor: 0.01}, [])
for (const row of rowsOf("counted-nouns.tsv"))
  addNoun(row["form"] as string, list(row["plurals"]), {unit: row["unit"] as string, kind: "count", factor: 1}, [])
for (const form of forms.keys()) duals.delete(form)

const codes = new Set([...forms.values()].flatMap((f) => f.flatMap((x) => x.unit.currencies?.map((c) => c.code) ?? [])))
const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    $: "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₹": "INR",
    "₩": "KRW",
    "₴": "UAH",
  }),
)

/// The currency of a symbol or ISO code, as a token of its own: `$`, `USD`.
export const currencyOfSign = (word: string): string | undefined => SYMBOLS.get(word) ?? (codes.has(word) ? word : undefined)

/// «3 ر.س», «5 د.ك»: currencies by two letters parted by points.
const LETTERED: ReadonlyMap<string, string> = new Map(
  "رس SAR رق QAR ري YER رع OMR دك KWD دا AED دب BHD دت TND دج DZD دع IQD دل LYD دم MAD جم EGP جس SDG لل LBP لس SYP"
    .split(" ")
    .flatMap((x, n, all) => (n % 2 ? [] : [[x, all[n + 1] as string] as const])),
)
export const currencyOfLetters = (first: string, second: string): string | undefined =>
  first.length === 1 && second.length === 1 ? LETTERED.get(first + second) : undefined

/// The length of time whose singular a word is, with or without an attached «ل»: شهر, لشهر.
export function lengthOf(folded: string): Unit | undefined {
  if (folded.length < 2 || folded.length > 6) return undefined
  const known = forms.get(folded) ?? (folded.charCodeAt(0) === 0x644 ? forms.get(folded.slice(1)) : undefined)
  return known?.find((x) => x.number === "sg" && x.unit.kind === "time")?.unit
}

export const unitForms = (folded: string): readonly UnitForm[] | undefined => forms.get(folded)

/// What may be cut from before a noun, the longest first.
const PREFIXES = ["وبال", "ولل", "بال", "فال", "وال", "كال", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك"]

/// A noun of the lists with its proclitics cut; `definite` where one of them was ال.
export type Noun = {readonly forms: readonly UnitForm[]; readonly definite: boolean; readonly cut: number}
export function nounAt(folded: string): Noun | undefined {
  const whole = forms.get(folded)
  if (whole) return {forms: whole, definite: false, cut: 0}
  for (const prefix of PREFIXES) {
    if (folded.length < prefix.length + 2 || !folded.startsWith(prefix)) continue
    const found = forms.get(folded.slice(prefix.length))
    if (found) return {forms: found, definite: prefix.includes("ل") && prefix.length > 1 && prefix !== "ول", cut: prefix.length}
  }
  return undefined
}

/// A dual of the lists (شخصان, سفينتين): the number is in the noun. One with ال is a known pair (البلدين) and counts nothing new,
/// but in lengths of time it does (العامين الماضيين).
export function dualAt(folded: string): {readonly form: UnitForm; readonly definite: boolean} | undefined {
  const last = folded.charCodeAt(folded.length - 1)
  if (folded.length < 4 || (last !== 0x646 && last !== 0x627 && last !== 0x64a)) return undefined
  const whole = duals.get(folded)
  if (whole) return {form: whole, definite: false}
  const first = folded.charCodeAt(0)
  if (first !== 0x627 && first !== 0x648 && first !== 0x641 && first !== 0x628 && first !== 0x644 && first !== 0x643) return undefined
  for (const prefix of PREFIXES) {
    if (!folded.startsWith(prefix)) continue
    const form = duals.get(folded.slice(prefix.length))
    if (form) return {form, definite: prefix.endsWith("ال") || prefix.endsWith("لل")}
  }
  return undefined
}

/// Whether a word is this adjective in one of its forms: مكعب, مكعبا, مكعبة, المكعب.
const adjectiveForms = new Map<string, ReadonlySet<string>>()
export function isFormOf(folded: string, adjective: string): boolean {
  let known = adjectiveForms.get(adjective)
  if (!known)
    adjectiveForms.set(
      adjective,
      (known = new Set(squareEnds(adjective.endsWith("ه") ? adjective.slice(0, -1) : adjective).concat(adjective, `ال${adjective}`))),
    )
  return known.has(folded)
}
