import {
  type Arg,
  type Mention,
  NEWLINE,
  type Predicate,
  PUNCT,
  type Quotation,
  type Sentence,
  type Tokens,
  WORD,
} from "../../model/index.ts"
import {itemAt} from "../../support/index.ts"
import type {Profile} from "./profile.ts"
import {AL, BI, FA, Feats, KA, LI, type Pronoun, type Reading, SA, WA} from "./words.ts"

const ENDERS = new Set([".", "!", "؟", "?", "…", "⁇"])
const OPEN_QUOTES = "“«‹„"
const CLOSE_QUOTES = "”»›"

const LONGEST = 160

/// Sentences end at full stops, question and exclamation marks and line breaks; a point after one letter («د.», «أ.ف.ب») ends none.
export function findSentences(tokens: Tokens): Sentence[] {
  const out: Sentence[] = []
  let from = 0
  let paragraph = 0
  const close = (to: number): void => {
    if (to > from) out.push({from, to, paragraph})
    from = to
  }
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] === NEWLINE) {
      close(i)
      from = i + 1
      paragraph++
    } else if (i - from >= LONGEST && tokens.kind[i] === PUNCT) {
      // No sentence of the press is this long: a text without full stops is cut at its commas, so that time stays linear.
      close(i + 1)
    } else if (i - from >= 2 * LONGEST) {
      close(i)
    } else if (tokens.kind[i] === PUNCT && ENDERS.has(tokens.folded[i] as string)) {
      const short =
        i > 0 &&
        tokens.kind[i - 1] === WORD &&
        (tokens.end[i - 1] as number) - (tokens.start[i - 1] as number) <= 1 &&
        tokens.folded[i] === "."
      if (short) continue
      // A closing quotation mark or bracket belongs to the sentence it closes.
      let to = i + 1
      while (
        to < tokens.count &&
        tokens.kind[to] === PUNCT &&
        (ENDERS.has(tokens.folded[to] as string) || `${CLOSE_QUOTES}")`.includes(tokens.folded[to] as string))
      ) {
        if (tokens.folded[to] === '"' && (tokens.start[to] as number) > (tokens.end[to - 1] as number)) break
        to++
      }
      close(to)
      i = to - 1
    }
  }
  close(tokens.count)
  return out
}

/// Text between quotation marks. Straight marks open and close in turn within a paragraph; a quotation without its end closes with the paragraph.
export function findQuotations(tokens: Tokens): Quotation[] {
  const out: Quotation[] = []
  let start = -1
  let opener = ""
  let depth = 0
  const finish = (to: number, open: boolean): void => {
    if (start >= 0 && to > start) out.push({from: start, to, open})
    start = -1
    depth = 0
  }
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] === NEWLINE) {
      finish(i, true)
      continue
    }
    if (tokens.kind[i] !== PUNCT) continue
    const c = tokens.folded[i] as string
    if (start < 0) {
      if (OPEN_QUOTES.includes(c) || c === '"' || c === "”") {
        start = i + 1
        opener = c
        depth = 1
      }
    } else if (OPEN_QUOTES.includes(c) && c === opener && c !== '"') depth++
    else if (
      (opener === '"' && c === '"') ||
      (opener === "”" && (c === "”" || c === "“")) ||
      (opener !== '"' && opener !== "”" && CLOSE_QUOTES.includes(c)) ||
      (opener === "“" && c === '"')
    ) {
      depth--
      if (depth === 0) finish(i, false)
    }
  }
  finish(tokens.count, true)
  return out
}

/// What the frames and word lists say of words: which tell events, which stand over them.
export type SyntaxCues = {
  /// Nouns that can tell an event, folded.
  readonly isEventNoun: (lemma: string) => boolean
  /// Verbs that a frame, a governor or a cue of speech is made of: of two readings of a word, theirs is likelier.
  readonly isKnownVerb: (lemma: string) => boolean
  /// Verbs that tell where an event is in its life: «أُرجئت», «بدأت».
  readonly isGovernor: (lemma: string) => boolean
  /// Verbs that hand their subject to an event noun: «أجرى», «عقد».
  readonly isLightVerb: (lemma: string) => boolean
  /// Nouns that do so: «إلغاء», «دعوة», «احتمال».
  readonly isStatusNoun: (lemma: string) => boolean
}

export type SyntaxInput = {
  readonly tokens: Tokens
  readonly profiles: readonly Profile[]
  readonly mentions: readonly Mention[]
  readonly sentences: readonly Sentence[]
  /// 1 where a token belongs to a date or a quantity: passed over when roles are sought.
  readonly aside: Uint8Array
  readonly cues: SyntaxCues
}

export type Syntax = {
  readonly predicates: readonly Predicate[]
  /// For each token, the mention that covers it, or -1.
  readonly cover: Int32Array
  /// For each token, the predicate that stands on it, or -1.
  readonly predicateAt: Int32Array
}

type Draft = {-readonly [K in keyof Predicate]: Predicate[K]} & {
  args: Arg[]
  reading: Reading
  suffix: Pronoun | undefined
  ownSubject: boolean
  participle: boolean
}

const DESCRIBING: ReadonlySet<string> = new Set(["adj", "ap", "pp"])
/// The same phrase, hung otherwise.
const hung = (a: Arg, rel: string): Arg => ({rel, mention: a.mention, token: a.token})

const SOFT = "،,؛;"
const GROUNDS = new Set(["وفقا", "طبقا", "تبعا", "خلافا", "نظرا", "استنادا", "نتيجه", "تنفيذا", "تمهيدا", "وفاقا", "امتثالا", "استجابه"])
/// Words that pass between a subject and its verb without parting them.
const URGES = new Set(["حث", "ناشد"])
const NEEDS_OBJECT = new Set([
  ..."حث اتهم ناشد التقي قابل استقبل زار هنا شكر صافح هاتف اعتقل".split(" "),
  ..."ادرج طرد احتجز حظر استدعي اقال صنف حمل ابلغ".split(" "),
])
const INTENDED = new Set("اعلان قرار نيه عزم اعتزام تهديد محاوله طلب خطه تعهد عرض اقتراح وعد بدء".split(" "))
const TWO = /^[وف]?اثن(?:ين|ان|تين|تان)$/
const BEFORE_PERFECT = new Set(["قد", "وقد", "لقد"])
/// What a town is called before its name.
const SETTLED = new Set("عاصمه مدينه بلده قريه جزيره".split(" "))
/// What opens a clause before the one it belongs to.
const OPENERS = new Set(["حيث", "بعدما", "بعد", "عندما", "قبل", "حين", "حينما", "وعندما", "وبعد", "وقبل", "وبعدما", "فور"])
const AHEAD_REACH = 10
const ROUNDS = new Set(["جوله", "جلسه", "دوره", "سلسله"])
const GOES_ON = new Set(["حيث", "ثم", "كما", "وكما"])
/// «زيارة يلتقي خلالها الرئيس»: in the course of the visit of somebody.
const WITHIN_IT = new Set(["خلالها", "فيها", "اثناءها", "خلاله", "فيه"])
/// Acts of speech done to somebody, whom a phrase of when or where may part from the verb: «دعت كندا، في ختام اجتماع …، السودان إلى …».
const ADDRESSES = new Set([...NEEDS_OBJECT, ..."دعا طالب انتقد ادان دان استنكر شجب حذر هدد توعد انذر دعم ايد رفض عارض نفي".split(" ")])
/// What people ask for, offer, refuse or decide.
const WILLED = new Set("طلب التمس عرض اقترح رفض عارض نفي استبعد قرر اعلن ايد دعم واصل استانف انتقد ادان".split(" "))
/// Masdars by which bodies are named.
const COLLECTIVE = new Set("اتحاد تحالف ادعاء تجمع ائتلاف تنظيم تيار تكتل دفاع قضاء".split(" "))
const TELLS_OF_TALKS = new Set(["ضم", "جمع", "تناول", "ناقش", "بحث"])
const WITH_ANOTHER = new Set(["التقي", "استقبل", "قابل", "زار", "هنا", "هاتف", "ودع", "شكر"])
const SEATS = /^[وف]?مقر(?:ه|ها|هم)$/
const MEMBERS = new Set(["عضو", "نايب", "موظف", "مسوول", "خبير", "نواب"])
const LED_FORCES = new Set(["تحالف", "ايتلاف", "قوه", "مجموعه", "وفد", "تكتل", "بعثه"])
const STATUS_REACH = 4
const STATUS_PREPS = new Set(["ب", "ل", "الي", "علي"])
/// Words of a row between two of it that are named.
const ROW_REACH = 8
const SEAT_REACH = 4
/// What opens such a phrase.
const OCCASIONS = new Set("في خلال اثناء عقب بعد قبل لدي علي متحدثا متحدثه امام عبر".split(" "))
/// «تناول اللقاء الذي عقد بين …»: what talks are about says nothing of them.
const TREATS = new Set(["تناول", "بحث", "ناقش", "تطرق", "ركز"])
/// «بعد المكالمة التي جرت بين …»: when, not what.
/// Words before «أن» with which it takes the perfect.
const DONE_BEFORE = new Set(["سبق", "بعد", "منذ", "بمجرد", "عقب"])
const ITS = /^[وف]?ان(?:ه|ها|هم)$/
const TAKEN_RELS = new Set(["obj", "subj", "relobj", "في"])
const TIME_RELS = new Set(["بعد", "عقب", "قبل", "خلال", "منذ", "اثر"])
/// Masdars of acts upon somebody: who stands behind one with its doer's pronoun is whom it was done to («عقب لقائه الرئيس»).
const UPON = new Set(
  "لقاء مقابله استقبال زياره مغادره اتهام انتقاد تهديد دعم تاييد رفض تروس حضور توديع تكريم ابلاغ دعوه مطالبه مخاطبه مهاجمه تهنيه مصافحه".split(
    " ",
  ),
)
/// Words that join as «و» does.
/// «الجيش بقيادة البرهان»
const LED = new Set(["بقياده", "بزعامه", "برياسه", "بدعم"])
const BESIDE = new Set(["فضلا عن", "اضافه الي", "بالاضافه الي", "والي جانب", "الي جانب", "علاوه علي"])
/// Indefinite nouns of what is written, said or begun, of which the clause right behind tells what it asks of whom: «قرارا يدين روسيا».
const PAPERS = new Set(
  "رساله بيان قرار قانون عريضه مذكره نداء تقرير حمله مشروع توصيه وثيقه مبادره اعلان خطاب دعوي شكوي مقال تصريح نص برقيه احتجاج مقترح لايحه".split(
    " ",
  ),
)
/// What papers do to those whom they name.
const PAPERS_ASK = new Set("دان طالب ناشد حث دعا حذر ادان انتقد اتهم شجب استنكر حمل هدد الزم ايد دعم رفض".split(" "))
const LEADING = new Set(["قاد", "تزعم", "تراس", "راس"])
/// What these are done to is a gathering, never somebody.
const HOST_VERBS = new Set(["استضاف", "احتضن"])
/// «انطلاق أعمال القمة»
const WORKS = new Set(["اعمال", "اشغال", "فعاليات", "جلسات"])
/// What a gathering was, that was to be: «كان مقررا».
const SET_FORMS = new Set(["مقررا", "مقرره", "مقرر", "متوقعا", "متوقعه", "منتظرا", "منتظره", "مرتقبا", "مرتقبه", "مزمعا", "مزمعه"])
/// Verbs that only people do, whose object may come before them: «حضر المؤتمر رؤساء …».
const OBJECT_FIRST = new Set(["حضر", "وقع", "تراس", "افتتح", "اختتم"])
/// A complementiser with the pronoun that is the clause's subject: إنها، بأنه، أنهم.
const COMP_PRONOUN = /^(?:[وفبل])?ان(?:ه|ها|هم|هما|هن|نا|ني)$/
/// Words that stand before an event noun without being the head: «في أول زيارة».
const ORDERERS = new Set(["اول", "ثاني", "ثالث", "رابع", "اخر", "احدث", "ابرز", "مجرد", "اي"])
/// «أكثر من ألف جندي»: what is counted, not whence.
const MORE_THAN = new Set(["اكثر", "ازيد", "اقل", "يقرب", "يزيد"])
/// «ما مجموعه 23 مليارا»: behind these «ما» begins no clause.
const SUM_WORDS = new Set(["مجموعه", "قيمته", "مقداره", "نسبته", "عدده"])
const NO_VERB_AFTER = new Set(["على", "علي", "في", "الى", "الي", "وفي", "وعلي", "والي"])
const IN_IT = new Set(["فيه", "فيها", "خلاله", "خلالها"])
const PASS_ADVERBS = new Set([
  "ايضا",
  "كذلك",
  "بدوره",
  "بدورها",
  "نفسه",
  "نفسها",
  "امس",
  "اليوم",
  "غدا",
  "رسميا",
  "حاليا",
  "مجددا",
  "كلاهما",
  "جميعا",
  "مؤخرا",
  "لاحقا",
  "سابقا",
  "هناك",
])

/// Finds the predicates of a text — finite verbs and event nouns — and hangs phrases on them. Each sentence is walked a fixed number of times.
export function analyseSyntax(input: SyntaxInput): Syntax {
  const {tokens, mentions, sentences} = input
  const cover = new Int32Array(tokens.count).fill(-1)
  for (const m of mentions) for (let i = m.from; i < m.to; i++) cover[i] = m.index
  const predicateAt = new Int32Array(tokens.count).fill(-1)
  const drafts: Draft[] = []
  for (let s = 0; s < sentences.length; s++) {
    const found = predicatesOf(input, cover, s, drafts.length)
    for (const d of found) {
      predicateAt[d.token] = d.index
      drafts.push(d)
    }
  }
  const walker = new ArgWalker(input, cover, predicateAt, drafts)
  walker.run()
  return {predicates: drafts, cover, predicateAt}
}

/// What a word is to the syntax wherever it stands, worked out once a distinct word.
type Verdict = {
  readonly cues: SyntaxCues
  readonly comp: boolean
  readonly rel: boolean
  readonly neg: boolean
  readonly fut: boolean
  /// A conjunction and nothing else.
  readonly link: boolean
  /// Neither verb nor participle: at most an event noun.
  readonly plain: boolean
  /// The reading that can tell an event as a noun.
  readonly event: Reading | undefined
  /// One of its verbs is of the frames', governors' or speech.
  readonly known: boolean
  readonly boundary: boolean
  /// Participles that may do a verb's work.
  readonly participles: readonly Reading[]
  /// Its verbs, the one with the fewest letters cut, and the likeliest where the perfect or the imperfect is looked for.
  readonly verbs: readonly Reading[]
  readonly best: Reading | undefined
  readonly perfect: Reading | undefined
  readonly imperfect: Reading | undefined
  /// The nouns that the word may be instead of its best verb.
  readonly nouns: readonly Reading[]
}
const NO_PARTICIPLES: readonly Reading[] = []

function verdictOf(cues: SyntaxCues, p: Profile): Verdict {
  const old = p.syntax as Verdict | undefined
  return old !== undefined && old.cues === cues ? old : judge(cues, p)
}

