import {describe, expect, it} from "vitest"
import {table} from "../../../test/table.ts"
import {tokenize} from "../tokens.ts"
import {foldWord} from "./fold.ts"
import {readNumbers} from "./numbers.ts"
import {readQuantities, settleCurrency} from "./quantities.ts"

function said(text: string): string {
  const tokens = tokenize(text, foldWord)
  return readQuantities(tokens, readNumbers(tokens))
    .map((q) => `${q.comparator === "=" ? "" : q.comparator}${q.value} ${q.unit}`)
    .join(", ")
}

describe("money", () => {
  it.each(
    table(`
    190 مليار دولار أمريكي → 190000000000 USD
    70 دولارا للبرميل → 70 USD
    عشرة دولارات → 10 USD
    مليونا دولار → 2000000 USD
    $10 → 10 USD
    10$ → 10 USD
    20 مليون € → 20000000 EUR
    42 KWD → 42 KWD
    105 ملايين أورو → 105000000 EUR
    500 ألف يورو → 500000 EUR
    8.5 مليون جنيه إسترليني → 8500000 GBP
    مليون جنيه مصري → 1000000 EGP
    جنيهين سودانيين → 2 SDG
    50 مليون ريال قطري → 50000000 QAR
    110 مليارات ريال → 110000000000 SAR
    42 دينار كويتي → 42 KWD
    مئة ألف دينار عراقي → 100000 IQD
    42 ليرات لبنانية → 42 LBP
    1.69 تريليون يوان → 1690000000000 CNY
    147 مليار روبية → 147000000000 INR
    5 شيقل → 5 ILS
    3 مليارات دولار كندي → 3000000000 CAD
    20 دولار و43 سنت → 20.43 USD
    20$ و43¢ → 20.43 USD
    10¢ → 0.1 USD
    5 ر.س → 5 SAR
    3 د.ك → 3 KWD
    دولارين ونصف → 2.5 USD
    20 دولارا و43 سنتا → 20.43 USD
    من 10 إلى 20 دولارا → >=10 USD, <=20 USD
    ما بين 260 و300 مليار يورو → >=260000000000 EUR, <=300000000000 EUR
    رفع قيمة قرضه من 3 إلى 8 مليارات دولار → 3000000000 USD, 8000000000 USD
    خمسة مليارات يورو قروضا و200 مليون لملف الهجرة → 5000000000 EUR, 200000000 EUR
    7.7 مليار دولار في 2022 قبل أن تنزلق إلى 6.6 مليار في 2023 → 7700000000 USD, 6600000000 USD
  `),
  )("%s", (text, want) => expect(said(text)).toBe(want))

  it("keeps a currency open and settles it by a country", () => {
    const tokens = tokenize("بقيمة 110 مليارات ريال", foldWord)
    const [q] = readQuantities(tokens, readNumbers(tokens))
    expect(q?.ambiguous).toContain("QAR")
    expect(q && settleCurrency(q, ["US", "QA"])).toBe("QAR")
    expect(q && settleCurrency(q, ["FR"])).toBe("SAR")
  })
})

describe("per cent", () => {
  it.each(
    table(`
    40٪ → 40 %
    %40 → 40 %
    153.1% → 153.1 %
    40 بالمئة → 40 %
    4.3 بالمائة → 4.3 %
    23.6 في المائة → 23.6 %
    خمسة في المئة → 5 %
    0.5 نقطة مئوية → 0.5 %
    25 نقطة أساس → 25 bp
    بين 28 و30 بالمئة → >=28 %, <=30 %
    ثلث السكان → 33.333 %
    بأكثر من ربع → >25 %
    أقل من نصفها → <50 %
    ثلاثة أرباعهم من درنة → 75 %
  `),
  )("%s", (text, want) => expect(said(text)).toBe(want))
})

describe("measures", () => {
  it.each(
    table(`
    500 ألف برميل يوميا → 500000 bbl/day
    1.64 مليون برميل في اليوم → 1640000 bbl/day
    المليوني برميل يوميا → 2000000 bbl/day
    2 مليون برميل من النفط الخام يوميا → 2000000 bbl/day
    30 برميلا → 30 bbl
    144 ألف برميل يوميا والعراق 211 ألفا والكويت 128 ألفا → 144000 bbl/day, 211000 bbl/day, 128000 bbl/day
    100 مليار متر مكعب سنويا → 100000000000 m3/year
    21 مليار متر مكعب في 2021 → 21000000000 m3
    3 ملايين قدم مكعبة يوميا → 3000000 ft3/day
    32.9 مليون طن متري → 32900000 t
    35 طنا من المواد → 35 t
    مليوني طن سنويا → 2000000 t/year
    بين 25 و 50 ألف طن → >=25000 t, <=50000 t
    275 كيلوجراما → 275 kg
    أكثر من 300 كيلوغرام → >300 kg
    1200 كيلومتر → 1200 km
    كيلومترين → 2 km
    1500 كيلومتر مربع → 1500 km2
    120 كيلومترا في الساعة → 120 km/h
    20 كم → 20 km
    500 متر → 500 m
    100 ألف هكتار → 100000 ha
    500 ميغاواط → 500 MW
    3 جيجاوات → 3 GW
    200 كيلوواط ساعة → 200 kWh
    3 درجات مئوية → 3 Cel
    ثلاثة اونصات → 3 oz
    2000 ملغ → 2000 mg
  `),
  )("%s", (text, want) => expect(said(text)).toBe(want))
})

