import {type Answers, type ReportSummary, useAnswer} from "../api.ts"
import {sayDay} from "../labels/dates.ts"
import {counted, fill, labels} from "../labels/index.ts"
import {sayShare} from "../labels/numbers.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Day, EventLine, ReportLink, titleOf} from "../parts/words.tsx"
import {Link, type Place, to} from "../router.tsx"

type Story = Answers["story"]
type Step = Story["story"]["steps"][number]

/// Reports on one matter: how it came about, which are copies, the events that more than one of them tells.
export default function StoryPage({place, again}: {readonly place: Place; readonly again: number}) {
  const state = useAnswer("story", {id: place.path[1] ?? ""}, again)
  return (
    <Answered state={state} isPage>
      {(story) => <Shown answer={story} />}
    </Answered>
  )
}

function Shown({answer}: {readonly answer: Story}) {
  const {story, reports, copies, events} = answer
  const byId = new Map(reports.map((r) => [r.id, r]))
  const days = reports.flatMap((r) => r.published ?? []).sort()
  const [first] = reports
  return (
    <article class="story-page k-talks">
      <Title text={first ? titleOf(first) : labels.story} lang="ar">
        <p class="facts">
          <span class="chip">{labels.story}</span>
          <span>{counted(labels.reports, reports.length)}</span>
          {days[0] && <span>{days[0] === days.at(-1) ? sayDay(days[0]) : `${sayDay(days[0])} – ${sayDay(days.at(-1))}`}</span>}
        </p>
      </Title>
      <div class="columns">
        <section class="wide" aria-labelledby="life">
          <h2 id="life">{labels.life}</h2>
          <ol class="life">
            {story.steps.map((step) => (
              <StepLine key={`${step.report} ${step.does}`} step={step} report={byId.get(step.report)} byId={byId} />
            ))}
          </ol>
          <h2>{labels.storyEvents}</h2>
          {events.length === 0 && <Nothing says={labels.noStoryEvents} />}
          {events.map((e) => (
            <EventLine key={e.event.id} answer={e} />
          ))}
        </section>
        <aside class="side">
          <section class="card" aria-labelledby="copies">
            <h2 id="copies">{labels.copies}</h2>
            {copies.length === 0 && <Nothing says={labels.noCopies} />}
            <ul class="plain">
              {copies.map((c) => (
                <li key={`${c.original} ${c.copy}`}>
                  <Told id={c.copy} byId={byId} />
                  <p class="passed">
                    <span class="muted">
                      {fill(labels.copyOf, {share: sayShare(c.shared)})} · {c.credited ? labels.credited : labels.uncredited}
                    </span>
                  </p>
                  <Told id={c.original} byId={byId} />
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </article>
  )
}

type ById = ReadonlyMap<string, ReportSummary>

/// What a report did to the story, and why it belongs there.
function StepLine({step, report, byId}: {readonly step: Step; readonly report: ReportSummary | undefined; readonly byId: ById}) {
  return (
    <li class="s-occurred">
      <p class="step">
        <span class="chip">{labels.storySteps[step.does]}</span>
        <span class="muted">
          <Day edtf={report?.published ?? null} />
        </span>
      </p>
      <Told id={step.report} byId={byId} />
      {step.why && (
        <p class="muted small">
          <q dir="auto">{step.why}</q>
        </p>
      )}
      {(step.of ?? []).length > 0 && (
        <ul class="plain small">
          {(step.of ?? []).map((id) => (
            <li key={id}>
              <Told id={id} byId={byId} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const Told = ({id, byId}: {readonly id: string; readonly byId: ById}) => {
  const report = byId.get(id)
  if (report) return <ReportLink report={report} />
  return (
    <Link href={to(id.startsWith("st_") ? `story/${id}` : `report/${id}`)}>
      <code>{id}</code>
    </Link>
  )
}
