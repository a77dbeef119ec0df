import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, describe, expect, test} from "vitest"
import {foldName, METONYM} from "../../../knowledge/index.ts"
import {
  STATUSES,
  type Entity,
  type EventClaim,
  edtfRange,
  type FigureClaim,
  type ReportRecord,
  rangesOverlap,
  type StatementClaim,
} from "../../../model/index.ts"
import {openReader} from "../../../open.ts"
import {readReport} from "../../../pipeline.ts"
import {lookUp} from "../../../support/index.ts"
import {foldWord} from "../index.ts"

/// Runs the case files beside it: what a speaker of Arabic takes from a sentence or two, held against what the program finds.
/// The format is in README.md. `CASES=print` prints how many are found, right and false, a line a file.

type Expected = {
  readonly line: number
  readonly nothing: boolean
  /// May be found or not.
  readonly may: boolean
  readonly kind: readonly string[]
  readonly status: readonly string[]
  readonly fields: ReadonlyMap<string, string>
}
type Case = {
  readonly file: string
  readonly line: number
  readonly shows: string
  readonly text: string
  readonly on: string
  readonly expected: readonly Expected[]
  readonly knownMiss: string
}

const EVENT_FIELDS = new Set(["who", "whom", "place", "when"])
const STATEMENT_FIELDS = new Set(["who", "via", "says"])
const FIGURE_FIELDS = new Set(["value", "measure", "comparator", "period", "parties", "status"])

/// Reads one file. A block begins with a comment line and ends at the next one; a line that says nothing known is an error.
function readCases(file: string, source: string): Case[] {
  const out: {file: string; line: number; shows: string; text: string; on: string; expected: Expected[]; knownMiss: string}[] = []
  const fieldsOf = file === "statements" ? STATEMENT_FIELDS : file === "figures" ? FIGURE_FIELDS : EVENT_FIELDS
  let fields = new Map<string, string>()
  for (const [n, raw] of source.split("\n").entries()) {
    const line = raw.trim()
    const bad = (says: string): never => {
      throw new Error(`${file}.case:${n + 1}: ${says}: ${line}`)
    }
    if (!line) continue
    if (line.startsWith("#")) {
      out.push({file, line: n + 1, shows: line.slice(1).trim(), text: "", on: "", expected: [], knownMiss: ""})
      continue
    }
    const at = out.at(-1) ?? bad("a case begins with a comment line")
    if (line.startsWith("==>")) {
      const [kind = "", ...rest] = line.slice(3).trim().split(/\s+/)
      if (kind !== "nothing")
        for (const w of rest) if (w !== "or" && !(STATUSES as readonly string[]).includes(w)) bad(`"${w}" is no status`)
      fields = new Map()
      const last = out.at(-1) as {expected: Expected[]}
      last.expected.push({
        line: n + 1,
        nothing: kind === "nothing",
        may: kind.startsWith("?"),
        kind: (kind === "nothing" ? (rest.at(-1) as string) : kind.replace("?", "")).split("/"),
        status: rest.filter((w) => w !== "or"),
        fields,
      })
      continue
    }
    const [, key, value] = /^([a-z-]+):\s*(.+)$/.exec(line) ?? bad("neither «key: value» nor «==>»")
    if (key === "text") at.text = (value as string).replaceAll("\\n", "\n")
    else if (key === "on") at.on = value as string
    else if (key === "known-miss") at.knownMiss = value as string
    else if (fieldsOf.has(key as string) && at.expected.length > 0) fields.set(key as string, value as string)
    else bad("no such field here")
  }
  for (const c of out)
    if (!c.text || !edtfRange(c.on) || c.expected.length === 0)
      throw new Error(`${file}.case:${c.line}: a case has a text, a day and what is expected`)
  return out
}

const reader = openReader()
const {knowledge} = reader

/// The entities that the knowledge base calls by this name.
function knownAs(name: string): Set<string> {
  const value = lookUp(knowledge.names, foldName(name, foldWord))
  const ids = new Set<string>()
  if (value >= 0) {
    for (let i = knowledge.starts[value] as number; i < (knowledge.starts[value + 1] as number); i += 2) {
      const known = knowledge.entities[knowledge.pairs[i] as number]
      if (known && ((knowledge.pairs[i + 1] as number) & METONYM) === 0) ids.add(known.id)
    }
  }
  return ids
}

