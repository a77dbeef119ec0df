import {useEffect, useRef, useState} from "preact/hooks"
import {type Claim, type Problem, tell, useMay} from "../api.ts"
import {fill, labels} from "../labels/index.ts"
import {CorrectionForm} from "./claim.tsx"
import {problemOf, ReasonField, Trouble} from "./deciding.tsx"

/// A claim that nobody found: its words are selected in the text, or written where there is no pointer.

export type Selected = {readonly words: string; readonly near: number}

/// The words that are selected in a report: exactly as they stand in its text, wherever the selection began.
export function useSelected(text: string): Selected | undefined {
  const [selected, setSelected] = useState<Selected | undefined>(undefined)
  useEffect(() => {
    const look = (): void => {
      const selection = getSelection()
      const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined
      const from = range && placeIn(range.startContainer, range.startOffset)
      const to = range && placeIn(range.endContainer, range.endOffset)
      if (from === undefined || to === undefined) return
      const [start, end] = from < to ? [from, to] : [to, from]
      const words = text.slice(start, end)
      // What was selected stays until something else is: the form takes the focus, and the selection goes.
      if (words.trim()) setSelected({words: words.trim(), near: start + words.length - words.trimStart().length})
    }
    document.addEventListener("selectionchange", look)
    return () => document.removeEventListener("selectionchange", look)
  }, [text])
  return selected
}

/// A place of the page as one of the text: each paragraph knows where it begins.
function placeIn(node: Node, offset: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const paragraph = element?.closest<HTMLElement>("[data-start]")
  if (!paragraph) return undefined
  const before = document.createRange()
  before.setStart(paragraph, 0)
  before.setEnd(node, offset)
  return Number(paragraph.dataset["start"]) + before.toString().length
}

const FAMILIES = ["event", "statement", "figure"] as const
type Family = (typeof FAMILIES)[number]
const NAMES: {readonly [family in Family]: string} = {event: labels.event, statement: labels.statement, figure: labels.figure}

export function Adding({
  report,
  selected,
  onDone,
}: {
  readonly report: string
  readonly selected: Selected | undefined
  readonly onDone: (claim: string) => void
}) {
  const may = useMay("review")
  const [words, setWords] = useState<Selected | undefined>(undefined)
  const [family, setFamily] = useState<Family>("event")
  const reason = useRef("")
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  if (!may) return null
  if (!words)
    return (
      <p class="adding">
        <button type="button" class="quiet" onClick={() => setWords(selected ?? {words: "", near: 0})}>
          {labels.addClaim}
        </button>
        {selected && (
          <q lang="ar" dir="rtl" class="muted small">
            {selected.words.length > 60 ? `${selected.words.slice(0, 60)}…` : selected.words}
          </q>
        )}
      </p>
    )
  const close = (): void => {
    setWords(undefined)
    setProblem(undefined)
  }
  const send = (values: {readonly [field: string]: string}): void => {
    setProblem(undefined)
    const near = values["words"] === words.words ? {near: String(words.near)} : {}
    const why = reason.current.trim() ? {reason: reason.current.trim()} : {}
    tell("add", {report, family, ...values, ...near, ...why} as Parameters<typeof tell<"add">>[1]).then(
      ({claim}) => {
        close()
        if (claim) onDone(claim.claim.id)
      },
      (error: unknown) => setProblem(problemOf(error)),
    )
  }
  return (
    <section class="adding card" aria-label={labels.addClaim}>
      <h2>{labels.addClaim}</h2>
      <fieldset class="families">
        <legend class="sr">{labels.kind}</legend>
        {FAMILIES.map((f) => (
          <label key={f}>
            <input type="radio" name="family" checked={family === f} onChange={() => setFamily(f)} /> {NAMES[f]}
          </label>
        ))}
      </fieldset>
      <CorrectionForm key={family} kept={blank(family, words.words)} whole onSend={send} onCancel={close} />
      <ReasonField reason={reason} />
      <p class="muted small">{fill(labels.needed[family], {})}</p>
      <Trouble problem={problem} />
    </section>
  )
}

/// A claim of which nothing is known but its words, for the form.
function blank(family: Family, words: string): Claim {
  const quote = {start: 0, end: words.length, quote: words}
  const claims = {
    event: {type: "meeting", status: "occurred", participants: [], place: null, time: null, attribution: [], evidence: [quote]},
    statement: {speaker: null, via: [], kind: "direct", content: quote},
    figure: {
      metric: "other",
      comparator: "=",
      value: "",
      unit: "",
      measure: "level",
      parties: [],
      period: null,
      status: "reported",
      source: [],
      evidence: [quote],
    },
  }
  return {family, claim: claims[family], entities: [], context: words} as unknown as Claim
}
