import type {Links, StoryStep} from "../link/index.ts"
import type {Decision, Slice} from "../record/index.ts"
import type {
  ChainTree,
  ClaimChain,
  ContradictionAnswer,
  DecisionAnswer,
  DueAnswer,
  EventAnswer,
  EventsAnswer,
  FigureTold,
  Names,
  QueueItem,
  SeriesAnswer,
  StoryAnswer,
} from "../serve/index.ts"
import {drawDay} from "./days.ts"
import {COMPARED, drawNumber} from "./numbers.ts"
import {block, DATE_WIDTH, drawName, drawSource, shownPage, STATUS_SIGN} from "./pages.ts"
import {padEnd, type Terminal} from "./terminal.ts"

/// Answers across reports as pages for a reader at a terminal.

const UNCONFIRMED = "◌"
const signOf = (status: string): string => (status === "unconfirmed" ? UNCONFIRMED : (STATUS_SIGN[status] ?? ""))

function nameIn(t: Terminal, names: Names, id: string): string {
  const name = names[id]
  return name ? drawName(t, name) : t.foreign(id)
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/// The event in one line: day, kind, where it stands, who, where.
function headline(t: Terminal, {event, names}: EventAnswer): string {
  const who = event.participants.map((p) => nameIn(t, names, p)).join(" + ") || t.paint.dim("(nobody named)")
  const place = event.place ? `  ${t.paint.dim("@")} ${nameIn(t, names, event.place)}` : ""
  return `${padEnd(t.paint.bold(drawDay(event.time)), DATE_WIDTH)}${signOf(event.status)} ${t.paint.cyan(event.type)} ${t.paint.dim(event.status)}  ${who}${place}`
}

const measure = (t: Terminal, {event}: EventAnswer): string => {
  const reports = new Set(event.claims.map((c) => c.report)).size
  return t.paint.dim(`${count(reports, "report")}, ${count(event.sources, "independent source")} · ${event.id}`)
}

function lifeLines(t: Terminal, {event, told}: EventAnswer, margin: string): string[] {
  return event.life.flatMap((step) => {
    const by = told.find((x) => x.id === step.event && x.report.id === step.report)
    const moved =
      step.from || step.to
        ? t.paint.dim(` (${[step.from && `from ${step.from}`, step.to && `to ${step.to}`].filter(Boolean).join(" ")})`)
        : ""
    return [
      `${margin}${signOf(step.status)} ${padEnd(step.status, 11)}${moved} ${t.paint.dim(`told ${drawDay(step.day)} in`)} ${by ? drawSource(t, by.report) : step.report}`,
      ...(by ? block(t, by.sentence, `${margin}  `, t.paint.italic) : []),
    ]
  })
}

/// Reports that tell it again after its last step.
function recalledLines(t: Terminal, {event, told}: EventAnswer): string[] {
  const last = event.life.at(-1)
  const since = last?.day
  if (!last || !since) return []
  const steps = new Set(event.life.map((s) => s.report))
  return told
    .filter((x) => !steps.has(x.report.id) && x.status === last.status && x.report.published !== null && begins(x.report.published) > since)
    .flatMap((x) => [
      `  ${t.paint.dim("·")} ${padEnd("recalled", 11)} ${t.paint.dim(`told ${drawDay(x.report.published)} in`)} ${drawSource(t, x.report)}`,
      ...block(t, x.sentence, "    ", t.paint.italic),
    ])
}
/// The first day of what EDTF gives, in a form that days are compared in.
const begins = (edtf: string): string => {
  const [first] = edtf.split("/") as [string]
  return first.length < 10 ? `${first}${"-01".repeat((10 - first.length) / 3)}` : first.slice(0, 10)
}

const MARGIN = " ".repeat(DATE_WIDTH)

export function eventsPage(t: Terminal, answer: EventsAnswer): string {
  if (answer.events.length === 0) return `${t.paint.dim("No event fits. Fewer conditions, or other spellings of a name, may find more.")}\n`
  const lines = answer.events.flatMap((e) => [headline(t, e), ...lifeLines(t, e, `${MARGIN}  `), `${MARGIN}  ${measure(t, e)}`, ""])
  const more = answer.next === null ? "" : ` (more: --offset ${answer.next}, all: --limit 0)`
  lines.push(t.paint.dim(`${answer.events.length} of ${count(answer.total, "event")}${more}`), t.paint.dim(LEGEND))
  return `${lines.join("\n")}\n`
}

const LEGEND =
  "● took place  ◐ under way  ◇ planned  ◌ planned, its day passed without a report  ↷ postponed  ✕ cancelled  ∅ denied  ? hypothetical"

export function eventPage(t: Terminal, answer: EventAnswer): string {
  const {event, told} = answer
  const lines = [
    headline(t, answer),
    `${MARGIN}  ${measure(t, answer)}`,
    "",
    t.paint.underline("Life"),
    ...lifeLines(t, answer, "  "),
    ...recalledLines(t, answer),
    "",
  ]
  lines.push(t.paint.underline(`Told by (${told.length})`))
  for (const x of told)
    lines.push(
      `  ${x.id} ${t.paint.dim(x.status ?? "")} ${t.paint.dim("in")} ${drawSource(t, x.report)}`,
      ...block(t, x.sentence, "    ", t.paint.italic),
    )
  lines.push(
    "",
    t.paint.underline(`Who has it from whom: ${count(event.sources, "independent source")}`),
    ...treeLines(t, answer.chains, answer.names),
  )
  if (event.why.length > 0)
    lines.push(
      "",
      t.paint.underline("Why they are one"),
      ...event.why.map((w) => `  ${w.a.event} = ${w.b.event}  ${t.paint.dim(w.says.join("; "))}`),
    )
  lines.push("", t.paint.dim(`not one? isnad split ${told[0]?.id ?? event.id}`))
  return `${lines.join("\n")}\n`
}

function treeLines(t: Terminal, trees: readonly ChainTree[], names: Names, margin = "  "): string[] {
  return trees.flatMap((node, i) => {
    const last = i === trees.length - 1
    return [
      `${margin}${last ? "└─" : "├─"} ${nameIn(t, names, node.by)}`,
      ...treeLines(t, node.passed, names, `${margin}${last ? "   " : "│  "}`),
    ]
  })
}

export function chainPage(t: Terminal, answer: EventAnswer | ClaimChain): string {
  const [head, sources] =
    "event" in answer
      ? [[headline(t, answer)], answer.event.sources]
      : [
          answer.told.flatMap((x) => [
            `${x.id} ${t.paint.dim("in")} ${drawSource(t, x.report)}`,
            ...block(t, x.sentence, "  ", t.paint.italic),
          ]),
          answer.sources,
        ]
  return `${[...head, "", ...treeLines(t, answer.chains, answer.names), "", t.paint.dim(`${count(sources, "independent source")}: roots of the tree`)].join("\n")}\n`
}

const done = ({does, of, why}: StoryStep): string =>
  does === "splits" ? `splits from ${of?.join(" and ")}, ${why}` : `${does}${of ? ` ${of.join(" and ")}` : ""}`

export function storyPage(t: Terminal, {story, reports, copies, events, dates}: StoryAnswer): string {
  const lines = [t.paint.bold(`${count(reports.length, "report")} on one matter`) + t.paint.dim(`  ${story.id}`), ""]
  const inside = new Set(story.reports)
  const split = (s: StoryStep): string => t.paint.yellow(`splits: ${s.report} begins ${s.of?.join(" and ")}`) + t.paint.dim(`, ${s.why}`)
  for (const r of reports) {
    const at = story.steps.findIndex((s) => s.report === r.id)
    const step = story.steps[at]
    const gone: StoryStep[] = []
    for (let i = at + 1; i < story.steps.length && !inside.has(story.steps[i]?.report as string); i++)
      gone.push(story.steps[i] as StoryStep)
    const copy = copies.find((c) => c.copy === r.id)
    lines.push(`  ${padEnd(drawDay(r.published), DATE_WIDTH)}${t.foreign(r.title ?? r.sources[0] ?? r.id)}`)
    lines.push(`  ${MARGIN}${t.paint.dim(`${step ? done(step) : ""} · ${r.id} · ${t.foreign(r.sources[0] ?? "")}`)}`)
    if (copy)
      lines.push(
        `  ${MARGIN}${t.paint.yellow(`${Math.round(copy.shared * 100)} % of it stands in ${copy.original}`)} ${t.paint.dim(`(${copy.credited ? "credited" : "not credited"}; ${copy.why})`)}`,
      )
    for (const d of dates.filter((x) => x.report === r.id))
      lines.push(`  ${MARGIN}${t.paint.dim(`published ${drawDay(d.edtf)}: ${d.why.join("; ")}`)}`)
    for (const s of gone) lines.push(`  ${MARGIN}${split(s)}`)
  }
  if (events.length > 0)
    lines.push(
      "",
      t.paint.underline("Told by more than one of them"),
      ...events.flatMap((e) => [headline(t, e), `${MARGIN}  ${measure(t, e)}`]),
    )
  return `${lines.join("\n")}\n`
}

export function duePage(t: Terminal, {on, overdue, ahead}: DueAnswer): string {
  const part = (title: string, of: readonly EventAnswer[]): string[] =>
    of.length === 0
      ? []
      : [
          t.paint.underline(`${title} (${of.length})`),
          ...of.flatMap((e) => [headline(t, e), ...lifeLines(t, e, `${MARGIN}  `), `${MARGIN}  ${measure(t, e)}`]),
          "",
        ]
  const lines = [...part("Their day has passed, and nothing was told of them since", overdue), ...part("To come", ahead)]
  if (lines.length === 0) lines.push(t.paint.dim("Nothing planned is known."))
  return `${[t.paint.dim(`as of ${drawDay(on)}`), "", ...lines].join("\n")}\n`
}

function figureLine(t: Terminal, {figure, sentence, report}: FigureTold): string[] {
  const change = figure.measure === "change" ? " change" : ""
  const status = figure.status === "reported" ? "" : ` ${t.paint.dim(figure.status)}`
  return [
    `  ${padEnd(figure.period ? drawDay(figure.period.edtf) : "", DATE_WIDTH)}${t.paint.bold(`${COMPARED[figure.comparator]}${drawNumber(figure.value, figure.unit)}`)}${change}${status}  ${t.paint.dim(`in ${drawSource(t, report)} · ${figure.id}`)}`,
    ...block(t, sentence, `  ${MARGIN}`, t.paint.italic),
  ]
}

export function contradictionsPage(t: Terminal, all: readonly ContradictionAnswer[]): string {
  if (all.length === 0) return `${t.paint.dim("No figures contradict each other.")}\n`
  return `${[...all.flatMap((c) => [`${t.paint.cyan(c.figures[0]?.figure.metric ?? "")} ${t.paint.yellow(contradictionWhy(c))}`, ...c.figures.flatMap((f) => figureLine(t, f)), ""]), t.paint.dim(count(all.length, "contradiction"))].join("\n")}\n`
}

/// Its numbers as they are shown below it.
function contradictionWhy({kind, why, figures}: ContradictionAnswer): string {
  if (kind !== "value") return why
  const said = figures.map(({figure}) => `${COMPARED[figure.comparator]}${drawNumber(figure.value, figure.unit)}`)
  return [...why.split("; ").slice(0, -1), said.join(" against ")].join("; ")
}

export function seriesPage(t: Terminal, all: readonly SeriesAnswer[]): string {
  if (all.length === 0) return `${t.paint.dim("No series fits.")}\n`
  const lines = all.flatMap(({series, figures, names}) => [
    `${t.paint.cyan(series.metric)}  ${series.parties.map((p) => nameIn(t, names, p)).join(" – ")}  ${t.paint.dim(series.id)}`,
    ...figures.flatMap((f) => figureLine(t, f)),
    "",
  ])
  return `${[...lines, t.paint.dim(count(all.length, "series", "series"))].join("\n")}\n`
}

export function linksPage(t: Terminal, links: Links): string {
  const shared = links.events.filter((e) => new Set(e.claims.map((c) => c.report)).size > 1)
  const rows: [string, string][] = [
    ["copies", String(links.copies.length)],
    ["stories", `${links.stories.length}, ${links.stories.filter((s) => s.reports.length > 1).length} of several reports`],
    [
      "events",
      `${links.events.length}, ${shared.length} told by several reports, ${links.events.filter((e) => e.sources > 1).length} with several sources`,
    ],
    ["unconfirmed", `${links.events.filter((e) => e.status === "unconfirmed").length} (isnad due)`],
    ["series", String(links.series.length)],
    ["agreements", String(links.agreements.length)],
    ["contradictions", `${links.contradictions.length} (isnad contradictions)`],
    ["dated", `${links.dates.length} reports by their neighbours`],
  ]
  return `${rows.map(([label, value]) => `${t.paint.dim(padEnd(label, 16))}${value}`).join("\n")}\n`
}

const SAYS: {readonly [says: string]: string} = {
  same: "=",
  different: "≠",
  right: "right",
  wrong: "wrong",
  added: "added",
  called: "is called",
}

function decisionLine(t: Terminal, d: Decision): string {
  const name = (x: string | {readonly claim: string}): string => (typeof x === "string" ? x : x.claim)
  const what =
    d.family === "claim"
      ? `${d.of.claim} ${d.says === "rather" ? `corrected: ${d.fields.join(", ")}` : SAYS[d.says]}`
      : d.says === "called"
        ? `${d.a} ${SAYS[d.says]} ${t.foreign(`«${d.name}»`)}`
        : `${name(d.a)} ${SAYS[d.says]} ${name(d.b)}${d.family === "entity" && d.says === "different" ? ` in ${d.report}` : ""}`
  const who = [d.by && t.foreign(d.by), d.at?.slice(0, 16).replace("T", " ")].filter(Boolean).join(", ")
  const line = `${d.id}  ${what}${d.reason ? `  ${t.foreign(`«${d.reason}»`)}` : ""}${who ? t.paint.dim(`  ${who}`) : ""}`
  return d.standing ? line : t.paint.dim(`${line} (taken back${d.undone?.by ? ` by ${t.foreign(d.undone.by)}` : ""})`)
}

export function decidedPage(t: Terminal, {decisions, event, claim}: DecisionAnswer): string {
  const lines = decisions.map((d) => decisionLine(t, d))
  if (lines.length === 0) lines.push(t.paint.dim("Nothing to part: its event holds nothing else."))
  if (event) lines.push("", headline(t, event), `${MARGIN}  ${measure(t, event)}`)
  return `${lines.join("\n")}\n${claim ? `\n${shownPage(t, {sort: "claim", claim})}` : ""}`
}

export function decisionsPage(t: Terminal, {items, after}: Slice<Decision>): string {
  if (items.length === 0) return `${t.paint.dim("No decisions were made.")}\n`
  const more = after === null ? [] : [t.paint.dim(`more: --after ${after}, all: --limit 0`)]
  return `${[...items.map((d) => decisionLine(t, d)), ...more].join("\n")}\n`
}

export function queuePage(t: Terminal, {items, after}: Slice<QueueItem>): string {
  if (items.length === 0) return `${t.paint.dim("Nothing waits: every claim was looked at.")}\n`
  const lines = items.flatMap(({claim, doubt, event}) => [
    `${t.paint.yellow(`${Math.round(doubt * 100)} %`)} ${t.paint.dim(`in doubt${event && event.reports > 1 ? `, told by ${count(event.reports, "report")}` : ""}`)}`,
    shownPage(t, {sort: "claim", claim}),
  ])
  lines.push(
    t.paint.dim(`isnad accept ID · isnad reject ID · isnad correct ID --status …${after === null ? "" : `   more: --after ${after}`}`),
  )
  return `${lines.join("\n")}\n`
}
