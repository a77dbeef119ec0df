import type {ClaimTime, Entity, EventClaim, FigureClaim, ReportRecord, StatementClaim} from "../model/index.ts"
import type {KeptEntity, KeptReport, Page, ReportSummary, SearchHit, Stats, TimelineEntry} from "../record/index.ts"
import type {Explanation, Shown, Versions} from "../serve/index.ts"
import {drawDay} from "./days.ts"
import {COMPARED, drawNumber} from "./numbers.ts"
import {padEnd, padStart, tame, type Terminal, widthOf, wrap} from "./terminal.ts"

/// Answers as pages for a reader at a terminal. What is foreign (names, words of reports, paths) goes through `foreign`.

export type Name = Entity["name"]

export const DATE_WIDTH = 22

/// «فلاديمير بوتين (Vladimir Putin)»; one of them where they are the same or one is missing.
export function drawName(t: Terminal, name: Name): string {
  if (!name.en || name.en === name.ar) return t.foreign(name.ar)
  return name.ar ? `${t.foreign(name.ar)} ${t.paint.dim(`(${t.foreign(name.en)})`)}` : t.foreign(name.en)
}

/// Lines of foreign text, wrapped, each behind the same margin.
export function block(t: Terminal, text: string, margin: string, paint: (line: string) => string = (x) => x): string[] {
  return wrap(tame(text), t.width - widthOf(margin) - 1).map((line) => `${margin}${paint(t.foreign(line))}`)
}

export const isWorkedOut = (time: Pick<ClaimTime, "basis"> | null): boolean => time?.basis === "inferred"

/// Who → whom: actors and counterparts together, then those acted upon, then the host.
export function drawWho(t: Terminal, participants: readonly {readonly role: string; readonly name: Name}[]): string {
  const named = (...roles: string[]): string =>
    participants
      .filter((p) => roles.includes(p.role))
      .map((p) => drawName(t, p.name))
      .join(" + ")
  const [actors, targets, hosts] = [named("actor", "counterpart"), named("target"), named("host")]
  return [
    actors || (targets || hosts ? "?" : t.paint.dim("(nobody named)")),
    targets && `→ ${targets}`,
    hosts && `${t.paint.dim("host:")} ${hosts}`,
  ]
    .filter(Boolean)
    .join(" ")
}

export const drawSource = (t: Terminal, report: ReportSummary): string => {
  const more = report.sources.length > 1 ? ` +${report.sources.length - 1}` : ""
  const published = report.published ? `, published ${drawDay(report.published)}` : ""
  return `${t.foreign(report.sources[0] ?? "?")}${more} (${report.id}${published}${report.current ? "" : ", superseded"})`
}

export const STATUS_SIGN: {readonly [status: string]: string} = {
  planned: "◇",
  ongoing: "◐",
  occurred: "●",
  postponed: "↷",
  cancelled: "✕",
  denied: "∅",
  hypothetical: "?",
}

export function timelinePage(t: Terminal, page: Page<TimelineEntry>): string {
  if (page.items.length === 0) return `${t.paint.dim("No event fits. Fewer conditions, or other spellings of a name, may find more.")}\n`
  const margin = " ".repeat(DATE_WIDTH)
  const lines: string[] = []
  let before = ""
  for (const {event, participants, place, attribution, sentence, report} of page.items) {
    const day = drawDay(event.time?.edtf, isWorkedOut(event.time))
    const shown = day === before ? padEnd("", DATE_WIDTH) : padEnd(t.paint.bold(day), DATE_WIDTH)
    before = day
    const sign = STATUS_SIGN[event.status] ?? ""
    lines.push(
      `${shown}${sign} ${t.paint.cyan(event.type)} ${t.paint.dim(event.status)}  ${drawWho(t, participants)}${place ? `  ${t.paint.dim("@")} ${drawName(t, place.name)}` : ""}`,
    )
    lines.push(...block(t, sentence, `${margin}  `, t.paint.italic))
    const says = attribution.length ? attribution.map((a) => drawName(t, a.name)).join(" ← ") : "the report itself"
    lines.push(`${margin}  ${t.paint.dim("says")} ${says}${t.paint.dim(` · in ${drawSource(t, report)} · ${event.id}`)}`, "")
  }
  lines.push(t.paint.dim(countLine(page, "events")))
  lines.push(
    t.paint.dim(
      "● took place  ◐ under way  ◇ planned  ↷ postponed  ✕ cancelled  ∅ denied  ? hypothetical   ≈ day worked out, not said   … within or up to",
    ),
  )
  return `${lines.join("\n")}\n`
}

