import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {Readable} from "node:stream"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import type {RawReport} from "../model/index.ts"
import {readPage} from "./html.ts"
import {findInputs} from "./inputs.ts"
import {guessLanguage} from "./language.ts"
import {readMarkdown} from "./markdown.ts"
import {publishedDay} from "./published.ts"
import {type ReadOptions, readReports} from "./reports.ts"

const TEXT =
  "وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري. وأكد الوزيران «عمق العلاقات» بين البلدين؛ وقال الوزير إن حجم التجارة بلغ 3 مليارات دولار."

describe("language", () => {
  test.each([
    ["ar", TEXT],
    ["ar", "قال مصدر لوكالة Reuters إن شركة Gazprom وقعت اتفاقا جديدا مع الحكومة في بغداد"],
    ["fa", "وزیر امور خارجه ایران گفت که این کشور با همسایگان خود روابط خوبی دارد و برای صلح در منطقه تلاش می کند"],
    ["ur", "وزیر اعظم نے کہا ہے کہ پاکستان اور چین کے درمیان تعلقات بہت مضبوط ہیں اور یہ جاری رہیں گے"],
    ["ckb", "سەرۆکی هەرێم لە بەغدا لەگەڵ سەرۆک وەزیران کۆبووەوە و باسیان لە پەیوەندییەکان کرد"],
    ["en", "The minister arrived in Cairo on Tuesday for talks with his counterpart."],
    ["ru", "Министр прибыл в Каир во вторник для переговоров."],
    ["he", "שר החוץ הגיע לקהיר ביום שלישי"],
  ])("%s", (code, text) => expect(guessLanguage(text)?.code).toBe(code))
  test("no letters, no guess", () => expect(guessLanguage("123 — ...")).toBeUndefined())
})

describe("published", () => {
  test.each([
    ["2024-03-05T23:30:00+03:00", "2024-03-05"],
    ["2024-3-5 10:00", "2024-03-05"],
    ["20240305T101112Z", "2024-03-05"],
    ["Tue, 05 Mar 2024 22:00:00 +0300", "2024-03-05"],
    ["March 5, 2024", "2024-03-05"],
    ["2024-03", "2024-03"],
    [1709632800, "2024-03-05"],
    ["2024-02-31", undefined],
    ["أمس", undefined],
    [{edtf: "2024"}, undefined],
  ])("%s", (said, day) => expect(publishedDay(said)).toBe(day))
})

const PAGE = `<!doctype html><html lang="ar-EG"><head><meta charset="utf-8"><title>الوزير في الدوحة | صحيفة الراصد</title>
<meta property="og:site_name" content="صحيفة الراصد"><link rel="canonical" href="https://example.org/a/1">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"الوزير في الدوحة","datePublished":"2024-03-05T09:00:00+02:00"}]}</script></head>
<body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav><article><h1>الوزير في الدوحة</h1>
<p>${TEXT}</p><p>${TEXT.replace("أمس", "اليوم")}<br>سطر آخر من الفقرة نفسها يضاف إلى ما سبق.</p><p>${TEXT}</p></article>
<aside>الأكثر قراءة: أسعار الذهب</aside><footer>جميع الحقوق محفوظة</footer></body></html>`

describe("pages", () => {
  test("the article and what the head says", () => {
    const page = readPage(PAGE)
    expect(page).toMatchObject({
      title: "الوزير في الدوحة",
      outlet: "صحيفة الراصد",
      published: "2024-03-05",
      url: "https://example.org/a/1",
      language: "ar",
    })
    expect(page.text.startsWith("الوزير في الدوحة\n\nوصل وزير")).toBe(true)
    expect(page.text).toContain("\n\n")
    for (const other of ["الرئيسية", "أسعار الذهب", "جميع الحقوق"]) expect(page.text).not.toContain(other)
  })
  test("a very deep page is read by its blocks, quickly", () => {
    const deep = `<body>${"<div>".repeat(5000)}<p>${TEXT}</p>${"</div>".repeat(5000)}</body>`
    const from = performance.now()
    expect(readPage(deep).text).toBe(TEXT)
    expect(performance.now() - from).toBeLessThan(2000)
  })
  test("broken JSON-LD and a page with no article do no harm", () => {
    expect(readPage('<script type="application/ld+json">{oops</script><p>كلمة').text).toBe("كلمة")
    expect(readPage("").text).toBe("")
  })
})

describe("markdown", () => {
  test("front matter, headings, links and pictures", () => {
    const text =
      "---\ntitle: العنوان\ndate: 2024-03-05\nurl: https://example.org/x\n---\n# العنوان\n\nقال **الوزير** في [بيان](https://e.org) ![صورة](x.png)إنه وصل.\n- بند\n\n---\n"
    expect(readMarkdown(text)).toEqual({
      text: "العنوان\n\nقال الوزير في بيان إنه وصل.\nبند",
      title: "العنوان",
      url: "https://example.org/x",
      published: "2024-03-05",
    })
  })
  test("a line of brackets takes linear time", () => {
    const from = performance.now()
    readMarkdown(")](".repeat(300_000))
    readMarkdown("[](".repeat(300_000))
    expect(performance.now() - from).toBeLessThan(1500)
  })
})

