import {useState} from "preact/hooks"
import {type Answers, ask, type Problem, tell, useMay} from "../api.ts"
import {labels} from "../labels/index.ts"
import {problemOf, Trouble} from "./deciding.tsx"
import {NameField} from "./pick.tsx"

type Entity = Answers["entity"]["entity"]

/// What a person says of who somebody is: another spelling of his name, or that he is one the record has under another.
export function Naming({entity, onDone}: {readonly entity: Entity; readonly onDone: () => void}) {
  const [name, setName] = useState("")
  const [other, setOther] = useState("")
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const may = useMay("review")
  const decide = (asked: Promise<unknown>): void => {
    setProblem(undefined)
    asked.then(
      () => {
        setName("")
        setOther("")
        onDone()
      },
      (error: unknown) => setProblem(problemOf(error)),
    )
  }
  /// Whom the knowledge has stays; else the one that was named.
  async function join(): Promise<unknown> {
    const {items} = await ask("entities", {name: other, kind: entity.kind, limit: 5} as {limit: number})
    const found = items.find((e) => e.id !== entity.id)
    const named = found?.id ?? other
    return tell("join", entity.known && found && !found.known ? {one: entity.id, other: named} : {one: named, other: entity.id})
  }
  if (!may) return null
  return (
    <div class="naming">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) decide(tell("spell", {id: entity.id, name: name.trim()}))
        }}
      >
        <label class="field">
          <span>{labels.anotherSpelling}</span>
          <input
            type="text"
            value={name}
            dir="auto"
            minLength={2}
            maxLength={200}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="small">
          {labels.addSpelling}
        </button>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (other.trim()) decide(join())
        }}
      >
        <NameField label={labels.sameEntity} value={other} onValue={setOther} />
        <button type="submit" class="small">
          {labels.joinThem}
        </button>
      </form>
      <Trouble problem={problem} />
    </div>
  )
}
