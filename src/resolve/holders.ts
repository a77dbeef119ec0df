import type {Knowledge, Known} from "../knowledge/index.ts"
import {type DayRange, edtfRange} from "../model/index.ts"

/// Who held an office of a state or a body on some days: «وزير الخارجية التركي» in March 2024 is one man. Nobody where two held it within them,
/// or none is known.
export function holderOf(knowledge: Knowledge, office: string, of: string, days: DayRange): Known | undefined {
  let found: Known | undefined
  for (const {held, first, last} of tenures(knowledge).get(`${office} ${of}`) ?? []) {
    if (first > days.last || last < days.first) continue
    // Whoever took or left it in between leaves the answer open.
    if (found || first > days.first || last < days.last) return undefined
    found = held
  }
  return found
}

type Tenure = {readonly held: Known; readonly first: number; readonly last: number}

const known = new WeakMap<Knowledge, Map<string, Tenure[]>>()

/// Tenures by office and state, put together once for a knowledge base.
function tenures(knowledge: Knowledge): ReadonlyMap<string, readonly Tenure[]> {
  let all = known.get(knowledge)
  if (all) return all
  all = new Map()
  for (const held of knowledge.entities)
    for (const {office, of, from, to} of held.offices ?? []) {
      const first = from ? edtfRange(from)?.first : Number.NEGATIVE_INFINITY
      const last = to ? edtfRange(to)?.last : Number.POSITIVE_INFINITY
      if (first === undefined || last === undefined) continue
      const key = `${office} ${of}`
      const list = all.get(key)
      if (list) list.push({held, first, last})
      else all.set(key, [{held, first, last}])
    }
  known.set(knowledge, all)
  return all
}
