import {type Mention, type Predicate, PUNCT, type Span, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {Fillers} from "./events-fillers.ts"
import {hasRole, put} from "./events-frames.ts"
import type {Held} from "./events-held.ts"
import {
  ALONE_REACH,
  ASIDE_REACH,
  GATHERS,
  HEADLINE_WORDS,
  HOLDING,
  HOST_VERBS,
  OWN_RELS,
  PLACE_PREPS,
  PLACE_REACH,
  PUTTING_OFF,
  TOPIC_RELS,
  TOPICAL,
  TOUR_REACH,
  TOUR_VERBS,
  WHERE_REACH,
} from "./events-lexicon.ts"
import type {Filler, RawEvent, Role} from "./events-model.ts"
import {venueOf} from "./events-venue.ts"

/// Where an act took place, and the words it rests on.
export class Places extends Fillers {
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

  /// «زيارة باكستان»: the genitive of a visit is its place where it is no person and no other place stands.
  visitPlace(fillers: {role: Role; filler: Filler}[]): void {
    if (hasRole(fillers, "place")) return
    const n = fillers.findIndex(
      (f) => f.role !== "target" && f.filler.kind === "mention" && f.filler.rel === "of" && this.fits("place", f.filler.mention),
    )
    if (n >= 0) fillers[n] = {role: "place", filler: (fillers[n] as {filler: Filler}).filler}
  }

  /// «خلال اجتماع أنقرة», «مفاوضات فيينا»: talks of one town and nobody else are held in it.
  isOfTown(p: Predicate, fillers: readonly {role: Role; filler: Filler}[]): boolean {
    if (p.cls !== "n" || p.definite || fillers.length === 0) return false
    const {mentions} = this.marks
    let towns = 0
    for (const {role, filler} of fillers) {
      if (filler.kind !== "mention" || filler.rel !== "of" || role === "target") return false
      const m = mentions[filler.mention]
      if (m?.kind !== "place" || m.form !== "name" || m.from !== p.token + 1) return false
      towns++
    }
    return towns === 1
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
    const comma = (): void => {
      if (tokens.folded[end - 1] === "،" || tokens.folded[end - 1] === ",") end--
    }
    comma()
    // «وفي برازافيل يوم الثلاثاء، وقّع …», «وفي تايبيه أيضا، تجمع …»
    if (tokens.folded[end - 1] === "ايضا" || tokens.folded[end - 1] === "كذلك") end--
    const day = this.datesIn(p.sentence).find((n) => this.marks.dates[n]?.to === end)
    if (day !== undefined) end = this.marks.dates[day]?.from as number
    if (tokens.kind[end - 1] === PUNCT) comma()
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
