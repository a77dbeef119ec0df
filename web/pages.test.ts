import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {AxeBuilder} from "@axe-core/playwright"
import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {ar} from "./labels/ar.ts"
import {en} from "./labels/en.ts"
import {ALL_VISIT_LABELS} from "./labels/visits.ts"
import {EVENT_TYPES} from "../src/kinds/index.ts"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import {METRICS, STATUSES} from "../src/model/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {FRESH, openStore, type Store} from "../src/record/index.ts"
import {linkPending} from "../src/intake/index.ts"
import {makeServer} from "../src/serve/index.ts"

/// The reading room in a real browser, where there is one: every page in both languages, checked for barriers and errors.

const root = join(import.meta.dirname, "..")
const pages = join(root, "dist", "web")
const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path): path is string => path !== undefined && existsSync(path),
)
if (!browserPath) console.log("pages: no Chromium is installed, so the pages are not opened in a browser (apt-get install chromium)")
if (!existsSync(pages)) console.log("pages: dist/web is not built, so the pages are not opened in a browser (npm run build)")
const isReady = browserPath !== undefined && existsSync(pages)

/// What a hostile report would do if any of it were taken for markup.
const HOSTILE = `<script>document.title="hacked"</script><img src=x onerror="document.title='hacked'"> قال وزير الخارجية المصري سامح شكري <b onmouseover=alert(1)>إنه</b> زار الدوحة أمس.
</p></div><style>body{display:none}</style><a href="javascript:document.title='hacked'">رابط</a> \u202e عكس \u2066 {{constructor.constructor('document.title=1')()}}`

/// What axe finds against the rules with these tags, a line each.
async function barriers(page: Page, name: string, tags: string[]): Promise<string[]> {
  const {violations} = await new AxeBuilder({page}).withTags(tags).analyze()
  return violations.map(
    (v) =>
      `${name}: ${v.id} ${v.nodes
        .slice(0, 3)
        .map((n) => n.html.slice(0, 160))
        .join(" | ")}`,
  )
}

/// Pages with a map of visits: a person's, a country's, and that of two.
const WITH_MAP = {
  itinerary: `/entity/${encodeURIComponent("person:recep-tayyip-erdogan")}`,
  country: `/entity/${encodeURIComponent("country:turkey")}`,
  "relation with visits": "/relation?a=country:turkey&b=country:egypt",
}

describe("labels", () => {
  test("both languages have the same labels, none empty where the other is not", () => {
    const keys = (of: object, at = ""): string[] =>
      Object.entries(of).flatMap(([k, v]) =>
        typeof v === "object" && v !== null && !("other" in v && "one" in v) ? keys(v, `${at}${k}.`) : [`${at}${k}`],
      )
    const units = (key: string): boolean => !key.startsWith("units.")
    expect(keys(ar).filter(units)).toEqual(keys(en).filter(units))
    expect(keys(ALL_VISIT_LABELS.ar)).toEqual(keys(ALL_VISIT_LABELS.en))
    for (const labels of [ar, en, ALL_VISIT_LABELS.ar, ALL_VISIT_LABELS.en])
      for (const key of keys(labels))
        expect([key, key.split(".").reduce<unknown>((o, k) => (o as {[k: string]: unknown})[k], labels)]).not.toEqual([key, ""])
  })
  test("every kind, status and metric is called something in both", () => {
    for (const labels of [ar, en]) {
      for (const {name} of EVENT_TYPES) expect(Object.keys(labels.types)).toContain(name)
      for (const status of [...STATUSES, "unconfirmed"]) expect(Object.keys(labels.statuses)).toContain(status)
      for (const metric of METRICS) expect(Object.keys(labels.metrics)).toContain(metric)
    }
  })
  test("a language with six plurals has all of them", () => {
    for (const [key, forms] of Object.entries({...ar, ...ALL_VISIT_LABELS.ar}))
      if (typeof forms === "object" && "few" in forms)
        expect([key, Object.keys(forms).sort()]).toEqual([key, ["few", "many", "one", "other", "two", "zero"]])
  })
})

