import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {dayOf, type Entity, type EventClaim, type FigureClaim, type ReportRecord, type StatementClaim} from "../model/index.ts"
import {contentId} from "../support/index.ts"
import type {SearchTerm, Store} from "./store.ts"

/// The suite that every back end answers: what a record must do, in the record's words.
///
/// A small language stands in for Arabic: words as they are, without «ال».
export function searchTerms(text: string): SearchTerm[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({
    term: m[0].replace(/^ال/, "").toLowerCase(),
    start: m.index,
    end: m.index + m[0].length,
  }))
}

type EventRow = {
  readonly type?: string
  readonly words: string
  readonly who: readonly string[]
  readonly target?: string
  readonly place?: string
  readonly time?: string
  readonly status?: EventClaim["status"]
  readonly by?: string
}
type Given = {
  readonly source?: string
  readonly url?: string
  readonly published?: string | null
  readonly basis?: "given" | "inferred" | "unknown"
  readonly events?: readonly EventRow[]
  readonly extra?: boolean
}

const NAMES: {readonly [id: string]: Pick<Entity, "kind" | "name" | "known">} = {
  "person:putin": {kind: "person", name: {ar: "فلاديمير بوتين", en: "Vladimir Putin"}, known: true},
  "person:xi": {kind: "person", name: {ar: "شي جين بينغ", en: "Xi Jinping"}, known: true},
  "person:erdogan": {kind: "person", name: {ar: "رجب طيب أردوغان", en: "Recep Tayyip Erdoğan"}, known: true},
  "country:china": {kind: "country", name: {ar: "الصين", en: "China"}, known: true},
  "country:russia": {kind: "country", name: {ar: "روسيا", en: "Russia"}, known: true},
  "agency:xinhua": {kind: "organization", name: {ar: "شينخوا", en: "Xinhua"}, known: true},
}

export function recordOf(text: string, given: Given = {}): ReportRecord {
  const id = contentId("r", text)
  const quote = (words: string): {start: number; end: number; quote: string} => {
    const start = text.indexOf(words)
    if (start < 0) throw new Error(`«${words}» is not in the text`)
    return {start, end: start + words.length, quote: words}
  }
  const events = (given.events ?? []).map(
    (e, i): EventClaim => ({
      id: contentId("e", id, i),
      type: e.type ?? "visit",
      plover: {type: "CONSULT", mode: "visit"},
      cameo: "042",
      status: e.status ?? "occurred",
      participants: [
        ...e.who.map((entity) => ({entity, role: "actor"}) as const),
        ...(e.target ? [{entity: e.target, role: "target"} as const] : []),
      ],
      place: e.place ?? null,
      time: e.time ? {edtf: e.time, basis: "stated"} : null,
      evidence: [quote(e.words)],
      attribution: e.by ? [e.by] : [],
      by: "visit.verb.زار",
      confidence: 0.9,
      why: [{step: "frame", says: "زار"}],
    }),
  )
  const statement: StatementClaim = {
    id: contentId("s", id),
    speaker: "person:putin",
    speakerText: null,
    via: ["agency:xinhua"],
    kind: "direct",
    content: {start: 0, end: 4, quote: text.slice(0, 4)},
    cue: {start: 0, end: 1, quote: text.slice(0, 1)},
    time: null,
    about: [],
    by: "say",
    confidence: 0.8,
    why: [],
  }
  const figure: FigureClaim = {
    id: contentId("f", id),
    metric: "trade",
    parties: ["country:china", "country:russia"],
    value: 190e9,
    unit: "USD",
    measure: "level",
    comparator: "=",
    period: {edtf: "2022", basis: "stated"},
    status: "reported",
    source: [],
    evidence: [{start: 0, end: 4, quote: text.slice(0, 4)}],
    by: "figure",
    confidence: 0.8,
    why: [],
  }
  const ids = new Set(events.flatMap((e) => [...e.participants.map((p) => p.entity), ...(e.place ? [e.place] : []), ...e.attribution]))
  if (given.extra) for (const other of ["person:putin", "agency:xinhua", "country:china", "country:russia"]) ids.add(other)
  return {
    isnad: 1,
    report: {
      id,
      source: given.source ?? "a.txt",
      url: given.url ?? null,
      outlet: null,
      agencies: [],
      title: null,
      language: "ar",
      text,
      removed: [],
      published: {edtf: given.published === undefined ? "2023-05-24" : given.published, basis: given.basis ?? "inferred", why: []},
    },
    entities: [...ids].map(
      (entity) =>
        ({
          id: entity,
          wikidata: null,
          ...(NAMES[entity] ?? {kind: "place", name: {ar: entity, en: entity}, known: false}),
          mentions: [{start: 0, end: 4, quote: text.slice(0, 4)}],
        }) as Entity,
    ),
    events,
    statements: given.extra ? [statement] : [],
    figures: given.extra ? [figure] : [],
  }
}

