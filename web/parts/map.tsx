import {geoEqualEarth, geoPath} from "d3-geo"
import {useEffect, useId, useMemo, useRef, useState} from "preact/hooks"
import {feature, mesh} from "topojson-client"
import type {GeometryCollection, Topology} from "topojson-specification"
import {counted, fill, language} from "../labels/index.ts"
import {visitLabels} from "../labels/visits.ts"
import type {Mark} from "./where.ts"
import {sayName} from "./words.tsx"

/// The map, loaded with the first one that is drawn: its data is a file of its own, named by the build.
declare const WORLD_FILE: string
export type World = Topology<{countries: GeometryCollection}>
let world: Promise<World> | undefined
export function loadWorld(): Promise<World> {
  world ??= fetch(WORLD_FILE).then((response) => {
    if (!response.ok) throw new Error(response.statusText)
    return response.json() as Promise<World>
  })
  world.catch(() => (world = undefined))
  return world
}
export const shapesOf = (of: World): ReadonlySet<string> =>
  new Set(of.objects.countries.geometries.flatMap((g) => (typeof g.id === "string" ? [g.id] : [])))

/// So much is always seen around a mark, in degrees: nobody needs the streets, and the shapes have none.
const AROUND = 9
/// A soft ring is so wide, in degrees: nobody takes it for a point.
const RING = 2
/// The room that a name takes, in pixels.
const LETTER = 6.6
const LINE = 14

export function WorldMap({
  marks,
  of,
  chosen,
  onChosen,
  title,
}: {
  readonly marks: readonly Mark[]
  readonly of: World
  readonly chosen: string | undefined
  readonly onChosen: (id: string | undefined) => void
  readonly title: string
}) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const height = Math.round(Math.min(430, Math.max(240, width * 0.55)))
  const drawn = useMemo(() => draw(of, marks, width, height), [of, marks, width, height])
  const name = (mark: Mark): string => sayName(mark.name, mark.id)
  const says = fill(visitLabels.mapSays, {
    marks: counted(visitLabels.mapMarks, marks.length),
    names: marks.map(name).join(language === "ar" ? "، " : ", "),
  })
  const look = (m: Mark): string => `${m.past > 0 ? "past" : "planned"}${m.id === chosen ? " chosen" : ""}`
  const hover = (m: Mark) => ({onMouseEnter: () => onChosen(m.id), onMouseLeave: () => onChosen(undefined)})
  return (
    <div class="map" ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{says}</desc>
        <path class="land" d={drawn.land} />
        {drawn.places.map(({mark, shape}) => shape && <path key={mark.id} class={`shape ${look(mark)}`} d={shape} {...hover(mark)} />)}
        <path class="borders" d={drawn.borders} />
        {drawn.places.map(
          ({mark, x, y, r}) =>
            mark.is !== "shape" && <circle key={mark.id} class={`${mark.is} ${look(mark)}`} cx={x} cy={y} r={r} {...hover(mark)} />,
        )}
        {drawn.places.map(
          ({mark, x, y, r, name: at}) =>
            (at !== null || mark.id === chosen) && (
              <text
                key={mark.id}
                class={mark.id === chosen ? "chosen" : undefined}
                x={x}
                y={at ?? (mark.is === "point" ? y + r + LINE : y + 4)}
              >
                {name(mark)}
              </text>
            ),
        )}
      </svg>
    </div>
  )
}

function useWidth(box: {readonly current: HTMLDivElement | null}): number {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.max(240, Math.round(element.clientWidth))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return width
}

type Placed = {
  readonly mark: Mark
  readonly x: number
  readonly y: number
  readonly r: number
  readonly shape: string | null
}

function draw(of: World, marks: readonly Mark[], width: number, height: number) {
  // Turned so that no mark stands at the edge, and as near as shows all of them.
  const radians = marks.map((m) => (m.lon * Math.PI) / 180)
  const sum = (f: (a: number) => number): number => radians.reduce((all, a) => all + f(a), 0)
  const middle = (Math.atan2(sum(Math.sin), sum(Math.cos)) * 180) / Math.PI
  const corners = marks.flatMap((m) =>
    [-AROUND, AROUND].flatMap((dx) =>
      [-AROUND, AROUND].map((dy) => [m.lon + dx * 1.5, Math.max(-80, Math.min(84, m.lat + dy))] as [number, number]),
    ),
  )
  const projection = geoEqualEarth().rotate([-middle, 0]).fitSize([width, height], {type: "MultiPoint", coordinates: corners})
  projection.clipExtent([
    [-20, -20],
    [width + 20, height + 20],
  ])
  const path = geoPath(projection).digits(1)
  const countries = feature(of, of.objects.countries)
  const shapeOf = new Map(countries.features.map((f) => [f.id, f]))
  const taken: Box[] = []
  /// Where a name stands beside no other and inside the map; null where there is no room for it.
  const named = (mark: Mark, x: number, y: number, r: number): number | null => {
    const half = (Math.max(mark.name.ar.length, mark.name.en.length) * LETTER) / 2
    for (const baseline of mark.is === "point" ? [y + r + LINE, y - r - 5] : [y + 4, y + 4 + LINE, y + 4 - LINE, y + 4 + 2 * LINE]) {
      const box: Box = [x - half, baseline - LINE + 2, x + half, baseline + 3]
      if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || taken.some((t) => overlap(t, box))) continue
      taken.push(box)
      return baseline
    }
    return null
  }
  const place = (mark: Mark): Placed[] => {
    const [x, y] = (projection([mark.lon, mark.lat]) ?? [Number.NaN, Number.NaN]).map((n) => Math.round(n * 10) / 10) as [number, number]
    if (Number.isNaN(x)) return []
    const country = mark.is === "shape" ? shapeOf.get(mark.id) : undefined
    const edge = projection([mark.lon, mark.lat + RING])?.[1] ?? y
    const r = mark.is === "point" ? Math.min(9, 4 + Math.sqrt(mark.past + mark.planned)) : Math.max(14, Math.round(y - edge))
    if (mark.is === "point") taken.push([x - r, y - r, x + r, y + r])
    return [{mark, x, y, r, shape: country ? path(country) : null}]
  }
  // Points keep their names sooner than countries, whose names may stand anywhere in them.
  const placed = [...marks.filter((m) => m.is === "point"), ...marks.filter((m) => m.is !== "point")].flatMap(place)
  const places = placed.map((p) => ({...p, name: named(p.mark, p.x, p.y, p.r)}))
  return {land: path(countries) ?? "", borders: path(mesh(of, of.objects.countries, (a, b) => a !== b)) ?? "", places}
}

type Box = readonly [left: number, top: number, right: number, bottom: number]
const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
