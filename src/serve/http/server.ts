import {createHash} from "node:crypto"
import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import helmet from "@fastify/helmet"
import rateLimit from "@fastify/rate-limit"
import files from "@fastify/static"
import Fastify, {type FastifyInstance, type FastifyReply, type FastifyRequest} from "fastify"
import type {Store} from "../../record/index.ts"
import {Failure, failure} from "../../support/index.ts"
import {type Answers, answersHere, textOf} from "./answers.ts"
import {follow, type Following} from "./following.ts"
import {type Form, formOf, TYPES} from "./forms.ts"
import {type Asker, type Guard, guardOf, type Openness} from "./guard.ts"
import {type HeldAnswers, heldAnswers} from "./held.ts"
import {openapiOf, PREFIX} from "./openapi.ts"
import {problemOf} from "./problems.ts"
import {type Asked, ROUTES, type Route, type RouteName} from "./routes.ts"

export type ServerOptions = {
  readonly store: Store
  readonly version: string
  /// The built pages; without them the API answers alone.
  readonly pages?: string | undefined
  /// Requests a minute that are answered to one address; of those that change something; and how long a body may be, in bytes.
  readonly rate?: number
  readonly writeRate?: number
  readonly maxBody?: number
  /// Who may ask. `local` unless told otherwise.
  readonly openness?: Openness
  /// Who sits at this machine.
  readonly local?: string | null
  /// Reads reports into the record.
  readonly take?: Asked["take"]
  /// Names by which it may be asked, besides those of this machine; undefined where any may.
  readonly hosts?: readonly string[] | undefined
  /// How often other programs' changes are looked for, in milliseconds.
  readonly poll?: number
  /// The clock by which decisions are dated.
  readonly now?: () => Date
  /// Compares reports that a change left to be compared anew.
  readonly link?: (store: Store) => Promise<unknown>
  /// Who answers what only reads; the thread that listens, unless told otherwise.
  readonly answers?: Answers | undefined
  /// Told of what is our fault.
  readonly onFault?: (error: unknown, where: string) => void
}

/// The record over HTTP: the API under /api/v1, the reading room for everything else. Asked for, not yet listening.
export async function makeServer(options: ServerOptions): Promise<FastifyInstance> {
  const {store, version} = options
  const app = Fastify({
    bodyLimit: 1_000_000,
    forceCloseConnections: true,
    routerOptions: {ignoreTrailingSlash: true, maxParamLength: 300},
    frameworkErrors: (error, request, reply) => {
      const {url, headers} = request as FastifyRequest
      // A garbled address of a page: the pages say that nothing is there.
      if (hasPages(options.pages) && isForPages(url) && headers.accept?.includes("text/html"))
        void (reply as FastifyReply).redirect(`${/^\/(?:ar|en)(?=\/)/.exec(url)?.[0] ?? preferred(headers["accept-language"])}/-`, 302)
      else void sendProblem(reply as FastifyReply, error, url)
    },
  })
  const sendProblem = (reply: FastifyReply, error: unknown, where: string): FastifyReply => {
    const {status, body} = problemOf(error, where)
    if (status === 401) reply.header("www-authenticate", "Bearer")
    if (status >= 500 && !(error instanceof Failure)) options.onFault?.(error, where)
    return reply.code(status).header("cache-control", "no-store").type(TYPES.json).send(JSON.stringify(body))
  }
  app.setErrorHandler((error, request, reply) => sendProblem(reply, error, request.url))
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Bound to loopback it speaks plain HTTP; whoever puts it behind TLS sets this there.
    strictTransportSecurity: false,
    referrerPolicy: {policy: "no-referrer"},
    crossOriginResourcePolicy: {policy: "same-origin"},
  })
  await app.register(rateLimit, {max: options.rate ?? 3000, timeWindow: 60_000, keyGenerator: (request) => request.ip})
  // A page of somebody else's that names this machine by a name of its own is not answered (DNS rebinding).
  app.addHook("onRequest", async (request) => {
    const {hosts} = options
    if (hosts && !hosts.includes(hostOf(request.headers.host))) throw failure("host-other", request.headers.host ?? "")
  })

  const openness = options.openness ?? "local"
  const guard = guardOf(store, openness, options.local ?? null, options.now ?? (() => new Date()))
  const doors = {
    guard,
    openness,
    take: options.take ?? notTaken,
    held: heldAnswers(MOST_HELD),
    answers: options.answers ?? answersHere(store),
  }
  const following = follow(store, options.poll ?? 1000)
  app.addHook("onClose", async () => following.end())
  for (const [name, route] of Object.entries(ROUTES) as unknown as [RouteName, Route][])
    addRoute(app, options, name, route, following, doors)
  const contract = JSON.stringify(openapiOf(version))
  app.get(`${PREFIX}/openapi.json`, (_request, reply) => reply.type(TYPES.json).header("cache-control", "no-cache").send(contract))
  app.get("/health", async (_request, reply) => {
    const {token} = await store.lists.version()
    return reply
      .type(TYPES.json)
      .header("cache-control", "no-store")
      .send(JSON.stringify({status: "ok", version, record: token}))
  })
  await addPages(app, options.pages)
  return app
}

