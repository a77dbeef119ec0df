import type {Marks} from "../annotate/index.ts"
import type {Frame} from "../kinds/index.ts"
import {type Arg, type Mention, type Predicate, PUNCT, type Reason, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {doersAlike, gappedDonors} from "./events-alike.ts"
import {
  asksCompound,
  hangs,
  hangsNamed,
  hangsUnnamed,
  hasActors,
  hasRole,
  hasRoleBy,
  hasSlot,
  isLendable,
  isOwned,
  legs,
  placeIn,
  put,
  unused,
  withoutPlaces,
} from "./events-frames.ts"
import {heldIn} from "./events-held.ts"
import {invitations, invited} from "./events-invited.ts"
import {
  AIMED,
  AMOUNTS,
  ANSWERING,
  BEFALLS,
  BODY_HEADS,
  DONE,
  DONE_TO,
  DROPPED,
  FORCES,
  GATHERED,
  GIVEN_BY,
  GIVING,
  HALTS,
  HEADLINES,
  HOST_VERBS,
  NEGATED,
  NOBODY,
  NO_MENTIONS,
  OTHER_DAYS,
  PLACED_TYPES,
  POSING,
  POWERS,
  RECALLS,
  REPEATED,
  SIGNED,
  SPEAKING,
  STOPPING,
  SUFFERED,
  SUFFERS,
  THING_MOVED,
  TOLD_BY_CLAUSE,
  TOLD_RELS,
  UNNAMED_DOER,
  VEHICLES,
  VERBAL,
  WITHOUT,
} from "./events-lexicon.ts"
import {mainVerb} from "./events-main.ts"
import {isMentioned, isOwnDate, resumption} from "./events-mentioned.ts"
import type {EventLists, Filler, RawEvent, Role} from "./events-model.ts"
import {Sides} from "./events-sides.ts"
import {NO_GOVERNORS} from "./events-status.ts"
import {isInterview, isLying, isOccupier, isOfPress, isRemembered} from "./events-unlike.ts"

const KILLING = new Set(["اغتيال", "قتل", "تصفيه", "اعدام"])
/// Masdars of what forces do, not of what is done to them.
const STORMING = new Set("اقتحام اجتياح مداهمه اعتقال توقيف احتجاز اغتيال قتل اعدام ملاحقه قمع".split(" "))
const KILLED_REACH = 6
const CLAIMING = new Set(["اعلن", "تبني"])
/// Acts of speech that answer a deed.
const OF_DEEDS = new Set(["accuse", "reject", "support"])
const TALKS = new Set(["meeting", "call"])
const PRESS_ROOM = new Set(["موتمر"])
const PRESS_REACH = 120
const HALLS = /^[وفبل]*(?:ال)?(?:قصر|مركز|قاعه|صاله|مجمع|مدينه|فندق)$/
const STRIKING = new Set("استهدف قصف ضرب هاجم طال اصاب هز دمر اقتحم اغتال قتل احرق".split(" "))
/// Words from a verb of agreeing to what is held.
const OPINION_REACH = 8

export type {Deed, DeedMeaning, EventLists, Filler, Governor, RawEvent, Role} from "./events-model.ts"

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

/// Each predicate held against the frames of its word.
export class View extends Sides {
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
    // «القصف الذي تعرضت له المدينة»: told by the noun, with whom it befell.
    if (SUFFERS.has(p.lemma)) return out.some((e) => e.type === event.type && this.isSuffered(e, p))
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

  isSuffered({predicate}: RawEvent, v: Predicate): boolean {
    const noun = this.marks.predicates[predicate]
    return noun?.governor === v.index && noun.governorRel === "relobj"
  }

  /// «شارك ماكرون في قمة مجموعة العشرين»: the body whose gathering it is takes part as well.
  isGatheringsOwn(event: RawEvent, filler: Filler): boolean {
    return event.type === "summit" && filler.kind === "mention" && this.marks.mentions[filler.mention]?.kind === "organization"
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

  /// «أوقف المعارض عليو باه», «قتل القيادي في غارة»: written without vowels, a person to whom nothing else is done was seized or killed.
  suffered(p: Predicate): boolean {
    if (p.cls !== "v" || p.passive || p.aspect !== "perf" || !SUFFERED.has(p.lemma)) return false
    const subjects = p.args.filter((a) => a.rel === "subj")
    const m = this.marks.mentions[subjects[0]?.mention ?? -1]
    return (
      subjects.length === 1 &&
      m?.kind === "person" &&
      (m.from > p.token || (BEFALLS.has(p.lemma) && m.to === p.token && m.number === "sg")) &&
      !p.args.some(
        (a) => a.rel === "suffix" || ((a.rel === "obj" || a.rel === "علي") && !this.marks.words[a.token]?.time && !this.isSpan(a.token)),
      )
    )
  }

  /// «التفجير الذي استهدف مسجد القوات»: what struck stands before the clause, so who is named behind its verb was struck.
  ofWhatStruck(p: Predicate): Predicate {
    if (p.cls !== "v" || !STRIKING.has(p.lemma) || !this.marks.words[p.token - 1]?.closed.has("rel")) return p
    if (hangs(p, "obj") || hangs(p, "suffix")) return p
    const behind = (a: Predicate["args"][number]): boolean => a.rel === "subj" && a.mention >= 0 && a.token > p.token
    return p.args.some(behind) ? {...p, args: p.args.map((a) => (behind(a) ? {...a, rel: "obj"} : a))} : p
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
    const p =
      GATHERED.has(frame.type) || TALKS.has(frame.type)
        ? this.withClause(told)
        : !UNNAMED_DOER.has(frame.type)
          ? told
          : this.suffered(told)
            ? {...told, passive: true}
            : this.ofWhatStruck(told)
    if (frame.with.length > 0 && !this.stands(p, frame.with, frame.type) && !this.isSigning(p, frame)) return undefined
    return this.isBarred(p, frame) ? undefined : this.filled(p, frame)
  }

  /// «المباحثات التي جرت بينهما»: between whom it took place is told of the verb.
  withClause(p: Predicate): Predicate {
    const clause = this.clauseOn(p)
    if (!clause || hangs(p, "بين") || hangs(p, "مع")) return p
    const sides = clause.args.filter((a) => a.rel === "بين" || a.rel === "مع")
    return sides.length > 0 ? {...p, args: [...p.args, ...sides]} : p
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
    // «طلب السفير من المجلس», but «بطلب من المجلس»: whose it is stands right behind.
    if (p.cls === "n" && p.lemma === "طلب" && frame.slots.some((x) => x.role === "target" && x.required))
      if (!(hangs(p, "of") || hangs(p, "suffix") || hangs(p, "nisba"))) return true
    if (p.cls === "n" && frame.type === "summit" && p.lemma === "موتمر" && (this.isPressRoom(p) || this.isHall(p))) return true
    // «عبر عن أسفه»: told, not crossed.
    if (p.cls === "v" && p.lemma === "عبر" && frame.type === "assault" && hangs(p, "عن")) return true
    if (p.cls === "v" && p.lemma === "دعا" && /^ال?وداع/.test(folded[p.token] as string)) return true
    if (this.isOpinion(p, frame) || this.isState(p, frame)) return true
    if (frame.type === "assault" && (isLying(p) || isOccupier(this.marks, p) || isOfPress(this.marks, this.lists.outlets, p))) return true
    if (TALKS.has(frame.type) && isInterview(this.marks, this.lists.outlets, p)) return true
    if (!AIMED.has(frame.type) && isRemembered(this.marks, p)) return true
    // «لا تسمح القواعد»: what is not done is told right behind its negation.
    if (frame.status === NEGATED && !this.isRefused(p)) return true
    // «أوقفت السلطات مؤسس التطبيق»: a man is arrested.
    if (frame.type === "sanction" && p.cls === "v" && STOPPING.has(p.lemma))
      for (const a of p.args) if (a.rel === "obj" && this.marks.mentions[a.mention]?.kind === "person") return true
    // «سيتوقف بلينكن في الرياض», not «توقف القتال في المدينة».
    if (frame.type === "visit" && p.cls === "v" && HALTS.has(p.lemma) && !p.args.some((a) => a.rel === "subj" && this.isPerson(a.mention)))
      return true
    // «ما يصل إلى مليوني طن»
    // «وصلت طائرتان إماراتيتان»: no one has come.
    if (p.cls === "v")
      return frame.type === "visit" && (folded[p.token - 1] === "ما" || p.args.some((a) => a.rel === "subj" && this.isSent(a)))
    if (WITHOUT.has(folded[p.token - 1] ?? "")) return true
    // «زيارات السفن», «وصول القوات»
    if (frame.type === "visit" && p.args.some((a) => (a.rel === "of" || a.rel === "of?" || a.rel === "gen") && this.isSent(a))) return true
    // «مليوني زيارة»: counted by the thousand, they are of no one.
    if (frame.type === "visit" && this.nounIn(p.token - 1, AMOUNTS)) return true
    // «ترفضه رفضا قاطعا»: the verb's own masdar adds weight, not an event.
    const over = itemAt(this.marks.predicates, p.governor)
    if (over?.cls !== "v") return false
    for (const r of this.marks.words[p.token]?.nouns ?? []) if (r.lemma.verbWord === over.lemma) return true
    return false
  }

  /// «اعتقال الشرطة الإسرائيلية», «اقتحام قوات الاحتلال»: forces in the genitive of such a masdar do it.
  isSeizedBy(p: Predicate, mention: number): boolean {
    const m = this.marks.mentions[mention]
    return STORMING.has(p.lemma) && m?.kind === "organization" && (this.nounIn(m.from, FORCES) || this.nounIn(m.from, POWERS))
  }

  isLand(mention: number): boolean {
    const m = this.marks.mentions[mention]
    return (m?.kind === "country" || m?.kind === "place") && m.form === "name"
  }

  /// A ship, an aircraft, troops: they come, and visit nobody.
  isSent({mention, token}: Arg): boolean {
    return mention >= 0 ? this.isForce(mention) : this.nounIn(token, VEHICLES) || this.nounIn(token, FORCES)
  }

  /// «قصر الدرعية للمؤتمرات», «مركز المؤتمرات»: where they are held.
  isHall(p: Predicate): boolean {
    const {folded} = this.marks.tokens
    if (!/^(?:لل|ال)موتمرات$/.test(folded[p.token] as string)) return false
    for (let i = p.token - 1; i >= p.token - 4; i--) if (HALLS.test(folded[i] ?? "")) return true
    return false
  }

  /// «المؤتمر» behind «المؤتمر الصحفي»
  isPressRoom(p: Predicate): boolean {
    const {words, tokens} = this.marks
    if (!words[p.token]?.al || hangs(p, "of") || words[p.token + 1]?.al) return false
    for (let i = p.token - 1; i >= Math.max(0, p.token - PRESS_REACH); i--)
      if (this.nounIn(i, PRESS_ROOM)) return /^الص?ح[اف]|^صح[اف]/.test(tokens.folded[i + 1] ?? "")
    return false
  }

  /// «قصف المدينة من قبل الجيش», «رفضه من قبل الحزب»: by whom; what stands in the genitive then had it done to it.
  byWhom(p: Predicate, frame: Frame, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const doers = hangs(p, "من قبل") ? unused(this.byRel(p, "من قبل", "actor"), used) : NOBODY
    if (doers.length === 0) return
    for (let n = fillers.length - 1; n >= 0; n--) {
      const f = fillers[n]
      if (f?.role !== "actor") continue
      if (p.cls !== "n" || (f.filler.rel !== "of" && f.filler.rel !== "suffix")) return
      if (hasSlot(frame, "target") && !hasRole(fillers, "target")) fillers[n] = {role: "target", filler: f.filler}
      else fillers.splice(n, 1)
    }
    for (const f of doers) put(fillers, used, "actor", f)
  }

  /// «خلال لقائه اليوم مبعوث الأمم المتحدة»: whom he met stands behind the day.
  metBehindDay(p: Predicate, fillers: {role: Role; filler: Filler}[], used: number[]): void {
    const {dates, mentions, mentionAt, words} = this.marks
    if (!words[p.token]?.nouns.some((r) => r.suffix && r.lemma.word === p.lemma)) return
    const day = this.datesIn(p.sentence).find((n) => dates[n]?.from === p.token + 1)
    const m = day === undefined ? undefined : itemAt(mentions, mentionAt[dates[day]?.to ?? -1] as number)
    if (m?.kind === "person" && !m.prep && !m.joined && !used.includes(m.index))
      put(fillers, used, "counterpart", {kind: "mention", mention: this.titled(m.index), rel: "obj"})
  }

  /// Is a noun of giving the masdar of what somebody wishes or means to do, its receiver not told otherwise?
  isHelping(p: Predicate): boolean {
    if (!GIVING.has(p.lemma) || p.definite || hangs(p, "ل") || hangs(p, "الي")) return false
    return this.wishOver(p) !== undefined
  }

  /// «نتفق على أن الحل سياسي», «نوه إلى أن»: words of what one holds or points out.
  isOpinion(p: Predicate, {type}: Frame): boolean {
    const {folded} = this.marks.tokens
    if (type === "support" && p.lemma === "نوه" && p.cls === "v") return !hangs(p, "ب")
    if (type !== "agreement" || p.cls !== "v" || (p.lemma !== "اتفق" && p.lemma !== "توافق")) return false
    for (let i = p.token + 1; i < Math.min(p.to, p.token + OPINION_REACH); i++)
      if (folded[i] === "علي" && (folded[i + 1] === "ان" || folded[i + 1] === "انه" || folded[i + 1] === "انها"))
        return this.marks.words[i + 2]?.verb === undefined
    return false
  }

  /// «المعارضة», «يمثل تهديدا»: who is against, and what is dangerous, is no act.
  isState(p: Predicate, {type}: Frame): boolean {
    if (p.cls !== "n") return false
    const w = this.marks.words[p.token]
    const own = w?.nouns.some((r) => r.suffix && r.lemma.word === p.lemma) ?? false
    if (type === "reject" && p.lemma === "معارضه") return w?.al === true || !(own || hangs(p, "of") || hangs(p, "من") || hangs(p, "nisba"))
    if (type !== "threaten" || p.lemma !== "تهديد") return false
    const over = itemAt(this.marks.predicates, p.governor)
    return (
      (w?.al === true && !hangs(p, "ب")) || (over?.cls === "v" && POSING.has(over.lemma)) || this.marks.tokens.folded[p.token - 1] === "تحت"
    )
  }

  /// Does the negation stand right before the verb, and someone do what it tells?
  isRefused(p: Predicate): boolean {
    // «الرقابة ليست كافية وستسمح لإيران»: what is joined on is not denied with what was before.
    if (this.marks.words[p.token]?.joined && this.marks.words[p.token - 1]?.closed.has("neg") !== true) return false
    for (let i = p.token - 1; i >= p.token - 2; i--)
      if (this.marks.words[i]?.closed.has("neg"))
        return p.future || p.lemma !== "سمح" || p.args.some((a) => a.rel === "subj" && a.mention >= 0)
    return false
  }

  filled(p: Predicate, frame: Frame): RawEvent | undefined {
    // «السيارة التي يستقلها الوزير»: he rides in it; nobody resigns something.
    if (p.lemma === "استقال" && hangs(p, "suffix")) return undefined
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
        // «بعد زيارة مصر»: a land is visited.
        if (frame.type === "visit" && slot.role === "actor" && f.kind === "mention" && f.rel === "of" && this.isLand(f.mention)) continue
        if (slot.role === "actor" && f.kind === "mention" && f.rel === "of" && this.isAskedTitle(f.mention, frame.with)) continue
        if (
          slot.role === "target" &&
          OF_DEEDS.has(frame.type) &&
          f.kind === "mention" &&
          p.token < (this.marks.mentions[f.mention]?.from ?? 0)
        )
          if (this.isSufferer(p, f.mention)) continue
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
          !(f.kind === "mention" && !undergone && this.isSeizedBy(p, f.mention)) &&
          (undergone ||
            f.kind === "country" ||
            (f.kind === "mention" &&
              (this.marks.mentions[f.mention]?.kind === "person" || !(hangsNamed(p, "of", f.mention) || hangsNamed(p, "of?", f.mention)))))
        // «موظفو الجامعات في نيجيريا»: where they are, not who they are.
        const there = f.kind === "mention" ? this.marks.mentions[f.mention] : undefined
        if (frame.type === "protest" && slot.role === "actor" && ((there?.kind === "country" && there.prep) || there?.kind === "place"))
          continue
        // «رغبته في مساعدة مصر»: who is helped stands in the genitive.
        const helped = frame.type === "aid" && slot.role === "actor" && p.cls === "n" && f.rel === "of" && this.isHelping(p)
        put(fillers, used, suffers || helped ? "target" : slot.role, f)
      }
    }
    // «علق عضوية الغابون», «أدان الهجوم الروسي»: whose the object is.
    if (p.cls === "v" && hasSlot(frame, "target") && !hasRole(fillers, "target") && !frame.slots.some(asksCompound)) {
      for (const f of this.byRel(p, "obj", "target")) {
        if (f.kind === "mention" && (used.includes(f.mention) || hangsNamed(p, "obj", f.mention))) continue
        if (f.kind === "mention" && OF_DEEDS.has(frame.type) && this.isSufferer(p, f.mention)) continue
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
    // «اقتحام قوات الاحتلال المخيم»
    if (p.cls === "n" && !hasRole(fillers, "actor"))
      for (const [n, f] of fillers.entries())
        if (f.role === "target" && f.filler.kind === "mention" && f.filler.rel === "of" && this.isSeizedBy(p, f.filler.mention))
          fillers[n] = {role: "actor", filler: f.filler}
    // «اغتيال إسرائيل للصحفية»: a state or a body kills whom «ل» tells.
    if (p.cls === "n" && KILLING.has(p.lemma)) this.killed(p, fillers)
    // «التوغل العسكري للقوات الأوكرانية»: forces invade; nobody invades them.
    if (frame.type === "assault" && p.cls === "n" && !hasRole(fillers, "actor"))
      for (const [n, f] of fillers.entries())
        if (f.role === "target" && f.filler.rel === "ل" && f.filler.kind === "mention" && this.isForce(f.filler.mention))
          fillers[n] = {role: "actor", filler: f.filler}
    if (p.cls === "n" && TALKS.has(frame.type) && !hasRole(fillers, "counterpart")) this.metBehindDay(p, fillers, used)
    const own = fillers.length
    const mentioned = frame.type === "agreement" && isMentioned(this.marks, p)
    if (mentioned && own === 0 && !this.isSigned(p)) return undefined
    if (p.cls === "n" && !answered && !mentioned) this.borrow(p, frame, governors, fillers, used)
    this.byWhom(p, frame, fillers, used)
    if (THING_MOVED.has(frame.type) && !hasRole(fillers, "actor")) this.sender(p, frame, fillers, used)
    if (frame.type === "meeting") this.receiver(p, fillers)
    if (frame.type === "summit" && p.cls === "n" && !hasActors(fillers)) this.bloc(p, fillers)
    if (frame.type === "summit" && p.cls === "n") this.attendee(p, fillers, used)
    if (frame.type === "summit") this.gathered(p, fillers, used)
    if (frame.type === "visit" || frame.type === "meeting") this.led(p, fillers, used)
    if (frame.type === "summit" || frame.type === "meeting") this.presiding(p, fillers, used)
    if (frame.type === "meeting") this.hostingPerson(p, fillers, used)
    if (frame.type === "meeting" && p.lemma === "استقبال") this.receivers(p, fillers, used)
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
    if (frame.type === "visit" || frame.type === "summit" || (frame.type === "meeting" && this.isOfTown(p, fillers)))
      this.visitPlace(fillers)
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
    const status = this.givenUp(p, why) || this.statusOf(p, frame, mentioned ? NO_GOVERNORS : governors, why)
    // «لم تدن بكين الغزو»: an act of speech that was not done is none.
    if (status === "none" || (status === "denied" && VERBAL.has(frame.type) && p.negated)) return undefined
    // «ولم تعلن الحركة مسؤوليتها», «لم تتبن أي جهة الهجوم»: of the attack itself nothing is denied.
    if (status === "denied" && frame.type === "assault" && p.cls === "v" && CLAIMING.has(p.lemma)) return undefined
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
    if (ANSWERING.has(frame.type) && !hasRole(fillers, "target")) this.aimAtMaker(p, fillers, used)
    if (frame.type === "accuse" && !hasRole(fillers, "target")) this.aimAtDefendant(p, fillers, used)
    if (AIMED.has(frame.type) && !hasRole(fillers, "target")) this.aimAtAddressee(p, fillers, used)
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
    const dated = this.dateOf(p)
    const near = mentioned && !isOwnDate(this.marks, p, dated) ? -1 : dated
    // «لن تتمكن إيران خلال 15 عاما … وسخر من …»: what is told of days to come or at large has another time.
    const shares = main !== undefined && !(p.aspect === "perf" && main.aspect === "impf")
    const date = near < 0 && shares ? this.dateOf(main) : near
    return {
      counted: mentioned ? undefined : this.countedFrom(p),
      deed,
      type: frame.type,
      frame: frame.name,
      predicate: p.index,
      token: p.token,
      sentence: p.sentence,
      status,
      fillers: withoutPlaces(fillers, place, hosting !== undefined && this.marks.mentions[hosting]?.kind === "place" ? hosting : -1),
      // A call is in no place: «بوقف القتال في أوكرانيا في أول اتصال بينهما».
      place: frame.type === "call" || (mentioned && !this.isSigned(p)) ? -1 : place >= 0 ? place : (hosting ?? -1),
      date,
      mentioned,
      again: resumption(this.marks, p, frame.type, fillers.slice(0, own)),
      main: main?.token ?? p.token,
      own,
      evidence: this.evidence(p, fillers, near),
      confidence: Math.min(0.95, 0.5 + 0.12 * fillers.length + (p.cls === "v" ? 0.1 : 0)),
      why,
    }
  }

  /// Who killed and whom, where the genitive of the masdar is no man and a man stands behind it with «ل».
  killed(p: Predicate, fillers: {role: Role; filler: Filler}[]): void {
    const of = fillers.findIndex((f) => f.filler.kind === "mention" && f.filler.rel === "of")
    const doer = fillers[of]?.filler
    if (doer?.kind !== "mention" || !["country", "organization"].includes(this.marks.mentions[doer.mention]?.kind ?? "")) return
    const {mentions} = this.marks
    const isMan = (a: {readonly mention: number}): boolean => mentions[a.mention]?.kind === "person"
    // «اغتيال إسرائيل للقيادي فلان»: named behind the word for him.
    const to = p.args.find((a) => a.rel === "ل" && a.token <= p.token + KILLED_REACH && (isMan(a) || a.mention < 0))
    const victim = !to || isMan(to) ? to : p.args.find((a) => a.rel === "obj" && isMan(a) && a.token > to.token && a.token <= to.token + 3)
    if (!victim) return
    for (let n = fillers.length - 1; n >= 0; n--) {
      const f = fillers[n]?.filler
      if (n !== of && f?.kind === "mention" && f.mention === victim.mention) fillers.splice(n, 1)
    }
    const at = fillers.findIndex((f) => f.filler === doer)
    fillers[at] = {role: "actor", filler: doer}
    fillers.push({role: "target", filler: {kind: "mention", mention: victim.mention, rel: "ل"}})
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
}
