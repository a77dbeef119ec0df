import {existsSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {DATA_ROOT, digestOfBytes} from "../support/index.ts"

/// Which program reads: its version, and a digest of the words and the code that it reads by, so that two builds of one version are told
/// apart. A tree that was never built has the version alone.
export function programId(version: string): string {
  const dist = join(dirname(DATA_ROOT), "dist")
  const parts = [join(dist, "compiled", "ar.bin"), join(dist, "bundle", "reader.js")]
  if (!parts.every((path) => existsSync(path))) return version
  return `${version}+${digestOfBytes(Buffer.from(parts.map((path) => digestOfBytes(readFileSync(path))).join(" "))).slice(0, 8)}`
}
