import {useState} from "preact/hooks"
import type {Answers} from "../api.ts"
import {counted, fill, labels} from "../labels/index.ts"
import {go, Link, to} from "../router.tsx"
import {placesAround} from "./around.ts"
import {sayName} from "./words.tsx"

/// Who appears with whom: as a picture for the eye and the mouse, and as a list that says the same for everybody.

const WIDTH = 520
const HEIGHT = 360
/// Letters of a name that have room beside its point.
const LONGEST = 20

type Entity = Answers["entity"]

export function Companions({entity, companions, together}: Pick<Entity, "companions" | "together"> & {readonly entity: Entity["entity"]}) {
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const most = companions[0]?.count ?? 1
  return (
    <section class="companions" aria-labelledby="companions">
      <h2 id="companions">{labels.companions}</h2>
      <p class="muted small">{fill(labels.companionsSays, {name: sayName(entity.name, entity.id)})}</p>
      <div class="companions-in">
        <Picture entity={entity} companions={companions} together={together} chosen={chosen} onChosen={setChosen} />
        <ul class="ranked">
          {companions.map((c) => (
            <li
              key={c.entity.id}
              class={chosen === c.entity.id ? "chosen" : undefined}
              onMouseEnter={() => setChosen(c.entity.id)}
              onMouseLeave={() => setChosen(undefined)}
            >
              <Link
                href={to("relation", {a: entity.id, b: c.entity.id})}
                onFocus={() => setChosen(c.entity.id)}
                onBlur={() => setChosen(undefined)}
              >
                <bdi>{sayName(c.entity.name, c.entity.id)}</bdi>
              </Link>
              <i style={{inlineSize: `${(c.count / most) * 4}rem`}} aria-hidden="true" />
              <span class="count" title={counted(labels.events, c.count)}>
                {c.count}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {together.length > 0 && (
        <details class="small">
          <summary>{labels.amongThem}</summary>
          <ul class="plain">
            {together.map((t) => (
              <li key={`${t.a} ${t.b}`}>
                <Link href={to("relation", {a: t.a, b: t.b})}>
                  <bdi>{nameIn(companions, t.a)}</bdi> – <bdi>{nameIn(companions, t.b)}</bdi>
                </Link>{" "}
                <span class="muted">{counted(labels.events, t.count)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const nameIn = (companions: Entity["companions"], id: string): string =>
  sayName(companions.find((c) => c.entity.id === id)?.entity.name, id)
const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name)

function Picture({
  entity,
  companions,
  together,
  chosen,
  onChosen,
}: Pick<Entity, "companions" | "together"> & {
  readonly entity: Entity["entity"]
  readonly chosen: string | undefined
  readonly onChosen: (id: string | undefined) => void
}) {
  const all = companions.map((c) => ({id: c.entity.id, count: c.count, name: sayName(c.entity.name, c.entity.id)}))
  const placed = placesAround(all, together, {width: WIDTH / 2 - 120, height: HEIGHT / 2 - 36})
  const at = new Map(placed.map((p) => [p.id, p]))
  const most = Math.max(1, ...all.map((c) => c.count))
  const look = (id: string): string => (chosen === undefined ? "" : chosen === id ? " chosen" : " other")
  return (
    // The list beside it says all that the picture shows.
    <svg class="around" viewBox={`${-WIDTH / 2} ${-HEIGHT / 2} ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {together.map((t) => {
        const [a, b] = [at.get(t.a), at.get(t.b)]
        const lit = chosen === t.a || chosen === t.b
        return a && b && <line key={`${t.a} ${t.b}`} class={`tie${lit ? " chosen" : ""}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      })}
      {placed.map((p) => (
        <line key={p.id} class={`ray${look(p.id)}`} x1={0} y1={0} x2={p.x} y2={p.y} stroke-width={1 + (4 * p.count) / most} />
      ))}
      <circle class="middle" r={16} />
      <text class="of" y={34} text-anchor="middle">
        {short(sayName(entity.name, entity.id))}
      </text>
      {placed.map((p) => {
        // Only what stands straight above or below has its name in the middle: two beside each other would write over one another.
        const side = Math.abs(p.x) < 12 ? 0 : Math.sign(p.x)
        return (
          <g
            key={p.id}
            class={`who${look(p.id)}`}
            onClick={() => go(to("relation", {a: entity.id, b: p.id}))}
            onMouseEnter={() => onChosen(p.id)}
            onMouseLeave={() => onChosen(undefined)}
          >
            <title>{`${p.name}: ${counted(labels.events, p.count)}`}</title>
            <circle cx={p.x} cy={p.y} r={p.size} />
            <text
              x={p.x + side * (p.size + 6)}
              y={side === 0 ? p.y + Math.sign(p.y) * (p.size + 12) + 4 : p.y + 4}
              text-anchor={side === 0 ? "middle" : side > 0 ? "start" : "end"}
            >
              {short(p.name)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
