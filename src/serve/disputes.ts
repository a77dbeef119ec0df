import type {Links} from "../link/index.ts"
import type {Store} from "../record/index.ts"
import {failure} from "../support/index.ts"
import {type ContradictionAnswer, figuresTold, isHeldWhole} from "./across.ts"
import {linksOfRecord} from "./linking.ts"

/// What does not fit with a figure, or with any figure of a series: a series is known by one of its figures.
export async function disputesOf(store: Store, id: string): Promise<readonly ContradictionAnswer[]> {
  const figure = `f_${id.slice(id.indexOf("_") + 1)}`
  const kept = await store.claim(figure)
  if (kept?.family !== "figure") throw failure("id-unknown", id)
  const links = await linksNear(store, {report: kept.report.id, claim: figure})
  const series = id.startsWith("se_") ? links.series.find((s) => s.figures.some((f) => f.figure === figure)) : undefined
  const asked = new Set(series ? series.figures.map((f) => f.figure) : [figure])
  return Promise.all(
    links.contradictions
      .filter((c) => c.figures.some((f) => asked.has(f.figure)))
      .map(async ({kind, why, figures}) => ({kind, why, figures: await figuresTold(store, figures)})),
  )
}

/// Of a record too large to be held whole, what was compared with the figure.
async function linksNear(store: Store, figure: {readonly report: string; readonly claim: string}): Promise<Links> {
  if (await isHeldWhole(store)) return linksOfRecord(store)
  return linksOfRecord(store, undefined, await store.links.linkedAround([figure], "figure"))
}
