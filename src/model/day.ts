/// Days are counted as whole numbers from 1970-01-01 (UTC), so that date arithmetic is addition.
/// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
export type Day = number

export type Civil = {readonly y: number; readonly m: number; readonly d: number}

export function dayOf(y: number, m: number, d: number): Day {
  const year = m <= 2 ? y - 1 : y
  const era = Math.floor(year / 400)
  const yoe = year - era * 400
  const doy = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return era * 146097 + doe - 719468
}

export function civilOf(day: Day): Civil {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const doe = z - era * 146097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const d = doy - Math.floor((153 * mp + 2) / 5) + 1
  const m = mp < 10 ? mp + 3 : mp - 9
  return {y: yoe + era * 400 + (m <= 2 ? 1 : 0), m, d}
}

export const daysInMonth = (y: number, m: number): number =>
  m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31

/// 0 = Sunday … 6 = Saturday.
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7

/// Weeks run from Monday to Sunday.
export const mondayOf = (day: Day): Day => day - ((weekdayOf(day) + 6) % 7)

export const isRealDate = (y: number, m: number, d: number): boolean => m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const four = (n: number): string => `${n}`.padStart(4, "0")

export const isoMonth = (y: number, m: number): string => `${four(y)}-${two(m)}`
export function isoDay(day: Day): string {
  const {y, m, d} = civilOf(day)
  return `${four(y)}-${two(m)}-${two(d)}`
}
