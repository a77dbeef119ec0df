import {createRequire} from "node:module"

/// A bar on standard error with rate and time left, on a terminal only; silent elsewhere.
export type Progress = {readonly step: (done?: number) => void; readonly end: () => void}

type Bar = {start(total: number, at: number, payload: object): void; update(at: number, payload: object): void; stop(): void}
type CliProgress = {readonly SingleBar: new (options: object) => Bar}

export function startProgress(total: number, what: string, stream: NodeJS.WriteStream): Progress {
  // Short work is over before a bar could be read.
  if (!stream.isTTY || total < 3) return {step: () => {}, end: () => {}}
  const {SingleBar} = createRequire(import.meta.url)("cli-progress") as CliProgress
  const bar = new SingleBar({
    stream,
    format: `{bar} {percentage}%  {value}/{total} ${what}  {rate}/s  {left} left`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: false,
    clearOnComplete: true,
    stopOnComplete: false,
    fps: 8,
  })
  const from = performance.now()
  let at = 0
  const payload = (): object => {
    const seconds = (performance.now() - from) / 1000
    const rate = seconds > 0 ? at / seconds : 0
    return {rate: rate < 10 ? rate.toFixed(1) : Math.round(rate), left: rate > 0 ? duration((total - at) / rate) : "?"}
  }
  bar.start(total, 0, payload())
  return {
    step(done = 1) {
      at += done
      bar.update(at, payload())
    },
    end: () => bar.stop(),
  }
}

const duration = (seconds: number): string => {
  const s = Math.ceil(seconds)
  return s < 60
    ? `${s} s`
    : s < 3600
      ? `${Math.floor(s / 60)} min ${s % 60} s`
      : `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
}