function judge(cues: SyntaxCues, p: Profile): Verdict {
  const verbs = p.verbs.filter((r) => !(r.proclitics & AL))
  const best = verbs.length > 0 ? verbs.reduce((a, b) => (b.stemFrom < a.stemFrom ? b : a)) : undefined
  const participles =
    p.verbs.some((r) => Feats.person(r.feats) === 3) || p.nisba || p.title
      ? NO_PARTICIPLES
      : p.nouns.filter(
          (r) =>
            (Feats.pos(r.feats) === "ap" || Feats.pos(r.feats) === "pp") &&
            r.lemma.verbWord !== undefined &&
            cues.isKnownVerb(r.lemma.verbWord) &&
            !r.suffix,
        )
  const verdict: Verdict = {
    cues,
    event: p.nouns.find((r) => (Feats.pos(r.feats) === "masdar" || Feats.pos(r.feats) === "noun") && cues.isEventNoun(r.lemma.word)),
    known: p.verbs.some((r) => cues.isKnownVerb(r.lemma.word)),
    comp: p.closed.has("comp"),
    rel: p.closed.has("rel"),
    neg: p.closed.has("neg") && p.nouns.length === 0,
    fut: p.closed.has("fut"),
    link: p.closed.has("conj") && p.nouns.length === 0,
    boundary: p.closed.has("comp") || p.closed.has("rel") || (p.closed.has("conj") && p.nouns.length === 0),
    plain: p.verbs.length === 0 && participles.length === 0,
    participles,
    verbs,
    best,
    perfect: best && likeliest(cues, verbs, best, "perf", -1, false),
    imperfect: best && likeliest(cues, verbs, best, "impf", -1, false),
    nouns: best ? p.nouns.filter((r) => r.stemFrom <= best.stemFrom + 2) : p.nouns,
  }
  p.syntax = verdict
  return verdict
}

const BEFORE_IMPERFECT = new Set("لن فلن لم ولم فلم سوف وسوف".split(" "))

/// The likeliest of the verbs that a word may be: third person before others, without a suffix before with one; «تعهد» is "he pledged" unless a
/// particle wants the imperfect. `shadda`: where the word is written with one, or -1; `feminine`: beside the name of a woman or a country.
function likeliest(
  cues: SyntaxCues,
  verbs: readonly Reading[],
  best: Reading,
  aspect: "perf" | "impf",
  shadda: number,
  feminine: boolean,
): Reading {
  // «ودعا بيونغ يانغ إلى الحوار»: no reading is a woman's or a city's, so she is no subject.
  const fit = feminine && verbs.some((r) => Feats.gender(r.feats) === "f")
  const rank = (r: Reading): number =>
    (Feats.person(r.feats) === 3 ? 0 : 8) +
    (r.suffix ? (r.suffix.startsWith("3") ? 4 : 9) : 0) +
    (Feats.aspect(r.feats) === aspect ? 0 : 2) +
    (Feats.number(r.feats) === "sg" ? 0 : 1) +
    (cues.isKnownVerb(r.lemma.word) ? 0 : 3) +
    // «كندا تقدم مساعدات»: she gives it, it did not advance.
    (fit && Feats.gender(r.feats) === "m" && Feats.number(r.feats) === "sg" ? 4 : 0) +
    (Feats.voice(r.feats) === "passive" ? 1.5 : 0) +
    (r.stemFrom - best.stemFrom) * 0.5 +
    // «وردّت» is «و» and «ردّ»: no root of three sounds doubles its last.
    (shadda > 0 && shadda - r.stemFrom === 3 && r.lemma.word.length === 3 && Feats.aspect(r.feats) === "perf" ? 8 : 0)
  return verbs.reduce((a, b) => (rank(b) < rank(a) ? b : a))
}

/// How many letters of a word stand before its shadda; -1 where it is written without.
function shaddaOf(tokens: Tokens, i: number): number {
  let letters = 0
  for (let k = tokens.start[i] as number; k < (tokens.end[i] as number); k++) {
    const c = tokens.text.charCodeAt(k)
    if (c === 0x0651) return letters
    if (c < 0x064b || c > 0x0652) letters++
  }
  return -1
}

/// «غير مسبوق», «عدم الاستقرار»: they deny the one word behind them, no verb.
const WORD_NEGATIONS = new Set(["غير", "وغير", "عدم", "وعدم", "بعدم", "لعدم"])
const QUOTES = new Set([..."\"“”«»'‘’()"])

/// «مجهولون», «مسلحين»: a sound plural or dual loses its nun in a construct, so what follows one that has it is no genitive of it.
const keepsNun = (p: Profile): boolean => {
  const last = p.info.folded.slice(-2)
  return (last === "ون" || last === "ين" || last === "ان") && p.nouns.every((r) => p.info.folded.endsWith(r.lemma.word + last))
}

const isBoundary = (input: SyntaxInput, i: number): boolean =>
  input.tokens.kind[i] === PUNCT || verdictOf(input.cues, input.profiles[i] as Profile).boundary

/// The verbs and event nouns of one sentence. Unvowelled words that may be either are told by what stands before them.
function predicatesOf(input: SyntaxInput, cover: Int32Array, s: number, base: number): Draft[] {
  const {tokens, profiles, sentences} = input
  const {from, to} = sentences[s] as Sentence
  const out: Draft[] = []
  let verbSinceBoundary = false
  let lastNominal = false
  let negated = false
  let future = false
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== WORD) {
      if (tokens.kind[i] === PUNCT) {
        verbSinceBoundary = false
        if (!QUOTES.has(tokens.folded[i] as string)) negated = false
        i = quotedNameEnd(input, i, to, out.at(-1)) - 1
      }
      continue
    }
    const p = profiles[i] as Profile
    const v = verdictOf(input.cues, p)
    if (v.neg && !WORD_NEGATIONS.has(tokens.folded[i] as string)) negated = true
    if (v.fut) future = true
    if (v.boundary) {
      verbSinceBoundary = false
      lastNominal = false
    }
    if (cover[i] !== -1) {
      const m = input.mentions[cover[i] as number] as Mention
      // A verb read as a name by mistake would be lost, so names win only where they are known or titled.
      i = m.to - 1
      negated = false
      continue
    }
    if (v.plain && v.event === undefined) {
      if (p.nouns.length > 0) lastNominal = true
      continue
    }
    const verb: Reading | undefined = v.plain ? undefined : chooseVerb(input, cover, from, i, verbSinceBoundary, lastNominal)
    const participle: Reading | undefined = verb || v.plain ? undefined : chooseParticiple(input, cover, from, i)
    const reading = verb ?? participle ?? v.event
    if (reading) {
      const joinedVerb = (reading.proclitics & (WA | FA)) !== 0 || itemAt(tokens.folded, i - 1) === "و"
      if (verb && joinedVerb) verbSinceBoundary = false
      out.push({
        index: base + out.length,
        token: i,
        lemma: participle ? (participle.lemma.verbWord as string) : reading.lemma.word,
        cls: verb || participle ? "v" : "n",
        passive: participle
          ? Feats.pos(participle.feats) === "pp"
          : verb
            ? Feats.voice(verb.feats) === "passive" || (Feats.voice(verb.feats) === "either" && hasDamma(tokens, i, verb))
            : false,
        future: verb ? (verb.proclitics & SA) !== 0 || future : false,
        aspect: participle ? "perf" : verb ? Feats.aspect(verb.feats) : undefined,
        negated: verb ? negated : false,
        definite: !participle && ((reading.proclitics & AL) !== 0 || reading.suffix !== undefined),
        plural: !participle && Feats.number(reading.feats) !== "sg",
        first: verb !== undefined && !participle && Feats.person(reading.feats) === 1,
        sentence: s,
        from: i,
        to: i + 1,
        args: [],
        governor: -1,
        governorRel: "",
        reading,
        suffix: participle ? undefined : reading.suffix,
        ownSubject: false,
        participle: participle !== undefined,
      })
      // A participle hangs on the clause it stands in and opens none.
      if (participle) continue
      if (verb) {
        verbSinceBoundary = true
        negated = false
        future = false
      }
      lastNominal = !verb
    } else if (p.nouns.length > 0) lastNominal = true
  }
  return out
}

/// «حاملة الطائرات «جيرالد فورد»», «مناورات "الأسد المتأهب"»: a few words in quotation marks right behind a noun are its name and tell nothing.
/// Where the reading goes on: behind them, or at the next token.
function quotedNameEnd(input: SyntaxInput, i: number, to: number, last: Draft | undefined): number {
  const {tokens, profiles} = input
  if (!'"“«'.includes(tokens.folded[i] as string) || tokens.kind[i - 1] !== WORD || (last?.cls === "v" && last.token === i - 1))
    return i + 1
  const before = profiles[i - 1] as Profile
  if (before.nouns.length === 0 || before.closed.size > 0) return i + 1
  let j = i + 1
  while (j < to && j <= i + 4 && tokens.kind[j] === WORD) j++
  return j > i + 2 && tokens.kind[j] === PUNCT && '"”»'.includes(tokens.folded[j] as string) ? j + 1 : i + 1
}

/// Does the sentence begin with a feminine subject that the word at `i` may be the verb of?
function isFeminineTopic(input: SyntaxInput, cover: Int32Array, from: number, i: number): boolean {
  if (i === from) return false
  const m = itemAt(input.mentions, cover[from] ?? -1)
  if (m) return !m.prep && (m.gender === "f" || (m.kind === "place" && m.form === "name"))
  const head = input.profiles[from]?.nouns[0]
  if (!head || input.profiles[from]?.verb || input.profiles[from]?.attached || input.profiles[from]?.prep) return false
  return (
    Feats.gender(head.feats) === "f" || (Feats.number(head.feats) === "pl" && !head.lemma.tags.some((t) => t === "person" || t === "title"))
  )
}

/// «قُتل», «فُرضت»: a damma written on the first letter of a perfect makes it passive.
function hasDamma(tokens: Tokens, i: number, verb: Reading): boolean {
  const start = tokens.start[i] as number
  const end = tokens.end[i] as number
  // «اتُّفق على»: of what two do there is no other doer.
  if (end - start === (tokens.folded[i] as string).length || verb.lemma.word === "اتفق" || Feats.aspect(verb.feats) !== "perf") return false
  let letters = 0
  for (let k = start; k < end; k++) {
    const c = tokens.text[k] as string
    if (c < "\u064b" || c > "\u0652") letters++
    // On the first letter, or on the third behind an alif: «اعتُقل».
    else if (c === "\u064f" && letters > verb.stemFrom)
      return letters === verb.stemFrom + 1 || (letters <= verb.stemFrom + 3 && tokens.folded[i]?.[verb.stemFrom] === "ا")
  }
  return false
}

/// A participle that does a verb's work: «متهما إثيوبيا», «داعيا إلى» of the last subject; «الاتفاق الموقع», «الموقوف في المطار» of the noun before.
function chooseParticiple(input: SyntaxInput, cover: Int32Array, from: number, i: number): Reading | undefined {
  const p = input.profiles[i] as Profile
  const known = verdictOf(input.cues, p).participles
  if (known.length === 0 || input.aside[i] || isSatisfied(p)) return undefined
  const before = i - 1
  const comma = before >= from && input.tokens.kind[before] === PUNCT
  // «كان مقررا»: said of what was planned, no clause of its own.
  if (before >= from && input.profiles[before]?.closed.has("aux")) return undefined
  const active = known.find(
    (r) =>
      Feats.pos(r.feats) === "ap" &&
      !(r.proclitics & AL) &&
      Feats.number(r.feats) === "sg" &&
      (Feats.indefinite(r.feats) || (Feats.gender(r.feats) === "f" && comma)),
  )
  if (active && ((r) => (r & (BI | LI | KA)) === 0)(active.proclitics)) {
    const previous = itemAt(input.profiles, before)
    const followsNoun =
      !comma &&
      previous !== undefined &&
      input.tokens.kind[before] === WORD &&
      previous.nouns.length > 0 &&
      !previous.al &&
      !previous.nouns.some((r) => r.suffix) &&
      previous.nouns.some((r) => Feats.indefinite(r.feats))
    const named = itemAt(input.mentions, cover[i + 1] ?? -1)
    const next = input.tokens.kind[i + 1] === WORD ? input.profiles[i + 1] : undefined
    const accusative = p.info.folded.endsWith("ا")
    // «متهما طرفي الحرب», «داعية الأطراف إلى»: what it is done to stands right behind.
    const takesObject =
      ((comma || accusative) && named !== undefined && named.from === i + 1 && !named.prep && !named.joined) ||
      (comma && next?.al && next.nouns.length > 0 && !next.adj && !next.attached && !next.joined) ||
      (accusative && /^ايا(?:ه|ها|هم|هما)$/.test(input.tokens.folded[i + 1] ?? "")) ||
      (accusative &&
        next !== undefined &&
        next.nouns.length > 0 &&
        !next.attached &&
        !next.joined &&
        !(next.info.folded.endsWith("ا") || next.nisba))
    if (!followsNoun && (takesObject || !p.nouns.some((r) => Feats.pos(r.feats) === "noun"))) return active
  }
  // «صنصال، الموقوف في مطار الجزائر»: said of the person right before.
  let j = before
  if (comma) j--
  const m = itemAt(input.mentions, cover[j] ?? -1)
  if (m?.kind !== "person" || m.to !== j + 1) return undefined
  return known.find((r) => Feats.pos(r.feats) === "pp" && (r.proclitics & AL) !== 0 && (r.proclitics & (BI | LI | KA)) === 0)
}

/// States that Arabic treats as masculine; the others are feminine, as cities are.
const MASCULINE_STATES = new Set(["العراق", "لبنان", "الاردن", "المغرب", "السودان", "اليمن", "الصومال", "الفاتيكان"])

/// Does a name of a feminine one stand here as a bare phrase, beginning («after») or ending («before») at this word?
function isFeminine(input: SyntaxInput, cover: Int32Array, i: number, side: "before" | "after"): boolean {
  const m = itemAt(input.mentions, itemAt(cover, i) ?? -1)
  if (m?.prep !== "" || m.form === "pair" || (side === "after" ? m.from !== i || m.joined : m.to !== i + 1)) return false
  if (m.kind === "country") return !MASCULINE_STATES.has(input.tokens.folded[m.nameFrom]?.replace(/^و/, "") ?? "")
  return m.kind === "place" ? m.form === "name" && m.nameFrom === m.from : m.gender === "f" && m.number !== "du"
}

const AMOUNTS = new Set(["الف", "مايه", "ميه", "عشره", "عشرات", "مليون", "مليار"])

/// An indefinite feminine noun or plural of things: «قوات», «عقوبات».
function isThing(input: SyntaxInput, cover: Int32Array, i: number): boolean {
  const p = input.profiles[i]
  const r = p?.nouns[0]
  if (!p || !r || cover[i] !== -1 || input.tokens.kind[i] !== WORD || p.prep || p.attached || p.joined || p.closed.size > 0) return false
  if (input.aside[i] || AMOUNTS.has(r.lemma.word) || Feats.nominative(r.feats)) return false
  if (Feats.number(r.feats) === "pl") return !r.lemma.tags.some((t) => t === "person" || t === "title" || t === "counted")
  return Feats.gender(r.feats) === "f" && !Feats.indefinite(r.feats)
}

/// «محادثات», «قمة»: an indefinite noun of an event without a pronoun.
function isEventHead(input: SyntaxInput, cover: Int32Array, i: number): boolean {
  const p = input.profiles[i] as Profile
  return (
    cover[i] === -1 &&
    !p.al &&
    p.nouns.some((r) => r.suffix === undefined && Feats.pos(r.feats) !== "adj" && input.cues.isEventNoun(r.lemma.word))
  )
}

const bareWord = (word: string): string => (word.length > 4 && (word[0] === "و" || word[0] === "ف") ? word.slice(1) : word)

/// «من جانبه», «من جهتها», «بدوره»
const IN_TURN: ReadonlySet<string> = new Set(["جانب", "جهه", "دور", "ناحيه"])

