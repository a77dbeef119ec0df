import {type Knowledge, type Known, knownByKey, METONYM, ORDINARY, TAG_ONLY, wordKey} from "../../knowledge/index.ts"
import {type EntityKind, type Mention, NEWLINE, NUMBER, PUNCT, type Tokens, WORD} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import {foldWord} from "./fold.ts"
import {isTagPlace, meanings, nameAt, type NameHit, type NameStart, nameStarts} from "./gazetteer.ts"
import {type GroupWord, type Groups, groupWord} from "./groups.ts"
import type {Profile} from "./profile.ts"
import {AL, BI, Feats, KA, LI, type Reading} from "./words.ts"

/// One way an office is said: head noun, and what may follow it («*» anything).
export type OfficePattern = {
  readonly office: string
  readonly head: string
  readonly bodies: readonly (readonly string[])[]
  readonly any: boolean
}

export type MentionLists = {
  readonly offices: readonly OfficePattern[]
  /// Given names, folded: a word of these starts a name also where it is an ordinary word.
  readonly givenNames: ReadonlySet<string>
  /// السيد، الدكتور، معالي …: stand before a name and belong to no office.
  readonly honorifics: ReadonlySet<string>
  /// مدينة، محافظة، بلدة …: the word after is a place.
  readonly placeHeads: ReadonlyMap<string, string>
  /// Nouns whose dual names two just spoken of: «البلدان», «الزعيمان».
  readonly pairs: ReadonlyMap<string, string>
  /// Heads whose definite form alone names a body of the matter at hand: الجيش.
  readonly bareBodies: ReadonlySet<string>
  /// Groups told by a common noun: «المقاومة الشعبية», «قوات صالح».
  readonly groups: Groups
}

type Draft = {-readonly [K in keyof Mention]: Mention[K]}

const NONE_KNOWN: readonly number[] = []
const NO_COUNTRIES: readonly string[] = []

const NAME_LINKS = new Set([
  "بن",
  "ابن",
  "بنت",
  "ال",
  "عبد",
  "ابو",
  "ابي",
  "ابا",
  "ام",
  "دي",
  "دا",
  "دو",
  "دوس",
  "دير",
  "در",
  "فان",
  "فون",
  "لا",
  "لو",
  "ديل",
  "اوف",
  "ماك",
  "سان",
  "ذي",
  "بو",
  "ولد",
  "الدين",
  "الله",
])
/// Links that cannot end a name.
const OPEN_LINKS = new Set([...NAME_LINKS].filter((w) => w !== "الدين" && w !== "الله" && w !== "لو" && w !== "بو"))
/// Where people go by the first of their names: «أنور» for Anwar Ibrahim, «آبي» for Abiy Ahmed.
const GIVEN_FIRST = new Set([
  "country:malaysia",
  "country:ethiopia",
  "country:indonesia",
  "country:thailand",
  "country:eritrea",
  "country:iceland",
  "country:mongolia",
  "country:laos",
  "country:brunei",
])
const FAMILY_FIRST = new Set([
  "country:china",
  "country:north-korea",
  "country:south-korea",
  "country:vietnam",
  "country:taiwan",
  "country:hong-kong",
  "country:singapore",
  "country:cambodia",
])
const KINGDOMS = ["country:saudi-arabia", "country:morocco", "country:jordan", "country:bahrain", "country:united-kingdom"]
/// Bodies by which a state acts.
const STATE_POWERS = new Set("حكومه سلطه جيش شرطه رياسه وزاره خارجيه برلمان قضاء داخليه دفاع".split(" "))
/// Titles that say after «ل» for whom or for what their holder speaks.
const ENVOYS = new Set(["ممثل", "مبعوث", "موفد", "مندوب", "سفير", "منسق", "مقرر", "متحدث", "ناطق", "مفوض"])
/// Words that make a title the first of its body: «الأمين العام», «المدير التنفيذي».
const CHIEF = new Set([
  "العام",
  "عام",
  "العامه",
  "عامه",
  "التنفيذي",
  "التنفيذيه",
  "تنفيذي",
  "الدايم",
  "الدايمه",
  "دايم",
  "الاعلي",
  "الاول",
  "اول",
  "الخاص",
  "الخاصه",
  "خاص",
])
const RANK_TAIL = new Set(["اول", "ركن", "الركن", "طيار", "الطيار", "بحري", "مهندس", "حقوقي", "دكتور"])
/// A style of address with the pronoun of him who bears it.
const STYLE_PRONOUN = /^([وف]?[بلك]?)(?:سمو|فخامت|جلالت|معالي|سعادت|سماحت|فضيلت|قداست|نيافت)(ه|ها|هما)$/
const ROYAL = /^(?:الملكي|الملكيه|السامي|الساميه)$/
/// «عبر الرئيس عن …»: who expresses it, and how far the «عن» may stand.
const EXPRESSED = /^[وف]?عبر$/
const EXPRESSED_REACH = 10
/// How many titles of one man stand before his name.
const MOST_TITLES = 3
const OWN_STYLE = /^(?:الامير|الاميره|الملك|الشيخ|السيد|السيده)$/
/// Behind the portfolio of citizens who live elsewhere.
const ABROAD = "بالخارج"
const OF_A_STATE = /^القومي$/
/// «جميع البلدان», «البلدان الثلاثة», «البلدان الأعضاء».
const MANY_OF = /^[وفبلك]*(?:جميع|معظم|اغلب|بعض|ساير|كافه|اقل|اكثر|عشرات|مجموعه)$/
const OF_MANY = /^(?:الاعضاء|الاخري|الكبري|الثلاثه|الاربعه|الخمسه|السته|السبعه|الثمانيه|التسعه|العشره)$/
/// How many phrases back the bearer of a style is looked for.
const STYLED_REACH = 60
/// «وأكد الأخير»: he (she, it) who was named last; further back than this in words it is an adjective of something else.
const LATTER = /^([وف]?[بل]?)ال(?:اخير|اخيره)$/
const LATTER_REACH = 40
/// Titles that are words of style as well.
const ROYAL_TITLE = /^ال(?:امير|اميره|ملك|ملكه)$/
const PRINCELY = /^ال(?:امير|اميره)$/

/// Words of style that are ordinary words as well: «دولة السيد …», «سعادة الوزير», but «دولة الكويت».
const STYLE_HEADS = /^[وف]?[بل]?(?:صاحب|صاحبه|حضره|سمو|سعاده|سماحه|فضيله|قداسه|دوله)$/
const HEIR = new Set(["عهد", "العهد"])
/// Nouns of persons that are oftener something else where no name follows: «العالم» the world, «الفريق» the team.
const NO_TITLE_ALONE = new Set([
  "ولي",
  "عالم",
  "سيد",
  "خلف",
  "سلف",
  "فريق",
  "لواء",
  "رايد",
  "شريف",
  "عامل",
  "كاتب",
  "رسول",
  "شاه",
  "خليفه",
  "عميد",
  "امام",
  "نقيب",
  "طبيب",
  "معلم",
  "مدرس",
  "نبي",
  "ايه",
  "عريف",
  "ملازم",
])
/// «من قبل», «من جانب», «على يد»: the doer of a passive.
const DOER_WORDS = new Set(["قبل", "جانب", "طرف", "يد", "ايدي"])
/// Family names that are particles too: «قال لو دا ليانغ».
const CHINESE_SURNAMES = new Set(["لو", "لي", "ما", "هو", "من", "هان", "كان", "لن", "بان"])
const CHINESE_STARTS = new Set(["وانغ", "وانج", "ون", "وو", "وي", "وين", "واي"])
/// Titles after which a portfolio stands: «وزير الدفاع» holds no second body in it.
/// Verbs whose object is a place.
const GOING = new Set(["زار", "غادر"])
const PORTFOLIO_HEADS = new Set(["وزير", "وزيره", "وكيل"])
/// What follows «رئيس» and is no body apart: «رئيس مجلس الوزراء», «رئيس الأركان».
const OFFICE_BODIES = new Set([
  "الوزراء",
  "الحكومه",
  "الدوله",
  "الجمهوريه",
  "الاركان",
  "اركان",
  "الهييه",
  "اللجنه",
  "المجلس",
  "المكتب",
  "الوفد",
  "البرلمان",
])

/// Heads that name nobody by themselves («الجانب الروسي», «السوق الصينية», «الدول النامية»): with a nationality they stand for the state, else for nothing.
const WEAK_BODIES = new Set([
  "جانب",
  "طرف",
  "جهه",
  "نظام",
  "سوق",
  "دوله",
  "قياده",
  "سلاح",
  "بيت",
  "دايره",
  "وفد",
  "مصدر",
  "احتياطي",
  "مجتمع",
  "نافذه",
  "جسد",
  "جسم",
  "ثنايي",
  "طبقه",
  "نخبه",
  "اوساط",
  "دواير",
  "عرش",
  "بلاط",
  "محور",
  "معسكر",
  "خليه",
  "عصابه",
  "مصنع",
  "معمل",
  "متجر",
  "مطعم",
  "طاقم",
  "مفرزه",
  "دوريه",
  "سرب",
  "سريه",
  "فرع",
  "قسم",
  "مملكه",
  "جمهوريه",
  "اماره",
  "قضاء",
  "معارضه",
  "موالاه",
  "فصيل",
  "قوه",
  "دار",
  "مدرسه",
  "عياده",
  "جثه",
  "اسره",
  "ماليه",
  "دفاع",
  "جويه",
  "منتخب",
  "سلطه",
  "شخصيه",
  "فيه",
  "حضور",
  "صف",
  "وحده",
  "شبكه",
  "تيار",
  "كتله",
  "مجموعه",
  "خزانه",
  "ادعاء",
  "نادي",
  "فريق",
  "مفاوضات",
  "عاصمه",
  "تلفزيون",
  "اذاعه",
])
/// Heads that are as often deeds («تنظيم النسل», «إدارة المياه»): a body only with a state or a name of its own.
const DEEDS = new Set([
  "تنظيم",
  "اداره",
  "رياسه",
  "تحالف",
  "ايتلاف",
  "اتحاد",
  "قياده",
  "تكتل",
  "حرس",
  "نيابه",
  "شرطه",
  "صندوق",
  "مركز",
  "قسم",
  "برنامج",
  "مجموعه",
  "شبكه",
  "منظومه",
  "تيار",
  "كتله",
  "نادي",
])
/// Weak heads that a name of their own makes strong: «مجموعة فاغنر», «نادي الأهلي», «شبكة سي إن إن».
const NAMED_WEAK = new Set(["مجموعه", "شبكه", "نادي", "كتله", "تيار", "منتخب", "فصيل", "دار", "اذاعه", "تلفزيون", "مدرسه"])
/// A portfolio said for its ministry, with a feminine nationality: «الخارجية المصرية», «الدفاع الروسية».
const MINISTRIES = new Set(["خارجيه", "داخليه", "ماليه", "خزانه", "دفاع", "عدل", "نفط", "اقتصاد"])
/// Buildings among the heads of bodies: «مسجد الصحابة», «مستشفى الشفاء».
const BUILDINGS = new Set(["مسجد", "كنيسه", "معبد", "جامع", "مستشفي", "فندق", "متحف", "مصفاه", "مصنع", "معمل", "سوق", "مطعم"])
/// Adjectives that name no body: «البرلمان المنتخب», «اللجنة المشتركة».
const GENERIC = new Set([
  "سابق",
  "حالي",
  "جديد",
  "قديم",
  "مشترك",
  "منتخب",
  "مختص",
  "معني",
  "اول",
  "ثاني",
  "ثالث",
  "ثالثا",
  "رابع",
  "اخر",
  "اخري",
  "مذكور",
  "محلي",
  "مسلح",
  "كبير",
  "صغير",
  "مقبل",
  "قادم",
  "ماضي",
  "مختلف",
  "موقت",
  "انتقالي",
  "ناشي",
  "نامي",
  "غربي",
  "دولي",
  "اقليمي",
  "خاص",
  "عام",
  "رسمي",
  "حكومي",
  "مكلف",
  "وحيد",
  "رييسي",
  "مركزي",
  "عسكري",
  "دستوري",
  "سياسي",
  "امني",
  "حاكم",
  "تنفيذي",
  "فني",
  "فرعي",
  "موسع",
  "خيري",
  "تجاري",
  "صناعي",
])
/// Of those, what still names a body after some heads: «البنك المركزي», «المجلس العسكري», «المحكمة الدستورية».
const PROPER_PAIRS = new Set([
  "بنك مركزي",
  "مصرف مركزي",
  "محكمه دستوري",
  "جمعيه عام",
  "امانه عام",
  "سلطه وطني",
  "مجلس دستوري",
  "قوات مسلح",
  "دفاع مدني",
])
/// «للطاقة», «للتنمية»: what a body is for.
const PURPOSES = new Set([
  "للامن",
  "للامم",
  "للتعاون",
  "للتنميه",
  "للطاقه",
  "للاحصاء",
  "للهجره",
  "للصحه",
  "للحبوب",
  "للبترول",
  "للدفاع",
  "للتجاره",
  "للاستثمار",
  "للطيران",
  "للفضاء",
  "للارصاد",
  "للدراسات",
  "للابحاث",
  "للبحوث",
  "للسلام",
  "للعلوم",
  "للاجيين",
  "للاعلام",
  "للانتخابات",
  "للاغاثه",
  "للاعمال",
  "للصناعه",
  "للاستخبارات",
  "للثقافه",
  "للطفوله",
  "للحكم",
  "للقضاء",
  "للغاز",
  "للنفط",
  "للخطوط",
  "للتمويل",
  "للنقل",
  "للاقتصاد",
  "للتجميل",
  "للجمارك",
  "للرقابه",
  "للانباء",
  "للمعلومات",
  "للكهرباء",
  "للمياه",
  "للاتصالات",
  "للسياحه",
  "للتعليم",
  "للرياضه",
  "للزراعه",
  "للبييه",
  "للعدل",
  "للعمل",
  "للعمال",
  "للمراه",
  "للاسره",
  "للشباب",
  "للحقوق",
  "للحوار",
  "للمحاسبه",
  "للمحاسبات",
  "للخدمات",
  "للتامين",
  "للتصدير",
  "للاستيراد",
  "للتخطيط",
  "للاسكان",
  "للتعمير",
  "للموانيي",
  "للسكك",
  "للسيارات",
  "للصلب",
  "للاسمده",
  "للادويه",
  "للدواء",
  "للغذاء",
  "للاغذيه",
  "للملاحه",
  "للنشر",
  "للانتاج",
  "للتطوير",
  "للتسليح",
  "للمراقبه",
  "للحج",
  "للاثار",
  "للفلك",
  "للزلازل",
  "للمساحه",
  "للمخابرات",
  "للجيش",
  "للبرلمان",
  "للاتحاد",
  "للحزب",
  "للقوات",
  "لكره",
  "لحقوق",
  "لشوون",
  "لشيون",
  "لمكافحه",
  "لحمايه",
  "لدعم",
  "لتحرير",
  "لمنع",
  "لحظر",
  "لاعاده",
  "لتنميه",
  "لدول",
])
/// Participles that say of a body whose it is or what it is about.
const DESCRIBING = new Set(
  "موالي مواليه تابع تابعه مكلف مكلفه معبر معبره مولف مولفه مشرف مشرفه معترف مناهض مناهضه مويد مويده مدعوم مدعومه متحالف متحالفه مرتبط مرتبطه منبثق منبثقه متمركز متمركزه مسوول مسووله معارض معارضه متمرد متمرده".split(
    " ",
  ),
)
const QUOTE_OPEN = '“"«„‹'
const QUOTE_CLOSE = '”"»“›'
/// Before a quotation: the quoted words name an organisation.
const NAMING = new Set([
  "منصه",
  "موقع",
  "تطبيق",
  "شركه",
  "موسسه",
  "صحيفه",
  "جريده",
  "مجله",
  "قناه",
  "وكاله",
  "شبكه",
  "منظمه",
  "حركه",
  "جماعه",
  "تنظيم",
  "حزب",
  "مجموعه",
  "كتايب",
  "لواء",
  "كتيبه",
  "ميليشيا",
  "مليشيا",
  "رابطه",
  "جمعيه",
  "بنك",
  "مصرف",
  "قمه",
  "تحالف",
  "ايتلاف",
  "اذاعه",
  "تلفزيون",
  "رييس",
  "مدير",
  "ريييسه",
  "بورصه",
  "عملاق",
  "فصيل",
  "كتله",
  "قايمه",
  "مبادره",
  "حمله",
])
/// A name without quotation marks follows these: «موقع بريتبارت», «منصة إكس».
const OUTLET_HEADS = new Set(["منصه", "موقع", "صحيفه", "جريده", "مجله", "قناه", "وكاله", "شبكه", "اذاعه", "يوميه", "دوريه"])
/// A quoted word after these is the name of a thing: «صاروخ "أوريشنيك"».
const THINGS = new Set([
  "صاروخ",
  "صواريخ",
  "طراز",
  "طايره",
  "طايرات",
  "مقاتله",
  "مقاتلات",
  "مسيره",
  "مسيرات",
  "دبابه",
  "دبابات",
  "منظومه",
  "منظومات",
  "سفينه",
  "ناقله",
  "مدمره",
  "غواصه",
  "حامله",
  "فيلم",
  "روايه",
  "كتاب",
  "عمليه",
  "لقب",
  "عنوان",
  "كلمه",
  "مصطلح",
  "عباره",
  "سياره",
  "متحور",
  "لقاح",
  "دواء",
  "فيروس",
  "اعصار",
  "عاصفه",
  "مسلسل",
  "اغنيه",
  "برنامج",
  "قنبله",
  "قنابل",
  "سلاح",
])
const TELLS = new Set([
  "قالت",
  "ذكرت",
  "افادت",
  "نقلت",
  "كتبت",
  "نشرت",
  "علمت",
  "اوردت",
  "كشفت",
  "اضافت",
  "اوضحت",
  "ابلغت",
  "اعلنت",
  "وقالت",
  "وذكرت",
  "وافادت",
  "ونقلت",
  "وكتبت",
  "ونشرت",
  "وعلمت",
  "واوردت",
  "وكشفت",
])
/// Words no lexicon of stems holds and that name nobody: days, months, numerals, particles with a pronoun.
const NOT_NAMES = new Set(
  (
    "السبت الاحد الاثنين الاثنان الثلاثاء الاربعاء الخميس الجمعه سبت احد اثنين ثلاثاء اربعاء خميس جمعه " +
    "يناير فبراير مارس ابريل افريل نيسان مايو ماي ايار يونيو جوان حزيران يوليو جويليه يوليوز تموز اغسطس غشت اوت اب سبتمبر شتنبر ايلول اكتوبر تشرين نوفمبر نونبر ديسمبر دجنبر كانون جانفي فيفري شباط اذار " +
    "محرم صفر ربيع جمادي رجب شعبان رمضان شوال ذو القعده الحجه ذي " +
    "اثنان اثنا اثني اثنتا اثنتان اثنتين اثنتي ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه ثمان ثماني ثمانيه تسع تسعه عشر عشره عشرون عشرين ثلاثون ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين مايه ميه ميات الف الاف مليون مليار " +
    "واحد واحده الثالث الثالثه الرابع الرابعه الخامس السادس السابع الثامن التاسع العاشر السادسه السابعه الثامنه ثالثه رابعه " +
    "حوالي قرابه زهاء نحو بلا بلي كلا كلتا بعض بعضهم بعضها بعضهما بعضنا كل كلهم جميعهم معظمهم احدهم احداهما اياه اياها اياهم ايضا جدا مرارا بشده لكل لكلا بكل لاي باي كاي لاسيما سيما بمثابه بصفته بصفتها ماذا لماذا لابد بد لدي " +
    "فخامته معالي معاليه سمو سموه جلاله جلالته سعاده فضيله دوله اورو يورو دولار جنيه درهم ريال دينار ليره روبل استرليني كيلومتر كيلومترا كيلوجرام كيلوغرام طن متر هكتار برميل جيغاواط ميغاواط " +
    "انصار فلول اولمبياد مونديال انفلونزا كورونا كوفيد سيناريو استراتيجيا دكتاتوريا بيروقراطيا فولكلور ارشيف ارشيفيه تكبير تصوير اعداد تحرير ترجمه تغطيه بقلم"
  ).split(" "),
)
const PARTICLE =
  /^[وف]?(?:(?:[بلك]|مع|عن|من|في|علي|الي|لدي|بين|عند|حول|ضد|لان|بان|كان|ان|لكن|مثل|غير|نفس|ذات|كل|بعض|احد|احدي|جميع|معظم|كلا|كلي|كلتي)(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم|كما)|[بلك](?:هذا|هذه|ذلك|تلك|هولاء|جميع|كافه|معظم|سائر|ساير|كامله|كاملها|اكمله|اكملها|اكملهم|بعض|بعضه|بعضهم|بعضها|بعضهما|ان|من|ما|لا|غير|الذي|التي|الذين|عدم|مجرد))$/
