import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {joinReport, LinkMemory, type Links, openWorld, type Traits, traitsOf} from "../src/link/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {openStore, type Store} from "../src/record/index.ts"
import {linkPending} from "../src/intake/index.ts"
import {
  type ClaimChain,
  chain,
  decisions,
  due,
  type EventAnswer,
  event,
  events,
  join as joinClaims,
  linksOfRecord,
  split,
  story,
  undo,
} from "../src/serve/index.ts"

/// The whole journey: reports of one visit, by several desks over some days, from their texts to the answers across them.

const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})

const WIRE = `موسكو 19 مايو أيار 2023 (رويترز) - قال متحدث باسم الحكومة الروسية اليوم الجمعة إن رئيس الوزراء ميخائيل ميشوستين سيزور بكين يومي 23 و24 مايو أيار.

وأضاف المتحدث أن الجانبين سيوقعان عددا من الاتفاقات الثنائية في مجالات الطاقة والنقل والزراعة.

وبلغ حجم التبادل التجاري بين روسيا والصين 190 مليار دولار في عام 2022.`
const COPY = `موسكو - وكالات

قال متحدث باسم الحكومة الروسية أمس الجمعة إن رئيس الوزراء ميخائيل ميشوستين سيزور بكين يومي 23 و24 مايو أيار 2023.

وأضاف المتحدث أن الجانبين سيوقعان عددا من الاتفاقيات الثنائية في مجالات الطاقة والنقل والزراعة.

وبلغ حجم التبادل التجاري بين روسيا والصين 170 مليار دولار في عام 2022.`
const HELD = `بكين 24 مايو أيار 2023 (أ ف ب) - وصل رئيس الوزراء الروسي ميخائيل ميشوستين إلى بكين يوم الثلاثاء 23 مايو أيار 2023 في زيارة رسمية.

والتقى ميشوستين الرئيس الصيني شي جين بينغ في بكين اليوم الأربعاء 24 مايو أيار 2023.`
const RECALLED = `موسكو 2 سبتمبر أيلول 2023 (تاس) - زار رئيس الوزراء الروسي ميخائيل ميشوستين الصين في مايو أيار 2023.`
const OTHER = `عمان 24 مايو أيار 2023 (بترا) - استقبل الملك عبد الله الثاني في عمان اليوم الأربعاء 24 مايو أيار 2023 الرئيس القبرصي نيكوس خريستودوليدس.`
const TEXTS = {wire: WIRE, copy: COPY, held: HELD, recalled: RECALLED, other: OTHER}
const records = new Map(Object.entries(TEXTS).map(([name, text]) => [name, readReport({source: `${name}.txt`, text}, reader)]))
const id = (name: keyof typeof TEXTS): string => records.get(name)?.report.id as string

