// Made-up reports for measuring speed: sentences of the press with names, numbers and days put in, from a seed, so that every run
// reads the same texts. What they say is nonsense.
import {readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

const data = join(dirname(dirname(fileURLToPath(import.meta.url))), "src", "knowledge", "data")

function column(file, name) {
  const [header, ...rows] = readFileSync(join(data, file), "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.split("\t"))
  const at = header.indexOf(name)
  return rows.map((row) => row[at]).filter(Boolean)
}

const LISTS = {
  person: [...column("people-world.tsv", "ar"), ...column("people-mena.tsv", "ar")],
  country: column("countries.tsv", "ar"),
  nisba: column("countries.tsv", "nisba").map((cell) => cell.split("|")[0]),
  city: column("places-world.tsv", "ar").slice(0, 400),
  body: column("orgs-national.tsv", "ar"),
  agency: column("orgs-agencies.tsv", "ar"),
  weekday: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
  month: [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
  ],
  office: ["الرئيس", "رئيس الوزراء", "وزير الخارجية", "وزير الدفاع", "وزير المالية", "وزير الطاقة", "المبعوث", "السفير"],
  goods: ["الغاز", "النفط", "القمح", "الأسمدة", "الأدوية", "المواد الغذائية", "السيارات", "الفوسفات"],
  noun: ["الاستقرار", "التعاون", "الأمن", "التنمية", "الهجرة", "المناخ", "الطاقة", "المياه", "التعليم", "الصحة", "السياحة", "النقل"],
  unit: ["مليار دولار", "مليون دولار", "مليون يورو", "ألف طن", "مليون برميل", "في المئة"],
}

const SENTENCES = [
  "وصل {office} ال{nisba} {person} إلى {city} {weekday} في زيارة رسمية تستمر {small} أيام يلتقي خلالها كبار المسؤولين في {country}.",
  "والتقى {person} نظيره ال{nisba} {person} في {city}، وبحث الجانبان {noun} و{noun} بين البلدين، بحسب بيان صادر عن {body}.",
  "وقال {person} في مؤتمر صحفي إن بلاده «تتطلع إلى توسيع مجالات {noun} مع {country} خلال السنوات المقبلة».",
  "ووقعت {country} و{country} في {city} اتفاقية لتوريد {goods} بقيمة {number} {unit} على مدى {small} أعوام.",
  "وبلغ حجم التبادل التجاري بين {country} و{country} نحو {number} {unit} في عام {year}، بارتفاع نسبته {small} في المئة عن العام السابق.",
  "ونقلت {agency} عن مصدر مطلع قوله إن المحادثات حول {noun} ستستأنف في {day} {month} المقبل.",
  "وكانت {country} قد أعلنت في {month} {year} فرض عقوبات على {number} شخصا وكيانا في {country}.",
  "ودعا {office} ال{nisba} {person} الأطراف كافة إلى ضبط النفس، محذرا من أن التصعيد «لن يخدم {noun} في المنطقة».",
  "وأسفر القصف على {city} عن مقتل {small} أشخاص وإصابة {number} آخرين، وفق ما ذكرته {agency}.",
  "ومن المقرر أن يعقد اجتماع في {city} يوم {weekday} {day} {month} {year} بمشاركة {country} و{country} و{country}.",
  "ونفت {body} ما تردد عن تأجيل زيارة {person} إلى {country}، مؤكدة أن الترتيبات جارية كما خطط لها.",
  "وأرسلت {country} {number} طنا من {goods} إلى {city} ضمن جسر جوي للمساعدات الإنسانية.",
  "ويرى محللون أن ملف {noun} سيبقى عالقا ما لم تتوصل {country} و{country} إلى تفاهم بشأن {goods}.",
  "وأجرى {person} اتصالا هاتفيا مع {person} تناول آخر التطورات في {country} وسبل دعم {noun}.",
  "وانتقد {person} قرار {body}، واصفا إياه بأنه «خطوة في الاتجاه الخطأ»، فيما رحبت به {country}.",
  "وتراجعت صادرات {country} من {goods} بنسبة {small}.{small}% خلال الربع الأول من {year} إلى {number} {unit}.",
  "وأضاف أن الحكومة خصصت {number} {unit} لمشاريع {noun} في {city} والمناطق المجاورة لها.",
  "وتظاهر مئات الأشخاص في {city} احتجاجا على ارتفاع أسعار {goods}، قبل أن تفرقهم الشرطة مساء {weekday}.",
]

/// A day, counted from 1970, as it is written.
export const edtfOf = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/// A small, well-known generator of numbers from a seed (mulberry32).
export function randomFrom(seed) {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/// One text of about so many bytes of UTF-8. With the day it is published on (days since 1970) its dates lie around that day, as in the
/// press: plans within weeks, what is recalled within a year, the nearer the more often. Without it they are of any year.
export function reportOf(bytes, random, published) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const fill = (slot, when) => {
    if (slot === "small") return String(2 + Math.floor(random() * 8))
    if (slot === "number") return String(10 + Math.floor(random() * 990))
    if (when) {
      if (slot === "day") return String(when.getUTCDate())
      if (slot === "month") return LISTS.month[when.getUTCMonth()]
      if (slot === "year") return String(when.getUTCFullYear())
    }
    if (slot === "day") return String(1 + Math.floor(random() * 28))
    if (slot === "year") return String(2015 + Math.floor(random() * 10))
    return pick(LISTS[slot])
  }
  const dateNear = (pattern) =>
    new Date((published + (/المقرر|المقبل/.test(pattern) ? 2 + Math.floor(random() * 40) : -Math.floor(random() ** 2 * 330))) * 86_400_000)
  const sentence = () => {
    const pattern = pick(SENTENCES)
    const when = published === undefined ? undefined : dateNear(pattern)
    return pattern.replace(/\{([a-z]+)\}/g, (_, slot) => fill(slot, when))
  }
  const today = published === undefined ? undefined : new Date(published * 86_400_000)
  let text = `${pick(LISTS.city)} - ${fill("day", today)} ${fill("month", today)} (${pick(LISTS.agency)}) - `
  let n = 0
  let size = Buffer.byteLength(text)
  while (size < bytes) {
    const next = sentence() + (++n % 3 === 0 ? "\n\n" : " ")
    text += next
    size += Buffer.byteLength(next)
  }
  return text.trim()
}

/// A copy as editors make it: sentences left out and put in, words changed, the first and last paragraph written anew. `kept` is
/// the part of its sentences that stand in the original.
export function copyOf(text, other, random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const sentences = text.split(/(?<=\.)\s+/)
  const own = other.split(/(?<=\.)\s+/)
  const share = pick([0.1, 0.65, 0.8, 1])
  const kept = Math.max(1, Math.round(share * sentences.length))
  const from = Math.floor(random() * (sentences.length - kept + 1))
  const taken = sentences.slice(from, from + kept).map((s) => (random() < 0.4 ? edited(s, random) : s))
  const added = own.slice(0, sentences.length - kept)
  const before = Math.floor(random() * (added.length + 1))
  const all = [...added.slice(0, before), ...taken, ...added.slice(before)]
  return {text: all.join(" "), share: taken.length / all.length}
}
const SYNONYM = {وقال: "وذكر", نحو: "حوالي", خلال: "أثناء", محذرا: "منبها", مؤكدة: "مشددة", بحسب: "وفق", الماضي: "المنصرم", عام: "سنة"}
const edited = (sentence, random) =>
  sentence
    .split(" ")
    .map((w, i, all) => SYNONYM[w] ?? (i === all.length - 2 && random() < 0.3 ? `${w} أيضا` : w))
    .join(" ")

/// Distinct reports of 1–3 KB.
export function reportsOf(count, seed = 1) {
  const random = randomFrom(seed)
  const texts = new Set()
  while (texts.size < count) texts.add(reportOf(1000 + Math.floor(random() * 1700), random))
  return [...texts]
}
