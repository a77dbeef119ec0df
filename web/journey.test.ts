import {AxeBuilder} from "@axe-core/playwright"
import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {isReady, openRoom, type Room, samples} from "../test/room.ts"
import {dayOf, type EventClaim} from "../src/model/index.ts"
import {addToken} from "../src/serve/index.ts"

/// The whole way in a real browser, from an empty record: five reports dropped, the timeline, an event, its sentence, a correction, and
/// the correction taken back.

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
async function barriers(page: Page): Promise<string[]> {
  const {violations} = await new AxeBuilder({page}).withTags(TAGS).analyze()
  return violations.map((v) => `${v.id} ${v.nodes[0]?.html.slice(0, 200)}`)
}
const settled = (page: Page) => page.waitForFunction(() => !document.querySelector(".waiting, .stale"))

/// Files let go over the page, as a hand would.
async function drop(page: Page, files: readonly {readonly name: string; readonly text: string}[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer()
      for (const {name, text} of given) data.items.add(new File([text], name))
      return data
    },
    files as {name: string; text: string}[],
  )
  await page.dispatchEvent(".drop", "dragover", {dataTransfer: transfer})
  await page.dispatchEvent(".drop", "drop", {dataTransfer: transfer})
}

describe.skipIf(!isReady)("the whole way", () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom([], {local: "سلمى"})
  }, 60_000)
  afterAll(() => room?.close())

  test("five reports dropped → timeline → event → sentence → correction → undo", async () => {
    const page = await room.open("/en/add")
    const five = samples((name) => /^g00[1-5]/.test(name)).map(({source, text}) => ({name: source, text}))
    expect(five).toHaveLength(5)
    await drop(page, five)
    await page.waitForFunction(() => !document.querySelector(".w-waits, .w-reads"))
    expect(await page.locator("[role=status]", {hasText: "5 of 5 read"}).count()).toBe(1)
    expect(await page.locator(".work").innerText()).not.toContain("not read")
    expect(await page.locator(".became .report-link").count()).toBe(5)
    expect(await page.locator(".became .chip.on").allInnerTexts()).toEqual(Array(5).fill("new"))
    expect(await room.store.stats()).toMatchObject({reports: 5})

    // The record at once: a claim of the first report, underlined in it.
    await page.locator(".became .report-link").first().click()
    await page.waitForSelector(".reader .m-event")
    await page.goBack()

    await page.locator("nav a", {hasText: "Timeline"}).click()
    await page.waitForSelector(".dot")
    await page.locator(".dot").first().click()
    await page.waitForSelector(".event-page")
    const eventUrl = page.url()
    const told = page.locator(".told > li").first()
    const sentence = (await told.locator(".quoted").innerText()).replace(/\s+/g, " ")
    await told.locator(".report-link").click()
    await page.waitForSelector(".reader .chosen")
    const id = new URL(page.url()).searchParams.get("claim") as string
    const chosen = (await page.locator(".reader .chosen").allInnerTexts()).join("").replace(/\s+/g, " ")
    const before = (await room.store.claim(id))?.claim as EventClaim
    expect(chosen).toContain(before.evidence[0].quote.replace(/\s+/g, " "))
    expect(sentence).toContain(before.evidence[0].quote.replace(/\s+/g, " ").slice(0, 20))

    const card = page.locator(`#c-${id}`)
    await card.locator(".judge > button").click()
    await card.locator(".reason input").fill("نفاه المتحدث لاحقا")
    await card.locator(".v-correct").click()
    const to = before.status === "denied" ? "cancelled" : "denied"
    await card.locator(".correction select").nth(1).selectOption(to)
    await card.locator(".correction button[type=submit]").click()
    await page.waitForSelector(`#c-${id} .s-${to}`)
    expect((await room.store.claim(id))?.claim).toMatchObject({status: to, confidence: 1})
    expect((await room.store.decisions.ledger({})).items).toMatchObject([
      {by: "سلمى", reason: "نفاه المتحدث لاحقا", fields: ["status"], standing: true},
    ])

    // The event has it at once, and its words say who.
    await card.locator("a", {hasText: "the event"}).click()
    await page.waitForSelector(".event-page")
    await settled(page)
    expect(await page.locator(`.life .s-${to}`).count()).toBeGreaterThan(0)
    await page.goBack()
    await page.waitForSelector(`#c-${id}`)

    await page.locator(".ledger li", {hasText: "نفاه المتحدث"}).locator("button").click()
    await page.waitForSelector(`#c-${id} .s-${to}`, {state: "detached"})
    expect((await room.store.claim(id))?.claim).toEqual(before)
    await page.waitForSelector(".ledger .gone")
    await page.goto(eventUrl)
    await page.waitForSelector(".event-page")
    await settled(page)
    expect(await page.locator(`.life .s-${to}`).count()).toBe(0)
    expect(room.errors).toEqual([])
    await page.close()
  }, 120_000)

  test("a text pasted, with its day; a file that is none; a hostile one is text and nothing else", async () => {
    const page = await room.open("/ar/add")
    await page.locator(".adding textarea").fill("وصل وزير الخارجية العماني إلى طهران أمس.")
    await page.locator(".adding input[type=text]").fill("2025-08-03")
    await page.locator(".adding button[type=submit]").click()
    await page.waitForSelector(".became .report-link")
    const [event] = (await room.store.lists.claims({family: "event", place: "طهران", from: dayOf(2025, 1, 1)}, {limit: 1})).items
    expect(event?.claim).toMatchObject({time: {edtf: "2025-08-02"}})
    await page.locator(".adding input[type=text]").fill("")
    await drop(page, [
      {
        name: "<img src=x onerror=document.title=1>.txt",
        text: "<script>document.title='hacked'</script> قال وزير الخارجية المصري سامح شكري إنه زار الدوحة أمس.",
      },
      {name: "english.txt", text: "The president arrived in Cairo on Tuesday for talks."},
      {name: "empty.txt", text: ""},
    ])
    await page.waitForFunction(() => document.querySelectorAll(".work > li").length === 4 && !document.querySelector(".w-waits, .w-reads"))
    expect(await page.locator(".work .problem").count()).toBe(2)
    expect(await page.locator("main script, main img").count()).toBe(0)
    expect(await page.title()).not.toContain("hacked")
    expect(await barriers(page)).toEqual([])
    expect(room.errors).toEqual([])
    await page.close()
  }, 60_000)

  test.each(["ar", "en"])(
    "adding, in %s: no barrier",
    async (language) => {
      const page = await room.open(`/${language}/add`)
      expect(await barriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1)
      await page.close()
    },
    60_000,
  )
})