/// Endings of Arabic inflection: a foreign name seldom has them.
const INFLECTED = /(?:يه|ات|ون|هم|هما|ها|تنا|يا|يين|تان)$/

/// Finds everyone and everything named or described in a text, left to right, each token belonging to one mention at most.
export function findMentions(
  tokens: Tokens,
  profiles: readonly Profile[],
  knowledge: Knowledge,
  lists: MentionLists,
  aside: Uint8Array,
): Mention[] {
  return new MentionFinder(tokens, profiles, knowledge, lists, aside).run()
}

// ---- what can start at a word, worked out once a distinct word

/// Offices whose holder a family name alone means before others of that name.
const LEADING = new Set([
  "president",
  "king",
  "emir",
  "sultan",
  "crown-prince",
  "prime-minister",
  "supreme-leader",
  "chancellor",
  "party-leader",
])

/// A short form of someone met in the text.
type Short = {readonly known: readonly number[]; readonly kind: EntityKind; readonly gender: "m" | "f" | undefined}

const KINGDOM = 1
const PAIR = 2
const TITLE = 4
const PLACE = 8
const BODY = 16
const FREE = 32
const HONORIFIC = 64
const COUNTERPART_HERE = 128
const GIVEN = 256
const GROUP = 512

/// What a word may begin, by itself: most words nothing, and the walk passes them by.
type Start = {
  readonly bits: number
  /// Ways in which a name of the knowledge base begins with it.
  readonly names: readonly NameStart[]
  /// The word less one attached letter, for short names: «لشكري».
  readonly tail: string
  /// How much it looks like a piece of a foreign name, wherever it stands.
  readonly shape: 0 | 1 | 2
  readonly pair: Reading | undefined
  readonly group: GroupWord | undefined
  readonly atlas: Atlas | undefined
}

const NOTHING: Start = {bits: 0, names: [], tail: "", shape: 0, pair: undefined, group: undefined, atlas: undefined}

/// What is looked up of the words met: one for each set of lists over one knowledge base.
type Atlas = {
  readonly knowledge: Knowledge
  readonly lists: MentionLists
  /// By their head noun.
  readonly offices: ReadonlyMap<string, readonly OfficePattern[]>
}

const atlases = new WeakMap<MentionLists, Atlas>()

function atlasOf(lists: MentionLists, knowledge: Knowledge): Atlas {
  const known = atlases.get(lists)
  if (known && known.knowledge === knowledge) return known
  const offices = new Map<string, OfficePattern[]>()
  for (const o of lists.offices) {
    const same = offices.get(o.head)
    if (same) same.push(o)
    else offices.set(o.head, [o])
  }
  const atlas = {knowledge, lists, offices}
  atlases.set(lists, atlas)
  return atlas
}

/// The preposition that is written with a word: «بوزير», «للرئيس».
const attachedTo = (r: Reading): "ب" | "ل" | "" => (r.proclitics & BI ? "ب" : r.proclitics & LI ? "ل" : "")

/// The country that an entity is, or is of.
const countryOf = (e: Known | undefined): string | undefined => (e?.kind === "country" ? e.id : e?.country)

/// «المواطنين» is two citizens or all of them, and in the press all of them; «الرئيسين» can only be two.
function mayBePlural(p: Profile, dual: Reading): boolean {
  if (Feats.number(dual.feats) !== "du" || !p.info.folded.endsWith("ين")) return false
  return p.nouns.some(
    (r) => r.lemma.word === dual.lemma.word && Feats.number(r.feats) === "pl" && (r.proclitics & AL) === (dual.proclitics & AL),
  )
}

function startOf(word: string, p: Profile, atlas: Atlas): Start {
  const known = p.mentions as Start | undefined
  return known !== undefined && known.atlas === atlas ? known : meet(word, p, atlas)
}

function meet(word: string, p: Profile, atlas: Atlas): Start {
  const {lists, knowledge} = atlas
  const honorific = isHonorific(word, lists)
  const counterpart = COUNTERPART.test(word)
  const given = isGiven(word, lists)
  const pair = p.nouns.find(
    (x) => Feats.number(x.feats) === "du" && lists.pairs.has(x.lemma.word) && (x.proclitics & AL) !== 0 && !mayBePlural(p, x),
  )
  let bits = (honorific ? HONORIFIC : 0) | (counterpart ? COUNTERPART_HERE : 0) | (given ? GIVEN : 0) | (pair ? PAIR : 0)
  if (KINGDOM_WORD.test(word)) bits |= KINGDOM
  if (p.title || counterpart || honorific || STYLE_PRONOUN.test(word)) bits |= TITLE
  if (CAPITAL.test(word) || placeHead(p, lists)) bits |= PLACE
  if (p.body && !p.body.suffix) bits |= BODY
  const group = groupWord(word, lists.groups)
  if (group) bits |= GROUP
  if (p.unknown || given || word === "علي" || CHINESE_SURNAMES.has(word)) bits |= FREE
  const names = nameStarts(knowledge, word)
  const tail = word.length > 1 && "وفبلك".includes(word[0] as string) ? word.slice(1) : ""
  const shape = p.unknown ? newShape(word) : 0
  const start: Start = {bits, names, tail, shape, pair, group, atlas}
  p.mentions = start
  return start
}

/// A listed given name, or one of the servants of God: «عبدالرقيب».
/// Who is sent to a place to tell of it.
const SENT = /^[وفبل]?(?:مراسل|مراسله|موفد|موفده|مندوب|مندوبه)$/
/// «بلاده», «حكومتها»
const OWN_LAND = /^(?:بلاد|وطن|دولت|شعب|حزب|حركت|حكومت)(?:ه|ها|هم|هما|نا|ي)$/
const isGiven = (word: string, lists: MentionLists): boolean => lists.givenNames.has(word) || /^عبدال.{2,}$/.test(word)

const KINGDOM_WORD = /^[وف]?(?:[بك]?ال|لل)مملكه$/

function isHonorific(word: string, lists: MentionLists): boolean {
  const all = lists.honorifics
  if (all.has(word)) return true
  const first = word[0]
  if (first !== "و" && first !== "ف" && first !== "ب" && first !== "ل") return false
  if (all.has(word.slice(1))) return true
  const at = word.indexOf("لل")
  return at >= 0 && at <= 1 && all.has(`ال${word.slice(at + 2)}`)
}

/// The reading by which a word is the head of a place's name.
function placeHead(p: Profile, lists: MentionLists): Reading | undefined {
  for (const r of p.nouns) if (!r.suffix && lists.placeHeads.has(r.lemma.word) && !(r.proclitics & AL)) return r
  return p.body && BUILDINGS.has(p.body.lemma.word) && !(p.body.proclitics & AL) && !p.body.suffix && Feats.number(p.body.feats) === "sg"
    ? p.body
    : undefined
}

/// How far the words of one name, and what stands before a phrase, are followed: farther than any real one goes.
const LONGEST_NAME = 24
const PREP_STEPS = 12

/// One walk over the tokens with its state: what was met, so that later short names are understood.
class MentionFinder {
  writesAlifMaqsura: boolean | undefined
  readonly out: Draft[] = []
  /// Full names met so far: last names and other short forms → their entities or the mention that introduced them.
  readonly shorts = new Map<string, Short>()
  /// The first words of those short forms.
  readonly firsts = new Set<string>()
  readonly seen = new Set<number>()
  readonly hits: (NameHit | undefined | null)[]
  /// What `choose` said of the name at a token, where no word of the walk so far can change it.
  readonly chosen: (readonly number[] | undefined)[]
  /// What each word may begin.
  readonly s: Start[]
  readonly atlas: Atlas
  readonly t: Tokens
  readonly p: readonly Profile[]
  readonly k: Knowledge
  readonly lists: MentionLists

  /// Head nouns of the bodies named so far.
  readonly heads = new Set<string>()

  /// 1 where a date or a quantity stands: no name begins there.
  readonly aside: Uint8Array

  constructor(t: Tokens, p: readonly Profile[], k: Knowledge, lists: MentionLists, aside: Uint8Array) {
    this.aside = aside
    this.t = t
    this.p = p
    this.k = k
    this.lists = lists
    this.hits = new Array(t.count).fill(null)
    this.chosen = new Array(t.count).fill(undefined)
    this.s = new Array(t.count).fill(NOTHING)
    this.atlas = atlasOf(lists, k)
    for (let i = 0; i < t.count; i++) if (t.kind[i] === WORD) this.s[i] = startOf(t.folded[i] as string, p[i] as Profile, this.atlas)
  }

  run(): Mention[] {
    this.learnShorts()
    let last: Draft | undefined
    let i = 0
    while (i < this.t.count) {
      if (this.t.kind[i] !== WORD || (this.aside[i] && !this.hit(i))) {
        i++
        continue
      }
      const found = this.foundAt(i, last)
      if (found) {
        // «باتروشيف، سكرتير مجلس الأمن الروسي، …»: a title after the comma is of the name before it.
        if (
          last &&
          found.form === "title" &&
          last.kind === "person" &&
          last.nameTo > last.nameFrom &&
          !last.role &&
          this.isPunct(i - 1, "،,–(") &&
          last.to === i - 1 &&
          (this.isPunct(found.to, "،,–)") || this.p[found.to]?.verb !== undefined)
        ) {
          last.to = found.to
          last.role = found.role
          last.office = found.office
          last.countries = found.countries
          this.pushInner(found)
        } else if (last && last.to === i && this.isApposed(last, found)) {
          last.to = found.to
          last.role = last.role ? `${last.role} ${found.role}` : found.role
          if (!last.office) last.office = found.office
          if (last.countries.length === 0) last.countries = found.countries
          this.pushInner(found)
        } else {
          // «نائب رئيس الوزراء وزير خارجية صربيا فلان»: two offices of one man.
          if (
            last?.form === "title" &&
            last.office === "deputy-prime-minister" &&
            last.to === i &&
            found.role &&
            found.nameTo > found.nameFrom &&
            !found.joined &&
            !found.prep &&
            this.out.at(-1) === last
          ) {
            this.out.pop()
            found.from = last.from
            found.prep = last.prep
            found.joined = last.joined
          }
          if (last) this.isOf(last, found)
          this.pushInner(found)
          this.push(found)
          last = found
        }
        i = Math.max(found.to, i + 1)
      } else i++
    }
    return this.out
  }

  /// «نظيريه الأمريكي جو بايدن والألماني أولاف شولتس»: the second of a row of whom only the state is told.
  namesakeAt(i: number, last: Draft): Draft | undefined {
    const p = this.p[i] as Profile
    if (!p.nisba || !p.joined || !p.al || last.kind !== "person" || last.countries.length === 0 || p.attached) return undefined
    const name = this.nameAfter(i + 1, true)
    if (name?.kind !== "person") return undefined
    const d = this.make(i, name.to, "person", this.prepBefore(i, ""), true)
    d.nameFrom = name.from
    d.nameTo = name.to
    d.start = this.t.start[name.from] as number
    d.end = this.t.end[name.to - 1] as number
    d.known = name.known
    d.role = this.t.text.slice(this.cutStart(i, 1), this.t.end[i])
    d.office = last.office
    d.counterpart = last.counterpart
    d.countries = [p.nisba.lemma.country as string]
    d.definite = true
    d.gender = (name.known[0] === undefined ? undefined : this.k.entities[name.known[0]]?.gender) ?? Feats.gender(p.nisba.feats)
    return d
  }

  /// «فخامة الرئيس قاسم توكاييف رئيس جمهورية كازاخستان»: a title right behind a name is its bearer's where he is known to hold it, or has but a style.
  isApposed(last: Draft, found: Draft): boolean {
    if (found.form !== "title" || found.number !== "sg" || found.joined || found.prep || !found.office || last.kind !== "person")
      return false
    if (last.nameTo <= last.nameFrom || last.number !== "sg") return false
    for (const n of last.known)
      for (const o of this.k.entities[n]?.offices ?? [])
        if (o.office === found.office && (found.countries.length === 0 || found.countries.includes(o.of))) return true
    return last.known.length === 0 && last.role !== "" && last.office === ""
  }

  /// The first of the ways in which something may begin at a word; only those that the word itself allows are tried.
  foundAt(i: number, last: Draft | undefined): Draft | undefined {
    const {bits, shape} = this.s[i] as Start
    let found: Draft | undefined
    if (last && last.to === i && last.role && (found = this.titleSharedAt(i, last))) return found
    if (bits & KINGDOM && (found = this.kingdomAt(i))) return found
    if (bits & GROUP && (found = this.groupAt(i))) return found
    if (bits & PAIR && (found = this.pairAt(i))) return found
    if (bits & TITLE && (found = this.titleAt(i))) return found
    // «السوري أسعد الشيباني، والعراقي فؤاد حسين»
    const behind = last !== undefined && (last.to === i || (last.to === i - 1 && last.office !== "" && this.isPunct(i - 1, "،,")))
    if (behind && (found = this.namesakeAt(i, last))) return found
    if ((found = this.namedAt(i))) return found
    if (bits & PLACE && (found = this.placeAt(i))) return found
    // «هلال إلفر»: a given name that is a body's noun as well, before a foreign word.
    if (bits & BODY && bits & GIVEN && (found = this.freeNameAt(i, last))) return found
    if (bits & BODY && (found = this.bodyAt(i))) return found
    if ((found = this.latterAt(i))) return found
    if ((shape > 0 || (i > 0 && this.t.kind[i - 1] === PUNCT)) && (found = this.quotedAt(i))) return found
    if (bits & FREE && (found = this.freeNameAt(i, last))) return found
    if (i <= 80 && (found = this.mastheadAt(i))) return found
    return shape > 0 ? this.foreignPlaceAt(i) : undefined
  }

  push(found: Draft): void {
    found.index = this.out.length
    this.out.push(found)
    if (found.kind !== "organization" || found.nameTo <= found.nameFrom) return
    // The head by which «الوزارة», «الصندوق» may come back to it.
    if (found.nameTo - found.nameFrom > 1)
      this.heads.add(
        withoutArticle(
          (this.t.folded[found.nameFrom] as string).slice(
            found.start > (this.t.start[found.nameFrom] as number) ? (this.p[found.nameFrom] as Profile).cut : 0,
          ),
        ),
      )
    else for (let j = found.from; j < found.nameFrom; j++) if (this.p[j]?.body) this.heads.add(this.p[j]?.body?.lemma.word as string)
  }

  /// Names inside a phrase that stand for others than the phrase does: «أمير [قطر] الشيخ تميم», «المتحدث باسم [وزارة الخارجية الصينية]».
  /// They cover no token of their own (`from === to`), so that the phrase stays one in its clause.
  pushInner(outer: Draft): void {
    if (outer.form === "pair") return
    const named = outer.nameTo > outer.nameFrom && outer.form !== "body"
    const open =
      outer.kind === "place" &&
      outer.nameFrom === outer.from &&
      (outer.known.length === 0 || this.k.entities[outer.known[0] as number]?.type === "airport")
    let j = outer.from + 1
    while (j < outer.to) {
      if (named && j >= outer.nameFrom && j < outer.nameTo && !open) {
        j = outer.nameTo
        continue
      }
      if (this.t.kind[j] !== WORD) {
        j++
        continue
      }
      const limit = named && j < outer.nameFrom ? outer.nameFrom : outer.to
      const inner = this.innerAt(j, limit, outer)
      if (!inner) {
        j++
        continue
      }
      j = inner.to
      if (inner.known.length > 0 && inner.known[0] === outer.known[0]) continue
      // It was made for here alone.
      inner.from = inner.nameFrom
      inner.to = inner.nameFrom
      inner.prep = ""
      inner.joined = false
      this.push(inner)
    }
  }

