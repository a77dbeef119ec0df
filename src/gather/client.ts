import {lookup as systemLookup} from "node:dns/promises"
import {isIP, type LookupFunction} from "node:net"
import type {Readable, Transform} from "node:stream"
import {pipeline} from "node:stream/promises"
import {createBrotliDecompress, createGunzip, createInflate} from "node:zlib"
import {Agent, buildConnector, errors, request} from "undici"
import {type Issue, type IssueCode, issueOf} from "../support/index.ts"
import {type Allowed, bare, isAllowedByName, refusedRange} from "./address.ts"

/// One request, one answer: no redirect is followed here. The address that a name stands for is looked at in the moment in which the
/// connection is made, and that address is the one connected to: a name that stands for another one a moment later gains nothing.
export type Client = {
  readonly get: (url: URL, asked: Asked) => Promise<Answer | Issue>
  readonly close: () => Promise<void>
}

export type Asked = {
  readonly headers?: {readonly [name: string]: string}
  /// Whether an answer of this type is wanted; where not, its body is not fetched.
  readonly wants?: (type: string) => boolean
  readonly signal?: AbortSignal | undefined
}

export type Answer = {
  readonly status: number
  readonly headers: {readonly [name: string]: string}
  /// Unpacked; empty where the answer is no 200.
  readonly body: Uint8Array
  readonly ms: number
}

export type Limits = {
  /// Bytes as they come, and unpacked.
  readonly received: number
  readonly unpacked: number
  /// Milliseconds until a connection stands, until the answer begins, until it has ended.
  readonly connect: number
  readonly begin: number
  readonly whole: number
}

export const LIMITS: Limits = {received: 10e6, unpacked: 40e6, connect: 10_000, begin: 20_000, whole: 60_000}

export type Resolve = (host: string) => Promise<readonly {readonly address: string; readonly family: number}[]>

export type ClientOptions = {
  readonly agent: string
  readonly allowed: Allowed
  readonly limits?: Limits
  /// How names are turned into addresses; the machine's own way where it is not given.
  readonly resolve?: Resolve
}

class Refused extends Error {
  readonly code: IssueCode
  readonly detail: string
  constructor(code: IssueCode, detail: string) {
    super(detail)
    this.code = code
    this.detail = detail
  }
}

export function openClient({agent: userAgent, allowed, limits = LIMITS, resolve = systemResolve}: ClientOptions): Client {
  const open = {timeout: limits.connect, lookup: lookupOf(resolve, false)}
  const guarded = buildConnector({...open, lookup: lookupOf(resolve, true)})
  const trusting = buildConnector(open)
  const agent = new Agent({
    connect: (options, done) => {
      const host = bare(options.hostname)
      const isAllowed = isAllowedByName(host, Number(options.port || (options.protocol === "https:" ? 443 : 80)), allowed)
      // An address in numbers is not looked up, so it is looked at here.
      const range = isIP(host) && !isAllowed ? refusedRange(host) : undefined
      if (range) done(new Refused("address-private", range), null)
      else (isAllowed ? trusting : guarded)(options, done)
    },
    headersTimeout: limits.begin,
    bodyTimeout: limits.begin,
    maxHeaderSize: 32_768,
    keepAliveTimeout: 4_000,
    pipelining: 1,
  })
  return {
    close: () => agent.destroy(),
    async get(url, {headers = {}, wants = () => true, signal}) {
      const from = performance.now()
      const late = AbortSignal.timeout(limits.whole)
      const either = signal ? AbortSignal.any([signal, late]) : late
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: "GET",
          headers: {"user-agent": userAgent, "accept-encoding": "gzip, deflate, br", "accept-language": "ar, en;q=0.5", ...headers},
          signal: either,
        })
        const given = Object.fromEntries(
          Object.entries(answer.headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
          ),
        )
        const done = (body: Uint8Array): Answer => ({status: answer.statusCode, headers: given, body, ms: performance.now() - from})
        const leave = (): void => void answer.body.on("error", () => {}).destroy()
        if (answer.statusCode !== 200) {
          leave()
          return done(new Uint8Array())
        }
        const type = (given["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? ""
        if (!wants(type)) {
          leave()
          return issueOf("answer-other", url.href, type || "no type")
        }
        const declared = Number(given["content-length"])
        if (declared > limits.received) {
          leave()
          return issueOf("answer-too-large", url.href, `${megabytes(declared)} announced`)
        }
        let decoder: Transform | "plain" | undefined
        const packed = (given["content-encoding"] ?? "").trim().toLowerCase()
        if (packed === "" || packed === "identity") decoder = "plain"
        else if (packed === "gzip" || packed === "x-gzip") decoder = createGunzip()
        else if (packed === "br") decoder = createBrotliDecompress()
        else if (packed === "deflate") decoder = createInflate()
        if (!decoder) {
          leave()
          return issueOf("answer-encoding", url.href, packed.slice(0, 60))
        }
        return done(await unpacked(answer.body, decoder, limits))
      } catch (error) {
        if (signal?.aborted) return issueOf("stopped", url.href)
        if (late.aborted) return issueOf("answer-slow", url.href, `${seconds(limits.whole)} for the whole`)
        return issueOfError(url, error, limits)
      }
    },
  }
}

