import type {Marks} from "../annotate/index.ts"
import type {SaidDate} from "../lang/index.ts"
import type {Comparator, Metric, Reason, Span} from "../model/index.ts"
import type {Happening} from "./figures-happenings.ts"
import type {Candidate} from "./figures-numbers.ts"

/// A time as a text tells it.
export type Said = SaidDate["said"]

/// Whom a figure is of: a mention, a country that only an adjective names, or «البلدين», the two that the text speaks of.
export type PartyRef =
  | {readonly kind: "mention"; readonly mention: number}
  | {readonly kind: "country"; readonly country: string}
  | {readonly kind: "pair"; readonly token: number}

/// A figure as the words give it, before anyone in it is settled.
export type RawFigure = {
  readonly metric: Metric
  readonly parties: readonly PartyRef[]
  readonly value: number
  readonly unit: string
  /// Currencies that the words leave open, `unit` the first of them.
  readonly currencyOpen: readonly string[] | undefined
  readonly measure: "level" | "change"
  readonly comparator: Comparator
  /// Index of the date that tells the period; -1 for none.
  readonly date: number
  /// The time that the date and the words beside it make together («لمدة شهرين», «الفترة نفسها من 2022»), where it is not the date alone.
  readonly said: Said | undefined
  /// Of the dead or the fled, told as news, or of forces that stand somewhere: without a date it is of late.
  readonly toll: boolean
  /// Counted since a time that is not told: of no one day.
  readonly sum: boolean
  /// The date is that of the promise, not of what is promised.
  readonly pledged: boolean
  /// What a market pays, of the day unless another is told; not inflation.
  readonly quoted: boolean
  readonly status: "reported" | "forecast" | "target"
  /// The happening that lasts, or is done so often.
  readonly happening: Happening | undefined
  /// Of men themselves, not of their states: how often one met another.
  readonly personal: boolean
  /// Mentions of who says so.
  readonly source: readonly number[]
  readonly evidence: Span
  readonly sentence: number
  readonly by: string
  readonly confidence: number
  readonly why: readonly Reason[]
}

/// The word of growth or fall that an amount hangs on.
export type Change = {readonly token: number; readonly direction: "up" | "down"}
/// A figure while it is being read.
export type Draft = {
  readonly c: Candidate
  metric: Metric
  /// The word that told the metric; -1 where none did.
  cue: number
  cueWord: string
  measure: "level" | "change"
  change: Change | undefined
  value: number
  comparator: Comparator
  status: RawFigure["status"]
  parties: PartyRef[]
  date: number
  /// The date stands in its own sentence.
  dated: boolean
  said: Said | undefined
  toll: boolean
  sum: boolean
  /// The date is that of the promise, not of what is promised: «في فبراير، تعهد باستثمار …».
  pledged: boolean
  /// One of the parts of the figure before.
  part: boolean
  happening: Happening | undefined
  /// Those who voted one way.
  vote: boolean
  source: number[]
  carried: boolean
  heading: boolean
  why: Reason[]
}

/// Metrics of one economy, whose periods a paragraph carries on from one to the next.
export const FAMILY = new Set<Metric>([
  "trade",
  "exports",
  "imports",
  "investment",
  "energy",
  "production",
  "gdp",
  "price",
  "debt",
  "aid",
  "budget",
])
/// Do two amounts stand at most so many sentences apart in one paragraph?
export function isNear({sentenceAt, sentences}: Marks, a: Candidate, b: Candidate, most: number): boolean {
  const m = sentenceAt[a.from] as number
  const n = sentenceAt[b.from] as number
  return n - m <= most && sentences[m]?.paragraph === sentences[n]?.paragraph
}

/// Dead, hurt, fled.
export const isToll = (d: Draft): boolean => d.metric === "casualties" || d.metric === "displaced"