export const countLine = (page: Page<unknown>, what: string): string =>
  page.next === null && page.items.length === page.total
    ? `${page.total} ${what}`
    : `${page.items.length} of ${page.total} ${what}${page.next === null ? "" : ` (more: --offset ${page.next}, all: --limit 0)`}`

export function recordPage(t: Terminal, record: ReportRecord, withText: boolean): string {
  const {report} = record
  const nameById = new Map(record.entities.map((e) => [e.id, e.name]))
  const nameOf = (id: string): Name => nameById.get(id) ?? {ar: id, en: id}
  const lines: string[] = []
  lines.push(t.paint.bold(t.foreign(report.title ?? report.text.split("\n", 1)[0]?.slice(0, 120) ?? "")))
  const facts = [
    report.id,
    t.foreign(report.source),
    report.outlet && t.foreign(report.outlet),
    report.agencies.length && `agencies: ${report.agencies.map((a) => drawName(t, nameOf(a))).join(", ")}`,
    `published ${drawDay(report.published.edtf)} (${report.published.basis})`,
    report.url && t.foreign(report.url),
  ]
  lines.push(t.paint.dim(facts.filter(Boolean).join(" · ")), "")
  if (withText) lines.push(...report.text.split("\n").flatMap((p) => block(t, p, "  ")), "")
  section("Events", record.events, (e) => eventLines(t, e, nameOf))
  section("Statements", record.statements, (s) => statementLines(t, s, nameOf))
  section("Figures", record.figures, (f) => figureLines(t, f, nameOf))
  section("Entities", record.entities, (e) => [
    `  ${drawName(t, e.name)} ${t.paint.dim(`${e.id}${e.known ? "" : " (not in the knowledge base)"}, ${e.mentions.length}×`)}`,
  ])
  if (report.removed.length)
    section("Left out", report.removed, (r) => block(t, `${r.why}: ${r.quote.replace(/\s+/g, " ").slice(0, 160)}`, "  ", t.paint.dim))
  return `${lines.join("\n")}\n`

  function section<T>(title: string, items: readonly T[], draw: (item: T) => string[]): void {
    if (items.length === 0) return
    lines.push(t.paint.underline(`${title} (${items.length})`), ...items.flatMap(draw), "")
  }
}

type NameOf = (id: string) => Name

function eventLines(t: Terminal, e: EventClaim, nameOf: NameOf): string[] {
  const who = e.participants.map((p) => ({role: p.role, name: nameOf(p.entity)}))
  const place = e.place ? `  ${t.paint.dim("@")} ${drawName(t, nameOf(e.place))}` : ""
  return [
    `  ${padEnd(drawDay(e.time?.edtf, isWorkedOut(e.time)), DATE_WIDTH)}${STATUS_SIGN[e.status] ?? ""} ${t.paint.cyan(e.type)} ${t.paint.dim(e.status)}  ${drawWho(t, who)}${place}`,
    ...e.evidence.flatMap((q) => block(t, `«${q.quote}»`, "      ", t.paint.italic)),
    t.paint.dim(
      `      ${e.attribution.length ? `says ${e.attribution.map((a) => drawName(t, nameOf(a))).join(" ← ")} · ` : ""}${e.id} · ${t.foreign(e.by)} · ${e.confidence.toFixed(2)}`,
    ),
  ]
}

function statementLines(t: Terminal, s: StatementClaim, nameOf: NameOf): string[] {
  const speaker = s.speaker ? drawName(t, nameOf(s.speaker)) : s.speakerText ? t.foreign(s.speakerText) : "?"
  const via = s.via.length ? t.paint.dim(` via ${s.via.map((v) => drawName(t, nameOf(v))).join(" ← ")}`) : ""
  return [`  ${speaker}${via} ${t.paint.dim(`${s.kind} · ${s.id}`)}`, ...block(t, `«${s.content.quote}»`, "      ", t.paint.italic)]
}

