import type {Marks} from "../annotate/index.ts"
import type {Filler, RawEvent, RawFigure, RawStatement} from "../extract/index.ts"
import {eventType} from "../kinds/index.ts"
import type {Knowledge} from "../knowledge/index.ts"
import type {Language, SaidDate} from "../lang/index.ts"
import {
  type ClaimTime,
  type Damage,
  type DayRange,
  type Entity,
  type EntityMention,
  edtfOf,
  edtfRange,
  type EventClaim,
  type FigureClaim,
  type Mention,
  type Participant,
  type ParticipantRole,
  type Predicate,
  type Quote,
  quoteOf,
  type Reason,
  type StatementClaim,
  type Status,
  spansTouch,
  WORD,
} from "../model/index.ts"
import {contentId, firstFrom, itemAt, remembered, type Steps} from "../support/index.ts"
import {answered, type Spoken} from "./deeds.ts"
import {sidesOf} from "./happenings.ts"
import {holderOf} from "./holders.ts"
import {type Draft, MERGE_REACH, merge, sameTimes, type Ties} from "./merge.ts"
import {aimAtOpponents} from "./opponents.ts"
import type {KnownDay} from "./published/index.ts"
import {setWithin} from "./settings.ts"
import {Who} from "./who.ts"

/// Relations by which a noun is only told for when something else was.
const BACKGROUND_RELS = new Set(["بعد", "قبل", "منذ", "بعيد", "قبيل", "بسبب", "حول", "بشان", "بخصوص"])
const BEFOREHAND = new Set(["سابقا", "مسبقا", "انذاك", "حينذاك", "حينها", "يومها", "وقتها"])
const SINCE_REACH = 5
const TOLD_REACH = 8
/// Verbs of those who go along on a visit, and how many sentences on they are told.
const ALONG = new Set(["رافق", "ضم"])
const ALONG_REACH = 4
const RECENT_DAYS = 14
/// Days within which an office is asked for its holder.
const HOLDER_DAYS = 62

/// What one report says, settled: who, where and when, each happening once.
export type Settled = {
  readonly entities: readonly Entity[]
  readonly events: readonly EventClaim[]
  readonly statements: readonly StatementClaim[]
  readonly figures: readonly FigureClaim[]
}

export type SettleInput = {
  readonly reportId: string
  readonly marks: Marks
  readonly language: Language
  readonly knowledge: Knowledge
  readonly events: readonly RawEvent[]
  readonly statements: readonly RawStatement[]
  readonly figures: readonly RawFigure[]
  readonly published: DayRange | undefined
  /// Whether the day of publication was worked out from the text.
  readonly isDayInferred?: boolean
  /// The happenings named in it whose day is known; asked for only where an act has no date.
  readonly known: () => readonly KnownDay[]
}

export const settling = (input: SettleInput): Steps<Settled> => new Settler(input).run()

/// When and how a date was told. The day before it is asked for only where the words need one. (A getter in an object made for each date
/// would leave a hidden class behind every time, which keeps the whole of a read report alive until the next full collection.)
class Told {
  readonly settler: Settler
  readonly date: number
  readonly published: DayRange | undefined
  readonly tense: "past" | "future" | "none"

  constructor(settler: Settler, date: number, tense: "past" | "future" | "none") {
    this.settler = settler
    this.date = date
    this.published = settler.x.published
    this.tense = tense
  }

  get near(): number | undefined {
    return this.settler.near(this.date)
  }
}

class Settler {
  readonly x: SettleInput
  readonly who: Who
  readonly used = new Set<number>()

  constructor(x: SettleInput) {
    this.x = x
    this.who = new Who({
      marks: x.marks,
      knowledge: x.knowledge,
      slug: (name) => slugOf(name, x.language),
      bodyName: (ar, country) => this.bodyName(ar, country),
    })
  }

  *run(): Steps<Settled> {
    const {x} = this
    const told: Draft[] = []
    for (const raw of x.events) {
      const d = this.event(raw, told)
      if (d) told.push(d)
    }
    yield
    const ties: Ties = {
      isWithin: (a, b) => this.isWithin(a, b),
      stateOf: (n) => this.stateOf(n),
      organOf: (n) => this.organOf(n),
      isLongPast: (r) => this.isLongPast(r),
    }
    const once = merge(told, ties)
    this.knownDates(once)
    setWithin(x.marks, once, (d) => this.hasHour(d))
    this.carryDays(once)
    const drafts = merge(once, ties).filter((d) => !(d.mentioned && d.participants.length < 2 && !d.time))
    this.underWay(drafts)
    this.carryPlaces(drafts)
    this.daysOfTalks(drafts)
    this.targetsByPlace(drafts)
    yield
    const statements = x.statements.map((s) => this.statement(s))
    const acts = actsBySentence(drafts)
    const figures = x.figures.map((f) => this.figure(f, acts, drafts))
    this.carryTargets(drafts)
    aimAtOpponents(
      drafts,
      {sideOf: (n) => this.sideOf(n), meant: (n) => (this.who.parties[n]?.kind === "organization" ? this.sideOf(n) : n)},
      (d) => !this.tellsOfOthers(d.token),
      (n) => this.who.parties[n]?.ar ?? "",
    )
    yield
    const containing = containers(statements)
    const events = distinctIds(drafts.map((d) => this.claim(d, containing)))
    addEvents(statements, events)
    const trust = trustIn(x.marks)
    return {
      entities: this.entities(),
      events: trust(events, (e) => e.evidence[0].start),
      statements: trust(distinctIds(statements), (s) => s.content.start),
      figures: trust(distinctIds(figures), (f) => f.evidence[0].start),
    }
  }

  isLongPast(days: DayRange): boolean {
    const {published} = this.x
    return published !== undefined && Number.isFinite(published.first) && days.last < published.first - RECENT_DAYS
  }

  /// Is one place in the other: Beijing in China.
  isWithin(inner: number, outer: number): boolean {
    const a = this.who.parties[inner]
    const b = this.who.parties[outer]
    return a !== undefined && b !== undefined && a.kind === "place" && b.kind === "country" && a.country === b.id
  }

  /// The state that a person of the report acts for, where the report names it.
  stateOf(party: number): number | undefined {
    const p = this.who.parties[party]
    if (p?.kind !== "person") return undefined
    const state = p.known >= 0 ? (p.country ?? p.countries[0]) : (p.countries[0] ?? p.country)
    return state === undefined ? undefined : this.who.byId.get(state)
  }

  /// The state whose ministry or government a body is: «الخارجية الأمريكية تفرض» above, «فرضت واشنطن» below.
  organOf(party: number): number | undefined {
    const p = this.who.parties[party]
    if (p?.kind !== "organization") return undefined
    const type = itemAt(this.x.knowledge.entities, p.known)?.type
    const ofState = type === undefined ? MINISTRY.test(p.ar) : STATE_ORGANS.has(type)
    return ofState && p.country ? this.who.byId.get(p.country) : undefined
  }

  /// The state that the report tells of a person by an adjective or an office.
  landOf({countries, country}: {readonly countries: readonly string[]; readonly country?: string | undefined}): number | undefined {
    const told = countries[0]
    return told !== undefined ? this.who.country(told) : country === undefined ? undefined : this.who.byId.get(country)
  }

  /// «حذر من أن قوى الاستقلال ستهزم»: a clause behind with a subject of common nouns.
  tellsOfOthers(token: number): boolean {
    const {tokens, words, mentionAt, mentions} = this.x.marks
    let that = token + 1
    while (that < token + 12 && tokens.folded[that] !== "ان" && tokens.kind[that] === WORD) that++
    const next = words[that + 1]
    const m = itemAt(mentions, mentionAt[that + 1] as number)
    const unnamed = m ? m.form !== "name" && m.known.length === 0 && m.countries.length === 0 : (next?.nouns.length ?? 0) > 0
    return tokens.folded[that] === "ان" && unnamed
  }

  /// Is what is held called a meeting: «عقد … اجتماعا»?
  isGatheringOf(raw: RawEvent): boolean {
    const {tokens, sentences} = this.x.marks
    const end = Math.min(sentences[raw.sentence]?.to ?? 0, raw.token + HELD_REACH)
    for (let i = raw.token + 1; i < end; i++) if (/^(?:ال)?(?:اجتماع|لقاء)ا?$/.test(tokens.folded[i] as string)) return true
    return false
  }

  /// «امتنع المتحدث باسم الوزارة عن الرد»: for whom one speaks.
  isSpokenFor(filler: Filler): boolean {
    const m = filler.kind === "mention" ? this.x.marks.mentions[filler.mention] : undefined
    return m !== undefined && /^[وف]?(?:باسم|بلسان)$/.test(this.x.marks.tokens.folded[m.from - 1] ?? "")
  }

  /// The state that somebody speaks for by an office of which the report tells.
  officeLand(party: number): string | undefined {
    const p = this.who.parties[party]
    return p?.kind === "person" && p.offices.some((o) => SPEAKS_FOR.test(o)) ? (p.country ?? p.countries[0]) : undefined
  }

  /// Whose death a pronoun tells: the man or woman named last; where that is a body or a state, whom the report has told to be killed or held.
  victim(pronoun: string, token: number, told: readonly Draft[]): readonly number[] {
    const meant = this.who.actors({kind: "pronoun", pronoun, token, rel: "suffix"})
    const fits = (n: number): boolean => this.who.parties[n]?.kind === "person" && this.who.agrees(pronoun, n)
    if ((pronoun !== "3ms" && pronoun !== "3fs") || (meant.length > 0 && meant.every(fits))) return meant
    for (let i = told.length - 1; i >= Math.max(0, told.length - VICTIM_REACH); i--) {
      const d = told[i] as Draft
      const n = STRIKES.has(d.type) ? d.participants.find((q) => q.role === "target" && fits(q.party)) : undefined
      if (n) return [n.party]
    }
    return []
  }

  isBody(party: number): boolean {
    return this.who.parties[party]?.kind === "organization"
  }

  isArmedForce(party: number): boolean {
    return itemAt(this.x.knowledge.entities, this.who.parties[party]?.known ?? -1)?.type === "armed-force"
  }

  /// The state that somebody of the report belongs to; himself where there is none.
  sideOf(party: number): number {
    const p = this.who.parties[party]
    const state = p?.kind === "country" ? undefined : (this.stateOf(party) ?? (p?.country ? this.who.byId.get(p.country) : undefined))
    return state ?? party
  }

  /// A country's English name by its id.
  nameOf(country: string | undefined): string | undefined {
    return country ? itemAt(this.x.knowledge.entities, this.x.knowledge.indexOf.get(country) ?? -1)?.en : undefined
  }

