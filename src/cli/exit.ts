import type {IssueCode} from "../support/index.ts"

/// Exit codes, as the help and the README have them.
export const EXIT = {
  /// Everything asked was done.
  ok: 0,
  /// Some inputs could not be read; the others were.
  someFailed: 1,
  /// The command was not understood.
  usage: 2,
  /// The record, or the server of a stream, could not be opened, read or written.
  record: 3,
  /// The record holds nothing with this id.
  unknown: 4,
  /// The output could not be written.
  output: 5,
  /// The program itself failed.
  internal: 70,
} as const

export const EXIT_HELP = `Exit codes:
  0  done
  1  some inputs could not be read (each is told on standard error); the others were
  2  the command was not understood
  3  the record (or the server of a stream) could not be opened, read or written; nothing is half-written
  4  the record holds nothing with this id
  5  the output could not be written
  70 the program itself failed: please report it`

export function exitOf(code: IssueCode): number {
  if (/^(?:record-|backup-|stream-un)/.test(code) || code === "disk-full") return EXIT.record
  if (code === "id-unknown" || code === "source-unknown") return EXIT.unknown
  if (code === "usage" || code === "source-wrong" || code === "source-taken") return EXIT.usage
  if (code === "output-failed") return EXIT.output
  return code === "internal" ? EXIT.internal : EXIT.someFailed
}
