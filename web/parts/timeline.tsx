import {useEffect, useMemo, useRef} from "preact/hooks"
import type {Event} from "../api.ts"
import {civilOf, sayDay, sayTick} from "../labels/dates.ts"
import {counted, labels, labelled, language} from "../labels/index.ts"
import {Link, to} from "../router.tsx"
import {daysOf, type Heap, type Placed, placed, type Stretch, ticksOf, widthOf} from "./scale.ts"
import {useWidth} from "./width.ts"
import {LANE_LABELS, type Lane, laneOf, nameOf} from "./words.tsx"

/// Events in lanes by kind over time. Everything is placed by logical sides, so that time runs the way the language is read.
/// A day is a dot; what is known to within days, a month or a year is a bar as long as that.

const LANES: readonly Lane[] = ["talks", "deals", "pressure", "force", "words"]
const ROW = 26
const ROWS = 6
/// As wide as a finger needs (WCAG 2.5.8).
const LEAST_WIDE = 24
/// Room for the name of a month: nearer to the end it would be cut off.
const TICK_WIDE = {year: 36, month: 58, day: 58}
/// As wide as the lanes are on paper (8-print.css).
const PAPER_WIDE = 700
const LEAST_DAYS = 7
const MOST_DAYS = 365 * 60

type Month = {readonly key: string | null; readonly count: number}

