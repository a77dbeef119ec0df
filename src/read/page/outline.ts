import {Parser} from "htmlparser2"
import {parsesWhole, TooDeep} from "../deep.ts"

/// A page as one walk over its tags sees it: what its head says, its elements, and its blocks of text in the order of the page. The walk is
/// linear in the page and knows no nesting that it could break its neck on.
export type Outline = {
  readonly elements: readonly Element[]
  readonly blocks: readonly Block[]
  readonly language: string | undefined
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly linked: readonly string[]
  readonly canonical: string | undefined
  readonly title: string | undefined
}

export type Element = {
  readonly tag: string
  /// The element around it, -1 for the outermost.
  readonly parent: number
  /// Its class, id, role and data-testid, in lower case.
  readonly names: string
  readonly hidden: boolean
  /// What it tells of itself: `itemprop`, `datetime` and its kin, `rel`.
  readonly says: {readonly [attribute: string]: string} | undefined
  /// Its words, of an element that may tell a date, a writer or a section by its names.
  text: string
  /// The first block that begins in it, and the one behind its last.
  readonly first: number
  last: number
}

export type Block = {
  readonly text: string
  /// The element that it stands in directly.
  readonly element: number
  /// Letters of it, and of these how many in links.
  readonly letters: number
  readonly linked: number
  /// Whether it is all in strong type, as old pages set their headlines.
  readonly strong: boolean
}

export const BLOCKS = new Set(
  "p div section article main h1 h2 h3 h4 h5 h6 li ul ol tr td th table tbody blockquote pre figure figcaption header footer nav aside hr address dl dt dd center body form fieldset amp-sidebar".split(
    " ",
  ),
)
const SKIPPED = new Set(
  "script style noscript template svg math iframe object button select textarea option head title menu dialog".split(" "),
)
export const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "))
const KEPT = [
  "itemprop",
  "datetime",
  "content",
  "rel",
  "title",
  "data-timestamp",
  "data-date",
  "data-time",
  "data-published",
  "href",
] as const
/// Names by which pages call what tells a date, a writer, a section.
const TELLING =
  /date|time|publish|posted|meta|info|when|stamp|author|writer|byline|\bby\b|\bfn\b|section|categ|\bcat\b|kicker|\bsec\b|source|src|\bdt\b|dateline/
const TAGGED = /tag|keyword|\bkw\b/
/// No page that is meant to be read nests its tags more deeply.
const MOST_DEPTH = 6000
/// Characters of a title or of JSON-LD that are looked at.
const MOST_CAUGHT = 2_000_000
const MOST_ELEMENTS = 60_000

