import type {Slice} from "../src/record/index.ts"

/// Everything a list has, slice by slice.
export async function whole<T>(read: (after: string | undefined) => Promise<Slice<T>>): Promise<T[]> {
  const out: T[] = []
  for (let after: string | undefined; ; ) {
    const slice = await read(after)
    out.push(...slice.items)
    if (slice.after === null) return out
    after = slice.after
  }
}
