import {AL, BI, FA, Feats, KA, LI, type Reading, WA, type WordInfo} from "./words.ts"

/// What the steps after the lexicon ask of a word, worked out once a distinct word.
export type Profile = {
  readonly info: WordInfo
  readonly unknown: boolean
  readonly verb: Reading | undefined
  readonly verbs: readonly Reading[]
  readonly nouns: readonly Reading[]
  readonly adj: Reading | undefined
  readonly title: Reading | undefined
  readonly body: Reading | undefined
  /// Country of a relational adjective («الروسي»), or of a people («الروس»).
  readonly nisba: Reading | undefined
  readonly prep: string
  readonly closed: ReadonlySet<string>
  /// Starts with the article, under any proclitic.
  readonly al: boolean
  /// Attached و or ف.
  readonly joined: boolean
  /// Attached preposition ب ل ك, or "".
  readonly attached: string
  /// Letters before the stem.
  readonly cut: number
  readonly time: boolean
  /// What it is where one of these words stands behind it: «الكوري» before «الجنوبي».
  readonly before: ReadonlyMap<string, Profile> | undefined
  /// What each step worked out of the word, kept with it, so that asking costs no search. A step reads and writes its own alone, and
  /// says in it for which lists it holds. (Looking is a function of its own, apart from working out: a function with closures allocates for
  /// them whenever it is called, even where it returns at once.)
  syntax: object | undefined
  mentions: object | undefined
  events: object | undefined
  speech: object | undefined
  figures: object | undefined
  dating: object | undefined
}

/// A word that no step has met yet: what was worked out of one holds for no other that is made of it.
const UNMET = {syntax: undefined, mentions: undefined, events: undefined, speech: undefined, figures: undefined, dating: undefined}

const TIME_WORDS = new Set([
  "اليوم",
  "امس",
  "غدا",
  "الان",
  "صباح",
  "مساء",
  "ظهر",
  "فجر",
  "ليل",
  "ليله",
  "يوم",
  "يومي",
  "الاحد",
  "الاثنين",
  "الثلاثاء",
  "الاربعاء",
  "الخميس",
  "الجمعه",
  "السبت",
  "عام",
  "العام",
  "الاسبوع",
  "الشهر",
  "الماضي",
  "المقبل",
  "القادم",
  "الجاري",
  "الحالي",
  "الماضيه",
  "المقبله",
  "سنه",
  "شهر",
  "اسبوع",
  "الاول",
  "الليله",
  "مطلع",
  "اواخر",
  "اوائل",
  "منتصف",
  "نهايه",
  "بدايه",
])

const AMBIGUOUS_NISBA = new Set(["مالي", "قمري", "مجري", "غاني", "عماني"])
const PARTICLES = new Set(["prep", "conj", "neg", "fut", "rel", "dem", "comp", "pron", "cond", "adv"])
/// Particles that are as often verbs: «عبّر عن», «قبل دعوة».
const VERB_TOO = new Set(["عبر", "وعبر", "قبل", "وقبل", "هنا", "وهنا"])
/// «فتحت» opens before it is «ف» and «تحت».
const VERB_FIRST = new Set(["فتحت"])

