import {foldWord} from "./fold.ts"
import {rowsOf} from "./units.ts"

/// The words that numbers are made of, in every form, with every particle that can stand before them.

export type NumberClass =
  | "unit"
  | "head"
  | "ten"
  | "teen"
  | "tens"
  | "hundred"
  | "scale"
  | "scales"
  | "dual"
  | "scale-or-dual"
  | "vague"
  | "few"
  | "fraction"
  | "fractions"
  | "fraction-if-definite"
  | "ordinal"
  | "ordinal-head"
export type NumWord = {
  readonly cls: NumberClass
  readonly value: number
  readonly wa: boolean
  readonly prep: boolean
  readonly al: boolean
  readonly pronoun: boolean
}

/// Words that would be cut into numbers and are not: weekdays, لست "I am not", ولي and والي "governor", بست, فست.
const NOT_NUMBERS: ReadonlySet<string> = new Set([
  "الاثنين",
  "والاثنين",
  "الاثنان",
  "الاحد",
  "والاحد",
  "لست",
  "كست",
  "بست",
  "فست",
  "لثاني",
  "كاول",
  "كثالث",
  "وحدي",
  "الواحد",
  "كاحد",
  "باحد",
  "لاحد",
  "فاحد",
  "كواحد",
])

const words = makeWords()

export const numWordOf = (folded: string): NumWord | undefined => words.get(folded)

/// Every form with every proclitic is in the table, so that a token costs one look-up. Fewer proclitics win: واحد is one, not "and one of".
function makeWords(): Map<string, NumWord> {
  const stems: {form: string; cls: NumberClass; value: number; pronoun: boolean}[] = []
  for (const row of rowsOf("number-words.tsv")) {
    const [a = "", b] = (row["value"] as string).split("/")
    const stem = {
      form: foldWord(row["form"] as string),
      cls: row["class"] as NumberClass,
      value: b ? Number(a) / Number(b) : Number(a),
      pronoun: false,
    }
    stems.push(stem)
    const takesPronoun = (stem.cls === "fraction" || stem.cls === "fractions") && !stem.form.endsWith("ن")
    if (takesPronoun) for (const end of ["ه", "ها", "هم", "هن", "هما", "نا"]) stems.push({...stem, form: stem.form + end, pronoun: true})
  }
  const clitics: (readonly [conj: string, prep: string, al: boolean])[] = []
  for (const al of [false, true]) for (const prep of ["", "ب", "ل", "ك"]) for (const conj of ["", "و", "ف"]) clitics.push([conj, prep, al])
  const cost = ([conj, prep, al]: (typeof clitics)[number]): number => conj.length + prep.length + (al ? 1 : 0)
  clitics.sort((a, b) => cost(a) - cost(b))
  const table = new Map<string, NumWord>()
  for (const [conj, prep, al] of clitics) {
    const article = al ? (prep === "ل" ? "ل" : "ال") : ""
    for (const {form, cls, value, pronoun} of stems) {
      if (pronoun && al) continue
      const key = conj + prep + article + form
      if (!table.has(key) && !(NOT_NUMBERS.has(key) && (conj !== "" || prep !== "" || al)))
        table.set(key, {cls, value, wa: conj === "و", prep: prep !== "", al, pronoun})
    }
  }
  // «الأحد عشر», «الاثنان والعشرون»: read only with what follows.
  for (const form of ["الاحد", "والاحد"])
    table.set(form, {cls: "head", value: 1, wa: form.startsWith("و"), prep: false, al: true, pronoun: false})
  for (const form of ["الاثنان", "الاثنين", "الاثنتان", "الاثنتين"])
    table.set(form, {cls: "head", value: 2, wa: false, prep: false, al: true, pronoun: false})
  table.set("الواحد", {cls: "ordinal-head", value: 1, wa: false, prep: false, al: true, pronoun: false})
  return table
}
