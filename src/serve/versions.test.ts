import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {openStore} from "../record/index.ts"
import {recordOf, searchTerms} from "../record/store.contract.ts"
import {difference, sentencesOf, versionsOf} from "./versions.ts"

describe("what changed", () => {
  test.each([
    ["a sentence more", "أ. ب. ج.", "أ. ب. جديد. ج.", ["جديد."], []],
    ["a sentence less", "أ. ب. ج.", "أ. ج.", [], ["ب."]],
    ["another sentence", "أ. ب. ج.", "أ. ب معدل. ج.", ["ب معدل."], ["ب."]],
    ["another order", "أ. ب.", "ب. أ.", ["أ."], ["أ."]],
    ["nothing", "أ. ب.", "أ.  ب.", [], []],
    ["a number is no end of a sentence", "بلغ 3.5 مليون. انتهى", "بلغ 3.6 مليون. انتهى", ["بلغ 3.6 مليون."], ["بلغ 3.5 مليون."]],
    ["quotations end with their marks", "قال «نعم.» ثم ذهب.", "قال «نعم.» ثم عاد.", ["ثم عاد."], ["ثم ذهب."]],
  ])("%s", (_, before, after, added, removed) => expect(difference(sentencesOf(before), sentencesOf(after))).toEqual({added, removed}))
  test("what was before, less what was removed, with what was added, is what came after", () => {
    const sentences = fc.array(fc.constantFrom("أ", "ب", "ج", "د"), {maxLength: 12})
    fc.assert(
      fc.property(sentences, sentences, (before, after) => {
        const {added, removed} = difference(before, after)
        const count = (list: readonly string[]): string => [...list].sort().join("")
        const left: string[] = [...before]
        for (const s of removed) left.splice(left.indexOf(s), 1)
        expect(count([...left, ...added])).toBe(count(after))
        expect(left.length).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe("versions of an address", () => {
  test("by the address however it was shared, or by any of its reports", async () => {
    const store = await openStore(":memory:", {searchTerms: async () => searchTerms})
    const url = "https://a.example/1"
    const [first, second] = [recordOf("خبر أول. خبر ثان.", {source: "x 1", url}), recordOf("خبر أول. خبر ثالث.", {source: "x 1", url})]
    await store.keepReports([first, second])
    const expected = [
      {report: first.report.id, current: false, added: [], removed: []},
      {report: second.report.id, current: true, added: ["خبر ثالث."], removed: ["خبر ثان."]},
    ]
    for (const of of [url, `${url}?utm_source=x#top`, first.report.id, second.report.id])
      expect((await versionsOf(store, of)).versions).toMatchObject(expected)
    await expect(versionsOf(store, "https://a.example/2")).rejects.toThrow(/id-unknown/)
    await store.close()
  })
})
