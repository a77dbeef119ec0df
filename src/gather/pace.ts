import type {Clock} from "./clock.ts"

/// Requests to one server one after another with a pause between them, and few at once in all. A pause is a little longer each time by
/// chance, so that no pattern of requests forms.
export type Pace = {
  /// Does it when this server's turn has come. `pause` is what its robots.txt asks for, where that is longer.
  readonly turn: <T>(
    host: string,
    act: () => Promise<T>,
    options?: {readonly pause?: number | undefined; readonly signal?: AbortSignal | undefined},
  ) => Promise<T>
}

export type PaceOptions = {
  readonly clock: Clock
  /// Milliseconds between two requests to one server.
  readonly pause: number
  /// Requests under way at one time.
  readonly atOnce: number
  /// From 0 up to 1.
  readonly random: () => number
}

/// The part of a pause that chance may add.
const JITTER = 0.5
/// The longest pause that a robots.txt is followed in.
const LONGEST = 120_000

export function openPace({clock, pause: usual, atOnce, random}: PaceOptions): Pace {
  const hosts = new Map<string, {readonly ended: Promise<void>; free: number}>()
  let running = 0
  const waiting: (() => void)[] = []
  const slot = async (): Promise<void> => {
    if (running < atOnce) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
  return {
    async turn(host, act, {pause = 0, signal} = {}) {
      const before = hosts.get(host)
      let end: () => void = () => {}
      const mine = {ended: new Promise<void>((resolve) => (end = resolve)), free: 0}
      hosts.set(host, mine)
      try {
        await before?.ended
        mine.free = before?.free ?? 0
        if (mine.free > clock.now()) await clock.sleep(mine.free - clock.now(), signal)
        await slot()
        try {
          mine.free = clock.now() + Math.max(usual, Math.min(pause, LONGEST)) * (1 + JITTER * random())
          return await act()
        } finally {
          leave()
        }
      } finally {
        end()
        // Servers that nobody waits for and whose pause is over need not be remembered.
        if (hosts.size > 1000) for (const [name, h] of hosts) if (h !== mine && h.free > 0 && h.free <= clock.now()) hosts.delete(name)
      }
    },
  }
}
