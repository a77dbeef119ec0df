import {randomBytes, timingSafeEqual} from "node:crypto"
import type {FastifyRequest} from "fastify"
import {mayAct, type Role, type Store} from "../../record/index.ts"
import {failure} from "../../support/index.ts"
import {digestOfToken} from "../access.ts"

/// How the record is open: `local`, to whoever sits at this machine, until there are tokens; `tokens`, to those who have one;
/// `public`, to everyone for reading, and to those who have a token for what it allows.
export type Openness = "local" | "tokens" | "public"

/// Who asks. `via` says how that is known.
export type Asker = {readonly name: string | null; readonly role: Role | null; readonly via: "local" | "token" | "session" | "nobody"}

type Session = {readonly digest: string; readonly csrf: string; readonly ends: number}

const COOKIE = "isnad"
const HOURS = 12
const MOST_SESSIONS = 2000

export type Guard = {
  readonly askerOf: (request: FastifyRequest) => Promise<Asker>
  /// Throws where this may not be done.
  readonly check: (request: FastifyRequest, asker: Asker, needs: Role, changes: boolean) => void
  readonly csrfOf: (request: FastifyRequest) => string
  /// A cookie for whoever has this token, and who that is.
  readonly signIn: (
    request: FastifyRequest,
    secret: string,
  ) => Promise<{readonly cookie: string; readonly csrf: string; readonly asker: Asker}>
  readonly signOut: (request: FastifyRequest) => string
}

export function guardOf(store: Store, openness: Openness, local: string | null, now: () => Date): Guard {
  const sessions = new Map<string, Session>()
  /// For pages that are used without signing in: another page cannot read it.
  const common = randomBytes(24).toString("base64url")

  function sessionOf(request: FastifyRequest): Session | undefined {
    const id = cookieOf(request.headers.cookie)
    const session = id === undefined ? undefined : sessions.get(id)
    if (!session || session.ends < now().getTime()) {
      if (id !== undefined) sessions.delete(id)
      return undefined
    }
    return session
  }

  async function askerOf(request: FastifyRequest): Promise<Asker> {
    const {authorization} = request.headers
    if (authorization !== undefined) {
      const secret = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1]
      const token = secret === undefined ? undefined : await store.access.tokenOf(digestOfToken(secret))
      if (!token) throw failure("token-wrong", "Authorization")
      return {name: token.name, role: token.role, via: "token"}
    }
    const session = sessionOf(request)
    // A token that was taken back ends its sessions with it.
    const token = session && (await store.access.tokenOf(session.digest))
    if (token) return {name: token.name, role: token.role, via: "session"}
    if (openness === "public") return {name: null, role: "read", via: "nobody"}
    if (openness === "local" && !(await store.access.hasTokens())) return {name: local, role: "admin", via: "local"}
    return {name: null, role: null, via: "nobody"}
  }

  const csrfOf = (request: FastifyRequest): string => sessionOf(request)?.csrf ?? common

  return {
    askerOf,
    csrfOf,
    check(request, asker, needs, changes) {
      if (!mayAct(asker.role, needs))
        throw failure(asker.via === "nobody" ? "token-missing" : "role-less", request.url.split("?")[0] as string)
      if (!changes) return
      if (!isOwn(request)) throw failure("origin-other", request.headers.origin ?? "")
      // A token in a header is put there by a program; what a browser sends by itself is not enough.
      if (asker.via === "token" || (!isBrowser(request) && asker.via !== "session")) return
      if (!isEqual(String(request.headers["x-isnad-csrf"] ?? ""), csrfOf(request))) throw failure("csrf-missing", "x-isnad-csrf")
    },
    async signIn(request, secret) {
      if (!isOwn(request)) throw failure("origin-other", request.headers.origin ?? "")
      const digest = digestOfToken(secret)
      const token = await store.access.tokenOf(digest)
      if (!token) throw failure("token-wrong", "token")
      const id = randomBytes(32).toString("base64url")
      const csrf = randomBytes(24).toString("base64url")
      if (sessions.size >= MOST_SESSIONS) sessions.delete(sessions.keys().next().value as string)
      sessions.set(id, {digest, csrf, ends: now().getTime() + HOURS * 3_600_000})
      return {cookie: cookie(request, id, HOURS * 3600), csrf, asker: {name: token.name, role: token.role, via: "session"}}
    },
    signOut(request) {
      const id = cookieOf(request.headers.cookie)
      if (id !== undefined) sessions.delete(id)
      return cookie(request, "", 0)
    },
  }
}

/// `__Host-` would ask for TLS, which a loopback address has not.
const cookie = (request: FastifyRequest, value: string, seconds: number): string =>
  `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isSecure(request) ? "; Secure" : ""}`

const isSecure = ({headers, protocol}: FastifyRequest): boolean => protocol === "https" || headers["x-forwarded-proto"] === "https"

const cookieOf = (header: string | undefined): string | undefined =>
  header
    ?.split(";")
    .map((c) => c.trim())
    .find((c) => c.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)

const isEqual = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/// Browsers say where a request of theirs comes from.
const isBrowser = ({headers}: FastifyRequest): boolean => headers.origin !== undefined || headers["sec-fetch-site"] !== undefined

/// Whether a page of this server asks, or no page at all.
function isOwn({headers}: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"]
  if (site !== undefined && site !== "same-origin" && site !== "none") return false
  if (headers.origin === undefined) return true
  try {
    return new URL(headers.origin).host === headers.host
  } catch {
    return false
  }
}
