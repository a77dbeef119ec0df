import type {Frame} from "../kinds/index.ts"
import {type Mention, type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {areBothTold, hangs, hangsNamed, hasNamedActor, hasRole, hasSlot, lightOf, put, unused} from "./events-frames.ts"
import {
  ADDRESSING,
  AGENT_NOUNS,
  AIMED,
  ANSWERING,
  ATTENDED,
  COMMITTEES,
  COMPANY,
  DELEGATIONS,
  DOING_REACH,
  DOINGS,
  DONE_TO_DEATH,
  DURING_RELS,
  EDGES,
  FIGHTERS,
  GATHERED_RELS,
  GATHERINGS,
  GATHERS,
  HEARD_AT,
  HOST_VERBS,
  INTENDED,
  LED,
  MEETINGS,
  NOBODY,
  OPENING_REACH,
  POWERS,
  PRESIDING,
  RECEIVING,
  SENDING,
  SPOKEN_TYPES,
  SUFFERS,
  TRANSITIVE,
  UNNAMED_DOER,
  WHEN_RELS,
} from "./events-lexicon.ts"
import type {Filler, Governing, Role} from "./events-model.ts"
import {Statuses} from "./events-status.ts"

/// Words from a delegation to who leads it.
const LED_REACH = 8
/// «كان في استقباله …»: words to the last of those who receive.
const RECEIVERS_REACH = 40
const WAS_THERE = /^[وف]?كان(?:ت|وا)?$/

/// Who takes part in an act beyond its frame: subjects lent by verbs, hosts, companions, blocs.
export class Sides extends Statuses {
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

  /// «برئاسة تينوبو», «بوساطة أمير قطر», «بحضور …»: they were there as well.
  presiding(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const a of p.args)
      if (a.mention >= 0 && PRESIDING.has(a.rel) && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind !== "place")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: a.rel})
  }

  /// «زار وفد روسي برئاسة نوفاك دمشق»: who leads a delegation goes; a state that only describes it is his, a body goes with him.
  led(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const a of p.args) {
      const m = LED.has(a.rel) ? this.marks.mentions[a.mention] : undefined
      if (m?.kind !== "person" || used.includes(a.mention)) continue
      for (let n = 0; n < fillers.length; n++) {
        const {role, filler} = fillers[n] as {role: Role; filler: Filler}
        const told = filler.kind === "mention" ? this.marks.mentions[filler.mention] : undefined
        const from = told?.from ?? (filler.kind === "mention" ? -1 : filler.token)
        if (role === "place" || from > m.from || m.from - from > LED_REACH || !this.isOfDelegation(from)) continue
        const leader: Filler = {kind: "mention", mention: a.mention, rel: a.rel}
        used.push(a.mention)
        if (told ? told.form === "body" && told.countries.length > 0 : filler.kind === "country") fillers[n] = {role, filler: leader}
        else fillers.push({role, filler: leader})
        break
      }
    }
  }

  /// Is it a delegation, or whose one is told right before?
  isOfDelegation(token: number): boolean {
    for (let i = token; i >= Math.max(0, token - 3); i--) if (this.nounIn(i, DELEGATIONS)) return true
    return false
  }

  /// «يعود المبعوث إلى بيروت برفقة فلان»: who travels along.
  companions(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const a of p.args)
      if (a.mention >= 0 && COMPANY.has(a.rel) && !used.includes(a.mention) && this.marks.mentions[a.mention]?.kind === "person")
        put(fillers, used, "actor", {kind: "mention", mention: a.mention, rel: a.rel})
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

  /// «تستعد روسيا والصين لتوقيع …»: the act that its subject is about.
  isPurpose(p: Predicate): boolean {
    return p.governorRel === "ل" && !p.definite && (this.marks.words[p.token]?.nouns.some((r) => r.lemma.pos === "masdar") ?? false)
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
    const suffering = itemAt(this.marks.predicates, p.governor)
    if (suffering?.cls === "v" && p.governorRel === "relobj" && SUFFERS.has(suffering.lemma)) {
      this.suffering(suffering, fillers, used)
      return
    }
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
    // «اعتزامها زيارة طهران», «رغبته في لقاء الرئيس»
    const wish = hasNamedActor(fillers) ? undefined : this.wishOver(p)?.g
    if (wish) {
      const wishing = [...this.byRel(wish, "suffix", "actor"), ...unused(this.byRel(wish, "of", "actor"), used)]
      for (const f of wishing) put(fillers, used, "actor", f)
      if (wishing.length > 0) return
    }
    const inVisit = frame.type === "visit" && p.governorRel === "في" ? over : undefined
    // «أعلنت المملكة قطع علاقاتها»: who announces, decides or does an act is its doer, unless the verb is known to be about others.
    const ruled = over ? this.lists.governors[over.cls].get(over.lemma) : undefined
    const controlled =
      // «الضربات الأمريكية … التي نددت بها موسكو»: who speaks of an act did not do it.
      over?.cls === "v" && p.governorRel === "relobj" && !this.speaksOf(over) && !this.isOfAnother(p, over)
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
    const light = lent ?? inside ?? took ?? signer ?? inVisit ?? controlled ?? during ?? this.purposeOver(p, frame)
    if (!light) return
    // «أعلنت الحركة مبايعتها للتنظيم»: her own.
    const doer = lent && p.governorRel === "obj" && SPOKEN_TYPES.has(frame.type) ? unused(this.byRel(light, "subj", "actor"), used) : NOBODY
    if (doer.some((f) => f.kind === "mention"))
      for (let n = fillers.length - 1; n >= 0; n--) {
        const f = fillers[n]
        if (f?.role === "actor" && f.filler.kind === "pronoun" && f.filler.rel === "suffix" && f.filler.pronoun.startsWith("3"))
          fillers.splice(n, 1)
      }
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

  /// «توجه الوزير إلى مانيلا لعقد مباحثات مع نظيره»: the verb for whose purpose the masdar over the act stands.
  purposeOver(p: Predicate, frame: Frame): Predicate | undefined {
    const head = itemAt(this.marks.predicates, p.governor)
    if (!ATTENDED.has(frame.type) || p.governorRel !== "of" || head?.cls !== "n" || head.token !== p.token - 1) return undefined
    if (this.marks.words[head.token]?.attached !== "ل" || hangs(p, "بين")) return undefined
    const over = itemAt(this.marks.predicates, head.governor)
    return over?.cls === "v" && !over.passive && !this.speaksOf(over) ? over : undefined
  }

  /// «إدانته هذه الممارسات التي تقوم بها»: the clause is of the noun right before it, not of the masdar that has it for its object.
  isOfAnother(p: Predicate, over: Predicate): boolean {
    if (!this.marks.words[p.token]?.nouns.some((r) => r.suffix && r.lemma.word === p.lemma)) return false
    for (let i = p.token + 1; i < over.token - 1; i++) {
      const w = this.marks.words[i]
      if (w?.al && w.nouns.some((r) => r.lemma.pos !== "adj") && !w.nisba) return true
    }
    return false
  }

  /// «القصف الذي تعرضت له المدينة من قبل المتمردين»: whom it befell, and by whom.
  suffering(v: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    for (const f of unused(this.byRel(v, "subj", "target"), used)) put(fillers, used, "target", f)
    for (const rel of ["من قبل", "من"]) {
      const doers = unused(this.byRel(v, rel, "actor"), used)
      for (const f of doers) put(fillers, used, "actor", f)
      if (doers.length > 0) return
    }
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
    return frames?.some((f) => SPOKEN_TYPES.has(f.type)) ?? false
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

  /// «وكان في استقباله لدى وصوله رئيس الوزراء … ووزير الخارجية …»: those who receive a guest stand behind him, no preposition before them.
  receivers(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {tokens, mentions, mentionAt, sentences} = this.marks
    if (tokens.folded[p.token - 1] !== "في" || !WAS_THERE.test(tokens.folded[p.token - 2] ?? "")) return
    const end = Math.min(sentences[p.sentence]?.to ?? p.token, p.token + RECEIVERS_REACH)
    const role = hasRole(fillers, "actor") ? "counterpart" : "actor"
    let last: Mention | undefined
    for (let i = p.token + 1; i < end; i++) {
      const m = itemAt(mentions, mentionAt[i] as number)
      if (m?.from !== i || m.kind !== "person") continue
      const goesOn = last ? m.joined && m.from <= last.to + 1 : !m.prep && !m.joined && !hangsNamed(p, "of", m.index)
      if (last && !goesOn) break
      if (!goesOn || used.includes(m.index)) continue
      put(fillers, used, role, {kind: "mention", mention: m.index, rel: "subj"})
      last = m
      i = m.to - 1
    }
  }
}
