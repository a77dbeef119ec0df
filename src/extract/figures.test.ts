import {describe, expect, it} from "vitest"
import {annotate} from "../annotate/index.ts"
import {openReader} from "../open.ts"
import {knownOf} from "../pipeline.ts"
import {extractFigures, type RawFigure} from "./figures.ts"
import {extractStatements} from "./statements.ts"

const {language, metrics, speech, knowledge} = openReader()
const known = knownOf(knowledge)
const read = (text: string) => {
  const marks = annotate(text, language)
  return {marks, figures: extractFigures(marks, metrics, known)}
}

/// «trade 22e9 EUR», «exports -15 % < change»: what is not said is a level, reported, exactly.
const brief = (f: RawFigure): string =>
  [
    f.metric,
    f.value,
    f.unit,
    ...(f.comparator === "=" ? [] : [f.comparator]),
    ...(f.measure === "change" ? ["change"] : []),
    ...(f.status === "reported" ? [] : [f.status]),
  ].join(" ")

const found: readonly (readonly [text: string, ...figures: string[]])[] = [
  ["بلغ حجم التبادل التجاري بين المغرب وإسبانيا 22 مليار يورو عام 2023.", "trade 22000000000 EUR"],
  ["وصلت قيمة المبادلات التجارية بين تونس وليبيا إلى 2.8 مليار دولار.", "trade 2800000000 USD"],
  ["ارتفعت صادرات الأردن إلى العراق بنسبة 12 في المئة في 2021.", "exports 12 % change"],
  ["تراجعت واردات اليابان من الغاز الروسي 30% خلال العام الماضي.", "imports -30 % change"],
  ["انخفضت صادرات البرازيل من اللحوم بأكثر من 15 بالمئة.", "exports -15 % < change"],
  ["استوردت مصر 11 مليون طن من القمح في 2022.", "imports 11000000 t"],
  ["صدرت أوكرانيا 5 ملايين طن من الحبوب.", "exports 5000000 t"],
  ["نما الاقتصاد الهندي 7.2% في السنة المالية الماضية.", "gdp 7.2 % change"],
  ["انكمش اقتصاد الأرجنتين بنسبة 3.5 في المائة.", "gdp -3.5 % change"],
  ["بلغ الناتج المحلي الإجمالي لنيجيريا 477 مليار دولار.", "gdp 477000000000 USD"],
  ["يتوقع البنك الدولي أن ينمو اقتصاد كينيا 5 بالمئة العام المقبل.", "gdp 5 % change forecast"],
  ["تعهدت ألمانيا بتقديم 700 مليون يورو مساعدات للسودان.", "aid 700000000 EUR target"],
  ["قدمت كندا منحة بقيمة 40 مليون دولار إلى هايتي.", "aid 40000000 USD"],
  ["حصلت زامبيا على قرض قيمته 1.3 مليار دولار من صندوق النقد الدولي.", "debt 1300000000 USD"],
  ["بلغت ديون سريلانكا الخارجية 51 مليار دولار.", "debt 51000000000 USD"],
  ["ارتفع سعر خام برنت إلى 91 دولارا للبرميل.", "price 91 USD"],
  ["قفزت أسعار الذهب 2 بالمئة.", "price 2 % change"],
  ["بلغ معدل التضخم في تركيا 61.5 بالمئة في أكتوبر.", "price 61.5 % change"],
  ["قتل 14 شخصا وأصيب 37 آخرون في حادث قطار في باكستان.", "casualties 14 people", "casualties 37 people"],
  ["أسفر الزلزال عن مقتل 52 شخصا وإصابة أكثر من 200.", "casualties 52 people", "casualties 200 people >"],
  ["أعلنت وزارة الصحة وفاة 6 أشخاص.", "casualties 6 people"],
  ["لقي 9 جنود مصرعهم في كمين في مالي.", "casualties 9 soldiers"],
  ["نزح أكثر من 80 ألف شخص من شمال البلاد.", "displaced 80000 people >"],
  ["تستضيف تشاد 600 ألف لاجئ سوداني.", "displaced 600000 people"],
  ["فر نحو 30 ألف شخص من القتال.", "displaced 30000 people ~"],
  ["نشرت بولندا 10 آلاف جندي على الحدود.", "troops 10000 soldiers"],
  ["تشارك 12 دولة في المناورات.", "count 12 countries"],
  ["وقع الجانبان 8 اتفاقيات في مجال الزراعة.", "count 8 agreements"],
  ["وقعت الشركتان عقدا بقيمة 900 مليون دولار.", "investment 900000000 USD"],
  ["استثمرت قطر 5 مليارات دولار في مصر.", "investment 5000000000 USD"],
  ["تبلغ الاستثمارات الصينية في إثيوبيا 4 مليارات دولار.", "investment 4000000000 USD"],
  ["ضخت الإمارات استثمارات بقيمة ملياري دولار في موريتانيا.", "investment 2000000000 USD"],
  ["ينتج العراق 4.2 مليون برميل يوميا.", "production 4200000 bbl/day"],
  ["خفضت السعودية إنتاجها مليون برميل يوميا.", "production -1000000 bbl/day change"],
  ["رفعت الجزائر إمدادات الغاز إلى 9 مليارات متر مكعب سنويا.", "energy 9000000000 m3/year"],
  ["تشكل المرأة 24 بالمئة من أعضاء البرلمان.", "share 24 %"],
  ["حصل المرشح على 53.4 في المئة من الأصوات.", "share 53.4 %"],
  ["يعيش ثلث السكان تحت خط الفقر.", "share 33.3 %"],
  ["يذهب نصف صادرات كولومبيا النفطية إلى الولايات المتحدة.", "share 50 %"],
  ["يعتمد لبنان على الاستيراد لتأمين ثلاثة أرباع حاجاته الغذائية.", "share 75 %"],
  ["تضاعفت صادرات فيتنام إلى المكسيك.", "exports 100 % change"],
  ["تضاعف عدد السياح ثلاث مرات منذ 2010.", "count 3 times change"],
  ["وقعت قطر 12 اتفاقية مع شركات أجنبية.", "count 12 agreements"],
  ["استمرت المحادثات أربع ساعات.", "duration 4 hour"],
  ["وصل الوزير في زيارة تستغرق يومين إلى عمان.", "duration 2 day"],
  ["اتفق الطرفان على هدنة مدتها 72 ساعة.", "duration 72 hour"],
  ["حكم القضاء بسجن الناشط خمس سنوات.", "duration 5 year"],
  ["يمتد الاتفاق لمدة عشرين عاما.", "duration 20 year"],
  ["أقر البرلمان ميزانية قدرها 120 مليار درهم مغربي.", "budget 120000000000 MAD"],
  ["سجلت الموازنة عجزا قدره 6 مليارات دينار تونسي.", "budget 6000000000 TND"],
  ["تستهدف الحكومة رفع الصادرات إلى 100 مليار دولار بحلول 2030.", "exports 100000000000 USD target"],
  ["من المتوقع أن تبلغ الصادرات 45 مليار دولار هذا العام.", "exports 45000000000 USD forecast"],
  ["ارتفعت الإيرادات من 3 مليارات دولار إلى 5 مليارات دولار.", "budget 3000000000 USD", "budget 5000000000 USD"],
  ["بلغت تكلفة المشروع 350 مليون دولار.", "price 350000000 USD"],
  ["قدرت الخسائر بنحو 17 مليار دولار.", "other 17000000000 USD ~"],
  ["فرضت المحكمة غرامة قدرها 2.4 مليار يورو على الشركة.", "other 2400000000 EUR"],
  ["أسقط الجيش 15 طائرة مسيرة.", "count 15 drones"],
  ["أطلقت كوريا الشمالية صاروخين باليستيين.", "count 2 missiles"],
  ["اعتقلت الشرطة 45 متظاهرا.", "count 45 people"],
  ["أفرجت السلطات عن 23 معتقلا.", "count 23 people"],
  ["فرضت بريطانيا عقوبات على 7 شركات.", "count 7 companies"],
  ["صوتت 141 دولة لصالح القرار.", "count 141 countries"],
  ["تعرضت البلاد لنحو 600 هزة ارتدادية.", "count 600 earthquakes ~"],
  [
    "بلغت صادرات تركيا إلى ألمانيا 21 مليار دولار، بينما بلغت وارداتها منها 28 مليار دولار.",
    "exports 21000000000 USD",
    "imports 28000000000 USD",
  ],
  ["بلغت تجارة الهند مع الإمارات 85 مليار دولار ومع السعودية 52 مليارا.", "trade 85000000000 USD", "trade 52000000000 USD"],
  ["بلغت الصادرات 7 مليارات دولار في 2021 قبل أن تهبط إلى 6 مليارات في 2022.", "exports 7000000000 USD", "exports 6000000000 USD"],
  ["زاد عدد السكان بنسبة 2.1 في المئة.", "count 2.1 % change"],
  ["تراوحت الأسعار بين 70 و75 دولارا للبرميل.", "price 70 USD >=", "price 75 USD <="],
  ["بلغت قيمة الصفقة 10 مليارات يورو (نحو 10.8 مليار دولار).", "investment 10000000000 EUR", "investment 10800000000 USD ~"],
  ["قال المسؤول إن 40 بالمئة من المدارس دمرت.", "share 40 %"],
  ["تراجع الروبل 4 بالمئة أمام الدولار.", "price -4 % change"],
  ["فقدت الليرة نصف قيمتها.", "price -50 % change"],
  ["سجل الدينار 1310 للدولار.", "price 1310 IQD/USD"],
  ["أرسلت الكويت 30 طنا من المساعدات إلى السودان.", "aid 30 t"],
  ["دخلت 120 شاحنة مساعدات إلى القطاع.", "count 120 trucks"],
  ["أجلت فرنسا 936 شخصا من السودان.", "displaced 936 people"],
  ["بلغ مخزون القمح 5 ملايين طن.", "other 5000000 t"],
  ["تنتج المحطة 1200 ميغاواط من الكهرباء.", "production 1200 MW"],
  ["انخفض إنتاج النفط في نيجيريا بمقدار 200 ألف برميل يوميا.", "production -200000 bbl/day change"],
  ["يعمل في القطاع 3 ملايين شخص.", "count 3000000 people"],
  ["ارتفع عدد القتلى إلى 85.", "casualties 85 people"],
  ["قال الجيش إن 3 من جنوده قتلوا وجرح 12 آخرون.", "casualties 3 soldiers", "casualties 12 soldiers"],
  ["أصيب أربعة في انفجار بكابول.", "casualties 4 people"],
  ["ارتفعت حصيلة القتلى إلى 1250 قتيلا.", "casualties 1250 people"],
  ["من بين 40 مشاركا انسحب 6.", "count 40 people"],
  ["نحو ربع الناخبين لم يشاركوا.", "share 25 % ~"],
  ["سيرتفع الإنتاج 400 ألف برميل يوميا في أغسطس.", "production 400000 bbl/day change forecast"],
  ["انخفض عدد السكان 3 بالمئة.", "count -3 % change"],
  ["حجم الاستثمار بين البلدين بلغ 55 مليار دولار.", "investment 55000000000 USD"],
  ["تشكل الصادرات 30 بالمئة من الناتج المحلي الإجمالي.", "share 30 %"],
  ["بلغت حصة الصين 18 بالمئة من السوق.", "share 18 %"],
  ["باعت الشركة 2.1 مليون سيارة.", "count 2100000 cars"],
  ["استضافت الدوحة 5 جولات من المحادثات.", "count 5 rounds"],
  ["خسرت الأسهم 4 بالمئة من قيمتها.", "price -4 % change"],
  ["أنفقت واشنطن أكثر من 75 مليار دولار على مساعدة كييف.", "aid 75000000000 USD >"],
  ["تسعى طوكيو إلى مضاعفة ميزانية الدفاع لتبلغ 2 بالمئة من الناتج المحلي.", "share 2 % target"],
  ["رفع البنك المركزي سعر الفائدة إلى 5.5 بالمئة.", "other 5.5 %"],
  ["يدخل الميناء 20 ألف طن من البضائع يوميا.", "other 20000 t/day"],
  ["زودت روسيا الهند بـ 1.9 مليون برميل يوميا في مايو.", "exports 1900000 bbl/day"],
  ["تقلص العجز التجاري إلى 60 مليار دولار.", "trade 60000000000 USD"],
  ["أعلن صندوق النقد صرف شريحة بقيمة 820 مليون دولار لمصر.", "aid 820000000 USD"],
  ["أودعت الرياض ملياري دولار في البنك المركزي.", "aid 2000000000 USD"],
  ["وافق البنك الدولي على تمويل قدره 500 مليون دولار للمغرب.", "aid 500000000 USD"],
  ["قتل جنديان وأصيب ثالث.", "casualties 2 soldiers"],
  ["مقتل العشرات في غرق مركب.", "casualties 10 people >"],
  ["أعلنت الأمم المتحدة أن 6 ملايين شخص مهددون بالمجاعة.", "count 6000000 people"],
  ["شارك في المؤتمر 60 وزيرا و1200 رجل أعمال.", "count 60 people", "count 1200 people"],
  ["يمتد خط الأنابيب 900 كيلومتر.", "other 900 km"],
  ["ضرب زلزال بقوة 6.8 درجات شمال البلاد.", "other 6.8 degree"],
  ["ارتفعت صادرات ليبيا النفطية إلى 1.1 مليون برميل يوميا.", "exports 1100000 bbl/day"],
  ["بلغت التحويلات 24 مليار دولار، بزيادة 8%.", "other 24000000000 USD", "other 8 % change"],
]