const bareWords = (name: string): string[] =>
  foldName(name, foldWord)
    .split(" ")
    .map((w) => w.replace(/^(?:[وف]?(?:ب?ال|لل)|[بلو])(?=.{3})/u, ""))
const FORCES = /^(?:ال)?(?:سلط|حكوم|قو|جيش|شرط|بحري|رئاس|دفاع)/u

/// Is this entity the one of that name? By id, by a name of the knowledge base, by the words of a mention; a country also by its government or force («القوات الأرمينية»).
function isNamed(entity: Entity, name: string): boolean {
  if (name.includes(":")) return entity.id === name
  if (knownAs(name).has(entity.id)) return true
  const wanted = bareWords(name)
  const names = [...entity.mentions.map((m) => m.quote), entity.name.ar].map(bareWords)
  if (names.some((x) => x.length === wanted.length && wanted.every((w) => x.includes(w)))) return true
  const country = [...knownAs(name)].find((id) => id.startsWith("country:"))
  if (country) {
    if (entity.kind !== "organization") return false
    const stem = (wanted[0] as string).slice(0, 4)
    return names.some((x) => FORCES.test(x[0] as string) && x.some((w) => w.startsWith(stem)))
  }
  return (
    entity.kind !== "country" &&
    names.some((x) => (x.length < wanted.length && !entity.known ? x.every((w) => wanted.includes(w)) : wanted.every((w) => x.includes(w))))
  )
}

const alternatives = (value: string): string[] => value.split(" or ").map((s) => s.trim())

/// «أ + ب or ج + ?د»: each wanted one and no other; `?` may be there or not.
function sameSet(wanted: string, found: readonly Entity[]): boolean {
  const items = wanted.split(" + ").map((s) => ({may: s.includes("?"), names: alternatives(s.replaceAll("?", ""))}))
  return (
    items.every((i) => i.may || found.some((e) => i.names.some((n) => isNamed(e, n)))) &&
    found.every((e) => items.some((i) => i.names.some((n) => isNamed(e, n))))
  )
}

/// As the scorer has it: the same days, or days that touch and begin and end within a week of each other.
function sameTime(wanted: string, edtf: string | undefined): boolean {
  return alternatives(wanted).some((w) => {
    if (w === "-") return edtf === undefined
    const [a, b] = [edtfRange(w), edtfRange(edtf)]
    const near = (x: number, y: number): boolean => x === y || Math.abs(x - y) <= 7
    return a !== undefined && b !== undefined && rangesOverlap(a, b) && near(a.first, b.first) && near(a.last, b.last)
  })
}

/// One thing found, with what is wrong with it when held against an expectation; undefined where it is something else.
type Found = {
  readonly shown: string
  readonly against: (e: Expected) => {readonly like: number; readonly wrong: readonly string[]} | undefined
}

function eventsFound(record: ReportRecord, types: readonly string[]): Found[] {
  const entity = (id: string | null): Entity[] => record.entities.filter((e) => e.id === id)
  const name = (id: string | null): string => entity(id)[0]?.mentions[0]?.quote ?? id ?? "—"
  return record.events
    .filter((e) => types.length === 0 || types.includes(e.type))
    .map((e: EventClaim) => ({
      shown: `${e.type} ${e.status} ${e.participants.map((p) => `${p.role} ${name(p.entity)}`).join(", ")} @${name(e.place)} ${e.time?.edtf ?? "—"} by ${e.by} «${e.evidence[0].quote}»`,
      against: (want) => {
        if (!want.kind.includes(e.type)) return undefined
        const wrong: string[] = []
        const who = want.fields.get("who") ?? ""
        const whom = want.fields.get("whom") ?? ""
        const all = e.participants.flatMap((p) => entity(p.entity))
        if ((who || whom) && !sameSet([who, whom].filter(Boolean).join(" + "), all)) wrong.push("participants")
        else if (whom) {
          const names = (list: string): string[] => list.split(" + ").flatMap((s) => alternatives(s.replaceAll("?", "")))
          const turned = e.participants.some((p) =>
            entity(p.entity).some(
              (x) =>
                (p.role === "actor" && names(whom).some((n) => isNamed(x, n)) && !names(who).some((n) => isNamed(x, n))) ||
                (p.role === "target" && who && names(who).some((n) => isNamed(x, n)) && !names(whom).some((n) => isNamed(x, n))),
            ),
          )
          if (turned) wrong.push("actor and target exchanged")
        }
        const place = want.fields.get("place")
        if (place === "none" ? e.place !== null : place && !(place.startsWith("?") && e.place === null) && !sameSet(place, entity(e.place)))
          wrong.push("place")
        const when = want.fields.get("when")
        if (when && (when === "none" ? e.time !== null : !sameTime(when, e.time?.edtf))) wrong.push("time")
        if (!want.status.includes(e.status)) wrong.push("status")
        return {like: 10 - wrong.length, wrong}
      },
    }))
}