describe("from texts to the answers across them", () => {
  const dir = mkdtempSync(join(tmpdir(), "isnad-across-"))
  let store: Store
  beforeAll(async () => {
    store = await openStore(join(dir, "a.db"), {searchTerms: async () => searchTerms})
    await store.keepReports([...records.values()])
    await linkPending(store, () => world)
  })
  afterAll(async () => {
    await store.close()
    rmSync(dir, {recursive: true})
  })
  const theVisit = async () => {
    const claim = records.get("held")?.events.find((e) => e.type === "visit")?.id as string
    return event.run(store, {id: claim})
  }

  test("nothing waits", async () => expect(await store.links.unlinked(1)).toEqual([]))
  test("one visit, told by four reports, planned and then held", async () => {
    const {event: visit, told} = await theVisit()
    expect(visit).toMatchObject({type: "visit", status: "occurred", place: "place:beijing", participants: ["person:mikhail-mishustin"]})
    expect(new Set(visit.claims.map((c) => c.report))).toEqual(new Set([id("wire"), id("copy"), id("held"), id("recalled")]))
    expect(visit.life.map((s) => `${s.status} ${s.day}`)).toEqual(["planned 2023-05-19", "occurred 2023-05-24"])
    expect(told.every((t) => t.sentence.includes("ميشوستين"))).toBe(true)
    expect((await event.run(store, {id: visit.id})).event).toEqual(visit)
  })
  test("the copy is no source of its own, and its chain runs through the agency", async () => {
    const {chains, event: visit} = (await chain.run(store, {id: (await theVisit()).event.id})) as EventAnswer
    const copied = visit.isnad.find((c) => c.at(-1) === id("copy"))
    expect(copied).toContain("org:reuters")
    expect(chains.length).toBe(visit.sources)
    expect(visit.sources).toBeLessThan(4)
  })
  test("a figure has its chain, and a statement", async () => {
    const [figure] = records.get("copy")?.figures ?? []
    const answer = (await chain.run(store, {id: figure?.id as string})) as ClaimChain
    expect(answer).toMatchObject({sources: 1, isnad: [expect.arrayContaining(["org:reuters", id("copy")])]})
    const [said] = records.get("wire")?.statements ?? []
    expect(((await chain.run(store, {id: said?.id as string})) as ClaimChain).isnad[0]?.at(-1)).toBe(id("wire"))
    await expect(chain.run(store, {id: "f_0"})).rejects.toMatchObject({issue: {code: "id-unknown"}})
  })
  test("the story holds the wire report and its copy; the day of the copy is narrowed down", async () => {
    const answer = await story.run(store, {id: id("copy")})
    expect(answer.reports.map((r) => r.id).sort()).toEqual([id("wire"), id("copy")].sort())
    expect(answer.copies).toMatchObject([{original: id("wire"), copy: id("copy"), credited: false}])
  })
  test("the figure that the copy changed contradicts", async () => {
    const {contradictions} = await linksOfRecord(store)
    expect(contradictions).toMatchObject([{kind: "value"}])
    expect(contradictions[0]?.why).toMatch(/1[79]0000000000 USD against 1[79]0000000000 USD/)
  })
  test("what is due is told as of a day", async () => {
    expect((await due.run(store, {on: "2023-09-03"})).overdue.map((e) => e.event.type)).not.toContain("visit")
  })
  test("each event once, by day", async () => {
    const answer = await events.run(store, {type: ["visit"], limit: 50, offset: 0})
    expect(answer.events.map((e) => e.event.id)).toContain((await theVisit()).event.id)
    expect(answer.total).toBe(answer.events.length)
    const whole = (await linksOfRecord(store)).events.filter((e) => e.type === "visit")
    expect(answer.events.map((e) => e.event).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(whole)
  })
  test("a decision parts and joins, survives reading anew, and can be taken back", async () => {
    const recalled = records.get("recalled")?.events[0]?.id as string
    const before = (await theVisit()).event.claims.length
    const {decisions: made} = await split.run(store, {one: recalled, reason: "زيارة أخرى"})
    expect(made).toHaveLength(before - 1)
    expect((await theVisit()).event.claims).toHaveLength(before - 1)
    // Read anew, with another day of publication: other ids may come, the decision stays.
    await store.keepReport(readReport({source: "recalled.txt", text: RECALLED, published: "2023-09-01"}, reader))
    expect(await linkPending(store, () => world)).toBe(1)
    expect((await theVisit()).event.claims).toHaveLength(before - 1)
    await joinClaims.run(store, {one: recalled, other: (await theVisit()).event.id})
    for (const d of made) await undo.run(store, {id: d.id})
    expect((await theVisit()).event.claims).toHaveLength(before)
    expect((await decisions.run(store, {limit: 0})).items.filter((d) => d.standing)).toHaveLength(1)
  })
  test("ids that are not there", async () => {
    for (const ask of [
      () => event.run(store, {id: "ev_0"}),
      () => story.run(store, {id: "st_0"}),
      () => joinClaims.run(store, {one: "e_0", other: "e_1"}),
      () => undo.run(store, {id: "d_0"}),
    ])
      await expect(ask()).rejects.toMatchObject({issue: {code: "id-unknown"}})
  })
})

describe("the samples", () => {
  const traits = readdirSync("samples/reports")
    .sort()
    .map((f): Traits => traitsOf(readReport({source: f, text: readFileSync(join("samples/reports", f), "utf8")}, reader), world))
  const read = async (of: readonly Traits[]): Promise<Links> => {
    const memory = new LinkMemory()
    for (const t of of) await joinReport(t, memory)
    return memory.links()
  }
  test("twenty orders of arrival, one record", async () => {
    const first = JSON.stringify(await read(traits))
    let seed = 7
    for (let round = 0; round < 20; round++) {
      const shuffled = [...traits]
      for (let i = shuffled.length - 1; i > 0; i--) {
        seed = (seed * 1103515245 + 12345) % 2147483648
        const j = seed % (i + 1)
        ;[shuffled[i], shuffled[j]] = [shuffled[j] as Traits, shuffled[i] as Traits]
      }
      expect(JSON.stringify(await read(shuffled)) === first).toBe(true)
    }
  })
  test("no two claims of one meeting are days apart", async () => {
    const byId = new Map(traits.map((t) => [t.report, t]))
    for (const e of (await read(traits)).events.filter((x) => x.type === "meeting" && !x.life.some((s) => s.status === "postponed"))) {
      const days = e.claims.flatMap((c) => byId.get(c.report)?.events.find((x) => x.id === c.event)?.days ?? [])
      const [first, last] = [Math.max(...days.map((d) => d.first)), Math.min(...days.map((d) => d.last))]
      if (days.length > 0) expect(first - last).toBeLessThanOrEqual(1)
    }
  })
})
