import {hash} from "node:crypto"
import {brotliCompressSync, brotliDecompressSync, constants} from "node:zlib"

/// Bytes made small, and the digest of what they were.
export type Pressed = {readonly digest: string; readonly size: number; readonly bytes: Uint8Array}

/// Brotli at quality 5: of Arabic reports of 3 kB it leaves 41 % (gzip 43 %) in 0.1 ms; quality 10 leaves 35 % in 1.2 ms, 11 no less in 2.9.
const QUALITY = 5

export function press(bytes: Uint8Array): Pressed {
  const pressed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
  return {digest: digestOfBytes(bytes), size: bytes.length, bytes: pressed}
}

export const unpress = (pressed: Uint8Array): Uint8Array => brotliDecompressSync(pressed)
export const digestOfBytes = (bytes: Uint8Array): string => hash("sha256", bytes)
