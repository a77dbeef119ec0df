/// A figure as a person reads it: «190 billion USD», «-40 %».
export function drawNumber(value: number, unit: string): string {
  const [size, word] = [
    [1e12, " trillion"],
    [1e9, " billion"],
    [1e6, " million"],
  ].find(([s]) => Math.abs(value) >= (s as number)) ?? [1, ""]
  const scaled = value / (size as number)
  const digits = Number.isInteger(scaled) ? String(scaled) : String(Math.round(scaled * 1000) / 1000)
  return `${word ? digits : grouped(digits)}${word} ${unit}`.trim()
}

function grouped(digits: string): string {
  const [whole, part] = digits.split(".") as [string, string?]
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`)
}

/// How a comparator is said before its number.
export const COMPARED: {readonly [comparator: string]: string} = {
  "=": "",
  "~": "about ",
  ">": "more than ",
  ">=": "at least ",
  "<": "less than ",
  "<=": "at most ",
}
