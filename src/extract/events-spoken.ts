import type {Marks} from "../annotate/index.ts"
import {type Mention, type Predicate, PUNCT, type Span} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import type {Deed, EventLists, Filler, RawEvent, Role} from "./events-model.ts"
import {View} from "./events.ts"
import type {RawStatement} from "./statements.ts"

const SPOKEN_TYPES = new Set(["support", "accuse", "request", "threaten", "reject"])
/// What a speaker does by telling it of his state.
const OF_STATES = new Set(["support"])
/// «مستعدة لمساعدة لبنان», «مستعدة للعمل مع الهند»
const READY = new Set(["مستعد", "جاهز"])
const HELPING = new Set("مساعده دعم مسانده عمل تعاون معاونه اسناد حمايه".split(" "))
const READY_REACH = 8
const OBLIGING = /^[وف]?(?:يجب|يتعين|ينبغي|وجب)$/
/// «لن نتردد في …»: what follows is hostile.
const HOSTILE = new Set("رد استخدام اتخاذ ضرب دفاع شن فرض معاقبه قصف توجيه تدمير استهداف".split(" "))
/// «سنرد على …», «سنعاقب …»
const HOSTILE_VERBS = new Set("رد عاقب ضرب انتقم سحق دمر استهدف قصف حاسب لاحق ثار".split(" "))
/// «لن يمر دون رد»
const UNANSWERED = new Set(["رد", "عقاب", "حساب"])
/// «ستدفع إيران الثمن», «ستواجه عواقب وخيمة»
const PAYING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["دفع", new Set(["ثمن"])],
  ["واجه", new Set(["عاقبه", "عواقب", "جحيم", "رد", "عقوبه"])],
])
/// «تقف إيران وراء الهجوم», «خرقت القوات وقف إطلاق النار»: deeds and the words beside them that make a charge of what is said of another.
const CHARGED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["وقف", new Set(["وراء", "خلف"])],
  ["خرق", new Set("هدنه وقف اتفاق اتفاقيه قانون قرار اجواء مجال سياده".split(" "))],
  ["انتهك", new Set("هدنه وقف اتفاق اتفاقيه قانون قرار اجواء مجال سياده حق حرمه".split(" "))],
  ["ارتكب", new Set("جريمه مجزره اباده انتهاك مذبحه فظاعه عدوان".split(" "))],
  ["تحمل", new Set(["مسووليه", "وزر", "تبعه"])],
  ["مارس", new Set("ارهاب اباده تطهير ابتزاز عدوان قمع تضليل".split(" "))],
  ["استخدم", new Set("تجويع كيماوي كيميايي درع دروع".split(" "))],
  ["قوض", new Set("ديمقراطيه امن استقرار سلام موسسه ثقه سياده جهد جهود حل اتفاق نظام".split(" "))],
  ["زعزع", new Set(["استقرار", "امن"])],
  ["دعم", new Set("ارهاب متمرد ميليشيا مليشيا انقلاب مجهود حرب عدوان غزو".split(" "))],
  ["هدد", new Set("امن استقرار سلام ملاحه سلم سياده وجود".split(" "))],
  ["عرقل", new Set("سلام اتفاق جهد جهود تفاوض مفاوضات محادثات مساعدات وصول هدنه".split(" "))],
])
/// «لن نسمح», «لن تغض الطرف»: what is said so is a warning, or nothing that one was asked for.
const WARNING = new Set("سمح غض تردد مر نسي كان تسامح سكت توان ترك بقي ظل تخلي استسلم تراجع توقف هدا نجح تمكن استطاع عاد ادخر".split(" "))
const SENDS = new Set("ارسل نشر سافر توجه زار ذهب عاد رحل دخل".split(" "))
const OWN_STATE = new Set(["بلد", "بلاد", "دوله", "حكومه"])
/// «لا أساس لها من الصحة», «اتهامات كاذبة»
const FALSE_WORDS = new Set("كاذب ملفق مفبرك باطل زايف مغرض".split(" "))
const CHARGES = new Set("اتهام ادعاء زعم مزاعم تقرير تصريح كلام روايه خبر انباء".split(" "))
/// What an act is called by who condemns it: «اعتبر أن القرار انتهاك».
const WRONGS = new Set("انتهاك احتلال عدوان جريمه استفزاز ارهاب خرق اباده ابتزاز قرصنه بلطجه تجاوز".split(" "))
const UNFIT = new Set("قانوني شرعي مقبول مسوول مبرر مشروع اخلاقي انساني".split(" "))
const JUDGING = new Set(["اعتبر", "راي", "عد"])
const NEAR = 8