  /// English for a body by its words, remembered.
  bodyName(ar: string, country: string | undefined): string | undefined {
    const {language} = this.x
    return (
      remembered(
        namesIn(language).bodies,
        country ? `${ar}\n${country}` : ar,
        () => language.bodyInEnglish(ar, this.nameOf(country)) ?? "",
      ) || undefined
    )
  }

  id(party: number): string {
    this.used.add(party)
    return this.who.parties[party]?.id as string
  }

  // ---- time

  /// The day last spoken of before a token, for «ذلك العام» and «28 منه».
  near(date: number): number | undefined {
    for (let n = date - 1; n >= 0 && n >= date - 6; n--) {
      const first = this.firstDay(n)
      if (Number.isFinite(first)) return first
    }
    return undefined
  }

  /// The first day of a date by itself; NaN where it cannot be told.
  firstDay(date: number): number {
    let first = this.firstDays.get(date)
    if (first === undefined) {
      const d = itemAt(this.x.marks.dates, date)
      const settled = d && this.x.language.settleDate(d.said, {published: this.x.published, tense: "past", near: undefined})
      this.firstDays.set(date, (first = settled ? settled.range.first : Number.NaN))
    }
    return first
  }
  readonly firstDays = new Map<number, number>()

  time(date: number, tense: "past" | "future" | "none"): {time: ClaimTime; range: DayRange} | undefined {
    const key = 3 * date + (tense === "past" ? 0 : tense === "future" ? 1 : 2)
    const known = this.times.get(key)
    if (known !== undefined || this.times.has(key)) return known
    const found = this.findTime(date, tense)
    this.times.set(key, found)
    return found
  }
  readonly times = new Map<number, {time: ClaimTime; range: DayRange} | undefined>()

  findTime(date: number, tense: "past" | "future" | "none"): {time: ClaimTime; range: DayRange} | undefined {
    const {marks} = this.x
    const d = itemAt(marks.dates, date)
    if (!d) return undefined
    const found = this.timeSaid(d.said, date, tense)
    if (!found) return undefined
    const {edtf, basis} = found.time
    return {time: {edtf, basis, quote: marks.text.slice(marks.tokens.start[d.from], marks.tokens.end[d.to - 1])}, range: found.range}
  }

  /// A time as it was told, near a date of the text; the words of several dates have no one quote.
  timeSaid(said: SaidDate["said"], date: number, tense: "past" | "future" | "none"): {time: ClaimTime; range: DayRange} | undefined {
    const settled = this.x.language.settleDate(said, new Told(this, date, tense))
    return settled && {time: {edtf: settled.edtf, basis: settled.basis}, range: settled.range}
  }

  // ---- events

  event(raw: RawEvent, told: readonly Draft[]): Draft | undefined {
    const {marks} = this.x
    let type = eventType(raw.type)
    const participants: {party: number; role: ParticipantRole}[] = []
    const put = (party: number, role: ParticipantRole): void => {
      if (!participants.some((p) => p.party === party)) participants.push({party, role})
    }
    let struck: number | undefined
    for (const {role, filler} of raw.fillers) {
      if (role === "place" || (role === "target" && this.isSpokenFor(filler))) continue
      // «هجوم على كييف»: in the city, on its state.
      const hit = filler.kind === "mention" ? marks.mentions[filler.mention] : undefined
      if (role === "target" && raw.type === "assault" && hit?.kind === "place" && hit.form === "name")
        struck = this.who.places(hit.index)[0] ?? struck
      // «التحقيق في مقتلها»: of a person, whatever body was named last.
      const dead = role === "target" && filler.kind === "pronoun" && filler.rel === "suffix" && DEATHS.test(raw.frame)
      for (const n of dead ? this.victim(filler.pronoun, raw.token, told) : this.who.actors(filler)) {
        // «هجوم على قاعة في موسكو»: what is struck is where it happened; whose it is, is told by the land.
        if (role === "target" && (raw.type === "assault" || raw.type === "coerce") && this.who.parties[n]?.kind === "place") struck = n
        // «سفيرها لدى تل أبيب»: sanctions are on the state.
        else if (role === "target" && raw.type === "sanction" && this.who.parties[n]?.kind === "place") {
          const land = this.who.parties[n]?.country
          const state = land ? this.who.country(land) : undefined
          put(state ?? n, role)
        }
        // No one speaks to a town; a capital is its state already.
        else if (role === "target" && type.family === "verbal" && type.name !== "retreat" && this.who.parties[n]?.kind === "place") {
          // «منشآت أصفهان يجب أن تفكك»: of the state in whose land it is.
          const land = raw.frame.startsWith("request.said") ? this.who.parties[n]?.country : undefined
          const state = land ? this.who.country(land) : undefined
          if (state !== undefined) put(state, role)
        } else put(n, role)
      }
    }
    // «شن حفتر هجوما على طرابلس»: fighting at home is not on the state.
    if (struck !== undefined) {
      const homes = new Set(participants.flatMap((q) => (q.role === "actor" ? [this.who.parties[q.party]?.country] : [])))
      for (let n = participants.length - 1; n >= 0; n--) {
        const q = participants[n]
        const state = q ? this.who.parties[q.party] : undefined
        if (q?.role === "target" && state?.kind === "country" && homes.has(state.id)) participants.splice(n, 1)
      }
    }
    // «جددت الخارجية رفض مصر التدخل»: neither a ministry nor a minister turns anything of his own state's down.
    if (OF_OTHERS.has(raw.type)) {
      const doers = participants.filter((q) => q.role === "actor").map((q) => q.party)
      const own = new Set(doers.map((n) => (this.isBody(n) ? this.who.parties[n]?.country : this.officeLand(n))))
      for (let n = participants.length - 1; n >= 0; n--)
        if (participants[n]?.role === "target" && own.has(this.who.parties[participants[n]?.party ?? -1]?.id)) participants.splice(n, 1)
    }
    // «علينا أن …», «على بلادي أن …»: what one owes oneself is asked of nobody.
    if (raw.frame.startsWith("request.said")) {
      const speaker = participants[0]?.party
      const own = new Set([speaker, speaker === undefined ? undefined : this.stateOf(speaker)])
      if (participants.every((q) => own.has(q.party))) return undefined
    }
    const named = raw.place >= 0 ? this.who.places(raw.place)[0] : undefined
    // «استهدف هجوم مبنى سكنيا في دنيبرو»: a town that is known says it better than a building that is not.
    const known = (n: number | undefined): boolean => (itemAt(this.who.parties, n ?? -1)?.known ?? -1) >= 0
    let place = struck !== undefined && named !== undefined && !known(struck) && known(named) ? named : (struck ?? named)
    if (place === undefined) {
      const f = raw.fillers.find((x) => x.role === "place")?.filler
      if (f?.kind === "country") place = this.who.country(f.country)
      else if (f?.kind === "pronoun") place = this.who.landBefore(f.token)
    }
    // «أشاد الرئيسان بالعلاقات بين البلدين»: nobody praises himself.
    if (raw.type === "support" && participants.some((q) => q.role === "actor")) {
      const own = new Set(participants.flatMap((q) => (q.role === "actor" ? [this.stateOf(q.party)] : [])))
      const aimed = participants.some((q) => q.role === "target")
      for (let n = participants.length - 1; n >= 0; n--)
        if (participants[n]?.role === "target" && own.has(participants[n]?.party)) participants.splice(n, 1)
      // «أعرب الوزير عن تطلع بلاده»: of no one else at all.
      if (aimed && participants.length === 1) return undefined
    }
    const p = marks.predicates[raw.predicate]
    // «ورافقه وزير الدفاع», «وضم الوفد وزير المالية»: who goes along is of the visit told before.
    if (raw.type === "visit" && p?.cls === "v" && ALONG.has(p.lemma)) {
      this.goAlong(participants, place, raw.sentence, told)
      return undefined
    }
    const brings = raw.main !== raw.token ? itemAt(marks.predicates, marks.predicateAt[raw.main] as number) : undefined
    const pledged = this.isPledge(raw)
    const tense = pledged
      ? "past"
      : raw.status === "planned" || raw.status === "hypothetical"
        ? "future"
        : raw.status === "" && (p?.cls === "v" ? p.aspect === "perf" || brings?.aspect === "perf" : !p && brings?.aspect === "perf")
          ? "past"
          : raw.status === "postponed"
            ? "none"
            : raw.status === "occurred"
              ? "past"
              : this.tenseOver(raw)
    // «يطير ترامب الثلاثاء»: a present tense with a weekday looks ahead.
    const said = itemAt(marks.dates, raw.date)?.said
    const over = p?.cls === "n" ? itemAt(marks.predicates, p.governor) : p
    const ahead = tense === "none" && over?.cls === "v" && over.aspect === "impf" && said?.is === "weekday" && said.shift === undefined
    let timed = raw.date >= 0 ? this.time(raw.date, ahead ? "future" : tense) : undefined
    if (raw.counted) timed = this.counted(raw.counted) ?? timed
    // What is still planned has no day in the past: the date is another act's.
    if (timed && raw.status === "planned" && !pledged && this.x.published && timed.range.last < this.x.published.first) timed = undefined
    // Nor has what was said a day to come: «الشهر المقبل، بل نفاها مصدر مصري».
    const spoken = type.family === "verbal" && type.name !== "protest" && raw.status === ""
    const spoke = spoken && p?.cls === "v" && p.aspect === "perf"
    // «اتفقت باكستان وإيران على عودة السفيرين بحلول 26 يناير»: what was agreed, not when.
    const isDone = spoke || (DONE_ACTS.has(raw.type) && raw.status === "" && p?.cls === "v" && p.aspect === "perf" && !p.future)
    if (timed && isDone && this.x.published && timed.range.first > this.x.published.last) timed = undefined
    // «الجولة الأولى بالقاهرة», «وتم الاتفاق على …»: the sides are those of the talks told before.
    const carried = participants.length === 0 && SIDED.has(raw.type)
    if (carried) {
      for (let n = told.length - 1; n >= Math.max(0, told.length - 6); n--) {
        const before = told[n] as Draft
        if (!(SIDED.has(before.type) || before.type === "summit")) continue
        // «محادثات جديدة ستعقد في جدة» are others than the summit before; «واعتمد المؤتمر إعلان …» is what it did.
        if (before.type === "summit" && p?.cls === "n" && !p.definite && raw.type === "meeting") continue
        if (before.participants.length < (before.type === "summit" && p?.cls === "v" ? 1 : 2)) continue
        // «اتفاقية الشراكة الموقعة في 2022»: made by the states for which those who met stand.
        const states = before.participants.map((q) => this.stateOf(q.party) ?? q.party)
        const asStates = raw.type === "agreement" && new Set(states).size === before.participants.length
        for (const [i, q] of before.participants.entries()) put(asStates ? (states[i] as number) : q.party, q.role)
        if (raw.type === "meeting" && before.type === "summit") type = eventType("summit")
        break
      }
      // «اتفاق الهجرة المبرم عام 1968»: of the two states spoken of.
      if (participants.length === 0 && raw.type === "agreement") for (const n of this.who.lastTwo(raw.token, "country")) put(n, "actor")
      if (participants.length === 0) return undefined
    }
    // «عقد الرئيس اجتماعا ضم مستشاريه»: people who meet, no body that sits.
    const people = participants.filter((q) => this.who.parties[q.party]?.kind === "person").length
    if (raw.frame === "summit.verb.عقد" && people >= 2 && people === participants.length && this.isGatheringOf(raw))
      type = eventType("meeting")
    // «تستضيف موسكو القمة العربية الروسية»: the state whose capital is the host.
    if (participants.length === 0 && raw.type === "summit" && HOSTED.test(raw.frame)) {
      const seat = itemAt(this.x.knowledge.entities, this.who.parties[place ?? -1]?.known ?? -1)?.capitalOf
      const host = seat === undefined ? undefined : this.who.country(seat)
      if (host !== undefined) put(host, "actor")
    }
    if (participants.length === 0 && place === undefined && raw.type !== "protest") return undefined
    // «خلال زيارة الوزير إلى الرياض», «وذهب نحو 85% منها إلى الصين»: nobody that is known.
    if (participants.length === 0 && raw.type === "visit" && raw.status !== "denied") return undefined
    if (participants.length === 0 && raw.fillers.some((f) => f.filler.kind === "pronoun" && f.filler.person)) return undefined
    // «رفض المصرف الطلب»: a body that nobody has named.
    if (participants.length === 0 && raw.fillers.some((f) => f.filler.kind === "body")) return undefined
    // «زار تونس في 2013 قرابة 300 ألف سائح»: nobody visits himself.
    if (raw.type === "visit" && place !== undefined && participants.length > 0 && participants.every((q) => q.party === place))
      return undefined
    // «قدم له السيسي الدعوة لزيارة مصر»: nor does anybody visit the state that is his own; a town of it he may.
    if (raw.type === "visit" && this.who.parties[place ?? -1]?.kind === "country" && participants.length > 0)
      if (participants.every((q) => this.sideOf(q.party) === place)) return undefined
    // «عاد الرئيس إلى بلاده»: home is no visit.
    if (raw.type === "visit" && p?.lemma === "عاد" && !this.isAbroad(participants, place)) return undefined
    const why: Reason[] = [...raw.why]
    if (raw.deed && !participants.some((q) => q.role === "target")) {
      const answerers = new Set(participants.map((q) => q.party))
      const states = new Set([...answerers].map((n) => this.stateOf(n) ?? n))
      const doers = answered(raw.deed, answerers, raw.sentence, told, this.spoken(), (n) => states.has(this.stateOf(n) ?? n))
      // «أدان بيترو القصف»: what a state's forces did is laid to the state; what they said, to them.
      const meant = raw.deed.means === "words" ? doers : doers.map((n) => (this.isArmedForce(n) ? this.sideOf(n) : n))
      for (const n of meant) put(n, "target")
      const word = marks.text.slice(marks.tokens.start[raw.deed.token], marks.tokens.end[raw.deed.token])
      if (meant.length > 0)
        why.push({step: "target", says: `«${word}» was done by ${meant.map((n) => this.who.parties[n]?.ar).join(", ")}`})
    }
    // «واستعيض عنها باتصال هاتفي مع بارزاني», «استبعد المتحدث أي لقاء مع ويتكوف»: the other side is whom the sentence is about.
    if (BETWEEN_TWO.has(raw.type) && p?.cls === "n" && participants.length === 1 && participants[0]?.role === "counterpart") {
      const other = this.otherSide(p, participants[0].party, told)
      if (other !== undefined) {
        participants.unshift({party: other, role: "actor"})
        why.push({step: "actor", says: `whom the sentence is about: ${this.who.parties[other]?.ar}`})
      }
    }
    // «يجتمع قادة الاتحاد الأوروبي»: the members of one body gather.
    const only = itemAt(this.who.parties, participants[0]?.party ?? -1)
    const gathers =
      raw.type === "meeting" &&
      p?.cls === "v" &&
      participants.length === 1 &&
      UNIONS.has(this.x.knowledge.entities[only?.known ?? -1]?.type ?? "")
    if (
      type.mutual &&
      !gathers &&
      // «المفاوضات بين الفصائل السودانية»
      !(
        participants.length === 1 &&
        raw.fillers.some((f) => f.filler.rel === "بين" && (this.isSeveral(f.filler) || (place !== undefined && raw.own === 1)))
      ) &&
      raw.type !== "summit" &&
      raw.type !== "agreement" &&
      raw.type !== "cooperate" &&
      participants.length < 2 &&
      !participants.some((q) => (this.who.parties[q.party]?.kind ?? "") === "person")
    )
      return undefined
    let status: Status = raw.status || "occurred"
    const published = this.x.published
    // «يبدأ غدا جولة»: what begins on a day to come is planned.
    if ((raw.status === "" || raw.status === "ongoing") && timed && published && Number.isFinite(published.last)) {
      // «عشية القمة»: what comes after what is told today is still to come.
      const eve = raw.counted !== undefined && raw.counted.days < 0 && timed.range.last > published.last
      // «يوم الأربعاء، حيث يتعهد الجاران»: what is told to be said on the morrow of a day that is only inferred may be said by then.
      const nearly = spoken && p?.cls === "v" && timed.range.first - published.last <= 1
      if ((timed.range.first > published.last && !nearly) || eve) status = "planned"
    }
    // «قام في مارس بزيارة تستمر يومين»: a visit of which more than a week has passed is over.
    if (raw.type === "visit" && raw.status === "ongoing" && timed && published && timed.range.last + 7 < published.first)
      status = "occurred"
    // «وتجتمع اللجنة اليوم الاثنين»: told in the present of the day itself, it is still to come; a headline tells what is done.
    if (
      status === "occurred" &&
      raw.status === "" &&
      p?.cls === "v" &&
      p.aspect === "impf" &&
      GATHERED.has(raw.type) &&
      timed?.time.quote?.includes("اليوم") &&
      published &&
      timed.range.first === published.last &&
      raw.sentence > 0
    )
      status = "planned"
    return {
      type: gathers ? "summit" : type.name,
      status,
      participants,
      place,
      time: timed?.time ?? null,
      range: timed?.range,
      frame: raw.frame,
      confidence: raw.confidence,
      evidence: [quoteOf(marks.text, raw.evidence.start, raw.evidence.end)],
      why: [
        ...why,
        ...this.held(raw, timed?.range),
        ...(timed ? [{step: "time", says: `«${timed.time.quote}» is ${timed.time.edtf} (${timed.time.basis})`}] : []),
      ],
      token: raw.token,
      main: raw.main,
      sentence: raw.sentence,
      carried,
      again: raw.again ?? "",
      mentioned: raw.mentioned ?? false,
      soft: raw.status === "" && status === "occurred" && (p?.cls === "n" ? !this.isPast(raw) : p?.aspect === "impf"),
      met: undefined,
    }
  }