  innerAt(j: number, limit: number, outer: Draft): Draft | undefined {
    const hit = this.hit(j)
    if (hit && hit.to <= limit) {
      const found = this.namedAt(j)
      if (found && found.kind !== "person" && found.to <= limit && (found.kind === "country" || outer.form !== "body")) return found
      if (found) return undefined
    }
    if (outer.form === "body" || outer.kind !== "person") return undefined
    const p = this.p[j] as Profile
    if (!p.body && !this.isPunct(j - 1, QUOTE_OPEN)) return undefined
    // The portfolio of a minister, the council of a prime minister are parts of the office.
    const head = (this.p[outer.from] as Profile).title?.lemma.word ?? ""
    if (
      j === outer.from + 1 &&
      (PORTFOLIO_HEADS.has(head) ||
        (head === "رييس" && (OFFICE_BODIES.has(this.word(j)) || (this.word(j) === "مجلس" && OFFICE_BODIES.has(this.word(j + 1))))))
    )
      return undefined
    if (PORTFOLIO_HEADS.has(this.word(j - 1)) || this.word(j - 1) === "وزراء") return undefined
    const body = this.bodyAt(j) ?? this.quotedAt(j)
    return body && body.to <= limit && body.nameTo > body.nameFrom && (body.form === "name" || body.nameTo - body.from > 1)
      ? body
      : undefined
  }

  word(i: number): string {
    return i >= 0 && i < this.t.count && this.t.kind[i] === WORD ? (this.t.folded[i] as string) : ""
  }

  hit(i: number): NameHit | undefined {
    if (i >= this.t.count || this.t.kind[i] !== WORD) return undefined
    const had = this.hits[i]
    if (had !== null) return had
    const {names} = this.s[i] as Start
    if (names.length === 0) {
      this.hits[i] = undefined
      return undefined
    }
    const found = nameAt(this.t, this.k, i, names)
    // «بأنها», «بين لي»: a word of a closed class hides no name.
    const here =
      found && found.cut > 0 && (this.p[i] as Profile).closed.size > 0 && (found.to - found.from < 2 || !this.word(i).startsWith("و"))
        ? undefined
        : found
    // «لافتا إلى» is no «ل» with «إفتا»: a word that is one without the cut hides no short name.
    if (here && here.cut > 0 && here.to === i + 1 && this.isWhole(i, here.cut)) return (this.hits[i] = undefined)
    this.hits[i] = here
    return here
  }

  /// A word of five letters at most whose first letters, those that a name would leave over, are its own.
  isWhole(i: number, cut: number): boolean {
    return (
      this.word(i).length - cut <= 5 &&
      (this.p[i] as Profile).nouns.some((r) => r.stemFrom < cut && (r.proclitics & (BI | LI | KA)) === 0 && r.lemma.country === undefined)
    )
  }

  /// The short forms of people met anywhere in the text, so that «شكري» is understood also in a headline before the full name.
  learnShorts(): void {
    for (let i = 0; i < this.t.count; i++) {
      if (this.t.kind[i] !== WORD) continue
      const hit = this.hit(i)
      if (!hit) continue
      for (const {entity, flags} of meanings(this.k, hit)) {
        const known = this.k.entities[entity]
        if (known && !(flags & (ORDINARY | TAG_ONLY))) this.seen.add(entity)
        if (known && !(flags & TAG_ONLY) && (known.type === "armed-group" || !(flags & ORDINARY))) this.present.add(entity)
        // «المقاومة» in a text that names «المقاومة الشعبية».
        const group = known?.kind === "organization" && hit.to - hit.from >= 2 ? (this.s[i] as Start).group : undefined
        if (group?.al && group.group.bare === "named" && !this.groupNames.has(group.form)) this.groupNames.set(group.form, entity)
        if (known?.kind === "person" && hit.to - hit.from >= 2) {
          this.learn(this.wordsOf(hit.from, hit.to, hit.cut), [entity], known.gender, known.country)
          // «ديبي» for him whom the text calls «محمد إدريس ديبي إتنو».
          if (!this.learnt.has(entity)) this.learn(canonical(known), [entity], known.gender, known.country)
          this.learnt.add(entity)
        }
      }
    }
  }

  readonly learnt = new Set<number>()
  /// Known bodies by the group's noun that opens their name.
  readonly groupNames = new Map<string, number>()
  /// Whom the text names, armed groups also by words that are ordinary ones («الحوثيين»).
  readonly present = new Set<number>()

  wordsOf(from: number, to: number, cut: number): string[] {
    const out: string[] = []
    for (let j = from; j < to; j++)
      if (this.t.kind[j] === WORD) out.push(j === from ? (this.t.folded[j] as string).slice(cut) : (this.t.folded[j] as string))
    return out
  }

  learn(words: readonly string[], known: readonly number[], gender: "m" | "f" | undefined, country: string | undefined): void {
    const n = words.length
    if (n < 2) return
    let tail = ""
    for (let at = n - 1; at > 0; at--) {
      const first = words[at] as string
      tail = tail ? `${first} ${tail}` : first
      if (first !== "بن" && first !== "ال") this.learnShort(first, tail, known, gender)
    }
    const link = words[n - 2] as string
    if (link === "بن" || link === "ال") this.learnShort(link, `${link} ${words[n - 1]}`, known, gender)
    if (country && (FAMILY_FIRST.has(country) || GIVEN_FIRST.has(country)))
      this.learnShort(words[0] as string, words[0] as string, known, gender)
  }

  learnShort(first: string, short: string, known: readonly number[], gender: "m" | "f" | undefined): void {
    if (short.length < 2) return
    // «كيم» is the leader where his sister is named too; among equals the first named.
    const had = this.shorts.get(short)
    if (had && (this.leads(had.known) || !this.leads(known))) return
    this.firsts.add(first)
    this.shorts.set(short, {known, kind: "person", gender})
  }

  /// Whether someone known heads a state or its government, or did.
  leads(known: readonly number[]): boolean {
    const e = itemAt(this.k.entities, known[0] ?? -1)
    return e?.offices?.some((o) => LEADING.has(o.office)) ?? false
  }

  /// «مبعوث ترامب ستيف ويتكوف», «نائب السيد جروسي، ماسيمو أبارو، …»: whose man the second is.
  isOf(owner: Draft, found: Draft): void {
    if (owner.kind !== "person" || found.kind !== "person" || owner.nameTo <= owner.nameFrom || found.role || found.form !== "name") return
    const title = this.p[owner.from]?.title
    if (owner.from >= owner.nameFrom || !title || this.p[owner.from]?.al || !MANS.has(title.lemma.word) || found.prep || found.joined)
      return
    const comma = this.isPunct(owner.to, "،,") && found.from === owner.to + 1 && this.isPunct(found.to, "،,")
    if (!(found.from === owner.to || comma) || found.nameTo - found.nameFrom < 2) return
    found.from = owner.from
    found.role = this.t.text.slice(this.t.start[owner.from], owner.end)
    found.office = owner.office
    found.prep = owner.prep
    found.joined = owner.joined
    owner.from = owner.nameFrom
    owner.role = ""
    owner.office = ""
    owner.prep = ""
    owner.joined = false
  }

  isPunct(i: number, marks: string): boolean {
    return i >= 0 && i < this.t.count && this.t.kind[i] === PUNCT && marks.includes(this.t.folded[i] as string)
  }

  /// The preposition that governs a phrase: attached, or the word before.
  prepBefore(from: number, attached: string, steps = PREP_STEPS): string {
    if (attached) return attached
    if (steps === 0) return ""
    let j = from - 1
    // «مع كل من», «بين كل من»: the preposition stands before the quantifier.
    if (this.isPunct(j, "\"“”«»'‘’(")) j--
    const p = itemAt(this.p, j)
    if (!p || this.t.kind[j] !== WORD) return ""
    if (this.word(j) === "و") return ""
    // «وعبر الرئيس عن سعادته»: he expressed it; nothing passed through him.
    if (EXPRESSED.test(this.word(j)) && this.isExpressed(from)) return ""
    // «من قبل», «من جانب», «على يد»: the doer.
    if (DOER_WORDS.has(this.word(j)) && (this.word(j - 1) === "من" || this.word(j - 1) === "علي")) return "من قبل"
    // «مع شركة «كونوكو»», «لوكالة أونروا»: the head noun carries the preposition of the name.
    if (p.body && !p.al && !p.body.suffix && p.prep === "") return attachedTo(p.body) || this.prepBefore(j, "", steps - 1)
    // «مع سعادة السيدة فلانة», «مع إقليم أرض الصومال»
    if (this.isHonorific(j) || (p.prep === "" && !p.al && this.lists.placeHeads.has(withoutParticles(this.word(j)))))
      return this.prepBefore(j, p.attached, steps - 1)
    if (p.closed.has("quant") || p.closed.has("dem")) return this.prepBefore(j, p.attached, steps - 1)
    if (p.prep === "من" && this.p[j - 1]?.closed.has("quant")) return this.prepBefore(j - 1, this.p[j - 1]?.attached ?? "", steps - 1)
    return p.prep && !p.info.readings.some((r) => r.suffix && r.lemma.pos === "prep") ? p.prep : ""
  }

  /// Does «عن» stand behind, with no other verb and no stop between?
  isExpressed(from: number): boolean {
    for (let i = from; i < Math.min(this.t.count, from + EXPRESSED_REACH); i++) {
      if (this.t.kind[i] !== WORD) return false
      if (this.word(i) === "عن") return true
    }
    return false
  }

  /// A mention of some tokens with nothing said of it yet; `prep` and `joined` as the whole phrase has them.
  make(from: number, to: number, kind: EntityKind, prep: string, joined: boolean): Draft {
    return {
      index: -1,
      from,
      to,
      nameFrom: from,
      nameTo: to,
      start: this.t.start[from] as number,
      end: this.t.end[to - 1] as number,
      kind,
      known: NONE_KNOWN,
      form: "name",
      role: "",
      office: "",
      countries: NO_COUNTRIES,
      gender: undefined,
      number: "sg",
      counterpart: false,
      definite: true,
      prep,
      joined: joined || this.word(from - 1) === "و",
    }
  }

  draft(from: number, to: number, x: Partial<Draft>): Draft {
    const profile = this.p[from] as Profile
    const prep = x.prep ?? this.prepBefore(from, profile.attached)
    const joined = x.joined ?? profile.joined
    return Object.assign(this.make(from, to, "person", prep, joined), x, {joined: joined || this.word(from - 1) === "و"})
  }

  /// A mention that begins with a name under some attached letters.
  lettered(i: number, to: number, letters: string, kind: EntityKind, known: readonly number[], gender: "m" | "f" | undefined): Draft {
    const {prep, joined} = this.particles(i, letters)
    const d = this.make(i, to, kind, prep, joined)
    d.known = known
    d.gender = gender
    return d
  }

  /// Offset of the folded letter `cut` in the original token: letters only, marks between them skipped.
  cutStart(token: number, cut: number): number {
    let at = this.t.start[token] as number
    for (let n = 0; n < cut; at++) if (foldWord(this.t.text[at] as string)) n++
    return at
  }

  // ---- names the knowledge base has

  namedAt(i: number): Draft | undefined {
    const short = this.shortAt(i)
    const hit = this.hit(i)
    if (short && (!hit || hit.to <= short.to)) {
      const {entry, to, cut} = short
      const letters = this.word(i).slice(0, cut)
      const d = this.lettered(i, to, letters, entry.kind, entry.known, entry.gender)
      d.start = this.cutStart(i, cut)
      return d
    }
    if (!hit) return undefined
    const options = this.choose(hit)
    if (options.length === 0) return undefined
    const first = this.k.entities[options[0] as number]
    if (!first) return undefined
    const letters = this.word(i).slice(0, hit.cut)
    if (first.kind === "person") {
      const {to, same} = this.longer(i, hit.to, first.country)
      if (to > hit.to) {
        const d = this.lettered(i, to, letters, "person", same ? options : NONE_KNOWN, same ? first.gender : undefined)
        d.start = this.cutStart(i, hit.cut)
        return d
      }
      if (hit.cut === 0 && hit.to - i > 2 && this.isHonorific(i)) {
        const d = this.lettered(i, hit.to, letters, "person", options, first.gender)
        d.nameFrom = i + 1
        d.start = this.t.start[i + 1] as number
        return d
      }
    }
    const d = this.lettered(i, hit.to, letters, first.kind, options, first.gender)
    d.start = this.cutStart(i, letters.endsWith("لل") ? hit.cut - 2 : hit.cut)
    return d
  }

  particles(i: number, letters: string): {prep: string; joined: boolean} {
    const attached = letters.includes("ب") ? "ب" : letters.includes("ل") ? "ل" : letters.includes("ك") ? "ك" : ""
    return {prep: this.prepBefore(i, attached), joined: letters.startsWith("و") || letters.startsWith("ف")}
  }

  /// Where a known name goes on: «تميم بن حمد [آل ثاني]» is the same man, «تشانغ هان [هوي]» is another.
  longer(from: number, to: number, country?: string): {to: number; same: boolean} {
    if (to - from < 2) return {to, same: true}
    let end = to
    while (
      (this.word(end) === "ال" || this.word(end) === "بن") &&
      this.t.kind[end + 1] === WORD &&
      (this.p[end + 1] as Profile).closed.size === 0
    )
      end += 2
    if (end > to) return {to: end, same: true}
    // «برونو رودريغيز باريلا الذي …»: a second family name.
    const next = this.p[to]
    const after = this.p[to + 1]
    if (
      next?.unknown &&
      this.shape(to) > 0 &&
      !next.joined &&
      !next.attached &&
      !this.word(to).startsWith("و") &&
      !this.word(to).startsWith("ال") &&
      !/(?:ه|ها|هم)$/.test(this.word(to)) &&
      !this.hit(to) &&
      (after === undefined || this.t.kind[to + 1] !== WORD || after.closed.has("rel")) &&
      !(country && FAMILY_FIRST.has(country))
    )
      return {to: to + 1, same: true}
    if (
      country &&
      FAMILY_FIRST.has(country) &&
      this.shape(to) > 0 &&
      !this.word(to).endsWith("ه") &&
      !this.word(to).startsWith("و") &&
      !this.hit(to) &&
      this.t.start[to] === (this.t.end[to - 1] as number) + 1
    )
      return {to: to + 1, same: false}
    return {to, same: true}
  }

  /// A short form of someone met elsewhere in the text.
  shortAt(i: number): {entry: Short; to: number; cut: number} | undefined {
    const word = this.word(i)
    if (word === "" || this.firsts.size === 0) return undefined
    if (this.firsts.has(word)) {
      const found = this.shortFrom(i, word, 0)
      if (found) return found
    }
    const {tail} = this.s[i] as Start
    return tail !== "" && this.firsts.has(tail) ? this.shortFrom(i, tail, 1) : undefined
  }

  /// The longest short form, of three words at most, that begins with a word less its attached letter.
  shortFrom(i: number, first: string, cut: number): {entry: Short; to: number; cut: number} | undefined {
    const second = this.word(i + 1)
    const two = second && `${first} ${second}`
    const third = second && this.word(i + 2)
    let entry = third ? this.shorts.get(`${two} ${third}`) : undefined
    if (entry) return {entry, to: i + 3, cut}
    entry = two ? this.shorts.get(two) : undefined
    if (entry) return {entry, to: i + 2, cut}
    entry = this.shorts.get(first)
    return entry && this.mayBeName(i, cut) ? {entry, to: i + 1, cut} : undefined
  }

  /// A one-word short name that is also an ordinary word must stand where a name would: no article of its own reading, no verb or noun that claims it.
  mayBeName(i: number, cut: number): boolean {
    const p = this.p[i] as Profile
    if (p.unknown) return true
    const bare = this.word(i).slice(cut)
    if (bare.startsWith("ال")) return true
    // «اتصال بين الاثنين» after «وانغ ون بين»: a particle is no name by itself.
    if (cut === 0 && p.nouns.length === 0 && (p.prep !== "" || p.closed.size > 0)) return false
    const before = itemAt(this.p, i - 1)
    if (
      this.t.kind[i - 1] === WORD &&
      before &&
      (before.verb !== undefined ||
        before.title !== undefined ||
        before.prep !== "" ||
        (before.nouns.length > 0 && !before.al) ||
        before.closed.has("comp") ||
        before.closed.has("conj"))
    )
      return true
    return this.t.kind[i - 1] !== WORD || cut > 0
  }

  /// The entities a hit means here, best first; none where the conditions of all its readings fail.
  choose(hit: NameHit): readonly number[] {
    const had = this.chosen[hit.from]
    if (had) return had
    const picked = this.pick(hit)
    // A name that is an ordinary word too may depend on what the walk has found so far.
    let fixed = true
    for (const {flags} of meanings(this.k, hit)) if (flags & ORDINARY) fixed = false
    if (fixed) this.chosen[hit.from] = picked
    return picked
  }