describe("files", () => {
  let dir = ""
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(dir, name)
    mkdirSync(join(path, ".."), {recursive: true})
    writeFileSync(path, content)
    return path
  }
  const all = async (path: string, options?: ReadOptions): Promise<(RawReport | string)[]> => {
    const out: (RawReport | string)[] = []
    for await (const r of readReports(path, options))
      out.push("report" in r ? r.report : `${r.issue.code} ${r.issue.where.replace(dir, "")}`)
    return out
  }
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "isnad-read-"))
  })
  afterAll(() => rmSync(dir, {recursive: true, force: true}))

  test("folders, patterns and files, each file once, in order", async () => {
    const b = put("in/b.txt", TEXT)
    put("in/deep/a.html", PAGE)
    put("in/picture.png", "x")
    const {files, issues} = await findInputs([`${dir}/in`, b, `${dir}/in/**/*.txt`, `${dir}/none`, `${dir}/in/*.md`])
    expect(files.map((f) => f.path.slice(dir.length))).toEqual(["/in/b.txt", "/in/deep/a.html"])
    expect(issues.map((i) => i.code)).toEqual(["input-missing", "input-none"])
  })
  test("a JSONL collection: bad lines are told, the rest is read", async () => {
    const path = put(
      "c.jsonl",
      `${JSON.stringify({text: TEXT, title: "عنوان", published: "2024-03-05", url: "https://e.org/1"})}\n\n{broken\n{"title":"no text"}\n${JSON.stringify({id: 7, body: TEXT})}`,
    )
    const got = await all(path)
    expect(got[0]).toEqual({
      source: `${path}#1`,
      text: `عنوان\n\n${TEXT}`,
      title: "عنوان",
      published: "2024-03-05",
      url: "https://e.org/1",
      language: "ar",
    })
    expect(got.slice(1, 3)).toEqual(["json-broken /c.jsonl#3", "json-no-text /c.jsonl#4"])
    expect(got[3]).toMatchObject({source: "7", text: TEXT})
  })
  test("a line over the limit is refused, the next one is read", async () => {
    const path = put("big.jsonl", `${JSON.stringify({text: "ا".repeat(300_000)})}\n${JSON.stringify({text: TEXT})}\n`)
    const got = await all(path, {maxBytes: 100_000})
    expect(got[0]).toBe("file-too-large /big.jsonl#1")
    expect(got[1]).toMatchObject({text: TEXT})
  })
  test.each<[string, string | Uint8Array, string]>([
    ["empty.txt", "", "file-empty"],
    ["blank.txt", " \n\t\n", "file-empty"],
    ["binary.txt", Uint8Array.from({length: 900}, (_, i) => i % 31), "file-binary"],
    ["dots.txt", "… 12 — !", "nothing-in-it"],
    ["english.txt", "The minister arrived in Cairo on Tuesday.", "language-other"],
    ["bad.json", "{", "json-broken"],
  ])("%s → issue", async (name, content, code) => expect(await all(put(name, content))).toEqual([`${code} /${name}`]))
  test("the limit on size", async () =>
    expect(await all(put("long.txt", TEXT.repeat(50)), {maxBytes: 1000})).toEqual(["file-too-large /long.txt"]))
  test("standard input: text, JSON lines, a page; the day given on the command line wins", async () => {
    const read = (text: string): Promise<(RawReport | string)[]> =>
      all("-", {stdin: Readable.from([Buffer.from(text)]), published: "2024-05-01"})
    expect(await read(TEXT)).toEqual([{source: "-", text: TEXT, language: "ar", published: "2024-05-01"}])
    expect(await read(`${JSON.stringify({text: TEXT})}\n${JSON.stringify({text: TEXT, published: "2020-01-01"})}\n`)).toMatchObject([
      {source: "-#1"},
      {source: "-#2", published: "2024-05-01"},
    ])
    expect(await read(PAGE)).toMatchObject([{title: "الوزير في الدوحة"}])
  })
  test("a gold file and a record give their text", async () => {
    const gold = put("g.json", JSON.stringify({id: "g1", text: TEXT, boilerplate: [], entities: [], events: [], published: {edtf: "2024"}}))
    const record = put(
      "r.json",
      JSON.stringify({isnad: 1, report: {source: "x/g2.txt", text: TEXT, published: {edtf: "2024-03-05", basis: "given"}}}),
    )
    expect(await all(gold)).toEqual([{source: gold, text: TEXT, language: "ar"}])
    expect(await all(record)).toEqual([{source: "x/g2.txt", text: TEXT, language: "ar", published: "2024-03-05"}])
  })
})
