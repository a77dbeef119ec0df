import type {Filler, Role} from "./events-model.ts"

/// Words by which the rules of events know each other, folded; each list says for what.

export const ACTOR_ROLES = new Set<Role>(["actor", "counterpart", "host", "target"])
/// «بلاده», «حكومته»: whose state acts.
export const STATE_NOUNS = new Set(["بلد", "بلاد", "حكومه", "دوله"])
export const GATHERINGS = new Set(["قمه", "موتمر", "منتدي", "اجتماع", "دوره", "جلسه"])
/// Nouns by which talks and travels are told.
export const AGENT_LEMMAS = new Set(["زياره", "لقاء", "جوله", "محادثه", "مباحثه", "مفاوضه", "رحله"])
/// Event nouns whose genitive is the doer («زيارة وفد»), not the object («سحب قوات»).
export const AGENT_NOUNS = new Set(["visit", "meeting", "summit", "call"])
export const MEETINGS = new Set([...AGENT_NOUNS, "agreement", "cooperate", "mobilize"])
export const VERBAL = new Set(["support", "accuse", "request", "threaten", "concede"])
/// Acts of speech are aimed at someone.
/// Of these, those that are aimed at who did the deed they name; a deed may be welcomed, or peace asked for, without regard to anyone.
export const ANSWERING = new Set(["accuse", "reject"])
export const AIMED = new Set(["support", "accuse", "request", "threaten", "reject"])
export const UNNAMED_DOER = new Set(["assault", "coerce", "retreat"])
/// Masdars of these with a person in the genitive tell what befell him.
export const DONE_TO = new Set(["coerce", "sanction"])
/// «وصف إسرائيل بأنها دولة إرهاب»: what is said stands in a clause.
export const TOLD_BY_CLAUSE = new Set(["وصف", "اعتبر"])
/// An ambassador so named is one's own.
export const RECALLS = new Set(["استدعاء", "سحب", "استدعي"])
/// What a frame says that counts only under a negation.
export const NEGATED = "negated"
export const DONE_TO_DEATH = new Set(["مقتل", "اغتيال", "استشهاد", "اصابه", "جرح", "سقوط", "تصفيه"])
export const SUFFERED = new Set("اعتقل اوقف احتجز حبس سجن خطف اختطف قتل اغتال اعدم جرح اصاب".split(" "))
export const DONE = new Set(["تم", "جري"])
/// Acts that may be told by what is sent, its sender unnamed.
export const THING_MOVED = new Set(["mobilize", "aid"])
/// «دون التوصل إلى اتفاق», «عدم توقيع»
export const WITHOUT = new Set(["دون", "بدون", "عدم", "لعدم", "بعدم", "وعدم"])
export const AMOUNTS = new Set(["مليون", "الف", "مايه", "ميه", "مليار"])
export const TOUR_VERBS = new Set(["شمل", "ضم", "تضمن", "قاد"])
export const TOUR_REACH = 14
export const GATHERS = new Set(["جمع", "ضم"])
export const GATHERED_RELS = new Set(["subj", "obj", "obj2", "ب", "مع", "بين"])
/// Headlines stand first and are short.
export const HEADLINES = 3
export const HEADLINE_WORDS = 16
/// «عقدها في بونتا كانا»: a noun whose pronoun goes back to the gathering says where it is held.
export const HOLDING = new Set(["عقد", "انعقاد", "استضافه", "تنظيم", "اجراء"])
/// Verbs whose subject is where a gathering is held.
export const HOST_VERBS = new Set(["استضاف", "احتضن", "شهد"])
/// Verbs that take what was talked about.
export const TOPICAL = new Set(["بحث", "ناقش", "تدارس", "استعرض", "تناول"])
/// Types of events at which many meet.
export const GATHERED = new Set(["summit", "meeting"])
export const OUSTED = new Set("استقاله رحيل اسقاط تنحي اقاله عزل محاكمه سياسه حكم كلمه حكومه زياره قرار".split(" "))
export const OUSTING = /^[وف]?ب?(?:استقالت|رحيل|اسقاط|تنحي|اقالت|عزل|محاكمت)(?:ه|ها|هم)$/
export const AIM_STOPS = new Set(["الي", "حول", "بشان"])
/// A capital behind these stands for its state.
export const AIM_PREPS = new Set(["مع", "ضد", "ل", "من", "لدي"])
export const AIM_REACH = 16
export const PUT_ON = new Set(["عقوبه", "رسم", "تعريفه", "تعرفه", "حظر", "حصار", "ضغط", "قيد"])
/// What comes without being a visitor.
export const VEHICLES = new Set(["طايره", "شاحنه", "سفينه", "باخره", "مسيره", "صاروخ", "ناقله", "غواصه", "مدمره", "فرقاطه", "حامله"])
/// Prepositions of those to whom something is given.
export const GIVEN_TO = new Set(["ل", "الي"])
/// Masdars whose genitive is given something: «بمنح لبنان قرضا».
export const GIVING = new Set(["منح", "اعطاء", "تزويد", "امداد", "مساعده", "دعم", "اقراض", "تمويل"])
export const GIVEN_BY = new Set(["ب", "obj", "علي"])
/// «رفض التعليق على التقرير»
export const SPOKEN_OF = new Set(["حديث", "تعليق", "كشف", "ادلاء", "افصاح", "خوض", "اجابه", "تحديد"])
/// What is refused is a thing, whatever pronoun stands for it.
export const REFUSALS = new Set(["رفض", "عارض", "استنكر", "شجب", "استهجن"])
/// Words between a thing and the verb that tells who made it.
export const MAKER_REACH = 8
export const DENIALS = new Set(["نفي", "انكر"])
export const DEED_REACH = 8
export const OTHER_DAYS = 4
export const SPOKEN_TYPES = new Set(["accuse", "reject", "support", "request", "threaten"])
/// «في ختام زيارة», «في مستهل محادثات»
export const EDGES = new Set(["ختام", "نهايه", "مستهل", "بدايه", "اطار", "سياق", "اختتام", "هامش", "خضم", "اعقاب"])
export const OPENING_REACH = 8
/// Types whose verbs may leave their subject to the sentences before.
export const DROPPED = new Set(["visit", "meeting", "call", "agreement", "aid"])
/// What somebody has announced, decided or wants to do.
export const INTENDED = new Set("اعلان قرار نيه عزم اعتزام تهديد محاوله طلب خطه تعهد عرض اقتراح وعد بدء".split(" "))
export const TOPIC_RELS = new Set(["حول", "بشان", "بخصوص"])
export const COMPARE_REACH = 14
/// Words back from a verb to «حيث», and from there to the place.
export const WHERE_REACH = 6
export const NEAR = new Set(["القريبه", "القريب", "المحيطه", "المحيط", "المحاذيه", "المحاذي", "المجاوره", "المتاخمه"])
export const ASIDE_REACH = 16
export const PLACE_REACH = 8
export const COMPARED =
  /^[وف]?(?:ك|ب|ل)?(?:اول|الاول|الاولي|اولي|ثاني|الثاني|الثانيه|ثالث|الثالث|الثالثه|اخر|الاخير|الاخيره|اكبر|الاكبر|اعنف|الاعنف|اسوا|الاسوا|اعلي|الاعلي|ادني|الادني|اقوي|الاقوي|اطول|الاطول|ارفع|الارفع|اعمق|اوسع|الاوسع|اخطر|الاخطر)$/
