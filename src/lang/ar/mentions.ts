import {type Knowledge, METONYM, nameKey, ORDINARY, TAG_ONLY} from "../../knowledge/index.ts"
import {type EntityKind, type Mention, NEWLINE, NUMBER, PUNCT, type Tokens, WORD} from "../../model/index.ts"
import {foldWord} from "./fold.ts"
import {isTagPlace, meanings, nameAt, type NameHit} from "./gazetteer.ts"
import type {Profile} from "./profile.ts"
import {AL, BI, Feats, LI, type Reading} from "./words.ts"

/// One way an office is said: head noun, and what may follow it («*» anything).
export type OfficePattern = {readonly office: string; readonly head: string; readonly bodies: readonly (readonly string[])[]; readonly any: boolean}

export type MentionLists = {
  readonly offices: readonly OfficePattern[]
  /// Given names, folded: a word of these starts a name also where it is an ordinary word.
  readonly givenNames: ReadonlySet<string>
  /// السيد، الدكتور، معالي …: stand before a name and belong to no office.
  readonly honorifics: ReadonlySet<string>
  /// مدينة، محافظة، بلدة …: the word after is a place.
  readonly placeHeads: ReadonlyMap<string, string>
  /// Nouns whose dual names two just spoken of: «البلدان», «الزعيمان».
  readonly pairs: ReadonlyMap<string, string>
  /// Heads whose definite form alone names a body of the matter at hand: الجيش.
  readonly bareBodies: ReadonlySet<string>
}

type Draft = {-readonly [K in keyof Mention]: Mention[K]}

const NAME_LINKS = new Set(["بن", "ابن", "بنت", "ال", "عبد", "ابو", "ابي", "ابا", "ام", "دي", "دا", "دو", "دوس", "فان", "فون", "لا", "لو", "ديل", "اوف", "ماك", "سان", "ذي", "الدين", "الله"])
const FAMILY_FIRST = new Set(["country:china", "country:north-korea", "country:south-korea", "country:vietnam", "country:taiwan", "country:hong-kong", "country:singapore", "country:cambodia"])
const DOER_WORDS = new Set(["قبل", "جانب", "طرف", "يد", "ايدي"])
/// Titles that say after «ل» for whom or for what their holder speaks.
const ENVOYS = new Set(["ممثل", "مبعوث", "موفد", "مندوب", "سفير", "منسق", "مقرر", "متحدث", "ناطق", "مفوض"])
const CHINESE_STARTS = new Set(["وانغ", "وانج", "ون", "وو", "وي", "وين", "واي"])

/// Finds everyone and everything named or described in a text, left to right, each token belonging to one mention at most.
export function findMentions(tokens: Tokens, profiles: readonly Profile[], knowledge: Knowledge, lists: MentionLists, aside: Uint8Array): Mention[] {
  return new MentionFinder(tokens, profiles, knowledge, lists, aside).run()
}

/// One walk over the tokens with its state: what was met, so that later short names are understood.
class MentionFinder {
  readonly out: Draft[] = []
  /// Full names met so far: last names and other short forms → their entities or the mention that introduced them.
  readonly shorts = new Map<string, {known: readonly number[]; text: string; kind: EntityKind; gender: "m" | "f" | undefined}>()
  readonly seen = new Set<number>()
  readonly hits: (NameHit | undefined | null)[]
  readonly capitals: ReadonlyMap<string, number>
  readonly t: Tokens
  readonly p: readonly Profile[]
  readonly k: Knowledge
  readonly lists: MentionLists

  /// 1 where a date or a quantity stands: no name begins there.
  readonly aside: Uint8Array

  constructor(t: Tokens, p: readonly Profile[], k: Knowledge, lists: MentionLists, aside: Uint8Array) {
    this.aside = aside
    this.t = t
    this.p = p
    this.k = k
    this.lists = lists
    this.hits = new Array(t.count).fill(null)
    this.capitals = k.capitals
  }

  run(): Mention[] {
    this.learnShorts()
    let i = 0
    while (i < this.t.count) {
      if (this.t.kind[i] !== WORD || (this.aside[i] && !this.hit(i))) {
        i++
        continue
      }
      const found = this.pairAt(i) ?? this.titleAt(i) ?? this.namedAt(i) ?? this.placeAt(i) ?? this.bodyAt(i) ?? this.spokenNameAt(i)
      if (found) {
        const last = this.out.at(-1)
        // «باتروشيف، سكرتير مجلس الأمن الروسي، …»: a title after the comma is of the name before it.
        if (last && found.form === "title" && last.kind === "person" && last.nameTo > last.nameFrom && !last.role && this.isPunct(i - 1, "،,–(") && last.to === i - 1 && (this.isPunct(found.to, "،,–)") || this.p[found.to]?.verb !== undefined)) {
          last.to = found.to
          last.role = found.role
          last.office = found.office
          last.countries = found.countries
          i = Math.max(found.to, i + 1)
          continue
        }
        found.index = this.out.length
        this.out.push(found)
        i = Math.max(found.to, i + 1)
      } else i++
    }
    return this.out
  }

  word(i: number): string {
    return i >= 0 && i < this.t.count && this.t.kind[i] === WORD ? (this.t.folded[i] as string) : ""
  }