/// The acts of speech that are told by no verb of another but by the speaker's own words: «نحن ندين …», «على إسرائيل أن …», «لن نتردد في الرد».
export function extractSpoken(
  marks: Marks,
  lists: EventLists,
  statements: readonly RawStatement[],
  countryOf: (m: Mention) => string | undefined,
): RawEvent[] {
  const finder = new SpokenFinder(marks, lists, countryOf)
  for (const s of statements) if (s.speaker >= 0) finder.read(s)
  return finder.out
}

class SpokenFinder {
  readonly out: RawEvent[] = []
  readonly marks: Marks
  readonly lists: EventLists
  readonly view: View
  /// A statement within a statement is read once.
  readonly read_ = new Set<number>()

  readonly countryOf: (m: Mention) => string | undefined

  constructor(marks: Marks, lists: EventLists, countryOf: (m: Mention) => string | undefined) {
    this.marks = marks
    this.lists = lists
    this.countryOf = countryOf
    this.view = new View(marks, lists)
  }

  read(s: RawStatement): void {
    const {tokens, predicateAt, predicates} = this.marks
    const from = tokenAt(tokens.start, tokens.count, s.content.start)
    // «اعتبرت الخارجية أن بيع الأسلحة "انتهاك"», «قال إن بلاده مستعدة لمساعدة المغرب "في أي وقت"»: words told before those that are quoted.
    const cue = tokenAt(tokens.start, tokens.count, s.cue.end)
    const judged = cue <= from && this.marks.sentenceAt[cue] === this.marks.sentenceAt[from] ? this.behindSpeaker(s, cue) : from
    const judges = JUDGING.has(this.cueOf(s)?.lemma ?? "")
    for (let i = judged; i < tokens.count && (tokens.start[i] as number) < s.content.end; i++) {
      if (tokens.kind[i] === PUNCT || this.read_.has(i)) continue
      this.read_.add(i)
      const p = itemAt(predicates, predicateAt[i] as number)
      if (p?.cls === "v") this.verb(s, p)
      if (i >= from) this.obliged(s, i, from)
      this.ready(s, i)
      this.denied(s, i, from)
      if (judges) this.judged(s, i, judged)
    }
  }

  /// Behind who speaks, where he stands behind the word of speech.
  behindSpeaker(s: RawStatement, cue: number): number {
    const m = this.marks.mentions[s.speaker]
    return m && m.from >= cue ? m.to : cue
  }

  cueOf(s: RawStatement): Predicate | undefined {
    const {tokens, predicateAt, predicates} = this.marks
    return itemAt(predicates, predicateAt[tokenAt(tokens.start, tokens.count, s.cue.start)] as number)
  }

