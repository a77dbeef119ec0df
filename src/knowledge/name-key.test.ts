import {describe, expect, it} from "vitest"
import {foldWord} from "../lang/ar/index.ts"
import {nameKey} from "./name-key.ts"

const key = (name: string): string | undefined => nameKey(name.split(" ").map(foldWord))

// Spellings of one name, one name a line.
const SAME = `
فلاديمير بوتين | فلاديمير بوتن
شي جين بينغ | شي جين بينج | شي جين بنغ
دونالد ترامب | دونالد ترمب
أنطونيو غوتيريش | أنطونيو جوتيريش | أنطونيو غوتيرش
فولوديمير زيلينسكي | فولوديمير زلنسكي
أنتوني بلينكن | أنتوني بلينكين
عبد المنعم الغيثي | عبدالمنعم الغيثى
أحمد أبو الغيط | أحمد أبوالغيط
سيرغي لافروف | سيرجي لافروف
محمد بن سلمان | محمد سلمان
`

// Different people, two a line.
const OTHER = `
علي بونجو | نور الدين بونجو
محمد السادس | محمد السوداني
جو بايدن | هانتر بايدن
حسن روحاني | حسن نصر الله
`

const rows = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" | "))

describe("nameKey", () => {
  it.each(rows(SAME).map((r) => [r]))("one key: %j", (names) => {
    expect(new Set(names.map(key)).size).toBe(1)
    expect(key(names[0] as string)).toBeDefined()
  })

  it.each(rows(OTHER).map((r) => [r]))("two keys: %j", ([a, b]) => {
    expect(key(a as string)).not.toBe(key(b as string))
  })

  it("gives none to a name too short to be told from others", () => {
    expect(key("لي")).toBeUndefined()
    expect(key("شي")).toBeUndefined()
  })
})
