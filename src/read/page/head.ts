import {absolute} from "../addresses.ts"
import type {LinkedArticle} from "./linked.ts"
import {ancestors, type Element, type Outline, squeeze} from "./outline.ts"

/// What a page says of its article beside its text and its dates.
export type Head = {
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly byline?: string
  readonly section?: string
  readonly tags?: readonly string[]
  readonly language?: string
}

export function headOf(outline: Outline, linked: LinkedArticle | undefined, base: string | undefined): Head {
  const meta = (...keys: string[]): string | undefined => keys.map((k) => outline.meta.get(k)?.[0]).find(Boolean)
  const split = titleParts(outline.title)
  const headline = headlineOf(outline, linked, meta("og:title", "twitter:title", "dc.title", "dcterms.title"))
  const outlet =
    linked?.outlet ??
    meta("og:site_name", "application-name", "dc.publisher", "dcterms.publisher") ??
    publisherOf(outline) ??
    outletIn(split, headline)
  const title = headline ?? withoutOutlet(outline.title, outlet)
  return {
    ...given("title", title),
    ...given("url", [outline.canonical, meta("og:url"), linked?.url].map((u) => absolute(u, base)).find(Boolean)),
    ...given("outlet", outlet),
    ...given("byline", bylineOf(outline, linked, meta, outlet)),
    ...given("section", sectionOf(outline, linked, meta, headline)),
    ...given("tags", tagsOf(outline, linked, meta)),
    ...given("language", outline.language ?? linked?.language),
  }
}

const given = <K extends string, V>(key: K, value: V | undefined): {readonly [P in K]?: V} =>
  (value === undefined ? {} : {[key]: value}) as {readonly [P in K]?: V}

type Meta = (...keys: string[]) => string | undefined

// ---- the headline

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "")

/// The headline as the page prints it: the block that the head's title or the title bar repeats; else what the head says; else the first headline.
function headlineOf(outline: Outline, linked: LinkedArticle | undefined, og: string | undefined): string | undefined {
  if (linked?.headline) return squeeze(linked.headline)
  const {blocks, elements} = outline
  const bar = plain(outline.title ?? "")
  const social = plain(og ?? "")
  const isRepeated = (text: string): boolean => {
    const p = plain(text)
    return p.length >= 12 && (bar.includes(p) || social.includes(p))
  }
  const tagged = blocks.slice(0, 3000).flatMap((b) => {
    const e = elements[b.element]
    const around = ancestors(elements, b.element, 2)
    const rank =
      e && /^h[1-6]$/.test(e.tag) ? Number(e.tag[1]) : around.some((x) => /h1|title|headline/.test(x.names)) ? 4 : b.strong ? 5 : 0
    return rank > 0 && b.letters >= 8 && b.letters < 250
      ? [{text: squeeze(b.text), rank, named: around.some((x) => TITLED.test(x.names) || x.says?.["itemprop"] === "headline")}]
      : []
  })
  const repeated = tagged.filter((t) => isRepeated(t.text)).sort((a, b) => b.text.length - a.text.length)[0]
  if (repeated) return repeated.text
  const named = tagged.find((t) => t.named && t.rank !== 5 && !outletLike(t.text, outline))
  if (named && !og) return named.text
  if (og) return withoutOutlet(og, outline.meta.get("og:site_name")?.[0])
  const first = tagged.find((t) => t.rank <= 2 && !outletLike(t.text, outline)) ?? strongBeforeText(outline, tagged)
  return first?.text
}

const TITLED = /(?:entry|post|article|story|news|page|single)[-_]*_*(?:title|headline|h)\b|\bheadline\b|field-title|newstitle/
const outletLike = (text: string, outline: Outline): boolean => {
  const p = plain(text)
  return (
    p === plain(outline.meta.get("og:site_name")?.[0] ?? "") ||
    (p.length < 25 && plain(outline.title ?? "").startsWith(p) && plain(outline.title ?? "") !== p)
  )
}

/// Where nothing is tagged: a line in strong type with a paragraph not far below it.
function strongBeforeText(
  {blocks}: Outline,
  tagged: readonly {readonly text: string; readonly rank: number}[],
): {readonly text: string} | undefined {
  return tagged.slice(0, 30).find((t) => {
    if (t.rank !== 5 || t.text.split(" ").length < 4) return false
    const at = blocks.findIndex((b) => squeeze(b.text) === t.text)
    return blocks.slice(at + 1, at + 4).some((b) => b.letters > 150)
  })
}

const BARS = /\s+(?:[|–—•-]|::)\s+/

function titleParts(title: string | undefined): readonly string[] {
  return title ? title.split(BARS) : []
}

/// «العنوان | الجزيرة نت»: what is left of the title bar without the headline.
function outletIn(parts: readonly string[], headline: string | undefined): string | undefined {
  if (!headline || parts.length < 2) return undefined
  const p = plain(headline)
  const rest = parts.filter((part) => !p.includes(plain(part)))
  return rest.length === 1 && (rest[0] as string).length < 40 ? rest[0] : undefined
}

/// «العنوان | الجزيرة نت» without the outlet's name behind the bar.
export function withoutOutlet(title: string | undefined, outlet: string | undefined): string | undefined {
  if (!title) return undefined
  const parts = title.split(BARS)
  if (parts.length < 2) return title
  const last = parts.at(-1) as string
  if (outlet !== undefined && plain(parts[0] as string) === plain(outlet)) return parts.slice(1).join(" - ")
  return outlet === last || last.length < 25 ? parts.slice(0, -1).join(" - ") : title
}