  verb(s: RawStatement, p: Predicate): void {
    if (p.lemma === "تردد" && p.negated && this.lemmasNear(p.token, 3).some((l) => HOSTILE.has(l))) {
      this.tell(s, "threaten", "تردد", p.token, this.against(p.token))
      return
    }
    if (p.lemma === "مر" && p.negated && this.lemmasNear(p.token, 3).some((l) => UNANSWERED.has(l))) {
      this.tell(s, "threaten", "مر", p.token, [])
      return
    }
    const paid = PAYING.get(p.lemma)
    if (paid && p.future && this.lemmasNear(p.token, 5).some((l) => paid.has(l))) {
      this.tell(s, "threaten", p.lemma, p.token, this.argsOf(p, "subj"))
      return
    }
    if (this.charges(s, p)) return
    // «سترد» may be of «ورد» as well, which nobody announces of himself.
    const hostile =
      p.future &&
      (this.marks.words[p.token]?.verbs.some((r) => HOSTILE_VERBS.has(r.lemma.word) && (r.lemma.word !== "رد" || this.answers(p.token))) ??
        false)
    if (!p.first && hostile && this.isOwn(s, p)) {
      this.tell(s, "threaten", p.lemma, p.token, [...this.argsOf(p, "obj"), ...this.against(p.token)])
      return
    }
    if (!p.first && !WARNING.has(p.lemma) && this.marks.tokens.folded[p.token - 1] === "لن" && this.isOwnOrSpeaker(s, p)) {
      this.tell(s, "reject", p.lemma, p.token, this.refusedTo(s, p))
      return
    }
    // «قال إن بلاده تقف إلى جانب قطر»: what his state does by his words is his own act.
    if (!p.first && !p.negated && !p.passive && this.isOwn(s, p)) {
      this.asFrames(s, p)
      return
    }
    if (!p.first) return
    if (p.future && HOSTILE_VERBS.has(p.lemma)) {
      this.tell(s, "threaten", p.lemma, p.token, [...this.argsOf(p, "obj"), ...this.against(p.token)])
      return
    }
    this.asFrames(s, p)
  }

  asFrames(s: RawStatement, p: Predicate): void {
    const types = p.first ? SPOKEN_TYPES : OF_STATES
    for (const frame of this.lists.frames.verbs.get(p.lemma) ?? []) {
      if (!types.has(frame.type)) continue
      const event = this.view.match(this.spokenBy(p, s.speaker), frame)
      // «نشكر الجميع»: of nobody in particular.
      if (event && (event.type === "accuse" || event.deed || event.fillers.some((f) => f.role === "target"))) {
        // «ستقف دائما إلى جانب …»: who says so does it by saying it.
        this.keep(s, event.type === "support" && p.future ? {...event, status: ""} : event)
        return
      }
    }
  }

  /// «قال … إن بلاده سترد», «قال مدفيديف إن روسيا ستعاقب …»: the speaker's own state does it.
  isOwn(s: RawStatement, p: Predicate): boolean {
    const {mentions, words} = this.marks
    const speaker = mentions[s.speaker]
    return p.args.some((a) => {
      if (a.rel !== "subj") return false
      if (a.mention < 0) return words[a.token]?.nouns.some((r) => r.suffix?.startsWith("3") && OWN_STATE.has(r.lemma.word)) ?? false
      const m = mentions[a.mention]
      return m !== undefined && m.index !== s.speaker && this.isSameState(speaker, m)
    })
  }

  /// «إنه لن يغادر»
  isOwnOrSpeaker(s: RawStatement, p: Predicate): boolean {
    return this.isOwn(s, p) || p.args.some((a) => a.rel === "subj" && a.mention === s.speaker)
  }

  /// «لن تضع محادثات الانضمام إلى الاتحاد الأوروبي على جدول الأعمال»: the one named behind.
  refusedTo(s: RawStatement, p: Predicate): number[] {
    const {mentions, mentionAt, tokens, words, predicateAt, predicates} = this.marks
    for (let i = p.token + 1; i <= p.token + NEAR && tokens.kind[i] !== PUNCT; i++) {
      if (words[i]?.closed.has("comp") || words[i]?.closed.has("rel") || itemAt(predicates, predicateAt[i] as number)?.cls === "v") break
      const m = itemAt(mentions, mentionAt[i] as number)
      if (!m || m.from !== i || m.index === s.speaker) continue
      // «لن ترسل جنودا إلى أوكرانيا»: where to.
      if (m.prep === "الي" && SENDS.has(p.lemma)) return []
      return m.kind === "place" || this.isSameState(mentions[s.speaker], m) ? [] : this.rowFrom(m.index)
    }
    return []
  }

