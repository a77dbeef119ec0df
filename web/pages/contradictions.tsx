import {useAnswer} from "../api.ts"
import {labels, labelled} from "../labels/index.ts"
import {FigureTable} from "../parts/charts.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Reason} from "../parts/reason.tsx"

const NONE: ReadonlySet<string> = new Set()

/// Figures that cannot all be right, side by side, with the reason.
export default function ContradictionsPage({again}: {readonly again: number}) {
  const state = useAnswer("contradictions", {limit: 100}, again)
  return (
    <>
      <Title text={labels.contradictions}>
        <span class="muted">{labels.contradictionsSays}</span>
      </Title>
      <Answered state={state}>
        {({items}) => (
          <div class="series-list">
            {items.length === 0 && <Nothing says={labels.noDisputed} />}
            {items.map((c) => (
              <article key={c.figures.map((f) => f.figure.id).join()} class="card">
                <h2>
                  {labelled(labels.metrics, c.figures[0]?.figure.metric ?? "other")}{" "}
                  <span class="chip">{c.kind === "value" ? labels.contradictionValue : labels.contradictionArithmetic}</span>
                </h2>
                <p class="muted small">
                  <Reason says={c.why} />
                </p>
                <FigureTable figures={c.figures} disputed={NONE} />
              </article>
            ))}
          </div>
        )}
      </Answered>
    </>
  )
}
