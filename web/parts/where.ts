import type {Visit} from "../api.ts"

/// What is drawn of visits, no more exactly than it is known: a city is a point, what is large or has no shape of its own a soft ring,
/// a country its shape.
export type Mark = {
  readonly id: string
  readonly name: {readonly ar: string; readonly en: string}
  readonly is: "point" | "around" | "shape"
  readonly lat: number
  readonly lon: number
  readonly past: number
  readonly planned: number
}

/// How a visit stands on a map; what was called off, denied or only thought of is on none.
const DRAWN: {readonly [status: string]: "past" | "planned"} = {
  occurred: "past",
  ongoing: "past",
  planned: "planned",
  postponed: "planned",
  unconfirmed: "planned",
}
export const drawnAs = ({event: {event}, at}: Visit): "past" | "planned" | undefined => (at ? DRAWN[event.status] : undefined)

/// One mark for each place, those of most visits first.
export function marksOf(visits: readonly Visit[], hasShape: (country: string) => boolean): Mark[] {
  const marks = new Map<string, Mark>()
  for (const visit of visits) {
    const [drawn, at] = [drawnAs(visit), visit.at]
    if (!drawn || !at) continue
    const is = at.is === "point" ? "point" : at.is === "country" && hasShape(at.id) ? "shape" : "around"
    const mark = marks.get(at.id) ?? {id: at.id, name: at.name, is, lat: at.lat, lon: at.lon, past: 0, planned: 0}
    marks.set(at.id, {...mark, [drawn]: mark[drawn] + 1})
  }
  return [...marks.values()].sort((a, b) => b.past + b.planned - a.past - a.planned || (a.id < b.id ? -1 : 1))
}

export type Directions = {readonly to: readonly Visit[]; readonly by: readonly Visit[]; readonly other: readonly Visit[]}

/// Visits to a country or place, those that it or a person paid, and those it has another part in.
export function directionsOf(visits: readonly Visit[], id: string): Directions {
  const isTo = ({at, event}: Visit): boolean => event.event.place === id || at?.id === id || at?.country === id
  const isBy = ({visitors, of}: Visit): boolean => visitors.includes(id) || of.includes(id)
  return {
    to: visits.filter((v) => isTo(v)),
    by: visits.filter((v) => !isTo(v) && isBy(v)),
    other: visits.filter((v) => !isTo(v) && !isBy(v)),
  }
}
