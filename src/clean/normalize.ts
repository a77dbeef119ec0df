import {mapBuilder, type PosMap} from "./posmap.ts"

// Dropped: NUL and the other C0 controls but tab and line feed, DEL and C1, soft hyphen, Arabic letter mark, zero-width space, joiners and
// marks, bidi embeddings, overrides and isolates, word joiner and its invisible neighbours, BOM, object replacement.
const ODD =
  /\r\n?|[\u000b\u000c\u2028\u2029\u0085]|[\u00a0\u202f\u2007]|[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc]+/g

/// The text without what cannot be seen. Line ends become LF, fixed spaces plain ones; no letter is changed.
export function dropControls(raw: string): {readonly text: string; readonly map: PosMap} {
  const map = mapBuilder()
  let text = ""
  let done = 0
  for (const m of raw.matchAll(ODD)) {
    const put = replacement(m[0])
    text += raw.slice(done, m.index) + put
    map.keep(m.index - done)
    if (put.length === m[0].length) map.keep(put.length)
    else map.change(m[0].length, put.length)
    done = m.index + m[0].length
  }
  map.keep(raw.length - done)
  return {text: text + raw.slice(done), map: map.done()}
}

function replacement(odd: string): string {
  const c = odd.charCodeAt(0)
  if ((c >= 0x0b && c <= 0x0d) || c === 0x2028 || c === 0x2029 || c === 0x85) return "\n"
  return c === 0xa0 || c === 0x202f || c === 0x2007 ? " " : ""
}