  /// «وزير الخارجية التركي» without his name stands for his state; who held the office on that day is told among the reasons.
  held(raw: RawEvent, range: DayRange | undefined): Reason[] {
    const {marks, knowledge, published} = this.x
    const out: Reason[] = []
    const days = [range, published].find((r) => r && r.last - r.first <= HOLDER_DAYS)
    if (!days) return out
    for (const {filler} of raw.fillers) {
      const m = filler.kind === "mention" ? marks.mentions[filler.mention] : undefined
      if (m?.form !== "title" || !m.office || m.number !== "sg" || m.countries.length !== 1 || this.who.of[m.index]?.length) continue
      const holder = holderOf(knowledge, m.office, m.countries[0] as string, days)
      if (holder) out.push({step: "office", says: `«${marks.text.slice(m.start, m.end)}»: ${holder.en} (${holder.id}) held it then`})
    }
    return out
  }

  goAlong(
    participants: readonly {readonly party: number; readonly role: ParticipantRole}[],
    place: number | undefined,
    sentence: number,
    told: readonly Draft[],
  ): void {
    const led = participants.find((q) => q.role === "counterpart")?.party
    for (let n = told.length - 1; n >= 0; n--) {
      const visit = told[n] as Draft
      // «الذي رافق أوربان إلى بكين»: whom and where to is told, however far back the visit is.
      if (sentence - visit.sentence > ALONG_REACH && (led === undefined || place === undefined || visit.place !== place)) continue
      if (visit.type !== "visit" || (led !== undefined && !visit.participants.some((q) => q.party === led))) continue
      for (const q of participants)
        if (q.role === "actor" && !visit.participants.some((o) => o.party === q.party))
          visit.participants.push({party: q.party, role: "actor"})
      return
    }
  }

  /// «تعهدت كندا في مارس بتقديم 300 مليون دولار»: aid that is still to come is told by the day on which it was promised.
  isPledge(act: {readonly type: string; readonly status: string; readonly token: number}): boolean {
    if (act.type !== "aid" || act.status !== "planned") return false
    const {predicates, predicateAt} = this.x.marks
    const p = itemAt(predicates, predicateAt[act.token] as number)
    const verb = p?.cls === "n" ? itemAt(predicates, p.governor) : p
    return verb?.cls === "v" && verb.aspect === "perf"
  }

  /// Do they all come from another country than that of the place?
  isAbroad(participants: readonly {party: number}[], place: number | undefined): boolean {
    const to = itemAt(this.who.parties, place ?? -1)
    const land = to?.kind === "country" ? to.id : to?.country
    return (
      land !== undefined &&
      participants.every(({party}) => {
        const p = this.who.parties[party]
        const state = p?.kind === "country" ? p.id : (p?.country ?? p?.countries[0])
        return state !== undefined && state !== land && p?.kind !== "organization"
      })
    )
  }

