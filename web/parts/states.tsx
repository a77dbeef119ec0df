import type {ComponentChildren} from "preact"
import type {State} from "../api.ts"
import {labels} from "../labels/index.ts"
import {IssueWords} from "./issue.tsx"
import {Lost} from "./lost.tsx"

export const Waiting = () => (
  <div class="waiting" role="status">
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
    <span class="sr">{labels.loading}</span>
  </div>
)

/// What an answer is shown by: it, or that it is on its way, or why there is none.
export function Answered<T>({
  state,
  children,
  isPage = false,
}: {
  readonly state: State<T>
  readonly children: (value: T) => ComponentChildren
  /// Whether the page is about this answer alone: without it, it is about nothing.
  readonly isPage?: boolean
}) {
  if (isPage && state.problem?.code === "id-unknown") return <Lost />
  if (state.problem)
    return (
      <div class="problem" role="alert">
        <strong>{labels.failed}</strong>
        <p>
          <IssueWords issue={state.problem} />
        </p>
      </div>
    )
  if (state.value === undefined) return state.loading ? <Waiting /> : null
  return (
    <div class={state.loading ? "stale" : undefined} aria-busy={state.loading}>
      {children(state.value)}
    </div>
  )
}

export const Nothing = ({says = labels.nothing}: {readonly says?: string}) => <p class="nothing">{says}</p>
