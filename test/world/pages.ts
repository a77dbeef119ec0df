/// Pages and lists in the manner of outlets, made from what a test says of them.

export type Article = {
  readonly title: string
  readonly text: string
  readonly canonical?: string
  readonly published?: string
  readonly head?: string
}

/// Enough words for any extractor to see an article.
export const filler = (about: string): string =>
  `وأضاف المتحدث في بيان حول ${about} أن الجانبين بحثا سبل تعزيز التعاون في مجالات الطاقة والنقل والتعليم. وأشار إلى أن اللقاء المقبل سيعقد خلال الأسابيع القادمة بعد استكمال المشاورات الفنية بين الوزارات المعنية. وأكد أن العمل جار على تنفيذ ما اتفق عليه.`

export function page({title, text, canonical, published, head = ""}: Article): string {
  return `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${title}</title>${
    canonical ? `<link rel="canonical" href="${canonical}">` : ""
  }${published ? `<meta property="article:published_time" content="${published}T08:00:00Z">` : ""}${head}</head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>${title}</h1>${text
    .split("\n")
    .map((p) => `<p>${p}</p>`)
    .join("")}</article></body></html>`
}

export type FeedEntry = {readonly url?: string; readonly id?: string; readonly title: string; readonly day?: string; readonly html?: string}

const xml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;")

export function rss(title: string, entries: readonly FeedEntry[]): string {
  const items = entries.map(
    (e) =>
      `<item><title>${xml(e.title)}</title>${e.url ? `<link>${xml(e.url)}</link>` : ""}${e.id ? `<guid isPermaLink="false">${xml(e.id)}</guid>` : ""}${
        e.day ? `<pubDate>${new Date(e.day).toUTCString()}</pubDate>` : ""
      }${e.html ? `<content:encoded><![CDATA[${e.html}]]></content:encoded>` : ""}</item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${xml(title)}</title><link>https://example.org/</link><description>أخبار</description>${items.join("")}</channel></rss>`
}

export function atom(title: string, entries: readonly FeedEntry[]): string {
  const items = entries.map(
    (e) =>
      `<entry><id>${xml(e.id ?? e.url ?? e.title)}</id><title>${xml(e.title)}</title>${e.url ? `<link rel="alternate" href="${xml(e.url)}"/>` : ""}<updated>${e.day ?? "2026-05-20"}T08:00:00Z</updated></entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:${title}</id><title>${xml(title)}</title><updated>2026-05-20T08:00:00Z</updated>${items.join("")}</feed>`
}

export const jsonFeed = (title: string, entries: readonly FeedEntry[]): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    items: entries.map((e) => ({
      id: e.id ?? e.url,
      url: e.url,
      title: e.title,
      content_html: e.html,
      date_published: e.day && `${e.day}T08:00:00Z`,
    })),
  })

export const sitemap = (entries: readonly {readonly url: string; readonly day?: string}[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries
    .map((e) => `<url><loc>${xml(e.url)}</loc>${e.day ? `<lastmod>${e.day}</lastmod>` : ""}</url>`)
    .join("")}</urlset>`

export const sitemapIndex = (entries: readonly {readonly url: string; readonly day?: string}[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries
    .map((e) => `<sitemap><loc>${xml(e.url)}</loc>${e.day ? `<lastmod>${e.day}</lastmod>` : ""}</sitemap>`)
    .join("")}</sitemapindex>`
