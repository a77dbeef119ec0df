import {type Answers, forget, useAnswer} from "../api.ts"
import {counted, labelled, labels} from "../labels/index.ts"
import {sayMoment, sayWhen} from "../labels/dates.ts"
import {IssueWords} from "../parts/issue.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Link, to} from "../router.tsx"
import {useEffect, useState} from "preact/hooks"

type Source = Answers["gathering"]["sources"][number]

/// How often the page looks again: what sources do is no change of the record, which would be told.
const EVERY = 30_000

/// Where reports come from, and how each source is doing: what fails and what is silent first.
export default function GatheringPage({again}: {readonly again: number}) {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    forget()
    const timer = setInterval(() => {
      forget()
      setTurn((n) => n + 1)
    }, EVERY)
    return () => clearInterval(timer)
  }, [])
  const state = useAnswer("gathering", {}, again + turn)
  return (
    <>
      <Title text={labels.gathering}>
        <span class="muted">{labels.gatheringSays}</span>
      </Title>
      <p>
        <Link href={to("sources")}>{labels.repeats}</Link>
      </p>
      <Answered state={state}>{(answer) => <Shown sources={answer.sources} />}</Answered>
    </>
  )
}

function Shown({sources}: {readonly sources: readonly Source[]}) {
  if (sources.length === 0) return <Nothing says={labels.noGathering} />
  const sorted = [...sources].sort((a, b) => ORDER.indexOf(healthOf(a)) - ORDER.indexOf(healthOf(b)))
  return (
    <ul class="told gathered">
      {sorted.map((source) => (
        <li key={source.name} class="card">
          <One source={source} />
        </li>
      ))}
    </ul>
  )
}

/// In the order in which they need somebody.
const ORDER = ["failing", "silent", "fresh", "well", "paused"] as const
type Health = (typeof ORDER)[number]
const healthOf = ({paused, failures, alarmed, asked}: Source): Health =>
  paused ? "paused" : failures > 0 ? "failing" : alarmed !== null ? "silent" : asked === null ? "fresh" : "well"

const COUNTS = ["new", "version", "origin", "same", "refused", "gone"] as const

function One({source}: {readonly source: Source}) {
  const {name, kind, at, asked, gave, due, failures, problem, waiting, items, counts, refused} = source
  const health = healthOf(source)
  const told = {...counts, same: counts.same + counts.unchanged + counts.reread}
  const left = waiting + items.waiting
  return (
    <>
      <h2>
        <bdi>{name}</bdi> <span class={`status h-${health}`}>{labels.health[health]}</span>
      </h2>
      {kind !== null && (
        <p class="muted small">
          {labelled(labels.sourceKinds, kind)} {at !== null && <bdi>{at}</bdi>}
        </p>
      )}
      <dl class="times">
        <Time says={labels.lastNew} at={gave} none={labels.neverNew} />
        <Time says={labels.lastAsked} at={asked} none={labels.health.fresh} />
        {!source.paused && due !== null && <Time says={labels.nextAsked} at={due} none="" />}
      </dl>
      <dl class="times">
        {COUNTS.map((what) => (
          <div key={what} class={`d-${what}`}>
            <dt>{labels.done[what]}</dt>
            <dd class="count">{told[what]}</dd>
          </div>
        ))}
      </dl>
      {left > 0 && <p class="muted">{counted(labels.itemsWait, left)}</p>}
      {problem !== null && (
        <div class="problem">
          <strong>{counted(labels.failedTimes, failures)}</strong>
          <p lang="en" dir="ltr">
            {problem}
          </p>
        </div>
      )}
      {refused.length > 0 && (
        <details>
          <summary>{labels.whyRefused}</summary>
          <ul>
            {refused.map((r) => (
              <li key={r.code}>
                <span class="count">{r.count}</span> <IssueWords issue={r} /> <code>{r.code}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const Time = ({says, at, none}: {readonly says: string; readonly at: string | null; readonly none: string}) => (
  <div>
    <dt>{says}</dt>
    <dd>
      {at === null ? (
        none
      ) : (
        <time dateTime={at} title={sayMoment(at)}>
          {sayWhen(at)}
        </time>
      )}
    </dd>
  </div>
)
