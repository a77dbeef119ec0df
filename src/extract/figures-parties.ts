import type {Marks} from "../annotate/index.ts"
import {metricKind} from "../kinds/index.ts"
import type {Mention, Metric, Sentence} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {type Draft, isNear, isToll, type PartyRef} from "./figures-draft.ts"
import {
  ACCORDING,
  ASIDE,
  COUNTRY_AGAIN,
  REGION,
  COMPLEMENT,
  COUNTERPART,
  type FigureWord,
  HELPED,
  HOMELAND,
  POSSESSED,
  POSSESSED_LOOK,
  RELATIVE,
} from "./figures-lexicon.ts"
import {isPersonal} from "./figures-happenings.ts"
import type {Candidate} from "./figures-numbers.ts"
import type {FigureView} from "./figures-view.ts"

type Topic = {readonly ref: PartyRef; readonly stem: string; readonly sure: boolean}
type Naming = {readonly stem: string; readonly ref: PartyRef; readonly at: number; readonly paragraph: number; readonly weight: number}
type Tally = {
  readonly told: ReadonlyMap<string, {readonly n: number; readonly ref: PartyRef; readonly at: number}>
  readonly total: number
  readonly most: number
  readonly top: readonly string[]
  readonly byParagraph: ReadonlyMap<number, ReadonlySet<string>>
}
/// What two sides sign together.
const TREATIES = new Set(["agreements", "memoranda", "deals", "contracts", "rounds"])
/// What one levies on the goods of another.
const TARIFF = /^[وفبل]*(ال|لل)?(رسوم|رسم|رسما|تعريفه|تعريفات|تعرفه|تعرفات)(ه|ها)?$/
/// What a share can be of that has two sides.
const SHARED = new Set<Metric>(["trade", "exports", "imports", "energy", "debt"])

/// How much a name says of what the report is about.
const NAMED: {readonly [kind in Mention["kind"]]: number} = {country: 1, place: 0.7, person: 0.4, organization: 0.4}
/// «المجموعة», «الحلف»: a body of states come back to.
const BODY_AGAIN = /^([وفبل]?ال|[وف]?لل)(مجموعه|منظمه|تحالف|حلف|تكتل|رابطه)$/
const REGION_NAMED = 0.6
/// «الدول العربية», «زعماء الخليج»: who stands before the adjective of a bloc.
const MEMBERS = /^([وفبلك]*(ال|لل)?(دول|بلدان|قاده|زعماء|عواصم|حكومات|حكام|شركاء|جيوش|اسواق)|دوله)$/
/// What is known of the names in a text.
export type KnownOf = {
  /// Who carries the words of others: agencies, outlets. They are nobody's figures.
  readonly isCarrier: (m: Mention) => boolean
  /// The id of the country that a name is, is the capital of, or leads.
  readonly countryOf: (m: Mention) => string | undefined
  /// The id of a part of the world that lies in no one country: a continent, «الخليج».
  readonly regionOf: (m: Mention) => string | undefined
  /// Is it a body that states are members of?
  readonly isBloc: (m: Mention) => boolean
  /// The state whose arm a body is: its army, its ministry.
  readonly stateOf: (m: Mention) => string | undefined
}

/// What is given or lent.
const GIVEN = new Set<Metric>(["aid", "debt", "investment"])
const AGENT = /^(ب|في|علي|جراء|بسبب)?(رصاص|نيران|قصف|غاره|غارات|ضربه|ضربات|هجوم|هجمات|صاروخ|صواريخ|مسيره|مسيرات|يد|ايدي)$/
const CAUSE = /^(ال)?(هجوم|هجمات|قصف|غاره|غارات|انفجار|تفجير|حادث|زلزال|فيضانات|حريق|ضربه|ضربات|اشتباكات|مواجهات|اطلاق)$/
/// «المواجهات», «الهجوم»: a happening that was told before.
const HAPPENING =
  /^[وفبل]?ال(مواجهات|اشتباكات|معارك|قتال|هجوم|هجمات|قصف|غاره|غارات|انفجار|تفجير|حادث|حادثه|زلزال|فيضانات|حريق|اعصار|انهيار|ضربه|ضربات)$/
/// «لمساعدة أوكرانيا»: whoever is helped gets.
const HELP = /^[وبل]?(ال)?(مساعده|دعم|اغاثه|تسليح|اعانه|انقاذ|تمويل|اعمار)$/
/// Verbs whose subject only tells of others: «يتوقع الصندوق نمو …».
const ESTIMATES = new Set(["توقع", "قدر", "رجح", "اظهر"])
/// «توقعاته», «تقديراتها»
const FORECASTS = new Set(["توقعات", "تقديرات"].flatMap((word) => ["ه", "ها", "هم"].map((of) => word + of)))
const EXCEPT = new Set(["عدا", "ماعدا", "باستثناء", "باستثنا", "وباستثناء"])
const EXCEPT_REACH = 6
/// «بسبب ارتفاع إنتاج العراق»: behind the amount, why it is so.
const BECAUSE = /^[وف]?(بسبب|نتيجه|بفضل|جراء|لتلبيه|بفعل)$/
const FARTHER = 9
/// How far back a place is looked for: as far as readers remember, and it keeps time linear.
const LOOK_BACK = 200
const MENTIONS_BACK = 120
const TAKEN = 15
/// How long a dateline can be.
const DATELINE = 16

/// Finds whose a figure is.
export class FigureParties {
  readonly view: FigureView
  readonly marks: Marks

  readonly known: KnownOf
  /// First tokens of the amounts, but for lengths of time.
  readonly amounts: ReadonlySet<number>
  /// Words that name nobody's figure: a dateline, who says so («وفقا ل», «نقلا عن»).
  readonly mute: Uint8Array
  /// Mentions that are the subject of a verb of estimating.
  readonly estimators = new Set<number>()

  constructor(view: FigureView, known: KnownOf, candidates: readonly Candidate[]) {
    this.view = view
    this.marks = view.marks
    this.known = known
    this.amounts = new Set(candidates.filter((c) => c.kind !== "time").map((c) => c.from))
    for (const p of view.marks.predicates)
      if (ESTIMATES.has(p.lemma)) for (const a of p.args) if (a.rel === "subj" && a.mention >= 0) this.estimators.add(a.mention)
    this.mute = new Uint8Array(view.marks.tokens.count + 1)
    for (const s of view.marks.sentences) this.muteDateline(s)
    for (let i = 0; i < this.mute.length; i++) {
      if (view.shape(i) & ACCORDING) this.muteCitation(i)
      else if (FORECASTS.has(view.f(i))) this.muteForecaster(i)
      else if (EXCEPT.has(view.f(i))) this.muteExcepted(i)
    }
  }

