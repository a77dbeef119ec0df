import {useMemo} from "preact/hooks"
import {useAnswer} from "../api.ts"
import {counted, labels, labelled} from "../labels/index.ts"
import {FigureTable, SeriesChart} from "../parts/charts.tsx"
import {Choice, NameField} from "../parts/pick.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Entities} from "../parts/words.tsx"
import {go, type Place, to} from "../router.tsx"

type Asked = {readonly metric?: string | undefined; readonly party?: string | undefined}

/// Figures on one quantity over time: each value with its source and its qualifier.
export default function SeriesPage({place, again}: {readonly place: Place; readonly again: number}) {
  const asked: Asked = {metric: place.query.get("metric") ?? undefined, party: place.query.get("party") ?? undefined}
  const state = useAnswer("series", {...asked, limit: 100} as Parameters<typeof useAnswer<"series">>[1], again)
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
        {({items}) => (
          <div class="series-list">
            {items.length === 0 && <Nothing />}
            {[...items]
              .sort((a, b) => b.figures.length - a.figures.length)
              .map((s) => (
                <article key={s.series.id} class="card">
                  <h2>
                    {labelled(labels.metrics, s.series.metric)} · <Entities ids={s.series.parties} names={s.names} />
                  </h2>
                  <SeriesChart figures={s.figures} disputed={disputed} />
                  <details open={s.figures.length < 4}>
                    <summary>{counted(labels.figures, s.figures.length)}</summary>
                    <FigureTable figures={s.figures} disputed={disputed} />
                  </details>
                </article>
              ))}
          </div>
        )}
      </Answered>
    </>
  )
}
