import {describe, expect, test} from "vitest"
import {daysOnLine} from "../../lang/index.ts"
import {readPage} from "../html.ts"

const P = "<p>وصل وزير الخارجية المصري إلى الدوحة أمس الثلاثاء، والتقى نظيره القطري، وأكد الوزيران عمق العلاقات بين البلدين الشقيقين.</p>"
const read = (body: string, head = "", url?: string) =>
  readPage(
    `<!DOCTYPE html><html lang="ar"><head><title>وزير الخارجية في الدوحة - الراصد</title>${head}</head><body>${body}</body></html>`,
    {
      url,
      days: daysOnLine,
    },
  )
const article = (inner: string): string => `<article><h1>وزير الخارجية في الدوحة</h1>${inner}</article>`

describe("the day of publication", () => {
  const printed = '<div class="date">5 آذار 2024</div>'
  test.each<[string, string, string, string | undefined, string | undefined]>([
    [
      "JSON-LD before all else",
      article(printed + P.repeat(3)),
      '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-03-01"}]}</script><meta property="article:published_time" content="2024-03-02">',
      undefined,
      "2024-03-01",
    ],
    [
      "meta before microdata",
      article(`<i itemprop="datePublished" content="2024-03-03"></i>${P.repeat(3)}`),
      '<meta property="article:published_time" content="2024-03-02T23:30:00+03:00">',
      undefined,
      "2024-03-02",
    ],
    [
      "microdata before time",
      article(`<i itemprop="datePublished" content="2024-03-03"></i><time datetime="2024-03-04"></time>${P.repeat(3)}`),
      "",
      undefined,
      "2024-03-03",
    ],
    [
      "time before the address",
      article(`<time datetime="2024-03-04">x</time>${P.repeat(3)}`),
      "",
      "https://e.org/2024/03/05/x",
      "2024-03-04",
    ],
    [
      "the address before what is printed",
      article(`<div class="date">6 آذار 2024</div>${P.repeat(3)}`),
      "",
      "https://e.org/2024/03/05/x",
      "2024-03-05",
    ],
    ["what is printed", article(printed + P.repeat(3)), "", undefined, "2024-03-05"],
    [
      "not the clock in the head of the page",
      `<div class="date-now">الأحد 18 يناير 2026</div>${article(P.repeat(3))}`,
      "",
      undefined,
      undefined,
    ],
    [
      "not the day of a comment",
      `${article(P.repeat(3))}<div class="comments"><time datetime="2024-03-09">x</time><p>تعليق</p></div>`,
      "",
      undefined,
      undefined,
    ],
    [
      "not a day that a sentence tells",
      article(`${P}<p>وكان الوزير قد زار الدوحة في 5 آذار 2019 حيث التقى نظيره القطري وبحث معه العلاقات بين البلدين.</p>${P}`),
      "",
      undefined,
      undefined,
    ],
    ["a date that is none", article(P.repeat(3)), '<meta property="article:published_time" content="2024-13-45">', undefined, undefined],
  ])("%s", (_name, body, head, url, day) => expect(read(body, head, url).published).toBe(day))
})

describe("the text", () => {
  const bodyOf = (html: string): string[] => read(html).text.split("\n\n").slice(1)
  const text = P.replace(/<\/?p>/g, "")
  const others = [text.replace("أمس", "اليوم"), text.replace("الدوحة", "الرياض")]
  const ps = [text, ...others].map((t) => `<p>${t}</p>`)
  test.each<[string, string, string[]]>([
    [
      "subheads and lists stay",
      article(`${ps[0]}<h2>ماذا بعد</h2>${ps[1]}<ul><li>أولا</li><li>ثانيا</li></ul>${ps[2]}`),
      [text, "ماذا بعد", others[0] as string, "أولا", "ثانيا", others[1] as string],
    ],
    [
      "boxes within go",
      article(`${ps[0]}<div class="related-box"><p>اقرأ أيضا خبرا آخر</p></div>${ps[1]}<div class="share">شارك</div>${ps[2]}`),
      [text, ...others],
    ],
    [
      "a lead above the text comes back",
      `<h1>وزير الخارجية في الدوحة</h1><div class="standfirst">${others[1]}</div><div class="body">${ps[0]}${ps[1]}</div>`,
      [others[1] as string, text, others[0] as string],
    ],
    [
      "a short first sentence comes back",
      `<nav><a href="/">الرئيسية</a></nav>${article(`<p>وصل الوزير إلى الدوحة أمس.</p>${ps[0]}`)}`,
      ["وصل الوزير إلى الدوحة أمس.", text],
    ],
    [
      "another article below does not",
      `<div class="post"><h1>وزير الخارجية في الدوحة</h1>${ps.join("")}</div><div class="post"><h1>خبر آخر تماما</h1><p>كلام آخر تماما عن أمر آخر لا صلة له بالخبر الأول على الإطلاق في هذه الصفحة.</p></div>`,
      [text, ...others],
    ],
    ["hidden copies do not", `${article(ps.join(""))}<div style="display:none">${ps.join("")}</div>`, [text, ...others]],
    [
      "comments do not",
      `${article(ps.join(""))}<div><h3>التعليقات (2)</h3><p>تعليق طويل من قارئ يريد أن يقول رأيه في الخبر بكل صراحة ووضوح.</p></div>`,
      [text, ...others],
    ],
  ])("%s", (_name, html, lines) => expect(bodyOf(html)).toEqual(lines))
  test("a page that a script fills", () => {
    const page = read(
      '<div id="root"></div>',
      `<script type="application/ld+json">${JSON.stringify({"@type": "NewsArticle", headline: "عنوان", articleBody: `${text}\n${others[0]}`})}</script>`,
    )
    expect(page).toMatchObject({title: "عنوان", text: `عنوان\n\n${text}\n\n${others[0]}`})
  })
  test("an outlet's own row", () => {
    const inner = `<div class="article-content">${ps[0]}<div class="article-foot"><p>${others[1]}</p></div>${ps[1]}</div><div class="zz">${ps[2]}</div>`
    expect(read(inner, "", "https://www.marsad.example/1").text.split("\n\n")).toEqual(["وزير الخارجية في الدوحة", text, others[0]])
  })
})
