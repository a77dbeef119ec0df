import {useEffect, useId, useRef, useState} from "preact/hooks"
import type {Claim} from "../api.ts"
import {labels, labelled} from "../labels/index.ts"
import {sayCompared, sayValue} from "../labels/numbers.ts"
import {Day, Entities, Entity, Kind, Status} from "./words.tsx"

/// A claim as it stands, in two lines.
export function ClaimHead({kept}: {readonly kept: Claim}) {
  const names = Object.fromEntries(kept.entities.map((e) => [e.id, e.name]))
  if (kept.family === "event") {
    const {claim} = kept
    const of = (role: string): readonly string[] => claim.participants.filter((p) => p.role === role).map((p) => p.entity)
    return (
      <>
        <p class="claim-head">
          <Kind type={claim.type} />
          <Status status={claim.status} />
          <span class="muted">
            <Day edtf={claim.time?.edtf} />
          </span>
        </p>
        <p class="roles">
          {(["actor", "counterpart", "target", "host"] as const)
            .filter((role) => of(role).length > 0)
            .map((role) => (
              <span key={role}>
                <span class="muted">{labels.roles[role]}</span> <Entities ids={of(role)} names={names} />
              </span>
            ))}
          {claim.participants.length === 0 && <span class="muted">{labels.nobody}</span>}
          {claim.place && (
            <span class="at">
              <Entity id={claim.place} name={names[claim.place]} />
            </span>
          )}
        </p>
      </>
    )
  }
  if (kept.family === "statement") {
    const {claim} = kept
    return (
      <p class="claim-head">
        <span class="chip">{labels.said}</span>
        {claim.speaker ? (
          <Entity id={claim.speaker} name={names[claim.speaker]} />
        ) : (
          <bdi>{claim.speakerText ?? labels.speakerUnnamed}</bdi>
        )}
        {claim.via.length > 0 && (
          <span class="muted">
            {labels.roles.via} <Entities ids={claim.via} names={names} />
          </span>
        )}
        <span class="chip">{labels[claim.kind]}</span>
      </p>
    )
  }
  const {claim} = kept
  return (
    <>
      <p class="claim-head">
        <strong>
          {sayCompared(claim.comparator)}
          {sayValue(claim.value, claim.unit)}
        </strong>
        <span class="chip">{claim.measure === "change" ? labels.change : labels.level}</span>
        <Status status={claim.status} />
      </p>
      <p>
        {labelled(labels.metrics, claim.metric)} · <Entities ids={claim.parties} names={names} />
        {claim.period && (
          <span class="muted">
            {" · "}
            <Day edtf={claim.period.edtf} />
          </span>
        )}
      </p>
    </>
  )
}

const wordsOf = (kept: Claim): string => (kept.family === "statement" ? kept.claim.content.quote : kept.claim.evidence[0].quote)

/// The sentence with the words that the claim rests on marked in it.
export function Marked({kept}: {readonly kept: Claim}) {
  const words = wordsOf(kept).replace(/\s+/g, " ").trim()
  const at = kept.context.indexOf(words)
  return (
    <blockquote class="quoted" lang="ar" dir="rtl">
      {at < 0 ? (
        kept.context
      ) : (
        <>
          {kept.context.slice(0, at)}
          <mark>{words}</mark>
          {kept.context.slice(at + words.length)}
        </>
      )}
    </blockquote>
  )
}

type Values = {readonly [field: string]: string}
type Field = {
  readonly name: string
  readonly label: string
  readonly options?: {readonly [value: string]: string}
  readonly hint?: string
  readonly wide?: boolean
}

const STATUSES = ["planned", "ongoing", "occurred", "postponed", "cancelled", "denied", "hypothetical"] as const
const statusesOf = (of: readonly (keyof typeof labels.statuses)[]): {[status: string]: string} =>
  Object.fromEntries(of.map((status) => [status, labels.statuses[status]]))
const COMPARED = {"=": "=", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}

