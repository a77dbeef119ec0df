import type {Dialect} from "./differences.ts"

/// Rows or keys, as many at once as one statement takes. Each length is a statement of its own.
export function* batches<T>(rows: readonly T[], {atOnce}: Dialect, columns?: number): Generator<T[]> {
  for (let i = 0; i < rows.length; ) {
    const n = atOnce(rows.length - i, columns)
    yield rows.slice(i, i + n)
    i += n
  }
}
