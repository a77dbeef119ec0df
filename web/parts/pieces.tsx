import {useState} from "preact/hooks"
import {type Answers, type Asked, ask, type State, useAnswer} from "../api.ts"
import {labels} from "../labels/index.ts"

/// Lists that come in pieces, read on as far as the reader wants.

type Lists = {
  readonly [N in keyof Answers]: Answers[N] extends {readonly items: readonly unknown[]; readonly after: string | null} ? N : never
}
type ListName = Exclude<Lists[keyof Answers], never>
type Item<N extends ListName> = Answers[N]["items"][number]
type Read<N extends ListName> = {readonly of: Answers[N]; readonly items: readonly Item<N>[]; readonly after: string | null}

export function usePieces<N extends ListName>(
  name: N,
  input: Asked<N>,
  again: number,
): {readonly state: State<readonly Item<N>[]>; readonly more: (() => void) | undefined} {
  const first = useAnswer(name, input, again)
  const [read, setRead] = useState<Read<N> | undefined>(undefined)
  const of = first.value
  if (!of) return {state: {...first, value: undefined}, more: undefined}
  // What was read on of a list that has changed since is read again.
  const {items, after} = read?.of === of ? read : {items: of.items as readonly Item<N>[], after: of.after}
  const more = (): void =>
    void ask(name, {...input, after: after ?? undefined} as Asked<N>).then((piece) =>
      setRead({of, items: [...items, ...(piece.items as readonly Item<N>[])], after: piece.after}),
    )
  return {state: {...first, value: items}, more: after === null ? undefined : more}
}

export const More = ({more}: {readonly more: (() => void) | undefined}) =>
  more ? (
    <p class="more">
      <button type="button" onClick={more}>
        {labels.more}
      </button>
    </p>
  ) : null
