import type {Marks} from "../annotate/index.ts"
import type {Filler} from "../extract/index.ts"
import {type Knowledge, type Known, nameKey, wordKey} from "../knowledge/index.ts"
import {type EntityKind, type Mention, type Predicate, WORD} from "../model/index.ts"
import {itemAt, remembered} from "../support/index.ts"

/// Someone or something of one report: what its mentions settle to.
export type Party = {
  readonly id: string
  readonly kind: EntityKind
  /// Index in the knowledge base; -1 where it is known from this text alone.
  readonly known: number
  readonly ar: string
  /// Its English name, where the text alone gives it and its letters would not.
  readonly en: string | undefined
  readonly country: string | undefined
  readonly gender: "m" | "f" | undefined
  readonly mentions: number[]
  /// Offices and states by which the text introduces a person.
  readonly offices: string[]
  readonly countries: string[]
}

export type WhoOptions = {
  readonly marks: Marks
  readonly knowledge: Knowledge
  readonly slug: (name: string) => string
  /// English for a body told by its words alone; undefined where they are not known.
  readonly bodyName: (ar: string, country: string | undefined) => string | undefined
}

const ACTING_PREPS = new Set(["مع", "بين", "ضد", "علي", "عن", "تجاه", "ازاء", "حيال", "وفق", "بحسب", "حسب"])
/// Words whose object or genitive is a place, not a government.
const PLACE_LEMMAS = new Set([
  "زار",
  "زياره",
  "وصل",
  "وصول",
  "غادر",
  "مغادره",
  "دخل",
  "جوله",
  "رحله",
  "سكن",
  "قصف",
  "هاجم",
  "ضرب",
  "استهدف",
  "قمه",
  "موتمر",
  "اجتماع",
  "لقاء",
  "مفاوضات",
  "محادثات",
  "مباحثات",
  "هجوم",
  "بلغ",
])
/// How many mentions away a description is looked up: far more than readers remember, and it keeps time linear.
const REACH = 200
const SIR = /^[وفبلك]?(?:ال|ل)سيده?$/
/// Styles before a title, which are no part of it: «معالي وزير الخارجية», «وزير الخارجية الأستاذ».
const STYLE_WORD = /^[وفبل]?(?:معالي|سمو|فخامه|جلاله|سعاده|سماحه|صاحب|السمو|الملكي|المعالي|الامير|الاستاذ|الدكتور|المهندس|الشيخ)$/
const ANSWERING = /^(?:احتجاجا|ردا|تنديدا|استنكارا|اعتراضا|للاحتجاج|للرد)$/
const DELEGATION = /^[وفبل]?(?:ال)?وفدا?$/
const DELEGATION_REACH = 300
const PAIR_WORDS = new Set(["رييس", "ملك", "وزير", "زعيم", "قائد", "مسوول", "رجل"])
const MINISTER_OFFICES = ["foreign-minister", "defence-minister", "interior-minister", "finance-minister", "energy-minister", "minister"]
const LEADER_OFFICES = ["president", "king", "emir", "sultan", "crown-prince", "prime-minister", "supreme-leader", "chancellor"]
const PLURAL_PRONOUNS = new Set(["3mp", "3fp", "1p", "2mp"])

/// One word of a name in two spellings.
function sameWord(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if (a === b) return true
  const key = keyOf(a)
  return key.length >= 3 && key === keyOf(b)
}

/// Keys of the words of names, remembered: the press repeats its names.
const keys = new Map<string, string>()

const keyOf = (word: string): string => remembered(keys, word, wordKey)

/// «الوزارة» → «وزارة».
function bare(word: string): string {
  return word.length > 4 && word.charCodeAt(1) === LAM && (word.charCodeAt(0) === ALIF || word.charCodeAt(0) === LAM) ? word.slice(2) : word
}

/// «للجيش» → «الجيش»: behind «ل» the article has no alif, so that the letter cannot be cut off.
const asWritten = (name: string, m: Mention): string =>
  m.prep === "ل" && name.startsWith("لل") && name.length > 4 ? `ال${name.slice(2)}` : name

const ALIF = 0x0627
const LAM = 0x0644

/// What a party takes over from the entity that it is.
type Standing = {readonly country: string | undefined; readonly gender: "m" | "f" | undefined; readonly states: readonly string[]}

const standings = new WeakMap<Known, Standing>()

const genderOfBody = (ar: string): "m" | "f" | undefined =>
  /^\S*ة(?: |$)/u.test(ar) ? "f" : ar.includes(" ") || ar.startsWith("ال") ? "m" : undefined

function standingOf(e: Known): Standing {
  let known = standings.get(e)
  if (!known) {
    const states: string[] = []
    if (e.country) states.push(e.country)
    if (e.offices) for (const o of e.offices) if (o.of.startsWith("country:")) states.push(o.of)
    known = {
      country: e.kind === "country" ? e.id : e.country,
      // «وقعت توتال», «ضاعفت حماس هجماتها»: a company, or a body called by a foreign or short name, has the gender of what it is called.
      gender: e.gender ?? (e.kind === "organization" && e.type !== "company" ? genderOfBody(e.ar) : undefined),
      states,
    }
    standings.set(e, known)
  }
  return known
}

function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item)
}

/// A style with its pronoun; the part in brackets is what the style itself is written with.
const STYLED = /^[وف]?[بلك]?(سمو|فخام|جلال|معالي|سعاد|سماح|فضيل|قداس|نياف)(?:ت)?(?:ه|ها|هما)$/
/// «وأكد الأخير»: the one named last.
const LATTER = /^(?:الاخير|الاخيره)$/
/// Deals that go by the name of the town in which they were made.
const TREATIES = new Set(["اتفاق", "اتفاقيه", "معاهده", "اعلان", "بروتوكول", "ميثاق"])
/// Towns where others make their deals: «اتفاق فيينا مع إيران».
const DEAL_TOWNS = new Set(["فيينا", "جنيف", "لوزان", "اوسلو", "مينسك"])
/// «اتصال هاتفي بينهما»
const TALKS = new Set("اتصال لقاء اجتماع محادثه مباحثه مكالمه مفاوضه مشاوره حوار قمه اتفاق".split(" "))
const TALKS_REACH = 3
/// Two mentions told together, and where.
/// `mixed`: a man and the state he came to, which makes two states.
type Couple = {readonly two: readonly [number, number]; readonly token: number; readonly sentence: number; readonly mixed?: true}
/// Two people, or two states or bodies.
const alike = (x: Mention, y: Mention): boolean => (x.kind === "person") === (y.kind === "person")
/// What kinds of bodies a common noun may mean.
const BODY_TYPES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["شركه", new Set(["company"])],
  ["مجموعه", new Set(["company", "union", "igo"])],
  ["بنك", new Set(["bank"])],
  ["مصرف", new Set(["bank"])],
  ["صندوق", new Set<string>()],
  ["منظمه", new Set(["igo", "ngo"])],
  ["حركه", new Set(["armed-group", "party"])],
  ["جماعه", new Set(["armed-group", "party", "union"])],
  ["تنظيم", new Set(["armed-group"])],
  ["تكتل", new Set(["union", "igo"])],
  ["كتله", new Set(["union", "igo"])],
  ["حزب", new Set(["party"])],
  ["اتحاد", new Set(["union"])],
  ["محكمه", new Set(["court"])],
  ["ميليشيا", new Set(["armed-group"])],
])
const GO_BETWEEN = /^[وفب]*(?:وساطه|رعايه|تيسير)$/
/// Sentences back that «الدول الثلاث» is understood from.
const ROW_REACH = 10
/// Sentences back that a dual is understood from, and the couples that are tried.
const COUPLE_REACH = 3
const MOST_COUPLES = 12

/// Titles that stand before a ruler's given name.
const RULERS = /^[وفبلك]?(?:ال|ل)(ملك|ملكه|امير|سلطان|بابا|امبراطور)$/
/// Offices that many have, none told by its name among them.
const SHARED: ReadonlySet<string> = new Set(["", "head-of-body", "spokesperson", "envoy", "ambassador", "party-leader"])
/// How long a second title may be, in words.
const NEXT_TITLE = 8

/// How many people of one family name are compared with a new one.
const NAMESAKES = 64
const NONE: readonly number[] = []

/// Settles each mention of a text to the party it means: names by the knowledge base and by each other, titles and pronouns by what was named before.
export class Who {
  readonly parties: Party[] = []
  readonly byId = new Map<string, number>()
  /// For each mention, the parties it stands for: one, several for a pair, none where it stays open.
  readonly of: (readonly number[])[]
  readonly marks: Marks
  readonly knowledge: Knowledge
  readonly slug: (name: string) => string
  readonly bodyName: WhoOptions["bodyName"]
  readonly byKey = new Map<string, number>()
  /// Parties of the entities met.
  readonly ofEntity = new Map<number, number>()
  /// The body that each head noun was last said of: «الوزارة» comes back to it.
  readonly byHead = new Map<string, number>()
  /// People by the last word of their fullest name, and by its key; mentions not yet looked into stand in `unread`.
  readonly byLast = new Map<string, number[]>()
  readonly fullest: (readonly string[])[] = []
  readonly unread: number[] = []

