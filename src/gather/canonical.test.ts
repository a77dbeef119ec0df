import {describe, expect, test} from "vitest"
import {addressOfPage} from "./canonical.ts"

describe("the address that a page gives itself", () => {
  test.each([
    ["its mobile twin", "https://m.example.com/a/1", "https://www.example.com/a/1", "https://www.example.com/a/1"],
    ["its AMP twin", "https://www.example.com/a/1/amp", "https://www.example.com/a/1", "https://www.example.com/a/1"],
    ["relative", "https://example.com/a/1?x=2", "/a/1", "https://example.com/a/1"],
    ["a part of the site", "https://ar.example.com/a/1", "https://example.com/ar/a/1", "https://example.com/ar/a/1"],
    ["of another outlet: not believed", "https://copy.example.net/1", "https://example.com/a/1", "https://copy.example.net/1"],
    ["of a name that only ends alike", "https://notexample.com/1", "https://example.com/1", "https://notexample.com/1"],
    ["the front page for every article: a mistake", "https://example.com/a/1", "https://example.com/", "https://example.com/a/1"],
    ["another port", "https://example.com/a/1", "https://example.com:8443/a/1", "https://example.com/a/1"],
    ["no address", "https://example.com/a/1", "javascript:void(0)", "https://example.com/a/1"],
    ["broken", "https://example.com/a/1", "https://", "https://example.com/a/1"],
    ["none", "https://example.com/a/1?utm_source=x", undefined, "https://example.com/a/1"],
  ])("%s", (_, found, said, expected) => expect(addressOfPage(found, said)).toBe(expected))
})
