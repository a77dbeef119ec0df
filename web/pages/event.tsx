import {useState} from "preact/hooks"
import {type Event, type Problem, tell, useAnswer, useMay} from "../api.ts"
import {counted, fill, labels, labelled, language} from "../labels/index.ts"
import {sayDay} from "../labels/dates.ts"
import {JudgeById, problemOf, Trouble} from "../parts/deciding.tsx"
import {Isnad} from "../parts/isnad.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Day, Entities, Entity, Kind, laneOf, nameOf, Quoted, ReportLink, Status, Support} from "../parts/words.tsx"
import {Why} from "../parts/why.tsx"
import type {Place} from "../router.tsx"
import {Reason} from "../parts/reason.tsx"

/// One event: its life with the sentence of each step, who has it from whom, and every report that tells of it.
export default function EventPage({place, again}: {readonly place: Place; readonly again: number}) {
  const [turn, setTurn] = useState(0)
  const state = useAnswer("event", {id: place.path[1] ?? ""}, again + turn)
  return (
    <Answered state={state} isPage>
      {(answer) => <Shown answer={answer} onDecided={() => setTurn(turn + 1)} />}
    </Answered>
  )
}

function Shown({answer, onDecided}: {readonly answer: Event; readonly onDecided: () => void}) {
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const may = useMay("review")
  const decide = (asked: Promise<unknown>): void => void asked.then(onDecided, (error: unknown) => setProblem(problemOf(error)))
  const {event, told, chains, names} = answer
  const who = event.participants.map((p) => nameOf(names, p)).join(language === "ar" ? "، " : ", ")
  return (
    <article class={`event-page k-${laneOf(event.type)}`}>
      <Title text={who ? `${labelled(labels.types, event.type)}: ${who}` : labelled(labels.types, event.type)}>
        <p class="facts">
          <Kind type={event.type} />
          <Status status={event.status} />
          <Support event={event} />
        </p>
      </Title>
      <dl class="keys card">
        <div>
          <dt>{labels.when}</dt>
          <dd>
            <Day edtf={event.time} />
          </dd>
        </div>
        <div>
          <dt>{labels.where}</dt>
          <dd>{event.place ? <Entity id={event.place} name={names[event.place]} /> : <span class="muted">{labels.unknownPlace}</span>}</dd>
        </div>
        <div>
          <dt>{labels.participants}</dt>
          <dd>
            <Entities ids={event.participants} names={names} />
          </dd>
        </div>
      </dl>
      <div class="columns">
        <section class="wide" aria-labelledby="life">
          <h2 id="life">{labels.life}</h2>
          <ol class="life">
            {event.life.map((step) => {
              const by = told.find((t) => t.id === step.event)
              return (
                <li key={`${step.event} ${step.report}`} class={`s-${step.status}`}>
                  <p class="step">
                    <Status status={step.status} />
                    {step.from && <span class="muted">{fill(labels.movedFrom, {day: sayDay(step.from)})}</span>}
                    {step.to && <span class="muted">{fill(labels.movedTo, {day: sayDay(step.to)})}</span>}
                    <span class="muted">
                      {labels.told} <Day edtf={step.day} />
                    </span>
                  </p>
                  {by && <Quoted text={by.sentence} />}
                  {by && <ReportLink report={by.report} claim={by.id} />}
                </li>
              )
            })}
          </ol>
          <h2>
            {labels.toldBy} <span class="muted">{counted(labels.reports, new Set(event.claims.map((c) => c.report)).size)}</span>
          </h2>
          <ul class="told">
            {told.map((t) => (
              <li key={t.id} class="card">
                <p class="step">
                  {t.status && <Status status={t.status} />}
                  <ReportLink report={t.report} claim={t.id} />
                  <span class="muted">
                    <Day edtf={t.report.published} />
                  </span>
                </p>
                <Quoted text={t.sentence} />
                <div class="claim-foot">
                  <Why id={t.id} />
                  <JudgeById id={t.id} onDone={onDecided} />
                  {told.length > 1 && may && (
                    <button type="button" class="quiet small" onClick={() => decide(tell("split", {one: t.id}))}>
                      {labels.notThisEvent}
                    </button>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {may && <SameAs answer={answer} onJoin={(other) => decide(tell("join", {one: event.id, other}))} />}
          <Trouble problem={problem} />
        </section>
        <aside class="side">
          <section class="card" aria-labelledby="isnad">
            <h2 id="isnad">{labels.isnad}</h2>
            <p class="muted">
              {labels.isnadSays} · {counted(labels.independent, event.sources)}
            </p>
            <Isnad trees={chains} names={names} />
          </section>
          {event.why.length > 0 && (
            <section class="card" aria-labelledby="why-one">
              <details>
                <summary id="why-one">{labels.whyOne}</summary>
                <ul class="plain small">
                  {event.why.map((w) => (
                    <li key={`${w.a.event} ${w.b.event}`}>
                      {w.says.map((s) => (
                        <span key={s} class="chip">
                          <Reason says={s} />
                        </span>
                      ))}
                    </li>
                  ))}
                </ul>
              </details>
            </section>
          )}
        </aside>
      </div>
    </article>
  )
}

/// Another event of the same kind and the same first actor, to be joined with this one.
function SameAs({answer, onJoin}: {readonly answer: Event; readonly onJoin: (other: string) => void}) {
  const [open, setOpen] = useState(false)
  const {event} = answer
  return (
    <details class="same-as" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{labels.sameEvent}</summary>
      {open && <Others event={event} onJoin={onJoin} />}
    </details>
  )
}

function Others({event, onJoin}: {readonly event: Event["event"]; readonly onJoin: (other: string) => void}) {
  const state = useAnswer("events", {type: event.type, about: event.participants[0], limit: 60})
  return (
    <Answered state={state}>
      {({items}) => {
        const others = items.filter((o) => o.event.id !== event.id)
        return others.length === 0 ? (
          <Nothing />
        ) : (
          <ul class="plain">
            {others.map((o) => (
              <li key={o.event.id} class="event-foot">
                <Day edtf={o.event.time} />
                <Entities ids={o.event.participants} names={o.names} />
                {o.event.place && <Entity id={o.event.place} name={o.names[o.event.place]} />}
                {o.told[0] && <ReportLink report={o.told[0].report} claim={o.told[0].id} />}
                <button type="button" class="small" onClick={() => onJoin(o.event.id)}>
                  {labels.joinThem}
                </button>
              </li>
            ))}
          </ul>
        )
      }}
    </Answered>
  )
}
