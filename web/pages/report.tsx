import {useEffect, useMemo, useRef, useState} from "preact/hooks"
import {type Answers, type Claim, type Names, useAnswer} from "../api.ts"
import {sayDay} from "../labels/dates.ts"
import {counted, fill, labels, labelled} from "../labels/index.ts"
import {sayCompared, sayShare, sayValue} from "../labels/numbers.ts"
import {Adding, useSelected} from "../parts/adding.tsx"
import {bare, marksOf, type Segment, segmentsOf, sentencesOf} from "../parts/marks.ts"
import {Judge, Ledger} from "../parts/deciding.tsx"
import {Answered} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {DatedReports, Day, Entities, Entity, Kind, ReportLink, Status, titleOf} from "../parts/words.tsx"
import {Why} from "../parts/why.tsx"
import {Link, type Place, sayPlace, to} from "../router.tsx"
import {Reason} from "../parts/reason.tsx"

type Report = Answers["report"]
/// Lines taken out of a text that are shown, greyed, without being asked for.
const MOST_OPEN = 12

/// A report as it was received, every claim underlined in its exact words; beside it what each of them says.
export default function ReportPage({place, again}: {readonly place: Place; readonly again: number}) {
  const [turn, setTurn] = useState(0)
  const state = useAnswer("report", {id: place.path[1] ?? ""}, again + turn)
  return (
    <Answered state={state} isPage>
      {(report) => (
        <Shown report={report} asked={place.query.get("claim") ?? undefined} again={again + turn} onDecided={() => setTurn(turn + 1)} />
      )}
    </Answered>
  )
}

/// Why a line was taken out: by its kind, or since it recurs at its outlet («recurring line: on 6 of 9 pages of example.org»).
function whyRemoved(why: string): string {
  const outlet = /^recurring line: on \d+ of \d+ pages of (.+)$/.exec(why)?.[1]
  return outlet === undefined ? labelled(labels.removedKinds, why) : fill(labels.removedKinds.recurring, {outlet})
}

