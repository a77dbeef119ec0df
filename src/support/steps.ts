/// Work that pauses between its steps, so that others can do the same step meanwhile.
///
/// Reading one report runs through megabytes of words, tables and code, each used for some microseconds and out of the processor's cache when
/// the next report asks for it. Done side by side, a step finds all it needs where the one before left it: the same work, in about
/// half of the time (`npm run bench` tells how much).
export type Steps<T> = Generator<undefined, T, undefined>

/// What became of a piece of work: what it gave, or what it threw.
export type Ended<T> = {readonly value: T} | {readonly fault: unknown}

/// Does all steps of one piece of work.
export function allSteps<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/// Does the first step of each, then the second of each, and so on. One that throws ends, and the others go on.
export function sideBySide<T>(works: readonly Steps<T>[]): Ended<T>[] {
  const out = new Array<Ended<T>>(works.length)
  let open = works.map((_, i) => i)
  while (open.length > 0) {
    open = open.filter((i) => {
      try {
        const step = (works[i] as Steps<T>).next()
        if (step.done) out[i] = {value: step.value}
        return !step.done
      } catch (fault) {
        out[i] = {fault}
        return false
      }
    })
  }
  return out
}
