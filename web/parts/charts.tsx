import {useRef} from "preact/hooks"
import type {FigureTold} from "../api.ts"
import {sayDay, sayTick} from "../labels/dates.ts"
import {labels, labelled} from "../labels/index.ts"
import {sayCompared, sayNumber, sayValue} from "../labels/numbers.ts"
import {Link, to} from "../router.tsx"
import {daysOf, type Stretch, ticksOf} from "./scale.ts"
import {Day, LANE_LABELS, type Lane, laneOf, ReportLink, titleOf} from "./words.tsx"
import {useWidth} from "./width.ts"

/// Charts placed by logical sides, as the timeline is: time runs the way the language is read.

const LANES: readonly Lane[] = ["talks", "deals", "pressure", "force", "words"]

/// Events of each month, stacked by kind.
export function Months({months}: {readonly months: readonly {readonly month: string; readonly type: string; readonly count: number}[]}) {
  const at = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const all = months.filter((m) => m.month)
  if (all.length === 0) return null
  const last = Math.max(...all.map((m) => at(m.month)))
  // Ten years back at most: what lies before is in the list.
  const first = Math.max(Math.min(...all.map((m) => at(m.month))), last - 119)
  const total = last - first + 1
  const stacks = new Map<number, Map<Lane, number>>()
  for (const m of all) {
    const month = at(m.month)
    if (month < first) continue
    const stack = stacks.get(month) ?? new Map<Lane, number>()
    stack.set(laneOf(m.type), (stack.get(laneOf(m.type)) ?? 0) + m.count)
    stacks.set(month, stack)
  }
  const sum = (stack: ReadonlyMap<Lane, number>): number => [...stack.values()].reduce((a, b) => a + b, 0)
  const most = Math.max(...[...stacks.values()].map(sum))
  const years = [...new Set([...Array(total).keys()].map((i) => Math.floor((first + i) / 12)))]
  const used = LANES.filter((lane) => [...stacks.values()].some((s) => s.has(lane)))
  return (
    <figure class="months">
      <div
        class="bars"
        role="img"
        aria-label={`${labels.byMonth}: ${[...stacks].map(([m, s]) => `${sayDay(monthOf(m))} ${sum(s)}`).join("، ")}`}
      >
        {[...stacks].map(([month, stack]) => (
          <span
            key={month}
            class="bar"
            title={`${sayDay(monthOf(month))}: ${sum(stack)}`}
            style={{
              insetInlineStart: `${((month - first) / total) * 100}%`,
              inlineSize: `min(2.2rem, ${(1 / total) * 100 - 0.3}%)`,
              height: `${(sum(stack) / most) * 100}%`,
            }}
          >
            {LANES.filter((lane) => stack.has(lane)).map((lane) => (
              <i key={lane} class={`k-${lane}`} style={{flexGrow: stack.get(lane) ?? 0}} />
            ))}
          </span>
        ))}
        {years.map((year) => (
          <span
            key={year}
            class="year"
            aria-hidden="true"
            style={{insetInlineStart: `${Math.max(0, ((year * 12 - first) / total) * 100)}%`}}
          >
            {year}
          </span>
        ))}
      </div>
      <figcaption>
        {used.map((lane) => (
          <span key={lane} class={`kind k-${lane}`}>
            {LANE_LABELS[lane]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const monthOf = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`

/// What of some figures can stand in one chart: levels in the unit of most, with a period that has both ends.
export function drawnOf(figures: readonly FigureTold[]) {
  const levels = figures.filter((f) => f.figure.measure === "level" && f.figure.period)
  const unit = mostly(levels.map((f) => f.figure.unit))
  const drawn = levels.flatMap((f) => {
    const span = f.figure.unit === unit ? daysOf(f.figure.period?.edtf ?? null, {from: 0, to: 0}) : undefined
    return span && !span.open ? [{f, span}] : []
  })
  return {drawn, unit}
}

/// One quantity over time: each value at its height, as long as its period, with who says so behind it. Disputed ones are ringed.
export function SeriesChart({figures, disputed}: {readonly figures: readonly FigureTold[]; readonly disputed: ReadonlySet<string>}) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const {drawn, unit} = drawnOf(figures)
  if (drawn.length < 2 || unit === undefined) return null
  const from = Math.min(...drawn.map((d) => d.span.from))
  const end = Math.max(...drawn.map((d) => d.span.to))
  const pad = Math.max(20, (end - from) * 0.05)
  const stretch = {from: from - pad, to: end + pad}
  const most = Math.max(...drawn.map((d) => d.f.figure.value)) * 1.12
  const x = (day: number): number => ((day - stretch.from) / (stretch.to - stretch.from)) * 100
  const steps = stepsOf(most)
  return (
    <div
      class="series-chart"
      ref={box}
      role="img"
      aria-label={drawn.map(({f}) => `${sayDay(f.figure.period?.edtf)}: ${sayValue(f.figure.value, unit)}`).join("؛ ")}
    >
      {steps.map((value) => (
        <span key={value} class="grid" style={{bottom: `${(value / most) * 100}%`}} aria-hidden="true">
          {sayNumber(value)}
        </span>
      ))}
      {namedTicks(stretch, x, width).map(({tick, says, isLate}) => (
        <span
          key={tick.day}
          class={`tick${isLate ? " late" : ""}`}
          style={isLate ? {insetInlineEnd: `${100 - x(tick.day)}%`} : {insetInlineStart: `${x(tick.day)}%`}}
          aria-hidden="true"
        >
          {says}
        </span>
      ))}
      {drawn.map(({f, span}) => (
        <i
          key={f.figure.id}
          class={`value f-${f.figure.status}${disputed.has(f.figure.id) ? " disputed" : ""}`}
          title={`${sayCompared(f.figure.comparator)}${sayValue(f.figure.value, f.figure.unit)} · ${sayDay(f.figure.period?.edtf)} · ${titleOf(f.report)}`}
          style={{
            insetInlineStart: `${x(span.from)}%`,
            inlineSize: `max(10px, ${x(span.to + 1) - x(span.from)}%)`,
            bottom: `${(f.figure.value / most) * 100}%`,
          }}
        />
      ))}
    </div>
  )
}

/// Room for a name beside its mark, in pixels.
const NAME_WIDE = {year: 36, month: 58, day: 58}

/// Marks with their names: years, or months where there is hardly a year. The last name stands before its mark; where there is no room,
/// a mark goes without.
function namedTicks(stretch: Stretch, x: (day: number) => number, width: number) {
  const fine = ticksOf(stretch, 8)
  const isOfYears = fine.filter((t) => t.kind === "year").length > 1
  let taken = 0
  return (isOfYears ? fine : ticksOf(stretch, 4)).map((tick) => {
    const at = (x(tick.day) / 100) * width
    const room = NAME_WIDE[tick.kind]
    const isLate = at + room > width
    const [from, to] = isLate ? [at - room, at] : [at, at + room]
    const fits = (!isOfYears || tick.kind === "year") && from >= taken
    if (fits) taken = to
    return {tick, isLate, says: fits ? sayTick(tick.day, tick.kind) : ""}
  })
}

/// Round numbers up to the most, about four of them.
function stepsOf(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((s) => s * power >= rough) ?? 10) * power
  return [...Array(Math.floor(most / step) + 1).keys()].map((i) => i * step)
}

function mostly(units: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const u of units) counts.set(u, (counts.get(u) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/// Every value with its period, its qualifier, its report and its words.
export const FigureTable = ({
  figures,
  disputed,
  withSource = false,
}: {
  readonly figures: readonly FigureTold[]
  readonly disputed: ReadonlySet<string>
  /// Whether each names the report it stands in, too.
  readonly withSource?: boolean
}) => (
  <div class="scrolls">
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{labels.period}</th>
          <th scope="col">{labels.value}</th>
          <th scope="col">{labels.report}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({figure: f, sentence, report}) => (
          <tr key={`${f.id} ${report.id}`} class={disputed.has(f.id) ? "disputed" : undefined}>
            <td>
              {f.period ? <time dateTime={f.period.edtf}>{sayDay(f.period.edtf)}</time> : <span class="muted">{labels.noPeriod}</span>}
            </td>
            <td>
              <strong>
                {sayCompared(f.comparator)}
                {sayValue(f.value, f.unit)}
              </strong>{" "}
              {f.measure === "change" && <span class="chip">{labels.change}</span>}{" "}
              {f.status !== "reported" && <span class="chip">{labelled(labels.statuses, f.status)}</span>}
            </td>
            <td>
              <Link class="quoted short" href={to(`report/${report.id}`, {claim: f.id})} lang="ar" dir="rtl">
                {sentence}
              </Link>
              {withSource && (
                <p class="muted small">
                  <ReportLink report={report} /> · <Day edtf={report.published} />
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
