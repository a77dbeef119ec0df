import {AxeBuilder} from "@axe-core/playwright"
import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {isReady, openRoom, type Room, samples} from "../test/room.ts"

/// Reviewing in a real browser: by keys alone, by pointer, and back again.

describe.skipIf(!isReady)("review", () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom(samples((name) => /^g00[1-8]/.test(name)))
  }, 120_000)
  afterAll(() => room?.close())

  const now = (page: Page) => page.locator(".queue > li.now")
  const idOf = async (page: Page): Promise<string> => ((await now(page).getAttribute("id")) as string).slice(2)
  const settled = (page: Page) => page.waitForFunction(() => !document.querySelector(".waiting, .stale"))

  test("a claim that nobody found: its words are selected in the report", async () => {
    const [report] = (await room.store.lists.reportList({}, {limit: 1})).items
    const id = report?.id as string
    const text = (await room.store.report(id))?.record.report.text ?? ""
    const page = await room.open(`/en/report/${id}`)
    // By the pointer, from inside one word to inside another.
    const box = (await page.locator(".reader p").nth(1).boundingBox()) as {x: number; y: number; width: number; height: number}
    await page.mouse.move(box.x + box.width - 8, box.y + 14)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 190, box.y + 14, {steps: 5})
    await page.mouse.up()
    await page.waitForSelector(".adding q")
    await page.getByRole("button", {name: "Add a claim that is missing"}).click()
    const words = await page.locator(".adding textarea").inputValue()
    expect(words.length).toBeGreaterThan(5)
    expect(text).toContain(words)
    // The rest by keys.
    await page.keyboard.press("Tab")
    await page.locator(".adding select").first().selectOption("visit")
    await page.getByLabel("acts", {exact: true}).fill("country:egypt")
    await page.getByLabel("Place", {exact: true}).fill("country:qatar")
    await page.getByLabel("When", {exact: true}).fill("2023-02-01")
    await page.locator(".adding .reason input").fill("not found by the reader")
    expect((await new AxeBuilder({page}).analyze()).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])).toEqual([])
    await page.getByRole("button", {name: "Add the claim"}).click()
    await page.waitForSelector(".panel .claim.chosen")
    const {items} = await room.store.lists.claims(
      {family: "event", type: ["visit"], place: "country:qatar", actor: "country:egypt"},
      {limit: 5},
    )
    expect(items.map((c) => [c.family === "event" && c.claim.evidence[0].quote, c.claim.why.at(-1)?.says])).toContainEqual([
      words,
      expect.stringMatching(/^added.*: not found by the reader$/),
    ])
    // Underlined as the others are, and taken back from the ledger.
    expect(await page.locator(".reader .chosen").allTextContents()).not.toEqual([])
    const decision = (await room.store.decisions.ledger({}, {limit: 1})).items[0]
    expect(decision).toMatchObject({says: "added", standing: true})
    await page.close()
    await room.store.decisions.takeBack(decision?.id as string, {by: null, at: null, reason: null})
    expect((await room.store.report(id))?.record.events.map((e) => e.by)).not.toContain("person")
  }, 60_000)

  test("the whole queue by keys: right, wrong, a reason, a correction, back", async () => {
    const page = await room.open("/ar/review")
    await page.locator(".queue > li").first().focus()
    const first = await idOf(page)
    await page.keyboard.press("a")
    await page.waitForSelector(`#q-${first}.d-accept`)
    expect((await room.store.claim(first))?.claim.confidence).toBe(1)
    // The next one has the focus, without a hand on the pointer.
    const second = await idOf(page)
    expect(second).not.toBe(first)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`q-${second}`)

    await page.keyboard.press("n")
    await page.keyboard.type("خبر آخر axc")
    await page.keyboard.press("Enter")
    await page.keyboard.press("x")
    await page.waitForSelector(`#q-${second}.d-reject`)
    expect(await room.store.claim(second)).toBeUndefined()
    expect((await room.store.decisions.ledger({})).items[0]).toMatchObject({says: "wrong", reason: "خبر آخر axc", standing: true})

    await page.keyboard.press("u")
    await page.waitForSelector(`#q-${second}:not(.done)`)
    expect(await room.store.claim(second)).toBeDefined()
    expect(await idOf(page)).toBe(second)

    await page.keyboard.press("ArrowDown")
    const third = await idOf(page)
    await page.keyboard.press("c")
    await page.waitForSelector(".correction")
    await page.keyboard.press("Escape")
    await page.waitForSelector(".correction", {state: "detached"})
    // The queue has its keys again once the focus is back on its line.
    await page.waitForFunction(() => document.activeElement?.id.startsWith("q-"))
    await page.keyboard.press("c")
    // The form takes the focus when it opens; only then it is moved on.
    await page.waitForFunction(() => document.activeElement?.closest(".correction"))
    await page.locator(".correction textarea").focus()
    await page.keyboard.press("Tab")
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("submit")
    await page.keyboard.press("Escape")
    expect(await idOf(page)).toBe(third)
    await page.close()
  }, 60_000)

  test("what the record refuses brings the hand back, with its reason", async () => {
    const page = await room.open("/en/review?family=statement")
    await page.locator(".queue > li").first().focus()
    const id = await idOf(page)
    await page.route("**/decisions/reject", (route) => route.abort())
    room.errors.length = 0
    await page.keyboard.press("n")
    await page.keyboard.type("said by another")
    await page.keyboard.press("Enter")
    await page.keyboard.press("x")
    await page.waitForSelector(`#q-${id}.now .problem`)
    expect(await page.locator(`#q-${id} .reason input`).inputValue()).toBe("said by another")
    expect(await idOf(page)).toBe(id)
    await page.unroute("**/decisions/reject")
    await page.keyboard.press("x")
    await page.waitForSelector(`#q-${id}.d-reject`)
    expect((await room.store.decisions.ledger({})).items[0]).toMatchObject({says: "wrong", reason: "said by another", of: {claim: id}})
    await page.keyboard.press("u")
    await page.waitForSelector(`#q-${id}:not(.done)`)
    room.errors.length = 0
    await page.close()
  }, 60_000)

  test("a correction by the form; only what was changed is sent; what is refused is told", async () => {
    const page = await room.open("/en/review?family=event")
    await page.locator(".queue > li").first().focus()
    const id = await idOf(page)
    const before = await room.store.claim(id)
    await page.locator(".v-correct").click()
    const fields = page.locator(".correction")
    await fields.locator("select").nth(1).selectOption("denied")
    await fields.getByRole("textbox", {name: "Place"}).fill("Atlantis")
    await page.locator(".correction button[type=submit]").click()
    await page.waitForSelector(".queue .problem")
    expect(await page.locator(".queue .problem").innerText()).toContain("Atlantis")
    await fields.getByRole("textbox", {name: "Place"}).fill("country:egypt")
    await page.locator(".correction button[type=submit]").click()
    await page.waitForSelector(`#q-${id}.d-correct`)
    const after = (await room.store.claim(id))?.claim
    expect(after).toMatchObject({...before?.claim, status: "denied", place: "country:egypt", confidence: 1, why: expect.anything()})
    expect((await room.store.decisions.ledger({})).items[0]).toMatchObject({fields: ["status", "place"]})
    await settled(page)
    expect(await page.locator(".ledger li").first().innerText()).toContain("corrected")
    await page.locator(".ledger li").first().locator("button").click()
    await page.waitForSelector(".ledger li.gone")
    expect((await room.store.claim(id))?.claim).toEqual(before?.claim)
    await page.close()
  }, 60_000)

  test.each(["ar", "en"])(
    "no barrier in %s, with the form and the reasons open",
    async (language) => {
      room.errors.length = 0
      const page = await room.open(`/${language}/review`)
      await page.locator(".queue > li").first().focus()
      await page.keyboard.press("c")
      await page.waitForSelector(".correction")
      await page.locator(".why button").first().click()
      await page.waitForSelector(".reasons")
      const {violations} = await new AxeBuilder({page})
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze()
      expect(violations.map((v) => `${v.id} ${v.nodes[0]?.html.slice(0, 200)}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1)
      expect(room.errors).toEqual([])
      await page.close()
    },
    60_000,
  )

  test("in a report: its claim, its ledger", async () => {
    const [report] = (await room.store.lists.reportList({})).items
    const page = await room.open(`/en/report/${report?.id}`)
    const card = page.locator(".panel .claim").first()
    const id = ((await card.getAttribute("id")) as string).slice(2)
    await card.locator(".judge > button").click()
    await card.locator(".reason input").fill("another visit")
    await card.locator(".v-reject").click()
    await page.waitForSelector(`#c-${id}`, {state: "detached"})
    await settled(page)
    expect(await page.locator(".panel .ledger li").first().innerText()).toContain("another visit")
    await page.locator(".panel .ledger button").first().click()
    await page.waitForSelector(`#c-${id}`)
    await page.close()
  }, 60_000)

  test("an event and a name: two that are one", async () => {
    const [person] = (await room.store.lists.entityList({kind: "person"}, {limit: 1})).items
    const page = await room.open(`/en/entity/${encodeURIComponent(person?.id as string)}`)
    await page.getByLabel("Another spelling").fill("الرجل الفلاني")
    await page.getByRole("button", {name: "Add"}).click()
    await page.waitForFunction(() => document.querySelector(".spellings")?.textContent?.includes("الرجل الفلاني"))
    expect((await room.store.entitiesNamed("الرجل الفلاني")).map((e) => e.id)).toContain(person?.id)
    await page.close()
    const {items} = await room.store.lists.claims({family: "event", type: ["meeting"]}, {limit: 1})
    const event = await room.open(`/en/event/${items[0]?.claim.id}`)
    await event.locator(".same-as summary").click()
    await settled(event)
    const others = event.locator(".same-as li button")
    const told = await event.locator(".told > li").count()
    if ((await others.count()) > 0) {
      await others.first().click()
      await event.waitForFunction((n) => document.querySelectorAll(".told > li").length > n, told)
      expect((await room.store.links.decisions()).at(-1)).toMatchObject({says: "same", family: "event", standing: true})
    }
    await event.close()
  }, 60_000)
})
