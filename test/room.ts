import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {type Browser, chromium, type Page} from "playwright-core"
import {takerWith} from "../src/cli/taking.ts"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import type {RawReport} from "../src/model/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {openStore, type Store} from "../src/record/index.ts"
import {linkPending} from "../src/intake/index.ts"
import {makeServer, type ServerOptions} from "../src/serve/index.ts"

/// The reading room in a real browser, for tests: a record of its own, a server, pages that note what goes wrong in them.

const root = join(import.meta.dirname, "..")
const pages = join(root, "dist", "web")
const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path): path is string => path !== undefined && existsSync(path),
)
export const isReady = browserPath !== undefined && existsSync(pages)

export const samples = (names: (name: string) => boolean = () => true): RawReport[] =>
  readdirSync(join(root, "samples", "reports"))
    .sort()
    .filter(names)
    .map((name) => ({source: name, text: readFileSync(join(root, "samples", "reports", name), "utf8")}))

export type Room = {
  readonly store: Store
  readonly base: string
  readonly browser: Browser
  readonly errors: string[]
  readonly open: (path: string) => Promise<Page>
  readonly close: () => Promise<void>
}

export async function openRoom(reports: readonly RawReport[], options: Partial<ServerOptions> = {}): Promise<Room> {
  const dir = mkdtempSync(join(tmpdir(), "isnad-room-"))
  const reader = openReader()
  const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
  const link = (store: Store): Promise<number> => linkPending(store, () => world)
  const store = await openStore(join(dir, "room.db"), {searchTerms: async () => searchTerms})
  if (reports.length > 0) await store.keepReports(reports.map((r) => readReport(r, reader)))
  await link(store)
  const app = await makeServer({
    store,
    version: "0.0.0",
    pages,
    rate: 1e6,
    writeRate: 1e6,
    hosts: ["127.0.0.1"],
    poll: 100,
    link,
    take: takerWith(reader),
    ...options,
  })
  const base = await app.listen({host: "127.0.0.1", port: 0})
  const browser = await chromium.launch({executablePath: browserPath as string, args: ["--no-sandbox", "--disable-background-networking"]})
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce"})
  const errors: string[] = []
  return {
    store,
    base,
    browser,
    errors,
    async open(path) {
      const page = await context.newPage()
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") errors.push(`${path}: ${message.text()}`)
      })
      page.on("pageerror", (error) => errors.push(`${path}: ${error.message}`))
      await page.goto(base + path)
      await page.waitForSelector("h1")
      // Asked of the browser, not evaluated in the page: its policy forbids that.
      await page.waitForSelector(".waiting, .stale", {state: "detached"})
      return page
    },
    async close() {
      await browser.close()
      await app.close()
      await store.close()
      rmSync(dir, {recursive: true, force: true})
    },
  }
}
