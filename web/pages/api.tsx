import {useEffect, useState} from "preact/hooks"
import {csrfWord} from "../api.ts"
import {labels} from "../labels/index.ts"
import {Waiting} from "../parts/states.tsx"
import {Title} from "../parts/title.tsx"

type Parameter = {
  readonly name: string
  readonly in: "path" | "query"
  readonly required: boolean
  readonly description?: string
  readonly schema: {
    readonly type?: string
    readonly enum?: readonly string[]
    readonly default?: unknown
    readonly items?: {readonly enum?: readonly string[]}
  }
}
type Field = {readonly type?: string; readonly description?: string}
type Operation = {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: {readonly "application/json": {readonly schema: {readonly properties?: {readonly [name: string]: Field}}}}
  }
  readonly responses: {readonly "200": {readonly content: {readonly [type: string]: unknown}}}
}
type Contract = {
  readonly tags: readonly {readonly name: string; readonly description: string}[]
  readonly paths: {readonly [path: string]: {readonly get?: Operation; readonly post?: Operation}}
}

/// The contract as a page: every address with its parameters, to try out. Made from OpenAPI, nothing of it written twice.
export default function ApiPage() {
  const [contract, setContract] = useState<Contract | undefined>(undefined)
  useEffect(() => {
    fetch("/api/v1/openapi.json")
      .then((r) => r.json() as Promise<Contract>)
      .then(setContract, () => {})
  }, [])
  return (
    <>
      <Title text={labels.api}>
        <p class="facts">
          <span>{labels.apiSays}</span>
          <a class="strong" href="/api/v1/openapi.json">
            {labels.contract}
          </a>
        </p>
      </Title>
      {!contract && <Waiting />}
      {contract?.tags.map((tag) => (
        <section key={tag.name} class="api" lang="en" dir="ltr">
          <h2>{tag.description}</h2>
          {Object.entries(contract.paths)
            .flatMap(([path, {get, post}]) => [
              ...(get ? [{path, method: "GET", it: get}] : []),
              ...(post ? [{path, method: "POST", it: post}] : []),
            ])
            .filter(({it}) => it.tags.includes(tag.name))
            .map(({path, method, it}) => (
              <Address key={`${method} ${path}`} path={path} method={method} operation={it} />
            ))}
        </section>
      ))}
    </>
  )
}

const SHOWN = 20_000

function Address({path, method, operation}: {readonly path: string; readonly method: string; readonly operation: Operation}) {
  const types = Object.keys(operation.responses["200"].content).filter((t) => t !== "text/event-stream")
  const [values, setValues] = useState<{readonly [name: string]: string}>({})
  const [type, setType] = useState(types[0] ?? "application/json")
  const [answer, setAnswer] = useState<{readonly status: string; readonly body: string} | undefined>(undefined)
  const fields = operation.requestBody?.content["application/json"].schema.properties
  const [body, setBody] = useState("{}")
  const parameters = operation.parameters ?? []
  const query = new URLSearchParams()
  let address = path
  for (const p of parameters) {
    const value = values[p.name]
    if (p.in === "path") address = address.replace(`{${p.name}}`, value ? encodeURIComponent(value) : `{${p.name}}`)
    else if (value) query.set(p.name, value)
  }
  const whole = address + (query.size > 0 ? `?${query}` : "")
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const started = performance.now()
    const response = await fetch(
      whole,
      method === "POST"
        ? {method, headers: {accept: type, "content-type": "application/json", "x-isnad-csrf": await csrfWord()}, body}
        : {headers: {accept: type}},
    )
    const text = await response.text()
    const shown = response.headers.get("content-type")?.startsWith("application/json") ? JSON.stringify(JSON.parse(text), null, 2) : text
    setAnswer({
      status: `${response.status} · ${Math.round(performance.now() - started)} ms · ${text.length} B`,
      body: shown.length > SHOWN ? `${shown.slice(0, SHOWN)}\n…` : shown,
    })
  }
  return (
    <details class="address card">
      <summary>
        <code>
          {method} {path}
        </code>
        <span class="muted">{operation.summary}</span>
      </summary>
      <form onSubmit={(event) => void send(event)}>
        {parameters.length > 0 && (
          <div class="conditions">
            {parameters.map((p) => {
              const id = `${operation.operationId}-${p.name}`
              const change = (value: string): void => setValues({...values, [p.name]: value})
              return (
                <label key={p.name} class="field" for={id}>
                  <span>
                    <b>{p.name}</b>
                    {p.required && " *"} {p.description}
                  </span>
                  {p.schema.enum ? (
                    <select id={id} value={values[p.name] ?? ""} onChange={(event) => change(event.currentTarget.value)}>
                      <option value="" />
                      {p.schema.enum.map((e) => (
                        <option key={e}>{e}</option>
                      ))}
                    </select>
                  ) : (
                    <input
                      id={id}
                      value={values[p.name] ?? ""}
                      required={p.required}
                      placeholder={p.schema.default === undefined ? "" : String(p.schema.default)}
                      dir="auto"
                      onInput={(event) => change(event.currentTarget.value)}
                    />
                  )}
                </label>
              )
            })}
          </div>
        )}
        {fields && (
          <>
            <dl class="reasons">
              {Object.entries(fields).map(([name, field]) => (
                <div key={name} class="pair">
                  <dt>
                    <code>{name}</code>
                  </dt>
                  <dd>{field.description}</dd>
                </div>
              ))}
            </dl>
            <label class="field">
              <span>{labels.body}</span>
              <textarea rows={4} value={body} dir="auto" onInput={(event) => setBody(event.currentTarget.value)} />
            </label>
          </>
        )}
        <div class="send">
          <button type="submit" class="primary">
            {labels.send}
          </button>
          {types.length > 1 && (
            <select aria-label={labels.form} value={type} onChange={(event) => setType(event.currentTarget.value)}>
              {types.map((t) => (
                <option key={t}>{t}</option>
              ))}
            </select>
          )}
          <code>{decodeURIComponent(whole)}</code>
        </div>
      </form>
      {answer && (
        <div role="status">
          <p class="muted small">{answer.status}</p>
          {/* The words of an answer stand as text; a scrolling region takes the keys. */}
          <pre tabIndex={0}>{answer.body}</pre>
        </div>
      )}
    </details>
  )
}
