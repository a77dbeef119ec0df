import type {Word} from "../lang/index.ts"
import {list, type Row} from "../support/index.ts"

/// How a verb of speech stands to what is said.
export type SpeechClass = "say" | "think" | "deny" | "tell" | "urge" | "judge" | "show" | "relay" | "learn" | "text" | "participle" | "noun"

/// A word of speech with what may follow it.
export type SpeechWord = {
  readonly lemma: string
  readonly cls: SpeechClass
  /// «إن»: a clause.
  readonly clause: boolean
  /// A colon or a quotation.
  readonly quote: boolean
  /// Only words in quotation marks count, wherever they stand in its clause.
  readonly fragment: boolean
  /// «أعلن تأجيل …»: a noun of action as object.
  readonly object: boolean
  /// «تقدر الديون ب…», «أكد قوة العلاقات»: any noun as object.
  readonly anyObject: boolean
  /// «جدد رفضه», «كرر دعوته»: only a noun of what is done by speaking as object.
  readonly acts: boolean
  /// Prepositions before what is said, folded.
  readonly preps: readonly string[]
  /// As often without a speaker: «يذكر أن».
  readonly impersonal: boolean
  readonly negative: boolean
  /// «طالب ب», «تعهد ب»: behind the preposition stands a deed, which is an event; said are clauses and words in quotation marks.
  readonly deed: boolean
  /// «زاد أن»: a word of speech only with what it says.
  readonly bound: boolean
  /// «أضاف»: goes on with what was being said, through the same carriers.
  readonly continues: boolean
}

/// The words of speech of one language. Every word is folded.
export type SpeechLexicon = {
  readonly verbs: ReadonlyMap<string, readonly SpeechWord[]>
  readonly participles: ReadonlyMap<string, SpeechWord>
  readonly nouns: ReadonlyMap<string, SpeechWord>
  /// «وفقا ل», «بحسب», «كما» + verb: by their first word, the longest first.
  readonly phrases: ReadonlyMap<string, readonly SourcePhrase[]>
  readonly joiners: ReadonlySet<string>
  readonly carrierHeads: ReadonlySet<string>
  readonly carriers: readonly (readonly string[])[]
  /// Verbs of bringing out what others say; words for talk with an outlet.
  readonly publishing: ReadonlySet<string>
  readonly interviews: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
  readonly documents: ReadonlySet<string>
  /// «القيادي», «الحقوقي»: what one person is called who has been named.
  readonly persons: ReadonlySet<string>
  readonly notSpeakers: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
  /// Countries whose names are masculine; others take the feminine.
  readonly masculine: ReadonlySet<string>
  /// A word for a body and the word that may stand for one of its kind: «وزارة الخارجية».
  readonly ministries: ReadonlySet<string>
  /// «الدكتور», «اللواء»: what stands before a name and is no office.
  readonly ranks: ReadonlySet<string>
  /// «وهو», «وهي»: a remark of the report after what was said.
  readonly comments: ReadonlySet<string>
  /// «بعد», «في إشارة»: after a comma, what the report itself adds.
  readonly remarks: ReadonlySet<string>
  /// «أعلن الحرب»: done by being declared.
  readonly declared: ReadonlySet<string>
  /// «رفض», «دعوة»: what is done by speaking.
  readonly speechActs: ReadonlySet<string>
  /// «لقاء», «استقبال»: with whom stands right behind them.
  readonly meetings: ReadonlySet<string>
  /// «قوله», «كلماته», «بياناتها»: the words of whoever the pronoun stands for.
  readonly words: ReadonlySet<string>
  /// «اجتماع», «قمة»: to call for one is to call it.
  readonly gatherings: ReadonlySet<string>
}

/// What a word may be to speech wherever it stands, one bit each: a verb, participle or noun of speech, the first word of an attribution; «أن»; in one of the lists.
export const VERB = 1
export const PARTICIPLE = 2
export const NOUN = 4
export const PHRASE = 8
export const COMPLEMENTISER = 16
/// Like a participle of speech, whatever its ending.
export const CIRCUMSTANCE = 32
export const SOURCE = 64
export const DOCUMENT = 128
export const NOT_SPEAKER = 256
export const LABEL = 512
export const CARRIER_HEAD = 1024
/// A verb of bringing out what others say: «نشر», «أورد»; a word for talk with an outlet: «مقابلة».
export const PUBLISH = 2048
export const INTERVIEW = 4096

/// The word as it may stand in a list: as written, without «و», without a preposition, without the article.
export function listForms(word: string): string[] {
  const out = [word]
  const plain = /^[وف](?=.{3})/.test(word) ? [word, word.slice(1)] : [word]
  for (const w of plain) {
    out.push(w)
    const cut = w.replace(/^(?:[بك]?ال|لل|[بلك])(?=.{2})/, "")
    if (cut !== w) out.push(cut)
  }
  return out
}

/// «قوله», «بقوله»; with the article only «بالقول».
export function isSpeechNoun(r: Word["nouns"][number], speech: SpeechLexicon): boolean {
  return speech.nouns.has(r.lemma.word) && ((r.proclitics & ~(1 | 4)) === 0 || ((r.proclitics & ~1) === 36 && r.lemma.word === "قول"))
}

type Met = {readonly speech: SpeechLexicon; readonly bits: number}

/// The bits of a word: told once a distinct word.
export function speechBits(word: Word, speech: SpeechLexicon): number {
  const known = word.speech as Met | undefined
  return known !== undefined && known.speech === speech ? known.bits : meet(word, speech)
}