  /// «سترد على الهجوم», «سترد بقوة», not «سترد الجميل».
  answers(token: number): boolean {
    const {tokens, words} = this.marks
    const next = words[token + 1]
    return tokens.folded[token + 1] === "علي" || next === undefined || tokens.kind[token + 1] === PUNCT || next.attached === "ب"
  }

  isSameState(a: Mention | undefined, b: Mention | undefined): boolean {
    const of = (m: Mention): readonly string[] => {
      const state = this.countryOf(m)
      return state ? [...m.countries, state] : m.countries
    }
    if (!a || !b) return false
    const states = of(a)
    return of(b).some((c) => states.includes(c))
  }

  /// «قالت الوزارة إن القوات الأرمينية خرقت الهدنة», «قال إن إيران تقف وراء الهجوم»: what one says another did wrong.
  charges(s: RawStatement, p: Predicate): boolean {
    const wrong = CHARGED.get(p.lemma)
    if (!wrong || p.first || p.negated || p.passive) return false
    const who = this.doersOf(p).filter((n) => n !== s.speaker && this.marks.mentions[n]?.kind !== "place")
    if (who.length === 0 || who.some((n) => this.isSameState(this.marks.mentions[s.speaker], this.marks.mentions[n]))) return false
    const near = this.lemmasNear(p.token, NEAR)
    const prep = this.marks.tokens.folded
    let told = near.some((l) => wrong.has(l))
    for (let i = p.token + 1; i <= p.token + 4 && !told; i++) told = wrong.has(prep[i] ?? "")
    if (!told) return false
    this.tell(s, "accuse", p.lemma, p.token, who)
    return true
  }

  /// Those who do it, or whose deeds do it: «تصرفات نيكاراغوا تقوض الديمقراطية».
  doersOf(p: Predicate): number[] {
    const named = this.argsOf(p, "subj")
    const deeds = p.args.find((a) => a.rel === "subj" && a.mention < 0)
    const whose = named.length === 0 && deeds ? itemAt(this.marks.mentions, this.marks.mentionAt[deeds.token + 1] as number) : undefined
    return whose && !whose.prep && !whose.joined ? [whose.index] : named
  }

  /// The verb with him as its subject who says it.
  spokenBy(p: Predicate, speaker: number): Predicate {
    const args = p.args.filter((a) => a.rel !== "subj" && a.mention !== speaker)
    return {...p, args: [...args, {rel: "subj", mention: speaker, token: p.token}]}
  }

  /// «يجب على لبنان أن …», «على لبنان أن …», «لبنان يجب أن …»
  obliged(s: RawStatement, i: number, from: number): void {
    const {tokens, mentions, mentionAt, words} = this.marks
    if (OBLIGING.test(tokens.folded[i] as string)) {
      const next = itemAt(mentions, mentionAt[i + 1] as number) ?? itemAt(mentions, mentionAt[i + 2] as number)
      if (next && (next.prep === "علي" || next.prep === "ل") && next.from <= i + 2) {
        this.tell(s, "request", "وجب", i, this.rowFrom(next.index))
        return
      }
      const before = itemAt(mentions, mentionAt[tokens.folded[i - 1] === "لا" ? i - 2 : i - 1] as number)
      if (before && !before.prep && before.from >= from && !words[i]?.joined) this.tell(s, "request", "وجب", i, [before.index])
      return
    }
    const m = itemAt(mentions, mentionAt[i] as number)
    if (!m || m.from !== i || m.prep !== "علي") return
    const opens = i - 1 <= from || tokens.kind[i - 2] === PUNCT || words[i - 2]?.closed.has("comp")
    const row = this.rowFrom(m.index)
    const last = mentions[row.at(-1) as number]
    // «إن على واشنطن وقف دعمها»: the masdar in place of the clause.
    const masdar = last && words[last.to]
    const act = masdar && !masdar.al && !masdar.attached && masdar.nouns.some((r) => r.lemma.verbWord !== undefined)
    if (opens && last && (tokens.folded[last.to] === "ان" || act)) this.tell(s, "request", "علي", i, row)
  }

