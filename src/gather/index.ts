export {allowedFrom, checkedUrl, refusedRange} from "./address.ts"
export {addressOfPage} from "./canonical.ts"
export {type Client, LIMITS, type Limits, openClient, type Resolve} from "./client.ts"
export {type Clock, instant, realClock} from "./clock.ts"
export {type Listed, gatherFrom, listed} from "./config.ts"
export type {Furniture} from "./furniture.ts"
export {furnitureFor, type Intake, openIntake, type TakenReport} from "./intake.ts"
export {openPace} from "./pace.ts"
export {type ItemDone, receivedNow, type Round, type RoundTools, runRound, type Silence, silenceOf} from "./round.ts"
export {
  drawDuration,
  durationOf,
  type Gather,
  GATHER,
  KINDS,
  limitsOf,
  type Source,
  SOURCE,
  type SourceKind,
  type SourceSettings,
  sourceFrom,
  intervalOf,
  userAgent,
} from "./settings.ts"
export {openVisitor, type Visited, type Visitor} from "./visit.ts"
export {type FetchOptions, fetchOnce, watch, type WatchOptions} from "./watch.ts"
export {type Probe, type ProbedThing, probe, readPage} from "./probe.ts"
