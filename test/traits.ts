import {edtfRange} from "../src/model/index.ts"
import {hash24} from "../src/link/hash.ts"
import {packSentences, sentencesOf} from "../src/link/sentences.ts"
import type {EventTraits, FigureTraits, Party, Traits} from "../src/link/traits.ts"

/// Traits written down by hand: for tests, and for whoever wants to see what a decision rests on.

type EventRow = {
  readonly id: string
  readonly type?: string
  readonly status?: EventTraits["status"]
  /// `person:x@state`, with `:role` behind it where that is not the actor.
  readonly who?: readonly string[]
  readonly place?: string
  readonly country?: string
  readonly days?: string
  readonly basis?: EventTraits["basis"]
  readonly words?: string
  readonly sentence?: number
  readonly by?: readonly string[]
}
type FigureRow = {
  readonly id: string
  readonly metric?: string
  readonly value: number
  readonly unit?: string
  readonly measure?: "level" | "change"
  readonly comparator?: string
  readonly status?: FigureTraits["status"]
  readonly parties?: readonly string[]
  readonly days?: string
  readonly source?: readonly string[]
  readonly words?: string
  readonly sentence?: number
}
export type ReportRow = {
  readonly id: string
  readonly published?: string
  readonly text?: string
  readonly agencies?: readonly string[]
  readonly credits?: readonly string[]
  readonly outlet?: string
  readonly events?: readonly EventRow[]
  readonly figures?: readonly FigureRow[]
}

const wordsOf = (text: string): {term: string; start: number; end: number}[] =>
  [...text.matchAll(/[\p{L}\d]+/gu)].map((m) => ({term: m[0], start: m.index, end: m.index + m[0].length}))

function partyOf(said: string): Party {
  const [, id, state, role] = /^([^@]+?)(?:@([a-z-]+))?(?:\/(\w+))?$/.exec(said) as RegExpExecArray
  const name = id as string
  const kind = name.startsWith("country:") ? "country" : name.startsWith("person:") ? "person" : "organization"
  return {
    entity: name,
    id: name,
    state: kind === "country" ? name : state ? `country:${state}` : null,
    kind,
    role: (role ?? "actor") as Party["role"],
  }
}

export function reportTraits(row: ReportRow): Traits {
  const text = row.text ?? ""
  const events = (row.events ?? []).map((e): EventTraits => {
    const parties = (e.who ?? []).map(partyOf)
    return {
      id: e.id,
      type: e.type ?? "meeting",
      status: e.status ?? "occurred",
      parties,
      place: e.place ?? null,
      country: e.country ?? (e.place?.startsWith("country:") ? e.place : null),
      days: edtfRange(e.days) ?? null,
      basis: e.days ? (e.basis ?? "anchored") : null,
      sentence: e.sentence ?? 0,
      start: 0,
      end: 1,
      by: e.by ?? [],
      confidence: 0.8,
      words: wordsOf(e.words ?? "").map((w) => hash24(w.term)),
    }
  })
  const figures = (row.figures ?? []).map(
    (f): FigureTraits => ({
      id: f.id,
      metric: f.metric ?? "trade",
      measure: f.measure ?? "level",
      value: f.value,
      unit: f.unit ?? "USD",
      comparator: f.comparator ?? "=",
      status: f.status ?? "reported",
      parties: f.parties ?? [],
      states: f.parties ?? [],
      days: edtfRange(f.days) ?? null,
      basis: f.days ? "stated" : null,
      source: f.source ?? [],
      sentence: f.sentence ?? 0,
      start: 0,
      end: 1,
      words: wordsOf(f.words ?? "").map((w) => hash24(w.term)),
    }),
  )
  return {
    report: row.id,
    published: edtfRange(row.published) ?? null,
    basis: row.published ? "given" : "unknown",
    agencies: row.agencies ?? [],
    outlet: row.outlet ?? null,
    outletName: row.outlet ?? null,
    credits: row.credits ?? [],
    bodies: [],
    sentences: packSentences(sentencesOf(text, wordsOf(text)).sentences),
    actors: [...new Set(events.flatMap((e) => e.parties.map((p) => p.id)))].map((id) => [id, 1] as const),
    events,
    figures,
  }
}
