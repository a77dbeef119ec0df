import {
  type ClaimTime,
  type DayRange,
  edtfRange,
  type Entity,
  isoDay,
  type ParticipantRole,
  type Quote,
  type ReportRecord,
  type Status,
} from "../model/index.ts"
import {hash24} from "./hash.ts"
import {packSentences, sentencesOf, type Term} from "./sentences.ts"
import type {World} from "./world.ts"

/// What is compared of a report: taken once when it is kept, small, and all that deciding needs. Plain data, so that a record can hold it.
export type Traits = {
  readonly report: string
  readonly published: DayRange | null
  readonly basis: "given" | "inferred" | "unknown"
  /// Carriers that the report credits for itself.
  readonly agencies: readonly string[]
  readonly outlet: string | null
  /// Its name as `bodies` has names.
  readonly outletName: string | null
  /// Whoever else is credited for anything in it.
  readonly credits: readonly string[]
  /// Folded names of the bodies in it: a copy that names the outlet it was taken from credits it.
  readonly bodies: readonly string[]
  /// Packed as `sentences.ts` has it.
  readonly sentences: string
  /// Whom and what it speaks of, with how often.
  readonly actors: readonly (readonly [party: string, mentions: number])[]
  readonly events: readonly EventTraits[]
  readonly figures: readonly FigureTraits[]
}

export type Party = {
  readonly entity: string
  /// The entity, or one name for the spellings of it.
  readonly id: string
  readonly state: string | null
  /// Bodies of no state that a person heads, who stands for them.
  readonly heads?: readonly string[]
  readonly kind: Entity["kind"]
  readonly role: ParticipantRole
}

export type Basis = ClaimTime["basis"]

export type EventTraits = {
  readonly id: string
  readonly type: string
  readonly status: Status
  readonly parties: readonly Party[]
  readonly place: string | null
  readonly country: string | null
  readonly days: DayRange | null
  readonly basis: Basis | null
  /// Which sentence tells it.
  readonly sentence: number
  readonly start: number
  readonly end: number
  readonly by: readonly string[]
  readonly confidence: number
  /// The words it rests on.
  readonly words: readonly number[]
}

export type FigureTraits = {
  readonly id: string
  readonly metric: string
  readonly measure: "level" | "change"
  readonly value: number
  readonly unit: string
  readonly comparator: string
  readonly status: "reported" | "forecast" | "target"
  readonly parties: readonly string[]
  readonly states: readonly string[]
  readonly days: DayRange | null
  readonly basis: Basis | null
  readonly source: readonly string[]
  readonly sentence: number
  readonly start: number
  readonly end: number
  /// Words of the sentence around it: what the figure is of, where its metric does not say.
  readonly words: readonly number[]
}

/// Open ends of an interval as days that JSON can hold.
export const FAR = 1_000_000
const plainRange = (edtf: string | null | undefined): DayRange | null => {
  const range = edtfRange(edtf)
  return range ? {first: Math.max(-FAR, range.first), last: Math.min(FAR, range.last)} : null
}

/// Words on either side of a figure that may say what it is of.
const BESIDE = 10