  /// «في جميع المحافظات عدا شمال سيناء», «باستثناء إيران»: whoever is left out.
  muteExcepted(from: number): void {
    const {view, marks} = this
    for (let i = from + 1; i < from + EXCEPT_REACH && view.edge[i] === 0; i++) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (!m) continue
      this.mute.fill(1, from, m.to)
      return
    }
  }

  /// «الرياض 2 أبريل (رويترز) -»
  muteDateline(s: Sentence): void {
    const {view} = this
    if (s.paragraph > 3) return
    for (let i = s.from; i < Math.min(s.to, s.from + DATELINE); i++) {
      if (view.isVerb(i)) return
      if (view.isPunct(i, "-–—")) {
        this.mute.fill(1, s.from, i)
        return
      }
    }
  }

  /// «وفقا لأرقام وزارة التجارة التي أوردتها …»: to the end of the clause.
  muteCitation(from: number): void {
    const {view} = this
    const {to} = view.sentence(from)
    for (let i = from; i < to; i++) {
      if (i > from && (view.edge[i] !== 0 || view.quantityAt[i] !== -1)) return
      this.mute[i] = 1
    }
  }

  /// «خفض البنك الدولي توقعاته لنمو …»: whoever expects is nobody's figure.
  muteForecaster(from: number): void {
    const {marks} = this
    for (let i = from - 1; i >= from - 4 && i >= 0; i--) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (!m) continue
      this.mute.fill(1, m.from, m.to)
      return
    }
  }

  parties(d: Draft, before: Draft | undefined, drafts: readonly Draft[]): PartyRef[] {
    const {view, marks} = this
    const {c} = d
    const kind = metricKind(d.metric)
    const s = view.sentence(c.from)
    let [from, to] = this.span(d)
    const end = to
    if (!isToll(d)) to = this.nextClause(d, to)
    // Behind the figure before in its sentence: what that one had is carried on.
    if (before) this.isPart(d, before)
    const follows = before !== undefined && before.c.to > from && before.c.to <= c.head && before.c.from >= s.from
    if (follows) from = this.isCoordinated(c, to) ? c.head : before.c.to
    const placed: Placed[] = []
    const traded = wantsBodies(d.metric)
    // The dead are of a town as well.
    const isState = ({ref}: {ref: PartyRef}): boolean => {
      const m = ref.kind === "mention" ? itemAt(marks.mentions, ref.mention) : undefined
      if (!m || this.isState(m, traded) || (m.kind === "place" && isToll(d))) return true
      // «إنتاج أوبك»
      return d.metric === "production" && m.kind === "organization" && this.known.isBloc(m)
    }
    // Each state once, a pair twice.
    const count = (of: readonly Placed[]): number => {
      let n = 0
      for (let i = 0; i < of.length; i++) {
        const {ref} = of[i] as Placed
        if (ref.kind === "pair") n += 2
        else if (isState(of[i] as Placed)) {
          let k = 0
          while (k < i && !(isState(of[k] as Placed) && this.stateOf((of[k] as Placed).ref) === this.stateOf(ref))) k++
          if (k === i) n++
        }
      }
      return n
    }
    const states = (): number => count(placed)
    const sources = new Set(d.source)
    // «أعلن كاميرون مساعدة بقيمة …»: who tells of an act of his own is no mere source.
    const tellers = new Set(d.source.filter((m) => !this.actsHimself(m, from, d)))
    this.collect(from, to, d, tellers, placed)
    this.pronouns(from, to, d, placed)
    const ofBody = this.references(from, to, d, placed)
    if (this.isFirstPerson(d, s)) for (const m of d.source) this.offer(this.spokenFor(m) ?? m, d, placed, -1)
    if (this.isOfOwn(c)) {
      const owner = d.source.length > 0 ? undefined : this.lastSubject(c.from)
      if (states() === 0 || this.view.f(c.to) !== "من") for (const m of d.source) this.offer(m, d, placed, -1)
      if (owner !== undefined) this.offer(owner, d, placed, -1)
    }
    const own = placed.length
    const mutual = kind.sides === 2 || (d.metric === "count" && TREATIES.has(c.unit))
    // A loan has a lender; a debt is of who owes it.
    const owed = d.metric === "debt" && !/قرض|قروض|قراض|تمويل|تسهيل/.test(view.f(d.cue))
    const tariff = d.metric === "other" && d.cue >= 0 && TARIFF.test(view.f(d.cue))
    const wanted = mutual || tariff || (["aid", "energy", "debt", "investment"].includes(d.metric) && !owed) ? 2 : 1
    // «تحدثت دوشانبي عن 35 قتيلا»: a state that tells of its own.
    if (states() === 0 && !traded)
      for (const m of d.source)
        if (["country", "place"].includes(marks.mentions[m]?.kind ?? "") || (marks.mentions[m] as Mention).countries.length > 0)
          this.offer(m, d, placed, 5)
    if (isToll(d) && placed.length > 0 && placed.every((x) => this.isAgent(x))) {
      const t = this.topics(s.paragraph).find((x) => x.sure && !placed.some((y) => this.stateOf(y.ref) === x.stem))
      if (t) placed.push({ref: t.ref, at: 0, rank: 0.5})
    }
    d.vote = c.unit === "votes" || this.isVote(d) || (before?.vote === true && isNear(marks, before.c, c, 0) && /^ضد/.test(view.f(c.to)))
    if (d.vote) {
      const body = this.voters(d)
      if (body !== undefined) return [{kind: "mention", mention: body}]
    }
    // «إيطاليا هي الرابح. فقد ارتفعت الإمدادات …»: whom the text has turned to since the figure before.
    const turned = before && own === 0 && wanted === 2 && kind.order === "none" && !follows ? this.turnedTo(before, s) : undefined
    if (turned) placed.push({ref: turned, at: 0, rank: 13})
    // «أمهلت الجزائر 12 موظفا فرنسيا 48 ساعة»: the length of what the same words tell.
    const length = d.metric === "duration" && follows && before.metric !== "duration"
    if (length) {
      placed.length = 0
      this.take(before.parties, placed)
    } else if (
      before &&
      !(own > 0 && wanted === 1 && this.hasOwn(placed, d)) &&
      ((follows &&
        (wanted === 2 || count(placed.filter((x) => x.rank < FARTHER)) === 0 || (d.part && !isToll(d)) || before.metric === "aid")) ||
        (own > 0 && wanted === 2 && before.metric === d.metric && isNear(marks, before.c, c, 0)))
    )
      this.take(this.otherSide(before, placed, wanted), placed)
    const theirs = (own > 0 && this.hasOwn(placed, d)) || (own === 0 && follows && before.c.unit === d.c.unit && this.hasOwn(placed, d))
    if (states() < wanted && from > s.from && !theirs) this.collect(s.from, from, d, sources, placed, 10)
    const gives = GIVEN.has(d.metric) && !owed
    // «قدمت اليابان 150 مليونا وكندا 80 مليونا لأوكرانيا»: who gets stands behind the last amount.
    if (gives && states() === 1 && to < s.to) {
      const getters: Placed[] = []
      this.collect(to, view.clauseTo(c.to), d, sources, getters)
      for (const x of getters) if (x.rank === 8) place(placed, x)
    }
    // «ومن بين التعهدات 900 مليون من الاتحاد»: who gives is told, so he who tells of it is not the other side.
    if (gives && states() === 1 && this.isGiver(placed)) this.take(this.gettersBefore(d, drafts), placed)
    if (states() < wanted) for (const m of d.source) if (this.isState(marks.mentions[m] as Mention, gives)) this.offer(m, d, placed, 16)
    if (
      states() < wanted &&
      before &&
      !turned &&
      !this.hasOwn(placed, d) &&
      isNear(marks, before.c, c, 1) &&
      (d.carried ||
        kind.sides === 2 ||
        before.metric === d.metric ||
        (own === 0 && !(d.metric === "price" && c.kind === "percent" && this.topics(s.paragraph)[0]?.sure)))
    )
      this.take(this.otherSide(before, placed, wanted), placed)
    // Nobody is told before it: whoever the clause joined on is of.
    if (placed.length === 0 && to < end) this.collect(to, end, d, sources, placed, 10)
    // The country told of near it, or the one or two of whom the report speaks.
    const related =
      mutual ||
      tariff ||
      (wanted === 2 && d.metric !== "energy") ||
      d.metric === "energy" ||
      (d.metric === "share" && d.cue >= 0 && view.metricCues(d.cue, "percent").some((x) => SHARED.has(x.metric)))
    // «صادرات البرازيل من اللحوم» has one side; «صادراتها إلى جارتها» two.
    const need = ofBody && !mutual ? 0 : related && (kind.order === "none" || this.hasCounterpart(from, to, placed)) ? 2 : 1
    if (own === 0 && states() < need && !this.topics(s.paragraph)[0]?.sure) {
      const told = this.stateBefore(s.from)
      if (told) placed.push({ref: told, at: 0, rank: 20})
    }
    if (states() < need)
      for (const t of this.topics(s.paragraph)) {
        if (states() >= need) break
        if (!(related ? t.sure : true) || placed.some((x) => this.stem(x.ref) === t.stem)) continue
        placed.push({ref: t.ref, at: 0, rank: kind.order === "from-to" ? 2.5 : 24})
      }
    if (gives && states() < 2) this.take(this.givenBefore(placed, d, drafts), placed)
    if (states() === 0 && mutual) placed.push({ref: {kind: "pair", token: c.from}, at: 0, rank: 25})
    // «تحصل أوكرانيا على 1.6 مليار من بريطانيا لشراء 5000 صاروخ»: what the money is for.
    if (before && follows && d.metric === "count" && GIVEN.has(before.metric) && this.isBought(before.c.to, c.head))
      this.take(before.parties, placed)
    // «أعادت 252 فنزويليا مقابل الإفراج عن عشرة أميركيين»: one side for the other.
    if (before && follows && d.metric === "count" && before.metric === "count" && this.isExchange(before.c.to, c.head))
      for (const ref of before.parties) if (!placed.some((x) => this.stem(x.ref) === this.stem(ref))) placed.push({ref, at: 0, rank: 15.5})
    // «وتقول بيروت إن إسرائيل ارتكبت 3 آلاف خرق»: against whoever complains of it.
    if (d.metric === "count" && /^(خرق|خروق|خروقات|انتهاك|انتهاكا|انتهاكات|اعتداء|اعتداءات)$/.test(c.counted) && states() === 1)
      for (const m of d.source) this.offer(m, d, placed, 5)
    // «استشهد شخصان في غارة شنتها مسيرة إسرائيلية»: who killed stands beside whose dead.
    if (isToll(d))
      for (let i = 0; i < placed.length; i++)
        if ((placed[i] as Placed).rank > 8 && this.isAgent(placed[i] as Placed)) placed[i] = {...(placed[i] as Placed), rank: 8}
    // «أسفرت المواجهات عن مقتل 8 مدنيين»: where the happening told before was.
    if (isToll(d)) {
      const where = this.happenedAt(from, c.head, s)
      if (where !== undefined) placed.push({ref: {kind: "mention", mention: where}, at: 0, rank: 20})
    }
    if (placed.length === 0)
      for (const m of sources) if (marks.mentions[m]?.kind !== "person") placed.push({ref: {kind: "mention", mention: m}, at: 0, rank: 30})
    if (d.metric === "duration" && !this.isVisit(d)) this.sides(placed)
    // «خلال الحرب التي استمرت 12 يوما»: of those who fought in the sentences before.
    if (d.metric === "duration" && this.isWar(d) && states() < 2)
      for (const ref of this.namedBefore(s.from).slice(0, 3))
        if (!placed.some((x) => this.stem(x.ref) === this.stem(ref))) placed.push({ref, at: 0, rank: 23})
    // «وقف لإطلاق النار لمدة 30 يوما»: a truce is of both sides, whoever asks for it.
    if (d.metric === "duration" && (this.isTruce(d) || (states() < 2 && this.isWar(d))))
      for (const t of this.topics(s.paragraph))
        if (t.sure && !placed.some((x) => this.stem(x.ref) === t.stem)) placed.push({ref: t.ref, at: 0, rank: 24})
    placed.sort((a, b) => a.rank - b.rank || a.at - b.at)
    // Those told beside it are enough.
    const near = placed.filter((x) => x.rank < FARTHER || (x.rank >= TAKEN && x.rank < 16) || x.rank >= 20)
    const kept = (d.metric !== "other" || tariff) && count(near) >= Math.max(wanted, related ? 2 : 1) ? near : placed
    return kept.map((x) => x.ref)
  }

  /// «مقابل 44.9 بالمئة لمنافسه فلان», «وتراجع حزب كذا إلى 13 مقعدا»: has a share of votes, or seats, somebody of its own?
  hasOwn(placed: readonly Placed[], d: Draft): boolean {
    if (d.metric !== "share" && !/^(votes|seats)$/.test(d.c.unit)) return false
    return placed.some(({ref, rank}) => {
      const m = ref.kind === "mention" && rank < FARTHER ? this.marks.mentions[ref.mention] : undefined
      return m?.kind === "person" || m?.kind === "organization"
    })
  }

  isBought(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (/^ل(شراء|تزويد|تمويل|تدريب|بناء|انتاج|توفير|تسليم)$/.test(this.view.f(i))) return true
    return false
  }

  isExchange(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.view.f(i) === "مقابل") return true
    return false
  }

  /// Where the happening was that a definite noun comes back to, in a clause that tells no place itself.
  happenedAt(from: number, to: number, s: Sentence): number | undefined {
    const {view, marks} = this
    let again = false
    for (let i = from; i < to; i++) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind === "place") return undefined
      if (HAPPENING.test(view.f(i))) again = true
    }
    if (!again) return undefined
    for (let i = s.from - 1; i >= 0 && i > s.from - LOOK_BACK && view.sentence(i).paragraph === s.paragraph; i--) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind === "place" && m.prep === "في") return m.index
    }
    return undefined
  }

  /// The country told of last before this sentence.
  stateBefore(token: number): PartyRef | undefined {
    if (this.askedBefore !== token) {
      this.askedBefore = token
      this.foundBefore = this.findStateBefore(token)
    }
    return this.foundBefore
  }
  askedBefore = -1
  foundBefore: PartyRef | undefined

  findStateBefore(token: number): PartyRef | undefined {
    const {marks} = this
    const sentence = marks.sentenceAt[token] as number
    for (let i = token - 1; i >= 0 && sentence - (marks.sentenceAt[i] as number) <= 2; i--) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind === "country" && m.form === "name") return {kind: "mention", mention: m.index}
    }
    return undefined
  }

  /// What tells one party from another: the country's id, by whatever word it is named.
  stem(ref: PartyRef): string {
    if (ref.kind === "pair") return ""
    if (ref.kind === "country") return ref.country
    const m = this.marks.mentions[ref.mention] as Mention
    return this.known.countryOf(m) ?? `k${m.known[0] ?? this.marks.text.slice(m.start, m.end)}`
  }

  /// The countries and unions that the report names most, with those of the figure's own paragraph first. `sure`: named often enough to be what it is about.
  topics(paragraph: number): readonly Topic[] {
    const known = this.topicsOf.get(paragraph)
    if (known) return known
    const {told, total, most, top, byParagraph} = (this.tallied ??= this.tally())
    const here = byParagraph.get(paragraph)
    const stems: {stem: string; score: number; at: number}[] = []
    for (const stem of top) stems.push({stem, score: (told.get(stem)?.n ?? 0) + (here?.has(stem) ? 0.5 : 0), at: told.get(stem)?.at ?? 0})
    if (here)
      for (const stem of here)
        if (!top.includes(stem)) stems.push({stem, score: (told.get(stem)?.n ?? 0) + 0.5, at: told.get(stem)?.at ?? 0})
    stems.sort((a, b) => b.score - a.score || a.at - b.at)
    const out = stems.slice(0, 4).flatMap(({stem}) => {
      const x = told.get(stem)
      return x ? [{ref: x.ref, stem, sure: x.n >= 1.7 && x.n * 4 >= most && x.n / total >= 0.12}] : []
    })
    this.topicsOf.set(paragraph, out)
    return out
  }
  readonly topicsOf = new Map<number, readonly Topic[]>()
  tallied: Tally | undefined

  /// How often each is named in the whole report; the first paragraph, its headline, weighs more.
  tally(): Tally {
    const told = new Map<string, {n: number; ref: PartyRef; at: number}>()
    const byParagraph = new Map<number, Set<string>>()
    let total = 0
    for (const x of this.namings()) {
      total += x.weight
      const n = x.weight + (x.paragraph === 0 ? 0.8 : 0)
      const stems = byParagraph.get(x.paragraph)
      if (stems) stems.add(x.stem)
      else byParagraph.set(x.paragraph, new Set([x.stem]))
      const old = told.get(x.stem)
      if (!old) told.set(x.stem, {n, ref: x.ref, at: x.at})
      else {
        old.n += n
        if (x.ref.kind === "mention" && old.ref.kind === "country") old.ref = x.ref
      }
    }
    const ranked = [...told.entries()].sort((a, b) => b[1].n - a[1].n || a[1].at - b[1].at)
    return {told, total, most: ranked[0]?.[1].n ?? 0, top: ranked.slice(0, 4).map(([stem]) => stem), byParagraph}
  }

  /// Each place where a country or union is named, by its name or by its adjective.
  namings(): Naming[] {
    const {marks, view} = this
    const out: Naming[] = []
    const add = (stem: string, ref: PartyRef, at: number, weight: number): void => {
      const n = marks.sentenceAt[at] as number
      if (n >= 0) out.push({stem, ref, at, paragraph: marks.sentences[n]?.paragraph ?? 0, weight})
    }
    const union = marks.mentions.find((m) => this.isUnion(m) && /اوروب/.test(view.f(m.nameTo - 1)))
    const europe = union && {
      stem: this.stem({kind: "mention", mention: union.index}),
      ref: {kind: "mention", mention: union.index} as const,
    }
    for (const m of marks.mentions) {
      const country = this.known.countryOf(m)
      if (m.form === "name" && country)
        // A capital may be its government, a leader his state.
        add(country, m.kind === "country" ? {kind: "mention", mention: m.index} : {kind: "country", country}, m.from, NAMED[m.kind])
      else if (this.known.regionOf(m) !== undefined)
        add(this.stem({kind: "mention", mention: m.index}), {kind: "mention", mention: m.index}, m.from, REGION_NAMED)
      else if (this.isUnion(m)) add(this.stem({kind: "mention", mention: m.index}), {kind: "mention", mention: m.index}, m.from, 1)
      for (const state of m.countries)
        if (state !== country && !this.isToldInside(m, state)) add(state, {kind: "country", country: state}, m.from, 0.7)
    }
    for (let i = 0; i < view.words.length; i++) {
      const {country} = view.words[i] as FigureWord
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (country) {
        const isName = m?.kind === "person" && i >= m.nameFrom && i < m.nameTo
        if (!isName && !this.isAdjunct(i)) add(country, {kind: "country", country}, i, 0.7)
      } else if (europe && m?.index !== union?.index && /^[وفبل]*(ال)?(اوروبي(ه|ين|ون)?|بروكسل)$/.test(view.f(i)))
        // «الأوروبيون», «المفوضية الأوروبية» where the union is spoken of.
        add(europe.stem, europe.ref, i, 0.7)
    }
    return out
  }

  /// Does a phrase say its state by an adjective of its own?
  isToldInside(m: Mention, state: string): boolean {
    for (let i = m.from; i < m.to; i++) if (this.view.words[i]?.country === state) return true
    return false
  }

  isUnion(m: Mention): boolean {
    const {folded} = this.marks.tokens
    // «دول الاتحاد الأوروبي» as well.
    const head = /^[وفبل]?دول$/.test(folded[m.nameFrom] ?? "") ? m.nameFrom + 1 : m.nameFrom
    return m.kind === "organization" && /اتحاد$/.test(folded[head] ?? "")
  }

  /// The country of an adjective; not where the word is as well an ordinary one («مالي»).
  nisba(i: number): string | undefined {
    return this.view.words[i]?.country
  }

  /// A second side is spoken of, by a pronoun or as the only one that is named: «وارداتها منها», «الصادرات إلى روسيا».
  hasCounterpart(from: number, to: number, placed: readonly {rank: number}[]): boolean {
    if (placed.length > 0 && placed.every((x) => x.rank % 10 === 0 && x.rank >= 50)) return true
    for (let i = from; i < to; i++) if (this.view.shape(i) & COUNTERPART) return true
    return false
  }

  /// «بلغت تجارتها مع السعودية 116 مليارا ومع إيران 15.8»: whom the clause names takes the place that he had before, the other stays.
  otherSide(before: Draft, placed: readonly {ref: PartyRef}[], wanted: number): readonly PartyRef[] {
    const named = placed.find((x) => x.ref.kind === "mention")?.ref
    // «نصف صادراتها إلى الصين و40 بالمئة إلى الهند»
    if (
      before.metric === "share" &&
      before.parties.length === 2 &&
      named?.kind === "mention" &&
      this.marks.mentions[named.mention]?.prep === "الي"
    )
      return before.parties.slice(0, 1)
    if (wanted < 2 || before.parties.length < 2 || named?.kind !== "mention") return before.parties
    const m = this.marks.mentions[named.mention] as Mention
    return m.prep && m.prep !== "في" && m.prep !== "بين" ? before.parties.slice(0, 1) : before.parties.slice(1)
  }

  take(refs: readonly PartyRef[], placed: Placed[]): void {
    for (const ref of refs) place(placed, {ref, at: placed.length, rank: TAKEN})
  }

  isState(m: Mention, bodies: boolean): boolean {
    if (m.kind === "country" || m.form === "pair" || m.countries.length > 0 || this.isUnion(m)) return true
    return bodies && (m.kind === "organization" || this.known.regionOf(m) !== undefined)
  }

  /// The clause of the figure, stretched to its metric word.
  span(d: Draft): [number, number] {
    const {view} = this
    const s = view.sentence(d.c.from)
    let from = view.clauseFrom(d.c.from)
    if (d.cue >= s.from && d.cue < from) from = d.cue
    if (d.change && d.change.token >= s.from && d.change.token < from) from = d.change.token
    let to = view.clauseTo(d.c.to)
    // No farther than the next figure's own clause.
    for (let i = d.c.to; i < to; i++) {
      // «ما بين 45 و50 بالمئة», «24 قتيلا و134 جريحا برصاص …»: both are of one clause.
      if (this.amounts.has(i) && i > d.c.to + 1 && view.f(i - 1) !== "اصل") {
        let k = i
        while (k > d.c.to && view.edge[k] === 0) k--
        // «أرسلت 200 جندي إلى لاتفيا ليرتفع عددهم إلى ألف»: no edge, but a verb of its own.
        if (k === d.c.to) for (k = d.c.to; k < i && !view.isVerb(k); ) k++
        if (k === i) for (k = i - 1; k > d.c.to && !this.joins(k); ) k--
        if (k === d.c.to && !this.joins(k)) k = i
        to = Math.max(d.c.to, k)
        break
      }
    }
    return [from, to]
  }

  /// «يحتاج إلى ستة ملايين طن، ويستورد الباقي من أستراليا»: where a clause with a verb of its own is joined on, set off by a comma.
  nextClause(d: Draft, to: number): number {
    const {view} = this
    for (let i = d.c.to + 1; i < to; i++)
      if (view.edge[i] === 1 && view.isVerb(i) && this.joins(i) && view.isPunct(view.f(i - 1) === "و" ? i - 2 : i - 1, "،,")) return i
    return to
  }

  joins(i: number): boolean {
    return this.marks.words[i]?.joined === true || this.view.f(i) === "و"
  }

  collect(from: number, to: number, d: Draft, sources: ReadonlySet<number>, placed: Placed[], base = 0): void {
    const {view, marks} = this
    const put = (ref: PartyRef, at: number, rank: number): void => place(placed, {ref, at, rank: base + rank})
    const near = base
    const own = this.ownAside(d)
    let aside = false
    for (let i = from; i < to; i++) {
      // Behind a comma after the amount, or in the phrase of another happening («بعد الاتفاق مع …»), they are farther.
      if (i === d.c.from) aside = false
      if (i > from && view.edge[i] !== 0 && i < d.c.from) aside = false
      const before = i < own ? FARTHER : 0
      // «وقبل ساعات من القمة علق البيت الأبيض …»: the main verb ends the phrase.
      if (aside && i < d.c.head && this.opensMain(i)) aside = false
      // «عقب هجوم شنه مسلحون في مكان كذا وأودى بحياة 26»: the toll is of that happening.
      const cause = isToll(d) && i < d.c.from && CAUSE.test(view.f(i + 1))
      if (view.shape(i) & ASIDE && view.dateAt[i] === -1 && view.f(i + 1) !== "ذلك" && !cause && i !== own) aside = true
      if (i >= d.c.to && !isToll(d) && BECAUSE.test(view.f(i))) aside = true
      if (view.shape(i) & HELPED || (view.f(i + 1) === "مع" && /حدود(ها|ه)?$/.test(view.f(i)))) aside = true
      base = near + (aside || before > 0 || (i >= d.c.to && view.edge[i] === 1) ? FARTHER : 0)
      if (i >= d.c.to && (view.edge[i] === 1 || view.shape(i) & RELATIVE)) aside = true
      const n = marks.mentionAt[i] as number
      if (n >= 0) {
        const m = marks.mentions[n] as Mention
        i = Math.max(i, m.to - 1)
        if (sources.has(n) || this.mute[i] || this.known.isCarrier(m)) continue
        if (m.form === "pair" && m.kind !== "person") {
          const two = this.twoBefore(m.from) ?? this.twoOfReport(m.from)
          if (two) {
            for (const ref of two) put(ref, m.from, 0)
            continue
          }
          // «بين الجانبين» of a report on two: a union is a side as well.
          const [a, b] = /(جانبين|جانبان|طرفين|طرفان)$/.test(view.f(m.from)) ? this.topics(view.sentence(i).paragraph) : []
          if (a?.sure && b?.sure && (a.stem.startsWith("k") || b.stem.startsWith("k"))) {
            put(a.ref, m.from, 0)
            put(b.ref, m.from, 0)
            continue
          }
          put({kind: "pair", token: m.from}, m.from, metricKind(d.metric).order === "none" ? 0 : 4)
          continue
        }
        this.offer(n, d, placed, base)
        continue
      }
      const bloc = view.words[i]?.bloc
      if (bloc !== undefined && !this.mute[i] && MEMBERS.test(view.f(i - 1))) {
        put({kind: "country", country: bloc}, i, this.rankBeside(i - 1, d))
        continue
      }
      const country = this.nisba(i)
      // «درهم مغربي» is money; «متر مكعب من الغاز الروسي سنويا» is Russian gas.
      const counted = i >= d.c.from && i < d.c.to && d.c.kind === "count"
      const money = !counted && view.quantityAt[i] !== -1 && itemAt(marks.quantities, view.quantityAt[i] as number)?.kind === "money"
      if (country && !money && !this.mute[i] && !this.isAdjunct(i)) put({kind: "country", country}, i, this.nisbaRank(i, d))
    }
  }

  /// A verb of the past on which the clause before it does not hang: not «بعد أن وقع», «التي وقعها», «هجوم شنه».
  opensMain(i: number): boolean {
    const {view, marks} = this
    const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
    if (p?.cls !== "v" || p.aspect !== "perf" || p.token !== i || marks.words[i]?.joined) return false
    if (view.shape(i - 1) & (RELATIVE | COMPLEMENT | ASIDE) || /^(ما|قد)$/.test(view.f(i - 1))) return false
    return (
      !/(ه|ها|هم|هما)$/.test(view.f(i)) &&
      (marks.words[i - 1]?.al === true || marks.mentionAt[i - 1] !== -1 || /(ه|ها)$/.test(view.f(i - 1)))
    )
  }

  /// «زار شي بودابست، حيث وقع البلدان …»: the two states that the sentence names before, by their names, men or towns.
  twoBefore(token: number): readonly PartyRef[] | undefined {
    const {marks} = this
    const {from} = this.view.sentence(token)
    const found = new Map<string, PartyRef>()
    for (let i = from; i < token; i++) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (!m || m.from !== i || this.mute[i] || this.known.isCarrier(m)) continue
      const states = m.kind === "person" ? this.statesOf(m) : m.countries
      const state = states[0] ?? this.known.countryOf(m)
      if (state !== undefined && !found.has(state))
        found.set(state, m.kind === "country" ? {kind: "mention", mention: m.index} : {kind: "country", country: state})
    }
    return found.size === 2 ? [...found.values()] : undefined
  }

  /// «ويشترك البلدان في حدود …» at the head of a paragraph: the two that the report is about.
  twoOfReport(token: number): readonly PartyRef[] | undefined {
    const s = this.view.sentence(token)
    if (!/(بلدان|بلدين|دولتان|دولتين|جارتان|جارتين|جاران|جارين)$/.test(this.view.f(token))) return undefined
    if (itemAt(this.marks.sentences, (this.marks.sentenceAt[token] as number) - 1)?.paragraph === s.paragraph) return undefined
    const [a, b, c] = this.topics(s.paragraph)
    return a?.sure && b?.sure && !c?.sure ? [a.ref, b.ref] : undefined
  }

  /// «تأتي الزيارة بعد يومين من توقيع بايدن حزمة مساعدات بقيمة 95 مليارا»: the word before the phrase that the amount itself, with what it
  /// measures, stands in; -1 where it stands in none.
  ownAside({c, cue, change, metric}: Draft): number {
    const {view} = this
    if (cue < 0 || change || !GIVEN.has(metric)) return -1
    const {from} = view.sentence(c.from)
    for (let i = Math.min(cue, c.head) - 1; i >= from && i > c.head - 20 && view.edge[i] === 0; i--)
      if (view.shape(i) & ASIDE && view.dateAt[i] === -1) return i
    return -1
  }

  /// Talks of envoys of two states lasted between the states as well; a visit is its visitor's.
  sides(placed: Placed[]): void {
    const people = placed.filter((x) => x.ref.kind === "mention" && itemAt(this.marks.mentions, x.ref.mention)?.kind === "person")
    const states = new Set(
      people.flatMap((x) => (x.ref.kind === "mention" ? this.statesOf(this.marks.mentions[x.ref.mention] as Mention) : [])),
    )
    if (people.length < 2 || states.size < 2) return
    // «مبعوث الرئيس ترامب ستيف ويتكوف»: of three, nobody knows who sat there.
    if (people.length > 2) {
      for (const x of people) placed.splice(placed.indexOf(x), 1)
      return
    }
    const first = Math.min(...people.map((x) => x.rank))
    for (const x of people) placed[placed.indexOf(x)] = {...x, rank: first - 1}
  }

  isTruce(d: Draft): boolean {
    for (let i = d.c.head - 1; i > d.c.head - 9 && i >= this.view.sentence(d.c.from).from; i--)
      if (/^[وفبل]?(ال)?(هدنه|تهديه)$/.test(this.view.f(i)) || /^[وفبل]?(ال)?وقف$/.test(this.view.f(i))) return true
    return false
  }

  /// «الحرب التي استمرت», «كانوا يتقاتلون لمدة».
  isWar({c}: Draft): boolean {
    const {view} = this
    const {from} = view.sentence(c.from)
    for (let i = c.head - 1; i > c.head - 9 && i >= from; i--)
      if (
        /^[وفبل]?(ال)?(حربا?|قتال|مواجهه|نزاعا?|صراعا?|معارك|اشتباكات)$/.test(view.f(i)) ||
        /^[وف]?[يت](تقاتل|تحارب)(ون|ان|وا|ا)?$/.test(view.f(i))
      )
        return true
    return false
  }

  /// The states named in the two sentences before, in one paragraph, at least so often; the one named most first.
  namedBefore(token: number, least = 0): readonly PartyRef[] {
    const {marks, view} = this
    const {paragraph} = view.sentence(token)
    const last = (marks.sentenceAt[token] as number) - 2
    const told = new Map<string, {ref: PartyRef; n: number}>()
    const add = (stem: string, ref: PartyRef, weight = 1): void => {
      const x = told.get(stem)
      if (x) x.n += weight
      else told.set(stem, {ref, n: weight})
    }
    for (let i = token - 1; i >= 0 && i > token - LOOK_BACK && (marks.sentenceAt[i] as number) >= last; i--) {
      if (this.mute[i]) continue
      if ((marks.sentenceAt[i] as number) >= 0 && view.sentence(i).paragraph !== paragraph) break
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m) {
        const country = m.from === i && m.form === "name" && !this.known.isCarrier(m) ? this.known.countryOf(m) : undefined
        if (country !== undefined)
          add(country, m.kind === "country" ? {kind: "mention", mention: m.index} : {kind: "country", country}, m.prep ? 1 : 1.5)
      } else {
        const country = view.words[i]?.country
        if (country !== undefined && !this.isAdjunct(i)) add(country, {kind: "country", country})
      }
    }
    return [...told.values()]
      .filter((x) => x.n >= least)
      .sort((a, b) => b.n - a.n)
      .map((x) => x.ref)
  }

  /// A visit or a call is of those who make it.
  isVisit(d: Draft): boolean {
    for (let i = d.c.head - 1; i > d.c.head - 7 && i >= 0; i--)
      if (/^[وفبل]?(ال)?(زياره|رحله|جوله|زيارته|رحلته|جولته|زيارتها|اتصالا?|مكالمه|مهاتفه)$/.test(this.view.f(i))) return true
    return false
  }

  /// «17 ألفا في تركيا و3 آلاف في سوريا»: what stands between is of the one before, where this one has its own behind it.
  isCoordinated(c: Candidate, to: number): boolean {
    const {view, marks} = this
    if (!/^و/.test(view.f(c.head)) && view.f(c.head - 1) !== "و") return false
    for (let i = c.to; i < to; i++) if (itemAt(marks.mentions, marks.mentionAt[i] as number)?.prep === "في") return true
    return false
  }

  /// The state that a party is or is of.
  stateOf(ref: PartyRef): string {
    const m = ref.kind === "mention" ? itemAt(this.marks.mentions, ref.mention) : undefined
    return m?.countries[0] ?? (m && this.known.stateOf(m)) ?? this.stem(ref)
  }

  /// «برصاص الجيش», «في غارة إسرائيلية», «على يد …»: who killed, not whose dead.
  isAgent(x: Placed): boolean {
    if (x.ref.kind === "pair") return false
    const from = x.ref.kind === "mention" ? (this.marks.mentions[x.ref.mention] as Mention).from : x.at
    for (let i = from - 1; i >= from - 2 && i >= 0; i--) {
      if (AGENT.test(this.view.f(i))) return true
      if (!this.view.isWord(i) || this.marks.words[i]?.prep) return false
    }
    return false
  }

  /// «تم التصويت بـ 13 عضوا لصالح», «أيده 14 عضوا», «وعارضته تسع دول»; «وخمس دول ضدها» behind such a one.
  isVote({metric, c}: Draft): boolean {
    if (metric !== "count" || !/^(عضو|دوله|نايب|صوت)/.test(c.counted)) return false
    for (let i = c.head - 6; i < c.to + 4; i++)
      if (
        /^[وفبل]*(ال)?(تصويت|صوت|صوتت|صوتوا|لصالح|صالح|امتناع)$/.test(this.view.f(i)) ||
        /^[وف]?(امتنع|ايد|عارض)(ت|وا)?(ه|ها)?$/.test(this.view.f(i))
      )
        return true
    return false
  }

  /// The body whose votes are counted: in the sentence itself, else the last one told of.
  voters({c}: Draft): number | undefined {
    const {marks, view} = this
    const sentence = marks.sentenceAt[c.from] as number
    const ofStates = /^(دوله|عضو)/.test(c.counted)
    const votes = (i: number): Mention | undefined => {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind !== "organization") return undefined
      if (ofStates && (m.countries.length > 0 || this.known.stateOf(m))) return undefined
      // A state's own council is no body of states.
      if (ofStates)
        for (let k = m.from; k < m.to; k++) if (/^ال(قومي|وطني|اعلي|شوري|نواب|شيوخ|رياسي|وزراء)$/.test(view.f(k))) return undefined
      const body = /^[وفبل]*(ال)?(مجلس|برلمان|جمعيه|كونغرس|كونجرس|لجنه|دوما|كنيست|محكمه|هييه)$/.test(view.f(m.from))
      return body || (ofStates && this.isUnion(m)) ? m : undefined
    }
    for (let i = c.to; i < view.sentence(c.from).to; i++) {
      const m = votes(i)
      if (m) return m.index
    }
    for (let i = c.from; i >= 0 && sentence - (marks.sentenceAt[i] as number) <= 3; i--) {
      const m = votes(i)
      if (m) return m.index
    }
    // The body that the report is about, however far above.
    return marks.mentions.find((m) => m.from < c.from && votes(m.from))?.index
  }

  /// The state named since a figure in its paragraph, before a sentence that names none.
  turnedTo(before: Draft, s: Sentence): PartyRef | undefined {
    const {marks, view} = this
    for (let i = s.from - 1; i >= before.c.to && view.sentence(i).paragraph === s.paragraph; i--) {
      const m = itemAt(marks.mentions, marks.mentionAt[i] as number)
      if (m?.kind !== "country" || m.form !== "name" || this.mute[i]) continue
      const ref: PartyRef = {kind: "mention", mention: m.index}
      return before.parties.some((x) => this.stem(x) === this.stem(ref)) ? undefined : ref
    }
    return undefined
  }

  isGiver(placed: readonly Placed[]): boolean {
    return placed.some((x) => x.ref.kind === "mention" && itemAt(this.marks.mentions, x.ref.mention)?.prep === "من")
  }

  /// Who got the aid told before.
  gettersBefore(d: Draft, drafts: readonly Draft[]): readonly PartyRef[] {
    const {marks} = this
    for (let n = drafts.length - 1; n >= 0 && n >= drafts.length - 10; n--) {
      const x = drafts[n] as Draft
      if (x.metric !== d.metric) continue
      const got = x.parties.filter((p) => p.kind === "mention" && this.rank(marks.mentions[p.mention] as Mention, x) === 8)
      if (got.length > 0) return got
    }
    return []
  }

  /// Who gives and who gets in a report on a package of aid: as in its figures before, where one of the two is named.
  givenBefore(placed: readonly Placed[], d: Draft, drafts: readonly Draft[]): readonly PartyRef[] {
    for (let n = drafts.length - 1; n >= 0 && n >= drafts.length - 10; n--) {
      const x = drafts[n] as Draft
      if (!GIVEN.has(x.metric) || x.parties.length < 2) continue
      if (x.c.unit !== d.c.unit) continue
      if (placed.length === 0 || placed.some((y) => x.parties.some((z) => this.stem(z) === this.stem(y.ref)))) return x.parties
    }
    return []
  }

  /// Is a source the doer in the figure's own clause? Not where he only tells a toll.
  actsHimself(mention: number, from: number, d: Draft): boolean {
    const {view, marks} = this
    const m = marks.mentions[mention] as Mention
    if (this.estimators.has(mention)) return false
    if (m.from < from || m.from >= d.c.head || isToll(d) || this.mute[m.from]) return false
    for (let i = m.to; i < d.c.head; i++) if (view.isPunct(i, '"«“:')) return false
    return true
  }

  /// The body in whose name someone speaks: «المتحدث باسم الحوثيين يحيى سريع».
  spokenFor(mention: number): number | undefined {
    const m = this.marks.mentions[mention] as Mention
    const before = itemAt(this.marks.mentions, mention - 1)
    return m.kind === "person" && before?.kind === "organization" && before.to === m.nameFrom ? before.index : undefined
  }

  /// «سنزود …», «لدينا …» in the speaker's own words.
  isFirstPerson(d: Draft, s: Sentence): boolean {
    const {view, marks} = this
    for (let i = d.c.head - 1; i >= s.from && i > d.c.head - 30; i--) {
      if (view.isPunct(i, '"«“:')) return false
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v" && p.aspect === "impf" && /^[وف]?س?ن/.test(view.f(i))) return true
      if (isOurs(view, i)) return true
    }
    // «خمسة قتلى من قواتنا»
    for (let i = d.c.to; i < d.c.to + 4 && i < s.to && view.edge[i] === 0; i++) if (isOurs(view, i)) return true
    return false
  }

  /// «10 من أفرادها», «ثلاثة من جنوده»: of whoever speaks.
  isOfOwn(c: Candidate): boolean {
    const own = POSSESSED | POSSESSED_LOOK
    if (this.view.f(c.to) === "من") return (this.view.shape(c.to + 1) & own) !== 0
    return c.to - c.from > 2 && this.view.f(c.to - 2) === "من" && (this.view.shape(c.to - 1) & own) !== 0
  }

  /// «في البلاد», «سكان الإقليم»: the country or place that the report speaks of. Is it of a body of states?
  references(from: number, to: number, d: Draft, placed: Placed[]): boolean {
    const {view, marks} = this
    let ofBody = false
    for (let i = from; i < to; i++) {
      const shape = view.shape(i)
      if (BODY_AGAIN.test(view.f(i)) && marks.mentionAt[i] === -1 && !this.mute[i] && !marks.words[i + 1]?.al) {
        const n = this.bodyBefore(i)
        if (n !== undefined) {
          place(placed, {ref: {kind: "mention", mention: n}, at: i, rank: 2})
          ofBody = true
        }
      }
      if (!(shape & (REGION | COUNTRY_AGAIN)) || marks.mentionAt[i] !== -1 || this.mute[i] || marks.words[i + 1]?.al) continue
      if (shape & COUNTRY_AGAIN) {
        const own = d.source.map((m) => this.statesOf(marks.mentions[m] as Mention)[0]).find((x) => x !== undefined)
        const isNew = (stem: string): boolean => !placed.some((y) => this.stem(y.ref) === stem)
        const near = this.namedBefore(view.sentence(i).from, 2).find((ref) => isNew(this.stem(ref)))
        const t = near ? {ref: near} : this.topics(view.sentence(i).paragraph).find((x) => isNew(x.stem))
        if (own) place(placed, {ref: {kind: "country", country: own}, at: i, rank: 3})
        else if (t) place(placed, {ref: t.ref, at: i, rank: 3})
      } else {
        const n = this.regionBefore(i) ?? this.placeBefore(i)
        if (n !== undefined) place(placed, {ref: {kind: "mention", mention: n}, at: i, rank: 2})
      }
    }
    if (placed.length === 0 && isToll(d)) {
      // «أمين مظالم المنطقة قال إن 200 شخص قتلوا»
      const s = view.sentence(d.c.from)
      for (let i = from - 1; i >= s.from; i--) {
        const n = view.shape(i) & REGION ? this.placeBefore(i) : undefined
        if (n !== undefined) place(placed, {ref: {kind: "mention", mention: n}, at: i, rank: 2})
      }
    }
    return ofBody
  }

  /// The part of the world that «القارة», «المنطقة» comes back to: the one named last before, but for a place that is called so.
  regionBefore(token: number): number | undefined {
    const {view, marks} = this
    const head = view.f(token).replace(/^[وفبل]?ال|^[وف]?لل/, "")
    if (head !== "قاره" && head !== "منطقه") return undefined
    for (let k = this.mentionBefore(token), n = 0; k >= 0 && n < MENTIONS_BACK; k--, n++) {
      const m = marks.mentions[k] as Mention
      if (m.kind !== "place") continue
      // «أمريكا اللاتينية والكاريبي»: the first of a row is what the rest goes with.
      const row = m.joined ? itemAt(marks.mentions, k - 1) : undefined
      if (this.known.regionOf(m) !== undefined)
        return row && row.to === m.from && this.known.regionOf(row) !== undefined ? row.index : m.index
      if (head === "منطقه" && (view.f(m.from).endsWith(head) || view.f(m.from - 1).endsWith(head))) return undefined
    }
    return undefined
  }

  /// The body of states named last before.
  bodyBefore(token: number): number | undefined {
    const {marks} = this
    for (let k = this.mentionBefore(token), n = 0; k >= 0 && n < MENTIONS_BACK; k--, n++) {
      const m = marks.mentions[k] as Mention
      if (m.kind === "organization" && this.known.isBloc(m)) return m.index
    }
    return undefined
  }

  /// The mention named last before a word; -1 where none is near.
  mentionBefore(token: number): number {
    const {mentions, mentionAt} = this.marks
    for (let i = token - 1; i >= 0 && i > token - LOOK_BACK; i--) if ((mentionAt[i] as number) >= 0) return mentionAt[i] as number
    return mentions.length > 0 && (mentions[0] as Mention).from < token ? this.lastBefore(token) : -1
  }

  /// By halving: no name stood near.
  lastBefore(token: number): number {
    const {mentions} = this.marks
    let [low, high] = [0, mentions.length]
    while (low + 1 < high) {
      const mid = (low + high) >> 1
      if ((mentions[mid] as Mention).from < token) low = mid
      else high = mid
    }
    return low
  }

  /// The place that «الإقليم», «القطاع» comes back to: one called so, else the one named most before.
  placeBefore(token: number): number | undefined {
    const {view, marks} = this
    const head = view.f(token).replace(/^[وفبل]?ال|^[وف]?لل/, "")
    const told = new Map<string, {n: number; mention: number}>()
    let best: {n: number; mention: number} | undefined
    let last = marks.mentions.length - 1
    for (let i = token - 1; i >= 0 && i > token - LOOK_BACK; i--)
      if ((marks.mentionAt[i] as number) >= 0) {
        last = marks.mentionAt[i] as number
        break
      }
    for (let k = last; k >= 0 && k > last - MENTIONS_BACK; k--) {
      const m = marks.mentions[k] as Mention
      if (m.kind !== "place" || m.from >= token) continue
      if (view.f(m.from).endsWith(head) || view.f(m.from - 1).endsWith(head)) return m.index
      const key = `${m.known[0] ?? view.f(m.nameTo - 1)}`
      const x = told.get(key) ?? {n: 0, mention: m.index}
      x.n++
      told.set(key, x)
      if (!best || x.n > best.n) best = x
    }
    return best?.mention
  }

  /// «30 بالمئة منها»: a part of what was told before; «منها 63 روسية و16 تركية»: the next parts as well.
  isPart(d: Draft, before: Draft): void {
    const {view} = this
    const {c} = d
    const from = /^(من|و?بين)(ها|هم|هن|ه|هما)$/
    d.part = from.test(view.f(c.to)) || from.test(view.f(c.head - 1))
    if (!d.part && before.part && before.c.kind === c.kind && c.head - before.c.to <= 2)
      d.part = /^و/.test(view.f(c.head)) || view.f(c.head - 1) === "و"
  }

  /// «المدينة السعودية», «العاصمة العمانية»: where, not who; «السوداني» after «محمد السوداني» is a man.
  isAdjunct(i: number): boolean {
    const {view, marks} = this
    if (/^[وفبل]*(ال)?(مدينه|عاصمه|بلده|قريه|جزيره|محافظه|مطار|ميناء)$/.test(view.f(i - 1))) return true
    if (!this.surnames) {
      this.surnames = new Set()
      for (const m of marks.mentions)
        if (m.kind === "person" && m.form === "name" && m.nameTo - m.nameFrom > 1) this.surnames.add(view.f(m.nameTo - 1))
    }
    const before = marks.words[i - 1]
    return this.surnames.has(view.f(i)) && !view.f(i).endsWith("ه") && !(before?.al || before?.nouns.length)
  }
  surnames: Set<string> | undefined

  /// A mention as a party: a person who holds an office stands for the state, but for how long a visit lasts; a body stands beside its state.
  offer(n: number, d: Draft, placed: Placed[], base: number): void {
    const m = this.marks.mentions[n] as Mention
    const put = (ref: PartyRef, rank: number): void => place(placed, {ref, at: m.from, rank: base + rank})
    const rank = this.rank(m, d)
    const arm = m.kind === "organization" && m.countries.length === 0 ? this.known.stateOf(m) : undefined
    const states = m.kind === "person" ? this.statesOf(m) : arm === undefined ? m.countries : [arm]
    if (
      m.kind !== "person" ||
      states.length === 0 ||
      d.metric === "duration" ||
      d.metric === "share" ||
      isPersonal(d) ||
      /مكاف/.test(d.cueWord)
    )
      put(
        {kind: "mention", mention: n},
        states.length > 0 && m.kind === "organization" && metricKind(d.metric).order !== "none" ? rank + 0.2 : rank,
      )
    if (m.kind === "person" || m.kind === "organization") for (const country of states) put({kind: "country", country}, rank + 0.1)
  }

  /// The state of an office holder: from his title here, or where he was introduced.
  statesOf(m: Mention): readonly string[] {
    if (m.countries.length > 0 || m.nameTo === m.nameFrom) return m.countries
    const {mentions, tokens} = this.marks
    if (!this.statesByName) {
      this.statesByName = new Map()
      for (const x of mentions) {
        if (x.kind !== "person" || x.countries.length === 0 || x.nameTo === x.nameFrom) continue
        for (const key of [`k${x.known[0] ?? ""}`, tokens.folded[x.nameTo - 1] ?? ""])
          if (key.length > 1 && !this.statesByName.has(key)) this.statesByName.set(key, x.countries)
      }
    }
    const told = this.statesByName.get(`k${m.known[0] ?? ""}`) ?? this.statesByName.get(tokens.folded[m.nameTo - 1] ?? "")
    if (told) return told
    const known = m.kind === "person" ? this.known.countryOf(m) : undefined
    return known === undefined ? [] : [known]
  }
  statesByName: Map<string, readonly string[]> | undefined

  /// The order of the parties: exporter before importer, buyer before origin; else as the text has them.
  rank(m: Mention, d: Draft): number {
    return this.rankBy(m.prep, m.from, m.kind === "country", d)
  }

  /// Of «الدول العربية», which no mention is: by the word that leads it.
  rankBeside(noun: number, d: Draft): number {
    const {marks, view} = this
    const attached = marks.words[noun]?.attached
    return this.rankBy(attached ? attached : marks.words[noun - 1]?.prep ? view.f(noun - 1) : "", noun, true, d)
  }

  rankBy(prep: string | undefined, from: number, isCountry: boolean, d: Draft): number {
    const order = metricKind(d.metric).order
    // «وذهب 85 بالمئة منها إلى الصين»: whose they are before where they go.
    if (d.metric === "share" && prep === "الي" && /^(منها|منه)$/.test(this.view.f(d.c.to))) return 50
    if (order === "none") {
      // Who gives before who gets.
      if (d.cue >= 0 && TARIFF.test(this.view.f(d.cue)) && from > d.cue) return 8
      if (GIVEN.has(d.metric) && (prep === "ل" || prep === "الي" || prep === "لدي" || HELP.test(this.view.f(from - 1)))) return 8
      return isCountry ? 1 : 2
    }
    const to = prep === "الي" || prep === "ل" || prep === "نحو" || prep === "لدي"
    const out = prep === "من"
    if (order === "from-to") return to ? 50 : out ? 0 : prep === "في" || prep === "ب" ? 4 : 1
    return out ? 50 : 1
  }

  nisbaRank(i: number, d: Draft): number {
    const order = metricKind(d.metric).order
    // «رسوما على السلع الصينية»: on whose goods.
    if (d.cue >= 0 && i > d.cue && TARIFF.test(this.view.f(d.cue))) return 8
    return order === "none" ? 1 : i - d.cue <= 3 && i > d.cue ? 1 : 2
  }

  /// «تجارتها», «إنتاجه», «بلاده»: whoever was the subject last.
  pronouns(from: number, to: number, d: Draft, placed: Placed[]): void {
    const {view, marks} = this
    for (let i = from; i < to; i++) {
      const shape = view.shape(i)
      if (!(shape & (POSSESSED | POSSESSED_LOOK | HOMELAND)) || marks.mentionAt[i] !== -1) continue
      const home = (shape & HOMELAND) !== 0
      if (!home && !(i === d.cue && shape & POSSESSED) && view.metricCues(i, d.c.kind).length === 0) continue
      const m = this.lastSubject(i)
      if (m === undefined) continue
      const state = this.statesOf(marks.mentions[m] as Mention)[0]
      const ref: PartyRef = home && state !== undefined ? {kind: "country", country: state} : {kind: "mention", mention: m}
      place(placed, {ref, at: i, rank: 1})
    }
  }

  lastSubject(token: number): number | undefined {
    const {marks, view} = this
    const sentence = marks.sentenceAt[token] as number
    // «خفضت طهران إمداداتها»: a capital that acts is a state, and feminine.
    const hers = view.f(token).endsWith("ها")
    for (let i = token - 1; i >= 0 && sentence - (marks.sentenceAt[i] as number) <= 2; i--) {
      const n = marks.mentionAt[i] as number
      const m = itemAt(marks.mentions, n)
      if (!m) continue
      const acts = m.kind === "country" || (m.kind === "place" && hers && view.isVerb(m.from - 1) && this.known.countryOf(m) !== undefined)
      if ((acts && !m.prep) || m.kind === "person" || (m.kind === "organization" && !m.prep)) return n
    }
    return undefined
  }
}

