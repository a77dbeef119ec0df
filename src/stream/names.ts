/// Names on the server, all under one prefix, so that several records can share it.
///
///     PREFIX.reports.live    what came just now
///     PREFIX.reports.fill    what is read up from archives: taken when nothing live waits
///     PREFIX.claims.PART     what was read and kept, on its way to be compared with the rest
///     PREFIX.dead.LANE       what could not be read, with the reason
export type Lane = "live" | "fill"
export const LANES: readonly Lane[] = ["live", "fill"]

/// Claims are keyed by their time, as the record has them: what is of one fortnight lies together there, and in the memory of whoever
/// compares it. So many keys there are, and at most so many programs compare at once.
export const PARTS = 8
const FORTNIGHT = 14
export const partOf = (published: {readonly first: number} | null): number =>
  published ? ((Math.floor(published.first / FORTNIGHT) % PARTS) + PARTS) % PARTS : 0

export const DEFAULT_PREFIX = "isnad"

export type Names = ReturnType<typeof namesOf>
export function namesOf(prefix: string) {
  const upper = prefix.toUpperCase().replace(/[^A-Z0-9_-]/g, "_")
  return {
    reports: `${upper}_REPORTS`,
    claims: `${upper}_CLAIMS`,
    dead: `${upper}_DEAD`,
    subject: (lane: Lane): string => `${prefix}.reports.${lane}`,
    claimSubject: (part: number): string => `${prefix}.claims.${part}`,
    claimSubjects: `${prefix}.claims.>`,
    deadSubject: (lane: Lane): string => `${prefix}.dead.${lane}`,
    reportSubjects: `${prefix}.reports.>`,
    deadSubjects: `${prefix}.dead.>`,
    consumer: (lane: Lane): string => `readers-${lane}`,
    resolver: (part: number): string => `resolvers-${part}`,
  } as const
}
