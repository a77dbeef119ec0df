import type {FrameTable, Slot} from "../kinds/index.ts"
import type {Predicate, Reason, Span, Status} from "../model/index.ts"

/// Who or what fills a place of a frame: a mention, a country named by its adjective, or a pronoun on a word.
export type Filler =
  | {readonly kind: "mention"; readonly mention: number; readonly rel: string}
  /// `spoken`: only where the report speaks of it elsewhere.
  | {readonly kind: "country"; readonly country: string; readonly token: number; readonly rel: string; readonly spoken?: true}
  /// «القادة الثلاثة»: so many told together before.
  | {readonly kind: "row"; readonly many: number; readonly token: number; readonly rel: string}
  /// «الشركة», «الحركة»: a body by what it is, named before.
  | {readonly kind: "body"; readonly head: string; readonly token: number; readonly rel: string}
  /// `state`: the country of the one meant («بلاده»), not the one himself; `guest`: the one who came to him («ضيفه»).
  | {
      readonly kind: "pronoun"
      readonly pronoun: string
      readonly token: number
      readonly rel: string
      readonly state?: true
      readonly guest?: true
      /// Nobody but a man or a woman.
      readonly person?: true
    }

export type Role = Slot["role"]

/// A word by which an act of speech names what it answers, where it names nobody: «القرار», «الهجوم», «ذلك».
export type Deed = {
  readonly token: number
  /// Types of events that it may be, or one of the words of `deeds.tsv`.
  readonly means: DeedMeaning
  /// «هذه الخطوة», «وهي خطوة انتقدها»: the one told last.
  readonly recent?: boolean
}

export type DeedMeaning = "deed" | "words" | "fighting" | readonly string[]

/// An event as the frames find it, before anyone in it is settled.
export type RawEvent = {
  readonly type: string
  readonly frame: string
  readonly predicate: number
  readonly token: number
  readonly sentence: number
  readonly status: Status | ""
  readonly fillers: readonly {readonly role: Role; readonly filler: Filler}[]
  /// How many of them stand on the trigger itself, not on a verb over it.
  readonly own: number
  readonly place: number
  /// Index of the date that stands nearest in the clause; -1 for none.
  readonly date: number
  /// The verb whose day it shares where it has none of its own: an act of speech that goes on from another; its own token for others.
  readonly main: number
  readonly evidence: Span
  readonly confidence: number
  readonly why: readonly Reason[]
  /// What an act of speech without a target is about.
  readonly deed: Deed | undefined
  /// «اللقاء», «وقع الهجوم»: a happening with the article and no sides of its own, told before; `attended` where it is told who was there as
  /// well, «حضر اللقاء وزير الدفاع».
  readonly again?: "" | "told" | "attended"
  /// A deal known from before that the words only speak of.
  readonly mentioned?: boolean
  /// «بعد يومين من إعلان …», «غداة إعلان …»: the day of the act over it, counted back (or on, below zero) by so many days.
  readonly counted: {readonly days: number; readonly slack: number; readonly date: number} | undefined
}

/// Words over an event that move its status or hand it their subject.
export type Governor = {
  readonly lemma: string
  readonly cls: "v" | "n"
  readonly rel: string
  readonly status: Status | "none" | ""
  readonly light: boolean
}

export type EventLists = {
  readonly frames: FrameTable
  /// By kind of word and lemma.
  readonly governors: {readonly [cls in "v" | "n"]: ReadonlyMap<string, readonly Governor[]>}
  /// المقرر، المرتقب …: what they stand by is planned.
  readonly plannedWords: ReadonlySet<string>
  /// إذا، لو، ربما …
  readonly ifWords: ReadonlySet<string>
  /// مباراة، منتخب، فيلم …
  readonly elsewhereWords: ReadonlySet<string>
  /// عربي، خليجي …: the bloc that such a gathering is of.
  readonly blocs: ReadonlyMap<string, string>
  /// غربي، أوروبي …: the bloc whose act it is.
  readonly actingBlocs: ReadonlyMap<string, string>
  /// Agencies and outlets, by their places in the knowledge base.
  readonly outlets: ReadonlySet<number>
  /// قرار، هجوم، عقوبة …: what is meant where someone answers it.
  readonly deeds: ReadonlyMap<string, DeedMeaning>
}

export type Filled = readonly {readonly role: Role; readonly filler: Filler}[]

// The tests that every frame asks are loops of their own: a closure in a long function costs an object each time, and a function whose
// closures hold its variables allocates for them even where it returns at once.

/// What a word is to the frames wherever it stands.
export type Met = {
  /// It is of sport and show.
  readonly elsewhere: boolean
  /// The lists of frames that it is on, by its spelling or by a lemma of it: for most words none.
  readonly asked: readonly (readonly string[])[]
  readonly lists: EventLists
}

export type Governing = {readonly g: Predicate; readonly rule: Governor}
