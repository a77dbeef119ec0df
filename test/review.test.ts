import {spawnSync} from "node:child_process"
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {searchTerms} from "../src/lang/ar/index.ts"
import {openWorld} from "../src/link/index.ts"
import type {EventClaim, ReportRecord} from "../src/model/index.ts"
import {openReader, readReport} from "../src/pipeline.ts"
import {type Decision, openStore, type Store} from "../src/record/index.ts"
import {decisionAnswer, goldFile, problem} from "../src/serve/http/schemas.ts"
import {linkPending} from "../src/intake/index.ts"
import {goldSlice, linksOfRecord, makeServer} from "../src/serve/index.ts"

/// What a person says of the record, over HTTP, from real reports: it holds everywhere, and is undone without a trace.

const reader = openReader()
const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
const samples = join(import.meta.dirname, "..", "samples")
const texts = readdirSync(join(samples, "reports"))
  .sort()
  .slice(0, 8)
  .map((name) => ({source: name, text: readFileSync(join(samples, "reports", name), "utf8")}))
let records: readonly ReportRecord[]
beforeAll(() => {
  records = texts.map((t) => readReport(t, reader))
})

let store: Store
let app: Awaited<ReturnType<typeof makeServer>>
beforeEach(async () => {
  store = await openStore(":memory:", {searchTerms: async () => searchTerms})
  await store.keepReports(records)
  await linkPending(store, () => world)
  app = await makeServer({
    store,
    version: "0.0.0",
    rate: 1e6,
    writeRate: 1e6,
    hosts: ["localhost"],
    now: () => new Date("2024-05-02T08:00:00Z"),
    link: (s) => linkPending(s, () => world),
  })
})
afterEach(async () => {
  await app.close()
  await store.close()
})

const post = (path: string, body: unknown, headers: {[name: string]: string} = {}) =>
  app.inject({
    method: "POST",
    url: `/api/v1${path}`,
    headers: {host: "localhost", "content-type": "application/json", ...headers},
    payload: JSON.stringify(body),
  })
const get = async (path: string) => (await app.inject({url: `/api/v1${path}`, headers: {host: "localhost"}})).json()
async function said(path: string, body: unknown): Promise<{decisions: Decision[]; claim: {claim: EventClaim} | null; event: unknown}> {
  const answer = await post(path, body)
  expect([answer.statusCode, answer.statusCode === 200 ? "" : answer.body]).toEqual([200, ""])
  expect(decisionAnswer.safeParse(answer.json()).error?.issues ?? []).toEqual([])
  return answer.json()
}
/// Everything that the record says across reports and in each.
const everything = async (): Promise<unknown> => ({
  links: {...(await linksOfRecord(store))},
  claims: (await store.lists.claims({}, {limit: 0})).items.map((c) => c.claim).sort((a, b) => (a.id < b.id ? -1 : 1)),
  entities: (await store.lists.entityList({}, {limit: 0})).items,
})
const anEvent = (test: (e: EventClaim) => boolean = () => true): EventClaim =>
  records.flatMap((r) => r.events).find((e) => e.participants.length > 1 && test(e)) as EventClaim

