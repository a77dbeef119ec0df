import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {PassThrough, Readable} from "node:stream"
import {afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {takerWith} from "../../src/cli/taking.ts"
import {runProgram} from "../../src/cli/program.ts"
import type {Round} from "../../src/gather/index.ts"
import {isRecurringLine, type Report} from "../../src/model/index.ts"
import {openReader, type Reader} from "../../src/pipeline.ts"
import {openTools, type Tools} from "../../src/readers/index.ts"
import {type Desk, openDesk} from "./desk.ts"
import {page, rss} from "./pages.ts"
import {openWorld, type World} from "./world.ts"

/// An outlet whose pages carry a line in the article itself, where no judgement of one page tells it from the text: what many pages of it
/// say is learned, kept in the record, and told; read by the program's own reader, as a desk does.

const HOUR = 3_600_000
const LINE = "للاطلاع على النسخة الورقية الكاملة يرجى زيارة مكتبات الراصد في جميع الفروع 12"
const CITIES = ["القاهرة", "بيروت", "بغداد", "الرباط", "تونس", "مسقط", "الدوحة", "عمان", "الخرطوم", "صنعاء", "دمشق", "طرابلس"]
const MINISTERS = ["المصري", "اللبناني", "العراقي", "المغربي", "التونسي", "العماني", "القطري", "الأردني"]
const about = (n: number): string => CITIES[n % 12] as string
const article = (n: number, {line = LINE, more = ""} = {}): string =>
  page({
    title: `وزير الخارجية ${MINISTERS[n % 8]} يصل إلى ${about(n)}`,
    published: "2026-05-20",
    text: `وصل وزير الخارجية ${MINISTERS[n % 8]} إلى ${about(n)} أمس الثلاثاء في زيارة رسمية تستغرق ${3 + (n % 5)} أيام.
${line.replace("12", String(n))}
وقال الوزير إن المباحثات في ${about(n)} تتناول ملف ${["المياه", "الطاقة", "النقل", "التعليم", "التجارة"][n % 5]} بين البلدين. ${more}
وتشهد ${about(n + 5)} منذ أسابيع مباحثات مماثلة يشارك فيها ممثلون عن ${4 + n} دول من المنطقة.`,
  })

let reader: Reader
let tools: Tools
let world: World
let desk: Desk
let dir: string
beforeAll(() => {
  reader = openReader()
  tools = openTools(reader)
}, 60_000)
beforeEach(async () => {
  world = await openWorld()
  dir = mkdtempSync(join(tmpdir(), "isnad-furniture-"))
  desk = await openDesk(world, {tools, db: join(dir, "news.db"), allow: ["a.test", "b.test"]})
})
afterEach(async () => {
  world.clock.stop()
  await desk.close()
  await world.close()
  rmSync(dir, {recursive: true, force: true})
})

const feed = {name: "a", kind: "feed", recheck: ["1h", "2h"]} as const
/// Pages `/0` … `/n-1` and a feed of them.
function publish(n: number, of: (i: number) => string = article): void {
  const numbers = Array.from({length: n}, (_, i) => i)
  const entries = numbers.map((i) => ({url: world.at("a.test", `/${i}`), title: `خبر ${i}`, day: "2026-05-20"}))
  world.outlet("a.test", {"/feed.xml": rss("الراصد", entries), ...Object.fromEntries(numbers.map((i) => [`/${i}`, of(i)]))})
}
const fetched = async (source: object = feed): Promise<Round> => desk.round({url: world.at("a.test", "/feed.xml"), ...source})
async function reportOf(n: number): Promise<Report> {
  const given = (await desk.store.sources.versions(world.at("a.test", `/${n}`))).findLast((v) => v.current)
  return (await desk.store.report(given?.report as string))?.record.report as Report
}
const recurring = async (n: number) => (await reportOf(n)).removed.filter(isRecurringLine)

/// What `isnad reread` makes of all that was received.
async function readAnew(): Promise<unknown> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const code = await runProgram(["reread", "--again", "--json", "--jobs", "1", "--db", join(dir, "news.db")], {
    stdin: Readable.from([]),
    stdout: out as unknown as NodeJS.WriteStream,
    stderr: err as unknown as NodeJS.WriteStream,
    env: {},
  })
  expect([code, err.read()?.toString() ?? ""]).toEqual([0, ""])
  return JSON.parse(out.read().toString())
}

