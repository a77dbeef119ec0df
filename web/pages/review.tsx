import {useEffect, useRef, useState} from "preact/hooks"
import {addressOf, type Answers, ask, download, type Problem, tell} from "../api.ts"
import {counted, fill, labels} from "../labels/index.ts"
import {sayShare} from "../labels/numbers.ts"
import {ClaimHead, CorrectionForm, Marked} from "../parts/claim.tsx"
import {Buttons, type Change, Ledger, problemOf, ReasonField, say, Trouble, type Verdict} from "../parts/deciding.tsx"
import {Choice} from "../parts/pick.tsx"
import {Nothing, Waiting} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"
import {ReportLink} from "../parts/words.tsx"
import {Why} from "../parts/why.tsx"
import {go, type Place, to} from "../router.tsx"

type Item = Answers["queue"]["items"][number]
/// What was said of a claim; `kept` once the record has it.
type Done = {readonly verdict: Verdict; readonly decision: Promise<string>; readonly kept: boolean}

/// What nobody looked at yet, one claim after another, made for the keyboard; below it what was decided.
export default function ReviewPage({place, again}: {readonly place: Place; readonly again: number}) {
  const family = place.query.get("family") ?? ""
  const type = place.query.get("type") ?? ""
  const [turn, setTurn] = useState(0)
  return (
    <>
      <Title text={labels.review}>
        <p class="facts">
          <span>{labels.reviewSays}</span>
        </p>
      </Title>
      <div class="conditions">
        <Choice
          label={labels.claims}
          value={family}
          all={labels.allFamilies}
          options={{event: labels.happened, statement: labels.said, figure: labels.counted}}
          onValue={(value) => go(to("review", {family: value}))}
        />
        {(family === "" || family === "event") && (
          <Choice
            label={labels.kind}
            value={type}
            all={labels.allKinds}
            options={labels.types}
            onValue={(value) => go(to("review", {family, type: value}))}
          />
        )}
      </div>
      <Queue key={`${family} ${type} ${again}`} family={family} type={type} onDone={() => setTurn((n) => n + 1)} />
      <section class="ledger-part" aria-labelledby="decided">
        <h2 id="decided">{labels.decided}</h2>
        <p class="muted">{labels.decidedSays}</p>
        <button
          type="button"
          class="quiet small"
          onClick={() => void download(addressOf("gold", {limit: 200}), "application/jsonl", "gold.jsonl")}
        >
          {labels.goldDownload}
        </button>
        <Ledger again={again + turn} onDone={() => setTurn((n) => n + 1)} />
      </section>
    </>
  )
}