export function outlineOf(html: string): Outline {
  const elements: Element[] = []
  const blocks: Block[] = []
  const meta = new Map<string, string[]>()
  const linked: string[] = []
  let language: string | undefined
  let canonical: string | undefined
  let title: string | undefined
  let depth = 0
  let skipping = 0
  let inLink = 0
  let inStrong = 0
  let catching: "title" | "linked" | undefined
  let caught = ""
  // All tags that stand open, as elements or -1; elements that stand open; those of which the words are kept.
  const stack: number[] = []
  const open: number[] = []
  const telling: number[] = []
  let block = ""
  let letters = 0
  let inLinks = 0
  let inBold = 0

  const endBlock = (): void => {
    const text = block.includes("\n") ? block.split("\n").map(squeeze).filter(Boolean).join("\n") : squeeze(block)
    if (text) blocks.push({text, element: open.at(-1) ?? -1, letters, linked: inLinks, strong: inBold > 0.9 * letters && letters > 0})
    block = ""
    letters = 0
    inLinks = 0
    inBold = 0
  }
  const parser = new Parser(
    {
      onopentag(name, a) {
        if (depth > MOST_DEPTH) throw new TooDeep()
        if (!VOID.has(name)) depth++
        if (name === "html" && a["lang"]) language ??= a["lang"].slice(0, 2).toLowerCase()
        else if (name === "meta") {
          const key = (a["property"] ?? a["name"] ?? (skipping > 0 ? a["itemprop"] : undefined))?.toLowerCase()
          const said = squeeze((a["content"] ?? "").slice(0, 2000))
          if (key && said) {
            const all = meta.get(key)
            if (all) all.push(said)
            else meta.set(key, [said])
          }
        } else if (name === "link" && a["rel"]?.toLowerCase() === "canonical" && a["href"]) canonical ??= a["href"]
        else if (name === "title" && title === undefined) [catching, caught] = ["title", ""]
        else if (name === "script" && a["type"]?.toLowerCase().startsWith("application/ld+json")) [catching, caught] = ["linked", ""]
        if (name === "br") block += "\n"
        const isBlock = BLOCKS.has(name)
        if (isBlock) {
          endBlock()
          for (const at of telling.slice(-4)) (elements[at] as Element).text += " "
        }
        if (SKIPPED.has(name) && !VOID.has(name)) skipping++
        if (name === "a") inLink++
        if (name === "b" || name === "strong") inStrong++
        const isTold =
          isBlock ||
          (name === "a" && TAGGED.test(elements[open.at(-1) ?? -1]?.names ?? "")) ||
          a["class"] ||
          a["itemprop"] ||
          a["id"] ||
          a["rel"] ||
          a["datetime"] ||
          a["style"]
        if (!isTold || elements.length >= MOST_ELEMENTS) {
          if (!VOID.has(name)) stack.push(-1)
          return
        }
        let says: {[attribute: string]: string} | undefined
        for (const key of KEPT) if (a[key]) (says ??= {})[key] = a[key].slice(0, 500)
        const at = elements.length
        const names = `${a["class"] ?? ""} ${a["id"] ?? ""} ${a["role"] ?? ""} ${a["data-testid"] ?? ""}`.slice(0, 300).toLowerCase().trim()
        elements.push({
          tag: name,
          parent: open.at(-1) ?? -1,
          names,
          hidden: a["hidden"] !== undefined || a["aria-hidden"] === "true" || /display\s*:\s*none/i.test(a["style"] ?? ""),
          says,
          text: "",
          first: blocks.length,
          last: blocks.length,
        })
        if (VOID.has(name)) return
        stack.push(at)
        open.push(at)
        if (!isBlock || TELLING.test(names) || says?.["itemprop"]) telling.push(at)
      },
      ontext(text) {
        if (catching && caught.length < MOST_CAUGHT) caught += text
        if (skipping > 0) return
        block += text
        for (const at of telling.slice(-4)) {
          const element = elements[at] as {text: string}
          if (element.text.length < 200) element.text += text.slice(0, 200)
        }
        const n = countLetters(text)
        letters += n
        if (inLink > 0) inLinks += n
        if (inStrong > 0) inBold += n
      },
      onclosetag(name) {
        if (!VOID.has(name)) depth--
        if (SKIPPED.has(name) && !VOID.has(name)) skipping--
        if (name === "a") inLink--
        if (name === "b" || name === "strong") inStrong--
        if (BLOCKS.has(name)) endBlock()
        const at = VOID.has(name) ? -1 : (stack.pop() ?? -1)
        if (at >= 0) {
          // The text of an inline element is still to come to its block, which counts as its own too.
          ;(elements[at] as {last: number}).last = blocks.length + (BLOCKS.has(name) ? 0 : 1)
          open.pop()
          if (telling.at(-1) === at) telling.pop()
        }
        if (catching === "title" && name === "title") [title, catching] = [squeeze(caught.slice(0, 2000)).slice(0, 500), undefined]
        else if (catching === "linked" && name === "script") {
          linked.push(caught)
          catching = undefined
        }
      },
    },
    {decodeEntities: true},
  )
  if (!parsesWhole(parser, html)) {
    // The parser's time grows with the square of the depth. What is left of such a page is read without its tags.
    skipping = 0
    block += html.slice(parser.startIndex).replace(/<[^<>]*>?/g, "\n")
    letters = countLetters(block)
  }
  endBlock()
  for (const at of open) (elements[at] as {last: number}).last = blocks.length
  return {elements, blocks, language, meta, linked, canonical, title}
}

/// Runs of blanks as one space; line breaks only where the page breaks the line.
export const squeeze = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim()

function countLetters(text: string): number {
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c >= 0x620 && c <= 0x64a) || (c >= 0x671 && c <= 0x6d3) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122)) n++
    else if (c > 0xbf && c < 0x250) n++
  }
  return n
}

/// The text of the blocks, without those of elements that say they are hidden.
export function textOfBlocks({blocks, elements}: Outline): string {
  // An element stands behind the one around it.
  const hidden = new Uint8Array(elements.length)
  elements.forEach((e, n) => {
    hidden[n] = e.hidden || hidden[e.parent] ? 1 : 0
  })
  return blocks
    .filter((b) => !hidden[b.element])
    .map((b) => b.text)
    .join("\n\n")
}

/// An element and those around it, the innermost first; so many at most.
export function ancestors(elements: readonly Element[], at: number, most = 12): Element[] {
  const all: Element[] = []
  for (let i = at; i >= 0 && all.length < most; i = (elements[i] as Element).parent) all.push(elements[i] as Element)
  return all
}