  hit(i: number): NameHit | undefined {
    if (i >= this.t.count || this.t.kind[i] !== WORD) return undefined
    const had = this.hits[i]
    if (had !== null) return had
    const found = nameAt(this.t, this.k, i) as NameHit | undefined
    this.hits[i] = found
    return found
  }

  /// The short forms of people met anywhere in the text, so that «شكري» is understood also in a headline before the full name.
  learnShorts(): void {
    for (let i = 0; i < this.t.count; i++) {
      if (this.t.kind[i] !== WORD) continue
      const hit = this.hit(i)
      if (!hit) continue
      for (const {entity, flags} of meanings(this.k, hit)) {
        const known = this.k.entities[entity]
        if (known && !(flags & (ORDINARY | TAG_ONLY))) this.seen.add(entity)
        if (known?.kind === "person" && hit.to - hit.from >= 2) this.learn(this.wordsOf(hit.from, hit.to, hit.cut), [entity], known.gender, known.country)
      }
    }
  }

  wordsOf(from: number, to: number, cut: number): string[] {
    const out: string[] = []
    for (let j = from; j < to; j++) if (this.t.kind[j] === WORD) out.push(j === from ? (this.t.folded[j] as string).slice(cut) : (this.t.folded[j] as string))
    return out
  }

  learn(words: readonly string[], known: readonly number[], gender: "m" | "f" | undefined, country: string | undefined): void {
    const put = (short: string): void => {
      if (short.length < 2) return
      const old = this.shorts.get(short)
      if (!old) this.shorts.set(short, {known, text: words.join(" "), kind: "person", gender})
    }
    if (words.length < 2) return
    for (let n = 1; n < words.length; n++) {
      const tail = words.slice(n)
      if (tail[0] !== "بن" && tail[0] !== "ال") put(tail.join(" "))
    }
    if (words[words.length - 2] === "بن" || words[words.length - 2] === "ال") put(words.slice(-2).join(" "))
    if (country && FAMILY_FIRST.has(country)) put(words[0] as string)
  }

  isPunct(i: number, marks: string): boolean {
    return i >= 0 && i < this.t.count && this.t.kind[i] === PUNCT && marks.includes(this.t.folded[i] as string)
  }

  /// The preposition that governs a phrase: attached, or the word before.
  prepBefore(from: number, attached: string): string {
    if (attached) return attached
    let j = from - 1
    // «مع كل من», «بين كل من»: the preposition stands before the quantifier.
    if (this.isPunct(j, "\"“”«»'‘’(")) j--
    const p = this.p[j]
    if (!p || this.t.kind[j] !== WORD) return ""
    if (this.word(j) === "و") return ""
    // «من قبل», «من جانب», «على يد»: the doer.
    if (DOER_WORDS.has(this.word(j)) && /^(?:من|علي)$/.test(this.word(j - 1))) return "من قبل"
    // «مع شركة «كونوكو»», «لوكالة أونروا»: the head noun carries the preposition of the name.
    if (p.body && !p.al && !p.body.suffix && p.prep === "") return p.body.proclitics & LI ? "ل" : p.body.proclitics & BI ? "ب" : this.prepBefore(j, "")
    if (p.closed.has("quant") || p.closed.has("dem")) return this.prepBefore(j, p.attached)
    if (p.prep === "من" && this.p[j - 1]?.closed.has("quant")) return this.prepBefore(j - 1, this.p[j - 1]?.attached ?? "")
    return p.prep && !p.info.readings.some((r) => r.suffix && r.lemma.pos === "prep") ? p.prep : ""
  }

  draft(from: number, to: number, x: Partial<Draft>): Draft {
    const profile = this.p[from] as Profile
    const cut = x.nameFrom === from || x.nameFrom === undefined ? 0 : 0
    return {
      index: -1, from, to, nameFrom: from, nameTo: to, start: (this.t.start[from] as number) + cut, end: this.t.end[to - 1] as number,
      kind: "person", known: [], form: "name", role: "", office: "", countries: [], gender: undefined, number: "sg", counterpart: false, definite: true,
      prep: this.prepBefore(from, profile.attached), ...x, joined: (x.joined ?? profile.joined) || this.word(from - 1) === "و",
    }
  }

  /// Offset of the folded letter `cut` in the original token: letters only, marks between them skipped.
  cutStart(token: number, cut: number): number {
    let at = this.t.start[token] as number
    for (let n = 0; n < cut; at++) if (foldWord(this.t.text[at] as string)) n++
    return at
  }

  // ---- names the knowledge base has

  namedAt(i: number): Draft | undefined {
    const short = this.shortAt(i)
    const hit = this.hit(i)
    if (short && (!hit || hit.to <= short.to)) {
      const {entry, to, cut} = short
      const letters = this.word(i).slice(0, cut)
      return this.draft(i, to, {start: this.cutStart(i, cut), kind: entry.kind, known: entry.known, gender: entry.gender, ...this.particles(i, letters)})
    }
    if (!hit) return undefined
    const options = this.choose(hit)
    if (options.length === 0) return undefined
    const first = this.k.entities[options[0] as number]
    if (!first) return undefined
    const letters = this.word(i).slice(0, hit.cut)
    return this.draft(i, hit.to, {
      start: letters === "لل" || letters === "ولل" || letters === "فلل" ? this.cutStart(i, hit.cut - 1) : this.cutStart(i, hit.cut),
      kind: first.kind, known: options, gender: first.gender, ...this.particles(i, letters),
    })
  }

