import type {Writable} from "node:stream"
import pc from "picocolors"

/// Where the output goes and how it may look: colour, isolates and a progress bar only on a terminal, plain text elsewhere.
export type Terminal = {
  readonly isTerminal: boolean
  readonly width: number
  readonly paint: ReturnType<typeof pc.createColors>
  /// Foreign text as a piece of its own: nothing in it turns the line round or commands the terminal.
  readonly foreign: (text: string) => string
}

type Screen = Writable & {readonly isTTY?: boolean; readonly columns?: number}

export function terminalOf(out: Screen, env: NodeJS.ProcessEnv): Terminal {
  const isTerminal = out.isTTY === true
  const colour = (isTerminal && !env.NO_COLOR && env.TERM !== "dumb") || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0")
  return {
    isTerminal,
    width: Math.max(40, Math.min(isTerminal ? out.columns || 100 : 100, 140)),
    paint: pc.createColors(colour),
    foreign: isTerminal ? isolate : tame,
  }
}

const RLI = "\u2067"
const LRI = "\u2066"
const PDI = "\u2069"
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/// Control characters of the text shown, its own marks of direction taken away: a report must not be able to colour the
/// screen, move the cursor, or show its words in another order (Unicode TR 36).
export const tame = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd").replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")

/// Each line in an isolate of its own direction (UAX #9, FSI to PDI): a terminal that knows bidi shows Arabic right to left and leaves the columns around it alone.
export const isolate = (text: string): string =>
  tame(text)
    .split("\n")
    .map((line) => (line === "" ? "" : `${RIGHT_TO_LEFT.test(line) ? RLI : LRI}${line}${PDI}`))
    .join("\n")

/// Columns that a text takes: marks above letters and controls of direction take none, Chinese letters and most pictures two.
export function widthOf(text: string): number {
  let n = 0
  for (const c of text.replace(/\u001b\[[\d;]*m/g, "")) {
    if (/[\p{Mn}\p{Cf}]/u.test(c)) continue
    n += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u.test(c) ? 2 : 1
  }
  return n
}

/// Words into lines of a width; a longer word stands alone.
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split("\n")) {
    let line = ""
    let taken = 0
    for (const word of paragraph.split(/ +/)) {
      const w = widthOf(word)
      if (line && taken + 1 + w > width) {
        lines.push(line)
        line = ""
        taken = 0
      }
      line += line ? ` ${word}` : word
      taken += taken ? w + 1 : w
    }
    lines.push(line)
  }
  return lines
}

export const padEnd = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)))
export const padStart = (text: string, width: number): string => " ".repeat(Math.max(0, width - widthOf(text))) + text