  constructor({marks, knowledge, slug, bodyName}: WhoOptions) {
    this.bodyName = bodyName
    this.marks = marks
    this.knowledge = knowledge
    this.slug = slug
    this.of = new Array(marks.mentions.length).fill(NONE)
    for (const m of marks.mentions) {
      if (m.nameTo <= m.nameFrom && m.form !== "body") continue
      const n = this.named(m)
      if (n < 0) continue
      this.of[m.index] = [n]
      if (m.kind === "organization" && m.nameTo - m.from > 1) {
        const head = m.form === "name" && m.from < m.nameFrom ? marks.tokens.folded[m.from] : this.firstWord(m)
        if (head !== undefined) this.byHead.set(bare(head), n)
      }
    }
    this.introduce()
    for (const m of marks.mentions) {
      if ((this.of[m.index] as readonly number[]).length > 0) continue
      const meant = this.described(m)
      this.of[m.index] = meant
      if (meant.length > 0 && this.roles) this.addRole(m)
    }
  }

  party(
    id: string,
    kind: EntityKind,
    known: number,
    ar: string,
    country: string | undefined,
    gender: "m" | "f" | undefined,
    en?: string,
  ): number {
    const old = this.byId.get(id)
    if (old !== undefined) return old
    const n = this.parties.length
    this.byId.set(id, n)
    this.parties.push({id, kind, known, ar, en, country, gender, mentions: [], offices: [], countries: []})
    return n
  }

  /// Notes that a mention is of a party.
  met(n: number, m: Mention): number {
    const p = this.parties[n] as Party
    p.mentions.push(m.index)
    if (p.kind === "person") this.unread.push(n, m.index)
    return n
  }

  knownParty(entity: number): number {
    const had = this.ofEntity.get(entity)
    if (had !== undefined) return had
    const e = this.knowledge.entities[entity]
    if (!e) throw new Error(`no entity ${entity} in the knowledge base`)
    const {country, gender} = standingOf(e)
    const n = this.party(e.id, e.kind, entity, e.ar, country, gender)
    this.ofEntity.set(entity, n)
    return n
  }

  /// The party of a country, also where only its adjective or capital stands in the text.
  country(id: string): number | undefined {
    const entity = this.knowledge.indexOf.get(id)
    return entity === undefined ? undefined : this.knownParty(entity)
  }

  /// The party of a name; -1 for a body that no words of its own name.
  named(m: Mention): number {
    const {text} = this.marks
    if (m.known.length > 0) {
      const best = this.bestKnown(m)
      const capital = this.knowledge.entities[best]?.capitalOf
      const government = capital && this.isActing(m) ? this.country(capital) : undefined
      const n = government ?? this.knownParty(best)
      this.met(n, m)
      if (this.parties[n]?.kind === "organization" && m.nameTo - m.nameFrom > 2) this.remember(m, this.nameWords(m), n)
      return n
    }
    if (m.form === "body" && m.nameTo <= m.nameFrom) return -1
    const owner = m.form === "body" ? this.ownerOf(m) : undefined
    if (owner !== undefined) {
      const state = m.countries[0] === undefined ? undefined : this.knowledge.indexOf.get(m.countries[0])
      return this.met(state === undefined ? this.forcesOf(owner) : this.governmentOf(state), m)
    }
    const words = this.nameWords(m)
    const again = m.kind === "organization" ? this.sameBody(m, words) : undefined
    if (again !== undefined) return this.met(again, m)
    // Another spelling or a shorter form of a name already met in this text.
    const nk = m.kind === "person" ? nameKey(words) : undefined
    const same = m.kind === "person" ? (this.samePerson(words, nk) ?? this.sameRuler(m, words)) : undefined
    if (same !== undefined) return this.met(same, m)
    const ar = asWritten(text.slice(m.start, m.end), m)
    const prefix = m.kind === "person" ? "person" : m.kind === "organization" ? "org" : m.kind
    const body = m.form === "body" ? this.bodyWords(m, words).join(" ") : ""
    const key = m.form === "body" ? `${body} ${m.countries[0]?.replace(/^country:/, "") ?? ""}`.trim() : words.join(" ")
    // «الخارجية السودانية» and «وزارة الخارجية السودانية» have one English name, and so one id, in every report.
    const english = m.kind === "organization" ? this.bodyName(ar, m.countries[0]) : undefined
    const n = this.party(`${prefix}:${this.slug(english ?? key)}`, m.kind, -1, ar, m.countries[0], m.gender)
    this.met(n, m)
    if (nk) this.byKey.set(nk, n)
    if (m.form === "body") this.byKey.set(`body ${body}`, n)
    if (m.kind === "organization") this.remember(m, words, n)
    return n
  }

  /// The man told inside the name of a body: «قوات صالح».
  ownerOf(m: Mention): number | undefined {
    const inner = this.marks.mentions[m.index - 1]
    return inner?.kind === "person" && inner.from === inner.to && inner.nameFrom > m.nameFrom && inner.nameTo === m.nameTo
      ? this.of[inner.index]?.[0]
      : undefined
  }

  /// «حكومة الرئيس بشار الأسد»: the government of Syria, as «الحكومة السورية» is.
  governmentOf(state: number): number {
    const {id, ar} = this.knowledge.entities[state] as Known
    const en = this.bodyName("الحكومة", id)
    return this.party(`org:${this.slug(en ?? `حكومة ${ar}`)}`, "organization", -1, `حكومة ${ar}`, id, "f", en)
  }

  /// The forces of a man, whatever they are called: «قوات صالح», «ميليشيات المخلوع صالح».
  forcesOf(owner: number): number {
    const {ar, country, known} = this.parties[owner] as Party
    const name = `قوات ${ar}`
    const en = `${this.bodyName("قوات", undefined) ?? "Forces"} of ${itemAt(this.knowledge.entities, known)?.en ?? ar}`
    const listed = this.knowledge.indexOf.get(`org:${this.slug(en)}`)
    if (listed !== undefined) return this.knownParty(listed)
    return this.party(`org:${this.slug(en)}`, "organization", -1, name, country, "f", en)
  }

  /// Does a capital's name stand for its government here («رفضت بكين», «بين موسكو وكييف») or for the city («في بكين», «زار بكين»)?
  isActing(m: Mention): boolean {
    if (this.isTreatys(m)) return false
    // «عمدة لندن», «مطار بغداد»: inside another phrase it is the city.
    if (m.to === m.from || m.nameFrom > m.from) return false
    if (m.joined && m.index > 0) {
      const left = this.marks.mentions[m.index - 1] as Mention
      const n = this.of[left.index]?.[0]
      const p = n === undefined ? undefined : this.parties[n]
      // «واشنطن وبكين» as the first does; «زعماء الغرب وكييف» beside one who acts.
      if (left.to === m.from && p) return p.kind === "country" || (p.kind === "organization" && !m.prep)
    }
    if (m.prep === "ل") return !PLACE_LEMMAS.has(this.argOf(m.index)?.lemma ?? "")
    if (m.prep) return ACTING_PREPS.has(m.prep)
    const arg = this.argOf(m.index)
    if (!arg) return false
    if (arg.rel === "subj") return true
    if (arg.rel === "of" || arg.rel === "obj" || arg.rel === "of?" || arg.rel === "suffix") return !PLACE_LEMMAS.has(arg.lemma)
    return arg.rel === "gen" && !PLACE_LEMMAS.has(arg.lemma)
  }

  /// «اتفاق فيينا», «معاهدة باريس»: the town by whose name a deal goes, not one of its sides («اتفاق موسكو وأنقرة», «اتفاق واشنطن مع طهران»).
  isTreatys(m: Mention): boolean {
    const {tokens, words, mentions, mentionAt} = this.marks
    if (m.kind !== "place" || m.prep || m.joined || tokens.kind[m.from - 1] !== WORD || mentionAt[m.from - 1] !== -1) return false
    if (words[m.from - 1]?.al || !words[m.from - 1]?.nouns.some((r) => TREATIES.has(r.lemma.word))) return false
    // «إعلان بكين عن خطط», «إعلان موسكو أنها ستنسحب»: who announces.
    if (/^(?:عن|انها?|انه)$/.test(tokens.folded[m.to] ?? "") || words[m.to]?.nouns.some((r) => r.lemma.pos === "masdar")) return false
    if (DEAL_TOWNS.has(tokens.folded[m.from] as string)) return true
    const next = mentions[m.index + 1]
    return !(next && next.from <= m.to + 1 && (next.joined || next.prep === "مع"))
  }