describe("a claim", () => {
  test("accepted, rejected, corrected: in every answer at once, with who, when and why", async () => {
    const e = anEvent((x) => x.status === "occurred")
    const {decisions, claim} = await said("/decisions/correct", {id: e.id, status: "denied", reason: "نفاه المتحدث"})
    expect(claim?.claim).toMatchObject({id: e.id, status: "denied", confidence: 1, participants: e.participants})
    expect(decisions[0]).toMatchObject({says: "rather", fields: ["status"], reason: "نفاه المتحدث", at: "2024-05-02T08:00:00.000Z"})
    expect((await get(`/events/${e.id}`)).event.life.map((s: {status: string}) => s.status)).toContain("denied")
    expect((await get(`/timeline?status=denied&type=${e.type}`)).items.map((c: {claim: {id: string}}) => c.claim.id)).toContain(e.id)
    expect((await get(`/claims/${e.id}/explain`)).why.at(-1).says).toMatch(/^corrected \(status\).*: نفاه المتحدث$/)

    await said("/decisions/reject", {id: e.id})
    expect((await app.inject({url: `/api/v1/claims/${e.id}`, headers: {host: "localhost"}})).statusCode).toBe(404)
    const report = decisions[0]?.family === "claim" ? decisions[0].of.report : ""
    expect((await get(`/reports/${report}`)).record.events.map((x: EventClaim) => x.id)).not.toContain(e.id)
    expect((await get(`/reports/${report}/read`)).events.map((x: EventClaim) => x.id)).toContain(e.id)
    expect((await linksOfRecord(store)).events.flatMap((x) => x.claims.map((c) => c.event))).not.toContain(e.id)
  })
  test("undone, nothing is left of it but the ledger", async () => {
    const before = await everything()
    const e = anEvent()
    const ids = [
      await said("/decisions/correct", {id: e.id, place: "-", actor: "country:egypt", time: "2020-01"}),
      await said("/decisions/accept", {id: e.id}),
      await said("/decisions/reject", {id: e.id}),
    ].map((a) => a.decisions[0]?.id)
    expect(await everything()).not.toEqual(before)
    for (const id of ids.reverse()) await said("/decisions/undo", {id, reason: "سهو"})
    expect(await everything()).toEqual(before)
    const ledger = await get("/decisions?family=claim")
    expect(ledger.items.map((d: Decision) => [d.standing, d.undone?.reason])).toEqual([
      [false, "سهو"],
      [false, "سهو"],
      [false, "سهو"],
    ])
    expect((await post("/decisions/undo", {id: ids[0]})).json().error.code).toBe("id-unknown")
  })
  test("it holds when the reports are read anew", async () => {
    const e = anEvent()
    const other = anEvent((x) => x.id !== e.id)
    await said("/decisions/correct", {id: e.id, status: "hypothetical"})
    await said("/decisions/reject", {id: other.id})
    // Another day of publication makes another reading of every report.
    const fresh = texts.map((t) => readReport({...t, published: "2023-11-05"}, reader))
    expect(new Set(await store.keepReports(fresh))).toContain("reread")
    await linkPending(store, () => world)
    await store.keepReports(records)
    await linkPending(store, () => world)
    const claims = (await store.lists.claims({family: "event"}, {limit: 0})).items.map((c) => c.claim as EventClaim)
    const at = (x: EventClaim) => claims.filter((c) => c.type === x.type && c.evidence[0].quote === x.evidence[0].quote)
    expect(at(e).map((c) => c.status)).toEqual(["hypothetical"])
    expect(at(other)).toEqual([])
    expect((await get("/decisions")).items.filter((d: Decision) => d.standing)).toHaveLength(2)
  })
  test("people and places by name, by id, and new ones", async () => {
    const e = anEvent()
    const report = records.find((r) => r.events.some((x) => x.id === e.id)) as ReportRecord
    const words = report.report.text.split(/[\s،.]+/).find((w) => /^[\u0621-\u064a]{6,}$/.test(w)) as string
    const {claim} = await said("/decisions/correct", {id: e.id, target: [`person:${words}`], place: "country:egypt"})
    const fresh = claim?.claim.participants.find((p) => p.role === "target")?.entity as string
    expect(fresh).toMatch(/^person:x-[0-9a-f]{16}$/)
    expect(claim?.claim.place).toBe("country:egypt")
    const entity = await get(`/entities/${encodeURIComponent(fresh)}`)
    expect(entity.entity).toMatchObject({name: {ar: words}, known: false, reports: 1})
    const mentions = (await store.report(report.report.id))?.record.entities.find((x) => x.id === fresh)?.mentions ?? []
    expect(mentions.length).toBeGreaterThan(0)
    for (const m of mentions) expect(report.report.text.slice(m.start, m.end)).toBe(words)
  })
  test.each<[string, object, string]>([
    ["a kind that is none", {type: "party"}, "type"],
    ["a status of figures", {status: "forecast"}, "status"],
    ["a field of figures", {value: 3}, "value"],
    ["a time that is none", {time: "tomorrow"}, "time"],
    ["nobody", {actor: "Atlantis"}, "actor"],
    ["words that do not stand there", {words: "كلام آخر تماما لم يقله أحد"}, "words"],
    ["what it says already", {}, "e_"],
    ["a field that is none", {colour: "red"}, "colour"],
  ])("a correction that is refused: %s", async (_name, change, where) => {
    const answer = await post("/decisions/correct", {id: anEvent().id, ...change})
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, "parameter-wrong"])
    expect(answer.json().error.where).toContain(where)
    expect(problem.safeParse(answer.json()).success).toBe(true)
    expect((await get("/decisions")).items).toEqual([])
  })
  test("added by a person: everywhere like the others, through re-reading, as gold, and gone when it is taken back", async () => {
    const before = await everything()
    const {id, text} = (records[0] as ReportRecord).report
    const words = (text.split("\n").find((l) => l.length > 40) as string).slice(5, 40).trim()
    const facts = {
      type: "summit",
      actor: "country:egypt",
      counterpart: "country:qatar, person:سالم الجديد",
      place: "country:qatar",
      time: "2024-02",
      status: "planned",
    }
    const {decisions, claim} = await said("/decisions/add", {report: id, family: "event", words, near: 3, ...facts, reason: "فات القارئ"})
    const added = claim?.claim as EventClaim
    expect(added).toMatchObject({
      type: "summit",
      plover: {type: "CONSULT"},
      status: "planned",
      place: "country:qatar",
      time: {edtf: "2024-02"},
      confidence: 1,
      by: "person",
    })
    expect(added.participants.map((p) => [p.role, p.entity.replace(/x-.*/, "…")])).toEqual([
      ["actor", "country:egypt"],
      ["counterpart", "country:qatar"],
      ["counterpart", "person:…"],
    ])
    expect(text.slice(added.evidence[0].start, added.evidence[0].end)).toBe(words)
    expect(decisions[0]).toMatchObject({says: "added", reason: "فات القارئ", at: "2024-05-02T08:00:00.000Z", standing: true})
    expect((await get(`/claims/${added.id}/explain`)).why.at(-1).says).toMatch(/^added.*: فات القارئ$/)
    expect(
      (await get("/timeline?type=summit&status=planned&from=2024-02&to=2024-02")).items.map((c: {claim: {id: string}}) => c.claim.id),
    ).toContain(added.id)
    expect((await get(`/events/${added.id}`)).event).toMatchObject({type: "summit", status: "unconfirmed"})
    // Other claims stay as they were, and what is there is not added twice.
    expect((await get(`/reports/${id}`)).record.events).toHaveLength((records[0] as ReportRecord).events.length + 1)
    expect((await post("/decisions/add", {report: id, family: "event", words, near: 3, ...facts})).statusCode).toBe(400)

    await said("/decisions/undo", {id: decisions[0]?.id})
    expect(await everything()).toEqual(before)
    await said("/decisions/add", {report: id, family: "event", words, near: 3, ...facts, reason: "فات القارئ"})

    const anew = readReport(texts[0] as (typeof texts)[number], reader)
    await store.keepReport({...anew, report: {...anew.report, published: {edtf: "2024-05-01", basis: "given", why: []}}})
    await linkPending(store, () => world)
    expect((await store.claim(added.id))?.claim).toMatchObject({type: "summit", place: "country:qatar", evidence: added.evidence})
    const {items} = await goldSlice(store, {report: id}, {limit: 1})
    expect(items[0]?.events.filter((e) => !e.optional)).toMatchObject([
      {type: "summit", status: "planned", evidence: words, note: "فات القارئ"},
    ])
  })
  test("a statement and a figure are added; what is missing is told", async () => {
    const {id, text} = (records[1] as ReportRecord).report
    const words = text.slice(0, 30).trim()
    const wrong = async (body: object): Promise<unknown> => (await post("/decisions/add", {report: id, words, ...body})).json().error.where
    expect(await wrong({family: "event"})).toBe("type")
    expect(await wrong({family: "statement"})).toBe("speaker")
    expect(await wrong({family: "figure", metric: "trade", value: 5})).toBe("unit")
    expect(await wrong({family: "figure", type: "visit"})).toBe("type")
    expect(await wrong({family: "event", type: "visit", words: "ليست هذه الألفاظ فيه"})).toBe("words")
    const statement = await said("/decisions/add", {report: id, words, family: "statement", speaker: "country:egypt"})
    expect(statement.claim).toMatchObject({family: "statement", claim: {speaker: "country:egypt", kind: "direct", content: {quote: words}}})
    const figure = await said("/decisions/add", {
      report: id,
      words,
      family: "figure",
      metric: "trade",
      value: 5e8,
      unit: "USD",
      comparator: ">",
      party: "country:egypt",
    })
    expect(figure.claim).toMatchObject({
      family: "figure",
      claim: {metric: "trade", value: 5e8, unit: "USD", comparator: ">", parties: ["country:egypt"]},
    })
  })
  test("figures and statements", async () => {
    const f = records.flatMap((r) => r.figures)[0]
    const s = records.flatMap((r) => r.statements).find((x) => x.speaker)
    const figure = await said("/decisions/correct", {id: f?.id, value: 7, comparator: ">", party: ["country:egypt"], status: "forecast"})
    expect(figure.claim?.claim).toMatchObject({value: 7, comparator: ">", parties: ["country:egypt"], status: "forecast", unit: f?.unit})
    const statement = await said("/decisions/correct", {id: s?.id, speaker: "-", kind: s?.kind === "direct" ? "indirect" : "direct"})
    expect(statement.claim?.claim).toMatchObject({speaker: null})
    expect(statement.decisions[0]).toMatchObject({fields: ["speaker", "kind"]})
  })
})

