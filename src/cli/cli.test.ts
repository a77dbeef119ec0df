import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {PassThrough, Readable} from "node:stream"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../lang/ar/index.ts"
import {openStore} from "../record/index.ts"
import {recordOf} from "../record/store.contract.ts"
import {drawDay} from "./days.ts"
import {EXIT} from "./exit.ts"
import {drawNumber} from "./numbers.ts"
import {jsonOf} from "./output.ts"
import {runProgram} from "./program.ts"
import {isolate, tame, widthOf, wrap} from "./terminal.ts"

type Ran = {readonly code: number; readonly out: string; readonly err: string}

async function run(
  args: readonly string[],
  {terminal = false, stdin = "", env = {}}: {terminal?: boolean; stdin?: string; env?: NodeJS.ProcessEnv} = {},
): Promise<Ran> {
  const catching = (): {stream: NodeJS.WriteStream; text: () => string} => {
    const stream = new PassThrough()
    const chunks: Buffer[] = []
    stream.on("data", (c: Buffer) => chunks.push(c))
    return {
      stream: Object.assign(stream, {isTTY: terminal, columns: 100}) as unknown as NodeJS.WriteStream,
      text: () => Buffer.concat(chunks).toString(),
    }
  }
  const [out, err] = [catching(), catching()]
  const code = await runProgram(args, {stdin: Readable.from([Buffer.from(stdin)]), stdout: out.stream, stderr: err.stream, env})
  return {code, out: out.text(), err: err.text()}
}

describe("days are drawn as exact as they are", () => {
  test.each([
    ["2023-05-24", "2023-05-24"],
    ["2023-05", "2023-05"],
    ["2023", "2023"],
    ["2023-05-22/2023-05-24", "2023-05-22…24"],
    ["2023-05-28/2023-06-02", "2023-05-28…06-02"],
    ["2023-12-30/2024-01-02", "2023-12-30…2024-01-02"],
    ["2022/2023", "2022…2023"],
    ["2023-03/2023-05", "2023-03…05"],
    ["../2023-05-24", "…2023-05-24"],
    ["2022-02-24/..", "2022-02-24…"],
    ["2023-33", "2023 Q1"],
    ["2023-21", "2023 spring"],
    ["2023-05-24~", "≈2023-05-24"],
    ["202X", "2020s"],
    ["2023-XX-XX", "2023"],
    [null, "undated"],
  ])("%s → %s", (edtf, drawn) => expect(drawDay(edtf)).toBe(drawn))
  test("worked out, not said", () => expect(drawDay("2023-05-24", true)).toBe("≈2023-05-24"))
})

describe("numbers", () => {
  test.each([
    [190e9, "USD", "190 billion USD"],
    [-40, "%", "-40 %"],
    [9.7e9, "USD", "9.7 billion USD"],
    [12345, "people", "12,345 people"],
    [0.5, "t", "0.5 t"],
    [1234.5678, "km", "1,234.568 km"],
  ])("%d %s", (value, unit, drawn) => expect(drawNumber(value, unit)).toBe(drawn))
})

describe("text on a terminal", () => {
  test("a text cannot command the terminal or turn the line round", () => {
    expect(tame("\u001b[31mأ\u202eب\u0007\u200fج")).toBe("\ufffd[31mأب\ufffdج")
    expect(isolate("قال\nsaid")).toBe("\u2067قال\u2069\n\u2066said\u2069")
  })
  test("nor can its JSON, which keeps the value", () => {
    const value = {text: "أ\u202eب\u009b\u001b"}
    expect(jsonOf(value)).toBe('{"text":"أ\\u202eب\\u009b\\u001b"}')
    expect(JSON.parse(jsonOf(value))).toEqual(value)
  })
  test("marks above letters take no column", () => expect(widthOf("بَغْدَاد")).toBe(5))
  test("words are wrapped, none is lost", () => {
    const text = "كلمة ".repeat(40).trim()
    const lines = wrap(text, 30)
    expect(lines.join(" ")).toBe(text)
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(30)
  })
})