  /// Who met or called, where only the one met is told: the person of whom the sentence, or the act just before, is told; of a denial, his state.
  otherSide(p: Predicate, party: number, told: readonly Draft[]): number | undefined {
    const over = itemAt(this.x.marks.predicates, p.governor)
    const own = this.who.subjectOf(p.sentence)
    if (own !== undefined && own !== party) return over?.cls === "v" && DENYING.has(over.lemma) ? (this.stateOf(own) ?? own) : own
    if (own !== undefined) return undefined
    const before = told.at(-1)
    if (before && p.sentence - before.sentence <= 1) {
      const doer = before.participants.find((q) => q.role === "actor" && q.party !== party)
      if (doer && this.who.parties[doer.party]?.kind === "person") return doer.party
    }
    const earlier = this.who.subjectOf(p.sentence - 1)
    return earlier === party ? undefined : earlier
  }

  /// A day counted from that of another act, told or the report's own.
  counted({days, slack, date}: NonNullable<RawEvent["counted"]>): {time: ClaimTime; range: DayRange} | undefined {
    const {published} = this.x
    const told = date >= 0 ? this.time(date, "past")?.range : undefined
    const base =
      told ?? (published && published.last - published.first <= 1 ? {first: published.first - 1, last: published.last} : undefined)
    if (!base || !Number.isFinite(base.first) || !Number.isFinite(base.last) || base.last - base.first > 3) return undefined
    const range = {first: base.first - days - slack, last: base.last - days + slack}
    return {time: {edtf: edtfOf(range), basis: "anchored"}, range}
  }

  /// Who spoke, in the order of the text.
  spoken(): readonly Spoken[] {
    if (!this.speakers) {
      this.speakers = []
      for (const s of this.x.statements) {
        const m = s.speaker >= 0 ? this.x.marks.mentions[s.speaker] : undefined
        const party = m ? this.who.actorsOf(m.index)[0] : undefined
        if (m && party !== undefined) this.speakers.push({party, token: m.from})
      }
      this.speakers.sort((a, b) => a.token - b.token)
    }
    return this.speakers
  }
  speakers: Spoken[] | undefined
  /// «الفصائل السودانية»: several of one state.
  isSeveral(f: RawEvent["fillers"][number]["filler"]): boolean {
    return f.kind === "country" || (f.kind === "mention" && this.x.marks.mentions[f.mention]?.number === "pl")
  }

  /// «منذ غزوها لأوكرانيا»: war and violence whose day everybody knows, to the month, for the text says no more.
  knownDates(drafts: Draft[]): void {
    let known: readonly KnownDay[] | undefined
    for (const d of drafts) {
      if (d.time || d.status !== "occurred" || !REMEMBERED.has(d.type)) continue
      known ??= this.x.known()
      const named = known.find((k) => k.sentence === d.sentence && d.token >= k.from - 1 && d.token <= k.to)
      if (!named || (this.x.published && named.range.first > this.x.published.last)) continue
      const edtf = edtfOf({first: named.range.first, last: named.range.first}).slice(0, 7)
      d.time = {edtf, basis: "inferred"}
      d.range = edtfRange(edtf) as DayRange
      d.why.push({step: "time", says: `${named.en}, ${edtfOf(named.range)}`})
    }
  }

  /// A visit of which the report tells talks with its hosts has begun, where its day is still to come only because the day of publication is
  /// worked out: «خلال زيارة رئيس الوزراء الروسي لبكين يوم الأربعاء … أجرى محادثات مع الرئيس الصيني».
  underWay(drafts: readonly Draft[]): void {
    const {published, isDayInferred} = this.x
    if (!isDayInferred || !published) return
    const stateOf = (n: number): number | undefined => this.stateOf(n)
    for (const visit of drafts) {
      if (visit.type !== "visit" || visit.status !== "planned" || visit.place === undefined || !visit.range) continue
      if (visit.range.first - published.last > 1) continue
      const [place, guests] = [visit.place, visit.participants.filter((p) => p.role === "actor").map((p) => p.party)]
      const isHere = (n: number | undefined): boolean =>
        n !== undefined && (n === place || this.isWithin(place, n) || this.isWithin(n, place))
      const talks = drafts.find(
        (d) =>
          d.type === "meeting" &&
          (d.status === "occurred" || d.status === "ongoing") &&
          d.time?.basis !== "anchored" &&
          d.time?.basis !== "stated" &&
          (d.place === undefined || isHere(d.place)) &&
          guests.some((g) => d.participants.some((p) => p.party === g)) &&
          d.participants.some((p) => !guests.includes(p.party) && isHere(stateOf(p.party))),
      )
      if (!talks) continue
      visit.status = "ongoing"
      visit.why.push({step: "status", says: `ongoing: «${talks.evidence[0]?.quote.slice(0, 60)}» is told of it`})
    }
  }

  /// A story goes on in the day it began: a past act told without a date takes the day of the act before it in the paragraph,
  /// else the day of the report's news. Background («كان قد …», «بعد أن …») and event nouns do not.
  carryDays(drafts: Draft[]): void {
    const {marks, published} = this.x
    if (!published || !Number.isFinite(published.first) || !Number.isFinite(published.last)) return
    const fresh = (r: DayRange): boolean => r.last - r.first <= 2 && r.last <= published.last && r.first >= published.first - 7
    const lead = drafts.find(
      (d) => d.range && d.time && fresh(d.range) && (d.status === "occurred" || d.status === "ongoing") && !d.frame.includes(".said."),
    )
    let paragraph = -1
    let day: {time: ClaimTime; range: DayRange} | undefined
    for (let n = 0; n < drafts.length; n++) {
      const d = drafts[n] as Draft
      const s = marks.sentences[d.sentence]
      if (s && s.paragraph !== paragraph) {
        paragraph = s.paragraph
        day = undefined
      }
      if (d.time && d.range) {
        // The day on which something was said is not that of the story.
        if (
          !d.frame.includes(".said.") &&
          (d.status === "occurred" || d.status === "ongoing") &&
          d.range.last - d.range.first <= 6 &&
          !this.isAside(d)
        )
          day = {time: d.time, range: d.range}
        continue
      }
      // «لا تقدم العقوبات الأمريكية ولا تؤخر»: they stand, whenever they were imposed.
      if (d.mentioned || (d.type === "sanction" && STANDING.test(marks.tokens.folded[d.token] as string))) continue
      // What the first lines tell is the news of the day, however they put it.
      const teller = itemAt(marks.predicates, marks.predicateAt[d.main] as number)
      if (teller?.cls === "v" && teller.aspect === "perf" && this.isToldOf(d, teller)) continue
      const leads =
        (d.sentence <= 2 &&
          (d.type === "visit" || d.type === "meeting" || d.type === "agreement") &&
          !(teller && this.isBehindAfter(teller))) ||
        this.isHeadline(d)
      // «وكان قد وصل صباحا»: the hour alone is of the story's day.
      const hour = this.hasHour(d)
      const isUnderWay = d.type === "visit" && d.status === "ongoing"
      if (d.status !== "occurred" && !isUnderWay && !(hour && d.status === "cancelled")) continue
      const speech = eventType(d.type).family !== "core" && d.type !== "protest"
      // «التقى رئيس البرلمان، الذي انتقد …»: said where they met.
      if (speech && this.dayOfTalks(drafts, n)) continue
      if (!(leads || hour || this.isMainAct(d)) || (speech && this.isOften(d.main))) continue
      // Acts of speech told late in a report are seldom of its day; those that go on from a dated sentence are of that one's.
      // «زار شي موسكو في مارس. وأشاد الزعيمان …»: what goes on by «و» from a sentence goes on in its time, however widely told.
      const before = speech ? this.wentBefore(drafts, n) : undefined
      if (before?.time && before.range && !day) {
        d.time = {edtf: before.time.edtf, basis: "inferred"}
        d.range = before.range
        d.why.push({step: "time", says: `goes on from «${before.evidence[0]?.quote.slice(0, 60)}», ${before.time.edtf}`})
        continue
      }
      // … but where the news is of the report's own day, so are they.
      const sameDay = published.first === published.last && (lead?.range === undefined || lead.range.first === published.first)
      if (speech && !day && !sameDay && !this.isHeadline(d)) continue
      const exact = published.last - published.first <= 1
      const opening = this.isHeadline(d)
        ? (drafts.find((o) => o !== d && o.type === d.type && o.sentence <= 2 && o.range && o.time && fresh(o.range)) ??
          (exact ? {time: {edtf: edtfOf(published), basis: "inferred" as const}, range: published} : undefined))
        : undefined
      const from =
        day ??
        (opening?.time && opening.range ? {time: opening.time, range: opening.range} : undefined) ??
        (lead?.time && lead.range
          ? {time: lead.time, range: lead.range}
          : published.last - published.first <= 1 && lead === undefined
            ? {time: {edtf: edtfOf(published), basis: "inferred" as const}, range: published}
            : undefined)
      if (!from) continue
      d.time = {edtf: from.time.edtf, basis: "inferred"}
      d.range = from.range
      d.why.push({step: "time", says: `no date in the sentence: the story's day, ${from.time.edtf}`})
    }
  }

  /// «نفت مرارا»: on no one day.
  isOften(token: number): boolean {
    const {folded} = this.x.marks.tokens
    for (let i = token + 1; i <= token + OFTEN_REACH; i++) if (OFTEN.has(folded[i] ?? "")) return true
    return false
  }

  /// «صباحا», «مساء» behind an act, and no day in its sentence.
  hasHour(d: Draft): boolean {
    const {marks} = this.x
    const s = marks.sentences[d.sentence]
    if (!s) return false
    for (let i = d.main + 1; i < Math.min(s.to, d.main + HOUR_REACH); i++)
      if (HOURS.has(marks.tokens.folded[i] as string) && (marks.mentionAt[i] as number) < 0)
        return !this.hasDate(Math.max(s.from, d.main - HOUR_REACH), Math.min(s.to, d.main + HOUR_REACH))
    return false
  }

  /// Of talks whose day only where they were held has told.
  daysOfTalks(drafts: readonly Draft[]): void {
    for (const [n, d] of drafts.entries())
      if (!d.time && d.status === "occurred" && eventType(d.type).family !== "core" && d.type !== "protest") this.dayOfTalks(drafts, n)
  }

  dayOfTalks(drafts: readonly Draft[], n: number): boolean {
    const d = drafts[n] as Draft
    const met = this.metBefore(drafts, n)
    if (!met?.time || !met.range) return false
    d.time = {edtf: met.time.edtf, basis: "inferred"}
    d.range = met.range
    d.why.push({step: "time", says: `during «${met.evidence[0]?.quote.slice(0, 60)}», ${met.time.edtf}`})
    return true
  }

