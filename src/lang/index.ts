import type {openArabic} from "./ar/index.ts"

/// What a stage may ask of a language: the object a language folder makes. Stages ask it, never the language's code.
export type Language = ReturnType<typeof openArabic>
/// A word with its readings, as a language's lexicon gives it.
export type {NumberMark, Profile as Word, Quantity, SaidDate} from "./ar/index.ts"
export {type DatesInOptions, datesIn, daysOnLine, type FoundDate, type FoundNumber, numbersIn, openArabic} from "./ar/index.ts"
export {tokenize} from "./tokens.ts"
