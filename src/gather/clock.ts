/// Time as gathering sees it, so that a test of a week takes a second.
export type Clock = {
  /// Milliseconds since 1970.
  readonly now: () => number
  /// Ends early, without an error, where the signal is given.
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/// Timers of Node hold 2³¹ milliseconds at most.
const LONGEST = 2 ** 31 - 1

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted || ms <= 0) {
        resolve()
        return
      }
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", end)
        resolve()
      }
      const timer = setTimeout(end, Math.min(ms, LONGEST))
      signal?.addEventListener("abort", end, {once: true})
    }),
}

export const instant = (ms: number): string => new Date(ms).toISOString()
