import type {Kysely} from "kysely"
import type {Change, NewChange} from "../lists.ts"
import type {Dialect} from "./differences.ts"
import {putRows} from "./rows.ts"
import type {Tables} from "./tables.ts"

/// As part of a piece of work: what changed and that it changed stand together or not at all.
export async function noteChanges(db: Kysely<Tables>, dialect: Dialect, changes: readonly NewChange[]): Promise<void> {
  await putRows(
    db,
    dialect,
    "change",
    changes.map(({what, id, does, of = [], was, is}) => ({
      what,
      id,
      does,
      about: of.length > 0 || was !== undefined || is !== undefined ? JSON.stringify({of, was, is}) : null,
    })),
  )
}

/// A line of an older program says no more than what it was about.
export function changeFrom({seq, what, id, does, about}: {readonly [C in keyof Tables["change"]]: unknown}): Change {
  const {of = [], was, is} = (about === null ? {} : JSON.parse(about as string)) as Pick<NewChange, "of" | "was" | "is">
  return {
    seq: seq as number,
    what: what as Change["what"],
    id: id as string,
    does: does as Change["does"],
    of,
    ...(was === undefined ? {} : {was}),
    ...(is === undefined ? {} : {is}),
  }
}
