import {type Event, useAnswer} from "../api.ts"
import {counted, fill, labels, labelled, language} from "../labels/index.ts"
import {sayDay} from "../labels/dates.ts"
import {Isnad} from "../parts/isnad.tsx"
import {Answered} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Day, Entities, Entity, Kind, laneOf, nameOf, Quoted, ReportLink, Status, Support} from "../parts/words.tsx"
import {Why} from "../parts/why.tsx"
import type {Place} from "../router.tsx"

/// One event: its life with the sentence of each step, who has it from whom, and every report that tells of it.
export default function EventPage({place, again}: {readonly place: Place; readonly again: number}) {
  const state = useAnswer("event", {id: place.path[1] ?? ""}, again)
  return <Answered state={state}>{(answer) => <Shown answer={answer} />}</Answered>
}

function Shown({answer}: {readonly answer: Event}) {
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
                <Why id={t.id} />
              </li>
            ))}
          </ul>
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
                <ul class="plain small" lang="en" dir="ltr">
                  {event.why.map((w) => (
                    <li key={`${w.a.event} ${w.b.event}`}>
                      {w.says.map((s) => (
                        <span key={s} class="chip">
                          {s}
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
