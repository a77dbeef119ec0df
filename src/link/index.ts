export {type Chain, chainOf, independentSources} from "./chains.ts"
export type {Copy} from "./copies.ts"
export type {Dated} from "./dating.ts"
export {
  type ClaimNumbers,
  type ClaimRef,
  type EventPair,
  type FigurePair,
  joinReports,
  joinWithin,
  MOST_CLAIMS,
  type Pairs,
  type StoryPair,
} from "./joining.ts"
export {type ClaimKey, type Keys, keysOf} from "./keys.ts"
export {
  type Agreement,
  type Anchor,
  anchoredEvent,
  type Contradiction,
  type EventRef,
  type FigureRef,
  figureChains,
  type LinkedEvent,
  type Links,
  type LinkInput,
  linksOf,
  quantityOf,
  type Series,
  type Story,
  type StoryStep,
  type Verdict,
} from "./links.ts"
export type {Standing, Step} from "./lives.ts"
export {type Desk, type Expected, joinAll, joinReport, LinkMemory, MOST_HOLDERS, type TextHolder} from "./memory.ts"
export {type EventTraits, FAR, type FigureTraits, type Traits, traitsOf} from "./traits.ts"
export {openWorld, type World} from "./world.ts"