describe("events and entities", () => {
  test("two events are one, and two again", async () => {
    const before = await linksOfRecord(store)
    const [a, b] = before.events.filter((e) => e.type === "visit" && e.claims.length === 1)
    const {decisions} = await said("/decisions/join", {one: a?.id, other: b?.id, reason: "زيارة واحدة"})
    expect(
      (await linksOfRecord(store)).events.some((e) => e.claims.length === 2 && e.claims.some((c) => c.event === a?.claims[0]?.event)),
    ).toBe(true)
    await said("/decisions/undo", {id: decisions[0]?.id})
    expect((await linksOfRecord(store)).events).toEqual(before.events)
  })
  test("two entities are one, everywhere; undone, two again", async () => {
    const before = await everything()
    const [a, b] = (await store.lists.entityList({kind: "person"}, {limit: 2})).items
    const {decisions} = await said("/decisions/join", {one: a?.id, other: b?.id})
    expect((await get(`/entities/${encodeURIComponent(b?.id as string)}`)).entity.id).toBe(a?.id)
    expect((await get(`/entities?kind=person&limit=200`)).items.map((e: {id: string}) => e.id)).not.toContain(b?.id)
    expect((await get(`/claims?about=${encodeURIComponent(b?.id as string)}`)).items.length).toBeGreaterThan(0)
    expect((await post("/decisions/join", {one: b?.id, other: a?.id})).statusCode).toBe(400)
    await said("/decisions/undo", {id: decisions[0]?.id})
    expect(await everything()).toEqual(before)
  })
  test("in one report he is another", async () => {
    const [a] = (await store.lists.entityList({kind: "person"}, {limit: 1})).items
    const [report] = (await store.lists.reportList({about: a?.id})).items
    const before = await everything()
    const {decisions} = await said("/decisions/split", {one: a?.id, from: report?.id, into: "person:سميه"})
    const record = (await store.report(report?.id as string))?.record
    expect(record?.entities.map((e) => e.id)).not.toContain(a?.id)
    expect(record?.entities.find((e) => e.name.ar === "سميه")?.mentions.length).toBeGreaterThan(0)
    await said("/decisions/undo", {id: decisions[0]?.id})
    expect(await everything()).toEqual(before)
    expect((await post("/decisions/split", {one: a?.id, from: "r_none", into: "person:سميه"})).statusCode).toBe(404)
    expect((await post("/decisions/split", {one: a?.id})).statusCode).toBe(400)
  })
  test("a spelling is found, and who is known by it alone is that one", async () => {
    await store.keepReport(readReport({source: "new.txt", text: "وصل وزير الخارجية الروسي سرغاي لوفروف إلى بغداد أمس."}, reader))
    await linkPending(store, () => world)
    const [read] = await store.entitiesNamed("سرغاي لوفروف")
    expect(read).toMatchObject({known: false, reports: 1})
    await store.keepReport(readReport({source: "old.txt", text: "وصل وزير الخارجية الروسي سيرغي لافروف إلى بغداد أمس."}, reader))
    const target = "person:sergei-lavrov"
    await said("/decisions/spell", {id: target, name: "سرغاي لوفروف"})
    expect((await get(`/entities?name=${encodeURIComponent("سرغاي لوفروف")}`)).items).toMatchObject([{id: target, reports: 2}])
    expect((await get(`/timeline?actor=${target}`)).items.length).toBeGreaterThan(1)
  })
})

