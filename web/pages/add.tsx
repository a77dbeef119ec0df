import {useRef, useState} from "preact/hooks"
import {type Answers, type Problem, tell} from "../api.ts"
import {counted, fill, labels, labelled} from "../labels/index.ts"
import {IssueWords} from "../parts/issue.tsx"
import {problemOf, Trouble} from "../parts/deciding.tsx"
import {Title} from "../parts/title.tsx"
import {Day, ReportLink} from "../parts/words.tsx"

type Line = Answers["addReports"]["items"][number]
type Given = {readonly source: string; readonly text?: string; readonly bytes?: string}
type Work = {
  readonly source: string
  readonly state: "waits" | "reads" | "done" | "failed"
  readonly lines: readonly Line[]
  readonly problem?: Problem
}

const KINDS = ".txt,.md,.html,.htm,.xhtml,.json,.jsonl,.ndjson"
/// What is sent at once: a file by itself, so that progress is seen and a bad one costs only itself.
const MOST_BYTES = 11_000_000

/// Files dropped or chosen, or a text pasted: read one after another, each with what became of it and the way to its record.
export default function AddPage() {
  const [work, setWork] = useState<readonly Work[]>([])
  const [text, setText] = useState("")
  const [published, setPublished] = useState("")
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const busy = useRef(Promise.resolve())

  const change = (at: number, to: Partial<Work>): void => setWork((before) => before.map((w, i) => (i === at ? {...w, ...to} : w)))
  function add(given: readonly {readonly source: string; readonly get: () => Promise<Given>}[]): void {
    const from = work.length
    const day = published.trim()
    setWork([...work, ...given.map(({source}) => ({source, state: "waits" as const, lines: []}))])
    given.forEach(({get}, i) => {
      busy.current = busy.current.then(async () => {
        change(from + i, {state: "reads"})
        try {
          const {items} = await tell("addReports", {reports: [{...(await get()), ...(day ? {published: day} : {})}]})
          change(from + i, {state: "done", lines: items})
        } catch (error) {
          change(from + i, {state: "failed", problem: problemOf(error)})
        }
      })
    })
  }
  const addFiles = (files: Iterable<File>): void =>
    add(
      [...files].map((file) => ({
        source: file.name,
        get: async () => {
          if (file.size > MOST_BYTES) throw new Error(`${file.name}: ${labels.tooLarge}`)
          return {source: file.name, bytes: base64Of(new Uint8Array(await file.arrayBuffer()))}
        },
      })),
    )

  const read = work.filter((w) => w.state === "done" || w.state === "failed").length
  return (
    <>
      <Title text={labels.add}>
        <p class="facts">
          <span>{labels.addSays}</span>
        </p>
      </Title>
      <div class="adding">
        <section
          class={`drop card${over ? " over" : ""}`}
          aria-labelledby="drop"
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            addFiles(event.dataTransfer?.files ?? [])
          }}
        >
          <h2 id="drop">{labels.dropFiles}</h2>
          <p class="muted">{labels.dropKinds}</p>
          <button type="button" class="primary" onClick={() => input.current?.click()}>
            {labels.chooseFiles}
          </button>
          <input
            ref={input}
            type="file"
            class="sr"
            multiple
            accept={KINDS}
            tabIndex={-1}
            aria-label={labels.chooseFiles}
            onChange={(event) => {
              addFiles(event.currentTarget.files ?? [])
              event.currentTarget.value = ""
            }}
          />
        </section>
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault()
            if (!text.trim()) return
            const pasted = text
            add([{source: labels.pasted, get: async () => ({source: "pasted", text: pasted})}])
            setText("")
          }}
        >
          <label class="field">
            <span>{labels.pasteText}</span>
            <textarea rows={7} lang="ar" dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </label>
          <div class="send">
            <label class="field">
              <span>{labels.publishedOn}</span>
              <input
                type="text"
                value={published}
                dir="ltr"
                placeholder="2024-03-05"
                pattern="\d{4}(-\d\d(-\d\d)?)?"
                onInput={(event) => setPublished(event.currentTarget.value)}
              />
            </label>
            <button type="submit" class="primary">
              {labels.readIt}
            </button>
          </div>
        </form>
      </div>
      {work.length > 0 && (
        <section aria-labelledby="progress">
          <h2 id="progress">{labels.progress}</h2>
          <progress value={read} max={work.length} aria-labelledby="progress" />
          <p role="status" class="muted">
            {fill(labels.readOf, {n: read, all: work.length})}
          </p>
          <ol class="work">
            {work.map((w, i) => (
              <li key={i} class={`card w-${w.state}`}>
                {w.lines.length === 0 && (
                  <p class="claim-head">
                    <bdi>{w.source}</bdi> <span class="chip">{labelled(labels.workStates, w.state)}</span>
                  </p>
                )}
                <Trouble problem={w.problem} />
                {w.lines.map((line) => (
                  <Became key={`${line.source} ${line.report?.id}`} line={line} />
                ))}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function Became({line}: {readonly line: Line}) {
  const {source, kept, report, issues} = line
  return (
    <article class="became">
      <p class="claim-head">
        {report ? <ReportLink report={report} /> : <bdi>{source}</bdi>}
        {kept && <span class="chip on">{labelled(labels.keptAs, kept)}</span>}
        {report?.published && (
          <span class="muted">
            <Day edtf={report.published} />
          </span>
        )}
      </p>
      {report && (
        <p class="muted">
          {counted(labels.events, report.claims.event)} · {counted(labels.statements, report.claims.statement)} ·{" "}
          {counted(labels.figures, report.claims.figure)}
        </p>
      )}
      {issues.map((issue) => (
        <p key={issue.code} class={report ? "muted small" : "problem"}>
          <IssueWords issue={issue} />
        </p>
      ))}
    </article>
  )
}

function base64Of(bytes: Uint8Array): string {
  let binary = ""
  // In stretches: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}
