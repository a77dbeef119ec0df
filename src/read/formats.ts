/// How what is read is wrapped: told by the ending of its name, and where that tells nothing (standard input, an odd name) by how it begins.
export type Format = "text" | "html" | "markdown" | "json" | "lines" | "xml" | "warc" | "wacz" | "mbox" | "mail" | "table" | "tabs"

const ENDINGS: {readonly [ending: string]: Format} = {
  txt: "text",
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  json: "json",
  jsonl: "lines",
  ndjson: "lines",
  xml: "xml",
  rss: "xml",
  atom: "xml",
  rdf: "xml",
  opml: "xml",
  warc: "warc",
  wacz: "wacz",
  mbox: "mbox",
  eml: "mail",
  csv: "table",
  tsv: "tabs",
}

/// The endings that are looked for in folders, each packed by gzip too.
export const KNOWN_ENDING = new RegExp(`\\.(?:${Object.keys(ENDINGS).join("|")})(?:\\.gz)?$`, "i")

export const formatOf = (name: string): Format | undefined => ENDINGS[/\.([a-z]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? ""]

const MEDIA: {readonly [media: string]: Format} = {
  "text/plain": "text",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "application/json": "json",
  "application/feed+json": "json",
  "application/x-ndjson": "lines",
  "application/jsonl": "lines",
  "application/rss+xml": "xml",
  "application/atom+xml": "xml",
  "application/warc": "warc",
  "application/wacz": "wacz",
  "application/mbox": "mbox",
  "message/rfc822": "mail",
  "text/csv": "table",
  "text/tab-separated-values": "tabs",
}
/// By a media type, as servers tell it; undefined for one that says nothing here.
export const formatOfMedia = (media: string | null | undefined): Format | undefined =>
  MEDIA[(media ?? "").split(";")[0]?.trim().toLowerCase() ?? ""]
export const mediaOf = (format: Format): string =>
  format === "xml" ? "application/rss+xml" : (Object.keys(MEDIA).find((media) => MEDIA[media] === format) as string)

/// Formats that are read item by item, whatever their length.
export const STREAMED: ReadonlySet<Format> = new Set<Format>(["lines", "warc", "mbox", "table", "tabs"])

/// By the first bytes; undefined where they are plain text or of no known sort.
export function sniffed(head: Uint8Array): Format | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2000)).toString("latin1")
  if (text.startsWith("WARC/")) return "warc"
  if (text.startsWith("PK\u0003\u0004")) return "wacz"
  if (/^From \S+ +\S/.test(text)) return "mbox"
  if (
    /^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|Date|Subject): /i.test(text) &&
    /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){3}/.test(text)
  )
    return "mail"
  return undefined
}

/// What decoded text of an unknown sort is.
export function formatOfText(text: string): "text" | "html" | "json" | "lines" | "xml" {
  const start = text.slice(0, 4000).trimStart()
  const bare = start.replace(/^(?:\ufeff|<\?xml[^>]*>|<!--[\s\S]*?-->|<\?[^>]*>|<!DOCTYPE[^>[]*>|\s)+/i, "")
  if (/^<(?:html|head|body|article)\b/i.test(bare) || /^<!doctype html/i.test(start)) return "html"
  if (/^<(?:rss|feed|urlset|sitemapindex|opml|(?:rdf:)?rdf)\b/i.test(bare)) return "xml"
  if (/^[[{]/.test(start)) {
    const firstLine = text.trimStart().split("\n", 1)[0] as string
    return isJson(firstLine) && text.trim().length > firstLine.trim().length ? "lines" : isJson(text) ? "json" : "text"
  }
  return "text"
}

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === "object"
  } catch {
    return false
  }
}
