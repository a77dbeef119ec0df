import {Readable} from "node:stream"
import {describe, expect, test} from "vitest"
import type {Columns} from "../model/index.ts"
import {readGiven, readReports} from "./reports.ts"

const TEXT = "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري."
const all = async (text: string | Uint8Array, columns?: Columns, name = "a.csv"): Promise<unknown[]> =>
  (await readGiven(name, typeof text === "string" ? Buffer.from(text) : text, columns ? {columns} : {})).map((r) =>
    "report" in r ? r.report : `${r.issue.code} ${r.issue.where}`,
  )

describe("tables", () => {
  const report = {title: "وزير في الدوحة", text: `وزير في الدوحة\n\n${TEXT}`, published: "2024-03-05", outlet: "الراصد", language: "ar"}
  test.each<[string, string, string]>([
    ["comma, Arabic names", "a.csv", `العنوان,النص,تاريخ النشر,المصدر\nوزير في الدوحة,"${TEXT}",2024-03-05,الراصد\n`],
    ["semicolon", "a.csv", `title;text;date;outlet\r\nوزير في الدوحة;${TEXT};2024-03-05T10:00:00Z;الراصد\r\n`],
    ["the day before the month, in Arabic digits", "a.csv", `العنوان,النص,التاريخ,المصدر\nوزير في الدوحة,"${TEXT}",٥/٣/٢٠٢٤,الراصد\n`],
    ["tab", "a.tsv", `Headline\tBody\tPublished_At\tPublisher\nوزير في الدوحة\t${TEXT}\t2024/03/05\tالراصد\n`],
    ["a mark, and names with marks", "a.csv", `\ufeffالعُنوان,  نصّ الخبر ,التاريخ,الصحيفة\nوزير في الدوحة,"${TEXT}",2024-03-05,الراصد\n`],
  ])("%s", async (_name, file, text) => expect(await all(text, undefined, file)).toEqual([{source: `${file}#1`, ...report}]))
  test("UTF-16 and windows-1256", async () => {
    const text = `العنوان\tالنص\tالتاريخ\tالمصدر\nوزير في الدوحة\t${TEXT}\t2024-03-05\tالراصد\n`
    const byteOf = new Map(Array.from({length: 256}, (_, b) => [new TextDecoder("windows-1256").decode(Uint8Array.of(b)), b]))
    expect(await all(Buffer.from(`\ufeff${text}`, "utf16le"), undefined, "a.tsv")).toEqual([{source: "a.tsv#1", ...report}])
    expect(
      await all(
        Uint8Array.from([...text], (c) => byteOf.get(c) ?? 63),
        undefined,
        "a.tsv",
      ),
    ).toEqual([{source: "a.tsv#1", ...report}])
  })
  test("columns that are named, and the rest guessed", async () => {
    const text = `س,ص,ع,المصدر\nx,"${TEXT}",2024-03-05,الراصد\n`
    expect(await all(text)).toEqual(["table-no-text a.csv"])
    expect(await all(text, {text: "ص", published: "ع"})).toMatchObject([{text: TEXT, published: "2024-03-05", outlet: "الراصد"}])
    expect(await all(text, {text: "ط"})).toEqual(["table-no-text a.csv"])
  })
  test("quotes within, lines within, empty lines, short and long rows", async () => {
    const text = `text,title,url\n"قال ""الوزير"" إنه\nوصل إلى الدوحة أمس",أ,https://e.org/1\n\n${TEXT}\n${TEXT},ب,https://e.org/2,زائد\n${TEXT} 5" و6,ج,https://e.org/3\n`
    expect((await all(text)).map((r) => (r as {url?: string}).url)).toEqual([
      "https://e.org/1",
      undefined,
      "https://e.org/2",
      "https://e.org/3",
    ])
  })
  test("a row without words, and an id", async () =>
    expect(await all(`id,text\n17,${TEXT}\n18,...\n`)).toMatchObject([{source: "17"}, "nothing-in-it a.csv#2"]))
  test("a quotation mark without its pair is told, and the rows before are read", async () => {
    const got = await all(`text,title\n${TEXT},أ\n"${TEXT},ب\n${TEXT},ج\n`)
    expect(got[0]).toMatchObject({title: "أ"})
    expect(got.slice(1)).toEqual([expect.stringContaining("table-broken a.csv")])
  })
  test.each([
    ["nothing", "", "file-empty a.csv"],
    ["bytes", Uint8Array.from({length: 400}, (_, i) => i % 31), "file-binary a.csv"],
    ["no names", `${TEXT}\n${TEXT}\n`, "table-no-text a.csv"],
  ])("%s", async (_name, text, told) => expect(await all(text)).toEqual([told]))
  test("a long table is read row by row", async () => {
    let made = 0
    const rows = Readable.from(
      (function* () {
        yield Buffer.from("text,title\n")
        for (; made < 100_000; made++) yield Buffer.from(`${TEXT},خبر ${made}\n`)
      })(),
    )
    let n = 0
    for await (const r of readReports("-", {stdin: rows, format: "table"})) if ("report" in r && ++n === 500) break
    expect([n, made < 20_000]).toEqual([500, true])
  })
})