function meet(word: Word, speech: SpeechLexicon): number {
  const {
    info: {folded},
    verbs,
    nouns,
    closed,
  } = word
  let bits = 0
  if (verbs.some((r) => speech.verbs.has(r.lemma.word) && !(r.proclitics & 32))) bits |= VERB
  if (nouns.some((r) => speech.participles.has(r.lemma.word) && !r.suffix && !(r.proclitics & ~1)))
    bits |= CIRCUMSTANCE | (/(?:ا|ه|ين|ات)$/.test(folded.replace(/^و/, "")) ? PARTICIPLE : 0)
  if (nouns.some((r) => isSpeechNoun(r, speech))) bits |= NOUN
  if (speech.phrases.has(folded) || (folded.startsWith("و") && speech.phrases.has(folded.slice(1)))) bits |= PHRASE
  if (closed.has("comp") && !closed.has("aux") && !folded.startsWith("ف")) bits |= COMPLEMENTISER
  const forms = listForms(folded)
  const isIn = (words: ReadonlySet<string>): boolean => forms.some((f) => words.has(f)) || nouns.some((r) => words.has(r.lemma.word))
  if (isIn(speech.sources)) bits |= SOURCE
  if (isIn(speech.documents)) bits |= DOCUMENT
  if (isIn(speech.notSpeakers)) bits |= NOT_SPEAKER
  if (isIn(speech.labels)) bits |= LABEL
  // «صحيفة», «منصته»; in the plural only as listed.
  if (forms.some((f) => speech.carrierHeads.has(f)) || nouns.some((r) => r.suffix && speech.carrierHeads.has(r.lemma.word)))
    bits |= CARRIER_HEAD
  if (verbs.some((r) => speech.publishing.has(r.lemma.word))) bits |= PUBLISH
  if (isIn(speech.interviews)) bits |= INTERVIEW
  word.speech = {speech, bits} satisfies Met
  return bits
}

/// `link`: the preposition attached to the word after («ل»), a word that follows («عن»), "of" where the source follows at once, "verb" where a verb of speech does.
export type SourcePhrase = {readonly words: readonly string[]; readonly link: string}

const VERBS = new Set<string>(["say", "think", "deny", "tell", "urge", "judge", "show", "relay", "learn", "text"])

/// Reads rows `lemma class frame`.
export function speechLexicon(rows: readonly Row[], fold: (word: string) => string): SpeechLexicon {
  const foldAll = (words: string): string => words.split(" ").map(fold).join(" ")
  const verbs = new Map<string, SpeechWord[]>()
  const participles = new Map<string, SpeechWord>()
  const nouns = new Map<string, SpeechWord>()
  const phrases = new Map<string, SourcePhrase[]>()
  const sets: Record<string, Set<string>> = {
    joiner: new Set(),
    carrier: new Set(),
    "carrier-head": new Set(),
    publish: new Set(),
    interview: new Set(),
    source: new Set(),
    document: new Set(),
    "not-speaker": new Set(),
    label: new Set(),
    "masculine-country": new Set(),
    comment: new Set(),
    remark: new Set(),
    declared: new Set(),
    "speech-act": new Set(),
    meeting: new Set(),
    words: new Set(),
    gathering: new Set(),
    person: new Set(),
    ministry: new Set(),
    rank: new Set(),
  }
  for (const row of rows) {
    const cls = row.class as string
    const lemma = foldAll(row.lemma as string)
    const parts = list(row.frame)
    if (cls === "source-phrase" || cls === "source-clause") {
      const words = lemma.split(" ")
      const at = phrases.get(words[0] as string) ?? []
      at.push({words, link: cls === "source-clause" ? "verb" : (row.frame as string)})
      at.sort((a, b) => b.words.length - a.words.length)
      phrases.set(words[0] as string, at)
    } else if (sets[cls]) sets[cls].add(lemma)
    else if (VERBS.has(cls) || cls === "participle" || cls === "noun") {
      const marks = new Set(["أن", ":", "quote", "obj", "np", "act", "?", "+", "!", "deny", "deed"])
      const word: SpeechWord = {
        lemma,
        cls: cls as SpeechClass,
        clause: parts.includes("أن") || parts.includes("deny"),
        quote: parts.includes(":"),
        fragment: parts.includes("quote"),
        object: parts.includes("obj") || parts.includes("np") || parts.includes("deny") || parts.includes("act"),
        anyObject: parts.includes("np"),
        acts: parts.includes("act"),
        preps: parts.filter((x) => !marks.has(x)).map(foldAll),
        impersonal: parts.includes("?"),
        negative: cls === "deny" || parts.includes("deny"),
        deed: parts.includes("deed"),
        bound: parts.includes("!"),
        continues: parts.includes("+"),
      }
      if (cls === "participle") participles.set(lemma, word)
      else if (cls === "noun") nouns.set(lemma, word)
      else verbs.set(lemma, [...(verbs.get(lemma) ?? []), word])
    } else throw new Error(`speech: no class "${cls}"`)
  }
  const set = (name: string): ReadonlySet<string> => sets[name] as Set<string>
  return {
    verbs,
    participles,
    nouns,
    phrases,
    joiners: set("joiner"),
    carrierHeads: set("carrier-head"),
    carriers: [...set("carrier")].map((c) => c.split(" ")),
    publishing: set("publish"),
    interviews: set("interview"),
    sources: set("source"),
    documents: set("document"),
    persons: set("person"),
    notSpeakers: set("not-speaker"),
    labels: set("label"),
    masculine: set("masculine-country"),
    comments: set("comment"),
    remarks: set("remark"),
    declared: set("declared"),
    speechActs: set("speech-act"),
    meetings: set("meeting"),
    words: set("words"),
    gatherings: set("gathering"),
    ministries: set("ministry"),
    ranks: set("rank"),
  }
}
