import type {Marks} from "../annotate/index.ts"
import type {Word} from "../lang/index.ts"
import {type Predicate, PUNCT, WORD} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import {metOf} from "./events-frames.ts"
import {
  ACTOR_ROLES,
  AMONG,
  ATTACKERS,
  ATTACKING,
  BALL,
  BALL_REACH,
  CANNONS,
  COURT,
  LEAGUES,
  OF_CANNONS,
  OWN_RELS,
  WHERE_RELS,
} from "./events-lexicon.ts"
import type {EventLists, Filler, Role} from "./events-model.ts"

/// The words of a text as the rules of events ask for them: nouns on a list, what ends a phrase, sentences of sport and show.
export class Words {
  readonly marks: Marks

  readonly lists: EventLists

  constructor(marks: Marks, lists: EventLists) {
    this.marks = marks
    this.lists = lists
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

  /// «عشرين عاما»
  isSpan(token: number): boolean {
    return this.marks.aside[token] === 1 && (this.marks.words[token]?.nouns.some((r) => r.lemma.tags.includes("time")) ?? false)
  }

  isPerson(mention: number): boolean {
    return itemAt(this.marks.mentions, mention)?.kind === "person"
  }

  isDay(token: number): boolean {
    return this.marks.words[token]?.time === true || this.marks.aside[token] === 1
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

  /// The pronoun on a preposition: «بها».
  pronounAt(token: number): string | undefined {
    return this.marks.words[token]?.info.readings.find((r) => r.suffix && r.lemma.pos === "prep")?.suffix
  }

  /// Does a preposition stand between two tokens?
  prepBetween(from: number, to: number): boolean {
    for (let i = from + 1; i < to; i++) {
      const w = this.marks.words[i]
      if (w && this.marks.mentionAt[i] === -1 && (w.attached !== "" || w.prep !== "")) return true
    }
    return false
  }

  /// A preposition ends the genitives of a noun: «اتفاقية للتعاون خلال زيارة أمير قطر» is not the emir's.
  prepositionBetween(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const w = this.marks.words[i]
      if (w && this.marks.mentionAt[i] === -1 && (w.attached || (w.prep && w.prep !== "من" && w.nouns.length === 0))) return true
    }
    return false
  }
}
