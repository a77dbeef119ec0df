import {useAnswer} from "../api.ts"
import {labels} from "../labels/index.ts"
import {Dispute} from "../parts/dispute.tsx"
import {More, usePieces} from "../parts/pieces.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Link, type Place, to} from "../router.tsx"

/// Figures that cannot all be right: of one figure or series by its id, or all of them.
export default function ContradictionsPage({place, again}: {readonly place: Place; readonly again: number}) {
  const id = place.path[1]
  return id === undefined ? <All again={again} /> : <Of id={id} again={again} />
}

type Items = Parameters<typeof Dispute>[0]["dispute"][]
const Listed = ({items}: {readonly items: Readonly<Items>}) => (
  <div class="series-list">
    {items.length === 0 && <Nothing says={labels.noDisputed} />}
    {items.map((c) => (
      <Dispute key={c.figures.map((f) => f.figure.id).join()} dispute={c} />
    ))}
  </div>
)

function All({again}: {readonly again: number}) {
  const {state, more} = usePieces("contradictions", {limit: 60}, again)
  return (
    <>
      <Title text={labels.contradictions}>
        <span class="muted">{labels.contradictionsSays}</span>
      </Title>
      <Answered state={state}>
        {(items) => (
          <>
            <Listed items={items} />
            <More more={more} />
          </>
        )}
      </Answered>
    </>
  )
}

function Of({id, again}: {readonly id: string; readonly again: number}) {
  const state = useAnswer("contradictionsOf", {id}, again)
  return (
    <Answered state={state} isPage>
      {({items}) => (
        <>
          <Title text={labels.whyDisputed}>
            <Link class="strong" href={to("contradictions")}>
              {labels.allContradictions}
            </Link>
          </Title>
          <Listed items={items} />
        </>
      )}
    </Answered>
  )
}