  /// The talks at which something was said: those of the same sentence, of one of whose sides a clause tells what he said, and those of the
  /// two of whom one speaks to the other.
  metBefore(drafts: readonly Draft[], n: number): Draft | undefined {
    const {marks} = this.x
    const d = drafts[n] as Draft
    const v = itemAt(marks.predicates, marks.predicateAt[d.main] as number)
    if (v?.cls !== "v" || v.aspect !== "perf" || v.negated) return undefined
    const actors = d.participants.filter((p) => p.role === "actor").map((p) => p.party)
    const targets = d.participants.filter((p) => p.role === "target").map((p) => p.party)
    const relative = marks.tokens.kind[v.token - 1] === WORD && (marks.words[v.token - 1]?.closed.has("rel") ?? false)
    const main = !relative && targets.length > 0 && this.isMainAct(d)
    if (!relative && !main) return undefined
    for (let i = n - 1; i >= Math.max(0, n - MEETING_REACH); i--) {
      const o = drafts[i] as Draft
      if (relative ? o.sentence !== d.sentence : d.sentence - o.sentence > MEETING_REACH) return undefined
      if (!MET_AT.has(o.type) || o.status !== "occurred" || !o.time || !o.range || o.range.last - o.range.first > 2) continue
      const there = (party: number): boolean => o.participants.some((p) => p.party === party || this.sideOf(p.party) === party)
      if (actors.every((a) => o.participants.some((p) => p.party === a)) && (relative || targets.every(there))) return o
    }
    return undefined
  }

  /// The act whose time an act of speech shares: that of the sentence before, where it goes on from it by «و»; a day on which the same one
  /// spoke or met just before.
  wentBefore(drafts: readonly Draft[], n: number): Draft | undefined {
    const {marks} = this.x
    const d = drafts[n] as Draft
    const s = marks.sentences[d.sentence]
    const joined = s !== undefined && d.main === s.from && marks.words[s.from]?.joined === true
    const actor = d.participants.find((p) => p.role === "actor")?.party
    for (let i = n - 1; i >= 0 && i >= n - 6; i--) {
      const o = drafts[i] as Draft
      if (d.sentence - o.sentence > 2) return undefined
      if (!o.time || !o.range || o.status !== "occurred" || !Number.isFinite(o.range.last - o.range.first)) continue
      const paragraph = marks.sentences[o.sentence]?.paragraph
      const shared = o.participants.some((p) => d.participants.some((q) => q.party === p.party))
      if (joined && shared && d.sentence - o.sentence === 1 && paragraph === s?.paragraph && o.range.last - o.range.first <= 31) return o
      if (SPOKEN_AT.has(o.type) && o.range.last === o.range.first && o.participants.some((p) => p.party === actor)) return o
    }
    return undefined
  }

  /// A title, or an entry of a live report («19:30 – بايدن يصل إلى كييف»): told of the day.
  isHeadline(d: Draft): boolean {
    const {marks} = this.x
    const s = marks.sentences[d.sentence]
    const p = marks.predicates[marks.predicateAt[d.token] as number]
    if (!s || p?.cls !== "v") return false
    const entry = /^\d{1,2}[:.]\d{2}$/.test(marks.text.slice(marks.tokens.start[s.from], marks.tokens.end[Math.min(s.from + 2, s.to - 1)]))
    const last = marks.tokens.folded[s.to - 1]
    return entry || (d.sentence === 0 && last !== "." && marks.sentences.length > 1 && marks.sentences[1]?.paragraph !== s.paragraph)
  }

  /// «فرضت لندن عقوبات على 50 شركة», «أرسلت تركيا ثلاث طائرات»: told without whom it is for, an act of a story is for whom the same acts
  /// beside it are; what the one so treated does in turn is done to them.
  carryTargets(drafts: readonly Draft[]): void {
    for (const type of CARRIED_TARGETS) {
      const told = drafts.filter((d) => d.type === type)
      this.carryTargetsOf(type, told)
      if (type === "aid") for (const d of told) this.helpTheStory(d)
    }
  }

  /// «تعهدت فرنسا بتقديم 110 ملايين يورو» in a report about Sudan: aid told without whom it is for is for the land in which it is given, else for
  /// the state that the report is about.
  helpTheStory(d: Draft): void {
    if (d.participants.length === 0 || d.participants.some((p) => p.role !== "actor")) return
    // «من ديون البلدان الأفريقية», «مساعدات للقارة»: for many lands.
    const {tokens, sentences} = this.x.marks
    const end = Math.min(sentences[d.sentence]?.to ?? 0, d.token + HELPED_REACH)
    for (let i = d.token; i < end; i++) if (MANY_LANDS.test(tokens.folded[i] as string)) return
    const own = new Set(d.participants.map((p) => this.sideOf(p.party)))
    const land = d.place === undefined ? undefined : this.who.parties[d.place]?.country
    if (land && this.goesThrough(d, own)) return
    this.named ??= this.countriesNamed()
    const state = land ?? this.named.find((id) => !own.has(this.who.byId.get(id) ?? -1))
    const party = state === undefined ? undefined : this.who.country(state)
    if (party === undefined || own.has(party)) return
    d.participants.push({party, role: "target"})
    d.why.push({step: "target", says: `${this.who.parties[party]?.ar}: ${land ? "the place is in it" : "whom the report is about"}`})
  }

  /// «وصلت إلى مطار العريش طائرة مساعدات تمهيدا لإدخالها إلى غزة»: another land is named beside that of the place.
  goesThrough(d: Draft, own: ReadonlySet<number>): boolean {
    const {mentions, sentences} = this.x.marks
    const s = sentences[d.sentence]
    const land = this.who.parties[d.place ?? -1]?.country
    for (let n = s ? firstFrom(mentions, s.from) : mentions.length; n < mentions.length && (mentions[n]?.from ?? 0) < (s?.to ?? 0); n++) {
      const party = this.who.of[n]?.[0]
      const p = party === undefined || own.has(party) ? undefined : this.who.parties[party]
      if ((p?.kind === "country" || p?.kind === "place") && p.country !== land) return true
    }
    return false
  }

  carryTargetsOf(type: string, told: readonly Draft[]): void {
    // A country's need is the story's; arms for one of its factions are not.
    const states = (d: Draft): boolean =>
      type !== "aid" || d.participants.some((p) => p.role === "target" && this.who.parties[p.party]?.kind !== "organization")
    const aimed = told.filter(
      (d) => d.participants.some((p) => p.role === "target") && d.participants.some((p) => p.role === "actor") && states(d),
    )
    if (aimed.length === 0) return
    for (const d of told) {
      if (d.participants.length !== 1 || d.participants[0]?.role !== "actor") continue
      const actor = d.participants[0].party
      const own = this.who.parties[actor]
      let nearest: Draft | undefined
      for (const a of aimed) {
        const away = Math.abs(a.sentence - d.sentence)
        if (away <= TARGET_REACH && (!nearest || away < Math.abs(nearest.sentence - d.sentence))) nearest = a
      }
      if (!nearest) continue
      const isOwn = (party: number): boolean => party === actor || this.who.parties[party]?.id === own?.country
      const targets = nearest.participants.filter((p) => p.role === "target")
      const answer = targets.some((p) => isOwn(p.party))
      if (answer && type !== "sanction") continue
      const meant = answer ? nearest.participants.filter((p) => p.role === "actor" && !isOwn(p.party)) : targets
      for (const {party} of meant) d.participants.push({party, role: "target"})
      if (meant.length > 0)
        d.why.push({
          step: "target",
          says: `${meant.map((p) => this.who.parties[p.party]?.ar).join(", ")}: as in «${nearest.evidence[0]?.quote.slice(0, 60)}»`,
        })
    }
  }

  /// Where it happened, where the words of the event do not say: talks and signings during a visit are where the visitor is,
  /// an attack on a country is in it.
  carryPlaces(drafts: Draft[]): void {
    const visitsOf = new Map<number, Draft[]>()
    for (const v of drafts) {
      if ((v.type !== "visit" && v.type !== "meeting") || v.place === undefined) continue
      for (const p of v.participants) {
        const list = visitsOf.get(p.party)
        if (list) list.push(v)
        else visitsOf.set(p.party, [v])
      }
    }
    for (const d of drafts) {
      if (d.place !== undefined || d.mentioned) continue
      if (d.type === "assault") {
        const target = d.participants.find(
          (p) => p.role === "target" && ["country", "place"].includes(this.who.parties[p.party]?.kind ?? ""),
        )
        if (target) this.placeBy(d, target.party, "what was attacked")
        continue
      }
      if (!VISIT_ACTS.has(d.type)) continue
      const visit = d.participants
        .flatMap((p) => (visitsOf.get(p.party) ?? []).slice(-MERGE_REACH - 1))
        .filter(
          (v) =>
            sameTimes(v, d) &&
            Math.abs(v.sentence - d.sentence) <= 8 &&
            !(d.status === "planned" && v.status === "occurred" && !d.time) &&
            !this.isLongAgo(v, d) &&
            !this.isElsewhere(v, d, visitsOf),
        )
        .sort(
          (a, b) =>
            // Where the other side is at home before the other stations of a tour.
            Number(this.isHostedBy(b, d)) - Number(this.isHostedBy(a, d)) ||
            // A visit of the same day before one whose day is not told.
            Number(!a.range && d.range !== undefined) - Number(!b.range && d.range !== undefined) ||
            Math.abs(a.sentence - d.sentence) - Math.abs(b.sentence - d.sentence),
        )[0]
      if (visit?.place === undefined) continue
      const during = `during «${visit.evidence[0]?.quote.slice(0, 60)}»`
      this.placeBy(d, visit.place, during)
      if ((visit.type !== "visit" && visit.sentence !== d.sentence) || d.time || !visit.time || !visit.range || visit.status !== d.status)
        continue
      if (visit.range.last - visit.range.first > LONGEST_VISIT) continue
      d.time = {edtf: visit.time.edtf, basis: "inferred"}
      d.range = visit.range
      d.why.push({step: "time", says: `${visit.time.edtf}: ${during}`})
    }
  }

  /// Talks with somebody of the land of a visit, or held where one of those who met before is at home.
  isHostedBy(visit: Draft, d: Draft): boolean {
    const land = this.who.parties[visit.place ?? -1]?.country
    const isAtHome = (p: {readonly party: number}): boolean => this.who.parties[this.sideOf(p.party)]?.id === land
    if (d.type === "summit") return true
    if (visit.type !== "visit") return visit.participants.some(isAtHome)
    return d.participants.some((p) => isAtHome(p) && !visit.participants.some((q) => q.party === p.party))
  }

