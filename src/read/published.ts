import {isRealDate} from "../model/index.ts"

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const two = (n: number): string => String(n).padStart(2, "0")
const dayText = (y: number, m: number, d: number): string | undefined => (isRealDate(y, m, d) ? `${y}-${two(m)}-${two(d)}` : undefined)

/// The day in a date of a page's metadata or of a column: ISO 8601, RFC 2822, seconds or milliseconds since 1970.
/// A time with a zone keeps the day that its own clock shows: that is the day the publisher printed.
export function publishedDay(said: unknown): string | undefined {
  if (typeof said === "number") {
    if (!Number.isFinite(said) || said <= 0) return undefined
    const date = new Date(said > 1e11 ? said : said * 1000)
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
  }
  if (typeof said !== "string") return undefined
  const s = said.trim().replace(/[٠-٩]/g, (c) => String(c.charCodeAt(0) - 0x660))
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s].*)?$/.exec(s) ??
    /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[T\s].*)?$/.exec(s) ??
    /^(\d{4})(\d\d)(\d\d)(?:T?\d+.*)?$/.exec(s)
  if (iso) return dayText(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  // As tables and pages of the Arabic press have it, the day before the month.
  const dmy = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T\s,،].*)?$/.exec(s)
  if (dmy) return dayText(Number(dmy[3]), Number(dmy[2]), Number(dmy[1]))
  const month = /^(\d{4})-(\d\d)$/.exec(s)
  if (month && isRealDate(Number(month[1]), Number(month[2]), 1)) return s
  const rfc = /^(?:\p{L}{3,9},?\s+)?(\d{1,2})[\s-](\p{L}{3,9})[\s-](\d{4})\b/u.exec(s)
  if (rfc) return dayText(Number(rfc[3]), monthOf(rfc[2] as string), Number(rfc[1]))
  const us = /^(?:\p{L}{3,9},?\s+)?(\p{L}{3,9})\s+(\d{1,2}),?\s+(\d{4})\b/u.exec(s)
  if (us) return dayText(Number(us[3]), monthOf(us[1] as string), Number(us[2]))
  return undefined
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
