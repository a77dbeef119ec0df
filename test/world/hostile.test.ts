import {mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {hostileInputs} from "../hostile.ts"
import {type Desk, openDesk} from "./desk.ts"
import {openWorld, type World} from "./world.ts"

/// Inputs made to do harm, put into a folder that is a source: each is in the ledger, whatever it is. `npm run hostile` reads a thousand of
/// them; `ISNAD_HOSTILE=1000` puts as many into the folder.
const COUNT = Number(process.env["ISNAD_HOSTILE"] ?? 40)
const SEED = Number(process.env["ISNAD_HOSTILE_SEED"] ?? 20240305)

let world: World
let desk: Desk
let dir: string
beforeEach(async () => {
  world = await openWorld()
  dir = mkdtempSync(join(tmpdir(), "isnad-hostile-"))
  desk = await openDesk(world)
})
afterEach(async () => {
  world.clock.stop()
  await desk.close()
  await world.close()
  rmSync(dir, {recursive: true, force: true})
})

describe("a folder of hostile files", () => {
  test(`${COUNT} of them: each stands in the ledger, and the next time nothing is new`, {timeout: COUNT * 3000}, async () => {
    const names: string[] = []
    const then = new Date(Date.now() - 60_000)
    for (const {name, bytes} of hostileInputs(COUNT, SEED)) {
      const file = `${String(names.length).padStart(4, "0")}-${name.replace(/[^\w.]/g, "")}`
      names.push(file)
      writeFileSync(join(dir, file), bytes)
      utimesSync(join(dir, file), then, then)
    }
    const source = {name: "s", kind: "folder", path: dir, most: 100_000} as const
    const first = await desk.round(source)
    const told = new Set<string>()
    for (let after: string | undefined; ; ) {
      const {items, after: next} = await desk.store.ledger.entries({source: "s"}, {limit: 5000, ...(after === undefined ? {} : {after})})
      for (const {item} of items) told.add(item.slice(dir.length + 1, dir.length + 5))
      if (next === null) break
      after = next
    }
    expect(names.map((n) => n.slice(0, 4)).filter((n) => !told.has(n))).toEqual([])
    expect([first.left, first.waiting]).toEqual([0, 0])
    const again = await desk.round(source)
    expect([again.counts.new, again.counts.version, again.counts.gone]).toEqual([0, 0, 0])
  })
})
