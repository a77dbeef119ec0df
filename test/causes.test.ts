import {spawnSync} from "node:child_process"
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join, resolve} from "node:path"
import {pathToFileURL} from "node:url"
import {afterAll, describe, expect, test} from "vitest"

type Item = {readonly [field: string]: unknown}
type Side = {readonly [family: string]: readonly Item[] | readonly string[] | Item}
type Miss = {readonly family: string; readonly cause: string; readonly item: string; readonly what: string; readonly words: string}
type Cause = {
  readonly family: string
  readonly cause: string
  readonly count: number
  readonly alone: number
  readonly misses: readonly Miss[]
}

const score = resolve(import.meta.dirname, "..", "score")
const {CAUSES, causesOf, byCause, causesText, causesTable} = (await import(pathToFileURL(join(score, "causes.mjs")).href)) as {
  CAUSES: {readonly [family: string]: {readonly [cause: string]: string}}
  causesOf: (gold: Item, record: Item | undefined) => Miss[]
  byCause: (misses: readonly Miss[]) => Cause[]
  causesText: (causes: readonly Cause[]) => string
  causesTable: (causes: readonly Cause[]) => string
}

const text =
  "زار سالم وهند مصر والتقيا وفد المجلس. وقال سالم إن التجارة بلغت 40 مليون دولار بين مصر والشام. ووقع الجميع اتفاقا في دمشق. تابعونا على الموقع"
const kinds = {salim: "person", hind: "person", egypt: "country", sham: "country", council: "organization", damascus: "place"}
const names = {salim: "سالم", hind: "هند", egypt: "مصر", sham: "الشام", council: "المجلس", damascus: "دمشق"}
const keys = Object.keys(kinds) as (keyof typeof kinds)[]
const goldEntities = keys.map((key) => ({key, kind: kinds[key], en: key, ar: names[key], mentions: [names[key]]}))
const entities = keys.map((key) => ({id: `x:${key}`, kind: kinds[key], name: {ar: names[key], en: key}, mentions: [{quote: names[key]}]}))

/// Gold and record of one report, with what a row of the table puts in the place of what is right.
const gold = (more: Side): Item => ({id: "a001", text, entities: goldEntities, events: [], statements: [], figures: [], ...more})
const record = (more: Side): Item => ({report: {source: "a001", text}, entities, events: [], statements: [], figures: [], ...more})

const visit = {type: "visit", status: "occurred", participants: ["salim"], place: "egypt", time: "2024-03-05", evidence: "زار سالم"}
const blame = {...visit, type: "accuse", participants: ["salim"], target: ["sham"]}
const said = {speaker: "salim", via: ["council"], kind: "indirect", content: "التجارة بلغت 40 مليون دولار بين مصر والشام"}
const sum = {
  metric: "exports",
  parties: ["egypt", "sham"],
  value: 4e7,
  unit: "USD",
  measure: "level",
  period: "2023",
  evidence: "40 مليون دولار",
}
const part = (entity: string, role = "actor") => ({entity: `x:${entity}`, role})
const event = (more: Item = {}): Item => ({
  type: "visit",
  status: "occurred",
  participants: [part("salim")],
  place: "x:egypt",
  time: {edtf: "2024-03-05"},
  evidence: [{quote: "زار سالم وهند"}],
  ...more,
})
const blamed = (...participants: Item[]): Item => event({type: "accuse", participants})
const statement = (more: Item = {}): Item => ({
  speaker: "x:salim",
  via: ["x:council"],
  kind: "indirect",
  content: {quote: said.content},
  ...more,
})
const figure = (more: Item = {}): Item => ({
  metric: "exports",
  parties: ["x:egypt", "x:sham"],
  value: 4e7,
  unit: "USD",
  measure: "level",
  period: {edtf: "2023"},
  evidence: [{quote: sum.evidence}],
  ...more,
})
const time = (edtf: string | null) => ({events: [event({time: edtf && {edtf}})]})
const published = {published: {edtf: "2024-03-05"}}
const without = (key: string) => entities.filter((e) => e.id !== `x:${key}`)

