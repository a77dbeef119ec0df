import {createRequire} from "node:module"
import {Parser} from "htmlparser2"
import {definedOnly} from "./defined.ts"
import {publishedDay} from "./published.ts"
import {titled} from "./titled.ts"

/// A page: the text of its article and what its head says of it.
export type Page = {
  readonly text: string
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly published?: string
  readonly language?: string
}

/// One walk over the tags tells how deep and wide a page is, what its head says, and the text of its blocks. The article
/// is then cut out by Readability; where a page is so deep or wide that Readability would take minutes (its time grows with
/// the square of both), or where it finds nothing, the blocks that are no menu, sidebar or footer are the text.
export function readPage(html: string): Page {
  const walk = walkPage(html)
  const head = headOf(walk)
  const safe = walk.depth <= 150 && walk.elements <= 15_000 && html.length <= 3_000_000
  const article = safe ? articleOf(html) : undefined
  const body = longest([article?.text ?? "", ...(article && article.text.length > 200 ? [] : [walk.text]), head.articleBody ?? ""])
  const title = head.title ?? article?.title
  return {
    text: titled(title, body),
    ...definedOnly({title, url: head.url, outlet: head.outlet, published: head.published, language: walk.language}),
  }
}

/// A piece of markup as plain text: its blocks, without what is hidden or belongs to a page.
export const plainText = (html: string): string => walkPage(html).text

/// Of the candidates, the one with most letters; an earlier one unless a later one is half as long again.
function longest(texts: readonly string[]): string {
  let best = ""
  for (const text of texts) if (text.length > best.length * 1.5) best = text
  return best
}

// Both are CommonJS and heavy (linkedom takes 60 ms to load), so they are loaded when the first page comes.
const require = createRequire(import.meta.url)
type Readability = {
  readonly Readability: new (document: unknown, options: object) => {parse(): {content?: string | null; title?: string | null} | null}
}

function articleOf(html: string): {readonly text: string; readonly title: string | undefined} | undefined {
  const {parseHTML} = require("linkedom") as {parseHTML(html: string): {document: unknown}}
  const {Readability} = require("@mozilla/readability") as Readability
  try {
    const article = new Readability(parseHTML(html).document, {charThreshold: 200}).parse()
    if (!article?.content) return undefined
    return {text: walkPage(article.content).text, title: squeeze(article.title ?? "") || undefined}
  } catch {
    // A page that Readability cannot stand still has its blocks.
    return undefined
  }
}

type Walk = {
  readonly depth: number
  readonly elements: number
  readonly text: string
  readonly language: string | undefined
  readonly meta: ReadonlyMap<string, string>
  readonly linked: readonly string[]
  readonly canonical: string | undefined
  readonly title: string | undefined
  readonly heading: string | undefined
  readonly time: string | undefined
}

const BLOCKS = new Set(
  "p div section article main h1 h2 h3 h4 h5 h6 li ul ol tr td th table blockquote pre figure figcaption header hr address dl dt dd center body".split(
    " ",
  ),
)
const SKIPPED = new Set(
  "script style noscript template svg math iframe object nav aside footer form button select textarea input head title menu dialog".split(
    " ",
  ),
)
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "))

