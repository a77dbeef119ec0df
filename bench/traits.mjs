// Reports made from others at the level of what is compared of them (`Traits`): the same sentences and claims with other names, numbers
// and days, and copies of such reports as editors make them. For measuring joining where reading so many texts would take hours.

/// `load` gives a module of the built program.
export async function traitsMaker(load, pool, random) {
  const [{packSentences, unpackSentences}, {mix}] = await Promise.all([load("link/sentences.js"), load("link/hash.js")])
  const pick = (list) => list[Math.floor(random() * list.length)]
  const parties = pool.flatMap((t) => [...t.events.flatMap((e) => e.parties.map((p) => p.id)), ...t.figures.flatMap((f) => f.states)])
  const places = new Map(pool.flatMap((t) => t.events.flatMap((e) => (e.place ? [[e.place, e.country]] : []))))
  const turning = (all) => {
    const list = [...new Set(all)].sort()
    const at = new Map(list.map((id, i) => [id, i]))
    return (id, by) => (at.has(id) ? list[(at.get(id) + 37 * by) % list.length] : id)
  }
  const countries = turning(parties.filter((id) => id.startsWith("country:")))
  const others = turning(parties.filter((id) => !id.startsWith("country:")))
  const cities = turning(places.keys())
  const nameOf = (id, by) => (id?.startsWith("country:") ? countries(id, by) : others(id, by))

  const wordOf = (word, by) => ((mix((word >>> 1) + by * 7919) & 0x7fffff) << 1) | (word & 1) || 2
  /// Names and numbers put otherwise, the words of the pattern kept.
  const renamed = (sentences, by) => sentences.map((s) => s.map((w) => (w & 1 ? wordOf(w, by) : w)))
  const shifted = (days, by) => days && {first: days.first + by, last: days.last + by}

  /// The `turn`th report made from one of the pool, published on a day.
  const again = (traits, turn, id, day) => {
    const by = day - traits.published.first
    return {
      ...traits,
      report: id,
      published: {first: day, last: day},
      sentences: packSentences(renamed(unpackSentences(traits.sentences), turn)),
      actors: traits.actors.map(([a, n]) => [nameOf(a, turn), n]),
      events: traits.events.map((e) => {
        const place = e.place && (e.place.startsWith("country:") ? countries(e.place, turn) : cities(e.place, turn))
        return {
          ...e,
          id: `e_${id}_${e.id}`,
          parties: e.parties.map((p) => ({...p, id: nameOf(p.id, turn), state: p.state && countries(p.state, turn)})),
          place,
          country: place && (place.startsWith("country:") ? place : (places.get(place) ?? null)),
          days: shifted(e.days, by),
        }
      }),
      figures: traits.figures.map((f) => ({
        ...f,
        id: `f_${id}_${f.id}`,
        parties: f.parties.map((p) => nameOf(p, turn)),
        states: f.states.map((p) => nameOf(p, turn)),
        days: shifted(f.days, by),
      })),
    }
  }

  /// A copy of a report some days later, with sentences of another in place of some: `share` of its sentences stand in the original.
  const copy = (original, other, id, day) => {
    const [mine, theirs] = [unpackSentences(original.sentences), unpackSentences(other.sentences)]
    const kept = Math.max(1, Math.round(pick([0.1, 0.65, 0.8, 1]) * mine.length))
    const from = Math.floor(random() * (mine.length - kept + 1))
    const edited = (s) => (random() < 0.4 ? s.map((w) => (w & 1 || random() > 0.12 ? w : wordOf(w, 1))) : s)
    const added = theirs.slice(0, mine.length - kept)
    const before = Math.floor(random() * (added.length + 1))
    const all = [...added.slice(0, before), ...mine.slice(from, from + kept).map(edited), ...added.slice(before)]
    return {traits: {...again(original, 0, id, day), sentences: packSentences(all)}, share: kept / all.length}
  }
  return {again, copy}
}

/// What a record needs to keep of a report for joining it.
export const bareRecord = (traits, edtf) => ({
  isnad: 1,
  report: {
    id: traits.report,
    source: `${traits.report}.txt`,
    url: null,
    outlet: null,
    agencies: traits.agencies,
    title: null,
    language: "ar",
    text: "",
    removed: [],
    published: {edtf, basis: "given", why: []},
  },
  entities: [],
  events: [],
  statements: [],
  figures: [],
})
