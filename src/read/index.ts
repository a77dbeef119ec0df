import type {Feed, FeedOptions} from "./feeds.ts"
import type {FeedList} from "./opml.ts"
import type {Sitemap, SitemapOptions} from "./sitemaps.ts"
import type {Issue} from "../support/index.ts"

export {decode, type Decoded, isNotText} from "./encoding.ts"
export {withFields} from "./fields.ts"
export type {Feed, FeedItem, FeedOptions} from "./feeds.ts"
export {findInputs, type InputFile, type Inputs, STDIN} from "./inputs.ts"
export type {Format} from "./formats.ts"
export {guessLanguage} from "./language.ts"
export type {FeedList, ListedFeed} from "./opml.ts"
export {publishedDay} from "./published.ts"
export {type Judging, type RecurringLines, type RecurringOptions, type RecurringState, recurringLines, withoutLines} from "./recurring.ts"
export {type Reading, readGiven, type ReadOptions, readReports} from "./reports.ts"
export {DEFAULT_MAX_BYTES, type Input, type InputOptions, inputsAt} from "./taken.ts"
export {titled} from "./titled.ts"
export type {Sitemap, SitemapEntry, SitemapOptions} from "./sitemaps.ts"

// What parses a wrapping is loaded when the first one comes: starting does not pay for it.
export const readFeed = async (bytes: Uint8Array, base?: string, options?: FeedOptions): Promise<Feed | Issue> =>
  (await import("./feeds.ts")).readFeed(bytes, base, options)
export const readSitemap = async (bytes: Uint8Array, base?: string, options?: SitemapOptions): Promise<Sitemap | Issue> =>
  (await import("./sitemaps.ts")).readSitemap(bytes, base, options)
export const readOpml = async (bytes: Uint8Array, base?: string): Promise<FeedList | Issue> =>
  (await import("./opml.ts")).readOpml(bytes, base)
