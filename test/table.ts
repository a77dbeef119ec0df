/// The rows of a table of cases: one a line, what is given → what is expected.
export const table = (text: string): [string, string][] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [a = "", b = ""] = line.split("→")
      return [a.trim(), b.trim()]
    })
