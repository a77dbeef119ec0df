import type {Marks} from "../annotate/index.ts"
import type {Frame, FrameTable, Slot} from "../kinds/index.ts"
import type {Word} from "../lang/index.ts"
import {type Mention, type Predicate, PUNCT, type Reason, type Span, type Status, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {doersAlike, gappedDonors} from "./events-alike.ts"
import {askedOf, peaceSought} from "./events-asked.ts"
import {invitations, invited} from "./events-invited.ts"
import {type Held, heldIn} from "./events-held.ts"
import {mainVerb} from "./events-main.ts"
import {resumedBy, resumesWords} from "./events-resumed.ts"
import {venueOf} from "./events-venue.ts"

/// Who or what fills a place of a frame: a mention, a country named by its adjective, or a pronoun on a word.
export type Filler =
  | {readonly kind: "mention"; readonly mention: number; readonly rel: string}
  /// `spoken`: only where the report speaks of it elsewhere.
  | {readonly kind: "country"; readonly country: string; readonly token: number; readonly rel: string; readonly spoken?: true}
  /// «القادة الثلاثة»: so many told together before.
  | {readonly kind: "row"; readonly many: number; readonly token: number; readonly rel: string}
  /// «الشركة», «الحركة»: a body by what it is, named before.
  | {readonly kind: "body"; readonly head: string; readonly token: number; readonly rel: string}
  /// `state`: the country of the one meant («بلاده»), not the one himself; `guest`: the one who came to him («ضيفه»).
  | {
      readonly kind: "pronoun"
      readonly pronoun: string
      readonly token: number
      readonly rel: string
      readonly state?: true
      readonly guest?: true
      /// Nobody but a man or a woman.
      readonly person?: true
    }

export type Role = Slot["role"]

/// A word by which an act of speech names what it answers, where it names nobody: «القرار», «الهجوم», «ذلك».
export type Deed = {
  readonly token: number
  /// Types of events that it may be, or one of the words of `deeds.tsv`.
  readonly means: DeedMeaning
  /// «هذه الخطوة», «وهي خطوة انتقدها»: the one told last.
  readonly recent?: boolean
}
export type DeedMeaning = "deed" | "words" | "fighting" | readonly string[]

/// An event as the frames find it, before anyone in it is settled.
export type RawEvent = {
  readonly type: string
  readonly frame: string
  readonly predicate: number
  readonly token: number
  readonly sentence: number
  readonly status: Status | ""
  readonly fillers: readonly {readonly role: Role; readonly filler: Filler}[]
  /// How many of them stand on the trigger itself, not on a verb over it.
  readonly own: number
  readonly place: number
  /// Index of the date that stands nearest in the clause; -1 for none.
  readonly date: number
  /// The verb whose day it shares where it has none of its own: an act of speech that goes on from another; its own token for others.
  readonly main: number
  readonly evidence: Span
  readonly confidence: number
  readonly why: readonly Reason[]
  /// What an act of speech without a target is about.
  readonly deed: Deed | undefined
  /// «بعد يومين من إعلان …», «غداة إعلان …»: the day of the act over it, counted back (or on, below zero) by so many days.
  readonly counted: {readonly days: number; readonly slack: number; readonly date: number} | undefined
}

/// Words over an event that move its status or hand it their subject.
export type Governor = {
  readonly lemma: string
  readonly cls: "v" | "n"
  readonly rel: string
  readonly status: Status | "none" | ""
  readonly light: boolean
}

export type EventLists = {
  readonly frames: FrameTable
  /// By kind of word and lemma.
  readonly governors: {readonly [cls in "v" | "n"]: ReadonlyMap<string, readonly Governor[]>}
  /// المقرر، المرتقب …: what they stand by is planned.
  readonly plannedWords: ReadonlySet<string>
  /// إذا، لو، ربما …
  readonly ifWords: ReadonlySet<string>
  /// مباراة، منتخب، فيلم …
  readonly elsewhereWords: ReadonlySet<string>
  /// عربي، خليجي …: the bloc that such a gathering is of.
  readonly blocs: ReadonlyMap<string, string>
  /// غربي، أوروبي …: the bloc whose act it is.
  readonly actingBlocs: ReadonlyMap<string, string>
  /// قرار، هجوم، عقوبة …: what is meant where someone answers it.
  readonly deeds: ReadonlyMap<string, DeedMeaning>
}

const ACTOR_ROLES = new Set<Role>(["actor", "counterpart", "host", "target"])
/// «بلاده», «حكومته»: whose state acts.
const STATE_NOUNS = new Set(["بلد", "بلاد", "حكومه", "دوله"])
const GATHERINGS = new Set(["قمه", "موتمر", "منتدي", "اجتماع", "دوره", "جلسه"])
/// Nouns by which talks and travels are told.
const AGENT_LEMMAS = new Set(["زياره", "لقاء", "جوله", "محادثه", "مباحثه", "مفاوضه", "رحله"])
/// Event nouns whose genitive is the doer («زيارة وفد»), not the object («سحب قوات»).
const AGENT_NOUNS = new Set(["visit", "meeting", "summit", "call"])
const MEETINGS = new Set([...AGENT_NOUNS, "agreement", "cooperate", "mobilize"])
const VERBAL = new Set(["support", "accuse", "request", "threaten", "concede"])
/// Acts of speech are aimed at someone.
/// Of these, those that are aimed at who did the deed they name; a deed may be welcomed, or peace asked for, without regard to anyone.
const ANSWERING = new Set(["accuse", "reject"])
const AIMED = new Set(["support", "accuse", "request", "threaten", "reject"])
const UNNAMED_DOER = new Set(["assault", "coerce", "retreat"])
/// Masdars of these with a person in the genitive tell what befell him.
const DONE_TO = new Set(["coerce", "sanction"])
/// «وصف إسرائيل بأنها دولة إرهاب»: what is said stands in a clause.
const TOLD_BY_CLAUSE = new Set(["وصف", "اعتبر"])
/// An ambassador so named is one's own.
const RECALLS = new Set(["استدعاء", "سحب", "استدعي"])
/// What a frame says that counts only under a negation.
const NEGATED = "negated"
const DONE_TO_DEATH = new Set(["مقتل", "اغتيال", "استشهاد", "اصابه", "جرح", "سقوط", "تصفيه"])
const SUFFERED = new Set("اعتقل اوقف احتجز حبس سجن خطف اختطف قتل اغتال اعدم جرح اصاب".split(" "))
const DONE = new Set(["تم", "جري"])
/// Acts that may be told by what is sent, its sender unnamed.
const THING_MOVED = new Set(["mobilize", "aid"])
/// «دون التوصل إلى اتفاق», «عدم توقيع»
const WITHOUT = new Set(["دون", "بدون", "عدم", "لعدم", "بعدم", "وعدم"])
const AMOUNTS = new Set(["مليون", "الف", "مايه", "ميه", "مليار"])
const TOUR_VERBS = new Set(["شمل", "ضم", "تضمن", "قاد"])
const TOUR_REACH = 14
const GATHERS = new Set(["جمع", "ضم"])
const GATHERED_RELS = new Set(["subj", "obj", "obj2", "ب", "مع", "بين"])
/// Headlines stand first and are short.
const HEADLINES = 3
const HEADLINE_WORDS = 16
/// «عقدها في بونتا كانا»: a noun whose pronoun goes back to the gathering says where it is held.
const HOLDING = new Set(["عقد", "انعقاد", "استضافه", "تنظيم", "اجراء"])
/// Verbs whose subject is where a gathering is held.
const HOST_VERBS = new Set(["استضاف", "احتضن", "شهد"])
/// Verbs that take what was talked about.
const TOPICAL = new Set(["بحث", "ناقش", "تدارس", "استعرض", "تناول"])
/// Types of events at which many meet.
const GATHERED = new Set(["summit", "meeting"])
const OUSTED = new Set("استقاله رحيل اسقاط تنحي اقاله عزل محاكمه سياسه حكم كلمه حكومه زياره قرار".split(" "))
const OUSTING = /^[وف]?ب?(?:استقالت|رحيل|اسقاط|تنحي|اقالت|عزل|محاكمت)(?:ه|ها|هم)$/
const AIM_STOPS = new Set(["الي", "حول", "بشان"])
/// A capital behind these stands for its state.
const AIM_PREPS = new Set(["مع", "ضد", "ل", "من", "لدي"])
const AIM_REACH = 16
const PUT_ON = new Set(["عقوبه", "رسم", "تعريفه", "تعرفه", "حظر", "حصار", "ضغط", "قيد"])
/// What comes without being a visitor.
const VEHICLES = new Set(["طايره", "شاحنه", "سفينه", "باخره", "مسيره", "صاروخ", "ناقله", "غواصه", "مدمره", "فرقاطه", "حامله"])
/// Prepositions of those to whom something is given.
const GIVEN_TO = new Set(["ل", "الي"])
/// Masdars whose genitive is given something: «بمنح لبنان قرضا».
const GIVING = new Set(["منح", "اعطاء", "تزويد", "امداد", "مساعده", "دعم", "اقراض", "تمويل"])
const GIVEN_BY = new Set(["ب", "obj", "علي"])
/// «رفض التعليق على التقرير»
const SPOKEN_OF = new Set(["حديث", "تعليق", "كشف", "ادلاء", "افصاح", "خوض", "اجابه", "تحديد"])
const DENIALS = new Set(["نفي", "انكر"])
const DEED_REACH = 8
const OTHER_DAYS = 4
const SPOKEN_TYPES = new Set(["accuse", "reject", "support", "request", "threaten"])
/// «في ختام زيارة», «في مستهل محادثات»
const EDGES = new Set(["ختام", "نهايه", "مستهل", "بدايه", "اطار", "سياق", "اختتام", "هامش", "خضم", "اعقاب"])
const OPENING_REACH = 8
/// Types whose verbs may leave their subject to the sentences before.
const DROPPED = new Set(["visit", "meeting", "call", "agreement", "aid"])
/// What somebody has announced, decided or wants to do.
const INTENDED = new Set("اعلان قرار نيه عزم اعتزام تهديد محاوله طلب خطه تعهد عرض اقتراح وعد بدء".split(" "))
const TOPIC_RELS = new Set(["حول", "بشان", "بخصوص"])
const COMPARE_REACH = 14
/// Words back from a verb to «حيث», and from there to the place.
const WHERE_REACH = 6
const NEAR = new Set(["القريبه", "القريب", "المحيطه", "المحيط", "المحاذيه", "المحاذي", "المجاوره", "المتاخمه"])
const ASIDE_REACH = 16
const PLACE_REACH = 8
const COMPARED =
  /^[وف]?(?:ك|ب|ل)?(?:اول|الاول|الاولي|اولي|ثاني|الثاني|الثانيه|ثالث|الثالث|الثالثه|اخر|الاخير|الاخيره|اكبر|الاكبر|اعنف|الاعنف|اسوا|الاسوا|اعلي|الاعلي|ادني|الادني|اقوي|الاقوي|اطول|الاطول|ارفع|الارفع|اعمق|اوسع|الاوسع|اخطر|الاخطر)$/
const BALL = new Set(["كره"])
const COURT = new Set(["ملعب"])
const BALL_REACH = 5
/// One congratulates, thanks and consoles for what was done.
const GRATULATING = new Set(["هنا", "شكر", "بارك", "عزي"])
const DEED_PREPS = new Set(["علي", "ب", "ل", "عن", "في"])
/// «إرسال وفد»: who is sent stands in the genitive.
const SENDING = new Set(["ارسال", "ايفاد", "ابتعاث"])
const ALONE_REACH = 4
const NEXT = new Set("ثانيه ثالثه رابعه خامسه سادسه سابعه جديده اخري مقبله اخيره تاليه".split(" "))
const HELD = new Set("عقد اجري استضاف احتضن انطلق بدا اختتم استانف جري انعقاد نظم انعقد حدد".split(" "))
const COMMITTEES = new Set(["لجنه", "مجلس"])
const JOINT = new Set(["المشتركه", "المشترك", "العليا", "الثنائيه"])
const TRANSITIVE = new Set(["التقي", "استقبل", "قابل", "صافح", "ودع"])
const DOINGS = new Set(["قيام", "اقدام", "مبادره"])
const DOING_REACH = 8
const TOOK_PLACE = new Set(["جري", "عقد", "انعقد", "استضاف", "احتضن", "دار", "حدث", "اقيم", "بدا", "انطلق", "اختتم", "انتهي"])
const ROUNDS = new Set(["جوله", "جلسه"])
/// Stops that only a traveller makes.
const HALTS = new Set(["توقف", "مر"])
const STOPPING = new Set(["اوقف", "علق"])
const FIGHTERS = new Set("مقاتل مسلح متمرد جندي قوه جهادي ميليشيا عنصر معارضه فصيل".split(" "))
const LATTER = new Set(["الاخير", "الاخيره"])
const AMONG = new Set(["بينهم", "بينهن", "منهم", "ضمنهم"])
const ATTACKING = /^[وف]?[بل]مهاجمه$|مهاجمت(?:ه|ها|هم)$/
const ATTACKERS = /مهاجم(?:ين|ون|يهم|وهم)$/
const CANNONS = /مدافع$/
const OF_CANNONS = new Set("المياه مياه الماء ماء رشاشه ميدان الميدان هاون الهاون ثقيله".split(" "))
const LEAGUES = new Set(["دوري", "دوريا"])
/// Prepositions that with a pronoun say at whom an act is aimed.
const AIMING = new Set(["علي", "ضد", "تجاه", "ازاء", "حيال"])
const CONDITIONS = new Set(["اذا", "لو", "مالم", "طالما"])
const SUFFERS = new Set(["تعرض", "خضع", "واجه"])
const GUESTS = new Set(["ضيف", "مضيف"])
/// «قوات تابعة لها», «مسلحون موالون للرئيس»
const BELONGING = new Set(["تابع", "موال", "موالي", "منتم"])
const REPEATED = new Set(["visit", "meeting", "summit", "call"])
const OWN_RELS = new Set(["obj", "subj", "of", "ب", "عن", "relobj"])
/// A verb of the same event may also reach its noun so: «تعرضت لعقوبات», «خضع لحظر», «التقى نظيره في أول اجتماع».
const TOLD_RELS = new Set([...OWN_RELS, "in", "ل", "علي", "في", "obj2"])
/// Acts that count with a place alone, their doer unknown.
const PLACED_TYPES = new Set(["assault", "coerce", "protest", "mobilize", "summit"])
/// What happens while something else does, and what follows on it.
const DURING = new Set(["خلال", "اثناء"])
const AFTER = new Set(["عقب", "اثر"])

const WHEN_RELS = new Set([
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
const DURING_RELS = new Set(["خلال", "اثناء", "في", "لدي", "عقب", "بعد", "قبل", "قبيل", "بعيد", "علي هامش", "في ختام"])
/// Verbs whose object is the one spoken to.
const ADDRESSING = new Set(["شكر", "ابلغ", "هنا", "اخبر", "طمان", "اطلع", "عزي"])
/// Verbs of saying that tell of talks where somebody is spoken to.
const SPEAKING = new Set(["قال", "اكد", "اوضح", "ابلغ", "صرح", "اخبر"])
const PRESIDING = new Set(["برياسه", "برعايه", "بوساطه", "بحضور", "بمشاركه"])
const LED = new Set(["بقياده", "برياسه"])
const COMPANY = new Set(["برفقه", "رفقه", "بصحبه", "بمعيه"])
const FORCES = new Set(["قوه", "جيش", "بحريه", "طيران", "مقاتله", "فصيل", "ميليشيا", "كتيبه", "لواء"])
const HEARD_AT = new Set(["امام", "خلال", "في", "اثناء", "لدي"])
const ATTENDED = new Set(["meeting", "visit", "call"])
const ANSWERS = new Set(["رد", "احتجاج", "تعليق", "جواب", "اعتراض", "تعقيب"])
const PUTTING_OFF = new Set(["اجل", "ارجا", "الغي", "رفض", "علق", "منع"])
const RECEIVING = new Set(["استقبل", "استضاف", "ودع"])
/// «غداة الإعلان»: on the day after it; «عشية القمة»: on the day before.
const EVES: ReadonlyMap<string, number> = new Map([
  ["غداه", 1],
  ["عشيه", -1],
])
const SPAN_DAYS: ReadonlyMap<string, number> = new Map([
  ["hour", 1 / 24],
  ["day", 1],
  ["week", 7],
  ["month", 30],
])
const ROW_NOUNS = new Set(["طرف", "دوله", "بلد", "جانب", "زعيم", "رييس", "قايد", "وزير", "حليف", "حكومه", "شريك"])
const ROW_NUMBERS = new Map([
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
const APART = 12
/// Behind these stands another happening, with a day of its own.
const OTHER_TIME = new Set(["منذ", "بعد", "قبل", "عقب", "اثر", "بعيد", "قبيل"])
/// Words of planning that speak of what stands behind them.
const AHEAD_ONLY = new Set(["تمهيدا", "بصدد", "مستعد", "مستعده", "مستعدون", "استعداده", "استعدادها", "سوف", "سيتم", "ستتم"])
const isWhen = (word: string): boolean => word === "حين" || word === "عندما" || word === "حينما"
const PARTICIPLES = new Set(["pp", "ap"])
const WHERE_RELS = new Set(["من", "في", "الي", "ب", "عبر", "داخل", "قرب", "نحو"])
/// Nouns whose «من» says whose they are: «وفد من المفوضية».
const DELEGATIONS = new Set([
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
const MISSIONS = new Set(["وفد", "فريق", "بعثه", "قافله", "لجنه"])
/// Nouns by which a body named before is told again.
const BODY_HEADS = new Set(
  "شركه مجموعه بنك مصرف صندوق منظمه حركه جماعه تنظيم تكتل كتله حزب اتحاد حلف رابطه محكمه وكاله ميليشيا مفوضيه".split(" "),
)
/// Powers that are named by where they sit: «السلطات في كذا».
const SEATED = new Set(
  "وزير وزاره نايب قيادي قايد ضابط عضو مجلس عسكري سلطه حكومه معارضه شرطه جيش برلمان محكمه قضاء رياسه نيابه انقلابي مسوول نقابه حزب متمرد انفصالي".split(
    " ",
  ),
)
/// Prepositions behind a title that tell whose it is: «قادة في حركة الشباب», «مسؤولين من المفوضية».
/// What a capital says or does as its government: «اتهامات كييف».
const SAID = new Set("اتهام تصريح قرار طلب موقف دعوه عرض مقترح سياسه محاوله خطوه مطالبه تهديد شرط تحرك انتقاد روايه ادعاء".split(" "))
/// Those on whom sanctions fall: «على شركات في الصين».
const LOCATED = new Set("شركه كيان فرد مصرف بنك موسسه شخص صناعه قطاع منشاه تجاره صادر".split(" "))
const OF_TITLE = new Set(["في", "من", "ب", "عن"])
const PRIVATE = new Set(
  "مخرج فنان مطرب كاتب مغني طبيب باحث مزارع معلم موظف صياد تاجر مصمم عداء شاب رجل امراه مواطن لاجي طالب سايح مراهق طفل مهاجر عامل سايق".split(
    " ",
  ),
)
const OWNED = new Set(["سفاره", "قنصليه", "عضويه", "بعثه", "ارض", "سياده"])
/// «الأراضي التي احتلتها»: land is somebody's.
const LANDS = new Set(["ارض", "منطقه", "اقليم", "مقاطعه", "جزيره", "بلده", "قريه", "مدينه"])
const QUARTERS = new Set(["شمال", "جنوب", "شرق", "غرب", "وسط"])
const DIRECTIONS = new Set(["شمال", "جنوب"])
const POWERS = new Set(["شرطه", "سلطه", "سلطات", "جيش", "حكومه", "قوات", "امن"])
const EMBASSIES = new Set(["سفاره", "قنصليه"])
const ORGANS = new Set(["مجلس", "لجنه", "هييه", "اداره", "جمعيه", "مكتب", "امانه"])
const SIGNED = new Set(["ابرم", "وقع"])
const CONCLUDED = new Set(["تم", "جري", "ابرم", "وقع", "عقد"])
const YIELDED = new Set(["اسفر", "اثمر", "تمخض", "توج", "تكلل"])
const PLACE_PREPS = new Set(["في", "ب", "داخل", "قرب", "فوق", "قباله", "بالقرب", "وسط"])

/// Finds the events of a text: each predicate is held against the frames of its word, once.
export function extractEvents(marks: Marks, lists: EventLists): RawEvent[] {
  const out: RawEvent[] = []
  const view = new View(marks, lists)
  for (const p of marks.predicates) {
    if (view.isElsewhere(p.sentence)) continue
    const alike = out.length > 0 ? doersAlike(marks, p) : NO_MENTIONS
    if (alike.length > 0 && view.doneAlike(p, alike, out)) continue
    const frames = (p.cls === "v" ? lists.frames.verbs : lists.frames.nouns).get(p.lemma)
    if (!frames) continue
    let best: RawEvent | undefined
    for (const frame of frames) {
      const found = view.match(p, frame)
      // The frame whose own places are filled best wins; what is borrowed from a light verb counts after.
      if (found && (!best || found.own > best.own || (found.own === best.own && found.fillers.length > best.fillers.length))) best = found
    }
    if (!best) continue
    if (p.cls === "n" ? view.toldByVerb(p, best, out) : view.toldOfObject(p, best, out)) continue
    const donors = best.type === "aid" && p.cls === "v" ? gappedDonors(marks, p) : NO_MENTIONS
    if (donors.length > 0) out.push(...view.givenByEach(best, donors))
    else if (best.type !== "visit") view.put(best, out)
    else for (const leg of legs(best)) view.put(leg, out)
  }
  for (let n = 0; n < Math.min(marks.sentences.length, HEADLINES); n++) {
    const visit = view.headlineVisit(n)
    if (visit) out.push(visit)
  }
  for (const held of heldIn(marks)) out.push(view.captivity(held))
  const asked = invitations(marks, out)
  const told = out.map((e) => invited(marks, e))
  if (asked.length === 0) return told
  const tokens = new Set(asked.map((e) => e.token))
  return [...told.filter((e) => e.type !== "request" || !tokens.has(e.token)), ...asked].sort((a, b) => a.token - b.token)
}

const NOBODY: readonly Filler[] = []
const NO_MENTIONS: readonly number[] = []

const unused = (found: readonly Filler[], used: readonly number[]): readonly Filler[] =>
  found.length === 0 || used.length === 0 ? found : found.filter((f) => f.kind !== "mention" || !used.includes(f.mention))

/// Whether a phrase hangs on a predicate in this way: most places of a frame are asked for in vain.
function hangs(p: Predicate, rel: string): boolean {
  for (const a of p.args) if (a.rel === rel || (rel === "of" && a.rel === "of?")) return true
  return false
}

type Filled = readonly {readonly role: Role; readonly filler: Filler}[]

// The tests that every frame asks are loops of their own: a closure in a long function costs an object each time, and a function whose
// closures hold its variables allocates for them even where it returns at once.
function hasRole(fillers: Filled, role: Role, upTo = fillers.length): boolean {
  for (let n = 0; n < upTo; n++) if (fillers[n]?.role === role) return true
  return false
}

function hasRoleBy(fillers: Filled, role: Role, rel: string): boolean {
  for (const f of fillers) if (f.role === role && f.filler.rel === rel) return true
  return false
}

/// Anyone but the place.
function hasActors(fillers: Filled): boolean {
  for (const f of fillers) if (f.role !== "place") return true
  return false
}

/// «زيارة الرئيس», «زيارته»: whose it is, is told.
function isOwned(fillers: Filled): boolean {
  for (const f of fillers) if (f.role !== "place" && (f.filler.rel === "of" || f.filler.rel === "suffix")) return true
  return false
}

function placeIn(fillers: Filled): Filler | undefined {
  for (const f of fillers) if (f.role === "place") return f.filler
  return undefined
}

/// All but the place of the event, and the town that hosts it.
function withoutPlaces(fillers: Filled, place: number, town: number): Filled {
  const out: {role: Role; filler: Filler}[] = []
  for (const f of fillers)
    if (f.filler.kind !== "mention" || ((f.role !== "place" || f.filler.mention !== place) && f.filler.mention !== town)) out.push(f)
  return out
}

/// A place that only prepositions fill cannot be borrowed from a verb's subject.
function isLendable(slot: Slot): boolean {
  for (const r of slot.rels) if (r === "subj" || r === "of" || r === "suffix" || r === "nisba" || r === "obj") return true
  return false
}

/// A doer that is more than an adjective.
function hasNamedActor(fillers: Filled): boolean {
  for (const f of fillers) if (f.role === "actor" && f.filler.rel !== "nisba") return true
  return false
}

function hasSlot(frame: Frame, role: Role): boolean {
  for (const slot of frame.slots) if (slot.role === role) return true
  return false
}

/// «تعهد بدعم أوكرانيا»: only what stands behind such a preposition will do.
function asksCompound(slot: Slot): boolean {
  return slot.required && slot.role === "target" && slot.rels.length === 1 && slot.rels[0] === "بدعم"
}

/// A phrase that hangs so and names nobody: a common noun or a pronoun.
function hangsUnnamed(p: Predicate, rel: string): boolean {
  for (const a of p.args) if (a.mention < 0 && a.rel === rel) return true
  return false
}

/// A mention that hangs in exactly this way.
function hangsNamed(p: Predicate, rel: string, mention: number): boolean {
  for (const a of p.args) if (a.mention === mention && a.rel === rel) return true
  return false
}

/// A token so many before another, folded; "" before the first.
const wordBefore = (tokens: Marks["tokens"], token: number, steps: number): string => itemAt(tokens.folded, token - steps) ?? ""

/// Both sides are told already: «ترجئ لقاء البرهان ودقلو». Two counterparts are one side: «محادثات مع الرئيس ورئيس الوزراء».
function areBothTold(fillers: Filled): boolean {
  let sides = 0
  let parted = false
  for (const {role, filler} of fillers) {
    if (role !== "actor" && role !== "counterpart") continue
    sides++
    if (role === "actor" || filler.rel === "of" || filler.rel === "of?") parted = true
  }
  return sides >= 2 && parted
}

/// Fills a role; a mention that fills one is used up.
function put(fillers: {role: Role; filler: Filler}[], used: number[], role: Role, filler: Filler): void {
  fillers.push({role, filler})
  if (filler.kind === "mention") used.push(filler.mention)
}

/// «جولة إلى السعودية وقطر والإمارات»: one visit a country.
function legs(event: RawEvent): RawEvent[] {
  const more = event.fillers.flatMap((f) => (f.role === "place" && f.filler.kind === "mention" ? [f.filler.mention] : []))
  if (more.length === 0) return [event]
  const rest = event.fillers.filter((f) => f.role !== "place")
  return [{...event, fillers: rest}, ...more.map((place) => ({...event, fillers: rest, place}))]
}

/// What a word is to the frames wherever it stands.
type Met = {
  /// It is of sport and show.
  readonly elsewhere: boolean
  /// The lists of frames that it is on, by its spelling or by a lemma of it: for most words none.
  readonly asked: readonly (readonly string[])[]
  readonly lists: EventLists
}

function metOf(word: Word, lists: EventLists): Met {
  const known = word.events as Met | undefined
  return known !== undefined && known.lists === lists ? known : meet(word, lists)
}

function meet(word: Word, lists: EventLists): Met {
  const asked: (readonly string[])[] = []
  const add = (form: string): void => {
    for (const list of lists.frames.asked.get(form) ?? []) if (!asked.includes(list)) asked.push(list)
  }
  add(word.info.folded)
  if (word.info.readings.length === 0 && word.al) add(word.info.folded.replace(/^[وف]?[بك]?ال/, ""))
  // «سفيره» with its pronoun, not «سفيرة».
  if (word.info.readings.some((r) => r.suffix)) add(`${word.info.folded}+`)
  for (const r of word.nouns) {
    add(r.lemma.word)
    // «مساعداتها» and «المساعدات» are on a list as «مساعدات».
    const tail = r.suffix === undefined ? "" : SUFFIX_LETTERS.get(r.suffix)
    if (tail === "" ? r.stemFrom > 0 : tail !== undefined && word.info.folded.endsWith(tail))
      add(word.info.folded.slice(r.stemFrom, word.info.folded.length - (tail?.length ?? 0)))
  }
  for (const r of word.verbs) add(r.lemma.word)
  const elsewhere = lists.elsewhereWords.has(word.info.folded) || word.nouns.some((r) => lists.elsewhereWords.has(r.lemma.word))
  const met: Met = {elsewhere, asked: asked.length === 0 ? NO_LISTS : asked, lists}
  word.events = met
  return met
}
const SUFFIX_LETTERS: ReadonlyMap<string, string> = new Map([
  ["3ms", "ه"],
  ["3fs", "ها"],
  ["3mp", "هم"],
  ["3d", "هما"],
  ["1p", "نا"],
])
const NO_LISTS: readonly (readonly string[])[] = []
const NO_DATES: readonly number[] = []

/// How a visit that goes on is told: the verbs that pay it, the words for now (folded), and of an arrival how long the guest stays.
const PAYS: ReadonlySet<string> = new Set(["قام", "اجري", "ادي"])
const NOW: ReadonlySet<string> = new Set(["حاليا", "الجاريه", "الحاليه", "الراهنه", "الان"])
const ARRIVES: ReadonlySet<string> = new Set(["وصل", "حل"])
const LASTS: ReadonlySet<string> = new Set(["استغرق", "استمر", "دام", "امتد"])
const SHORT: ReadonlySet<string> = new Set(["يوما", "ساعات", "ساعه", "ساعتين", "بضع", "عده"])
const WAS: ReadonlySet<string> = new Set(["كان", "وكان", "كانت", "وكانت"])
/// Tokens within which they are looked for.
const NOW_REACH = 6
const STAY_REACH = 16
const WAS_REACH = 10

/// Of what is only thought of or meant.
const THOUGHT: ReadonlySet<string> = new Set(["hypothetical", "planned"])

type Governing = {readonly g: Predicate; readonly rule: Governor}

function ruleOf(rules: readonly Governor[] | undefined, rel: string): Governor | undefined {
  if (rules) for (const rule of rules) if (rule.rel === "any" || rule.rel === rel) return rule
  return undefined
}

function lightOf(governors: readonly Governing[]): Predicate | undefined {
  for (const {g, rule} of governors) if (rule.light) return g
  return undefined
}

export class View {
  readonly marks: Marks
  readonly lists: EventLists
  /// For each predicate, once asked: what stands over it, and its date.
  readonly governed: (readonly Governing[] | undefined)[]
  readonly dated: (number | undefined)[]

  constructor(marks: Marks, lists: EventLists) {
    this.marks = marks
    this.lists = lists
    this.governed = new Array(marks.predicates.length).fill(undefined)
    this.dated = new Array(marks.predicates.length).fill(undefined)
  }

  /// «وقعت اليابان والفلبين اتفاقية»: the noun under a verb that tells the same event adds what it has and is no second one.
  toldByVerb(p: Predicate, event: RawEvent, out: RawEvent[]): boolean {
    if (!TOLD_RELS.has(p.governorRel) && !(event.type === "summit" && p.governorRel === "الي")) return false
    // «يعتمد … حزمة عقوبات»: over the noun it is the genitive of.
    // «وافق على منح لبنان قرضا»: over the masdar whose object it is.
    const above = this.marks.predicates[p.governor]
    const head = p.governorRel === "of" || (p.governorRel === "obj" && GIVING.has(above?.lemma ?? "")) ? above : undefined
    const over = head?.cls === "n" ? head.governor : -1
    for (let n = out.length - 1; n >= 0 && (out[n] as RawEvent).sentence === p.sentence; n--) {
      const verb = out[n] as RawEvent
      const same =
        verb.type === event.type ||
        (verb.type === "summit" &&
          event.type === "meeting" &&
          verb.predicate === p.governor &&
          this.marks.predicates[p.governor]?.cls === "v")
      if ((verb.predicate !== p.governor && verb.predicate !== over) || !same) continue
      const held = new Set(verb.fillers.flatMap((f) => (f.filler.kind === "mention" ? [f.filler.mention] : [])))
      // Who hosts a summit does not stand for those who meet there.
      const hosted = HOST_VERBS.has(this.marks.predicates[verb.predicate]?.lemma ?? "")
      const more = event.fillers
        .slice(0, event.own)
        .filter((f) => f.role !== "target" || !hasRole(verb.fillers, "target"))
        .filter((f) => hosted || f.role !== "actor" || this.isGatheringsOwn(event, f.filler) || !hasRole(verb.fillers, "actor"))
        .filter((f) => f.filler.kind !== "mention" || !held.has(f.filler.mention))
      out[n] = {
        ...verb,
        fillers: [...verb.fillers, ...more],
        place: verb.place >= 0 ? verb.place : event.place,
        date: verb.date >= 0 ? verb.date : event.date,
      }
      return true
    }
    return false
  }

  /// «واتخذت كندا خطوة مماثلة»: the act told last, done by others.
  doneAlike(p: Predicate, doers: readonly number[], out: RawEvent[]): boolean {
    const last = out.at(-1) as RawEvent
    if (p.sentence - last.sentence > 1 || VERBAL.has(last.type) || !last.fillers.some((f) => f.role === "actor")) return false
    const fillers = [...this.asActors(doers), ...last.fillers.filter((f) => f.role !== "actor" && f.role !== "counterpart")]
    out.push({
      ...last,
      predicate: p.index,
      token: p.token,
      main: p.token,
      sentence: p.sentence,
      status: p.future ? "planned" : last.status === "planned" && last.type === "aid" ? "planned" : "",
      fillers,
      own: doers.length,
      place: this.placeOf(p, doers),
      date: this.dateOf(p),
      counted: undefined,
      evidence: this.evidence(p, fillers.slice(0, doers.length), this.dateOf(p)),
      why: [{step: "frame", says: `${last.frame}: «${this.word(p.token)}», as the one before`}],
    })
    return true
  }

  /// «تعهدت ألمانيا بمليون، وفرنسا بمليونين»: one gift each.
  givenByEach(event: RawEvent, donors: readonly number[]): RawEvent[] {
    const rest = event.fillers.filter((f) => f.filler.kind !== "mention" || !donors.includes(f.filler.mention))
    const others = rest.filter((f) => f.role !== "actor")
    const {mentions, tokens} = this.marks
    return [
      {...event, fillers: rest},
      ...donors.map((n) => {
        const m = mentions[n] as Mention
        const end = Math.min(m.to + 3, this.marks.sentences[event.sentence]?.to ?? m.to)
        const evidence = {start: m.start, end: tokens.end[end - 1] as number}
        return {...event, token: m.from, fillers: [...this.asActors([n]), ...others], own: 1, evidence}
      }),
    ]
  }

  asActors(mentions: readonly number[]): {readonly role: Role; readonly filler: Filler}[] {
    return mentions.map((mention) => ({role: "actor", filler: {kind: "mention", mention, rel: "subj"}}))
  }

  /// «ترأس الملك جلسة حضرها ولي العهد ورئيس الحكومة»: the clause on what a verb is done to adds who else took part.
  toldOfObject(p: Predicate, event: RawEvent, out: RawEvent[]): boolean {
    if (!p.args.some((a) => a.rel === "suffix") || !GATHERED.has(event.type)) return false
    for (let n = out.length - 1; n >= 0 && (out[n] as RawEvent).sentence === p.sentence; n--) {
      const verb = out[n] as RawEvent
      // «اجتماع استضافه الوزير» is told already, with its host.
      const over = this.marks.predicates[verb.predicate]
      if (HOST_VERBS.has(p.lemma) && over?.governor === p.index && over.governorRel === "relobj" && GATHERED.has(verb.type)) return true
      const noun = over?.args.find((a) => a.mention < 0 && a.rel === "obj" && a.token < p.token && a.token >= p.token - 4)
      if (!noun || verb.type !== event.type) continue
      const held = new Set(verb.fillers.flatMap((f) => (f.filler.kind === "mention" ? [f.filler.mention] : [])))
      const more = event.fillers.filter((f) => f.filler.kind !== "mention" || !held.has(f.filler.mention))
      out[n] = {
        ...verb,
        fillers: [...verb.fillers, ...more],
        place: verb.place >= 0 ? verb.place : event.place,
        date: verb.date >= 0 ? verb.date : event.date,
        why: [...verb.why, ...event.why.filter((w) => w.step !== "status")],
      }
      return true
    }
    return false
  }

  /// «شارك ماكرون في قمة مجموعة العشرين»: the body whose gathering it is takes part as well.
  isGatheringsOwn(event: RawEvent, filler: Filler): boolean {
    return event.type === "summit" && filler.kind === "mention" && this.marks.mentions[filler.mention]?.kind === "organization"
  }

  /// Sentences of sport and show tell their matters in the words of war and diplomacy.
  isElsewhere(sentence: number): boolean {
    const known = this.elsewhere[sentence]
    if (known !== undefined) return known
    const s = this.marks.sentences[sentence]
    let found = false
    if (s)
      for (let i = s.from; i < s.to && !found; i++)
        if (this.marks.tokens.kind[i] === WORD)
          found =
            metOf(this.marks.words[i] as Word, this.lists).elsewhere &&
            !this.isAttribute(i) &&
            !this.isRecurring(i) &&
            !this.isArmed(i) &&
            !this.isVictim(i) &&
            !this.isBallInCourt(i)
    this.elsewhere[sentence] = found
    return found
  }
  readonly elsewhere: boolean[] = []

  /// «الكرة الآن في الملعب الإسرائيلي»: it is for them to act.
  isBallInCourt(token: number): boolean {
    const ball = this.nounIn(token, BALL)
    const [from, to] = ball ? [token + 1, token + BALL_REACH] : [token - BALL_REACH, token - 1]
    for (let i = Math.max(0, from); i <= to; i++) if (this.nounIn(i, ball ? COURT : BALL)) return ball || this.nounIn(token, COURT)
    return false
  }

  /// «الرئيس المنتخب» is elected, no team: a participle with the article after a noun or name with it.
  isAttribute(token: number): boolean {
    const w = this.marks.words[token]
    const before = this.marks.words[token - 1]
    if (!w || !before) return false
    // «رئيسا منتخبا»
    if (!w.al && before.title && !before.al && w.nouns.some((r) => r.lemma.verb >= 0)) return true
    // «كلاب مدربة»
    if (
      !w.al &&
      this.marks.text[(this.marks.tokens.end[token] as number) - 1] === "ة" &&
      w.nouns.some((r) => r.lemma.verb >= 0) &&
      before.nouns.length > 0 &&
      !before.al
    )
      return true
    return (
      w.al &&
      w.nouns.some((r) => r.lemma.verb >= 0) &&
      (before.al || this.marks.mentionAt[token - 1] !== -1) &&
      this.marks.tokens.kind[token - 1] === WORD
    )
  }

  /// «مهاجمة», «المهاجمين», «مدافع المياه»: of raids and of cannons, not of a team.
  isArmed(token: number): boolean {
    const {folded} = this.marks.tokens
    return (
      ATTACKING.test(folded[token] as string) ||
      ATTACKERS.test(folded[token] as string) ||
      (CANNONS.test(folded[token] as string) && OF_CANNONS.has(folded[token + 1] ?? ""))
    )
  }

  /// «بينهم ثلاثة من لاعبي الكريكيت»: what men who were hit do for a living.
  isVictim(token: number): boolean {
    const {tokens} = this.marks
    for (let i = token - 1; i >= Math.max(0, token - 4); i--) if (AMONG.has(tokens.folded[i] as string)) return true
    return false
  }

  /// «اجتماعا دوريا», «الاجتماع الدوري», «بشكل دوري»: recurring, no league.
  isRecurring(token: number): boolean {
    const w = this.marks.words[token]
    const before = this.marks.words[token - 1]
    if (!w || !before || this.marks.tokens.kind[token - 1] !== WORD || w.attached !== "") return false
    return LEAGUES.has((this.marks.tokens.folded[token] as string).replace(/^ال/, "")) && before.nouns.length > 0 && before.al === w.al
  }

  /// Is one of the nouns that a word may be on a list?
  nounIn(token: number, list: ReadonlySet<string>): boolean {
    const w = this.marks.words[token]
    if (w) for (const r of w.nouns) if (list.has(r.lemma.word)) return true
    return false
  }

  nounLemmas(token: number): string[] {
    const w = this.marks.words[token]
    return w ? w.nouns.map((r) => r.lemma.word) : []
  }

  /// Does one of these words stand with the trigger: as its argument, right after it, or as what governs it?
  stands(p: Predicate, wanted: readonly string[], type: string): boolean {
    if (wanted.length === 0) return false
    const over = itemAt(this.marks.predicates, p.governor)
    if (over && this.isOver(p, over, wanted)) return true
    for (const a of p.args)
      if (
        a.mention < 0 &&
        (this.hasOutsideName(a.token, wanted, type) ||
          ((p.cls === "v" ? a.rel.startsWith("obj") || a.rel === "من" : a.rel === "علي") &&
            this.marks.mentionAt[a.token + 1] === -1 &&
            this.hasOutsideName(a.token + 1, wanted, type)))
      )
        return true
    let reach = p.token + (p.cls === "n" ? 4 : TOLD_BY_CLAUSE.has(p.lemma) ? 10 : Math.min(7, p.to - p.token))
    for (let i = p.token + 1; i <= reach && i < this.marks.tokens.count; i++) {
      if (this.parts(i)) {
        const past = this.marks.tokens.folded[i] === "/" ? i : this.pastInsertedDay(i, p.sentence)
        if (past === i && this.marks.tokens.folded[i] !== "/") break
        reach += past - i
        i = past
      }
      if (this.marks.tokens.kind[i] === PUNCT) reach++
      if (this.hasOutsideName(i, wanted, type)) return true
    }
    if (over && over.token === p.token - 1 && wanted.includes(over.lemma)) return true
    // «لقاء سري جمع …»: a relative clause on the noun before.
    if (p.cls === "v")
      for (let i = p.token - 1; i >= Math.max(this.marks.sentences[p.sentence]?.from ?? 0, p.token - 4); i--)
        if (this.marks.tokens.kind[i] === WORD && this.hasWord(i, wanted)) return true
    return false
  }

  /// «توصل الطرفين، الثلاثاء، إلى اتفاق»: where a day set off by commas ends; the token itself where none begins behind it.
  pastInsertedDay(token: number, sentence: number): number {
    const {tokens, dates} = this.marks
    if (!"،,".includes(tokens.folded[token] as string)) return token
    for (const n of this.datesIn(sentence)) {
      const d = dates[n]
      if (d && (d.from === token + 1 || d.from === token + 2) && "،,".includes(tokens.folded[d.to] ?? " ")) return d.to
    }
    return token
  }

  /// A word inside a name tells nothing: «قوات الدعم السريع» is no support.
  hasOutsideName(token: number, wanted: readonly string[], type: string): boolean {
    if (!this.hasWord(token, wanted)) return false
    const m = itemAt(this.marks.mentions, this.marks.mentionAt[token] as number)
    // The role of a man is no part of his name: «النائب السابق المطلوب أرنولفو تيفيس».
    return m === undefined || m.from === token || type === "summit" || (m.kind === "person" && token < m.nameFrom)
  }

  /// Is the word that governs the trigger one of these?
  isOver(p: Predicate, over: Predicate, wanted: readonly string[]): boolean {
    if (!OWN_RELS.has(p.governorRel)) return false
    if (wanted.includes(over.lemma)) return true
    for (const word of wanted) if (word.length === over.lemma.length + 1 && word.startsWith("^") && word.endsWith(over.lemma)) return true
    return false
  }

  /// As `stands`, but only what the trigger itself is joined to: the two words after it, its subject and object, the word that governs it.
  standsClose(p: Predicate, wanted: readonly string[]): boolean {
    const over = itemAt(this.marks.predicates, p.governor)
    if (over && this.isOver(p, over, wanted)) return true
    // A verb's phrases with the word after each («شن هجوما لفظيا»); of a noun only the genitive.
    // «عقد الوزير اجتماعا في جنيف مع نظرائه»: a phrase of the verb however far.
    if (p.cls === "v") for (const a of p.args) if (wanted.includes(a.rel)) return true
    for (const a of p.args)
      if (
        a.mention < 0 &&
        (p.cls === "v" || a.rel === "of") &&
        (this.hasWord(a.token, wanted) || (p.cls === "v" && this.marks.mentionAt[a.token + 1] === -1 && this.hasWord(a.token + 1, wanted)))
      )
        return true
    for (let i = p.token + 1; i <= p.token + (p.cls === "n" ? 2 : 4) && i < this.marks.tokens.count; i++) {
      if (this.parts(i)) break
      if (!this.hasWord(i, wanted)) continue
      const m = itemAt(this.marks.mentions, this.marks.mentionAt[i] as number)
      // «انسحبت مجموعة فاغنر», «انسحب حزب الله»: what the doer is called.
      if (m && m.form === "name" && m.known.length > 0 && this.nounIn(i, BODY_HEADS) && hangsNamed(p, "subj", m.index)) continue
      if (!m || m.from === i || (m.form === "body" && !this.marks.words[i]?.nouns.some((r) => r.lemma.tags.includes("person")))) return true
    }
    return false
  }

  /// A mark that parts phrases; a quotation mark within one does not.
  parts(token: number): boolean {
    const {tokens} = this.marks
    return tokens.kind[token] === PUNCT && !'"“”«»%٪'.includes(tokens.folded[token] as string)
  }

  hasWord(token: number, wanted: readonly string[]): boolean {
    const w = itemAt(this.marks.words, token)
    if (!w) return false
    const {asked} = metOf(w, this.lists)
    for (let n = 0; n < asked.length; n++) if (asked[n] === wanted) return true
    return false
  }

  /// What stands over an event and has a say in it, the nearest first: asked once a predicate, whatever the number of its frames.
  governorsOf(p: Predicate): readonly Governing[] {
    const known = this.governed[p.index]
    if (known) return known
    const out: Governing[] = []
    this.governed[p.index] = out
    let at: Predicate | undefined = p
    for (let depth = 0; depth < 4 && at; depth++) {
      const g: Predicate | undefined = itemAt(this.marks.predicates, at.governor)
      if (!g) break
      const rel = at.governorRel
      // «تبخرت فكرة اللقاء»: what becomes of the thought of an act.
      const isThought = at !== p && at.cls === "n" && THOUGHT.has(out.at(-1)?.g === at ? (out.at(-1)?.rule.status ?? "") : "")
      const rules = g.cls === "v" ? this.lists.governors.v.get(g.lemma) : this.lists.governors.n.get(g.lemma)
      // What happens during or after an act is not its object: «تستعد … خلال زيارة …».
      const rule = (isThought && ruleOf(rules, "thought")) || ruleOf(rules, rel)
      if (WHEN_RELS.has(rel) && !(rel === "عن" && rule?.rel === rel)) break
      // «خرج الجنود بعد أسابيع من استقبال الوفد»: a span between the two, no way out of the first.
      if (rel === "من" && this.isSpanFrom(at)) break
      if (rule) out.push({g, rule})
      else if (rel === "in" || rel === "comp") break
      at = g
    }
    return out
  }

  /// «أوقف المعارض عليو باه», «قتل القيادي في غارة»: written without vowels, a person to whom nothing else is done was seized or killed.
  suffered(p: Predicate): boolean {
    if (p.cls !== "v" || p.passive || p.aspect !== "perf" || !SUFFERED.has(p.lemma)) return false
    const subjects = p.args.filter((a) => a.rel === "subj")
    const m = this.marks.mentions[subjects[0]?.mention ?? -1]
    return (
      subjects.length === 1 &&
      m?.kind === "person" &&
      m.from > p.token &&
      !p.args.some(
        (a) => a.rel === "suffix" || ((a.rel === "obj" || a.rel === "علي") && !this.marks.words[a.token]?.time && !this.isSpan(a.token)),
      )
    )
  }

  /// «عشرين عاما»
  isSpan(token: number): boolean {
    return this.marks.aside[token] === 1 && (this.marks.words[token]?.nouns.some((r) => r.lemma.tags.includes("time")) ?? false)
  }

  /// «هاجم ماسك رئيس الوزراء كير ستارمر»: men who are named attack each other with words.
  isBetweenMen(p: Predicate): boolean {
    const man = (rel: string): boolean =>
      p.args.some((a) => {
        const m = itemAt(this.marks.mentions, a.mention)
        return a.rel === rel && m?.kind === "person" && m.number !== "pl" && m.nameTo > m.nameFrom
      })
    return !p.passive && man("subj") && man("obj")
  }

  match(told: Predicate, frame: Frame): RawEvent | undefined {
    // «لن تقبل موسكو بنشر قوات», «لم تعترف بفوزه»: what is told only by not being done.
    // «الجمهورية التي لا تعترف بها اليابان»: how things are, no act.
    if (frame.status === NEGATED && (!told.negated || itemAt(this.marks.words, told.token - 2)?.closed.has("rel"))) return undefined
    if (frame.type === "assault" && told.lemma === "هاجم" && this.isBetweenMen(told)) return undefined
    const p = UNNAMED_DOER.has(frame.type) && this.suffered(told) ? {...told, passive: true} : told
    if (frame.with.length > 0 && !this.stands(p, frame.with, frame.type) && !this.isSigning(p, frame)) return undefined
    return this.isBarred(p, frame) ? undefined : this.filled(p, frame)
  }

  /// «أما الثالثة فوقّعتها الوزيرة»: what is signed was told before.
  isSigning(p: Predicate, frame: Frame): boolean {
    if (frame.type !== "agreement" || p.cls !== "v" || !SIGNED.has(p.lemma)) return false
    return hangs(p, "suffix") && hangs(p, "subj") && !hangs(p, "obj")
  }

  /// Words beside the trigger that make something else of it, or nothing.
  isBarred(p: Predicate, frame: Frame): boolean {
    if (
      frame.without.length > 0 &&
      (this.standsClose(p, frame.without) ||
        (p.cls === "n" &&
          (this.hasWord(p.token - 1, frame.without) ||
            (!this.prepositionBetween(p.token - 1, p.token) && this.hasWord(p.token - 2, frame.without)))))
    )
      return true
    const {folded} = this.marks.tokens
    // «أوقفت السلطات مؤسس التطبيق»: a man is arrested.
    if (frame.type === "sanction" && p.cls === "v" && STOPPING.has(p.lemma))
      for (const a of p.args) if (a.rel === "obj" && this.marks.mentions[a.mention]?.kind === "person") return true
    // «سيتوقف بلينكن في الرياض», not «توقف القتال في المدينة».
    if (frame.type === "visit" && p.cls === "v" && HALTS.has(p.lemma) && !p.args.some((a) => a.rel === "subj" && this.isPerson(a.mention)))
      return true
    // «ما يصل إلى مليوني طن»
    // «وصلت طائرتان إماراتيتان»: no one has come.
    if (p.cls === "v")
      return (
        frame.type === "visit" &&
        (folded[p.token - 1] === "ما" || p.args.some((a) => a.rel === "subj" && a.mention < 0 && this.nounIn(a.token, VEHICLES)))
      )
    if (WITHOUT.has(folded[p.token - 1] ?? "")) return true
    // «مليوني زيارة»: counted by the thousand, they are of no one.
    if (frame.type === "visit" && this.nounIn(p.token - 1, AMOUNTS)) return true
    // «ترفضه رفضا قاطعا»: the verb's own masdar adds weight, not an event.
    const over = itemAt(this.marks.predicates, p.governor)
    if (over?.cls !== "v") return false
    for (const r of this.marks.words[p.token]?.nouns ?? []) if (r.lemma.verbWord === over.lemma) return true
    return false
  }

  isPerson(mention: number): boolean {
    return itemAt(this.marks.mentions, mention)?.kind === "person"
  }

  /// The token of a subject that is a common noun with the article; -1 for none.
  definiteSubject(p: Predicate): number {
    const {words} = this.marks
    for (const a of p.args) if (a.rel === "subj" && a.mention < 0 && (words[a.token]?.al || words[a.token + 1]?.al)) return a.token
    return -1
  }

  isPowersDeed(p: Predicate): boolean {
    for (const a of p.args) if (a.rel === "subj" && a.mention < 0 && this.nounIn(a.token, POWERS)) return true
    return false
  }

  isByFighters(p: Predicate): boolean {
    for (const a of p.args) if (a.rel === "subj" && a.mention < 0 && this.nounIn(a.token, FIGHTERS)) return true
    return false
  }

  isAskedSubject(p: Predicate, asked: readonly string[]): boolean {
    for (const a of p.args) if (a.rel === "subj" && a.mention < 0 && this.hasWord(a.token, asked)) return true
    return false
  }

  isByMany(p: Predicate): boolean {
    for (const a of p.args) if (a.rel === "subj" && (a.mention < 0 || this.marks.mentions[a.mention]?.number !== "sg")) return true
    return false
  }

  filled(p: Predicate, frame: Frame): RawEvent | undefined {
    const over = itemAt(this.marks.predicates, p.governor)
    const answered = this.isAnswered(p)
    const governors = answered ? [] : this.governorsOf(p)
    const fillers: {role: Role; filler: Filler}[] = []
    const used: number[] = []
    // «غزو روسيا لجارتها»: on whom is told, though not by name, so the genitive is who did it.
    const toUnnamed = p.cls === "n" && hangsUnnamed(p, "ل")
    // «تم توقيف عمران خان»: what was done to him.
    const undergone = p.cls === "n" && over?.cls === "v" && DONE.has(over.lemma) && p.governorRel === "subj"
    for (const slot of frame.slots) {
      if (toUnnamed && slot.role === "target" && slot.required && slot.rels.includes("of") && slot.rels.includes("ل")) return undefined
      // «إعادة السفراء»: what the frame asks for is not who does it.
      for (const f of this.fill(p, slot, used)) {
        if (slot.kind && (f.kind !== "mention" || this.marks.mentions[f.mention]?.kind !== slot.kind)) continue
        if (slot.role === "actor" && f.kind === "mention" && f.rel === "of" && this.isAskedTitle(f.mention, frame.with)) continue
        // «قال للصحفيين خلال الزيارة», «أكد لرويترز»: only with a man one talks.
        if (
          frame.type === "meeting" &&
          SPEAKING.has(p.lemma) &&
          (f.kind !== "mention" || this.marks.mentions[f.mention]?.kind !== "person" || this.marks.mentions[f.mention]?.number === "pl")
        )
          continue
        // «وزع المركز 800 سلة في عدن»: where, not to whom.
        if (
          frame.type === "aid" &&
          slot.role === "target" &&
          f.rel === "في" &&
          f.kind === "mention" &&
          this.marks.mentions[f.mention]?.kind === "place"
        )
          continue
        // «طرد دبلوماسيين روس», «اعتقال زعيم المعارضة»: it was done to them.
        const suffers =
          slot.role === "actor" &&
          p.cls === "n" &&
          f.rel === "of" &&
          DONE_TO.has(frame.type) &&
          hasSlot(frame, "target") &&
          (undergone ||
            f.kind === "country" ||
            (f.kind === "mention" &&
              (this.marks.mentions[f.mention]?.kind === "person" || !(hangsNamed(p, "of", f.mention) || hangsNamed(p, "of?", f.mention)))))
        // «موظفو الجامعات في نيجيريا»: where they are, not who they are.
        const there = f.kind === "mention" ? this.marks.mentions[f.mention] : undefined
        if (frame.type === "protest" && slot.role === "actor" && ((there?.kind === "country" && there.prep) || there?.kind === "place"))
          continue
        put(fillers, used, suffers ? "target" : slot.role, f)
      }
    }
    // «علق عضوية الغابون», «أدان الهجوم الروسي»: whose the object is.
    if (p.cls === "v" && hasSlot(frame, "target") && !hasRole(fillers, "target") && !frame.slots.some(asksCompound)) {
      for (const f of this.byRel(p, "obj", "target")) {
        if (f.kind === "mention" && (used.includes(f.mention) || hangsNamed(p, "obj", f.mention))) continue
        put(fillers, used, "target", f)
      }
    }
    // «لكنه زار الصين», «والتقى في الرياض ولي العهد»: somebody told before, whom no phrase names.
    if (DROPPED.has(frame.type) && !hasRole(fillers, "actor") && frame.slots.some((x) => x.role === "actor" && x.rels.includes("subj"))) {
      const pronoun = this.droppedSubject(p)
      if (pronoun) fillers.push({role: "actor", filler: {kind: "pronoun", pronoun, token: p.token, rel: "subj", person: true}})
    }
    // «وعد الاتحاد الأوروبي بمنح لبنان مليار يورو»: to whom it is given is told of the masdar.
    if (frame.type === "aid" && p.cls === "v" && !hasRole(fillers, "target")) {
      const given = itemAt(this.marks.predicates, p.index + 1)
      if (given?.cls === "n" && given.governor === p.index && GIVEN_BY.has(given.governorRel) && GIVING.has(given.lemma))
        for (const f of this.byRel(given, "of", "target"))
          if (f.kind !== "mention" || !used.includes(f.mention)) put(fillers, used, "target", f)
    }
    // «هجوما لقوات الدعم السريع على بابنوسة»: whose it is, where on whom is told.
    if (frame.type === "assault" && p.cls === "n" && !hasRole(fillers, "actor") && hasRoleBy(fillers, "target", "علي"))
      for (const f of this.byRel(p, "ل", "actor")) {
        if (f.kind === "mention" && !used.includes(f.mention) && this.marks.mentions[f.mention]?.kind !== "place")
          put(fillers, used, "actor", f)
        break
      }
    // «التوغل العسكري للقوات الأوكرانية»: forces invade; nobody invades them.
    if (frame.type === "assault" && p.cls === "n" && !hasRole(fillers, "actor"))
      for (const [n, f] of fillers.entries())
        if (f.role === "target" && f.filler.rel === "ل" && f.filler.kind === "mention" && this.isForce(f.filler.mention))
          fillers[n] = {role: "actor", filler: f.filler}
    const own = fillers.length
    if (p.cls === "n" && !answered) this.borrow(p, frame, governors, fillers, used)
    if (!hasRole(fillers, "actor")) {
      for (const f of this.byRel(p, "من قبل", "actor")) {
        put(fillers, used, "actor", f)
      }
    }
    if (THING_MOVED.has(frame.type) && !hasRole(fillers, "actor")) this.sender(p, frame, fillers, used)
    if (frame.type === "meeting") this.receiver(p, fillers)
    if (frame.type === "summit" && p.cls === "n" && !hasActors(fillers)) this.bloc(p, fillers)
    if (frame.type === "summit" && p.cls === "n") this.attendee(p, fillers, used)
    if (frame.type === "summit") this.gathered(p, fillers, used)
    if (frame.type === "summit" || frame.type === "meeting") this.presiding(p, fillers, used)
    if (frame.type === "meeting") this.hostingPerson(p, fillers, used)
    if (frame.type === "meeting") this.committee(p, over, fillers, used)
    if (frame.type === "visit") this.companions(p, fillers, used)
    // «قالت الداخلية الألمانية إن الشرطة أوقفت …»: the police of the state just spoken of.
    if (UNNAMED_DOER.has(frame.type) && p.cls === "v" && !p.passive && !hasRole(fillers, "actor")) {
      const power = this.definiteSubject(p)
      if (this.nounIn(power, POWERS)) this.powerOf(power, fillers)
    }
    // «استدعاء السفير»: who is called home does not call.
    if (frame.type === "sanction") {
      for (let n = fillers.length - 1; n >= 0; n--) {
        const f = fillers[n]?.filler
        if (f?.kind === "pronoun" && f.state && f.rel === "of") fillers.splice(n, 1)
        else if (
          (fillers[n]?.role === "actor" || (fillers[n]?.role === "target" && RECALLS.has(p.lemma))) &&
          f?.kind === "mention" &&
          f.rel === "of" &&
          this.marks.mentions[f.mention]?.office === "ambassador"
        ) {
          // «استدعاء سفيري الجزائر في باماكو ونيامي»: an ambassador abroad is called home by his own state.
          const own = this.marks.mentions[f.mention]
          const abroad = own?.countries.length === 1 && hangsNamed(p, "في", f.mention + 1)
          if (own && abroad)
            fillers[n] = {role: "actor", filler: {kind: "country", country: own.countries[0] as string, token: own.from, rel: "of"}}
          else fillers.splice(n, 1)
        }
      }
      if (p.cls === "n" && !hasRole(fillers, "actor")) this.borrow(p, frame, governors, fillers, used)
    }
    if (frame.type === "visit" && p.cls === "n") this.stations(p, fillers, used)
    if (frame.type === "visit" || frame.type === "summit") this.visitPlace(fillers)
    for (const slot of frame.slots) {
      if (!slot.required) continue
      if (hasRole(fillers, slot.role, p.governorRel === "subj" || isLendable(slot) ? fillers.length : own)) continue
      // «استأنفت هندوراس وتايوان الرحلات»: two who act together are each other's counterpart.
      if (slot.role === "counterpart" && this.sidesOf(fillers) >= 2) continue
      if (toUnnamed && slot.role === "target" && slot.rels.includes("ل")) continue
      if (slot.role === "actor" && DONE_TO.has(frame.type) && p.cls === "n" && hasRoleBy(fillers, "target", "of")) continue
      // «اتُّهم السيناتور», «اختُطف 200 تلميذ في كادونا»: the passive tells no doer.
      if (
        slot.role === "actor" &&
        p.passive &&
        (hasRole(fillers, "target") || (frame.type === "coerce" && (fillers.length > 0 || this.placeOf(p, used) >= 0)))
      )
        continue
      // «أطلقت شرطة مكافحة الشغب في داكار الغاز»: a power of the place.
      if (slot.role === "actor" && frame.type === "coerce" && this.isPowersDeed(p) && this.placeOf(p, used) >= 0) continue
      // «أطاح عسكريون بالرئيس»: whoever did it, it was done to one who is named.
      if (slot.role === "actor" && UNNAMED_DOER.has(frame.type) && hangsUnnamed(p, "subj") && hasRole(fillers, "target")) continue
      // «سيطر مقاتلو المعارضة على حلب»: fighters of nobody's name, where the town is told.
      if (slot.role === "actor" && frame.type === "assault" && hasRole(fillers, "place") && this.isByFighters(p)) continue
      // «نُشرت بطاريات في بولندا»: what is deployed or given stands as the subject.
      if (
        slot.role === "actor" &&
        THING_MOVED.has(frame.type) &&
        p.cls === "v" &&
        this.isAskedSubject(p, frame.with) &&
        (hasRole(fillers, "target") || hasRole(fillers, "place") || this.placeOf(p, used) >= 0)
      )
        continue
      if (fillers.length === 0 && this.goesOn(p, frame, used)) continue
      return undefined
    }
    const acted = hasActors(fillers)
    if (!acted && this.goesOn(p, frame, used)) {
      // Its sides were told before: see the resolver.
    } else if (
      !acted &&
      !(PLACED_TYPES.has(frame.type) && (fillers.length > 0 || this.placeOf(p, used) >= 0)) &&
      !(frame.type === "summit" && this.hostPlace(p) !== undefined) &&
      // «تظاهر أنصار الرئيس»: those who march stand right behind.
      !(
        frame.type === "protest" &&
        (p.plural || this.isByMany(p) || (p.cls === "v" && !this.marks.words[p.token + 1]?.al && this.hasWord(p.token + 1, frame.with)))
      )
    )
      return undefined
    if (frame.type === "visit" && p.cls === "n" && !hasRole(fillers, "place") && p.definite && !isOwned(fillers)) return undefined
    const why: Reason[] = [{step: "frame", says: `${frame.name}: «${this.word(p.token)}»`}]
    for (const f of fillers) why.push({step: f.role, says: `${f.filler.rel}: «${this.fillerText(f.filler)}»`})
    const status = this.statusOf(p, frame, governors, why)
    // «لم تدن بكين الغزو»: an act of speech that was not done is none.
    if (status === "none" || (status === "denied" && VERBAL.has(frame.type) && p.negated)) return undefined
    this.aim(p, frame, fillers, used)
    if (frame.type === "sanction" && !hasRole(fillers, "target")) this.fallsOn(p, frame, fillers, used)
    // «يعقد مجلس الأمن جلسة بطلب من روسيا»: asked of who acts on it.
    const asked = this.marks.predicates[p.governor]
    if (frame.type === "request" && p.cls === "n" && p.governorRel === "ب" && asked?.cls === "v" && !hasRole(fillers, "target"))
      for (const a of asked.args)
        if (a.rel === "subj" && a.mention >= 0 && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind === "organization")
          put(fillers, used, "target", {kind: "mention", mention: a.mention, rel: "subj"})
    // «منحة لدعم قطاع المياه في الأردن»: aid given in a country is given to it; sanctions on men and firms in a country are on it.
    if ((frame.type === "aid" || (frame.type === "sanction" && p.cls === "v")) && !hasRole(fillers, "target")) {
      const land = this.placeOf(p, used)
      for (let m = this.marks.mentions[land]; m?.kind === "country"; ) {
        fillers.push({role: "target", filler: {kind: "mention", mention: m.index, rel: "في"}})
        const next = this.marks.mentions[this.marks.mentionAt[m.to] as number]
        m = next?.joined && next.from === m.to ? next : undefined
      }
    }
    if (frame.type === "protest") this.against(p, fillers, used)
    if (AIMED.has(frame.type) && !hasRole(fillers, "target")) this.aimAtPronoun(p, fillers)
    if ((frame.type === "threaten" || frame.type === "reject") && p.cls === "v" && !hasRole(fillers, "target"))
      this.unless(p, fillers, used)
    const isAimed = hasRole(fillers, "target")
    const deed = isAimed ? undefined : ANSWERING.has(frame.type) ? this.deedOf(p) : frame.type === "request" ? this.peaceOf(p) : undefined
    // «رفض العرض ووصفه بأنه خطير»: what is called so was answered already.
    if (frame.type === "accuse" && TOLD_BY_CLAUSE.has(p.lemma) && !isAimed && !(deed && this.hasOwnObject(p))) return undefined
    const told = placeIn(fillers)
    const speaks = AIMED.has(frame.type)
    const place = told?.kind === "mention" ? told.mention : speaks ? this.spokenAt(p, used) : this.placeOf(p, used)
    const hosting =
      frame.type === "summit" || frame.type === "meeting" ? this.hostPlace(p) : frame.type === "visit" ? this.hostOf(p, fillers) : undefined
    const main = AIMED.has(frame.type) ? mainVerb(this.marks, p) : undefined
    const near = this.dateOf(p)
    const date = near < 0 && main ? this.dateOf(main) : near
    return {
      counted: this.countedFrom(p),
      deed,
      type: frame.type,
      frame: frame.name,
      predicate: p.index,
      token: p.token,
      sentence: p.sentence,
      status,
      fillers: withoutPlaces(fillers, place, hosting !== undefined && this.marks.mentions[hosting]?.kind === "place" ? hosting : -1),
      place: place >= 0 ? place : (hosting ?? -1),
      date,
      main: main?.token ?? p.token,
      own,
      evidence: this.evidence(p, fillers, near),
      confidence: Math.min(0.95, 0.5 + 0.12 * fillers.length + (p.cls === "v" ? 0.1 : 0)),
      why,
    }
  }

  /// «جولة آسيوية تشمل كوريا الجنوبية واليابان»: the stations of a tour.
  stations(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const verb = this.marks.predicates
      .slice(p.index + 1, p.index + 4)
      .find((v) => v.cls === "v" && v.sentence === p.sentence && v.token <= p.token + TOUR_REACH && TOUR_VERBS.has(v.lemma))
    const leads = verb?.lemma === "قاد"
    let first = true
    for (const a of verb?.args ?? []) {
      const told = leads ? a.rel === "الي" : a.rel === "subj" || a.rel === "obj"
      if (a.mention < 0 || !told || used.includes(a.mention) || a.token < (verb?.token ?? 0) || !this.fits("place", a.mention)) continue
      // «إلى جنوب القوقاز شملت باكو وتبليسي»: the stations say it more closely.
      if (first) for (let n = fillers.length - 1; n >= 0; n--) if (fillers[n]?.role === "place") fillers.splice(n, 1)
      first = false
      put(fillers, used, "place", {kind: "mention", mention: a.mention, rel: a.rel})
    }
  }

  /// «القمة العربية», «قمة خليجية طارئة»: the bloc by its adjective, where no other adjective makes it a meeting of two.
  bloc(p: Predicate, fillers: {role: Role; filler: Filler}[]): void {
    const found: {org: string; token: number}[] = []
    for (let i = p.token + 1; i < p.token + 4; i++) {
      const w = this.marks.words[i]
      if (!w || this.marks.tokens.kind[i] !== WORD || this.marks.mentionAt[i] !== -1) break
      // «القمة الروسية العربية»: the state and the bloc.
      if (w.nisba?.lemma.country) {
        found.push({org: w.nisba.lemma.country, token: i})
        continue
      }
      const adjective = w.nouns.find((r) => this.lists.blocs.has(r.lemma.word))
      if (adjective) found.push({org: this.lists.blocs.get(adjective.lemma.word) as string, token: i})
    }
    const blocs = found.filter((f) => !f.org.startsWith("country:"))
    if (blocs.length === 1 && found.length <= 2)
      for (const {org, token} of found)
        fillers.push({
          role: "actor",
          filler: {kind: "country", country: org, token, rel: "nisba", ...(found.length > 1 && {spoken: true as const})},
        })
  }

  powerOf(token: number, fillers: {role: Role; filler: Filler}[]): void {
    const {mentions, mentionAt, sentences, sentenceAt} = this.marks
    const from = sentences[Math.max(0, (sentenceAt[token] as number) - 1)]?.from ?? token
    for (let i = token - 1; i >= from; i--) {
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m?.kind === "country") fillers.push({role: "actor", filler: {kind: "mention", mention: m.index, rel: "power"}})
      else if (m?.form === "body" && m.countries[0])
        fillers.push({role: "actor", filler: {kind: "country", country: m.countries[0], token: m.from, rel: "power"}})
      else continue
      return
    }
  }

  /// Whom an act of speech is aimed at, where no place of the frame says: the first party its clause names after the verb, as in
  /// «رفض الدعم الذي أعلنه الاتحاد الأوروبي».
  aim(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (p.cls !== "v" || !AIMED.has(frame.type) || hasRole(fillers, "target")) return
    // Those whom what is asked for names are asked only where they are to do it.
    if (frame.type === "request") {
      this.asked(p, fillers, used)
      return
    }
    // «نفت كيغالي دعم الحركة»: what is denied names others than who said it.
    if (DENIALS.has(p.lemma) || this.isOfOwnDeed(p)) return
    this.aimFrom(p, p.token + 1, frame, fillers, used)
  }

  /// «فرضت بريطانيا عقوبات على ثلاثة من قادة قوات الدعم السريع», «رسوما على السيارات المصنوعة في الصين», «أصول مسؤولين من روسيا البيضاء»:
  /// whose those and that are on which it falls.
  fallsOn(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {predicates} = this.marks
    let from = -1
    // The verb over a masdar may hold the phrase, or the noun under a verb.
    const under = itemAt(predicates, p.index + 1)
    for (const q of [p, under?.governor === p.index ? under : undefined, p.cls === "n" ? itemAt(predicates, p.governor) : undefined])
      for (const a of q?.args ?? []) {
        if (a.mention >= 0 || a.token <= p.token) continue
        if (a.rel === "علي" || a.rel === "عن") from = a.token
        else if (from < 0 && q === p && (a.rel === "obj" || a.rel === "of") && !hangs(p, "علي")) from = a.token
      }
    if (from >= 0 && from - p.token < AIM_REACH) this.aimFrom(p, from, frame, fillers, used)
  }

  aimFrom(p: Predicate, first: number, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {words, mentionAt, mentions, sentences} = this.marks
    const from = frame.type === "sanction" ? first : this.objectFrom(p)
    const end = Math.min(sentences[p.sentence]?.to ?? 0, from - 1 + AIM_REACH)
    const falls = frame.type === "sanction"
    for (let i = from; i < end; i++) {
      if (this.parts(i)) return
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m && m.from === i) {
        if (
          !used.includes(m.index) &&
          // «رفض قادة الانقلاب في النيجر»: taken for the state they are of.
          !hangsNamed(p, "subj", m.index) &&
          (m.kind !== "place" ||
            (m.form === "name" &&
              (AIM_PREPS.has(m.prep) || (m.prep === "علي" && frame.type === "threaten" && this.isPutOn(p, m)) || this.actsHere(m))) ||
            (falls && m.prep === "في")) &&
          !fillers.some((f) => f.filler.kind === "mention" && f.filler.mention === m.index)
        ) {
          let last = m
          for (;;) {
            put(fillers, used, "target", {kind: "mention", mention: last.index, rel: "aim"})
            const behind = this.behindBracket(last.to)
            const next = itemAt(mentions, mentionAt[behind] as number)
            if (!next?.joined || next.from !== behind || (next.kind !== m.kind && m.prep !== "بين")) return
            last = next
          }
        }
        i = m.to - 1
        continue
      }
      // «رفض الدعم الذي أعلنه الاتحاد», «بالدور الذي اضطلعت به عمان», but not «رحب بالاتفاق الذي تتولى الشركة بموجبه …».
      // «هدد بفرض عقوبات على كل من يشتري النفط من إيران»: what others do. «رفضت انتقاد الغزو وألقت باللوم على الغرب»: another act.
      const verb = itemAt(this.marks.predicates, this.marks.predicateAt[i] as number)?.cls === "v"
      if (verb && (frame.type === "threaten" || falls || words[i]?.joined)) return
      // «ألغت تمويل الجزر بعد اتفاقها مع الصين»: another matter.
      if (mentionAt[i] === -1 && OTHER_TIME.has(words[i]?.prep ?? "") && this.marks.tokens.folded[i - 1] !== "من") return
      if (falls && words[i]?.joined) return
      if (words[i]?.closed.has("rel") && !words[i + 1]?.verbs.some((r) => r.suffix) && !this.pronounAt(i + 2)) return
      if (words[i]?.closed.has("comp") || (mentionAt[i] === -1 && AIM_STOPS.has(words[i]?.prep ?? ""))) return
      const country = mentionAt[i] === -1 ? (words[i]?.nisba?.lemma.country ?? this.nisbaAfter(i - 1, true, 1)?.country) : undefined
      if (country) {
        fillers.push({role: "target", filler: {kind: "country", country, token: i, rel: "aim"}})
        return
      }
    }
  }

  hasOwnObject(p: Predicate): boolean {
    const hasPronoun = this.marks.words[p.token]?.verbs.some((r) => r.suffix?.startsWith("3")) ?? false
    return !hasPronoun || resumedBy(this.marks, p) !== undefined
  }

  /// «هدد بفرض عقوبات على طهران»: what is put on a capital is put on its state.
  isPutOn(p: Predicate, m: Mention): boolean {
    for (let i = p.token + 1; i < m.from; i++) if (this.nounIn(i, PUT_ON)) return true
    return false
  }

  /// «نفت كيغالي دعم الحركة», «رفض الحديث عن منافسة مع الصين»: what one says one did not do, or will not do, is done to nobody by it.
  isOwnDeed(p: Predicate, token: number): boolean {
    const w = this.marks.words[token]
    if (p.cls !== "v" || !w || w.nouns.some((r) => r.suffix)) return false
    // «تنفي وجود مثل هذا الدعم»: somebody has said so.
    for (let i = token + 1; i <= token + 3; i++) if (this.marks.words[i]?.closed.has("dem")) return false
    if (DENIALS.has(p.lemma))
      return w.nouns.some((r) => r.lemma.pos === "masdar") && !w.nouns.some((r) => this.lists.deeds.get(r.lemma.word) === "words")
    return p.lemma === "رفض" && w.nouns.some((r) => SPOKEN_OF.has(r.lemma.word))
  }

  isOfOwnDeed(p: Predicate): boolean {
    for (const a of p.args) if (a.rel === "obj" && a.mention < 0 && this.isOwnDeed(p, a.token)) return true
    return false
  }

  /// «المجموعة الاقتصادية لدول غرب أفريقيا (إيكواس) والاتحاد الأفريقي»: past a name's short form in brackets.
  behindBracket(token: number): number {
    const {folded} = this.marks.tokens
    if (folded[token] !== "(") return token
    for (let i = token + 1; i <= token + 4; i++) if (folded[i] === ")") return i + 1
    return token
  }

  /// «دعوى رفعتها الخرطوم»: a capital right behind a verb of which it is the subject is its state.
  actsHere(m: Mention): boolean {
    if (m.prep) return false
    // «تصريحات أدلت بها مدريد»
    for (let i = m.from - 1; i >= m.from - 2; i--) {
      const v = itemAt(this.marks.predicates, this.marks.predicateAt[i] as number)
      if (v?.cls === "v") return hangsNamed(v, "subj", m.index) || (i < m.from - 1 && hangsNamed(v, "obj", m.index))
    }
    return false
  }

  /// Where the words of what an act of speech is about begin: behind the verb, or at its object where a clause set off stands between.
  objectFrom(p: Predicate): number {
    for (const a of p.args)
      if (a.rel === "obj" && a.mention < 0 && a.token > p.token)
        for (let i = p.token + 1; i < a.token; i++) if (this.parts(i)) return a.token
    return p.token + 1
  }

  /// «روجت بكين لخطة سلام»: asked of those who fight.
  peaceOf(p: Predicate): Deed | undefined {
    const token = peaceSought(this.marks, p)
    return token >= 0 ? {token, means: "fighting"} : undefined
  }

  /// «هدد بفرض رسوم عليها», «أعرب عن تقديره له»: the one meant by a pronoun behind.
  aimAtPronoun(p: Predicate, fillers: {role: Role; filler: Filler}[]): void {
    if (p.cls !== "v") return
    const {words, mentionAt, sentences, predicateAt, predicates} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + DEED_REACH)
    for (let i = p.token + 1; i < end; i++) {
      if (this.parts(i) || words[i]?.closed.has("comp") || words[i]?.closed.has("rel")) return
      if (predicates[predicateAt[i] as number]?.cls === "v") return
      const pronoun = mentionAt[i] === -1 && AIMING.has(words[i]?.prep ?? "") ? this.pronounAt(i) : undefined
      // «رفع العقوبات المفروضة عليها»: the participle's own.
      if (!pronoun?.startsWith("3") || words[i - 1]?.nouns.some((r) => r.lemma.pos === "pp")) continue
      fillers.push({role: "target", filler: {kind: "pronoun", pronoun, token: i, rel: "aim"}})
      return
    }
  }

  /// «حذر من أن أشياء سيئة ستحدث إذا لم تعد كابول القاعدة»: who is to do otherwise.
  unless(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {words, tokens, sentences, predicates, predicateAt} = this.marks
    const end = sentences[p.sentence]?.to ?? 0
    for (let i = p.token + 1; i < end; i++) {
      const unless = tokens.folded[i] === "ما" && tokens.folded[i + 1] === "لم"
      if (!unless && !CONDITIONS.has(tokens.folded[i] as string)) continue
      for (let j = i + 1; j <= i + 3 && j < end; j++) {
        const v = itemAt(predicates, predicateAt[j] as number)
        if (v?.cls !== "v" || words[j]?.verb === undefined) continue
        // «إذا تعرضت بلاده لهجوم»: who would suffer is not who is threatened.
        if (v.passive || SUFFERS.has(v.lemma)) return
        for (const a of v.args)
          if (
            a.rel === "subj" &&
            a.mention >= 0 &&
            a.token > v.token &&
            !used.includes(a.mention) &&
            this.marks.mentions[a.mention]?.form !== "pair"
          )
            put(fillers, used, "target", {kind: "mention", mention: a.mention, rel: "aim"})
        return
      }
      return
    }
  }

  asked(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const asked = askedOf(this.marks, p)
    if (!asked) return
    if ("mentions" in asked) {
      for (const mention of asked.mentions)
        if (!used.includes(mention)) put(fillers, used, "target", {kind: "mention", mention, rel: "asked"})
      return
    }
    const w = this.marks.words[asked.adjective]
    const bloc = w?.nouns.find((r) => this.lists.blocs.has(r.lemma.word))?.lemma.word
    const country = w?.nisba?.lemma.country ?? (bloc === undefined ? undefined : this.lists.blocs.get(bloc))
    if (country) fillers.push({role: "target", filler: {kind: "country", country, token: asked.adjective, rel: "asked"}})
  }

  /// «انتقدت واشنطن القرار», «نفت ذلك», «دعا إلى وقف إطلاق النار»: the first word behind the act that goes back to a deed.
  deedOf(p: Predicate): Deed | undefined {
    const {tokens, words, mentionAt, predicateAt, predicates, sentences} = this.marks
    if (p.cls === "v" && resumesWords(this.marks, p)) {
      const denied = DENIALS.has(p.lemma) || p.lemma === "رفض" || p.lemma === "فند"
      return {token: p.token, means: denied ? "words" : "deed", recent: true}
    }
    const resumed = p.cls === "v" ? resumedBy(this.marks, p) : undefined
    if (resumed && "nouns" in resumed) {
      for (const n of resumed.nouns)
        for (const r of words[n]?.nouns ?? []) {
          const means = this.lists.deeds.get(r.lemma.word)
          if (means) return {token: n, means, recent: true}
        }
      return undefined
    }
    if (this.isOfOwnDeed(p)) return undefined
    let recent = false
    const from = this.objectFrom(p)
    const end = Math.min(sentences[p.sentence]?.to ?? 0, from - 1 + DEED_REACH)
    for (let i = from; i < end; i++) {
      if (tokens.kind[i] !== WORD) {
        if (this.parts(i)) return undefined
        continue
      }
      if (mentionAt[i] !== -1) continue
      const w = words[i] as Word
      const at = predicateAt[i] as number
      if (w.closed.has("comp") || w.closed.has("rel") || (at >= 0 && predicates[at]?.cls === "v")) return undefined
      const next = words[i + 1]
      // «ونفت ذلك الرئيسة»: who denies it stands behind.
      const doer = itemAt(this.marks.mentions, mentionAt[i + 1] as number)
      const alone =
        tokens.kind[i + 1] !== WORD || next?.prep || next?.closed.size || next?.joined || (doer && hangsNamed(p, "subj", doer.index))
      if (w.closed.has("dem") && alone) return {token: i, means: "words"}
      if (w.closed.has("dem")) recent = true
      const definite = w.al || w.nouns.some((r) => r.suffix) || (next?.al ?? false)
      if (!definite) continue
      // «رفضت انتقاد الغزو»: what one refuses to do oneself.
      const own = p.lemma === "رفض" && !w.al && !w.nouns.some((r) => r.suffix)
      for (const r of w.nouns) {
        if (own && r.lemma.pos === "masdar") return undefined
        const means = this.lists.deeds.get(r.lemma.word)
        // «وتنفي كابول وجود مثل هذا الدعم»: what is denied was said.
        if (means && recent && DENIALS.has(p.lemma)) return {token: i, means: "words"}
        if (means) return {token: i, means, recent}
      }
    }
    return undefined
  }

  /// «برئاسة تينوبو», «بوساطة أمير قطر», «بحضور …»: they were there as well.
  presiding(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const a of p.args)
      if (a.mention >= 0 && PRESIDING.has(a.rel) && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind !== "place")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: a.rel})
  }

  /// «يعود المبعوث إلى بيروت برفقة فلان»: who travels along.
  companions(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const a of p.args)
      if (a.mention >= 0 && COMPANY.has(a.rel) && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind === "person")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: a.rel})
  }

  isForce(mention: number): boolean {
    const m = this.marks.mentions[mention]
    return m?.kind === "organization" && this.nounIn(m.from, FORCES)
  }

  /// «الصين تدعم …، وستقدم مساعدات»: what is given is not who gives it; the clause goes on from the one before.
  sender(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (p.cls !== "v" || p.passive || !this.marks.words[p.token]?.joined || !this.isAskedSubject(p, frame.with)) return
    for (let n = p.index - 1; n >= 0; n--) {
      const v = this.marks.predicates[n] as Predicate
      if (v.sentence !== p.sentence) return
      if (v.cls !== "v") continue
      for (const a of v.args)
        if (a.rel === "subj" && a.mention >= 0 && this.marks.mentions[a.mention]?.kind !== "place")
          put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: "subj"})
      return
    }
  }

  /// «عقدت اللجنة المشتركة بين تركيا والعراق اجتماعها»: the sides of the body whose meeting it is.
  committee(p: Predicate, over: Predicate | undefined, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const only = fillers[0]?.filler
    if (p.cls !== "n" || over?.cls !== "v" || fillers.length !== 1 || only?.kind !== "pronoun" || only.rel !== "suffix") return
    if (!over.args.some((a) => a.rel === "subj" && a.mention < 0 && this.nounIn(a.token, COMMITTEES))) return
    const sides = unused(this.byRel(over, "بين", "actor"), used)
    if (sides.length < 2) return
    fillers.length = 0
    for (const f of sides) put(fillers, used, "actor", f)
  }

  /// «زار العاصمة والتقى رئيس البرلمان», «ومن المقرر أن يستقبل فلانا»: the only one named is the one received; who receives was told before.
  receiver(p: Predicate, fillers: {role: Role; filler: Filler}[]): void {
    if (p.cls !== "v" || p.passive || !TRANSITIVE.has(p.lemma) || fillers.length !== 1) return
    const only = fillers[0] as {role: Role; filler: Filler}
    if (only.role !== "actor" || only.filler.kind !== "mention" || only.filler.rel !== "subj") return
    const m = this.marks.mentions[only.filler.mention]
    if (
      !m ||
      m.from < p.token ||
      m.kind !== "person" ||
      p.args.some((a) => (a.rel.startsWith("obj") && !this.isDay(a.token)) || a.rel === "ب" || a.rel === "مع")
    )
      return
    const {words, tokens, sentences} = this.marks
    const goes = words[p.token - 1]?.closed.has("comp") || words[p.token]?.joined || "،,".includes(tokens.folded[p.token - 1] ?? " ")
    if (!goes || (m.number === "pl" && p.token === sentences[p.sentence]?.from)) return
    fillers[0] = {role: "counterpart", filler: only.filler}
    fillers.unshift({role: "actor", filler: {kind: "pronoun", pronoun: "3ms", token: p.token, rel: "subj"}})
  }

  isDay(token: number): boolean {
    return this.marks.words[token]?.time === true || this.marks.aside[token] === 1
  }

  /// «قمة ثلاثية تجمع الرئيس بنظيريه»: whom the clause right behind the gathering names.
  gathered(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {predicates, tokens} = this.marks
    let noun = p.cls === "n" ? p : undefined
    for (let n = p.index + 1; n <= p.index + 3; n++) {
      const v = predicates[n]
      if (!v || v.sentence !== p.sentence) return
      if (v.cls === "n" && GATHERINGS.has(v.lemma)) noun ??= v
      if (v.cls !== "v") continue
      if (!noun || !GATHERS.has(v.lemma) || v.token - noun.token > 4 || (tokens.folded[v.token] as string).startsWith("و")) return
      for (const a of v.args)
        if (
          a.mention >= 0 &&
          GATHERED_RELS.has(a.rel) &&
          a.token > v.token &&
          !used.includes(a.mention) &&
          this.marks.mentions[a.mention]?.kind !== "place"
        )
          put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: a.rel})
      return
    }
  }

  /// «قال بوتين أمام القمة», «خلال مؤتمر»: who spoke there was there.
  attendee(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const over = itemAt(this.marks.predicates, p.governor)
    if (over?.cls !== "v" || over.passive || !HEARD_AT.has(p.governorRel)) return
    for (const a of over.args)
      if (a.rel === "subj" && a.mention >= 0 && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind === "person")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: "subj"})
  }

  /// «مطالبين باستقالة رئيس الوزراء», «احتجاجا على كلمة نتنياهو», «تنديدا بسياسات الحكومة»: whom a protest is against.
  against(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (hasRole(fillers, "target")) return
    const {words, mentionAt, mentions, sentences, tokens} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + AIM_REACH + 4)
    for (let i = p.token + 1; i < end; i++) {
      if (this.parts(i) && !"،,".includes(tokens.folded[i] as string)) return
      // «أمام السفارة الإيطالية»
      const there = itemAt(mentions, mentionAt[i] as number)
      const embassy = there?.from === i && there.prep === "امام" ? this.embassyOf(there.index) : undefined
      if (embassy) {
        fillers.push({role: "target", filler: {kind: "country", country: embassy, token: i, rel: "aim"}})
        return
      }
      if (mentionAt[i] !== -1 || !words[i]?.nouns.some((r) => OUSTED.has(r.lemma.word))) continue
      // «للمطالبة برحيله»
      const own = words[i]?.nouns.find((r) => OUSTED.has(r.lemma.word) && r.suffix?.startsWith("3"))?.suffix
      if (own && OUSTING.test(tokens.folded[i] as string)) {
        fillers.push({role: "target", filler: {kind: "pronoun", pronoun: own, token: i, rel: "aim"}})
        return
      }
      const m = itemAt(mentions, mentionAt[i + 1] as number)
      if (m && !m.prep && !m.joined && m.kind !== "place" && !used.includes(m.index))
        put(fillers, used, "target", {kind: "mention", mention: m.index, rel: "aim"})
      return
    }
  }

  /// A definite noun of talks with a place or a day of its own («الاجتماع المقبل سيعقد في تركيا»), or a signing that simply took place («وتم الاتفاق»).
  goesOn(p: Predicate, frame: Frame, used: readonly number[]): boolean {
    if (p.cls === "v") return this.isOfGathering(p, frame)
    if ((frame.type !== "meeting" && frame.type !== "agreement") || !frame.slots.some((x) => x.rels.includes("بين"))) return false
    const over = itemAt(this.marks.predicates, p.governor)
    if (over?.cls === "v" && CONCLUDED.has(over.lemma) && p.governorRel === "subj") return true
    // «أسفرت المباحثات عن توقيع اتفاق»
    if (over?.cls === "v" && YIELDED.has(over.lemma) && (p.governorRel === "عن" || p.governorRel === "ب")) return true
    // «وأُلغيت جولة سادسة كانت مقررة في مسقط»
    if (p.lemma === "جوله" && over?.cls === "v" && p.governorRel === "subj" && over.passive) return this.placeOf(p, used) >= 0
    // «عقد جولة ثانية», «ستعقد جولة جديدة»
    if (p.lemma === "جوله" && NEXT.has(this.marks.tokens.folded[p.token + 1] ?? "") && over && HELD.has(over.lemma)) return true
    if (!p.definite && !p.args.some((a) => a.rel === "of")) return false
    if (frame.type === "agreement" && this.isSigned(p)) return true
    return p.definite && this.placeOf(p, used) >= 0 && this.dateOf(p) >= 0
  }

  /// «واعتمد المؤتمر إعلان …», «ستجتمع اللجنة المشتركة»: those who meet are told before.
  isOfGathering(p: Predicate, frame: Frame): boolean {
    if (frame.type !== "agreement" && frame.type !== "meeting") return false
    for (const a of p.args) {
      if (a.rel !== "subj" || a.mention >= 0 || !this.marks.words[a.token]?.al) continue
      if (frame.type === "agreement") return this.nounIn(a.token, GATHERINGS)
      if (!this.nounIn(a.token, COMMITTEES)) return false
      for (let i = a.token + 1; i <= a.token + 3; i++) if (JOINT.has(this.marks.tokens.folded[i] as string)) return true
    }
    return false
  }

  /// «اتفاق الهجرة المبرم عام 1968»: a participle right behind says that it was signed.
  isSigned(p: Predicate): boolean {
    for (let i = p.token + 1; i <= p.token + 4; i++) {
      const w = this.marks.words[i]
      if (!w || this.marks.tokens.kind[i] !== WORD) return false
      if (w.al && w.nouns.some((r) => r.lemma.pos === "pp" && SIGNED.has(r.lemma.verbWord ?? ""))) return true
    }
    return false
  }

  /// «الرد على العقوبات», «احتجاجا على الزيارة»: told as what was answered, so the verb over the answer says nothing of it.
  isAnswered(p: Predicate): boolean {
    if (p.cls !== "n" || this.marks.tokens.folded[p.token - 1] !== "علي") return false
    return this.marks.words[p.token - 2]?.nouns.some((r) => ANSWERS.has(r.lemma.word)) ?? false
  }

  /// «القادة الثلاثة», «الدول الأربع»: how many are spoken of together; 0 for none.
  rowOf(token: number): number {
    const {words, tokens} = this.marks
    const numbered = ROW_NUMBERS.get(tokens.folded[token] as string)
    // «ودعا الثلاثة»
    const alone = this.marks.predicateAt[token - 1] as number
    if (numbered !== undefined && alone >= 0 && this.marks.predicates[alone]?.cls === "v") return numbered
    const head = numbered === undefined ? token : token - 1
    const many = numbered ?? ROW_NUMBERS.get(tokens.folded[token + 1] ?? "")
    return many !== undefined && words[head]?.nouns.some((r) => ROW_NOUNS.has(r.lemma.word)) ? many : 0
  }

  word(token: number): string {
    return this.marks.text.slice(this.marks.tokens.start[token], this.marks.tokens.end[token])
  }

  fillerText(f: Filler): string {
    if (f.kind === "mention") {
      const m = this.marks.mentions[f.mention]
      return m ? this.marks.text.slice(this.marks.tokens.start[m.from], this.marks.tokens.end[m.to - 1]) : ""
    }
    return this.word(f.token)
  }

  fits(role: Role, mention: number, rel = ""): boolean {
    const m = this.marks.mentions[mention]
    if (!m) return false
    // Through a gate or at a place nobody acts: «من معبر رفح».
    if (m.kind === "place" && (role === "actor" || role === "counterpart") && (WHERE_RELS.has(rel) || rel === "gen")) return false
    if (role === "place") return (m.kind === "place" || m.kind === "country") && m.form !== "pair"
    return ACTOR_ROLES.has(role)
  }

  fill(p: Predicate, slot: Slot, used: readonly number[]): readonly Filler[] {
    for (const rel of slot.rels) {
      const found = unused(this.byRel(p, rel, slot.role), used)
      if (found.length > 0) return found
    }
    return NOBODY
  }

  byRel(p: Predicate, rel: string, role: Role): readonly Filler[] {
    // In the passive, what would be the object stands as the subject, and the doer is not told.
    const wanted = p.passive ? (rel === "obj" ? "subj" : rel === "subj" ? "" : rel) : rel
    // An adjective may also stand apart from the phrases.
    if (!wanted || (wanted !== "nisba" && !hangs(p, wanted))) return NOBODY
    const out: Filler[] = []
    if (wanted === "suffix") {
      const w = this.marks.words[p.token]
      if (p.cls === "v" && resumesWords(this.marks, p)) return NOBODY
      // «القرار الذي انتقدته بكين»: the pronoun goes back to the noun before it.
      const resumed = p.cls === "v" ? resumedBy(this.marks, p) : undefined
      if (resumed && "nouns" in resumed && role !== "place") {
        for (const n of resumed.nouns) {
          const own = this.nisbaAfter(n)
          if (own) return [{kind: "country", country: own.country, token: own.token, rel}]
        }
        if (!resumed.nouns.some((n) => this.nounLemmas(n).some((l) => LANDS.has(l)))) return NOBODY
      }
      // «نظيره، الذي استقبله»: who does it is not whom it is done to.
      const doer = resumed && "mention" in resumed && p.args.some((a) => a.rel === "subj" && a.mention === resumed.mention)
      if (resumed && "mention" in resumed && !doer && this.fits(role, resumed.mention, rel))
        return [{kind: "mention", mention: resumed.mention, rel}]
      const reading = (p.cls === "v" ? w?.verbs : w?.nouns)?.find((r) => r.suffix !== undefined && r.lemma.word === p.lemma)
      if (reading?.suffix) out.push({kind: "pronoun", pronoun: reading.suffix, token: p.token, rel})
      // «زارها», «غادرها»: a place told before.
      return role === "place" && reading?.suffix !== "3fs" ? [] : out
    }
    if (wanted === "nisba") {
      for (const a of p.args) {
        if (a.rel !== "nisba") continue
        const country = this.marks.words[a.token]?.nisba?.lemma.country
        if (country) out.push({kind: "country", country, token: a.token, rel})
      }
      // «محادثات إيرانية أوروبية»
      const first = out.length === 1 ? (out[0] as {readonly token: number}).token : -1
      const second = first >= 0 ? this.marks.words[first + 1] : undefined
      const bloc =
        second && this.marks.mentionAt[first + 1] === -1 && second.al === this.marks.words[first]?.al ? this.actingBloc(second) : undefined
      if (bloc) out.push({kind: "country", country: bloc, token: first + 1, rel})
      // «عقوبات أوروبية», «دعوات أممية»
      if (out.length === 0) {
        const bloc = this.nisbaAfter(p.token, true)
        if (bloc) out.push({kind: "country", country: bloc.country, token: bloc.token, rel})
      }
      return out
    }
    for (const a of p.args) {
      const same = a.rel === wanted || (wanted === "of" && a.rel === "of?")
      if (!same) continue
      // «من الصين … من لقاح سينوفارم»: the second is of what, not from whom.
      if (wanted === "من" && out.length > 0 && !itemAt(this.marks.mentions, a.mention)?.joined) break
      // «جزر كذا، التي استولت عليها القوات»: the place that the clause is said of.
      const resumedPlace = role === "place" && a.mention < 0 && this.pronounAt(a.token) ? this.placeResumed(p) : -1
      if (resumedPlace >= 0) {
        out.push({kind: "mention", mention: resumedPlace, rel})
        continue
      }
      // «حين حل بها الملك», «أرسل إليها جنودا»
      if (role === "place" && a.mention < 0 && (rel === "ب" || rel === "الي") && this.pronounAt(a.token) === "3fs") {
        out.push({kind: "pronoun", pronoun: "3fs", token: a.token, rel})
        continue
      }
      // «أرسلت الصين سفنا ردا على زيارة الرئيس إلى هاواي»: where another went.
      if (role === "place" && p.cls === "v" && a.mention >= 0 && this.isAnswereds(p, a.mention)) continue
      // «من الجزائر … من قبل الجيش»: the same preposition further on begins another phrase.
      // A subject taken over from the clause before stands there as it may.
      if (out.length > 0 && role !== "place" && a.mention >= 0 && !(rel === "subj" && a.token <= p.token) && !this.goesWith(a.mention))
        continue
      if (role !== "place" && p.cls === "v" && a.mention >= 0 && a.rel !== "ضد" && this.ofParticiple(a.mention)) continue
      // «لن يسافر إلى قمة بريكس في جوهانسبرغ»: where the gathering is.
      if (a.mention < 0 && role === "place" && this.nounIn(a.token, GATHERINGS)) {
        const where = p.args.find(
          (b) =>
            b.mention >= 0 &&
            b.token > a.token &&
            b.token < a.token + 10 &&
            (b.rel === "في" || b.rel === "ب") &&
            this.fits("place", b.mention),
        )
        if (where) out.push({kind: "mention", mention: where.mention, rel})
        continue
      }
      // «ذهب إلى بلدان الاتحاد السوفييتي», «وصل إلى مقر الأمم المتحدة»: the place the noun is of.
      if (a.mention < 0 && role === "place") {
        // «انسحاب الجيش منها»
        const there = this.marks.words[a.token]?.info.readings.find((r) => r.suffix?.startsWith("3") && r.lemma.pos === "prep")?.suffix
        if (rel === "من" && (there === "3fs" || there === "3ms")) {
          out.push({kind: "pronoun", pronoun: there, token: a.token, rel})
          continue
        }
        // «إلى الحدود مع بيلاروسيا»
        const border =
          this.nounLemmas(a.token).includes("حدود") || this.nounLemmas(a.token).includes("حد")
            ? p.args.find(
                (b) => b.mention >= 0 && b.rel === "مع" && b.token > a.token && b.token <= a.token + 3 && this.fits("place", b.mention),
              )
            : undefined
        // «إلى المياه القريبة من تايوان», «الجزر المحيطة بكوريا»
        const near = NEAR.has(this.marks.tokens.folded[a.token + 1] ?? "")
          ? p.args.find(
              (b) =>
                b.mention >= 0 &&
                (b.rel === "من" || b.rel === "ب") &&
                b.token > a.token + 1 &&
                b.token <= a.token + 3 &&
                this.fits("place", b.mention),
            )
          : undefined
        const genitive =
          border ??
          near ??
          p.args.find(
            (b) =>
              b.mention >= 0 &&
              (b.rel === "gen" || b.rel === "of") &&
              b.token > a.token &&
              b.token <= a.token + 3 &&
              !this.prepBetween(a.token, b.token) &&
              this.fits("place", b.mention),
          )
        if (genitive) out.push({kind: "mention", mention: genitive.mention, rel})
        continue
      }
      if (a.mention >= 0) {
        const peers = role === "place" ? NOBODY : this.peersOf(a.mention, rel)
        if (peers.length > 0) {
          out.push(...peers)
          continue
        }
        // «إعادة سفيرها»: an officer of hers stands for her state.
        const own = role === "actor" ? this.ownerOf(a.mention) : undefined
        if (own) {
          out.push({kind: "pronoun", pronoun: own, token: a.token, rel, state: true})
          continue
        }
        if (!this.fits(role, a.mention, rel) || this.isInside(p, a.mention)) continue
        const embassy = role === "place" ? undefined : this.embassyOf(a.mention)
        const meant = role === "place" ? a.mention : this.titled(a.mention)
        if (embassy) out.push({kind: "country", country: embassy, token: a.token, rel})
        else out.push({kind: "mention", mention: meant, rel})
        // «ممثلون عن تركيا ومصر …»: whom each of them stands for.
        if (meant !== a.mention && this.marks.mentions[a.mention]?.number === "pl")
          for (const b of p.args) {
            const m = b.mention > meant && b.rel === this.marks.mentions[meant]?.prep ? this.marks.mentions[b.mention] : undefined
            if (m && (m.joined || m.prep === "عن") && m.kind !== "person" && m.kind !== "place")
              out.push({kind: "mention", mention: m.index, rel})
          }
      } else if (role !== "place") {
        const pronoun = this.marks.words[a.token]?.info.readings.find((r) => r.suffix && r.lemma.pos === "prep")?.suffix
        if (pronoun) {
          out.push({kind: "pronoun", pronoun, token: a.token, rel})
          continue
        }
        // «مسؤولين إيرانيين», «سفيرها»: a common noun stands for its country where its adjective names one.
        // «قالت كييف إن قواتها انسحبت»: forces with the pronoun of their state.
        const own = this.marks.words[a.token]?.nouns.find(
          (r) => r.suffix && (STATE_NOUNS.has(r.lemma.word) || (r.suffix.startsWith("3") && role === "actor" && FORCES.has(r.lemma.word))),
        )
        if (own?.suffix) {
          out.push({kind: "pronoun", pronoun: own.suffix, token: a.token, rel, state: true})
          continue
        }
        // «الاعتداء على سفارتها», «تعليق عضويتها»: done to whose it is.
        const owned =
          role === "target" ? this.marks.words[a.token]?.nouns.find((r) => r.suffix?.startsWith("3") && OWNED.has(r.lemma.word)) : undefined
        if (owned?.suffix) {
          out.push({kind: "pronoun", pronoun: owned.suffix, token: a.token, rel})
          continue
        }
        // «زيارة يقوم بها الأخير»: the one named last.
        const latter = LATTER.has(this.marks.tokens.folded[a.token] as string) ? this.namedBefore(a.token) : -1
        if (latter >= 0) {
          out.push({kind: "mention", mention: latter, rel})
          continue
        }
        const guest = this.marks.words[a.token]?.nouns.find((r) => r.suffix?.startsWith("3") && GUESTS.has(r.lemma.word))
        if (guest && (role === "counterpart" || role === "actor" || role === "target")) {
          // «دعا ضيفه الفرنسي إيمانويل ماكرون»: named right behind.
          const named =
            itemAt(this.marks.mentions, this.marks.mentionAt[a.token + 1] as number) ??
            itemAt(this.marks.mentions, this.marks.mentionAt[a.token + 2] as number)
          if (named?.kind === "person" && !named.prep && !named.joined) {
            out.push({kind: "mention", mention: named.index, rel})
            continue
          }
          const pronoun = (this.marks.tokens.folded[a.token] as string).includes("ضيفت") ? "3fs" : "3ms"
          out.push({kind: "pronoun", pronoun, token: a.token, rel, guest: true})
          continue
        }
        // «الأطراف الثلاثة»
        const many = this.rowOf(a.token)
        if (many > 0) {
          out.push({kind: "row", many, token: a.token, rel})
          continue
        }
        if (a.token === p.token) continue
        // «جولة مباحثات روسية أمريكية»: the talks have their own sides.
        if (p.cls === "n" && rel === "of" && ROUNDS.has(p.lemma) && this.nounIn(a.token, AGENT_LEMMAS)) continue
        // «جنوب إيران»: where.
        if (QUARTERS.has(this.nounLemmas(a.token)[0] ?? "")) continue
        const people = this.marks.words[a.token]?.nisba
        const nisba =
          people?.lemma.country &&
          ((this.marks.words[a.token]?.al && a.rel === "subj") ||
            // «للسودانيين الفارين», «إلى الفلسطينيين»
            // «رحلت واشنطن 230 فنزويليا»
            (a.rel === "obj" && this.marks.aside[a.token - 1] === 1 && (this.marks.tokens.folded[a.token] ?? "").endsWith("يا")) ||
            (role === "target" && GIVEN_TO.has(a.rel) && /(?:يين|يون)$/.test(this.marks.tokens.folded[a.token] ?? "")) ||
            (a.rel === "obj" && /(?:ين|ون)$/.test(people.lemma.word + (this.marks.tokens.folded[a.token] ?? ""))))
            ? {country: people.lemma.country, token: a.token}
            : this.nisbaAfter(a.token)
        // «طعن شاب سوري»: nobody's state.
        if (nisba && role === "actor" && this.nounIn(a.token, PRIVATE)) continue
        if (nisba) {
          out.push({kind: "country", country: nisba.country, token: nisba.token, rel})
          // «سفن فلبينية وأسترالية ويابانية»
          for (let i = nisba.token + 1; i < nisba.token + 5; i++) {
            const w = this.marks.words[i]
            const country = w?.joined && !w.attached && this.marks.mentionAt[i] === -1 ? w.nisba?.lemma.country : undefined
            if (!country) break
            out.push({kind: "country", country, token: i, rel})
          }
        } else {
          // «مجموعة من الجنود الكولومبيين»
          const of = this.marks.words[a.token + 1]
          const men =
            this.isDelegation(a.token) && of?.prep === "من" && of.nouns.length === 0 && this.marks.mentionAt[a.token + 2] === -1
              ? this.nisbaAfter(a.token + 2)
              : undefined
          if (men) {
            out.push({kind: "country", country: men.country, token: men.token, rel})
            continue
          }
          const head = this.bodyHead(a.token)
          // «وفد منها»
          const among = this.isDelegation(a.token) ? this.pronounAt(a.token + 1) : undefined
          if (among && this.marks.words[a.token + 1]?.prep === "من") {
            out.push({kind: "pronoun", pronoun: among, token: a.token + 1, rel})
            continue
          }
          // «أدان هجوم روسيا», «عضوية الغابون»: the genitive of the noun.
          if (role === "target" && this.isOwnDeed(p, a.token)) continue
          const owner = this.bodyOf(p, a.token) ?? (a.token < p.token ? this.sentFrom(a.token) : this.genitiveOf(p, a.token))
          const genitive = owner >= 0 ? owner : (this.ledBy(p, a.token) ?? -1)
          const embassy = genitive >= 0 ? this.embassyOf(genitive) : undefined
          if (embassy) out.push({kind: "country", country: embassy, token: a.token, rel})
          else if (genitive >= 0 && this.fits(role, genitive)) {
            out.push({kind: "mention", mention: genitive, rel})
            // «نظرائه من بريطانيا وفرنسا وألمانيا»
            for (let m = this.marks.mentions[genitive]; m; ) {
              const next: Mention | undefined = this.marks.mentions[m.index + 1]
              if (!next?.joined || next.from !== m.to || next.kind !== m.kind) break
              out.push({kind: "mention", mention: next.index, rel})
              m = next
            }
          } else if (head !== "") out.push({kind: "body", head, token: a.token, rel})
        }
      }
    }
    return out
  }

  /// Is a phrase that of an act which this one answers («ردا على …»)?
  isAnswereds(p: Predicate, mention: number): boolean {
    for (let n = p.index + 1; n < this.marks.predicates.length; n++) {
      const q = this.marks.predicates[n] as Predicate
      if (q.sentence !== p.sentence || q.token >= (this.marks.mentions[mention]?.from ?? 0)) return false
      if (q.cls === "n" && this.isAnswered(q) && q.args.some((b) => b.mention === mention)) return true
    }
    return false
  }

  /// «ونظرائه من بريطانيا وفرنسا وألمانيا»: colleagues who are told by their states alone.
  peersOf(mention: number, rel: string): readonly Filler[] {
    const {mentions} = this.marks
    const m = mentions[mention]
    let next = mentions[mention + 1]
    if (m?.form !== "title" || m.number !== "pl" || m.countries.length > 0) return NOBODY
    if (!this.nounLemmas(m.from).includes("نظير")) return NOBODY
    if (next?.prep !== "من" || next.from > m.to + 1 || next.kind === "person") return NOBODY
    const out: Filler[] = []
    for (let last = m; next; next = mentions[last.index + 1]) {
      if (last !== m && !(next.joined && next.from === last.to)) break
      out.push({kind: "mention", mention: next.index, rel})
      last = next
    }
    return out
  }

  /// «الشركة», «الحركة» alone: what kind of body is meant; empty for other words.
  bodyHead(token: number): string {
    const {words, tokens, mentionAt} = this.marks
    if (!words[token]?.al) return ""
    // «التقى الأمير بالوفد»: the delegation told before.
    if (this.nounIn(token, MISSIONS) && !(words[token + 1]?.al && tokens.kind[token + 1] === WORD)) return "وفد"
    const next = words[token + 1]
    if (tokens.kind[token + 1] === WORD && mentionAt[token + 1] === -1 && next?.al && next.adj) return ""
    const head = (tokens.folded[token] as string).replace(/^[وف]?(?:ب?ال|لل)/, "")
    return BODY_HEADS.has(head) ? head : ""
  }

  /// «تستعد روسيا والصين لتوقيع …»: the act that its subject is about.
  isPurpose(p: Predicate): boolean {
    return p.governorRel === "ل" && !p.definite && (this.marks.words[p.token]?.nouns.some((r) => r.lemma.pos === "masdar") ?? false)
  }

  /// «رئيس بلدية إسطنبول أكرم إمام أوغلو»: the body within the title of another phrase.
  isInside(p: Predicate, mention: number): boolean {
    const m = this.marks.mentions[mention]
    if (m === undefined) return false
    for (const b of p.args) {
      const outer = b.mention >= 0 && b.mention !== mention ? this.marks.mentions[b.mention] : undefined
      if (outer?.kind === "person" && outer.from < m.from && m.to <= outer.to) return true
    }
    return false
  }

  /// Joined to the phrase before: «من بكين وموسكو», «ومن موسكو».
  goesWith(mention: number): boolean {
    const m = this.marks.mentions[mention]
    if (!m || m.joined || !m.prep) return true
    const before = this.marks.tokens.folded[m.from - 1] ?? ""
    return before.startsWith("و") || (this.marks.tokens.folded[m.from] ?? "").startsWith("و")
  }

  /// «الاتفاق الموقع في الجزائر»: the phrase of a participle is its own.
  ofParticiple(mention: number): boolean {
    const m = this.marks.mentions[mention]
    if (!m?.prep || m.from < 2) return false
    const bare = this.marks.words[m.from - 1]
    const w = bare && bare.prep !== "" && bare.nouns.length === 0 ? this.marks.words[m.from - 2] : bare
    return w?.al === true && w.nouns.length > 0 && w.nouns.every((r) => r.lemma.pos === "pp")
  }

  /// «السفارة الروسية» stands for Russia.
  embassyOf(mention: number): string | undefined {
    const m = this.marks.mentions[mention]
    return m?.form === "body" && m.countries.length === 1 && this.nounIn(m.from, EMBASSIES) ? m.countries[0] : undefined
  }

  /// A bare title stands for whom it goes on to name: «زعيم المعارضة في أوغندا كيزا بيسيجي», «قادة في حركة الشباب».
  titled(mention: number): number {
    const {mentions} = this.marks
    const m = mentions[mention]
    if (m?.form !== "title" || m.countries.length > 0) return mention
    // «قادة مجموعة السبع»
    const body = m.number === "pl" ? mentions[mention - 1] : undefined
    if (body?.kind === "organization" && body.from > m.from && body.nameTo === m.to) return body.index
    const next = mentions[mention + 1]
    if (!next || !OF_TITLE.has(next.prep) || next.from > m.to + 2 || next.kind === "person") return mention
    // «دبلوماسيون من قاعة الأمم المتحدة»: the preposition is another noun's.
    const before = this.marks.words[next.from - 1]
    if (next.from > m.to && before && before.nouns.length > 0 && !before.adj && next.from - 1 >= m.to) return mention
    const name = mentions[mention + 2]
    if (m.number === "sg" && name?.kind === "person" && name.form === "name" && name.from === next.to && !name.prep && !name.joined)
      return name.index
    return next.kind === "place" ? mention : next.index
  }

  /// The pronoun on a title without a name: «سفيرها».
  ownerOf(mention: number): string | undefined {
    const m = this.marks.mentions[mention]
    if (m?.form !== "title" || m.counterpart) return undefined
    return this.marks.words[m.from]?.nouns.find((r) => r.suffix?.startsWith("3") && r.lemma.tags.includes("title"))?.suffix
  }

  /// The pronoun on a preposition: «بها».
  pronounAt(token: number): string | undefined {
    return this.marks.words[token]?.info.readings.find((r) => r.suffix && r.lemma.pos === "prep")?.suffix
  }

  /// The place right before the relative pronoun of a verb; -1 for none.
  placeResumed(p: Predicate): number {
    const {words, mentions, mentionAt, tokens} = this.marks
    if (!words[p.token - 1]?.closed.has("rel")) return -1
    const end = "،,".includes(tokens.folded[p.token - 2] ?? " ") ? p.token - 3 : p.token - 2
    const m = itemAt(mentions, mentionAt[end] as number)
    return m && (m.kind === "place" || m.kind === "country") ? m.index : -1
  }

  /// Who was named last before a token: a person, a state or a body.
  namedBefore(token: number): number {
    const {mentions, mentionAt, sentences, sentenceAt} = this.marks
    const from = sentences[Math.max(0, (sentenceAt[token] as number) - 1)]?.from ?? token
    for (let i = token - 1; i >= from; i--) {
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m && m.kind !== "place" && m.form === "name") return m.index
    }
    return -1
  }

  /// How many act together: «رئيسا أذربيجان وتركيا» are two.
  sidesOf(fillers: readonly {readonly role: Role; readonly filler: Filler}[]): number {
    let n = 0
    for (const {role, filler} of fillers)
      if (role === "actor") {
        const m = filler.kind === "mention" ? this.marks.mentions[filler.mention] : undefined
        // «وزيرا خارجية البلدين», «الجانبان»
        n += m ? Math.max(m.number === "du" ? 2 : 1, m.countries.length) : 1
      }
    return n
  }

  isAskedTitle(mention: number, asked: readonly string[]): boolean {
    const m = this.marks.mentions[mention]
    return m?.form === "title" && m.countries.length === 0 && this.hasWord(m.from, asked)
  }

  /// «الكاتب فلان، الموقوف منذ نوفمبر»: an arrest that only its participle tells.
  captivity({mention, token, status, place, date}: Held): RawEvent {
    const m = this.marks.mentions[mention] as Mention
    const sentence = this.marks.sentenceAt[token] as number
    return {
      type: "coerce",
      frame: "coerce.held",
      predicate: -1,
      token,
      sentence,
      status,
      fillers: [{role: "target", filler: {kind: "mention", mention, rel: "subj"}}],
      own: 1,
      place,
      date,
      main: token,
      evidence: {start: m.start, end: this.marks.tokens.end[token] as number},
      confidence: 0.6,
      deed: undefined,
      counted: undefined,
      why: [{step: "frame", says: `coerce.held: «${this.word(token)}»`}],
    }
  }

  /// «بلينكن في الصين لبحث ملف أوكرانيا»: a line without a verb that only says where a known man is.
  headlineVisit(sentence: number): RawEvent | undefined {
    const {marks} = this
    const s = marks.sentences[sentence]
    if (!s || s.to - s.from > HEADLINE_WORDS || this.isElsewhere(sentence)) return undefined
    const who = marks.mentions[marks.mentionAt[s.from] as number]
    const where = who ? marks.mentions[marks.mentionAt[who.to + 1] as number] : undefined
    if (who?.kind !== "person" || who.known.length === 0 || who.from !== s.from || who.prep) return undefined
    if (where?.prep !== "في" || where.from !== who.to + 1 || !this.fits("place", where.index)) return undefined
    for (let i = s.from; i < s.to; i++) {
      const at = marks.predicateAt[i] as number
      if (at >= 0 && (marks.predicates[at]?.cls === "v" || marks.predicates[at]?.lemma === "زياره")) return undefined
    }
    return {
      type: "visit",
      frame: "visit.headline",
      predicate: -1,
      token: who.from,
      sentence,
      status: "",
      fillers: [{role: "actor", filler: {kind: "mention", mention: who.index, rel: "subj"}}],
      own: 1,
      place: where.index,
      date: -1,
      main: who.from,
      evidence: {start: who.start, end: where.end},
      confidence: 0.6,
      deed: undefined,
      counted: undefined,
      why: [{step: "frame", says: "visit.headline: a name and where he is"}],
    }
  }

  /// Does a preposition stand between two tokens?
  prepBetween(from: number, to: number): boolean {
    for (let i = from + 1; i < to; i++) {
      const w = this.marks.words[i]
      if (w && this.marks.mentionAt[i] === -1 && (w.attached !== "" || w.prep !== "")) return true
    }
    return false
  }

  /// «المجلس التنفيذي لصندوق النقد الدولي», «مجلس إدارة البنك»: whose organ the noun is.
  bodyOf(p: Predicate, token: number): number | undefined {
    if (!this.nounIn(token, ORGANS)) return undefined
    const of = p.args.find(
      (a) =>
        a.mention >= 0 &&
        a.token > token &&
        a.token <= token + 3 &&
        (a.rel === "ل" || a.rel === "gen" || a.rel === "of") &&
        this.marks.mentions[a.mention]?.kind === "organization",
    )
    return of?.mention
  }

  /// «تحالف بقيادة السعودية», «وفد برئاسة السفير»: who leads them.
  ledBy(p: Predicate, token: number): number | undefined {
    for (const a of p.args)
      if (a.mention >= 0 && LED.has(a.rel) && a.token > token && a.token <= token + 5 && !this.prepositionBetween(token + 1, a.token - 1))
        return a.mention
    return undefined
  }

  genitiveOf(p: Predicate, token: number): number {
    // «قوات تابعة للحكومة»
    if (this.nounLemmas(token + 1).some((l) => BELONGING.has(l)))
      for (const a of p.args) if (a.mention >= 0 && a.rel === "ل" && a.token > token + 1 && a.token <= token + 3) return a.mention
    for (const a of p.args) {
      if (a.mention < 0 || a.token <= token || a.token > token + 4) continue
      const delegation =
        (a.rel === "من" || a.rel === "عن") &&
        this.marks.words[token]?.nouns.some((r) => DELEGATIONS.has(r.lemma.word) && r.suffix === undefined) === true
      // The phrase of another preposition between is its own.
      if (!delegation && a.rel !== "في" && this.prepositionBetween(token + 1, a.token)) continue
      // «السلطات في بوركينا فاسو», «المعارضة في مدغشقر»
      const seat =
        a.rel === "في" &&
        a.token <= token + (this.marks.words[token + 1]?.al || this.marks.words[token + 1]?.joined ? 3 : 2) &&
        this.nounLemmas(token).some((l) => SEATED.has(l) || (LOCATED.has(l) && p.args.some((b) => b.token === token && b.rel === "علي")))
      if (a.rel !== "gen" && a.rel !== "of" && !delegation && !seat) continue
      const m = this.marks.mentions[a.mention]
      // «اعتمدت القمة إعلان البحرين»: of the object, not of who adopts it.
      if (a.rel === "gen" && this.marks.words[token]?.al && this.nounIn(token, GATHERINGS)) continue
      // «وفدا دبلوماسيا»: an adjective, no diplomat.
      if (m?.form === "title" && m.countries.length === 0 && (this.marks.tokens.folded[token] as string).endsWith("ا")) continue
      if (
        m?.kind === "place" &&
        m.form === "name" &&
        !this.nounLemmas(token).some((l) => SAID.has(l) || (SEATED.has(l) && a.rel === "gen"))
      )
        continue
      return a.mention
    }
    return -1
  }

  isDelegation(token: number): boolean {
    return this.marks.words[token]?.nouns.some((r) => DELEGATIONS.has(r.lemma.word) && r.suffix === undefined) === true
  }

  /// Whose a delegation is that is named before its verb; -1 where it is not told.
  sentFrom(token: number): number {
    const {mentions, mentionAt, words, tokens} = this.marks
    if (!this.nounLemmas(token).some((l) => MISSIONS.has(l))) return -1
    for (let i = token + 1; i <= token + 3 && tokens.kind[i] === WORD; i++) {
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m) return m.from === i && m.prep === "من" ? m.index : -1
      if (words[i]?.prep && words[i]?.prep !== "من") return -1
    }
    return -1
  }

  /// A preposition ends the genitives of a noun: «اتفاقية للتعاون خلال زيارة أمير قطر» is not the emir's.
  prepositionBetween(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const w = this.marks.words[i]
      if (w && this.marks.mentionAt[i] === -1 && (w.attached || (w.prep && w.prep !== "من" && w.nouns.length === 0))) return true
    }
    return false
  }

  /// غربي، أوروبي …: the bloc whose act it is.
  actingBloc(w: Word): string | undefined {
    for (const r of w.nouns) {
      const org = this.lists.actingBlocs.get(r.lemma.word)
      if (org !== undefined) return org
    }
    return undefined
  }

  nisbaAfter(token: number, bloc = false, reach = 3): {country: string; token: number} | undefined {
    for (let i = token + 1; i <= token + reach; i++) {
      const w = this.marks.words[i]
      if (!w || this.marks.tokens.kind[i] !== WORD || this.marks.mentionAt[i] !== -1) return undefined
      if (w.attached || w.joined) return undefined
      // «الطبيب إصابة المطرب اللبناني»: another noun's.
      if (!w.al && this.marks.words[token]?.al) return undefined
      const acting = this.actingBloc(w)
      // «غربي اليمن», «شمال غربي نيجيريا»: where, not who.
      const next = itemAt(this.marks.mentions, this.marks.mentionAt[i + 1] as number)
      if (acting && ((next && !next.prep) || DIRECTIONS.has(this.marks.tokens.folded[i - 1] as string))) return undefined
      if (acting) return {country: acting, token: i}
      if (w.nisba?.lemma.country && !bloc) return {country: w.nisba.lemma.country, token: i}
      if (w.prep || w.closed.size > 0 || (w.verb && w.nouns.length === 0)) return undefined
    }
    return undefined
  }

  /// An event noun without its doer takes the subject of the light verb over it, and its other places from that verb's phrases.
  borrow(p: Predicate, frame: Frame, governors: readonly Governing[], fillers: {role: Role; filler: Filler}[], used: number[]): void {
    // «وصل … في زيارة رسمية»: the visit is the subject's.
    // «زيارة لآبي أحمد»: whose it is.
    if (!hasNamedActor(fillers)) {
      const owners = this.byRel(p, "ل", "actor")
      if (owners.length > 0)
        for (const f of owners.filter(
          (f) => f.kind === "mention" && !used.includes(f.mention) && this.marks.mentions[f.mention]?.kind === "person",
        ))
          put(fillers, used, "actor", f)
    }
    if (areBothTold(fillers)) return
    // «زيارة وفد …»: the doer stands in the genitive, if only as a common noun.
    if (
      AGENT_NOUNS.has(frame.type) &&
      !SENDING.has(p.lemma) &&
      p.args.some((a) => a.rel === "of" && a.mention < 0 && this.nounIn(a.token, DELEGATIONS))
    )
      return
    // «قال بوتين في ختام زيارة إلى طاجيكستان»: of the verb over the end of it; «وفي ختام زيارة إلى …، قال»: of the verb to come.
    const edge = itemAt(this.marks.predicates, p.governor)
    // «وفي ختام المحادثات، قال نائب رئيس الوزراء»: those told before, whose sides are known.
    const again = frame.type !== "visit" && p.definite && !hasRole(fillers, "counterpart")
    const ended = edge?.cls === "n" && p.governorRel === "of" && EDGES.has(edge.lemma) && !again
    const begun = ended ? edge : p
    const ahead =
      (ended || DURING_RELS.has(this.marks.words[p.token - 1]?.prep ?? "")) && begun.governor < 0 && ATTENDED.has(frame.type) && !again
        ? this.verbAhead(p)
        : undefined
    const over = ended ? (itemAt(this.marks.predicates, edge.governor) ?? ahead) : (edge ?? ahead)
    const rel = ended || ahead ? "في ختام" : p.governorRel
    // «بعد إعلان ترمب فرض رسوم»: who stands between what is meant and the masdar of it.
    if (!hasNamedActor(fillers)) {
      const owner = this.intends(p)
      if (owner >= 0 && !used.includes(owner)) {
        for (let n = fillers.length - 1; n >= 0; n--) if (fillers[n]?.role === "actor") fillers.splice(n, 1)
        put(fillers, used, "actor", {kind: "mention", mention: owner, rel: "of"})
      }
    }
    // «قرار واشنطن إرسال قوات»: whose plan it is.
    if (over?.cls === "n" && p.governorRel === "obj" && !hasNamedActor(fillers))
      for (const f of this.byRel(over, "of", "actor")) if (f.kind !== "mention" || !used.includes(f.mention)) put(fillers, used, "actor", f)
    const inVisit = frame.type === "visit" && p.governorRel === "في" ? over : undefined
    // «أعلنت المملكة قطع علاقاتها»: who announces, decides or does an act is its doer, unless the verb is known to be about others.
    const ruled = over ? this.lists.governors[over.cls].get(over.lemma) : undefined
    const controlled =
      // «الضربات الأمريكية … التي نددت بها موسكو»: who speaks of an act did not do it.
      over?.cls === "v" && p.governorRel === "relobj" && !this.speaksOf(over)
        ? over
        : over?.cls === "v" &&
            !ruled &&
            !(UNNAMED_DOER.has(frame.type) && this.isAnswer(over)) &&
            (p.governorRel === "obj" || p.governorRel === "ب" || (!AIMED.has(frame.type) && this.isPurpose(p)))
          ? over
          : undefined
    // «قال لافروف خلال اجتماع مع شكري»: what he did during it, he did as one who was there.
    const during =
      over?.cls === "v" &&
      !over.passive &&
      ATTENDED.has(frame.type) &&
      (DURING_RELS.has(rel) || (frame.type === "visit" && !p.definite && !hasNamedActor(fillers) && this.isSpanFrom(p))) &&
      !hangs(p, "بين")
        ? over
        : undefined
    // «المكالمة التي جرت بين …»
    const took = over?.cls === "v" && over.lemma === "جري" && p.governorRel === "subj" ? over : undefined
    // «علقت الهند العمل بالمعاهدة الموقعة مع باكستان»
    const signer = over?.cls === "v" && frame.type === "agreement" && hasRole(fillers, "counterpart") && this.isSigned(p) ? over : undefined
    // «أكد في لقاء»: who speaks in a meeting takes part in it; who speaks of a raid did not fly it.
    // «يختتم جولته بعد ساعات من هجوم في تشاد»: nor did he who did something else hours after it.
    const within =
      p.governorRel === "في" || this.isSpanFrom(p) || this.isAfterSpan(p) || WHEN_RELS.has(p.governorRel) || p.governorRel === "لدي"
    const lent = within && !MEETINGS.has(frame.type) ? undefined : lightOf(governors)
    // «أعلن الحاكم مقتل شخصين»: who tells of a death did not cause it.
    if (!hasSlot(frame, "actor") && DONE_TO_DEATH.has(p.lemma)) return
    // «قيام الجهاز بمهاجمة قواعد»
    const doing = !p.definite && this.marks.words[p.token]?.attached === "ب" && !hasNamedActor(fillers) ? this.doingBefore(p) : NOBODY
    if (doing.length > 0) {
      for (const f of doing) if (f.kind !== "mention" || !used.includes(f.mention)) put(fillers, used, "actor", f)
      return
    }
    // «مكالمة هاتفية أكد فيها الوزير لعلي»
    const inside = ATTENDED.has(frame.type) ? this.clauseInside(p) : undefined
    const light = lent ?? inside ?? took ?? signer ?? inVisit ?? controlled ?? during
    if (!light) return
    if (!hasNamedActor(fillers)) {
      // «استقبله موسيفيني في أول رحلة له»: who is received has come.
      const received = frame.type === "visit" && RECEIVING.has(light.lemma)
      const subject = received
        ? [...this.byRel(light, "suffix", "actor"), ...unused(this.byRel(light, "obj", "actor"), used)]
        : unused(this.byRel(light, "subj", "actor"), used)
      if (subject.length > 0) for (let n = fillers.length - 1; n >= 0; n--) if (fillers[n]?.role === "actor") fillers.splice(n, 1)
      for (const f of subject) {
        put(fillers, used, "actor", f)
      }
    }
    for (const slot of frame.slots) {
      if (hasRole(fillers, slot.role)) continue
      for (const rel of slot.rels) {
        if (slot.role === "actor" && rel !== "بين") continue
        if (rel === "of" || rel === "suffix" || rel === "nisba" || rel === "subj" || rel === "obj") continue
        const found = unused(this.byRel(light, rel, slot.role), used)
        for (const f of found) {
          put(fillers, used, slot.role, f)
        }
        if (found.length > 0) break
      }
    }
    if ((frame.type === "meeting" || frame.type === "call") && (light === inside || DURING_RELS.has(p.governorRel)))
      this.spokenTo(p, light, fillers, used)
  }

  /// Whose doing a masdar behind «قيام … بـ» is.
  doingBefore(p: Predicate): readonly Filler[] {
    const {tokens, mentions, mentionAt, sentences} = this.marks
    const from = Math.max(sentences[p.sentence]?.from ?? 0, p.token - DOING_REACH)
    for (let i = p.token - 1; i >= from; i--) {
      if (tokens.kind[i] !== WORD) return NOBODY
      if (!DOINGS.has((tokens.folded[i] as string).replace(/^[وف]?[بل]?/, ""))) continue
      const m = itemAt(mentions, mentionAt[i + 1] as number)
      return m && m.from === i + 1 && m.to <= p.token ? [{kind: "mention", mention: m.index, rel: "of"}] : NOBODY
    }
    return NOBODY
  }

  /// «تدين المنظمة الحملة العسكرية»: who condemns or backs an attack did not lead it.
  isAnswer(over: Predicate): boolean {
    for (const f of this.lists.frames.verbs.get(over.lemma) ?? []) if (ANSWERING.has(f.type) || f.type === "support") return true
    return false
  }

  /// The mention right before a masdar that a noun of announcing or deciding stands before; -1 for none.
  intends(p: Predicate): number {
    const {mentions, mentionAt, words} = this.marks
    const m = itemAt(mentions, mentionAt[p.token - 1] as number)
    if (!m || m.to !== p.token || m.kind === "place" || m.prep || p.definite) return -1
    const head = words[m.from - 1]
    return head && !head.al && head.nouns.some((r) => INTENDED.has(r.lemma.word)) ? m.index : -1
  }

  /// The pronoun for a verb of the third person that has no subject of its own: its gender by its form.
  droppedSubject(p: Predicate): string | undefined {
    if (p.cls !== "v" || p.passive || p.first || p.plural || hangs(p, "subj")) return undefined
    // A clause on a noun is of that noun.
    const before = this.marks.words[p.token - 1]
    if (
      this.marks.tokens.kind[p.token - 1] === WORD &&
      (before?.closed.has("rel") || (before?.nouns.length && !before.prep && !before.time))
    )
      return undefined
    const word = this.marks.tokens.folded[p.token] as string
    if (p.aspect === "perf") return /ت$/.test(word) ? "3fs" : /(?:وا|تا|ا)$/.test(word) ? undefined : "3ms"
    const stem = word.replace(/^[وف]?س?/, "")
    return stem.startsWith("ت") ? "3fs" : stem.startsWith("ي") && !/(?:ون|ان|وا)$/.test(stem) ? "3ms" : undefined
  }

  /// The first verb of a sentence, where a phrase of time opens it.
  verbAhead(p: Predicate): Predicate | undefined {
    const {predicates, sentences} = this.marks
    const s = sentences[p.sentence]
    if (!s || p.token - s.from > OPENING_REACH) return undefined
    for (let n = p.index - 1; n >= 0 && (predicates[n] as Predicate).sentence === p.sentence; n--)
      if (predicates[n]?.cls === "v") return undefined
    for (let n = p.index + 1; n < predicates.length; n++) {
      const v = predicates[n] as Predicate
      if (v.sentence !== p.sentence) return undefined
      if (v.cls === "v") return this.marks.words[v.token - 1]?.closed.has("rel") ? undefined : v
    }
    return undefined
  }

  /// Does a verb tell of nothing but words?
  speaksOf(v: Predicate): boolean {
    const frames = this.lists.frames.verbs.get(v.lemma)
    return frames !== undefined && frames.length > 0 && frames.every((f) => SPOKEN_TYPES.has(f.type))
  }

  /// «شكر في اتصال هاتفي نظيره التركي», «أشاد … أمام نظيره خلال اجتماع», «مكالمة أكد فيها الوزير لعلي»: whom one speaks to in talks is
  /// their other side.
  spokenTo(p: Predicate, over: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    if (fillers.filter((f) => f.role === "actor").length !== 1 || hasRole(fillers, "counterpart")) return
    for (const a of over.args) {
      const m = this.marks.mentions[a.mention]
      if (m?.kind !== "person" || used.includes(a.mention) || a.token === p.token) continue
      if (a.rel === "امام" || a.rel === "ل" || (a.rel === "obj" && ADDRESSING.has(over.lemma)))
        put(fillers, used, "counterpart", {kind: "mention", mention: a.mention, rel: a.rel})
    }
  }

  /// «زيارة باكستان»: the genitive of a visit is its place where it is no person and no other place stands.
  visitPlace(fillers: {role: Role; filler: Filler}[]): void {
    if (hasRole(fillers, "place")) return
    const n = fillers.findIndex(
      (f) => f.role === "actor" && f.filler.kind === "mention" && f.filler.rel === "of" && this.fits("place", f.filler.mention),
    )
    if (n >= 0) fillers[n] = {role: "place", filler: (fillers[n] as {filler: Filler}).filler}
  }

  statusOf(p: Predicate, frame: Frame, governors: readonly Governing[], why: Reason[]): Status | "none" | "" {
    const say = (status: Status, says: string): Status => {
      why.push({step: "status", says: `${status}: ${says}`})
      return status
    }
    // «علقت الهند العمل بالمعاهدة الموقعة عام 1960»: whatever became of it, it was signed.
    if (frame.type === "agreement" && p.cls === "n" && this.isSigned(p)) return say("occurred", "a participle says that it was signed")
    for (const [n, {g, rule}] of governors.entries()) {
      const over = itemAt(governors, n + 1)
      if (g.cls === "n" && THOUGHT.has(rule.status) && over?.rule.rel === "thought" && !over.g.negated && !over.g.future)
        return say(over.rule.status as Status, `«${this.word(over.g.token)}» over «${this.word(g.token)}»`)
      // «طالب بسحب القوات»: what is only asked for or threatened is the act over it.
      if (rule.status === "none") return "none"
      // «وافقت … على تمديد الهدنة»: to consent to an agreement is to make it.
      if (frame.type === "agreement" && g.lemma === "وافق" && g.aspect === "perf" && !g.negated) continue
      if (rule.status) {
        if (g.negated && rule.status === "planned") return say("denied", `«${this.word(g.token)}» under a negation`)
        // «ستنطلق المحادثات», «تنتهي الزيارة غدا»
        if (rule.status === "occurred" && g.cls === "v" && (g.future || (rule.rel === "subj" && g.aspect === "impf"))) {
          if (g.future) return say("planned", `«${this.word(g.token)}» is future`)
          continue
        }
        if (rule.status === "ongoing" && g.future) return say("planned", `«${this.word(g.token)}»`)
        return say(rule.status, `«${this.word(g.token)}»`)
      }
      if (g.future) return say("planned", `«${this.word(g.token)}» is future`)
      if (g.negated) return say("denied", `«${this.word(g.token)}» under a negation`)
    }
    const now = frame.type === "visit" ? this.underWay(p, governors) : ""
    if (now) return say("ongoing", `«${now}»`)
    if (frame.status === NEGATED) return ""
    if (frame.status) return say(frame.status as Status, `«${this.word(p.token)}» says so itself`)
    const denial = this.deniedBefore(p)
    if (denial) return say("denied", `«${denial}»`)
    const planned = this.near(p, this.lists.plannedWords, 5, 9)
    if (planned) return say("planned", `«${planned}»`)
    if (p.negated && !this.excepted(p)) return say("denied", "under a negation")
    if (p.future) return say("planned", "future")
    // «… على أن يلتقي الوزيران»: what is agreed to come.
    const {folded} = this.marks.tokens
    if (p.cls === "v" && p.aspect === "impf" && folded[p.token - 1] === "ان" && folded[p.token - 2] === "علي")
      return say("planned", "«على أن»")
    // «ومن المقرر أن يلتقي … قبل أن يغادر إلى …»: what comes before or after what is planned is planned.
    if (
      p.cls === "v" &&
      p.aspect === "impf" &&
      folded[p.token - 1] === "ان" &&
      (folded[p.token - 2] === "قبل" || folded[p.token - 2] === "بعد")
    ) {
      for (let n = p.index - 1; n >= 0; n--) {
        const v = this.marks.predicates[n] as Predicate
        if (v.sentence !== p.sentence) break
        if (v.cls !== "v") continue
        if (v.future || this.near(v, this.lists.plannedWords, 5, 0)) return say("planned", `after «${this.word(v.token)}»`)
        break
      }
    }
    // «دون أن تقدم مساعدة»
    if (p.cls === "v" && p.aspect === "impf" && folded[p.token - 1] === "ان" && WITHOUT.has(folded[p.token - 2] ?? ""))
      return say("denied", "«دون أن»")
    // «المفاوضات التي تجريها واشنطن»
    const goes = p.cls === "n" && p.governorRel === "relobj" ? this.marks.predicates[p.governor] : undefined
    if (goes?.aspect === "impf" && frame.type === "meeting") return say("ongoing", `«${this.word(goes.token)}»`)
    if (p.cls === "v" && p.aspect === "impf") {
      const doubt = this.near(p, this.lists.ifWords, 6, 0)
      if (doubt) return say("hypothetical", `«${doubt}»`)
      if (this.marks.tokens.folded[p.token - 1] === "قد" || this.marks.tokens.folded[p.token - 1] === "وقد")
        return say("hypothetical", "«قد» before an imperfect")
    } else if (p.cls === "v") {
      const doubt = this.near(p, this.lists.ifWords, 2, 0)
      if (doubt) return say("hypothetical", `«${doubt}»`)
    }
    return ""
  }

  /// What tells that a visit goes on: «يقوم بزيارة», «يزور حاليا», «خلال زيارته الجارية», «وصل … في زيارة تستغرق يومين».
  underWay(p: Predicate, governors: readonly Governing[]): string {
    const {tokens, words, predicates} = this.marks
    if (p.future || p.negated) return ""
    const paying = governors.find(({g, rule}) => g.cls === "v" && g.aspect === "impf" && !g.negated && rule.light && PAYS.has(g.lemma))
    // «أول زيارة يقوم بها»: how many there were before is not when this one is.
    if (paying && p.cls === "n" && paying.g.token < p.token) return this.word(paying.g.token)
    const end = Math.min(tokens.count, p.token + (p.cls === "v" ? 4 : NOW_REACH))
    for (let i = p.cls === "v" ? p.token + 1 : Math.max(0, p.token - 2); i < end; i++) {
      if (tokens.kind[i] !== WORD && i > p.token) break
      if (NOW.has(tokens.folded[i] as string)) return this.word(i)
    }
    // An arrival that is told with how long he stays; one that is recalled is over.
    if (p.cls !== "v" || p.aspect !== "perf" || !ARRIVES.has(p.lemma) || this.isBefore(p.token)) return ""
    for (let n = p.index + 1; n < predicates.length; n++) {
      const next = predicates[n] as Predicate
      if (next.sentence !== p.sentence || next.token - p.token > STAY_REACH) break
      if (next.cls !== "v" || next.aspect !== "impf" || !LASTS.has(next.lemma) || words[next.token]?.joined) continue
      // Who stays for a day or some hours is gone when it is told.
      return SHORT.has(tokens.folded[next.token + 1] as string) ? "" : this.word(next.token)
    }
    return ""
  }

  /// «وكان الرئيس قد وصل»
  isBefore(token: number): boolean {
    const {folded} = this.marks.tokens
    if (folded[token - 1] !== "قد") return false
    for (let i = token - 2; i >= Math.max(0, token - WAS_REACH); i--) if (WAS.has(folded[i] as string)) return true
    return false
  }

  /// «نفت مصادر … ما تردد عن لقاء»: a denial earlier in the sentence reaches what it is about.
  /// «لم يعد السفير إلى منصبه إلا في يناير»: a negation with an exception affirms what it excepts; «إلا أن» begins a sentence of its own.
  excepted(p: Predicate): boolean {
    const {tokens, words, predicateAt, predicates, sentences} = this.marks
    const end = Math.min(sentences[p.sentence]?.to ?? 0, p.token + AIM_REACH)
    for (let i = p.token + 1; i < end; i++) {
      if (tokens.folded[i] === "الا") return !words[i + 1]?.closed.has("comp")
      const at = predicateAt[i] as number
      if (at >= 0 && predicates[at]?.cls === "v") return false
    }
    return false
  }

  deniedBefore(p: Predicate): string {
    // «ونفى الجيش …، واتهم …»: a clause joined on is not denied.
    if (p.cls === "v" && p.aspect === "perf" && this.marks.words[p.token]?.joined) return ""
    for (let n = p.index - 1; n >= 0; n--) {
      const v = this.marks.predicates[n] as Predicate
      if (v.sentence !== p.sentence || p.token - v.token > 16) return ""
      if (v.cls !== "v") continue
      if (this.lists.governors.v.get(v.lemma)?.some((g) => g.status === "denied")) return v.negated ? "" : this.word(v.token)
      if (v.aspect === "perf" && itemAt(this.marks.tokens.folded, v.token - 1) !== "ما" && this.marks.words[v.token]?.joined) return ""
    }
    return ""
  }

  near(p: Predicate, words: ReadonlySet<string>, before: number, after: number): string {
    const {tokens} = this.marks
    for (let i = p.token - 1; i >= Math.max(0, p.token - before); i--) {
      if (tokens.kind[i] !== WORD) break
      if (words.has(tokens.folded[i] as string)) return this.word(i)
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && this.marks.predicates[at]?.cls === "v") break
    }
    if (p.cls === "v") return ""
    for (let i = p.token + 1; i <= p.token + after && i < tokens.count; i++) {
      if (tokens.kind[i] === PUNCT && !"،,".includes(tokens.folded[i] as string)) break
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && this.marks.predicates[at]?.cls === "v" && this.marks.words[i]?.verb !== undefined) break
      if (words.has(tokens.folded[i] as string) && !AHEAD_ONLY.has(tokens.folded[i] as string)) return this.word(i)
    }
    return ""
  }

  /// A place told with «في» or «بـ» by the predicate or the verb over it.
  /// «الاجتماع الذي استضافته غوا», «تستضيف جدة القمة»: where it is, told as who hosts it.
  hostPlace(p: Predicate): number | undefined {
    const {predicates, words} = this.marks
    let over = OWN_RELS.has(p.governorRel) || p.governorRel === "in" ? itemAt(predicates, p.governor) : undefined
    // «شهدت الدوحة انطلاق أعمال المؤتمر»
    if (over?.cls === "n" && OWN_RELS.has(over.governorRel)) over = itemAt(predicates, over.governor)
    const next = p.cls === "n" ? predicates[p.index + 1] : undefined
    const relative = next?.cls === "v" && next.sentence === p.sentence && words[next.token - 1]?.closed.has("rel") ? next : undefined
    const host = HOST_VERBS.has(p.lemma) ? p : over && HOST_VERBS.has(over.lemma) ? over : relative
    if (!host || !HOST_VERBS.has(host.lemma)) return undefined
    return host.args.find((a) => a.rel === "subj" && a.mention >= 0 && this.fits("place", a.mention))?.mention
  }

  /// «محادثات استضافها أنور إبراهيم»: a man who hosts takes part.
  hostingPerson(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const over = p.cls === "n" && p.governorRel === "relobj" ? itemAt(this.marks.predicates, p.governor) : undefined
    if (!over || !HOST_VERBS.has(over.lemma)) return
    if (!fillers.some((f) => f.filler.rel === "بين"))
      for (const f of unused(this.byRel(over, "بين", "actor"), used)) put(fillers, used, "actor", f)
    for (const a of over.args)
      if (a.rel === "subj" && a.mention >= 0 && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind === "person")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: "subj"})
  }

  /// «أجلت تونس زيارة وفد من المفوضية»: who puts off or refuses the visit of another is the one to be visited.
  hostOf(p: Predicate, fillers: readonly {role: Role; filler: Filler}[]): number | undefined {
    const over = p.cls === "n" && p.governorRel === "obj" ? this.marks.predicates[p.governor] : undefined
    if (!over || !PUTTING_OFF.has(over.lemma) || !hasRole(fillers, "actor")) return undefined
    const host = over.args.find((a) => a.rel === "subj" && a.mention >= 0)?.mention
    if (host === undefined || fillers.some((f) => f.filler.kind === "mention" && f.filler.mention === host)) return undefined
    return this.marks.mentions[host]?.kind === "country" ? host : undefined
  }

  placeUnder(p: Predicate, used: readonly number[]): number {
    // «ناقشا إنهاء الصراع في أوكرانيا»: what is talked about may be anywhere.
    const topic = p.cls === "v" && TOPICAL.has(p.lemma) ? p.args.find((a) => a.rel === "obj")?.token : undefined
    for (const a of p.args) {
      if (topic !== undefined && a.token > topic) continue
      // «محادثات حول النفط والحرب في غزة»
      if (p.args.some((b) => TOPIC_RELS.has(b.rel) && b.token < a.token && b.token > p.token)) continue
      if (a.mention < 0 || used.includes(a.mention) || !PLACE_PREPS.has(a.rel)) continue
      const m = this.marks.mentions[a.mention]
      if (m && (m.kind === "place" || m.kind === "country")) return a.mention
    }
    return -1
  }

  placeOf(p: Predicate, used: readonly number[]): number {
    const own = this.placeUnder(p, used)
    if (own >= 0) return own
    // «لقاء ثلاثي في أنقرة يجمع الزعيمين»
    const gathering = p.cls === "v" && GATHERS.has(p.lemma) ? itemAt(this.marks.predicates, p.index - 1) : undefined
    if (gathering?.cls === "n" && gathering.sentence === p.sentence && p.token - gathering.token <= 6) {
      const there = this.placeUnder(gathering, used)
      if (there >= 0) return there
    }
    const g = itemAt(this.marks.predicates, p.governor)
    const over = g && g.sentence === p.sentence ? this.placeUnder(g, used) : -1
    if (over >= 0) return over
    const held = this.heldAt(p)
    if (held) {
      const there = this.placeUnder(held, used)
      if (there >= 0) return there
    }
    const clause = this.clauseOn(p)
    const within = clause ? this.placeUnder(clause, used) : -1
    if (within >= 0) return within
    const where = this.placeWhere(p, used)
    if (where >= 0) return where
    const first = this.placeBefore(p, used)
    const before = first < 0 && g && g.sentence === p.sentence && OWN_RELS.has(p.governorRel) ? this.placeBefore(g, used) : first
    if (before >= 0) return before
    const seat = this.seatOf(p)
    return seat < 0 && g && g.sentence === p.sentence ? this.seatOf(g) : seat
  }

  /// «في البيت الأبيض», «في الكرملين»: a power that has the name of its seat.
  seatOf(p: Predicate): number {
    for (const a of p.args) {
      const m = this.marks.mentions[a.mention]
      if (m?.kind === "organization" && m.known.length > 1 && (a.rel === "في" || a.rel === "داخل")) return a.mention
    }
    return -1
  }

  spokenAt(p: Predicate, used: readonly number[]): number {
    const venue = venueOf(this.marks, p, used)
    return venue >= 0 ? venue : this.placeBefore(p, used)
  }

  /// The verb of the clause right behind an indefinite noun of talks whose «فيها» or «خلالها» goes back to it.
  clauseInside(p: Predicate): Predicate | undefined {
    const v = this.marks.predicates[p.index + 1]
    if (v?.cls !== "v" || p.definite || v.sentence !== p.sentence || v.token - p.token > 3) return undefined
    for (let i = p.token + 1; i < v.token; i++) if (this.marks.tokens.kind[i] !== WORD) return undefined
    for (const a of v.args)
      if (a.mention < 0 && a.token === v.token + 1 && (a.rel === "في" || a.rel === "خلال") && this.pronounAt(a.token)) return v
    return undefined
  }

  /// «للمفاوضات التي جرت يوم السبت في الدوحة»: the verb of the clause right behind a definite noun, where it only says that it took place.
  clauseOn(p: Predicate): Predicate | undefined {
    if (p.cls !== "n" || !p.definite) return undefined
    const v = this.marks.predicates[p.index + 1]
    if (v?.cls !== "v" || v.sentence !== p.sentence || v.token - p.token > 4 || !TOOK_PLACE.has(v.lemma)) return undefined
    return this.marks.words[v.token - 1]?.closed.has("rel") ? v : undefined
  }

  /// «قمة الأمريكتين التي كان من المقرر عقدها في بونتا كانا»: the noun by which a gathering named before is held.
  heldAt(p: Predicate): Predicate | undefined {
    if (p.cls !== "n") return undefined
    const {predicates, words} = this.marks
    for (let n = p.index + 1; n < predicates.length && n <= p.index + 4; n++) {
      const q = predicates[n] as Predicate
      if (q.sentence !== p.sentence) return undefined
      if (q.cls === "n" && HOLDING.has(q.lemma) && words[q.token]?.nouns.some((r) => r.suffix?.startsWith("3"))) return q
    }
    return undefined
  }

  /// «وصل إلى برازيليا، حيث من المقرر أن يجتمع …»: the place that «حيث» stands behind.
  placeWhere(p: Predicate, used: readonly number[]): number {
    const {tokens, mentionAt, mentions, sentences, predicateAt, predicates} = this.marks
    const from = sentences[p.sentence]?.from ?? 0
    let i = p.token - 1
    for (; i >= Math.max(from, p.token - WHERE_REACH) && tokens.folded[i] !== "حيث"; i--)
      if (tokens.kind[i] === PUNCT || predicates[predicateAt[i] as number]?.cls === "v") return -1
    if (tokens.folded[i] !== "حيث") return -1
    for (i--; i >= Math.max(from, p.token - WHERE_REACH - PLACE_REACH); i--) {
      if (predicates[predicateAt[i] as number]?.cls === "v") return -1
      const m = itemAt(mentions, mentionAt[i] as number)
      // A country is told more closely by the visit to it.
      if (m && m.kind === "place" && m.prep && !used.includes(m.index)) return m.index
      // A man named last is met there.
      if (m?.kind === "person") return -1
    }
    return -1
  }

  /// «وفي إدلب، تظاهر المئات»: a place that opens the clause of the verb right behind it.
  placeBefore(p: Predicate, used: readonly number[]): number {
    if (p.cls !== "v") return -1
    const {tokens, mentionAt, mentions, sentences, predicateAt} = this.marks
    let end = p.token
    if (tokens.folded[end - 1] === "قد" || tokens.folded[end - 1] === "فقد") end--
    if (tokens.folded[end - 1] === "،" || tokens.folded[end - 1] === ",") end--
    const m = itemAt(mentions, mentionAt[end - 1] as number)
    if (!m || m.to !== end || used.includes(m.index) || (m.kind !== "place" && m.kind !== "country") || !PLACE_PREPS.has(m.prep)) return -1
    // Nothing that the place may rather belong to stands before it in the clause.
    const before = m.from - 1
    const bare = tokens.kind[before] === WORD && this.marks.words[before]?.prep !== "" ? before - 1 : before
    const from = sentences[p.sentence]?.from ?? 0
    // «على هامش الجمعية العامة في نيويورك، التقى …»: where that gathers.
    const aside = tokens.folded[from + 1] === "هامش" && m.from - from < ASIDE_REACH
    const opens = bare < from || tokens.kind[bare] === PUNCT || aside
    return opens && predicateAt[m.from] === -1 ? m.index : -1
  }

  /// «حضر المنتدى في عامي 2017 و2019», «جولات في 12 و19 أبريل»: once a date.
  put(event: RawEvent, out: RawEvent[]): void {
    out.push(event)
    if (!REPEATED.has(event.type) || event.date < 0) return
    const {dates, tokens} = this.marks
    const most = event.date + 1 + OTHER_DAYS
    for (let n = event.date + 1; n < dates.length && n < most; n++) {
      const before = dates[n - 1]
      const d = dates[n]
      if (!before || !d || d.from - before.to > 1 || d.said.is !== "date" || before.said.is !== "date") break
      const joined = (tokens.folded[d.from] as string).startsWith("و") || tokens.folded[before.to] === "و"
      if (!joined) break
      out.push({...event, date: n})
    }
  }

  /// The dates of a sentence, found once for all its predicates.
  datesIn(sentence: number): readonly number[] {
    if (this.marks.dates.length === 0) return NO_DATES
    if (!this.bySentence) {
      this.bySentence = new Map()
      for (let n = 0; n < this.marks.dates.length; n++) {
        const at = this.marks.sentenceAt[this.marks.dates[n]?.from ?? 0] as number
        const list = this.bySentence.get(at)
        if (list) list.push(n)
        else this.bySentence.set(at, [n])
      }
    }
    return this.bySentence.get(sentence) ?? NO_DATES
  }
  bySentence: Map<number, number[]> | undefined

  plannedDate(p: Predicate): number {
    const {tokens, dates} = this.marks
    for (const n of this.datesIn(p.sentence)) {
      const d = dates[n]
      if (!d || d.from <= p.token || d.from > p.token + 28) continue
      for (let i = d.from - 1; i >= Math.max(p.token + 1, d.from - 4); i--)
        if (this.lists.plannedWords.has(tokens.folded[i] as string) && !this.marks.words[i]?.verb && !this.isOthers(p, i)) return n
    }
    return -1
  }

  /// «اجتماع … يفتح الباب أمام المشاركة في القمة المقررة في 19 أيار»: the planned one is another gathering, named nearer to its date.
  isOthers(p: Predicate, token: number): boolean {
    for (let n = p.index + 1; n < this.marks.predicates.length; n++) {
      const q = this.marks.predicates[n] as Predicate
      if (q.token >= token) return false
      if (q.cls === "n" && q.token > p.token + 5 && (GATHERINGS.has(q.lemma) || AGENT_LEMMAS.has(q.lemma))) return true
    }
    return false
  }

  /// The span between an act and the one that is told as before or after it, and the date of that one; undefined where none is told.
  countedFrom(p: Predicate): RawEvent["counted"] {
    const {tokens, dates, predicates} = this.marks
    let i = p.token - 1
    if (p.cls === "v" && tokens.folded[i] === "ان") i--
    const word = tokens.folded[i]
    const eve = EVES.get(word ?? "") ?? 0
    let span: {days: number; slack: number} | undefined = eve ? {days: eve, slack: 0} : undefined
    let from = i
    if (!span && word === "من")
      for (const n of this.datesIn(p.sentence)) {
        const d = dates[n]
        if (d?.to !== i || d.said.is !== "away" || d.said.from !== "event") continue
        const unit = SPAN_DAYS.get(d.said.unit)
        if (unit === undefined) return undefined
        span = {days: Math.round(d.said.sign * d.said.amount * unit), slack: unit > 1 ? Math.ceil(unit / 7) : 0}
        from = d.from
      }
    if (!span) return undefined
    // The act that this one is counted from: the verb whose clause the span stands in.
    for (let n = p.index - 1; n >= 0; n--) {
      const v = predicates[n] as Predicate
      if (v.sentence !== p.sentence) break
      if (v.cls === "v" && v.token < from) return {...span, date: this.dateOf(v)}
    }
    return {...span, date: -1}
  }

  /// «بعد 12 عاما من تعليق عضويتها»
  isSpanFrom(p: Predicate): boolean {
    const {tokens, dates} = this.marks
    if (tokens.folded[p.token - 1] !== "من") return false
    return this.datesIn(p.sentence).some((n) => {
      const d = dates[n]
      return d?.to === p.token - 1 && d.said.is === "away" && d.said.from === "event"
    })
  }

  /// «بعد ساعات من هجوم»
  isAfterSpan(p: Predicate): boolean {
    const {folded} = this.marks.tokens
    return (
      folded[p.token - 1] === "من" &&
      OTHER_TIME.has(folded[p.token - 3] as string) &&
      (this.marks.words[p.token - 2]?.nouns.some((r) => r.lemma.tags.includes("time")) ?? false)
    )
  }

  dateOf(p: Predicate): number {
    const known = this.dated[p.index]
    if (known !== undefined) return known
    const date = this.findDate(p)
    this.dated[p.index] = date
    return date
  }

  findDate(p: Predicate): number {
    const {dates, tokens, predicates, predicateAt} = this.marks
    let best = -1
    let bestCost = 32
    /// The nearest date of a clause set off before the act.
    let aside: {date: number; cost: number} | undefined
    // «منذ غزوها لأوكرانيا»: named only to date something else, so the sentence's date is not its own.
    const before = wordBefore(tokens, p.token, 1)
    const second = wordBefore(tokens, p.token, 2)
    // «منذ أن أصدرت», «بعدما أعلنت» alike.
    // «تعهد في فبراير خلال زيارة إلى …»: at the same time.
    const during = p.cls === "n" && DURING.has(before)
    const background = during
      ? false
      : p.cls === "n"
        ? WHEN_RELS.has(before) || WHEN_RELS.has(second) || WHEN_RELS.has(wordBefore(tokens, p.token, 3)) || this.isSpanFrom(p)
        : before === "بعدما" || (before === "ان" && (WHEN_RELS.has(second) || second === "علي"))
    // «زيارة … المقررة في 28 تموز»: the date behind the word of planning is the event's.
    const set = p.cls === "n" ? this.plannedDate(p) : -1
    if (set >= 0) return set
    for (const n of this.datesIn(p.sentence)) {
      const d = dates[n]
      if (!d || Math.abs(d.from - p.token) > 40) continue
      const ahead = d.from > p.token
      const from = ahead ? p.token + 1 : d.to
      const to = ahead ? d.from : p.token
      if (background && (!ahead || d.from > p.token + 12)) continue
      if (p.cls === "v" && ahead && this.isParticiples(d.from)) continue
      if (ahead && this.isOfDeed(p, d.from)) continue
      const apart = this.isApart(p, d.from, d.to)
      if (apart && ahead) continue
      if (this.comparesSince(d.from)) continue
      // «بعد يوم من إعلان …»: a span from something else, whose own day is told elsewhere if at all.
      if (d.said.is === "away" && ((d.said.from === "event" && tokens.folded[d.to] === "من") || EVES.has(tokens.folded[d.from] as string)))
        continue
      let quotes = 0
      // A date within an insertion («– أول زيارة منذ 1991 –») is the insertion's.
      let inserted = false
      let cost = (ahead ? 0 : 5) + (d.said.is === "since" ? 12 : d.said.is === "stretch" && p.aspect === "perf" ? 14 : 0)
      for (let i = from; i < to; i++) {
        cost += 1
        if (tokens.kind[i] === PUNCT) {
          const mark = tokens.folded[i] as string
          if ("–—-()".includes(mark)) inserted = !inserted
          else if ('"“”«»'.includes(mark)) quotes += 1
          else cost += "،,؛".includes(mark) ? (ahead ? 3 : 5) : 1
        }
        const at = predicateAt[i] as number
        // «السيسي، الذي التقاه بوتين الأربعاء، …»: a date of the clause set off; one not set off
        // («الانتخابات التي جرت الأحد») tells the day of the deed as well.
        if (at >= 0 && predicates[at]?.cls === "v") {
          const told = p.cls === "v" && ahead && this.marks.words[i - 1]?.closed.has("rel") && "،,".includes(tokens.folded[i - 2] ?? " ")
          // «ويطالب الهند بوقف الشراء، وهدد هذا الشهر …»: what he does and what he did.
          const other = p.cls === "v" && ahead && this.marks.words[i]?.joined && predicates[at]?.aspect !== p.aspect
          cost += told || other ? 26 : 10
        }
        const w = this.marks.words[i]
        // «في 10 مارس، حين اتفقا»: the conjunction of time ties the act to the date.
        if (!ahead && isWhen(tokens.folded[i] as string)) cost -= 4
        else if (w && w.closed.size > 0 && (w.closed.has("rel") || w.closed.has("comp") || (w.closed.has("conj") && w.nouns.length === 0)))
          cost += 8
        // «يزور أوكرانيا منذ استقلالها عام 1991»: the day of what came before it.
        else if (ahead && i + 1 < d.from && OTHER_TIME.has(tokens.folded[i] as string) && tokens.folded[i - 1] !== "من") cost += 32
      }
      if (inserted) cost += ahead ? 8 : 32
      // «قال بوتين أمام القمة "سنكون مستعدين خلال الأشهر المقبلة …"»: what is quoted has its own days.
      if (ahead && quotes % 2 === 1) cost += 16
      if (apart) {
        if (cost < bestCost) aside = {date: n, cost}
      } else if (cost < bestCost) {
        best = n
        bestCost = cost
      }
    }
    if (aside && (best < 0 || aside.cost + APART < bestCost)) best = aside.date
    // «زار … في الأسبوع الماضي … للقاء الرئيس»: an event noun without a date shares its verb's.
    const over = itemAt(predicates, p.governor)
    const clause = best < 0 ? this.clauseOn(p) : undefined
    if (clause) return this.dateOf(clause)
    if (best >= 0 || p.cls !== "n" || !over || over.sentence !== p.sentence) return best
    if (during || (!background && !WHEN_RELS.has(p.governorRel))) return this.dateOf(over)
    // «قطع زيارته في أبريل عقب هجوم»: of the same month, if not of the same day.
    const near = AFTER.has(before) ? this.dateOf(over) : -1
    const said = itemAt(dates, near)?.said
    return said?.is === "date" && said.d === undefined && said.m !== undefined ? near : -1
  }

  /// «أول زيارة منذ 24 عاما», «أعنف هجوم منذ مايو»: since when nothing was like it, not when it was.
  comparesSince(date: number): boolean {
    const {tokens, sentences, sentenceAt} = this.marks
    const since = tokens.folded[date] === "منذ" ? date : tokens.folded[date - 1] === "منذ" ? date - 1 : -1
    if (since < 0) return false
    const from = Math.max(sentences[sentenceAt[date] as number]?.from ?? 0, since - COMPARE_REACH)
    for (let i = since - 1; i >= from && tokens.kind[i] === WORD; i--) {
      const word = tokens.folded[i] as string
      if (COMPARED.test(word)) return true
    }
    return false
  }

  /// «هنأه بإجراء الانتخابات في 5 أكتوبر», «هنأتها على انتخابها الأسبوع الماضي»: the day is of what one congratulates on.
  isOfDeed(p: Predicate, date: number): boolean {
    if (p.cls !== "v" || !GRATULATING.has(p.lemma)) return false
    const {words, tokens} = this.marks
    for (let i = p.token + 1; i < date; i++) {
      const w = words[i]
      const under = w?.attached || (tokens.kind[i - 1] === WORD ? (words[i - 1]?.prep ?? "") : "")
      if (DEED_PREPS.has(under) && w?.nouns.length && !w.time && this.marks.mentionAt[i] === -1) return true
    }
    return false
  }

  /// «شي، الذي وصل يوم الأربعاء، وقع …»: the day of a clause set off by commas is not that of what comes after it, nor the other way round.
  isApart(p: Predicate, from: number, to: number): boolean {
    for (const v of this.setOffIn(p.sentence)) {
      const dated = from > v.token && to <= v.to
      if (dated ? p.token >= v.to : p.token >= v.token && p.token < v.to && from >= v.to) return true
    }
    return false
  }

  /// The verbs of relative clauses set off by two commas, found once for a sentence.
  setOffIn(sentence: number): readonly Predicate[] {
    const known = this.setOff.get(sentence)
    if (known) return known
    const {tokens, words, predicates, predicateAt, sentences} = this.marks
    const out: Predicate[] = []
    const s = sentences[sentence]
    for (let i = (s?.from ?? 0) + 2; s && i < s.to; i++) {
      const v = itemAt(predicates, predicateAt[i] as number)
      if (v?.cls !== "v" || !words[i - 1]?.closed.has("rel")) continue
      if ("،,".includes(tokens.folded[i - 2] as string) && v.to < s.to && "،,".includes(tokens.folded[v.to] as string)) out.push(v)
    }
    this.setOff.set(sentence, out)
    return out
  }
  readonly setOff = new Map<number, readonly Predicate[]>()

  /// «علقت الجزائر المعاهدة المبرمة قبل عقدين»: a date right behind a participle with the article is the participle's.
  isParticiples(date: number): boolean {
    const {words, tokens, mentionAt} = this.marks
    const at = tokens.kind[date - 1] === WORD && words[date - 1]?.prep && words[date - 1]?.nouns.length === 0 ? date - 2 : date - 1
    const w = words[at]
    return w?.al === true && mentionAt[at] === -1 && w.nouns.length > 0 && w.nouns.every((r) => PARTICIPLES.has(r.lemma.pos))
  }

  /// From the first to the last word that the event rests on; no longer than 240 characters.
  evidence(p: Predicate, fillers: readonly {filler: Filler}[], date: number): Span {
    const {tokens, mentions, dates} = this.marks
    let from = p.token
    let to = p.token + 1
    const s = this.marks.sentences[p.sentence]
    const take = (a: number, b: number): void => {
      if (s && (a < s.from || b > s.to)) return
      const start = tokens.start[Math.min(from, a)] as number
      const end = tokens.end[Math.max(to, b) - 1] as number
      if (end - start > 240) return
      from = Math.min(from, a)
      to = Math.max(to, b)
    }
    for (const {filler} of fillers) {
      if (filler.kind === "mention") {
        const m = mentions[filler.mention]
        if (m) take(m.from, m.to)
      } else take(filler.token, filler.token + 1)
    }
    const d = itemAt(dates, date)
    if (d) take(d.from, d.to)
    // «التوقيع على ثماني اتفاقيات»: where the trigger stands alone, with what it is done to.
    if (to - from === 1) {
      let next: number | undefined
      for (const a of p.args)
        if (a.token > p.token && a.token <= p.token + ALONE_REACH && (next === undefined || a.token < next)) next = a.token
      if (next !== undefined) take(p.token, next + 1)
    }
    return {start: tokens.start[from] as number, end: tokens.end[to - 1] as number}
  }
}
