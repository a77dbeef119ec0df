import {Parser} from "htmlparser2"
import {type Issue, issueOf} from "../support/index.ts"
import {absolute} from "./addresses.ts"
import {parsesWhole, TooDeep} from "./deep.ts"
import {decode, isNotText} from "./encoding.ts"

/// A list of feeds as feed readers export it.
export type FeedList = {readonly feeds: readonly ListedFeed[]; readonly issues: readonly Issue[]}
export type ListedFeed = {
  readonly url: string
  readonly title?: string
  /// The page of which it is the feed.
  readonly site?: string
  /// The outlines that stand around it, outermost first.
  readonly folders: readonly string[]
}

const MOST = 10_000
const DEEPEST = 20
const NESTED = 200

export function readOpml(bytes: Uint8Array, base: string | undefined): FeedList | Issue {
  const where = base ?? "opml"
  const decoded = decode(bytes)
  if (isNotText(decoded)) return issueOf(decoded.code, where, decoded.detail)
  const feeds = new Map<string, ListedFeed>()
  const folders: string[] = []
  const issues: Issue[] = []
  let isOpml = false
  let bad = 0
  let left = 0
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > NESTED) throw new TooDeep()
        const tag = name.toLowerCase()
        if (tag === "opml") isOpml = true
        if (tag !== "outline") return
        const a = Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k.toLowerCase(), v.trim()]))
        const title = a["title"] || a["text"]
        const said = a["xmlurl"]
        if (said) {
          const url = absolute(said, base)
          const site = absolute(a["htmlurl"], base)
          if (!url) bad++
          else if (feeds.size >= MOST) left++
          else if (!feeds.has(url))
            feeds.set(url, {url, ...(title ? {title} : {}), ...(site ? {site} : {}), folders: folders.filter(Boolean).slice(0, DEEPEST)})
        }
        folders.push(said ? "" : (title ?? ""))
      },
      onclosetag(name) {
        depth--
        if (name.toLowerCase() === "outline") folders.pop()
      },
    },
    {xmlMode: true, decodeEntities: true},
  )
  if (!parsesWhole(parser, decoded.text)) return issueOf("opml-broken", where, "nested too deeply")
  if (!isOpml) return issueOf("opml-broken", where)
  if (bad > 0) issues.push(issueOf("opml-broken", where, `${bad} without an address`))
  if (left > 0) issues.push(issueOf("feed-cut", where, `${MOST} read, ${left} left`))
  return {feeds: [...feeds.values()], issues}
}