function statementsFound(record: ReportRecord): Found[] {
  const {text} = record.report
  return record.statements.map((s: StatementClaim) => ({
    shown: `${s.kind} ${record.entities.find((e) => e.id === s.speaker)?.mentions[0]?.quote ?? `«${s.speakerText ?? "—"}»`}${s.via.length > 0 ? ` via ${s.via.join(", ")}` : ""} ${s.cue.quote}: «${s.content.quote}»`,
    against: (want) => {
      const overlaps = alternatives(want.fields.get("says") as string).map((says) => {
        const start = text.indexOf(says)
        if (start < 0) throw new Error(`no such words in the text: ${says}`)
        const shared = Math.min(start + says.length, s.content.end) - Math.max(start, s.content.start)
        return shared / (says.length + s.content.end - s.content.start - shared)
      })
      const like = Math.max(...overlaps)
      if (like < 0.5) return undefined
      const wrong: string[] = []
      const who = want.fields.get("who") ?? ""
      const speaker = record.entities.filter((e) => e.id === s.speaker)
      const isText = (name: string): boolean =>
        name.startsWith("«") &&
        speaker.length === 0 &&
        foldName(s.speakerText ?? "", foldWord).includes(foldName(name.replace(/^«|»$/g, ""), foldWord))
      const named = alternatives(who).filter((name) => !name.startsWith("«"))
      if (!alternatives(who).some(isText) && (named.length === 0 || !sameSet(named.join(" or ") || "?—", speaker))) wrong.push("speaker")
      const via = want.fields.get("via")
      if (
        via &&
        !sameSet(
          via === "-" ? "?—" : via,
          record.entities.filter((e) => s.via.includes(e.id)),
        )
      )
        wrong.push("via")
      if (!want.kind.includes(s.kind)) wrong.push("kind")
      return {like: like * 10 - wrong.length, wrong}
    },
  }))
}

const COUNTED = /^([A-Z]{3}|%|m3|bcm|bbl|boe|t|kg|km2?|ha|m|mw|gw|mwh|gwh|twh|kwh|years?|months?|weeks?|days?|hours?|minutes?)(\/.*)?$/i
const unitClass = (unit: string): string =>
  /^[A-Z]{3}$/.test(unit) ? unit : COUNTED.test(unit) ? unit.toLowerCase().replace(/\/.*/, "").replace(/s$/, "") : "count"

function figuresFound(record: ReportRecord): Found[] {
  return record.figures.map((f: FigureClaim) => {
    const parties = f.parties.flatMap((id) => record.entities.filter((e) => e.id === id))
    return {
      shown: `${f.metric} ${f.comparator}${f.value} ${f.unit} ${f.measure} ${f.period?.edtf ?? "—"} ${f.status} parties ${parties.map((e) => e.mentions[0]?.quote ?? e.id).join(", ") || "—"} by ${f.by} «${f.evidence[0].quote}»`,
      against: (want) => {
        const [amount, unit = ""] = (want.fields.get("value") as string).split(/\s+/)
        if (Math.abs(Math.abs(Number(amount)) - Math.abs(f.value)) > 1e-6 * Math.abs(f.value) || unitClass(unit) !== unitClass(f.unit))
          return undefined
        const wrong: string[] = []
        if (!want.kind.includes(f.metric)) wrong.push("metric")
        if (Math.sign(Number(amount)) !== Math.sign(f.value)) wrong.push("sign")
        if (!alternatives(want.fields.get("measure") ?? "level").includes(f.measure)) wrong.push("measure")
        if (!alternatives(want.fields.get("comparator") ?? "=").includes(f.comparator)) wrong.push("comparator")
        if (!alternatives(want.fields.get("status") ?? "reported").includes(f.status)) wrong.push("status")
        const period = want.fields.get("period")
        if (period === "none" ? f.period !== null : period && !sameTime(period, f.period?.edtf)) wrong.push("period")
        const of = want.fields.get("parties")
        if (of && !sameSet(of, parties)) wrong.push("parties")
        return {like: 10 - wrong.length, wrong}
      },
    }
  })
}

