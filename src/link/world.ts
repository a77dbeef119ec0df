import {nameKey, type Knowledge, type Known, type Office} from "../knowledge/index.ts"
import {type Language, tokenize} from "../lang/index.ts"
import type {Entity} from "../model/index.ts"
import type {Term} from "./sentences.ts"

/// What linking asks of the world: for whom somebody stands, where a place lies, who carries the words of others. Asked once
/// a report, when its traits are taken; deciding asks the traits alone.
export type World = {
  /// Words of a text as they are compared: the same word in two forms gives the same term.
  readonly terms: (text: string) => readonly Term[]
  /// The state that a person serves on a day or a body belongs to: a minister stands for it where another report names only the state.
  readonly stateOf: (entity: Entity, day: string | null) => string | null
  /// Bodies that belong to no state and are headed by a person on a day: «الدعم السريع» is its commander, the alliance its secretary-general.
  readonly headedBy: (entity: Entity, day: string | null) => readonly string[]
  /// The country in which a place lies.
  readonly countryOf: (place: Entity) => string | null
  readonly isCarrier: (id: string) => boolean
  /// One name for the spellings of a person or body that no list has.
  readonly partyOf: (entity: Entity) => string
}

/// Offices of those who act for a body, and not merely speak or travel for it.
const HEADS = new Set([
  "head-of-body",
  "secretary-general",
  "president",
  "party-leader",
  "supreme-leader",
  "commissioner",
  "foreign-minister",
])
/// Bodies that act for their state. A company, a party, an agency or an armed group does not.
const STATE_BODIES = new Set(["body", "government", "ministry", "parliament", "court", "armed-force"])

export function openWorld(given: {
  readonly language: Pick<Language, "fold" | "profiles">
  readonly knowledge: Knowledge
  readonly terms: (text: string) => readonly Term[]
}): World {
  const {language, knowledge} = given
  const known = (id: string) => knowledge.entities[knowledge.indexOf.get(id) ?? -1]
  const isCountry = (id: string): boolean => known(id)?.kind === "country"

  /// «رئيس الوزراء الروسي»: the country whose adjective stands there, where it is one.
  const nationIn = (words: string): string | null => {
    const nations = new Set<string>()
    for (const p of language.profiles(tokenize(words, language.fold))) {
      const country = p.nisba?.lemma.country
      if (country) nations.add(country)
    }
    return nations.size === 1 ? ([...nations][0] as string) : null
  }
  /// A body named after its country: `org:ministry-of-energy-of-saudi-arabia`, `org:haras-hadoud-kyrgyzstan`.
  const countryInId = (id: string): string | null => {
    const parts = id.slice(id.indexOf(":") + 1).split("-")
    for (let i = 1; i < parts.length; i++) {
      const country = `country:${parts.slice(i).join("-")}`
      if (isCountry(country)) return country
    }
    return null
  }

  /// Of offices those held on a day; all of them where none was, or the day is not known.
  const heldOn = (offices: readonly Office[], day: string | null): readonly Office[] => {
    const at = day && offices.filter((o) => o.from.slice(0, day.length) <= day && (o.to === "" || o.to >= day.slice(0, o.to.length)))
    return at && at.length > 0 ? at : offices
  }
  /// The leader of a party stands for it where it bears arms.
  const isHead = (o: Office): boolean => {
    const body = known(o.of)
    if (body === undefined || isOfState(body)) return false
    return HEADS.has(o.office) || (o.office === "party-leader" && body.type === "armed-group")
  }
  const isOfState = (k: Known): boolean => k.country !== undefined && STATE_BODIES.has(k.type)

  return {
    terms: given.terms,
    headedBy(entity, day) {
      const offices = entity.kind === "person" ? (known(entity.id)?.offices ?? []) : []
      const bodies = heldOn(offices, day).filter((o) => o.of.startsWith("org:"))
      return [...new Set(bodies.filter((o) => isHead(o)).map((o) => o.of))]
    },
    stateOf(entity, day) {
      if (entity.kind === "country") return entity.id
      const k = known(entity.id)
      if (entity.kind === "organization") {
        if (k) return isOfState(k) ? (k.country ?? null) : null
        return countryInId(entity.id)
      }
      if (entity.kind === "place") return null
      const offices = (k?.offices ?? []).filter((o) => o.office !== "party-leader" && o.office !== "company-head")
      const held = heldOn(offices, day).map((o) => o.of)
      const served = [...new Set(held.map((of) => (isCountry(of) ? of : (known(of)?.country ?? null))))]
      if (served.length === 1 && served[0]) return served[0]
      if (k?.country && served.includes(k.country)) return k.country
      for (const m of entity.mentions) {
        const nation = m.role ? nationIn(m.role) : null
        if (nation) return nation
      }
      return null
    },
    countryOf: (place) => (place.kind === "country" ? place.id : place.kind === "place" ? (known(place.id)?.country ?? null) : null),
    isCarrier: (id) => /^(?:agency|outlet)$/.test(known(id)?.type ?? ""),
    partyOf(entity) {
      if (entity.known || entity.kind === "country") return entity.id
      const key = nameKey(
        language
          .fold(entity.name.ar)
          .split(/[\s-]+/)
          .filter(Boolean),
      )
      return key ? `${entity.kind}~${key}` : entity.id
    },
  }
}
