import {useEffect, useId, useState} from "preact/hooks"
import {ask} from "../api.ts"
import {sayName} from "./words.tsx"

/// A field for a name, with the names that the record has for what is typed.
export function NameField({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  const id = useId()
  const [text, setText] = useState(value)
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim().length < 2 || text === value) return
    const timer = setTimeout(() => {
      ask("entities", {name: text.trim(), limit: 8}).then(
        ({items}) => setNames([...new Set(items.map((e) => sayName(e.name, e.id)))]),
        () => setNames([]),
      )
    }, 180)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={text}
        list={id}
        dir="auto"
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={() => onValue(text.trim())}
        onKeyDown={(event) => event.key === "Enter" && onValue(text.trim())}
      />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  )
}

export function Choice({
  label,
  value,
  all,
  options,
  onValue,
}: {
  readonly label: string
  readonly value: string
  readonly all: string
  readonly options: {readonly [value: string]: string}
  readonly onValue: (value: string) => void
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{all}</option>
        {Object.entries(options).map(([key, says]) => (
          <option key={key} value={key}>
            {says}
          </option>
        ))}
      </select>
    </label>
  )
}