const COMMANDS = ["read", "keep", "timeline", "show", "explain", "search", "stats", "dates", "numbers"]

describe("help", () => {
  test("all commands, exit codes", async () => {
    const {code, out} = await run(["--help"])
    expect(code).toBe(EXIT.ok)
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} `, "m"))
    expect(out).toContain("Exit codes:")
  })
  test.each(COMMANDS)("%s has examples", async (name) => {
    const {code, out} = await run([name, "--help"])
    expect([code, out.includes("Examples:"), out.includes(`$ isnad ${name}`) || out.includes(`| isnad ${name}`)]).toEqual([0, true, true])
  })
  test("version", async () => expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/))
})

describe("wrong calls", () => {
  test.each<[string, string[]]>([
    ["no command", []],
    ["no such command", ["fly"]],
    ["no such option", ["timeline", "--fast"]],
    ["a day that is none", ["timeline", "--from", "yesterday"]],
    ["a status that is none", ["timeline", "--status", "likely"]],
    ["no words", ["search"]],
    ["a limit below nothing", ["timeline", "--limit", "-1"]],
    ["a publication day that is none", ["read", "x.txt", "--on", "2023-13-45"]],
    ["a size that is none", ["read", "x.txt", "--max-size", "big"]],
  ])("%s", async (_name, args) => expect((await run(args)).code).toBe(EXIT.usage))
})

describe("asking a record", () => {
  let dir = ""
  let db = ""
  const event = recordOf("زار بوتين الصين يوم الأربعاء. ثم عاد.", {
    events: [{words: "زار بوتين الصين", who: ["person:putin"], place: "country:china", time: "2023-05-24", by: "agency:xinhua"}],
    extra: true,
  })
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "isnad-cli-"))
    db = join(dir, "a.db")
    const store = await openStore(db, {searchTerms: async () => searchTerms})
    await store.keepReports([event, recordOf("اجتمعت الوزارات في بغداد.", {source: "b.txt"})])
    await store.close()
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const ask = (...args: string[]): Promise<Ran> => run([...args, "--db", db])

  test("timeline: day, kind, who, place, status, sentence, who says so, source", async () => {
    const {code, out} = await ask("timeline")
    expect(code).toBe(0)
    for (const part of [
      "2023-05-24",
      "visit",
      "occurred",
      "فلاديمير بوتين (Vladimir Putin)",
      "الصين (China)",
      "زار بوتين الصين يوم الأربعاء.",
      "says شينخوا (Xinhua)",
      "a.txt",
      event.events[0]?.id as string,
    ])
      expect(out).toContain(part)
    expect(out).not.toMatch(/[\u001b\u2066-\u2069]/)
  })
  test("on a terminal Arabic stands in isolates; in JSON never", async () => {
    expect((await run(["timeline", "--db", db], {terminal: true})).out).toContain("\u2067فلاديمير بوتين\u2069")
    const {out} = await run(["timeline", "--db", db, "--json"], {terminal: true})
    expect(out).not.toMatch(/[\u001b\u2066-\u2069]/)
    expect(JSON.parse(out)).toMatchObject({total: 1, next: null, items: [{event: {type: "visit"}}]})
  })
  test("NO_COLOR", async () =>
    expect((await run(["timeline", "--db", db], {terminal: true, env: {NO_COLOR: "1"}})).out).not.toContain("\u001b["))
  test("the record by environment", async () =>
    expect((await run(["stats", "--json"], {env: {ISNAD_DB: db}})).out).toContain('"reports":2'))
  test("conditions", async () => {
    expect(
      (await ask("timeline", "--actor", "Putin", "--type", "visit,meeting", "--status", "occurred", "--from", "2023-05", "--to", "2023"))
        .out,
    ).toContain("1 events")
    expect((await ask("timeline", "--type", "call")).out).toContain("No event fits")
  })
  test("show and explain", async () => {
    const id = event.events[0]?.id as string
    expect((await ask("show", id)).out).toContain("زار بوتين الصين")
    expect((await ask("show", event.report.id)).out).toContain("Statements (1)")
    expect((await ask("show", "person:putin")).out).toContain("Vladimir Putin")
    const {out} = await ask("explain", id)
    for (const part of ["visit.verb.زار", "person:putin", "2023-05-24, stated", "agency:xinhua ← a.txt", "Steps"])
      expect(out).toContain(part)
    expect((await ask("explain", event.figures[0]?.id as string)).out).toContain("trade 190000000000 USD")
    expect(await ask("show", "e_none")).toMatchObject({code: EXIT.unknown, out: ""})
  })
  test("what is decided on a line: who, when, why; undone; as gold", async () => {
    const id = event.figures[0]?.id as string
    const decided = await ask("correct", id, "--value", "5", "--party", "country:china", "--reason", "خطأ في الرقم", "--by", "سلمى")
    expect([decided.code, decided.out.includes("corrected: parties, value") || decided.out.includes("corrected: value, parties")]).toEqual([
      0,
      true,
    ])
    for (const part of ["«خطأ في الرقم»", "سلمى", "5 USD"]) expect(decided.out).toContain(part)
    const {items} = JSON.parse((await ask("decisions", "--json")).out) as {items: {id: string; by: string; at: string}[]}
    expect(items).toMatchObject([{by: "سلمى", standing: true, reason: "خطأ في الرقم"}])
    expect(Date.parse(items[0]?.at as string)).toBeGreaterThan(Date.parse("2024-01-01"))
    const gold = JSON.parse((await ask("gold")).out) as {figures: {value: number}[]; events: {optional?: true}[]}
    expect([gold.figures, gold.events.map((e) => e.optional)]).toMatchObject([[{value: 5, parties: ["china"]}], [true]])
    expect((await ask("gold", "--to", join(dir, "gold"))).out).toContain("1 gold records")
    expect(readdirSync(join(dir, "gold"))).toHaveLength(1)
    expect((await ask("undo", items[0]?.id as string, "--by", "هند")).out).toContain("(taken back by هند)")
    expect((await ask("gold")).out).toBe("")
    expect((await ask("undo", items[0]?.id as string)).code).toBe(EXIT.unknown)
    expect((await ask("correct", id, "--value", "x")).code).toBe(EXIT.usage)
  })
  test("tokens: shown once, listed without their secrets, taken back; and that is noted", async () => {
    const made = await ask("token", "add", "سلمى", "--role", "review")
    expect(made.out).toMatch(/^isnad_[\w-]{43}\n$/)
    expect((await ask("token", "add", "سلمى", "--role", "read")).code).not.toBe(0)
    expect((await ask("token", "add", "x", "--role", "king")).code).toBe(EXIT.usage)
    expect((await ask("token", "add", "x")).code).toBe(EXIT.usage)
    expect((await ask("token", "add", "a\u001b[31m", "--role", "read")).code).toBe(EXIT.usage)
    const list = await ask("token", "list", "--json")
    expect(JSON.parse(list.out)).toMatchObject([{name: "سلمى", role: "review", revoked: null}])
    expect(list.out).not.toContain(made.out.trim().slice(6))
    expect((await ask("token", "revoke", "سلمى")).code).toBe(0)
    expect((await ask("token", "revoke", "سلمى")).err).toContain("[token-unknown]")
    expect((await ask("token", "list")).out).toContain("taken back")
    const {items} = JSON.parse((await ask("audit", "--json")).out) as {items: {does: string; of: string}[]}
    expect(items).toMatchObject([
      {does: "token revoke", of: "سلمى", from: "cli"},
      {does: "token add", of: "سلمى review", from: "cli"},
    ])
    expect((await ask("audit", "--limit", "1")).out).toContain("more: --after")
  })
  test("a record without tokens is not opened to other machines", async () => {
    const {code, err} = await ask("serve", "--host", "0.0.0.0", "--port", "0")
    expect([code === 0, err.includes("[access-open]")]).toEqual([false, true])
  })
  test("names by hand: two are one, a spelling, back", async () => {
    const {out} = await ask("join", "person:putin", "agency:xinhua", "--reason", "للتجربة")
    expect(out).toContain("person:putin = agency:xinhua")
    expect((await ask("show", "agency:xinhua")).out).toContain("Vladimir Putin")
    expect((await ask("spell", "person:putin", "بوتن")).out).toContain("«بوتن»")
    expect((await ask("show", "person:putin")).out).toContain("بوتن")
    const {items} = JSON.parse((await ask("decisions", "--family", "entity", "--json")).out) as {items: {id: string; standing: boolean}[]}
    for (const d of items) expect((await ask("undo", d.id)).code).toBe(0)
    expect((await ask("show", "agency:xinhua")).out).toContain("Xinhua")
  })
  test("the queue", async () => {
    const {out} = await ask("queue", "--family", "figure")
    expect(out).toContain("20 % in doubt")
    expect(JSON.parse((await ask("queue", "--json")).out).items).toHaveLength(3)
  })
  test("search finds other forms and shows the report's words", async () => {
    expect((await ask("search", "وزارة")).out).toContain("*الوزارات*")
    expect((await ask("search", "قطار")).out).toContain("No report")
  })
  test("no record there", async () => {
    const {code, err} = await run(["stats", "--db", join(dir, "none.db")])
    expect([code, err.trimEnd().split("\n").length, existsSync(join(dir, "none.db"))]).toEqual([EXIT.record, 1, false])
  })
})

/// What needs the reader itself.
describe("reading and keeping", () => {
  let dir = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-cli-"))
    writeFileSync(join(dir, "a.txt"), "زار الرئيس الروسي فلاديمير بوتين الصين يوم 24 مايو 2023، والتقى نظيره الصيني شي جين بينغ.")
    writeFileSync(join(dir, "empty.txt"), "")
    writeFileSync(join(dir, "english.txt"), "The president arrived in Cairo on Tuesday.")
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))

  test("records, one a line; bad inputs one line each; exit code 1", async () => {
    const {code, out, err} = await run(["read", dir])
    expect(code).toBe(EXIT.someFailed)
    const records = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as ReturnType<typeof recordOf>)
    expect(records.map((r) => r.report.source)).toEqual([`${dir}/a.txt`])
    expect(records[0]?.events.length).toBeGreaterThan(0)
    expect(
      err
        .trimEnd()
        .split("\n")
        .map((line) => /\[([a-z-]+)\]$/.exec(line)?.[1]),
    ).toEqual(["file-empty", "language-other"])
  })
  test("a page on a terminal", async () => {
    const {code, out} = await run(["read", join(dir, "a.txt")], {terminal: true})
    expect([code, out.includes("Events (")]).toEqual([0, true])
  })
  test("keeping twice adds nothing", async () => {
    const db = join(dir, "k.db")
    expect((await run(["keep", join(dir, "a.txt"), "--db", db])).out).toContain("1 reports (1 new)")
    const again = await run(["keep", join(dir, "a.txt"), "--db", db, "--json"])
    expect(JSON.parse(again.out)).toMatchObject({reports: 1, kept: {new: 0, same: 1}, failed: 0, issues: []})
  })
  test("the day of publication from the command line", async () => {
    const {out} = await run(["read", "-", "--on", "2024-03-05"], {stdin: "زار وزير الخارجية المصري سامح شكري الدوحة أمس."})
    expect(JSON.parse(out)).toMatchObject({report: {source: "-", published: {edtf: "2024-03-05", basis: "given"}}})
  })
  test("dates and numbers", async () => {
    expect((await run(["dates", "في 3 حزيران/يونيو 2023", "--json"])).out).toContain('"edtf":"2023-06-03"')
    expect((await run(["numbers", "190 مليار دولار", "--json"])).out).toContain("190000000000")
  })
})
