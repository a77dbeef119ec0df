/// Index of the first mark that starts at token `start` or later; marks stand in the order of the text.
export function firstFrom(marks: readonly {readonly from: number}[], start: number): number {
  let [lo, hi] = [0, marks.length]
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if ((marks[mid]?.from ?? 0) < start) lo = mid + 1
    else hi = mid
  }
  return lo
}