const nothing: readonly string[] = [
  "دعا مجلس الأمن إلى تنفيذ القرار 1701 بالكامل.",
  "وصل الوزير في 12 مارس 2024 إلى بغداد.",
  "عقد قادة مجموعة العشرين قمتهم في نيودلهي.",
  "تسلمت بولندا مقاتلات من طراز إف-16.",
  "توفي الشاعر عن عمر ناهز 83 عاما.",
  "يبلغ الرئيس من العمر 67 عاما.",
  "التقى الجانبان قبل أسبوعين في جنيف.",
  "يجتمع الوزراء الساعة 10:30 صباحا.",
  "زار الرئيس الدولة للمرة الثالثة.",
  "للاتصال هاتف 0096265123456.",
  "المادة 5 من ميثاق الحلف.",
  "وفق الفقرة 12 من البيان.",
  "فاز المنتخب 2-1 على نظيره.",
  "اندلعت الحرب عام 1990 وانتهت في 1991.",
  "اجتمع وزراء خارجية الدول الثلاث في أنقرة.",
  "أعلن الطرفان استئناف المحادثات.",
  "تأجل اللقاء إلى 15 يونيو.",
  "في الذكرى الخمسين لحرب 1973.",
  "عاد السفير بعد يومين من المغادرة.",
  "سيزور الوفد العاصمة بعد أسبوع.",
  "أطلقت الحكومة رؤية 2030.",
  "انعقدت الدورة 77 للجمعية العامة.",
  "قال مصدر إن المفاوضات ستستأنف الأسبوع المقبل.",
  "هجوم 7 أكتوبر غير المعادلة.",
  "يقع المصنع على بعد 30 كيلومترا من المدينة.",
  "صدر العدد 15 من المجلة.",
  "بدأت الجولة الثانية من المحادثات.",
  "ولد عام 1962 في القاهرة.",
  "قمة مجموعة السبع في إيطاليا.",
  "تأسس الاتحاد قبل ثلاثة عقود.",
  "طالبت الأطراف الأربعة بوقف النار.",
  "خلال السنوات الثلاث الماضية توترت العلاقات.",
  "يتحدث البيان عن المسار 1 والمسار 2.",
  "صفحة 12 من التقرير.",
  "وصل على متن طائرة بوينغ 747.",
  "رفع الحظر بموجب القانون رقم 14 لسنة 2019.",
  "استقبل الملك رئيس الوزراء في قصر اليمامة.",
  "الجيل الخامس من الشبكات.",
  "كشف عن أكبر صفقة منذ عامين.",
  "التقى الوزيران مرتين.",
  "كوفيد-19 عاد إلى الانتشار.",
  "أقيمت المباراة في ربع نهائي كأس آسيا.",
  "عشية الذكرى السنوية الأولى للحرب.",
  "اتفق الزعيمان على لقاء آخر.",
  "انتهى العمل بالاتفاق في الربع الأول من 2022.",
  "بحث الوزيران العلاقات الثنائية في باريس.",
  "أدان البيان الهجوم على السفارة.",
  "التقى وزير الخارجية نظيره مساء أمس.",
  "يعقد المؤتمر في الفترة من 3 إلى 5 مايو.",
  "وصل الرئيس فجر اليوم إلى الرياض.",
  "طالب البيان بتطبيق القرار رقم 2254.",
  "شنت الطائرات غارات ليل أمس.",
  "تعود الأزمة إلى عام 2011.",
  "اختتم المنتدى أعماله في دورته الثالثة عشرة.",
  "استدعت الخارجية السفير مرة أخرى.",
  "غادر الوفد بعد ثلاثة أيام.",
  "قناة 24 الإخبارية نقلت الخبر.",
  "الطريق رقم 60 مغلق.",
  "استقال رئيس الحكومة منتصف الشهر.",
  "اتفاق الطائف لعام 1989 أنهى الحرب.",
]

