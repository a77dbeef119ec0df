import {describe, expect, it} from "vitest"
import {bodyNames, englishBody} from "./body-names.ts"

const names = bodyNames([
  {part: "head", ar: "وزارة", en: "Ministry"},
  {part: "of", ar: "الموارد المائية والري", en: "Water Resources and Irrigation"},
  {part: "of", ar: "الخارجية", en: "Foreign Affairs"},
  {part: "whole", ar: "الخارجية", en: "Ministry of Foreign Affairs"},
  {part: "whole", ar: "القوات المسلحة", en: "Armed Forces"},
])
const nisbas = new Set(["السودانيه", "المصريه"])

describe("English for bodies by their words", () => {
  it.each([
    ["وزارة الخارجية السودانية", "Sudan", "Ministry of Foreign Affairs of Sudan"],
    ["الخارجية المصرية", "Egypt", "Ministry of Foreign Affairs of Egypt"],
    ["وزارة الموارد المائية والري المصرية", "Egypt", "Ministry of Water Resources and Irrigation of Egypt"],
    ["القوات المسلحة", undefined, "Armed Forces"],
    ["وزارة السعادة", "Egypt", undefined],
    ["تجمع المهنيين", undefined, undefined],
  ])("%s (%s) → %s", (ar, country, en) => {
    expect(englishBody(ar, names, (w) => nisbas.has(w), country)).toBe(en)
  })
})