describe("lines that recur at an outlet", () => {
  test("are learned from its pages, taken out, told; what tells something stays; what came before stays as it was", async () => {
    publish(4)
    expect((await fetched()).counts.new).toBe(4)
    for (let n = 0; n < 4; n++) expect((await reportOf(n)).text).toContain("مكتبات الراصد")
    publish(12)
    expect((await fetched()).counts).toMatchObject({new: 8})
    for (let n = 4; n < 12; n++) {
      const report = await reportOf(n)
      expect(report.text).not.toContain("مكتبات الراصد")
      // The third line recurs as well, but for its city: what ministers say is no furniture.
      expect(report.text).toContain("وقال الوزير")
      expect(report.text).toContain("وصل وزير الخارجية")
      expect(await recurring(n)).toEqual([
        {quote: LINE.replace("12", String(n)), why: expect.stringMatching(/^recurring line: on \d+ of \d+ pages of a\.test:\d+$/)},
      ])
    }
    // All are looked at again, when much more was learned of them: none is a new version.
    const texts = await desk.texts()
    world.clock.forward(HOUR + 60_000)
    const again = await fetched()
    expect([again.counts.version, again.counts.reread, again.counts.new, again.counts.same]).toEqual([0, 0, 0, 12])
    expect(await desk.texts()).toEqual(texts)
    // Other words in one of the first: a new version, in which only these are other.
    world.outlets.get("a.test")?.set("/1", article(1, {more: "وأعلن الوزير توقيع اتفاق جديد في ختام الزيارة."}))
    world.clock.forward(HOUR)
    expect((await fetched()).counts).toMatchObject({version: 1, new: 0, reread: 0})
    expect((await reportOf(1)).text).toContain("توقيع اتفاق جديد")
    expect((await reportOf(1)).text).toContain("مكتبات الراصد")
    // By another source: further origins of the same reports.
    const other = await fetched({...feed, name: "b"})
    expect(other.counts).toMatchObject({new: 0, version: 0, reread: 0, origin: 12})
  })

  test("what was learned is in the record: another program goes on with it, and reading anew gives the same text", async () => {
    publish(9)
    await fetched()
    await desk.close()
    desk = await openDesk(world, {tools, db: join(dir, "news.db"), allow: ["a.test", "b.test"]})
    publish(10)
    await fetched()
    expect(await recurring(9)).toHaveLength(1)
    const texts = await desk.texts()
    // All of it was compared when it came, by what its readers gave.
    expect(await desk.store.links.unlinked(10)).toEqual([])
    await desk.store.close()
    expect(await readAnew()).toMatchObject({inputs: 10, kept: {new: 0, version: 0, reread: 0, origin: 0, same: 10}})
    desk = await openDesk(world, {tools, db: join(dir, "news.db"), allow: ["a.test", "b.test"]})
    expect(await desk.texts()).toEqual(texts)
  })

  test("what a source sends over HTTP has furniture too, and is read anew alike", async () => {
    const sent = (n: number) => ({source: `https://p.example/${n}`, bytes: Buffer.from(article(n)).toString("base64")})
    const take = takerWith(reader)
    const counts: number[] = []
    for (let n = 0; n < 8; n++) {
      const {items} = await take(desk.store, [sent(n)], "partner")
      expect(items[0]?.kept).toBe("new")
      const kept = await desk.store.report(items[0]?.report?.id as string)
      counts.push(kept?.record.report.removed.filter(isRecurringLine).length ?? -1)
    }
    expect(counts).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
    expect((await take(desk.store, [sent(0)], "partner")).items[0]?.kept).toBe("same")
    const texts = await desk.texts()
    await desk.store.close()
    expect(await readAnew()).toMatchObject({inputs: 8, kept: {new: 0, version: 0, reread: 0, origin: 0, same: 8}})
    desk = await openDesk(world, {tools, db: join(dir, "news.db"), allow: ["a.test", "b.test"]})
    expect(await desk.texts()).toEqual(texts)
  })

  test("two sources that bring the same pages at the same time give one report of each", async () => {
    publish(12)
    const url = world.at("a.test", "/feed.xml")
    await desk.fetch([
      {...feed, url},
      {...feed, name: "b", url},
    ])
    expect(await desk.store.stats()).toMatchObject({reports: 12, superseded: 0})
    const learned = JSON.parse((await desk.store.sources.lines(`a.test:${world.port}`)) as string) as {counted: number}
    expect(learned.counted).toBe(12)
  })

  test("a line that says who reported, or a day, stays however often it stands there", async () => {
    const credit = "المصدر: وكالة الأنباء الفرنسية ووكالة رويترز للأنباء"
    publish(12, (n) => article(n, {line: credit}))
    await fetched()
    for (let n = 0; n < 12; n++) expect(await recurring(n)).toEqual([])
  })
})
