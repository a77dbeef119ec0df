import type {Event, Names} from "../api.ts"
import {Link, to} from "../router.tsx"
import {nameOf} from "./words.tsx"

type Tree = Event["chains"][number]

/// The isnad as a tree: who said it first at the root, whoever passed it on below.
export const Isnad = ({trees, names}: {readonly trees: readonly Tree[]; readonly names: Names}) => (
  <ul class="isnad">
    {trees.map((node) => (
      <li key={node.by}>
        <Link
          class={`node ${sortOf(node.by)}`}
          href={to(node.by.startsWith("r_") ? `report/${node.by}` : `entity/${encodeURIComponent(node.by)}`)}
        >
          {node.by.startsWith("r_") ? (
            <bdi lang="ar">{names[node.by]?.ar || nameOf(names, node.by)}</bdi>
          ) : (
            <bdi>{nameOf(names, node.by)}</bdi>
          )}
        </Link>
        {node.passed.length > 0 && <Isnad trees={node.passed} names={names} />}
      </li>
    ))}
  </ul>
)

const sortOf = (id: string): string => (id.startsWith("r_") ? "n-report" : id.startsWith("person:") ? "n-person" : "n-body")
