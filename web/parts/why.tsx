import {useState} from "preact/hooks"
import {type Answers, useAnswer} from "../api.ts"
import {labels, labelled, language} from "../labels/index.ts"
import {sayShare} from "../labels/numbers.ts"
import {sayStep} from "../labels/reasons.ts"
import {Reason} from "./reason.tsx"
import {Answered} from "./states.tsx"
import {Day} from "./words.tsx"

/// Why a claim says what it says, opened where it stands.
export function Why({id}: {readonly id: string}) {
  const [open, setOpen] = useState(false)
  return (
    <div class="why">
      <button type="button" class="quiet small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? labels.explainHide : labels.explain}
      </button>
      {open && <Reasons id={id} />}
    </div>
  )
}

function Reasons({id}: {readonly id: string}) {
  const state = useAnswer("explain", {id})
  return <Answered state={state}>{(it) => <Shown it={it} />}</Answered>
}

const Shown = ({it}: {readonly it: Answers["explain"]}) => (
  <div class="reasons">
    <dl>
      <div class="pair">
        <dt>{labels.evidence}</dt>
        <dd>
          {it.evidence.map((e) => (
            <q key={`${e.start} ${e.end}`} lang="ar" dir="rtl">
              {e.quote}
            </q>
          ))}
        </dd>
      </div>
      {it.roles.map((r) => (
        <div key={`${r.role} ${r.id}`} class="pair">
          <dt>{labelled(labels.roles, r.role)}</dt>
          <dd>
            <bdi>{language === "ar" ? r.ar : r.en}</bdi>
          </dd>
        </div>
      ))}
      {it.time && (
        <div class="pair">
          <dt>{labels.when}</dt>
          <dd>
            <Day edtf={it.time.edtf} /> · {labelled(labels.bases, it.time.basis)}
            {it.time.quote && (
              <>
                {" · "}
                <q lang="ar" dir="rtl">
                  {it.time.quote}
                </q>
              </>
            )}
          </dd>
        </div>
      )}
      <div class="pair">
        <dt>{labels.pattern}</dt>
        <dd>
          <code>{it.by}</code> · {labels.confidence} {sayShare(it.confidence)}
        </dd>
      </div>
    </dl>
    {it.why.length > 0 && (
      <ol class="steps">
        {it.why.map((w, i) => (
          <li key={i}>
            <b>{sayStep(w.step)}</b> <Reason says={w.says} />
          </li>
        ))}
      </ol>
    )}
  </div>
)
