import {describe, expect, test} from "vitest"
import {annotate} from "../../annotate/index.ts"
import {edtfRange, type Published} from "../../model/index.ts"
import {openReader} from "../../open.ts"
import {inferPublished} from "./index.ts"
import {readScene} from "./read-scene.ts"

const reader = openReader()
const read = (text: string, given?: {edtf: string; source: string}, removed: readonly {quote: string}[] = []): Published =>
  inferPublished(annotate(text, reader.language), given, reader.facts, removed).published

/// What it is, the text, the EDTF (null: unknown), and words of one reason.
const CASES: readonly (readonly [string, string, string | null, string])[] = [
  // given by the report itself
  [
    "publication line, Indian digits",
    "اجتماع وزراء النقل في مسقط\n\nالأحد ١٢ أيار ٢٠٢٤ | ٠٩:٣٠\n\nعقد وزراء النقل اجتماعا في مسقط لبحث مشروعات مشتركة بين بلدانهم.",
    "2024-05-12",
    "a line of its own gives the",
  ],
  [
    "publication line with an opener",
    "افتتاح محطة مترو جديدة\n\nنشر في: 03/02/2022 - 11:20\n\nافتتح وزير النقل محطة مترو جديدة شرق العاصمة بحضور عدد من المسؤولين.",
    "2022-02-03",
    "the publication line",
  ],
  [
    "published and updated: published counts",
    "ارتفاع أسعار القمح\n\nآخر تحديث: 5 مارس 2023 - 18:00\nنشر في: 4 مارس 2023 - 10:00\n\nارتفعت أسعار القمح في البورصات العالمية بعد تراجع المحاصيل في عدة دول.",
    "2023-03-04",
    "the publication line",
  ],
  [
    "only an update",
    "ارتفاع أسعار القمح\n\nآخر تحديث: 5 مارس 2023 - 18:00\n\nارتفعت أسعار القمح في البورصات العالمية بعد تراجع المحاصيل في عدة دول.",
    "2023-03-05",
    "the line of the last update",
  ],
  [
    "dateline of a state agency",
    "القاهرة في 15 يناير 2022 /أ ش أ/ استقبل وزير الري وفدا من البنك الدولي لبحث مشروعات المياه.",
    "2022-01-15",
    "the dateline",
  ],
  [
    "dateline, Hijri and Gregorian",
    "الرياض 05 رمضان 1446 هـ الموافق 05 مارس 2025 م واس\nافتتح أمير منطقة الرياض معرض الكتاب في دورته الجديدة.",
    "2025-03-05",
    "the dateline",
  ],
  [
    "a Hijri date with a weekday",
    "الخميس 14 رمضان 1444 هـ\n\nاختتمت أعمال المؤتمر الطبي في جدة بمشاركة أطباء من عشرين دولة عربية وأجنبية.",
    "2023-04-06",
    "a line of its own gives the",
  ],
  [
    "dateline with dashes",
    "الخرطوم, 12-06-2021 (أ ف ب) - أعلنت الحكومة السودانية رفع الدعم عن الوقود بشكل كامل.",
    "2021-06-12",
    "the dateline",
  ],
  [
    "outlet and date in one line",
    "افتتاح معرض الكتاب\n\nصوت الشرق - الثلاثاء 7 نوفمبر 2023\n\nافتتح رئيس الوزراء معرض الكتاب الدولي بمشاركة مئات دور النشر من العالم.",
    "2023-11-07",
    "a line of its own gives the",
  ],
  [
    "a digest's title",
    "موجز أخبار الصباح - الاثنين 6 شباط 2023\n\nبيروت: أعلنت وزارة الصحة وصول شحنة من الأدوية إلى المستشفيات الحكومية.",
    "2023-02-06",
    "a line of its own gives the",
  ],
  [
    "date at the foot",
    "بدء موسم حصاد الزيتون\n\nبدأ المزارعون موسم حصاد الزيتون في القرى الجبلية وسط توقعات بمحصول وفير.\n\nنشر بتاريخ 20/10/2021",
    "2021-10-20",
    "the publication line",
  ],
  [
    "line of the day alone",
    "زيادة الرواتب\n\n09 سبتمبر 2020\n\nأقر مجلس الوزراء زيادة في رواتب المعلمين تبدأ من العام الدراسي الجديد.",
    "2020-09-09",
    "a line of its own gives the",
  ],
  ["Maghreb month", "تونس 16 جوان 2022 (وات) - أشرفت وزيرة الصناعة على افتتاح مصنع جديد في صفاقس.", "2022-06-16", "the dateline"],
  [
    "month in both names",
    "بغداد 3 كانون الثاني/يناير 2020 (رويترز) - قتل قائد عسكري في ضربة جوية قرب مطار بغداد.",
    "2020-01-03",
    "the dateline",
  ],

  // feasts, national days, days of the world
  [
    "a feast of a short term",
    "هنأت رئيسة الوزراء البريطانية ليز تراس المسلمين اليوم بالمولد النبوي الشريف.",
    "2022-10-07/2022-10-09",
    "Birthday of the Prophet",
  ],
  [
    "a feast on a weekday",
    "احتفل المسيحيون اليوم الأحد بعيد الميلاد في بيت لحم، ووجه الرئيس الأميركي جو بايدن رسالة تهنئة.",
    "2022-12-25",
    "on one of 1 such days",
  ],
  [
    "a day of the world after a known day",
    "دعا الأمين العام للأمم المتحدة اليوم الجمعة في اليوم العالمي لحرية الصحافة إلى حماية الصحفيين في غزة منذ هجمات السابع من أكتوبر 2023.",
    "2024-05-03",
    "World Press Freedom Day",
  ],
  [
    "a national day by its number",
    "احتفلت السعودية اليوم السبت باليوم الوطني الثالث والتسعين بعروض جوية في الرياض.",
    "2023-09-23",
    "number 93",
  ],
  [
    "an anniversary told today",
    "أحيت مصر اليوم الذكرى الحادية والسبعين لثورة 23 يوليو بحضور عدد من المسؤولين.",
    "2023-07-23",
    "anniversary 71",
  ],
  [
    "a feast long before it tells nothing",
    "بحث الوزير الاستعدادات قبل عيد العمال في العاصمة مع وفد من النقابات.",
    null,
    "nothing in the text",
  ],

  // what lasts, counted from its first day
  ["a day of a war", "دخلت الحرب الإسرائيلية على غزة يومها المئة وسط استمرار القصف.", "2024-01-13/2024-01-15", "in its day 100"],
  [
    "the number before its name",
    "يواصل الجيش الإسرائيلي قصف قطاع غزة في اليوم الـ200 للحرب على غزة.",
    "2024-04-22/2024-04-24",
    "in its day 200",
  ],
  ["a year of a war", "دخل الغزو الروسي لأوكرانيا عامه الثالث من دون أفق لتسوية سياسية.", "2024-02-24/2025-02-23", "2024-02-24/2025-02-23"],

  // figures of a time, days near by, who is to take office
  [
    "figures of a month",
    "أظهرت بيانات رسمية أن معدل التضخم السنوي في مصر ارتفع إلى 32.7 بالمئة في مارس 2023.",
    "2023-04-01/2023-06-01",
    "not before 2023-04-01",
  ],
  [
    "figures of a quarter, against those of a year before",
    "أعلنت الشركة ارتفاع أرباحها بنسبة 12 بالمئة في الربع الأول من 2024 مقارنة بالفترة نفسها من العام الماضي.",
    "2024-04-01/2024-08-03",
    "not before 2024-04-01",
  ],
  [
    "a weekday to come with its date",
    "قال الأمين العام لحلف شمال الأطلسي ينس ستولتنبرغ إن قمة الحلف ستعقد الثلاثاء المقبل 11 يوليو في فيلنيوس.",
    "2023-07-04/2023-07-10",
    "in the week before it",
  ],
  [
    "a president elect",
    "أجرى الرئيس الأميركي المنتخب دونالد ترامب اتصالا بالرئيس الأميركي جو بايدن لبحث انتقال السلطة.",
    "2024-10-12/2025-01-21",
    "president elect",
  ],
  [
    "a counterpart holds the same office",
    "بحث وزير الخارجية الأميركي مايك بومبيو مع نظيره السعودي عادل الجبير التطورات في المنطقة.",
    "2018-04-26/2019-02-10",
    "are all called by offices they held",
  ],

  // a dateline without a year
  [
    "dateline without a year, with the weekday",
    "عمان 14 أيار (بترا) - افتتح رئيس الوزراء بشر الخصاونة اليوم الثلاثاء مصنعا جديدا للأدوية في المفرق.",
    "2024-05-14",
    "published on a Tuesday: 2024-05-14 is the only such day",
  ],
  [
    "dateline without a year, latest year named",
    "الدوحة - 9 أكتوبر (قنا) - وقعت وزارة الطاقة اليوم الأحد اتفاقية لتوريد الغاز، وكانت الصادرات قد بلغت 77 مليون طن في عام 2021.",
    "2022-10-09",
    "published on a Sunday: 2022-10-09 is the only such day",
  ],
  [
    "KUNA's dateline with dashes",
    "الكويت - 15 - 3 (كونا) -- أعلنت وزارة الصحة الكويتية اليوم الأربعاء تسجيل انخفاض في الإصابات، بعد أن سجلت أعلى معدل في يناير 2022.",
    "2023-03-15",
    "published on a Wednesday: 2023-03-15 is the only such day",
  ],
  [
    "dateline without a year and nothing else",
    "نواكشوط 12 ديسمبر (وما) - افتتح الوزير المعرض الزراعي في العاصمة بحضور جمع من المزارعين.",
    null,
    "nothing tells of which",
  ],

  // weekday, day and month
  [
    "weekday with day and month, past, after a named year",
    "أقر البرلمان الأردني قانون الضمان الجديد يوم الأربعاء 24 مايو، وكان مشروع القانون قد أحيل إليه في ديسمبر 2022.",
    "2023-05-24",
    "is behind it: the first such day after",
  ],
  [
    "today with weekday and date",
    "أعلنت الحكومة المغربية اليوم الخميس 8 سبتمبر رفع الحد الأدنى للأجور، بعد اتفاق وقعته مع النقابات في أبريل 2022.",
    "2022-09-08",
    "published on a Thursday: 2022-09-08 is the only such day",
  ],
  [
    "yesterday with weekday and date",
    "شهدت العاصمة الليبية طرابلس أمس السبت 27 آب اشتباكات عنيفة بين فصيلين، هي الأعنف منذ يونيو 2020.",
    "2022-08-28",
    "published on a Sunday: 2022-08-28 is the only such day",
  ],
  [
    "weekday still to come with its date",
    "يعقد مجلس النواب اللبناني جلسة يوم الخميس 9 كانون الثاني لانتخاب رئيس للجمهورية، بعد اغتيال حسن نصر الله ووقف القتال.",
    "2024-11-25/2025-11-05",
    "Hassan Nasrallah killed (2024-09-27): not before it",
  ],
  [
    "weekday and date without any year",
    "انطلقت فعاليات المهرجان يوم الجمعة 13 أكتوبر وسط حضور جماهيري كبير.",
    null,
    "nothing tells of which",
  ],

  // fresh news of a known event
  [
    "today's weekday in the days of a known event",
    "قالت السلطات التركية اليوم الثلاثاء إن عدد قتلى الزلزال الذي ضرب تركيا وسوريا تجاوز خمسة آلاف.",
    "2023-02-07",
    "is Earthquake in Turkey and Syria (2023-02-06) and the",
  ],
  [
    "yesterday's weekday after a known coup",
    "أعلن قادة الانقلاب في النيجر أمس الجمعة تعيين رئيس للمجلس العسكري.",
    "2023-07-29",
    "(Coup in Niger, 2023-07-26) is behind it: the first such",
  ],
  [
    "bare weekday, event opens the report",
    "أدان الاتحاد الأفريقي يوم الخميس الانقلاب في الغابون ودعا إلى عودة الحكم الدستوري.",
    "2023-08-31",
    "(Coup in Gabon, 2023-08-30) is behind it: the first such",
  ],
  [
    "toll of an earthquake: days after it",
    "ارتفعت حصيلة ضحايا زلزال المغرب إلى 2900 قتيل، بحسب ما أعلنت وزارة الداخلية يوم الثلاثاء.",
    "2023-09-12",
    "is Earthquake in Morocco (2023-09-08) and the report opens",
  ],
  [
    "summit still to come",
    "يتوجه الرئيس إلى بالي للمشاركة في قمة مجموعة العشرين المقررة في بالي، وقال مكتبه اليوم السبت إنه سيلتقي عددا من القادة.",
    "2022-01-22/2022-11-12",
    "published on a Saturday, in one of 43",
  ],
  [
    "opens with an assassination",
    "نعت حركة حماس اليوم الأربعاء رئيس مكتبها السياسي بعد اغتيال إسماعيل هنية في طهران.",
    "2024-07-31/2028-05-31",
    "Ismail Haniyeh killed (2024-07-31): not before it",
  ],

  // counted from a known event
  [
    "so many months of a war",
    "دخلت الحرب المستمرة منذ 15 شهرا في أوكرانيا مرحلة جديدة مع استعداد الجيش لهجوم مضاد.",
    "2023-05-10/2023-06-12",
    "(Russia invades Ukraine (2022-02-24)): published about 15",
  ],
  [
    "two weeks after an incursion",
    "تواصل القوات الروسية التصدي للتوغل الأوكراني في كورسك قبل أسبوعين.",
    "2024-08-17/2024-08-23",
    "(Ukraine enters Kursk (2024-08-06)): published about 2",
  ],
  [
    "a year and a half",
    "قال المحلل إن الغزو الروسي لأوكرانيا قبل عام ونصف غير موازين القوى في القارة.",
    "2023-05-27/2023-11-25",
    "(Russia invades Ukraine (2022-02-24)): published about 1.5",
  ],
  [
    "anniversary",
    "أحيا اللبنانيون الذكرى الثالثة لانفجار مرفأ بيروت بمسيرات في العاصمة.",
    "2023-07-25/2023-08-14",
    "(Beirut port explosion (2020-08-04)): about that",
  ],
  [
    "anniversary, with today's weekday",
    "أحيا اللبنانيون اليوم الجمعة الذكرى الثالثة لانفجار مرفأ بيروت بمسيرات في العاصمة.",
    "2023-08-04",
    "2023-08-04 is the only such day left",
  ],
  [
    "last month beside an event",
    "ضرب زلزال المغرب الشهر الماضي قرى جبلية لا تزال تنتظر إعادة الإعمار.",
    "2023-10",
    "(Earthquake in Morocco (2023-09-08)): the publication is",
  ],
  [
    "last year beside an event",
    "تراجعت السياحة في مراكش منذ زلزال المغرب العام الماضي، بحسب غرفة التجارة.",
    "2024",
    "(Earthquake in Morocco (2023-09-08)): the publication is",
  ],
  [
    "next week beside a visit",
    "قالت الخارجية الصينية اليوم الجمعة إن ميشوستين سيزور الصين الأسبوع المقبل، فيما بلغت التجارة 190 مليار دولار في عام 2022.",
    "2023-05-19",
    "published on a Friday",
  ],
  [
    "this week beside a summit",
    "استضافت جدة هذا الأسبوع القمة العربية بمشاركة سوريا، وأعلنت الجامعة اليوم السبت نص البيان الختامي للقمة العربية في جدة.",
    "2023-05-20",
    "published on a Saturday: 2023-05-20 is the only such day",
  ],

  // months
  // what is hoped for or feared has not happened; who is called by an office that others held before and after
  [
    "a fall that is hoped for",
    "قال الوزير إن بلاده تسعى منذ عام 2013 إلى إسقاط نظام الأسد، ولن تتخلى عن ذلك.",
    "2013-01-01/..",
    "منذ عام 2013",
  ],
  [
    "the deputy crown prince",
    "استقبل ولي ولي العهد الأمير محمد بن سلمان وفدا من رجال الأعمال.",
    "2015-04-29/2017-08-05",
    "deputy crown prince",
  ],
  [
    "an earlier president remembered",
    "قال الرئيس باراك أوباما إن الرئيس جورج بوش ترك له حربين.",
    "2009-01-20/2017-03-06",
    "Barack Obama is called president",
  ],
  [
    "next month is named",
    "يزور الوزير الألماني الرياض الشهر المقبل (نوفمبر)، في أول زيارة منذ عام 2021.",
    "2021-10-01/..",
    "is November: published in",
  ],
  [
    "the last month is named",
    "تراجع التضخم في مصر الشهر الماضي (أغسطس)، وهو الأدنى منذ بداية عام 2024.",
    "2024-09-01/..",
    "is August: published in",
  ],
  [
    "the current month",
    "ينتظر المستثمرون قرار البنك المركزي في مارس الجاري بعد أن رفع الفائدة مرتين في 2022.",
    "2022-03-01/..",
    "published in",
  ],
  [
    "next month with the only month to come",
    "سيعقد الحزب مؤتمره الشهر المقبل، وستنتخب القيادة الجديدة في ديسمبر، وكان المؤتمر السابق قد عقد في 2021.",
    "2021-11-01/..",
    "and the only month to come, December, are one: published in",
  ],
  ["month to come, no more known", "ستجرى الانتخابات البلدية في أكتوبر المقبل وفق بيان اللجنة العليا.", null, "nothing tells of which"],
  ["last March, without a year", "افتتح المصنع الجديد في مارس الماضي بطاقة إنتاجية كبيرة.", null, "nothing tells of which"],

  // years
  ["year named as the current", "ارتفعت صادرات التمور خلال العام الجاري 2023 بنسبة كبيرة، وفق وزارة الزراعة.", "2023", "published in"],
  ["year named as the last", "تراجعت حوادث السير خلال العام الماضي 2021، وفق مديرية المرور.", "2022", "published in"],
  ["year named as the next", "أقرت الحكومة خطة لبناء المدارس تنفذ خلال العام المقبل 2025.", "2024", "published in"],
  [
    "same period of a year",
    "ارتفعت إيرادات القناة منذ بداية العام مقارنة بنحو سبعة مليارات دولار في الفترة نفسها من 2022.",
    "2023-01/2024-03",
    "is the year that this year's figures are compared with:",
  ],
  [
    "figures for a whole year",
    "بلغ حجم التبادل التجاري بين البلدين 9.7 مليار دولار في 2022 بحسب هيئة الإحصاء.",
    "2023-01-01/..",
    "2022 is the latest year named as past: a report of a later",
  ],
  [
    "only an old year",
    "شيد الجسر في عام 1998 على ضفاف النهر وصار معلما من معالم المدينة.",
    "1998-01-01/..",
    "1998 is the latest year named as past: a report of a later",
  ],
  [
    "an aim is no time past",
    "تسعى المملكة إلى تنويع اقتصادها ضمن رؤية 2030 وجذب الاستثمارات.",
    null,
    "nothing in the text tells when it was",
  ],
  ["a World Cup ahead", "يستعد المنتخب لخوض تصفيات كأس العالم 2026 بتشكيلة شابة.", null, "nothing in the text tells when it was"],
  [
    "two years named",
    "ارتفع الإنتاج من مليون طن في 2019 إلى مليوني طن في 2020 بحسب بيانات الشركة.",
    "2021-01-01/..",
    "2020 is the latest year named as past: a report of a later",
  ],
  [
    "full date in the past",
    "وقعت الدولتان اتفاق التعاون الجمركي في 14 مارس 2021 في أبوظبي.",
    "2021-03-14/..",
    "2021 is the latest year named as past: a report of a later",
  ],
  ["full date to come", "ستنطلق البطولة في 12 يونيو 2024 في برلين.", "../2024-06-12", "is still to come: not after"],

  // figures that are out
  [
    "monthly figures out",
    "أظهرت بيانات الجمارك اليوم الثلاثاء ارتفاع صادرات الصين بنسبة 8.5 بالمئة في أبريل، بعد أن سجلت 3.36 تريليون دولار في عام 2021 الماضي.",
    "2022-05-03/2022-06-14",
    "published on a Tuesday, in one of 7",
  ],
  [
    "first months of the year",
    "تجاوزت صادرات المغرب من السيارات 40 مليار درهم في الأشهر الخمسة الأولى من العام، مقابل 37 مليارا في الفترة نفسها من 2022.",
    "2023-06-01/2023-07-20",
    "is the year that this year's figures are compared with:",
  ],
  [
    "half a year",
    "تراجعت أرباح البنوك بنسبة 12 بالمئة في النصف الأول من العام مقارنة بالفترة نفسها من 2019.",
    "2020-08/2020-10",
    "is the year that this year's figures are compared with:",
  ],

  // who holds an office
  [
    "prime minister's time",
    "قال رئيس الوزراء البريطاني ريشي سوناك إن حكومته ستخفض الضرائب على الأسر.",
    "2022-10-25/2024-08-19",
    "Rishi Sunak is called prime minister: in office or just out",
  ],
  [
    "short time in office",
    "أعلنت رئيسة الوزراء البريطانية ليز تراس خطة لدعم فواتير الطاقة.",
    "2022-09-06/2022-12-09",
    "Liz Truss is called prime minister: in office or just out",
  ],
  [
    "former title says nothing",
    "قال رئيس الوزراء البريطاني السابق ريشي سوناك في محاضرة بالجامعة إن التعليم أولوية.",
    null,
    "nothing in the text tells when it was",
  ],
  [
    "two office-holders meet",
    "استقبل الرئيس الأمريكي جو بايدن رئيس الوزراء البريطاني بوريس جونسون في البيت الأبيض.",
    "2021-01-20/2022-10-21",
    "Joe Biden, Boris Johnson are all called by offices they held",
  ],
  [
    "an office still held",
    "قالت رئيسة الوزراء الإيطالية جورجيا ميلوني إن بلادها مستعدة للتعاون.",
    "2022-10-22/..",
    "Giorgia Meloni is called prime minister: not before",
  ],

  [
    "offices against the year of a plan",
    "طوكيو 12 مارس - قال رئيس الوزراء الياباني فوميو كيشيدا يوم الثلاثاء إن الموازنة أقرت، وذلك بعد محادثات مع الرئيس الكوري الجنوبي يون سوك يول. وخصصت الحكومة أموالا للعام 2025.",
    "2024-03-12",
    "are all called by offices they held",
  ],
  [
    "weeks counted from a day",
    "بعد أسبوعين من توقيع الاتفاق في 14 ديسمبر، أعلنت الوزارة يوم الخميس استئناف الرحلات. وكانت الحكومة قد أوقفتها عام 2022 الماضي.",
    "2023-12-28",
    "what the report opens with happened then",
  ],

  // days and weekdays
  [
    "newest day, no weekday",
    "أعلنت الشركة نتائجها في 12 أغسطس 2021 وقالت إن أرباحها تضاعفت بفضل المبيعات الخارجية.",
    "2021-08-12/..",
    "2021 is the latest year named as past: a report of a later",
  ],
  [
    "bare day after a year",
    "وقعت الوزارة العقد في 5 مايو بعد مفاوضات بدأت في العام الماضي 2020.",
    "2021-05-05/2021-05-26",
    "is the newest day it tells of: published then or within",
  ],
  [
    "weekday, bare day in the opening",
    "أعلنت الهيئة يوم الاثنين تأجيل المباراة التي كانت مقررة في 3 أبريل، بعد موسم أخير حافل في 2022.",
    "2022-01-01/..",
    "2022 is the latest year named as past: a report of a later",
  ],

  // little or nothing to go by
  [
    "nothing to go by",
    "قال الخبير إن القراءة تنمي الخيال لدى الأطفال وتحسن قدرتهم على التعبير.",
    null,
    "nothing in the text tells when it was",
  ],
  [
    "weekday alone",
    "اجتمع أعضاء النادي يوم الخميس لبحث شؤون الفريق قبل انطلاق الموسم.",
    null,
    "with a past verb, opens the report: published on that",
  ],
  ["today without a weekday", "أعلن النادي اليوم تعاقده مع مدرب جديد لموسمين.", null, "nothing in the text tells when it was"],
  ["relative time only", "افتتح المتحف أبوابه الأسبوع الماضي أمام الزوار بعد ترميم طويل.", null, "nothing in the text tells when it was"],
  ["last year without a number", "زادت مبيعات الكتب العام الماضي مقارنة بالعام الذي سبقه.", null, "nothing in the text tells when it was"],
  ["time of day only", "تبدأ الحفلة عند الساعة 19:42 مساء اليوم في المسرح الوطني.", null, "nothing in the text tells when it was"],
  ["month and day without year", "بدأ العمل في الحقل يوم 12 مارس بعد انتهاء موسم الأمطار.", null, "nothing tells of which"],
  ["Ramadan without year", "تزدحم الأسواق قبل الإفطار في شهر رمضان من كل عام.", null, "nothing in the text tells when it was"],
  ["history only", "تأسست المدينة في القرن التاسع عشر وعاش فيها تجار من بلاد عدة.", null, "nothing in the text tells when it was"],
  [
    "platform X: not before its name",
    "كتب الوزير على منصة إكس أن المشروع مستمر وأن العمل يسير كما خطط له.",
    "2023-07-24/..",
    "is Twitter renamed X (2023-07-24): not before",
  ],
  [
    "war spoken of: not before it",
    "قال الأمين العام إن الحرب في أوكرانيا أثرت في أسعار الغذاء حول العالم.",
    "2022-02-24/..",
    "is Russia invades Ukraine (2022-02-24): not before",
  ],
  [
    "title with an event's date is no dateline",
    "ذكرى قمة العلا 5 يناير 2021\n\nقال باحث إن الاتفاق أنهى خلافا دام أكثر من ثلاث سنوات بين دول الخليج.",
    "2021-01-05/..",
    "2021 is the latest year named as past: a report of a later",
  ],
  [
    "picture's day",
    "أعلنت الوزارة يوم الثلاثاء إغلاق الميناء بسبب سوء الأحوال الجوية، بعد عام صعب في 2023.\n\nصورة: الميناء، 20 فبراير",
    "2024-02-20",
    "below a picture falls on a weekday",
  ],
  [
    "fall of a government spoken of",
    "قال وزير الاقتصاد السوري إن الاستثمارات تضاعفت منذ سقوط نظام الأسد قبل ستة أشهر.",
    "2025-05-23/2025-06-25",
    "(Assad falls (2024-12-08)): published about 6 months after",
  ],
  [
    "wars of one name, told apart by nothing",
    "قالت المنظمة إن الحرب على غزة دمرت مئات المدارس والمستشفيات.",
    "2008-12-27/..",
    "is one of 5 known events, Gaza war of 2008 2008-12-27/2009-01-18, Gaza",
  ],
  [
    "contradiction: the weaker is set aside",
    "قال الرئيس الأمريكي باراك أوباما في خطاب إن التعليم حق، وعلق آخرون على منصة إكس على الخطاب.",
    "2009-01-20/2017-03-06",
    "is Twitter renamed X (2023-07-24): not before",
  ],
  [
    "dateline with a full stop",
    "موسكو ، 14 مايو. / تاس /. أعلنت الشركة زيادة الإنتاج بعد أن بلغ 5 ملايين طن في عام 2023.",
    "2024-05-14",
    "the dateline gives",
  ],
  [
    "a sentence that ends with a day is no dateline",
    "بدأ التصعيد في 14 مايو. وأعلنت تاس أن الإنتاج بلغ 5 ملايين طن في عام 2023.",
    "2024-01-01/..",
    "with a past verb: within ten months after it",
  ],
  [
    "byline",
    "افتتاح محطة مترو جديدة\n\nكتب أحمد علي الأربعاء 13 أغسطس 2025 10:00 ص\n\nافتتح وزير النقل محطة مترو جديدة شرق العاصمة.",
    "2025-08-13",
    "the publication line",
  ],
  [
    "dateline of the day after the weekday told",
    "القاهرة 13 أغسطس (رويترز) - قالت الوزارة يوم الثلاثاء إن صادرات البلاد ارتفعت إلى 5 ملايين طن في عام 2024.",
    "2025-08-13",
    "the dateline gives",
  ],
  [
    "a day of the last November",
    "افتتح الوزير المصنع في 27 نوفمبر الماضي بعد أن أقره البرلمان في أغسطس 2023.",
    "2023-12-01/..",
    "that November is over since a few months",
  ],
  [
    "a day of the current month",
    "أقر البرلمان القانون في 14 سبتمبر الجاري بعد نقاش بدأ في العام الماضي 2023.",
    "2024-09-14/2024-09-30",
    "published in September, not before that day",
  ],
  [
    "the week before a day to come",
    "وصل الوزير إلى أستانا يوم الاثنين لحضور القمة. وارتفعت التجارة في عام 2024 الماضي بنسبة 5 بالمئة، وفي الأشهر الخمسة الأولى من هذا العام بنسبة 10 بالمئة. ومن المقرر أن تنعقد القمة في 17 يونيو في العاصمة.",
    "2025-06-16",
    "is still to come: the last such day before it",
  ],
  [
    "a day that was to come tells no week",
    "وصل الوزير إلى أستانا يوم الاثنين لحضور القمة. وارتفعت التجارة في عام 2024 الماضي بنسبة 5 بالمئة، وفي الأشهر الخمسة الأولى من هذا العام بنسبة 10 بالمئة. وكان من المقرر أن تنعقد القمة في 17 مايو في العاصمة.",
    "2025-06-02/2025-07-20",
    "figures up to May are the newest",
  ],
  [
    "figures of a part of a year",
    "أعلنت الوزارة خطة جديدة. ووفق بياناتها تراجعت الصادرات خلال الأشهر التسعة الأولى من 2025 بنسبة 7 بالمئة.",
    "2025-09-24/..",
    "published in the months after them",
  ],
  [
    "yesterday inside a known event",
    "عادت سوريا أمس إلى جامعة الدول العربية بعد سنوات من تعليق عضويتها.",
    "2023-05-08",
    "the publication is counted from it",
  ],
  [
    "yesterday beside it is another's",
    "عادت سوريا إلى جامعة الدول العربية بعد سنوات من تعليق عضويتها، وأعلنت الوزارة أمس خطة جديدة.",
    "2023-05-07/..",
    "not before it",
  ],
  [
    "a caption on the weekday told, and a year since which",
    "جرت المحادثات أمس الاثنين في القصر بمشاركة وزير الدفاع الأوكراني رستم عمروف.\n\nوقال الوزير إن الجانبين لم يتفقا منذ ربيع عام 2022 على وقف القتال.\n\nالوفدان الروسي والأوكراني في القصر، 2 يونيو/حزيران.\n\nوأضاف أن الجولة المقبلة ستعقد في إسطنبول أيضا.\n\nوقال الكرملين إن نتائج الجولة مهمة.\n\nولم يحدد موعد جديد.\n\nوتوقع الجانبان اتصالات أخرى.",
    "2025-06-03",
    "below a picture falls on a weekday that the report tells of",
  ],
  [
    "a forum spoken of as done and as to come",
    "قال الوزير إنه تلقى دعوة إلى منتدى الحزام والطريق، وأضاف أن الرئيس سيحضر منتدى الحزام والطريق في بكين.",
    "2023-10-11/2023-10-18",
    "still to come: not after it",
  ],
  [
    "a numbered package of sanctions",
    "وافق الاتحاد الأوروبي على الحزمة السابعة عشرة من العقوبات ضد روسيا.",
    "2025-05-20/2025-06-01",
    "European Union’s sanctions package 17",
  ],
  // told of the news itself
  [
    "the afternoon of today, with its date behind a comma",
    "استقبل وزير الصناعة التونسي، بعد ظهر اليوم، 14 نوفمبر، وفدا من مستثمرين يابانيين في مقر الوزارة. وكان الوفد قد زار الجزائر في مايو 2023 وأعلن هناك عن مصنع جديد.",
    "2024-11-14",
    "the day is counted from the publication",
  ],
  [
    "the part of a day in the opening",
    "وقع رئيسا شركتي الطيران في الرباط مساء يوم 3 مايو اتفاقا لتسيير رحلات مباشرة بين المدينتين. وكانت الشركتان قد أعلنتا عزمهما على ذلك في 20 مارس 2024.",
    "2025-05-03/2025-05-04",
    "with the part of the day: told on that day or the next",
  ],
  [
    "a Sunday passed, with its date",
    "وصلت إلى ميناء عدن يوم الأحد الماضي، 9 يونيو، سفينة تحمل مساعدات غذائية من البرنامج الأممي. وقال محافظ المدينة أمس الثلاثاء إن التفريغ انتهى، وإن حجم المساعدات تضاعف منذ عام 2023. وتراجع عدد السفن في عام 2023.",
    "2024-06-12",
    "published in the week after it",
  ],
  [
    "a day before a summit",
    "بحث وزير الخارجية الإسباني مع نظيره التركي في أنقرة يوم الاثنين ملف الهجرة وتعاون البلدين في مجال الدفاع. وجاء اللقاء قبل يوم من افتتاح قمة الناتو في مدريد التي يحضرها قادة الحلف.",
    "2022-06-27",
    "what the report tells of happened then",
  ],
  [
    "two weeks after an earthquake",
    "أعلنت السلطات المغربية، بعد أسبوعين من زلزال الحوز، بدء صرف تعويضات للأسر المتضررة في القرى الجبلية.",
    "2023-09-20/2023-09-26",
    "what the report opens with happened then",
  ],
  [
    "a weekday beside a resolution",
    "دعت منظمات إغاثة إلى فتح مزيد من المعابر أمام قوافل الغذاء المتجهة إلى شمال القطاع المحاصر.\n\nوقالت المنظمات في بيان مشترك وقعته عشر هيئات إن المخزون يكفي أياما قليلة فقط.\n\nوكان مجلس الأمن قد طالب الاثنين، في القرار 2728، بوقف فوري لإطلاق النار.",
    "2024-03-25/2024-03-31",
    "that weekday, told in the week after it",
  ],
  [
    "put off to a month",
    "أعلنت وزارة الخارجية الكويتية الخميس تأجيل اجتماع اللجنة المشتركة مع الأردن إلى فبراير 2024 بسبب سفر الوزير.",
    "../2024-02-29",
    "is still to come",
  ],
  [
    "a year named for a purpose is no past",
    "وقع وزير النقل القطري اليوم الأحد في الدوحة اتفاقا مع نظيره الكيني، ووجه إليه دعوة لزيارة الدوحة عام 2031. وكان الوزيران قد التقيا في 12 مارس 2025.",
    "2025-03-12/..",
    "told as past",
  ],
  [
    "what is known of the news against a name of another year",
    "أعلنت طهران اليوم الاثنين الحداد خمسة أيام بعد مقتل الرئيس الإيراني إبراهيم رئيسي في تحطم مروحية، وذلك بعد أقل من أسبوع من الانقلاب في الغابون. وبلغ التضخم في البلاد 31 بالمئة في أبريل.",
    "2024-05-20",
    'set aside, as more speaks against it: "بعد أقل من أسبوع"',
  ],
  [
    "last October, ten months on",
    "قالت سلطات هاواي اليوم الخميس إن حرائق ماوي قتلت العشرات، بعد موسم جاف بدأ في أكتوبر الماضي.",
    "2023-08-10",
    "is the last October: published within the months after",
  ],
  [
    "an accession that is asked for has not come",
    "قالت رئيسة الوزراء السويدية ماغدالينا أندرسون إن طلب انضمام السويد إلى حلف شمال الأطلسي قدم، وإن عضوية السويد في الحلف تعزز أمن المنطقة.",
    "2021-11-30/2022-12-02",
    "Magdalena Andersson is called prime minister",
  ],
  [
    "a forum of every year, and a leader who held office at one",
    "قالت رئيسة الوزراء السويدية ماغدالينا أندرسون في كلمة أمام منتدى دافوس اليوم الثلاثاء إن بلادها ستواصل دعم أوكرانيا بعد الغزو الروسي.",
    "2022-05-24",
    "published on a Tuesday",
  ],
  [
    "a treaty by its year, behind what is to come",
    "من المقرر أن تستأنف إيران والقوى الكبرى المحادثات الرامية إلى إعادة العمل بالاتفاق المبرم عام 2015.",
    "2015-01-01/..",
    "2015",
  ],
  [
    "a day that a call names is to come",
    "أعلنت الوزارة اليوم الأربعاء خطة جديدة للمياه. وكانت اللجنة قد اجتمعت في 12 مايو، وبلغ الإنتاج 5 ملايين طن في عام 2023 الماضي، ودعا الوزير النواب إلى التصويت عليها في 29 مايو.",
    "2024-05-22",
    "published in 2024",
  ],
  [
    "what hangs on «أن» lies ahead",
    "توقع المتحدث باسم الحكومة اليوم الاثنين أن تعقد اللجنة المشتركة أول اجتماع لها بين 3 و5 مايو 2024 في البصرة.",
    "../2024-05-05",
    "is still to come: not after 2024-05-05",
  ],
]

