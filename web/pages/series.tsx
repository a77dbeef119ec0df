import {useMemo} from "preact/hooks"
import {type Answers, useAnswer} from "../api.ts"
import {counted, labels, labelled, language} from "../labels/index.ts"
import {drawnOf, FigureTable, SeriesChart} from "../parts/charts.tsx"
import {Dispute} from "../parts/dispute.tsx"
import {Choice, NameField} from "../parts/pick.tsx"
import {More, usePieces} from "../parts/pieces.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Entities, nameOf} from "../parts/words.tsx"
import {go, Link, type Place, to} from "../router.tsx"

type Asked = {readonly metric?: string | undefined; readonly party?: string | undefined}
type Series = Answers["oneSeries"]

/// Figures on one quantity over time: each value with its source and its qualifier. One series by its id, or all of them.
export default function SeriesPage(at: {readonly place: Place; readonly again: number}) {
  const id = at.place.path[1]
  return id === undefined ? <AllSeries {...at} /> : <OneSeries id={id} again={at.again} />
}

function AllSeries({place, again}: {readonly place: Place; readonly again: number}) {
  const asked: Asked = {metric: place.query.get("metric") ?? undefined, party: place.query.get("party") ?? undefined}
  const {state, more} = usePieces("series", {...asked, limit: 60}, again)
  const disputes = useAnswer("contradictions", {limit: 200}, again)
  const disputed = useMemo(() => new Set((disputes.value?.items ?? []).flatMap((c) => c.figures.map((f) => f.figure.id))), [disputes.value])
  const set = (change: Asked): void => go(to("series", {...asked, ...change}))
  return (
    <>
      <Title text={labels.series}>
        <span class="muted">{labels.seriesSays}</span>
      </Title>
      <form class="conditions" aria-label={labels.filters} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={labels.kind}
          value={asked.metric ?? ""}
          all={labels.allKinds}
          options={labels.metrics}
          onValue={(metric) => set({metric})}
        />
        <NameField label={labels.roles.party} value={asked.party ?? ""} onValue={(party) => set({party})} />
      </form>
      <Answered state={state}>
        {(items) => (
          <>
            <div class="series-list">
              {items.length === 0 && <Nothing />}
              {[...items]
                .sort((a, b) => b.figures.length - a.figures.length)
                .map((s) => (
                  <article key={s.series.id} class="card">
                    <h2>
                      <Link href={to(`series/${s.series.id}`)}>{labelled(labels.metrics, s.series.metric)}</Link> ·{" "}
                      <Entities ids={s.series.parties} names={s.names} />
                    </h2>
                    <SeriesChart figures={s.figures} disputed={disputed} />
                    <details open={s.figures.length < 4}>
                      <summary>{counted(labels.figures, s.figures.length)}</summary>
                      <FigureTable figures={s.figures} disputed={disputed} />
                    </details>
                  </article>
                ))}
            </div>
            <More more={more} />
          </>
        )}
      </Answered>
    </>
  )
}

function OneSeries({id, again}: {readonly id: string; readonly again: number}) {
  const state = useAnswer("oneSeries", {id}, again)
  return (
    <Answered state={state} isPage>
      {(answer) => <Shown answer={answer} again={again} />}
    </Answered>
  )
}

/// The chart, every value, and what does not fit with any of them: the values apart and the arithmetic behind.
function Shown({answer, again}: {readonly answer: Series; readonly again: number}) {
  const {series, figures, names} = answer
  const disputes = useAnswer("contradictionsOf", {id: series.id}, again)
  const disputed = useMemo(() => new Set((disputes.value?.items ?? []).flatMap((c) => c.figures.map((f) => f.figure.id))), [disputes.value])
  const who = series.parties.map((p) => nameOf(names, p)).join(language === "ar" ? "، " : ", ")
  const left = figures.length - drawnOf(figures).drawn.length
  return (
    <article class="series-page">
      <Title text={who ? `${labelled(labels.metrics, series.metric)}: ${who}` : labelled(labels.metrics, series.metric)}>
        <p class="facts">
          <Entities ids={series.parties} names={names} />
          <span>{labelled(labels.units, series.unit)}</span>
          <span>{counted(labels.figures, figures.length)}</span>
          <Link class="strong" href={to("series", {metric: series.metric, party: series.parties[0]})}>
            {labels.allSeries}
          </Link>
        </p>
      </Title>
      <section class="card">
        <SeriesChart figures={figures} disputed={disputed} />
        {drawnOf(figures).drawn.length > 1 && left > 0 && <p class="muted small">{counted(labels.notDrawn, left)}</p>}
        <FigureTable figures={figures} disputed={disputed} withSource />
      </section>
      <h2>{labels.whyDisputed}</h2>
      <Answered state={disputes}>
        {({items}) => (
          <div class="series-list">
            {items.length === 0 && <Nothing says={labels.noDisputed} />}
            {items.map((c) => (
              <Dispute key={c.figures.map((f) => f.figure.id).join()} dispute={c} />
            ))}
          </div>
        )}
      </Answered>
    </article>
  )
}
