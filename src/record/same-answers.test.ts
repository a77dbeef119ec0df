import fc from "fast-check"
import {afterAll, describe, expect, test} from "vitest"
import {postgresServer, schemasFor} from "../../test/postgres.ts"
import {whole} from "../../test/slices.ts"
import {searchTerms} from "../lang/ar/index.ts"
import type {ReportRecord} from "../model/index.ts"
import {openStore} from "./open.ts"
import {recordOf} from "./store.contract.ts"
import type {Store} from "./store.ts"

/// One record, one answer: whatever is kept and asked, a file and a server say the same, in the same order.

const server = await postgresServer()
const terms = async () => searchTerms

const WORDS =
  "زار الرئيس وزارة الوزارات بغداد وبغداد لبغداد مسؤول مسئول عن من في قال 3.5 3 5 3,500 ١٢٫٥ 12 COVID-19 Erdoğan erdogan İstanbul بَغْدَاد أ.ف.ب e-mail 😀 ﷺ x²".split(
    " ",
  )
const PEOPLE = ["person:putin", "person:xi", "person:erdogan", "country:russia", "country:china"]
const TIMES = [undefined, "2023-05-24", "2023-05", "2023", "../2023-05-01", "2024-01-01/..", "0044-03-15", "2023-05-22/2023-05-24"]
const TYPES = ["visit", "meeting", "agreement", "cooperate", "demand"]

const word = fc.constantFrom(...WORDS)
const reports = fc
  .array(
    fc.record({
      words: fc.array(word, {minLength: 1, maxLength: 30}),
      published: fc.constantFrom(null, "2023-05-24", "2023-05", "2024-02-01", "../2023-01-01"),
      source: fc.constantFrom("press/a.txt", "Press/B.txt", "c%_.txt", "d.txt"),
      events: fc.array(
        fc.record({
          who: fc.uniqueArray(fc.constantFrom(...PEOPLE), {minLength: 1, maxLength: 3}),
          type: fc.constantFrom(...TYPES),
          time: fc.constantFrom(...TIMES),
          place: fc.constantFrom(undefined, "country:china", "country:russia"),
          status: fc.constantFrom("occurred" as const, "planned" as const, "denied" as const),
        }),
        {maxLength: 3},
      ),
      extra: fc.boolean(),
    }),
    {minLength: 4, maxLength: 14},
  )
  .map((all) =>
    all.map(({words, published, source, events, extra}): ReportRecord => {
      const text = `${words.join(" ")}.`
      return recordOf(text, {
        source,
        published,
        basis: published === null ? "unknown" : "given",
        events: events.map(({time, place, ...e}) => ({
          words: words[0] as string,
          ...e,
          ...(time === undefined ? {} : {time}),
          ...(place === undefined ? {} : {place}),
        })),
        extra: extra && events.length > 0,
      })
    }),
  )
const queries = fc.array(
  fc.array(word, {minLength: 1, maxLength: 2}).map((w) => w.join(" ")),
  {minLength: 4, maxLength: 8},
)

/// All that can be asked, with nothing of numbers that a database gives by itself.
async function answers(store: Store, words: readonly string[]): Promise<unknown> {
  const {lists} = store
  const {bytes: _bytes, ...stats} = await store.stats()
  return {
    stats,
    timeline: await store.timeline({limit: 0}),
    touching: await store.timeline({with: "China", from: 19_400 as never, to: 19_600 as never}),
    claims: await whole((after) => lists.claims({}, {after, limit: 3})),
    queue: await whole((after) => lists.queue({}, {after, limit: 3})),
    counts: await Promise.all((["type", "status", "month", "day"] as const).map((by) => lists.claimCounts({}, by))),
    reports: await whole((after) => lists.reportList({}, {after, limit: 3})),
    sources: await lists.reportList({source: "press"}),
    signs: await lists.reportList({source: "%_"}),
    entities: await whole((after) => lists.entityList({}, {after, limit: 2})),
    named: await Promise.all(["putin", "الصين", "xi", "Erdogan"].map((n) => store.entitiesNamed(n))),
    companions: await lists.companions("country:china", 5),
    carriers: await lists.carriers(10),
    searches: await Promise.all(
      words.map(async (w) => ({
        w,
        search: await store.search({words: w, limit: 0}),
        piecewise: await whole((after) => lists.searchList({words: w}, {after, limit: 2})),
        narrowed: await lists.facets({words: w, with: "China"}, 10),
        facets: await lists.facets({words: w}, 10),
      })),
    ),
  }
}

describe.skipIf(!server)("a file and a server", () => {
  const schemas = schemasFor(server as string, "same")
  afterAll(() => schemas.end())
  test("give the same answers, in the same order", async () => {
    await fc.assert(
      fc.asyncProperty(reports, queries, async (kept, words) => {
        const file = await openStore(":memory:", {searchTerms: terms})
        const remote = await schemas.open((address) => openStore(address, {searchTerms: terms}))
        try {
          const half = Math.ceil(kept.length / 2)
          for (const group of [kept.slice(0, half), kept.slice(half)]) {
            if (group.length === 0) continue
            expect(await remote.keepReports(group)).toEqual(await file.keepReports(group))
          }
          const expected = await answers(file, words)
          expect(await answers(remote, words)).toEqual(expected)
          expect(await remote.contents()).toEqual(await file.contents())
        } finally {
          await file.close()
          await remote.close()
        }
      }),
      {numRuns: 8, seed: 6, endOnFailure: true, interruptAfterTimeLimit: 40_000},
    )
  })
})