  /// «إن فرنسا مستعدة لمساعدة لبنان»
  ready(s: RawStatement, i: number): void {
    const {tokens, words, mentions, mentionAt} = this.marks
    if (!words[i]?.nouns.some((r) => READY.has(r.lemma.word)) || words[i]?.al) return
    const own = itemAt(mentions, mentionAt[i - 1] as number)
    const isOwnState =
      (own && this.isSameState(mentions[s.speaker], own)) ||
      words[i - 1]?.nouns.some((r) => r.suffix?.startsWith("3") && OWN_STATE.has(r.lemma.word)) ||
      /^(?:ب?انه|ب?انها|ب?اننا|نحن)$/.test(tokens.folded[i - 1] as string)
    if (!isOwnState || !words[i + 1]?.nouns.some((r) => HELPING.has(r.lemma.word))) return
    for (let j = i + 2; j < i + READY_REACH && tokens.kind[j] !== PUNCT; j++) {
      const m = itemAt(mentions, mentionAt[j] as number)
      if (!m || m.from !== j) continue
      if (j === i + 2 ? !m.prep && m.kind !== "place" : m.prep === "مع") this.tell(s, "support", "مستعد", i, this.rowFrom(m.index))
      return
    }
  }

  /// «لا أساس لها من الصحة»
  denied(s: RawStatement, i: number, from: number): void {
    const {tokens, words} = this.marks
    const baseless = tokens.folded[i] === "اساس" && tokens.folded[i - 1] === "لا"
    const lemmas = words[i]?.nouns.map((r) => r.lemma.word) ?? []
    if (!baseless && !lemmas.some((l) => FALSE_WORDS.has(l))) return
    let charge = -1
    for (let j = i - 1; j >= Math.max(from, i - NEAR); j--)
      if (words[j]?.nouns.some((r) => CHARGES.has(r.lemma.word))) {
        charge = j
        break
      }
    if (charge < 0 && !baseless) return
    const m = charge >= 0 ? itemAt(this.marks.mentions, this.marks.mentionAt[charge + 1] as number) : undefined
    const whose = m && !m.prep && !m.joined ? [m.index] : []
    this.tell(s, "reject", "اساس", i, whose, {
      deed: whose.length > 0 ? undefined : {token: charge >= 0 ? charge : i, means: "words"},
    })
  }

  /// «اعتبرت أن بيع الأسلحة الأمريكية انتهاك خطير»
  judged(s: RawStatement, i: number, from: number): void {
    const {tokens, words, mentions, mentionAt} = this.marks
    const lemmas = words[i]?.nouns.map((r) => r.lemma.word) ?? []
    const wrong = lemmas.some((l) => WRONGS.has(l)) && !words[i]?.al
    const unfit = tokens.folded[i - 1] === "غير" && lemmas.some((l) => UNFIT.has(l))
    if (!wrong && !unfit) return
    for (let j = i - 1; j >= Math.max(from, i - 2 * NEAR); j--) {
      const m = itemAt(mentions, mentionAt[j] as number)
      const country = m ? (m.form === "body" && m.countries.length === 1 ? m.countries[0] : undefined) : words[j]?.nisba?.lemma.country
      if (country) {
        this.tell(s, "accuse", "اعتبر", i, [], {country: {kind: "country", country, token: j, rel: "judged"}})
        return
      }
      if (m && m.from === j && !m.prep && m.kind !== "place" && m.index !== s.speaker) {
        this.tell(s, "accuse", "اعتبر", i, [m.index])
        return
      }
    }
    for (let j = Math.max(from, i - 2 * NEAR); j < i; j++)
      for (const r of words[j]?.nouns ?? []) {
        const means = words[j]?.al ? this.lists.deeds.get(r.lemma.word) : undefined
        if (means) {
          this.tell(s, "accuse", "اعتبر", i, [], {deed: {token: j, means}})
          return
        }
      }
  }

