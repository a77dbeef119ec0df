import {useState} from "preact/hooks"
import {type Answers, useAnswer, type Visit} from "../api.ts"
import {counted, fill, labels, labelled, language} from "../labels/index.ts"
import {visitLabels} from "../labels/visits.ts"
import {Months} from "../parts/charts.tsx"
import {Companions} from "../parts/companions.tsx"
import {Naming} from "../parts/naming.tsx"
import {SaidList} from "../parts/said.tsx"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {type Part, Visits} from "../parts/visits.tsx"
import {directionsOf} from "../parts/where.ts"
import {EventLine, latestFirst, sayName} from "../parts/words.tsx"
import {Link, type Place, to} from "../router.tsx"

/// A person, body, country or place: names met, offices, what it took part in and with whom, what it said.
export default function EntityPage({place, again}: {readonly place: Place; readonly again: number}) {
  const [turn, setTurn] = useState(0)
  const state = useAnswer("entity", {id: place.path[1] ?? ""}, again + turn)
  return (
    <Answered state={state} isPage>
      {(answer) => <Shown answer={answer} again={again + turn} onDecided={() => setTurn(turn + 1)} />}
    </Answered>
  )
}

const KINDS = {person: labels.person, organization: labels.organization, country: labels.country, place: labels.placeKind}

/// A person's itinerary is where he went; a country and a place are visited too.
function visitParts({id, kind, name}: Answers["entity"]["entity"], visits: readonly Visit[]): Part[] {
  const {to, by, other} = directionsOf(visits, id)
  if (kind === "person" || kind === "organization") return [{heading: undefined, visits: by}]
  const says = {name: sayName(name, id)}
  return [
    {heading: fill(visitLabels.visitsTo, says), visits: to},
    {heading: fill(visitLabels.visitsBy, says), visits: by},
    {heading: visitLabels.otherVisits, visits: other},
  ]
}

function Shown({answer, again, onDecided}: {readonly answer: Answers["entity"]; readonly again: number; readonly onDecided: () => void}) {
  const {entity, companions, together, roles, events, statements, months, types} = answer
  const other = language === "ar" ? entity.name.en : entity.name.ar
  return (
    <>
      <Title text={sayName(entity.name, entity.id)}>
        <p class="facts">
          <span class="chip">{KINDS[entity.kind]}</span>
          <bdi lang={language === "ar" ? "en" : "ar"}>{other}</bdi>
          <span>{counted(labels.reports, entity.reports)}</span>
          <span>{counted(labels.events, entity.claims.event)}</span>
          <span>{counted(labels.statements, entity.claims.statement)}</span>
          <Link class="strong" href={to("timeline", {actor: entity.id})}>
            {labels.openTimeline}
          </Link>
        </p>
      </Title>
      <div class="columns">
        <div class="wide">
          {months.length > 1 && (
            <section aria-labelledby="by-month">
              <h2 id="by-month">{labels.byMonth}</h2>
              <Months months={months} />
            </section>
          )}
          {companions.length > 0 && <Companions entity={entity} companions={companions} together={together} />}
          <Visits
            key={entity.id}
            about={entity.id}
            heading={entity.kind === "person" ? visitLabels.itinerary : visitLabels.visitMap}
            partsOf={(visits) => visitParts(entity, visits)}
            again={again}
          />
          <h2>{labels.happened}</h2>
          {events.items.length === 0 && <Nothing />}
          {latestFirst(events.items).map((e) => (
            <EventLine key={e.event.id} answer={e} />
          ))}
          {events.after && (
            <Link class="strong" href={to("timeline", {with: entity.id})}>
              {labels.more}
            </Link>
          )}
        </div>
        <aside class="side">
          {types.length > 0 && (
            <section class="card" aria-labelledby="kinds">
              <h2 id="kinds">{labels.kind}</h2>
              <ul class="ranked">
                {types.slice(0, 8).map((t) => (
                  <li key={t.key}>
                    <Link href={to("timeline", {with: entity.id, type: t.key})}>{labelled(labels.types, t.key ?? "")}</Link>
                    <i style={{inlineSize: `${(t.count / (types[0]?.count ?? 1)) * 5}rem`}} aria-hidden="true" />
                    <span class="count">{t.count}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {roles.length > 0 && (
            <section class="card" aria-labelledby="offices">
              <h2 id="offices">{labels.offices}</h2>
              <ul class="plain" lang="ar" dir="rtl">
                {roles.map((r) => (
                  <li key={r.role}>{r.role}</li>
                ))}
              </ul>
            </section>
          )}
          <section class="card" aria-labelledby="names">
            <h2 id="names">{labels.names}</h2>
            <p class="spellings">
              {entity.names.slice(0, 40).map((n) => (
                <bdi key={n} class="chip">
                  {n}
                </bdi>
              ))}
            </p>
            <Naming entity={entity} onDone={onDecided} />
          </section>
          {statements.items.length > 0 && (
            <section class="card" aria-labelledby="said">
              <h2 id="said">{labels.statementsOf}</h2>
              <SaidList statements={statements.items} most={8} />
            </section>
          )}
        </aside>
      </div>
    </>
  )
}
