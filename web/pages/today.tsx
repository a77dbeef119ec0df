import {useAnswer} from "../api.ts"
import {sayWeekday} from "../labels/dates.ts"
import {counted, fill, labels} from "../labels/index.ts"
import {sayCompared, sayValue} from "../labels/numbers.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {DatedReports, Day, EventLine, nameOf, ReportLink} from "../parts/words.tsx"
import {Title} from "../parts/title.tsx"
import {Link, to} from "../router.tsx"

/// The first page: stories by day, what is due, what does not fit, what came in.
export default function Today({again}: {readonly again: number}) {
  const state = useAnswer("today", {}, again)
  return (
    <Answered state={state}>
      {(today) => (
        <>
          <Title text={labels.today}>{today.on && <span class="muted">{fill(labels.asOf, {day: sayWeekday(today.on)})}</span>}</Title>
          {today.stories.length === 0 && <Nothing says={labels.empty} />}
          <div class="columns">
            <section class="wide" aria-labelledby="stories">
              <h2 id="stories">{labels.stories}</h2>
              {today.stories.map(({day, stories}) => (
                <section key={day} class="day">
                  <h3>{sayWeekday(day)}</h3>
                  <ul class="stories">
                    {stories.map((story) => (
                      <li key={story.id}>
                        {story.reports.slice(0, 1).map((r) => (
                          <ReportLink key={r.id} report={r} />
                        ))}
                        {story.reports.length > 1 && (
                          <details>
                            <summary>{counted(labels.reports, story.reports.length)}</summary>
                            <ul>
                              <DatedReports reports={story.reports.slice(1)} />
                              <li>
                                <Link class="strong small" href={to(`story/${story.id}`)}>
                                  {labels.toStory}
                                </Link>
                              </li>
                            </ul>
                          </details>
                        )}
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </section>
            <div class="side">
              <section class="card" aria-labelledby="ahead">
                <h2 id="ahead">{labels.ahead}</h2>
                {today.ahead.length === 0 && <Nothing says={labels.noAhead} />}
                {today.ahead.map((e) => (
                  <EventLine key={e.event.id} answer={e} />
                ))}
              </section>
              <section class="card" aria-labelledby="overdue">
                <h2 id="overdue">{labels.overdue}</h2>
                <p class="muted">{labels.overdueSays}</p>
                {today.overdue.length === 0 && <Nothing says={labels.noOverdue} />}
                {today.overdue.slice(0, 5).map((e) => (
                  <EventLine key={e.event.id} answer={e} />
                ))}
              </section>
              <section class="card" aria-labelledby="disputed">
                <h2 id="disputed">
                  <Link href={to("contradictions")}>{labels.disputed}</Link>
                </h2>
                {today.contradictions.length === 0 && <Nothing says={labels.noDisputed} />}
                <ul class="disputes">
                  {today.contradictions.map((c) => (
                    <li key={c.figures.map((f) => f.figure.id).join()}>
                      <span class="muted">
                        {labels.metrics[c.figures[0]?.figure.metric ?? "other"]}
                        {" · "}
                        {[...new Set(c.figures.flatMap((f) => f.figure.parties))].map((p) => nameOf(today.names, p)).join("، ")}
                      </span>
                      <span class="versus">
                        {c.figures.slice(0, 3).map((f) => (
                          <Link key={f.figure.id} href={to(`report/${f.report.id}`, {claim: f.figure.id})}>
                            {sayCompared(f.figure.comparator)}
                            {sayValue(f.figure.value, f.figure.unit)}
                          </Link>
                        ))}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
              <section class="card" aria-labelledby="latest">
                <h2 id="latest">{labels.latest}</h2>
                <ul class="plain">
                  {today.latest.map((r) => (
                    <li key={r.id}>
                      <ReportLink report={r} />
                      <div class="muted">
                        <Day edtf={r.published} /> · {counted(labels.events, r.claims.event)} ·{" "}
                        {counted(labels.statements, r.claims.statement)} · {counted(labels.figures, r.claims.figure)}
                      </div>
                    </li>
                  ))}
                </ul>
              </section>
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}
