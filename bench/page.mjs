// How soon the first page is there in a browser: Debian's Chromium without a window, nothing of it in its store.
import {existsSync} from "node:fs"

const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path))
const ROUNDS = 7

/// Milliseconds from asking for the page until it takes what is typed, and until its stories stand there; the medians of several
/// openings. Undefined where there is no browser.
export async function firstPage(base, language = "ar") {
  if (!CHROMIUM) return undefined
  const {chromium} = await import("playwright-core")
  const browser = await chromium.launch({executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-background-networking"]})
  const rounds = []
  try {
    for (let i = 0; i < ROUNDS; i++) {
      const context = await browser.newContext({viewport: {width: 1280, height: 900}})
      const page = await context.newPage()
      await page.addInitScript(() => {
        const seen = (globalThis.seenAt = {})
        const look = () => {
          if (!seen.field && document.querySelector("input[name=q]")) seen.field = performance.now()
          if (!seen.stories && document.querySelector(".stories li")) seen.stories = performance.now()
          if (!seen.stories) requestAnimationFrame(look)
        }
        look()
      })
      await page.goto(`${base}/${language}`, {waitUntil: "commit"})
      await page.waitForSelector(".stories li")
      // Typed at once, and taken.
      await page.fill("input[name=q]", "وزارة")
      rounds.push({
        ...(await page.evaluate(() => ({
          ...globalThis.seenAt,
          script: performance
            .getEntriesByType("resource")
            .filter((r) => r.name.endsWith(".js"))
            .reduce((sum, r) => sum + r.encodedBodySize, 0),
          requests: performance.getEntriesByType("resource").length,
        }))),
      })
      await context.close()
    }
  } finally {
    await browser.close()
  }
  const median = (of) => rounds.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]
  return {
    field: median((r) => r.field),
    stories: median((r) => r.stories),
    slowest: Math.max(...rounds.map((r) => r.stories)),
    script: rounds[0].script,
    requests: rounds[0].requests,
  }
}
