import {expect, test} from "vitest"
import {foldChar, foldTable, foldWord} from "./fold.ts"

test.each([
  ["أُجريت", "اجريت"],
  ["إعلان", "اعلان"],
  ["آخر", "اخر"],
  ["ٱلله", "الله"],
  ["مستوى", "مستوي"],
  ["زيارة", "زياره"],
  ["مسؤول", "مسوول"],
  ["رئيس", "رييس"],
  ["لقاء", "لقاء"],
  ["مُحَمَّد", "محمد"],
  ["هٰذا", "هذا"],
  ["العـــراق", "العراق"],
  ["زیلینسکی", "زيلينسكي"],
  ["گورباتشوف", "غورباتشوف"],
  ["ڤلاديمير", "فلاديمير"],
  ["٢٠٢٣", "2023"],
  ["۲۰۲۳", "2023"],
  ["\ufefb", "لا"],
  ["\ufedf\ufe8e", "لا"],
  ["\u200fموسكو\u200e", "موسكو"],
  ["Reuters، ۵٪", "Reuters، 5٪"],
])("%s folds to %s", (word, folded) => expect(foldWord(word)).toBe(folded))

test("folding twice changes nothing more", () => {
  for (let code = 0; code < 0x10000; code++) {
    const once = foldWord(String.fromCharCode(code))
    if (foldWord(once) !== once) expect.fail(`U+${code.toString(16)}`)
  }
})

test("a character of the table is one character or none", () => {
  for (const [from, to] of foldTable) {
    expect(to.length).toBeLessThan(2)
    expect(foldChar(from)).toBe(to)
  }
})
