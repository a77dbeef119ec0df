import {createRequire} from "node:module"
import type {RawReport} from "../model/index.ts"
import {type Article, articleOf} from "./page/article.ts"
import {type DaysOnLine, datesOf, isDateLine} from "./page/dates.ts"
import {type Head, headOf} from "./page/head.ts"
import {hintsFor} from "./page/hints.ts"
import {type LinkedArticle, linkedArticle} from "./page/linked.ts"
import {BLOCKS, type Element, type Outline, outlineOf, squeeze, textOfBlocks} from "./page/outline.ts"
import {titled} from "./titled.ts"

/// A page: the text of its article and what its head says of it.
export type Page = Omit<RawReport, "source">

export type PageOptions = {
  /// Where the page was found: its links stand from there, and its own canonical address is stronger.
  readonly url?: string | undefined
  /// How days are read that are printed for readers.
  readonly days?: DaysOnLine | undefined
}

/// One walk over the tags tells how deep and wide a page is, what its head says, and its blocks. The article is then cut out by Readability,
/// and what that kept and lost is judged (`page/article.ts`); where a page is so wide that Readability would take long, or where it finds
/// nothing, the blocks that read as prose are the text.
export function readPage(html: string, {url, days}: PageOptions = {}): Page {
  const outline = outlineOf(html)
  const linked = linkedArticle(outline.linked)
  const head = headOf(outline, linked, url)
  const address = head.url ?? url
  const article = articleOf(outline, isForLibrary(outline) ? libraryText(forLibrary(outline)) : undefined, head.title, hintsFor(address))
  const {body, isLinked} = bodyOf(outline, article, linked, head, days)
  const dates = datesOf(outline, linked, isLinked ? {from: 0, to: 0} : article, address, days)
  const {title, ...rest} = head
  return {
    text: titled(title, body),
    ...(title === undefined ? {} : {title}),
    ...(address === undefined ? {} : {url: address}),
    ...without(rest, "url"),
    ...dates,
  }
}

const without = <T extends object, K extends keyof T>(o: T, key: K): Omit<T, K> => {
  const {[key]: _, ...rest} = o
  return rest
}

/// A piece of markup as plain text: its blocks, without what is hidden or belongs to a page.
export const plainText = (html: string): string => textOfBlocks(outlineOf(html))

/// The text of the kept blocks, or the article as JSON-LD has it: where the page is a shell that a script fills, or where what was kept is
/// another text.
function bodyOf(
  outline: Outline,
  article: Article,
  linked: LinkedArticle | undefined,
  head: Head,
  days: DaysOnLine | undefined,
): {readonly body: string; readonly isLinked: boolean} {
  const lines = article.kept.flatMap((n) => (outline.blocks[n] as {text: string}).text.split("\n"))
  const body = withoutPageLines(lines, head, days).join("\n\n")
  const said = linked?.body
  if (said) {
    const isWhole = !/(?:\.\.\.|…|\[…\])\s*$/.test(said)
    const shared = sharedShare(said, body)
    if (said.length > 1.5 * body.length || (isWhole && said.length > 300 && shared < 0.3)) return {body: paragraphs(said), isLinked: true}
  }
  return {body, isLinked: false}
}

/// JSON-LD has an article's paragraphs as lines, or as markup.
const paragraphs = (said: string): string => {
  const plain = /<(?:p|br|div)\b/i.test(said) ? plainText(said) : said
  return plain.split(/\n+/).map(squeeze).filter(Boolean).join("\n\n")
}

/// How much of one text stands in another, by its words in fours.
function sharedShare(of: string, within: string): number {
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []
  const fours = (list: readonly string[]): string[] => list.slice(3).map((_, i) => list.slice(i, i + 4).join(" "))
  const all = new Set(fours(words(within)))
  const own = fours(words(of))
  return own.length ? own.filter((four) => all.has(four)).length / own.length : 0
}

/// Lines at both ends that tell of the page and not of the news: the headline again, the writer, the date, the outlet.
function withoutPageLines(lines: readonly string[], head: Head, days: DaysOnLine | undefined): string[] {
  const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "")
  const own = new Set([head.title, head.byline, head.outlet, head.section].filter((x) => x !== undefined).map(plain))
  const isOwn = (line: string): boolean =>
    own.has(plain(line)) ||
    isDateLine(line, days) ||
    (head.byline !== undefined && line.length < head.byline.length + 25 && line.includes(head.byline))
  let from = 0
  while (from < Math.min(5, lines.length - 1) && isOwn(lines[from] as string)) from++
  let to = lines.length
  while (to > from + 1 && lines.length - to < 4 && isOwn(lines[to - 1] as string)) to--
  return lines.slice(from, to)
}

