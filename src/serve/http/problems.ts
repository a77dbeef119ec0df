import {Failure, type Issue, type IssueCode, issueOf} from "../../support/index.ts"

/// What went wrong, as an answer: its code of HTTP and the one shape of errors.
export function problemOf(error: unknown, where: string): {readonly status: number; readonly body: {readonly error: Issue}} {
  const issue = issueFrom(error, where)
  return {status: STATUS[issue.code] ?? 500, body: {error: issue}}
}

const STATUS: {readonly [code in IssueCode]?: number} = {
  "parameter-wrong": 400,
  usage: 400,
  "host-other": 403,
  "origin-other": 403,
  "csrf-missing": 403,
  "token-missing": 401,
  "token-wrong": 401,
  "role-less": 403,
  "body-other": 415,
  "answer-lost": 503,
  "record-read-only": 503,
  "id-unknown": 404,
  "path-unknown": 404,
  "record-missing": 503,
  "record-locked": 503,
  "record-unopened": 503,
  "record-unreachable": 503,
  "record-slow": 503,
  "disk-full": 503,
  "method-other": 405,
  "format-other": 406,
  "body-too-large": 413,
  "too-often": 429,
}

/// What is ours to tell is told; what is not is told to the log only.
function issueFrom(error: unknown, where: string): Issue {
  if (error instanceof Failure) return error.issue
  const {statusCode, message} = error as {readonly statusCode?: number; readonly message?: string}
  if (statusCode === 429) return issueOf("too-often", where)
  if (statusCode === 413) return issueOf("body-too-large", where)
  if (statusCode === 415) return issueOf("body-other", where)
  if (statusCode === 404) return issueOf("path-unknown", where)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return issueOf("parameter-wrong", where, message)
  return issueOf("internal", where)
}
