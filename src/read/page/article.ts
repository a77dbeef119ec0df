import {ancestors, type Block, type Element, type Outline} from "./outline.ts"
import {isHeadingOf, isLine, NOT_TEXT, SOFT} from "./furniture.ts"

/// The blocks of a page that are its article: `kept` in the order of the page, from the first to behind the last.
export type Article = {readonly kept: readonly number[]; readonly from: number; readonly to: number}

/// What is ours to judge above what the library found: furniture that it kept is let go, and what it lost of the same text is taken back.
///
/// 1. A block stands where one of its lines is in the library's text; where the library found nothing, where it looks like prose.
/// 2. What stands in an element that names itself furniture goes, unless the element holds most of the text: then it is named after what
///    stands around it.
/// 3. Blocks of the element that holds the text, between its first block and its last, come back: lists, subheads, the second column.
/// 4. So do a lead above it and blocks like it beside it.
/// 5. Another headline of the first rank opens another article.
export function articleOf(outline: Outline, library: string | undefined, title: string | undefined, hints: Hints): Article {
  const {blocks, elements} = outline
  const bad = furnitureElements(outline, hints)
  let kept = library ? ofLibrary(outline, library, bad) : new Set<number>()
  if (lettersOf(blocks, kept) < 120) kept = prose(outline, bad)
  const named = hintedRange(outline, hints)
  if (named) {
    kept = new Set()
    for (let n = named.first; n < named.last; n++) if (!bad.has(n) && !isLinks(blocks[n] as Block)) kept.add(n)
  }
  if (kept.size === 0) return {kept: [], from: blocks.length, to: blocks.length}
  const main = mainElement(outline, kept)
  const home = elements[main]
  const first = firstOf(kept)
  const last = [...kept].reduce((a, b) => Math.max(a, b), 0)
  // The same element's blocks between the first and the last, and right behind it.
  if (home)
    for (let n = Math.max(home.first, first); n < home.last; n++) {
      const b = blocks[n] as Block
      if (kept.has(n) || bad.has(n) || isLinks(b)) continue
      if (n < last ? !isHeadingOf(b.text) : b.letters >= 60) kept.add(n)
    }
  for (const n of beside(outline, main, kept, bad)) kept.add(n)
  for (const n of leads(outline, firstOf(kept), title, bad)) kept.add(n)
  cutSecond(outline, kept, title)
  for (const n of underHeadings(outline, kept)) kept.delete(n)
  // Nothing stands before the headline.
  const headline =
    title === undefined
      ? undefined
      : [...kept]
          .sort((a, b) => a - b)
          .slice(0, 6)
          .find((n) => plain((blocks[n] as Block).text) === plain(title))
  if (headline !== undefined) for (const n of [...kept]) if (n <= headline) kept.delete(n)
  const once = new Set<string>()
  const order = [...kept]
    .sort((a, b) => a - b)
    .filter((n) => {
      const {text, letters} = blocks[n] as Block
      if (letters < 40) return true
      if (once.has(text)) return false
      once.add(text)
      return true
    })
  return {kept: order, from: order[0] ?? blocks.length, to: (order.at(-1) ?? blocks.length - 1) + 1}
}

export type Hints = {readonly text: readonly string[]; readonly drop: readonly string[]}

