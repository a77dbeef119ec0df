import ipaddr from "ipaddr.js"
import {isIP} from "node:net"
import {type Issue, issueOf} from "../support/index.ts"

/// Which addresses are asked at all. A feed may name any address it likes, so whatever it names is looked at before it is fetched: the
/// address as written here, the addresses its name stands for where the connection is made (`client.ts`).

/// Names (with or without a port) for which what follows is not asked: machines of one's own network.
export type Allowed = ReadonlySet<string>

export const allowedFrom = (names: readonly string[]): Allowed => new Set(names.map((name) => name.trim().toLowerCase()))

export function isAllowedByName(host: string, port: number, allowed: Allowed): boolean {
  const name = bare(host)
  return allowed.has(name) || allowed.has(`${name}:${port}`)
}

/// A host without the brackets of an IPv6 address and the full stop that may end a name.
export const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80))

const PORTS = new Set([80, 443, 8008, 8080, 8443])
const LONGEST = 2048

/// An address that may be asked, or why not. `base` is what a relative one is relative to.
export function checkedUrl(said: string, allowed: Allowed, base?: string): URL | Issue {
  const refuse = (detail: string): Issue => issueOf("address-refused", said.slice(0, 300), detail)
  if (said.length > LONGEST) return refuse(`longer than ${LONGEST} characters`)
  let url: URL
  try {
    url = new URL(said, base)
  } catch {
    return refuse("it is no address")
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return refuse(`${url.protocol.slice(0, 20)} is neither http: nor https:`)
  if (url.username || url.password) return refuse("it holds a name or a password")
  if (!url.hostname) return refuse("it names no machine")
  const port = portOf(url)
  if (isAllowedByName(url.hostname, port, allowed)) return url
  if (!PORTS.has(port)) return refuse(`port ${port}`)
  const host = bare(url.hostname)
  const range = isIP(host) ? refusedRange(host) : undefined
  if (range) return issueOf("address-private", said, range)
  if (!isIP(host) && (host === "localhost" || host.endsWith(".localhost") || !host.includes(".")))
    return issueOf("address-private", said, "a name of this machine or network")
  return url
}

/// What keeps an address from being asked: the kind of network it is in. Only addresses that are routed over all the Internet are asked;
/// an IPv4 address inside of an IPv6 one (mapped, translated, tunnelled) is never believed.
export function refusedRange(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return "no address"
  const range = ipaddr.parse(address).range()
  return range === "unicast" ? undefined : range
}