function Queue({family, type, onDone}: {readonly family: string; readonly type: string; readonly onDone: () => void}) {
  const [items, setItems] = useState<readonly Item[] | undefined>(undefined)
  const [after, setAfter] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const [done, setDone] = useState<{readonly [claim: string]: Done}>({})
  const [correcting, setCorrecting] = useState(false)
  const reason = useRef("")
  /// Said already, whatever was drawn since: a key that is held down says it once.
  const sent = useRef(new Set<string>())
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const list = useRef<HTMLOListElement>(null)
  const focusNext = useRef(false)
  const load = (from?: string): void => {
    ask("queue", {family: family || undefined, type: type || undefined, limit: 20, after: from} as {limit: number}).then(
      (answer) => {
        setItems((before) => (from ? [...(before ?? []), ...answer.items] : answer.items))
        setAfter(answer.after)
      },
      (error: unknown) => setProblem(problemOf(error)),
    )
  }
  useEffect(() => load(), [])
  useEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus()
  }, [at, correcting, items])

  const move = (to: number): void => {
    if (!items) return
    const next = Math.max(0, Math.min(items.length - 1, to))
    if (next >= items.length - 3 && after) load(after)
    focusNext.current = true
    setCorrecting(false)
    reason.current = ""
    setProblem(undefined)
    setAt(next)
  }
  /// Right and wrong are said and gone on from at once: the hand does not wait for the record, and comes back where it refused. A
  /// correction stays open until it was taken.
  const decide = (verdict: Verdict, change?: Change): void => {
    const index = at
    const item = items?.[index]
    const id = item?.claim.claim.id ?? ""
    if (!item || done[id] || sent.current.has(id)) return
    setProblem(undefined)
    sent.current.add(id)
    const why = reason.current
    const asked = say(verdict, id, why, change)
    const decision = asked.then(({decisions}) => decisions[0]?.id ?? "")
    const isPassed = verdict !== "correct"
    if (isPassed) {
      setDone((before) => ({...before, [id]: {verdict, decision, kept: false}}))
      move(index + 1)
    }
    asked.then(
      ({claim}) => {
        setDone((before) => ({...before, [id]: {verdict, decision, kept: true}}))
        if (claim) setItems((before) => before?.map((x) => (x.claim.claim.id === id ? {...x, claim} : x)))
        onDone()
        if (!isPassed) move(index + 1)
      },
      (error: unknown) => {
        sent.current.delete(id)
        if (isPassed) {
          setDone(({[id]: _refused, ...rest}) => rest)
          move(index)
          reason.current = why
        }
        setProblem(problemOf(error))
      },
    )
  }
  const undo = (index: number): void => {
    const item = items?.[index]
    const made = item && done[item.claim.claim.id]
    if (!item || !made) return
    made.decision
      .then((id) => tell("undo", {id}))
      .then(
        ({claim}) => {
          const id = item.claim.claim.id
          sent.current.delete(id)
          setDone(({[id]: _gone, ...rest}) => rest)
          if (claim) setItems((before) => before?.map((x) => (x.claim.claim.id === id ? {...x, claim} : x)))
          onDone()
          move(index)
        },
        (error: unknown) => setProblem(problemOf(error)),
      )
  }
  /// The last one that was decided, here or above.
  const lastDone = (): number => {
    for (let i = at; i >= 0; i--) if (items?.[i] && done[items[i]?.claim.claim.id ?? ""]) return i
    return -1
  }
  /// Keys count inside the list only, and never while something is typed.
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return
    const item = items?.[at]
    const act: {readonly [key: string]: () => void} = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      j: () => move(at + 1),
      k: () => move(at - 1),
      Home: () => move(0),
      a: () => decide("accept"),
      x: () => decide("reject"),
      c: () => item && !done[item.claim.claim.id] && setCorrecting(true),
      n: () => list.current?.querySelector<HTMLElement>(".now .reason input")?.focus(),
      u: () => undo(lastDone()),
      ...(target.tagName === "LI" && item ? {Enter: () => go(to(`report/${item.claim.report.id}`, {claim: item.claim.claim.id}))} : {}),
    }
    const found = act[event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key]
    if (!found) return
    event.preventDefault()
    found()
  }

  if (!items) return problem ? <Trouble problem={problem} /> : <Waiting />
  if (items.length === 0) return <Nothing says={labels.noQueue} />
  return (
    <>
      <p class="muted small keys-help">{labels.reviewKeys}</p>
      <ol class="queue" ref={list} aria-label={labels.queueList} onKeyDown={onKey}>
        {items.map((item, i) => {
          const {claim, doubt, event} = item
          const id = claim.claim.id
          const made = done[id]
          return (
            <li
              key={id}
              id={`q-${id}`}
              tabIndex={i === at ? 0 : -1}
              class={`card${i === at ? " now" : ""}${made ? ` done ${made.kept ? `d-${made.verdict}` : ""}` : ""}`}
              aria-current={i === at}
              onFocus={() => i !== at && setAt(i)}
            >
              <p class="queue-head">
                <span class="chip">{fill(labels.inDoubt, {share: sayShare(doubt)})}</span>
                {event && event.reports > 1 && <span class="chip on">{counted(labels.toldByMany, event.reports)}</span>}
                <ReportLink report={claim.report} claim={made?.verdict === "reject" ? undefined : id} />
              </p>
              <ClaimHead kept={claim} />
              <Marked kept={claim} />
              {made ? (
                <p class="verdict" role="status">
                  <strong>{labels.saidToBe[made.verdict === "accept" ? "right" : made.verdict === "reject" ? "wrong" : "rather"]}</strong>
                  <button type="button" class="quiet small" onClick={() => undo(i)}>
                    {labels.undo}
                  </button>
                </p>
              ) : (
                i === at && (
                  <>
                    {correcting ? (
                      <CorrectionForm
                        kept={claim}
                        onSend={(change) => decide("correct", change)}
                        onCancel={() => {
                          focusNext.current = true
                          setCorrecting(false)
                        }}
                      />
                    ) : (
                      <Buttons withKeys onSay={(verdict) => (verdict === "correct" ? setCorrecting(true) : decide(verdict))} />
                    )}
                    <ReasonField reason={reason} onEnter={() => list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus()} />
                    <Why id={id} />
                    <Trouble problem={problem} />
                  </>
                )
              )}
            </li>
          )
        })}
      </ol>
      {after && (
        <button type="button" onClick={() => load(after)}>
          {labels.more}
        </button>
      )}
    </>
  )
}
