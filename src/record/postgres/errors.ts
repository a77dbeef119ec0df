import {Failure, failure, type IssueCode} from "../../support/index.ts"

/// Errors of the server and of the line to it in words a person can act on; an error of our own SQL stays what it is.
export function told(error: unknown, shown: string): unknown {
  if (error instanceof Failure) return error
  const {code, message = ""} = error as {readonly code?: string; readonly message?: string}
  const found = issueOf(code ?? "", message)
  return found ? failure(found[0], shown, found[1] ?? message, error) : error
}

/// Codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) and of the line (Node's).
function issueOf(code: string, message: string): readonly [IssueCode, string?] | undefined {
  switch (code) {
    case "55P03":
    case "40001":
    case "40P01":
      return ["record-locked"]
    case "53100":
      return ["disk-full"]
    case "25006":
      return ["record-read-only", "the server takes no writing now"]
    case "42501":
      return ["record-read-only"]
    case "57014":
      return ["record-slow"]
    case "3D000":
      return ["record-missing"]
    case "28000":
    case "28P01":
      return ["record-unopened"]
    case "XX001":
    case "XX002":
      return ["record-damaged"]
    case "57P01":
    case "57P02":
    case "57P03":
    case "57P05":
    case "25P03":
    case "53300":
      return ["record-unreachable"]
    default:
      break
  }
  if (/^(?:08...|E[A-Z_]+)$/.test(code) || LOST.test(message)) return ["record-unreachable"]
  return undefined
}

/// What the driver says without a code.
const LOST =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|timeout exceeded when trying to connect|timeout expired/
