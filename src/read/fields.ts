import type {Columns} from "../model/index.ts"

/// A line of JSON in which each field of a report stands under its own name too, as a map of columns says: `{text: "متن", url: "meta.link"}`.
/// What it had stays beside, so that what is kept of it is read alike without the map. What is no object is left as it is: reading tells it.
export function withFields(line: Uint8Array, columns: Columns): Uint8Array {
  let value: unknown
  try {
    value = JSON.parse(
      Buffer.from(line.buffer, line.byteOffset, line.byteLength)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    )
  } catch {
    return line
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return line
  const found = Object.entries(columns).flatMap(([field, path]) => {
    const it = at(value, path)
    return it === undefined ? [] : [[field, it] as const]
  })
  return Buffer.from(JSON.stringify({...value, ...Object.fromEntries(found)}), "utf8")
}

/// A field of this name, or one inside of others: `meta.link`.
function at(value: object, path: string): unknown {
  if (Object.hasOwn(value, path)) return (value as {readonly [name: string]: unknown})[path]
  let it: unknown = value
  for (const name of path.split(".")) {
    if (typeof it !== "object" || it === null || !Object.hasOwn(it, name)) return undefined
    it = (it as {readonly [name: string]: unknown})[name]
  }
  return it
}