/// An indefinite noun without the mark of the accusative, as behind «أول», «أحدث».
function isOrdered(input: SyntaxInput, cover: Int32Array, i: number): boolean {
  const p = input.profiles[i]
  if (!p || cover[i] !== -1 || input.tokens.kind[i] !== WORD || p.al || p.attached || p.prep || p.closed.size > 0) return false
  return p.nouns.some((r) => r.suffix === undefined && Feats.pos(r.feats) !== "adj") && !(input.tokens.folded[i] as string).endsWith("ا")
}

/// «إدانة», «إعادة», «إقالة»: masdars that with a pronoun are written like their verbs, but for the hamza.
const isHollowMasdar = (r: Reading): boolean => r.lemma.word.length === 5 && r.lemma.word.startsWith("ا") && r.lemma.word.endsWith("ه")

/// The first alif of a word as it is written, behind at most two letters that are put before words; empty for none.
function hamzaOf(tokens: Tokens, i: number): string {
  const start = tokens.start[i] as number
  for (let n = start; n < Math.min(start + 3, tokens.end[i] as number); n++)
    if ("أإآا".includes(tokens.text[n] as string)) return tokens.text[n] as string
  return ""
}

function chooseVerb(
  input: SyntaxInput,
  cover: Int32Array,
  from: number,
  i: number,
  verbSinceBoundary: boolean,
  lastNominal: boolean,
): Reading | undefined {
  const {tokens, profiles} = input
  const p = profiles[i] as Profile
  const v = verdictOf(input.cues, p)
  const {best, nouns} = v
  if (tokens.folded[i] === "فضلا" && tokens.folded[i + 1] === "عن") return undefined
  if (!best || p.closed.has("aux") || input.aside[i] || (p.time && p.nouns.length > 0 && !v.known)) return undefined
  // «كانت أحدث جولة محادثات»: the newest; what somebody brings about stands in the accusative.
  if (ORDERERS.has(bareWord(tokens.folded[i] as string)) && isOrdered(input, cover, i + 1)) return undefined
  // «صينيين اثنين»
  if (TWO.test(tokens.folded[i] as string)) return undefined
  // «منعت وفدا»: of one who is sent, not of two who came.
  if (
    !BEFORE_PERFECT.has(itemAt(tokens.folded, i - 1) ?? "") &&
    Feats.number(best.feats) === "du" &&
    Feats.aspect(best.feats) === "perf" &&
    nouns.some((r) => Feats.indefinite(r.feats)) &&
    nouns.every((r) => Feats.pos(r.feats) === "noun")
  )
    return undefined
  // «وقعت وزارتا الطاقة», «وقفا لإطلاق النار»: two of them would hardly stand there.
  if (
    Feats.number(best.feats) === "du" &&
    Feats.aspect(best.feats) === "perf" &&
    (((best.proclitics & WA) !== 0 && nouns.some((r) => r.proclitics === 0)) ||
      (tokens.folded[i] === "وقفا" && (tokens.folded[i + 1] ?? "").startsWith("لاطلاق")))
  )
    return undefined
  // «مقعدين اثنين», «تنافس إثني»: a number or an adjective; who praises writes his hamza or has «على» behind.
  if (
    /^[وف]?[بلك]?اثن(?:ين|ان|يه?|تين|تان)$/.test(tokens.folded[i] as string) &&
    hamzaOf(tokens, i) !== "أ" &&
    tokens.folded[i + 1] !== "علي"
  )
    return undefined
  // «سخرها لتمرير مصالحه», «ياباني», «أباه»: put to use, and other words that no object hangs on.
  if (best.suffix !== undefined && (best.lemma.word === "سخر" || best.lemma.word === "ابي")) return undefined
  // «ردا حذرا»: cautious, not two who warned.
  if (bareWord(tokens.folded[i] as string) === "حذرا") return undefined
  // «ترامب وشي»: a name, not «he informed against».
  if (tokens.folded[i] === "وشي") return undefined
  // «كان وفد قد زار»: a delegation, not «he came».
  if (bareWord(tokens.folded[i] as string) === "وفد" && i > from && /^[وف]?كان/.test(tokens.folded[i - 1] as string)) return undefined
  // «هنأ» with its hamza, not «هنا».
  if (tokens.folded[i]?.endsWith("هنا") && tokens.text[(tokens.end[i] as number) - 1] !== "أ") return undefined
  if (p.prep) {
    // «قبل» is "before" unless someone stands right behind it who accepts: «قبل الرئيس الدعوة».
    const m = cover[i + 1] === undefined || cover[i + 1] === -1 ? undefined : input.mentions[cover[i + 1] as number]
    if (
      tokens.folded[i] !== "عبر" &&
      tokens.folded[i] !== "وعبر" &&
      !(m && m.from === i + 1 && !m.prep && m.kind === "person" && tokens.folded[i - 1] !== "من")
    )
      return undefined
    if (tokens.folded[i]?.endsWith("عبر") && tokens.folded[i + 1] !== "عن" && !(m && !m.prep)) return undefined
  }
  // «لن توافق إسرائيل»: no perfect stands behind these.
  const subjunctive = i > from && ((profiles[i - 1] as Profile).closed.has("comp") || BEFORE_IMPERFECT.has(tokens.folded[i - 1] as string))
  // «غارات روسية توقع قتلى», «الصين تسلم»: behind a feminine subject the letter ت is the imperfect's.
  const topic = !verbSinceBoundary && (tokens.folded[i] as string).startsWith("ت") && isFeminineTopic(input, cover, from, i)
  const pick = (): Reading | undefined => {
    const shadda = shaddaOf(tokens, i)
    const feminine = isFeminine(input, cover, i + 1, "after") || isFeminine(input, cover, i - 1, "before")
    const imperfect = subjunctive || topic
    if (shadda > 0 || feminine) return likeliest(input.cues, v.verbs, best, imperfect ? "impf" : "perf", shadda, feminine)
    return imperfect ? v.imperfect : v.perfect
  }
  // «على متن»: no finite verb stands right behind a preposition.
  if (i > from && NO_VERB_AFTER.has(tokens.folded[i - 1] as string) && cover[i - 1] === -1) return undefined
  let j = i - 1
  while (j >= from && tokens.kind[j] === PUNCT && "\"“”«»()'".includes(tokens.folded[j] as string)) j--
  const previous = j >= from ? (profiles[j] as Profile) : undefined
  const standsJoined = itemAt(tokens.folded, j) === "و"
  const previousIsWord = previous !== undefined && tokens.kind[j] === WORD && !standsJoined
  // «الموقع شبه الرسمي», «شبه جزيرة القرم»: almost.
  if (tokens.folded[i] === "شبه" && (previousIsWord || /^جزير/.test(tokens.folded[i + 1] ?? ""))) return undefined
  if (previousIsWord && previous) {
    // «اجتماعا ضم مستشاريه»: what has the mark of the accusative has no genitive.
    if (TELLS_OF_TALKS.has(tokens.folded[i] as string) && /^[وفب]?(?:اجتماعا|لقاء)$/.test(tokens.folded[j] as string)) return pick()
    // «وهو ما رفضه الرئيس»: what carries a pronoun behind «ما» is a verb.
    if (tokens.folded[j] === "ما" && Feats.aspect(best.feats) === "perf" && v.verbs.some((r) => r.suffix)) return pick()
    // «لا حل عسكريا»: what there is none of is no perfect.
    if (tokens.folded[j] === "لا" && nouns.length > 0 && v.verbs.every((r) => Feats.aspect(r.feats) === "perf")) return undefined
    if (previous.closed.has("neg") && Feats.aspect(best.feats) === "impf") return pick()
    if (previous.closed.has("neg") && tokens.folded[j] !== "غير" && tokens.folded[j] !== "عدم") return pick()
    if (previous.closed.has("fut") || tokens.folded[j] === "قد" || tokens.folded[j] === "لقد" || tokens.folded[j] === "وقد") return pick()
    if (previous.closed.has("comp") || (previous.closed.has("rel") && tokens.folded[j] !== "من" && tokens.folded[j] !== "ما")) {
      // «أن استضافتها …» is a masdar, «التي استضافتها أوزبكستان» a verb.
      if (previous.closed.has("comp") && nouns.some((r) => r.suffix && Feats.pos(r.feats) === "masdar")) return undefined
      if (nouns.length === 0 || Feats.aspect(best.feats) === "impf" || (previous.closed.has("rel") && !p.al)) return pick()
      // «قال الجيش إنه قتل عشرة»: behind the pronoun a verb, unless an adjective says what it is.
      const beyond = profiles[i + 1]
      const described = beyond !== undefined && beyond.nouns.length > 0 && beyond.nouns.every((r) => Feats.pos(r.feats) === "adj")
      if (ITS.test(tokens.folded[j] as string) && v.known && !p.al && !described && v.verbs.every((r) => Feats.aspect(r.feats) === "perf"))
        return pick()
      // «سبق أن فرض», «بعد أن قطع»: what was done before.
      if (j > from && !p.al && Feats.aspect(best.feats) === "perf" && DONE_BEFORE.has(bareWord(tokens.folded[j - 1] as string)))
        return v.perfect
      if (previous.closed.has("comp")) return undefined
    }
  }
  // «في نسخة منه»: a preposition with its pronoun.
  if (isSatisfied(p) && !p.joined) return undefined
  // «بيانا يدين الهجوم»: what a paper does.
  if (
    previousIsWord &&
    v.imperfect &&
    p.nouns.every((r) => r.proclitics === 0) &&
    PAPERS_ASK.has(v.imperfect.lemma.word) &&
    cover[j] === -1 &&
    previous?.nouns.some((r) => PAPERS.has(r.lemma.word) && r.suffix === undefined && (r.proclitics & AL) === 0)
  )
    return v.imperfect
  if (nouns.length === 0) return best.lemma.word.length > 1 ? pick() : undefined
  // «من أجل حل الأزمة»: what one does it for stands as a noun.
  if (previousIsWord && tokens.folded[j] === "اجل" && /^[وف]?من$/.test(itemAt(tokens.folded, j - 1) ?? "")) return undefined
  // «في وقت سابق», «على نطاق واسع»: an adjective of an indefinite noun that a preposition governs, where nobody stands behind who does it.
  if (
    previousIsWord &&
    previous &&
    !previous.al &&
    cover[j] === -1 &&
    previous.nouns.length > 0 &&
    (!previous.time || tokens.folded[j] === "وقت") &&
    (previous.attached !== "" || (j > from && profiles[j - 1]?.prep !== "" && profiles[j - 1]?.nouns.length === 0)) &&
    !v.verbs.some((r) => r.suffix) &&
    nouns.some((r) => r.proclitics === 0 && (Feats.pos(r.feats) === "adj" || Feats.pos(r.feats) === "ap")) &&
    (cover[i + 1] === undefined || cover[i + 1] === -1) &&
    !(profiles[i + 1]?.al && tokens.folded[i + 1] !== "النطاق")
  )
    return undefined
  // «أدانتها برلين», «إدانتها»: where the hamza is written it tells the verb from its masdar.
  if (nouns.every(isHollowMasdar) && nouns.some((r) => Feats.pos(r.feats) === "masdar")) {
    const hamza = hamzaOf(tokens, i)
    const told =
      hamza === "أ" ? v.verbs.find((r) => Feats.person(r.feats) === 3 && Feats.voice(r.feats) !== "passive" && r.suffix) : undefined
    if (told) return told
    if (hamza === "إ") return undefined
  }
  if (nouns.every((r) => r.proclitics & AL)) return undefined
  // «قمتهم», «عقدتنا»: nobody speaks here in his own voice.
  if (v.verbs.every((r) => Feats.person(r.feats) !== 3) && nouns.some((r) => r.suffix !== undefined)) return undefined
  // «المقرر عقدها», «المزمع توقيعها»: what is planned is told by the masdar.
  if (
    previousIsWord &&
    previous?.al &&
    nouns.some((r) => Feats.pos(r.feats) === "masdar" && r.suffix !== undefined) &&
    previous.nouns.every((r) => Feats.pos(r.feats) === "pp" || Feats.pos(r.feats) === "ap" || Feats.pos(r.feats) === "adj")
  )
    return undefined
  // «نشر قوات بولندية», «قصف غزة»: a headline begins with the masdar where its noun could be no subject of a masculine verb.
  if (
    previous === undefined &&
    best.proclitics === 0 &&
    Feats.aspect(best.feats) === "perf" &&
    Feats.gender(best.feats) === "m" &&
    nouns.some((r) => Feats.pos(r.feats) === "masdar" && r.proclitics === 0) &&
    (isFeminine(input, cover, i + 1, "after") || isThing(input, cover, i + 1))
  )
    return undefined
  // «محادثات استضافتها جيبوتي»: an indefinite noun of an event has no genitive with a pronoun, so a clause on it begins.
  const after = itemAt(input.mentions, itemAt(cover, i + 1) ?? -1)
  const named = after?.from === i + 1 && after.prep === "" && !after.joined
  const resumed = named && v.verbs.find((r) => Feats.aspect(r.feats) === "perf" && (r.suffix === "3fs" || r.suffix === "3ms"))
  if (
    resumed &&
    (HOST_VERBS.has(resumed.lemma.word) ||
      (previousIsWord && isEventHead(input, cover, j) && nouns.every((r) => Feats.pos(r.feats) === "masdar")))
  )
    return resumed
  // «من جانبه قال الوزير»: hardly "one who fries".
  if (bareWord(tokens.folded[i] as string) === "قال") return pick()
  // «من جانبه ثمن الوزير كذا», «وبدوره رفض …»: whose turn it is, is told, and a clause begins.
  if (v.known && previousIsWord && previous?.nouns.some((r) => r.suffix !== undefined && IN_TURN.has(r.lemma.word))) return pick()
  // A verb that tells no event and is as well a noun («اسم», «فرد», «أكثر») is taken for the noun unless a particle makes it a verb.
  if (!v.known && Feats.aspect(best.feats) === "perf") return undefined
  if (nouns.some((r) => r.proclitics & (BI | LI | KA) && r.stemFrom < best.stemFrom)) return undefined
  if (previousIsWord && previous) {
    if (previous.prep && cover[j] === -1 && previous.nouns.length === 0) return undefined
    // «وبعد ثلاثة أيام من ذلك أجرى …»: a demonstrative that a preposition governs stands alone.
    const alone = previous.closed.has("dem") && v.known && profiles[j - 1]?.prep !== "" && profiles[j - 1]?.nouns.length === 0
    if (alone && v.perfect && Feats.aspect(v.perfect.feats) === "perf") return v.perfect
    if (previous.closed.has("quant") || previous.closed.has("dem")) return undefined
  }
  const joined = (best.proclitics & (WA | FA)) !== 0 || standsJoined
  if (
    Feats.aspect(best.feats) === "impf" &&
    Feats.person(best.feats) === 3 &&
    !(joined && lastNominal && nouns.some((r) => Feats.pos(r.feats) === "masdar"))
  ) {
    if (!nouns.some((r) => Feats.pos(r.feats) === "masdar" || Feats.pos(r.feats) === "noun")) return pick()
  }
  // «رسالة بعث بها ترامب»: with a pronoun that goes back to the noun a clause begins.
  const behind = profiles[i + 1]
  if (
    previousIsWord &&
    !previous?.al &&
    (previous?.nouns.length ?? 0) > 0 &&
    Feats.aspect(best.feats) === "perf" &&
    (behind?.prep === "ب" || behind?.prep === "ل") &&
    behind.info.readings.some((r) => r.suffix !== undefined && r.lemma.pos === "prep")
  )
    return pick()
  // «اتصال مع نظيره طلب فيه»: with a pronoun that goes back to the letter or the call a clause on it begins.
  if (previousIsWord && v.known && Feats.aspect(best.feats) === "perf" && IN_IT.has(tokens.folded[i + 1] ?? "")) return pick()
  if (joined && lastNominal && nouns.some((r) => Feats.pos(r.feats) === "masdar") && verbSinceBoundary) return undefined
  // «دعم صيني لباكستان»: an indefinite adjective of a state behind a word that may be a masdar makes it one.
  const next = profiles[i + 1]
  if (
    !joined &&
    next !== undefined &&
    (next.nisba !== undefined || (i === from && next.nouns.length > 0 && next.nouns.every((r) => Feats.pos(r.feats) === "adj"))) &&
    !next.info.folded.endsWith("ا") &&
    !next.al &&
    !next.joined &&
    !next.attached &&
    cover[i + 1] === -1 &&
    nouns.some((r) => Feats.pos(r.feats) === "masdar" && r.proclitics === 0 && !r.suffix)
  )
    return undefined
  if (!previousIsWord || joined) return pick()
  // «قمة ثلاثية تجمع الرؤساء»: nothing but a verb stands bare behind an indefinite adjective.
  const described =
    previous !== undefined &&
    !previous.al &&
    previous.nouns.length > 0 &&
    previous.verbs.length === 0 &&
    previous.nouns.every((r) => Feats.pos(r.feats) === "adj")
  if (
    described &&
    v.imperfect &&
    v.known &&
    Feats.aspect(best.feats) === "impf" &&
    cover[i + 1] !== -1 &&
    !previous.prep &&
    !previous.attached
  )
    return v.imperfect
  if (verbSinceBoundary) return undefined
  // «بعد إعلان ترمب فرض رسوم»: what somebody announces, decides or wants to do stands behind him as a masdar.
  const whose = itemAt(input.mentions, cover[j] ?? -1)
  if (
    whose &&
    whose.from > from &&
    Feats.aspect(best.feats) === "perf" &&
    nouns.some((r) => Feats.pos(r.feats) === "masdar" && r.proclitics === 0) &&
    profiles[whose.from - 1]?.nouns.some((r) => INTENDED.has(r.lemma.word)) &&
    !profiles[whose.from - 1]?.al
  )
    return undefined
  if (cover[j] !== -1) return pick()
  if (previous?.closed.has("conj") || previous?.closed.has("aux")) return pick()
  if (previous?.time || input.aside[j]) return pick()
  if (previous?.al) return pick()
  // «لقاء سري جمع الرئيسين»: an adjective cannot be followed by a genitive, so a verb begins a clause on the noun.
  const adjective =
    previous !== undefined &&
    previous.nouns.length > 0 &&
    previous.nouns.every((r) => Feats.pos(r.feats) === "adj" || Feats.pos(r.feats) === "ap" || Feats.pos(r.feats) === "pp") &&
    (profiles[j - 1]?.nouns.length ?? 0) > 0
  if (adjective && input.cues.isKnownVerb(best.lemma.word)) return pick()
  return undefined
}

