import type {Writable} from "node:stream"
import {failure} from "../support/index.ts"

/// Writes and waits where the reader is slow, so that a long output needs no memory. A reader that has gone away (`| head`) ends
/// the program quietly; any other failure is told.
export type Output = {readonly write: (text: string | Uint8Array) => Promise<void>}

export class ReaderGone extends Error {}

export function outputTo(stream: Writable): Output {
  let broken: NodeJS.ErrnoException | undefined
  stream.on("error", (error: NodeJS.ErrnoException) => {
    broken = error
  })
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        const fail = ({code}: NodeJS.ErrnoException): void =>
          reject(
            code === "EPIPE" || code === "ERR_STREAM_DESTROYED"
              ? new ReaderGone()
              : failure("output-failed", "standard output", code === "ENOSPC" ? "the disk is full" : code),
          )
        if (broken) fail(broken)
        else stream.write(text, (error) => (error ? fail(error as NodeJS.ErrnoException) : resolve()))
      }),
  }
}

/// JSON in which nothing commands a terminal or turns a line round: controls and marks of direction are written as escapes, so
/// that the value is the same.
export const jsonOf = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
