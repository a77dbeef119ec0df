import {expect, test} from "vitest"
import {ISSUES} from "../../src/support/issues.ts"
import {issues} from "./issues-ar.ts"

test("every issue of the program has its words in Arabic, and no other", () => {
  // «network»: the page itself cannot reach the server.
  expect(Object.keys(issues).sort()).toEqual([...Object.keys(ISSUES), "network"].sort())
})
test.each(Object.entries(issues))("%s: a sentence each, in Arabic", (_, [says, hint]) => {
  for (const words of [says, hint]) {
    expect(words).toMatch(/^[«\p{Script=Arabic}\p{L}]/u)
    expect(words).toMatch(/\p{Script=Arabic}/u)
    expect(words).toMatch(/[.»]$/)
  }
})