describe("the day of publication", () => {
  test.each(CASES)("%s", (_name, text, edtf, reason) => {
    const published = read(text)
    expect(published.edtf).toBe(edtf)
    expect(published.why.join("\n")).toContain(reason)
    expect(published.basis === "unknown").toBe(edtf === null)
    if (edtf) expect(edtfRange(edtf)).toBeDefined()
  })
})

/// A sentence, and the tense in which each of its dates is told.
const TENSES: readonly (readonly [string, string])[] = [
  ["ودعا زعيم المعارضة أنصاره إلى التظاهر في 15 أغسطس.", "future"],
  ["وحثت المفوضية الدول الأعضاء على تقديم خططها في 20 مارس.", "future"],
  ["وتعهد الرئيس بإجراء الانتخابات في 12 أكتوبر.", "future"],
  ["واقترح الوسيط عقد جولة جديدة في 18 يوليو في جنيف.", "future"],
  ["وحدد المجلس موعد الجلسة في 22 سبتمبر.", "future"],
  ["وقال المتحدث إن الموعد الجديد قد يكون في نوفمبر.", "future"],
  ["وفي 5 أكتوبر اتفقت ثماني دول على رفع سقف الإنتاج بمقدار 137 ألف برميل في نوفمبر.", "past none"],
  ["ووافق الوزراء على تخفيض الحصص في يناير.", "none"],
  ["وهدد ترامب بفرض رسوم على السلع في أبريل.", "none"],
  ["وقرر المجلس عقد جلسة في 7 فبراير.", "none"],
  ["ووافق البرلمان على الاتفاق الموقع في 5 مايو.", "past"],
  ["واتفق الرئيسان إمام علي رحمن وصادير جباروف في 3 مايو على وقف القتال.", "past"],
  ["وأقرت الحكومة في 9 مايو خطة لخفض الدعم.", "past"],
  ["وقال إن الوفد زار طهران في 11 أغسطس.", "past"],
  ["وحددت مجموعة السبع في ديسمبر سقفا لسعر النفط.", "past"],
]

