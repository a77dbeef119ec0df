/// The address of an item in full: what a feed or a page says of it, from where it was said. Only http and https are addresses of reports.
export function absolute(said: string | undefined, base: string | undefined): string | undefined {
  if (!said?.trim()) return undefined
  try {
    const url = new URL(said.trim(), base)
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined
  } catch {
    return undefined
  }
}
