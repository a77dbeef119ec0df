import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type Round, type Source, sourceFrom, watch} from "../../src/gather/index.ts"
import {type Desk, openDesk} from "./desk.ts"
import {filler, page, rss} from "./pages.ts"
import {NOON, openWorld, type World} from "./world.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: World
let desk: Desk
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  world.clock.stop()
  await desk?.close()
  await world.close()
})
const news = (n: number): string => page({title: `خبر رقم ${n}`, text: `بحث الوزيران الملف رقم ${n}.\n${filler(`الملف ${n}`)}`})
const source = (settings: object): Source => sourceFrom(settings, "the test", [...world.outlets.keys(), "dead.test"])

/// Watches for so long, and tells when each source was asked.
async function watched(
  ms: number,
  sources: () => readonly Source[] | Promise<readonly Source[]>,
  onRound: (round: Round) => void = () => {},
) {
  const stop = new AbortController()
  void world.clock.sleep(ms).then(() => stop.abort())
  const rounds: {source: string; at: number; round: Round}[] = []
  const faults: string[] = []
  await watch({
    ...desk.tools,
    signal: stop.signal,
    current: async () => sources(),
    onRound: (round) => {
      rounds.push({source: round.source, at: world.clock.now() - NOON, round})
      onRound(round)
    },
    onFault: (name, issue) => void faults.push(`${name} ${issue.code}`),
  })
  return {rounds, faults, of: (name: string) => rounds.filter((r) => r.source === name)}
}

describe("watching", () => {
  test("each source at its own interval; one that is dead and one that is slow keep none of the others waiting", async () => {
    world.outlet("fast.test", {"/feed.xml": rss("سريع", [{url: world.at("fast.test", "/1"), title: "خبر"}]), "/1": news(1)})
    world.outlet("slow.test", {"/feed.xml": () => {}})
    desk = await openDesk(world, {allow: ["fast.test", "slow.test", "dead.test"], limits: {begin: 1000}})
    const sources = ["fast", "slow", "dead"].map((name) =>
      source({name, kind: "feed", url: `http://${name}.test:${world.port}/feed.xml`, every: "10m"}),
    )
    const {of, faults} = await watched(6 * HOUR, () => sources)
    expect(of("fast").length).toBeGreaterThanOrEqual(35)
    expect(of("fast").length).toBeLessThanOrEqual(37)
    for (const name of ["slow", "dead"]) {
      const waits = of(name).map((r, i, all) => (i === 0 ? 0 : Math.round((r.at - (all[i - 1]?.at ?? 0)) / MINUTE)))
      expect(waits.slice(1, 5)).toEqual([20, 40, 80, 160].map((n) => expect.closeTo(n, -1)))
    }
    expect([of("slow")[0]?.round.problem?.code, of("dead")[0]?.round.problem?.code]).toEqual(["answer-slow", "name-unknown"])
    expect(faults).toEqual([])
    expect((await desk.store.stats()).reports).toBe(1)
  })
  test("sources that come, go and are paused meanwhile are followed; a page is looked at again at its time", async () => {
    for (const name of ["a.test", "b.test"])
      world.outlet(name, {
        "/feed.xml": rss(name, [{url: world.at(name, "/1"), title: "خبر"}]),
        "/1": news(name.length + name.charCodeAt(0)),
      })
    desk = await openDesk(world)
    const [a, b] = ["a", "b"].map((name) =>
      source({name, kind: "feed", url: world.at(`${name}.test`, "/feed.xml"), every: "10m", recheck: ["25m"]}),
    ) as [Source, Source]
    const {of} = await watched(3 * HOUR, async () => {
      const at = world.clock.now() - NOON
      await desk.store.sources.pause("a", at > 2 * HOUR)
      return at > HOUR ? [a, b] : [a]
    })
    expect(of("b")[0]?.at).toBeGreaterThan(HOUR)
    expect(of("a").at(-1)?.at).toBeLessThan(2 * HOUR + MINUTE)
    // Between two rounds, when its time had come.
    const again = world.asked.filter((x) => x.host === "a.test" && x.path === "/1").map((x) => Math.round((x.at - NOON) / MINUTE))
    expect(again).toEqual([0, 25])
  })
  test("a fault of ours in one source is told, and the others go on", async () => {
    world.outlet("a.test", {"/feed.xml": rss("أ", [{url: world.at("a.test", "/1"), title: "خبر"}]), "/1": news(1)})
    desk = await openDesk(world)
    const broken = {...source({name: "bad", kind: "page", url: world.at("a.test", "/1")}), url: undefined}
    const {of, faults} = await watched(HOUR, () => [broken, source({name: "a", kind: "feed", url: world.at("a.test", "/feed.xml")})])
    expect(faults[0]).toBe("bad internal")
    expect(of("a").length).toBeGreaterThan(2)
  })
  test("a report that cannot be read is told and costs the others nothing", async () => {
    world.outlet("a.test", {
      "/feed.xml": rss(
        "أ",
        [1, 2, 3].map((n) => ({url: world.at("a.test", `/${n}`), title: `خبر ${n}`})),
      ),
      ...Object.fromEntries([1, 2, 3].map((n) => [`/${n}`, news(n)])),
    })
    desk = await openDesk(world, {
      onRead: (raw) => {
        if (raw.url?.endsWith("/2")) throw new Error("cannot")
      },
    })
    await desk.round({name: "a", kind: "feed", url: world.at("a.test", "/feed.xml")})
    expect((await desk.ledger()).sort()).toEqual(["new http://a.test/1", "new http://a.test/3", "refused http://a.test/2 internal"])
  })
})