export function Timeline({
  events,
  months,
  view,
  onView,
}: {
  readonly events: readonly Event[]
  readonly months: readonly Month[]
  readonly view: Stretch
  readonly onView: (view: Stretch) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, PAPER_WIDE)

  const days = widthOf(view)
  const x = (day: number): number => ((day - view.from) / days) * width
  const lanes = useMemo(() => {
    const of = new Map<Lane, {readonly items: readonly Placed<Event>[]; readonly heaps: readonly Heap<Event>[]}>()
    for (const lane of LANES) {
      const items = events
        .filter((e) => laneOf(e.event.type) === lane)
        .flatMap((e) => {
          const span = daysOf(e.event.time, view)
          if (!span || span.to < view.from || span.from > view.to) return []
          const from = x(Math.max(span.from, view.from))
          const end = Math.max(x(Math.min(span.to, view.to) + 1), from + LEAST_WIDE)
          return [{item: e, from, to: end, label: captionOf(e).length * 6.6 + 14}]
        })
        .sort((a, b) => a.from - b.from || b.to - a.to)
      if (items.length > 0) of.set(lane, placed(items, ROWS, 6, width))
    }
    return of
  }, [events, view.from, view.to, width])

  const move = (part: number): void => onView({from: view.from + days * part, to: view.to + days * part})
  const zoom = (factor: number, around = 0.5): void => {
    const wanted = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, days * factor))
    const middle = view.from + days * around
    onView({from: Math.round(middle - wanted * around), to: Math.round(middle + wanted * (1 - around)) - 1})
  }
  // Forward in time is towards the end of a line.
  const forward = language === "ar" ? "ArrowLeft" : "ArrowRight"
  const back = language === "ar" ? "ArrowRight" : "ArrowLeft"
  const keys = (event: KeyboardEvent): void => {
    const act: {readonly [key: string]: () => void} = {
      [forward]: () => move(0.2),
      [back]: () => move(-0.2),
      "+": () => zoom(0.6),
      "=": () => zoom(0.6),
      "-": () => zoom(1.7),
      "−": () => zoom(1.7),
    }
    const doIt = act[event.key]
    if (!doIt || event.target !== event.currentTarget) return
    event.preventDefault()
    doIt()
  }
  const drag = useRef<{readonly x: number; readonly view: Stretch; moved: boolean} | undefined>(undefined)
  const sign = language === "ar" ? 1 : -1
  useEffect(() => {
    const element = box.current
    if (!element) return
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const rect = element.getBoundingClientRect()
      const part = (event.clientX - rect.left) / rect.width
      zoom(event.deltaY > 0 ? 1.25 : 0.8, language === "ar" ? 1 - part : part)
    }
    element.addEventListener("wheel", wheel, {passive: false})
    return () => element.removeEventListener("wheel", wheel)
  })

  const ticks = ticksOf(view, Math.max(2, Math.floor(width / 74)))
  return (
    <div class="timeline">
      <div class="timeline-tools" role="group" aria-label={labels.timeline}>
        <button type="button" onClick={() => move(-0.5)}>
          {labels.earlier}
        </button>
        <button type="button" onClick={() => move(0.5)}>
          {labels.later}
        </button>
        <span class="gap" />
        <button type="button" onClick={() => zoom(0.5)}>
          {labels.zoomIn}
        </button>
        <button type="button" onClick={() => zoom(2)}>
          {labels.zoomOut}
        </button>
        <Legend />
      </div>
      <Overview months={months} view={view} onView={onView} />
      <div
        class="lanes"
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={labels.lanes}
        aria-describedby="lane-help"
        onKeyDown={keys}
        onPointerDown={(event) => {
          if (event.button === 0) drag.current = {x: event.clientX, view, moved: false}
        }}
        onPointerMove={(event) => {
          const start = drag.current
          if (!start) return
          const by = event.clientX - start.x
          if (!start.moved && Math.abs(by) < 5) return
          if (!start.moved) event.currentTarget.setPointerCapture(event.pointerId)
          start.moved = true
          const moved = (sign * by * days) / Math.max(1, width)
          onView({from: start.view.from + moved, to: start.view.to + moved})
        }}
        onPointerUp={() => {
          drag.current = undefined
        }}
        onPointerCancel={() => {
          drag.current = undefined
        }}
      >
        <div class="ticks" aria-hidden="true">
          {ticks.map((t) => (
            <span key={t.day} class={`tick t-${t.kind}`} style={{insetInlineStart: `${x(t.day)}px`}}>
              {x(t.day) < width - TICK_WIDE[t.kind] && <bdi>{sayTick(t.day, t.kind)}</bdi>}
            </span>
          ))}
        </div>
        {LANES.filter((lane) => lanes.has(lane)).map((lane) => {
          const {items, heaps} = lanes.get(lane) ?? {items: [], heaps: []}
          const rows = Math.max(...items.map((i) => i.row)) + 1 + (heaps.length > 0 ? 1 : 0)
          return (
            <div key={lane} class={`lane k-${lane}`} style={{height: `${rows * ROW + 30}px`}}>
              <span class="lane-name">{LANE_LABELS[lane]}</span>
              {items.map(({item, from, to: end, row, named}) => (
                <Link
                  key={item.event.id}
                  href={to(`event/${item.event.id}`)}
                  class={`dot s-${item.event.status}${named === "before" ? " before" : ""}${end - from > LEAST_WIDE ? " span" : ""} ${openOf(item)}`}
                  style={
                    named === "before"
                      ? {insetInlineEnd: `${Math.max(0, width - end)}px`, top: `${row * ROW + 26}px`}
                      : {insetInlineStart: `${from}px`, top: `${row * ROW + 26}px`}
                  }
                  title={`${labelled(labels.types, item.event.type)} · ${captionOf(item)} · ${sayDay(item.event.time)} · ${labelled(labels.statuses, item.event.status)}`}
                  draggable={false}
                >
                  <i style={{inlineSize: `${end - from > LEAST_WIDE ? end - from : 12}px`}} />
                  <span class={named === "not" ? "sr" : "caption"}>{captionOf(item)}</span>
                </Link>
              ))}
              {heaps.map((heap) => (
                <button
                  key={heap.from}
                  type="button"
                  class="heap"
                  style={{insetInlineStart: `${heap.from}px`, top: `${(rows - 1) * ROW + 26}px`}}
                  aria-label={`${counted(labels.events, heap.items.length)}: ${labels.zoomIn}`}
                  onClick={() => zoom(0.3, Math.min(0.95, Math.max(0.05, (heap.from + heap.to) / 2 / Math.max(1, width))))}
                >
                  <bdi dir="ltr">+{heap.items.length}</bdi>
                </button>
              ))}
            </div>
          )
        })}
        {lanes.size === 0 && <p class="nothing">{labels.nothing}</p>}
      </div>
      <p class="muted small" id="lane-help">
        {labels.laneHelp}
      </p>
    </div>
  )
}

const captionOf = ({event, names}: Event): string => {
  const who = event.participants.slice(0, 2).map((p) => nameOf(names, p))
  const more = event.participants.length > 2 ? ` \u2066+${event.participants.length - 2}\u2069` : ""
  return `${labelled(labels.types, event.type)}${who.length ? `: ${who.join(language === "ar" ? "، " : ", ")}${more}` : ""}`
}

