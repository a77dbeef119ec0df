import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {foldWord} from "../fold.ts"
import {type Inflected, inflectAdjective, inflectNoun, nisbaForms, readAdjectives, readNouns} from "./index.ts"

const read = (name: string) => readFileSync(new URL(`../data/${name}.tsv`, import.meta.url), "utf8")
const nouns = readNouns(read("nouns"))
const adjectives = readAdjectives(read("adjectives"))

// Cells: gender, number; `c` only in idafa or before a pronoun, `+` only before a pronoun, `n` only indefinite, `|` never before a pronoun.
const nounTable = `
زيارة      fsg| زيارة   fsg+ زيارت   fdu| زيارتان   fdu| زيارتين   fduc زيارتا   fduc زيارتي   fpl زيارات
وزير       msg وزير   msg|n وزيرا   mdu| وزيران   mduc وزيرا   mduc وزيري   mpl وزراء   mpl+ وزرائ   fsg| وزيرة   fpl وزيرات
مسؤول      mpl| مسؤولون   mpl| مسؤولين   mplc مسؤولو   mplc مسؤولي   mpl| مسئولون   msg مسئول   fsg| مسؤولة
لقاء       msg لقاء   msg+ لقائ   msg+ لقاؤ   mdu| لقاءان   mpl لقاءات
مبدأ       mpl مبادئ   msg+ مبدئ   mdu| مبدآن
عبء        msg|n عبئا   msg+ عبئ   mpl أعباء   mdu| عبئان
جزء        msg|n جزءا   msg+ جزئ   mpl أجزاء   mdu| جزءان
مستوى      msg| مستوى   msg+ مستوا   mpl مستويات   mdu| مستويين
مستشفى     msg+ مستشفا   mpl مستشفيات
قاضٍ       msg|n قاض   msg قاضي   msg|n قاضيا   mdu| قاضيان   mpl| قضاة   mpl+ قضات
محامٍ      mpl| محامون   mpl| محامين   mplc محامو   fsg| محامية
مبنى       mpl|n مبان   mpl مباني   mdu| مبنيان
أرض        fsg أرض   fpl|n أراض   fpl أراضي
مباراة     fsg| مباراة   fsg+ مبارات   fpl مباريات   fdu| مباراتان
قوة        fsg| قوة   fpl قوات   fsg+ قوت
دولة       fpl دول   fdu| دولتان   fduc دولتي   fduc دولتا
طائرة      fpl طائرات   fdu| طائرتين
صاروخ      mpl صواريخ   msg|n صاروخا   mdu| صاروخين
لاجئ       mpl| لاجئون   mpl| لاجئين   fsg| لاجئة
شهر        mpl أشهر   mpl شهور   mdu| شهرين
رئيس       mpl رؤساء   fsg| رئيسة   msg|n رئيسا
محادثات    fpl محادثات
أب         msgc أبو   msgc أبي   mpl آباء   mdu| أبوان
مرشد       mplc مرشدو
شأن        mpl شؤون   mpl شئون
`

const adjectiveTable = `
كبير       msg كبير   fsg| كبيرة   mpl كبار   msg أكبر   fsg| كبرى   fpl كبيرات
جديد       mpl جدد   msg|n جديدا   fdu| جديدتين
رسمي       mpl| رسميون   mpl| رسميين   fsg| رسمية   fpl رسميات
أحمر       fsg حمراء   mpl حمر
آخر        fsg| أخرى   mpl| آخرون
سيئ        fsg| سيئة   msg أسوأ
ماضٍ       msg|n ماض   msg ماضي   fsg| ماضية
أعلى       fsg عليا
`

type Row = {readonly word: string; readonly cells: readonly (readonly [what: string, form: string])[]}
const rows = (table: string): Row[] =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [word, ...rest] = line.trim().split(/\s+/) as [string, ...string[]]
      return {word, cells: rest.flatMap((what, at) => (at % 2 === 0 ? [[what, rest[at + 1]!] as const] : []))}
    })
const label = (form: Inflected) =>
  `${form.gender}${form.number}${form.construct ? "c" : ""}${form.beforePronoun ? "+" : ""}${form.bare ? "|" : ""}${form.indefinite ? "n" : ""}`
const labels = (forms: readonly Inflected[]) => forms.map((form) => `${label(form)} ${form.form}`)

describe("nouns", () => {
  test.each(rows(nounTable))("$word", ({word, cells}) => {
    const found = labels(inflectNoun(nouns.find((noun) => noun.lemma === word)!))
    for (const [what, form] of cells) expect(found).toContain(`${what} ${foldWord(form)}`)
  })

  test.each([
    ["مدرسة", "مدارسا"],
    ["دولة", "دولةا"],
    ["زيارة", "زياراتا"],
    ["لقاء", "لقاءا:sg"],
    ["قانون", "قوانينا"],
  ])("%s has no %s", (word, wrong) => {
    const [form, number] = wrong.split(":")
    const found = inflectNoun(nouns.find((noun) => noun.lemma === word)!)
    expect(found.some((one) => one.form === foldWord(form!) && (number === undefined || one.number === number))).toBe(false)
  })
})

describe("adjectives", () => {
  test.each(rows(adjectiveTable))("$word", ({word, cells}) => {
    const found = labels(inflectAdjective(adjectives.find((adjective) => adjective.lemma === word)!))
    for (const [what, form] of cells) expect(found).toContain(`${what} ${foldWord(form)}`)
  })

  test("a nisba in all its forms, without the dual idafa", () => {
    expect(labels(nisbaForms("روسي"))).toEqual([
      "msg روسي",
      "msg|n روسيا",
      "mdu| روسيان",
      "mdu| روسيين",
      "mpl| روسيون",
      "mpl| روسيين",
      "fsg| روسيه",
      "fsg+ روسيت",
      "fdu| روسيتان",
      "fdu| روسيتين",
      "fpl روسيات",
    ])
  })
})

describe("the lists", () => {
  test("no lemma twice", () => {
    for (const list of [nouns, adjectives]) expect(new Set(list.map((entry) => entry.lemma)).size).toBe(list.length)
    expect(nouns.length).toBeGreaterThan(1600)
    expect(adjectives.length).toBeGreaterThan(500)
  })

  test("no empty form, every form folded", () => {
    for (const {form} of [...nouns.flatMap(inflectNoun), ...adjectives.flatMap(inflectAdjective)]) {
      if (form === "" || foldWord(form) !== form || /[^\u0621-\u064a]/.test(form)) expect.fail(form)
    }
  })

  test("every noun has a tag that says what it is", () => {
    for (const noun of nouns) expect(noun.tags.filter((tag) => tag !== "fem" && tag !== "plural").length, noun.lemma).toBeGreaterThan(0)
  })
})
