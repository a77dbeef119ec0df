import {gunzipSync, constants} from "node:zlib"
import {type Issue, issueOf} from "../support/index.ts"

/// Bytes that may be packed by gzip, as they were. What grows past the limit is refused before it is held; what ends too early gives what
/// it has, with an issue.
export type Unpacked = {readonly bytes: Uint8Array; readonly issue?: Issue}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

export function unpack(where: string, bytes: Uint8Array, limit: number): Unpacked | Issue {
  if (!isGzip(bytes)) return {bytes}
  const options = {maxOutputLength: limit}
  try {
    return {bytes: gunzipSync(bytes, options)}
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return issueOf("packed-too-large", where, `limit ${limit} bytes`)
  }
  try {
    const part = gunzipSync(bytes, {...options, finishFlush: constants.Z_SYNC_FLUSH})
    return {bytes: part, issue: issueOf("packed-broken", where, `it ends after ${part.length} bytes`)}
  } catch (error) {
    return issueOf("packed-broken", where, (error as Error).message)
  }
}