export function traitsOf(record: ReportRecord, world: World): Traits {
  const {report} = record
  const terms = world.terms(report.text)
  const names = record.entities.flatMap((e) => e.mentions).sort((a, b) => a.start - b.start || b.end - a.end)
  let name = 0
  const isName = ({start, end}: Term): boolean => {
    while (name < names.length && (names[name] as Quote).end <= start) name++
    const at = names[name]
    return at !== undefined && at.start < end
  }
  const {sentences, starts} = sentencesOf(report.text, terms, isName)
  const sentenceAt = (at: number): number => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] as number) <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  const wordsOf = (text: string): number[] => [...new Set(world.terms(text).map((t) => hash24(t.term)))]
  /// What a figure is of stands beside it in its sentence. Numbers and the shortest words tell nothing of it.
  const wordsAround = (start: number, end: number): number[] => {
    const sentence = sentenceAt(start)
    const [from, to] = [starts[sentence] ?? 0, starts[sentence + 1] ?? report.text.length]
    const inside = terms.filter((t) => t.start >= from && t.start < to)
    const [a, b] = [inside.findIndex((t) => t.end > start), inside.findLastIndex((t) => t.start < end)]
    const near = inside.slice(Math.max(0, a - BESIDE), b + 1 + BESIDE)
    return [...new Set(near.filter((t) => t.term.length > 2 && !/\d/.test(t.term)).map((t) => hash24(t.term)))]
  }
  const entities = new Map(record.entities.map((e) => [e.id, e]))
  const published = plainRange(report.published.edtf)
  const dayOf = (days: DayRange | null): string | null => {
    const at = [days, published].find((d) => d && d.last < FAR)
    return at ? isoDay(at.last) : null
  }
  const party = (id: string, day: string | null): Omit<Party, "role"> => {
    const entity = entities.get(id)
    const heads = entity ? world.headedBy(entity, day) : []
    return entity
      ? {entity: id, id: world.partyOf(entity), state: world.stateOf(entity, day), kind: entity.kind, ...(heads.length > 0 ? {heads} : {})}
      : {entity: id, id, state: null, kind: "organization"}
  }
  const countryOf = (id: string | null): string | null => {
    const entity = id ? entities.get(id) : undefined
    return entity ? world.countryOf(entity) : null
  }
  const events = record.events.map((e): EventTraits => {
    const days = plainRange(e.time?.edtf)
    const [first] = e.evidence
    return {
      id: e.id,
      type: e.type,
      status: e.status,
      parties: e.participants.map((p) => ({...party(p.entity, dayOf(days)), role: p.role})),
      place: e.place,
      country: countryOf(e.place),
      days,
      basis: e.time?.basis ?? null,
      sentence: sentenceAt(first.start),
      start: first.start,
      end: first.end,
      by: e.attribution,
      confidence: e.confidence,
      words: wordsOf(first.quote),
    }
  })
  const figures = record.figures.map((f): FigureTraits => {
    const days = plainRange(f.period?.edtf)
    const [first] = f.evidence
    // Who prints a figure is no party to it.
    const parties = f.parties.filter((id) => !world.isCarrier(id)).map((id) => ({...party(id, dayOf(days)), country: countryOf(id)}))
    const sentence = sentenceAt(first.start)
    return {
      id: f.id,
      metric: f.metric,
      measure: f.measure,
      value: f.value,
      unit: f.unit,
      comparator: f.comparator,
      status: f.status,
      parties: parties.map((p) => p.entity),
      states: parties.map((p) => p.state ?? p.country ?? p.id),
      days,
      basis: f.period?.basis ?? null,
      source: f.source,
      sentence,
      start: first.start,
      end: first.end,
      words: wordsAround(first.start, first.end),
    }
  })
  const credits = [
    ...record.events.flatMap((e) => e.attribution),
    ...record.statements.flatMap((s) => [...(s.speaker ? [s.speaker] : []), ...s.via]),
    ...record.figures.flatMap((f) => f.source),
  ].filter((id) => world.isCarrier(id))
  const outlet = report.outlet ?? hostOf(report.url)
  return {
    report: report.id,
    published,
    basis: report.published.basis,
    agencies: report.agencies,
    outlet,
    outletName: outlet && plainName(outlet, world),
    credits: [...new Set(credits)],
    bodies: record.entities.filter((e) => e.kind === "organization").map((e) => plainName(e.name.ar, world)),
    sentences: packSentences(sentences),
    actors: record.entities.map((e) => [world.partyOf(e), e.mentions.length] as const),
    events,
    figures,
  }
}

const plainName = (name: string, world: World): string =>
  world
    .terms(name)
    .map((t) => t.term)
    .join(" ")

function hostOf(url: string | null): string | null {
  try {
    return url ? new URL(url).hostname.replace(/^www\./, "") : null
  } catch {
    return null
  }
}
