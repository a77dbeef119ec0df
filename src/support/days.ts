import {type DayRange, edtfOf, edtfRange} from "../model/index.ts"

/// The days of an EDTF value that a person gave: undefined where it is none, has an open end, or names a day that no calendar has.
export function givenDays(edtf: string): DayRange | undefined {
  const range = edtfRange(edtf)
  if (!range || !Number.isFinite(range.first) || !Number.isFinite(range.last)) return undefined
  const isReal = (part: string): boolean => !/^\d{4}-\d\d-\d\d$/.test(part) || edtfOf(edtfRange(part) as DayRange) === part
  return edtf.split("/").every(isReal) ? range : undefined
}
