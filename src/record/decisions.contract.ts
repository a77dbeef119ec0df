import {afterEach, beforeEach, describe, expect, test} from "vitest"
import type {EventClaim, ReportRecord} from "../model/index.ts"
import type {DecidedEntity, Decision, NewDecision} from "./decisions.ts"
import {anchorOf} from "./reviewing.ts"
import {recordOf} from "./store.contract.ts"
import type {AnyClaim, Store} from "./store.ts"

/// The suite of decisions that every back end answers: what persons say holds in every question that is asked of the record, through
/// every re-reading, and is gone without a trace where it was taken back.
export function decisionsContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const by = {by: "سلمى", at: "2024-05-01T10:00:00Z"}
  const text = "زار بوتين الصين يوم الأربعاء. ثم اجتمع أردوغان مع شي جين بينغ."
  const given = (events: readonly object[] = []): ReportRecord =>
    recordOf(text, {
      events: [
        {words: "زار بوتين الصين", who: ["person:putin"], place: "country:china", time: "2023-05-24"},
        {words: "اجتمع أردوغان", who: ["person:erdogan", "person:xi"], type: "meeting"},
        ...(events as []),
      ],
      extra: true,
    })
  const entity = (id: string, en: string, known = true): DecidedEntity => ({
    id,
    kind: "person",
    name: {ar: id, en},
    wikidata: null,
    known,
  })
  const event = (record: ReportRecord, i = 0): AnyClaim => ({family: "event", claim: record.events[i] as EventClaim})
  const onClaim = (record: ReportRecord, any: AnyClaim, says: "right" | "wrong" | "rather", change: object = {}): NewDecision => ({
    says,
    family: "claim",
    of: anchorOf(record.report.id, any),
    claim: {...any.claim, ...change} as typeof any.claim,
    fields: Object.keys(change),
    entities: [],
    reason: null,
    ...by,
  })
  const back = (d: Decision): Promise<boolean> => store.decisions.takeBack(d.id, {...by, reason: "خطأ"})
  const record = async (id: string): Promise<ReportRecord> => (await store.report(id))?.record as ReportRecord
  /// Everything that is asked of a record, less where its history stands.
  const everything = async (id: string): Promise<unknown> => ({
    report: await store.report(id),
    timeline: await store.timeline({limit: 0}),
    claims: (await store.lists.claims({}, {limit: 0})).items,
    queue: (await store.lists.queue({}, {limit: 0})).items,
    entities: (await store.lists.entityList({}, {limit: 0})).items,
    stats: {...(await store.stats()), bytes: 0},
    putin: await store.entity("person:putin"),
    facets: await store.lists.facets({}, 10),
  })

  describe("the ledger", () => {
    const of = {family: "report", a: "r_1", b: "r_2"} as const
    test("who, when and why; what is taken back stays on record, with who took it back", async () => {
      const one = await store.decisions.decide({says: "same", ...of, reason: "قضية واحدة", ...by})
      const two = await store.decisions.decide({says: "different", ...of, reason: null, by: null, at: null})
      expect(one.id).not.toBe(two.id)
      expect(one).toMatchObject({by: "سلمى", at: "2024-05-01T10:00:00Z", reason: "قضية واحدة", standing: true, undone: null})
      expect([await back(two), await back(two), await store.decisions.takeBack("d_0", {...by, reason: null})]).toEqual([true, false, false])
      const undone = {...two, standing: false, undone: {...by, reason: "خطأ"}}
      expect(await store.links.decisions()).toEqual([one, undone])
      expect((await store.decisions.ledger({})).items).toEqual([undone, one])
      expect((await store.decisions.ledger({standing: true})).items).toEqual([one])
    })
    test("the same decision twice is two decisions", async () => {
      const said: NewDecision = {says: "same", ...of, reason: null, ...by}
      expect((await store.decisions.decide(said)).id).not.toBe((await store.decisions.decide(said)).id)
    })
    test("read piece by piece, narrowed to a family or a report", async () => {
      const kept = given()
      await store.keepReport(kept)
      const made: string[] = []
      for (let i = 0; i < 5; i++) made.push((await store.decisions.decide({says: "same", ...of, reason: String(i), ...by})).id)
      const claim = await store.decisions.decide(onClaim(kept, event(kept), "right"))
      const read: string[] = []
      let after: string | undefined
      do {
        const piece = await store.decisions.ledger({family: "report"}, {limit: 2, after})
        read.push(...piece.items.map((d) => d.id))
        after = piece.after ?? undefined
      } while (after)
      expect(read).toEqual([...made].reverse())
      expect((await store.decisions.ledger({report: kept.report.id})).items).toEqual([claim])
      expect((await store.decisions.ledger({report: "r_none"})).items).toEqual([])
      expect(await store.links.decisions()).toHaveLength(5)
    })
  })

  describe("a claim", () => {
    test("rejected: gone from every question, and its report waits to be linked anew", async () => {
      const kept = given()
      await store.keepReport(kept)
      await store.links.linking(async (desk) => desk.remove([kept.report.id], () => ({}) as never))
      await store.decisions.decide(onClaim(kept, event(kept, 0), "wrong"))
      const id = kept.events[0]?.id as string
      expect(await store.claim(id)).toBeUndefined()
      expect((await store.timeline({})).items.map((i) => i.event.id)).toEqual([kept.events[1]?.id])
      expect((await store.timeline({actor: "Putin"})).total).toBe(0)
      expect((await record(kept.report.id)).events.map((e) => e.id)).toEqual([kept.events[1]?.id])
      expect((await store.stats()).claims.event).toBe(1)
      expect(await store.links.unlinked(10)).toEqual([kept.report.id])
    })
    test("corrected: every question sees it so, its id and its words stay", async () => {
      const kept = given()
      await store.keepReport(kept)
      const [was] = kept.events as [EventClaim]
      const change = {status: "planned", participants: [{entity: "person:xi", role: "actor"}], time: {edtf: "2023-06", basis: "stated"}}
      await store.decisions.decide({...onClaim(kept, event(kept), "rather", change), reason: "لم تتم بعد"} as NewDecision)
      expect((await store.timeline({actor: "Xi", status: ["planned"], type: ["visit"]})).items[0]?.event).toMatchObject({
        ...change,
        id: was.id,
        evidence: was.evidence,
        place: was.place,
        confidence: 1,
      })
      expect((await store.timeline({actor: "Putin"})).total).toBe(0)
      expect((await store.claim(was.id))?.claim.why.at(-1)).toEqual({
        step: "review",
        says: "corrected (status, participants, time) by سلمى: لم تتم بعد",
      })
      expect((await store.decisions.asRead(kept.report.id))?.events).toEqual(kept.events)
    })
    test("accepted: it leaves the queue", async () => {
      const kept = given()
      await store.keepReport(kept)
      const {items} = await store.lists.queue({})
      const d = await store.decisions.decide(onClaim(kept, event(kept), "right"))
      expect((await store.lists.queue({})).items.map((c) => c.claim.id)).toEqual(
        items.map((c) => c.claim.id).filter((id) => id !== kept.events[0]?.id),
      )
      expect(await store.decisions.reviewed()).toEqual({items: [kept.report.id], after: null})
      await back(d)
      expect(await store.decisions.reviewed()).toEqual({items: [], after: null})
    })
    test.each(["right", "wrong", "rather"] as const)("%s and taken back: nothing is left of it", async (says) => {
      const kept = given()
      await store.keepReports([kept, recordOf("نص آخر هنا", {source: "b.txt"})])
      const before = await everything(kept.report.id)
      const d = await store.decisions.decide(onClaim(kept, event(kept), says, {status: "denied"}))
      expect(await everything(kept.report.id)).not.toEqual(before)
      await back(d)
      expect(await everything(kept.report.id)).toEqual(before)
    })
    test("the last word counts, and the one before it where that is taken back", async () => {
      const kept = given()
      await store.keepReport(kept)
      const status = async (): Promise<unknown> => (await record(kept.report.id)).events.find((e) => e.id === kept.events[0]?.id)?.status
      await store.decisions.decide(onClaim(kept, event(kept), "rather", {status: "planned"}))
      const wrong = await store.decisions.decide(onClaim(kept, event(kept), "wrong"))
      expect(await status()).toBeUndefined()
      const last = await store.decisions.decide(onClaim(kept, event(kept), "rather", {status: "denied"}))
      expect(await status()).toBe("denied")
      await back(last)
      expect(await status()).toBeUndefined()
      await back(wrong)
      expect(await status()).toBe("planned")
    })
    test("a statement without the event that it was about", async () => {
      const base = given()
      const about = base.events.map((e) => e.id)
      const kept = {...base, statements: base.statements.map((s) => ({...s, about}))}
      await store.keepReport(kept)
      await store.decisions.decide(onClaim(kept, event(kept), "wrong"))
      expect((await record(kept.report.id)).statements[0]?.about).toEqual([about[1]])
    })
  })

  describe("reading anew", () => {
    /// The same text as another program would read it: claims have other ids, and say what they are given.
    const anew = (change: (e: EventClaim, i: number) => Partial<EventClaim> = () => ({})): ReportRecord => {
      const read = given()
      return {...read, events: read.events.map((e, i) => ({...e, id: `e_new${i}`, by: "newer", ...change(e, i)}))}
    }
    test("decided then read, or read then decided: the same", async () => {
      const [old, fresh] = [given(), anew()]
      await store.keepReport(old)
      await store.decisions.decide(onClaim(old, event(old, 0), "rather", {status: "planned"}))
      await store.decisions.decide(onClaim(old, event(old, 1), "wrong"))
      expect(await store.keepReport(fresh)).toBe("reread")
      const after = await record(old.report.id)
      expect(after.events.map((e) => [e.id, e.status, e.by])).toEqual([["e_new0", "planned", "newer"]])
      const other = await open()
      await other.keepReport(fresh)
      await other.decisions.decide(onClaim(fresh, event(fresh, 0), "rather", {status: "planned"}))
      await other.decisions.decide(onClaim(fresh, event(fresh, 1), "wrong"))
      expect((await other.report(old.report.id))?.record).toEqual(after)
      await other.close()
    })
    test("the same reading again changes nothing and loses nothing", async () => {
      const kept = given()
      await store.keepReport(kept)
      await store.decisions.decide(onClaim(kept, event(kept), "wrong"))
      const {token} = await store.lists.version()
      expect(await store.keepReport(kept)).toBe("same")
      expect((await store.lists.version()).token).toBe(token)
      expect((await record(kept.report.id)).events).toHaveLength(1)
    })
    test("a correction holds for what it corrects; what is read better elsewhere is taken over", async () => {
      const old = given()
      await store.keepReport(old)
      await store.decisions.decide(onClaim(old, event(old), "rather", {status: "planned"}))
      await store.keepReport(anew((_, i) => (i === 0 ? {time: {edtf: "2023-05-20/2023-05-24", basis: "stated"}} : {})))
      expect((await record(old.report.id)).events[0]).toMatchObject({status: "planned", time: {edtf: "2023-05-20/2023-05-24"}})
    })
    test("what was accepted stays as it was accepted, and stays where it is not found any more", async () => {
      const old = given()
      await store.keepReport(old)
      await store.decisions.decide(onClaim(old, event(old), "right"))
      await store.keepReport(anew(() => ({status: "hypothetical"})))
      expect((await record(old.report.id)).events.map((e) => e.status)).toEqual(["occurred", "hypothetical"])
      const none = {...anew(), events: anew().events.slice(1)}
      await store.keepReport(none)
      const {events} = await record(old.report.id)
      expect(events.map((e) => e.evidence[0].quote).sort()).toEqual(["اجتمع أردوغان", "زار بوتين الصين"])
      expect(events.find((e) => e.type === "visit")).toMatchObject({id: old.events[0]?.id, status: "occurred", confidence: 1})
    })
    test("another claim on the same words is not rejected with the one that was", async () => {
      const old = given()
      await store.keepReport(old)
      await store.decisions.decide(onClaim(old, event(old), "wrong"))
      await store.keepReport(anew((_, i) => (i === 0 ? {participants: [{entity: "person:xi", role: "actor"}]} : {})))
      expect((await record(old.report.id)).events.map((e) => e.id)).toEqual(["e_new0", "e_new1"])
    })
    test("taken back after it was read anew: as it was read last", async () => {
      const old = given()
      await store.keepReport(old)
      const d = await store.decisions.decide(onClaim(old, event(old), "wrong"))
      const fresh = anew()
      await store.keepReport(fresh)
      await back(d)
      expect(await record(old.report.id)).toEqual(fresh)
    })
    test("another text of the same source: where the words still stand", async () => {
      const first = recordOf(`${text} انتهى.`, {url: "https://a.example/1", events: [{words: "زار بوتين الصين", who: ["person:putin"]}]})
      await store.keepReport(first)
      await store.decisions.decide(onClaim(first, event(first), "rather", {status: "planned"}))
      const second = recordOf(`عاجل: ${text}`, {url: "https://a.example/1", events: [{words: "زار بوتين الصين", who: ["person:putin"]}]})
      expect(await store.keepReport(second)).toBe("version")
      expect((await record(second.report.id)).events[0]).toMatchObject({status: "planned", evidence: second.events[0]?.evidence})
      const third = recordOf("عاد بوتين من الصين", {url: "https://a.example/1", events: [{words: "عاد بوتين", who: ["person:putin"]}]})
      await store.keepReport(third)
      expect((await record(third.report.id)).events[0]?.status).toBe("occurred")
    })
  })

  describe("entities", () => {
    const report = (source: string, who: string, words = "زار بوتن الصين"): ReportRecord => {
      const r = recordOf(`${words} في ${source}`, {source, events: [{words, who: [who]}]})
      const quote = words.split(" ")[1] as string
      const start = words.indexOf(quote)
      const mentions = [{start, end: start + quote.length, quote}]
      return {
        ...r,
        entities: r.entities.map((e) => ({...e, kind: "person", mentions, name: {ar: e.known ? e.name.ar : quote, en: e.name.en}})),
      }
    }
    const putin = entity("person:putin", "Vladimir Putin")
    const same: NewDecision = {says: "same", family: "entity", a: "person:putin", b: "person:putn", entity: putin, reason: null, ...by}
    const whoActs = async (): Promise<string[]> =>
      (await store.timeline({})).items.flatMap((i) => i.event.participants.map((p) => p.entity))

    test("two are one, in what is there and in what comes; taken back, they are two again", async () => {
      const [one, two] = [report("1", "person:putin", "زار بوتين الصين"), report("2", "person:putn")]
      await store.keepReports([one, two])
      const before = await everything(two.report.id)
      const d = await store.decisions.decide(same)
      expect(await whoActs()).toEqual(["person:putin", "person:putin"])
      expect((await store.timeline({actor: "بوتن"})).total).toBe(2)
      expect((await store.timeline({actor: "person:putn"})).total).toBe(2)
      expect(await store.entity("person:putn")).toMatchObject({id: "person:putin", reports: 2})
      expect((await store.entity("person:putin"))?.names).toContain("بوتن")
      const later = report("3", "person:putn")
      await store.keepReport(later)
      expect(await whoActs()).toEqual(["person:putin", "person:putin", "person:putin"])
      expect((await store.decisions.ledger({report: later.report.id})).items).toEqual([d])
      await store.keepReport({...later, events: []})
      await back(d)
      expect(await record(later.report.id)).toMatchObject({events: []})
      expect(((await everything(two.report.id)) as {report: unknown}).report).toEqual((before as {report: unknown}).report)
      expect((await store.entity("person:putin"))?.names).not.toContain("بوتن")
      expect(await whoActs()).toEqual(["person:putin", "person:putn"])
    })
    test("who is somebody who is somebody else", async () => {
      await store.keepReports([report("1", "person:putn"), report("2", "person:buten", "زار بوطن الصين")])
      await store.decisions.decide(same)
      await store.decisions.decide({
        ...same,
        a: "person:putn",
        b: "person:buten",
        entity: entity("person:putn", "Putn", false),
      } as NewDecision)
      expect(await whoActs()).toEqual(["person:putin", "person:putin"])
      expect(await store.decisions.standsFor("person:buten")).toBe("person:putin")
    })
    test("going round in a circle ends", async () => {
      await store.keepReports([report("1", "person:putn"), report("2", "person:putin", "زار بوتين الصين")])
      await store.decisions.decide(same)
      await store.decisions.decide({
        ...same,
        a: "person:putn",
        b: "person:putin",
        entity: entity("person:putn", "Putn", false),
      } as NewDecision)
      expect((await whoActs()).length).toBe(2)
    })
    test("of one report somebody is somebody else; the others stay", async () => {
      const [one, two] = [report("1", "person:putin", "زار بوتين الصين"), report("2", "person:putin", "زار بوتين الصين")]
      await store.keepReports([one, two])
      const other = entity("person:other", "Another Putin", false)
      const d = await store.decisions.decide({
        says: "different",
        family: "entity",
        a: "person:putin",
        b: "person:other",
        report: two.report.id,
        entity: other,
        reason: null,
        ...by,
      })
      expect(await whoActs()).toEqual(["person:putin", "person:other"])
      expect((await store.entity("person:other"))?.name.en).toBe("Another Putin")
      await back(d)
      expect(await whoActs()).toEqual(["person:putin", "person:putin"])
    })
    test("a spelling: whoever is known by it alone is that one, in what is there and in what comes", async () => {
      await store.keepReports([report("1", "person:putin", "زار بوتين الصين"), report("2", "person:x-1")])
      const d = await store.decisions.decide({
        says: "called",
        family: "entity",
        a: "person:putin",
        name: "بوتن",
        entity: putin,
        reason: null,
        ...by,
      })
      await store.keepReport(report("3", "person:x-2"))
      expect(await whoActs()).toEqual(["person:putin", "person:putin", "person:putin"])
      expect((await store.entitiesNamed("بوتن")).map((e) => [e.id, e.reports])[0]).toEqual(["person:putin", 3])
      await back(d)
      expect(await whoActs()).toEqual(["person:putin", "person:x-1", "person:x-2"])
      expect((await store.entity("person:putin"))?.names).not.toContain("بوتن")
    })
  })
}
