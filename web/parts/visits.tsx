import {useEffect, useMemo, useState} from "preact/hooks"
import {useAnswer, type Visit} from "../api.ts"
import {edtfRange} from "../labels/dates.ts"
import {counted, labels, language} from "../labels/index.ts"
import {visitLabels} from "../labels/visits.ts"
import {Link, to} from "../router.tsx"
import {drawnAs, marksOf} from "./where.ts"
import {Day, Entities, Entity, Kind, Status} from "./words.tsx"

/// Visits on a map, and the same as a list beside it: who needs no map has all of it there.
export type Part = {readonly heading: string | undefined; readonly visits: readonly Visit[]}
const SHOWN = 8

export function Visits({
  about,
  with: other,
  heading,
  partsOf,
  again,
}: {
  readonly about: string
  readonly with?: string
  readonly heading: string
  readonly partsOf: (visits: readonly Visit[]) => readonly Part[]
  readonly again: number
}) {
  const {value} = useAnswer("visits", {about, with: other, limit: 100}, again)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const parts = useMemo(() => (value ? partsOf(value.items).filter((p) => p.visits.length > 0) : []), [value])
  const visits = useMemo(() => parts.flatMap((p) => p.visits), [parts])
  if (visits.length === 0) return null
  return (
    <section class="visits" aria-labelledby="visits">
      <h2 id="visits">
        {heading} <span class="count">{counted(visitLabels.visits, visits.length)}</span>
      </h2>
      <VisitMap visits={visits} chosen={chosen} onChosen={setChosen} title={heading} />
      {parts.map((part) => (
        <VisitList key={part.heading ?? ""} part={part} chosen={chosen} onChosen={setChosen} />
      ))}
      {value?.after && (
        <Link class="strong" href={to("timeline", {with: about, type: "visit"})}>
          {labels.more}
        </Link>
      )}
    </section>
  )
}

type Choosing = {readonly chosen: string | undefined; readonly onChosen: (id: string | undefined) => void}

type Loaded = {readonly map: typeof import("./map.tsx"); readonly world: import("./map.tsx").World}
async function load(): Promise<Loaded> {
  const map = await import("./map.tsx")
  return {map, world: await map.loadWorld()}
}

/// The map where there is something to mark: loaded then, and not before.
function VisitMap({visits, title, ...choosing}: Choosing & {readonly visits: readonly Visit[]; readonly title: string}) {
  const [loaded, setLoaded] = useState<Loaded | "failed" | undefined>(undefined)
  const isNeeded = visits.some((v) => drawnAs(v))
  useEffect(() => {
    if (!isNeeded) return
    let current = true
    load().then(
      (l) => current && setLoaded(l),
      () => current && setLoaded("failed"),
    )
    return () => {
      current = false
    }
  }, [isNeeded])
  const marks = useMemo(() => {
    if (!loaded || loaded === "failed") return []
    const shapes = loaded.map.shapesOf(loaded.world)
    return marksOf(visits, (id) => shapes.has(id))
  }, [loaded, visits])
  if (!isNeeded) return null
  if (loaded === "failed") return <p class="muted">{visitLabels.mapFailed}</p>
  if (!loaded) return <div class="map loading" />
  const has = (what: "past" | "planned"): boolean => marks.some((m) => m[what] > 0)
  return (
    <figure class="visit-map">
      <loaded.map.WorldMap marks={marks} of={loaded.world} title={title} {...choosing} />
      <figcaption>
        <span class="map-legend">
          {has("past") && <span class="key past">{visitLabels.mapPast}</span>}
          {has("planned") && <span class="key planned">{visitLabels.mapPlanned}</span>}
          {marks.some((m) => m.is === "around") && <span class="key around">{visitLabels.mapAround}</span>}
          {marks.some((m) => m.is === "shape") && <span class="key shape">{visitLabels.mapShape}</span>}
        </span>
        <span class="muted">{visitLabels.mapBorders}</span>
      </figcaption>
    </figure>
  )
}

/// The latest first, and those without a day last.
const startOf = ({event: {event}}: Visit): number => edtfRange(event.time)?.first ?? Number.MIN_SAFE_INTEGER

function VisitList({part, ...choosing}: Choosing & {readonly part: Part}) {
  const lines = [...part.visits].sort((x, y) => startOf(y) - startOf(x))
  const list = (some: readonly Visit[]) => (
    <ul class="plain visit-list">
      {some.map((v) => (
        <VisitLine key={v.event.event.id} visit={v} {...choosing} />
      ))}
    </ul>
  )
  return (
    <>
      {part.heading && <h3>{part.heading}</h3>}
      {list(lines.slice(0, SHOWN))}
      {lines.length > SHOWN && (
        <details>
          <summary>
            {labels.more} ({lines.length - SHOWN})
          </summary>
          {list(lines.slice(SHOWN))}
        </details>
      )}
    </>
  )
}

function VisitLine({visit, chosen, onChosen}: Choosing & {readonly visit: Visit}) {
  const {event, names} = visit.event
  const {at} = visit
  const drawn = drawnAs(visit)
  const choose = (): void => onChosen(drawn && at ? at.id : undefined)
  const leave = (): void => onChosen(undefined)
  const place = event.place ?? at?.id
  // Its own name where it is drawn as itself, and what it lies in where it is drawn as that.
  const inside = at && place && at.id !== place ? at : undefined
  return (
    <li
      class={drawn && at && at.id === chosen ? "chosen" : undefined}
      onMouseEnter={choose}
      onMouseLeave={leave}
      onFocusIn={choose}
      onFocusOut={leave}
    >
      <span class="event-day">
        <Day edtf={event.time} />
      </span>
      <span class="visit-what">
        <Link class="event-title" href={to(`event/${event.id}`)}>
          <Kind type={event.type} />
        </Link>{" "}
        <Entities ids={visit.visitors.length > 0 ? visit.visitors : event.participants} names={names} />
        <span class="arrow" aria-hidden="true">
          {language === "ar" ? " ← " : " → "}
        </span>
        {place ? (
          <Entity id={place} name={names[place] ?? (at?.id === place ? at.name : undefined)} />
        ) : (
          <span class="muted">{labels.unknownPlace}</span>
        )}
        {inside && (
          <span class="muted">
            {" "}
            (<bdi>{language === "ar" ? inside.name.ar : inside.name.en}</bdi>)
          </span>
        )}{" "}
        {event.status !== "occurred" && <Status status={event.status} />}{" "}
        <span class="muted exactness">
          {!drawn ? visitLabels.mapNone : at?.is === "country" ? visitLabels.mapShape : at?.is === "area" ? visitLabels.mapAround : ""}
        </span>
      </span>
    </li>
  )
}
