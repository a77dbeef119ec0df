import {expect, test} from "vitest"
import {placesAround} from "./around.ts"

const box = {width: 200, height: 100}
const far = (p: {x: number; y: number}): number => Math.hypot(p.x / box.width, p.y / box.height)

test("who appears more often stands nearer, all inside the picture", () => {
  const placed = placesAround(
    [
      {id: "a", count: 16},
      {id: "b", count: 4},
      {id: "c", count: 1},
    ],
    [],
    box,
  )
  expect(placed.map((p) => p.id)).toEqual(["a", "b", "c"])
  const [a, b, c] = placed.map(far) as [number, number, number]
  expect(a).toBeLessThan(b)
  expect(b).toBeLessThan(c)
  for (const p of placed) expect([Math.abs(p.x) <= box.width, Math.abs(p.y) <= box.height]).toEqual([true, true])
  expect(placed.map((p) => p.size)).toEqual([14, 10, 7])
})

test("who appear with each other stand side by side", () => {
  const companions = ["a", "b", "c", "d"].map((id, i) => ({id, count: 9 - i}))
  expect(
    placesAround(
      companions,
      [
        {a: "d", b: "a", count: 2},
        {a: "b", b: "d", count: 1},
      ],
      box,
    ).map((p) => p.id),
  ).toEqual(["a", "d", "b", "c"])
})

test("nobody, and one alone", () => {
  expect(placesAround([], [], box)).toEqual([])
  expect(placesAround([{id: "a", count: 3}], [], box)).toEqual([{id: "a", count: 3, x: 0, y: -55, size: 14}])
})
