import {spawnSync} from "node:child_process"
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {searchTerms} from "../lang/ar/index.ts"
import type {ReportRecord} from "../model/index.ts"
import {openStore} from "../record/index.ts"
import {DATA_ROOT, press} from "../support/index.ts"

/// Journeys of a record that grows, with the command line as the build made it.

const program = join(DATA_ROOT, "..", "dist", "bundle", "isnad.js")
const VISIT =
  "وصل وزير الخارجية المصري سامح شكري إلى أنقرة يوم الأربعاء 24 مايو 2023 في زيارة رسمية.\n\nوقال شكري إن حجم التبادل التجاري بلغ 10 مليارات دولار في عام 2022.\n"
const TALKS = "أجرى الرئيس الروسي فلاديمير بوتين محادثات مع نظيره الصيني شي جين بينغ في موسكو يوم 21 مارس 2023.\n"

describe.skipIf(!existsSync(program))("a record that grows", () => {
  let dir = ""
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-keeping-"))
    const inbox = join(dir, "inbox")
    mkdirSync(inbox)
    writeFileSync(join(inbox, "visit.txt"), VISIT)
    writeFileSync(join(inbox, "items.jsonl"), `${JSON.stringify({text: TALKS})}\n{"none":1}\n`)
    writeFileSync(join(inbox, "empty.txt"), "")
    writeFileSync(
      join(inbox, "english.txt"),
      "The minister arrived in Ankara on Wednesday for an official visit, the ministry said in a statement.",
    )
    writeFileSync(join(inbox, "long.txt"), "كلمة ".repeat(600))
    writeFileSync(join(inbox, "photo.jpg"), "…")
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))
  const isnad = (...args: string[]): {code: number | null; out: string; err: string} => {
    const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...args], {
      encoding: "utf8",
      cwd: dir,
      env: {PATH: process.env["PATH"]},
    })
    return {code: status, out: stdout, err: stderr}
  }
  const asked = (...args: string[]) => JSON.parse(isnad(...args, "--json").out)

  test("every file stands in the ledger: kept, refused with the reason, passed over", () => {
    const kept = isnad("keep", "inbox", "--max-size", "0.002")
    expect(kept.code).toBe(1)
    expect(kept.out).toContain("2 reports (2 new)")
    expect(kept.out).toContain("1 files of other sorts passed over")
    expect(isnad("keep", "inbox/visit.txt").out).toContain("1 already there")
    const {sources} = asked("ledger")
    expect(sources).toMatchObject([{source: "files", items: 8, counts: {new: 2, same: 1, refused: 5}}])
    expect(sources[0].reasons.map((r: {code: string}) => r.code).sort()).toEqual([
      "file-empty",
      "file-too-large",
      "input-other",
      "json-no-text",
      "language-other",
    ])
    const {items} = asked("ledger", "--what", "refused")
    expect(items.map((e: {item: string; code: string}) => `${e.item} ${e.code}`).sort()).toEqual([
      "inbox/empty.txt file-empty",
      "inbox/english.txt language-other",
      "inbox/items.jsonl#2 json-no-text",
      "inbox/long.txt file-too-large",
      "inbox/photo.jpg input-other",
    ])
    const page = isnad("ledger").out
    expect(page).toMatch(/^source +items +new +same +refused/)
    expect(page).toContain("refused: The file holds nothing [file-empty]")
    expect(isnad("ledger", "--what", "eaten").code).toBe(2)
  })
  test("what was received comes back byte for byte, by report and by digest", () => {
    const [{report, raw}] = asked("ledger", "--what", "new", "--report", asked("timeline").items[0].report.id).items
    expect(isnad("raw", report).out).toBe(readFileSync(join(dir, "inbox", "items.jsonl"), "utf8").split("\n")[0])
    expect(asked("raw", raw.slice(0, 10)).origins).toMatchObject([
      {digest: raw, source: "files", name: "inbox/items.jsonl#1", reports: [{report}]},
    ])
    expect(isnad("raw", "r_0000000000000000").code).toBe(4)
    expect(isnad("keep", "inbox/visit.txt", "--no-raw", "--db", "bare.db").code).toBe(0)
    expect(isnad("raw", report, "--db", "bare.db").code).toBe(4)
  })
  test("what an older program read is read again, and the difference is told", async () => {
    const read = JSON.parse(isnad("read", "inbox/visit.txt", "--json").out) as ReportRecord
    const [figure] = read.figures
    if (!figure || read.events.length === 0) throw new Error("it tells a visit and a figure")
    // As a program read it that saw no visit and took the figure for another.
    const older: ReportRecord = {...read, events: [], figures: [{...figure, id: "f_older", value: 11}]}
    const db = join(dir, "older.db")
    const store = await openStore(db, {searchTerms: async () => searchTerms})
    const at = "2023-05-25T08:00:00.000Z"
    const raw = {
      pressed: press(Buffer.from(VISIT)),
      at,
      source: "files",
      name: "inbox/visit.txt",
      media: null,
      charset: null,
      published: null,
    }
    const arrival = {source: "files", item: "inbox/visit.txt", record: older, raw, code: null, detail: null, ms: 1}
    expect(await store.take([arrival], {at, program: "0"})).toEqual(["new"])
    await store.close()
    expect(asked("diff", "--db", db)).toEqual({
      totals: {reports: 0, otherwise: 0, claims: {same: 0, gone: 0, added: 0, changed: 0}, fields: []},
    })
    expect(isnad("reread", "--since", "2023-05-26", "--db", db).out).toContain("nothing to read again")
    expect(asked("reread", "--db", db)).toMatchObject({inputs: 1, left: 0, kept: {reread: 1}})
    expect(isnad("reread", "--db", db).out).toContain("nothing to read again")
    expect(asked("reread", "--again", "--db", db)).toMatchObject({inputs: 1, kept: {same: 1}})
    expect(asked("ledger", "--db", db).sources[0].counts).toMatchObject({new: 1, reread: 1, same: 1})
    const diff = JSON.parse(isnad("diff", read.report.id, "--json", "--db", db).out.split("\n")[0] as string)
    expect(diff).toMatchObject({
      report: read.report.id,
      gone: [],
      added: read.events.map((claim) => ({family: "event", claim: {id: claim.id}})),
      changed: [{is: {claim: {id: figure.id}}, fields: [{field: "value", was: 11, is: figure.value}]}],
      same: read.statements.length,
    })
    const page = isnad("diff", "--db", db).out
    expect(page).toContain("  + event visit")
    expect(page).toContain(`value: 11 → ${figure.value}`)
    expect(page).toContain(`1 reports read anew, 1 otherwise: 0 claims gone, ${read.events.length} new, 1 changed`)
    expect(isnad("diff", "r_none", "--db", db).code).toBe(4)
  })
})
