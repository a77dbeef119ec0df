import {Command} from "commander"
import {failure} from "../support/index.ts"
import type {Context} from "./context.ts"
import {drawDay} from "./days.ts"
import {COMPARED, drawNumber} from "./numbers.ts"
import {jsonOf} from "./output.ts"
import {dayOption} from "./inputs.ts"

/// `dates` and `numbers`: what the language reads in a few words, for trying it out.
export function wordCommands(context: Context): Command[] {
  const dates = new Command("dates")
    .summary("the dates in a text, as they are understood")
    .description("Prints the dates in a text as EDTF, each with the words it rests on.")
    .argument("<text...>", "a text, or - for standard input")
    .option("--on <day>", "the day on which it is said: what «yesterday» and «Wednesday» are counted from", dayOption)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad dates "يصل الأربعاء المقبل ويغادر في 3 حزيران/يونيو" --on 2023-05-22
      weekdays and months, counted from a day
  $ isnad dates "في رمضان 1445" --json
      Hijri months`,
    )
    .action(async (words: string[], options: {readonly on?: string; readonly json?: boolean}) => {
      const {datesIn} = await import("../lang/index.ts")
      const marks = datesIn(await wordsOf(context, words), options)
      await write(context, marks, options.json, (m) =>
        m.edtf === null ? "?" : m.edtf === drawDay(m.edtf) ? m.edtf : `${drawDay(m.edtf)} (${m.edtf})`,
      )
    })
  const numbers = new Command("numbers")
    .summary("the numbers in a text, as they are understood")
    .description("Prints the numbers, sums and measures in a text, each with the words it rests on.")
    .argument("<text...>", "a text, or - for standard input")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ isnad numbers "أكثر من ثلاثة مليارات ونصف المليار دولار"
      words and scales
  $ isnad numbers "بنسبة ٤٠٪ إلى 190 مليار دولار" --json
      digits of both kinds`,
    )
    .action(async (words: string[], options: {readonly json?: boolean}) => {
      const {numbersIn} = await import("../lang/index.ts")
      const marks = numbersIn(await wordsOf(context, words))
      await write(context, marks, options.json, (m) => `${COMPARED[m.comparator]}${drawNumber(m.value, m.unit ?? "")}`)
    })
  return [dates, numbers]
}

async function wordsOf(context: Context, words: readonly string[]): Promise<string> {
  if (words.length !== 1 || words[0] !== "-") return words.join(" ")
  const chunks: Uint8Array[] = []
  for await (const chunk of context.world.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk)
  const {decode, isNotText} = await import("../read/index.ts")
  const decoded = decode(Buffer.concat(chunks))
  if (isNotText(decoded)) throw failure(decoded.code, "-", decoded.detail)
  return decoded.text
}

async function write<T extends {readonly quote: string}>(
  context: Context,
  marks: readonly T[],
  json: boolean | undefined,
  says: (mark: T) => string,
): Promise<void> {
  const {terminal, out} = context
  if (json) return out.write(`${jsonOf(marks, terminal.isTerminal ? 2 : undefined)}\n`)
  await out.write(
    marks.map((m) => `${terminal.paint.bold(says(m))}  ${terminal.foreign(m.quote)}\n`).join("") || `${terminal.paint.dim("none found")}\n`,
  )
}
