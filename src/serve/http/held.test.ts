import {expect, test} from "vitest"
import {heldAnswers} from "./held.ts"

const of = (length: number): {bytes: Uint8Array; after: null} => ({bytes: new Uint8Array(length), after: null})

test("what was asked for longest ago goes first", () => {
  const held = heldAnswers(80)
  for (const tag of ["a", "b", "c", "d", "e", "f", "g", "h"]) held.set(tag, of(10))
  expect(held.get("a")).toEqual(of(10))
  held.set("i", of(10))
  expect([held.get("a"), held.get("b"), held.get("i")]).toEqual([of(10), undefined, of(10)])
})

test("the same tag is held once, and what is too long not at all", () => {
  const held = heldAnswers(80)
  for (let i = 0; i < 20; i++) held.set("a", of(10))
  held.set("b", of(10))
  held.set("c", of(11))
  expect([held.get("a"), held.get("b"), held.get("c")]).toEqual([of(10), of(10), undefined])
})