function fieldsOf(kept: Claim): Field[] {
  const names = labels.severalHint
  const words = {name: "words", label: labels.exactWords, wide: true}
  const time = {name: "time", label: labels.when, hint: labels.timeHint}
  if (kept.family === "event")
    return [
      {name: "type", label: labels.kind, options: labels.types},
      {name: "status", label: labels.standing, options: statusesOf(STATUSES)},
      {name: "actor", label: labels.roles.actor, hint: names},
      {name: "counterpart", label: labels.roles.counterpart, hint: names},
      {name: "target", label: labels.roles.target, hint: names},
      {name: "host", label: labels.roles.host, hint: names},
      {name: "place", label: labels.place},
      time,
      {name: "source", label: labels.credited_to, hint: names},
      words,
    ]
  if (kept.family === "statement")
    return [
      {name: "speaker", label: labels.roles.speaker},
      {name: "via", label: labels.roles.via, hint: names},
      {name: "kind", label: labels.speech, options: {direct: labels.direct, indirect: labels.indirect}},
      words,
    ]
  return [
    {name: "metric", label: labels.measured, options: labels.metrics},
    {name: "comparator", label: labels.compared, options: COMPARED},
    {name: "value", label: labels.amount},
    {name: "unit", label: labels.unit},
    {name: "measure", label: labels.change_or_level, options: {level: labels.level, change: labels.change}},
    {name: "party", label: labels.whose, hint: names},
    time,
    {name: "status", label: labels.standing, options: statusesOf(["reported", "forecast", "target"])},
    {name: "source", label: labels.credited_to, hint: names},
    words,
  ]
}

/// Entities stand in the form by id, as the record knows them: a name may be shared.
function valuesOf(kept: Claim): Values {
  const list = (ids: readonly string[]): string => ids.join(", ")
  if (kept.family === "event") {
    const {claim} = kept
    const of = (role: string): string => list(claim.participants.filter((p) => p.role === role).map((p) => p.entity))
    return {
      type: claim.type,
      status: claim.status,
      actor: of("actor"),
      counterpart: of("counterpart"),
      target: of("target"),
      host: of("host"),
      place: claim.place ?? "",
      time: claim.time?.edtf ?? "",
      source: list(claim.attribution),
      words: wordsOf(kept),
    }
  }
  if (kept.family === "statement")
    return {speaker: kept.claim.speaker ?? "", via: list(kept.claim.via), kind: kept.claim.kind, words: wordsOf(kept)}
  const {claim} = kept
  return {
    metric: claim.metric,
    comparator: claim.comparator,
    value: String(claim.value),
    unit: claim.unit,
    measure: claim.measure,
    party: list(claim.parties),
    time: claim.period?.edtf ?? "",
    status: claim.status,
    source: list(claim.source),
    words: wordsOf(kept),
  }
}

/// What the claim should say instead; only what was changed is sent.
export function CorrectionForm({
  kept,
  whole = false,
  onSend,
  onCancel,
}: {
  readonly kept: Claim
  /// All that is given is sent, not only what was changed.
  readonly whole?: boolean
  readonly onSend: (change: Values) => void
  readonly onCancel: () => void
}) {
  const before = valuesOf(kept)
  const [values, setValues] = useState<Values>(before)
  const change = (name: string, value: string): void => setValues({...values, [name]: value})
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>("select, input")?.focus(), [])
  return (
    <form
      class="correction"
      ref={form}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        const changed = Object.entries(values).filter(([name, value]) => (whole ? value.trim() !== "" : value.trim() !== before[name]))
        // An emptied field takes its value away.
        onSend(Object.fromEntries(changed.map(([name, value]) => [name, value.trim() || "-"])))
      }}
    >
      <div class="conditions">
        {fieldsOf(kept).map(({name, label, options, hint, wide}) => (
          <label key={name} for={`${id}-${name}`} class={`field${wide ? " wide-field" : ""}`}>
            <span>{label}</span>
            {options ? (
              <select id={`${id}-${name}`} value={values[name] ?? ""} onChange={(event) => change(name, event.currentTarget.value)}>
                {Object.entries(options).map(([key, says]) => (
                  <option key={key} value={key}>
                    {says}
                  </option>
                ))}
              </select>
            ) : wide ? (
              <textarea
                id={`${id}-${name}`}
                rows={2}
                lang="ar"
                dir="rtl"
                value={values[name] ?? ""}
                onInput={(event) => change(name, event.currentTarget.value)}
              />
            ) : (
              <input
                id={`${id}-${name}`}
                type="text"
                value={values[name] ?? ""}
                dir="auto"
                autocomplete="off"
                title={hint}
                onInput={(event) => change(name, event.currentTarget.value)}
              />
            )}
          </label>
        ))}
      </div>
      <p class="muted small">{labels.severalHint}</p>
      <div class="send">
        <button type="submit" class="primary">
          {whole ? labels.saveClaim : labels.saveCorrection}
        </button>
        <button type="button" onClick={onCancel}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}
