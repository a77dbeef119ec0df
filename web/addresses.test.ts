import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {isReady, openRoom, type Room, samples} from "../test/room.ts"

/// Whatever the record holds has an address of its own: sent on, opened by itself, gone back from.

describe.skipIf(!isReady)("addresses", () => {
  let room: Room
  const json = async (path: string) => (await fetch(`${room.base}/api/v1${path}`)).json()
  const settled = (page: Page) => page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".waiting, .stale"))
  beforeAll(async () => {
    room = await openRoom(samples())
  }, 120_000)
  afterAll(() => room?.close())

  test("one series: every value with its report, and what does not fit with it", async () => {
    const [dispute] = (await json("/contradictions")).items
    const figure = dispute.figures[0].figure.id as string
    const all = (await json("/series?limit=200")).items as {series: {id: string; figures: {figure: string}[]}}[]
    const one = all.find((s) => s.series.figures.some((f) => f.figure === figure))
    for (const language of ["ar", "en"]) {
      const page = await room.open(`/${language}/series/${one?.series.id}`)
      await settled(page)
      expect(await page.locator(".series-page > .card table.figures tbody tr").count()).toBe(one?.series.figures.length)
      expect(await page.locator(".series-page .series-list article").count()).toBeGreaterThan(0)
      expect(await page.locator(".series-page > .card tr.disputed").count()).toBeGreaterThan(0)
      // Its contradiction has an address, too.
      await page.locator(".series-page .series-list h2 a").first().click()
      await page.waitForURL(/\/contradictions\/f_/)
      await settled(page)
      expect(await page.locator(".series-list article").count()).toBeGreaterThan(0)
      await page.goBack()
      await page.waitForSelector(".series-page")
      await page.goForward()
      await page.waitForSelector(".series-page", {state: "detached"})
      await page.close()
    }
  }, 60_000)

  test("one story: its steps, its copies and what more than one report tells; from the first page and from a report", async () => {
    const stories = (await json("/stories?limit=200")).items as {id: string; reports: {id: string}[]}[]
    const story = stories.find((s) => s.reports.length > 1)
    const told = await json(`/stories/${story?.id}`)
    const page = await room.open(`/en/story/${story?.id}`)
    expect(await page.locator(".life > li").count()).toBe(told.story.steps.length)
    expect(await page.locator(".event-line").count()).toBe(told.events.length)
    expect(await page.locator(".side .passed").count()).toBe(told.copies.length)
    await page.goto(`${room.base}/en/report/${story?.reports[0]?.id}`)
    await page.locator("a", {hasText: "On the same matter"}).click()
    await page.waitForURL(new RegExp(`/en/story/${story?.id}$`))
    await page.close()
  }, 60_000)

  test("a claim by its id alone is shown in its report, and the way back leads to where one came from", async () => {
    const [{claim, report}] = (await json("/claims?family=statement&limit=1")).items
    const page = await room.open("/en/timeline")
    await page.goto(`${room.base}/en/claim/${claim.id}`)
    await page.waitForSelector(".reader .chosen")
    expect(page.url()).toBe(`${room.base}/en/report/${report.id}?claim=${claim.id}`)
    await page.goBack()
    await page.waitForSelector(".timeline")
    await page.close()
  }, 60_000)

  test.each([
    "/ar/nothing/here",
    "/en/timeline/2023",
    "/ar/event",
    "/en/event/ev_0000000000000000",
    "/ar/story/st_0000000000000000",
    "/en/series/se_0000000000000000",
    "/ar/contradictions/f_0000000000000000",
    "/en/claim/e_0000000000000000",
    "/ar/report/r_0000000000000000",
    "/en/entity/person:nobody",
    "/ar/event/%E0%A4%A",
    "/en/constructor",
  ])("an address that leads nowhere is told so in both languages: %s", async (path) => {
    const both = ["لا شيء بهذا العنوان", "Nothing has this address"]
    const page = await room.open(path)
    const said = [await page.locator("h1").innerText(), await page.locator(".lost-other h2").innerText()]
    expect(said).toEqual(path.startsWith("/ar") ? both : both.reverse())
    await page.close()
  })

  test("without its language an address leads to the one the browser asks for; programs are answered as before", async () => {
    const [{event}] = (await json("/events?limit=1")).items
    const to = async (path: string, accept: string, language: string) => {
      const answer = await fetch(room.base + path, {redirect: "manual", headers: {accept, "accept-language": language}})
      return [answer.status, answer.headers.get("location")]
    }
    expect(await to(`/event/${event.id}?x=1`, "text/html,*/*;q=0.8", "en-GB,en")).toEqual([302, `/en/event/${event.id}?x=1`])
    expect(await to("/timeline", "text/html", "ar")).toEqual([302, "/ar/timeline"])
    expect(await to("/timeline", "application/json", "ar")).toEqual([404, null])
    expect(await to("/api/v1/nothing", "text/html", "ar")).toEqual([404, null])
    expect(await to("//elsewhere.example/x", "text/html", "ar")).toEqual([404, null])
    expect(await to("/\\elsewhere.example/x", "text/html", "ar")).toEqual([404, null])
  })

  test("a view with its conditions is the same for whoever opens its address", async () => {
    const page = await room.open("/en/timeline?type=visit&from=2023&to=2024-06&view=2023-03-01/2024-02-29")
    const seen = (on: Page) => on.locator(".dot, .tick").evaluateAll((all) => all.map((e) => e.textContent))
    const first = await seen(page)
    expect(first.length).toBeGreaterThan(3)
    expect(await page.locator(".conditions input[type=date]").evaluateAll((all) => all.map((e) => (e as HTMLInputElement).value))).toEqual([
      "2023-01-01",
      "2024-06-30",
    ])
    await page.locator(".lanes").focus()
    await page.keyboard.press("+")
    await page.keyboard.press("ArrowRight")
    await page.waitForFunction(() => !location.search.includes("2023-03-01"))
    const other = await room.open(new URL(page.url()).pathname + new URL(page.url()).search)
    expect(await seen(other)).toEqual(await seen(page))
    expect(await seen(other)).not.toEqual(first)
    await other.close()
    await page.close()
  }, 60_000)

  test("back and forward lead to where one was on the page", async () => {
    const page = await room.open("/en/timeline")
    await page.evaluate(() => scrollTo(0, 2400))
    await page.locator(".event-line .event-title").nth(12).click()
    await page.waitForSelector(".event-page")
    expect(await page.evaluate(() => scrollY)).toBeLessThan(200)
    const left = await page.evaluate(() => scrollY)
    await page.goBack()
    await page.waitForFunction(() => scrollY > 500)
    const back = await page.evaluate(() => scrollY)
    await page.goForward()
    await page.waitForSelector(".event-page")
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 50, left)
    await page.goBack()
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 50, back)
    await page.close()
  }, 60_000)
})