/// Two people, or two states or bodies.
const alike = (x: Mention, y: Mention | undefined): boolean => y !== undefined && (x.kind === "person") === (y.kind === "person")

/// «وقعت عليها الأطراف»: a preposition with its pronoun takes nothing more.
const isSatisfied = (p: Profile): boolean => p.info.readings.some((r) => r.suffix !== undefined && r.lemma.pos === "prep")

/// Walks from each predicate over what follows it, and looks back for subjects that come first.
class ArgWalker {
  /// Mentions already taken as a subject or object, so that a later verb does not claim them again.
  readonly taken: Int32Array
  readonly input: SyntaxInput
  readonly cover: Int32Array
  readonly predicateAt: Int32Array
  readonly drafts: Draft[]

  constructor(input: SyntaxInput, cover: Int32Array, predicateAt: Int32Array, drafts: Draft[]) {
    this.input = input
    this.cover = cover
    this.predicateAt = predicateAt
    this.drafts = drafts
    this.taken = new Int32Array(input.mentions.length).fill(-1)
  }

  run(): void {
    for (const d of this.drafts) if (d.cls === "n") this.noun(d)
    for (const d of this.drafts) if (d.cls === "v") this.verb(d)
    for (const d of this.drafts) this.govern(d)
    for (const d of this.drafts)
      if (
        d.cls === "n" &&
        (d.governor < 0 ||
          d.governorRel === "in" ||
          (TIME_RELS.has(d.governorRel) && (d.definite || this.isResumedBehind(d))) ||
          this.isDescribed(d) ||
          this.isDoneBehind(d))
      )
        this.governedAhead(d)
  }

  /// «زيارة الرئيس إلى أنقرة، التي كانت متوقعة غدا، أُرجئت»: the event noun is the subject of a later verb that has no other.
  governedAhead(d: Draft): void {
    for (let n = d.index + 1; n < this.drafts.length; n++) {
      const v = this.drafts[n] as Draft
      if (v.sentence !== d.sentence || v.token > d.token + 30) return
      if (v.cls !== "v") continue
      // «دعوة وجهها الملك», «المفاوضات التي تجريها …», «رسالة بعث بها …»: a verb whose pronoun goes back to the noun.
      if (this.resumes(v) && (this.afterRelative(v) || v.token - d.token <= 5 || this.relativeBehind(d, v.token))) {
        d.governor = v.index
        d.governorRel = "relobj"
        return
      }
      const subject = v.args.some((a) => a.rel === "subj" && a.token > v.token)
      // «المكالمة التي جرت بين …»
      // «الجولة الخامسة من المفاوضات الإيرانية الأمريكية ستعقد»: of the talks whose round it is.
      const round = this.roundOver(d)
      if (v.args.some((a) => a.rel === "subj" && a.mention < 0 && (a.token === d.token || a.token === round))) {
        d.governor = v.index
        d.governorRel = "subj"
        return
      }
      // «في قمة عُقدت في مارس»: the clause right behind an indefinite noun is said of it.
      if (
        !d.definite &&
        v.token === d.token + 1 &&
        !subject &&
        (v.reading.proclitics & (WA | FA)) === 0 &&
        this.input.cues.isLightVerb(v.lemma)
      ) {
        d.governor = v.index
        d.governorRel = "subj"
        return
      }
      const gender = Feats.gender(v.reading.feats)
      const own = Feats.gender(d.reading.feats)
      const agrees = !gender || !own || gender === own || d.plural
      if (!subject && agrees && this.input.cues.isGovernor(v.lemma) && !(v.reading.proclitics & WA)) {
        d.governor = v.index
        d.governorRel = "subj"
        return
      }
      if (!this.afterRelative(v)) return
    }
  }

  /// «جولة من المفاوضات»: the token of the round; -1 for none.
  roundOver(d: Draft): number {
    if (this.folded(d.token - 1) !== "من") return -1
    const g = this.drafts[d.index - 1]
    return g?.cls === "n" && ROUNDS.has(g.lemma) && d.token - g.token <= 5 && g.sentence === d.sentence ? g.token : -1
  }

  /// A verb with a pronoun, its own or that of the preposition right behind: «وجهها», «يقوم بها».
  resumes(v: Draft): boolean {
    return (
      v.suffix === "3fs" ||
      v.suffix === "3ms" ||
      v.args.some((a) => a.mention < 0 && a.token === v.token + 1 && (a.rel === "ب" || this.pronounOn(a.token)))
    )
  }

  /// «تناول اللقاء الذي عقد بين …»: a relative clause right behind, and nothing over the noun that says where it is in its life.
  isDescribed(d: Draft): boolean {
    const p = this.input.profiles[d.token + 1]
    const over = this.drafts[d.governor]
    return (
      d.definite &&
      d.suffix === undefined &&
      over !== undefined &&
      (!this.input.cues.isGovernor(over.lemma) || (d.governorRel === "subj" && TREATS.has(over.lemma))) &&
      (p?.closed.has("rel") ?? false)
    )
  }

  /// «إثر محادثات استضافتها جيبوتي», «إثر اجتماع في القاهرة استضافه الوزير»: a clause right behind whose verb carries the noun's pronoun.
  isResumedBehind(d: Draft): boolean {
    const v = this.drafts[d.index + 1]
    if (v?.cls !== "v" || v.sentence !== d.sentence || v.token - d.token > 4) return false
    // «زيارة يلتقي خلالها …»: what happens in the course of the noun is no clause on it.
    return v.suffix === "3fs" || v.suffix === "3ms" || (this.resumes(v) && this.input.profiles[v.token + 1]?.prep === "ب")
  }

  /// «بعد ساعات من زيارة قام بها الوزير», «عن مباحثات أجراها المبعوث»: a clause right behind that tells who did it; what a verb does to
  /// the noun, or what happened in it, goes first.
  isDoneBehind(d: Draft): boolean {
    if (d.definite || TAKEN_RELS.has(d.governorRel)) return false
    const v = this.drafts[d.index + 1]
    if (v?.cls !== "v" || v.sentence !== d.sentence || v.token - d.token > 4 || (v.reading.proclitics & WA) !== 0) return false
    if (!this.input.cues.isLightVerb(v.lemma)) return false
    for (let i = d.token + 1; i < v.token; i++) if (this.input.tokens.kind[i] !== WORD) return false
    if (v.suffix !== undefined) return v.suffix === (Feats.gender(d.reading.feats) === "m" && !d.plural ? "3ms" : "3fs")
    return v.args.some((a) => a.mention < 0 && a.rel === "ب" && a.token === v.token + 1 && this.pronounOn(a.token))
  }

  pronounOn(token: number): boolean {
    return this.input.profiles[token]?.info.readings.some((r) => r.suffix !== undefined && r.lemma.pos === "prep") ?? false
  }

  /// «زيارة الدولة التي كان الرئيس … سيقوم بها»: the relative pronoun right behind the noun phrase.
  relativeBehind(d: Draft, to: number): boolean {
    for (let i = d.token + 1; i <= d.token + 4 && i < to && to - d.token <= 14; i++) {
      const p = this.input.profiles[i] as Profile
      if (p.closed.has("rel") && p.prep === "") return true
      if (this.input.tokens.kind[i] !== WORD || p.prep) return false
    }
    return false
  }

  /// Stands in a relative clause, so that the noun before is still free.
  afterRelative(v: Draft): boolean {
    const p = itemAt(this.input.profiles, v.token - 1)
    return p?.closed.has("rel") ?? false
  }

  mentionAt(i: number): Mention | undefined {
    const m = this.cover[i]
    return m === undefined || m < 0 ? undefined : this.input.mentions[m]
  }

  folded(i: number): string {
    return itemAt(this.input.tokens.folded, i) ?? ""
  }

  /// Where a phrase set off by commas, dashes or brackets ends; -1 where it does not within reach.
  closing(i: number, to: number, marks: string): number {
    for (let j = i; j < Math.min(to, i + 40); j++) if (this.input.tokens.kind[j] === PUNCT && marks.includes(this.folded(j))) return j
    return -1
  }

  verb(d: Draft): void {
    const {tokens, profiles, sentences} = this.input
    const whole = (sentences[d.sentence] as Sentence).to
    // «بيلاروسيا، التي ساندت الغزو، …»: a relative clause set off by commas ends at the second.
    const setOff = this.afterRelative(d) && tokens.kind[d.token - 2] === PUNCT && SOFT.includes(this.folded(d.token - 2))
    const close = setOff ? this.closing(d.token + 1, whole, SOFT) : -1
    const end = close > 0 && !(profiles[close + 1]?.joined ?? false) ? close : whole
    const bare: Arg[] = []
    let last: Arg | undefined
    /// The row that a comma parted: «تركيا ومصر، فضلا عن الاتحاد الإفريقي».
    let row: Arg | undefined
    let led: Arg | undefined
    let i = d.token + 1
    let stop = end
    /// Where the phrase of when or where ends that stands between the verb and its object: nobody in it is subject or object.
    let inserted = -1
    if (d.suffix) d.args.push({rel: "suffix", mention: -1, token: d.token})
    while (i < end) {
      const m = this.mentionAt(i)
      if (m && m.from === i) {
        // «… ؛ وزارة الدفاع نفت»: a name after a stop with a verb right behind it begins a clause of its own.
        const next = this.predicateAt[m.to] ?? -1
        const begins =
          !m.prep &&
          tokens.kind[i - 1] === PUNCT &&
          SOFT.includes(this.folded(i - 1)) &&
          next >= 0 &&
          (this.drafts[next] as Draft).cls === "v" &&
          ((this.drafts[next] as Draft).reading.proclitics & (WA | FA)) === 0
        if (begins && i > d.token + 1) {
          stop = i
          break
        }
        // «يقصف جنوب لبنان وحزب الله يرد»: so does one joined on, with a verb of his own right behind.
        if (i > d.token + 1 && this.actsAnew(m)) {
          stop = i
          break
        }
        const beside = this.isBeside(m) && d.lemma !== "وقف" ? (last ?? row) : undefined
        const own = i < inserted ? [] : bare
        if (LED.has(m.prep)) led = last
        last =
          beside && beside.mention >= 0
            ? this.place({...m, prep: "", joined: true}, beside, own, d)
            : this.place(m, this.besideLed(m, last ?? this.rowOver(row, m), led), own, d)
        row = last
        i = m.to
        continue
      }
      if (tokens.kind[i] === PUNCT) {
        const c = this.folded(i)
        if (c === "(" || c === "–" || c === "—" || c === "-" || c === "[") {
          const over = this.closing(i + 1, end, c === "(" ? ")" : c === "[" ? "]" : "–—-")
          if (over > 0) {
            i = over + 1
            continue
          }
        }
        if (c === ":") {
          stop = i
          break
        }
        if (SOFT.includes(c)) {
          // «اتهم روتو، في مقابلة بثتها القنوات، المؤسسة»: a verb that cannot do without its object reaches over what is set off.
          if (NEEDS_OBJECT.has(d.lemma) && !d.suffix && !d.passive && bare.length <= 1) {
            const over = this.closing(i + 1, end, SOFT)
            const m = over > 0 ? this.mentionAt(over + 1) : undefined
            const after = m && m.from === over + 1 && !m.prep && !m.joined ? (this.predicateAt[m.to] ?? -1) : 0
            if (m && over < i + 25 && after === -1 && this.verbBetween(i + 1, over)) {
              last = undefined
              i = over + 1
              continue
            }
          }
          if (i > inserted && ADDRESSES.has(d.lemma) && !d.suffix && !d.passive && bare.length === 1 && OCCASIONS.has(this.folded(i + 1)))
            inserted = this.insertionEnd(i, end)
          // A relative clause set off by commas is stepped over; otherwise what follows the comma may still be ours until a new verb comes.
          const next = profiles[i + 1]
          if (next?.closed.has("rel") && tokens.kind[i + 1] === WORD) {
            const over = this.closing(i + 2, end, SOFT)
            if (over > 0) {
              i = over + 1
              continue
            }
            stop = i
            break
          }
          if (!this.rowGoesOn(last, i + 1)) last = undefined
        }
        i++
        continue
      }
      // «تظاهر مئات الناس», «قتل 46 شخصا»: what is counted is the subject.
      if (this.input.aside[i] === 1) {
        let j = i
        while (j < end && this.input.aside[j] === 1) j++
        const before = profiles[i - 1]
        const more = this.folded(i - 1) === "من" && MORE_THAN.has(this.folded(i - 2))
        const prep =
          !more &&
          tokens.kind[i - 1] === WORD &&
          this.cover[i - 1] === -1 &&
          before?.prep &&
          before.nouns.length === 0 &&
          !isSatisfied(before)
            ? before.prep
            : ""
        const arg = {rel: prep || "bare", mention: -1, token: j - 1}
        if (prep) d.args.push(arg)
        else if (bare.length < 3) bare.push(arg)
        last = undefined
        i = j
        continue
      }
      if (tokens.kind[i] !== WORD || this.input.aside[i]) {
        i++
        continue
      }
      const p = profiles[i] as Profile
      const at = this.predicateAt[i] as number
      if (at >= 0 && (this.drafts[at] as Draft).cls === "v") {
        stop = i
        break
      }
      const v = verdictOf(this.input.cues, p)
      // «قصفت إسرائيل ثم الولايات المتحدة منشآت»
      const then = this.folded(i) === "ثم" && last !== undefined && last.mention >= 0 ? this.mentionAt(i + 1) : undefined
      if (then && last && then.from === i + 1 && !then.prep && alike(then, this.mentionAt(i - 1))) {
        last = this.place({...then, joined: true}, last, bare, d)
        i = then.to
        continue
      }
      // «… وكان سموه قد عقد»: an auxiliary joined on begins a clause of its own.
      const clause = i > d.token + 1 && p.closed.has("aux") && (/^[وف]/.test(this.folded(i)) || this.folded(i - 1) === "و")
      if (v.comp || clause || (v.link && this.folded(i) !== "كما")) {
        stop = i
        break
      }
      // «ما بين 9 و15 أكتوبر»
      if (v.rel && p.prep === "" && !(this.folded(i) === "ما" && (this.input.aside[i + 1] || SUM_WORDS.has(this.folded(i + 1))))) {
        stop = i
        break
      }
      if (p.prep && p.info.readings.some((r) => r.suffix && r.lemma.pos === "prep")) {
        // «مع كل منهما»: the preposition before the quantifier governs.
        const over = profiles[i - 1]?.closed.has("quant") ? (profiles[i - 2]?.prep ?? "") : ""
        d.args.push({rel: over || p.prep, mention: -1, token: i})
      }
      // «على عقد لقاء»: no decade.
      if (p.nouns.length > 0 && p.closed.size === 0 && (!p.time || this.drafts[at]?.lemma === "عقد") && p.info.readings.length > 0) {
        if (this.isLed(i, last)) led = last
        const arg = this.commonNoun(i, p, i < inserted ? [] : bare, d)
        if (arg) last = arg
      }
      i++
    }
    d.to = stop
    // «استقبل الوزير من قبل نظيره»: who did it stands behind.
    if (Feats.voice(d.reading.feats) === "either") {
      const doer = d.args.find((a) => a.rel === "من قبل" && a.mention >= 0)
      if (doer && !this.hasMasdar(d.token + 1, doer.token)) d.passive = true
    }
    if (d.participle) this.participleArgs(d, bare)
    else this.assignBare(d, bare)
    if (!d.participle && !d.args.some((a) => a.rel === "subj")) {
      const token = this.commonSubjectBefore(d)
      if (token >= 0) {
        d.args.push({rel: "subj", mention: -1, token})
        d.ownSubject = true
      }
    }
    this.linkBack(d)
  }