  lemmasNear(token: number, reach: number): string[] {
    const out: string[] = []
    for (let i = token + 1; i <= token + reach; i++) for (const r of this.marks.words[i]?.nouns ?? []) out.push(r.lemma.word)
    return out
  }

  argsOf(p: Predicate, rel: string): number[] {
    return p.args.flatMap((a) => (a.rel === rel && a.mention >= 0 ? [a.mention] : []))
  }

  /// «… على الحوثيين», «… ضد إيران» soon behind.
  against(token: number): number[] {
    const {mentions, mentionAt, tokens} = this.marks
    for (let i = token + 1; i <= token + NEAR && tokens.kind[i] !== PUNCT; i++) {
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m && m.from === i && (m.prep === "علي" || m.prep === "ضد")) return this.rowFrom(m.index)
    }
    return []
  }

  rowFrom(first: number): number[] {
    const {mentions, mentionAt} = this.marks
    const out = [first]
    let last = mentions[first]
    for (;;) {
      const next = last ? itemAt(mentions, mentionAt[last.to] as number) : undefined
      if (!last || !next?.joined || next.from !== last.to) return out
      out.push(next.index)
      last = next
    }
  }

  tell(
    s: RawStatement,
    type: string,
    word: string,
    token: number,
    targets: readonly number[],
    {deed, country}: {readonly deed?: Deed | undefined; readonly country?: Filler} = {},
  ): void {
    const {sentenceAt, tokens, mentions} = this.marks
    const fillers: {role: Role; filler: Filler}[] = [{role: "actor", filler: {kind: "mention", mention: s.speaker, rel: "speaker"}}]
    for (const mention of targets)
      if (mention !== s.speaker) fillers.push({role: "target", filler: {kind: "mention", mention, rel: "spoken"}})
    if (country) fillers.push({role: "target", filler: country})
    // Who is told to do a thing is named, or the words are no demand.
    if (type === "request" && fillers.length === 1) return
    const first = targets.length > 0 ? (mentions[targets[0] as number]?.from ?? token) : token
    const last = targets.length > 0 ? (mentions[targets.at(-1) as number]?.to ?? token + 1) : token + 1
    const evidence: Span = {
      start: tokens.start[Math.min(first, token)] as number,
      end: tokens.end[Math.max(last - 1, token)] as number,
    }
    this.keep(s, {
      type,
      frame: `${type}.said.${word}`,
      predicate: -1,
      token,
      sentence: sentenceAt[token] as number,
      status: "",
      fillers,
      own: fillers.length,
      place: -1,
      date: -1,
      main: token,
      evidence,
      confidence: 0.55,
      why: [{step: "frame", says: `${type}.said.${word}: in what is said`}],
      deed,
      counted: undefined,
    })
  }

  /// The act is of the day on which it was said.
  keep(s: RawStatement, event: RawEvent): void {
    const cue = this.cueOf(s)
    const date = event.date >= 0 || cue?.cls !== "v" ? event.date : this.view.dateOf(cue)
    this.out.push({...event, date, main: cue?.cls === "v" ? cue.token : event.main})
  }
}

/// The token that begins at an offset, or the last before it.
function tokenAt(starts: ArrayLike<number>, count: number, offset: number): number {
  let lo = 0
  let hi = count
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if ((starts[mid] as number) < offset) lo = mid + 1
    else hi = mid
  }
  return lo
}

/// Events in the order of the text, those that the speaker's words tell instead of what else was read at the same word.
export function withSpoken(events: readonly RawEvent[], spoken: readonly RawEvent[]): readonly RawEvent[] {
  if (spoken.length === 0) return events
  const told = new Set(spoken.map((e) => e.token))
  return [...events.filter((e) => !(told.has(e.token) && SPOKEN_TYPES.has(e.type))), ...spoken].sort((a, b) => a.token - b.token)
}