  pick(hit: NameHit): readonly number[] {
    const {t} = this
    const before = itemAt(this.p, hit.from - 1)
    const beforeWord = this.word(hit.from - 1)
    const ok = meanings(this.k, hit).filter(({entity, flags}) => {
      const known = this.k.entities[entity]
      if (!known) return false
      // «مصادر تركية» is the adjective, though some write the country so.
      const nisba = this.p[hit.from]?.nisba
      if (
        nisba &&
        nisba.lemma.country === known.id &&
        before &&
        t.kind[hit.from - 1] === WORD &&
        before.nouns.length > 0 &&
        before.closed.size === 0 &&
        hit.to === hit.from + 1 &&
        before.al === (this.p[hit.from] as Profile).al &&
        // «محادثات استضافتها جيبوتي»: no adjective without its article stands behind a pronoun.
        (before.al || before.nouns.some((r) => r.suffix === undefined))
      )
        return false
      // «قوات الاحتلال الروسي»: another occupies.
      if (hit.to > hit.from && this.word(hit.to - 1) === "الاحتلال") {
        const whose = this.p[hit.to]?.al ? this.p[hit.to]?.nisba?.lemma.country : undefined
        if (whose !== undefined && whose !== known.id && whose !== known.country) return false
      }
      // «جلسة لمجلس الأمن القومي»: that of a state, not the one of all.
      if (known.kind === "organization" && known.country === undefined && OF_A_STATE.test(this.word(hit.to))) return false
      if (flags & TAG_ONLY) return isTagPlace(t, hit.from, hit.to)
      if (flags & ORDINARY) {
        const bare = this.word(hit.from).slice(hit.cut)
        if (known.kind === "organization" && OUTLET_HEADS.has(withoutParticles(beforeWord))) return true
        if (known.kind === "organization" && (known.type === "armed-group" || known.type === "party")) return true
        if (bare.startsWith("ال") && hit.cut <= 1 && known.kind !== "person") return true
        if (known.kind === "country") return !this.isAdjectiveHere(hit)
        if (this.seen.has(entity)) return true
        // «بوتين وأردوغان ورئيسي»
        const last = this.out.at(-1)
        if (known.kind === "person")
          return before?.title !== undefined || (hit.cut === 1 && last?.kind === "person" && last.to === hit.from)
        const letters = this.word(hit.from).slice(0, hit.cut)
        const after = letters.includes("ب") || letters.includes("ل")
        return (
          after ||
          // «زار سيول»
          (before !== undefined && t.kind[hit.from - 1] === WORD && before.verbs.some((r) => GOING.has(r.lemma.word))) ||
          (before !== undefined && t.kind[hit.from - 1] === WORD && before.prep !== "" && before.nouns.length === 0) ||
          this.lists.placeHeads.has(withoutParticles(beforeWord)) ||
          (before?.nouns.some((r) => this.lists.placeHeads.has(r.lemma.word)) ?? false) ||
          this.coordinated(hit)
        )
      }
      return true
    })
    const bare = withoutParticles(beforeWord)
    const isPlaceHere = this.lists.placeHeads.has(bare) || bare === "عاصمه"
    const isOutletHere = OUTLET_HEADS.has(bare)
    const rank = ({entity, flags}: {entity: number; flags: number}): number => {
      const known = this.k.entities[entity]
      if (!known) return 9
      if (isPlaceHere && known.kind === "place") return 0
      if (isOutletHere && known.kind === "organization") return 0
      // «الكرملين» is itself before it stands for Russia.
      if (flags & METONYM) return 8
      return known.kind === "person" ? 1 : known.kind === "country" ? 2 : known.kind === "organization" ? 3 : 4
    }
    return ok.sort((a, b) => rank(a) - rank(b) || a.entity - b.entity).map((o) => o.entity)
  }

  /// «دعم مالي»: an adjective after an indefinite masculine noun; «حكومة مالي», «رئيس مالي» are the country.
  isAdjectiveHere(hit: NameHit): boolean {
    const p = this.p[hit.from] as Profile
    if (hit.cut > 0 || !p.nouns.some((r) => Feats.pos(r.feats) === "adj" && !r.lemma.country)) return false
    const before = itemAt(this.p, hit.from - 1)
    if (!before || this.t.kind[hit.from - 1] !== WORD || before.al || before.title || before.body) return false
    return before.nouns.some(
      (r) => Feats.gender(r.feats) !== "f" && Feats.number(r.feats) !== "pl" && !r.suffix && !this.lists.placeHeads.has(r.lemma.word),
    )
  }

  /// «فرنسا ومالي»: joined to a country or place just named.
  coordinated(hit: NameHit): boolean {
    const last = this.out.at(-1)
    const joined = this.word(hit.from).startsWith("و") && hit.cut >= 1
    const next = this.hit(hit.to)
    const nextJoined =
      next !== undefined &&
      this.word(hit.to).startsWith("و") &&
      next.cut >= 1 &&
      meanings(this.k, next).some((m) => !(m.flags & ORDINARY) && this.k.entities[m.entity]?.kind === "country")
    return (joined && last !== undefined && last.to >= hit.from - 1 && (last.kind === "country" || last.kind === "place")) || nextJoined
  }

  /// «المملكة»: the kingdom that the text is about.
  kingdomAt(i: number): Draft | undefined {
    const word = this.word(i)
    if (this.p[i + 1]?.al) return undefined
    const known = KINGDOMS.map((id) => this.k.indexOf.get(id)).find((n) => n !== undefined && this.seen.has(n))
    if (known === undefined) return undefined
    const cut = /^[وف]/.test(word) ? 1 : 0
    const attached = word.includes("بال") ? "ب" : /^[وف]?لل/.test(word) ? "ل" : ""
    return this.draft(i, i + 1, {
      kind: "country",
      known: [known],
      start: this.cutStart(i, cut + (attached === "ب" ? 1 : 0)),
      prep: this.prepBefore(i, attached),
      joined: cut > 0,
    })
  }

  // ---- titles: «وزير الخارجية المصري سامح شكري»

  titleAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const head = p.title
    const counterpart = ((this.s[i] as Start).bits & COUNTERPART_HERE) !== 0
    const honorific = this.isHonorific(i)
    if (!head && !counterpart && !honorific) return this.styledAt(i)
    // «ولي ولي العهد»
    if (head?.lemma.word === "ولي" && this.word(i + 1) === "ولي") {
      const heir = this.titleAt(i + 1)
      if (heir) {
        heir.from = i
        heir.joined = p.joined && head.stemFrom > 0
        heir.prep = this.prepBefore(i, attachedTo(head))
        return heir
      }
    }
    // «سمو ولي العهد», «صاحب السمو الملكي الأمير محمد بن سلمان»: the title behind the style.
    // «السيد الرئيس» is the president.
    const styled = honorific && head !== undefined && NO_TITLE_ALONE.has(head.lemma.word) && this.p[i + 1]?.title !== undefined
    if (honorific && (!head || styled) && !counterpart) {
      let j = i + 1
      while (j < this.t.count && this.isStyle(j)) j++
      const titled =
        ((j > i + 1 || this.isStyle(i)) && this.t.kind[j] === WORD && this.p[j]?.title && !this.p[j]?.joined
          ? this.titleAt(j)
          : undefined) ??
        // «سمو الأمير», «جلالة الملك»: the last word of the style is itself the title.
        (j > i + 1 && this.p[j - 1]?.title && ROYAL_TITLE.test(this.word(j - 1)) && !this.personAt(j) ? this.titleAt(j - 1) : undefined)
      if (titled && (!styled || titled.form === "title" || !this.p[i + 1]?.al)) {
        const word = this.word(i)
        const bare = this.lists.honorifics.has(word)
        const attached = bare ? "" : /^[وف]?ب/.test(word) ? "ب" : /^[وف]?ل/.test(word) ? "ل" : ""
        titled.from = i
        titled.prep = this.prepBefore(i, attached)
        titled.joined = !bare && /^[وف]/.test(word)
        titled.definite = true
        return titled
      }
    }
    if (head && p.verb && p.verb.stemFrom < head.stemFrom) return undefined
    if (head?.suffix === "1s") return undefined
    // «المساعدة» is help, not a woman assistant.
    if (head && Feats.gender(head.feats) === "f" && p.nouns.some((r) => Feats.pos(r.feats) === "masdar")) return undefined
    if (head && !honorific && p.adj && this.out.at(-1)?.to !== i && this.afterIndefiniteNoun(i)) return undefined
    const whole = this.hit(i)
    if (
      whole &&
      whole.to - whole.from > 1 &&
      (!honorific || this.k.entities[this.choose(whole)[0] ?? -1]?.kind === "place") &&
      this.choose(whole).length > 0
    )
      return undefined
    const parsed = this.titleBody(i)
    // «زيارة رئيسي لبكين»: without a genitive it is the name, not two presidents.
    if (head && parsed.to === i + 1 && !head.suffix && Feats.number(head.feats) === "du" && Feats.construct(head.feats)) return undefined
    const name = this.nameAfter(parsed.to, parsed.definite || honorific || counterpart, head) ?? this.nameAfterSeat(i, parsed)
    // «رئيسا الحكومتين»: before a genitive the alif is of the dual, not of the accusative.
    const dual =
      head !== undefined &&
      parsed.to > i + 1 &&
      (this.p[i + 1]?.al === true ||
        // «وزيرا خارجية البلدين»
        (parsed.to > i + 2 && (this.p[i + 1]?.nouns.some((r) => r.lemma.tags.includes("body")) ?? false))) &&
      p.nouns.some((r) => r.lemma === head.lemma && Feats.number(r.feats) === "du") &&
      p.nouns.every((r) => r.lemma !== head.lemma || Feats.number(r.feats) === "du" || Feats.indefinite(r.feats))
    const number = !head ? "sg" : mayBePlural(p, head) ? "pl" : dual ? "du" : (Feats.number(head.feats) ?? "sg")
    const gender = head ? Feats.gender(head.feats) : undefined
    const startCut = head ? (head.proclitics & AL ? head.stemFrom - 2 : head.stemFrom) : 0
    const joined = head ? p.joined && head.stemFrom > 0 : /^[وف]/.test(this.word(i)) && !this.lists.honorifics.has(this.word(i))
    const attached = head
      ? attachedTo(head)
      : counterpart
        ? /^[وف]?ب/.test(this.word(i))
          ? "ب"
          : /^[وف]?ل/.test(this.word(i))
            ? "ل"
            : ""
        : p.attached
    // «ولي ولي العهد»: the heir of the heir.
    const words = head?.lemma.word === "ولي" && i > 0 && this.word(i - 1) === "ولي" ? ["ولي", ...parsed.words] : parsed.words
    const office = honorific && !head ? "" : this.officeOf(head, words)
    const made = (to: number, from: number, nameTo: number, start: number, end: number, role: string): Draft => {
      const d = this.make(i, to, "person", this.prepBefore(i, attached), joined)
      d.nameFrom = from
      d.nameTo = nameTo
      d.start = start
      d.end = end
      d.role = role
      d.office = office
      d.countries = parsed.countries
      d.gender = gender
      d.number = number
      d.counterpart = counterpart
      d.definite = parsed.definite
      return d
    }
    if (name && !this.isAnothers(i, parsed, name)) {
      const role = this.t.text.slice(this.cutStart(i, Math.max(0, startCut)), this.t.end[Math.min(parsed.to, name.from) - 1])
      const known = name.known.length > 0 ? name.known : this.byOffice(this.wordsOf(name.from, name.to, 0), office, parsed.countries)
      if (name.kind === "person" && name.to - name.from >= 2)
        this.learn(this.wordsOf(name.from, name.to, 0), known, gender, parsed.countries[0])
      const d = made(name.to, name.from, name.to, this.t.start[name.from] as number, this.t.end[name.to - 1] as number, role)
      d.known = known
      if (known[0] !== undefined) d.gender = this.k.entities[known[0]]?.gender ?? gender
      return d
    }
    // «ولي العهد السعودي وزير الدفاع الأمير محمد بن سلمان»: the offices of one man, the name behind the last.
    const last = !name && head && office ? this.nextTitle(parsed.to) : undefined
    if (last && this.k.entities[last.known[0] ?? -1]?.offices?.some((o) => o.office === office)) {
      last.from = i
      last.joined = joined
      last.prep = this.prepBefore(i, attached)
      last.countries = [...new Set([...last.countries, ...parsed.countries])]
      return last
    }
    if (honorific && !head) return this.out.slice(-STYLED_REACH).some((d) => d.kind === "person") ? this.styledAt(i) : undefined
    if (head && NO_TITLE_ALONE.has(head.lemma.word) && parsed.countries.length === 0 && !(head.lemma.word === "ولي" && office))
      return undefined
    const start = this.cutStart(i, Math.max(0, startCut))
    const end = this.t.end[parsed.to - 1] as number
    const d = made(parsed.to, parsed.to, parsed.to, start, end, this.t.text.slice(start, end))
    d.form = number === "du" && !dual ? "pair" : "title"
    return d
  }

  /// A title with a name that begins at a word, if behind other titles of the same man.
  nextTitle(i: number): Draft | undefined {
    // A title that is looked at here does not look on for itself: each would ask for all behind it again.
    if (this.chaining) return undefined
    this.chaining = true
    let found: Draft | undefined
    for (let n = 0, at = i; n < MOST_TITLES && !found; n++) {
      const next = this.t.kind[at] === WORD && !this.p[at]?.joined && this.p[at]?.title ? this.titleAt(at) : undefined
      if (next?.kind !== "person" || next.number !== "sg") break
      if (next.form === "name") found = next
      at = next.to
    }
    this.chaining = false
    return found
  }
  chaining = false

  /// «هنأ الرئيس الفرنسي [الأمير محمد بن سلمان]»: a style opens the name of one who is known to be of another state than the title.
  isAnothers(
    i: number,
    {countries}: {readonly countries: readonly string[]},
    name: {readonly from: number; readonly known: readonly number[]},
  ): boolean {
    const e = countries.length === 1 ? this.k.entities[name.known[0] ?? -1] : undefined
    if (e?.kind !== "person" || !e.country || countries.includes(e.country) || e.offices?.some((o) => countries.includes(o.of)))
      return false
    for (let j = name.from - 1; j > i && j >= name.from - 3; j--) if (OWN_STYLE.test(this.word(j))) return true
    return false
  }

  /// «وكان سموه قد عقد», «ونوه فخامته»: a style with its pronoun means the one who bears it.
  styledAt(i: number): Draft | undefined {
    const found = STYLE_PRONOUN.exec(this.word(i))
    if (!found || this.isHonorific(i + 1) || this.personAt(i + 1)) return undefined
    const letters = found[1] as string
    const prep = letters.endsWith("ب") ? "ب" : letters.endsWith("ل") ? "ل" : letters.endsWith("ك") ? "ك" : ""
    const d = this.make(i, i + 1, "person", this.prepBefore(i, prep), /^[وف]/.test(letters))
    d.form = "title"
    d.nameFrom = i + 1
    d.nameTo = i + 1
    d.start = this.cutStart(i, letters.length)
    d.end = this.t.end[i] as number
    d.role = this.t.text.slice(d.start, d.end)
    d.gender = found[2] === "ها" ? "f" : "m"
    d.definite = true
    return d
  }

  /// «وأكد الأخير», «التي قام بها الأخير»: behind its verb, the one named last stands for himself.
  latterAt(i: number): Draft | undefined {
    const found = LATTER.exec(this.word(i))
    const before = this.p[i - 1]
    if (!found || found[1] || !before?.verb || this.t.kind[i - 1] !== WORD || before.al) return undefined
    const feminine = this.word(i).endsWith("ه")
    for (let n = this.out.length - 1; n >= 0; n--) {
      const m = this.out[n] as Draft
      if (i - m.from > LATTER_REACH) return undefined
      if (m.to === m.from || m.form === "pair" || m.number !== "sg") continue
      const capital = m.kind === "place" && m.known.some((k) => this.k.entities[k]?.capitalOf)
      if ((m.kind === "place" && !capital) || (feminine ? capital || m.gender === "f" : m.gender === "m" || m.kind === "person") === false)
        continue
      if (m.kind === "person" && (m.gender === "f") !== feminine) continue
      const d = this.make(i, i + 1, capital ? "country" : m.kind, "", false)
      d.form = "title"
      d.nameFrom = i + 1
      d.nameTo = i + 1
      d.start = this.cutStart(i, 0)
      d.end = this.t.end[i] as number
      d.gender = feminine ? "f" : "m"
      d.definite = true
      return d
    }
    return undefined
  }

  /// «السمو», «الملكي», «الشيخ» within a style.
  isStyle(i: number): boolean {
    return this.isHonorific(i) || ROYAL.test(this.word(i))
  }

  /// «وزيري دفاع الولايات المتحدة لويد أوستن [وروسيا أندريه بيلوسوف]», «الرئيسين المصري … [والأمريكي دونالد ترامب]»: one title of several men.
  titleSharedAt(i: number, last: Draft): Draft | undefined {
    if (last.kind !== "person" || last.nameTo <= last.nameFrom || !this.word(i).startsWith("و")) return undefined
    if (last.number === "sg" && !this.p[last.from]?.nouns.some((r) => r.lemma.tags.includes("title") && Feats.number(r.feats) === "du"))
      return undefined
    const p = this.p[i] as Profile
    const hit = this.hit(i)
    const entity = hit && hit.cut === 1 ? this.k.entities[this.choose(hit)[0] ?? -1] : undefined
    const state = entity?.kind === "country" ? entity.id : p.joined && p.al && !p.attached ? p.nisba?.lemma.country : undefined
    if (!state) return undefined
    const name = this.nameAfter(entity?.kind === "country" && hit ? hit.to : i + 1, true)
    if (name?.kind !== "person") return undefined
    const d = this.make(i, name.to, "person", "", true)
    d.nameFrom = name.from
    d.nameTo = name.to
    d.start = this.t.start[name.from] as number
    d.end = this.t.end[name.to - 1] as number
    d.known = name.known
    d.role = this.t.text.slice(this.cutStart(i, 1), this.t.end[name.from - 1])
    d.office = last.office
    d.countries = [state]
    d.gender = this.k.entities[name.known[0] ?? -1]?.gender ?? last.gender
    d.number = last.number
    if (name.to - name.from >= 2) this.learn(this.wordsOf(name.from, name.to, 0), name.known, d.gender, state)
    const country = entity?.kind === "country" ? this.namedAt(i) : undefined
    if (country) this.push(Object.assign(country, {from: i + 1, to: i + 1, nameFrom: i, prep: "", joined: false}))
    return d
  }

  /// «حل سياسي»: after an indefinite noun, a word that may be an adjective is one.
  afterIndefiniteNoun(i: number): boolean {
    const before = itemAt(this.p, i - 1)
    const p = this.p[i] as Profile
    const next = this.p[i + 1]
    // A head of an idafa is no adjective: «زيارة رئيس الوزراء».
    if (next && this.t.kind[i + 1] === WORD && !p.al && !next.joined && (next.al || this.hit(i + 1) !== undefined) && next.prep === "")
      return false
    if ((before?.verb && !before.al) || (before && this.isHonorific(i - 1))) return false
    // «دعا مجلس الأمن الرئيس محمد بازوم»: with a name behind it, it is that one's title.
    if (p.al && (this.personAt(i + 1) || (next?.nisba && next.al && this.personAt(i + 2)))) return false
    return (
      before !== undefined &&
      this.t.kind[i - 1] === WORD &&
      !p.attached &&
      !p.joined &&
      before.closed.size === 0 &&
      before.nouns.length > 0 &&
      before.al === p.al &&
      !before.nouns.every((r) => r.suffix)
    )
  }

  /// «الزعيمان», «البلدين»: two just spoken of.
  pairAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const r = (this.s[i] as Start).pair
    if (!r) return undefined
    let to = i + 1
    // «الرئيسان شي جين بينغ وفلاديمير بوتين»: the names follow.
    if (p.title && this.personAt(to)) return undefined
    // «البلدان الأفريقية», «البلدان الأعضاء», «جميع البلدان»: countries, not two of them.
    if (this.word(i).endsWith("بلدان") && this.isOfMany(i)) return undefined
    const countries: string[] = []
    while (to < this.t.count && this.t.kind[to] === WORD && this.p[to]?.nisba && this.p[to]?.al) {
      const nisba = this.p[to]?.nisba as Reading
      countries.push(nisba.lemma.country as string)
      to++
      // «الكوري الجنوبي»
      const second = nisba.lemma.word.split(" ")[1]
      if (second !== undefined && this.t.kind[to] === WORD && this.p[to]?.nouns.some((x) => x.lemma.word === second)) to++
    }
    // «الرئيسان صادير جباروف وإمام علي رحمن»: two names with one title.
    if (p.title && this.nameAfter(to, true)) return undefined
    const attached = attachedTo(r)
    const of = this.lists.pairs.get(r.lemma.word)
    const start = this.cutStart(i, Math.max(0, r.stemFrom - 2))
    return this.draft(i, to, {
      form: "pair",
      nameFrom: to,
      nameTo: to,
      start,
      kind: of === "person" || of === "country" ? of : "organization",
      number: "du",
      countries,
      role: this.t.text.slice(start, this.t.end[to - 1]),
      prep: this.prepBefore(i, attached),
      joined: p.joined && r.stemFrom > 0,
      gender: Feats.gender(r.feats),
    })
  }

  /// Does the word beside a plural that looks like a dual say that it is many?
  isOfMany(i: number): boolean {
    if (i > 0 && MANY_OF.test(this.word(i - 1))) return true
    const next = this.t.kind[i + 1] === WORD ? this.p[i + 1] : undefined
    return next?.al === true && (OF_MANY.test(this.word(i + 1)) || (next.adj !== undefined && this.word(i + 1).endsWith("ه")))
  }

  given(word: string): boolean {
    return isGiven(word, this.lists)
  }

  isHonorific(i: number): boolean {
    if (i < 0 || i >= this.t.count || ((this.s[i] as Start).bits & HONORIFIC) === 0) return false
    // «الاجتماع الذي حضره وزراء», not «حضرة الأمير».
    if (this.word(i) === "حضره" && this.t.text[(this.t.end[i] as number) - 1] !== "ة") return false
    if (!STYLE_HEADS.test(this.word(i))) return true
    const next = this.p[i + 1]
    return this.t.kind[i + 1] === WORD && next !== undefined && !next.joined && (next.title !== undefined || this.isHonorific(i + 1))
  }

  /// What belongs to a title after its head: portfolio, nationality, body, honorifics.
  titleBody(i: number): {to: number; countries: string[]; words: string[]; definite: boolean} {
    const {t, p} = this
    const head = p[i] as Profile
    const countries: string[] = []
    const words: string[] = []
    let definite =
      head.al ||
      ((this.s[i] as Start).bits & COUNTERPART_HERE) !== 0 ||
      head.info.readings.some((r) => r.suffix && r.lemma.tags.includes("title"))
    const indefiniteHead = !definite
    let j = i + 1
    // «مسؤولا أوكرانيا»: a word in the accusative of indefiniteness governs nothing; what looks like the country is its adjective.
    const titles = head.nouns.filter((r) => r.lemma === head.title?.lemma)
    let spoken = false
    /// The body spoken for is named in full: what follows is no part of it.
    let closed = false
    const tanwin =
      titles.length > 0 &&
      (titles.every((r) => Feats.indefinite(r.feats)) || (titles.some((r) => Feats.indefinite(r.feats)) && this.word(j).endsWith("يا")))
    let construct = !head.al && !tanwin
    const many = titles.some((r) => Feats.number(r.feats) !== "sg")
    for (let guard = 0; guard < 14 && j < t.count; guard++) {
      if (t.kind[j] !== WORD) {
        // «الرئيس “الصديق العزيز” فلاديمير بوتين»: a short quotation between title and name.
        if (this.isPunct(j, '“"«')) {
          let q = j + 1
          while (q < t.count && q < j + 6 && t.kind[q] === WORD) q++
          // «مراسل صحيفة «وول ستريت جورنال» فلان».
          if (this.isPunct(q, QUOTE_CLOSE) && this.personAt(q + 1)) {
            j = q + 1
            definite = true
            continue
          }
        }
        break
      }
      const w = p[j] as Profile
      const text = this.word(j)
      const hit = this.hit(j)
      if (hit && hit.cut === 0) {
        const chosen = this.choose(hit)
        const kind = itemAt(this.k.entities, chosen[0] ?? -1)?.kind
        if (kind === "person") break
        if (kind === "country" || kind === "place" || kind === "organization") {
          // «رئيس جنوب أفريقيا», «سكرتير مجلس الأمن الروسي»
          if (construct || (kind === "organization" && words.length > 0)) {
            const country = countryOf(this.k.entities[chosen[0] as number])
            if (country) countries.push(country)
            for (let q = j; q < hit.to; q++) words.push(this.word(q))
            j = hit.to
            definite = true
            construct = false
            // «وزيرا خارجية مصر وتركيا», «قادة فرنسا وألمانيا وبريطانيا»: one of each.
            while (many && kind === "country") {
              const more = this.hit(j)
              const other = more && more.cut > 0 ? itemAt(this.k.entities, this.choose(more)[0] ?? -1) : undefined
              if (!more || other?.kind !== "country") break
              countries.push(other.id)
              j = more.to
            }
            continue
          }
          if (tanwin && kind === "country") {
            countries.push(this.k.entities[chosen[0] as number]?.id as string)
            j = hit.to
            continue
          }
          break
        }
      }
      // «أمين المجلس الأعلى للأمن القومي», «رئيسة محكمة العدل الدولية»: the body that the title is of.
      if (construct && w.body && !w.joined && !w.attached && !PORTFOLIO_HEADS.has(head.title?.lemma.word ?? "")) {
        const body = this.bodyAt(j)
        if (body && body.to > j + 1) {
          for (let q = j; q < body.to; q++) if (t.kind[q] === WORD) words.push(this.word(q))
          countries.push(...body.countries)
          j = body.to
          definite = true
          construct = false
          continue
        }
      }
      if (this.isHonorific(j) && !w.joined && (this.lists.honorifics.has(text) || !/^[وف]/.test(text))) {
        definite = true
        j++
        continue
      }
      if (w.nisba && !w.joined && w.nisba.suffix === undefined && (w.al || indefiniteHead)) {
        if (w.attached) break
        if (!countries.includes(w.nisba.lemma.country as string)) countries.push(w.nisba.lemma.country as string)
        words.push(text)
        construct = false
        j++
        continue
      }
      // «المفاوضين الإيرانيين والأمريكيين», «وزيري الخارجية المصري والتركي»: one of each state.
      if (w.nisba && w.joined && w.al && many && !w.attached && countries.length === 1 && !this.personAt(j + 1)) {
        countries.push(w.nisba.lemma.country as string)
        j++
        continue
      }
      // «المتحدث باسمه فلان»
      if (/^باسم(?:ه|ها|هم|هما)$/.test(text) && words.length === 0) {
        words.push(text)
        definite = true
        construct = false
        j++
        continue
      }
      if (text === "باسم" || text === "لشوون" || text === "لشيون" || text === "بلسان") {
        words.push(text)
        spoken = true
        const named = this.hit(j + 1)
        if (named && this.choose(named).length > 0) {
          for (let q = j + 1; q < named.to; q++) words.push(this.word(q))
          const country = countryOf(this.k.entities[this.choose(named)[0] as number])
          if (country) countries.push(country)
          j = named.to
          construct = false
          closed = true
        } else {
          j++
          construct = true
        }
        definite = true
        continue
      }
      if (w.joined) {
        if (hit && hit.cut > 0 && this.choose(hit).length > 0) break
        // «وزير الموارد المائية والري»: a portfolio of two parts, unless a new title, name or body begins.
        if (w.al && w.nouns.length > 0 && !w.title && words.length > 0 && w.attached === "" && this.portfolioGoesOn(i, j)) {
          words.push(text)
          j++
          continue
        }
        break
      }
      // «الممثل الخاص للصين للشؤون الأوراسية»: whom an envoy stands for.
      if (
        hit &&
        hit.cut > 0 &&
        text.startsWith("ل") &&
        (ENVOYS.has(head.title?.lemma.word ?? "") || CHIEF.has(words.at(-1) ?? "") || this.personAt(hit.to))
      ) {
        const entity = itemAt(this.k.entities, this.choose(hit)[0] ?? -1)
        if (entity && entity.kind !== "person") {
          const country = countryOf(entity)
          if (country) countries.push(country)
          j = hit.to
          definite = true
          continue
        }
      }
      // «والمغاربة المقيمين بالخارج، فلان»
      if (text === ABROAD && words.length > 1 && (this.isPunct(j + 1, "،,") || this.nameFollows(j + 1))) {
        words.push(text)
        j++
        continue
      }
      // «وزير الخارجية بجمهورية سورينام، ألبير رمدين، …»: of what state he is, told with «ب» before his name.
      if (hit && hit.cut > 0 && text.startsWith("ب") && words.length > 0 && !w.joined) {
        const entity = itemAt(this.k.entities, this.choose(hit)[0] ?? -1)
        if (entity?.kind === "country" && this.nameAfter(hit.to, true, head.title) !== undefined) {
          if (countries.length === 0) countries.push(entity.id)
          for (let q = j; q < hit.to; q++) words.push(this.word(q))
          j = hit.to
          definite = true
          construct = false
          closed = true
          continue
        }
      }
      // «المدير التنفيذي لهيئة…»
      if (w.attached === "ل" && w.body && !w.joined && words.length > 0) {
        const body = this.bodyAt(j)
        if (body && body.to > j + 1) {
          countries.push(...body.countries)
          j = body.to
          definite = true
          continue
        }
      }
      if (w.attached === "ل" && w.al && !w.joined && w.nouns.length > 0 && ENVOYS.has(head.title?.lemma.word ?? "")) {
        construct = true
        j++
        continue
      }
      if (w.attached === "ل" && w.al && (w.nouns.length > 0 || w.unknown) && words.length > 0 && this.nameFollows(j + 1)) {
        words.push(text)
        j++
        continue
      }
      // «الأمين العام»: here no year; «ولي العهد»: here no era.
      if (w.time && j === i + 1 && (CHIEF.has(text) || (HEIR.has(text) && head.title?.lemma.word === "ولي"))) {
        words.push(text)
        definite ||= w.al
        construct = construct && !w.al
        j++
        continue
      }
      // «الفريق أول», «اللواء الركن»
      if (RANK_TAIL.has(text) && this.isHonorific(j - 1)) {
        j++
        continue
      }
      // «ولي العهد السعودي الأمير محمد بن سلمان»: a prince's rank before his name.
      if (words.length > 0 && PRINCELY.test(text) && this.nameFollows(j + 1)) {
        definite = true
        construct = false
        j++
        continue
      }
      if (w.attached || w.closed.size > 0 || w.time) break
      // «الرئيس البلاد»: after a head with its article only what describes it.
      if (head.al && w.al && !spoken && !w.adj && !w.nisba && !w.title && !w.unknown) break
      // «متحدث باسم مجلس الأمن القرار»: what follows a closed title is no part of it, unless it describes it.
      if (w.al && (indefiniteHead || closed) && !construct && definite && !w.adj && !w.nisba) break
      if (w.al && (w.nouns.length > 0 || (w.unknown && construct))) {
        words.push(text)
        definite = true
        construct = false
        j++
        continue
      }
      if (!w.al && w.nouns.length > 0 && construct && (!w.verb || w.title) && !this.given(text)) {
        const next = p[j + 1]
        const isAdjective = indefiniteHead && w.adj !== undefined
        if (
          (next &&
            t.kind[j + 1] === WORD &&
            (next.al || this.hit(j + 1) !== undefined || (next.nouns.length > 0 && !next.joined)) &&
            (!next.joined || this.hit(j + 1)?.cut === 0)) ||
          isAdjective
        ) {
          words.push(text)
          j++
          continue
        }
      }
      break
    }
    return {to: j, countries, words, definite}
  }

  portfolioGoesOn(head: number, j: number): boolean {
    const lemma = (this.p[head] as Profile).title?.lemma.word ?? ""
    return (
      lemma === "وزير" ||
      lemma === "وزيره" ||
      lemma === "وكيل" ||
      lemma === "نايب" ||
      (this.p[j + 1] !== undefined && this.nameFollows(j + 1) && lemma === "رييس")
    )
  }

  nameFollows(j: number): boolean {
    const hit = this.hit(j)
    if (hit && hit.cut === 0) return itemAt(this.k.entities, this.choose(hit)[0] ?? -1)?.kind === "person" || this.p[j]?.nisba !== undefined
    return this.nameLike(j, true) || (this.p[j]?.nisba !== undefined && (this.p[j]?.al ?? false))
  }

  officeOf(head: Reading | undefined, words: readonly string[]): string {
    if (!head) return ""
    const lemma = head.lemma.word
    for (const o of this.atlas.offices.get(lemma) ?? []) {
      if (o.any) return o.office
      if (o.bodies.some((b) => b.every((w, n) => words[n] === w))) return o.office
    }
    return ""
  }

  /// A name right after a title: known, or by its words alone.
  nameAfter(
    from: number,
    definite: boolean,
    head?: Reading,
  ): {from: number; to: number; known: readonly number[]; kind: EntityKind} | undefined {
    const {t} = this
    let j = from
    const comma = this.isPunct(j, "،,–-—(:") && t.kind[j + 1] === WORD && !this.isPunct(j, ":")
    if (comma) j++
    if (j >= t.count || t.kind[j] !== WORD) return undefined
    // «رئيس جمهورية كازاخستان وفخامة الرئيس …»: the next one's style.
    if (this.isHonorific(j) && !this.lists.honorifics.has(this.word(j))) return undefined
    const styled = this.hit(j)
    // «ولي العهد الشيخ مشعل الأحمد الجابر الصباح»: the name without its style may be known in full.
    const inner = styled && this.isHonorific(j) ? this.hit(j + 1) : undefined
    const fuller =
      inner && inner.cut === 0 && styled && inner.to > styled.to && this.choose(inner).some((e) => this.k.entities[e]?.kind === "person")
    if (fuller) j++
    const hit = fuller ? inner : styled
    if (hit && hit.cut === 0) {
      const chosen = this.choose(hit).filter((e) => this.k.entities[e]?.kind === "person")
      if (chosen.length > 0) {
        if (comma && hit.to - hit.from < 2) return undefined
        const to = this.longer(j, hit.to, this.k.entities[chosen[0] as number]?.country)
        // «الشيخ تميم بن حمد»: the honorific is no part of the name.
        const from = hit.to - j > 2 && this.isHonorific(j) ? j + 1 : j
        return {from, to: to.to, known: to.same ? chosen : [], kind: "person"}
      }
      // A short name after its title need not be unmistakable: «الرئيس شي».
    }
    const short = this.shortAt(j)
    if (short && short.cut === 0 && !comma) return {from: j, to: short.to, known: short.entry.known, kind: "person"}
    if (hit && hit.cut === 0 && this.choose(hit).length > 0 && !this.given(this.word(j))) return undefined
    // «ولي العهد رئيس مجلس الوزراء»: another title of his.
    if (this.p[j]?.title && this.p[j + 1]?.body && !this.given(this.word(j))) return undefined
    // «شكّل الوزراء لجنة», «أمين مظالم المنطقة»: no name where the title is of many or still open.
    const strict = definite && !comma && (head === undefined || Feats.number(head.feats) === "sg")
    if (!this.nameLike(j, strict)) return undefined
    if (!definite && !this.given(this.word(j)) && this.p[j + 1]?.al && (this.p[j + 1]?.nouns.length ?? 0) > 0) return undefined
    const to = this.nameEnd(j, strict)
    if (to - j === 1 && head && Feats.number(head.feats) === "pl") return undefined
    if (to - j === 1 && !this.given(this.word(j)) && !this.mayBeSingle(j)) return undefined
    const known = this.byFullName(this.wordsOf(j, to, 0), to)
    if (comma) {
      const closed = this.isPunct(to, "،,–-—)") || (known.length > 0 && this.isPunct(to, "."))
      if (!closed || to - j < 2) return undefined
    }
    return {from: j, to, known, kind: "person"}
  }

  /// «الرئيس هادي», but not «نائب الملك خالص التعازي», «رئيس الإقليم مرتبطة»: one ordinary word alone is a name where it opens no phrase and is no feminine.
  mayBeSingle(j: number): boolean {
    const p = this.p[j] as Profile
    const next = itemAt(this.p, j + 1)
    if (p.unknown && !/^ت[^شاوي]{2}ي.$/.test(this.word(j))) return true
    if (p.title || /ه$/.test(this.word(j))) return false
    return !(this.t.kind[j + 1] === WORD && next?.al && !next.joined && !next.attached && !next.title && next.nouns.length > 0)
  }

  /// The one whom the knowledge base has under this name, however it is spelt.
  byKey(words: readonly string[]): readonly number[] {
    const found = knownByKey(this.k, words)
    return found === undefined ? NONE_KNOWN : [found]
  }

  /// By the spelling, or by a known family name behind a first name that sounds as its bearer's.
  byFullName(words: readonly string[], to: number): readonly number[] {
    // «أحمد المصري» is no other spelling of «أحمد الميسري»: a word of a people is written as it is.
    const exact = this.p[to - 1]?.nisba ? words.at(-1) : undefined
    const heard = this.byKey(words).filter((n) => exact === undefined || canonical(this.k.entities[n] as Known).at(-1) === exact)
    if (heard.length > 0 || words.length !== 2) return heard
    const [first, last] = words as [string, string]
    const same = (surnames(this.k).get(last) ?? []).filter((n) => {
      const full = canonical(this.k.entities[n] as Known)
      return full.length === 2 && wordKey(full[0] as string) === wordKey(first) && wordKey(first).length >= 3
    })
    return same.length === 1 ? same : NONE_KNOWN
  }

  /// «الرئيس روحاني», «وزير الخارجية الإيراني محمد ظريف»: the only holder of that office whose name ends so and has all that is said of it;
  /// «عادل بن أحمد الجبير» is Adel al-Jubeir also without one.
  byOffice(words: readonly string[], office: string, countries: readonly string[]): readonly number[] {
    const said = joinServant(words).filter((w) => w !== "بن" && w !== "ال")
    const last = said.at(-1)
    if (last === undefined) return NONE_KNOWN
    const patronymic = words.includes("بن") && said.length > 2
    const found: number[] = []
    for (const n of surnames(this.k).get(last) ?? []) {
      const e = this.k.entities[n] as Known
      const full = joinServant(canonical(e))
      const fits = e.offices?.some(
        (o) => o.office === office && (countries.length === 0 || countries.includes(o.of) || countries.includes(e.country ?? "")),
      )
      if (
        fits && office !== ""
          ? said.every((w) => full.includes(w)) || said[0] === full[0]
          : patronymic && full.length === 2 && said[0] === full[0]
      )
        found.push(n)
    }
    return found.length === 1 ? found : NONE_KNOWN
  }

  /// Does a person's name begin here, by the knowledge base, by the list of given names, or by two words no lexicon has?
  personAt(j: number): boolean {
    if (j >= this.t.count || this.t.kind[j] !== WORD) return false
    const given = this.given(this.word(j))
    const hit = this.hit(j)
    if (hit && hit.cut === 0) {
      const first = itemAt(this.k.entities, this.choose(hit)[0] ?? -1)
      if (first) return first.kind === "person"
    }
    if (given) return this.nameLike(j + 1, false) || NAME_LINKS.has(this.word(j + 1)) || this.familyAt(j + 1)
    return this.shape(j) > 0 && this.shape(j + 1) > 0
  }

  /// A family name with its article: «الحمامي», «العوادي».
  familyAt(j: number): boolean {
    const p = this.p[j]
    return (
      p !== undefined &&
      this.t.kind[j] === WORD &&
      this.word(j).startsWith("ال") &&
      !p.time &&
      p.closed.size === 0 &&
      !p.title &&
      !p.body &&
      (p.unknown ? !NOT_NAMES.has(this.word(j)) : false)
    )
  }

  /// How much a word looks like a piece of a foreign name: 0 not at all, 1 it may be one, 2 hardly anything else.
  shape(i: number): 0 | 1 | 2 {
    if (i < 0 || i >= this.t.count) return 0
    const {shape} = this.s[i] as Start
    return shape === 0 || this.aside[i] || this.article(i) ? 0 : shape
  }

  /// The article is written with a plain alif: «ألسو», «إلهام» have none.
  article(i: number): boolean {
    const at = this.t.text[this.t.start[i] as number]
    return (this.p[i] as Profile).al && at !== "أ" && at !== "إ" && at !== "آ"
  }

  /// The name «علي», in a text that writes the preposition «على».
  isAli(i: number): boolean {
    this.writesAlifMaqsura ??= /[عإا]لى(?![\u0621-\u064a])/.test(this.t.text)
    return this.writesAlifMaqsura && this.t.text[(this.t.end[i] as number) - 1] === "ي"
  }

  /// Could this word be part of a personal name? Where grammar leaves nothing else (an indefinite noun right after a definite title) any noun may.
  nameLike(j: number, strict: boolean): boolean {
    if (j >= this.t.count || this.t.kind[j] !== WORD || this.aside[j]) return false
    const p = this.p[j] as Profile
    const word = this.word(j)
    if (word.length < 2) return false
    if (this.given(word)) return true
    // «ولي العهد رئيس مجلس الوزراء»: a second title, no name.
    if (word === "رييس") return false
    if (word === "علي" && strict && this.isAli(j)) return true
    const hit = this.hit(j)
    if (hit && (hit.cut > 0 || !strict) && this.choose(hit).some((e) => this.k.entities[e]?.kind !== "person")) return false
    if (p.closed.size > 0 || p.time || p.nisba) return false
    if (p.unknown) return !this.article(j) && (this.s[j] as Start).shape > 0 && !this.joinedName(word)
    if (!strict || p.al || p.attached || p.joined) return false
    if (p.verb && p.nouns.length === 0) return false
    return (
      p.nouns.length > 0 &&
      !p.verb &&
      p.nouns.every(
        (r) =>
          Feats.number(r.feats) === "sg" &&
          !r.suffix &&
          !r.lemma.tags.includes("event") &&
          !r.lemma.tags.includes("counted") &&
          !r.lemma.tags.includes("speech") &&
          r.lemma.pos !== "masdar" &&
          !Feats.indefinite(r.feats),
      )
    )
  }

  /// «وإيثان»: the conjunction and a given name, not a name that begins with و («ويتكوف»).
  joinedName(word: string): boolean {
    return word.startsWith("و") && word.length > 3 && this.given(word.slice(1)) && !this.given(word)
  }

  nameEnd(from: number, strict: boolean): number {
    const given = this.given(this.word(from)) || this.word(from) === "علي" || (this.p[from] as Profile).unknown
    let j = from + 1
    let words = 1
    while (j < this.t.count && words < 6 && j < from + LONGEST_NAME) {
      // A hyphen inside a name: «ون-بين».
      if (
        this.isPunct(j, "-‑'’") &&
        this.t.start[j] === this.t.end[j - 1] &&
        this.t.start[j + 1] === this.t.end[j] &&
        this.t.kind[j + 1] === WORD
      ) {
        j += 2
        continue
      }
      // «جوزيف بي. كنيدي»: an initial.
      if (this.isPunct(j, ".") && this.word(j - 1).length <= 2 && this.t.start[j] === this.t.end[j - 1] && this.shape(j + 1) > 0) {
        j++
        continue
      }
      if (this.t.kind[j] !== WORD) break
      const word = this.word(j)
      const p = this.p[j] as Profile
      if (NAME_LINKS.has(word)) {
        j++
        continue
      }
      const previous = this.word(j - 1)
      if (OPEN_LINKS.has(previous) && !p.closed.size) {
        j++
        words++
        continue
      }
      if (
        word.startsWith("ال") &&
        (!p.nisba ||
          (given && words === 1 && word.endsWith("ي") && this.given(previous) && (this.p[from] as Profile).nouns.length === 0)) &&
        !p.time &&
        !p.title &&
        !p.body &&
        p.closed.size === 0 &&
        !this.aside[j] &&
        !NOT_NAMES.has(word) &&
        (p.unknown ||
          ((strict || (given && words === 1)) &&
            p.nouns.some(
              (r) =>
                Feats.number(r.feats) !== "pl" && r.lemma.pos !== "masdar" && !r.lemma.tags.includes("event") && !GENERIC.has(r.lemma.word),
            )))
      ) {
        j++
        // The family name with its article closes the name.
        break
      }
      const hit = this.hit(j)
      if (hit && hit.cut === 0 && !this.given(word) && this.choose(hit).some((e) => this.k.entities[e]?.kind !== "person")) break
      // The second word may begin with a و of its own («بول ويلان»); a third is the next of a list.
      if (p.unknown && word.startsWith("و") && word.length > 4 && words >= 2 && !CHINESE_STARTS.has(word)) break
      // «بيتر بيل أستاذ التجارة»: what he is, behind a whole name.
      if (words >= 2 && !this.given(word) && p.nouns.some((r) => r.lemma.tags.includes("person") && !(r.proclitics & AL))) break
      // «جوزيف ليبرمان»: the family name of another known man.
      const family = words === 1 && hit?.cut === 0 && hit.to === j + 1 && this.given(previous)
      if (!family && !this.nameLike(j, false) && !(strict && this.nameLike(j, true) && words < 3) && !this.initialAt(j)) {
        if (strict && words === 1 && this.given(this.word(from)) && this.surnameAt(from, j)) j++
        break
      }
      j++
      words++
    }
    while (j > from + 1 && OPEN_LINKS.has(this.word(j - 1))) j--
    return j
  }

  /// «بي.» in a foreign name.
  initialAt(j: number): boolean {
    return this.word(j).length <= 2 && (this.p[j] as Profile).unknown && this.isPunct(j + 1, ".") && this.shape(j + 2) > 0
  }

  /// «راجح بادي», «محمد مكتبي», «عبدالرقيب فتح»: behind a title and a given name, an ordinary word is the family's, where it can be no verb and heads no phrase of its own.
  surnameAt(from: number, j: number): boolean {
    const p = this.p[j] as Profile
    const word = this.word(j)
    if (FAMILY_TITLES.has(word) && this.t.kind[j] === WORD) return !this.nameLike(j + 1, false)
    if (this.t.kind[j] !== WORD || this.aside[j] || p.joined || p.attached || p.closed.size > 0 || p.time || p.title || p.nisba)
      return false
    if (p.body && !p.body.suffix) return false
    // «نشار», «نقور»: nobody says «we» right behind a name.
    const we = p.verb !== undefined && p.nouns.length === 0 && p.verbs.every((r) => Feats.person(r.feats) === 1)
    if (we) return true
    if (this.article(j) || word.length < 3 || /[^ي]ا$|ه$/.test(word)) return false
    if (p.verb && (p.nouns.length === 0 || !this.isTold(from))) return false
    if (!p.nouns.some((r) => !["pl", "du"].includes(Feats.number(r.feats) ?? "sg") && (!r.suffix || r.suffix === "1s"))) return false
    const next = itemAt(this.p, j + 1)
    const idafa =
      this.t.kind[j + 1] === WORD && next?.al && !next.joined && !next.attached && !next.title && !next.nisba && next.closed.size === 0
    return !idafa || p.nouns.every((r) => Feats.pos(r.feats) === "adj")
  }

  /// Does a verb stand in the clause before a phrase? Then what follows the phrase's name is hardly another one.
  isTold(from: number): boolean {
    for (let i = from - 1; i >= Math.max(0, from - TITLE_REACH); i--) {
      const p = itemAt(this.p, i)
      if (!p || this.t.kind[i] !== WORD || p.closed.has("comp") || p.closed.has("rel")) return false
      if (p.verb && !p.al && !p.title && !p.body) return true
    }
    return false
  }

  /// «وزير الصحة في حكومة الشرق فلان», «السفير لدى موسكو فلان»: a seat between the title and its name.
  nameAfterSeat(
    i: number,
    parsed: {to: number; words: readonly string[]; definite: boolean},
  ): {from: number; to: number; known: readonly number[]; kind: EntityKind} | undefined {
    let j = parsed.to
    if (!parsed.definite || j >= this.t.count || this.t.kind[j] !== WORD) return undefined
    // «وزير الإدارة المحلية للإغاثة في اليمن فلان»
    const purpose = this.p[j] as Profile
    if (purpose.attached === "ل" && purpose.al && !purpose.joined && purpose.nouns.length > 0 && this.t.kind[j + 1] === WORD) j++
    const word = this.word(j)
    let seat = -1
    if (word === "لدي" || word === "الي" || word === "في") {
      const body = this.bodyAt(j + 1)
      const hit = this.hit(j + 1)
      const kind = hit && hit.cut === 0 ? this.k.entities[this.choose(hit)[0] ?? -1]?.kind : undefined
      if (body) seat = body.to
      // «مراسل الجزيرة في بكين فلان»: of others the city is where they were met.
      else if (hit && kind && (word !== "في" || kind === "country" || (kind === "place" && SENT.test(this.word(i))))) seat = hit.to
    }
    if (seat < 0 || !(this.personAt(seat) || (this.given(this.word(seat)) && this.surnameAt(seat, seat + 1)))) return undefined
    return this.nameAfter(seat, true)
  }

  /// A name that no title introduces: «وقال ريان هاس الزميل في…», «رشحت مصر عمرو الحمامي سفيرا».
  freeNameAt(i: number, last: Draft | undefined): Draft | undefined {
    if (this.aside[i]) return undefined
    const p = this.p[i] as Profile
    const word = this.word(i)
    const afterPerson =
      last !== undefined &&
      last.kind === "person" &&
      last.nameTo > last.nameFrom &&
      (last.to === i || (last.to === i - 1 && this.word(i - 1) === "و"))
    let cut = 0
    // The name «علي» is written with ي where «على» is not, and stands before a name.
    const ali =
      word === "علي" &&
      this.t.text[(this.t.end[i] as number) - 1] === "ي" &&
      this.p[i - 1]?.prep === "" &&
      (this.given(this.word(i + 1)) || this.shape(i + 1) > 0) &&
      this.hit(i + 1) === undefined
    if (ali) cut = 0
    else if (CHINESE_SURNAMES.has(word) && itemAt(this.p, i - 1)?.verb && this.isChinese(i)) cut = 0
    else if (this.given(word) || (p.unknown && this.word(i + 1) === "الدين")) {
      if (!this.givenHere(i, p)) return undefined
    } else if (p.unknown && word.length > 3 && "وفبلك".includes(word[0] as string) && this.given(word.slice(1)) && this.givenHere(i, p))
      cut = 1
    else {
      if (afterPerson && word.startsWith("و") && word.length > 3 && this.shape(i) > 0) cut = 1
      else if (this.shape(i) === 0) return undefined
      // «روّج شي»: the second is a name of its own.
      if (this.shortAt(i + 1) || (this.hit(i + 1) && this.choose(this.hit(i + 1) as NameHit).length > 0)) return undefined
      if (this.shape(i + 1) === 0 && !(this.given(this.word(i + 1)) && !this.p[i + 1]?.joined)) return undefined
      if (!this.foreignHere(i, afterPerson)) return undefined
    }
    const to = this.nameEnd(i, false)
    if (to - i < 2) return undefined
    const words = this.wordsOf(i, to, cut)
    const heard = this.byFullName(words, to)
    const known = heard.length > 0 ? heard : this.byOffice(words, "", NO_COUNTRIES)
    const entity = itemAt(this.k.entities, known[0] ?? -1)
    this.learn(words, known, entity?.gender, entity?.country)
    return this.draft(i, to, {
      kind: "person",
      known,
      gender: entity?.gender,
      start: this.cutStart(i, cut),
      ...this.particles(i, word.slice(0, cut)),
    })
  }

  /// «لو دا ليانغ», and not «من فيكي كنيدي»: where the family name is a particle, two short words follow.
  isChinese(i: number): boolean {
    if (this.shape(i + 1) === 0 || this.shape(i + 2) === 0) return false
    return itemAt(this.p, i)?.unknown === true || (this.word(i + 1).length <= 3 && this.word(i + 2).length <= 5)
  }

  /// A listed given name begins a name where a second name follows; where it is an ordinary word too («حسن الجوار»), the second must be no ordinary one.
  givenHere(i: number, p: Profile): boolean {
    const next = this.p[i + 1]
    if (!next || this.t.kind[i + 1] !== WORD || this.aside[i + 1]) return false
    const second = this.word(i + 1)
    if (this.isPious(i)) return false
    // «بدور قيادي»: a role, not Budur.
    if (!this.given(second) && p.nouns.some((r) => (r.proclitics & (BI | LI | KA)) !== 0)) return false
    if (NAME_LINKS.has(second)) return !OPEN_LINKS.has(second) || p.unknown || this.given(this.word(i + 2))
    if (next.closed.size > 0 || next.time) return false
    const hit = this.hit(i + 1)
    if (hit?.cut === 0 && hit.to === i + 2 && !next.al && this.choose(hit).some((e) => this.k.entities[e]?.kind === "person")) return true
    if (hit && this.choose(hit).some((e) => this.k.entities[e]?.kind !== "person") && !this.given(second)) return false
    if (next.unknown) return next.al ? !NOT_NAMES.has(second) && second.startsWith("ال") : (this.s[i + 1] as Start).shape > 0
    if (this.given(second)) return !next.joined
    // «أحمد المصري»: a family called after where it came from.
    if (next.nisba) return next.al && !next.joined && p.nouns.length === 0 && second.endsWith("ي")
    return p.unknown && second.startsWith("ال") && !next.title && !next.body && next.nouns.length > 0 && !next.verb
  }

  /// «رحمه الله», «رحمة الله وبركاته»: a pious wish.
  isPious(i: number): boolean {
    if (this.word(i + 1) !== "الله" || !/^[وف]?(?:ي)?(?:رحمه|حفظه|سلمه|رعاه|ايده)$/.test(this.word(i))) return false
    return this.t.text[(this.t.end[i] as number) - 1] !== "ة" || this.word(i + 2) === "وبركاته"
  }

  /// Two unknown words are a person after a verb, at a clause's start, after a person or a state that acts; not after a thing that they name.
  foreignHere(i: number, afterPerson: boolean): boolean {
    if (afterPerson) return true
    const before = itemAt(this.p, i - 1)
    if (i === 0 || this.t.kind[i - 1] !== WORD || !before)
      return !this.isPunct(i - 1, QUOTE_OPEN) && !this.isPunct(i - 1, "([/.") && (this.shape(i) === 2 || this.shape(i + 1) === 2)
    const word = this.word(i - 1)
    if (word === "في" || this.lists.placeHeads.has(withoutParticles(word)) || before.body || THINGS.has(word)) return false
    if (before.verb || before.title || before.closed.has("comp") || before.closed.has("conj")) return true
    if (before.nouns.length > 0 && !before.al) return false
    return this.shape(i) === 2 || this.shape(i + 1) === 2 || before.al
  }

  // ---- places by their head word: «مدينة ود مدني»

  placeAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const capital = this.capitalAt(i)
    if (capital) return capital
    const head = placeHead(p, this.lists)
    if (!head) return undefined
    const next = this.p[i + 1]
    if (!next || this.t.kind[i + 1] !== WORD || next.joined || next.attached || this.aside[i + 1]) return undefined
    const kind = this.lists.placeHeads.get(head.lemma.word) ?? "building"
    const many = Feats.number(head.feats) !== "sg"
    const settled = kind === "city" || kind === "town" || kind === "region" || kind === "area" || many
    const attached = attachedTo(head)
    const common = {kind: "place" as const, prep: this.prepBefore(i, attached), joined: p.joined && head.stemFrom > 0}
    // A town is called by its name («مدينة درنة»), a building or a hill with its noun («مسجد الصحابة»).
    const made = (to: number, known: readonly number[]): Draft =>
      this.draft(i, to, {
        ...common,
        nameFrom: settled ? i + 1 : i,
        nameTo: to,
        start: settled ? (this.t.start[i + 1] as number) : this.cutStart(i, head.stemFrom),
        known,
      })
    if (CAPITAL.test(this.word(i + 1))) return undefined
    const hit = this.hit(i + 1)
    if (hit && hit.cut === 0) {
      const chosen = this.choose(hit)
      const places = chosen.filter((e) => this.k.entities[e]?.kind === "place")
      if (places.length > 0) {
        if (settled || SAME_PLACE.has(kind))
          return this.draft(i, hit.to, {...common, nameFrom: i + 1, nameTo: hit.to, start: this.t.start[i + 1] as number, known: places})
        return made(hit.to, [])
      }
      const first = itemAt(this.k.entities, chosen[0] ?? -1)
      // «قصر بغداد», «مطار الجزائر», «جسر الملك فهد»
      if (first && !settled && (first.kind === "country" || first.kind === "person") && FACILITIES.has(kind)) return made(hit.to, [])
      return undefined
    }
    if (kind !== "building" && this.lists.placeHeads.get(head.lemma.word) === "strait" && OUTLET_HEADS.has(head.lemma.word))
      return undefined
    if (next.unknown && !next.closed.size && !NOT_NAMES.has(this.word(i + 1)) && !PARTICLE.test(this.word(i + 1))) {
      let to = i + 2
      while (!next.al && to < i + 4 && this.shape(to) > 0 && !this.word(to).startsWith("و") && !this.hit(to)) to++
      return made(to, [])
    }
    if ((kind === "city" || kind === "town") && next.verb && next.nouns.length === 0 && next.closed.size === 0 && !next.al)
      return made(i + 2, [])
    // An ordinary noun with the article names a building or a square, seldom a town: «مسجد الصحابة», «ميدان التحرير».
    if (
      FACILITIES.has(kind) &&
      !many &&
      next.al &&
      next.nouns.length > 0 &&
      !next.title &&
      !next.body &&
      !next.nisba &&
      !next.time &&
      !next.verb &&
      next.closed.size === 0 &&
      !(kind === "street" && next.nouns.some((r) => r.lemma.tags.includes("event"))) &&
      !next.nouns.every((r) => GENERIC.has(r.lemma.word)) &&
      head.lemma.pos === "noun" &&
      NAMED_BY_NOUN.has(head.lemma.word) &&
      !(head.lemma.word === "سوق" && TRADED.test(this.word(i + 1)))
    )
      return made(i + 2, [])
    return undefined
  }

  /// «العاصمة التركية», «العاصمة السعودية الرياض»: the capital, named or not.
  capitalAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    if (!this.word(i).endsWith("عاصمه") || !CAPITAL.test(this.word(i))) return undefined
    const next = this.p[i + 1]
    const behind = this.t.kind[i + 1] === WORD
    const country = behind ? next?.nisba?.lemma.country : undefined
    if (!country && (!behind || !next?.al)) return this.sameCapital(i)
    if (!country || next?.joined) return undefined
    const attached = this.word(i).includes("بال") ? "ب" : this.word(i).includes("لل") ? "ل" : ""
    const common = {kind: "place" as const, prep: this.prepBefore(i, attached), joined: p.joined}
    const hit = this.hit(i + 2)
    if (hit && hit.cut === 0) {
      const places = this.choose(hit).filter((e) => this.k.entities[e]?.kind === "place")
      if (places.length > 0)
        return this.draft(i, hit.to, {...common, nameFrom: i + 2, nameTo: hit.to, start: this.t.start[i + 2] as number, known: places})
    }
    const known = this.k.capitals.get(country)
    return known === undefined
      ? undefined
      : this.draft(i, i + 2, {...common, form: "title", nameFrom: i + 2, nameTo: i + 2, known: [known], role: ""})
  }

  /// «وصل إلى العاصمة»: that of the country, or the capital, named last before.
  sameCapital(i: number): Draft | undefined {
    // «العاصمة بيروت» names it.
    if (this.hit(i + 1)) return undefined
    const attached = this.word(i).includes("بال") ? "ب" : this.word(i).includes("لل") ? "ل" : ""
    const prep = this.prepBefore(i, attached)
    if (!prep) return undefined
    for (let n = this.out.length - 1; n >= Math.max(0, this.out.length - CAPITAL_REACH); n--) {
      const m = this.out[n] as Draft
      const e = itemAt(this.k.entities, m.known[0] ?? -1)
      const known =
        e?.kind === "country" && m.form === "name" && m.from >= m.nameFrom
          ? this.k.capitals.get(e.id)
          : e?.kind === "place" && e.capitalOf
            ? m.known[0]
            : undefined
      if (known === undefined) continue
      return this.draft(i, i + 1, {
        kind: "place",
        prep,
        joined: (this.p[i] as Profile).joined,
        form: "title",
        nameFrom: i + 1,
        nameTo: i + 1,
        known: [known],
        role: "",
      })
    }
    return undefined
  }

  /// «في ستيباناكرت», «بليدا ومحيبيب»: a foreign word where places stand, or joined to a place.
  foreignPlaceAt(i: number): Draft | undefined {
    const word = this.word(i)
    const shape = this.shape(i)
    if (shape === 0) return undefined
    const last = this.out.at(-1)
    if (last && last.kind === "place" && last.to === i && word.startsWith("و") && word.length > 4 && !this.given(word.slice(1))) {
      let from = last
      for (let n = this.out.length - 1; n >= 0 && this.out[n]?.kind === "place" && this.out[n]?.to === from.from; n--)
        from = this.out[n] as Draft
      // A list that began with «بلدات», «مدن», «قرى».
      if (from.nameFrom > from.from || last.joined)
        return this.draft(i, i + 1, {kind: "place", known: [], start: this.cutStart(i, 1), ...this.particles(i, "و"), prep: from.prep})
    }
    const before = this.word(i - 1)
    if (
      before !== "في" &&
      before !== "قرب" &&
      before !== "وفي" &&
      before !== "شمال" &&
      before !== "جنوب" &&
      before !== "شرق" &&
      before !== "غرب"
    )
      return undefined
    if (this.shape(i + 1) > 0 && this.shape(i + 2) === 0 && !this.word(i + 1).startsWith("و"))
      return this.draft(i, i + 2, {kind: "place", known: []})
    if (shape === 2 && word.length >= 6 && this.shape(i + 1) === 0) return this.draft(i, i + 1, {kind: "place", known: []})
    return undefined
  }

  // ---- names in quotation marks, after «موقع», at the head of a page

  /// «رئيس «إيني»», «منصة "إكس"», «علمت «الراصد»», «موقع بريتبارت».
  quotedAt(i: number): Draft | undefined {
    const quoted = this.isPunct(i - 1, QUOTE_OPEN)
    const at = quoted ? i - 2 : i - 1
    const beforeWord = this.word(at)
    const before = withoutParticles(beforeWord)
    if (!quoted) {
      if (this.shape(i) === 0 || !OUTLET_HEADS.has(before) || before === "شبكه") {
        // «منظمة … (أكاو)»: the short name of the body just named.
        const last = this.out.at(-1)
        if (last?.kind !== "organization" || last.to !== i - 1 || !this.isPunct(i - 1, "(") || !this.isPunct(i + 1, ")")) return undefined
        if (this.shape(i) === 0 && !isCapitals(this.word(i))) return undefined
        this.firsts.add(this.word(i))
        this.shorts.set(this.word(i), {known: last.known, kind: "organization", gender: undefined})
        return this.draft(i, i + 1, {kind: "organization", known: last.known})
      }
      let to = i + 1
      while (to < i + 3 && this.shape(to) > 0) to++
      return this.draft(i, to, {kind: "organization", known: []})
    }
    let q = i
    let unknown = true
    while (q < this.t.count && q < i + 4 && (this.t.kind[q] === WORD || this.t.kind[q] === NUMBER)) {
      if (this.t.kind[q] === WORD && this.shape(q) === 0) unknown = false
      if (!NAMING.has(before) && this.p[q]?.verb && this.p[q]?.nouns.length === 0) return undefined
      if ((this.p[q]?.closed.size ?? 0) > 0 && q > i) return undefined
      q++
    }
    if (!this.isPunct(q, QUOTE_CLOSE) || THINGS.has(before)) return undefined
    const masthead = at > 0 && at < 60 && this.isPunct(at, "-–—:") && this.cityBefore(at)
    const after = this.p[q + 1]
    const ok =
      (NAMING.has(before) && !((before === "رييس" || before === "مدير") && beforeWord !== before)) ||
      masthead ||
      (TELLS.has(beforeWord) && (unknown || this.word(i).startsWith("ال"))) ||
      (unknown && this.shape(i) > 0 && (this.p[at]?.prep ?? "") !== "" && this.t.kind[at] === WORD && beforeWord !== "في") ||
      (q - i === 1 && this.word(i).startsWith("ال") && after?.nisba !== undefined && after.al && this.p[at]?.prep === "مع")
    if (!ok) return undefined
    return this.draft(i, q, {kind: "organization", known: [], prep: this.p[at]?.prep ?? ""})
  }

  cityBefore(at: number): boolean {
    const last = this.out.at(-1)
    return (
      last !== undefined &&
      last.to === at &&
      (last.kind === "place" || last.kind === "country") &&
      (last.from === 0 || this.t.kind[last.from - 1] === NEWLINE)
    )
  }

  /// The name of the paper at the head of its page: «صدى بيروت - الأربعاء 19 شباط», «الساحل اليومي / الجزائر».
  mastheadAt(i: number): Draft | undefined {
    if (i > 80 || (i > 0 && this.t.kind[i - 1] !== NEWLINE)) return undefined
    let q = i
    while (
      q < i + 3 &&
      q < this.t.count &&
      this.t.kind[q] === WORD &&
      (this.p[q]?.verb === undefined || (this.p[q]?.nouns.length ?? 0) > 0) &&
      (this.p[q]?.closed.size ?? 0) === 0
    )
      q++
    if (q - i < 1 || q - i > 2 || !this.isPunct(q, "-–—/|") || this.t.kind[q + 1] !== WORD) return undefined
    const next = this.hit(q + 1)
    const place =
      next !== undefined && this.choose(next).some((e) => this.k.entities[e]?.kind === "place" || this.k.entities[e]?.kind === "country")
    if (!place && !WEEKDAYS.has(this.word(q + 1))) return undefined
    if (WEEKDAYS.has(this.word(i)) || this.aside[i]) return undefined
    // «مسقط - الوكالات»: a dateline.
    const here = this.hit(i)
    const city =
      here && here.to === q
        ? meanings(this.k, here).find((m) => !(m.flags & TAG_ONLY) && this.k.entities[m.entity]?.kind === "place")
        : undefined
    return city ? this.draft(i, q, {kind: "place", known: [city.entity]}) : this.draft(i, q, {kind: "organization", known: []})
  }

  /// «الجيش الموالي للشرعية», «الديوان الملكي المكلف», «الحزب المعبر عن الأكراد»: a participle with what it governs describes, and is no part of a name.
  goesOnByItself(j: number, definiteHead: boolean): boolean {
    const w = this.p[j] as Profile
    if (!w.al) return false
    if (DESCRIBING.has(withoutParticles(this.word(j)))) return true
    if (!definiteHead) return false
    const next = itemAt(this.p, j + 1)
    if (!next || this.t.kind[j + 1] !== WORD || (next.prep === "" && next.attached === "")) return false
    return w.nouns.length > 0 && w.nouns.every((r) => r.lemma.pos === "ap" || r.lemma.pos === "pp")
  }

  // ---- groups told by a common noun: «المقاومة الشعبية», «قوات صالح», «المتمردون»

  groupAt(i: number): Draft | undefined {
    const g = (this.s[i] as Start).group as GroupWord
    const known = this.hit(i)
    if (known && known.to > i + 1 && this.choose(known).length > 0) return undefined
    return g.al ? (this.describedGroup(i, g) ?? this.namedGroup(i, g) ?? this.bareGroup(i, g)) : this.forcesOf(i, g)
  }

  /// «فصائل المعارضة السورية», «قوات التحالف»: the group in the genitive of a body's noun.
  groupBehind(i: number, head: Reading): Draft | undefined {
    const next = this.t.kind[i + 1] === WORD ? (this.s[i + 1] as Start).group : undefined
    if (!next?.al || next.joined || next.prep) return undefined
    const d = this.groupAt(i + 1)
    if (!d) return undefined
    d.from = i
    d.prep = this.prepBefore(i, attachedTo(head))
    d.joined = (this.p[i] as Profile).joined && head.stemFrom > 0
    d.gender = Feats.gender(head.feats)
    return d
  }

  groupDraft(i: number, to: number, g: GroupWord): Draft {
    const d = this.make(i, to, "organization", this.prepBefore(i, g.prep === "ك" ? "" : g.prep), g.joined)
    d.form = "body"
    d.start = this.cutStart(i, g.cut)
    // Of things, a broken plural is feminine: «الفصائل المسلحة», «اللجان الشعبية».
    d.gender = /(?:ه|ات|يا|ايل|ايب|ان)$/.test(g.form) ? "f" : "m"
    return d
  }

  /// «المقاومة الشعبية», «المعارضة السورية المسلحة»: the noun and the adjectives that make a name of it.
  namedGroup(i: number, g: GroupWord): Draft | undefined {
    const {named} = g.group
    let country: string | undefined
    let to = i + 1
    for (; to < i + 4 && this.t.kind[to] === WORD; to++) {
      const w = this.p[to] as Profile
      const nisba = w.al && !w.joined && !w.attached && !country && named.includes("@") ? w.nisba?.lemma.country : undefined
      if (nisba) country = nisba
      else if (!named.includes(this.word(to))) break
    }
    if (to === i + 1) return undefined
    const d = this.groupDraft(i, to, g)
    if (country) d.countries = [country]
    return d
  }

  /// «الجماعة المتشددة», «التنظيم الإرهابي»: the armed group spoken of. «القوى الكبرى»: whom it means in such a text.
  describedGroup(i: number, g: GroupWord): Draft | undefined {
    let to = i + 1
    while (this.t.kind[to] === WORD && g.group.described.includes(this.word(to))) to++
    if (to === i + 1) return undefined
    const meant = g.group.bare === "" && g.group.means.length > 0 ? this.meantHere(g) : this.armedBefore()
    return meant === undefined ? undefined : this.meantGroup(i, to, g, meant)
  }

  /// «المقاومة», «المتمردون»: the body of that noun which the text names, the only armed group of it, or whom it means in such a text.
  bareGroup(i: number, g: GroupWord): Draft | undefined {
    const {bare} = g.group
    if (bare === "") return undefined
    const next = itemAt(this.p, i + 1)
    const behind = this.t.kind[i + 1] === WORD
    // «التحالف مع روسيا», «المعارضة للاتفاق»: the deed.
    if (behind && next && (next.prep === "مع" || next.prep === "بين" || next.prep === "ضد" || next.attached === "ل")) return undefined
    // «القوى المعارضة»: an adjective; «التحالف الجديد», «المقاومة العنيفة»: another, or nobody.
    const before = itemAt(this.p, i - 1)
    if (
      before?.al &&
      this.t.kind[i - 1] === WORD &&
      !g.joined &&
      !g.prep &&
      before.nouns.length > 0 &&
      !before.verb &&
      g.group.named.length > 0
    )
      if (before.nouns.some((r) => Feats.pos(r.feats) !== "adj") && bare === "named" && !before.title && /^معارضه$/.test(g.form))
        return undefined
    if (behind && next?.al && !next.joined && !next.attached && (next.adj || next.nisba) && !LOYAL.test(this.word(i + 1))) return undefined
    let meant = this.groupNames.get(g.form) ?? this.meantHere(g)
    if (meant === undefined && bare === "armed") meant = this.onlyArmed()
    if (meant !== undefined) return this.meantGroup(i, i + 1, g, meant)
    return this.heads.has(g.form) ? this.groupDraft(i, i + 1, g) : undefined
  }

  /// Whom the words of a group mean in a text that also names somebody.
  meantHere(g: GroupWord): number | undefined {
    for (const m of g.group.means) {
      const where = this.k.indexOf.get(m.where)
      if (where !== undefined && this.present.has(where)) return this.k.indexOf.get(m.entity)
    }
    return undefined
  }

  meantGroup(i: number, to: number, g: GroupWord, known: number): Draft {
    const d = this.groupDraft(i, to, g)
    d.form = "name"
    d.known = [known]
    return d
  }

  /// The armed group named last.
  armedBefore(): number | undefined {
    for (let n = this.out.length - 1; n >= Math.max(0, this.out.length - ARMED_REACH); n--) {
      const known = this.out[n]?.known[0]
      if (known !== undefined && this.k.entities[known]?.type === "armed-group") return known
    }
    return undefined
  }

  /// The armed group of a text that names no other, where it was named a little before.
  onlyArmed(): number | undefined {
    let only: number | undefined
    for (const n of this.present) {
      if (this.k.entities[n]?.type !== "armed-group") continue
      if (only !== undefined) return undefined
      only = n
    }
    return only !== undefined && this.out.slice(-NEAR_MENTIONS).some((d) => d.known[0] === only) ? only : undefined
  }

  /// «قوات صالح», «ميليشيات الرئيس المخلوع علي عبد الله صالح»: the forces of a man; he is told inside.
  forcesOf(i: number, g: GroupWord): Draft | undefined {
    if (g.group.owner === "") return undefined
    let at = i + 1
    while (at < i + 4 && this.t.kind[at] === WORD && this.p[at]?.al && !this.p[at]?.joined && !this.p[at]?.attached && !this.hit(at)) {
      const w = this.p[at] as Profile
      if (!w.title && !w.adj && !w.nouns.some((r) => r.lemma.pos === "pp" || r.lemma.pos === "ap")) return undefined
      at++
    }
    const owner = this.ownerAt(at)
    if (!owner) return undefined
    if (g.group.owner === "titled" && !this.p[i + 1]?.title) return undefined
    if (g.group.owner !== "forces") {
      const state = this.stateLedBy(owner.known)
      if (!state) return undefined
      const d = this.groupDraft(i, owner.nameTo, g)
      // «حكومة الرئيس هادي» has a name that others give it too; «نظام الأسد» is the state.
      if (g.group.owner === "state") d.nameFrom = owner.nameTo
      d.countries = [state]
      this.pushOwner(owner)
      return d
    }
    this.pushOwner(owner)
    return this.groupDraft(i, owner.nameTo, g)
  }

  pushOwner(owner: Draft): void {
    owner.from = owner.nameFrom
    owner.to = owner.nameFrom
    owner.prep = ""
    this.push(owner)
  }

  /// A known man in the genitive: «الأسد» is one here, though it is a lion as well.
  ownerAt(at: number): Draft | undefined {
    if (this.t.kind[at] !== WORD) return undefined
    const named = this.namedAt(at)
    if (named) return named.kind === "person" && named.known.length > 0 && named.start === this.t.start[at] ? named : undefined
    const hit = this.hit(at)
    if (!hit || hit.cut > 0 || !this.article(at)) return undefined
    const leader = meanings(this.k, hit).find(({entity}) => this.k.entities[entity]?.kind === "person" && this.leads([entity]))
    return leader ? this.lettered(at, hit.to, "", "person", [leader.entity], this.k.entities[leader.entity]?.gender) : undefined
  }

  /// The state that somebody heads, or headed.
  stateLedBy(known: readonly number[]): string | undefined {
    const e = itemAt(this.k.entities, known[0] ?? -1)
    return e?.offices?.find((o) => LEADING.has(o.office) && o.of.startsWith("country:"))?.of
  }

  // ---- bodies by their head noun: «هيئة الإحصاء التركية»

  bodyAt(i: number): Draft | undefined {
    const {t, p} = this
    const first = p[i] as Profile | undefined
    const head = first?.body
    if (!first || !head || head.suffix) return undefined
    if (first.verb && !(head.proclitics & AL) && first.verb.stemFrom < head.stemFrom) return undefined
    const group = (head.proclitics & AL) === 0 ? this.groupBehind(i, head) : undefined
    if (group) return group
    const lemma = head.lemma.word
    // «برنامج إيران النووي», «البرنامج الصاروخي»: of arms, and nobody.
    if (lemma === "برنامج" && [1, 2, 3].some((n) => ARMS.test(this.word(i + n)))) return undefined
    const number = Feats.number(head.feats) ?? "sg"
    const definiteHead = (head.proclitics & AL) !== 0
    const attached = attachedTo(head)
    const gender = Feats.gender(head.feats)
    const made = (to: number, form: "name" | "body", from: number, nameTo: number, start: number, end: number): Draft => {
      const d = this.make(i, to, "organization", this.prepBefore(i, attached), first.joined && head.stemFrom > 0)
      d.form = form
      d.nameFrom = from
      d.nameTo = nameTo
      d.start = start
      d.end = end
      d.gender = gender
      d.number = number
      return d
    }
    let j = i + 1
    let country: string | undefined
    const others: string[] = []
    /// A name of its own, or what a body is for.
    let named = false
    let own = false
    let purpose = false
    let adjective = false
    let nisbaFem = false
    let nisbaHere = false
    let noun = false
    let complete = definiteHead
    let open = false
    for (let guard = 0; guard < 9 && j < t.count; guard++) {
      if (t.kind[j] !== WORD) {
        // «منظمة "أطباء بلا حدود"», «حركة «حماس»»: a quoted name.
        if (!definiteHead && j === i + 1 && this.isPunct(j, QUOTE_OPEN) && !WEAK_BODIES.has(lemma)) {
          let q = j + 1
          while (q < t.count && q < j + 6 && (t.kind[q] === WORD || t.kind[q] === NUMBER)) q++
          if (q > j + 1 && this.isPunct(q, QUOTE_CLOSE)) {
            const inside = this.hit(j + 1)
            if (inside && inside.to === q && this.choose(inside).length > 0) return undefined
            return made(q + 1, "name", j + 1, q, t.start[j + 1] as number, t.end[q - 1] as number)
          }
        }
        break
      }
      const w = p[j] as Profile
      const hit = this.hit(j)
      // «حكومة الرئيس هادي», «مكتب رئيس الوزراء»: the man who has it begins a phrase of his own.
      if (!definiteHead && j === i + 1 && w.title && w.al && !w.joined && this.nameFollows(j + 1)) return undefined
      if (hit && hit.cut === 0) {
        const chosen = this.choose(hit)
        const entity = itemAt(this.k.entities, chosen[0] ?? -1)
        if (entity && entity.kind !== "person" && !complete) {
          // «حكومة السودان», «وزارة خارجية مصر»; an organisation's own name after its head noun is that organisation.
          if (entity.kind === "organization" && j === i + 1) return undefined
          country = countryOf(entity) ?? country
          named = own = true
          j = hit.to
          complete = true
          continue
        }
        // «مكتب نتنياهو», «حكومة نتنياهو»
        if (entity?.kind === "person" && !complete && lemma === "مكتب") {
          named = true
          complete = true
          j = hit.to
          break
        }
        if (entity) break
      }
      // «القوات الروسية والتركية»: the forces of two states.
      if (w.joined && w.nisba && w.al && !w.attached && country && w.nisba.lemma.country !== country && !own && !this.personAt(j + 1)) {
        const d = made(
          j + 1,
          "body",
          j + 1,
          j + 1,
          this.cutStart(i, definiteHead ? Math.max(0, head.stemFrom - 2) : head.stemFrom),
          t.end[j] as number,
        )
        d.countries = [country, w.nisba.lemma.country as string]
        return d
      }
      const word = this.word(j)
      // «جيش بلاده هجمات الروس»: whose land it is stands elsewhere, and what follows is no part of a name.
      if (!complete && OWN_LAND.test(word)) return undefined
      if (complete && w.attached === "ل" && !w.joined && PURPOSES.has(word)) {
        purpose = true
        open = !w.al
        j++
        continue
      }
      // «الجيشان الهندي والباكستاني»
      if (w.joined && w.nisba && w.al && country && definiteHead && number !== "sg") {
        others.push(w.nisba.lemma.country as string)
        j++
        continue
      }
      if (w.joined) {
        if (
          !definiteHead &&
          w.al &&
          w.nouns.length > 0 &&
          !w.title &&
          !w.body &&
          w.attached === "" &&
          complete &&
          (p[j + 1]?.nisba !== undefined || t.kind[j + 1] !== WORD || (p[j + 1]?.prep ?? "") !== "")
        ) {
          j++
          continue
        }
        // «وزارة الموارد المائية والري المصرية»
        if (!definiteHead && complete && w.unknown && w.al && p[j + 1]?.nisba && p[j + 1]?.al) {
          j++
          continue
        }
        break
      }
      if (w.attached || w.closed.size > 0 || w.time || this.goesOnByItself(j, definiteHead)) break
      // «جنود من الحرس الجمهوري الرئيس محمد بازوم»: a title with its name begins a phrase of its own.
      if (complete && w.title && w.al && j > i + 1 && this.nameFollows(j + 1)) break
      if (w.nisba && w.al && w.nisba.suffix === undefined) {
        country = w.nisba.lemma.country
        nisbaHere = true
        nisbaFem = Feats.gender(w.nisba.feats) === "f"
        complete = true
        j++
        continue
      }
      // «شرطة موزمبيق الرصاص»: a body of a country has its name.
      if (own && country && !definiteHead && w.al && !w.adj && w.nouns.length > 0) break
      // «وزارة العدل الأميركية المكافأة»: behind the nationality only what describes the body.
      if (nisbaHere && w.al && !w.adj && w.nouns.length > 0) break
      // «الشرطة التونسية المعارض…»: what no longer agrees with the body is another phrase.
      // «الحرس الرئاسي الرئيس بازوم»: nor does a title behind a body that an adjective made whole.
      if (definiteHead && adjective && w.al && w.title && !w.adj) break
      if (country && w.al && (w.title || (w.adj && gender && Feats.gender(w.adj.feats) && Feats.gender(w.adj.feats) !== gender))) break
      if (w.al && (w.nouns.length > 0 || w.unknown)) {
        complete = true
        if (open && w.nouns.length > 0) {
          open = false
          j++
          continue
        }
        if (!definiteHead || w.adj || w.unknown) {
          if (w.unknown) named = true
          else if (definiteHead || w.adj) {
            const generic = w.nouns.every((r) => GENERIC.has(r.lemma.word)) && !PROPER_PAIRS.has(`${lemma} ${w.adj?.lemma.word ?? ""}`)
            if (!generic) adjective = true
            else if (!definiteHead && j === i + 1) return undefined
            else if (
              j === i + 1 &&
              p[j + 1] &&
              t.kind[j + 1] === WORD &&
              !(p[j + 1]?.nisba && p[j + 1]?.al) &&
              !PURPOSES.has(this.word(j + 1)) &&
              !(p[j + 1]?.al && p[j + 1]?.adj)
            )
              return undefined
          }
          if (!w.adj) noun = true
          if (!definiteHead && w.adj && !noun && j === i + 1) noun = true
          j++
          continue
        }
        break
      }
      // «وفد روسي»: without the article only a delegation stands for its state.
      if (!w.al && w.nisba && !definiteHead && j === i + 1 && lemma === "وفد") {
        const to = w.nisba.lemma.word.includes(" ") ? j + 2 : j + 1
        const d = made(to, "body", to, to, this.cutStart(i, head.stemFrom), t.end[to - 1] as number)
        d.countries = [w.nisba.lemma.country as string]
        d.definite = false
        return d
      }
      if (
        !w.al &&
        !complete &&
        (w.nouns.length > 0 || w.unknown) &&
        (!w.verb || w.nouns.length > 0) &&
        p[j + 1] &&
        t.kind[j + 1] === WORD &&
        (p[j + 1]?.al || p[j + 1]?.nouns.length || this.hit(j + 1))
      ) {
        if (w.adj && w.nouns.every((r) => Feats.pos(r.feats) === "adj" || Feats.indefinite(r.feats))) return undefined
        if (w.nouns.length > 0 && p[j + 1]?.joined) return undefined
        if (w.unknown && !p[j + 1]?.al) {
          if (this.shape(j) === 0) return undefined
          named = true
          complete = true
        } else if (w.unknown && this.shape(j) > 0) named = true
        j++
        continue
      }
      if (!w.al && w.unknown && !complete && this.shape(j) > 0) {
        named = own = true
        complete = true
        j++
        while (j < i + 4 && this.shape(j) > 0 && !this.word(j).startsWith("و")) j++
        break
      }
      break
    }
    if (!complete) return undefined
    // «وكالة الأنباء الروسية «ريا نوفوستي»», «شركة التعدين الفرنسية إيراميت», «حركة المقاومة الإسلامية حماس»: the name after the description.
    // «اتهمت الحكومة اليمنية الحوثيين»: a power of the state is no description of another body.
    if (country && !own && number === "sg" && !WEAK_BODIES.has(lemma) && !STATE_POWERS.has(lemma)) {
      const quote = this.isPunct(j, QUOTE_OPEN)
      const at = quote ? j + 1 : j
      const hit = this.hit(at)
      const known = hit && hit.cut === 0 ? this.choose(hit).filter((e) => this.k.entities[e]?.kind === "organization") : []
      let to = known.length > 0 && hit ? hit.to : at
      // «للحزب الشيوعي الفيتنامي تو لام»: whose name a man's is, is no body's.
      const man = !quote && hit?.cut === 0 && this.choose(hit).some((e) => this.k.entities[e]?.kind === "person")
      if (known.length === 0 && (quote || (NAMING.has(lemma) && !man)))
        while (to < at + 4 && (this.shape(to) > 0 || (quote && t.kind[to] === WORD)) && !(to > at && this.word(to).startsWith("و"))) to++
      if (to > at && (!quote || this.isPunct(to, QUOTE_CLOSE)) && (known.length > 0 || quote || !this.given(this.word(at)))) {
        const d = made(quote ? to + 1 : to, "name", at, to, t.start[at] as number, t.end[to - 1] as number)
        d.known = known
        d.countries = [country]
        return d
      }
    }
    const startCut = definiteHead ? head.stemFrom - 2 : head.stemFrom
    const start = this.cutStart(i, Math.max(0, startCut))
    if (definiteHead && j === i + 1) {
      // «الوزارة» after «وزارة الخارجية السودانية» is that ministry again.
      if (number !== "sg" || !(this.heads.has(lemma) || this.lists.bareBodies.has(lemma))) return undefined
      if (WEAK_BODIES.has(lemma) && lemma !== "مجموعه") return undefined
      return made(j, "body", i, j, start, t.end[i] as number)
    }
    const plural = number !== "sg" && !head.lemma.tags.includes("plural")
    const ministry = definiteHead && country !== undefined && MINISTRIES.has(lemma) && nisbaFem && j === i + 2
    const weak =
      plural ||
      (WEAK_BODIES.has(lemma) && !ministry && !(NAMED_WEAK.has(lemma) && named) && !(lemma === "دفاع" && this.word(i + 1) === "المدني"))
    if (weak) {
      if (!country || named) return undefined
      const d = made(j, "body", j, j, start, t.end[j - 1] as number)
      d.countries = [country, ...others]
      return d
    }
    if (!country && !named && !purpose) {
      const described = noun && j > i + 2 && (p[j - 1] as Profile).adj !== undefined && (p[j - 1] as Profile).al
      if (definiteHead ? !adjective : lemma === "رياسه" ? !OFFICE_BODIES.has(this.word(i + 1)) : (DEEDS.has(lemma) && !described) || !noun)
        return undefined
      if (definiteHead && DEEDS.has(lemma) && lemma !== "حرس" && lemma !== "صندوق") return undefined
    }
    const d = made(j, "body", i, j, start, t.end[j - 1] as number)
    if (country) d.countries = [country, ...others]
    return d
  }
}

