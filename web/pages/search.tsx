import {type ComponentChildren, Fragment} from "preact"
import {useEffect, useState} from "preact/hooks"
import {type Answers, ask, useAnswer} from "../api.ts"
import {sayDay} from "../labels/dates.ts"
import {counted, fill, labels, labelled, language} from "../labels/index.ts"
import {Answered, Nothing} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {Day, nameOf, ReportLink} from "../parts/words.tsx"
import {go, Link, type Place, to} from "../router.tsx"

const FIELDS = ["q", "about", "actor", "with", "type", "status", "place", "from", "to", "source", "sources", "contradicted"] as const
type Asked = {readonly [field in (typeof FIELDS)[number]]?: string | undefined}
/// On a phone what was found comes first.
const isWide = matchMedia("(min-width: 62rem)").matches
type Hit = Answers["search"]["items"][number]
type Facets = Answers["search"]["facets"]

/// Reports by words and by what they claim, with what there is to narrow by.
export default function SearchPage({place, again}: {readonly place: Place; readonly again: number}) {
  const asked = Object.fromEntries(FIELDS.map((f) => [f, place.query.get(f) ?? undefined])) as Asked
  const [words, setWords] = useState(asked.q ?? "")
  useEffect(() => setWords(asked.q ?? ""), [asked.q])
  const input = {...asked, sources: asked.sources ? Number(asked.sources) : undefined, limit: 20} as Parameters<typeof ask<"search">>[1]
  const state = useAnswer("search", input, again)
  const set = (change: Asked): string => to("search", {...asked, ...change})
  return (
    <>
      <Title text={labels.search}>
        <form
          class="search-form"
          onSubmit={(event) => {
            event.preventDefault()
            go(set({q: words.trim()}))
          }}
        >
          <label>
            <span class="sr">{labels.searchFor}</span>
            <input
              type="search"
              value={words}
              placeholder={labels.searchFor}
              onInput={(event) => setWords(event.currentTarget.value)}
              dir="auto"
            />
          </label>
          <button type="submit" class="primary">
            {labels.search}
          </button>
        </form>
        <p class="muted small">{labels.searchHint}</p>
      </Title>
      <Answered state={state}>
        {(answer) => (
          <div class="searching">
            <aside class="facets" aria-label={labels.narrow}>
              <Chosen asked={asked} names={answer.names} set={set} />
              {asked.contradicted && (
                <p class="muted small">
                  {labels.contradictedSays} <Link href={to("contradictions")}>{labels.allContradictions}</Link>
                </p>
              )}
              <details class="facet-lists" open={isWide}>
                <summary>{labels.narrow}</summary>
                <FacetLists facets={answer.facets} names={answer.names} asked={asked} set={set} />
              </details>
            </aside>
            <section aria-label={labels.answer}>
              <p class="muted" role="status">
                {answer.facets.more ? `${labels.moreThan} ` : ""}
                {counted(labels.found, answer.facets.total)} · {labels.firstComes[answer.facets.first]}
              </p>
              {answer.items.length === 0 && <Nothing />}
              <Hits key={JSON.stringify(asked)} first={answer} asked={input} />
            </section>
          </div>
        )}
      </Answered>
    </>
  )
}

function Hits({first, asked}: {readonly first: Answers["search"]; readonly asked: Parameters<typeof ask<"search">>[1]}) {
  const [more, setMore] = useState<readonly Hit[]>([])
  const [after, setAfter] = useState(first.after)
  return (
    <>
      <ol class="hits">
        {[...first.items, ...more].map((hit) => (
          <li key={hit.report.id} class="card">
            <h2>
              <ReportLink report={hit.report} />
            </h2>
            <p class="quoted snippet" lang="ar" dir="rtl">
              <Marked hit={hit} />
            </p>
            <p class="muted small">
              <Day edtf={hit.report.published} /> · <bdi dir="ltr">{hit.report.sources[0]}</bdi>
            </p>
          </li>
        ))}
      </ol>
      {after !== null && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            void ask("search", {...asked, after}).then((piece) => {
              setMore([...more, ...piece.items])
              setAfter(piece.after)
            })
          }
        >
          {labels.more}
        </button>
      )}
    </>
  )
}

