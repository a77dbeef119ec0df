import type {Store} from "../../record/index.ts"
import {csvOf, type Form, jsonlOf} from "./forms.ts"
import {type Asked, ROUTES, type Route, type RouteName} from "./routes.ts"

/// A question of the record, as it was checked: plain data, so that it can be sent to a thread.
export type Question = {readonly name: RouteName; readonly input: {readonly [field: string]: unknown}; readonly form: Form}
/// An answer as it is sent, and the state of the record that it is of.
export type Answer = {readonly token: string; readonly bytes: Uint8Array; readonly after: string | null}

/// Answers what only reads.
export type Answers = {
  readonly answer: (question: Question) => Promise<Answer>
}

export const answersHere = (store: Store): Answers => ({answer: (question) => answerOf(store, question)})

/// The answer of a record, all of it of one moment where the store is a reader's own.
export function answerOf(store: Store, {name, input, form}: Question): Promise<Answer> {
  const route = ROUTES[name] as unknown as Route
  return store.atOneMoment(async () => {
    const {token} = await store.lists.version()
    const answer = await route.run(store, input, NOBODY)
    return {
      token,
      bytes: Buffer.from(textOf(form, route, answer)),
      after: (answer as {readonly after?: string | null}).after ?? null,
    }
  })
}

/// Whoever asks was let in already, and what only reads does not ask who he is.
const NOBODY = {by: null, at: null} as unknown as Asked

export function textOf(form: Form, route: Route, answer: unknown): string {
  const {items} = answer as {readonly items?: readonly unknown[]}
  if (form === "json" || !items) return JSON.stringify(answer)
  return form === "csv" ? csvOf(items, route.columns ?? []) : jsonlOf(items)
}