  particles(i: number, letters: string): {prep: string; joined: boolean} {
    const attached = letters.includes("ب") ? "ب" : letters.includes("ل") ? "ل" : letters.includes("ك") ? "ك" : ""
    return {prep: this.prepBefore(i, attached), joined: letters.startsWith("و") || letters.startsWith("ف")}
  }

  /// A short form of someone met elsewhere in the text.
  shortAt(i: number): {entry: {known: readonly number[]; text: string; kind: EntityKind; gender: "m" | "f" | undefined}; to: number; cut: number} | undefined {
    const word = this.word(i)
    for (const cut of [0, 1]) {
      if (cut === 1 && !/^[وفبلك]/.test(word)) continue
      for (const length of [3, 2, 1]) {
        if (i + length > this.t.count) continue
        const words = [word.slice(cut)]
        for (let j = i + 1; j < i + length; j++) words.push(this.word(j))
        if (words.includes("")) continue
        const entry = this.shorts.get(words.join(" "))
        if (!entry) continue
        if (length === 1 && !this.mayBeName(i, cut)) continue
        return {entry, to: i + length, cut}
      }
    }
    return undefined
  }

  /// A one-word short name that is also an ordinary word must stand where a name would: no article of its own reading, no verb or noun that claims it.
  mayBeName(i: number, cut: number): boolean {
    const p = this.p[i] as Profile
    if (p.unknown) return true
    const bare = this.word(i).slice(cut)
    if (bare.startsWith("ال")) return true
    const before = this.p[i - 1]
    if (this.t.kind[i - 1] === WORD && before && (before.verb !== undefined || before.title !== undefined || before.prep !== "" || before.closed.has("comp") || before.closed.has("conj"))) return true
    return this.t.kind[i - 1] !== WORD || cut > 0
  }

  /// The entities a hit means here, best first; none where the conditions of all its readings fail.
  choose(hit: NameHit): number[] {
    const {t} = this
    const before = this.p[hit.from - 1]
    const beforeWord = this.word(hit.from - 1)
    const ok = meanings(this.k, hit).filter(({entity, flags}) => {
      const known = this.k.entities[entity]
      if (!known) return false
      // «مصادر تركية» is the adjective, though some write the country so.
      const nisba = this.p[hit.from]?.nisba
      if (nisba && nisba.lemma.country === known.id && before && t.kind[hit.from - 1] === WORD && before.nouns.length > 0 && before.closed.size === 0 && hit.to === hit.from + 1) return false
      if (flags & TAG_ONLY) return isTagPlace(t, hit.from, hit.to)
      if (flags & ORDINARY) {
        const bare = this.word(hit.from).slice(hit.cut)
        if (known.kind === "organization" && (known.type === "armed-group" || known.type === "party")) return true
        if (bare.startsWith("ال") && hit.cut <= 1 && known.kind !== "person") return true
        if (known.kind === "country") return !this.isAdjectiveHere(hit)
        if (this.seen.has(entity)) return true
        if (known.kind === "person") return before?.title !== undefined
        const after = hit.cut > 0 && /[بل]/.test(this.word(hit.from).slice(0, hit.cut))
        return after || (before !== undefined && t.kind[hit.from - 1] === WORD && before.prep !== "" && before.nouns.length === 0) || this.lists.placeHeads.has(beforeWord.replace(/^[وفبلك]?ال|^[وفبلك]/, "")) || this.coordinated(hit)
      }
      return true
    })
    const isPlaceHere = this.lists.placeHeads.has(beforeWord) || beforeWord === "العاصمه"
    const rank = (entity: number): number => {
      const known = this.k.entities[entity]
      if (!known) return 9
      if (isPlaceHere) return known.kind === "place" ? 0 : 5
      if (/^(?:ال)?(?:صحيفه|جريده|قناه|وكاله|موقع|مجله|شبكه)$/.test(beforeWord)) return known.kind === "organization" ? 0 : 5
      return known.kind === "person" ? 1 : known.kind === "country" ? 2 : known.kind === "organization" ? 3 : 4
    }
    return ok.map((o) => o.entity).sort((a, b) => rank(a) - rank(b) || a - b)
  }

  /// «دعم مالي»: an adjective after an indefinite masculine noun; «حكومة مالي», «رئيس مالي» are the country.
  isAdjectiveHere(hit: NameHit): boolean {
    const p = this.p[hit.from] as Profile
    if (hit.cut > 0 || !p.nouns.some((r) => Feats.pos(r.feats) === "adj" && !r.lemma.country)) return false
    const before = this.p[hit.from - 1]
    if (!before || this.t.kind[hit.from - 1] !== WORD || before.al || before.title || before.body) return false
    return before.nouns.some((r) => Feats.gender(r.feats) !== "f" && Feats.number(r.feats) !== "pl" && !r.suffix && !this.lists.placeHeads.has(r.lemma.word))
  }

