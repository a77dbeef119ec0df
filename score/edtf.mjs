// The part of EDTF (ISO 8601-2) that gold records use, as day intervals [first, last] in UTC day numbers.
const DAY = 86400000
const day = (y, m, d) => Math.round(Date.UTC(y, m - 1, d) / DAY)
const SEASON = {
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 14],
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  40: [1, 6],
  41: [7, 12],
}

function single(text) {
  const s = text.replace(/[~?%]/g, "").replace(/T.*$/, "")
  let m
  if ((m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(s))) return [day(+m[1], +m[2], +m[3]), day(+m[1], +m[2], +m[3])]
  if ((m = /^(\d{4})-(\d\d)(-XX)?$/.exec(s))) {
    const y = +m[1],
      n = +m[2]
    if (n <= 12) return [day(y, n, 1), day(y, n + 1, 0)]
    if (SEASON[n]) return [day(y, SEASON[n][0], 1), day(y, SEASON[n][1] + 1, 0)]
    return null
  }
  if ((m = /^(\d{4})(-XX(-XX)?)?$/.exec(s))) return [day(+m[1], 1, 1), day(+m[1], 12, 31)]
  if ((m = /^(\d{3})X$/.exec(s))) return [day(+m[1] * 10, 1, 1), day(+m[1] * 10 + 9, 12, 31)]
  if ((m = /^(\d{2})XX$/.exec(s))) return [day(+m[1] * 100, 1, 1), day(+m[1] * 100 + 99, 12, 31)]
  return null
}

/** @returns {[number, number] | null} first and last day; ±Infinity at an open end */
export function interval(edtf) {
  if (!edtf || typeof edtf !== "string") return null
  const parts = edtf.trim().split("/")
  if (parts.length === 1) return single(parts[0])
  if (parts.length !== 2) return null
  const a = parts[0] === ".." || parts[0] === "" ? [-Infinity, -Infinity] : single(parts[0])
  const b = parts[1] === ".." || parts[1] === "" ? [Infinity, Infinity] : single(parts[1])
  return a && b ? [a[0], b[1]] : null
}
export const overlaps = (a, b) => a[0] <= b[1] && b[0] <= a[1]
export const within = (a, b) => a[0] >= b[0] && a[1] <= b[1]

/** How a predicted time compares with the gold one: 'same', 'close' (overlapping, and at most a week wider or off), or 'wrong'. */
export function compare(pred, gold) {
  const p = interval(pred),
    g = interval(gold)
  if (!g && !p) return "same"
  if (!g || !p) return "wrong"
  if (p[0] === g[0] && p[1] === g[1]) return "same"
  if (!overlaps(p, g)) return "wrong"
  const near = (a, b) => a === b || Math.abs(a - b) <= 7 // a === b: both ends open
  return near(p[0], g[0]) && near(p[1], g[1]) ? "close" : within(p, g) || within(g, p) ? "coarse" : "wrong"
}