const VISIT = "زار بوتين الصين يوم الأربعاء. ثم عاد."
const visit = (given: Given = {}): ReportRecord =>
  recordOf(VISIT, {
    events: [{words: "زار بوتين الصين", who: ["person:putin"], place: "country:china", time: "2023-05-24", by: "agency:xinhua"}],
    extra: true,
    ...given,
  })

export function storeContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())
  const kept = async (...records: ReportRecord[]): Promise<string[]> => {
    const out: string[] = []
    for (const r of records) out.push(await store.keepReport(r))
    return out
  }
  const words = async (query: Parameters<Store["timeline"]>[0] = {}): Promise<string[]> =>
    (await store.timeline(query)).items.map((i) => i.event.evidence[0].quote)

  describe("keeping", () => {
    test("a report comes back as it went in", async () => {
      const record = visit()
      expect(await kept(record)).toEqual(["new"])
      const back = await store.report(record.report.id)
      expect(back?.record).toEqual(record)
      expect(back).toMatchObject({current: true, later: [], earlier: [], origins: [{source: "a.txt", current: true}]})
    })
    test("twice is once", async () => {
      expect(await kept(visit(), visit())).toEqual(["new", "same"])
      const {bytes: _, ...stats} = await store.stats()
      expect(stats).toEqual({
        reports: 1,
        superseded: 0,
        sources: 1,
        claims: {event: 1, statement: 1, figure: 1},
        entities: {country: 2, organization: 1, person: 1},
        events: {visit: 1},
        statuses: {occurred: 1},
        published: {first: "2023-05-24", last: "2023-05-24", unknown: 0},
      })
    })
    test("the same text from another source is the same report with another origin", async () => {
      expect(await kept(visit(), visit({source: "b.txt"}), visit({source: "b.txt"}))).toEqual(["new", "origin", "same"])
      expect((await store.report(visit().report.id))?.origins.map((o) => o.source)).toEqual(["a.txt", "b.txt"])
      expect((await store.stats()).reports).toBe(1)
    })
    test("a source with another text has a new version; the old one is kept, and leaves the timeline", async () => {
      const [one, two] = [visit(), recordOf("زار بوتين موسكو.", {events: [{words: "زار بوتين موسكو", who: ["person:putin"]}]})]
      expect(await kept(one, two)).toEqual(["new", "version"])
      expect(await words()).toEqual(["زار بوتين موسكو"])
      expect(await store.report(one.report.id)).toMatchObject({
        current: false,
        later: [two.report.id],
        origins: [{source: "a.txt", current: false}],
      })
      expect(await store.report(two.report.id)).toMatchObject({current: true, earlier: [one.report.id]})
      expect(await store.record(two.report.id)).toEqual((await store.report(two.report.id))?.record)
      expect(await store.record("r_unknown")).toBeUndefined()
      expect(await store.stats()).toMatchObject({reports: 1, superseded: 1})
      expect((await store.search({words: "الأربعاء"})).total).toBe(0)
      expect((await store.claim(one.events[0]?.id as string))?.report.current).toBe(false)
    })
    test("a source that goes back to its first text makes that one current again", async () => {
      const [one, two] = [visit(), recordOf("نص آخر تماما هنا")]
      expect(await kept(one, two, one)).toEqual(["new", "version", "version"])
      expect(await store.report(one.report.id)).toMatchObject({current: true})
      expect(await store.report(two.report.id)).toMatchObject({current: false})
    })
    test("a text that another source still gives stays current", async () => {
      await kept(visit(), visit({source: "b.txt"}), recordOf("نص آخر تماما هنا"))
      expect(await store.report(visit().report.id)).toMatchObject({
        current: true,
        origins: [
          {source: "a.txt", current: false},
          {source: "b.txt", current: true},
        ],
      })
    })
    test("an address tells a source better than a path; standard input and items of a collection have no versions", async () => {
      const other = "نص آخر تماما هنا"
      expect(
        await kept(visit({source: "x.html", url: "https://e.org/1"}), recordOf(other, {source: "y.html", url: "https://e.org/1"})),
      ).toEqual(["new", "version"])
      expect(await kept(recordOf("نص أول من المدخل", {source: "-"}), recordOf("نص ثان من المدخل", {source: "-"}))).toEqual(["new", "new"])
      expect(
        await kept(recordOf("نص أول من المجموعة", {source: "c.jsonl#1"}), recordOf("نص ثان من المجموعة", {source: "c.jsonl#1"})),
      ).toEqual(["new", "new"])
    })
    test("a newer reading of the same text takes the place of the older one", async () => {
      const better = visit({events: [{words: "زار بوتين الصين", who: ["person:putin"], status: "planned"}]})
      expect(await kept(visit(), better, better)).toEqual(["new", "reread", "same"])
      expect((await store.report(visit().report.id))?.record).toEqual(better)
      expect((await store.stats()).claims).toEqual({event: 1, statement: 1, figure: 1})
    })
    test("a copy that does not know its day does not unsay the day given by another", async () => {
      const dated = visit({basis: "given"})
      const copy = visit({source: "b.txt", published: "2023", basis: "inferred"})
      expect(await kept(dated, copy, copy)).toEqual(["new", "origin", "same"])
      expect((await store.report(dated.report.id))?.record.report.published.edtf).toBe("2023-05-24")
      expect(
        await kept(
          recordOf("نص بلا تاريخ", {published: "2023", source: "c.txt"}),
          recordOf("نص بلا تاريخ", {published: "2023-05-02", basis: "given", source: "d.txt"}),
        ),
      ).toEqual(["new", "reread"])
    })
    test("all or nothing: a record that fails leaves no trace, nor do those kept with it", async () => {
      const broken = visit({source: "b.txt"})
      const bad = {...recordOf("نص معطوب في منتصفه"), events: [{...(broken.events[0] as EventClaim), evidence: undefined as never}]}
      await expect(store.keepReports([recordOf("نص سليم قبله"), bad])).rejects.toThrow()
      expect(await store.stats()).toMatchObject({reports: 0, sources: 0})
      expect(await kept(visit())).toEqual(["new"])
    })
    test("a claim told twice in one report is kept once", async () => {
      const once = visit()
      expect(await kept({...once, events: [...once.events, ...once.events]})).toEqual(["new"])
      expect((await store.stats()).claims.event).toBe(1)
    })
    test("many at once", async () => {
      const many = Array.from({length: 60}, (_, i) =>
        recordOf(`زار بوتين الصين للمرة رقم ${i}`, {
          source: `${i}.txt`,
          events: [{words: "زار بوتين", who: ["person:putin"], time: `2023-01-${String((i % 28) + 1).padStart(2, "0")}`}],
        }),
      )
      expect(new Set(await store.keepReports(many))).toEqual(new Set(["new"]))
      expect(new Set(await store.keepReports(many))).toEqual(new Set(["same"]))
      expect((await store.timeline({limit: 10})).total).toBe(60)
    })
    test("odd characters come back as they were", async () => {
      const odd = recordOf("نص فيه \u0000 صفر و \ud83d\ude00 وجه و \ud800 نصف حرف 'و\" علامات", {source: "غريب'\".txt"})
      await kept(odd)
      expect((await store.report(odd.report.id))?.record.report.text).toBe(odd.report.text)
    })
  })

  describe("timeline", () => {
    const text = "أول. ثان. ثالث. رابع. خامس. سادس. سابع."
    const events: EventRow[] = [
      {words: "ثالث", who: ["person:putin", "person:xi"], type: "meeting", time: "2023-05-22/2023-05-24", place: "country:china"},
      {words: "أول", who: ["person:xi"], time: "2023-03"},
      {words: "رابع", who: ["country:russia"], target: "country:china", type: "support", time: "2023-06-01", status: "planned"},
      {words: "خامس", who: ["person:erdogan"]},
      {words: "ثان", who: ["country:russia", "country:china"], type: "agreement", time: "2023-03-20"},
      {words: "سادس", who: ["country:russia"], time: "2024-01-01/.."},
      {words: "سابع", who: ["country:egypt"], time: "../2023-05-01"},
    ]
    beforeEach(async () => {
      await store.keepReport(recordOf(text, {events}))
    })
    test("by day, the undated last", async () => expect(await words()).toEqual(["أول", "ثان", "سابع", "ثالث", "رابع", "سادس", "خامس"]))
    test.each<[string, Parameters<Store["timeline"]>[0], string[]]>([
      ["an actor by its English name", {actor: "Putin"}, ["ثالث"]],
      ["an actor by its Arabic name", {actor: "بوتين"}, ["ثالث"]],
      ["an actor by its id", {actor: "person:xi"}, ["أول", "ثالث"]],
      ["letters with marks", {actor: "Erdogan"}, ["خامس"]],
      ["the one acted upon is no actor", {actor: "الصين"}, ["ثان"]],
      ["but is with", {actor: "Russia", with: "China"}, ["ثان", "رابع"]],
      ["or it happens there", {actor: "Putin", with: "China"}, ["ثالث"]],
      ["nobody is with himself", {actor: "Xi", with: "شي جين بينغ"}, []],
      ["unknown name", {actor: "Nobody"}, []],
      ["a place", {place: "china"}, ["ثالث"]],
      ["types", {type: ["agreement", "support"]}, ["ثان", "رابع"]],
      ["a status", {status: ["planned"]}, ["رابع"]],
      ["from a day on", {from: dayOf(2023, 5, 24)}, ["ثالث", "رابع", "سادس"]],
      ["up to a day", {to: dayOf(2023, 3, 10)}, ["أول", "سابع"]],
      ["a span of days that an interval touches", {from: dayOf(2023, 5, 23), to: dayOf(2023, 5, 23)}, ["ثالث"]],
      ["an open end goes on", {from: dayOf(2030, 1, 1)}, ["سادس"]],
    ])("%s", async (_name, query, found) => expect(await words(query)).toEqual(found))
    test("pages", async () => {
      const one = await store.timeline({limit: 4})
      expect([one.items.length, one.total, one.next]).toEqual([4, 7, 4])
      const two = await store.timeline({limit: 4, offset: 4})
      expect([two.items.length, two.total, two.next]).toEqual([3, 7, null])
      expect((await store.timeline({limit: 0})).items.length).toBe(7)
    })
    test("an entry can be read without asking again", async () => {
      const entry = (await store.timeline({type: ["meeting"]})).items[0]
      expect(entry).toMatchObject({
        participants: [{entity: "person:putin", role: "actor", name: {en: "Vladimir Putin"}}, {entity: "person:xi"}],
        place: {id: "country:china", name: {ar: "الصين"}},
        sentence: "ثالث.",
        report: {published: "2023-05-24", sources: ["a.txt"], current: true},
      })
    })
  })

  describe("looking up", () => {
    beforeEach(async () => {
      await store.keepReport(visit())
    })
    test("a claim with its names, its report and the sentence", async () => {
      const id = visit().events[0]?.id as string
      expect(await store.claim(id)).toMatchObject({
        family: "event",
        claim: {id},
        context: "زار بوتين الصين يوم الأربعاء.",
        report: {sources: ["a.txt"]},
      })
      expect((await store.claim(id))?.entities.map((e) => e.id).sort()).toEqual(["agency:xinhua", "country:china", "person:putin"])
      expect(await store.claim(visit().figures[0]?.id as string)).toMatchObject({family: "figure", claim: {value: 190e9}})
    })
    test("an entity with its names and counts", async () => {
      expect(await store.entity("person:putin")).toMatchObject({
        name: {en: "Vladimir Putin"},
        reports: 1,
        mentions: 1,
        claims: {event: 1, statement: 1, figure: 0},
      })
    })
    test("names: whole ones before parts", async () => {
      expect((await store.entitiesNamed("بوتين")).map((e) => e.id)).toEqual(["person:putin"])
      expect((await store.entitiesNamed("putin vladimir")).map((e) => e.id)).toEqual(["person:putin"])
      expect(await store.entitiesNamed("%")).toEqual([])
    })
    test("what is not there", async () => {
      expect([await store.report("r_0"), await store.claim("e_0"), await store.entity("person:nobody")]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
    })
  })

  describe("search", () => {
    beforeEach(async () => {
      await store.keepReports([
        recordOf(`${"كلمات كثيرة قبل. ".repeat(60)}ثم جاءت الوزارات كلها. ${"وبعدها. ".repeat(60)}`, {source: "1.txt"}),
        recordOf("قالت وزارات الدفاع.", {source: "2.txt"}),
        recordOf("لا شيء هنا.", {source: "3.txt"}),
      ])
    })
    test("the form of the word does not matter; the snippet shows the report's own words", async () => {
      const {items, total} = await store.search({words: "وزارات"})
      expect(total).toBe(2)
      const hit = items.find((h) => h.report.sources[0] === "1.txt")
      expect(hit?.matches.map(([a, b]) => hit.snippet.slice(a, b))).toEqual(["الوزارات"])
      expect(hit?.snippet.length).toBeLessThan(350)
    })
    test("every word must be there", async () =>
      expect((await store.search({words: "الوزارات الدفاع"})).items.map((h) => h.report.sources[0])).toEqual(["2.txt"]))
    test.each(['"', "*", "وزارات OR هنا", "NEAR(", "-", ""])("a query of signs is no command: %s", async (query) => {
      expect((await store.search({words: query})).total).toBe(0)
    })
  })
}