/// `tag`, `.class`, `#id`: by the names that an element was recorded with.
export function matches(e: Element, selector: string): boolean {
  const [, tag = "", name = ""] = /^([a-z0-9-]*)(?:[.#]([\w-]+))?$/i.exec(selector) ?? []
  return (tag === "" || e.tag === tag) && (name === "" || e.names.split(/\s+/).includes(name.toLowerCase())) && selector !== ""
}

const hintedRange = (outline: Outline, hints: Hints): Element | undefined =>
  outline.elements.find((e) => hints.text.some((s) => matches(e, s)))

const isLinks = (b: Block): boolean => b.letters === 0 || b.linked > 0.5 * b.letters
/// Links with hardly a word between them, or several lines of them: no paragraph that happens to be linked.
const isMenu = (b: Block): boolean => isLinks(b) && (b.linked > 0.8 * b.letters || b.text.includes("\n"))
const firstOf = (kept: ReadonlySet<number>): number => {
  let first = Number.POSITIVE_INFINITY
  for (const n of kept) first = Math.min(first, n)
  return first
}
const lettersOf = (blocks: readonly Block[], kept: ReadonlySet<number>): number => {
  let sum = 0
  for (const n of kept) sum += (blocks[n] as Block).letters
  return sum
}

/// Sums over the blocks before each, so that a range of blocks costs nothing, whatever stands in what.
function sumsOf(blocks: readonly Block[], of: (b: Block, n: number) => number): Float64Array {
  const sums = new Float64Array(blocks.length + 1)
  blocks.forEach((b, n) => {
    sums[n + 1] = (sums[n] as number) + of(b, n)
  })
  return sums
}
const within = (sums: Float64Array, from: number, to: number): number => (sums[Math.max(from, to)] ?? 0) - (sums[from] ?? 0)

/// Blocks that stand in furniture, by how elements call themselves. An element that holds most of the page's prose is none, whatever its name.
function furnitureElements({blocks, elements}: Outline, hints: Hints): ReadonlySet<number> {
  const sums = sumsOf(blocks, (b) => (isLinks(b) ? 0 : b.letters))
  const total = within(sums, 0, blocks.length)
  const opens = new Int32Array(blocks.length + 1)
  const bad = new Set<number>()
  for (const [at, e] of elements.entries()) {
    const hinted = hints.drop.some((s) => matches(e, s))
    const soft = SOFT.test(e.names)
    if (!hinted && !soft && !e.hidden && !NOT_TEXT.test(e.names) && !/^(?:nav|aside|footer|figcaption)$/.test(e.tag)) continue
    if (!hinted && !e.hidden && within(sums, e.first, e.last) > (soft ? 0.12 : 0.4) * total) continue
    if (e.last - e.first > 1) {
      opens[e.first] = (opens[e.first] as number) + 1
      opens[e.last] = (opens[e.last] as number) - 1
      continue
    }
    // The block that an inline element stands in has other words too.
    const b = blocks[e.first]
    if (b && e.last > e.first && (b.element >= at || b.letters <= e.text.length)) bad.add(e.first)
  }
  let open = 0
  for (let n = 0; n < blocks.length; n++) {
    open += opens[n] as number
    if (open > 0) bad.add(n)
  }
  return bad
}

const plain = (line: string): string => line.replace(/[^\p{L}\p{N}]+/gu, "").slice(0, 60)

function ofLibrary({blocks}: Outline, library: string, bad: ReadonlySet<number>): Set<number> {
  const lines = new Set(library.split("\n").map(plain).filter(Boolean))
  const kept = new Set<number>()
  blocks.forEach((b, n) => {
    if (!bad.has(n) && !isMenu(b) && b.text.split("\n").some((line) => lines.has(plain(line)))) kept.add(n)
  })
  return kept
}

/// Blocks that read as prose: long enough, few of their letters in links.
function prose({blocks}: Outline, bad: ReadonlySet<number>): Set<number> {
  const all = new Set<number>()
  blocks.forEach((b, n) => {
    if (!bad.has(n) && !isLinks(b) && (b.letters >= 60 || (b.letters >= 25 && /[.!؟:»"]$/.test(b.text)))) all.add(n)
  })
  if (all.size === 0) blocks.forEach((b, n) => bad.has(n) || isLinks(b) || all.add(n))
  return all
}

/// The innermost element that holds most of the letters.
function mainElement({blocks, elements}: Outline, kept: ReadonlySet<number>): number {
  const sums = sumsOf(blocks, (b, n) => (kept.has(n) ? b.letters : 0))
  const least = 0.75 * within(sums, 0, blocks.length)
  return elements.findLastIndex((e) => within(sums, e.first, e.last) >= least)
}

/// Blocks of elements beside the main one that are called as it is: a text in two columns, one that goes on behind a gate.
function beside({blocks, elements}: Outline, main: number, kept: ReadonlySet<number>, bad: ReadonlySet<number>): number[] {
  const home = elements[main]
  if (!home || home.parent < 0) return []
  const found: number[] = []
  const family = (e: Element): string => `${e.tag}.${e.names.replace(/\d+/g, "").split(/\s+/)[0]}`
  const own = family(home)
  const isHeadline = new Uint8Array(blocks.length + 1)
  for (const e of elements) if (/^h[12]$/.test(e.tag)) isHeadline[e.first] = 1
  const headlines = sumsOf(blocks, (_, n) => isHeadline[n] as number)
  for (const e of elements) {
    if (e.parent !== home.parent || e === home || family(e) !== own) continue
    // Another of the kind with a headline of its own is another article.
    if (within(headlines, e.first, e.last) > 0) continue
    for (let n = e.first; n < e.last; n++)
      if (!kept.has(n) && !bad.has(n) && !isLinks(blocks[n] as Block) && (blocks[n] as Block).letters >= 60) found.push(n)
  }
  return found
}

const LEAD = /lead|standfirst|sapo|excerpt|intro|summary|deck|subtitle|sub-title|sub_title|description|abstract|chapo|teaser/

/// The lead: between the headline and the text, in sentences or called so.
function leads({blocks, elements}: Outline, from: number, title: string | undefined, bad: ReadonlySet<number>): number[] {
  if (!title) return []
  const headline = plain(title)
  const at = blocks.slice(Math.max(0, from - 16), from).findLastIndex((b) => plain(b.text) === headline) + Math.max(0, from - 16)
  if (plain(blocks[at]?.text ?? "") !== headline) return []
  // A short first sentence, as a paragraph beside the first that was found.
  const next = elements[blocks[from]?.element ?? -1]
  const isParagraphBeside = (b: Block): boolean => {
    const e = elements[b.element]
    return e?.tag === "p" && next?.tag === "p" && e.parent === next.parent && e.names === next.names
  }
  const found: number[] = []
  for (let n = at + 1; n < from; n++) {
    const b = blocks[n] as Block
    if (bad.has(n) || isLinks(b)) continue
    const called = ancestors(elements, b.element, 3).some((e) => LEAD.test(e.names))
    if (called ? b.letters >= 20 : b.letters >= (isParagraphBeside(b) ? 20 : 50) && /[.!؟»"]$/.test(b.text)) found.push(n)
  }
  return found
}

/// Another headline of the first rank, called as the article's own, opens another article.
function cutSecond({blocks, elements}: Outline, kept: Set<number>, title: string | undefined): void {
  const elementOf = (n: number): Element | undefined => elements[(blocks[n] as Block).element]
  const from = firstOf(kept)
  const headline = title === undefined ? undefined : plain(title)
  const isTitle = (b: Block): boolean => b.letters < 300 && plain(b.text) === headline
  const own = blocks.findIndex((b, n) => n <= from + 1 && (isTitle(b) || elementOf(n)?.tag === "h1"))
  const rank = own < 0 ? undefined : elementOf(own)
  if (!rank || !/^h[123]$/.test(rank.tag)) return
  let letters = 0
  let before = 0
  for (let n = from; n < blocks.length; n++) {
    const b = blocks[n] as Block
    const e = elementOf(n)
    // Subheads of the headline's own rank stand in its own element; another article brings its own.
    const isOther = n !== own && n > from && e && e.tag === rank.tag && e.names === rank.names && !isTitle(b)
    if (isOther && letters >= 150 && (rank.tag === "h1" || (before >= 2 && e.parent !== rank.parent))) {
      for (const k of [...kept]) if (k >= n) kept.delete(k)
      return
    }
    if (!kept.has(n)) continue
    letters += b.letters
    before++
  }
}

/// What stands under «التعليقات», «اقرأ أيضا» and such in the same element.
function underHeadings({blocks, elements}: Outline, kept: ReadonlySet<number>): number[] {
  const gone: number[] = []
  const sums = sumsOf(blocks, (b, n) => (kept.has(n) ? b.letters : 0))
  const total = within(sums, 0, blocks.length)
  const from = firstOf(kept)
  let done = 0
  for (const [n, b] of blocks.entries()) {
    if (!isHeadingOf(b.text)) continue
    gone.push(n)
    const own = elements[b.element]
    const parent = own && elements[own.parent]
    if (!parent || n + 1 < done || within(sums, n + 1, parent.last) >= 0.3 * total) continue
    // In the text's own element only the short lines right below it belong to it.
    const isWhole = parent.first >= from || !kept.has(n)
    let k = n + 1
    for (; k < parent.last; k++) {
      if (!kept.has(k)) continue
      if (!isWhole && !isLine((blocks[k] as Block).text)) break
      gone.push(k)
    }
    done = k
  }
  return gone
}