/// Titles of those who are somebody's: an envoy, a deputy, a lawyer.
const MANS = new Set("مبعوث نايب مستشار مساعد محامي متحدث شقيق نجل زوجه حليف خليفه سلف وزير ممثل موفد مدير صهر ابن والد".split(" "))
/// The words of the name by which somebody is known, folded once.
function canonical(known: Known): readonly string[] {
  let words = canonicals.get(known)
  if (!words) canonicals.set(known, (words = known.ar.split(" ").map(foldWord)))
  return words
}
const canonicals = new WeakMap<Known, readonly string[]>()

/// «عبد الله» as one word, as it is often written.
function joinServant(words: readonly string[]): readonly string[] {
  if (!words.includes("عبد")) return words
  return words
    .join(" ")
    .replace(/(^| )عبد /g, "$1عبد")
    .split(" ")
}

/// People by the last word of the name they are known by.
function surnames(knowledge: Knowledge): ReadonlyMap<string, readonly number[]> {
  let known = lastNames.get(knowledge)
  if (!known) {
    lastNames.set(knowledge, (known = new Map()))
    for (const [n, e] of knowledge.entities.entries()) {
      if (e.kind !== "person") continue
      const last = canonical(e).at(-1) as string
      const list = known.get(last)
      if (list) list.push(n)
      else known.set(last, [n])
    }
  }
  return known
}
const lastNames = new WeakMap<Knowledge, Map<string, number[]>>()

