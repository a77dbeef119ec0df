import {type Answers, useAnswer, useMay} from "../api.ts"
import {counted, fill, labels} from "../labels/index.ts"
import {sayShare} from "../labels/numbers.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Entity, ReportLink} from "../parts/words.tsx"
import {Link, to} from "../router.tsx"

/// Outlets, agencies, and who repeats whom how much later.
export default function SourcesPage({again}: {readonly again: number}) {
  const state = useAnswer("sources", {}, again)
  const mayGather = useMay("write")
  return (
    <>
      <Title text={labels.sourcesPage}>
        <span class="muted">{labels.sourcesSays}</span>
      </Title>
      {mayGather && (
        <p>
          <Link href={to("gathering")}>{labels.gatheringLink}</Link>
        </p>
      )}
      <Answered state={state}>{(sources) => <Shown sources={sources} />}</Answered>
    </>
  )
}

function Shown({sources}: {readonly sources: Answers["sources"]}) {
  const {outlets, agencies, copies, names} = sources
  return (
    <div class="columns">
      <section class="wide" aria-labelledby="repeats">
        <h2 id="repeats">{labels.repeats}</h2>
        {copies.length === 0 && <Nothing says={labels.noCopies} />}
        <ul class="told">
          {copies.map((c) => (
            <li key={`${c.original} ${c.copy}`} class="card">
              <p>
                <ReportLink report={c.from} />
              </p>
              <p class="passed">
                <span class="status">{later(c.days)}</span>
                <span class="muted">
                  {fill(labels.copyOf, {share: sayShare(c.shared)})} · {c.credited ? labels.credited : labels.uncredited}
                </span>
              </p>
              <p>
                <ReportLink report={c.by} />
              </p>
            </li>
          ))}
        </ul>
      </section>
      <aside class="side">
        <section class="card" aria-labelledby="agencies">
          <h2 id="agencies">{labels.agenciesCredited}</h2>
          <ul class="ranked">
            {agencies.map((a) => (
              <li key={a.key}>
                <Entity id={a.key} name={names[a.key]} />
                <i style={{inlineSize: `${(a.count / (agencies[0]?.count ?? 1)) * 5}rem`}} aria-hidden="true" />
                <span class="count">{a.count}</span>
              </li>
            ))}
          </ul>
        </section>
        <section class="card" aria-labelledby="outlets">
          <h2 id="outlets">{labels.outlets}</h2>
          {outlets.length === 0 && <Nothing says={labels.noOutlets} />}
          <ul class="ranked">
            {outlets.map((o) => (
              <li key={o.key}>
                <Link href={to("search", {source: o.key})}>
                  <bdi>{o.key}</bdi>
                </Link>
                <i style={{inlineSize: `${(o.count / (outlets[0]?.count ?? 1)) * 5}rem`}} aria-hidden="true" />
                <span class="count">{o.count}</span>
              </li>
            ))}
          </ul>
        </section>
      </aside>
    </div>
  )
}

const later = (days: number | null): string =>
  days === null ? labels.undated : days === 0 ? labels.sameDay : counted(labels.daysLater, days)