describe("the queue", () => {
  test("the doubtful first; what was decided leaves it", async () => {
    const {items} = await get("/queue?limit=20")
    const [first] = items
    expect(first.doubt).toBeGreaterThan(0.3)
    await said("/decisions/accept", {id: first.claim.claim.id})
    const rest = (await get("/queue?limit=200")).items.map((i: {claim: {claim: {id: string}}}) => i.claim.claim.id)
    expect(rest).not.toContain(first.claim.claim.id)
    expect(rest).toContain(items[1].claim.claim.id)
  })
  test("read in pieces it is whole", async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const piece: {items: {claim: {claim: {id: string}}}[]; after: string | null} = await get(
        `/queue?limit=13${after ? `&after=${after}` : ""}`,
      )
      seen.push(...piece.items.map((i) => i.claim.claim.id))
      after = piece.after
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(records.reduce((n, r) => n + r.events.length + r.statements.length + r.figures.length, 0))
  })
})

describe("gold", () => {
  const dir = mkdtempSync(join(tmpdir(), "isnad-gold-"))
  afterAll(() => rmSync(dir, {recursive: true}))
  test("decided claims are firm, others optional, rejected ones gone; every quote stands in the text", async () => {
    const record = records[0] as ReportRecord
    const [a, b, c] = record.events as [EventClaim, EventClaim, EventClaim]
    await said("/decisions/accept", {id: a.id})
    await said("/decisions/reject", {id: b.id})
    await said("/decisions/correct", {id: c.id, status: "denied", reason: "نفي"})
    const {items} = await get("/gold")
    expect(items).toHaveLength(1)
    const gold = goldFile.parse(items[0])
    expect(gold.events).toHaveLength(record.events.length - 1)
    expect(gold.events.filter((e) => !e.optional)).toHaveLength(2)
    expect(gold.events.find((e) => e.note === "نفي")).toMatchObject({status: "denied"})
    const keys = new Set(gold.entities.map((e) => e.key))
    for (const e of gold.events)
      for (const p of [...e.participants, ...(e.target ?? []), ...(e.place ? [e.place] : [])]) expect(keys).toContain(p)
    for (const q of [
      ...gold.events.map((e) => e.evidence),
      ...gold.statements.flatMap((s) => [s.content, s.cue]),
      ...gold.figures.map((f) => f.evidence),
      ...gold.entities.flatMap((e) => e.mentions),
    ])
      expect(gold.text).toContain(q)
    expect((await get("/gold?whole=true")).items).toEqual([])
  })
  test("a report of which everything was accepted scores whole against itself", async () => {
    const record = records[1] as ReportRecord
    for (const claim of [...record.events, ...record.statements, ...record.figures]) await said("/decisions/accept", {id: claim.id})
    const {items} = await goldSlice(store, {whole: true}, {})
    expect(items).toHaveLength(1)
    writeFileSync(join(dir, `${items[0]?.id}.json`), JSON.stringify(items[0]))
    const lines = join(dir, "records.jsonl")
    writeFileSync(lines, `${JSON.stringify({...record, report: {...record.report, source: `${items[0]?.id}.txt`}})}\n`)
    const run = spawnSync(
      process.execPath,
      [join(import.meta.dirname, "..", "score", "score.mjs"), "--gold", dir, "--records", lines, "--json"],
      {
        encoding: "utf8",
      },
    )
    expect(run.stderr).toBe("")
    const {reports, f1} = JSON.parse(run.stdout) as {reports: number; f1: {[line: string]: {f1: number; gold: number}}}
    expect(reports).toBe(1)
    const measured = Object.entries(f1).filter(([, x]) => x.gold > 0)
    expect(measured.length).toBeGreaterThan(5)
    expect(measured.filter(([, x]) => x.f1 < 1).map(([line]) => line)).toEqual([])
  })
})