export function profileOf(info: WordInfo): Profile {
  const {folded, readings} = info
  const closed = new Set<string>()
  let prep = ""
  for (const r of readings) {
    // «كان» is no «ك» with «أن».
    if (r.lemma.pos === "comp" && (r.proclitics & ~(WA | FA)) !== 0) continue
    // «كما اجتمع» is no «ك» with the «ما» of a relative clause.
    if (r.lemma.tags[0] === "rel" && (r.proclitics & KA) !== 0) continue
    for (const tag of r.lemma.tags) if (r.lemma.pos !== "noun" && tag !== "nisba") closed.add(tag)
    if (r.lemma.pos === "prep" && !prep && !VERB_FIRST.has(folded)) prep = r.lemma.word
  }
  // A word of a closed class is nothing else, whatever letters it shares: «بعد», «حول», «إن».
  const particle =
    !VERB_FIRST.has(folded) &&
    readings.some(
      (r) =>
        PARTICLES.has(r.lemma.tags[0] ?? "") && r.lemma.pos !== "noun" && !r.suffix && (r.proclitics & ~(WA | FA)) === 0 && r.stemFrom <= 1,
    )
  const verbs = particle && !VERB_TOO.has(folded) ? [] : readings.filter((r) => Feats.pos(r.feats) === "verb")
  const nouns = particle ? [] : readings.filter((r) => ["noun", "adj", "masdar", "ap", "pp"].includes(Feats.pos(r.feats)))
  // The fewest letters cut is the likeliest reading: «وزير» is no «و» and «زير».
  const best = (list: readonly Reading[]): Reading | undefined =>
    list.reduce<Reading | undefined>((a, b) => (!a || b.stemFrom < a.stemFrom ? b : a), undefined)
  const tagged = (tag: string): Reading | undefined =>
    best(
      nouns.filter(
        (r) =>
          r.lemma.tags.includes(tag) &&
          !(tag === "title" && r.suffix === "1s") &&
          !(tag === "title" && Feats.gender(r.feats) === "f" && Feats.number(r.feats) === "pl"),
      ),
    )
  const lead = best(nouns) ?? best(readings)
  const surfaceAl = /^[وف]?(?:[بك]?ال|لل)./.test(folded)
  const lexicalAl = nouns.some((r) => r.proclitics & AL)
  const surfaceCut = /^([وف]?(?:[بك]?ال|لل))/.exec(folded)?.[1]?.length ?? 0
  const bits = lead?.proclitics ?? 0
  return {
    info,
    unknown: readings.length === 0,
    verb: best(verbs),
    verbs,
    nouns,
    adj: best(nouns.filter((r) => Feats.pos(r.feats) === "adj" || Feats.pos(r.feats) === "ap" || Feats.pos(r.feats) === "pp")),
    title: tagged("title"),
    body: tagged("body"),
    // «مالي» is financial before it is Malian: an adjective of its own wins over the relational one.
    nisba: nouns.some((r) => Feats.pos(r.feats) === "adj" && r.lemma.country === undefined && AMBIGUOUS_NISBA.has(r.lemma.word))
      ? undefined
      : best(nouns.filter((r) => r.lemma.country !== undefined && !isTwoWords(r))),
    prep,
    closed,
    al: lexicalAl || (readings.length === 0 && surfaceAl),
    joined: readings.length > 0 ? (bits & (WA | FA)) !== 0 : /^[وف]ال/.test(folded),
    attached:
      bits & BI
        ? "ب"
        : bits & LI
          ? "ل"
          : bits & KA
            ? "ك"
            : readings.length === 0 && /^[وف]?بال/.test(folded)
              ? "ب"
              : readings.length === 0 && /^[وف]?لل/.test(folded)
                ? "ل"
                : "",
    cut: readings.length > 0 ? (lead?.stemFrom ?? 0) : surfaceAl ? surfaceCut : 0,
    before: undefined,
    time:
      TIME_WORDS.has(folded) ||
      TIME_WORDS.has(folded.replace(/^[وفبل]/, "")) ||
      nouns.some((r) => r.lemma.tags.includes("time") && !r.lemma.tags.includes("title")),
    syntax: undefined,
    mentions: undefined,
    events: undefined,
    speech: undefined,
    figures: undefined,
    dating: undefined,
  }
}

/// «الكوري» of «الكوري الجنوبي»: an adjective of a country whose name takes a second word.
const isTwoWords = (r: Reading): boolean => r.lemma.country !== undefined && r.lemma.word.includes(" ")

/// What a word is before each second word that makes another country of it; undefined for nearly all words.
function withSecond(p: Profile): ReadonlyMap<string, Profile> | undefined {
  let out: Map<string, Profile> | undefined
  for (const r of p.nouns)
    if (isTwoWords(r))
      (out ??= new Map()).set(r.lemma.word.slice(r.lemma.word.indexOf(" ") + 1), {...p, ...UNMET, nisba: r, adj: r, before: undefined})
  return out
}

/// «الجنوب أفريقي», «الهونغ كونغي»: the first word never changes, and both are the adjective of the country; otherwise the words as they are.
export function asOneNisba(first: Profile, second: Profile): readonly [Profile, Profile] {
  const key = `${first.info.folded} ${second.info.folded}`
  let both = ones.get(key)
  if (!both) {
    const bare = first.info.folded.replace(/^[وف]?(?:ال)?/, "")
    const r = second.nouns.find((x) => isTwoWords(x) && x.lemma.word.startsWith(`${bare} `) && !bare.endsWith("ي"))
    both = r
      ? [
          {
            ...first,
            ...UNMET,
            unknown: false,
            verb: undefined,
            verbs: [],
            nouns: [r],
            adj: r,
            title: undefined,
            body: undefined,
            nisba: r,
            before: undefined,
          },
          {...second, ...UNMET, al: first.al},
        ]
      : [first, second]
    if (ones.size >= MOST_ONES) ones.clear()
    ones.set(key, both)
  }
  return both
}
const ones = new Map<string, readonly [Profile, Profile]>()
const MOST_ONES = 1000

/// Profiles of words, remembered as the words themselves are.
///
/// Folding makes ة and ه one letter, but a word written with ة carries no pronoun («بشدة» is not «شدّه»): `marbuta` says so.
export function profiler(read: (folded: string) => WordInfo, limit = 50_000): (folded: string, marbuta?: boolean) => Profile {
  const seen = new Map<string, Profile>()
  const seenMarbuta = new Map<string, Profile>()
  return (folded, marbuta = false) => {
    const cache = marbuta ? seenMarbuta : seen
    const known = cache.get(folded)
    if (known) return known
    const info = read(folded)
    const plain = profileOf(marbuta ? {...info, readings: info.readings.filter((r) => !r.suffix)} : info)
    const before = withSecond(plain)
    const profile: Profile = before ? {...plain, before} : plain
    if (cache.size >= limit) cache.clear()
    cache.set(folded, profile)
    return profile
  }
}