describe("lengths of time", () => {
  it.each(
    table(`
    عشر سنوات → 10 year
    عامين → 2 year
    ثلاثة أيام → 3 day
    24 ساعة → 24 hour
    سبع أسابيع → 7 week
    شهرين → 2 month
    عقدين → 20 year
    ثلاثة عقود → 30 year
    34 عقدا → 34 contracts
    قرن من الزمن →
    لعقد من الزمان → 10 year
    لمدة عام → 1 year
    خلال شهر → 1 month
    بعد يوم من تعليق → 1 day
    منذ عام 2022 →
    خلال شهر رمضان →
    ساعة ونصف → 1.5 hour
    عامين ونصف → 2.5 year
    ثلاث سنوات ونصف السنة → 3.5 year
    نصف ساعة → 0.5 hour
    السنوات الخمس المقبلة → 5 year
    الأشهر الثلاثة أو الأربعة المقبلة → >=3 month, <=4 month
    منذ أكثر من سبع سنوات → >7 year
    لا تتجاوز شهرين → <=2 month
    لمدة 15 عاما على الأقل → >=15 year
    بين 3 و5 سنوات → >=3 year, <=5 year
  `),
  )("%s", (text, want) => expect(said(text)).toBe(want))
})

describe("things counted", () => {
  it.each(
    table(`
    12 مدنيا → 12 people
    أربعة جنود → 4 soldiers
    جنديان → 2 soldiers
    نحو 300 من الجنود → ~300 soldiers
    46 شخصا قتلوا → 46 people
    35 قتيلا → 35 people
    حوالي 136 ألف شخص → ~136000 people
    اتهام 12 من موظفيها → 12 people
    عشرات الآلاف من المحتجين → >10000 people
    آلاف القوات → >1000 soldiers
    ربع مليون إنسان → 250000 people
    سبع دول → 7 countries
    ستة من البلدان الأفريقية → 6 countries
    17 رئيس دولة → 17 heads of state
    12 مذكرة تفاهم → 12 memoranda
    مذكرتي توقيف → 2 warrants
    أكثر من 20 اتفاقية → >20 agreements
    34 صفقة → 34 deals
    25 شاحنة → 25 trucks
    سبع سفن → 7 ships
    ست قاذفات → 6 aircraft
    67 طائرة مسيرة → 67 drones
    3 طائرات → 3 aircraft
    صاروخين → 2 missiles
    خمسة سجناء → 5 people
    88 كيانا → 88 entities
    أربع شركات → 4 companies
    الدول الثلاث → 3 countries
    الضباط الاثنا عشر → 12 soldiers
    زيارة واحدة → 1 visits
    ثلاثة أضعاف → 3 times
    ثلاث مرات → 3 times
    12 لبنانيا → 12 people
    خمسة فلسطينيين → 5 people
    15 مصنفا → 15 things
    قتل 3 جنود وأصيب 12 آخرون → 3 soldiers, 12 soldiers
    وأصيب أكثر من 100 بجراح → >100 people
    وأكثر من 400 جرحوا → >400 people
    40 ألفا نزحوا → 40000 people
    إصابة ثلاثة منهم → 3 people
    وقتل أربعة من فريق الإنقاذ → 4 people
    ارتفعت حصيلة القتلى إلى 3,958 → 3958 people
    عقوبات على سبعة كيانات أربعة منها في دبي → 7 entities, 4 entities
    قتل في 24 مايو →
    في 23 يونيو 2023 حزمة عقوبات →
    ارتفع من 1.2 مليار دولار عام 2021 إلى 3.4 مليارات دولار → 1200000000 USD, 3400000000 USD
    البلدين →
    عام 2022 →
    16 جويلية →
    الساعة 10:30 →
    يوم 25 يوليو →
  `),
  )("%s", (text, want) => expect(said(text)).toBe(want))
})
