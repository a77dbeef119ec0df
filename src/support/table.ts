/// Reads our data files: tab-separated, `#` comment lines, one header line of column names, lists in a cell parted by `|`.
export type Row = {readonly [column: string]: string}

export function readTable(text: string, file: string): Row[] {
  let header: string[] | undefined
  const rows: Row[] = []
  text.split("\n").forEach((raw, n) => {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw
    if (line.startsWith("#") || !line.trim()) return
    const cells = line.split("\t")
    if (!header) {
      header = cells.map((c) => c.trim())
      return
    }
    if (cells.length > header.length) throw new Error(`${file}:${n + 1}: ${cells.length} cells for ${header.length} columns`)
    const row: {[column: string]: string} = {}
    for (let i = 0; i < header.length; i++) row[header[i] as string] = (cells[i] ?? "").trim()
    rows.push(row)
  })
  return rows
}

export const list = (cell: string | undefined): string[] =>
  cell
    ? cell
        .split("|")
        .map((x) => x.trim())
        .filter(Boolean)
    : []