/// Of a few words the library tries every way it has, and finds no more than they are.
const isForLibrary = ({blocks}: Outline): boolean =>
  blocks.length <= MOST_BLOCKS && blocks.reduce((sum, b) => sum + b.letters, 0) >= FEW_LETTERS
const FEW_LETTERS = 250

/// A page of more blocks is a list and no article, or was made to do harm.
const MOST_BLOCKS = 3000
/// Of what stands around a block, so much is handed on.
const MOST_AROUND = 60

/// The page as the library is to see it: its blocks in their elements, by tag and names, with as many letters linked as there are. What is empty,
/// hidden or no text is left out, as the library's time grows with the square of what it has to clear away: a thousand empty forms take it ten
/// seconds.
function forLibrary({blocks, elements}: Outline): string {
  let out = ""
  const open: number[] = []
  for (const b of blocks) {
    const path: number[] = []
    for (let at = b.element; at >= 0 && path.length < MOST_AROUND; at = (elements[at] as Element).parent)
      if (BLOCKS.has((elements[at] as Element).tag) && !isMereWrapper(elements, at, path[0])) path.unshift(at)
    if (path.some((at) => (elements[at] as Element).hidden)) continue
    let same = 0
    while (same < path.length && open[same] === path[same]) same++
    while (open.length > same) out += `</${tagOf(elements[open.pop() as number] as Element)}>`
    for (const at of path.slice(same)) {
      const e = elements[at] as Element
      out += `<${tagOf(e)}${e.names ? ` class="${e.names.replace(/[&<>"]/g, " ")}"` : ""}>`
      open.push(at)
    }
    const linked = b.letters ? Math.round((b.linked / b.letters) * b.text.length) : 0
    out += linked ? `<a href="#">${escaped(b.text.slice(0, linked))}</a>${escaped(b.text.slice(linked))}` : escaped(b.text)
  }
  return `<html><body>${out}${open
    .reverse()
    .map((at) => `</${tagOf(elements[at] as Element)}>`)
    .join("")}</body></html>`
}

/// Whether an element tells nothing that the one within it does not: the same blocks, and no name.
const isMereWrapper = (elements: readonly Element[], at: number, within: number | undefined): boolean => {
  const [e, inner] = [elements[at] as Element, elements[within ?? -1]]
  return inner !== undefined && e.names === "" && e.tag === "div" && e.first === inner.first && e.last === inner.last
}

const tagOf = ({tag}: Element): string => (/^(?:form|fieldset|center|body|amp-sidebar)$/.test(tag) ? "div" : tag)
const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replaceAll("\n", "<br>")

// Both are CommonJS and heavy (linkedom takes 60 ms to load), so they are loaded when the first page comes.
const require = createRequire(import.meta.url)
type Node = {readonly nodeType: number; readonly localName?: string; readonly data?: string; readonly childNodes: Iterable<Node>}
type Readability = {readonly Readability: new (document: unknown, options: object) => {parse(): {content?: string | null} | null}}

function libraryText(html: string): string | undefined {
  const {parseHTML} = require("linkedom") as {parseHTML(html: string): {document: unknown}}
  const {Readability} = require("@mozilla/readability") as Readability
  try {
    // The head is read above, and its text is all that is wanted: neither its own reading of JSON-LD nor its markup.
    const options = {charThreshold: 200, disableJSONLD: true, serializer: linesOf}
    return new Readability(parseHTML(html).document, options).parse()?.content ?? undefined
  } catch {
    // A page that Readability cannot stand still has its blocks.
    return undefined
  }
}

/// The text of an element, each block and each broken line on a line of its own.
function linesOf(element: Node): string {
  let out = ""
  const walk = (node: Node): void => {
    if (node.nodeType === 3) out += node.data
    else if (node.nodeType === 1) {
      const isBlock = node.localName === "br" || BLOCKS.has(node.localName ?? "")
      if (isBlock) out += "\n"
      for (const child of node.childNodes) walk(child)
      if (isBlock) out += "\n"
    }
  }
  walk(element)
  return out
}