  /// An airport is where one arrives, a hall where others met; of the stations of a tour only that of one's host is meant.
  isElsewhere(visit: Draft, d: Draft, visitsOf: ReadonlyMap<number, readonly Draft[]>): boolean {
    const type = itemAt(this.x.knowledge.entities, this.who.parties[visit.place ?? -1]?.known ?? -1)?.type
    if (visit.type === "visit" ? type === "airport" : type === "building" && d.type === "meeting" && visit.sentence !== d.sentence)
      return true
    if (visit.type !== "visit" || this.isHostedBy(visit, d)) return false
    const stations = visit.participants.flatMap((p) => visitsOf.get(p.party) ?? [])
    return stations.some((v) => v.type === "visit" && v.place !== visit.place && v.token === visit.token)
  }

  /// «كان تو لام قد زار باريس في أكتوبر. … والتقى ماكرون»: what is news did not happen on a visit of long ago that another sentence recalls.
  isLongAgo(visit: Draft, d: Draft): boolean {
    const {published} = this.x
    if (d.range || visit === d || !visit.range || !published || !Number.isFinite(published.first)) return false
    if (visit.sentence === d.sentence && !(visit.token > d.token && this.isAside(visit))) return false
    return visit.range.last < published.first - RECENT_DAYS && this.isMainAct(d)
  }

  /// A strike in another state's land is a strike on that state; an ambassador is called home from the state he was in.
  targetsByPlace(drafts: Draft[]): void {
    for (const d of drafts) {
      if (d.place === undefined || d.participants.some((p) => p.role === "target") || d.participants.length !== 1) continue
      if (d.type !== "assault" && !(d.type === "sanction" && /استدعى|استدعاء|سحب/.test(d.frame))) continue
      const place = this.who.parties[d.place]
      const actor = itemAt(this.who.parties, d.participants[0]?.party ?? -1)
      const land = place?.country
      if (!place || !actor || !land || actor.kind === "person" || actor.country === undefined || actor.country === land) continue
      const party = this.who.country(land)
      if (party === undefined) continue
      d.participants.push({party, role: "target"})
      d.why.push({step: "target", says: `${this.who.parties[party]?.ar}: the place is in it`})
    }
  }

  placeBy(d: Draft, place: number, says: string): void {
    d.place = place
    d.why.push({step: "place", says: `${this.who.parties[place]?.ar}: ${says}`})
  }

  /// A perfect verb of the main line of the story, with no other date in its sentence.
  isMainAct(d: Draft): boolean {
    const {marks} = this.x
    const p = itemAt(marks.predicates, marks.predicateAt[d.main] as number)
    const s = marks.sentences[d.sentence]
    if (!p || !s) return false
    const verb = p.cls === "v" ? p : itemAt(marks.predicates, p.governor)
    if (verb?.cls !== "v" || verb.aspect !== "perf") return false
    // «بدلت موقفها بعد هجمات»: what came before an act has a day of its own.
    if (p.cls === "n" && BACKGROUND_RELS.has(p.governorRel)) return false
    if (this.isToldOf(d, verb)) return false
    for (let i = verb.token + 1; i <= verb.token + SINCE_REACH && i < s.to; i++) if (this.isSinceThen(i)) return false
    for (let i = verb.token - 1; i >= Math.max(s.from, verb.token - 8); i--) {
      const w = marks.words[i]
      if (!w || marks.tokens.kind[i] !== WORD) continue
      if (i === verb.token - 1 && BEFORE_NOW.has(marks.tokens.folded[i] as string)) return false
      if (this.isCountedOff(i)) return false
      if (w.closed.has("aux") && /^[وف]?كان/.test(marks.tokens.folded[i] as string)) return false
      if (i === verb.token - 1 && (w.closed.has("rel") || (w.closed.has("comp") && /^(?:ان|بان)$/.test(marks.tokens.folded[i] as string))))
        return false
      const at = marks.predicateAt[i] as number
      if (at >= 0 && marks.predicates[at]?.cls === "v") break
    }
    // A date behind the verb that is not its own is of a clause or a name further on.
    return !this.hasDate(s.from, eventType(d.type).family === "verbal" ? verb.token : this.joinedAfter(verb.token, s.to))
  }

  /// «بعد الاتفاق الذي أبرمته صربيا»: what came before, and a clause on it.
  isBehindAfter(v: Predicate): boolean {
    const {tokens, words} = this.x.marks
    if (v.cls === "n") return /^[وف]?(?:بعد|منذ|قبل|عقب)$/.test(tokens.folded[v.token - 1] ?? "")
    if (!words[v.token - 1]?.closed.has("rel")) return false
    for (let i = v.token - 2; i >= v.token - 5 && tokens.kind[i] === WORD; i--)
      if (/^[وف]?(?:بعد|منذ|قبل|عقب)$/.test(tokens.folded[i] as string)) return true
    return false
  }

  /// «قال أمس إن الوزير زار روسيا»: what was done by the day on which it was told.
  isToldOf(d: Draft, verb: Predicate): boolean {
    const {tokens, words, predicateAt, predicates, sentences} = this.x.marks
    if (eventType(d.type).family !== "core") return false
    for (let i = verb.token - 1; i >= Math.max(sentences[verb.sentence]?.from ?? 0, verb.token - TOLD_REACH); i--) {
      if (tokens.kind[i] !== WORD) continue
      if (words[i]?.closed.has("comp")) return this.hasDate(sentences[verb.sentence]?.from ?? 0, i)
      const at = predicateAt[i] as number
      if (at >= 0 && predicates[at]?.cls === "v") return false
    }
    return false
  }

  /// «منذ ذلك الحين», «من قبل», «سابقا»: at some time before.
  isSinceThen(token: number): boolean {
    const {folded} = this.x.marks.tokens
    const word = folded[token] as string
    if (BEFOREHAND.has(word)) return true
    const next = folded[token + 1] ?? ""
    return (
      (word === "منذ" && (next === "ذلك" || next === "ذاك" || next === "حينها")) ||
      (word === "من" && next === "قبل" && !this.names(token + 2))
    )
  }

  /// «من قبل الجيش»: by whom.
  names(token: number): boolean {
    const {words, mentionAt, tokens} = this.x.marks
    return tokens.kind[token] === WORD && ((mentionAt[token] as number) >= 0 || (words[token]?.nouns.length ?? 0) > 0)
  }

  /// «آتيا من بغداد، حيث وقّع الاثنين مذكرة», «القرار الذي أُعلن في 26 أكتوبر»: told by the way, with a day of its own.
  isAside(d: Draft): boolean {
    const {marks} = this.x
    const p = itemAt(marks.predicates, marks.predicateAt[d.main] as number)
    const verb = p?.cls === "v" ? p : p && itemAt(marks.predicates, p.governor)
    if (verb?.cls !== "v") return false
    const before = marks.words[verb.token - 1]
    return before !== undefined && (before.closed.has("rel") || marks.tokens.folded[verb.token - 1] === "حيث")
  }

  /// «وقبل التصويت بيومين أمرت المحكمة», «وبعد أيام من الزيارة انسحبت»: counted from another act.
  isCountedOff(token: number): boolean {
    const {marks} = this.x
    if (!/^[وف]?(?:قبل|بعد)$/.test(marks.tokens.folded[token] as string)) return false
    for (let i = token + 1; i <= token + 4; i++) if (marks.words[i]?.nouns.some((r) => r.lemma.tags.includes("time"))) return true
    return false
  }

  /// Where the next clause is joined on behind a comma: «…، وحملهما دعوتين»; its dates are its own.
  joinedAfter(token: number, to: number): number {
    const {predicates, predicateAt, words, tokens} = this.x.marks
    for (let i = token + 1; i < to; i++) {
      const v = itemAt(predicates, predicateAt[i] as number)
      if (v?.cls === "v" && words[i]?.joined && tokens.kind[i - 1] !== WORD) return i
    }
    return to
  }

  /// Does a date stand wholly between two tokens.
  hasDate(from: number, to: number): boolean {
    const {dates} = this.x.marks
    for (let n = firstFrom(dates, from); n < dates.length && (dates[n]?.from as number) < to; n++) {
      // «في اليوم نفسه» is the day that is spoken of already.
      const said = dates[n]?.said
      if (said?.is === "same" && said.unit === "day" && said.by === 0) continue
      if ((dates[n]?.to as number) <= to) return true
    }
    return false
  }

  /// Does a verb in the perfect govern it: «حضر منتدى», «اختتم زيارة».
  isPast(raw: RawEvent): boolean {
    const p = this.x.marks.predicates[raw.predicate]
    const g = p ? itemAt(this.x.marks.predicates, p.governor) : undefined
    return g?.cls === "v" && g.aspect === "perf" && !g.negated
  }

  /// «وفي فبراير، تعهد أمير قطر باستثمار …»: a date that opens a sentence is of its first verb, whatever that promises.
  opensPast(date: number): boolean {
    const {marks} = this.x
    const d = itemAt(marks.dates, date)
    const s = d && marks.sentences[marks.sentenceAt[d.from] as number]
    if (!d || !s || d.from - s.from > 2) return false
    for (let i = d.to; i < Math.min(s.to, d.to + 3); i++) {
      const p = itemAt(marks.predicates, marks.predicateAt[i] as number)
      if (p?.cls === "v") return p.aspect === "perf" && !p.future
    }
    return false
  }

  /// The tense of the verb over an event noun: «ستبدأ زيارة», «اختتم زيارة».
  tenseOver(raw: RawEvent): "past" | "future" | "none" {
    const p = this.x.marks.predicates[raw.predicate]
    // «منذ اندلاع الحرب في 15 أبريل»
    const {folded} = this.x.marks.tokens
    if (p?.cls === "n" && SINCE.test(`${folded[p.token - 1]} ${folded[p.token - 2]}`)) return "past"
    const g = p ? itemAt(this.x.marks.predicates, p.governor) : undefined
    if (g?.cls !== "v") return "none"
    return g.future ? "future" : g.aspect === "perf" ? "past" : "none"
  }

  claim(d: Draft, containing: (start: number, end: number) => StatementClaim | undefined): EventClaim {
    const type = eventType(d.type)
    const evidence = d.evidence as [Quote, ...Quote[]]
    const participants: Participant[] = d.participants.map((p) => ({entity: this.id(p.party), role: p.role}))
    const place = d.place === undefined ? null : this.id(d.place)
    const said = containing(evidence[0].start, evidence[0].end)
    const attribution = said ? [...(said.speaker ? [said.speaker] : []), ...said.via] : []
    return {
      id: contentId(
        "e",
        this.x.reportId,
        d.type,
        participants.map((p) => p.entity).join(","),
        place ?? "",
        d.time?.edtf ?? "",
        evidence[0].start,
      ),
      type: d.type,
      plover: type.plover,
      cameo: type.cameo,
      status: d.status,
      participants,
      place,
      time: d.time,
      evidence,
      attribution,
      by: d.frame,
      confidence: Math.round(d.confidence * 100) / 100,
      why: d.why,
    }
  }

