import {createRequire} from "node:module"
import type {KeptRobots} from "../record/index.ts"
import {type Issue, issueOf} from "../support/index.ts"

/// What a server's robots.txt allows (RFC 9309). A file that is not there allows all; a server that fails to answer allows nothing until
/// it answers.
export type Rules = {
  readonly refuses: (url: URL) => Issue | undefined
  /// Milliseconds between two requests, where it asks for that.
  readonly pause: number | undefined
  readonly sitemaps: readonly string[]
}

/// The name by which robots.txt files call us.
export const ROBOT = "isnad"

type Parser = (
  url: string,
  text: string,
) => {
  isAllowed(url: string, robot: string): boolean | undefined
  getCrawlDelay(robot: string): number | undefined
  getSitemaps(): string[]
}
const require = createRequire(import.meta.url)

/// RFC 9309, 2.5: at least 500 kibibytes are to be understood.
export const ROBOTS_MOST = 512_000
const MOST_STARRED = 20_000

export function rulesOf(origin: string, {status, text}: Pick<KeptRobots, "status" | "text">): Rules {
  const none = {pause: undefined, sitemaps: []}
  if (status === 429 || status >= 500) return {...none, refuses: (url) => issueOf("robots-unreachable", url.href, `status ${status}`)}
  if (status !== 200) return {...none, refuses: () => undefined}
  const parse = require("robots-parser") as Parser
  const rules = parse(`${origin}/robots.txt`, tamed(text))
  const delay = rules.getCrawlDelay(ROBOT)
  return {
    refuses: (url) => (rules.isAllowed(url.href, ROBOT) === false ? issueOf("robots-disallowed", url.href) : undefined),
    pause: delay === undefined || !(delay > 0) ? undefined : delay * 1000,
    sitemaps: rules.getSitemaps(),
  }
}

/// Patterns with stars take time of their length times that of an address, so few of them are taken as they are; of those past that, what
/// stands before the first star is disallowed.
function tamed(text: string): string {
  let starred = 0
  return text
    .slice(0, ROBOTS_MOST)
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const star = line.indexOf("*")
      if (star < 0 || /^\s*user-agent/i.test(line)) return [line.slice(0, 4000)]
      starred += line.length
      if (starred <= MOST_STARRED) return [line.replace(/\*{2,}/g, "*")]
      return /^\s*disallow/i.test(line) ? [line.slice(0, star).replace(/:\s*$/, ": /")] : []
    })
    .join("\n")
}
