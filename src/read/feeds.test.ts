import {gzipSync} from "node:zlib"
import {describe, expect, test} from "vitest"
import {isIssue} from "../support/index.ts"
import {type Feed, readFeed} from "./feeds.ts"
import {readOpml} from "./opml.ts"
import {readSitemap, type Sitemap} from "./sitemaps.ts"

const BASE = "https://example.org/feeds/all.xml"
const bytes = (text: string): Uint8Array => Buffer.from(text)
const feedOf = (text: string | Uint8Array, options = {}): Feed => {
  const feed = readFeed(typeof text === "string" ? bytes(text) : text, BASE, options)
  if (isIssue(feed)) throw new Error(feed.code)
  return feed
}
const mapOf = (text: string | Uint8Array, options = {}): Sitemap => {
  const map = readSitemap(typeof text === "string" ? bytes(text) : text, BASE, options)
  if (isIssue(map)) throw new Error(map.code)
  return map
}
const item = (n: number): string => `<item><title>خبر ${n}</title><link>/a/${n}</link><guid isPermaLink="false">${n}</guid></item>`
const rss = (items: string, head = ""): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>الراصد</title><link>https://example.org/</link><language>ar-eg</language>${head}${items}</channel></rss>`

describe("feeds", () => {
  test("RSS: what an item says, addresses in full", () => {
    const feed = feedOf(
      rss(
        `<item><title>وصول &amp;quot;الوزير&amp;quot; إلى &lt;b&gt;الدوحة&lt;/b&gt;</title><link>/a/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Tue, 05 Mar 2024 23:30:00 +0300</pubDate><dc:creator>سامح شكري</dc:creator><category>سياسة</category><category>قطر</category><source url="https://w.example/">وكالة المدى</source>
<description>&lt;p&gt;وصل الوزير &amp;laquo;أمس&amp;raquo;.&lt;/p&gt;</description><content:encoded><![CDATA[<p>وصل الوزير </item> أمس.</p>]]></content:encoded></item>`,
        `<atom:link rel="next" href="https://example.org/feeds/all.xml?page=2"/>`,
      ),
    )
    expect(feed).toEqual({
      title: "الراصد",
      url: "https://example.org/",
      language: "ar",
      next: "https://example.org/feeds/all.xml?page=2",
      issues: [],
      items: [
        {
          id: "n-1",
          url: "https://example.org/a/1",
          title: 'وصول "الوزير" إلى الدوحة',
          published: "2024-03-05",
          stamp: "Tue, 05 Mar 2024 23:30:00 +0300",
          html: "<p>وصل الوزير </item> أمس.</p>",
          summary: "وصل الوزير «أمس».",
          outlet: "وكالة المدى",
          byline: "سامح شكري",
          tags: ["سياسة", "قطر"],
        },
      ],
    })
  })
  test.each<[string, string, object]>([
    [
      "Atom",
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/b/"><title>ت</title><entry><title type="html">خبر &lt;i&gt;أول&lt;/i&gt;</title><id>tag:1</id><updated>2024-03-06T08:00:00Z</updated><published>2024-03-05T22:00:00Z</published><link href="1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content></entry></feed>`,
      {id: "tag:1", url: "https://example.org/b/1", title: "خبر أول", published: "2024-03-05", changed: "2024-03-06", html: "<p>نص</p>"},
    ],
    [
      "RDF",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>ت</title><link>https://example.org/</link></channel><item rdf:about="https://example.org/3"><title>خبر ثالث</title><link>https://example.org/3</link><dc:date>2024-03-05T08:00:00+03:00</dc:date></item></rdf:RDF>`,
      {id: "https://example.org/3", url: "https://example.org/3", title: "خبر ثالث", published: "2024-03-05"},
    ],
    [
      "JSON Feed",
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "ت",
        items: [{id: "4", url: "/4", title: "خبر رابع", content_text: "نص", date_published: "2024-03-05T08:00:00+03:00", tags: ["س"]}],
      }),
      {id: "4", url: "https://example.org/4", title: "خبر رابع", text: "نص", published: "2024-03-05", tags: ["س"]},
    ],
  ])("%s", (_name, text, expected) => expect(feedOf(text).items[0]).toMatchObject(expected))
  test("a feed in windows-1256 that calls itself UTF-8, packed", () => {
    const byteOf = new Map(Array.from({length: 256}, (_, b) => [new TextDecoder("windows-1256").decode(Uint8Array.of(b)), b]))
    const text = rss(item(1) + item(2)).replace('version="1.0"', 'version="1.0" encoding="utf-8"')
    const encoded = Uint8Array.from([...text], (c) => byteOf.get(c) ?? 63)
    expect(feedOf(gzipSync(encoded)).items.map((i) => i.title)).toEqual(["خبر 1", "خبر 2"])
  })
  test("an item that is not closed, and bare ampersands, cost nothing", () => {
    const open = "<item><title>خبر مفتوح</title><link>/a/0?x=1&y=2</link>"
    expect(feedOf(rss(open + item(1))).items.map((i) => i.url)).toEqual(["https://example.org/a/0?x=1&y=2", "https://example.org/a/1"])
  })
  test("a feed that ends in the middle of an item gives the items before", () => {
    const text = rss(item(1) + item(2) + item(3))
    const feed = feedOf(text.slice(0, text.indexOf("خبر 3")))
    expect([feed.items.map((i) => i.id), feed.issues.map((i) => i.code)]).toEqual([["1", "2"], ["item-broken"]])
  })
  test("what is over the limit is told", () => {
    const feed = feedOf(rss(Array.from({length: 1000}, (_, n) => item(n)).join("")), {maxItems: 450})
    expect([feed.items.length, feed.items.at(-1)?.id, feed.issues.map((i) => `${i.code} ${i.detail}`)]).toEqual([
      450,
      "449",
      ["feed-cut 450 read, 550 left"],
    ])
  })
  test("entities that a feed declares are inert", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${"bcdefghij"
      .split("")
      .map((c, n) => `<!ENTITY ${c} "${`&${"abcdefghij"[n]};`.repeat(10)}">`)
      .join("")}]>`
    const feed = readFeed(bytes(bomb + rss(`<item><title>خبر &j;</title><link>/a</link></item>`)), BASE)
    expect(JSON.stringify(feed).length).toBeLessThan(2000)
  })
  test.each([
    ["a page", "<html><body>خبر</body></html>"],
    ["words", "كلام فقط"],
    ["nothing in it", "<rss version='2.0'>"],
    ["JSON", '{"items":[]}'],
  ])("%s is no feed", (_name, text) => expect(readFeed(bytes(text), BASE)).toMatchObject({code: "feed-broken"}))
  test("an empty feed is a feed", () => expect(feedOf(rss("")).items).toEqual([]))
})

describe("sitemaps", () => {
  const NS =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="i"'
  test("pages, with what a news sitemap says of them", () => {
    const map = mapOf(
      `<?xml version="1.0"?><urlset ${NS}><url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2024-03-05T10:00:00+03:00</lastmod><image:image><image:loc>https://example.org/p.jpg</image:loc></image:image>