describe("figures", () => {
  it.each(found)("%s", (text, ...figures) => {
    expect(read(text).figures.map(brief)).toEqual(figures)
  })

  it.each(nothing)("nothing in: %s", (text) => {
    expect(read(text).figures.map(brief)).toEqual([])
  })
})

const parties = (text: string): string[] => {
  const {marks, figures} = read(text)
  return (figures[0]?.parties ?? []).map((p) =>
    p.kind === "mention"
      ? marks.text.slice(marks.mentions[p.mention]?.start, marks.mentions[p.mention]?.end)
      : p.kind === "country"
        ? p.country
        : "both",
  )
}

describe("parties of a figure", () => {
  it.each([
    ["ارتفعت صادرات الأردن إلى العراق 12 في المئة.", ["الأردن", "العراق"]],
    ["إلى العراق ارتفعت صادرات الأردن 12 في المئة.", ["الأردن", "العراق"]],
    ["تراجعت واردات اليابان من أستراليا 30%.", ["اليابان", "أستراليا"]],
    ["بلغ حجم التبادل التجاري بين المغرب وإسبانيا 22 مليار يورو.", ["المغرب", "إسبانيا"]],
    ["وقع الجانبان 8 اتفاقيات.", ["both"]],
    ["نما الاقتصاد الهندي 7.2%.", ["country:india"]],
    ["صدرت أوكرانيا 5 ملايين طن من الحبوب.", ["أوكرانيا"]],
  ])("%s", (text, who) => {
    expect(parties(text)).toEqual(who)
  })

  it("carries the other side on", () => {
    const {marks, figures} = read("بلغت تجارة الهند مع الإمارات 85 مليار دولار ومع السعودية 52 مليارا.")
    const names = figures[1]?.parties.map((p) =>
      p.kind === "mention" ? marks.text.slice(marks.mentions[p.mention]?.start, marks.mentions[p.mention]?.end) : p.kind,
    )
    expect(names?.sort()).toEqual(["السعودية", "الهند"])
  })
})

