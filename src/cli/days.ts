/// EDTF as a person reads it, never more exact than it is:
///
///     2023-05-24            a day                2023-05      a month          2023     a year
///     2023-05-22…24         some day in, or all of, these        …2023-05-24  up to      2022-02-24…  from … on
///     2023 spring, 2023 Q1, 2023 H2               ≈2023-05-24  worked out, not said
export function drawDay(edtf: string | null | undefined, worked = false): string {
  if (!edtf) return "undated"
  const about = worked || /[~?%]/.test(edtf) ? "≈" : ""
  const [from, to] = edtf.replace(/[~?%]/g, "").split("/") as [string, string?]
  return about + (to === undefined ? single(from) : between(from, to))
}

const PARTS: {readonly [code: string]: string} = {
  21: "spring",
  22: "summer",
  23: "autumn",
  24: "winter",
  33: "Q1",
  34: "Q2",
  35: "Q3",
  36: "Q4",
  40: "H1",
  41: "H2",
}

function single(edtf: string): string {
  const part = /^(\d{4})-(2[1-4]|3[3-6]|4[01])$/.exec(edtf)
  if (part) return `${part[1]} ${PARTS[part[2] as string]}`
  return edtf.replace(/(?:-XX)+$/, "").replace(/^(\d{3})X$/, "$10s")
}

const isOpen = (edtf: string): boolean => edtf === "" || edtf === ".."

function between(from: string, to: string): string {
  if (isOpen(from)) return isOpen(to) ? "undated" : `…${single(to)}`
  if (isOpen(to)) return `${single(from)}…`
  if (from === to) return single(from)
  // What both ends share is said once.
  const same =
    from.length === to.length
      ? from.slice(0, 7) === to.slice(0, 7) && from.length === 10
        ? 8
        : from.slice(0, 4) === to.slice(0, 4) && from.length >= 7
          ? 5
          : 0
      : 0
  return `${single(from)}…${single(to).slice(same)}`
}