test.each(TENSES)("the tense of its dates: %s", (text, tenses) => {
  const {told} = readScene(annotate(text, reader.language), reader.facts, [])
  expect(told.map((t) => t.tense).join(" ")).toBe(tenses)
})

describe("what is given with the report", () => {
  const text = "أعلن النادي يوم الأربعاء تعاقده مع مدرب جديد لموسمين."
  test("a full date is taken as it is", () => {
    expect(read(text, {edtf: "2024-05-03", source: "metadata"})).toEqual({
      edtf: "2024-05-03",
      basis: "given",
      why: ["metadata: 2024-05-03"],
    })
  })
  test("a time of day is left out", () => {
    expect(read(text, {edtf: "2024-05-03T10:15:00+03:00", source: "metadata"}).edtf).toBe("2024-05-03")
  })
  test("a year is evidence like another", () => {
    expect(
      read(`${text} وكان المدرب السابق قد رحل في 14 أبريل، يوم الأحد الأخير من الموسم.`, {edtf: "2024", source: "metadata"}).edtf,
    ).toMatch(/^2024/)
  })
  test("what is no date says nothing", () => {
    expect(read(text, {edtf: "soon", source: "metadata"}).basis).toBe("unknown")
  })
  test("a line that was cut from the page", () => {
    expect(read(text, undefined, [{quote: "نشر في: 3 مايو 2024"}])).toMatchObject({edtf: "2024-05-03", basis: "given"})
  })
  test("a line of date and update that was cut from the page", () => {
    const quote = "13/8/2025 - آخر تحديث: 19:40 (توقيت مكة المكرمة)"
    expect(read(text, undefined, [{quote}])).toMatchObject({edtf: "2025-08-13", basis: "given"})
    expect(read(text, undefined, [{quote: "مباراة النادي في 13/8/2025"}]).basis).not.toBe("given")
  })
  test("a caption that was cut tells the week", () => {
    const told = "أعلنت الوزارة يوم الثلاثاء إغلاق الميناء، بعد عام صعب في 2023."
    expect(read(told).edtf).not.toBe("2024-02-20")
    expect(read(told, undefined, [{quote: "[ الصورة : الميناء ، 20 فبراير ]"}]).edtf).toBe("2024-02-20")
  })
})

test("the same text gives the same answer, and time grows with its length", () => {
  const text = CASES.map((c) => c[1]).join("\n\n")
  const marks = annotate(text, reader.language)
  const long = annotate(Array(20).fill(text).join("\n\n"), reader.language)
  expect(inferPublished(marks, undefined, reader.facts)).toEqual(inferPublished(marks, undefined, reader.facts))
  // The quickest of five: a busy machine slows single runs.
  const time = (m: typeof marks): number =>
    Math.min(
      ...Array.from({length: 5}, () => {
        const start = performance.now()
        inferPublished(m, undefined, reader.facts)
        return performance.now() - start
      }),
    )
  time(marks)
  expect(time(long)).toBeLessThan(20 * 6 * Math.max(time(marks), 2))
})