const table: readonly (readonly [cause: string, gold: Side, record: Side])[] = [
  ["published: none told", published, {}],
  ["published: wrong", published, {report: {source: "a001", text, published: {edtf: "2024-03-06"}}}],
  ["cleaning: boilerplate left", {boilerplate: ["تابعونا على الموقع"]}, {}],
  ["cleaning: text lost", {figures: [sum]}, {report: {source: "a001", text: "زار سالم وهند مصر"}, figures: [figure()]}],
  ["entities: name not found", {}, {entities: without("damascus")}],
  [
    "entities: names taken together",
    {},
    {
      entities: [
        ...without("damascus").filter((e) => e.id !== "x:hind"),
        {id: "x:both", kind: "place", mentions: [{quote: "دمشق"}, {quote: "هند"}]},
      ],
    },
  ],
  ["entities: kind", {}, {entities: [...without("council"), {id: "x:council", kind: "person", mentions: [{quote: "المجلس"}]}]}],
  ["entities: one taken for two", {}, {entities: [...entities, {id: "x:second", kind: "person", mentions: [{quote: "سالم"}]}]}],
  ["entities: false name", {}, {entities: [...entities, {id: "x:site", kind: "place", mentions: [{quote: "الموقع"}]}]}],
  ["events: no frame", {events: [visit]}, {}],
  ["events: one for several", {events: [visit, {...visit, participants: ["hind"], place: "sham"}]}, {events: [event()]}],
  ["events: other type", {events: [visit]}, {events: [event({type: "meeting"})]}],
  ["events: participants: nobody found", {events: [visit]}, {events: [event({participants: []})]}],
  ["events: participants: one side missing", {events: [{...visit, participants: ["salim", "hind"]}]}, {events: [event()]}],
  ["events: participants: target missing", {events: [blame]}, {events: [blamed(part("salim"))]}],
  ["events: participants: one too many", {events: [visit]}, {events: [event({participants: [part("salim"), part("hind")]})]}],
  ["events: participants: state for a person", {events: [visit]}, {events: [event({participants: [part("sham")]})]}],
  ["events: participants: person for a state", {events: [{...visit, participants: ["sham"]}]}, {events: [event()]}],
  ["events: participants: body for another", {events: [visit]}, {events: [event({participants: [part("council")]})]}],
  ["events: participants: somebody else", {events: [visit]}, {events: [event({participants: [part("hind")]})]}],
  ["events: participants: exchanged", {events: [blame]}, {events: [blamed(part("sham"), part("salim", "target"))]}],
  ["events: place missing", {events: [visit]}, {events: [event({place: null})]}],
  ["events: place wrong", {events: [visit]}, {events: [event({place: "x:sham"})]}],
  ["events: time: none told", {events: [visit]}, time(null)],
  ["events: time: told where none is", {events: [{...visit, time: null}]}, time("2024-03-05")],
  ["events: time: day missing", {events: [visit]}, time("2024")],
  ["events: time: too coarse", {events: [{...visit, time: "2024-03"}]}, time("2024")],
  ["events: time: too fine", {events: [{...visit, time: "2024"}]}, time("2024-03-05")],
  ["events: time: wrong day", {events: [visit]}, time("2024-03-06")],
  ["events: time: wrong", {events: [visit]}, time("2023-02")],
  ["events: status", {events: [visit]}, {events: [event({status: "planned"})]}],
  ["events: told twice", {events: [visit]}, {events: [event(), event({participants: [part("hind")]})]}],
  ["events: too much", {}, {events: [event()]}],
  ["statements: not found", {statements: [said]}, {}],
  ["statements: clause boundary", {statements: [said]}, {statements: [statement({content: {quote: "بين مصر والشام"}})]}],
  ["statements: speaker not known", {statements: [said]}, {statements: [statement({speaker: null})]}],
  ["statements: speaker wrong", {statements: [said]}, {statements: [statement({speaker: "x:hind"})]}],
  ["statements: carrier missing", {statements: [said]}, {statements: [statement({via: []})]}],
  ["statements: kind", {statements: [said]}, {statements: [statement({kind: "direct"})]}],
  ["statements: too much", {}, {statements: [statement()]}],
  ["figures: not found", {figures: [sum]}, {}],
  ["figures: unit", {figures: [sum]}, {figures: [figure({unit: "people"})]}],
  ["figures: metric", {figures: [sum]}, {figures: [figure({metric: "trade"})]}],
  ["figures: measure", {figures: [sum]}, {figures: [figure({measure: "change"})]}],
  ["figures: sign", {figures: [sum]}, {figures: [figure({value: -4e7})]}],
  ["figures: party missing", {figures: [sum]}, {figures: [figure({parties: ["x:egypt"]})]}],
  ["figures: party wrong", {figures: [sum]}, {figures: [figure({parties: ["x:egypt", "x:council"]})]}],
  ["figures: parties exchanged", {figures: [sum]}, {figures: [figure({parties: ["x:sham", "x:egypt"]})]}],
  ["figures: period missing", {figures: [sum]}, {figures: [figure({period: null})]}],
  ["figures: period wrong", {figures: [sum]}, {figures: [figure({period: {edtf: "2022"}})]}],
  ["figures: too much", {}, {figures: [figure()]}],
]
const named = (misses: readonly Miss[]): string[] => misses.map((m) => `${m.family}: ${m.cause}`)