/// An end that nobody told fades out.
const openOf = ({event}: Event): string => {
  const open = daysOf(event.time, {from: 0, to: 0})?.open
  return open ? `open-${open}` : ""
}

const Legend = () => (
  <ul class="legend" aria-label={labels.legend}>
    <li>
      <i class="mark s-occurred" aria-hidden="true" /> {labels.legendPast}
    </li>
    <li>
      <i class="mark s-planned" aria-hidden="true" /> {labels.legendPlan}
    </li>
    <li>
      <i class="mark s-unconfirmed" aria-hidden="true" /> {labels.legendOpen}
    </li>
    <li>
      <i class="mark s-cancelled" aria-hidden="true" /> {labels.legendOff}
    </li>
    <li>
      <i class="mark span" aria-hidden="true" /> {labels.legendSpan}
    </li>
  </ul>
)

/// All months that have events, and the stretch that is looked at; a press moves there.
function Overview({
  months,
  view,
  onView,
}: {
  readonly months: readonly Month[]
  readonly view: Stretch
  readonly onView: (v: Stretch) => void
}) {
  const bars = months.flatMap(({key, count}) => {
    const [y, m] = (key ?? "").split("-").map(Number)
    return key && y && m ? [{at: y * 12 + m - 1, count, key}] : []
  })
  const dense = recentOnly(bars)
  if (dense.length < 2) return null
  const first = (dense[0] as {at: number}).at
  const total = (dense.at(-1) as {at: number}).at - first + 1
  const most = Math.max(...dense.map((b) => b.count))
  const monthAt = (day: number): number => {
    const {y, m, d} = civilOf(Math.floor(day))
    return y * 12 + m - 1 + (d - 1) / 31 - first
  }
  const [from, end] = [Math.max(0, monthAt(view.from)), Math.min(total, monthAt(view.to))]
  return (
    <div
      class="overview"
      role="img"
      aria-label={`${labels.overview}: ${counted(
        labels.events,
        bars.reduce((sum, b) => sum + b.count, 0),
      )}`}
      onClick={(event) => {
        const rect = event.currentTarget.getBoundingClientRect()
        const part = (event.clientX - rect.left) / rect.width
        const month = first + (language === "ar" ? 1 - part : part) * total
        const day = Date.UTC(Math.floor(month / 12), Math.floor(month % 12), 15) / 86_400_000
        const half = widthOf(view) / 2
        onView({from: Math.round(day - half), to: Math.round(day + half)})
      }}
    >
      {dense.map((b) => (
        <i
          key={b.key}
          style={{
            insetInlineStart: `${((b.at - first) / total) * 100}%`,
            inlineSize: `${Math.max(0.4, (1 / total) * 100 - 0.15)}%`,
            height: `${8 + (b.count / most) * 92}%`,
          }}
        />
      ))}
      {end > from && <b style={{insetInlineStart: `${(from / total) * 100}%`, inlineSize: `${((end - from) / total) * 100}%`}} />}
    </div>
  )
}

/// What lies decades before all others would press the rest into a corner: the last thirty years are drawn, if that is nearly all.
function recentOnly<T extends {readonly at: number; readonly count: number}>(bars: readonly T[]): readonly T[] {
  const last = bars.at(-1)?.at ?? 0
  const kept = bars.filter((b) => b.at > last - 12 * 6)
  const sum = (of: readonly T[]): number => of.reduce((s, b) => s + b.count, 0)
  return sum(kept) > 0.8 * sum(bars) ? kept : bars.filter((b) => b.at > last - 12 * 30)
}

/// The stretch that shows most of what there is: the densest years up to the last event.
export function usualView(events: readonly Event[]): Stretch {
  const days = events
    .flatMap((e) => {
      const s = daysOf(e.event.time, {from: 0, to: 0})
      return s && s.to - s.from < 400 ? [s.from] : []
    })
    .sort((a, b) => a - b)
  if (days.length === 0) {
    const today = Math.floor(Date.now() / 86_400_000)
    return {from: today - 365, to: today}
  }
  const low = days[Math.floor(days.length * 0.08)] as number
  const high = days.at(-1) as number
  const pad = Math.max(4, (high - low) * 0.04)
  return {from: Math.floor(low - pad), to: Math.ceil(high + pad)}
}