export const BALL = new Set(["كره"])
export const COURT = new Set(["ملعب"])
export const BALL_REACH = 5
/// One congratulates, thanks and consoles for what was done.
export const GRATULATING = new Set(["هنا", "شكر", "بارك", "عزي"])
export const DEED_PREPS = new Set(["علي", "ب", "ل", "عن", "في"])
/// «إرسال وفد»: who is sent stands in the genitive.
export const SENDING = new Set(["ارسال", "ايفاد", "ابتعاث"])
export const ALONE_REACH = 4
export const NEXT = new Set("ثانيه ثالثه رابعه خامسه سادسه سابعه جديده اخري مقبله اخيره تاليه".split(" "))
export const HELD = new Set("عقد اجري استضاف احتضن انطلق بدا اختتم استانف جري انعقاد نظم انعقد حدد".split(" "))
export const COMMITTEES = new Set(["لجنه", "مجلس"])
export const JOINT = new Set(["المشتركه", "المشترك", "العليا", "الثنائيه"])
export const TRANSITIVE = new Set(["التقي", "استقبل", "قابل", "صافح", "ودع"])
export const DOINGS = new Set(["قيام", "اقدام", "مبادره"])
export const DOING_REACH = 8
export const TOOK_PLACE = new Set(["جري", "عقد", "انعقد", "استضاف", "احتضن", "دار", "حدث", "اقيم", "بدا", "انطلق", "اختتم", "انتهي", "تم"])
export const ROUNDS = new Set(["جوله", "جلسه"])
/// Stops that only a traveller makes.
export const HALTS = new Set(["توقف", "مر"])
export const STOPPING = new Set(["اوقف", "علق"])
export const FIGHTERS = new Set("مقاتل مسلح متمرد جندي قوه جهادي ميليشيا عنصر معارضه فصيل مقاومه ثوار كتيبه".split(" "))
export const LATTER = new Set(["الاخير", "الاخيره"])
export const AMONG = new Set(["بينهم", "بينهن", "منهم", "ضمنهم"])
export const ATTACKING = /^[وف]?[بل]مهاجمه$|مهاجمت(?:ه|ها|هم)$/
export const ATTACKERS = /مهاجم(?:ين|ون|يهم|وهم)$/
export const CANNONS = /مدافع$/
export const OF_CANNONS = new Set("المياه مياه الماء ماء رشاشه ميدان الميدان هاون الهاون ثقيله".split(" "))
export const LEAGUES = new Set(["دوري", "دوريا"])
/// Prepositions that with a pronoun say at whom an act is aimed.
export const AIMING = new Set(["علي", "ضد", "تجاه", "ازاء", "حيال"])
export const CONDITIONS = new Set(["اذا", "لو", "مالم", "طالما"])
export const SUFFERS = new Set(["تعرض", "خضع", "واجه"])
export const GUESTS = new Set(["ضيف", "مضيف"])
/// «قوات تابعة لها», «مسلحون موالون للرئيس»
export const BELONGING = new Set(["تابع", "موال", "موالي", "منتم"])
export const REPEATED = new Set(["visit", "meeting", "summit", "call"])
export const OWN_RELS = new Set(["obj", "subj", "of", "ب", "عن", "relobj"])
/// A verb of the same event may also reach its noun so: «تعرضت لعقوبات», «خضع لحظر», «التقى نظيره في أول اجتماع».
export const TOLD_RELS = new Set([...OWN_RELS, "in", "ل", "علي", "في", "obj2"])
/// Acts that count with a place alone, their doer unknown.
export const PLACED_TYPES = new Set(["assault", "coerce", "protest", "mobilize", "summit"])
/// What happens while something else does, and what follows on it.
export const DURING = new Set(["خلال", "اثناء"])
export const AFTER = new Set(["عقب", "اثر"])
export const WHEN_RELS = new Set([
  "خلال",
  "بعد",
  "قبل",
  "منذ",
  "عقب",
  "اثر",
  "حتي",
  "بعيد",
  "قبيل",
  "وسط",
  "مع",
  "رغم",
  "الرغم",
  "بسبب",
  "حول",
  "بشان",
  "بخصوص",
  "عن",
])
/// What one does in the course of talks or a visit one does as one of its sides.
export const DURING_RELS = new Set(["خلال", "اثناء", "في", "لدي", "عقب", "بعد", "قبل", "قبيل", "بعيد", "علي هامش", "في ختام"])
/// Verbs whose object is the one spoken to.
export const ADDRESSING = new Set(["شكر", "ابلغ", "هنا", "اخبر", "طمان", "اطلع", "عزي"])
/// Verbs of saying that tell of talks where somebody is spoken to.
export const SPEAKING = new Set(["قال", "اكد", "اوضح", "ابلغ", "صرح", "اخبر"])
export const PRESIDING = new Set(["برياسه", "برعايه", "بوساطه", "بحضور", "بمشاركه"])
export const LED = new Set(["بقياده", "برياسه"])
export const COMPANY = new Set(["برفقه", "رفقه", "بصحبه", "بمعيه"])
export const FORCES = new Set(["قوه", "جيش", "بحريه", "طيران", "مقاتله", "فصيل", "ميليشيا", "كتيبه", "لواء"])
export const HEARD_AT = new Set(["امام", "خلال", "في", "اثناء", "لدي"])
export const ATTENDED = new Set(["meeting", "visit", "call"])
export const ANSWERS = new Set(["رد", "احتجاج", "تعليق", "جواب", "اعتراض", "تعقيب"])
export const PUTTING_OFF = new Set(["اجل", "ارجا", "الغي", "رفض", "علق", "منع"])
export const RECEIVING = new Set(["استقبل", "استضاف", "ودع"])
/// «غداة الإعلان»: on the day after it; «عشية القمة»: on the day before.
export const EVES: ReadonlyMap<string, number> = new Map([
  ["غداه", 1],
  ["عشيه", -1],
])
export const SPAN_DAYS: ReadonlyMap<string, number> = new Map([
  ["hour", 1 / 24],
  ["day", 1],
  ["week", 7],
  ["month", 30],
])
export const ROW_NOUNS = new Set(["طرف", "دوله", "بلد", "جانب", "زعيم", "رييس", "قايد", "وزير", "حليف", "حكومه", "شريك"])
export const ROW_NUMBERS = new Map([
  ["الثلاثه", 3],
  ["الثلاث", 3],
  ["الاربعه", 4],
  ["الاربع", 4],
  ["الخمسه", 5],
  ["الخمس", 5],
  ["السته", 6],
  ["الست", 6],
])
/// How much nearer than another a date in a clause set off before the act must be.
export const APART = 12
/// Behind these stands another happening, with a day of its own.
export const OTHER_TIME = new Set(["منذ", "بعد", "قبل", "عقب", "اثر", "بعيد", "قبيل"])
/// Words of planning that speak of what stands behind them.
export const AHEAD_ONLY = new Set(["تمهيدا", "بصدد", "مستعد", "مستعده", "مستعدون", "استعداده", "استعدادها", "سوف", "سيتم", "ستتم"])
export const PARTICIPLES = new Set(["pp", "ap"])
export const WHERE_RELS = new Set(["من", "في", "الي", "ب", "عبر", "داخل", "قرب", "نحو"])
/// Nouns whose «من» says whose they are: «وفد من المفوضية».
export const DELEGATIONS = new Set([
  "وفد",
  "فريق",
  "بعثه",
  "مسوول",
  "قوه",
  "مجموعه",
  "لجنه",
  "وحده",
  "عنصر",
  "جندي",
  "كتيبه",
  "لواء",
  "موظف",
  "خبير",
  "عضو",
  "ممثل",
  "مسلح",
  "مقاتل",
  "عسكري",
  "ضابط",
  "نايب",
  "شرطي",
  "ناشط",
  "متمرد",
])
/// Those sent on a mission.
export const MISSIONS = new Set(["وفد", "فريق", "بعثه", "قافله", "لجنه"])
/// Nouns by which a body named before is told again.
export const BODY_HEADS = new Set(
  "شركه مجموعه بنك مصرف صندوق منظمه حركه جماعه تنظيم تكتل كتله حزب اتحاد حلف رابطه محكمه وكاله ميليشيا مفوضيه".split(" "),
)
/// Powers that are named by where they sit: «السلطات في كذا».
export const SEATED = new Set(
  "وزير وزاره نايب قيادي قايد ضابط عضو مجلس عسكري سلطه حكومه معارضه شرطه جيش برلمان محكمه قضاء رياسه نيابه انقلابي مسوول نقابه حزب متمرد انفصالي".split(
    " ",
  ),
)
/// Prepositions behind a title that tell whose it is: «قادة في حركة الشباب», «مسؤولين من المفوضية».
/// What a capital says or does as its government: «اتهامات كييف».
export const SAID = new Set(
  "اتهام تصريح قرار طلب موقف دعوه عرض مقترح سياسه محاوله خطوه مطالبه تهديد شرط تحرك انتقاد روايه ادعاء".split(" "),
)
/// Those on whom sanctions fall: «على شركات في الصين».
export const LOCATED = new Set("شركه كيان فرد مصرف بنك موسسه شخص صناعه قطاع منشاه تجاره صادر".split(" "))
export const OF_TITLE = new Set(["في", "من", "ب", "عن"])
export const PRIVATE = new Set(
  "مخرج فنان مطرب كاتب مغني طبيب باحث مزارع معلم موظف صياد تاجر مصمم عداء شاب رجل امراه مواطن لاجي طالب سايح مراهق طفل مهاجر عامل سايق".split(
    " ",
  ),
)
export const OWNED = new Set(["سفاره", "قنصليه", "عضويه", "بعثه", "ارض", "سياده"])
/// «الأراضي التي احتلتها»: land is somebody's.
export const LANDS = new Set(["ارض", "منطقه", "اقليم", "مقاطعه", "جزيره", "بلده", "قريه", "مدينه"])
export const QUARTERS = new Set(["شمال", "جنوب", "شرق", "غرب", "وسط"])
export const DIRECTIONS = new Set(["شمال", "جنوب"])
export const POWERS = new Set(["شرطه", "سلطه", "سلطات", "جيش", "حكومه", "قوات", "امن"])
export const EMBASSIES = new Set(["سفاره", "قنصليه"])
export const ORGANS = new Set(["مجلس", "لجنه", "هييه", "اداره", "جمعيه", "مكتب", "امانه"])
export const SIGNED = new Set(["ابرم", "وقع"])
export const CONCLUDED = new Set(["تم", "جري", "ابرم", "وقع", "عقد"])
export const YIELDED = new Set(["اسفر", "اثمر", "تمخض", "توج", "تكلل"])
export const PLACE_PREPS = new Set(["في", "ب", "داخل", "قرب", "فوق", "قباله", "بالقرب", "وسط"])
export const NOBODY: readonly Filler[] = []
export const NO_MENTIONS: readonly number[] = []
export const SUFFIX_LETTERS: ReadonlyMap<string, string> = new Map([
  ["3ms", "ه"],
  ["3fs", "ها"],
  ["3mp", "هم"],
  ["3d", "هما"],
  ["1p", "نا"],
])
export const NO_LISTS: readonly (readonly string[])[] = []
export const NO_DATES: readonly number[] = []
/// How a visit that goes on is told: the verbs that pay it, the words for now (folded), and of an arrival how long the guest stays.
export const PAYS: ReadonlySet<string> = new Set(["قام", "اجري", "ادي"])
export const NOW: ReadonlySet<string> = new Set(["حاليا", "الجاريه", "الحاليه", "الراهنه", "الان"])
export const ARRIVES: ReadonlySet<string> = new Set(["وصل", "حل"])
export const LASTS: ReadonlySet<string> = new Set(["استغرق", "استمر", "دام", "امتد"])
export const SHORT: ReadonlySet<string> = new Set(["يوما", "ساعات", "ساعه", "ساعتين", "بضع", "عده"])
export const WAS: ReadonlySet<string> = new Set(["كان", "وكان", "كانت", "وكانت"])
/// Tokens within which they are looked for.
export const NOW_REACH = 6
export const STAY_REACH = 16
export const WAS_REACH = 10
/// Of what is only thought of or meant.
export const THOUGHT: ReadonlySet<string> = new Set(["hypothetical", "planned"])
/// What poses a threat does not threaten anyone: «يمثل تهديدا», «يواجه تهديدات».
export const POSING: ReadonlySet<string> = new Set("مثل شكل واجه عد اعتبر كان بات اصبح راي ازال ازاح خفف".split(" "))
/// Words behind which an act is meant, not told: «من أجل تحرير المدينة».
export const MEANT_FOR: ReadonlySet<string> = new Set(["اجل", "بهدف", "بغيه", "بغرض", "بقصد", "سبيل"])
/// «إذا فشل …», «لو رفض …», «في حال …»
export const IFS: ReadonlySet<string> = new Set(["اذا", "لو", "واذا", "فاذا", "ولو", "حال", "حاله"])
export const IF_REACH = 30
/// «وكذلك فلان», «وأيضا فلان»
export const ALSO: ReadonlySet<string> = new Set(["وكذلك", "وكذا", "وايضا"])
export const ALSO_REACH = 8
/// «سيصل … يجري خلالها محادثات»: in the course of what is told right before.
export const IN_ITS_COURSE: ReadonlySet<string> = new Set(["خلالها", "خلاله", "اثناءها", "حيث"])
/// Verbs that befall one, with which a person before them suffered it: «إن الملا عمر قتل في معارك».
export const BEFALLS: ReadonlySet<string> = new Set("قتل اغتال اعدم جرح اصاب اعتقل احتجز خطف اختطف".split(" "))
/// Nouns of a wish or a plan stand this far before the verb of their clause: «عن أمله في أن يقوم».
export const WISH_REACH = 4