function publisherOf({elements}: Outline): string | undefined {
  const at = elements.findIndex((e) => e.says?.["itemprop"] === "publisher")
  const e = elements[at]
  if (!e) return undefined
  const name = elements.find((x, n) => n > at && x.first <= e.last && x.says?.["itemprop"] === "name")
  return squeeze(name?.says?.["content"] ?? name?.text ?? e.text) || undefined
}

// ---- who wrote it

const BYLINE =
  /(?:^|[\s_-])(?:author|author-name|authors|byline|writer|writer-name|by|mag-by|field-author|fn|vcard|meta-author|post-author|article-author)(?:$|[\s_-])/
const PREFIX =
  /^(?:(?:كتب|كتبت|كتبها|كتبه|بقلم|إعداد|تحرير|الكاتب|الكاتبة|المؤلف|المحرر|من قبل|مرسلة بواسطة|نشر بواسطة|بواسطة|by)(?:\s*[:\-–]\s*|\s+))+/i
const TOO_LONG = 60

function bylineOf(outline: Outline, linked: LinkedArticle | undefined, meta: Meta, outlet: string | undefined): string | undefined {
  const cleaned = (said: string | undefined): string | undefined => {
    const name = squeeze((said ?? "").replace(/\s*[|•].*$/s, ""))
      .replace(PREFIX, "")
      .replace(/\s*[-–:،,]\s*$/, "")
    if (!name || name.length > TOO_LONG || /https?:|\d{3}|@/.test(name) || !/\p{L}{2}/u.test(name) || plain(name) === plain(outlet ?? ""))
      return undefined
    return name
  }
  const said = linked?.byline ?? cleaned(meta("parsely-author", "author", "article:author", "dc.creator", "dcterms.creator"))
  if (said) return said
  const told = outline.elements.filter(
    (e) =>
      e.text &&
      !/comment|cmt|about|box|bio|related/.test(e.names) &&
      (e.says?.["itemprop"] === "author" || e.says?.["rel"] === "author" || BYLINE.test(e.names)),
  )
  // The innermost: a name stands in an element of its own.
  const named = told
    .slice(0, 40)
    .map((e) => ({e, name: cleaned(e.text)}))
    .filter((x) => x.name !== undefined)
  const best = named.find(
    (x) =>
      !named.some(
        (y) => y.e !== x.e && y.e.first >= x.e.first && y.e.last <= x.e.last && x.name?.includes(y.name as string) && y.name !== x.name,
      ),
  )
  if (best?.name) return best.name
  for (const e of outline.elements) {
    const line = squeeze(e.text)
    if (line.length < TOO_LONG + 40 && /^(?:كتب|كتبت|بقلم|من قبل)\b|^(?:كتب|كتبت|بقلم|من قبل)\s*[:\-–]/.test(line)) {
      const name = cleaned(line.replace(/\s+(?:تم النشر|نشر|منذ|آخر تحديث).*$/, ""))
      if (name) return name
    }
  }
  return undefined
}

// ---- where it stands

const SECTION = /(?:^|[\s_-])(?:section|kicker|category|categories|cat|cat-links|sec|article-section|post-cat|rubric)(?:$|[\s_-])/

function sectionOf(outline: Outline, linked: LinkedArticle | undefined, meta: Meta, headline: string | undefined): string | undefined {
  const said = linked?.section ?? meta("article:section", "parsely-section", "section", "og:section")
  if (said) return said
  const title = plain(headline ?? "")
  const at = title ? outline.blocks.findIndex((b) => b.letters < 300 && plain(b.text) === title) : -1
  if (at < 0) return undefined
  for (const e of outline.elements) {
    if (e.first < at - 4 || e.first > at + 3 || !SECTION.test(e.names)) continue
    const name = squeeze(e.text)
    if (name && name.length < 30 && plain(name) !== title) return name
  }
  return undefined
}

function tagsOf(outline: Outline, linked: LinkedArticle | undefined, meta: Meta): readonly string[] | undefined {
  if (linked?.tags) return linked.tags
  const told = outline.meta.get("article:tag")
  if (told) return told
  const {elements} = outline
  const links = elements.filter((e) => e.tag === "a" && e.says?.["rel"]?.split(/\s+/).includes("tag"))
  if (links.length) return unique(links)
  const boxes = new Set(
    elements.filter((e) => /(?:^|[\s_-])(?:tagcloud|tags|post-tags|article-tags|keywords|kw)(?:$|[\s_-])/.test(e.names)),
  )
  const inBox = elements.filter((e) => e.tag === "a" && boxes.has(elements[e.parent] as Element))
  if (inBox.length) return unique(inBox)
  const listed = meta("news_keywords")
  return listed
    ? listed
        .split(/[,،]/)
        .map((t) => t.trim())
        .filter(Boolean)
    : undefined
}

const unique = (links: readonly Element[]): readonly string[] | undefined => {
  const names = [...new Set(links.map((e) => squeeze(e.text).replace(/^#\s*/, "")))].filter((t) => t && t.length < 40)
  return names.length ? names : undefined
}
