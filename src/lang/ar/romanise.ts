import {foldWord} from "./fold.ts"

/// A readable English spelling of a name in Arabic letters.
export const romanise = (name: string): string => foldWord(name)
