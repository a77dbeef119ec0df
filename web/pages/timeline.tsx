import {useEffect, useMemo, useRef, useState} from "preact/hooks"
import {addressOf, ask, download, type Event, type Problem, Refused, type State, useAnswer} from "../api.ts"
import {civilOf, isoDay, sayMonth} from "../labels/dates.ts"
import {counted, labels} from "../labels/index.ts"
import {Choice, NameField} from "../parts/pick.tsx"
import {daysOf, type Stretch} from "../parts/scale.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {Timeline, usualView} from "../parts/timeline.tsx"
import {Title} from "../parts/title.tsx"
import {EventLine} from "../parts/words.tsx"
import {go, type Place, sayPlace, to} from "../router.tsx"

const CONDITIONS = ["actor", "with", "type", "status", "place", "from", "to"] as const
type Conditions = {readonly [name in (typeof CONDITIONS)[number]]?: string | undefined}
/// Pieces of a list that are fetched at once; what is beyond them is found by conditions.
const PIECES = 3

export default function TimelinePage({place, again}: {readonly place: Place; readonly again: number}) {
  const conditions = Object.fromEntries(CONDITIONS.map((c) => [c, place.query.get(c) ?? undefined])) as Conditions
  const set = (change: Conditions): void => go(to("timeline", {...conditions, ...change}), "push")
  const state = useEvents(conditions, again)
  const months = useAnswer("counts", {...conditions, by: "month"}, again)
  const any = CONDITIONS.some((c) => conditions[c])
  return (
    <>
      <Title text={labels.timeline}>
        <div class="actions">
          <button
            type="button"
            class="quiet"
            onClick={() => void download(addressOf("events", {...conditions, limit: 200}), "text/csv", "isnad-events.csv")}
          >
            {labels.download} CSV
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => void download(addressOf("events", {...conditions, limit: 200}), "application/jsonl", "isnad-events.jsonl")}
          >
            JSONL
          </button>
        </div>
      </Title>
      <form class="conditions" aria-label={labels.filters} onSubmit={(event) => event.preventDefault()}>
        <NameField label={labels.who} value={conditions.actor ?? ""} onValue={(actor) => set({actor})} />
        <NameField label={labels.withWhom} value={conditions.with ?? ""} onValue={(value) => set({with: value})} />
        <Choice
          label={labels.kind}
          value={conditions.type ?? ""}
          all={labels.allKinds}
          options={labels.types}
          onValue={(type) => set({type})}
        />
        <Choice
          label={labels.standing}
          value={conditions.status ?? ""}
          all={labels.anyStanding}
          options={STANDINGS}
          onValue={(status) => set({status})}
        />
        <label class="field">
          <span>{labels.from}</span>
          <input type="date" value={dayIn(conditions.from, "from")} onChange={(event) => set({from: event.currentTarget.value})} />
        </label>
        <label class="field">
          <span>{labels.to}</span>
          <input type="date" value={dayIn(conditions.to, "to")} onChange={(event) => set({to: event.currentTarget.value})} />
        </label>
        {any && (
          <button type="button" class="quiet" onClick={() => go(to("timeline"))}>
            {labels.clear}
          </button>
        )}
      </form>
      <Answered state={state}>{(events) => <Drawn events={events} months={months.value?.items ?? []} place={place} />}</Answered>
    </>
  )
}

const {unconfirmed: _1, reported: _2, forecast: _3, target: _4, ...STANDINGS} = labels.statuses

/// The first or last day of a month or year that stands in the address, which a field for days would leave empty.
function dayIn(said: string | undefined, side: "from" | "to"): string {
  const days = daysOf(said ?? null, {from: 0, to: 0})
  return days ? isoDay(days[side]) : ""
}

/// The events of the conditions, piece by piece.
function useEvents(conditions: Conditions, again: number): State<readonly Event[]> {
  const [state, setState] = useState<State<readonly Event[]>>({loading: true})
  const key = JSON.stringify(conditions)
  useEffect(() => {
    let current = true
    setState((s) => ({...s, problem: undefined, loading: true}))
    const read = async (): Promise<void> => {
      const events: Event[] = []
      let after: string | undefined
      for (let i = 0; i < PIECES; i++) {
        const piece = await ask("events", {...conditions, limit: 200, after})
        events.push(...piece.items)
        if (!current) return
        if (piece.after === null) break
        after = piece.after
        setState({value: [...events], loading: true})
      }
      setState({value: events, loading: false})
    }
    read().catch((error: unknown) => {
      const problem: Problem = error instanceof Refused ? error.problem : {code: "network", says: String(error), hint: ""}
      if (current) setState({problem, loading: false})
    })
    return () => {
      current = false
    }
  }, [key, again])
  return state
}

function Drawn({
  events,
  months,
  place,
}: {
  readonly events: readonly Event[]
  readonly months: readonly {key: string | null; count: number}[]
  readonly place: Place
}) {
  const asked = place.query.get("view")
  const usual = useMemo(() => usualView(events), [events])
  const [own, setOwn] = useState<Stretch | undefined>(undefined)
  const view = own ?? daysOf(asked, usual) ?? usual
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const show = (to_: Stretch): void => {
    setOwn(to_)
    clearTimeout(timer.current)
    // The address follows once the hand is still.
    timer.current = setTimeout(() => {
      const query = new URLSearchParams(location.search)
      query.set("view", `${isoDay(Math.round(to_.from))}/${isoDay(Math.round(to_.to))}`)
      sayPlace(`${location.pathname}?${query}`)
    }, 300)
  }
  const spans = events.map((e) => ({e, span: daysOf(e.event.time, view)}))
  const inside = spans.filter(({span}) => span && span.to >= view.from && span.from <= view.to)
  const undated = spans.filter(({span}) => !span)
  const outside = events.length - inside.length - undated.length
  const byMonth = new Map<string, Event[]>()
  for (const {e, span} of inside) {
    // «up to» stands at its end, the only day that is known of it.
    const at = span?.open === "start" ? Math.min(span.to, view.to) : Math.max(span?.from ?? 0, Math.ceil(view.from))
    const {y, m} = civilOf(Math.floor(at))
    const key = `${y}-${String(m).padStart(2, "0")}`
    byMonth.set(key, [...(byMonth.get(key) ?? []), e])
  }
  if (events.length === 0) return <Nothing />
  return (
    <>
      <Timeline events={events} months={months} view={view} onView={show} />
      <section class="list" aria-label={labels.happened}>
        <p class="muted">
          {counted(labels.events, inside.length)}
          {outside > 0 && <> · {counted(labels.outside, outside)}</>}
        </p>
        {[...byMonth]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([month, list]) => (
            <section key={month} class="month">
              <h2>{sayMonth(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1) / 86_400_000)}</h2>
              {list.map((e) => (
                <EventLine key={e.event.id} answer={e} />
              ))}
            </section>
          ))}
        {undated.length > 0 && (
          <details class="month">
            <summary>{counted(labels.undatedEvents, undated.length)}</summary>
            {undated.map(({e}) => (
              <EventLine key={e.event.id} answer={e} />
            ))}
          </details>
        )}
      </section>
    </>
  )
}
