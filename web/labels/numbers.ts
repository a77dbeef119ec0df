import {labels, labelled, language, locale} from "./index.ts"

const SHORT = new Intl.NumberFormat(locale, {notation: "compact", compactDisplay: "long", maximumFractionDigits: 2})
const PLAIN = new Intl.NumberFormat(locale, {maximumFractionDigits: 2})
const SHARE = new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: 0})

/// A value with its unit: «190 مليار دولار».
export const sayValue = (value: number, unit: string): string =>
  unit === "%" ? `${signed(value, PLAIN)} %` : `${sayNumber(value)} ${labelled(labels.units, unit)}`
export const sayNumber = (value: number): string => signed(value, Math.abs(value) >= 1e6 ? SHORT : PLAIN)
/// A sign stands before its digits in a line from the right, too: the two are held together.
const signed = (value: number, format: Intl.NumberFormat): string =>
  value < 0 ? format.format(-value).replace(/[\d.,]+/, (digits) => `\u2066−${digits}\u2069`) : format.format(value)
export const sayShare = (share: number): string => SHARE.format(share)

const COMPARED: {readonly [comparator: string]: readonly [ar: string, en: string]} = {
  "~": ["نحو ", "about "],
  ">": ["أكثر من ", "more than "],
  ">=": ["ما لا يقل عن ", "at least "],
  "<": ["أقل من ", "less than "],
  "<=": ["ما لا يزيد على ", "at most "],
}
export const sayCompared = (comparator: string): string => COMPARED[comparator]?.[language === "ar" ? 0 : 1] ?? ""
