import {Fragment} from "preact"
import type {Event, Name, Names, ReportSummary} from "../api.ts"
import {sayDay} from "../labels/dates.ts"
import {counted, labels, labelled, language} from "../labels/index.ts"
import {Link, to} from "../router.tsx"

/// The small parts that every page is made of.

export const nameOf = (names: Names, id: string): string => sayName(names[id], id)
export const sayName = (name: Name | undefined, id: string): string =>
  (language === "ar" ? name?.ar || name?.en : name?.en || name?.ar) || id.slice(id.indexOf(":") + 1)

/// A name that leads to all that is known of it.
export const Entity = ({id, name}: {readonly id: string; readonly name: Name | undefined}) => (
  <Link class="name" href={to(`entity/${encodeURIComponent(id)}`)}>
    <bdi>{sayName(name, id)}</bdi>
  </Link>
)

export const Entities = ({ids, names}: {readonly ids: readonly string[]; readonly names: Names}) => (
  <span class="names">
    {ids.length === 0 && <span class="muted">{labels.nobody}</span>}
    {ids.map((id, i) => (
      <Fragment key={id}>
        {i > 0 && <span class="plus">{language === "ar" ? "، " : ", "}</span>}
        <Entity id={id} name={names[id]} />
      </Fragment>
    ))}
  </span>
)

/// Words of a report: always in its own language and direction, whatever the page's.
export const Quoted = ({text, class: name = ""}: {readonly text: string; readonly class?: string}) => (
  <blockquote class={`quoted ${name}`} lang="ar" dir="rtl">
    {text}
  </blockquote>
)

export const Status = ({status}: {readonly status: string}) => <span class={`status s-${status}`}>{labelled(labels.statuses, status)}</span>
export const Kind = ({type}: {readonly type: string}) => <span class={`kind k-${laneOf(type)}`}>{labelled(labels.types, type)}</span>

export type Lane = "talks" | "deals" | "pressure" | "force" | "words"
const LANES: {readonly [type: string]: Lane} = {
  visit: "talks",
  meeting: "talks",
  call: "talks",
  summit: "talks",
  agreement: "deals",
  cooperate: "deals",
  aid: "deals",
  sanction: "pressure",
  mobilize: "pressure",
  coerce: "pressure",
  assault: "force",
}
export const laneOf = (type: string): Lane => LANES[type] ?? "words"
export const LANE_LABELS: {readonly [lane in Lane]: string} = {
  talks: labels.laneTalks,
  deals: labels.laneDeals,
  pressure: labels.lanePressure,
  force: labels.laneForce,
  words: labels.laneWords,
}

export const Day = ({edtf}: {readonly edtf: string | null | undefined}) =>
  edtf ? <time dateTime={edtf}>{sayDay(edtf)}</time> : <span class="muted">{labels.undated}</span>

/// What a report is called: its title, else where it came from.
export const titleOf = (report: ReportSummary): string => report.title ?? report.sources[0]?.split("/").at(-1) ?? report.id
export const ReportLink = ({report, claim}: {readonly report: ReportSummary; readonly claim?: string | undefined}) => (
  <Link class="report-link" href={to(`report/${report.id}`, {claim})}>
    <bdi lang="ar">{titleOf(report)}</bdi>
  </Link>
)

/// Reports in a row, each with the day it is of.
export const DatedReports = ({reports}: {readonly reports: readonly ReportSummary[]}) => (
  <>
    {reports.map((r) => (
      <li key={r.id}>
        <ReportLink report={r} />{" "}
        <span class="muted">
          <Day edtf={r.published} />
        </span>
      </li>
    ))}
  </>
)

/// How far an event is vouched for.
export function Support({event}: {readonly event: Event["event"]}) {
  const reports = new Set(event.claims.map((c) => c.report)).size
  return (
    <span class="support">
      {counted(labels.reports, reports)} ·{" "}
      <span class={event.sources > 1 ? "strong" : undefined}>{counted(labels.independent, event.sources)}</span>
    </span>
  )
}

/// An event in a list: what, who, where, how sure, and the words.
export function EventLine({answer, withDay = true}: {readonly answer: Event; readonly withDay?: boolean}) {
  const {event, names, told} = answer
  return (
    <article class={`event-line k-${laneOf(event.type)}`} id={event.id}>
      <div class="event-head">
        {withDay && (
          <span class="event-day">
            <Day edtf={event.time} />
          </span>
        )}
        <Link class="event-title" href={to(`event/${event.id}`)}>
          <Kind type={event.type} />
        </Link>
        <Entities ids={event.participants} names={names} />
        {event.place && !event.participants.includes(event.place) && (
          <span class="at">
            <Entity id={event.place} name={names[event.place]} />
          </span>
        )}
        {event.status !== "occurred" && <Status status={event.status} />}
      </div>
      {told[0] && <Quoted text={told[0].sentence} />}
      <div class="event-foot">
        <Support event={event} />
        {told[0] && <ReportLink report={told[0].report} claim={told[0].id} />}
      </div>
    </article>
  )
}

/// Events that come by day, the latest first and the undated still last.
export const latestFirst = (events: readonly Event[]): Event[] => [
  ...events.filter((e) => e.event.time !== null).reverse(),
  ...events.filter((e) => e.event.time === null),
]
