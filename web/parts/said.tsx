import type {Claim} from "../api.ts"
import {counted, labels} from "../labels/index.ts"
import {Day, Entity, Quoted, ReportLink} from "./words.tsx"

/// The first of many statements, the rest behind a press.
export const SaidList = ({statements, most}: {readonly statements: readonly Claim[]; readonly most: number}) => (
  <>
    {statements.slice(0, most).map((s) => (
      <Said key={s.claim.id} claim={s} />
    ))}
    {statements.length > most && (
      <details>
        <summary>{counted(labels.statements, statements.length - most)}</summary>
        {statements.slice(most).map((s) => (
          <Said key={s.claim.id} claim={s} />
        ))}
      </details>
    )}
  </>
)

/// What somebody said, with who passed it on.
function Said({claim: kept}: {readonly claim: Claim}) {
  if (kept.family !== "statement") return null
  const {claim, entities, report} = kept
  const name = (id: string) => entities.find((e) => e.id === id)?.name
  return (
    <article class="said">
      <p class="claim-head">
        {claim.speaker ? <Entity id={claim.speaker} name={name(claim.speaker)} /> : <span class="muted">{labels.speakerUnnamed}</span>}
        {claim.via.map((v) => (
          <span key={v} class="muted">
            {labels.roles.via} <Entity id={v} name={name(v)} />
          </span>
        ))}
      </p>
      <Quoted text={claim.content.quote} />
      <p class="event-foot">
        <Day edtf={claim.time?.edtf ?? report.published} />
        <ReportLink report={report} claim={claim.id} />
      </p>
    </article>
  )
}