type Outcome = {
  readonly found: number
  readonly right: number
  readonly wanted: number
  readonly extra: number
  readonly says: readonly string[]
}

/// Reads the text and gives each expectation the likest thing found; what is left over is too much.
function run(c: Case): Outcome {
  const record = readReport({source: `${c.file}.case`, text: c.text, published: c.on}, reader)
  const found =
    c.file === "statements"
      ? statementsFound(record)
      : c.file === "figures"
        ? figuresFound(record)
        : eventsFound(record, c.file === "stories" ? [] : [c.file])
  const wanted = c.expected.filter((e) => !e.nothing)
  const pairs = wanted
    .flatMap((e, i) =>
      found.flatMap((f, j) => {
        const held = f.against(e)
        return held ? [{i, j, ...held}] : []
      }),
    )
    .sort((a, b) => b.like - a.like)
  const ofWanted = new Map<number, (typeof pairs)[number]>()
  const taken = new Set<number>()
  for (const p of pairs) {
    if (ofWanted.has(p.i) || taken.has(p.j)) continue
    ofWanted.set(p.i, p)
    taken.add(p.j)
  }
  const says: string[] = []
  for (const [i, e] of wanted.entries()) {
    const p = ofWanted.get(i)
    const told = `${e.kind.join("/")} ${e.status.join(" or ")} ${[...e.fields].map(([k, v]) => `${k} ${v}`).join("; ")}`
    if (e.may) continue
    if (!p) says.push(`missed (line ${e.line}): ${told}`)
    else if (p.wrong.length > 0) says.push(`wrong ${p.wrong.join(", ")} (line ${e.line}): ${told}\n     found: ${found[p.j]?.shown}`)
  }
  for (const [j, f] of found.entries()) if (!taken.has(j)) says.push(`too much: ${f.shown}`)
  const kept = [...ofWanted.values()].filter((p) => !wanted[p.i]?.may)
  return {
    found: kept.length,
    right: kept.filter((p) => p.wrong.length === 0).length,
    wanted: wanted.filter((e) => !e.may).length,
    extra: found.length - taken.size,
    says,
  }
}

const here = import.meta.dirname
const lines: string[] = []

for (const name of readdirSync(here)
  .filter((f) => f.endsWith(".case"))
  .sort()) {
  const file = name.slice(0, -5)
  const cases = readCases(file.split("-")[0] as string, readFileSync(join(here, name), "utf8"))
  const sum = {wanted: 0, found: 0, right: 0, extra: 0, passed: 0}
  describe(name, () => {
    for (const c of cases) {
      test(`${c.line} ${c.shows}`, () => {
        const out = run(c)
        sum.wanted += out.wanted
        sum.found += out.found
        sum.right += out.right
        sum.extra += out.extra
        if (out.says.length === 0) sum.passed++
        const told = `${name}:${c.line} ${c.shows}\n  text: ${c.text}\n  on: ${c.on}\n  ${out.says.join("\n  ")}`
        if (process.env.CASES === "all" && out.says.length > 0) lines.push(`${told}\n`)
        if (c.knownMiss)
          expect(
            out.says.length,
            `${name}:${c.line} is right now: take away its «known-miss: ${c.knownMiss}»\n  text: ${c.text}`,
          ).toBeGreaterThan(0)
        else expect(out.says, told).toEqual([])
      })
    }
    afterAll(() => {
      lines.push(
        `${file.padEnd(11)} cases ${cases.length} passed ${sum.passed} | wanted ${sum.wanted} found ${sum.found} right ${sum.right} false ${sum.extra} | known misses ${cases.filter((c) => c.knownMiss).length}`,
      )
    })
  })
}

afterAll(() => {
  if (process.env.CASES) console.log(lines.join("\n"))
})