function Marked({hit}: {readonly hit: Hit}) {
  const parts: ComponentChildren[] = []
  let at = 0
  for (const [start, end] of hit.matches) {
    if (start < at) continue
    parts.push(hit.snippet.slice(at, start), <mark key={start}>{hit.snippet.slice(start, end)}</mark>)
    at = end
  }
  parts.push(hit.snippet.slice(at))
  return <Fragment>{parts}</Fragment>
}

type Set = (change: Asked) => string
type NamesOf = Answers["search"]["names"]

/// Conditions that stand, each with a way to take it off.
function Chosen({asked, names, set}: {readonly asked: Asked; readonly names: NamesOf; readonly set: Set}) {
  const said = (field: keyof Asked, value: string): string => {
    if (field === "type") return labelled(labels.types, value)
    if (field === "status") return labelled(labels.statuses, value)
    if (field === "contradicted") return labels.facetContradicted
    if (field === "sources") return `≥ ${counted(labels.independent, Number(value))}`
    if (field === "from" || field === "to") return `${labels[field]} ${sayDay(value)}`
    return value.includes(":") ? nameOf(names, value) : value
  }
  const standing = FIELDS.filter((f) => f !== "q" && asked[f])
  if (standing.length === 0) return null
  return (
    <ul class="chosen-list">
      {standing.map((f) => {
        const name = said(f, asked[f] ?? "")
        return (
          <li key={f}>
            <Link class="chip on" href={set({[f]: undefined})} aria-label={fill(labels.remove, {name})}>
              {name} <span aria-hidden="true">×</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function FacetLists({
  facets,
  names,
  asked,
  set,
}: {
  readonly facets: Facets
  readonly names: NamesOf
  readonly asked: Asked
  readonly set: Set
}) {
  const list = (
    title: string,
    of: readonly {readonly key: string; readonly count: number}[],
    says: (key: string) => string,
    narrow: (key: string) => Asked,
  ) =>
    of.length > 0 && (
      <section key={title}>
        <h2>{title}</h2>
        <ul>
          {of.slice(0, 8).map(({key, count}) => (
            <li key={key}>
              <Link href={set(narrow(key))}>
                <bdi>{says(key)}</bdi>
              </Link>
              <span class="count">{count}</span>
            </li>
          ))}
        </ul>
      </section>
    )
  const pair = (key: string): [string, string] => key.split(" ") as [string, string]
  return (
    <>
      {!asked.actor &&
        list(
          labels.facetActor,
          facets.actor,
          (k) => nameOf(names, k),
          (k) => ({actor: k}),
        )}
      {!asked.actor &&
        !asked.with &&
        list(
          labels.facetPair,
          facets.pair.slice(0, 6),
          (k) =>
            pair(k)
              .map((id) => nameOf(names, id))
              .join(language === "ar" ? "، " : ", "),
          (k) => ({about: pair(k)[0], with: pair(k)[1]}),
        )}
      {!asked.type &&
        list(
          labels.facetType,
          facets.type,
          (k) => labelled(labels.types, k),
          (k) => ({type: k}),
        )}
      {!asked.status &&
        list(
          labels.facetStatus,
          facets.status,
          (k) => labelled(labels.statuses, k),
          (k) => ({status: k}),
        )}
      {!asked.place &&
        list(
          labels.facetPlace,
          facets.place,
          (k) => nameOf(names, k),
          (k) => ({place: k}),
        )}
      {!asked.from &&
        list(
          labels.facetMonth,
          facets.month,
          (k) => sayDay(k),
          (k) => ({from: k, to: k}),
        )}
      {!asked.source &&
        list(
          labels.facetSource,
          facets.source,
          (k) => k,
          (k) => ({source: k}),
        )}
      {!asked.sources &&
        list(
          labels.facetSources,
          facets.sources.filter((f) => Number(f.key) > 1),
          (k) => counted(labels.independent, Number(k)),
          (k) => ({sources: k}),
        )}
      {!asked.contradicted && facets.contradicted > 0 && (
        <section>
          <ul>
            <li>
              <Link href={set({contradicted: "true"})}>{labels.facetContradicted}</Link>
              <span class="count">{facets.contradicted}</span>
            </li>
          </ul>
        </section>
      )}
    </>
  )
}
