import {whole as allOf} from "../../test/slices.ts"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {dayOf} from "../model/index.ts"
import type {ClaimQuery, ReportSearch, Slice} from "./lists.ts"
import {recordOf} from "./store.contract.ts"
import type {Store} from "./store.ts"

/// The suite of long lists that every back end answers.
export function listsContract(open: () => Promise<Store>): void {
  let store: Store
  const first = recordOf("أول. ثان. ثالث. رابع. خامس.", {
    source: "press/a.txt",
    published: "2023-05-24",
    events: [
      {words: "ثالث", who: ["person:putin", "person:xi"], type: "meeting", time: "2023-05-22/2023-05-24", place: "country:china"},
      {words: "أول", who: ["person:xi"], time: "2023-03"},
      {words: "خامس", who: ["person:erdogan"]},
      {words: "ثان", who: ["country:russia"], target: "country:china", type: "agreement", time: "2023-05-22", status: "planned"},
    ],
    extra: true,
  })
  const second = recordOf("سادس في الوزارات. سابع.", {
    source: "press/b.txt",
    published: "2023-06-01",
    events: [
      {words: "سابع", who: ["person:putin"], time: "../2023-05-01"},
      {words: "سادس", who: ["person:putin", "person:erdogan"], type: "meeting", time: "2024-01-01/.."},
    ],
    extra: true,
  })
  const third = recordOf("ثامن في وزارات.", {source: "other.txt", published: null, basis: "unknown"})
  beforeEach(async () => {
    store = await open()
    await store.keepReports([first, second, third])
  })
  afterEach(() => store.close())

  /// Everything a list has, read in pieces of two.
  const whole = <T>(read: (piece: {after?: string | undefined; limit: number}) => Promise<Slice<T>>): Promise<T[]> =>
    allOf(async (after) => {
      const slice = await read({after, limit: 2})
      expect(slice.items.length).toBeLessThanOrEqual(2)
      return slice
    })
  const words = async (query: ClaimQuery): Promise<string[]> =>
    (await whole((piece) => store.lists.claims({family: "event", ...query}, piece))).map((c) =>
      c.family === "event" ? c.claim.evidence[0].quote : "",
    )
  const found = async (query: ReportSearch): Promise<string[]> =>
    (await whole((piece) => store.lists.searchList(query, piece))).map((h) => h.report.sources[0] as string)

  describe("lists of claims", () => {
    test.each<[string, ClaimQuery, string[]]>([
      ["by day, the undated last", {}, ["أول", "سابع", "ثالث", "ثان", "سادس", "خامس"]],
      ["an actor", {actor: "بوتين"}, ["سابع", "ثالث", "سادس"]],
      ["two sides", {actor: "Putin", with: "Xi"}, ["ثالث"]],
      ["with a place", {actor: "Putin", with: "China"}, ["ثالث"]],
      ["anybody in it", {about: "China"}, ["ثالث", "ثان"]],
      ["nobody is with himself", {actor: "Xi", with: "شي جين بينغ"}, []],
      ["unknown name", {actor: "Nobody"}, []],
      ["kinds", {type: ["agreement", "meeting"]}, ["ثالث", "ثان", "سادس"]],
      ["a status", {status: ["planned"]}, ["ثان"]],
      ["days", {from: dayOf(2023, 5, 23), to: dayOf(2023, 5, 23)}, ["ثالث"]],
      ["an open end goes on", {from: dayOf(2030, 1, 1)}, ["سادس"]],
      ["of one report", {report: second.report.id}, ["سابع", "سادس"]],
      ["somebody of a group", {touching: [["person:putin", "person:nobody"]]}, ["سابع", "ثالث", "سادس"]],
      ["of each of two groups", {touching: [["person:putin"], ["person:erdogan", "person:nobody"]]}, ["سادس"]],
      ["of a group that is none", {touching: [["person:putin"], []]}, []],
      ["by ids", {ids: first.events.slice(0, 2).map((e) => e.id)}, ["أول", "ثالث"]],
    ])("%s", async (_name, query, expected) => expect(await words(query)).toEqual(expected))
    test("each with its names, its report and its sentence", async () => {
      const [claim] = (await store.lists.claims({family: "event", actor: "Erdogan", with: "Putin"})).items
      expect(claim).toMatchObject({family: "event", context: "سادس في الوزارات.", report: {sources: ["press/b.txt"]}})
      expect(claim?.entities.map((e) => e.id)).toEqual(["person:erdogan", "person:putin"])
    })
    test("of every family, and by who speaks", async () => {
      expect((await store.lists.claims({family: "statement", speaker: "Putin"}, {limit: 0})).items).toHaveLength(2)
      expect((await store.lists.claims({family: "figure", type: ["trade"]})).items).toHaveLength(2)
      expect((await store.lists.claims({family: "figure", type: ["aid"]})).items).toEqual([])
    })
    test("what is kept meanwhile neither doubles nor hides a line", async () => {
      const one = await store.lists.claims({family: "event"}, {limit: 3})
      await store.keepReport(
        recordOf("تاسع. عاشر.", {
          source: "c.txt",
          events: [
            {words: "تاسع", who: ["person:xi"], time: "2020"},
            {words: "عاشر", who: ["person:xi"], time: "2023-12"},
          ],
        }),
      )
      const two = await store.lists.claims({family: "event"}, {limit: 10, after: one.after as string})
      expect(two.items.map((c) => c.context)).toEqual(["ثان.", "عاشر.", "سادس في الوزارات.", "خامس."])
    })
    test.each(["x", "W10", "WzFd", ""])("a place that is none is refused: «%s»", async (after) => {
      await expect(store.lists.claims({}, {after})).rejects.toMatchObject({issue: {code: "parameter-wrong"}})
      await expect(store.lists.reportList({}, {after})).rejects.toMatchObject({issue: {code: "parameter-wrong"}})
      await expect(store.lists.searchList({words: "وزارات"}, {after})).rejects.toMatchObject({issue: {code: "parameter-wrong"}})
    })
    test("a report that its source has replaced is left out", async () => {
      await store.keepReport(recordOf("نص آخر", {source: "press/b.txt"}))
      expect(await words({actor: "بوتين"})).toEqual(["ثالث"])
    })
    test("counted", async () => {
      expect(await store.lists.claimCounts({family: "event"}, "type")).toEqual([
        {key: "visit", count: 3},
        {key: "meeting", count: 2},
        {key: "agreement", count: 1},
      ])
      expect(await store.lists.claimCounts({family: "event", actor: "Putin"}, "month")).toEqual([
        {key: "2023-05", count: 2},
        {key: "2024-01", count: 1},
      ])
      expect((await store.lists.claimCounts({family: "event"}, "day")).at(-1)).toEqual({key: null, count: 1})
      expect(await store.lists.claimCounts({actor: "Nobody"}, "status")).toEqual([])
    })
    test("by their ids; what is not there is left out", async () => {
      const id = first.events[0]?.id as string
      const claims = await store.lists.claimsOf([id, "e_none"])
      expect([...claims.keys()]).toEqual([id])
      expect(claims.get(id)).toEqual(await store.claim(id))
    })
  })

  describe("lists of reports and entities", () => {
    test("the latest first, those without a day last", async () => {
      const lines = await whole((piece) => store.lists.reportList({}, piece))
      expect(lines.map((l) => l.sources[0])).toEqual(["press/b.txt", "press/a.txt", "other.txt"])
      expect(lines[1]).toMatchObject({id: first.report.id, published: "2023-05-24", claims: {event: 4, statement: 1, figure: 1}})
    })
    test.each<[string, Parameters<Store["lists"]["reportList"]>[0], string[]]>([
      ["days", {from: dayOf(2023, 5, 25)}, ["press/b.txt"]],
      ["a part of the source", {source: "press/"}, ["press/b.txt", "press/a.txt"]],
      ["a sign is a letter", {source: "%"}, []],
      ["whom it is about", {about: "Xi"}, ["press/a.txt"]],
      ["nobody", {about: "Nobody"}, []],
    ])("%s", async (_name, query, sources) => expect((await store.lists.reportList(query)).items.map((r) => r.sources[0])).toEqual(sources))
    test("entities, those in most reports first", async () => {
      const ids = (await whole((piece) => store.lists.entityList({kind: "person"}, piece))).map((e) => [e.id, e.reports])
      expect(ids).toEqual(
        [
          ["person:putin", 2],
          ["person:erdogan", 2],
          ["person:xi", 1],
        ].sort((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
      )
      expect((await store.lists.entityList({name: "بوتين"})).items.map((e) => e.id)).toEqual(["person:putin"])
    })
    test("who acts together with whom", async () => {
      const with_ = await store.lists.companions("person:putin", 5)
      expect(with_.map((c) => [c.entity.id, c.count])).toEqual([
        ["person:erdogan", 1],
        ["person:xi", 1],
      ])
    })
  })

  test("who takes part with two others at once", async () => {
    const events = [
      {words: "أول", who: ["person:putin", "person:xi", "person:erdogan"], type: "meeting", place: "country:china"},
      {words: "ثان", who: ["person:xi", "person:erdogan"], target: "person:putin"},
      {words: "ثالث", who: ["person:xi", "person:erdogan"]},
    ]
    await store.keepReport(recordOf("أول. ثان. ثالث معا.", {source: "press/together.txt", events}))
    expect(await store.lists.together("person:putin", ["person:xi", "person:erdogan", "country:russia"])).toEqual([
      {a: "person:erdogan", b: "person:xi", count: 2},
    ])
    expect(await store.lists.together("person:putin", ["person:xi"])).toEqual([])
  })

  describe("what is counted as it is kept", () => {
    /// The same counted from the claims and reports themselves.
    async function recounted() {
      const {items} = await store.lists.claims({family: "event"}, {limit: 0})
      const events = items.flatMap((c) => (c.family === "event" ? [c.claim] : []))
      const times = <T extends string>(keys: readonly T[]) => {
        const counts: {[key: string]: number} = {}
        for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
        return counts
      }
      const {items: reports} = await store.lists.reportList({}, {limit: 0})
      const named = await Promise.all(
        (await store.lists.entityList({}, {limit: 0})).items.map(async ({id}) => [
          id,
          (await store.lists.reportList({about: id})).items.length,
        ]),
      )
      return {
        events: times(events.map((e) => e.type)),
        statuses: times(events.map((e) => e.status)),
        claims: Object.fromEntries(
          await Promise.all(
            (["event", "statement", "figure"] as const).map(async (family) => [
              family,
              (await store.lists.claims({family}, {limit: 0})).items.length,
            ]),
          ),
        ),
        reports: reports.length,
        named: Object.fromEntries(named),
      }
    }
    async function counted() {
      const {events, statuses, claims, reports} = await store.stats()
      const entities = (await store.lists.entityList({}, {limit: 0})).items
      return {events, statuses, claims, reports, named: Object.fromEntries(entities.map((e) => [e.id, e.reports]))}
    }
    test("is what is there: kept, read anew, replaced by a new version, given again", async () => {
      expect(await counted()).toEqual(await recounted())
      await store.keepReport({...first, events: first.events.slice(1), statements: []})
      expect(await counted()).toEqual(await recounted())
      const version = recordOf("نص جديد من المصدر نفسه", {
        source: "press/a.txt",
        published: "2023-05-25",
        events: [{words: "نص", who: ["person:xi"]}],
      })
      await store.keepReport(version)
      expect(await counted()).toEqual(await recounted())
      expect((await store.lists.facets({actor: "Xi"}, 5)).type).toEqual([{key: "visit", count: 1}])
      await store.keepReport(first)
      expect(await counted()).toEqual(await recounted())
    })
    test.each<[string, ClaimQuery]>([
      ["all", {}],
      ["kinds", {type: ["visit", "meeting"]}],
      ["where they stand", {status: ["planned"]}],
      ["from a day on, with what goes on into it", {from: dayOf(2023, 5, 23)}],
      ["up to a day, with what ends after it and began nobody knows when", {to: dayOf(2023, 4, 1)}],
      ["between two days", {from: dayOf(2023, 4, 1), to: dayOf(2023, 5, 22)}],
    ])("by kind, day and month: %s", async (_name, query) => {
      const everybody = {...query, family: "event", ids: [first, second, third].flatMap((r) => r.events.map((e) => e.id))} as const
      for (const by of ["type", "status", "month", "day"] as const)
        expect(await store.lists.claimCounts({...query, family: "event"}, by)).toEqual(await store.lists.claimCounts(everybody, by))
    })
  })

  test("plans whose day has passed, the latest first", async () => {
    const lapsed = (day: number) => whole((piece) => store.lists.lapsed(day, piece))
    expect(await lapsed(dayOf(2023, 5, 22))).toEqual([])
    expect((await lapsed(dayOf(2023, 5, 23))).map((c) => c.report.id)).toEqual([first.report.id])
  })

  test("how large it is, and its last day", async () => {
    expect(await store.lists.size(2)).toEqual({isMore: true, last: "2023-06-01"})
    expect(await store.lists.size(3)).toEqual({isMore: false, last: "2023-06-01"})
  })

  test("events are counted by kind and month", async () => {
    expect(await store.lists.monthCounts({family: "event", about: "person:putin"})).toEqual([
      {month: "2023-05", type: "meeting", count: 1},
      {month: "2024-01", type: "meeting", count: 1},
      {month: "2023-05", type: "visit", count: 1},
    ])
    expect(await store.lists.monthCounts({about: "nobody of this name"})).toEqual([])
  })

  test("claims by their ids alone, the latest first, and where somebody is named", async () => {
    const {items} = await store.lists.claims({family: "event", about: "person:xi"}, {limit: 0})
    const refs = await store.lists.claimRefs({family: "event", about: "person:xi"}, 10)
    expect(refs).toEqual(items.map((c) => ({report: c.report.id, claim: c.claim.id})).reverse())
    expect(await store.lists.claimRefs({family: "event", about: "person:xi"}, 1)).toEqual(refs.slice(0, 1))
    const report = first.report.id
    const spans = first.entities.filter((e) => e.id === "person:xi").flatMap((e) => e.mentions)
    expect([...(await store.lists.mentionsOf([report, "r_none"], ["person:xi"]))]).toEqual([[report, spans]])
  })

  test("of two, and of who speaks in reports that name another: few at a time as all at once", async () => {
    const day = (n: number): string => `2023-0${1 + ((n * 5) % 8)}-1${n % 10}`
    await store.keepReports(
      Array.from({length: 30}, (_, n) =>
        recordOf(`لقاء ${n} ثم آخر.`, {
          source: `many-${n}.txt`,
          published: day(n + 1),
          events: [
            {
              words: "لقاء",
              who: ["person:putin", "person:xi"],
              type: n % 3 === 0 ? "visit" : "meeting",
              time: day(n),
              place: "country:china",
            },
            {words: "آخر", who: ["person:xi"], target: "person:putin", ...(n % 4 === 0 ? {} : {time: day(n + 3)})},
          ],
          extra: n % 2 === 0,
        }),
      ),
    )
    const queries: ClaimQuery[] = [
      {family: "event", about: "person:putin", with: "person:xi"},
      {family: "event", actor: "person:putin", with: "country:china"},
      {family: "figure", touching: [["country:china"], ["country:russia"]]},
      {family: "event", touching: [["person:xi"], ["person:putin", "country:russia"]]},
      {touching: [["country:china"], ["person:putin"]], type: ["visit"]},
      {family: "statement", speaker: "person:putin", named: ["person:xi"]},
      {family: "statement", speaker: "person:putin", named: ["person:erdogan"]},
    ]
    for (const query of queries) {
      // What was read ahead is what would have been read.
      await store.lists.readAhead("person:putin")
      const all = (await store.lists.claims(query, {limit: 0})).items
      expect(all.length).toBeGreaterThan(0)
      expect(new Set(all.map((c) => c.claim.id)).size).toBe(all.length)
      for (const limit of [1, 4, 100]) {
        expect(await allOf((after) => store.lists.claims(query, {after, limit}))).toEqual(all)
        expect(await store.lists.claimRefs(query, limit)).toEqual(
          all
            .map((c) => ({report: c.report.id, claim: c.claim.id}))
            .reverse()
            .slice(0, limit),
        )
      }
      const counted = (await store.lists.claimCounts(query, "type")).reduce((sum, {count}) => sum + count, 0)
      expect(counted).toBe(all.length)
    }
  })

  test("the words by which texts name somebody, until persons said who is who", async () => {
    expect(await store.lists.wordsFor(["person:xi"])).toEqual(expect.arrayContaining(["شي جين بينغ", "Xi Jinping"]))
    const [entity] = (await store.entitiesNamed("person:xi")).map(({reports: _reports, ...name}) => name)
    if (!entity) throw new Error("he is not there")
    const by = {by: "م", at: "2026-11-22T00:00:00.000Z", reason: null}
    const {id} = await store.decisions.decide({says: "same", family: "entity", a: entity.id, b: "person:erdogan", entity, ...by})
    expect(await store.lists.wordsFor(["person:xi"])).toBeUndefined()
    expect(await store.decisions.takeBack(id, by)).toBe(true)
    expect(await store.lists.wordsFor(["person:xi"])).toEqual(expect.arrayContaining(["شي جين بينغ", "Xi Jinping"]))
  })

  test("who prints and who is credited", async () => {
    const own = await open()
    const wire = recordOf("نص الوكالة الأول", {source: "1.txt"})
    const named = (id: string, outlet: string | null, agencies: readonly string[]) => {
      const one = recordOf(`نص ${id}`, {source: `${id}.txt`})
      return {...one, report: {...one.report, outlet, agencies}}
    }
    await own.keepReports([
      wire,
      named("a", "الشرق", ["org:reuters"]),
      named("b", "الشرق", ["org:reuters", "org:tass"]),
      named("c", null, []),
    ])
    expect(await own.lists.carriers(5)).toEqual({
      outlets: [{key: "الشرق", count: 2}],
      agencies: [
        {key: "org:reuters", count: 2},
        {key: "org:tass", count: 1},
      ],
    })
    await own.close()
  })

  describe("search with conditions", () => {
    test.each<[string, ReportSearch, string[]]>([
      ["words", {words: "وزارات"}, ["other.txt", "press/b.txt"]],
      ["words and who acts", {words: "وزارات", actor: "Putin"}, ["press/b.txt"]],
      ["no words: the latest first", {actor: "Putin"}, ["press/b.txt", "press/a.txt"]],
      ["one claim must fit all conditions", {actor: "Erdogan", type: ["meeting"], status: ["planned"]}, []],
      ["words of which none is a word", {words: '"*'}, []],
      ["only among these", {words: "وزارات", within: [third.report.id]}, ["other.txt"]],
      ["by source", {source: "press"}, ["press/b.txt", "press/a.txt"]],
    ])("%s", async (_name, query, expected) => expect((await found(query)).sort()).toEqual([...expected].sort()))
    test("facets say what there is to narrow by", async () => {
      const facets = await store.lists.facets({actor: "Putin"}, 10)
      expect(facets.total).toBe(2)
      expect(facets.type).toEqual([
        {key: "meeting", count: 2},
        {key: "visit", count: 2},
        {key: "agreement", count: 1},
      ])
      expect(facets.actor[0]).toEqual({key: "person:erdogan", count: 2})
      expect(facets.place).toEqual([{key: "country:china", count: 1}])
      expect(facets.month).toEqual([
        {key: "2023-05", count: 1},
        {key: "2023-06", count: 1},
      ])
      expect(facets.pair).toContainEqual({key: "person:putin person:xi", count: 1})
      expect((await store.lists.facets({words: "لاشيء"}, 10)).total).toBe(0)
    })
  })

  describe("the queue", () => {
    const wordsOf = (claims: readonly {readonly family: string; readonly claim: object}[]): string[] =>
      claims.map((c) => (c.family === "event" ? (c.claim as {evidence: {quote: string}[]}).evidence[0]?.quote : c.family) as string)
    test("doubt first, then what matters; the certain is not in it; piece by piece it is the same", async () => {
      const sure = {...first.events[0], id: "e_sure", confidence: 1}
      const unsure = {...first.events[1], id: "e_unsure", confidence: 0.2}
      await store.keepReport({...first, events: [sure, unsure, ...first.events.slice(2)] as typeof first.events})
      const all = await whole((piece) => store.lists.queue({}, piece))
      expect(all[0]?.claim.id).toBe("e_unsure")
      expect(all.map((c) => c.claim.id)).not.toContain("e_sure")
      // A figure is as doubtful as a statement, but matters more; the deeds left are less doubtful.
      const rest = all.filter((c) => c.report.id === first.report.id).slice(1)
      expect(rest.map((c) => c.family)).toEqual(["figure", "statement", "event", "event"])
      expect(all).toHaveLength(9)
    })
    test("narrowed as claims are", async () => {
      expect(wordsOf((await store.lists.queue({family: "event", type: ["agreement"]})).items)).toEqual(["ثان"])
      expect((await store.lists.queue({about: "Nobody"})).items).toEqual([])
    })
  })

  describe("changes", () => {
    test("every change once, in its order; the same text twice is none", async () => {
      const before = await store.lists.version()
      expect(await store.lists.version()).toEqual(before)
      await store.keepReport(first)
      expect(await store.lists.version()).toEqual(before)
      const nobody = {by: null, at: null, reason: null}
      const decision = await store.decisions.decide({says: "same", family: "report", a: first.report.id, b: second.report.id, ...nobody})
      await store.decisions.takeBack(decision.id, nobody)
      await store.decisions.takeBack(decision.id, nobody)
      expect((await store.lists.changes(before.seq, 10)).map((c) => [c.what, c.id])).toEqual([
        ["decision", decision.id],
        ["decision", decision.id],
      ])
      expect((await store.lists.version()).token).not.toBe(before.token)
      const all = await store.lists.changes(0, 100)
      expect(all.map((c) => c.seq)).toEqual(all.map((c) => c.seq).toSorted((a, b) => a - b))
      expect(all.filter((c) => c.what === "report").map((c) => [c.does, c.id])).toEqual(
        [first, second, third].map((r) => ["new", r.report.id]),
      )
      expect((await store.lists.changes(0, 100, ["decision"])).map((c) => c.does)).toEqual(["made", "undone"])
      expect(await store.lists.changes(0, 1)).toHaveLength(1)
    })
    test("another record is another version", async () => {
      const other = await open()
      expect((await other.lists.version()).token.split(".")[0]).not.toBe((await store.lists.version()).token.split(".")[0])
      await other.close()
    })
  })
}
