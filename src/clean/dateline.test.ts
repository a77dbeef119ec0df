import {describe, expect, it} from "vitest"
import {readHead} from "./dateline.ts"

const SENTENCE = "أعلن وزير الخارجية اليوم أن الجانبين اتفقا على عقد جولة جديدة من المحادثات في العاصمة الشهر المقبل."
const words = (text: string) => {
  const {dateline} = readHead(text)
  if (!dateline) return undefined
  const said = (quotes: readonly {quote: string}[]) => quotes.map((q) => q.quote).join("|")
  return [said(dateline.placeWords), said(dateline.agencyWords), said(dateline.dateWords)]
}

describe("datelines before the first sentence", () => {
  // dateline | places | agencies | dates
  it.each([
    ["بكين (رويترز) – ", "بكين", "رويترز", ""],
    ["(بكين) ", "بكين", "", ""],
    ["أنقرة - 20 يوليو (د ب أ) - ", "أنقرة", "د ب أ", "20 يوليو"],
    ["القاهرة في 4 سبتمبر /أ ش أ/ ", "القاهرة", "أ ش أ", "في 4 سبتمبر"],
    ["القاهرة في 17 مارس 2024 / أ ش أ / ", "القاهرة", "أ ش أ", "في 17 مارس 2024"],
    ["الرياض/دبي 2 أبريل نيسان 2023 (رويترز) - ", "الرياض|دبي", "رويترز", "2 أبريل نيسان 2023"],
    ["الخرطوم, 27-12-2023 (أ ف ب) - ", "الخرطوم", "أ ف ب", "27-12-2023"],
    ["تونس 16 جويلية 2023 (وات) - ", "تونس", "وات", "16 جويلية 2023"],
    ["عمّان 9 آذار (بترا)- ", "عمّان", "بترا", "9 آذار"],
    ["بكين 30 يوليو 2025 (شينخوا) ", "بكين", "شينخوا", "30 يوليو 2025"],
    ["واشنطن (CNN) -- ", "واشنطن", "CNN", ""],
    ["دبي، الإمارات العربية المتحدة (CNN)-- ", "دبي|الإمارات العربية المتحدة", "CNN", ""],
    ["بيروت (أ.ف.ب) - ", "بيروت", "أ.ف.ب", ""],
    ["أبوظبي في 3 مايو / وام / ", "أبوظبي", "وام", "في 3 مايو"],
    ["الكويت - 5 - 6 (كونا) -- ", "الكويت", "كونا", "5|6"],
    ["الدوحة في 12 يونيو /قنا/ ", "الدوحة", "قنا", "في 12 يونيو"],
    ["رام الله 4-5-2024 وفا- ", "رام الله", "وفا", "4-5-2024"],
    ["لندن - ", "لندن", "", ""],
    ["الأمم المتحدة — ", "الأمم المتحدة", "", ""],
    ["سان بطرسبورج , 28 يوليو تموز - ", "سان بطرسبورج", "", "28 يوليو تموز"],
    ["القاهرة ( وكالات ) - ", "القاهرة", "وكالات", ""],
  ])("%s", (dateline, ...expected) => {
    expect(words(dateline + SENTENCE)).toEqual(expected)
    expect(words(`عنوان الخبر في سطر واحد\n\n${dateline}${SENTENCE}`)).toEqual(expected)
    expect(readHead(dateline + SENTENCE).dateline?.span).toEqual({start: 0, end: dateline.length})
  })

  it.each([
    SENTENCE,
    "قال الوزير (رويترز) إنه لن يستقيل من منصبه رغم الضغوط التي يتعرض لها منذ شهور عدة في البرلمان.",
    "وقال المتحدث - الذي طلب عدم ذكر اسمه - إن المحادثات ستستأنف قريبا في العاصمة العمانية مسقط بوساطة قطرية.",
    "بوريل: قرار المحكمة ملزم لجميع دول الاتحاد الأوروبي الأعضاء فيها وعليها أن تنفذه كاملا من دون تأخير أو شروط.",
    "في 5 مارس زار الرئيس بغداد والتقى رئيس الوزراء ورئيس البرلمان وعددا من قادة الأحزاب الممثلة في الحكومة.",
  ])("none: %s", (text) => expect(readHead(text).dateline).toBeUndefined())
})

