import {readFileSync} from "node:fs"
import {join} from "node:path"
import {DATA_ROOT, list, readTable} from "../../support/index.ts"
import type {Hints} from "./article.ts"

let byHost: ReadonlyMap<string, Hints> | undefined
const NONE: Hints = {text: [], drop: []}

/// What `data/outlets.tsv` says of an address's host, or of the host above it.
export function hintsFor(url: string | undefined): Hints {
  if (!url || !URL.canParse(url)) return NONE
  byHost ??= new Map(
    readTable(readFileSync(join(DATA_ROOT, "read", "data", "outlets.tsv"), "utf8"), "outlets.tsv").map((row) => [
      row["host"] as string,
      {text: list(row["text"]), drop: list(row["drop"])},
    ]),
  )
  for (let host = new URL(url).hostname; host.includes("."); host = host.slice(host.indexOf(".") + 1)) {
    const hints = byHost.get(host)
    if (hints) return hints
  }
  return NONE
}
