import {canonicalUrl} from "../support/index.ts"
import {bare} from "./address.ts"

/// The address of a page: the one it gives itself, where that is of the same site (its mobile or AMP twin among them), else where it was
/// found. A page cannot give itself the address of another outlet, whose report it would then replace.
export function addressOfPage(found: string, said: string | undefined): string {
  const at = canonicalUrl(found)
  if (!said) return at
  let own: URL
  try {
    own = new URL(said, at)
  } catch {
    return at
  }
  if (own.protocol !== "http:" && own.protocol !== "https:") return at
  if (!isSameSite(own.hostname, new URL(at).hostname)) return at
  // A front page as the address of every article is a common mistake of templates.
  if (own.pathname === "/" && own.search === "" && new URL(at).pathname !== "/") return at
  if (own.port !== new URL(at).port) return at
  return canonicalUrl(own)
}

const TWIN = /^(?:www|m|mobile|amp|arabic|ar)\./

export function isSameSite(a: string, b: string): boolean {
  const [x, y] = [bare(a).replace(TWIN, ""), bare(b).replace(TWIN, "")]
  return x === y || (x.includes(".") && y.endsWith(`.${x}`)) || (y.includes(".") && x.endsWith(`.${y}`))
}
