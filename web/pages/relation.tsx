import {useMemo, useState} from "preact/hooks"
import {type Answers, useAnswer} from "../api.ts"
import {counted, fill, labels, labelled, language} from "../labels/index.ts"
import {visitLabels} from "../labels/visits.ts"
import {FigureTable, Months, SeriesChart} from "../parts/charts.tsx"
import {NameField} from "../parts/pick.tsx"
import {SaidList} from "../parts/said.tsx"
import type {Stretch} from "../parts/scale.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {Timeline, usualView} from "../parts/timeline.tsx"
import {Title} from "../parts/title.tsx"
import {Visits} from "../parts/visits.tsx"
import {EventLine, latestFirst, sayName} from "../parts/words.tsx"
import {go, Link, type Place, to} from "../router.tsx"

/// Two actors: what they did together, how often, what is counted between them, what each says of the other.
export default function RelationPage({place, again}: {readonly place: Place; readonly again: number}) {
  const a = place.query.get("a") ?? ""
  const b = place.query.get("b") ?? ""
  const state = useAnswer("relation", a && b ? {a, b} : undefined, again)
  const disputes = useAnswer("contradictions", {limit: 200}, again)
  const disputed = useMemo(() => new Set((disputes.value?.items ?? []).flatMap((c) => c.figures.map((f) => f.figure.id))), [disputes.value])
  const set = (change: {a?: string; b?: string}): void => go(to("relation", {a, b, ...change}))
  const names = state.value
  return (
    <>
      <Title text={names ? fill(labels.relationOf, {a: first(names.a), b: first(names.b)}) : labels.relation} />
      <form class="conditions" aria-label={labels.filters} onSubmit={(event) => event.preventDefault()}>
        <NameField label={labels.who} value={names ? first(names.a) : a} onValue={(value) => set({a: value})} />
        <NameField label={labels.withWhom} value={names ? first(names.b) : b} onValue={(value) => set({b: value})} />
      </form>
      {a && b ? (
        <Answered state={state}>{(relation) => <Shown relation={relation} disputed={disputed} a={a} b={b} again={again} />}</Answered>
      ) : (
        <Pairs />
      )}
    </>
  )
}

const first = (of: Answers["relation"]["a"]): string => (of[0] ? sayName(of[0].name, of[0].id) : "")

function Shown({
  relation,
  disputed,
  a,
  b,
  again,
}: {
  readonly relation: Answers["relation"]
  readonly disputed: ReadonlySet<string>
  readonly a: string
  readonly b: string
  readonly again: number
}) {
  const {events, months, series, statements} = relation
  const [own, setOwn] = useState<Stretch | undefined>(undefined)
  const usual = useMemo(() => usualView(events.items), [events])
  if (events.items.length + series.length + statements.length === 0) return <Nothing />
  return (
    <>
      {events.items.length > 0 && <Timeline events={events.items} months={[]} view={own ?? usual} onView={setOwn} />}
      <div class="columns">
        <div class="wide">
          <Visits
            key={`${a} ${b}`}
            about={a}
            with={b}
            heading={visitLabels.visitMap}
            partsOf={(visits) => [{heading: undefined, visits}]}
            again={again}
          />
          <h2>{counted(labels.events, events.items.length)}</h2>
          {latestFirst(events.items).map((e) => (
            <EventLine key={e.event.id} answer={e} />
          ))}
        </div>
        <aside class="side">
          {months.length > 0 && (
            <section class="card" aria-labelledby="by-month">
              <h2 id="by-month">{labels.byMonth}</h2>
              <Months months={months} />
            </section>
          )}
          {series.length > 0 && (
            <section class="card" aria-labelledby="between">
              <h2 id="between">{labels.between}</h2>
              {series.map((s) => (
                <div key={s.series.id} class="one-series">
                  <h3>{labelled(labels.metrics, s.series.metric)}</h3>
                  <SeriesChart figures={s.figures} disputed={disputed} />
                  <details>
                    <summary>{counted(labels.figures, s.figures.length)}</summary>
                    <FigureTable figures={s.figures} disputed={disputed} />
                  </details>
                </div>
              ))}
            </section>
          )}
          <section class="card" aria-labelledby="each-other">
            <h2 id="each-other">{labels.ofEachOther}</h2>
            {statements.length === 0 && <Nothing says={labels.noStatements} />}
            <SaidList statements={statements} most={10} />
          </section>
        </aside>
      </div>
    </>
  )
}

/// Where nobody is chosen yet: those who act together most often.
function Pairs() {
  const state = useAnswer("search", {limit: 1})
  return (
    <Answered state={state}>
      {({facets, names}) => (
        <ul class="ranked card">
          {facets.pair.map(({key, count}) => {
            const [a, b] = key.split(" ") as [string, string]
            return (
              <li key={key}>
                <Link href={to("relation", {a, b})}>
                  <bdi>{sayName(names[a], a)}</bdi>
                  {language === "ar" ? " و" : " and "}
                  <bdi>{sayName(names[b], b)}</bdi>
                </Link>
                <span class="count">{counted(labels.reports, count)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </Answered>
  )
}
