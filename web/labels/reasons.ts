import {sayDay} from "./dates.ts"
import {ar} from "./ar.ts"
import {labelled, language} from "./index.ts"
import {sayCompared, sayValue} from "./numbers.ts"
import {REASONS} from "./reasons-ar.ts"

/// Why a claim says what it says, in Arabic. The record keeps reasons as English sentences (its form is public); each sentence that the
/// program can make is known here by its pattern, and said anew with the same words, days and names in it. `reasons.test.ts` reads the
/// program for sentences that no pattern knows.

type Rule = {readonly pattern: RegExp; readonly holes: readonly string[]; readonly says: string}

const WORD = "[\\p{L}\\p{N}_.’'-]+"
const EDTF = "[\\dX~?%.-]+(?:/[\\dX~?%.-]+)?"
/// What may stand in a hole, by the letters of its name; whatever else a hole is called, any words.
const FORMS: {readonly [kind: string]: string} = {
  day: `${EDTF}(?: or ${EDTF})*`,
  n: "[-+]?\\d+(?:\\.\\d+)?",
  status: "[a-z]+",
  metric: "[a-z]+",
  basis: "[a-z]+",
  direction: "[a-z]+",
  month: "[A-Z][a-z]+",
  weekday: "[A-Z][a-z]+",
  rel: `${WORD}(?: ${WORD})?`,
  frame: WORD,
  id: "[a-z]+[:_]\\S+",
  amount: "(?:[~<>=]=?)?-?[\\d.]+ .+?",
  why: ".+",
}

const kindOf = (hole: string): string => hole.replace(/\d+$/, "")
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

const RULES: readonly Rule[] = REASONS.map(([said, says]) => {
  const parts = said.split(/\{(\w+)\}/)
  const holes = parts.filter((_, i) => i % 2 === 1)
  const source = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : `(${FORMS[kindOf(part)] ?? ".+?"})`)).join("")
  return {pattern: new RegExp(`^${source}$`, "su"), holes, says}
})

/// The sentence in Arabic; undefined where no pattern knows it.
export function reasonInArabic(says: string): string | undefined {
  for (const rule of RULES) {
    const found = rule.pattern.exec(says)
    const said = found && filled(rule, found)
    if (said !== null && said !== undefined) return said
  }
  // Several signs or grounds in one line.
  const parts = says.split("; ")
  if (parts.length < 2) return undefined
  const each = parts.map(reasonInArabic)
  return each.every((p) => p !== undefined) ? each.join("؛ ") : undefined
}

function filled({holes, says}: Rule, found: RegExpExecArray): string | undefined {
  const values: {[hole: string]: string} = {}
  for (const [i, hole] of holes.entries()) {
    const value = sayHole(kindOf(hole), found[i + 1] as string)
    if (value === undefined) return undefined
    values[hole] = value
  }
  return says.replace(/\{(\w+)\}/g, (_, hole: string) => values[hole] as string)
}

const MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(" ")
const MONTHS_EN = "January February March April May June July August September October November December".split(" ")
const DAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(" ")
const DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ")
const DIRECTIONS: {readonly [direction: string]: string} = {up: "زيادة", down: "نقصان", doubled: "تضاعف"}

function sayHole(kind: string, said: string): string | undefined {
  switch (kind) {
    case "day":
      return said
        .split(" or ")
        .map((d) => sayDay(d))
        .join(" أو ")
    case "status":
      return (ar.statuses as {readonly [status: string]: string})[said]
    case "metric":
      return (ar.metrics as {readonly [metric: string]: string})[said]
    case "basis":
      return (ar.bases as {readonly [basis: string]: string})[said]
    case "direction":
      return DIRECTIONS[said]
    case "month":
      return MONTHS[MONTHS_EN.indexOf(said)]
    case "weekday":
      return DAYS[DAYS_EN.indexOf(said)]
    case "rel":
      return RELATIONS[said] ?? (/^[\p{Script=Arabic} ]+$/u.test(said) ? `بعد «${said}»` : undefined)
    case "amount": {
      const parts = /^([~<>=]=?)?(-?[\d.]+) (.+)$/s.exec(said)
      return parts ? `${sayCompared(parts[1] ?? "=")}${sayValue(Number(parts[2]), parts[3] as string)}` : said
    }
    case "office":
      return OFFICES[said.replaceAll("-", " ")] ?? said
    case "unit":
      return UNITS[said.replace(/s$/, "")] ?? said
    case "fields":
      return said
        .split(", ")
        .map((f) => labelled(ar.fields, f))
        .join("، ")
    case "why":
      return reasonInArabic(said)
    default:
      return said
  }
}

/// Where a filler stands to the word that tells the event.
const RELATIONS: {readonly [rel: string]: string} = {
  subj: "فاعل",
  obj: "مفعول",
  of: "مضاف إليه",
  suffix: "ضمير متصل",
  nisba: "نسبة",
}
const UNITS: {readonly [unit: string]: string} = {day: "أيام", week: "أسابيع", month: "أشهر", year: "سنوات", decade: "عقود"}
const OFFICES: {readonly [office: string]: string} = {
  president: "رئيسا",
  "prime minister": "رئيسا للوزراء",
  "foreign minister": "وزيرا للخارجية",
  "defence minister": "وزيرا للدفاع",
  "interior minister": "وزيرا للداخلية",
  "finance minister": "وزيرا للمالية",
  "secretary general": "أمينا عاما",
  "head of body": "رئيسا للهيئة",
  king: "ملكا",
  emir: "أميرا",
  "crown prince": "وليا للعهد",
  "supreme leader": "مرشدا أعلى",
  "party leader": "زعيما للحزب",
  minister: "وزيرا",
  "deputy prime minister": "نائبا لرئيس الوزراء",
  "deputy foreign minister": "نائبا لوزير الخارجية",
  "vice president": "نائبا للرئيس",
  "energy minister": "وزيرا للطاقة",
  "economy minister": "وزيرا للاقتصاد",
  "justice minister": "وزيرا للعدل",
  "trade minister": "وزيرا للتجارة",
  "central bank governor": "محافظا للبنك المركزي",
  speaker: "رئيسا للمجلس",
  spokesperson: "متحدثا",
  "foreign ministry spokesperson": "متحدثا باسم الخارجية",
  "presidency spokesperson": "متحدثا باسم الرئاسة",
  "army chief": "قائدا للجيش",
  "intelligence chief": "رئيسا للمخابرات",
  ambassador: "سفيرا",
  envoy: "مبعوثا",
  "un representative": "مندوبا لدى الأمم المتحدة",
  commissioner: "مفوضا",
  "national security adviser": "مستشارا للأمن القومي",
  "security council secretary": "أمينا لمجلس الأمن",
  "company head": "رئيسا للشركة",
  chancellor: "مستشارا",
  sultan: "سلطانا",
  pope: "بابا",
}

/// A reason in the language of the page; undefined where it is known in English only.
export const sayReason = (says: string): string | undefined => (language === "en" ? says : reasonInArabic(says))

const STEPS: {readonly [step: string]: string} = {
  ...ar.roles,
  frame: "اللفظ",
  type: "النوع",
  time: "الزمان",
  status: "الحال",
  metric: "المقيس",
  cue: "القول",
  change: "التغير",
  merged: "مكرر",
  office: "المنصب",
  conversion: "التحويل",
  noise: "علة في النص",
  review: "المراجعة",
}
export const sayStep = (step: string): string => (language === "en" ? step : labelled(STEPS, step))
