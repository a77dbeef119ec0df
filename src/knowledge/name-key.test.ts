import {describe, expect, it} from "vitest"
import {foldWord} from "../lang/ar/index.ts"
import {latinKeys, latinWords, nameKey, soundsLike, wordKey} from "./name-key.ts"

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
فيليبي غونزاليس | فيليبي غونزاليز
أولاف شولتس | أولاف شولتز
`

// Different people, two a line.
const OTHER = `
علي بونجو | نور الدين بونجو
محمد السادس | محمد السوداني
جو بايدن | هانتر بايدن
حسن روحاني | حسن نصر الله
`

// One name in Arabic and in Latin letters: a route of writing a line.
const LATIN = `
جورجيا ميلوني | Giorgia Meloni
غيورغي كفيريكاشفيلي | Giorgi Kvirikashvili
يوهان فاديفول | Johann Wadephul
خوسيه كاسترو | José Castro
جاك شيراك | Jacques Chirac
فرانسوا ميتيران | François Mitterrand
غيرهارد شرودر | Gerhard Schröder
نيكيتا خروتشوف | Nikita Khrushchev
شينزو آبي | Shinzo Abe
رجب طيب أردوغان | Recep Tayyip Erdoğan
سلوبودان ميلوسيفيتش | Slobodan Milošević
تشارلز ديكنز | Charles Dickens
أرنولد شوارزنيجر | Arnold Schwarzenegger
مايكل تايسون | Michael Tyson
ويليام شكسبير | William Shakespeare
خالد مشعل | Khaled Meshaal
هاروكي موراكامي | Haruki Murakami
ألكسندرا كولونتاي | Alexandra Kollontai
`

// Two names that only look alike.
const NOT_LATIN = `
فلاديمير بوتين | Vladimir Bitan
جو بايدن | Joe Biden Junior
كريم بنزيما | Karim Benjamin
ماري كوري | Omar Kir
تارا عوزي | Taro Aso
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

  it.each(rows(LATIN))("sounds like: %s, %s", (arabic, latin) => {
    expect(soundsLike(arabic.split(" ").map(foldWord), latinWords(latin))).toBe(true)
  })

  it.each(rows(NOT_LATIN))("sounds unlike: %s, %s", (arabic, latin) => {
    expect(soundsLike(arabic.split(" ").map(foldWord), latinWords(latin))).toBe(false)
  })

  it("reads a Latin word in few ways, the likeliest first", () => {
    for (const [latin, arabic] of [
      ["Putin", "بوتين"],
      ["Chirac", "شيراك"],
      ["Joyce", "جويس"],
    ] as const) {
      expect(latinKeys(latin)[0]).toBe(wordKey(foldWord(arabic)))
      expect(latinKeys("schtschcchthxtzghdt").length).toBeLessThanOrEqual(48)
    }
  })

  it("gives none to a name too short to be told from others", () => {
    expect(key("لي")).toBeUndefined()
    expect(key("شي")).toBeUndefined()
  })
})
