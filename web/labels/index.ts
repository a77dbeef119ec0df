import {ar} from "./ar.ts"
import {en, type Labels, type Plural} from "./en.ts"

export type {Labels} from "./en.ts"
export type Language = "ar" | "en"
const ALL: {readonly [language in Language]: Labels} = {ar, en}

/// The language of the address: /ar/… or /en/….
export const language: Language = /^\/en(?:\/|$)/.test(globalThis.location?.pathname ?? "") ? "en" : "ar"
export const labels: Labels = ALL[language]
/// The other one, for what is told in both.
export const otherLanguage: Language = language === "ar" ? "en" : "ar"
export const otherLabels: Labels = ALL[otherLanguage]
/// Gregorian, with the digits that the press of today uses.
export const locale = language === "ar" ? "ar-u-ca-gregory-nu-latn" : "en-GB"
const plurals = new Intl.PluralRules(language)

export const fill = (text: string, values: {readonly [name: string]: string | number}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/// The form of a label for a number.
export const counted = (forms: Plural, n: number): string =>
  fill(forms[plurals.select(n)] ?? forms.other, {n: new Intl.NumberFormat(locale).format(n)})

/// A label of a table, or the word itself where a newer server knows more than these labels.
export const labelled = (table: {readonly [key: string]: string}, key: string): string => table[key] ?? key