  // ---- statements and figures

  statement(s: RawStatement): StatementClaim & {readonly about: string[]} {
    const {text} = this.x.marks
    const speaker = s.speaker >= 0 ? this.who.actorsOf(s.speaker)[0] : undefined
    const m = s.speaker >= 0 ? (this.x.marks.mentions[s.speaker] as Mention) : undefined
    // An unnamed official stands for himself, not for his state.
    const unnamed = m !== undefined && m.form === "title" && (this.who.of[m.index] as readonly number[]).length === 0
    const id = speaker === undefined || unnamed ? null : this.id(speaker)
    const content = quoteOf(text, s.content.start, s.content.end)
    const via: string[] = []
    for (const v of s.via) for (const n of this.who.actorsOf(v)) via.push(this.id(n))
    return {
      id: contentId("s", this.x.reportId, id ?? s.speakerText ?? "", content.start, content.quote),
      speaker: id,
      speakerText: id ? null : s.speakerText,
      via,
      kind: s.kind,
      content,
      cue: quoteOf(text, s.cue.start, s.cue.end),
      time: null,
      about: [],
      by: s.by,
      confidence: s.confidence,
      why: s.why,
    }
  }

  figure(f: RawFigure, acts: ReadonlyMap<number, readonly Draft[]>, drafts: readonly Draft[]): FigureClaim {
    const {text} = this.x.marks
    const parties: string[] = []
    const put = (n: number | undefined): void => {
      if (n !== undefined && parties.length < MOST_PARTIES && !parties.includes(this.who.parties[n]?.id as string)) parties.push(this.id(n))
    }
    for (const n of this.actors(f, acts)) put(n)
    const took = this.tookPart(f, drafts)
    // The two sides, then their states, then whoever sat with them.
    for (const n of took.slice(0, 2)) put(n)
    for (const n of took) put(this.stateOf(n))
    for (const n of took.slice(2)) put(n)
    for (const p of f.parties) {
      if (p.kind === "mention") for (const n of this.figureParties(p.mention, f)) put(n)
      else if (p.kind === "country") put(this.who.country(p.country))
      else for (const n of this.who.pairAt(p.token)) put(n)
    }
    if (f.metric === "count") for (const n of this.listedTargets(f, acts)) put(n)
    const period = this.period(f)
    const source: string[] = []
    for (const v of f.source)
      for (const n of this.who.actorsOf(v)) {
        const id = this.id(n)
        if (!source.includes(id)) source.push(id)
      }
    const evidence = quoteOf(text, f.evidence.start, f.evidence.end)
    const unit = this.currency(f, parties)
    return {
      id: contentId("f", this.x.reportId, f.metric, f.value, unit, evidence.start, parties.join(",")),
      metric: f.metric,
      parties,
      value: f.value,
      unit,
      measure: f.measure,
      comparator: f.comparator,
      period,
      status: f.status,
      source,
      evidence: [evidence],
      by: f.by,
      confidence: f.confidence,
      why: f.why,
    }
  }

  /// Whose dinar: of the figure's own country, else of the one that the report names most.
  currency(f: RawFigure, parties: readonly string[]): string {
    const {currencyOpen} = f
    if (!currencyOpen || OF_THE_WORLD.has(f.unit)) return f.unit
    const {entities, indexOf} = this.x.knowledge
    const moneyOf = (country: string | undefined): string | undefined => {
      const iso2 = country === undefined ? undefined : itemAt(entities, indexOf.get(country) ?? -1)?.iso2
      return iso2 === undefined ? undefined : currencyOpen.find((code) => code.startsWith(iso2))
    }
    for (const id of parties) {
      const own = moneyOf(id)
      if (own) return own
    }
    this.named ??= this.countriesNamed()
    for (const country of this.named) {
      const code = moneyOf(country)
      if (code) return code
    }
    return f.unit
  }
  named: readonly string[] | undefined

  /// The countries of those whom the report names, the most named first.
  countriesNamed(): readonly string[] {
    const told = new Map<string, number>()
    for (const p of this.who.parties) {
      const country = p.kind === "country" ? p.id : p.country
      if (country) told.set(country, (told.get(country) ?? 0) + p.mentions.length)
    }
    return [...told].sort((a, b) => b[1] - a[1]).map(([country]) => country)
  }

  /// Those who took part in what lasted so long, or was done so often.
  tookPart(f: RawFigure, drafts: readonly Draft[]): readonly number[] {
    if (!f.happening) return []
    const {start} = this.x.marks.tokens
    const s = this.x.marks.sentences[f.sentence]
    return sidesOf(f, drafts, s ? (start[s.from] as number) : 0, start[f.happening.token] as number)
  }

  /// «عقوبات على 106 أشخاص»: what an act counts is of who acts and whom he acts upon.
  actors(f: RawFigure, acts: ReadonlyMap<number, readonly Draft[]>): number[] {
    if (!COUNTED_BY_ACTS.has(f.metric)) return []
    const {marks} = this.x
    const act = acts.get(f.sentence)?.find((d) => {
      const at = marks.tokens.start[d.token] as number
      if (!ONE_SIDED.has(d.type) || d.status === "denied" || at > f.evidence.end) return false
      return (
        d.evidence.some((q) => spansTouch({start: q.start, end: q.end + 1}, f.evidence)) ||
        /^[^.،؛:\n]*$/.test(marks.text.slice(at, f.evidence.start))
      )
    })
    const doer = act?.participants.find((p) => p.role === "actor")
    if (!act || !doer) return []
    const out = act.participants.filter((p) => p.role === "actor").map((p) => p.party)
    let upon: readonly number[] = act.participants.filter((p) => p.role === "target").map((p) => p.party)
    // Sanctions of one report are on one state, told once.
    if (upon.length === 0 && act.type === "sanction") upon = sanctioned(f.sentence, acts)
    for (const n of upon) if (!out.includes(n)) out.push(n)
    return out.map((n) => {
      const p = this.who.parties[n]
      const body = p?.kind === "person" ? this.who.bodyOf(p) : undefined
      if (body) return this.who.byId.get(body) ?? n
      const state = p?.kind === "person" ? (p.country ?? p.countries[0]) : undefined
      return (state === undefined ? undefined : this.who.country(state)) ?? n
    })
  }

  /// «حزمته التي تضم 106 أشخاص», «تشمل العقوبات 15 فردا»: those on a list of sanctions are of the state that they are meant for.
  listedTargets(f: RawFigure, acts: ReadonlyMap<number, readonly Draft[]>): readonly number[] {
    const {marks} = this.x
    const s = marks.sentences[f.sentence]
    if (!s) return []
    let listed = false
    for (let i = s.from; i < s.to && !listed; i++) listed = LISTS.test(marks.tokens.folded[i] as string)
    return listed ? sanctioned(f.sentence, acts) : []
  }

  /// Whose a figure is: a leader's trade is his state's; a body or a city is told with its state. Shares and durations are one's own.
  figureParties(mention: number, f: RawFigure): number[] {
    // «قتلى في طرابلس»: a capital is the town first, and its state beside it.
    const m = this.x.marks.mentions[mention] as Mention
    const town = (f.metric === "casualties" || f.metric === "displaced") && m.kind === "place" && m.prep !== ""
    const own = town ? [...new Set([...this.who.places(mention), ...this.who.actorsOf(mention)])] : this.who.actorsOf(mention)
    if (f.metric === "duration" || f.metric === "share") return own
    const out: number[] = []
    for (const n of own) {
      const p = this.who.parties[n]
      // Only a state that the report names.
      const state = p?.country && p.kind !== "country" ? this.who.byId.get(p.country) : undefined
      const body = p?.kind === "person" ? this.who.bodyOf(p) : undefined
      if (body) out.push(this.who.byId.get(body) ?? n)
      else if (p?.kind === "person" && f.personal) out.push(n)
      else if (p?.kind === "person") out.push((own.length > 1 ? this.landOf(p) : this.who.stateOf(mention)) ?? state ?? n)
      else {
        out.push(n)
        if (state !== undefined && p?.known !== undefined && p.known >= 0) out.push(state)
      }
    }
    return out
  }

  /// What a figure is about in time. «since» runs to the day of the report, «until» from it; a count told as news is of that day.
  period(f: RawFigure): ClaimTime | null {
    const {published} = this.x
    const day = published && Number.isFinite(published.last) && published.last - published.first <= 1 ? published : undefined
    if (f.date < 0 && !f.said) {
      if (f.status !== "reported" || !day || f.sum) return null
      if (f.toll) return {edtf: edtfOf(day).slice(0, 7), basis: "inferred"}
      if (f.quoted) return {edtf: edtfOf(day), basis: "inferred"}
      return NEWS_METRICS.has(f.metric) ? {edtf: edtfOf(this.leadDay(day) ?? day), basis: "inferred"} : null
    }
    const tense = f.said?.is === "date" ? "none" : f.status === "reported" || f.pledged || this.opensPast(f.date) ? "past" : "future"
    const timed = f.said ? this.timeSaid(f.said, f.date, tense) : this.time(f.date, tense)
    if (!timed) return null
    const {time, range} = timed
    // «بعد خمسة أيام من القتال»: the dead that are told of are dead.
    if (day && f.toll && range.first > day.last) return {edtf: edtfOf(day).slice(0, 7), basis: "inferred"}
    // An open end is the report's own day, told as finely as the other end is.
    if (day && !Number.isFinite(range.last) && Number.isFinite(range.first) && f.status === "reported" && range.first < day.last) {
      const start = time.edtf.split("/")[0] as string
      return {...time, edtf: `${start}/${edtfOf(day).slice(0, start.length)}`}
    }
    if (day && !Number.isFinite(range.first) && range.last > day.last) {
      // «حتى نهاية العام»: from the report's month to the last of the year.
      const said = time.edtf.split("/")[1] as string
      const end = said.length === 4 && this.saidOf(f)?.is === "until" && edtfOf(day).startsWith(said) ? `${said}-12` : said
      return {...time, edtf: `${edtfOf(day).slice(0, end.length)}/${end}`}
    }
    return time
  }

