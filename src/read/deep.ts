import type {Parser} from "htmlparser2"

/// Thrown by a parser's handler where tags are nested deeper than is read.
export class TooDeep extends Error {}

/// Parses all of a text; false where it was nested too deeply.
export function parsesWhole(parser: Parser, text: string): boolean {
  try {
    parser.write(text)
    parser.end()
    return true
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return false
  }
}