  argOf(mention: number): {readonly rel: string; readonly lemma: string} | undefined {
    if (!this.argIndex) {
      // A phrase under several predicates belongs to the nearest before it: «تستعد … خلال زيارة … لبكين» is a visit to Beijing.
      this.argIndex = new Array(this.marks.mentions.length).fill(undefined)
      for (const p of this.marks.predicates)
        for (const a of p.args)
          if (a.mention >= 0 && (p.token < a.token || !this.argIndex[a.mention])) this.argIndex[a.mention] = {rel: a.rel, lemma: p.lemma}
    }
    return this.argIndex[mention]
  }
  argIndex: ({readonly rel: string; readonly lemma: string} | undefined)[] | undefined

  firstWord(m: Mention): string | undefined {
    for (let i = m.nameFrom; i < m.nameTo; i++) if (this.marks.tokens.kind[i] === WORD) return this.nameWord(m, i)
    return undefined
  }

  nameWords(m: Mention): string[] {
    const out: string[] = []
    for (let i = m.nameFrom; i < m.nameTo; i++) if (this.marks.tokens.kind[i] === WORD) out.push(this.nameWord(m, i))
    return out
  }

  /// A word of a name, less the particle that is written with it.
  nameWord(m: Mention, token: number): string {
    const {tokens} = this.marks
    const particle = token === m.nameFrom ? Math.max(0, m.start - (tokens.start[token] as number)) : 0
    return asWritten((tokens.folded[token] as string).slice(particle), m)
  }

  /// The words of a body less its articles, its country and the word «وزارة».
  bodyWords(m: Mention, words: readonly string[]): string[] {
    let country: Set<number> | undefined
    for (let n = m.index - 1; n >= 0; n--) {
      const inner = this.marks.mentions[n] as Mention
      if (inner.to > inner.from || inner.nameFrom < m.nameFrom) break
      if (inner.kind === "country") for (let i = inner.nameFrom; i < inner.nameTo; i++) (country ??= new Set()).add(i)
    }
    const rest: string[] = []
    for (let i = m.nameFrom; i < m.nameTo; i++) {
      const w = this.marks.words[i]
      if (country?.has(i) || (w?.nisba && m.countries[0] === w.nisba.lemma.country)) continue
      const word = bare(words[i - m.nameFrom] ?? "")
      if (word && !(word === "وزاره" && m.nameTo - i > 1)) rest.push(word)
    }
    return rest
  }

  /// A body may come back by its first two words.
  remember(m: Mention, words: readonly string[], party: number): void {
    if (words.length < 3) return
    const begins = `begins ${this.bodyWords(m, words).slice(0, 2).join(" ")}`
    if (!this.byKey.has(begins)) this.byKey.set(begins, party)
  }

  /// A body named before: by its head alone («الوزارة»), by its short name in brackets, with or without its country.
  sameBody(m: Mention, words: readonly string[]): number | undefined {
    const {tokens, mentions} = this.marks
    if (m.form === "body" && m.nameTo - m.nameFrom === 1) return this.byHead.get(bare(words[0] ?? ""))
    const short = words.join(" ")
    const known = this.byKey.get(`org ${short}`)
    if (known !== undefined) return known
    if (tokens.folded[m.from - 1] === "(") {
      const before = mentions[m.index - 1]
      if (before?.kind === "organization" && before.to === m.from - 1) {
        const party = this.of[before.index]?.[0]
        if (party !== undefined) this.byKey.set(`org ${short}`, party)
        return party
      }
    }
    // «الهلال الأحمر» after «الهلال الأحمر الليبي».
    if (words.length === 2) {
      const longer = this.byKey.get(`begins ${this.bodyWords(m, words).join(" ")}`)
      // «الخارجية التونسية» is not «وزارة الخارجية القطرية».
      const country = longer === undefined ? undefined : this.parties[longer]?.country
      if (longer !== undefined && (m.countries.length === 0 || country === undefined || m.countries.includes(country))) return longer
    }
    if (m.form !== "body") return undefined
    // «وزارة الخارجية» where one ministry of that name was met, or the first had no country.
    const key = `body ${this.bodyWords(m, words).join(" ")}`
    const met = this.byKey.get(key)
    if (met === undefined) return undefined
    const country = this.parties[met]?.country
    return !m.countries[0] || m.countries[0] === country ? met : undefined
  }

  /// Among several known ones of a name: the one whose office or country the title gives; then the first.
  bestKnown(m: Mention): number {
    const score = (n: number): number => {
      const e = this.knowledge.entities[n]
      if (!e) return -1
      let s = 0
      if (m.countries.length > 0 && e.country && m.countries.includes(e.country)) s += 2
      if (m.office && e.offices?.some((o) => o.office === m.office)) s += 2
      if (m.role && e.kind === "person") s += 1
      // «في عمان» is Amman in a report of Jordan, and «عمّان» anywhere.
      if (m.kind === "country" && e.kind === "place" && e.country) s += this.isOfLand(m, e.country) ? 1 : 0
      return s
    }
    return m.known.length === 1 ? (m.known[0] as number) : m.known.reduce((a, b) => (score(b) > score(a) ? b : a))
  }

  /// A town that has the name of another state: written with its shadda, or in a report that names its land, and the other state nowhere else.
  isOfLand(m: Mention, land: string): boolean {
    if (this.marks.text.slice(m.start, m.end).includes("\u0651")) return true
    if (!this.lands) {
      this.lands = new Set()
      for (const w of this.marks.words) if (w.nisba?.lemma.country) this.lands.add(w.nisba.lemma.country)
      for (const o of this.marks.mentions) {
        for (const c of o.countries) this.lands.add(c)
        const e = o.known.length === 1 ? this.knowledge.entities[o.known[0] as number] : undefined
        const of = e?.kind === "country" ? e.id : e?.kind === "place" ? e.country : undefined
        if (of !== undefined) this.lands.add(of)
      }
    }
    const lands = this.lands
    return lands.has(land) && !m.known.some((n) => lands.has(this.knowledge.entities[n]?.id ?? ""))
  }
  lands: Set<string> | undefined

  /// The person met before whose name these words shorten or spell otherwise. Two full names must agree in all that both say:
  /// «نور الدين بونجو» is not «علي بونجو», though «بونجو» may be either.
  samePerson(words: readonly string[], key: string | undefined): number | undefined {
    if (key !== undefined) {
      const known = this.byKey.get(key)
      if (known !== undefined) return known
    }
    const last = words.at(-1)
    if (last === undefined) return undefined
    this.readNames()
    return this.namesake(words, this.byLast.get(keyOf(last).length >= 3 ? `${keyOf(last)} ` : last))
  }

