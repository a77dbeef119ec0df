import type {Answers} from "./http/routes.ts"
import type {ServerOptions} from "./http/server.ts"
export type {
  ChainTree,
  ClaimChain,
  ContradictionAnswer,
  DecisionAnswer,
  DueAnswer,
  EventAnswer,
  EventsAnswer,
  FigureTold,
  Names,
  SeriesAnswer,
  StoryAnswer,
  ToldBy,
} from "./across.ts"
export {type Config, CONFIG, configFrom} from "./config.ts"
export * from "./contract.ts"
export type {Explanation} from "./explain.ts"
export type {ReportLine} from "../record/index.ts"
export {addToken} from "./access.ts"
export type {Openness} from "./http/guard.ts"
export type {Answers, Given, Inputs, RouteName} from "./http/routes.ts"
export type {ServerOptions} from "./http/server.ts"
export type Taken = Answers["addReports"]
export {linksOfRecord} from "./linking.ts"
export {type GoldFile, goldOf, goldSlice} from "./gold.ts"
export * from "./pieces.ts"
export type {Visit} from "./visits.ts"
export {type Correction, type QueueItem, queueSlice} from "./review.ts"

/// The server, loaded when it is asked for: nothing else needs what it stands on.
export const makeServer = async (options: ServerOptions) => (await import("./http/server.ts")).makeServer(options)
/// What answers for it in threads, and what such a thread does.
export {type AnswerThreads, answerThreads, builtAnswerer} from "./threads.ts"
export const answerAt = async (...given: Parameters<typeof import("./answerer.ts").answerAt>) =>
  (await import("./answerer.ts")).answerAt(...given)
export {pagesFolder} from "./pages.ts"
export {
  addTo,
  type ClaimDiff,
  diffOfReport,
  diffsSince,
  type DiffTotals,
  type FieldDiff,
  isSame,
  NO_DIFFS,
  type ReadingDiff,
} from "./readings.ts"
export type {Version, Versions} from "./versions.ts"
