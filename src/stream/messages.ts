import {createHash} from "node:crypto"
import {gunzipSync, gzipSync} from "node:zlib"
import {headers, type MsgHdrs} from "@nats-io/transport-node"
import type {ToRead} from "../readers/index.ts"

/// An input on its way, with the source it came from (as the ledger has it).
export type Sent = {readonly input: ToRead; readonly source: string}

/// Headers are ASCII: names and addresses are not.
const put = (h: MsgHdrs, key: string, value: string | null | undefined): void => {
  if (value !== null && value !== undefined) h.set(key, encodeURIComponent(value))
}
const get = (h: MsgHdrs | undefined, key: string): string | null => {
  const value = h?.get(key)
  return value ? decodeURIComponent(value) : null
}

export type Packed = {readonly headers: MsgHdrs; readonly data: Uint8Array; readonly id: string}

/// What a message is told by: the same input sent twice is one. Made of where it came from and its bytes.
export function messageId({input, source}: Sent): string {
  const hash = createHash("sha256")
  for (const part of [source, input.name, input.published ?? "", input.url ?? ""]) hash.update(part).update("\0")
  return hash.update(input.bytes).digest("base64url")
}

export function pack(sent: Sent): Packed {
  const {input, source} = sent
  const h = headers()
  put(h, "Isnad-Name", input.name)
  put(h, "Isnad-Source", source)
  put(h, "Isnad-Media", input.media)
  put(h, "Isnad-Url", input.url)
  put(h, "Isnad-Charset", input.charset)
  put(h, "Isnad-Published", input.published)
  if (input.isNamed) put(h, "Isnad-Named", "1")
  return {headers: h, data: gzipSync(input.bytes, {level: 3}), id: messageId(sent)}
}

/// The input in a message; an error where the message is not one of ours.
export function unpack(h: MsgHdrs | undefined, data: Uint8Array, maxBytes: number): Sent {
  const name = get(h, "Isnad-Name")
  if (name === null) throw new Error("the message names no input (header Isnad-Name)")
  const [url, charset] = [get(h, "Isnad-Url"), get(h, "Isnad-Charset")]
  return {
    source: get(h, "Isnad-Source") ?? "stream",
    input: {
      name,
      bytes: gunzipSync(data, {maxOutputLength: maxBytes}),
      media: get(h, "Isnad-Media"),
      published: get(h, "Isnad-Published"),
      ...(url === null ? {} : {url}),
      ...(charset === null ? {} : {charset}),
      ...(h?.get("Isnad-Named") ? {isNamed: true} : {}),
    },
  }
}