<news:news><news:publication><news:name>الراصد</news:name><news:language>ar</news:language></news:publication><news:publication_date>2024-03-04</news:publication_date><news:title><![CDATA[خبر & آخر]]></news:title></news:news></url><url><loc>ftp://x</loc></url></urlset>`,
    )
    expect(map.entries).toEqual([
      {
        url: "https://example.org/a?x=1&y=2",
        changed: "2024-03-05",
        stamp: "2024-03-05T10:00:00+03:00",
        title: "خبر & آخر",
        published: "2024-03-04",
        outlet: "الراصد",
        language: "ar",
      },
    ])
    expect(map.issues.map((i) => i.detail)).toEqual(["1 without an address"])
  })
  test("an index of sitemaps, packed", () => {
    const map = mapOf(gzipSync(`<sitemapindex ${NS}><sitemap><loc>/s1.xml.gz</loc><lastmod>2024-03</lastmod></sitemap></sitemapindex>`))
    expect(map.sitemaps).toEqual([{url: "https://example.org/s1.xml.gz", changed: "2024-03", stamp: "2024-03"}])
  })
  test("lines of addresses", () => expect(mapOf("https://e.org/1\nhttps://e.org/2\n").entries).toHaveLength(2))
  test("one that ends too early gives what it has, and says so", () => {
    const map = mapOf(`<urlset ${NS}><url><loc>https://e.org/1</loc></url><url><loc>https://e.or`)
    expect([map.entries.length, map.issues.map((i) => i.detail)]).toEqual([1, ["it ends too early"]])
  })
  test("a packed one that ends too early, and one that is a bomb", () => {
    const text = `<urlset ${NS}>${Array.from({length: 2000}, (_, n) => `<url><loc>https://e.org/${n * 7919}</loc></url>`).join("")}</urlset>`
    const packed = gzipSync(text)
    const map = mapOf(packed.subarray(0, packed.length - 2000))
    expect(map.entries.length).toBeGreaterThan(500)
    expect(map.issues.map((i) => i.code)).toEqual(["packed-broken", "sitemap-broken"])
    expect(readSitemap(gzipSync(text), BASE, {maxBytes: 10_000})).toMatchObject({code: "packed-too-large"})
  })
  test("more addresses than allowed", () => {
    const map = mapOf(`<urlset>${"<url><loc>https://e.org/1</loc></url>".repeat(30)}</urlset>`, {maxEntries: 20})
    expect([map.entries.length, map.issues[0]?.detail]).toEqual([20, "20 read, 10 left"])
  })
  test.each(["<html></html>", "كلام", "<rss></rss>"])("%s is none", (text) =>
    expect(readSitemap(bytes(text), BASE)).toMatchObject({code: "sitemap-broken"}),
  )
})

describe("lists of feeds", () => {
  test("feeds in their folders, each once", () => {
    const list = readOpml(
      bytes(
        `<opml version="2.0"><body><outline text="صحف"><outline text="الراصد" xmlUrl="https://example.org/rss" htmlUrl="https://example.org"/><outline text="نفسه" xmlUrl="https://example.org/rss"/></outline><outline title="وكالات"><outline title="المدى" xmlURL="/feed"/><outline text="سيئ" xmlUrl="javascript:1"/></outline></body></opml>`,
      ),
      BASE,
    )
    expect(list).toMatchObject({
      feeds: [
        {url: "https://example.org/rss", title: "الراصد", site: "https://example.org/", folders: ["صحف"]},
        {url: "https://example.org/feed", title: "المدى", folders: ["وكالات"]},
      ],
      issues: [{code: "opml-broken", detail: "1 without an address"}],
    })
  })
  test("a page is none", () => expect(readOpml(bytes("<html/>"), BASE)).toMatchObject({code: "opml-broken"}))
})