/// Bytes of answers that are held.
const MOST_HELD = 64_000_000

/// A server that was given no reader.
const notTaken = async (): Promise<never> => {
  throw failure("method-other", "reports")
}

const hostOf = (header: string | undefined): string => (header ?? "").replace(/:\d+$/, "").toLowerCase()

function addRoute(app: FastifyInstance, options: ServerOptions, name: RouteName, route: Route, following: Following, doors: Doors): void {
  if (route.method === "POST") {
    addPost(app, options, name, route, doors)
    return
  }
  const {store, version} = options
  const offered: Form[] = [
    "json",
    ...(route.columns ? (["csv", "jsonl"] as const) : []),
    ...(name === "changes" ? (["events"] as const) : []),
  ]
  app.get(PREFIX + route.path.replace(/\{(\w+)\}/g, ":$1"), async (request, reply) => {
    reply.header("vary", "accept")
    const form = formOf(request.headers.accept, offered)
    if (!form) throw failure("format-other", request.url)
    const asker = await doors.guard.askerOf(request)
    if (route.needs !== "nothing") doors.guard.check(request, asker, route.needs ?? "read", false)
    const input = inputOf(route, {...(request.query as object), ...(request.params as object)})
    if (form === "events") {
      const mayStay = async (): Promise<boolean> => {
        try {
          doors.guard.check(
            request,
            await doors.guard.askerOf(request),
            route.needs === "nothing" ? "read" : (route.needs ?? "read"),
            false,
          )
          return true
        } catch (error) {
          // Only who is refused goes; a record that is busy is asked again.
          return !(error instanceof Failure) || error.issue.code === "record-locked"
        }
      }
      return following.add(request, reply, input as Parameters<Following["add"]>[2], mayStay)
    }
    const asked = askedOf(doors, asker, (options.now?.() ?? new Date()).toISOString(), request, reply)
    if (route.isFresh)
      return reply
        .header("cache-control", "no-store")
        .type(TYPES[form])
        .send(textOf(form, route, await route.run(store, input, asked)))
    const etagOf = (token: string): string =>
      `"${createHash("sha256").update(`${version} ${token} ${form} ${request.url}`).digest("base64url").slice(0, 22)}"`
    const etag = etagOf((await store.lists.version()).token)
    reply.header("etag", etag).header("cache-control", "private, no-cache")
    if (matches(request.headers["if-none-match"], etag)) return reply.code(304).send()
    let held = doors.held.get(etag)
    if (!held) {
      // The record may have changed since: what is sent is tagged by what it is of.
      const {token, bytes, after} = await doors.answers.answer({name, input, form})
      held = {bytes, after}
      const tag = etagOf(token)
      doors.held.set(tag, held)
      reply.header("etag", tag)
    }
    if (held.after) {
      const next = new URL(request.url, "http://localhost")
      next.searchParams.set("after", held.after)
      reply.header("link", `<${next.pathname}${next.search}>; rel="next"`)
    }
    return reply.type(TYPES[form]).send(held.bytes)
  })
}

/// What changes something: asked for by whoever may, never by a page of somebody else's, and noted whether it was done or refused.
function addPost(app: FastifyInstance, options: ServerOptions, name: RouteName, route: Route, doors: Doors): void {
  const {store} = options
  const now = options.now ?? (() => new Date())
  const {guard} = doors
  const isSignIn = name === "signIn"
  const settings = {
    bodyLimit: name === "addReports" ? (options.maxBody ?? 16_000_000) : 200_000,
    config: {rateLimit: {max: isSignIn ? 10 : (options.writeRate ?? 600), timeWindow: 60_000}},
  }
  app.post(PREFIX + route.path, settings, async (request, reply) => {
    reply.header("cache-control", "no-store")
    let asker: Asker = {name: null, role: null, via: "nobody"}
    const at = now().toISOString()
    const note = async (status: number): Promise<void> => {
      const act = {at, by: asker.name, role: asker.role, does: name, of: aboutOf(name, request.body), status, from: request.ip}
      try {
        await store.access.note(act)
      } catch (error) {
        options.onFault?.(error, "audit")
      }
    }
    try {
      asker = await guard.askerOf(request)
      const needs = route.needs ?? "review"
      if (needs !== "nothing") guard.check(request, asker, needs, true)
      if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw failure("body-other", request.url)
      const answer = await route.run(store, inputOf(route, request.body ?? {}), askedOf(doors, asker, at, request, reply))
      if (name !== "signIn" && name !== "signOut") await options.link?.(store)
      await note(200)
      return reply.type(TYPES.json).send(JSON.stringify(answer))
    } catch (error) {
      await note(problemOf(error, "").status)
      throw error
    }
  })
}

