import type {Columns} from "./routes.ts"

/// The forms in which answers come, chosen by the Accept header.
export type Form = "json" | "csv" | "jsonl" | "events"

export const TYPES: {readonly [form in Form]: string} = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
  events: "text/event-stream; charset=utf-8",
}
const NAMES: {readonly [type: string]: Form} = {
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
  "text/csv": "csv",
  "application/jsonl": "jsonl",
  "application/x-ndjson": "jsonl",
  "text/event-stream": "events",
}

/// The best form that the header allows of those offered; undefined where it allows none (RFC 9110 §12.5.1: weights, the first of
/// equals).
export function formOf(accept: string | undefined, offered: readonly Form[]): Form | undefined {
  if (!accept?.trim()) return "json"
  let best: {form: Form; weight: number} | undefined
  for (const part of accept.split(",").slice(0, 30)) {
    const [type, ...parameters] = part.split(";").map((s) => s.trim().toLowerCase())
    const form = NAMES[type as string]
    const q = parameters.find((p) => p.startsWith("q="))
    const weight = q === undefined ? 1 : Number(q.slice(2))
    if (form && offered.includes(form) && weight > 0 && weight > (best?.weight ?? 0)) best = {form, weight}
  }
  return best?.form
}

/// A table that spreadsheets read rightly: a mark of UTF-8 first, and no cell that they would take for a formula.
export function csvOf(items: readonly unknown[], columns: Columns): string {
  const lines = [columns.map(([heading]) => heading), ...items.map((item) => columns.map(([, value]) => cellOf(value(item as never))))]
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`
}

function cellOf(value: string | number | boolean | null): string {
  if (value === null) return ""
  if (typeof value !== "string") return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const jsonlOf = (items: readonly unknown[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join("")
