// Pictures of every page in both languages, for docs/pages: the samples, as they are shown. Needs the build and a Chromium.
//   npm run screenshots
import {spawn, spawnSync} from "node:child_process"
import {existsSync, mkdirSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {chromium} from "playwright-core"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = join(root, "docs", "pages")
const browserPath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((p) => p && existsSync(p))
if (!browserPath) {
  console.error("no Chromium is installed (apt-get install chromium)")
  process.exit(1)
}
mkdirSync(out, {recursive: true})
const dir = mkdtempSync(join(tmpdir(), "isnad-pictures-"))
const isnad = join(root, "dist", "bundle", "isnad.js")
const db = join(dir, "pictures.db")
spawnSync(process.execPath, [isnad, "keep", "samples/reports", "--db", db], {cwd: root, stdio: "inherit"})
const server = spawn(process.execPath, [isnad, "serve", "--db", db, "--port", "0"], {cwd: root, stdio: ["ignore", "pipe", "inherit"]})
const base = await new Promise((done) => {
  server.stdout.on("data", (text) => done(/http:\S+/.exec(String(text))[0]))
})
const json = async (path) => (await fetch(`${base}/api/v1${path}`)).json()
const events = (await json("/events?limit=200")).items
const long = events.reduce((best, e) => (e.event.life.length + e.event.sources > best.event.life.length + best.event.sources ? e : best))
const most = (items, of) => items.reduce((best, i) => (of(i).length > of(best).length ? i : best))
const story = most((await json("/stories?limit=200")).items, (s) => s.reports)
const figures = most((await json("/series?limit=200")).items, (s) => s.figures)
const pages = {
  today: "",
  timeline: "/timeline",
  event: `/event/${long.event.id}`,
  report: `/report/${(await json("/reports?source=g011")).items[0].id}`,
  search: "/search?q=وزارة",
  entity: `/entity/${encodeURIComponent("person:vladimir-putin")}`,
  relation: "/relation?a=الصين&b=روسيا",
  series: "/series",
  "one-series": `/series/${figures.series.id}`,
  story: `/story/${story.id}`,
  contradictions: "/contradictions",
  sources: "/sources",
  review: "/review",
  add: "/add",
  api: "/api",
}
const browser = await chromium.launch({executablePath: browserPath, args: ["--no-sandbox", "--disable-background-networking"]})
for (const language of ["ar", "en"])
  for (const [name, path] of Object.entries(pages)) {
    const context = await browser.newContext({
      viewport: {width: 1280, height: 860},
      colorScheme: name === "contradictions" ? "dark" : "light",
      reducedMotion: "reduce",
    })
    const page = await context.newPage()
    await page.goto(`${base}/${language}${path}`)
    await page.waitForSelector("h1")
    await page.waitForFunction(() => !document.querySelector(".waiting, .stale") && document.fonts.status === "loaded")
    await page.waitForTimeout(200)
    await page.screenshot({path: join(out, `${name}-${language}.jpg`), type: "jpeg", quality: 72})
    await context.close()
  }
await browser.close()
server.kill("SIGTERM")
rmSync(dir, {recursive: true, force: true})
console.log(`wrote ${Object.keys(pages).length * 2} pictures to docs/pages`)
