import type {Answers} from "../api.ts"
import {labels, labelled} from "../labels/index.ts"
import {Link, to} from "../router.tsx"
import {FigureTable} from "./charts.tsx"
import {Reason} from "./reason.tsx"

const NONE: ReadonlySet<string> = new Set()

/// Figures that cannot all be right, side by side, with the reason; its address is that of the first of them.
export function Dispute({dispute: {kind, why, figures}}: {readonly dispute: Answers["contradictions"]["items"][number]}) {
  const [first] = figures
  return (
    <article class="card">
      <h2>
        {first && <Link href={to(`contradictions/${first.figure.id}`)}>{labelled(labels.metrics, first.figure.metric)}</Link>}{" "}
        <span class="chip">{kind === "value" ? labels.contradictionValue : labels.contradictionArithmetic}</span>
      </h2>
      <p class="muted small">
        <Reason says={why} />
      </p>
      <FigureTable figures={figures} disputed={NONE} withSource />
    </article>
  )
}