describe.skipIf(!isReady)("the reading room", () => {
  const dir = mkdtempSync(join(tmpdir(), "isnad-pages-"))
  let browser: Browser
  let context: BrowserContext
  let store: Store
  let app: Awaited<ReturnType<typeof makeServer>>
  let base = ""
  let hostile = ""
  const errors: string[] = []
  const reader = isReady ? openReader() : (undefined as never)

  beforeAll(async () => {
    const samples = join(root, "samples", "reports")
    store = await openStore(join(dir, "pages.db"), {searchTerms: async () => searchTerms})
    const reports = readdirSync(samples)
      .sort()
      .map((name) => readReport({source: name, text: readFileSync(join(samples, name), "utf8")}, reader))
    const bad = readReport(
      {source: "<script>.txt", text: HOSTILE, title: '<img src=x onerror="document.title=1">', url: "javascript:alert(1)"},
      reader,
    )
    hostile = bad.report.id
    await store.keepReports([...reports, bad])
    await linkPending(store, () => openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms}))
    await gatherSome(store)
    app = await makeServer({store, version: "0.0.0", pages, rate: 1e6, hosts: ["127.0.0.1"], poll: 100})
    base = await app.listen({host: "127.0.0.1", port: 0})
    browser = await chromium.launch({executablePath: browserPath as string, args: ["--no-sandbox", "--disable-background-networking"]})
    context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce"})
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await store?.close()
    rmSync(dir, {recursive: true, force: true})
  })

  async function open(path: string, on = context): Promise<Page> {
    const page = await on.newPage()
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") errors.push(`${path}: ${message.text()}`)
    })
    page.on("pageerror", (error) => errors.push(`${path}: ${error.message}`))
    await page.goto(base + path)
    await page.waitForSelector("h1")
    await page.waitForFunction(() => !document.querySelector(".waiting, .stale"))
    if (Object.values<string>(WITH_MAP).some((p) => path.endsWith(p))) await page.waitForSelector(".visits .map svg")
    return page
  }
  async function paths(): Promise<{readonly [name: string]: string}> {
    const events = (await app.inject({url: "/api/v1/events?limit=200", headers: {host: "127.0.0.1"}})).json() as {
      items: {event: {id: string; life: unknown[]}; told: {report: {id: string}}[]}[]
    }
    const first = async (of: string): Promise<string> => {
      const answer = await app.inject({url: `/api/v1/${of}?limit=200`, headers: {host: "127.0.0.1"}})
      const {items} = answer.json() as {items: {id?: string; series?: {id: string}; reports?: unknown[]; figures?: unknown[]}[]}
      const of_ = (i: (typeof items)[number]): number => (i.reports ?? i.figures ?? []).length
      const most = items.reduce((best, i) => (of_(i) > of_(best) ? i : best))
      return most.id ?? (most.series?.id as string)
    }
    const long = events.items.find((e) => e.event.life.length > 2) ?? events.items[0]
    return {
      today: "",
      timeline: "/timeline",
      "timeline of two": "/timeline?actor=السعودية&with=إيران",
      event: `/event/${long?.event.id}`,
      report: `/report/${long?.told[0]?.report.id}`,
      search: "/search?q=وزارة",
      "search narrowed": "/search?actor=country:russia&type=agreement",
      person: `/entity/${encodeURIComponent("person:vladimir-putin")}`,
      ...WITH_MAP,
      relation: "/relation?a=الصين&b=روسيا",
      relations: "/relation",
      figures: "/series",
      "one series": `/series/${await first("series")}`,
      story: `/story/${await first("stories")}`,
      "nothing there": "/nothing",
      contradictions: "/contradictions",
      sources: "/sources",
      gathering: "/gathering",
      review: "/review",
      "review of figures": "/review?family=figure",
      add: "/add",
      api: "/api",
    }
  }

  test.each(["ar", "en"])(
    "every page in %s: laid out its way, no barrier, no error",
    async (language) => {
      for (const [name, path] of Object.entries(await paths())) {
        errors.length = 0
        const page = await open(`/${language}${path}`)
        expect([name, await page.getAttribute("html", "dir")]).toEqual([name, language === "ar" ? "rtl" : "ltr"])
        const brand = await page.locator(".brand").boundingBox()
        expect([name, (brand?.x ?? 0) > 640]).toEqual([name, language === "ar"])
        // Nothing sticks out sideways.
        expect([name, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([
          name,
          expect.closeTo(0, -1.5),
        ])
        expect(await barriers(page, name, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])).toEqual([])
        expect(errors).toEqual([])
        await page.close()
      }
    },
    600_000,
  )

  test("the first page is small and soon there", async () => {
    const times: number[] = []
    let script = 0
    // The best of three: what is measured is the page, not what else the machine does.
    for (let i = 0; i < 3; i++) {
      const fresh = await browser.newContext({viewport: {width: 1280, height: 900}})
      const page = await fresh.newPage()
      await page.goto(`${base}/ar`, {waitUntil: "commit"})
      // There for the reader: the page takes what is typed, and shows its stories.
      await page.waitForSelector("input[name=q]")
      await page.evaluate(() => {
        const input = document.querySelector("input[name=q]") as HTMLInputElement
        input.focus()
        document.execCommand("insertText", false, "وزارة")
      })
      times.push(await page.evaluate(() => performance.now()))
      expect(await page.inputValue("input[name=q]")).toBe("وزارة")
      await page.waitForSelector("main h1")
      script = await page.evaluate(() =>
        (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
          .filter((r) => r.name.endsWith(".js"))
          .reduce((sum, r) => sum + r.encodedBodySize, 0),
      )
      await fresh.close()
    }
    console.log(
      `first page: ${(script / 1000).toFixed(0)} kB of script as sent, there after ${times.map((t) => t.toFixed(0)).join(", ")} ms`,
    )
    expect(script).toBeGreaterThan(5_000)
    expect(script).toBeLessThan(125_000)
    expect(Math.min(...times)).toBeLessThan(1500)
  })

  test("dark, and on a phone: no barrier, nothing sticks out", async () => {
    const phone = await browser.newContext({viewport: {width: 390, height: 800}, colorScheme: "dark", reducedMotion: "reduce"})
    for (const [name, path] of Object.entries(await paths())) {
      const page = await open(`/ar${path}`, phone)
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)]).toEqual([name, true])
      expect(await barriers(page, name, ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])).toEqual([])
      await page.close()
    }
    await phone.close()
  }, 600_000)

  test("on paper: light whatever the screen is, no controls, all of the words, marks where the paper has room", async () => {
    const dark = await browser.newContext({viewport: {width: 1280, height: 900}, colorScheme: "dark", reducedMotion: "reduce"})
    const all = await paths()
    for (const name of ["timeline", "report", "relation with visits", "one series", "review"]) {
      const page = await open(`/ar${all[name]}`, dark)
      if (name === "timeline") {
        const sides = await page.evaluate(async () => {
          dispatchEvent(new Event("beforeprint"))
          // Nothing else is drawn between that word and the paper.
          await Promise.resolve()
          return [...document.querySelectorAll<HTMLElement>(".dot")].map((d) => Number.parseFloat(d.style.insetInlineStart) || 0)
        })
        expect(Math.max(...sides)).toBeLessThan(700)
      }
      await page.emulateMedia({media: "print"})
      const paper = await page.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector("h1") as Element).color,
        controls: [...document.querySelectorAll("main button:not(.heap), main input, main select, header.top")].filter((e) =>
          e.checkVisibility(),
        ).length,
        folded: [...document.querySelectorAll("main details:not(.same-as) > :not(summary)")].filter(
          (e) => !e.closest(".same-as") && getComputedStyle(e).display !== "none" && e.getClientRects().length === 0,
        ).length,
      }))
      expect([name, paper]).toEqual([name, {ground: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", controls: 0, folded: 0}])
      await page.close()
    }
    await dark.close()
  }, 120_000)

  test("from the timeline to the event to the sentence in its report", async () => {
    const page = await open("/en/timeline?actor=Sisi")
    await page.locator(".dot").first().click()
    await page.waitForSelector(".event-page")
    expect(page.url()).toMatch(/\/en\/event\/ev_/)
    await page.locator(".told .report-link").first().click()
    await page.waitForSelector(".reader .chosen")
    const chosen = (await page.locator(".reader .chosen").allInnerTexts()).join("")
    const claim = new URL(page.url()).searchParams.get("claim") as string
    const kept = await store.claim(claim)
    expect(kept?.family).toBe("event")
    for (const e of kept?.family === "event" ? kept.claim.evidence : [])
      expect(chosen.replace(/\s+/g, " ")).toContain(e.quote.replace(/\s+/g, " "))
    await page.locator(`#c-${claim} .why button`).click()
    await page.waitForSelector(`#c-${claim} .reasons`)
    expect(await page.locator(`#c-${claim} .reasons code`).innerText()).toBe(kept?.claim.by)
    await page.goBack()
    await page.waitForSelector(".event-page")
    await page.close()
  })

  test("the underlined words are the words of the claims, all of them", async () => {
    const {report: path} = await paths()
    const page = await open(`/ar${path}`)
    const id = (path as string).split("/").at(-1) as string
    const record = (await store.report(id))?.record
    const shown = await page.locator(".reader p").allInnerTexts()
    expect(shown.join("\n").replace(/\s+/g, " ").trim()).toBe(record?.report.text.replace(/\s+/g, " ").trim())
    for (const family of ["event", "statement", "figure"] as const) {
      const words = (await page.locator(`.reader .m-${family}`).allInnerTexts()).join("").replace(/\s+/g, "")
      const claims = record?.[`${family}s`] ?? []
      const covered = new Set<number>()
      for (const c of claims)
        for (const s of "content" in c ? [c.content] : c.evidence) for (let i = s.start; i < s.end; i++) covered.add(i)
      const expected = [...covered]
        .sort((a, b) => a - b)
        .map((i) => record?.report.text[i])
        .join("")
        .replace(/\s+/g, "")
      expect(words).toBe(expected)
    }
    await page.close()
  })

  test("filters stand in the address, and the back button takes them off", async () => {
    const page = await open("/en/timeline")
    const all = await page.locator(".dot").count()
    await page.locator(".conditions select").first().selectOption("visit")
    await page.waitForFunction((n) => document.querySelectorAll(".dot").length < n && !document.querySelector(".stale"), all)
    expect(new URL(page.url()).searchParams.get("type")).toBe("visit")
    await page.goBack()
    await page.waitForFunction((n) => document.querySelectorAll(".dot").length === n, all)
    await page.close()
  })

  test("time runs the way the language is read", async () => {
    for (const language of ["ar", "en"]) {
      const page = await open(`/${language}/timeline?type=visit&view=2023-01-01/2024-12-31`)
      const places = await page.locator(".dot i").evaluateAll((dots) => dots.map((d) => (d as HTMLElement).getBoundingClientRect().x))
      const years = await page
        .locator(".tick.t-year")
        .evaluateAll((ticks) => ticks.map((t) => [Number(t.textContent), t.getBoundingClientRect().x] as const))
      expect(places.length).toBeGreaterThan(3)
      const [a, b] = years as [readonly [number, number], readonly [number, number]]
      expect(Math.sign((b[1] - a[1]) * (b[0] - a[0]))).toBe(language === "ar" ? -1 : 1)
      await page.close()
    }
  })

  test("visits stand on the map as exactly as they are known, and in a list with the same", async () => {
    const asked: string[] = []
    const page = await context.newPage()
    page.on("request", (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${base}/en`)
    await page.waitForSelector("h1")
    expect(asked.filter((path) => path.includes("world"))).toEqual([])
    await page.goto(`${base}/en${WITH_MAP.itinerary}`)
    await page.waitForSelector(".visits .map svg")
    expect(asked.filter((path) => path.includes("world")).length).toBe(1)
    const {items} = (await (await page.request.get(`${base}/api/v1/visits?about=person:recep-tayyip-erdogan&limit=200`)).json()) as {
      items: {visitors: string[]; at: {is: string; id: string} | null}[]
    }
    const own = items.filter((v) => v.visitors.includes("person:recep-tayyip-erdogan"))
    expect(await page.locator(".visit-list li").count()).toBe(own.length)
    const ids = (is: string): number => new Set(own.filter((v) => v.at?.is === is).map((v) => v.at?.id)).size
    expect(ids("point")).toBeGreaterThan(0)
    expect(ids("country")).toBeGreaterThan(0)
    expect(await page.locator(".map circle.point").count()).toBe(ids("point"))
    expect(await page.locator(".map path.shape").count()).toBe(ids("country"))
    // The line that has the focus shows its mark.
    await page.locator(".visit-list a").first().focus()
    await page.waitForSelector(".map .chosen")
    await page.close()
  })

  test("how sources are doing: what needs somebody first, with what was done and why not", async () => {
    const page = await open("/en/sources")
    await page.getByText("How the sources that are asked are doing").click()
    await page.waitForSelector(".gathered")
    const cards = await page.locator(".gathered > li").allInnerTexts()
    expect((await page.locator(".gathered h2").allInnerTexts()).map((h) => h.replace(/\s+/g, " "))).toEqual([
      "متعذر fails",
      "ساكت silent",
      "جديد never asked",
      "سليم well",
      "موقوف paused",
    ])
    expect(cards[0]).toContain("Failed 3 times in a row")
    expect(cards[0]).toContain("The server failed (status 500) [answer-failed]")
    expect(cards[1]).toMatch(/Last new\s+3 days ago/)
    const well = page.locator(".gathered > li").nth(3)
    expect((await well.locator("dd.count").allInnerTexts()).map(Number)).toEqual([2, 1, 0, 3, 2, 0])
    await well.locator("summary").click()
    expect(await well.locator("details li").innerText()).toContain("2 The robots.txt of this server")
    expect(await well.innerText()).toContain("https://well.example/rss")
    // What has changed since is shown when the page is opened again.
    await store.sources.pause("متعذر", true)
    await page.goBack()
    await page.goForward()
    await page.waitForFunction(() => document.querySelector(".gathered > li bdi")?.textContent === "ساكت")
    await store.sources.pause("متعذر", false)
    await page.close()
  })

  test("a hostile report is text and nothing else", async () => {
    errors.length = 0
    const page = await open(`/ar/report/${hostile}`)
    expect(await page.locator(".reader").innerText()).toContain("قال وزير الخارجية المصري")
    expect(await page.title()).toContain("<img src=x")
    expect(await page.locator("main script, main img, main style, main a[href^='javascript']").count()).toBe(0)
    expect(await page.locator("body").isVisible()).toBe(true)
    await page.goto(`${base}/ar/search?q=${encodeURIComponent("<script>alert(1)</script> شكري")}`)
    await page.waitForSelector("h1")
    expect(await page.locator("main script").count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  test("what comes in while the page is open is told", async () => {
    const page = await context.newPage()
    const following = page.waitForResponse((response) => response.url().endsWith("/changes"))
    await page.goto(`${base}/en`)
    await following
    await store.keepReport(
      readReport({source: "new.txt", text: "مسقط 2 أغسطس آب 2025 - وصل وزير الخارجية العماني إلى طهران اليوم السبت."}, reader),
    )
    await linkPending(store, () => openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms}))
    await page.waitForSelector(".notice button")
    await page.locator(".notice button").click()
    await page.waitForFunction(() => document.body.innerText.includes("new.txt"))
    await page.close()
  })

  test("nothing is asked of another machine", async () => {
    const page = await context.newPage()
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.url()))
    await page.goto(`${base}/ar/timeline`)
    await page.waitForSelector(".dot")
    expect(asked.filter((url) => !url.startsWith(base))).toEqual([])
    await page.close()
  })
})

describe.skipIf(!existsSync(pages))("the size of the pages", () => {
  test("all script together is below 250 kB when packed", () => {
    const assets = join(pages, "assets")
    const packed = readdirSync(assets).filter((f) => f.endsWith(".js.gz"))
    expect(packed.length).toBeGreaterThan(3)
    expect(packed.reduce((sum, f) => sum + readFileSync(join(assets, f)).length, 0)).toBeLessThan(250 * 1024)
  })
})

/// One source of each state.
async function gatherSome({sources, ledger}: Store): Promise<void> {
  const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
  const state = {...FRESH, asked: ago(0.1), answered: ago(0.1), gave: ago(2), due: ago(-1)}
  const at = "2026-05-20T10:00:00.000Z"
  await sources.add({name: "سليم", at, settings: JSON.stringify({name: "سليم", kind: "feed", url: "https://well.example/rss"})})
  await sources.add({name: "جديد", at, settings: JSON.stringify({name: "جديد", kind: "folder", path: "/srv/in"})})
  await sources.saveState("سليم", state)
  await sources.saveState("ساكت", {...state, gave: ago(72), alarmed: ago(1)})
  await sources.saveState("متعذر", {...state, failures: 3, problem: "The server failed (status 500) [answer-failed]"})
  await sources.saveState("موقوف", state)
  await sources.pause("موقوف", true)
  const entry = {at, source: "سليم", item: "x", report: null, raw: null, code: null, detail: null, ms: 1}
  const done = ["new", "new", "version", "same", "unchanged", "unchanged"] as const
  await ledger.note(done.map((what) => ({...entry, what})))
  await ledger.note([1, 2].map(() => ({...entry, what: "refused", code: "robots-disallowed"}) as const))
}