describe("datelines on a line of their own", () => {
  it.each([
    ["بكين 18 شعبان 1444 هـ الموافق 10 مارس 2023 م واس", ["بكين", "واس", "18 شعبان 1444 هـ الموافق 10 مارس 2023 م"], undefined],
    ["الرياض - «الشرق الأوسط»", ["الرياض", "", ""], "الشرق الأوسط"],
    ["لندن: «الشرق الأوسط» ووكالات", ["لندن", "وكالات", ""], "الشرق الأوسط"],
    ["مسقط - الوكالات", ["مسقط", "الوكالات", ""], undefined],
    ["صدى بيروت - الأربعاء 19 شباط 2025", ["صدى بيروت", "", "الأربعاء 19 شباط 2025"], undefined],
    ["بغداد – الاثنين 13 شوال 1445 الموافق 22 نيسان 2024 – واع", ["بغداد", "واع", "الاثنين 13 شوال 1445 الموافق 22 نيسان 2024"], undefined],
    ["الحدث الوطني - الرباط", ["الحدث الوطني|الرباط", "", ""], undefined],
    ["وكالات", ["", "وكالات", ""], undefined],
  ] as const)("%s", (line, expected, outlet) => {
    const text = `عنوان الخبر في سطر واحد\n\n${line}\n\n${SENTENCE}`
    expect(words(text)).toEqual(expected)
    expect(readHead(text).outlet).toBe(outlet)
  })
})

describe("titles", () => {
  const title = (text: string) => {
    const {title} = readHead(text)
    return title && text.slice(title.start, title.end)
  }
  it.each([
    "السيسي يزور تركيا أواخر يوليو في أول زيارة",
    "أنقرة في قلب أكبر مبادلة سجناء... 26 سجيناً أم 24؟",
    'تونس تدير ظهرها لأموال بروكسل : " نحن لا نقبل الصدقات "',
    "موجز أنباء العالم - السبت 27 كانون الثاني 2024",
    "إيران - العراق: حدود مفتوحة وتجارة مغلقة",
  ])("%s", (line) => {
    expect(title(`${line}\n\n${SENTENCE}`)).toBe(line)
    expect(title(`${line}\n${SENTENCE}`)).toBe(line)
  })
  it.each([
    `${SENTENCE}\n\n${SENTENCE}`,
    `بكين (رويترز) - ${SENTENCE}\n${SENTENCE}`,
    `القاهرة - وكالات\n\n${SENTENCE}`,
    `12 يناير 2024\n\n${SENTENCE}`,
    "سطر واحد",
  ])("none: %s", (text) => expect(title(text)).toBeUndefined())
})

describe("publication lines and bylines", () => {
  const page = (line: string) => `عنوان الخبر في سطر واحد\n\n${line}\n\n${SENTENCE}\n\n${SENTENCE}`
  it.each([
    "الأربعاء ٢٦ تموز ٢٠٢٣ | ١٠:١٥",
    "نشر في: 12 يناير 2024",
    "نشر : 10/12/2022 - 09:31 ص",
    "آخر تحديث: 3 مايو 2021 - 10:20 بتوقيت غرينتش",
    "الخميس 3 ذو القعدة 1446 هـ - 1 مايو 2025 م",
    "الجمعة 13 شعبان 1445 هـ",
    "12 يناير 2024 – 09:41",
    "تاريخ النشر: 09.03.2025",
  ])("%s", (line) => {
    const text = page(line)
    expect(readHead(text).published.map((p) => text.slice(p.start, p.end))).toEqual([line])
  })
  it.each(["كتب - محرر الشؤون الأفريقية", "كتبت: أمل فرج", "بقلم: سعاد محمد", "تقرير: أحمد علي"])("%s", (line) => {
    const text = page(line)
    const {byline} = readHead(text)
    expect(byline && text.slice(byline.start, byline.end)).toBe(line)
  })
  it("below the report too", () => {
    const text = `${SENTENCE}\n${SENTENCE}\n(تقرير من ريان وو) شارك في التغطية ليديا كيلي`
    expect(readHead(text).byline?.end).toBe(text.length)
    expect(readHead(`${SENTENCE}\n${SENTENCE}\nهوين لو (بحسب رويترز )`).byline).toBeDefined()
    expect(readHead(`${SENTENCE}\n\n${SENTENCE}\n09/03/2025 18:22:41`).published).toHaveLength(1)
  })
  it.each(["كتب الرئيس رسالة إلى نظيره", "نشرت الصحيفة تقريرا عن اللقاء", "تقرير دولي يكشف حجم الخسائر"])("none: %s", (line) => {
    const head = readHead(page(line))
    expect([head.byline, head.published]).toEqual([undefined, []])
  })
})
