import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type Act, mayAct, ROLES} from "./access.ts"
import type {Store} from "./store.ts"

/// The suite of tokens and of the log of what was done that every back end answers.
export function accessContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())
  const made = "2024-05-01T10:00:00.000Z"
  const salma = {name: "سلمى", role: "review", made} as const

  describe("tokens", () => {
    test("known by their digest while they stand", async () => {
      expect(await store.access.hasTokens()).toBe(false)
      expect(await store.access.addToken(salma, "d1")).toBe(true)
      expect(await store.access.tokenOf("d1")).toEqual({...salma, revoked: null})
      expect([await store.access.tokenOf("d2"), await store.access.tokenOf("")]).toEqual([undefined, undefined])
      expect(await store.access.hasTokens()).toBe(true)
      expect(await store.access.revokeToken("سلمى", "2024-05-02")).toBe(true)
      expect(await store.access.tokenOf("d1")).toBeUndefined()
      expect([await store.access.hasTokens(), await store.access.revokeToken("سلمى", "2024-05-02")]).toEqual([false, false])
    })
    test("one of a name at a time; those before stay in the list", async () => {
      await store.access.addToken(salma, "d1")
      expect(await store.access.addToken({...salma, role: "admin"}, "d2")).toBe(false)
      await store.access.revokeToken("سلمى", "2024-05-02")
      expect(await store.access.addToken({...salma, role: "admin"}, "d3")).toBe(true)
      expect((await store.access.tokens()).map((t) => [t.role, t.revoked])).toEqual([
        ["review", "2024-05-02"],
        ["admin", null],
      ])
      expect(JSON.stringify(await store.access.tokens())).not.toContain("d3")
    })
    test("two are never of one digest", async () => {
      await store.access.addToken(salma, "d1")
      await expect(store.access.addToken({...salma, name: "هند"}, "d1")).rejects.toThrow()
    })
    test("each role may do what those before it may", () => {
      for (const [i, role] of ROLES.entries()) for (const [j, needs] of ROLES.entries()) expect(mayAct(role, needs)).toBe(i >= j)
      expect(mayAct(null, "read")).toBe(false)
    })
  })

  describe("what was done", () => {
    const act = (i: number, status = 200): Act => ({
      at: made,
      by: "سلمى",
      role: "review",
      does: "accept",
      of: `e_${i}`,
      status,
      from: "127.0.0.1",
    })
    test("the latest first, piece by piece", async () => {
      for (let i = 0; i < 5; i++) await store.access.note(act(i))
      const first = await store.access.acts({limit: 3})
      expect(first.items.map((a) => a.of)).toEqual(["e_4", "e_3", "e_2"])
      expect((await store.access.acts({limit: 3, after: first.after as string})).items).toMatchObject([{...act(1)}, {...act(0)}])
    })
    test("it is no change of the record", async () => {
      const {token} = await store.lists.version()
      await store.access.note(act(1))
      await store.access.addToken(salma, "d1")
      expect((await store.lists.version()).token).toBe(token)
    })
  })
}