  /// The day of the news itself, where the report opens with it: «اجتمع القادة يوم الأربعاء» in a report of Thursday.
  leadDay(day: DayRange): DayRange | undefined {
    if (this.lead !== undefined) return this.lead ?? undefined
    const {dates, sentenceAt} = this.x.marks
    this.lead = null
    for (let n = 0; n < dates.length && n < LEAD_DATES; n++) {
      const d = dates[n] as SaidDate
      // The line of the day itself: «الجمعة 2 أغسطس 2024».
      if (d.said.is === "date" && d.said.y !== undefined && d.said.d !== undefined) continue
      if ((sentenceAt[d.from] as number) > LEAD_SENTENCES) break
      const range = d.said.is === "weekday" || d.said.is === "date" || d.said.is === "relative" ? this.time(n, "past")?.range : undefined
      if (!range || range.first !== range.last || range.last > day.last || day.first - range.first > LEAD_DAYS) continue
      this.lead = range
      break
    }
    return this.lead ?? undefined
  }
  lead: DayRange | null | undefined

  saidOf(f: RawFigure): SaidDate["said"] | undefined {
    return f.said ?? this.x.marks.dates[f.date]?.said
  }

  // ---- entities

  entities(): Entity[] {
    const {marks, knowledge, language} = this.x
    const out: Entity[] = []
    this.who.parties.forEach((p, n) => {
      const mentions: EntityMention[] = []
      for (const i of p.mentions) {
        const m = marks.mentions[i] as Mention
        const quote = marks.text.slice(m.start, m.end)
        mentions.push(m.role && m.form === "name" ? {start: m.start, end: m.end, quote, role: m.role} : {start: m.start, end: m.end, quote})
      }
      if (mentions.length === 0 && !this.used.has(n)) return
      const e = itemAt(knowledge.entities, p.known)
      out.push({
        id: p.id,
        kind: p.kind,
        name: {
          ar: e?.ar ?? p.ar,
          en: e?.en ?? p.en ?? (p.kind === "organization" ? this.bodyName(p.ar, p.country) : undefined) ?? language.romanise(p.ar),
        },
        wikidata: e?.wikidata ?? null,
        known: e !== undefined,
        mentions,
      })
    })
    return out
  }
}

/// An id's tail for a name no list has: letters of its romanisation, or its own where there is none.
const slugOf = (name: string, language: Language): string =>
  remembered(
    namesIn(language).slugs,
    name,
    () =>
      language
        .romanise(name)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "") || contentId("x", name),
  )

/// What was worked out of names before, for each language: the press repeats its names.
const named = new WeakMap<Language, {readonly slugs: Map<string, string>; readonly bodies: Map<string, string>}>()

function namesIn(language: Language): {readonly slugs: Map<string, string>; readonly bodies: Map<string, string>} {
  let known = named.get(language)
  if (!known) named.set(language, (known = {slugs: new Map(), bodies: new Map()}))
  return known
}

/// A figure is about the few that stand nearest to it; with more it would be about everybody.
const MOST_PARTIES = 4

/// How far from its head a report tells its own day, and how old its news may be.
const LEAD_SENTENCES = 3
const LEAD_DATES = 3
const LEAD_DAYS = 2

/// Figures that say how much or how many an act is about.
const COUNTED_BY_ACTS = new Set(["count", "aid", "troops"])
/// «لدول المنطقة», «البلدان الأفريقية», «للقارة», within some words of an act of aid.
const MANY_LANDS = /^(?:ل|لل|ال)?(?:دول|بلدان|قاره|مناطق)$/
const HELPED_REACH = 16
/// Offices whose holder speaks for his state.
const SPEAKS_FOR = /minister|president|king|emir|sultan|spokes/
const HELD_REACH = 14
const STANDING = /^[وفبك]?(?:ال|لل)عقوبات$/
const HOSTED = /\.(?:استضاف|احتضن)$/
/// Acts that a perfect verb tells as done, whatever is to come of them.
const DONE_ACTS = new Set(["agreement", "assault"])
/// Acts of speech that are never aimed at one's own state.
/// Bodies that are told for their state and it for them.
const STATE_ORGANS = new Set(["ministry", "government"])
const MINISTRY = /^(?:وزارة |حكومة |الحكومة |الخارجية |وزارة الخارجية)/
/// Masdars of a man's death.
const DEATHS = /^assault\.noun\.(?:مقتل|اغتيال|استشهاد|تصفية|قتل)$/
const STRIKES = new Set(["assault", "coerce"])
const VICTIM_REACH = 24
const OF_OTHERS = new Set(["reject", "request", "threaten"])
/// Acts of one upon another.
const ONE_SIDED = new Set(["sanction", "aid", "coerce", "mobilize", "threaten"])

/// Money that is meant wherever nothing else is said.
const OF_THE_WORLD = new Set(["USD", "KRW"])

const LISTS = /^[وفبل]*(ال)?(عقوبات|عقوبه|حزمه|حزمته|حزمتها|قايمه|قايمته|قايمتها|مدرجين|مدرجه)$/

/// Whom the sanctions told nearest to a sentence are meant for.
function sanctioned(sentence: number, acts: ReadonlyMap<number, readonly Draft[]>): readonly number[] {
  for (let away = 0; away <= SANCTIONS_REACH; away++)
    for (const at of away ? [sentence - away, sentence + away] : [sentence])
      for (const d of acts.get(at) ?? []) {
        const targets = d.type === "sanction" ? d.participants.filter((p) => p.role === "target") : []
        if (targets.length > 0) return targets.map((p) => p.party)
      }
  return []
}
const SANCTIONS_REACH = 20

/// The acts of each sentence.
function actsBySentence(drafts: readonly Draft[]): Map<number, Draft[]> {
  const out = new Map<number, Draft[]>()
  for (const d of drafts) {
    const list = out.get(d.sentence)
    if (list) list.push(d)
    else out.set(d.sentence, [d])
  }
  return out
}

/// Figures that a report tells as of its own day unless it says otherwise.
const NEWS_METRICS = new Set(["count", "troops", "aid"])

// ---- claims beside claims

/// Takes from the confidence of claims what their sentences have lost, and says why.
function trustIn({tokens, sentences, damage}: Marks) {
  const startOf = (n: number): number => tokens.start[sentences[damage[n]?.sentence as number]?.from as number] as number
  const endOf = (n: number): number => tokens.end[(sentences[damage[n]?.sentence as number]?.to as number) - 1] as number
  const damageAt = (at: number): Damage | undefined => {
    let [lo, hi] = [0, damage.length]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (startOf(mid) <= at) lo = mid + 1
      else hi = mid
    }
    return lo > 0 && at < endOf(lo - 1) ? damage[lo - 1] : undefined
  }
  return <C extends {readonly confidence: number; readonly why: readonly Reason[]}>(
    claims: C[],
    startOfClaim: (claim: C) => number,
  ): C[] => {
    if (damage.length === 0) return claims
    return claims.map((claim) => {
      const found = damageAt(startOfClaim(claim))
      if (!found) return claim
      const confidence = Math.round(claim.confidence * (1 - found.weight) * 100) / 100
      return {...claim, confidence, why: [...claim.why, {step: "noise", says: found.says.join("; ")}]}
    })
  }
}

/// Finds the statement in whose content a span lies; contents are in text order and seldom overlap, so a few neighbours suffice.
function containers(statements: readonly StatementClaim[]): (start: number, end: number) => StatementClaim | undefined {
  const sorted = [...statements].sort((a, b) => a.content.start - b.content.start)
  return (start, end) => {
    for (let n = lastStarting(sorted, start), tries = 0; n >= 0 && tries < 8; n--, tries++) {
      const s = sorted[n] as StatementClaim
      if (s.content.start <= start && end <= s.content.end + 1) return s
    }
    return undefined
  }
}

/// The last item whose content starts at or before an offset.
function lastStarting(sorted: readonly StatementClaim[], at: number): number {
  let lo = -1
  let hi = sorted.length - 1
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1
    if ((sorted[mid] as StatementClaim).content.start <= at) lo = mid
    else hi = mid - 1
  }
  return lo
}

/// Adds to each statement which events it tells: those whose words it shares.
function addEvents(statements: readonly (StatementClaim & {readonly about: string[]})[], events: readonly EventClaim[]): void {
  const spans: {readonly id: string; readonly start: number; readonly end: number}[] = []
  for (const e of events) for (const q of e.evidence) spans.push({id: e.id, start: q.start, end: q.end})
  spans.sort((a, b) => a.start - b.start)
  const widest = spans.reduce((n, s) => Math.max(n, s.end - s.start), 0)
  for (const {content, about} of statements) {
    let lo = 0
    let hi = spans.length
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((spans[mid]?.start ?? 0) < content.start - widest) lo = mid + 1
      else hi = mid
    }
    for (let n = lo; n < spans.length; n++) {
      const q = spans[n] as (typeof spans)[number]
      if (q.start >= content.end) break
      if (spansTouch(q, content) && !about.includes(q.id)) about.push(q.id)
    }
  }
}

/// Two claims never share an id: what would be the same claim is one claim.
function distinctIds<T extends {readonly id: string}>(claims: readonly T[]): T[] {
  const seen = new Set<string>()
  return claims.filter((c) => !seen.has(c.id) && seen.add(c.id))
}

/// Kinds of bodies that are made of states.
const UNIONS = new Set(["igo", "union", "body"])
/// Where two speak to each other.
const MET_AT = new Set(["meeting", "call", "visit"])
/// Acts and sentences back that such talks are told.
const MEETING_REACH = 8
/// Where one speaks more than once.
const SPOKEN_AT = new Set(["summit", "meeting", "call", "accuse", "request", "reject", "support", "threaten"])
/// «بعدما أغلق محتجون …»: of a day before that of the story.
const HOURS = new Set(["صباحا", "مساء", "ظهرا", "فجرا", "عصرا", "ليلا"])
const HOUR_REACH = 10
const OFTEN = new Set(["مرارا", "دايما", "دوما", "باستمرار", "عاده"])
const OFTEN_REACH = 5
const BEFORE_NOW = new Set(["بعدما", "قبلما", "عندما", "حينما", "حين", "لما", "منذ"])
/// Days within which a visit lies whose time is also that of the talks held during it.
const LONGEST_VISIT = 31
/// Acts that a story tells many of, all for one.
const CARRIED_TARGETS = ["sanction", "aid"]
/// Sentences away that such an act is told.
const TARGET_REACH = 8
const BETWEEN_TWO = new Set(["meeting", "call"])
/// Who denies talks speaks for his state.
const DENYING = new Set(["نفي", "استبعد", "رفض", "انكر"])
const SINCE = /(?:^| )[وف]?منذ/
/// Types that have two sides.
const SIDED = new Set(["meeting", "agreement"])
/// What officials do where they visit.
const VISIT_ACTS = new Set(["meeting", "agreement", "summit"])
/// Acts that a report recalls by name long after.
const REMEMBERED = new Set(["assault"])
/// What is announced for a day.
const GATHERED = new Set(["meeting", "summit", "visit"])
