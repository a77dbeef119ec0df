import {hash} from "node:crypto"

/// An id made from content: the same parts give the same id on every machine and in every run.
/// 64 bits of SHA-256, so that a record of a million items has a chance of about 3·10⁻⁸ of a clash.
export function contentId(prefix: string, ...parts: readonly (string | number)[]): string {
  return `${prefix}_${digestOf(parts).slice(0, 16)}`
}

/// The whole digest, for telling whether two values are the same. Each part is preceded by its length, so that
/// ("ab", "c") and ("a", "bc") differ.
export function digestOf(parts: readonly (string | number)[]): string {
  let all = ""
  for (const part of parts) {
    const s = String(part)
    all += `${s.length}:${s}`
  }
  return hash("sha256", all)
}