describe("causes of misses", () => {
  test.each(table)("%s", (cause, g, r) => {
    expect(named(causesOf(gold(g), record(r)))).toEqual([cause])
  })
  test("each cause has its row", () => {
    const all = Object.entries(CAUSES).flatMap(([family, causes]) => Object.keys(causes).map((cause) => `${family}: ${cause}`))
    expect(["report: not read", ...table.map(([cause]) => cause)].sort()).toEqual(all.sort())
  })
  test("what is right, or optional and not there, is no miss", () => {
    const right = {...published, events: [visit, {...blame, optional: true}], statements: [said], figures: [sum]}
    const read = {
      report: {source: "a001", text, published: {edtf: "2024-03-05"}},
      events: [event()],
      statements: [statement()],
      figures: [figure()],
    }
    expect(causesOf(gold(right), record(read))).toEqual([])
  })
  test("a report that was not read", () => {
    expect(new Set(named(causesOf(gold({events: [visit]}), undefined)))).toEqual(
      new Set(["report: not read", "entities: name not found", "events: no frame"]),
    )
  })
  test("the most frequent first; alone are those with no other cause", () => {
    const misses = causesOf(
      gold({events: [visit, {...visit, type: "meeting", evidence: "والتقيا وفد"}]}),
      record({
        events: [event({place: null, status: "planned"}), event({type: "meeting", place: null, evidence: [{quote: "والتقيا وفد"}]})],
      }),
    )
    const causes = byCause(misses)
    expect(causes.map((c) => [c.cause, c.count, c.alone])).toEqual([
      ["place missing", 2, 1],
      ["status", 1, 0],
    ])
    expect(causesText(causes)).toContain(
      "events: place missing (2): no place\n  (visit 1, meeting 1)\n  a001  visit @egypt / —  «زار سالم»\n",
    )
    expect(causesTable(causes)).toContain("| events | place missing | 2 | 1 | no place |")
  })
})

describe("causes and score", () => {
  const work = mkdtempSync(join(tmpdir(), "isnad-causes-"))
  afterAll(() => rmSync(work, {recursive: true, force: true}))
  test("every miss of the score has a cause: one or more for each item that is not right, one for each that is over", () => {
    const id = (n: number): string => `a${String(n).padStart(3, "0")}`
    const pairs = table.map(([, g, r], n) => {
      const told = record(r)
      return [
        {...gold(g), id: id(n)},
        {...told, report: {...(told["report"] as Item), source: id(n)}},
      ] as const
    })
    for (const [g] of pairs) writeFileSync(join(work, `${g.id}.json`), JSON.stringify(g))
    const file = join(work, "records.jsonl")
    writeFileSync(file, pairs.map(([, r]) => JSON.stringify(r)).join("\n"))
    const run = spawnSync(process.execPath, [join(score, "score.mjs"), "--gold", work, "--records", file, "--misses"], {encoding: "utf8"})
    expect(run.status).toBe(0)
    const listed = run.stderr.split("\n").filter((line) => line.trim())
    const misses = pairs.flatMap(([g, r]) => causesOf(g, r))
    // A statement is right by its speaker alone, and what cleaning did is a ratio; a thing over that explains a miss is told with it.
    const fields = ["carrier missing", "kind", "boilerplate left", "text lost"].map(
      (cause) => (m: Miss) => m.family !== "entities" && m.cause === cause,
    )
    const items = new Set(misses.filter((m) => !fields.some((is) => is(m))).map((m) => m.item))
    const explained = misses.filter((m) => ["other type", "clause boundary", "unit"].includes(m.cause)).length
    expect(items.size + explained).toBe(listed.length)
  })
  test("the page of causes has its marks", () => {
    const page = readFileSync(join(score, "..", "docs", "quality.md"), "utf8")
    const causes = /<!-- causes -->[\s\S]*<!-- \/causes -->/.exec(page)?.[0] ?? ""
    for (const [, family, cause] of causes.matchAll(/^\| ([a-z]+) \| ([^|]+) \| \d+ \|/gm))
      expect(CAUSES[family as string]).toHaveProperty([cause as string])
    expect(page).toMatch(/<!-- causes -->\n\|[\s\S]*\n<!-- \/causes -->/)
  })
})