describe.skipIf(!isReady)("who may", () => {
  const AT = "2024-05-01T00:00:00Z"
  test("with tokens: nothing without one; a reader reads; a reviewer decides; signed out, nothing again", async () => {
    const room = await openRoom(
      samples((name) => /^g00[12]/.test(name)),
      {openness: "tokens"},
    )
    const [reader, reviewer] = [await addToken(room.store, "هند", "read", AT), await addToken(room.store, "سلمى", "review", AT)]
    const page = await room.open("/en/timeline")
    await page.waitForSelector(".sign-in")
    expect(await barriers(page)).toEqual([])
    expect(await page.locator(".dot").count()).toBe(0)
    const signIn = async (token: string): Promise<void> => {
      await page.locator(".sign-in input").fill(token)
      await page.locator(".sign-in button").click()
    }
    await signIn("isnad_wrong")
    await page.waitForSelector(".sign-in .problem")
    await signIn(reader)
    await page.waitForSelector(".dot")
    expect(await page.locator("nav a", {hasText: "Review"}).count()).toBe(0)
    await page.goto(`${room.base}/en/report/${(await room.store.lists.reportList({})).items[0]?.id}`)
    await page.waitForSelector(".panel .claim")
    await page.waitForSelector(".tools button:has-text('Sign out')")
    expect(await page.locator(".judge").count()).toBe(0)
    expect(await page.evaluate(() => document.cookie)).toBe("")
    await page.locator(".tools button:has-text('Sign out')").click()
    await page.waitForSelector(".sign-in")
    await signIn(reviewer)
    await page.waitForSelector(".panel .judge > button")
    const id = ((await page.locator(".panel .claim").first().getAttribute("id")) as string).slice(2)
    await page.locator(".panel .judge > button").first().click()
    await page.locator(".panel .v-accept").first().click()
    await page.waitForFunction(() => document.querySelector(".panel .ledger li"))
    expect((await room.store.decisions.ledger({})).items).toMatchObject([{by: "سلمى", says: "right", of: {claim: id}}])
    expect((await room.store.access.acts({})).items.map((a) => [a.by, a.does, a.status])).toEqual([
      ["سلمى", "accept", 200],
      [null, "signIn", 200],
      ["هند", "signOut", 200],
      [null, "signIn", 200],
      [null, "signIn", 401],
    ])
    await room.close()
  }, 120_000)
  test("public: everyone reads, nobody is offered a change", async () => {
    const room = await openRoom(
      samples((name) => /^g001/.test(name)),
      {openness: "public"},
    )
    const page = await room.open("/ar/timeline")
    await page.waitForSelector(".dot")
    await page.waitForSelector(".tools a[href='/ar/sign-in']")
    expect(await page.locator("nav a[href='/ar/review'], nav a[href='/ar/add']").count()).toBe(0)
    expect(room.errors).toEqual([])
    await room.close()
  }, 60_000)
})