  /// Joined by «و», with a verb in the imperfect right behind that is his alone.
  actsAnew(m: Mention): boolean {
    const v = m.joined && !m.prep && m.to > m.from ? this.drafts[this.predicateAt[m.to] ?? -1] : undefined
    if (v?.cls !== "v" || v.participle || v.passive || v.suffix || (v.reading.proclitics & (WA | FA)) !== 0) return false
    return Feats.aspect(v.reading.feats) === "impf" && Feats.number(v.reading.feats) === "sg" && this.agrees(v, m)
  }

  /// «نددت المنظمة بمقتل مهاجرين على يد الشرطة»: who did it hangs on the masdar nearer to it.
  hasMasdar(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const at = this.predicateAt[i] ?? -1
      if (at >= 0 && this.drafts[at]?.cls === "n") return true
    }
    return false
  }

  /// «السوري أسعد الشيباني، والعراقي فؤاد حسين، واللبناني يوسف رجي»: a row of people over a comma, no clause of their own behind.
  rowGoesOn(last: Arg | undefined, i: number): boolean {
    const left = last && last.mention >= 0 ? this.input.mentions[last.mention] : undefined
    const m = this.mentionAt(i)
    if (!left || !m || m.from !== i || !m.joined || m.prep || left.to !== i - 1 || m.kind !== left.kind) return false
    const next = this.predicateAt[m.to] ?? -1
    return !(next >= 0 && (this.drafts[next] as Draft).cls === "v")
  }

  /// «ناشدت فرنسا وألمانيا، والتيار الحر، والنمسا»: what a row goes on from over others that are joined to it as well, whoever they are.
  rowOver(row: Arg | undefined, m: Mention): Arg | undefined {
    const left = row && row.mention >= 0 ? this.input.mentions[row.mention] : undefined
    if (!left || !m.joined || m.prep || m.from - left.to > ROW_REACH || !alike(left, m)) return undefined
    if (((this.drafts[this.predicateAt[m.to] ?? -1] as Draft | undefined)?.cls ?? "n") === "v") return undefined
    const {tokens, profiles} = this.input
    for (let i = left.to; i < m.from; i++) {
      if (tokens.kind[i] === PUNCT) {
        if (!SOFT.includes(this.folded(i)) || !profiles[i + 1]?.joined) return undefined
      } else if (profiles[i]?.prep || (profiles[i]?.closed.size ?? 0) > 0) return undefined
    }
    return row
  }

  /// «الجيش بقيادة البرهان …»: the leader is told of the one before.
  isLed(i: number, last: Arg | undefined): boolean {
    return last !== undefined && last.mention >= 0 && this.input.mentions[last.mention]?.to === i && LED.has(this.folded(i))
  }

  /// «بين الجيش بقيادة البرهان وقوات الدعم السريع»: what is joined to one that is led goes with it, not with the leader.
  besideLed(m: Mention, last: Arg | undefined, led: Arg | undefined): Arg | undefined {
    if (!m.joined || !led || !last || last.mention < 0) return last
    return alike(m, this.input.mentions[led.mention]) && !alike(m, this.input.mentions[last.mention]) ? led : last
  }

  /// «فضلا عن», «إضافة إلى», «إلى جانب»: who stands behind is told along with those before.
  isBeside(m: Mention): boolean {
    if (!m.prep) return false
    const [a, b] = [this.folded(m.from - 2), this.folded(m.from - 1)]
    return BESIDE.has(`${a} ${b}`)
  }

  /// The comma behind a phrase that stands between an act of speech and whom or what it is aimed at; -1 for none.
  insertionEnd(comma: number, to: number): number {
    const {profiles, tokens} = this.input
    const over = this.closing(comma + 1, to, SOFT)
    const next = over > 0 && over < comma + 25 && tokens.kind[over + 1] === WORD ? profiles[over + 1] : undefined
    if (!next || next.joined || next.attached || this.verbBetween(comma + 1, over)) return -1
    const m = this.mentionAt(over + 1)
    if (m ? m.from !== over + 1 || m.prep || m.joined : !next.al || next.closed.size > 0) return -1
    return this.predicateAt[m?.to ?? over + 2] === -1 ? over : -1
  }

  /// Puts a mention where its preposition, its conjunction or its place in the row says.
  place(m: Mention, last: Arg | undefined, bare: Arg[], d: Draft): Arg {
    const arg = (rel: string): Arg => ({rel, mention: m.index, token: m.from})
    if (this.isSeat(m.from)) return arg("seat")
    if (m.prep) {
      const a = arg(this.relOf(m.prep, m.from))
      d.args.push(a)
      return a
    }
    const before = m.from - 1
    const beforeWord = this.input.tokens.kind[before] === WORD
    // «وقال عقب لقائه رئيس المجلس إن …»: whom he met does not speak.
    const act = itemAt(this.drafts, this.predicateAt[before] ?? -1)
    if (act?.cls === "n" && act.suffix !== undefined && !m.joined && UPON.has(act.lemma)) return arg("upon")
    if (m.joined && last) {
      const a = arg(last.rel === "bare" ? "bare+" : last.rel)
      if (last.rel === "bare" || last.rel === "bare+") bare.push(a)
      else d.args.push(a)
      return a
    }
    // «56 من أعضاء الكونغرس»: of whom so many are counted.
    const counted =
      this.input.aside[before] === 1 &&
      this.folded(before - 1) === "من" &&
      (this.input.profiles[before]?.nouns.some((r) => MEMBERS.has(r.lemma.word)) ?? false)
    if (beforeWord && before > d.token && this.cover[before] === -1 && (counted || !this.input.aside[before])) {
      const p = this.input.profiles[before] as Profile
      // In the genitive of a common noun: the phrase is that noun's, not the verb's.
      // «عبرت مدمرة أمريكية مضيق تايوان»: an adjective of a state has no genitive.
      const described = p.nisba !== undefined && m.kind !== "person" && (this.input.profiles[before - 1]?.nouns.length ?? 0) > 0
      const governs = p.nouns.length > 0 && !p.al && !described && p.closed.size === 0 && !p.time && !ORDERERS.has(this.folded(before))
      const indefinite =
        p.nouns.every((r) => Feats.indefinite(r.feats)) ||
        ((m.kind === "person" || (m.kind === "country" && !/^(?:شمال|جنوب|شرق|غرب)/.test(this.folded(before)))) && this.isAttribute(before))
      if (governs && !indefinite && !p.nouns.some((r) => r.suffix && r.suffix !== "1s") && !keepsNun(p)) {
        // «في جنوب الخرطوم», «قرب مدينة جنين»: a place within or at the one named.
        const prep = m.kind === "place" || m.kind === "country" ? this.prepOfPlace(before, p) : ""
        const a = arg(prep || "gen")
        d.args.push(a)
        return a
      }
    }
    const a = arg("bare")
    bare.push(a)
    return a
  }

  /// «المحكمة الجنائية الدولية ومقرها في لاهاي بهولندا»: where a body sits says nothing of what it did.
  isSeat(token: number): boolean {
    const {kind} = this.input.tokens
    for (let i = token - 1; i >= token - SEAT_REACH && kind[i] === WORD; i--)
      if (SEATS.test(this.folded(i))) return this.folded(i).startsWith("و") || kind[i - 1] === PUNCT
    return false
  }

  /// «في اتصال هاتفي نظيره …»: an indefinite adjective of the noun before has no genitive.
  isAttribute(i: number): boolean {
    const {profiles, tokens} = this.input
    const [p, noun] = [profiles[i] as Profile, profiles[i - 1]]
    if (!noun || tokens.kind[i - 1] !== WORD || this.cover[i - 1] !== -1 || !p.nouns.some((r) => Feats.pos(r.feats) === "adj")) return false
    return !noun.al && noun.closed.size === 0 && noun.nouns.some((r) => Feats.pos(r.feats) !== "adj" && r.suffix === undefined)
  }

  prepOfPlace(i: number, p: Profile): string {
    if (!p.nouns.some((r) => r.lemma.tags.includes("place"))) return ""
    if (p.attached) return p.attached
    const before = this.input.profiles[i - 1]
    return this.input.tokens.kind[i - 1] === WORD && this.cover[i - 1] === -1 && before?.nouns.length === 0 ? before.prep : ""
  }

  /// «وفقا لرويترز», «طبقا للقانون»: no giving, but the ground of what is said.
  relOf(prep: string, token: number): string {
    return prep === "ل" && GROUNDS.has(this.folded(token - 1)) ? "وفق" : prep
  }

  commonNoun(i: number, p: Profile, bare: Arg[], d: Draft): Arg | undefined {
    const before = i - 1
    const previous = this.input.profiles[before] as Profile
    const previousIsWord = this.input.tokens.kind[before] === WORD
    const prep =
      p.attached ||
      (previousIsWord && this.cover[before] === -1 && previous.prep && previous.nouns.length === 0 && !(p.al && isSatisfied(previous))
        ? previous.prep
        : "")
    if (prep) {
      const a = {rel: this.relOf(prep, i), mention: -1, token: i}
      d.args.push(a)
      return a
    }
    if (p.joined) return undefined
    // «اتهم الأرمن أذربيجان»: a people right behind its verb.
    if (i === d.token + 1 && p.al && p.nisba && Feats.number(p.nisba.feats) === "pl" && !p.attached) {
      const a = {rel: "bare", mention: -1, token: i}
      bare.push(a)
      return a
    }
    // The second part of an idafa or an adjective is no phrase of its own, but a date parts: «وصل إلى القاهرة اليوم وفد».
    const besideNoun = previousIsWord && before > d.token && this.cover[before] === -1 && this.input.aside[before] !== 2
    const ordered = ORDERERS.has(this.folded(before)) && !this.underPreposition(before)
    // «عقد قبل مغادرته اجتماعا»: a noun with its pronoun governs nothing.
    const owned = !p.al && !p.adj && previous.nouns.length > 0 && previous.nouns.every((r) => r.suffix !== undefined)
    if (!ordered && !owned && besideNoun && previous.nouns.length > 0 && previous.closed.size === 0 && !previous.time) return undefined
    if (besideNoun && this.input.aside[before] && !p.al) return undefined
    // «احتجزت السلطات الليبية مصريين», «اعتقلت يمنيين»
    if (p.nisba && !p.al && !p.attached && /ي(?:ين|ون)$/.test(this.folded(i)) && (this.cover[before] !== -1 || before === d.token)) {
      const a = {rel: "bare", mention: -1, token: i}
      bare.push(a)
      return a
    }
    if (p.adj && p.nouns.every((r) => Feats.pos(r.feats) === "adj")) return undefined
    if (!p.al && p.nouns.every((r) => Feats.indefinite(r.feats) && Feats.pos(r.feats) !== "masdar" && !r.lemma.tags.includes("event")))
      return undefined
    const a = {rel: "bare", mention: -1, token: i}
    bare.push(a)
    return a
  }

  agrees(d: Draft, m: Mention): boolean {
    const gender = Feats.gender(d.reading.feats)
    if (Feats.person(d.reading.feats) !== 3 && !d.participle) return false
    // «الاتحاد الأوروبي وبريطانيا يفرضان»: two or more of either gender.
    if (Feats.number(d.reading.feats) !== "sg" && !d.participle && m.joined) return true
    if (m.kind === "person" && m.number === "sg" && m.form !== "pair") {
      if (gender === "f" && m.gender === "m") return false
      if (gender === "f" && m.gender === undefined && m.form === "name" && m.known.length > 0) return false
      if (gender === "m" && m.gender === "f") return false
    }
    // «أول زعيم هندي يزور أوكرانيا»: most countries are feminine, so a masculine verb has another subject.
    if (m.kind === "country" && m.form === "name" && gender === "m" && m.gender === "f") return false
    // Cities are feminine.
    if (m.kind === "place" && m.form === "name" && gender === "m" && Feats.aspect(d.reading.feats) === "perf") return false
    if (m.kind === "organization" && m.form === "body" && m.number === "pl") return gender !== "m"
    if (m.kind === "organization" && m.form === "body" && m.gender && gender && m.gender !== gender) return false
    // «ودعت مجلس الأمن إلى التحرك»: a body known by its name is of the gender of its first noun.
    if (m.kind === "organization" && m.form === "name" && gender === "f" && this.isMasculineBody(m.nameFrom)) return false
    // «لكنه زار الصين» is not of «المحكمة الجنائية الدولية».
    if (m.kind === "organization" && m.form === "name" && gender === "m" && this.isFeminineBody(m.nameFrom)) return false
    return true
  }

  /// «التقى الأمير محمد بن سلمان ولي العهد وزير الدفاع في الرياض الرئيس فرانسوا هولاند»: titles without a name behind a man who is named are
  /// his, where another is named behind them.
  passEpithets(d: Draft, groups: Arg[][]): void {
    if (groups.length < 3 || !WITH_ANOTHER.has(d.lemma)) return
    const named = (g: readonly Arg[]): boolean => {
      const m = g[0] && g[0].mention >= 0 ? this.input.mentions[g[0].mention] : undefined
      return m?.kind === "person" && m.nameTo > m.nameFrom
    }
    if (!named(groups[0] as Arg[])) return
    const next = groups.findIndex((g, n) => n > 0 && named(g))
    if (next < 2 || this.folded((groups[next]?.[0]?.token ?? 0) - 1) === "و") return
    const isTitle = (g: readonly Arg[]): boolean => {
      const a = g[0] as Arg
      const m = a.mention >= 0 ? this.input.mentions[a.mention] : undefined
      return m ? m.form === "title" && m.kind === "person" : (this.input.profiles[a.token]?.title ?? undefined) !== undefined
    }
    if (groups.slice(1, next).every(isTitle)) groups.splice(1, next - 1)
  }

  /// «… الجانب الأمريكي على سحب المنظومة في أقرب وقت ممكن»: what one is urged to stands right behind.
  isUrgedTo(first: Arg, after: number): boolean {
    const m = first.mention >= 0 ? this.input.mentions[first.mention] : undefined
    return m !== undefined && m.to < after && this.folded(m.to) === "علي"
  }

  /// «وسيلتقي الطرفان»: a dual or sound plural whose ending makes it the subject.
  isNominative(row: readonly Arg[]): boolean {
    const head = row[0] as Arg
    const nouns = this.input.profiles[head.token]?.nouns ?? []
    return nouns.length > 0 && nouns.every((r) => Feats.nominative(r.feats))
  }

  /// «وناشدت فرنسا وألمانيا؛ كل القوى …»: those who are asked are told by a word for all of them.
  isAllAhead(row: readonly Arg[]): boolean {
    const last = this.input.mentions[row.at(-1)?.mention ?? -1]
    if (!last) return false
    let i = last.to
    while (this.input.tokens.kind[i] === PUNCT && SOFT.includes(this.folded(i))) i++
    const p = itemAt(this.input.profiles, i)
    return p?.closed.has("quant") === true && !p.joined && p.prep === ""
  }

  isFeminineBody(token: number): boolean {
    const p = this.input.profiles[token]
    return p?.body !== undefined && Feats.gender(p.body.feats) === "f" && Feats.number(p.body.feats) === "sg"
  }

  isMasculineBody(token: number): boolean {
    const p = this.input.profiles[token]
    return p?.body !== undefined && Feats.gender(p.body.feats) === "m" && Feats.number(p.body.feats) === "sg"
  }

  assignBare(d: Draft, bare: Arg[]): void {
    const {profiles} = this.input
    const groups: Arg[][] = []
    for (const a of bare) {
      if (a.rel === "bare+" && groups.length > 0) groups.at(-1)?.push(a)
      else groups.push([a])
    }
    // «اعتُقل الناشط الهونغ كونغي جوشوا وونغ»: the name stands in apposition to the noun.
    const [noun, named] = [groups[0]?.[0], groups[1]?.[0]]
    const bareTitle = noun && (noun.mention < 0 || (this.input.mentions[noun.mention] as Mention).form === "title")
    if (d.passive && noun && named && bareTitle && this.isNameOf(noun.token, named)) groups.shift()
    this.passEpithets(d, groups)
    const before = d.passive ? [] : this.subjectBefore(d).concat(this.firstToDo(d))
    const paper = before.length === 0 && !d.passive && !d.suffix ? this.paperBefore(d) : -1
    if (paper >= 0) {
      d.args.push({rel: "subj", mention: -1, token: paper})
      d.ownSubject = true
      for (const a of groups[0] ?? []) {
        d.args.push(hung(a, "obj"))
        if (a.mention >= 0) this.taken[a.mention] = d.index
      }
      for (const a of groups[1] ?? []) d.args.push(hung(a, "obj2"))
      return
    }
    if (before.length === 0 && !d.passive) {
      // «مسيّرة إسرائيلية ألقت قنبلة»: a common noun before is the subject. «إنها لن تقدم أسلحة»: the pronoun is.
      const relative = this.afterRelative(d)
      const head = groups[0]?.[0]
      // «الوقت الذي تستعد فيه أوكرانيا»: behind a relative pronoun the one named right after does it.
      const named =
        (relative || d.suffix !== undefined) &&
        head !== undefined &&
        head.mention >= 0 &&
        this.adjacent(d.token, head.token) &&
        this.agrees(d, this.input.mentions[head.mention] as Mention)
      const common = named ? -1 : this.commonSubjectBefore(d)
      const pronoun = common < 0 && this.pronounBefore(d)
      if (common >= 0 || pronoun) {
        if (common >= 0) d.args.push({rel: "subj", mention: -1, token: common})
        d.ownSubject = common >= 0
        const firstGroup = groups[0]
        if (firstGroup && !d.suffix) {
          for (const a of firstGroup) {
            d.args.push(hung(a, "obj"))
            if (a.mention >= 0) this.taken[a.mention] = d.index
          }
          for (const a of groups[1] ?? []) d.args.push(hung(a, "obj2"))
        }
        return
      }
    }
    let g = 0
    const give = (rel: string, group: readonly Arg[]): void => {
      for (const a of group) {
        d.args.push(hung(a, rel))
        if (a.mention >= 0) this.taken[a.mention] = d.index
      }
    }
    const first = groups[0]
    const firstMention = first?.[0] && first[0].mention >= 0 ? (this.input.mentions[first[0].mention] as Mention) : undefined
    const adjacent = first?.[0] !== undefined && this.adjacent(d.token, first[0].token)
    const behind = d.token + (isSatisfied(profiles[d.token + 1] ?? (profiles[d.token] as Profile)) ? 2 : 1)
    const counted = first?.[0] !== undefined && this.input.aside[first[0].token] === 1 && this.input.aside[behind] === 1
    const canFollow =
      first !== undefined &&
      (counted ? true : firstMention ? this.agrees(d, firstMention) : this.nounAgrees(d, profiles[first[0]?.token ?? 0] as Profile))
    const dual = Feats.number(d.reading.feats) !== "sg"
    if (before.length > 0 && !(canFollow && adjacent && this.prefersFollowing(d, before, firstMention))) {
      give(
        "subj",
        before.map((m) => ({rel: "subj", mention: m, token: (this.input.mentions[m] as Mention).from})),
      )
      d.ownSubject = true
    } else if (
      first &&
      canFollow &&
      !dual &&
      (adjacent || before.length === 0) &&
      !this.isLightObject(d, first[0] as Arg) &&
      !this.isAskedFor(d, first[0] as Arg) &&
      !(groups[1] && this.comesFirst(d, first[0] as Arg, groups[1], canFollow))
    ) {
      give("subj", first)
      d.ownSubject = true
      g = 1
    } else if (first && groups[1] && this.comesFirst(d, first[0] as Arg, groups[1], canFollow)) {
      // «حضر القمة رؤساء …», «وقع الاتفاقية عن الجانب المصري فلان وعن الجانب السعودي فلان»: what was attended or signed before who did it.
      give("obj", first)
      for (let n = 1; n < groups.length; n++) give("subj", groups[n] as Arg[])
      d.ownSubject = true
      return
    }
    // A pronoun on the verb is its object already: «التقاه بوتين».
    if (d.suffix) return
    // «وحث الجانب الأمريكي على …»: a verb that cannot do without its object, joined to a clause whose subject goes on.
    const after = groups[1]?.[0]
    const alone =
      !after || (URGES.has(d.lemma) && first?.[0] !== undefined && after.mention < 0 && this.isUrgedTo(first.at(-1) as Arg, after.token))
    // «والتقى السيد أنور بالرئيس»
    const told = d.lemma === "التقي" && d.args.some((a) => a.rel === "ب" || a.rel === "مع")
    // «بعد أن التقى نظيره الصيني»: a counterpart is another's.
    const other = firstMention?.counterpart === true
    if (
      g === 1 &&
      alone &&
      !told &&
      NEEDS_OBJECT.has(d.lemma) &&
      first &&
      (other || this.goesOn(d)) &&
      !d.passive &&
      !this.isNominative(first) &&
      !this.isAllAhead(first)
    ) {
      const carried = this.carried(d).filter((m) => !first.some((a) => a.mention === m))
      if (carried.length > 0) {
        d.args = d.args.map((a) => (a.rel === "subj" ? hung(a, "obj") : a))
        for (const m of carried) d.args.push({rel: "subj", mention: m, token: d.token})
        return
      }
    }
    // «منعت المقررة الأممية فرانشيسكا ألبانيز»: the name stands in apposition to the noun.
    const described = groups[g]?.[0]
    const name = groups[g + 1]?.[0]
    if (described && name && described.mention < 0 && this.isNameOf(described.token, name)) g++
    // «اتهم المجلس الانتقالي الجنوبي الانفصالي الرياض»: an adjective of the subject is no object.
    else if (g === 1 && described && name && firstMention && described.mention < 0 && name.mention >= 0) {
      if (firstMention.kind === "organization" && described.token === firstMention.to && this.isEpithet(described.token)) g++
    }
    if (groups[g]) give("obj", groups[g] as Arg[])
    if (groups[g + 1]) give("obj2", groups[g + 1] as Arg[])
  }

  /// «وحث …», «حيث سيلتقي …», «ثم استقبل …», «زيارة يلتقي خلالها …»: the clause goes on with the subject before it.
  goesOn(d: Draft): boolean {
    return (
      (d.reading.proclitics & (WA | FA)) !== 0 ||
      GOES_ON.has(this.folded(d.token - 1)) ||
      ((d.lemma === "التقي" || d.lemma === "قابل") && WITHIN_IT.has(this.folded(d.token + 1)))
    )
  }

  /// Does a definite event noun stand between a verb that people do and its subject?
  comesFirst(d: Draft, first: Arg, second: readonly Arg[], agrees: boolean): boolean {
    if (first.mention >= 0 || d.suffix || d.passive || (agrees && !OBJECT_FIRST.has(d.lemma))) return false
    const head = second[0] as Arg
    const m = head.mention >= 0 ? (this.input.mentions[head.mention] as Mention) : undefined
    if (!m || m.prep || m.kind === "place" || !this.agrees(d, m)) return false
    const p = this.input.profiles[first.token] as Profile
    return p.al && p.nouns.some((r) => this.input.cues.isEventNoun(r.lemma.word))
  }

  /// A person's name behind a noun and what describes it: nothing but words with the article, or that no list has, from one to the other.
  /// Words that describe: adjectives, participles, and those by which people are called («الانفصالي», «المسلح»).
  isEpithet(token: number): boolean {
    const p = this.input.profiles[token] as Profile
    return p.al && (p.unknown || p.nouns.some((r) => DESCRIBING.has(r.lemma.pos) || r.lemma.tags.includes("person")))
  }

  isNameOf(from: number, name: Arg): boolean {
    const kind = this.input.mentions[name.mention]?.kind
    // «زار وفد العاصمة بغداد»
    if (kind === "place" && this.input.profiles[from]?.nouns.some((r) => SETTLED.has(r.lemma.word)) !== true) return false
    if (name.token - from > 4 || (kind !== "person" && kind !== "place")) return false
    for (let i = from; i < name.token; i++) {
      const p = this.input.profiles[i] as Profile
      if (this.input.tokens.kind[i] !== WORD || !(p.al || (i > from && p.unknown))) return false
    }
    return true
  }

  /// An active participle takes the subject of the clause and its own object; a passive one is said of the phrase before it.
  participleArgs(d: Draft, bare: readonly Arg[]): void {
    if (d.passive) {
      const m = this.mentionAt(d.token - 1) ?? this.mentionAt(d.token - 2)
      d.args.push(m ? {rel: "subj", mention: m.index, token: m.from} : {rel: "subj", mention: -1, token: d.token - 1})
      return
    }
    bare.forEach((a, n) => {
      if (n === 0 || a.rel === "bare+") d.args.push(hung(a, "obj"))
    })
  }

  /// «إنها», «بأنه» right before the verb, over negations and auxiliaries.
  pronounBefore(d: Draft): boolean {
    for (let i = d.token - 1; i >= Math.max(0, d.token - 4); i--) {
      const p = this.input.profiles[i] as Profile
      if (this.input.tokens.kind[i] !== WORD) return false
      if (p.closed.has("comp")) return COMP_PRONOUN.test(this.folded(i))
      if (!(p.closed.has("neg") || p.closed.has("aux") || p.closed.has("fut") || p.closed.has("adv") || p.time || this.folded(i) === "و"))
        return false
    }
    return false
  }

  /// «وأجرى لقاء مع …»: an indefinite event noun after a light verb is its object, while the subject goes on from before.
  isLightObject(d: Draft, first: Arg): boolean {
    if (first.mention >= 0 || d.passive || !this.input.cues.isLightVerb(d.lemma)) return false
    const p = this.input.profiles[first.token] as Profile
    return !p.al && p.nouns.some((r) => this.input.cues.isEventNoun(r.lemma.word)) && Feats.gender(d.reading.feats) === "m"
  }

  /// «وطلب من موسكو تسهيل دخول المنتجات», «ورفض إجراء محادثات»: a deed in the genitive's head is asked for, offered, refused; it asks nothing.
  isAskedFor(d: Draft, first: Arg): boolean {
    if (first.mention >= 0 || d.passive || !WILLED.has(d.lemma) || !this.goesOn(d)) return false
    const p = this.input.profiles[first.token] as Profile
    // «وطلب من بكين الإسراع في …»: from whom it is asked stands before it.
    const fromOne = d.lemma === "طلب" && d.args.some((a) => a.rel === "من" && a.mention >= 0 && a.token < first.token)
    return (
      (!p.al || fromOne) && p.nouns.some((r) => Feats.pos(r.feats) === "masdar" && r.suffix === undefined && !COLLECTIVE.has(r.lemma.word))
    )
  }

  /// A verb between two candidates: the one before it is its subject, unless it is the antecedent of a relative clause whose verb carries a pronoun.
  prefersFollowing(d: Draft, before: readonly number[], following: Mention | undefined): boolean {
    const token = d.token - 1
    const p = this.input.profiles[token]
    const relative = p !== undefined && this.input.tokens.kind[token] === WORD && p.closed.has("rel")
    if (relative && d.suffix) return true
    if (!following) return false
    // «الوزارة التي استقبل وزيرها وانغ يي …»: whose pronoun goes back to the antecedent is another.
    if (relative && this.input.profiles[following.from]?.title?.suffix !== undefined) return true
    const m = this.input.mentions[before[0] as number] as Mention
    if (!this.agrees(d, m)) return true
    return (
      (following.kind === "person" || following.kind === "organization") && (m.kind === "place" || (m.kind === "country" && m.prep !== ""))
    )
  }

  nounAgrees(d: Draft, p: Profile): boolean {
    if (!p) return false
    const gender = Feats.gender(d.reading.feats)
    const r = p.nouns[0]
    if (!r || p.attached || p.time) return false
    if (!p.al && Feats.indefinite(r.feats)) return false
    // «اتهم الأرمن …»: a people.
    if (p.al && p.nisba && Feats.number(p.nisba.feats) === "pl") return gender !== "f"
    const own = Feats.gender(r.feats)
    const plural = Feats.number(r.feats) === "pl"
    // Plurals of things take a feminine verb: «أجرى محادثات» has another subject, «جرت محادثات» has this one.
    // A sound masculine plural is of people: «شن مسلحون».
    if (plural && (Feats.nominative(r.feats) || (Feats.oblique(r.feats) && own === "m"))) return gender !== "f"
    if (plural && !r.lemma.tags.some((t) => t === "person" || t === "title" || t === "counted")) return gender !== "m"
    return !own || !gender || own === gender || plural
  }

  adjacent(from: number, to: number): boolean {
    for (let i = from + 1; i < to; i++) {
      if (this.input.aside[i]) continue
      if (this.input.tokens.kind[i] === PUNCT && !'"“”«»'.includes(this.folded(i))) return false
      if (this.input.tokens.kind[i] === WORD && !this.input.aside[i]) {
        const p = this.input.profiles[i] as Profile
        if (!p.time && !PASS_ADVERBS.has(this.folded(i)) && !p.closed.has("quant")) return this.prepPhrase(from + 1, to)
      }
    }
    return true
  }

  /// Only prepositional phrases and asides stand between: «وقال أمس في مؤتمر صحفي الرئيس …».
  prepPhrase(from: number, to: number): boolean {
    let i = from
    while (i < to) {
      const p = this.input.profiles[i] as Profile
      if (this.input.aside[i] || p.time) {
        i++
        continue
      }
      if (this.input.tokens.kind[i] !== WORD) return false
      const m = this.mentionAt(i)
      if (!(p.prep || p.attached || m?.prep)) return false
      i = m ? m.to : i + 1
      // The noun of the phrase and its adjectives.
      let n = 0
      while (
        i < to &&
        n < 4 &&
        this.input.tokens.kind[i] === WORD &&
        this.cover[i] === -1 &&
        !(this.input.profiles[i] as Profile).prep &&
        this.predicateAt[i]! < 0
      ) {
        i++
        n++
      }
    }
    return true
  }

  /// An indefinite noun for many who fight or act together.
  isLedForce(i: number): boolean {
    const p = this.input.profiles[i]
    return p !== undefined && !p.al && this.cover[i] === -1 && p.nouns.some((r) => LED_FORCES.has(r.lemma.word))
  }

  /// Not yet a subject or object, but of a relative clause on itself: «اليابان، التي تستضيف القمة، فرضت».
  isFree(m: Mention): boolean {
    const by = this.taken[m.index] as number
    return by === -1 || this.afterRelative(this.drafts[by] as Draft)
  }

  /// Mentions before a verb that can be its subject, joined ones together: «الرئيس المصري … سيزور», «إن روسيا والصين تقتربان».
  subjectBefore(d: Draft): number[] {
    const {tokens, profiles, sentences, mentions} = this.input
    const from = (sentences[d.sentence] as Sentence).from
    let i = d.token - 1
    if (((d.reading.proclitics & (WA | FA)) !== 0 || this.folded(i) === "و") && !this.topicBefore(d)) return []
    while (i >= from) {
      const m = this.mentionAt(i)
      if (m) {
        // «القوات التي يقودها خليفة حفتر شنت هجوما»: who leads them does it.
        const leading = this.drafts[this.taken[m.index] as number]
        if (leading?.suffix && LEADING.has(leading.lemma) && this.afterRelative(leading) && m.kind === "person") return [m.index]
        // «تحالف تقوده السعودية يشن غارات»
        if (leading?.suffix && LEADING.has(leading.lemma) && leading.token + 1 === m.from && this.isLedForce(leading.token - 1))
          return [m.index]
        if (m.prep || !this.isFree(m) || !this.agrees(d, m) || (this.isGenitive(m) && !(d.token === m.to && this.actsAnew(m)))) return []
        const group = [m.index]
        let head = m
        while (head.joined) {
          const left = this.mentionAt(head.from - 1)
          if (!left || left.prep || this.taken[left.index] !== -1) break
          group.unshift(left.index)
          head = left
        }
        // «الجولة الخامسة من المفاوضات بين إيران والولايات المتحدة ستعقد»: joined to what a preposition governs.
        const beside = head.joined ? this.mentionAt(head.from - 1) : undefined
        if (beside?.prep && beside.to === head.from) return []
        const joined = mentions[group[0] as number]?.joined && group.length === 1 && this.verbBetween(from, m.from)
        if (joined && !this.boundaryBefore(m.from) && !(d.token === m.to && this.actsAnew(m))) return []
        return group
      }
      if (tokens.kind[i] === PUNCT) {
        const c = this.folded(i)
        // A phrase set off between the subject and its verb.
        if (SOFT.includes(c) || c === ")" || "–—-".includes(c)) {
          let open = -1
          const marks = c === ")" ? "(" : SOFT.includes(c) ? SOFT : "–—-"
          for (let j = i - 1; j > Math.max(from - 1, i - 40); j--) {
            if (tokens.kind[j] === PUNCT && marks.includes(this.folded(j))) {
              open = j
              break
            }
          }
          if (open > from && this.mentionAt(open - 1)) {
            i = open - 1
            continue
          }
        }
        if ('"“”«»'.includes(c)) {
          i--
          continue
        }
        return []
      }
      const p = profiles[i] as Profile
      const word = this.folded(i)
      if (p.closed.has("aux") || p.closed.has("neg") || p.closed.has("fut") || p.time || this.input.aside[i] || PASS_ADVERBS.has(word)) {
        i--
        continue
      }
      if (p.closed.has("rel") && p.prep === "") {
        // The antecedent: «السيسي الذي وصل», also over a comma.
        let j = i - 1
        if (j >= from && tokens.kind[j] === PUNCT) j--
        const antecedent = this.mentionAt(j)
        if (!antecedent || !this.agrees(d, antecedent) || d.suffix) return []
        // «ميلوني وروته ورئيس قبرص، الذين وصلوا»: a plural verb takes the whole row.
        const row = [antecedent.index]
        if (Feats.number(d.reading.feats) !== "sg") {
          let head = antecedent
          while (head.joined && row.length < 12) {
            const left = this.mentionAt(head.from - 1) ?? this.mentionAt(head.from - 2)
            if (!left || this.taken[left.index] !== -1) break
            row.unshift(left.index)
            head = left
          }
        }
        return row
      }
      return []
    }
    return []
  }

  /// «كانت روسيا أول دولة تعترف بالحكومة»: who is the first (the last, the only) to do it does it.
  firstToDo(d: Draft): number[] {
    const {tokens, profiles} = this.input
    const r = profiles[d.token - 1]?.nouns[0]
    if (tokens.kind[d.token - 1] !== WORD || !r) return []
    // «كان هولاند آخر رئيس فرنسي زار فيتنام»
    const title = this.mentionAt(d.token - 1)
    const nameless = title?.form === "title" && title.to === d.token
    if (!nameless && (Feats.aspect(d.reading.feats) !== "impf" || this.cover[d.token - 1] !== -1)) return []
    for (let i = nameless ? title.from - 1 : d.token - 2; i >= Math.max(0, d.token - 4); i--) {
      if (tokens.kind[i] !== WORD || (profiles[i + 1] as Profile).al || (profiles[i + 1] as Profile).attached) return []
      if (!ORDERERS.has(this.folded(i))) continue
      const m = this.mentionAt(i - 1) ?? ((profiles[i - 1] as Profile | undefined)?.closed.has("pron") ? this.mentionAt(i - 2) : undefined)
      return m && !m.prep && !m.joined && m.kind !== "place" ? [m.index] : []
    }
    return []
  }

  /// The head of a common noun phrase that is the verb's subject: after «إن», at the clause's start, or before «الذي». -1 for none.
  commonSubjectBefore(d: Draft): number {
    const {tokens, profiles, sentences} = this.input
    const from = (sentences[d.sentence] as Sentence).from
    if ((d.reading.proclitics & (WA | FA)) !== 0 && !this.topicBefore(d)) return -1
    let start = d.token - 1
    const before = itemAt(profiles, start)
    if (before?.closed.has("rel") && tokens.kind[start] === WORD && before.prep === "") {
      // The antecedent of a relative clause.
      for (let i = start - 1; i >= Math.max(from, start - 6); i--) {
        if (tokens.kind[i] === PUNCT && !SOFT.includes(this.folded(i))) return -1
        if (this.cover[i] !== -1) return -1
        if (
          tokens.kind[i] === WORD &&
          (profiles[i] as Profile).al &&
          (profiles[i] as Profile).nouns.length > 0 &&
          !(profiles[i] as Profile).adj
        )
          return this.isResumed(d, profiles[i] as Profile) ? -1 : i
      }
      return -1
    }
    while (start >= from) {
      if (tokens.kind[start] === PUNCT && !'"“”«»()'.includes(this.folded(start))) break
      const p = profiles[start] as Profile
      if (
        tokens.kind[start] === WORD &&
        this.cover[start] === -1 &&
        (p.closed.has("comp") || p.closed.has("rel") || (p.closed.has("conj") && p.nouns.length === 0))
      )
        break
      const at = this.predicateAt[start] as number
      if (at >= 0 && (this.drafts[at] as Draft).cls === "v") break
      start--
    }
    const opener = start >= from ? profiles[start] : undefined
    const isComp = opener !== undefined && tokens.kind[start] === WORD && opener.closed.has("comp")
    if (start >= from && !isComp && tokens.kind[start] === WORD) return -1
    let i = start + 1
    while (i < d.token && (tokens.kind[i] === PUNCT || (profiles[i] as Profile).closed.has("aux"))) i++
    if (i >= d.token || this.cover[i] !== -1 || this.input.aside[i] === 2) return -1
    // «46 شخصا قتلوا»
    if (this.input.aside[i] === 1) return i
    const p = profiles[i] as Profile
    if (p.nouns.length === 0 || p.attached || p.prep || p.time || p.closed.size > 0) return -1
    const gender = Feats.gender(d.reading.feats)
    const own = p.nouns[0] ? Feats.gender(p.nouns[0].feats) : undefined
    const plural = p.nouns.some((r) => Feats.number(r.feats) === "pl")
    return !gender || !own || gender === own || plural ? i : -1
  }

  /// «وقعوا رسالة تطالب واشنطن بالتحقيق», «مشروع قرار يدين موسكو»: the paper on which a clause right behind is said; -1 for none.
  paperBefore(d: Draft): number {
    const {tokens, profiles} = this.input
    if (!PAPERS_ASK.has(d.lemma) || Feats.aspect(d.reading.feats) !== "impf" || (d.reading.proclitics & (WA | FA)) !== 0) return -1
    for (let i = d.token - 1; i >= d.token - 2 && tokens.kind[i] === WORD && this.cover[i] === -1; i--) {
      const p = profiles[i] as Profile
      if (p.al || p.closed.size > 0) return -1
      const noun = p.nouns.find((r) => PAPERS.has(r.lemma.word) && r.suffix === undefined)
      if (!noun) {
        if (p.adj) continue
        return -1
      }
      // «مشروع قرار»
      const over = this.cover[i - 1] === -1 ? profiles[i - 1]?.nouns.find((r) => PAPERS.has(r.lemma.word)) : undefined
      if (over && profiles[i - 1]?.al) return -1
      const gender = Feats.gender(d.reading.feats)
      const own = Feats.gender((over ?? noun).feats)
      return !gender || !own || gender === own ? (over ? i - 1 : i) : -1
    }
    return -1
  }

  /// «الرسالة التي تلقاها»: the pronoun on the verb is the antecedent, so who did it is another.
  isResumed(d: Draft, antecedent: Profile): boolean {
    const r = antecedent.nouns[0]
    if (!r) return false
    // «المبادرة التي وقعت عليها الأطراف»
    const next = this.input.profiles[d.token + 1]
    const suffix = d.suffix ?? next?.info.readings.find((x) => x.suffix !== undefined && x.lemma.pos === "prep")?.suffix
    const feminine = Feats.gender(r.feats) === "f" || Feats.number(r.feats) === "pl"
    return suffix === (feminine ? "3fs" : "3ms")
  }

  /// «أما X فوصل …»: the verb with فـ takes the topic before it.
  topicBefore(d: Draft): boolean {
    if ((d.reading.proclitics & FA) === 0) return false
    const from = (this.input.sentences[d.sentence] as Sentence).from
    for (let i = d.token - 1; i >= Math.max(from, d.token - 12); i--) if (this.folded(i) === "اما" || this.folded(i) === "واما") return true
    return false
  }

  isGenitive(m: Mention): boolean {
    const before = m.from - 1
    if (before < 0 || this.input.tokens.kind[before] !== WORD || this.cover[before] !== -1 || this.input.aside[before]) return false
    const p = this.input.profiles[before] as Profile
    return p.nouns.length > 0 && !p.al && p.closed.size === 0 && !p.time && this.predicateAt[before]! < 0
  }

  verbBetween(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const at = this.predicateAt[i] as number
      if (at >= 0 && (this.drafts[at] as Draft).cls === "v") return true
    }
    return false
  }

  boundaryBefore(i: number): boolean {
    return i > 0 && isBoundary(this.input, i - 1)
  }

  /// A verb without a subject of its own takes that of the verb it is joined to, or the last one that agrees.
  linkBack(d: Draft): void {
    if (d.ownSubject || d.args.some((a) => a.rel === "subj")) return
    if (d.passive && d.args.some((a) => a.rel === "obj")) {
      for (let n = 0; n < d.args.length; n++) {
        const a = d.args[n] as Arg
        if (a.rel === "obj") d.args[n] = hung(a, "subj")
      }
      return
    }
    // «بايدن عندما زار جدة»: the one named right before.
    const before = itemAt(this.input.profiles, d.token - 1)
    if (before?.closed.has("conj") && this.input.tokens.kind[d.token - 1] === WORD) {
      const m = this.mentionAt(d.token - 2)
      if (m && m.kind === "person" && this.agrees(d, m)) {
        d.args.push({rel: "subj", mention: m.index, token: m.from})
        return
      }
    }
    for (const m of this.carried(d)) d.args.push({rel: "subj", mention: m, token: d.token})
  }

  /// Whom a verb without a subject of its own means.
  carried(d: Draft): number[] {
    const ahead = this.subjectAhead(d)
    return ahead >= 0 ? [ahead] : this.lastSubject(d)
  }

  /// «ومن نيودلهي، حيث كان يشارك في القمة، قال الرئيس ماكرون …», «وبعد أن التقى نظيره، توجه الوزير …»: before the first verb of the sentence
  /// that has its subject, a clause of when or where means the same; -1 for none.
  subjectAhead(d: Draft): number {
    const {tokens, profiles, sentences} = this.input
    const s = sentences[d.sentence] as Sentence
    let opened = false
    for (let i = d.token - 1; i >= s.from && d.token - i <= AHEAD_REACH; i--) {
      const at = this.predicateAt[i] as number
      if (at >= 0 && this.drafts[at]?.cls === "v") return -1
      if (OPENERS.has(this.folded(i)) && !(this.cover[i] !== -1)) opened = true
    }
    if (!opened || d.token - s.from > AHEAD_REACH) return -1
    let comma = d.token + 1
    while (comma < s.to && !(tokens.kind[comma] === PUNCT && SOFT.includes(this.folded(comma)))) comma++
    const next = this.drafts[this.predicateAt[comma + 1] as number]
    if (
      next?.cls !== "v" ||
      next.token !== comma + 1 ||
      (next.reading.proclitics & (WA | FA)) !== 0 ||
      profiles[comma + 1]?.closed.has("conj")
    )
      return -1
    const m = this.mentionAt(next.token + 1)
    return m && m.from === next.token + 1 && !m.prep && !m.joined && m.kind !== "place" && this.agrees(d, m) ? m.index : -1
  }

  lastSubject(d: Draft): number[] {
    // «نشكر», «اتفقنا»: the speaker of a quotation, whom the clause does not name.
    if (!d.participle && Feats.person(d.reading.feats) !== 3) return []
    const dual = Feats.number(d.reading.feats)
    let sentence = d.sentence
    // «رد مولينو بأن ترامب يكذب، نافيا …»: a participle goes on from who speaks, not from what he says.
    let embedded: number[] | undefined
    for (let n = d.index - 1; n >= 0 && n >= d.index - 12; n--) {
      const e = this.drafts[n] as Draft
      if (e.cls === "n" && e.sentence === d.sentence && this.folded(d.token - 1) === "حيث") {
        const doer = e.args
          .filter((a) => a.rel === "of" && a.mention >= 0 && this.input.mentions[a.mention]?.kind === "person")
          .map((a) => a.mention)
        if (doer.length > 0) return doer
      }
      if (e.cls !== "v" || e.sentence < d.sentence - 2) continue
      if (e.sentence < sentence) {
        // «ميشوستين هو أكبر مسؤول …. لدى وصوله … التقى …»: what a sentence is about goes on.
        sentence = e.sentence
        const topic = this.topicOf(sentence)
        if (topic && topic.kind === "person" && dual === "sg" && this.agrees(d, topic)) return [topic.index]
      }
      const subjects = e.args.filter((a) => a.rel === "subj" && a.mention >= 0).map((a) => a.mention)
      // «التقى السيسي أردوغان … ووقعا …»: both who met.
      if (dual === "du" && subjects.length === 1)
        for (const a of e.args)
          if (
            a.mention >= 0 &&
            (a.rel === "obj" || a.rel === "مع" || a.rel === "ب") &&
            subjects.length < 2 &&
            this.input.mentions[a.mention]?.kind === this.input.mentions[subjects[0] as number]?.kind
          )
            subjects.push(a.mention)
      if (subjects.length === 0) continue
      const all = subjects.map((s) => this.input.mentions[s] as Mention)
      if (dual === "du" && !(all.length === 2 || all[0]?.form === "pair")) continue
      if (dual === "pl" && all.length < 2 && all.every((m) => m.number === "sg" && m.kind !== "organization")) continue
      if (dual === "pl" && Feats.gender(d.reading.feats) === "m" && all.every((m) => m.number === "sg" && !this.isOfMen(m))) continue
      if (dual === "sg" && all.some((m) => !this.agrees(d, m))) continue
      if (dual === "sg" && all.length > 1 && e.sentence !== d.sentence) continue
      if (d.participle && e.sentence === d.sentence && this.isSaid(e)) {
        embedded ??= subjects
        continue
      }
      if (embedded && e.sentence !== d.sentence) return embedded
      return subjects
    }
    if (embedded) return embedded
    if (dual === "du") {
      for (let i = d.token - 1; i >= Math.max(0, d.token - 40); i--) {
        const m = this.mentionAt(i)
        if (m?.form === "pair") return [m.index]
      }
    }
    return []
  }

  /// «الحوثيون», «الجمهوريون»: a body whose name is a plural of men.
  isOfMen(m: Mention): boolean {
    return m.kind === "organization" && /[^ع]..(?:ون|ين)$/.test(this.folded(m.to - 1))
  }

  /// Does a verb stand in a clause behind «أن», its subject before or behind it?
  isSaid(e: Draft): boolean {
    for (let i = e.token - 1; i >= Math.max(0, e.token - 6); i--) {
      if (this.input.tokens.kind[i] !== WORD) return false
      if (verdictOf(this.input.cues, this.input.profiles[i] as Profile).comp) return true
      const at = this.predicateAt[i] as number
      if (at >= 0 && (this.drafts[at] as Draft).cls === "v") return false
    }
    return false
  }

  /// The phrase a nominal sentence begins with.
  topicOf(sentence: number): Mention | undefined {
    const s = this.input.sentences[sentence]
    if (!s) return undefined
    let i = s.from
    while (i < s.to && this.input.tokens.kind[i] === PUNCT) i++
    const m = this.mentionAt(i)
    const after = m ? this.input.profiles[m.to] : undefined
    return m && !m.prep && after?.closed.has("pron") ? m : undefined
  }

  noun(d: Draft): void {
    const {tokens, profiles, sentences, mentions} = this.input
    const end = Math.min((sentences[d.sentence] as Sentence).to, d.token + 45)
    let i = d.token + 1
    let last: Arg | undefined
    let adjacent = !d.definite
    /// Until a preposition: an adjective behind it is of another noun.
    let direct = true
    let objectFree = true
    let led: Arg | undefined
    if (d.suffix) d.args.push({rel: "suffix", mention: -1, token: d.token})
    while (i < end) {
      const m = this.mentionAt(i)
      if (m && m.from === i) {
        last = this.besideLed(m, last, led)
        if (LED.has(m.prep)) led = last
        const before = m.from - 1
        const genitiveOfOther =
          !m.prep &&
          !m.joined &&
          before > d.token &&
          tokens.kind[before] === WORD &&
          this.cover[before] === -1 &&
          !(profiles[before] as Profile).al &&
          (profiles[before] as Profile).nouns.length > 0 &&
          (profiles[before] as Profile).closed.size === 0 &&
          !(profiles[before] as Profile).nisba &&
          !this.input.aside[before] &&
          !(
            (m.kind === "person" || (m.kind === "country" && !/^(?:شمال|جنوب|شرق|غرب)/.test(this.folded(before)))) &&
            this.isAttribute(before)
          )
        let rel = m.prep
        if (!rel)
          rel =
            d.suffix && before === d.token && !m.joined
              ? "obj"
              : m.joined && last
                ? last.rel
                : adjacent && before === d.token
                  ? "of"
                  : adjacent && genitiveOfOther
                    ? "gen"
                    : objectFree &&
                        (last?.rel === "of" || this.isBesidePlace(d, last, m)) &&
                        !m.joined &&
                        !(genitiveOfOther && this.underPreposition(before))
                      ? "obj"
                      : adjacent
                        ? "of?"
                        : ""
        if (rel === "" && genitiveOfOther) rel = "gen"
        if (rel === "") break
        if (rel === "obj") objectFree = false
        last = {rel, mention: m.index, token: m.from}
        d.args.push(last)
        i = m.to
        if (rel === "gen") last = undefined
        continue
      }
      if (tokens.kind[i] === PUNCT && this.input.aside[i] !== 2) {
        const c = this.folded(i)
        if (c === "(" || "–—-".includes(c)) {
          const close = this.closing(i + 1, end, c === "(" ? ")" : "–—-")
          if (close > 0 && close < i + 12) {
            i = close + 1
            continue
          }
        }
        // A hyphen inside a name of its own: «البحر المشترك-2025»; «بنسبة 10 % على …».
        if (c === "%" || c === "٪" || '"“”«»'.includes(c) || ("-‑".includes(c) && tokens.start[i] === tokens.end[i - 1])) {
          i++
          continue
        }
        break
      }
      if (this.input.aside[i]) {
        // «عقوبات على وزيرين»
        const over = profiles[i - 1]
        if (
          this.input.aside[i] === 1 &&
          this.input.aside[i - 1] === 0 &&
          over?.prep &&
          over.nouns.length === 0 &&
          this.cover[i - 1] === -1
        ) {
          let j = i
          while (j + 1 < end && this.input.aside[j + 1] === 1) j++
          d.args.push({rel: over.prep, mention: -1, token: j})
          i = j
        }
        i++
        adjacent = false
        continue
      }
      const p = profiles[i] as Profile
      const at = this.predicateAt[i] as number
      if (at >= 0 && (this.drafts[at] as Draft).cls === "v") {
        // «مباحثات استمرت خمسة أيام بين …», «جولة تستغرق ثلاثة أيام إلى …»: a relative clause on an indefinite noun is stepped over.
        if (!d.definite && i <= d.token + 3 && last === undefined && ((this.drafts[at] as Draft).reading.proclitics & (WA | FA)) === 0) {
          i++
          adjacent = false
          continue
        }
        break
      }
      if (verdictOf(this.input.cues, p).boundary) {
        // «الاجتماع الذي كان مقررا بين …»: said of when it was to be; the noun goes on.
        const on = this.plannedClauseEnd(i)
        if (on < 0) break
        i = on
        adjacent = false
        continue
      }
      const nisbaBefore = d.args.at(-1)?.rel === "nisba" && d.args.at(-1)?.token === i - 1
      if (p.nisba && (!p.joined || nisbaBefore) && p.nisba.suffix === undefined && i <= d.token + 4 && !p.attached && direct)
        d.args.push({rel: "nisba", mention: -1, token: i})
      else if (p.prep) {
        adjacent = false
        direct = false
        if (p.info.readings.some((r) => r.suffix && r.lemma.pos === "prep")) d.args.push({rel: p.prep, mention: -1, token: i})
      } else if (p.attached) {
        if (this.isLed(i, last)) led = last
        adjacent = false
        direct = false
        d.args.push({rel: p.attached, mention: -1, token: i})
      } else if (p.joined && p.nouns.length > 0 && this.predicateAt[i]! >= 0) {
        // «زيارة ومحادثات»: the next event noun has its own phrases; «هجوم بالصواريخ والطائرات المسيرة على كييف» is one.
        const means =
          d.args.at(-1)?.rel === "ب" && (d.args.at(-1)?.token ?? -9) >= i - 2 && p.nouns.every((r) => Feats.pos(r.feats) !== "masdar")
        if (d.args.length > 0 && !means) break
      }
      // «بين وفدي السعودية وإيران»: a common noun under a preposition.
      if (
        i > d.token + 1 &&
        tokens.kind[i - 1] === WORD &&
        this.cover[i - 1] === -1 &&
        (profiles[i - 1] as Profile).prep &&
        p.nouns.length > 0 &&
        !p.prep &&
        p.closed.size === 0
      )
        d.args.push({rel: (profiles[i - 1] as Profile).prep, mention: -1, token: i})
      // «زيارة وفد …»: a common noun in the genitive.
      if (
        i === d.token + 1 &&
        adjacent &&
        p.nouns.length > 0 &&
        !p.joined &&
        !p.attached &&
        !p.nisba &&
        p.closed.size === 0 &&
        !p.time &&
        !p.nouns.every((r) => Feats.pos(r.feats) === "adj")
      )
        d.args.push({rel: "of", mention: -1, token: i})
      if (p.nouns.length > 0 && p.al && !p.adj) adjacent = false
      i++
    }
    d.to = i
    void mentions
  }

  /// «استقبال الجنرال تياني في نيامي نائب الوزير»: where it was stands between the doer and the other side.
  isBesidePlace(d: Draft, last: Arg | undefined, m: Mention): boolean {
    const where = last && last.mention >= 0 && (last.rel === "في" || last.rel === "ب") ? this.input.mentions[last.mention] : undefined
    return (
      where?.kind === "place" &&
      where.to === m.from &&
      m.kind === "person" &&
      d.args.some((a) => a.rel === "of" && a.mention >= 0 && this.input.mentions[a.mention]?.kind === "person")
    )
  }

  /// «من محيط …»: the noun at a token stands under a preposition.
  underPreposition(i: number): boolean {
    const before = this.input.profiles[i - 1]
    return (
      ((this.input.profiles[i] as Profile).attached !== "" && !(this.input.profiles[i] as Profile).al) ||
      (this.input.tokens.kind[i - 1] === WORD && before !== undefined && before.prep !== "" && before.nouns.length === 0)
    )
  }

  /// Behind «الذي كان مقررا» or «التي كانت مقررة»; -1 for another clause.
  plannedClauseEnd(i: number): number {
    const {profiles, tokens} = this.input
    if (tokens.kind[i] !== WORD || !profiles[i]?.closed.has("rel") || profiles[i]?.prep) return -1
    let j = i + 1
    if (profiles[j]?.closed.has("aux")) j++
    return tokens.kind[j] === WORD && SET_FORMS.has(this.folded(j)) ? j + 1 : -1
  }

  /// Does nothing but the owner of a noun stand between it and a bare masdar?
  isOwned(g: Draft, token: number): boolean {
    const p = this.input.profiles[token] as Profile
    if (p.attached || p.joined || p.al || !p.nouns.some((r) => Feats.pos(r.feats) === "masdar")) return false
    const m = this.mentionAt(g.token + 1)
    if (m) return m.to === token && g.args.some((a) => a.rel === "of" && a.mention === m.index)
    const owner = this.input.profiles[g.token + 1]
    return (
      token === g.token + 2 &&
      owner !== undefined &&
      owner.nouns.some((r) => r.suffix !== undefined) &&
      this.predicateAt[g.token + 1] === -1
    )
  }

  /// The nearest verb (or event noun) before a predicate in whose clause it stands.
  govern(d: Draft): void {
    const {tokens, profiles, sentences} = this.input
    const from = (sentences[d.sentence] as Sentence).from
    for (let n = d.index - 1; n >= 0; n--) {
      const g = this.drafts[n] as Draft
      if (g.sentence !== d.sentence) break
      // «رفض سيارتو، الذي رافق أوربان، الانتقادات»: what is said of somebody hangs on no verb.
      if (g.cls === "v" && d.token < Math.max(g.to, g.token + 1) && !(d.cls === "v" && this.afterRelative(d))) {
        const own =
          g.args.find((a) => a.token === d.token) ??
          (ORDERERS.has(this.folded(d.token - 1).replace(/^[وفبل]/, "")) ? g.args.find((a) => a.token === d.token - 1) : undefined)
        d.governor = g.index
        d.governorRel = own?.rel ?? (d.cls === "n" ? "in" : "")
        return
      }
      if (d.cls === "v" && g.cls === "v") {
        // «يعتزم أن يزور»: bound by a complementiser right before.
        let j = d.token - 1
        while (j > from && tokens.kind[j] === PUNCT) j--
        const p = profiles[j]
        if (g.to === j && p?.closed.has("comp")) {
          d.governor = g.index
          d.governorRel = "comp"
        }
        return
      }
      // «نية بلاده نشر لواء», «قرار واشنطن إرسال قوات»: whose plan it is stands between.
      if (d.cls === "n" && g.cls === "n" && d.token < g.to && !d.definite && this.isOwned(g, d.token)) {
        d.governor = g.index
        d.governorRel = "obj"
        return
      }
      if (
        d.cls === "n" &&
        g.cls === "n" &&
        (g.suffix === undefined || d.definite) &&
        d.token < g.to &&
        (d.token === g.token + 1 || (d.token === g.token + 2 && WORKS.has(this.folded(g.token + 1))))
      ) {
        d.governor = g.index
        // «المطالبة بلقاء», «الدعوة لعقد قمة»
        d.governorRel = this.input.cues.isStatusNoun(g.lemma)
          ? (g.args.find((a) => a.token === d.token && a.mention < 0 && STATUS_PREPS.has(a.rel))?.rel ?? "of")
          : "of"
        return
      }
      // «دعوة بلاده إلى لقاء», «تهديدا بشن هجوم»: what a noun of asking, planning or refusing is about.
      if (d.cls === "n" && g.cls === "n" && d.token - g.token <= STATUS_REACH && this.input.cues.isStatusNoun(g.lemma)) {
        const own = g.args.find((a) => a.token === d.token && a.mention < 0 && STATUS_PREPS.has(a.rel))
        if (own) {
          d.governor = g.index
          d.governorRel = own.rel
          return
        }
      }
    }
  }
}
export {NEWLINE}
