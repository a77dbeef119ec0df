import {useRef, useState} from "preact/hooks"
import {type Answers, type Claim, type Decision, type Problem, Refused, tell, useAnswer, useMay} from "../api.ts"
import {fill, labels, labelled} from "../labels/index.ts"
import {CorrectionForm} from "./claim.tsx"
import {IssueWords} from "./issue.tsx"
import {Answered} from "./states.tsx"
import {Entity} from "./words.tsx"
import {Link, to} from "../router.tsx"

/// What a person says of a claim: three buttons, a reason, a form; and how to take it back.

export const problemOf = (error: unknown): Problem =>
  error instanceof Refused ? error.problem : {code: "network", says: String(error), hint: ""}

export const Trouble = ({problem}: {readonly problem: Problem | undefined}) =>
  problem ? (
    <p class="problem" role="alert">
      <IssueWords issue={problem} />
    </p>
  ) : null

export type Verdict = "accept" | "reject" | "correct"
export type Change = {readonly [field: string]: string}

export async function say(verdict: Verdict, id: string, reason: string, change: Change = {}): Promise<Answers["accept"]> {
  const why = reason.trim() ? {reason: reason.trim()} : {}
  return verdict === "correct" ? tell("correct", {id, ...change, ...why}) : tell(verdict, {id, ...why})
}

type Opened = {readonly onDone: () => void; readonly open: boolean; readonly onOpen: (open: boolean) => void}

/// For the panel of a report: opened where the claim stands.
export function Judge({kept, onDone}: {readonly kept: Claim; readonly onDone: () => void}) {
  const [open, setOpen] = useState(false)
  return <Judging kept={kept} open={open} onOpen={setOpen} onDone={onDone} />
}

/// The same where the claim is not there yet: it is asked for when somebody wants to say something of it.
export function JudgeById({id, onDone}: {readonly id: string; readonly onDone: () => void}) {
  const [open, setOpen] = useState(false)
  const {value} = useAnswer("claim", open ? {id} : undefined)
  return <Judging kept={value} open={open} onOpen={setOpen} onDone={onDone} />
}

function Judging({kept, open, onOpen: setOpen, onDone}: Opened & {readonly kept: Claim | undefined}) {
  const may = useMay("review")
  const [correcting, setCorrecting] = useState(false)
  const reason = useRef("")
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const send = (verdict: Verdict, change?: Change): void => {
    setProblem(undefined)
    if (!kept) return
    say(verdict, kept.claim.id, reason.current, change).then(
      () => {
        setOpen(false)
        setCorrecting(false)
        onDone()
      },
      (error: unknown) => setProblem(problemOf(error)),
    )
  }
  if (!may) return null
  return (
    <div class="judge">
      <button type="button" class="quiet small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {labels.judge}
      </button>
      {open && (
        <div class="judging">
          <Buttons onSay={(verdict) => (verdict === "correct" ? setCorrecting(true) : send(verdict))} />
          <ReasonField reason={reason} />
          {correcting && kept && (
            <CorrectionForm kept={kept} onSend={(change) => send("correct", change)} onCancel={() => setCorrecting(false)} />
          )}
          <Trouble problem={problem} />
        </div>
      )}
    </div>
  )
}

export const Buttons = ({onSay, withKeys = false}: {readonly onSay: (verdict: Verdict) => void; readonly withKeys?: boolean}) => (
  <div class="verdicts">
    {(
      [
        ["accept", "A"],
        ["reject", "X"],
        ["correct", "C"],
      ] as const
    ).map(([verdict, key]) => (
      <button key={verdict} type="button" class={`v-${verdict}`} onClick={() => onSay(verdict)}>
        {labels[verdict]} {withKeys && <kbd>{key}</kbd>}
      </button>
    ))}
  </div>
)

/// The words are the browser's own while they are typed: nothing that is drawn anew meanwhile can take a letter back.
export function ReasonField({reason, onEnter}: {readonly reason: {current: string}; readonly onEnter?: () => void}) {
  return (
    <label class="field reason">
      <span>{labels.reason}</span>
      <input
        type="text"
        defaultValue={reason.current}
        dir="auto"
        maxLength={1000}
        placeholder={labels.reasonHint}
        onInput={(event) => {
          reason.current = event.currentTarget.value
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return
          event.preventDefault()
          onEnter?.()
        }}
      />
    </label>
  )
}

/// Decisions, the latest first, each with a way back.
export function Ledger({report, again = 0, onDone}: {readonly report?: string; readonly again?: number; readonly onDone?: () => void}) {
  const [turn, setTurn] = useState(0)
  const state = useAnswer("decisions", {report, limit: 100}, again + turn)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const may = useMay("review")
  const undo = (id: string): void => {
    tell("undo", {id}).then(
      () => {
        setTurn(turn + 1)
        onDone?.()
      },
      (error: unknown) => setProblem(problemOf(error)),
    )
  }
  return (
    <Answered state={state}>
      {({items}) => (
        <>
          <Trouble problem={problem} />
          {items.length === 0 && <p class="nothing">{labels.noDecisions}</p>}
          <ul class="ledger">
            {items.map((d) => (
              <li key={d.id} class={d.standing ? undefined : "gone"}>
                <Said decision={d} />
                {d.standing && may ? (
                  <button type="button" class="quiet small" onClick={() => undo(d.id)}>
                    {labels.undo}
                  </button>
                ) : d.standing ? null : (
                  <span class="chip">{labels.undone}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  )
}

function Said({decision: d}: {readonly decision: Decision}) {
  return (
    <div>
      <p>
        <What decision={d} />
      </p>
      <p class="muted small">
        {d.by && <bdi>{fill(labels.decidedBy, {name: d.by})}</bdi>}
        {d.at && <time dateTime={d.at}>{d.at.slice(0, 16).replace("T", " ")}</time>}
        {d.reason && <q dir="auto">{d.reason}</q>}
        <code>{d.id}</code>
      </p>
    </div>
  )
}

function What({decision: d}: {readonly decision: Decision}) {
  const says = <strong>{labels.saidToBe[d.says]}</strong>
  if (d.family === "claim") {
    return (
      <>
        {says}
        {d.says === "rather" && <> ({d.fields.map((f) => labelled(labels.fields, f)).join("، ")})</>}{" "}
        <Link href={to(`report/${d.of.report}`, {claim: d.says === "wrong" && d.standing ? undefined : d.of.claim})}>
          <q lang="ar" dir="rtl">
            {d.of.quote.length > 120 ? `${d.of.quote.slice(0, 120)}…` : d.of.quote}
          </q>
        </Link>
      </>
    )
  }
  if (d.family === "entity") {
    return (
      <>
        <Entity id={d.entity.id} name={d.entity.name} /> {says}{" "}
        {d.says === "called" ? <q dir="auto">{d.name}</q> : <code>{d.says === "same" ? d.b : d.a}</code>}
      </>
    )
  }
  const name = (x: typeof d.a): string => (typeof x === "string" ? x : x.claim)
  const address = (x: typeof d.a): string => to(typeof x === "string" ? `report/${x}` : `event/${x.claim}`)
  return (
    <>
      {says}{" "}
      <Link href={address(d.a)}>
        <code>{name(d.a)}</code>
      </Link>
      {", "}
      <Link href={address(d.b)}>
        <code>{name(d.b)}</code>
      </Link>
    </>
  )
}
