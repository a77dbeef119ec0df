import {describe, expect, test} from "vitest"
import {allSteps, sideBySide, type Steps} from "./index.ts"

function* counting(name: string, steps: number, log: string[], failing = -1): Steps<string> {
  for (let i = 0; i < steps; i++) {
    if (i === failing) throw new Error(`${name} failed`)
    log.push(`${name}${i}`)
    yield
  }
  return name
}

describe("steps", () => {
  test("of one are done in order", () => {
    const log: string[] = []
    expect(allSteps(counting("a", 3, log))).toBe("a")
    expect(log).toEqual(["a0", "a1", "a2"])
  })
  test("of several are done side by side, and each gives its own", () => {
    const log: string[] = []
    expect(sideBySide([counting("a", 2, log), counting("b", 3, log), counting("c", 0, log)])).toEqual([
      {value: "a"},
      {value: "b"},
      {value: "c"},
    ])
    expect(log).toEqual(["a0", "b0", "a1", "b1", "b2"])
  })
  test("one that fails ends alone", () => {
    const log: string[] = []
    const ended = sideBySide([counting("a", 2, log), counting("b", 3, log, 1), counting("c", 2, log)])
    expect(ended).toEqual([{value: "a"}, {fault: new Error("b failed")}, {value: "c"}])
    expect(log).toEqual(["a0", "b0", "c0", "a1", "c1"])
  })
  test("of none are none", () => expect(sideBySide([])).toEqual([]))
})
