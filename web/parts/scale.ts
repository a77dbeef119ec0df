import {civilOf, dayOf, edtfRange} from "../labels/dates.ts"

/// Days on a line: a stretch of time, what marks its months and years, and where things stand on it.

export type Stretch = {readonly from: number; readonly to: number}

export const widthOf = ({from, to}: Stretch): number => to - from + 1

export type Tick = {readonly day: number; readonly kind: "year" | "month" | "day"}

/// Years, months or days, whatever there is room for.
export function ticksOf(stretch: Stretch, most: number): Tick[] {
  const days = widthOf(stretch)
  const ticks: Tick[] = []
  const {y: y0, m: m0} = civilOf(Math.floor(stretch.from))
  const {y: y1} = civilOf(Math.ceil(stretch.to))
  const yearStep = [1, 2, 5, 10, 25, 50].find((s) => (y1 - y0 + 1) / s <= most) ?? 100
  const monthStep = [1, 2, 3, 6].find((s) => days / 30.4 / s <= most)
  const dayStep = [1, 2, 7].find((s) => days / s <= most)
  if (dayStep) {
    for (let day = Math.ceil(stretch.from); day <= stretch.to; day++) {
      const {d, m} = civilOf(day)
      if (d === 1) ticks.push({day, kind: m === 1 ? "year" : "month"})
      else if ((d - 1) % dayStep === 0 && d <= 29) ticks.push({day, kind: "day"})
    }
    return ticks
  }
  if (monthStep) {
    for (let at = y0 * 12 + m0 - 1; at < (y1 + 1) * 12; at++) {
      const m = (at % 12) + 1
      const day = dayOf(Math.floor(at / 12), m, 1)
      if (day > stretch.to) break
      if (day >= stretch.from && (m - 1) % monthStep === 0) ticks.push({day, kind: m === 1 ? "year" : "month"})
    }
    return ticks
  }
  for (let y = Math.ceil(y0 / yearStep) * yearStep; y <= y1; y += yearStep) {
    const day = dayOf(y, 1, 1)
    if (day >= stretch.from && day <= stretch.to) ticks.push({day, kind: "year"})
  }
  return ticks
}

export type Spot<T> = {readonly item: T; readonly from: number; readonly to: number; readonly label: number}
/// Where its words stand: behind it as it is read, before it where they would be cut off at the end, or nowhere.
export type Named = "after" | "before" | "not"
export type Placed<T> = {readonly item: T; readonly from: number; readonly to: number; readonly row: number; readonly named: Named}
/// What there is no room for, together by place.
export type Heap<T> = {readonly items: readonly T[]; readonly from: number; readonly to: number}

/// Items in as few rows as they fit in without touching: with its words beside it where there is room, without them where not, and
/// the rest in heaps. One walk, by where they begin.
export function placed<T>(
  spots: readonly Spot<T>[],
  rows: number,
  gap: number,
  end: number,
): {readonly items: readonly Placed<T>[]; readonly heaps: readonly Heap<T>[]} {
  const ends: number[] = []
  const items: Placed<T>[] = []
  const heaps: {items: T[]; from: number; to: number}[] = []
  const place = ({item, from, to, label}: Spot<T>): boolean => {
    const ways = [
      ...(to + label <= end ? [["after", from, to + label] as const] : [["before", from - label, to] as const]),
      ["not", from, to] as const,
    ]
    for (const [named, first, last] of ways)
      for (let row = 0; row < rows; row++) {
        if ((ends[row] ?? (named === "before" ? 0 : Number.NEGATIVE_INFINITY)) + gap > first) continue
        ends[row] = last
        items.push({item, from, to, row, named})
        return true
      }
    return false
  }
  for (const spot of spots) {
    if (place(spot)) continue
    const last = heaps.at(-1)
    if (last && spot.from < last.from + HEAP) {
      last.items.push(spot.item)
      last.to = Math.max(last.to, spot.from)
    } else heaps.push({items: [spot.item], from: spot.from, to: spot.from})
  }
  return {items, heaps}
}
/// How wide a heap is, so that two of them can be pressed apart.
const HEAP = 46

/// The days of an EDTF value, open ends drawn to the edge of the stretch that is looked at.
export type Days = Stretch & {readonly open?: "start" | "end"}
export function daysOf(edtf: string | null, within: Stretch): Days | undefined {
  const range = edtfRange(edtf)
  if (!range) return undefined
  const open = !Number.isFinite(range.first) ? "start" : !Number.isFinite(range.last) ? "end" : undefined
  const from = Number.isFinite(range.first) ? range.first : Math.min(within.from, range.last)
  const to = Number.isFinite(range.last) ? range.last : Math.max(within.to, range.first)
  return open ? {from, to, open} : {from, to}
}