/// «لدينا», «قواتنا»: of those who speak.
function isOurs(view: FigureView, i: number): boolean {
  const f = view.f(i)
  // Each ends in «نا», but for «نحن».
  const last = f.charCodeAt(f.length - 1)
  if (f.charCodeAt(f.length - 2) !== NUN && last !== NUN) return false
  if (/^[وف]?(لدينا|عندنا|لنا|بلادنا|بلدنا|اننا|نحن|انا)$/.test(f)) return true
  if (f.endsWith("نا")) for (const r of view.marks.words[i]?.nouns ?? []) if (r.suffix?.startsWith("1")) return true
  return false
}
const NUN = "ن".charCodeAt(0)

/// Metrics that companies and funds are parties of as states are.
const wantsBodies = (metric: Metric): boolean =>
  ["trade", "exports", "imports", "energy", "investment", "aid", "debt", "budget"].includes(metric)

/// A party for a figure, where its name stands, and how near it is; the lowest rank is the nearest.
type Placed = {readonly ref: PartyRef; readonly at: number; readonly rank: number}

/// Each once, where it stands nearest.
const place = (placed: Placed[], x: Placed): void => {
  const at = placed.findIndex((y) => sameParty(y.ref, x.ref))
  if (at < 0) placed.push(x)
  else if (x.rank < (placed[at] as Placed).rank) placed[at] = x
}

const sameParty = (a: PartyRef, b: PartyRef): boolean =>
  a.kind === "mention"
    ? b.kind === "mention" && a.mention === b.mention
    : a.kind === "country"
      ? b.kind === "country" && a.country === b.country
      : b.kind === "pair"
