export {
  type Deed,
  type DeedMeaning,
  type EventLists,
  extractEvents,
  type Filler,
  type Governor,
  type RawEvent,
  type Role,
} from "./events.ts"
export {extractSpoken, withSpoken} from "./events-spoken.ts"
export {extractingFigures, type KnownOf, type MetricLexicon, metricLexicon, type RawFigure} from "./figures.ts"
export {extractStatements, type RawStatement, type SpeechLexicon, speechLexicon} from "./statements.ts"
