import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {brotliCompressSync, constants, gzipSync} from "node:zlib"

/// Inputs made to do harm, the same for the same seed: broken, bent and swollen forms of everything that is read.
export type Hostile = {readonly name: string; readonly bytes: Uint8Array}

export type Random = {next(): number; below(n: number): number; of<T>(list: readonly T[]): T}
export function randomFrom(seed: number): Random {
  let x = seed >>> 0 || 1
  const next = (): number => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {next, below, of: (list) => list[below(list.length)] as (typeof list)[number]}
}

const TEXT = "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري، وأكد الوزيران عمق العلاقات. "
const folder = join(import.meta.dirname, "..", "samples", "pages")
const PAGES = readdirSync(folder)
  .filter((f) => f.endsWith(".html"))
  .map((f) => readFileSync(join(folder, f)))

const bytes = (text: string): Uint8Array => Buffer.from(text)
const page = (body: string, head = ""): string =>
  `<!DOCTYPE html><html lang="ar"><head><title>عنوان الخبر هنا</title>${head}</head><body>${body}</body></html>`
const P = `<p>${TEXT}</p>`
const item = (n: number): string =>
  `<item><title>خبر ${n}</title><link>https://e.example/${n}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0300</pubDate><description>${TEXT}</description></item>`
const rss = (items: string, before = ""): string =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>ت</title>${items}</channel></rss>`
const record = (body: Uint8Array, head = "", http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", length?: number): Uint8Array => {
  const block = Buffer.concat([bytes(http), body])
  return Buffer.concat([
    bytes(
      `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/1\r\n${head}Content-Length: ${length ?? block.length}\r\n\r\n`,
    ),
    block,
    bytes("\r\n\r\n"),
  ])
}
const mail = (head: string, body: string): string => `From a@b.example Tue Mar  5 10:00:00 2024\nSubject: x\n${head}\n\n${body}\n\n`

/// What grows a thousandfold, packed once: packing takes longer than finding out.
const packed = new Map<string, Uint8Array>()
const once = (name: string, make: () => Uint8Array): Uint8Array => {
  const known = packed.get(name) ?? make()
  packed.set(name, known)
  return known
}
const zeros = (megabytes: number, byte = 32): Uint8Array =>
  once(`${megabytes} ${byte}`, () => gzipSync(Buffer.alloc(megabytes * 1e6, byte), {level: 1}))
const brotliZeros = (): Uint8Array =>
  once("brotli", () => brotliCompressSync(Buffer.alloc(30e6, 32), {params: {[constants.BROTLI_PARAM_QUALITY]: 1}}))

/// Random harm to bytes: flips, cuts, doublings, signs of markup where none belong.
export function bent(of: Uint8Array, random: Random): Uint8Array {
  let out = Buffer.from(of)
  const times = 1 + random.below(12)
  for (let k = 0; k < times && out.length > 0; k++) {
    const at = random.below(out.length)
    const to = Math.min(out.length, at + 1 + random.below(400))
    switch (random.below(7)) {
      case 0:
        out[at] = random.below(256)
        break
      case 1:
        out = Buffer.concat([out.subarray(0, at), out.subarray(to)])
        break
      case 2:
        out = Buffer.concat([out.subarray(0, to), out.subarray(at, to), out.subarray(to)])
        break
      case 3:
        out = Buffer.concat([
          out.subarray(0, at),
          bytes(
            random.of([
              "<",
              "</",
              "&",
              '"',
              "'",
              "]]>",
              "<!--",
              "<![CDATA[",
              "<script>",
              "\u0000",
              "&#xffffff;",
              "<p",
              "\r\n\r\n",
              "--b",
              '""',
            ]),
          ),
          out.subarray(at),
        ])
        break
      case 4:
        out = Buffer.concat([
          out.subarray(0, at),
          Buffer.from(Uint8Array.from({length: 1 + random.below(60)}, () => random.below(256))),
          out.subarray(at),
        ])
        break
      case 5:
        out = out.subarray(0, Math.max(1, at))
        break
      default:
        out.fill(random.below(256), at, to)
    }
  }
  return out
}

type Family = readonly [name: string, weight: number, make: (random: Random) => Hostile]
const size = (random: Random, small: number, large: number): number => small + random.below(large - small)
const h = (name: string, content: string | Uint8Array): Hostile => ({name, bytes: typeof content === "string" ? bytes(content) : content})

const FAMILIES: readonly Family[] = [
  ["bent pages", 14, (r) => h("a.html", bent(r.of(PAGES), r))],
  [
    "nested markup",
    8,
    (r) => {
      const tag = r.of([
        "div",
        "p",
        "table><tr><td",
        "ul><li",
        "span class=x",
        "a href=x",
        "b",
        "blockquote",
        "article",
        "div class=share",
        "form",
        "aside",
        "h1",
        "section class='related'",
      ])
      const close = `</${tag.split(/[ >]/)[0] as string}>`
      const n = size(r, 100, 60_000)
      return h("a.html", page(`${`<${tag}>`.repeat(n)}${P.repeat(3)}${r.next() < 0.5 ? close.repeat(n) : ""}`))
    },
  ],
  [
    "many of one thing",
    14,
    (r) => {
      const n = size(r, 2000, 40_000)
      const one = r.of([
        P,
        "<div>التعليقات</div><p>كلام قصير</p>",
        `<h1>عنوان آخر</h1>${P}`,
        "<h1>عنوان</h1>",
        '<div class="share"><p>شارك الخبر مع أصدقائك</p></div>',
        '<div class="col"><p>كلام طويل بما يكفي ليعد فقرة من فقرات الخبر في هذه الصفحة العجيبة</p></div>',
        '<span class="author">فلان الفلاني</span>',
        '<time datetime="2024-99-99">؟</time>',
        '<span class="date">32 فبراير 20244</span>',
        '<div itemprop="publisher"><i itemprop="x">x</i></div>',
        '<a rel="tag" href="#">وسم</a>',
        "<br>",
        "<td>",
        "<li><a href='#'>رابط</a>",
        "</div>",
        "<meta name='a' content='b'>",
        "&#1575;&amp;amp;quot;",
        "<!-- -->",
        "<script type='application/ld+json'>{",
      ])
      return h("a.html", page(one.repeat(n)))
    },
  ],
  [
    "long things",
    6,
    (r) => {
      const n = size(r, 100_000, 1_500_000)
      return h(
        "a.html",
        r.of([
          page(`<p>${"ا".repeat(n)}</p>`),
          page(`<p class="${"x ".repeat(n / 2)}">${TEXT}</p>`),
          page(
            `<p>${TEXT}</p>`,
            `<title>${"عنوان ".repeat(n / 6)}</title><meta property="og:title" content="${"عنوان | ".repeat(n / 8)}">`,
          ),
          page(P, `<script type="application/ld+json">${"[".repeat(n / 4)}</script>`),
          page(P, `<script type="application/ld+json">{"@graph":[${'{"@type":"NewsArticle","@id":"x"},'.repeat(n / 40)}{}]}</script>`),
          page(`<${"a".repeat(n)}>${TEXT}`),
          page(`<p ${"a=1 ".repeat(n / 4)}>${TEXT}`),
          page(`<p>${"كلمة ".repeat(n / 5)}</p>`),
          `<${"!".repeat(n)}`,
          page(`${"<p>قال".repeat(2000)}${"<![CDATA[".repeat(n / 9)}`),
        ]),
      )
    },
  ],
  [
    "invalid dates",
    6,
    (r) => {
      const date = r.of([
        "0000-00-00",
        "2024-13-45",
        "99999-01-01",
        "-1",
        "9e99",
        "Tue, 99 Foo 20244",
        "١٢٣٤٥٦٧٨٩",
        "31/31/2024",
        "30 فبراير 2024",
        "NaN",
        "\u0000",
        "2024-02-30T25:61:61+99:99",
        " ",
        "31 شعبان 1500 هـ",
        "1445/13/40 هـ",
      ])
      const head = `<meta property="article:published_time" content="${date}"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":${JSON.stringify(date)},"dateModified":{"a":1}}</script>`
      return r.of([
        h("a.html", page(`<time datetime="${date}">${date}</time><p>${date}</p>${P.repeat(3)}`, head)),
        h("a.xml", rss(`<item><title>خبر أول هنا</title><pubDate>${date}</pubDate><description>${TEXT}</description></item>`)),
        h("a.csv", `text,date\n"${TEXT}","${date}"\n`),
        h("a.jsonl", JSON.stringify({text: TEXT, date, published: [date]})),
        h("a.eml", `Subject: x\nDate: ${date}\n\n${TEXT}`),
      ])
    },
  ],
  [
    "entity bombs",
    6,
    (r) => {
      const depth = size(r, 5, 30)
      const entities = Array.from({length: depth}, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join("")
      const doctype = `<!DOCTYPE x [<!ENTITY e0 "${"ا".repeat(100)}">${entities}<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY g SYSTEM "http://127.0.0.1:1/x">]>`
      const use = `&e${depth};&f;&g;`
      return r.of([
        h("a.xml", rss(`<item><title>${use}</title><description>${use}${TEXT}</description></item>`, doctype)),
        h(
          "a.xml",
          `<?xml version="1.0"?>${doctype}<feed xmlns="http://www.w3.org/2005/Atom"><title>${use}</title><entry><title>${use}</title><content>${TEXT}</content></entry></feed>`,
        ),
        h("sitemap.xml", `${doctype}<urlset><url><loc>https://e.example/${use}</loc></url></urlset>`),
        h("list.opml", `${doctype}<opml><body><outline xmlUrl="${use}" text="${use}"/></body></opml>`),
        h("a.html", `${doctype}${page(use + P)}`),
        h("a.xhtml", `${doctype}${page(use + P)}`),
      ])
    },
  ],
  [
    "feeds",
    10,
    (r) => {
      const n = size(r, 500, 30_000)
      return h(
        "a.xml",
        r.of([
          rss(Array.from({length: 100_000}, (_, k) => `<item><title>${k}</title></item>`).join("")),
          rss(item(1).repeat(200) + "<item>".repeat(n)),
          rss("<item><title>".repeat(n)),
          rss(`${"<a>".repeat(n)}${item(1)}`),
          rss(`<item><description>${"<![CDATA[".repeat(n)}`),
          rss(item(1).repeat(50), `<!-- ${"x".repeat(n * 20)} -->`),
          `<rss version="2.0">${" ".repeat(n * 30)}<channel><title>${"ا".repeat(n)}</title>${item(1).repeat(400)}`,
          Buffer.from(bent(bytes(rss(Array.from({length: 30}, (_, k) => item(k)).join(""))), r)).toString("latin1"),
          `<feed xmlns="http://www.w3.org/2005/Atom">${"<entry><link/><id/><title/>".repeat(n / 10)}</feed>`,
          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${"<item/>".repeat(n)}`,
          JSON.stringify({
            version: "https://jsonfeed.org/version/1",
            title: 1,
            items: Array.from({length: n}, () => ({id: 1, content_html: "<p>"})),
          }),
        ]),
      )
    },
  ],
  ["bent feeds", 6, (r) => h("a.rss", bent(bytes(rss(Array.from({length: 40}, (_, k) => item(k)).join(""))), r))],
  [
    "sitemaps and lists",
    5,
    (r) => {
      const n = size(r, 1000, 60_000)
      return r.of([
        h("sitemap.xml", `<urlset>${"<url><loc>https://e.example/1</loc></url>".repeat(n)}</urlset>`),
        h("sitemap.xml", `<urlset>${"<url>".repeat(n)}`),
        h("sitemap.xml", `<sitemapindex>${"<sitemap><loc>".repeat(n)}`),
        h("sitemap.xml", bent(bytes(`<urlset>${"<url><loc>https://e.example/1</loc><lastmod>x</lastmod></url>".repeat(40)}</urlset>`), r)),
        h("list.opml", `<opml><body>${'<outline text="أ">'.repeat(n)}`),
        h("list.opml", `<opml>${'<outline xmlUrl="javascript:1"/>'.repeat(n)}</opml>`),
      ])
    },
  ],
  [
    "archives",
    9,
    (r) => {
      const body = r.of(PAGES)
      const bomb = zeros(r.of([1, 30]))
      const chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
      return h(
        "a.warc",
        r.of([
          record(body, "", undefined, r.of([-1, 0, 1e15, 2 ** 53, 3, 1e9])),
          record(bomb, "", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"),
          record(brotliZeros(), "", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"),
          record(bytes("ffffffff\r\nx\r\n"), "", chunked),
          record(bytes("1\r\na\r\n".repeat(100_000)), "", chunked),
          Buffer.concat(Array.from({length: 50}, () => bent(record(body), r))),
          Buffer.concat([gzipSync(record(body)), zeros(100)]),
          Buffer.concat(Array.from({length: 20}, () => bent(gzipSync(record(body)), r))),
          bytes(`WARC/1.0\r\n${"A: b\r\n".repeat(100_000)}`),
          bytes("WARC/1.0\r\n\r\n".repeat(50_000)),
          bytes(`WARC/1.0\r\nContent-Length: 10\r\n\r\n`.repeat(20_000)),
          record(body, `${"X: y\r\n z\r\n".repeat(5000)}`),
        ]),
      )
    },
  ],
  [
    "zips",
    4,
    (r) => {
      const zip = Buffer.concat([
        Buffer.from("PK\u0003\u0004\u0014\u0000"),
        Buffer.from(Uint8Array.from({length: size(r, 20, 3000)}, () => r.below(256))),
      ])
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(r.of([0, 1, 65535]), 8)
      end.writeUInt16LE(r.of([0, 1, 65535]), 10)
      end.writeUInt32LE(r.of([0, 46, 0xffffffff]), 12)
      end.writeUInt32LE(r.of([0, 10, 0xffffffff]), 16)
      return h("a.wacz", r.of([zip, Buffer.concat([zip, end]), end, bent(Buffer.concat([zip, end]), r)]))
    },
  ],
  [
    "mail",
    8,
    (r) => {
      const n = size(r, 100, 20_000)
      return r.of([
        h("a.mbox", bent(bytes(mail("", TEXT).repeat(30)), r)),
        h("a.mbox", mail(`X-A: ${"=?utf-8?B?2KfZhA==?= ".repeat(n)}`, TEXT)),
        h("a.mbox", "From x\n\n".repeat(n)),
        h("a.eml", `${"X: y\n".repeat(n)}\n${TEXT}`),
        h("a.eml", `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\n".repeat(n)}`),
        h("a.eml", `MIME-Version: 1.0\n${"Content-Type: message/rfc822\n\nMIME-Version: 1.0\n".repeat(Math.min(n, 3000))}\n${TEXT}`),
        h("a.eml", `Content-Type: text/html\n\n${"<table><tr><td>".repeat(n)}${TEXT}`),
        h("a.eml", `Content-Type: text/plain; charset=x-unknown-${n}\nContent-Transfer-Encoding: base64\n\n${"////".repeat(n)}`),
        h("a.eml", `Content-Type: text/html; charset=utf-7\nContent-Transfer-Encoding: quoted-printable\n\n${"=D9=".repeat(n)}`),
        h("a.eml", `Subject: ${"(".repeat(n)}\nFrom: ${"<a@".repeat(n)}\nDate: ${"1".repeat(n)}\n\n${TEXT}`),
      ])
    },
  ],
  [
    "tables",
    7,
    (r) => {
      const n = size(r, 100, 20_000)
      return r.of([
        h("a.csv", bent(bytes(`text,title\n${`"${TEXT}",عنوان\n`.repeat(60)}`), r)),
        h("a.csv", `text${",x".repeat(n)}\n${TEXT}${",".repeat(n)}\n`),
        h("a.csv", `text,title\n${'"'.repeat(n)}\n${TEXT},a\n`),
        h("a.csv", `text,title\n${`"${TEXT}\n`.repeat(n / 20)}`),
        h("a.csv", `text,title\n${"x,y\n".repeat(n)}`),
        h("a.tsv", `text\ttitle\n${"\t\t\t\n".repeat(n)}`),
        h("a.csv", `${"text,".repeat(n)}\n${TEXT}`),
        h("a.csv", Buffer.concat([bytes("text\n"), Buffer.from(Uint8Array.from({length: n * 3}, () => r.below(256)))])),
      ])
    },
  ],
  [
    "JSON",
    6,
    (r) => {
      const n = size(r, 1000, 300_000)
      return r.of([
        h("a.json", "[".repeat(n)),
        h("a.json", `${'{"a":'.repeat(n)}1${"}".repeat(n)}`),
        h("a.jsonl", bent(bytes(`${JSON.stringify({text: TEXT})}\n`.repeat(40)), r)),
        h("a.jsonl", "{}\n".repeat(n / 30)),
        h("a.json", JSON.stringify({text: `\ud800${TEXT}\u0000`, title: "\udfff".repeat(n / 100), url: "javascript:alert(1)"})),
        h("a.json", JSON.stringify(Array.from({length: n / 3000}, () => ({html: "<div>".repeat(50) + P})))),
        h("-", `{"text":"${TEXT}`),
      ])
    },
  ],
  [
    "letters",
    9,
    (r) => {
      const n = size(r, 1000, 200_000)
      return h(
        r.of(["a.txt", "a.html", "a.md", "-"]),
        r.of([
          Uint8Array.from({length: n}, () => r.below(256)),
          Uint8Array.from({length: n}, () => 0xc0 + r.below(64)),
          Buffer.from(TEXT.repeat(n / 100), "utf16le").subarray(1),
          bytes("Ø§Ù„".repeat(n / 4)),
          bytes("طط§ظظ„".repeat(n / 6)),
          bytes(`${"a".repeat(n)}Ø§Ù„Ø§Ù„Ø§Ù„${"a".repeat(n)}`),
          bytes("\ufe8e\ufedf\ufefb".repeat(n / 3)),
          bytes("\ufdfa".repeat(n / 10)),
          bytes(`${"&amp;amp;#1575;".repeat(n / 15)}${TEXT}`),
          bytes("\u202e\u200f\u0640\u00a0".repeat(n / 4)),
          bytes("ةلود لا ةرازو لا ىلع ".repeat(n / 20)),
          bytes("\ufffd".repeat(n)),
          bytes("ا\u064b\u064c\u064d".repeat(n / 4)),
          bytes(")](".repeat(n / 3)),
          Buffer.concat([bytes(TEXT), Buffer.alloc(n)]),
          bytes(`${TEXT}\r`.repeat(n / 100)),
          bytes(" \n".repeat(n)),
        ]),
      )
    },
  ],
  [
    "packed",
    5,
    (r) =>
      h(
        r.of(["a.html.gz", "a.jsonl.gz", "a.csv.gz", "a.xml.gz", "sitemap.xml.gz", "a.warc.gz", "a.mbox.gz"]),
        r.of([
          zeros(r.of([5, 100]), r.of([0, 10, 60])),
          gzipSync(gzipSync(zeros(50, 0))),
          bent(gzipSync(r.of(PAGES)), r),
          gzipSync(r.of(PAGES)).subarray(0, 12),
          Buffer.alloc(20 * 20_000, gzipSync("")),
          Buffer.concat([gzipSync(r.of(PAGES)), Buffer.alloc(100_000, 31)]),
          Buffer.from("1f8b08000000000000".repeat(3000), "hex"),
        ]),
      ),
  ],
]

/// So many inputs, each family by its weight, in the order of the seed.
export function* hostileInputs(count: number, seed: number): Generator<Hostile & {readonly family: string}> {
  const random = randomFrom(seed)
  const drawn = FAMILIES.flatMap((family) => Array.from({length: family[1]}, () => family))
  for (let n = 0; n < count; n++) {
    // Every family comes in turn first, so that a short form has all of them.
    const [family, , make] = n < FAMILIES.length ? (FAMILIES[n] as Family) : random.of(drawn)
    yield {family, ...make(random)}
  }
}