const ARMS = /^ال(?:نووي|نوويه|صاروخي|صاروخيه|باليستي|ذري|كيميايي|تسليحي)$/
/// What is said of a group and is no name: «المقاومة الموالية للشرعية».
const LOYAL = /^ال(?:مواليه|موالين|موالون|تابعه|مويده|مدعومه|مناهضه)$/
/// Titles that are families' names as well.
const FAMILY_TITLES = new Set(["الشريف", "القاضي", "الخطيب", "الامام"])
/// Words back from a name in which the verb before its title stands.
const TITLE_REACH = 14
/// Mentions back in which «الجماعة المتشددة» looks for its name.
const ARMED_REACH = 60
const NEAR_MENTIONS = 12
/// Mentions back in which «العاصمة» looks for its country.
const CAPITAL_REACH = 24
const CAPITAL = /^[وف]?(?:[بك]?ال|لل)عاصمه$/
const COUNTERPART = /^[وفبلك]?نظير(?:ه|ها|هم|هما|ته|تها|يه|يها)$/
const WEEKDAYS = new Set(["السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "الوكالات", "وكالات"])
/// Places that are called by their name alone also where their noun stands before it.
const SAME_PLACE = new Set(["camp", "border-point", "island", "mountain", "river", "sea", "strait"])
const FACILITIES = new Set(["building", "airport", "port", "base", "street", "hill"])
/// What a market deals in, which names no place: «سوق النفط».
const TRADED = /^ال(?:نفط|غاز|خام|طاقه|غذاء|اسهم|سندات|مال|صرف|ذهب|عقارات|سيارات|عمل|سلاح|دواء|عملات|كهرباء)$/
/// Heads of places that an ordinary noun may name.
const NAMED_BY_NOUN = new Set([
  "مسجد",
  "كنيسه",
  "جامع",
  "مستشفي",
  "فندق",
  "متحف",
  "سوق",
  "ميدان",
  "ساحه",
  "شارع",
  "قصر",
  "قاعه",
  "جسر",
  "برج",
  "قلعه",
  "ملعب",
  "تله",
  "حوض",
  "كنيسه",
])

/// «الوزارة» → «وزارة», «للصندوق» → «صندوق».
function withoutArticle(word: string): string {
  return word.startsWith("ال") && word.length > 4 ? word.slice(2) : word.startsWith("لل") && word.length > 4 ? word.slice(2) : word
}

/// A word less its conjunction, preposition and article, by letters alone.
function withoutParticles(word: string): string {
  let at = 0
  const first = word[0]
  if (
    (first === "و" || first === "ف") &&
    word.length > 4 &&
    !word.startsWith("وكال") &&
    !word.startsWith("ولاي") &&
    !word.startsWith("وادي")
  )
    at = 1
  const next = word[at]
  if ((next === "ب" || next === "ل" || next === "ك") && word.startsWith("ال", at + 1)) at += 3
  else if (word.startsWith("لل", at)) at += 2
  else if (word.startsWith("ال", at)) at += 2
  else if (
    (next === "ب" || next === "ل") &&
    word.length - at > 4 &&
    !word.startsWith("بلد", at) &&
    !word.startsWith("بحير", at) &&
    !word.startsWith("لواء", at)
  )
    at += 1
  return at ? word.slice(at) : word
}

const isCapitals = (word: string): boolean =>
  word.length >= 2 && word.length <= 8 && word === word.toUpperCase() && word[0] !== word[0]?.toLowerCase()

function newShape(word: string): 0 | 1 | 2 {
  if (word.length < 2 || NOT_NAMES.has(word) || NOT_NAMES.has(word.slice(1)) || NOT_NAMES.has(`ال${word.slice(2)}`) || PARTICLE.test(word))
    return 0
  const latin = (word.charCodeAt(0) | 32) >= 97 && (word.charCodeAt(0) | 32) <= 122
  if (latin) return word[0] === word[0]?.toUpperCase() && word.length > 2 ? 1 : 0
  if (word.charCodeAt(0) < 0x600) return word[0] === word[0]?.toLowerCase() ? 0 : 1
  if (INFLECTED.test(word) && word.length > 4) return 0
  let vowels = 0
  for (let i = 0; i < word.length; i++) if (word[i] === "ا" || word[i] === "و" || word[i] === "ي") vowels++
  return word.length >= 6 && vowels >= 3 ? 2 : 1
}
