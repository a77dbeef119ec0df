import {failure} from "../../support/index.ts"
import type {Slice} from "../lists.ts"

/// A place in a list, as a word that means nothing to whoever carries it.
const encode = (place: readonly (number | string)[]): string => Buffer.from(JSON.stringify(place)).toString("base64url")
export function decode(cursor: string | undefined, length: number): (number | string)[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString())
    if (Array.isArray(place) && place.length === length && place.every((x) => typeof x === "number" || typeof x === "string")) return place
  } catch {
    // Told below.
  }
  throw failure("parameter-wrong", "after", "this is no place in a list")
}

/// One more row than asked for says whether there is more.
export function sliceOf<R, T>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => readonly (number | string)[],
  made: (row: R) => T,
): Slice<T> {
  const shown = rows.slice(0, limit)
  return {items: shown.map(made), after: rows.length > limit && limit > 0 ? encode(placeOf(shown.at(-1) as R)) : null}
}
