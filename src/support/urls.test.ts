import {describe, expect, test} from "vitest"
import fc from "fast-check"
import {canonicalUrl} from "./urls.ts"

describe("one address for one article", () => {
  test.each([
    ["https://Example.COM:443/a/b?utm_source=x&id=7&fbclid=abc#top", "https://example.com/a/b?id=7"],
    ["http://example.com:80", "http://example.com/"],
    ["http://example.com:8080/", "http://example.com:8080/"],
    ["https://example.com/?", "https://example.com/"],
    ["https://example.com/a?utm_campaign=1", "https://example.com/a"],
    ["https://example.com/a?b=1&&c=2&", "https://example.com/a?b=1&c=2"],
    ["https://example.com./a", "https://example.com/a"],
    ["https://example.com/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/%7euser", "https://example.com/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/~user"],
    ["https://example.com/أخبار", "https://example.com/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"],
    ["https://example.com/a?q=%2f&Q=2", "https://example.com/a?q=%2F&Q=2"],
    ["https://مثال.إختبار/خبر", "https://xn--mgbh0fb.xn--kgbechtv/%D8%AE%D8%A8%D8%B1"],
    // What might choose the page stays, in its order.
    ["https://example.com/a?page=2&id=1&source=rss", "https://example.com/a?page=2&id=1&source=rss"],
    ["https://user:pass@example.com/a", "https://example.com/a"],
  ])("%s", (said, expected) => expect(canonicalUrl(said)).toBe(expected))

  test("canonical once is canonical for good", () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9%~._-]{0,8}$/)
    fc.assert(
      fc.property(fc.webUrl({withQueryParameters: true, withFragments: true}), fc.array(word, {maxLength: 4}), (url, words) => {
        let u: string
        try {
          u = canonicalUrl(`${url.split("#")[0]}${url.includes("?") ? "&" : "?"}${words.map((w) => `utm_${w}=${w}&${w}`).join("&")}`)
        } catch {
          return
        }
        expect(canonicalUrl(u)).toBe(u)
      }),
      {numRuns: 300},
    )
  })
})
