import {publishedDay} from "../published.ts"
import type {LinkedArticle} from "./linked.ts"
import {ancestors, type Block, type Element, type Outline} from "./outline.ts"

/// The days on a line of a page, as a language reads them: `daysOnLine` of `lang`.
export type DaysOnLine = (line: string) => readonly {readonly day: string; readonly start: number; readonly end: number}[]

export type PageDates = {readonly published?: string; readonly changed?: string}

const PUBLISHED_META =
  "article:published_time article:published datepublished og:published_time og:pubdate published_time pubdate publishdate publish-date publish_date publication_date date dc.date dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created parsely-pub-date sailthru.date cxenseparse:recs:publishtime release_date citation_publication_date".split(
    " ",
  )
const CHANGED_META =
  "article:modified_time article:modified datemodified og:updated_time og:modified_time lastmod last-modified last_updated modified dc.date.modified dcterms.modified revised".split(
    " ",
  )

/// When a page was published and last changed. What is written for programs comes first, from the most particular to the least; then the
/// address; then what is printed for readers, near the headline before the end of the text. A clock in the head of a page is not asked.
export function datesOf(
  outline: Outline,
  linked: LinkedArticle | undefined,
  article: {readonly from: number; readonly to: number},
  url: string | undefined,
  days: DaysOnLine | undefined,
): PageDates {
  const meta = (keys: readonly string[]): string | undefined => keys.map((k) => publishedDay(outline.meta.get(k)?.[0])).find(Boolean)
  const printed = days ? printedDays(outline, article, days) : {}
  const published =
    publishedDay(linked?.published) ??
    meta(PUBLISHED_META) ??
    saidDay(outline, article, /^(?:datepublished|datecreated|dateissued)$/) ??
    timeDay(outline, article) ??
    attributeDay(outline, article) ??
    dayInUrl(url) ??
    printed.published ??
    publishedDay(linked?.created)
  const changed = publishedDay(linked?.changed) ?? meta(CHANGED_META) ?? saidDay(outline, article, /^datemodified$/) ?? printed.changed
  return {...(published ? {published} : {}), ...(changed ? {changed} : {})}
}

type Range = {readonly from: number; readonly to: number}

/// Elements in the order in which a date is looked for: from the headline to the text, then behind the text, and never long after it.
const near = ({from, to}: Range, e: Element): number => (e.first >= from - 12 && e.first <= to + 6 ? (e.first <= to ? 0 : 1) : 2)

const ELSEWHERE = /comment|cmt|related|sidebar|widget|recent|latest|entry-time|live|clock|today|date-now|current|similar|more-/

function candidates(outline: Outline, article: Range, is: (e: Element) => boolean): Element[] {
  return outline.elements
    .filter((e) => is(e) && near(article, e) < 2 && !around(outline, e).some((n) => ELSEWHERE.test(n)))
    .sort((a, b) => near(article, a) - near(article, b) || a.first - b.first)
}

const around = ({elements}: Outline, e: Element): string[] => [
  e.names,
  ...ancestors(elements, e.parent).map((a) => `${a.names} ${a.tag === "footer" ? "sidebar" : ""}`),
]

function saidDay(outline: Outline, article: Range, prop: RegExp): string | undefined {
  // Told by microdata, wherever it stands: it names itself.
  for (const e of outline.elements) {
    if (!prop.test(e.says?.["itemprop"]?.toLowerCase() ?? "")) continue
    const day = publishedDay(e.says?.["content"] ?? e.says?.["datetime"]) ?? publishedDay(e.text)
    if (day && (e.tag === "meta" || near(article, e) < 2 || e.says?.["content"])) return day
  }
  return undefined
}

function timeDay(outline: Outline, article: Range): string | undefined {
  const times = candidates(outline, article, (e) => e.tag === "time" && e.says?.["datetime"] !== undefined)
  return times.map((e) => publishedDay(e.says?.["datetime"])).find(Boolean)
}

const DATED = /date|time|publish|posted|stamp/

/// `<abbr class="published" title="2023-04-07T21:14:00+02:00">`, `<span class="post-date" data-timestamp="1746978000">`.
function attributeDay(outline: Outline, article: Range): string | undefined {
  const dated = candidates(outline, article, (e) => e.says !== undefined && DATED.test(e.names))
  for (const e of dated)
    for (const key of ["data-timestamp", "data-date", "data-time", "data-published", "datetime", "title", "content"]) {
      const said = e.says?.[key]
      const day = said === undefined ? undefined : publishedDay(/^\d{10}(?:\d{3})?$/.test(said) ? Number(said) : said)
      if (day) return day
    }
  return undefined
}

/// `/2023/07/17/`, `/2023-07-17-`, `/20230717`.
export function dayInUrl(url: string | undefined): string | undefined {
  const m = /[/_-](20\d\d|19\d\d)(?:([/_-])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?=[/_.-]|$)/.exec(
    url?.replace(/^https?:\/\/[^/]*/i, "") ?? "",
  )
  return m ? publishedDay(`${m[1]}-${m[3] ?? m[5]}-${m[4] ?? m[6]}`) : undefined
}

const CHANGED = /تحديث|محد[ثّ]|تعديل|عُ?دّ?ل|updated|modified/i
const LONGEST = 140

/// Lines that are a date with little else, between the headline and the text, or below it.
function printedDays(outline: Outline, article: Range, days: DaysOnLine): PageDates {
  let published: string | undefined
  let changed: string | undefined
  const look = (text: string, most: number): void => {
    for (const line of text.split("\n")) {
      if (line.length > LONGEST) continue
      for (const {day, start, end} of days(line)) {
        const rest = line.length - (end - start)
        const before = line.slice(Math.max(0, start - 40), start)
        if (rest > most) continue
        if (CHANGED.test(before)) changed ??= day
        else published ??= day
      }
    }
  }
  const isNear = (b: Block): boolean => !ancestors(outline.elements, b.element).some((e) => ELSEWHERE.test(e.names) || e.tag === "footer")
  const {blocks} = outline
  for (const b of blocks.slice(Math.max(0, article.from - 10), article.from)) if (isNear(b)) look(b.text, 90)
  if (published === undefined) for (const b of blocks.slice(article.from, article.from + 6)) if (isNear(b)) look(b.text, 40)
  if (published === undefined) {
    const from = Math.max(article.from, article.to - 2)
    for (const b of blocks.slice(from, article.to + 3)) if (isNear(b)) look(b.text, 40)
  }
  return {...(published ? {published} : {}), ...(changed ? {changed} : {})}
}

/// Whether a line is nothing but a date with its hour and such: it tells of the page and not of the news.
export function isDateLine(line: string, days: DaysOnLine | undefined): boolean {
  if (!days || line.length > LONGEST) return false
  const found = days(line)
  if (found.length === 0) return false
  let rest = line
  for (const {start, end} of [...found].reverse()) rest = rest.slice(0, start) + rest.slice(end)
  return (
    (rest.match(/\p{L}{2,}/gu) ?? []).filter(
      (w) =>
        !/^(?:نشر|نُشر|تاريخ|النشر|يوم|الساعة|على|في|آخر|تحديث|الموافق|هـ|بتوقيت|غرينتش|جرينتش|القاهرة|مكة|المكرمة|مساء|صباحا|ظهرا|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)$/u.test(
          w,
        ),
    ).length <= 1
  )
}