/// What an attempt was about, in few words and without secrets.
function aboutOf(name: RouteName, body: unknown): string {
  if (name === "signIn" || name === "signOut" || typeof body !== "object" || body === null) return ""
  if (name === "addReports") {
    const {reports} = body as {reports?: unknown}
    return Array.isArray(reports) ? `${reports.length} reports` : ""
  }
  const {id, report, one, other, from} = body as {[field: string]: unknown}
  return [id, report, one, other, from]
    .filter((x) => typeof x === "string")
    .join(" ")
    .slice(0, 200)
}

function askedOf({guard, openness, take}: Doors, asker: Asker, at: string, request: FastifyRequest, reply: FastifyReply): Asked {
  const answer = ({name, role}: Asker, csrf: string) => ({name, role, openness, csrf})
  return {
    by: asker.name,
    at,
    session: () => answer(asker, guard.csrfOf(request)),
    async signIn(secret) {
      const made = await guard.signIn(request, secret)
      reply.header("set-cookie", made.cookie)
      return answer(made.asker, made.csrf)
    },
    async signOut() {
      reply.header("set-cookie", guard.signOut(request))
      const next = await guard.askerOf({...request, headers: {}} as FastifyRequest)
      return answer(next, "")
    },
    take,
  }
}

type Doors = {
  readonly guard: Guard
  readonly openness: Openness
  readonly take: Asked["take"]
  readonly held: HeldAnswers
  readonly answers: Answers
}

const POSTED = new Set((Object.values(ROUTES) as unknown as Route[]).flatMap((r) => (r.method === "POST" ? [PREFIX + r.path] : [])))
function inputOf(route: Route, given: unknown): {readonly [field: string]: unknown} {
  const read = route.input.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : (issue?.path.join(".") ?? "")
  throw failure("parameter-wrong", where, issue?.code === "unrecognized_keys" ? "there is no such parameter" : issue?.message)
}

/// Whether one of the tags that the asker knows is this one (RFC 9110 §13.1.2: compared weakly).
const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(",").some((t) => t.trim() === "*" || t.trim().replace(/^W\//, "") === etag) === true

const hasPages = (pages: string | undefined): pages is string => pages !== undefined && existsSync(join(pages, "ar.html"))

/// The pages: files of the build for good, and the shell in the reader's language for every other address.
async function addPages(app: FastifyInstance, pages: string | undefined): Promise<void> {
  const there = hasPages(pages)
  if (there) {
    await app.register(files, {
      root: join(pages, "assets"),
      prefix: "/assets/",
      preCompressed: true,
      immutable: true,
      maxAge: "365d",
      index: false,
    })
    for (const language of ["ar", "en"]) {
      const shell = readFileSync(join(pages, `${language}.html`))
      const send = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
        reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").header("content-language", language).send(shell)
      app.get(`/${language}`, send)
      app.get(`/${language}/*`, send)
    }
    app.get("/", (request, reply) => reply.redirect(preferred(request.headers["accept-language"]), 302))
    const icon = readFileSync(join(pages, "favicon.svg"))
    app.get("/favicon.ico", (_request, reply) => reply.type("image/svg+xml").header("cache-control", "max-age=86400").send(icon))
  }
  app.setNotFoundHandler((request, reply) => {
    const other = request.method !== "GET" && request.method !== "HEAD"
    // An address that was passed on without its language, opened in a browser.
    if (there && !other && isForPages(request.url) && request.headers.accept?.includes("text/html"))
      return reply.redirect(`${preferred(request.headers["accept-language"])}${request.url}`, 302)
    if (other) reply.header("allow", POSTED.has(request.url.split("?")[0] as string) ? "POST" : "GET, HEAD")
    throw failure(other ? "method-other" : "path-unknown", request.url.slice(0, 200))
  })
}

/// Neither of the API nor a file; and of this server, whatever a browser makes of two strokes.
const isForPages = (url: string): boolean => /^\/(?!\/|\\|api\/|assets\/|health\b|favicon)/.test(url)

/// Arabic, unless English comes before it in what the browser asks for.
function preferred(accept: string | undefined): string {
  const first = /\b(ar|en)\b/i.exec(accept ?? "")?.[1]?.toLowerCase()
  return first === "en" ? "/en" : "/ar"
}