  /// «فرنسا ومالي»: joined to a country or place just named.
  coordinated(hit: NameHit): boolean {
    const last = this.out.at(-1)
    const joined = this.word(hit.from).startsWith("و") && hit.cut >= 1
    const next = this.hit(hit.to)
    const nextJoined = next !== undefined && this.word(hit.to).startsWith("و") && next.cut >= 1 && meanings(this.k, next).some((m) => !(m.flags & ORDINARY) && this.k.entities[m.entity]?.kind === "country")
    return (joined && last !== undefined && last.to >= hit.from - 1 && (last.kind === "country" || last.kind === "place")) || nextJoined
  }

  // ---- titles: «وزير الخارجية المصري سامح شكري»

  titleAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const head = p.title
    const counterpart = /^[وفبلك]?نظير(?:ه|ها|هم|هما|ته|تها|يه|يها)$/.test(this.word(i))
    const honorific = this.isHonorific(i)
    if (!head && !counterpart && !honorific) return undefined
    if (head && p.verb && p.verb.stemFrom < head.stemFrom) return undefined
    // «المساعدة» is help, not a woman assistant.
    if (head && Feats.gender(head.feats) === "f" && p.nouns.some((r) => Feats.pos(r.feats) === "masdar")) return undefined
    if (head && !honorific && p.adj && this.afterIndefiniteNoun(i)) return undefined
    const whole = this.hit(i)
    if (whole && whole.to - whole.from > 1 && !honorific && this.choose(whole).length > 0) return undefined
    const parsed = this.titleBody(i)
    const name = this.nameAfter(parsed.to, parsed.definite || honorific || counterpart)
    const number = head ? (Feats.number(head.feats) ?? "sg") : "sg"
    const gender = head ? Feats.gender(head.feats) : undefined
    const startCut = head ? (head.proclitics & AL ? head.stemFrom - (head.proclitics & LI ? 1 : 2) : head.stemFrom) : 0
    const joined = head ? p.joined && head.stemFrom > 0 : /^[وف]/.test(this.word(i))
    const attached = head ? (head.proclitics & BI ? "ب" : head.proclitics & LI ? "ل" : "") : counterpart ? (/^[وف]?ب/.test(this.word(i)) ? "ب" : /^[وف]?ل/.test(this.word(i)) ? "ل" : "") : p.attached
    const common = {
      office: honorific && !head ? "" : this.officeOf(head, parsed.words), countries: parsed.countries, number, counterpart,
      definite: parsed.definite, prep: this.prepBefore(i, attached), joined, gender,
    }
    if (name) {
      const role = this.t.text.slice(this.cutStart(i, Math.max(0, startCut)), this.t.end[parsed.to - 1])
      const known = name.known.length > 0 ? name.known : []
      if (name.kind === "person" && name.to - name.from >= 2) this.learn(this.wordsOf(name.from, name.to, 0), known, common.gender, parsed.countries[0])
      return this.draft(i, name.to, {...common, nameFrom: name.from, nameTo: name.to, start: this.t.start[name.from] as number, end: this.t.end[name.to - 1] as number, kind: "person", known, form: "name", role, gender: (known[0] !== undefined ? this.k.entities[known[0]]?.gender : undefined) ?? gender})
    }
    if (honorific && !head) return undefined
    const start = this.cutStart(i, Math.max(0, startCut))
    return this.draft(i, parsed.to, {...common, nameFrom: parsed.to, nameTo: parsed.to, start, end: this.t.end[parsed.to - 1] as number, form: number === "du" ? "pair" : "title", role: this.t.text.slice(start, this.t.end[parsed.to - 1])})
  }

  /// «حل سياسي»: after an indefinite noun, a word that may be an adjective is one.
  afterIndefiniteNoun(i: number): boolean {
    const before = this.p[i - 1]
    const p = this.p[i] as Profile
    const next = this.p[i + 1]
    // A head of an idafa is no adjective: «زيارة رئيس الوزراء».
    if (next && this.t.kind[i + 1] === WORD && !p.al && !next.joined && (next.al || this.hit(i + 1) !== undefined) && next.prep === "") return false
    return before !== undefined && this.t.kind[i - 1] === WORD && !p.attached && !p.joined && before.closed.size === 0 && before.nouns.length > 0 && (before.al === p.al) && !before.nouns.every((r) => r.suffix)
  }

  /// «الزعيمان», «البلدين»: two just spoken of.
  pairAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const r = p.nouns.find((x) => Feats.number(x.feats) === "du" && this.lists.pairs.has(x.lemma.word) && (x.proclitics & AL) !== 0)
    if (!r) return undefined
    let to = i + 1
    const countries: string[] = []
    while (to < this.t.count && this.t.kind[to] === WORD && this.p[to]?.nisba && this.p[to]?.al) {
      countries.push(this.p[to]?.nisba?.lemma.country as string)
      to++
    }
    // «الرئيسان صادير جباروف وإمام علي رحمن»: two names with one title.
    if (p.title && this.nameAfter(to, true)) return undefined
    const attached = r.proclitics & BI ? "ب" : r.proclitics & LI ? "ل" : ""
    const start = this.cutStart(i, Math.max(0, r.stemFrom - (r.proclitics & LI ? 1 : 2)))
    return this.draft(i, to, {
      form: "pair", nameFrom: to, nameTo: to, start, kind: this.lists.pairs.get(r.lemma.word) === "person" ? "person" : this.lists.pairs.get(r.lemma.word) === "country" ? "country" : "organization",
      number: "du", countries, role: this.t.text.slice(start, this.t.end[to - 1]), prep: this.prepBefore(i, attached), joined: p.joined && r.stemFrom > 0, gender: Feats.gender(r.feats),
    })
  }

  isHonorific(i: number): boolean {
    return this.lists.honorifics.has(this.word(i)) || this.lists.honorifics.has(this.word(i).replace(/^[وفبل]/, "")) || (/^[وف]?لل/.test(this.word(i)) && this.lists.honorifics.has(this.word(i).replace(/^[وف]?لل/, "ال")))
  }

  /// What belongs to a title after its head: portfolio, nationality, body, honorifics.
  titleBody(i: number): {to: number; countries: string[]; words: string[]; definite: boolean} {
    const {t, p} = this
    const head = p[i] as Profile
    const countries: string[] = []
    const words: string[] = []
    let definite = head.al || /نظير/.test(this.word(i)) || head.info.readings.some((r) => r.suffix && r.lemma.tags.includes("title"))
    const indefiniteHead = !definite
    let j = i + 1
    let construct = !head.al
    for (let guard = 0; guard < 14 && j < t.count; guard++) {
      if (t.kind[j] !== WORD) {
        // «الرئيس “الصديق العزيز” فلاديمير بوتين»: a short quotation between title and name.
        if (this.isPunct(j, "“\"«")) {
          let q = j + 1
          while (q < t.count && q < j + 6 && t.kind[q] === WORD) q++
          const next = this.hit(q + 1)
          if (this.isPunct(q, "”\"»") && next && this.k.entities[this.choose(next)[0] ?? -1]?.kind === "person") {
            j = q + 1
            continue
          }
        }
        break
      }
      const w = p[j] as Profile
      const text = this.word(j)
      const hit = this.hit(j)
      if (hit && hit.cut === 0) {
        const chosen = this.choose(hit)
        const kind = this.k.entities[chosen[0] ?? -1]?.kind
        if (kind === "person") break
        if (kind === "country" || kind === "place" || kind === "organization") {
          // «رئيس جنوب أفريقيا», «سكرتير مجلس الأمن الروسي»
          if (construct || (kind === "organization" && words.length > 0)) {
            const entity = this.k.entities[chosen[0] as number]
            if (entity?.kind === "country") countries.push(entity.id)
            else if (entity?.country) countries.push(entity.country)
            for (let q = j; q < hit.to; q++) words.push(this.word(q))
            j = hit.to
            definite = true
            construct = false
            continue
          }
          break
        }
      }
      if (this.isHonorific(j) && !w.joined) {
        definite = true
        j++
        continue
      }
      if (w.nisba && !w.joined && w.nisba.suffix === undefined && (w.al || indefiniteHead)) {
        if (w.attached) break
        countries.push(w.nisba.lemma.country as string)
        words.push(text)
        construct = false
        j++
        continue
      }
      if (text === "باسم" || text === "لشؤون" || text === "لشئون" || text === "بلسان") {
        words.push(text)
        const named = this.hit(j + 1)
        if (named && this.choose(named).length > 0) {
          for (let q = j + 1; q < named.to; q++) words.push(this.word(q))
          const entity = this.k.entities[this.choose(named)[0] as number]
          if (entity?.kind === "country") countries.push(entity.id)
          else if (entity?.country) countries.push(entity.country)
          j = named.to
        } else j++
        construct = true
        definite = true
        continue
      }
      if (w.joined) {
        // «وزير الموارد المائية والري»: a portfolio of two parts, unless a new title, name or body begins.
        if (w.al && w.nouns.length > 0 && !w.title && words.length > 0 && w.attached === "" && this.portfolioGoesOn(i, j)) {
          words.push(text)
          j++
          continue
        }
        break
      }
      // «الممثل الخاص للصين للشؤون الأوراسية»: whom an envoy stands for.
      if (hit && hit.cut > 0 && w.attached === "ل" && ENVOYS.has(head.title?.lemma.word ?? "")) {
        const entity = this.k.entities[this.choose(hit)[0] ?? -1]
        if (entity && entity.kind !== "person") {
          const country = entity.kind === "country" ? entity.id : entity.country
          if (country) countries.push(country)
          j = hit.to
          continue
        }
      }
      if (w.attached === "ل" && w.al && !w.joined && w.nouns.length > 0 && ENVOYS.has(head.title?.lemma.word ?? "")) {
        j++
        continue
      }
      if (w.attached === "ل" && w.al && (w.nouns.length > 0 || w.unknown) && words.length > 0 && this.nameFollows(j + 1)) {
        words.push(text)
        j++
        continue
      }
      if (w.attached || w.closed.size > 0 || w.time) break
      if (w.al && (w.nouns.length > 0 || (w.unknown && construct))) {
        words.push(text)
        definite = true
        construct = false
        j++
        continue
      }
      if (!w.al && w.nouns.length > 0 && construct && !w.verb && !this.lists.givenNames.has(text)) {
        const next = p[j + 1]
        const isAdjective = indefiniteHead && w.adj !== undefined
        if ((next && t.kind[j + 1] === WORD && (next.al || this.hit(j + 1) !== undefined || (next.nouns.length > 0 && !next.joined)) && !next.joined) || isAdjective) {
          words.push(text)
          j++
          continue
        }
      }
      break
    }
    return {to: j, countries, words, definite}
  }

  portfolioGoesOn(head: number, j: number): boolean {
    const lemma = (this.p[head] as Profile).title?.lemma.word ?? ""
    return lemma === "وزير" || lemma === "وزيره" || lemma === "وكيل" || lemma === "نائب" || (this.p[j + 1] !== undefined && this.nameFollows(j + 1) && lemma === "رئيس")
  }

  nameFollows(j: number): boolean {
    const hit = this.hit(j)
    if (hit && hit.cut === 0) return this.k.entities[this.choose(hit)[0] ?? -1]?.kind === "person" || (this.p[j]?.nisba !== undefined)
    return this.nameLike(j, true) || (this.p[j]?.nisba !== undefined && (this.p[j]?.al ?? false))
  }

  officeOf(head: Reading | undefined, words: readonly string[]): string {
    if (!head) return ""
    const lemma = head.lemma.word
    for (const o of this.lists.offices) {
      if (o.head !== lemma) continue
      if (o.any) return o.office
      if (o.bodies.some((b) => b.every((w, n) => words[n] === w))) return o.office
    }
    return ""
  }

  /// A name right after a title: known, or by its words alone.
  nameAfter(from: number, definite: boolean): {from: number; to: number; known: readonly number[]; kind: EntityKind} | undefined {
    const {t} = this
    let j = from
    const comma = this.isPunct(j, "،,–-—(:") && t.kind[j + 1] === WORD && !this.isPunct(j, ":")
    if (comma) j++
    if (j >= t.count || t.kind[j] !== WORD) return undefined
    const hit = this.hit(j)
    if (hit && hit.cut === 0) {
      const chosen = this.choose(hit).filter((e) => this.k.entities[e]?.kind === "person")
      if (chosen.length > 0) {
        if (comma && hit.to - hit.from < 2) return undefined
        return {from: j, to: hit.to, known: chosen, kind: "person"}
      }
      // A short name after its title need not be unmistakable: «الرئيس شي».
    }
    const short = this.shortAt(j)
    if (short && short.cut === 0 && !comma) return {from: j, to: short.to, known: short.entry.known, kind: "person"}
    if (hit && hit.cut === 0 && this.choose(hit).length > 0 && !this.lists.givenNames.has(this.word(j))) return undefined
    if (!this.nameLike(j, definite && !comma)) return undefined
    const to = this.nameEnd(j, definite)
    if (comma) {
      const closed = this.isPunct(to, "،,–-—)")
      if (!closed || to - j < 2) return undefined
    }
    const words = this.wordsOf(j, to, 0)
    const key = nameKey(words)
    const known = key ? this.k.keys.get(key) : undefined
    return {from: j, to, known: known && known.length === 1 ? known : [], kind: "person"}
  }

  /// Could this word be part of a personal name? Where grammar leaves nothing else (an indefinite noun right after a definite title) any noun may.
  nameLike(j: number, strict: boolean): boolean {
    if (j >= this.t.count || this.t.kind[j] !== WORD || this.aside[j]) return false
    const p = this.p[j] as Profile
    const word = this.word(j)
    if (word.length < 2) return false
    if (this.lists.givenNames.has(word)) return true
    const hit = this.hit(j)
    if (hit && (hit.cut > 0 || !strict) && this.choose(hit).some((e) => this.k.entities[e]?.kind !== "person")) return false
    if (p.closed.size > 0 || p.time || p.nisba) return false
    if (p.unknown) {
      if (p.al) return false
      return !(word.startsWith("و") && word.length > 4 && !CHINESE_STARTS.has(word)) && !/^[0-9]/.test(word)
    }
    if (!strict || p.al || p.attached || p.joined) return false
    if (p.verb && p.nouns.length === 0) return false
    return p.nouns.length > 0 && !p.verb && p.nouns.every((r) => Feats.number(r.feats) === "sg" && !r.suffix && !r.lemma.tags.includes("event") && !r.lemma.tags.includes("counted") && !r.lemma.tags.includes("speech") && r.lemma.pos !== "masdar" && !Feats.indefinite(r.feats))
  }

  nameEnd(from: number, strict: boolean): number {
    let j = from + 1
    while (j < this.t.count && j - from < 6) {
      // A hyphen inside a name: «ون-بين».
      if (this.isPunct(j, "-‑") && this.t.start[j] === this.t.end[j - 1] && this.t.start[j + 1] === this.t.end[j] && this.t.kind[j + 1] === WORD) {
        j += 2
        continue
      }
      if (this.t.kind[j] !== WORD) break
      const word = this.word(j)
      const p = this.p[j] as Profile
      if (NAME_LINKS.has(word)) {
        j++
        continue
      }
      const previous = this.word(j - 1)
      if (NAME_LINKS.has(previous) && !p.closed.size) {
        j++
        continue
      }
      if (p.al && !p.attached && !p.joined && !p.nisba && !p.time && !p.title && !p.body && p.closed.size === 0 && (p.unknown || (strict && p.nouns.some((r) => Feats.number(r.feats) !== "pl" && r.lemma.pos !== "masdar" && !r.lemma.tags.includes("event"))))) {
        j++
        // The family name with its article closes the name.
        break
      }
      const hit = this.hit(j)
      if (hit && hit.cut === 0 && !this.lists.givenNames.has(word) && this.choose(hit).some((e) => this.k.entities[e]?.kind !== "person")) break
      if (!this.nameLike(j, false) && !(strict && this.nameLike(j, true) && j - from < 3)) break
      j++
    }
    while (j > from + 1 && NAME_LINKS.has(this.word(j - 1)) && this.word(j - 1) !== "الدين" && this.word(j - 1) !== "الله") j--
    return j
  }

  /// «وقال ريان هاس الزميل في…»: two or more words no list has, right after a verb of speech.
  spokenNameAt(i: number): Draft | undefined {
    const before = this.p[i - 1]
    const given = this.lists.givenNames.has(this.word(i))
    if (!before || this.t.kind[i - 1] !== WORD) {
      if (!given) return undefined
    }
    if (!given && !before?.verb) return undefined
    if (!given && !(this.p[i] as Profile).unknown) return undefined
    if (!this.nameLike(i, false)) return undefined
    const to = this.nameEnd(i, false)
    if (to - i < 2) return undefined
    const words = this.wordsOf(i, to, 0)
    if (given && !words.slice(1).some((w, n) => this.lists.givenNames.has(w) || (this.p[i + 1 + n]?.unknown ?? false))) return undefined
    const key = nameKey(words)
    const known = key ? this.k.keys.get(key) : undefined
    this.learn(words, known && known.length === 1 ? known : [], undefined, undefined)
    return this.draft(i, to, {kind: "person", known: known && known.length === 1 ? known : [], start: this.t.start[i] as number})
  }

  // ---- places by their head word: «مدينة ود مدني»

  placeAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    const capital = this.capitalAt(i)
    if (capital) return capital
    const head = p.nouns.find((r) => this.lists.placeHeads.has(r.lemma.word) && !r.suffix && Feats.number(r.feats) === "sg")
    if (!head || head.proclitics & AL) return undefined
    const hit = this.hit(i + 1)
    const next = this.p[i + 1]
    if (!next || this.t.kind[i + 1] !== WORD || next.joined || next.attached) return undefined
    const attached = head.proclitics & BI ? "ب" : head.proclitics & LI ? "ل" : ""
    const common = {kind: "place" as const, prep: this.prepBefore(i, attached), joined: p.joined && head.stemFrom > 0}
    if (hit && hit.cut === 0) {
      const places = this.choose(hit).filter((e) => this.k.entities[e]?.kind === "place")
      if (places.length > 0) return this.draft(i, hit.to, {...common, nameFrom: i + 1, nameTo: hit.to, start: this.t.start[i + 1] as number, known: places})
      return undefined
    }
    if (next.unknown && !next.closed.size) {
      let to = i + 2
      while (to < this.t.count && to < i + 4 && this.t.kind[to] === WORD && this.p[to]?.unknown && !/^و/.test(this.word(to)) && !this.hit(to)) to++
      if (next.al && to > i + 2) to = i + 2
      return this.draft(i, to, {...common, nameFrom: i + 1, nameTo: to, start: this.t.start[i + 1] as number, known: []})
    }
    return undefined
  }

  /// «العاصمة التركية», «العاصمة السعودية الرياض»: the capital, named or not.
  capitalAt(i: number): Draft | undefined {
    const p = this.p[i] as Profile
    if (!/^[وف]?(?:[بك]?ال|لل)عاصمه$/.test(this.word(i))) return undefined
    const next = this.p[i + 1]
    const country = next?.nisba?.lemma.country
    if (!country || this.t.kind[i + 1] !== WORD || next?.joined) return undefined
    const attached = /^[وف]?ب/.test(this.word(i)) ? "ب" : /^[وف]?لل/.test(this.word(i)) ? "ل" : ""
    const common = {kind: "place" as const, prep: this.prepBefore(i, attached), joined: p.joined}
    const hit = this.hit(i + 2)
    if (hit && hit.cut === 0) {
      const places = this.choose(hit).filter((e) => this.k.entities[e]?.kind === "place")
      if (places.length > 0) return this.draft(i, hit.to, {...common, nameFrom: i + 2, nameTo: hit.to, start: this.t.start[i + 2] as number, known: places})
    }
    const known = this.capitals.get(country)
    return known === undefined ? undefined : this.draft(i, i + 2, {...common, form: "title", nameFrom: i + 2, nameTo: i + 2, known: [known], role: ""})
  }

  // ---- bodies by their head noun: «هيئة الإحصاء التركية»

  bodyAt(i: number): Draft | undefined {
    const {t, p} = this
    const first = p[i] as Profile
    const head = first.body
    if (!head || head.suffix) return undefined
    if (first.verb && !(head.proclitics & AL) && first.verb.stemFrom < head.stemFrom) return undefined
    const definiteHead = (head.proclitics & AL) !== 0
    let j = i + 1
    let country: string | undefined
    let proper = false
    let complete = definiteHead
    for (let guard = 0; guard < 9 && j < t.count; guard++) {
      if (t.kind[j] !== WORD) {
        // «منظمة "أطباء بلا حدود"», «حركة «حماس»»: a quoted name.
        if (!definiteHead && j === i + 1 && this.isPunct(j, "“\"«")) {
          let q = j + 1
          while (q < t.count && q < j + 6 && t.kind[q] === WORD) q++
          if (this.isPunct(q, "”\"»")) {
            const named = this.hit(j + 1)
            if (named && this.choose(named).length > 0) return undefined
            const attached = head.proclitics & BI ? "ب" : head.proclitics & LI ? "ل" : ""
            return this.draft(i, q + 1, {kind: "organization", form: "name", nameFrom: j + 1, nameTo: q, start: t.start[j + 1] as number, end: t.end[q - 1] as number, prep: this.prepBefore(i, attached), joined: first.joined && head.stemFrom > 0, gender: Feats.gender(head.feats)})
          }
        }
        break
      }
      const w = p[j] as Profile
      const hit = this.hit(j)
      if (hit && hit.cut === 0) {
        const chosen = this.choose(hit)
        const entity = this.k.entities[chosen[0] ?? -1]
        if (entity && entity.kind !== "person" && !complete) {
          // «حكومة السودان», «وزارة خارجية مصر»; an organisation's own name after its head noun is that organisation.
          if (entity.kind === "organization" && j === i + 1) return undefined
          country = entity.kind === "country" ? entity.id : (entity.country ?? country)
          proper = true
          j = hit.to
          complete = true
          continue
        }
        if (entity) break
      }
      if (w.attached === "ل" && w.al && complete && (w.nouns.length > 0 || w.unknown) && !w.joined && /^(?:للامن|للامم|للتعاون|للتنميه|للطاقه|للاحصاء|للهجره|للصحه|للحبوب|للبترول|للدفاع|للتجاره|للاستثمار|للطيران|للفضاء|للارصاد|للدراسات|للابحاث|للبحوث|للسلام|للعلوم|للاجئين|للاعلام|للانتخابات|للاغاثه|للاعمال|للصناعه|للاستخبارات|للثقافه|للطفوله|للدفاع|للحكم|للقضاء|للغاز|للنفط|للخطوط|للتمويل|للنقل|للاقتصاد|للتجميل|للجمارك|للرقابه)$/.test(this.word(j))) {
        proper = true
        j++
        continue
      }
      if (w.joined) {
        if (!definiteHead && w.al && w.nouns.length > 0 && !w.title && !w.body && w.attached === "" && complete && (p[j + 1]?.nisba !== undefined || t.kind[j + 1] !== WORD || (p[j + 1]?.prep ?? "") !== "")) {
          j++
          continue
        }
        break
      }
      if (w.attached || w.closed.size > 0 || w.time) break
      if (w.nisba && w.al && w.nisba.suffix === undefined) {
        country = w.nisba.lemma.country
        proper = true
        complete = true
        j++
        continue
      }
      if (w.al && (w.nouns.length > 0 || w.unknown)) {
        complete = true
        if (!definiteHead || w.adj || w.unknown) {
          proper = true
          j++
          continue
        }
        break
      }
      if (!w.al && !complete && (w.nouns.length > 0 || w.unknown) && (!w.verb || w.nouns.length > 0) && p[j + 1] && t.kind[j + 1] === WORD && (p[j + 1]?.al || p[j + 1]?.nouns.length || this.hit(j + 1))) {
        if (w.adj && w.nouns.every((r) => Feats.pos(r.feats) === "adj")) return undefined
        j++
        continue
      }
      if (!w.al && w.unknown && !complete) {
        proper = true
        complete = true
        j++
        continue
      }
      break
    }
    if (!complete) return undefined
    const bare = definiteHead && j === i + 1
    if (bare && !this.lists.bareBodies.has(head.lemma.word)) return undefined
    if (!bare && !proper) return undefined
    const attached = head.proclitics & BI ? "ب" : head.proclitics & LI ? "ل" : ""
    const startCut = definiteHead ? head.stemFrom - (head.proclitics & LI ? 1 : 2) : head.stemFrom
    return this.draft(i, j, {
      kind: "organization", form: "body", start: this.cutStart(i, Math.max(0, startCut)), end: t.end[j - 1] as number, countries: country ? [country] : [],
      prep: this.prepBefore(i, attached), joined: first.joined && head.stemFrom > 0, gender: Feats.gender(head.feats), number: Feats.number(head.feats) ?? "sg",
    })
  }
}

export const isMetonym = (flags: number): boolean => (flags & METONYM) !== 0
export {NEWLINE, NUMBER}
