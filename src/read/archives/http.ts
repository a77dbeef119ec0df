import {brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync} from "node:zlib"
import {isGzip} from "../unpack.ts"

/// An answer of a web server as it went over the wire (RFC 9112), its body unpacked.
export type HttpBody = {readonly status: number; readonly type: string; readonly bytes: Uint8Array}

/// The answer in a block of bytes, or what is wrong with it. Archives often keep a body unpacked under a head that says it is packed: then it
/// is taken as it is.
export function httpBody(block: Uint8Array, limit: number): HttpBody | string {
  const head = headOf(block)
  if (!head) return "its HTTP head has no end"
  const {status, fields, end} = head
  const type = fields.get("content-type") ?? ""
  if (status !== 200) return {status, type, bytes: new Uint8Array()}
  const body = block.subarray(end)
  const whole = fields.get("transfer-encoding")?.toLowerCase().includes("chunked") ? (dechunked(body) ?? body) : body
  const codings = (fields.get("content-encoding") ?? "").toLowerCase().split(",").reverse()
  let bytes = whole
  for (const coding of codings) {
    const next = decoded(bytes, coding.trim(), limit)
    if (typeof next === "string") return next
    bytes = next
  }
  return {status, type, bytes}
}

function headOf(block: Uint8Array): {status: number; fields: Map<string, string>; end: number} | undefined {
  const buffer = Buffer.from(block.buffer, block.byteOffset, Math.min(block.length, 131_072))
  const crlf = buffer.indexOf("\r\n\r\n")
  const lf = buffer.indexOf("\n\n")
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : -1
  if (end < 0) return undefined
  const [first = "", ...lines] = buffer.toString("latin1", 0, end).split(/\r?\n/)
  const status = Number(/^HTTP\/\S+\s+(\d{3})\b/i.exec(first)?.[1] ?? 0)
  if (!status) return undefined
  const fields = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(":")
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return {status, fields, end}
}

/// A chunked body in one piece; undefined where it is not chunked after all. One that ends too early gives what it has.
function dechunked(body: Uint8Array): Uint8Array | undefined {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.length)
  const parts: Uint8Array[] = []
  for (let at = 0; at < buffer.length; ) {
    const stop = buffer.indexOf("\n", at)
    const size = /^\s*([0-9a-f]{1,8})\s*(?:;.*)?\r?$/i.exec(
      buffer.toString("latin1", at, stop < 0 || stop > at + 200 ? at + 200 : stop),
    )?.[1]
    if (size === undefined) return parts.length ? Buffer.concat(parts) : undefined
    const length = Number.parseInt(size, 16)
    if (length === 0 || stop < 0) return Buffer.concat(parts)
    parts.push(buffer.subarray(stop + 1, stop + 1 + length))
    at = stop + 1 + length
    if (buffer[at] === 13) at++
    if (buffer[at] === 10) at++
  }
  return Buffer.concat(parts)
}

function decoded(bytes: Uint8Array, coding: string, limit: number): Uint8Array | string {
  const options = {maxOutputLength: limit}
  try {
    switch (coding) {
      case "":
      case "identity":
        return bytes
      case "gzip":
      case "x-gzip":
        return isGzip(bytes) ? gunzipSync(bytes, options) : bytes
      case "deflate":
        return inflatedOf(bytes, options)
      case "br":
        return looksLikeMarkup(bytes) ? bytes : brotliDecompressSync(bytes, options)
      default:
        return looksLikeMarkup(bytes) ? bytes : `packed by ${coding.slice(0, 20)}, which is not known`
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return `larger than ${limit} bytes when unpacked`
    return looksLikeMarkup(bytes) ? bytes : `its body cannot be unpacked: ${(error as Error).message}`
  }
}

/// `deflate` is zlib's format by the standard, and a bare one by many servers.
function inflatedOf(bytes: Uint8Array, options: {maxOutputLength: number}): Uint8Array {
  try {
    return inflateSync(bytes, options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw error
    return inflateRawSync(bytes, options)
  }
}

const looksLikeMarkup = (bytes: Uint8Array): boolean => /^[\s\ufeff]*</.test(new TextDecoder().decode(bytes.subarray(0, 200)))
