import fc from "fast-check"
import {describe, expect, it} from "vitest"
import {buildTrie, lookUp} from "./trie.ts"

describe("trie", () => {
  it("finds every word that was put in and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({maxLength: 6})), fc.string({maxLength: 6}), (words, other) => {
        const entries = new Map(words.map((w, i) => [w, i]))
        const trie = buildTrie(entries)
        for (const [w, i] of entries) expect(lookUp(trie, w)).toBe(i)
        expect(lookUp(trie, other)).toBe(entries.get(other) ?? -1)
      }),
    )
  })
})