  /// «الملك عبد الله» after «الملك الأردني عبد الله الثاني»: rulers go by the names that they were given.
  sameRuler(m: Mention, words: readonly string[]): number | undefined {
    const {mentions, tokens} = this.marks
    const title = tokens.folded[m.from] as string
    if (m.nameFrom === m.from || !RULERS.test(title)) return undefined
    for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
      const x = mentions[i] as Mention
      const n = this.of[i]?.[0]
      if (x.kind !== "person" || n === undefined || x.nameFrom === x.from || x.nameTo - x.nameFrom <= words.length) continue
      const before = tokens.folded[x.from] as string
      if (RULERS.exec(before)?.[1] !== RULERS.exec(title)?.[1]) continue
      const full = this.nameWords(x)
      if (words.every((w, k) => sameWord(w, full[k]))) return n
    }
    return undefined
  }

  /// The last party of a list that a name fits.
  namesake(words: readonly string[], parties: readonly number[] | undefined): number | undefined {
    if (!parties) return undefined
    let best: number | undefined
    for (let at = Math.max(0, parties.length - NAMESAKES); at < parties.length; at++) {
      const n = parties[at] as number
      if (best !== undefined && n <= best) continue
      const full = this.fullest[n] as readonly string[]
      const [short, long] = words.length <= full.length ? [words, full] : [full, words]
      if (
        short.length > 0 &&
        sameWord(long.at(-1), short.at(-1)) &&
        (short.length === 1 || short.every((w) => long.some((x) => sameWord(w, x))))
      )
        best = n
    }
    return best
  }

  /// Files the people met since the last time under the last word of their fullest names: words of one key stand together.
  readNames(): void {
    for (let at = 0; at < this.unread.length; at += 2) {
      const n = this.unread[at] as number
      const p = this.parties[n] as Party
      const said = this.nameWords(this.marks.mentions[this.unread[at + 1] as number] as Mention)
      const had = this.said[n]
      if (had && said.length <= had.length) continue
      this.said[n] = said
      const full = said.length < 2 && p.known >= 0 ? (itemAt(this.knowledge.entities, p.known)?.ar ?? "").split(" ") : said
      const old = this.fullest[n]?.at(-1)
      this.fullest[n] = full
      const last = full.at(-1)
      if (last === undefined || last === old) continue
      const key = keyOf(last).length >= 3 ? `${keyOf(last)} ` : last
      const list = this.byLast.get(key)
      if (list) list.push(n)
      else this.byLast.set(key, [n])
    }
    this.unread.length = 0
  }
  /// The longest name by which each person was called.
  readonly said: (readonly string[])[] = []

  introduce(): void {
    for (const m of this.marks.mentions) {
      const n = this.of[m.index]?.[0]
      if (n === undefined || m.kind !== "person") continue
      const p = this.parties[n] as Party
      if (m.office) add(p.offices, m.office)
      else if (m.counterpart) {
        // «نظيره الإيراني …» holds the office of the one named before.
        for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
          const before = this.marks.mentions[i] as Mention
          if (before.kind !== "person" || this.of[i]?.[0] === n) continue
          if (before.office) add(p.offices, before.office)
          const q = this.of[i]?.[0]
          if (q !== undefined) for (const o of (this.parties[q] as Party).offices) add(p.offices, o)
          break
        }
      }
      for (const c of m.countries) add(p.countries, c)
      const e = itemAt(this.knowledge.entities, p.known)
      if (e) for (const c of standingOf(e).states) add(p.countries, c)
    }
  }

  // ---- titles and pairs

  described(m: Mention): number[] {
    if (m.form === "pair") return this.pair(m)
    if (m.kind === "place" && m.known.length > 0) return [this.knownParty(m.known[0] as number)]
    if (m.form !== "title" || m.number === "pl") return []
    if (m.nameFrom === m.to && LATTER.test(this.marks.tokens.folded[m.from] as string)) return this.latter(m)
    const apposed = this.apposed(m)
    if (apposed !== undefined) return [apposed]
    if (m.nameFrom === m.from + 1 && m.office === "" && STYLED.test(this.marks.tokens.folded[m.from] as string)) return this.styled(m)
    // «رئيسا الحكومتين», «وزيرا الخارجية»: the last two who hold the office.
    if (m.number === "du" && m.office) {
      const two: number[] = []
      for (let i = m.index - 1; i >= Math.max(0, m.index - REACH) && two.length < 2; i--) {
        const n = this.of[i]?.[0]
        if (n !== undefined && !two.includes(n) && this.parties[n]?.kind === "person" && this.holds(this.parties[n] as Party, [m.office]))
          two.push(n)
      }
      return two.length === 2 ? two : []
    }
    const found = this.holder(m)
    return found === undefined ? [] : [found]
  }

  /// «سموه», «فخامته»: the last one named whom the text gives that style anywhere before, else the last man (or woman) named.
  styled(m: Mention): number[] {
    const {tokens, mentions} = this.marks
    const style = STYLED.exec(tokens.folded[m.from] as string)?.[1] ?? ""
    const bearers = this.bearersOf(style)
    let other: number | undefined
    for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
      const x = mentions[i] as Mention
      const n = this.of[i]?.[0]
      if (x.kind !== "person" || n === undefined || (x.gender !== undefined && x.gender !== m.gender)) continue
      if (bearers.has(n)) return [n]
      other ??= n
    }
    return other === undefined ? [] : [other]
  }

  /// «وأكد الأخير», «وصلت إليها الأخيرة»: the last one named of the kind that the words allow.
  latter(m: Mention): number[] {
    for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
      const x = this.marks.mentions[i] as Mention
      if (x.to === x.from || x.form === "pair" || x.number !== "sg") continue
      const n = this.actorsOf(i)[0]
      if (n !== undefined && this.parties[n]?.kind === m.kind && this.agrees(m.gender === "f" ? "3fs" : "3ms", n)) return [n]
    }
    return []
  }

  /// Those whom the text names with a style of address.
  bearersOf(style: string): ReadonlySet<number> {
    let known = this.bearers.get(style)
    if (known) return known
    known = new Set()
    const {tokens, mentions, text} = this.marks
    for (const x of mentions) {
      const n = this.of[x.index]?.[0]
      if (x.kind !== "person" || n === undefined || x.nameTo <= x.nameFrom) continue
      if (text.slice(tokens.start[x.from], tokens.end[Math.max(x.from, x.nameFrom - 1)]).includes(style)) known.add(n)
    }
    this.bearers.set(style, known)
    return known
  }
  readonly bearers = new Map<string, Set<number>>()

  /// «رئيس الجمهورية، السيد عبد المجيد تبون»: the name that follows a title behind a comma.
  apposed(m: Mention): number | undefined {
    const {tokens, mentions} = this.marks
    const same = this.alsoCalled(m)
    if (same !== undefined) return same
    if (!m.office || m.number !== "sg" || tokens.folded[m.to] !== "،") return undefined
    const next = mentions[m.index + 1]
    if (next?.kind !== "person" || next.from !== m.to + 1 || next.nameTo <= next.nameFrom || next.office) return undefined
    if (next.gender !== undefined && m.gender !== undefined && next.gender !== m.gender) return undefined
    const n = this.of[next.index]?.[0]
    if (
      n === undefined ||
      (m.countries.length > 0 && this.statesOf(n).length > 0 && !m.countries.some((c) => this.statesOf(n).includes(c)))
    )
      return undefined
    add((this.parties[n] as Party).offices, m.office)
    return n
  }

  /// «قال رئيس اللجنة وعضو مجلس الأمناء فلان»: one who is two things, of which neither is held by one alone, as «رئيس الوزراء ووزير الخارجية» are.
  alsoCalled(m: Mention): number | undefined {
    if (m.number !== "sg" || !SHARED.has(m.office)) return undefined
    const {mentions} = this.marks
    let next = mentions[m.index + 1]
    while (next && next.to <= m.to + NEXT_TITLE && next.kind !== "person") next = mentions[next.index + 1]
    if (next?.kind !== "person" || !next.joined || next.from !== m.to || next.nameTo <= next.nameFrom || next.nameFrom === next.from)
      return undefined
    const [a, b] = [m.countries, next.countries]
    // «بين الزعيم الأوكراني ونظيره الصيني»
    if (next.counterpart || (a.length > 0 && b.length > 0 && !a.some((c) => b.includes(c)))) return undefined
    if (!SHARED.has(next.office) || (next.gender !== undefined && m.gender !== undefined && next.gender !== m.gender)) return undefined
    return this.of[next.index]?.[0]
  }

  statesOf(n: number): readonly string[] {
    return (this.parties[n] as Party).countries
  }

  /// Whom the text itself calls by just these words of a title, with no state told: «رئيس الجمهورية» is in a report of one country its own,
  /// whatever other president was named last. Undefined where two are called so.
  calledSo(m: Mention): number | undefined {
    if (!this.called) {
      this.called = new Map()
      for (const x of this.marks.mentions) {
        if (x.kind !== "person" || !x.office || x.countries.length > 0 || x.number !== "sg") continue
        const n = x.nameTo > x.nameFrom ? this.of[x.index]?.[0] : this.apposed(x)
        const words = this.titleWords(x)
        if (n === undefined || words === "") continue
        const old = this.called.get(words)
        this.called.set(words, old === undefined || old === n ? n : -1)
      }
    }
    const n = this.called.get(this.titleWords(m))
    return n === undefined || n < 0 ? undefined : n
  }
  called: Map<string, number> | undefined

  /// The words of a title of two or more words, less styles and the particle before it; empty for one.
  titleWords(m: Mention): string {
    const {tokens} = this.marks
    const to = m.nameTo > m.nameFrom ? Math.min(m.nameFrom, m.to) : m.to
    let words = ""
    let many = 0
    for (let i = m.from; i < to; i++) {
      if (tokens.kind[i] !== WORD || SIR.test(tokens.folded[i] as string) || STYLE_WORD.test(tokens.folded[i] as string)) continue
      const word = many === 0 ? (this.marks.words[i]?.title?.lemma.word ?? tokens.folded[i]) : tokens.folded[i]
      words += `${word} `
      many++
    }
    return many > 1 ? words : ""
  }

  /// The person of this text whom a title without a name means: same office, same country, the last one named before, else the first after.
  holder(m: Mention): number | undefined {
    if (!m.definite && m.countries.length === 0) return undefined
    const state = m.counterpart ? undefined : m.countries
    const fits = (x: Mention): boolean => {
      if (x.kind !== "person" || x.nameTo <= x.nameFrom) return false
      const n = this.of[x.index]?.[0]
      if (n === undefined) return false
      const p = this.parties[n] as Party
      if (state && state.length > 0 && !state.some((c) => p.countries.includes(c))) return false
      if (m.counterpart) return m.countries.length > 0 && m.countries.some((c) => p.countries.includes(c)) && p.offices.length > 0
      if (m.office === "") return this.roleWord(m) !== "" && this.rolesOf(n).includes(this.roleWord(m))
      const e = itemAt(this.knowledge.entities, p.known)
      return (
        p.offices.includes(m.office) ||
        (e?.offices?.some((o) => o.office === m.office) ?? false) ||
        (m.office === "party-leader" && this.holds(p, LEADER_OFFICES)) ||
        (m.office === "minister" && p.offices.some((o) => o.endsWith("minister") && o !== "prime-minister"))
      )
    }
    if (m.office === "" && m.countries.length > 0 && !m.definite) return undefined
    const called = m.counterpart || m.countries.length > 0 ? undefined : this.calledSo(m)
    if (called !== undefined) return called
    // «السيد الرئيس»: the one to whom the text gives the style, not the guest of whom it speaks last.
    const style = (x: Mention): boolean => SIR.test(this.marks.tokens.folded[x.from] as string)
    if (style(m))
      for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
        const x = this.marks.mentions[i] as Mention
        if (style(x) && fits(x)) return this.of[i]?.[0]
      }
    // «رئيس الجمهورية»: the one introduced with just these words, not a guest of the same office.
    if (m.role.includes(" ") && m.countries.length === 0)
      for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) {
        const x = this.marks.mentions[i] as Mention
        if (x.role === m.role && fits(x)) return this.of[i]?.[0]
      }
    for (let i = m.index - 1; i >= Math.max(0, m.index - REACH); i--) if (fits(this.marks.mentions[i] as Mention)) return this.of[i]?.[0]
    for (let i = m.index + 1; i < Math.min(this.marks.mentions.length, m.index + REACH); i++)
      if (m.definite && fits(this.marks.mentions[i] as Mention)) return this.of[i]?.[0]
    return undefined
  }

  /// The nouns by which a party is called anywhere in the text.
  rolesOf(n: number): readonly string[] {
    if (!this.roles) {
      this.roles = new Map()
      for (const m of this.marks.mentions) this.addRole(m)
    }
    return this.roles.get(n) ?? []
  }

  addRole(m: Mention): void {
    const n = this.of[m.index]?.[0]
    const role = this.roleWord(m)
    if (n === undefined || role === "") return
    const list = this.roles?.get(n)
    if (list) add(list, role)
    else this.roles?.set(n, [role])
  }
  roles: Map<number, string[]> | undefined

  roleWord(m: Mention): string {
    const w = this.marks.words[m.from]
    return w?.title?.lemma.word ?? ""
  }

  /// «الزعيمان» the last two leaders named, «البلدان» the last two countries named, or those of the last two people.
  pair(m: Mention): number[] {
    if (m.countries.length === 2) return m.countries.map((c) => this.country(c)).filter((n): n is number => n !== undefined)
    const out: number[] = []
    const push = (n: number | undefined): void => {
      if (n !== undefined && !out.includes(n) && out.length < 2) out.push(n)
    }
    const word = this.pairWord(m)
    const office = word === "رييس" ? "president" : word === "ملك" ? "king" : ""
    const ministers = word === "وزير"
    if (m.kind === "person") {
      const fits = (p: Party): boolean =>
        office
          ? this.holds(p, [office])
          : ministers
            ? p.offices.some((o) => o.endsWith("minister")) || this.holds(p, MINISTER_OFFICES)
            : word !== "زعيم" || this.holds(p, LEADER_OFFICES)
      const look = (i: number): void => {
        const n = this.of[i]?.[0]
        const p = n === undefined ? undefined : (this.parties[n] as Party)
        if (p?.kind === "person" && (m.countries.length === 0 || m.countries.some((c) => p.countries.includes(c))) && fits(p)) push(n)
      }
      // Two who were told together before two who were merely named last.
      for (const two of this.couples(m)) {
        const [a, b] = two.map((i) => this.of[i]?.[0])
        if (a === undefined || b === undefined || a === b) continue
        look(two[0])
        look(two[1])
        if (out.length === 2) return out
        out.length = 0
      }
      for (const i of this.toldMost(m, (i) => this.of[i]?.[0])) look(i)
      if (out.length === 2) return out
      out.length = 0
      const doers = this.doersOver(m)
      for (let i = m.index - 1; i >= Math.max(0, m.index - REACH) && out.length < 2; i--) if (!doers.has(i)) look(i)
      for (let i = m.index + 1; i < Math.min(this.marks.mentions.length, m.index + REACH) && out.length < 2; i++) look(i)
      return out.length === 2 ? out : []
    }
    // «دعا الأمين العام البلدين إلى ضبط النفس»: a third speaks to the two whom the report is about.
    const main = m.kind === "country" ? this.mainTwo(m) : []
    if (main.length === 2) return main
    for (const two of this.couples(m)) {
      // «الطرفان» may be two bodies («الجيش وقوات الدعم السريع»); «البلدان» are states.
      const bodies = two.map((i) => this.of[i]?.[0]).filter((n) => n !== undefined && this.parties[n]?.kind === "organization")
      if (m.kind !== "country" && bodies.length === 2) for (const n of bodies) push(n)
      else for (const i of two) push(this.stateOf(i))
      if (out.length === 2) return out
      out.length = 0
    }
    const from = this.marks.sentences[this.marks.sentenceAt[m.from] as number]?.from ?? 0
    const least = Math.max(0, m.index - REACH)
    for (let i = m.index - 1; i >= least && (this.marks.mentions[i]?.from ?? 0) >= from; i--) push(this.stateOf(i))
    if (out.length === 2) return out
    out.length = 0
    for (const i of this.toldMost(m, (i) => this.stateOf(i))) push(this.stateOf(i))
    if (out.length === 2) return out
    out.length = 0
    for (let i = m.index - 1; i >= Math.max(0, m.index - REACH) && out.length < 2; i--) push(this.stateOf(i))
    for (let i = m.index + 1; i < Math.min(this.marks.mentions.length, m.index + REACH) && out.length < 2; i++) push(this.stateOf(i))
    return out.length === 2 ? out : []
  }

  /// Where no two were told together just before a dual: the two whom the report tells together most often: two people at all, two
  /// states at least twice.
  toldMost(m: Mention, partyOf: (mention: number) => number | undefined): readonly number[] {
    const doers = this.doersOver(m)
    const told = new Map<string, number>()
    let most: readonly number[] = NONE
    let times = m.kind === "person" ? 0 : 1
    for (const {two} of this.allCouples()) {
      if (two.some((i) => doers.has(i)) || (m.kind === "person") !== (this.marks.mentions[two[0]]?.kind === "person")) continue
      const [a, b] = two.map(partyOf)
      if (a === undefined || b === undefined || a === b) continue
      const both = a < b ? `${a} ${b}` : `${b} ${a}`
      const n = (told.get(both) ?? 0) + 1
      told.set(both, n)
      if (n <= times) continue
      times = n
      most = two
    }
    return most
  }

  /// The two states that a report names far more than any other, where someone of neither acts upon both.
  mainTwo(m: Mention): number[] {
    const doers = [...this.doersOver(m)]
    if (doers.length === 0) return []
    this.statesNamed ??= this.countStates()
    const [first, second, third] = this.statesNamed
    if (!first || !second || second[1] < 3 || (third && second[1] < 1.5 * third[1])) return []
    const two = [first[0], second[0]]
    return doers.some((i) => two.includes(this.stateOf(i) ?? -1)) ? [] : two
  }
  statesNamed: readonly (readonly [number, number])[] | undefined

  countStates(): readonly (readonly [number, number])[] {
    const counts = new Map<number, number>()
    for (let i = 0; i < this.marks.mentions.length; i++) {
      const n = this.stateOf(i)
      if (n !== undefined) counts.set(n, (counts.get(n) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1])
  }

  /// The mentions that stand together two by two within some sentences before a dual, the nearest first: joined («الجيش وقوات الدعم السريع»),
  /// or subject and counterpart of one act («التقى السيسي أردوغان»).
  couples(m: Mention): readonly (readonly [number, number])[] {
    // Whoever acts on the two is not one of them: «استضاف العراق وعمان جولات حوار بين البلدين».
    const doers = this.doersOver(m)
    return this.couplesBefore(m.from, m.kind === "country").filter((two) => !two.some((i) => doers.has(i)))
  }

  doersOver(m: Mention): ReadonlySet<number> {
    const out = new Set<number>()
    for (const p of this.marks.predicates) {
      if (p.token > m.from + 8) break
      if (!p.args.some((a) => a.mention === m.index && a.rel !== "subj")) continue
      for (let at: Predicate | undefined = p, depth = 0; at && depth < 3; at = itemAt(this.marks.predicates, at.governor), depth++)
        for (const a of at.args) if (a.rel === "subj" && a.mention >= 0) out.add(a.mention)
    }
    return out
  }

  couplesBefore(token: number, mixed = false): readonly (readonly [number, number])[] {
    const all = this.allCouples()
    const out: (readonly [number, number])[] = []
    const sentence = this.marks.sentenceAt[token] as number
    let lo = 0
    let hi = all.length
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((all[mid] as Couple).token < token) lo = mid + 1
      else hi = mid
    }
    for (let n = lo - 1; n >= 0 && out.length < MOST_COUPLES; n--) {
      const c = all[n] as Couple
      if (sentence - c.sentence > COUPLE_REACH) break
      if (mixed || !c.mixed) out.push(c.two)
    }
    return out
  }

  allCouples(): readonly Couple[] {
    if (this.coupled) return this.coupled
    const {mentions, predicates, sentenceAt} = this.marks
    const out: Couple[] = []
    const add = (a: number, b: number, mixed?: true): void => {
      const [x, y] = [mentions[a] as Mention, mentions[b] as Mention]
      if (x.form === "pair" || y.form === "pair") return
      const token = Math.max(x.from, y.from)
      out.push({two: [a, b], token, sentence: sentenceAt[token] as number, ...(mixed && {mixed})})
    }
    for (const y of mentions) {
      const x = itemAt(mentions, y.index - 1)
      // A row of three is no pair.
      if (y.joined && x && x.to === y.from && !x.joined && alike(x, y)) {
        const next = mentions[y.index + 1]
        if (!(next?.joined && next.from === y.to) && !this.goBetween(x)) add(x.index, y.index)
      }
    }
    for (const p of predicates) {
      let subject = -1
      let other = -1
      let many = 0
      for (const a of p.args) {
        if (a.mention < 0) continue
        if (a.rel === "subj" || (p.cls === "n" && (a.rel === "of" || a.rel === "بين"))) {
          if (subject < 0) subject = a.mention
          else if (a.rel === "بين" && other < 0) other = a.mention
          many++
        } else if (other < 0 && (a.rel === "obj" || a.rel === "مع" || a.rel === "ب" || a.rel === "ل" || a.rel === "الي")) other = a.mention
      }
      if (subject >= 0 && other >= 0 && many <= 2 && alike(mentions[subject] as Mention, mentions[other] as Mention)) add(subject, other)
      // «قام شي بزيارة إلى المجر في مايو، حيث وقع البلدان …»
      else if (subject >= 0 && many === 1) {
        const guest = mentions[subject] as Mention
        const there = p.args.find((a) => {
          const land = itemAt(mentions, a.mention)
          return (a.rel === "الي" || (a.rel === "obj" && p.lemma === "زار")) && (land?.kind === "country" || land?.kind === "place")
        })
        if (there && guest.kind === "person") add(subject, there.mention, true)
      }
    }
    out.sort((a, b) => a.token - b.token)
    this.coupled = out
    return out
  }
  coupled: readonly Couple[] | undefined

  /// «بوساطة من قطر وتركيا»: they stand between the two.
  goBetween(m: Mention): boolean {
    const {folded} = this.marks.tokens
    return GO_BETWEEN.test(folded[m.from - 1] ?? "") || (folded[m.from - 1] === "من" && GO_BETWEEN.test(folded[m.from - 2] ?? ""))
  }

  /// The country that a mention is, or that its title gives.
  stateOf(mention: number): number | undefined {
    const m = this.marks.mentions[mention] as Mention
    if (this.isTreatys(m)) return undefined
    const n = this.of[mention]?.[0]
    const p = n === undefined ? undefined : this.parties[n]
    if (p?.kind === "country") return n
    if (p?.kind === "place") {
      const e = itemAt(this.knowledge.entities, p.known)
      return e?.capitalOf ? this.country(e.capitalOf) : undefined
    }
    if (m.countries.length > 0) return this.country(m.countries[0] as string)
    if (p?.kind === "person" && p.known >= 0 && p.country) return this.country(p.country)
    return undefined
  }

  /// The body above states that a person holds office in: the secretary-general of the United Nations acts for no state.
  bodyOf(p: Party): string | undefined {
    const offices = itemAt(this.knowledge.entities, p.known)?.offices?.filter((o) => o.to === "")
    if (!offices?.length || offices.some((o) => o.of.startsWith("country:"))) return undefined
    return offices.find((o) => {
      const body = itemAt(this.knowledge.entities, this.knowledge.indexOf.get(o.of) ?? -1)
      return body?.kind === "organization" && !body.country
    })?.of
  }

  pairWord(m: Mention): string {
    const nouns = this.marks.words[m.from]?.nouns ?? []
    return nouns.find((r) => PAIR_WORDS.has(r.lemma.word))?.lemma.word ?? ""
  }

  holds(p: Party, offices: readonly string[]): boolean {
    const e = itemAt(this.knowledge.entities, p.known)
    return offices.some((o) => p.offices.includes(o)) || (e?.offices?.some((o) => offices.includes(o.office)) ?? false)
  }

  // ---- fillers of roles

  /// Who a filler stands for as an actor: a capital is its country's government, an unnamed minister or delegation the state.
  actors(f: Filler): number[] {
    if (f.kind === "country") {
      if (f.spoken && !this.byId.has(f.country)) return []
      const n = this.country(f.country)
      return n === undefined ? [] : [n]
    }
    if (f.kind === "row") return this.row(f.many, f.token)
    if (f.kind === "body") return this.bodyBefore(f.head, f.token)
    if (f.kind === "pronoun") {
      if (f.guest) return this.guest(f.pronoun, f.token)
      if (!f.state) {
        const meant = this.antecedent(f.pronoun, f.token)
        return f.person ? meant.filter((n) => this.parties[n]?.kind === "person") : meant
      }
      // «أعلن الوزير نية بلاده»: the subject's own.
      const subject = this.clauseOf(f.token)?.args.find((a) => a.rel === "subj" && a.mention >= 0)
      const doer = subject ? this.actorsOf(subject.mention) : NONE
      const meant = doer.length === 1 && this.agrees(f.pronoun, doer[0] as number) ? doer : this.antecedent(f.pronoun, f.token, true)
      const p = itemAt(this.parties, meant[0] ?? -1)
      const country = p?.kind === "country" ? p.id : (p?.country ?? (p ? p.countries[0] : undefined))
      const n = country ? this.country(country) : undefined
      return n === undefined ? [] : [n]
    }
    return this.actorsOf(f.mention)
  }

  /// «الشركة», «الحركة»: the last body of that kind, or of that name, before a token.
  bodyBefore(head: string, token: number): number[] {
    if (head === "وفد") return this.delegationBefore(token)
    const types = BODY_TYPES.get(head)
    for (let i = this.lastBefore(token), least = Math.max(0, i - REACH); i >= least; i--) {
      const m = this.marks.mentions[i] as Mention
      if (m.from >= token || m.kind !== "organization") continue
      const n = this.of[i]?.[0]
      const p = n === undefined ? undefined : this.parties[n]
      if (n === undefined || p?.kind !== "organization") continue
      const type = itemAt(this.knowledge.entities, p.known)?.type
      if ((type !== undefined && types?.has(type)) || this.firstWord(m) === head) return [n]
    }
    return []
  }

  /// «وفد من جماعة الحوثي», «وفد روسي»: whose the last delegation before a token is.
  delegationBefore(token: number): number[] {
    const {tokens, words, mentions, mentionAt} = this.marks
    for (let i = token - 1; i >= Math.max(0, token - DELEGATION_REACH); i--) {
      if (!DELEGATION.test(tokens.folded[i] as string)) continue
      const own = itemAt(mentions, mentionAt[i] as number)
      if (own && own.countries.length > 0) return this.actorsOf(own.index)
      for (let j = i + 1; j <= i + 4 && tokens.kind[j] === WORD; j++) {
        const country = words[j]?.nisba?.lemma.country
        const m = itemAt(mentions, mentionAt[j] as number)
        if (m && m.kind !== "place") return this.actorsOf(m.index)
        if (country) {
          const n = this.country(country)
          return n === undefined ? [] : [n]
        }
      }
    }
    return []
  }

  /// «استقبل الرئيس ضيفته»: the last man (or woman) named before who is not the host himself.
  guest(pronoun: string, token: number): number[] {
    const hosts = new Set(this.clauseOf(token)?.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? this.actorsOf(a.mention) : [])))
    const start = this.lastBefore(token)
    for (let i = start; i >= Math.max(0, start - REACH); i--) {
      const n = this.of[i]?.[0]
      if (n === undefined || hosts.has(n) || this.parties[n]?.kind !== "person" || !this.agrees(pronoun, n)) continue
      return [n]
    }
    return []
  }

  /// The nearest row of just so many before a token: «مصر وإثيوبيا والسودان» for «الأطراف الثلاثة».
  row(many: number, token: number): number[] {
    const {mentions, sentenceAt} = this.marks
    const sentence = sentenceAt[token] as number
    let nearly: number[] | undefined
    for (let i = this.lastBefore(token); i >= 0; i--) {
      const last = mentions[i] as Mention
      if (sentence - (sentenceAt[last.from] as number) > ROW_REACH) break
      if (last.countries.length === many) return last.countries.map((c) => this.country(c)).filter((n): n is number => n !== undefined)
      let first = i
      while (first > 0 && mentions[first]?.joined && mentions[first - 1]?.to === mentions[first]?.from) first--
      const told = i - first + 1
      if (told !== many && (nearly || told !== many - 1 || told < 2)) continue
      const out: number[] = []
      for (let j = first; j <= i; j++) for (const n of this.actorsOf(j)) if (!out.includes(n)) out.push(n)
      if (told === many && out.length === many) return out
      // «أبلغت موسكو كلا من تركيا وأوكرانيا والأمم المتحدة»: three and she who told them are four.
      for (const j of this.doersOver(mentions[first] as Mention))
        for (const n of this.actorsOf(j)) if (!out.includes(n) && this.parties[n]?.kind === this.parties[out[0] ?? -1]?.kind) out.push(n)
      if (out.length === many) nearly = out
      i = first
    }
    return nearly ?? []
  }

  actorsOf(mention: number): number[] {
    const m = this.marks.mentions[mention] as Mention
    const of = this.of[mention] as readonly number[]
    if (of.length > 0) {
      const p = this.parties[of[0] as number] as Party
      if (p.kind === "place") {
        if (this.isTreatys(m)) return []
        const e = itemAt(this.knowledge.entities, p.known)
        const c = e?.capitalOf ? this.country(e.capitalOf) : undefined
        return c === undefined ? [...of] : [c]
      }
      return [...of]
    }
    const body = this.bodyInside(m)
    if (body !== undefined) return [body]
    const states = m.countries.map((c) => this.country(c)).filter((n): n is number => n !== undefined)
    if (states.length > 0) return states
    // «وزيرا خارجية البلدين»: the two states spoken of.
    if (m.number === "du" && m.form !== "body" && m.office) return this.lastTwo(m.from, "country")
    return []
  }

  /// «متحدث باسم مجلس الأمن القومي», «قادة مجلس التعاون»: an unnamed officer speaks for the body his title names.
  bodyInside(m: Mention): number | undefined {
    if (m.form !== "title") return undefined
    for (let i = m.index - 1; i >= Math.max(0, m.index - 3); i--) {
      const x = this.marks.mentions[i] as Mention
      if (x.nameFrom < m.from || x.nameTo > m.to) break
      const n = this.of[i]?.[0]
      if (n !== undefined && this.parties[n]?.kind === "organization") return n
    }
    return undefined
  }

  /// As a place a capital is the city, whoever it stands for elsewhere.
  places(mention: number): number[] {
    const m = this.marks.mentions[mention] as Mention
    const city = m.known.find((k) => this.knowledge.entities[k]?.capitalOf)
    if (city !== undefined && m.kind === "place") return [this.knownParty(city)]
    // «في البيت الأبيض»: a power stands for its house, which has the same name; others are no place.
    if (m.kind === "organization" && !m.known.some((k) => this.knowledge.entities[k]?.kind === "place")) return []
    return [...(this.of[mention] as readonly number[])]
  }

  /// Whom a suffix pronoun means: the subject of its clause where it agrees, else the last that agrees.
  /// `state`: on «بلاده», which may mean the state of the subject itself.
  antecedent(pronoun: string, token: number, state = false): number[] {
    const at = this.marks.predicateAt[token]
    const p = at !== undefined && at >= 0 ? (this.marks.predicates[at] as Predicate) : undefined
    const agrees = (n: number): boolean => this.agrees(pronoun, n)
    if (pronoun === "3d" || PLURAL_PRONOUNS.has(pronoun)) {
      if (pronoun !== "3d") {
        const doers = this.several(p)
        return doers.length > 0 || pronoun !== "3mp" ? doers : this.lastMany(token)
      }
      // «أكملت الهند وعمان محادثاتهما»
      const over = p?.cls === "n" && p.governorRel === "obj" ? itemAt(this.marks.predicates, p.governor) : undefined
      const both = new Set(over?.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? this.actorsOf(a.mention) : [])))
      if (both.size === 2) return [...both]
      // «وبعد توقيعهما الاتفاقية، أشاد مودي وستارمر …»
      const ahead = p?.cls === "n" && p.governor < 0 && !this.clauseOf(token) ? this.several(p) : NONE
      if (ahead.length === 2) return [...ahead]
      const clause = p?.cls === "v" ? p : this.clauseOf(token)
      // «اتفقت واشنطن وسول على … مناوراتهما»: what two do is theirs.
      if (p?.cls === "n") {
        const two = [...new Set((clause?.args ?? []).flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? this.actorsOf(a.mention) : [])))]
        if (two.length === 2 && two.every((n) => this.parties[n]?.kind === "country")) return two
      }
      // «طالب أوستن نظيره شويغو … في أول اتصال بينهما», «دعت مصر إثيوبيا والسودان إلى حوار بينهما»
      const told = p ? NONE : this.twoOfClause(clause, token)
      if (told.length === 2) return [...told]
      const doers = new Set(clause?.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? [...(this.of[a.mention] ?? [])] : [])))
      for (const two of this.couplesBefore(token)) {
        const both = two.flatMap((i) => this.actorsOf(i).slice(0, 1))
        const place = both.some((n) => this.parties[n]?.kind === "place")
        if (both.length === 2 && both[0] !== both[1] && !place && !both.some((n) => doers.has(n))) return both
      }
      return this.lastTwo(token)
    }
    // «تنفي بكين اتهامات الغرب لها»: aimed at the one for whom the noun of another's act is the object.
    const act = p
      ? undefined
      : (itemAt(this.marks.predicates, this.marks.predicateAt[token - 1] ?? -1) ??
        itemAt(this.marks.predicates, this.marks.predicateAt[token - 2] ?? -1))
    if (act?.cls === "n" && act.args.some((a) => a.rel === "of" && a.mention >= 0) && act.args.some((a) => a.token === token)) {
      const over = itemAt(this.marks.predicates, act.governor)
      const subject = over?.args.find((a) => a.rel === "subj" && a.mention >= 0)
      const n = over?.cls === "v" && subject ? this.actorsOf(subject.mention)[0] : undefined
      if (n !== undefined && agrees(n)) return [n]
    }
    if (p && p.cls === "n") {
      const governor = itemAt(this.marks.predicates, p.governor)
      for (const a of governor?.args ?? []) {
        if (a.rel !== "subj" || a.mention < 0) continue
        const n = this.actorsOf(a.mention)[0]
        if (n !== undefined && agrees(n)) return [n]
      }
    }
    // «وفي اجتماعه مع …، قال لي إن …»: before its verb, the pronoun means the subject to come.
    if (p?.cls === "n" && this.opensClause(p)) {
      const s = this.marks.sentences[p.sentence]
      const verbs = this.verbsOf(p.sentence)
      const next = verbs.find((v) => v.token > p.token)
      const early = s && !verbs.some((v) => v.token < p.token)
      const subject = early && next ? next.args.find((a) => a.rel === "subj" && a.mention >= 0 && a.token > p.token) : undefined
      const n = subject ? this.actorsOf(subject.mention)[0] : undefined
      if (n !== undefined && agrees(n)) return [n]
      // «منذ غزوها لأوكرانيا، أصبحت روسيا …»: no verb of an act, but somebody the clause is about.
      const named = itemAt(this.marks.mentions, this.lastBefore(token))
      const told = named !== undefined && s !== undefined && named.from >= s.from && this.actorsOf(named.index).some(agrees)
      if (early && !told)
        for (let i = this.lastBefore(token) + 1; i < this.marks.mentions.length; i++) {
          const m = this.marks.mentions[i] as Mention
          if (m.from >= s.to) break
          const q = m.prep || m.from < token ? undefined : this.actorsOf(i)[0]
          if (q !== undefined && agrees(q)) return [q]
        }
    }
    const inClause = this.clauseOf(token)
    // «قطعت بوليفيا علاقاتها مع إسرائيل احتجاجا على هجماتها»: what one protests against is not one's own.
    const answering =
      p?.cls === "n" && this.marks.tokens.folded[token - 1] === "علي" && ANSWERING.test(this.marks.tokens.folded[token - 2] ?? "")
    const protesters = new Set(
      answering ? (inClause?.args ?? []).flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? this.actorsOf(a.mention) : [])) : NONE,
    )
    // «أجرى وانغ محادثات مع نظيره، ثم استقبله الرئيس»: he who acted just before, not whom he met.
    if (p?.cls === "v" && (pronoun === "3ms" || pronoun === "3fs")) {
      const own = new Set(p.args.flatMap((a) => (a.rel === "subj" && a.mention >= 0 ? this.actorsOf(a.mention) : [])))
      const before = this.verbsOf(p.sentence).findLast((v) => v.token < p.token && !v.passive)
      const subject = before?.args.find((a) => a.rel === "subj" && a.mention >= 0)
      const n = subject ? this.actorsOf(subject.mention)[0] : undefined
      if (n !== undefined && this.parties[n]?.kind === "person" && agrees(n) && !own.has(n)) return [n]
    }
    // «العقوبات المفروضة عليها»: said of the noun before, so it may mean the subject.
    const said = (this.marks.words[token - 1]?.al ?? false) && (this.marks.words[token - 1]?.nouns.some((r) => r.lemma.verb >= 0) ?? false)
    const own = new Set(
      (state || said ? undefined : (p ?? inClause))?.args.filter((a) => a.rel === "subj" && a.mention >= 0).map((a) => a.mention) ?? [],
    )
    const sentence = this.marks.sentenceAt[token] as number
    // A pronoun of a man means a man before it means a body.
    let body: number | undefined
    let before = sentence
    const start = this.lastBefore(token)
    for (let i = start; i >= Math.max(0, start - REACH); i--) {
      const m = this.marks.mentions[i] as Mention
      if (m.from >= token || own.has(i)) continue
      const at = this.marks.sentenceAt[m.from] as number
      if (sentence - at > 2) break
      // «وصل فيدان … والتقى رئيس المجلس. أما زيارته …»: a sentence goes on from whom the one before is about.
      if (at < before) {
        before = at
        const topic = this.subjectOf(at)
        if (topic !== undefined && agrees(topic) && ![...own].some((x) => this.actorsOf(x).includes(topic))) return [topic]
      }
      if (pronoun === "3ms" && m.prep === "في" && m.kind !== "person") continue
      const n = this.actorsOf(i)[0]
      if (n === undefined || !agrees(n) || protesters.has(n)) continue
      if (pronoun === "3fs" || this.parties[n]?.kind === "person") return [n]
      body ??= n
    }
    return body === undefined ? [] : [body]
  }

  /// Under no verb, nor is the noun whose genitive it is: «في ختام زيارته للقاهرة، قال …».
  opensClause(p: Predicate): boolean {
    const over = itemAt(this.marks.predicates, p.governor)
    return over === undefined || (over.cls === "n" && p.governorRel === "of" && over.governor < 0 && over.token === p.token - 1)
  }

  /// The two of a clause between whom talks are told: those whom its verb is done to, or who does it and the one to whom.
  twoOfClause(clause: Predicate | undefined, token: number): readonly number[] {
    const {predicates, predicateAt, mentions} = this.marks
    let talks = false
    for (let i = token - 1; i >= token - TALKS_REACH && !talks; i--) {
      const q = itemAt(predicates, predicateAt[i] ?? -1)
      talks = q?.cls === "n" && TALKS.has(q.lemma)
    }
    if (!talks || !clause) return NONE
    const of = (rel: string): number[] => [
      ...new Set(
        clause.args.flatMap((a) => {
          const m = a.rel === rel && a.token < token ? itemAt(mentions, a.mention) : undefined
          return m && m.kind !== "place" ? this.actorsOf(m.index) : []
        }),
      ),
    ]
    const done = of("obj")
    if (done.length === 2) return done
    const both = [...of("subj"), ...done]
    if (both.length !== 2 || done.length !== 1) return NONE
    const [a, b] = both.map((n) => this.parties[n]?.kind)
    return a === b ? both : NONE
  }

  /// The person whom a sentence is about: the subject of its first verb that has one.
  subjectOf(sentence: number): number | undefined {
    for (const v of this.verbsOf(sentence)) {
      const subject = v.args.find((a) => a.rel === "subj" && a.mention >= 0)
      if (!subject) continue
      const n = this.actorsOf(subject.mention)[0]
      return n !== undefined && this.parties[n]?.kind === "person" ? n : undefined
    }
    return undefined
  }

  /// «طالبهم مجلس الأمن»: the last who are many by their name, within two sentences.
  lastMany(token: number): number[] {
    const {mentions, sentenceAt, tokens} = this.marks
    const sentence = sentenceAt[token] as number
    for (let i = this.lastBefore(token); i >= 0; i--) {
      const m = mentions[i] as Mention
      if (sentence - (sentenceAt[m.from] as number) > 2) return []
      const many = m.kind === "organization" && m.nameTo - m.nameFrom === 1 && /(?:ون|ين)$/.test(tokens.folded[m.nameFrom] as string)
      if (many) return this.actorsOf(i)
    }
    return []
  }

  /// «اختتم قادة آسيان قمتهم», «وفي ختام قمتهم، دعا قادة بريكس»: the several who are the subject of the verb over a noun, or of the one to come.
  several(p: Predicate | undefined): number[] {
    if (p?.cls !== "n") return []
    const over = this.marks.predicates[p.governor]
    const verb =
      over?.cls === "v" ? over : p.governor < 0 || over?.cls === "n" ? this.verbsOf(p.sentence).find((v) => v.token > p.token) : undefined
    const subjects = verb?.args.filter((a) => a.rel === "subj" && a.mention >= 0) ?? []
    const parties = subjects.flatMap((a) => this.actorsOf(a.mention))
    const plural = subjects.length > 1 || subjects.some((a) => this.marks.mentions[a.mention]?.number === "pl")
    return plural ? [...new Set(parties)] : []
  }

  /// The country or city named last before a token: «زارها».
  landBefore(token: number): number | undefined {
    const start = this.lastBefore(token)
    for (let i = start; i >= Math.max(0, start - REACH); i--) {
      const m = this.marks.mentions[i] as Mention
      if (m.from < token && (m.kind === "country" || m.kind === "place") && m.nameTo > m.nameFrom) return this.places(i)[0]
    }
    return undefined
  }

  /// «القوات الأمريكية»: whatever the body is named elsewhere.
  isCalledMany(mention: number): boolean {
    const m = this.marks.mentions[mention]
    return m !== undefined && /ات$/.test(this.marks.tokens.folded[m.from] ?? "")
  }

  agrees(pronoun: string, n: number): boolean {
    const q = this.parties[n] as Party
    // «أعلن الأردن تضامنه»: a state that is masculine.
    if (pronoun === "3ms" && q.kind === "country") return this.marks.mentions[q.mentions[0] ?? -1]?.gender !== "f"
    if (pronoun === "3ms") return (q.kind === "person" && q.gender !== "f") || (q.kind === "organization" && q.gender !== "f")
    if (pronoun === "3fs")
      return (
        q.kind === "country" ||
        (q.kind === "person" && q.gender === "f") ||
        (q.kind === "organization" && (q.gender !== "m" || this.isCalledMany(q.mentions.at(-1) ?? -1)))
      )
    return false
  }

  /// The last mention that begins before a token.
  lastBefore(token: number): number {
    if (!this.before) {
      // What stands inside a phrase comes before the phrase: the order is not that of the first tokens.
      const before = new Int32Array(this.marks.tokens.count + 1).fill(-1)
      for (const m of this.marks.mentions) before[m.from + 1] = m.index
      for (let i = 1; i < before.length; i++) before[i] = Math.max(before[i] as number, before[i - 1] as number)
      this.before = before
    }
    return this.before[token] ?? this.marks.mentions.length - 1
  }
  before: Int32Array | undefined

  /// The verbs of a sentence.
  verbsOf(sentence: number): readonly Predicate[] {
    if (!this.verbs) {
      this.verbs = new Map()
      for (const p of this.marks.predicates) {
        if (p.cls !== "v") continue
        const list = this.verbs.get(p.sentence)
        if (list) list.push(p)
        else this.verbs.set(p.sentence, [p])
      }
    }
    return this.verbs.get(sentence) ?? []
  }
  verbs: Map<number, Predicate[]> | undefined

  /// The last verb before a token in its sentence: its subject is not what a later pronoun of another gender means.
  clauseOf(token: number): Predicate | undefined {
    for (let i = token; i >= 0 && this.marks.sentenceAt[i] === this.marks.sentenceAt[token]; i--) {
      // Behind «إن» a clause of its own begins: «قال الوزير إن بلاده …» may mean the minister.
      if (i < token && this.marks.words[i]?.closed.has("comp")) return undefined
      const at = this.marks.predicateAt[i] as number
      if (at >= 0 && this.marks.predicates[at]?.cls === "v") return this.marks.predicates[at]
    }
    return undefined
  }

  /// The two countries that «البلدين» at a token means.
  pairAt(token: number): number[] {
    const at = this.marks.mentionAt[token]
    if (at !== undefined && at >= 0 && (this.of[at] as readonly number[]).length > 0) return [...(this.of[at] as readonly number[])]
    const out: number[] = []
    const start = this.lastBefore(token)
    for (let i = start; i >= Math.max(0, start - REACH) && out.length < 2; i--) {
      if ((this.marks.mentions[i] as Mention).from >= token) continue
      const n = this.stateOf(i)
      if (n !== undefined && !out.includes(n)) out.push(n)
    }
    return out
  }

  lastTwo(token: number, kind?: EntityKind): number[] {
    const out: number[] = []
    const start = this.lastBefore(token)
    for (let i = start; i >= Math.max(0, start - REACH) && out.length < 2; i--) {
      const m = this.marks.mentions[i] as Mention
      if (m.from >= token) continue
      if ((m.number === "du" && m.nameFrom === m.nameTo) || this.isTreatys(m)) continue
      for (const n of this.actorsOf(i))
        if (
          (!kind || this.parties[n]?.kind === kind) &&
          !out.includes(n) &&
          out.length < 2 &&
          (out.length === 0 || this.parties[n]?.kind === this.parties[out[0] as number]?.kind)
        )
          out.push(n)
    }
    return out.length === 2 ? out : []
  }
}