function Shown({
  report,
  asked,
  again,
  onDecided,
}: {
  readonly report: Report
  readonly asked: string | undefined
  readonly again: number
  readonly onDecided: () => void
}) {
  const {record, names} = report
  const {text} = record.report
  const [chosen, setChosen] = useState<string | undefined>(asked)
  const paragraphs = useMemo(() => segmentsOf(text, marksOf(record)), [report])
  const reader = useRef<HTMLDivElement>(null)
  const selected = useSelected(text)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => setChosen(asked), [asked])
  useEffect(() => {
    if (!chosen) return
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"
    reader.current?.querySelector(".chosen")?.scrollIntoView({block: "center", behavior: calm})
    const card = panel.current?.querySelector<HTMLElement>(`#c-${CSS.escape(chosen)}`)
    const box = panel.current
    if (card && box && box.scrollHeight > box.clientHeight) box.scrollTo({top: card.offsetTop - box.offsetTop - 80, behavior: calm})
  }, [chosen])
  const choose = (id: string | undefined): void => {
    setChosen(id)
    sayPlace(to(`report/${record.report.id}`, {claim: id}))
  }
  const {report: it} = record
  const title = it.title ?? report.origins[0]?.source ?? it.id
  return (
    <article class="report-page">
      <Title text={title} lang="ar">
        <p class="facts">
          <span>{it.published.edtf ? `${labels.published} ${sayDay(it.published.edtf)}` : labels.publishedUnknown}</span>
          {it.published.basis !== "given" && it.published.edtf && <span class="chip">{labelled(labels.bases, it.published.basis)}</span>}
          {it.agencies.length > 0 && (
            <span>
              {labels.agencies} <Entities ids={it.agencies} names={names} />
            </span>
          )}
          {report.origins.map((o) => (
            <span key={o.source} class="muted" dir="ltr">
              {o.url && /^https?:\/\//.test(o.url) ? (
                <a href={o.url} rel="noreferrer noopener" target="_blank">
                  {o.url}
                </a>
              ) : (
                o.source
              )}
            </span>
          ))}
        </p>
        {report.later.length > 0 && (
          <p class="notice">
            <Link href={to(`report/${report.later[0]}`)}>{labels.versions}</Link>
          </p>
        )}
      </Title>
      <div class="reading">
        <div class="reader-box">
          <div
            class="reader"
            ref={reader}
            lang="ar"
            dir="rtl"
            // Words are pressed with a pointer; by keys the same claims are reached in the panel beside.
            onClick={(event) => {
              // Words that are being selected are not pressed.
              if (getSelection()?.isCollapsed === false) return
              const id = (event.target as HTMLElement).closest<HTMLElement>("[data-claim]")?.dataset["claim"]
              if (id) choose(id === chosen ? undefined : id)
            }}
          >
            {paragraphs.map((segments) => (
              <p key={segments[0]?.start} data-start={segments[0]?.start}>
                {segments.map((s) => (
                  <Words key={s.start} text={text} segment={s} chosen={chosen} />
                ))}
              </p>
            ))}
          </div>
          <Adding
            report={it.id}
            selected={selected}
            onDone={(claim) => {
              choose(claim)
              onDecided()
            }}
          />
          {it.removed.length > 0 && (
            <details class="removed" open={it.removed.length <= MOST_OPEN}>
              <summary>
                {labels.taken} <span class="muted">({labels.takenSays})</span>
              </summary>
              <ul lang="ar" dir="rtl">
                {it.removed.map((r) => (
                  <li key={r.quote}>
                    <span>{r.quote}</span> <small>{whyRemoved(r.why)}</small>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {it.published.why.length > 0 && (
            <details class="removed">
              <summary>{labels.whyDated}</summary>
              <ol>
                {it.published.why.map((w) => (
                  <li key={w}>
                    <Reason says={w} />
                  </li>
                ))}
              </ol>
            </details>
          )}
          <Copies report={report} />
        </div>
        <Panel report={report} chosen={chosen} onChoose={choose} panel={panel} again={again} onDecided={onDecided} />
      </div>
    </article>
  )
}

function Words({text, segment, chosen}: {readonly text: string; readonly segment: Segment; readonly chosen: string | undefined}) {
  const {start, end, marks} = segment
  const words = text.slice(start, end)
  if (marks.length === 0) return <>{words}</>
  const families = [...new Set(marks.map((m) => `m-${m.family}`))].join(" ")
  // Of several claims on the same words the shortest is meant.
  const claims = marks.filter((m) => m.family !== "entity").sort((a, b) => a.end - a.start - (b.end - b.start))
  const isChosen = marks.some((m) => m.id === chosen)
  return (
    <span class={`${families}${isChosen ? " chosen" : ""}`} data-claim={claims[0]?.id}>
      {words}
    </span>
  )
}

function Panel({
  report,
  chosen,
  onChoose,
  panel,
  again,
  onDecided,
}: {
  readonly report: Report
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
  readonly panel: {current: HTMLElement | null}
  readonly again: number
  readonly onDecided: () => void
}) {
  const {record, names, events} = report
  const judge = (any: Pick<Claim, "family" | "claim">) => (
    <Judge
      kept={
        {
          ...any,
          context: "",
          entities: record.entities,
          report: {id: record.report.id, title: null, published: null, agencies: [], sources: [], current: true},
        } as Claim
      }
      onDone={onDecided}
    />
  )
  const cardOf = (id: string) => ({
    id: `c-${id}`,
    class: `claim${chosen === id ? " chosen" : ""}`,
  })
  const show = (id: string) => (
    <button type="button" class="quiet small" aria-pressed={chosen === id} onClick={() => onChoose(chosen === id ? undefined : id)}>
      {labels.inText}
    </button>
  )
  const entities = [...record.entities].sort((a, b) => b.mentions.length - a.mentions.length)
  return (
    <aside class="panel" ref={panel} aria-label={labels.claims} tabIndex={0}>
      <section>
        <h2>
          <i class="swatch m-event" aria-hidden="true" />
          {labels.happened} <span class="muted">{record.events.length}</span>
        </h2>
        {record.events.map((e) => (
          <div key={e.id} {...cardOf(e.id)}>
            <p class="claim-head">
              <Kind type={e.type} />
              {e.status !== "occurred" && <Status status={e.status} />}
              <span class="muted">
                <Day edtf={e.time?.edtf} />
              </span>
            </p>
            <p>
              <Entities ids={e.participants.map((p) => p.entity)} names={names} />
              {e.place && (
                <span class="at">
                  <Entity id={e.place} name={names[e.place]} />
                </span>
              )}
            </p>
            <div class="claim-foot">
              {show(e.id)}
              {events[e.id] && (
                <Link class="small" href={to(`event/${events[e.id]?.id}`)}>
                  {labels.toEvent}
                  {(events[e.id]?.reports ?? 0) > 1 && <> · {counted(labels.reports, events[e.id]?.reports ?? 0)}</>}
                </Link>
              )}
              <Why id={e.id} />
              {judge({family: "event", claim: e})}
            </div>
          </div>
        ))}
      </section>
      <section>
        <h2>
          <i class="swatch m-statement" aria-hidden="true" />
          {labels.said} <span class="muted">{record.statements.length}</span>
        </h2>
        {record.statements.map((s) => (
          <div key={s.id} {...cardOf(s.id)}>
            <p class="claim-head">
              {s.speaker ? (
                <Entity id={s.speaker} name={names[s.speaker]} />
              ) : s.speakerText ? (
                <bdi lang="ar">{s.speakerText}</bdi>
              ) : (
                <span class="muted">{labels.speakerUnnamed}</span>
              )}
              <Via via={s.via} names={names} />
            </p>
            <blockquote class="quoted short" lang="ar" dir="rtl">
              {s.content.quote}
            </blockquote>
            <div class="claim-foot">
              {show(s.id)}
              <Why id={s.id} />
              {judge({family: "statement", claim: s})}
            </div>
          </div>
        ))}
      </section>
      <section>
        <h2>
          <i class="swatch m-figure" aria-hidden="true" />
          {labels.counted} <span class="muted">{record.figures.length}</span>
        </h2>
        {record.figures.map((f) => (
          <div key={f.id} {...cardOf(f.id)}>
            <p class="claim-head">
              <strong>
                {sayCompared(f.comparator)}
                {sayValue(f.value, f.unit)}
              </strong>
              {f.measure === "change" && <span class="chip">{labels.change}</span>}
              {f.status !== "reported" && <Status status={f.status} />}
            </p>
            <p>
              {labelled(labels.metrics, f.metric)} · <Entities ids={f.parties} names={names} />
              {f.period && (
                <span class="muted">
                  {" · "}
                  <Day edtf={f.period.edtf} />
                </span>
              )}
            </p>
            <div class="claim-foot">
              {show(f.id)}
              <Why id={f.id} />
              {judge({family: "figure", claim: f})}
            </div>
          </div>
        ))}
      </section>
      <section>
        <h2>
          <i class="swatch m-entity" aria-hidden="true" />
          {labels.named} <span class="muted">{entities.length}</span>
        </h2>
        <ul class="entities">
          {entities.map((e) => (
            <li key={e.id}>
              <Entity id={e.id} name={e.name} /> <span class="muted">{counted(labels.times, e.mentions.length)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{labels.decided}</h2>
        <Ledger report={record.report.id} again={again} onDone={onDecided} />
      </section>
    </aside>
  )
}

const Via = ({via, names}: {readonly via: readonly string[]; readonly names: Names}) =>
  via.length === 0 ? null : (
    <span class="muted">
      {labels.roles.via} <Entities ids={via} names={names} />
    </span>
  )

function Copies({report}: {readonly report: Report}) {
  const {copies, story, record} = report
  const [beside, setBeside] = useState<string | undefined>(undefined)
  const other = useAnswer("report", beside === undefined ? undefined : ({id: beside} as {id: string}))
  if (copies.length === 0 && !story) return null
  const id = record.report.id
  const others = (story?.reports ?? []).filter((r) => r.id !== id)
  return (
    <section class="beside">
      {copies.length > 0 && <h2>{labels.copies}</h2>}
      {copies.map((c) => {
        const that = c.copy === id ? c.original : c.copy
        const summary = story?.reports.find((r) => r.id === that)
        return (
          <div key={that} class="card">
            <p>
              {fill(c.copy === id ? labels.copyOf : labels.copiedBy, {share: sayShare(c.shared)})} ·{" "}
              {c.credited ? labels.credited : labels.uncredited}
            </p>
            <p>
              {summary ? (
                <ReportLink report={summary} />
              ) : (
                <Link href={to(`report/${that}`)}>
                  <bdi lang="ar">{report.names[that]?.ar || report.names[that]?.en || that}</bdi>
                </Link>
              )}
            </p>
            <button
              type="button"
              class="quiet small"
              aria-expanded={beside === that}
              onClick={() => setBeside(beside === that ? undefined : that)}
            >
              {labels.differences}
            </button>
          </div>
        )
      })}
      {beside && other.value && (
        <Differences
          one={record.report.text}
          two={other.value.record.report.text}
          title={titleOf({...other.value.record.report, sources: [], published: null, current: true})}
        />
      )}
      {others.length > 0 && (
        <>
          <h2>
            <Link href={to(`story/${story?.id}`)}>{labels.sameStory}</Link>
          </h2>
          <ul class="plain">
            <DatedReports reports={others} />
          </ul>
        </>
      )}
    </section>
  )
}

/// Two texts side by side: what stands in both is quiet, what stands in one only is marked.
function Differences({one, two, title}: {readonly one: string; readonly two: string; readonly title: string}) {
  const [a, b] = [sentencesOf(one), sentencesOf(two)]
  const [inA, inB] = [new Set(a.map(bare)), new Set(b.map(bare))]
  const column = (sentences: readonly string[], others: ReadonlySet<string>, label: string) => (
    <div>
      <h3>
        <bdi>{label}</bdi>
      </h3>
      {sentences.map((s, i) => (
        <p key={i} class={others.has(bare(s)) ? "both" : "only"} lang="ar" dir="rtl">
          {s}
        </p>
      ))}
    </div>
  )
  return (
    <div class="differences">
      {column(a, inB, labels.report)}
      {column(b, inA, title)}
    </div>
  )
}
