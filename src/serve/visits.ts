import {type Atlas, openAtlas, type Whereabouts} from "../knowledge/index.ts"
import type {EventClaim} from "../model/index.ts"
import type {Piece, Slice, Store} from "../record/index.ts"
import type {EventAnswer} from "./across.ts"
import {eventSlice} from "./pieces.ts"

/// A visit with what a map needs: who went, of which countries, and where that is.
export type Visit = {
  readonly event: EventAnswer
  readonly visitors: readonly string[]
  readonly of: readonly string[]
  readonly at: Whereabouts | null
}

export type VisitQuery = {readonly about: string; readonly with?: string | undefined}

/// The visits that somebody has a part in, by day, each event once. A country goes by its people and is visited in its cities.
export async function visitSlice(store: Store, query: VisitQuery, piece: Piece): Promise<Slice<Visit>> {
  const atlas = openAtlas()
  const touching: string[][] = []
  for (const name of [query.about, query.with])
    if (name !== undefined) touching.push((await store.lists.entityList({name}, {limit: 0})).items.flatMap((e) => atlas.membersOf(e.id)))
  const {items, after} = await eventSlice(store, {type: ["visit"], touching}, piece)
  const claims = await store.lists.claimsOf(items.flatMap(({event}) => event.claims.map((c) => c.event)))
  return {
    items: items.map((answer) => {
      const told = answer.event.claims.flatMap(({event: id}) => {
        const kept = claims.get(id)
        return kept?.family === "event" ? [kept.claim] : []
      })
      const visitors = inRole("actor", told)
      const of = [...new Set(visitors.flatMap((id) => atlas.countryOf(id) ?? []))]
      return {event: answer, visitors, of, at: whereOf(answer.event.place, told, atlas)}
    }),
    after,
  }
}

const inRole = (role: string, claims: readonly Pick<EventClaim, "participants">[]): string[] => [
  ...new Set(claims.flatMap((c) => c.participants.filter((p) => p.role === role).map((p) => p.entity))),
]

/// The place that is told, else the one country that is host. A host in person may receive anywhere, and of two countries none is meant.
export function whereOf(place: string | null, claims: readonly Pick<EventClaim, "participants">[], atlas: Atlas): Whereabouts | null {
  if (place !== null) return atlas.whereIs(place)
  const hosts = inRole("host", claims).filter((id) => id.startsWith("country:"))
  return hosts.length === 1 ? atlas.whereIs(hosts[0] as string) : null
}
