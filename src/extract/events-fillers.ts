import type {Slot} from "../kinds/index.ts"
import type {Word} from "../lang/index.ts"
import {type Mention, type Predicate, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {Dates} from "./events-dates.ts"
import {hangs, unused} from "./events-frames.ts"
import {
  AGENT_LEMMAS,
  ALSO,
  ALSO_REACH,
  ANSWERS,
  BELONGING,
  BODY_HEADS,
  DELEGATIONS,
  DENIALS,
  DIRECTIONS,
  EMBASSIES,
  FORCES,
  GATHERINGS,
  GIVEN_TO,
  GUESTS,
  LANDS,
  LATTER,
  LED,
  LOCATED,
  MISSIONS,
  NEAR,
  NOBODY,
  OF_TITLE,
  ORGANS,
  OWNED,
  PRIVATE,
  PUT_ON,
  QUARTERS,
  REFUSALS,
  ROUNDS,
  ROW_NOUNS,
  ROW_NUMBERS,
  SAID,
  SEATED,
  SPOKEN_OF,
  STATE_NOUNS,
} from "./events-lexicon.ts"
import type {Filler, Role} from "./events-model.ts"
import {resumedBy, resumesWords, thingMeant} from "./events-resumed.ts"

/// Masdars whose genitive it was done to, and acts upon whom «على» tells.
const SUFFERED_OF = new Set(
  "مقتل اغتيال قتل استشهاد اعدام اعتقال احتجاز توقيف خطف اختطاف سجن حبس محاكمه ملاحقه استهداف غزو قصف احتلال اجتياح اقتحام تدمير حصار تعذيب تصفيه".split(
    " ",
  ),
)
const LAND_STRUCK = new Set(["غزو", "اجتياح", "احتلال", "استهداف", "حصار"])
const STRUCK_BY = new Set("هجوم هجمه غاره ضربه عدوان اعتداء حرب قصف حمله اعتداء انقلاب حصار تدخل تامر".split(" "))
const SUFFERER_REACH = 6
/// Who or what fills a place of a frame: the phrases of a predicate, read as parties.
export class Fillers extends Dates {
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

  /// «نددت بالهجوم على السفارة», «أدان اغتيال الصحفي», «العقوبات المفروضة على إيران»: who suffered what the words answer did not do it.
  isSufferer(p: Predicate, mention: number): boolean {
    const {mentions, predicates, predicateAt} = this.marks
    const m = mentions[mention]
    // «شن هجوما لاذعا على واشنطن»: the attack is in words, and his own.
    if (!m || p.lemma === "شن") return false
    for (let i = m.from - 1; i > p.token && i >= m.from - SUFFERER_REACH; i--) {
      const q = itemAt(predicates, predicateAt[i] ?? -1)
      if (!q) continue
      if (q.cls === "v") return false
      const a = q.args.find((x) => x.mention === mention)
      if (!a) continue
      const [done, upon] = [SUFFERED_OF.has(q.lemma), STRUCK_BY.has(q.lemma)]
      if (a.rel === "علي" || a.rel === "ضد") return upon || PUT_ON.has(q.lemma)
      if (a.rel === "obj") return done || upon
      if (a.rel === "ل") return (done || upon) && (hangs(q, "of") || hangs(q, "nisba"))
      if (a.rel !== "of" && a.rel !== "of?") continue
      // «قصف روسيا للمدنيين», «اعتقال تركيا الناشط»: whose the act is.
      const hasOther = q.args.some((x) => x !== a && x.token > a.token && (x.rel === "ل" || x.rel === "obj" || x.rel === "علي"))
      return done && !hasOther && (m.kind === "person" || LAND_STRUCK.has(q.lemma))
    }
    return false
  }

  isForce(mention: number): boolean {
    const m = this.marks.mentions[mention]
    return m?.kind === "organization" && this.nounIn(m.from, FORCES)
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

  fill(p: Predicate, slot: Slot, used: readonly number[]): readonly Filler[] {
    let late: readonly Filler[] = NOBODY
    for (const rel of slot.rels) {
      const found = unused(this.byRel(p, rel, slot.role), used)
      if (found.length === 0) continue
      if (!this.isOfJoined(p, found[0] as Filler)) return found
      if (late.length === 0) late = found
    }
    return late
  }

  /// «قطعت روسيا الغاز عن فنلندا واجتماع للناتو في برلين»: a phrase of the noun that goes on by «و» is the verb's only where it has no other.
  isOfJoined(p: Predicate, f: Filler): boolean {
    if (p.cls !== "v" || f.kind !== "mention" || f.rel === "subj") return false
    const {predicates, words} = this.marks
    for (let n = p.index + 1; n < predicates.length; n++) {
      const q = predicates[n] as Predicate
      if (q.sentence !== p.sentence || q.cls === "v" || q.token > (this.marks.mentions[f.mention]?.from ?? 0)) return false
      if (q.governor === p.index && q.governorRel === "in" && words[q.token]?.joined && q.args.some((a) => a.mention === f.mention))
        return true
    }
    return false
  }

  /// Refused and denied are things; of whom one accuses or praises the pronoun may stand as well.
  answersThings(p: Predicate): boolean {
    return DENIALS.has(p.lemma) || REFUSALS.has(p.lemma)
  }

  thingOf(p: Predicate): number {
    const {predicates, sentences} = this.marks
    const objects = new Set<number>()
    for (let n = p.index - 1; n >= 0; n--) {
      const v = predicates[n] as Predicate
      if (v.token < (sentences[p.sentence]?.from ?? 0)) break
      const named = v.cls === "v" && !v.passive && v.args.some((a) => a.rel === "subj" && a.mention >= 0)
      if (named) for (const a of v.args) if (a.rel === "obj" && a.mention < 0) objects.add(a.token)
    }
    const made = thingMeant(this.marks, p, (i) => objects.has(i))
    return made >= 0 ? made : thingMeant(this.marks, p, (i) => this.isMade(i) && !this.isOwned(i))
  }

  /// «وقف القتال», «مقترح الاتفاق»: in a construct the first noun is meant.
  isOwned(i: number): boolean {
    const before = this.marks.words[i - 1]
    return (
      this.marks.tokens.kind[i - 1] === WORD && before !== undefined && before.nouns.length > 0 && !before.al && before.verb === undefined
    )
  }

  /// «مقترحا», «القرار», «سقفا لأسعار النفط»: what a word of the deeds names.
  isMade(i: number): boolean {
    const w = this.marks.words[i]
    return w?.nouns.some((r) => this.lists.deeds.has(r.lemma.word)) ?? false
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
      if (!resumed && p.cls === "v" && role === "target" && this.answersThings(p) && this.thingOf(p) >= 0) return NOBODY
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
        else out.push({kind: "mention", mention: meant, rel}, ...this.alsoWith(meant, rel))
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
        // «أصدرت فرنسا بيانا يدين إيران»: what a paper says they say who wrote it.
        if (a.rel === "subj" && a.token < p.token && a.token >= p.token - 3 && p.aspect === "impf") {
          const writers = this.writersOf(p, a.token)
          if (writers) {
            out.push(...writers)
            continue
          }
        }
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

  /// Who did to a paper what the verb before it tells: «أصدر», «وقع», «تبنى»; undefined where the noun is no object.
  writersOf(p: Predicate, paper: number): readonly Filler[] | undefined {
    if (!hangs(p, "obj")) return undefined
    for (let n = p.index - 1; n >= Math.max(0, p.index - 3); n--) {
      const v = this.marks.predicates[n] as Predicate
      if (v.sentence !== p.sentence) return undefined
      if (v.cls !== "v" || v.passive) continue
      if (!v.args.some((a) => a.mention < 0 && a.token === paper && a.rel.startsWith("obj"))) return undefined
      return this.byRel(v, "subj", "actor")
    }
    return undefined
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

  /// «نظيره الروسي والأمريكي», «التقى شكري وكذلك العربي»: who is added without the word that names the first, or after an aside.
  alsoWith(mention: number, rel: string): readonly Filler[] {
    const m = this.marks.mentions[mention]
    const {words, tokens, mentions, mentionAt, sentences, sentenceAt} = this.marks
    if (!m) return NOBODY
    const next = words[m.to]
    const peer =
      m.form === "title" && words[m.to - 1]?.nisba && next?.joined && !next.attached && mentionAt[m.to] === -1 ? next.nisba : undefined
    if (peer?.lemma.country && next?.al === words[m.to - 1]?.al) return [{kind: "country", country: peer.lemma.country, token: m.to, rel}]
    const end = Math.min(sentences[sentenceAt[m.from] as number]?.to ?? m.to, m.to + ALSO_REACH)
    for (let i = m.to; i < end; i++) {
      if (ALSO.has(tokens.folded[i] as string)) {
        const other = itemAt(mentions, mentionAt[i + 1] as number)
        return other?.kind === m.kind && !other.joined && other.prep === "" ? [{kind: "mention", mention: other.index, rel}] : NOBODY
      }
      const between = itemAt(mentions, mentionAt[i] as number)
      if (between?.kind === m.kind || (this.parts(i) && !"،,".includes(tokens.folded[i] as string))) break
    }
    return NOBODY
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
      const delegation = (a.rel === "من" || a.rel === "عن") && this.isDelegation(token)
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
}
