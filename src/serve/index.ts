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
export * from "./contract.ts"
export type {Explanation} from "./explain.ts"
export {linkPending, linkRecords, linksOfRecord} from "./linking.ts"