function walkPage(html: string): Walk {
  let depth = 0
  let deepest = 0
  let elements = 0
  let skipping = 0
  let out = ""
  let block = ""
  let catching: "title" | "heading" | "linked" | undefined
  let caught = ""
  const meta = new Map<string, string>()
  const linked: string[] = []
  let language: string | undefined
  let canonical: string | undefined
  let title: string | undefined
  let heading: string | undefined
  let time: string | undefined
  const endBlock = (): void => {
    const line = block.split("\n").map(squeeze).filter(Boolean).join("\n")
    if (line) out += out ? `\n\n${line}` : line
    block = ""
  }
  const parser = new Parser(
    {
      onopentag(name, a) {
        elements++
        if (!VOID.has(name)) deepest = Math.max(deepest, ++depth)
        if (name === "html" && a.lang) language ??= a.lang.slice(0, 2).toLowerCase()
        else if (name === "meta") {
          const key = (a.property ?? a.name ?? a.itemprop)?.toLowerCase()
          if (key && a.content && !meta.has(key)) meta.set(key, squeeze(a.content))
        } else if (name === "link" && a.rel?.toLowerCase() === "canonical" && a.href) canonical ??= a.href
        else if (name === "time") {
          const day = publishedDay(a.datetime ?? a.content)
          if (day && (a.itemprop === "datePublished" || time === undefined)) time = day
        } else if (name === "title" && title === undefined) [catching, caught] = ["title", ""]
        else if (name === "h1" && heading === undefined) [catching, caught] = ["heading", ""]
        else if (name === "script" && a.type?.toLowerCase().startsWith("application/ld+json")) [catching, caught] = ["linked", ""]
        if (name === "br") block += "\n"
        else if (BLOCKS.has(name)) endBlock()
        if (SKIPPED.has(name) && !VOID.has(name)) skipping++
      },
      ontext(text) {
        if (catching) caught += text
        if (skipping === 0) block += text
      },
      onclosetag(name) {
        if (!VOID.has(name)) depth--
        if (SKIPPED.has(name) && !VOID.has(name)) skipping--
        if (BLOCKS.has(name)) endBlock()
        if (catching === "title" && name === "title") [title, catching] = [squeeze(caught), undefined]
        else if (catching === "heading" && name === "h1") [heading, catching] = [squeeze(caught), undefined]
        else if (catching === "linked" && name === "script") {
          linked.push(caught)
          catching = undefined
        }
      },
    },
    {decodeEntities: true},
  )
  parser.write(html)
  parser.end()
  endBlock()
  return {depth: deepest, elements, text: out, language, meta, linked, canonical, title, heading, time}
}

/// Runs of blanks as one space; line breaks only where the page breaks the line.
const squeeze = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim()

type Head = {
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly published?: string
  readonly articleBody?: string
}

function headOf(walk: Walk): Head {
  const article = linkedArticle(walk.linked)
  const meta = (...keys: string[]): string | undefined => keys.map((k) => walk.meta.get(k)).find(Boolean)
  const outlet = nameOf(article?.publisher) ?? meta("og:site_name", "application-name", "dc.publisher")
  const title =
    asText(article?.headline) ?? walk.heading ?? meta("og:title", "twitter:title", "dc.title") ?? withoutOutlet(walk.title, outlet)
  const published =
    publishedDay(article?.datePublished) ??
    publishedDay(
      meta(
        "article:published_time",
        "datepublished",
        "og:published_time",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
        "sailthru.date",
      ),
    ) ??
    walk.time
  const url = [walk.canonical, meta("og:url"), asText(article?.url), asText(article?.mainEntityOfPage)].find(
    (u) => u && /^https?:\/\//i.test(u),
  )
  return definedOnly({title, url, outlet, published, articleBody: asText(article?.articleBody)})
}

type Linked = {readonly [key: string]: unknown}
const isObject = (x: unknown): x is Linked => typeof x === "object" && x !== null && !Array.isArray(x)
const asText = (x: unknown): string | undefined => (typeof x === "string" && x.trim() ? x.trim().replace(/[^\S\n]+/g, " ") : undefined)
const nameOf = (x: unknown): string | undefined => (Array.isArray(x) ? nameOf(x[0]) : isObject(x) ? asText(x.name) : asText(x))

/// The article among a page's JSON-LD, alone, in a list, or in a `@graph`. Broken JSON-LD is common and says nothing.
function linkedArticle(scripts: readonly string[]): Linked | undefined {
  for (const script of scripts) {
    let value: unknown
    try {
      value = JSON.parse(script)
    } catch {
      continue
    }
    const all = (Array.isArray(value) ? value : [value]).flatMap((v) => (isObject(v) && Array.isArray(v["@graph"]) ? v["@graph"] : [v]))
    const article = all.find(
      (v) => isObject(v) && [v["@type"]].flat().some((t) => typeof t === "string" && /Article|Posting|Report/.test(t)),
    )
    if (isObject(article)) return article
  }
  return undefined
}

/// «العنوان | الجزيرة نت» without the outlet's name behind the bar.
function withoutOutlet(title: string | undefined, outlet: string | undefined): string | undefined {
  if (!title) return undefined
  const parts = title.split(/\s+[|–—•-]\s+/)
  if (parts.length < 2) return title
  const last = parts.at(-1) as string
  return outlet === last || last.length < 25 ? parts.slice(0, -1).join(" - ") : title
}
