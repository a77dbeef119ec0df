import type {RawReport} from "../model/index.ts"
import {publishedDay} from "./published.ts"
import {titled} from "./titled.ts"

/// A JSON value as a report: a line of a .jsonl file, or a .json file of one report or a list of them. The names of the
/// fields are those that exports of feeds and archives use; a record of our own, or a gold file, gives its text.
export type ItemText = {readonly report: Omit<RawReport, "source">; readonly source: string | undefined; readonly html: string | undefined}

type Fields = {readonly [key: string]: unknown}
const isFields = (x: unknown): x is Fields => typeof x === "object" && x !== null && !Array.isArray(x)

export function itemOf(value: unknown): ItemText | undefined {
  if (!isFields(value)) return undefined
  if (value.isnad === 1 && isFields(value.report)) return fromRecord(value.report)
  const isGold = Array.isArray(value.entities) && Array.isArray(value.events) && Array.isArray(value.boilerplate)
  if (isGold) return typeof value.text === "string" ? {report: {text: value.text}, source: undefined, html: undefined} : undefined
  const pick = (...names: string[]): string | undefined => {
    for (const name of names) if (typeof value[name] === "string" && value[name].trim()) return value[name]
    return undefined
  }
  const html = pick("html", "content_html")
  const body = pick("text", "body", "content", "article", "content_text")
  if (body === undefined && html === undefined) return undefined
  const published = publishedDay(value.published ?? value.date ?? value.published_at ?? value.date_published ?? value.pubDate)
  const title = pick("title", "headline")
  const text = body === undefined ? "" : titled(title, body)
  const tags = Array.isArray(value.tags) ? value.tags.filter((t) => typeof t === "string") : pick("tags", "keywords")?.split(/[,،;؛|]/)
  const kept = tags?.map((t) => t.trim()).filter(Boolean)
  const id = typeof value.id === "number" ? String(value.id) : pick("id")
  return {
    report: {
      text,
      ...given("url", pick("url", "link")),
      ...given("outlet", pick("outlet", "publisher", "site")),
      ...given("title", title),
      ...given("published", published),
      ...given("changed", publishedDay(value.changed ?? value.updated ?? value.modified ?? value.date_modified)),
      ...given("language", pick("language", "lang")),
      ...given("byline", pick("byline", "author")),
      ...given("section", pick("section", "category")),
      ...(kept?.length ? {tags: kept} : {}),
    },
    source: pick("source") ?? id,
    html: body === undefined ? html : undefined,
  }
}

function fromRecord(report: Fields): ItemText | undefined {
  if (typeof report.text !== "string") return undefined
  const text = (x: unknown): string | undefined => (typeof x === "string" ? x : undefined)
  const published = isFields(report.published) && report.published.basis === "given" ? text(report.published.edtf) : undefined
  return {
    report: {
      text: report.text,
      ...given("url", text(report.url)),
      ...given("outlet", text(report.outlet)),
      ...given("title", text(report.title)),
      ...given("published", published),
    },
    source: text(report.source),
    html: undefined,
  }
}

const given = <K extends string>(key: K, value: string | undefined): {readonly [P in K]?: string} =>
  (value === undefined ? {} : {[key]: value}) as {readonly [P in K]?: string}