async function unpacked(body: Readable, decoder: Transform | "plain", limits: Limits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let received = 0
  let size = 0
  const counted = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      received += chunk.length
      if (received > limits.received) throw new Refused("answer-too-large", `more than ${megabytes(limits.received)} came`)
      yield chunk
    }
  }
  const collected = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length
      // Whatever is packed a hundredfold is made to fill the memory; pages are packed four- to tenfold.
      if (decoder !== "plain" && size > 2e6 && size > received * 100)
        throw new Refused("answer-bomb", `${received} bytes unpack to more than ${megabytes(size)}`)
      if (size > limits.unpacked) throw new Refused("answer-too-large", `more than ${megabytes(limits.unpacked)} unpacked`)
      chunks.push(chunk)
    }
  }
  if (decoder === "plain") await pipeline(body, counted, collected)
  else await pipeline(body, counted, decoder, collected)
  return Buffer.concat(chunks)
}

function lookupOf(resolve: Resolve, isGuarded: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return done(Object.assign(new Error("it stands for no address"), {code: "ENOTFOUND"}), "", 4)
        const refused = isGuarded ? addresses.map((a) => refusedRange(a.address)).find(Boolean) : undefined
        if (refused) return done(new Refused("address-private", `${host} stands for one: ${refused}`) as NodeJS.ErrnoException, "", 4)
        if (options.all) done(null, addresses as {address: string; family: number}[])
        else done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, "", 4),
    )
  }
}

const systemResolve: Resolve = (host) => systemLookup(host, {all: true})

const megabytes = (n: number): string => (n < 1e5 ? `${n} bytes` : `${Math.round(n / 1e5) / 10} MB`)
const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`

/// Errors of the network in words; an error of our own is thrown on.
function issueOfError(url: {readonly href: string}, error: unknown, limits: Limits): Issue {
  const where = url.href
  if (error instanceof Refused) return issueOf(error.code, where, error.detail)
  if (error instanceof AggregateError && error.errors.length > 0) return issueOfError(url, error.errors[0], limits)
  if (error instanceof errors.ConnectTimeoutError)
    return issueOf("host-unreachable", where, `no connection within ${seconds(limits.connect)}`)
  if (error instanceof errors.HeadersTimeoutError) return issueOf("answer-slow", where, `${seconds(limits.begin)} until it began`)
  if (error instanceof errors.BodyTimeoutError) return issueOf("answer-slow", where, `silent for ${seconds(limits.begin)}`)
  if (error instanceof errors.HeadersOverflowError) return issueOf("answer-broken", where, "headers longer than 32 kB")
  if (error instanceof errors.ResponseContentLengthMismatchError) return issueOf("answer-broken", where, "shorter than announced")
  const {code = "", message = ""} = error as NodeJS.ErrnoException
  if (code === "Z_BUF_ERROR") return issueOf("answer-broken", where, "the packed answer ends too early")
  if (code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT") || /^ERR_.*BROTLI/.test(code))
    return issueOf("answer-broken", where, `it cannot be unpacked: ${message}`)
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "ENODATA") return issueOf("name-unknown", where, code)
  if (error instanceof errors.HTTPParserError || code.startsWith("HPE_")) return issueOf("answer-broken", where, "it is no HTTP")
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE")
    return issueOf("answer-broken", where, "the connection ended too early")
  if (/^E[A-Z]+$/.test(code)) return issueOf("host-unreachable", where, code)
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code))
    return issueOf("host-unreachable", where, `its certificate is not to be trusted: ${code}`)
  throw error
}