function figureLines(t: Terminal, f: FigureClaim, nameOf: NameOf): string[] {
  const parties = f.parties.length ? `  ${f.parties.map((p) => drawName(t, nameOf(p))).join(" – ")}` : ""
  const measure = f.measure === "change" ? " change" : ""
  const period = f.period ? `  ${t.paint.dim("for")} ${drawDay(f.period.edtf, isWorkedOut(f.period))}` : ""
  const source = f.source.length ? ` · says ${f.source.map((s) => drawName(t, nameOf(s))).join(" ← ")}` : ""
  return [
    `  ${t.paint.cyan(f.metric)}${measure} ${t.paint.bold(`${COMPARED[f.comparator]}${drawNumber(f.value, f.unit)}`)} ${f.status === "reported" ? "" : t.paint.dim(f.status)}${period}${parties}`,
    ...f.evidence.flatMap((q) => block(t, `«${q.quote}»`, "      ", t.paint.italic)),
    t.paint.dim(`      ${f.id}${source}`),
  ]
}

export function shownPage(t: Terminal, shown: Shown): string {
  if (shown.sort === "report") return keptReportPage(t, shown.report)
  if (shown.sort === "entity") return entityPage(t, shown.entity)
  const {claim} = shown
  const nameById = new Map(claim.entities.map((e) => [e.id, e.name]))
  const nameOf = (id: string): Name => nameById.get(id) ?? {ar: id, en: id}
  const body =
    claim.family === "event"
      ? eventLines(t, claim.claim, nameOf)
      : claim.family === "statement"
        ? statementLines(t, claim.claim, nameOf)
        : figureLines(t, claim.claim, nameOf)
  return `${[...body, "", ...block(t, claim.context, "  "), t.paint.dim(`  in ${drawSource(t, claim.report)}`)].join("\n")}\n`
}

function keptReportPage(t: Terminal, kept: KeptReport): string {
  const versions = [
    kept.earlier.length ? `earlier versions: ${kept.earlier.join(", ")}` : "",
    kept.later.length ? `later versions: ${kept.later.join(", ")}` : "",
    kept.origins.length > 1
      ? `also from: ${kept.origins
          .slice(1)
          .map((o) => t.foreign(o.source))
          .join(", ")}`
      : "",
    kept.current ? "" : "superseded: its source gives another text now",
  ].filter(Boolean)
  return `${versions.map((v) => `${t.paint.yellow(v)}\n`).join("")}${recordPage(t, kept.record, true)}`
}

export function versionsPage(t: Terminal, {versions}: Versions): string {
  const lines = versions.flatMap((v, i) => [
    `${t.paint.bold(`version ${i + 1}`)}${v.current ? "" : t.paint.dim(" (superseded)")}  ${v.title ? t.foreign(v.title) : ""}`,
    t.paint.dim(
      `  ${v.report}${v.received ? ` · received ${v.received.slice(0, 16).replace("T", " ")}` : ""}${v.published ? ` · published ${v.published}` : ""}`,
    ),
    ...v.added.flatMap((s) => block(t, `+ ${s}`, "  ", t.paint.green)),
    ...v.removed.flatMap((s) => block(t, `- ${s}`, "  ", t.paint.red)),
    ...(i > 0 && v.added.length + v.removed.length === 0 ? [t.paint.dim("  the same sentences")] : []),
  ])
  return `${lines.join("\n")}\n`
}

function entityPage(t: Terminal, e: KeptEntity): string {
  return `${[
    t.paint.bold(drawName(t, e.name)),
    t.paint.dim(
      `${e.id} · ${e.kind}${e.wikidata ? ` · https://www.wikidata.org/wiki/${e.wikidata}` : ""}${e.known ? "" : " · not in the knowledge base"}`,
    ),
    `${e.reports} reports, ${e.mentions} mentions, ${e.claims.event} events, ${e.claims.statement} statements, ${e.claims.figure} figures`,
    `called: ${e.names.map((n) => t.foreign(n)).join(", ")}`,
    t.paint.dim(`see: isnad timeline --actor ${e.id}`),
  ].join("\n")}\n`
}