describe("period, source and evidence", () => {
  const quote = (text: string, n = 0): string => {
    const {marks, figures} = read(text)
    const d = marks.dates[figures[n]?.date ?? -1]
    return d ? text.slice(marks.tokens.start[d.from], marks.tokens.end[d.to - 1]) : ""
  }

  it("takes the date of its own clause", () => {
    const text = "بلغت الصادرات 7 مليارات دولار في 2021 قبل أن تهبط إلى 6 مليارات في 2022."
    expect(quote(text)).toContain("2021")
    expect(quote(text, 1)).toContain("2022")
  })

  it("leaves a date that only compares", () => {
    expect(quote("ارتفعت الصادرات 9 بالمئة في 2023 مقارنة بعام 2022.")).toContain("2023")
  })

  it("leaves the year since which it is a record", () => {
    expect(quote("بلغ التضخم 9 بالمئة، وهو أعلى مستوى منذ 1990.")).toBe("")
  })

  it("names who says so", () => {
    const {marks, figures} = read("بلغت صادرات تركيا 21 مليار دولار، وفقا للبنك الدولي.")
    expect(figures[0]?.source.map((m) => marks.mentions[m]?.kind)).toEqual(["organization"])
  })

  it("quotes no more than 240 characters, from the text itself", () => {
    const text = `ارتفعت صادرات البلاد ${"من القمح والشعير والذرة والأرز ".repeat(12)} بنسبة 5 بالمئة.`
    for (const f of read(text).figures) {
      expect(f.evidence.end - f.evidence.start).toBeLessThanOrEqual(240)
      expect(text.slice(f.evidence.start, f.evidence.end)).toContain("5 بالمئة")
    }
  })

  it("tells a headline's number once, with the text's own", () => {
    const {figures} = read(
      "التجارة تبلغ 50 مليار دولار\n\nبلغت تجارة الهند مع البرازيل أكثر من 50 مليار دولار في 2023.\n\nوقال الوزير إن النمو سيتواصل.",
    )
    expect(figures.map(brief)).toEqual(["trade 50000000000 USD >"])
  })

  it("grows with the text, no faster", () => {
    const line = "ارتفعت صادرات الأردن إلى العراق 12 في المئة في 2021، وبلغت 3 مليارات دولار. وقتل 5 أشخاص في حادث.\n"
    const cost = (n: number): number => {
      const marks = annotate(line.repeat(n), language)
      let best = Number.POSITIVE_INFINITY
      for (let round = 0; round < 8; round++) {
        const start = performance.now()
        extractFigures(marks, metrics, known)
        best = Math.min(best, performance.now() - start)
      }
      return best
    }
    cost(50)
    expect(cost(1600)).toBeLessThan(40 * Math.max(cost(100), 2) + 300)
  })
})

/// Who says a number: whoever speaks where it stands, not another who is named beside him; nobody where he has no name.
const SAID: readonly (readonly [text: string, ...source: string[]])[] = [
  ["وقال أحمد منصور إن 12 شخصا قتلوا في مدينة الفاشر بعد أن أعلنت قوات الدعم السريع هدنة.", "أحمد منصور"],
  ["وأكدت مصادر محلية أن قوات الدعم السريع تحتجز 300 معتقل.", ""],
  ["وقتل 12 شخصا في مدينة الفاشر أمس.", ""],
]
describe("the source of a number", () => {
  it.each(SAID)("%s", (text, ...source) => {
    const marks = annotate(text, language)
    const [figure] = extractFigures(marks, metrics, known, extractStatements(marks, speech, known.isCarrier))
    const names = figure?.source.map((m) => text.slice(marks.mentions[m]?.start, marks.mentions[m]?.end)) ?? ["no figure"]
    expect(names).toEqual(source.filter((name) => name !== ""))
  })
})
