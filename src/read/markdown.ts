import {publishedDay} from "./published.ts"

export type Markdown = {
  readonly text: string
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly published?: string
}

/// A Markdown report: the front matter's plain `key: value` lines, and the words without their marks.
export function readMarkdown(source: string): Markdown {
  const front = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source)
  const fields = new Map<string, string>()
  for (const line of front?.[1]?.split(/\r?\n/) ?? []) {
    const pair = /^([A-Za-z_-]+):[ \t]*(.+?)[ \t]*$/.exec(line)
    if (pair) fields.set((pair[1] as string).toLowerCase(), (pair[2] as string).replace(/^(["'])(.*)\1$/, "$2"))
  }
  const text = source
    .slice(front?.[0].length ?? 0)
    .split("\n")
    .map(plainLine)
    .join("\n")
    .trim()
  const title = fields.get("title")
  const published = publishedDay(fields.get("published") ?? fields.get("date"))
  const url = fields.get("url") ?? fields.get("link")
  const outlet = fields.get("outlet") ?? fields.get("publisher")
  return {
    text: title && !text.startsWith(title) ? `${title}\n\n${text}` : text,
    ...(title ? {title} : {}),
    ...(url ? {url} : {}),
    ...(outlet ? {outlet} : {}),
    ...(published ? {published} : {}),
  }
}

/// Marks at the line's start (heading, quotation, list), then images, links and emphasis.
function plainLine(line: string): string {
  if (line.length < 200 && /^\s*(?:[-*_]\s*){3,}$/.test(line)) return ""
  const body = line.replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)/, "")
  return withoutLinks(body).replace(/(\*\*|__|`)/g, "")
}

/// `[words](address)` as its words, `![picture](address)` as nothing. One walk forward: a line of brackets costs no more than its length.
function withoutLinks(line: string): string {
  if (!line.includes("](")) return line
  let out = ""
  let at = 0
  let open = -1
  for (let i = 0; i < line.length; i++) {
    if (line[i] === "[") open = i
    else if (line[i] === "]" && line[i + 1] === "(" && open >= at) {
      const close = line.indexOf(")", i)
      if (close < 0) break
      const isImage = open > at && line[open - 1] === "!"
      out += line.slice(at, isImage ? open - 1 : open) + (isImage ? "" : line.slice(open + 1, i))
      at = close + 1
      i = close
      open = -1
    }
  }
  return out + line.slice(at)
}