export function explainPage(t: Terminal, e: Explanation): string {
  const lines = [t.paint.bold(`${e.family} ${e.id}`), e.says, ""]
  lines.push(...block(t, e.sentence, "  ", t.paint.italic), "")
  const rows: [string, string][] = [
    ...e.evidence.map((q): [string, string] => ["evidence", `${t.foreign(`«${q.quote}»`)} ${t.paint.dim(`[${q.start}, ${q.end})`)}`]),
    ...e.roles.map((r): [string, string] => [r.role, `${drawName(t, r)} ${t.paint.dim(r.id)}`]),
  ]
  if (e.time)
    rows.push([
      "time",
      `${drawDay(e.time.edtf)} ${t.paint.dim(`${e.time.edtf}, ${e.time.basis}`)}${e.time.quote ? ` ${t.foreign(`«${e.time.quote}»`)}` : ""}`,
    ])
  rows.push(
    ["pattern", t.foreign(e.by)],
    ["confidence", e.confidence.toFixed(2)],
    ["isnad", e.isnad.map((i) => t.foreign(i)).join(" ← ")],
    ["report", drawSource(t, e.report)],
  )
  lines.push(...rows.map(([label, value]) => `  ${t.paint.dim(padEnd(label, 12))}${value}`))
  if (e.why.length)
    lines.push(
      "",
      t.paint.underline("Steps"),
      ...e.why.map((r, i) => `  ${i + 1}. ${t.paint.dim(padEnd(r.step, 10))} ${t.foreign(r.says)}`),
    )
  return `${lines.join("\n")}\n`
}

export function searchPage(t: Terminal, page: Page<SearchHit>): string {
  if (page.items.length === 0) return `${t.paint.dim("No report has all these words.")}\n`
  const lines: string[] = []
  for (const {report, snippet, matches} of page.items) {
    lines.push(`${t.paint.bold(t.foreign(report.title ?? report.sources[0] ?? report.id))} ${t.paint.dim(drawSource(t, report))}`)
    // Without colour the words found stand between asterisks.
    let text = ""
    let at = 0
    for (const [start, end] of matches) {
      text += `${snippet.slice(at, start)}*${snippet.slice(start, end)}*`
      at = end
    }
    lines.push(...block(t, text + snippet.slice(at), "  "), "")
  }
  lines.push(t.paint.dim(countLine(page, "reports")))
  return `${lines.join("\n")}\n`
}

export function statsPage(t: Terminal, s: Stats): string {
  const rows: [string, string][] = [
    ["reports", `${s.reports}${s.superseded ? ` (and ${s.superseded} superseded)` : ""} from ${s.sources} sources`],
    [
      "published",
      s.published.first
        ? `${drawDay(s.published.first)} to ${drawDay(s.published.last)}${s.published.unknown ? `; ${s.published.unknown} unknown` : ""}`
        : "unknown",
    ],
    ["claims", `${s.claims.event} events, ${s.claims.statement} statements, ${s.claims.figure} figures`],
    ["entities", counts(s.entities)],
    ["statuses", counts(s.statuses)],
    ["size", `${(s.bytes / 1e6).toFixed(1)} MB`],
  ]
  const lines = rows.map(([label, value]) => `${t.paint.dim(padEnd(label, 12))}${value}`)
  const most = Math.max(1, ...Object.values(s.events))
  lines.push(
    "",
    ...Object.entries(s.events).map(
      ([type, n]) => `${padEnd(type, 12)}${padStart(String(n), 6)} ${t.paint.cyan("▇".repeat(Math.max(1, Math.round((30 * n) / most))))}`,
    ),
  )
  return `${lines.join("\n")}\n`
}

const counts = (of: {readonly [name: string]: number}): string =>
  Object.entries(of)
    .map(([name, n]) => `${n} ${name}`)
    .join(", ") || "none"
